// The area of a stroke, by GEOS.
#include "sitmap/topo.h"

#include "geos.h"

sm_status sm_topo_stroke_area(sm_arena *a, const sm_path *path, double width, sm_cap cap,
                              sm_join join, sm_path *out, sm_error *err)
{
    sm_geos g;
    sm_arena *scratch = sm_arena_create();
    sm_status status = sm_geos_check(scratch, path, width, err);
    sm_path_init(out, a, path->space, SM_SHAPE_RINGS);
    if (!status && !sm_geos_open(&g)) {
        status = sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "a stroke's area failed: out of memory");
    } else if (!status) {
        GEOSGeometry *lines = sm_geos_from_lines(&g, scratch, path);
        GEOSGeometry *area = lines ? sm_geos_buffer(&g, lines, width / 2, cap, join) : NULL;
        if (!area || !sm_geos_to_rings(&g, area, out)) {
            status = sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "a stroke's area failed: %s",
                             g.why[0] ? g.why : "out of memory");
        }
        GEOSGeom_destroy_r(g.handle, area);
        GEOSGeom_destroy_r(g.handle, lines);
        sm_geos_close(&g);
    }
    sm_arena_destroy(scratch);
    return status;
}
