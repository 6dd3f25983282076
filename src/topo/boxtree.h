// An index of points or segments: a packed tree of boxes. Inside topo only.
//
//     level 2                [              box              ]
//     level 1        [    box    ] [    box    ] [    box    ]    8 boxes below each
//     items           i i i i i i   i i i i i i   i i i i i i     in Morton order
//
// Built once, then only read. Items are sorted along Morton's curve (1966), so that neighbours in
// the list are neighbours on the ground whatever order the file had; packing as in Kamel &
// Faloutsos 1993. Building is linear (radix sort); a query visits the boxes it meets, in an order
// that depends on the data alone.
#ifndef SITMAP_SRC_TOPO_BOXTREE_H
#define SITMAP_SRC_TOPO_BOXTREE_H

#include "sitmap/geom.h"

enum { SM_BOXTREE_LEVELS = 24 };

typedef struct sm_boxtree {
    const sm_point *points;
    uint32_t *items; // in tree order: point i, or the segment from point i to point i + 1
    size_t n_items;
    bool segments;
    sm_box *boxes[SM_BOXTREE_LEVELS];
    size_t n_boxes[SM_BOXTREE_LEVELS];
    int n_levels;
} sm_boxtree;

/** Index `n` points (fewer than 2^32), which must outlive the tree. */
void sm_boxtree_points(sm_boxtree *t, sm_arena *a, const sm_point *points, size_t n);
/** Index the segments of lines or rings; item i runs from point i to point i + 1 of the path. */
void sm_boxtree_segments(sm_boxtree *t, sm_arena *a, const sm_path *path);

/** Box of one item. */
sm_box sm_boxtree_item_box(const sm_boxtree *t, uint32_t item);

/** Call `visit` for every item whose box shares a point with `box`, until it returns false. Gives
 *  false when it did. */
bool sm_boxtree_query(const sm_boxtree *t, sm_box box, bool (*visit)(void *self, uint32_t item),
                      void *self);

/** The same for items whose box comes within `reach` of the segment a-b: for long slanting
 *  segments, whose own box is mostly empty. */
bool sm_boxtree_corridor(const sm_boxtree *t, sm_point a, sm_point b, double reach,
                         bool (*visit)(void *self, uint32_t item), void *self);

/** Distance from `at` to the nearest segment; INFINITY for none. Stops early, with any value below
 *  `enough`, once it is known to be smaller. */
double sm_boxtree_distance(const sm_boxtree *t, sm_point at, double enough);

#endif
