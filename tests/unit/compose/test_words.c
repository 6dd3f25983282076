// Words of a figure: dates, rounded numbers, scales, placeholders.
#include "unit/test.h"

#include "compose/parts.h"

typedef struct fixture {
    sm_arena *arena;
    sm_study study;
    sm_figure figure;
    sm_figure_job job;
} fixture;

static int setup(void **state)
{
    sm_arena *a = sm_arena_create();
    fixture *f = sm_arena_zero(a, 1, sizeof *f);
    f->arena = a;
    f->figure = (sm_figure){.id = "f", .has_since = true};
    assert_true(sm_parse_date("2020-10-25", 10, &f->figure.date));
    assert_true(sm_parse_date("2020-10-10", 10, &f->figure.since));
    f->job = (sm_figure_job){&f->study, &f->figure, "en", ""};
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    sm_arena_destroy(((fixture *)*state)->arena);
    return 0;
}

static void test_a_date_is_written_as_its_language_writes_it(void **state)
{
    fixture *f = *state;
    int32_t day = f->figure.date;
    assert_string_equal(sm_compose_date(f->arena, day, "en"), "25 October 2020");
    assert_string_equal(sm_compose_date(f->arena, day, "uk"), "25 жовтня 2020");
    assert_string_equal(sm_compose_date(f->arena, day, "az"), "25 oktyabr 2020");
    assert_string_equal(sm_compose_date(f->arena, day, "en-GB"), "25 October 2020");
    assert_string_equal(sm_compose_date(f->arena, day, "eng"), "2020-10-25");
}

static void test_an_area_carries_two_figures(void **state)
{
    fixture *f = *state;
    static const struct {
        double km2;
        const char *text;
    } cases[] = {{1788, "1800"},   {653, "650"}, {476.9, "480"},   {99.6, "100"},
                 {3.14159, "3.1"}, {0, "0"},     {0.0456, "0.046"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const sm_map_layer layer = {.area_km2 = cases[i].km2};
        const char *text = sm_compose_expand(f->arena, "about {area} km", &f->job, &layer);
        assert_string_equal(text, sm_arena_printf(f->arena, "about %s km", cases[i].text));
    }
}

static void test_the_decimal_sign_is_the_languages(void **state)
{
    fixture *f = *state;
    const sm_map_layer layer = {.length_km = 3.14159};
    f->job.lang = "uk";
    assert_string_equal(sm_compose_expand(f->arena, "{length}", &f->job, &layer), "3,1");
}

static void test_placeholders_become_values_and_unknown_ones_stay(void **state)
{
    fixture *f = *state;
    assert_string_equal(sm_compose_expand(f->arena, "On {date}, since {since}", &f->job, NULL),
                        "On 25 October 2020, since 10 October 2020");
    assert_string_equal(sm_compose_expand(f->arena, "{nothing} {area} {date", &f->job, NULL),
                        "{nothing} {area} {date");
    f->figure.has_since = false;
    assert_string_equal(sm_compose_expand(f->arena, "{since}", &f->job, NULL), "{since}");
}

static void test_a_scale_is_grouped_and_rounded_only_where_it_is_not_round(void **state)
{
    fixture *f = *state;
    assert_string_equal(compose_scale(f->arena, 1200000), "1 : 1\u00A0200\u00A0000");
    assert_string_equal(compose_scale(f->arena, 1234567), "1 : 1\u00A0230\u00A0000");
    assert_string_equal(compose_scale(f->arena, 500), "1 : 500");
}

static void test_styles_see_what_the_figure_is(void **state)
{
    fixture *f = *state;
    f->figure.width_mm = 170;
    const sm_style_env env = sm_compose_env(f->arena, &f->job, 1200000);
    assert_string_equal(env.date, "2020-10-25");
    assert_string_equal(env.lang, "en");
    assert_near(env.figure_width_mm, 170, 0, "mm");
    assert_near(env.scale_denom, 1200000, 0, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_date_is_written_as_its_language_writes_it, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_an_area_carries_two_figures, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_decimal_sign_is_the_languages, setup, teardown),
        cmocka_unit_test_setup_teardown(test_placeholders_become_values_and_unknown_ones_stay,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            test_a_scale_is_grouped_and_rounded_only_where_it_is_not_round, setup, teardown),
        cmocka_unit_test_setup_teardown(test_styles_see_what_the_figure_is, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
