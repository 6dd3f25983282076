// The problem of a series: one option per unit and slot.
#include <math.h>
#include <string.h>

#include "label/plan.h"

// Costs nearer than this are equal. They are sums over the whole raster, whose last digits change
// with lines that are nowhere near: an edit far away must not decide between two equal places.
#define TIE 1e-6

#define CROWD_CELL SM_MM(4)

enum { MOST_OPTIONS = 40000, LEAST_OPTIONS = 4, CROWD_MOST = 40, CROWD_SIDE = 256 };

// How large a plan may become.
typedef struct plan_size {
    sm_box frame;
    size_t most_options;
    uint32_t *crowd; // units per cell
} plan_size;

typedef struct offer {
    int slot;
    size_t figure;
    const sm_label_candidate *candidate;
} offer;

static int by_slot(const void *a, const void *b)
{
    const offer *x = a, *y = b;
    int c = (x->slot > y->slot) - (x->slot < y->slot);
    return c ? c : (x->figure > y->figure) - (x->figure < y->figure);
}

typedef struct option_list {
    struct option_entry {
        const sm_label_candidate **on;
        int slot;
        double cost;
        uint32_t unit;
    } * items;
    size_t count, cap;
} option_list;

static size_t offers_of(sm_arena *scratch, const sm_label_unit *u, offer **out)
{
    size_t n = 0, k = 0;
    for (size_t i = 0; i < u->n; i++) {
        n += u->members[i]->candidates.count;
    }
    *out = sm_arena_alloc(scratch, n * sizeof **out);
    for (size_t i = 0; i < u->n; i++) {
        const sm_label_item *item = u->members[i];
        for (size_t c = 0; c < item->candidates.count; c++) {
            const sm_label_candidate *candidate = &item->candidates.items[c];
            (*out)[k++] = (offer){candidate->slot, item->figure, candidate};
        }
    }
    sm_label_sort(*out, n, sizeof **out, by_slot);
    return n;
}

// One option per slot. Where a slot is missing on a figure, the label counts as left out there.
static void add_options(sm_label_job *j, const sm_label_plan *plan, uint32_t unit_index,
                        option_list *list)
{
    const sm_label_unit *u = &plan->units->items[unit_index];
    offer *offers = NULL;
    size_t n = offers_of(j->scratch, u, &offers);
    for (size_t i = 0; i < n;) {
        struct option_entry e = {.slot = offers[i].slot, .unit = unit_index, .cost = u->drop};
        e.on = sm_arena_zero(j->work, plan->n_figures, sizeof(sm_label_candidate *));
        for (; i < n && offers[i].slot == e.slot; i++) {
            size_t f = plan->n_figures > 1 ? offers[i].figure : 0;
            e.on[f] = offers[i].candidate;
            e.cost += offers[i].candidate->cost;
        }
        for (size_t k = 0; k < u->n; k++) {
            size_t f = plan->n_figures > 1 ? u->members[k]->figure : 0;
            e.cost -= e.on[f] ? u->members[k]->drop : 0;
        }
        if (e.cost < u->drop) {
            *SM_PUSH(j->work, list) = e;
        }
    }
}

static void lay_out_options(sm_label_job *j, sm_label_plan *plan, const option_list *list)
{
    sm_label_problem *p = &plan->problem;
    plan->options = sm_arena_alloc(j->work, list->count * sizeof *plan->options);
    plan->slots = sm_arena_alloc(j->work, list->count * sizeof *plan->slots);
    p->cost = sm_arena_alloc(j->work, list->count * sizeof *p->cost);
    p->unit_of = sm_arena_alloc(j->work, list->count * sizeof *p->unit_of);
    for (size_t i = 0; i < list->count; i++) {
        plan->options[i].on = list->items[i].on;
        plan->slots[i] = list->items[i].slot;
        p->cost[i] = round(list->items[i].cost / TIE) * TIE;
        p->unit_of[i] = list->items[i].unit;
    }
}

// ---- Crowds -------------------------------------------------------------------------------------

// Around one cell there is room for fewer names than this, whatever their size; a shapefile may
// have thousands of points in one town. The most important ones may compete.
static bool is_crowded(plan_size *size, const option_list *list, size_t first)
{
    if (first == list->count) {
        return false;
    }
    const struct option_entry *e = &list->items[first];
    size_t f = 0;
    while (!e->on[f]) {
        f++;
    }
    sm_box b = e->on[f]->bounds;
    sm_point mid = {(b.x0 + b.x1) / 2 - size->frame.x0, (b.y0 + b.y1) / 2 - size->frame.y0};
    size_t x = (size_t)fmin(fmax(mid.x / CROWD_CELL, 0), CROWD_SIDE - 1);
    size_t y = (size_t)fmin(fmax(mid.y / CROWD_CELL, 0), CROWD_SIDE - 1);
    return size->crowd[y * CROWD_SIDE + x]++ >= CROWD_MOST;
}

static const sm_label_candidate *stands(const sm_label_plan *plan, size_t unit)
{
    return plan->units->items[unit].members[0]->stands;
}

// Where a label stands already counts as cheapest: a plan that mends must not lose it.
static double entry_cost(const sm_label_plan *plan, const struct option_entry *e)
{
    const sm_label_candidate *at = stands(plan, e->unit);
    return at && e->on[0] == at ? -1 : e->cost;
}

// Keep the cheapest `most` of the entries from `first` on.
static void keep_cheapest(const sm_label_plan *plan, option_list *list, size_t first, size_t most)
{
    struct option_entry *e = list->items + first;
    size_t n = list->count - first;
    for (size_t i = 0; n > most && i < most; i++) {
        size_t best = i;
        for (size_t k = i + 1; k < n; k++) {
            best = entry_cost(plan, &e[k]) < entry_cost(plan, &e[best]) ? k : best;
        }
        struct option_entry other = e[i];
        e[i] = e[best];
        e[best] = other;
    }
    list->count = first + (n > most ? most : n);
}

static size_t options_each(size_t most, size_t n_units)
{
    size_t share = n_units ? most / n_units : most;
    return share > LEAST_OPTIONS ? share : most ? LEAST_OPTIONS : 1;
}

static void fill_plan(sm_label_job *j, plan_size *size, sm_label_plan *plan)
{
    sm_label_problem *p = &plan->problem;
    size_t n_units = plan->units->count;
    p->n_units = n_units;
    p->first = sm_arena_zero(j->work, n_units + 1, sizeof *p->first);
    p->drop = sm_arena_zero(j->work, n_units, sizeof *p->drop);
    size->crowd = sm_arena_zero(j->scratch, (size_t)CROWD_SIDE * CROWD_SIDE, sizeof *size->crowd);
    size_t each = options_each(size->most_options, n_units);
    option_list list = {NULL, 0, 0};
    for (size_t u = 0; u < n_units; u++) {
        p->drop[u] = plan->units->items[u].drop;
        size_t first = list.count;
        add_options(j, plan, (uint32_t)u, &list);
        keep_cheapest(plan, &list, first, each);
        bool too_many = list.count > size->most_options || is_crowded(size, &list, first);
        if (too_many && !stands(plan, u)) {
            list.count = first;
        }
        p->first[u + 1] = list.count;
    }
    lay_out_options(j, plan, &list);
}

// Units come in order of importance, so that what is too much is the least important.
void sm_label_make_plan(sm_label_job *j, const sm_label_units *units, size_t n_figures,
                        sm_box frame, sm_label_plan *out)
{
    bool fits = false;
    for (size_t most = MOST_OPTIONS; !fits; most /= 2) {
        sm_arena_mark mark = sm_arena_mark_now(j->scratch);
        plan_size size = {.frame = frame, .most_options = most};
        *out = (sm_label_plan){.units = units, .n_figures = n_figures};
        fill_plan(j, &size, out);
        sm_arena_rewind(j->scratch, mark);
        fits = sm_label_find_conflicts(j->work, j->scratch, out->options, n_figures, frame,
                                       &out->problem);
    }
}

const sm_label_candidate *sm_label_chosen_on(const sm_label_plan *plan, const int32_t *chosen,
                                             size_t u, size_t figure)
{
    size_t f = plan->n_figures > 1 ? figure : 0;
    return chosen[u] == SM_LABEL_NONE ? NULL : plan->options[chosen[u]].on[f];
}
