/** topo: planar geometry: paths in, paths out. Any space; out has the space of in.
 *
 *  GEOS is known here only and never in the fill path. Clipping, simplification, boundaries and
 *  label points are our own: they must keep shared borders shared.
 */
#ifndef SITMAP_TOPO_H
#define SITMAP_TOPO_H

#include "sitmap/geom.h"

/** Cut at a box. Points: those inside. Lines: parts split, order and direction kept. Rings:
 *  Sutherland-Hodgman per ring, closed along the box, rings that vanish are dropped; results
 *  fill the same area under either fill rule. Points on the box are inside. Where two features
 *  share an edge, they share the cut point, bit for bit. Coordinates are finite. `out` is
 *  cleared first (its storage is reused) and must not be `in`. Cost: linear. */
void sm_topo_clip(const sm_path *in, sm_box box, sm_path *out);

/** Drop consecutive points that fall into the same cell of a grid of `cell` units, rounding what
 *  stays to the grid: rounding depends on the vertex alone, so borders shared by two features stay
 *  shared. Rings that lose all area and lines that become one point are dropped (a point-like line
 *  or ring is counted in `*collapsed`, may be NULL). In place. */
void sm_topo_snap(sm_path *path, double cell, size_t *collapsed);

/** Drop the vertices of all paths of a layer that nobody will miss at print size.
 *  paths  n paths of the same shape in one space; rings closed, at least 4 points; in place
 *  tol    largest distance a removed vertex may lie from the new line, same unit; 0 does nothing
 *  The layer is cut into arcs at junctions (vertices where the number of distinct neighbours over
 *  the whole layer is not two), each arc is simplified once, in a direction that depends on its
 *  coordinates alone, so shared borders stay shared; rings keep at least 4 points and their
 *  orientation; no arc is simplified across another vertex of its own ring.
 *  Source: Douglas & Peucker 1973; arcs as in the topology of Bostock's TopoJSON (2012); crossing
 *  test after Saalfeld 1999. `scratch` is for tables. */
void sm_topo_simplify_layer(sm_arena *scratch, sm_path **paths, size_t n, double tol);

/** Classes of polygons for boundaries. */
typedef struct sm_classed {
    const sm_path *rings;
    int cls; // class number, 0..; polygons of one class have no boundary between them
} sm_classed;

/** One maximal stretch of boundary between the same two classes. */
typedef struct sm_stretch {
    int left, right; // class to the left and right, walking along `line`; -1: nothing there
    sm_path line;    // one part
} sm_stretch;

typedef struct sm_stretches {
    sm_stretch *items;
    size_t count, cap;
} sm_stretches;

/** Boundaries between classes of polygons, each stretch once, in a direction that depends on the
 *  data alone (the smaller class number on the left; -1 counts as the largest). Vertices shared by
 *  neighbours up to `snap` units are one; an edge that a neighbour's vertex divides is divided
 *  (T junctions). Closed boundaries start at their smallest point. Order of the result: by left,
 *  right, then first point. Fails with SM_EGEOM on coordinates that are not finite. */
sm_status sm_topo_boundaries(sm_arena *a, const sm_classed *polygons, size_t n, double snap,
                             sm_stretches *out, sm_error *err) SM_MUST_CHECK;

typedef enum sm_overlay {
    SM_OVERLAY_INTERSECTION,
    SM_OVERLAY_DIFFERENCE,
    SM_OVERLAY_UNION
} sm_overlay;

/** Polygon overlay by GEOS (OverlayNG on a grid of `grid` units, 0: floating). Input polygons that
 *  are not valid are mended by GEOSMakeValid's structure method, and `*mended` (may be NULL) says
 *  so; input over 1,000,000 points or not finite is refused. Slivers are kept: the caller decides.
 *  The result's rings are oriented outer clockwise (y up). Result may be empty. */
sm_status sm_topo_overlay(sm_arena *a, const sm_path *left, const sm_path *right, sm_overlay op,
                          double grid, sm_path *out, bool *mended, sm_error *err) SM_MUST_CHECK;

/** The named relations of OGC simple features. */
typedef enum sm_relation {
    SM_RELATION_INTERSECTS,
    SM_RELATION_DISJOINT,
    SM_RELATION_WITHIN, // a within b
    SM_RELATION_CONTAINS,
    SM_RELATION_TOUCHES,
    SM_RELATION_CROSSES,
    SM_RELATION_OVERLAPS,
    SM_RELATION_EQUALS
} sm_relation;

/** Does the relation hold between two paths of any shape in one space? By GEOS; polygons that are
 *  not valid are mended by their structure. False too for what can not be judged: coordinates that
 *  are not finite, over 1,000,000 points, broken polygons of over 5,000 points. */
bool sm_topo_relates(const sm_path *a, const sm_path *b, sm_relation relation);
/** Smallest distance between two paths of any shape, in their unit; INFINITY when there is none. */
double sm_topo_distance(const sm_path *a, const sm_path *b);

/** Is the polygon valid (OGC simple features)? When not, `*reason` (in `a`) and `*at` say where. */
bool sm_topo_is_valid(sm_arena *a, const sm_path *rings, const char **reason, sm_point *at);

/** Stretches of `line` that lie within `distance` of `other` (near) and those that do not (far),
 *  cut exactly where the distance is passed; direction kept. `out_*` are paths of shape LINES. */
sm_status sm_topo_split_near(sm_arena *a, const sm_path *line, const sm_path *other,
                             double distance, sm_path *out_near, sm_path *out_far,
                             sm_error *err) SM_MUST_CHECK;

/** A point well inside the polygon: the centre of the largest inscribed circle to within
 *  `precision` units, and its radius (may be NULL). (0,0) and radius 0 when there are no rings.
 *  After 20,000 squares searched (long shapes that are equally wide everywhere) the best so far
 *  is taken. Source: Garcia-Castellanos & Lombardo 2007 (poles of inaccessibility), by quadtree
 *  search. */
sm_point sm_topo_label_point(sm_arena *scratch, const sm_path *rings, double precision,
                             double *radius);

/** Direction of the longer sides of the smallest rectangle around the rings, clockwise from the x
 *  axis in a y-down space; 0 for a square or nothing. By GEOS (Freeman & Shapira 1975: one side
 *  lies on the convex hull). */
sm_status sm_topo_long_axis(sm_arena *scratch, const sm_path *rings, double *angle_deg,
                            sm_error *err) SM_MUST_CHECK;

/** Parallel curve at distance `d`, by GEOS; joins mitred. Lines: left is positive in a y-up space,
 *  so right on the page (callers mind the sign). Rings: outward is positive, and holes shrink when
 *  the polygon grows; the result is rings. An empty result is possible. */
sm_status sm_topo_offset(sm_arena *a, const sm_path *path, double d, sm_path *out,
                         sm_error *err) SM_MUST_CHECK;

/** The area within `d` of points, lines or rings, corners round; rings shrink when `d` is below 0,
 *  points and lines have no area then. By GEOS. */
sm_status sm_topo_buffer(sm_arena *a, const sm_path *path, double d, sm_path *out,
                         sm_error *err) SM_MUST_CHECK;

/** The area that a stroke of this width covers along lines or rings, as rings; where it meets
 *  itself, one area. By GEOS; mitres reach five half widths, further corners are bevelled. */
sm_status sm_topo_stroke_area(sm_arena *a, const sm_path *path, double width, sm_cap cap,
                              sm_join join, sm_path *out, sm_error *err) SM_MUST_CHECK;

/** The lines, the longest first, without what runs along a longer one no further than `within` from
 *  it, by GEOS. What only crosses or meets another stays whole. SM_EGEOM, SM_ELIMIT as for a
 *  parallel curve; `out` is empty then. */
sm_status sm_topo_lines_once(sm_arena *a, const sm_path *lines, double within, sm_path *out,
                             sm_error *err) SM_MUST_CHECK;

/** Join lines end to end where exactly two meet; closed results are lines whose ends coincide.
 *  Deterministic: starts at the smallest end. */
void sm_topo_join_lines(sm_arena *a, const sm_path *lines, sm_path *out);

/** Round the corners of lines or rings: `times` rounds of corner cutting, ends of open lines stay.
 *  Shared borders stay shared when both neighbours' arcs run between the same junctions; use on
 *  derived lines. Source: Chaikin 1974. */
void sm_topo_round_corners(sm_arena *a, const sm_path *in, int times, sm_path *out);

/** Round the corners of lines or rings so that no point of the result is further than `most` from
 *  `in`; ends of open lines stay. Each corner becomes a parabola that touches its edges, at their
 *  middles at most: where edges are short the limit of Chaikin's corner cutting, the quadratic
 *  B-spline (Riesenfeld, On Chaikin's algorithm, 1975). */
void sm_topo_round_within(sm_arena *a, const sm_path *in, double most, sm_path *out);

#endif
