<?xml version="1.0" encoding="UTF-8"?>
<!-- Who holds the ground: sides A and B differ in lightness and in hatch, anything else is unclear. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>control</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>A</Name>
          <Title>Held by side A
            <Localized lang="az">A tərəfinin nəzarətində</Localized>
            <Localized lang="uk">Під контролем сторони А</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>side</ogc:PropertyName><ogc:Literal>A</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <GraphicFill>
                <Graphic>
                  <Mark>
                    <WellKnownName>shape://slash</WellKnownName>
                    <Stroke>
                      <SvgParameter name="stroke">#0072B2</SvgParameter>
                      <SvgParameter name="stroke-width">0.18</SvgParameter>
                    </Stroke>
                  </Mark>
                  <Size>1.697</Size>
                </Graphic>
              </GraphicFill>
              <SvgParameter name="fill">#CCE8F8</SvgParameter>
            </Fill>
            <VendorOption name="sitmap-hatch">45 1.2</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>B</Name>
          <Title>Held by side B
            <Localized lang="az">B tərəfinin nəzarətində</Localized>
            <Localized lang="uk">Під контролем сторони Б</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>side</ogc:PropertyName><ogc:Literal>B</ogc:Literal>
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
                  <Size>1.697</Size>
                </Graphic>
              </GraphicFill>
              <SvgParameter name="fill">#E69E66</SvgParameter>
            </Fill>
            <VendorOption name="sitmap-hatch">135 1.2</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>unclear</Name>
          <Title>Contested or unclear
            <Localized lang="az">Mübahisəli və ya qeyri-müəyyən</Localized>
            <Localized lang="uk">Спірна або невизначена</Localized>
          </Title>
          <ElseFilter/>
          <PolygonSymbolizer>
            <Fill>
              <GraphicFill>
                <Graphic>
                  <Mark>
                    <WellKnownName>shape://times</WellKnownName>
                    <Stroke>
                      <SvgParameter name="stroke">#777777</SvgParameter>
                      <SvgParameter name="stroke-width">0.15</SvgParameter>
                    </Stroke>
                  </Mark>
                  <Size>2.828</Size>
                </Graphic>
              </GraphicFill>
              <SvgParameter name="fill">#F2F2F2</SvgParameter>
            </Fill>
            <VendorOption name="sitmap-hatch">45 2; 135 2</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PolygonSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
