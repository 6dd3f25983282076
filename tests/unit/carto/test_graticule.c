// Meridians and parallels on the page.
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

// 10 points a degree, 60 x 50 points: longitudes 7..13, latitudes -2.5..2.5.
static sm_view plain_view(void)
{
    return (sm_view){DEGREE_M * SM_MM(1000) / 10, {10 * DEGREE_M, 0}, {0, 0, 60, 50}};
}

static const sm_graticule_tick *find_tick(const sm_graticule *g, char edge, bool meridian,
                                          double deg)
{
    for (size_t i = 0; i < g->n_ticks; i++) {
        const sm_graticule_tick *t = &g->ticks[i];
        if (t->edge == edge && t->meridian == meridian && fabs(t->deg - deg) < 1e-9) {
            return t;
        }
    }
    return NULL;
}

static void test_graticule_of_a_plain_map(void **state)
{
    sm_crs *crs = must_open(PLAIN);
    sm_view view = plain_view();
    sm_graticule g;
    assert_int_equal(sm_graticule_make(*state, crs, &view, 0, &g, NULL), SM_OK);
    assert_near(g.step_deg, 2, 0, "deg"); // 8, 10, 12; a step of 5 would show one
    assert_int_equal(g.n_lines, 3 + 3);   // parallels -2, 0, 2
    const sm_graticule_tick *t = find_tick(&g, 't', true, 8);
    assert_non_null(t);
    assert_near(t->at_pt.x, 10, 1e-6, "pt");
    assert_near(t->at_pt.y, 0, 0, "pt");
    t = find_tick(&g, 'r', false, 0);
    assert_non_null(t);
    assert_near(t->at_pt.x, 60, 0, "pt");
    assert_near(t->at_pt.y, 25, 1e-6, "pt");
    assert_int_equal(g.n_crosses, 9);
    sm_crs_close(crs);
}

static void test_graticule_takes_the_step_it_is_given(void **state)
{
    sm_crs *crs = must_open(PLAIN);
    sm_view view = plain_view();
    sm_graticule g;
    sm_error err;
    assert_int_equal(sm_graticule_make(*state, crs, &view, 0.5, &g, &err), SM_OK);
    assert_non_null(find_tick(&g, 'b', true, 9.5));
    assert_null(find_tick(&g, 'b', true, 9.75));
    assert_int_equal(sm_graticule_make(*state, crs, &view, 0.001, &g, &err), SM_EINPUT);
    assert_string_contains(err.message, "more than 200 lines");
    assert_int_equal(sm_graticule_make(*state, crs, &view, -1, &g, &err), SM_EINPUT);
    assert_int_equal(sm_graticule_make(*state, crs, &view, NAN, &g, &err), SM_EINPUT);
    sm_crs_close(crs);
}

static void test_graticule_shows_three_to_six_meridians(void **state)
{
    static const double scales[] = {20000, 100000, 250000, 500000, 1200000, 3000000, 2e7};
    sm_crs *crs = must_open(KARABAKH);
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        sm_view view = {scales[i], {0, 0}, {0, 0, 480, 480}};
        sm_graticule g;
        assert_int_equal(sm_graticule_make(*state, crs, &view, 0, &g, NULL), SM_OK);
        size_t meridians = 0;
        for (size_t k = 0; k < g.n_lines; k++) {
            meridians += g.lines[k].meridian;
        }
        assert_true(meridians >= 3 && meridians <= 8); // in the corners a map shows more
    }
    sm_crs_close(crs);
}

static void test_graticule_ends_on_the_frame(void **state)
{
    sm_crs *crs = must_open(KARABAKH);
    sm_view view = {1200000, {3000, -7000}, {20, 30, 500, 510}};
    sm_graticule g;
    assert_int_equal(sm_graticule_make(*state, crs, &view, 0.5, &g, NULL), SM_OK);
    assert_int_equal(g.n_ticks, 2 * g.n_lines);
    for (size_t i = 0; i < g.n_ticks; i++) {
        sm_point p = g.ticks[i].at_pt;
        switch (g.ticks[i].edge) {
        case 'l': assert_near(p.x, 20, 0, "pt"); break;
        case 'r': assert_near(p.x, 500, 0, "pt"); break;
        case 't': assert_near(p.y, 30, 0, "pt"); break;
        case 'b': assert_near(p.y, 510, 0, "pt"); break;
        default: fail();
        }
        // And it is that meridian or parallel: back from the page.
        sm_point back = sm_view_to_plane(&view, p);
        assert_int_equal(sm_crs_inverse(crs, &back, 1), 0);
        assert_near(g.ticks[i].meridian ? back.x : back.y, g.ticks[i].deg, 1e-4, "deg");
    }
    sm_crs_close(crs);
}

static void test_graticule_about_a_pole_has_each_meridian_once(void **state)
{
    sm_crs *crs = must_open("+proj=stere +lat_0=90 +R=6371000");
    sm_view view = {60000000, {0, 0}, {0, 0, 480, 480}};
    sm_graticule g;
    assert_int_equal(sm_graticule_make(*state, crs, &view, 30, &g, NULL), SM_OK);
    size_t meridians = 0, circles = 0;
    for (size_t i = 0; i < g.n_lines; i++) {
        const sm_path *p = &g.lines[i].path;
        meridians += g.lines[i].meridian;
        sm_point first = p->points[0], last = p->points[p->n_points - 1];
        circles += !g.lines[i].meridian && g.lines[i].deg == 60 && sm_distance(first, last) < 0.01;
    }
    assert_int_equal(meridians, 12);
    assert_int_equal(circles, 1);
    sm_crs_close(crs);
}

static void test_graticule_counts_across_the_antimeridian(void **state)
{
    sm_crs *crs = must_open("+proj=merc +lon_0=180 +R=6371000");
    sm_view view = {DEGREE_M * SM_MM(1000) / 10, {0, 0}, {0, 0, 60, 40}}; // 177..183
    sm_graticule g;
    assert_int_equal(sm_graticule_make(*state, crs, &view, 2, &g, NULL), SM_OK);
    assert_non_null(find_tick(&g, 't', true, 178));
    assert_non_null(find_tick(&g, 't', true, 180));
    assert_non_null(find_tick(&g, 't', true, -178));
    sm_crs_close(crs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_graticule_of_a_plain_map),
        ARENA_TEST(test_graticule_takes_the_step_it_is_given),
        ARENA_TEST(test_graticule_shows_three_to_six_meridians),
        ARENA_TEST(test_graticule_ends_on_the_frame),
        ARENA_TEST(test_graticule_about_a_pole_has_each_meridian_once),
        ARENA_TEST(test_graticule_counts_across_the_antimeridian),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
