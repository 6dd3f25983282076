"""picture.py KIND FILE.png WIDTH HEIGHT A D B E C F: a made-up picture with its world file.

The six numbers are those of the world file, in its order. Kinds:

    relief   grey hills, lit from the north-west, on a wave of some 40 pixels
    ramps    red grows to the right, green downwards, blue waves: each place has its own colour
    rings    black and white, finer and finer towards the middle
    ragged   ramps in a disc of alpha 255; outside of it black with alpha 0
    grey16, palette   two other forms of PNG, of the same ramp
    flat     one light grey
"""
import math
import struct
import sys
import zlib

WGS84 = ('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
         'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]')


def chunk(kind, data):
    return (struct.pack(">I", len(data)) + kind + data +
            struct.pack(">I", zlib.crc32(kind + data)))


def write_png(path, width, height, depth, color, rows, palette=None):
    with open(path, "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n")
        f.write(chunk(b"IHDR", struct.pack(">2I5B", width, height, depth, color, 0, 0, 0)))
        if palette:
            f.write(chunk(b"PLTE", palette))
        f.write(chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 6)))
        f.write(chunk(b"IEND", b""))


def relief(width, height):
    def height_at(x, y):
        return (math.sin(x / 23) * math.cos(y / 17) + 0.6 * math.sin((x + 2 * y) / 41) +
                0.3 * math.sin((3 * x - y) / 11))

    def shade(x, y):
        slope = height_at(x - 1, y - 1) - height_at(x + 1, y + 1)
        return max(0, min(255, int(200 - slope * 150)))
    return 8, 0, (bytes(shade(x, y) for x in range(width)) for y in range(height)), None


def ramp(x, y, width, height):
    blue = int(127.5 + 127 * math.sin(x / 9) * math.sin(y / 9))
    return 255 * x // (width - 1), 255 * y // (height - 1), blue


def ramps(width, height):
    return 8, 2, (b"".join(bytes(ramp(x, y, width, height)) for x in range(width))
                  for y in range(height)), None


def rings(width, height):
    def at(x, y):
        r = math.hypot(x - width / 2, y - height / 2) + 1
        return 255 if math.sin(4000 / r) > 0 else 0
    return 8, 0, (bytes(at(x, y) for x in range(width)) for y in range(height)), None


def ragged(width, height):
    def at(x, y):
        inside = math.hypot(x - width / 2, y - height / 2) < min(width, height) * 0.4
        return bytes((250, 240, 230, 255)) if inside else bytes(4)
    return 8, 6, (b"".join(at(x, y) for x in range(width)) for y in range(height)), None


def grey16(width, height):
    return 16, 0, (b"".join(struct.pack(">H", 65535 * x // (width - 1)) for x in range(width))
                   for _ in range(height)), None


def palette(width, height):
    colors = b"".join(bytes((i, i, i)) for i in range(256))
    return 8, 3, (bytes(255 * x // (width - 1) for x in range(width))
                  for _ in range(height)), colors


def flat(width, height):
    return 8, 0, (bytes([230]) * width for _ in range(height)), None


def main():
    kind, path = sys.argv[1:3]
    width, height = int(sys.argv[3]), int(sys.argv[4])
    depth, color, rows, colors = globals()[kind](width, height)
    write_png(path, width, height, depth, color, rows, colors)
    stem = path[:path.rindex(".")]
    with open(stem + ".pgw", "w", encoding="ascii") as f:
        f.write("\n".join(sys.argv[5:11]) + "\n")
    with open(stem + ".prj", "w", encoding="ascii") as f:
        f.write(WGS84)


if __name__ == "__main__":
    main()
