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

static void test_buffer_rounds_corners(void **state)
{
    sm_path in = rings(*state, "0 0, 30 0, 30 20, 0 20"), out;
    in.space = SM_SPACE_PAGE;
    assert_int_equal(sm_topo_buffer(*state, &in, 2, &out, NULL), SM_OK);
    // A rectangle, a strip along each side, and a disc of 32 corners in four quarters.
    double disc = 16 * sin(2 * M_PI / 32) * 2 * 2;
    assert_near(area_of(&out), 30 * 20 + 2 * (30 + 20) * 2 + disc, 1e-6, "");
    assert_int_equal(sm_topo_buffer(*state, &in, -2, &out, NULL), SM_OK);
    assert_near(area_of(&out), 26 * 16, 1e-9, "");
    assert_int_equal(sm_topo_buffer(*state, &in, -10.5, &out, NULL), SM_OK);
    assert_int_equal(out.n_points, 0);
}

static void test_buffer_of_lines_and_points(void **state)
{
    sm_path line = lines(*state, "0 0, 10 0"), points = lines(*state, "5 5"), out;
    double disc = 16 * sin(2 * M_PI / 32) * 2 * 2;
    points.shape = SM_SHAPE_POINTS;
    assert_int_equal(sm_topo_buffer(*state, &line, 2, &out, NULL), SM_OK);
    assert_near(area_of(&out), 10 * 4 + disc, 1e-6, "");
    assert_int_equal(sm_topo_buffer(*state, &points, 2, &out, NULL), SM_OK);
    assert_near(area_of(&out), disc, 1e-6, "");
    assert_int_equal(sm_topo_buffer(*state, &points, -2, &out, NULL), SM_OK);
    assert_int_equal(out.n_points, 0);
    assert_int_equal(sm_topo_buffer(*state, &line, (double)NAN, &out, NULL), SM_EGEOM);
}

static void test_area_of_a_stroke(void **state)
{
    sm_path corner = lines(*state, "0 0, 10 0, 10 10"), out;
    static const struct {
        sm_cap cap;
        sm_join join;
        double area;
    } cases[] = {
        // Two arms of 10 by 2, the corner, and what the caps add.
        {SM_CAP_BUTT, SM_JOIN_MITER, 40},
        {SM_CAP_BUTT, SM_JOIN_BEVEL, 39.5},
        {SM_CAP_SQUARE, SM_JOIN_MITER, 44},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(
            sm_topo_stroke_area(*state, &corner, 2, cases[i].cap, cases[i].join, &out, NULL),
            SM_OK);
        assert_near(area_of(&out), cases[i].area, 1e-9, "");
    }
    sm_path ring = rings(*state, "0 0, 10 0, 10 10, 0 10");
    assert_int_equal(
        sm_topo_stroke_area(*state, &ring, 2, SM_CAP_SQUARE, SM_JOIN_MITER, &out, NULL), SM_OK);
    assert_near(area_of(&out), 12 * 12 - 8 * 8, 1e-9, ""); // closed: no caps
}

static void test_long_axis(void **state)
{
    static const struct {
        const char *shape;
        double angle;
    } cases[] = {{"0 0, 30 0, 30 10, 0 10", 0},
                 {"0 0, 10 0, 10 30, 0 30", 90},
                 {"0 0, 20 20, 15 25, -5 5", 45},
                 {"0 0, 20 -20, 25 -15, 5 5", -45},
                 {"0 0, 10 0, 10 10, 0 10", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sm_path in = rings(*state, cases[i].shape);
        double angle = 1000;
        assert_int_equal(sm_topo_long_axis(*state, &in, &angle, NULL), SM_OK);
        // A direction and its opposite are the same axis.
        double off = fmod(fabs(angle - cases[i].angle), 180);
        assert_near(fmin(off, 180 - off), 0, 1e-9, "degrees");
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
        ARENA_TEST(test_buffer_rounds_corners),
        ARENA_TEST(test_buffer_of_lines_and_points),
        ARENA_TEST(test_area_of_a_stroke),
        ARENA_TEST(test_long_axis),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
