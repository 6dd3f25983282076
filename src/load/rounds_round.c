// <round>: one round of talks, with a reading per factor and a position per party and issue.
#include <string.h>

#include "load/rounds_parts.h"

static size_t index_in(rounds_reader *r, const sm_xml *e, const char *attr, const char *what,
                       const char *first_id, size_t stride, size_t n)
{
    const char **ids = sm_arena_alloc(r->base.arena, (n + 1) * sizeof *ids);
    for (size_t i = 0; i < n; i++) {
        memcpy(&ids[i], first_id + i * stride, sizeof ids[i]);
    }
    return rounds_reference(r, e, attr, what, ids, n);
}

// Every definition begins with its id, so one look-up serves all of them.
#define INDEX_IN(r, e, attr, what, items, n)                                                       \
    index_in((r), (e), (attr), (what), (const char *)(items), sizeof *(items), (n))

static void read_reading(rounds_reader *r, const sm_xml *e, sm_round *round)
{
    double score = -1;
    sm_reading reading = {.line = e->line,
                          .factor =
                              INDEX_IN(r, e, "of", "factor", r->out->factors, r->out->n_factors)};
    sm_reader_number(&r->base, e, "score", 0, 3, &score);
    reading.score = (int)score;
    rounds_text(r, e, &reading.text);
    for (size_t i = 0; i < round->n_readings; i++) {
        sm_reading *other = &round->readings[i];
        if (other->factor == reading.factor && reading.factor != SIZE_MAX) {
            // The same factor again is the same reading in another language.
            rounds_text(r, e, &other->text);
            return;
        }
    }
    if (reading.factor != SIZE_MAX) {
        round->readings = sm_grow(r->base.arena, round->readings, round->n_readings,
                                  &round->cap_readings, sizeof *round->readings);
        round->readings[round->n_readings++] = reading;
    }
}

static sm_position *find_position(sm_round *round, size_t party, size_t issue)
{
    for (size_t i = 0; i < round->n_positions; i++) {
        if (round->positions[i].party == party && round->positions[i].issue == issue) {
            return &round->positions[i];
        }
    }
    return NULL;
}

static void check_position(rounds_reader *r, const sm_xml *e, const sm_position *p)
{
    bool first = r->out->n_rounds == 0;
    if (p->kept && first) {
        sm_reader_complain(&r->base, e, "rounds.kept", "write the position itself",
                           "the first round has none before it whose position could be kept");
    }
    if (!p->kept && !p->text.count) {
        sm_reader_complain(&r->base, e, "rounds.empty", "write the position, or say kept=\"yes\"",
                           "<position> says nothing");
    }
}

static void read_position(rounds_reader *r, const sm_xml *e, sm_round *round)
{
    const sm_rounds *out = r->out;
    sm_position p = {.line = e->line,
                     .party = INDEX_IN(r, e, "party", "party", out->parties, out->n_parties),
                     .issue = INDEX_IN(r, e, "on", "issue", out->issues, out->n_issues)};
    double level = 0;
    sm_reader_number(&r->base, e, "level", 0, 20, &level);
    p.level = (int)level;
    sm_reader_bool(&r->base, e, "kept", &p.kept);
    sm_reader_bool(&r->base, e, "agreed", &p.agreed);
    const char *text = sm_xml_content(r->base.arena, e);
    if (p.party == SIZE_MAX || p.issue == SIZE_MAX) {
        return;
    }
    sm_position *known = find_position(round, p.party, p.issue);
    if (text && text[0]) {
        rounds_text(r, e, known ? &known->text : &p.text);
    }
    if (!known) {
        check_position(r, e, &p);
        round->positions = sm_grow(r->base.arena, round->positions, round->n_positions,
                                   &round->cap_positions, sizeof *round->positions);
        round->positions[round->n_positions++] = p;
    }
}

static void read_event(rounds_reader *r, const sm_xml *e, sm_round *round)
{
    sm_event event = {.line = e->line};
    sm_reader_need(&r->base, e, "date");
    bool dated = sm_reader_date(&r->base, e, "date", &event.day);
    const rounds_child texts[] = {{"text", &event.text}};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        rounds_children(r, c, texts, 1);
    }
    if (!event.text.count) {
        rounds_text(r, e, &event.text);
    }
    if (dated) {
        *SM_PUSH(r->base.arena, &round->events) = event;
    }
}

static void read_sources(rounds_reader *r, const sm_xml *e, sm_round *round)
{
    const char *words = sm_reader_attr(&r->base, e, "sources");
    if (!words) {
        return;
    }
    sm_reader_words(&r->base, words, &round->sources, &round->n_sources);
    for (size_t i = 0; i < round->n_sources; i++) {
        const char *id = round->sources[i];
        if (sm_rounds_source(r->out, id, strlen(id)) == SIZE_MAX) {
            const char **ids = sm_arena_alloc(r->base.arena, (r->out->n_sources + 1) * sizeof *ids);
            for (size_t k = 0; k < r->out->n_sources; k++) {
                ids[k] = r->out->sources[k].id;
            }
            rounds_unknown(r, e, "source", id, ids, r->out->n_sources);
        }
    }
}

static bool read_attributes(rounds_reader *r, const sm_xml *e, sm_round *round)
{
    *round = (sm_round){.id = sm_reader_id(&r->base, e, "id"), .line = e->line};
    sm_reader_need(&r->base, e, "from");
    bool dated = sm_reader_date(&r->base, e, "from", &round->from);
    round->to = round->from;
    sm_reader_date(&r->base, e, "to", &round->to);
    if (dated && round->to < round->from) {
        sm_reader_complain(&r->base, e, "rounds.order", "let it end on the day it began, or later",
                           "the round ends before it begins");
        dated = false;
    }
    round->figure = sm_reader_attr(&r->base, e, "figure");
    if (round->figure && !sm_study_figure(r->study, round->figure)) {
        const sm_study *s = r->study;
        INDEX_IN(r, e, "figure", "figure", s->figures, s->n_figures);
        round->figure = NULL;
    }
    read_sources(r, e, round);
    return round->id && dated;
}

bool rounds_read_round(rounds_reader *r, const sm_xml *e, sm_round *round)
{
    bool usable = read_attributes(r, e, round);
    const rounds_child texts[] = {{"name", &round->name},
                                  {"when", &round->when},
                                  {"place", &round->place},
                                  {"mediator", &round->mediator},
                                  {"negotiators", &round->negotiators},
                                  {"rank", &round->rank},
                                  {"situation", &round->situation},
                                  {"agreed", &round->agreed},
                                  {"followed", &round->followed},
                                  {"mark", &round->mark}};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "reading")) {
            read_reading(r, c, round);
        } else if (sm_reader_is(c, "position")) {
            read_position(r, c, round);
        } else if (sm_reader_is(c, "event")) {
            read_event(r, c, round);
        } else {
            rounds_children(r, c, texts, sizeof texts / sizeof texts[0]);
        }
    }
    if (!round->name.count) {
        sm_reader_complain(&r->base, e, "rounds.missing", "add <name>...</name>",
                           "round %s has no name", round->id ? round->id : "without id");
    }
    return usable;
}
