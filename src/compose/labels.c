// What the label stage is asked for: names that styles want, and what they must not cover.
#include <math.h>
#include <string.h>

#include "compose/parts.h"

typedef struct requests {
    sm_label_request *items;
    size_t count, cap;
} requests;

typedef struct obstacles {
    sm_label_obstacle *items;
    size_t count, cap;
} obstacles;

typedef struct indices {
    size_t *items;
    size_t count, cap;
} indices;

static double mark_reach(const sm_mark *m)
{
    double size = m->size_pt / 2 + (m->has_pen ? m->pen.width_pt / 2 : 0);
    return size + hypot(m->shift_pt.x, m->shift_pt.y);
}

// How far a symbol's marks reach from their point.
static double reach_of(const sm_symbol *s)
{
    double reach = 0;
    for (size_t k = 0; s->kind == SM_SYMBOL_POINT && k < s->n_marks; k++) {
        reach = fmax(reach, mark_reach(&s->marks[k]));
    }
    return reach;
}

static double clearance(const sm_symbols *symbols)
{
    double reach = 0;
    for (size_t i = 0; i < symbols->count; i++) {
        reach = fmax(reach, reach_of(&symbols->items[i]));
    }
    return reach;
}

static const char *first_line(sm_arena *a, const char *text)
{
    return sm_arena_strndup(a, text, strcspn(text, "\n"));
}

static bool is_current_front(const sm_layer *layer)
{
    return layer->derive == SM_DERIVE_FRONT && !layer->has_date;
}

static bool has_lines(const sm_symbol *s)
{
    return (s->kind == SM_SYMBOL_LINE || s->kind == SM_SYMBOL_POLYGON) && s->stroke.has_pen;
}

static double line_width(const sm_map_feature *f)
{
    double width = 0;
    for (size_t k = 0; k < f->symbols->count; k++) {
        const sm_symbol *s = &f->symbols->items[k];
        if (has_lines(s) && sm_paint_stays(s)) {
            width = fmax(width, s->stroke.pen.width_pt);
        }
    }
    return width;
}

// A line weighs by the ink that it carries; the front is what the figure is about.
static double line_weight(const sm_map_layer *layer, const sm_map_feature *f)
{
    return is_current_front(layer->layer) ? HOUSE_WEIGHT_FRONT
                                          : HOUSE_WEIGHT_PER_LINE_MM * line_width(f) / SM_PT_PER_MM;
}

// A name is the same one on the next figure of a series when its record is; the records of a layer
// of snapshots change with the date, their order in the file does not.
static long label_identity(const sm_map_layer *layer, size_t index)
{
    long record = layer->items[index].feature->record, earlier = 0;
    if (layer->layer->time != SM_TIME_SNAPSHOTS) {
        return record;
    }
    for (size_t i = 0; i < layer->count; i++) {
        earlier += layer->items[i].feature->record < record;
    }
    return earlier + 1;
}

// The figure's factor is for type and its spacing; marks, halos and distances stay.
static const sm_label_style *scaled(sm_arena *a, const sm_label_style *style, double factor)
{
    if (factor == 1) {
        return style;
    }
    sm_label_style *copy = sm_arena_alloc(a, sizeof *copy);
    *copy = *style;
    sm_font *const fonts[] = {&copy->font, &copy->second_font};
    for (size_t i = 0; i < sizeof fonts / sizeof fonts[0]; i++) {
        fonts[i]->size_pt *= factor;
        fonts[i]->tracking_pt *= factor;
        fonts[i]->word_pt *= factor;
    }
    copy->wrap_pt *= factor;
    return copy;
}

// Of a derived feature there is no record.
static sm_place record_place(const sm_map_layer *layer, size_t index)
{
    return SM_AT_RECORD(layer->layer->file, layer->layer->derive == SM_DERIVE_NOTHING
                                                ? layer->items[index].feature->record
                                                : -1);
}

static void request_feature(sm_arena *a, const sm_map_layer *layer, size_t index, double factor,
                            requests *all)
{
    const sm_map_feature *f = &layer->items[index];
    for (size_t k = 0; k < f->symbols->count; k++) {
        const sm_symbol *s = &f->symbols->items[k];
        if (s->kind != SM_SYMBOL_TEXT || !s->label.text || !s->label.text[0]) {
            continue;
        }
        size_t order = all->count;
        *SM_PUSH(a, all) = (sm_label_request){.layer = layer->layer->id,
                                              .record = label_identity(layer, index),
                                              .at = record_place(layer, index),
                                              .name = first_line(a, s->label.text),
                                              .style = scaled(a, &s->label, factor),
                                              .path = sm_paint_geometry(a, f->path, s),
                                              .clearance_pt = clearance(f->symbols),
                                              .own_weight = line_weight(layer, f),
                                              .order = order};
    }
}

void compose_label_requests(sm_arena *a, const sm_map *map, double text_factor, sm_label_task *task,
                            size_t **label_layer)
{
    requests all = {NULL, 0, 0};
    indices layers = {NULL, 0, 0};
    for (size_t i = 0; i < map->n_layers; i++) {
        for (size_t k = 0; k < map->layers[i].count; k++) {
            request_feature(a, &map->layers[i], k, text_factor, &all);
        }
        while (layers.count < all.count) {
            *SM_PUSH(a, &layers) = i;
        }
    }
    task->frame_pt = map->view.frame_pt;
    task->requests = all.items;
    task->n_requests = all.count;
    if (label_layer) {
        *label_layer = layers.items;
    }
}

static bool is_obstacle(const sm_map_feature *f)
{
    for (size_t k = 0; k < f->symbols->count; k++) {
        const sm_symbol *s = &f->symbols->items[k];
        if (s->is_obstacle && (sm_paint_stays(s) || s->kind == SM_SYMBOL_POINT)) {
            return true;
        }
    }
    return false;
}

static void add_line(sm_arena *a, const sm_path *path, double width, double weight, bool closed,
                     obstacles *all)
{
    if (closed) {
        *SM_PUSH(a, all) =
            (sm_label_obstacle){path, width / 2, (double)INFINITY, path->shape == SM_SHAPE_RINGS};
    } else if (width > 0) {
        *SM_PUSH(a, all) = (sm_label_obstacle){path, width / 2, weight, false};
    }
}

// What is painted where the feature is counts once, with its widest pen.
static void line_obstacles(sm_arena *a, const sm_map_layer *layer, const sm_map_feature *f,
                           obstacles *all)
{
    add_line(a, f->path, line_width(f), line_weight(layer, f), is_obstacle(f), all);
    for (size_t k = 0; k < f->symbols->count; k++) {
        const sm_symbol *s = &f->symbols->items[k];
        bool apart = (s->kind == SM_SYMBOL_POLYGON || s->kind == SM_SYMBOL_LINE) &&
                     !sm_paint_stays(s) && (s->stroke.has_pen || s->is_obstacle);
        const sm_path *path = apart ? sm_paint_geometry(a, f->path, s) : NULL;
        if (path && path->shape != SM_SHAPE_POINTS) {
            double width = s->stroke.has_pen ? s->stroke.pen.width_pt : 0;
            double weight = HOUSE_WEIGHT_PER_LINE_MM * width / SM_PT_PER_MM;
            add_line(a, path, width, weight, s->is_obstacle, all);
        }
    }
}

static void point_obstacles(sm_arena *a, const sm_map_feature *f, obstacles *all)
{
    double reach = clearance(f->symbols);
    if (reach > 0) {
        *SM_PUSH(a, all) = (sm_label_obstacle){f->path, reach, (double)INFINITY, false};
    }
}

// Letters are read less well on a hatch, the less so the more ink it has.
static void hatch_obstacles(sm_arena *a, const sm_map_feature *f, obstacles *all)
{
    for (size_t k = 0; k < f->symbols->count; k++) {
        const sm_symbol *s = &f->symbols->items[k];
        double ink = 0;
        for (size_t i = 0; s->kind == SM_SYMBOL_POLYGON && i < s->fill.n_hatches; i++) {
            ink += compose_hatch_ink(&s->fill.hatches[i]);
        }
        const sm_path *path = ink > 0 ? sm_paint_geometry(a, f->path, s) : NULL;
        if (path && path->shape == SM_SHAPE_RINGS) {
            *SM_PUSH(a, all) = (sm_label_obstacle){path, 0, HOUSE_WEIGHT_PER_HATCH_MM2 * ink, true};
        }
    }
}

// Marks that stand at a point of a line or an area.
static void mark_obstacles(sm_arena *a, const sm_map_feature *f, obstacles *all)
{
    for (size_t k = 0; k < f->symbols->count; k++) {
        const sm_symbol *s = &f->symbols->items[k];
        double reach = reach_of(s);
        if (reach > 0) {
            const sm_path *at = sm_paint_geometry(a, f->path, s);
            *SM_PUSH(a, all) = (sm_label_obstacle){at, reach, (double)INFINITY, false};
        }
    }
}

void compose_label_obstacles(sm_arena *a, const sm_map *map, sm_label_task *task)
{
    obstacles all = {NULL, 0, 0};
    for (size_t i = 0; i < map->n_layers; i++) {
        for (size_t k = 0; k < map->layers[i].count; k++) {
            const sm_map_feature *f = &map->layers[i].items[k];
            if (f->path->shape == SM_SHAPE_POINTS) {
                point_obstacles(a, f, &all);
            } else {
                mark_obstacles(a, f, &all);
                hatch_obstacles(a, f, &all);
                line_obstacles(a, &map->layers[i], f, &all);
            }
        }
    }
    task->obstacles = all.items;
    task->n_obstacles = all.count;
}

static const sm_map_feature *find_target(sm_arena *a, const sm_map *map, const sm_callout *c)
{
    for (size_t i = 0; i < map->n_layers; i++) {
        const sm_map_layer *layer = &map->layers[i];
        for (size_t k = 0; strcmp(layer->layer->id, c->layer) == 0 && k < layer->count; k++) {
            if (sm_where_matches(a, c->where, layer->items[k].feature)) {
                return &layer->items[k];
            }
        }
    }
    return NULL;
}

static const char *text_in(sm_arena *a, const sm_texts *texts, const sm_figure_job *job)
{
    const char *text = sm_texts_in(texts, job->lang, NULL);
    return text ? sm_compose_expand(a, text, job, NULL) : NULL;
}

void compose_callouts(sm_arena *a, const sm_figure_job *job, const sm_map *map, sm_label_task *task,
                      sm_diags *diags)
{
    const sm_figure *figure = job->figure;
    sm_callout_request *all = sm_arena_alloc(a, (figure->n_callouts + 1) * sizeof *all);
    size_t n = 0;
    for (size_t i = 0; figure->show.callouts && i < figure->n_callouts; i++) {
        const sm_callout *c = &figure->callouts[i];
        const sm_map_feature *target = find_target(a, map, c);
        if (!target || !target->path->n_points) {
            sm_diags_add(diags, SM_ERROR, "callout.target", SM_AT_LINE(job->study->path, c->line),
                         "name a feature that the figure draws",
                         "the callout points at %s of layer %s, which is not on figure %s",
                         c->where, c->layer, figure->id);
            continue;
        }
        all[n++] = (sm_callout_request){
            .name = sm_arena_printf(a, "%s %s", c->layer, c->where),
            .at = target->path->points[0],
            .clearance_pt = fmax(clearance(target->symbols) + SM_MM(0.3), SM_MM(1.5)),
            .title = text_in(a, &c->title, job),
            .text = text_in(a, &c->text, job),
            .wish_pt = {SM_MM(c->dx_mm), SM_MM(c->dy_mm)},
            .text_factor = figure->text_factor};
    }
    task->callouts = all;
    task->n_callouts = n;
}
