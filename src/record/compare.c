// What moved between two records.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "record/parts.h"

static const char *const change_names[] = {"unchanged", "added",  "removed",  "moved",
                                           "restyled",  "ground", "repainted"};

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

// ---- Objects ------------------------------------------------------------------------------------

static bool same_path(const sm_path *a, const sm_path *b)
{
    return a->n_points == b->n_points && a->n_parts == b->n_parts &&
           (!a->n_points || memcmp(a->points, b->points, a->n_points * sizeof *a->points) == 0) &&
           (!a->n_parts || memcmp(a->starts, b->starts, a->n_parts * sizeof *a->starts) == 0);
}

// Texts and furniture move as a whole: by the corner of their box.
double record_moved_pt(const sm_thing *old, const sm_thing *new)
{
    if (same_path(&old->path, &new->path)) {
        return 0;
    }
    if (old->kind >= SM_THING_TEXT) {
        sm_box a = sm_path_box(&old->path), b = sm_path_box(&new->path);
        return fmin(hypot(a.x0 - b.x0, a.y0 - b.y0), hypot(a.x1 - b.x1, a.y1 - b.y1));
    }
    return fmax(sm_record_farthest(&old->path, &new->path, RECORD_STEP_PT),
                sm_record_farthest(&new->path, &old->path, RECORD_STEP_PT));
}

sm_change *record_add(record_comparing *c, sm_change_kind kind, const sm_thing *t)
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
                          .length_mm = NAN,
                          .length_km = NAN,
                          .near = "",
                          .at_mm = {NAN, NAN},
                          .box_pt = t->path.n_points ? sm_path_box(&t->path) : SM_BOX_EMPTY};
    return change;
}

sm_change *record_add_move(record_comparing *c, const sm_thing *t, double pt)
{
    sm_change *change = record_add(c, SM_CHANGE_MOVED, t);
    change->moved_mm = pt / SM_PT_PER_MM;
    change->moved_km = t->kind < SM_THING_TEXT ? pt * c->km_per_pt : NAN;
    return change;
}

bool record_exceeds(const record_comparing *c, sm_thing_kind kind, double pt)
{
    return pt / SM_PT_PER_MM > c->tolerances->mm[kind];
}

bool record_is_front(const sm_thing *t)
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

static const sm_thing **sorted(record_comparing *c, const sm_record *r, size_t *n)
{
    const sm_thing **list = sm_arena_alloc(c->arena, (r->things.count + 1) * sizeof *list);
    *n = 0;
    for (size_t i = 0; i < r->things.count; i++) {
        if (!record_is_front(&r->things.items[i])) {
            list[(*n)++] = &r->things.items[i];
        }
    }
    qsort(list, *n, sizeof *list, by_identity);
    return list;
}

// The newest change concerns these objects; `old`, `new` may be NULL.
static void link_things(record_comparing *c, const sm_thing *old, const sm_thing *new)
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

static void compare_pair(record_comparing *c, const sm_thing *old, const sm_thing *new)
{
    double pt = record_moved_pt(old, new);
    bool moved = record_exceeds(c, new->kind, pt), restyled = strcmp(old->look, new->look) != 0;
    if (moved) {
        record_add_move(c, new, pt);
        link_things(c, old, new);
    }
    if (restyled) {
        sm_change *change = record_add(c, SM_CHANGE_LOOK, new);
        change->was = old->look;
        change->is = new->look;
        link_things(c, old, new);
    }
    if (!moved && !restyled && pt > 0) {
        c->out->old_change[old - c->old->things.items] = SM_TOLERATED;
        c->out->new_change[new - c->new->things.items] = SM_TOLERATED;
    }
    if (!moved && !restyled && new->kind == SM_THING_FURNITURE) {
        record_add(c, SM_CHANGE_NONE, new);
    }
}

static void compare_lists(record_comparing *c)
{
    size_t n_old = 0, n_new = 0, i = 0, k = 0;
    const sm_thing **old = sorted(c, c->old, &n_old), **new = sorted(c, c->new, &n_new);
    while (i < n_old || k < n_new) {
        int d = i == n_old ? 1 : k == n_new ? -1 : order(old[i], new[k]);
        if (d < 0) {
            record_add(c, SM_CHANGE_REMOVED, old[i]);
            link_things(c, old[i++], NULL);
        } else if (d > 0) {
            record_add(c, SM_CHANGE_ADDED, new[k]);
            link_things(c, NULL, new[k++]);
        } else {
            compare_pair(c, old[i++], new[k++]);
        }
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

static void add_ground(record_comparing *c, const sm_holding *h, double km2)
{
    // Rounding of the file, 1e-6, and of the sums.
    if (fabs(km2) > 1e-4) {
        const sm_thing zone = {
            .kind = SM_THING_AREA, .role = "zone", .layer = h->zone, .name = h->name, .record = -1};
        sm_change *change = record_add(c, SM_CHANGE_GROUND, &zone);
        change->area_km2 = km2;
        change->side = h->side;
    }
}

static void compare_ground(record_comparing *c)
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

static bool same_box(sm_box a, sm_box b)
{
    return a.x0 == b.x0 && a.y0 == b.y0 && a.x1 == b.x1 && a.y1 == b.y1;
}

static bool same_view(const sm_record *a, const sm_record *b)
{
    const sm_view *v = &a->view, *w = &b->view;
    return fabs(v->scale_denom - w->scale_denom) <= 1e-6 * v->scale_denom &&
           sm_distance(v->centre_m, w->centre_m) * sm_view_pt_per_m(v) < 0.01 &&
           same_box(v->frame_pt, w->frame_pt) && strcmp(a->crs, b->crs) == 0;
}

void sm_record_compare(sm_arena *a, const sm_record *old, const sm_record *new,
                       const sm_tolerances *tolerances, sm_changes *out)
{
    *out = (sm_changes){
        .same_page = old->width_pt == new->width_pt && old->height_pt == new->height_pt,
        .same_view = new->view.scale_denom > 0 && old->view.scale_denom > 0 && same_view(old, new)};
    out->old_change = sm_arena_zero(a, old->things.count + 1, sizeof *out->old_change);
    out->new_change = sm_arena_zero(a, new->things.count + 1, sizeof *out->new_change);
    record_comparing c = {a, old, new, tolerances, NAN, out};
    if (out->same_view) {
        // At the centre; over a map sheet the scale varies by parts of a thousand.
        c.km_per_pt = new->ground_scale / sm_view_pt_per_m(&new->view) / 1000;
    }
    record_compare_fronts(&c);
    compare_ground(&c);
    compare_lists(&c);
}
