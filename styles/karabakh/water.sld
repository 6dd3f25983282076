<?xml version="1.0" encoding="UTF-8"?>
<!-- Lakes and reservoirs. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>water</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>water</Name>
          <Title>Lake, reservoir
            <Localized lang="az">Göl, su anbarı</Localized>
            <Localized lang="uk">Озеро, водосховище</Localized>
          </Title>
          <PolygonSymbolizer>
            <Fill>
              <SvgParameter name="fill">#DCEBF5</SvgParameter>
            </Fill>
            <Stroke>
              <SvgParameter name="stroke">#5A8FB5</SvgParameter>
              <SvgParameter name="stroke-width">0.15</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PolygonSymbolizer>
        </Rule>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <!-- Two reservoirs under 2 km2 are a dot at this scale: a name would be larger than they are. -->
          <ogc:Filter>
            <ogc:Not>
              <ogc:Or>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>khachen-reservoir</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>sugovushan</ogc:Literal>
                </ogc:PropertyIsEqualTo>
              </ogc:Or>
            </ogc:Not>
          </ogc:Filter>
          <TextSymbolizer>
            <Label>
              <ogc:PropertyName>name_{lang}</ogc:PropertyName>
            </Label>
            <Font>
              <SvgParameter name="font-family">Liberation Sans, DejaVu Sans</SvgParameter>
              <SvgParameter name="font-size">6</SvgParameter>
              <SvgParameter name="font-style">italic</SvgParameter>
            </Font>
            <LabelPlacement>
              <PointPlacement>
                <AnchorPoint>
                  <AnchorPointX>0.5</AnchorPointX>
                  <AnchorPointY>0.5</AnchorPointY>
                </AnchorPoint>
              </PointPlacement>
            </LabelPlacement>
            <Halo>
              <Radius>0.85</Radius>
              <Fill>
                <SvgParameter name="fill">#DCEBF5</SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">#3F7399</SvgParameter>
            </Fill>
            <Priority>4000</Priority>
            <VendorOption name="sitmap-tracking">0.4</VendorOption>
            <VendorOption name="maxDisplacement">30</VendorOption>
            <VendorOption name="autoWrap">60</VendorOption>
            <VendorOption name="goodnessOfFit">0</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
