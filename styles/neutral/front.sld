<?xml version="1.0" encoding="UTF-8"?>
<!-- The front: solid where it is well attested, else dashed; casing below. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>front</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">
                <ogc:Function name="env">
                  <ogc:Literal>color-casing</ogc:Literal><ogc:Literal>#FFFFFF</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
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
          <Name>approximate</Name>
          <Title>Front, approximate
            <Localized lang="az">Cəbhə xətti, təxmini</Localized>
            <Localized lang="uk">Лінія фронту, приблизно</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>certainty</ogc:PropertyName><ogc:Literal>approximate</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">
                <ogc:Function name="env">
                  <ogc:Literal>color-front</ogc:Literal><ogc:Literal>#111111</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
              <SvgParameter name="stroke-width">0.8</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-dasharray">2.0 1.0</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-fit">pitch</VendorOption>
            <VendorOption name="sitmap-round">0.4</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
        <Rule>
          <Name>front</Name>
          <Title>Front
            <Localized lang="az">Cəbhə xətti</Localized>
            <Localized lang="uk">Лінія фронту</Localized>
          </Title>
          <ElseFilter/>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">
                <ogc:Function name="env">
                  <ogc:Literal>color-front</ogc:Literal><ogc:Literal>#111111</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
              <SvgParameter name="stroke-width">0.8</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-round">0.4</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
