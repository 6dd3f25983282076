// Boundaries between classes of polygons, each stretch once.
//
//     rings --merge near vertices--> ids --> directed edges
//           --merge--> edges with a class on each side
//           --divide at vertices that lie on them (T junctions), merge again--> edges
//           --those whose sides differ, chained--> stretches
//
// Vertices are numbered in the order of their coordinates, so that every choice below that goes by
// number depends on the data alone, and not on the order of the polygons. Sorting dominates the
// cost.
#include <assert.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sitmap/topo.h"

#include "boxtree.h"

typedef uint32_t id;

enum {
    NONE = -1,             // no class: nothing there
    MAX_CUTS = 4 * 1000000 // edges divided at vertices: more is a scribble along one line
};

// ---- Vertices -----------------------------------------------------------------------------------

typedef struct corner {
    sm_point p;
    id place; // its place in the order of the input
} corner;

static int by_coordinates(const void *a, const void *b)
{
    const corner *c = a, *d = b;
    if (c->p.x != d->p.x) {
        return c->p.x < d->p.x ? -1 : 1;
    }
    if (c->p.y != d->p.y) {
        return c->p.y < d->p.y ? -1 : 1;
    }
    return (c->place > d->place) - (c->place < d->place);
}

// Cells of one snap width hold the vertices found so far, chained.
typedef struct cells {
    double width;
    id *heads; // id + 1; 0 is empty
    id *next;  // per vertex, likewise
    size_t mask;
} cells;

static size_t cell_slot(const cells *c, double ix, double iy)
{
    uint64_t h = (uint64_t)(int64_t)ix * 0x9E3779B97F4A7C15u + (uint64_t)(int64_t)iy;
    h = (h ^ h >> 29) * 0xBF58476D1CE4E5B9u;
    return (size_t)(h ^ h >> 32) & c->mask;
}

static double cell_of(const cells *c, double v)
{
    const double most = 9e15; // beyond, neighbouring doubles lie in different cells anyway
    double cell = floor(v / c->width);
    return cell > most ? most : cell < -most ? -most : cell;
}

// The smallest vertex within the snap width of p, or `none`.
static id find_near(const cells *c, const sm_point *points, sm_point p, id none)
{
    id found = none;
    double ix = cell_of(c, p.x), iy = cell_of(c, p.y);
    for (int k = 0; k < 9; k++) {
        int column = k % 3 - 1, row = k / 3 - 1;
        id at = c->heads[cell_slot(c, ix + column, iy + row)];
        for (; at; at = c->next[at - 1]) {
            if (at - 1 < found && sm_distance(points[at - 1], p) <= c->width) {
                found = at - 1;
            }
        }
    }
    return found;
}

static void add_cell(cells *c, sm_point p, id vertex)
{
    size_t slot = cell_slot(c, cell_of(c, p.x), cell_of(c, p.y));
    c->next[vertex] = c->heads[slot];
    c->heads[slot] = vertex + 1;
}

static cells new_cells(sm_arena *a, double width, size_t n)
{
    size_t size = 16;
    while (size < 2 * n) {
        size *= 2;
    }
    return (cells){.width = width,
                   .heads = sm_arena_zero(a, size, sizeof(id)),
                   .next = sm_arena_zero(a, n, sizeof(id)),
                   .mask = size - 1};
}

typedef struct vertices {
    sm_point *points; // in the order of their coordinates
    size_t n;
    id *of_place; // vertex of each place of the input
} vertices;

static vertices merge_vertices(sm_arena *a, corner *corners, size_t n, double snap)
{
    qsort(corners, n, sizeof *corners, by_coordinates);
    vertices v = {.points = sm_arena_alloc(a, n * sizeof(sm_point)),
                  .of_place = sm_arena_alloc(a, n * sizeof(id))};
    const bool snaps = snap > 0;
    cells c = snaps ? new_cells(a, snap, n) : (cells){0};
    for (size_t i = 0; i < n; i++) {
        sm_point p = corners[i].p;
        id found = (id)v.n;
        if (i && p.x == corners[i - 1].p.x && p.y == corners[i - 1].p.y) {
            found = v.of_place[corners[i - 1].place];
        } else if (snaps) {
            found = find_near(&c, v.points, p, (id)v.n);
        }
        if (found == v.n) {
            if (snaps) {
                add_cell(&c, p, found);
            }
            v.points[v.n++] = p;
        }
        v.of_place[corners[i].place] = found;
    }
    return v;
}

// ---- Edges --------------------------------------------------------------------------------------

// From the smaller to the larger vertex; classes to the left and right on that way.
typedef struct edge {
    id low, high;
    int left, right;
} edge;

typedef struct edges {
    edge *items;
    size_t count, cap;
} edges;

static int by_ends(const void *a, const void *b)
{
    const edge *e = a, *f = b;
    if (e->low != f->low) {
        return e->low < f->low ? -1 : 1;
    }
    return (e->high > f->high) - (e->high < f->high);
}

// Where polygons overlap, two classes claim one side: the smaller has it.
static int claim(int one, int other)
{
    return one == NONE ? other : other == NONE ? one : one < other ? one : other;
}

static void merge_edges(edges *list)
{
    if (list->count) {
        qsort(list->items, list->count, sizeof *list->items, by_ends);
    }
    size_t n = 0;
    for (size_t i = 0; i < list->count; i++) {
        edge e = list->items[i];
        if (n && by_ends(&e, &list->items[n - 1]) == 0) {
            list->items[n - 1].left = claim(list->items[n - 1].left, e.left);
            list->items[n - 1].right = claim(list->items[n - 1].right, e.right);
        } else {
            list->items[n++] = e;
        }
    }
    list->count = n;
}

// The inside of a polygon lies to the right of its rings.
static void add_edge(sm_arena *a, edges *list, id from, id to, int cls)
{
    if (from < to) {
        *SM_PUSH(a, list) = (edge){from, to, NONE, cls};
    } else if (to < from) {
        *SM_PUSH(a, list) = (edge){to, from, cls, NONE};
    }
}

static void add_ring_edges(sm_arena *a, edges *list, const id *ring, size_t n, int cls)
{
    for (size_t i = 0; i < n; i++) {
        add_edge(a, list, ring[i], ring[i + 1 < n ? i + 1 : 0], cls);
    }
}

// ---- T junctions --------------------------------------------------------------------------------

typedef struct cut {
    double along; // projection onto the edge, from its low end
    id vertex;
} cut;

typedef struct divider {
    sm_arena *a;
    const vertices *v;
    edge e;
    double tolerance;
    size_t n_cuts; // of all edges so far
    struct {
        cut *items;
        size_t count, cap;
    } cuts;
} divider;

static bool note_cut(void *self, uint32_t vertex)
{
    divider *d = self;
    sm_point a = d->v->points[d->e.low], b = d->v->points[d->e.high], p = d->v->points[vertex];
    if (vertex == d->e.low || vertex == d->e.high ||
        sm_point_segment_distance(p, a, b) > d->tolerance) {
        return true;
    }
    double dx = b.x - a.x, dy = b.y - a.y;
    double along = (p.x - a.x) * dx + (p.y - a.y) * dy;
    if (along > 0 && along < dx * dx + dy * dy) {
        *SM_PUSH(d->a, &d->cuts) = (cut){along, vertex};
        return ++d->n_cuts <= MAX_CUTS;
    }
    return true;
}

static int by_distance(const void *a, const void *b)
{
    const cut *c = a, *d = b;
    if (c->along != d->along) {
        return c->along < d->along ? -1 : 1;
    }
    return (c->vertex > d->vertex) - (c->vertex < d->vertex);
}

static void add_piece(sm_arena *a, edges *out, edge whole, id from, id to)
{
    if (from < to) {
        *SM_PUSH(a, out) = (edge){from, to, whole.left, whole.right};
    } else if (to < from) {
        *SM_PUSH(a, out) = (edge){to, from, whole.right, whole.left};
    }
}

static bool divide_edges(sm_arena *a, const vertices *v, double tolerance, edges *list)
{
    sm_boxtree tree;
    edges out = {0};
    divider d = {.a = a, .v = v, .tolerance = tolerance};
    sm_boxtree_points(&tree, a, v->points, v->n);
    for (size_t i = 0; i < list->count; i++) {
        d.e = list->items[i];
        d.cuts.count = 0;
        if (!sm_boxtree_corridor(&tree, v->points[d.e.low], v->points[d.e.high], tolerance,
                                 note_cut, &d)) {
            return false;
        }
        if (d.cuts.count > 1) {
            qsort(d.cuts.items, d.cuts.count, sizeof *d.cuts.items, by_distance);
        }
        id from = d.e.low;
        for (size_t k = 0; k < d.cuts.count; k++) {
            add_piece(a, &out, d.e, from, d.cuts.items[k].vertex);
            from = d.cuts.items[k].vertex;
        }
        add_piece(a, &out, d.e, from, d.e.high);
    }
    *list = out;
    return true;
}

// ---- Chains -------------------------------------------------------------------------------------

// A boundary edge, directed so that the smaller class is on the left.
typedef struct arrow {
    int left, right; // INT_MAX: nothing there
    id from, to;
    bool used;
} arrow;

static int by_class(const arrow *a, const arrow *b)
{
    if (a->left != b->left) {
        return a->left < b->left ? -1 : 1;
    }
    return (a->right > b->right) - (a->right < b->right);
}

static int by_start(const void *a, const void *b)
{
    const arrow *p = a, *q = b;
    int order = by_class(p, q);
    if (!order) {
        order = (p->from > q->from) - (p->from < q->from);
    }
    return order ? order : (p->to > q->to) - (p->to < q->to);
}

static int by_end(const void *a, const void *b)
{
    const arrow *p = a, *q = b;
    int order = by_class(p, q);
    if (!order) {
        order = (p->to > q->to) - (p->to < q->to);
    }
    return order ? order : (p->from > q->from) - (p->from < q->from);
}

typedef struct arrows {
    arrow *starts; // sorted by_start
    arrow *ends;   // the same, sorted by_end
    size_t n;
} arrows;

static arrows collect_arrows(sm_arena *a, const edges *list)
{
    arrows out = {.starts = sm_arena_alloc(a, list->count * sizeof(arrow)),
                  .ends = sm_arena_alloc(a, list->count * sizeof(arrow))};
    for (size_t i = 0; i < list->count; i++) {
        edge e = list->items[i];
        int left = e.left == NONE ? INT_MAX : e.left, right = e.right == NONE ? INT_MAX : e.right;
        if (left < right) {
            out.starts[out.n++] = (arrow){left, right, e.low, e.high, false};
        } else if (right < left) {
            out.starts[out.n++] = (arrow){right, left, e.high, e.low, false};
        }
    }
    memcpy(out.ends, out.starts, out.n * sizeof(arrow));
    qsort(out.starts, out.n, sizeof(arrow), by_start);
    qsort(out.ends, out.n, sizeof(arrow), by_end);
    return out;
}

// First of the sorted arrows that is not less than `key`.
static size_t lower_bound(const arrow *list, size_t n, const arrow *key,
                          int (*order)(const void *, const void *))
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (order(&list[middle], key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

// How many arrows of the class pair leave (or enter) the vertex, up to two; `*first` is one of
// them.
static int count_at(const arrows *all, const arrow *like, id vertex, bool leaving, size_t *first)
{
    arrow key = {like->left, like->right, leaving ? vertex : 0, leaving ? 0 : vertex, false};
    const arrow *list = leaving ? all->starts : all->ends;
    size_t at = lower_bound(list, all->n, &key, leaving ? by_start : by_end);
    int count = 0;
    *first = at;
    for (; at < all->n && count < 2 && by_class(&list[at], like) == 0; at++) {
        if ((leaving ? list[at].from : list[at].to) != vertex) {
            break;
        }
        count++;
    }
    return count;
}

// A chain goes through a vertex where one arrow comes and one goes.
static bool goes_through(const arrows *all, const arrow *like, id vertex, size_t *next)
{
    size_t unused;
    return count_at(all, like, vertex, true, next) == 1 &&
           count_at(all, like, vertex, false, &unused) == 1;
}

static int class_number(int cls)
{
    return cls == INT_MAX ? NONE : cls;
}

static void add_stretch(sm_arena *a, const vertices *v, arrows *all, size_t at, sm_space space,
                        sm_stretches *out)
{
    arrow *e = &all->starts[at];
    sm_stretch *s = SM_PUSH(a, out);
    *s = (sm_stretch){.left = class_number(e->left), .right = class_number(e->right)};
    sm_path_init(&s->line, a, space, SM_SHAPE_LINES);
    sm_point p = v->points[e->from];
    sm_path_add(&s->line, p.x, p.y);
    for (;;) {
        e->used = true;
        p = v->points[e->to];
        sm_path_add(&s->line, p.x, p.y);
        if (!goes_through(all, e, e->to, &at) || all->starts[at].used) {
            return;
        }
        e = &all->starts[at];
    }
}

static int by_first_point(const void *a, const void *b)
{
    const sm_stretch *s = a, *t = b;
    arrow p = {s->left, s->right == NONE ? INT_MAX : s->right, 0, 0, false};
    arrow q = {t->left, t->right == NONE ? INT_MAX : t->right, 0, 0, false};
    int order = by_class(&p, &q);
    for (int i = 0; !order && i < 2; i++) {
        sm_point c = s->line.points[i], d = t->line.points[i];
        order = c.x != d.x ? (c.x < d.x ? -1 : 1) : (c.y > d.y) - (c.y < d.y);
    }
    return order;
}

static void chain(sm_arena *a, const vertices *v, arrows *all, sm_space space, sm_stretches *out)
{
    size_t unused;
    for (size_t i = 0; i < all->n; i++) {
        if (!goes_through(all, &all->starts[i], all->starts[i].from, &unused)) {
            add_stretch(a, v, all, i, space, out);
        }
    }
    // What is left runs in circles; the first of each in this order starts at its smallest point.
    for (size_t i = 0; i < all->n; i++) {
        if (!all->starts[i].used) {
            add_stretch(a, v, all, i, space, out);
        }
    }
    if (out->count) {
        qsort(out->items, out->count, sizeof *out->items, by_first_point);
    }
}

// -------------------------------------------------------------------------------------------------

static sm_status check_finite(const sm_classed *polygons, size_t n, sm_error *err)
{
    for (size_t i = 0; i < n; i++) {
        if (!sm_path_finite(polygons[i].rings)) {
            return sm_fail(err, SM_EGEOM, SM_NOWHERE, NULL,
                           "polygon %zu has a coordinate that is not finite", i + 1);
        }
    }
    return SM_OK;
}

// All vertices of all rings without closing points, numbered in this order, and the largest |x|,
// |y|.
static corner *collect_corners(sm_arena *a, const sm_classed *polygons, size_t n, size_t *count,
                               double *extent)
{
    size_t most = 0;
    for (size_t i = 0; i < n; i++) {
        most += polygons[i].rings->n_points;
    }
    assert(most < UINT32_MAX);
    corner *out = sm_arena_alloc(a, most * sizeof *out);
    *count = 0;
    *extent = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < polygons[i].rings->n_parts; k++) {
            size_t m = 0;
            const sm_point *p = sm_path_part(polygons[i].rings, k, &m);
            for (size_t j = 0; j + 1 < m; j++) {
                out[*count] = (corner){p[j], (id)*count};
                *extent = fmax(*extent, fmax(fabs(p[j].x), fabs(p[j].y)));
                ++*count;
            }
        }
    }
    return out;
}

static edges collect_edges(sm_arena *a, const sm_classed *polygons, size_t n, const vertices *v)
{
    edges list = {0};
    const id *next = v->of_place;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < polygons[i].rings->n_parts; k++) {
            size_t m = 0;
            sm_path_part(polygons[i].rings, k, &m);
            if (m) {
                add_ring_edges(a, &list, next, m - 1, polygons[i].cls);
                next += m - 1;
            }
        }
    }
    return list;
}

static sm_status find_stretches(sm_arena *a, sm_arena *scratch, const sm_classed *polygons,
                                size_t n, double snap, sm_stretches *out, sm_error *err)
{
    size_t n_corners = 0;
    double extent = 0;
    corner *corners = collect_corners(scratch, polygons, n, &n_corners, &extent);
    vertices v = merge_vertices(scratch, corners, n_corners, snap);
    edges list = collect_edges(scratch, polygons, n, &v);
    merge_edges(&list);
    // A vertex computed to lie on an edge misses it by rounding, if by nothing else.
    if (!divide_edges(scratch, &v, fmax(snap, 4 * DBL_EPSILON * extent), &list)) {
        return sm_fail(err, SM_ELIMIT, SM_NOWHERE, "mend the polygons: edges lie on edges",
                       "vertices lie on edges of polygons more than %d times", MAX_CUTS);
    }
    merge_edges(&list);
    arrows all = collect_arrows(scratch, &list);
    *out = (sm_stretches){0};
    chain(a, &v, &all, n ? polygons[0].rings->space : SM_SPACE_LONLAT, out);
    return SM_OK;
}

sm_status sm_topo_boundaries(sm_arena *a, const sm_classed *polygons, size_t n, double snap,
                             sm_stretches *out, sm_error *err)
{
    sm_status status = check_finite(polygons, n, err);
    if (status) {
        return status;
    }
    sm_arena *scratch = sm_arena_create();
    status = find_stretches(a, scratch, polygons, n, snap, out, err);
    sm_arena_destroy(scratch);
    return status;
}
