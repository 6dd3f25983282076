#!/bin/bash
# What is made again after which edit: exactly the outputs that the edit changes, for a true reason.
# The table at the end has a line for each kind of edit.
set -u
study=$TMP/study
fail() { echo "FAIL: $*"; exit 1; }
cp -r geodata/karabakh-2020 "$study" && chmod -R u+w "$study"
sed -i 's/ variants="grey"//' "$study/study.xml"
figures=situation-2020-10-10,situation-2020-10-25,situation-2020-11-08
render() { "$SITMAP" render -f svg -o "$TMP/out" --only $figures "$@" "$study"; }
made() {
    render -v 2>"$TMP/said"
    sed -n 's/.*wrote .*situation-2020-\([0-9-]*\)\.svg$/\1/p' "$TMP/said" | tr '\n' ' '
}
state() { stat -c '%n %Y %i' "$TMP"/out/karabakh-2020/*.svg; }
all="10-10 10-25 11-08 "

# expect WHAT MADE REASON: the next run makes these and no others, and says why of the first; the
# files of the others keep their inode and time.
expect() {
    local before after got job
    before=$(state)
    got=$(made)
    [ "$got" = "$2" ] || { cat "$TMP/said"; fail "$1: made again: $got(expected: $2)"; }
    [ -z "$3" ] || grep -q "${2%% *}.svg: $3" "$TMP/said" ||
        fail "$1: not for this reason ($3): $(grep 'svg: ' "$TMP/said")"
    after=$(state)
    for job in $all; do
        [[ " $2" == *" $job "* ]] ||
            [ "$(grep -- "$job" <<<"$before")" = "$(grep -- "$job" <<<"$after")" ] ||
            fail "$1: $job was touched"
    done
}

edit() { sed -i "$1" "$study/study.xml"; }
move_vertex() { tests/tools/move-vertex "$study/$1.shp" "${@:2}" >/dev/null; }
reverse() { tests/tools/reverse-records "$study/$1"; }
style() {
    mkdir -p "$study/karabakh" &&
        sed "$2" "styles/karabakh/$1.sld" >"$study/karabakh/$1.sld" &&
        ! cmp -s "styles/karabakh/$1.sld" "$study/karabakh/$1.sld"
}
# Other text of the same length in a field of the first record that has the text.
attribute() {
    perl -e 'open F, "+<:raw", $ARGV[0]; local $/; $_ = <F>; $i = index $_, $ARGV[1];
        die if $i < 0; seek F, $i, 0; print F $ARGV[2]' "$study/$1.dbf" "$2" "$3"
}

[ "$(made)" = "$all" ] || fail "the first run made: $(cat "$TMP/said")"

# By hand.
rm "$TMP/out/karabakh-2020/situation-2020-10-25.svg"
render --dry-run 2>/dev/null | grep -q '10-25.svg: it was deleted' ||
    fail "a dry run does not say what is missing"
[ ! -e "$TMP/out/karabakh-2020/situation-2020-10-25.svg" ] || fail "a dry run made a file"
expect "one deleted" "10-25 " "it was deleted"
sed -i 's/Situation/Situatoin/' "$TMP/out/karabakh-2020/situation-2020-10-10.svg" || exit 1
expect "one changed by hand" "10-10 " "it was changed by hand"

# The table: edit | what is made again | why. Records 5 and 6 of control.shp are the polygons of
# 25 October, with which the map of 8 November compares.
while IFS='|' read -r edit expected why; do
    expected=$(xargs <<<"$expected") why=$(xargs <<<"$why")
    [ "$expected" != all ] || expected=${all% }
    eval "$edit" || fail "the edit: $edit"
    expect "$edit" "${expected:+$expected }" "$why"
done <<'TABLE'
touch "$study"/*                                     |             |
edit 's/<figure id="situation-2020-11/<!-- x --> &/' |             |
move_vertex control 5 6 46.95 39.62 0.01 0.005       | 10-25 11-08 | control.shp record [56] changed
edit 's/the day of the Moscow/day of the Moscow/' | 10-10       | its description changed
attribute control 'line of c' 'LINE of c'            |             |
attribute places "Horadiz" "Horodiz" | all | places.shp record
reverse control                                      | all         | names moved, records come
reverse rivers                                       | all         | names moved, records come
reverse districts                                    | all         | names moved, records come
style control 's/#DDAA7A/#DDAA7B/'                   | all         | karabakh/control.sld changed
style places 's/Liberation Sans/DejaVu Sans/'        | all         | karabakh/places.sld
rm -r "$study/karabakh"                              | all         | karabakh/
TABLE

expect "nothing" "" ""

"$SITMAP" render -q -f svg -o "$TMP/out" --force --only situation-2020-10-10 "$study" ||
    fail "--force"
# The bytes do not depend on the number of jobs.
"$SITMAP" render -q -j 1 -o "$TMP/one" --dpi 100 --only $figures "$study" &&
    "$SITMAP" render -q -j 8 -o "$TMP/eight" --dpi 100 --only $figures "$study" ||
    fail "rendering with 1 and 8 jobs"
diff -rq -x .sitmap "$TMP/one" "$TMP/eight" || fail "the bytes depend on the number of jobs"
