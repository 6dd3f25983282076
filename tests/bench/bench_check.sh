#!/bin/bash
# sitmap check over grids of 50,000, 100,000 and 200,000 polygons that share their edges, one of them
# moved: geometry alone (a layer), geometry and topology (zones). Time and memory, and both per
# polygon: a number that grows with the size would be worse than linear.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# grid FOLDER ROWS MORE: ROWS times 500 squares, the middle one moved by a quarter, the last one
# with a vertex twice.
grid() {
    mkdir -p "$1"
    awk -v rows="$2" 'BEGIN {
        print "id,WKT"
        for (i = 0; i < rows; i++) for (k = 0; k < 500; k++) {
            x = 10 + i * 0.004; y = 45 + k * 0.004
            if (i == int(rows / 2) && k == 250) x += 0.001
            X = x + 0.004; Y = y + 0.004
            twice = i == rows - 1 && k == 499 ? sprintf("%.3f %.3f,", x, Y) : ""
            printf "%d,\"POLYGON((%.3f %.3f,%s%.3f %.3f,%.3f %.3f,%.3f %.3f,%.3f %.3f))\"\n",
                i * 500 + k, x, y, twice, x, Y, X, Y, X, y, x, y
        } }' >"$work/grid.csv"
    ogr2ogr -f 'ESRI Shapefile' -a_srs EPSG:4326 -lco ENCODING=UTF-8 "$1/grid.shp" \
        "$work/grid.csv" -oo GEOM_POSSIBLE_NAMES=WKT -oo KEEP_GEOM_COLUMNS=NO || exit 1
    cat >"$1/study.xml" <<XML
<study id="grid" lang="en">
  <layer id="grid" file="grid.shp" style="neutral/polygon.sld"/>
  <figures width="84" height="90">
    <extent lon="10.1" lat="45.1" scale="50000"/>
    <draw>grid</draw>
    <figure id="grid" date="2020-01-01"/>
  </figures>
  $3
</study>
XML
}

# row WHAT FOLDER POLYGONS RULES: one run, whose findings must be of these rules.
row() {
    SITMAP=$SITMAP /usr/bin/python3 - "$@" <<'PY'
import json, os, resource, subprocess, sys, time
what, folder, n, rules = sys.argv[1], sys.argv[2], int(sys.argv[3]), set(sys.argv[4].split())
begin = time.monotonic()
out = subprocess.run([os.environ["SITMAP"], "check", "--format", "json", folder],
                     capture_output=True, check=False).stdout
seconds = time.monotonic() - begin
mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
found = {f["rule"] for f in json.loads(out)["findings"] if f["severity"] != "note"}
if found != rules:
    sys.exit("%s: found %s, not %s" % (folder, found, rules))
print("%-10s %7d polygons %7.2f s %8.1f us each %8.0f MiB %7.0f bytes each" % (
    what, n, seconds, 1e6 * seconds / n, mib, 2 ** 20 * mib / n))
PY
}

for rows in 100 200 400; do
    grid "$work/layer$rows" $rows ''
    row geometry "$work/layer$rows" $((rows * 500)) vertex.duplicate || exit 1
done
for rows in 100 200 400; do
    grid "$work/zones$rows" $rows '<borders id="borders" of="grid" class="id" style="neutral/line.sld"/>'
    row topology "$work/zones$rows" $((rows * 500)) \
        'study.unused vertex.duplicate cover.gap cover.overlap cover.unshared' || exit 1
done
