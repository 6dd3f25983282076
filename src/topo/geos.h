// GEOS, wrapped: a session per call of topo, paths in, paths out. Inside topo only.
//
// Hazards of GEOS 3.11 that the callers here keep away from: coordinates that are not finite
// (endless loops), the WKT writer on data (overflows its buffer at 1e150), buffer(0) as a repair
// (drops half of a bow-tie), MakeValid's default method (13 s for 300 random points), and inputs
// with very many crossings, which are counted beforehand with sm_topo_count_crossings.
#ifndef SITMAP_SRC_TOPO_GEOS_H
#define SITMAP_SRC_TOPO_GEOS_H

#include <geos_c.h>

#include "sitmap/geom.h"

typedef struct sm_geos {
    GEOSContextHandle_t handle;
    char why[200]; // the last error, "" for none
} sm_geos;

/** Begin; false when memory is out. The session must not be moved while it is open. */
bool sm_geos_open(sm_geos *g);
/** End. */
void sm_geos_close(sm_geos *g);

/** A polygon or multipolygon of the rings: clockwise rings (y up) are shells, each
 *  counter-clockwise one a hole of the smallest shell around it. NULL on failure. The caller
 *  destroys it. */
GEOSGeometry *sm_geos_from_rings(sm_geos *g, sm_arena *scratch, const sm_path *rings);
/** The points of one line. NULL on failure. */
GEOSGeometry *sm_geos_from_line(sm_geos *g, const sm_point *points, size_t n);

/** A multiline of the path's parts, rings as closed lines; parts of one point are left out. NULL on
 *  failure. */
GEOSGeometry *sm_geos_from_lines(sm_geos *g, sm_arena *scratch, const sm_path *path);

/** Append the polygons of a geometry: each shell clockwise, then its holes counter-clockwise;
 *  points and lines are left out. False on failure. */
bool sm_geos_to_rings(sm_geos *g, const GEOSGeometry *geometry, sm_path *out);
/** Append the lines of a geometry. */
bool sm_geos_to_lines(sm_geos *g, const GEOSGeometry *geometry, sm_path *out);

/** Whether a parallel curve or an area around `path` can be made in bearable time: SM_EGEOM when
 *  something is not finite, SM_ELIMIT. */
sm_status sm_geos_check(sm_arena *scratch, const sm_path *path, double d,
                        sm_error *err) SM_MUST_CHECK;

enum { SM_GEOS_QUADRANT = 8, SM_GEOS_MITRE = 5 }; // pieces of a quarter circle, half widths

/** What lies within `d` of a geometry, or deeper in it when `d` is below 0. Mitres reach as far as
 *  SM_GEOS_MITRE, further corners are bevelled. NULL on failure. The caller destroys it. */
GEOSGeometry *sm_geos_buffer(sm_geos *g, const GEOSGeometry *geometry, double d, sm_cap cap,
                             sm_join join);

/** How many pairs of segments cross or touch, one segment of `a` and one of `b` (a == b: pairs
 *  within, neighbours along a part not counted); stops at `limit`. */
size_t sm_topo_count_crossings(sm_arena *scratch, const sm_path *a, const sm_path *b, size_t limit);

#endif
