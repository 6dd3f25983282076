<?xml version="1.0" encoding="UTF-8"?>
<!-- Ground that changed hands: hatched in the colour of who holds it now. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>change</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>AZ</Name>
          <Title>Gained by Azerbaijan
            <Localized lang="az">Azərbaycanın nəzarətinə keçmiş ərazi</Localized>
            <Localized lang="uk">Перейшло під контроль Азербайджану</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>side</ogc:PropertyName><ogc:Literal>AZ</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <GraphicFill>
                <Graphic>
                  <Mark>
                    <WellKnownName>shape://slash</WellKnownName>
                    <Stroke>
                      <SvgParameter name="stroke">#2E86BE</SvgParameter>
                      <SvgParameter name="stroke-width">0.18</SvgParameter>
                    </Stroke>
                  </Mark>
                  <Size>1.626</Size>
                </Graphic>
              </GraphicFill>
            </Fill>
            <Stroke>
              <SvgParameter name="stroke">#2E86BE</SvgParameter>
              <SvgParameter name="stroke-width">0.2</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-hatch">45 1.15</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>AM</Name>
          <Title>Gained by Armenian forces
            <Localized lang="az">Erməni qüvvələrinin nəzarətinə keçmiş ərazi</Localized>
            <Localized lang="uk">Перейшло під контроль вірменських сил</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>side</ogc:PropertyName><ogc:Literal>AM</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <GraphicFill>
                <Graphic>
                  <Mark>
                    <WellKnownName>shape://backslash</WellKnownName>
                    <Stroke>
                      <SvgParameter name="stroke">#7A3600</SvgParameter>
                      <SvgParameter name="stroke-width">0.18</SvgParameter>
                    </Stroke>
                  </Mark>
                  <Size>1.626</Size>
                </Graphic>
              </GraphicFill>
            </Fill>
            <Stroke>
              <SvgParameter name="stroke">#7A3600</SvgParameter>
              <SvgParameter name="stroke-width">0.2</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-hatch">135 1.15</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PolygonSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
