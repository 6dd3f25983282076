<?xml version="1.0" encoding="UTF-8"?>
<!-- The front: solid where it has not moved since the date compared with, dashed where it is drawn from announcements. White casing below, in a style of its own so that it joins without seams. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>front</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#FFFFFF</SvgParameter>
              <SvgParameter name="stroke-width">1.5</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-round">0.4</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>unmoved</Name>
          <Title>Front, unmoved
            <Localized lang="az">Cəbhə xətti, dəyişməyib</Localized>
            <Localized lang="uk">Лінія фронту, без змін</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>unmoved</ogc:PropertyName><ogc:Literal>yes</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#111111</SvgParameter>
              <SvgParameter name="stroke-width">0.8</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-round">0.4</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
        <Rule>
          <Name>moved</Name>
          <Title>Front, approximate position
            <Localized lang="az">Cəbhə xətti, təxmini</Localized>
            <Localized lang="uk">Лінія фронту, приблизно</Localized>
          </Title>
          <ElseFilter/>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#111111</SvgParameter>
              <SvgParameter name="stroke-width">0.8</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-dasharray">2.0 1.0</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-fit">pitch</VendorOption>
            <VendorOption name="sitmap-round">0.4</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
