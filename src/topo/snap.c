// The page grid: rounding that depends on the vertex alone, so that what was shared stays shared.
#include <math.h>

#include "sitmap/topo.h"

// Nearest integer, halves to even. Adding and taking away 1.5 * 2^52 leaves no room for a fraction
// in a double (IEEE 754): rint() does the same, but as a library call on baseline x86-64.
static double nearest(double v)
{
    const double shift = 6755399441055744.0;
    return fabs(v) < 2251799813685248.0 ? (v + shift) - shift : v;
}

// Twice the ring's area in cells: whole numbers, so that 0 means 0 (exact below 2^53).
static double twice_area(const sm_point *ring, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        sum += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
               (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    }
    return sum;
}

static bool has_collapsed(sm_shape shape, const sm_point *p, size_t n)
{
    switch (shape) {
    case SM_SHAPE_POINTS: return false;
    case SM_SHAPE_LINES: return n < 2;
    case SM_SHAPE_RINGS: return n < 4 || twice_area(p, n) == 0;
    }
    return false;
}

// Round the points `in[0..n)` to whole cells into `out` (may overlap, not later than `in`), each
// run of equal ones once.
static size_t round_points(const sm_point *in, size_t n, double cell, bool merge, sm_point *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        sm_point p = {nearest(in[i].x / cell), nearest(in[i].y / cell)};
        if (!merge || !kept || p.x != out[kept - 1].x || p.y != out[kept - 1].y) {
            out[kept++] = p;
        }
    }
    return kept;
}

void sm_topo_snap(sm_path *path, double cell, size_t *collapsed)
{
    if (!(cell > 0)) {
        return;
    }
    size_t n_points = 0, n_parts = 0;
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *in = sm_path_part(path, i, &n);
        sm_point *out = path->points + n_points;
        size_t kept = round_points(in, n, cell, path->shape != SM_SHAPE_POINTS, out);
        if (has_collapsed(path->shape, out, kept)) {
            if (collapsed) {
                ++*collapsed;
            }
            continue;
        }
        for (size_t k = 0; k < kept; k++) {
            out[k].x *= cell;
            out[k].y *= cell;
        }
        path->starts[n_parts++] = n_points;
        n_points += kept;
    }
    path->n_points = n_points;
    path->n_parts = n_parts;
}
