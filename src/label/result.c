// From items to sm_labels: everything is copied into the caller's arena.
#include <string.h>

#include "label/plan.h"

static sm_text *copy_texts(sm_arena *a, const sm_label_candidate *c)
{
    sm_text *texts = sm_arena_alloc(a, c->n_texts * sizeof *texts);
    for (size_t i = 0; i < c->n_texts; i++) {
        texts[i] = c->texts[i];
        texts[i].utf8 = sm_arena_strdup(a, texts[i].utf8);
        texts[i].font.family = sm_arena_strdup(a, texts[i].font.family);
    }
    return texts;
}

// Call-outs have a leader on a white casing (0.18 mm on 0.55 mm); names have what their style says.
static void set_leader(sm_arena *a, const sm_label_item *item, sm_label *out)
{
    sm_path_init(&out->leader, a, SM_SPACE_PAGE, SM_SHAPE_LINES);
    const sm_label_candidate *c = item->stands;
    if (!c->has_leader) {
        return;
    }
    sm_path_add(&out->leader, c->leader[0].x, c->leader[0].y);
    sm_path_add(&out->leader, c->leader[1].x, c->leader[1].y);
    if (item->kind == SM_LABEL_CALLOUT) {
        out->leader_pen = (sm_pen){.color = SM_RGB(0x1A1A1A), .width_pt = SM_MM(0.18)};
        out->leader_casing = (sm_pen){.color = SM_RGB(0xFFFFFF), .width_pt = SM_MM(0.55)};
    } else {
        out->leader_pen =
            (sm_pen){.color = item->style->leader_color, .width_pt = item->style->leader_pt};
    }
}

static void add_label(sm_arena *a, const sm_label_item *item, sm_box frame, sm_labels *out)
{
    const sm_label_candidate *c = item->stands;
    sm_label *label = SM_PUSH(a, out);
    *label = (sm_label){.layer = sm_arena_strdup(a, item->layer),
                        .name = sm_arena_strdup(a, item->name),
                        .record = item->record,
                        .is_callout = item->kind == SM_LABEL_CALLOUT,
                        .texts = copy_texts(a, c),
                        .n_texts = c->n_texts,
                        .boxes = sm_arena_alloc(a, c->n_boxes * sizeof *c->boxes),
                        .n_boxes = c->n_boxes,
                        .cost = c->cost,
                        .candidate = c->slot};
    if (c->n_boxes) {
        memcpy(label->boxes, c->boxes, c->n_boxes * sizeof *c->boxes);
    }
    if (c->shield) {
        sm_mark *shield = sm_arena_alloc(a, sizeof *shield);
        *shield = *c->shield;
        label->shield = shield;
        label->shield_at = c->shield_at;
    }
    label->cut_pt = c->cut ? frame : SM_BOX_EMPTY;
    set_leader(a, item, label);
}

// A repeated name is left out when none of its copies stands.
static bool is_lost(const sm_label_item *const *items, size_t n, const sm_label_item *item)
{
    if (item->stands || item->copy) {
        return false;
    }
    if (!item->style || !(item->style->repeated || item->style->all_of_group)) {
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        const sm_label_item *other = items[i];
        if (other->stands && other->record == item->record && other->ordinal == item->ordinal &&
            other->kind == item->kind && strcmp(other->layer, item->layer) == 0 &&
            strcmp(other->name, item->name) == 0) {
            return false;
        }
    }
    return true;
}

static void add_dropped(sm_arena *a, sm_label_item **items, size_t n, sm_labels *out)
{
    out->dropped = sm_arena_alloc(a, n * sizeof *out->dropped);
    out->dropped_record = sm_arena_alloc(a, n * sizeof *out->dropped_record);
    out->dropped_layer = sm_arena_alloc(a, n * sizeof *out->dropped_layer);
    sm_label_sort(items, n, sizeof *items, sm_label_by_importance);
    for (size_t i = 0; i < n; i++) {
        if (is_lost((const sm_label_item *const *)items, n, items[i])) {
            out->dropped[out->n_dropped] = sm_arena_strdup(a, items[i]->name);
            out->dropped_record[out->n_dropped] = items[i]->record;
            out->dropped_layer[out->n_dropped++] = sm_arena_strdup(a, items[i]->layer);
        }
    }
}

void sm_label_write_figure(sm_label_job *j, sm_arena *a, size_t figure, sm_labels *out)
{
    size_t n = 0;
    sm_label_item **items = sm_arena_alloc(j->work, j->items.count * sizeof *items);
    for (size_t i = 0; i < j->items.count; i++) {
        if (j->items.items[i].figure == figure) {
            items[n++] = &j->items.items[i];
        }
    }
    sm_label_sort(items, n, sizeof *items, sm_label_by_drawing);
    for (size_t i = 0; i < n; i++) {
        if (items[i]->stands) {
            add_label(a, items[i], j->tasks[figure].frame_pt, out);
        }
    }
    add_dropped(a, items, n, out);
}
