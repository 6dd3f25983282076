// A uniform grid of buckets. Searches number themselves, so that a thing in many cells is met once.
#include <math.h>
#include <string.h>

#include "label/parts.h"

enum { MAX_CELLS = 1 << 18 };

typedef struct cells {
    size_t x0, y0, x1, y1; // inclusive
} cells;

// Everything left of the box is column 0, everything right of it the last one.
static size_t cell_of(double at, double cell, size_t n)
{
    double i = floor(at / cell);
    return !(i > 0) ? 0 : i >= (double)n ? n - 1 : (size_t)i;
}

static cells cells_of(const sm_label_grid *g, sm_box b)
{
    return (cells){
        cell_of(b.x0 - g->box.x0, g->cell, g->nx), cell_of(b.y0 - g->box.y0, g->cell, g->ny),
        cell_of(b.x1 - g->box.x0, g->cell, g->nx), cell_of(b.y1 - g->box.y0, g->cell, g->ny)};
}

void sm_label_grid_init(sm_label_grid *g, sm_arena *a, sm_box box, double cell, size_t n_ids)
{
    double w = fmax(0, box.x1 - box.x0), h = fmax(0, box.y1 - box.y0);
    cell = fmax(cell, sqrt(w * h / MAX_CELLS));
    cell = fmax(cell, fmax(w, h) * 4 / MAX_CELLS);
    *g = (sm_label_grid){.arena = a, .box = box, .cell = cell, .n_ids = (uint32_t)n_ids};
    g->nx = (size_t)(w / cell) + 1;
    g->ny = (size_t)(h / cell) + 1;
    g->head = sm_arena_zero(a, g->nx * g->ny, sizeof *g->head);
    g->seen = sm_arena_zero(a, n_ids, sizeof *g->seen);
}

void sm_label_grid_add(sm_label_grid *g, sm_box box, uint32_t id)
{
    cells c = cells_of(g, box);
    for (size_t y = c.y0; y <= c.y1; y++) {
        for (size_t x = c.x0; x <= c.x1; x++) {
            uint32_t *head = &g->head[y * g->nx + x];
            struct sm_label_grid_node *node = SM_PUSH(g->arena, &g->nodes);
            *node = (struct sm_label_grid_node){id, *head};
            *head = (uint32_t)g->nodes.count;
        }
    }
}

void sm_label_grid_find(sm_label_grid *g, sm_box box, sm_label_ids *out)
{
    out->count = 0;
    g->search++;
    cells c = cells_of(g, box);
    for (size_t y = c.y0; y <= c.y1; y++) {
        for (size_t x = c.x0; x <= c.x1; x++) {
            for (uint32_t at = g->head[y * g->nx + x]; at; at = g->nodes.items[at - 1].next) {
                uint32_t id = g->nodes.items[at - 1].id;
                if (g->seen[id] != g->search) {
                    g->seen[id] = g->search;
                    *SM_PUSH(g->arena, out) = id;
                }
            }
        }
    }
}
