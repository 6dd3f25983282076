// Symbolizers: fills, strokes and graphics.
#include <string.h>
#include <strings.h>

#include "load/sld_parts.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

// ---- Points of two numbers ----------------------------------------------------------------------

typedef struct param_pair {
    sm_param *x, *y;
} param_pair;

static void read_x(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, ((param_pair *)to)->x);
}

static void read_y(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, ((param_pair *)to)->y);
}

void sld_anchor(sld *s, const sm_xml *e, sm_param *x, sm_param *y)
{
    static const sld_child rows[] = {{"AnchorPointX", read_x, false},
                                     {"AnchorPointY", read_y, false}};
    param_pair pair = {x, y};
    sld_children(s, e, rows, COUNT(rows), &pair);
}

void sld_displacement(sld *s, const sm_xml *e, sm_param *x, sm_param *y)
{
    static const sld_child rows[] = {{"DisplacementX", read_x, false},
                                     {"DisplacementY", read_y, false}};
    param_pair pair = {x, y};
    sld_children(s, e, rows, COUNT(rows), &pair);
}

// ---- Graphics -----------------------------------------------------------------------------------

// A graphic while its alternatives are tried: the first that can be drawn is taken.
typedef struct graphic_reading {
    sm_graphic_style *g;
    bool found;
    sld_lack lack; // of the first alternative that can not be drawn
    const sm_xml *where;
} graphic_reading;

static void take(graphic_reading *r, const sm_xml *e, bool can_draw, sld_lack lack)
{
    r->found = can_draw;
    if (!can_draw) {
        sld_use_all(e);
    }
    if (!can_draw && !r->where) {
        r->lack = lack;
        r->where = e;
    }
}

static void read_mark(sld *s, const sm_xml *e, void *to)
{
    graphic_reading *r = to;
    sld_lack lack = {NULL, NULL, NULL};
    if (r->found) {
        sld_use_all(e); // the file's second choice
    } else {
        take(r, e, sld_mark(s, e, r->g, &lack), lack);
    }
}

static void read_image(sld *s, const sm_xml *e, void *to)
{
    graphic_reading *r = to;
    sld_lack lack = {"W108", NULL, "put an SVG or PNG file beside the style, or use a Mark"};
    if (r->found) {
        sld_use_all(e); // the file's second choice
    } else {
        take(r, e, sld_image(s, e, r->g, &lack.what), lack);
    }
}

static void read_size(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &((graphic_reading *)to)->g->size);
}

static void read_rotation(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &((graphic_reading *)to)->g->rotation);
}

static void read_opacity(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &((graphic_reading *)to)->g->opacity);
}

static void graphic_anchor(sld *s, const sm_xml *e, void *to)
{
    sm_graphic_style *g = ((graphic_reading *)to)->g;
    sld_anchor(s, e, &g->anchor_x, &g->anchor_y);
}

static void graphic_displacement(sld *s, const sm_xml *e, void *to)
{
    sm_graphic_style *g = ((graphic_reading *)to)->g;
    sld_displacement(s, e, &g->shift_x, &g->shift_y);
}

// The square that the standard draws for want of anything else.
static void use_square(sld *s, sm_graphic_style *g)
{
    (void)sm_mark_find(s->arena, "square", s->style->dialect, &g->shape);
    g->fill.present = true;
    g->stroke.present = true;
}

sm_graphic_style *sld_graphic(sld *s, const sm_xml *e)
{
    static const sld_child rows[] = {{"Mark", read_mark, true},
                                     {"ExternalGraphic", read_image, true},
                                     {"Size", read_size, false},
                                     {"Rotation", read_rotation, false},
                                     {"Opacity", read_opacity, false},
                                     {"AnchorPoint", graphic_anchor, false},
                                     {"Displacement", graphic_displacement, false}};
    sm_graphic_style *g = sm_arena_zero(s->arena, 1, sizeof *g);
    graphic_reading r = {.g = g};
    g->line = e->line;
    g->column = e->column;
    g->no_default = s->no_default;
    sld_children(s, e, rows, COUNT(rows), &r);
    if (r.found && r.where) {
        sld_note(s, r.where, "N206", "%s can not be drawn; the next alternative is taken",
                 r.lack.what);
    } else if (!r.found) {
        use_square(s, g);
        g->missing = r.where && s->no_default;
        if (r.where) {
            sld_warn(s, r.where, r.lack.rule, r.lack.mend, "%s can not be drawn; %s", r.lack.what,
                     g->missing ? "nothing is" : "a square stands in");
        }
    }
    return g;
}

// Something that holds a Graphic: GraphicFill.
static const sm_graphic_style *held_graphic(sld *s, const sm_xml *e)
{
    const sm_xml *g = sld_find(e, "Graphic");
    if (g && sld_is(s, g, "Graphic")) {
        return sld_graphic(s, g);
    }
    sld_warn(s, e, "W101", NULL, "<%s> without a Graphic; left out", e->name);
    return NULL;
}

static void graphic_fill(sld *s, const sm_xml *e, void *to)
{
    ((sm_fill_style *)to)->graphic = held_graphic(s, e);
}

// ---- Fill and Stroke ----------------------------------------------------------------------------

static const sld_param_row fill_params[] = {
    {"fill", offsetof(sm_fill_style, color), NULL},
    {"fill-opacity", offsetof(sm_fill_style, opacity), NULL},
};

static const sld_param_row stroke_params[] = {
    {"stroke", offsetof(sm_stroke_style, color), NULL},
    {"stroke-width", offsetof(sm_stroke_style, width), NULL},
    {"stroke-opacity", offsetof(sm_stroke_style, opacity), NULL},
    {"stroke-linejoin", offsetof(sm_stroke_style, join), NULL},
    {"stroke-linecap", offsetof(sm_stroke_style, cap), NULL},
    {"stroke-dasharray", offsetof(sm_stroke_style, dash), NULL},
    {"stroke-dashoffset", offsetof(sm_stroke_style, dash_offset), NULL},
};

static void named_params(sld *s, const sm_xml *e, const sld_param_row *rows, size_t n, void *to)
{
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        (void)sld_named_param(s, c, false, rows, n, to);
    }
}

void sld_fill_plain(sld *s, const sm_xml *e, void *to)
{
    ((sm_fill_style *)to)->present = true;
    named_params(s, e, fill_params, COUNT(fill_params), to);
}

void sld_fill(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"GraphicFill", graphic_fill, false}};
    sld_fill_plain(s, e, to);
    sld_children(s, e, rows, COUNT(rows), to);
}

void sld_stroke_plain(sld *s, const sm_xml *e, void *to)
{
    ((sm_stroke_style *)to)->present = true;
    named_params(s, e, stroke_params, COUNT(stroke_params), to);
}

static void stroke_pattern(sld *s, const sm_xml *e, void *to)
{
    ((sm_stroke_style *)to)->pattern = held_graphic(s, e);
}

static void stroke_graphic(sld *s, const sm_xml *e, void *to)
{
    ((sm_stroke_style *)to)->graphic = sld_graphic(s, e);
}

static void stroke_gap(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &((sm_stroke_style *)to)->gap);
}

static void stroke_initial_gap(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &((sm_stroke_style *)to)->initial_gap);
}

static void graphic_stroke(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"Graphic", stroke_graphic, false},
                                     {"InitialGap", stroke_initial_gap, false},
                                     {"Gap", stroke_gap, false}};
    sm_stroke_style *stroke = to;
    sld_children(s, e, rows, COUNT(rows), to);
    if (!stroke->graphic) {
        sld_warn(s, e, "W101", NULL, "<%s> without a Graphic; left out", e->name);
    } else if (stroke->gap.expr && !stroke->dash.expr) {
        sld_note(s, e, "N205",
                 "Gap is read from centre to centre, as QGIS and MapServer do; others "
                 "read it from edge to edge");
    }
}

static void read_stroke(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"GraphicStroke", graphic_stroke, false},
                                     {"GraphicFill", stroke_pattern, false}};
    sm_symbolizer *symbolizer = to;
    sld_stroke_plain(s, e, &symbolizer->stroke);
    sld_children(s, e, rows, COUNT(rows), &symbolizer->stroke);
}

static void read_fill(sld *s, const sm_xml *e, void *to)
{
    sld_fill(s, e, &((sm_symbolizer *)to)->fill);
}

static void read_offset(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &((sm_symbolizer *)to)->offset);
}

static void point_graphic(sld *s, const sm_xml *e, void *to)
{
    ((sm_symbolizer *)to)->graphic = sld_graphic(s, e);
}

// ---- What symbolizers share ---------------------------------------------------------------------

// The tail of a uom: "http://www.opengeospatial.org/se/units/metre", "...#metre", "metre".
static const char *uom_tail(const char *uom)
{
    size_t len = strlen(uom);
    while (len && !strchr("/#:", uom[len - 1])) {
        len--;
    }
    return uom + len;
}

static void read_uom(sld *s, const sm_xml *e, sm_symbolizer *out)
{
    static const struct {
        const char *name;
        sm_unit unit;
    } units[] = {{"pixel", SM_UNIT_PX},    {"px", SM_UNIT_PX},   {"metre", SM_UNIT_METRE},
                 {"meter", SM_UNIT_METRE}, {"m", SM_UNIT_METRE}, {"foot", SM_UNIT_FOOT},
                 {"ft", SM_UNIT_FOOT}};
    static const char standard[] = "http://www.opengeospatial.org/se/units/";
    const char *uom = sm_xml_attr_value(e, "uom");
    if (!uom) {
        return;
    }
    for (size_t i = 0; i < COUNT(units); i++) {
        if (strcasecmp(uom_tail(uom), units[i].name) == 0) {
            out->unit = units[i].unit;
            if (strncmp(uom, standard, strlen(standard)) != 0) {
                sld_note(s, e, "N204", "uom=\"%s\" is read as %s%s; other programs may not", uom,
                         standard, units[i].name);
            }
            return;
        }
    }
    sld_warn(s, e, "W106", "the units are pixel, metre and foot",
             "uom=\"%s\" is not known; pixels are used", uom);
}

static void read_own_unit(sld *s, const sm_xml *e, const char *text, sm_symbolizer *out)
{
    if (strcmp(text, "mm") == 0 || strcmp(text, "pt") == 0) {
        out->unit = text[0] == 'm' ? SM_UNIT_MM : SM_UNIT_PT;
        if (!s->told_unit) {
            sld_note(s, e, "N204",
                     "with sitmap-uom numbers are mm or pt here and pixels in other "
                     "programs: the looks differ");
        }
        s->told_unit = true;
    } else {
        sld_error(s, e, "W106", "the units are mm and pt", "sitmap-uom \"%s\" is not known", text);
    }
}

void sld_unit(sld *s, const sm_xml *e, sm_symbolizer *out)
{
    out->line = e->line;
    out->column = e->column;
    (void)sm_xml_attr_value(e, "version");
    read_uom(s, e, out);
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        const char *own = sld_option(s, c, "sitmap-uom");
        if (own) {
            read_own_unit(s, c, own, out);
        }
    }
}

// A symbolizer whose geometry is not understood is left out: `kind` can not tell, so the line can.
static void skip(sm_symbolizer *out)
{
    out->line = 0;
}

// What follows the geometry: how far to move it, or how far around it. False when one is missing.
static bool geometry_numbers(sld *s, const sm_xml *e, size_t n, sm_symbolizer *out)
{
    sm_param *const params[] = {&out->geometry_x, &out->geometry_y};
    const sm_xml *c = sm_xml_first(e);
    for (size_t i = 0; i < n; i++) {
        c = c ? sm_xml_next(c) : NULL;
        const sm_expr *number = c ? sld_expr_element(s, c) : NULL;
        if (!number) {
            return false;
        }
        *params[i] = (sm_param){.expr = number, .line = c->line, .column = c->column};
        s->uses_feature |= number->uses_feature;
    }
    return true;
}

void sld_geometry(sld *s, const sm_xml *e, void *to)
{
    static const struct {
        const char *name;
        sm_geometry_function f;
        size_t numbers; // that follow the geometry
    } functions[] = {
        {"centroid", SM_GEOM_CENTROID, 0},
        {"interiorPoint", SM_GEOM_INTERIOR_POINT, 0},
        {"pointOnSurface", SM_GEOM_INTERIOR_POINT, 0},
        {"startPoint", SM_GEOM_START_POINT, 0},
        {"endPoint", SM_GEOM_END_POINT, 0},
        {"vertices", SM_GEOM_VERTICES, 0},
        {"boundary", SM_GEOM_BOUNDARY, 0},
        {"offset", SM_GEOM_OFFSET, 2},
        {"buffer", SM_GEOM_BUFFER, 1},
    };
    sm_symbolizer *out = to;
    const sm_xml *c = sm_xml_first(e);
    sld_use_names(s, e);
    if (!c || c->used) {
        return;
    }
    sm_xml_use(c);
    const char *name = sm_xml_attr_value(c, "name"), *names[COUNT(functions)];
    const char *mend = NULL;
    for (size_t i = 0; i < COUNT(functions); i++) {
        names[i] = functions[i].name;
        if (name && strcasecmp(functions[i].name, name) == 0) {
            out->geometry = functions[i].f;
            if (geometry_numbers(s, c, functions[i].numbers, out)) {
                sld_use_names(s, c);
                return;
            }
            mend = "give it a geometry, and numbers in the units of the data";
        }
    }
    sld_use_names(s, c);
    const char *near = name && !mend ? sm_nearest_word(name, names, COUNT(functions)) : NULL;
    sld_warn(s, c, "W105", near ? sm_arena_printf(s->arena, "did you mean %s?", near) : mend,
             mend ? "geometry %s lacks a number; the symbolizer is left out"
                  : "geometry %s is not supported; the symbolizer is left out",
             name ? name : c->name);
    skip(out);
}

// ---- Options of symbolizers ---------------------------------------------------------------------

static const sld_param_row polygon_options[] = {
    {"labelObstacle", offsetof(sm_symbolizer, obstacle), NULL},
    {"sitmap-hatch", offsetof(sm_symbolizer, hatch), NULL},
    {"sitmap-fit", offsetof(sm_symbolizer, fit), NULL},
};

static const sld_param_row line_options[] = {
    {"labelObstacle", offsetof(sm_symbolizer, obstacle), NULL},
    {"sitmap-arrow", offsetof(sm_symbolizer, arrow), NULL},
    {"sitmap-round", offsetof(sm_symbolizer, round), NULL},
    {"sitmap-fit", offsetof(sm_symbolizer, fit), NULL},
};

static const sld_param_row point_options[] = {
    {"labelObstacle", offsetof(sm_symbolizer, obstacle), NULL},
};

static const sld_param_row pattern_options[] = {
    {"graphic-margin", offsetof(sm_graphic_style, margin), NULL},
    {"distance", offsetof(sm_graphic_style, distance), NULL},
};

static void read_place(sld *s, const sm_xml *e, const char *text, sm_symbolizer *out)
{
    static const struct {
        const char *name;
        sm_mark_place place;
    } places[] = {{"interval", SM_PLACE_ALONG},  {"firstPoint", SM_PLACE_FIRST},
                  {"lastPoint", SM_PLACE_LAST},  {"centralPoint", SM_PLACE_CENTRE},
                  {"points", SM_PLACE_VERTICES}, {"vertex", SM_PLACE_VERTICES}};
    for (size_t i = 0; i < COUNT(places); i++) {
        if (strcasecmp(places[i].name, text) == 0) {
            out->place = places[i].place;
            return;
        }
    }
    sld_warn(s, e, "W106", "firstPoint, lastPoint, centralPoint or points",
             "placement \"%s\" is not known; marks stand along the line", text);
}

// Options of lines that are words; the others are parameters.
static bool line_word(sld *s, const sm_xml *e, sm_symbolizer *out)
{
    const char *place = sld_option(s, e, "placement");
    const char *turns = sld_option(s, e, "rotateMarker");
    if (place) {
        read_place(s, e, place, out);
    }
    out->upright = turns ? sld_is_false(turns) : out->upright;
    return place || turns;
}

sm_inclusion sld_inclusion(sld *s, const sm_xml *e)
{
    static const char *const names[] = {"normal", "mapOnly", "legendOnly"};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        const char *own = sld_option(s, c, "inclusion");
        for (size_t i = 0; own && i < COUNT(names); i++) {
            if (strcasecmp(names[i], own) == 0) {
                return (sm_inclusion)i;
            }
        }
        if (own) {
            sld_warn(s, c, "W106", "normal, mapOnly or legendOnly",
                     "inclusion \"%s\" is not known; normal is used", own);
        }
    }
    return SM_MAP_AND_LEGEND;
}

void sld_composite(sld *s, const sm_xml *e)
{
    const char *value = sld_option(s, e, "composite");
    if (value && strcmp(value, "source-over") != 0) {
        sld_warn(s, e, "W101", "use opaque, mixed colours",
                 "composite \"%s\" is not supported; left out", value);
    }
}

// What all have, and graphics ask for when they are read.
static void read_common_options(sld *s, const sm_xml *e)
{
    s->no_default = false;
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        sld_composite(s, c);
        const char *own = sld_option(s, c, "fallbackOnDefaultMark");
        s->no_default = own ? sld_is_false(own) : s->no_default;
    }
}

static void options(sld *s, const sm_xml *e, const sld_param_row *rows, size_t n,
                    sm_symbolizer *out)
{
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        bool done = sld_named_param(s, c, true, rows, n, out) || line_word(s, c, out);
        if (!done && out->fill.graphic) {
            sm_graphic_style *g = (sm_graphic_style *)(uintptr_t)out->fill.graphic;
            (void)sld_named_param(s, c, true, pattern_options, COUNT(pattern_options), g);
        }
    }
}

// ---- The symbolizers ----------------------------------------------------------------------------

static sm_symbolizer *begin(sld *s, const sm_xml *e, sm_symbol_kind kind, sm_symbolizers *list)
{
    sm_symbolizer *out = SM_PUSH(s->arena, list);
    *out = (sm_symbolizer){.kind = kind, .inclusion = sld_inclusion(s, e)};
    sld_unit(s, e, out);
    read_common_options(s, e);
    return out;
}

// Take back what its geometry forbids.
static void end(sm_symbolizers *list)
{
    if (list->items[list->count - 1].line == 0) {
        list->count--;
    }
}

static void read_shift(sld *s, const sm_xml *e, void *to)
{
    sm_symbolizer *out = to;
    sld_displacement(s, e, &out->shift_x, &out->shift_y);
}

static void polygon(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"Name", NULL, false},
                                     {"Description", sld_description, false},
                                     {"Geometry", sld_geometry, false},
                                     {"Fill", read_fill, false},
                                     {"Stroke", read_stroke, false},
                                     {"Displacement", read_shift, false},
                                     {"PerpendicularOffset", read_offset, false}};
    sm_symbolizer *out = begin(s, e, SM_SYMBOL_POLYGON, to);
    sld_children(s, e, rows, COUNT(rows), out);
    options(s, e, polygon_options, COUNT(polygon_options), out);
    end(to);
}

static void line(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"Name", NULL, false},
                                     {"Description", sld_description, false},
                                     {"Geometry", sld_geometry, false},
                                     {"Stroke", read_stroke, false},
                                     {"PerpendicularOffset", read_offset, false}};
    sm_symbolizer *out = begin(s, e, SM_SYMBOL_LINE, to);
    sld_children(s, e, rows, COUNT(rows), out);
    options(s, e, line_options, COUNT(line_options), out);
    if (!out->stroke.present) {
        sld_warn(s, e, "W106", "give it a Stroke", "a line without a Stroke draws nothing");
    }
    end(to);
}

static void point(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"Name", NULL, false},
                                     {"Description", sld_description, false},
                                     {"Geometry", sld_geometry, false},
                                     {"Graphic", point_graphic, false}};
    sm_symbolizer *out = begin(s, e, SM_SYMBOL_POINT, to);
    sld_children(s, e, rows, COUNT(rows), out);
    options(s, e, point_options, COUNT(point_options), out);
    if (!out->graphic) {
        sld_warn(s, e, "W106", "give it a Graphic", "a point without a Graphic draws nothing");
    }
    end(to);
}

static void text(sld *s, const sm_xml *e, void *to)
{
    sm_symbolizer *out = begin(s, e, SM_SYMBOL_TEXT, to);
    sld_text_symbolizer(s, e, out);
    end(to);
}

const sld_child sld_symbolizers[] = {{"PolygonSymbolizer", polygon, true},
                                     {"LineSymbolizer", line, true},
                                     {"PointSymbolizer", point, true},
                                     {"TextSymbolizer", text, true}};
const size_t sld_n_symbolizers = COUNT(sld_symbolizers);

void sld_legend_graphic(sld *s, const sm_xml *e, sm_symbolizers *out)
{
    static const sld_child rows[] = {{"Graphic", point_graphic, false}};
    sm_symbolizer *symbolizer = begin(s, e, SM_SYMBOL_POINT, out);
    sld_children(s, e, rows, COUNT(rows), symbolizer);
    if (!symbolizer->graphic) {
        out->count--;
    }
}
