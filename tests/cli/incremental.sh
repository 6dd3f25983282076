#!/bin/bash
# What is made again after which edit: exactly the outputs that the edit changes, and the
# reason is true.
set -u
study=$TMP/study
fail() { echo "FAIL: $*"; exit 1; }
cp -r geodata/karabakh-2020 "$study" && chmod -R u+w "$study"
sed -i 's/ variants="grey"//' "$study/study.xml"
figures=situation-2020-10-10,situation-2020-10-25,situation-2020-11-08
render() { "$SITMAP" render -f svg -o "$TMP/out" --only $figures "$@" "$study"; }
made() { render -v 2>"$TMP/said"; grep -o 'wrote .*situation-2020-[0-9-]*' "$TMP/said" |
    sed 's/.*situation-2020-//' | tr '\n' ' '; }
# expect WHAT DATES: the next run makes the figures of these dates and no others.
expect() {
    local before after got
    before=$(stat -c '%n %Y %i' "$TMP"/out/karabakh-2020/*.svg)
    got=$(made)
    [ "$got" = "$2" ] || { cat "$TMP/said"; fail "$1: made again: $got(expected: $2)"; }
    [ -z "$(made)" ] || fail "$1: a second run made something again"
    # Those that were not made again kept their inode and time.
    after=$(stat -c '%n %Y %i' "$TMP"/out/karabakh-2020/*.svg)
    for date in 10-10 10-25 11-08; do
        if [[ "$2" != *$date* ]]; then
            [ "$(grep -- "$date" <<<"$before")" = "$(grep -- "$date" <<<"$after")" ] ||
                fail "$1: the figure of $date was touched"
        fi
    done
}

[ "$(made)" = "10-10 10-25 11-08 " ] || fail "the first run made: $(cat "$TMP/said")"
expect "nothing" ""
touch "$study"/*; expect "new times, same content" ""
rm "$TMP/out/karabakh-2020/situation-2020-10-25.svg"
render --dry-run 2>/dev/null | grep -q '10-25.svg: it was deleted' ||
    fail "a dry run does not say what is missing"
[ ! -e "$TMP/out/karabakh-2020/situation-2020-10-25.svg" ] || fail "a dry run made a file"
got=$(made); [ "$got" = "10-25 " ] || fail "after deleting one: $got"
sed -i 's/Situation/Situatoin/' "$TMP/out/karabakh-2020/situation-2020-10-10.svg" || exit 1
printf ' ' >>"$TMP/out/karabakh-2020/situation-2020-10-10.svg"
render --dry-run 2>/dev/null | grep -q '10-10.svg: it was changed by hand' ||
    fail "a change by hand goes unnoticed"
got=$(made); [ "$got" = "10-10 " ] || fail "after a change by hand: $got"

# One polygon of 25 October: its figure, and that of 8 November, which compares with it.
tests/tools/move-vertex "$study/control.shp" 5 6 46.95 39.62 0.01 0.005 >/dev/null ||
    fail "move-vertex"
render --dry-run 2>/dev/null >"$TMP/why"
grep -q '10-25.svg: control.shp record [56] changed' "$TMP/why" ||
    fail "the reason is not named: $(cat "$TMP/why")"
expect "a vertex of 25 October" "10-25 11-08 "

# One caption (in the file's description), one title.
sed -i 's/{date}, the day of the Moscow/{date}, day of the Moscow/' "$study/study.xml"
expect "a caption" "10-10 "
sed -i 's/<figure id="situation-2020-11-08"/<!-- a remark --> &/' "$study/study.xml"
expect "a comment" ""

# An attribute that nothing shows: the note of the first control polygon.
perl -e 'open F, "+<:raw", $ARGV[0]; read F, $h, 32; ($n, $head) = unpack "x4 l< s<", $h;
    local $/; read F, $_, 1 << 20; $i = index $_, "line of contact";
    seek F, 32 + $i, 0; print F "LINE of contact"' \
    "$study/control.dbf"
cmp -s "$study/control.dbf" geodata/karabakh-2020/control.dbf &&
    fail "the attribute was not changed"
expect "an attribute that nothing shows" ""

# A style: everything that uses it.
mkdir "$study/karabakh" &&
    sed 's/#DDAA7A/#DDAA7B/' styles/karabakh/control.sld >"$study/karabakh/control.sld"
expect "a colour" "10-10 10-25 11-08 "
"$SITMAP" render -q -f svg -o "$TMP/out" --force --only situation-2020-10-10 "$study" ||
    fail "--force"

# The bytes do not depend on the number of jobs.
"$SITMAP" render -q -j 1 -o "$TMP/one" --dpi 100 "$study" &&
    "$SITMAP" render -q -j 8 -o "$TMP/eight" --dpi 100 "$study" ||
    fail "rendering with 1 and 8 jobs"
diff -rq -x .sitmap "$TMP/one" "$TMP/eight" || fail "the bytes depend on the number of jobs"
