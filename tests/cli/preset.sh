#!/bin/bash
# A preset sets type, title and resolution, check holds the figure to the publisher's sizes, and
# what the study says itself goes before. The starter study is the one that is changed.
set -u
fail() { echo "FAIL: $*"; exit 1; }
rng=$PWD/src/load/study.rng
cd "$TMP" || exit 2

# fresh ATTRIBUTES: the starter with these on <figures>
fresh() {
    rm -rf s out
    "$SITMAP" new s >said || fail "new"
    sed -i "s/<figures width=\"129\" height=\"148\"/<figures $1/" s/study.xml
    grep -q "<figures $1" s/study.xml || fail "the starter's size is another one"
}
pixels() { gdalinfo "out/s/situation-2030-03-01.$1" | sed -n 's/^Size is \(.*\), \(.*\)/\1 \2/p'; }

fresh 'preset="springer" width="129" height="148"'
xmllint --noout --relaxng "$rng" s/study.xml 2>said || fail "$(cat said)"
"$SITMAP" check s >said 2>&1 || fail "a figure of 129 mm for springer: $(cat said)"
"$SITMAP" render -q -f pdf,png,tiff s >said 2>&1 || fail "render: $(cat said)"
[ "$(pixels png)" = "3047 3496" ] || fail "600 dpi of 129 x 148 mm: $(pixels png)" # 3047.24 3496.06
[ "$(pixels tiff)" = "3047 3496" ] || fail "tiff: $(pixels tiff)"
pdftotext out/s/situation-2030-03-01.pdf text
grep -q 'Situation as of' text && fail "the figure for springer has a title"
grep -q 'Alder' text || fail "no names"
# What the figure leaves out goes beside it.
"$SITMAP" render -q -f txt s >said 2>&1 || fail "render: $(cat said)"
for line in 'Situation as of 1 March 2030' 'Areas held on 1 March 2030' 'Side A holds the north' \
    'The island and everything on it are invented.'; do
    grep -q "^$line" out/s/situation-2030-03-01.txt || fail "the text lacks: $line"
done
"$SITMAP" render -q -f png --dpi 100 s >said 2>&1 || fail "render: $(cat said)"
[ "$(pixels png)" = "508 583" ] || fail "--dpi goes before: $(pixels png)"
# Names grow with the preset: the same word is 8/7 as high as without it.
height() {
    pdftotext -bbox out/s/situation-2030-03-01.pdf boxes
    sed -n 's/.*yMin="\([0-9.]*\)".*yMax="\([0-9.]*\)">'"$1"'<.*/\2 \1/p' boxes |
        awk '{ print $1 - $2 }'
}
springer=$(height Alder)
fresh 'width="129" height="148"'
"$SITMAP" render -q -f pdf s >said 2>&1 || fail "render: $(cat said)"
awk -v a="$springer" -v b="$(height Alder)" 'BEGIN { exit !(a / b > 1.13 && a / b < 1.155) }' ||
    fail "names of $springer beside $(height Alder)"

fresh 'preset="plos" width="60" height="148"'
"$SITMAP" check s >said 2>&1 && fail "60 mm for PLOS pass"
grep -q 'page.preset.*60 mm wide, columns of plos have 66.8 to 190.5 mm' said || fail "$(cat said)"
fresh 'preset="ieee" width="129" height="148"'
"$SITMAP" check s >said 2>&1 && fail "129 mm for IEEE pass"
grep -q 'page.preset.*129 mm wide, columns of ieee have 88.9, 182 mm' said || fail "$(cat said)"
fresh 'preset="nature" width="183" height="200"'
"$SITMAP" check s >said 2>&1 && fail "200 mm high for Nature pass"
grep -q 'page.preset.*200 mm high, nature takes 170 mm at most' said || fail "$(cat said)"
fresh 'preset="springer" text-factor="1" width="129" height="148"'
"$SITMAP" check s >said 2>&1 && fail "small type for springer passes"
grep -q 'page.text-small.*smaller than 6.8 pt' said || fail "$(cat said)"
fresh 'preset="sprnger" width="129" height="148"'
"$SITMAP" check s >said 2>&1
grep -q 'preset sprnger is not known; did you mean springer' said || fail "$(cat said)"
echo "presets hold"
