// The model's small rules: languages, fields, dates, selections.
#include "unit/test.h"

#include "sitmap/study.h"

static void test_a_text_is_found_in_its_language_or_the_next_best(void **state)
{
    (void)state;
    sm_lang_text items[] = {{"en", "Front"}, {"az", "Cəbhə"}, {"pt-BR", "Frente"}};
    const sm_texts texts = {items, 3, 3};
    bool exact = false;
    assert_string_equal(sm_texts_in(&texts, "az", &exact), "Cəbhə");
    assert_true(exact);
    assert_string_equal(sm_texts_in(&texts, "pt", &exact), "Frente");
    assert_false(exact);
    assert_string_equal(sm_texts_in(&texts, "uk", &exact), "Front");
    assert_false(exact);
    const sm_texts none = {NULL, 0, 0};
    assert_null(sm_texts_in(&none, "en", NULL));
}

static const sm_field field_list[] = {{"name_en", SM_VALUE_TEXT, 20, 0},
                                      {"Date", SM_VALUE_DATE, 8, 0},
                                      {"population", SM_VALUE_NUMBER, 10, 0}};
static const sm_fields fields = {(sm_field *)field_list, 3, 3};

static void test_fields_are_found_as_dbf_files_cut_them(void **state)
{
    (void)state;
    assert_int_equal(sm_fields_find(&fields, "name_en"), 0);
    assert_int_equal(sm_fields_find(&fields, "date"), 1);
    assert_int_equal(sm_fields_find(&fields, "population_2020"), 2);
    assert_int_equal(sm_fields_find(&fields, "pop"), -1);
}

static void test_an_ambiguous_cut_name_finds_nothing(void **state)
{
    (void)state;
    sm_field twins[] = {{"population", SM_VALUE_NUMBER, 1, 0},
                        {"POPULATION", SM_VALUE_NUMBER, 1, 0}};
    const sm_fields two = {twins, 2, 2};
    assert_int_equal(sm_fields_find(&two, "population_2020"), -1);
}

static int32_t day(const char *iso)
{
    int32_t d = 0;
    assert_true(sm_parse_date(iso, strlen(iso), &d));
    return d;
}

static void test_the_newest_snapshot_not_later_than_the_day_is_taken(void **state)
{
    (void)state;
    sm_field one[] = {{"date", SM_VALUE_DATE, 8, 0}};
    const sm_fields f = {one, 1, 1};
    const sm_value v[] = {{.type = SM_VALUE_DATE, .day = day("2020-10-10")},
                          {.type = SM_VALUE_TEXT, .text = "2020-10-25"},
                          {.type = SM_VALUE_NULL}};
    sm_feature items[] = {{1, &f, &v[0], NULL}, {2, &f, &v[1], NULL}, {3, &f, &v[2], NULL}};
    const sm_features all = {"control", &f, items, 3, 3};
    int32_t newest = 0;
    assert_true(sm_time_newest(&all, 0, day("2020-11-08"), &newest));
    assert_int_equal(newest, day("2020-10-25"));
    assert_true(sm_time_newest(&all, 0, day("2020-10-24"), &newest));
    assert_int_equal(newest, day("2020-10-10"));
    assert_false(sm_time_newest(&all, 0, day("2020-10-09"), &newest));
}

static void test_an_interval_holds_its_first_day_and_not_its_last(void **state)
{
    (void)state;
    const sm_value from = {.type = SM_VALUE_DATE, .day = 100},
                   to = {.type = SM_VALUE_DATE, .day = 110};
    const sm_value open = {.type = SM_VALUE_NULL};
    assert_true(sm_time_within(&from, &to, 100));
    assert_true(sm_time_within(&from, &to, 109));
    assert_false(sm_time_within(&from, &to, 110));
    assert_false(sm_time_within(&from, &to, 99));
    assert_true(sm_time_within(&open, &open, -5));
    assert_true(sm_time_within(&from, &open, 100000));
}

static void test_a_selection_holds_all_its_terms(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    const sm_value v[] = {{.type = SM_VALUE_TEXT, .text = "Hadrut"},
                          {.type = SM_VALUE_DATE, .day = day("2020-10-09")},
                          {.type = SM_VALUE_NUMBER, .number = 4100, .text = "4100"}};
    const sm_feature f = {1, &fields, v, NULL};
    assert_true(sm_where_matches(a, NULL, &f));
    assert_true(sm_where_matches(a, "name_en=Hadrut", &f));
    assert_true(sm_where_matches(a, " name_en = Hadrut ; Date=2020-10-09;population=4100", &f));
    assert_false(sm_where_matches(a, "name_en=Hadrut;population=5", &f));
    assert_false(sm_where_matches(a, "nobody=1", &f));
    assert_string_equal(sm_where_unknown_field(a, "name_en=x;nobody=1", &fields), "nobody");
    assert_string_equal(sm_where_unknown_field(a, "name_en", &fields), "");
    assert_null(sm_where_unknown_field(a, "name_en=x", &fields));
    sm_arena_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_text_is_found_in_its_language_or_the_next_best),
        cmocka_unit_test(test_fields_are_found_as_dbf_files_cut_them),
        cmocka_unit_test(test_an_ambiguous_cut_name_finds_nothing),
        cmocka_unit_test(test_the_newest_snapshot_not_later_than_the_day_is_taken),
        cmocka_unit_test(test_an_interval_holds_its_first_day_and_not_its_last),
        cmocka_unit_test(test_a_selection_holds_all_its_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
