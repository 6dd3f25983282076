// Polygon overlay by GEOS, with what GEOS must be kept away from (see geos.h) refused beforehand.
#include <math.h>

#include "sitmap/topo.h"

#include "geos.h"

enum {
    MAX_POINTS = 1000000,     // of one input
    MAX_CROSSINGS = 1000000,  // between the two inputs
    MAX_MEND_POINTS = 5000,   // of an input that must be mended
    MAX_MEND_CROSSINGS = 5000 // within it: all of them become vertices
};

static sm_status geos_failed(const sm_geos *g, const char *doing, sm_error *err)
{
    return sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "%s failed: %s", doing,
                   g->why[0] ? g->why : "out of memory");
}

static sm_status check_input(const sm_path *rings, sm_error *err)
{
    if (rings->n_points > MAX_POINTS) {
        return sm_fail(err, SM_ELIMIT, SM_NOWHERE, "simplify the polygons first",
                       "overlay of a polygon of %zu points (at most %d)", rings->n_points,
                       MAX_POINTS);
    }
    if (!sm_path_finite(rings)) {
        return sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL,
                       "overlay of a polygon with a coordinate that is not finite");
    }
    return SM_OK;
}

static sm_status check_mendable(sm_arena *scratch, const sm_path *rings, sm_error *err)
{
    if (rings->n_points <= MAX_MEND_POINTS &&
        sm_topo_count_crossings(scratch, rings, rings, MAX_MEND_CROSSINGS) < MAX_MEND_CROSSINGS) {
        return SM_OK;
    }
    return sm_fail(err, SM_ELIMIT, SM_NOWHERE,
                   "mend the polygon in its file: it crosses itself, or its rings overlap",
                   "an invalid polygon of %zu points is too large to mend (at most %d points and "
                   "%d crossings)",
                   rings->n_points, MAX_MEND_POINTS, MAX_MEND_CROSSINGS);
}

static GEOSGeometry *make_valid(sm_geos *g, const GEOSGeometry *geometry)
{
    GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(g->handle);
    if (!params) {
        return NULL;
    }
    GEOSMakeValidParams_setMethod_r(g->handle, params, GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(g->handle, params, 0);
    GEOSGeometry *valid = GEOSMakeValidWithParams_r(g->handle, geometry, params);
    GEOSMakeValidParams_destroy_r(g->handle, params);
    return valid;
}

// A valid geometry of the rings; `*mended` becomes true when they were not.
static sm_status polygon_of(sm_geos *g, sm_arena *scratch, const sm_path *rings, bool *mended,
                            GEOSGeometry **out, sm_error *err)
{
    sm_status status = check_input(rings, err);
    if (status) {
        return status;
    }
    GEOSGeometry *geometry = sm_geos_from_rings(g, scratch, rings);
    char valid = geometry ? GEOSisValid_r(g->handle, geometry) : 2;
    if (valid == 0) {
        *mended = true;
        status = check_mendable(scratch, rings, err);
        GEOSGeometry *better = status ? NULL : make_valid(g, geometry);
        GEOSGeom_destroy_r(g->handle, geometry);
        geometry = better;
    }
    if (!geometry && !status) {
        status = geos_failed(g, "overlay", err);
    }
    *out = geometry;
    return status;
}

static GEOSGeometry *overlay(sm_geos *g, const GEOSGeometry *a, const GEOSGeometry *b,
                             sm_overlay op, double grid)
{
    switch (op) {
    case SM_OVERLAY_INTERSECTION: return GEOSIntersectionPrec_r(g->handle, a, b, grid);
    case SM_OVERLAY_DIFFERENCE: return GEOSDifferencePrec_r(g->handle, a, b, grid);
    case SM_OVERLAY_UNION: return GEOSUnionPrec_r(g->handle, a, b, grid);
    }
    return NULL;
}

static sm_status check_crossings(sm_arena *scratch, const sm_path *a, const sm_path *b,
                                 sm_error *err)
{
    if (sm_topo_count_crossings(scratch, a, b, MAX_CROSSINGS) < MAX_CROSSINGS) {
        return SM_OK;
    }
    return sm_fail(err, SM_ELIMIT, SM_NOWHERE, "simplify the polygons first",
                   "overlay of two polygons that cross each other %d times or more", MAX_CROSSINGS);
}

static sm_status overlay_paths(sm_geos *g, sm_arena *scratch, const sm_path *left,
                               const sm_path *right, sm_overlay op, double grid, bool *mended,
                               sm_path *out, sm_error *err)
{
    GEOSGeometry *a = NULL, *b = NULL, *both = NULL;
    sm_status status = polygon_of(g, scratch, left, mended, &a, err);
    if (!status) {
        status = polygon_of(g, scratch, right, mended, &b, err);
    }
    if (!status) {
        status = check_crossings(scratch, left, right, err);
    }
    if (!status) {
        both = overlay(g, a, b, op, grid);
        status = both && sm_geos_to_rings(g, both, out) ? SM_OK : geos_failed(g, "overlay", err);
    }
    if (!status && !sm_path_finite(out)) { // of coordinates so large that their products overflow
        status =
            sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "overlay gave a point that is not finite");
    }
    GEOSGeom_destroy_r(g->handle, both);
    GEOSGeom_destroy_r(g->handle, b);
    GEOSGeom_destroy_r(g->handle, a);
    return status;
}

sm_status sm_topo_overlay(sm_arena *a, const sm_path *left, const sm_path *right, sm_overlay op,
                          double grid, sm_path *out, bool *mended, sm_error *err)
{
    if (!isfinite(grid) || grid < 0) {
        return sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "overlay on a grid of %g", grid);
    }
    sm_geos g;
    if (!sm_geos_open(&g)) {
        return sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "overlay failed: out of memory");
    }
    sm_arena *scratch = sm_arena_create();
    sm_path result;
    bool was_mended = false;
    sm_path_init(&result, a, left->space, SM_SHAPE_RINGS);
    sm_status status = overlay_paths(&g, scratch, left, right, op, grid, &was_mended, &result, err);
    sm_arena_destroy(scratch);
    sm_geos_close(&g);
    if (status) {
        return status;
    }
    if (mended) {
        *mended = was_mended;
    }
    *out = result;
    return SM_OK;
}
