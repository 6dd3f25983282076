#!/bin/bash
# A variant makes every figure once more with what it replaces, alone or in a series, and is part of
# what plan lists and check looks at.
set -u
fail() { echo "FAIL: $*"; exit 1; }
rng=$PWD/src/load/study.rng
cd "$TMP" || exit 2
variant='<variant id="column" width="84" height="100"><title>In short: {date}<\/title>'
variant+='<draw>control front places<\/draw><show callouts="no" legend="no"\/><\/variant>'

"$SITMAP" new s >said || fail "new"
sed -i "s/<figure id=\"situation-2030-03-01\"/$variant&/" s/study.xml
xmllint --noout --relaxng "$rng" s/study.xml 2>said || fail "$(cat said)"
"$SITMAP" check s >said 2>&1 || fail "check: $(cat said)"
"$SITMAP" render -f pdf s >said 2>&1 || fail "render: $(cat said)"
grep -q '^4 files written' said || fail "not four files: $(cat said)"

# Size, text and layers are the variant's; the other shape keeps its own.
column=out/s/situation-2030-03-15.column.pdf
whole=out/s/situation-2030-03-15.pdf
size() { pdfinfo "$1" | awk '/^Page size/ { printf "%.1f %.1f", $3 / 72 * 25.4, $5 / 72 * 25.4 }'; }
[ "$(size "$column")" = "84.0 100.0" ] || fail "the column is $(size "$column") mm"
[ "$(size "$whole")" = "129.0 148.0" ] || fail "the figure is $(size "$whole") mm"
pdftotext "$column" text
grep -q 'In short: 15 March 2030' text || fail "not its title: $(cat text)"
grep -q 'Alder' text || fail "no places"
for word in 'taken by side A' 'Held by side' 'NORTHMOOR'; do
    grep -q "$word" text && fail "the column shows $word"
    pdftotext "$whole" - | grep -q "$word" || fail "the figure lacks $word"
done

# An edit of the variant alone makes the columns again and nothing else.

sed -i 's/In short/In brief/' s/study.xml
"$SITMAP" render -f pdf s >said 2>&1 || fail "render: $(cat said)"
grep -q '^2 files written, 2 up to date' said || fail "an edit of the variant: $(cat said)"

"$SITMAP" plan s >said 2>&1
grep -q 'situation-2030-03-15.column.svg' said || fail "plan: $(cat said)"
sed 's/id="column" width="84"/id="column" preset="ieee" width="84"/' s/study.xml >x
cp s/study.xml keep && cp x s/study.xml
"$SITMAP" check s >said 2>&1
grep -q 'page.preset.*84 mm wide' said || fail "check passes over the variant: $(cat said)"

# In a series, each figure has it.
one='<figure id="situation-2030-03-01" date="2030-03-01"'
sed "s/$one/<figure id=\"d-{date}\" each-date=\"control\"/" keep >s/study.xml
"$SITMAP" render -f svg s >said 2>&1 || fail "a series: $(cat said)"
grep -q 'In brief: 1 March' out/s/d-2030-03-01.column.svg || fail "no column of 1 March"
grep -q 'In brief: 15 March' out/s/d-2030-03-15.column.svg || fail "no column of 15 March"

# Two of a name, and one that nobody defines.
sed 's/<variant /<variant id="column"><title>x<\/title><\/variant>&/' keep >s/study.xml
"$SITMAP" check s >said 2>&1
grep -q 'variant column is defined twice' said || fail "two of a name: $(cat said)"
sed 's/<figures /<figures variants="colum" /' keep >s/study.xml
"$SITMAP" check s >said 2>&1
grep -q 'variant colum is not known' said || fail "an undefined one: $(cat said)"
echo "variants hold"
