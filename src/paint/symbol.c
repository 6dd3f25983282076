// Symbols: the geometry that a symbolizer asks for, then fill, stroke or marks.
#include <math.h>

#include "paint/parts.h"
#include "sitmap/topo.h"

static void add_point(sm_path *out, sm_point p)
{
    sm_path_add(out, p.x, p.y);
}

static sm_point centroid(const sm_point *p, size_t n)
{
    double area = 0, x = 0, y = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        double cross =
            (p[i].x - p[0].x) * (p[i + 1].y - p[0].y) - (p[i + 1].x - p[0].x) * (p[i].y - p[0].y);
        area += cross;
        x += cross * ((p[i].x - p[0].x) + (p[i + 1].x - p[0].x));
        y += cross * ((p[i].y - p[0].y) + (p[i + 1].y - p[0].y));
    }
    return area == 0 ? p[0] : (sm_point){p[0].x + x / (3 * area), p[0].y + y / (3 * area)};
}

// The longest line or largest ring: what is left of a feature at the frame's edge can have slivers.
static const sm_point *main_part(const sm_path *path, size_t *n)
{
    double best = -1;
    const sm_point *found = NULL;
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t count = 0;
        const sm_point *p = sm_path_part(path, i, &count);
        double size =
            path->shape == SM_SHAPE_RINGS ? fabs(sm_ring_area(p, count)) : sm_line_length(p, count);
        if (count && size > best) {
            best = size;
            found = p;
            *n = count;
        }
    }
    return found;
}

static void point_of_rings(sm_arena *scratch, const sm_path *path, bool must_be_inside,
                           sm_path *out)
{
    size_t n = 0;
    const sm_point *ring = main_part(path, &n);
    if (!ring) {
        return;
    }
    sm_point p = centroid(ring, n);
    if (must_be_inside && !sm_path_contains(path, p)) {
        paint_point_inside(scratch, path, &p);
    }
    add_point(out, p);
}

static void point_of_lines(sm_arena *scratch, const sm_path *path, sm_path *out)
{
    size_t n = 0;
    const sm_point *line = main_part(path, &n);
    if (line) {
        paint_walk w = paint_walk_begin(scratch, line, n);
        add_point(out, paint_walk_point(&w, w.length / 2));
    }
}

// One point that stands for the whole.
static void stand_in(sm_arena *scratch, const sm_path *path, bool must_be_inside, sm_path *out)
{
    switch (path->shape) {
    case SM_SHAPE_POINTS:
        for (size_t i = 0; i < path->n_points; i++) {
            add_point(out, path->points[i]);
        }
        break;
    case SM_SHAPE_LINES: point_of_lines(scratch, path, out); break;
    case SM_SHAPE_RINGS: point_of_rings(scratch, path, must_be_inside, out); break;
    }
}

static void ends(const sm_path *path, bool last, sm_path *out)
{
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        if (n) {
            add_point(out, p[last ? n - 1 : 0]);
        }
    }
}

static void vertices(const sm_path *path, sm_path *out)
{
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        bool closed = path->shape == SM_SHAPE_RINGS;
        for (size_t k = 0; k + closed < n; k++) {
            add_point(out, p[k]);
        }
    }
}

static const sm_path *moved(sm_arena *a, const sm_path *path, sm_point by)
{
    if (by.x == 0 && by.y == 0) {
        return path;
    }
    sm_path *out = sm_arena_alloc(a, sizeof *out);
    sm_path_init(out, a, path->space, path->shape);
    sm_path_append(out, path);
    for (size_t i = 0; i < out->n_points; i++) {
        out->points[i].x += by.x;
        out->points[i].y += by.y;
    }
    return out;
}

static const sm_path *where_it_is(sm_arena *a, const sm_path *path, const sm_symbol *symbol)
{
    sm_geometry_function f = symbol->geometry;
    bool wants_points = symbol->kind == SM_SYMBOL_POINT;
    bool itself = f == SM_GEOM_ITSELF || f == SM_GEOM_OFFSET;
    if (itself && (!wants_points || path->shape == SM_SHAPE_POINTS)) {
        return path;
    }
    sm_error err;
    sm_path *out = sm_arena_alloc(a, sizeof *out);
    sm_path_init(out, a, path->space, SM_SHAPE_POINTS);
    switch (f) {
    case SM_GEOM_ITSELF:
    case SM_GEOM_OFFSET:
    case SM_GEOM_INTERIOR_POINT: stand_in(a, path, true, out); break;
    case SM_GEOM_CENTROID: stand_in(a, path, false, out); break;
    case SM_GEOM_START_POINT: ends(path, false, out); break;
    case SM_GEOM_END_POINT: ends(path, true, out); break;
    case SM_GEOM_VERTICES: vertices(path, out); break;
    case SM_GEOM_BOUNDARY:
        sm_path_copy(a, path, out);
        out->shape = path->shape == SM_SHAPE_RINGS ? SM_SHAPE_LINES : path->shape;
        break;
    case SM_GEOM_BUFFER:
        if (sm_topo_buffer(a, path, symbol->distance_pt, out, &err)) {
            return path;
        }
        break;
    }
    if (wants_points && out->shape != SM_SHAPE_POINTS) {
        sm_path *at = sm_arena_alloc(a, sizeof *at);
        sm_path_init(at, a, path->space, SM_SHAPE_POINTS);
        stand_in(a, out, true, at);
        return at;
    }
    return out;
}

const sm_path *sm_paint_geometry(sm_arena *a, const sm_path *path, const sm_symbol *symbol)
{
    return moved(a, where_it_is(a, path, symbol), symbol->move_pt);
}

bool sm_paint_stays(const sm_symbol *s)
{
    return (s->kind == SM_SYMBOL_POLYGON || s->kind == SM_SYMBOL_LINE) &&
           (s->geometry == SM_GEOM_ITSELF || s->geometry == SM_GEOM_BOUNDARY) &&
           s->move_pt.x == 0 && s->move_pt.y == 0;
}

static void paint_points(sm_scene *scene, const sm_path *path, const sm_symbol *symbol,
                         const sm_paint_frame *frame)
{
    for (size_t i = 0; i < path->n_points; i++) {
        for (size_t m = 0; m < symbol->n_marks; m++) {
            const sm_mark *mark = &symbol->marks[m];
            if (sm_box_has(sm_box_grow(frame->clip_pt, paint_mark_reach(mark)), path->points[i])) {
                sm_paint_mark(scene, path->points[i], 0, mark);
            }
        }
    }
}

// A line is closed for filling, and only for that (SE 1.1, PolygonSymbolizer).
static const sm_path *closed(sm_arena *a, const sm_path *path)
{
    if (path->shape != SM_SHAPE_LINES) {
        return path;
    }
    sm_path *rings = sm_arena_alloc(a, sizeof *rings);
    sm_path_init(rings, a, path->space, SM_SHAPE_RINGS);
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        if (n < 3) {
            continue;
        }
        sm_path_begin_part(rings);
        for (size_t k = 0; k <= n; k++) {
            sm_path_add(rings, p[k % n].x, p[k % n].y);
        }
    }
    return rings;
}

void sm_paint_symbol(sm_scene *scene, const sm_path *path, const sm_symbol *symbol,
                     const sm_paint_frame *frame)
{
    if (!path->n_points || symbol->kind == SM_SYMBOL_TEXT) {
        return;
    }
    sm_arena *scratch = sm_arena_create();
    const sm_path *own = sm_paint_geometry(scratch, path, symbol);
    switch (symbol->kind) {
    case SM_SYMBOL_POLYGON:
        sm_paint_fill(scene, closed(scratch, own), &symbol->fill, frame);
        sm_paint_stroke(scene, own, &symbol->stroke, frame);
        break;
    case SM_SYMBOL_LINE: sm_paint_stroke(scene, own, &symbol->stroke, frame); break;
    case SM_SYMBOL_POINT: paint_points(scene, own, symbol, frame); break;
    case SM_SYMBOL_TEXT: break;
    }
    sm_arena_destroy(scratch);
}
