/** carto: longitude/latitude -> densified, projected, clipped with padding, put on the page.
 *
 *  PROJ is known here only. Network and grids are off; CRS text is untrusted.
 */
#ifndef SITMAP_CARTO_H
#define SITMAP_CARTO_H

#include "sitmap/geom.h"
#include "sitmap/topo.h"

/** A transformation between a CRS and WGS 84 longitude/latitude. */
typedef struct sm_crs sm_crs;

/** Open from "EPSG:n" or "+proj=..." (keys from an allow-list: no files, grids, pipelines). The
 *  forward direction goes from lon/lat (degrees) to the CRS (metres). */
sm_status sm_crs_open(const char *text, sm_crs **out, sm_error *err) SM_MUST_CHECK;
/** Open from the WKT of a .prj (refused when it names grids, files or PROJ extensions).
 *  `*is_lonlat` (may be NULL): geographic on a datum within metres of WGS 84, no conversion
 *  needed. */
sm_status sm_crs_open_wkt(const char *wkt, const char *file, sm_crs **out, bool *is_lonlat,
                          sm_error *err) SM_MUST_CHECK;
/** Close; NULL is accepted. */
void sm_crs_close(sm_crs *crs);
/** Short description for notes: name, datum. Borrowed. */
const char *sm_crs_name(const sm_crs *crs);

/** Project `n` points in place, lon/lat -> plane. Points that cannot be projected (not finite, or
 *  whose round trip misses by over 1e-6 degrees) become NAN; returns how many. One function: a
 *  faster method may take its place. */
size_t sm_crs_forward(const sm_crs *crs, sm_point *points, size_t n);
/** Plane -> lon/lat, in place. */
size_t sm_crs_inverse(const sm_crs *crs, sm_point *points, size_t n);

/** Convert a path in the CRS's plane into lon/lat in place (for layers whose .prj is projected). */
sm_status sm_crs_path_to_lonlat(const sm_crs *crs, sm_path *path, const char *file, long record,
                                sm_error *err) SM_MUST_CHECK;

/** From lon/lat to the page: the whole road of one feature. Order: clip in lon/lat to what can
 *  show (`reach_deg`) -> project -> cut out bad vertices -> densify edges that the projection
 *  bends by more than `bend_pt` (recursive halving, at most 2^12 pieces an edge) -> view -> clip
 *  to the frame grown by `pad_pt` -> snap to the page grid of `grid_pt`. Made by
 *  sm_prepare_default only; bend_pt and grid_pt may be changed afterwards. */
typedef struct sm_prepare {
    const sm_crs *crs;
    sm_view view;
    double pad_pt;  // half the widest pen plus the largest offset and mark
    double bend_pt; // default 0.02
    double grid_pt; // default 0.01; 0: no grid
    // What sm_prepare_default found out about this projection and view:
    sm_box reach_deg;        // outside of it nothing can show; longitudes may pass 180 (170..190)
    bool turns;              // data a whole turn away (-175 for 185) belong here too
    double bend_pt_per_deg2; // an edge of d degrees bends by at most this times d squared over 8
} sm_prepare;

/** A prepare with the defaults. */
sm_prepare sm_prepare_default(const sm_crs *crs, sm_view view, double pad_pt);

/** Box in lon/lat outside of which nothing can show: the inverse of the padded frame, sampled
 *  along its edges and inside, grown by a little; 540 degrees to either side when it cannot be
 *  told (poles, frames across the antimeridian). Longitudes as in data that run from -180 to
 *  180. */
sm_box sm_prepare_lonlat_box(const sm_prepare *p);

typedef enum sm_prepared { SM_PREPARED_INSIDE, SM_PREPARED_CUT, SM_PREPARED_OUTSIDE } sm_prepared;

/** Prepare one path. `out` (page space) is cleared and refilled, its storage reused; `scratch`
 *  for work (rewound before return, unless `out` lives there). `*bad` (may be NULL) is counted up
 *  by the vertices that could not be projected and were cut out: a line is divided there, a ring
 *  goes on to its next vertex. Rings and lines across the antimeridian of the projection are cut
 *  there. Every coordinate of `out` lies inside of the padded frame. Not handled: the antipode of
 *  azimuthal projections. */
sm_prepared sm_prepare_path(const sm_prepare *p, sm_arena *scratch, const sm_path *lonlat,
                            sm_path *out, size_t *bad);

/** Area of rings in lon/lat on the ellipsoid of WGS 84 in km2: the sum over the rings with the
 *  sign of their orientation, so outer rings and holes must be opposite; never negative. Edges
 *  are straight in lon/lat, as the file means them (a geodesic along a parallel would bulge by
 *  some 90 m2 for an edge of 2 km), and the area under them is integrated: Snyder 1987, equation
 *  3-12. */
double sm_geodesic_area_km2(const sm_path *rings);
/** Length of lines or rings on the same ellipsoid, along edges straight in lon/lat. */
double sm_geodesic_length_km(const sm_path *lines);

/** One line of the graticule on the page. */
typedef struct sm_graticule_line {
    bool meridian; // else parallel
    double deg;    // its longitude or latitude
    sm_path path;  // clipped to the frame, page space
} sm_graticule_line;

/** Where a graticule line meets the frame. */
typedef struct sm_graticule_tick {
    bool meridian;
    double deg;
    char edge;      // 'l' 'r' 't' 'b'
    sm_point at_pt; // on the frame
} sm_graticule_tick;

typedef struct sm_graticule {
    double step_deg;
    sm_graticule_line *lines;
    size_t n_lines, cap_lines;
    sm_graticule_tick *ticks;
    size_t n_ticks, cap_ticks;
    sm_point *crosses; // page points where meridians and parallels meet inside the frame
    size_t n_crosses, cap_crosses;
} sm_graticule;

/** Step chosen so that 3 to 6 meridians show (from 1', 2', 5', 10', 15', 30', 1, 2, 5, 10, 15, 30
 *  degrees) when `step_deg` is 0. In `a`. */
sm_status sm_graticule_make(sm_arena *a, const sm_crs *crs, const sm_view *view, double step_deg,
                            sm_graticule *out, sm_error *err) SM_MUST_CHECK;

/** True scale of the projection at a plane point: ground metres per plane metre, mean of the two
 *  principal directions (PROJ factors). 1 where it is true. */
double sm_crs_ground_scale(const sm_crs *crs, sm_point plane_m);
/** Angle from the page's up to true north at a plane point, degrees, clockwise positive. */
double sm_crs_convergence(const sm_crs *crs, sm_point plane_m);

#endif
