// How far one path lies from another.
#include <math.h>

#include "record/parts.h"

double record_nearest(sm_point p, const sm_path *to, double enough)
{
    double best = INFINITY;
    for (size_t i = 0; i < to->n_parts; i++) {
        size_t n = 0;
        const sm_point *q = sm_path_part(to, i, &n);
        for (size_t k = 0; k < n && best > enough; k++) {
            best = fmin(best, sm_point_segment_distance(p, q[k ? k - 1 : 0], q[k]));
        }
    }
    return best;
}

// Samples times segments that one comparison may cost.
static const double MOST_WORK = 4e8;

typedef struct searching {
    const sm_path *to;
    double step, most;
    size_t stride, count; // of samples
} searching;

static void sample(searching *s, sm_point p)
{
    if (s->count++ % s->stride == 0) {
        s->most = fmax(s->most, record_nearest(p, s->to, s->most));
    }
}

static void sample_segment(searching *s, sm_point a, sm_point b)
{
    size_t n = (size_t)ceil(fmin(sm_distance(a, b) / s->step, 1e5));
    for (size_t k = 1; k <= n; k++) {
        double t = (double)k / (double)n;
        sample(s, (sm_point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
    }
}

static double count_samples(const sm_path *path, double step)
{
    double length = 0;
    for (size_t i = 0; i < path->n_parts && path->shape != SM_SHAPE_POINTS; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        length += sm_line_length(p, n);
    }
    return length / step + (double)path->n_points;
}

size_t record_stride(const sm_path *from, const sm_path *to, double step)
{
    return 1 + (size_t)(count_samples(from, step) * (double)to->n_points / MOST_WORK);
}

double sm_record_farthest(const sm_path *from, const sm_path *to, double step)
{
    searching s = {to, step, 0, record_stride(from, to, step), 0};
    for (size_t i = 0; i < from->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(from, i, &n);
        for (size_t k = 0; k < n; k++) {
            if (k && from->shape != SM_SHAPE_POINTS) {
                sample_segment(&s, p[k - 1], p[k]);
            } else {
                sample(&s, p[k]);
            }
        }
    }
    return s.most;
}
