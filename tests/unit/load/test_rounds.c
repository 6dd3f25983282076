// rounds.xml: what is read, and that every mistake is told with its line.
#include "test.h"

#include "sitmap/load.h"

typedef struct reading {
    sm_arena *arena;
    sm_rounds *rounds;
    sm_diags diags;
    sm_status status;
    const char *said; // all findings
} reading;

static reading read_rounds(const char *dir, const char *xml)
{
    static sm_side sides[] = {{.id = "red"}, {.id = "blue"}};
    static sm_figure figures[] = {{.id = "map-1"}, {.id = "map-2"}};
    reading r = {.arena = sm_arena_create()};
    const sm_study study = {.lang = "en",
                            .path = "study.xml",
                            .sides = sides,
                            .n_sides = 2,
                            .figures = figures,
                            .n_figures = 2};
    sm_root *root = NULL;
    sm_error err;
    sm_str said;
    sm_str_init(&said, r.arena);
    sm_diags_init(&r.diags, r.arena);
    test_write_file(test_path(dir, "rounds.xml"), xml);
    assert_int_equal(sm_root_open(dir, &root, &err), SM_OK);
    r.status = sm_rounds_load(r.arena, root, "rounds.xml", &study, &r.rounds, &r.diags, &err);
    for (size_t i = 0; i < r.diags.count; i++) {
        sm_str_printf(&said, "%s\n", sm_diag_text(r.arena, &r.diags.items[i]));
    }
    r.said = said.text;
    sm_root_close(root);
    return r;
}

static void test_rounds_when_complete(void **state)
{
    reading r = read_rounds(
        *state,
        "<rounds lang='en'><title>T</title><title xml:lang='uk'>Т</title>"
        "<party id='A' side='red' tint='#102030'><name>Reds</name></party>"
        "<party id='B' side='blue'/>"
        "<area held='A' gained='B' since='2020-09-27'/>"
        "<factor id='f'><name>F</name></factor>"
        "<issue id='i' kind='steps'><name>I</name></issue><issue id='o' kind='offers'/>"
        "<round id='one' from='2020-10-09' to='2020-10-10' figure='map-1' sources='s'>"
        "<name>One</name><agreed>text {note n} {source s} {figure map-2} {day}</agreed>"
        "<reading of='f' score='2'>because</reading>"
        "<reading of='f' xml:lang='uk'>бо</reading>"
        "<position party='A' on='i' level='0'>all</position>"
        "<event date='2020-10-11'>after</event></round>"
        "<round id='two' from='2020-10-25'><name>Two</name>"
        "<position party='A' on='i' level='1'>part</position>"
        "<position party='B' on='i' kept='yes'/>"
        "<position party='A' on='o' agreed='yes'>given</position></round>"
        "<timeline from='2020-09-27' to='2020-11-10'><truce of='two' from='2020-10-26' hour='8'/>"
        "<truce from='2020-10-18' to-hour='12'><name>N</name></truce>"
        "<capture date='2020-10-04' disputed='yes'><name>P</name></capture></timeline>"
        "<theories><theory id='t' rounds='one two'><name>G</name></theory></theories>"
        "<notes><note id='n'><text>differs</text></note></notes>"
        "<sources><source id='s' url='https://example.org/x'><text>S</text></source></sources>"
        "<word key='agreed'>Terms</word><word key='agreed' xml:lang='uk'>Умови</word></rounds>");
    assert_string_equal(r.said, "");
    assert_int_equal(r.status, SM_OK);
    const sm_rounds *x = r.rounds;
    assert_string_equal(sm_texts_in(&x->title, "uk", NULL), "Т");
    assert_int_equal(x->n_parties, 2);
    assert_int_equal(x->parties[0].tint.g, 0x20);
    assert_int_equal(x->held, 0);
    assert_int_equal(x->gained, 1);
    assert_int_equal(x->n_rounds, 2);
    assert_int_equal(x->rounds[0].to - x->rounds[0].from, 1);
    assert_int_equal(x->rounds[1].to, x->rounds[1].from);
    assert_int_equal(x->rounds[0].n_readings, 1);
    assert_int_equal(x->rounds[0].readings[0].score, 2);
    assert_string_equal(sm_texts_in(&x->rounds[0].readings[0].text, "uk", NULL), "бо");
    assert_int_equal(x->rounds[0].events.count, 1);
    assert_true(x->rounds[1].positions[1].kept);
    assert_true(x->rounds[1].positions[2].agreed);
    assert_int_equal(x->truces[0].round, 1);
    assert_int_equal(x->truces[0].to, INT32_MAX); // it held
    assert_int_equal(x->truces[1].to, x->truces[1].from);
    assert_int_equal(x->theories[0].n_rounds, 2);
    assert_int_equal(x->n_words, 1);
    sm_arena_destroy(r.arena);
}

// One mistake a line; each must be told, with the line it stands on.
static void test_rounds_when_references_are_wrong(void **state)
{
    reading r = read_rounds(
        *state,
        "<rounds lang='en'>\n"                                            // 1
        "<title>T {note nope} {figure map-3}</title>\n"                   // 2
        "<party id='A' side='red'/><party id='B' side='grene'/>\n"        // 3
        "<party id='A'/>\n"                                               // 4
        "<area held='A' gained='C' since='2020-09-27'/>\n"                // 5
        "<factor id='f'/><issue id='i'/>\n"                               // 6
        "<round id='one' from='2020-10-10' figure='map-9' sources='q'>\n" // 7
        "<name>One</name>\n"                                              // 8
        "<reading of='g'>x</reading>\n"                                   // 9
        "<position party='X' on='i'>x</position>\n"                       // 10
        "<position party='A' on='j'>x</position>\n"                       // 11
        "<position party='A' on='i' kept='yes'/>\n"                       // 12
        "<position party='B' on='i'/>\n"                                  // 13
        "</round>\n"                                                      // 14
        "<round id='one' from='2020-10-12'><name>Again</name></round>\n"  // 15
        "<theories><theory id='t' rounds='three'/></theories>\n"          // 16
        "<timeline from='2020-10-01' to='2020-09-01'><truce of='z' "
        "from='2020-10-10'/></timeline>\n"                                               // 17
        "<sources><source id='s' url='javascript:1'><text>S</text></source></sources>\n" // 18
        "</rounds>\n");
    assert_int_equal(r.status, SM_EINPUT);
    static const struct {
        int line;
        const char *what;
    } wanted[] = {
        {2, "there is no note nope"},
        {2, "there is no figure map-3"},
        {3, "there is no side of the study grene"},
        {4, "party A is defined twice"},
        {5, "there is no party C"},
        {7, "there is no figure map-9"},
        {7, "there is no source q"},
        {9, "there is no factor g"},
        {10, "there is no party X"},
        {11, "there is no issue j"},
        {12, "the first round has none before it"},
        {13, "<position> says nothing"},
        {15, "round one is defined twice"},
        {16, "there is no round three"},
        {17, "the timeline ends before it begins"},
        {17, "there is no round z"},
        {18, "can not be a link"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        bool told = false;
        for (size_t k = 0; k < r.diags.count; k++) {
            told |= r.diags.items[k].at.line == wanted[i].line &&
                    strstr(r.diags.items[k].message, wanted[i].what);
        }
        if (!told) {
            fail_msg("line %d: \"%s\" is not told; told is\n%s", wanted[i].line, wanted[i].what,
                     r.said);
        }
    }
    assert_int_equal(r.diags.count, sizeof wanted / sizeof wanted[0]);
    sm_arena_destroy(r.arena);
}

static void test_rounds_when_parts_are_missing_or_unknown(void **state)
{
    static const struct {
        const char *xml, *what;
    } cases[] = {
        {"<rounds lang='en'/>", "there is no round"},
        {"<study/>", "is not a description of rounds"},
        {"<rounds lang='en'><title>T</title><party id='A'/><round id='r' from='2020-10-10'/>"
         "</rounds>",
         "round r has no name"},
        {"<rounds lang='en'><title>T</title><party id='A'/><round id='r' from='10 Oct'>"
         "<name>R</name></round></rounds>",
         "is not a date"},
        {"<rounds lang='en'><title>T</title><party id='A'/><round id='r' from='2020-10-10'>"
         "<name>R</name><agreed/></round></rounds>",
         "<agreed> is empty"},
        {"<rounds lang='en'><title>T</title><party id='A'/><round id='r' from='2020-10-10'>"
         "<name>R</name><agred>x</agred></round></rounds>",
         "knows no element <agred>"},
        {"<rounds lang='en'><title>T</title><party id='A'/><round id='r' from='2020-10-10'>"
         "<name>R</name></round><round id='q' from='2020-10-01'><name>Q</name></round></rounds>",
         "earlier than the one before"},
        {"<rounds lang='en'><title>T {lost</title><party id='A'/><round id='r' from='2020-10-10'>"
         "<name>R</name></round></rounds>",
         "never closed"},
        {"<rounds lang='en'><title>T {losses}</title><party id='A'/>"
         "<round id='r' from='2020-10-10'><name>R</name></round></rounds>",
         "{losses} means nothing"},
        {"<rounds lang='en'><title>T</title><party id='A'/><round id='r' from='2020-10-10' "
         "to='2020-10-09'><name>R</name></round></rounds>",
         "ends before it begins"},
        {"<rounds lang='en'><title>T</title><party id='A' tint='purplish'/>"
         "<round id='r' from='2020-10-10'><name>R</name></round></rounds>",
         "is not a colour"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        reading r = read_rounds(*state, cases[i].xml);
        assert_int_equal(r.status, SM_EINPUT);
        assert_string_contains(r.said, cases[i].what);
        assert_string_contains(r.said, "rounds.xml:1");
        sm_arena_destroy(r.arena);
    }
}

static void test_nearest_word_when_an_id_is_misspelt(void **state)
{
    reading r =
        read_rounds(*state, "<rounds lang='en'><title>T</title><party id='Moscow'/>"
                            "<issue id='objective'/><round id='r' from='2020-10-10'><name>R</name>"
                            "<position party='Moscow' on='objectve'>x</position></round></rounds>");
    assert_string_contains(r.said, "did you mean objective?");
    sm_arena_destroy(r.arena);
}

int main(void)
{
#define IN_DIR(t) cmocka_unit_test_setup_teardown(t, test_dir_setup, test_dir_teardown)
    const struct CMUnitTest tests[] = {
        IN_DIR(test_rounds_when_complete),
        IN_DIR(test_rounds_when_references_are_wrong),
        IN_DIR(test_rounds_when_parts_are_missing_or_unknown),
        IN_DIR(test_nearest_word_when_an_id_is_misspelt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
