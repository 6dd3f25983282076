<?xml version="1.0" encoding="UTF-8"?>
<!-- Any lines. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>line</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">
                <ogc:Function name="env">
                  <ogc:Literal>color-border</ogc:Literal><ogc:Literal>#5C5A55</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
              <SvgParameter name="stroke-width">0.25</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
