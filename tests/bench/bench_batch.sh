#!/bin/bash
# A batch of 100 figures: one worker beside two, nothing to do, one polygon edited. Medians of three
# runs, as ratios; the load of the machine is told, for on a busy one the first line means nothing.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export SITMAP
tests/tools/make-series "$work/study" 100 || exit 1

micro() {
    local begin=${EPOCHREALTIME/./}
    "$@" >/dev/null 2>&1 || { echo "failed: $*" >&2; exit 1; }
    echo $((${EPOCHREALTIME/./} - begin))
}
median() { for _ in 1 2 3; do micro "$@"; done | sort -n | sed -n 2p; }
render() { "$SITMAP" render -q -o "$work/out" "$@" "$work/study"; }
edit() {
    tests/tools/move-vertex "$work/study/control.shp" 119 120 11.3 51 "$1" 0 >/dev/null || exit 1
    sleep 0.02
}
row() { awk -v what="$1" -v a="$2" -v b="$3" 'BEGIN { printf "%-52s %6.3f\n", what, a / b }'; }

echo "load before: $(cut -d' ' -f1 /proc/loadavg) on $(nproc) cores"
one=$(median render --force --only day-2021-01-01 -j 1)
serial=$(median render --force -j 1)
parallel=$(median render --force -j 2)
render || exit 1
nothing=$(median render)
edit 0.002
edited=$("$SITMAP" render -v -o "$work/out" "$work/study" 2>&1 | grep -c 'wrote .*day-.*svg')
again=$(for d in 0.002 0.002 0.002; do edit $d; micro render; done | sort -n | sed -n 2p)
echo "100 figures of two layers, PDF SVG PNG at 600 dpi; one figure: $((one / 1000)) ms"
row "two workers : one worker" "$parallel" "$serial"
row "nothing to do : one figure" "$nothing" "$one"
row "one polygon edited : one figure" "$again" "$one"
echo "nothing to do: $((nothing / 1000)) ms; figures made again after the edit: $edited"
echo "load after: $(cut -d' ' -f1 /proc/loadavg)"
