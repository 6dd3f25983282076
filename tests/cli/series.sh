#!/bin/bash
# A figure for each date (and zone) of the data: a hundred maps from one <figure>, and an edit of
# one polygon makes one of them again.
set -u
fail() { echo "FAIL: $*"; exit 1; }
tests/tools/make-series "$TMP/study" 100 || fail make-series
xmllint --noout --relaxng src/load/study.rng "$TMP/study/study.xml" 2>/dev/null ||
    fail "the grammar disagrees"
"$SITMAP" render -f svg -o "$TMP/out" "$TMP/study" 2>"$TMP/said" ||
    fail "render: $(tail -3 "$TMP/said")"
[ "$(ls "$TMP/out/series" | wc -l)" -eq 100 ] ||
    fail "$(ls "$TMP/out/series" | wc -l) figures, not 100"
grep -q '100 files written, 0 up to date' "$TMP/said" || fail "$(tail -1 "$TMP/said")"
"$SITMAP" render -f svg -o "$TMP/out" "$TMP/study" 2>&1 |
    grep -q '0 files written, 100 up to date' || fail "a second run made something"
# The 60th date: records 119 and 120; both neighbours' vertex moves.
tests/tools/move-vertex "$TMP/study/control.shp" 119 120 11.295 51 0.02 0 >/dev/null ||
    fail "move-vertex"
"$SITMAP" render -v -f svg -o "$TMP/out" "$TMP/study" >/dev/null 2>"$TMP/said" ||
    fail "third render"
grep -q '1 files written, 99 up to date' "$TMP/said" ||
    fail "after one edit: $(tail -1 "$TMP/said")"
grep -q 'day-2021-03-10.svg: control.shp record 1[12][90] changed' "$TMP/said" ||
    fail "the reason: $(grep 'svg:' "$TMP/said")"

# Mistakes.
wrong() { sed "$1" "$TMP/study/study.xml" >"$TMP/w.xml"; cp "$TMP/w.xml" "$TMP/study/wrong.xml"
    "$SITMAP" render -q -f svg -o "$TMP/out" "$TMP/study/wrong.xml" 2>"$TMP/said"; [ $? -eq 2 ] &&
        grep -q "$2" "$TMP/said" || fail "$1: $(cat "$TMP/said")"; }
wrong 's/day-{date}/day/' 'does not vary'
wrong 's/each-date="control"/each-date="contrl"/' 'did you mean control'
wrong 's/each-date="control"/each-date="control" each-zone="control" key="nobody"/
    s/day-{date}/day-{date}-{zone}/' 'lacks the field'
