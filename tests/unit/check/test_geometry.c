// Rings as they stand in a file: what is a fault, where it is said to be, and what is none.
#include "test.h"

#include "unit/check/bench.h"

static shapefile one_polygon(const uint32_t *parts, size_t n_parts, const sm_point *points,
                             size_t n)
{
    shapefile f = shapefile_make(SHP_POLYGON);
    shapefile_shape(&f, parts, n_parts, points, n);
    return f;
}

#define POLYGON(...) one_polygon(__VA_ARGS__)

static void look(bench *b, shapefile f)
{
    bench_check(b, &f);
}

static void test_a_sound_polygon_with_a_hole_is_no_fault(void **state)
{
    bench b = bench_open(*state);
    look(&b, POLYGON(PARTS(0, 5), POINTS({0, 0}, {0, 4}, {4, 4}, {4, 0}, {0, 0}, {1, 1}, {2, 1},
                                         {2, 2}, {1, 2}, {1, 1})));
    assert_sound(&b);
    bench_close(&b);
}

// (0, 0)-(4, 4) and (4, 0)-(1, 3) meet at (2, 2); the first of two crossings from the west is told.
static void test_the_westernmost_crossing_is_told(void **state)
{
    bench b = bench_open(*state);
    look(&b, POLYGON(PARTS(0), POINTS({0, 0}, {4, 4}, {4, 0}, {1, 3}, {0, 0})));
    assert_found(&b, "ring.crossing", 1, 2, 2);
    bench_close(&b);
}

// The halves of a bow cancel: it has no area, but it is no degenerate ring.
static void test_a_bow_without_area_is_a_crossing(void **state)
{
    bench b = bench_open(*state);
    look(&b, POLYGON(PARTS(0), POINTS({0, 0}, {0, 4}, {4, 0}, {4, 4}, {0, 0})));
    assert_found(&b, "ring.crossing", 1, 2, 2);
    assert_not_found(&b, "ring.degenerate");
    assert_not_found(&b, "ring.winding");
    bench_close(&b);
}

static void test_crossings_are_found_among_many_vertices(void **state)
{
    enum { N = 4000 };
    bench b = bench_open(*state);
    sm_point *p = calloc(N + 1, sizeof *p);
    assert_non_null(p);
    for (size_t i = 0; i < N; i++) { // a clockwise circle
        double at = -2 * M_PI * (double)i / N;
        p[i] = (sm_point){10 + cos(at), 50 + sin(at)};
    }
    p[1000] = (sm_point){10, 51.5}; // the southern end, carried beyond the northern one
    p[N] = p[0];
    look(&b, one_polygon((uint32_t[]){0}, 1, p, N + 1));
    free(p);
    const sm_diag *d = NULL;
    assert_int_equal(bench_count(&b, "ring.crossing", &d), 1);
    assert_near(d->lat_deg, 51, 1e-3, "deg");
    assert_near(d->lon_deg, 10, 2e-3, "deg");
    bench_close(&b);
}

// Rings that meet in one vertex are valid; a ring that runs along another's edge is not.
static void test_touching_in_a_vertex_is_no_crossing(void **state)
{
    bench b = bench_open(*state);
    look(&b, POLYGON(PARTS(0, 4),
                     POINTS({0, 0}, {1, 2}, {2, 0}, {0, 0}, {2, 0}, {3, 2}, {4, 0}, {2, 0})));
    assert_not_found(&b, "ring.crossing");
    look(&b, POLYGON(PARTS(0, 5), POINTS({0, 0}, {0, 2}, {2, 2}, {2, 0}, {0, 0}, {2, 0}, {2, 2},
                                         {4, 2}, {4, 0}, {2, 0})));
    assert_int_equal(bench_count(&b, "ring.crossing", NULL), 1);
    bench_close(&b);
}

static void test_winding_of_outer_rings_and_holes(void **state)
{
    bench b = bench_open(*state);
    look(&b, POLYGON(PARTS(0), POINTS({0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0})));
    assert_found(&b, "ring.winding", 1, 0, 0);
    assert_not_found(&b, "ring.hole-outside");
    look(&b, POLYGON(PARTS(0, 5), POINTS({0, 0}, {0, 4}, {4, 4}, {4, 0}, {0, 0}, {1, 1}, {1, 2},
                                         {2, 2}, {2, 1}, {1, 1}))); // the hole
    assert_found(&b, "ring.winding", 1, 1, 1);
    look(&b, POLYGON(PARTS(0, 5), POINTS({0, 0}, {0, 4}, {4, 4}, {4, 0}, {0, 0}, {5, 1}, {6, 1},
                                         {6, 2}, {5, 2}, {5, 1}))); // a hole beside
    assert_found(&b, "ring.hole-outside", 1, 5, 1);
    assert_not_found(&b, "ring.winding");
    bench_close(&b);
}

// An island in a lake: three rings inside of each other, wound right.
static void test_an_island_in_a_lake_is_no_fault(void **state)
{
    bench b = bench_open(*state);
    look(&b, POLYGON(PARTS(0, 5, 10),
                     POINTS({0, 0}, {0, 9}, {9, 9}, {9, 0}, {0, 0}, {1, 1}, {8, 1}, {8, 8}, {1, 8},
                            {1, 1}, {2, 2}, {2, 7}, {7, 7}, {7, 2}, {2, 2})));
    assert_sound(&b);
    bench_close(&b);
}

// At the equator 2 degrees of opening are a corner, half a degree is a spike.
static void test_a_spike_is_sharper_than_a_degree(void **state)
{
    bench b = bench_open(*state);
    double wide = tan(1 * M_PI / 180), thin = tan(0.25 * M_PI / 180);
    look(&b, POLYGON(PARTS(0), POINTS({0, 0}, {0, 1}, {1, 1}, {1, wide}, {2, 0}, {1, -wide},
                                      {1, -1}, {0, -1}, {0, 0})));
    assert_not_found(&b, "ring.spike");
    look(&b, POLYGON(PARTS(0), POINTS({0, 0}, {0, 1}, {1, 1}, {1, thin}, {2, 0}, {1, -thin},
                                      {1, -1}, {0, -1}, {0, 0})));
    assert_found(&b, "ring.spike", 1, 2, 0);
    bench_close(&b);
}

// The spike may sit where the ring closes.
static void test_a_spike_at_the_first_vertex(void **state)
{
    bench b = bench_open(*state);
    double thin = tan(0.25 * M_PI / 180);
    look(&b, POLYGON(PARTS(0), POINTS({2, 0}, {1, -thin}, {1, -1}, {0, -1}, {0, 1}, {1, 1},
                                      {1, thin}, {2, 0})));
    assert_found(&b, "ring.spike", 1, 2, 0);
    bench_close(&b);
}

static void test_repeated_open_and_degenerate(void **state)
{
    bench b = bench_open(*state);
    look(&b, POLYGON(PARTS(0), POINTS({0, 0}, {0, 4}, {4, 4}, {4, 4}, {4, 4}, {4, 0}, {0, 0})));
    assert_found(&b, "vertex.duplicate", 1, 4, 4);
    look(&b, POLYGON(PARTS(0), POINTS({0, 0}, {0, 4}, {4, 4}, {4, 0}, {0, 1})));
    assert_found(&b, "ring.open", 1, 0, 1);
    look(&b, POLYGON(PARTS(0, 5),
                     POINTS({0, 0}, {0, 4}, {4, 4}, {4, 0}, {0, 0}, {5, 1}, {6, 1}, {5, 1})));
    assert_found(&b, "ring.degenerate", 1, 5, 1);
    bench_close(&b);
}

// Four metres by eleven kilometres is the rest of an overlay, fifty metres wide may be a road.
static void test_a_sliver_is_less_than_five_metres_wide(void **state)
{
    bench b = bench_open(*state);
    double four = 4 / 111320.0, fifty = 50 / 111320.0;
    look(&b, POLYGON(PARTS(0), POINTS({0, 0}, {0, four}, {0.1, four}, {0.1, 0}, {0, 0})));
    assert_found(&b, "ring.sliver", 1, 0, 0);
    look(&b, POLYGON(PARTS(0), POINTS({0, 0}, {0, fifty}, {0.1, fifty}, {0.1, 0}, {0, 0})));
    assert_not_found(&b, "ring.sliver");
    bench_close(&b);
}

static void test_one_vertex_outside_of_the_world(void **state)
{
    bench b = bench_open(*state);
    shapefile f = shapefile_make(SHP_POLYGON);
    shapefile_shape(&f, PARTS(0), POINTS({0, 0}, {0, 4}, {4, 4}, {4, 0}, {0, 0}));
    shapefile_shape(&f, PARTS(0), POINTS({5, 0}, {5, 94}, {9, 4}, {9, 0}, {5, 0}));
    bench_check(&b, &f);
    assert_found(&b, "vertex.domain", 2, (double)NAN, 0);
    assert_not_found(&b, "prj.implausible");
    bench_close(&b);
}

// Where most vertices are outside the file lies about its CRS: said once, of the file.
static void test_most_vertices_outside_of_the_world(void **state)
{
    bench b = bench_open(*state);
    shapefile f = shapefile_make(SHP_POLYGON);
    shapefile_shape(&f, PARTS(0), POINTS({5e5, 4e6}, {5e5, 5e6}, {6e5, 5e6}, {5e5, 4e6}));
    shapefile_shape(&f, PARTS(0), POINTS({6e5, 4e6}, {6e5, 5e6}, {7e5, 5e6}, {6e5, 4e6}));
    bench_check(&b, &f);
    assert_not_found(&b, "vertex.domain");
    assert_int_equal(bench_count(&b, "prj.implausible", NULL), 1);
    bench_close(&b);
}

#define DIR_TEST(f) cmocka_unit_test_setup_teardown(f, test_dir_setup, test_dir_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(test_a_sound_polygon_with_a_hole_is_no_fault),
        DIR_TEST(test_the_westernmost_crossing_is_told),
        DIR_TEST(test_a_bow_without_area_is_a_crossing),
        DIR_TEST(test_crossings_are_found_among_many_vertices),
        DIR_TEST(test_touching_in_a_vertex_is_no_crossing),
        DIR_TEST(test_winding_of_outer_rings_and_holes),
        DIR_TEST(test_an_island_in_a_lake_is_no_fault),
        DIR_TEST(test_a_spike_is_sharper_than_a_degree),
        DIR_TEST(test_a_spike_at_the_first_vertex),
        DIR_TEST(test_repeated_open_and_degenerate),
        DIR_TEST(test_a_sliver_is_less_than_five_metres_wide),
        DIR_TEST(test_one_vertex_outside_of_the_world),
        DIR_TEST(test_most_vertices_outside_of_the_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
