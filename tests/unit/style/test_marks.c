// Shapes of marks: sizes by the definitions in docs/sld.md, names in all their spellings.
#include "style/style_of.h"

static sm_shape_mark find(world *w, const char *name, sm_dialect dialect)
{
    sm_shape_mark m;
    if (!sm_mark_find(w->arena, name, dialect, &m)) {
        fail_msg("no mark %s", name);
    }
    return m;
}

static sm_box box_of(world *w, const char *name)
{
    return sm_path_box(find(w, name, SM_DIALECT_STD).path);
}

static void assert_box(sm_box b, double x0, double y0, double x1, double y1)
{
    assert_near(b.x0, x0, 1e-4, "");
    assert_near(b.y0, y0, 1e-4, "");
    assert_near(b.x1, x1, 1e-4, "");
    assert_near(b.y1, y1, 1e-4, "");
}

static void test_box_when_basic(void **state)
{
    world *w = *state;
    assert_box(box_of(w, "square"), -0.5, -0.5, 0.5, 0.5);
    assert_box(box_of(w, "circle"), -0.5, -0.5, 0.5, 0.5);
    assert_box(box_of(w, "triangle"), -1 / sqrt(3), -0.5, 1 / sqrt(3), 0.5);
    assert_box(box_of(w, "cross"), -0.5, -0.5, 0.5, 0.5);
    assert_box(box_of(w, "x"), -0.5, -0.5, 0.5, 0.5);
    assert_box(box_of(w, "arrow"), -0.5, -0.5, 0.5, 0.5);
    assert_box(box_of(w, "semi_circle"), -0.5, 0, 0.5, 0.5);
    sm_box star = box_of(w, "star");
    assert_near(star.y0, -0.5, 1e-4, "");
    assert_near(star.y1, 0.5, 1e-4, "");
}

static double area(const sm_path *path)
{
    size_t n = 0;
    const sm_point *p = sm_path_part(path, 0, &n);
    return fabs(sm_ring_area(p, n));
}

static void test_area_when_known(void **state)
{
    world *w = *state;
    const double pi = acos(-1);
    assert_near(area(find(w, "circle", SM_DIALECT_STD).path), pi / 4, 1e-3, "");
    assert_near(area(find(w, "semi_circle", SM_DIALECT_STD).path), pi / 8, 1e-3, "");
    assert_near(area(find(w, "quarter_circle", SM_DIALECT_STD).path), pi / 16, 1e-3, "");
    assert_near(area(find(w, "third_circle", SM_DIALECT_STD).path), pi / 12, 1e-3, "");
    assert_near(area(find(w, "diamond", SM_DIALECT_STD).path), 0.5, 1e-9, "");
    assert_near(area(find(w, "half_square", SM_DIALECT_STD).path), 0.5, 1e-9, "");
    // two bars of a quarter, the middle counted once
    assert_near(area(find(w, "cross", SM_DIALECT_STD).path), 2 * 0.25 - 0.0625, 1e-9, "");
}

static void test_name_when_spelt_otherwise(void **state)
{
    world *w = *state;
    static const char *const same[] = {"half_square", "HalfSquare", "halfsquare",
                                       "qgis://half_square", "qgis://halfsquare"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_box(box_of(w, same[i]), -0.5, -0.5, 0, 0.5);
    }
    assert_box(box_of(w, "extshape://triangle"), -0.25, 0, 0.25, 0.35);
    assert_box(box_of(w, "triangle"), -1 / sqrt(3), -0.5, 1 / sqrt(3), 0.5);
}

static void test_every_mark_when_listed(void **state)
{
    world *w = *state;
    size_t n = 0;
    const char *const *names = sm_mark_names(w->arena, &n);
    assert_true(n > 50);
    for (size_t i = 0; i < n; i++) {
        bool ext = strncmp(names[i], "ext:", 4) == 0;
        const char *name =
            ext ? sm_arena_printf(w->arena, "extshape://%s", names[i] + 4) : names[i];
        for (int d = SM_DIALECT_STD; d <= SM_DIALECT_QGIS; d++) {
            const sm_path *path = find(w, name, (sm_dialect)d).path;
            size_t least = path->shape == SM_SHAPE_RINGS ? 4 : 2;
            for (size_t k = 0; k < path->n_parts; k++) {
                size_t points = 0;
                const sm_point *p = sm_path_part(path, k, &points);
                assert_true(points >= least);
                assert_true(path->shape != SM_SHAPE_RINGS ||
                            (p[0].x == p[points - 1].x && p[0].y == p[points - 1].y));
            }
        }
    }
}

static void test_dialect_when_qgis_draws_lines(void **state)
{
    world *w = *state;
    assert_int_equal(find(w, "cross", SM_DIALECT_QGIS).path->shape, SM_SHAPE_LINES);
    assert_int_equal(find(w, "cross", SM_DIALECT_STD).path->shape, SM_SHAPE_RINGS);
    sm_box triangle = sm_path_box(find(w, "triangle", SM_DIALECT_QGIS).path);
    assert_box(triangle, -0.5, -0.5, 0.5, 0.5);
}

static void test_wkt_when_scaled(void **state)
{
    world *w = *state;
    assert_box(box_of(w, "wkt://POLYGON((0 0, 10 0, 10 20, 0 20, 0 0))"), 0, 0, 0.5, 1);
    assert_box(box_of(w, "wkt://LINESTRING(-4 0, 4 0)"), -0.5, 0, 0.5, 0);
    assert_box(box_of(w, "wkt://MULTILINESTRING((0 0, 1 1), (0 1, 1 0))"), 0, 0, 1, 1);
    assert_box(box_of(w, "wkt://MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((0 0,-1 0,-1 -1,0 0)))"), -0.5,
               -0.5, 0.5, 0.5);
    // half a circle of radius 1 through (0, 1): height 1
    assert_box(box_of(w, "wkt://CIRCULARSTRING(-1 0, 0 1, 1 0)"), -1, 0, 1, 1);
    assert_box(box_of(w, "wkt://CIRCULARSTRING(-1 0, 0 -1, 1 0)"), -1, -1, 1, 0);
    assert_box(box_of(w, "wkt://CIRCULARSTRING(0 0, 1 1, 2 2)"), 0, 0, 1, 1); // straight
    assert_box(box_of(w, "wkt://POINT(0.25 0)"), 0.2495, 0, 0.2505, 0);
}

static void test_find_when_unknown(void **state)
{
    static const char *const bad[] = {
        "",
        "nosuch",
        "shape://nosuch",
        "ttf://Wingdings#0x41",
        "wkt://",
        "wkt://POLYGON((0 0, 1 0, 1 1, 0 1))", // not closed
        "wkt://POLYGON((0 0, 1 0, 0 0))",
        "wkt://LINESTRING(0 0)",
        "wkt://LINESTRING(0 0, 0 0)",
        "wkt://LINESTRING(0 0, 1 nan)",
        "wkt://LINESTRING(0 0, 1 1",
        "wkt://LINESTRING(0 0, 1 1) x",
        "wkt://LINESTRING(0 0, 1e300 1)",
        "wkt://CIRCLE(0 0, 1)",
    };
    world *w = *state;
    sm_shape_mark m;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (sm_mark_find(w->arena, bad[i], SM_DIALECT_STD, &m)) {
            fail_msg("found %s", bad[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_box_when_basic),
        WORLD_TEST(test_area_when_known),
        WORLD_TEST(test_name_when_spelt_otherwise),
        WORLD_TEST(test_every_mark_when_listed),
        WORLD_TEST(test_dialect_when_qgis_draws_lines),
        WORLD_TEST(test_wkt_when_scaled),
        WORLD_TEST(test_find_when_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
