<?xml version="1.0" encoding="UTF-8"?>
<!-- Rivers: the blue of those on the dark tint is deeper, for contrast. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>rivers</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>river</Name>
          <Title>River
            <Localized lang="az">Çay</Localized>
            <Localized lang="uk">Річка</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>aras</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#5A8FB5</SvgParameter>
              <SvgParameter name="stroke-width">0.55</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
        <Rule>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>rank</ogc:PropertyName><ogc:Literal>1</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsNotEqualTo>
                <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>aras</ogc:Literal>
              </ogc:PropertyIsNotEqualTo>
            </ogc:And>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#5A8FB5</SvgParameter>
              <SvgParameter name="stroke-width">0.4</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
        <Rule>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>rank</ogc:PropertyName><ogc:Literal>2</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:Or>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>tartar</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>hakari</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>khachen</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>gargar</ogc:Literal>
                </ogc:PropertyIsEqualTo>
              </ogc:Or>
            </ogc:And>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#3E78A3</SvgParameter>
              <SvgParameter name="stroke-width">0.3</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
        <Rule>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>rank</ogc:PropertyName><ogc:Literal>2</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:Not>
                <ogc:Or>
                  <ogc:PropertyIsEqualTo>
                    <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>tartar</ogc:Literal>
                  </ogc:PropertyIsEqualTo>
                  <ogc:PropertyIsEqualTo>
                    <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>hakari</ogc:Literal>
                  </ogc:PropertyIsEqualTo>
                  <ogc:PropertyIsEqualTo>
                    <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>khachen</ogc:Literal>
                  </ogc:PropertyIsEqualTo>
                  <ogc:PropertyIsEqualTo>
                    <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>gargar</ogc:Literal>
                  </ogc:PropertyIsEqualTo>
                </ogc:Or>
              </ogc:Not>
            </ogc:And>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#5A8FB5</SvgParameter>
              <SvgParameter name="stroke-width">0.3</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
        <Rule>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>rank</ogc:PropertyName><ogc:Literal>3</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:Or>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>tartar</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>hakari</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>khachen</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>gargar</ogc:Literal>
                </ogc:PropertyIsEqualTo>
              </ogc:Or>
            </ogc:And>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#3E78A3</SvgParameter>
              <SvgParameter name="stroke-width">0.25</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
        <Rule>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>rank</ogc:PropertyName><ogc:Literal>3</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:Not>
                <ogc:Or>
                  <ogc:PropertyIsEqualTo>
                    <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>tartar</ogc:Literal>
                  </ogc:PropertyIsEqualTo>
                  <ogc:PropertyIsEqualTo>
                    <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>hakari</ogc:Literal>
                  </ogc:PropertyIsEqualTo>
                  <ogc:PropertyIsEqualTo>
                    <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>khachen</ogc:Literal>
                  </ogc:PropertyIsEqualTo>
                  <ogc:PropertyIsEqualTo>
                    <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>gargar</ogc:Literal>
                  </ogc:PropertyIsEqualTo>
                </ogc:Or>
              </ogc:Not>
            </ogc:And>
          </ogc:Filter>
          <LineSymbolizer>
            <Stroke>
              <SvgParameter name="stroke">#5A8FB5</SvgParameter>
              <SvgParameter name="stroke-width">0.25</SvgParameter>
              <SvgParameter name="stroke-linejoin">round</SvgParameter>
              <SvgParameter name="stroke-linecap">round</SvgParameter>
            </Stroke>
            <VendorOption name="sitmap-uom">mm</VendorOption>
          </LineSymbolizer>
        </Rule>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <ogc:Filter>
            <ogc:Or>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>tartar</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>hakari</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>khachen</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>gargar</ogc:Literal>
              </ogc:PropertyIsEqualTo>
            </ogc:Or>
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
              <LinePlacement>
                <PerpendicularOffset>2.5</PerpendicularOffset>
              </LinePlacement>
            </LabelPlacement>
            <Halo>
              <Radius>0.85</Radius>
              <Fill>
                <SvgParameter name="fill">#DDAA7A</SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">#28527A</SvgParameter>
            </Fill>
            <Priority>4000</Priority>
            <VendorOption name="followLine">true</VendorOption>
            <VendorOption name="maxAngleDelta">12</VendorOption>
            <VendorOption name="group">yes</VendorOption>
            <VendorOption name="labelAllGroup">true</VendorOption>
            <VendorOption name="sitmap-tracking">0.3</VendorOption>
            <VendorOption name="maxDisplacement">80</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
        <Rule>
          <ogc:Filter>
            <ogc:Not>
              <ogc:Or>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>tartar</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>hakari</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>khachen</ogc:Literal>
                </ogc:PropertyIsEqualTo>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>id</ogc:PropertyName><ogc:Literal>gargar</ogc:Literal>
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
              <LinePlacement>
                <PerpendicularOffset>2.5</PerpendicularOffset>
              </LinePlacement>
            </LabelPlacement>
            <Halo>
              <Radius>0.85</Radius>
              <Fill>
                <SvgParameter name="fill">#F4F3EE</SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">#3F7399</SvgParameter>
            </Fill>
            <Priority>4000</Priority>
            <VendorOption name="followLine">true</VendorOption>
            <VendorOption name="maxAngleDelta">12</VendorOption>
            <VendorOption name="group">yes</VendorOption>
            <VendorOption name="labelAllGroup">true</VendorOption>
            <VendorOption name="sitmap-tracking">1.0</VendorOption>
            <VendorOption name="maxDisplacement">80</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
