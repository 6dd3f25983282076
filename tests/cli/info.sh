#!/bin/bash
# sitmap info beside ogrinfo: the same records, fields and extent for every shipped shapefile.
set -u
fail() { echo "FAIL: $*"; exit 1; }
for shp in geodata/karabakh-2020/*.shp; do
    "$SITMAP" info "$shp" >"$TMP/ours" 2>"$TMP/said" || fail "$shp: $(cat "$TMP/said")"
    ogrinfo -so -al "$shp" >"$TMP/theirs" || fail "ogrinfo $shp"
    ours=$(awk '/^records/ { print $2 }' "$TMP/ours")
    theirs=$(awk '/^Feature Count/ { print $3 }' "$TMP/theirs")
    [ "$ours" = "$theirs" ] || fail "$shp: $ours records, ogrinfo counts $theirs"
    ours=$(awk '/^extent/ { printf "%.6f %.6f %.6f %.6f", $2, $3, $4, $5 }' "$TMP/ours")
    theirs=$(sed -n 's/^Extent: (\(.*\), \(.*\)) - (\(.*\), \(.*\))/\1 \2 \3 \4/p' "$TMP/theirs" |
        awk '{ printf "%.6f %.6f %.6f %.6f", $1, $2, $3, $4 }')
    [ "$ours" = "$theirs" ] || fail "$shp: extent $ours, ogrinfo says $theirs"
    ours=$(awk 'found { print $1 } /^fields/ { found = 1 }' "$TMP/ours" | tr '\n' ' ')
    types='String\|Integer\|Real\|Date\|Integer64'
    theirs=$(sed -n "s/^\([a-z_0-9]*\): \($types\) (.*/\1/p" "$TMP/theirs" | tr '\n' ' ')
    [ "$ours" = "$theirs" ] || fail "$shp: fields $ours, ogrinfo says $theirs"
    grep -q '^encoding  UTF-8 (.cpg)' "$TMP/ours" || fail "$shp: $(grep ^encoding "$TMP/ours")"
    grep -q 'WGS' "$TMP/ours" || fail "$shp: $(grep ^crs "$TMP/ours")"
done
"$SITMAP" info --format json geodata/karabakh-2020/control.shp >"$TMP/json" || fail "json"
grep -q '"type":"Polygon"' "$TMP/json" && grep -q '"records":8,' "$TMP/json" ||
    fail "$(cat "$TMP/json")"
