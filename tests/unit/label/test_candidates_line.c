// Names along lines.
#include "label/world.h"

#define FRAME ((sm_box){0, 0, 300, 300})

static sm_label_request river(world *w, const char *name, const sm_path *path)
{
    sm_label_request r = make_request(w, name, path, 1);
    style_of(&r)->placement = SM_LABEL_LINE;
    style_of(&r)->follow_line = true;
    style_of(&r)->offset_pt = 2;
    style_of(&r)->font.italic = true;
    return r;
}

static sm_labels place_one(world *w, const sm_label_request *r)
{
    sm_label_task task = {.frame_pt = FRAME, .requests = r, .n_requests = 1};
    return place(w, &task);
}

// Half a circle of radius 80 around (150, 150), over the top when `up`.
static const sm_path *arc(world *w, bool up, bool back)
{
    enum { N = 61 };
    sm_point p[N];
    for (int i = 0; i < N; i++) {
        double t = M_PI * (back ? N - 1 - i : i) / (N - 1);
        p[i] = PT(150 - 80 * cos(t), 150 + (up ? -80 : 80) * sin(t));
    }
    return make_path(w, SM_SHAPE_LINES, p, N);
}

static void test_along_a_straight_line_the_name_is_one_text_above_it(void **state)
{
    world *w = *state;
    sm_label_request r = river(w, "Khachen", LINE_PATH(w, PT(20, 150), PT(280, 150)));
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    assert_int_equal(out.items[0].n_texts, 1);
    const sm_text *t = &out.items[0].texts[0];
    assert_near(t->angle_deg, 0, 1e-9, "deg");
    assert_near(t->at.y, 148, 1e-9, "pt"); // the baseline, 2 pt above
    assert_near(t->at.x + t->width_pt / 2, 150, 0.01, "pt");
    assert_near(out.cost, 0, 0.1, "");
}

static void test_reading_is_upright_whichever_way_the_line_runs(void **state)
{
    world *w = *state;
    const sm_point ends[][2] = {{{40, 60}, {260, 200}},  {{260, 200}, {40, 60}},
                                {{40, 200}, {260, 60}},  {{260, 60}, {40, 200}},
                                {{150, 20}, {150, 280}}, {{150, 280}, {150, 20}}};
    for (size_t i = 0; i < 6; i++) {
        sm_label_request r = river(w, "Okhchu", make_path(w, SM_SHAPE_LINES, ends[i], 2));
        sm_labels out = place_one(w, &r);
        assert_int_equal(out.count, 1);
        double angle = out.items[0].texts[0].angle_deg;
        assert_true(angle > -90.01 && angle < 90);
        // Above the line, and to the left of one that runs upwards.
        sm_point at = out.items[0].texts[0].at;
        assert_near(sm_path_distance(r.path, at), 2, 1e-6, "pt");
        assert_true(i < 4 ? at.y < 260 : at.x < 150 && fabs(angle + 90) < 1e-6);
    }
}

static void test_reading_follows_the_line_where_asked(void **state)
{
    world *w = *state;
    const sm_point back[] = {{260, 150}, {40, 150}};
    sm_label_request r = river(w, "Okhchu", make_path(w, SM_SHAPE_LINES, back, 2));
    style_of(&r)->any_direction = true;
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    assert_near(fabs(out.items[0].texts[0].angle_deg), 180, 1e-6, "deg");
}

static void test_of_a_group_the_longest_part_is_named(void **state)
{
    world *w = *state;
    sm_path *parts = sm_arena_alloc(w->arena, sizeof *parts);
    sm_path_init(parts, w->arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    const sm_point ends[] = {{20, 50}, {120, 50}, {20, 150}, {280, 150}, {20, 250}, {150, 250}};
    for (size_t i = 0; i < 6; i++) {
        if (i % 2 == 0) {
            sm_path_begin_part(parts);
        }
        sm_path_add(parts, ends[i].x, ends[i].y);
    }
    sm_label_request r = river(w, "Kura", parts);
    style_of(&r)->group = style_of(&r)->repeated = true;
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    assert_near(out.items[0].texts[0].at.y, 148, 0.01, "pt");
    style_of(&r)->repeated = false;
    style_of(&r)->all_of_group = true;
    assert_int_equal(place_one(w, &r).count, 3);
}

static void test_on_a_curve_letters_follow_it(void **state)
{
    world *w = *state;
    for (int k = 0; k < 4; k++) {
        bool up = k & 1, back = k & 2;
        sm_label_request r = river(w, "Vorotan river", arc(w, up, back));
        sm_labels out = place_one(w, &r);
        assert_int_equal(out.count, 1);
        const sm_label *l = &out.items[0];
        assert_int_equal(l->n_texts, 13);
        for (size_t i = 0; i < l->n_texts; i++) {
            const sm_text *t = &l->texts[i];
            assert_true(fabs(t->angle_deg) < 60);
            double turn = t->angle_deg * M_PI / 180;
            sm_point mid = {t->at.x + cos(turn) * t->width_pt / 2,
                            t->at.y + sin(turn) * t->width_pt / 2};
            // Above the line: outside an arc over the top, inside one below.
            assert_near(sm_distance(mid, PT(150, 150)), up ? 82 : 78, 0.6, "pt");
            // Tangent to the circle.
            double radial = atan2(mid.y - 150, mid.x - 150) * 180 / M_PI;
            double tangent = up ? radial + 90 : radial - 90;
            assert_near(t->angle_deg, tangent, 3, "deg");
            if (i) {
                assert_true(t->at.x > l->texts[i - 1].at.x);
            }
        }
    }
}

static void test_the_direction_of_digitising_does_not_matter(void **state)
{
    world *w = *state;
    sm_label_request a = river(w, "Hakari", arc(w, true, false));
    sm_label_request b = river(w, "Hakari", arc(w, true, true));
    sm_labels x = place_one(w, &a), y = place_one(w, &b);
    assert_int_equal(x.items[0].n_texts, y.items[0].n_texts);
    for (size_t i = 0; i < x.items[0].n_texts; i++) {
        assert_near(x.items[0].texts[i].at.x, y.items[0].texts[i].at.x, 0.05, "pt");
        assert_near(x.items[0].texts[i].at.y, y.items[0].texts[i].at.y, 0.05, "pt");
    }
}

static void test_a_sharp_corner_is_avoided(void **state)
{
    world *w = *state;
    const sm_path *corner = LINE_PATH(w, PT(40, 40), PT(150, 150), PT(260, 40));
    sm_label_request r = river(w, "Gargar", corner);
    style_of(&r)->max_angle_deg = 12;
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    sm_box b = label_box(&out.items[0]);
    assert_true(b.x1 < 150 || b.x0 > 150);
    // Where there is nothing but the corner, there is no name.
    r.path = LINE_PATH(w, PT(138, 138), PT(150, 150), PT(162, 138));
    out = place_one(w, &r);
    assert_int_equal(out.count, 0);
    assert_int_equal(out.n_dropped, 1);
}

static void test_without_follow_line_the_name_is_straight(void **state)
{
    world *w = *state;
    sm_label_request r = river(w, "Vorotan", arc(w, true, false));
    style_of(&r)->follow_line = false;
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    assert_int_equal(out.items[0].n_texts, 1);
}

static void test_without_offset_letters_stand_astride_the_line(void **state)
{
    world *w = *state;
    sm_label_request r = river(w, "HHH", LINE_PATH(w, PT(20, 150), PT(280, 150)));
    style_of(&r)->offset_pt = 0;
    sm_labels out = place_one(w, &r);
    sm_box b = label_box(&out.items[0]);
    assert_near((b.y0 + b.y1) / 2, 150, 0.1, "pt");
}

static void test_a_negative_offset_is_below(void **state)
{
    world *w = *state;
    sm_label_request r = river(w, "HHH", LINE_PATH(w, PT(20, 150), PT(280, 150)));
    style_of(&r)->offset_pt = -2;
    sm_labels out = place_one(w, &r);
    assert_near(label_box(&out.items[0]).y0, 152, 0.1, "pt");
}

static void test_the_other_side_is_taken_when_the_first_is_covered(void **state)
{
    world *w = *state;
    sm_label_request r = river(w, "Aras", LINE_PATH(w, PT(20, 150), PT(280, 150)));
    sm_box above = {0, 0, 300, 149};
    sm_label_task task = {.frame_pt = FRAME, .requests = &r, .n_requests = 1};
    task.taken = &above, task.n_taken = 1;
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 1);
    assert_true(label_box(&out.items[0]).y0 > 151.9);
}

static void test_tracking_shrinks_before_the_name_is_dropped(void **state)
{
    world *w = *state;
    sm_label_request r = river(w, "Kondalan", LINE_PATH(w, PT(0, 0), PT(1, 0)));
    double tight = label_width(w, r.style);
    r.path = LINE_PATH(w, PT(100, 150), PT(100 + tight + 5, 150));
    style_of(&r)->font.tracking_pt = 3;
    assert_true(label_width(w, r.style) > tight + 5);
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    assert_near(out.items[0].texts[0].font.tracking_pt, 0, 1e-9, "pt");
}

static void test_a_line_shorter_than_its_name_or_of_no_length(void **state)
{
    world *w = *state;
    const sm_path *paths[] = {LINE_PATH(w, PT(100, 100), PT(110, 100)),
                              LINE_PATH(w, PT(100, 100), PT(100, 100))};
    for (size_t i = 0; i < 2; i++) {
        sm_label_request r = river(w, "Longer than the line", paths[i]);
        sm_labels out = place_one(w, &r);
        assert_int_equal(out.count, 0);
        assert_int_equal(out.n_dropped, 1);
    }
}

static void test_a_repeated_name_stands_in_each_share_of_the_line(void **state)
{
    world *w = *state;
    sm_label_request r = river(w, "Kura", LINE_PATH(w, PT(0, 150), PT(300, 150)));
    style_of(&r)->repeated = true;
    style_of(&r)->follow_line = false; // else 100 pt would lie between two names
    style_of(&r)->repeat_pt = 100;
    sm_label_task task = {.frame_pt = FRAME, .requests = &r, .n_requests = 1};
    sm_labels out = place(w, &task);
    assert_sound(&task, &out);
    assert_int_equal(out.count, 3);
    for (int k = 0; k < 3; k++) {
        int inside = 0;
        for (size_t i = 0; i < out.count; i++) {
            sm_box b = label_box(&out.items[i]);
            inside += b.x0 >= 100 * k && b.x1 <= 100 * (k + 1);
        }
        assert_int_equal(inside, 1);
    }
    // One copy that finds no room is no loss to report.
    sm_box taken = {0, 100, 100, 200};
    task.taken = &taken, task.n_taken = 1;
    out = place(w, &task);
    assert_int_equal(out.count, 2);
    assert_int_equal(out.n_dropped, 0);
    taken = (sm_box){0, 100, 300, 200};
    out = place(w, &task);
    assert_int_equal(out.count, 0);
    assert_int_equal(out.n_dropped, 1);
}

static void test_pieces_of_one_river_are_joined(void **state)
{
    world *w = *state;
    sm_path *pieces = sm_arena_alloc(w->arena, sizeof *pieces);
    sm_path_init(pieces, w->arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    for (int i = 0; i < 12; i++) { // each shorter than the name
        sm_path_begin_part(pieces);
        sm_path_add(pieces, 50 + 10 * i, 150);
        sm_path_add(pieces, 60 + 10 * i, 150);
    }
    sm_label_request r = river(w, "Okhchuchay", pieces);
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
}

static void test_the_border_of_an_area_can_carry_a_name(void **state)
{
    world *w = *state;
    sm_label_request r = river(w, "Oblast", make_rect(w, (sm_box){50, 50, 250, 250}));
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    assert_true(sm_path_distance(r.path, out.items[0].texts[0].at) < 3);
}

static void test_marks_stay_on_their_letters(void **state)
{
    world *w = *state;
    // "e" with a combining acute: two characters, one cluster.
    sm_label_request r = river(w, "Te\xCC\x81rte\xCC\x81r te\xCC\x81r", arc(w, true, false));
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    assert_int_equal(out.items[0].n_texts, 10);
    assert_string_equal(out.items[0].texts[1].utf8, "e\xCC\x81");
}

static void test_a_level_name_has_its_middle_on_the_line(void **state)
{
    world *w = *state;
    sm_label_request r = river(w, "Arax", LINE_PATH(w, PT(60, 60), PT(240, 240)));
    style_of(&r)->level = true;
    style_of(&r)->follow_line = false;
    style_of(&r)->offset_pt = 0;
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    const sm_text *t = &out.items[0].texts[0];
    sm_box b = out.items[0].boxes[0];
    assert_near(t->angle_deg, 0, 1e-9, "deg");
    assert_near((b.x0 + b.x1) / 2, 150, 1, "pt");
    assert_near((b.y0 + b.y1) / 2, (b.x0 + b.x1) / 2, 0.5, "pt");
    style_of(&r)->offset_pt = 14; // up and to the right of a line that falls
    out = place_one(w, &r);
    b = out.items[0].boxes[0];
    sm_point mid = {(b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2};
    assert_near(sm_path_distance(r.path, mid), 14, 0.5, "pt");
    assert_true(mid.x > mid.y);
}

static void test_a_name_runs_straight_where_small_bends_are_left_out(void **state)
{
    world *w = *state;
    enum { N = 66 };
    sm_point p[N];
    for (int i = 0; i < N; i++) {
        p[i] = PT(20 + 4 * i, i % 8 < 4 ? 150 : 156); // steps of 6 pt, 16 pt long
    }
    sm_label_request r = river(w, "Aghstafa river", make_path(w, SM_SHAPE_LINES, p, N));
    sm_labels out = place_one(w, &r);
    assert_true(out.count == 0 || out.items[0].n_texts > 1);
    style_of(&r)->generalize = true;
    out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    assert_int_equal(out.items[0].n_texts, 1);
}

// Left edges of the copies of a name that may stand all along a line.
static size_t copies(world *w, double apart, double *least_gap)
{
    sm_label_request r = river(w, "M 12", LINE_PATH(w, PT(10, 150), PT(290, 150)));
    style_of(&r)->repeated = true;
    style_of(&r)->follow_line = false;
    style_of(&r)->repeat_pt = 30;
    style_of(&r)->group_apart_pt = apart;
    sm_labels out = place_one(w, &r);
    *least_gap = INFINITY;
    for (size_t i = 0; i < out.count; i++) {
        for (size_t k = 0; k < out.count; k++) {
            double gap = out.items[k].texts[0].at.x - out.items[i].texts[0].at.x;
            *least_gap =
                gap > 0 ? fmin(*least_gap, gap - out.items[i].texts[0].width_pt) : *least_gap;
        }
    }
    return out.count;
}

static void test_copies_of_a_name_stand_apart(void **state)
{
    world *w = *state;
    double near = 0, far = 0;
    assert_int_equal(copies(w, 0, &near), 9);
    assert_true(near < 30);
    assert_in_range(copies(w, 50, &far), 3, 4); // 280 pt hold no more
    assert_true(far >= 50);
}

// Lines of two points each; the group's name is wanted on each of them.
static sm_label_request roads(world *w, const sm_point *ends, size_t n)
{
    sm_path *all = sm_arena_alloc(w->arena, sizeof *all);
    sm_path_init(all, w->arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    for (size_t i = 0; i < n; i++) {
        if (i % 2 == 0) {
            sm_path_begin_part(all);
        }
        sm_path_add(all, ends[i].x, ends[i].y);
    }
    sm_label_request r = river(w, "M 12", all);
    style_of(&r)->group = style_of(&r)->all_of_group = true;
    return r;
}

static void test_a_road_of_two_carriageways_has_one_name(void **state)
{
    world *w = *state;
    const sm_point both[] = {{20, 100}, {280, 100}, {260, 101}, {40, 101}};
    sm_label_request r = roads(w, both, 4);
    assert_int_equal(place_one(w, &r).count, 2);
    style_of(&r)->once_each = true;
    assert_int_equal(place_one(w, &r).count, 1);
    style_of(&r)->group = false; // it is for groups
    assert_int_equal(place_one(w, &r).count, 2);
}

static void test_a_road_keeps_its_name_where_others_meet_it(void **state)
{
    world *w = *state;
    sm_point ends[22] = {{20, 100}, {280, 100}};
    for (int i = 0; i < 10; i++) { // a side road every 26 pt: less than a name's length
        ends[2 + 2 * i] = PT(32 + 26 * i, 100);
        ends[3 + 2 * i] = PT(32 + 26 * i, 120);
    }
    sm_label_request r = roads(w, ends, 22);
    style_of(&r)->all_of_group = false;
    style_of(&r)->once_each = true;
    style_of(&r)->font.size_pt = 14;
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 1);
    assert_true(out.items[0].texts[0].width_pt > 26);
    assert_near(out.items[0].texts[0].angle_deg, 0, 1e-9, "deg");
}

static void test_copies_stand_apart_outside_the_choice_too(void **state)
{
    world *w = *state;
    sm_label_request r = river(w, "M 12", LINE_PATH(w, PT(10, 150), PT(290, 150)));
    style_of(&r)->repeated = true;
    style_of(&r)->follow_line = style_of(&r)->conflict_resolution = false;
    style_of(&r)->repeat_pt = 30;
    assert_int_equal(place_one(w, &r).count, 9);
    style_of(&r)->group_apart_pt = 50;
    assert_in_range(place_one(w, &r).count, 3, 4);
}

static void test_a_level_name_is_no_longer_than_its_line(void **state)
{
    world *w = *state;
    sm_label_request r = river(w, "Okhchu", LINE_PATH(w, PT(100, 100), PT(110, 100)));
    style_of(&r)->level = true;
    assert_int_equal(place_one(w, &r).count, 0);
}

static void test_a_repeated_name_has_room_for_itself(void **state)
{
    world *w = *state;
    sm_label_request r = river(w, "A long name of a road", LINE_PATH(w, PT(0, 150), PT(300, 150)));
    double width = label_width(w, r.style);
    assert_true(width > 60 && width < 100);
    style_of(&r)->repeated = true;
    style_of(&r)->repeat_pt = 20; // between two names that follow the line
    assert_int_equal(place_one(w, &r).count, (int)(300 / (width + 20)));
    style_of(&r)->follow_line = false; // else from one to the next, but not less than the name
    assert_int_equal(place_one(w, &r).count, (int)(300 / width));
    style_of(&r)->gap_between = true; // a Gap of SE
    assert_int_equal(place_one(w, &r).count, (int)(300 / (width + 20)));
}

static void test_a_plate_stands_on_its_own_road(void **state)
{
    world *w = *state;
    const sm_path *line = LINE_PATH(w, PT(20, 150), PT(280, 150));
    sm_label_request r = river(w, "M 12", line);
    style_of(&r)->placement = SM_LABEL_POINT;
    style_of(&r)->anchor = PT(0.5, 0.5);
    style_of(&r)->space_around_pt = 10;
    r.own_weight = 6;
    r.clearance_pt = 0;
    const sm_label_obstacle road = {line, 2, 6, false};
    sm_label_task task = {
        .frame_pt = FRAME, .requests = &r, .n_requests = 1, .obstacles = &road, .n_obstacles = 1};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 1);
    sm_box b = label_box(&out.items[0]);
    assert_near((b.x0 + b.x1) / 2, 150, 0.5, "pt");
    assert_near((b.y0 + b.y1) / 2, 150, 1, "pt");
    assert_true(out.cost < 10); // 80 with the ink of its own road
}

static void test_plates_at_a_point_are_repeated_along_the_line(void **state)
{
    world *w = *state;
    sm_label_request r = river(w, "M 12", LINE_PATH(w, PT(150, 0), PT(150, 300)));
    style_of(&r)->placement = SM_LABEL_POINT;
    style_of(&r)->offset_pt = 0;
    assert_int_equal(place_one(w, &r).count, 1);
    style_of(&r)->repeated = true;
    style_of(&r)->follow_line = false;
    style_of(&r)->repeat_pt = 100;
    sm_labels out = place_one(w, &r);
    assert_int_equal(out.count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_near(out.items[i].texts[0].angle_deg, 0, 1e-9, "deg"); // level
        sm_box b = out.items[i].boxes[0];
        assert_near((b.x0 + b.x1) / 2, 150, 0.5, "pt");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_along_a_straight_line_the_name_is_one_text_above_it),
        WORLD_TEST(test_reading_is_upright_whichever_way_the_line_runs),
        WORLD_TEST(test_reading_follows_the_line_where_asked),
        WORLD_TEST(test_of_a_group_the_longest_part_is_named),
        WORLD_TEST(test_on_a_curve_letters_follow_it),
        WORLD_TEST(test_the_direction_of_digitising_does_not_matter),
        WORLD_TEST(test_a_sharp_corner_is_avoided),
        WORLD_TEST(test_without_follow_line_the_name_is_straight),
        WORLD_TEST(test_without_offset_letters_stand_astride_the_line),
        WORLD_TEST(test_a_negative_offset_is_below),
        WORLD_TEST(test_the_other_side_is_taken_when_the_first_is_covered),
        WORLD_TEST(test_tracking_shrinks_before_the_name_is_dropped),
        WORLD_TEST(test_a_line_shorter_than_its_name_or_of_no_length),
        WORLD_TEST(test_a_repeated_name_stands_in_each_share_of_the_line),
        WORLD_TEST(test_pieces_of_one_river_are_joined),
        WORLD_TEST(test_the_border_of_an_area_can_carry_a_name),
        WORLD_TEST(test_marks_stay_on_their_letters),
        WORLD_TEST(test_a_level_name_has_its_middle_on_the_line),
        WORLD_TEST(test_a_name_runs_straight_where_small_bends_are_left_out),
        WORLD_TEST(test_copies_of_a_name_stand_apart),
        WORLD_TEST(test_a_repeated_name_has_room_for_itself),
        WORLD_TEST(test_a_plate_stands_on_its_own_road),
        WORLD_TEST(test_plates_at_a_point_are_repeated_along_the_line),
        WORLD_TEST(test_a_road_of_two_carriageways_has_one_name),
        WORLD_TEST(test_a_road_keeps_its_name_where_others_meet_it),
        WORLD_TEST(test_copies_stand_apart_outside_the_choice_too),
        WORLD_TEST(test_a_level_name_is_no_longer_than_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
