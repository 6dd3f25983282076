// Joining lines end to end.
#include "shapes.h"

#include "sitmap/topo.h"

static void assert_joined(sm_arena *a, const char *in, const char *expected)
{
    sm_path l = lines(a, in), out;
    sm_topo_join_lines(a, &l, &out);
    assert_path(&out, expected);
}

static void test_join_follows_lines_that_meet(void **state)
{
    assert_joined(*state, "5 5, 9 9; 0 0, 5 5", "0 0, 5 5, 9 9");
    assert_joined(*state, "0 0, 1 0; 2 0, 1 0; 2 0, 3 0", "0 0, 1 0, 2 0, 3 0");
}

static void test_join_starts_at_the_smaller_end(void **state)
{
    assert_joined(*state, "9 9, 5 5; 5 5, 1 1", "1 1, 5 5, 9 9");
    assert_joined(*state, "9 9, 5 5", "5 5, 9 9");
}

static void test_join_stops_where_three_meet(void **state)
{
    assert_joined(*state, "0 0, 5 5; 5 5, 9 0; 5 5, 9 9", "0 0, 5 5; 5 5, 9 0; 5 5, 9 9");
}

static void test_join_closes_circles(void **state)
{
    assert_joined(*state, "3 3, 0 3; 3 3, 3 0, 0 0; 0 0, 0 3", "0 0, 0 3, 3 3, 3 0, 0 0");
    assert_joined(*state, "1 1, 2 2, 1 2, 1 1", "1 1, 1 2, 2 2, 1 1");
}

static void test_join_leaves_strangers_alone(void **state)
{
    assert_joined(*state, "7 7, 8 8; 0 0, 1 1", "0 0, 1 1; 7 7, 8 8");
    assert_joined(*state, "", "");
}

static void test_lines_that_run_along_each_other_count_once(void **state)
{
    sm_arena *a = *state;
    sm_error err;
    sm_path two = lines(a, "0 0, 10 0; 4 0.4, 14 0.4; 2 5, 2 -5"), once;
    assert_int_equal(sm_topo_lines_once(a, &two, 0.5, &once, &err), SM_OK);
    assert_int_equal(once.n_parts, 3); // what only crosses is not cut
    double sum = 0;
    for (size_t i = 0; i < once.n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(&once, i, &n);
        sum += sm_line_length(p, n);
    }
    assert_near(sum, 10 + 4 + 10, 1e-9, "");
    two = lines(a, "0 0, 10 0; 4 0.6, 14 0.6");
    assert_int_equal(sm_topo_lines_once(a, &two, 0.5, &once, &err), SM_OK);
    assert_path(&once, "0 0, 10 0; 4 0.6, 14 0.6");
    two.points[0].x = NAN;
    assert_int_equal(sm_topo_lines_once(a, &two, 0.5, &once, &err), SM_EGEOM);
    assert_int_equal(once.n_points, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_join_follows_lines_that_meet),
        ARENA_TEST(test_join_starts_at_the_smaller_end),
        ARENA_TEST(test_join_stops_where_three_meet),
        ARENA_TEST(test_join_closes_circles),
        ARENA_TEST(test_join_leaves_strangers_alone),
        ARENA_TEST(test_lines_that_run_along_each_other_count_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
