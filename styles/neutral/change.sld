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
          <Title>Gained by side A
            <Localized lang="az">A tərəfinin nəzarətinə keçmiş</Localized>
            <Localized lang="uk">Перейшло до сторони А</Localized>
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
          <Title>Gained by side B
            <Localized lang="az">B tərəfinin nəzarətinə keçmiş</Localized>
            <Localized lang="uk">Перейшло до сторони Б</Localized>
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
