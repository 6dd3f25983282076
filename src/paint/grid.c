// Grids of marks in polygons: the marks themselves, clipped; tiles would leave seams.
#include <math.h>
#include <stdlib.h>

#include "paint/parts.h"
#include "sitmap/topo.h"

#define COARSE_PT SM_MM(0.01) // finer than any printer

typedef struct spans {
    struct x_span {
        double from, to;
    } * items;
    size_t count, cap;
} spans;

typedef struct band {
    double top, bottom;
} band;

// The x range of an edge within the band, grown by the mark's reach.
static void add_edge(sm_arena *a, sm_point p, sm_point q, band b, double reach, spans *out)
{
    double t0 = 0, t1 = 1, dy = q.y - p.y;
    if (fmax(p.y, q.y) < b.top || fmin(p.y, q.y) > b.bottom) {
        return;
    }
    if (dy != 0) {
        double u = (b.top - p.y) / dy, v = (b.bottom - p.y) / dy;
        t0 = fmax(0, fmin(u, v));
        t1 = fmin(1, fmax(u, v));
    }
    double x0 = p.x + (q.x - p.x) * t0, x1 = p.x + (q.x - p.x) * t1;
    *SM_PUSH(a, out) = (struct x_span){fmin(x0, x1) - reach, fmax(x0, x1) + reach};
}

static int by_start(const void *left, const void *right)
{
    const struct x_span *a = left, *b = right;
    return a->from != b->from ? (a->from < b->from ? -1 : 1) : (a->to > b->to) - (a->to < b->to);
}

// Where marks of one row can touch the polygon: its inside, and near its edges.
static void spans_of_row(sm_arena *a, const sm_path *rings, double y, double reach, spans *out)
{
    paint_family f = {{0, y}, {1, 0}, 1e6};
    sm_box row = {-1e6, y, 1e6, y};
    paint_stretches inside;
    paint_scan(a, rings, &f, row, &inside);
    for (size_t i = 0; i < inside.count; i++) {
        if (inside.items[i].k == 0) {
            *SM_PUSH(a, out) = (struct x_span){inside.items[i].t0, inside.items[i].t1};
        }
    }
    for (size_t i = 0; i < rings->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(rings, i, &n);
        for (size_t k = 0; k + 1 < n; k++) {
            add_edge(a, p[k], p[k + 1], (band){y - reach, y + reach}, reach, out);
        }
    }
    if (out->count) {
        qsort(out->items, out->count, sizeof *out->items, by_start);
    }
}

static void draw_row(sm_scene *scene, const spans *row, double y, const sm_fill *fill,
                     const sm_paint_frame *frame)
{
    double next = -INFINITY; // column not yet drawn
    for (size_t i = 0; i < row->count; i++) {
        double origin = frame->phase_pt.x, dx = fill->grid_dx_pt;
        double from = fmax(next, ceil((row->items[i].from - origin) / dx));
        double to = floor((row->items[i].to - origin) / dx);
        for (double k = from; k <= to; k++) {
            for (size_t m = 0; m < fill->n_marks; m++) {
                sm_paint_mark(scene, (sm_point){origin + k * dx, y}, 0, &fill->marks[m]);
            }
        }
        next = fmax(next, to + 1);
    }
}

// Too small a mark to show all of its vertices.
static const sm_path *coarse(sm_arena *a, const sm_mark *mark)
{
    sm_path *path = sm_arena_alloc(a, sizeof *path);
    sm_path_copy(a, mark->path, path);
    if (mark->size_pt > 0) {
        sm_topo_simplify_layer(a, &path, 1, COARSE_PT / mark->size_pt);
    }
    return path;
}

static double count_vertices(const sm_fill *fill)
{
    double all = 0;
    for (size_t m = 0; m < fill->n_marks; m++) {
        all += (double)fill->marks[m].path->n_points;
    }
    return all;
}

// The same marks with fewer vertices where there are very many of them.
static void make_coarse(sm_arena *a, sm_fill *fill)
{
    sm_mark *marks = sm_arena_alloc(a, fill->n_marks * sizeof *marks);
    for (size_t m = 0; m < fill->n_marks; m++) {
        marks[m] = fill->marks[m];
        marks[m].path = coarse(a, &fill->marks[m]);
    }
    fill->marks = marks;
}

// What the eye makes of more marks than a page can hold.
static void fill_tint(sm_scene *scene, const sm_path *rings, const sm_fill *fill)
{
    const sm_mark *m = &fill->marks[0];
    double ink = 0;
    for (size_t i = 0; i < m->path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(m->path, i, &n);
        ink += fabs(sm_ring_area(p, n)) * m->size_pt * m->size_pt;
    }
    double share = fmin(1, ink / (fill->grid_dx_pt * fill->grid_dy_pt));
    sm_color color = m->has_fill ? m->fill : m->pen.color;
    color.a = (uint8_t)lround(color.a * share);
    sm_scene_add_fill(scene, rings, color);
    scene->n_dense++;
}

static void draw_grid(sm_scene *scene, sm_arena *scratch, const sm_path *rings, const sm_fill *fill,
                      const sm_paint_frame *frame)
{
    double dy = fill->grid_dy_pt, reach = 0, origin = frame->phase_pt.y;
    sm_box box = sm_box_intersection(sm_path_box(rings), frame->clip_pt);
    for (size_t m = 0; m < fill->n_marks; m++) {
        reach = fmax(reach, paint_mark_reach(&fill->marks[m]));
    }
    sm_scene_begin_clip(scene, rings);
    double last = floor((box.y1 + reach - origin) / dy);
    for (double j = ceil((box.y0 - reach - origin) / dy); j <= last; j++) {
        sm_arena_mark before = sm_arena_mark_now(scratch);
        spans row = {NULL, 0, 0};
        spans_of_row(scratch, rings, origin + j * dy, reach, &row);
        draw_row(scene, &row, origin + j * dy, fill, frame);
        sm_arena_rewind(scratch, before);
    }
    sm_scene_end_clip(scene);
}

void paint_grid(sm_scene *scene, const sm_path *rings, const sm_fill *fill,
                const sm_paint_frame *frame)
{
    double dx = fill->grid_dx_pt, dy = fill->grid_dy_pt;
    sm_box box = sm_box_intersection(sm_path_box(rings), frame->clip_pt);
    if (sm_box_is_empty(box) || !(dx > 0) || !(dy > 0)) {
        return;
    }
    sm_arena *scratch = sm_arena_create();
    double count = ((box.x1 - box.x0) / dx + 1) * ((box.y1 - box.y0) / dy + 1);
    sm_fill own = *fill;
    if (!(count * count_vertices(&own) <= PAINT_MOST_VERTICES)) {
        make_coarse(scratch, &own);
    }
    if (count * count_vertices(&own) <= PAINT_MOST_VERTICES) {
        draw_grid(scene, scratch, rings, &own, frame);
    } else {
        fill_tint(scene, rings, fill);
    }
    sm_arena_destroy(scratch);
}
