// Names inside areas.
#include "label/world.h"

#define FRAME ((sm_box){0, 0, 400, 400})

static sm_labels place_one(world *w, const sm_label_request *r)
{
    sm_label_task task = {.frame_pt = FRAME, .requests = r, .n_requests = 1};
    sm_labels out = place(w, &task);
    assert_sound(&task, &out);
    return out;
}

static void test_a_spread_name_spans_two_thirds(void **state)
{
    world *w = *state;
    sm_box area = {100, 100, 180, 160};
    sm_label_request r = make_request(w, "KALBAJAR", make_rect(w, area), 1);
    style_of(&r)->spread = true;
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    sm_box b = label_box(&out.items[0]);
    assert_near((b.x1 - b.x0) / 80, 2.0 / 3, 0.05, "of the width");
    assert_near((b.x0 + b.x1) / 2, 140, 1, "pt");
    assert_near((b.y0 + b.y1) / 2, 130, 2, "pt");
    assert_true(out.items[0].texts[0].font.tracking_pt > 0.5);
    assert_near(out.items[0].texts[0].width_pt, b.x1 - b.x0, 1e-9, "pt");
    // The width that the label claims is the one that the engine measures.
    sm_extents e;
    assert_int_equal(sm_text_measure(w->text, "KALBAJAR", &out.items[0].texts[0].font, &e, &w->err),
                     SM_OK);
    assert_near(e.width_pt, b.x1 - b.x0, 0.01, "pt");
}

static void test_tracking_has_limits(void **state)
{
    world *w = *state;
    sm_label_request wide = make_request(w, "IRAN", make_rect(w, (sm_box){5, 5, 395, 395}), 1);
    sm_label_request narrow =
        make_request(w, "ZANGILAN", make_rect(w, (sm_box){100, 100, 145, 160}), 2);
    style_of(&wide)->spread = style_of(&narrow)->spread = true;
    style_of(&wide)->font.size_pt = 8;
    sm_labels out = place_one(w, &wide);
    assert_near(out.items[0].texts[0].font.tracking_pt, 0.7 * 8, 0.1, "pt");
    out = place_one(w, &narrow);
    assert_near(out.items[0].texts[0].font.tracking_pt, 0.2, 1e-9, "pt");
}

static void test_without_spread_the_style_keeps_its_tracking(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Sevan", make_rect(w, (sm_box){100, 100, 200, 160}), 1);
    style_of(&r)->font.tracking_pt = 0.4;
    sm_labels out = place_one(w, &r);
    assert_near(out.items[0].texts[0].font.tracking_pt, 0.4, 0, "pt");
}

// A T on its side: the middle of its box is outside, the bar alone has room for the name.
static void test_the_name_stands_where_the_area_is_wide(void **state)
{
    world *w = *state;
    const sm_path *area = RING_PATH(w, PT(100, 100), PT(110, 100), PT(110, 300), PT(250, 300),
                                    PT(250, 340), PT(100, 340), PT(100, 100));
    sm_label_request r = make_request(w, "LACHIN", area, 1);
    style_of(&r)->goodness_of_fit = 1;
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    sm_box b = label_box(&out.items[0]);
    assert_true(b.y0 > 300 && b.y1 < 340 && b.x0 > 100 && b.x1 < 250);
}

static void test_a_hole_is_not_written_in(void **state)
{
    world *w = *state;
    sm_path *area = sm_arena_alloc(w->arena, sizeof *area);
    sm_path_copy(w->arena, make_rect(w, (sm_box){50, 50, 350, 350}), area);
    const sm_path *hole = make_rect(w, (sm_box){100, 100, 300, 300});
    sm_path_append(area, hole);
    sm_label_request r = make_request(w, "Ring", area, 1);
    style_of(&r)->goodness_of_fit = 1;
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    sm_box b = label_box(&out.items[0]);
    assert_false(sm_box_overlap(b, (sm_box){100.5, 100.5, 299.5, 299.5}));
}

static void test_goodness_of_fit_decides_what_is_dropped(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "AGHDARA", make_rect(w, (sm_box){100, 100, 100, 120}), 1);
    double width = label_width(w, r.style);
    r.path = make_rect(w, (sm_box){100, 100, 100 + 0.7 * width, 130});
    style_of(&r)->goodness_of_fit = 0.9;
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 0);
    assert_string_equal(out.dropped[0], "AGHDARA");
    style_of(&r)->goodness_of_fit = 0.5;
    out = place_one(w, &r);
    assert_int_equal(out.count, 1);
}

static void test_a_name_that_does_not_fit_may_break_or_go_beside(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Lake Sevan", make_rect(w, (sm_box){100, 100, 1, 1}), 1);
    style_of(&r)->goodness_of_fit = 0.98;
    double width = label_width(w, r.style);
    r.path = make_rect(w, (sm_box){100, 100, 100 + 0.8 * width, 130});
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    assert_int_equal(out.items[0].n_texts, 2);
    assert_string_equal(out.items[0].texts[0].utf8, "Lake");
    assert_string_equal(out.items[0].texts[1].utf8, "Sevan");
    sm_box small = {100, 100, 108, 106};
    r.path = make_rect(w, small);
    assert_int_equal(place_one(w, &r).count, 0);
    style_of(&r)->max_displacement_pt = 5;
    out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    assert_false(sm_box_overlap(label_box(&out.items[0]), sm_box_grow(small, -1)));
}

static void test_only_the_visible_part_counts(void **state)
{
    world *w = *state;
    sm_label_request r =
        make_request(w, "AZERBAIJAN", make_rect(w, (sm_box){300, -2000, 5000, 2000}), 1);
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    sm_box b = label_box(&out.items[0]);
    assert_near((b.x0 + b.x1) / 2, 350, 2, "pt");
}

static void test_a_second_line_keeps_its_font(void **state)
{
    world *w = *state;
    sm_label_request r =
        make_request(w, "NAKHCHIVAN\n(Azerbaijan)", make_rect(w, (sm_box){100, 100, 300, 200}), 1);
    style_of(&r)->spread = true;
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.items[0].n_texts, 2);
    assert_true(out.items[0].texts[0].font.tracking_pt > 1);
    assert_near(out.items[0].texts[1].font.tracking_pt, 0, 0, "pt");
    sm_box b = label_box(&out.items[0]);
    assert_near((b.y0 + b.y1) / 2, 150, 3, "pt");
}

static void test_a_sliver_of_an_area_is_no_trouble(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(
        w, "Sliver", RING_PATH(w, PT(10, 10), PT(390, 390), PT(10, 10), PT(10, 10)), 1);
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 0);
    assert_int_equal(out.n_dropped, 1);
}

static sm_path rings_of(world *w, const sm_box *boxes, size_t n)
{
    sm_path path;
    sm_path_init(&path, w->arena, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    for (size_t i = 0; i < n; i++) {
        sm_path_append(&path, make_rect(w, boxes[i]));
    }
    return path;
}

static void test_a_name_stands_in_the_main_part_and_not_on_an_exclave(void **state)
{
    world *w = *state;
    // The main part is narrow where it is quiet; the exclave would have room.
    sm_path rings = rings_of(w, (sm_box[]){{300, 300, 360, 330}, {10, 10, 200, 200}}, 2);
    sm_label_request r = make_request(w, "AZERBAIJAN", &rings, 1);
    sm_label_obstacle busy = {make_rect(w, (sm_box){0, 0, 210, 210}), 0, 0.3, true};
    sm_label_task task = {
        .frame_pt = FRAME, .requests = &r, .n_requests = 1, .obstacles = &busy, .n_obstacles = 1};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 1);
    assert_true(label_box(&out.items[0]).x1 < 200);
}

static void test_main_parts_come_with_what_lies_inside_them(void **state)
{
    world *w = *state;
    const sm_box boxes[] = {
        {0, 0, 100, 100},  // the main part
        {20, 20, 60, 60},  // its lake
        {30, 30, 40, 40},  // an island in it
        {150, 0, 240, 90}, // nearly as large
        {300, 0, 320, 20}, // an exclave
        {305, 5, 310, 10}, // the exclave's lake
    };
    sm_path rings = rings_of(w, boxes, 6), main_rings;
    sm_label_main_parts(w->arena, &rings, &main_rings);
    assert_int_equal(main_rings.n_parts, 4);
    assert_near(sm_path_box(&main_rings).x1, 240, 0, "pt");
}

// Data repeats records: rings that lie on each other are each around neither.
static void test_rings_that_lie_on_each_other_come_to_an_end(void **state)
{
    world *w = *state;
    const sm_box boxes[] = {{0, 0, 100, 100}, {0, 0, 100, 100}, {10, 10, 20, 20}, {10, 10, 20, 20}};
    sm_path rings = rings_of(w, boxes, 4), none = rings_of(w, NULL, 0), main_rings;
    sm_label_main_parts(w->arena, &rings, &main_rings);
    assert_int_equal(main_rings.n_parts, 4);
    sm_label_main_parts(w->arena, &none, &main_rings);
    assert_int_equal(main_rings.n_parts, 0);
}

// ---- Turned and curved --------------------------------------------------------------------------

static void test_a_name_lies_along_the_axis_when_asked_to(void **state)
{
    static const struct {
        sm_area_align align;
        double angle;
    } cases[] = {{SM_ALIGN_MANUAL, 0}, {SM_ALIGN_AXIS, -63.435}, {SM_ALIGN_ORTHO, -90}};
    world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        // 134 long, 45 wide, one to the right for two up.
        sm_label_request r = make_request(
            w, "Zangilan",
            RING_PATH(w, PT(100, 220), PT(160, 100), PT(200, 120), PT(140, 240), PT(100, 220)), 1);
        style_of(&r)->align = cases[i].align;
        sm_labels out = place_one(w, &r);
        assert_int_equal(out.count, 1);
        assert_near(out.items[0].texts[0].angle_deg, cases[i].angle, 0.01, "degrees");
        sm_box b = label_box(&out.items[0]);
        if (cases[i].align != SM_ALIGN_MANUAL) { // a level one stands where there is more room
            assert_near((b.x0 + b.x1) / 2, 150, 6, "pt");
            assert_near((b.y0 + b.y1) / 2, 170, 6, "pt");
        }
    }
}

static void test_a_name_in_an_area_turns_as_the_style_says(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Sevan", make_rect(w, (sm_box){100, 100, 200, 200}), 1);
    style_of(&r)->rotation_deg = 30;
    sm_labels out = place_one(w, &r);
    assert_near(out.items[0].texts[0].angle_deg, 30, 1e-9, "degrees");
}

static void test_a_curved_name_follows_the_middle_of_its_area(void **state)
{
    // The upper half of a ring: radii 60 and 100 about (200, 200), so its middle is at 80.
    enum { N = 24 };
    world *w = *state;
    sm_point p[2 * N + 3];
    for (int i = 0; i <= N; i++) {
        double t = M_PI * (1 + (double)i / N);
        p[i] = PT(200 + 100 * cos(t), 200 + 100 * sin(t));
        p[2 * N + 1 - i] = PT(200 + 60 * cos(t), 200 + 60 * sin(t));
    }
    p[2 * N + 2] = p[0];
    sm_label_request r = make_request(w, "REPUBLIC", make_path(w, SM_SHAPE_RINGS, p, 2 * N + 3), 1);
    style_of(&r)->curved = true;
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    const sm_label *l = &out.items[0];
    assert_int_equal(l->n_texts, 8); // letter by letter
    for (size_t i = 0; i < l->n_boxes; i++) {
        sm_point mid = {(l->boxes[i].x0 + l->boxes[i].x1) / 2,
                        (l->boxes[i].y0 + l->boxes[i].y1) / 2};
        assert_near(sm_distance(mid, PT(200, 200)), 80, 6, "pt");
    }
    assert_true(l->texts[0].angle_deg < -15 && l->texts[7].angle_deg > 15);
    sm_box b = label_box(l);
    assert_near((b.x0 + b.x1) / 2, 200, 8, "pt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_a_spread_name_spans_two_thirds),
        WORLD_TEST(test_tracking_has_limits),
        WORLD_TEST(test_without_spread_the_style_keeps_its_tracking),
        WORLD_TEST(test_the_name_stands_where_the_area_is_wide),
        WORLD_TEST(test_a_hole_is_not_written_in),
        WORLD_TEST(test_goodness_of_fit_decides_what_is_dropped),
        WORLD_TEST(test_a_name_that_does_not_fit_may_break_or_go_beside),
        WORLD_TEST(test_only_the_visible_part_counts),
        WORLD_TEST(test_a_second_line_keeps_its_font),
        WORLD_TEST(test_a_name_stands_in_the_main_part_and_not_on_an_exclave),
        WORLD_TEST(test_main_parts_come_with_what_lies_inside_them),
        WORLD_TEST(test_rings_that_lie_on_each_other_come_to_an_end),
        WORLD_TEST(test_a_sliver_of_an_area_is_no_trouble),
        WORLD_TEST(test_a_name_lies_along_the_axis_when_asked_to),
        WORLD_TEST(test_a_name_in_an_area_turns_as_the_style_says),
        WORLD_TEST(test_a_curved_name_follows_the_middle_of_its_area),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
