<?xml version="1.0" encoding="UTF-8"?>
<!-- The ground: what Azerbaijan holds under its tint, all else pale. Areas of control lie above. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>land</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>AZE</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsNotEqualTo>
                <ogc:PropertyName>part</ogc:PropertyName><ogc:Literal>exclaves</ogc:Literal>
              </ogc:PropertyIsNotEqualTo>
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
      <!-- Azerbaijan's name stands on the ground that it holds on the date: see control.sld. -->
      <FeatureTypeStyle>
        <Rule>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>part</ogc:PropertyName><ogc:Literal>main</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsNotEqualTo>
                <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>AZE</ogc:Literal>
              </ogc:PropertyIsNotEqualTo>
            </ogc:And>
          </ogc:Filter>
          <TextSymbolizer>
            <Label>
              <ogc:PropertyName>name_{lang}</ogc:PropertyName>
            </Label>
            <Font>
              <SvgParameter name="font-family">Liberation Sans, DejaVu Sans</SvgParameter>
              <SvgParameter name="font-size">8</SvgParameter>
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
                <SvgParameter name="fill">#F4F3EE</SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">#55524C</SvgParameter>
            </Fill>
            <Priority>7000</Priority>
            <VendorOption name="sitmap-case">upper</VendorOption>
            <VendorOption name="sitmap-tracking">4.5</VendorOption>
            <VendorOption name="maxDisplacement">60</VendorOption>
            <VendorOption name="goodnessOfFit">0.3</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
        <Rule>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>part</ogc:PropertyName><ogc:Literal>nakhchivan</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <TextSymbolizer>
            <Label>
              <ogc:Function name="Recode">
                <ogc:Function name="env">
                  <ogc:Literal>lang</ogc:Literal>
                  <ogc:Literal>en</ogc:Literal>
                </ogc:Function>
                <ogc:Literal>az</ogc:Literal>
                <ogc:Literal>Naxçıvan</ogc:Literal>
                <ogc:Literal>uk</ogc:Literal>
                <ogc:Literal>Нахічевань</ogc:Literal>
                <ogc:Literal>en</ogc:Literal>
                <ogc:Literal>Nakhchivan</ogc:Literal>
              </ogc:Function>
              <![CDATA[
(]]><ogc:PropertyName>name_{lang}</ogc:PropertyName>)
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
                <SvgParameter name="fill">#D5E8F4</SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">#6F6A60</SvgParameter>
            </Fill>
            <Priority>5500</Priority>
            <VendorOption name="sitmap-tracking">0.8</VendorOption>
            <VendorOption name="sitmap-second-color">#6F6A60</VendorOption>
            <VendorOption name="maxDisplacement">40</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
