// Parallel curves.
#include "shapes.h"

#include "sitmap/topo.h"

static void test_offset_lies_to_the_left_in_a_plane_with_y_up(void **state)
{
    sm_path in = lines(*state, "0 0, 10 0"), out;
    assert_int_equal(sm_topo_offset(*state, &in, 2, &out, NULL), SM_OK);
    assert_path(&out, "0 2, 10 2");
    assert_int_equal(sm_topo_offset(*state, &in, -2, &out, NULL), SM_OK);
    assert_int_equal(out.n_points, 2);
    assert_near(out.points[0].y, -2, 1e-12, "");
    assert_near(out.points[1].y, -2, 1e-12, "");
}

static void test_offset_mitres_a_corner(void **state)
{
    sm_path in = lines(*state, "0 0, 10 0, 10 -10"), out;
    assert_int_equal(sm_topo_offset(*state, &in, 2, &out, NULL), SM_OK);
    assert_path(&out, "0 2, 12 2, 12 -10");
}

static void test_offset_does_every_part(void **state)
{
    sm_path in = lines(*state, "0 0, 10 0; 0 5, 10 5"), out;
    assert_int_equal(sm_topo_offset(*state, &in, 1, &out, NULL), SM_OK);
    assert_int_equal(out.n_parts, 2);
}

// Signed area by the shoelace formula, of all rings: what a hole takes away comes off by itself.
static double area_of(const sm_path *rings)
{
    double sum = 0;
    for (size_t i = 0; i < rings->n_parts; i++) {
        size_t n;
        const sm_point *p = sm_path_part(rings, i, &n);
        for (size_t k = 0; k + 1 < n; k++) {
            sum += (p[k].x * p[k + 1].y - p[k + 1].x * p[k].y) / 2;
        }
    }
    return fabs(sum);
}

static void test_offset_of_a_ring_goes_outward_and_holes_shrink(void **state)
{
    // Clockwise with y up; then the same on the page, clockwise as seen.
    const char *const shapes[] = {"0 0, 0 20, 30 20, 30 0; 10 5, 20 5, 20 15, 10 15",
                                  "0 0, 30 0, 30 20, 0 20; 10 5, 10 15, 20 15, 20 5"};
    const sm_space spaces[] = {SM_SPACE_PLANE, SM_SPACE_PAGE};
    for (size_t i = 0; i < 2; i++) {
        sm_path in = rings(*state, shapes[i]), out;
        in.space = spaces[i];
        assert_int_equal(sm_topo_offset(*state, &in, 2, &out, NULL), SM_OK);
        assert_int_equal(out.shape, SM_SHAPE_RINGS);
        assert_int_equal(out.n_parts, 2);
        assert_near(area_of(&out), 34 * 24 - 6 * 6, 1e-9, "");
        assert_int_equal(sm_topo_offset(*state, &in, -2, &out, NULL), SM_OK);
        assert_int_equal(out.n_parts, 2);
        assert_near(area_of(&out), 26 * 16 - 14 * 14, 1e-9, "");
        assert_int_equal(sm_topo_offset(*state, &in, -6, &out, NULL), SM_OK);
        assert_int_equal(out.n_parts, 0); // nothing is left between edge and hole
    }
}

static void test_offset_of_nothing_is_nothing(void **state)
{
    sm_path in = lines(*state, ""), out;
    assert_int_equal(sm_topo_offset(*state, &in, 1, &out, NULL), SM_OK);
    assert_int_equal(out.n_parts, 0);
}

static void test_offset_refuses_what_is_not_finite(void **state)
{
    sm_path in = lines(*state, "0 0, 10 0"), out;
    sm_error err;
    assert_int_equal(sm_topo_offset(*state, &in, INFINITY, &out, &err), SM_EGEOM);
    in.points[0].y = NAN;
    assert_int_equal(sm_topo_offset(*state, &in, 1, &out, &err), SM_EGEOM);
    assert_string_contains(err.message, "not finite");
}

static void test_offset_refuses_a_scribble(void **state)
{
    sm_path in, out;
    sm_error err;
    uint64_t seed = 9;
    sm_path_init(&in, *state, SM_SPACE_PAGE, SM_SHAPE_LINES);
    for (int i = 0; i < 600; i++) {
        sm_path_add(&in, next_random(&seed), next_random(&seed));
    }
    assert_int_equal(sm_topo_offset(*state, &in, 0.01, &out, &err), SM_ELIMIT);
    assert_string_contains(err.message, "crossings");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_offset_lies_to_the_left_in_a_plane_with_y_up),
        ARENA_TEST(test_offset_mitres_a_corner),
        ARENA_TEST(test_offset_does_every_part),
        ARENA_TEST(test_offset_of_a_ring_goes_outward_and_holes_shrink),
        ARENA_TEST(test_offset_of_nothing_is_nothing),
        ARENA_TEST(test_offset_refuses_what_is_not_finite),
        ARENA_TEST(test_offset_refuses_a_scribble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
