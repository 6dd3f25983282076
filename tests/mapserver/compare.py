#!/usr/bin/python3
"""The same SLD by sitmap and by MapServer, pixel by pixel.

compare.py SITMAP TMP: each case below is drawn by both over the same ground, one OGC pixel (0.28 mm)
to a pixel of MapServer's. A pixel agrees when the other picture's colours within one pixel of
it enclose its own: rasterisers smooth edges in their own ways. The inked share of each colour must
agree too.
"""
import math
import os
import re
import shutil
import struct
import subprocess
import sys
import urllib.parse
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
SITMAP, TMP = sys.argv[1:3]
PX_PT = 0.28 * 72 / 25.4
FINE = 3  # pixels of sitmap's to one of MapServer's

HEAD = ('<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" '
        'xmlns:ogc="http://www.opengis.net/ogc"><NamedLayer><Name>%s</Name><UserStyle>'
        '<FeatureTypeStyle>%s</FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>')


def css(name, value):
    return f'<CssParameter name="{name}">{value}</CssParameter>'


def fill(color, opacity=None):
    more = css("fill-opacity", opacity) if opacity else ""
    return f'<PolygonSymbolizer><Fill>{css("fill", color)}{more}</Fill></PolygonSymbolizer>'


# Without these MapServer draws round caps and joins, against the standard.
ROUND = (css("stroke-linecap", "round"), css("stroke-linejoin", "round"))


def line(color, width, *more):
    stroke = css("stroke", color) + css("stroke-width", width) + "".join(more or ROUND)
    return f"<LineSymbolizer><Stroke>{stroke}</Stroke></LineSymbolizer>"


def point(name, color, size):
    return (f"<PointSymbolizer><Graphic><Mark><WellKnownName>{name}</WellKnownName><Fill>"
            f'{css("fill", color)}</Fill></Mark><Size>{size}</Size></Graphic></PointSymbolizer>')


def rule(symbols, condition=""):
    return f"<Rule>{condition}{symbols}</Rule>"


def when(condition):
    return f"<ogc:Filter>{condition}</ogc:Filter>"


def compare(op, name, value, attrs=""):
    return (f"<ogc:{op}{attrs}><ogc:PropertyName>{name}</ogc:PropertyName>"
            f"<ogc:Literal>{value}</ogc:Literal></ogc:{op}>")


def between(name, low, high):
    return (f"<ogc:PropertyIsBetween><ogc:PropertyName>{name}</ogc:PropertyName><ogc:LowerBoundary>"
            f"<ogc:Literal>{low}</ogc:Literal></ogc:LowerBoundary><ogc:UpperBoundary><ogc:Literal>"
            f"{high}</ogc:Literal></ogc:UpperBoundary></ogc:PropertyIsBetween>")


EQ = "PropertyIsEqualTo"
LIKE = ' wildCard="*" singleChar="?" escape="!"'
# layer, content of the FeatureTypeStyle; {scale} is the map's
CASES = {
    "fill": ("areas", rule(fill("#cc2200"))),
    "fill-opacity": ("areas", rule(fill("#0000ff", 0.5))),
    "outline": ("areas", rule(
        '<PolygonSymbolizer><Fill>' + css("fill", "#ffee88") + '</Fill><Stroke>'
        + css("stroke", "#004400") + css("stroke-width", 4) + '</Stroke></PolygonSymbolizer>')),
    "two-symbolizers": ("areas", rule(fill("#88bbff") + line("#aa0000", 3))),
    "stroke": ("lines", rule(line("#aa0088", 5))),
    "stroke-thin": ("lines", rule(line("#000000", 2))),
    "casing": ("lines", rule(line("#000000", 9)) + rule(line("#ffffff", 5))),
    "dash": ("lines", rule(line("#0044aa", 4, css("stroke-dasharray", "12 8")),
                           when(compare(EQ, "kind", "road")))),
    "dash-of-four": ("lines", rule(line("#0044aa", 3, css("stroke-dasharray", "20 6 6 6")),
                                   when(compare(EQ, "kind", "rail")))),
    "equal": ("areas", rule(fill("#ff0000"), when(compare(EQ, "kind", "a")))
              + rule(fill("#00ff00"), when(compare(EQ, "kind", "c")))),
    "order": ("areas", rule(fill("#ff0000"), when(compare("PropertyIsLessThan", "n", 5)))
              + rule(fill("#00ff00"), when(compare("PropertyIsGreaterThanOrEqualTo", "n", 9)))),
    "not-equal": ("areas", rule(fill("#222222"), when(compare("PropertyIsNotEqualTo", "kind", "b")))),
    "between": ("areas", rule(fill("#ff00ff"), when(between("n", 5, 9)))),
    "like": ("lines", rule(line("#00aa00", 5), when(compare("PropertyIsLike", "kind", "r*d", LIKE)))),
    "and-or-not": ("areas", rule(fill("#990000"), when(
        "<ogc:And><ogc:Or>" + compare(EQ, "kind", "a") + compare(EQ, "kind", "b")
        + compare(EQ, "kind", "c") + "</ogc:Or><ogc:Not>" + compare(EQ, "n", 5)
        + "</ogc:Not></ogc:And>"))),
    "else": ("areas", rule(fill("#ff0000"), when(compare(EQ, "kind", "a")))
             + rule(fill("#0000ff"), "<ElseFilter/>")),
    "scale-in": ("areas", rule(fill("#ff0000"), "<MinScaleDenominator>{below}</MinScaleDenominator>"
                               "<MaxScaleDenominator>{above}</MaxScaleDenominator>")
                 + rule(fill("#0000ff"), "<MaxScaleDenominator>{below}</MaxScaleDenominator>")
                 + rule(fill("#00ff00"), "<MinScaleDenominator>{above}</MinScaleDenominator>")),
    "square": ("points", rule(point("square", "#aa0000", 16))),
    "circle": ("points", rule(point("circle", "#0000aa", 20))),
}


# ---- Pictures ------------------------------------------------------------------------------------

def unfilter(raw, width, height):
    """Rows of 8-bit RGB after the filters of PNG."""
    stride, above, rows = 3 * width, bytearray(3 * width), []
    for y in range(height):
        kind, row = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for i in range(stride if kind else 0):
            a = row[i - 3] if i >= 3 else 0
            b, c = above[i], above[i - 3] if i >= 3 else 0
            if kind == 4:
                p = a + b - c
                pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
                guess = a if pa <= pb and pa <= pc else b if pb <= pc else c
            else:
                guess = (0, a, b, (a + b) // 2)[kind]
            row[i] = (row[i] + guess) & 255
        rows.append(row)
        above = row
    return rows


def read_png(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n", data[:600].decode("latin-1")
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        chunk = data[at + 8:at + 8 + size]
        if kind == b"IHDR":
            width, height, depth, color = struct.unpack(">IIBB", chunk[:10])
            assert depth == 8 and color == 2, (depth, color)
        packed += chunk if kind == b"IDAT" else b""
        at += size + 12
    return width, height, unfilter(zlib.decompress(packed), width, height)


# ---- sitmap --------------------------------------------------------------------------------------

def render(layer, sld, figure, fmt, dpi=None):
    folder = os.path.join(TMP, "study")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE, folder)
    path = os.path.join(folder, "study.xml")
    with open(path) as f:
        text = f.read().replace("LAYER", layer)
    with open(path, "w") as f:
        f.write(text)
    with open(os.path.join(folder, "case.sld"), "w") as f:
        f.write(sld)
    out = os.path.join(TMP, "out")
    dpi = ["--dpi", str(dpi)] if dpi else []
    subprocess.run([SITMAP, "render", "-q", "--force", "--only", figure, "-f", fmt, "-o", out]
                   + dpi + [folder], check=False, stderr=subprocess.DEVNULL)
    with open(os.path.join(out, "m", f"{figure}.{fmt}"), "rb") as f:
        return f.read()


def numbers(text):
    return [float(x) for x in re.findall(r"-?[0-9.]+(?:e-?[0-9]+)?", text)]


def find_frame():
    """The frame in points, and the ground at its corner: metres per point, metres at (0, 0) pt."""
    scene = render("areas", HEAD % ("areas", rule(fill("#000001"))), "frame", "scene").decode()
    frame = numbers(re.search(r"clip \|([^\n]*)", scene).group(1))
    ground = numbers(re.search(r"fill #000001 \|([^\n]*)", scene).group(1).replace("|", " "))
    xs, ys = ground[0::2], ground[1::2]
    metres = 6378137 * math.radians(5)
    top = 6378137 * math.log(math.tan(math.pi / 4 + math.radians(5) / 2))
    per_pt = metres / (max(xs) - min(xs))
    return (min(frame[0::2]), min(frame[1::2]), max(frame[0::2]), max(frame[1::2]),
            per_pt, -min(xs) * per_pt, top + min(ys) * per_pt)


def coarse(rows, frame, width, height):
    """sitmap's picture in MapServer's pixels: means over FINE x FINE."""
    step, x0, y0 = FINE, round(frame[0] / PX_PT * FINE), round(frame[1] / PX_PT * FINE)
    out = []
    for j in range(height):
        line_of = []
        for i in range(width):
            sums = [0, 0, 0]
            for v in range(step):
                row, base = rows[y0 + j * step + v], 3 * (x0 + i * step)
                for u in range(step):
                    for k in range(3):
                        sums[k] += row[base + 3 * u + k]
            line_of.append(tuple(s / step / step for s in sums))
        out.append(line_of)
    return out


# ---- MapServer -----------------------------------------------------------------------------------

MAPFILE = """MAP
  SIZE 100 100
  EXTENT 0 0 600000 600000
  UNITS METERS
  RESOLUTION 90.714
  DEFRESOLUTION 90.714
  IMAGETYPE png24
  PROJECTION "init=epsg:3857" END
  OUTPUTFORMAT NAME "png24" DRIVER "AGG/PNG" MIMETYPE "image/png" IMAGEMODE RGB EXTENSION "png" END
  WEB METADATA "wms_title" "t" "wms_srs" "EPSG:3857" "wms_enable_request" "*"
    "wms_onlineresource" "http://localhost/" END END
  LAYER NAME "%s" TYPE %s STATUS ON DATA "%s" PROJECTION "init=epsg:4326" END
    METADATA "wms_title" "t" END END
END
"""
KINDS = {"areas": "POLYGON", "lines": "LINE", "points": "POINT"}


def mapserver(layer, sld, box, width, height):
    path = os.path.join(TMP, "m.map")
    with open(path, "w") as f:
        f.write(MAPFILE % (layer, KINDS[layer], os.path.join(HERE, layer + ".shp")))
    config = os.path.join(TMP, "mapserver.conf")
    with open(config, "w") as f:
        f.write('CONFIG\n  ENV\n    MS_MAP_PATTERN ".*"\n  END\nEND\n')
    query = urllib.parse.urlencode({
        "map": path, "SERVICE": "WMS", "VERSION": "1.1.1", "REQUEST": "GetMap", "LAYERS": layer,
        "STYLES": "", "SRS": "EPSG:3857", "BBOX": ",".join(repr(v) for v in box), "WIDTH": width,
        "HEIGHT": height, "FORMAT": "image/png", "SLD_BODY": sld}, quote_via=urllib.parse.quote)
    env = dict(os.environ, MAPSERVER_CONFIG_FILE=config)
    done = subprocess.run(["mapserv", "-nh", "QUERY_STRING=" + query], env=env, check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    rows = read_png(done.stdout)[2]
    return [[tuple(row[3 * i:3 * i + 3]) for i in range(width)] for row in rows]


# ---- Comparing -----------------------------------------------------------------------------------

MARGIN = 4  # pixels: the frame's own line


def strays(a, b, gap=60):
    """Pixels of `a` that lie outside the range of colours that `b` has within a pixel of them."""
    count = 0
    for y in range(MARGIN, len(a) - MARGIN):
        for x in range(MARGIN, len(a[0]) - MARGIN):
            p = a[y][x]
            if max(abs(p[k] - b[y][x][k]) for k in range(3)) <= gap:
                continue
            around = [b[v][u] for v in (y - 1, y, y + 1) for u in (x - 1, x, x + 1)]
            if any(not min(q[k] for q in around) - gap <= p[k] <= max(q[k] for q in around) + gap
                   for k in range(3)):
                count += 1
    return count


def ink(picture):
    """Darkness against white, in pixels, per channel."""
    inner = [p for row in picture[MARGIN:-MARGIN] for p in row[MARGIN:-MARGIN]]
    return [sum(255 - p[k] for p in inner) / 255 for k in range(3)]


def main():
    frame = find_frame()
    per_px = frame[4] * PX_PT
    width, height = (int((frame[i + 2] - frame[i]) / PX_PT) for i in (0, 1))
    x0, y1 = frame[5] + frame[0] * frame[4], frame[6] - frame[1] * frame[4]
    box = (x0, y1 - height * per_px, x0 + width * per_px, y1)
    scale = per_px / 0.00028
    failed = 0
    for name, (layer, content) in CASES.items():
        content = content.replace("{below}", str(scale * 0.8)).replace("{above}", str(scale * 1.25))
        sld = HEAD % (layer, content)
        fine = read_png(render(layer, sld, "case", "png", 72 * FINE / PX_PT))[2]
        ours, theirs = coarse(fine, frame, width, height), mapserver(layer, sld, box, width, height)
        odd = strays(ours, theirs) + strays(theirs, ours)
        mine, other = ink(ours), ink(theirs)
        off = max(abs(m - o) for m, o in zip(mine, other)) / max(mine + [1])
        good = odd <= 0.0005 * width * height and off <= 0.02 and max(mine) > 20
        failed += not good
        print(f"{'ok  ' if good else 'FAIL'} {name:16} stray pixels {odd:4}  ink off by {off:.1%}"
              f"  of {max(mine):.0f} px")
    sys.exit(1 if failed else 0)


main()
