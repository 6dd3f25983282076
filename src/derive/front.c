// The front: where the ground of two sides touches.
//
//     polygons --class per side and certainty--> stretches with the left side on the left
//              --compare with the earlier front--> pieces moved and unmoved, in order
//
// Distances are compared in degrees of latitude: longitudes are shortened by the cosine of the
// middle latitude, which is true to 1 % over a country.
#include <math.h>

#include "parts.h"

static const sm_field fields[] = {
    {"side_left", SM_VALUE_TEXT, 40, 0}, {"side_right", SM_VALUE_TEXT, 40, 0},
    {"certainty", SM_VALUE_TEXT, 20, 0}, {"unmoved", SM_VALUE_TEXT, 3, 0},
    {"date", SM_VALUE_DATE, 10, 0},      {"length_km", SM_VALUE_NUMBER, 12, 3},
};

enum { SIDE_LEFT, SIDE_RIGHT, CERTAINTY, UNMOVED, DATE, LENGTH_KM, N_FIELDS };

// ---- The line -----------------------------------------------------------------------------------

// A class: one side with one certainty. Numbers: first those of the left side, then those of the
// right, then all others, so that the left side comes out on the left.
typedef struct class_of {
    int rank; // 0 left side, 1 right side, 2 another
    const char *side, *certainty;
} class_of;

typedef struct front {
    class_of *classes;
    size_t n_classes;
    sm_stretches stretches; // of all classes
} front;

static int class_number(front *f, class_of c)
{
    for (size_t i = 0; i < f->n_classes; i++) {
        if (f->classes[i].rank == c.rank && sm_same_text(f->classes[i].certainty, c.certainty) &&
            sm_same_text(f->classes[i].side, c.side)) {
            return (int)i;
        }
    }
    f->classes[f->n_classes] = c;
    return (int)f->n_classes++;
}

static int rank_of(const char *side, const char *left, const char *right)
{
    return sm_same_text(side, left) ? 0 : sm_same_text(side, right) ? 1 : 2;
}

static sm_status find_line(sm_arena *a, const sm_features *snapshot, const char *side_field,
                           const char *left, const char *right, front *f, sm_error *err)
{
    int side = sm_derive_find_field(snapshot, side_field, err);
    int certainty = sm_fields_find(snapshot->fields, "certainty");
    if (side < 0) {
        return SM_EINPUT;
    }
    sm_classed *polygons = sm_arena_alloc(a, snapshot->count * sizeof *polygons);
    *f = (front){.classes = sm_arena_alloc(a, snapshot->count * sizeof(class_of))};
    size_t n = 0;
    for (int rank = 0; rank < 3; rank++) {
        for (size_t i = 0; i < snapshot->count; i++) {
            const sm_feature *feature = &snapshot->items[i];
            class_of c = {rank, sm_derive_value(a, feature, side),
                          sm_derive_value(a, feature, certainty)};
            if (c.side && rank_of(c.side, left, right) == rank) {
                polygons[n++] = (sm_classed){feature->path, class_number(f, c)};
            }
        }
    }
    return sm_topo_boundaries(a, polygons, n, SM_DERIVE_SNAP_DEG, &f->stretches, err);
}

static bool is_front(const front *f, const sm_stretch *s)
{
    return s->left >= 0 && s->right >= 0 && f->classes[s->left].rank == 0 &&
           f->classes[s->right].rank == 1;
}

// "approximate" wins; else what both say; else what one of them says, the left side first.
static const char *joint_certainty(const front *f, const sm_stretch *s)
{
    const char *left = f->classes[s->left].certainty, *right = f->classes[s->right].certainty;
    if (sm_same_text(right, "approximate")) {
        return right;
    }
    return left ? left : right;
}

static void append_line(sm_path *out, const sm_path *line, double x_factor)
{
    sm_path_begin_part(out);
    for (size_t i = 0; i < line->n_points; i++) {
        sm_path_add(out, line->points[i].x * x_factor, line->points[i].y);
    }
}

// ---- Moved and unmoved --------------------------------------------------------------------------

// A piece of one stretch: its points are those of the walk, in lon/lat.
typedef struct piece {
    bool unmoved;
    bool from_cut; // it begins at a cut, not at a vertex
    double length; // shortened degrees
    sm_path line;
} piece;

typedef struct pieces {
    piece *items;
    size_t count, cap;
} pieces;

typedef struct comparison {
    sm_arena *a;
    const sm_path *earlier; // shortened
    double x_factor, tolerance_deg;
} comparison;

// Back from shortened degrees. Vertices of the stretch are copied, not computed, so that they stay
// equal to those of the polygons; `*next` is the first vertex of `from` not yet met.
static sm_point restore(const comparison *c, const sm_path *from, const sm_path *shortened,
                        size_t *next, sm_point p, bool *is_vertex)
{
    for (size_t i = *next > 0 ? *next - 1 : 0; i <= *next && i < from->n_points; i++) {
        if (shortened->points[i].x == p.x && shortened->points[i].y == p.y) {
            *next = i + 1;
            *is_vertex = true;
            return from->points[i];
        }
    }
    *is_vertex = false;
    return (sm_point){p.x / c->x_factor, p.y};
}

// Near and far parts follow each other along the stretch: each begins where the last one ended.
static void interleave(const comparison *c, const sm_path *stretch, const sm_path *shortened,
                       const sm_path *near, const sm_path *far, pieces *out)
{
    const sm_path *kinds[2] = {far, near};
    size_t at[2] = {0, 0}, next = 0;
    sm_point here = shortened->points[0];
    while (at[0] < far->n_parts || at[1] < near->n_parts) {
        size_t n = 0, kind = 0;
        const sm_point *p = NULL;
        for (; kind < 2; kind++) {
            p = at[kind] < kinds[kind]->n_parts ? sm_path_part(kinds[kind], at[kind], &n) : NULL;
            if (p && p[0].x == here.x && p[0].y == here.y) {
                break;
            }
        }
        if (kind == 2) {
            return; // cannot be: the two paths are one walk
        }
        piece *q = SM_PUSH(c->a, out);
        *q = (piece){.unmoved = kind == 1, .length = sm_line_length(p, n)};
        sm_path_init(&q->line, c->a, SM_SPACE_LONLAT, SM_SHAPE_LINES);
        for (size_t i = 0; i < n; i++) {
            bool is_vertex;
            sm_point r = restore(c, stretch, shortened, &next, p[i], &is_vertex);
            sm_path_add(&q->line, r.x, r.y);
            q->from_cut = i ? q->from_cut : !is_vertex;
        }
        here = p[n - 1];
        at[kind]++;
    }
}

// Append the points of `b` to `a`. They share the first, which goes when it was only a cut.
static void absorb(piece *a, const piece *b)
{
    a->line.n_points -= b->from_cut ? 1 : 0;
    for (size_t i = 1; i < b->line.n_points; i++) {
        sm_path_add(&a->line, b->line.points[i].x, b->line.points[i].y);
    }
    a->length += b->length;
}

static void unite_equal(pieces *list)
{
    size_t n = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (n && list->items[n - 1].unmoved == list->items[i].unmoved) {
            absorb(&list->items[n - 1], &list->items[i]);
        } else {
            list->items[n++] = list->items[i];
        }
    }
    list->count = n;
}

// On a closed stretch the last piece goes on in the first.
static void unite_ends(pieces *list, bool closed)
{
    if (closed && list->count > 1 &&
        list->items[0].unmoved == list->items[list->count - 1].unmoved) {
        piece *last = &list->items[list->count - 1];
        absorb(last, &list->items[0]);
        list->items[0] = *last;
        list->count--;
    }
}

// Pieces shorter than twice the tolerance flicker: they take the colour of their neighbours, the
// shortest first, until none is left.
static void calm(pieces *list, double least, bool closed)
{
    unite_ends(list, closed);
    while (list->count > 1) {
        size_t shortest = 0;
        for (size_t i = 1; i < list->count; i++) {
            if (list->items[i].length < list->items[shortest].length) {
                shortest = i;
            }
        }
        if (list->items[shortest].length >= least) {
            return;
        }
        list->items[shortest].unmoved = !list->items[shortest].unmoved;
        unite_equal(list);
        unite_ends(list, closed);
    }
}

static bool is_closed(const sm_path *line)
{
    sm_point first = line->points[0], last = line->points[line->n_points - 1];
    return first.x == last.x && first.y == last.y;
}

static sm_status compare_stretch(const comparison *c, const sm_path *stretch, pieces *out,
                                 sm_error *err)
{
    sm_path shortened, near, far;
    sm_path_init(&shortened, c->a, SM_SPACE_LONLAT, SM_SHAPE_LINES);
    append_line(&shortened, stretch, c->x_factor);
    sm_status status =
        sm_topo_split_near(c->a, &shortened, c->earlier, c->tolerance_deg, &near, &far, err);
    if (!status) {
        *out = (pieces){0};
        interleave(c, stretch, &shortened, &near, &far, out);
        calm(out, 2 * c->tolerance_deg, is_closed(stretch));
    }
    return status;
}

// ---- Features -----------------------------------------------------------------------------------

typedef struct maker {
    sm_arena *a;
    const front *now;
    sm_value date, left, right;
    sm_features *out;
} maker;

static void add_piece(const maker *m, const sm_stretch *s, const char *unmoved, const sm_path *line)
{
    sm_value *values = sm_arena_zero(m->a, N_FIELDS, sizeof *values);
    values[SIDE_LEFT] = m->left;
    values[SIDE_RIGHT] = m->right;
    values[CERTAINTY] = sm_derive_text(joint_certainty(m->now, s));
    values[UNMOVED] = sm_derive_text(unmoved);
    values[DATE] = m->date;
    values[LENGTH_KM] = (sm_value){.type = SM_VALUE_NUMBER};
    sm_path *own = sm_arena_alloc(m->a, sizeof *own);
    *own = *line;
    sm_derive_add(m->a, m->out, values, own);
}

static sm_status add_stretch(const maker *m, const sm_stretch *s, const comparison *c,
                             sm_error *err)
{
    if (!c) {
        add_piece(m, s, NULL, &s->line);
        return SM_OK;
    }
    pieces list;
    sm_status status = compare_stretch(c, &s->line, &list, err);
    for (size_t i = 0; !status && i < list.count; i++) {
        add_piece(m, s, list.items[i].unmoved ? "yes" : "no", &list.items[i].line);
    }
    return status;
}

static double cosine_of_middle(const front *f)
{
    sm_box box = SM_BOX_EMPTY;
    for (size_t i = 0; i < f->stretches.count; i++) {
        if (is_front(f, &f->stretches.items[i])) {
            box = sm_box_union(box, sm_path_box(&f->stretches.items[i].line));
        }
    }
    double lat = sm_box_is_empty(box) ? 0 : (box.y0 + box.y1) / 2;
    return fmax(cos(lat * 3.14159265358979323846 / 180), 0.01);
}

// The earlier front as one path of shortened degrees; empty where the sides did not touch then.
static sm_status earlier_line(sm_arena *a, const sm_features *earlier, const char *side_field,
                              const char *left, const char *right, double x_factor, sm_path *out,
                              sm_error *err)
{
    front then;
    sm_status status = find_line(a, earlier, side_field, left, right, &then, err);
    sm_path_init(out, a, SM_SPACE_LONLAT, SM_SHAPE_LINES);
    for (size_t i = 0; !status && i < then.stretches.count; i++) {
        if (is_front(&then, &then.stretches.items[i])) {
            append_line(out, &then.stretches.items[i].line, x_factor);
        }
    }
    return status;
}

sm_status sm_derive_front(sm_arena *a, const sm_features *snapshot, const sm_features *earlier,
                          const char *side_field, const char *left, const char *right,
                          double tolerance_deg, sm_features *out, sm_error *err)
{
    front now;
    sm_path then;
    sm_status status = find_line(a, snapshot, side_field, left, right, &now, err);
    comparison c = {.a = a, .earlier = &then, .tolerance_deg = tolerance_deg};
    if (!status && earlier) {
        c.x_factor = cosine_of_middle(&now);
        status = earlier_line(a, earlier, side_field, left, right, c.x_factor, &then, err);
    }
    sm_features made = {.name = snapshot->name, .fields = sm_derive_fields(a, fields, N_FIELDS)};
    maker m = {a,
               &now,
               sm_derive_date(snapshot),
               sm_derive_text(sm_arena_strdup(a, left)),
               sm_derive_text(sm_arena_strdup(a, right)),
               &made};
    for (size_t i = 0; !status && i < now.stretches.count; i++) {
        if (is_front(&now, &now.stretches.items[i])) {
            status = add_stretch(&m, &now.stretches.items[i], earlier ? &c : NULL, err);
        }
    }
    if (status) {
        return status;
    }
    if (!made.count) {
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(snapshot->name),
                       "check the ids of the sides, and that their polygons share a border",
                       "the sides '%s' and '%s' do not touch: there is no front", left, right);
    }
    *out = made;
    return SM_OK;
}
