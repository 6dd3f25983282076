#include "test.h"

#include "label/parts.h"

#define PT(x, y) ((sm_point){(x), (y)})

static const sm_box BOX = {0, 0, 10, 4};

static void test_clip_gives_the_part_inside(void **state)
{
    (void)state;
    double from = 0, to = 0;
    assert_true(sm_label_clip_segment(BOX, PT(-10, 2), PT(30, 2), &from, &to));
    assert_near(from, 0.25, 1e-12, "");
    assert_near(to, 0.5, 1e-12, "");
    assert_true(sm_label_clip_segment(BOX, PT(5, 1), PT(5, 1), &from, &to)); // a point
    assert_false(sm_label_clip_segment(BOX, PT(-1, 5), PT(11, 5), &from, &to));
    assert_false(sm_label_clip_segment(BOX, PT(-3, 2), PT(2, -3), &from, &to)); // past a corner
}

static void test_distance_is_zero_when_they_touch(void **state)
{
    (void)state;
    assert_near(sm_label_segment_box_distance(PT(-5, -5), PT(20, 9), BOX), 0, 1e-12, "pt");
    assert_near(sm_label_segment_box_distance(PT(10, 4), PT(20, 9), BOX), 0, 1e-12, "pt");
}

static void test_distance_to_a_side_and_to_a_corner(void **state)
{
    (void)state;
    assert_near(sm_label_segment_box_distance(PT(2, 7), PT(8, 7), BOX), 3, 1e-12, "pt");
    assert_near(sm_label_segment_box_distance(PT(13, 8), PT(13, 8), BOX), 5, 1e-12, "pt"); // 3-4-5
    // The line x + y = 16 passes the corner (10, 4) at 2 / sqrt 2.
    assert_near(sm_label_segment_box_distance(PT(16, 0), PT(6, 10), BOX), sqrt(2), 1e-12, "pt");
}

static void test_nearest_point_of_a_box(void **state)
{
    (void)state;
    sm_point p = sm_label_nearest_in_box(BOX, PT(12, -3));
    assert_near(p.x, 10, 0, "pt");
    assert_near(p.y, 0, 0, "pt");
    p = sm_label_nearest_in_box(BOX, PT(3, 3));
    assert_near(p.x, 3, 0, "pt");
    assert_near(p.y, 3, 0, "pt");
}

// On the page y points down, so a quarter turn clockwise takes right to down.
static void test_a_turned_box_turns_clockwise(void **state)
{
    (void)state;
    sm_box b = sm_label_turned_box(PT(100, 50), 90, (sm_box){0, -5, 20, 1});
    assert_near(b.x0, 99, 1e-9, "pt");
    assert_near(b.x1, 105, 1e-9, "pt");
    assert_near(b.y0, 50, 1e-9, "pt");
    assert_near(b.y1, 70, 1e-9, "pt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clip_gives_the_part_inside),
        cmocka_unit_test(test_distance_is_zero_when_they_touch),
        cmocka_unit_test(test_distance_to_a_side_and_to_a_corner),
        cmocka_unit_test(test_nearest_point_of_a_box),
        cmocka_unit_test(test_a_turned_box_turns_clockwise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
