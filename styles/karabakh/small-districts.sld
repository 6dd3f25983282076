<?xml version="1.0" encoding="UTF-8"?>
<!-- District lines on a map of 48 mm: white, and not explained. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>small-districts</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <ogc:Filter>
            <ogc:Not>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>outer</ogc:PropertyName><ogc:Literal>yes</ogc:Literal>
              </ogc:PropertyIsEqualTo>
            </ogc:Not>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#FFFFFF</SvgParameter>
              <SvgParameter name="stroke-width">0.16</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
