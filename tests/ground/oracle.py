"""oracle.py SITMAP FOLDER: pictures laid under a map, beside what gdalwarp makes of them.

The figure is one line in a corner above a ground, written as PNG. gdalwarp, with exact
transformation (-et 0), warps the same picture to the same pixels: the frame of the scene and the
scale say where each of them lies in the plane. Compared is the half without the line.

A source of one colour per place tells how far a pixel was missed: ramps grow by less than one level
a pixel, the wave in blue by up to 14. We may miss by an eighth of a pixel, that is two levels, and
each side rounds once: three. Nearly everywhere both agree to the level, which the mean tells. Where the source
is finer than the page both take a tent as wide as a pixel of the page.
"""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "check"))
sys.dont_write_bytecode = True
import picture
from small_study import LINE, Layer, styles

SITMAP, FOLDER = sys.argv[1:3]
LCC = "+proj=lcc +lat_1=38.8 +lat_2=40.6 +lat_0=39.7 +lon_0=46.75 +datum=WGS84 +units=m"
STUDY = """<?xml version="1.0" encoding="UTF-8"?>
<study id="oracle">
  <title>A ground and a line</title>
  <ground id="ground" file="ground.png"%s/>
  <layer id="line" file="line.shp" style="line.sld"/>
  <figures width="80" height="80" crs="%s">
    <extent lon="46" lat="40" scale="%d"/>
    <draw>ground line</draw>
    <show title="no" legend="no" scale-bar="no" graticule="no" note="no"/>
    <figure id="figure" date="2020-01-01"/>
  </figures>
</study>
"""


def run(*args, **more):
    return subprocess.run(args, check=True, capture_output=True, text=True, **more).stdout


def raw(path, *args):
    """The bytes of a picture, band after band, through gdal_translate."""
    run("gdal_translate", "-q", "-of", "ENVI", "-b", "1", "-b", "2", "-b", "3", *args, path,
        path + ".raw")
    with open(path + ".raw", "rb") as f:
        return f.read()


def frame_of(scene):
    """The clip of the map, in points."""
    clip = re.search(r"clip[^\n]*", scene)[0]
    numbers = [float(v) for v in re.findall(r"-?\d+(?:\.\d+)?", clip)]
    xs, ys = numbers[0::2], numbers[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def write_study(name, size, world, crs, scale):
    folder = os.path.join(FOLDER, name)
    os.makedirs(folder)
    depth, color, rows, colors = picture.ramps(size, size)
    picture.write_png(os.path.join(folder, "ground.png"), size, size, depth, color, rows, colors)
    for suffix, text in ((".pgw", "\n".join(map(str, world)) + "\n"), (".prj", picture.WGS84)):
        with open(os.path.join(folder, "ground" + suffix), "w", encoding="ascii") as f:
            f.write(text)
    Layer(LINE, [("name", "C", 8)], [[[[(46.3, 39.85), (46.31, 39.86)]], ["a"]]]).write(
        os.path.join(folder, "line"))
    with open(os.path.join(folder, "line.sld"), "w", encoding="utf-8") as f:
        f.write(styles()["line.sld"])
    with open(os.path.join(folder, "study.xml"), "w", encoding="utf-8") as f:
        f.write(STUDY % (' crs="%s"' % crs if crs else "", LCC, scale))
    return folder


def compare(name, size, world, crs, scale, dpi, most, mean):
    folder = write_study(name, size, world, crs, scale)
    run(SITMAP, "render", "-q", "-f", "png,scene", "--dpi", str(dpi), "-o", folder + "/out", folder)
    out = folder + "/out/oracle/figure"
    with open(out + ".scene", encoding="utf-8") as f:
        x0, y0, x1, y1 = frame_of(f.read())
    cx, cy, per_px = (x0 + x1) / 2, (y0 + y1) / 2, scale * 25.4e-3 / dpi
    # Whole pixels of the page within the neat line; the layer's line lies in the right half.
    edge = 3 + int(dpi * 0.3 / 25.4)
    left, top = int(x0 / 72 * dpi) + edge, int(y0 / 72 * dpi) + edge
    width, height = int(cx / 72 * dpi) - left, int(y1 / 72 * dpi) - edge - top
    ex, ey = map(float, run("cs2cs", "-d", "6", "+proj=longlat +datum=WGS84", "+to", *LCC.split(),
                            input="46 40\n").split()[:2])
    west, north = ex + (left - cx / 72 * dpi) * per_px, ey - (top - cy / 72 * dpi) * per_px
    ours = raw(out + ".png", "-srcwin", str(left), str(top), str(width), str(height))
    run("gdalwarp", "-q", "-et", "0", "-r", "bilinear", "-s_srs", crs or "EPSG:4326", "-t_srs", LCC,
        "-te", str(west), str(north - height * per_px), str(west + width * per_px), str(north),
        "-ts", str(width), str(height), folder + "/ground.png", folder + "/warped.tif")
    theirs = raw(folder + "/warped.tif")
    assert len(ours) == len(theirs) == width * height * 3, (len(ours), len(theirs))
    gaps = [abs(a - b) for a, b in zip(ours, theirs)]
    said = "%s: %d x %d pixels, at most %d levels, %.3f on average" % (
        name, width, height, max(gaps), sum(gaps) / len(gaps))
    print(said)
    assert max(gaps) <= most and sum(gaps) / len(gaps) <= mean, said


# A pixel of the source is 250 m, one of the page 85 to 350 m. At 300 dpi the picture is held at
# twice its own density and cairo interpolates once more.
compare("finer-page", 400, (0.003, 0, 0, -0.0024, 45.4, 40.48), None, 1000000, 300, 3, 0.4)
compare("same", 400, (0.003, 0, 0, -0.0024, 45.4, 40.48), None, 1000000, 100, 2, 0.05)
compare("coarser-page", 900, (0.0014, 0, 0, -0.0011, 45.37, 40.5), None, 1000000, 72, 3, 0.1)
compare("turned-utm", 400, (280, 120, 110, -270, 507400, 4458300), "EPSG:32638", 1000000, 90, 3,
        0.2)
