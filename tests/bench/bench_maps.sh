#!/bin/bash
# The three maps and a large synthetic layer, beside each other: medians of five runs, as ratios to
# one figure as SVG. Peers with the same styles are not compared here; docs/output.md has encoders.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
study=geodata/karabakh-2020
figures=situation-2020-10-10,situation-2020-10-25,situation-2020-11-08

# median COMMAND...: seconds, the third of five.
median() {
    for _ in 1 2 3 4 5; do
        local begin=${EPOCHREALTIME/./}
        "$@" >/dev/null 2>&1 || { echo "failed: $*" >&2; exit 1; }
        echo $((${EPOCHREALTIME/./} - begin))
    done | sort -n | sed -n 3p
}
render() { "$SITMAP" render -q --no-stamps -j 1 -o "$work/out" "$@"; }
row() { awk -v what="$1" -v t="$2" -v one="$one" 'BEGIN { printf "%-44s %6.2f\n", what, t / one }'; }

# A grid of 250,000 squares that share their edges: 1.25 million vertices.
mkdir "$work/grid"
awk 'BEGIN {
    print "id,WKT"
    for (i = 0; i < 500; i++) for (k = 0; k < 500; k++) {
        x = 10 + i * 0.004; y = 45 + k * 0.004; X = x + 0.004; Y = y + 0.004
        printf "%d,\"POLYGON((%.3f %.3f,%.3f %.3f,%.3f %.3f,%.3f %.3f,%.3f %.3f))\"\n",
            i * 500 + k, x, y, x, Y, X, Y, X, y, x, y
    } }' >"$work/grid.csv"
ogr2ogr -f 'ESRI Shapefile' -a_srs EPSG:4326 "$work/grid/grid.shp" "$work/grid.csv" \
    -oo GEOM_POSSIBLE_NAMES=WKT -oo KEEP_GEOM_COLUMNS=NO || exit 1
cat >"$work/grid/study.xml" <<'XML'
<study id="grid" lang="en">
  <layer id="grid" file="grid.shp" style="neutral/polygon.sld"/>
  <figures width="84" height="90">
    <extent west="10" south="45" east="12" north="47"/>
    <draw>grid</draw>
    <figure id="grid" date="2020-01-01"/>
  </figures>
</study>
XML

one=$(median render -f svg --only situation-2020-10-25 $study)
echo "ratio to one figure as SVG, one worker, median of five"
row "one figure, PDF" "$(median render -f pdf --only situation-2020-10-25 $study)"
row "one figure, PNG 600 dpi" "$(median render -f png --only situation-2020-10-25 $study)"
row "three figures and greys, PDF SVG PNG" "$(median render --only $figures $study)"
"$SITMAP" render -q -o "$work/kept" --only $figures $study || exit 1
row "the same, nothing to do" "$(median "$SITMAP" render -q -o "$work/kept" --only $figures $study)"
row "250,000 polygons, SVG" "$(median render -f svg "$work/grid")"
row "250,000 polygons, PNG 300 dpi" "$(median render -f png --dpi 300 "$work/grid")"
