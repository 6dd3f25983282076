// Every rule with its explanation: `sitmap check --explain` prints it, docs/check.md is made of it.
#include <string.h>

#include "check/parts.h"

static const char *const group_names[] = {"description", "files", "geometry", "topology",
                                          "time",        "facts", "page"};

const char *sm_check_group_name(sm_check_group group)
{
    return group_names[group];
}

#define DESC SM_CHECK_DESCRIPTION
#define FILES SM_CHECK_FILES
#define GEOM SM_CHECK_GEOMETRY
#define TOPO SM_CHECK_TOPOLOGY
#define TIME SM_CHECK_TIME
#define FACTS SM_CHECK_FACTS
#define PAGE SM_CHECK_PAGE

static const sm_check_rule rules[] = {
    // ---- Description ----------------------------------------------------------------------------
    {"xml.syntax", SM_ERROR, DESC, "a file is not well-formed XML",
     "Nothing can be read of a description or style whose tags do not match. The line and column "
     "are "
     "those where the parser gave up; the slip is often a little before."},
    {"xml.schema", SM_ERROR, DESC, "a description does not follow its grammar",
     "study.xml and rounds.xml are held against the published RELAX NG grammars. This finding is "
     "left "
     "when no other rule explains the mistake better."},
    {"study.root", SM_ERROR, DESC, "the file is not a study",
     "The outermost element of a study is <study>."},
    {"study.missing", SM_ERROR, DESC, "an attribute or element is missing",
     "Without it the element says nothing that could be drawn. docs/study.md lists what each "
     "needs."},
    {"study.empty", SM_ERROR, DESC, "an attribute or element is empty",
     "An empty value is neither a value nor the default. Fill it in, or leave it out."},
    {"study.unknown", SM_ERROR, DESC, "an element or attribute is not known",
     "What is not understood is never passed over: a misspelt attribute would make a map that "
     "looks "
     "right and is not. The nearest known word is offered."},
    {"study.text", SM_ERROR, DESC, "text stands where none belongs",
     "Text between elements means that a tag was forgotten."},
    {"study.id", SM_ERROR, DESC, "an id can not be used",
     "Ids become names of files: letters, digits, '-', '_' and '.', at most 100, not starting with "
     "'.'."},
    {"study.number", SM_ERROR, DESC, "a number is not one, or out of its range",
     "Numbers are decimal with a point, whatever the locale. The range is printed."},
    {"study.date", SM_ERROR, DESC, "a date is not one", "Dates are written as 2020-10-25."},
    {"study.word", SM_ERROR, DESC, "a word is not one of those known",
     "The attribute takes one of a few words; all of them are printed."},
    {"study.twice", SM_ERROR, DESC, "something is said twice",
     "Two definitions of one id, or two texts of one language: it is not known which one is "
     "meant."},
    {"study.reference", SM_ERROR, DESC, "something is named that is not defined",
     "A figure, layer or rule names a layer, side or figure that the study does not have."},
    {"study.between", SM_ERROR, DESC, "a front does not name two sides",
     "A front is the boundary between two different sides."},
    {"study.time", SM_ERROR, DESC, "a time rule lacks its fields",
     "Snapshots need the field of their date, intervals the fields of both ends."},
    {"study.control", SM_ERROR, DESC, "a control layer lacks sides or snapshots",
     "Fronts, changes, numbers and facts are taken from a layer that says who holds the ground on "
     "which "
     "date."},
    {"study.extent", SM_ERROR, DESC, "an extent says no place, or several",
     "Centre and scale, a box, or layers to fit: one of the three."},
    {"study.ground", SM_ERROR, DESC, "a ground does not lie under all layers",
     "A picture would hide what is drawn before it: name one ground, before all layers."},
    {"study.variant", SM_ERROR, DESC, "a variant is not known", "The variant there is: grey."},
    {"study.preset", SM_ERROR, DESC, "a preset is not known",
     "docs/figure.md lists the publishers; the nearest name is offered."},
    {"study.credit", SM_ERROR, DESC, "lines of credit are not numbered in order",
     "Translations belong to the line of the same number."},
    {"study.each", SM_ERROR, DESC, "a figure for each date or zone can not be told apart",
     "With each-date the id holds {date}, with each-zone {zone} and key=\"FIELD\"; the layer must "
     "have dates, or zones with different keys."},
    {"study.unused", SM_WARNING, DESC, "something is defined and never used",
     "A layer that no figure, report, number or fact uses, or a side that holds nothing: often a "
     "name "
     "that was misspelt where it should have been used."},
    {"study.untranslated", SM_WARNING, DESC, "a text lacks one of the study's languages",
     "The study makes its figures in every language of `langs`. A missing translation falls back "
     "to "
     "another language, so that two languages stand on one page."},
    {"side.unknown", SM_ERROR, DESC, "a polygon belongs to a side that is not defined",
     "Its ground would be drawn by no rule and counted for nobody."},
    {"side.unstyled", SM_ERROR, DESC, "a side is drawn by no rule of the style",
     "Its ground would stay blank on the map, which reads as nobody's."},
    {"layer.field", SM_ERROR, DESC, "a layer lacks a field that its rules name",
     "Without the field of its date or side the layer can not be used. The fields that there are "
     "are "
     "printed."},
    {"layer.where", SM_ERROR, DESC, "a selection is malformed or names a missing field",
     "A selection is written field=value;field=value."},
    {"layer.style", SM_ERROR, DESC, "a layer is drawn but has no style",
     "Nothing of it would be seen."},
    {"layer.unreadable", SM_ERROR, DESC, "a layer can not be read",
     "The reason is printed. The figures that draw it can not be made."},
    {"layer.empty", SM_ERROR, DESC, "a layer selects nothing for a figure",
     "A blank layer is a false map. Say optional=\"yes\" if nothing is a possible answer."},
    {"layer.invisible", SM_WARNING, DESC, "no feature of a layer shows on a figure",
     "All lie outside of the frame, or no rule of the style wants them."},
    {"derive.failed", SM_ERROR, DESC, "a front, change or border can not be computed",
     "The reason is printed; mostly there is no snapshot, or the sides do not touch."},
    {"change.since", SM_ERROR, DESC, "a change has no date to compare with",
     "Give the figure or the layer since=\"DATE\"."},
    {"callout.target", SM_ERROR, DESC, "a call-out points at nothing on the page",
     "Its layer and selection find no feature inside of the frame."},
    {"legend.layer", SM_ERROR, DESC, "a legend entry shows a layer that is not drawn",
     "The legend would explain what the map does not have."},
    {"legend.rule", SM_ERROR, DESC, "a legend entry names a rule that the style lacks",
     "Compare with the names of the rules in the style."},
    {"figure.failed", SM_ERROR, DESC, "a figure can not be made", "The reason is printed."},
    {"figure.blank", SM_ERROR, DESC, "a figure would be blank",
     "No layer shows a feature: the extent, the date or the files are wrong."},
    {"figure.furniture", SM_WARNING, DESC, "title, legend or scale bar finds no room",
     "Make the figure larger, or leave something out with <show>."},
    {"report.failed", SM_ERROR, DESC, "a report can not be made",
     "The reason is printed; mostly a figure that it shows can not be made."},
    {"figure.early", SM_ERROR, DESC, "a figure's date precedes the data",
     "There is no snapshot that is not later than the figure."},
    {"style.unreadable", SM_ERROR, DESC, "a style can not be read", "The reason is printed."},
    {"W101", SM_WARNING, DESC, "a style uses an element that is not supported",
     "It is left out, and the map may look otherwise than in the program that wrote the style. "
     "docs/sld.md lists what is supported."},
    {"W102", SM_WARNING, DESC, "a style uses a parameter or option that is not supported",
     "It is left out; see docs/sld.md."},
    {"W103", SM_WARNING, DESC, "an expression or filter of a style is not understood",
     "A rule whose filter is not understood is off: drawing everything would be a false map."},
    {"W104", SM_WARNING, DESC, "a style uses a mark that can not be drawn",
     "The next alternative is taken, else a square; use a well-known name."},
    {"W105", SM_WARNING, DESC, "a style uses a geometry function that is not supported",
     "The symbolizer is left out."},
    {"W106", SM_WARNING, DESC, "a value of a style is out of its range",
     "The default is used instead; it is printed."},
    {"W107", SM_WARNING, DESC, "a font that a style names is not there",
     "Another family is used, which is printed; names may be wider or narrower."},
    {"W108", SM_WARNING, DESC, "an image of a style can not be drawn",
     "SVG and PNG files are read from the folders of the study and the styles, never from the "
     "network."},
    {"W109", SM_WARNING, DESC, "the scale limits of a rule exclude each other",
     "The rule never draws."},
    {"W110", SM_WARNING, DESC, "the exporter of a style lost something",
     "It says so in a comment; compare with the original style."},
    {"W111", SM_WARNING, DESC, "the exporter of a style lost a label's expression",
     "\"Placeholder\" would be drawn; set the label again."},
    {"W112", SM_WARNING, DESC, "a rule probably lost its filter",
     "It stands without a filter beside rules that have one, so that it draws everything twice."},
    {"W113", SM_WARNING, DESC, "a style names a field that the layer lacks",
     "Its value is empty for every feature."},
    {"W114", SM_WARNING, DESC, "a size or pattern of a style is too fine for print",
     "Lines below a tenth of a millimetre break up on paper; a pattern of more marks than a page "
     "can "
     "hold is drawn as a tint."},
    {"N201", SM_NOTE, DESC, "a style file holds several styles",
     "One of them was taken; style-name=\"...\" of the layer chooses another."},
    {"N202", SM_NOTE, DESC, "as whose a style was read",
     "QGIS means other things by some words of SLD than the standard does. dialect=\"std\" or "
     "\"qgis\" of the layer decides."},
    {"N203", SM_NOTE, DESC, "a word of a style is spelt in another way",
     "It was understood; other programs may not understand it."},
    {"N204", SM_NOTE, DESC, "a unit is read as another program would not",
     "The looks differ between the two."},
    {"N205", SM_NOTE, DESC, "a part of a style is drawn more simply", "What is drawn is said."},
    {"N206", SM_NOTE, DESC, "the next alternative of a graphic was taken",
     "The first one can not be drawn here."},
    {"N207", SM_NOTE, DESC, "a line of width 0 is drawn as thin as prints",
     "SLD has no name for the thinnest line; give a width."},
    {"rounds.root", SM_ERROR, DESC, "the file does not describe rounds",
     "The outermost element is <rounds>."},
    {"rounds.missing", SM_ERROR, DESC, "something is missing in rounds.xml",
     "docs/rounds.md lists what each element needs."},
    {"rounds.empty", SM_ERROR, DESC, "an element of rounds.xml says nothing",
     "Write it, or leave it out."},
    {"rounds.twice", SM_ERROR, DESC, "an id of rounds.xml is defined twice",
     "Give one another id."},
    {"rounds.reference", SM_ERROR, DESC, "rounds.xml names something that is not defined",
     "A party, round, source, note or figure is misspelt or missing."},
    {"rounds.order", SM_ERROR, DESC, "dates of rounds.xml are out of order",
     "Rounds stand in order of time, and nothing ends before it begins."},
    {"rounds.brace", SM_ERROR, DESC, "a brace in a text of rounds.xml means nothing",
     "References are written {source ID}, {figure ID}, ...; docs/rounds.md lists them."},
    {"rounds.color", SM_ERROR, DESC, "a colour of rounds.xml is not one", "Write it as #CCE8F8."},
    {"rounds.kept", SM_ERROR, DESC, "a position is kept where there was none",
     "The first round can keep no position."},
    {"rounds.url", SM_ERROR, DESC, "a link of rounds.xml is not one", "Write http:// or https://."},
    {"silence.unknown", SM_WARNING, DESC, "a rule that is silenced does not exist",
     "The id was misspelt, so that nothing is silenced."},
    {"silence.unused", SM_WARNING, DESC, "a silenced rule finds nothing any more",
     "The reason has gone; the next true finding would be hidden by it."},

    // ---- Files ----------------------------------------------------------------------------------
    {"file.refused", SM_WARNING, FILES, "a file is there but may not be read",
     "It leads out of the study's folder, or is no regular file. It is taken as missing."},
    {"files.counts", SM_ERROR, FILES, "the files of a layer hold different numbers of records",
     "The .shp, .shx and .dbf of a layer belong together record by record. When their numbers "
     "differ, one "
     "is of another day, and attributes may stand beside the wrong shapes."},
    {"dbf.count", SM_WARNING, FILES, "rows and shapes differ in number",
     "See files.counts, which `check` reports instead."},
    {"shp.no-shx", SM_WARNING, FILES, "the .shx is missing",
     "The records of the .shp are read one after the other, which nearly always is right."},
    {"shx.broken", SM_WARNING, FILES, "the .shx is no index",
     "It is not used; the records are read one after the other."},
    {"shx.overlap", SM_WARNING, FILES, "records of the .shx overlap",
     "It is not used; the records are read one after the other."},
    {"shx.length", SM_WARNING, FILES, ".shp and .shx tell different lengths of records",
     "The smaller one is taken."},
    {"shp.no-dbf", SM_WARNING, FILES, "the .dbf is missing", "The features have no attributes."},
    {"shp.length", SM_WARNING, FILES, "the .shp is longer or shorter than its header says",
     "A copy was cut off, or something was appended. What is there is read."},
    {"shp.tail", SM_WARNING, FILES, "the end of the .shp is rubbish", "The rest is left out."},
    {"shp.truncated", SM_WARNING, FILES, "a record is cut off", "The feature is left out."},
    {"shp.parts", SM_WARNING, FILES, "the parts of a record are out of order",
     "The feature is left out."},
    {"shp.type", SM_WARNING, FILES, "a record is of another type than its file",
     "The feature is left out."},
    {"shp.coordinate", SM_WARNING, FILES, "a coordinate is no number",
     "Not finite, or beyond 1e15. The feature is left out."},
    {"shp.unreadable", SM_WARNING, FILES, "a record can not be read", "The feature is left out."},
    {"shp.winding", SM_NOTE, FILES, "rings were turned round while reading",
     "See ring.winding, which `check` reports instead."},
    {"shp.winding-unchecked", SM_WARNING, FILES,
     "a polygon has too many rings to test their direction", "They are taken as they are."},
    {"shp.degenerate", SM_NOTE, FILES, "parts without extent were left out while reading",
     "See ring.degenerate, which `check` reports instead."},
    {"dbf.broken", SM_WARNING, FILES, "the .dbf is no table", "The features have no attributes."},
    {"dbf.truncated", SM_WARNING, FILES, "the .dbf is cut off",
     "It has fewer rows than its header says."},
    {"dbf.width", SM_WARNING, FILES, "the fields of the .dbf do not fill its rows",
     "Values may be shifted."},
    {"dbf.unreadable", SM_WARNING, FILES, "a row of the .dbf can not be read",
     "From there on the features have no attributes."},
    {"dbf.deleted", SM_NOTE, FILES, "rows are marked as deleted",
     "They are left out with their shapes, as other programs do."},
    {"dbf.field-name", SM_WARNING, FILES, "a field has no usable name",
     "Empty, repeated or not text."},
    {"dbf.type", SM_WARNING, FILES, "a field is of a type that is not read",
     "Memo and binary fields stay empty. Convert them to text, number or date."},
    {"dbf.value", SM_WARNING, FILES, "values are not of their field's type",
     "Asterisks, letters in a number, impossible dates: they count as empty."},
    {"dbf.text", SM_WARNING, FILES, "texts hold control characters or are very long",
     "They were replaced or cut."},
    {"dbf.name-cut", SM_WARNING, FILES, "a field name was cut at ten characters",
     "The .dbf keeps ten characters of a name. The study uses the long name, which is found by its "
     "beginning today and means another field as soon as a second one begins alike."},
    {"dbf.encoding", SM_WARNING, FILES, "texts do not fit their encoding: the .cpg is false",
     "Bytes that can not be read became U+FFFD. Name the right encoding in the .cpg."},
    {"dbf.encoding-doubt", SM_WARNING, FILES, "texts are read as one encoding, but look like UTF-8",
     "The .cpg or the language byte says otherwise, yet every text that is not ASCII is valid "
     "UTF-8, which "
     "hardly happens by chance: names would be drawn as rubbish."},
    {"dbf.encoding-guess", SM_WARNING, FILES, "the .cpg is missing and texts are not plain ASCII",
     "An encoding was assumed; another program may assume another one."},
    {"dbf.encoding-mixed", SM_WARNING, FILES, "texts of one table are in different encodings",
     "Some are UTF-8, some are not: rows were pasted together. No encoding reads all of them."},
    {"cpg.unknown", SM_WARNING, FILES, "the .cpg names an encoding that is not known",
     "UTF-8 or 1252 are understood by every program."},
    {"prj.missing", SM_WARNING, FILES, "the .prj is missing",
     "Longitude and latitude on WGS 84 are assumed."},
    {"prj.broken", SM_WARNING, FILES, "the .prj is no text", "It is not used."},
    {"prj.unreadable", SM_ERROR, FILES, "the .prj is not understood", "The reason is printed."},
    {"prj.implausible", SM_ERROR, FILES, "the .prj can not be true",
     "Coordinates in the hundreds of thousands are no degrees, and coordinates that all look like "
     "degrees "
     "are no metres. The layer would lie elsewhere on the globe."},
    {"ground.unreadable", SM_ERROR, FILES, "the picture of a ground can not be read",
     "It is missing, damaged, no PNG or too large; the reason is printed. The figures that it lies "
     "under can not be made."},
    {"ground.world", SM_ERROR, FILES, "the world file of a ground is missing or malformed",
     "Six numbers, a line each, say where the picture lies: pixel width, two of rotation, pixel "
     "height, and the centre of the upper left pixel. Without them it can not be laid under a "
     "map."},

    // ---- Geometry -------------------------------------------------------------------------------
    {"ring.crossing", SM_WARNING, GEOM, "the outline of a polygon crosses itself",
     "It is not known then what is inside. Areas are drawn by the even-odd rule and counted after "
     "a "
     "mend: rings are cut where they cross, and what is covered twice counts once. The point is "
     "that of "
     "the first crossing from the west."},
    {"ring.open", SM_WARNING, GEOM, "a ring does not end where it begins",
     "It is closed by a straight line, which may be far from what was meant."},
    {"ring.degenerate", SM_WARNING, GEOM, "a ring has too few vertices or no area",
     "It is left out."},
    {"ring.winding", SM_WARNING, GEOM, "a ring runs the wrong way round",
     "In a shapefile outer rings run clockwise and holes counter-clockwise; other programs take a "
     "ring "
     "that does not for its opposite. Here what is a hole follows from where the ring lies."},
    {"ring.hole-outside", SM_WARNING, GEOM, "a hole lies in no outer ring",
     "It is drawn as an area, because that is what its place says."},
    {"ring.spike", SM_WARNING, GEOM, "an outline runs out and back",
     "A corner of less than one degree is a slip of the hand or a bad join."},
    {"ring.sliver", SM_WARNING, GEOM, "a ring is very thin",
     "Less than five metres wide on average and long: the rest of a careless overlay."},
    {"vertex.duplicate", SM_WARNING, GEOM, "a vertex is repeated",
     "Harmless in print, but other programs refuse it, and directions can not be computed there."},
    {"vertex.domain", SM_ERROR, GEOM, "a vertex lies outside of the world of its CRS",
     "Longitude or latitude beyond the circle, or a plane coordinate that can not be brought back "
     "to "
     "the ground. The feature can not be drawn."},
    {"crs.convert", SM_ERROR, GEOM, "a feature can not be brought to longitude and latitude",
     "See vertex.domain, which `check` reports instead."},
    {"crs.outside", SM_WARNING, GEOM, "vertices can not be projected to the page",
     "The page's CRS does not cover them; they were cut out."},

    // ---- Topology -------------------------------------------------------------------------------
    {"cover.gap", SM_WARNING, TOPO, "there is a gap between polygons that should fit together",
     "Control of one date, zones, and layers whose borders are drawn should leave no room between "
     "neighbours: a gap is nobody's ground, and the border is drawn twice beside it. Holes in a "
     "single "
     "polygon (lakes, exclaves) are not meant."},
    {"cover.overlap", SM_WARNING, TOPO, "polygons that should fit together overlap",
     "The ground belongs to two sides or districts at once; the numbers count it twice."},
    {"cover.unshared", SM_WARNING, TOPO, "neighbours do not share the vertices of their border",
     "A vertex of one lies on an edge of the other, which has none there. As soon as the layer is "
     "projected or simplified the border splits into two, with gaps and overlaps between."},
    {"control.outside", SM_WARNING, TOPO, "control lies outside of all zones",
     "The numbers show it as zone \"outside\". Mostly two outlines of one country disagree."},
    {"derive.sliver", SM_NOTE, TOPO, "a sliver was left out of a change",
     "Outlines of two dates differ by less than drawing can mean. Use the same vertices on both."},
    {"derive.mended", SM_WARNING, TOPO, "a polygon was mended for a change",
     "See ring.crossing, which `check` reports instead."},
    {"stats.mended", SM_WARNING, TOPO, "a polygon was mended before it was counted",
     "Rings are cut at their crossings, what is covered twice counts once."},
    {"stats.zones-overlap", SM_WARNING, TOPO, "zones overlap: sums exceed the totals",
     "Ground in two zones is counted in both."},

    // ---- Time -----------------------------------------------------------------------------------
    {"time.unreadable", SM_ERROR, TIME, "a date can not be read",
     "Use a date field, or text as 2020-10-25. The record belongs to no date and is never drawn."},
    {"time.undated", SM_WARNING, TIME, "a record of a series has no date",
     "It belongs to no snapshot and is never drawn."},
    {"time.side-missing", SM_WARNING, TIME, "a side has no polygon on one date of a series",
     "It has ground on other dates. Either its polygon was forgotten, or it held nothing: then "
     "silence "
     "the rule and say so."},
    {"time.backwards", SM_ERROR, TIME, "an interval ends before it begins",
     "The record is never drawn."},
    {"time.overlap", SM_WARNING, TIME, "two records hold the same ground at the same time",
     "Their intervals overlap; `to` itself is outside, so that one may end on the day the next "
     "begins."},
    {"time.stale", SM_WARNING, TIME, "a figure's date has no snapshot of its own",
     "The newest one before it is shown, and the reader is told the later date."},
    {"time.back-and-forth", SM_WARNING, TIME, "ground changes hands and changes back",
     "That happens in war, and it happens when an outline is drawn from memory. If it is true, "
     "silence the "
     "rule and say why."},

    // ---- Facts ----------------------------------------------------------------------------------
    {"facts.side", SM_ERROR, FACTS, "a dated place lies on the wrong side",
     "The place's own record says which side held it on the date of the snapshot, the drawn "
     "polygons say "
     "otherwise. Either is wrong, or there is a reason: then declare an <exception> with it."},
    {"facts.field", SM_ERROR, FACTS, "a layer lacks a field that <facts> names",
     "Nothing can be compared."},
    {"facts.exception-unused", SM_WARNING, FACTS, "a declared exception is not needed",
     "The map agrees with the facts; the exception would hide the next mistake."},

    // ---- Page -----------------------------------------------------------------------------------
    {"page.label-dropped", SM_NOTE, PAGE, "a name finds no room",
     "It is left out of the figure. A map with every name is unreadable: this is a note, so that "
     "nobody "
     "misses the one that matters."},
    {"page.glyph-missing", SM_ERROR, PAGE, "no font has a character",
     "An empty box would be printed."},
    {"label.missing-glyph", SM_ERROR, PAGE, "no font has a character of a name",
     "An empty box would be printed. Name a font family that has it, or mend the attribute."},
    {"label.failed", SM_ERROR, PAGE, "names can not be placed", "The reason is printed."},
    {"text.missing-family", SM_NOTE, PAGE, "a font family is not there",
     "Another one stands in; the figure looks different on another machine."},
    {"page.text-small", SM_WARNING, PAGE, "type is smaller than print allows",
     "Journals ask for six to eight points at final size. <checks min-text=\"...\"> sets another "
     "limit."},
    {"page.line-thin", SM_WARNING, PAGE, "a line is thinner than print allows",
     "Below a quarter of a point lines break up. <checks min-line=\"...\"> sets another limit."},
    {"page.colors-alike", SM_WARNING, PAGE, "two sides can not be told apart by some readers",
     "The fills are compared as everybody sees them, in grey, and as the three kinds of "
     "colour-blind "
     "readers see them (Machado, Oliveira & Fernandes 2009), by CIEDE2000 (Sharma, Wu & Dalal "
     "2005): less "
     "than ten is too little for fills that lie apart, less than five in grey. Sides with "
     "different "
     "hatches are told apart by them."},
    {"page.preset", SM_WARNING, PAGE, "a figure has not the size that its publisher asks for",
     "The preset names a publisher; docs/figure.md lists the widths of its columns and the "
     "greatest "
     "height. A figure of another width is scaled, and its type and lines with it."},
    {"ground.elsewhere", SM_WARNING, PAGE, "nothing of a ground shows on a figure",
     "The picture lies outside of the frame: another place, another CRS than its .prj says, or x "
     "and y of the world file in the wrong order."},
    {"ground.coarse", SM_WARNING, PAGE, "the picture of a ground is too coarse for print",
     "Below 200 pixels per inch of the page its pixels show, or it looks out of focus; publishers "
     "ask for 300."},
    {"ground.preset", SM_WARNING, PAGE, "a ground is left out, for the preset wants vectors alone",
     "The publisher does not want type on top of pictures, and names stand all over a map; "
     "docs/figure.md says which do not. The figure is made without the picture and without its "
     "credit."},
    {"page.too-large", SM_WARNING, PAGE, "a figure is larger than the page",
     "The page is that of the report it stands in, else that of <checks page=\"WIDTH HEIGHT\">, "
     "else A4."},
    {"report.figure", SM_ERROR, PAGE, "a figure does not fit on the page of a report",
     "The page holds the figure at its own size, its caption and the margins."},
    {"record.failed", SM_ERROR, PAGE, "the record of a figure's objects can not be written",
     "It stands beside the figure for `sitmap diff` and `verify`. The reason is printed."},
    {"review.failed", SM_ERROR, PAGE, "the page of what changed can not be written",
     "The reason is printed; the figures themselves were made."},
    {"output.failed", SM_ERROR, PAGE, "an output can not be written", "The reason is printed."},
};

enum { N_RULES = sizeof rules / sizeof rules[0] };

size_t sm_check_rule_count(void)
{
    return N_RULES;
}

const sm_check_rule *sm_check_rule_at(size_t i)
{
    return &rules[i];
}

const sm_check_rule *sm_check_rule_find(const char *id)
{
    for (size_t i = 0; i < N_RULES; i++) {
        if (strcmp(rules[i].id, id) == 0) {
            return &rules[i];
        }
    }
    return NULL;
}

static void explain_one(const sm_check_rule *r, const char *heading, sm_str *out)
{
    static const char *const severities[] = {"note", "warning", "error"};
    sm_str_printf(out, "%s %s\n\n%s, %s: %s.\n\n%s\n", heading, r->id, severities[r->severity],
                  group_names[r->group], r->title, r->explanation);
}

void sm_check_explain(const sm_check_rule *rule, sm_str *out)
{
    if (rule) {
        explain_one(rule, "#", out);
        return;
    }
    for (size_t i = 0; i < N_RULES; i++) {
        if (!i || rules[i].group != rules[i - 1].group) {
            const char *name = group_names[rules[i].group];
            sm_str_printf(out, "\n## %c%s\n", name[0] - 'a' + 'A', name + 1);
        }
        sm_str_puts(out, "\n");
        explain_one(&rules[i], "###", out);
    }
}
