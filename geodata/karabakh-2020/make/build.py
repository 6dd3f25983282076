#!/usr/bin/env python3
"""Write the shapefiles of this study from the fetched sources and the text files beside this script.

    python3 build.py WORK OUT [--outline refit|repaired|plain]

WORK is the folder that build.sh filled, OUT the folder for the shapefiles. All layers that touch a
border are cut from one arrangement of lines (see shapes.py), so that they share it vertex for vertex.
"""
import argparse
import csv
import json
import math
import os
import subprocess
import sys
from collections import defaultdict

from shapely.geometry import LineString, MultiLineString, Point, Polygon, box, shape
from shapely.ops import linemerge

import outlines
from shapes import (Finder, clean, dissolve, faces_of, node, r6, rings, segments, spline,
                    tidy, write)

HERE = os.path.dirname(os.path.abspath(__file__))
SNAP = 3e-4                                   # degrees: a front follows a district line this close
AM_SEED = (46.7528, 39.8177)                  # Khankendi, held by Armenian forces on all four dates
MAINLAND_SEED = (46.3606, 40.6828)            # Ganja
DATES = ["2020-09-27", "2020-10-10", "2020-10-25", "2020-11-08"]
NOTES = {
    "2020-09-27": "line of contact before the war, drawn between the nearest places known to be held by "
                  "either side; the map shows the morning of that day",
    "2020-10-10": "front after Azerbaijan's announcements up to 9 October; Hadrut, and the villages "
                  "announced on 27 September, were disputed by the Armenian side",
    "2020-10-25": "front after Azerbaijan's announcements up to 25 October; the loss of Gubadli was "
                  "confirmed by the Armenian side on 26 October",
    "2020-11-08": "front after Azerbaijan's announcements up to 8 November; Shusha was announced that "
                  "day and denied by the Armenian side",
}
SOURCES = {
    "2020-09-27": "W1 W2 S54; own drawing, see SOURCES.md",
    "2020-10-10": "S1-S7; disputed by S31 S32 S34-S38",
    "2020-10-25": "S1-S19; Gubadli confirmed by S44 S45",
    "2020-11-08": "S1-S24 S47; disputed by S49-S51",
}


def table(name):
    with open(os.path.join(HERE, name), encoding="utf-8", newline="") as fh:
        return list(csv.DictReader(fh))


def names(layer):
    return {r["id"]: r for r in table("names.csv") if r["layer"] == layer}


def label(row):
    return {k: row[k] for k in ("name_en", "name_az", "name_hy", "name_uk")}


NAMES = [("name_en", "C"), ("name_az", "C"), ("name_hy", "C"), ("name_uk", "C")]


# ------------------------------------------------------------------- fronts

def fronts(vertices, extensions):
    """{date: waypoints}; those that lie on a district line take its very vertices, and one that stood
    on the old outline is carried on to the new one as the district line was."""
    out = defaultdict(list)
    for r in sorted(table("fronts.csv"), key=lambda r: (r["date"], int(r["seq"]))):
        out[r["date"]].append((float(r["lon"]), float(r["lat"])))
    pts = sorted(vertices | set(extensions))
    for date, way in out.items():
        way = [nearest(p, pts) for p in way]
        for end in (1, len(way) - 2):
            if way[end] in extensions:
                q = extensions[way[end]]
                if end == 1:
                    way[0] = q
                else:
                    way[-1] = q
        if not LineString(way).is_simple:
            sys.exit(f"the front of {date} crosses itself")
        out[date] = way
    return dict(out)


def nearest(p, pts):
    q = min(pts, key=lambda v: (v[0] - p[0]) ** 2 + (v[1] - p[1]) ** 2)
    return q if math.dist(p, q) <= SNAP else r6(p)


# -------------------------------------------------------------------- build

class Study:
    def __init__(self, work, outline):
        self.work, self.outline = work, outline
        ne = os.path.join(work, "ne")
        if outline == "refit":
            parts, self.ext = outlines.refit(ne, os.path.join(work, "dcw"))
        else:
            parts, self.ext = outlines.from_natural_earth(ne, outline), {}
        self.units0 = {u: dissolve(f) for u, f in sorted(parts.items())}
        self.arrange()

    def country(self, unit):
        return unit[:3] if unit else None

    def arrange(self):
        aze = [u for u in self.units0 if u.startswith("AZE")]
        verts = {r6(c) for u in aze for r in rings(self.units0[u]) for c in r.coords}
        self.fronts = fronts(verts, self.ext)
        north = [nearest((float(r["lon"]), float(r["lat"])), sorted(verts)) for r in table("hadrut.csv")]
        lines = [r.coords for g in self.units0.values() for r in rings(g)]
        segs = node(lines + list(self.fronts.values()) + [north])
        self.faces = [f for f in faces_of(segs) if outlines.in_window(f)]
        where = Finder(self.units0.items())
        self.unit = [where.at(f.representative_point()) for f in self.faces]
        if None in self.unit:
            i = self.unit.index(None)
            sys.exit(f"a face of {self.faces[i].area:.2g} deg2 lies in no unit: {self.faces[i].wkt}")
        mainland = [u for u in aze if u not in ("AZE-NAX", "AZE-1684-EX")]
        outline = dissolve([f for f, u in zip(self.faces, self.unit) if u in mainland])
        self.am = {}
        for date, way in self.fronts.items():
            cut = node([r.coords for r in rings(outline)] + [way])
            inside = Finder([(1, outline)])
            regions = [f for f in faces_of(cut) if inside.at(f.representative_point())]
            am = [f for f in regions if f.contains(Point(AM_SEED))]
            az = [f for f in regions if f.contains(Point(MAINLAND_SEED))]
            rest = [f for f in regions if f not in am + az]
            for f in rest:
                print(f"   {date}: piece of {f.area * 9400:.2f} km2 at {f.representative_point().wkt} "
                      "is cut off from either side")
            if len(am) != 1 or len(az) != 1 or am == az or any(f.area > 0.0022 for f in rest):
                sys.exit(f"the front of {date} does not part Azerbaijan in two")
            self.am[date] = am[0]
        kh = next(u for u in aze if u == "AZE-1734")
        cut = node([r.coords for r in rings(self.units0[kh])] + [north])
        self.hadrut = next(f for f in faces_of(cut) if f.contains(Point(47.0318, 39.52)))

    def pick(self, test):
        return dissolve([f for f, u in zip(self.faces, self.unit) if test(f, u)])

    # ---- layers

    def districts(self):
        nm, rows = names("district"), []
        for u in sorted({u for u in self.unit if u.startswith("AZE")}):
            rows.append({"id": u, "country": "AZE", **label(nm[u]), "kind": nm[u]["kind"], "note": nm[u]["note"],
                         "geom": self.pick(lambda f, v: v == u)})
        return [("id", "C"), ("country", "C"), *NAMES, ("kind", "C"), ("note", "C")], rows

    def countries(self):
        nm, rows = names("country"), []

        def add(iso, part, note, test):
            g = self.pick(test)
            if g.geoms:
                rows.append({"id": iso, **label(nm[iso]), "part": part, "note": note, "geom": g})
        for iso in ("ARM", "GEO", "IRN", "RUS", "TUR"):
            add(iso, "main", "with the exclave of Artsvashen" if iso == "ARM" else "",
                lambda f, u: self.country(u) == iso)
        add("AZE", "exclaves", "parts of the Gazakh district inside Armenia", lambda f, u: u == "AZE-1684-EX")
        add("AZE", "main", "", lambda f, u: self.country(u) == "AZE" and u not in ("AZE-NAX", "AZE-1684-EX"))
        add("AZE", "nakhchivan", "Nakhchivan", lambda f, u: u == "AZE-NAX")
        rows.sort(key=lambda r: (r["id"], r["part"]))
        return [("id", "C"), *NAMES, ("part", "C"), ("note", "C")], rows

    def control(self):
        rows = []
        for date in DATES:
            am = self.am[date]
            inside = [u.startswith("AZE") and u != "AZE-1684-EX" for u in self.unit]
            held = [ok and am.contains(f.representative_point()) for f, ok in zip(self.faces, inside)]
            for side, want in (("AM", True), ("AZ", False)):
                g = dissolve([f for f, ok, h in zip(self.faces, inside, held) if ok and h == want])
                rows.append({"date": date, "side": side, "certainty": "approximate", "note": NOTES[date],
                             "source": SOURCES[date], "geom": g})
        return [("date", "D"), ("side", "C"), ("certainty", "C"), ("note", "C"), ("source", "C")], rows

    def hadrut_area(self):
        row = {**label(names("hadrut")["hadrut"]), "certainty": "approximate",
               "note": "approximate area of the former Hadrut raion (until 1991), inside the Khojavend district; "
                       "the northern limit is hand-drawn, the rest follows the district line; no unit of present law",
               "geom": self.pick(lambda f, u: u == "AZE-1734" and self.hadrut.contains(f.representative_point()))}
        return [*NAMES, ("certainty", "C"), ("note", "C")], [row]

    def rivers(self):
        nm, rows = names("river"), []
        aras = self.aras()
        kura = self.kura()
        course = {"aras": aras, "kura": kura}
        drawn = defaultdict(list)
        rank = {"aras": 1, "kura": 1}
        for r in table("rivers.csv"):
            drawn[r["id"]].append((int(r["seq"]), (float(r["lon"]), float(r["lat"]))))
            rank[r["id"]] = int(r["rank"])
        into = {"hakari": "aras", "okhchu": "aras", "vorotan": "hakari", "tartar": "kura"}
        for rid in ("hakari", "okhchu", "vorotan", "tartar", "khachen", "gargar"):
            pts = [p for _, p in sorted(drawn[rid])]
            if rid in into:
                main = [c for line in course[into[rid]] for c in line]
                mouth = min(main, key=lambda c: (c[0] - pts[-1][0]) ** 2 * 0.6 + (c[1] - pts[-1][1]) ** 2)
                gap = math.hypot((mouth[0] - pts[-1][0]) * 85.5, (mouth[1] - pts[-1][1]) * 111)
                print(f"   {rid} joins {into[rid]}, {gap:.1f} km from its last hand-drawn point")
                pts = (pts if gap > 1.5 else pts[:-1]) + [mouth]
            course[rid] = [spline(pts)]
        note = {"aras": "the border's own vertices down to 47.99 E, Natural Earth below", "kura": "Natural Earth 1:10m"}
        for rid in sorted(course):
            n = nm[rid]
            rows.append({"id": rid, "name_en": n["name_en"], "name_az": n["name_az"], "name_hy": n["name_hy"],
                         "name_uk": n["name_uk"], "rank": rank[rid],
                         "certainty": "surveyed" if rid in note else "approximate",
                         "note": note.get(rid, "hand-drawn centre line, about 2 km" + (
                             "; lost in the plain" if rid in ("khachen", "gargar") else "")),
                         "geom": MultiLineString(course[rid])})
        return [("id", "C"), *NAMES, ("rank", "N"), ("certainty", "C"), ("note", "C")], rows

    def aras(self):
        """The border with Turkey and Iran as far as it follows the Aras, then Natural Earth's river."""
        def edge(test):
            out = set()
            for g in self.units0_arranged(test).geoms:
                for r in rings(g):
                    out.update(segments([r6(c) for c in r.coords]))
            return out
        south = edge(lambda u: u in self.of("TUR") | self.of("IRN"))
        north = edge(lambda u: u.startswith("AZE") or u in self.of("ARM"))
        common = linemerge([LineString(s) for s in sorted(south & north)])
        line = max(getattr(common, "geoms", [common]), key=lambda g: g.length)
        xy = [r6(c) for c in line.coords]
        if xy[0][0] > xy[-1][0]:
            xy.reverse()
        leave = max((i for i, c in enumerate(xy) if 47.7 < c[0] < 48.1), key=lambda i: xy[i][1])
        upper = xy[:leave + 1]
        low = ne_lines(self.work, (1273,))[0]
        if low[0][0] > low[-1][0]:
            low.reverse()
        # begin with the river's vertex nearest to the place where the border leaves it
        k = min(range(len(low)), key=lambda i: math.dist(low[i], upper[-1]))
        lower = low[k + 1:]
        print(f"   the border leaves the Aras at {upper[-1]}, Natural Earth's river {math.dist(low[k], upper[-1]) * 100:.1f} km away")
        kura = [c for line in self.kura() for c in line]
        mouth = min(kura, key=lambda c: math.dist(c, lower[-1]))
        return [clean(upper + lower + [mouth])]

    def of(self, iso):
        return {u for u in self.unit if self.country(u) == iso}

    def units0_arranged(self, test):
        return dissolve([f for f, u in zip(self.faces, self.unit) if test(u)])

    def kura(self):
        area = box(*outlines.WINDOW)
        out = []
        for xy in ne_lines(self.work, (1083, 1084)):
            g = LineString(xy).intersection(area)
            out += [clean(p.coords) for p in getattr(g, "geoms", [g]) if p.geom_type == "LineString" and not p.is_empty]
        m = linemerge([LineString(p) for p in out])
        return [[r6(c) for c in g.coords] for g in sorted(getattr(m, "geoms", [m]), key=lambda g: g.coords[0])]

    def lakes(self):
        nm, rows = names("lake"), []
        shore = []
        with open(os.path.join(self.work, "lakes.txt"), encoding="utf-8") as fh:
            for line in fh:
                if line.startswith(">"):
                    shore.append([])
                else:
                    shore[-1].append(tuple(map(float, line.split()[:2])))
        found = faces_of(node([s for s in shore if len(s) > 1]))
        shapes = {"sevan": (45.34, 40.34), "mingachevir": (46.71, 40.92)}
        geo = {}
        for rid, at in shapes.items():
            near = min(found, key=lambda f: (f.distance(Point(at)), -f.area))
            geo[rid] = tidy([near])
        drawn = defaultdict(list)
        for r in table("reservoirs.csv"):
            drawn[r["id"]].append((float(r["lon"]), float(r["lat"])))
        for rid, pts in drawn.items():
            geo[rid] = tidy([Polygon(smooth_ring(pts))])
        geo["caspian"] = self.pick(lambda f, u: u == "SEA")
        for rid in sorted(geo):
            n = nm[rid]
            cert = "approximate" if rid in drawn else "surveyed"
            note = {"caspian": "what the window leaves beside the countries"}.get(
                rid, "hand-drawn outline" if rid in drawn else "GSHHG 2.3.7")
            rows.append({"id": rid, **label(n), "kind": n["kind"], "certainty": cert, "note": note, "geom": geo[rid]})
        return [("id", "C"), *NAMES, ("kind", "C"), ("certainty", "C"), ("note", "C")], rows

    def oblast(self):
        """The pieces of Natural Earth's line, joined to one closed line."""
        pieces = sorted(clean(x.coords) for p, g in gpkg(self.work, "disputed_borders", (45.5, 39.0, 47.6, 40.6))
                        if p["name"] == "Former USSR oblast in 1991" for x in getattr(g, "geoms", [g]))
        ring, rest = pieces[0], pieces[1:]
        while rest:
            d, i, turn = min((math.dist(ring[-1], p[-1 if turn else 0]), i, turn)
                             for i, p in enumerate(rest) for turn in (0, 1))
            if d > 0.004:
                sys.exit("oblast: the pieces do not join")
            p = rest.pop(i)
            ring = clean(ring + (p[::-1] if turn else p))
        if math.dist(ring[0], ring[-1]) > 0.004:
            sys.exit("oblast: the line does not close")
        ring = clean(ring[:-1] + ring[:1])
        row = {**label(names("oblast")["oblast"]), "certainty": "approximate",
               "note": "border of the former Nagorno-Karabakh autonomous oblast until 1991, Natural Earth 1:10m",
               "geom": MultiLineString([ring])}
        return [*NAMES, ("certainty", "C"), ("note", "C")], [row]

    def locator(self):
        """Coarse countries for a small inset, simplified arc by arc so that neighbours still meet."""
        x0, y0, x1, y1 = 36.9, 34.0, 54.0, 46.5
        rim = clean([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)])
        src = [(p["ISO_A3"], g) for p, g in gpkg(self.work, "countries", (x0, y0, x1, y1))]
        cut = box(x0, y0, x1, y1)
        clipped = [(c, g.intersection(cut)) for c, g in src if c in names("country")]
        where = Finder(clipped)
        faces = [f for f in faces_of(node([r.coords for _, g in clipped for r in rings(g)] + [rim]))
                 if f.area > 0.04 or where.at(f.representative_point())]
        parts = defaultdict(list)
        for f in faces:
            parts[where.at(f.representative_point()) or "SEA"].append(f)
        parts = outlines.drop_crumbs(parts, [], 0.06)
        owner = defaultdict(set)
        for c, fs in parts.items():
            for g in dissolve(fs).geoms:
                for r in rings(g):
                    for seg in segments([r6(p) for p in r.coords]):
                        owner[seg].add(c)
        groups = defaultdict(list)
        for seg, who in owner.items():
            groups[tuple(sorted(who))].append(seg)
        arcs = []
        for who in sorted(groups):
            m = linemerge([LineString(x) for x in sorted(groups[who])])
            arcs += [g.simplify(0.03) for g in getattr(m, "geoms", [m])]
        merged = Finder([(c, dissolve(fs)) for c, fs in parts.items()])
        out = defaultdict(list)
        for f in faces_of(node([g.coords for g in arcs])):
            c = merged.at(f.representative_point())
            if c and c != "SEA":
                out[c].append(f)
        nm = names("country")
        rows = [{"id": c, **label(nm[c]), "geom": dissolve(out[c])} for c in sorted(out)]
        return [("id", "C"), *NAMES], rows

    def points(self, layer):
        nm = names(layer)
        rows = [{"id": r["id"], **label(nm[r["id"]]), "geom": Point(float(r["lon"]), float(r["lat"]))}
                for r in table("locator.csv") if r["layer"] == layer]
        return [("id", "C"), *NAMES], sorted(rows, key=lambda r: r["id"])

    def places(self):
        rows = []
        for r in sorted(table("places.csv"), key=lambda r: r["id"]):
            rows.append({**r, "rank": int(r["rank"]), "geom": Point(float(r["lon"]), float(r["lat"]))})
        return [("id", "C"), *NAMES, ("kind", "C"), ("rank", "N"), ("country", "C"), ("district", "C"), ("quality", "C"),
                ("side0", "C"), ("az_from", "D"), ("status", "C"), ("source", "C"), ("note", "C")], rows


def smooth_ring(pts):
    """Closed spline through the points of a hand-drawn shore."""
    ring = pts[-2:] + pts + pts[:2]
    line = spline(ring, 0.004)
    i, j = line.index(r6(pts[0])), len(line) - 1 - line[::-1].index(r6(pts[0]))
    return line[i:j + 1]


def ne_lines(work, records):
    path = os.path.join(work, "gdl", "ne_10m_rivers_lake_centerlines.shp")
    out = ogr([path, "-dialect", "OGRSQL", "-sql",
               "SELECT * FROM ne_10m_rivers_lake_centerlines WHERE FID IN (%s)" % ",".join(map(str, records))])
    return [clean(p.coords) for _, g in out for p in getattr(g, "geoms", [g])]


def ogr(args):
    text = subprocess.run(["ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=9", "/vsistdout/", *args],
                          check=True, capture_output=True).stdout
    return [(f["properties"], shape(f["geometry"])) for f in json.loads(text)["features"] if f["geometry"]]


def gpkg(work, layer, spat):
    return ogr([os.path.join(work, "world_map.gpkg"), layer, "-spat", *map(str, spat)])


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("work")
    ap.add_argument("out")
    ap.add_argument("--outline", default="refit", choices=["refit", "repaired", "plain"])
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    s = Study(a.work, a.outline)
    for name, make in (("districts", s.districts), ("hadrut", s.hadrut_area), ("countries", s.countries),
                       ("rivers", s.rivers), ("lakes", s.lakes), ("oblast", s.oblast), ("places", s.places), ("control", s.control),
                       ("locator", s.locator), ("seas", lambda: s.points("sea")),
                       ("capitals", lambda: s.points("capital"))):
        fields, rows = make()
        write(os.path.join(a.out, name), fields, rows)
        print(f"{name}: {len(rows)} records")


if __name__ == "__main__":
    main()
