// Pages of a round summary, whatever the texts: nothing beyond the page, nothing on top of
// something
// else, every word there, every link leads somewhere. The rounds are written as a person would.
#include "test.h"

#include "sitmap/load.h"
#include "sitmap/report.h"

#define TODAY 18545 // 2020-10-10

typedef struct bench {
    sm_arena *arena;
    sm_text_engine *text;
    sm_root *root;
    sm_study study;
    sm_report report;
    sm_report_part part;
    sm_figure figures[12];
    sm_side sides[2];
    sm_layer layers[1];
    sm_stats *stats;
    sm_diags diags;
} bench;

static void open_bench(bench *b, const char *dir)
{
    sm_error err;
    memset(b, 0, sizeof *b);
    b->arena = sm_arena_create();
    sm_diags_init(&b->diags, b->arena);
    assert_int_equal(sm_text_open(NULL, &b->text, &err), SM_OK);
    assert_int_equal(sm_root_open(dir, &b->root, &err), SM_OK);
    b->sides[0] = (sm_side){.id = "A"};
    b->sides[1] = (sm_side){.id = "B"};
    for (int i = 0; i < 12; i++) {
        b->figures[i] = (sm_figure){
            .id = sm_arena_printf(b->arena, "map-%d", i + 1), .line = 9, .date = TODAY + 3 * i};
    }
    b->part = (sm_report_part){.kind = SM_PART_SUMMARY, .rounds = "rounds.xml", .map_mm = 52.5};
    b->report = (sm_report){.id = "summary",
                            .width_mm = 210,
                            .height_mm = 297,
                            .pdf = true,
                            .parts = &b->part,
                            .n_parts = 1};
    b->study = (sm_study){.arena = b->arena,
                          .path = "study.xml",
                          .id = "s",
                          .lang = "en",
                          .sides = b->sides,
                          .n_sides = 2,
                          .figures = b->figures,
                          .n_figures = 12,
                          .reports = &b->report,
                          .n_reports = 1};
}

static void close_bench(bench *b)
{
    sm_text_close(b->text);
    sm_root_close(b->root);
    sm_arena_destroy(b->arena);
}

// ---- Rounds as text -----------------------------------------------------------------------------

// Words that no other text of the page holds, so that each can be looked for.
static const char *words(sm_arena *a, const char *stem, int n)
{
    sm_str out;
    sm_str_init(&out, a);
    for (int i = 0; i < n; i++) {
        sm_str_printf(&out, "%s%s%d", i ? " " : "", stem, i);
    }
    return out.text;
}

static void put_round(sm_arena *a, sm_str *xml, int at, int length)
{
    char day[11];
    sm_format_date(TODAY + 3 * (at - 1), day);
    sm_str_printf(xml,
                  "<round id='r%d' from='%s' figure='map-%d' sources='s1'><name>%s</name>"
                  "<when>%s</when><place>%s</place><mediator>%s</mediator>"
                  "<negotiators>%s{note n1}</negotiators><rank>%s</rank><situation>%s {lost-share}"
                  "</situation><agreed>%s {source s1}</agreed><followed>%s</followed>",
                  at, day, at, words(a, sm_arena_printf(a, "Name%d-", at), length > 1 ? 3 : 1),
                  words(a, sm_arena_printf(a, "when%dx", at), 6 * length),
                  words(a, sm_arena_printf(a, "place%dx", at), 3 * length),
                  words(a, sm_arena_printf(a, "mediator%dx", at), 6 * length),
                  words(a, sm_arena_printf(a, "people%dx", at), 5 * length),
                  words(a, sm_arena_printf(a, "rank%dx", at), 2 * length),
                  words(a, sm_arena_printf(a, "ground%dx", at), 15 * length),
                  words(a, sm_arena_printf(a, "agreed%dx", at), 14 * length),
                  words(a, sm_arena_printf(a, "then%dx", at), 9 * length));
    for (int f = 0; f < 5; f++) {
        sm_str_printf(xml, "<reading of='f%d' score='%d'>%s</reading>", f, f % 4,
                      words(a, sm_arena_printf(a, "why%dand%dx", at, f), 7 * length));
    }
    for (int p = 0; p < 2; p++) {
        for (int i = 0; i < 3; i++) {
            sm_str_printf(xml, "<position party='%s' on='i%d' level='%d'>%s</position>",
                          p ? "B" : "A", i, p * (at - 1) % 4,
                          words(a, sm_arena_printf(a, "aim%dof%dand%dx", at, p, i), 8 * length));
        }
    }
    sm_str_printf(xml, "<event date='2020-12-01'>%s</event></round>",
                  words(a, sm_arena_printf(a, "event%dx", at), 20 * length));
}

static const char *rounds_xml(sm_arena *a, int n_rounds, int length, const char *title)
{
    sm_str xml;
    sm_str_init(&xml, a);
    sm_str_printf(&xml,
                  "<rounds lang='en'><title>%s</title><lead>%s {lost-share}</lead>"
                  "<party id='A' side='A'><name>Alphaland</name></party>"
                  "<party id='B' side='B'><name>Betaland</name></party>"
                  "<area held='A' gained='B' since='2020-10-01'/>"
                  "<issue id='i0' kind='steps'><name>Wish</name></issue>"
                  "<issue id='i1' kind='steps'><name>Limit</name></issue>"
                  "<issue id='i2' kind='offers'><name>Offer</name></issue>",
                  title, words(a, "lead", 20 * length));
    for (int f = 0; f < 5; f++) {
        sm_str_printf(&xml, "<factor id='f%d'><name>%s</name></factor>", f,
                      words(a, sm_arena_printf(a, "Factor%dx", f), length));
    }
    for (int i = 1; i <= n_rounds; i++) {
        put_round(a, &xml, i, length);
    }
    sm_str_printf(&xml,
                  "<timeline from='2020-10-01' to='2020-11-15'><begins>Start</begins>"
                  "<truce of='r1' from='2020-10-10' to-hour='20'><fate>%s</fate></truce>"
                  "<capture date='2020-10-05'><name>Here</name></capture>"
                  "<capture date='2020-10-06' disputed='yes'><name>There</name></capture>"
                  "</timeline>"
                  "<theories><theory id='t' rounds='r1'><name>Theory</name><text>%s</text></theory>"
                  "</theories><notes><note id='n1'><title>Noted.</title><text>%s</text></note>"
                  "</notes><sources><note>%s</note><source id='s1' url='https://example.org/a'>"
                  "<text>%s</text></source></sources></rounds>",
                  words(a, "fate", length), words(a, "theory", 20 * length),
                  words(a, "noted", 30 * length), words(a, "said", 20 * length),
                  words(a, "source", 8 * length));
    return xml.text;
}

// ---- Making -------------------------------------------------------------------------------------

// Areas that shrink by a tenth from map to map.
static sm_stats *made_up_stats(bench *b, const sm_rounds *rounds)
{
    size_t n = 0;
    const int32_t *dates = sm_report_dates(b->arena, &b->study, rounds, &n);
    sm_stats *s = sm_arena_zero(b->arena, 1, sizeof *s);
    static const char *sides[] = {"A", "B"};
    s->dates = dates;
    s->n_dates = n;
    s->sides = sides;
    s->n_sides = 2;
    s->n_zones = 3;
    s->zones = sm_arena_zero(b->arena, 3, sizeof *s->zones);
    s->zones[0] = (sm_stats_zone){.id = "z", .name = "Zone", .area_km2 = 20000, .contested = true};
    s->zones[1] = (sm_stats_zone){.id = SM_STATS_OUTSIDE};
    s->zones[2] = (sm_stats_zone){.id = SM_STATS_TOTAL};
    s->rows = sm_arena_zero(b->arena, 6 * n, sizeof *s->rows);
    for (size_t d = 0; d < n; d++) {
        for (size_t z = 0; z < 3; z++) {
            for (size_t k = 0; k < 2; k++) {
                double held = z == 1 ? 0 : 10000 - 700.0 * (double)d;
                s->rows[s->n_rows++] = (sm_stats_row){.date = dates[d],
                                                      .side = sides[k],
                                                      .zone = s->zones[z].id,
                                                      .area_km2 = k ? 20000 - held : held};
            }
        }
    }
    return s;
}

static sm_rounds *load(bench *b, const char *dir, const char *xml)
{
    sm_error err = {.status = SM_OK};
    sm_rounds *rounds = NULL;
    test_write_file(sm_arena_printf(b->arena, "%s/rounds.xml", dir), xml);
    sm_status status =
        sm_rounds_load(b->arena, b->root, "rounds.xml", &b->study, &rounds, &b->diags, &err);
    for (size_t i = 0; i < b->diags.count; i++) {
        print_message("%s\n", sm_diag_text(b->arena, &b->diags.items[i]));
    }
    assert_int_equal(status, SM_OK);
    return rounds;
}

static sm_report_pages make(bench *b, const sm_rounds *rounds, const char *lang)
{
    sm_error err = {.status = SM_OK};
    const sm_scene *none[1] = {NULL};
    sm_report_pages pages;
    b->stats = made_up_stats(b, rounds);
    const sm_report_input in = {.study = &b->study,
                                .report = &b->report,
                                .lang = lang,
                                .figures = none,
                                .rounds = rounds,
                                .stats = b->stats};
    assert_int_equal(sm_report_make(b->arena, b->text, &in, &pages, &b->diags, &err), SM_OK);
    return pages;
}

// ---- What must hold of any page -----------------------------------------------------------------

// Where the letters of a text are: from the height of capitals to the depth of descenders.
static sm_box letters(const sm_text *t)
{
    return (sm_box){t->at.x, t->at.y - 0.72 * t->font.size_pt, t->at.x + t->width_pt,
                    t->at.y + 0.2 * t->font.size_pt};
}

static void complain(const sm_text *a, const sm_text *b, size_t page)
{
    fail_msg("page %zu: \"%s\" at (%.1f, %.1f) meets \"%s\" at (%.1f, %.1f)", page + 1, a->utf8,
             a->at.x, a->at.y, b->utf8, b->at.x, b->at.y);
}

static void check_page(const sm_scene *page, size_t number)
{
    for (size_t i = 0; i < page->count; i++) {
        const sm_prim *p = &page->items[i];
        if (p->kind != SM_PRIM_TEXT) {
            continue;
        }
        sm_box box = letters(&p->text);
        if (box.x0 < SM_MM(14) || box.x1 > page->width_pt - SM_MM(14) || box.y0 < SM_MM(10) ||
            box.y1 > page->height_pt - SM_MM(5)) {
            fail_msg("page %zu: \"%s\" leaves the type area: x %.1f to %.1f, y %.1f to %.1f",
                     number + 1, p->text.utf8, box.x0, box.x1, box.y0, box.y1);
        }
        for (size_t k = 0; k < i; k++) {
            const sm_prim *q = &page->items[k];
            if (q->kind == SM_PRIM_TEXT) {
                sm_box both = sm_box_intersection(box, letters(&q->text));
                if (both.x1 - both.x0 > 0.3 && both.y1 - both.y0 > 0.3) {
                    complain(&p->text, &q->text, number);
                }
            }
        }
    }
}

// Groups close what they open, and links lead to a place of the same document.
static void check_links(const sm_report_pages *pages)
{
    for (size_t i = 0; i < pages->count; i++) {
        long depth = 0;
        for (size_t k = 0; k < pages->items[i]->count; k++) {
            const sm_prim *p = &pages->items[i]->items[k];
            depth += p->kind == SM_PRIM_GROUP_BEGIN;
            depth -= p->kind == SM_PRIM_GROUP_END;
            assert_true(depth >= 0);
            if (p->kind != SM_PRIM_GROUP_BEGIN || strcmp(p->group.role, "link") != 0 ||
                p->group.name[0] != '#') {
                continue;
            }
            bool found = false;
            for (size_t n = 0; n < pages->count && !found; n++) {
                for (size_t m = 0; m < pages->items[n]->count && !found; m++) {
                    const sm_prim *d = &pages->items[n]->items[m];
                    found = d->kind == SM_PRIM_GROUP_BEGIN && strcmp(d->group.role, "dest") == 0 &&
                            strcmp(d->group.name, p->group.name + 1) == 0;
                }
            }
            if (!found) {
                fail_msg("a link to %s leads nowhere", p->group.name);
            }
        }
        assert_int_equal(depth, 0);
    }
}

static void check_pages(const sm_report_pages *pages)
{
    for (size_t i = 0; i < pages->count; i++) {
        check_page(pages->items[i], i);
    }
    check_links(pages);
}

// All letters of all pages in the order of drawing, without spaces.
static const char *all_letters(sm_arena *a, const sm_report_pages *pages)
{
    sm_str out;
    sm_str_init(&out, a);
    for (size_t i = 0; i < pages->count; i++) {
        for (size_t k = 0; k < pages->items[i]->count; k++) {
            const sm_prim *p = &pages->items[i]->items[k];
            for (const char *c = p->kind == SM_PRIM_TEXT ? p->text.utf8 : ""; *c; c++) {
                sm_str_add(&out, c, *c != ' ');
            }
        }
    }
    return out.text;
}

static void check_words(bench *b, const sm_report_pages *pages, const char *stem, int n)
{
    const char *all = all_letters(b->arena, pages);
    for (int i = 0; i < n; i++) {
        assert_string_contains(all, sm_arena_printf(b->arena, "%s%d", stem, i));
    }
}

// A page whose texts end above its middle is allowed once: at the end, or before a section.
static size_t count_empty(const sm_report_pages *pages)
{
    size_t n = 0;
    for (size_t i = 0; i < pages->count; i++) {
        double deepest = 0;
        for (size_t k = 0; k < pages->items[i]->count; k++) {
            const sm_prim *p = &pages->items[i]->items[k];
            bool body =
                p->kind == SM_PRIM_TEXT && p->text.at.y < pages->items[i]->height_pt - SM_MM(16);
            deepest = body ? fmax(deepest, p->text.at.y) : deepest;
        }
        n += deepest < pages->items[i]->height_pt / 3;
    }
    return n;
}

// ---- Tests --------------------------------------------------------------------------------------

static sm_report_pages summary(bench *b, const char *dir, int n_rounds, int length)
{
    const char *xml = rounds_xml(b->arena, n_rounds, length, "Title of it all");
    sm_report_pages pages = make(b, load(b, dir, xml), "en");
    check_pages(&pages);
    for (int i = 1; i <= n_rounds; i++) {
        check_words(b, &pages, sm_arena_printf(b->arena, "when%dx", i), 6 * length);
        check_words(b, &pages, sm_arena_printf(b->arena, "agreed%dx", i), 14 * length);
        check_words(b, &pages, sm_arena_printf(b->arena, "event%dx", i), 20 * length);
        check_words(b, &pages, sm_arena_printf(b->arena, "aim%dof1and2x", i), 8 * length);
        check_words(b, &pages, sm_arena_printf(b->arena, "why%dand4x", i), 7 * length);
    }
    check_words(b, &pages, "noted", 30 * length);
    check_words(b, &pages, "theory", 20 * length);
    return pages;
}

static void test_pages_of_three_rounds(void **state)
{
    bench b;
    open_bench(&b, *state);
    sm_report_pages pages = summary(&b, *state, 3, 1);
    assert_in_range(pages.count, 2, 3);
    assert_true(count_empty(&pages) <= 1);
    close_bench(&b);
}

static void test_pages_when_texts_are_three_times_as_long(void **state)
{
    bench b;
    open_bench(&b, *state);
    sm_report_pages pages = summary(&b, *state, 3, 3);
    assert_in_range(pages.count, 4, 8);
    close_bench(&b);
}

static void test_pages_when_a_row_is_taller_than_a_page(void **state)
{
    bench b;
    open_bench(&b, *state);
    sm_report_pages pages = summary(&b, *state, 3, 24);
    assert_true(pages.count > 12);
    close_bench(&b);
}

static void test_pages_of_one_round(void **state)
{
    bench b;
    open_bench(&b, *state);
    sm_report_pages pages = summary(&b, *state, 1, 1);
    assert_in_range(pages.count, 1, 3);
    close_bench(&b);
}

static void test_pages_of_twelve_rounds(void **state)
{
    bench b;
    open_bench(&b, *state);
    sm_report_pages pages = summary(&b, *state, 12, 1);
    assert_in_range(pages.count, 5, 12);
    close_bench(&b);
}

static void test_pages_on_small_and_lying_paper(void **state)
{
    static const double papers[][2] = {{148, 210}, {297, 210}, {215.9, 279.4}};
    for (size_t i = 0; i < 3; i++) {
        bench b;
        open_bench(&b, *state);
        b.report.width_mm = papers[i][0];
        b.report.height_mm = papers[i][1];
        summary(&b, *state, 3, 1);
        close_bench(&b);
    }
}

static void test_pages_when_a_word_has_forty_letters(void **state)
{
    bench b;
    open_bench(&b, *state);
    const char *xml =
        "<rounds lang='en'><title>Forty</title><party id='A'><name>"
        "Donaudampfschifffahrtsgesellschaftskapit</name></party>"
        "<factor id='f'><name>Rechtsschutzversicherungsgesellschaftenn</name></factor>"
        "<issue id='i'><name>Rindfleischetikettierungsueberwachungsau</name></issue>"
        "<round id='r' from='2020-10-10'><name>"
        "Betaeubungsmittelverschreibungsverordnun</name>"
        "<reading of='f' score='1'>Kraftfahrzeughaftpflichtversicherungenxx</reading>"
        "<position party='A' on='i'>Grundstuecksverkehrsgenehmigungszustaend</position>"
        "</round><round id='q' from='2020-10-12'><name>Q</name></round>"
        "<round id='s' from='2020-10-14'><name>S</name></round>"
        "<timeline from='2020-10-01' to='2020-10-20'/></rounds>";
    sm_report_pages pages = make(&b, load(&b, *state, xml), "en");
    check_pages(&pages);
    const char *all = all_letters(b.arena, &pages);
    assert_string_contains(all, "Rechtsschutzversicherungsgesellschaftenn");
    assert_string_contains(all, "Betaeubungsmittelverschreibungsverordnun");
    assert_string_contains(all, "Grundstuecksverkehrsgenehmigungszustaend");
    close_bench(&b);
}

static void test_pages_when_texts_are_missing(void **state)
{
    bench b;
    open_bench(&b, *state);
    const char *xml = "<rounds lang='en'><title>Bare</title><party id='A'/>"
                      "<factor id='f'><name>F</name></factor><issue id='i'><name>I</name></issue>"
                      "<round id='r' from='2020-10-10'><name>R</name></round>"
                      "<round id='q' from='2020-10-12'><name>Q</name>"
                      "<reading of='f'>something</reading></round></rounds>";
    sm_report_pages pages = make(&b, load(&b, *state, xml), "en");
    check_pages(&pages);
    assert_string_contains(all_letters(b.arena, &pages), "\u2013"); // never an empty cell
    close_bench(&b);
}

// Hebrew stands at the right of its column, and its words are there.
static void test_pages_when_text_runs_from_right_to_left(void **state)
{
    bench b;
    open_bench(&b, *state);
    const char *xml =
        "<rounds lang='he'><title>סבבי השיחות</title><lead>הפסקת האש שהוסכמה נשברה בתוך שעות</lead>"
        "<party id='A'><name>צד א</name></party><factor id='f'><name>עיתוי</name></factor>"
        "<round id='r' from='2020-10-10'><name>מוסקבה</name><agreed>הפסקת אש הומניטרית מצהרי היום "
        "כדי להחליף שבויים ולפנות פצועים מאזורי הקרב שבדרום{note n}</agreed>"
        "<reading of='f' score='1'>היום הראשון</reading></round>"
        "<round id='q' from='2020-10-12'><name>Q</name><agreed>left</agreed></round>"
        "<notes><note id='n'><title>הערה.</title><text>מקורות שונים</text></note></notes></rounds>";
    sm_report_pages pages = make(&b, load(&b, *state, xml), "he");
    check_pages(&pages);
    double start = SM_MM(43), width = SM_MM(74), farthest = 0;
    for (size_t k = 0; k < pages.items[0]->count; k++) {
        const sm_prim *p = &pages.items[0]->items[k];
        if (p->kind == SM_PRIM_TEXT && strstr(p->text.utf8, "הפסקת אש")) {
            farthest = p->text.at.x + p->text.width_pt;
        }
    }
    assert_near(farthest, start + width, 0.5, "pt");
    assert_string_contains(all_letters(b.arena, &pages), "מקורותשונים");
    close_bench(&b);
}

// 10000 at first, 9300 on the map of round 1, 8600 of round 2: by hand 14 % lost.
static void test_numbers_when_areas_are_known(void **state)
{
    bench b;
    open_bench(&b, *state);
    const char *xml =
        "<rounds lang='en'><title>Lost {lost-share} of {held}</title>"
        "<party id='A' side='A'><name>A</name></party><party id='B' side='B'><name>B</name></party>"
        "<area held='A' gained='B' since='2020-10-01'/>"
        "<round id='r' from='2020-10-10' figure='map-1'><name>R</name>"
        "<agreed>one:{lost}/{change}/{change-share}/{held-share}/day{day}</agreed></round>"
        "<round id='q' from='2020-10-13' figure='map-2'><name>Q</name>"
        "<agreed>two:{lost}/{change}/{change-share}/{held-share}/day{day}</agreed></round>"
        "<timeline from='2020-10-01' to='2020-10-20'/></rounds>";
    sm_report_pages pages = make(&b, load(&b, *state, xml), "en");
    check_pages(&pages);
    const char *all = all_letters(b.arena, &pages);
    assert_string_contains(all, "Lost14%of8,600");
    assert_string_contains(all, "one:700/\u2212700/7%/93%/day10");
    assert_string_contains(all, "two:1,400/\u2212700/7%/86%/day13");
    close_bench(&b);
}

static void test_page_numbers_when_a_figure_is_cited(void **state)
{
    bench b;
    open_bench(&b, *state);
    sm_report_part parts[] = {b.part, {.kind = SM_PART_FIGURE, .line = 5, .figure = "map-2"}};
    b.report.parts = parts;
    b.report.n_parts = 2;
    const char *xml = rounds_xml(b.arena, 3, 1, "See {figure map-2} and {figure map-3}");
    sm_rounds *rounds = load(&b, *state, xml);
    sm_error err;
    sm_report_pages pages;
    const sm_scene *scenes[] = {NULL, sm_scene_create(b.arena, SM_MM(100), SM_MM(100))};
    sm_scene_add_rect((sm_scene *)scenes[1], (sm_box){0, 0, 9, 9}, SM_RGB(0xEEEEEE), NULL);
    const sm_report_input in = {.study = &b.study,
                                .report = &b.report,
                                .lang = "en",
                                .figures = scenes,
                                .rounds = rounds,
                                .stats = made_up_stats(&b, rounds)};
    assert_int_equal(sm_report_make(b.arena, b.text, &in, &pages, &b.diags, &err), SM_OK);
    check_pages(&pages);
    size_t on = 0;
    for (size_t i = 0; i < pages.n_headings; i++) {
        on =
            strcmp(pages.headings[i].anchor, "figure-map-2") == 0 ? pages.headings[i].page + 1 : on;
    }
    assert_true(on > 1);
    const char *said = sm_arena_printf(b.arena, "SeeFigure\u00A02,p.\u00A0%zuandFigure\u00A03", on);
    assert_string_contains(all_letters(b.arena, &pages), said);
    close_bench(&b);
}

static void test_report_when_a_figure_is_too_large(void **state)
{
    bench b;
    open_bench(&b, *state);
    sm_report_part part = {.kind = SM_PART_FIGURE, .line = 5, .figure = "map-2"};
    b.report.parts = &part;
    b.figures[1].width_mm = 300;
    sm_error err;
    sm_report_pages pages;
    const sm_scene *scene = sm_scene_create(b.arena, SM_MM(300), SM_MM(100));
    const sm_report_input in = {
        .study = &b.study, .report = &b.report, .lang = "en", .figures = &scene};
    assert_int_equal(sm_report_make(b.arena, b.text, &in, &pages, &b.diags, &err), SM_EINPUT);
    assert_string_contains(sm_diag_text(b.arena, &b.diags.items[0]), "study.xml:5");
    close_bench(&b);
}

int main(void)
{
#define IN_DIR(t) cmocka_unit_test_setup_teardown(t, test_dir_setup, test_dir_teardown)
    const struct CMUnitTest tests[] = {
        IN_DIR(test_pages_of_three_rounds),
        IN_DIR(test_pages_when_texts_are_three_times_as_long),
        IN_DIR(test_pages_when_a_row_is_taller_than_a_page),
        IN_DIR(test_pages_of_one_round),
        IN_DIR(test_pages_of_twelve_rounds),
        IN_DIR(test_pages_on_small_and_lying_paper),
        IN_DIR(test_pages_when_a_word_has_forty_letters),
        IN_DIR(test_pages_when_texts_are_missing),
        IN_DIR(test_pages_when_text_runs_from_right_to_left),
        IN_DIR(test_numbers_when_areas_are_known),
        IN_DIR(test_page_numbers_when_a_figure_is_cited),
        IN_DIR(test_report_when_a_figure_is_too_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
