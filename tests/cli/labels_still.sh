#!/bin/bash
# Names hold still through the three maps of the shipped study: these few move, and each had
# something in its way.
set -u
fail() { echo "FAIL: $*"; exit 1; }
"$SITMAP" render -q -f scene -o "$TMP/out" geodata/karabakh-2020 || fail "render"
maps=("$TMP"/out/karabakh-2020/situation-2020-1?-??.scene)
[ ${#maps[@]} -eq 3 ] || fail "${#maps[@]} maps"
/usr/bin/python3 tests/labels/still.py \
    "GUBADLI,Gajar,HADRUT AREA,Hadrut,Shusha,ZANGILAN,Zangilan" "${maps[@]}" || fail "names move"

# The same map twice: nothing moves.
/usr/bin/python3 tests/labels/still.py "" "${maps[0]}" "${maps[0]}" >/dev/null ||
    fail "a map is not like itself"
# A name set aside by hand has no excuse.
perl -pe 'if (/group label "Goris"/ .. /end/) { s/ at ([\d.]+) / sprintf " at %.2f ", $1 - 8/e }' \
    "${maps[0]}" >"$TMP/aside.scene"
cmp -s "${maps[0]}" "$TMP/aside.scene" && fail "no label to set aside"
/usr/bin/python3 tests/labels/still.py "Goris" "${maps[0]}" "$TMP/aside.scene" >/dev/null &&
    fail "a name that was set aside is excused"
exit 0
