#!/usr/bin/python3
"""Hatches and marks in a PDF, as poppler reads it: pitch to 0.01 mm, angle to 0.02 degrees, and no
image whatever the pattern.

hatch.py SITMAP TMP
"""
import math
import os
import re
import shutil
import subprocess
import sys

DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "mapserver")
SITMAP, TMP = sys.argv[1:3]
MM = 72 / 25.4

STUDY = """<study id="s" lang="en">
  <title>t</title><disclaimer>Invented.</disclaimer>
  <layer id="subject" file="areas.shp" style="s.sld"/>
  <figures width="140" height="140" crs="EPSG:3857">
    <extent west="-0.3" south="-0.3" east="5.3" north="5.3"/>
    <show title="no" scale-bar="no" graticule="no" credits="no" legend="no"/>
    <draw>subject</draw>
    <figure id="f" date="2030-01-01"/>
  </figures>
</study>
"""
SLD = """<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:ogc="http://www.opengis.net/ogc"><NamedLayer><Name>l</Name><UserStyle>
  <FeatureTypeStyle>%s</FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>"""

# colour, kind of area, what the symbolizer says, families of (angle, pitch in mm)
PX = 0.28
HATCHES = [
    ("#aa0000", "a", "hatch 45 1.2", [(45, 1.2)]),
    ("#00aa00", "b", "hatch 30 0.8; 120 1.5", [(30, 0.8), (120, 1.5)]),
    ("#0000aa", "c", "hatch 0 1", [(0, 1)]),
    ("#aa00aa", "d", "hatch 135 2.35", [(135, 2.35)]),
    ("#aa0000", "a", "mark shape://slash 10", [(45, 10 * PX / math.sqrt(2))]),
    ("#00aa00", "b", "mark shape://times 12", [(45, 12 * PX / math.sqrt(2)),
                                               (135, 12 * PX / math.sqrt(2))]),
    ("#0000aa", "c", "mark shape://vertline 7.5", [(90, 7.5 * PX)]),
    ("#aa00aa", "d", "mark horline 9 25", [(-25, 9 * PX)]),  # a Rotation is clockwise
]
MARKS = """square circle triangle star cross x arrow shape://vertline shape://horline shape://slash
shape://backslash shape://dot shape://plus shape://times shape://oarrow shape://carrow
shape://coarrow shape://ccarrow line horline cross2 cross_fill diamond shield pentagon hexagon
octagon decagon rectangle equilateral_triangle regular_star heart arrowhead filled_arrowhead
asterisk_fill semi_circle third_circle quarter_circle half_square half_arc quarter_arc third_arc
right_half_triangle left_half_triangle diagonal_half_square rounded_square square_with_corners
trapezoid star_diamond parallelogram_left parallelogram_right extshape://triangle
extshape://emicircle extshape://triangleemicircle extshape://narrow extshape://sarrow
extshape://arrow wkt://POLYGON((0~0,1~0,0~1,0~0))""".split()


def stroke(color):
    return (f'<Stroke><SvgParameter name="stroke">{color}</SvgParameter>'
            '<SvgParameter name="stroke-width">1</SvgParameter></Stroke>')


def graphic(name, color, size, turn=0, filled=False):
    inner = f'<Fill><SvgParameter name="fill">{color}</SvgParameter></Fill>' if filled else ""
    return (f"<Graphic><Mark><WellKnownName>{name}</WellKnownName>{inner}{stroke(color)}</Mark>"
            f"<Size>{size}</Size><Rotation>{turn}</Rotation></Graphic>")


def rule(kind, symbols):
    return (f"<Rule><ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>kind</ogc:PropertyName>"
            f"<ogc:Literal>{kind}</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>{symbols}</Rule>")


def hatch_rule(color, kind, what):
    words = what.split()
    if words[0] == "hatch":
        fill = graphic("shape://slash", color, 10)
        option = f'<VendorOption name="sitmap-hatch">{what[6:]}</VendorOption>'
    else:
        fill = graphic(words[1], color, words[2], words[3] if len(words) > 3 else 0)
        option = ""
    return rule(kind, f"<PolygonSymbolizer><Fill><GraphicFill>{fill}</GraphicFill></Fill>{option}"
                      "</PolygonSymbolizer>")


def draw(name, rules):
    folder = os.path.join(TMP, name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for file in os.listdir(DATA):
        if file.startswith("areas."):
            shutil.copy(os.path.join(DATA, file), folder)
    for file, text in (("study.xml", STUDY), ("s.sld", SLD % rules)):
        with open(os.path.join(folder, file), "w", encoding="utf-8") as f:
            f.write(text)
    done = subprocess.run([SITMAP, "render", "-q", "-f", "pdf,svg", "-o", folder + "/out", folder],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    bad = [line for line in done.stdout.splitlines() if "W114" not in line]
    assert not bad, bad[:3]
    return folder + "/out/s/f"


def color_of(element):
    """#rrggbb of an SVG path's stroke, as poppler writes it: in percent."""
    found = re.search(r"stroke:rgb\(([0-9.]+)%,([0-9.]+)%,([0-9.]+)%\)", element)
    found = found or re.search(r'stroke="rgb\(([0-9.]+)%, *([0-9.]+)%, *([0-9.]+)%\)"', element)
    return found and "#" + "".join(f"{round(float(v) * 2.55):02x}" for v in found.groups())


def segments(svg, color):
    """Straight strokes of a colour, in points of the page."""
    out = []
    for element in re.findall(r"<path[^>]*>", svg):
        if color_of(element) != color:
            continue
        m = re.search(r'transform="matrix\(([^)]*)\)"', element)
        a, b, c, d, e, f = map(float, m.group(1).split(",")) if m else (1, 0, 0, 1, 0, 0)
        data = re.search(r' d="([^"]*)"', element).group(1)
        for x0, y0, x1, y1 in re.findall(r"M (\S+) (\S+) L (\S+) (\S+)", data):
            p, q = (float(x0), float(y0)), (float(x1), float(y1))
            out.append(tuple((a * x + c * y + e, b * x + d * y + f) for x, y in (p, q)))
    return out


def measure(lines, angle):
    """Mean angle (degrees) and mean pitch (mm) of the family near an angle."""
    turns, places, longest = [], set(), sorted(lines, key=lambda s: -math.dist(*s))
    t = math.radians(angle)
    for (x0, y0), (x1, y1) in longest:
        slope = math.degrees(math.atan2(-(y1 - y0), x1 - x0))
        off = (slope - angle + 90) % 180 - 90
        if abs(off) > 1:
            continue
        if math.dist((x0, y0), (x1, y1)) > 60:
            turns.append(angle + off)
        places.add(round((x0 * math.sin(t) + y0 * math.cos(t)) / MM, 3))
    ordered = sorted(places)
    steps = [b - a for a, b in zip(ordered, ordered[1:]) if b - a > 0.1]
    assert len(steps) > 8 and turns, (len(steps), len(turns))
    return sum(turns) / len(turns), steps


def check_hatches():
    for half in (HATCHES[:4], HATCHES[4:]):
        base = draw("hatch", "".join(hatch_rule(c, k, w) for c, k, w, _ in half))
        subprocess.run(["pdftocairo", "-svg", base + ".pdf", base + "-poppler.svg"], check=True)
        with open(base + "-poppler.svg", encoding="utf-8") as f:
            svg = f.read()
        for color, _, what, families in half:
            lines = segments(svg, color)
            for angle, wanted in families:
                found, steps = measure(lines, angle)
                worst = max(abs(s - wanted) for s in steps)
                assert worst <= 0.01, f"{what}: a pitch off by {worst:.3f} mm"
                assert abs(found - angle) <= 0.02, f"{what}: {found:.3f} instead of {angle}"
                print(f"ok   {what:26} {angle:4} degrees, {len(steps)} pitches of {wanted:.3f} mm,"
                      f" worst off by {worst:.4f}")


def check_images():
    """Every mark as a point, along the outline, and as a pattern: vectors in PDF and SVG."""
    for start in range(0, len(MARKS), 4):
        rules = ""
        for kind, name in zip("abcd", MARKS[start:start + 4]):
            name = name.replace("~", " ")
            one = graphic(name, "#334455", 9, 0, True)
            rules += rule(kind, f"<PolygonSymbolizer><Fill><GraphicFill>{one}</GraphicFill></Fill>"
                                f"</PolygonSymbolizer><LineSymbolizer><Stroke><GraphicStroke>{one}"
                                f"</GraphicStroke></Stroke></LineSymbolizer>"
                                f"<PointSymbolizer>{one}</PointSymbolizer>")
        base = draw("marks", rules)
        listed = subprocess.run(["pdfimages", "-list", base + ".pdf"], stdout=subprocess.PIPE,
                                text=True, check=True).stdout.splitlines()[2:]
        assert not listed, (MARKS[start:start + 4], listed)
        with open(base + ".svg", encoding="utf-8") as f:
            text = f.read()
        assert "<image" not in text and "<pattern" not in text, MARKS[start:start + 4]
    print(f"ok   {len(MARKS)} marks as points, lines and patterns: no image")


check_hatches()
check_images()
