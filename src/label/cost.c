// The ground: where no label may stand, and what it costs to cover what is drawn there.
//
// Soft obstacles are spread over a raster, so that the cost of a position is a sum over boxes. What
// must never be touched is tested exactly, piece by piece; areas that are closed as a whole are a
// second raster, asked only at the middle of a box that touches no edge.
#include <math.h>
#include <string.h>

#include "label/parts.h"
#include "sitmap/topo.h"

#define FRAME_GAP SM_MM(0.5)   // between letters and the neat line
#define RASTER_CELL SM_MM(0.4) // about a third of the height of a 6 pt capital
#define GRID_CELL SM_MM(4)
#define CROWD_REACH SM_MM(1.2) // nearer to another's symbol than this, a name may be misread
#define CROWD_COST 1.5
#define CROSS_PER_WEIGHT 2.0 // a way across a line counts as two millimetres along it
#define CROSS_MOST 12.0
#define NAME_ACROSS 0.5   // a name on the other side of a line from its symbol, and no leader
#define CROSS_CLOSED 15.0 // across a line that no label may touch

enum { MAX_RASTER_CELLS = 1 << 20 };

// Only the part near the frame matters; without the rest every piece is short.
static void add_piece(sm_label_ground *g, sm_label_piece piece)
{
    sm_box near = sm_box_grow(g->frame, piece.radius + GRID_CELL);
    double from = 0, to = 1;
    if (!sm_label_clip_segment(near, piece.a, piece.b, &from, &to)) {
        return;
    }
    sm_point a = piece.a, b = piece.b;
    piece.a = (sm_point){a.x + (b.x - a.x) * from, a.y + (b.y - a.y) * from};
    piece.b = (sm_point){a.x + (b.x - a.x) * to, a.y + (b.y - a.y) * to};
    *SM_PUSH(g->arena, &g->pieces) = piece;
}

static void add_lines(sm_label_ground *g, const sm_label_obstacle *o, double radius)
{
    for (size_t i = 0; i < o->path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(o->path, i, &n);
        for (size_t k = 1; k < n; k++) {
            add_piece(g, (sm_label_piece){p[k - 1], p[k], radius, o->weight, false});
        }
    }
}

static void add_points(sm_label_ground *g, const sm_path *path, double radius)
{
    for (size_t i = 0; i < path->n_points; i++) {
        sm_point p = path->points[i];
        *SM_PUSH(g->arena, &g->symbols) = (sm_label_piece){p, p, radius, (double)INFINITY, true};
    }
}

static int by_place(const void *a, const void *b)
{
    const sm_label_piece *x = a, *y = b;
    int c = (x->a.x > y->a.x) - (x->a.x < y->a.x);
    c = c ? c : (x->a.y > y->a.y) - (x->a.y < y->a.y);
    return c ? c : (y->radius > x->radius) - (y->radius < x->radius);
}

// Of symbols at one point only the largest counts: a layer may have thousands of events in one
// town.
static void settle_symbols(sm_label_ground *g)
{
    sm_label_sort(g->symbols.items, g->symbols.count, sizeof *g->symbols.items, by_place);
    for (size_t i = 0; i < g->symbols.count; i++) {
        const sm_label_piece *p = &g->symbols.items[i];
        if (!i || p[-1].a.x != p->a.x || p[-1].a.y != p->a.y) {
            add_piece(g, *p);
        }
    }
}

static bool usable(const sm_path *path)
{
    return path && path->n_points && sm_path_finite(path);
}

// Weights are per millimetre or square millimetre, the raster's unit is the point.
static void add_obstacle(sm_label_ground *g, const sm_label_obstacle *o)
{
    double radius = o->half_width_pt > 0 && isfinite(o->half_width_pt) ? o->half_width_pt : 0;
    if (!usable(o->path) || !(o->weight > 0)) {
        return;
    }
    if (o->path->shape == SM_SHAPE_POINTS) {
        add_points(g, o->path, radius);
        return;
    }
    bool area = o->filled && o->path->shape == SM_SHAPE_RINGS;
    if (!area || isinf(o->weight)) {
        add_lines(g, o, radius);
    }
    if (area && isinf(o->weight)) {
        sm_label_raster_fill(&g->closed, g->arena, o->path, 1);
        g->has_closed = true;
    } else if (area) {
        double cell_mm = g->soft.cell / SM_PT_PER_MM;
        sm_label_raster_fill(&g->soft, g->arena, o->path, o->weight * cell_mm * cell_mm);
    } else if (isfinite(o->weight)) {
        sm_label_raster_line(&g->soft, o->path, radius, o->weight / SM_PT_PER_MM);
    }
}

static void add_symbols(sm_label_ground *g, const sm_label_task *task)
{
    for (size_t i = 0; i < task->n_requests; i++) {
        const sm_label_request *r = &task->requests[i];
        if (r->clearance_pt > 0 && usable(r->path) && r->path->shape == SM_SHAPE_POINTS) {
            add_points(g, r->path, r->clearance_pt);
        }
    }
}

static sm_box piece_box(const sm_label_piece *p)
{
    sm_box box = sm_box_add(sm_box_add(SM_BOX_EMPTY, p->a), p->b);
    return sm_box_grow(box, p->radius);
}

// In lengths of a cell: the box of a long oblique piece would fill a whole square of cells.
static void index_piece(sm_label_ground *g, const sm_label_piece *p, uint32_t id)
{
    size_t n = (size_t)fmax(1, ceil(sm_distance(p->a, p->b) / g->grid.cell));
    for (size_t i = 0; i < n; i++) {
        double t0 = (double)i / (double)n, t1 = (double)(i + 1) / (double)n;
        sm_label_piece part = *p;
        part.a = (sm_point){p->a.x + (p->b.x - p->a.x) * t0, p->a.y + (p->b.y - p->a.y) * t0};
        part.b = (sm_point){p->a.x + (p->b.x - p->a.x) * t1, p->a.y + (p->b.y - p->a.y) * t1};
        sm_label_grid_add(&g->grid, piece_box(&part), id);
    }
}

void sm_label_ground_init(sm_label_ground *g, sm_arena *a, const sm_label_task *task)
{
    memset(g, 0, sizeof *g);
    g->arena = a;
    g->frame = task->frame_pt;
    g->taken = task->taken;
    g->n_taken = task->n_taken;
    sm_label_raster_init(&g->soft, a, g->frame, RASTER_CELL, MAX_RASTER_CELLS);
    sm_label_raster_init(&g->closed, a, g->frame, RASTER_CELL, MAX_RASTER_CELLS);
    for (size_t i = 0; i < task->n_obstacles; i++) {
        add_obstacle(g, &task->obstacles[i]);
    }
    add_symbols(g, task);
    settle_symbols(g);
    sm_label_raster_seal(&g->soft);
    sm_label_raster_seal(&g->closed);
    sm_label_grid_init(&g->grid, a, g->frame, GRID_CELL, g->pieces.count);
    for (size_t i = 0; i < g->pieces.count; i++) {
        index_piece(g, &g->pieces.items[i], (uint32_t)i);
    }
}

static bool is_own(const sm_label_piece *p, const sm_point *own)
{
    return p->is_symbol && own && sm_distance(p->a, *own) < 1e-6;
}

// ---- Ways ---------------------------------------------------------------------------------------

static bool meets_furniture(const sm_label_ground *g, sm_point a, sm_point b)
{
    for (size_t i = 0; i < g->n_taken; i++) {
        double from = 0, to = 0;
        if (sm_label_clip_segment(g->taken[i], a, b, &from, &to)) {
            return true;
        }
    }
    return false;
}

// A symbol that the way's end stands in is the one that it points at, whoever drew it.
static double piece_crossing(const sm_label_piece *p, sm_point a, sm_point b, sm_point target)
{
    if (p->is_symbol) {
        bool aimed_at = sm_distance(p->a, target) <= p->radius + 1e-6;
        return !aimed_at && sm_point_segment_distance(p->a, a, b) < p->radius ? INFINITY : 0;
    }
    if (!sm_segments_cross(a, b, p->a, p->b)) {
        return 0;
    }
    return isinf(p->weight) ? CROSS_CLOSED : fmin(CROSS_MOST, CROSS_PER_WEIGHT * p->weight);
}

double sm_label_ground_crossing(sm_label_ground *g, sm_point a, sm_point b, sm_point target)
{
    if (meets_furniture(g, a, b)) {
        return INFINITY;
    }
    double cost = 0;
    sm_label_grid_find(&g->grid, sm_box_add(sm_box_add(SM_BOX_EMPTY, a), b), &g->found);
    for (size_t i = 0; i < g->found.count; i++) {
        cost += piece_crossing(&g->pieces.items[g->found.items[i]], a, b, target);
    }
    return cost;
}

// ---- Positions ----------------------------------------------------------------------------------

static sm_box footprint(const sm_label_candidate *c, size_t i)
{
    sm_box b = c->boxes[i];
    double dx = (b.x1 - b.x0) * (1 - c->shrink) / 2, dy = (b.y1 - b.y0) * (1 - c->shrink) / 2;
    return (sm_box){b.x0 + dx, b.y0 + dy, b.x1 - dx, b.y1 - dy};
}

static bool touches_piece(sm_label_ground *g, sm_box box, const sm_point *own)
{
    sm_label_grid_find(&g->grid, box, &g->found);
    for (size_t i = 0; i < g->found.count; i++) {
        const sm_label_piece *p = &g->pieces.items[g->found.items[i]];
        if (isinf(p->weight) && !is_own(p, own) && sm_box_overlap(piece_box(p), box) &&
            sm_label_segment_box_distance(p->a, p->b, box) < p->radius) {
            return true;
        }
    }
    return false;
}

static bool touches_closed(const sm_label_ground *g, sm_box box)
{
    if (!g->has_closed) {
        return false;
    }
    double x = (box.x0 + box.x1) / 2, y = (box.y0 + box.y1) / 2, h = g->closed.cell / 4;
    return sm_label_raster_sum(&g->closed, (sm_box){x - h, y - h, x + h, y + h}) > 0.01;
}

// The tests read !(inside), so that a box that is not a number is refused.
static bool may_stand(sm_label_ground *g, sm_box box, const sm_label_candidate *c,
                      const sm_point *own)
{
    sm_box wide = sm_box_grow(box, c->margin);
    bool inside = c->cut ? sm_box_overlap(g->frame, box)
                         : sm_box_contains(g->frame, sm_box_grow(box, fmax(c->margin, FRAME_GAP)));
    if (!inside) {
        return false;
    }
    for (size_t i = 0; i < g->n_taken; i++) {
        if (sm_box_overlap(g->taken[i], wide)) {
            return false;
        }
    }
    return !touches_piece(g, wide, own) && !touches_closed(g, wide);
}

// Names too near to the symbol of another place.
static double crowding(sm_label_ground *g, const sm_label_candidate *c, const sm_point *own)
{
    sm_box all = sm_label_letters_box(c);
    double cost = 0;
    sm_label_grid_find(&g->grid, sm_box_grow(all, CROWD_REACH), &g->found);
    for (size_t i = 0; i < g->found.count; i++) {
        const sm_label_piece *p = &g->pieces.items[g->found.items[i]];
        if (p->is_symbol && !is_own(p, own)) {
            double d = sm_label_segment_box_distance(p->a, p->b, all) - p->radius;
            cost += CROWD_COST * fmax(0, 1 - fmax(0, d) / CROWD_REACH);
        }
    }
    return cost;
}

static double way_cost(sm_label_ground *g, const sm_label_candidate *c, const sm_point *own)
{
    if (c->has_leader) {
        return sm_label_ground_crossing(g, c->leader[0], c->leader[1], own ? *own : c->leader[1]);
    }
    if (!own) {
        return 0;
    }
    sm_box all = sm_label_letters_box(c);
    double way = sm_label_ground_crossing(g, sm_label_nearest_in_box(all, *own), *own, *own);
    return way < CROSS_CLOSED ? way * NAME_ACROSS : way;
}

static void set_bounds(sm_label_candidate *c)
{
    c->bounds = SM_BOX_EMPTY;
    for (size_t i = 0; i < c->n_boxes; i++) {
        c->bounds = sm_box_union(c->bounds, c->boxes[i]);
    }
    if (c->has_leader) {
        c->bounds = sm_box_add(sm_box_add(c->bounds, c->leader[0]), c->leader[1]);
    }
    double half_way = c->group ? c->group->style->group_apart_pt / 2 : 0;
    double more = fmax(fmax(c->margin, c->apart), fmax(half_way, SM_LABEL_SIDE_GAP));
    c->bounds = sm_box_grow(c->bounds, more);
}

bool sm_label_ground_admit(sm_label_ground *g, sm_label_candidate *c, const sm_point *own)
{
    for (size_t i = 0; i < c->n_boxes; i++) {
        if (!may_stand(g, footprint(c, i), c, own)) {
            return false;
        }
    }
    if (c->has_leader && !sm_box_has(g->frame, c->leader[0])) {
        return false;
    }
    double way = way_cost(g, c, own);
    if (isinf(way)) {
        return false;
    }
    for (size_t i = 0; i < c->n_boxes; i++) {
        sm_box covered = sm_box_grow(footprint(c, i), fmax(0, c->margin));
        c->cost += c->ink * sm_label_raster_sum(&g->soft, covered);
    }
    c->cost += way + crowding(g, c, own);
    set_bounds(c);
    return true;
}

double sm_label_own_cost(sm_arena *scratch, const sm_label_request *r, const sm_label_candidate *c)
{
    double covered = 0;
    sm_path inside;
    sm_path_init(&inside, scratch, r->path->space, SM_SHAPE_LINES);
    for (size_t i = 0; r->own_weight > 0 && r->path->shape == SM_SHAPE_LINES && i < c->n_boxes;
         i++) {
        sm_topo_clip(r->path, sm_box_grow(footprint(c, i), fmax(0, c->margin)), &inside);
        for (size_t k = 0; k < inside.n_parts; k++) {
            size_t n = 0;
            const sm_point *p = sm_path_part(&inside, k, &n);
            covered += sm_line_length(p, n);
        }
    }
    return c->ink * r->own_weight * covered / SM_PT_PER_MM;
}
