#!/bin/bash
# A picture under the map: the same by gdalwarp; one image in PDF and SVG; what makes a figure out
# of date, what a file says it was made from; never where a preset wants vectors alone.
set -u
fail() { echo "FAIL: $*"; exit 1; }
export PYTHONDONTWRITEBYTECODE=1
study=$TMP/study out=$TMP/out/seeded
python3 tests/ground/study.py "$study" || fail "the study was not written"
render() { "$SITMAP" render -o "$TMP/out" "$@" "$study"; }
written() { sed -n 's/^  wrote .*\/\(.*\.p..\)$/\1/p' | sort | tr '\n' ' '; }
images() { pdfimages -list "$1" | tail -n +3 | wc -l; }

# ---- Where it lies, and in which formats

python3 tests/ground/oracle.py "$SITMAP" "$TMP/oracle" || fail "gdalwarp lays it elsewhere"

render -q -f pdf,svg,png,eps,txt,scene --only grounded,second || fail "render: $?"
[ "$(images "$out/grounded.pdf")" -eq 1 ] || fail "PDF: $(pdfimages -list "$out/grounded.pdf")"
[ "$(images "$out/second.pdf")" -eq 0 ] || fail "a figure without ground has an image"
[ "$(grep -o 'href="data:image/png' "$out/grounded.svg" | wc -l)" -eq 1 ] || fail "SVG: images"
! grep -q 'href="[^#d]' "$out/grounded.svg" || fail "SVG: it refers to another file"
[ "$(grep -a -c '/ImageType 1' "$out/grounded.eps")" -eq 1 ] || fail "EPS: images"
pdftotext "$out/grounded.pdf" - | grep -q 'Alpha' || fail "PDF: names are no text any more"
pdftotext "$out/grounded.pdf" - | grep -q 'Relief: invented.' || fail "PDF: its credit is missing"
grep -q 'Relief: invented.' "$out/grounded.txt" || fail "text: its credit is missing"
! grep -q 'Relief' "$out/second.txt" || fail "text: a credit for what is not shown"
[ "$(grep -c '^ *image ' "$out/grounded.scene")" -eq 1 ] || fail "scene: images"
awk '/layer/ { exit !seen } /image/ { seen = 1 }' "$out/grounded.scene" ||
    fail "scene: the ground is not below the layers"
rsvg-convert -w 354 "$out/grounded.svg" -o "$TMP/grounded.png" || fail "SVG: cannot be drawn"
"$SITMAP" diff "$out/grounded.pdf" "$out/grounded.svg" >"$TMP/said" ||
    fail "PDF and SVG differ: $(cat "$TMP/said")"

# ---- The same bytes

"$SITMAP" render -q -f pdf,svg,png,eps -o "$TMP/again" --only grounded -j 1 --force "$study" ||
    fail "render again"
for f in pdf svg png eps; do
    cmp "$out/grounded.$f" "$TMP/again/seeded/grounded.$f" || fail "$f: other bytes"
done
"$SITMAP" render -q -f png -o "$TMP/again" --verify --only grounded "$study" ||
    fail "render --verify"

# ---- What makes it again, and only it

files='grounded.pdf grounded.png '
again() {
    render -f pdf,png --only grounded,second -v >"$TMP/said" 2>&1 || fail "$1: $(cat "$TMP/said")"
    [ "$(written <"$TMP/said")" = "$files" ] || fail "$1: wrote $(written <"$TMP/said")"
    grep -q "$2" "$TMP/said" || fail "$1: no reason: $(cat "$TMP/said")"
}
cp -r "$TMP/out" "$TMP/then"
render -f pdf,png --only grounded,second >"$TMP/said" 2>&1
[ -z "$(written <"$TMP/said")" ] || fail "nothing changed: $(cat "$TMP/said")"
python3 tests/ground/picture.py relief "$TMP/relief.png" 240 240 1 0 0 1 0 0
cp "$TMP/relief.png" "$study/relief.png"
again "another picture" 'relief.png changed'
sed -i '1s/.*/0.0101/' "$study/relief.pgw"
again "another place" 'relief.png changed'
sed -i 's/298.257223563/298.25722356/' "$study/relief.prj"
again "another CRS" 'relief.png changed'
sed -i 's/opacity="0.8"/opacity="0.7"/' "$study/study.xml"
again "another opacity" 'description changed'

# ---- What a file was made from

python3 tests/ground/study.py "$TMP/b" && cp "$TMP/b"/relief.* "$study" &&
    cp "$TMP/b/study.xml" "$study"
"$SITMAP" verify "$TMP/again/seeded/grounded.png" >"$TMP/said" 2>&1 ||
    fail "verify: $(cat "$TMP/said")"
cp "$TMP/relief.png" "$study/relief.png"
"$SITMAP" verify "$TMP/again/seeded/grounded.png" >"$TMP/said" 2>&1
[ $? -eq 1 ] && grep -q 'relief.png changed' "$TMP/said" || fail "verify: $(cat "$TMP/said")"
grep -q 'description' "$TMP/said" && fail "verify blames the description: $(cat "$TMP/said")"
mkdir "$TMP/alone" && cp "$TMP/again/seeded/grounded.png" "$TMP/alone"
"$SITMAP" verify --study "$study" "$TMP/alone/grounded.png" >"$TMP/said" 2>&1
[ $? -eq 1 ] && grep -q 'relief.png' "$TMP/said" || fail "verify alone: $(cat "$TMP/said")"
render -q -f png --only grounded || fail "render"
"$SITMAP" diff "$TMP/then/seeded/grounded.png" "$out/grounded.png" >"$TMP/said"
[ $? -eq 1 ] && grep -q 'ground.*other content' "$TMP/said" || fail "diff: $(cat "$TMP/said")"
"$SITMAP" diff "$TMP/b" "$study" >"$TMP/said"
grep -q 'ground relief: another picture' "$TMP/said" || fail "diff of studies: $(cat "$TMP/said")"

"$SITMAP" plan -f pdf "$study" >"$TMP/plan"
for f in relief.png relief.pgw relief.prj; do
    [ "$(grep -c "needs .*/$f" "$TMP/plan")" -ge 1 ] || fail "plan: $f is not named"
done
"$SITMAP" render -q -f pdf -o "$TMP/d" --depfile "$TMP/dep" --only grounded "$study" || fail dep
for f in relief.png relief.pgw relief.prj; do
    grep -q "/$f" "$TMP/dep" || fail "depfile: $f is not named"
done

# ---- Grey, inset, legend

python3 tests/ground/study.py "$TMP/full"
sed -i 's/since="2021-03-01">/since="2021-03-01" variants="grey">/
    s/<legend><entry.*/<legend><entry layer="relief"><text>Hills<\/text><\/entry><\/legend>/
    s/<draw>relief/<inset width="20" height="20" layers="relief zones" corner="nw">\
      <extent fit="zones"\/><\/inset>\n&/
    s/file="zones.shp" style="zones.sld"/file="zones.shp" style="line.sld"/' "$TMP/full/study.xml"
"$SITMAP" render -q -f pdf,png -o "$TMP/full/out" --only grounded "$TMP/full" ||
    fail "grey, inset, legend"
pdf=$TMP/full/out/seeded/grounded
[ "$(images "$pdf.pdf")" -eq 3 ] || fail "map, inset, legend: $(pdfimages -list "$pdf.pdf")"
pdftotext "$pdf.pdf" - | grep -q Hills || fail "legend: no text"
[ "$(pdftotext "$pdf.pdf" - | grep -c 'Relief: invented')" -eq 1 ] || fail "two credits for one"
pdfimages -list "$pdf.grey.pdf" | tail -n +3 | grep -qv ' gray ' && fail "grey: it has colours"

# ---- In a report: under a figure, and under the small maps of the summary

python3 tests/ground/study.py "$TMP/report"
sed -i 's/<figure ref="second"\/>/<figure ref="grounded"\/>/
    s/<summary rounds="rounds.xml"\/>/<summary rounds="rounds.xml"><map>\
      <draw>relief lines<\/draw><extent fit="zones"\/><\/map><\/summary>/' "$TMP/report/study.xml"
"$SITMAP" render -q -f pdf -o "$TMP/report/out" --only talks "$TMP/report" || fail "report: $?"
[ "$(images "$TMP/report/out/seeded/talks.pdf")" -eq 2 ] ||
    fail "report: $(pdfimages -list "$TMP/report/out/seeded/talks.pdf")"

# ---- Pixels as large as the country

cp -r "$TMP/full" "$TMP/coarse" && rm -r "$TMP/coarse/out"
python3 tests/ground/picture.py flat "$TMP/coarse/relief.png" 2 2 20 0 0 -20 0 60
"$SITMAP" render -q -f png,pdf -o "$TMP/coarse/out" --dpi 600 --only grounded "$TMP/coarse" ||
    fail "pixels of 20 degrees"

# ---- Vectors alone

python3 tests/ground/study.py "$TMP/nature"
sed -i 's/<figure id="grounded"/<figure id="grounded" preset="nature" width="89"/
    s/<entry layer="gained"\/><\/legend>/<entry layer="relief"\/>&/' "$TMP/nature/study.xml"
"$SITMAP" render -f pdf,txt -o "$TMP/nature/out" --only grounded "$TMP/nature" >"$TMP/said" 2>&1
[ $? -le 1 ] || fail "nature: $(cat "$TMP/said")"
grep -q 'ground\.preset.*preset nature wants no type' "$TMP/said" ||
    fail "nature: not said: $(cat "$TMP/said")"
[ "$(images "$TMP/nature/out/seeded/grounded.pdf")" -eq 0 ] || fail "nature: an image"
grep -q Relief "$TMP/nature/out/seeded/grounded.txt" && fail "nature: credit for what is not shown"

# ---- What is in a picture

"$SITMAP" info "$TMP/b/relief.png" >"$TMP/said" || fail "info: $?"
gdalinfo "$TMP/b/relief.png" >"$TMP/theirs"
ours=$(awk '/^extent/ { printf "%.7f,%.7f", $2, $5 }' "$TMP/said")
theirs=$(sed -n 's/^Upper Left *( *\([0-9.]*\), *\([0-9.]*\)).*/\1,\2/p' "$TMP/theirs")
[ "$ours" = "$theirs" ] || fail "info: upper left $ours, gdalinfo says $theirs"
grep -q '^pixels    240 x 240$' "$TMP/said" && grep -q '^crs       .*WGS' "$TMP/said" ||
    fail "info: $(cat "$TMP/said")"
"$SITMAP" info --format json "$TMP/b/relief.png" | jq -e '.width == 240 and .findings == []' \
    >"$TMP/said" || fail "info: $(cat "$TMP/said")"
rm "$TMP/b/relief.pgw"
"$SITMAP" info "$TMP/b/relief.png" >"$TMP/said" 2>&1
[ $? -eq 2 ] && grep -q 'relief.pgw' "$TMP/said" || fail "info: $(cat "$TMP/said")"
exit 0
