#!/bin/bash
# On a terminal a line with counts and the time left; elsewhere, under NO_COLOR and with -q none.
set -u
fail() { echo "FAIL: $*"; exit 1; }
script -qec true /dev/null >/dev/null 2>&1 || { echo "no terminal can be made here"; exit 77; }
tests/tools/make-series "$TMP/study" 12 || fail make-series
# terminal COMMAND: its output as a terminal gets it, one line for each time it is drawn.
terminal() { script -qec "$1" /dev/null </dev/null | tr '\r' '\n'; }
render="'$SITMAP' render -j 1 -f png --force -o '$TMP/out' '$TMP/study'"
bars() { grep -a "^.*\[[=> ]*\] [0-9]* of 12" "$1"; }

terminal "$render" >"$TMP/seen" || fail "render on a terminal"
[ "$(bars "$TMP/seen" | wc -l)" -eq 11 ] || fail "not a line for each document: $(cat "$TMP/seen")"
bars "$TMP/seen" | head -1 | grep -q '\] 1 of 12$' || fail "the first line"
bars "$TMP/seen" | sed 1d | grep -vq ' of 12, [0-9]* s left' && fail "no time left is told"
grep -q '12 files written, 0 up to date' "$TMP/seen" || fail "the last line"
# Each line is wiped before the next one: what remains on the screen is plain.
grep -a '^.\[K' "$TMP/seen" | grep -qa 'day-2021-01-12 (12 of 12)' || fail "the line is not wiped"

for quiet in "NO_COLOR=1 $render" "$render -q"; do
    terminal "$quiet" >"$TMP/seen" || fail "$quiet"
    grep -qa "$(printf '\033')" "$TMP/seen" && fail "escape sequences: $quiet"
    bars "$TMP/seen" && fail "a bar: $quiet"
done
eval "$render" 2>&1 | cat >"$TMP/seen"
grep -qa "$(printf '\033')" "$TMP/seen" && fail "escape sequences in a pipe"
[ "$(grep -c '^day-2021-01-[0-9]* ([0-9]* of 12)$' "$TMP/seen")" -eq 12 ] || fail "plain lines"

# Ctrl-C: whole files, no temporary ones, and the next run completes. When it struck between a
# picture and its record, that run also leaves a page that shows the new picture beside the old.
rm -r "$TMP/out"
(sleep 0.4; printf '\003') | script -qec "$render --dpi 1200" /dev/null >/dev/null
ls "$TMP"/out/series/*.png >/dev/null 2>&1 || true
for file in "$TMP"/out/series/*; do
    [ ! -e "$file" ] || [[ "$file" == *.png ]] || fail "left behind: $file"
    [ ! -e "$file" ] || [ "$(tail -c 8 "$file" | head -c 4)" = IEND ] || fail "not whole: $file"
done
eval "$render -q" || fail "the run after Ctrl-C"
left=$(ls "$TMP/out/series" | grep -vx 'review.html' | tr '\n' ' ')
[ "$left" = "$(printf 'day-2021-01-%02d.png ' {1..12})" ] ||
    fail "the run after Ctrl-C did not complete: $left"
