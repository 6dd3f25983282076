// The pixels of the page, each from what it covers of the picture.
#include <math.h>
#include <string.h>

#include "raster/mesh.h"
#include "sitmap/limits.h"

// ---- How dense the picture is -------------------------------------------------------------------

typedef struct measuring {
    const sm_bitmap *picture;
    const raster_grid *grid;
    double sum;
    size_t n;
} measuring;

static bool is_inside(const sm_bitmap *b, sm_point p)
{
    return p.x >= 0 && p.y >= 0 && p.x < (double)b->width && p.y < (double)b->height;
}

static size_t within(size_t from, size_t n, size_t end)
{
    return from + n < end ? n : end - from;
}

static void measure_cell(void *context, const raster_cell *c)
{
    measuring *m = context;
    raster_steps s = raster_cell_steps(c);
    double scale = sqrt(fabs(s.right.x * s.down.y - s.right.y * s.down.x));
    size_t width = within(c->x, c->n, m->grid->width), height = within(c->y, c->n, m->grid->height);
    for (size_t y = 0; y < height; y++) {
        for (size_t x = 0; x < width; x++) {
            if (is_inside(m->picture, raster_cell_at(c, (double)x + 0.5, (double)y + 0.5))) {
                m->sum += scale;
                m->n++;
            }
        }
    }
}

double sm_raster_density(const sm_raster *r, const sm_crs *page, const sm_view *view)
{
    const double dpi = 36; // a mean over the page needs no more
    raster_grid grid = raster_grid_of(view->frame_pt, dpi);
    measuring m = {.picture = r->pixels, .grid = &grid};
    raster_walk(r, page, view, &grid, measure_cell, &m);
    return m.n ? m.sum / (double)m.n * dpi : 0;
}

// ---- One pixel ----------------------------------------------------------------------------------

typedef struct laying {
    const sm_bitmap *picture;
    const raster_grid *grid;
    const sm_raster_wish *wish;
    uint8_t *rgba;
    double *weights;       // one per column of the picture
    size_t x0, y0, x1, y1; // what was painted
} laying;

/** Colours weighted by their alpha, and the alpha, both 0 to 255. */
typedef struct light {
    double r, g, b, a;
} light;

// What a tent of half width `reach` around `at` touches of `n` pixels.
static void touched(double at, double reach, size_t n, size_t *first, size_t *end)
{
    double low = ceil(at - reach - 0.5), high = floor(at + reach - 0.5);
    *first = low > 0 ? (size_t)low : 0;
    *end = high + 1 < (double)n ? (size_t)(high + 1) : n;
}

static double tent(double distance, double reach)
{
    return fmax(0, 1 - fabs(distance) / reach);
}

static light mean_at(const laying *l, sm_point at, sm_point reach)
{
    const sm_bitmap *b = l->picture;
    size_t x0, x1, y0, y1;
    double sum = 0;
    light all = {0, 0, 0, 0};
    touched(at.x, reach.x, b->width, &x0, &x1);
    touched(at.y, reach.y, b->height, &y0, &y1);
    for (size_t x = x0; x < x1; x++) {
        l->weights[x] = tent((double)x + 0.5 - at.x, reach.x);
        sum += l->weights[x];
    }
    double across = sum;
    sum = 0;
    for (size_t y = y0; y < y1; y++) {
        const uint8_t *p = b->rgba + (y * b->width + x0) * 4;
        double down = tent((double)y + 0.5 - at.y, reach.y);
        light row = {0, 0, 0, 0};
        for (size_t x = x0; x < x1; x++, p += 4) {
            double weight = l->weights[x] * p[3];
            row.r += weight * p[0];
            row.g += weight * p[1];
            row.b += weight * p[2];
            row.a += weight;
        }
        all.r += down * row.r;
        all.g += down * row.g;
        all.b += down * row.b;
        all.a += down * row.a;
        sum += down;
    }
    double whole = across * sum;
    return whole > 0 ? (light){all.r / whole / 255, all.g / whole / 255, all.b / whole / 255,
                               all.a / whole}
                     : (light){0, 0, 0, 0};
}

// How far a pixel of the page reaches on the picture, never less than to the next pixel of it. A
// pixel that covers a sheared sliver is wider than it is large: both reaches are shortened then, so
// that the work stays within some multiple of the picture's pixels.
static sm_point reach_of(const raster_cell *c)
{
    const double most = 5;
    raster_steps s = raster_cell_steps(c);
    double x = hypot(s.right.x, s.down.x), y = hypot(s.right.y, s.down.y);
    double area = fabs(s.right.x * s.down.y - s.right.y * s.down.x);
    double shorten = x * y > most * area && area > 0 ? sqrt(most * area / (x * y)) : 1;
    return (sm_point){fmax(1, x * shorten), fmax(1, y * shorten)};
}

static uint8_t on_paper(double paper, double color, double alpha, double opacity)
{
    return (uint8_t)(paper * (1 - alpha / 255 * opacity) + color * opacity + 0.5);
}

static void paint(laying *l, size_t x, size_t y, light c)
{
    uint8_t *p = l->rgba + (y * l->grid->width + x) * 4;
    p[0] = on_paper(l->wish->paper.r, c.r, c.a, l->wish->opacity);
    p[1] = on_paper(l->wish->paper.g, c.g, c.a, l->wish->opacity);
    p[2] = on_paper(l->wish->paper.b, c.b, c.a, l->wish->opacity);
    l->x0 = x < l->x0 ? x : l->x0;
    l->y0 = y < l->y0 ? y : l->y0;
    l->x1 = x >= l->x1 ? x + 1 : l->x1;
    l->y1 = y >= l->y1 ? y + 1 : l->y1;
}

static void lay_cell(void *context, const raster_cell *c)
{
    laying *l = context;
    sm_point reach = reach_of(c);
    size_t width = within(c->x, c->n, l->grid->width), height = within(c->y, c->n, l->grid->height);
    for (size_t y = 0; y < height; y++) {
        for (size_t x = 0; x < width; x++) {
            sm_point at = raster_cell_at(c, (double)x + 0.5, (double)y + 0.5);
            light seen = is_inside(l->picture, at) ? mean_at(l, at, reach) : (light){0, 0, 0, 0};
            if (seen.a > 0) {
                paint(l, c->x + x, c->y + y, seen);
            }
        }
    }
}

// ---- The whole ----------------------------------------------------------------------------------

// Cairo's images have at most 32767 pixels on a side.
static raster_grid grid_within_limits(sm_box frame, double dpi)
{
    const double most_side = 32000;
    double w = (frame.x1 - frame.x0) / 72 + 0.01, h = (frame.y1 - frame.y0) / 72 + 0.01;
    double most = fmin(sqrt(SM_MAX_GROUND_PIXELS / (w * h)), most_side / fmax(w, h));
    return raster_grid_of(frame, fmin(dpi, most));
}

static void fill(uint8_t *rgba, size_t n, sm_color paper)
{
    const uint8_t pixel[4] = {paper.r, paper.g, paper.b, 255};
    for (size_t i = 0; i < n; i++) {
        memcpy(rgba + i * 4, pixel, sizeof pixel);
    }
}

// Only what was painted is kept.
static void crop(const laying *l, sm_image *out, sm_bitmap *bitmap)
{
    size_t width = l->x1 - l->x0, height = l->y1 - l->y0, row = width * 4;
    for (size_t y = 0; y < height; y++) {
        memmove(l->rgba + y * row, l->rgba + ((l->y0 + y) * l->grid->width + l->x0) * 4, row);
    }
    double pixel = l->grid->pixel_pt;
    *bitmap = (sm_bitmap){l->rgba, width, height};
    *out = (sm_image){
        .bitmap = bitmap,
        .at = {(l->grid->left + (double)l->x0) * pixel, (l->grid->top + (double)l->y0) * pixel},
        .across = {(double)width * pixel, 0},
        .down = {0, (double)height * pixel},
        .opacity = 1};
}

bool sm_raster_lay(sm_arena *a, const sm_raster *r, const sm_crs *page, const sm_view *view,
                   const sm_raster_wish *wish, sm_image *out)
{
    sm_arena *scratch = sm_arena_create();
    raster_grid grid = grid_within_limits(view->frame_pt, wish->dpi);
    laying l = {.picture = r->pixels,
                .grid = &grid,
                .wish = wish,
                .rgba = sm_arena_alloc(a, grid.width * grid.height * 4),
                .weights = sm_arena_zero(scratch, r->pixels->width + 1, sizeof *l.weights),
                .x0 = SIZE_MAX,
                .y0 = SIZE_MAX};
    fill(l.rgba, grid.width * grid.height, wish->paper);
    raster_walk(r, page, view, &grid, lay_cell, &l);
    bool shows = l.x1 > 0;
    if (shows) {
        crop(&l, out, sm_arena_alloc(a, sizeof(sm_bitmap)));
    }
    sm_arena_destroy(scratch);
    return shows;
}
