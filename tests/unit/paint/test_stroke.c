// Strokes: marks at their distances, dashes that end whole, parallel curves.
#include "paint/page.h"

enum { MOST = 64 };

static size_t mark_centres(page *p, const sm_path *lines, const sm_stroke *s, sm_point *out)
{
    size_t before = page_count(p, SM_PRIM_FILL);
    sm_paint_stroke(p->scene, lines, s, &p->frame);
    size_t n = page_count(p, SM_PRIM_FILL) - before;
    for (size_t i = 0; i < n && i < MOST; i++) {
        out[i] = page_centre(page_prim(p, SM_PRIM_FILL, before + i)->fill.path);
    }
    return n;
}

static sm_stroke marks_every(sm_mark *mark, double gap, double first)
{
    return (sm_stroke){.marks = mark, .n_marks = 1, .gap_pt = gap, .initial_gap_pt = first};
}

static void test_marks_when_along_the_whole_line(void **state)
{
    page *p = *state;
    sm_mark mark = page_mark(p->arena, 1);
    sm_point c[MOST];
    const sm_stroke s = marks_every(&mark, 4, 1);
    // 7 to the right, then 10 down: 1 5 9 13 17
    const sm_path *bent = LINE_OF(p->arena, PT(0, 0), PT(7, 0), PT(7, 10));
    assert_int_equal(mark_centres(p, bent, &s, c), 5);
    assert_point(c[0], 1, 0);
    assert_point(c[1], 5, 0);
    assert_point(c[2], 7, 2); // the corner does not start anew
    assert_point(c[4], 7, 10);
}

static void test_marks_when_several_in_a_gap(void **state)
{
    page *p = *state;
    static const double also[] = {2, 3};
    sm_mark mark = page_mark(p->arena, 1);
    sm_point c[MOST];
    sm_stroke s = marks_every(&mark, 10, 1);
    s.also_pt = also;
    s.n_also = 2;
    assert_int_equal(mark_centres(p, LINE_OF(p->arena, PT(0, 0), PT(13.5, 0)), &s, c), 5);
    const double expected[] = {1, 3, 4, 11, 13};
    for (size_t i = 0; i < 5; i++) {
        assert_near(c[i].x, expected[i], 1e-9, "pt");
    }
}

static void test_marks_when_left_of_the_line(void **state)
{
    page *p = *state;
    sm_mark mark = page_mark(p->arena, 2);
    sm_point c[MOST];
    mark.shift_pt = PT(0, -3); // up, so left of a line that runs right
    const sm_stroke s = marks_every(&mark, 100, 5);
    assert_int_equal(mark_centres(p, LINE_OF(p->arena, PT(0, 0), PT(10, 0)), &s, c), 1);
    assert_point(c[0], 5, -3);
    assert_int_equal(mark_centres(p, LINE_OF(p->arena, PT(10, 0), PT(0, 0)), &s, c), 1);
    assert_point(c[0], 5, 3);
    assert_int_equal(mark_centres(p, LINE_OF(p->arena, PT(0, 0), PT(0, 10)), &s, c), 1);
    assert_point(c[0], 3, 5); // down the page: left is east
    sm_stroke upright = s;
    upright.upright_marks = true;
    assert_int_equal(mark_centres(p, LINE_OF(p->arena, PT(0, 0), PT(0, 10)), &upright, c), 1);
    assert_point(c[0], 0, 2);
}

static void test_mark_when_at_a_vertex(void **state)
{
    page *p = *state;
    sm_mark mark = page_mark(p->arena, 2);
    sm_point c[MOST];
    mark.shift_pt = PT(0, -10);
    const sm_stroke s = marks_every(&mark, 100, 10);
    // at the corner of a right angle the mean direction is 45 degrees down
    const sm_path *bent = LINE_OF(p->arena, PT(0, 0), PT(10, 0), PT(10, 10));
    assert_int_equal(mark_centres(p, bent, &s, c), 1);
    assert_point(c[0], 10 + 10 / sqrt(2), -10 / sqrt(2));
}

static void test_marks_when_fitted(void **state)
{
    page *p = *state;
    sm_mark mark = page_mark(p->arena, 2);
    sm_point c[MOST];
    sm_stroke s = marks_every(&mark, 4, 0);
    const sm_path *line = LINE_OF(p->arena, PT(0, 0), PT(17, 0));
    s.fit = SM_FIT_CENTRE; // (17 - 2) / 4: 3 steps of 4, rests of 2.5 at both ends
    assert_int_equal(mark_centres(p, line, &s, c), 4);
    assert_near(c[0].x, 2.5, 1e-9, "pt");
    assert_near(c[3].x, 14.5, 1e-9, "pt");
    s.fit = SM_FIT_PITCH; // 17 / 4 is about 4: pitch 4.25
    assert_int_equal(mark_centres(p, line, &s, c), 4);
    assert_near(c[0].x, 2.125, 1e-9, "pt");
    assert_near(c[1].x, 6.375, 1e-9, "pt");
    assert_near(c[3].x, 17 - 2.125, 1e-9, "pt");
    // a line of half a pitch carries one in the middle, one shorter than a mark none
    assert_int_equal(mark_centres(p, LINE_OF(p->arena, PT(0, 0), PT(2.2, 0)), &s, c), 1);
    assert_near(c[0].x, 1.1, 1e-9, "pt");
    assert_int_equal(mark_centres(p, LINE_OF(p->arena, PT(0, 0), PT(1.9, 0)), &s, c), 0);
}

static void test_marks_when_at_places(void **state)
{
    page *p = *state;
    sm_mark mark = page_mark(p->arena, 2);
    sm_point c[MOST];
    sm_stroke s = marks_every(&mark, 4, 0);
    const sm_path *bent = LINE_OF(p->arena, PT(0, 0), PT(10, 0), PT(10, 20));
    s.place = SM_PLACE_FIRST;
    assert_int_equal(mark_centres(p, bent, &s, c), 1);
    assert_point(c[0], 0, 0);
    s.place = SM_PLACE_LAST;
    assert_int_equal(mark_centres(p, bent, &s, c), 1);
    assert_point(c[0], 10, 20);
    s.place = SM_PLACE_CENTRE;
    assert_int_equal(mark_centres(p, bent, &s, c), 1);
    assert_point(c[0], 10, 5);
    s.place = SM_PLACE_VERTICES;
    assert_int_equal(mark_centres(p, bent, &s, c), 3);
    assert_int_equal(mark_centres(p, page_rect(p->arena, 0, 0, 5, 5), &s, c), 4);
}

static void test_marks_when_the_line_is_closed(void **state)
{
    page *p = *state;
    sm_mark mark = page_mark(p->arena, 1);
    sm_point c[MOST];
    const sm_stroke s = marks_every(&mark, 5, 0);
    // 40 round in steps of 5: eight, the ninth would stand on the first
    assert_int_equal(mark_centres(p, page_rect(p->arena, 0, 0, 10, 10), &s, c), 8);
}

static void test_marks_when_off_the_frame(void **state)
{
    page *p = *state;
    sm_mark mark = page_mark(p->arena, 1);
    sm_point c[MOST];
    const sm_stroke s = marks_every(&mark, 1, 0);
    p->frame.clip_pt = (sm_box){0, -1, 10, 1};
    size_t n = mark_centres(p, LINE_OF(p->arena, PT(-500, 0), PT(500, 0)), &s, c);
    assert_true(n >= 11 && n <= 13);
    // more marks than any map can hold are none
    const sm_stroke close = marks_every(&mark, 1e-6, 0);
    assert_int_equal(mark_centres(p, LINE_OF(p->arena, PT(0, 0), PT(9, 0)), &close, c), 0);
}

// ---- Dashes -------------------------------------------------------------------------------------

static const double dash_2_1[] = {2, 1};

static sm_stroke dashed(sm_fit fit)
{
    sm_stroke s = {.has_pen = true, .pen = page_pen(), .fit = fit};
    s.pen.dash_pt = dash_2_1;
    s.pen.n_dash = 2;
    return s;
}

static sm_pen pen_for(page *p, const sm_stroke *s, double length)
{
    size_t before = page_count(p, SM_PRIM_STROKE);
    sm_paint_stroke(p->scene, LINE_OF(p->arena, PT(0, 0), PT(length, 0)), s, &p->frame);
    return page_prim(p, SM_PRIM_STROKE, before)->stroke.pen;
}

static void test_dashes_when_the_pitch_is_fitted(void **state)
{
    page *p = *state;
    const sm_stroke s = dashed(SM_FIT_PITCH);
    sm_pen pen = pen_for(p, &s, 16); // 5 periods of 3.2 instead of 3
    assert_near(pen.dash_pt[0] + pen.dash_pt[1], 3.2, 1e-9, "pt");
    assert_near(pen.dash_pt[0] / pen.dash_pt[1], 2, 1e-9, "");
    assert_near(pen.dash_offset_pt, pen.dash_pt[0] / 2, 1e-9, "pt"); // half a dash at either end
    pen = pen_for(p, &s, 1);                                         // too short for one: as it is
    assert_near(pen.dash_pt[0], 2, 1e-9, "pt");
}

static void test_dashes_when_centred(void **state)
{
    page *p = *state;
    const sm_stroke s = dashed(SM_FIT_CENTRE);
    sm_pen pen = pen_for(p, &s, 16);
    assert_near(pen.dash_pt[0], 2, 1e-9, "pt");
    // at the middle, 8, stands the middle of a dash: (offset + 8) mod 3 = 1
    assert_near(fmod(pen.dash_offset_pt + 8, 3), 1, 1e-9, "pt");
}

static void test_dashes_when_not_fitted(void **state)
{
    page *p = *state;
    const sm_stroke s = dashed(SM_FIT_NONE);
    sm_path *two = LINE_OF(p->arena, PT(0, 0), PT(9, 0));
    sm_path_append(two, LINE_OF(p->arena, PT(0, 5), PT(9, 5)));
    sm_paint_stroke(p->scene, two, &s, &p->frame);
    assert_int_equal(page_count(p, SM_PRIM_STROKE), 1); // one primitive for all parts
    const sm_stroke fitted = dashed(SM_FIT_PITCH);
    sm_paint_stroke(p->scene, two, &fitted, &p->frame);
    assert_int_equal(page_count(p, SM_PRIM_STROKE), 3); // and one for each
}

// ---- Parallel curves ----------------------------------------------------------------------------

static sm_box stroked_box(page *p, const sm_path *path, double offset)
{
    const sm_stroke s = {.has_pen = true, .pen = page_pen(), .offset_pt = offset};
    size_t before = page_count(p, SM_PRIM_STROKE);
    sm_paint_stroke(p->scene, path, &s, &p->frame);
    return sm_path_box(page_prim(p, SM_PRIM_STROKE, before)->stroke.path);
}

static void test_offset_when_on_a_line(void **state)
{
    page *p = *state;
    sm_box b = stroked_box(p, LINE_OF(p->arena, PT(0, 0), PT(10, 0)), 3);
    assert_near(b.y0, -3, 1e-6, "pt"); // left of a line to the right is up
    b = stroked_box(p, LINE_OF(p->arena, PT(10, 0), PT(0, 0)), 3);
    assert_near(b.y0, 3, 1e-6, "pt");
}

static void test_offset_when_on_a_ring(void **state)
{
    page *p = *state;
    const sm_path *rect = page_rect(p->arena, 0, 0, 20, 10); // clockwise as seen
    sm_box out = stroked_box(p, rect, 2);
    assert_near(out.x0, -2, 1e-6, "pt");
    assert_near(out.y1, 12, 1e-6, "pt");
    sm_box in = stroked_box(p, rect, -2);
    assert_near(in.x0, 2, 1e-6, "pt");
    assert_near(in.y1, 8, 1e-6, "pt");
    const sm_path *kept = page_prim(p, SM_PRIM_STROKE, 1)->stroke.path;
    assert_int_equal(kept->shape, SM_SHAPE_RINGS); // joined, not two ends side by side
}

static void test_stroke_when_there_is_no_line(void **state)
{
    page *p = *state;
    const sm_stroke s = {.has_pen = true, .pen = page_pen()};
    const sm_point one[] = {{1, 1}};
    sm_path empty;
    sm_path_init(&empty, p->arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    sm_paint_stroke(p->scene, &empty, &s, &p->frame);
    sm_paint_stroke(p->scene, page_path(p->arena, SM_SHAPE_POINTS, one, 1), &s, &p->frame);
    assert_int_equal(p->scene->count, 0);
}

// ---- Patterns, moved and grown geometry ---------------------------------------------------------

static void test_pattern_when_it_fills_the_pen(void **state)
{
    page *p = *state;
    sm_hatch hatch = {90, 1, page_pen()};
    const sm_fill fill = {.hatches = &hatch, .n_hatches = 1};
    sm_stroke s = {.has_pen = true, .pen = page_pen(), .fill = &fill};
    s.pen.width_pt = 4;
    sm_paint_stroke(p->scene, LINE_OF(p->arena, PT(0, 10), PT(20, 10)), &s, &p->frame);
    assert_int_equal(page_count(p, SM_PRIM_STROKE), 1);
    sm_box box = sm_path_box(page_prim(p, SM_PRIM_STROKE, 0)->stroke.path);
    assert_near(box.y0, 8, 1e-9, "pt");
    assert_near(box.y1, 12, 1e-9, "pt");
    assert_true(box.x0 >= 0 && box.x1 <= 20 && box.x1 - box.x0 > 17.9);
}

static void test_pattern_when_the_pen_is_dashed(void **state)
{
    page *p = *state;
    const sm_fill fill = {.has_color = true, .color = SM_RGB(0x123456)};
    sm_stroke s = dashed(SM_FIT_NONE);
    s.fill = &fill;
    s.pen.width_pt = 1;
    sm_paint_stroke(p->scene, LINE_OF(p->arena, PT(0, 0), PT(4, 0), PT(4, 5)), &s, &p->frame);
    // 9 long, dashes of 2 from 0, 3 and 6: the second goes round the corner.
    const sm_path *area = page_prim(p, SM_PRIM_FILL, 0)->fill.path;
    double sum = 0;
    for (size_t i = 0; i < area->n_parts; i++) {
        size_t n = 0;
        const sm_point *ring = sm_path_part(area, i, &n);
        sum += fabs(sm_ring_area(ring, n));
    }
    assert_int_equal(area->n_parts, 3);
    assert_near(sum, 3 * 2 * 1, 1e-9, "pt2"); // the mitre adds what the bend saves
    assert_int_equal(page_count(p, SM_PRIM_STROKE), 0);
}

static void test_corners_are_rounded_before_the_line_is_moved(void **state)
{
    page *p = *state;
    const sm_point bend[] = {{10, 50}, {50, 50}, {50, 10}};
    const sm_path *line = page_path(p->arena, SM_SHAPE_LINES, bend, 3);
    sm_stroke stroke = {.has_pen = true, .pen = page_pen(), .round_pt = 2};
    sm_paint_stroke(p->scene, line, &stroke, &p->frame);
    const sm_path *drawn = page_prim(p, SM_PRIM_STROKE, 0)->stroke.path;
    assert_near(sm_path_distance(drawn, PT(50, 50)), 2, 1e-9, "pt");
    stroke.offset_pt = 3; // to the left, which is up and inside the bend
    sm_paint_stroke(p->scene, line, &stroke, &p->frame);
    drawn = page_prim(p, SM_PRIM_STROKE, 1)->stroke.path;
    assert_near(sm_path_distance(drawn, PT(50, 50)), 5, 0.02, "pt");
}

static void test_geometry_when_moved(void **state)
{
    page *p = *state;
    const sm_fill fill = {.has_color = true, .color = SM_RGB(0x123456)};
    sm_symbol s = {.kind = SM_SYMBOL_POLYGON, .geometry = SM_GEOM_OFFSET, .move_pt = {3, -2}};
    s.fill = fill;
    sm_paint_symbol(p->scene, page_rect(p->arena, 10, 10, 20, 20), &s, &p->frame);
    sm_box box = sm_path_box(page_prim(p, SM_PRIM_FILL, 0)->fill.path);
    assert_near(box.x0, 13, 1e-9, "pt");
    assert_near(box.y0, 8, 1e-9, "pt");
    assert_near(box.x1, 23, 1e-9, "pt");
    s.geometry = SM_GEOM_BUFFER; // moved after it has grown
    s.distance_pt = 1;
    sm_paint_symbol(p->scene, page_rect(p->arena, 10, 10, 20, 20), &s, &p->frame);
    box = sm_path_box(page_prim(p, SM_PRIM_FILL, 1)->fill.path);
    assert_near(box.x0, 12, 1e-9, "pt");
    assert_near(box.y1, 19, 1e-9, "pt");
}

static void test_a_line_is_closed_for_filling_only(void **state)
{
    page *p = *state;
    sm_symbol s = {.kind = SM_SYMBOL_POLYGON};
    s.fill = (sm_fill){.has_color = true, .color = SM_RGB(0x123456)};
    s.stroke = (sm_stroke){.has_pen = true, .pen = page_pen()};
    sm_paint_symbol(p->scene, LINE_OF(p->arena, PT(0, 0), PT(10, 0), PT(10, 10)), &s, &p->frame);
    const sm_path *area = page_prim(p, SM_PRIM_FILL, 0)->fill.path;
    assert_int_equal(area->n_points, 4);
    assert_near(fabs(sm_ring_area(area->points, 4)), 50, 1e-9, "pt2");
    assert_int_equal(page_prim(p, SM_PRIM_STROKE, 0)->stroke.path->n_points, 3);
}

static void test_geometry_when_grown(void **state)
{
    page *p = *state;
    sm_symbol s = {.kind = SM_SYMBOL_LINE, .geometry = SM_GEOM_BUFFER, .distance_pt = 3};
    s.stroke = (sm_stroke){.has_pen = true, .pen = page_pen()};
    sm_paint_symbol(p->scene, page_path(p->arena, SM_SHAPE_POINTS, &PT(10, 10), 1), &s, &p->frame);
    sm_box box = sm_path_box(page_prim(p, SM_PRIM_STROKE, 0)->stroke.path);
    assert_near(box.x1 - box.x0, 6, 1e-9, "pt");
    assert_near(box.y1 - box.y0, 6, 1e-9, "pt");
    // A point on a grown polygon stands inside of it.
    s = (sm_symbol){.kind = SM_SYMBOL_POINT, .geometry = SM_GEOM_BUFFER, .distance_pt = 3};
    const sm_path *at = sm_paint_geometry(p->arena, page_rect(p->arena, 0, 0, 8, 4), &s);
    assert_int_equal(at->shape, SM_SHAPE_POINTS);
    assert_point(at->points[0], 4, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_marks_when_along_the_whole_line),
        PAGE_TEST(test_marks_when_several_in_a_gap),
        PAGE_TEST(test_marks_when_left_of_the_line),
        PAGE_TEST(test_mark_when_at_a_vertex),
        PAGE_TEST(test_marks_when_fitted),
        PAGE_TEST(test_marks_when_at_places),
        PAGE_TEST(test_marks_when_the_line_is_closed),
        PAGE_TEST(test_marks_when_off_the_frame),
        PAGE_TEST(test_dashes_when_the_pitch_is_fitted),
        PAGE_TEST(test_dashes_when_centred),
        PAGE_TEST(test_dashes_when_not_fitted),
        PAGE_TEST(test_offset_when_on_a_line),
        PAGE_TEST(test_offset_when_on_a_ring),
        PAGE_TEST(test_stroke_when_there_is_no_line),
        PAGE_TEST(test_pattern_when_it_fills_the_pen),
        PAGE_TEST(test_pattern_when_the_pen_is_dashed),
        PAGE_TEST(test_corners_are_rounded_before_the_line_is_moved),
        PAGE_TEST(test_a_line_is_closed_for_filling_only),
        PAGE_TEST(test_geometry_when_moved),
        PAGE_TEST(test_geometry_when_grown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
