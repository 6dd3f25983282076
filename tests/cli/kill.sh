#!/bin/bash
# kill -9 at seeded moments: every output is the old or the new one, whole; nothing is left
# lying about; the next run completes. KILLS=200 before a release.
set -u
fail() { echo "FAIL: $*"; exit 1; }
kills=${KILLS:-25}
cp -r geodata/karabakh-2020 "$TMP/study" && chmod -R u+w "$TMP/study"
sed -i 's/ variants="grey"//' "$TMP/study/study.xml"
cp "$TMP/study/study.xml" "$TMP/one.xml"
sed 's/Situation as of/Position on/' "$TMP/one.xml" >"$TMP/two.xml"
formats=(-f pdf,svg,png,eps --dpi 150)
for version in one two; do
    cp "$TMP/$version.xml" "$TMP/study/study.xml"
    "$SITMAP" render -q "${formats[@]}" -o "$TMP/$version" "$TMP/study" || fail "version $version"
done
cp -r "$TMP/one" "$TMP/out"
sums() { (cd "$1/karabakh-2020" && sha256sum situation-*) ; }
sums "$TMP/one" >"$TMP/known"; sums "$TMP/two" >>"$TMP/known"

seed=20201109
for ((i = 0; i < kills; i++)); do
    version=$([ $((i % 2)) -eq 0 ] && echo two || echo one)
    cp "$TMP/$version.xml" "$TMP/study/study.xml"
    "$SITMAP" render -q "${formats[@]}" -o "$TMP/out" "$TMP/study" 2>/dev/null &
    victim=$!
    seed=$(( (seed * 1103515245 + 12345) % 2147483648 ))
    sleep "$(printf '0.%03d' $((seed / 65536 % 900)))"
    kill -9 $victim 2>/dev/null
    wait $victim 2>/dev/null
    for _ in 1 2 3 4 5 6 7 8 9 10; do # workers die with their parent, but not in the same instant
        pgrep -f "render -q -f pdf,svg,png,eps --dpi 150 -o $TMP/out" >/dev/null || break
        sleep 0.1
    done
    sums "$TMP/out" >"$TMP/now"
    [ "$(wc -l <"$TMP/now")" -eq 12 ] || fail "kill $i: an output is missing"
    grep -vxFf "$TMP/known" "$TMP/now" &&
        fail "kill $i: an output is neither the old nor the new one"
    strays=$(find "$TMP/out" -type f ! -name 'situation-*' ! -name 'round-summary.*' \
        ! -name 'report.pdf' ! -path '*/.sitmap/*')
    [ -z "$strays" ] || fail "kill $i: left behind: $strays"
done
cp "$TMP/two.xml" "$TMP/study/study.xml"
"$SITMAP" render -q "${formats[@]}" -o "$TMP/out" "$TMP/study" || fail "the run after the kills"
sums "$TMP/out" | cmp - <(sums "$TMP/two") || fail "the run after the kills made something else"
