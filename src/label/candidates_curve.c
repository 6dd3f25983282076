// Positions of a name along the middle of its area.
//
//        ________            The area is cut across its long axis; the middles of the longest
//     .-'   |    '-.         pieces, smoothed, are the line that the letters stand on, spread
//    |  .---+---.   '-.      over about two thirds of it (Imhof 1975).
//    '-'    |    '-.___|
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "label/parts.h"
#include "sitmap/topo.h"

#define SPAN (2.0 / 3)
#define TRACKING_LEAST 0.2
#define TRACKING_MOST_PER_EM 0.7
#define TRIM (1.0 / 12) // of the length, at either end, where the middle follows the outline

enum { SLICES = 48, ROUNDS = 4 };

typedef struct crossings {
    double *items;
    size_t count, cap;
} crossings;

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

// Where the upright line at `x` crosses the rings, from the smallest y on.
static void cross(sm_arena *a, const sm_path *rings, double x, crossings *out)
{
    out->count = 0;
    for (size_t i = 0; i < rings->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(rings, i, &n);
        for (size_t k = 1; k < n; k++) {
            if ((p[k - 1].x <= x) != (p[k].x <= x)) {
                double t = (x - p[k - 1].x) / (p[k].x - p[k - 1].x);
                *SM_PUSH(a, out) = p[k - 1].y + (p[k].y - p[k - 1].y) * t;
            }
        }
    }
    if (out->count) {
        qsort(out->items, out->count, sizeof *out->items, by_size);
    }
}

// Middle of the longest piece inside; false when there is none.
static bool middle_of(const crossings *c, double *y)
{
    double longest = 0;
    for (size_t i = 0; i + 1 < c->count; i += 2) {
        if (c->items[i + 1] - c->items[i] > longest) {
            longest = c->items[i + 1] - c->items[i];
            *y = (c->items[i] + c->items[i + 1]) / 2;
        }
    }
    return longest > 0;
}

static void smooth(double *y, size_t n)
{
    for (int round = 0; round < ROUNDS; round++) {
        double before = y[0];
        for (size_t i = 1; i + 1 < n; i++) {
            double mean = (before + 2 * y[i] + y[i + 1]) / 4;
            before = y[i];
            y[i] = mean;
        }
    }
}

static void turn_path(sm_path *path, sm_point about, double angle_deg)
{
    for (size_t i = 0; i < path->n_points; i++) {
        path->points[i] = sm_label_turned_point(about, angle_deg, path->points[i]);
    }
}

// The middle line of the area; no points when there is none.
static sm_status middle_line(sm_label_maker *m, const sm_path *rings, sm_path *out)
{
    double axis = 0, y[SLICES];
    sm_status status = sm_topo_long_axis(m->scratch, rings, &axis, m->err);
    if (status) {
        return status;
    }
    sm_path level;
    crossings c = {NULL, 0, 0};
    sm_box box = sm_path_box(rings);
    sm_point about = {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    sm_path_copy(m->scratch, rings, &level);
    turn_path(&level, about, -axis);
    box = sm_path_box(&level);
    double length = box.x1 - box.x0, first = box.x0 + TRIM * length;
    double step = (1 - 2 * TRIM) * length / (SLICES - 1);
    sm_path_init(out, m->scratch, rings->space, SM_SHAPE_LINES);
    for (size_t i = 0; i < SLICES; i++) {
        cross(m->scratch, &level, first + step * (double)i, &c);
        if (!middle_of(&c, &y[i])) {
            return SM_OK; // in several pieces along its axis
        }
    }
    smooth(y, SLICES);
    for (size_t i = 0; i < SLICES; i++) {
        sm_path_add(out, first + step * (double)i, y[i]);
    }
    turn_path(out, about, axis);
    return SM_OK;
}

// Tracking that spans two thirds of the line.
static double tracking_for(const sm_label_line *name, size_t letters, double length)
{
    double gaps = letters > 1 ? (double)letters - 1 : 1;
    double wanted = name->font.tracking_pt + (SPAN * length - name->width) / gaps;
    return fmin(fmax(wanted, TRACKING_LEAST), TRACKING_MOST_PER_EM * name->font.size_pt);
}

sm_status sm_label_curve_candidates(sm_label_maker *m, const sm_label_request *request,
                                    const sm_label_block *block, const sm_path *rings,
                                    sm_label_candidates *out)
{
    sm_path line;
    sm_cluster *letters = NULL;
    size_t n = 0;
    const sm_label_line *name = &block->lines[0];
    sm_status status = middle_line(m, rings, &line);
    if (!status) {
        status =
            sm_text_clusters(m->text, m->scratch, name->utf8, &name->font, &letters, &n, m->err);
    }
    if (status || !line.n_points) {
        return status;
    }
    sm_label_style *style = sm_arena_alloc(m->arena, sizeof *style);
    *style = *request->style;
    style->follow_line = true;
    style->repeated = style->any_direction = false;
    style->group_apart_pt = 0; // there is one name
    style->offset_pt = 0;
    style->font.tracking_pt = tracking_for(name, n, sm_line_length(line.points, line.n_points));
    sm_label_request along = *request;
    along.style = style;
    along.path = &line;
    along.own_weight = 0;
    sm_label_runs runs = {NULL, 0, 0};
    sm_label_line_runs(m, &along, 0, &runs);
    return runs.count ? sm_label_line_candidates(m, &along, &runs.items[0], out) : SM_OK;
}
