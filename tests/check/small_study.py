"""A small study of an invented country, written from nothing; `sitmap check` finds no fault in it.

A test changes what it holds, or the files that it wrote, and so seeds one fault. The country is two
degrees wide: zone West and zone East meet at 11 degrees, side A takes ground from side B in March.

      10      11   11.4    12 E
    51 +-------+-----------+
       |   A   : A |   B   |     the front of 1 March is the border of the zones,
       |       :   |       |     that of 9 March lies at 11.4
    50 +-------+-----------+
"""
import os
import struct

POINT, LINE, POLYGON = 1, 3, 5
WGS84 = ('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
         'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]')


def box(x0, y0, x1, y1):
    """A ring, clockwise as Esri wants outer rings."""
    return [(x0, y0), (x0, y1), (x1, y1), (x1, y0), (x0, y0)]


class Layer:
    """A shapefile. A record is [shape, values]; the shape of a point is (x, y), of others a list
    of parts, of a null shape None."""

    def __init__(self, kind, fields, records):
        self.kind, self.fields, self.records = kind, fields, [list(r) for r in records]
        self.prj, self.cpg, self.encoding = WGS84, "UTF-8", "utf-8"

    def ring(self, record, part=0):
        return self.records[record - 1][0][part]

    def set_value(self, record, field, value):
        names = [f[0] for f in self.fields]
        values = list(self.records[record - 1][1])
        values[names.index(field)] = value
        self.records[record - 1][1] = values

    def shape_bytes(self, shape):
        if shape is None:
            return struct.pack("<i", 0)
        if self.kind == POINT:
            return struct.pack("<i2d", POINT, *shape)
        points = [p for part in shape for p in part]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        starts, at = [], 0
        for part in shape:
            starts.append(at)
            at += len(part)
        return (struct.pack("<i4d2i", self.kind, min(xs), min(ys), max(xs), max(ys), len(shape),
                            len(points)) + struct.pack("<%di" % len(starts), *starts) +
                b"".join(struct.pack("<2d", *p) for p in points))

    def write_shapes(self, path):
        shp = shx = b""
        for number, (shape, _) in enumerate(self.records, 1):
            content = self.shape_bytes(shape)
            shx += struct.pack(">2i", 50 + len(shp) // 2, len(content) // 2)
            shp += struct.pack(">2i", number, len(content) // 2) + content
        for suffix, body in ((".shp", shp), (".shx", shx)):
            head = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 50 + len(body) // 2)
            head += struct.pack("<2i8d", 1000, self.kind, 10, 50, 12, 51, 0, 0, 0, 0)
            with open(path + suffix, "wb") as f:
                f.write(head + body)

    def cell(self, value, kind, width):
        raw = value if isinstance(value, bytes) else str(value).encode(self.encoding)
        return raw.rjust(width)[:width] if kind == "N" else raw.ljust(width)[:width]

    def write_table(self, path):
        width = 1 + sum(f[2] for f in self.fields)
        head = 32 + 32 * len(self.fields) + 1
        table = struct.pack("<4BIHH20x", 3, 120, 1, 1, len(self.records), head, width)
        for name, kind, size, *_ in self.fields:
            raw = name if isinstance(name, bytes) else name.encode("ascii")
            table += struct.pack("<11sc4xBB14x", raw, kind.encode(), size, 0)
        table += b"\r"
        for _, values in self.records:
            cells = (self.cell(v, f[1], f[2]) for v, f in zip(values, self.fields))
            table += b" " + b"".join(cells)
        with open(path + ".dbf", "wb") as f:
            f.write(table + b"\x1a")

    def write(self, path):
        self.write_shapes(path)
        self.write_table(path)
        for suffix, text in ((".prj", self.prj), (".cpg", self.cpg)):
            if text is not None:
                with open(path + suffix, "wb") as f:
                    f.write(text if isinstance(text, bytes) else text.encode())


# ---- What is drawn ------------------------------------------------------------------------------

STUDY = """<?xml version="1.0" encoding="UTF-8"?>
<study id="seeded" lang="en">
  <title>Invented country</title>
  <author>The sitmap developers</author>
  <disclaimer>No country is like this.</disclaimer>
  <side id="A"><name>Side A</name></side>
  <side id="B"><name>Side B</name></side>
  <layer id="zones" file="zones.shp" style="zones.sld"/>
  <layer id="control" file="control.shp" style="control.sld" side="side"
         time="snapshots" date="date"/>
  <change id="gained" of="control" style="change.sld"/>
  <borders id="lines" of="zones" class="name" style="line.sld"/>
  <front id="front" of="control" between="A B" style="line.sld"/>
  <layer id="camps" file="camps.shp" style="camps.sld" time="intervals" from="from" to="to"/>
  <layer id="roads" file="roads.shp" style="line.sld"/>
  <layer id="places" file="places.shp" style="places.sld"/>
  <checks>
    <facts layer="places" control="control" before="side0" date="a_from" after="A"/>
  </checks>
  <figures width="90" height="90" since="2021-03-01">
    <title>Situation on {date}</title>
    <extent fit="zones" margin="3"/>
    <draw>zones control gained camps roads lines front places</draw>
    <legend corner="se" width="30">
      <entry layer="control"/>
      <entry layer="gained"/>
    </legend>
    <figure id="second" date="2021-03-09">
      <callout layer="places" where="name=Beta" dx="5" dy="9"><title>5 March</title></callout>
    </figure>
  </figures>
  <stats control="control" zones="zones" zone="name" name="name" places="places" place="name"/>
  <report id="talks" page="A4">
    <figure ref="second"/>
    <summary rounds="rounds.xml"/>
  </report>
</study>
"""

ROUNDS = """<?xml version="1.0" encoding="UTF-8"?>
<rounds lang="en">
  <title>Talks</title>
  <party id="A" side="A" tint="#CCE8F8"><name>Alphaland</name></party>
  <party id="B" side="B"><name>Betaland</name></party>
  <area held="B" gained="A" since="2021-03-01"/>
  <factor id="timing"><name>Timing</name></factor>
  <issue id="land" kind="steps"><name>Land</name></issue>
  <round id="one" from="2021-03-06" to="2021-03-09" figure="second" sources="s">
    <name>First round</name>
    <agreed>A pause {source s}</agreed>
    <reading of="timing" score="2">Neither side could win</reading>
    <position party="A" on="land" level="0">All of it</position>
  </round>
  <round id="two" from="2021-03-20" to="2021-03-21">
    <name>Second round</name>
    <position party="A" on="land" kept="yes"/>
  </round>
  <timeline from="2021-03-01" to="2021-04-01"><begins>Begin</begins></timeline>
  <sources><source id="s" url="https://example.org/x"><text>A source</text></source></sources>
</rounds>
"""

SLD = """<?xml version="1.0" encoding="UTF-8"?>
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
<sld:NamedLayer><Name>seeded</Name><sld:UserStyle><FeatureTypeStyle>
%s
</FeatureTypeStyle></sld:UserStyle></sld:NamedLayer></sld:StyledLayerDescriptor>
"""


def parameter(name, value):
    return '<SvgParameter name="%s">%s</SvgParameter>' % (name, value)


def where(field, value):
    return ("<ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>%s</ogc:PropertyName>"
            "<ogc:Literal>%s</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>" % (field, value))


def stroke(color):
    return "<Stroke>" + parameter("stroke", color) + parameter("stroke-width", "1.1") + "</Stroke>"



def filled(color):
    return "<PolygonSymbolizer><Fill>" + parameter("fill", color) + "</Fill></PolygonSymbolizer>"


def styles():
    side = '<Rule><Name>%s</Name><Title>Side %s</Title>' + "%s" + "%s</Rule>"
    mark = ("<PointSymbolizer>\n<Graphic><Mark><WellKnownName>circle</WellKnownName>"
            "<Fill>%s</Fill></Mark><Size>4</Size></Graphic>\n</PointSymbolizer>" %
            parameter("fill", "#000000"))
    label = ("<TextSymbolizer>\n<Label><ogc:PropertyName>name</ogc:PropertyName></Label>\n<Font>" +
             parameter("font-family", "Liberation Sans, DejaVu Sans") + "\n" +
             parameter("font-size", "9") + "\n</Font></TextSymbolizer>")
    return {
        "zones.sld": SLD % ("<Rule>" + filled("#F4F4F4") + "</Rule>"),
        "control.sld": SLD % "\n".join(side % (s, s, where("side", s), filled(c))
                                       for s, c in (("A", "#CCE8F8"), ("B", "#E69E66"))),
        "change.sld": SLD % ("<Rule><Title>Gained</Title><PolygonSymbolizer>" +
                             stroke("#0072B2") + "</PolygonSymbolizer></Rule>"),
        "camps.sld": SLD % ("<Rule><PolygonSymbolizer>" + stroke("#555555") +
                            "</PolygonSymbolizer></Rule>"),
        "line.sld": SLD % ("<Rule>\n<LineSymbolizer>\n" + stroke("#111111") + "\n" +
                           "</LineSymbolizer></Rule>"),
        "places.sld": SLD % ("<Rule>\n" + mark + "\n" + label + "\n</Rule>"),
    }


def layers():
    border = [(11, 51), (11, 50)]
    west = [(10, 50), (10, 51)] + border + [(10, 50)]
    east = border[::-1] + [(12, 51), (12, 50), (11, 50)]
    a9 = [(10, 50), (10, 51), (11, 51), (11.4, 51), (11.4, 50), (11, 50), (10, 50)]
    b9 = [(11.4, 50), (11.4, 51), (12, 51), (12, 50), (11.4, 50)]
    tent = box(10.3, 50.7, 10.4, 50.8)
    return {
        "zones": Layer(POLYGON, [("name", "C", 20)], [[[west], ["West"]], [[east], ["East"]]]),
        "control": Layer(POLYGON, [("date", "D", 8), ("side", "C", 2)],
                         [[[list(west)], ["20210301", "A"]], [[list(east)], ["20210301", "B"]],
                          [[a9], ["20210309", "A"]], [[b9], ["20210309", "B"]]]),
        "camps": Layer(POLYGON, [("from", "D", 8), ("to", "D", 8), ("note", "C", 20)],
                       [[[tent], ["20210201", "20210305", "first"]],
                        [[list(tent)], ["20210305", "", "second"]]]),
        "roads": Layer(LINE, [("name", "C", 20)], [[[[(10.2, 50.2), (11.8, 50.25)]], ["Road"]]]),
        "places": Layer(POINT, [("name", "C", 20), ("side0", "C", 2), ("a_from", "D", 8),
                                ("rank", "N", 4)],
                        [[(10.5, 50.6), ["Alpha", "A", "", 1]],
                         [(11.2, 50.4), ["Beta", "B", "20210305", 2]],
                         [(11.7, 50.7), ["Gämma", "B", "", 2]]]),
    }


class Study:
    """Everything of one small study; write() puts it into a folder."""

    def __init__(self, folder):
        self.folder, self.layers, self.after = folder, layers(), []
        self.texts = dict(styles(), **{"study.xml": STUDY, "rounds.xml": ROUNDS})

    def replace(self, name, old, new):
        """Change a text file; the words must be there."""
        assert old in self.texts[name], "%s has no %r" % (name, old)
        self.texts[name] = self.texts[name].replace(old, new, 1)

    def drop(self, element):
        """Leave out the first element of this name in study.xml."""
        text, end = self.texts["study.xml"], "</%s>" % element
        self.texts["study.xml"] = (text[:text.index("<" + element)] +
                                   text[text.index(end) + len(end):])

    def line_of(self, name, words):
        """The number of the first line with these words."""
        return self.texts[name][:self.texts[name].index(words)].count("\n") + 1

    def path(self, name):
        return os.path.join(self.folder, name)

    def patch(self, name, offset, data):
        """Once it is written: put bytes into a file."""
        def put():
            with open(self.path(name), "r+b") as f:
                f.seek(offset, os.SEEK_END if offset < 0 else os.SEEK_SET)
                f.write(data)
        self.after.append(put)

    def cut(self, name, n):
        """Once it is written: take the last bytes off."""
        self.after.append(lambda: os.truncate(self.path(name),
                                              os.path.getsize(self.path(name)) - n))

    def append(self, name, data):
        def add():
            with open(self.path(name), "ab") as f:
                f.write(data)
        self.after.append(add)

    def remove(self, name):
        self.after.append(lambda: os.remove(self.path(name)))

    def write(self):
        os.makedirs(self.folder)
        for name, text in self.texts.items():
            with open(self.path(name), "wb") as f:
                f.write(text if isinstance(text, bytes) else text.encode())
        for name, layer in self.layers.items():
            layer.write(self.path(name))
        for change in self.after:
            change()
