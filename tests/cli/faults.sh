#!/bin/bash
# One fault at a time in the shipped study: one clear diagnostic, the right status, and the figures
# that the fault does not touch are still made.
set -u
n=0
fail() { echo "FAIL: $*"; echo "--- what it said:"; cat "$TMP/said"; exit 1; }

# fresh: an unharmed copy of the study.
fresh() {
    rm -rf "$TMP/study" "$TMP/out"
    cp -r geodata/karabakh-2020 "$TMP/study"
    chmod -R u+w "$TMP/study"
}
# expect STATUS FILES TEXT...: what rendering the harmed study must say and leave.
expect() {
    local status=$1 files=$2
    shift 2
    "$SITMAP" render -q -f svg -o "$TMP/out" "$TMP/study" >"$TMP/stdout" 2>"$TMP/said"
    local got=$?
    [ $got -eq "$status" ] || fail "status $got, expected $status"
    local made
    made=$(find "$TMP/out" -name 'situation-*.svg' ! -name '*.grey.svg' 2>/dev/null | wc -l)
    [ "$made" -eq "$files" ] || fail "$made figures made, expected $files"
    for text in "$@"; do
        grep -qF -- "$text" "$TMP/said" || fail "not said: $text"
    done
    [ ! -s "$TMP/stdout" ] || fail "diagnostics on standard output"
    n=$((n + 1))
}
change() { sed -i "$1" "$TMP/study/study.xml"; }

fresh; expect 0 3

# The description: every mistake with its line, nothing drawn.
fresh; change 's/<subtitle>\(.*\)<\/subtitle>/<subtitel>\1<\/subtitel>/'
expect 2 0 'study.xml:' 'subtitel' 'did you mean subtitle'
fresh; change 's/ lat="39.599"/ lat="here"/; s/tolerance-km="1.2"/tolerance-km="-3"/'
expect 2 0 'lat="here"' 'tolerance-km="-3"'
fresh; change 's/date="2020-10-25" since/date="2020-02-30" since/'
expect 2 0 '2020-02-30' 'is not a date'
fresh; change 's/between="AM AZ" date/between="AM XX" date/'
expect 2 0 'side XX is not defined'
fresh; change 's/<draw>land control/<draw>land contrl/'
expect 2 0 'contrl' 'did you mean control'

# A field that is not there, a side that is not defined, a date before the data.
fresh; change 's/time="snapshots" date="date"/time="snapshots" date="day"/'
expect 2 0 'has no field day' 'date'
fresh
change 's/<side id="AZ">/<side id="AY">/; s/between="AM AZ"/between="AM AY"/g'
change 's/after="AZ"/after="AY"/'
expect 2 0 'control.shp' 'record' '"AZ" is not a side'
fresh; change 's/date="2020-10-25" since="2020-10-10"/date="2020-09-01" since="2020-08-01"/'
expect 2 2 'situation-2020-10-25'

# A character that no font has, in a title and in a name.
fresh; change 's/<title>Situation as of/<title>Situation 𓀀 as of/'
expect 2 0 'U+13000'
fresh; sed -i 's/Sevan/S𓀀a/' "$TMP/study/lakes.dbf"
expect 2 0 'U+13000' 'lakes'

# A CRS nobody knows, one that reads a file.
fresh; change 's/crs="+proj=lcc +lat_1=38.8/crs="+proj=lcx +lat_1=38.8/'
expect 2 0 'lcx'
fresh; change 's/crs="+proj=lcc +lat_1=38.8/crs="+proj=lcc +nadgrids=..\/x +lat_1=38.8/'
expect 2 0 'nadgrids'

# Shapefiles: parts missing, cut off, overwritten.
fresh; rm "$TMP/study/lakes.shx"
"$SITMAP" render -q -f svg -o "$TMP/out" "$TMP/study" 2>"$TMP/said"; [ $? -le 1 ] ||
    fail "a missing .shx"
grep -q 'lakes' "$TMP/said" && grep -q 'shx' "$TMP/said" || fail "a missing .shx goes unsaid"
fresh; truncate -s 3000 "$TMP/study/districts.shp"
expect 1 3 'districts.shp'
fresh; truncate -s 40 "$TMP/study/rivers.shp"
expect 2 0 'rivers.shp'
fresh; printf 'not a table at all' >"$TMP/study/places.dbf"
expect 2 0 'places.dbf'
fresh; rm "$TMP/study/control.shp"
expect 2 0 'control.shp'
fresh; printf 'ISO-8859-1' >"$TMP/study/places.cpg"; printf 'GEOGCS[broken' >"$TMP/study/lakes.prj"
expect 2 0 'lakes.prj'
fresh; rm "$TMP/study/lakes.prj"
expect 1 3 'lakes' 'no .prj'

# A study may not reach out of its folder, by path or by link.
fresh; change 's/file="lakes.shp"/file="..\/lakes.shp"/'
expect 2 0 '../lakes.shp'
fresh; rm "$TMP/study/lakes.shp"; ln -s /etc/passwd "$TMP/study/lakes.shp"
expect 2 0 'lakes.shp'
fresh; rm "$TMP/study/lakes.shp"; mkfifo "$TMP/study/lakes.shp"
expect 2 0 'lakes.shp'

# Commands that mean nothing.
for words in "" "rendr x" "render" "render --frmats svg x" "render -f bmp geodata/karabakh-2020" \
    "render --only nobody geodata/karabakh-2020" "info" "info nowhere.shp"; do
    # shellcheck disable=SC2086
    "$SITMAP" $words >"$TMP/stdout" 2>"$TMP/said"
    [ $? -eq 2 ] || fail "sitmap $words: status is not 2"
done
"$SITMAP" rendr x 2>&1 | grep -q 'did you mean render' || fail "no help for a misspelt command"
"$SITMAP" render --frmats svg x 2>&1 | grep -q 'formats' || fail "no help for a misspelt option"
echo "$n faults tried"
