// A uniform grid over segments: which of them come near each other?
//
//      +---+---+---+      a segment is listed in every cell that it passes,
//      |   | /-+-- |      row by row; about one cell per segment
//      +---+/--+---+
//      | --/   |   |
//      +---+---+---+
#ifndef SITMAP_CHECK_GRID_H
#define SITMAP_CHECK_GRID_H

#include "sitmap/geom.h"

typedef struct check_segment {
    sm_point a, b;
} check_segment;

typedef struct check_grid {
    const check_segment *segments;
    sm_box box;
    size_t nx, ny;
    double dx, dy;
    uint32_t *starts; // nx * ny + 1
    uint32_t *items;
} check_grid;

/** Build for `n` segments; each is listed `margin` beyond itself. In `a`; linear in n for segments
 *  whose lengths are not wildly different. */
void check_grid_build(sm_arena *a, const check_segment *segments, size_t n, double margin,
                      check_grid *out);

/** Call `visit` for pairs of segments that share a cell and whose boxes, grown by the margin, meet;
 *  a pair may come more than once. */
void check_grid_pairs(const check_grid *g, double margin,
                      void (*visit)(void *context, size_t i, size_t k), void *context);

/** Call `visit` for the segments listed in the cells that the box meets; one may come more than
 *  once. */
void check_grid_near(const check_grid *g, sm_box box, void (*visit)(void *context, size_t i),
                     void *context);

#endif
