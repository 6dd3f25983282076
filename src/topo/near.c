// Which stretches of a line lie near another line. The distance from a point that walks along a
// segment to a convex shape is a convex function, so the walk is near one other segment during one
// interval. All intervals of a segment, merged, are what is near: nothing is sampled.
//
//     other   ------------------------
//             ( stadium of radius d  )
//     line  ----[====near====]------------
#include <math.h>
#include <stdlib.h>

#include "sitmap/topo.h"

#include "boxtree.h"

enum { MAX_MEETINGS = 20 * 1000000 }; // pairs of segments near each other, in all

// Part of a segment, 0 at its start, 1 at its end; empty when from > to.
typedef struct interval {
    double from, to;
} interval;

static const interval nothing = {2, -1};

static interval hull(interval a, interval b)
{
    return (interval){fmin(a.from, b.from), fmax(a.to, b.to)};
}

// Where a + t (b - a) lies within `r` of the point c.
static interval in_circle(sm_point a, sm_point b, sm_point c, double r)
{
    double dx = b.x - a.x, dy = b.y - a.y, ex = a.x - c.x, ey = a.y - c.y;
    double qa = dx * dx + dy * dy, qb = ex * dx + ey * dy, qc = ex * ex + ey * ey - r * r;
    double under = qb * qb - qa * qc;
    if (qa == 0) {
        return qc <= 0 ? (interval){0, 1} : nothing;
    }
    if (under < 0) {
        return nothing;
    }
    double root = sqrt(under);
    return (interval){(-qb - root) / qa, (-qb + root) / qa};
}

// Cut `in` down to where low <= v0 + t dv <= high.
static interval between_levels(interval in, double v0, double dv, double low, double high)
{
    if (dv == 0) {
        return v0 < low || v0 > high ? nothing : in;
    }
    double t0 = (low - v0) / dv, t1 = (high - v0) / dv;
    return (interval){fmax(in.from, fmin(t0, t1)), fmin(in.to, fmax(t0, t1))};
}

// Where a + t (b - a) lies in the rectangle of half width `r` along c-d.
static interval in_rectangle(sm_point a, sm_point b, sm_point c, sm_point d, double r)
{
    double length = sm_distance(c, d);
    if (length == 0) {
        return nothing;
    }
    double ux = (d.x - c.x) / length, uy = (d.y - c.y) / length;
    double along = (a.x - c.x) * ux + (a.y - c.y) * uy;
    double across = (a.y - c.y) * ux - (a.x - c.x) * uy;
    double d_along = (b.x - a.x) * ux + (b.y - a.y) * uy;
    double d_across = (b.y - a.y) * ux - (b.x - a.x) * uy;
    interval t = between_levels((interval){0, 1}, along, d_along, 0, length);
    return between_levels(t, across, d_across, -r, r);
}

static interval in_stadium(sm_point a, sm_point b, sm_point c, sm_point d, double r)
{
    interval parts[3] = {in_circle(a, b, c, r), in_circle(a, b, d, r), in_rectangle(a, b, c, d, r)};
    interval all = nothing;
    for (int i = 0; i < 3; i++) {
        interval p = {fmax(parts[i].from, 0), fmin(parts[i].to, 1)};
        if (p.from <= p.to) {
            all = hull(all, p);
        }
    }
    return all;
}

typedef struct search {
    sm_arena *scratch;
    const sm_path *other;
    sm_point a, b;
    double distance;
    size_t meetings;
    struct {
        interval *items;
        size_t count, cap;
    } near;
} search;

static bool note_near(void *self, uint32_t item)
{
    search *s = self;
    const sm_point *p = s->other->points + item;
    interval t = in_stadium(s->a, s->b, p[0], p[1], s->distance);
    if (t.from <= t.to) {
        *SM_PUSH(s->scratch, &s->near) = t;
    }
    return ++s->meetings < MAX_MEETINGS;
}

static int by_from(const void *a, const void *b)
{
    const interval *s = a, *t = b;
    if (s->from != t->from) {
        return s->from < t->from ? -1 : 1;
    }
    return (s->to > t->to) - (s->to < t->to);
}

// Sorted and without overlaps; touching ones become one.
static void merge_intervals(search *s)
{
    if (s->near.count < 2) {
        return;
    }
    qsort(s->near.items, s->near.count, sizeof *s->near.items, by_from);
    size_t n = 1;
    for (size_t i = 1; i < s->near.count; i++) {
        interval t = s->near.items[i], *last = &s->near.items[n - 1];
        if (t.from <= last->to + 1e-12) {
            last->to = fmax(last->to, t.to);
        } else {
            s->near.items[n++] = t;
        }
    }
    s->near.count = n;
}

// ---- Writing ------------------------------------------------------------------------------------

typedef struct writer {
    sm_path *near, *far;
    sm_path *open; // the one of the two that the walk is in; NULL at the start of a part
    sm_point last;
} writer;

static void step_to(writer *w, sm_path *into, sm_point p)
{
    if (p.x == w->last.x && p.y == w->last.y) {
        return;
    }
    if (w->open != into) {
        sm_path_begin_part(into);
        sm_path_add(into, w->last.x, w->last.y);
        w->open = into;
    }
    sm_path_add(into, p.x, p.y);
    w->last = p;
}

static sm_point at(const search *s, double t)
{
    if (t >= 1) {
        return s->b;
    }
    return (sm_point){s->a.x + (s->b.x - s->a.x) * t, s->a.y + (s->b.y - s->a.y) * t};
}

static void write_segment(writer *w, const search *s)
{
    const double hair = 1e-9; // of the segment: what rounding leaves between two intervals
    for (size_t i = 0; i < s->near.count; i++) {
        interval t = s->near.items[i];
        if (t.to <= hair || t.from >= 1 - hair) {
            continue; // a touch at a vertex: the neighbouring segment has it
        }
        if (t.from > hair) {
            step_to(w, w->far, at(s, t.from));
        }
        step_to(w, w->near, at(s, t.to > 1 - hair ? 1 : t.to));
    }
    step_to(w, w->far, s->b); // does nothing when the walk is there already
}

static bool split_part(writer *w, search *s, const sm_boxtree *tree, const sm_point *p, size_t n)
{
    w->open = NULL;
    w->last = p[0];
    for (size_t i = 1; i < n; i++) {
        s->a = p[i - 1];
        s->b = p[i];
        s->near.count = 0;
        if (!sm_boxtree_corridor(tree, s->a, s->b, s->distance, note_near, s)) {
            return false;
        }
        merge_intervals(s);
        write_segment(w, s);
    }
    return true;
}

sm_status sm_topo_split_near(sm_arena *a, const sm_path *line, const sm_path *other,
                             double distance, sm_path *out_near, sm_path *out_far, sm_error *err)
{
    if (!(distance >= 0) || !isfinite(distance) || !sm_path_finite(line) ||
        !sm_path_finite(other)) {
        return sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL,
                       "a distance or coordinate of two lines to compare is not finite");
    }
    sm_arena *scratch = sm_arena_create();
    sm_boxtree tree;
    search s = {.scratch = scratch, .other = other, .distance = distance};
    writer w = {.near = out_near, .far = out_far};
    sm_path_init(out_near, a, line->space, SM_SHAPE_LINES);
    sm_path_init(out_far, a, line->space, SM_SHAPE_LINES);
    sm_boxtree_segments(&tree, scratch, other);
    bool fine = true;
    for (size_t i = 0; fine && i < line->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(line, i, &n);
        fine = !n || split_part(&w, &s, &tree, p, n);
    }
    sm_arena_destroy(scratch);
    if (!fine) {
        return sm_fail(err, SM_ELIMIT, SM_NOWHERE,
                       "simplify the lines, or compare at a smaller distance",
                       "two lines come near each other more than %d times", MAX_MEETINGS);
    }
    return SM_OK;
}
