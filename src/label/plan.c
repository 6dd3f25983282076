// The problem of a series: one option per unit and slot.
#include <stdlib.h>
#include <string.h>

#include "label/plan.h"

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
        p->cost[i] = list->items[i].cost;
        p->unit_of[i] = list->items[i].unit;
    }
}

void sm_label_make_plan(sm_label_job *j, const sm_label_units *units, size_t n_figures,
                        sm_box frame, sm_label_plan *out)
{
    sm_arena_mark mark = sm_arena_mark_now(j->scratch);
    *out = (sm_label_plan){.units = units, .n_figures = n_figures};
    sm_label_problem *p = &out->problem;
    p->n_units = units->count;
    p->first = sm_arena_zero(j->work, units->count + 1, sizeof *p->first);
    p->drop = sm_arena_zero(j->work, units->count, sizeof *p->drop);
    option_list list = {NULL, 0, 0};
    for (size_t u = 0; u < units->count; u++) {
        p->drop[u] = units->items[u].drop;
        add_options(j, out, (uint32_t)u, &list);
        p->first[u + 1] = list.count;
    }
    lay_out_options(j, out, &list);
    sm_arena_rewind(j->scratch, mark);
    sm_label_find_conflicts(j->work, j->scratch, out->options, n_figures, frame, p);
}

const sm_label_candidate *sm_label_chosen_on(const sm_label_plan *plan, const int32_t *chosen,
                                             size_t u, size_t figure)
{
    size_t f = plan->n_figures > 1 ? figure : 0;
    return chosen[u] == SM_LABEL_NONE ? NULL : plan->options[chosen[u]].on[f];
}
