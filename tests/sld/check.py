#!/usr/bin/python3
"""Styles as QGIS and GeoServer write them: drawn with the effect that they mean, or said aloud.

check.py SITMAP TMP: each file beside this one is drawn over the ground of tests/mapserver; what the
drawing list then holds is counted and measured. 1 px of a style is 0.28 mm of paper.
"""
import math
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(os.path.dirname(HERE), "mapserver")
SITMAP, TMP = sys.argv[1:3]
PX = 0.28 * 72 / 25.4

STUDY = """<study id="s" lang="en">
  <title>t</title><disclaimer>Invented.</disclaimer>
  <layer id="subject" file="%s.shp" style="%s"/>
  <figures width="140" height="140" crs="EPSG:3857">
    <extent west="-0.3" south="-0.3" east="5.3" north="5.3"/>
    <show title="no" scale-bar="no" graticule="no" credits="no"/>
    <draw>subject</draw>
    <figure id="f" date="2030-01-01"/>
  </figures>
</study>
"""


class Scene:
    """The map's part of a drawing list: fills and strokes with colour, pen, and parts of points."""

    def __init__(self, text):
        self.text = text
        body = text[text.index('group layer "subject"'):]
        self.map = body[:body.find("\n    end\n")] if "\n    end\n" in body else body
        self.prims = [p for p in map(self.read, self.map.splitlines()) if p]

    @staticmethod
    def read(line):
        head, _, rest = line.strip().partition(" | ")
        words = head.split()
        if not words or words[0] not in ("fill", "stroke"):
            return None
        parts = [[float(v) for v in part.split()] for part in rest.split("|")]
        parts = [list(zip(p[0::2], p[1::2])) for p in parts]
        color = words[1] if words[0] == "fill" else words[2]
        width = None if words[0] == "fill" else float(words[1])
        return {"kind": words[0], "color": color, "width": width, "head": head, "parts": parts}

    def of(self, kind, color):
        return [p for p in self.prims if p["kind"] == kind and p["color"] == color]

    def parts(self, kind, color):
        return sum(len(p["parts"]) for p in self.of(kind, color))

    def centres(self, kind, color):
        """Middles of the boxes."""
        out = []
        for p in self.of(kind, color):
            for part in p["parts"]:
                xs, ys = [q[0] for q in part], [q[1] for q in part]
                out.append(((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2))
        return out

    def height(self, kind, color):
        ys = [q[1] for q in self.of(kind, color)[0]["parts"][0]]
        return max(ys) - min(ys)


def near(value, wanted, tolerance=0.02):
    assert abs(value - wanted) <= tolerance, f"{value} instead of {wanted}"


def same(value, wanted):
    assert value == wanted, f"{value!r} instead of {wanted!r}"


def pitch(segments, angle):
    """Distance between neighbouring lines of a hatch at this angle (counter-clockwise, y down)."""
    t = math.radians(angle)
    places = set()
    for (x0, y0), (x1, y1) in segments:
        slope = math.degrees(math.atan2(-(y1 - y0), x1 - x0)) % 180
        if min(abs(slope - angle % 180), 180 - abs(slope - angle % 180)) < 0.5:
            places.add(round(x0 * math.sin(t) + y0 * math.cos(t), 1))
    assert len(places) > 5, f"{len(places)} lines at {angle} degrees"
    ordered = sorted(places)
    return min(b - a for a, b in zip(ordered, ordered[1:]) if b - a > 0.5)


def longest_row(scene, kind, color):
    """Marks on the longest straight line, which lies level."""
    marks = scene.centres(kind, color)
    rows = [[c for c in marks if abs(c[1] - m[1]) < 0.02] for m in marks]
    return sorted(max(rows, key=lambda row: (len(row), row[0][1])))


def gaps(scene, kind, color):
    """Distances from mark to mark on that line."""
    row = longest_row(scene, kind, color)
    return [math.dist(a, b) for a, b in zip(row, row[1:])]


# ---- What each file means ------------------------------------------------------------------------

def categorized(s):
    same(s.parts("fill", "#e41a1c"), 1)
    same(s.parts("fill", "#377eb8"), 1)
    same(s.parts("fill", "#bdbdbd"), 2)
    near(s.of("stroke", "#232323")[0]["width"], PX)
    assert "bevel" in s.of("stroke", "#232323")[0]["head"]
    assert '"first"' in s.text and '"second"' in s.text  # the legend


def graduated(s):
    same(s.parts("fill", "#f7fbff"), 2)  # 1 and 5
    same(s.parts("fill", "#6baed6"), 1)  # 9
    same(s.parts("fill", "#08306b"), 1)  # 12


def rules_with_scales(s):
    same(s.parts("fill", "#ff0000"), 0)  # the map is at about 1 : 4 500 000
    same(s.parts("fill", "#00ff00"), 1)
    same(s.parts("fill", "#0000ff"), 2)


def line_hatch(s):
    lines = [p for stroke in s.of("stroke", "#23731a") for p in stroke["parts"]]
    near(pitch(lines, 45), 10 * PX, 0.1)
    assert "clip" not in s.map


def point_pattern(s):
    dots = s.centres("fill", "#db1e2a")
    xs, ys = sorted({round(x, 1) for x, _ in dots}), sorted({round(y, 1) for _, y in dots})
    near(min(b - a for a, b in zip(xs, xs[1:]) if b - a > 1), 20 * PX, 0.15)
    near(min(b - a for a, b in zip(ys, ys[1:]) if b - a > 1), 30 * PX, 0.15)
    near(s.height("fill", "#db1e2a"), 4 * PX)
    same(s.parts("stroke", "#000000"), 0)  # an empty Stroke is none


def svg_marker(s):
    same(len(s.of("fill", "#e15989")), 6)  # two shapes at three points
    near(s.height("fill", "#e15989"), 0.65 * 14 * PX)  # the body of the tower
    near(s.of("stroke", "#232323")[0]["width"], 14 * PX / 100)
    assert "image" not in s.map


def marker_line(s):
    near(s.of("stroke", "#1f78b4")[0]["width"], 2 * PX)
    steps = gaps(s, "fill", "#e31a1c")
    assert len(steps) > 10
    for step in steps:
        near(step, 25 * PX, 0.03)
    level = longest_row(s, "fill", "#e31a1c")[0]
    ys = [q[1] for p in s.of("fill", "#e31a1c") for q in p["parts"][0]
          if abs(q[0] - level[0]) < 8 * PX and abs(q[1] - level[1]) < 8 * PX]
    near(max(ys) - min(ys), 8 * PX)


def labels(s):
    same(len(s.of("fill", "#e8718d")), 3)
    same(len(re.findall(r'text "town" [^\n]*#323232 at', s.text)), 2)
    size = float(re.search(r'text "city" "[^"]*" ([0-9.]+) #323232', s.text).group(1))
    near(size, 13 * PX, 0.01)
    halo = re.search(r'text "city"[^\n]* halo ([0-9.]+) #fafafa', s.text)
    near(float(halo.group(1)), 2 * PX, 0.01)


def spaced_marks(s):
    for step in gaps(s, "fill", "#666666"):
        near(step, 10 * PX, 0.03)  # a mark of 4 and a gap of 6
    near(s.height("fill", "#666666"), 4 * PX)


def railroad(s):
    ticks = [p for p in s.of("stroke", "#333333") if abs(p["width"] - PX) < 0.01]
    rails = [p for p in s.of("stroke", "#333333") if abs(p["width"] - 3 * PX) < 0.01]
    same(sum(len(p["parts"]) for p in rails), 3)
    first = [p["parts"][0] for p in ticks if abs(p["parts"][0][0][0] - p["parts"][0][1][0]) < 0.01]
    near(abs(first[0][0][1] - first[0][1][1]), 12 * PX, 0.03)  # across the line
    near(first[1][0][0] - first[0][0][0], 12 * PX, 0.03)


def casing(s):
    colors = [p["color"] for p in s.prims]
    same(colors, ["#333333"] * 3 + ["#6699ff"] * 3)  # all the wide ones below all the narrow ones
    near(s.prims[0]["width"], 5 * PX)
    assert "round" in s.prims[0]["head"]


def dash_and_mark(s):
    dash = re.search(r"dash ([0-9.]+) ([0-9.]+)", s.of("stroke", "#0000ff")[0]["head"])
    near(float(dash.group(1)), 10 * PX)
    near(float(dash.group(2)), 10 * PX)
    first = longest_row(s, "stroke", "#000033")[0]
    starts = [part[0] for p in s.of("stroke", "#0000ff") for part in p["parts"]]
    start = min(starts, key=lambda q: math.dist(q, first))
    near(first[0] - start[0], 15 * PX, 0.05)  # the middle of the first gap
    for step in gaps(s, "stroke", "#000033"):
        near(step, 20 * PX, 0.03)


def label_along_line(s):
    same(s.parts("stroke", "#ff0000"), 3)
    words = re.findall(r'text "(ROAD|RAIL)"', s.text)
    letters = re.findall(r'text "([ROADIL])" [^\n]*turned', s.text)
    assert words.count("ROAD") + letters.count("D") >= 4, (words, letters)  # repeated
    assert words.count("RAIL") >= 2, words
    assert all("bold" in t for t in re.findall(r'text "RAIL"[^\n]*', s.text))


def size_by_attribute(s):
    blue = s.of("fill", "#0033cc")
    same(len(blue), 2)
    heights = sorted(max(q[1] for q in p["parts"][0]) - min(q[1] for q in p["parts"][0])
                     for p in blue)
    near(heights[0], 8 * PX)
    near(heights[1], 12 * PX)
    near(s.height("fill", "#cc3300"), 16 * PX)


def composite_fill(s):
    same(s.parts("fill", "#ddeeff"), 4)
    lines = [p for stroke in s.of("stroke", "#990099") for p in stroke["parts"]]
    near(pitch(lines, 45), 16 / math.sqrt(2) * PX, 0.1)
    near(pitch(lines, 135), 16 / math.sqrt(2) * PX, 0.1)
    same(len(s.of("stroke", "#990099")), 4)  # two families on the two areas above 5


def otherwise(s):
    same(s.parts("fill", "#66ff66"), 1)
    same(s.parts("fill", "#33cc33"), 2)
    same(s.parts("fill", "#00990080"), 1)
    same(re.findall(r'text "(Small|Middle|Large)"', s.text), ["Small", "Middle", "Large"])


def box(part):
    xs, ys = [q[0] for q in part], [q[1] for q in part]
    return min(xs), min(ys), max(xs), max(ys)


def road_shield(s):
    plates = re.findall(r"fill #ffcc00 even-odd \| ([0-9. -]+)\n *stroke", s.text)
    texts = re.findall(r'text "(town|city)" "[^"]*" [0-9.]+ underlined #112233 at ([0-9.]+) '
                       r"([0-9.]+) wide ([0-9.]+)", s.text)
    same(len(plates), 3)
    same(len(texts), 3)
    for plate, (_, x, y, wide) in zip(plates, texts):
        values = [float(v) for v in plate.split()]
        x0, y0, x1, y1 = box(list(zip(values[0::2], values[1::2])))
        near(x0, float(x) - 5 * PX)
        near(x1, float(x) + float(wide) + 5 * PX)
        assert y0 < float(y) - 12 * 0.7 * PX < float(y) < y1 - 2 * PX + 0.02
    assert s.text.rindex("fill #ffcc00") < s.text.index('text "town"')  # all plates below all names


def drop_shadow(s):
    shadow, areas = s.of("fill", "#555555"), s.of("fill", "#aabbff")
    inner = s.of("stroke", "#0000aa")
    same([s.parts("fill", "#555555"), s.parts("fill", "#aabbff"), len(inner)], [4, 4, 4])
    first = [sorted(box(part) for p in prims for part in p["parts"]) for prims in (shadow, areas)]
    degree = (first[1][3][2] - first[1][0][0]) / 5  # the areas run from 0 to 5 degrees
    for moved, still in zip(*first):
        near(moved[0] - still[0], 0.1 * degree, 0.05)
        near(moved[1] - still[1], 0.1 * degree, 0.05)  # southwards, y grows downwards
    corners = sorted(p["parts"][0][0][0] for p in areas)  # where a ring starts
    names = re.findall(r'text "start"[^\n]* at ([0-9.]+) [0-9.]+ wide ([0-9.]+)', s.text)
    for corner, middle in zip(corners, sorted(float(x) + float(wide) / 2 for x, wide in names)):
        near(middle, corner, 0.1)
    same(len(names), 4)
    moved = sorted(box(part) for p in s.of("fill", "#ddccbb") for part in p["parts"])
    for there, still in zip(moved, first[1]):
        near(there[0] - still[0], 40 * PX)
        near(still[1] - there[1], 20 * PX)  # up
    swatch = s.text[s.text.index("group legend"):].split("fill #ddccbb")[1].split("\n")[0]
    values = [float(v) for v in re.findall(r"[0-9.]+", swatch)]
    label = re.search(r'text "Moved"[^\n]* at ([0-9.]+)', s.text)
    assert max(values[0::2]) < float(label.group(1))  # a sample stays beside its words
    rims = sorted(box(p["parts"][0]) for p in inner)
    for rim, still in zip(rims, first[1]):
        near(rim[0] - still[0], 0.1 * degree, 0.05)
        near(still[3] - rim[3], 0.1 * degree, 0.05)


def filled_stroke(s):
    lines = [part for p in s.of("stroke", "#aa0000") for part in p["parts"]]
    near(pitch(lines, 90), 5 * PX, 0.1)
    level = [part for part in lines if abs(abs(part[0][1] - part[1][1]) - 14 * PX) < 0.02]
    assert len(level) > 20  # upright strokes as high as the level line is wide


def font_marker(s):
    swords = s.of("fill", "#0a2e6d")
    same(len(swords), 3)
    x0, y0, x1, y1 = box([q for part in swords[0]["parts"] for q in part])
    near(max(x1 - x0, y1 - y0), 24 * PX)


def levels(s):
    # n is 1, 2, 3 in the file's order: painted 3, 2, 1, each with its casing below it.
    same([p["color"] for p in s.prims], ["#333333", "#66aaff"] * 3)
    same([p["parts"] for p in s.prims[0::2]], [p["parts"] for p in s.prims[1::2]])
    same(re.findall(r"group feature #(\d)", s.map), list("332211"))
    assert '"road"' in s.text and '"explained"' in s.text and '"casing"' not in s.text  # the legend
    same([s.parts("stroke", c) for c in ("#cc00cc", "#00cc00")], [0, 0])
    same([s.text.count(c) for c in ("#cc00cc", "#00cc00")], [1, 1])  # their samples
    assert "#808080" not in s.text  # no square for the missing picture
    assert '"nothing"' not in s.text  # and no row for what paints nothing


def highways(s):
    plates = [[float(v) for v in found.split()] for found in
              re.findall(r"fill #225599 even-odd \| ([0-9. -]+)\n", s.text)]
    texts = re.findall(r'text "(M \d)" "[^"]*" [0-9.]+ unkerned #ffffff at ([0-9.]+) ([0-9.]+) '
                       r"wide ([0-9.]+)", s.text)  # level: none is turned
    assert len(texts) >= 9, texts
    same(len(plates), len(texts))
    boxes = {}
    for plate, (name, x, _, wide) in zip(plates, texts):
        x0, y0, x1, y1 = box(list(zip(plate[0::2], plate[1::2])))
        near(x0, float(x) - 3 * PX)
        near(x1, float(x) + float(wide) + 3 * PX)
        boxes.setdefault(name, []).append((x0, y0, x1, y1))
    for group in boxes.values():
        for i, a in enumerate(group):
            for b in group[i + 1:]:
                dx, dy = max(b[0] - a[2], a[0] - b[2], 0), max(b[1] - a[3], a[1] - b[3], 0)
                assert math.hypot(dx, dy) >= 50 * PX, "closer than minGroupDistance"
    dots = [box([q for part in p["parts"] for q in part]) for p in
            map(Scene.read, s.text.splitlines()) if p and p["color"] == "#aa0055"]
    starts = sorted(p["parts"][0][0] for p in s.of("stroke", "#cc8800"))
    same(len(dots), 3)
    for (x0, y0, x1, y1), start in zip(sorted(dots), starts):
        near((x0 + x1) / 2, start[0])
        near((y0 + y1) / 2, start[1])
    places = sorted(float(x) for x in re.findall(r'text "from"[^\n]* at ([0-9.]+)', s.text))
    for x, start in zip(places, starts):
        near(x, start[0] + 8 * PX)


def beyond_us(s):
    same(s.parts("fill", "#abcdef"), 4)  # what is understood is drawn
    same(s.parts("fill", "#fedcba"), 0)  # a rule whose filter is not understood is off
    same(s.parts("fill", "#808080"), 4)  # the square that stands in for the picture


CASES = [
    ("qgis-categorized", "areas", categorized, []),
    ("qgis-graduated", "areas", graduated, []),
    ("qgis-rules-with-scales", "areas", rules_with_scales, []),
    ("qgis-line-hatch", "areas", line_hatch, []),
    ("qgis-point-pattern", "areas", point_pattern, []),
    ("qgis-svg-marker", "points", svg_marker, []),
    ("qgis-marker-line", "lines", marker_line, []),
    ("qgis-labels", "points", labels, []),
    ("geoserver-spaced-marks", "lines", spaced_marks, []),
    ("geoserver-railroad", "lines", railroad, []),
    ("geoserver-casing", "lines", casing, []),
    ("geoserver-dash-and-mark", "lines", dash_and_mark, []),
    ("geoserver-label-along-line", "lines", label_along_line, []),
    ("geoserver-size-by-attribute", "points", size_by_attribute, []),
    ("geoserver-composite-fill", "areas", composite_fill, []),
    ("geoserver-road-shield", "points", road_shield, []),
    ("geoserver-drop-shadow", "areas", drop_shadow, []),
    ("geoserver-filled-stroke", "lines", filled_stroke, []),
    ("qgis-font-marker", "points", font_marker, []),
    ("geoserver-otherwise", "areas", otherwise, []),
    ("geoserver-levels", "lines", levels, ["W108.*nothing is"]),
    ("geoserver-highways", "lines", highways, []),
    ("geoserver-beyond-us", "areas", beyond_us,
     ["W101.*RasterSymbolizer", "W102.*random", "W101.*composite",
      "W108.*nothing is fetched from the network", "W103.*jsonPointer"]),
]


def draw(name, layer):
    folder = os.path.join(TMP, name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for file in os.listdir(DATA):
        if file.startswith(layer):
            shutil.copy(os.path.join(DATA, file), folder)
    for file in os.listdir(HERE):
        if file == name + ".sld" or file.endswith(".svg"):
            shutil.copy(os.path.join(HERE, file), folder)
    with open(os.path.join(folder, "study.xml"), "w", encoding="utf-8") as f:
        f.write(STUDY % (layer, name + ".sld"))
    done = subprocess.run([SITMAP, "render", "-f", "scene,pdf", "-o", folder + "/out", folder],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    with open(folder + "/out/s/f.scene", encoding="utf-8") as f:
        return Scene(f.read()), done.stdout, folder + "/out/s/f.pdf"


def warnings(said):
    return [line for line in said.splitlines() if re.search(r"(warning|error)\[", line)]


def judge(name, layer, expect, wanted):
    scene, said, pdf = draw(name, layer)
    expect(scene)
    found = warnings(said)
    for pattern in wanted:
        assert any(re.search(pattern, line) for line in found), f"nothing is said: {pattern}"
    strange = [line for line in found if not any(re.search(p, line) for p in wanted)]
    assert not strange, strange
    images = subprocess.run(["pdfimages", "-list", pdf], stdout=subprocess.PIPE, text=True,
                            check=True).stdout.splitlines()[2:]
    assert not images, "the PDF holds images"


def judge_wrong_layer():
    """Areas' style on points paints nothing, which is said."""
    try:
        draw("qgis-categorized", "points")
        assert False, "a figure was made"
    except FileNotFoundError:
        pass
    folder = os.path.join(TMP, "qgis-categorized")
    said = subprocess.run([SITMAP, "check", folder], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False).stdout
    assert "without a rule that paints such features" in said, said


def main():
    failed = 0
    judge_wrong_layer()
    for name, layer, expect, wanted in CASES:
        try:
            judge(name, layer, expect, wanted)
            print("ok  ", name)
        except (AssertionError, AttributeError, IndexError, ValueError, OSError) as error:
            failed += 1
            print("FAIL", name, "-", repr(error))
    sys.exit(1 if failed else 0)


main()
