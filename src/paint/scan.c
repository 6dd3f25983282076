// Scan lines: crossings of every edge with a family of parallel lines, sorted, then paired.
#include <math.h>
#include <stdlib.h>

#include "paint/parts.h"

static const double MOST_LINES = 100000;

typedef struct crossing {
    double k, t;
    int turn; // +1: the edge goes to larger k
} crossing;

typedef struct crossings {
    crossing *items;
    size_t count, cap;
} crossings;

// A point in the family's own coordinates: s counts lines, t runs along them.
typedef struct on_family {
    double s, t;
} on_family;

static on_family locate(const paint_family *f, sm_point p)
{
    double x = p.x - f->origin.x, y = p.y - f->origin.y;
    return (on_family){(x * -f->along.y + y * f->along.x) / f->pitch,
                       x * f->along.x + y * f->along.y};
}

sm_point paint_family_point(const paint_family *f, double k, double t)
{
    double across = k * f->pitch;
    return (sm_point){f->origin.x + t * f->along.x - across * f->along.y,
                      f->origin.y + t * f->along.y + across * f->along.x};
}

typedef struct span {
    double from, to;
} span;

// Numbers of the lines that meet the box.
static span lines_of_box(const paint_family *f, sm_box b)
{
    const sm_point corners[] = {{b.x0, b.y0}, {b.x1, b.y0}, {b.x0, b.y1}, {b.x1, b.y1}};
    span k = {INFINITY, -INFINITY};
    for (size_t i = 0; i < 4; i++) {
        double s = locate(f, corners[i]).s;
        k.from = fmin(k.from, s);
        k.to = fmax(k.to, s);
    }
    return (span){floor(k.from), ceil(k.to)};
}

// Computed from the lower end upwards, so both neighbours of an edge get the same numbers.
static void cross_edge(sm_arena *a, on_family p, on_family q, span lines, crossings *out)
{
    int turn = p.s < q.s ? 1 : -1;
    on_family low = turn > 0 ? p : q, high = turn > 0 ? q : p;
    double first = fmax(ceil(low.s), lines.from), last = fmin(ceil(high.s) - 1, lines.to);
    for (double k = first; k <= last; k++) {
        double t = low.t + (high.t - low.t) * ((k - low.s) / (high.s - low.s));
        *SM_PUSH(a, out) = (crossing){k, t, turn};
    }
}

static int by_line(const void *left, const void *right)
{
    const crossing *a = left, *b = right;
    if (a->k != b->k) {
        return a->k < b->k ? -1 : 1;
    }
    return a->t != b->t ? (a->t < b->t ? -1 : 1) : a->turn - b->turn;
}

static void pair_up(sm_arena *a, const crossings *c, paint_stretches *out)
{
    int winding = 0;
    double from = 0;
    for (size_t i = 0; i < c->count; i++) {
        const crossing *x = &c->items[i];
        bool was_inside = winding != 0;
        winding += x->turn;
        if (!was_inside) {
            from = x->t;
        } else if (winding == 0 && x->t > from) {
            *SM_PUSH(a, out) = (paint_stretch){x->k, from, x->t};
        }
    }
}

void paint_scan(sm_arena *a, const sm_path *rings, const paint_family *f, sm_box box,
                paint_stretches *out)
{
    crossings all = {NULL, 0, 0};
    *out = (paint_stretches){NULL, 0, 0};
    span lines = lines_of_box(f, sm_box_intersection(box, sm_path_box(rings)));
    if (!(lines.to - lines.from <= MOST_LINES) || !sm_path_finite(rings)) {
        return;
    }
    for (size_t i = 0; i < rings->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(rings, i, &n);
        for (size_t k = 0; k + 1 < n; k++) {
            cross_edge(a, locate(f, p[k]), locate(f, p[k + 1]), lines, &all);
        }
    }
    if (all.count) {
        qsort(all.items, all.count, sizeof *all.items, by_line);
    }
    pair_up(a, &all, out);
}

static size_t largest_ring(const sm_path *rings)
{
    size_t best = 0;
    double area = -1;
    for (size_t i = 0; i < rings->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(rings, i, &n);
        double here = fabs(sm_ring_area(p, n));
        if (here > area) {
            area = here;
            best = i;
        }
    }
    return best;
}

bool paint_point_inside(sm_arena *scratch, const sm_path *rings, sm_point *out)
{
    if (!rings->n_parts) {
        return false;
    }
    size_t n = 0;
    const sm_point *ring = sm_path_part(rings, largest_ring(rings), &n);
    sm_box box = SM_BOX_EMPTY;
    for (size_t i = 0; i < n; i++) {
        box = sm_box_add(box, ring[i]);
    }
    // One line through the middle: a pitch that no second line can share with the ring.
    paint_family f = {{box.x0, (box.y0 + box.y1) / 2}, {1, 0}, 2 * (box.y1 - box.y0) + 1};
    sm_box row = {box.x0, f.origin.y, box.x1, f.origin.y};
    paint_stretches inside;
    paint_scan(scratch, rings, &f, row, &inside);
    double widest = 0;
    for (size_t i = 0; i < inside.count; i++) {
        const paint_stretch *s = &inside.items[i];
        if (s->k == 0 && s->t1 - s->t0 > widest) {
            widest = s->t1 - s->t0;
            *out = paint_family_point(&f, 0, (s->t0 + s->t1) / 2);
        }
    }
    return widest > 0;
}
