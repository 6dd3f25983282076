#!/bin/bash
# render --verify: the same bytes under other conditions, and a file that differs is named.
set -u
fail() { echo "FAIL: $*"; cat "$TMP/said"; exit 1; }
"$SITMAP" new "$TMP/study" >/dev/null || fail new
cd "$TMP" || exit 1
"$SITMAP" render -q --verify -f svg,pdf,png --dpi 72 study >said 2>&1 || fail "render --verify"
[ ! -s said ] || fail "it is not quiet"
"$SITMAP" render --verify -f svg,pdf,png --dpi 72 study 2>/dev/null >said || fail "a second time"
grep -qx '[1-9][0-9]* files, the same bytes when made again' said || fail "what it says"
[ "$(cut -d' ' -f1 said)" -eq "$(ls out/*/ | grep -c '[.][a-z]*$')" ] || fail "not all files"
# A file that a run leaves alone, because stamps and time are forged, though its bytes are others.
file=$(ls out/*/*.svg | head -1)
touch -r "$file" when
sed -i 's/<svg /<SVG /' "$file" && touch -r when "$file"
old=$(awk -F'\t' -v n="${file##*/}" '$1 == "output" && $NF == n { print $6 }' out/*/.sitmap/stamps)
sed -i "s/\t$old\t/\t$(stat -c %i "$file")\t/" out/*/.sitmap/stamps
"$SITMAP" render -q --verify -f svg,pdf,png --dpi 72 study >said 2>/dev/null
[ $? -eq 1 ] || fail "a difference: exit status"
grep -q "^$file: made again it differs from byte [0-9]* on$" said || fail "the file is not named"
"$SITMAP" render -q --verify --only nothing study >said 2>&1; [ $? -eq 2 ] || fail "no such figure"
"$SITMAP" render -q --verify -n study >said 2>&1; [ $? -eq 2 ] || fail "a dry run"
ls -d /tmp/sitmap-again-* 2>/dev/null && fail "a folder is left"
exit 0
