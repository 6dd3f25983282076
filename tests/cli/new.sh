#!/bin/bash
# sitmap new: what it makes renders and passes check, from the build folder and installed; its
# shapefiles are those that its text sources make.
set -u
fail() { echo "FAIL: $*"; exit 1; }
rng=$PWD/src/load/study.rng
starter=$PWD/geodata/starter

# An installed program finds styles and starter beside itself.
# Only installed, not built: other tests run the program meanwhile.
build=$(dirname "$SITMAP")
MAKEFLAGS= make -s -o program install PREFIX=/usr DESTDIR="$TMP/root" BUILD="$build" \
    >"$TMP/said" 2>&1 ||
    fail "make install: $(cat "$TMP/said")"
cp "$SITMAP" "$TMP/root/usr/bin/sitmap" # the one under test, whatever make took
cd "$TMP" || exit 2
for program in "$SITMAP" "$TMP/root/usr/bin/sitmap"; do
    rm -rf "low lands" out
    "$program" new "low lands" >said 2>&1 || fail "new: $(cat said)"
    grep -q 'the study low-lands' said || fail "new said $(cat said)"
    xmllint --noout --relaxng "$rng" "low lands/study.xml" 2>said || fail "$(cat said)"
    "$program" check "low lands" >said 2>&1 || fail "check: $(cat said)"
    grep -q '^0 errors, 0 warnings' said || fail "check: $(cat said)"
    "$program" render -q "low lands" >said 2>&1 || fail "render: $(cat said)"
    for date in 2030-03-01 2030-03-15; do
        for format in pdf svg png; do
            [ -s "out/low-lands/situation-$date.$format" ] || fail "no $format of $date"
        done
    done
    pdftotext out/low-lands/situation-2030-03-15.pdf - >text || fail "pdftotext"
    for word in 'Situation as of 15 March 2030' Northmoor Gorse 'taken by side A'; do
        grep -qi "$word" text || fail "the map lacks $word"
    done
done

# Any name makes an id.
"$SITMAP" new 'a #1 $tudy -- é' >said 2>&1 || fail "an odd name: $(cat said)"
grep -q 'the study a-1-tudy-' said || fail "an odd name: $(cat said)"
"$SITMAP" check 'a #1 $tudy -- é' >said 2>&1 || fail "an odd name: $(cat said)"

# Nothing that is there is replaced.
echo mine >"low lands/study.xml"
"$SITMAP" new "low lands" >said 2>&1
[ $? = 2 ] && grep -q 'not empty' said || fail "a full folder: $(cat said)"
[ "$(cat "low lands/study.xml")" = mine ] || fail "a file was replaced"
"$SITMAP" new >said 2>&1
[ $? = 2 ] || fail "no folder: $(cat said)"
"$SITMAP" new . >said 2>&1
[ $? = 2 ] || fail "the folder of other files: $(cat said)"

# The shapefiles say what their sources say.
mkdir again && "$starter/make/build.sh" "$TMP/again" >said 2>&1 || fail "build.sh: $(cat said)"
for layer in districts control places; do
    for folder in "$starter" again; do
        ogr2ogr -f CSV -lco GEOMETRY=AS_WKT /vsistdout/ "$folder/$layer.shp" \
            >"$layer.$(basename "$folder")" 2>said || fail "ogr2ogr: $(cat said)"
    done
    cmp -s "$layer.starter" "$layer.again" || fail "$layer.shp is not what build.sh makes"
done
echo "a new study renders, checks and is refused over files"
