<?xml version="1.0" encoding="UTF-8"?>
<!-- Places on a map of 48 mm: those taken since the map before in bold, a ring where the date is disputed. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>small-places</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>disputed</Name>
          <Title>announced, disputed
            <Localized lang="uk">оголошено, спірно</Localized>
          </Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:Or>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>hadrut</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>shusha</ogc:Literal>
                </ogc:PropertyIsEqualTo>
              </ogc:Or>
              <ogc:PropertyIsLessThanOrEqualTo>
                <ogc:PropertyName>az_from</ogc:PropertyName>
                <ogc:Function name="env">
                  <ogc:Literal>date</ogc:Literal>
                  <ogc:Literal>9999-12-31</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsLessThanOrEqualTo>
              <ogc:PropertyIsGreaterThan>
                <ogc:PropertyName>az_from</ogc:PropertyName>
                <ogc:Function name="Recode">
                  <ogc:Function name="env">
                    <ogc:Literal>date</ogc:Literal>
                    <ogc:Literal>9999-12-31</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>2020-10-10</ogc:Literal><ogc:Literal>2020-09-26</ogc:Literal>
                  <ogc:Literal>2020-10-25</ogc:Literal><ogc:Literal>2020-10-10</ogc:Literal>
                  <ogc:Literal>2020-11-08</ogc:Literal><ogc:Literal>2020-10-25</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsGreaterThan>
            </ogc:And>
          </ogc:Filter>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <SvgParameter name="fill">#FFFFFF</SvgParameter>
                </Fill>
              </Mark>
              <Size>1.9</Size>
            </Graphic>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PointSymbolizer>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <SvgParameter name="fill">#FFFFFF</SvgParameter>
                </Fill>
                <Stroke>
                  <SvgParameter name="stroke">#1A1A1A</SvgParameter>
                  <SvgParameter name="stroke-width">0.3</SvgParameter>
                </Stroke>
              </Mark>
              <Size>1.3</Size>
            </Graphic>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PointSymbolizer>
          <TextSymbolizer>
            <Label>
              <ogc:PropertyName>name_{lang}</ogc:PropertyName>
            </Label>
            <Font>
              <SvgParameter name="font-family">Liberation Sans, DejaVu Sans</SvgParameter>
              <SvgParameter name="font-size">6.2</SvgParameter>
              <SvgParameter name="font-weight">bold</SvgParameter>
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
              <Radius>0.75</Radius>
              <Fill>
                <SvgParameter name="fill">#D5E8F4</SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">#1A1A1A</SvgParameter>
            </Fill>
            <Priority>9000</Priority>
            <VendorOption name="maxDisplacement">10</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
        <Rule>
          <Name>taken</Name>
          <Title>place taken since
            <Localized lang="uk">зайнято відтоді</Localized>
          </Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:Or>
                <ogc:And>
                  <ogc:PropertyIsEqualTo>
                    <ogc:PropertyName>rank</ogc:PropertyName><ogc:Literal>1</ogc:Literal>
                  </ogc:PropertyIsEqualTo>
                  <ogc:Not>
                    <ogc:PropertyIsEqualTo>
                      <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>aghdam</ogc:Literal>
                    </ogc:PropertyIsEqualTo>
                  </ogc:Not>
                </ogc:And>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>talish</ogc:Literal>
                </ogc:PropertyIsEqualTo>
              </ogc:Or>
              <ogc:Not>
                <ogc:Or>
                  <ogc:PropertyIsEqualTo>
                    <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>hadrut</ogc:Literal>
                  </ogc:PropertyIsEqualTo>
                  <ogc:PropertyIsEqualTo>
                    <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>shusha</ogc:Literal>
                  </ogc:PropertyIsEqualTo>
                </ogc:Or>
              </ogc:Not>
              <ogc:PropertyIsLessThanOrEqualTo>
                <ogc:PropertyName>az_from</ogc:PropertyName>
                <ogc:Function name="env">
                  <ogc:Literal>date</ogc:Literal>
                  <ogc:Literal>9999-12-31</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsLessThanOrEqualTo>
              <ogc:PropertyIsGreaterThan>
                <ogc:PropertyName>az_from</ogc:PropertyName>
                <ogc:Function name="Recode">
                  <ogc:Function name="env">
                    <ogc:Literal>date</ogc:Literal>
                    <ogc:Literal>9999-12-31</ogc:Literal>
                  </ogc:Function>
                  <ogc:Literal>2020-10-10</ogc:Literal><ogc:Literal>2020-09-26</ogc:Literal>
                  <ogc:Literal>2020-10-25</ogc:Literal><ogc:Literal>2020-10-10</ogc:Literal>
                  <ogc:Literal>2020-11-08</ogc:Literal><ogc:Literal>2020-10-25</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsGreaterThan>
            </ogc:And>
          </ogc:Filter>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <SvgParameter name="fill">#FFFFFF</SvgParameter>
                </Fill>
              </Mark>
              <Size>1.9</Size>
            </Graphic>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PointSymbolizer>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <SvgParameter name="fill">#1A1A1A</SvgParameter>
                </Fill>
              </Mark>
              <Size>1.4</Size>
            </Graphic>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PointSymbolizer>
          <TextSymbolizer>
            <Label>
              <ogc:PropertyName>name_{lang}</ogc:PropertyName>
            </Label>
            <Font>
              <SvgParameter name="font-family">Liberation Sans, DejaVu Sans</SvgParameter>
              <SvgParameter name="font-size">6.2</SvgParameter>
              <SvgParameter name="font-weight">bold</SvgParameter>
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
              <Radius>0.75</Radius>
              <Fill>
                <SvgParameter name="fill">#D5E8F4</SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">#1A1A1A</SvgParameter>
            </Fill>
            <Priority>9000</Priority>
            <VendorOption name="maxDisplacement">10</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
        <Rule>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>rank</ogc:PropertyName><ogc:Literal>1</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:Not>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>aghdam</ogc:Literal>
                </ogc:PropertyIsEqualTo>
              </ogc:Not>
              <ogc:PropertyIsLessThanOrEqualTo>
                <ogc:PropertyName>az_from</ogc:PropertyName>
                <ogc:Function name="env">
                  <ogc:Literal>date</ogc:Literal>
                  <ogc:Literal>9999-12-31</ogc:Literal>
                </ogc:Function>
              </ogc:PropertyIsLessThanOrEqualTo>
              <ogc:Not>
                <ogc:PropertyIsGreaterThan>
                  <ogc:PropertyName>az_from</ogc:PropertyName>
                  <ogc:Function name="Recode">
                    <ogc:Function name="env">
                      <ogc:Literal>date</ogc:Literal>
                      <ogc:Literal>9999-12-31</ogc:Literal>
                    </ogc:Function>
                    <ogc:Literal>2020-10-10</ogc:Literal><ogc:Literal>2020-09-26</ogc:Literal>
                    <ogc:Literal>2020-10-25</ogc:Literal><ogc:Literal>2020-10-10</ogc:Literal>
                    <ogc:Literal>2020-11-08</ogc:Literal><ogc:Literal>2020-10-25</ogc:Literal>
                  </ogc:Function>
                </ogc:PropertyIsGreaterThan>
              </ogc:Not>
            </ogc:And>
          </ogc:Filter>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <SvgParameter name="fill">#1A1A1A</SvgParameter>
                </Fill>
              </Mark>
              <Size>0.8</Size>
            </Graphic>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PointSymbolizer>
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
                  <AnchorPointX>0</AnchorPointX>
                  <AnchorPointY>0.5</AnchorPointY>
                </AnchorPoint>
              </PointPlacement>
            </LabelPlacement>
            <Halo>
              <Radius>0.75</Radius>
              <Fill>
                <SvgParameter name="fill">#D5E8F4</SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">#3A3A3A</SvgParameter>
            </Fill>
            <Priority>5000</Priority>
            <VendorOption name="maxDisplacement">10</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
        <Rule>
          <ogc:Filter>
            <ogc:And>
              <ogc:Or>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>khankendi-stepanakert</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>shusha</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>lachin</ogc:Literal>
                </ogc:PropertyIsEqualTo>
              </ogc:Or>
              <ogc:Not>
                <ogc:PropertyIsLessThanOrEqualTo>
                  <ogc:PropertyName>az_from</ogc:PropertyName>
                  <ogc:Function name="env">
                    <ogc:Literal>date</ogc:Literal>
                    <ogc:Literal>9999-12-31</ogc:Literal>
                  </ogc:Function>
                </ogc:PropertyIsLessThanOrEqualTo>
              </ogc:Not>
            </ogc:And>
          </ogc:Filter>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <SvgParameter name="fill">#1A1A1A</SvgParameter>
                </Fill>
              </Mark>
              <Size>0.8</Size>
            </Graphic>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PointSymbolizer>
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
                  <AnchorPointX>0</AnchorPointX>
                  <AnchorPointY>0.5</AnchorPointY>
                </AnchorPoint>
              </PointPlacement>
            </LabelPlacement>
            <Halo>
              <Radius>0.75</Radius>
              <Fill>
                <SvgParameter name="fill">#DDAA7A</SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">#3A3A3A</SvgParameter>
            </Fill>
            <Priority>6000</Priority>
            <VendorOption name="maxDisplacement">10</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
