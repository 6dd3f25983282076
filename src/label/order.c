// Orders of labels, classes of priority, and units.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "label/plan.h"

// Leaving out a copy of a repeated name loses little.
#define COPY_SHARE 0.25

static int compare_long(long a, long b)
{
    return (a > b) - (a < b);
}

// What a label is, whatever the figure.
static int compare_identity(const sm_label_item *a, const sm_label_item *b)
{
    bool by_name = a->kind == SM_LABEL_CALLOUT && b->kind == SM_LABEL_CALLOUT;
    int c = compare_long(a->kind == SM_LABEL_CALLOUT, b->kind == SM_LABEL_CALLOUT);
    c = c ? c : strcmp(a->layer, b->layer);
    c = c ? c : compare_long(a->record, b->record);
    c = c || !by_name ? c : strcmp(a->name, b->name);
    c = c ? c : compare_long(a->ordinal, b->ordinal);
    return c ? c : compare_long(a->copy, b->copy);
}

static int by_identity(const void *a, const void *b)
{
    const sm_label_item *x = *(sm_label_item *const *)a, *y = *(sm_label_item *const *)b;
    int c = compare_identity(x, y);
    return c ? c : compare_long((long)x->figure, (long)y->figure);
}

// The most important first, then in the order of styles and records.
static int compare_importance(const sm_label_item *a, const sm_label_item *b)
{
    int c = compare_long((long)b->rank, (long)a->rank);
    c = c ? c : compare_long(a->copy > 0, b->copy > 0);
    c = c ? c : compare_long((long)a->order, (long)b->order);
    return c ? c : compare_identity(a, b);
}

static int units_by_importance(const void *a, const void *b)
{
    return compare_importance(((const sm_label_unit *)a)->members[0],
                              ((const sm_label_unit *)b)->members[0]);
}

int sm_label_by_importance(const void *a, const void *b)
{
    return compare_importance(*(sm_label_item *const *)a, *(sm_label_item *const *)b);
}

int sm_label_by_drawing(const void *a, const void *b)
{
    const sm_label_item *x = *(sm_label_item *const *)a, *y = *(sm_label_item *const *)b;
    int c = compare_long((long)x->kind, (long)y->kind);
    c = c ? c : compare_long((long)x->order, (long)y->order);
    return c ? c : compare_identity(x, y);
}

void sm_label_sort(void *items, size_t n, size_t size, int (*compare)(const void *, const void *))
{
    if (n > 1) {
        qsort(items, n, size, compare);
    }
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// The distinct priorities of names, rising.
static size_t list_priorities(const sm_label_job *j, double *out)
{
    size_t n = 0, distinct = 0;
    for (size_t i = 0; i < j->items.count; i++) {
        if (j->items.items[i].kind != SM_LABEL_CALLOUT) {
            out[n++] = j->items.items[i].priority;
        }
    }
    sm_label_sort(out, n, sizeof *out, by_value);
    for (size_t i = 0; i < n; i++) {
        if (!i || out[i] != out[i - 1]) {
            out[distinct++] = out[i];
        }
    }
    return distinct;
}

// Classes of priority, 0 the lowest; call-outs stand above all, since somebody wrote them for this
// figure.
void sm_label_rank_items(sm_label_job *j)
{
    sm_arena_mark mark = sm_arena_mark_now(j->scratch);
    double *values = sm_arena_alloc(j->scratch, j->items.count * sizeof *values);
    size_t n = list_priorities(j, values);
    for (size_t i = 0; i < j->items.count; i++) {
        sm_label_item *item = &j->items.items[i];
        item->rank = n;
        if (item->kind != SM_LABEL_CALLOUT) {
            const double *class = bsearch(&item->priority, values, n, sizeof *values, by_value);
            item->rank = (size_t)(class - values);
        }
        item->drop = (SM_LABEL_DROP + SM_LABEL_DROP_STEP * (double)item->rank) *
                     (item->copy ? COPY_SHARE : 1);
    }
    sm_arena_rewind(j->scratch, mark);
}

void sm_label_make_units(sm_label_job *j, sm_label_units *out)
{
    size_t n = 0;
    sm_label_item **all = sm_arena_alloc(j->work, j->items.count * sizeof *all);
    for (size_t i = 0; i < j->items.count; i++) {
        if (!j->items.items[i].fixed) {
            all[n++] = &j->items.items[i];
        }
    }
    sm_label_sort(all, n, sizeof *all, by_identity);
    for (size_t i = 0; i < n; i++) {
        bool same = i && compare_identity(all[i - 1], all[i]) == 0;
        sm_label_unit *u = same ? &out->items[out->count - 1] : SM_PUSH(j->work, out);
        if (!same) {
            *u = (sm_label_unit){.members = all + i};
        }
        u->n++;
        u->drop += all[i]->drop;
    }
    sm_label_sort(out->items, out->count, sizeof *out->items, units_by_importance);
}
