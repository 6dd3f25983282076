// Points, paths, boxes and the view, against arithmetic that can be done by hand.
#include "unit/test.h"

#include "sitmap/geom.h"

#define PT(x, y) ((sm_point){(x), (y)})

static void add_ring(sm_path *p, const sm_point *points, size_t n)
{
    sm_path_begin_part(p);
    for (size_t i = 0; i < n; i++) {
        sm_path_add(p, points[i].x, points[i].y);
    }
}

static void test_parts_keep_their_points_while_the_path_grows(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_path p;
    sm_path_init(&p, a, SM_SPACE_PAGE, SM_SHAPE_LINES);
    for (int part = 0; part < 20; part++) {
        sm_path_begin_part(&p);
        for (int i = 0; i <= part; i++) {
            sm_path_add(&p, part, i);
        }
    }
    assert_int_equal(p.n_parts, 20);
    for (size_t part = 0; part < 20; part++) {
        size_t n = 0;
        const sm_point *points = sm_path_part(&p, part, &n);
        assert_int_equal(n, part + 1);
        assert_near(points[n - 1].x, (double)part, 0, "");
        assert_near(points[n - 1].y, (double)part, 0, "");
    }
    sm_path_drop_part(&p);
    assert_int_equal(p.n_parts, 19);
    assert_int_equal(p.n_points, 190);
    sm_arena_destroy(a);
}

static void test_a_cleared_path_reuses_its_storage(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_path p;
    sm_path_init(&p, a, SM_SPACE_PAGE, SM_SHAPE_LINES);
    sm_path_extend(&p, 1000);
    const sm_point *before = p.points;
    size_t size = sm_arena_size(a);
    sm_path_clear(&p, SM_SPACE_PLANE, SM_SHAPE_RINGS);
    sm_path_extend(&p, 1000);
    assert_ptr_equal(p.points, before);
    assert_int_equal(sm_arena_size(a), size);
    assert_int_equal(p.space, SM_SPACE_PLANE);
    sm_arena_destroy(a);
}

static void test_the_ring_of_a_unit_square_measures_one(void **state)
{
    (void)state;
    const sm_point ccw[] = {PT(0, 0), PT(1, 0), PT(1, 1), PT(0, 1), PT(0, 0)};
    const sm_point cw[] = {PT(0, 0), PT(0, 1), PT(1, 1), PT(1, 0), PT(0, 0)};
    assert_near(sm_ring_area(ccw, 5), 1, 1e-15, "");
    assert_near(sm_ring_area(cw, 5), -1, 1e-15, "");
    assert_near(sm_line_length(ccw, 5), 4, 1e-15, "");
}

static void test_a_small_ring_far_from_the_origin_keeps_its_area(void **state)
{
    (void)state;
    const double far = 5e6;
    const sm_point ring[] = {PT(far, far), PT(far + 0.5, far), PT(far + 0.5, far + 0.5),
                             PT(far, far + 0.5), PT(far, far)};
    assert_near(sm_ring_area(ring, 5), 0.25, 1e-12, "m2");
}

// A bow's halves cancel in its area, yet it has an inside; a line there and back has none.
static void test_a_ring_is_flat_when_all_its_points_are_in_line(void **state)
{
    (void)state;
    const sm_point bow[] = {PT(0, 0), PT(0, 1), PT(1, 0), PT(1, 1), PT(0, 0)};
    assert_near(sm_ring_area(bow, 5), 0, 0, "");
    assert_false(sm_ring_is_flat(bow, 5));
    const sm_point back[] = {PT(0.1, 0.3), PT(0.2, 0.6), PT(0.7, 2.1), PT(0.3, 0.9), PT(0.1, 0.3)};
    assert_true(sm_ring_is_flat(back, 5));
    const sm_point thin[] = {PT(46, 39), PT(46.1, 39), PT(46.1, 39 + 1e-9), PT(46, 39)};
    assert_false(sm_ring_is_flat(thin, 4));
    assert_true(sm_ring_is_flat(bow, 2));
    assert_true(sm_ring_is_flat(bow, 0));
}

static void test_a_hole_is_outside(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_path p;
    sm_path_init(&p, a, SM_SPACE_PLANE, SM_SHAPE_RINGS);
    const sm_point outer[] = {PT(0, 0), PT(0, 10), PT(10, 10), PT(10, 0), PT(0, 0)};
    const sm_point hole[] = {PT(4, 4), PT(6, 4), PT(6, 6), PT(4, 6), PT(4, 4)};
    add_ring(&p, outer, 5);
    add_ring(&p, hole, 5);
    assert_true(sm_path_contains(&p, PT(1, 1)));
    assert_false(sm_path_contains(&p, PT(5, 5)));
    assert_false(sm_path_contains(&p, PT(11, 5)));
    assert_true(sm_path_contains(&p, PT(5, 4 - 1e-9)));
    sm_arena_destroy(a);
}

static void test_distances_to_segments_and_points(void **state)
{
    (void)state;
    assert_near(sm_point_segment_distance(PT(3, 4), PT(0, 0), PT(10, 0)), 4, 1e-15, "");
    assert_near(sm_point_segment_distance(PT(-3, 4), PT(0, 0), PT(10, 0)), 5, 1e-15, "");
    assert_near(sm_point_segment_distance(PT(3, 4), PT(0, 0), PT(0, 0)), 5, 1e-15, "");
    sm_arena *a = sm_arena_create();
    sm_path p;
    sm_path_init(&p, a, SM_SPACE_PLANE, SM_SHAPE_POINTS);
    assert_true(isinf(sm_path_distance(&p, PT(0, 0))));
    sm_path_add(&p, 3, 4);
    sm_path_add(&p, 1, 0);
    assert_near(sm_path_distance(&p, PT(0, 0)), 1, 1e-15, "");
    sm_arena_destroy(a);
}

static void test_segments_cross_touch_or_miss(void **state)
{
    (void)state;
    assert_true(sm_segments_cross(PT(0, 0), PT(2, 2), PT(0, 2), PT(2, 0)));
    assert_true(sm_segments_cross(PT(0, 0), PT(2, 0), PT(1, 0), PT(1, 5)));
    assert_true(sm_segments_cross(PT(0, 0), PT(2, 0), PT(1, 0), PT(3, 0)));
    assert_false(sm_segments_cross(PT(0, 0), PT(2, 0), PT(3, 0), PT(4, 0)));
    assert_false(sm_segments_cross(PT(0, 0), PT(2, 2), PT(3, 0), PT(3, 9)));
}

static void test_boxes_join_meet_and_grow(void **state)
{
    (void)state;
    const sm_box a = {0, 0, 2, 2}, b = {1, 1, 3, 3}, c = {5, 5, 6, 6};
    const sm_box u = sm_box_union(a, b), i = sm_box_intersection(a, b);
    assert_near(u.x1, 3, 0, "");
    assert_near(i.x0, 1, 0, "");
    assert_near(i.x1, 2, 0, "");
    assert_true(sm_box_overlap(a, b));
    assert_false(sm_box_overlap(a, c));
    assert_true(sm_box_is_empty(sm_box_intersection(a, c)));
    assert_true(sm_box_contains(sm_box_grow(a, 1), a));
    assert_false(sm_box_contains(a, b));
    assert_true(sm_box_is_empty(SM_BOX_EMPTY));
    assert_near(sm_box_union(SM_BOX_EMPTY, a).x1, 2, 0, "");
    assert_true(sm_box_is_empty((sm_box){(double)NAN, 0, 1, 1}));
}

// 1 : 1 200 000: a kilometre is 1000 / 1.2 = 833.3 micrometres, or 2.3622 pt.
static void test_the_view_puts_a_kilometre_where_the_scale_says(void **state)
{
    (void)state;
    const sm_view v = {1200000, PT(5000, -3000), {100, 100, 300, 500}};
    sm_point centre = sm_view_to_page(&v, PT(5000, -3000));
    assert_near(centre.x, 200, 1e-12, "pt");
    assert_near(centre.y, 300, 1e-12, "pt");
    sm_point east = sm_view_to_page(&v, PT(6000, -3000)),
             north = sm_view_to_page(&v, PT(5000, -2000));
    assert_near(east.x - centre.x, 1000 / 1200000.0 / 0.0254 * 72, 1e-12, "pt");
    assert_near(centre.y - north.y, 1000 / 1200000.0 / 0.0254 * 72, 1e-12, "pt");
    sm_point back = sm_view_to_plane(&v, east);
    assert_near(back.x, 6000, 1e-6, "m");
    assert_near(back.y, -3000, 1e-6, "m");
    sm_box plane = sm_view_plane_box(&v, 0);
    assert_near((plane.x1 - plane.x0) * sm_view_pt_per_m(&v), 200, 1e-9, "pt");
    assert_near((plane.y1 - plane.y0) * sm_view_pt_per_m(&v), 400, 1e-9, "pt");
}

static void test_an_affine_map_and_its_way_back(void **state)
{
    (void)state;
    const sm_affine m = {3, -8, 100, 4, 6, 200};
    sm_affine back = {0};
    sm_point p = sm_affine_apply(&m, (sm_point){10, 1});
    assert_near(p.x, 122, 0, "m");
    assert_near(p.y, 246, 0, "m");
    assert_true(sm_affine_invert(&m, &back));
    p = sm_affine_apply(&back, p);
    assert_near(p.x, 10, 1e-12, "px");
    assert_near(p.y, 1, 1e-12, "px");
    // Small is not singular, and singular is not small.
    assert_true(sm_affine_invert(&(sm_affine){1e-9, 0, 44, 0, -1e-9, 42}, &back));
    assert_near(back.a, 1e9, 1e-3, "px");
    const sm_affine none[] = {{0},
                              {1, 0, 0, 0, 0, 0},
                              {2e6, 1e6, 0, 4e6, 2e6, 0},
                              {1, 0, (double)NAN, 0, 1, 0},
                              {(double)INFINITY, 0, 0, 0, 1, 0},
                              {1e-200, 0, 0, 0, 1e-200, 0}};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        assert_false(sm_affine_invert(&none[i], &back));
    }
    assert_near(back.a, 1e9, 1e-3, "px"); // untouched
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_keep_their_points_while_the_path_grows),
        cmocka_unit_test(test_a_cleared_path_reuses_its_storage),
        cmocka_unit_test(test_the_ring_of_a_unit_square_measures_one),
        cmocka_unit_test(test_a_small_ring_far_from_the_origin_keeps_its_area),
        cmocka_unit_test(test_a_ring_is_flat_when_all_its_points_are_in_line),
        cmocka_unit_test(test_a_hole_is_outside),
        cmocka_unit_test(test_distances_to_segments_and_points),
        cmocka_unit_test(test_segments_cross_touch_or_miss),
        cmocka_unit_test(test_boxes_join_meet_and_grow),
        cmocka_unit_test(test_an_affine_map_and_its_way_back),
        cmocka_unit_test(test_the_view_puts_a_kilometre_where_the_scale_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
