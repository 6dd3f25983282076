// Arrows of advance: where their points stand.
#include <math.h>

#include "paint/page.h"

static const sm_arrow plain = {2, 6, 12, 10, {0, 0, 255, 255}};

static const sm_path *arrow_on(page *p, const sm_path *line, bool outlined)
{
    sm_stroke stroke = {.arrow = plain, .has_pen = outlined, .pen = page_pen()};
    sm_paint_stroke(p->scene, line, &stroke, &p->frame);
    return page_prim(p, SM_PRIM_FILL, 0)->fill.path;
}

// The narrowest and widest place across x = `at`.
static double width_at(const sm_path *ring, double at)
{
    double top = INFINITY, bottom = -INFINITY;
    for (size_t i = 0; i + 1 < ring->n_points; i++) {
        sm_point a = ring->points[i], b = ring->points[i + 1];
        if ((a.x - at) * (b.x - at) <= 0 && a.x != b.x) {
            double y = a.y + (b.y - a.y) * (at - a.x) / (b.x - a.x);
            top = fmin(top, y);
            bottom = fmax(bottom, y);
        }
    }
    return bottom - top;
}

static void test_arrow_when_straight(void **state)
{
    page *p = *state;
    const sm_path *ring = arrow_on(p, LINE_OF(p->arena, PT(0, 50), PT(100, 50)), false);
    sm_box box = sm_path_box(ring);
    assert_near(box.x0, 0, 1e-6, "pt");
    assert_near(box.x1, 100, 1e-6, "pt"); // the tip is the line's last point
    assert_near(box.y1 - box.y0, 12, 1e-6, "pt");
    assert_near(width_at(ring, 0.001), 2, 0.01, "pt");
    assert_near(width_at(ring, 45), 4, 0.01, "pt"); // half way to the neck at 90
    assert_near(width_at(ring, 95), 6, 0.01, "pt"); // half way along the head
    assert_int_equal(p->scene->count, 1);           // no outline: the line's colour says it all
}

static void test_arrow_when_the_line_turns(void **state)
{
    page *p = *state;
    const sm_path *ring = arrow_on(p, LINE_OF(p->arena, PT(0, 0), PT(100, 0), PT(100, 100)), false);
    size_t tips = 0;
    for (size_t i = 0; i < ring->n_points; i++) {
        sm_point q = ring->points[i];
        tips += fabs(q.x - 100) < 1e-6 && fabs(q.y - 100) < 1e-6;
        // nothing leaves the corner's neighbourhood: no spike, no loop
        assert_true(q.x < 107 && q.y > -7 && q.y < 100.001 && q.x > -0.001);
    }
    assert_int_equal(tips, 1);
    // steps along the outline are short but for the head's and the tail's: the sides are smooth
    size_t steps = 0;
    for (size_t i = 0; i + 1 < ring->n_points; i++) {
        steps += sm_distance(ring->points[i], ring->points[i + 1]) > 1.2;
    }
    assert_int_equal(steps, 5);
}

static void test_arrow_when_the_line_is_short(void **state)
{
    page *p = *state;
    const sm_path *ring = arrow_on(p, LINE_OF(p->arena, PT(0, 0), PT(10, 0)), false);
    sm_box box = sm_path_box(ring);
    assert_near(box.x1, 10, 1e-6, "pt");
    assert_near(box.y1 - box.y0, 12 * 0.4, 1e-6, "pt"); // the head is 0.4 of the line
}

static void test_arrow_when_outlined(void **state)
{
    page *p = *state;
    const sm_path *ring = arrow_on(p, LINE_OF(p->arena, PT(0, 0), PT(100, 0)), true);
    const sm_prim *outline = page_prim(p, SM_PRIM_STROKE, 0);
    assert_int_equal(outline->stroke.path->shape, SM_SHAPE_RINGS);
    assert_int_equal(outline->stroke.path->n_points, ring->n_points);
}

static void test_arrow_when_there_is_no_line(void **state)
{
    page *p = *state;
    sm_stroke stroke = {.arrow = plain};
    sm_paint_stroke(p->scene, LINE_OF(p->arena, PT(5, 5), PT(5, 5)), &stroke, &p->frame);
    sm_paint_stroke(p->scene, LINE_OF(p->arena, PT(0, 0), PT(9, 0), PT(9, 9), PT(0, 0)), &stroke,
                    &p->frame);
    assert_int_equal(p->scene->count, 0); // a closed line leads nowhere
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_arrow_when_straight),          PAGE_TEST(test_arrow_when_the_line_turns),
        PAGE_TEST(test_arrow_when_the_line_is_short), PAGE_TEST(test_arrow_when_outlined),
        PAGE_TEST(test_arrow_when_there_is_no_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
