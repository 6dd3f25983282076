/** geom: points, paths, boxes, and the view from the plane to the page.
 *
 *  Three spaces, never mixed; a path carries the one that it is in:
 *
 *      SM_SPACE_LONLAT   degrees, x = longitude east, y = latitude north, WGS 84
 *      SM_SPACE_PLANE    metres of the page's CRS, x = east, y = north
 *      SM_SPACE_PAGE     points of 1/72 in, origin at the top left, y down
 */
#ifndef SITMAP_GEOM_H
#define SITMAP_GEOM_H

#include "sitmap/base.h"

#define SM_PT_PER_MM (72.0 / 25.4)
/** Millimetres to points. */
#define SM_MM(mm) ((mm)*SM_PT_PER_MM)

typedef enum sm_space { SM_SPACE_LONLAT, SM_SPACE_PLANE, SM_SPACE_PAGE } sm_space;
typedef enum sm_shape { SM_SHAPE_POINTS, SM_SHAPE_LINES, SM_SHAPE_RINGS } sm_shape;

typedef struct sm_point {
    double x, y;
} sm_point;

/** A box is empty when x0 > x1 or y0 > y1. */
typedef struct sm_box {
    double x0, y0, x1, y1;
} sm_box;

#define SM_BOX_EMPTY ((sm_box){1e300, 1e300, -1e300, -1e300})

/** How a stroke ends, and how it turns. */
typedef enum sm_cap { SM_CAP_BUTT, SM_CAP_ROUND, SM_CAP_SQUARE } sm_cap;
typedef enum sm_join { SM_JOIN_MITER, SM_JOIN_ROUND, SM_JOIN_BEVEL } sm_join;

/** Parts one after another in one flat array:
 *
 *      points  p0 p1 p2 | p3 p4 p5 p6 | p7 p8 ...
 *      starts  0          3             7          (n_parts entries)
 *
 *  POINTS: one part per point is not needed, a single part holds them all. LINES: parts of at
 *  least 2 points. RINGS: parts of at least 4 points, the last equal to the first; outer rings and
 *  holes in any order; what is inside is what the even-odd rule says (outer rings clockwise on the
 *  ground, holes counter-clockwise, after loading, so that the non-zero rule agrees). */
typedef struct sm_path {
    sm_arena *arena;
    sm_space space;
    sm_shape shape;
    sm_point *points;
    size_t n_points, cap_points;
    size_t *starts;
    size_t n_parts, cap_parts;
} sm_path;

/** An empty path that grows in `a`. */
void sm_path_init(sm_path *p, sm_arena *a, sm_space space, sm_shape shape);
/** Empty it, keep its storage: a path is reused from feature to feature without allocation. */
void sm_path_clear(sm_path *p, sm_space space, sm_shape shape);
/** Start a new part at the next point added. */
void sm_path_begin_part(sm_path *p);
/** Append a point to the newest part (begins the first part by itself). */
void sm_path_add(sm_path *p, double x, double y);
/** Take back the newest part. */
void sm_path_drop_part(sm_path *p);
/** Make room for `n` more points and hand out their address; the caller fills them all and they
 *  belong to the newest part. */
sm_point *sm_path_extend(sm_path *p, size_t n);
/** Points of part `i` (borrowed) and how many. */
const sm_point *sm_path_part(const sm_path *p, size_t i, size_t *n);
/** A copy in `a`, sized exactly. */
void sm_path_copy(sm_arena *a, const sm_path *in, sm_path *out);
/** Append all parts of `more` (same space and shape). */
void sm_path_append(sm_path *p, const sm_path *more);

/** Box of all points; SM_BOX_EMPTY for none. */
sm_box sm_path_box(const sm_path *p);
/** Are all coordinates finite? */
bool sm_path_finite(const sm_path *p);

/** Rectangle algebra. Results may alias arguments. */
bool sm_box_is_empty(sm_box b);
/** Smallest box around both. */
sm_box sm_box_union(sm_box a, sm_box b);
/** What both share; may be empty. */
sm_box sm_box_intersection(sm_box a, sm_box b);
/** Grown by `d` on all sides (shrunk if negative). */
sm_box sm_box_grow(sm_box b, double d);
/** Do they share a point? */
bool sm_box_overlap(sm_box a, sm_box b);
/** Is `inner` wholly inside `outer`? */
bool sm_box_contains(sm_box outer, sm_box inner);
/** Is the point inside or on the edge? */
bool sm_box_has(sm_box b, sm_point p);
/** Grown to hold the point. */
sm_box sm_box_add(sm_box b, sm_point p);

/** Signed area of one closed ring, positive when counter-clockwise with y up (so clockwise on the
 *  page). Shoelace about the first point. */
double sm_ring_area(const sm_point *ring, size_t n);
/** Do all points lie on one line, to within rounding? Then the ring has no inside. An area of 0
 *  does not say so: the halves of a ring that crosses itself may cancel. */
bool sm_ring_is_flat(const sm_point *ring, size_t n);
/** Length of an open chain of points. */
double sm_line_length(const sm_point *line, size_t n);
/** Distance from `p` to the segment a-b. */
double sm_point_segment_distance(sm_point p, sm_point a, sm_point b);
/** Is the point inside, by the even-odd rule over all rings? Points on an edge may go either
 *  way. */
bool sm_path_contains(const sm_path *rings, sm_point p);
/** Smallest distance from the point to any segment of the path (INFINITY for none). */
double sm_path_distance(const sm_path *p, sm_point at);
/** Do the segments a-b and c-d share a point? */
bool sm_segments_cross(sm_point a, sm_point b, sm_point c, sm_point d);
/** Distance between two points. */
double sm_distance(sm_point a, sm_point b);

/** x' = a x + b y + c, y' = d x + e y + f. */
typedef struct sm_affine {
    double a, b, c, d, e, f;
} sm_affine;

/** The point that `p` becomes. */
sm_point sm_affine_apply(const sm_affine *m, sm_point p);
/** The way back; false, and `out` untouched, when a number is not finite or when the images of the
 *  axes lie on one line, to within a part in 10^9. */
bool sm_affine_invert(const sm_affine *m, sm_affine *out);

/** The view: the plane's metres to the page's points at one scale, north up. */
typedef struct sm_view {
    double scale_denom; // 1200000 for 1 : 1 200 000
    sm_point centre_m;  // plane point shown at the centre of the frame
    sm_box frame_pt;    // the map frame on the page
} sm_view;

/** Points per metre at this scale. */
double sm_view_pt_per_m(const sm_view *v);
/** Plane to page. */
sm_point sm_view_to_page(const sm_view *v, sm_point plane_m);
/** Page to plane. */
sm_point sm_view_to_plane(const sm_view *v, sm_point page_pt);
/** The part of the plane that the frame shows, grown by `pad_pt`. */
sm_box sm_view_plane_box(const sm_view *v, double pad_pt);

#endif
