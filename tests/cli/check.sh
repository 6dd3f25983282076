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

# Pictures of the faults: the ring stands in the middle, where the outline crosses itself.
look 1 "$TMP/s" --figures "$TMP/spots/new"
places=$(grep -o '"lon":[0-9]' <("$SITMAP" check --format json "$TMP/s") | wc -l)
[ "$(ls "$TMP/spots/new" | wc -l)" -eq "$places" ] && [ "$places" -ge 1 ] ||
    fail "$places places, pictures: $(ls "$TMP/spots/new")"
python3 - "$TMP"/spots/new/*-ring.crossing.png <<'PY' || fail "the picture of a crossing"
import struct, sys, zlib

def pixels(path):
    """Rows of (r, g, b) of an 8-bit RGB picture (PNG, third edition, 9: filtering)."""
    data, at, packed = open(path, "rb").read(), 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        chunk = data[at + 8:at + 8 + size]
        if kind == b"IHDR":
            width, height, depth, color = struct.unpack(">IIBB", chunk[:10])
        packed += chunk if kind == b"IDAT" else b""
        at += 12 + size
    assert (depth, color) == (8, 2), "not RGB"
    raw, rows, above = zlib.decompress(packed), [], bytearray(3 * width)
    for y in range(height):
        line = bytearray(raw[y * (3 * width + 1):(y + 1) * (3 * width + 1)])
        filter_, line = line[0], line[1:]
        for i in range(len(line)):
            a, b, c = (line[i - 3] if i > 2 else 0), above[i], (above[i - 3] if i > 2 else 0)
            nearest = min((a, b, c), key=lambda v: abs(a + b - c - v))
            line[i] = (line[i] + (0, a, b, (a + b) // 2, nearest)[filter_]) & 255
        rows.append([tuple(line[i:i + 3]) for i in range(0, len(line), 3)])
        above = line
    return rows

rows = pixels(sys.argv[1])
width, height, mm = len(rows[0]), len(rows), len(rows[0]) / 110
centre = (width / 2, height - (4 + 40) * mm)
mark = [(x, y) for y in range(int(height - 84 * mm), height) for x in range(width)
        if rows[y][x] == (0xD5, 0x5E, 0x00)]
assert len(mark) > 300, "no ring"
for k in range(2):
    middle = sum(p[k] for p in mark) / len(mark)
    assert abs(middle - centre[k]) < 1.5, "the ring is at %f, not %f" % (middle, centre[k])
x, y = round(centre[0]), round(centre[1])
inside = [p for row in rows[y - 3:y + 4] for p in row[x - 3:x + 4]]
assert (0x00, 0x72, 0xB2) in inside, "nothing of the record lies in the ring"
PY
touch "$TMP/file"
"$SITMAP" check --figures "$TMP/file/x" "$TMP/s" >"$TMP/said" 2>&1
[ $? -eq 2 ] || fail "pictures where there can be no folder"
