// One layer on one page: every feature through the same road, kept only if the page shows it.
#include <math.h>
#include <string.h>

#include "run/run.h"

// What print can show: less than a pixel at 600 dpi.
static const double SIMPLIFY_PT = 0.03 * SM_PT_PER_MM;

typedef struct taking {
    sm_run *run;
    sm_arena *arena, *scratch;
    const sm_layer *layer;
    const sm_prepare *prepare;
    sm_style_env env;
    sm_map_layer *out;
    sm_path page;               // reused
    const sm_symbols *constant; // of a style that looks at no field: one list serves all
    bool asked_style, measures;
    size_t bad_vertices;
    double pad_pt;     // what any feature is prepared with
    sm_point degree_m; // a degree to the east and to the north, in the middle of the map
    sm_diags *diags;
} taking;

static const sm_symbols *resolve(taking *t, const sm_feature *f)
{
    if (t->constant) {
        return t->constant;
    }
    sm_symbols *symbols = sm_arena_zero(t->arena, 1, sizeof *symbols);
    t->out->data_unit_m = t->out->in_degrees ? t->degree_m : (sm_point){1, 1};
    t->env.data_unit_m = t->out->data_unit_m;
    sm_style_resolve(t->arena, t->out->style, f, &t->env, symbols, t->diags);
    if (sm_style_is_constant(t->out->style)) {
        t->constant = symbols;
    }
    return symbols;
}

// The fields of a layer are known with its first feature; so is whether its style fits them.
static bool has_style(taking *t, const sm_feature *f)
{
    if (!t->asked_style) {
        t->asked_style = true;
        t->out->style = run_find_style(t->run, t->layer, f->fields, t->diags);
    }
    return t->out->style != NULL;
}

static sm_feature *keep_feature(sm_arena *a, const sm_feature *f)
{
    sm_feature *copy = sm_arena_alloc(a, sizeof *copy);
    *copy = *f;
    copy->path = NULL;
    sm_value *values = sm_arena_alloc(a, f->fields->count * sizeof *values);
    for (size_t i = 0; i < f->fields->count; i++) {
        values[i] = f->values[i];
        values[i].text = sm_arena_strdup(a, values[i].text);
    }
    copy->values = values;
    return copy;
}

static const sm_fields *keep_fields(sm_arena *a, const sm_fields *fields)
{
    sm_fields *copy = sm_arena_alloc(a, sizeof *copy);
    *copy = (sm_fields){NULL, 0, 0};
    for (size_t i = 0; i < fields->count; i++) {
        sm_field *f = SM_PUSH(a, copy);
        *f = fields->items[i];
        f->name = sm_arena_strdup(a, f->name);
    }
    return copy;
}

static void keep(taking *t, const sm_feature *f, const sm_symbols *symbols)
{
    sm_feature *feature = keep_feature(t->arena, f);
    feature->fields =
        t->out->count ? t->out->items[0].feature->fields : keep_fields(t->arena, f->fields);
    sm_path *path = sm_arena_alloc(t->arena, sizeof *path);
    sm_path_copy(t->arena, &t->page, path);
    *SM_PUSH(t->arena, t->out) = (sm_map_feature){feature, path, symbols};
}

static void measure(taking *t, const sm_feature *f)
{
    if (!t->measures) {
        return;
    }
    if (f->path->shape == SM_SHAPE_RINGS) {
        t->out->area_km2 += sm_geodesic_area_km2(f->path);
    } else if (f->path->shape == SM_SHAPE_LINES) {
        t->out->length_km += sm_geodesic_length_km(f->path);
    }
}

// How far beyond its usual pad what is painted for a feature may lie from it.
static double reach_of(const sm_symbols *symbols)
{
    double reach = 0;
    for (size_t i = 0; i < symbols->count; i++) {
        const sm_symbol *s = &symbols->items[i];
        reach = fmax(reach, fmax(s->distance_pt, hypot(s->move_pt.x, s->move_pt.y)));
    }
    return reach;
}

// On a point, symbols of areas and lines paint nothing.
static bool any_paints(const sm_symbols *symbols, sm_shape shape)
{
    bool any = false;
    for (size_t i = 0; i < symbols->count; i++) {
        const sm_symbol *s = &symbols->items[i];
        any |= shape != SM_SHAPE_POINTS || s->kind == SM_SYMBOL_POINT ||
               s->kind == SM_SYMBOL_TEXT || s->geometry == SM_GEOM_BUFFER;
    }
    return any;
}

// A feature that was prepared whole may lie far from the frame.
static bool is_near(const taking *t, const sm_symbols *symbols)
{
    sm_box near = sm_box_grow(t->prepare->view.frame_pt, t->pad_pt + reach_of(symbols));
    return sm_box_overlap(near, sm_path_box(&t->page));
}

static void take(void *context, const sm_feature *f)
{
    taking *t = context;
    if (!has_style(t, f)) {
        return;
    }
    measure(t, f);
    sm_arena_mark mark = sm_arena_mark_now(t->scratch);
    sm_prepared how = sm_prepare_path(t->prepare, t->scratch, f->path, &t->page, &t->bad_vertices);
    sm_arena_rewind(t->scratch, mark);
    if (how == SM_PREPARED_OUTSIDE || !t->page.n_points) {
        t->out->outside++;
        return;
    }
    const sm_symbols *symbols = resolve(t, f);
    if (!any_paints(symbols, t->page.shape)) {
        t->out->unstyled++;
        return;
    }
    if (!is_near(t, symbols)) {
        t->out->outside++;
        return;
    }
    keep(t, f, symbols);
}

static void simplify(taking *t)
{
    sm_path **paths = sm_arena_alloc(t->scratch, (t->out->count + 1) * sizeof *paths);
    for (size_t i = 0; i < t->out->count; i++) {
        paths[i] = (sm_path *)t->out->items[i].path;
    }
    if (t->out->count && paths[0]->shape != SM_SHAPE_POINTS) {
        sm_topo_simplify_layer(t->scratch, paths, t->out->count, SIMPLIFY_PT);
    }
}

// Numbers printed on a figure are the only reason to measure; a big layer would pay dearly for it.
static bool is_measured(const sm_figure *figure, const sm_layer *layer)
{
    for (size_t i = 0; i < figure->n_legend; i++) {
        const sm_legend_entry *e = &figure->legend[i];
        bool mine = e->layer && strcmp(e->layer, layer->id) == 0;
        for (size_t k = 0; mine && k < e->text.count; k++) {
            if (strstr(e->text.items[k].text, "{area}") ||
                strstr(e->text.items[k].text, "{length}")) {
                return true;
            }
        }
    }
    return false;
}

static void complain_if_empty(const taking *t, const sm_figure_job *job, size_t errors_before)
{
    const sm_map_layer *out = t->out;
    sm_place at = SM_AT_LINE(t->run->study->path, t->layer->line);
    if (t->bad_vertices) {
        sm_diags_add(t->diags, SM_WARNING, "crs.outside", at, "choose a crs that covers the layer",
                     "layer %s: %zu vertices can not be projected and were cut out", t->layer->id,
                     t->bad_vertices);
    }
    if (sm_diags_count(t->diags, SM_ERROR) > errors_before || t->layer->optional) {
        return;
    }
    char date[11];
    sm_format_date(job->figure->date, date);
    if (!out->selected) {
        sm_diags_add(t->diags, SM_ERROR, "layer.empty", at,
                     "correct its filter or the figure's date, or say optional=\"yes\"",
                     "layer %s selects nothing for figure %s on %s", t->layer->id, job->figure->id,
                     date);
    } else if (!out->count) {
        sm_diags_add(t->diags, SM_WARNING, "layer.invisible", at,
                     "correct the extent, the style's rules, or say optional=\"yes\"",
                     "layer %s: none of %zu features shows on figure %s (%zu outside, %zu without "
                     "a rule that paints such features)",
                     t->layer->id, out->selected, job->figure->id, out->outside, out->unstyled);
    }
}

// Metres of a degree to the east and to the north, in the middle of the map.
static sm_point degree_at_middle(sm_arena *scratch, const sm_prepare *prepare)
{
    sm_point mid = prepare->view.centre_m, metres = {0, 0};
    if (sm_crs_inverse(prepare->crs, &mid, 1)) {
        return metres;
    }
    double *const lengths[] = {&metres.x, &metres.y};
    for (int i = 0; i < 2; i++) {
        double dx = i == 0 ? 0.5 : 0, dy = 0.5 - dx;
        sm_path line;
        sm_path_init(&line, scratch, SM_SPACE_LONLAT, SM_SHAPE_LINES);
        sm_path_add(&line, mid.x - dx, mid.y - dy);
        sm_path_add(&line, mid.x + dx, mid.y + dy);
        *lengths[i] = 1000 * sm_geodesic_length_km(&line);
    }
    return metres;
}

// Features whose ends matter are prepared as far out as the frame is large: nobody sees where they
// are cut then.
static sm_prepare prepare_for(sm_run *run, const sm_layer *layer, const sm_prepare *usual)
{
    const sm_style *style = run_layer_style(run, layer);
    sm_box f = usual->view.frame_pt;
    double size = fmax(f.x1 - f.x0, f.y1 - f.y0);
    return style && sm_style_wants_whole(style)
               ? sm_prepare_default(usual->crs, usual->view, usual->pad_pt + size)
               : *usual;
}

void run_prepare_layer(sm_run *run, sm_arena *a, const sm_layer *layer, const sm_figure_job *job,
                       const sm_prepare *usual, sm_map_layer *out, sm_diags *diags)
{
    const sm_prepare prepare = prepare_for(run, layer, usual);
    *out = (sm_map_layer){.layer = layer, .as_of = INT32_MIN};
    sm_arena *scratch = sm_arena_create();
    sm_arena *reading = sm_arena_create();
    sm_arena *page = sm_arena_create(); // grows across features, so apart from the rewound ones
    taking t = {.run = run,
                .arena = a,
                .scratch = scratch,
                .layer = layer,
                .prepare = &prepare,
                .pad_pt = usual->pad_pt,
                .degree_m = degree_at_middle(scratch, usual),
                .env = sm_compose_env(a, job, usual->view.scale_denom),
                .out = out,
                .measures = is_measured(job->figure, layer),
                .diags = diags};
    sm_path_init(&t.page, page, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    size_t errors_before = sm_diags_count(diags, SM_ERROR);
    sm_box lonlat = sm_prepare_lonlat_box(&prepare);
    run_each_feature(run, reading, layer, job, t.measures ? NULL : &lonlat, out, take, &t, diags);
    simplify(&t);
    sm_compose_sort(out);
    complain_if_empty(&t, job, errors_before);
    sm_arena_destroy(page);
    sm_arena_destroy(reading);
    sm_arena_destroy(scratch);
}
