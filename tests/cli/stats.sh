#!/bin/bash
# sitmap stats of the shipped study: every area of every district, date and side agrees with another
# program (SpatiaLite, by way of ogr2ogr); the numbers add up; the JSON follows its schema.
set -u
study=geodata/karabakh-2020
fail() { echo "FAIL: $*"; exit 1; }

"$SITMAP" stats --format json "$study" >"$TMP/stats.json" || fail "stats: status $?"
"$SITMAP" stats --format csv "$study" >"$TMP/stats.csv" || fail "stats: status $?"

# Intersections by GEOS and areas on the ellipsoid by librttopo, whose edges are geodesics.
ogr2ogr -f CSV "$TMP/ogr.csv" "$study" -dialect sqlite -sql "select c.date as date, c.side as side,
    d.id as zone, sum(ST_Area(ST_Intersection(c.geometry, d.geometry), 1)) / 1e6 as km2
    from control c, districts d where ST_Intersects(c.geometry, d.geometry)
    group by c.date, c.side, d.id" || fail "ogr2ogr"

/usr/bin/python3 - "$TMP" <<'PY' || fail "the numbers"
import csv, json, sys
from collections import defaultdict
from jsonschema import Draft202012Validator

folder = sys.argv[1]
stats = json.load(open(folder + "/stats.json", encoding="utf-8"))
with open("docs/stats.schema.json", encoding="utf-8") as f:
    schema = Draft202012Validator(json.load(f))
for mistake in schema.iter_errors(stats):
    sys.exit("against the schema: %s" % mistake)
assert not schema.is_valid(dict(stats, rows=[{}])), "the schema accepts an empty row"

own = {(r["date"], r["side"], r["zone"]): r for r in stats["rows"]}
districts = [z["id"] for z in stats["zones"] if z["id"] not in ("outside", "total")]
dates = sorted({r["date"] for r in stats["rows"]})
sides = [s["id"] for s in stats["sides"]]
assert (len(districts), len(dates), len(sides)) == (64, 4, 2), "not all was counted"
assert len(own) == (64 + 2) * 4 * 2, "%d rows" % len(own)

# The csv holds the same numbers.
with open(folder + "/stats.csv", encoding="utf-8") as f:
    for row in csv.DictReader(f):
        of = own[row["date"], row["side"], row["zone"]]
        assert abs(float(row["area_km2"]) - of["area_km2"]) < 1e-7, row

# Another program: 0.1 %, or a hectare where two borders nearly run into one another.
other = defaultdict(float)
with open(folder + "/ogr.csv", encoding="utf-8") as f:
    for row in csv.DictReader(f):
        other[row["date"].replace("/", "-"), row["side"], row["zone"]] = float(row["km2"] or 0)
worst = 0
for date in dates:
    for side in sides:
        for zone in districts:
            a, b = own[date, side, zone]["area_km2"], other[date, side, zone]
            assert abs(a - b) <= max(1e-3 * b, 0.01), "%s %s %s: %f, SpatiaLite %f" % (
                date, side, zone, a, b)
            worst = max(worst, abs(a - b) / b if b > 1 else 0)
print("districts: at most %.2g %% from SpatiaLite" % (100 * worst))

# Sums.
for date in dates:
    for side in sides:
        total = own[date, side, "total"]["area_km2"]
        parts = sum(own[date, side, z]["area_km2"] for z in districts + ["outside"])
        assert abs(parts - total) < 1e-6, "%s %s: %.9f, total %.9f" % (date, side, parts, total)
    for zone in districts:
        held = sum(own[date, s, zone]["area_km2"] for s in sides)
        area = next(z["area_km2"] for z in stats["zones"] if z["id"] == zone)
        assert held < area + 1e-6, "%s %s: %f held of %f" % (date, zone, held, area)

# Gained less lost is the difference of the totals, and what one side gained the other lost.
for before, date in zip(dates, dates[1:]):
    for zone in districts + ["outside", "total"]:
        for side in sides:
            r, was = own[date, side, zone], own[before, side, zone]
            change = r["area_km2"] - was["area_km2"]
            assert abs(r["gained_km2"] - r["lost_km2"] - change) < 1e-6, (date, side, zone)
            assert abs(r["change_km2"] - change) < 1e-6, (date, side, zone)
        for one, two in (sides, sides[::-1]):
            gained, lost = own[date, one, zone]["gained_km2"], own[date, two, zone]["lost_km2"]
            assert abs(gained - lost) < 1e-6, (date, one, zone, gained, lost)
for r in (own[dates[0], s, z] for s in sides for z in districts):
    assert r["change_km2"] is None and r["gained_km2"] is None, "change before the first date"
assert stats["exactness"]["residual_km2"] < 1e-6
PY

# ---- A change map: Azerbaijan gained ground only, so that the gains in its table are
# the difference of two dates.
cp -r "$study" "$TMP/change" && chmod -R u+w "$TMP/change"
sed -i '0,/  <figures /s||  <figures width="170" height="150" crs="EPSG:32638">\
    <extent fit="control"/><draw>control gained</draw>\
    <show legend="no"/><gains corner="sw" rows="8"><title>Gained since {since}</title></gains>\
    <figure id="change" date="2020-11-08" since="2020-09-27"/>\
  </figures>\
&|' "$TMP/change/study.xml"
"$SITMAP" render -q -f scene --only change -o "$TMP/out" "$TMP/change" || fail "the change map"
/usr/bin/python3 - "$TMP" <<'PY' || fail "the table of gains"
import json, re, sys
folder = sys.argv[1]
stats = json.load(open(folder + "/stats.json", encoding="utf-8"))
scene = open(folder + "/out/karabakh-2020/change.scene", encoding="utf-8").read()
table = scene[scene.index("  group table"):]
texts = re.findall(r'^ *text "(.*?)"', table[:table.index("\n  end")], re.M)
held = {(r["date"], r["zone"]): r["area_km2"] for r in stats["rows"] if r["side"] == "AZ"}
gains = {z["name"] or z["id"]: held["2020-11-08", z["id"]] - held["2020-09-27", z["id"]]
         for z in stats["zones"]}
total = gains.pop("total")
head = texts.index("Azerbaijan")
assert " ".join(texts[:head]) == "Gained since 27 September 2020", texts
rows = dict(zip(texts[head + 1::2], texts[head + 2::2]))
listed = sorted(gains, key=gains.get, reverse=True)[:8]
wanted = {name: "%.0f" % gains[name] for name in listed}
wanted["elsewhere"] = "%.0f" % (total - sum(gains[n] for n in listed))
wanted["total"] = "%.0f" % total
assert rows == wanted, "the table has %s, wanted %s" % (rows, wanted)
assert list(rows) == listed + ["elsewhere", "total"], "the order of rows: %s" % list(rows)
PY

# ---- Invalid polygons: counted by the stated rule, told, or refused with their place
/usr/bin/python3 -B tests/check/invalid.py "$TMP/invalid" || fail "invalid.py"
held() {
    "$SITMAP" stats --format csv "$TMP/invalid/$1" 2>"$TMP/said" >"$TMP/held.csv"
    [ $? -le 1 ] || fail "$1: $(cat "$TMP/said")"
    sed -n 's/^2021-03-09,A,total,\([^,]*\),.*/\1/p' "$TMP/held.csv"
}
for pair in "bow apart" "twice once"; do
    set -- $pair
    a=$(held "$1")
    grep -q 'control.shp: record 3: warning.stats.mended.' "$TMP/said" || fail "$1: not told"
    b=$(held "$2")
    grep -q mended "$TMP/said" && fail "$2 needs no mend"
    awk -v a="$a" -v b="$b" 'BEGIN { exit !(a > 1000 && a - b < 1e-6 && b - a < 1e-6) }' ||
        fail "$1 holds $a, $2 $b"
    "$SITMAP" check "$TMP/invalid/$1" | grep -q 'control.shp: record 3: warning.ring.crossing' ||
        fail "$1: check does not tell"
done
"$SITMAP" stats "$TMP/invalid/large" >/dev/null 2>"$TMP/said"
[ $? -eq 2 ] && grep -q 'control.shp: record 3: .*6001 points is too large to mend' "$TMP/said" ||
    fail "a polygon that can not be mended: $(cat "$TMP/said")"
"$SITMAP" render -q -f svg -o "$TMP/out" "$TMP/invalid/large" 2>"$TMP/said"
[ $? -eq 2 ] && grep -q 'layer gained: control.shp, record 3: .*too large to mend' "$TMP/said" ||
    fail "a change of a polygon that can not be mended: $(cat "$TMP/said")"
[ -z "$(find "$TMP/out" -name '*.svg')" ] || fail "a map without the polygon was made"
exit 0
