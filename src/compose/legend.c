// The legend: only what is on this map, drawn by the same symbols at the same size.
#include <math.h>
#include <string.h>

#include "compose/parts.h"

typedef struct rows {
    sm_legend_row *items;
    size_t count, cap;
} rows;

static const sm_map_layer *find_layer(const sm_map *map, const char *id)
{
    for (size_t i = 0; i < map->n_layers; i++) {
        if (strcmp(map->layers[i].layer->id, id) == 0) {
            return &map->layers[i];
        }
    }
    return NULL;
}

// Not with every part of it missing or left out.
static bool paints(const sm_symbol *s)
{
    const sm_stroke *stroke = &s->stroke;
    const sm_fill *fill = &s->fill;
    bool strokes = stroke->has_pen || stroke->n_marks || stroke->arrow.length_pt > 0;
    bool fills = fill->has_color || fill->n_hatches || fill->n_marks;
    switch (s->kind) {
    case SM_SYMBOL_POLYGON: return fills || strokes;
    case SM_SYMBOL_LINE: return strokes;
    case SM_SYMBOL_POINT: return s->n_marks > 0;
    case SM_SYMBOL_TEXT: return false;
    }
    return false;
}

static bool has_sample(const sm_symbols *symbols)
{
    for (size_t i = 0; i < symbols->count; i++) {
        if (paints(&symbols->items[i])) {
            return true;
        }
    }
    return false;
}

// A feature that the rule painted here, or explains; NULL: what was not painted is not in the
// legend.
static const sm_map_feature *example_of(sm_arena *a, const sm_map_layer *layer, size_t rule,
                                        const sm_style_env *env)
{
    for (size_t i = 0; i < layer->count; i++) {
        const sm_symbols *symbols = layer->items[i].symbols;
        for (size_t k = 0; k < symbols->count; k++) {
            if (symbols->items[k].rule == rule && paints(&symbols->items[k])) {
                return &layer->items[i];
            }
        }
    }
    for (size_t i = 0; i < layer->count; i++) {
        if (sm_style_rule_explains(a, layer->style, rule, layer->items[i].feature, env)) {
            return &layer->items[i];
        }
    }
    return NULL;
}

static bool same_text(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static sm_legend_row *row_of(rows *all, const char *layer, const char *text)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].layer && strcmp(all->items[i].layer, layer) == 0 &&
            all->items[i].text.count && same_text(all->items[i].text.items[0], text)) {
            return &all->items[i];
        }
    }
    return NULL;
}

// The text of a row is kept unbroken until all rows are known.
static sm_lines one_line(sm_arena *a, const char *text)
{
    sm_lines lines = {.count = 1};
    lines.items = sm_arena_alloc(a, sizeof *lines.items);
    lines.width_pt = sm_arena_zero(a, 1, sizeof *lines.width_pt);
    lines.items[0] = text;
    return lines;
}

static void add_rule(sm_arena *a, const sm_figure_job *job, const sm_plan *plan, rows *all,
                     const sm_map_layer *layer, size_t rule, const char *text)
{
    sm_style_env env = sm_compose_env(a, job, plan->map.view.scale_denom);
    env.data_unit_m = layer->data_unit_m;
    const sm_map_feature *example = example_of(a, layer, rule, &env);
    if (!example) {
        return;
    }
    sm_symbols symbols = {NULL, 0, 0};
    sm_style_rule_symbols(a, layer->style, rule, example->feature, &env, &symbols);
    if (!has_sample(&symbols)) {
        return;
    }
    const char *shown = compose_expand(a, text, job, layer, plan);
    sm_legend_row *row = row_of(all, layer->layer->id, shown);
    if (!row) {
        row = SM_PUSH(a, all);
        *row = (sm_legend_row){
            .layer = layer->layer->id, .text = one_line(a, shown), .shape = example->path->shape};
    }
    for (size_t i = 0; i < symbols.count; i++) {
        *SM_PUSH(a, &row->symbols) = symbols.items[i];
    }
}

static void add_all_rules(sm_arena *a, const sm_figure_job *job, const sm_plan *plan, rows *all)
{
    for (size_t i = 0; i < plan->map.n_layers; i++) {
        const sm_map_layer *layer = &plan->map.layers[i];
        for (size_t r = 0; layer->style && r < sm_style_rule_count(layer->style); r++) {
            const char *title = sm_style_rule_title(layer->style, r, job->lang);
            if (title) {
                add_rule(a, job, plan, all, layer, r, title);
            }
        }
    }
}

static bool rule_is(const sm_style *style, size_t rule, const char *name)
{
    return !name || same_text(sm_style_rule_name(style, rule), name);
}

// A ground is listed when it is asked for; its swatch is cut out of it when it is drawn.
static bool add_ground(sm_arena *a, const sm_figure_job *job, const sm_plan *plan, rows *all,
                       const sm_legend_entry *entry)
{
    const sm_ground *ground = job->figure->ground;
    if (!ground || strcmp(entry->layer, ground->id) != 0) {
        return false;
    }
    const char *own = sm_texts_in(&entry->text, job->lang, NULL);
    const char *text = own ? own : sm_texts_in(&ground->title, job->lang, NULL);
    *SM_PUSH(a, all) = (sm_legend_row){
        .layer = ground->id,
        .is_ground = true,
        .text = one_line(a, compose_expand(a, text ? text : ground->id, job, NULL, plan)),
        .shape = SM_SHAPE_RINGS};
    return true;
}

static void add_entry(sm_arena *a, const sm_figure_job *job, const sm_plan *plan, rows *all,
                      const sm_legend_entry *entry, sm_diags *diags)
{
    const sm_map_layer *layer = find_layer(&plan->map, entry->layer);
    sm_place at = SM_AT_LINE(job->study->path, entry->line);
    if (!layer || !layer->style) {
        sm_diags_add(diags, SM_ERROR, "legend.layer", at, "draw the layer or remove the entry",
                     "the legend explains layer %s, which figure %s does not draw", entry->layer,
                     job->figure->id);
        return;
    }
    const char *own = sm_texts_in(&entry->text, job->lang, NULL);
    bool known = false;
    for (size_t r = 0; r < sm_style_rule_count(layer->style); r++) {
        if (!rule_is(layer->style, r, entry->rule)) {
            continue;
        }
        known = true;
        const char *title = own ? own : sm_style_rule_title(layer->style, r, job->lang);
        if (title) {
            add_rule(a, job, plan, all, layer, r, title);
        }
    }
    if (!known) {
        sm_diags_add(diags, SM_ERROR, "legend.rule", at, "name a rule of the layer's style",
                     "style %s of layer %s has no rule named %s", layer->layer->style, entry->layer,
                     entry->rule ? entry->rule : "at all");
    }
}

static double row_height(const sm_lines *lines, double factor)
{
    return SM_MM(HOUSE_ROW_MM + HOUSE_ROW_MORE_MM * ((double)lines->count - 1)) * factor;
}

// A narrow legend has narrow swatches.
static double swatch_mm(const sm_figure *figure)
{
    bool narrow = figure->legend_width_mm > 0 && figure->legend_width_mm < HOUSE_NARROW_LEGEND_MM;
    return narrow ? HOUSE_NARROW_SWATCH_MM : HOUSE_SWATCH_W_MM;
}

static double text_mm(const sm_figure *figure)
{
    return HOUSE_LEGEND_TEXT_MM - HOUSE_SWATCH_W_MM + swatch_mm(figure);
}

static sm_font row_font(const sm_figure_job *job, const sm_legend_row *row)
{
    sm_font font = house_font(HOUSE_TEXT_PT, job->figure->text_factor);
    font.bold = !row->layer;
    return font;
}

static int columns_of(const sm_figure *figure)
{
    return figure->legend_columns > 1 ? figure->legend_columns : 1;
}

// A heading whose entries all painted nothing would head nothing.
static void drop_idle_headings(rows *all)
{
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        bool last = i + 1 == all->count || !all->items[i + 1].layer;
        if (all->items[i].layer || !last) {
            all->items[kept++] = all->items[i];
        }
    }
    all->count = kept;
}

// Column by column, each as high as its share; a heading never ends one. Gives the height of the
// highest.
static double stack_rows(const sm_figure_job *job, rows *all, double column_pt)
{
    double sum = 0, x = 0, y = 0, highest = 0;
    int left = columns_of(job->figure);
    for (size_t i = 0; i < all->count; i++) {
        sum += all->items[i].height_pt;
    }
    double share = sum / left;
    for (size_t i = 0; i < all->count; i++) {
        sm_legend_row *row = &all->items[i];
        bool heads = !row->layer && i + 1 < all->count;
        double needed = row->height_pt * 0.5 + (heads ? all->items[i + 1].height_pt : 0);
        if (left > 1 && y > 0 && y + needed > share) {
            x += column_pt;
            y = 0;
            left--;
        }
        row->x_pt = x;
        row->y_pt = SM_MM(HOUSE_LEGEND_AIR_MM) + y;
        y += row->height_pt;
        highest = fmax(highest, y);
    }
    return highest;
}

static sm_status break_rows(sm_arena *a, sm_text_engine *text, const sm_figure_job *job, rows *all,
                            double *widest, sm_error *err)
{
    double factor = job->figure->text_factor;
    double box = SM_MM(job->figure->legend_width_mm) / columns_of(job->figure);
    double room = box - SM_MM(text_mm(job->figure) + HOUSE_LEGEND_PAD_MM / 2);
    for (size_t i = 0; i < all->count; i++) {
        sm_legend_row *row = &all->items[i];
        sm_font font = row_font(job, row);
        sm_lines lines;
        sm_status status =
            sm_text_break(text, a, row->text.items[0], &font, room > 0 ? room : 0, &lines, err);
        if (status) {
            return status;
        }
        row->text = lines;
        row->height_pt = row_height(&lines, factor);
        for (size_t k = 0; k < lines.count; k++) {
            *widest = fmax(*widest, lines.width_pt[k]);
        }
    }
    return SM_OK;
}

sm_status compose_plan_legend(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                              sm_plan *plan, double *width_pt, double *height_pt, sm_diags *diags,
                              sm_error *err)
{
    rows all = {NULL, 0, 0};
    for (size_t i = 0; i < job->figure->n_legend; i++) {
        const sm_legend_entry *entry = &job->figure->legend[i];
        const char *heading = sm_texts_in(&entry->text, job->lang, NULL);
        if (entry->layer && add_ground(a, job, plan, &all, entry)) {
            continue;
        }
        if (entry->layer) {
            add_entry(a, job, plan, &all, entry, diags);
        } else if (heading) {
            *SM_PUSH(a, &all) =
                (sm_legend_row){.text = one_line(a, compose_expand(a, heading, job, NULL, plan))};
        }
    }
    drop_idle_headings(&all);
    if (!job->figure->n_legend) {
        add_all_rules(a, job, plan, &all);
    }
    double widest = 0;
    sm_status status = break_rows(a, text, job, &all, &widest, err);
    if (status) {
        return status;
    }
    plan->legend = all.items;
    plan->n_legend = all.count;
    double asked = SM_MM(job->figure->legend_width_mm);
    double needed = widest + SM_MM(text_mm(job->figure) + HOUSE_LEGEND_PAD_MM);
    int columns = columns_of(job->figure);
    *width_pt = fmax(asked, columns * needed);
    *height_pt = 2 * SM_MM(HOUSE_LEGEND_AIR_MM) + stack_rows(job, &all, *width_pt / columns);
    return SM_OK;
}

static void swatch_path(sm_arena *a, sm_shape shape, sm_box box, sm_path *out)
{
    double y = (box.y0 + box.y1) / 2;
    sm_path_init(out, a, SM_SPACE_PAGE, shape);
    if (shape == SM_SHAPE_POINTS) {
        sm_path_add(out, (box.x0 + box.x1) / 2, y);
    } else if (shape == SM_SHAPE_LINES) {
        sm_path_add(out, box.x0, y);
        sm_path_add(out, box.x1, y);
    } else {
        // Clockwise as seen, as the shells of polygons run: what is drawn left of them is outside.
        const sm_point c[] = {{box.x0, box.y0},
                              {box.x1, box.y0},
                              {box.x1, box.y1},
                              {box.x0, box.y1},
                              {box.x0, box.y0}};
        for (size_t i = 0; i < 5; i++) {
            sm_path_add(out, c[i].x, c[i].y);
        }
    }
}

static bool has_outline(const sm_legend_row *row)
{
    for (size_t i = 0; i < row->symbols.count; i++) {
        if (row->symbols.items[i].stroke.has_pen) {
            return true;
        }
    }
    return false;
}

// The middle of the picture, as many pixels as the swatch covers at its scale.
static void draw_ground(composer *c, const char *id, const sm_image *whole, sm_box box)
{
    const sm_bitmap *b = whole->bitmap;
    sm_point size = {box.x1 - box.x0, box.y1 - box.y0};
    double pixel = whole->across.x / (double)b->width;
    size_t w = (size_t)fmin((double)b->width, ceil(size.x / pixel));
    size_t h = (size_t)fmin((double)b->height, ceil(size.y / pixel));
    size_t x0 = (b->width - w) / 2, y0 = (b->height - h) / 2;
    uint8_t *rgba = sm_arena_alloc(c->arena, w * h * 4);
    for (size_t y = 0; y < h; y++) {
        memcpy(rgba + y * w * 4, b->rgba + ((y0 + y) * b->width + x0) * 4, w * 4);
    }
    sm_bitmap *piece = sm_arena_alloc(c->arena, sizeof *piece);
    *piece = (sm_bitmap){rgba, w, h};
    const sm_image image = {piece, {box.x0, box.y0}, {size.x, 0}, {0, size.y}, 1};
    sm_scene_begin_group(c->scene, "ground", id, -1);
    sm_scene_add_image(c->scene, &image);
    sm_scene_end_group(c->scene);
}

static void draw_swatch(composer *c, const sm_legend_row *row, sm_box box)
{
    sm_path path;
    swatch_path(c->arena, row->shape, box, &path);
    // Hatches of a swatch start at its own corner, or a narrow swatch might show none.
    const sm_paint_frame frame = {sm_box_grow(box, SM_MM(2)), {box.x0, box.y1}};
    if (row->is_ground && c->plan->map.ground) {
        draw_ground(c, row->layer, &c->plan->map.ground->image, box);
    }
    for (size_t i = 0; i < row->symbols.count; i++) {
        sm_paint_symbol(c->scene, &path, &row->symbols.items[i], &frame);
    }
    if (row->shape == SM_SHAPE_RINGS && !has_outline(row)) {
        sm_pen pen = house_pen(HOUSE_GREY, HOUSE_CROSS_LINE_MM);
        sm_scene_add_rect(c->scene, box, HOUSE_NO_COLOR, &pen);
    }
}

// Swatch and first line share their middle: half the cap height of 7 pt lies 0.9 mm above the line.
static sm_status draw_row(composer *c, const sm_legend_row *row, sm_error *err)
{
    double x0 = c->plan->legend_pt.x0 + row->x_pt, top = c->plan->legend_pt.y0 + row->y_pt;
    double middle = top + SM_MM(HOUSE_ROW_MM) * c->factor / 2;
    double half = SM_MM(HOUSE_SWATCH_H_MM) / 2;
    double left = x0 + SM_MM(HOUSE_LEGEND_PAD_MM);
    double right = left + SM_MM(swatch_mm(c->job->figure));
    double text_x = row->layer ? x0 + SM_MM(text_mm(c->job->figure)) : left;
    sm_font font = row_font(c->job, row);
    if (row->layer) {
        draw_swatch(c, row, (sm_box){left, middle - half, right, middle + half});
    }
    sm_status status = SM_OK;
    double cap = 0, x = 0;
    sm_text_heights(c->text, &font, &cap, &x);
    for (size_t i = 0; i < row->text.count && !status; i++) {
        double y = middle + cap / 2 + SM_MM(HOUSE_ROW_MORE_MM) * c->factor * (double)i;
        status = compose_text(c, row->text.items[i], &font, HOUSE_INK, (sm_point){text_x, y},
                              TEXT_LEFT, 0, err);
    }
    return status;
}

static sm_status draw_rows(composer *c, sm_error *err)
{
    sm_status status = SM_OK;
    for (size_t i = 0; i < c->plan->n_legend && !status; i++) {
        status = draw_row(c, &c->plan->legend[i], err);
    }
    return status;
}

sm_status sm_compose_key(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                         const sm_plan *plan, sm_scene **out, sm_diags *diags, sm_error *err)
{
    sm_plan own = *plan;
    double width = 0, height = 0;
    sm_status status = compose_plan_legend(a, text, job, &own, &width, &height, diags, err);
    if (status) {
        return status;
    }
    // No box, so no air around the rows.
    double pad = SM_MM(HOUSE_LEGEND_PAD_MM), air = SM_MM(HOUSE_LEGEND_AIR_MM);
    own.legend_pt = (sm_box){-pad, -air, width - pad, height - air};
    composer c = {.arena = a,
                  .text = text,
                  .job = job,
                  .plan = &own,
                  .scene = sm_scene_create(a, fmax(width - pad, 1), fmax(height - 2 * air, 1)),
                  .factor = job->figure->text_factor};
    sm_scene_begin_group(c.scene, "legend", NULL, -1);
    status = draw_rows(&c, err);
    sm_scene_end_group(c.scene);
    *out = c.scene;
    return status;
}

sm_status compose_draw_legend(composer *c, sm_error *err)
{
    if (sm_box_is_empty(c->plan->legend_pt)) {
        return SM_OK;
    }
    sm_pen pen = house_pen(HOUSE_INK, HOUSE_BOX_MM);
    sm_scene_begin_group(c->scene, "legend", NULL, -1);
    sm_scene_add_rect(c->scene, c->plan->legend_pt, HOUSE_PAPER, &pen);
    sm_status status = draw_rows(c, err);
    sm_scene_end_group(c->scene);
    return status;
}
