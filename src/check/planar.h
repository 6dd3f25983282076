// How often is each spot covered by a set of polygons?
//
// Every polygon's rings are walked with its inside on the right (outer rings clockwise). An edge
// that two neighbours share is then walked once each way and cancels; what remains are the rims:
//
//      +------+------+         +-------------+          the coverage rises by one from the left
//      |  A   |  B   |   -->   |             |          to the right of what remains
//      +------+------+         +-------------+
//
// The rims are cut where they meet each other, so that they divide the plane into faces, and each
// face has a coverage: 0 outside and in gaps, 1 where all is well, 2 and more in overlaps. Clean
// borders cost one comparison; only faulty ones are looked at closely. Faces as in de Berg et al.,
// "Computational Geometry", 3rd ed. 2008, chapter 2.
#ifndef SITMAP_CHECK_PLANAR_H
#define SITMAP_CHECK_PLANAR_H

#include "sitmap/geom.h"

typedef struct check_half_edge {
    uint32_t from, to; // vertices
    uint32_t twin, next, face;
    uint32_t owner; // polygon whose edge it was
    int rise;       // coverage on the right minus coverage on the left
} check_half_edge;

typedef struct check_face {
    uint32_t edge; // one of its half edges; the face lies on its left
    double area;   // negative for the outside of a group of rims; islands subtracted
    int coverage;
    bool known;
    bool has_island; // another group of rims lies in it
} check_face;

/** A vertex of one polygon on another's edge, where that one has none. */
typedef struct check_loose {
    uint32_t vertex_owner, edge_owner;
    sm_point at;
} check_loose;

typedef struct check_planar {
    struct {
        sm_point *items;
        size_t count, cap;
    } vertices;
    struct {
        check_half_edge *items;
        size_t count, cap;
    } edges;
    struct {
        check_face *items;
        size_t count, cap;
    } faces;
    struct {
        check_loose *items;
        size_t count, cap;
    } loose;
} check_planar;

/** Divide the plane. Vertices within `snap` are one; a vertex within `near` of an edge cuts it.
 *  Work space and result in `a`. */
void check_planar_build(sm_arena *a, const sm_path *const *polygons, size_t n, double snap,
                        double near, check_planar *out);
/** The outline of a face, in `a`: one ring. */
void check_planar_outline(sm_arena *a, const check_planar *p, const check_face *face, sm_path *out);

#endif
