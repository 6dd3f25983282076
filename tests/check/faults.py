"""One fault for each rule of `sitmap check`: how it is seeded, and where it is to be found.

A function seeds the fault in a Study and returns the place: a dict with what must be true of one of
the findings of the rule. `file` is the end of its file's name, `near` a place in degrees, `says` a
part of the message; `line` and `record` are exact.
"""
import os
import struct
import sys

from small_study import LINE, POINT, SLD, WGS84, Layer, box, filled, parameter, stroke, where

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "ground"))
from study import add_ground

FAULTS = {}
ONLY_RENDER = {}  # rule: the rule by which check reports the same fault better


def seeds(rule, instead=None):
    """`instead`: the rule by which check reports it ("": by none); this one is told by others."""
    def add(function):
        assert rule not in FAULTS, rule
        FAULTS[rule] = function
        if instead is not None:
            ONLY_RENDER[rule] = instead
        return function
    return add


def said(file, **more):
    return dict(file=file, **more)


def at_line(study, name, words, **more):
    return dict(file=name, line=study.line_of(name, words), **more)


def at_record(file, record, near=None, **more):
    return dict(file=file, record=record, near=near, **more)


def edit(name, old, new, words=None, **more):
    """A fault that is one change of a text, found in its line."""
    def seed(study):
        study.replace(name, old, new)
        return at_line(study, name, words or new, **more)
    return seed


def seeds_edit(rule, *args, **more):
    seeds(rule)(edit(*args, **more))


def seeds_elsewhere(rule, name, old, new, find):
    """The change of a text has its finding in another place: find(study) says where."""
    def seed(study):
        study.replace(name, old, new)
        return find(study)
    seeds(rule)(seed)


# ---- Description --------------------------------------------------------------------------------

S, R = "study.xml", "rounds.xml"
seeds_edit("study.missing", S, '<entry layer="gained"/>', "<entry/>", says="layer")
seeds_edit("study.empty", S, 'id="roads" file="roads.shp"', 'id="roads" file=" "')
seeds_edit("study.unknown", S, 'corner="se"', 'corner="se" colour="red"', says="colour")
seeds_edit("study.text", S, "<checks>", "<checks>forgotten", says="forgotten")
seeds_edit("study.id", S, 'report id="talks"', 'report id="../talks"', says="../talks")
seeds_edit("study.number", S, 'width="90"', 'width="ninety"', says="ninety")
seeds_edit("study.date", S, 'date="2021-03-09"', 'date="9.3.2021"', says="9.3.2021")
seeds_edit("study.word", S, 'corner="se"', 'corner="south"', says="south")
seeds_edit("study.twice", S, "<checks>", '<layer id="roads" file="r.shp"/><checks>')
seeds_edit("study.reference", S, "gained camps", "gained camp", '<figure id="second"', says="camp")
seeds_edit("study.between", S, 'between="A B"', 'between="A A"')
seeds_edit("study.time", S, ' from="from" to="to"', "", 'id="camps"')
seeds_edit("study.control", S, ' side="side"', "", 'id="control"')
seeds_edit("study.extent", S, '<extent fit="zones"',
           '<extent fit="zones" lon="10" lat="50" scale="90000"')
seeds_edit("study.variant", S, 'since="2021-03-01">', 'since="2021-03-01" variants="gray">')
seeds_edit("study.preset", S, 'since="2021-03-01">', 'since="2021-03-01" preset="sprnger">')
seeds_edit("study.credit", S, "<extent", '<credit n="3">Third</credit><extent')
seeds_elsewhere("study.each", S, '  </figures>',
                '  <figure id="all" each-date="control"/>\n  </figures>',
                lambda study: at_line(study, S, 'id="all"'))
seeds_edit("xml.syntax", S, "</legend>", "</legends>")
seeds_edit("xml.schema", S, '<extent fit="zones" margin="3"/>',
           '<extent fit="zones" margin="3"/><extent fit="zones"/>', "<figures")


@seeds("study.root")
def _(study):
    study.texts[S] = "<?xml version=\"1.0\"?>\n<atlas id=\"seeded\"/>\n"
    return at_line(study, S, "<atlas")


@seeds("study.unused")
def _(study):
    study.replace(S, "gained camps roads", "gained camps")
    return at_line(study, S, 'layer id="roads"', says="roads")


@seeds("study.untranslated")
def _(study):
    study.replace(S, 'lang="en">', 'lang="en" langs="en uk">')
    for old in ("<title>Invented country", "<disclaimer>No", "<name>Side A", "<name>Side B",
                "<title>5 March"):
        tag = old[1:old.index(">")]
        study.replace(S, old, '<%s xml:lang="uk">Слово</%s>%s' % (tag, tag, old))
    study.replace(S, '<report id="talks" page="A4">',
                  '<report id="talks" page="A4"><title>Talks</title>')
    return at_line(study, S, '<figure id="second"', says="uk")


seeds_elsewhere("side.unstyled", "control.sld", ">B</ogc:Literal>", ">C</ogc:Literal>",
                lambda study: at_line(study, S, 'id="control"', says="side B"))


@seeds("side.unknown")
def _(study):
    study.layers["control"].records.append([[box(13, 50, 13.2, 50.2)], ["20210309", "X"]])
    study.replace(S, ' zones="zones" zone="name" name="name"', "")
    return at_record("control.shp", 5, says='"X"')


seeds_edit("layer.field", S, 'class="name"', 'class="nome"', says="nome")
seeds_edit("layer.where", S, 'file="roads.shp"', 'file="roads.shp" where="x=1"')
seeds_edit("layer.style", S, 'file="roads.shp" style="line.sld"', 'file="roads.shp"')
seeds_elsewhere("layer.unreadable", S, 'file="roads.shp"', 'file="rods.shp"',
                lambda study: said("rods.shp"))
seeds_edit("layer.empty", S, 'file="roads.shp"', 'file="roads.shp" where="name=Rode"')
seeds_edit("figure.early", S, 'date="2021-03-09"', 'date="2021-02-27"', says="precedes")
seeds_edit("change.since", S, ' since="2021-03-01">', ">", '<figure id="second"')
seeds_edit("callout.target", S, "where=\"name=Beta\"", "where=\"name=Bета\"")


@seeds("legend.layer")
def _(study):
    study.replace(S, "<draw>zones control", "<draw>control")
    study.replace(S, '<entry layer="gained"/>', '<entry layer="zones"/>')
    return at_line(study, S, '<entry layer="zones"/>')


seeds_edit("legend.rule", S, '<entry layer="gained"/>', '<entry layer="gained" rule="lost"/>')
seeds_edit("silence.unknown", S, "<checks>", '<checks><silence rule="ring.sqare" reason="no"/>')
seeds_edit("silence.unused", S, "<checks>", '<checks><silence rule="ring.spike" reason="no"/>')


@seeds("layer.invisible")
def _(study):
    study.layers["roads"].records = [[[[(20, 50), (21, 51)]], ["Far away"]]]
    return at_line(study, S, 'id="roads"')


@seeds("derive.failed")
def _(study):
    study.replace(S, 'between="A B"', 'between="A B" date="2021-01-01"')
    return at_line(study, S, 'id="front"')


@seeds("figure.failed")
def _(study):
    study.replace(S, '<figures width="90" height="90"', '<figures width="12" height="12"')
    study.replace(S, '<report id="talks" page="A4">\n    <figure ref="second"/>',
                  '<report id="talks" page="A4">')
    return said(S)


@seeds("figure.blank")
def _(study):
    study.replace(S, '<extent fit="zones" margin="3"/>',
                  '<extent west="20" south="50" east="21" north="51"/>')
    for layer in ("zones", "control", "gained", "lines", "front", "camps", "roads", "places"):
        study.replace(S, 'id="%s"' % layer, 'id="%s" optional="yes"' % layer)
    study.drop("callout")
    study.drop("legend")
    return at_line(study, S, '<figure id="second"')


@seeds("figure.furniture")
def _(study):
    study.replace(S, 'corner="se" width="30"', 'corner="se" width="86"')
    return at_line(study, S, '<figure id="second"', says="legend")


# ---- Styles -------------------------------------------------------------------------------------

seeds_elsewhere("style.unreadable", S, 'style="line.sld"', 'style="lines.sld"',
                lambda study: said("lines.sld"))

LINES = "line.sld"
seeds_edit("W101", LINES, "</LineSymbolizer>", "<Shadow/>\n</LineSymbolizer>", says="Shadow")
seeds_edit("W102", LINES, "</LineSymbolizer>",
           '<VendorOption name="glow">1</VendorOption></LineSymbolizer>', says="glow")
seeds_edit("W103", "change.sld", "<PolygonSymbolizer>",
           "<ogc:Filter><ogc:Intersects/></ogc:Filter>\n<PolygonSymbolizer>")
seeds_edit("W104", "places.sld", ">circle<", ">pentacle<", says="pentacle")
seeds_edit("W105", LINES, "<LineSymbolizer>",
           '<LineSymbolizer><Geometry>\n<ogc:Function name="shrink"/></Geometry>', "shrink",
           says="shrink")
seeds_edit("W106", LINES, "#111111", "#11111", says="#11111")
seeds_edit("W108", "places.sld",
           "<Mark><WellKnownName>circle</WellKnownName><Fill>" + parameter("fill", "#000000") +
           "</Fill></Mark>", "<ExternalGraphic><OnlineResource/></ExternalGraphic>")
seeds_edit("W109", LINES, "<LineSymbolizer>",
           "<MinScaleDenominator>9</MinScaleDenominator>\n"
           "<MaxScaleDenominator>2</MaxScaleDenominator><LineSymbolizer>", "<Rule>")
seeds_edit("W110", LINES, "<LineSymbolizer>", "<!-- SymbolLayerV2 X not implemented yet -->\n"
           "<LineSymbolizer>", "not implemented yet")
seeds_edit("W111", "places.sld", "<ogc:PropertyName>name</ogc:PropertyName>", "Placeholder")


@seeds("W112")
def _(study):
    study.replace(S, 'style="control.sld"', 'style="control.sld" dialect="qgis"')
    study.replace("control.sld", where("side", "B"), "")
    return at_line(study, "control.sld", "<Name>B</Name>")




@seeds("W113")
def _(study):
    # A third rule of control asks for a field that there is not.
    third = "<Rule>" + where("sied", "A") + filled("#CCE8F8") + "</Rule>\n</FeatureTypeStyle>"
    study.replace("control.sld", "</FeatureTypeStyle>", third)
    return dict(file="control.sld", says="sied")


seeds_edit("W114", LINES, parameter("stroke-width", "1.1"), parameter("stroke-width", "0.1"))


def note(rule, name, old, new, words=None, **more):
    seeds(rule)(edit(name, old, new, words, **more))


@seeds("N202")
def _(study):
    study.replace(S, 'style="line.sld"', 'style="line.sld" dialect="qgis"')
    return at_line(study, LINES, "<sld:StyledLayerDescriptor")


note("N201", LINES, "</sld:UserStyle>", "</sld:UserStyle>\n<sld:UserStyle/>", "<sld:UserStyle>")
note("N205", LINES, "<Stroke>", "<Stroke><GraphicStroke><Graphic><Mark><WellKnownName>circle"
     "</WellKnownName><Fill/></Mark><Size>3</Size></Graphic><Gap>9</Gap></GraphicStroke>")
note("N203", LINES, parameter("stroke-width", "1.1"), parameter("Stroke-Width", "1.1"))
note("N204", LINES, "</LineSymbolizer>",
     '<VendorOption name="sitmap-uom">pt</VendorOption></LineSymbolizer>')
note("N207", LINES, parameter("stroke-width", "1.1"), parameter("stroke-width", "0"))
note("N206", "places.sld", "<Graphic>",
     "<Graphic><Mark><WellKnownName>pentacle</WellKnownName></Mark>")


# ---- Rounds -------------------------------------------------------------------------------------

seeds_edit("rounds.missing", R, "<title>Talks</title>", "", "<rounds", says="no title")
seeds_edit("rounds.empty", R, 'on="land" kept="yes"/>', 'on="land"/>')
seeds_edit("rounds.twice", R, '<issue', '<factor id="timing"><name>Again</name></factor>\n  <issue',
           "Again")
seeds_edit("rounds.reference", R, 'party="A" on="land" level', 'party="A" on="lard" level',
           says="lard")
seeds_edit("rounds.order", R, 'from="2021-03-20" to="2021-03-21"',
           'from="2021-03-02" to="2021-03-02"')
seeds_edit("rounds.brace", R, "{source s}", "{sorce s}", says="sorce")
seeds_edit("rounds.color", R, "#CCE8F8", "pale", says="pale")
seeds_edit("rounds.kept", R, 'level="0">All of it<', 'kept="yes">the same<')
seeds_edit("rounds.url", R, "https://example.org/x", "javascript:x")


@seeds("rounds.root")
def _(study):
    study.texts[R] = "<talks/>\n"
    return at_line(study, R, "<talks")


@seeds("report.failed")
def _(study):
    study.replace(S, 'rounds="rounds.xml"', 'rounds="talks.xml"')
    return said("talks.xml")


# ---- Files --------------------------------------------------------------------------------------

@seeds("file.refused")
def _(study):
    def lead_out():
        os.remove(study.path("roads.cpg"))
        os.symlink("/etc/hostname", study.path("roads.cpg"))
    study.after.append(lead_out)
    return said("roads.cpg")


@seeds("files.counts")
def _(study):
    study.patch("places.dbf", 4, struct.pack("<I", 2))
    return said("places.shp", says="3 records in the .shp, 3 in the .shx, 2 in the .dbf")


@seeds("dbf.count", instead="files.counts")
def _(study):
    study.patch("places.dbf", 4, struct.pack("<I", 2))
    return said("places.dbf")


@seeds("shp.no-shx")
def _(study):
    study.remove("roads.shx")
    return said("roads.shx")


@seeds("shx.broken")
def _(study):
    study.patch("roads.shx", 0, b"nothing!")
    return said("roads.shx")


@seeds("shx.overlap")
def _(study):
    study.patch("places.shx", 108, struct.pack(">2i", 51, 10))
    return said("places.shx")


@seeds("shx.length")
def _(study):
    study.append("roads.shp", b"\0" * 4)
    study.patch("roads.shp", 24, struct.pack(">i", 96))
    study.patch("roads.shx", 104, struct.pack(">i", 42))
    return said("roads.shp")


@seeds("shp.no-dbf")
def _(study):
    study.remove("roads.dbf")
    return said("roads.dbf")


@seeds("shp.length")
def _(study):
    study.patch("roads.shp", 24, struct.pack(">i", 51))
    return said("roads.shp")


@seeds("shp.tail")
def _(study):
    study.remove("roads.shx")
    study.append("roads.shp", b"\0" * 6)
    study.patch("roads.shp", 24, struct.pack(">i", 97))
    # Without an index alone is the end looked at.
    return said("roads.shp", also={"shp.no-shx"})


@seeds("shp.truncated")
def _(study):
    study.patch("places.shx", 116 , struct.pack(">2i", 78, 999))
    return at_record("places.shp", 3)


@seeds("shp.parts")
def _(study):
    road = study.layers["roads"]
    road.records.append([[[(10.2, 50.8), (10.5, 50.9)], [(10.6, 50.8), (10.9, 50.9)]], ["Two"]])
    study.patch("roads.shp", 100 + 88 + 8 + 44, struct.pack("<2i", 0, 9))
    return at_record("roads.shp", 2)


@seeds("shp.type")
def _(study):
    study.patch("places.shp", 100 + 8, struct.pack("<i", 8))
    return at_record("places.shp", 1)


@seeds("shp.coordinate")
def _(study):
    study.layers["places"].records[0][0] = (float("nan"), 50)
    return at_record("places.shp", 1)


def roads_table(fields, *rows):
    """Roads with another table: one road a row."""
    def seed(study):
        records = [[[[(10.2, 50.2 + 0.1 * i), (11.8, 50.25 + 0.1 * i)]], list(row)]
                   for i, row in enumerate(rows)]
        study.layers["roads"] = Layer(LINE, fields, records)
        return said("roads.dbf")
    return seed


NAME = ("name", "C", 20)
seeds("dbf.field-name")(roads_table([NAME, ("name", "C", 4)], ["Road", "R"]))
seeds("dbf.type")(roads_table([NAME, ("memo", "M", 10)], ["Road", ""]))
seeds("dbf.value")(roads_table([NAME, ("lanes", "N", 4)], ["Road", "two"]))
seeds("dbf.text")(roads_table([NAME], ["Ro\x01ad"]))


@seeds("dbf.broken")
def _(study):
    study.patch("roads.dbf", 8, b"\0\0\0\0")
    return said("roads.dbf")


@seeds("dbf.truncated")
def _(study):
    study.cut("places.dbf", 20)
    return said("places.dbf")


@seeds("dbf.width")
def _(study):
    roads = roads_table([NAME, ("lanes", "N", 4)], ["Road", "2"])(study)
    study.patch("roads.dbf", 32 + 32 + 16, b"\3")
    return roads


@seeds("dbf.deleted")
def _(study):
    roads_table([NAME], ["Road"], ["Gone"])(study)
    study.patch("roads.dbf", 32 + 32 + 1 + 21, b"*")
    return said("roads.dbf")


@seeds("dbf.name-cut")
def _(study):
    study.layers["roads"].fields = [("name_of_ro", "C", 20)]
    study.replace(S, 'file="roads.shp"', 'file="roads.shp" where="name_of_road=Road"')
    return at_line(study, S, 'id="roads"', says="name_of_road")


@seeds("dbf.encoding")
def _(study):
    roads_table([NAME], ["M\u00fcnzgasse".encode("latin-1")])(study)
    return said("roads.dbf")


@seeds("dbf.encoding-doubt")
def _(study):
    study.layers["places"].cpg = "1252"
    return said("places.dbf")


@seeds("dbf.encoding-guess")
def _(study):
    study.layers["places"].cpg = None
    return said("places.dbf")


@seeds("dbf.encoding-mixed")
def _(study):
    # Read as 1252 every byte is a letter, and not all texts look like UTF-8.
    roads_table([NAME], ["M\u00fcnzgasse".encode("latin-1")], ["Stra\u00dfe"])(study)
    study.layers["roads"].cpg = "1252"
    return at_record("roads.shp", 1)


@seeds("cpg.unknown")
def _(study):
    study.layers["roads"].cpg = "klingon"
    return said("roads.cpg", says="klingon")


@seeds("prj.missing")
def _(study):
    study.layers["roads"].prj = None
    return said("roads.shp")


@seeds("prj.broken")
def _(study):
    study.layers["roads"].prj = b"GEOGCS\0\1\2"
    return said("roads.prj")


@seeds("prj.unreadable")
def _(study):
    study.layers["roads"].prj = "flat earth"
    return said("roads.prj")


UTM = ('PROJCS["UTM_32N",' + WGS84 + ',PROJECTION["Transverse_Mercator"],'
       'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],'
       'PARAMETER["Central_Meridian",9.0],PARAMETER["Scale_Factor",0.9996],'
       'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]')


@seeds("prj.implausible")
def _(study):
    study.layers["roads"].prj = UTM
    return said("roads.shp", says="look like degrees")


# ---- Grounds ------------------------------------------------------------------------------------

def seeds_ground(rule, file, name=None, old=None, new=None, **more):
    """A ground with one text changed; without `name` nothing is changed, `more` says what is."""
    @seeds(rule)
    def _(study):
        places = {k: more.pop(k) for k in list(more) if k in ("size", "pixel")}
        add_ground(study, **places)
        if name:
            study.replace(name, old, new)
        return at_line(study, S, 'ground id="relief"', **more) if file == S else said(file, **more)


seeds_ground("ground.world", "relief.pgw", "relief.pgw", "9.8\n", "9,8\n", says='"9,8"')
seeds_ground("ground.coarse", S, pixel=0.01, size=240, says="pixels per inch")
seeds_ground("ground.elsewhere", S, "relief.pgw", "9.8\n51.6\n", "51.6\n9.8\n", says="grounded")


@seeds("ground.unreadable")
def _(study):
    add_ground(study)
    study.cut("relief.png", 300)
    return said("relief.png", says="cut off")


@seeds("study.ground")
def _(study):
    add_ground(study)
    study.replace(S, "<draw>relief gained", "<draw>gained relief")
    return at_line(study, S, '<figure id="grounded"', says="above gained")


@seeds("ground.preset")
def _(study):
    add_ground(study)
    study.replace(S, '<figure id="grounded"', '<figure id="grounded" preset="nature" width="89"')
    return at_line(study, S, '<figure id="grounded"', says="nature")


# ---- Geometry -----------------------------------------------------------------------------------

def camp(study, *rings):
    """A third camp of the given rings; the record with the fault."""
    study.layers["camps"].records.append([list(rings), ["20210101", "20210110", "third"]])
    return 3


TENT = box(11.6, 50.3, 11.8, 50.5)


@seeds("ring.crossing")
def _(study):
    # A bow whose knot is at (11.7, 50.4): more on its right, so that it has an area.
    bow = [(11.6, 50.3), (11.8, 50.5), (11.9, 50.4), (11.8, 50.3), (11.6, 50.5), (11.6, 50.3)]
    return at_record("camps.shp", camp(study, bow), near=(11.7, 50.4))


@seeds("ring.open")
def _(study):
    return at_record("camps.shp", camp(study, TENT[:-1] + [(11.6, 50.31)]), near=(11.6, 50.31))


@seeds("ring.degenerate")
def _(study):
    flat = [(11.9, 50.3), (11.9, 50.4), (11.9, 50.3)]
    return at_record("camps.shp", camp(study, TENT, flat), near=(11.9, 50.3))


@seeds("shp.degenerate", instead="ring.degenerate")
def _(study):
    study.layers["zones"].records[0][0].append([(10.9, 50.3), (10.9, 50.4), (10.9, 50.3)])
    return said("zones.shp")


@seeds("ring.winding")
def _(study):
    return at_record("camps.shp", camp(study, TENT[::-1]), near=(11.6, 50.3))


@seeds("shp.winding", instead="ring.winding")
def _(study):
    study.layers["zones"].ring(1).reverse()
    return said("zones.shp")


@seeds("ring.hole-outside")
def _(study):
    return at_record("camps.shp", camp(study, TENT, box(11.85, 50.3, 11.9, 50.4)[::-1]),
                     near=(11.85, 50.3))


@seeds("ring.spike")
def _(study):
    tent = list(TENT)
    tent[3:3] = [(11.8, 50.4001), (11.95, 50.4), (11.8, 50.3999)]
    return at_record("camps.shp", camp(study, tent), near=(11.95, 50.4))


@seeds("ring.sliver")
def _(study):
    return at_record("camps.shp", camp(study, TENT, box(11.9, 50.3, 11.90002, 50.4)),
                     near=(11.9, 50.3))


@seeds("vertex.duplicate")
def _(study):
    tent = list(TENT)
    tent.insert(2, tent[2])
    return at_record("camps.shp", camp(study, tent), near=(11.8, 50.5))


@seeds("vertex.domain")
def _(study):
    road = study.layers["roads"]
    road.records.append([[[(10.2, 50.8), (10.5, 90.5)]], ["To nowhere"]])
    road.records.append([[[(10.2, 50.7), (10.3, 50.7), (10.5, 50.7)]], ["Lane"]])
    return at_record("roads.shp", 2, says="vertex 2")


@seeds("shp.winding-unchecked")
def _(study):
    rings = [box(11 + i * 1e-4, 50.3, 11.00008 + i * 1e-4, 50.301) for i in range(9000)]
    return at_record("camps.shp", camp(study, *rings))


# ---- Topology -----------------------------------------------------------------------------------

def bulge(study, x):
    """The border of 9 March from north to south, for side A with a bulge; B gets its vertices."""
    ends = [(11.4, 50.6), (11.4, 50.4)]
    study.layers["control"].ring(4)[1:1] = ends[::-1]
    return [(11.4, 51), ends[0], (x, 50.5), ends[1], (11.4, 50)]


@seeds("cover.gap")
def _(study):
    a9 = study.layers["control"].ring(3)
    a9[3:5] = bulge(study, 11.3)
    return at_record("control.shp", 3, within=(11.3, 50.4, 11.4, 50.6), says="on 2021-03-09")


@seeds("cover.overlap")
def _(study):
    a9 = study.layers["control"].ring(3)
    a9[3:5] = bulge(study, 11.5)
    return at_record("control.shp", 3, within=(11.4, 50.4, 11.5, 50.6), says="records 3 and 4")


@seeds("cover.unshared")
def _(study):
    a9 = study.layers["control"].ring(3)
    a9[3:5] = [(11.4, 51), (11.4, 50.5), (11.4, 50)]
    return at_record("control.shp", 4, near=(11.4, 50.5))


@seeds("control.outside")
def _(study):
    b9 = study.layers["control"].ring(4)
    b9[2:4] = [(12.1, 51), (12.1, 50)]
    return at_record("control.shp", 4, within=(12, 50, 12.1, 51))


@seeds("stats.zones-overlap", instead="cover.overlap")
def _(study):
    study.layers["zones"].ring(1)[2:4] = [(11, 51), (11.1, 50.5), (11, 50)]
    return dict(command=("stats",), file="zones.shp")


def crossing_control(study):
    # The corner of the country goes through its own western edge.
    ring = study.layers["control"].ring(3)
    ring[1:2] = [(10, 51), (10.2, 50.5), (10, 50.6), (10.2, 50.8), (10.2, 51)]
    return ring


@seeds("stats.mended", instead="ring.crossing")
def _(study):
    crossing_control(study)
    return dict(command=("stats",), file="control.shp", record=3)


@seeds("derive.mended", instead="ring.crossing")
def _(study):
    crossing_control(study)
    return said("")


@seeds("derive.sliver")
def _(study):
    # In the north of its new ground side B's border lies seven centimetres west of the old one.
    north = [(10.999999, 51), (10.999999, 50.9), (11.4, 50.9)]
    study.layers["control"].ring(3)[2:4] = north
    study.layers["control"].ring(4)[0:2] = [(11.4, 50)] + north[::-1]
    return dict(near=(10.999999, 50.95), places=1)


# ---- Time ---------------------------------------------------------------------------------------

def text_dates(study):
    control = study.layers["control"]
    control.fields = [("date", "C", 10), ("side", "C", 2)]
    for record in control.records:
        d = record[1][0]
        record[1][0] = "%s-%s-%s" % (d[:4], d[4:6], d[6:])
    return control


@seeds("time.unreadable")
def _(study):
    control = text_dates(study)
    control.records.append([[box(13, 50, 13.1, 50.1)], ["spring", "A"]])
    return at_record("control.shp", 5, says="spring")


@seeds("time.undated")
def _(study):
    study.layers["control"].records.append([[box(13, 50, 13.1, 50.1)], ["", "A"]])
    return at_record("control.shp", 5)


@seeds("time.side-missing")
def _(study):
    del study.layers["control"].records[1]
    study.replace(S, 'id="gained" of', 'id="gained" optional="yes" of')
    study.drop("legend")
    study.replace(S, '<facts layer="places" control="control" before="side0" date="a_from" '
                  'after="A"/>', "")
    return said("control.shp", says="side B has no polygon on 2021-03-01")


@seeds("time.backwards")
def _(study):
    study.layers["camps"].set_value(1, "from", "20210306")
    return at_record("camps.shp", 1)


@seeds("time.overlap")
def _(study):
    study.layers["camps"].set_value(1, "to", "20210306")
    return at_record("camps.shp", 2, near=(10.35, 50.75))


@seeds("time.stale")
def _(study):
    study.replace(S, 'date="2021-03-09"', 'date="2021-03-10"')
    return at_line(study, S, '<figure id="second"')


@seeds("time.back-and-forth")
def _(study):
    control = study.layers["control"]
    for shape, (_, side) in [list(r) for r in control.records[:2]]:
        control.records.append([[list(shape[0])], ["20210312", side]])
    study.layers["places"].set_value(2, "a_from", "")
    study.layers["places"].set_value(2, "side0", "")
    return said("control.shp", within=(11, 50, 11.4, 51))


# ---- Facts --------------------------------------------------------------------------------------

@seeds("facts.side")
def _(study):
    study.layers["places"].set_value(1, "side0", "B")
    return at_record("places.shp", 1, near=(10.5, 50.6), says="Alpha")


seeds_edit("facts.field", S, 'before="side0"', 'before="side9"', says="side9")
seeds_edit("facts.exception-unused", S, 'after="A"/>',
           'after="A"><exception where="name=Alpha" reason="none"/></facts>', "<exception")


# ---- Page ---------------------------------------------------------------------------------------

@seeds("page.label-dropped")
def _(study):
    study.layers["places"].records += [
        [(10.5 + 0.004 * i, 50.6), ["Crowded town %d" % i, "A", "", 3]] for i in range(1, 9)]
    return dict(file="places.shp", says="finds no room")


@seeds("page.glyph-missing")
def _(study):
    study.replace(R, "A pause", "A pause \U00013000")
    return at_line(study, S, '<report id="talks"', says="U+13000")


@seeds("label.missing-glyph")
def _(study):
    study.layers["places"].set_value(1, "name", "Alpha \U00013000")
    return at_record("places.shp", 1, says="U+13000")


no_font = edit("places.sld", "Liberation Sans, DejaVu Sans", "Nosuchfont", "<TextSymbolizer>",
               says="Nosuchfont")
seeds("W107")(no_font)


@seeds("text.missing-family", instead="W107")
def _(study):
    no_font(study)
    return dict(says="Nosuchfont")


seeds_edit("page.preset", S, '<figures width="90"', '<figures preset="springer" width="90"',
           '<figure id="second"', says="springer")


@seeds("page.text-small")
def _(study):
    study.replace(S, "<checks>", '<checks min-text="7.2">')
    return at_line(study, S, '<figure id="second"')


@seeds("page.line-thin")
def _(study):
    study.replace(S, "<checks>", '<checks min-line="0.9">')
    return at_line(study, S, '<figure id="second"')


@seeds("page.colors-alike")
def _(study):
    study.replace("control.sld", "#E69E66", "#CCE0F8")
    return at_line(study, S, 'id="control"', says="sides A and B")


@seeds("page.too-large")
def _(study):
    study.replace(S, "<checks>", '<checks page="80 80">')
    return at_line(study, S, '<figure id="second"')


@seeds("crs.outside")
def _(study):
    globe = """<figure id="globe" date="2021-03-09" crs="+proj=ortho +lat_0=0 +lon_0=0 +R=6371000">
      <extent lon="0" lat="0" scale="300000000"/><draw>roads</draw><show legend="no"/>
    </figure>
  </figures>"""
    study.replace(S, "</figures>", globe)
    study.layers["roads"].records.append([[[(10.2, 20), (170, 0), (11, 30), (12, 30)]], ["Long"]])
    return at_line(study, S, 'id="roads"')


@seeds("crs.convert", instead="vertex.domain")
def _(study):
    road = study.layers["roads"]
    road.prj = UTM
    road.records = [[[[(570000, 5560000), (580000, 5570000)]], ["Road"]],
                    [[[(570000, 5560000), (1e12, 1e14)]], ["To nowhere"]]]
    return said("roads.shp")


@seeds("report.figure")
def _(study):
    study.replace(S, 'id="talks" page="A4"', 'id="talks" width="150" height="150"')
    study.replace(S, '<figures width="90" height="90"', '<figures width="120" height="145"')
    return at_line(study, S, '<figure ref="second"/>')


def in_the_way(study, name):
    """A folder where a file is to be written."""
    study.after.append(lambda: os.makedirs(study.path("out/seeded/" + name)))


@seeds("record.failed", instead="")
def _(study):
    in_the_way(study, ".sitmap/second.record")
    return said("second.record")


@seeds("review.failed", instead="")
def _(study):
    in_the_way(study, "review.html")

    def recolor():
        with open(study.path("control.sld"), "w", encoding="utf-8") as f:
            f.write(study.texts["control.sld"].replace("#CCE8F8", "#60A8E8"))
    return said("review.html", then=recolor)


@seeds("output.failed", instead="")
def _(study):
    in_the_way(study, "second.svg")
    return said("second.svg")
