// See boxtree.h.
#include <assert.h>
#include <math.h>
#include <string.h>

#include "boxtree.h"

enum { FAN = 8 };

// ---- Building -----------------------------------------------------------------------------------

// 16 bits, spread to every second bit.
static uint32_t spread(uint32_t v)
{
    v = (v | v << 8) & 0x00FF00FF;
    v = (v | v << 4) & 0x0F0F0F0F;
    v = (v | v << 2) & 0x33333333;
    return (v | v << 1) & 0x55555555;
}

static uint32_t morton(sm_box all, sm_point p)
{
    double w = all.x1 - all.x0, h = all.y1 - all.y0;
    double u = w > 0 ? (p.x - all.x0) / w : 0, v = h > 0 ? (p.y - all.y0) / h : 0;
    return spread((uint32_t)(u * 65535)) | spread((uint32_t)(v * 65535)) << 1;
}

typedef struct keyed {
    uint32_t key, item;
} keyed;

static void radix_sort(keyed *items, keyed *spare, size_t n)
{
    for (int shift = 0; shift < 32; shift += 8) {
        size_t at[257] = {0};
        for (size_t i = 0; i < n; i++) {
            at[(items[i].key >> shift & 0xFF) + 1]++;
        }
        for (int b = 0; b < 256; b++) {
            at[b + 1] += at[b];
        }
        for (size_t i = 0; i < n; i++) {
            spare[at[items[i].key >> shift & 0xFF]++] = items[i];
        }
        keyed *swap = items;
        items = spare;
        spare = swap;
    }
}

static void sort_items(sm_boxtree *t, sm_arena *a, sm_box all)
{
    keyed *items = sm_arena_alloc(a, t->n_items * sizeof *items);
    keyed *spare = sm_arena_alloc(a, t->n_items * sizeof *spare);
    for (size_t i = 0; i < t->n_items; i++) {
        sm_box b = sm_boxtree_item_box(t, t->items[i]);
        sm_point middle = {b.x0 / 2 + b.x1 / 2, b.y0 / 2 + b.y1 / 2};
        items[i] = (keyed){morton(all, middle), t->items[i]};
    }
    radix_sort(items, spare, t->n_items); // four passes: the result is back in `items`
    for (size_t i = 0; i < t->n_items; i++) {
        t->items[i] = items[i].item;
    }
}

static void add_level(sm_boxtree *t, sm_arena *a)
{
    int level = t->n_levels++;
    size_t below = level ? t->n_boxes[level - 1] : t->n_items;
    size_t n = (below + FAN - 1) / FAN;
    assert(level < SM_BOXTREE_LEVELS);
    t->boxes[level] = sm_arena_alloc(a, n * sizeof(sm_box));
    t->n_boxes[level] = n;
    for (size_t i = 0; i < n; i++) {
        sm_box box = SM_BOX_EMPTY;
        for (size_t k = i * FAN; k < (i + 1) * FAN && k < below; k++) {
            box = sm_box_union(box, level ? t->boxes[level - 1][k]
                                          : sm_boxtree_item_box(t, t->items[k]));
        }
        t->boxes[level][i] = box;
    }
}

static void pack(sm_boxtree *t, sm_arena *a)
{
    sm_box all = SM_BOX_EMPTY;
    for (size_t i = 0; i < t->n_items; i++) {
        all = sm_box_union(all, sm_boxtree_item_box(t, t->items[i]));
    }
    sort_items(t, a, all);
    t->n_levels = 0;
    do {
        add_level(t, a);
    } while (t->n_boxes[t->n_levels - 1] > 1);
}

void sm_boxtree_points(sm_boxtree *t, sm_arena *a, const sm_point *points, size_t n)
{
    *t = (sm_boxtree){.points = points, .n_items = n};
    t->items = sm_arena_alloc(a, n * sizeof *t->items);
    for (size_t i = 0; i < n; i++) {
        t->items[i] = (uint32_t)i;
    }
    pack(t, a);
}

void sm_boxtree_segments(sm_boxtree *t, sm_arena *a, const sm_path *path)
{
    *t = (sm_boxtree){.points = path->points, .segments = true};
    t->items = sm_arena_alloc(a, path->n_points * sizeof *t->items);
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        sm_path_part(path, i, &n);
        for (size_t k = 0; k + 1 < n; k++) {
            t->items[t->n_items++] = (uint32_t)(path->starts[i] + k);
        }
    }
    pack(t, a);
}

sm_box sm_boxtree_item_box(const sm_boxtree *t, uint32_t item)
{
    sm_point p = t->points[item];
    sm_box box = {p.x, p.y, p.x, p.y};
    return t->segments ? sm_box_add(box, t->points[item + 1]) : box;
}

// ---- Queries: all walk the tree depth first -----------------------------------------------------

typedef struct query {
    const sm_boxtree *t;
    bool (*meets)(const struct query *q, sm_box box);
    bool (*visit)(void *self, uint32_t item);
    void *self;
    sm_box box;
    sm_point a, b;
    double reach;
} query;

// Box `i` of `level`; level -1 holds the items.
static bool walk(const query *q, int level, size_t i)
{
    if (level < 0) {
        uint32_t item = q->t->items[i];
        return !q->meets(q, sm_boxtree_item_box(q->t, item)) || q->visit(q->self, item);
    }
    if (!q->meets(q, q->t->boxes[level][i])) {
        return true;
    }
    size_t below = level ? q->t->n_boxes[level - 1] : q->t->n_items;
    for (size_t k = i * FAN; k < (i + 1) * FAN && k < below; k++) {
        if (!walk(q, level - 1, k)) {
            return false;
        }
    }
    return true;
}

static bool run(const query *q)
{
    return !q->t->n_items || walk(q, q->t->n_levels - 1, 0);
}

static bool meets_box(const query *q, sm_box box)
{
    return sm_box_overlap(q->box, box);
}

bool sm_boxtree_query(const sm_boxtree *t, sm_box box, bool (*visit)(void *self, uint32_t item),
                      void *self)
{
    query q = {.t = t, .meets = meets_box, .visit = visit, .self = self, .box = box};
    return run(&q);
}

// The corridor's box, and, across the segment, the corridor's two sides: a separating axis each.
static bool meets_corridor(const query *q, sm_box box)
{
    if (!sm_box_overlap(q->box, box)) {
        return false;
    }
    double dx = q->b.x - q->a.x, dy = q->b.y - q->a.y;
    double middle = dx * ((box.y0 + box.y1) / 2 - q->a.y) - dy * ((box.x0 + box.x1) / 2 - q->a.x);
    double half = fabs(dx) * (box.y1 - box.y0) / 2 + fabs(dy) * (box.x1 - box.x0) / 2;
    return fabs(middle) <= half + q->reach * hypot(dx, dy) * (1 + 1e-12);
}

bool sm_boxtree_corridor(const sm_boxtree *t, sm_point a, sm_point b, double reach,
                         bool (*visit)(void *self, uint32_t item), void *self)
{
    query q = {.t = t,
               .meets = meets_corridor,
               .visit = visit,
               .self = self,
               .box = {fmin(a.x, b.x) - reach, fmin(a.y, b.y) - reach, fmax(a.x, b.x) + reach,
                       fmax(a.y, b.y) + reach},
               .a = a,
               .b = b,
               .reach = reach};
    return run(&q);
}

// ---- Nearest ------------------------------------------------------------------------------------

static double box_distance(sm_box b, sm_point p)
{
    double dx = fmax(fmax(b.x0 - p.x, p.x - b.x1), 0), dy = fmax(fmax(b.y0 - p.y, p.y - b.y1), 0);
    return hypot(dx, dy);
}

typedef struct nearest {
    const sm_boxtree *t;
    sm_point at;
    double least, enough;
} nearest;

static void search(nearest *s, int level, size_t i)
{
    const sm_boxtree *t = s->t;
    if (s->least < s->enough) {
        return;
    }
    if (level < 0) {
        const sm_point *p = t->points + t->items[i];
        s->least = fmin(s->least, sm_point_segment_distance(s->at, p[0], p[1]));
        return;
    }
    size_t below = level ? t->n_boxes[level - 1] : t->n_items;
    size_t first = i * FAN, last = first + FAN < below ? first + FAN : below;
    // The nearest of the eight first: the others are then mostly not entered.
    double away[FAN];
    for (size_t k = first; k < last; k++) {
        sm_box box = level ? t->boxes[level - 1][k] : sm_boxtree_item_box(t, t->items[k]);
        away[k - first] = box_distance(box, s->at);
    }
    for (size_t round = first; round < last; round++) {
        size_t best = 0;
        for (size_t k = 1; k < last - first; k++) {
            best = away[k] < away[best] ? k : best;
        }
        if (away[best] >= s->least) {
            return;
        }
        away[best] = (double)INFINITY;
        search(s, level - 1, first + best);
    }
}

double sm_boxtree_distance(const sm_boxtree *t, sm_point at, double enough)
{
    nearest s = {.t = t, .at = at, .least = (double)INFINITY, .enough = enough};
    if (t->n_items) {
        search(&s, t->n_levels - 1, 0);
    }
    return s.least;
}
