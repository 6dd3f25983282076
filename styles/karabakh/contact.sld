<?xml version="1.0" encoding="UTF-8"?>
<!-- The line of an earlier date, only where the front has left it. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>contact</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>contact</Name>
          <Title>Line of contact, 27 September
            <Localized lang="az">Təmas xətti, 27 sentyabr</Localized>
            <Localized lang="uk">Лінія зіткнення, 27 вересня</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>unmoved</ogc:PropertyName><ogc:Literal>no</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#1A1A1A</SvgParameter>
              <SvgParameter name="stroke-width">0.3</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
              <SvgParameter name="stroke-dasharray">0 0.75</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
