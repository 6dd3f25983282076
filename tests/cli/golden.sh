#!/bin/bash
# The tool that compares golden cases, tried on a case that is broken on purpose: it says which
# case, what it proves, how much differs and where, where to look, how to run it again and how to
# accept; and accepting makes it pass.
set -u
fail() { echo "FAIL: $*"; echo "--- it said:"; cat "$TMP/said"; exit 1; }
case=$TMP/cases/front
mkdir -p "$TMP/cases"
cp -r tests/golden/front-and-change "$case"
golden() { tests/tools/run-golden "$@" >"$TMP/said" 2>&1; }
says() { grep -Eq -- "$1" "$TMP/said" || fail "it does not say $1"; }

golden "$case" || fail "the case itself"
cp "$case/expect.second.png" "$TMP/accepted.png"

# A front that is drawn in another width.
sed -i 's/\(stroke-width">\)[0-9.]*/\14.0/' "$case/front.sld"
cmp -s "$case/front.sld" tests/golden/front-and-change/front.sld && fail "front.sld has no width"
golden "$case" && fail "a front of another width passes"
says "^$case\$"
says '^proves: .{20}'
says '^ran: sitmap render '
says 'second.png: different, [0-9]+ pixels'
says 'page 1: [0-9]+ pixels within [0-9.]+ x [0-9.]+ mm, [0-9.]+ mm from the left'
says '^rerun:  make test T='
says '^accept: make accept T='
for what in old new difference; do
    file=$(sed -n "s/^ *$what  *\(.*\.png\)\$/\1/p" "$TMP/said")
    [ "$(od -An -tx1 -N4 "$file" | tr -d ' ')" = 89504e47 ] || fail "$what is no picture: $file"
done
says "^ *old  *$case/expect.second.png\$"
says 'expect.second.scene is not what'

# Nothing is accepted by looking; accepting makes it pass, and only then the expectation changes.
cmp -s "$case/expect.second.png" "$TMP/accepted.png" || fail "a failure changed the expectation"
golden --accept "$case" || fail "accepting"
says "^accepted $case/expect.second.png\$"
golden "$case" || fail "what was accepted"

# A program that makes nothing, and an expectation that is missing.
sed -i 's/<figure id="second"/<figure id="third"/' "$case/study.xml"
golden "$case" && fail "a figure that is not made passes"
says 'nothing was made that .*expect.second.png could be compared with'
