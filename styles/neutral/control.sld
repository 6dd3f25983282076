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
          <Title>Held by {side-1}
            <Localized lang="az">Nəzarət: {side-1}</Localized>
            <Localized lang="uk">Контроль: {side-1}</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>side</ogc:PropertyName>
              <ogc:Function name="env">
                <ogc:Literal>side-1</ogc:Literal><ogc:Literal>A</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <GraphicFill>
                <Graphic>
                  <Mark>
                    <WellKnownName>shape://slash</WellKnownName>
                    <Stroke>
                      <SvgParameter name="stroke">
                        <ogc:Function name="env">
                          <ogc:Literal>color-side-1-line</ogc:Literal><ogc:Literal>#0072B2</ogc:Literal>
                        </ogc:Function>
                      </SvgParameter>
                      <SvgParameter name="stroke-width">0.18</SvgParameter>
                    </Stroke>
                  </Mark>
                  <Size>1.697</Size>
                </Graphic>
              </GraphicFill>
              <SvgParameter name="fill">
                <ogc:Function name="env">
                  <ogc:Literal>color-side-1</ogc:Literal><ogc:Literal>#CCE8F8</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
            </Fill>
            <VendorOption name="sitmap-hatch">45 1.2</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>B</Name>
          <Title>Held by {side-2}
            <Localized lang="az">Nəzarət: {side-2}</Localized>
            <Localized lang="uk">Контроль: {side-2}</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>side</ogc:PropertyName>
              <ogc:Function name="env">
                <ogc:Literal>side-2</ogc:Literal><ogc:Literal>B</ogc:Literal>
              </ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <GraphicFill>
                <Graphic>
                  <Mark>
                    <WellKnownName>shape://backslash</WellKnownName>
                    <Stroke>
                      <SvgParameter name="stroke">
                        <ogc:Function name="env">
                          <ogc:Literal>color-side-2-line</ogc:Literal><ogc:Literal>#7A3600</ogc:Literal>
                        </ogc:Function>
                      </SvgParameter>
                      <SvgParameter name="stroke-width">0.18</SvgParameter>
                    </Stroke>
                  </Mark>
                  <Size>1.697</Size>
                </Graphic>
              </GraphicFill>
              <SvgParameter name="fill">
                <ogc:Function name="env">
                  <ogc:Literal>color-side-2</ogc:Literal><ogc:Literal>#E69E66</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
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
                      <SvgParameter name="stroke">
                        <ogc:Function name="env">
                          <ogc:Literal>color-disputed-line</ogc:Literal><ogc:Literal>#777777</ogc:Literal>
                        </ogc:Function>
                      </SvgParameter>
                      <SvgParameter name="stroke-width">0.15</SvgParameter>
                    </Stroke>
                  </Mark>
                  <Size>2.828</Size>
                </Graphic>
              </GraphicFill>
              <SvgParameter name="fill">
                <ogc:Function name="env">
                  <ogc:Literal>color-disputed</ogc:Literal><ogc:Literal>#F2F2F2</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
            </Fill>
            <VendorOption name="sitmap-hatch">45 2; 135 2</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PolygonSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
