// Simplifying a layer. What must hold is checked on random partitions of a square: cells of a
// warped grid whose shared edges are jagged. After simplification every edge still belongs to two
// cells (or to one and the outside), so borders are still shared, and the cells are valid in GEOS's
// eyes.
#include "shapes.h"

#include "sitmap/topo.h"

static void simplify(sm_arena *a, sm_path *paths, size_t n, double tol)
{
    sm_path *list[64];
    for (size_t i = 0; i < n; i++) {
        list[i] = &paths[i];
    }
    sm_topo_simplify_layer(a, list, n, tol);
}

// ---- By hand ------------------------------------------------------------------------------------

static void test_simplify_drops_vertices_within_the_tolerance(void **state)
{
    // 15 -1.4 is too far from 0 0 - 20 0; 5 0.5 lies (0.5 + 1.4 / 3) cos 5.3 = 0.963 from the rest.
    sm_path p = lines(*state, "0 0, 5 0.5, 10 0, 15 -1.4, 20 0");
    simplify(*state, &p, 1, 1);
    assert_path(&p, "0 0, 15 -1.4, 20 0");
}

static void test_simplify_keeps_the_border_of_neighbours(void **state)
{
    // Two rectangles side by side; the border between them bulges by 1 in the middle.
    sm_path p[2] = {rings(*state, "0 0, 0 10, 10 10, 11 5, 10 0"),
                    rings(*state, "10 0, 11 5, 10 10, 20 10, 20 0")};
    simplify(*state, p, 2, 0.5);
    assert_path(&p[0], "0 0, 0 10, 10 10, 11 5, 10 0, 0 0");
    simplify(*state, p, 2, 2);
    assert_path(&p[0], "0 0, 0 10, 10 10, 10 0, 0 0");
    assert_path(&p[1], "10 0, 10 10, 20 10, 20 0, 10 0");
}

static void test_simplify_does_not_pass_an_island(void **state)
{
    // The small square lies between the bulge and its chord.
    sm_path p[2] = {rings(*state, "0 0, 0 10, 5 12, 10 10, 10 0"),
                    rings(*state, "4.8 10.8, 4.8 11, 5 11, 5 10.8")};
    simplify(*state, p, 2, 3);
    assert_path(&p[0], "0 0, 0 10, 5 12, 10 10, 10 0, 0 0");
}

static void test_simplify_keeps_a_ring_a_ring(void **state)
{
    sm_path p[2] = {rings(*state, "0 0, 0 1, 1 1, 1 0"), rings(*state, "5 5, 5.5 6, 6 5")};
    simplify(*state, p, 2, 100);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(p[i].n_points, 4);
        assert_true(path_area(&p[i]) < 0);
    }
}

static void test_simplify_keeps_a_lens_between_two_junctions(void **state)
{
    // Both arcs of the lens would become the same chord from 0 0 to 10 0.
    sm_path p[3] = {rings(*state, "0 0, 5 1, 10 0, 5 -1"),
                    rings(*state, "0 0, 0 9, 10 9, 10 0, 5 1"),
                    rings(*state, "0 0, 5 -1, 10 0, 10 -9, 0 -9")};
    simplify(*state, p, 3, 2);
    assert_true(path_area(&p[0]) < 0);
    assert_near(path_area(&p[0]) + path_area(&p[1]) + path_area(&p[2]), -180, 1e-12, "");
}

static void test_simplify_with_no_tolerance_or_points_does_nothing(void **state)
{
    sm_path p = lines(*state, "0 0, 1 0, 2 0");
    simplify(*state, &p, 1, 0);
    assert_path(&p, "0 0, 1 0, 2 0");
    p = points(*state, "0 0, 1 0, 2 0");
    simplify(*state, &p, 1, 5);
    assert_path(&p, "0 0, 1 0, 2 0");
    sm_path none;
    sm_path_init(&none, *state, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    simplify(*state, &none, 1, 5);
    assert_int_equal(none.n_parts, 0);
}

static void test_simplify_leaves_a_layer_with_nan_alone(void **state)
{
    sm_path p = lines(*state, "0 0, 1 0, 2 0");
    p.points[1].y = NAN;
    simplify(*state, &p, 1, 5);
    assert_int_equal(p.n_points, 3);
}

static void test_simplify_keeps_a_closed_line_closed(void **state)
{
    sm_path p = lines(*state, "0 0, 5 5, 10 0, 5 -5, 0 0");
    simplify(*state, &p, 1, 1);
    assert_path(&p, "0 0, 5 5, 10 0, 5 -5, 0 0");
}

static void test_simplify_cuts_chains_of_thousands(void **state)
{
    sm_path p;
    sm_path_init(&p, *state, SM_SPACE_PAGE, SM_SHAPE_LINES);
    for (int i = 0; i < 10000; i++) {
        sm_path_add(&p, i, 0);
    }
    simplify(*state, &p, 1, 0.5);
    assert_path(&p, "0 0, 4096 0, 8192 0, 9999 0");
}

// ---- Partitions ---------------------------------------------------------------------------------

enum { N = 6, PIECES = 32 };

typedef struct partition {
    sm_point corners[N + 1][N + 1];
    sm_point across[N + 1][N][PIECES + 1]; // from corner [i][k] to [i][k + 1]
    sm_point along[N][N + 1][PIECES + 1];  // from corner [i][k] to [i + 1][k]
    sm_path cells[N * N];
} partition;

static void jag(sm_point *chain, sm_point a, sm_point b, double height, uint64_t *seed)
{
    for (int i = 0; i <= PIECES; i++) {
        double t = (double)i / PIECES, size = i == 0 || i == PIECES ? 0 : height;
        chain[i] = (sm_point){a.x + (b.x - a.x) * t + size * (next_random(seed) - 0.5),
                              a.y + (b.y - a.y) * t + size * (next_random(seed) - 0.5)};
    }
    chain[0] = a;
    chain[PIECES] = b;
}

static void add_chain(sm_path *p, const sm_point *chain, bool forth)
{
    for (int i = 0; i < PIECES; i++) {
        sm_point q = chain[forth ? i : PIECES - i];
        sm_path_add(p, q.x, q.y);
    }
}

static void make_partition(sm_arena *a, partition *p, double height, uint64_t seed)
{
    for (int i = 0; i <= N; i++) {
        for (int k = 0; k <= N; k++) {
            p->corners[i][k] = (sm_point){i * 10 + 4 * (next_random(&seed) - 0.5),
                                          k * 10 + 4 * (next_random(&seed) - 0.5)};
        }
    }
    for (int i = 0; i <= N; i++) {
        for (int k = 0; k < N; k++) {
            jag(p->across[i][k], p->corners[i][k], p->corners[i][k + 1], height, &seed);
            jag(p->along[k][i], p->corners[k][i], p->corners[k + 1][i], height, &seed);
        }
    }
    for (int i = 0; i < N; i++) {
        for (int k = 0; k < N; k++) {
            sm_path *cell = &p->cells[i * N + k];
            sm_path_init(cell, a, SM_SPACE_PAGE, SM_SHAPE_RINGS);
            add_chain(cell, p->across[i][k], true); // clockwise: up, right, down, left
            add_chain(cell, p->along[i][k + 1], true);
            add_chain(cell, p->across[i + 1][k], false);
            add_chain(cell, p->along[i][k], false);
            sm_path_add(cell, cell->points[0].x, cell->points[0].y);
        }
    }
}

typedef struct edge {
    sm_point a, b; // a is the smaller one
} edge;

static int by_points(const void *x, const void *y)
{
    return memcmp(x, y, sizeof(edge));
}

// Edges of all cells that occur once, twice, more often.
static void count_edges(sm_arena *a, const partition *p, size_t times[4])
{
    size_t n = 0;
    edge *edges = sm_arena_alloc(a, 100000 * sizeof *edges);
    for (int c = 0; c < N * N; c++) {
        for (size_t i = 1; i < p->cells[c].n_points; i++) {
            sm_point u = p->cells[c].points[i - 1], v = p->cells[c].points[i];
            bool forth = u.x < v.x || (u.x == v.x && u.y < v.y);
            edges[n++] = forth ? (edge){u, v} : (edge){v, u};
        }
    }
    qsort(edges, n, sizeof *edges, by_points);
    memset(times, 0, 4 * sizeof *times);
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i + 1; k < n && by_points(&edges[i], &edges[k]) == 0; k++) {
        }
        times[k - i < 3 ? k - i : 3]++;
    }
}

static bool all_valid(sm_arena *a, const partition *p)
{
    for (int c = 0; c < N * N; c++) {
        if (!sm_topo_is_valid(a, &p->cells[c], NULL, NULL)) {
            return false;
        }
    }
    return true;
}

static double sum_area(const partition *p)
{
    double sum = 0;
    for (int c = 0; c < N * N; c++) {
        sum += path_area(&p->cells[c]);
    }
    return sum;
}

// Area inside the four outer borders, which sum_area must equal when no cell overlaps or gapes.
static double outer_area(sm_arena *a, const partition *p)
{
    sm_classed classed[N * N];
    sm_stretches out;
    for (int c = 0; c < N * N; c++) {
        classed[c] = (sm_classed){&p->cells[c], 0};
    }
    assert_int_equal(sm_topo_boundaries(a, classed, N * N, 0, &out, NULL), SM_OK);
    assert_int_equal(out.count, 1);
    return sm_ring_area(out.items[0].line.points, out.items[0].line.n_points);
}

static void check_partition(sm_arena *a, double height, double tol, uint64_t seed)
{
    static partition p;
    make_partition(a, &p, height, seed);
    if (!all_valid(a, &p)) {
        return; // jags so high that they crossed: another seed
    }
    size_t before[4], after[4];
    count_edges(a, &p, before);
    assert_int_equal(before[1], 4 * N * PIECES);
    simplify(a, p.cells, N * N, tol);
    count_edges(a, &p, after);
    assert_true(after[1] + after[2] < before[1] + before[2]);
    assert_int_equal(after[3], 0);
    assert_true(all_valid(a, &p));
    assert_near(fabs(sum_area(&p)), fabs(outer_area(a, &p)), 1e-9, "");
}

static void test_simplify_keeps_random_partitions_whole(void **state)
{
    static const double tolerances[] = {0.05, 0.3, 1, 3, 10};
    for (uint64_t seed = 1; seed <= 12; seed++) {
        for (size_t i = 0; i < sizeof tolerances / sizeof *tolerances; i++) {
            check_partition(*state, 0.5 + (double)(seed % 4) * 0.3, tolerances[i], seed * 7919);
        }
    }
}

static void test_simplify_stays_within_the_tolerance(void **state)
{
    static partition p, original;
    make_partition(*state, &original, 0.8, 99);
    make_partition(*state, &p, 0.8, 99);
    simplify(*state, p.cells, N * N, 0.6);
    for (int c = 0; c < N * N; c++) {
        for (size_t i = 0; i < original.cells[c].n_points; i++) {
            assert_true(sm_path_distance(&p.cells[c], original.cells[c].points[i]) <= 0.6 + 1e-12);
        }
    }
}

static void test_simplify_does_not_depend_on_order_and_direction(void **state)
{
    static partition p, q;
    make_partition(*state, &p, 0.8, 5);
    make_partition(*state, &q, 0.8, 5);
    sm_path *forth[N * N], *back[N * N];
    for (int c = 0; c < N * N; c++) {
        forth[c] = &p.cells[c];
        back[N * N - 1 - c] = &q.cells[c];
        for (size_t i = 0; i < q.cells[c].n_points / 2; i++) { // walk the other way round
            sm_point swap = q.cells[c].points[i];
            q.cells[c].points[i] = q.cells[c].points[q.cells[c].n_points - 1 - i];
            q.cells[c].points[q.cells[c].n_points - 1 - i] = swap;
        }
    }
    sm_topo_simplify_layer(*state, forth, N * N, 0.5);
    sm_topo_simplify_layer(*state, back, N * N, 0.5);
    for (int c = 0; c < N * N; c++) {
        assert_int_equal(p.cells[c].n_points, q.cells[c].n_points);
        assert_near(path_area(&p.cells[c]), -path_area(&q.cells[c]), 1e-9, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_simplify_drops_vertices_within_the_tolerance),
        ARENA_TEST(test_simplify_keeps_the_border_of_neighbours),
        ARENA_TEST(test_simplify_does_not_pass_an_island),
        ARENA_TEST(test_simplify_keeps_a_ring_a_ring),
        ARENA_TEST(test_simplify_keeps_a_lens_between_two_junctions),
        ARENA_TEST(test_simplify_with_no_tolerance_or_points_does_nothing),
        ARENA_TEST(test_simplify_leaves_a_layer_with_nan_alone),
        ARENA_TEST(test_simplify_keeps_a_closed_line_closed),
        ARENA_TEST(test_simplify_cuts_chains_of_thousands),
        ARENA_TEST(test_simplify_keeps_random_partitions_whole),
        ARENA_TEST(test_simplify_stays_within_the_tolerance),
        ARENA_TEST(test_simplify_does_not_depend_on_order_and_direction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
