#!/bin/bash
# sitmap diff: one vertex of a control polygon moved by 2 km is told as such: which front, how
# far, which
# district, by how much; studies compare by their data; verdicts, options and exit status.
set -u
fail() { echo "FAIL: $*"; exit 1; }
study=geodata/karabakh-2020
figure=situation-2020-10-25
render() {
    "$SITMAP" render -q -f pdf,png --dpi 150 --only situation-2020-10-10,$figure -o "$TMP/$1" "$2"
}
# field NAME: a number of the first object that holds it, in $TMP/json; object RE: the objects.
objects() { tr '{' '\n' <"$TMP/json" | grep "$1"; }
number() { sed -n "s/.*\"$1\":\\(-\\{0,1\\}[0-9.]*\\).*/\\1/p" | head -n 1; }
near() { awk -v a="$1" -v b="$2" -v t="$3" 'BEGIN { d = a - b; exit !((d < 0 ? -d : d) <= t) }'; }

cp -r "$study" "$TMP/moved"
read -r km lon lat < <(tests/tools/bulge-front "$TMP/moved/control.shp" 5 6 2) ||
    fail "no vertex to move"
render old "$study" || fail "render ended with $?"
render new "$TMP/moved" || fail "render of the moved study ended with $?"
old=$TMP/old/karabakh-2020 new=$TMP/new/karabakh-2020

# ---- What moved ----------------------------------------------------------------------------------

"$SITMAP" diff --format json "$old/$figure.png" "$new/$figure.png" >"$TMP/json"
[ $? -eq 1 ] || fail "a moved front is a difference"
grep -q '^{"name":"situation-2020-10-25.png","verdict":"different","pixels":[1-9]' "$TMP/json" ||
    fail "$(head -c 300 "$TMP/json")"
said=$(objects '"change":"moved".*"role":"front","layer":"front"' | number moved_km)
near "$said" "$km" "$(awk -v k="$km" 'BEGIN { print k / 10 }')" ||
    fail "the front moved by $km km (at $lon $lat), diff says ${said:-nothing}"

# The district and its area, as sitmap stats counts them on both sides of the edit.
"$SITMAP" stats --format csv "$study" >"$TMP/old.csv" 2>"$TMP/said" ||
    fail "stats: $(cat "$TMP/said")"
"$SITMAP" stats --format csv "$TMP/moved" >"$TMP/new.csv" 2>"$TMP/said" ||
    fail "stats: $(cat "$TMP/said")"
changed=0
while IFS=, read -r side zone then now; do
    name=$(objects '"change":"ground"' | grep "\"layer\":\"$zone\"" | grep "\"side\":\"$side\"")
    change=$(awk -v a="$now" -v b="$then" 'BEGIN { print a - b }')
    near "$(number area_km2 <<<"$name")" "$change" 0.02 ||
        fail "$zone, $side: $then km2, then $now by sitmap stats; diff says $name"
    changed=$((changed + 1))
done < <(awk -F, '$1 != "2020-10-25" { next }
    NR == FNR { old[$2 "," $3] = $4; next }
    { k = $2 "," $3; d = $4 - old[k]; if (d > 0.05 || d < -0.05) print k "," old[k] "," $4 }' \
    "$TMP/old.csv" "$TMP/new.csv")
[ $changed -ge 4 ] ||
    fail "stats knows of $changed areas that changed: a district and the total, two sides"

# The stretch: one, so far, near the place of the vertex that has a name on the map, and as long as
# the two segments that ended in the vertex at most.
stretch=$(objects '"stretch":1,')
[ "$(objects '"stretch":' | wc -l)" -eq 1 ] || fail "one vertex moved: $(objects '"stretch":')"
near "$(number moved_km <<<"$stretch")" "$km" "$(awk -v k="$km" 'BEGIN { print k / 10 }')" ||
    fail "the stretch moved by $km km, diff says $stretch"
grep -q '"near":"[A-Z]' <<<"$stretch" || fail "no name near the stretch: $stretch"
length=$(number length_km <<<"$stretch")
near "$length" 8 6 || fail "a bulge of $km km is not ${length:-nothing} km long"
# Only one district, and it is told with the sign of each side.
[ "$(objects '"change":"ground"' | grep -v '"layer":"total"' | grep -o '"layer":"[^"]*"' |
    sort -u | wc -l)" -eq 1 ] || fail "more than one district: $(objects '"change":"ground"')"

# In words, and what did not move.
"$SITMAP" diff "$old/$figure.pdf" "$new/$figure.pdf" >"$TMP/text" && fail "the PDF differs too"
grep -q '^  front line: moved up to [12]\.[0-9] km' "$TMP/text" || fail "$(cat "$TMP/text")"
grep -Eq '^  front line, stretch 1 near [A-Z].*: moved up to [12]\.[0-9] km over [0-9.]+ km' \
    "$TMP/text" || fail "the stretch in words: $(cat "$TMP/text")"
grep -q 'legend.*scale.*unchanged' "$TMP/text" || fail "legend and scale bar: $(cat "$TMP/text")"
! grep -q 'painted otherwise' "$TMP/text" || fail "pixels without a reason: $(cat "$TMP/text")"

# A document of two pages: each has its verdict, and says where it changed.
pdfunite "$old/situation-2020-10-10.pdf" "$old/$figure.pdf" "$TMP/two-old.pdf" &&
    pdfunite "$new/situation-2020-10-10.pdf" "$new/$figure.pdf" "$TMP/two-new.pdf" ||
    fail "pdfunite"
"$SITMAP" diff --dpi 100 --format json "$TMP/two-old.pdf" "$TMP/two-new.pdf" >"$TMP/json"
[ $? -eq 1 ] || fail "two pages"
grep -q '"page":1,"verdict":"same"' "$TMP/json" || fail "page 1: $(cat "$TMP/json")"
grep -Eq '"page":2,"verdict":"different".*"changed_mm":\[[0-9.]+,[0-9.]+,[0-9.]+,[0-9.]+\]' \
    "$TMP/json" || fail "page 2: $(cat "$TMP/json")"
"$SITMAP" diff --dpi 100 "$old/$figure.pdf" "$TMP/two-new.pdf" >"$TMP/text"
[ $? -eq 1 ] && grep -q ': 2 pages, was 1$' "$TMP/text" || fail "page counts: $(cat "$TMP/text")"

# A tolerance of its kind silences the move, another does not.
"$SITMAP" diff --tolerance line=3,area=3 "$old/$figure.png" "$new/$figure.png" >"$TMP/text" ||
    fail "lines and areas may move by 3 mm: $(cat "$TMP/text")"
grep -q 'objects that moved by less than the tolerance' "$TMP/text" || fail "$(cat "$TMP/text")"
"$SITMAP" diff --tolerance text=3,mark=3,area=3 "$old/$figure.png" "$new/$figure.png" \
    >"$TMP/text" && fail "a line that moved, where texts may: $(cat "$TMP/text")"

# Folders: the figure of the earlier date is the same.
"$SITMAP" diff "$old" "$new" >"$TMP/text"
[ $? -eq 1 ] || fail "folders"
grep -q '^situation-2020-10-10.pdf: same$' "$TMP/text" || fail "$(cat "$TMP/text")"
tail -n 1 "$TMP/text" | grep -Eq '^[0-9]+ pairs: [0-9]+ same [0-9]+ different$' ||
    fail "$(tail -n 1 "$TMP/text")"
"$SITMAP" diff -q "$old" "$old" >"$TMP/text" || fail "a folder differs from itself"
rm "$new/$figure.pdf"
"$SITMAP" diff "$old" "$new" | grep -q "^$figure.pdf: removed" || fail "a file that is gone"

# Without records: pixels only.
cp "$old/$figure.png" "$TMP/a.png"
cp "$new/$figure.png" "$TMP/b.png"
"$SITMAP" diff "$TMP/a.png" "$TMP/b.png" >"$TMP/text" && fail "without records"
grep -q 'pixels only' "$TMP/text" || fail "$(cat "$TMP/text")"

# ---- Options -------------------------------------------------------------------------------------

"$SITMAP" diff -o "$TMP/difference.png" "$TMP/a.png" "$TMP/b.png" >/dev/null
[ "$(od -An -tx1 -N4 "$TMP/difference.png" | tr -d ' ')" = 89504e47 ] ||
    fail "no difference picture"
"$SITMAP" diff --ignore 0,0,170,205 "$TMP/a.png" "$TMP/b.png" >/dev/null ||
    fail "all is to be ignored"
"$SITMAP" diff --ignore 0,0,170,100,0,100,170,105 "$TMP/a.png" "$TMP/b.png" >"$TMP/text" ||
    fail "two regions are to be ignored: $(cat "$TMP/text")"
grep -q 'pixels of regions to ignore' "$TMP/text" || fail "$(cat "$TMP/text")"
"$SITMAP" diff --ignore 0,0,20,20 "$TMP/a.png" "$TMP/b.png" >/dev/null &&
    fail "the change lies beside what is to be ignored"
for bad in "--ignore 1,2,3" "--ignore a,b,c,d" "--tolerance line" "--tolerance blob=1" \
    "--dpi 5" "--format xml"; do
    # shellcheck disable=SC2086 # two words
    "$SITMAP" diff $bad "$TMP/a.png" "$TMP/b.png" >/dev/null 2>"$TMP/said"
    [ $? -eq 2 ] && grep -qe "${bad%% *}" "$TMP/said" || fail "$bad: $(cat "$TMP/said")"
done
head -c 5000 "$TMP/a.png" >"$TMP/cut.png"
"$SITMAP" diff "$TMP/a.png" "$TMP/cut.png" >"$TMP/text"
[ $? -eq 2 ] && grep -q 'cut.png: .*damaged or cut off' "$TMP/text" ||
    fail "a broken file: $(cat "$TMP/text")"
"$SITMAP" diff "$TMP/a.png" "$TMP/none.png" 2>/dev/null
[ $? -eq 2 ] || fail "a missing file"
"$SITMAP" diff "$TMP/a.png" 2>/dev/null
[ $? -eq 2 ] || fail "one file alone"

# ---- Studies -------------------------------------------------------------------------------------

"$SITMAP" diff "$study" "$study" >"$TMP/text" ||
    fail "a study differs from itself: $(cat "$TMP/text")"
"$SITMAP" diff "$study" "$TMP/moved" >"$TMP/text"
[ $? -eq 1 ] || fail "studies"
grep -q '^layer control: record 5 changed$' "$TMP/text" &&
    grep -q '^layer control: record 6 changed$' "$TMP/text" ||
    fail "$(cat "$TMP/text")"
grep -q ', 2020-10-25: AZ .*[0-9] km²$' "$TMP/text" || fail "$(cat "$TMP/text")"
! grep -q 'description\|style' "$TMP/text" || fail "$(cat "$TMP/text")"
sed -i 's/<author>[^<]*/<author>Somebody else/' "$TMP/moved/study.xml"
"$SITMAP" diff "$study" "$TMP/moved" | grep -q '^description study.xml: changed$' ||
    fail "the description"

# Two revisions of a repository, each in its folder: data, style and page, and both directions.
cp -r "$study" "$TMP/revision"
mkdir "$TMP/revision/karabakh" # the study's own folder goes before the shared styles
sed '0,/stroke-width">[0-9.]*/s//stroke-width">9/' styles/karabakh/front.sld \
    >"$TMP/revision/karabakh/front.sld"
sed -i 's/width="170"/width="150"/' "$TMP/revision/study.xml"
"$SITMAP" diff --format json "$study" "$TMP/revision" >"$TMP/json"
[ $? -eq 1 ] || fail "a style and a page that changed: $(cat "$TMP/json")"
grep -q '"verdict":"different"' "$TMP/json" || fail "$(cat "$TMP/json")"
objects '"what":"style","change":"changed","name":"karabakh/front.sld"' | grep -q . ||
    fail "the style: $(cat "$TMP/json")"
objects '"what":"page","change":"changed","name":"situation-2020-10-25"' |
    grep -q '150 x [0-9]* mm, was 170 x ' || fail "the page: $(cat "$TMP/json")"
! objects '"what":"\(ground\|data\)"' | grep -q . || fail "the data are the same"
"$SITMAP" diff "$TMP/revision" "$study" | grep -q '^page of .*: 170 x [0-9]* mm, was 150 x ' ||
    fail "the other way round"
"$SITMAP" diff "$study" "$old" 2>"$TMP/said" >/dev/null
[ $? -eq 2 ] && grep -q 'is a study and' "$TMP/said" || fail "a study against outputs"
