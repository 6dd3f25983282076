// Boundaries between classes, on small figures whose answer is drawn beside them, and on random
// partitions whose cells must be put together again from their boundaries.
#include "shapes.h"

#include "sitmap/topo.h"

static sm_stretches boundaries(sm_arena *a, const sm_classed *polygons, size_t n, double snap)
{
    sm_stretches out;
    sm_error err;
    assert_int_equal(sm_topo_boundaries(a, polygons, n, snap, &out, &err), SM_OK);
    return out;
}

static void assert_stretch(const sm_stretches *all, size_t i, int left, int right, const char *line)
{
    assert_true(i < all->count);
    assert_path(&all->items[i].line, line);
    assert_int_equal(all->items[i].left, left);
    assert_int_equal(all->items[i].right, right);
}

//   0,10 ---- 10,10 ---- 20,10
//     |    0    |     1    |
//   0,0 ----- 10,0 ----- 20,0
static void test_boundaries_of_two_neighbours(void **state)
{
    sm_path a = rings(*state, "0 0, 0 10, 10 10, 10 0");
    sm_path b = rings(*state, "10 0, 10 10, 20 10, 20 0");
    sm_classed both[] = {{&a, 0}, {&b, 1}};
    sm_stretches out = boundaries(*state, both, 2, 0);
    assert_int_equal(out.count, 3);
    assert_stretch(&out, 0, 0, 1, "10 0, 10 10"); // going up, 0 is on the left
    assert_stretch(&out, 1, 0, -1, "10 10, 0 10, 0 0, 10 0");
    assert_stretch(&out, 2, 1, -1, "10 0, 20 0, 20 10, 10 10");
}

static void test_boundaries_do_not_depend_on_order(void **state)
{
    sm_path a = rings(*state, "0 0, 0 10, 10 10, 10 0");
    sm_path b = rings(*state, "20 10, 20 0, 10 0, 10 10");
    sm_classed both[] = {{&b, 1}, {&a, 0}};
    sm_stretches out = boundaries(*state, both, 2, 0);
    assert_int_equal(out.count, 3);
    assert_stretch(&out, 0, 0, 1, "10 0, 10 10");
    assert_stretch(&out, 1, 0, -1, "10 10, 0 10, 0 0, 10 0");
}

static void test_boundaries_skip_polygons_of_one_class(void **state)
{
    sm_path a = rings(*state, "0 0, 0 10, 10 10, 10 0");
    sm_path b = rings(*state, "10 0, 10 10, 20 10, 20 0");
    sm_classed both[] = {{&a, 4}, {&b, 4}};
    sm_stretches out = boundaries(*state, both, 2, 0);
    assert_int_equal(out.count, 1);
    assert_stretch(&out, 0, 4, -1, "0 0, 10 0, 20 0, 20 10, 10 10, 0 10, 0 0");
}

// The neighbour has a vertex at 10,4 that the long edge lacks, and ends there.
//     +-----+
//     |     +---+ 10,4 .. 20,4
//     |  0  | 1 |
//     +-----+---+
static void test_boundaries_divide_an_edge_at_a_t_junction(void **state)
{
    sm_path a = rings(*state, "0 0, 0 10, 10 10, 10 0");
    sm_path b = rings(*state, "10 0, 10 4, 20 4, 20 0");
    sm_classed both[] = {{&a, 0}, {&b, 1}};
    sm_stretches out = boundaries(*state, both, 2, 0);
    assert_int_equal(out.count, 3);
    assert_stretch(&out, 0, 0, 1, "10 0, 10 4");
    assert_stretch(&out, 1, 0, -1, "10 4, 10 10, 0 10, 0 0, 10 0");
    assert_stretch(&out, 2, 1, -1, "10 0, 20 0, 20 4, 10 4");
}

static void test_boundaries_divide_a_slanting_edge(void **state)
{
    // 1,1/3 is not exact in binary, so the vertex misses the edge by rounding.
    sm_path a = rings(*state, "0 0, 0 5, 3 1");
    sm_path b = rings(*state, "0 0, 1 0.33333333333333331, 3 -5");
    sm_classed both[] = {{&a, 0}, {&b, 1}};
    sm_stretches out = boundaries(*state, both, 2, 0);
    assert_stretch(&out, 0, 0, 1, "0 0, 1 0.333333333");
}

static void test_boundaries_merge_vertices_within_the_snap(void **state)
{
    sm_path a = rings(*state, "0 0, 0 10, 10 10, 10 0");
    sm_path b = rings(*state, "10.0004 0.0003, 9.9997 10.0002, 20 10, 20 0");
    sm_classed both[] = {{&a, 0}, {&b, 1}};
    sm_stretches out = boundaries(*state, both, 2, 0.001);
    assert_int_equal(out.count, 3);
    assert_stretch(&out, 0, 0, 1, "10 0, 9.9997 10.0002"); // the smaller of each pair
    out = boundaries(*state, both, 2, 0);
    assert_int_equal(out.count, 2); // without snapping they do not touch
}

static void test_boundaries_of_a_hole_that_is_filled(void **state)
{
    sm_path a = rings(*state, "0 0, 0 9, 9 9, 9 0; 3 3, 6 3, 6 6, 3 6");
    sm_path b = rings(*state, "3 3, 3 6, 6 6, 6 3");
    sm_classed both[] = {{&a, 0}, {&b, 1}};
    sm_stretches out = boundaries(*state, both, 2, 0);
    assert_int_equal(out.count, 2);
    assert_stretch(&out, 0, 0, 1, "3 3, 3 6, 6 6, 6 3, 3 3"); // clockwise: 0 outside, on the left
    assert_stretch(&out, 1, 0, -1, "0 0, 9 0, 9 9, 0 9, 0 0");
}

// Four squares around one point, two classes like a chessboard: each stretch ends at the middle.
static void test_boundaries_end_where_four_meet(void **state)
{
    sm_path a = rings(*state, "0 0, 0 1, 1 1, 1 0"), b = rings(*state, "1 0, 1 1, 2 1, 2 0");
    sm_path c = rings(*state, "0 1, 0 2, 1 2, 1 1"), d = rings(*state, "1 1, 1 2, 2 2, 2 1");
    sm_classed all[] = {{&a, 0}, {&b, 1}, {&c, 1}, {&d, 0}};
    sm_stretches out = boundaries(*state, all, 4, 0);
    size_t between = 0;
    for (size_t i = 0; i < out.count; i++) {
        between += out.items[i].right == 1;
        assert_true(out.items[i].right == -1 || out.items[i].line.n_points == 2);
    }
    assert_int_equal(between, 4);
}

static void test_boundaries_ignore_spikes(void **state)
{
    sm_path a = rings(*state, "0 0, 0 5, 0 9, 0 5, 5 5, 5 0");
    sm_classed one = {&a, 0};
    sm_stretches out = boundaries(*state, &one, 1, 0);
    assert_int_equal(out.count, 1);
    assert_stretch(&out, 0, 0, -1, "0 0, 5 0, 5 5, 0 5, 0 0");
}

static void test_boundaries_give_overlapped_ground_to_the_smaller_class(void **state)
{
    sm_path a = rings(*state, "0 0, 0 9, 9 9, 9 0");
    sm_classed both[] = {{&a, 1}, {&a, 0}};
    sm_stretches out = boundaries(*state, both, 2, 0);
    assert_int_equal(out.count, 1);
    assert_stretch(&out, 0, 0, -1, "0 0, 9 0, 9 9, 0 9, 0 0");
}

static void test_boundaries_of_nothing(void **state)
{
    sm_stretches out = boundaries(*state, NULL, 0, 0);
    assert_int_equal(out.count, 0);
    sm_path none;
    sm_path_init(&none, *state, SM_SPACE_LONLAT, SM_SHAPE_RINGS);
    sm_classed one = {&none, 0};
    out = boundaries(*state, &one, 1, 1e-8);
    assert_int_equal(out.count, 0);
}

static void test_boundaries_refuse_nan(void **state)
{
    sm_path a = rings(*state, "0 0, 0 9, 9 9, 9 0");
    sm_stretches out = {.count = 77};
    sm_error err;
    a.points[2].x = NAN;
    sm_classed one = {&a, 0};
    assert_int_equal(sm_topo_boundaries(*state, &one, 1, 0, &out, &err), SM_EGEOM);
    assert_string_contains(err.message, "polygon 1");
    assert_int_equal(out.count, 77);
}

// A grid of jittered quadrilaterals with random classes. For each class the boundaries that have it
// on the left (counted along) or right (against) enclose the area of its cells; and no stretch has
// the same class on both sides.
static void test_boundaries_enclose_each_class(void **state)
{
    enum { N = 30, CLASSES = 5 };
    static sm_point corner[N + 1][N + 1];
    static sm_path cells[N * N];
    static sm_classed classed[N * N];
    double area[CLASSES] = {0};
    uint64_t seed = 42;
    for (int i = 0; i <= N; i++) {
        for (int k = 0; k <= N; k++) {
            corner[i][k] = (sm_point){i + 0.6 * next_random(&seed), k + 0.6 * next_random(&seed)};
        }
    }
    for (int i = 0; i < N; i++) {
        for (int k = 0; k < N; k++) {
            sm_point ring[5] = {corner[i][k], corner[i][k + 1], corner[i + 1][k + 1],
                                corner[i + 1][k], corner[i][k]};
            sm_path *cell = &cells[i * N + k];
            sm_path_init(cell, *state, SM_SPACE_LONLAT, SM_SHAPE_RINGS);
            for (int j = 0; j < 5; j++) {
                sm_path_add(cell, ring[j].x, ring[j].y);
            }
            int cls = (int)(next_random(&seed) * CLASSES);
            classed[i * N + k] = (sm_classed){cell, cls};
            area[cls] -= path_area(cell);
        }
    }
    sm_stretches out = boundaries(*state, classed, N * N, 1e-9);
    for (size_t i = 0; i < out.count; i++) {
        const sm_stretch *s = &out.items[i];
        double under = 0; // integral of x dy, whose sum over a closed boundary is its area
        for (size_t k = 1; k < s->line.n_points; k++) {
            sm_point p = s->line.points[k - 1], q = s->line.points[k];
            under += (p.x + q.x) / 2 * (q.y - p.y);
        }
        assert_true(s->left >= 0 && s->left != s->right);
        assert_true(s->right == -1 || s->left < s->right);
        area[s->left] -= under;
        if (s->right >= 0) {
            area[s->right] += under;
        }
    }
    for (int c = 0; c < CLASSES; c++) {
        assert_near(area[c], 0, 1e-9, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_boundaries_of_two_neighbours),
        ARENA_TEST(test_boundaries_do_not_depend_on_order),
        ARENA_TEST(test_boundaries_skip_polygons_of_one_class),
        ARENA_TEST(test_boundaries_divide_an_edge_at_a_t_junction),
        ARENA_TEST(test_boundaries_divide_a_slanting_edge),
        ARENA_TEST(test_boundaries_merge_vertices_within_the_snap),
        ARENA_TEST(test_boundaries_of_a_hole_that_is_filled),
        ARENA_TEST(test_boundaries_end_where_four_meet),
        ARENA_TEST(test_boundaries_ignore_spikes),
        ARENA_TEST(test_boundaries_give_overlapped_ground_to_the_smaller_class),
        ARENA_TEST(test_boundaries_of_nothing),
        ARENA_TEST(test_boundaries_refuse_nan),
        ARENA_TEST(test_boundaries_enclose_each_class),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
