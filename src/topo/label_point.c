// The place for a label in a polygon: the centre of its largest inscribed circle.
// Garcia-Castellanos & Lombardo 2007 look for it by narrowing a search area; here by quadtree: a
// square whose centre lies d from the border holds no circle larger than d plus half its diagonal,
// so most squares are never divided.
#include <math.h>

#include "sitmap/topo.h"

#include "boxtree.h"

enum {
    MAX_SQUARES = 20000, // a polygon whose best place is not found by then has many as good
    MAX_CROSSED =
        20 * 1000000 // edges met by all rays: a scribble of 60,000 points would take minutes
};

typedef struct square {
    sm_point centre;
    double half;
    double radius; // of the circle about the centre; negative outside of the polygon
    double best;   // no circle centred in the square is larger
} square;

typedef struct heap { // the most promising square on top
    square *items;
    size_t count, cap;
} heap;

// On a tie the lower left one, so that the answer depends on the polygon alone.
static bool is_better(const square *a, const square *b)
{
    if (a->best != b->best) {
        return a->best > b->best;
    }
    return a->centre.x < b->centre.x || (a->centre.x == b->centre.x && a->centre.y < b->centre.y);
}

static void push(sm_arena *a, heap *h, square s)
{
    SM_PUSH(a, h);
    size_t i = h->count - 1;
    while (i > 0 && is_better(&s, &h->items[(i - 1) / 2])) {
        h->items[i] = h->items[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    h->items[i] = s;
}

static square pop(heap *h)
{
    square top = h->items[0], last = h->items[--h->count];
    size_t i = 0;
    for (size_t k; (k = 2 * i + 1) < h->count; i = k) {
        if (k + 1 < h->count && is_better(&h->items[k + 1], &h->items[k])) {
            k++;
        }
        if (!is_better(&h->items[k], &last)) {
            break;
        }
        h->items[i] = h->items[k];
    }
    if (h->count) {
        h->items[i] = last;
    }
    return top;
}

// -------------------------------------------------------------------------------------------------

typedef struct ray {
    const sm_path *rings;
    sm_point from;
    bool inside;
    size_t met;
} ray;

static bool note_crossing(void *self, uint32_t item)
{
    ray *r = self;
    sm_point a = r->rings->points[item], b = r->rings->points[item + 1], p = r->from;
    r->met++;
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) {
        r->inside = !r->inside;
    }
    return true;
}

typedef struct search {
    sm_arena *scratch;
    const sm_path *rings;
    sm_boxtree tree;
    sm_box box;
    square found;
    size_t crossed;
} search;

static double signed_distance(search *s, sm_point p)
{
    ray r = {.rings = s->rings, .from = p};
    sm_boxtree_query(&s->tree, (sm_box){p.x, p.y, s->box.x1, p.y}, note_crossing, &r);
    s->crossed += r.met;
    double d = sm_boxtree_distance(&s->tree, p, -1);
    return r.inside ? d : -d;
}

static square new_square(search *s, sm_point centre, double half)
{
    square q = {.centre = centre, .half = half, .radius = signed_distance(s, centre)};
    q.best = q.radius + half * sqrt(2);
    if (q.radius > s->found.radius) {
        s->found = q;
    }
    return q;
}

// Squares of the box's shorter side first: as many as its shape asks for, but not thousands.
static void cover_box(search *s, heap *h)
{
    double w = s->box.x1 - s->box.x0, height = s->box.y1 - s->box.y0;
    double side = fmax(fmin(w, height), fmax(w, height) / 64);
    int columns = (int)ceil(w / side), rows = (int)ceil(height / side);
    for (int i = 0; i < columns; i++) {
        for (int k = 0; k < rows; k++) {
            sm_point centre = {s->box.x0 + (i + 0.5) * side, s->box.y0 + (k + 0.5) * side};
            push(s->scratch, h, new_square(s, centre, side / 2));
        }
    }
}

static void divide(search *s, heap *h, square q)
{
    double half = q.half / 2;
    for (int i = 0; i < 4; i++) {
        sm_point c = {q.centre.x + (i & 1 ? half : -half), q.centre.y + (i & 2 ? half : -half)};
        push(s->scratch, h, new_square(s, c, half));
    }
}

static void find_best(search *s, double precision)
{
    heap h = {0};
    s->found = (square){.radius = -(double)INFINITY};
    cover_box(s, &h);
    for (int i = 0; i < MAX_SQUARES && s->crossed < MAX_CROSSED && h.count; i++) {
        square q = pop(&h);
        if (q.best - s->found.radius <= precision) {
            return;
        }
        divide(s, &h, q);
    }
}

sm_point sm_topo_label_point(sm_arena *scratch, const sm_path *rings, double precision,
                             double *radius)
{
    sm_box box = sm_path_box(rings);
    if (radius) {
        *radius = 0;
    }
    if (sm_box_is_empty(box) || !sm_path_finite(rings)) {
        return (sm_point){0, 0};
    }
    if (box.x0 == box.x1 || box.y0 == box.y1) { // no area
        return (sm_point){(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    }
    sm_arena_mark mark = sm_arena_mark_now(scratch);
    search s = {.scratch = scratch, .rings = rings, .box = box};
    sm_boxtree_segments(&s.tree, scratch, rings);
    double least = 1e-9 * fmax(box.x1 - box.x0, box.y1 - box.y0);
    find_best(&s, precision > least ? precision : least);
    sm_arena_rewind(scratch, mark);
    if (radius) {
        *radius = fmax(s.found.radius, 0);
    }
    return s.found.centre;
}
