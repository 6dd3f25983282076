// The way from the page into the picture, exact at nodes and interpolated between them, as GDAL's
// approximate transformer does along scanlines; here in squares, which are divided until the
// interpolation agrees with the exact way in their middle and on their edges.
#include "raster/mesh.h"

#include <math.h>

enum { SIDE = 32, NODES = 9 }; // pixels; corners, middles of the edges, and the middle

typedef struct walk {
    const sm_raster *raster;
    const sm_crs *page;
    const sm_view *view;
    const raster_grid *grid;
    sm_affine to_pixel;
    double middle_lon_deg; // of the picture, where it is in longitude and latitude
    raster_take *take;
    void *context;
} walk;

raster_grid raster_grid_of(sm_box frame_pt, double dpi)
{
    double pixel = 72 / dpi, near = 1e-6; // of a pixel: not one more for an error of rounding
    double left = floor(frame_pt.x0 / pixel + near), right = ceil(frame_pt.x1 / pixel - near);
    double top = floor(frame_pt.y0 / pixel + near), bottom = ceil(frame_pt.y1 / pixel - near);
    return (raster_grid){pixel, left, top, (size_t)(right - left), (size_t)(bottom - top)};
}

raster_steps raster_cell_steps(const raster_cell *c)
{
    double n = 2 * (double)c->n;
    return (raster_steps){
        {(c->ne.x - c->nw.x + c->se.x - c->sw.x) / n, (c->ne.y - c->nw.y + c->se.y - c->sw.y) / n},
        {(c->sw.x - c->nw.x + c->se.x - c->ne.x) / n, (c->sw.y - c->nw.y + c->se.y - c->ne.y) / n}};
}

// ---- The exact way ------------------------------------------------------------------------------

// Points of the grid become pixels of the picture; NAN where the way does not lead there.
static void locate(const walk *w, sm_point *points, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sm_point pt = {(w->grid->left + points[i].x) * w->grid->pixel_pt,
                       (w->grid->top + points[i].y) * w->grid->pixel_pt};
        points[i] = sm_view_to_plane(w->view, pt);
    }
    sm_crs_inverse(w->page, points, n);
    if (w->raster->crs) {
        sm_crs_forward(w->raster->crs, points, n);
    }
    for (size_t i = 0; i < n; i++) {
        if (!w->raster->crs) { // a picture may run from 0 to 360 degrees
            points[i].x -= 360 * round((points[i].x - w->middle_lon_deg) / 360);
        }
        points[i] = sm_affine_apply(&w->to_pixel, points[i]);
    }
}

static bool is_place(sm_point p)
{
    return isfinite(p.x) && isfinite(p.y);
}

// ---- Cells --------------------------------------------------------------------------------------

// Node `i` of a cell of side `n`, in rows of three from the upper left.
static sm_point node_at(int i, size_t n)
{
    int column = i % 3, row = i / 3;
    return (sm_point){(double)n * column / 2, (double)n * row / 2};
}

static void locate_nodes(const walk *w, size_t x, size_t y, size_t n, sm_point nodes[NODES])
{
    for (int i = 0; i < NODES; i++) {
        sm_point at = node_at(i, n);
        nodes[i] = (sm_point){(double)x + at.x, (double)y + at.y};
    }
    locate(w, nodes, NODES);
}

static raster_cell cell_of(size_t x, size_t y, size_t n, const sm_point nodes[NODES])
{
    return (raster_cell){x, y, n, nodes[0], nodes[2], nodes[6], nodes[8]};
}

static bool is_near(sm_point a, sm_point b, sm_point tolerance)
{
    return fabs(a.x - b.x) <= tolerance.x && fabs(a.y - b.y) <= tolerance.y; // false for NAN
}

// Finer than a pixel of the page is not asked for where the picture is much finer than the page.
static double tolerance_for(double right, double down)
{
    return fmax(1 / 8.0, fmax(fabs(right), fabs(down)) / 32);
}

static bool is_bilinear(const raster_cell *c, const sm_point nodes[NODES])
{
    raster_steps s = raster_cell_steps(c);
    const sm_point tolerance = {tolerance_for(s.right.x, s.down.x),
                                tolerance_for(s.right.y, s.down.y)};
    bool fine = true;
    for (int i = 0; i < NODES; i++) {
        sm_point at = node_at(i, c->n);
        fine = fine && is_near(raster_cell_at(c, at.x, at.y), nodes[i], tolerance);
    }
    return fine;
}

// Nowhere in the picture, as far as nine points tell: none is a place, or all lie on one side of
// it.
static bool is_elsewhere(const walk *w, const sm_point nodes[NODES])
{
    sm_box box = SM_BOX_EMPTY;
    int places = 0;
    for (int i = 0; i < NODES; i++) {
        if (is_place(nodes[i])) {
            box = sm_box_add(box, nodes[i]);
            places++;
        }
    }
    const sm_bitmap *b = w->raster->pixels;
    const sm_box picture = {0, 0, (double)b->width, (double)b->height};
    double size = places ? fmax(box.x1 - box.x0, box.y1 - box.y0) : 0;
    return !places || (places == NODES && !sm_box_overlap(sm_box_grow(box, size), picture));
}

// A pixel on a seam of a projection, or at the edge of its domain: it takes what its middle hits.
static void take_pixel(const walk *w, size_t x, size_t y, sm_point middle)
{
    if (is_place(middle)) {
        const raster_cell c = {x, y, 1, middle, middle, middle, middle};
        w->take(w->context, &c);
    }
}

static void walk_cell(const walk *w, size_t x, size_t y, size_t n)
{
    sm_point nodes[NODES];
    if (x >= w->grid->width || y >= w->grid->height) {
        return;
    }
    locate_nodes(w, x, y, n, nodes);
    if (is_elsewhere(w, nodes)) {
        return;
    }
    raster_cell c = cell_of(x, y, n, nodes);
    if (is_bilinear(&c, nodes)) {
        w->take(w->context, &c);
    } else if (n == 1) {
        take_pixel(w, x, y, nodes[4]);
    } else {
        size_t half = n / 2;
        walk_cell(w, x, y, half);
        walk_cell(w, x + half, y, half);
        walk_cell(w, x, y + half, half);
        walk_cell(w, x + half, y + half, half);
    }
}

void raster_walk(const sm_raster *r, const sm_crs *page, const sm_view *view,
                 const raster_grid *grid, raster_take *take, void *context)
{
    walk w = {
        .raster = r, .page = page, .view = view, .grid = grid, .take = take, .context = context};
    const sm_point middle = {(double)r->pixels->width / 2, (double)r->pixels->height / 2};
    if (!sm_affine_invert(&r->from_pixel, &w.to_pixel)) {
        return;
    }
    w.middle_lon_deg = sm_affine_apply(&r->from_pixel, middle).x;
    for (size_t y = 0; y < grid->height; y += SIDE) {
        for (size_t x = 0; x < grid->width; x += SIDE) {
            walk_cell(&w, x, y, SIDE);
        }
    }
}
