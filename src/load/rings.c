// Shapefiles promise that outer rings run clockwise and holes the other way; many writers do not
// keep it, and GeoJSON promises the opposite. What a ring is follows from where it lies: inside an
// even number of other rings it is an outer one, inside an odd number a hole.
//
//      +-----------------+      Each ring sends one sample point, just inside the middle of its
//      |   +-----+       |      longest edge: rings may touch at vertices and share edges, and a
//      |   |  o- |- - - -|- >   vertex would then lie on the other ring. From the point a ray runs
//      |   +-----+    o- |- >   to the right; every edge it crosses, of other rings, changes sides.
//      +-----------------+
//
// Samples are sorted by height, so that an edge finds those that it concerns by bisection.
#include "load/rings.h"

#include <stdlib.h>

typedef struct sample {
    sm_point at;
    size_t ring;
    bool inside; // of an odd number of rings, as far as edges have been seen
} sample;

// A sample lies this part of the edge's length inside the edge.
static const double INWARD = 1e-3;

static sample take_sample(const sm_path *rings, size_t ring, double area)
{
    size_t n, longest = 0;
    const sm_point *p = sm_path_part(rings, ring, &n);
    double best = -1;
    for (size_t i = 0; i + 1 < n; i++) {
        double dx = p[i + 1].x - p[i].x, dy = p[i + 1].y - p[i].y;
        if (dx * dx + dy * dy > best) {
            best = dx * dx + dy * dy;
            longest = i;
        }
    }
    sm_point a = p[longest], b = p[longest + 1];
    double side = area > 0 ? INWARD : -INWARD; // inside is to the left when counter-clockwise
    sm_point at = {(a.x + b.x) / 2 - (b.y - a.y) * side, (a.y + b.y) / 2 + (b.x - a.x) * side};
    return (sample){at, ring, false};
}

static int by_height(const void *a, const void *b)
{
    const sample *s = a, *t = b;
    return (s->at.y > t->at.y) - (s->at.y < t->at.y);
}

// The first sample that is not below `y`.
static size_t first_from(const sample *samples, size_t n, double y)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (samples[middle].at.y < y) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

// An edge holds its lower end but not its upper one, so that a ray through a vertex crosses once.
static size_t cross_edge(sample *samples, size_t n, size_t ring, sm_point a, sm_point b)
{
    sm_point low = a.y < b.y ? a : b, high = a.y < b.y ? b : a;
    size_t first = first_from(samples, n, low.y), i = first;
    for (; i < n && samples[i].at.y < high.y; i++) {
        sample *s = &samples[i];
        double x = low.x + (s->at.y - low.y) * (high.x - low.x) / (high.y - low.y);
        s->inside ^= s->ring != ring && x > s->at.x;
    }
    return i - first;
}

// False when the work would grow out of proportion: a square law in a file made for it.
static bool cross_all(const sm_path *rings, sample *samples)
{
    size_t work = 0, most = 1000000 + 1000 * rings->n_points;
    for (size_t ring = 0; ring < rings->n_parts; ring++) {
        size_t n;
        const sm_point *p = sm_path_part(rings, ring, &n);
        for (size_t i = 0; i + 1 < n; i++) {
            work += cross_edge(samples, rings->n_parts, ring, p[i], p[i + 1]);
            if (work > most) {
                return false;
            }
        }
    }
    return true;
}

static void turn_round(sm_path *rings, size_t ring)
{
    size_t n;
    sm_path_part(rings, ring, &n);
    sm_point *first = rings->points + rings->starts[ring], *last = first + n - 1;
    for (; first < last; first++, last--) {
        sm_point kept = *first;
        *first = *last;
        *last = kept;
    }
}

// True when it had to be turned.
static bool set_direction(sm_path *rings, size_t ring, double area, bool is_hole)
{
    bool right = is_hole == (area > 0);
    if (!right) {
        turn_round(rings, ring);
    }
    return !right;
}

static sm_rings_verdict orient_many(sm_path *rings, sample *samples, const double *areas)
{
    size_t n = rings->n_parts;
    for (size_t ring = 0; ring < n; ring++) {
        samples[ring] = take_sample(rings, ring, areas[ring]);
    }
    qsort(samples, n, sizeof *samples, by_height);
    if (!cross_all(rings, samples)) {
        return SM_RINGS_UNCHECKED;
    }
    bool turned = false;
    for (size_t i = 0; i < n; i++) {
        size_t ring = samples[i].ring;
        turned |= set_direction(rings, ring, areas[ring], samples[i].inside);
    }
    return turned ? SM_RINGS_TURNED : SM_RINGS_RIGHT;
}

sm_rings_verdict sm_rings_orient(sm_arena *scratch, sm_path *rings, const double *areas)
{
    if (rings->n_parts == 0) {
        return SM_RINGS_RIGHT;
    }
    if (rings->n_parts == 1) {
        return set_direction(rings, 0, areas[0], false) ? SM_RINGS_TURNED : SM_RINGS_RIGHT;
    }
    sm_arena_mark mark = sm_arena_mark_now(scratch);
    sample *samples = sm_arena_alloc(scratch, rings->n_parts * sizeof *samples);
    sm_rings_verdict verdict = orient_many(rings, samples, areas);
    sm_arena_rewind(scratch, mark);
    return verdict;
}
