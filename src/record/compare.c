// What moved between two records.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sitmap/record.h"

static const char *const change_names[] = {"unchanged", "added",  "removed",  "moved",
                                           "restyled",  "ground", "repainted"};
static const double SAMPLE_PT = 1;

const char *sm_change_kind_name(sm_change_kind kind)
{
    return change_names[kind];
}

sm_tolerances sm_tolerances_default(void)
{
    return (sm_tolerances){{[SM_THING_AREA] = 0.02,
                            [SM_THING_LINE] = 0.02,
                            [SM_THING_MARK] = 0.02,
                            [SM_THING_TEXT] = 0.1,
                            [SM_THING_FURNITURE] = 0.1}};
}

// ---- Distance -----------------------------------------------------------------------------------

// Distance to the nearest segment; gives up below `enough`, for then the point can not be the
// farthest.
static double nearest(sm_point p, const sm_path *to, double enough)
{
    double best = INFINITY;
    for (size_t i = 0; i < to->n_parts; i++) {
        size_t n = 0;
        const sm_point *q = sm_path_part(to, i, &n);
        for (size_t k = 0; k < n && best > enough; k++) {
            best = fmin(best, sm_point_segment_distance(p, q[k ? k - 1 : 0], q[k]));
        }
    }
    return best;
}

// Samples times segments that one comparison may cost.
static const double MOST_WORK = 4e8;

typedef struct searching {
    const sm_path *to;
    double step, most;
    size_t stride, count; // of samples
} searching;

static void sample(searching *s, sm_point p)
{
    if (s->count++ % s->stride == 0) {
        s->most = fmax(s->most, nearest(p, s->to, s->most));
    }
}

static void sample_segment(searching *s, sm_point a, sm_point b)
{
    size_t n = (size_t)ceil(fmin(sm_distance(a, b) / s->step, 1e5));
    for (size_t k = 1; k <= n; k++) {
        double t = (double)k / (double)n;
        sample(s, (sm_point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
    }
}

static double count_samples(const sm_path *path, double step)
{
    double length = 0;
    for (size_t i = 0; i < path->n_parts && path->shape != SM_SHAPE_POINTS; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        length += sm_line_length(p, n);
    }
    return length / step + (double)path->n_points;
}

double sm_record_farthest(const sm_path *from, const sm_path *to, double step)
{
    searching s = {to, step, 0, 1, 0};
    s.stride += (size_t)(count_samples(from, step) * (double)to->n_points / MOST_WORK);
    for (size_t i = 0; i < from->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(from, i, &n);
        for (size_t k = 0; k < n; k++) {
            if (k && from->shape != SM_SHAPE_POINTS) {
                sample_segment(&s, p[k - 1], p[k]);
            } else {
                sample(&s, p[k]);
            }
        }
    }
    return s.most;
}

static bool same_path(const sm_path *a, const sm_path *b)
{
    return a->n_points == b->n_points && a->n_parts == b->n_parts &&
           (!a->n_points || memcmp(a->points, b->points, a->n_points * sizeof *a->points) == 0) &&
           (!a->n_parts || memcmp(a->starts, b->starts, a->n_parts * sizeof *a->starts) == 0);
}

// Texts and furniture move as a whole: by the corner of their box.
static double moved_pt(const sm_thing *old, const sm_thing *new)
{
    if (same_path(&old->path, &new->path)) {
        return 0;
    }
    if (old->kind >= SM_THING_TEXT) {
        sm_box a = sm_path_box(&old->path), b = sm_path_box(&new->path);
        return fmin(hypot(a.x0 - b.x0, a.y0 - b.y0), hypot(a.x1 - b.x1, a.y1 - b.y1));
    }
    return fmax(sm_record_farthest(&old->path, &new->path, SAMPLE_PT),
                sm_record_farthest(&new->path, &old->path, SAMPLE_PT));
}

// ---- Comparing ----------------------------------------------------------------------------------

typedef struct comparing {
    sm_arena *arena;
    const sm_record *old, *new;
    const sm_tolerances *tolerances;
    double km_per_pt; // NAN when the views differ
    sm_changes *out;
} comparing;

static sm_change *add(comparing *c, sm_change_kind kind, const sm_thing *t)
{
    sm_change *change = SM_PUSH(c->arena, c->out);
    *change = (sm_change){.kind = kind,
                          .thing = t->kind,
                          .role = t->role,
                          .layer = t->layer,
                          .name = t->name,
                          .record = t->record,
                          .moved_mm = NAN,
                          .moved_km = NAN,
                          .area_km2 = NAN,
                          .box_pt = t->path.n_points ? sm_path_box(&t->path) : SM_BOX_EMPTY};
    return change;
}

static void add_move(comparing *c, const sm_thing *t, double pt)
{
    sm_change *change = add(c, SM_CHANGE_MOVED, t);
    change->moved_mm = pt / SM_PT_PER_MM;
    change->moved_km = t->kind < SM_THING_TEXT ? pt * c->km_per_pt : NAN;
}

static bool exceeds(const comparing *c, sm_thing_kind kind, double pt)
{
    return pt / SM_PT_PER_MM > c->tolerances->mm[kind];
}

static bool is_front(const sm_thing *t)
{
    return strcmp(t->role, "front") == 0;
}

static int order(const sm_thing *a, const sm_thing *b)
{
    int d = strcmp(a->role, b->role);
    d = d ? d : strcmp(a->layer, b->layer);
    d = d ? d : (a->record > b->record) - (a->record < b->record);
    return d ? d : strcmp(a->name, b->name);
}

static int by_identity(const void *one, const void *other)
{
    const sm_thing *a = *(const sm_thing *const *)one, *b = *(const sm_thing *const *)other;
    int d = order(a, b);
    return d ? d : (a > b) - (a < b); // repeated objects in the order of painting
}

static const sm_thing **sorted(comparing *c, const sm_record *r, size_t *n)
{
    const sm_thing **list = sm_arena_alloc(c->arena, (r->things.count + 1) * sizeof *list);
    *n = 0;
    for (size_t i = 0; i < r->things.count; i++) {
        if (!is_front(&r->things.items[i])) {
            list[(*n)++] = &r->things.items[i];
        }
    }
    qsort(list, *n, sizeof *list, by_identity);
    return list;
}

// The newest change concerns these objects; `old`, `new` may be NULL.
static void link_things(comparing *c, const sm_thing *old, const sm_thing *new)
{
    sm_change *change = &c->out->items[c->out->count - 1];
    if (old) {
        c->out->old_change[old - c->old->things.items] = c->out->count;
        change->box_pt = sm_box_union(change->box_pt, sm_path_box(&old->path));
    }
    if (new) {
        c->out->new_change[new - c->new->things.items] = c->out->count;
    }
}

static void compare_pair(comparing *c, const sm_thing *old, const sm_thing *new)
{
    double pt = moved_pt(old, new);
    bool moved = exceeds(c, new->kind, pt), restyled = strcmp(old->look, new->look) != 0;
    if (moved) {
        add_move(c, new, pt);
        link_things(c, old, new);
    }
    if (restyled) {
        sm_change *change = add(c, SM_CHANGE_LOOK, new);
        change->was = old->look;
        change->is = new->look;
        link_things(c, old, new);
    }
    if (!moved && !restyled && pt > 0) {
        c->out->old_change[old - c->old->things.items] = SM_TOLERATED;
        c->out->new_change[new - c->new->things.items] = SM_TOLERATED;
    }
    if (!moved && !restyled && new->kind == SM_THING_FURNITURE) {
        add(c, SM_CHANGE_NONE, new);
    }
}

static void compare_lists(comparing *c)
{
    size_t n_old = 0, n_new = 0, i = 0, k = 0;
    const sm_thing **old = sorted(c, c->old, &n_old), **new = sorted(c, c->new, &n_new);
    while (i < n_old || k < n_new) {
        int d = i == n_old ? 1 : k == n_new ? -1 : order(old[i], new[k]);
        if (d < 0) {
            add(c, SM_CHANGE_REMOVED, old[i]);
            link_things(c, old[i++], NULL);
        } else if (d > 0) {
            add(c, SM_CHANGE_ADDED, new[k]);
            link_things(c, NULL, new[k++]);
        } else {
            compare_pair(c, old[i++], new[k++]);
        }
    }
}

// ---- Fronts -------------------------------------------------------------------------------------

// All stretches of a front as one line; with `links`, `link` is put down for each.
static sm_thing gather_front(comparing *c, const sm_record *r, const char *layer, size_t *links,
                             size_t link, bool *any)
{
    sm_thing all = {.kind = SM_THING_LINE,
                    .role = "front",
                    .layer = layer,
                    .name = "",
                    .record = -1,
                    .look = ""};
    sm_path_init(&all.path, c->arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    *any = false;
    for (size_t i = 0; i < r->things.count; i++) {
        const sm_thing *t = &r->things.items[i];
        if (is_front(t) && strcmp(t->layer, layer) == 0) {
            *any = true;
            if (t->path.n_points && t->path.shape == SM_SHAPE_LINES) {
                sm_path_append(&all.path, &t->path);
            }
            if (links) {
                links[i] = link;
            }
        }
    }
    return all;
}

static void compare_front(comparing *c, const char *layer)
{
    bool in_old = false, in_new = false;
    sm_thing old = gather_front(c, c->old, layer, NULL, 0, &in_old);
    sm_thing new = gather_front(c, c->new, layer, NULL, 0, &in_new);
    double pt = in_old && in_new ? moved_pt(&old, &new) : INFINITY;
    size_t link = c->out->count + 1; // of the change that comes now
    if (!in_old || !in_new || !old.path.n_points || !new.path.n_points) {
        bool none = (!in_old || !old.path.n_points) && (!in_new || !new.path.n_points);
        bool came = !in_old || !old.path.n_points;
        add(c, none ? SM_CHANGE_NONE : came ? SM_CHANGE_ADDED : SM_CHANGE_REMOVED, &new);
    } else if (exceeds(c, SM_THING_LINE, pt)) {
        add_move(c, &new, pt);
    } else {
        add(c, SM_CHANGE_NONE, &new);
        link = pt > 0 ? SM_TOLERATED : 0;
    }
    gather_front(c, c->old, layer, c->out->old_change, link, &in_old);
    gather_front(c, c->new, layer, c->out->new_change, link, &in_new);
}

typedef struct layers {
    const char *items[2 * SM_MAX_RECORD_FRONTS];
    size_t count;
} layers;

static void collect_fronts(const sm_record *r, layers *out)
{
    for (size_t i = 0; i < r->things.count; i++) {
        const sm_thing *t = &r->things.items[i];
        size_t k = 0;
        while (is_front(t) && k < out->count && strcmp(out->items[k], t->layer) != 0) {
            k++;
        }
        if (is_front(t) && k == out->count && k < sizeof out->items / sizeof out->items[0]) {
            out->items[out->count++] = t->layer;
        }
    }
}

static void compare_fronts(comparing *c)
{
    layers fronts = {.count = 0};
    collect_fronts(c->new, &fronts);
    collect_fronts(c->old, &fronts);
    for (size_t i = 0; i < fronts.count; i++) {
        compare_front(c, fronts.items[i]);
    }
}

// ---- Ground -------------------------------------------------------------------------------------

static const sm_holding *find_holding(const sm_record *r, const sm_holding *like)
{
    for (size_t i = 0; i < r->holdings.count; i++) {
        const sm_holding *h = &r->holdings.items[i];
        if (strcmp(h->side, like->side) == 0 && strcmp(h->zone, like->zone) == 0) {
            return h;
        }
    }
    return NULL;
}

static void add_ground(comparing *c, const sm_holding *h, double km2)
{
    // Rounding of the file, 1e-6, and of the sums.
    if (fabs(km2) > 1e-4) {
        const sm_thing zone = {
            .kind = SM_THING_AREA, .role = "zone", .layer = h->zone, .name = h->name, .record = -1};
        sm_change *change = add(c, SM_CHANGE_GROUND, &zone);
        change->area_km2 = km2;
        change->side = h->side;
    }
}

static void compare_ground(comparing *c)
{
    for (size_t i = 0; i < c->new->holdings.count; i++) {
        const sm_holding *new = &c->new->holdings.items[i], *old = find_holding(c->old, new);
        add_ground(c, new, new->area_km2 - (old ? old->area_km2 : 0));
    }
    for (size_t i = 0; i < c->old->holdings.count; i++) {
        const sm_holding *old = &c->old->holdings.items[i];
        if (!find_holding(c->new, old)) {
            add_ground(c, old, -old->area_km2);
        }
    }
}

// ---- The whole ----------------------------------------------------------------------------------

static bool same_view(const sm_record *a, const sm_record *b)
{
    const sm_view *v = &a->view, *w = &b->view;
    return fabs(v->scale_denom - w->scale_denom) <= 1e-6 * v->scale_denom &&
           sm_distance(v->centre_m, w->centre_m) * sm_view_pt_per_m(v) < 0.01 &&
           memcmp(&v->frame_pt, &w->frame_pt, sizeof v->frame_pt) == 0 &&
           strcmp(a->crs, b->crs) == 0;
}

void sm_record_compare(sm_arena *a, const sm_record *old, const sm_record *new,
                       const sm_tolerances *tolerances, sm_changes *out)
{
    *out = (sm_changes){
        .same_page = old->width_pt == new->width_pt && old->height_pt == new->height_pt,
        .same_view = new->view.scale_denom > 0 && old->view.scale_denom > 0 && same_view(old, new)};
    out->old_change = sm_arena_zero(a, old->things.count + 1, sizeof *out->old_change);
    out->new_change = sm_arena_zero(a, new->things.count + 1, sizeof *out->new_change);
    comparing c = {a, old, new, tolerances, NAN, out};
    if (out->same_view) {
        // At the centre; over a map sheet the scale varies by parts of a thousand.
        c.km_per_pt = new->ground_scale / sm_view_pt_per_m(&new->view) / 1000;
    }
    compare_fronts(&c);
    compare_ground(&c);
    compare_lists(&c);
}

// ---- Words --------------------------------------------------------------------------------------

static const char *subject(sm_arena *a, const sm_change *c)
{
    if (c->kind == SM_CHANGE_GROUND || c->thing == SM_THING_FURNITURE ||
        strcmp(c->role, "front") == 0) {
        const char *word = c->kind == SM_CHANGE_GROUND ? "" : c->role;
        const char *id = c->kind == SM_CHANGE_GROUND      ? (c->name[0] ? c->name : c->layer)
                         : strcmp(c->layer, c->role) == 0 ? ""
                                                          : c->layer;
        bool line = strcmp(c->role, "front") == 0;
        return sm_arena_printf(a, "%s%s%s%s", word, line ? " line" : "",
                               word[0] && id[0] ? " " : "", id);
    }
    const char *name = c->name[0]       ? sm_arena_printf(a, " %s", c->name)
                       : c->record >= 0 ? sm_arena_printf(a, " record %ld", c->record)
                                        : "";
    const char *what = c->thing == SM_THING_TEXT || !c->layer[0] ? c->role : c->layer;
    return sm_arena_printf(a, "%s%s", what, name);
}

static const char *move_words(sm_arena *a, const sm_change *c)
{
    bool up_to = c->thing < SM_THING_TEXT;
    const char *mm =
        sm_arena_printf(a, "%.*f mm", c->moved_mm < 10 ? 1 + (c->moved_mm < 1) : 0, c->moved_mm);
    return isfinite(c->moved_km) ? sm_arena_printf(a, "moved up to %.*f km (%s on the page)",
                                                   c->moved_km < 1 ? 2 : 1, c->moved_km, mm)
                                 : sm_arena_printf(a, "moved %s%s", up_to ? "up to " : "", mm);
}

const char *sm_change_words(sm_arena *a, const sm_change *c)
{
    const char *who = subject(a, c);
    const char *pixels = c->pixels ? sm_arena_printf(a, ", %zu pixels", c->pixels) : "";
    switch (c->kind) {
    case SM_CHANGE_GROUND:
        return sm_arena_printf(a, "%s: %s %s%.1f km²", who, c->side, c->area_km2 < 0 ? "−" : "+",
                               fabs(c->area_km2));
    case SM_CHANGE_MOVED: return sm_arena_printf(a, "%s: %s%s", who, move_words(a, c), pixels);
    case SM_CHANGE_LOOK:
        return c->thing == SM_THING_FURNITURE
                   ? sm_arena_printf(a, "%s: other content%s", who, pixels)
                   : sm_arena_printf(a, "%s: %s, was %s%s", who, c->is, c->was, pixels);
    case SM_CHANGE_PIXELS: return sm_arena_printf(a, "%s: painted otherwise%s", who, pixels);
    case SM_CHANGE_NONE:
    case SM_CHANGE_ADDED:
    case SM_CHANGE_REMOVED: break;
    }
    return sm_arena_printf(a, "%s: %s%s", who, change_names[c->kind], pixels);
}
