<?xml version="1.0" encoding="UTF-8"?>
<!-- The former autonomous oblast, a line of history: fine and pale. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>oblast</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>oblast</Name>
          <Title>Autonomous oblast, until 1991
            <Localized lang="az">Muxtar vilayət, 1991-ci ilədək</Localized>
            <Localized lang="uk">Автономна область, до 1991 року</Localized>
          </Title>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#A8743F</SvgParameter>
              <SvgParameter name="stroke-width">0.2</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
