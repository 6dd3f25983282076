// The ground below a label: a halo that shines on its ground draws more attention than the name.
// Where a style asks for it, a placed label's halo takes the colour of what lies below it.
#include <math.h>
#include <string.h>

#include "compose/parts.h"

double compose_hatch_ink(const sm_hatch *h)
{
    return h->pitch_pt > 0 ? fmin(1, h->pen.width_pt / h->pitch_pt) : 0;
}

static sm_color mix(sm_color under, sm_color over, double share)
{
    return (sm_color){(uint8_t)lround(under.r + (over.r - under.r) * share),
                      (uint8_t)lround(under.g + (over.g - under.g) * share),
                      (uint8_t)lround(under.b + (over.b - under.b) * share), 255};
}

// A hatch covers width / pitch of its ground; seen from reading distance that is its tint.
static sm_color through_fill(sm_color ground, const sm_fill *fill)
{
    if (fill->has_color) {
        ground = mix(ground, fill->color, fill->color.a / 255.0);
    }
    for (size_t i = 0; i < fill->n_hatches; i++) {
        const sm_hatch *h = &fill->hatches[i];
        ground = mix(ground, h->pen.color, compose_hatch_ink(h) * h->pen.color.a / 255.0);
    }
    return ground;
}

static bool is_inside(const sm_path *path, sm_point at)
{
    return path->shape == SM_SHAPE_RINGS && sm_path_contains(path, at);
}

static bool covers_elsewhere(const sm_map_feature *f, const sm_symbol *s, sm_point at)
{
    sm_arena *scratch = sm_arena_create();
    bool inside = is_inside(sm_paint_geometry(scratch, f->path, s), at);
    sm_arena_destroy(scratch);
    return inside;
}

static sm_color through_feature(sm_color ground, const sm_map_feature *f, sm_point at)
{
    bool inside = is_inside(f->path, at);
    for (size_t i = 0; i < f->symbols->count; i++) {
        const sm_symbol *s = &f->symbols->items[i];
        bool is_area = s->kind == SM_SYMBOL_POLYGON;
        if (is_area && (sm_paint_stays(s) ? inside : covers_elsewhere(f, s, at))) {
            ground = through_fill(ground, &s->fill);
        }
    }
    return ground;
}

sm_color compose_ground_at(const sm_map *map, sm_point at)
{
    // A picture counts as paper: its grain would give each part of a name another colour, and dark
    // type needs a light halo on dark hills.
    sm_color ground = HOUSE_PAPER;
    for (size_t i = 0; i < map->n_layers; i++) {
        for (size_t k = 0; k < map->layers[i].count; k++) {
            ground = through_feature(ground, &map->layers[i].items[k], at);
        }
    }
    return ground;
}

// A name across two grounds takes the one that most of it lies on: the colour below each quarter of
// each of its boxes has a vote.
static sm_color ground_below(const sm_map *map, const sm_label *label)
{
    enum { MOST = 64 };
    sm_color seen[MOST];
    int votes[MOST] = {0}, n = 0, best = 0;
    for (size_t b = 0; b < label->n_boxes; b++) {
        sm_box box = label->boxes[b];
        for (int q = 0; q < 4 && n < MOST; q++) {
            sm_point at = {box.x0 + (box.x1 - box.x0) * (0.125 + 0.25 * q), (box.y0 + box.y1) / 2};
            sm_color c = compose_ground_at(map, at);
            int i = 0;
            while (i < n && memcmp(&seen[i], &c, sizeof c) != 0) {
                i++;
            }
            seen[i] = c;
            n += i == n;
            best = ++votes[i] > votes[best] ? i : best;
        }
    }
    return n ? seen[best] : HOUSE_PAPER;
}

static bool wants_ground(const sm_label_task *task, const sm_label *label)
{
    if (label->is_callout) {
        return true;
    }
    for (size_t i = 0; i < task->n_requests; i++) {
        const sm_label_request *r = &task->requests[i];
        if (r->record == label->record && strcmp(r->layer, label->layer) == 0) {
            return r->style->halo_from_ground;
        }
    }
    return false;
}

void compose_ground_halos(sm_arena *a, const sm_map *map, const sm_label_task *task,
                          const sm_labels *labels, sm_labels *out)
{
    *out = *labels;
    out->items = sm_arena_alloc(a, (labels->count + 1) * sizeof *out->items);
    for (size_t i = 0; i < labels->count; i++) {
        sm_label *label = &out->items[i];
        *label = labels->items[i];
        if (wants_ground(task, label)) {
            sm_color ground = ground_below(map, label);
            sm_text *texts = sm_arena_alloc(a, (label->n_texts + 1) * sizeof *texts);
            for (size_t k = 0; k < label->n_texts; k++) {
                texts[k] = label->texts[k];
                texts[k].halo = ground;
            }
            label->texts = texts;
        }
    }
}
