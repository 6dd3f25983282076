#!/bin/bash
# sitmap check: the shipped study passes; a study with one fault seeded gets that finding, at its
# place.
set -u
fail() { echo "FAIL: $*"; echo "--- it said:"; cat "$TMP/said"; exit 1; }
# look STATUS STUDY OPTION...
look() {
    local want=$1 study=$2
    shift 2
    "$SITMAP" check "$@" "$study" >"$TMP/said" 2>&1
    local got=$?
    [ $got -eq "$want" ] || fail "status $got, expected $want"
}

look 0 geodata/karabakh-2020
grep -qx '0 errors, 0 warnings, 3 excused with a reason' "$TMP/said" || fail "the shipped study"
look 0 geodata/karabakh-2020 -v
for place in Chanagchi Madatkand Sighnag; do
    grep -q "excused: .*facts.side.*$place .*because: announced on 9 November" "$TMP/said" ||
        fail "the exception of $place is not shown with its reason"
done

# The manual of the rules is the table of the rules.
"$SITMAP" check --explain all | cmp - docs/check.md ||
    fail "docs/check.md: make it with --explain all"
"$SITMAP" check --explain facts.side | grep -q 'facts.side' || fail "one rule"
"$SITMAP" check --explain facts.sid 2>"$TMP/said"; [ $? -eq 2 ] &&
    grep -q 'did you mean facts.side' "$TMP/said" ||
    fail "a misspelt rule"

# seed: a fresh small study, for one fault. found RULE TEXT...: check says the rule, and only errors
# and warnings of that rule.
seed() {
    rm -rf "$TMP/s"
    cp -r tests/golden/front-and-change "$TMP/s"
    rm -f "$TMP"/s/expect.*
    chmod -R u+w "$TMP/s"
    local silence='<silence rule="time.stale" reason="between dates on purpose"\/>'
    sed -i "s/  <figures /  <checks>$silence<\/checks>\n&/" \
        "$TMP/s/study.xml"
}
found() {
    local rule=$1
    shift
    look 1 "$TMP/s"
    grep -q "\[$rule\]" "$TMP/said" || fail "$rule was not found"
    grep -E 'error\[|warning\[' "$TMP/said" | grep -v "\[$rule\]" &&
        fail "$rule: more than that was found"
    for text in "$@"; do
        grep -qF -- "$text" "$TMP/said" || fail "$rule: not said: $text"
    done
}
# The golden study shows a date between two snapshots, which its seed silences with a reason.
seed; look 0 "$TMP/s" -v
grep -q 'excused: .*time.stale.*because: between dates on purpose' "$TMP/said" || fail "a silence"
sed -i '/<silence/d' "$TMP/s/study.xml"; found time.stale 'study.xml:' '2021-03-05'

seed; rm "$TMP/s/places.prj"; found prj.missing places
seed; printf '\x00\x00\x00\x05' | dd of="$TMP/s/places.dbf" bs=1 seek=4 conv=notrunc 2>/dev/null
look 1 "$TMP/s"
grep -q 'places.shp: error\[files.counts\]: 4 records in the .shp, 4 in the .shx' "$TMP/said" ||
    fail "a false row count"
seed; sed -i 's/<side id="A">/<side id="C"><name>C<\/name><\/side><side id="A">/' "$TMP/s/study.xml"
found study.unused 'study.xml:' 'side C holds nothing'
seed; tests/tools/move-vertex "$TMP/s/control.shp" 4 4 11 50.5 0.05 0 >/dev/null
found cover.gap 'control.shp: record 3' 'on 2021-03-09' 'between records 3 and 4 at 11.0' ', 50.5'
# (10, 51) to (10.5, 49.8): the edge up to (11, 51) crosses the southern one at 10 + 0.5 + 0.5 / 6.
seed; tests/tools/move-vertex "$TMP/s/control.shp" 1 1 10 51 0.5 -1.2 >/dev/null
look 1 "$TMP/s"
grep -q 'control.shp: record 1: warning\[ring.crossing\].* at 10.58333, 50.00000' "$TMP/said" ||
    fail "a ring that crosses itself"

# Machines: json, and the places for QGIS.
"$SITMAP" check --format json "$TMP/s" >"$TMP/said"; [ $? -eq 1 ] || fail "json: status"
python3 - "$TMP/said" <<'PY' || fail "json: not as documented"
import json, sys
data = json.load(open(sys.argv[1]))
findings = data["findings"]
assert findings, "no finding"
for f in findings:
    keys = "rule severity file line record lon lat message mend".split()
    assert set(f) >= set(keys), f
    assert f["severity"] in ("note", "warning", "error"), f
PY
look 1 "$TMP/s" -o "$TMP/faults.geojson"
ogrinfo -so -al "$TMP/faults.geojson" | grep -q '^Feature Count: [1-9]' || fail "geojson"
look 1 "$TMP/s" -o "$TMP/faults.shp"
ogrinfo -so -al "$TMP/faults.shp" | grep -q '^Feature Count: [1-9]' || fail "shapefile"
