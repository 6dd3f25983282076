// Coverage of the plane by polygons that should fit together.
#include "test.h"

#include "unit/topo/shapes.h"

#include "check/planar.h"

/** Area of the faces that are covered `coverage` times; gaps only where they are enclosed. */
static double area_covered(const check_planar *p, int coverage)
{
    double area = 0;
    for (size_t i = 0; i < p->faces.count; i++) {
        const check_face *f = &p->faces.items[i];
        area += f->area > 0 && f->coverage == coverage ? f->area : 0;
    }
    return area;
}

static check_planar divide(sm_arena *a, const char *const *texts, size_t n)
{
    const sm_path **paths = sm_arena_alloc(a, n * sizeof *paths);
    for (size_t i = 0; i < n; i++) {
        sm_path *path = sm_arena_alloc(a, sizeof *path);
        *path = path_of(a, SM_SPACE_LONLAT, SM_SHAPE_RINGS, texts[i]);
        paths[i] = path;
    }
    check_planar out;
    check_planar_build(a, paths, n, 1e-8, 1e-6, &out);
    return out;
}

#define DIVIDE(a, ...)                                                                             \
    divide((a), (const char *const[]){__VA_ARGS__},                                                \
           sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

#define WEST "0 0, 0 2, 2 2, 2 0"
#define EAST "2 0, 2 2, 4 2, 4 0"

static void test_neighbours_that_fit(void **state)
{
    check_planar p = DIVIDE(*state, WEST, EAST);
    assert_near(area_covered(&p, 0), 0, 1e-12, "");
    assert_near(area_covered(&p, 2), 0, 1e-12, "");
    assert_int_equal(p.loose.count, 0);
}

static void test_a_gap_between_neighbours(void **state)
{
    // The border of the eastern one stands back in the middle: a triangle of area 1/2 is nobody's.
    check_planar p = DIVIDE(*state, WEST, "2 0, 2.5 1, 2 2, 4 2, 4 0");
    assert_near(area_covered(&p, 0), 0.5, 1e-12, "");
    assert_near(area_covered(&p, 2), 0, 1e-12, "");
}

static void test_overlaps_of_two_and_three(void **state)
{
    check_planar p = DIVIDE(*state, WEST, "1 0, 1 2, 3 2, 3 0", "1.5 0, 1.5 2, 5 2, 5 0");
    // 1 to 1.5 and 2 to 3 are held by two, 1.5 to 2 by three; each 2 high.
    assert_near(area_covered(&p, 2), 2 * (0.5 + 1), 1e-12, "");
    assert_near(area_covered(&p, 3), 2 * 0.5, 1e-12, "");
    assert_near(area_covered(&p, 0), 0, 1e-12, "");
}

static void test_a_hole_is_uncovered_and_filled_by_an_island(void **state)
{
    const char *lake = "0 0, 0 4, 4 4, 4 0; 1 1, 3 1, 3 3, 1 3";
    check_planar p = DIVIDE(*state, lake);
    assert_near(area_covered(&p, 0), 4, 1e-12, "");
    p = DIVIDE(*state, lake, "1 1, 1 3, 3 3, 3 1");
    assert_near(area_covered(&p, 0), 0, 1e-12, "");
    p = DIVIDE(*state, lake, "1.5 1.5, 1.5 2.5, 2.5 2.5, 2.5 1.5");
    assert_near(area_covered(&p, 0), 3, 1e-12, ""); // the moat
}

static void test_rounding_is_no_gap(void **state)
{
    check_planar p = DIVIDE(*state, WEST, "2.000000001 0, 2.000000001 2, 4 2, 4 0");
    assert_near(area_covered(&p, 0), 0, 1e-7, "");
    assert_near(area_covered(&p, 2), 0, 1e-7, "");
}

static void test_a_vertex_on_a_neighbours_edge_is_told(void **state)
{
    check_planar p = DIVIDE(*state, WEST, "2 0, 2 1, 2 2, 4 2, 4 0");
    assert_true(p.loose.count > 0);
    for (size_t i = 0; i < p.loose.count; i++) { // perhaps more than once
        assert_int_equal(p.loose.items[i].edge_owner, 0);
        assert_int_equal(p.loose.items[i].vertex_owner, 1);
        assert_near(p.loose.items[i].at.x, 2, 1e-12, "");
        assert_near(p.loose.items[i].at.y, 1, 1e-12, "");
    }
}

// Ten thousand tiles that fit, one of them moved: the two faults are found among all.
static void test_one_tile_of_many_is_moved(void **state)
{
    enum { SIDE = 100 };
    sm_arena *a = *state;
    const sm_path **paths = sm_arena_alloc(a, SIDE * SIDE * sizeof *paths);
    for (size_t i = 0; i < SIDE * SIDE; i++) {
        double x = (double)(i % SIDE), y = (double)(i / SIDE), by = i == 5050 ? 0.25 : 0;
        sm_path *p = sm_arena_alloc(a, sizeof *p);
        sm_path_init(p, a, SM_SPACE_LONLAT, SM_SHAPE_RINGS);
        const double ring[][2] = {{x, y}, {x, y + 1}, {x + 1, y + 1}, {x + 1, y}, {x, y}};
        for (size_t k = 0; k < 5; k++) {
            sm_path_add(p, (ring[k][0] + by) / 100, ring[k][1] / 100);
        }
        paths[i] = p;
    }
    check_planar out;
    check_planar_build(a, paths, SIDE * SIDE, 1e-8, 1e-6, &out);
    assert_near(area_covered(&out, 0), 0.25e-4, 1e-12, "");
    assert_near(area_covered(&out, 2), 0.25e-4, 1e-12, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_neighbours_that_fit),
        ARENA_TEST(test_a_gap_between_neighbours),
        ARENA_TEST(test_overlaps_of_two_and_three),
        ARENA_TEST(test_a_hole_is_uncovered_and_filled_by_an_island),
        ARENA_TEST(test_rounding_is_no_gap),
        ARENA_TEST(test_a_vertex_on_a_neighbours_edge_is_told),
        ARENA_TEST(test_one_tile_of_many_is_moved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
