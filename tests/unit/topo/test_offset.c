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
        ARENA_TEST(test_offset_of_nothing_is_nothing),
        ARENA_TEST(test_offset_refuses_what_is_not_finite),
        ARENA_TEST(test_offset_refuses_a_scribble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
