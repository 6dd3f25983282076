// Rules and FeatureTypeStyles.
#include <math.h>
#include <string.h>
#include <strings.h>

#include "load/sld_parts.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

// ---- Texts of the legend ------------------------------------------------------------------------

static void add_text(sld *s, sm_texts *texts, const char *lang, const char *text)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (strcmp(texts->items[i].lang, lang) == 0) {
            return; // the first counts: Title before Description/Title
        }
    }
    if (text[0]) {
        *SM_PUSH(s->arena, texts) = (sm_lang_text){lang, text};
    }
}

// "Held<Localized lang="az">...</Localized>": the plain text is English unless xml:lang says other.
static void read_title(sld *s, const sm_xml *e, void *to)
{
    sm_texts *texts = &((sm_style_rule *)to)->title;
    const char *lang = sm_xml_attr_value(e, "xml:lang");
    add_text(s, texts, lang ? lang : "en", sm_xml_content(s->arena, e));
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        const char *own = sm_xml_attr_value(c, "lang");
        if (sld_is(s, c, "Localized") && own) {
            add_text(s, texts, own, sm_xml_content(s->arena, c));
        }
    }
}

static void read_description(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"Title", read_title, false}, {"Abstract", NULL, false}};
    sld_children(s, e, rows, COUNT(rows), to);
}

// ---- Rules --------------------------------------------------------------------------------------

static void read_name(sld *s, const sm_xml *e, void *to)
{
    const char *name = sm_xml_content(s->arena, e);
    ((sm_style_rule *)to)->name = name[0] ? name : NULL;
}

static void read_filter(sld *s, const sm_xml *e, void *to)
{
    sm_style_rule *rule = to;
    rule->filter = sld_filter(s, e);
    rule->disabled = !rule->filter;
}

static void read_else(sld *s, const sm_xml *e, void *to)
{
    (void)s, (void)e;
    ((sm_style_rule *)to)->is_else = true;
}

static void read_scale(sld *s, const sm_xml *e, double *out)
{
    const char *text = sm_xml_content(s->arena, e);
    double scale = 0;
    if (sm_parse_double(text, strlen(text), &scale) && scale >= 0) {
        *out = scale;
    } else {
        sld_warn(s, e, "W106", NULL, "<%s> \"%s\" is not a scale; no limit is set", e->name, text);
    }
}

static void read_min_scale(sld *s, const sm_xml *e, void *to)
{
    read_scale(s, e, &((sm_style_rule *)to)->min_scale);
}

static void read_max_scale(sld *s, const sm_xml *e, void *to)
{
    read_scale(s, e, &((sm_style_rule *)to)->max_scale);
}

static void read_legend(sld *s, const sm_xml *e, void *to)
{
    sld_legend_graphic(s, e, &((sm_style_rule *)to)->legend);
}

static void check_scales(sld *s, const sm_xml *e, const sm_style_rule *rule)
{
    if (rule->min_scale >= rule->max_scale) {
        sld_warn(s, e, "W109", "exchange the two limits",
                 "from 1:%.10g to 1:%.10g there is no scale; the rule never draws", rule->min_scale,
                 rule->max_scale);
    }
}

// What holds for a rule holds for its symbolizers; one that says the opposite is nowhere.
static void include(sm_style_rule *rule, sm_inclusion own)
{
    size_t kept = 0;
    for (size_t i = 0; i < rule->symbolizers.count; i++) {
        sm_symbolizer symbolizer = rule->symbolizers.items[i];
        bool nowhere = own && symbolizer.inclusion && symbolizer.inclusion != own;
        symbolizer.inclusion = own ? own : symbolizer.inclusion;
        if (!nowhere) {
            rule->symbolizers.items[kept++] = symbolizer;
        }
    }
    rule->symbolizers.count = kept;
    if (own == SM_MAP_ONLY) {
        rule->legend.count = 0;
    }
}

static void read_rule(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"Name", read_name, false},
                                     {"Title", read_title, false},
                                     {"Abstract", NULL, false},
                                     {"Description", read_description, false},
                                     {"LegendGraphic", read_legend, false},
                                     {"Filter", read_filter, false},
                                     {"ElseFilter", read_else, false},
                                     {"MinScaleDenominator", read_min_scale, false},
                                     {"MaxScaleDenominator", read_max_scale, false}};
    (void)to;
    sm_style *style = s->style;
    sm_style_rule rule = {.fts = style->ftss.count - 1,
                          .line = e->line,
                          .column = e->column,
                          .max_scale = (double)INFINITY};
    s->rule = style->rules.count;
    s->uses_feature = false;
    sld_children(s, e, rows, COUNT(rows), &rule);
    sld_children(s, e, sld_symbolizers, sld_n_symbolizers, &rule.symbolizers);
    rule.uses_feature = s->uses_feature;
    check_scales(s, e, &rule);
    include(&rule, sld_inclusion(s, e));
    *SM_PUSH(style->arena, &style->rules) = rule;
}

// ---- FeatureTypeStyles --------------------------------------------------------------------------

static void read_evaluation(sld *s, const sm_xml *e, const char *value, struct sm_style_fts *fts)
{
    fts->first_match = strcmp(value, "first") == 0;
    if (!fts->first_match && strcmp(value, "all") != 0) {
        sld_warn(s, e, "W106", "first or all", "ruleEvaluation \"%s\" is not known; all is used",
                 value);
    }
}

// A word of a text, and `*at` moved behind it and the spaces that follow; empty at the end.
static const char *next_word(sld *s, const char **at)
{
    const char *begin = *at + strspn(*at, " \t\r\n");
    size_t len = strcspn(begin, " \t\r\n");
    *at = begin + len + strspn(begin + len, " \t\r\n");
    return sm_arena_strndup(s->arena, begin, len);
}

// "field [A|D], field [A|D], ...", as in WFS.
static void read_sort(sld *s, const sm_xml *e, const char *value, struct sm_style_fts *fts)
{
    bool good = true;
    for (const char *at = value; good && *at;) {
        size_t len = strcspn(at, ",");
        const char *one = sm_arena_strndup(s->arena, at, len);
        const char *field = next_word(s, &one), *way = next_word(s, &one);
        bool down = strcasecmp(way, "D") == 0;
        good = field[0] && !*one && (!way[0] || down || strcasecmp(way, "A") == 0);
        *SM_PUSH(s->arena, &fts->sort) =
            (struct sm_style_sort_key){.field = field, .descending = down};
        at += len + (at[len] == ',');
    }
    if (!good) {
        fts->sort.count = 0;
        sld_warn(s, e, "W106", "write it as \"field\" or \"field D, field A\"",
                 "sortBy \"%s\" is not a list of fields; features keep their order", value);
    }
}

static void read_fts_option(sld *s, const sm_xml *e, struct sm_style_fts *fts)
{
    const char *value = NULL;
    sld_composite(s, e);
    if ((value = sld_option(s, e, "ruleEvaluation"))) {
        read_evaluation(s, e, value, fts);
    } else if ((value = sld_option(s, e, "sortBy"))) {
        read_sort(s, e, value, fts);
    } else if ((value = sld_option(s, e, "sortByGroup"))) {
        fts->sort_group = value[0] ? value : NULL;
    }
}

static bool has_kind(const sm_style_rule *rule, sm_symbol_kind kind)
{
    for (size_t i = 0; i < rule->symbolizers.count; i++) {
        if (rule->symbolizers.items[i].kind == kind) {
            return true;
        }
    }
    return false;
}

static bool same_geometry(const sm_style_rule *a, const sm_style_rule *b)
{
    for (int kind = SM_SYMBOL_POLYGON; kind < SM_SYMBOL_TEXT; kind++) {
        if (has_kind(a, (sm_symbol_kind)kind) && has_kind(b, (sm_symbol_kind)kind)) {
            return a->min_scale < b->max_scale && b->min_scale < a->max_scale;
        }
    }
    return false;
}

static bool filtered(const sm_style_rule *rule)
{
    return rule->filter || rule->disabled || rule->is_else;
}

// QGIS writes a rule whose filter it could not translate as if it had none.
static void check_lost_filters(sld *s, const struct sm_style_fts *fts)
{
    const sm_style_rule *rules = s->style->rules.items;
    for (size_t i = fts->rule_from; i < fts->rule_to; i++) {
        bool beside = false;
        for (size_t k = fts->rule_from; k < fts->rule_to; k++) {
            beside |= filtered(&rules[k]) && same_geometry(&rules[i], &rules[k]);
        }
        if (beside && !filtered(&rules[i])) {
            sm_diags_add(s->diags, SM_WARNING, "W112",
                         (sm_place){s->file, rules[i].line, rules[i].column, -1},
                         "compare the rule with the original style",
                         "a rule without a filter beside rules with one: the exporter probably "
                         "lost it");
        }
    }
}

void sld_feature_type_style(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {
        {"Name", NULL, false},           {"Title", NULL, false},
        {"Abstract", NULL, false},       {"Description", sld_description, false},
        {"FeatureTypeName", NULL, true}, {"SemanticTypeIdentifier", NULL, true},
        {"Rule", read_rule, true}};
    (void)to;
    sm_style *style = s->style;
    size_t index = style->ftss.count;
    *SM_PUSH(style->arena, &style->ftss) = (struct sm_style_fts){.rule_from = style->rules.count};
    (void)sm_xml_attr_value(e, "version");
    sld_children(s, e, rows, COUNT(rows), NULL);
    struct sm_style_fts *fts = &style->ftss.items[index];
    fts->rule_to = style->rules.count;
    sm_inclusion own = sld_inclusion(s, e);
    for (size_t i = fts->rule_from; i < fts->rule_to; i++) {
        include(&style->rules.items[i], own);
    }
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        read_fts_option(s, c, fts);
    }
    if (s->qgis) {
        check_lost_filters(s, fts);
    }
}
