// The record of a figure's objects: where each of them was painted (sitmap/record.h).
#include <stdio.h>
#include <string.h>

#include "run/batch.h"
#include "sitmap/record.h"

// ---- The map ------------------------------------------------------------------------------------

static void add_color(sm_str *s, const char *word, sm_color c)
{
    sm_str_printf(s, "%s%s #%02x%02x%02x", s->len ? ", " : "", word, c.r, c.g, c.b);
    if (c.a != 255) {
        sm_str_printf(s, "%02x", c.a);
    }
}

static void add_pen(sm_str *s, const sm_pen *pen)
{
    add_color(s, "line", pen->color);
    sm_str_printf(s, " %.2f pt%s", pen->width_pt, pen->n_dash ? " dashed" : "");
}

static void add_marks(sm_str *s, const sm_mark *marks, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        add_color(s, "mark", marks[i].has_fill ? marks[i].fill : marks[i].pen.color);
        sm_str_printf(s, " %.2f pt", marks[i].size_pt);
    }
}

static void add_symbol(sm_str *s, const sm_symbol *symbol)
{
    if (symbol->kind == SM_SYMBOL_POLYGON && symbol->fill.has_color) {
        add_color(s, "fill", symbol->fill.color);
    }
    for (size_t i = 0; symbol->kind == SM_SYMBOL_POLYGON && i < symbol->fill.n_hatches; i++) {
        add_color(s, "hatch", symbol->fill.hatches[i].pen.color);
    }
    if (symbol->kind <= SM_SYMBOL_LINE && symbol->stroke.has_pen) {
        add_pen(s, &symbol->stroke.pen);
    }
    if (symbol->kind <= SM_SYMBOL_LINE) {
        add_marks(s, symbol->stroke.marks, symbol->stroke.n_marks);
    }
    if (symbol->kind == SM_SYMBOL_POINT) {
        add_marks(s, symbol->marks, symbol->n_marks);
    }
}

// How far from its path the symbols of a feature may paint.
static double painted_width(const sm_symbols *symbols)
{
    double width = 0;
    for (size_t i = 0; i < symbols->count; i++) {
        const sm_symbol *s = &symbols->items[i];
        const sm_mark *marks = s->kind == SM_SYMBOL_POINT ? s->marks : s->stroke.marks;
        size_t n = s->kind == SM_SYMBOL_POINT ? s->n_marks : s->stroke.n_marks;
        double pen = s->stroke.pen.width_pt;
        width = s->kind <= SM_SYMBOL_LINE && s->stroke.has_pen && pen > width ? pen : width;
        for (size_t k = 0; s->kind != SM_SYMBOL_TEXT && k < n; k++) {
            width = marks[k].size_pt > width ? marks[k].size_pt : width;
        }
    }
    return width;
}

static const char *feature_name(sm_arena *a, const sm_feature *f)
{
    static const char *const fields[] = {"name_en", "name", "id", "side"};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        int field = sm_fields_find(f->fields, fields[i]);
        if (field >= 0 && f->values[field].type != SM_VALUE_NULL) {
            return sm_value_text(a, &f->values[field]);
        }
    }
    return "";
}

// Where the feature is seen: at its place, or where the first symbol is that is painted elsewhere.
static sm_path seen_at(sm_record *r, const sm_map_feature *f)
{
    const sm_path *elsewhere = NULL;
    for (size_t i = 0; i < f->symbols->count; i++) {
        const sm_symbol *s = &f->symbols->items[i];
        bool has_shape = s->kind == SM_SYMBOL_POLYGON || s->kind == SM_SYMBOL_LINE;
        if (sm_paint_stays(s)) {
            return *f->path;
        }
        if (has_shape && !elsewhere) {
            elsewhere = sm_paint_geometry(r->arena, f->path, s);
        }
    }
    return elsewhere && elsewhere->shape == f->path->shape ? *elsewhere : *f->path;
}

static void add_feature(sm_record *r, const sm_layer *layer, const sm_map_feature *f)
{
    static const char *const roles[] = {"layer", "front", "change", "borders"};
    static const sm_thing_kind kinds[] = {SM_THING_MARK, SM_THING_LINE, SM_THING_AREA};
    sm_str look;
    sm_str_init(&look, r->arena);
    for (size_t i = 0; i < f->symbols->count; i++) {
        add_symbol(&look, &f->symbols->items[i]);
    }
    if (!look.len) {
        return; // only a name, or nothing
    }
    *SM_PUSH(r->arena, &r->things) = (sm_thing){.kind = kinds[f->path->shape],
                                                .role = roles[layer->derive],
                                                .layer = layer->id,
                                                .name = feature_name(r->arena, f->feature),
                                                .record = f->feature->record,
                                                .look = look.text,
                                                .width_pt = painted_width(f->symbols),
                                                .path = seen_at(r, f)};
}

static void add_map(sm_record *r, const run_figure *f)
{
    r->view = f->plan.map.view;
    r->ground_scale = f->plan.ground_scale;
    r->crs = f->job.figure->crs ? f->job.figure->crs : "";
    for (size_t i = 0; i < f->plan.map.n_layers; i++) {
        const sm_map_layer *layer = &f->plan.map.layers[i];
        for (size_t k = 0; k < layer->count; k++) {
            add_feature(r, layer->layer, &layer->items[k]);
        }
    }
}

// ---- What stands on and around it ---------------------------------------------------------------

static void box_path(sm_arena *a, sm_box b, sm_path *out)
{
    sm_path_init(out, a, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    sm_path_add(out, b.x0, b.y0);
    sm_path_add(out, b.x1, b.y0);
    sm_path_add(out, b.x1, b.y1);
    sm_path_add(out, b.x0, b.y1);
    sm_path_add(out, b.x0, b.y0);
}

static const char *text_look(sm_arena *a, const sm_text *t)
{
    sm_color c = t->color;
    return sm_arena_printf(a, "%.2f pt%s%s #%02x%02x%02x", t->font.size_pt,
                           t->font.bold ? " bold" : "", t->font.italic ? " italic" : "", c.r, c.g,
                           c.b);
}

static sm_thing begin_thing(const sm_prim *group)
{
    return (sm_thing){.kind = SM_THING_FURNITURE,
                      .role = group->group.role,
                      .layer = "",
                      .name = group->group.name ? group->group.name : "",
                      .record = group->group.record,
                      .look = ""};
}

static size_t group_end(const sm_scene *scene, size_t begin)
{
    size_t depth = 0, i = begin;
    do {
        depth += scene->items[i].kind == SM_PRIM_GROUP_BEGIN;
        depth -= scene->items[i].kind == SM_PRIM_GROUP_END;
        i++;
    } while (depth && i < scene->count);
    return i;
}

// A name: all its lines are one object, whose look is its face.
static void add_label(sm_record *r, const sm_scene *scene, size_t begin, size_t end)
{
    sm_thing t = begin_thing(&scene->items[begin]);
    t.kind = SM_THING_TEXT;
    sm_path_init(&t.path, r->arena, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    for (size_t i = begin; i < end; i++) {
        if (scene->items[i].kind == SM_PRIM_TEXT) {
            sm_path box;
            box_path(r->arena, sm_prim_box(&scene->items[i]), &box);
            sm_path_append(&t.path, &box);
            t.look = t.look[0] ? t.look : text_look(r->arena, &scene->items[i].text);
        }
    }
    *SM_PUSH(r->arena, &r->things) = t;
}

static void add_leader(sm_record *r, const sm_scene *scene, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        if (scene->items[i].kind == SM_PRIM_STROKE) {
            sm_thing t = begin_thing(&scene->items[begin]);
            t.kind = SM_THING_LINE;
            t.width_pt = scene->items[i].stroke.pen.width_pt;
            t.path = *scene->items[i].stroke.path;
            *SM_PUSH(r->arena, &r->things) = t;
        }
    }
}

static void digest_prim(sm_digest *d, const sm_prim *p, sm_box box)
{
    const sm_path *path = p->kind == SM_PRIM_FILL     ? p->fill.path
                          : p->kind == SM_PRIM_STROKE ? p->stroke.path
                                                      : NULL;
    sm_color c = p->kind == SM_PRIM_FILL     ? p->fill.color
                 : p->kind == SM_PRIM_STROKE ? p->stroke.pen.color
                 : p->kind == SM_PRIM_TEXT   ? p->text.color
                                             : (sm_color){0, 0, 0, 0};
    sm_digest_number(d, p->kind);
    sm_digest_add(d, &c, sizeof c);
    sm_digest_text(d, p->kind == SM_PRIM_TEXT ? p->text.utf8 : NULL);
    if (p->kind == SM_PRIM_IMAGE) {
        const sm_bitmap *b = p->image.bitmap;
        sm_digest_add(d, b->rgba, b->width * b->height * 4);
    }
    for (size_t i = 0; path && i < path->n_points; i++) {
        sm_digest_number(d, (int64_t)((path->points[i].x - box.x0) * 50 + 0.5));
        sm_digest_number(d, (int64_t)((path->points[i].y - box.y0) * 50 + 0.5));
    }
}

// Frame, graticule and degrees lie around the map: what is within is not theirs, so they are their
// lines.
static void furniture_path(sm_record *r, const sm_scene *scene, size_t begin, size_t end,
                           sm_box box, sm_path *out)
{
    if ((box.x1 - box.x0) * (box.y1 - box.y0) < 0.3 * scene->width_pt * scene->height_pt) {
        box_path(r->arena, box, out);
        return;
    }
    sm_path_init(out, r->arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    for (size_t i = begin; i < end; i++) {
        const sm_path *line =
            scene->items[i].kind == SM_PRIM_STROKE ? scene->items[i].stroke.path : NULL;
        for (size_t k = 0; line && k < line->n_parts; k++) {
            size_t n = 0;
            const sm_point *p = sm_path_part(line, k, &n);
            sm_path_begin_part(out);
            for (size_t v = 0; v < n; v++) {
                sm_path_add(out, p[v].x, p[v].y);
            }
        }
    }
}

// Furniture is one box; its lines of text are objects too, for text is rasterised in its own way.
static void add_furniture(sm_record *r, const sm_scene *scene, size_t begin, size_t end)
{
    sm_thing whole = begin_thing(&scene->items[begin]);
    sm_box box = SM_BOX_EMPTY;
    for (size_t i = begin; i < end; i++) {
        sm_box one = sm_prim_box(&scene->items[i]);
        box = sm_box_is_empty(one) ? box : sm_box_union(box, one);
    }
    if (sm_box_is_empty(box)) {
        return;
    }
    sm_digest *d = sm_digest_begin();
    for (size_t i = begin; i < end; i++) {
        digest_prim(d, &scene->items[i], box);
    }
    whole.look = sm_arena_strndup(r->arena, sm_digest_end(d, r->arena), 16);
    furniture_path(r, scene, begin, end, box, &whole.path);
    *SM_PUSH(r->arena, &r->things) = whole;
    for (size_t i = begin; i < end; i++) {
        if (scene->items[i].kind == SM_PRIM_TEXT) {
            sm_thing t = begin_thing(&scene->items[begin]);
            t.kind = SM_THING_TEXT;
            t.name = scene->items[i].text.utf8;
            t.look = text_look(r->arena, &scene->items[i].text);
            box_path(r->arena, sm_prim_box(&scene->items[i]), &t.path);
            *SM_PUSH(r->arena, &r->things) = t;
        }
    }
}

// Below all that is painted on the map: where nothing else is, a changed pixel is the ground's.
static void add_ground(sm_record *r, const sm_map_ground *ground)
{
    if (!ground) {
        return;
    }
    const sm_prim prim = {.kind = SM_PRIM_IMAGE, .image = ground->image};
    sm_thing t = {.kind = SM_THING_FURNITURE,
                  .role = "ground",
                  .layer = "",
                  .name = ground->id,
                  .record = -1};
    sm_digest *d = sm_digest_begin();
    digest_prim(d, &prim, sm_prim_box(&prim));
    t.look = sm_digest_end_short(d, r->arena, 16);
    box_path(r->arena, sm_prim_box(&prim), &t.path);
    *SM_PUSH(r->arena, &r->things) = t;
}

static const struct {
    const char *role;
    void (*add)(sm_record *r, const sm_scene *scene, size_t begin, size_t end); // NULL: nothing
} groups[] = {{"layer", NULL},
              {"halo", NULL},
              {"ground", NULL},
              {"label", add_label},
              {"leader", add_leader}};

static void add_group(sm_record *r, const sm_scene *scene, size_t begin, size_t end)
{
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        if (strcmp(groups[i].role, scene->items[begin].group.role) == 0) {
            if (groups[i].add) {
                groups[i].add(r, scene, begin, end);
            }
            return;
        }
    }
    add_furniture(r, scene, begin, end);
}

static void add_groups(sm_record *r, const sm_scene *scene)
{
    for (size_t i = 0; i < scene->count;) {
        if (scene->items[i].kind == SM_PRIM_GROUP_BEGIN) {
            size_t end = group_end(scene, i);
            add_group(r, scene, i, end);
            i = end;
        } else {
            i++;
        }
    }
}

// ---- Numbers ------------------------------------------------------------------------------------

// A study without stats has none; what is wrong with its polygons was said by others.
static void add_holdings(sm_run *run, sm_record *r, const sm_figure_job *job)
{
    sm_stats *stats = NULL;
    sm_diags unheard;
    sm_error err;
    int32_t date = job->figure->date;
    sm_diags_init(&unheard, r->arena);
    if (sm_run_stats(run, r->arena, NULL, &date, 1, job->lang, &stats, &unheard, &err)) {
        return;
    }
    for (size_t i = 0; i < stats->n_rows; i++) {
        const sm_stats_row *row = &stats->rows[i];
        const sm_stats_zone *zone = sm_stats_zone_find(stats, row->zone);
        if (row->area_km2 > 0) {
            *SM_PUSH(r->arena, &r->holdings) = (sm_holding){
                row->side, row->zone, zone && zone->name ? zone->name : row->zone, row->area_km2};
        }
    }
}

// ---- The whole ----------------------------------------------------------------------------------

void run_write_objects(sm_run *run, const run_document *doc, sm_arena *a, sm_str *out)
{
    sm_record record;
    sm_record_init(&record, a, doc->pages[0]->width_pt, doc->pages[0]->height_pt);
    add_ground(&record, doc->figure->plan.map.ground);
    add_map(&record, doc->figure);
    add_groups(&record, doc->pages[0]);
    add_holdings(run, &record, &doc->figure->job);
    sm_record_write(&record, out);
}
