<?xml version="1.0" encoding="UTF-8"?>
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>change</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule><Title>Gained by A</Title><ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>side</ogc:PropertyName><ogc:Literal>A</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter><PolygonSymbolizer><Fill><GraphicFill><Graphic><Mark><WellKnownName>horline</WellKnownName><Stroke><SvgParameter name="stroke">#0072B2</SvgParameter><SvgParameter name="stroke-width">0.18</SvgParameter></Stroke></Mark></Graphic></GraphicFill></Fill><VendorOption name="sitmap-hatch">45 1.2</VendorOption><VendorOption name="sitmap-uom">mm</VendorOption></PolygonSymbolizer></Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
