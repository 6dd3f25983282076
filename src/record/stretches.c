// Where a line lies aside from another: walked in small steps, each with its distance.
#include <math.h>

#include "record/parts.h"

// A line that comes back for less than this has not come back; ends so near to each other touch.
static const double GAP_PT = 5, TOUCH_PT = 1.5;

// One comparison may cost so many stretches; what comes after belongs to the last one.
enum { MOST_STRETCHES = 1000 };

typedef struct walking {
    sm_arena *arena;
    const sm_path *other;
    double least_pt;
    size_t stride, count; // of samples
    bool open;            // the last stretch of `out` may go on
    double gap_pt;        // since it was left
    record_stretches *out;
} walking;

static void begin(walking *w)
{
    if (w->out->count == 0 || w->out->count < MOST_STRETCHES) {
        record_stretch *s = SM_PUSH(w->arena, w->out);
        *s = (record_stretch){.most_pt = 0};
        sm_path_init(&s->path, w->arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    }
    sm_path_begin_part(&w->out->items[w->out->count - 1].path);
    w->open = true;
    w->gap_pt = 0;
}

static void step_to(walking *w, sm_point p, double way)
{
    bool starts = way == 0; // of a part
    w->gap_pt += way;
    if (w->count++ % w->stride) {
        return;
    }
    double distance = record_nearest(p, w->other, 0);
    if (distance <= w->least_pt) {
        w->open = w->open && w->gap_pt < GAP_PT;
        return;
    }
    bool goes_on = w->open && !starts;
    if (!goes_on) {
        begin(w);
    }
    record_stretch *s = &w->out->items[w->out->count - 1];
    s->length_pt += goes_on ? w->gap_pt : 0;
    w->gap_pt = 0;
    sm_path_add(&s->path, p.x, p.y);
    if (distance > s->most_pt) {
        s->most_pt = distance;
        s->at = p;
    }
}

static void walk_segment(walking *w, sm_point a, sm_point b)
{
    double length = sm_distance(a, b);
    size_t n = (size_t)ceil(fmin(length / RECORD_STEP_PT, 1e5));
    for (size_t k = 1; k <= n; k++) {
        double t = (double)k / (double)n;
        step_to(w, (sm_point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}, length / (double)n);
    }
}

static void walk(sm_arena *a, const sm_path *line, const sm_path *other, double least_pt,
                 record_stretches *out)
{
    walking w = {.arena = a,
                 .other = other,
                 .least_pt = least_pt,
                 .stride = record_stride(line, other, RECORD_STEP_PT),
                 .out = out};
    for (size_t i = 0; i < line->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(line, i, &n);
        w.open = false;
        w.gap_pt = 0;
        for (size_t k = 0; k < n; k++) {
            if (k) {
                walk_segment(&w, p[k - 1], p[k]);
            } else {
                step_to(&w, p[0], 0);
            }
        }
    }
}

// ---- What belongs together ----------------------------------------------------------------------

static sm_point end_of(const record_stretch *s, bool last)
{
    return s->path.points[last ? s->path.n_points - 1 : 0];
}

static bool touch(const record_stretch *a, const record_stretch *b)
{
    for (int i = 0; i < 4; i++) {
        if (sm_distance(end_of(a, i & 1), end_of(b, i & 2)) <= TOUCH_PT) {
            return true;
        }
    }
    return false;
}

static void absorb(record_stretch *into, const record_stretch *s)
{
    into->length_pt += s->length_pt;
    sm_path_append(&into->path, &s->path);
    if (s->most_pt > into->most_pt) {
        into->most_pt = s->most_pt;
        into->at = s->at;
    }
}

// Parts of a line in the order of the file: a stretch may end with one and go on with another.
static void join_touching(record_stretches *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        size_t k = 0;
        while (k < kept && !touch(&list->items[k], &list->items[i])) {
            k++;
        }
        if (k < kept) {
            absorb(&list->items[k], &list->items[i]);
        } else {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

// What the new line left is told with the place where it went, if that is the nearest of all.
static record_stretch *find_partner(const record_stretches *list, size_t n, const record_stretch *s)
{
    for (size_t i = 0; i < n; i++) {
        if (record_nearest(s->at, &list->items[i].path, 0) <= s->most_pt * 1.05 + GAP_PT) {
            return &list->items[i];
        }
    }
    return NULL;
}

void record_find_stretches(sm_arena *a, const sm_path *old, const sm_path *new, double least_pt,
                           record_stretches *out)
{
    record_stretches left = {NULL, 0, 0};
    *out = (record_stretches){NULL, 0, 0};
    walk(a, new, old, least_pt, out);
    join_touching(out);
    walk(a, old, new, least_pt, &left);
    join_touching(&left);
    size_t n_new = out->count;
    for (size_t i = 0; i < left.count; i++) {
        const record_stretch *s = &left.items[i];
        record_stretch *partner = find_partner(out, n_new, s);
        if (!partner) {
            *SM_PUSH(a, out) = *s;
        } else if (s->most_pt > partner->most_pt) {
            partner->most_pt = s->most_pt;
            partner->at = s->at;
        }
    }
}
