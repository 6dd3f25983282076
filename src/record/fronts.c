// Fronts: all features of a layer are one line, and what changed of it is told by stretches.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "record/parts.h"

// ---- Stretches ----------------------------------------------------------------------------------

// The named object nearest to a place on the page: what a reader would look for there.
static const char *name_near(const record_comparing *c, sm_point p)
{
    const char *best = "";
    double least = INFINITY;
    for (size_t i = 0; i < c->new->things.count; i++) {
        const sm_thing *t = &c->new->things.items[i];
        bool named = t->name[0] && t->path.n_points &&
                     (t->kind == SM_THING_MARK ||
                      (t->kind == SM_THING_TEXT && strcmp(t->role, "label") == 0));
        double d = named ? record_nearest(p, &t->path, 0) : INFINITY;
        if (d < least) {
            least = d;
            best = t->name;
        }
    }
    return best;
}

static int farthest_first(const void *one, const void *other)
{
    const record_stretch *a = *(record_stretch *const *)one, *b = *(record_stretch *const *)other;
    int d = (a->most_pt < b->most_pt) - (a->most_pt > b->most_pt);
    return d ? d : (a > b) - (a < b);
}

static int in_order(const void *one, const void *other)
{
    const record_stretch *a = *(record_stretch *const *)one, *b = *(record_stretch *const *)other;
    return (a > b) - (a < b);
}

// Of many, those that went farthest, in the order of the line.
static size_t choose(sm_arena *a, record_stretches *list, record_stretch ***out)
{
    *out = sm_arena_alloc(a, (list->count + 1) * sizeof **out);
    for (size_t i = 0; i < list->count; i++) {
        (*out)[i] = &list->items[i];
    }
    size_t n = list->count < SM_MAX_STRETCHES ? list->count : SM_MAX_STRETCHES;
    qsort(*out, list->count, sizeof **out, farthest_first);
    qsort(*out, n, sizeof **out, in_order);
    return n;
}

static void add_stretch(record_comparing *c, const sm_change *front, size_t number,
                        const record_stretch *s)
{
    sm_change *change = SM_PUSH(c->arena, c->out);
    *change = *front;
    change->stretch = number;
    change->moved_mm = s->most_pt / SM_PT_PER_MM;
    change->moved_km = s->most_pt * c->km_per_pt;
    change->length_mm = s->length_pt / SM_PT_PER_MM;
    change->length_km = s->length_pt * c->km_per_pt;
    change->near = name_near(c, s->at);
    change->at_mm = (sm_point){s->at.x / SM_PT_PER_MM, s->at.y / SM_PT_PER_MM};
    change->box_pt = sm_path_box(&s->path);
}

// `index`: of the change that tells of the whole front.
static void add_stretches(record_comparing *c, size_t index, const sm_path *old, const sm_path *new)
{
    record_stretches list;
    record_stretch **told;
    double least = c->tolerances->mm[SM_THING_LINE] * SM_PT_PER_MM;
    record_find_stretches(c->arena, old, new, least, &list);
    size_t n = choose(c->arena, &list, &told);
    c->out->items[index].n_stretches = list.count;
    const sm_change front = c->out->items[index];
    for (size_t i = 0; i < n; i++) {
        add_stretch(c, &front, 1 + (size_t)(told[i] - list.items), told[i]);
    }
}

// ---- The whole line -----------------------------------------------------------------------------

// All features of a front as one line; with `links`, `link` is put down for each.
static sm_thing gather_front(record_comparing *c, const sm_record *r, const char *layer,
                             size_t *links, size_t link, bool *any)
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
        if (record_is_front(t) && strcmp(t->layer, layer) == 0) {
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

static void compare_front(record_comparing *c, const char *layer)
{
    bool in_old = false, in_new = false;
    sm_thing old = gather_front(c, c->old, layer, NULL, 0, &in_old);
    sm_thing new = gather_front(c, c->new, layer, NULL, 0, &in_new);
    double pt = in_old && in_new ? record_moved_pt(&old, &new) : INFINITY;
    size_t link = c->out->count + 1; // of the change that comes now
    if (!in_old || !in_new || !old.path.n_points || !new.path.n_points) {
        bool none = (!in_old || !old.path.n_points) && (!in_new || !new.path.n_points);
        bool came = !in_old || !old.path.n_points;
        record_add(c, none ? SM_CHANGE_NONE : came ? SM_CHANGE_ADDED : SM_CHANGE_REMOVED, &new);
    } else if (record_exceeds(c, SM_THING_LINE, pt)) {
        record_add_move(c, &new, pt);
        add_stretches(c, link - 1, &old.path, &new.path);
    } else {
        record_add(c, SM_CHANGE_NONE, &new);
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
        while (record_is_front(t) && k < out->count && strcmp(out->items[k], t->layer) != 0) {
            k++;
        }
        if (record_is_front(t) && k == out->count && k < sizeof out->items / sizeof out->items[0]) {
            out->items[out->count++] = t->layer;
        }
    }
}

void record_compare_fronts(record_comparing *c)
{
    layers fronts = {.count = 0};
    collect_fronts(c->new, &fronts);
    collect_fronts(c->old, &fronts);
    for (size_t i = 0; i < fronts.count; i++) {
        compare_front(c, fronts.items[i]);
    }
}
