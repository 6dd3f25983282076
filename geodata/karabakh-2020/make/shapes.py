"""Planar geometry on a grid of 1e-6 degree, and a small deterministic shapefile writer.

The layers of this folder have to share their borders vertex for vertex. Everything is therefore
built as ONE arrangement of lines: all lines are cut at all their crossings, every coordinate is
rounded to six decimals, the faces between the lines are labelled, and each output polygon is the
sum of its faces. The border of a polygon is the set of segments that occur once among its faces,
so no vertex is lost or added when faces are merged.
"""
import struct
import warnings
from collections import defaultdict

from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.polygon import orient
from shapely.ops import polygonize, unary_union
from shapely.strtree import STRtree

warnings.filterwarnings("ignore", message="STRtree will be changed")
PRJ = ('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
       'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]')
DBF_DATE = (120, 11, 10)                      # fixed: the header must not tell the day of the build


def r6(xy):
    return (round(xy[0], 6) + 0.0, round(xy[1], 6) + 0.0)


def clean(coords):
    """Rounded coordinates without repeated points."""
    out = []
    for c in coords:
        c = r6(c)
        if not out or out[-1] != c:
            out.append(c)
    return out


def polygons(geom):
    return [g for g in getattr(geom, "geoms", [geom]) if g.geom_type == "Polygon"]


def rings(geom):
    for p in polygons(geom):
        yield p.exterior
        yield from p.interiors


def segments(coords):
    for a, b in zip(coords, coords[1:]):
        if a != b:
            yield (a, b) if a < b else (b, a)


def node(lines):
    """Cut lines at their crossings on the grid; returns the set of undirected segments."""
    segs = set()
    for line in lines:
        segs.update(segments(clean(line)))
    for _ in range(50):
        u = unary_union([LineString(s) for s in sorted(segs)])
        new = set()
        for ls in getattr(u, "geoms", [u]):
            new.update(segments(clean(ls.coords)))
        if new == segs:
            return segs
        segs = new
    raise SystemExit("noding does not settle")


def faces_of(segs):
    out = [orient(p, -1.0) for p in polygonize([LineString(s) for s in sorted(segs)])]
    out.sort(key=lambda p: (min(p.exterior.coords), p.area))
    return out


class Finder:
    """Which of several labelled polygons holds a point?"""

    def __init__(self, labelled):
        pairs = [(p, lab) for lab, g in labelled for p in polygons(g)]
        self.geoms, self.labels = [p for p, _ in pairs], [lab for _, lab in pairs]
        self.index = {id(p): i for i, p in enumerate(self.geoms)}
        self.tree = STRtree(self.geoms)

    def at(self, xy):
        pt = xy if hasattr(xy, "coords") else Point(xy)
        # shapely 1 answers with geometries, shapely 2 with their numbers
        hits = [h if isinstance(h, int) else self.index.get(id(h), h) for h in self.tree.query(pt)]
        hits = [int(h) for h in hits if self.geoms[int(h)].covers(pt)]
        return self.labels[min(hits, key=lambda h: (self.geoms[h].area, h))] if hits else None


def tidy(parts):
    """Outer rings clockwise, holes counter-clockwise, fixed start vertices and part order."""
    def turn(ring, clockwise):
        xy = [r6(c) for c in ring.coords][:-1]
        area2 = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(xy, xy[1:] + xy[:1]))
        if (area2 < 0) != clockwise:
            xy.reverse()
        i = xy.index(min(xy))
        return xy[i:] + xy[:i] + [xy[i]]
    out = []
    for p in parts:
        out.append((turn(p.exterior, True), sorted(turn(h, False) for h in p.interiors)))
    out.sort(key=lambda t: t[0][0])
    geom = MultiPolygon([Polygon(e, h) for e, h in out])
    return geom


def dissolve(faces):
    """Merge faces; every vertex of the common border is kept."""
    count = defaultdict(int)
    for f in faces:
        for ring in rings(f):
            for s in segments([r6(c) for c in ring.coords]):
                count[s] += 1
    border = sorted(s for s, n in count.items() if n == 1)
    if any(n > 2 for n in count.values()):
        raise SystemExit("faces overlap")
    inside = Finder([(1, f) for f in faces])
    parts = [p for p in polygonize([LineString(s) for s in border])
             if inside.at(p.representative_point())]
    return tidy(parts)


def shared(faces):
    """Length of the border between faces, in degrees: {i: {j: length}}."""
    owner = defaultdict(list)
    for i, f in enumerate(faces):
        for ring in rings(f):
            for s in segments([r6(c) for c in ring.coords]):
                owner[s].append(i)
    out = defaultdict(lambda: defaultdict(float))
    for s, who in owner.items():
        if len(who) == 2 and who[0] != who[1]:
            d = ((s[0][0] - s[1][0]) ** 2 * 0.59 + (s[0][1] - s[1][1]) ** 2) ** 0.5
            out[who[0]][who[1]] += d
            out[who[1]][who[0]] += d
    return out


def spline(pts, step=0.006):
    """Centripetal Catmull-Rom curve through hand-drawn points."""
    if len(pts) < 3:
        return pts
    def mirror(a, b):
        return (2 * a[0] - b[0], 2 * a[1] - b[1])
    p = [mirror(pts[0], pts[1])] + list(pts) + [mirror(pts[-1], pts[-2])]
    out = []
    for i in range(1, len(p) - 2):
        q = p[i - 1:i + 3]
        t = [0.0]
        for a, b in zip(q, q[1:]):
            t.append(t[-1] + max(1e-9, ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.25))
        chord = ((q[2][0] - q[1][0]) ** 2 + (q[2][1] - q[1][1]) ** 2) ** 0.5
        n = max(1, round(chord / step))
        for k in range(n):
            u = t[1] + (t[2] - t[1]) * k / n
            def mix(a, b, ta, tb):
                w = (u - ta) / (tb - ta)
                return (a[0] * (1 - w) + b[0] * w, a[1] * (1 - w) + b[1] * w)
            a1, a2, a3 = (mix(q[j], q[j + 1], t[j], t[j + 1]) for j in range(3))
            b1, b2 = mix(a1, a2, t[0], t[2]), mix(a2, a3, t[1], t[3])
            out.append(mix(b1, b2, t[1], t[2]))
    out.append(pts[-1])
    return clean(out)


# ---------------------------------------------------------------- shapefile

def _dbf(path, fields, rows):
    cols = []
    for name, kind in fields:
        if kind == "D":
            cols.append((name, "D", 8, 0, [(r.get(name) or "").replace("-", "").ljust(8) for r in rows]))
        elif kind == "N":
            vals = [str(r[name]) for r in rows]
            w = max([1] + [len(v) for v in vals])
            cols.append((name, "N", w, 0, [v.rjust(w) for v in vals]))
        else:
            vals = [str(r.get(name) or "") for r in rows]
            w = max([1] + [len(v.encode()) for v in vals])
            if w > 254:
                raise SystemExit(f"{path}: {name} is {w} bytes wide")
            cols.append((name, "C", w, 0, [v for v in vals]))
    rec = 1 + sum(c[2] for c in cols)
    with open(path, "wb") as fh:
        fh.write(struct.pack("<BBBBIHH20x", 3, *DBF_DATE, len(rows), 33 + 32 * len(cols), rec))
        for name, kind, width, dec, _ in cols:
            assert len(name) <= 10 and name == name.lower()
            fh.write(struct.pack("<11sc4xBB14x", name.encode(), kind.encode(), width, dec))
        fh.write(b"\r")
        for i in range(len(rows)):
            fh.write(b" ")
            for _, _, width, _, vals in cols:
                b = vals[i].encode()
                fh.write(b + b" " * (width - len(b)))
        fh.write(b"\x1a")


def _shape(geom):
    """(shape type, record content, bounding box)"""
    if geom.geom_type == "Point":
        x, y = r6(geom.coords[0])
        return 1, struct.pack("<idd", 1, x, y), (x, y, x, y)
    if "Polygon" in geom.geom_type:
        kind, parts = 5, [[r6(c) for c in r.coords] for r in rings(geom)]
    else:
        kind, parts = 3, [[r6(c) for c in g.coords] for g in getattr(geom, "geoms", [geom])]
    pts = [c for p in parts for c in p]
    box = (min(p[0] for p in pts), min(p[1] for p in pts), max(p[0] for p in pts), max(p[1] for p in pts))
    starts, n = [], 0
    for p in parts:
        starts.append(n)
        n += len(p)
    body = struct.pack("<i4dii", kind, *box, len(parts), n) + struct.pack(f"<{len(parts)}i", *starts)
    body += b"".join(struct.pack("<dd", *c) for c in pts)
    return kind, body, box


def write(path, fields, rows):
    """rows: dicts with 'geom' and the named fields; written in the order given."""
    kind, recs, boxes = None, [], []
    for r in rows:
        k, body, box = _shape(r["geom"])
        if kind not in (None, k):
            raise SystemExit(f"{path}: mixed shape types")
        kind = k
        recs.append(body)
        boxes.append(box)
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))

    def header(words):
        return struct.pack(">i20xi", 9994, words) + struct.pack("<ii4d32x", 1000, kind, *box)
    with open(path + ".shp", "wb") as shp, open(path + ".shx", "wb") as shx:
        shp.write(header(50 + sum(4 + len(b) // 2 for b in recs)))
        shx.write(header(50 + 4 * len(recs)))
        at = 50
        for i, b in enumerate(recs, 1):
            shp.write(struct.pack(">ii", i, len(b) // 2) + b)
            shx.write(struct.pack(">ii", at, len(b) // 2))
            at += 4 + len(b) // 2
    _dbf(path + ".dbf", fields, rows)
    for ext, text in ((".prj", PRJ), (".cpg", "UTF-8")):
        with open(path + ext, "w", encoding="ascii", newline="") as fh:
            fh.write(text)
