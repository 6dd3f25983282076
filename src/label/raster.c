// Amounts on a coarse grid. Sealed, sum[y][x] is the total of all cells above and left of the
// corner (x, y), so that the sum over a box takes four look-ups (Crow 1984, summed-area tables).
#include <math.h>
#include <string.h>

#include "label/parts.h"

void sm_label_raster_init(sm_label_raster *r, sm_arena *a, sm_box box, double cell,
                          size_t max_cells)
{
    double w = fmax(0, box.x1 - box.x0), h = fmax(0, box.y1 - box.y0);
    cell = fmax(cell, sqrt(w * h / (double)max_cells));
    cell = fmax(cell, fmax(w, h) / (double)max_cells);
    r->origin = (sm_point){box.x0, box.y0};
    r->cell = cell;
    r->nx = (size_t)ceil(w / cell);
    r->ny = (size_t)ceil(h / cell);
    r->sum = sm_arena_zero(a, (r->nx + 1) * (r->ny + 1), sizeof *r->sum);
}

// While filling, the amount of cell (x, y) stands at the corner below and right of it.
static double *amount_at(sm_label_raster *r, size_t x, size_t y)
{
    return &r->sum[(y + 1) * (r->nx + 1) + x + 1];
}

static void add_at(sm_label_raster *r, double x, double y, double amount)
{
    double i = floor((x - r->origin.x) / r->cell), k = floor((y - r->origin.y) / r->cell);
    if (i >= 0 && k >= 0 && i < (double)r->nx && k < (double)r->ny) {
        *amount_at(r, (size_t)i, (size_t)k) += amount;
    }
}

// Walk the visible part in half cells; a wide line is several thin ones side by side.
static void add_segment(sm_label_raster *r, sm_point a, sm_point b, double half_width,
                        double per_pt)
{
    sm_box all = {r->origin.x - half_width, r->origin.y - half_width,
                  r->origin.x + (double)r->nx * r->cell + half_width,
                  r->origin.y + (double)r->ny * r->cell + half_width};
    double from = 0, to = 1, length = sm_distance(a, b);
    if (!(length > 0) || !sm_label_clip_segment(all, a, b, &from, &to)) {
        return;
    }
    double visible = (to - from) * length;
    size_t n = (size_t)ceil(visible / (r->cell / 2));
    size_t lanes = 2 * (size_t)fmin(ceil(half_width / r->cell), 50) + 1;
    double each = per_pt * visible / (double)(n * lanes);
    sm_point across = {(a.y - b.y) / length, (b.x - a.x) / length};
    for (size_t i = 0; i < n; i++) {
        double t = from + (to - from) * ((double)i + 0.5) / (double)n;
        sm_point p = {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
        for (size_t k = 0; k < lanes; k++) {
            double d = lanes > 1 ? half_width * (2.0 * (double)k / (double)(lanes - 1) - 1) : 0;
            add_at(r, p.x + across.x * d, p.y + across.y * d, each);
        }
    }
}

void sm_label_raster_line(sm_label_raster *r, const sm_path *lines, double half_width,
                          double per_pt)
{
    for (size_t i = 0; i < lines->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(lines, i, &n);
        for (size_t k = 1; k < n; k++) {
            add_segment(r, p[k - 1], p[k], half_width, per_pt);
        }
    }
}

// An edge turns everything right of it inside out; one mark per row is enough when rows are later
// read from left to right.
static void toggle_edge(const sm_label_raster *r, sm_point a, sm_point b, uint8_t *turns)
{
    double top = (fmin(a.y, b.y) - r->origin.y) / r->cell - 0.5;
    double bottom = (fmax(a.y, b.y) - r->origin.y) / r->cell - 0.5;
    double first = fmax(0, floor(top)), last = fmin((double)r->ny - 1, ceil(bottom));
    for (double row = first; row <= last; row++) {
        double y = r->origin.y + (row + 0.5) * r->cell;
        if ((a.y > y) == (b.y > y)) {
            continue;
        }
        double x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
        double column = fmax(0, floor((x - r->origin.x) / r->cell + 0.5));
        if (column < (double)r->nx) {
            turns[(size_t)row * r->nx + (size_t)column] ^= 1;
        }
    }
}

void sm_label_raster_fill(sm_label_raster *r, sm_arena *scratch, const sm_path *rings,
                          double amount)
{
    sm_arena_mark mark = sm_arena_mark_now(scratch);
    uint8_t *turns = sm_arena_zero(scratch, r->nx * r->ny, 1);
    for (size_t i = 0; i < rings->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(rings, i, &n);
        for (size_t k = 1; k < n; k++) {
            toggle_edge(r, p[k - 1], p[k], turns);
        }
    }
    for (size_t y = 0; y < r->ny; y++) {
        uint8_t inside = 0;
        for (size_t x = 0; x < r->nx; x++) {
            inside ^= turns[y * r->nx + x];
            if (inside) {
                *amount_at(r, x, y) += amount;
            }
        }
    }
    sm_arena_rewind(scratch, mark);
}

void sm_label_raster_seal(sm_label_raster *r)
{
    size_t stride = r->nx + 1;
    for (size_t y = 1; y <= r->ny; y++) {
        double row = 0;
        for (size_t x = 1; x <= r->nx; x++) {
            row += r->sum[y * stride + x];
            r->sum[y * stride + x] = row + r->sum[(y - 1) * stride + x];
        }
    }
}

// Sum above and left of any point: between corners it is linear in both directions.
static double sum_to(const sm_label_raster *r, double x, double y)
{
    double u = fmin(fmax((x - r->origin.x) / r->cell, 0), (double)r->nx);
    double v = fmin(fmax((y - r->origin.y) / r->cell, 0), (double)r->ny);
    size_t i = (size_t)u, k = (size_t)v, stride = r->nx + 1;
    size_t i1 = i < r->nx ? i + 1 : i, k1 = k < r->ny ? k + 1 : k;
    double fu = u - (double)i, fv = v - (double)k;
    double above = r->sum[k * stride + i] * (1 - fu) + r->sum[k * stride + i1] * fu;
    double below = r->sum[k1 * stride + i] * (1 - fu) + r->sum[k1 * stride + i1] * fu;
    return above * (1 - fv) + below * fv;
}

double sm_label_raster_sum(const sm_label_raster *r, sm_box b)
{
    return sum_to(r, b.x1, b.y1) - sum_to(r, b.x0, b.y1) - sum_to(r, b.x1, b.y0) +
           sum_to(r, b.x0, b.y0);
}
