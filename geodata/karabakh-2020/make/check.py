#!/usr/bin/env python3
"""Check the finished shapefiles; exit status 1 if anything is wrong.

    python3 check.py OUT [--plain DIR] [--repaired DIR]

Reads the files with a reader of its own. --plain and --repaired name folders with the control layer
built on the other two outlines: their areas are compared with the first measurement of these fronts.
"""
import argparse
import math
import os
import struct
import sys
from collections import Counter

import pyproj
from shapely.geometry import MultiLineString, MultiPolygon, Point, Polygon
from shapely.ops import unary_union

DATES = ["20200927", "20201010", "20201025", "20201108"]
FIRST = {"20200927": 11825, "20201010": 11404, "20201025": 9615, "20201108": 8962}   # AM km2, plain outline
WINDOW = (44.2, 37.8, 49.3, 41.7)
LAYERS = {
    "capitals": "id name_en name_az name_hy name_uk",
    "control": "date side certainty note source",
    "countries": "id name_en name_az name_hy name_uk part note",
    "districts": "id country name_en name_az name_hy name_uk kind note",
    "hadrut": "name_en name_az name_hy name_uk certainty note",
    "lakes": "id name_en name_az name_hy name_uk kind certainty note",
    "locator": "id name_en name_az name_hy name_uk",
    "oblast": "name_en name_az name_hy name_uk certainty note",
    "places": "id name_en name_az name_hy name_uk kind rank country district quality side0 az_from status source note",
    "rivers": "id name_en name_az name_hy name_uk rank certainty note",
    "seas": "id name_en name_az name_hy name_uk",
}
EXCEPTIONS = {("chanagchi", "20201108"), ("madatkand", "20201108"), ("sighnag", "20201108")}
HADRUT_IN = """hadrut taghaser edisha tugh azikh boyuk-taghlar susanlig akaku kohna-taghlar chaylaggala
    mulkudara ataqut tsakuri salakatin domi""".split()
HADRUT_OUT = "jabrayil fuzuli khojavend taghavard machkalashen shusha gajar".split()
SMALL = {"khachen-reservoir", "sugovushan"}          # lakes under 2 km2
GEOD = pyproj.Geod(ellps="WGS84")
faults = []


def fault(text):
    faults.append(text)
    print("FAULT:", text)


# ------------------------------------------------------------------- reader

def area2(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))


def read(path):
    """Records of a shapefile: dicts with the fields and 'geom'; tests the files on the way."""
    name = os.path.basename(path)
    data = {}
    for ext in ("shp", "shx", "dbf", "prj", "cpg"):
        with open(f"{path}.{ext}", "rb") as fh:
            data[ext] = fh.read()
    shp, shx, dbf = data["shp"], data["shx"], data["dbf"]
    if data["cpg"] != b"UTF-8" or b"GCS_WGS_1984" not in data["prj"]:
        fault(f"{name}: .cpg or .prj")
    for what in (shp, shx):
        if struct.unpack(">i", what[:4])[0] != 9994 or struct.unpack(">i", what[24:28])[0] * 2 != len(what):
            fault(f"{name}: file length in the header")
    n, head, size = struct.unpack("<IHH", dbf[4:12])
    if dbf[1:4] != bytes((120, 11, 10)):
        fault(f"{name}: the date in the .dbf is not the fixed one")
    fields, at = [], 32
    while dbf[at] != 0x0D:
        fields.append((dbf[at:at + 11].split(b"\0")[0].decode(), chr(dbf[at + 11]), dbf[at + 16]))
        at += 32
    if " ".join(f[0] for f in fields) != LAYERS[name]:
        fault(f"{name}: fields {[f[0] for f in fields]}")
    rows = []
    for i in range(n):
        rec, pos, row = dbf[head + i * size:head + (i + 1) * size], 1, {}
        for field, kind, width in fields:
            row[field] = rec[pos:pos + width].decode("utf-8").rstrip(" ")
            pos += width
            if kind == "D" and row[field] and not (len(row[field]) == 8 and row[field].isdigit()):
                fault(f"{name}: bad date {row[field]!r}")
        off, words = struct.unpack(">ii", shx[100 + 8 * i:108 + 8 * i])
        rec = shp[off * 2 + 8:off * 2 + 8 + words * 2]
        row["geom"] = geometry(name, i, rec)
        rows.append(row)
    if (len(shx) - 100) // 8 != n or not n:
        fault(f"{name}: .shx and .dbf differ in length")
    return rows


def geometry(name, i, rec):
    kind = struct.unpack("<i", rec[:4])[0]
    if kind == 1:
        pts = [struct.unpack("<dd", rec[4:20])]
        geom = Point(pts[0])
    else:
        parts, n = struct.unpack("<ii", rec[36:44])
        starts = list(struct.unpack(f"<{parts}i", rec[44:44 + 4 * parts])) + [n]
        pts = [struct.unpack("<dd", rec[44 + 4 * parts + 16 * k:60 + 4 * parts + 16 * k]) for k in range(n)]
        rings = [pts[a:b] for a, b in zip(starts, starts[1:])]
        if kind == 3:
            geom = MultiLineString(rings)
        else:
            if any(r[0] != r[-1] or len(r) < 4 for r in rings):
                fault(f"{name} {i}: open ring")
            if area2(rings[0]) > 0:
                fault(f"{name} {i}: the first ring is not clockwise")
            polys = []
            for r in rings:                            # a hole follows its outer ring
                if area2(r) < 0:
                    polys.append([r, []])
                else:
                    polys[-1][1].append(r)
            geom = MultiPolygon([Polygon(e, h) for e, h in polys])
            if not geom.is_valid:
                fault(f"{name} {i}: invalid polygon")
    if any(abs(v - round(v, 6)) > 1e-12 for p in pts for v in p):
        fault(f"{name} {i}: more than six decimals")
    return geom


# ------------------------------------------------------------------- measures

def segs(geom):
    out = []
    for p in geom.geoms:
        for r in [p.exterior, *p.interiors]:
            xy = list(r.coords)
            out += [(a, b) if a < b else (b, a) for a, b in zip(xy, xy[1:])]
    return out


def rim(geoms, what):
    """Segments that occur once among polygons; any may occur twice at most."""
    count = Counter(s for g in geoms for s in segs(g))
    if any(n > 2 for n in count.values()):
        fault(f"{what}: a border segment occurs more than twice")
    return {s for s, n in count.items() if n == 1}


def on_frame(s):
    x0, y0, x1, y1 = WINDOW
    return any(a[0] == b[0] == x for a, b in [s] for x in (x0, x1)) or any(
        a[1] == b[1] == y for a, b in [s] for y in (y0, y1))


def km2(geom):
    total = 0.0
    for p in getattr(geom, "geoms", [geom]):
        if p.geom_type != "Polygon" or p.is_empty:
            continue
        for sign, ring in [(1, p.exterior)] + [(-1, r) for r in p.interiors]:
            xy, lonlat = list(ring.coords), []
            for (xa, ya), (xb, yb) in zip(xy, xy[1:]):
                n = max(1, math.ceil(max(abs(xb - xa), abs(yb - ya)) / 0.02))
                lonlat += [(xa + (xb - xa) * k / n, ya + (yb - ya) * k / n) for k in range(n)]
            lon, lat = zip(*lonlat)
            total += sign * abs(GEOD.polygon_area_perimeter(lon, lat)[0])
    return total / 1e6


def thin(geom, what, least=0.5):
    """Slivers, thin necks of nothing, and spikes."""
    for p in geom.geoms:
        for part in [p, *(Polygon(r) for r in p.interiors)]:
            if km2(part) < least:
                fault(f"{what}: part of {km2(part):.3f} km2 at {part.representative_point().wkt}")
            elif part.buffer(-0.0008).is_empty:
                fault(f"{what}: sliver at {part.representative_point().wkt}")
        for ring in [p.exterior, *p.interiors]:
            xy = list(ring.coords)[:-1]
            for a, b, c in zip(xy[-1:] + xy, xy, xy[1:] + xy[:1]):
                u = ((a[0] - b[0]) * 0.77, a[1] - b[1])
                v = ((c[0] - b[0]) * 0.77, c[1] - b[1])
                lu, lv = math.hypot(*u), math.hypot(*v)
                angle = math.degrees(math.acos(max(-1, min(1, (u[0] * v[0] + u[1] * v[1]) / (lu * lv)))))
                if angle < 8 and min(lu, lv) > 0.001:
                    fault(f"{what}: spike of {angle:.1f} degrees at {b}")


# -------------------------------------------------------------------- checks

def check_borders(d):
    land = [r["geom"] for r in d["countries"]]
    sea = next(r["geom"] for r in d["lakes"] if r["id"] == "caspian")
    loose = [s for s in rim(land + [sea], "countries") if not on_frame(s)]
    if loose:
        fault(f"countries: {len(loose)} border segments have no neighbour, e.g. {sorted(loose)[0]}")
    aze = [r["geom"] for r in d["countries"] if r["id"] == "AZE"]
    if rim([r["geom"] for r in d["districts"]], "districts") != rim(aze, "Azerbaijan"):
        fault("districts and the outline of Azerbaijan differ")
    body = rim([r["geom"] for r in d["countries"] if r["id"] == "AZE" and r["part"] != "exclaves"], "Azerbaijan")
    for date in DATES:
        if rim([r["geom"] for r in d["control"] if r["date"] == date], f"control {date}") != body:
            fault(f"control {date} does not fill the outline of Azerbaijan")
    for layer in ("districts", "countries", "locator"):
        geoms = [r["geom"] for r in d[layer]]
        lost = sum(g.area for g in geoms) - unary_union(geoms).area
        if lost > 1e-8:
            fault(f"{layer}: polygons overlap by {lost:.2g} square degrees")
    for layer in ("districts", "countries", "control", "hadrut", "lakes"):
        for r in d[layer]:
            who = r.get("id") or r.get("side", layer) + r.get("date", "")
            thin(r["geom"], f"{layer} {who}", 0.1 if who in SMALL else 0.5)
    print(f"borders: {len(body)} segments of the outline shared by countries, districts and control on every date")


def check_control(d):
    side = {(r["date"], r["side"]): r["geom"] for r in d["control"]}
    if sorted(side) != sorted((t, s) for t in DATES for s in ("AM", "AZ")):
        fault("control: not one AM and one AZ polygon per date")
    whole = unary_union([r["geom"] for r in d["districts"] if r["kind"] != "exclave"])
    for t in DATES:
        both = unary_union([side[t, "AM"], side[t, "AZ"]])
        gap, over = both.symmetric_difference(whole).area, side[t, "AM"].intersection(side[t, "AZ"]).area
        if gap > 1e-8 or over > 1e-8:
            fault(f"control {t}: gap {gap:.2g}, overlap {over:.2g} square degrees")
    for a, b in zip(DATES, DATES[1:]):
        if side[b, "AM"].difference(side[a, "AM"]).area > 1e-8:
            fault(f"control {b}: AM grows")
        change = side[a, "AM"].difference(side[b, "AM"])
        for p in getattr(change, "geoms", [change]):
            if p.area * 9500 < 0.05:
                fault(f"change {a} to {b}: sliver of {p.area * 9500:.4f} km2 at {p.representative_point().wkt}")
    return side


def check_places(d, side):
    used, seen = set(), set()
    units = {r["name_en"]: r["geom"] for r in d["districts"]}
    land = {}
    for r in d["countries"]:
        land.setdefault(r["id"], []).append(r["geom"])
    elsewhere = []
    for r in d["places"]:
        p = r["geom"]
        if r["id"] in seen:
            fault(f"places: {r['id']} twice")
        seen.add(r["id"])
        if not any(g.contains(p) for g in land[r["country"]]):
            dist = min(g.distance(p) for g in land[r["country"]]) * 100
            fault(f"places: {r['id']} lies {dist:.1f} km outside {r['country']}")
            continue
        if (r["country"] == "AZE") != (r["side0"] in ("AM", "AZ")):
            fault(f"places: {r['id']} side0 {r['side0']!r}")
        if r["country"] != "AZE":
            continue
        if r["district"] in units and not units[r["district"]].contains(p):
            elsewhere.append(f"{r['id']} ({units[r['district']].distance(p) * 100:.1f})")
        for t in DATES:
            want = r["side0"]
            if want == "AM" and t != DATES[0] and r["az_from"] and r["az_from"] <= t:
                want = "AZ"
            got = next((s for s in ("AM", "AZ") if side[t, s].contains(p)), None)
            if (r["id"], t) in EXCEPTIONS:
                used.add((r["id"], t))
                if got == want:
                    fault(f"places: exception {r['id']} {t} is not needed")
            elif got != want:
                fault(f"places: {r['id']} is drawn {got} on {t}, should be {want}")
    if used != EXCEPTIONS:
        fault(f"places: exceptions without a place: {EXCEPTIONS - used}")
    dated = sum(1 for r in d["places"] if r["az_from"])
    print(f"places: {len(d['places'])}, {dated} with a date, all on the right side on every date but for {len(EXCEPTIONS)} "
          "declared exceptions")
    print(f"places: {len(elsewhere)} in a neighbouring district of the coarse district lines (km): {', '.join(elsewhere)}")


def check_hadrut(d):
    g = d["hadrut"][0]["geom"]
    kh = next(r["geom"] for r in d["districts"] if r["id"] == "AZE-1734")
    if g.difference(kh).area > 1e-9:
        fault("hadrut: not inside Khojavend")
    at = {r["id"]: r["geom"] for r in d["places"]}
    for names, want in ((HADRUT_IN, True), (HADRUT_OUT, False)):
        for n in names:
            if g.contains(at[n]) != want:
                fault(f"hadrut: {n} on the wrong side")
    print(f"hadrut: {km2(g):.0f} km2 (published for the former raion: 679 km2)")


def check_rivers(d):
    course = {r["id"]: [c for part in r["geom"].geoms for c in part.coords] for r in d["rivers"]}
    border = {s for r in d["countries"] for s in segs(r["geom"])}
    aras = course["aras"]
    steps = [((a, b) if a < b else (b, a)) in border for a, b in zip(aras, aras[1:])]
    last = max(i for i, ok in enumerate(steps) if ok)
    if not all(steps[:last + 1]) or aras[last + 1][0] < 47.9:
        fault("rivers: the Aras leaves the border's vertices too early")
    for rid, into in (("hakari", "aras"), ("okhchu", "aras"), ("vorotan", "hakari"), ("tartar", "kura"), ("aras", "kura")):
        dist = min(math.dist(course[rid][-1], c) for c in course[into])
        if dist > 1e-9:
            fault(f"rivers: {rid} ends {dist * 100:.2f} km from a vertex of {into}")
    print(f"rivers: the Aras follows {last + 1} border segments")


def areas(side, title):
    am = {t: km2(side[t, "AM"]) for t in DATES}
    az = {t: km2(side[t, "AZ"]) for t in DATES}
    print(f"{title:9s}" + "".join(f"{am[t]:10.0f}" for t in DATES) + "   change"
          + "".join(f"{am[b] - am[a]:8.0f}" for a, b in zip(DATES, DATES[1:]))
          + "   AZ" + "".join(f"{az[t]:8.0f}" for t in DATES))
    return am


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("out")
    ap.add_argument("--plain")
    ap.add_argument("--repaired")
    a = ap.parse_args()
    d = {name: read(os.path.join(a.out, name)) for name in LAYERS}
    for name, rows in d.items():
        if rows != sorted(rows, key=lambda r: (r.get("date", ""), r.get("side", ""), r.get("id", ""), r.get("part", ""))):
            fault(f"{name}: records are not in order")
        if any(not r[k] for r in rows for k in ("name_en", "name_az", "name_uk") if k in r):
            fault(f"{name}: a name is missing")
    check_borders(d)
    side = check_control(d)
    check_places(d, side)
    check_hadrut(d)
    check_rivers(d)
    print("AM area, km2" + "".join(f"{t:>10s}" for t in DATES).rjust(40))
    print(f"{'first':9s}" + "".join(f"{FIRST[t]:10.0f}" for t in DATES))
    limits = [("shipped", side, 0.04)]
    for name, folder, limit in (("plain", a.plain, 0.005), ("repaired", a.repaired, 0.02)):
        if folder:
            limits.insert(-1, (name, {(r["date"], r["side"]): r["geom"] for r in read(os.path.join(folder, "control"))}, limit))
    for name, polys, limit in limits:
        am = areas(polys, name)
        for t in DATES:
            if abs(am[t] / FIRST[t] - 1) > limit:
                fault(f"area {name} {t}: {am[t]:.0f} km2 is more than {limit:.1%} from {FIRST[t]}")
    zones = {r["name_en"]: r["geom"] for r in d["districts"]}
    print("\nAM / whole area in km2 per district")
    for n in sorted(zones):
        parts = [km2(zones[n].intersection(side[t, "AM"])) for t in DATES]
        if parts[0] > 0.5:
            print(f"{n:12s}" + "".join(f"{v:9.0f}" for v in parts) + f"{km2(zones[n]):10.0f}")
    print(f"\n{len(faults)} faults" if faults else "\nall checks passed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
