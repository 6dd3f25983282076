<?xml version="1.0" encoding="UTF-8"?>
<!-- The area of Hadrut, approximate: a pale band inside its edge, on the edge round dots. The band is one opaque colour that shows on both tints. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>hadrut</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>hadrut</Name>
          <Title>Hadrut area, approximate
            <Localized lang="az">Hadrut ərazisi, təxmini</Localized>
            <Localized lang="uk">Район Гадрута, приблизно</Localized>
          </Title>
          <PolygonSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#F0E4D8</SvgParameter>
              <SvgParameter name="stroke-width">1.2</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
            </Stroke>
            <PerpendicularOffset>-0.6</PerpendicularOffset>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PolygonSymbolizer>
          <PolygonSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#5A3A1A</SvgParameter>
              <SvgParameter name="stroke-width">0.32</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
              <SvgParameter name="stroke-dasharray">0 0.85</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PolygonSymbolizer>
        </Rule>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <TextSymbolizer>
            <Label>
              <ogc:Function name="Recode">
                <ogc:Function name="env">
                  <ogc:Literal>lang</ogc:Literal>
                  <ogc:Literal>en</ogc:Literal>
                </ogc:Function>
                <ogc:Literal>az</ogc:Literal>
                <ogc:Function name="strConcat">
                  <ogc:PropertyName>name_{lang}</ogc:PropertyName>
                  <ogc:Literal> ərazisi</ogc:Literal>
                </ogc:Function>
                <ogc:Literal>uk</ogc:Literal>
                <ogc:Function name="strConcat">
                  <ogc:Literal>Район </ogc:Literal>
                  <ogc:Function name="strConcat">
                    <ogc:PropertyName>name_{lang}</ogc:PropertyName>
                    <ogc:Literal>а</ogc:Literal>
                  </ogc:Function>
                </ogc:Function>
                <ogc:Literal>en</ogc:Literal>
                <ogc:Function name="strConcat">
                  <ogc:PropertyName>name_{lang}</ogc:PropertyName>
                  <ogc:Literal> area</ogc:Literal>
                </ogc:Function>
              </ogc:Function>
            </Label>
            <Font>
              <SvgParameter name="font-family">Liberation Sans, DejaVu Sans</SvgParameter>
              <SvgParameter name="font-size">6</SvgParameter>
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
                <SvgParameter name="fill">#DDAA7A</SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">#5A3A1A</SvgParameter>
            </Fill>
            <Priority>5500</Priority>
            <VendorOption name="sitmap-case">upper</VendorOption>
            <VendorOption name="sitmap-tracking">0.8</VendorOption>
            <VendorOption name="maxDisplacement">50</VendorOption>
            <VendorOption name="goodnessOfFit">0.3</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
