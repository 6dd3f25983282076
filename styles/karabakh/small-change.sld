<?xml version="1.0" encoding="UTF-8"?>
<!-- Ground taken since the map before, on a map of 48 mm. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>small-change</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>taken</Name>
          <Title>taken since the map before
            <Localized lang="uk">зайнято після попередньої карти</Localized>
          </Title>
          <PolygonSymbolizer>
            <Fill>
              <GraphicFill>
                <Graphic>
                  <Mark>
                    <WellKnownName>shape://slash</WellKnownName>
                    <Stroke>
                      <SvgParameter name="stroke">#2E86BE</SvgParameter>
                      <SvgParameter name="stroke-width">0.2</SvgParameter>
                    </Stroke>
                  </Mark>
                  <Size>1.273</Size>
                </Graphic>
              </GraphicFill>
            </Fill>
            <VendorOption name="sitmap-hatch">45 0.9</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PolygonSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
