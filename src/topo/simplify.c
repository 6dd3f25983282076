// Simplification of a whole layer that keeps shared borders shared.
//
//     vertices --hash--> ids --count neighbours--> junctions --cut--> arcs
//              --Douglas-Peucker--> kept ids
//
//         A-----J1-----B     J1, J2 have three neighbours: junctions, always kept.
//         |  P  |  Q  |      The arcs are J1-A..J2, J1-J2, J1-B..J2. A vertex that is no
//         D-----J2-----C     junction belongs to one arc, so "kept" is a mark on the vertex:
//                            whoever walks the arc, in whichever direction, sees the same.
//
// A chain of vertices is replaced by its chord when no vertex lies farther than the tolerance from
// the chord (Douglas & Peucker 1973), and no other vertex of the layer lies between the chain and
// the chord (Saalfeld 1999): then nothing can come to lie on the wrong side, and chords cannot
// cross.
//
// Chains are cut after 4096 vertices, so that the quadratic worst case of Douglas-Peucker stays
// small.
#include <assert.h>
#include <math.h>
#include <string.h>

#include "sitmap/topo.h"

#include "boxtree.h"

typedef uint32_t id;

enum {
    LONGEST_CHAIN = 4096,
    BUDGET = 400 // edges looked at per vertex of the layer, where maps take less than 20
};
#define NO_ID UINT32_MAX

// What is known of one distinct vertex.
typedef struct node {
    id near[2]; // its neighbours; NO_ID while unknown
    id arc;     // of those that are no junction: number of its arc, once walked
    id place;   // and its place in the arc
    bool junction, kept;
} node;

typedef struct layer {
    sm_arena *a;
    sm_path **paths;
    size_t n_paths;
    double tol;
    sm_point *points; // of each id
    node *nodes;
    size_t n_nodes;
    id *ids; // of each vertex, path after path
    sm_boxtree tree;
    id n_arcs;
    size_t budget;
    id *chain; // of the arc in work, by place
    size_t n_chain, cap_chain;
} layer;

// ---- Ids ----------------------------------------------------------------------------------------

static uint64_t hash_point(sm_point p)
{
    uint64_t x, y;
    memcpy(&x, &p.x, sizeof x);
    memcpy(&y, &p.y, sizeof y);
    uint64_t h = x * 0x9E3779B97F4A7C15u ^ (y + 0x632BE59BD9B4E019u) * 0xBF58476D1CE4E5B9u;
    return h ^ h >> 32 ^ h >> 17;
}

static id find_id(layer *l, id *table, size_t mask, sm_point p)
{
    p.x += 0.0; // minus zero is zero
    p.y += 0.0;
    size_t slot = (size_t)hash_point(p) & mask;
    for (; table[slot]; slot = (slot + 1) & mask) {
        sm_point q = l->points[table[slot] - 1];
        if (q.x == p.x && q.y == p.y) {
            return table[slot] - 1;
        }
    }
    l->points[l->n_nodes] = p;
    l->nodes[l->n_nodes] = (node){.near = {NO_ID, NO_ID}, .arc = NO_ID};
    table[slot] = (id)++l->n_nodes;
    return table[slot] - 1;
}

static void number_vertices(layer *l, size_t total)
{
    size_t size = 16;
    while (size < 2 * total) {
        size *= 2;
    }
    l->ids = sm_arena_alloc(l->a, total * sizeof *l->ids);
    l->points = sm_arena_alloc(l->a, total * sizeof *l->points);
    l->nodes = sm_arena_alloc(l->a, total * sizeof *l->nodes);
    id *table = sm_arena_zero(l->a, size, sizeof *table), *next = l->ids;
    for (size_t i = 0; i < l->n_paths; i++) {
        for (size_t k = 0; k < l->paths[i]->n_points; k++) {
            *next++ = find_id(l, table, size - 1, l->paths[i]->points[k]);
        }
    }
}

// ---- Parts --------------------------------------------------------------------------------------

// Call `visit` for every part of the layer with the ids of its vertices.
static void each_part(layer *l, void (*visit)(layer *l, const id *ids, size_t n, bool ring))
{
    const id *ids = l->ids;
    for (size_t i = 0; i < l->n_paths; i++) {
        for (size_t k = 0; k < l->paths[i]->n_parts; k++) {
            size_t n = 0;
            sm_path_part(l->paths[i], k, &n);
            if (n) {
                visit(l, ids, n, l->paths[i]->shape == SM_SHAPE_RINGS);
            }
            ids += n;
        }
    }
}

static void meet(layer *l, id a, id b)
{
    node *n = &l->nodes[a];
    if (a == b || n->near[0] == b || n->near[1] == b) {
        return;
    }
    if (n->near[0] == NO_ID) {
        n->near[0] = b;
    } else if (n->near[1] == NO_ID) {
        n->near[1] = b;
    } else {
        n->junction = true;
    }
}

static void meet_neighbours(layer *l, const id *ids, size_t n, bool ring)
{
    for (size_t i = 0; i + 1 < n; i++) {
        meet(l, ids[i], ids[i + 1]);
        meet(l, ids[i + 1], ids[i]);
    }
    if (!ring) {
        l->nodes[ids[0]].junction = l->nodes[ids[n - 1]].junction = true;
    }
}

static bool is_before(sm_point a, sm_point b)
{
    return a.x < b.x || (a.x == b.x && a.y < b.y);
}

// ---- Chains -------------------------------------------------------------------------------------

typedef struct chord {
    layer *l;
    id arc;             // of the chain
    size_t first, last; // places of its ends in the arc
} chord;

static sm_point at_place(const layer *l, size_t place)
{
    return l->points[l->chain[place]];
}

// Is p between the chain and its chord? By the even-odd rule; on the chord itself counts.
static bool is_between(const chord *c, sm_point p)
{
    bool inside = false;
    sm_point a = at_place(c->l, c->last);
    for (size_t i = c->first; i <= c->last; i++) {
        sm_point b = at_place(c->l, i);
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) {
            inside = !inside;
        }
        a = b;
    }
    return inside ||
           sm_point_segment_distance(p, at_place(c->l, c->first), at_place(c->l, c->last)) == 0;
}

// Visits vertices near the chord; false at the first one that must not be passed.
static bool may_pass(void *self, uint32_t vertex)
{
    chord *c = self;
    const node *n = &c->l->nodes[vertex];
    bool own = vertex == c->l->chain[c->first] || vertex == c->l->chain[c->last] ||
               (!n->junction && n->arc == c->arc && n->place >= c->first && n->place <= c->last);
    if (own) {
        return true;
    }
    size_t cost = c->last - c->first + 2;
    if (c->l->budget < cost) {
        return false;
    }
    c->l->budget -= cost;
    return !is_between(c, c->l->points[vertex]);
}

static bool is_free(layer *l, size_t first, size_t last)
{
    chord c = {l, l->n_arcs, first, last};
    return sm_boxtree_corridor(&l->tree, at_place(l, first), at_place(l, last), l->tol, may_pass,
                               &c);
}

// The inner vertex farthest from the chord; of several the smallest, whichever way the chain runs.
static size_t farthest(const layer *l, size_t first, size_t last, double *distance)
{
    sm_point a = at_place(l, first), b = at_place(l, last);
    size_t found = first + 1;
    *distance = -1;
    for (size_t i = first + 1; i < last; i++) {
        sm_point p = at_place(l, i);
        double d = sm_point_segment_distance(p, a, b);
        if (d > *distance || (d == *distance && is_before(p, at_place(l, found)))) {
            *distance = d;
            found = i;
        }
    }
    return found;
}

// The first kept vertex inside of the chain, or `last`.
static size_t next_kept(const layer *l, size_t first, size_t last)
{
    size_t i = first + 1;
    while (i < last && !l->nodes[l->chain[i]].kept) {
        i++;
    }
    return i;
}

// Mark the vertices of the chain that must stay. The shorter half is done by recursion, the longer
// one by the loop, so that the stack stays as deep as a logarithm.
static void reduce(layer *l, size_t first, size_t last)
{
    while (last - first > 1) {
        double distance;
        size_t split = farthest(l, first, last, &distance);
        if (distance <= l->tol && is_free(l, first, last)) {
            return;
        }
        l->nodes[l->chain[split]].kept = true;
        if (split - first < last - split) {
            reduce(l, first, split);
            first = split;
        } else {
            reduce(l, split, last);
            last = split;
        }
    }
}

// ---- Arcs ---------------------------------------------------------------------------------------

static void push_chain(layer *l, id vertex)
{
    l->chain = sm_grow(l->a, l->chain, l->n_chain, &l->cap_chain, sizeof *l->chain);
    l->chain[l->n_chain++] = vertex;
}

static void reverse_chain(layer *l)
{
    for (size_t i = 0; i < l->n_chain / 2; i++) {
        id swap = l->chain[i];
        l->chain[i] = l->chain[l->n_chain - 1 - i];
        l->chain[l->n_chain - 1 - i] = swap;
    }
}

// An arc from a junction back to itself, and a ring without junctions, have no chord: a second
// vertex is fixed, the one farthest from the first.
static void fix_opposite(layer *l)
{
    if (l->chain[0] == l->chain[l->n_chain - 1] && l->n_chain > 2) {
        double distance;
        size_t opposite = farthest(l, 0, l->n_chain - 1, &distance);
        l->nodes[l->chain[opposite]].kept = true;
    }
}

// The chain holds an arc with both its ends. Its direction is a matter of coordinates alone.
static void simplify_arc(layer *l)
{
    size_t last = l->n_chain - 1;
    if (last < 2 || l->nodes[l->chain[1]].arc != NO_ID) {
        return; // nothing to drop, or done already, for a neighbour
    }
    sm_point a = at_place(l, 0), b = at_place(l, last);
    bool loop = l->chain[0] == l->chain[last];
    if (loop ? is_before(at_place(l, last - 1), at_place(l, 1)) : is_before(b, a)) {
        reverse_chain(l);
    }
    for (size_t i = 1; i < last; i++) {
        node *n = &l->nodes[l->chain[i]];
        n->arc = l->n_arcs;
        n->place = (id)i;
        n->kept = n->kept || i % LONGEST_CHAIN == 0;
    }
    l->nodes[l->chain[0]].kept = l->nodes[l->chain[last]].kept = true;
    fix_opposite(l);
    for (size_t first = 0; first < last;) {
        size_t end = next_kept(l, first, last);
        reduce(l, first, end);
        first = end;
    }
    l->n_arcs++;
}

// Where to begin a ring that has no junction: at its smallest vertex.
static size_t ring_start(const layer *l, const id *ids, size_t n)
{
    size_t smallest = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        if (l->nodes[ids[i]].junction) {
            return i;
        }
        if (is_before(l->points[ids[i]], l->points[ids[smallest]])) {
            smallest = i;
        }
    }
    return smallest;
}

static void simplify_part(layer *l, const id *ids, size_t n, bool ring)
{
    size_t steps = n - 1, start = ring ? ring_start(l, ids, n) : 0;
    l->nodes[ids[start]].kept = true;
    l->n_chain = 0;
    push_chain(l, ids[start]);
    for (size_t i = 1; i <= steps; i++) {
        id vertex = ids[ring ? (start + i) % steps : i];
        if (vertex == l->chain[l->n_chain - 1]) {
            continue;
        }
        push_chain(l, vertex);
        if (l->nodes[vertex].junction || i == steps) {
            simplify_arc(l);
            l->nodes[vertex].kept = true;
            l->n_chain = 0;
            push_chain(l, vertex);
        }
    }
}

// ---- Rings must stay rings ----------------------------------------------------------------------

// Twice the area of what is kept of a ring (of all of it: `all`), and how many corners that has.
static double kept_area(const layer *l, const id *ids, size_t n, bool all, size_t *corners)
{
    double twice = 0;
    sm_point origin = l->points[ids[0]], first = {0, 0}, last = {0, 0};
    *corners = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        if (!all && !l->nodes[ids[i]].kept) {
            continue;
        }
        sm_point p = {l->points[ids[i]].x - origin.x, l->points[ids[i]].y - origin.y};
        if (!*corners) {
            first = p;
        }
        twice += *corners ? last.x * p.y - p.x * last.y : 0;
        last = p;
        ++*corners;
    }
    return twice + last.x * first.y - first.x * last.y;
}

static bool is_still_ring(const layer *l, const id *ids, size_t n)
{
    size_t corners;
    double before = kept_area(l, ids, n, true, &corners);
    double after = kept_area(l, ids, n, false, &corners);
    return corners >= 3 && (before > 0 ? after > 0 : before < 0 ? after < 0 : true);
}

// Of a ring's dropped vertices the one farthest from the chord that replaced it: the chain from
// kept vertex to kept vertex that it lies in. False when nothing is dropped.
static bool worst_chain(layer *l, const id *ids, size_t n, size_t *start, size_t *length)
{
    double worst = -1;
    size_t steps = n - 1, begin = 0;
    while (begin < steps && !l->nodes[ids[begin]].kept) {
        begin++;
    }
    for (size_t at = begin, end; at < begin + steps; at = end) {
        l->n_chain = 0;
        push_chain(l, ids[at % steps]);
        for (end = at + 1;; end++) {
            push_chain(l, ids[end % steps]);
            if (l->nodes[ids[end % steps]].kept) {
                break;
            }
        }
        double distance;
        if (end - at > 1) {
            farthest(l, 0, end - at, &distance);
            if (distance > worst) {
                worst = distance;
                *start = at;
                *length = end - at;
            }
        }
    }
    return worst >= 0;
}

// Give one dropped vertex back, the worst, and look anew at both halves of its chain.
static bool give_back(layer *l, const id *ids, size_t n)
{
    size_t start = 0, length = 0;
    if (!worst_chain(l, ids, n, &start, &length)) {
        return false;
    }
    l->n_chain = 0;
    for (size_t i = 0; i <= length; i++) {
        push_chain(l, ids[(start + i) % (n - 1)]);
        if (i > 0 && i < length) {
            l->nodes[l->chain[i]].arc = l->n_arcs;
            l->nodes[l->chain[i]].place = (id)i;
        }
    }
    double distance;
    size_t split = farthest(l, 0, length, &distance);
    l->nodes[l->chain[split]].kept = true;
    reduce(l, 0, split);
    reduce(l, split, length);
    l->n_arcs++;
    return true;
}

static void rescue_ring(layer *l, const id *ids, size_t n, bool ring)
{
    while (ring && n >= 4 && !is_still_ring(l, ids, n)) {
        if (!give_back(l, ids, n)) {
            return;
        }
    }
}

// ---- Writing back -------------------------------------------------------------------------------

// The kept points of ids[0..n) in order, each run of equal ones once.
static size_t write_kept(const layer *l, const id *ids, size_t n, bool ring, sm_point *out)
{
    size_t count = 0;
    id last = NO_ID, first = NO_ID;
    for (size_t i = 0; i < n; i++) {
        if (!l->nodes[ids[i]].kept || ids[i] == last) {
            continue;
        }
        first = count ? first : ids[i];
        last = ids[i];
        out[count++] = l->points[last];
    }
    if (ring && count && last != first) {
        out[count++] = l->points[first];
    }
    return count;
}

static void write_path(const layer *l, const id *ids, sm_path *path)
{
    size_t n_points = 0;
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0, start = path->starts[i];
        sm_path_part(path, i, &n);
        path->starts[i] = n_points; // the next part's start is still the old one
        n_points +=
            write_kept(l, ids + start, n, path->shape == SM_SHAPE_RINGS, path->points + n_points);
    }
    path->n_points = n_points;
}

// -------------------------------------------------------------------------------------------------

static bool can_simplify(sm_path **paths, size_t n, double tol, size_t *total)
{
    *total = 0;
    for (size_t i = 0; i < n; i++) {
        if (paths[i]->shape == SM_SHAPE_POINTS || !sm_path_finite(paths[i])) {
            return false;
        }
        *total += paths[i]->n_points;
    }
    return tol > 0 && isfinite(tol) && *total > 0;
}

void sm_topo_simplify_layer(sm_arena *scratch, sm_path **paths, size_t n, double tol)
{
    size_t total;
    if (!can_simplify(paths, n, tol, &total)) {
        return;
    }
    assert(total < NO_ID);
    sm_arena_mark mark = sm_arena_mark_now(scratch);
    layer l = {.a = scratch, .paths = paths, .n_paths = n, .tol = tol, .budget = BUDGET * total};
    number_vertices(&l, total);
    each_part(&l, meet_neighbours);
    for (size_t i = 0; i < l.n_nodes; i++) { // the end of a spike has one neighbour only
        l.nodes[i].junction = l.nodes[i].junction || l.nodes[i].near[1] == NO_ID;
    }
    sm_boxtree_points(&l.tree, scratch, l.points, l.n_nodes);
    each_part(&l, simplify_part);
    each_part(&l, rescue_ring);
    const id *ids = l.ids;
    for (size_t i = 0; i < n; i++) {
        size_t n_points = paths[i]->n_points;
        write_path(&l, ids, paths[i]);
        ids += n_points;
    }
    sm_arena_rewind(scratch, mark);
}
