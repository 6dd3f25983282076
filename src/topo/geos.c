// See geos.h.
#include "geos.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "boxtree.h"

// ---- Session ------------------------------------------------------------------------------------

static void keep_message(const char *message, void *self)
{
    sm_geos *g = self;
    snprintf(g->why, sizeof g->why, "%s", message);
}

bool sm_geos_open(sm_geos *g)
{
    *g = (sm_geos){.handle = GEOS_init_r()};
    if (g->handle) {
        GEOSContext_setErrorMessageHandler_r(g->handle, keep_message, g);
    }
    return g->handle != NULL;
}

void sm_geos_close(sm_geos *g)
{
    if (g->handle) {
        GEOS_finish_r(g->handle);
    }
    g->handle = NULL;
}

// ---- Into GEOS ----------------------------------------------------------------------------------

GEOSGeometry *sm_geos_from_line(sm_geos *g, const sm_point *points, size_t n)
{
    GEOSCoordSequence *s = GEOSCoordSeq_copyFromBuffer_r(g->handle, &points->x, (unsigned)n, 0, 0);
    return s ? GEOSGeom_createLineString_r(g->handle, s) : NULL;
}

GEOSGeometry *sm_geos_from_lines(sm_geos *g, sm_arena *scratch, const sm_path *path)
{
    GEOSGeometry **items = sm_arena_alloc(scratch, (path->n_parts + 1) * sizeof *items);
    unsigned count = 0;
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        GEOSGeometry *line = n >= 2 ? sm_geos_from_line(g, p, n) : NULL;
        if (line) {
            items[count++] = line;
        }
    }
    return GEOSGeom_createCollection_r(g->handle, GEOS_MULTILINESTRING, items, count);
}

static GEOSGeometry *ring_of(sm_geos *g, const sm_point *points, size_t n)
{
    GEOSCoordSequence *s = GEOSCoordSeq_copyFromBuffer_r(g->handle, &points->x, (unsigned)n, 0, 0);
    return s ? GEOSGeom_createLinearRing_r(g->handle, s) : NULL;
}

typedef struct ring {
    const sm_point *points;
    size_t n;
    sm_box box;
    double area;       // clockwise negative; 0 for a bow-tie, which is a shell to be mended
    size_t shell;      // index of the ring's shell; its own for shells
    size_t first_hole; // of a shell: index + 1; 0 for none
    size_t next_hole;  // of a hole: the next one of the same shell, likewise
} ring;

static bool ring_contains(const ring *r, sm_point p)
{
    size_t start = 0;
    sm_path one = {.shape = SM_SHAPE_RINGS,
                   .points = (sm_point *)r->points,
                   .n_points = r->n,
                   .starts = &start,
                   .n_parts = 1};
    return sm_path_contains(&one, p);
}

// A hole may touch its shell in single vertices, so two places of it are asked.
static bool is_around(const ring *shell, const ring *hole)
{
    sm_point a = hole->points[0], b = hole->points[1];
    sm_point middle = {(a.x + b.x) / 2, (a.y + b.y) / 2};
    return sm_box_contains(shell->box, hole->box) &&
           (ring_contains(shell, a) || ring_contains(shell, middle));
}

typedef struct shell_search {
    ring *rings;
    const size_t *shells; // ring of each pair of corners in the tree
    size_t hole;
    double least;
} shell_search;

static bool try_shell(void *self, uint32_t item)
{
    shell_search *s = self;
    size_t i = s->shells[item / 2];
    ring *hole = &s->rings[s->hole];
    double area = -s->rings[i].area;
    if (area < s->least && area >= hole->area && is_around(&s->rings[i], hole)) {
        hole->shell = i;
        s->least = area;
    }
    return true;
}

// A hole that lies in no shell was meant as one. A box stands in the tree as its diagonal.
static void find_shells(sm_arena *scratch, ring *rings, size_t n)
{
    sm_path corners;
    size_t *shells = sm_arena_alloc(scratch, n * sizeof *shells), n_shells = 0;
    sm_path_init(&corners, scratch, SM_SPACE_PLANE, SM_SHAPE_LINES);
    for (size_t i = 0; i < n; i++) {
        if (!(rings[i].area > 0)) {
            sm_path_begin_part(&corners);
            sm_path_add(&corners, rings[i].box.x0, rings[i].box.y0);
            sm_path_add(&corners, rings[i].box.x1, rings[i].box.y1);
            shells[n_shells++] = i;
        }
    }
    sm_boxtree tree;
    sm_boxtree_segments(&tree, scratch, &corners);
    for (size_t i = n; i-- > 0;) {
        if (!(rings[i].area > 0)) {
            continue;
        }
        shell_search s = {rings, shells, i, (double)INFINITY};
        sm_boxtree_query(&tree, rings[i].box, try_shell, &s);
        if (rings[i].shell != i) {
            rings[i].next_hole = rings[rings[i].shell].first_hole;
            rings[rings[i].shell].first_hole = i + 1;
        }
    }
}

static size_t collect_rings(sm_arena *scratch, const sm_path *path, ring **out)
{
    ring *rings = sm_arena_alloc(scratch, path->n_parts * sizeof *rings);
    size_t count = 0;
    for (size_t i = 0; i < path->n_parts; i++) {
        ring r = {.box = SM_BOX_EMPTY, .shell = count};
        r.points = sm_path_part(path, i, &r.n);
        r.area = sm_ring_area(r.points, r.n);
        for (size_t k = 0; k < r.n; k++) {
            r.box = sm_box_add(r.box, r.points[k]);
        }
        if (r.n >= 4 && r.box.x0 < r.box.x1 && r.box.y0 < r.box.y1) {
            rings[count++] = r;
        }
    }
    find_shells(scratch, rings, count);
    *out = rings;
    return count;
}

static void destroy_all(sm_geos *g, GEOSGeometry **items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        GEOSGeom_destroy_r(g->handle, items[i]);
    }
}

// A shell with its holes; `holes` has room for all.
static GEOSGeometry *polygon_of(sm_geos *g, const ring *rings, size_t shell, GEOSGeometry **holes)
{
    size_t count = 0;
    GEOSGeometry *outer = ring_of(g, rings[shell].points, rings[shell].n);
    for (size_t i = rings[shell].first_hole; outer && i; i = rings[i - 1].next_hole) {
        holes[count] = ring_of(g, rings[i - 1].points, rings[i - 1].n);
        if (!holes[count]) {
            GEOSGeom_destroy_r(g->handle, outer);
            destroy_all(g, holes, count);
            return NULL;
        }
        count++;
    }
    return outer ? GEOSGeom_createPolygon_r(g->handle, outer, holes, (unsigned)count) : NULL;
}

GEOSGeometry *sm_geos_from_rings(sm_geos *g, sm_arena *scratch, const sm_path *path)
{
    ring *rings;
    size_t n = collect_rings(scratch, path, &rings), count = 0;
    GEOSGeometry **polygons = sm_arena_alloc(scratch, n * sizeof *polygons);
    GEOSGeometry **holes = sm_arena_alloc(scratch, n * sizeof *holes);
    for (size_t i = 0; i < n; i++) {
        if (rings[i].shell != i) {
            continue;
        }
        polygons[count] = polygon_of(g, rings, i, holes);
        if (!polygons[count]) {
            destroy_all(g, polygons, count);
            return NULL;
        }
        count++;
    }
    return GEOSGeom_createCollection_r(g->handle, GEOS_MULTIPOLYGON, polygons, (unsigned)count);
}

// ---- Out of GEOS --------------------------------------------------------------------------------

// Points of a line or ring into a new part.
static bool add_part(sm_geos *g, const GEOSGeometry *line, sm_path *out)
{
    const GEOSCoordSequence *s = GEOSGeom_getCoordSeq_r(g->handle, line);
    unsigned n = 0;
    if (!s || !GEOSCoordSeq_getSize_r(g->handle, s, &n)) {
        return false;
    }
    sm_path_begin_part(out);
    if (!n) {
        sm_path_drop_part(out);
        return true;
    }
    sm_point *room = sm_path_extend(out, n);
    return GEOSCoordSeq_copyToBuffer_r(g->handle, s, &room->x, 0, 0) == 1;
}

static bool add_ring(sm_geos *g, const GEOSGeometry *line, bool clockwise, sm_path *out)
{
    size_t parts = out->n_parts;
    if (!line || !add_part(g, line, out)) {
        return false;
    }
    if (out->n_parts == parts) {
        return true;
    }
    sm_point *p = out->points + out->starts[parts];
    size_t n = out->n_points - out->starts[parts];
    if ((sm_ring_area(p, n) < 0) != clockwise) {
        for (size_t i = 0; i < n / 2; i++) {
            sm_point swap = p[i];
            p[i] = p[n - 1 - i];
            p[n - 1 - i] = swap;
        }
    }
    return true;
}

static bool add_polygon(sm_geos *g, const GEOSGeometry *polygon, sm_path *out)
{
    int holes = GEOSGetNumInteriorRings_r(g->handle, polygon);
    bool fine = holes >= 0 && add_ring(g, GEOSGetExteriorRing_r(g->handle, polygon), true, out);
    for (int i = 0; fine && i < holes; i++) {
        fine = add_ring(g, GEOSGetInteriorRingN_r(g->handle, polygon, i), false, out);
    }
    return fine;
}

bool sm_geos_to_rings(sm_geos *g, const GEOSGeometry *geometry, sm_path *out)
{
    int type = GEOSGeomTypeId_r(g->handle, geometry);
    if (type == GEOS_POLYGON) {
        return add_polygon(g, geometry, out);
    }
    if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION) {
        return type >= 0;
    }
    int n = GEOSGetNumGeometries_r(g->handle, geometry);
    bool fine = n >= 0;
    for (int i = 0; fine && i < n; i++) {
        fine = sm_geos_to_rings(g, GEOSGetGeometryN_r(g->handle, geometry, i), out);
    }
    return fine;
}

bool sm_geos_to_lines(sm_geos *g, const GEOSGeometry *geometry, sm_path *out)
{
    int type = GEOSGeomTypeId_r(g->handle, geometry);
    if (type == GEOS_LINESTRING || type == GEOS_LINEARRING) {
        return add_part(g, geometry, out);
    }
    if (type != GEOS_MULTILINESTRING && type != GEOS_GEOMETRYCOLLECTION) {
        return type >= 0;
    }
    int n = GEOSGetNumGeometries_r(g->handle, geometry);
    bool fine = n >= 0;
    for (int i = 0; fine && i < n; i++) {
        fine = sm_geos_to_lines(g, GEOSGetGeometryN_r(g->handle, geometry, i), out);
    }
    return fine;
}

// ---- Crossings ----------------------------------------------------------------------------------

typedef struct counter {
    const sm_path *a, *b;
    size_t segment; // of a
    size_t count, limit;
} counter;

static bool is_same(sm_point p, sm_point q)
{
    return p.x == q.x && p.y == q.y;
}

static bool note_crossing(void *self, uint32_t item)
{
    counter *c = self;
    const sm_point *p = c->a->points + c->segment, *q = c->b->points + item;
    if (c->a == c->b && item <= c->segment) {
        return true;
    }
    bool joined =
        is_same(p[0], q[0]) || is_same(p[0], q[1]) || is_same(p[1], q[0]) || is_same(p[1], q[1]);
    if (!joined && sm_segments_cross(p[0], p[1], q[0], q[1])) {
        c->count++;
    }
    return c->count < c->limit;
}

size_t sm_topo_count_crossings(sm_arena *scratch, const sm_path *a, const sm_path *b, size_t limit)
{
    sm_boxtree tree;
    counter c = {.a = a, .b = b, .limit = limit};
    sm_boxtree_segments(&tree, scratch, b);
    for (size_t i = 0; i < a->n_parts && c.count < limit; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(a, i, &n);
        for (size_t k = 0; k + 1 < n && c.count < limit; k++) {
            c.segment = a->starts[i] + k;
            sm_boxtree_corridor(&tree, p[k], p[k + 1], 0, note_crossing, &c);
        }
    }
    return c.count;
}

GEOSGeometry *sm_geos_buffer(sm_geos *g, const GEOSGeometry *geometry, double d, sm_cap cap,
                             sm_join join)
{
    static const int caps[] = {GEOSBUF_CAP_FLAT, GEOSBUF_CAP_ROUND, GEOSBUF_CAP_SQUARE};
    static const int joins[] = {GEOSBUF_JOIN_MITRE, GEOSBUF_JOIN_ROUND, GEOSBUF_JOIN_BEVEL};
    GEOSBufferParams *how = GEOSBufferParams_create_r(g->handle);
    bool fine = how && GEOSBufferParams_setEndCapStyle_r(g->handle, how, caps[cap]) &&
                GEOSBufferParams_setJoinStyle_r(g->handle, how, joins[join]) &&
                GEOSBufferParams_setMitreLimit_r(g->handle, how, SM_GEOS_MITRE) &&
                GEOSBufferParams_setQuadrantSegments_r(g->handle, how, SM_GEOS_QUADRANT);
    GEOSGeometry *area = fine ? GEOSBufferWithParams_r(g->handle, geometry, how, d) : NULL;
    GEOSBufferParams_destroy_r(g->handle, how);
    return area;
}

enum {
    MAX_POINTS = 100000,  // together
    MAX_CROSSINGS = 20000 // of the lines with themselves: the cost grows with them
};

sm_status sm_geos_check(sm_arena *scratch, const sm_path *path, double d, sm_error *err)
{
    if (!isfinite(d) || !sm_path_finite(path)) {
        return sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL,
                       "a distance or coordinate of a parallel curve is not finite");
    }
    if (path->n_points > MAX_POINTS ||
        sm_topo_count_crossings(scratch, path, path, MAX_CROSSINGS) >= MAX_CROSSINGS) {
        return sm_fail(err, SM_ELIMIT, SM_NOWHERE, "simplify the line first",
                       "a parallel curve of a line with %zu points (at most %d points and %d "
                       "crossings)",
                       path->n_points, MAX_POINTS, MAX_CROSSINGS);
    }
    return SM_OK;
}
