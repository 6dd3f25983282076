#!/bin/bash
# docs/diff.md tells how a repository of one's own compares its maps: its lines are run here as they
# stand, in a repository of their own. Same maps pass; a moved front fails and leaves the page.
set -u
fail() { echo "FAIL: $*"; echo "--- it said:"; cat "$TMP/said"; exit 1; }
section=$(sed -n '/^## In your own repository/,/^## Beside/p' docs/diff.md)
# The first block accepts, the second compares.
block() { awk -v n="$1" '/^    /  { if (!on) { on = 1; k++ } if (k == n) print substr($0, 5); next }
    /./ { on = 0 }' <<<"$section"; }
block 1 >"$TMP/accept.sh"
block 2 >"$TMP/compare.sh"
grep -q 'baseline' "$TMP/accept.sh" && grep -q 'sitmap diff' "$TMP/compare.sh" ||
    fail "docs/diff.md has no lines to run"

mkdir -p "$TMP/bin" "$TMP/repository"
ln -s "$SITMAP" "$TMP/bin/sitmap"
cp -r geodata/karabakh-2020 "$TMP/repository/my-study"
sed -i 's/ variants="grey"//; s/<study id="[^"]*"/<study id="my-study"/' \
    "$TMP/repository/my-study/study.xml"
run() { # as a job of a CI does: each time from a fresh copy of what is in the repository
    (cd "$TMP/repository" && PATH=$TMP/bin:$PATH bash -eu "$1") >"$TMP/said" 2>&1
}
fresh() { rm -rf "$TMP/repository/out" "$TMP/repository/fresh" "$TMP/repository/review.html"; }

(cd "$TMP/repository" && "$SITMAP" render -q -f png --dpi 200 my-study) >"$TMP/said" 2>&1 ||
    fail "render"
run "$TMP/accept.sh" || fail "accepting"
[ -s "$TMP/repository/baseline/situation-2020-10-25.png" ] || fail "nothing was accepted"
[ -s "$TMP/repository/baseline/.sitmap/situation-2020-10-25.record" ] || fail "no record kept"
fresh
run "$TMP/compare.sh" || fail "the same study differs"

(tests/tools/bulge-front "$TMP/repository/my-study/control.shp" 5 6 2) >/dev/null ||
    fail "no vertex to move"
fresh
run "$TMP/compare.sh" && fail "a moved front passes"
grep -q '^  front line, stretch 1 near .*: moved up to' "$TMP/said" || fail "what moved"
grep -q '^situation-2020-10-25.png: different' "$TMP/said" || fail "which map"
! grep -q ': same$' "$TMP/said" || fail "-q tells of maps that are the same"
grep -q 'front line: moved up to' "$TMP/repository/review.html" || fail "no review page"
run "$TMP/accept.sh" || fail "accepting the new map"
fresh
run "$TMP/compare.sh" || fail "what was accepted differs"
