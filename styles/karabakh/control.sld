<?xml version="1.0" encoding="UTF-8"?>
<!-- Who holds the ground on the date of the figure. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>control</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>AM</Name>
          <Title>Held by Armenian forces
            <Localized lang="az">Erməni qüvvələrinin nəzarətində</Localized>
            <Localized lang="uk">Під контролем вірменських сил</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>side</ogc:PropertyName><ogc:Literal>AM</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <SvgParameter name="fill">#DDAA7A</SvgParameter>
            </Fill>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>AZ</Name>
          <Title>Held by Azerbaijan
            <Localized lang="az">Azərbaycanın nəzarətində</Localized>
            <Localized lang="uk">Під контролем Азербайджану</Localized>
          </Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>side</ogc:PropertyName><ogc:Literal>AZ</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <SvgParameter name="fill">#D5E8F4</SvgParameter>
            </Fill>
          </PolygonSymbolizer>
        </Rule>
      </FeatureTypeStyle>
      <!-- The state's name, across the ground that it holds on the date; the other side's states have
           theirs in land.sld. -->
      <FeatureTypeStyle>
        <Rule>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>side</ogc:PropertyName><ogc:Literal>AZ</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <TextSymbolizer>
            <Label>
              <Recode fallbackValue="Azerbaijan">
                <LookupValue>
                  <ogc:Function name="env"><ogc:Literal>lang</ogc:Literal></ogc:Function>
                </LookupValue>
                <MapItem><Data>az</Data><Value>Azərbaycan</Value></MapItem>
                <MapItem><Data>uk</Data><Value>Азербайджан</Value></MapItem>
              </Recode>
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
                <SvgParameter name="fill">#D5E8F4</SvgParameter>
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
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
