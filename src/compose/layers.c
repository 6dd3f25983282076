// The layers of a map, in painter's order: layer by layer, FeatureTypeStyle by FeatureTypeStyle,
// feature by feature, symbol by symbol. A style may sort the features, and have several
// FeatureTypeStyles paint together those that are equal in that order: roads with their casings,
// level by level.
#include <string.h>

#include "compose/parts.h"

// Neighbouring polygons of one colour are filled as one path: where they meet, two fills would
// leave a hairline of the ground (each covers a share of the pixel), one fill leaves none.
typedef struct pending {
    sm_path rings;
    sm_color color;
    bool any;
} pending;

static void flush(sm_scene *scene, pending *p)
{
    if (p->any) {
        sm_scene_add_fill(scene, &p->rings, p->color);
        sm_path_clear(&p->rings, SM_SPACE_PAGE, SM_SHAPE_RINGS);
        p->any = false;
    }
}

// Merging is the same picture only for opaque plain fills without an outline.
static bool is_plain_fill(const sm_map_feature *f, const sm_symbol *s)
{
    return s->kind == SM_SYMBOL_POLYGON && s->geometry == SM_GEOM_ITSELF && s->move_pt.x == 0 &&
           s->move_pt.y == 0 && f->path->shape == SM_SHAPE_RINGS && s->fill.has_color &&
           s->fill.color.a == 255 && !s->fill.n_hatches && !s->fill.n_marks && !s->stroke.has_pen &&
           !s->stroke.n_marks;
}

static bool same_color(sm_color a, sm_color b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static const char *feature_name(sm_arena *a, const sm_feature *f)
{
    static const char *const fields[] = {"name_en", "name", "id"};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        int field = sm_fields_find(f->fields, fields[i]);
        if (field >= 0 && f->values[field].type != SM_VALUE_NULL) {
            return sm_value_text(a, &f->values[field]);
        }
    }
    return NULL;
}

static void draw_symbol(sm_scene *scene, const sm_map_feature *f, const sm_symbol *s,
                        const sm_paint_frame *frame, pending *p)
{
    if (is_plain_fill(f, s)) {
        if (p->any && !same_color(p->color, s->fill.color)) {
            flush(scene, p);
        }
        p->color = s->fill.color;
        p->any = true;
        sm_path_append(&p->rings, f->path);
        return;
    }
    flush(scene, p);
    sm_scene_begin_group(scene, "feature", feature_name(scene->arena, f->feature),
                         f->feature->record);
    sm_paint_symbol(scene, f->path, s, frame);
    sm_scene_end_group(scene);
}

static size_t last_fts(const sm_map_layer *layer)
{
    size_t last = 0;
    for (size_t i = 0; i < layer->count; i++) {
        const sm_symbols *symbols = layer->items[i].symbols;
        for (size_t k = 0; k < symbols->count; k++) {
            last = symbols->items[k].fts > last ? symbols->items[k].fts : last;
        }
    }
    return last;
}

typedef struct painting {
    sm_scene *scene;
    const sm_map_layer *layer;
    const sm_paint_frame *frame;
    sm_arena *scratch;
    pending fills;
} painting;

static void draw_fts(painting *p, const sm_map_feature *const *features, size_t n, size_t fts)
{
    for (size_t i = 0; i < n; i++) {
        const sm_symbols *symbols = features[i]->symbols;
        for (size_t k = 0; k < symbols->count; k++) {
            const sm_symbol *s = &symbols->items[k];
            if (s->fts == fts && s->kind != SM_SYMBOL_TEXT) {
                draw_symbol(p->scene, features[i], s, p->frame, &p->fills);
            }
        }
    }
    flush(p->scene, &p->fills);
}

static int order(const painting *p, size_t fts, const sm_map_feature *a, const sm_map_feature *b)
{
    return sm_style_order(p->scratch, p->layer->style, fts, a->feature, b->feature);
}

static int order_of_all(const painting *p, size_t fts, const sm_map_feature *a,
                        const sm_map_feature *b)
{
    int by_style = order(p, fts, a, b);
    return by_style ? by_style
                    : (a->feature->record > b->feature->record) -
                          (a->feature->record < b->feature->record);
}

// Merge sort.
static void sort(const painting *p, size_t fts, const sm_map_feature **items,
                 const sm_map_feature **room, size_t n)
{
    if (n < 2) {
        return;
    }
    size_t half = n / 2, i = 0, k = half;
    sort(p, fts, items, room, half);
    sort(p, fts, items + half, room, n - half);
    memcpy(room, items, n * sizeof *items);
    for (size_t at = 0; at < n; at++) {
        bool later = i == half || (k < n && order_of_all(p, fts, room[i], room[k]) > 0);
        items[at] = room[later ? k++ : i++];
    }
}

static const sm_map_feature **list_features(const painting *p, size_t fts)
{
    size_t n = p->layer->count, any;
    const sm_map_feature **list = sm_arena_alloc(p->scratch, (2 * n + 1) * sizeof *list);
    for (size_t i = 0; i < n; i++) {
        list[i] = &p->layer->items[i];
    }
    if (sm_style_sorts(p->layer->style, &any)) {
        sort(p, fts, list, list + n, n);
    }
    return list;
}

void sm_compose_sort(sm_map_layer *layer)
{
    size_t topmost;
    if (!sm_style_sorts(layer->style, &topmost)) {
        return;
    }
    const painting p = {.layer = layer, .scratch = sm_arena_create()};
    const sm_map_feature **list = list_features(&p, topmost);
    sm_map_feature *sorted = sm_arena_alloc(p.scratch, (layer->count + 1) * sizeof *sorted);
    for (size_t i = 0; i < layer->count; i++) {
        sorted[i] = *list[i];
    }
    memcpy(layer->items, sorted, layer->count * sizeof *sorted);
    sm_arena_destroy(p.scratch);
}

// FeatureTypeStyles [from, to), which are sorted alike.
static void draw_together(painting *p, size_t from, size_t to)
{
    const sm_map_feature **list = list_features(p, from);
    size_t n = p->layer->count;
    for (size_t begin = 0, end = 0; begin < n; begin = end) {
        end = to - from > 1 ? begin + 1 : n;
        while (end < n && order(p, from, list[begin], list[end]) == 0) {
            end++;
        }
        for (size_t fts = from; fts < to; fts++) {
            draw_fts(p, list + begin, end - begin, fts);
        }
    }
}

static void draw_layer(sm_scene *scene, const sm_map_layer *layer, const sm_paint_frame *frame)
{
    painting p = {scene, layer, frame, sm_arena_create(), {.any = false}};
    sm_path_init(&p.fills.rings, scene->arena, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    sm_scene_begin_group(scene, "layer", layer->layer->id, -1);
    size_t last = last_fts(layer);
    for (size_t fts = 0, next = 0; fts <= last; fts = next) {
        next = sm_style_paints_until(layer->style, fts);
        draw_together(&p, fts, next);
    }
    sm_scene_end_group(scene);
    sm_arena_destroy(p.scratch);
}

void compose_layers(sm_scene *scene, const sm_map *map)
{
    sm_box f = map->view.frame_pt;
    sm_path clip;
    sm_path_init(&clip, scene->arena, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    const sm_point corners[] = {
        {f.x0, f.y0}, {f.x1, f.y0}, {f.x1, f.y1}, {f.x0, f.y1}, {f.x0, f.y0}};
    for (size_t i = 0; i < 5; i++) {
        sm_path_add(&clip, corners[i].x, corners[i].y);
    }
    // Padding keeps cut edges out of sight; what may be drawn beyond the frame is cut by the clip.
    const sm_paint_frame frame = {sm_box_grow(f, SM_MM(1)), {f.x0, f.y1}};
    sm_scene_begin_clip(scene, &clip);
    if (map->ground) {
        sm_scene_begin_group(scene, "ground", map->ground->id, -1);
        sm_scene_add_image(scene, &map->ground->image);
        sm_scene_end_group(scene);
    }
    for (size_t i = 0; i < map->n_layers; i++) {
        draw_layer(scene, &map->layers[i], &frame);
    }
    sm_scene_end_clip(scene);
}
