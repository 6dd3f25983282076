<?xml version="1.0" encoding="UTF-8"?>
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
<sld:NamedLayer><Name>seeded</Name><sld:UserStyle><FeatureTypeStyle>
<Rule><Name>A</Name><Title>Side A</Title><ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>side</ogc:PropertyName><ogc:Literal>A</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter><PolygonSymbolizer><Fill><SvgParameter name="fill">#CCE8F8</SvgParameter></Fill></PolygonSymbolizer></Rule>
<Rule><Name>B</Name><Title>Side B</Title><ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>side</ogc:PropertyName><ogc:Literal>B</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter><PolygonSymbolizer><Fill><SvgParameter name="fill">#E69E66</SvgParameter></Fill></PolygonSymbolizer></Rule>
</FeatureTypeStyle></sld:UserStyle></sld:NamedLayer></sld:StyledLayerDescriptor>
