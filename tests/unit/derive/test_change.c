// What changed hands, on rectangles whose areas are counted in square degrees.
#include "tables.h"

static sm_features change(sm_arena *a, const sm_features *then, const sm_features *now,
                          double sliver, sm_diags *diags)
{
    sm_features out;
    sm_error err;
    sm_diags_init(diags, a);
    if (sm_derive_change(a, then, now, "side", sliver, &out, diags, &err)) {
        fail_msg("%s", err.message);
    }
    return out;
}

static void test_change_finds_gains_in_both_directions(void **state)
{
    // AM holds x < 5; then it loses 4..5 below y = 5 and gains 5..7 above.
    sm_features then = layer(*state,
                             (row[]){{"2020-09-27", "AM", NULL, "0 0, 0 10, 5 10, 5 0"},
                                     {"2020-09-27", "AZ", NULL, "5 0, 5 10, 9 10, 9 0"}},
                             2);
    sm_features now = layer(*state,
                            (row[]){{"2020-10-10", "AM", NULL, "0 0, 0 10, 7 10, 7 5, 4 5, 4 0"},
                                    {"2020-10-10", "AZ", NULL, "4 0, 4 5, 7 5, 7 10, 9 10, 9 0"}},
                            2);
    sm_diags diags;
    sm_features out = change(*state, &then, &now, 0.01, &diags);
    assert_int_equal(out.count, 2);
    assert_string_equal(value_of(*state, &out, 0, "from_side"), "AM");
    assert_string_equal(value_of(*state, &out, 0, "side"), "AZ");
    assert_string_equal(value_of(*state, &out, 0, "since"), "2020-09-27");
    assert_string_equal(value_of(*state, &out, 0, "date"), "2020-10-10");
    assert_near(-path_area(out.items[0].path), 5, 1e-9, "deg2");
    assert_string_equal(value_of(*state, &out, 1, "from_side"), "AZ");
    assert_near(-path_area(out.items[1].path), 10, 1e-9, "deg2");
    assert_int_equal(diags.count, 0);
}

static void test_change_unites_the_records_of_a_side(void **state)
{
    // Two neighbouring records of AM; the loss runs over both.
    sm_features then = layer(*state,
                             (row[]){{"2020-09-27", "AM", NULL, "0 0, 0 5, 5 5, 5 0"},
                                     {"2020-09-27", "AM", NULL, "0 5, 0 10, 5 10, 5 5"}},
                             2);
    sm_features now = layer(*state,
                            (row[]){{"2020-10-10", "AZ", NULL, "2 2, 2 8, 5 8, 5 2"},
                                    {"2020-10-10", NULL, NULL, "0 0, 0 2, 2 2, 2 0"}},
                            2);
    sm_diags diags;
    sm_features out = change(*state, &then, &now, 0.01, &diags);
    assert_int_equal(out.count, 1);
    assert_int_equal(out.items[0].path->n_parts, 1);
    assert_near(-path_area(out.items[0].path), 18, 1e-9, "deg2");
}

static void test_change_drops_slivers_with_a_note(void **state)
{
    // A border digitised twice, 0.001 apart, beside a true gain of 2 x 2.
    sm_features then =
        layer(*state, (row[]){{"2020-09-27", "AM", NULL, "0 0, 0 10, 5 10, 5 0"}}, 1);
    sm_features now = layer(
        *state,
        (row[]){{"2020-10-10", "AZ", NULL, "4.999 4, 4.999 10, 9 10, 9 4; 3 1, 3 3, 5 3, 5 1"}}, 1);
    sm_diags diags;
    sm_features out = change(*state, &then, &now, 0.01, &diags);
    assert_int_equal(out.count, 1);
    assert_near(-path_area(out.items[0].path), 4, 1e-9, "deg2");
    assert_int_equal(diags.count, 1);
    assert_int_equal(diags.items[0].severity, SM_NOTE);
    assert_near(diags.items[0].lon_deg, 5, 0.01, "deg");
    assert_near(diags.items[0].lat_deg, 7, 3.000001, "deg");
}

static void test_change_keeps_holes(void **state)
{
    sm_features then = layer(*state, (row[]){{"2020-09-27", "AM", NULL, "0 0, 0 9, 9 9, 9 0"}}, 1);
    sm_features now =
        layer(*state,
              (row[]){{"2020-10-10", "AZ", NULL, "0 0, 0 9, 9 9, 9 0; 3 3, 6 3, 6 6, 3 6"},
                      {"2020-10-10", "AM", NULL, "3 3, 3 6, 6 6, 6 3"}},
              2);
    sm_diags diags;
    sm_features out = change(*state, &then, &now, 0.01, &diags);
    assert_int_equal(out.count, 1);
    assert_near(-path_area(out.items[0].path), 72, 1e-9, "deg2");
}

static void test_change_of_nothing_is_an_empty_list(void **state)
{
    sm_features then = layer(*state, (row[]){{"2020-09-27", "AM", NULL, "0 0, 0 9, 9 9, 9 0"}}, 1);
    sm_diags diags;
    sm_features out = change(*state, &then, &then, 0.01, &diags);
    assert_int_equal(out.count, 0);
}

static void test_change_mends_an_invalid_polygon_with_a_warning(void **state)
{
    sm_features then = layer(*state, (row[]){{"2020-09-27", "AM", NULL, "0 0, 4 4, 4 0, 0 4"}}, 1);
    sm_features now =
        layer(*state, (row[]){{"2020-10-10", "AZ", NULL, "-1 -1, -1 9, 9 9, 9 -1"}}, 1);
    sm_diags diags;
    sm_features out = change(*state, &then, &now, 0.01, &diags);
    assert_near(-path_area(out.items[0].path), 8, 1e-9, "deg2");
    assert_int_equal(diags.count, 1);
    assert_int_equal(diags.items[0].severity, SM_WARNING);
    assert_string_contains(diags.items[0].message, "'AM' was mended");
}

static void test_change_without_the_field_is_an_error(void **state)
{
    sm_features then = layer(*state, (row[]){{"2020-09-27", "AM", NULL, "0 0, 0 9, 9 9, 9 0"}}, 1);
    sm_features out;
    sm_diags diags;
    sm_error err;
    sm_diags_init(&diags, *state);
    assert_int_equal(sm_derive_change(*state, &then, &then, "who", 0, &out, &diags, &err),
                     SM_EINPUT);
    assert_string_contains(err.message, "no field 'who'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_change_finds_gains_in_both_directions),
        ARENA_TEST(test_change_unites_the_records_of_a_side),
        ARENA_TEST(test_change_drops_slivers_with_a_note),
        ARENA_TEST(test_change_keeps_holes),
        ARENA_TEST(test_change_of_nothing_is_an_empty_list),
        ARENA_TEST(test_change_mends_an_invalid_polygon_with_a_warning),
        ARENA_TEST(test_change_without_the_field_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
