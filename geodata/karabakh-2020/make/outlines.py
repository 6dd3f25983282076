"""Districts and countries as one partition of the window, from three kinds of outline.

plain     Natural Earth 1:10m as it is (for comparing areas only)
repaired  Natural Earth with the edits of repairs.csv
refit     country borders of GMT-DCW, Natural Earth district lines fitted into them
"""
import csv
import json
import os
from collections import defaultdict

from shapely.geometry import LineString, Point, Polygon, box, shape
from shapely.ops import nearest_points
from shapely.prepared import prep

from shapes import Finder, clean, dissolve, faces_of, node, polygons, r6, rings, segments, shared

HERE = os.path.dirname(os.path.abspath(__file__))
WINDOW = (44.2, 37.8, 49.3, 41.7)
COUNTRIES = {"aze": "AZE", "arm": "ARM", "irn": "IRN", "geo": "GEO", "tur": "TUR", "rus": "RUS"}
NAKHCHIVAN = {"AZE-2415", "AZE-2418", "AZE-2419", "AZE-2420", "AZE-2421", "AZE-2422", "AZE-2423", "AZE-5567"}
MERGE = {"AZE-5565": "AZE-1737",              # Shusha city into Shusha
         "AZE-5561": "AZE-1681",              # Naftalan into Goranboy
         "AZE-5566": "AZE-1688",              # Yevlakh city into Yevlakh
         "AZE-1683": "AZE-1688",              # Mingachevir (5 km off its town) into Yevlakh
         "AZE-5564": "AZE-1727",              # Shaki city into Shaki
         "AZE-5562": "AZE-1707",              # Lankaran city into Lankaran
         **{u: "AZE-NAX" for u in NAKHCHIVAN}}
EXCLAVE = {"AZE-1684": "AZE-1684-EX"}         # the parts of Gazakh inside Armenia


def frame():
    """The window's edge, a vertex every tenth of a degree."""
    x0, y0, x1, y1 = WINDOW
    nx, ny = round((x1 - x0) * 10), round((y1 - y0) * 10)
    ring = [(x0 + i / 10, y0) for i in range(nx)] + [(x1, y0 + i / 10) for i in range(ny)]
    ring += [(x1 - i / 10, y1) for i in range(nx)] + [(x0, y1 - i / 10) for i in range(ny)]
    return clean(ring + ring[:1])


def in_window(face):
    x0, y0, x1, y1 = WINDOW
    p = face.representative_point()
    return x0 < p.x < x1 and y0 < p.y < y1


def repairs(outline):
    with open(os.path.join(HERE, "repairs.csv"), encoding="utf-8", newline="") as fh:
        for row in csv.DictReader(fh):
            if outline in row["outline"].split():
                old = (float(row["lon"]), float(row["lat"])) if row["lon"] else None
                new = (float(row["new_lon"]), float(row["new_lat"])) if row["new_lon"] else None
                yield row["op"], row["unit"], old, new


# ------------------------------------------------------------ Natural Earth

def natural_earth(folder, outline):
    """{adm1_code: [ring, ...]} with every coordinate rounded, edits applied."""
    near = box(*WINDOW).buffer(0.3)
    units = {}
    for name in COUNTRIES:
        with open(os.path.join(folder, name + ".json"), encoding="utf-8") as fh:
            for f in json.load(fh)["features"]:
                if not f.get("geometry"):
                    continue
                g = shape(f["geometry"])
                if g.envelope.intersects(near):
                    units[f["properties"]["adm1_code"]] = [
                        clean(r.coords) for p in polygons(g) if p.envelope.intersects(near)
                        for r in [p.exterior, *p.interiors]]
    moves, paths = defaultdict(dict), defaultdict(list)
    for op, unit, old, new in repairs(outline):
        for u in unit.split():
            if op == "move":
                moves[u][r6(old)] = r6(new)
            elif op == "path":
                paths[u].append(r6(new))
    for u, table in moves.items():
        done = set()
        units[u] = [[table.get(c, c) for c in ring if not (c in table and done.add(c))] for ring in units[u]]
        if done != set(table):
            raise SystemExit(f"{u}: vertices to move not found: {sorted(set(table) - done)}")
    for u, path in paths.items():
        units[u] = [replace_path(ring, path) for ring in units[u]]
    return units


def replace_path(ring, path):
    """Replace the stretch of a ring between the ends of path (the one nearer to it) by path."""
    a, b = path[0], path[-1]
    if a not in ring or b not in ring:
        return ring
    xy = ring[:-1]
    i = xy.index(a)
    xy = xy[i:] + xy[:i]
    j = xy.index(b)
    one, two = xy[:j + 1], [a] + xy[j:][::-1]            # both run from a to b
    line = LineString(path)
    far = [max(line.distance(Point(c)) for c in way) for way in (one, two)]
    keep = two if far[0] < far[1] else one
    return clean(path + keep[::-1][1:])


def unit_of(code):
    return MERGE.get(code, code)


def from_natural_earth(folder, outline):
    units = natural_earth(folder, outline)
    segs = node([r for rs in units.values() for r in rs] + [frame()])
    where = Finder([(u, from_rings(rs)) for u, rs in units.items()])
    out = defaultdict(list)
    for f in faces_of(segs):
        if in_window(f):
            u = where.at(f.representative_point())
            out[unit_of(u) if u else "SEA"].append(f)
    return split_exclaves(out)


def from_rings(rs):
    polys = sorted((Polygon(r) for r in rs), key=lambda p: -p.area)
    out = polys[0]
    for p in polys[1:]:                                    # even-odd: holes are rings inside
        out = out.symmetric_difference(p)
    return out.buffer(0) if not out.is_valid else out


def split_exclaves(out):
    """{unit: faces} -> same, the small separate parts of Gazakh as a unit of their own."""
    for u, ex in EXCLAVE.items():
        parts = polygons(dissolve(out[u]))
        big = max(parts, key=lambda p: p.area)
        small = [f for f in out[u] if not big.contains(f.representative_point())]
        if small:
            out[ex] = small
            out[u] = [f for f in out[u] if big.contains(f.representative_point())]
    return out


# -------------------------------------------------------------------- refit

def dcw_rings(folder, code):
    out, cur = [], []
    with open(os.path.join(folder, f"dcw_{code}.txt"), encoding="utf-8") as fh:
        for line in fh:
            if line.startswith(">"):
                out.append(cur)
                cur = []
            else:
                x, y = map(float, line.split()[:2])
                cur.append((x - 360 if x > 180 else x, y))
    out.append(cur)
    return [clean(r) for r in out if len(r) > 3]


def dcw_countries(folder, ne_units):
    """{ISO3: faces} of the window, no gap and no overlap between the countries, plus SEA."""
    outer, lines = {}, []
    for iso, code in (("AZE", "AZ"), ("ARM", "AM"), ("IRN", "IR"), ("GEO", "GE"), ("TUR", "TR"), ("RUS", "RU")):
        rs = [r for r in dcw_rings(folder, code) if Polygon(r).envelope.intersects(box(*WINDOW))]
        rs = [drop_spikes(r) for r in rs]
        outer[iso] = [prep(Polygon(r)) for r in rs]
        lines += [clip_to_window(r) for r in rs]
    lines = [part for r in lines for part in r]
    extra = [r for u in ("AZE-1684", "ARM-1672") for r in ne_units[u]]      # exclaves, see below
    small = [r for r in extra if Polygon(r).area < 0.01]
    fixed = []
    for op, unit, _, at in repairs("refit"):
        if op == "assign":
            fixed.append((unit, Point(at)))
        elif op == "exclave":                              # an exclave that GMT-DCW does not have
            ring = next(r for r in small if Polygon(r).covers(Point(at)))
            lines.append(ring)
            fixed.append((unit, Polygon(ring)))
    segs = node(lines + [frame()])
    faces = [f for f in faces_of(segs) if in_window(f)]
    label = []
    for f in faces:
        p = f.representative_point()
        lab = next((iso for iso, what in fixed if (f.covers(what) if what.geom_type == "Point" else what.covers(p))), None)
        if lab is None:
            lab = next((iso for iso in outer if any(g.covers(p) for g in outer[iso])), None)
        label.append(lab)
    near = shared(faces)
    east = WINDOW[2] - 1e-6
    for i, f in enumerate(faces):
        if label[i] is None and f.bounds[2] > east and f.area > 0.01:
            label[i] = "SEA"
    # what is in no country goes to the neighbour with the longest common border, as do the small
    # slivers and spikes that a country throws across its neighbour's line
    for i in sorted((i for i in range(len(faces)) if label[i] is None), key=lambda i: -faces[i].area):
        tally = defaultdict(float)
        for j, d in near[i].items():
            if label[j]:
                tally[label[j]] += d
        label[i] = max(sorted(tally), key=lambda k: tally[k])
    out = defaultdict(list)
    for f, lab in zip(faces, label):
        out[lab].append(f)
    return drop_crumbs(out, [what.representative_point() for _, what in fixed], 0.0022)


def drop_crumbs(out, keep, area):
    """Give separate parts smaller than area (square degrees) to the neighbour with the longest
    common border, except those that hold one of the points of keep."""
    faces = [f for lab in sorted(out) for f in out[lab]]
    label = [lab for lab in sorted(out) for _ in out[lab]]
    near = shared(faces)
    for lab in sorted(out):
        for part in polygons(dissolve(out[lab])):
            if part.area > area or any(part.covers(p) for p in keep):
                continue
            mine = [i for i, f in enumerate(faces) if label[i] == lab and part.contains(f.representative_point())]
            tally = defaultdict(float)
            for i in mine:
                for j, d in near[i].items():
                    if label[j] != lab:
                        tally[label[j]] += d
            best = max(sorted(tally), key=lambda k: tally[k])
            for i in mine:
                label[i] = best
    res = defaultdict(list)
    for f, lab in zip(faces, label):
        res[lab].append(f)
    return res


def refit(folder, dcw_folder):
    """Natural Earth's inner district lines inside the GMT-DCW outline of Azerbaijan.

    An inner line that ended on the old outline is carried on straight to the nearest point of the new
    one, or is cut by it; each face between the lines goes to the unit that covers most of it. Returns
    the units and the extensions {old end: new end}, which fronts along a district line follow too.
    """
    ne = natural_earth(folder, "refit")
    out = dcw_countries(dcw_folder, ne)
    azerbaijan = dissolve(out.pop("AZE"))
    aze = {u: rs for u, rs in ne.items() if u.startswith("AZE")}
    count = defaultdict(set)
    for u, rs in aze.items():
        for r in rs:
            for s in segments(r):
                count[s].add(unit_of(u))
    uses = defaultdict(int)
    for u, rs in aze.items():
        for r in rs:
            for s in segments(r):
                uses[s] += 1
    inner = {s for s, who in count.items() if len(who) == 2}
    old_rim = {c for s, n in uses.items() if n == 1 for c in s}
    ends = sorted({c for s in inner for c in s} & old_rim)
    mainland = max(azerbaijan.geoms, key=lambda p: p.area)
    ext = {}
    for c in ends:
        pt = Point(c)
        if mainland.contains(pt) and in_frame(c):
            q = r6(nearest_points(mainland.exterior, pt)[0].coords[0])
            if q != c:
                ext[c] = q
    # one arrangement for all countries, so that a new vertex on a border is a vertex of both sides
    whole = {iso: dissolve(f) for iso, f in out.items()}
    segs = node([r.coords for g in [azerbaijan, *whole.values()] for r in rings(g)]
                + [list(s) for s in inner] + [past(c, q) for c, q in ext.items()])
    where = Finder([("AZE", azerbaijan), *whole.items()])
    units = [(u, from_rings(rs)) for u, rs in sorted(aze.items())]
    small = [p for p in azerbaijan.geoms if p.area < 0.01]
    parts = defaultdict(list)
    for f in faces_of(segs):
        if not in_window(f):
            continue
        p = f.representative_point()
        lab = where.at(p)
        if lab == "AZE":
            best = max(((g.intersection(f).area, u) for u, g in units), default=(0, None))
            if any(q.contains(p) for q in small):
                lab = "AZE-1684-EX"
            else:
                lab = unit_of(best[1]) if best[0] > 1e-6 else "?"
        parts[lab].append(f)
    parts = drop_crumbs(parts, [p.representative_point() for p in [*small, *whole["ARM"].geoms]], 0.0022)
    if "?" in parts:
        raise SystemExit("refit: a piece of Azerbaijan is in no district")
    return parts, ext


def in_frame(c):
    x0, y0, x1, y1 = WINDOW
    return x0 < c[0] < x1 and y0 < c[1] < y1


def past(a, b):
    """From a through b and a little further, so that rounding leaves no gap at b."""
    d = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
    k = 1 + 2e-4 / d
    return [a, (a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k)]


def clip_to_window(ring):
    g = LineString(ring).intersection(box(*WINDOW).buffer(0.05))
    return [list(p.coords) for p in getattr(g, "geoms", [g]) if p.geom_type == "LineString"]


def drop_spikes(ring):
    """Without the vertices that repairs.csv names as false spikes."""
    bad = {r6(old) for op, _, old, _ in repairs("refit") if op == "drop"}
    return clean([c for c in ring if c not in bad])
