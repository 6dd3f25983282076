// rounds.xml -> sm_rounds. What a round says stands in rounds_round.c; here is the frame: head,
// parties, factors, issues, timeline, theories, notes, sources, and the references between them.
#include <string.h>

#include "load/reader.h"
#include "load/rounds_parts.h"
#include "sitmap/limits.h"

extern const unsigned char sm_rounds_rng[];
extern const size_t sm_rounds_rng_len;

static const char *const known_words[] = {
    "rounds",  "round",      "running",  "period",   "title",    "lead",     "positions",
    "note",    "disclaimer", "area",     "held",     "gained",   "since",    "party",
    "name",    "ground",     "factor",   "issue",    "timeline", "begins",   "truce",
    "capture", "mark",       "fate",     "theories", "theory",   "when",     "text",
    "notes",   "sources",    "source",   "word",     "place",    "mediator", "negotiators",
    "rank",    "situation",  "agreed",   "followed", "event",    "reading",  "position",
    "id",      "lang",       "date",     "until",    "figure",   "side",     "tint",
    "pen",     "ink",        "kind",     "rounds",   "from",     "to",       "hour",
    "to-hour", "of",         "disputed", "party",    "on",       "level",    "kept",
    "score",   "url",        "key",      "xml:lang", NULL};

// The study whose figures and sides may be named; rounds.xml is read for one study.
void rounds_text(rounds_reader *r, const sm_xml *e, sm_texts *out)
{
    sm_reader_text(&r->base, e, out);
    *SM_PUSH(r->base.arena, &r->said) = (rounds_said){e, sm_xml_content(r->base.arena, e)};
}

bool rounds_children(rounds_reader *r, const sm_xml *e, const rounds_child *table, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (sm_reader_is(e, table[i].name)) {
            rounds_text(r, e, table[i].texts);
            return true;
        }
    }
    return false;
}

size_t rounds_reference(rounds_reader *r, const sm_xml *e, const char *attr, const char *what,
                        const char *const *ids, size_t n)
{
    const char *id = sm_reader_need(&r->base, e, attr);
    for (size_t i = 0; id && i < n; i++) {
        if (strcmp(ids[i], id) == 0) {
            return i;
        }
    }
    if (id) {
        rounds_unknown(r, e, what, id, ids, n);
    }
    return SIZE_MAX;
}

void rounds_unknown(rounds_reader *r, const sm_xml *e, const char *what, const char *id,
                    const char *const *ids, size_t n)
{
    const char *near = sm_nearest_word(id, ids, n);
    sm_reader_complain(
        &r->base, e, "rounds.reference",
        near ? sm_arena_printf(r->base.arena, "did you mean %s?", near)
             : sm_arena_printf(r->base.arena, "define the %s, or correct its name", what),
        "there is no %s %s", what, id);
}

// Ids of one kind, so that references and duplicates look the same for all kinds. `id_at` is where
// an item of `size` bytes holds its id.
static const char **collect_ids(rounds_reader *r, const void *items, size_t n, size_t size,
                                size_t id_at)
{
    const char **ids = sm_arena_alloc(r->base.arena, (n + 1) * sizeof *ids);
    for (size_t i = 0; i < n; i++) {
        memcpy(&ids[i], (const char *)items + i * size + id_at, sizeof ids[i]);
    }
    return ids;
}

#define IDS_OF(r, type, items, n) collect_ids(r, items, n, sizeof(type), offsetof(type, id))

bool rounds_twice(rounds_reader *r, const sm_xml *e, const char *what, const char *id,
                  const char *const *ids, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(ids[i], id) == 0) {
            sm_reader_complain(&r->base, e, "rounds.twice", "give it another id",
                               "%s %s is defined twice", what, id);
            return true;
        }
    }
    return false;
}

#define GROW(r, list)                                                                              \
    ((r)->out->list = sm_grow((r)->base.arena, (r)->out->list, (r)->out->n_##list,                 \
                              &(r)->out->cap_##list, sizeof *(r)->out->list),                      \
     &(r)->out->list[(r)->out->n_##list++])

static sm_color read_color(rounds_reader *r, const sm_xml *e, const char *name, sm_color otherwise)
{
    sm_color c = otherwise;
    const char *text = sm_reader_attr(&r->base, e, name);
    if (text && !sm_color_parse(text, &c)) {
        sm_reader_complain(&r->base, e, "rounds.color", "write it as #CCE8F8",
                           "%s=\"%s\" of <%s> is not a colour", name, text, e->name);
    }
    return c;
}

// Without colours of its own a party takes the next pair of a set that stays apart for colour-blind
// readers and in grey (Okabe & Ito 2008).
static void read_party(rounds_reader *r, const sm_xml *e)
{
    static const uint32_t tints[] = {0xCCE8F8, 0xE69E66, 0xF0E9C8, 0xBFE0D2};
    static const uint32_t pens[] = {0x0072B2, 0xB8641F, 0x8A7A10, 0x00785A};
    static const uint32_t inks[] = {0x00507D, 0x7A3600, 0x5F5400, 0x00543F};
    size_t set = r->out->n_parties % (sizeof tints / sizeof tints[0]);
    sm_party p = {.id = sm_reader_id(&r->base, e, "id"),
                  .line = e->line,
                  .side = sm_reader_attr(&r->base, e, "side"),
                  .tint = read_color(r, e, "tint", SM_RGB(tints[set])),
                  .pen = read_color(r, e, "pen", SM_RGB(pens[set])),
                  .ink = read_color(r, e, "ink", SM_RGB(inks[set]))};
    const rounds_child texts[] = {{"name", &p.name}, {"ground", &p.ground}};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        rounds_children(r, c, texts, 2);
    }
    if (p.side && !sm_study_side(r->study, p.side)) {
        const sm_study *study = r->study;
        const char **ids = IDS_OF(r, sm_side, study->sides, study->n_sides);
        rounds_unknown(r, e, "side of the study", p.side, ids, study->n_sides);
    }
    const char **ids = IDS_OF(r, sm_party, r->out->parties, r->out->n_parties);
    if (p.id && !rounds_twice(r, e, "party", p.id, ids, r->out->n_parties)) {
        *GROW(r, parties) = p;
    }
}

static void read_factor(rounds_reader *r, const sm_xml *e)
{
    sm_factor f = {.id = sm_reader_id(&r->base, e, "id"), .line = e->line};
    const rounds_child texts[] = {{"name", &f.name}};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        rounds_children(r, c, texts, 1);
    }
    const char **ids = IDS_OF(r, sm_factor, r->out->factors, r->out->n_factors);
    if (f.id && !rounds_twice(r, e, "factor", f.id, ids, r->out->n_factors)) {
        *GROW(r, factors) = f;
    }
}

static void read_issue(rounds_reader *r, const sm_xml *e)
{
    static const char *const kinds[] = {"steps", "offers", NULL};
    sm_issue i = {.id = sm_reader_id(&r->base, e, "id"), .line = e->line};
    int kind = sm_reader_word(&r->base, e, "kind", kinds);
    i.kind = kind == 1 ? SM_ISSUE_OFFERS : SM_ISSUE_STEPS;
    const rounds_child texts[] = {{"name", &i.name}, {"note", &i.note}};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        rounds_children(r, c, texts, 2);
    }
    const char **ids = IDS_OF(r, sm_issue, r->out->issues, r->out->n_issues);
    if (i.id && !rounds_twice(r, e, "issue", i.id, ids, r->out->n_issues)) {
        *GROW(r, issues) = i;
    }
}

static void read_truce(rounds_reader *r, const sm_xml *e)
{
    sm_truce t = {.line = e->line, .round = SIZE_MAX};
    sm_reader_need(&r->base, e, "from");
    bool from = sm_reader_date(&r->base, e, "from", &t.from);
    t.to = t.from;
    bool ends = sm_reader_date(&r->base, e, "to", &t.to);
    sm_reader_number(&r->base, e, "hour", 0, 24, &t.from_hour);
    t.to_hour = t.from_hour;
    ends |= sm_reader_number(&r->base, e, "to-hour", 0, 24, &t.to_hour);
    t.to = ends ? t.to : INT32_MAX;
    if (sm_reader_attr(&r->base, e, "of")) {
        const char **ids = IDS_OF(r, sm_round, r->out->rounds, r->out->n_rounds);
        t.round = rounds_reference(r, e, "of", "round", ids, r->out->n_rounds);
    }
    const rounds_child texts[] = {{"name", &t.name}, {"mark", &t.mark}, {"fate", &t.fate}};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        rounds_children(r, c, texts, 3);
    }
    if (from && t.to < t.from) {
        sm_reader_complain(&r->base, e, "rounds.order", "let it end on the day it began, or later",
                           "the truce ends before it begins");
    } else if (from) {
        *GROW(r, truces) = t;
    }
}

static void read_capture(rounds_reader *r, const sm_xml *e)
{
    sm_capture c = {.line = e->line};
    sm_reader_need(&r->base, e, "date");
    bool dated = sm_reader_date(&r->base, e, "date", &c.day);
    sm_reader_bool(&r->base, e, "disputed", &c.disputed);
    const rounds_child texts[] = {{"name", &c.name}, {"mark", &c.mark}};
    for (const sm_xml *x = sm_xml_first(e); x; x = sm_xml_next(x)) {
        rounds_children(r, x, texts, 2);
    }
    if (dated) {
        *GROW(r, captures) = c;
    }
}

static void read_timeline(rounds_reader *r, const sm_xml *e)
{
    sm_rounds *out = r->out;
    sm_reader_need(&r->base, e, "from");
    sm_reader_need(&r->base, e, "to");
    bool from = sm_reader_date(&r->base, e, "from", &out->first);
    bool to = sm_reader_date(&r->base, e, "to", &out->last);
    out->has_span = from && to && out->first < out->last;
    if (from && to && !out->has_span) {
        sm_reader_complain(&r->base, e, "rounds.order", "let it end after it begins",
                           "the timeline ends before it begins");
    }
    const rounds_child texts[] = {{"begins", &out->begins}};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "truce")) {
            read_truce(r, c);
        } else if (sm_reader_is(c, "capture")) {
            read_capture(r, c);
        } else {
            rounds_children(r, c, texts, 1);
        }
    }
}

static void read_area(rounds_reader *r, const sm_xml *e)
{
    sm_rounds *out = r->out;
    const char **ids = IDS_OF(r, sm_party, out->parties, out->n_parties);
    out->held = rounds_reference(r, e, "held", "party", ids, out->n_parties);
    out->gained = rounds_reference(r, e, "gained", "party", ids, out->n_parties);
    sm_reader_need(&r->base, e, "since");
    sm_reader_date(&r->base, e, "since", &out->base);
    const size_t both[] = {out->held, out->gained};
    for (size_t i = 0; i < 2; i++) {
        if (both[i] != SIZE_MAX && !out->parties[both[i]].side) {
            sm_reader_complain(&r->base, e, "rounds.reference", "give the party side=\"...\"",
                               "party %s holds no ground: it names no side of the study",
                               out->parties[both[i]].id);
        }
    }
}

static void read_theory(rounds_reader *r, const sm_xml *e)
{
    sm_theory t = {.id = sm_reader_id(&r->base, e, "id"), .line = e->line};
    const char *fits = sm_reader_attr(&r->base, e, "rounds");
    const char **words = NULL;
    size_t n = 0;
    sm_reader_words(&r->base, fits ? fits : "", &words, &n);
    t.rounds = sm_arena_alloc(r->base.arena, (n + 1) * sizeof *t.rounds);
    for (size_t i = 0; i < n; i++) {
        size_t round = sm_rounds_round(r->out, words[i], strlen(words[i]));
        if (round != SIZE_MAX) {
            t.rounds[t.n_rounds++] = round;
        } else {
            const char **ids = IDS_OF(r, sm_round, r->out->rounds, r->out->n_rounds);
            rounds_unknown(r, e, "round", words[i], ids, r->out->n_rounds);
        }
    }
    const rounds_child texts[] = {{"name", &t.name}, {"when", &t.when}, {"text", &t.text}};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        rounds_children(r, c, texts, 3);
    }
    const char **ids = IDS_OF(r, sm_theory, r->out->theories, r->out->n_theories);
    if (t.id && !rounds_twice(r, e, "theory", t.id, ids, r->out->n_theories)) {
        *GROW(r, theories) = t;
    }
}

static void read_theories(rounds_reader *r, const sm_xml *e)
{
    const rounds_child texts[] = {{"title", &r->out->theories_title},
                                  {"note", &r->out->theories_note}};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "theory")) {
            read_theory(r, c);
        } else {
            rounds_children(r, c, texts, 2);
        }
    }
}

static void read_note(rounds_reader *r, const sm_xml *e)
{
    sm_note n = {.id = sm_reader_id(&r->base, e, "id"), .line = e->line};
    const rounds_child texts[] = {{"title", &n.title}, {"text", &n.text}};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        rounds_children(r, c, texts, 2);
    }
    const char **ids = IDS_OF(r, sm_note, r->out->notes, r->out->n_notes);
    if (n.id && !rounds_twice(r, e, "note", n.id, ids, r->out->n_notes)) {
        *GROW(r, notes) = n;
    }
}

static bool is_web_address(const char *url)
{
    bool web = strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0;
    return web && !strpbrk(url, " '\"\\<>") && strlen(url) < 500;
}

static void read_source(rounds_reader *r, const sm_xml *e)
{
    sm_citation s = {.id = sm_reader_id(&r->base, e, "id"), .line = e->line};
    s.url = sm_reader_attr(&r->base, e, "url");
    if (s.url && !is_web_address(s.url)) {
        sm_reader_complain(&r->base, e, "rounds.url", "write http://... or https://...",
                           "\"%s\" can not be a link", s.url);
        s.url = NULL;
    }
    const rounds_child texts[] = {{"text", &s.text}};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        rounds_children(r, c, texts, 1);
    }
    if (!s.text.count) {
        sm_reader_complain(&r->base, e, "rounds.missing", "add <text>...</text>",
                           "<source> says nothing");
    }
    const char **ids = IDS_OF(r, sm_citation, r->out->sources, r->out->n_sources);
    if (s.id && !rounds_twice(r, e, "source", s.id, ids, r->out->n_sources)) {
        *GROW(r, sources) = s;
    }
}

static void read_list(rounds_reader *r, const sm_xml *e, const char *item,
                      void read(rounds_reader *, const sm_xml *), sm_texts *note)
{
    const rounds_child texts[] = {{"note", note}};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, item)) {
            read(r, c);
        } else if (note) {
            rounds_children(r, c, texts, 1);
        }
    }
}

static void read_positions_head(rounds_reader *r, const sm_xml *e)
{
    const rounds_child texts[] = {{"title", &r->out->positions_title},
                                  {"lead", &r->out->positions_lead}};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        rounds_children(r, c, texts, 2);
    }
}

// A word in several languages is several elements with one key.
static void read_word(rounds_reader *r, const sm_xml *e)
{
    const char *key = sm_reader_need(&r->base, e, "key");
    sm_word *word = NULL;
    for (size_t i = 0; key && i < r->out->n_words && !word; i++) {
        word = strcmp(r->out->words[i].key, key) == 0 ? &r->out->words[i] : NULL;
    }
    if (key && !word) {
        word = GROW(r, words);
        *word = (sm_word){.key = key, .line = e->line};
    }
    if (word) {
        rounds_text(r, e, &word->text);
    }
}

// Round first: parties, factors and issues are what rounds refer to, rounds are what the rest
// refers to.
static void read_definitions(rounds_reader *r, const sm_xml *root)
{
    for (const sm_xml *c = sm_xml_first(root); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "party")) {
            read_party(r, c);
        } else if (sm_reader_is(c, "factor")) {
            read_factor(r, c);
        } else if (sm_reader_is(c, "issue")) {
            read_issue(r, c);
        } else if (sm_reader_is(c, "sources")) {
            read_list(r, c, "source", read_source, &r->out->sources_note);
        } else if (sm_reader_is(c, "notes")) {
            read_list(r, c, "note", read_note, NULL);
        }
    }
    for (const sm_xml *c = sm_xml_first(root); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "round")) {
            sm_round round;
            const char **ids = IDS_OF(r, sm_round, r->out->rounds, r->out->n_rounds);
            if (rounds_read_round(r, c, &round) &&
                !rounds_twice(r, c, "round", round.id, ids, r->out->n_rounds)) {
                *GROW(r, rounds) = round;
            }
        }
    }
}

static void read_rest(rounds_reader *r, const sm_xml *root)
{
    const rounds_child texts[] = {{"running", &r->out->running},
                                  {"period", &r->out->period},
                                  {"title", &r->out->title},
                                  {"lead", &r->out->lead},
                                  {"disclaimer", &r->out->disclaimer}};
    for (const sm_xml *c = sm_xml_first(root); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "timeline")) {
            read_timeline(r, c);
        } else if (sm_reader_is(c, "area")) {
            read_area(r, c);
        } else if (sm_reader_is(c, "theories")) {
            read_theories(r, c);
        } else if (sm_reader_is(c, "positions")) {
            read_positions_head(r, c);
        } else if (sm_reader_is(c, "word")) {
            read_word(r, c);
        } else {
            rounds_children(r, c, texts, sizeof texts / sizeof texts[0]);
        }
    }
}

static void check_brace(rounds_reader *r, const sm_xml *at, const sm_brace *b)
{
    static const char *const numbers[] = {"day",          "date",   "base",       "held",
                                          "lost",         "change", "held-share", "lost-share",
                                          "change-share", NULL};
    const char *kind = sm_arena_strndup(r->base.arena, b->kind, b->kind_len);
    const char *id = b->id ? sm_arena_strndup(r->base.arena, b->id, b->id_len) : NULL;
    const sm_rounds *out = r->out;
    for (size_t i = 0; !id && numbers[i]; i++) {
        if (strcmp(numbers[i], kind) == 0) {
            return;
        }
    }
    const char **notes = IDS_OF(r, sm_note, out->notes, out->n_notes);
    const char **sources = IDS_OF(r, sm_citation, out->sources, out->n_sources);
    const char **rounds = IDS_OF(r, sm_round, out->rounds, out->n_rounds);
    const char **figures = IDS_OF(r, sm_figure, r->study->figures, r->study->n_figures);
    const struct {
        const char *kind;
        const char *const *ids;
        size_t n;
    } kinds[] = {{"note", notes, out->n_notes},
                 {"source", sources, out->n_sources},
                 {"round", rounds, out->n_rounds},
                 {"figure", figures, r->study->n_figures}};
    for (size_t i = 0; id && i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].kind, kind) == 0) {
            bool known = false;
            for (size_t k = 0; k < kinds[i].n; k++) {
                known |= strcmp(kinds[i].ids[k], id) == 0;
            }
            if (!known) {
                rounds_unknown(r, at, kind, id, kinds[i].ids, kinds[i].n);
            }
            return;
        }
    }
    sm_reader_complain(
        &r->base, at, "rounds.brace",
        "write {note ID}, {source ID}, {figure ID}, {round ID} or one of the numbers "
        "in docs/rounds.md",
        "{%.*s} means nothing", (int)(b->end - 1 - b->kind), b->kind);
}

static void check_texts(rounds_reader *r)
{
    for (size_t i = 0; i < r->said.count; i++) {
        const rounds_said *said = &r->said.items[i];
        const char *at = said->text ? strchr(said->text, '{') : NULL;
        sm_brace brace;
        while (at && sm_brace_read(at, &brace)) {
            check_brace(r, said->at, &brace);
            at = strchr(brace.end, '{');
        }
        if (at) {
            sm_reader_complain(&r->base, said->at, "rounds.brace", "close it with }",
                               "a brace is opened and never closed");
        }
    }
}

static void check_whole(rounds_reader *r, const sm_xml *root)
{
    const struct {
        bool missing;
        const char *what, *mend;
    } needs[] = {
        {!r->out->n_rounds, "no round", "add <round id=\"...\" from=\"DATE\">"},
        {!r->out->n_parties, "no party", "add <party id=\"...\"><name>...</name></party>"},
        {!r->out->title.count, "no title", "add <title>...</title>"},
    };
    for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++) {
        if (needs[i].missing) {
            sm_reader_complain(&r->base, root, "rounds.missing", needs[i].mend, "there is %s",
                               needs[i].what);
        }
    }
    for (size_t i = 1; i < r->out->n_rounds; i++) {
        if (r->out->rounds[i].from < r->out->rounds[i - 1].from) {
            sm_xml place = *root;
            place.line = r->out->rounds[i].line;
            place.column = 0;
            sm_reader_complain(&r->base, &place, "rounds.order", "put the rounds in order of time",
                               "round %s is earlier than the one before it", r->out->rounds[i].id);
        }
    }
}

static void read_all(rounds_reader *r, const sm_xml *root)
{
    if (!sm_reader_is(root, "rounds")) {
        sm_reader_complain(&r->base, root, "rounds.root", "the outermost element is <rounds>",
                           "<%s> is not a description of rounds", root->name);
        return;
    }
    const char *lang = sm_reader_attr(&r->base, root, "lang");
    r->base.lang = r->out->lang = lang ? lang : r->study->lang;
    read_definitions(r, root);
    read_rest(r, root);
    sm_reader_finish(&r->base, root);
    check_whole(r, root);
    check_texts(r);
}

sm_status sm_rounds_load(sm_arena *a, const sm_root *root, const char *path, const sm_study *study,
                         sm_rounds **out, sm_diags *diags, sm_error *err)
{
    char *bytes = NULL;
    size_t len = 0;
    const sm_xml *xml = NULL;
    const char *shown = sm_arena_printf(a, "%s/%s", sm_root_path(root), path);
    sm_status status = sm_root_read(root, path, SM_MAX_XML_BYTES, a, &bytes, &len, err);
    status = status ? status : sm_xml_parse(a, shown, bytes, len, &xml, diags, err);
    if (status) {
        return status;
    }
    sm_rounds *rounds = sm_arena_zero(a, 1, sizeof *rounds);
    rounds->path = shown;
    rounds->held = rounds->gained = SIZE_MAX;
    rounds_reader r = {.base = {.arena = a,
                                .file = shown,
                                .diags = diags,
                                .known_words = known_words,
                                .manual = "docs/rounds.md"},
                       .study = study,
                       .out = rounds};
    size_t before = sm_diags_count(diags, SM_ERROR);
    read_all(&r, xml);
    if (sm_diags_count(diags, SM_ERROR) == before) {
        status = sm_xml_validate(shown, bytes, len, sm_rounds_rng, sm_rounds_rng_len, diags, err);
        if (status) {
            return status;
        }
    }
    size_t mistakes = sm_diags_count(diags, SM_ERROR) - before;
    if (mistakes) {
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(shown), NULL, "%zu mistake%s in the rounds",
                       mistakes, mistakes == 1 ? "" : "s");
    }
    *out = rounds;
    return SM_OK;
}
