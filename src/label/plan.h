// plan: what the labels of a series choose from.
//
// An item is one label on one figure; items of the same name are a unit, one label on all figures;
// a plan is the problem in which units choose together.
#ifndef SITMAP_LABEL_PLAN_H
#define SITMAP_LABEL_PLAN_H

#include "label/items.h"

typedef struct sm_label_unit {
    sm_label_item **members; // one per figure that shows it
    size_t n;
    double drop;
} sm_label_unit;

typedef struct sm_label_units {
    sm_label_unit *items;
    size_t count, cap;
} sm_label_units;

/** A problem with what its candidates stand for. */
typedef struct sm_label_plan {
    sm_label_problem problem;
    const sm_label_units *units;
    sm_label_option *options;
    int *slots; // per option
    size_t n_figures;
} sm_label_plan;

typedef struct sm_label_job {
    sm_arena *work, *scratch;
    const sm_label_task *tasks;
    size_t n_figures;
    sm_label_items items;
} sm_label_job;

/** Order of drawing; for sort functions over arrays of items' addresses. */
int sm_label_by_drawing(const void *a, const void *b);
/** Order of importance, the most important first. */
int sm_label_by_importance(const void *a, const void *b);

/** Set rank and drop of all items. */
void sm_label_rank_items(sm_label_job *j);
/** Gather the items that take part in the choice into units, in order of importance. */
void sm_label_make_units(sm_label_job *j, sm_label_units *out);

/** Make the problem of `units` on `n_figures` figures; with 1 it does not matter which one it
 * is. */
void sm_label_make_plan(sm_label_job *j, const sm_label_units *units, size_t n_figures,
                        sm_box frame, sm_label_plan *out);
/** The candidate that unit `u` has under a choice on a figure; NULL: left out there. */
const sm_label_candidate *sm_label_chosen_on(const sm_label_plan *plan, const int32_t *chosen,
                                             size_t u, size_t figure);

/** Copy what stands on a figure, and the names of what does not, into `a`. */
void sm_label_write_figure(sm_label_job *j, sm_arena *a, size_t figure, sm_labels *out);

#endif
