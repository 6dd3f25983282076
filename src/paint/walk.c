// Walking along a line: distances to points and directions.
#include <math.h>

#include "paint/parts.h"

paint_walk paint_walk_begin(sm_arena *a, const sm_point *points, size_t n)
{
    double *at = sm_arena_alloc(a, n * sizeof *at);
    at[0] = 0;
    for (size_t i = 1; i < n; i++) {
        at[i] = at[i - 1] + sm_distance(points[i - 1], points[i]);
    }
    bool closed = n > 2 && points[0].x == points[n - 1].x && points[0].y == points[n - 1].y;
    return (paint_walk){points, at, n, at[n - 1], closed};
}

// The segment that holds the distance: the last point not beyond it.
static size_t segment_at(const paint_walk *w, double distance)
{
    size_t low = 0, high = w->n - 1;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (w->at[middle] <= distance) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

sm_point paint_walk_point(const paint_walk *w, double distance)
{
    if (w->n == 1 || !(w->length > 0)) {
        return w->points[0];
    }
    if (w->closed) {
        distance -= floor(distance / w->length) * w->length;
    }
    distance = fmin(fmax(distance, 0), w->length);
    size_t i = segment_at(w, distance);
    double step = w->at[i + 1] - w->at[i], t = step > 0 ? (distance - w->at[i]) / step : 0;
    sm_point a = w->points[i], b = w->points[i + 1];
    return (sm_point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

double paint_walk_turn(const paint_walk *w, double distance, double width)
{
    const double least_pt = 0.01; // closer points have no direction
    double half = fmax(width, 2 * least_pt) / 2;
    sm_point a = paint_walk_point(w, distance - half), b = paint_walk_point(w, distance + half);
    if (sm_distance(a, b) < least_pt / 10 && w->n > 1) {
        a = w->points[0];
        b = w->points[w->n - 1];
    }
    return atan2(b.y - a.y, b.x - a.x) * 180 / 3.14159265358979323846;
}
