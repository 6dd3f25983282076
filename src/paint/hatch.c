// Hatches: real lines, cut at the outline; never a pattern, never an image.
#include <math.h>

#include "paint/parts.h"

static const double LEAST_PITCH_PT = 0.1;
static const double MOST_DASHES = 100000; // on one stretch

static void add_line(const paint_family *f, double k, double t0, double t1, sm_path *out)
{
    sm_point a = paint_family_point(f, k, t0), b = paint_family_point(f, k, t1);
    sm_path_begin_part(out);
    sm_path_add(out, a.x, a.y);
    sm_path_add(out, b.x, b.y);
}

static double period_of(const sm_pen *pen)
{
    double sum = 0;
    for (size_t i = 0; i < pen->n_dash; i++) {
        sum += pen->dash_pt[i];
    }
    return sum;
}

// Dashes are cut here, from the family's own zero: left to the pen they would start anew at each
// outline, and neighbours would not match.
static void add_dashes(const paint_family *f, const paint_stretch *s, const sm_pen *pen,
                       sm_path *out)
{
    double period = period_of(pen);
    double base = floor((s->t0 + pen->dash_offset_pt) / period) * period - pen->dash_offset_pt;
    if (!((s->t1 - s->t0) / period <= MOST_DASHES)) {
        add_line(f, s->k, s->t0, s->t1, out);
        return;
    }
    for (; base < s->t1; base += period) {
        double at = base;
        for (size_t i = 0; i < pen->n_dash; at += pen->dash_pt[i++]) {
            double from = fmax(at, s->t0), to = fmin(at + pen->dash_pt[i], s->t1);
            if (i % 2 == 0 && to > from) {
                add_line(f, s->k, from, to, out);
            }
        }
    }
}

void paint_hatch(sm_scene *scene, const sm_path *rings, const sm_hatch *hatch,
                 const sm_paint_frame *frame)
{
    if (!(hatch->pitch_pt >= LEAST_PITCH_PT)) {
        return;
    }
    double t = hatch->angle_deg * 3.14159265358979323846 / 180;
    paint_family f = {frame->phase_pt, {cos(t), -sin(t)}, hatch->pitch_pt};
    bool dashed = hatch->pen.n_dash > 0 && period_of(&hatch->pen) > 0;
    sm_arena *scratch = sm_arena_create();
    paint_stretches inside;
    sm_path lines;
    sm_path_init(&lines, scratch, SM_SPACE_PAGE, SM_SHAPE_LINES);
    paint_scan(scratch, rings, &f, frame->clip_pt, &inside);
    for (size_t i = 0; i < inside.count; i++) {
        if (dashed) {
            add_dashes(&f, &inside.items[i], &hatch->pen, &lines);
        } else {
            add_line(&f, inside.items[i].k, inside.items[i].t0, inside.items[i].t1, &lines);
        }
    }
    sm_pen pen = hatch->pen;
    pen.n_dash = 0;
    pen.dash_pt = NULL;
    pen.dash_offset_pt = 0;
    sm_scene_add_stroke(scene, &lines, &pen);
    sm_arena_destroy(scratch);
}
