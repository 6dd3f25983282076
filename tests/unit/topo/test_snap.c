// The page grid.
#include "shapes.h"

#include "sitmap/topo.h"

static void test_snap_rounds_and_merges(void **state)
{
    sm_path p = lines(*state, "0.004 0, 0.001 0.002, 1.006 1, 2 2");
    sm_topo_snap(&p, 0.01, NULL);
    assert_path(&p, "0 0, 1.01 1, 2 2");
}

static void test_snap_keeps_a_ring_closed(void **state)
{
    sm_path p = rings(*state, "0.1 0.1, 0.1 3.9, 4.1 4.2, 3.9 0");
    sm_topo_snap(&p, 1, NULL);
    assert_path(&p, "0 0, 0 4, 4 4, 4 0, 0 0");
}

static void test_snap_drops_what_collapses_and_counts_it(void **state)
{
    size_t collapsed = 0;
    sm_path p = rings(*state, "0 0, 0 0.3, 0.3 0; 0 0, 0 9, 9 9; 0 0, 5 0.1, 9 0.2, 5 0.1");
    sm_topo_snap(&p, 1, &collapsed);
    assert_path(&p, "0 0, 0 9, 9 9, 0 0");
    assert_int_equal(collapsed, 2);
    p = lines(*state, "0 0, 0.1 0.1; 5 5, 8 8");
    sm_topo_snap(&p, 1, &collapsed);
    assert_path(&p, "5 5, 8 8");
    assert_int_equal(collapsed, 3);
}

static void test_snap_rounds_halves_to_even_on_both_sides_of_zero(void **state)
{
    sm_path p = points(*state, "0.5 1.5, -0.5 -1.5, 2.5 -2.5");
    sm_topo_snap(&p, 1, NULL);
    assert_path(&p, "0 2, 0 -2, 2 -2");
}

static void test_snap_keeps_equal_points_of_a_point_set(void **state)
{
    sm_path p = points(*state, "1.1 1, 0.9 1");
    sm_topo_snap(&p, 1, NULL);
    assert_path(&p, "1 1, 1 1");
}

static void test_snap_leaves_numbers_without_fraction_alone(void **state)
{
    sm_path p = points(*state, "1e17 -1e17, 9007199254740993 0");
    sm_topo_snap(&p, 1, NULL);
    assert_true(p.points[0].x == 1e17 && p.points[0].y == -1e17);
    assert_true(p.points[1].x == 9007199254740992.0);
}

static void test_snap_with_no_cell_does_nothing(void **state)
{
    sm_path p = lines(*state, "0.123 0, 0.124 0");
    sm_topo_snap(&p, 0, NULL);
    assert_path(&p, "0.123 0, 0.124 0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_snap_rounds_and_merges),
        ARENA_TEST(test_snap_keeps_a_ring_closed),
        ARENA_TEST(test_snap_drops_what_collapses_and_counts_it),
        ARENA_TEST(test_snap_rounds_halves_to_even_on_both_sides_of_zero),
        ARENA_TEST(test_snap_keeps_equal_points_of_a_point_set),
        ARENA_TEST(test_snap_leaves_numbers_without_fraction_alone),
        ARENA_TEST(test_snap_with_no_cell_does_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
