#!/bin/bash
# Where features of a layer overlap, the later record is on top, as other programs draw them (OGC
# 02-070, section 11: the painter's model), also when it lies north of the earlier one.
set -u
fail() { echo "FAIL: $*"; exit 1; }
top=$PWD
cd "$TMP" || exit 2
mkdir s && cat >areas.csv <<'CSV'
kind,WKT
a,"POLYGON ((10 50, 10 52, 12 52, 12 50, 10 50))"
b,"POLYGON ((11 51, 11 53, 13 53, 13 51, 11 51))"
CSV
ogr2ogr -f 'ESRI Shapefile' -a_srs EPSG:4326 -lco ENCODING=UTF-8 s/areas.shp areas.csv ||
    fail "ogr2ogr"
rule() {
    echo "<Rule><ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>kind</ogc:PropertyName>"
    echo "<ogc:Literal>$1</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter><PolygonSymbolizer>"
    echo "<Fill><CssParameter name=\"fill\">$2</CssParameter></Fill></PolygonSymbolizer></Rule>"
}
{
    echo '<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld"'
    echo ' xmlns:ogc="http://www.opengis.net/ogc"><NamedLayer><Name>areas</Name><UserStyle>'
    echo "<FeatureTypeStyle>$(rule a '#FF0000')$(rule b '#0000FF')</FeatureTypeStyle>"
    echo '</UserStyle></NamedLayer></StyledLayerDescriptor>'
} >s/areas.sld
cat >s/study.xml <<'XML'
<study id="s" lang="en"><title>Two squares</title>
  <layer id="areas" file="areas.shp" style="areas.sld"/>
  <figures width="60" height="60">
    <extent west="9" south="49" east="14" north="54"/><draw>areas</draw>
    <show legend="no" graticule="no" scale-bar="no" title="no"/>
    <figure id="map" date="2020-01-01"/>
  </figures>
</study>
XML
# The fills from the lowest to the highest.
fills() {
    "$SITMAP" render -q -f scene s 2>said || fail "$(cat said)"
    grep -o 'fill #ff0000\|fill #0000ff' out/s/map.scene | tr '\n' ' '
}
[ "$(fills)" = "fill #ff0000 fill #0000ff " ] || fail "not in the file's order: $(fills)"
"$top/tests/tools/reverse-records" s/areas || fail "reverse-records"
[ "$(fills)" = "fill #0000ff fill #ff0000 " ] || fail "not in the new order: $(fills)"
echo "features are painted in their order"
