// Lists of families. What is set is told apart by width: "Hadrut" at 10 pt is 30.01 pt wide in
// Liberation Sans, and each letter of a Mono face 6.00 pt.
#include "text/fonts.h"

static sm_diags diags;

static double hadrut_in(const char *family)
{
    sm_font font = {.family = family, .size_pt = 10};
    return width_of("Hadrut", font);
}

static void report(void)
{
    sm_diags_init(&diags, arena);
    sm_text_report(engine, &diags);
}

static int fresh(void **state)
{
    engine_teardown(state);
    return engine_setup(state);
}

static void test_a_family_that_is_there_is_not_noted(void **state)
{
    (void)state;
    assert_near(hadrut_in("Liberation Mono"), 36.01, 0.02, "pt");
    assert_near(hadrut_in("liberation mono"), 36.01, 0.02, "pt"); // case and blanks do not count
    assert_near(hadrut_in("LiberationMono"), 36.01, 0.02, "pt");
    assert_near(hadrut_in(" 'Liberation Mono' , DejaVu Sans"), 36.01, 0.02, "pt");
    report();
    assert_int_equal(diags.count, 0);
}

static void test_generic_names_are_not_noted(void **state)
{
    (void)state;
    assert_near(hadrut_in("sans-serif"), 30.01, 0.02, "pt");
    assert_near(hadrut_in("SansSerif"), 30.01, 0.02, "pt");
    assert_near(hadrut_in("monospace"), 36.01, 0.02, "pt");
    report();
    assert_int_equal(diags.count, 0);
}

static void test_an_empty_wish_gets_the_default(void **state)
{
    (void)state;
    assert_near(hadrut_in(""), 30.01, 0.02, "pt");
    assert_near(hadrut_in(NULL), 30.01, 0.02, "pt");
    assert_near(hadrut_in(" , ,"), 30.01, 0.02, "pt");
    report();
    assert_int_equal(diags.count, 0);
}

static void test_a_missing_family_is_noted_once(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        sm_font font = {.family = "Garamond", .size_pt = 10 + i, .bold = i == 2};
        width_of("x", font);
    }
    assert_near(hadrut_in("garamond"), 30.01, 0.02, "pt");
    report();
    assert_int_equal(diags.count, 1);
    assert_int_equal(diags.items[0].severity, SM_NOTE);
    assert_string_contains(diags.items[0].message, "\"Garamond\"");
    assert_string_contains(diags.items[0].message, "Liberation Sans is used");
}

static void test_the_next_of_a_list_stands_in(void **state)
{
    (void)state;
    assert_near(hadrut_in("Optima, Liberation Mono"), 36.01, 0.02, "pt");
    report();
    assert_int_equal(diags.count, 1);
    assert_string_contains(diags.items[0].message, "Liberation Mono is used");
}

static void test_a_look_alike_stands_in_and_is_noted(void **state)
{
    (void)state;
    assert_near(hadrut_in("Courier New"), 36.01, 0.02, "pt");
    assert_near(hadrut_in("Arial"), 30.01, 0.02, "pt");
    report();
    assert_int_equal(diags.count, 2);
    assert_string_contains(diags.items[0].message, "Liberation Mono is used");
    assert_string_contains(diags.items[1].message, "\"Arial\"");
}

static void test_families_of_styles_are_warned_of(void **state)
{
    (void)state;
    const sm_place at = {"a.sld", 3, 7, -1};
    sm_diags_init(&diags, arena);
    sm_text_check_families(engine, "Open Sans, Arial, sans-serif, Liberation Sans", at, &diags);
    assert_int_equal(diags.count, 2);
    assert_string_equal(diags.items[0].rule, "W107");
    assert_int_equal(diags.items[0].at.line, 3);
    assert_string_contains(diags.items[0].message, "\"Open Sans\"; Liberation Sans is used");
    assert_string_contains(diags.items[1].message, "\"Arial\"; Liberation Sans is used");
}

static void test_strange_names_do_no_harm(void **state)
{
    (void)state;
    const char *names[] = {"\"", "\xFF\xFE", ":lang=ar", "Sans Bold 30", "\\,\\", "%s%n"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_near(hadrut_in(names[i]), 30.01, 0.02, "pt");
    }
    report();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_a_family_that_is_there_is_not_noted, fresh),
        cmocka_unit_test_setup(test_generic_names_are_not_noted, fresh),
        cmocka_unit_test_setup(test_an_empty_wish_gets_the_default, fresh),
        cmocka_unit_test_setup(test_a_missing_family_is_noted_once, fresh),
        cmocka_unit_test_setup(test_the_next_of_a_list_stands_in, fresh),
        cmocka_unit_test_setup(test_a_look_alike_stands_in_and_is_noted, fresh),
        cmocka_unit_test_setup(test_families_of_styles_are_warned_of, fresh),
        cmocka_unit_test_setup(test_strange_names_do_no_harm, fresh),
    };
    return cmocka_run_group_tests_name("text/family", tests, engine_setup, engine_teardown);
}
