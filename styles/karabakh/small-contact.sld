<?xml version="1.0" encoding="UTF-8"?>
<!-- The line of 27 September where the front has left it, on a map of 48 mm. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>small-contact</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>contact</Name>
          <Title>line of 27 September
            <Localized lang="uk">лінія 27 вересня</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>unmoved</ogc:PropertyName><ogc:Literal>no</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#1A1A1A</SvgParameter>
              <SvgParameter name="stroke-width">0.2</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-dasharray">0.9 0.6</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
