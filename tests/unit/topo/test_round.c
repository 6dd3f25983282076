// Rounded corners.
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

static double farthest(const sm_path *from, const sm_path *to)
{
    double most = 0;
    for (size_t i = 0; i < from->n_points; i++) {
        most = fmax(most, sm_path_distance(to, from->points[i]));
    }
    return most;
}

static void test_round_within_leaves_the_line_by_no_more_than_asked(void **state)
{
    static const char *const cases[] = {"0 0, 40 0, 40 40", "0 0, 40 0, 1 9", "0 0, 400 0, 700 50",
                                        "0 0, 40 0, 0 0.1, 40 20, 41 60"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sm_path in = lines(*state, cases[i]), out;
        sm_topo_round_within(*state, &in, 2, &out);
        assert_near(farthest(&in, &out), 2, 1e-9, ""); // a corner from its curve
        assert_true(farthest(&out, &in) <= 2);
    }
}

static void test_round_within_takes_half_an_edge_at_most(void **state)
{
    sm_path in = lines(*state, "0 0, 4 0, 4 4, 8 4"), out;
    sm_topo_round_within(*state, &in, 100, &out);
    size_t n = 0;
    const sm_point *p = sm_path_part(&out, 0, &n);
    assert_true(p[0].x == 0 && p[0].y == 0 && p[n - 1].x == 8 && p[n - 1].y == 4);
    assert_near(p[1].x, 2, 1e-12, ""); // the curve begins in the middle of its edge
    assert_near(sm_path_distance(&out, (sm_point){4, 2}), 0, 1e-12, "");
    // The quadratic B-spline passes 1/8 + 6/8 + 1/8 of its three corners.
    assert_near(sm_path_distance(&out, (sm_point){3.5, 0.5}), 0, 0.02, "");
}

static void test_round_within_rings_and_lines_of_no_corner(void **state)
{
    sm_path in = rings(*state, "0 0, 0 4, 4 4, 4 0"), out;
    sm_topo_round_within(*state, &in, 0.5, &out);
    assert_near(farthest(&in, &out), 0.5, 1e-9, ""); // all four, the first too
    assert_near(sm_distance(out.points[0], out.points[out.n_points - 1]), 0, 0, "");
    in = lines(*state, "0 0, 1 0, 5 0; 3 3, 3 3, 3 3; 7 7, 9 9");
    sm_topo_round_within(*state, &in, 0.5, &out);
    assert_path(&out, "0 0, 1 0, 5 0; 3 3, 3 3, 3 3; 7 7, 9 9");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_round_cuts_a_corner_at_quarters),
        ARENA_TEST(test_round_treats_rings_and_closed_lines_alike),
        ARENA_TEST(test_round_keeps_the_ends_of_lines),
        ARENA_TEST(test_round_no_times_is_a_copy_and_many_are_bounded),
        ARENA_TEST(test_round_within_leaves_the_line_by_no_more_than_asked),
        ARENA_TEST(test_round_within_takes_half_an_edge_at_most),
        ARENA_TEST(test_round_within_rings_and_lines_of_no_corner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
