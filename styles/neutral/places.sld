<?xml version="1.0" encoding="UTF-8"?>
<!-- Places with their names. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>places</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>place</Name>
          <Title>Place
            <Localized lang="az">Məntəqə</Localized>
            <Localized lang="uk">Населений пункт</Localized>
          </Title>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <SvgParameter name="fill">
                    <ogc:Function name="env">
                      <ogc:Literal>color-casing</ogc:Literal><ogc:Literal>#FFFFFF</ogc:Literal>
                    </ogc:Function>
                  </SvgParameter>
                </Fill>
              </Mark>
              <Size>1.8</Size>
            </Graphic>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PointSymbolizer>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <SvgParameter name="fill">
                    <ogc:Function name="env">
                      <ogc:Literal>color-casing</ogc:Literal><ogc:Literal>#FFFFFF</ogc:Literal>
                    </ogc:Function>
                  </SvgParameter>
                </Fill>
                <Stroke>
                  <SvgParameter name="stroke">
                    <ogc:Function name="env">
                      <ogc:Literal>color-text</ogc:Literal><ogc:Literal>#1A1A1A</ogc:Literal>
                    </ogc:Function>
                  </SvgParameter>
                  <SvgParameter name="stroke-width">0.3</SvgParameter>
                </Stroke>
              </Mark>
              <Size>1.3</Size>
            </Graphic>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PointSymbolizer>
          <TextSymbolizer>
            <Label>
              <ogc:PropertyName>name</ogc:PropertyName>
            </Label>
            <Font>
              <SvgParameter name="font-family">Liberation Sans, DejaVu Sans</SvgParameter>
              <SvgParameter name="font-size">7</SvgParameter>
            </Font>
            <LabelPlacement>
              <PointPlacement>
                <AnchorPoint>
                  <AnchorPointX>0</AnchorPointX>
                  <AnchorPointY>0.5</AnchorPointY>
                </AnchorPoint>
              </PointPlacement>
            </LabelPlacement>
            <Halo>
              <Radius>0.85</Radius>
              <Fill>
                <SvgParameter name="fill">
                  <ogc:Function name="env">
                    <ogc:Literal>color-casing</ogc:Literal><ogc:Literal>#FFFFFF</ogc:Literal>
                  </ogc:Function>
                </SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">
                <ogc:Function name="env">
                  <ogc:Literal>color-text</ogc:Literal><ogc:Literal>#1A1A1A</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
            </Fill>
            <Priority>8000</Priority>
            <VendorOption name="maxDisplacement">12</VendorOption>
            <VendorOption name="sitmap-leader">0.15 #1A1A1A 1.5</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
          </TextSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
