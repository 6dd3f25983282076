// Paths: parts one after another in one flat array, growing in an arena and reused between
// features.
#include <assert.h>
#include <math.h>
#include <string.h>

#include "sitmap/geom.h"

void sm_path_init(sm_path *p, sm_arena *a, sm_space space, sm_shape shape)
{
    *p = (sm_path){.arena = a, .space = space, .shape = shape};
}

void sm_path_clear(sm_path *p, sm_space space, sm_shape shape)
{
    p->space = space;
    p->shape = shape;
    p->n_points = 0;
    p->n_parts = 0;
}

void sm_path_begin_part(sm_path *p)
{
    p->starts = sm_grow(p->arena, p->starts, p->n_parts, &p->cap_parts, sizeof *p->starts);
    p->starts[p->n_parts++] = p->n_points;
}

void sm_path_add(sm_path *p, double x, double y)
{
    if (!p->n_parts) {
        sm_path_begin_part(p);
    }
    p->points = sm_grow(p->arena, p->points, p->n_points, &p->cap_points, sizeof *p->points);
    p->points[p->n_points++] = (sm_point){x, y};
}

void sm_path_drop_part(sm_path *p)
{
    assert(p->n_parts > 0);
    p->n_points = p->starts[--p->n_parts];
}

sm_point *sm_path_extend(sm_path *p, size_t n)
{
    if (!p->n_parts) {
        sm_path_begin_part(p);
    }
    if (p->cap_points - p->n_points < n) {
        size_t cap = p->cap_points * 2 > p->n_points + n ? p->cap_points * 2 : p->n_points + n;
        sm_point *grown = sm_arena_alloc(p->arena, cap * sizeof *grown);
        if (p->n_points) {
            memcpy(grown, p->points, p->n_points * sizeof *grown);
        }
        p->points = grown;
        p->cap_points = cap;
    }
    sm_point *room = p->points + p->n_points;
    p->n_points += n;
    return room;
}

const sm_point *sm_path_part(const sm_path *p, size_t i, size_t *n)
{
    assert(i < p->n_parts);
    size_t end = i + 1 < p->n_parts ? p->starts[i + 1] : p->n_points;
    *n = end - p->starts[i];
    return p->points + p->starts[i];
}

void sm_path_copy(sm_arena *a, const sm_path *in, sm_path *out)
{
    sm_path copy = {.arena = a, .space = in->space, .shape = in->shape};
    copy.points = sm_arena_alloc(a, in->n_points * sizeof *copy.points);
    copy.starts = sm_arena_alloc(a, in->n_parts * sizeof *copy.starts);
    if (in->n_points) {
        memcpy(copy.points, in->points, in->n_points * sizeof *copy.points);
    }
    if (in->n_parts) {
        memcpy(copy.starts, in->starts, in->n_parts * sizeof *copy.starts);
    }
    copy.n_points = copy.cap_points = in->n_points;
    copy.n_parts = copy.cap_parts = in->n_parts;
    *out = copy;
}

void sm_path_append(sm_path *p, const sm_path *more)
{
    assert(p->space == more->space && p->shape == more->shape && p != more);
    for (size_t i = 0; i < more->n_parts; i++) {
        size_t n = 0;
        const sm_point *points = sm_path_part(more, i, &n);
        sm_path_begin_part(p);
        if (n) {
            memcpy(sm_path_extend(p, n), points, n * sizeof *points);
        }
    }
}

sm_box sm_path_box(const sm_path *p)
{
    sm_box box = SM_BOX_EMPTY;
    for (size_t i = 0; i < p->n_points; i++) {
        box = sm_box_add(box, p->points[i]);
    }
    return box;
}

bool sm_path_finite(const sm_path *p)
{
    for (size_t i = 0; i < p->n_points; i++) {
        if (!isfinite(p->points[i].x) || !isfinite(p->points[i].y)) {
            return false;
        }
    }
    return true;
}
