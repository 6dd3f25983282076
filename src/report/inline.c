// Texts with braces: each becomes runs, its references marks that link, its numbers computed.
#include "report/parts.h"

size_t press_figure_number(const press *p, const char *id, size_t len)
{
    const sm_study *study = p->in->study;
    for (size_t i = 0; i < study->n_figures; i++) {
        if (strncmp(study->figures[i].id, id, len) == 0 && study->figures[i].id[len] == '\0') {
            return i + 1;
        }
    }
    return 0;
}

// ---- Numbers ------------------------------------------------------------------------------------

static bool map_date(const press *p, size_t round, int32_t *date)
{
    const char *id = p->in->rounds->rounds[round].figure;
    const sm_figure *figure = id ? sm_study_figure(p->in->study, id) : NULL;
    if (figure) {
        *date = figure->date;
    }
    return figure != NULL;
}

static bool area_on(const press *p, int32_t date, double *km2)
{
    const sm_rounds *r = p->in->rounds;
    const char *side = r->held == SIZE_MAX ? NULL : r->parties[r->held].side;
    const sm_stats_row *row =
        side && p->in->stats ? sm_stats_find(p->in->stats, date, side, SM_STATS_TOTAL) : NULL;
    if (row) {
        *km2 = row->area_km2;
    }
    return row != NULL;
}

// The newest map of an earlier round; the base when there is none.
static int32_t date_before(const press *p, size_t round, int32_t date)
{
    int32_t before = p->in->rounds->base, other = 0;
    for (size_t i = 0; i < round; i++) {
        if (map_date(p, i, &other) && other > before && other < date) {
            before = other;
        }
    }
    return before;
}

static size_t last_round(const press *p)
{
    size_t last = p->in->rounds->n_rounds;
    int32_t date = 0;
    while (last > 0 && !map_date(p, last - 1, &date)) {
        last--;
    }
    return last ? last - 1 : 0;
}

report_holding press_holding(const press *p, size_t round)
{
    report_holding h = {.known = false};
    if (!p->in->rounds || !p->in->rounds->n_rounds) {
        return h;
    }
    round = round == SIZE_MAX ? last_round(p) : round;
    double before = 0;
    h.known = map_date(p, round, &h.date) && area_on(p, h.date, &h.held_km2) &&
              area_on(p, p->in->rounds->base, &h.base_km2) && h.base_km2 > 0;
    if (h.known) {
        h.since = date_before(p, round, h.date);
        h.known = area_on(p, h.since, &before);
        h.change_km2 = h.held_km2 - before;
    }
    return h;
}

int32_t press_day(const press *p, size_t round)
{
    const sm_rounds *r = p->in->rounds;
    const sm_round *which = &r->rounds[round == SIZE_MAX ? r->n_rounds - 1 : round];
    return which->to - (r->has_span ? r->first : r->rounds[0].from) + 1;
}

static const char *percent(const press *p, double part, double whole)
{
    return sm_arena_printf(p->arena, "%s%%",
                           sm_compose_count(p->arena, 100 * part / whole, 0, p->in->lang));
}

static const char *rounded(const press *p, double km2)
{
    return sm_compose_count(p->arena, round(km2 / 10) * 10, 0, p->in->lang);
}

typedef enum number {
    NUMBER_DAY,
    NUMBER_DATE,
    NUMBER_BASE,
    NUMBER_HELD,
    NUMBER_LOST,
    NUMBER_CHANGE,
    NUMBER_HELD_SHARE,
    NUMBER_LOST_SHARE,
    NUMBER_CHANGE_SHARE,
    N_NUMBERS
} number;

static const char *const number_names[N_NUMBERS] = {
    "day", "date", "base", "held", "lost", "change", "held-share", "lost-share", "change-share"};

// An en dash where the areas are not known: a gap that shows is better than a guess.
static const char *number_text(const press *p, number n, size_t round)
{
    if (n == NUMBER_DAY) {
        return sm_arena_printf(p->arena, "%d", press_day(p, round));
    }
    if (n == NUMBER_BASE) {
        return sm_compose_day_month(p->arena, p->in->rounds->base, p->in->lang, false);
    }
    report_holding h = press_holding(p, round);
    if (!h.known) {
        return "–";
    }
    switch (n) {
    case NUMBER_DATE: return sm_compose_day_month(p->arena, h.date, p->in->lang, false);
    case NUMBER_HELD: return rounded(p, h.held_km2);
    case NUMBER_LOST: return rounded(p, h.base_km2 - h.held_km2);
    case NUMBER_CHANGE: return rounded(p, h.change_km2);
    case NUMBER_HELD_SHARE: return percent(p, h.held_km2, h.base_km2);
    case NUMBER_LOST_SHARE: return percent(p, h.base_km2 - h.held_km2, h.base_km2);
    case NUMBER_CHANGE_SHARE: return percent(p, fabs(h.change_km2), h.base_km2);
    case NUMBER_DAY:
    case NUMBER_BASE:
    case N_NUMBERS: break;
    }
    return "–";
}

// ---- References ---------------------------------------------------------------------------------

static void add_mark(press *p, report_para *para, const report_look *look, const sm_brace *b)
{
    size_t note = sm_rounds_note(p->in->rounds, b->id, b->id_len);
    if (note == SIZE_MAX) {
        return;
    }
    report_run *r = SM_PUSH(p->arena, para);
    *r = (report_run){.text = sm_arena_printf(p->arena, "%zu", note + 1),
                      .look = *look,
                      .rise_pt = 0.36 * look->size_pt,
                      .link = sm_arena_printf(p->arena, "#note-%s", p->in->rounds->notes[note].id)};
    r->look.size_pt = fmax(6, 0.7 * look->size_pt);
    r->look.bold = false;
}

static void add_source(press *p, report_para *para, const report_look *look, const sm_brace *b)
{
    size_t source = sm_rounds_source(p->in->rounds, b->id, b->id_len);
    if (source != SIZE_MAX) {
        para_link(p, para, look, sm_arena_printf(p->arena, "[%zu]", source + 1),
                  sm_arena_printf(p->arena, "#source-%s", p->in->rounds->sources[source].id));
    }
}

static void add_figure(press *p, report_para *para, const report_look *look, const sm_brace *b)
{
    size_t which = press_figure_number(p, b->id, b->id_len);
    const char *id = sm_arena_strndup(p->arena, b->id, b->id_len);
    const char *anchor = sm_arena_printf(p->arena, "figure-%s", id);
    size_t page = press_page_of(p, anchor);
    const char *count = sm_arena_printf(p->arena, "%zu", which);
    if (!page) {
        para_run(p, para, look, press_words(p, "figure", count, NULL));
        return;
    }
    para_link(p, para, look,
              press_words(p, "figure-on-page", count, sm_arena_printf(p->arena, "%zu", page)),
              sm_arena_printf(p->arena, "#%s", anchor));
}

static void add_round(press *p, report_para *para, const sm_brace *b)
{
    size_t round = sm_rounds_round(p->in->rounds, b->id, b->id_len);
    if (round != SIZE_MAX) {
        para_disc(p, para, round, SM_MM(HOUSE_SMALL_DISC_MM));
    }
}

static bool is_word(const char *text, size_t len, const char *word)
{
    return strlen(word) == len && memcmp(text, word, len) == 0;
}

static bool fill_brace(press *p, report_para *para, const report_look *look, const sm_brace *b,
                       size_t round)
{
    if (!b->id) {
        for (size_t i = 0; i < N_NUMBERS; i++) {
            if (is_word(b->kind, b->kind_len, number_names[i])) {
                para_run(p, para, look, number_text(p, (number)i, round));
                return true;
            }
        }
        return false;
    }
    if (is_word(b->kind, b->kind_len, "note")) {
        add_mark(p, para, look, b);
    } else if (is_word(b->kind, b->kind_len, "source")) {
        add_source(p, para, look, b);
    } else if (is_word(b->kind, b->kind_len, "figure")) {
        add_figure(p, para, look, b);
    } else if (is_word(b->kind, b->kind_len, "round")) {
        add_round(p, para, b);
    } else {
        return false;
    }
    return true;
}

void para_text(press *p, report_para *para, const report_look *look, const char *text, size_t round)
{
    const char *at = text;
    while (at && *at) {
        size_t plain = strcspn(at, "{");
        para_run(p, para, look, sm_arena_strndup(p->arena, at, plain));
        at += plain;
        sm_brace brace;
        if (*at && sm_brace_read(at, &brace)) {
            if (!p->in->rounds || !fill_brace(p, para, look, &brace, round)) {
                para_run(p, para, look, sm_arena_strndup(p->arena, at, (size_t)(brace.end - at)));
            }
            at = brace.end;
        } else if (*at) {
            para_run(p, para, look, at);
            break;
        }
    }
}
