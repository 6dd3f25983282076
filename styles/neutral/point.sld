<?xml version="1.0" encoding="UTF-8"?>
<!-- Any points. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>point</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <SvgParameter name="fill">
                    <ogc:Function name="env">
                      <ogc:Literal>color-casing</ogc:Literal><ogc:Literal>#FFFFFF</ogc:Literal>
                    </ogc:Function>
                  </SvgParameter>
                </Fill>
              </Mark>
              <Size>1.5</Size>
            </Graphic>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PointSymbolizer>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <SvgParameter name="fill">
                    <ogc:Function name="env">
                      <ogc:Literal>color-text</ogc:Literal><ogc:Literal>#1A1A1A</ogc:Literal>
                    </ogc:Function>
                  </SvgParameter>
                </Fill>
              </Mark>
              <Size>1.0</Size>
            </Graphic>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PointSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
