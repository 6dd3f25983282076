// Rounding corners.
#include <math.h>

#include "sitmap/topo.h"

// ---- By cutting them ----------------------------------------------------------------------------
// Each edge gives two points, at a quarter and at three quarters of it.

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

// ---- Within a distance --------------------------------------------------------------------------

#define PIECE_DEG 10.0 // of turn, for one chord of a curve
#define EVEN_DEG 2.0   // less is no corner

static sm_point towards(sm_point from, sm_point to, double length)
{
    double all = sm_distance(from, to);
    return (sm_point){(to.x - from.x) / all * length, (to.y - from.y) / all * length};
}

// The curve of one corner. Half way along its control points it is |u + v| t / 4 from the vertex,
// where u and v are the directions of the edges and t is what it takes of them.
static void add_corner(sm_point before, sm_point at, sm_point after, double most, sm_path *out)
{
    double la = sm_distance(before, at), lb = sm_distance(at, after);
    if (!(la > 0 && lb > 0)) {
        sm_path_add(out, at.x, at.y);
        return;
    }
    sm_point u = towards(at, before, 1), v = towards(at, after, 1);
    double wide = hypot(u.x + v.x, u.y + v.y);
    double turn = 2 * asin(fmin(1, wide / 2)) * 180 / M_PI;
    double t = fmin(fmin(la, lb) / 2, wide > 0 ? 4 * most / wide : INFINITY);
    if (turn < EVEN_DEG) {
        sm_path_add(out, at.x, at.y);
        return;
    }
    sm_point a = towards(at, before, t), b = towards(at, after, t);
    double pieces = 2 * ceil(turn / PIECE_DEG / 2); // even: one end is nearest to the vertex
    for (double i = 0; i <= pieces; i++) {
        double s = i / pieces, p = (1 - s) * (1 - s), q = s * s;
        sm_path_add(out, at.x + p * a.x + q * b.x, at.y + p * a.y + q * b.y);
    }
}

static void round_part(const sm_point *p, size_t n, bool closed, double most, sm_path *out)
{
    sm_path_begin_part(out);
    size_t first = out->n_points, corners = closed ? n - 1 : n;
    for (size_t i = 0; i < corners; i++) {
        bool is_end = !closed && (i == 0 || i + 1 == n);
        if (is_end || n < 3) {
            sm_path_add(out, p[i].x, p[i].y);
        } else {
            add_corner(p[i ? i - 1 : n - 2], p[i], p[i + 1], most, out);
        }
    }
    if (closed) {
        sm_point again = out->points[first];
        sm_path_add(out, again.x, again.y);
    }
}

void sm_topo_round_within(sm_arena *a, const sm_path *in, double most, sm_path *out)
{
    sm_path_init(out, a, in->space, in->shape);
    for (size_t i = 0; i < in->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(in, i, &n);
        if (n) {
            round_part(p, n, n >= 4 && is_closed(in, p, n), most, out);
        }
    }
}
