// Cutting at a box. Lines: Liang & Barsky 1984, an edge as a parameter interval. Rings: Sutherland
// & Hodgman 1974, the four sides as four stages through which points stream, so that no list lies
// between them:
//
//     ring -> left -> right -> low -> high -> out
//
// Where an edge meets a side is computed from the edge's lower end, whichever way it is walked: two
// features that share a border are cut at the same point.
#include <assert.h>
#include <math.h>
#include <string.h>

#include "sitmap/topo.h"

// ---- Points -------------------------------------------------------------------------------------

static void clip_points(const sm_path *in, sm_box box, sm_path *out)
{
    for (size_t i = 0; i < in->n_points; i++) {
        if (sm_box_has(box, in->points[i])) {
            sm_path_add(out, in->points[i].x, in->points[i].y);
        }
    }
}

// ---- Sides of the box ---------------------------------------------------------------------------

enum { SIDES = 4 };

static bool is_inside(int side, sm_box box, sm_point p)
{
    switch (side) {
    case 0: return p.x >= box.x0;
    case 1: return p.x <= box.x1;
    case 2: return p.y >= box.y0;
    default: return p.y <= box.y1;
    }
}

static bool is_before(sm_point a, sm_point b)
{
    return a.x < b.x || (a.x == b.x && a.y < b.y);
}

static double at_level(double from, double to, double other_from, double other_to, double level)
{
    return other_from + (other_to - other_from) * ((level - from) / (to - from));
}

// a and b lie on different sides of the side's line.
static sm_point meet(int side, sm_box box, sm_point a, sm_point b)
{
    if (is_before(b, a)) {
        sm_point swap = a;
        a = b;
        b = swap;
    }
    if (side < 2) {
        double x = side == 0 ? box.x0 : box.x1;
        return (sm_point){x, at_level(a.x, b.x, a.y, b.y, x)};
    }
    double y = side == 2 ? box.y0 : box.y1;
    return (sm_point){at_level(a.y, b.y, a.x, b.x, y), y};
}

// ---- Lines --------------------------------------------------------------------------------------

// The part of a-b inside the box, in place; false when there is none. Each side cuts what the sides
// before it left, as in Cohen & Sutherland's, which keeps the cut points exactly on the box.
static bool clip_segment(sm_box box, sm_point *a, sm_point *b)
{
    for (int side = 0; side < SIDES; side++) {
        bool a_in = is_inside(side, box, *a), b_in = is_inside(side, box, *b);
        if (!a_in && !b_in) {
            return false;
        }
        if (a_in != b_in) {
            sm_point cut = meet(side, box, *a, *b);
            *(a_in ? b : a) = cut;
        }
    }
    return true;
}

// A part of one point is a line that only touched the box.
static void end_part(sm_path *out, bool open)
{
    if (!open) {
        return;
    }
    size_t first = out->starts[out->n_parts - 1];
    if (out->n_points - first < 2) {
        sm_path_drop_part(out);
    }
}

static void clip_line(const sm_point *line, size_t n, sm_box box, sm_path *out)
{
    bool open = false; // the newest part ends where the next segment begins
    for (size_t i = 1; i < n; i++) {
        sm_point a = line[i - 1], b = line[i];
        if (!clip_segment(box, &a, &b)) {
            end_part(out, open);
            open = false;
            continue;
        }
        if (!open) {
            sm_path_begin_part(out);
            sm_path_add(out, a.x, a.y);
        }
        if (a.x != b.x || a.y != b.y) {
            sm_path_add(out, b.x, b.y);
        }
        open = is_inside(0, box, line[i]) && is_inside(1, box, line[i]) &&
               is_inside(2, box, line[i]) && is_inside(3, box, line[i]);
        end_part(out, !open);
    }
    end_part(out, open);
}

// ---- Rings --------------------------------------------------------------------------------------

typedef struct stage {
    sm_point first, last;
    bool any;
} stage;

typedef struct stream {
    sm_box box;
    stage stages[SIDES];
    sm_path *out;
} stream;

static void feed(stream *s, int side, sm_point p)
{
    if (side == SIDES) {
        sm_path_add(s->out, p.x, p.y);
        return;
    }
    stage *st = &s->stages[side];
    bool inside = is_inside(side, s->box, p);
    if (!st->any) {
        st->first = p;
        st->any = true;
    } else if (is_inside(side, s->box, st->last) != inside) {
        feed(s, side + 1, meet(side, s->box, st->last, p));
    }
    st->last = p;
    if (inside) {
        feed(s, side + 1, p);
    }
}

// Stage by stage the ring is closed: the edge from the last point to the first may cross too.
static void flush(stream *s)
{
    for (int side = 0; side < SIDES; side++) {
        stage *st = &s->stages[side];
        if (st->any && is_inside(side, s->box, st->last) != is_inside(side, s->box, st->first)) {
            feed(s, side + 1, meet(side, s->box, st->last, st->first));
        }
    }
}

static bool is_on_edge(sm_box box, sm_point p)
{
    return p.x == box.x0 || p.x == box.x1 || p.y == box.y0 || p.y == box.y1;
}

// A ring that only passed by outside has left a trace that runs along the box and back.
static bool has_vanished(const sm_point *ring, size_t n, sm_box box)
{
    for (size_t i = 0; i < n; i++) {
        if (!is_on_edge(box, ring[i])) {
            return false;
        }
    }
    double box_area = (box.x1 - box.x0) * (box.y1 - box.y0);
    return fabs(sm_ring_area(ring, n)) <= 1e-9 * box_area;
}

static void close_ring(stream *s)
{
    sm_path *out = s->out;
    size_t first = out->starts[out->n_parts - 1];
    if (out->n_points > first) {
        sm_point p = out->points[first];
        sm_path_add(out, p.x, p.y);
    }
    size_t n = out->n_points - first;
    if (n < 4 || has_vanished(out->points + first, n, s->box)) {
        sm_path_drop_part(out);
    }
}

static void clip_ring(const sm_point *ring, size_t n, sm_box box, sm_path *out)
{
    stream s = {.box = box, .out = out};
    sm_path_begin_part(out);
    for (size_t i = 0; i + 1 < n; i++) { // without the closing point
        feed(&s, 0, ring[i]);
    }
    flush(&s);
    close_ring(&s);
}

// -------------------------------------------------------------------------------------------------

static sm_box box_of(const sm_point *p, size_t n)
{
    sm_box box = SM_BOX_EMPTY;
    for (size_t i = 0; i < n; i++) {
        box = sm_box_add(box, p[i]);
    }
    return box;
}

static void copy_part(const sm_point *p, size_t n, sm_path *out)
{
    sm_path_begin_part(out);
    memcpy(sm_path_extend(out, n), p, n * sizeof *p);
}

void sm_topo_clip(const sm_path *in, sm_box box, sm_path *out)
{
    assert(in != out);
    sm_path_clear(out, in->space, in->shape);
    if (in->shape == SM_SHAPE_POINTS) {
        clip_points(in, box, out);
        return;
    }
    for (size_t i = 0; i < in->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(in, i, &n);
        sm_box part_box = box_of(p, n);
        if (!n || !sm_box_overlap(part_box, box)) {
            continue;
        }
        if (sm_box_contains(box, part_box)) {
            copy_part(p, n, out); // most parts: cut nothing, compute nothing
        } else if (in->shape == SM_SHAPE_LINES) {
            clip_line(p, n, box, out);
        } else {
            clip_ring(p, n, box, out);
        }
    }
}
