// Directions are drawn on paper: y up, so (0,0) (0,1) (1,1) (1,0) runs clockwise.
#include "test.h"

#include <time.h>

#include "load/rings.h"

static sm_arena *arena;
static sm_path rings;
static double areas[64];

static int setup(void **state)
{
    (void)state;
    arena = sm_arena_create();
    sm_path_init(&rings, arena, SM_SPACE_LONLAT, SM_SHAPE_RINGS);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sm_arena_destroy(arena);
    return 0;
}

typedef enum direction { CLOCKWISE, COUNTER } direction;

static void add_box(double x0, double y0, double x1, double y1, direction d)
{
    sm_path_begin_part(&rings);
    sm_path_add(&rings, x0, y0);
    sm_path_add(&rings, d == CLOCKWISE ? x0 : x1, d == CLOCKWISE ? y1 : y0);
    sm_path_add(&rings, x1, y1);
    sm_path_add(&rings, d == CLOCKWISE ? x1 : x0, d == CLOCKWISE ? y0 : y1);
    sm_path_add(&rings, x0, y0);
}

static sm_rings_verdict orient(void)
{
    for (size_t i = 0; i < rings.n_parts; i++) {
        size_t n;
        const sm_point *p = sm_path_part(&rings, i, &n);
        areas[i] = sm_ring_area(p, n);
    }
    return sm_rings_orient(arena, &rings, areas);
}

static direction direction_of(size_t ring)
{
    size_t n;
    const sm_point *p = sm_path_part(&rings, ring, &n);
    assert_true(p[0].x == p[n - 1].x && p[0].y == p[n - 1].y);
    return sm_ring_area(p, n) < 0 ? CLOCKWISE : COUNTER;
}

static void test_orient_leaves_right_rings(void **state)
{
    (void)state;
    assert_int_equal(orient(), SM_RINGS_RIGHT); // no rings at all
    add_box(0, 0, 10, 10, CLOCKWISE);
    assert_int_equal(orient(), SM_RINGS_RIGHT);
    add_box(2, 2, 4, 4, COUNTER);
    add_box(20, 0, 30, 10, CLOCKWISE);
    assert_int_equal(orient(), SM_RINGS_RIGHT);
    assert_true(rings.points[1].x == 0 && rings.points[1].y == 10);
}

static void test_orient_turns_a_single_ring(void **state)
{
    (void)state;
    add_box(0, 0, 10, 10, COUNTER);
    assert_int_equal(orient(), SM_RINGS_TURNED);
    assert_int_equal(direction_of(0), CLOCKWISE);
}

static void test_orient_goes_by_containment(void **state)
{
    (void)state;
    // An island in a lake on an island, all the same way round, and in odd order.
    add_box(4, 4, 6, 6, CLOCKWISE);
    add_box(0, 0, 10, 10, CLOCKWISE);
    add_box(2, 2, 8, 8, CLOCKWISE);
    add_box(12, 0, 14, 10, COUNTER); // beside them
    assert_int_equal(orient(), SM_RINGS_TURNED);
    assert_int_equal(direction_of(0), CLOCKWISE);
    assert_int_equal(direction_of(1), CLOCKWISE);
    assert_int_equal(direction_of(2), COUNTER);
    assert_int_equal(direction_of(3), CLOCKWISE);
}

static void test_orient_takes_touching_rings_as_they_lie(void **state)
{
    (void)state;
    add_box(0, 0, 10, 10, CLOCKWISE);
    add_box(0, 2, 4, 4, COUNTER);       // a hole that shares a piece of the left edge
    add_box(10, 0, 20, 10, CLOCKWISE);  // a neighbour that shares the right edge
    add_box(20, 10, 30, 20, CLOCKWISE); // touches at a corner
    sm_path_begin_part(&rings);         // a hole with one vertex on the edge
    sm_path_add(&rings, 5, 10);
    sm_path_add(&rings, 4, 7);
    sm_path_add(&rings, 6, 7);
    sm_path_add(&rings, 5, 10);
    assert_int_equal(direction_of(4), COUNTER);
    assert_int_equal(orient(), SM_RINGS_RIGHT);
}

static void test_orient_is_exact_where_rays_meet_vertices(void **state)
{
    (void)state;
    // The sample of the small box is at the height of a vertex of the diamond to its right, and of
    // the upper corner of the triangle: neither encloses it.
    add_box(0, 4, 2, 6, CLOCKWISE);
    sm_path_begin_part(&rings);
    sm_path_add(&rings, 10, 4.999);
    sm_path_add(&rings, 13, 8);
    sm_path_add(&rings, 16, 4.999);
    sm_path_add(&rings, 13, 2);
    sm_path_add(&rings, 10, 4.999);
    sm_path_begin_part(&rings);
    sm_path_add(&rings, 20, 0);
    sm_path_add(&rings, 21, 5);
    sm_path_add(&rings, 22, 0);
    sm_path_add(&rings, 20, 0);
    assert_int_equal(orient(), SM_RINGS_RIGHT);
}

// A comb of n tall rings side by side: every edge is beside every sample, n * n pairs.
static void test_orient_gives_up_on_square_work(void **state)
{
    (void)state;
    enum { N = 20000 };
    double *comb_areas = sm_arena_alloc(arena, N * sizeof *comb_areas);
    for (int i = 0; i < N; i++) {
        add_box(i * 2, 0, i * 2 + 1, 1e6 + i, CLOCKWISE);
        comb_areas[i] = -1;
    }
    clock_t start = clock();
    assert_int_equal(sm_rings_orient(arena, &rings, comb_areas), SM_RINGS_UNCHECKED);
    assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
    assert_int_equal(direction_of(N - 1), CLOCKWISE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_orient_leaves_right_rings),
        TEST(test_orient_turns_a_single_ring),
        TEST(test_orient_goes_by_containment),
        TEST(test_orient_takes_touching_rings_as_they_lie),
        TEST(test_orient_is_exact_where_rays_meet_vertices),
        TEST(test_orient_gives_up_on_square_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
