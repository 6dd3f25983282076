// Segments and boxes.
#include <math.h>

#include "label/parts.h"

// One side of Liang and Barsky's test: the segment enters or leaves the half plane p * t <= q.
static bool clip_side(double p, double q, double *from, double *to)
{
    if (p == 0) {
        return q >= 0;
    }
    double t = q / p;
    if (p < 0) {
        *from = fmax(*from, t);
    } else {
        *to = fmin(*to, t);
    }
    return *from <= *to;
}

// Source: Liang & Barsky 1984.
bool sm_label_clip_segment(sm_box box, sm_point a, sm_point b, double *from, double *to)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    *from = 0;
    *to = 1;
    return clip_side(-dx, a.x - box.x0, from, to) && clip_side(dx, box.x1 - a.x, from, to) &&
           clip_side(-dy, a.y - box.y0, from, to) && clip_side(dy, box.y1 - a.y, from, to);
}

static double point_box_distance(sm_point p, sm_box box)
{
    double dx = fmax(0, fmax(box.x0 - p.x, p.x - box.x1));
    double dy = fmax(0, fmax(box.y0 - p.y, p.y - box.y1));
    return hypot(dx, dy);
}

// Apart, the nearest pair has a corner of the box or an end of the segment in it.
double sm_label_segment_box_distance(sm_point a, sm_point b, sm_box box)
{
    double from = 0, to = 0;
    if (sm_label_clip_segment(box, a, b, &from, &to)) {
        return 0;
    }
    double d = fmin(point_box_distance(a, box), point_box_distance(b, box));
    const sm_point corners[] = {
        {box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}};
    for (size_t i = 0; i < 4; i++) {
        d = fmin(d, sm_point_segment_distance(corners[i], a, b));
    }
    return d;
}

sm_point sm_label_nearest_in_box(sm_box box, sm_point p)
{
    return (sm_point){fmin(fmax(p.x, box.x0), box.x1), fmin(fmax(p.y, box.y0), box.y1)};
}

sm_point sm_label_turned_point(sm_point about, double angle_deg, sm_point p)
{
    double turn = angle_deg * M_PI / 180, c = cos(turn), s = sin(turn);
    double dx = p.x - about.x, dy = p.y - about.y;
    return (sm_point){about.x + dx * c - dy * s, about.y + dx * s + dy * c};
}

sm_box sm_label_turned_box(sm_point origin, double angle_deg, sm_box rect)
{
    const sm_point corners[] = {
        {rect.x0, rect.y0}, {rect.x1, rect.y0}, {rect.x1, rect.y1}, {rect.x0, rect.y1}};
    sm_box box = SM_BOX_EMPTY;
    for (size_t i = 0; i < 4; i++) {
        sm_point p = {origin.x + corners[i].x, origin.y + corners[i].y};
        box = sm_box_add(box, sm_label_turned_point(origin, angle_deg, p));
    }
    return box;
}
