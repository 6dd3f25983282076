#!/bin/bash
# --depfile: GNU make and ninja read it, whatever the names, and make again after an edit of any
# input, a picture that only a style names among them.
set -u
fail() { echo "FAIL: $*"; exit 1; }
mkdir "$TMP/bin" && ln -s "$SITMAP" "$TMP/bin/sitmap" && PATH=$TMP/bin:$PATH
styles=$PWD/styles
"$SITMAP" new "$TMP/new" >/dev/null && mv "$TMP/new" "$TMP/a #1 \$tudy" || fail new
cd "$TMP" || exit 1
id=$(sed -n 's/.*<study id="\([^"]*\)".*/\1/p' "a #1 \$tudy/study.xml")
figure=$("$SITMAP" plan --format json --styles "$styles" "a #1 \$tudy" |
    sed -n 's/.*"id":"\([^"]*\)".*/\1/p' | head -1)
render="sitmap render -q --no-stamps -f svg --only $figure --styles '$styles'"

cat >Makefile <<MAKE
.RECIPEPREFIX = >
all: out/$id/$figure.svg
out/$id/$figure.svg:
> $render --depfile deps.d 'a #1 \$\$tudy'
-include deps.d
MAKE
make >log 2>&1 || { cat log; fail make; }
make -q || { make -n; cat deps.d; fail "make wants to make again what it has just made"; }
cp "out/$id/$figure.svg" first.svg
for input in study.xml "$(cd "a #1 \$tudy" && ls *.dbf | head -1)"; do
    sleep 0.01
    touch "a #1 \$tudy/$input"
    make -q && fail "make does not see that $input changed"
    make >log 2>&1 || { cat log; fail "make after $input"; }
done
cmp "out/$id/$figure.svg" first.svg || fail "other bytes"
# An input that is removed stops nobody.
echo "out/$id/$figure.svg: gone.shp" >>deps.d
echo "gone.shp:" >>deps.d
make -n >/dev/null || fail "a missing input stops make"

cat >build.ninja <<NINJA
rule map
  command = $render --depfile \$depfile 'a #1 \$\$tudy'
  depfile = map.d
  deps = gcc
build out/$id/$figure.svg: map
NINJA
rm -r out
ninja >log 2>&1 || { cat log; fail ninja; }
cmp "out/$id/$figure.svg" first.svg || fail "ninja gives other bytes"
ninja | grep -q 'no work to do' || { ninja -d explain -n; fail "ninja makes it again"; }
sleep 0.01
touch "a #1 \$tudy/study.xml"
ninja -n | grep -q 'render' || fail "ninja does not see that the description changed"

# With stamps, and nothing to be made, the depfile is the same.
"$SITMAP" render -q -f svg --styles "$styles" --depfile one.d "a #1 \$tudy" || fail render
"$SITMAP" render -q -f svg --styles "$styles" --depfile two.d "a #1 \$tudy" || fail "no-op"
cmp one.d two.d || fail "a run with nothing to do forgets inputs"
grep -q 'study.xml' one.d || fail "no input"
sed 's/<study /<study nonsense="" /' "a #1 \$tudy/study.xml" >wrong.xml &&
    cp wrong.xml "a #1 \$tudy/wrong.xml"
"$SITMAP" render -q -f svg --depfile three.d "a #1 \$tudy/wrong.xml" 2>/dev/null
[ $? -lt 2 ] || [ ! -e three.d ] || fail "a depfile of a render that failed"
