#!/usr/bin/python3
"""Which names move from map to map, and whether they had to.

still.py EXPECTED SCENE...: the drawing lists of a series. A name that two of them show at different
places had to move when one of the two places is taken on the other map, halos and their air
included: by letters, a leader, a symbol or furniture, by the front (which no name crosses) or the
frame. Prints each mover with what was in its way. Status 1 if one moved without need, or if the
movers are not those expected (names separated by commas). A second name that comes or goes below the
first does not count as moving, nor do call-outs, whose place the author wishes map by map.
"""
import re
import sys

NUMBER = r"-?[0-9.]+"
TEXT = re.compile(rf' *text "((?:[^"\\]|\\.)*)" "[^"]*" ({NUMBER})[^"]*? at ({NUMBER}) ({NUMBER})'
                  rf'(?: turned ({NUMBER}))? wide ({NUMBER})')
UP, DOWN, AIR = 0.72, 0.05, 2.5  # of the size: capitals, baseline; points kept free around letters


class Map:
    def __init__(self, path):
        self.labels = {}    # (name, record) -> texts: (text, size, x, y, width)
        self.leaders = {}   # name -> segments
        self.front = []     # segments
        self.symbols = {}   # record -> box, of the layer of places
        self.furniture = []
        self.frame = None
        self.read(path)

    def read(self, path):
        with open(path, encoding="utf-8") as f:
            lines = f.read().splitlines()
        stack = []
        for line in lines:
            words = line.split(None, 2)
            if words[0] in ("group", "clip"):
                found = re.match(r' *group (\S+)(?: "((?:[^"\\]|\\.)*)")?(?: #(\d+))?', line)
                stack.append(found.groups() if found else ("clip", None, None))
                if words[0] == "clip" and not self.frame:
                    self.frame = box_of(points(line))
            elif line.strip() in ("end", "end clip"):
                stack.pop()
            else:
                self.take(line, stack)

    def take(self, line, stack):
        roles = [s[0] for s in stack]
        names = [s[1] for s in stack]
        if roles and roles[-1] == "label":
            found = TEXT.match(line)
            if found and not found.group(5):
                text, size, x, y, _, width = found.groups()
                self.labels.setdefault(stack[-1][1:], []).append(
                    (text, float(size), float(x), float(y), float(width)))
        elif "layer" in roles and names[roles.index("layer")] in ("front", "contact"):
            self.front += segments(line)
        elif "layer" in roles and names[roles.index("layer")] == "places" and " | " in line:
            record = stack[-1][2]
            box = box_of(points(line))
            self.symbols[record] = join(self.symbols.get(record, box), box)
        elif "leader" in roles:
            self.leaders.setdefault(names[-1], []).extend(segments(line))
        elif roles and roles[0] in ("legend", "scale", "inset") and " | " in line:
            self.furniture.append(box_of(points(line)))


def points(line):
    values = [float(v) for v in re.findall(NUMBER, line[line.index("|"):])]
    return list(zip(values[0::2], values[1::2]))


def segments(line):
    out = []
    for part in line.split("|")[1:]:
        values = [float(v) for v in part.split()]
        chain = list(zip(values[0::2], values[1::2]))
        out += zip(chain, chain[1:])
    return out


def box_of(chain):
    xs, ys = [p[0] for p in chain], [p[1] for p in chain]
    return (min(xs), min(ys), max(xs), max(ys))


def join(a, b):
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def boxes(texts):
    return [(x, y - UP * size, x + width, y + DOWN * size) for _, size, x, y, width in texts]


def overlap(a, b, air=0.0):
    return a[0] < b[2] + air and b[0] < a[2] + air and a[1] < b[3] + air and b[1] < a[3] + air


def crosses(box, segment, air):
    """Does a segment come into the box? (Liang & Barsky 1984)"""
    (x0, y0), (x1, y1) = segment
    t0, t1 = 0.0, 1.0
    for d, low, high in ((x1 - x0, box[0] - air - x0, box[2] + air - x0),
                         (y1 - y0, box[1] - air - y0, box[3] + air - y0)):
        if d == 0:
            if low > 0 or high < 0:
                return False
            continue
        a, b = sorted((low / d, high / d))
        t0, t1 = max(t0, a), min(t1, b)
    return t0 < t1


def in_the_way(key, own, leader, there):
    """What stands on a map where a name and its leader would like to be."""
    out = []
    for segment in leader:
        out += [f'the name "{k[0]}" before its leader' for k, texts in there.labels.items()
                if k != key for other in boxes(texts) if crosses(other, segment, AIR)]
    for box in own:
        out += [f'the name "{k[0]}"' for k, texts in there.labels.items() if k != key
                for other in boxes(texts) if overlap(box, other, AIR)]
        out += [f'the leader of "{n}"' for n, lines in there.leaders.items() if n != key[0]
                for s in lines if crosses(box, s, AIR)]
        out += ["the front" for s in there.front if crosses(box, s, AIR)]
        out += ["a symbol" for r, b in there.symbols.items() if r != key[1] and overlap(box, b)]
        out += ["furniture" for b in there.furniture if overlap(box, b)]
        f = there.frame
        out += ["the frame"] * (box[0] < f[0] or box[1] < f[1] or box[2] > f[2] or box[3] > f[3])
    return list(dict.fromkeys(out))


def moved(texts, like):
    """The texts of a name where its first line stood on the other map."""
    dx, dy = like[0][2] - texts[0][2], like[0][3] - texts[0][3]
    return [(t, s, x + dx, y + dy, w) for t, s, x, y, w in texts]


def taken(key, here, there, a, b):
    """What is in the way on map `b` of a name as it stands on map `a`, or as `b` shows it."""
    leader = a.leaders.get(key[0], [])
    own = in_the_way(key, boxes(here if len(here) <= len(there) else here[:1]), leader, b)
    return own or in_the_way(key, boxes(moved(there, here)), leader, b)


def place(texts):
    return texts[0][2:4]


def judge(maps):
    movers, idle = set(), 0
    for key in sorted(set().union(*(m.labels for m in maps)), key=str):
        shown = [m for m in maps if key in m.labels and key[1]]
        for a, b in zip(shown, shown[1:]):
            here, there = a.labels[key], b.labels[key]
            if place(here) == place(there):
                continue
            stay = taken(key, here, there, a, b)
            early = taken(key, there, here, b, a)
            movers.add(key[0])
            idle += not (stay or early)
            print(f"{'moved' if stay or early else 'IDLY '} {key[0]}: its old place has "
                  f"{', '.join(stay) or 'room'}; its new place had {', '.join(early) or 'room'}")
    names = len(set().union(*(m.labels for m in maps)))
    print(f"of {names} names on {len(maps)} maps {len(movers)} move, {idle} times without need")
    return movers, idle


def main():
    movers, idle = judge([Map(p) for p in sys.argv[2:]])
    expected = set(filter(None, sys.argv[1].split(",")))
    for name in sorted(movers ^ expected):
        print(f"{name} {'moves, which it did not' if name in movers else 'no longer moves'}")
    sys.exit(1 if idle or movers != expected else 0)


main()
