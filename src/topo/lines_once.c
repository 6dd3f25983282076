// Lines without what lies on each other, by GEOS.
#include "sitmap/topo.h"

#include "geos.h"

sm_status sm_topo_lines_once(sm_arena *a, const sm_path *lines, sm_path *out, sm_error *err)
{
    sm_geos g;
    sm_arena *scratch = sm_arena_create();
    sm_status status = sm_geos_check(scratch, lines, 0, err);
    sm_path_init(out, a, lines->space, SM_SHAPE_LINES);
    if (!status && !sm_geos_open(&g)) {
        status = sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "a union of lines failed: out of memory");
    } else if (!status) {
        GEOSGeometry *all = sm_geos_from_lines(&g, scratch, lines);
        GEOSGeometry *once = all ? GEOSUnaryUnion_r(g.handle, all) : NULL;
        if (!once || !sm_geos_to_lines(&g, once, out)) {
            status = sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "a union of lines failed: %s",
                             g.why[0] ? g.why : "out of memory");
        }
        GEOSGeom_destroy_r(g.handle, once);
        GEOSGeom_destroy_r(g.handle, all);
        sm_geos_close(&g);
    }
    sm_arena_destroy(scratch);
    return status;
}
