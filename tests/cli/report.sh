#!/bin/bash
# The reports of the shipped study: every text of rounds.xml is on the page, every area equals what
# `sitmap stats` and another program (SpatiaLite, by way of ogrinfo) compute, links lead somewhere,
# mistakes are told with their lines.
set -u
study=geodata/karabakh-2020
out=$TMP/out/karabakh-2020
fail() { echo "FAIL: $*"; exit 1; }

"$SITMAP" render -q -o "$TMP/out" -f pdf,svg --only round-summary,report "$study" ||
    fail "render ended with $?"
for file in round-summary.pdf round-summary.svg report.pdf; do
    [ -s "$out/$file" ] || fail "$file is missing"
done
[ "$(ls "$out" | wc -l)" -eq 3 ] || fail "more was made than asked for: $(ls "$out")"
xmllint --noout "$out/round-summary.svg" || fail "the SVG is not well-formed"
xmllint --noout --relaxng src/load/rounds.rng "$study/rounds.xml" 2>/dev/null ||
    fail "rounds.xml does not follow its grammar"

# ---- Words: each stretch of text between references
squeeze() { tr -d ' \n\t\f\r' | sed 's/\xc2\xa0//g'; }
for report in round-summary report; do
    pdftotext -raw "$out/$report.pdf" - | squeeze >"$TMP/words"
    xmllint --xpath '//text()[normalize-space()]' "$study/rounds.xml" | sed 's/{[^}]*}/\n/g' |
        sed 's/&amp;/\&/g' | grep '[[:alnum:]]' >"$TMP/texts"
    [ "$(wc -l <"$TMP/texts")" -gt 150 ] ||
        fail "only $(wc -l <"$TMP/texts") texts found in rounds.xml"
    while IFS= read -r text; do
        grep -qF -- "$(printf '%s' "$text" | squeeze)" "$TMP/words" ||
            fail "$report.pdf lacks: $text"
    done <"$TMP/texts"
done

# ---- Numbers
text=$(pdftotext -layout "$out/round-summary.pdf" -)
commas() {
    awk '{ s = sprintf("%.0f", $1)
           while (match(s, /[0-9][0-9][0-9][0-9]($|,)/))
               s = substr(s, 1, RSTART) "," substr(s, RSTART + 1)
           print s }'
}
ogrinfo -q -dialect sqlite -sql "select date, sum(ST_Area(geometry, 1)) / 1e6 as km2 from control
    where side = 'AM' group by date order by date" "$study/control.shp" >"$TMP/ogr" ||
        fail "ogrinfo"
sed -n 's/.*km2 (Real) = //p' "$TMP/ogr" >"$TMP/held"
[ "$(wc -l <"$TMP/held")" -eq 4 ] || fail "SpatiaLite finds $(wc -l <"$TMP/held") dates"
"$SITMAP" stats -q --format csv "$study" >"$TMP/stats.csv" || fail "stats"
i=0
for day in "27 September" "10 October" "25 October" "8 November"; do
    i=$((i + 1))
    km2=$(sed -n "${i}p" "$TMP/held")
    own=$(grep ',AM,total,' "$TMP/stats.csv" | sed -n "${i}p" | cut -d, -f4)
    awk -v a="$km2" -v b="$own" 'BEGIN { exit !(a - b < 0.01 && b - a < 0.01) }' ||
        fail "$day: stats says $own, SpatiaLite $km2"
    grep -E "^ *$day  +$(echo "$km2" | commas) " <<<"$text" >/dev/null ||
        fail "$day: the area table lacks $(echo "$km2" | commas)"
done

# Per district on the last date, by intersection; two roundings may differ by 1.
ogrinfo -q -dialect sqlite -sql "select d.name_en as name,
    sum(ST_Area(ST_Intersection(c.geometry, d.geometry), 1)) / 1e6 as km2
    from control c, districts d where c.side = 'AM' and c.date = '2020/11/08'
    and ST_Intersects(c.geometry, d.geometry) group by d.id having km2 > 5" "$study" |
    sed -n 's/.*name (String) = //p; s/.*km2 (Real) = //p' | paste - - >"$TMP/zones"
[ "$(wc -l <"$TMP/zones")" -ge 9 ] || fail "SpatiaLite finds $(wc -l <"$TMP/zones") districts"
while IFS=$'\t' read -r name km2; do
    row="(^| )$name +[0-9][0-9,]* +[0-9][^ ]*( +[^ ]+){9} *$"
    line=$(grep -E "$row" <<<"$text" | head -1)
    # AM AZ, then AM AZ change three times: the last AM is the third from the end.
    printed=$(echo "$line" | tr -d , | awk '{ print $(NF - 2) }')
    awk -v a="$km2" -v b="$printed" 'BEGIN { exit !(b ~ /^[0-9]+$/ && a - b < 1 && b - a < 1) }' ||
        fail "$name: SpatiaLite $km2, printed: $line"
done <"$TMP/zones"

# ---- The PDF as a document
for report in round-summary report; do
    pdffonts "$out/$report.pdf" |
        awk 'NR > 2 { n++; if ($(NF-4) != "yes" || $(NF-3) != "yes" || /Type 3/) bad++ }
        END { exit !(n > 0 && !bad) }' || fail "$report: fonts: $(pdffonts "$out/$report.pdf")"
    pdfinfo "$out/$report.pdf" | grep -q '^Tagged: *yes' || fail "$report.pdf is not tagged"
    pdfinfo -struct "$out/$report.pdf" 2>/dev/null | grep -q 'Table' ||
        fail "$report.pdf: no table in its structure"
    grep -aq '/Outlines' "$out/$report.pdf" || fail "$report.pdf has no outline"
    pdfinfo -dests "$out/$report.pdf" | grep -q '"note-hadrut"' ||
        fail "$report.pdf: notes can not be linked to"
    pdfinfo -url "$out/$report.pdf" | grep -q 'doi.org/10.33445' ||
        fail "$report.pdf: the source is no link"
done
pdfinfo "$out/round-summary.pdf" | grep -q '^Pages: *3$' ||
    fail "the summary has $(pdfinfo "$out/round-summary.pdf" | grep Pages)"
pdfinfo "$out/report.pdf" | grep -q '^Title: *Second Karabakh War' || fail "the report has no title"

# A round cites its figure and page: the page that the contents name is the page where it stands.
spaces() { sed 's/\xc2\xa0/ /g' | tr -s ' '; }
for n in 1 2 3; do
    page=$(pdftotext -raw "$out/report.pdf" - | spaces | grep -o "Figure $n, p\. [0-9]*" |
        head -1 | sed 's/.* //')
    pdftotext -q -raw -f "${page:-1}" -l "${page:-1}" "$out/report.pdf" - | spaces |
        grep -q "^Figure $n\. Approximate" ||
        fail "figure $n is not on page '$page'"
done

# ---- Again: nothing to do; then the same bytes elsewhere.
"$SITMAP" render -o "$TMP/out" -f pdf,svg --only round-summary,report "$study" 2>"$TMP/said"
grep -q '^0 files written' "$TMP/said" || fail "a second run: $(tail -1 "$TMP/said")"
TZ=Asia/Baku "$SITMAP" render -q -o "$TMP/again" -f pdf,svg "$study" ||
    fail "second render"
for file in round-summary.pdf round-summary.svg report.pdf; do
    cmp -s "$out/$file" "$TMP/again/karabakh-2020/$file" || fail "$file differs from run to run"
done

# ---- Mistakes
mkdir "$TMP/wrong" && cp "$study"/*.{shp,shx,dbf,prj,cpg,xml} "$TMP/wrong/"
sed -i 's/figure="situation-2020-10-25"/figure="situation-2020-10-26"/
    s/party="AM" on="objective" level="1"/party="AMM" on="objective" level="1"/' \
    "$TMP/wrong/rounds.xml"
line=$(grep -n 'situation-2020-10-26' "$TMP/wrong/rounds.xml" | cut -d: -f1)
"$SITMAP" render -q -o "$TMP/bad" -f pdf --only round-summary "$TMP/wrong" 2>"$TMP/said"
[ $? -eq 2 ] || fail "wrong references: status is not 2"
wanted="there is no figure situation-2020-10-26.*did you mean situation-2020-10-25"
grep -q "rounds.xml:$line:.*$wanted" "$TMP/said" ||
    fail "the unknown figure: $(cat "$TMP/said")"
grep -q "there is no party AMM" "$TMP/said" || fail "the unknown party: $(cat "$TMP/said")"
[ ! -e "$TMP/bad/karabakh-2020/round-summary.pdf" ] || fail "a summary with mistakes was written"
sed -i 's/<figure ref="situation-2020-10-10"/<figure ref="situation-2020-10-11"/' \
    "$TMP/wrong/study.xml"
"$SITMAP" render -q -o "$TMP/bad" -f pdf --only report "$TMP/wrong" 2>"$TMP/said" &&
    fail "a report of an unknown figure was made"
grep -q 'study.xml:[0-9]*.*situation-2020-10-11, which is not defined' "$TMP/said" ||
    fail "the unknown figure of a report: $(cat "$TMP/said")"
exit 0
