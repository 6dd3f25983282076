// Near and far stretches of a line. The cut places follow from Pythagoras.
#include "shapes.h"

#include "sitmap/topo.h"

static void split(sm_arena *a, const char *line, const char *other, double d, sm_path *near,
                  sm_path *far)
{
    sm_path l = lines(a, line), o = lines(a, other);
    assert_int_equal(sm_topo_split_near(a, &l, &o, d, near, far, NULL), SM_OK);
}

static void test_split_near_of_parallel_lines(void **state)
{
    sm_path near, far;
    split(*state, "0 0, 10 0", "0 1, 10 1", 2, &near, &far);
    assert_path(&near, "0 0, 10 0");
    assert_path(&far, "");
    split(*state, "0 0, 10 0", "0 1, 10 1", 0.5, &near, &far);
    assert_path(&near, "");
    assert_path(&far, "0 0, 10 0");
}

static void test_split_near_cuts_at_the_circle_about_an_end(void **state)
{
    sm_path near, far;
    split(*state, "0 0, 20 0", "10 4, 10 9", 5, &near, &far); // 3, 4, 5
    assert_path(&near, "7 0, 13 0");
    assert_path(&far, "0 0, 7 0; 13 0, 20 0");
}

static void test_split_near_cuts_at_the_side_of_a_segment(void **state)
{
    sm_path near, far;
    split(*state, "0 0, 20 0", "10 -9, 10 9", 2, &near, &far);
    assert_path(&near, "8 0, 12 0");
}

static void test_split_near_goes_over_vertices_without_a_cut(void **state)
{
    sm_path near, far;
    split(*state, "0 0, 4 0, 6 0, 10 0, 10 50", "0 1, 5 1, 10 1", 2, &near, &far);
    double end = 1 + sqrt(4); // above the end of the other line
    assert_int_equal(near.n_parts, 1);
    assert_int_equal(near.n_points, 5);
    assert_near(near.points[4].y, end, 1e-12, "");
    assert_path(&far, "10 3, 10 50");
}

static void test_split_near_keeps_direction_and_parts(void **state)
{
    sm_path near, far;
    split(*state, "20 0, 0 0; 20 1, 20 9", "5 0, 5 1", 2, &near, &far);
    assert_path(&near, "7 0, 3 0");
    assert_path(&far, "20 0, 7 0; 3 0, 0 0; 20 1, 20 9");
}

static void test_split_near_with_nothing_beside_is_all_far(void **state)
{
    sm_path near, far;
    split(*state, "0 0, 1 0, 1 0, 2 0", "", 5, &near, &far);
    assert_path(&near, "");
    assert_path(&far, "0 0, 1 0, 2 0");
}

static void test_split_near_refuses_what_is_not_finite(void **state)
{
    sm_path near, far, l = lines(*state, "0 0, 1 0"), o = lines(*state, "0 0, 1 0");
    assert_int_equal(sm_topo_split_near(*state, &l, &o, NAN, &near, &far, NULL), SM_EGEOM);
    assert_int_equal(sm_topo_split_near(*state, &l, &o, -1, &near, &far, NULL), SM_EGEOM);
    o.points[0].x = NAN;
    assert_int_equal(sm_topo_split_near(*state, &l, &o, 1, &near, &far, NULL), SM_EGEOM);
}

// Against the distance itself: no near piece strays, no far piece comes closer.
static void test_split_near_agrees_with_distances(void **state)
{
    uint64_t seed = 11;
    for (int run = 0; run < 100; run++) {
        sm_path line, other, near, far;
        sm_path_init(&line, *state, SM_SPACE_LONLAT, SM_SHAPE_LINES);
        sm_path_init(&other, *state, SM_SPACE_LONLAT, SM_SHAPE_LINES);
        for (int i = 0; i < 40; i++) {
            sm_path_add(&line, next_random(&seed) + i * 0.1, next_random(&seed));
            sm_path_add(&other, next_random(&seed) + i * 0.1, next_random(&seed));
        }
        assert_int_equal(sm_topo_split_near(*state, &line, &other, 0.05, &near, &far, NULL), SM_OK);
        double length = 0;
        const sm_path *both[2] = {&near, &far};
        for (int kind = 0; kind < 2; kind++) {
            for (size_t i = 0; i < both[kind]->n_parts; i++) {
                size_t n;
                const sm_point *p = sm_path_part(both[kind], i, &n);
                length += sm_line_length(p, n);
                for (size_t k = 1; k < n; k++) {
                    sm_point q = {(p[k - 1].x + p[k].x) / 2, (p[k - 1].y + p[k].y) / 2};
                    double d = sm_path_distance(&other, q);
                    assert_true(kind == 0 ? d <= 0.05 + 1e-9 : d >= 0.05 - 1e-9);
                }
            }
        }
        assert_near(length, sm_line_length(line.points, line.n_points), 1e-9, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_split_near_of_parallel_lines),
        ARENA_TEST(test_split_near_cuts_at_the_circle_about_an_end),
        ARENA_TEST(test_split_near_cuts_at_the_side_of_a_segment),
        ARENA_TEST(test_split_near_goes_over_vertices_without_a_cut),
        ARENA_TEST(test_split_near_keeps_direction_and_parts),
        ARENA_TEST(test_split_near_with_nothing_beside_is_all_far),
        ARENA_TEST(test_split_near_refuses_what_is_not_finite),
        ARENA_TEST(test_split_near_agrees_with_distances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
