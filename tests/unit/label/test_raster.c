#include "test.h"

#include "label/parts.h"

static sm_arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = sm_arena_create();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sm_arena_destroy(arena);
    return 0;
}

static sm_path path_of(sm_shape shape, const sm_point *p, size_t n)
{
    sm_path path;
    sm_path_init(&path, arena, SM_SPACE_PAGE, shape);
    for (size_t i = 0; i < n; i++) {
        sm_path_add(&path, p[i].x, p[i].y);
    }
    return path;
}

static void test_a_line_weighs_its_length(void **state)
{
    (void)state;
    sm_label_raster r;
    sm_label_raster_init(&r, arena, (sm_box){0, 0, 100, 100}, 1, 100000);
    sm_path line = path_of(SM_SHAPE_LINES, (sm_point[]){{10, 20}, {40, 60}, {40, 90}}, 3);
    sm_label_raster_line(&r, &line, 0, 2);
    sm_label_raster_seal(&r);
    // 50 (3-4-5) and 30, at 2 per point.
    assert_near(sm_label_raster_sum(&r, (sm_box){0, 0, 100, 100}), 160, 1e-9, "");
    assert_near(sm_label_raster_sum(&r, (sm_box){30, 65, 50, 80}), 30, 1e-9, "");
    assert_near(sm_label_raster_sum(&r, (sm_box){60, 0, 100, 100}), 0, 1e-9, "");
}

static void test_a_wide_line_weighs_the_same_over_its_width(void **state)
{
    (void)state;
    sm_label_raster r;
    sm_label_raster_init(&r, arena, (sm_box){0, 0, 100, 100}, 1, 100000);
    sm_path line = path_of(SM_SHAPE_LINES, (sm_point[]){{0, 50}, {100, 50}}, 2);
    sm_label_raster_line(&r, &line, 4, 1);
    sm_label_raster_seal(&r);
    assert_near(sm_label_raster_sum(&r, (sm_box){0, 0, 100, 100}), 100, 1e-9, "");
    double half = sm_label_raster_sum(&r, (sm_box){0, 50, 100, 100});
    assert_near(half, 50, 15, "");
    assert_near(sm_label_raster_sum(&r, (sm_box){0, 56, 100, 100}), 0, 1e-9, "");
}

static void test_an_area_weighs_its_cells_and_not_its_hole(void **state)
{
    (void)state;
    sm_label_raster r;
    sm_label_raster_init(&r, arena, (sm_box){0, 0, 100, 100}, 1, 100000);
    sm_path rings =
        path_of(SM_SHAPE_RINGS, (sm_point[]){{10, 10}, {50, 10}, {50, 50}, {10, 50}, {10, 10}}, 5);
    sm_path_begin_part(&rings);
    const sm_point hole[] = {{20, 20}, {20, 30}, {30, 30}, {30, 20}, {20, 20}};
    for (size_t i = 0; i < 5; i++) {
        sm_path_add(&rings, hole[i].x, hole[i].y);
    }
    sm_label_raster_fill(&r, arena, &rings, 1);
    sm_label_raster_seal(&r);
    assert_near(sm_label_raster_sum(&r, (sm_box){0, 0, 100, 100}), 1600 - 100, 1e-9, "");
    assert_near(sm_label_raster_sum(&r, (sm_box){20, 20, 30, 30}), 0, 1e-9, "");
    // Half a cell counts half.
    assert_near(sm_label_raster_sum(&r, (sm_box){10.5, 40, 12, 41}), 1.5, 1e-9, "");
}

static void test_an_area_that_reaches_out_fills_what_is_seen(void **state)
{
    (void)state;
    sm_label_raster r;
    sm_label_raster_init(&r, arena, (sm_box){0, 0, 20, 10}, 1, 100000);
    sm_path rings =
        path_of(SM_SHAPE_RINGS,
                (sm_point[]){{-1e7, -1e7}, {5, -1e7}, {5, 1e7}, {-1e7, 1e7}, {-1e7, -1e7}}, 5);
    sm_label_raster_fill(&r, arena, &rings, 1);
    sm_label_raster_seal(&r);
    assert_near(sm_label_raster_sum(&r, (sm_box){-100, -100, 100, 100}), 50, 1e-9, "");
}

static void test_a_line_far_beyond_the_edge_takes_no_time(void **state)
{
    (void)state;
    sm_label_raster r;
    sm_label_raster_init(&r, arena, (sm_box){0, 0, 100, 100}, 1, 100000);
    sm_path line = path_of(SM_SHAPE_LINES, (sm_point[]){{-1e9, 50}, {1e9, 50}}, 2);
    sm_label_raster_line(&r, &line, 0, 1);
    sm_label_raster_seal(&r);
    assert_near(sm_label_raster_sum(&r, (sm_box){0, 0, 100, 100}), 100, 1e-3, "");
}

static void test_cells_grow_when_the_frame_is_huge(void **state)
{
    (void)state;
    sm_label_raster r;
    sm_label_raster_init(&r, arena, (sm_box){0, 0, 14400, 14400}, 1, 10000);
    assert_true(r.nx * r.ny <= 10201);
    sm_label_raster_init(&r, arena, SM_BOX_EMPTY, 1, 10000);
    sm_label_raster_seal(&r);
    assert_near(sm_label_raster_sum(&r, (sm_box){0, 0, 9, 9}), 0, 0, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_line_weighs_its_length),
        cmocka_unit_test(test_a_wide_line_weighs_the_same_over_its_width),
        cmocka_unit_test(test_an_area_weighs_its_cells_and_not_its_hole),
        cmocka_unit_test(test_an_area_that_reaches_out_fills_what_is_seen),
        cmocka_unit_test(test_a_line_far_beyond_the_edge_takes_no_time),
        cmocka_unit_test(test_cells_grow_when_the_frame_is_huge),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
