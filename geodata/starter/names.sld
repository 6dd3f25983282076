<?xml version="1.0" encoding="UTF-8"?>
<!-- Names of districts: spaced capitals inside their area, in a colour of the study's palette. A style
     of this study's own; SLD files of QGIS and GeoServer work as well. -->
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>names</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule>
          <TextSymbolizer>
            <Label><ogc:PropertyName>name</ogc:PropertyName></Label>
            <Font>
              <SvgParameter name="font-family">Liberation Sans</SvgParameter>
              <SvgParameter name="font-size">6</SvgParameter>
            </Font>
            <Halo>
              <Radius>0.8</Radius>
              <Fill><SvgParameter name="fill">#FFFFFF</SvgParameter></Fill>
            </Halo>
            <Fill>
              <SvgParameter name="fill">
                <ogc:Function name="env">
                  <ogc:Literal>color-border</ogc:Literal><ogc:Literal>#5A4632</ogc:Literal>
                </ogc:Function>
              </SvgParameter>
            </Fill>
            <VendorOption name="sitmap-uom">pt</VendorOption>
            <VendorOption name="sitmap-case">upper</VendorOption>
            <VendorOption name="sitmap-tracking">1</VendorOption>
            <VendorOption name="sitmap-halo-ground">true</VendorOption>
          </TextSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
