<?xml version="1.0" encoding="ISO-8859-1"?>
<StyledLayerDescriptor version="1.0.0"
    xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xlink="http://www.w3.org/1999/xlink">
  <NamedLayer>
    <Name>Levels</Name>
    <UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>casing</Name>
          <LineSymbolizer>
            <Stroke>
              <CssParameter name="stroke">#333333</CssParameter>
              <CssParameter name="stroke-width">8</CssParameter>
            </Stroke>
          </LineSymbolizer>
          <VendorOption name="inclusion">mapOnly</VendorOption>
        </Rule>
        <VendorOption name="sortBy">n D</VendorOption>
        <VendorOption name="sortByGroup">roads</VendorOption>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>road</Name>
          <LineSymbolizer>
            <Stroke>
              <CssParameter name="stroke">#66aaff</CssParameter>
              <CssParameter name="stroke-width">5</CssParameter>
            </Stroke>
            <VendorOption name="inclusion">mapOnly</VendorOption>
          </LineSymbolizer>
          <LineSymbolizer>
            <Stroke>
              <CssParameter name="stroke">#cc00cc</CssParameter>
              <CssParameter name="stroke-width">2</CssParameter>
            </Stroke>
            <VendorOption name="inclusion">legendOnly</VendorOption>
          </LineSymbolizer>
          <PointSymbolizer>
            <Graphic>
              <ExternalGraphic>
                <OnlineResource xlink:type="simple" xlink:href="missing.svg"/>
                <Format>image/svg+xml</Format>
              </ExternalGraphic>
              <Size>8</Size>
            </Graphic>
            <VendorOption name="fallbackOnDefaultMark">false</VendorOption>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>nothing</Name>
          <PointSymbolizer>
            <Graphic>
              <ExternalGraphic>
                <OnlineResource xlink:type="simple" xlink:href="missing.svg"/>
                <Format>image/svg+xml</Format>
              </ExternalGraphic>
            </Graphic>
            <VendorOption name="fallbackOnDefaultMark">false</VendorOption>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>explained</Name>
          <ogc:Filter>
            <ogc:PropertyIsGreaterThan>
              <ogc:PropertyName>n</ogc:PropertyName>
              <ogc:Literal>0</ogc:Literal>
            </ogc:PropertyIsGreaterThan>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <CssParameter name="stroke">#00cc00</CssParameter>
            </Stroke>
          </LineSymbolizer>
          <VendorOption name="inclusion">legendOnly</VendorOption>
        </Rule>
        <VendorOption name="sortBy">n D</VendorOption>
        <VendorOption name="sortByGroup">roads</VendorOption>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
