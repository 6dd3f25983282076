// A style as a whole: which rules paint a feature, what the legend shows, what the fields must
// hold.
#include <math.h>
#include <string.h>
#include <strings.h>

#include "style/resolve.h"

static const sm_style_env DEFAULT_ENV = {
    .scale_denom = 1e6, .figure_width_mm = 170, .lang = "en", .date = "", .variant = ""};

static sm_resolver begin(sm_arena *a, const sm_style *style, const sm_feature *feature,
                         const sm_style_env *env, sm_diags *diags)
{
    return (sm_resolver){.eval = {.arena = a,
                                  .feature = feature,
                                  .bound = style->bound,
                                  .env = env ? env : &DEFAULT_ENV},
                         .style = style,
                         .diags = diags};
}

static void resolve_point(sm_resolver *r, const sm_symbolizer *s, sm_symbol *out)
{
    const double default_px = 6;
    sm_mark *mark = sm_arena_alloc(r->eval.arena, sizeof *mark);
    if (s->graphic && sm_style_mark(r, s->graphic, default_px, mark)) {
        out->marks = mark;
        out->n_marks = 1;
    }
}

// Numbers of geometry functions are in the units of the layer's coordinates, whatever the uom.
static void resolve_geometry(sm_resolver *r, const sm_symbolizer *s, sm_symbol *out)
{
    const sm_style_env *env = r->eval.env;
    double pt_per_m = env->scale_denom > 0 ? 1000 * SM_PT_PER_MM / env->scale_denom : 0;
    double x_pt = env->data_unit_m.x * pt_per_m, y_pt = env->data_unit_m.y * pt_per_m;
    out->geometry = s->geometry;
    if (s->geometry == SM_GEOM_OFFSET) {
        out->move_pt.x = sm_style_param_number(r, &s->geometry_x, 0) * x_pt;
        out->move_pt.y = -sm_style_param_number(r, &s->geometry_y, 0) * y_pt;
    } else if (s->geometry == SM_GEOM_BUFFER) {
        out->distance_pt = sm_style_param_number(r, &s->geometry_x, 0) * sqrt(x_pt * y_pt);
    }
}

// Upwards in SE 1.1, downwards in QGIS.
static void displace(sm_resolver *r, const sm_symbolizer *s, sm_symbol *out)
{
    double up = sm_style_param_length(r, &s->shift_y, 0);
    out->move_pt.x += sm_style_param_length(r, &s->shift_x, 0);
    out->move_pt.y += r->style->dialect == SM_DIALECT_QGIS ? up : -up;
}

static void resolve_symbolizer(sm_resolver *r, const sm_symbolizer *s, sm_symbol *out)
{
    *out = (sm_symbol){.kind = s->kind};
    sm_style_use_unit(r, s->unit);
    resolve_geometry(r, s, out);
    out->is_obstacle = sm_style_param_bool(r, &s->obstacle, false);
    switch (s->kind) {
    case SM_SYMBOL_POLYGON:
        displace(r, s, out);
        out->fill = sm_style_fill(r, &s->fill, &s->hatch);
        out->stroke = sm_style_stroke(r, s);
        break;
    case SM_SYMBOL_LINE: out->stroke = sm_style_stroke(r, s); break;
    case SM_SYMBOL_POINT: resolve_point(r, s, out); break;
    case SM_SYMBOL_TEXT: sm_style_label(r, &s->text, &out->label); break;
    }
}

// All but those that are only for the other of map and legend.
static void add_symbols(sm_resolver *r, const sm_symbolizers *list, size_t rule, sm_inclusion other,
                        sm_symbols *out)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].inclusion == other) {
            continue;
        }
        sm_symbol *symbol = SM_PUSH(r->eval.arena, out);
        resolve_symbolizer(r, &list->items[i], symbol);
        symbol->rule = rule;
        symbol->fts = r->style->rules.items[rule].fts;
    }
}

static bool can_draw(const sm_style_rule *rule, const sm_style_env *env)
{
    return !rule->disabled && !rule->lacks_field && env->scale_denom >= rule->min_scale &&
           env->scale_denom < rule->max_scale;
}

static bool passes(sm_resolver *r, const sm_filter *filter)
{
    bool three_valued = r->style->dialect == SM_DIALECT_QGIS;
    r->eval.missing = false;
    return !filter ||
           (sm_filter_eval(filter, &r->eval, three_valued) == SM_TRUE && !r->eval.missing);
}

// In QGIS labels are apart from symbols, so a rule of labels alone leaves its features to the rest.
static bool claims(const sm_resolver *r, const sm_style_rule *rule)
{
    bool labels_count = r->style->dialect != SM_DIALECT_QGIS;
    for (size_t i = 0; i < rule->symbolizers.count; i++) {
        const sm_symbolizer *s = &rule->symbolizers.items[i];
        if (s->inclusion != SM_LEGEND_ONLY && (labels_count || s->kind != SM_SYMBOL_TEXT)) {
            return true;
        }
    }
    return labels_count && !rule->symbolizers.count;
}

static bool is_legend_only(const sm_style_rule *rule)
{
    bool only = rule->symbolizers.count > 0;
    for (size_t i = 0; only && i < rule->symbolizers.count; i++) {
        only = rule->symbolizers.items[i].inclusion == SM_LEGEND_ONLY;
    }
    return only;
}

static void resolve_fts(sm_resolver *r, const struct sm_style_fts *fts, sm_symbols *out)
{
    const sm_style *style = r->style;
    bool claimed = false, done = false;
    for (size_t i = fts->rule_from; i < fts->rule_to && !done; i++) {
        const sm_style_rule *rule = &style->rules.items[i];
        if (!rule->is_else && can_draw(rule, r->eval.env) && passes(r, rule->filter)) {
            add_symbols(r, &rule->symbolizers, i, SM_LEGEND_ONLY, out);
            claimed |= claims(r, rule);
            done = fts->first_match && !is_legend_only(rule);
        }
    }
    for (size_t i = fts->rule_from; i < fts->rule_to && !claimed; i++) {
        const sm_style_rule *rule = &style->rules.items[i];
        if (rule->is_else && can_draw(rule, r->eval.env)) {
            add_symbols(r, &rule->symbolizers, i, SM_LEGEND_ONLY, out);
        }
    }
}

void sm_style_resolve(sm_arena *a, const sm_style *style, const sm_feature *feature,
                      const sm_style_env *env, sm_symbols *out, sm_diags *diags)
{
    *out = (sm_symbols){NULL, 0, 0};
    sm_resolver r = begin(a, style, feature, env, diags);
    for (size_t i = 0; passes(&r, style->constraint) && i < style->ftss.count; i++) {
        resolve_fts(&r, &style->ftss.items[i], out);
    }
}

static bool wants_whole(const sm_symbolizer *s)
{
    bool ends = s->place != SM_PLACE_ALONG || s->geometry == SM_GEOM_START_POINT ||
                s->geometry == SM_GEOM_END_POINT || s->geometry == SM_GEOM_OFFSET ||
                s->geometry == SM_GEOM_BUFFER || s->shift_x.expr || s->shift_y.expr;
    return ends || s->arrow.expr;
}

bool sm_style_wants_whole(const sm_style *style)
{
    for (size_t i = 0; i < style->rules.count; i++) {
        const sm_symbolizers *list = &style->rules.items[i].symbolizers;
        for (size_t k = 0; k < list->count; k++) {
            if (wants_whole(&list->items[k])) {
                return true;
            }
        }
    }
    return false;
}

bool sm_style_is_constant(const sm_style *style)
{
    return !style->uses_feature;
}

// ---- Fields -------------------------------------------------------------------------------------

// Does some language have its field?
static bool any_language(const sm_fields *fields, const char *name)
{
    size_t before = (size_t)(strstr(name, "{lang}") - name);
    const char *after = name + before + strlen("{lang}");
    for (size_t i = 0; i < fields->count; i++) {
        const char *field = fields->items[i].name;
        size_t len = strlen(field), tail = strlen(after);
        if (len > before + tail && strncasecmp(field, name, before) == 0 &&
            strcasecmp(field + len - tail, after) == 0) {
            return true;
        }
    }
    return false;
}

static bool bind_property(sm_style *style, sm_expr *e, const sm_style_rule *rule, const char *layer,
                          sm_diags *diags)
{
    const sm_fields *fields = style->bound;
    sm_place at = {style->file, rule->line, rule->column, -1};
    if (e->per_language) {
        return any_language(fields, e->text);
    }
    e->field = sm_fields_find(fields, e->text);
    const char *found = e->field >= 0 ? fields->items[e->field].name : e->text;
    if (strcasecmp(found, e->text) != 0) {
        sm_diags_add(diags, SM_WARNING, "W113", at, "name the field as the file does",
                     "layer %s has no field %s; %s is taken, which begins alike", layer, e->text,
                     found);
    }
    return e->field >= 0;
}

static const char *nearest_field(sm_arena *a, const sm_fields *fields, const char *name)
{
    const char **names = sm_arena_alloc(a, (fields->count + 1) * sizeof *names);
    for (size_t i = 0; i < fields->count; i++) {
        names[i] = fields->items[i].name;
    }
    const char *near = sm_nearest_word(name, names, fields->count);
    return near ? sm_arena_printf(a, "did you mean %s?", near) : NULL;
}

static void check_sort(const sm_style *style, const struct sm_style_fts *fts, const char *layer,
                       sm_diags *diags)
{
    for (size_t i = 0; i < fts->sort.count; i++) {
        const char *field = fts->sort.items[i].field;
        if (sm_fields_find(style->bound, field) < 0) {
            sm_diags_add(diags, SM_WARNING, "W113", SM_IN_FILE(style->file),
                         nearest_field(style->arena, style->bound, field),
                         "layer %s has no field %s; nothing is sorted by it", layer, field);
        }
    }
}

void sm_style_bind(sm_style *style, const sm_fields *fields, const char *layer, sm_diags *diags)
{
    style->bound = fields;
    for (size_t i = 0; i < style->ftss.count; i++) {
        check_sort(style, &style->ftss.items[i], layer, diags);
    }
    for (size_t i = 0; i < style->rules.count; i++) {
        style->rules.items[i].lacks_field = false;
    }
    for (size_t i = 0; i < style->properties.count; i++) {
        const sm_style_property *p = &style->properties.items[i];
        if (p->rule >= style->rules.count) {
            continue; // of the layer's filter, and there are no rules
        }
        sm_style_rule *rule = &style->rules.items[p->rule];
        if (bind_property(style, p->expr, rule, layer, diags) || rule->lacks_field) {
            continue;
        }
        rule->lacks_field = true;
        sm_diags_add(diags, SM_WARNING, "W113",
                     (sm_place){style->file, rule->line, rule->column, -1},
                     nearest_field(style->arena, fields, p->expr->text),
                     "layer %s has no field %s; the rule never matches", layer, p->expr->text);
    }
}

// ---- Fonts --------------------------------------------------------------------------------------

bool sm_style_font_at(const sm_style *style, size_t i, const char **families, sm_place *at)
{
    for (size_t r = 0; r < style->rules.count; r++) {
        const sm_symbolizers *list = &style->rules.items[r].symbolizers;
        for (size_t k = 0; k < list->count; k++) {
            const sm_symbolizer *s = &list->items[k];
            if (s->kind == SM_SYMBOL_TEXT && s->text.family && i-- == 0) {
                *families = s->text.family;
                *at = (sm_place){style->file, s->line, s->column, -1};
                return true;
            }
        }
    }
    return false;
}

// ---- Legend -------------------------------------------------------------------------------------

size_t sm_style_rule_count(const sm_style *style)
{
    return style->rules.count;
}

const char *sm_style_rule_name(const sm_style *style, size_t rule)
{
    return style->rules.items[rule].name;
}

const char *sm_style_rule_title(const sm_style *style, size_t rule, const char *lang)
{
    const sm_style_rule *r = &style->rules.items[rule];
    const char *title = sm_texts_in(&r->title, lang, NULL);
    return title ? title : r->name;
}

// Middle of the range of values, kept so far in `low` and `high`.
typedef struct span {
    double low, high;
} span;

static void widen(span *s, double v)
{
    s->low = fmin(s->low, v);
    s->high = fmax(s->high, v);
}

static double middle_of(span s)
{
    return s.low <= s.high ? (s.low + s.high) / 2 : 0;
}

// Moved together, samples would leave their swatch; moved apart, as two lines of a road, they stay
// so.
static void stay_in_place(sm_symbols *all)
{
    const span none = {(double)INFINITY, -(double)INFINITY};
    span x = none, y = none, offset = none;
    for (size_t i = 0; i < all->count; i++) {
        const sm_symbol *s = &all->items[i];
        for (size_t k = 0; s->kind == SM_SYMBOL_POINT && k < s->n_marks; k++) {
            widen(&x, s->marks[k].shift_pt.x);
            widen(&y, s->marks[k].shift_pt.y);
        }
        if (s->kind == SM_SYMBOL_LINE) {
            widen(&offset, s->stroke.offset_pt);
        }
    }
    for (size_t i = 0; i < all->count; i++) {
        sm_symbol *s = &all->items[i];
        s->move_pt = (sm_point){0, 0};
        s->stroke.offset_pt -= s->kind == SM_SYMBOL_LINE ? middle_of(offset) : 0;
        for (size_t k = 0; s->kind == SM_SYMBOL_POINT && k < s->n_marks; k++) {
            s->marks[k].shift_pt.x -= middle_of(x);
            s->marks[k].shift_pt.y -= middle_of(y);
        }
    }
}

void sm_style_rule_symbols(sm_arena *a, const sm_style *style, size_t rule,
                           const sm_feature *feature, const sm_style_env *env, sm_symbols *out)
{
    *out = (sm_symbols){NULL, 0, 0};
    const sm_style_rule *own = &style->rules.items[rule];
    sm_resolver r = begin(a, style, feature, env, NULL);
    add_symbols(&r, own->legend.count ? &own->legend : &own->symbolizers, rule, SM_MAP_ONLY, out);
    stay_in_place(out);
}

bool sm_style_rule_explains(sm_arena *a, const sm_style *style, size_t rule,
                            const sm_feature *feature, const sm_style_env *env)
{
    const sm_style_rule *own = &style->rules.items[rule];
    sm_resolver r = begin(a, style, feature, env, NULL);
    return is_legend_only(own) && can_draw(own, r.eval.env) && passes(&r, style->constraint) &&
           passes(&r, own->filter);
}

// ---- End of building ----------------------------------------------------------------------------

void sm_style_seal(sm_style *style, sm_diags *diags)
{
    sm_arena *scratch = sm_arena_create();
    sm_resolver r = begin(scratch, style, NULL, NULL, diags);
    r.checking = true;
    sm_symbol any;
    for (size_t i = 0; i < style->rules.count; i++) {
        style->uses_feature |= style->rules.items[i].uses_feature;
        const sm_style_rule *rule = &style->rules.items[i];
        for (size_t k = 0; k < rule->symbolizers.count; k++) {
            resolve_symbolizer(&r, &rule->symbolizers.items[k], &any);
        }
        for (size_t k = 0; k < rule->legend.count; k++) {
            resolve_symbolizer(&r, &rule->legend.items[k], &any);
        }
    }
    sm_arena_destroy(scratch);
}
