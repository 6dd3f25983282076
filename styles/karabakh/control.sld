<?xml version="1.0" encoding="UTF-8"?>
<!-- Who holds the ground on the date of the figure. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>control</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>AM</Name>
          <Title>Held by Armenian forces
            <Localized lang="az">Erməni qüvvələrinin nəzarətində</Localized>
            <Localized lang="uk">Під контролем вірменських сил</Localized>
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
          <Title>Held by Azerbaijan
            <Localized lang="az">Azərbaycanın nəzarətində</Localized>
            <Localized lang="uk">Під контролем Азербайджану</Localized>
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
