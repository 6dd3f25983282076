// The description itself: what is defined and never used, what lacks a translation.
#include <math.h>
#include <string.h>

#include "check/parts.h"

static bool same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

// ---- Used layers --------------------------------------------------------------------------------

static bool extent_uses(const sm_extent *e, const char *id)
{
    return e->kind == SM_EXTENT_FIT && same(e->layer, id);
}

static bool list_has(const char *const *list, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++) {
        if (same(list[i], id)) {
            return true;
        }
    }
    return false;
}

static bool figure_uses(const sm_figure *f, const char *id)
{
    if (list_has(f->layers, f->n_layers, id) || extent_uses(&f->extent, id)) {
        return true;
    }
    if (f->inset && (list_has(f->inset->layers, f->inset->n_layers, id) ||
                     extent_uses(&f->inset->extent, id))) {
        return true;
    }
    for (size_t i = 0; i < f->n_callouts; i++) {
        if (same(f->callouts[i].layer, id)) {
            return true;
        }
    }
    return false;
}

static bool report_uses(const sm_report *r, const char *id)
{
    for (size_t i = 0; i < r->n_parts; i++) {
        if (figure_uses(&r->parts[i].map, id)) {
            return true;
        }
    }
    return false;
}

static bool numbers_use(const sm_study *s, const char *id)
{
    bool used = same(s->stats.control, id) || same(s->stats.zones, id) || same(s->stats.places, id);
    for (size_t i = 0; i < s->checks.n_facts; i++) {
        used |= same(s->checks.facts[i].layer, id) || same(s->checks.facts[i].control, id);
    }
    return used;
}

static bool is_drawn(const sm_study *s, const char *id)
{
    for (size_t i = 0; i < s->n_figures; i++) {
        if (figure_uses(&s->figures[i], id)) {
            return true;
        }
    }
    for (size_t i = 0; i < s->n_reports; i++) {
        if (report_uses(&s->reports[i], id)) {
            return true;
        }
    }
    return numbers_use(s, id);
}

static bool is_source(const sm_study *s, const char *id)
{
    for (size_t i = 0; i < s->n_layers; i++) {
        if (same(s->layers[i].of, id) && is_drawn(s, s->layers[i].id)) {
            return true;
        }
    }
    return false;
}

static void look_at_layers(check *c)
{
    const sm_study *s = c->in->study;
    for (size_t i = 0; i < s->n_layers; i++) {
        const char *id = s->layers[i].id;
        if (!is_drawn(s, id) && !is_source(s, id)) {
            check_say(c, "study.unused", check_line(c, s->layers[i].line), CHECK_NO_PLACE,
                      "draw it, or remove it", "layer %s is defined and never used", id);
        }
    }
}

// One that a preset leaves out is named all the same.
static void look_at_grounds(check *c)
{
    for (size_t i = 0; i < c->in->study->n_grounds; i++) {
        const sm_ground *g = &c->in->study->grounds[i];
        if (!g->is_named) {
            check_say(c, "study.unused", check_line(c, g->line), CHECK_NO_PLACE,
                      "draw it, or remove it", "ground %s is defined and never used", g->id);
        }
    }
}

// ---- Used sides ---------------------------------------------------------------------------------

static bool has_record_of(check *c, const sm_layer *layer, const char *side)
{
    const sm_features *records =
        layer->side_field && layer->file ? c->in->records(c->in->context, layer) : NULL;
    int field = records ? sm_fields_find(records->fields, layer->side_field) : -1;
    for (size_t i = 0; field >= 0 && i < records->count; i++) {
        if (strcmp(sm_value_text(c->arena, &records->items[i].values[field]), side) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_named(const sm_layer *layer, const char *side)
{
    return same(layer->between[0], side) || same(layer->between[1], side);
}

static void look_at_sides(check *c)
{
    const sm_study *s = c->in->study;
    for (size_t i = 0; i < s->n_sides; i++) {
        bool used = false;
        for (size_t k = 0; k < s->n_layers && !used; k++) {
            used = is_named(&s->layers[k], s->sides[i].id) ||
                   has_record_of(c, &s->layers[k], s->sides[i].id);
        }
        if (!used) {
            check_say(c, "study.unused", check_line(c, s->sides[i].line), CHECK_NO_PLACE,
                      "correct its id, or remove it", "side %s holds nothing in any layer",
                      s->sides[i].id);
        }
    }
}

// ---- Translations -------------------------------------------------------------------------------

static void look_at_texts(check *c, int line, const char *what, const sm_texts *texts)
{
    const sm_study *s = c->in->study;
    for (size_t i = 0; i < s->n_langs && texts->count; i++) {
        bool exact = false;
        sm_texts_in(texts, s->langs[i], &exact);
        if (!exact) {
            check_say(c, "study.untranslated", check_line(c, line), CHECK_NO_PLACE,
                      "add it with xml:lang, or take the language out of langs",
                      "%s has no text in \"%s\": another language is printed", what, s->langs[i]);
        }
    }
}

static void look_at_legend(check *c, const sm_figure *f)
{
    for (size_t i = 0; i < f->n_legend; i++) {
        const char *layer = f->legend[i].layer;
        look_at_texts(c, f->legend[i].line,
                      layer ? sm_arena_printf(c->arena, "a legend entry of layer %s", layer)
                            : "a heading of the legend",
                      &f->legend[i].text);
    }
}

static void look_at_figure(check *c, const sm_figure *f)
{
    const struct {
        const char *what;
        const sm_texts *texts;
    } parts[] = {{"title", &f->title},
                 {"subtitle", &f->subtitle},
                 {"gains", &f->gains.title},
                 {"caption", &f->caption},
                 {"alt", &f->alt}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        look_at_texts(c, f->line,
                      sm_arena_printf(c->arena, "<%s> of figure %s", parts[i].what, f->id),
                      parts[i].texts);
    }
    for (size_t i = 0; i < f->n_credits; i++) {
        look_at_texts(c, f->line,
                      sm_arena_printf(c->arena, "<credit> %zu of figure %s", i + 1, f->id),
                      &f->credits[i]);
    }
    for (size_t i = 0; i < f->n_callouts; i++) {
        const char *what = sm_arena_printf(c->arena, "a call-out of figure %s", f->id);
        look_at_texts(c, f->callouts[i].line, what, &f->callouts[i].title);
        look_at_texts(c, f->callouts[i].line, what, &f->callouts[i].text);
    }
    look_at_legend(c, f);
}

static void look_at_report(check *c, const sm_report *r)
{
    look_at_texts(c, r->line, sm_arena_printf(c->arena, "<title> of report %s", r->id), &r->title);
    look_at_texts(c, r->line, sm_arena_printf(c->arena, "<subtitle> of report %s", r->id),
                  &r->subtitle);
    look_at_texts(c, r->line, sm_arena_printf(c->arena, "<lead> of report %s", r->id), &r->lead);
}

void check_description(check *c)
{
    const sm_study *s = c->in->study;
    look_at_layers(c);
    look_at_grounds(c);
    look_at_sides(c);
    look_at_texts(c, 1, "<title> of the study", &s->title);
    look_at_texts(c, 1, "<disclaimer>", &s->disclaimer);
    for (size_t i = 0; i < s->n_sides; i++) {
        look_at_texts(c, s->sides[i].line, sm_arena_printf(c->arena, "side %s", s->sides[i].id),
                      &s->sides[i].name);
    }
    for (size_t i = 0; i < s->n_figures; i++) {
        look_at_figure(c, &s->figures[i]);
    }
    for (size_t i = 0; i < s->n_reports; i++) {
        look_at_report(c, &s->reports[i]);
    }
}
