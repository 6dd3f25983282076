// study.xml: what a series hands down, and every mistake at once.
#include "unit/test.h"

#include "sitmap/load.h"

typedef struct reading {
    sm_arena *arena;
    sm_root *root;
    sm_study *study;
    sm_diags diags;
    sm_error err;
    sm_status status;
} reading;

static const char HEAD[] =
    "<study id=\"s\" lang=\"en\"><title>T</title><side id=\"A\"/><side id=\"B\"/>"
    "<layer id=\"control\" file=\"c.shp\" style=\"c.sld\" side=\"side\" time=\"snapshots\" "
    "date=\"date\"/>"
    "<front id=\"front\" of=\"control\" between=\"A B\" style=\"f.sld\"/>";
static const char EXTENT[] = "<extent lon=\"46\" lat=\"39\" scale=\"1000000\"/>";

static void read_text(reading *r, const char *folder, const char *text)
{
    *r = (reading){.arena = sm_arena_create()};
    FILE *f = fopen(sm_arena_printf(r->arena, "%s/study.xml", folder), "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    sm_diags_init(&r->diags, r->arena);
    assert_int_equal(sm_root_open(folder, &r->root, &r->err), SM_OK);
    r->status = sm_study_load(r->arena, r->root, "study.xml", &r->study, &r->diags, &r->err);
}

static void end(reading *r)
{
    sm_root_close(r->root);
    sm_arena_destroy(r->arena);
}

static bool says(const reading *r, const char *rule, const char *part)
{
    for (size_t i = 0; i < r->diags.count; i++) {
        const sm_diag *d = &r->diags.items[i];
        if (strcmp(d->rule, rule) == 0 && strstr(sm_diag_text(r->arena, d), part)) {
            return true;
        }
    }
    return false;
}

static const char *study_of(sm_arena *a, const char *figures)
{
    return sm_arena_printf(a, "%s%s</study>", HEAD, figures);
}

static void test_a_figure_takes_what_the_series_says_and_replaces_what_it_says_itself(void **state)
{
    sm_arena *a = sm_arena_create();
    reading r;
    read_text(&r, *state,
              study_of(a, sm_arena_printf(
                              a,
                              "<figures width=\"84\" height=\"90\" crs=\"EPSG:32638\">"
                              "<title>On {date}</title><credit>one</credit><credit>two</credit>"
                              "%s<draw>control front</draw><show legend=\"no\"/>"
                              "<figure id=\"a\" date=\"2020-10-10\"/>"
                              "<figure id=\"b\" date=\"2020-10-25\" width=\"170\">"
                              "<title>Own</title><credit>three</credit></figure></figures>",
                              EXTENT)));
    assert_int_equal(r.status, SM_OK);
    assert_int_equal(r.study->n_figures, 2);
    const sm_figure *one = &r.study->figures[0], *two = &r.study->figures[1];
    assert_string_equal(sm_texts_in(&one->title, "en", NULL), "On {date}");
    assert_string_equal(sm_texts_in(&two->title, "en", NULL), "Own");
    assert_int_equal(one->n_credits, 2);
    assert_int_equal(two->n_credits, 1);
    assert_string_equal(sm_texts_in(&one->credits[0], "en", NULL), "one");
    assert_string_equal(sm_texts_in(&two->credits[0], "en", NULL), "three");
    assert_near(one->width_mm, 84, 0, "mm");
    assert_near(two->width_mm, 170, 0, "mm");
    assert_string_equal(two->crs, "EPSG:32638");
    assert_false(two->show.legend);
    assert_true(two->show.scale_bar);
    assert_int_equal(two->n_layers, 2);
    end(&r);
    sm_arena_destroy(a);
}

static void test_every_mistake_is_told_at_once(void **state)
{
    sm_arena *a = sm_arena_create();
    reading r;
    read_text(&r, *state,
              study_of(a, "<colour/>"
                          "<front id=\"x\" of=\"nobody\" between=\"A C\"/>"
                          "<layer id=\"control\" file=\"c.shp\"/>"
                          "<figures wdth=\"84\"><draw>control</draw>"
                          "<figure id=\".bad\" date=\"2020-13-01\"><extent lon=\"1\"/></figure>"
                          "<figure id=\"b\" date=\"2020-10-10\"><title/></figure></figures>"));
    assert_int_equal(r.status, SM_EINPUT);
    assert_true(says(&r, "study.unknown", "<study> knows no element <colour>"));
    assert_true(says(&r, "study.reference", "nobody"));
    assert_true(says(&r, "study.twice", "control"));
    assert_true(says(&r, "study.unknown", "did you mean width?"));
    assert_true(says(&r, "study.id", ".bad"));
    assert_true(says(&r, "study.date", "2020-13-01"));
    assert_true(says(&r, "study.extent", "does not say one extent"));
    assert_true(says(&r, "study.empty", "<title>"));
    assert_true(says(&r, "study.reference", "figure b has no extent"));
    for (size_t i = 0; i < r.diags.count; i++) {
        assert_true(r.diags.items[i].at.line >= 1);
    }
    end(&r);
    sm_arena_destroy(a);
}

static void test_numbers_have_ranges_and_no_hexadecimal(void **state)
{
    static const char *const bad[] = {"0", "-5", "1e9", "0x54", "nan", "inf", "84mm", "8,4"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        sm_arena *a = sm_arena_create();
        reading r;
        read_text(&r, *state,
                  study_of(a, sm_arena_printf(a,
                                              "<figures width=\"%s\">%s<draw>control</draw>"
                                              "<figure id=\"a\" date=\"2020-10-10\"/></figures>",
                                              bad[i], EXTENT)));
        assert_int_equal(r.status, SM_EINPUT);
        assert_true(says(&r, "study.number", bad[i]));
        end(&r);
        sm_arena_destroy(a);
    }
}

// ---- Grounds ------------------------------------------------------------------------------------

#define GROUND "<ground id=\"hills\" file=\"h.png\"><credit>Hills: X</credit></ground>"

static const char *grounded(sm_arena *a, const char *ground, const char *attributes,
                            const char *draw)
{
    return study_of(a, sm_arena_printf(a,
                                       "%s<figures %s>%s<credit>one</credit>"
                                       "<draw>control</draw>"
                                       "<figure id=\"plain\" date=\"2020-10-10\"/>"
                                       "<figure id=\"a\" date=\"2020-10-10\">"
                                       "<draw>%s</draw>"
                                       "<legend><entry layer=\"control\"/>"
                                       "<entry layer=\"hills\"/></legend>"
                                       "</figure></figures>",
                                       ground, attributes, EXTENT, draw));
}

static void test_a_ground_lies_below_the_layers_that_are_listed(void **state)
{
    reading r;
    sm_arena *a = sm_arena_create();
    read_text(&r, *state, grounded(a, GROUND, "", "hills control front"));
    assert_int_equal(r.status, SM_OK);
    const sm_figure *plain = &r.study->figures[0], *f = &r.study->figures[1];
    assert_null(plain->ground);
    assert_int_equal(plain->n_credits, 1);
    assert_ptr_equal(f->ground, sm_study_ground(r.study, "hills"));
    assert_near(f->ground->opacity, 1, 0, "");
    assert_int_equal(f->n_layers, 2);
    assert_string_equal(f->layers[0], "control");
    assert_int_equal(f->n_credits, 2);
    assert_string_equal(sm_texts_in(&f->credits[1], "en", NULL), "Hills: X");
    assert_int_equal(f->n_legend, 2);
    end(&r);
    sm_arena_destroy(a);
}

static void test_a_preset_may_want_no_ground(void **state)
{
    reading r;
    sm_arena *a = sm_arena_create();
    read_text(&r, *state, grounded(a, GROUND, "preset=\"nature\"", "hills control front"));
    assert_int_equal(r.status, SM_OK);
    assert_true(says(&r, "ground.preset", "figure a: ground hills is left out, for preset nature"));
    const sm_figure *f = &r.study->figures[1];
    assert_null(f->ground);
    assert_int_equal(f->n_layers, 2);
    assert_int_equal(f->n_credits, 1);
    assert_int_equal(f->n_legend, 1);
    end(&r);
    sm_arena_destroy(a);
}

static void test_mistakes_with_grounds(void **state)
{
    static const struct {
        const char *ground, *draw, *rule, *says;
    } cases[] = {
        {GROUND, "control hills front", "study.ground", "ground hills would lie above control"},
        {GROUND GROUND, "hills control", "study.twice", "hills is defined twice"},
        {"<ground id=\"front\" file=\"h.png\"/>", "control", "study.twice", "front"},
        {"<ground id=\"hills\"/>", "hills control", "study.missing", "file"},
        {"<ground id=\"hills\" file=\"h.png\" opacity=\"2\"/>", "hills control", "study.number",
         "opacity"},
        {"<ground id=\"hills\" file=\"h.png\" style=\"x.sld\"/>", "hills control", "study.unknown",
         "style"},
        {GROUND, "hill control", "study.reference", "did you mean hills"},
        {GROUND "<change id=\"c\" of=\"hills\"/>", "hills control", "study.reference", "hills"},
        {GROUND, "hills", "study.reference", "draws nothing"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        reading r;
        sm_arena *a = sm_arena_create();
        read_text(&r, *state, grounded(a, cases[i].ground, "", cases[i].draw));
        assert_int_equal(r.status, SM_EINPUT);
        assert_true(says(&r, cases[i].rule, cases[i].says));
        end(&r);
        sm_arena_destroy(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_a_figure_takes_what_the_series_says_and_replaces_what_it_says_itself,
            test_dir_setup, test_dir_teardown),
        cmocka_unit_test_setup_teardown(test_every_mistake_is_told_at_once, test_dir_setup,
                                        test_dir_teardown),
        cmocka_unit_test_setup_teardown(test_numbers_have_ranges_and_no_hexadecimal, test_dir_setup,
                                        test_dir_teardown),
        cmocka_unit_test_setup_teardown(test_a_ground_lies_below_the_layers_that_are_listed,
                                        test_dir_setup, test_dir_teardown),
        cmocka_unit_test_setup_teardown(test_a_preset_may_want_no_ground, test_dir_setup,
                                        test_dir_teardown),
        cmocka_unit_test_setup_teardown(test_mistakes_with_grounds, test_dir_setup,
                                        test_dir_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
