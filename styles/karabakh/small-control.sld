<?xml version="1.0" encoding="UTF-8"?>
<!-- Who holds the ground, on a map of 48 mm. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>small-control</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>AM</Name>
          <Title>Armenian side
            <Localized lang="uk">вірменська сторона</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>side</ogc:PropertyName><ogc:Literal>AM</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <SvgParameter name="fill">#DDAA7A</SvgParameter>
            </Fill>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>AZ</Name>
          <Title>Azerbaijan
            <Localized lang="uk">Азербайджан</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>side</ogc:PropertyName><ogc:Literal>AZ</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <SvgParameter name="fill">#D5E8F4</SvgParameter>
            </Fill>
          </PolygonSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
