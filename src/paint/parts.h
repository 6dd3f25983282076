// parts: what the files of paint/ hand each other. All in page space.
//
//     symbol.c -> fill.c -> hatch.c, grid.c -> scan.c
//              -> stroke.c -> walk.c, arrow.c
//              -> mark.c
#ifndef SITMAP_PAINT_PARTS_H
#define SITMAP_PAINT_PARTS_H

#include "sitmap/paint.h"

// ---- scan.c: where a family of parallel lines lies inside rings ---------------------------------

/** Lines k = 0, 1, -1, ... of direction `along`, `pitch` apart, line 0 through `origin`. */
typedef struct paint_family {
    sm_point origin, along; // `along` has length 1
    double pitch;
} paint_family;

/** One stretch of line `k` inside, from `t0` to `t1` measured along it from the origin's foot. */
typedef struct paint_stretch {
    double k, t0, t1;
} paint_stretch;

typedef struct paint_stretches {
    paint_stretch *items;
    size_t count, cap;
} paint_stretches;

/** Point at `t` on line `k`. */
sm_point paint_family_point(const paint_family *f, double k, double t);
/** All stretches inside the rings (non-zero rule), by k, then t, for the lines that meet `box`. A
 *  line through a vertex counts once, as if it lay a hair to the side of larger k; so neighbours
 *  that share an edge neither leave a gap nor draw twice. Nothing when the lines are more than a
 *  map can hold. */
void paint_scan(sm_arena *a, const sm_path *rings, const paint_family *f, sm_box box,
                paint_stretches *out);
/** A point inside: in the middle of the widest stretch at half height of the largest ring; false
 *  when there is none. */
bool paint_point_inside(sm_arena *scratch, const sm_path *rings, sm_point *out);

// ---- hatch.c, grid.c ----------------------------------------------------------------------------

void paint_hatch(sm_scene *scene, const sm_path *rings, const sm_hatch *hatch,
                 const sm_paint_frame *frame);
void paint_grid(sm_scene *scene, const sm_path *rings, const sm_fill *fill,
                const sm_paint_frame *frame);

// ---- arrow.c ------------------------------------------------------------------------------------

/** Outlines of the arrows along each part of the lines, as rings in `out`. */
void paint_arrows(sm_arena *scratch, const sm_path *lines, const sm_arrow *arrow, sm_path *out);

// ---- walk.c: along one line ---------------------------------------------------------------------

typedef struct paint_walk {
    const sm_point *points;
    const double *at; // distance of each point from the start
    size_t n;
    double length;
    bool closed;
} paint_walk;

/** A walk along `n` >= 1 points; the distances live in `a`. */
paint_walk paint_walk_begin(sm_arena *a, const sm_point *points, size_t n);
/** Point at a distance from the start; beyond the ends the end, or round again when closed. */
sm_point paint_walk_point(const paint_walk *w, double distance);
/** Direction there (degrees clockwise from the x axis), the mean over `width`. */
double paint_walk_turn(const paint_walk *w, double distance, double width);

/** Vertices that all marks of one symbol on one feature may have together; more is no map. */
#define PAINT_MOST_VERTICES 4e6

/** Largest distance of a mark's ink from its point. */
double paint_mark_reach(const sm_mark *mark);

#endif
