// Placing the labels of a series: requests become items (one label on one figure), items of the
// same name become units (one label on all figures), units choose together; then each figure alone
// mends what the common choice did badly there.
#include <math.h>
#include <string.h>

#include "label/plan.h"

// ---- Together -----------------------------------------------------------------------------------

// What a choice of a plan costs on each figure.
static void add_costs(const sm_label_plan *plan, const int32_t *chosen, double *costs)
{
    for (size_t u = 0; u < plan->units->count; u++) {
        const sm_label_unit *unit = &plan->units->items[u];
        for (size_t k = 0; k < unit->n; k++) {
            size_t figure = unit->members[k]->figure;
            const sm_label_candidate *c = sm_label_chosen_on(plan, chosen, u, figure);
            costs[figure] += c ? c->cost : unit->members[k]->drop;
        }
    }
}

static void settle(const sm_label_plan *plan, const int32_t *chosen)
{
    for (size_t u = 0; u < plan->units->count; u++) {
        const sm_label_unit *unit = &plan->units->items[u];
        for (size_t k = 0; k < unit->n; k++) {
            sm_label_item *item = unit->members[k];
            item->stands = sm_label_chosen_on(plan, chosen, u, item->figure);
            item->has_common = chosen[u] != SM_LABEL_NONE && unit->n > 1;
            item->common_slot = item->has_common ? plan->slots[chosen[u]] : 0;
        }
    }
}

// How many labels a choice places on each figure, and what those that it leaves out are worth.
static void add_losses(const sm_label_plan *plan, const int32_t *chosen, sm_labels *out)
{
    for (size_t u = 0; u < plan->units->count; u++) {
        const sm_label_unit *unit = &plan->units->items[u];
        for (size_t k = 0; k < unit->n; k++) {
            sm_labels *figure = &out[unit->members[k]->figure];
            if (sm_label_chosen_on(plan, chosen, u, unit->members[k]->figure)) {
                figure->n_greedy++;
            } else {
                figure->lost_greedy += unit->members[k]->drop;
            }
        }
    }
}

static void choose_together(sm_label_job *j, const sm_label_plan *plan, double *costs,
                            double *greedy_costs, sm_labels *out)
{
    const sm_label_problem *p = &plan->problem;
    int32_t *chosen = sm_arena_alloc(j->work, p->n_units * sizeof *chosen);
    sm_label_solve_greedy(j->scratch, p, chosen);
    add_costs(plan, chosen, greedy_costs);
    add_losses(plan, chosen, out);
    sm_label_improve(j->scratch, p, chosen);
    add_costs(plan, chosen, costs);
    settle(plan, chosen);
}

// ---- One figure alone ---------------------------------------------------------------------------

static void units_of_figure(sm_label_job *j, const sm_label_units *all, size_t figure,
                            sm_label_units *out)
{
    for (size_t u = 0; u < all->count; u++) {
        for (size_t k = 0; k < all->items[u].n; k++) {
            sm_label_item **member = &all->items[u].members[k];
            if ((*member)->figure == figure) {
                *SM_PUSH(j->work, out) = (sm_label_unit){member, 1, (*member)->drop};
            }
        }
    }
}

// Standing elsewhere than on the other figures has a price, but less than being left out.
static void price_moving(const sm_label_plan *plan)
{
    const sm_label_problem *p = &plan->problem;
    for (size_t u = 0; u < p->n_units; u++) {
        const sm_label_item *item = plan->units->items[u].members[0];
        for (size_t c = p->first[u]; c < p->first[u + 1]; c++) {
            if (item->has_common && plan->slots[c] != item->common_slot) {
                p->cost[c] = fmin(p->cost[c] + SM_LABEL_STAY, p->drop[u]);
            }
        }
    }
}

static int32_t option_of(const sm_label_plan *plan, size_t u)
{
    const sm_label_problem *p = &plan->problem;
    const sm_label_candidate *stands = plan->units->items[u].members[0]->stands;
    for (size_t c = p->first[u]; c < p->first[u + 1]; c++) {
        if (plan->options[c].on[0] == stands) {
            return (int32_t)c;
        }
    }
    return SM_LABEL_NONE;
}

static void mend_figure(sm_label_job *j, const sm_label_units *all, size_t figure, double *costs)
{
    sm_label_units own = {NULL, 0, 0};
    units_of_figure(j, all, figure, &own);
    sm_label_plan plan;
    sm_label_make_plan(j, &own, 1, j->tasks[figure].frame_pt, &plan);
    price_moving(&plan);
    int32_t *chosen = sm_arena_alloc(j->work, own.count * sizeof *chosen);
    for (size_t u = 0; u < own.count; u++) {
        chosen[u] = option_of(&plan, u);
    }
    sm_label_polish(j->scratch, &plan.problem, chosen);
    costs[figure] = 0;
    for (size_t u = 0; u < own.count; u++) {
        sm_label_item *item = own.items[u].members[0];
        item->stands = chosen[u] == SM_LABEL_NONE ? NULL : plan.options[chosen[u]].on[0];
        costs[figure] += item->stands ? item->stands->cost : item->drop;
    }
}

// A label that had no common place and found one on an earlier figure should find the same again.
static void follow_earlier(const sm_label_units *all, size_t figure)
{
    for (size_t u = 0; u < all->count; u++) {
        const sm_label_item *earlier = NULL;
        for (size_t k = 0; k < all->items[u].n; k++) {
            sm_label_item *item = all->items[u].members[k];
            if (item->figure == figure && !item->has_common && earlier) {
                item->has_common = true;
                item->common_slot = earlier->stands->slot;
            }
            if (item->figure < figure && item->stands && !earlier) {
                earlier = item;
            }
        }
    }
}

// What the names are worth that stand nowhere on a figure in the end.
static double losses(const sm_label_units *all, size_t figure)
{
    double lost = 0;
    for (size_t u = 0; u < all->count; u++) {
        for (size_t k = 0; k < all->items[u].n; k++) {
            const sm_label_item *item = all->items[u].members[k];
            lost += item->figure == figure && !item->stands ? item->drop : 0;
        }
    }
    return lost;
}

// ---- The whole ----------------------------------------------------------------------------------

static sm_status place_all(sm_label_job *j, sm_arena *a, sm_text_engine *text, sm_labels *out,
                           sm_diags *diags, sm_error *err)
{
    for (size_t f = 0; f < j->n_figures; f++) {
        sm_label_ground ground;
        sm_label_ground_init(&ground, j->work, &j->tasks[f]);
        sm_label_maker maker = {j->work, j->scratch, text, &j->tasks[f], &ground, diags, err};
        sm_status status = sm_label_make_items(&maker, f, &j->items);
        if (status) {
            return status;
        }
    }
    sm_label_rank_items(j);
    sm_label_units units = {NULL, 0, 0};
    sm_label_make_units(j, &units);
    sm_label_plan plan;
    sm_label_make_plan(j, &units, j->n_figures, j->tasks[0].frame_pt, &plan);
    double *costs = sm_arena_zero(j->work, j->n_figures, sizeof *costs);
    double *greedy = sm_arena_zero(j->work, j->n_figures, sizeof *greedy);
    memset(out, 0, j->n_figures * sizeof *out);
    choose_together(j, &plan, costs, greedy, out);
    for (size_t f = 0; f < j->n_figures; f++) {
        if (j->n_figures > 1) {
            follow_earlier(&units, f);
            mend_figure(j, &units, f, costs);
        }
        out[f].cost = costs[f];
        out[f].cost_greedy = greedy[f];
        out[f].lost = losses(&units, f);
        sm_label_write_figure(j, a, f, &out[f]);
    }
    return SM_OK;
}

sm_status sm_label_place_series(sm_arena *a, sm_text_engine *text, const sm_label_task *tasks,
                                size_t n, sm_labels *out, sm_diags *diags, sm_error *err)
{
    if (!n) {
        return SM_OK;
    }
    sm_label_job j = {
        .work = sm_arena_create(), .scratch = sm_arena_create(), .tasks = tasks, .n_figures = n};
    sm_status status = place_all(&j, a, text, out, diags, err);
    sm_arena_destroy(j.scratch);
    sm_arena_destroy(j.work);
    return status;
}

sm_status sm_label_place(sm_arena *a, sm_text_engine *text, const sm_label_task *task,
                         sm_labels *out, sm_diags *diags, sm_error *err)
{
    return sm_label_place_series(a, text, task, 1, out, diags, err);
}
