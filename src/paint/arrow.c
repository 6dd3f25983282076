// Arrows of advance: an outline around a line, wider towards its end, with a head.
//
//                     ____...----+\ head
//     tail  |---....-'    neck   | \          widths are across the line; the tip is its last
//           |---....-----------  |  > tip     point; the sides follow the bends of the line
//                     ''''---- -.| /
//                                +/
//
// Corners of the line are rounded first: an arrow is drawn with few points and meant as a curve.
// The direction across the line is its mean over the arrow's own width there, so that the sides
// stay smooth at vertices.
#include <math.h>

#include "paint/parts.h"
#include "sitmap/topo.h"

static const double STEP_PT = 0.5;
static const double HEAD_MOST = 0.4; // of the line's length: shorter lines get smaller arrows

typedef struct shaft {
    const paint_walk *walk;
    sm_arrow arrow; // scaled to the line
    double end;     // where the head begins
} shaft;

static double half_width(const shaft *s, double at)
{
    double t = s->end > 0 ? fmin(at / s->end, 1) : 1;
    return (s->arrow.tail_pt + (s->arrow.neck_pt - s->arrow.tail_pt) * t) / 2;
}

static sm_point beside(const shaft *s, double at, double side)
{
    const double least_pt = 2;
    double width = fmax(least_pt, s->arrow.head_pt);
    double turn = paint_walk_turn(s->walk, at, width) * 3.14159265358979323846 / 180;
    sm_point p = paint_walk_point(s->walk, at);
    return (sm_point){p.x - sin(turn) * side, p.y + cos(turn) * side};
}

// One side of the body, tail to neck (`sign` 1: to the right as seen) or back.
static void add_side(const shaft *s, double sign, bool back, sm_path *out)
{
    double n = fmin(20000, fmax(1, ceil(s->end / STEP_PT)));
    for (double i = 0; i <= n; i++) {
        double at = s->end * (back ? n - i : i) / n;
        sm_point p = beside(s, at, sign * half_width(s, at));
        sm_path_add(out, p.x, p.y);
    }
}

// The head is straight: from the middle of its base to the tip.
static void add_head(const shaft *s, sm_path *out)
{
    sm_point tip = paint_walk_point(s->walk, s->walk->length);
    sm_point base = paint_walk_point(s->walk, s->end);
    double dx = tip.x - base.x, dy = tip.y - base.y, length = hypot(dx, dy);
    double half = length > 0 ? s->arrow.head_pt / 2 / length : 0;
    sm_path_add(out, base.x - dy * half, base.y + dx * half);
    sm_path_add(out, tip.x, tip.y);
    sm_path_add(out, base.x + dy * half, base.y - dx * half);
}

static void add_arrow(const paint_walk *walk, const sm_arrow *arrow, sm_path *out)
{
    shaft s = {.walk = walk, .arrow = *arrow};
    double scale = fmin(1, HEAD_MOST * walk->length / arrow->length_pt);
    s.arrow.tail_pt *= scale;
    s.arrow.neck_pt *= scale;
    s.arrow.head_pt *= scale;
    s.end = walk->length - arrow->length_pt * scale;
    sm_path_begin_part(out);
    size_t first = out->n_points;
    add_side(&s, 1, false, out);
    add_head(&s, out);
    add_side(&s, -1, true, out);
    sm_path_add(out, out->points[first].x, out->points[first].y);
}

void paint_arrows(sm_arena *scratch, const sm_path *lines, const sm_arrow *arrow, sm_path *out)
{
    const int rounds = 4;
    sm_path curved;
    sm_path_init(&curved, scratch, lines->space, lines->shape);
    sm_topo_round_corners(scratch, lines, rounds, &curved);
    for (size_t i = 0; i < curved.n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(&curved, i, &n);
        paint_walk walk = n ? paint_walk_begin(scratch, p, n) : (paint_walk){0};
        if (walk.length > 0 && !walk.closed) {
            add_arrow(&walk, arrow, out);
        }
    }
}
