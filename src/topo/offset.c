// Parallel curves, by GEOS.
#include <math.h>

#include "sitmap/topo.h"

#include "geos.h"

enum {
    MAX_POINTS = 100000,   // of all lines together
    MAX_CROSSINGS = 20000, // of the lines with themselves: the buffer's cost grows with them
    QUADRANT_SEGMENTS = 8,
    MITRE_LIMIT = 5
};

static sm_status check_lines(sm_arena *scratch, const sm_path *lines, double d, sm_error *err)
{
    if (!isfinite(d) || !sm_path_finite(lines)) {
        return sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL,
                       "a distance or coordinate of a parallel curve is not finite");
    }
    if (lines->n_points > MAX_POINTS ||
        sm_topo_count_crossings(scratch, lines, lines, MAX_CROSSINGS) >= MAX_CROSSINGS) {
        return sm_fail(err, SM_ELIMIT, SM_NOWHERE, "simplify the line first",
                       "a parallel curve of a line with %zu points (at most %d points and %d "
                       "crossings)",
                       lines->n_points, MAX_POINTS, MAX_CROSSINGS);
    }
    return SM_OK;
}

static bool offset_part(sm_geos *g, const sm_point *p, size_t n, double d, sm_path *out)
{
    GEOSGeometry *line = sm_geos_from_line(g, p, n);
    GEOSGeometry *curve = line ? GEOSOffsetCurve_r(g->handle, line, d, QUADRANT_SEGMENTS,
                                                   GEOSBUF_JOIN_MITRE, MITRE_LIMIT)
                               : NULL;
    bool fine = curve && sm_geos_to_lines(g, curve, out);
    GEOSGeom_destroy_r(g->handle, curve);
    GEOSGeom_destroy_r(g->handle, line);
    return fine;
}

sm_status sm_topo_offset(sm_arena *a, const sm_path *lines, double d, sm_path *out, sm_error *err)
{
    sm_geos g;
    sm_arena *scratch = sm_arena_create();
    sm_status status = check_lines(scratch, lines, d, err);
    sm_arena_destroy(scratch);
    if (status) {
        return status;
    }
    if (!sm_geos_open(&g)) {
        return sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "parallel curve failed: out of memory");
    }
    sm_path result;
    sm_path_init(&result, a, lines->space, SM_SHAPE_LINES);
    for (size_t i = 0; i < lines->n_parts && !status; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(lines, i, &n);
        if (n >= 2 && !offset_part(&g, p, n, d, &result)) {
            status = sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "parallel curve failed: %s",
                             g.why[0] ? g.why : "out of memory");
        }
    }
    sm_geos_close(&g);
    if (!status) {
        *out = result;
    }
    return status;
}
