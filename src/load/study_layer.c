// <layer> and the derived layers <front>, <change>, <borders>.
#include <string.h>

#include "load/study_parts.h"

static void read_common(sm_reader *r, const sm_xml *e, sm_layer *layer)
{
    layer->id = sm_reader_id(r, e, "id");
    layer->line = e->line;
    layer->style = sm_reader_attr(r, e, "style");
    layer->style_name = sm_reader_attr(r, e, "style-name");
    layer->dialect = sm_reader_attr(r, e, "dialect");
    layer->where = sm_reader_attr(r, e, "where");
    sm_reader_bool(r, e, "optional", &layer->optional);
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "title")) {
            sm_reader_text(r, c, &layer->title);
        }
    }
}

static void read_time(sm_reader *r, const sm_xml *e, sm_layer *layer)
{
    static const char *const rules[] = {"none", "snapshots", "intervals", NULL};
    int rule = sm_reader_word(r, e, "time", rules);
    layer->time = rule < 0 ? SM_TIME_NONE : (sm_time_rule)rule;
    layer->date_field = sm_reader_attr(r, e, "date");
    layer->from_field = sm_reader_attr(r, e, "from");
    layer->to_field = sm_reader_attr(r, e, "to");
    if (layer->time == SM_TIME_SNAPSHOTS && !layer->date_field) {
        sm_reader_complain(r, e, "study.time", "add date=\"FIELD\"",
                           "a layer of snapshots needs the field of their date");
    }
    if (layer->time == SM_TIME_INTERVALS && (!layer->from_field || !layer->to_field)) {
        sm_reader_complain(r, e, "study.time", "add from=\"FIELD\" and to=\"FIELD\"",
                           "a layer of intervals needs the fields of their ends");
    }
}

static void read_file_layer(sm_reader *r, const sm_xml *e, sm_layer *layer)
{
    layer->file = sm_reader_need(r, e, "file");
    layer->encoding = sm_reader_attr(r, e, "encoding");
    layer->crs = sm_reader_attr(r, e, "crs");
    layer->side_field = sm_reader_attr(r, e, "side");
    read_time(r, e, layer);
}

static void read_between(sm_reader *r, const sm_xml *e, sm_layer *layer)
{
    const char *text = sm_reader_need(r, e, "between");
    const char **ids = NULL;
    size_t n = 0;
    if (!text) {
        return;
    }
    sm_reader_words(r, text, &ids, &n);
    if (n != 2 || strcmp(ids[0], ids[1]) == 0) {
        sm_reader_complain(r, e, "study.between", "name two sides, as in between=\"A B\"",
                           "a front lies between two different sides, not \"%s\"", text);
        return;
    }
    layer->between[0] = ids[0];
    layer->between[1] = ids[1];
}

static void read_derived(sm_reader *r, const sm_xml *e, sm_layer *layer)
{
    layer->of = sm_reader_need(r, e, "of");
    if (layer->derive == SM_DERIVE_BORDERS) {
        layer->class_field = sm_reader_attr(r, e, "class");
        return;
    }
    layer->has_date = sm_reader_date(r, e, "date", &layer->date);
    layer->has_since = sm_reader_date(r, e, "since", &layer->since);
    if (layer->derive == SM_DERIVE_FRONT) {
        double km = 0.4;
        sm_reader_number(r, e, "tolerance-km", 0.001, 100, &km);
        layer->tolerance_m = km * 1000;
        read_between(r, e, layer);
    }
}

void sm_study_read_layer(sm_reader *r, const sm_xml *e, sm_study *study)
{
    static const char *const kinds[] = {"layer", "front", "change", "borders"};
    sm_layer layer = {0};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(e->name, kinds[i]) == 0) {
            layer.derive = (sm_derivation)i;
        }
    }
    read_common(r, e, &layer);
    if (layer.derive == SM_DERIVE_NOTHING) {
        read_file_layer(r, e, &layer);
    } else {
        read_derived(r, e, &layer);
    }
    if (!layer.id) {
        return;
    }
    if (sm_study_layer(study, layer.id) || sm_study_ground(study, layer.id)) {
        sm_reader_complain(r, e, "study.twice", "give it another id", "layer %s is defined twice",
                           layer.id);
        return;
    }
    size_t cap = study->n_layers;
    study->layers = sm_grow(r->arena, study->layers, study->n_layers, &cap, sizeof *study->layers);
    study->layers[study->n_layers++] = layer;
}

static void complain_at(sm_reader *r, const sm_xml *root, int line, const char *rule,
                        const char *mend, const char *message)
{
    sm_xml place = *root;
    place.line = line;
    place.column = 0;
    sm_reader_complain(r, &place, rule, mend, "%s", message);
}

static void check_derived(sm_reader *r, const sm_xml *root, const sm_study *study,
                          const sm_layer *layer)
{
    const sm_layer *of = layer->of ? sm_study_layer(study, layer->of) : NULL;
    if (!layer->of) {
        return; // complained about while reading
    }
    if (!of || of->derive != SM_DERIVE_NOTHING) {
        complain_at(r, root, layer->line, "study.reference", "name a <layer> with a file",
                    sm_arena_printf(r->arena, "layer %s is derived from %s, which is %s", layer->id,
                                    layer->of, of ? "derived itself" : "not defined"));
        return;
    }
    if (layer->derive == SM_DERIVE_BORDERS) {
        return;
    }
    if (!of->side_field || of->time != SM_TIME_SNAPSHOTS) {
        complain_at(r, root, of->line, "study.control",
                    "give it side=\"FIELD\", time=\"snapshots\" and date=\"FIELD\"",
                    sm_arena_printf(r->arena,
                                    "layer %s is derived from %s, which says neither sides nor "
                                    "snapshots",
                                    layer->id, of->id));
    }
    for (int i = 0; i < 2 && layer->derive == SM_DERIVE_FRONT; i++) {
        if (layer->between[i] && !sm_study_side(study, layer->between[i])) {
            complain_at(r, root, layer->line, "study.reference", "define it with <side id=...>",
                        sm_arena_printf(r->arena, "side %s is not defined", layer->between[i]));
        }
    }
}

void sm_study_check_layers(sm_reader *r, const sm_xml *root, const sm_study *study)
{
    for (size_t i = 0; i < study->n_layers; i++) {
        if (study->layers[i].derive != SM_DERIVE_NOTHING) {
            check_derived(r, root, study, &study->layers[i]);
        }
    }
}
