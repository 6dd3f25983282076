<?xml version="1.0" encoding="UTF-8"?>
<!-- Arrows of advance: they widen along the line and end in a head at its last point. Planned or claimed ones
     (field certainty) are hollow and dashed. Other programs draw the plain line. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>advance</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>advance-1</Name>
          <Title>Advance of {side-1}
            <Localized lang="az">Hücum: {side-1}</Localized>
            <Localized lang="uk">Наступ: {side-1}</Localized>
          </Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>side</ogc:PropertyName>
                <ogc:Function name="env">
                  <ogc:Literal>side-1</ogc:Literal><ogc:Literal>A</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:Not>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>certainty</ogc:PropertyName><ogc:Literal>planned</ogc:Literal>
                </ogc:PropertyIsEqualTo>
              </ogc:Not>
            </ogc:And>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">
                <ogc:Function name="env">
                  <ogc:Literal>color-side-1-line</ogc:Literal><ogc:Literal>#0072B2</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
              <SvgParameter name="stroke-width">0.7</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">butt</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-arrow">0.7 1.8 3.6 3.4</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
        <Rule>
          <Name>planned-1</Name>
          <Title>Planned advance of {side-1}
            <Localized lang="az">Planlaşdırılan hücum: {side-1}</Localized>
            <Localized lang="uk">Запланований наступ: {side-1}</Localized>
          </Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>side</ogc:PropertyName>
                <ogc:Function name="env">
                  <ogc:Literal>side-1</ogc:Literal><ogc:Literal>A</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>certainty</ogc:PropertyName><ogc:Literal>planned</ogc:Literal>
              </ogc:PropertyIsEqualTo>
            </ogc:And>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">
                <ogc:Function name="env">
                  <ogc:Literal>color-side-1-line</ogc:Literal><ogc:Literal>#0072B2</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
              <SvgParameter name="stroke-width">0.35</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">butt</SvgParameter>
              <SvgParameter name="stroke-dasharray">1.2 0.8</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-arrow">0.7 1.8 3.6 3.4 #FFFFFF</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
        <Rule>
          <Name>advance-2</Name>
          <Title>Advance of {side-2}
            <Localized lang="az">Hücum: {side-2}</Localized>
            <Localized lang="uk">Наступ: {side-2}</Localized>
          </Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>side</ogc:PropertyName>
                <ogc:Function name="env">
                  <ogc:Literal>side-2</ogc:Literal><ogc:Literal>B</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:Not>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>certainty</ogc:PropertyName><ogc:Literal>planned</ogc:Literal>
                </ogc:PropertyIsEqualTo>
              </ogc:Not>
            </ogc:And>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">
                <ogc:Function name="env">
                  <ogc:Literal>color-side-2-line</ogc:Literal><ogc:Literal>#7A3600</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
              <SvgParameter name="stroke-width">0.7</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">butt</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-arrow">0.7 1.8 3.6 3.4</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
        <Rule>
          <Name>planned-2</Name>
          <Title>Planned advance of {side-2}
            <Localized lang="az">Planlaşdırılan hücum: {side-2}</Localized>
            <Localized lang="uk">Запланований наступ: {side-2}</Localized>
          </Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>side</ogc:PropertyName>
                <ogc:Function name="env">
                  <ogc:Literal>side-2</ogc:Literal><ogc:Literal>B</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>certainty</ogc:PropertyName><ogc:Literal>planned</ogc:Literal>
              </ogc:PropertyIsEqualTo>
            </ogc:And>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">
                <ogc:Function name="env">
                  <ogc:Literal>color-side-2-line</ogc:Literal><ogc:Literal>#7A3600</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
              <SvgParameter name="stroke-width">0.35</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">butt</SvgParameter>
              <SvgParameter name="stroke-dasharray">1.2 0.8</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-arrow">0.7 1.8 3.6 3.4 #FFFFFF</VendorOption>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
