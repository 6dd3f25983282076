// Requests and call-outs of one figure become items with candidates.
#include "label/items.h"

#include <math.h>
#include <string.h>

#include "sitmap/topo.h"

typedef struct request_list {
    sm_label_request *items;
    size_t count, cap;
} request_list;

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static bool has_text(const sm_label_request *r)
{
    return r->style && r->style->text && r->style->text[0] && r->path;
}

// ---- Order and groups ---------------------------------------------------------------------------

// By what they are, not by where they stand in the list.
static int by_source(const void *a, const void *b)
{
    const sm_label_request *x = a, *y = b;
    int c = strcmp(or_empty(x->layer), or_empty(y->layer));
    c = c ? c : (x->record > y->record) - (x->record < y->record);
    c = c ? c : (x->order > y->order) - (x->order < y->order);
    return c ? c : strcmp(x->style->text, y->style->text);
}

// Requests of one group beside each other, the smallest record first.
static int by_group(const void *a, const void *b)
{
    const sm_label_request *x = a, *y = b;
    int c = strcmp(or_empty(x->layer), or_empty(y->layer));
    c = c ? c : x->style->group - y->style->group;
    c = c ? c : strcmp(x->style->text, y->style->text);
    c = c ? c : (int)x->path->shape - (int)y->path->shape;
    c = c ? c : (int)x->style->placement - (int)y->style->placement;
    return c ? c : by_source(a, b);
}

static bool same_group(const sm_label_request *a, const sm_label_request *b)
{
    return a->style->group && b->style->group && a->path->shape == b->path->shape &&
           a->path->space == b->path->space && a->style->placement == b->style->placement &&
           strcmp(or_empty(a->layer), or_empty(b->layer)) == 0 &&
           strcmp(a->style->text, b->style->text) == 0;
}

// Same text, one label: lines and areas are taken together, of points the first stands for all.
static void add_to_group(sm_path *all, const sm_path *more)
{
    if (all->shape != SM_SHAPE_POINTS) {
        sm_path_append(all, more);
    }
}

static sm_path *start_group(sm_arena *a, sm_label_request *first)
{
    sm_path *all = sm_arena_alloc(a, sizeof *all);
    sm_path_init(all, a, first->path->space, first->path->shape);
    sm_path_append(all, first->path);
    first->path = all;
    return all;
}

static void list_requests(sm_label_maker *m, request_list *out)
{
    sm_label_request *sorted = sm_arena_alloc(m->arena, m->task->n_requests * sizeof *sorted);
    size_t n = 0;
    for (size_t i = 0; i < m->task->n_requests; i++) {
        if (has_text(&m->task->requests[i])) {
            sorted[n++] = m->task->requests[i];
        }
    }
    sm_label_sort(sorted, n, sizeof *sorted, by_group);
    sm_path *group = NULL;
    for (size_t i = 0; i < n; i++) {
        sm_label_request *last = out->count ? &out->items[out->count - 1] : NULL;
        if (last && same_group(last, &sorted[i])) {
            group = group ? group : start_group(m->arena, last);
            add_to_group(group, sorted[i].path);
        } else {
            *SM_PUSH(m->arena, out) = sorted[i];
            group = NULL;
        }
    }
    sm_label_sort(out->items, out->count, sizeof *out->items, by_source);
}

// ---- Items --------------------------------------------------------------------------------------

static sm_label_item item_of(const sm_label_request *r, sm_label_kind kind, size_t figure)
{
    const sm_label_style *s = r->style;
    return (sm_label_item){.kind = kind,
                           .figure = figure,
                           .layer = or_empty(r->layer),
                           .name = or_empty(r->name ? r->name : s->text),
                           .record = r->record,
                           .order = r->order,
                           .style = s,
                           .priority = isfinite(s->priority) ? s->priority : 0,
                           .fixed = !s->conflict_resolution};
}

// Labels of the same record are told apart by their order.
static void add_item(sm_label_maker *m, sm_label_item item, sm_label_items *out)
{
    const sm_label_item *last = out->count ? &out->items[out->count - 1] : NULL;
    if (last && last->figure == item.figure && last->record == item.record &&
        last->kind != SM_LABEL_CALLOUT && item.kind != SM_LABEL_CALLOUT &&
        strcmp(last->layer, item.layer) == 0) {
        item.ordinal = item.copy ? last->ordinal : last->ordinal + 1;
    }
    *SM_PUSH(m->arena, out) = item;
}

static bool crowds(const sm_label_candidate *c, const sm_label_items *before)
{
    bool any = false;
    for (size_t i = before->count; c->group && !any && i-- > 0;) {
        const sm_label_candidate *other = before->items[i].stands;
        any = other && sm_label_crowd(c, other);
    }
    return any;
}

// Outside the choice, the cheapest place is taken that the ground and other copies allow.
static void take_cheapest(sm_label_item *item, const sm_label_items *before)
{
    for (size_t i = 0; item->fixed && i < item->candidates.count; i++) {
        const sm_label_candidate *c = &item->candidates.items[i];
        if ((!item->stands || c->cost < item->stands->cost) && !crowds(c, before)) {
            item->stands = c;
        }
    }
}

static void add_point_item(sm_label_maker *m, const sm_label_request *r,
                           const sm_label_block *block, sm_point at, size_t figure,
                           sm_label_items *out)
{
    sm_label_item item = item_of(r, SM_LABEL_AT_POINT, figure);
    if (!block->n) {
        item.fixed = false;
    } else if (item.fixed) {
        sm_label_candidate *c = SM_PUSH(m->arena, &item.candidates);
        sm_label_exact_candidate(m, r, block, at, c);
        item.stands = c;
    } else {
        sm_label_point_candidates(m, r, block, at, &item.candidates);
    }
    add_item(m, item, out);
}

static sm_status add_area_item(sm_label_maker *m, const sm_label_request *r,
                               const sm_label_block *block, size_t figure, sm_label_items *out)
{
    sm_path visible;
    sm_path_init(&visible, m->scratch, r->path->space, SM_SHAPE_RINGS);
    sm_topo_clip(r->path, m->task->frame_pt, &visible);
    sm_box box = sm_path_box(&visible);
    if (!(box.x1 > box.x0 && box.y1 > box.y0)) {
        return SM_OK;
    }
    sm_label_item item = item_of(r, SM_LABEL_IN_AREA, figure);
    sm_status status = SM_OK;
    if (block->n) {
        status = sm_label_area_candidates(m, r, block, &visible, &item.candidates);
    }
    take_cheapest(&item, out);
    add_item(m, item, out);
    return status;
}

static bool reaches_into(const sm_path *path, sm_box frame)
{
    for (size_t i = 0; i < path->n_points; i++) {
        if (sm_box_has(frame, path->points[i])) {
            return true;
        }
    }
    return false;
}

static sm_status add_line_items(sm_label_maker *m, const sm_label_request *r,
                                const sm_label_block *block, size_t figure, sm_label_items *out)
{
    sm_label_runs runs = {NULL, 0, 0};
    sm_label_line_runs(m, r, block->width, &runs);
    bool many = r->style->repeated || r->style->all_of_group;
    // Copies of a label at a point stand along the line, level.
    bool level = r->style->level || r->style->placement == SM_LABEL_POINT;
    size_t n = many ? runs.count : runs.count > 0;
    if (!n && reaches_into(r->path, m->task->frame_pt)) { // a line of no length
        add_item(m, item_of(r, SM_LABEL_ON_LINE, figure), out);
    }
    for (size_t i = 0; i < n; i++) {
        sm_label_item item = item_of(r, SM_LABEL_ON_LINE, figure);
        item.copy = (int)i;
        sm_status status = SM_OK;
        for (size_t k = i; block->n && !status && k < runs.count; k++) {
            if (level) {
                sm_label_level_candidates(m, r, block, &runs.items[k], &item.candidates);
            } else {
                status = sm_label_line_candidates(m, r, &runs.items[k], &item.candidates);
            }
            if (many) {
                break;
            }
        }
        if (status) {
            return status;
        }
        take_cheapest(&item, out);
        add_item(m, item, out);
    }
    return SM_OK;
}

// The middle of the longest part.
static sm_point middle_of_lines(const sm_path *lines)
{
    double longest = 0;
    sm_point mid = lines->points[0];
    for (size_t i = 0; i < lines->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(lines, i, &n);
        double length = sm_line_length(p, n), way = length / 2;
        if (!(length > longest)) {
            continue;
        }
        longest = length;
        for (size_t k = 1; k < n; k++) {
            double piece = sm_distance(p[k - 1], p[k]);
            if (way <= piece && piece > 0) {
                mid = (sm_point){p[k - 1].x + (p[k].x - p[k - 1].x) * way / piece,
                                 p[k - 1].y + (p[k].y - p[k - 1].y) * way / piece};
                break;
            }
            way -= piece;
        }
    }
    return mid;
}

static void add_at_point(sm_label_maker *m, const sm_label_request *r, const sm_label_block *block,
                         sm_point at, size_t figure, sm_label_items *out)
{
    if (sm_box_has(m->task->frame_pt, at)) {
        add_point_item(m, r, block, at, figure, out);
    }
}

static sm_status add_request(sm_label_maker *m, const sm_label_request *r, size_t figure,
                             sm_label_items *out)
{
    sm_label_block block;
    sm_status status = sm_label_block_of_style(m, r, &block);
    if (status || !r->path->n_points) {
        return status;
    }
    if (!sm_path_finite(r->path)) { // nowhere to stand, but not silent
        add_item(m, item_of(r, SM_LABEL_AT_POINT, figure), out);
        return SM_OK;
    }
    bool along = r->style->placement == SM_LABEL_LINE;
    switch (r->path->shape) {
    case SM_SHAPE_POINTS: add_at_point(m, r, &block, r->path->points[0], figure, out); return SM_OK;
    case SM_SHAPE_LINES:
        if (!along && !r->style->repeated) {
            add_at_point(m, r, &block, middle_of_lines(r->path), figure, out);
            return SM_OK;
        }
        break;
    case SM_SHAPE_RINGS:
        if (!along) {
            return add_area_item(m, r, &block, figure, out);
        }
        break;
    }
    return add_line_items(m, r, &block, figure, out);
}

static sm_status add_callout(sm_label_maker *m, const sm_callout_request *r, size_t figure,
                             sm_label_items *out)
{
    sm_label_item item = {.kind = SM_LABEL_CALLOUT,
                          .figure = figure,
                          .layer = "callout",
                          .name = or_empty(r->name ? r->name : r->title),
                          .record = -1};
    sm_status status = sm_label_callout_candidates(m, r, &item.candidates);
    for (size_t i = 0; i < out->count; i++) {
        const sm_label_item *other = &out->items[i];
        if (other->kind == SM_LABEL_CALLOUT && other->figure == figure &&
            strcmp(other->name, item.name) == 0) {
            item.ordinal++;
        }
    }
    if (!status) {
        add_item(m, item, out);
    }
    return status;
}

sm_status sm_label_make_items(sm_label_maker *m, size_t figure, sm_label_items *out)
{
    request_list requests = {NULL, 0, 0};
    list_requests(m, &requests);
    sm_status status = SM_OK;
    for (size_t i = 0; i < requests.count && !status; i++) {
        sm_arena_mark mark = sm_arena_mark_now(m->scratch);
        status = add_request(m, &requests.items[i], figure, out);
        sm_arena_rewind(m->scratch, mark);
    }
    for (size_t i = 0; i < m->task->n_callouts && !status; i++) {
        status = add_callout(m, &m->task->callouts[i], figure, out);
    }
    return status;
}
