// Overlay by GEOS: the answers are counted by hand on squares; the guards each have a refused case.
#include "shapes.h"

#include "sitmap/topo.h"

static double overlay_area(sm_arena *a, const char *left, const char *right, sm_overlay op)
{
    sm_path l = rings(a, left), r = rings(a, right), out;
    sm_error err;
    bool mended = true;
    assert_int_equal(sm_topo_overlay(a, &l, &r, op, 0, &out, &mended, &err), SM_OK);
    assert_false(mended);
    return -path_area(&out); // shells are clockwise
}

static void test_overlay_of_two_squares(void **state)
{
    const char *a = "0 0, 0 4, 4 4, 4 0", *b = "2 2, 2 6, 6 6, 6 2";
    assert_near(overlay_area(*state, a, b, SM_OVERLAY_INTERSECTION), 4, 0, "");
    assert_near(overlay_area(*state, a, b, SM_OVERLAY_DIFFERENCE), 12, 0, "");
    assert_near(overlay_area(*state, a, b, SM_OVERLAY_UNION), 28, 0, "");
}

static void test_overlay_may_be_empty(void **state)
{
    // They share an edge: a line, which is no polygon.
    assert_near(
        overlay_area(*state, "0 0, 0 4, 4 4, 4 0", "4 0, 4 4, 8 4, 8 0", SM_OVERLAY_INTERSECTION),
        0, 0, "");
    assert_near(overlay_area(*state, "", "0 0, 0 4, 4 4, 4 0", SM_OVERLAY_UNION), 16, 0, "");
}

static void test_overlay_knows_holes_and_islands_in_them(void **state)
{
    // A shell, its hole, an island in the hole; the island is given before its shell.
    sm_path left = rings(*state, "4 4, 4 6, 6 6, 6 4; 2 2, 8 2, 8 8, 2 8; 0 0, 0 10, 10 10, 10 0");
    sm_path right = rings(*state, "0 0, 0 10, 5 10, 5 0"), out;
    bool mended = true;
    assert_int_equal(
        sm_topo_overlay(*state, &left, &right, SM_OVERLAY_INTERSECTION, 0, &out, &mended, NULL),
        SM_OK);
    assert_false(mended);
    assert_near(-path_area(&out), 50 - 18 + 2, 1e-12, "");
}

static void test_overlay_orients_shells_clockwise_and_holes_against(void **state)
{
    sm_path left = rings(*state, "0 0, 0 9, 9 9, 9 0"), right = rings(*state, "3 3, 3 6, 6 6, 6 3");
    sm_path out;
    assert_int_equal(
        sm_topo_overlay(*state, &left, &right, SM_OVERLAY_DIFFERENCE, 0, &out, NULL, NULL), SM_OK);
    assert_int_equal(out.n_parts, 2);
    size_t n;
    const sm_point *shell = sm_path_part(&out, 0, &n);
    assert_near(sm_ring_area(shell, n), -81, 0, "");
    const sm_point *hole = sm_path_part(&out, 1, &n);
    assert_near(sm_ring_area(hole, n), 9, 0, "");
}

static void test_overlay_rounds_to_the_grid(void **state)
{
    sm_path left = rings(*state, "0 0, 0 10, 10 0"), right = rings(*state, "3 0, 3 10, 4 10, 4 0");
    sm_path out;
    assert_int_equal(
        sm_topo_overlay(*state, &left, &right, SM_OVERLAY_INTERSECTION, 0.5, &out, NULL, NULL),
        SM_OK);
    for (size_t i = 0; i < out.n_points; i++) {
        assert_near(remainder(out.points[i].x, 0.5), 0, 0, "");
        assert_near(remainder(out.points[i].y, 0.5), 0, 0, "");
    }
}

static void test_overlay_mends_a_bow_tie_with_both_its_halves(void **state)
{
    sm_path tie = rings(*state, "0 0, 4 4, 4 0, 0 4"); // two triangles of 4; buffer(0) loses one
    sm_path box = rings(*state, "-1 -1, -1 9, 9 9, 9 -1"), out;
    bool mended = false;
    assert_int_equal(
        sm_topo_overlay(*state, &tie, &box, SM_OVERLAY_INTERSECTION, 0, &out, &mended, NULL),
        SM_OK);
    assert_true(mended);
    assert_near(-path_area(&out), 8, 1e-12, "");
}

static void assert_refused(sm_arena *a, const sm_path *bad, double grid, sm_status status,
                           const char *part)
{
    sm_path good = rings(a, "0 0, 0 4, 4 4, 4 0"), out = {.n_points = 77};
    sm_error err;
    assert_int_equal(sm_topo_overlay(a, bad, &good, SM_OVERLAY_UNION, grid, &out, NULL, &err),
                     status);
    assert_string_contains(err.message, part);
    assert_int_equal(out.n_points, 77);
    assert_int_equal(sm_topo_overlay(a, &good, bad, SM_OVERLAY_UNION, grid, &out, NULL, &err),
                     status);
}

static void test_overlay_refuses_what_is_not_finite(void **state)
{
    sm_path bad = rings(*state, "0 0, 0 4, 4 4, 4 0");
    assert_refused(*state, &bad, NAN, SM_EGEOM, "grid");
    assert_refused(*state, &bad, -1, SM_EGEOM, "grid");
    bad.points[1].x = INFINITY;
    assert_refused(*state, &bad, 0, SM_EGEOM, "not finite");
}

// A circle-like ring of n points, valid.
static sm_path round_ring(sm_arena *a, size_t n)
{
    sm_path p;
    sm_path_init(&p, a, SM_SPACE_PLANE, SM_SHAPE_RINGS);
    sm_path_begin_part(&p);
    sm_point *out = sm_path_extend(&p, n);
    for (size_t i = 0; i < n; i++) {
        double angle = -6.283185307179586 * (double)i / (double)(n - 1);
        out[i] = (sm_point){100 * cos(angle), 100 * sin(angle)};
    }
    out[n - 1] = out[0];
    return p;
}

static void test_overlay_refuses_more_than_a_million_points(void **state)
{
    sm_path bad = round_ring(*state, 1000001);
    assert_refused(*state, &bad, 0, SM_ELIMIT, "1000001 points (at most 1000000)");
}

static void test_overlay_mends_up_to_its_limits_only(void **state)
{
    sm_path ring = round_ring(*state, 4999), out;
    sm_path box = rings(*state, "-1 -1, -1 9, 9 9, 9 -1");
    bool mended = false;
    ring.points[10] = ring.points[2000]; // a dent that crosses the ring
    assert_int_equal(
        sm_topo_overlay(*state, &ring, &box, SM_OVERLAY_INTERSECTION, 0, &out, &mended, NULL),
        SM_OK);
    assert_true(mended);
    ring = round_ring(*state, 5001);
    ring.points[10] = ring.points[2000];
    assert_refused(*state, &ring, 0, SM_ELIMIT, "too large to mend");
}

static void test_overlay_refuses_a_scribble_of_many_crossings(void **state)
{
    sm_path scribble;
    uint64_t seed = 3;
    sm_path_init(&scribble, *state, SM_SPACE_PLANE, SM_SHAPE_RINGS);
    for (int i = 0; i < 300; i++) { // about 300 * 300 / 2 * 0.23 crossings
        sm_path_add(&scribble, next_random(&seed), next_random(&seed));
    }
    sm_path_add(&scribble, scribble.points[0].x, scribble.points[0].y);
    assert_refused(*state, &scribble, 0, SM_ELIMIT, "too large to mend");
}

// Two combs at right angles: n teeth each, 4 n n crossings.
static sm_path comb(sm_arena *a, int teeth, bool upright)
{
    sm_path p;
    sm_path_init(&p, a, SM_SPACE_PLANE, SM_SHAPE_RINGS);
    for (int i = 0; i < teeth; i++) {
        double at[4][2] = {{i, 0}, {i, teeth}, {i + 0.5, teeth}, {i + 0.5, 0}};
        for (int k = 0; k < 4; k++) {
            sm_path_add(&p, at[k][upright ? 0 : 1], at[k][upright ? 1 : 0]);
        }
    }
    sm_path_add(&p, upright ? teeth : -1, upright ? -1 : teeth);
    sm_path_add(&p, upright ? 0 : -1, upright ? -1 : 0);
    sm_path_add(&p, p.points[0].x, p.points[0].y);
    return p;
}

static void test_overlay_refuses_combs_that_cross_a_million_times(void **state)
{
    sm_path a = comb(*state, 20, true), b = comb(*state, 20, false), out;
    sm_error err;
    assert_int_equal(sm_topo_overlay(*state, &a, &b, SM_OVERLAY_INTERSECTION, 0, &out, NULL, &err),
                     SM_OK);
    assert_near(fabs(path_area(&out)), 20 * 20 * 0.25, 1e-9, "");
    a = comb(*state, 510, true);
    b = comb(*state, 510, false);
    assert_int_equal(sm_topo_overlay(*state, &a, &b, SM_OVERLAY_INTERSECTION, 0, &out, NULL, &err),
                     SM_ELIMIT);
    assert_string_contains(err.message, "cross each other");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_overlay_of_two_squares),
        ARENA_TEST(test_overlay_may_be_empty),
        ARENA_TEST(test_overlay_knows_holes_and_islands_in_them),
        ARENA_TEST(test_overlay_orients_shells_clockwise_and_holes_against),
        ARENA_TEST(test_overlay_rounds_to_the_grid),
        ARENA_TEST(test_overlay_mends_a_bow_tie_with_both_its_halves),
        ARENA_TEST(test_overlay_refuses_what_is_not_finite),
        ARENA_TEST(test_overlay_refuses_more_than_a_million_points),
        ARENA_TEST(test_overlay_mends_up_to_its_limits_only),
        ARENA_TEST(test_overlay_refuses_a_scribble_of_many_crossings),
        ARENA_TEST(test_overlay_refuses_combs_that_cross_a_million_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
