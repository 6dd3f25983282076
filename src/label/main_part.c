// The parts of an area that may carry its name.
#include <math.h>
#include <string.h>

#include "label/parts.h"

#define MAIN_SHARE 0.5 // of the largest part

typedef struct ring {
    const sm_point *points;
    size_t n;
    double size;
    sm_box box;
} ring;

static ring ring_at(const sm_path *rings, size_t i)
{
    ring r = {.box = SM_BOX_EMPTY};
    r.points = sm_path_part(rings, i, &r.n);
    r.size = fabs(sm_ring_area(r.points, r.n));
    for (size_t k = 0; k < r.n; k++) {
        r.box = sm_box_add(r.box, r.points[k]);
    }
    return r;
}

static bool is_around(const ring *outer, const ring *inner)
{
    size_t start = 0;
    const sm_path one = {.space = SM_SPACE_PAGE,
                         .shape = SM_SHAPE_RINGS,
                         .points = (sm_point *)outer->points,
                         .n_points = outer->n,
                         .starts = &start,
                         .n_parts = 1};
    return outer->size > inner->size && sm_box_has(outer->box, inner->points[0]) &&
           sm_path_contains(&one, inner->points[0]);
}

static void copy_ring(const ring *r, sm_path *to)
{
    sm_path_begin_part(to);
    memcpy(sm_path_extend(to, r->n), r->points, r->n * sizeof *r->points);
}

// Large rings are few, so each ring is held against those alone.
void sm_label_main_parts(sm_arena *a, const sm_path *rings, sm_path *out)
{
    ring *all = sm_arena_alloc(a, rings->n_parts * sizeof *all);
    size_t *large = sm_arena_alloc(a, rings->n_parts * sizeof *large), n_large = 0;
    double largest = 0;
    for (size_t i = 0; i < rings->n_parts; i++) {
        all[i] = ring_at(rings, i);
        largest = fmax(largest, all[i].size);
    }
    for (size_t i = 0; i < rings->n_parts; i++) {
        if (all[i].size >= MAIN_SHARE * largest) {
            large[n_large++] = i;
        }
    }
    sm_path_init(out, a, rings->space, rings->shape);
    for (size_t i = 0; i < rings->n_parts; i++) {
        bool keep = all[i].size >= MAIN_SHARE * largest;
        for (size_t k = 0; k < n_large && !keep; k++) {
            keep = is_around(&all[large[k]], &all[i]);
        }
        if (keep) {
            copy_ring(&all[i], out);
        }
    }
}
