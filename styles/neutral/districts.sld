<?xml version="1.0" encoding="UTF-8"?>
<!-- Borders of districts. A pale casing below keeps them legible where areas are hatched. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>districts</Name>
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
              <SvgParameter name="stroke-width">0.7</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>district</Name>
          <Title>District border
            <Localized lang="az">Rayon sərhədi</Localized>
            <Localized lang="uk">Межа району</Localized>
          </Title>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">
                <ogc:Function name="env">
                  <ogc:Literal>color-district</ogc:Literal><ogc:Literal>#6E685C</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
              <SvgParameter name="stroke-width">0.22</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-dasharray">1.5 0.5 0.3 0.5</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
