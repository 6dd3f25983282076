<?xml version="1.0" encoding="UTF-8"?>
<!-- Ground that changed hands: the hatch of who holds it now, twice as close. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>change</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>A</Name>
          <Title>Gained by {side-1}
            <Localized lang="az">Nəzarətə keçmiş: {side-1}</Localized>
            <Localized lang="uk">Перейшло під контроль: {side-1}</Localized>
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
                  <Size>0.849</Size>
                </Graphic>
              </GraphicFill>
            </Fill>
            <VendorOption name="sitmap-hatch">45 0.6</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>B</Name>
          <Title>Gained by {side-2}
            <Localized lang="az">Nəzarətə keçmiş: {side-2}</Localized>
            <Localized lang="uk">Перейшло під контроль: {side-2}</Localized>
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
                  <Size>0.849</Size>
                </Graphic>
              </GraphicFill>
            </Fill>
            <VendorOption name="sitmap-hatch">135 0.6</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PolygonSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
