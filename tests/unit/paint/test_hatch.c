// Hatches read back from the page: pitch, angle, phase and ends, worked out by hand.
#include "paint/page.h"

static const sm_path *hatched(page *p, const sm_path *rings, double angle, double pitch)
{
    sm_hatch hatch = {angle, pitch, page_pen()};
    const sm_fill fill = {.hatches = &hatch, .n_hatches = 1};
    size_t before = page_count(p, SM_PRIM_STROKE);
    sm_paint_fill(p->scene, rings, &fill, &p->frame);
    return page_count(p, SM_PRIM_STROKE) > before
               ? page_prim(p, SM_PRIM_STROKE, before)->stroke.path
               : NULL;
}

static double total_length(const sm_path *lines)
{
    double sum = 0;
    for (size_t i = 0; lines && i < lines->n_parts; i++) {
        size_t n = 0;
        const sm_point *q = sm_path_part(lines, i, &n);
        assert_int_equal(n, 2);
        sum += sm_distance(q[0], q[1]);
    }
    return sum;
}

static void test_hatch_when_horizontal(void **state)
{
    page *p = *state;
    const sm_path *lines = hatched(p, page_rect(p->arena, 1, 1, 11, 9), 0, 2);
    assert_int_equal(lines->n_parts, 4); // y = 2 4 6 8
    for (size_t i = 0; i < 4; i++) {
        size_t n = 0;
        const sm_point *q = sm_path_part(lines, i, &n);
        assert_near(q[0].y, 2 * (double)(i + 1), 1e-9, "pt");
        assert_near(q[1].y, q[0].y, 1e-9, "pt");
        assert_near(q[1].x - q[0].x, 10, 1e-9, "pt");
    }
}

static void test_hatch_when_at_angles(void **state)
{
    page *p = *state;
    static const double angles[] = {30, 45, 90, 135, -60};
    for (size_t i = 0; i < sizeof angles / sizeof *angles; i++) {
        const double t = angles[i] * acos(-1) / 180, pitch = 1.3;
        const sm_path *lines = hatched(p, page_rect(p->arena, 0, 0, 100, 100), angles[i], pitch);
        for (size_t k = 0; k < lines->n_parts; k++) {
            size_t n = 0;
            const sm_point *q = sm_path_part(lines, k, &n);
            // counter-clockwise from x with y up: on the page dy is the other way
            double along = (q[1].x - q[0].x) * sin(t) + (q[1].y - q[0].y) * cos(t);
            assert_near(along, 0, 1e-6, "pt");
            double steps = (q[0].x * sin(t) + q[0].y * cos(t)) / pitch; // from the phase (0, 0)
            assert_near(steps, round(steps), 1e-6, "");
        }
        // lines of this pitch cover an area of length times pitch
        assert_near(total_length(lines) * pitch, 100.0 * 100, 10000 * 0.02, "pt2");
    }
}

static void test_hatch_when_there_is_a_hole(void **state)
{
    page *p = *state;
    sm_path *rings = page_rect(p->arena, 0, 0, 10, 10);
    sm_path_begin_part(rings); // the hole runs the other way
    const sm_point hole[] = {{3, 3}, {3, 7}, {7, 7}, {7, 3}, {3, 3}};
    for (size_t i = 0; i < 5; i++) {
        sm_path_add(rings, hole[i].x, hole[i].y);
    }
    p->frame.phase_pt = PT(0, 5);
    const sm_path *lines = hatched(p, rings, 0, 100);
    assert_int_equal(lines->n_parts, 2);
    assert_near(total_length(lines), 6, 1e-9, "pt");
}

static void test_hatch_when_rings_overlap(void **state)
{
    page *p = *state;
    sm_path *rings = page_rect(p->arena, 0, 0, 10, 10);
    sm_path_append(rings, page_rect(p->arena, 5, 0, 15, 10)); // the same way round: non-zero
    p->frame.phase_pt = PT(0, 5);
    const sm_path *lines = hatched(p, rings, 0, 100);
    assert_int_equal(lines->n_parts, 1);
    assert_near(total_length(lines), 15, 1e-9, "pt");
}

static void test_hatch_when_lines_meet_vertices(void **state)
{
    page *p = *state;
    // a diamond whose tips, sides and neighbour's edge lie on lines
    const sm_path *diamond = RING(p->arena, PT(0, 4), PT(4, 0), PT(8, 4), PT(4, 8), PT(0, 4));
    const sm_path *lines = hatched(p, diamond, 0, 4);
    assert_int_equal(lines->n_parts, 1); // y = 4 only; the tips at 0 and 8 have no inside
    assert_near(total_length(lines), 8, 1e-9, "pt");
    // a comb: every tooth touches a line with its tip
    const sm_path *comb = RING(p->arena, PT(0, 20), PT(2, 16), PT(4, 18), PT(6, 16), PT(8, 20),
                               PT(8, 22), PT(0, 22), PT(0, 20));
    lines = hatched(p, comb, 0, 4);
    assert_near(total_length(lines), 8, 1e-9, "pt");
}

static void test_hatch_when_neighbours_share_an_edge(void **state)
{
    page *p = *state;
    // the edge y = 6 lies on a line: one of the two draws it, not both, not neither
    const sm_path *up = hatched(p, page_rect(p->arena, 0, 2, 10, 6), 0, 2);
    const sm_path *down = hatched(p, page_rect(p->arena, 0, 6, 10, 10), 0, 2);
    assert_near(total_length(up) + total_length(down), 10 * 4, 1e-9, "pt");
    // a slanted edge: where one ends, the other begins, to the last bit
    const sm_path *left = hatched(
        p, RING(p->arena, PT(20, 0), PT(33.3, 0), PT(27.1, 9.7), PT(20, 9.7), PT(20, 0)), 37, 1);
    const sm_path *right = hatched(
        p, RING(p->arena, PT(33.3, 0), PT(40, 0), PT(40, 9.7), PT(27.1, 9.7), PT(33.3, 0)), 37, 1);
    size_t n = 0, met = 0;
    for (size_t i = 0; i < left->n_parts; i++) {
        sm_point end = sm_path_part(left, i, &n)[1];
        for (size_t k = 0; k < right->n_parts; k++) {
            sm_point start = sm_path_part(right, k, &n)[0];
            met += start.x == end.x && start.y == end.y;
        }
    }
    // the edge (-6.2, 9.7) reaches 4.02 pitches across lines of 37 degrees
    assert_int_equal(met, 4);
}

static void test_hatch_when_dashed(void **state)
{
    page *p = *state;
    static const double dash[] = {3, 1};
    sm_hatch hatch = {0, 100, page_pen()};
    hatch.pen.dash_pt = dash;
    hatch.pen.n_dash = 2;
    p->frame.phase_pt = PT(0, 5);
    const sm_fill fill = {.hatches = &hatch, .n_hatches = 1};
    sm_paint_fill(p->scene, page_rect(p->arena, 2, 0, 10, 10), &fill, &p->frame);
    const sm_prim *prim = page_prim(p, SM_PRIM_STROKE, 0);
    // dashes count from the phase, not from the outline: 2-3, 4-7, 8-10
    assert_int_equal(prim->stroke.pen.n_dash, 0);
    assert_int_equal(prim->stroke.path->n_parts, 3);
    assert_near(total_length(prim->stroke.path), 1 + 3 + 2, 1e-9, "pt");
}

static void test_hatch_when_it_can_not_be_drawn(void **state)
{
    page *p = *state;
    const sm_path *rect = page_rect(p->arena, 0, 0, 100, 100);
    assert_null(hatched(p, rect, 0, 0));
    assert_null(hatched(p, rect, 0, -1));
    assert_null(hatched(p, rect, 0, (double)NAN));
    assert_null(hatched(p, rect, 0, 1e-9));
    assert_null(hatched(p, RING(p->arena, PT(0, 0), PT(0, (double)NAN), PT(9, 9), PT(0, 0)), 0, 1));
    assert_null(hatched(p, page_rect(p->arena, 0, 0, 0, 0), 0, 1));
    p->frame.clip_pt = (sm_box){500, 500, 600, 600};
    assert_null(hatched(p, rect, 0, 1));
}

static void test_fill_when_plain(void **state)
{
    page *p = *state;
    const sm_fill fill = {.has_color = true, .color = SM_RGB(0x123456)};
    sm_paint_fill(p->scene, page_rect(p->arena, 0, 0, 10, 10), &fill, &p->frame);
    sm_paint_fill(p->scene, LINE_OF(p->arena, PT(0, 0), PT(1, 1)), &fill, &p->frame);
    assert_int_equal(p->scene->count, 1);
    assert_int_equal(page_prim(p, SM_PRIM_FILL, 0)->fill.color.g, 0x34);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_hatch_when_horizontal),
        PAGE_TEST(test_hatch_when_at_angles),
        PAGE_TEST(test_hatch_when_there_is_a_hole),
        PAGE_TEST(test_hatch_when_rings_overlap),
        PAGE_TEST(test_hatch_when_lines_meet_vertices),
        PAGE_TEST(test_hatch_when_neighbours_share_an_edge),
        PAGE_TEST(test_hatch_when_dashed),
        PAGE_TEST(test_hatch_when_it_can_not_be_drawn),
        PAGE_TEST(test_fill_when_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
