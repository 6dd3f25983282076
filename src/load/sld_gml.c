// Geometries in filters: GML 2.1 (02-069) and GML 3.1 (03-105r1), as far as simple features go.
#include <string.h>
#include <strings.h>

#include "load/sld_parts.h"

typedef struct gml {
    sld *s;
    sm_path *out;
    bool north_first; // urn:...:EPSG::4326 counts latitude first
    const char *why;
} gml;

static bool named(const sm_xml *e, const char *name)
{
    return strcasecmp(e->name, name) == 0;
}

// ---- CRS ----------------------------------------------------------------------------------------

// WGS 84 by any of its names; the urn and http forms put latitude first.
static bool read_crs(gml *g, const sm_xml *e)
{
    static const char *const first_east[] = {"EPSG:4326", "CRS:84", "urn:ogc:def:crs:OGC:1.3:CRS84",
                                             "http://www.opengis.net/gml/srs/epsg.xml#4326"};
    static const char *const first_north[] = {"urn:ogc:def:crs:EPSG::4326",
                                              "urn:x-ogc:def:crs:EPSG:4326",
                                              "http://www.opengis.net/def/crs/EPSG/0/4326"};
    const char *name = sm_xml_attr_value(e, "srsName");
    for (size_t i = 0; name && i < sizeof first_north / sizeof *first_north; i++) {
        if (strcasecmp(name, first_north[i]) == 0) {
            g->north_first = true;
            return true;
        }
    }
    for (size_t i = 0; name && i < sizeof first_east / sizeof *first_east; i++) {
        if (strcasecmp(name, first_east[i]) == 0) {
            return true;
        }
    }
    g->why = name ? "a geometry in a coordinate system other than WGS 84" : g->why;
    return name == NULL;
}

// ---- Coordinates --------------------------------------------------------------------------------

static void add(gml *g, double first, double second)
{
    double x = g->north_first ? second : first, y = g->north_first ? first : second;
    if (x >= -360 && x <= 360 && y >= -90 && y <= 90) {
        sm_path_add(g->out, x, y);
    } else {
        g->why = "a coordinate that is no longitude and latitude";
    }
}

static void add_numbers(gml *g, const char *text)
{
    double held = 0;
    bool has = false;
    for (text += strspn(text, " ,\t\r\n"); *text; text += strspn(text, " ,\t\r\n")) {
        size_t len = strcspn(text, " ,\t\r\n");
        double x = 0;
        if (!sm_parse_double(text, len, &x)) {
            g->why = "a coordinate that is no number";
            return;
        }
        if (has) {
            add(g, held, x);
        }
        held = x;
        has = !has;
        text += len;
    }
    if (has) {
        g->why = "an odd number of coordinates";
    }
}

static double coordinate(gml *g, const sm_xml *e, const char *name)
{
    const sm_xml *c = sld_find(e, name);
    const char *text = c && sld_is(g->s, c, name) ? sm_xml_content(g->s->arena, c) : "";
    double x = 0;
    if (!sm_parse_double(text, strlen(text), &x)) {
        g->why = "a coordinate that is no number";
    }
    return x;
}

// All positions below an element, in any of the spellings.
static void add_positions(gml *g, const sm_xml *e)
{
    static const char *const lists[] = {"pos", "posList", "coordinates", "lowerCorner",
                                        "upperCorner"};
    static const char *const attrs[] = {"decimal", "cs", "ts", "dimension", "srsDimension"};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        for (size_t i = 0; i < sizeof attrs / sizeof *attrs; i++) {
            (void)sm_xml_attr_value(c, attrs[i]);
        }
        for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
            if (named(c, lists[i])) {
                sm_xml_use(c);
                add_numbers(g, sm_xml_content(g->s->arena, c));
            }
        }
        if (named(c, "coord")) {
            sm_xml_use(c);
            add(g, coordinate(g, c, "X"), coordinate(g, c, "Y"));
        }
    }
}

// ---- Geometries ---------------------------------------------------------------------------------

static void begin(gml *g, sm_shape shape)
{
    if (g->out->n_parts && g->out->shape != shape) {
        g->why = "a geometry of several kinds";
    }
    g->out->shape = shape;
    if (shape != SM_SHAPE_POINTS || !g->out->n_parts) {
        sm_path_begin_part(g->out);
    }
}

static void read_point(gml *g, const sm_xml *e)
{
    begin(g, SM_SHAPE_POINTS);
    add_positions(g, e);
}

static void read_line(gml *g, const sm_xml *e)
{
    begin(g, SM_SHAPE_LINES);
    add_positions(g, e);
}

// GEOS takes clockwise rings for shells and the others for holes.
static void read_ring(gml *g, const sm_xml *e, bool hole)
{
    begin(g, SM_SHAPE_RINGS);
    add_positions(g, e);
    size_t n = 0;
    sm_point *p = (sm_point *)(uintptr_t)sm_path_part(g->out, g->out->n_parts - 1, &n);
    if (n < 4 || p[0].x != p[n - 1].x || p[0].y != p[n - 1].y) {
        g->why = "a ring that is not closed";
        return;
    }
    if ((sm_ring_area(p, n) > 0) != hole) {
        for (size_t i = 0; i < n / 2; i++) {
            sm_point swap = p[i];
            p[i] = p[n - 1 - i];
            p[n - 1 - i] = swap;
        }
    }
}

static void read_polygon(gml *g, const sm_xml *e)
{
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        bool hole = named(c, "interior") || named(c, "innerBoundaryIs");
        const sm_xml *ring = sld_find(c, "LinearRing");
        if (ring && (hole || named(c, "exterior") || named(c, "outerBoundaryIs"))) {
            sm_xml_use(c);
            sm_xml_use(ring);
            read_ring(g, ring, hole);
        }
    }
}

static void read_box(gml *g, const sm_xml *e)
{
    sm_path corners;
    sm_path_init(&corners, g->s->arena, SM_SPACE_LONLAT, SM_SHAPE_POINTS);
    sm_path *out = g->out;
    g->out = &corners;
    add_positions(g, e);
    g->out = out;
    sm_box b = sm_path_box(&corners);
    if (corners.n_points != 2) {
        g->why = "a box without two corners";
        return;
    }
    begin(g, SM_SHAPE_RINGS);
    const sm_point ring[] = {{b.x0, b.y0}, {b.x0, b.y1}, {b.x1, b.y1}, {b.x1, b.y0}, {b.x0, b.y0}};
    for (size_t i = 0; i < 5; i++) {
        sm_path_add(out, ring[i].x, ring[i].y);
    }
}

static void read_geometry(gml *g, const sm_xml *e);

// Members of collections stand in elements of their own.
static void read_members(gml *g, const sm_xml *e)
{
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        sm_xml_use(c);
        for (const sm_xml *m = sm_xml_first(c); m; m = sm_xml_next(m)) {
            read_geometry(g, m);
        }
    }
}

static void read_geometry(gml *g, const sm_xml *e)
{
    static const struct {
        const char *name;
        void (*read)(gml *g, const sm_xml *e);
    } kinds[] = {{"Envelope", read_box},        {"Box", read_box},
                 {"Point", read_point},         {"LineString", read_line},
                 {"LinearRing", read_line},     {"Polygon", read_polygon},
                 {"MultiPoint", read_members},  {"MultiLineString", read_members},
                 {"MultiCurve", read_members},  {"MultiPolygon", read_members},
                 {"MultiSurface", read_members}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (named(e, kinds[i].name)) {
            sm_xml_use(e);
            (void)sm_xml_attr_value(e, "id");
            (void)sm_xml_attr_value(e, "srsDimension");
            if (read_crs(g, e)) {
                kinds[i].read(g, e);
            }
            return;
        }
    }
    g->why = sm_arena_printf(g->s->arena, "<%s> is no geometry of simple features", e->name);
}

const sm_path *sld_gml(sld *s, const sm_xml *e, const char **why)
{
    gml g = {.s = s, .out = sm_arena_alloc(s->arena, sizeof *g.out)};
    sm_path_init(g.out, s->arena, SM_SPACE_LONLAT, SM_SHAPE_POINTS);
    if (e->parent && sm_xml_first(e->parent)) {
        sm_xml_use(e->parent); // a Literal around it
    }
    read_geometry(&g, e);
    if (!g.why && !g.out->n_points) {
        g.why = "a geometry without coordinates";
    }
    *why = g.why ? g.why : *why;
    return g.why ? NULL : g.out;
}
