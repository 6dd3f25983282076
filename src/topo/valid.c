// Is a polygon what OGC simple features asks for: no crossings, holes inside of shells?
#include "sitmap/topo.h"

#include "geos.h"

static bool is_valid(sm_geos *g, sm_arena *scratch, sm_arena *a, const sm_path *rings,
                     const char **reason, sm_point *at)
{
    GEOSGeometry *geometry = sm_geos_from_rings(g, scratch, rings), *place = NULL;
    char *why = NULL;
    char valid = geometry ? GEOSisValidDetail_r(g->handle, geometry, 0, &why, &place) : 2;
    if (valid != 1 && reason) {
        *reason = sm_arena_strdup(a, why ? why : g->why[0] ? g->why : "out of memory");
    }
    if (valid != 1 && at && place) {
        GEOSGeomGetX_r(g->handle, place, &at->x);
        GEOSGeomGetY_r(g->handle, place, &at->y);
    }
    GEOSFree_r(g->handle, why);
    GEOSGeom_destroy_r(g->handle, place);
    GEOSGeom_destroy_r(g->handle, geometry);
    return valid == 1;
}

bool sm_topo_is_valid(sm_arena *a, const sm_path *rings, const char **reason, sm_point *at)
{
    sm_geos g;
    if (!sm_path_finite(rings) || !sm_geos_open(&g)) {
        if (reason) {
            *reason = sm_path_finite(rings) ? "out of memory" : "a coordinate is not finite";
        }
        return false;
    }
    sm_arena *scratch = sm_arena_create();
    bool valid = is_valid(&g, scratch, a, rings, reason, at);
    sm_arena_destroy(scratch);
    sm_geos_close(&g);
    return valid;
}
