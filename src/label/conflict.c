// Which positions of different labels exclude each other.
#include <math.h>
#include <string.h>

#include "label/parts.h"

#define GRID_CELL SM_MM(4)
enum { MOST_CONFLICTS = 8000000 };

#define LEADER_KEEPS SM_MM(0.3) // between a leader and the letters of another label

static bool boxes_meet(const sm_label_candidate *a, const sm_label_candidate *b)
{
    double margin = fmax(a->margin, b->margin), apart = fmin(a->apart, b->apart);
    margin = apart > 0 ? fmax(margin, apart) : margin;
    double side = margin < 0 ? margin : fmax(margin, SM_LABEL_SIDE_GAP);
    for (size_t i = 0; i < a->n_boxes; i++) {
        sm_box wide = sm_box_grow(a->boxes[i], margin);
        wide.x0 -= side - margin;
        wide.x1 += side - margin;
        if (!sm_box_overlap(wide, b->bounds)) {
            continue;
        }
        for (size_t k = 0; k < b->n_boxes; k++) {
            if (sm_box_overlap(wide, b->boxes[k])) {
                return true;
            }
        }
    }
    return false;
}

static bool leader_meets(const sm_label_candidate *a, const sm_label_candidate *b)
{
    if (!a->has_leader) {
        return false;
    }
    for (size_t i = 0; i < b->n_boxes; i++) {
        if (sm_label_segment_box_distance(a->leader[0], a->leader[1], b->boxes[i]) < LEADER_KEEPS) {
            return true;
        }
    }
    return b->has_leader &&
           sm_segments_cross(a->leader[0], a->leader[1], b->leader[0], b->leader[1]);
}

bool sm_label_crowd(const sm_label_candidate *a, const sm_label_candidate *b)
{
    bool near = false;
    for (size_t i = 0; a->group && a->group == b->group && !near && i < a->n_boxes; i++) {
        for (size_t k = 0; !near && k < b->n_boxes; k++) {
            sm_box p = a->boxes[i], q = b->boxes[k];
            double dx = fmax(0, fmax(q.x0 - p.x1, p.x0 - q.x1));
            double dy = fmax(0, fmax(q.y0 - p.y1, p.y0 - q.y1));
            near = hypot(dx, dy) < a->group->style->group_apart_pt;
        }
    }
    return near;
}

bool sm_label_conflict(const sm_label_candidate *a, const sm_label_candidate *b)
{
    return sm_box_overlap(a->bounds, b->bounds) &&
           (sm_label_crowd(a, b) || boxes_meet(a, b) || leader_meets(a, b) || leader_meets(b, a));
}

typedef struct search {
    const sm_label_option *options;
    sm_label_problem *p;
    sm_label_grid *grids; // one per figure
    size_t n_figures;
    uint32_t *met; // per option, 1 + the option for which it was last entered
    sm_label_ids found, near;
} search;

static void enter_conflicts(search *s, uint32_t c, size_t figure)
{
    const sm_label_candidate *mine = s->options[c].on[figure];
    if (!mine) {
        return;
    }
    sm_label_grid_find(&s->grids[figure], mine->bounds, &s->found);
    for (size_t i = 0; i < s->found.count; i++) {
        uint32_t d = s->found.items[i];
        if (s->met[d] != c + 1 && s->p->unit_of[d] != s->p->unit_of[c] &&
            sm_label_conflict(mine, s->options[d].on[figure])) {
            s->met[d] = c + 1;
            *SM_PUSH(s->grids[figure].arena, &s->near) = d;
        }
    }
}

static void fill_grids(search *s, sm_arena *scratch, sm_box frame, size_t n)
{
    s->grids = sm_arena_alloc(scratch, s->n_figures * sizeof *s->grids);
    for (size_t f = 0; f < s->n_figures; f++) {
        sm_label_grid_init(&s->grids[f], scratch, frame, GRID_CELL, n);
        for (size_t c = 0; c < n; c++) {
            if (s->options[c].on[f]) {
                sm_label_grid_add(&s->grids[f], s->options[c].on[f]->bounds, (uint32_t)c);
            }
        }
    }
}

bool sm_label_find_conflicts(sm_arena *a, sm_arena *scratch, const sm_label_option *options,
                             size_t n_figures, sm_box frame, sm_label_problem *p)
{
    sm_arena_mark mark = sm_arena_mark_now(scratch);
    size_t n = p->first[p->n_units];
    search s = {.options = options, .p = p, .n_figures = n_figures};
    s.met = sm_arena_zero(scratch, n, sizeof *s.met);
    fill_grids(&s, scratch, frame, n);
    p->near_start = sm_arena_zero(a, n + 1, sizeof *p->near_start);
    for (size_t c = 0; c < n && s.near.count <= MOST_CONFLICTS; c++) {
        for (size_t f = 0; f < n_figures; f++) {
            enter_conflicts(&s, (uint32_t)c, f);
        }
        p->near_start[c + 1] = s.near.count;
    }
    p->near = sm_arena_alloc(a, s.near.count * sizeof *p->near);
    if (s.near.count) {
        memcpy(p->near, s.near.items, s.near.count * sizeof *p->near);
    }
    sm_arena_rewind(scratch, mark);
    return s.near.count <= MOST_CONFLICTS;
}
