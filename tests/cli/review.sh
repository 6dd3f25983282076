#!/bin/bash
# The review page in a real browser: a render that changed a figure leaves it; it loads without
# errors, its
# controls work, and it says what the JSON says. diff --review makes the same of two folders.
set -u
fail() { echo "FAIL: $*"; exit 1; }
[ "$MODE" = plain ] || { echo "the page is the same; a browser takes long"; exit 77; }
browser=$(command -v chromium) || { echo "chromium is not there"; exit 77; }
study=geodata/karabakh-2020
out=$TMP/out/karabakh-2020

browse() { # browse FLAG... URL: standard output of the browser; its complaints in $TMP/browser
    timeout 60 "$browser" --headless --no-sandbox --disable-gpu --no-first-run \
        --disable-dev-shm-usage --disable-background-networking --enable-logging=stderr \
        --user-data-dir="$(mktemp -d -p "$TMP")" \
        --virtual-time-budget=2000000 "$@" 2>"$TMP/browser"
}
# check FILE: its own test of every control, #check, must pass without a complaint of the console.
check() {
    browse --dump-dom "file://$1#check" >"$TMP/dom" || fail "the browser ended with $?"
    grep -q '<pre id="check">check passed: [0-9]* controls' "$TMP/dom" ||
        fail "$1: $(grep -o '<pre id="check">[^<]*' "$TMP/dom" || echo 'the check did not end')"
    ! grep 'CONSOLE' "$TMP/browser" || fail "$1: the console complains"
}

cp -r "$study" "$TMP/study"
render() {
    "$SITMAP" render -q -f png --dpi 100 --only situation-2020-10-10,situation-2020-10-25 \
        -o "$TMP/out" "$TMP/study"
}
render || fail "first render"
[ ! -e "$out/review.html" ] || fail "a page although nothing was there before"
render || fail "render of nothing"
[ ! -e "$out/review.html" ] || fail "a page although nothing changed"
cp -r "$out" "$TMP/before"
tests/tools/bulge-front "$TMP/study/control.shp" 5 6 2 >/dev/null || fail "no vertex to move"
render || fail "render after the edit"
[ -s "$out/review.html" ] || fail "no page after a change"
! grep -q 'https\{0,1\}:' "$out/review.html" || fail "the page asks for something outside itself"
cmp -s "$TMP/before/situation-2020-10-25.png" "$out/.sitmap/previous/situation-2020-10-25.png" ||
    fail "the picture of before was not kept"
check "$out/review.html"

# What the page shows is what the JSON says, word by word: it opens with the first pair that
# differs.
"$SITMAP" diff --review "$TMP/made.html" --format json "$TMP/before" "$out" >"$TMP/json"
[ $? -eq 1 ] || fail "diff --review"
check "$TMP/made.html"
browse --dump-dom "file://$TMP/made.html" >"$TMP/dom"
n=0
while read -r words; do
    grep -qF "<li>$words</li>" "$TMP/dom" || fail "the page does not say: $words"
    n=$((n + 1))
done < <(grep -v '"verdict":"same"' "$TMP/json" | head -n 1 | tr '{' '\n' |
    grep -v '"change":"unchanged"' |
    sed -n 's/.*"words":"\([^"]*\)".*/\1/p')
[ $n -gt 3 ] || fail "only $n objects changed"

# Each way to look at it, as pictures: none is empty, no two are the same.
for mode in side swipe onion difference; do
    browse --window-size=1200,800 --screenshot="$TMP/$mode.png" \
        "file://$TMP/made.html#mode=$mode" >/dev/null
    [ -s "$TMP/$mode.png" ] || fail "no picture of mode $mode"
    "$SITMAP" diff "$TMP/side.png" "$TMP/$mode.png" >/dev/null
    status=$?
    [ $mode = side ] || [ $status -eq 1 ] || fail "mode $mode looks like side by side"
done
# Where it changed, opened so: the same picture, larger.
browse --window-size=1200,800 --screenshot="$TMP/where.png" \
    "file://$TMP/made.html#mode=side&where" >/dev/null
"$SITMAP" diff "$TMP/side.png" "$TMP/where.png" >/dev/null
[ $? -eq 1 ] || fail "where it changed looks like the whole"
browse --window-size=1200,800 --screenshot="$TMP/dark.png" \
    "file://$TMP/made.html#mode=side&theme=dark" >/dev/null
"$SITMAP" diff "$TMP/side.png" "$TMP/dark.png" >/dev/null
[ $? -eq 1 ] || fail "dark looks like light"
