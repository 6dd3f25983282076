// The centre of the largest inscribed circle, where it is known by construction.
#include "shapes.h"

#include "sitmap/topo.h"

static void test_label_point_of_a_square_is_its_middle(void **state)
{
    sm_path p = rings(*state, "0 0, 0 10, 10 10, 10 0");
    double radius;
    sm_point at = sm_topo_label_point(*state, &p, 0.001, &radius);
    assert_near(at.x, 5, 0.01, "");
    assert_near(at.y, 5, 0.01, "");
    assert_near(radius, 5, 0.001, "");
}

static void test_label_point_of_a_triangle_is_its_incentre(void **state)
{
    // 3, 4, 5: inradius (3 + 4 - 5) / 2 = 1, incentre at 1 1.
    sm_path p = rings(*state, "0 0, 0 4, 3 0");
    double radius;
    sm_point at = sm_topo_label_point(*state, &p, 1e-6, &radius);
    assert_near(at.x, 1, 1e-4, "");
    assert_near(at.y, 1, 1e-4, "");
    assert_near(radius, 1, 1e-6, "");
}

static void test_label_point_avoids_holes(void **state)
{
    // The hole takes the left half: the best place is in the right one.
    sm_path p = rings(*state, "0 0, 0 10, 20 10, 20 0; 1 1, 10 1, 10 9, 1 9");
    double radius;
    sm_point at = sm_topo_label_point(*state, &p, 0.001, &radius);
    assert_near(at.x, 15, 0.02, "");
    assert_near(radius, 5, 0.001, "");
}

static void test_label_point_lies_in_a_crescent(void **state)
{
    // Its centroid lies outside.
    sm_path p = rings(*state, "0 0, 0 10, 10 10, 10 9, 1 9, 1 1, 10 1, 10 0");
    double radius;
    sm_point at = sm_topo_label_point(*state, &p, 0.001, &radius);
    assert_true(sm_path_contains(&p, at));
    // In a corner of two arms of width 1 the circle touches both outer sides and the inner corner:
    // (1 - r) sqrt 2 = r.
    assert_near(radius, sqrt(2) / (1 + sqrt(2)), 0.001, "");
}

static void test_label_point_works_far_from_the_origin_and_in_long_shapes(void **state)
{
    sm_path p = rings(*state, "1000000 2000000, 1000000 2000001, 1000050 2000001, 1000050 2000000");
    double radius;
    sm_point at = sm_topo_label_point(*state, &p, 0.01, &radius);
    assert_near(radius, 0.5, 0.01, "");
    assert_near(at.y, 2000000.5, 0.02, "");
}

static void test_label_point_of_nothing(void **state)
{
    sm_path p;
    double radius = 5;
    sm_path_init(&p, *state, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    sm_point at = sm_topo_label_point(*state, &p, 0.01, &radius);
    assert_true(at.x == 0 && at.y == 0 && radius == 0);
    p = rings(*state, "3 1, 3 2, 3 5");
    at = sm_topo_label_point(*state, &p, 0.01, &radius);
    assert_true(at.x == 3 && at.y == 3 && radius == 0);
    p.points[0].x = NAN;
    at = sm_topo_label_point(*state, &p, 0.01, &radius);
    assert_true(at.x == 0 && radius == 0);
}

static void test_label_point_ends_without_precision(void **state)
{
    sm_path p = rings(*state, "0 0, 0 10, 30 10, 30 0"); // every place along the middle is as good
    double radius;
    sm_topo_label_point(*state, &p, 0, &radius);
    assert_near(radius, 5, 1e-6, "");
}

static void test_label_point_agrees_with_search_by_brute_force(void **state)
{
    uint64_t seed = 77;
    for (int run = 0; run < 20; run++) {
        sm_path p;
        sm_path_init(&p, *state, SM_SPACE_PAGE, SM_SHAPE_RINGS);
        for (int i = 0; i < 30; i++) {
            double angle = -6.283185307179586 * i / 30, r = 3 + 7 * next_random(&seed);
            sm_path_add(&p, r * cos(angle), r * sin(angle));
        }
        sm_path_add(&p, p.points[0].x, p.points[0].y);
        double best = 0, radius;
        for (double x = -10; x < 10; x += 0.1) {
            for (double y = -10; y < 10; y += 0.1) {
                sm_point q = {x, y};
                best = sm_path_contains(&p, q) ? fmax(best, sm_path_distance(&p, q)) : best;
            }
        }
        sm_point at = sm_topo_label_point(*state, &p, 0.001, &radius);
        assert_true(radius >= best - 0.001);
        assert_near(radius, sm_path_distance(&p, at), 1e-12, "");
        assert_true(sm_path_contains(&p, at));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_label_point_of_a_square_is_its_middle),
        ARENA_TEST(test_label_point_of_a_triangle_is_its_incentre),
        ARENA_TEST(test_label_point_avoids_holes),
        ARENA_TEST(test_label_point_lies_in_a_crescent),
        ARENA_TEST(test_label_point_works_far_from_the_origin_and_in_long_shapes),
        ARENA_TEST(test_label_point_of_nothing),
        ARENA_TEST(test_label_point_ends_without_precision),
        ARENA_TEST(test_label_point_agrees_with_search_by_brute_force),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
