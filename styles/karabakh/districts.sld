<?xml version="1.0" encoding="UTF-8"?>
<!-- Names of districts. On ground held by Armenian forces they are brown; until which day is listed by district. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>districts</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>country</ogc:PropertyName><ogc:Literal>AZE</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>kind</ogc:PropertyName><ogc:Literal>district</ogc:Literal>
              </ogc:PropertyIsEqualTo>
            </ogc:And>
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
              <Radius>0.85</Radius>
              <Fill>
                <SvgParameter name="fill">
                  <ogc:Function name="if_then_else">
                    <ogc:Function name="lessThan">
                      <ogc:Function name="env">
                        <ogc:Literal>date</ogc:Literal>
                        <ogc:Literal>9999-12-31</ogc:Literal>
                      </ogc:Function>
                      <ogc:Function name="Recode">
                        <ogc:PropertyName>id</ogc:PropertyName>
                        <ogc:Literal>AZE-1682</ogc:Literal>
                        <ogc:Literal>9999-12-30</ogc:Literal>
                        <ogc:Literal>AZE-1735</ogc:Literal>
                        <ogc:Literal>9999-12-30</ogc:Literal>
                        <ogc:Literal>AZE-1739</ogc:Literal>
                        <ogc:Literal>9999-12-30</ogc:Literal>
                        <ogc:Literal>AZE-1737</ogc:Literal>
                        <ogc:Literal>9999-12-30</ogc:Literal>
                        <ogc:Literal>AZE-1691</ogc:Literal>
                        <ogc:Literal>9999-12-30</ogc:Literal>
                        <ogc:Literal>AZE-1734</ogc:Literal>
                        <ogc:Literal>9999-12-30</ogc:Literal>
                        <ogc:Literal>AZE-1738</ogc:Literal>
                        <ogc:Literal>9999-12-30</ogc:Literal>
                        <ogc:Literal>AZE-1699</ogc:Literal>
                        <ogc:Literal>2020-10-25</ogc:Literal>
                        <ogc:Literal>AZE-1702</ogc:Literal>
                        <ogc:Literal>2020-10-17</ogc:Literal>
                        <ogc:Literal>AZE-1736</ogc:Literal>
                        <ogc:Literal>2020-11-08</ogc:Literal>
                        <ogc:Literal>AZE-1740</ogc:Literal>
                        <ogc:Literal>2020-10-20</ogc:Literal>
                      </ogc:Function>
                    </ogc:Function>
                    <ogc:Literal>#DDAA7A</ogc:Literal>
                    <Recode fallbackValue="#D5E8F4">
                      <LookupValue><ogc:PropertyName>id</ogc:PropertyName></LookupValue>
                      <MapItem>
                        <Data>AZE-1699</Data>
                        <Value>#C4DDEC</Value>
                      </MapItem>
                      <MapItem>
                        <Data>AZE-1736</Data>
                        <Value>#C4DDEC</Value>
                      </MapItem>
                      <MapItem>
                        <Data>AZE-1740</Data>
                        <Value>#C4DDEC</Value>
                      </MapItem>
                    </Recode>
                  </ogc:Function>
                </SvgParameter>
              </Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">
                <ogc:Function name="if_then_else">
                  <ogc:Function name="lessThan">
                    <ogc:Function name="env">
                      <ogc:Literal>date</ogc:Literal>
                      <ogc:Literal>9999-12-31</ogc:Literal>
                    </ogc:Function>
                    <ogc:Function name="Recode">
                      <ogc:PropertyName>id</ogc:PropertyName>
                      <ogc:Literal>AZE-1682</ogc:Literal>
                      <ogc:Literal>9999-12-30</ogc:Literal>
                      <ogc:Literal>AZE-1735</ogc:Literal>
                      <ogc:Literal>9999-12-30</ogc:Literal>
                      <ogc:Literal>AZE-1739</ogc:Literal>
                      <ogc:Literal>9999-12-30</ogc:Literal>
                      <ogc:Literal>AZE-1737</ogc:Literal>
                      <ogc:Literal>9999-12-30</ogc:Literal>
                      <ogc:Literal>AZE-1691</ogc:Literal>
                      <ogc:Literal>9999-12-30</ogc:Literal>
                      <ogc:Literal>AZE-1734</ogc:Literal>
                      <ogc:Literal>9999-12-30</ogc:Literal>
                      <ogc:Literal>AZE-1738</ogc:Literal>
                      <ogc:Literal>9999-12-30</ogc:Literal>
                      <ogc:Literal>AZE-1699</ogc:Literal>
                      <ogc:Literal>2020-10-25</ogc:Literal>
                      <ogc:Literal>AZE-1702</ogc:Literal>
                      <ogc:Literal>2020-10-17</ogc:Literal>
                      <ogc:Literal>AZE-1736</ogc:Literal>
                      <ogc:Literal>2020-11-08</ogc:Literal>
                      <ogc:Literal>AZE-1740</ogc:Literal>
                      <ogc:Literal>2020-10-20</ogc:Literal>
                    </ogc:Function>
                  </ogc:Function>
                  <ogc:Literal>#6A4A28</ogc:Literal>
                  <ogc:Literal>#6F6A60</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
            </Fill>
            <Priority>5000</Priority>
            <VendorOption name="sitmap-case">upper</VendorOption>
            <VendorOption name="sitmap-spread">true</VendorOption>
            <VendorOption name="sitmap-tracking">1.2</VendorOption>
            <VendorOption name="goodnessOfFit">0.6</VendorOption>
            <VendorOption name="maxDisplacement">60</VendorOption>
            <VendorOption name="spaceAround">1</VendorOption>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
