#!/bin/bash
# sitmap verify: current, stale and why, changed by hand; beside its stamps and far from them.
set -u
fail() { echo "FAIL: $*"; echo "--- it said:"; cat "$TMP/said"; exit 1; }
study=$TMP/study out=$TMP/out/karabakh-2020
cp -r geodata/karabakh-2020 "$study" && chmod -R u+w "$study"
sed -i 's/ variants="grey"//' "$study/study.xml"
figures=situation-2020-10-10,situation-2020-10-25
render() { "$SITMAP" render -q -o "$TMP/out" --dpi 72 --only "$1" "${@:2}" "$study"; }
# expect STATUS VERDICT FILE...: what it says of each file. VERDICT is all that follows the name.
expect() {
    local status=$1 verdict=$2 got
    shift 2
    "$SITMAP" verify "${options[@]}" "$@" >"$TMP/said" 2>"$TMP/heard"
    got=$?
    [ $got -eq "$status" ] || fail "exit status $got, not $status: $*"
    for file; do
        grep -qxF "$file: $verdict" "$TMP/said" || fail "$file is not: $verdict"
    done
}
options=()
render $figures,round-summary -f pdf,svg,png || fail render
render situation-2020-10-25 -f eps,tiff,txt || fail render
mkdir "$TMP/paper"
for suffix in pdf svg png eps tiff txt; do
    cp "$out/situation-2020-10-25.$suffix" "$TMP/paper/figure 2.$suffix"
done
before=$(find "$TMP/out" "$study" -type f -exec stat -c '%n %Y %i' {} + | sort)
expect 0 current "$out"/situation-* "$out"/round-summary.*
"$SITMAP" verify "$TMP/out" >"$TMP/said" || fail "the folder above"
[ "$(grep -c ': current$' "$TMP/said")" -eq 11 ] || fail "not 11 outputs in the folder"
(cd "$out" && "$SITMAP" verify situation-2020-10-25.pdf) >"$TMP/said" || fail "from its own folder"
[ "$before" = "$(find "$TMP/out" "$study" -type f -exec stat -c '%n %Y %i' {} + | sort)" ] ||
    fail "verify touched something"

# Far from its stamps, under another name: the file itself says which figure it is.
expect 2 "can not tell: its study is not known: no stamps beside it; give --study" \
    "$TMP/paper/figure 2.pdf"
options=(--study "$study")
expect 0 current "$TMP/paper/figure 2".*
SOURCE_DATE_EPOCH=1 expect 0 current "$out/situation-2020-10-25.pdf"
options=()

# Edits that nothing shows.
touch "$study"/*
sed -i 's/<figure id="situation-2020-10-25"/<!-- a remark --> &/' "$study/study.xml"
expect 0 current "$out"/situation-*

# By hand: an editor's blank in one, a file cut off, one that is gone.
cp "$out/situation-2020-10-10.svg" "$TMP/kept.svg"
sed -i 's/Situation as of/Situatoin as of/' "$out/situation-2020-10-10.svg"
expect 1 "changed by hand" "$out/situation-2020-10-10.svg"
sed 's/Situation as of/Situatoin as of/' "$TMP/paper/figure 2.svg" >"$TMP/paper/wrong.svg"
options=(--study "$study")
expect 1 "changed by hand" "$TMP/paper/wrong.svg"
options=()
rm "$out/situation-2020-10-10.svg"
expect 1 "missing: it was made once" "$out/situation-2020-10-10.svg"
cp "$TMP/kept.svg" "$out/situation-2020-10-10.svg"
expect 0 current "$out/situation-2020-10-10.svg"

# One vertex that two polygons of 25 October share.
tests/tools/move-vertex "$study/control.shp" 5 6 46.95 39.62 0.01 0.005 >/dev/null || fail move
why="control.shp changed, 2 features on this map"
expect 1 "stale: $why" "$out"/situation-2020-10-25.*
expect 0 current "$out"/situation-2020-10-10.*
"$SITMAP" verify "$out" >"$TMP/said"
grep -q "round-summary.pdf: stale: control.shp changed, [0-9]* features on these pages" \
    "$TMP/said" || fail "the summary"
"$SITMAP" verify --format json "$out/situation-2020-10-25.pdf" >"$TMP/said"
reason='{"what":"data","file":"control.shp","features":2,"words":"'$why'"}'
echo '{"name":"'"$out"'/situation-2020-10-25.pdf","verdict":"stale","reasons":['"$reason]}" |
    cmp - "$TMP/said" || fail json
options=(--study "$study")
expect 1 "stale: control.shp changed where this map shows it" "$TMP/paper/figure 2".*
options=()
render $figures -f pdf,svg,png >"$TMP/said" 2>&1 || fail "rendering what is stale"
expect 0 current "$out"/situation-2020-10-25.{pdf,svg,png}

# A style of the study's own, a description, both; a figure that is no more.
mkdir "$study/karabakh" &&
    sed 's/#DDAA7A/#DDAA7B/' styles/karabakh/control.sld >"$study/karabakh/control.sld"
expect 1 "stale: karabakh/control.sld changed" "$out/situation-2020-10-10.pdf"
rm -r "$study/karabakh"
sed -i 's/Situation as of/Position on/' "$study/study.xml"
expect 1 "stale: its description changed" "$out/situation-2020-10-10.pdf"
sed -i 's/Position on/Situation as of/' "$study/study.xml"
expect 0 current "$out/situation-2020-10-10.pdf"
sed 's/situation-2020-10-10"/other"/' "$study/study.xml" >"$TMP/other.xml"
cp "$TMP/other.xml" "$study/other.xml"
options=(--study "$study/other.xml")
expect 1 "stale: the study has no such figure now" "$out/situation-2020-10-10.pdf"
options=()

# What can not be told.
for bad in '' '%PDF-1.5 /Keywords (figure=' 'II*' '\x89PNG\r\n\x1a\nxxxxtEXt' '<svg>'; do
    printf "${bad//%/%%}" >"$TMP/bad"
    expect 2 "can not tell: it does not say what it was made from" "$TMP/bad"
done
for suffix in pdf png tiff; do
    for cut in 9 100 1000 9000; do
        head -c $cut "$TMP/paper/figure 2.$suffix" >"$TMP/cut.$suffix"
        "$SITMAP" verify --study "$study" "$TMP/cut.$suffix" >"$TMP/said" 2>&1
        [ $? -le 2 ] && ! grep -q ': current' "$TMP/said" || fail "a $suffix cut at $cut"
    done
done
expect 2 "can not tell: there is no such file" "$TMP/nowhere.pdf"
mkdir "$TMP/empty"
expect 2 "can not tell: the folder holds no outputs" "$TMP/empty"
mv "$study/study.xml" "$study/gone.xml"
"$SITMAP" verify "$out/situation-2020-10-10.pdf" >"$TMP/said"; [ $? -eq 2 ] || fail "no study"
