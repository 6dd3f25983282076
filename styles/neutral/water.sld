<?xml version="1.0" encoding="UTF-8"?>
<!-- Lakes and seas. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>water</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>water</Name>
          <Title>Water
            <Localized lang="az">Su</Localized>
            <Localized lang="uk">Вода</Localized>
          </Title>
          <PolygonSymbolizer>
            <Fill>
              <SvgParameter name="fill">
                <ogc:Function name="env">
                  <ogc:Literal>color-water</ogc:Literal><ogc:Literal>#DCEBF5</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
            </Fill>
            <Stroke>
              <SvgParameter name="stroke">
                <ogc:Function name="env">
                  <ogc:Literal>color-water-line</ogc:Literal><ogc:Literal>#5A8FB5</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
              <SvgParameter name="stroke-width">0.15</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PolygonSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
