<?xml version="1.0" encoding="UTF-8"?>
<!-- The ground of a map of 48 mm: pale, with the states' names. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>small-land</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>AZE</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:Not>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>part</ogc:PropertyName><ogc:Literal>exclaves</ogc:Literal>
                </ogc:PropertyIsEqualTo>
              </ogc:Not>
            </ogc:And>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <SvgParameter name="fill">#D5E8F4</SvgParameter>
            </Fill>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <ElseFilter/>
          <PolygonSymbolizer>
            <Fill>
              <SvgParameter name="fill">#F4F3EE</SvgParameter>
            </Fill>
          </PolygonSymbolizer>
        </Rule>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <ogc:Filter>
            <ogc:Or>
              <ogc:And>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>ARM</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>part</ogc:PropertyName><ogc:Literal>main</ogc:Literal>
                </ogc:PropertyIsEqualTo>
              </ogc:And>
              <ogc:And>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>IRN</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>part</ogc:PropertyName><ogc:Literal>main</ogc:Literal>
                </ogc:PropertyIsEqualTo>
              </ogc:And>
            </ogc:Or>
          </ogc:Filter>
          <TextSymbolizer>
            <Label>
              <ogc:PropertyName>name_{lang}</ogc:PropertyName>
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
              <Radius>0.75</Radius>
              <Fill>
                <SvgParameter name="fill">#F4F3EE</SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">#6F6A60</SvgParameter>
            </Fill>
            <Priority>3000</Priority>
            <VendorOption name="sitmap-case">upper</VendorOption>
            <VendorOption name="sitmap-tracking">1.4</VendorOption>
            <VendorOption name="maxDisplacement">60</VendorOption>
            <VendorOption name="goodnessOfFit">0.3</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
