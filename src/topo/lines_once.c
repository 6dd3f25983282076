// Lines without what runs along a longer one, by GEOS.
#include <stdlib.h>

#include "sitmap/topo.h"

#include "geos.h"

// What lies within the distance for less than so many times it crosses rather than runs along.
static const double CROSSES = 4;

typedef struct ranked {
    size_t part;
    double length;
} ranked;

// The longest first.
static int by_length(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    int longer = (x->length < y->length) - (x->length > y->length);
    return longer ? longer : (x->part > y->part) - (x->part < y->part);
}

static ranked *rank_parts(sm_arena *a, const sm_path *lines)
{
    ranked *all = sm_arena_alloc(a, (lines->n_parts + 1) * sizeof *all);
    for (size_t i = 0; i < lines->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(lines, i, &n);
        all[i] = (ranked){i, sm_line_length(p, n)};
    }
    qsort(all, lines->n_parts, sizeof *all, by_length);
    return all;
}

typedef struct uniting {
    sm_geos g;
    double within;
    GEOSGeometry *around; // all within the distance of what is in `out`; NULL: nothing yet
} uniting;

static GEOSGeometry *buffer(uniting *u, const GEOSGeometry *line)
{
    return sm_geos_buffer(&u->g, line, u->within, SM_CAP_BUTT, SM_JOIN_ROUND);
}

// Does a stretch of the line run along what is there?
static bool runs_along(uniting *u, const GEOSGeometry *line)
{
    GEOSContextHandle_t h = u->g.handle;
    GEOSGeometry *near = GEOSIntersection_r(h, line, u->around);
    bool along = false;
    int n = near ? GEOSGetNumGeometries_r(h, near) : 0;
    for (int i = 0; i < n && !along; i++) {
        double length = 0;
        along = GEOSLength_r(h, GEOSGetGeometryN_r(h, near, i), &length) &&
                length > CROSSES * u->within;
    }
    GEOSGeom_destroy_r(h, near);
    return along;
}

static bool grow(uniting *u, const GEOSGeometry *line)
{
    GEOSGeometry *own = buffer(u, line);
    GEOSGeometry *all = own && u->around ? GEOSUnion_r(u->g.handle, u->around, own) : NULL;
    if (!u->around) {
        u->around = own;
        return own != NULL;
    }
    GEOSGeom_destroy_r(u->g.handle, own);
    if (all) {
        GEOSGeom_destroy_r(u->g.handle, u->around);
        u->around = all;
    }
    return all != NULL;
}

static bool add_part(uniting *u, const sm_point *p, size_t n, sm_path *out)
{
    GEOSGeometry *line = sm_geos_from_line(&u->g, p, n), *rest = NULL;
    bool fine = line != NULL;
    if (fine && u->around && runs_along(u, line)) {
        rest = GEOSDifference_r(u->g.handle, line, u->around);
        fine = rest != NULL;
    }
    fine = fine && sm_geos_to_lines(&u->g, rest ? rest : line, out) && grow(u, line);
    GEOSGeom_destroy_r(u->g.handle, rest);
    GEOSGeom_destroy_r(u->g.handle, line);
    return fine;
}

sm_status sm_topo_lines_once(sm_arena *a, const sm_path *lines, double within, sm_path *out,
                             sm_error *err)
{
    uniting u = {.within = within};
    sm_arena *scratch = sm_arena_create();
    sm_status status = sm_geos_check(scratch, lines, within, err);
    sm_path_init(out, a, lines->space, SM_SHAPE_LINES);
    if (!status && !sm_geos_open(&u.g)) {
        status = sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "lines taken once: out of memory");
    } else if (!status) {
        const ranked *order = rank_parts(scratch, lines);
        bool fine = true;
        for (size_t i = 0; fine && i < lines->n_parts && order[i].length > 0; i++) {
            size_t n = 0;
            const sm_point *p = sm_path_part(lines, order[i].part, &n);
            fine = add_part(&u, p, n, out);
        }
        if (!fine) {
            sm_path_clear(out, lines->space, SM_SHAPE_LINES);
            status = sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "lines taken once: %s",
                             u.g.why[0] ? u.g.why : "out of memory");
        }
        GEOSGeom_destroy_r(u.g.handle, u.around);
        sm_geos_close(&u.g);
    }
    sm_arena_destroy(scratch);
    return status;
}
