// The front line. All at the equator, where a degree is a degree in both directions.
//
//     0,1 +-------+ 1,1 ---+ 2,1
//         |  AM   |   AZ   |
//     0,0 +-------+ 1,0 ---+ 2,0
#include "tables.h"

#define AM "0 0, 0 1, 1 1, 1 0"
#define AZ "1 0, 1 1, 2 1, 2 0"

static sm_features front(sm_arena *a, const sm_features *now, const sm_features *earlier,
                         const char *left, const char *right, double tolerance)
{
    sm_features out;
    sm_error err;
    if (sm_derive_front(a, now, earlier, "side", left, right, tolerance, &out, &err)) {
        fail_msg("%s", err.message);
    }
    return out;
}

static void test_front_has_the_left_side_on_the_left(void **state)
{
    sm_features now = layer(
        *state, (row[]){{"2020-10-10", "AM", "sure", AM}, {"2020-10-10", "AZ", "sure", AZ}}, 2);
    sm_features out = front(*state, &now, NULL, "AM", "AZ", 0);
    assert_int_equal(out.count, 1);
    assert_path(out.items[0].path, "1 0, 1 1"); // going north, west is left
    assert_string_equal(value_of(*state, &out, 0, "side_left"), "AM");
    assert_string_equal(value_of(*state, &out, 0, "side_right"), "AZ");
    assert_string_equal(value_of(*state, &out, 0, "certainty"), "sure");
    assert_string_equal(value_of(*state, &out, 0, "unmoved"), "");
    assert_string_equal(value_of(*state, &out, 0, "date"), "2020-10-10");
    assert_int_equal(out.items[0].record, 1);
    out = front(*state, &now, NULL, "AZ", "AM", 0);
    assert_path(out.items[0].path, "1 1, 1 0");
}

static void test_front_runs_over_several_records(void **state)
{
    sm_features now = layer(*state,
                            (row[]){{"2020-10-10", "AM", NULL, "0 0, 0 1, 1 1, 1 0.5, 1 0"},
                                    {"2020-10-10", "AZ", NULL, "1 0, 1 0.5, 2 0.5, 2 0"},
                                    {"2020-10-10", "AZ", NULL, "1 0.5, 1 1, 2 1, 2 0.5"},
                                    {"2020-10-10", "IR", NULL, "0 -1, 0 0, 1 0, 2 0, 2 -1"},
                                    {"2020-10-10", NULL, NULL, "0 1, 0 2, 1 2, 1 1"}},
                            5);
    sm_features out = front(*state, &now, NULL, "AM", "AZ", 0);
    assert_int_equal(out.count, 1);
    assert_path(out.items[0].path, "1 0, 1 0.5, 1 1");
}

static void test_front_knows_how_sure_each_stretch_is(void **state)
{
    sm_features now = layer(*state,
                            (row[]){{"2020-10-10", "AM", "sure", "0 0, 0 1, 1 1, 1 0.5, 1 0"},
                                    {"2020-10-10", "AZ", "sure", "1 0, 1 0.5, 2 0.5, 2 0"},
                                    {"2020-10-10", "AZ", "approximate", "1 0.5, 1 1, 2 1, 2 0.5"}},
                            3);
    sm_features out = front(*state, &now, NULL, "AM", "AZ", 0);
    assert_int_equal(out.count, 2);
    assert_path(out.items[0].path, "1 0, 1 0.5");
    assert_string_equal(value_of(*state, &out, 0, "certainty"), "sure");
    assert_path(out.items[1].path, "1 0.5, 1 1");
    assert_string_equal(value_of(*state, &out, 1, "certainty"), "approximate");
}

static void test_front_of_sides_that_do_not_touch_is_an_error(void **state)
{
    sm_features now = layer(
        *state,
        (row[]){{"2020-10-10", "AM", NULL, AM}, {"2020-10-10", "AZ", NULL, "5 0, 5 1, 6 1, 6 0"}},
        2);
    sm_features out = {.count = 77};
    sm_error err;
    assert_int_equal(sm_derive_front(*state, &now, NULL, "side", "AM", "AZ", 0, &out, &err),
                     SM_EINPUT);
    assert_string_contains(err.message, "'AM' and 'AZ' do not touch");
    assert_int_equal(out.count, 77);
    assert_int_equal(sm_derive_front(*state, &now, NULL, "who", "AM", "AZ", 0, &out, &err),
                     SM_EINPUT);
    assert_string_contains(err.message, "no field 'who'");
}

// The front moved from x = 1 to x = 2 between y = 2 and y = 4 only.
static void test_front_marks_what_has_not_moved(void **state)
{
    sm_features then = layer(*state,
                             (row[]){{"2020-09-27", "AM", NULL, "0 0, 0 6, 1 6, 1 0"},
                                     {"2020-09-27", "AZ", NULL, "1 0, 1 6, 9 6, 9 0"}},
                             2);
    sm_features now =
        layer(*state,
              (row[]){{"2020-10-10", "AM", NULL, "0 0, 0 6, 1 6, 1 4, 2 4, 2 2, 1 2, 1 0"},
                      {"2020-10-10", "AZ", NULL, "1 0, 1 2, 2 2, 2 4, 1 4, 1 6, 9 6, 9 0"}},
              2);
    sm_features out = front(*state, &now, &then, "AM", "AZ", 0.1);
    assert_int_equal(out.count, 3);
    assert_string_equal(value_of(*state, &out, 0, "unmoved"), "yes");
    assert_string_equal(value_of(*state, &out, 1, "unmoved"), "no");
    assert_string_equal(value_of(*state, &out, 2, "unmoved"), "yes");
    // In order, end to end; the cut lies a tenth of a degree from the old front.
    const sm_path *a = out.items[0].path, *b = out.items[1].path, *c = out.items[2].path;
    assert_memory_equal(&a->points[a->n_points - 1], &b->points[0], sizeof(sm_point));
    assert_memory_equal(&b->points[b->n_points - 1], &c->points[0], sizeof(sm_point));
    assert_near(b->points[0].x, 1.1, 1e-3, "deg"); // shortened by cos 3 = 0.9986
    assert_near(b->points[0].y, 2, 0, "deg");
    assert_true(a->points[0].x == 1 && a->points[0].y == 0); // vertices are kept to the bit
    assert_true(b->points[1].x == 2 && b->points[1].y == 2);
}

static void test_front_does_not_flicker(void **state)
{
    // A notch 0.15 wide is shorter than twice the tolerance on either side of it.
    sm_features then = layer(*state,
                             (row[]){{"2020-09-27", "AM", NULL, "0 0, 0 6, 1 6, 1 0"},
                                     {"2020-09-27", "AZ", NULL, "1 0, 1 6, 9 6, 9 0"}},
                             2);
    sm_features now =
        layer(*state,
              (row[]){{"2020-10-10", "AM", NULL, "0 0, 0 6, 1 6, 1 3.1, 1.15 3.05, 1 3, 1 0"},
                      {"2020-10-10", "AZ", NULL, "1 0, 1 3, 1.15 3.05, 1 3.1, 1 6, 9 6, 9 0"}},
              2);
    sm_features out = front(*state, &now, &then, "AM", "AZ", 0.1);
    assert_int_equal(out.count, 1);
    assert_string_equal(value_of(*state, &out, 0, "unmoved"), "yes");
    assert_path(out.items[0].path, "1 0, 1 3, 1.15 3.05, 1 3.1, 1 6");
}

static void test_front_without_touch_before_has_moved_everywhere(void **state)
{
    sm_features then = layer(
        *state,
        (row[]){{"2020-09-27", "AM", NULL, AM}, {"2020-09-27", "AZ", NULL, "5 0, 5 1, 6 1, 6 0"}},
        2);
    sm_features now =
        layer(*state, (row[]){{"2020-10-10", "AM", NULL, AM}, {"2020-10-10", "AZ", NULL, AZ}}, 2);
    sm_features out = front(*state, &now, &then, "AM", "AZ", 0.1);
    assert_int_equal(out.count, 1);
    assert_string_equal(value_of(*state, &out, 0, "unmoved"), "no");
}

// A pocket: the front is closed. The pocket's east side has moved out by one.
static void test_front_around_a_pocket_is_not_cut_at_its_start(void **state)
{
    sm_features then =
        layer(*state,
              (row[]){{"2020-09-27", "AM", NULL, "0 0, 0 9, 9 9, 9 0; 3 3, 5 3, 5 6, 3 6"},
                      {"2020-09-27", "AZ", NULL, "3 3, 3 6, 5 6, 5 3"}},
              2);
    sm_features now =
        layer(*state,
              (row[]){{"2020-10-10", "AM", NULL, "0 0, 0 9, 9 9, 9 0; 3 3, 6 3, 6 6, 3 6"},
                      {"2020-10-10", "AZ", NULL, "3 3, 3 6, 6 6, 6 3"}},
              2);
    sm_features out = front(*state, &now, &then, "AM", "AZ", 0.1);
    assert_int_equal(out.count, 2);
    size_t unmoved = strcmp(value_of(*state, &out, 0, "unmoved"), "yes") == 0 ? 0 : 1;
    const sm_path *old = out.items[unmoved].path, *new = out.items[1 - unmoved].path;
    assert_string_equal(value_of(*state, &out, 1 - unmoved, "unmoved"), "no");
    assert_memory_equal(&old->points[0], &new->points[new->n_points - 1], sizeof(sm_point));
    assert_memory_equal(&new->points[0], &old->points[old->n_points - 1], sizeof(sm_point));
    assert_int_equal(old->n_points, 4); // cut, 3 3, 3 6, cut
}

static void test_front_shortens_longitudes_by_latitude(void **state)
{
    // At 60 degrees north 0.15 degrees of longitude are 0.075 degrees of latitude: within 0.1.
    sm_features then = layer(*state,
                             (row[]){{"2020-09-27", "AM", NULL, "0 58, 0 62, 1 62, 1 58"},
                                     {"2020-09-27", "AZ", NULL, "1 58, 1 62, 3 62, 3 58"}},
                             2);
    sm_features now = layer(*state,
                            (row[]){{"2020-10-10", "AM", NULL, "0 58, 0 62, 1.15 62, 1.15 58"},
                                    {"2020-10-10", "AZ", NULL, "1.15 58, 1.15 62, 3 62, 3 58"}},
                            2);
    sm_features out = front(*state, &now, &then, "AM", "AZ", 0.1);
    assert_int_equal(out.count, 1);
    assert_string_equal(value_of(*state, &out, 0, "unmoved"), "yes");
    assert_path(out.items[0].path, "1.15 58, 1.15 62");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_front_has_the_left_side_on_the_left),
        ARENA_TEST(test_front_runs_over_several_records),
        ARENA_TEST(test_front_knows_how_sure_each_stretch_is),
        ARENA_TEST(test_front_of_sides_that_do_not_touch_is_an_error),
        ARENA_TEST(test_front_marks_what_has_not_moved),
        ARENA_TEST(test_front_does_not_flicker),
        ARENA_TEST(test_front_without_touch_before_has_moved_everywhere),
        ARENA_TEST(test_front_around_a_pocket_is_not_cut_at_its_start),
        ARENA_TEST(test_front_shortens_longitudes_by_latitude),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
