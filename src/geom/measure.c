// Lengths, areas, distances and point-in-polygon, in whatever plane the points are in.
#include <math.h>

#include "sitmap/geom.h"

double sm_distance(sm_point a, sm_point b)
{
    return hypot(a.x - b.x, a.y - b.y);
}

// About the first point: far from the origin the products would eat the digits of a small ring.
double sm_ring_area(const sm_point *ring, size_t n)
{
    double twice = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        twice += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
                 (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    }
    return twice / 2;
}

// Against the farthest point: short steps tell little of a direction.
bool sm_ring_is_flat(const sm_point *ring, size_t n)
{
    const double rounding = 1e-12; // of the sine of an angle; a double has 1e-16
    size_t far = 0;
    for (size_t i = 1; i < n; i++) {
        far = sm_distance(ring[0], ring[i]) > sm_distance(ring[0], ring[far]) ? i : far;
    }
    double reach = n ? sm_distance(ring[0], ring[far]) : 0;
    for (size_t i = 1; i < n; i++) {
        double ux = ring[far].x - ring[0].x, uy = ring[far].y - ring[0].y;
        double vx = ring[i].x - ring[0].x, vy = ring[i].y - ring[0].y;
        if (fabs(ux * vy - uy * vx) > rounding * reach * reach) {
            return false;
        }
    }
    return true;
}

double sm_line_length(const sm_point *line, size_t n)
{
    double length = 0;
    for (size_t i = 1; i < n; i++) {
        length += sm_distance(line[i - 1], line[i]);
    }
    return length;
}

double sm_point_segment_distance(sm_point p, sm_point a, sm_point b)
{
    double dx = b.x - a.x, dy = b.y - a.y, squared = dx * dx + dy * dy;
    double t = squared > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / squared : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return sm_distance(p, (sm_point){a.x + t * dx, a.y + t * dy});
}

bool sm_path_contains(const sm_path *rings, sm_point p)
{
    bool inside = false;
    for (size_t i = 0; i < rings->n_parts; i++) {
        size_t n = 0;
        const sm_point *r = sm_path_part(rings, i, &n);
        for (size_t k = 1; k < n; k++) {
            sm_point a = r[k - 1], b = r[k];
            if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) {
                inside = !inside;
            }
        }
    }
    return inside;
}

double sm_path_distance(const sm_path *path, sm_point at)
{
    double least = (double)INFINITY;
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        if (n == 1 || path->shape == SM_SHAPE_POINTS) {
            for (size_t k = 0; k < n; k++) {
                least = fmin(least, sm_distance(p[k], at));
            }
            continue;
        }
        for (size_t k = 1; k < n; k++) {
            least = fmin(least, sm_point_segment_distance(at, p[k - 1], p[k]));
        }
    }
    return least;
}

// Which side of a-b is p on: positive left with y up.
static double side(sm_point a, sm_point b, sm_point p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

static bool on_box_of(sm_point a, sm_point b, sm_point p)
{
    return fmin(a.x, b.x) <= p.x && p.x <= fmax(a.x, b.x) && fmin(a.y, b.y) <= p.y &&
           p.y <= fmax(a.y, b.y);
}

bool sm_segments_cross(sm_point a, sm_point b, sm_point c, sm_point d)
{
    double c_side = side(a, b, c), d_side = side(a, b, d);
    double a_side = side(c, d, a), b_side = side(c, d, b);
    if (((c_side > 0 && d_side < 0) || (c_side < 0 && d_side > 0)) &&
        ((a_side > 0 && b_side < 0) || (a_side < 0 && b_side > 0))) {
        return true;
    }
    return (c_side == 0 && on_box_of(a, b, c)) || (d_side == 0 && on_box_of(a, b, d)) ||
           (a_side == 0 && on_box_of(c, d, a)) || (b_side == 0 && on_box_of(c, d, b));
}
