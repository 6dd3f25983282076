<?xml version="1.0" encoding="UTF-8"?>
<!-- Places by rank: key places of the front, towns, villages. The Armenian-side name stands below while the place is held by Armenian forces. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>places</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>key</Name>
          <Title>Key place
            <Localized lang="az">Əsas məntəqə</Localized>
            <Localized lang="uk">Ключовий пункт</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>rank</ogc:PropertyName><ogc:Literal>1</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <SvgParameter name="fill">#FFFFFF</SvgParameter>
                </Fill>
              </Mark>
              <Size>2.2</Size>
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
              <Size>1.7</Size>
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
              <Size>0.7</Size>
            </Graphic>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PointSymbolizer>
          <TextSymbolizer>
            <Label>
              <ogc:PropertyName>name_{lang}</ogc:PropertyName>
              <![CDATA[
]]><ogc:Function name="if_then_else">
                <ogc:Function name="equalTo">
                  <ogc:PropertyName>side0</ogc:PropertyName>
                  <ogc:Literal>AM</ogc:Literal>
                </ogc:Function>
                <ogc:Function name="if_then_else">
                  <ogc:Function name="isNull">
                    <ogc:PropertyName>az_from</ogc:PropertyName>
                  </ogc:Function>
                  <ogc:PropertyName>name_hy</ogc:PropertyName>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>date</ogc:Literal>
                        <ogc:Literal>9999-12-31</ogc:Literal>
                      </ogc:Function>
                      <ogc:PropertyName>az_from</ogc:PropertyName>
                    </ogc:Function>
                    <ogc:PropertyName>name_hy</ogc:PropertyName>
                    <ogc:Literal></ogc:Literal>
                  </ogc:Function>
                </ogc:Function>
                <ogc:Literal></ogc:Literal>
              </ogc:Function>
            </Label>
            <Font>
              <SvgParameter name="font-family">Liberation Sans, DejaVu Sans</SvgParameter>
              <SvgParameter name="font-size">8</SvgParameter>
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
              <Radius>0.85</Radius>
              <Fill>
                <SvgParameter name="fill">
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="equalTo">
                      <ogc:PropertyName>side0</ogc:PropertyName>
                      <ogc:Literal>AM</ogc:Literal>
                    </ogc:Function>
                    <ogc:Function name="if_then_else">
                      <ogc:Function name="isNull">
                        <ogc:PropertyName>az_from</ogc:PropertyName>
                      </ogc:Function>
                      <ogc:Literal>#DDAA7A</ogc:Literal>
                      <ogc:Function name="if_then_else">
                        <ogc:Function name="lessThan">
                          <ogc:Function name="env">
                            <ogc:Literal>date</ogc:Literal>
                            <ogc:Literal>9999-12-31</ogc:Literal>
                          </ogc:Function>
                          <ogc:PropertyName>az_from</ogc:PropertyName>
                        </ogc:Function>
                        <ogc:Literal>#DDAA7A</ogc:Literal>
                        <ogc:Literal>#C4DDEC</ogc:Literal>
                      </ogc:Function>
                    </ogc:Function>
                    <ogc:Function name="if_then_else">
                      <ogc:Function name="equalTo">
                        <ogc:PropertyName>country</ogc:PropertyName>
                        <ogc:Literal>AZE</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>#D5E8F4</ogc:Literal>
                      <ogc:Literal>#F4F3EE</ogc:Literal>
                    </ogc:Function>
                  </ogc:Function>
                </SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">#1A1A1A</SvgParameter>
            </Fill>
            <Priority>9000</Priority>
            <VendorOption name="sitmap-second-size">6</VendorOption>
            <VendorOption name="sitmap-second-color">#3A3A3A</VendorOption>
            <VendorOption name="maxDisplacement">12</VendorOption>
            <VendorOption name="sitmap-leader">0.15 #1A1A1A 1.5</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
        <Rule>
          <Name>town</Name>
          <Title>Town
            <Localized lang="az">Şəhər</Localized>
            <Localized lang="uk">Місто</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>rank</ogc:PropertyName><ogc:Literal>2</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <SvgParameter name="fill">#FFFFFF</SvgParameter>
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
              <![CDATA[
]]><ogc:Function name="if_then_else">
                <ogc:Function name="equalTo">
                  <ogc:PropertyName>side0</ogc:PropertyName>
                  <ogc:Literal>AM</ogc:Literal>
                </ogc:Function>
                <ogc:Function name="if_then_else">
                  <ogc:Function name="isNull">
                    <ogc:PropertyName>az_from</ogc:PropertyName>
                  </ogc:Function>
                  <ogc:PropertyName>name_hy</ogc:PropertyName>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>date</ogc:Literal>
                        <ogc:Literal>9999-12-31</ogc:Literal>
                      </ogc:Function>
                      <ogc:PropertyName>az_from</ogc:PropertyName>
                    </ogc:Function>
                    <ogc:PropertyName>name_hy</ogc:PropertyName>
                    <ogc:Literal></ogc:Literal>
                  </ogc:Function>
                </ogc:Function>
                <ogc:Literal></ogc:Literal>
              </ogc:Function>
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
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="equalTo">
                      <ogc:PropertyName>side0</ogc:PropertyName>
                      <ogc:Literal>AM</ogc:Literal>
                    </ogc:Function>
                    <ogc:Function name="if_then_else">
                      <ogc:Function name="isNull">
                        <ogc:PropertyName>az_from</ogc:PropertyName>
                      </ogc:Function>
                      <ogc:Literal>#DDAA7A</ogc:Literal>
                      <ogc:Function name="if_then_else">
                        <ogc:Function name="lessThan">
                          <ogc:Function name="env">
                            <ogc:Literal>date</ogc:Literal>
                            <ogc:Literal>9999-12-31</ogc:Literal>
                          </ogc:Function>
                          <ogc:PropertyName>az_from</ogc:PropertyName>
                        </ogc:Function>
                        <ogc:Literal>#DDAA7A</ogc:Literal>
                        <ogc:Literal>#C4DDEC</ogc:Literal>
                      </ogc:Function>
                    </ogc:Function>
                    <ogc:Function name="if_then_else">
                      <ogc:Function name="equalTo">
                        <ogc:PropertyName>country</ogc:PropertyName>
                        <ogc:Literal>AZE</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>#D5E8F4</ogc:Literal>
                      <ogc:Literal>#F4F3EE</ogc:Literal>
                    </ogc:Function>
                  </ogc:Function>
                </SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">#1A1A1A</SvgParameter>
            </Fill>
            <Priority>8000</Priority>
            <VendorOption name="sitmap-second-size">6</VendorOption>
            <VendorOption name="sitmap-second-color">#3A3A3A</VendorOption>
            <VendorOption name="maxDisplacement">12</VendorOption>
            <VendorOption name="sitmap-leader">0.15 #1A1A1A 1.5</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
        <Rule>
          <Name>village</Name>
          <Title>Village
            <Localized lang="az">Kənd</Localized>
            <Localized lang="uk">Село</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>rank</ogc:PropertyName><ogc:Literal>3</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <SvgParameter name="fill">#FFFFFF</SvgParameter>
                </Fill>
              </Mark>
              <Size>1.5</Size>
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
              <Size>1.0</Size>
            </Graphic>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </PointSymbolizer>
          <TextSymbolizer>
            <Label>
              <ogc:PropertyName>name_{lang}</ogc:PropertyName>
              <![CDATA[
]]><ogc:Function name="if_then_else">
                <ogc:Function name="equalTo">
                  <ogc:PropertyName>side0</ogc:PropertyName>
                  <ogc:Literal>AM</ogc:Literal>
                </ogc:Function>
                <ogc:Function name="if_then_else">
                  <ogc:Function name="isNull">
                    <ogc:PropertyName>az_from</ogc:PropertyName>
                  </ogc:Function>
                  <ogc:PropertyName>name_hy</ogc:PropertyName>
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>date</ogc:Literal>
                        <ogc:Literal>9999-12-31</ogc:Literal>
                      </ogc:Function>
                      <ogc:PropertyName>az_from</ogc:PropertyName>
                    </ogc:Function>
                    <ogc:PropertyName>name_hy</ogc:PropertyName>
                    <ogc:Literal></ogc:Literal>
                  </ogc:Function>
                </ogc:Function>
                <ogc:Literal></ogc:Literal>
              </ogc:Function>
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
              <Radius>0.85</Radius>
              <Fill>
                <SvgParameter name="fill">
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="equalTo">
                      <ogc:PropertyName>side0</ogc:PropertyName>
                      <ogc:Literal>AM</ogc:Literal>
                    </ogc:Function>
                    <ogc:Function name="if_then_else">
                      <ogc:Function name="isNull">
                        <ogc:PropertyName>az_from</ogc:PropertyName>
                      </ogc:Function>
                      <ogc:Literal>#DDAA7A</ogc:Literal>
                      <ogc:Function name="if_then_else">
                        <ogc:Function name="lessThan">
                          <ogc:Function name="env">
                            <ogc:Literal>date</ogc:Literal>
                            <ogc:Literal>9999-12-31</ogc:Literal>
                          </ogc:Function>
                          <ogc:PropertyName>az_from</ogc:PropertyName>
                        </ogc:Function>
                        <ogc:Literal>#DDAA7A</ogc:Literal>
                        <ogc:Literal>#C4DDEC</ogc:Literal>
                      </ogc:Function>
                    </ogc:Function>
                    <ogc:Function name="if_then_else">
                      <ogc:Function name="equalTo">
                        <ogc:PropertyName>country</ogc:PropertyName>
                        <ogc:Literal>AZE</ogc:Literal>
                      </ogc:Function>
                      <ogc:Literal>#D5E8F4</ogc:Literal>
                      <ogc:Literal>#F4F3EE</ogc:Literal>
                    </ogc:Function>
                  </ogc:Function>
                </SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">#1A1A1A</SvgParameter>
            </Fill>
            <Priority>6000</Priority>
            <VendorOption name="sitmap-second-size">6</VendorOption>
            <VendorOption name="sitmap-second-color">#3A3A3A</VendorOption>
            <VendorOption name="maxDisplacement">12</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
