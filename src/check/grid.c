#include "check/grid.h"

#include <math.h>

enum { MAX_SIDE = 4096, MIN_CELLS = 1 };

static sm_box box_of(const check_segment *s, double margin)
{
    return (sm_box){fmin(s->a.x, s->b.x) - margin, fmin(s->a.y, s->b.y) - margin,
                    fmax(s->a.x, s->b.x) + margin, fmax(s->a.y, s->b.y) + margin};
}

static size_t cell_index(double at, double origin, double step, size_t n)
{
    double i = step > 0 ? floor((at - origin) / step) : 0;
    return i < 0 ? 0 : i >= (double)n ? n - 1 : (size_t)i;
}

typedef void take_cell(void *context, size_t cell);

// The columns that a segment passes within one row.
static void row_span(const check_grid *g, const check_segment *s, size_t row, double margin,
                     size_t *from, size_t *to)
{
    double y0 = g->box.y0 + (double)row * g->dy - margin, y1 = y0 + g->dy + 2 * margin;
    double x0 = s->a.x, x1 = s->b.x, dy = s->b.y - s->a.y;
    if (dy != 0) {
        double t0 = (y0 - s->a.y) / dy, t1 = (y1 - s->a.y) / dy;
        double lo = fmax(0, fmin(t0, t1)), hi = fmin(1, fmax(t0, t1));
        x0 = s->a.x + (s->b.x - s->a.x) * lo;
        x1 = s->a.x + (s->b.x - s->a.x) * hi;
    }
    *from = cell_index(fmin(x0, x1) - margin, g->box.x0, g->dx, g->nx);
    *to = cell_index(fmax(x0, x1) + margin, g->box.x0, g->dx, g->nx);
}

static void each_cell(const check_grid *g, const check_segment *s, double margin, take_cell *take,
                      void *context)
{
    sm_box b = box_of(s, margin);
    size_t last = cell_index(b.y1, g->box.y0, g->dy, g->ny);
    for (size_t row = cell_index(b.y0, g->box.y0, g->dy, g->ny); row <= last; row++) {
        size_t from = 0, to = 0;
        row_span(g, s, row, margin, &from, &to);
        for (size_t column = from; column <= to; column++) {
            take(context, row * g->nx + column);
        }
    }
}

static void count_cell(void *context, size_t cell)
{
    ((check_grid *)context)->starts[cell + 1]++;
}

typedef struct filling {
    check_grid *grid;
    uint32_t *next;
    uint32_t segment;
} filling;

static void fill_cell(void *context, size_t cell)
{
    filling *f = context;
    f->grid->items[f->next[cell]++] = f->segment;
}

static void choose_cells(check_grid *g, size_t n)
{
    double w = g->box.x1 - g->box.x0, h = g->box.y1 - g->box.y0;
    double cell =
        w > 0 && h > 0 ? sqrt(w * h / (double)(n + MIN_CELLS)) : fmax(w, h) / (double)(n + 1);
    g->nx = cell > 0 ? (size_t)fmin(MAX_SIDE, fmax(1, ceil(w / cell))) : 1;
    g->ny = cell > 0 ? (size_t)fmin(MAX_SIDE, fmax(1, ceil(h / cell))) : 1;
    g->dx = w / (double)g->nx;
    g->dy = h / (double)g->ny;
}

void check_grid_build(sm_arena *a, const check_segment *segments, size_t n, double margin,
                      check_grid *out)
{
    *out = (check_grid){.segments = segments, .box = SM_BOX_EMPTY};
    for (size_t i = 0; i < n; i++) {
        out->box = sm_box_union(out->box, box_of(&segments[i], margin));
    }
    if (!n) {
        out->box = (sm_box){0, 0, 0, 0};
    }
    choose_cells(out, n);
    size_t cells = out->nx * out->ny;
    out->starts = sm_arena_zero(a, cells + 2, sizeof *out->starts);
    for (size_t i = 0; i < n; i++) {
        each_cell(out, &segments[i], margin, count_cell, out);
    }
    for (size_t i = 0; i < cells; i++) {
        out->starts[i + 1] += out->starts[i];
    }
    out->items = sm_arena_zero(a, (size_t)out->starts[cells] + 1, sizeof *out->items);
    filling f = {out, sm_arena_zero(a, cells + 1, sizeof(uint32_t)), 0};
    for (size_t i = 0; i < cells; i++) {
        f.next[i] = out->starts[i];
    }
    for (size_t i = 0; i < n; i++) {
        f.segment = (uint32_t)i;
        each_cell(out, &segments[i], margin, fill_cell, &f);
    }
}

void check_grid_pairs(const check_grid *g, double margin,
                      void (*visit)(void *context, size_t i, size_t k), void *context)
{
    for (size_t cell = 0; cell < g->nx * g->ny; cell++) {
        for (uint32_t i = g->starts[cell]; i < g->starts[cell + 1]; i++) {
            sm_box box = box_of(&g->segments[g->items[i]], margin);
            for (uint32_t k = i + 1; k < g->starts[cell + 1]; k++) {
                if (sm_box_overlap(box, box_of(&g->segments[g->items[k]], 0))) {
                    visit(context, g->items[i], g->items[k]);
                }
            }
        }
    }
}

void check_grid_near(const check_grid *g, sm_box box, void (*visit)(void *context, size_t i),
                     void *context)
{
    size_t x0 = cell_index(box.x0, g->box.x0, g->dx, g->nx);
    size_t x1 = cell_index(box.x1, g->box.x0, g->dx, g->nx);
    size_t y1 = cell_index(box.y1, g->box.y0, g->dy, g->ny);
    for (size_t y = cell_index(box.y0, g->box.y0, g->dy, g->ny); y <= y1; y++) {
        for (size_t x = x0; x <= x1; x++) {
            size_t cell = y * g->nx + x;
            for (uint32_t i = g->starts[cell]; i < g->starts[cell + 1]; i++) {
                visit(context, g->items[i]);
            }
        }
    }
}
