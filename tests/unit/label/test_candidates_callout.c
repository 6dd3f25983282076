// Call-outs: a block on quiet ground and a leader to its point.
#include "label/world.h"

#define FRAME ((sm_box){0, 0, 400, 400})

static sm_callout_request callout(double x, double y)
{
    return (sm_callout_request){.name = "hadrut",
                                .at = {x, y},
                                .clearance_pt = SM_MM(1.5),
                                .title = "9 Oct: claimed",
                                .text = "by Azerbaijan; denied by the Armenian side",
                                .text_factor = 1};
}

static sm_labels place_one(world *w, const sm_callout_request *c)
{
    sm_label_task task = {.frame_pt = FRAME, .callouts = c, .n_callouts = 1};
    sm_labels out = place(w, &task);
    assert_sound(&task, &out);
    return out;
}

static void test_the_leader_ends_clear_of_the_point(void **state)
{
    world *w = *state;
    sm_callout_request c = callout(200, 200);
    sm_labels out = place_one(w, &c);
    assert_int_equal(out.count, 1);
    const sm_label *l = &out.items[0];
    assert_true(l->is_callout);
    assert_string_equal(l->name, "hadrut");
    assert_int_equal(l->leader.n_points, 2);
    assert_near(sm_distance(l->leader.points[1], c.at), SM_MM(1.5), 1e-9, "pt");
    for (size_t i = 0; i < l->n_boxes; i++) {
        double d =
            sm_label_segment_box_distance(l->leader.points[0], l->leader.points[1], l->boxes[i]);
        assert_true(d >= SM_MM(0.8) - 1e-6);
    }
    assert_near(l->leader_pen.width_pt, SM_MM(0.18), 1e-12, "pt");
    assert_near(l->leader_casing.width_pt, SM_MM(0.55), 1e-12, "pt");
}

static void test_the_title_is_bold_and_the_text_below_it(void **state)
{
    world *w = *state;
    sm_callout_request c = callout(200, 200);
    sm_labels out = place_one(w, &c);
    const sm_text *t = out.items[0].texts;
    assert_int_equal(out.items[0].n_texts, 3);
    assert_true(t[0].font.bold && !t[1].font.bold);
    assert_near(t[0].font.size_pt, 7, 0, "pt");
    assert_near(t[1].font.size_pt, 6, 0, "pt");
    assert_near((t[2].at.y - t[1].at.y) / SM_PT_PER_MM, 2.55, 0.01, "mm");
    // Two lines of one length rather than a full one and a word.
    assert_true(t[2].width_pt > t[1].width_pt / 2);
    assert_true(t[1].width_pt <= SM_MM(32));
}

static void test_lines_are_flush_to_the_side_of_the_point(void **state)
{
    world *w = *state;
    for (int left = 0; left < 2; left++) {
        sm_callout_request c = callout(200, 200);
        c.wish_pt = PT(left ? -60 : 60, -30);
        sm_labels out = place_one(w, &c);
        const sm_label *l = &out.items[0];
        sm_box b = label_box(l);
        assert_int_equal(l->candidate, 0);
        for (size_t i = 0; i < l->n_texts; i++) {
            double edge = left ? l->texts[i].at.x + l->texts[i].width_pt : l->texts[i].at.x;
            assert_near(edge, left ? 140 : 260, 1e-6, "pt");
        }
        assert_near(b.y1, 170, 0.01, "pt"); // the nearest corner is as wished
        assert_true(left ? l->leader.points[0].x > b.x1 - 40 : l->leader.points[0].x < b.x0);
    }
}

static void test_the_block_leaves_its_wish_when_it_must(void **state)
{
    world *w = *state;
    sm_callout_request c = callout(200, 200);
    c.wish_pt = PT(60, -30);
    sm_box taken = {262, 100, 300, 180};
    sm_label_task task = {.frame_pt = FRAME, .callouts = &c, .n_callouts = 1};
    task.taken = &taken, task.n_taken = 1;
    sm_labels out = place(w, &task);
    assert_sound(&task, &out);
    assert_int_equal(out.count, 1);
    assert_int_not_equal(out.items[0].candidate, 0);
}

static void test_the_leader_crosses_no_front_when_it_can_do_without(void **state)
{
    world *w = *state;
    sm_callout_request c = callout(200, 200);
    sm_label_obstacle o[] = {
        {LINE_PATH(w, PT(205, 0), PT(205, 400)), 1, INFINITY, false}, // the front, east of it
        {LINE_PATH(w, PT(0, 190), PT(400, 190)), 1, 3, false},        // a border, north of it
    };
    sm_label_task task = {.frame_pt = FRAME, .callouts = &c, .n_callouts = 1};
    task.obstacles = o, task.n_obstacles = 2;
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 1);
    const sm_point *p = out.items[0].leader.points;
    assert_true(p[0].x < 204 && p[0].y > 190);
    // Walled in by the border alone, it crosses that rather than the front.
    task.frame_pt = (sm_box){0, 0, 400, 205};
    out = place(w, &task);
    assert_int_equal(out.count, 1);
    p = out.items[0].leader.points;
    assert_true(p[0].x < 204 && p[0].y < 190);
}

static void test_beside_its_point_the_first_line_is_level(void **state)
{
    world *w = *state;
    sm_callout_request c = callout(200, 200);
    c.wish_pt = PT(-40, 0);
    sm_labels out = place_one(w, &c);
    const sm_label *l = &out.items[0];
    assert_int_equal(l->candidate, 0);
    assert_near(l->leader.points[0].y, 200, 1e-6, "pt");
    assert_near(l->leader.points[1].y, 200, 1e-6, "pt");
}

static void test_a_leader_passes_no_symbol_and_no_letters(void **state)
{
    world *w = *state;
    sm_callout_request c = callout(200, 200);
    sm_label_request r[12];
    for (int i = 0; i < 12; i++) { // a ring of places around the point
        double t = 2 * M_PI * i / 12;
        const sm_path *at = POINT_PATH(w, 200 + 30 * cos(t), 200 + 30 * sin(t));
        r[i] = make_request(w, "Tugh", at, i + 1);
        r[i].clearance_pt = 2;
    }
    sm_label_task task = {
        .frame_pt = FRAME, .requests = r, .n_requests = 12, .callouts = &c, .n_callouts = 1};
    sm_labels out = place(w, &task);
    assert_sound(&task, &out);
    assert_int_equal(out.count, 13);
    const sm_label *l = find_label(&out, "hadrut");
    for (int i = 0; i < 12; i++) {
        assert_true(sm_path_distance(&l->leader, r[i].path->points[0]) >= 2);
    }
    for (size_t i = 0; i < out.count; i++) {
        for (size_t k = 0; &out.items[i] != l && k < out.items[i].n_boxes; k++) {
            assert_true(sm_label_segment_box_distance(l->leader.points[0], l->leader.points[1],
                                                      out.items[i].boxes[k]) > 0);
        }
    }
}

static void test_the_leader_may_reach_the_symbol_that_it_names(void **state)
{
    world *w = *state;
    sm_callout_request c = callout(200, 200);
    c.clearance_pt = 0;
    sm_label_request r = make_request(w, "Hadrut", POINT_PATH(w, 200, 200), 1);
    sm_label_task task = {
        .frame_pt = FRAME, .requests = &r, .n_requests = 1, .callouts = &c, .n_callouts = 1};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 2);
}

static void test_a_callout_outranks_names(void **state)
{
    world *w = *state;
    sm_callout_request c = callout(30, 100);
    // Beside the block there is room for a name only where the block keeps the ground free.
    sm_label_request r = make_request(w, "Hadrut", POINT_PATH(w, 60, 125), 1);
    style_of(&r)->priority = 1e9;
    sm_box taken = {20, 115, 56, 130};
    sm_label_task task = {.frame_pt = {20, 85, 128, 127},
                          .requests = &r,
                          .n_requests = 1,
                          .callouts = &c,
                          .n_callouts = 1,
                          .taken = &taken,
                          .n_taken = 1};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 1);
    assert_non_null(find_label(&out, "hadrut"));
    assert_string_equal(out.dropped[0], "Hadrut");
}

static void test_callouts_without_words_or_place_are_reported(void **state)
{
    world *w = *state;
    sm_callout_request c[3] = {callout(200, 200), callout(200, 200), callout((double)NAN, 0)};
    c[0].title = c[0].text = NULL;
    c[1].text_factor = (double)NAN;
    c[1].name = "no size";
    c[2].name = "nowhere";
    sm_label_task task = {.frame_pt = FRAME, .callouts = c, .n_callouts = 3};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 0);
    assert_int_equal(out.n_dropped, 3);
    assert_string_equal(out.dropped_layer[0], "callout");
}

static void test_newlines_of_the_author_are_kept(void **state)
{
    world *w = *state;
    sm_callout_request c = callout(200, 200);
    c.text = "one\ntwo\nthree";
    c.halo_pt = 0.8;
    c.halo = SM_RGB(0xF4F3EE);
    c.family = "DejaVu Sans";
    sm_labels out = place_one(w, &c);
    assert_int_equal(out.items[0].n_texts, 4);
    assert_string_equal(out.items[0].texts[2].utf8, "two");
    assert_string_equal(out.items[0].texts[2].font.family, "DejaVu Sans");
    assert_near(out.items[0].texts[2].halo_pt, 0.8, 0, "pt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_the_leader_ends_clear_of_the_point),
        WORLD_TEST(test_the_title_is_bold_and_the_text_below_it),
        WORLD_TEST(test_lines_are_flush_to_the_side_of_the_point),
        WORLD_TEST(test_the_block_leaves_its_wish_when_it_must),
        WORLD_TEST(test_the_leader_crosses_no_front_when_it_can_do_without),
        WORLD_TEST(test_beside_its_point_the_first_line_is_level),
        WORLD_TEST(test_a_leader_passes_no_symbol_and_no_letters),
        WORLD_TEST(test_the_leader_may_reach_the_symbol_that_it_names),
        WORLD_TEST(test_a_callout_outranks_names),
        WORLD_TEST(test_callouts_without_words_or_place_are_reported),
        WORLD_TEST(test_newlines_of_the_author_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
