// The area of a stroke, by GEOS.
#include "sitmap/topo.h"

#include "geos.h"

enum { QUADRANT_SEGMENTS = 8, MITRE_LIMIT = 5 };

static GEOSBufferParams *params_of(sm_geos *g, sm_cap cap, sm_join join)
{
    static const int caps[] = {GEOSBUF_CAP_FLAT, GEOSBUF_CAP_ROUND, GEOSBUF_CAP_SQUARE};
    static const int joins[] = {GEOSBUF_JOIN_MITRE, GEOSBUF_JOIN_ROUND, GEOSBUF_JOIN_BEVEL};
    GEOSBufferParams *how = GEOSBufferParams_create_r(g->handle);
    if (how) {
        (void)GEOSBufferParams_setEndCapStyle_r(g->handle, how, caps[cap]);
        (void)GEOSBufferParams_setJoinStyle_r(g->handle, how, joins[join]);
        (void)GEOSBufferParams_setMitreLimit_r(g->handle, how, MITRE_LIMIT);
        (void)GEOSBufferParams_setQuadrantSegments_r(g->handle, how, QUADRANT_SEGMENTS);
    }
    return how;
}

static GEOSGeometry *lines_of(sm_geos *g, sm_arena *scratch, const sm_path *path)
{
    GEOSGeometry **lines = sm_arena_alloc(scratch, (path->n_parts + 1) * sizeof(GEOSGeometry *));
    unsigned count = 0;
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        GEOSGeometry *line = n >= 2 ? sm_geos_from_line(g, p, n) : NULL;
        if (line) {
            lines[count++] = line;
        }
    }
    return GEOSGeom_createCollection_r(g->handle, GEOS_MULTILINESTRING, lines, count);
}

sm_status sm_topo_stroke_area(sm_arena *a, const sm_path *path, double width, sm_cap cap,
                              sm_join join, sm_path *out, sm_error *err)
{
    sm_geos g;
    if (!sm_path_finite(path)) {
        return sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "a coordinate of a stroke is not finite");
    }
    if (!sm_geos_open(&g)) {
        return sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "a stroke's area failed: out of memory");
    }
    sm_arena *scratch = sm_arena_create();
    GEOSBufferParams *how = params_of(&g, cap, join);
    GEOSGeometry *lines = how ? lines_of(&g, scratch, path) : NULL;
    GEOSGeometry *area = lines ? GEOSBufferWithParams_r(g.handle, lines, how, width / 2) : NULL;
    sm_status status = SM_OK;
    sm_path_init(out, a, path->space, SM_SHAPE_RINGS);
    if (!area || !sm_geos_to_rings(&g, area, out)) {
        status = sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "a stroke's area failed: %s",
                         g.why[0] ? g.why : "out of memory");
    }
    GEOSGeom_destroy_r(g.handle, area);
    GEOSGeom_destroy_r(g.handle, lines);
    GEOSBufferParams_destroy_r(g.handle, how);
    sm_geos_close(&g);
    sm_arena_destroy(scratch);
    return status;
}
