// From lon/lat to the page. In +proj=eqc +R=6371000 a degree is 111194.9266 m everywhere, so page
// places follow from the scale by multiplication.
#include "../topo/shapes.h"

#include "sitmap/carto.h"

#define PLAIN "+proj=eqc +R=6371000"
#define DEGREE_M 111194.92664455873
#define KARABAKH "+proj=lcc +lat_1=38.8 +lat_2=40.6 +lat_0=39.7 +lon_0=46.75 +datum=WGS84 +units=m"

static sm_crs *must_open(const char *text)
{
    sm_crs *crs = NULL;
    assert_int_equal(sm_crs_open(text, &crs, NULL), SM_OK);
    return crs;
}

// A frame of w x h points at 100, 50 with lon/lat `centre` in its middle.
static sm_view view_at(const sm_crs *crs, sm_point centre, double scale_denom, double w, double h)
{
    assert_int_equal(sm_crs_forward(crs, &centre, 1), 0);
    return (sm_view){scale_denom, centre, {100, 50, 100 + w, 50 + h}};
}

// One degree of PLAIN is `pt` points.
static double scale_of(double pt)
{
    return DEGREE_M * SM_MM(1000) / pt;
}

static sm_path deg(sm_arena *a, sm_shape shape, const char *text)
{
    return path_of(a, SM_SPACE_LONLAT, shape, text);
}

typedef struct prepared {
    sm_path path;
    sm_prepared result;
    size_t bad;
} prepared;

static prepared prepare(sm_arena *a, const sm_prepare *p, const sm_path *in)
{
    prepared out = {.bad = 0};
    sm_arena *scratch = sm_arena_create();
    sm_path_init(&out.path, a, SM_SPACE_PAGE, in->shape);
    out.result = sm_prepare_path(p, scratch, in, &out.path, &out.bad);
    sm_arena_destroy(scratch);
    return out;
}

static void test_prepare_puts_a_square_on_the_page(void **state)
{
    sm_crs *crs = must_open(PLAIN);
    sm_prepare p =
        sm_prepare_default(crs, view_at(crs, (sm_point){10, 0}, scale_of(10), 200, 100), 5);
    sm_path in = deg(*state, SM_SHAPE_RINGS, "9 -1, 9 1, 11 1, 11 -1");
    prepared out = prepare(*state, &p, &in);
    assert_int_equal(out.result, SM_PREPARED_INSIDE);
    assert_int_equal(out.path.space, SM_SPACE_PAGE);
    assert_path(&out.path, "190 110, 190 90, 210 90, 210 110, 190 110");
    assert_int_equal(out.bad, 0);
    sm_crs_close(crs);
}

static void test_prepare_cuts_at_the_padded_frame(void **state)
{
    sm_crs *crs = must_open(PLAIN);
    sm_prepare p =
        sm_prepare_default(crs, view_at(crs, (sm_point){10, 0}, scale_of(10), 200, 100), 5);
    sm_path in = deg(*state, SM_SHAPE_LINES, "10 0, 80 0");
    prepared out = prepare(*state, &p, &in);
    assert_int_equal(out.result, SM_PREPARED_CUT);
    assert_int_equal(out.path.n_parts, 1);
    assert_near(out.path.points[out.path.n_points - 1].x, 305, 0, "pt");
    in = deg(*state, SM_SHAPE_LINES, "60 0, 80 0");
    out = prepare(*state, &p, &in);
    assert_int_equal(out.result, SM_PREPARED_OUTSIDE);
    assert_int_equal(out.path.n_points, 0);
    in = deg(*state, SM_SHAPE_POINTS, "10 0, 11 0, 60 0");
    out = prepare(*state, &p, &in);
    assert_path(&out.path, "200 100, 210 100");
    sm_crs_close(crs);
}

static void test_prepare_of_nothing_is_outside(void **state)
{
    sm_crs *crs = must_open(PLAIN);
    sm_prepare p =
        sm_prepare_default(crs, view_at(crs, (sm_point){10, 0}, scale_of(10), 200, 100), 5);
    for (int shape = SM_SHAPE_POINTS; shape <= SM_SHAPE_RINGS; shape++) {
        sm_path in;
        sm_path_init(&in, *state, SM_SPACE_LONLAT, (sm_shape)shape);
        assert_int_equal(prepare(*state, &p, &in).result, SM_PREPARED_OUTSIDE);
    }
    sm_crs_close(crs);
}

// ---- Bends --------------------------------------------------------------------------------------

// The largest distance from the drawn line to where the edges of `in` really run.
static double stray(const sm_crs *crs, const sm_view *view, const sm_path *in, const sm_path *drawn)
{
    double most = 0;
    for (size_t i = 1; i < in->n_points; i++) {
        for (int k = 0; k <= 1000; k++) {
            double t = k / 1000.0;
            sm_point q = {in->points[i - 1].x * (1 - t) + in->points[i].x * t,
                          in->points[i - 1].y * (1 - t) + in->points[i].y * t};
            sm_crs_forward(crs, &q, 1);
            q = sm_view_to_page(view, q);
            if (sm_box_has(view->frame_pt, q)) {
                most = fmax(most, sm_path_distance(drawn, q));
            }
        }
    }
    return most;
}

static void test_prepare_follows_the_bend_of_long_edges(void **state)
{
    static const struct {
        const char *crs, *line;
        sm_point centre;
        double scale_denom;
    } cases[] = {
        {KARABAKH, "45 39.7, 48.5 39.7", {46.75, 39.7}, 1000000},
        {KARABAKH, "45.5 38.5, 48 40.9, 46 40.9", {46.75, 39.7}, 1500000},
        {KARABAKH, "20 39, 80 41", {46.75, 39.7}, 1000000},
        {KARABAKH, "-10 20, 90 60", {46.75, 39.7}, 60000000},
        // Through the inflection of a diagonal, whose middle lies on the chord.
        {"+proj=sinu +lon_0=0 +R=6371000", "-60 -60, 60 60", {0, 0}, 60000000},
        {"+proj=stere +lat_0=90 +R=6371000", "0 60, 180 60", {0, 90}, 60000000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sm_crs *crs = must_open(cases[i].crs);
        sm_view view = view_at(crs, cases[i].centre, cases[i].scale_denom, 480, 480);
        sm_prepare p = sm_prepare_default(crs, view, 0);
        sm_path in = deg(*state, SM_SHAPE_LINES, cases[i].line);
        prepared out = prepare(*state, &p, &in);
        assert_true(out.path.n_points > in.n_points);
        assert_true(out.path.n_points < 1000);
        // The bend allowed, half a grid cell across, and that twice for a cell's diagonal.
        assert_near(stray(crs, &view, &in, &out.path), 0, 0.02 + 0.0071 * 2, "pt");
        sm_crs_close(crs);
    }
}

static void test_prepare_leaves_short_edges_alone(void **state)
{
    sm_crs *crs = must_open(KARABAKH);
    sm_view view = view_at(crs, (sm_point){46.75, 39.7}, 1200000, 480, 480);
    sm_prepare p = sm_prepare_default(crs, view, 0);
    sm_path in = deg(*state, SM_SHAPE_LINES, "46.7 39.7, 46.72 39.7, 46.74 39.69, 46.8 39.7");
    assert_int_equal(prepare(*state, &p, &in).path.n_points, 4);
    sm_crs_close(crs);
}

static void test_prepare_divides_a_shared_edge_alike(void **state)
{
    uint64_t seed = 4;
    sm_crs *crs = must_open(KARABAKH);
    sm_view view = view_at(crs, (sm_point){46.75, 39.7}, 2500000, 480, 480);
    sm_prepare p = sm_prepare_default(crs, view, 0);
    for (int i = 0; i < 50; i++) {
        sm_path there, back;
        sm_point a = {44 + 6 * next_random(&seed), 38 + 4 * next_random(&seed)};
        sm_point b = {44 + 6 * next_random(&seed), 38 + 4 * next_random(&seed)};
        sm_path_init(&there, *state, SM_SPACE_LONLAT, SM_SHAPE_LINES);
        sm_path_init(&back, *state, SM_SPACE_LONLAT, SM_SHAPE_LINES);
        sm_path_add(&there, a.x, a.y);
        sm_path_add(&there, b.x, b.y);
        sm_path_add(&back, b.x, b.y);
        sm_path_add(&back, a.x, a.y);
        prepared forth = prepare(*state, &p, &there), other = prepare(*state, &p, &back);
        size_t n = forth.path.n_points;
        assert_int_equal(n, other.path.n_points);
        for (size_t k = 0; k < n; k++) {
            assert_memory_equal(&forth.path.points[k], &other.path.points[n - 1 - k],
                                sizeof(sm_point));
        }
    }
    sm_crs_close(crs);
}

// ---- The reach ----------------------------------------------------------------------------------

static void test_reach_holds_all_that_the_frame_shows(void **state)
{
    static const struct {
        const char *crs;
        sm_point centre;
        double scale_denom;
    } cases[] = {
        {KARABAKH, {46.75, 39.7}, 1200000},
        {KARABAKH, {46.75, 39.7}, 50000000},
        {"+proj=utm +zone=38 +datum=WGS84", {48.5, 41}, 500000},
        {"+proj=stere +lat_0=90 +R=6371000", {30, 75}, 20000000},
        {"+proj=laea +lat_0=60 +lon_0=180 +datum=WGS84", {180, 62}, 20000000},
        {"+proj=merc +lon_0=180 +datum=WGS84", {-170, 10}, 30000000},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sm_crs *crs = must_open(cases[i].crs);
        sm_view view = view_at(crs, cases[i].centre, cases[i].scale_denom, 480, 480);
        sm_prepare p = sm_prepare_default(crs, view, 10);
        sm_box plane = sm_view_plane_box(&view, 10);
        for (int k = 0; k < 101 * 101; k++) {
            sm_point q = {plane.x0 + (plane.x1 - plane.x0) * (k % 101) / 100,
                          plane.y0 + (plane.y1 - plane.y0) * (int)(k / 101) / 100};
            if (sm_crs_inverse(crs, &q, 1) == 0) {
                assert_true(sm_box_has(sm_prepare_lonlat_box(&p), q));
                bool reached = false;
                for (int turn = -1; turn <= 1; turn++) {
                    sm_point turned = {q.x + turn * 360, q.y};
                    reached = reached || sm_box_has(p.reach_deg, turned);
                }
                assert_true(reached);
            }
        }
        sm_crs_close(crs);
    }
}

static void test_reach_of_a_small_map_is_small(void **state)
{
    (void)state;
    sm_crs *crs = must_open(KARABAKH);
    sm_prepare p =
        sm_prepare_default(crs, view_at(crs, (sm_point){46.75, 39.7}, 1200000, 480, 480), 10);
    sm_box box = sm_prepare_lonlat_box(&p);
    assert_true(box.x1 - box.x0 < 3.2 && box.y1 - box.y0 < 2.5); // 212 km: 2.5 by 1.9 degrees
    sm_crs_close(crs);
}

static void test_lonlat_box_is_the_world_when_it_cannot_be_told(void **state)
{
    static const struct {
        const char *crs;
        sm_point centre;
    } cases[] = {
        {"+proj=stere +lat_0=90 +R=6371000", {0, 90}},    // a pole
        {"+proj=merc +lon_0=180 +datum=WGS84", {180, 0}}, // across the antimeridian
        {"+proj=ortho +R=6371000", {0, 0}},               // the frame shows space
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sm_crs *crs = must_open(cases[i].crs);
        sm_view view = view_at(crs, cases[i].centre, 100000000, 480, 480);
        sm_prepare p = sm_prepare_default(crs, view, 0);
        sm_box box = sm_prepare_lonlat_box(&p);
        assert_true(box.x0 <= -180 && box.x1 >= 180);
        sm_crs_close(crs);
    }
}

// ---- The antimeridian ---------------------------------------------------------------------------

static double longest_segment(const sm_path *path)
{
    double longest = 0;
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        for (size_t k = 1; k < n; k++) {
            longest = fmax(longest, sm_distance(p[k - 1], p[k]));
        }
    }
    return longest;
}

static void test_prepare_shows_data_from_both_sides_of_the_antimeridian(void **state)
{
    sm_crs *crs = must_open("+proj=laea +lat_0=65 +lon_0=180 +datum=WGS84");
    sm_prepare p =
        sm_prepare_default(crs, view_at(crs, (sm_point){180, 65}, 20000000, 480, 480), 0);
    sm_path in = deg(*state, SM_SHAPE_POINTS, "179 65, -179 65, 181 65, 20 65");
    prepared out = prepare(*state, &p, &in);
    assert_int_equal(out.path.n_points, 3);
    // One ring, written with longitudes over 180: drawn whole.
    in = deg(*state, SM_SHAPE_RINGS, "175 62, 175 68, 185 68, 185 62");
    out = prepare(*state, &p, &in);
    assert_int_equal(out.result, SM_PREPARED_INSIDE);
    assert_int_equal(out.path.n_parts, 1);
    sm_crs_close(crs);
}

static void test_prepare_tears_a_world_map_at_its_edge(void **state)
{
    sm_crs *crs = must_open(PLAIN);
    // 360 degrees are 360 points, in a frame of 400.
    sm_prepare p =
        sm_prepare_default(crs, view_at(crs, (sm_point){0, 0}, scale_of(1), 400, 200), 0);
    sm_path in = deg(*state, SM_SHAPE_LINES, "170 10, 190 10");
    prepared out = prepare(*state, &p, &in);
    assert_int_equal(out.path.n_parts, 2);
    assert_true(longest_segment(&out.path) <= 10.01);
    in = deg(*state, SM_SHAPE_RINGS, "170 10, 170 20, 190 20, 190 10");
    out = prepare(*state, &p, &in);
    assert_int_equal(out.path.n_parts, 2);
    assert_true(longest_segment(&out.path) <= 10.01);
    assert_near(fabs(path_area(&out.path)), 200, 0.3, "pt2");
    sm_crs_close(crs);
}

static void test_prepare_does_not_tear_a_polar_map(void **state)
{
    sm_crs *crs = must_open("+proj=stere +lat_0=90 +R=6371000");
    sm_prepare p = sm_prepare_default(crs, view_at(crs, (sm_point){0, 90}, 60000000, 480, 480), 0);
    sm_path in;
    sm_path_init(&in, *state, SM_SPACE_LONLAT, SM_SHAPE_RINGS);
    for (int lon = -180; lon <= 180; lon += 10) { // a circle about the pole
        sm_path_add(&in, lon, 75);
    }
    sm_path_add(&in, 180, 90); // closed by way of the pole, as files do it
    sm_path_add(&in, -180, 90);
    sm_path_add(&in, -180, 75);
    prepared out = prepare(*state, &p, &in);
    assert_int_equal(out.result, SM_PREPARED_INSIDE);
    assert_int_equal(out.path.n_parts, 1);
    // Radius on the page: 2 R tan(7.5 degrees), divided by the scale.
    double r = 2 * 6371000 * tan(7.5 * 3.14159265358979 / 180) / 60000000 * SM_MM(1000);
    assert_near(fabs(path_area(&out.path)), 3.14159265358979 * r * r, 0.02 * 6.3 * r, "pt2");
    sm_crs_close(crs);
}

// ---- Guards -------------------------------------------------------------------------------------

static void test_prepare_cuts_bad_vertices_out(void **state)
{
    sm_crs *crs = must_open("+proj=ortho +lat_0=0 +lon_0=0 +R=6371000");
    sm_prepare p = sm_prepare_default(crs, view_at(crs, (sm_point){0, 0}, 100000000, 480, 480), 0);
    sm_path in = deg(*state, SM_SHAPE_LINES, "-10 0, 0 0, 170 0, 10 5, 20 5"); // 170: the far side
    prepared out = prepare(*state, &p, &in);
    assert_int_equal(out.bad, 1);
    assert_int_equal(out.result, SM_PREPARED_CUT);
    assert_int_equal(out.path.n_parts, 2);
    in = deg(*state, SM_SHAPE_RINGS, "-10 -10, -10 10, 170 0, 10 10, 10 -10");
    out = prepare(*state, &p, &in);
    assert_int_equal(out.bad, 1);
    assert_int_equal(out.path.n_parts, 1);
    sm_crs_close(crs);
}

static void test_prepare_cuts_nan_out_and_draws_the_rest(void **state)
{
    sm_crs *crs = must_open(PLAIN);
    sm_prepare p =
        sm_prepare_default(crs, view_at(crs, (sm_point){10, 0}, scale_of(10), 200, 100), 5);
    sm_path in = deg(*state, SM_SHAPE_LINES, "9 0, 10 0, nan 0, 11 0, 12 0, 12 inf");
    prepared out = prepare(*state, &p, &in);
    assert_path(&out.path, "190 100, 200 100; 210 100, 220 100");
    assert_int_equal(out.bad, 2);
    in = deg(*state, SM_SHAPE_RINGS, "nan 5, 9 -1, 9 1, 11 1, 11 -1");
    out = prepare(*state, &p, &in);
    assert_path(&out.path, "190 110, 190 90, 210 90, 210 110, 190 110");
    in = deg(*state, SM_SHAPE_POINTS, "nan 5, 10 0");
    out = prepare(*state, &p, &in);
    assert_path(&out.path, "200 100");
    in = deg(*state, SM_SHAPE_RINGS, "nan nan, nan nan, nan nan");
    out = prepare(*state, &p, &in);
    assert_int_equal(out.result, SM_PREPARED_OUTSIDE);
    sm_crs_close(crs);
}

// 5000 km at 1 : 500 would be 2.8e7 points: whatever comes in, what goes out lies in the padded
// frame, on the grid.
static void test_prepare_keeps_every_coordinate_in_the_padded_frame(void **state)
{
    static const double scales[] = {500, 12345, 1200000, 3e7};
    uint64_t seed = 12;
    sm_crs *crs = must_open(KARABAKH);
    for (size_t s = 0; s < sizeof scales / sizeof *scales; s++) {
        sm_view view = view_at(crs, (sm_point){46.7512345, 39.7654321}, scales[s], 481.3, 377.7);
        sm_prepare p = sm_prepare_default(crs, view, 7.3337);
        sm_box frame = sm_box_grow(view.frame_pt, 7.3337);
        for (int run = 0; run < 60; run++) {
            sm_path in;
            double size = pow(10, 4 * next_random(&seed) - 3);
            sm_path_init(&in, *state, SM_SPACE_LONLAT, run % 2 ? SM_SHAPE_RINGS : SM_SHAPE_LINES);
            for (int i = 0; i < 20; i++) {
                sm_path_add(&in, 46.75 + size * 10 * (next_random(&seed) - 0.5),
                            fmin(39.76 + size * 10 * (next_random(&seed) - 0.5), 89));
            }
            sm_path_add(&in, in.points[0].x, in.points[0].y);
            prepared out = prepare(*state, &p, &in);
            for (size_t i = 0; i < out.path.n_points; i++) {
                sm_point q = out.path.points[i];
                assert_true(sm_box_has(frame, q));
                assert_near(q.x, round(q.x * 100) / 100, 1e-9, "pt");
                assert_near(q.y, round(q.y * 100) / 100, 1e-9, "pt");
            }
        }
    }
    sm_crs_close(crs);
}

static void test_prepare_fills_the_frame_from_small_and_huge_polygons_alike(void **state)
{
    static const double scales[] = {500, 5000, 50000, 500000, 5000000};
    static const char *const around[] = {
        "46 39, 46 40.5, 47.5 40.5, 47.5 39",
        "20 10, 20 70, 80 70, 80 10",
        "-179 -80, -179 85, 179 85, 179 -80",
    };
    sm_crs *crs = must_open(KARABAKH);
    for (size_t s = 0; s < sizeof scales / sizeof *scales; s++) {
        sm_view view = view_at(crs, (sm_point){46.75, 39.7}, scales[s], 40, 30);
        sm_prepare p = sm_prepare_default(crs, view, 2);
        for (size_t i = scales[s] > 1e6 ? 1 : 0; i < sizeof around / sizeof *around; i++) {
            sm_path in = deg(*state, SM_SHAPE_RINGS, around[i]);
            prepared out = prepare(*state, &p, &in);
            assert_near(fabs(path_area(&out.path)), 44 * 34, 1e-9, "pt2");
        }
    }
    sm_crs_close(crs);
}

static void test_prepare_reuses_its_storage(void **state)
{
    sm_crs *crs = must_open(KARABAKH);
    sm_prepare p =
        sm_prepare_default(crs, view_at(crs, (sm_point){46.75, 39.7}, 1200000, 480, 480), 10);
    sm_arena *scratch = sm_arena_create(), *page = sm_arena_create();
    sm_path in, out;
    sm_path_init(&in, *state, SM_SPACE_LONLAT, SM_SHAPE_LINES);
    sm_path_init(&out, page, SM_SPACE_PAGE, SM_SHAPE_LINES);
    for (int i = 0; i < 5000; i++) {
        sm_path_add(&in, 46 + i * 0.0004, 39.5 + 0.1 * (i % 2));
    }
    size_t size = 0, page_size = 0;
    for (int run = 0; run < 10; run++) {
        sm_prepare_path(&p, scratch, &in, &out, NULL);
        if (run == 2) {
            size = sm_arena_size(scratch);
            page_size = sm_arena_size(page);
        }
    }
    assert_int_equal(sm_arena_size(scratch), size);
    assert_int_equal(sm_arena_size(page), page_size);
    sm_arena_destroy(scratch);
    sm_arena_destroy(page);
    sm_crs_close(crs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_prepare_puts_a_square_on_the_page),
        ARENA_TEST(test_prepare_cuts_at_the_padded_frame),
        ARENA_TEST(test_prepare_of_nothing_is_outside),
        ARENA_TEST(test_prepare_follows_the_bend_of_long_edges),
        ARENA_TEST(test_prepare_leaves_short_edges_alone),
        ARENA_TEST(test_prepare_divides_a_shared_edge_alike),
        ARENA_TEST(test_reach_holds_all_that_the_frame_shows),
        ARENA_TEST(test_reach_of_a_small_map_is_small),
        ARENA_TEST(test_lonlat_box_is_the_world_when_it_cannot_be_told),
        ARENA_TEST(test_prepare_shows_data_from_both_sides_of_the_antimeridian),
        ARENA_TEST(test_prepare_tears_a_world_map_at_its_edge),
        ARENA_TEST(test_prepare_does_not_tear_a_polar_map),
        ARENA_TEST(test_prepare_cuts_bad_vertices_out),
        ARENA_TEST(test_prepare_cuts_nan_out_and_draws_the_rest),
        ARENA_TEST(test_prepare_keeps_every_coordinate_in_the_padded_frame),
        ARENA_TEST(test_prepare_fills_the_frame_from_small_and_huge_polygons_alike),
        ARENA_TEST(test_prepare_reuses_its_storage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
