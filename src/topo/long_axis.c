// The long axis of a polygon, by GEOS.
#include <math.h>

#include "sitmap/topo.h"

#include "geos.h"

// Of the longer sides of a rectangle's ring.
static double axis_of(const sm_path *rectangle)
{
    const sm_point *p = rectangle->points;
    if (rectangle->n_points < 4) {
        return 0;
    }
    bool first = sm_distance(p[0], p[1]) > sm_distance(p[1], p[2]);
    sm_point from = first ? p[0] : p[1], to = first ? p[1] : p[2];
    double square = fabs(sm_distance(p[0], p[1]) - sm_distance(p[1], p[2]));
    const double same = 1e-9; // of the side's length
    return square <= same * sm_distance(from, to)
               ? 0
               : atan2(to.y - from.y, to.x - from.x) * 180 / M_PI;
}

sm_status sm_topo_long_axis(sm_arena *scratch, const sm_path *rings, double *angle_deg,
                            sm_error *err)
{
    sm_geos g;
    *angle_deg = 0;
    if (!rings->n_points) {
        return SM_OK;
    }
    if (!sm_geos_open(&g)) {
        return sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "long axis failed: out of memory");
    }
    sm_path rectangle;
    sm_path_init(&rectangle, scratch, rings->space, SM_SHAPE_RINGS);
    // The rectangle is that of the convex hull, so one line through all points does.
    GEOSGeometry *line = sm_geos_from_line(&g, rings->points, rings->n_points);
    GEOSGeometry *box = line ? GEOSMinimumRotatedRectangle_r(g.handle, line) : NULL;
    bool fine = box && sm_geos_to_rings(&g, box, &rectangle);
    sm_status status = SM_OK;
    if (fine) {
        *angle_deg = axis_of(&rectangle);
    } else {
        status = sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL, "long axis failed: %s",
                         g.why[0] ? g.why : "out of memory");
    }
    GEOSGeom_destroy_r(g.handle, box);
    GEOSGeom_destroy_r(g.handle, line);
    sm_geos_close(&g);
    return status;
}
