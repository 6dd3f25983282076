<?xml version="1.0" encoding="UTF-8"?>
<!-- The front on a map of 48 mm: drawn solid, for dashes fall apart at this size; the key says that it is approximate. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>small-front</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#FFFFFF</SvgParameter>
              <SvgParameter name="stroke-width">0.8</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-round">0.2</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>front</Name>
          <Title>front, approximate
            <Localized lang="uk">фронт, приблизно</Localized>
          </Title>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#1A1A1A</SvgParameter>
              <SvgParameter name="stroke-width">0.4</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-round">0.2</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
