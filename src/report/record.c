// The rounds in full, the theories, the notes and the sources.
#include "report/parts.h"

// A block with its name in the label column; gives where its content begins.
static void begin_block(press *p, const char *name, const char *remark, double need_pt)
{
    report_grid g = press_grid(p);
    report_look small = LOOK_SMALL_GREY;
    report_story *s = story_new(p);
    small.leading_mm = 3.0;
    para_text(p, story_para(p, s, &LOOK_STRONG, "h2"), &LOOK_STRONG, name, SIZE_MAX);
    para_text(p, story_para(p, s, &small, "p"), &small, remark, SIZE_MAX);
    double high = story_break(p, s, g.label_pt);
    press_skip(p, HOUSE_HALF_MM);
    press_need(p, fmax(high, need_pt) + SM_MM(HOUSE_HALF_MM));
    press_rule(p, g.left_pt, g.left_pt + g.width_pt, HOUSE_RULE_MM, HOUSE_INK);
    p->y_pt += SM_MM(HOUSE_HALF_MM);
    story_place(p, s, g.left_pt, p->y_pt, high + 1, true);
}

static size_t columns_in(const press *p, size_t n, double least_mm)
{
    double room = press_grid(p).chart_w_pt + SM_MM(HOUSE_GUTTER_MM);
    size_t most = (size_t)fmax(1, floor(room / SM_MM(least_mm + HOUSE_GUTTER_MM)));
    return n < most ? (n ? n : 1) : most;
}

// ---- Theories -----------------------------------------------------------------------------------

static report_story *theory_story(press *p, const sm_theory *t)
{
    report_look name = LOOK_STRONG;
    name.size_pt = 8;
    report_story *s = story_new(p);
    report_para *head = story_para(p, s, &name, "h3");
    para_text(p, head, &name, press_in(p, &t->name), SIZE_MAX);
    head->keep_next = true;
    report_para *when = story_para(p, s, &LOOK_GREY, "p");
    when->keep_next = true;
    para_text(p, when, &LOOK_GREY, press_in(p, &t->when), SIZE_MAX);
    if (t->n_rounds) {
        const char *word = press_word(p, t->n_rounds == 1 ? "round" : "rounds");
        para_run(p, when, &LOOK_GREY,
                 sm_arena_printf(p->arena, "%s%s ", when->count ? ", " : "", word));
    }
    for (size_t i = 0; i < t->n_rounds; i++) {
        para_disc(p, when, t->rounds[i], SM_MM(HOUSE_SMALL_DISC_MM));
    }
    report_para *text = story_para(p, s, &LOOK_TEXT, "p");
    text->before_pt = SM_MM(0.9);
    para_text(p, text, &LOOK_TEXT, press_in(p, &t->text), SIZE_MAX);
    return s;
}

void summary_theories(press *p)
{
    const sm_rounds *r = p->in->rounds;
    report_grid g = press_grid(p);
    if (!r->n_theories) {
        return;
    }
    const char *title = press_in(p, &r->theories_title);
    report_table *t = table_new(p, HOUSE_RULE_MM);
    size_t n = columns_in(p, r->n_theories, 40);
    double gap = SM_MM(HOUSE_GUTTER_MM);
    double each = (g.chart_w_pt - gap * ((double)n - 1)) / (double)n;
    for (size_t first = 0; first < r->n_theories; first += n) {
        report_row *row = table_row(p, t, HOUSE_HALF_MM, HOUSE_HALF_MM);
        if (first == 0) {
            row_label(p, row, title[0] ? title : press_word(p, "theories"),
                      press_in(p, &r->theories_note));
        }
        for (size_t i = first; i < first + n && i < r->n_theories; i++) {
            row_cell(p, row, g.chart_pt + (double)(i - first) * (each + gap), each,
                     theory_story(p, &r->theories[i]));
        }
    }
    press_skip(p, HOUSE_HALF_MM);
    table_place(p, t);
}

// ---- Record -------------------------------------------------------------------------------------

static report_story *events_story(press *p, const sm_round *round, size_t at)
{
    report_story *s = story_new(p);
    for (size_t i = 0; i < round->events.count; i++) {
        const sm_event *e = &round->events.items[i];
        report_para *para = story_para(p, s, &LOOK_SMALL, "p");
        para->before_pt = SM_MM(0.6);
        const char *day = sm_compose_day_month(p->arena, e->day, p->in->lang, true);
        para_run(p, para, &LOOK_SMALL_STRONG, sm_arena_printf(p->arena, "%s ", day));
        para_text(p, para, &LOOK_SMALL, press_in(p, &e->text), at);
    }
    return s;
}

static report_story *sources_story(press *p, const sm_round *round)
{
    report_story *s = story_new(p);
    report_para *para = story_para(p, s, &LOOK_SMALL, "p");
    for (size_t i = 0; i < round->n_sources; i++) {
        para_text(p, para, &LOOK_SMALL,
                  sm_arena_printf(p->arena, "%s{source %s}", i ? " " : "", round->sources[i]),
                  SIZE_MAX);
    }
    return s;
}

static report_story *or_dash(press *p, report_story *s)
{
    for (size_t i = 0; i < s->paras.count; i++) {
        if (s->paras.items[i].count) {
            return s;
        }
    }
    return story_of(p, &LOOK_SMALL, "–", SIZE_MAX);
}

typedef report_story *tell(press *p, const sm_round *round, size_t at, size_t offset);

static report_story *tell_text(press *p, const sm_round *round, size_t at, size_t offset)
{
    const sm_texts *texts = (const sm_texts *)((const char *)round + offset);
    return story_of(p, &LOOK_SMALL, press_in(p, texts), at);
}

static report_story *tell_events(press *p, const sm_round *round, size_t at, size_t offset)
{
    (void)offset;
    return events_story(p, round, at);
}

static report_story *tell_sources(press *p, const sm_round *round, size_t at, size_t offset)
{
    (void)at, (void)offset;
    return sources_story(p, round);
}

static bool any_said(press *p, report_tier tier, tell *tell_it, size_t offset)
{
    for (size_t i = 0; i < tier.count; i++) {
        const sm_round *round = &p->in->rounds->rounds[tier.first + i];
        report_story *s = tell_it(p, round, tier.first + i, offset);
        for (size_t k = 0; k < s->paras.count; k++) {
            if (s->paras.items[k].count) {
                return true;
            }
        }
    }
    return false;
}

void summary_record_head(press *p)
{
    press_section_head(p, press_word(p, "record"), "record", NULL);
}

void summary_record(press *p, report_tier tier)
{
    static const struct {
        const char *key;
        tell *tell;
        size_t offset;
    } lines[] = {
        {"when", tell_text, offsetof(sm_round, when)},
        {"place", tell_text, offsetof(sm_round, place)},
        {"mediator", tell_text, offsetof(sm_round, mediator)},
        {"negotiators", tell_text, offsetof(sm_round, negotiators)},
        {"rank", tell_text, offsetof(sm_round, rank)},
        {"situation", tell_text, offsetof(sm_round, situation)},
        {"events", tell_events, 0},
        {"round-sources", tell_sources, 0},
    };
    const sm_rounds *rounds = p->in->rounds;
    report_table *t = table_new(p, HOUSE_RULE_MM);
    table_round_heads(p, t, tier, press_word(p, "round-head"), true);
    for (size_t k = 0; k < sizeof lines / sizeof lines[0]; k++) {
        if (!any_said(p, tier, lines[k].tell, lines[k].offset)) {
            continue;
        }
        report_row *r = table_row(p, t, 0.8, 0.8);
        row_label(p, r, press_word(p, lines[k].key), NULL);
        for (size_t i = 0; i < tier.count; i++) {
            size_t at = tier.first + i;
            report_story *s = lines[k].tell(p, &rounds->rounds[at], at, lines[k].offset);
            row_cell(p, r, tier_x(p, i), tier_width(p), or_dash(p, s));
        }
        r->rule_mm = HOUSE_HAIR_MM;
        r->rule_color = HOUSE_PALE;
    }
    if (t->count > t->n_head) {
        table_place(p, t);
        p->y_pt += SM_MM(HOUSE_STEP_MM);
    }
}

// ---- Notes and sources --------------------------------------------------------------------------

// Room for the widest number of a list, and a space.
static double hang_width(press *p, size_t n, const char *open, const char *close,
                         const report_look *look)
{
    const char *widest = sm_arena_printf(p->arena, "%s%zu%s", open, n, close);
    return press_width(p, widest, look) + SM_MM(1.4);
}

static report_story *note_story(press *p, size_t at)
{
    const sm_note *n = &p->in->rounds->notes[at];
    report_story *s = story_new(p);
    report_para *para = story_para(p, s, &LOOK_SMALL, "note");
    para->indent_pt = hang_width(p, p->in->rounds->n_notes, "", "", &LOOK_SMALL_STRONG);
    para->hang = sm_arena_printf(p->arena, "%zu", at + 1);
    para->hang_look = LOOK_SMALL_STRONG;
    para->anchor = sm_arena_printf(p->arena, "note-%s", n->id);
    const char *title = press_in(p, &n->title);
    para_text(p, para, &LOOK_SMALL_STRONG, title, SIZE_MAX);
    para_run(p, para, &LOOK_SMALL, title[0] ? " " : "");
    para_text(p, para, &LOOK_SMALL, press_in(p, &n->text), SIZE_MAX);
    return s;
}

static report_story *source_story(press *p, size_t at)
{
    const sm_citation *c = &p->in->rounds->sources[at];
    report_story *s = story_new(p);
    report_para *para = story_para(p, s, &LOOK_SOURCE, "item");
    para->indent_pt = hang_width(p, p->in->rounds->n_sources, "[", "]", &LOOK_SOURCE);
    para->hang = sm_arena_printf(p->arena, "[%zu]", at + 1);
    para->hang_look = LOOK_SOURCE;
    para->anchor = sm_arena_printf(p->arena, "source-%s", c->id);
    size_t first = para->count;
    para_text(p, para, &LOOK_SOURCE, press_in(p, &c->text), SIZE_MAX);
    for (size_t i = first; c->url && i < para->count; i++) {
        para->items[i].link = c->url;
    }
    return s;
}

static void place_notes(press *p)
{
    const sm_rounds *r = p->in->rounds;
    report_grid g = press_grid(p);
    if (!r->n_notes) {
        return;
    }
    report_story **items = sm_arena_alloc(p->arena, r->n_notes * sizeof *items);
    for (size_t i = 0; i < r->n_notes; i++) {
        items[i] = note_story(p, i);
    }
    begin_block(p, press_word(p, "notes"), "", SM_MM(16));
    press_columns(p, items, r->n_notes, columns_in(p, r->n_notes, 40), g.chart_pt, g.chart_w_pt,
                  SM_MM(0.9));
    p->y_pt += SM_MM(HOUSE_HALF_MM);
}

static void place_sources(press *p)
{
    const sm_rounds *r = p->in->rounds;
    report_grid g = press_grid(p);
    if (!r->n_sources && !r->sources_note.count) {
        return;
    }
    report_story *note = story_of(p, &LOOK_SOURCE, press_in(p, &r->sources_note), SIZE_MAX);
    double high = story_break(p, note, fmin(g.chart_w_pt, SM_MM(HOUSE_MEASURE_MM)));
    begin_block(p, press_word(p, "sources"), "", fmin(high, SM_MM(20)));
    press_heading(p, press_word(p, "sources"), "sources", 2);
    sm_scene_begin_group(p->page, "dest", "sources", -1);
    p->y_pt += story_place(p, note, g.chart_pt, p->y_pt, press_room(p), true);
    sm_scene_end_group(p->page);
    while (story_more(note)) {
        press_new_page(p);
        p->y_pt += story_place(p, note, g.chart_pt, p->y_pt, press_room(p), true);
    }
    p->y_pt += SM_MM(HOUSE_HALF_MM);
    report_story **items = sm_arena_alloc(p->arena, (r->n_sources + 1) * sizeof *items);
    for (size_t i = 0; i < r->n_sources; i++) {
        items[i] = source_story(p, i);
    }
    press_columns(p, items, r->n_sources, columns_in(p, r->n_sources, 40), g.chart_pt, g.chart_w_pt,
                  SM_MM(0.6));
}

void summary_notes(press *p)
{
    place_notes(p);
    place_sources(p);
}
