// Parallel curves, by GEOS.
#include <math.h>

#include "sitmap/topo.h"

#include "geos.h"

static bool offset_part(sm_geos *g, const sm_point *p, size_t n, double d, sm_path *out)
{
    GEOSGeometry *line = sm_geos_from_line(g, p, n);
    GEOSGeometry *curve = line ? GEOSOffsetCurve_r(g->handle, line, d, SM_GEOS_QUADRANT,
                                                   GEOSBUF_JOIN_MITRE, SM_GEOS_MITRE)
                               : NULL;
    bool fine = curve && sm_geos_to_lines(g, curve, out);
    GEOSGeom_destroy_r(g->handle, curve);
    GEOSGeom_destroy_r(g->handle, line);
    return fine;
}

// On the page y goes down, and what is a shell there would pass for a hole.
static void flip(const sm_path *in, sm_path *out)
{
    double sign = in->space == SM_SPACE_PAGE ? -1 : 1;
    for (size_t i = 0; i < in->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(in, i, &n);
        if (i) {
            sm_path_begin_part(out);
        }
        for (size_t k = 0; k < n; k++) {
            sm_path_add(out, p[k].x, sign * p[k].y);
        }
    }
}

static bool offset_rings(sm_geos *g, sm_arena *scratch, const sm_path *rings, double d,
                         sm_join join, sm_path *out)
{
    sm_path upright, grown;
    sm_path_init(&upright, scratch, rings->space, SM_SHAPE_RINGS);
    sm_path_init(&grown, scratch, rings->space, SM_SHAPE_RINGS);
    flip(rings, &upright);
    GEOSGeometry *polygon = sm_geos_from_rings(g, scratch, &upright);
    GEOSGeometry *result = polygon ? sm_geos_buffer(g, polygon, d, SM_CAP_BUTT, join) : NULL;
    bool fine = result && sm_geos_to_rings(g, result, &grown);
    GEOSGeom_destroy_r(g->handle, result);
    GEOSGeom_destroy_r(g->handle, polygon);
    if (fine) {
        flip(&grown, out);
    }
    return fine;
}

static bool offset_lines(sm_geos *g, const sm_path *lines, double d, sm_path *out)
{
    for (size_t i = 0; i < lines->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(lines, i, &n);
        if (n >= 2 && !offset_part(g, p, n, d, out)) {
            return false;
        }
    }
    return true;
}

sm_status sm_topo_offset(sm_arena *a, const sm_path *path, double d, sm_path *out, sm_error *err)
{
    sm_geos g;
    sm_arena *scratch = sm_arena_create();
    sm_status status = sm_geos_check(scratch, path, d, err);
    if (!status && !sm_geos_open(&g)) {
        status = sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "parallel curve failed: out of memory");
    } else if (!status) {
        sm_path result;
        bool rings = path->shape == SM_SHAPE_RINGS;
        sm_path_init(&result, a, path->space, rings ? SM_SHAPE_RINGS : SM_SHAPE_LINES);
        if (rings ? offset_rings(&g, scratch, path, d, SM_JOIN_MITER, &result)
                  : offset_lines(&g, path, d, &result)) {
            *out = result;
        } else {
            status = sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "parallel curve failed: %s",
                             g.why[0] ? g.why : "out of memory");
        }
        sm_geos_close(&g);
    }
    sm_arena_destroy(scratch);
    return status;
}

static void add_disc(sm_point at, double radius, sm_path *out)
{
    enum { N = 4 * SM_GEOS_QUADRANT };
    sm_path_begin_part(out);
    for (int i = 0; i <= N; i++) {
        double t = 2 * M_PI * (i % N) / N;
        sm_path_add(out, at.x + radius * cos(t), at.y + radius * sin(t));
    }
}

static sm_status buffer_rings(const sm_path *rings, double d, sm_path *out, sm_error *err)
{
    sm_geos g;
    sm_arena *scratch = sm_arena_create();
    sm_status status = sm_geos_check(scratch, rings, d, err);
    if (!status && !sm_geos_open(&g)) {
        status = sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "buffer failed: out of memory");
    } else if (!status) {
        if (!offset_rings(&g, scratch, rings, d, SM_JOIN_ROUND, out)) {
            status = sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "buffer failed: %s",
                             g.why[0] ? g.why : "out of memory");
        }
        sm_geos_close(&g);
    }
    sm_arena_destroy(scratch);
    return status;
}

sm_status sm_topo_buffer(sm_arena *a, const sm_path *path, double d, sm_path *out, sm_error *err)
{
    sm_path_init(out, a, path->space, SM_SHAPE_RINGS);
    if (path->shape == SM_SHAPE_RINGS) {
        return buffer_rings(path, d, out, err);
    }
    if (!isfinite(d) || !sm_path_finite(path)) {
        return sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL,
                       "a distance or coordinate of a buffer is not finite");
    }
    if (path->shape == SM_SHAPE_LINES && d > 0) {
        return sm_topo_stroke_area(a, path, 2 * d, SM_CAP_ROUND, SM_JOIN_ROUND, out, err);
    }
    for (size_t i = 0; path->shape == SM_SHAPE_POINTS && d > 0 && i < path->n_points; i++) {
        add_disc(path->points[i], d, out);
    }
    return SM_OK;
}
