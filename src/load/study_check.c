// <stats> and <checks>: what is counted, what must hold, and where it need not.
#include <string.h>

#include "load/reader.h"
#include "load/study_parts.h"

void sm_study_read_stats(sm_reader *r, const sm_xml *e, sm_study *study)
{
    if (study->stats.line) {
        sm_reader_complain(r, e, "study.twice", "keep one", "<stats> is given twice");
        return;
    }
    study->stats = (sm_study_stats){.line = e->line,
                                    .control = sm_reader_need(r, e, "control"),
                                    .zones = sm_reader_attr(r, e, "zones"),
                                    .zone_field = sm_reader_attr(r, e, "zone"),
                                    .zone_name = sm_reader_attr(r, e, "name"),
                                    .places = sm_reader_attr(r, e, "places"),
                                    .place_name = sm_reader_attr(r, e, "place")};
}

static void read_exception(sm_reader *r, const sm_xml *e, sm_study_facts *facts)
{
    sm_study_exception x = {.line = e->line,
                            .where = sm_reader_need(r, e, "where"),
                            .reason = sm_reader_need(r, e, "reason")};
    x.has_date = sm_reader_date(r, e, "date", &x.date);
    if (x.where && x.reason) {
        size_t cap = facts->n_exceptions;
        facts->exceptions = sm_grow(r->arena, facts->exceptions, facts->n_exceptions, &cap,
                                    sizeof *facts->exceptions);
        facts->exceptions[facts->n_exceptions++] = x;
    }
}

static void read_facts(sm_reader *r, const sm_xml *e, sm_study_checks *checks)
{
    sm_study_facts facts = {.line = e->line,
                            .layer = sm_reader_need(r, e, "layer"),
                            .control = sm_reader_need(r, e, "control"),
                            .before_field = sm_reader_need(r, e, "before"),
                            .date_field = sm_reader_need(r, e, "date"),
                            .after = sm_reader_need(r, e, "after")};
    facts.has_opening = sm_reader_date(r, e, "opening", &facts.opening);
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "exception")) {
            read_exception(r, c, &facts);
        }
    }
    size_t cap = checks->n_facts;
    checks->facts = sm_grow(r->arena, checks->facts, checks->n_facts, &cap, sizeof *checks->facts);
    checks->facts[checks->n_facts++] = facts;
}

static void read_silence(sm_reader *r, const sm_xml *e, sm_study_checks *checks)
{
    const sm_study_silence s = {.line = e->line,
                                .rule = sm_reader_need(r, e, "rule"),
                                .layer = sm_reader_attr(r, e, "layer"),
                                .reason = sm_reader_need(r, e, "reason")};
    if (s.rule && s.reason) {
        size_t cap = checks->n_silences;
        checks->silences =
            sm_grow(r->arena, checks->silences, checks->n_silences, &cap, sizeof *checks->silences);
        checks->silences[checks->n_silences++] = s;
    }
}

static void read_page(sm_reader *r, const sm_xml *e, sm_study_checks *checks)
{
    const char *text = sm_reader_attr(r, e, "page");
    const char **words = NULL;
    size_t n = 0;
    double size[2] = {0, 0};
    if (!text) {
        return;
    }
    sm_reader_words(r, text, &words, &n);
    bool readable = n == 2;
    for (size_t i = 0; i < 2 && readable; i++) {
        readable = sm_parse_double(words[i], strlen(words[i]), &size[i]) && size[i] >= 1 &&
                   size[i] <= 5000;
    }
    if (!readable) {
        sm_reader_complain(r, e, "study.number", "write page=\"210 297\": width and height in mm",
                           "page=\"%s\" of <checks> is not a size", text);
        return;
    }
    checks->page_width_mm = size[0];
    checks->page_height_mm = size[1];
}

void sm_study_read_checks(sm_reader *r, const sm_xml *e, sm_study *study)
{
    sm_study_checks *checks = &study->checks;
    if (checks->line) {
        sm_reader_complain(r, e, "study.twice", "keep one", "<checks> is given twice");
        return;
    }
    checks->line = e->line;
    sm_reader_number(r, e, "min-text", 0.1, 100, &checks->min_text_pt);
    sm_reader_number(r, e, "min-line", 0.01, 10, &checks->min_line_pt);
    read_page(r, e, checks);
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "facts")) {
            read_facts(r, c, checks);
        } else if (sm_reader_is(c, "silence")) {
            read_silence(r, c, checks);
        }
    }
}

static void complain_at(sm_reader *r, const sm_xml *root, int line, const char *rule,
                        const char *mend, const char *message)
{
    sm_xml place = *root;
    place.line = line;
    place.column = 0;
    sm_reader_complain(r, &place, rule, mend, "%s", message);
}

// A layer with a file of its own, if it is named at all.
static const sm_layer *need_layer(sm_reader *r, const sm_xml *root, const sm_study *study, int line,
                                  const char *id)
{
    const sm_layer *layer = id ? sm_study_layer(study, id) : NULL;
    if (id && (!layer || layer->derive != SM_DERIVE_NOTHING)) {
        complain_at(
            r, root, line, "study.reference", "name a <layer> with a file",
            sm_arena_printf(r->arena, "layer %s is %s", id, layer ? "derived" : "not defined"));
        return NULL;
    }
    return layer;
}

static void need_control(sm_reader *r, const sm_xml *root, const sm_study *study, int line,
                         const char *id)
{
    const sm_layer *layer = need_layer(r, root, study, line, id);
    if (layer && (!layer->side_field || layer->time != SM_TIME_SNAPSHOTS)) {
        complain_at(r, root, layer->line, "study.control",
                    "give it side=\"FIELD\", time=\"snapshots\" and date=\"FIELD\"",
                    sm_arena_printf(r->arena,
                                    "layer %s is counted as control, but says neither sides nor "
                                    "snapshots",
                                    id));
    }
}

void sm_study_check_numbers(sm_reader *r, const sm_xml *root, const sm_study *study)
{
    const sm_study_stats *stats = &study->stats;
    need_control(r, root, study, stats->line, stats->control);
    need_layer(r, root, study, stats->line, stats->zones);
    need_layer(r, root, study, stats->line, stats->places);
    for (size_t i = 0; i < study->checks.n_facts; i++) {
        const sm_study_facts *f = &study->checks.facts[i];
        need_control(r, root, study, f->line, f->control);
        need_layer(r, root, study, f->line, f->layer);
        if (f->after && !sm_study_side(study, f->after)) {
            complain_at(r, root, f->line, "study.reference", "define it with <side id=...>",
                        sm_arena_printf(r->arena, "side %s is not defined", f->after));
        }
    }
    for (size_t i = 0; i < study->checks.n_silences; i++) {
        const sm_study_silence *s = &study->checks.silences[i];
        if (s->layer && !sm_study_layer(study, s->layer)) {
            complain_at(r, root, s->line, "study.reference", "name a layer of the study",
                        sm_arena_printf(r->arena, "layer %s is not defined", s->layer));
        }
    }
}
