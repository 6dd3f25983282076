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
                  <SvgParameter name="fill">#FFFFFF</SvgParameter>
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
                  <SvgParameter name="fill">#1A1A1A</SvgParameter>
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
