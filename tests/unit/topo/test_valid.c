// Validity in the sense of OGC simple features.
#include "shapes.h"

#include "sitmap/topo.h"

static void test_valid_polygon_with_hole(void **state)
{
    sm_path p = rings(*state, "0 0, 0 9, 9 9, 9 0; 3 3, 6 3, 6 6, 3 6");
    assert_true(sm_topo_is_valid(*state, &p, NULL, NULL));
}

static void test_valid_hole_may_touch_its_shell_in_one_vertex(void **state)
{
    sm_path p = rings(*state, "0 0, 0 9, 9 9, 9 0; 0 5, 3 3, 3 6");
    assert_true(sm_topo_is_valid(*state, &p, NULL, NULL));
}

static void test_valid_says_where_a_ring_crosses_itself(void **state)
{
    sm_path p = rings(*state, "0 0, 0 4, 4 0, 5 6");
    const char *reason = NULL;
    sm_point at = {0, 0};
    assert_false(sm_topo_is_valid(*state, &p, &reason, &at));
    assert_string_equal(reason, "Self-intersection");
    // 0 4 - 4 0 is x + y = 4, 5 6 - 0 0 is y = 1.2 x: they meet at 4 / 2.2.
    assert_near(at.x, 4 / 2.2, 1e-12, "");
    assert_near(at.y, 4 * 1.2 / 2.2, 1e-12, "");
}

static void test_valid_refuses_overlapping_shells(void **state)
{
    sm_path p = rings(*state, "0 0, 0 4, 4 4, 4 0; 2 2, 2 6, 6 6, 6 2");
    assert_false(sm_topo_is_valid(*state, &p, NULL, NULL));
}

static void test_valid_refuses_nan_without_asking_geos(void **state)
{
    sm_path p = rings(*state, "0 0, 0 4, 4 4, 4 0");
    const char *reason = NULL;
    p.points[2].y = NAN;
    assert_false(sm_topo_is_valid(*state, &p, &reason, NULL));
    assert_string_contains(reason, "not finite");
}

static void test_valid_nothing_is_valid(void **state)
{
    sm_path p;
    sm_path_init(&p, *state, SM_SPACE_LONLAT, SM_SHAPE_RINGS);
    assert_true(sm_topo_is_valid(*state, &p, NULL, NULL));
}

static void test_valid_survives_huge_coordinates(void **state)
{
    // At 1e150 the WKT writer of GEOS 3.11 overruns its buffer: no answer may go through it.
    sm_path p = rings(*state, "0 0, 1e150 1e150, 2e150 0, 0 1e150, 1e150 -1e150");
    const char *reason = "";
    sm_point at = {0, 0};
    if (!sm_topo_is_valid(*state, &p, &reason, &at)) {
        assert_true(strlen(reason) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_valid_polygon_with_hole),
        ARENA_TEST(test_valid_hole_may_touch_its_shell_in_one_vertex),
        ARENA_TEST(test_valid_says_where_a_ring_crosses_itself),
        ARENA_TEST(test_valid_refuses_overlapping_shells),
        ARENA_TEST(test_valid_refuses_nan_without_asking_geos),
        ARENA_TEST(test_valid_nothing_is_valid),
        ARENA_TEST(test_valid_survives_huge_coordinates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
