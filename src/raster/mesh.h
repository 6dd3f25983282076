// mesh: where the pixels of the page lie in the picture, cell by cell.
#ifndef SITMAP_RASTER_MESH_H
#define SITMAP_RASTER_MESH_H

#include "sitmap/raster.h"

/** A grid of pixels on the page, whose corners lie at whole multiples of `pixel_pt`. */
typedef struct raster_grid {
    double pixel_pt;
    double left, top; // of the grid, in pixels from the corner of the page
    size_t width, height;
} raster_grid;

/** The smallest grid that covers the frame. */
raster_grid raster_grid_of(sm_box frame_pt, double dpi);

/** A square of the grid within which positions are interpolated. */
typedef struct raster_cell {
    size_t x, y, n;          // its first pixel and its side; it may reach beyond the grid
    sm_point nw, ne, sw, se; // where its corners lie in the picture, in pixels
} raster_cell;

/** Called for each cell that may show something of the picture. */
typedef void raster_take(void *context, const raster_cell *cell);
void raster_walk(const sm_raster *r, const sm_crs *page, const sm_view *view,
                 const raster_grid *grid, raster_take *take, void *context);

/** Where the point (x, y) of a cell lies, in pixels from its corner. */
static inline sm_point raster_cell_at(const raster_cell *c, double x, double y)
{
    double s = x / (double)c->n, t = y / (double)c->n;
    double nw = (1 - s) * (1 - t), ne = s * (1 - t), sw = (1 - s) * t, se = s * t;
    return (sm_point){c->nw.x * nw + c->ne.x * ne + c->sw.x * sw + c->se.x * se,
                      c->nw.y * nw + c->ne.y * ne + c->sw.y * sw + c->se.y * se};
}

/** How the picture's columns (x) and rows (y) grow with a step of one pixel to the right and one
 *  down, on average over the cell. */
typedef struct raster_steps {
    sm_point right, down;
} raster_steps;
raster_steps raster_cell_steps(const raster_cell *c);

#endif
