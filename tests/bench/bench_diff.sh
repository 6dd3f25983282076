#!/bin/bash
# sitmap diff beside odiff and pixelmatch, which npm installs into a folder that is thrown away:
# verdicts on the corpus of pairs, and times on 4000 x 3000 pixels, the three in turn so that they
# meet the same machine. Without npm, or without a network, sitmap alone.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
SITMAP=$(realpath "$SITMAP")
pairs=$PWD/build/tests/bench/bench_pairs
study=geodata/karabakh-2020
figure=karabakh-2020/situation-2020-10-25
rounds=${ROUNDS:-9}

# ---- The other two ------------------------------------------------------------------------------

others=
if command -v npm >/dev/null && npm install --silent --no-fund --no-audit --prefix "$work" \
    odiff-bin@4 pixelmatch@7 pngjs@7 >"$work/npm" 2>&1; then
    others="odiff pixelmatch"
    odiff=$(find "$work/node_modules" -path '*odiff*' -name odiff -type f -size +100k | head -n 1)
    cat >"$work/pixelmatch.mjs" <<'JS'
import fs from 'fs';
import { PNG } from 'pngjs';
import pixelmatch from 'pixelmatch';
const [a, b] = process.argv.slice(2).map(f => PNG.sync.read(fs.readFileSync(f)));
process.exit(pixelmatch(a.data, b.data, null, a.width, a.height) ? 1 : 0);
JS
else
    echo "npm can not install odiff and pixelmatch: sitmap alone"
fi
sitmap() { "$SITMAP" diff "$@"; }
odiff() { "$odiff" "$@"; }
pixelmatch() { node "$work/pixelmatch.mjs" "$@"; }

# ---- Verdicts -----------------------------------------------------------------------------------

mkdir "$work/pairs"
"$pairs" "$work/pairs" >"$work/list" || exit 1
{
    printf 'pair\ta reader\tsitmap'
    printf '\t%s' $others
    echo
    while IFS=$'\t' read -r n reader name; do
        printf '%s\t%s' "$name" "$reader"
        for tool in sitmap $others; do
            $tool "$work/pairs/$n.old.png" "$work/pairs/$n.new.png" >/dev/null 2>&1
            verdict=$([ $? -eq 0 ] && echo same || echo different)
            printf '\t%s%s' "$verdict" "$([ "$verdict" = "$reader" ] || echo ' (wrong)')"
        done
        echo
    done <"$work/list"
} | awk -F'\t' '{ printf "%-40s %-10s", $1, $2; for (i = 3; i <= NF; i++) printf " %-18s", $i
    print "" }'

# ---- Times --------------------------------------------------------------------------------------

cp -r $study "$work/moved"
tests/tools/bulge-front "$work/moved/control.shp" 5 6 2 >/dev/null || exit 1
draw() { rsvg-convert -w 4000 -h 3000 -o "$work/$1.png"; }
"$SITMAP" render -q --no-stamps -f svg,pdf --only ${figure#*/} -o "$work/a" $study &&
    "$SITMAP" render -q --no-stamps -f svg --only ${figure#*/} -o "$work/b" "$work/moved" || exit 1
draw old <"$work/a/$figure.svg"
draw identical <"$work/a/$figure.svg"
draw moved <"$work/b/$figure.svg"
sed 's/rgb(9/rgb(5/g' "$work/a/$figure.svg" | draw fills
pdftocairo -png -singlefile -scale-to-x 4000 -scale-to-y 3000 "$work/a/$figure.pdf" "$work/program"

milliseconds() {
    local begin=${EPOCHREALTIME/./}
    "$@" >/dev/null 2>&1
    echo $(((${EPOCHREALTIME/./} - begin) / 1000))
}
times() { # times WHAT FILE: median and best of all rounds, per tool
    local i tool
    for ((i = 0; i < rounds; i++)); do
        for tool in sitmap $others; do
            milliseconds $tool "$work/old.png" "$work/$2.png" >>"$work/$2.$tool"
        done
    done
    printf '%-40s' "$1"
    for tool in sitmap $others; do
        sort -n "$work/$2.$tool" | awk -v tool="$tool" '{ t[NR] = $1 }
            END { printf "  %s %d (%d)", tool, t[int((NR + 1) / 2)], t[1] }'
    done
    echo
}
echo
echo "4000 x 3000 pixels, ms, median of $rounds rounds (best)"
times "identical" identical
times "a front moved" moved
times "drawn by another program" program
times "fills of other colours" fills
