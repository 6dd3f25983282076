#include "check/planar.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "check/grid.h"

#define NONE UINT32_MAX

// ---- Vertices: one number for all that stand within `snap` of each other ------------------------

typedef struct vertex_table {
    sm_arena *arena;
    check_planar *out;
    double snap;
    uint32_t *slots; // vertex numbers by hashed cell; at most half of them taken
    size_t mask;
} vertex_table;

static size_t hash_cell(int64_t x, int64_t y)
{
    uint64_t h =
        (uint64_t)x * UINT64_C(0x9E3779B97F4A7C15) ^ (uint64_t)y * UINT64_C(0xC2B2AE3D27D4EB4F);
    h ^= h >> 29;
    h *= UINT64_C(0xBF58476D1CE4E5B9);
    return (size_t)(h ^ h >> 32);
}

static int64_t cell_of(double v, double snap)
{
    return (int64_t)floor(v / snap);
}

static void place_vertex(vertex_table *t, uint32_t vertex)
{
    sm_point p = t->out->vertices.items[vertex];
    size_t slot = hash_cell(cell_of(p.x, t->snap), cell_of(p.y, t->snap)) & t->mask;
    while (t->slots[slot] != NONE) {
        slot = (slot + 1) & t->mask;
    }
    t->slots[slot] = vertex;
}

static void resize_table(vertex_table *t, size_t size)
{
    t->slots = sm_arena_alloc(t->arena, size * sizeof *t->slots);
    t->mask = size - 1;
    for (size_t i = 0; i < size; i++) {
        t->slots[i] = NONE;
    }
    for (size_t i = 0; i < t->out->vertices.count; i++) {
        place_vertex(t, (uint32_t)i);
    }
}

static uint32_t find_in_cell(const vertex_table *t, int64_t x, int64_t y, sm_point p)
{
    for (size_t i = hash_cell(x, y) & t->mask; t->slots[i] != NONE; i = (i + 1) & t->mask) {
        sm_point q = t->out->vertices.items[t->slots[i]];
        if (fabs(q.x - p.x) <= t->snap && fabs(q.y - p.y) <= t->snap) {
            return t->slots[i];
        }
    }
    return NONE;
}

static uint32_t vertex_of(vertex_table *t, sm_point p)
{
    int64_t x = cell_of(p.x, t->snap), y = cell_of(p.y, t->snap);
    uint32_t found = find_in_cell(t, x, y, p);
    for (int i = 0; i < 9 && found == NONE; i++) {
        found = find_in_cell(t, x + i % 3 - 1, y + i / 3 - 1, p);
    }
    if (found != NONE) {
        return found;
    }
    if (t->out->vertices.count * 2 >= t->mask) {
        resize_table(t, (t->mask + 1) * 2);
    }
    *SM_PUSH(t->arena, &t->out->vertices) = p;
    place_vertex(t, (uint32_t)t->out->vertices.count - 1);
    return (uint32_t)t->out->vertices.count - 1;
}

// ---- Rims: edges that no neighbour walks the other way ------------------------------------------

typedef struct rim {
    uint32_t from, to, owner;
} rim;

typedef struct rims {
    rim *items;
    size_t count, cap;
} rims;

static uint32_t low_end(const rim *r)
{
    return r->from < r->to ? r->from : r->to;
}

static uint32_t high_end(const rim *r)
{
    return r->from < r->to ? r->to : r->from;
}

static int by_ends(const void *a, const void *b)
{
    const rim *x = a, *y = b;
    if (low_end(x) != low_end(y)) {
        return low_end(x) < low_end(y) ? -1 : 1;
    }
    if (high_end(x) != high_end(y)) {
        return high_end(x) < high_end(y) ? -1 : 1;
    }
    if (x->from != y->from) {
        return x->from < y->from ? -1 : 1;
    }
    return (x->owner > y->owner) - (x->owner < y->owner);
}

// Of the edges between the same two vertices, as many as are walked more often one way. They are
// sorted: all of one direction come before all of the other.
static size_t cancel_group(rim *group, size_t n, rim *kept)
{
    size_t along = 0;
    while (along < n && group[along].from == group[0].from) {
        along++;
    }
    size_t against = n - along, left = along > against ? along - against : against - along;
    const rim *from = along > against ? group : group + along;
    for (size_t i = 0; i < left; i++) {
        kept[i] = from[i];
    }
    return left;
}

static void cancel(rims *all)
{
    size_t kept = 0;
    if (all->count) {
        qsort(all->items, all->count, sizeof *all->items, by_ends);
    }
    for (size_t i = 0; i < all->count;) {
        size_t n = 1;
        while (i + n < all->count && low_end(&all->items[i]) == low_end(&all->items[i + n]) &&
               high_end(&all->items[i]) == high_end(&all->items[i + n])) {
            n++;
        }
        kept += cancel_group(all->items + i, n, all->items + kept);
        i += n;
    }
    all->count = kept;
}

static void collect(vertex_table *t, const sm_path *const *polygons, size_t n, rims *out)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t part = 0; part < polygons[i]->n_parts; part++) {
            size_t len = 0;
            const sm_point *p = sm_path_part(polygons[i], part, &len);
            uint32_t before = len ? vertex_of(t, p[0]) : 0;
            for (size_t k = 1; k < len; k++) {
                uint32_t now = vertex_of(t, p[k]);
                if (now != before) {
                    *SM_PUSH(t->arena, out) = (rim){before, now, (uint32_t)i};
                }
                before = now;
            }
        }
    }
}

// ---- Cuts: where rims meet ----------------------------------------------------------------------

typedef struct cut {
    uint32_t rim, vertex;
    double along; // 0..1
} cut;

// Rubbish can cross itself as often as the square of its size: past this many cuts per rim the rest
// is left uncut, and some faces come out too large.
enum { CUTS_PER_RIM = 16, CUTS_AT_LEAST = 100000 };

typedef struct cutting {
    vertex_table *table;
    const rims *rims;
    const check_segment *segments;
    double near;
    struct {
        cut *items;
        size_t count, cap;
    } cuts;
} cutting;

static double turn(sm_point a, sm_point b, sm_point p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

static void add_cut(cutting *c, size_t rim_index, uint32_t vertex)
{
    const check_segment *s = &c->segments[rim_index];
    sm_point p = c->table->out->vertices.items[vertex];
    double dx = s->b.x - s->a.x, dy = s->b.y - s->a.y;
    double along = ((p.x - s->a.x) * dx + (p.y - s->a.y) * dy) / (dx * dx + dy * dy);
    *SM_PUSH(c->table->arena, &c->cuts) = (cut){(uint32_t)rim_index, vertex, along};
}

// Does the vertex of one rim lie on the other, between its ends?
static bool cut_at_vertex(cutting *c, size_t at, size_t of, uint32_t vertex)
{
    const rim *r = &c->rims->items[at], *o = &c->rims->items[of];
    const check_segment *s = &c->segments[at];
    sm_point p = c->table->out->vertices.items[vertex];
    if (vertex == r->from || vertex == r->to ||
        sm_point_segment_distance(p, s->a, s->b) > c->near) {
        return false;
    }
    add_cut(c, at, vertex);
    if (r->owner != o->owner) {
        *SM_PUSH(c->table->arena, &c->table->out->loose) = (check_loose){o->owner, r->owner, p};
    }
    return true;
}

static void cut_crossing(cutting *c, size_t i, size_t k)
{
    const check_segment *u = &c->segments[i], *v = &c->segments[k];
    double va = turn(u->a, u->b, v->a), vb = turn(u->a, u->b, v->b);
    double ua = turn(v->a, v->b, u->a), ub = turn(v->a, v->b, u->b);
    if (va * vb < 0 && ua * ub < 0 &&
        c->cuts.count < CUTS_PER_RIM * c->rims->count + CUTS_AT_LEAST) {
        double t = va / (va - vb);
        uint32_t at = vertex_of(
            c->table, (sm_point){v->a.x + (v->b.x - v->a.x) * t, v->a.y + (v->b.y - v->a.y) * t});
        add_cut(c, i, at);
        add_cut(c, k, at);
    }
}

static void meet(void *context, size_t i, size_t k)
{
    cutting *c = context;
    const rim *r = &c->rims->items[i], *o = &c->rims->items[k];
    // All four are tried, whatever the first ones say.
    bool touches = cut_at_vertex(c, i, k, o->from);
    touches = cut_at_vertex(c, i, k, o->to) || touches;
    touches = cut_at_vertex(c, k, i, r->from) || touches;
    touches = cut_at_vertex(c, k, i, r->to) || touches;
    bool shares = r->from == o->from || r->from == o->to || r->to == o->from || r->to == o->to;
    if (!touches && !shares) {
        cut_crossing(c, i, k);
    }
}

static int by_rim(const void *a, const void *b)
{
    const cut *x = a, *y = b;
    if (x->rim != y->rim) {
        return x->rim < y->rim ? -1 : 1;
    }
    if (x->along != y->along) {
        return x->along < y->along ? -1 : 1;
    }
    return (x->vertex > y->vertex) - (x->vertex < y->vertex);
}

static void add_piece(sm_arena *a, rims *out, rim r, uint32_t *before, uint32_t now)
{
    if (now != *before) {
        *SM_PUSH(a, out) = (rim){*before, now, r.owner};
        *before = now;
    }
}

static rims cut_all(sm_arena *a, const cutting *c)
{
    rims out = {NULL, 0, 0};
    size_t next = 0;
    if (c->cuts.count) {
        qsort(c->cuts.items, c->cuts.count, sizeof *c->cuts.items, by_rim);
    }
    for (size_t i = 0; i < c->rims->count; i++) {
        const rim *r = &c->rims->items[i];
        uint32_t before = r->from;
        for (; next < c->cuts.count && c->cuts.items[next].rim == i; next++) {
            if (c->cuts.items[next].vertex != r->to) {
                add_piece(a, &out, *r, &before, c->cuts.items[next].vertex);
            }
        }
        add_piece(a, &out, *r, &before, r->to);
    }
    return out;
}

static rims divide(vertex_table *t, const rims *whole, double near)
{
    check_segment *segments = sm_arena_alloc(t->arena, (whole->count + 1) * sizeof *segments);
    for (size_t i = 0; i < whole->count; i++) {
        segments[i].a = t->out->vertices.items[whole->items[i].from];
        segments[i].b = t->out->vertices.items[whole->items[i].to];
    }
    cutting c = {.table = t, .rims = whole, .segments = segments, .near = near};
    check_grid grid;
    check_grid_build(t->arena, segments, whole->count, near, &grid);
    check_grid_pairs(&grid, near, meet, &c);
    return cut_all(t->arena, &c);
}

// ---- Half edges and faces -----------------------------------------------------------------------

static void add_half_edges(sm_arena *a, check_planar *p, const rims *all)
{
    for (size_t i = 0; i < all->count;) {
        const rim *r = &all->items[i];
        size_t n = 1;
        while (i + n < all->count &&
               by_ends(r, &(rim){all->items[i + n].from, all->items[i + n].to, r->owner}) == 0) {
            n++;
        }
        uint32_t e = (uint32_t)p->edges.count;
        *SM_PUSH(a, &p->edges) =
            (check_half_edge){r->from, r->to, e + 1, NONE, NONE, r->owner, (int)n};
        *SM_PUSH(a, &p->edges) =
            (check_half_edge){r->to, r->from, e, NONE, NONE, r->owner, -(int)n};
        i += n;
    }
}

typedef struct spoke {
    uint32_t edge, from;
    double angle;
} spoke;

static int by_angle(const void *a, const void *b)
{
    const spoke *x = a, *y = b;
    if (x->from != y->from) {
        return x->from < y->from ? -1 : 1;
    }
    if (x->angle != y->angle) {
        return x->angle < y->angle ? -1 : 1;
    }
    return (x->edge > y->edge) - (x->edge < y->edge);
}

// The face on the left of u-v goes on with the spoke of v that comes before v-u, counter-clockwise.
static void link_edges(sm_arena *a, check_planar *p)
{
    size_t n = p->edges.count;
    spoke *spokes = sm_arena_alloc(a, (n + 1) * sizeof *spokes);
    for (size_t i = 0; i < n; i++) {
        const check_half_edge *e = &p->edges.items[i];
        sm_point u = p->vertices.items[e->from], v = p->vertices.items[e->to];
        spokes[i] = (spoke){(uint32_t)i, e->from, atan2(v.y - u.y, v.x - u.x)};
    }
    qsort(spokes, n, sizeof *spokes, by_angle);
    for (size_t i = 0; i < n;) {
        size_t count = 1;
        while (i + count < n && spokes[i + count].from == spokes[i].from) {
            count++;
        }
        for (size_t k = 0; k < count; k++) {
            uint32_t out = spokes[i + k].edge;
            p->edges.items[p->edges.items[out].twin].next =
                spokes[i + (k + count - 1) % count].edge;
        }
        i += count;
    }
}

static void add_faces(sm_arena *a, check_planar *p)
{
    for (size_t i = 0; i < p->edges.count; i++) {
        if (p->edges.items[i].face != NONE) {
            continue;
        }
        check_face face = {.edge = (uint32_t)i};
        uint32_t e = (uint32_t)i;
        sm_point o = p->vertices.items[p->edges.items[i].from];
        do {
            check_half_edge *h = &p->edges.items[e];
            sm_point u = p->vertices.items[h->from], v = p->vertices.items[h->to];
            face.area += ((u.x - o.x) * (v.y - o.y) - (v.x - o.x) * (u.y - o.y)) / 2;
            h->face = (uint32_t)p->faces.count;
            e = h->next;
        } while (e != i);
        *SM_PUSH(a, &p->faces) = face;
    }
}

// ---- Coverage -----------------------------------------------------------------------------------

typedef struct looking_left {
    const check_planar *p;
    sm_point from;
    double best;
    uint32_t edge; // half edge whose left side is seen
} looking_left;

static void look_left(void *context, size_t i)
{
    looking_left *l = context;
    const check_half_edge *e = &l->p->edges.items[2 * i];
    sm_point u = l->p->vertices.items[e->from], v = l->p->vertices.items[e->to];
    if ((u.y > l->from.y) == (v.y > l->from.y)) {
        return;
    }
    double x = u.x + (v.x - u.x) * (l->from.y - u.y) / (v.y - u.y);
    if (x < l->from.x && x > l->best) {
        l->best = x;
        l->edge = (uint32_t)(2 * i) + (v.y > u.y); // seen from the right: the downward one's left
    }
}

// Spread a known coverage over all faces that are joined to it by edges.
static void spread(check_planar *p, uint32_t *stack, uint32_t start)
{
    size_t n = 0;
    assert(p->faces.items && p->edges.items);
    stack[n++] = start;
    while (n) {
        uint32_t f = stack[--n], first = p->faces.items[f].edge, e = first;
        do {
            const check_half_edge *h = &p->edges.items[e];
            check_face *other = &p->faces.items[p->edges.items[h->twin].face];
            if (!other->known) {
                other->known = true;
                other->coverage = p->faces.items[f].coverage + h->rise;
                stack[n++] = p->edges.items[h->twin].face;
            }
            e = h->next;
        } while (e != first);
    }
}

typedef struct outside {
    uint32_t face;
    sm_point leftmost;
} outside;

static int by_left(const void *a, const void *b)
{
    const outside *x = a, *y = b;
    if (x->leftmost.x != y->leftmost.x) {
        return x->leftmost.x < y->leftmost.x ? -1 : 1;
    }
    return (x->leftmost.y > y->leftmost.y) - (x->leftmost.y < y->leftmost.y);
}

static size_t list_outsides(const check_planar *p, outside *list)
{
    size_t n = 0;
    for (size_t i = 0; i < p->faces.count; i++) {
        const check_face *f = &p->faces.items[i];
        if (f->area >= 0) {
            continue;
        }
        sm_point left = p->vertices.items[p->edges.items[f->edge].from];
        for (uint32_t e = p->edges.items[f->edge].next; e != f->edge; e = p->edges.items[e].next) {
            sm_point q = p->vertices.items[p->edges.items[e].from];
            left = q.x < left.x || (q.x == left.x && q.y < left.y) ? q : left;
        }
        list[n++] = (outside){(uint32_t)i, left};
    }
    qsort(list, n, sizeof *list, by_left);
    return n;
}

// Groups of rims from left to right: what a group lies in belongs to one that begins further left.
static void find_coverage(sm_arena *a, check_planar *p)
{
    size_t n_segments = p->edges.count / 2;
    check_segment *segments = sm_arena_alloc(a, (n_segments + 1) * sizeof *segments);
    for (size_t i = 0; i < n_segments; i++) {
        const check_half_edge *e = &p->edges.items[2 * i];
        segments[i] = (check_segment){p->vertices.items[e->from], p->vertices.items[e->to]};
    }
    check_grid grid;
    check_grid_build(a, segments, n_segments, 0, &grid);
    outside *groups = sm_arena_alloc(a, (p->faces.count + 1) * sizeof *groups);
    uint32_t *stack = sm_arena_alloc(a, (p->faces.count + 1) * sizeof *stack);
    size_t n = list_outsides(p, groups);
    for (size_t i = 0; i < n; i++) {
        check_face *f = &p->faces.items[groups[i].face];
        sm_point at = groups[i].leftmost;
        looking_left l = {p, at, (double)-INFINITY, NONE};
        if (f->known) {
            continue; // touches an earlier one
        }
        check_grid_near(&grid, (sm_box){grid.box.x0, at.y, at.x, at.y}, look_left, &l);
        check_face *around = l.edge == NONE ? NULL : &p->faces.items[p->edges.items[l.edge].face];
        f->known = true;
        f->coverage = around ? around->coverage : 0;
        if (around && around->area > 0) {
            around->area += f->area;
            around->has_island = true;
        }
        spread(p, stack, groups[i].face);
    }
}

void check_planar_build(sm_arena *a, const sm_path *const *polygons, size_t n, double snap,
                        double near, check_planar *out)
{
    vertex_table table = {.arena = a, .out = out, .snap = snap};
    rims whole = {NULL, 0, 0};
    *out = (check_planar){.loose = {NULL, 0, 0}};
    resize_table(&table, 1024);
    collect(&table, polygons, n, &whole);
    cancel(&whole);
    rims pieces = divide(&table, &whole, near);
    cancel(&pieces);
    add_half_edges(a, out, &pieces);
    link_edges(a, out);
    add_faces(a, out);
    find_coverage(a, out);
}

void check_planar_outline(sm_arena *a, const check_planar *p, const check_face *face, sm_path *out)
{
    uint32_t e = face->edge;
    sm_path_init(out, a, SM_SPACE_LONLAT, SM_SHAPE_RINGS);
    do {
        sm_point v = p->vertices.items[p->edges.items[e].from];
        sm_path_add(out, v.x, v.y);
        e = p->edges.items[e].next;
    } while (e != face->edge);
    sm_path_add(out, out->points[0].x, out->points[0].y);
}
