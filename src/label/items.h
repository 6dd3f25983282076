// items: one label on one figure, from request to place.
#ifndef SITMAP_LABEL_ITEMS_H
#define SITMAP_LABEL_ITEMS_H

#include "label/parts.h"

typedef enum sm_label_kind { // in drawing order
    SM_LABEL_IN_AREA,
    SM_LABEL_ON_LINE,
    SM_LABEL_AT_POINT,
    SM_LABEL_CALLOUT
} sm_label_kind;

typedef struct sm_label_item {
    sm_label_kind kind;
    size_t figure;
    const char *layer, *name; // never NULL
    long record;
    int ordinal; // among the labels of one record
    int copy;    // of a repeated label; 0 stands for the whole
    size_t order;
    const sm_label_style *style; // NULL for call-outs
    double priority;
    size_t rank; // class of priority, 0 the lowest
    double drop; // cost of leaving it out
    bool fixed;  // takes no part in the choice
    sm_label_candidates candidates;
    bool has_common; // the series has a place for it
    int common_slot;
    const sm_label_candidate *stands; // NULL: left out
} sm_label_item;

typedef struct sm_label_items {
    sm_label_item *items;
    size_t count, cap;
} sm_label_items;

/** Append the items of one figure with their candidates. Requests whose object is not in the frame
 *  or that have no text give none. */
sm_status sm_label_make_items(sm_label_maker *m, size_t figure, sm_label_items *out) SM_MUST_CHECK;

#endif
