#!/bin/bash
# The plan run by make and by ninja gives the same bytes as render; an edit makes only
# what needs it.
set -u
fail() { echo "FAIL: $*"; exit 1; }
cp -r geodata/karabakh-2020 "$TMP/study" && chmod -R u+w "$TMP/study"
sed -i 's/ variants="grey"//' "$TMP/study/study.xml"
mkdir "$TMP/bin" && ln -s "$SITMAP" "$TMP/bin/sitmap" && PATH=$TMP/bin:$PATH
styles=$PWD/styles
cd "$TMP" || exit 1
"$SITMAP" render -q -f svg,pdf --styles "$styles" -o direct study || fail "render"

"$SITMAP" plan --format make -f svg,pdf --styles "$styles" -o by-make study >maps.mk ||
    fail "plan for make"
make -j2 -f maps.mk >log 2>&1 || { cat log; fail "make"; }
diff -r -x .sitmap direct by-make || fail "make gives other bytes"
[ ! -e by-make/karabakh-2020/.sitmap ] || fail "--no-stamps left stamps"
make -q -f maps.mk || fail "make wants to make again what it has just made"
touch study/rivers.shp
make -n -f maps.mk | grep -c 'sitmap render' | grep -qx 4 ||
    fail "make does not see that a river changed"

"$SITMAP" plan --format ninja -f svg,pdf --styles "$styles" -o by-ninja study >build.ninja ||
    fail "plan for ninja"
ninja >log 2>&1 || { cat log; fail "ninja"; }
diff -r -x .sitmap direct by-ninja || fail "ninja gives other bytes"
ninja | grep -q 'no work to do' || fail "ninja wants to make again what it has just made"

[ "$("$SITMAP" plan --format json study | wc -l)" -eq 5 ] || fail "json: not one line per job"
"$SITMAP" plan --format json --styles "$styles" study |
    grep -q '"id":"situation-2020-10-10","outputs":\["karabakh-2020/situation-2020-10-10.pdf"' ||
    fail "json: $("$SITMAP" plan --format json study | head -1 | cut -c1-200)"
"$SITMAP" plan study | grep -q 'needs  study/control.shp' || fail "table"
"$SITMAP" plan --format nonsense study 2>/dev/null; [ $? -eq 2 ] ||
    fail "an unknown format is accepted"
