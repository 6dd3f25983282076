#!/bin/bash
# sitmap watch: one render per save, whatever way the save comes, and no end after a broken file.
set -u
fail() { echo "FAIL: $*"; echo "--- it said:"; cat "$TMP/said"; exit 1; }
cp -r geodata/karabakh-2020 "$TMP/study" && chmod -R u+w "$TMP/study"
sed -i 's/ variants="grey"//' "$TMP/study/study.xml"
"$SITMAP" watch -f svg --only situation-2020-10-10 -o "$TMP/out" "$TMP/study" 2>"$TMP/said" &
watcher=$!
trap 'kill $watcher 2>/dev/null' EXIT
figure=$TMP/out/karabakh-2020/situation-2020-10-10.svg
# rounds N: wait until it has rendered N times in all, then a while, and see that it did not go on.
rounds() {
    for _ in $(seq 200); do
        [ "$(grep -c 'rendered in' "$TMP/said")" -ge "$1" ] && break
        sleep 0.1
    done
    sleep 0.7
    [ "$(grep -c 'rendered in' "$TMP/said")" -eq "$1" ] ||
        fail "rendered $(grep -c 'rendered in' "$TMP/said") times, not $1"
}
rounds 1
[ -s "$figure" ] || fail "the first render made nothing"
# Each save that changes a figure leaves a review page of that save alone.
review=$TMP/out/karabakh-2020/review.html
reviews() { grep -q "title $1 .*: removed" "$review" && grep -q "title $2 .*: added" "$review"; }
[ ! -e "$review" ] || fail "a review page although there was nothing before"

# As a simple editor writes: in place.
sed 's/Situation as of/State on/' "$TMP/study/study.xml" >"$TMP/new" &&
    cat "$TMP/new" >"$TMP/study/study.xml"
rounds 2
reviews 'Situation as of' 'State on' || fail "the review page of the first save"
# As vim does: a copy, renamed over the old file, with a swap file beside it.
touch "$TMP/study/.study.xml.swp"
sed 's/State on/Position on/' "$TMP/study/study.xml" >"$TMP/study/.new~" &&
    mv "$TMP/study/.new~" "$TMP/study/study.xml"
rm "$TMP/study/.study.xml.swp"
rounds 3
reviews 'State on' 'Position on' || fail "the review page of the second save"
# As QGIS does: the parts of a shapefile one after another.
for part in shp shx dbf prj cpg; do
    cp "geodata/karabakh-2020/rivers.$part" "$TMP/study/rivers.$part"
    sleep 0.05
done
rounds 4
reviews 'State on' 'Position on' || fail "a save that changed nothing took the review page away"
# A slow copy that stops half-way for longer than any patience, then ends.
head -c 2000 geodata/karabakh-2020/districts.shp >"$TMP/study/districts.shp"
rounds 5
cat geodata/karabakh-2020/districts.shp >"$TMP/study/districts.shp"
rounds 6
# A broken description is told and waited out.
echo '<study' >"$TMP/study/study.xml"
rounds 7
grep -q 'with faults' "$TMP/said" || fail "a broken description goes unsaid"
cat "$TMP/new" >"$TMP/study/study.xml"
rounds 8
kill -0 $watcher 2>/dev/null || fail "it ended"
[ -s "$figure" ] || fail "no figure at the end"
