// Corner cutting.
#include "shapes.h"

#include "sitmap/topo.h"

static void test_round_cuts_a_corner_at_quarters(void **state)
{
    sm_path in = lines(*state, "0 0, 4 0, 4 4"), out;
    sm_topo_round_corners(*state, &in, 1, &out);
    assert_path(&out, "0 0, 3 0, 4 1, 4 4");
}

static void test_round_treats_rings_and_closed_lines_alike(void **state)
{
    sm_path in = rings(*state, "0 0, 0 4, 4 4, 4 0"), out;
    const char *octagon = "0 1, 0 3, 1 4, 3 4, 4 3, 4 1, 3 0, 1 0, 0 1";
    sm_topo_round_corners(*state, &in, 1, &out);
    assert_path(&out, octagon);
    in.shape = SM_SHAPE_LINES;
    sm_topo_round_corners(*state, &in, 1, &out);
    assert_path(&out, octagon);
}

static void test_round_keeps_the_ends_of_lines(void **state)
{
    sm_path in = lines(*state, "0 0, 4 0, 4 4; 7 7, 8 8"), out;
    sm_topo_round_corners(*state, &in, 3, &out);
    assert_int_equal(out.n_parts, 2);
    size_t n;
    const sm_point *p = sm_path_part(&out, 0, &n);
    assert_true(p[0].x == 0 && p[0].y == 0 && p[n - 1].x == 4 && p[n - 1].y == 4);
    p = sm_path_part(&out, 1, &n);
    assert_int_equal(n, 2);
}

static void test_round_no_times_is_a_copy_and_many_are_bounded(void **state)
{
    sm_path in = lines(*state, "0 0, 4 0, 4 4"), out;
    sm_topo_round_corners(*state, &in, 0, &out);
    assert_path(&out, "0 0, 4 0, 4 4");
    sm_topo_round_corners(*state, &in, 1000, &out);
    assert_true(out.n_points < 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_round_cuts_a_corner_at_quarters),
        ARENA_TEST(test_round_treats_rings_and_closed_lines_alike),
        ARENA_TEST(test_round_keeps_the_ends_of_lines),
        ARENA_TEST(test_round_no_times_is_a_copy_and_many_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
