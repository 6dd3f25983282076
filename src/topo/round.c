// Rounding corners by cutting them: Chaikin 1974. Each edge gives two points, at a quarter and at
// three quarters of it.
#include "sitmap/topo.h"

enum { MAX_TIMES = 8 }; // each time doubles the points

static void cut_corners(const sm_point *p, size_t n, bool closed, sm_path *out)
{
    sm_path_begin_part(out);
    size_t first = out->n_points;
    for (size_t i = 0; i + 1 < n; i++) {
        sm_point a = p[i], b = p[i + 1];
        bool keep_a = !closed && i == 0, keep_b = !closed && i + 2 == n;
        sm_path_add(out, keep_a ? a.x : 0.75 * a.x + 0.25 * b.x,
                    keep_a ? a.y : 0.75 * a.y + 0.25 * b.y);
        sm_path_add(out, keep_b ? b.x : 0.25 * a.x + 0.75 * b.x,
                    keep_b ? b.y : 0.25 * a.y + 0.75 * b.y);
    }
    if (closed && out->n_points > first) {
        sm_point again = out->points[first];
        sm_path_add(out, again.x, again.y);
    }
}

static bool is_closed(const sm_path *path, const sm_point *p, size_t n)
{
    return path->shape == SM_SHAPE_RINGS ||
           (n >= 4 && p[0].x == p[n - 1].x && p[0].y == p[n - 1].y);
}

static void round_once(const sm_path *in, sm_path *out)
{
    for (size_t i = 0; i < in->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(in, i, &n);
        if (n < 3) { // no corner
            sm_path_begin_part(out);
            for (size_t k = 0; k < n; k++) {
                sm_path_add(out, p[k].x, p[k].y);
            }
        } else {
            cut_corners(p, n, is_closed(in, p, n), out);
        }
    }
}

void sm_topo_round_corners(sm_arena *a, const sm_path *in, int times, sm_path *out)
{
    sm_path_copy(a, in, out);
    for (int i = 0; i < times && i < MAX_TIMES && in->shape != SM_SHAPE_POINTS; i++) {
        sm_path rounder;
        sm_path_init(&rounder, a, in->space, in->shape);
        round_once(out, &rounder);
        *out = rounder;
    }
}
