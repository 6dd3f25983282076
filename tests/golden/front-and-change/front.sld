<?xml version="1.0" encoding="UTF-8"?>
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>front</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule><LineSymbolizer><Stroke><SvgParameter name="stroke">#FFFFFF</SvgParameter><SvgParameter name="stroke-width">1.5</SvgParameter></Stroke><VendorOption name="sitmap-uom">mm</VendorOption></LineSymbolizer></Rule>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule><Title>Front, unmoved</Title><ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>unmoved</ogc:PropertyName><ogc:Literal>yes</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter><LineSymbolizer><Stroke><SvgParameter name="stroke">#111111</SvgParameter><SvgParameter name="stroke-width">0.8</SvgParameter></Stroke><VendorOption name="sitmap-uom">mm</VendorOption></LineSymbolizer></Rule>
        <Rule><Title>Front, moved</Title><ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>unmoved</ogc:PropertyName><ogc:Literal>no</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter><LineSymbolizer><Stroke><SvgParameter name="stroke">#111111</SvgParameter><SvgParameter name="stroke-width">0.8</SvgParameter><SvgParameter name="stroke-dasharray">2 1</SvgParameter></Stroke><VendorOption name="sitmap-uom">mm</VendorOption></LineSymbolizer></Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
