<?xml version="1.0" encoding="UTF-8"?>
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
<sld:NamedLayer><Name>seeded</Name><sld:UserStyle><FeatureTypeStyle>
<Rule>
<LineSymbolizer>
<Stroke><SvgParameter name="stroke">#111111</SvgParameter><SvgParameter name="stroke-width">1.1</SvgParameter></Stroke>
</LineSymbolizer></Rule>
</FeatureTypeStyle></sld:UserStyle></sld:NamedLayer></sld:StyledLayerDescriptor>
