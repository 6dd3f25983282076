<?xml version="1.0" encoding="UTF-8"?>
<!-- Borders of states. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>borders</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">
                <ogc:Function name="env">
                  <ogc:Literal>color-border-casing</ogc:Literal><ogc:Literal>#E4E0D8</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
              <SvgParameter name="stroke-width">1.1</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>state</Name>
          <Title>State border
            <Localized lang="az">Dövlət sərhədi</Localized>
            <Localized lang="uk">Державний кордон</Localized>
          </Title>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">
                <ogc:Function name="env">
                  <ogc:Literal>color-border</ogc:Literal><ogc:Literal>#5C5A55</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
              <SvgParameter name="stroke-width">0.35</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-dasharray">2.6 0.6 0.35 0.6</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
