#!/bin/bash
# The record of objects agrees with the files it names: it is written when they are, one that failed
# is not in it, and diff believes it of no other version of a file.
set -u
fail() { echo "FAIL: $*"; exit 1; }
cp -r geodata/karabakh-2020 "$TMP/study"
sed -i 's/ variants="grey"//' "$TMP/study/study.xml"
figure=situation-2020-10-25
out=$TMP/out/karabakh-2020
record=$out/.sitmap/$figure.record
render() {
    "$SITMAP" render -q --dpi 80 --only $figure -o "$TMP/out" "$@" "$TMP/study" 2>"$TMP/said"
}
named() { sed -n 's/^file .*\t//p' "$record" | sort | tr '\n' ' '; }
said() { "$SITMAP" diff "$1" "$2" >"$TMP/text"; }

render -f png,svg || fail "render: $(cat "$TMP/said")"
[ "$(named)" = "$figure.png $figure.svg " ] || fail "the record names: $(named)"
cp -r "$out" "$TMP/before"

# Another format of the same map: the record speaks of all three.
render -f pdf || fail "render of the PDF: $(cat "$TMP/said")"
[ "$(named)" = "$figure.pdf $figure.png $figure.svg " ] || fail "with the PDF: $(named)"

# A new map in one format: the files of the old one are in the record no more.
tests/tools/bulge-front "$TMP/study/control.shp" 5 6 2 >/dev/null || fail "no vertex to move"
render -f png || fail "render after the edit: $(cat "$TMP/said")"
[ "$(named)" = "$figure.png " ] || fail "after the edit: $(named)"
said "$TMP/before/$figure.png" "$out/$figure.png"
grep -q 'front line: moved up to' "$TMP/text" || fail "the new map: $(cat "$TMP/text")"
cmp -s "$TMP/before/.sitmap/$figure.record" \
    <(grep -v 'pdf$' "$out/.sitmap/previous/$figure.record") ||
    fail "the record of before was not kept"

# An output that can not be written: the record that is there stays, and what is made is named.
cp "$record" "$TMP/record"
tests/tools/bulge-front "$TMP/study/control.shp" 5 6 1 >/dev/null || fail "no vertex to move again"
rm "$out/$figure.png" && mkdir -p "$out/$figure.png/in-the-way"
render -f png && fail "an output with a folder in its place"
cmp -s "$record" "$TMP/record" || fail "a failed output changed the record"
render -f png,svg && fail "an output with a folder in its place"
[ "$(named)" = "$figure.svg " ] || fail "one of two failed: $(named)"
rm -r "$out/$figure.png"
render -f png || fail "the next render: $(cat "$TMP/said")"
[ "$(named)" = "$figure.png $figure.svg " ] || fail "afterwards: $(named)"

# A file of another time beside the record: pixels only, and why.
cp "$TMP/before/$figure.png" "$TMP/old.png"
mkdir -p "$TMP/mixed/.sitmap"
cp "$TMP/before/$figure.png" "$TMP/mixed/$figure.png"
cp "$record" "$TMP/mixed/.sitmap/"
said "$TMP/mixed/$figure.png" "$out/$figure.png"
grep -q 'pixels only: a record of objects is of another version of its file' "$TMP/text" ||
    fail "a record of another version: $(cat "$TMP/text")"
! grep -q 'front line' "$TMP/text" || fail "believed it: $(cat "$TMP/text")"
