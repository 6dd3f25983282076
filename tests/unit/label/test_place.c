// The whole stage on figures made of points and obstacles.
#include "label/world.h"

#include <time.h>

// Sanitizers and valgrind take their time.
#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
#define TEST_SLOWNESS 20
#else
#define TEST_SLOWNESS 1
#endif

#include "sitmap/limits.h"

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static double between(uint32_t *seed, double lo, double hi)
{
    return lo + (hi - lo) * (double)(next(seed) & 0xffff) / 65536;
}

static sm_label_request *crowd(world *w, size_t n, sm_box frame, uint32_t seed)
{
    sm_label_request *all = sm_arena_zero(w->arena, n, sizeof *all);
    for (size_t i = 0; i < n; i++) {
        double x = between(&seed, frame.x0, frame.x1), y = between(&seed, frame.y0, frame.y1);
        const char *name = sm_arena_printf(w->arena, "Place%u", next(&seed) % 1000);
        all[i] = make_request(w, name, POINT_PATH(w, x, y), (long)i + 1);
        all[i].clearance_pt = 1;
        style_of(&all[i])->font.size_pt = 5;
        style_of(&all[i])->priority = i % 7 ? 1000 : 2000;
        style_of(&all[i])->max_displacement_pt = i % 3 ? 0 : 6;
        style_of(&all[i])->leader_pt = 0.4;
        style_of(&all[i])->leader_min_pt = 3;
    }
    return all;
}

static void test_a_thousand_names_never_overlap(void **state)
{
    world *w = *state;
    sm_box frame = {0, 0, SM_MM(170), SM_MM(190)};
    sm_box taken[] = {{350, 400, 481, 538}, {0, 450, 100, 538}};
    sm_label_request *all = crowd(w, 1000, frame, 11);
    sm_label_task task = {frame, all, 1000, NULL, 0, NULL, 0, taken, 2};
    sm_labels out = place(w, &task);
    assert_sound(&task, &out);
    assert_int_equal(out.count + out.n_dropped, 1000);
    assert_true(out.count > 700);
    assert_true(out.cost < out.cost_greedy);
    double sum = 0;
    for (size_t i = 0; i < out.count; i++) {
        sum += out.items[i].cost;
    }
    assert_true(sum < out.cost);
    // The measure: names on the map, and what those left out are worth (40, or 120 for one of
    // seven).
    assert_true(out.count > out.n_greedy);
    assert_true(out.lost < 0.97 * out.lost_greedy);
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

// Crowds of other makes: with as much as a page holds, and with far more.
static void test_crowds_gain_on_first_come_in_well_under_a_second(void **state)
{
    world *w = *state;
    for (uint32_t seed = 1; seed <= 4; seed++) {
        double side = SM_MM(seed % 2 ? 250 : 120);
        sm_box frame = {0, 0, side, side};
        sm_label_request *all = crowd(w, 1000, frame, seed);
        sm_label_task task = {.frame_pt = frame, .requests = all, .n_requests = 1000};
        double start = seconds();
        sm_labels out = place(w, &task);
        double took = seconds() - start;
        assert_sound(&task, &out);
        assert_true(out.count >= out.n_greedy);
        assert_true(out.lost < out.lost_greedy);
        if (took > 0.7 * TEST_SLOWNESS) {
            fail_msg("1,000 names took %.2f s", took);
        }
    }
}

static void test_the_same_request_gives_the_same_labels_in_any_order(void **state)
{
    world *w = *state;
    enum { N = 150 };
    sm_box frame = {0, 0, 200, 200};
    sm_label_request *all = crowd(w, N, frame, 5), turned[N];
    for (size_t i = 0; i < N; i++) {
        turned[i] = all[N - 1 - i];
    }
    sm_label_task task = {.frame_pt = frame, .requests = all, .n_requests = N};
    sm_labels first = place(w, &task), again = place(w, &task);
    task.requests = turned;
    sm_labels other = place(w, &task);
    assert_true(first.n_dropped > 0);
    assert_string_equal(describe(w, &first), describe(w, &again));
    assert_string_equal(describe(w, &first), describe(w, &other));
}

static void test_a_lone_point_has_its_name_at_the_upper_right(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Hadrut", POINT_PATH(w, 100, 100), 1);
    sm_label_task task = {.frame_pt = {0, 0, 200, 200}, .requests = &r, .n_requests = 1};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 1);
    sm_box b = label_box(&out.items[0]);
    assert_true(b.x0 > 100 && b.y1 < 101.5);
    // The gap between symbol and letters is 0.4 to 0.8 mm.
    double gap = sm_distance(PT(100, 100), PT(b.x0, fmin(b.y1, 100))) - 1.5;
    assert_near(gap / SM_PT_PER_MM, 0.6, 0.2, "mm");
    assert_near(out.cost, 0, 1e-9, "");
    assert_int_equal(out.items[0].leader.n_points, 0);
    assert_string_equal(out.items[0].texts[0].utf8, "Hadrut");
    assert_near(out.items[0].texts[0].halo_pt, 0.5, 0, "pt");
}

static void test_a_second_name_stands_below_in_its_own_font(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Lachin\nBerdzor", POINT_PATH(w, 100, 100), 1);
    style_of(&r)->font.bold = true;
    sm_label_task task = {.frame_pt = {0, 0, 120, 200}, .requests = &r, .n_requests = 1};
    sm_labels out = place(w, &task); // no room to the right
    assert_int_equal(out.items[0].n_texts, 2);
    const sm_text *a = &out.items[0].texts[0], *b = &out.items[0].texts[1];
    assert_true(a->font.bold && !b->font.bold);
    assert_near(b->font.size_pt, 6, 0, "pt");
    assert_near((b->at.y - a->at.y) / SM_PT_PER_MM, 2.45, 0.1, "mm");
    // Left of its symbol a block is flush right, its middle level with the symbol.
    assert_near(a->at.x + a->width_pt, b->at.x + b->width_pt, 1e-9, "pt");
    sm_box box = label_box(&out.items[0]);
    assert_near((box.y0 + box.y1) / 2, 100, 1.5, "pt");
}

static void test_names_turn_away_from_the_frame(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Aghjabadi", POINT_PATH(w, 197, 3), 1);
    sm_label_task task = {.frame_pt = {0, 0, 200, 200}, .requests = &r, .n_requests = 1};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 1);
    assert_sound(&task, &out);
    assert_true(label_box(&out.items[0]).x1 < 197);
}

// Furniture leaves room for one name: the more important one has it, whichever comes first.
static void test_the_higher_priority_has_the_only_room(void **state)
{
    world *w = *state;
    for (int high = 0; high < 2; high++) {
        sm_label_request r[2] = {make_request(w, "Alpha", POINT_PATH(w, 20, 10), 1),
                                 make_request(w, "Bravo", POINT_PATH(w, 20, 10.5), 2)};
        style_of(&r[high])->priority = 2000;
        sm_label_task task = {.frame_pt = {0, 0, 44, 20}, .requests = r, .n_requests = 2};
        sm_box taken[] = {{0, 0, 17, 20}, {17, 0, 44, 5}, {17, 15, 44, 20}};
        task.taken = taken, task.n_taken = 3;
        sm_labels out = place(w, &task);
        assert_int_equal(out.count, 1);
        assert_string_equal(out.items[0].name, r[high].name);
        assert_int_equal(out.n_dropped, 1);
        assert_string_equal(out.dropped[0], r[!high].name);
        assert_string_equal(out.dropped_layer[0], "places");
        assert_int_equal(out.dropped_record[0], 2 - high);
    }
}

static void test_dropped_names_are_told_in_order_of_priority(void **state)
{
    world *w = *state;
    sm_label_request r[3];
    for (int i = 0; i < 3; i++) {
        const char *name = sm_arena_printf(w->arena, "Much too long a name %d", i);
        r[i] = make_request(w, name, POINT_PATH(w, 10, 10 + i), i + 1);
        style_of(&r[i])->priority = i == 1 ? 5000 : 1000 + i;
    }
    sm_label_task task = {.frame_pt = {0, 0, 30, 30}, .requests = r, .n_requests = 3};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 0);
    assert_int_equal(out.n_dropped, 3);
    assert_int_equal(out.dropped_record[0], 2);
    assert_int_equal(out.dropped_record[1], 3);
    assert_int_equal(out.dropped_record[2], 1);
}

static void test_a_closed_line_is_not_touched_and_not_jumped(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Fuzuli", POINT_PATH(w, 100, 100), 1);
    sm_label_obstacle front = {LINE_PATH(w, PT(106, 0), PT(106, 200)), 2, INFINITY, false};
    sm_label_task task = {.frame_pt = {0, 0, 200, 200},
                          .requests = &r,
                          .n_requests = 1,
                          .obstacles = &front,
                          .n_obstacles = 1};
    style_of(&r)->max_displacement_pt = 20; // far enough to stand beyond the front
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 1);
    assert_true(label_box(&out.items[0]).x1 <= 104 - 0.5);
}

static void test_a_heavy_line_is_left_free_when_there_is_room(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Fuzuli", POINT_PATH(w, 100, 100), 1);
    sm_label_obstacle front = {LINE_PATH(w, PT(110, 0), PT(110, 200)), 1, 12, false};
    sm_label_task task = {.frame_pt = {0, 0, 200, 200},
                          .requests = &r,
                          .n_requests = 1,
                          .obstacles = &front,
                          .n_obstacles = 1};
    sm_labels out = place(w, &task);
    assert_true(label_box(&out.items[0]).x1 < 109);
    task.frame_pt.x0 = 98; // now there is room on the right alone
    out = place(w, &task);
    assert_int_equal(out.count, 1);
    assert_true(label_box(&out.items[0]).x1 > 110);
    assert_true(out.cost > 10);
}

static void test_a_closed_area_holds_no_names(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Fuzuli", POINT_PATH(w, 100, 100), 1);
    sm_label_obstacle area = {make_rect(w, (sm_box){101, -50, 300, 300}), 0, INFINITY, true};
    sm_label_task task = {.frame_pt = {0, 0, 200, 200},
                          .requests = &r,
                          .n_requests = 1,
                          .obstacles = &area,
                          .n_obstacles = 1};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 1);
    assert_true(label_box(&out.items[0]).x1 < 101);
    area.path = make_rect(w, (sm_box){-50, -50, 300, 300});
    out = place(w, &task);
    assert_int_equal(out.count, 0);
    assert_int_equal(out.n_dropped, 1);
}

static void test_an_area_of_weight_costs_what_is_covered(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Fuzuli", POINT_PATH(w, 100, 100), 1);
    style_of(&r)->halo_pt = 0;
    sm_label_obstacle area = {make_rect(w, (sm_box){-50, -50, 300, 300}), 0, 1, true};
    sm_label_task task = {.frame_pt = {0, 0, 200, 200},
                          .requests = &r,
                          .n_requests = 1,
                          .obstacles = &area,
                          .n_obstacles = 1};
    sm_labels out = place(w, &task);
    sm_box b = label_box(&out.items[0]);
    double mm2 = (b.x1 - b.x0) * (b.y1 - b.y0) / (SM_PT_PER_MM * SM_PT_PER_MM);
    assert_near(out.cost, mm2, 0.05 * mm2, "");
}

static void test_letters_keep_off_the_symbols_of_others(void **state)
{
    world *w = *state;
    sm_label_request r[2] = {make_request(w, "Shusha", POINT_PATH(w, 100, 100), 1),
                             make_request(w, "Khankendi", POINT_PATH(w, 112, 97), 2)};
    sm_label_task task = {.frame_pt = {0, 0, 200, 200}, .requests = r, .n_requests = 2};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 2);
    assert_sound(&task, &out);
    for (size_t i = 0; i < 2; i++) {
        const sm_label_request *other = &r[out.items[i].record == 1];
        double d = sm_label_segment_box_distance(other->path->points[0], other->path->points[0],
                                                 label_box(&out.items[i]));
        assert_true(d >= 1.5 + 0.5); // symbol and halo
    }
}

static void test_space_around_is_kept(void **state)
{
    world *w = *state;
    sm_label_request r[2] = {make_request(w, "Tugh", POINT_PATH(w, 100, 100), 1),
                             make_request(w, "Gajar", POINT_PATH(w, 112, 108), 2)};
    style_of(&r[0])->space_around_pt = 8;
    sm_label_task task = {.frame_pt = {0, 0, 200, 200}, .requests = r, .n_requests = 2};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 2);
    sm_box a = label_box(&out.items[0]), b = label_box(&out.items[1]);
    assert_false(sm_box_overlap(sm_box_grow(a, 8), b));
}

static void test_a_name_moved_far_has_a_leader(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Talish", POINT_PATH(w, 100, 100), 1);
    style_of(&r)->max_displacement_pt = SM_MM(5);
    style_of(&r)->leader_pt = SM_MM(0.15);
    style_of(&r)->leader_min_pt = SM_MM(1);
    style_of(&r)->leader_color = SM_RGB(0x123456);
    sm_box around = {100 - SM_MM(3), 100 - SM_MM(3), 100 + SM_MM(3), 100 + SM_MM(3)};
    sm_label_obstacle quiet = {make_rect(w, around), 0, 10, true};
    sm_label_task task = {.frame_pt = {0, 0, 200, 200},
                          .requests = &r,
                          .n_requests = 1,
                          .obstacles = &quiet,
                          .n_obstacles = 1};
    sm_labels out = place(w, &task);
    const sm_label *l = &out.items[0];
    assert_int_equal(l->leader.n_points, 2);
    assert_near(l->leader_pen.width_pt, SM_MM(0.15), 1e-12, "pt");
    assert_int_equal(l->leader_pen.color.g, 0x34);
    assert_near(sm_distance(l->leader.points[1], PT(100, 100)), 1.5 + SM_MM(0.4), 1e-9, "pt");
    double beside =
        sm_label_segment_box_distance(l->leader.points[0], l->leader.points[0], label_box(l));
    assert_near(beside, SM_MM(0.4), SM_MM(0.2), "pt");
    style_of(&r)->leader_pt = 0;
    out = place(w, &task);
    assert_int_equal(out.items[0].leader.n_points, 0);
}

static void test_an_anchor_of_the_author_comes_first(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Tugh", POINT_PATH(w, 100, 100), 1);
    style_of(&r)->anchor = PT(0.5, 0);
    style_of(&r)->shift_pt = PT(0, 12);
    sm_label_task task = {.frame_pt = {0, 0, 200, 200}, .requests = &r, .n_requests = 1};
    sm_labels out = place(w, &task);
    sm_box b = label_box(&out.items[0]);
    assert_near((b.x0 + b.x1) / 2, 100, 1e-6, "pt");
    assert_near(b.y1, 88, 1e-6, "pt"); // the lower edge, 12 pt up
    sm_box taken = {90, 70, 110, 90};
    task.taken = &taken, task.n_taken = 1;
    out = place(w, &task);
    assert_int_equal(out.count, 1); // another position rather than none
    assert_sound(&task, &out);
}

static void test_a_turned_name_turns_about_its_point(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Tugh", POINT_PATH(w, 100, 100), 1);
    style_of(&r)->rotation_deg = 90;
    sm_label_task task = {.frame_pt = {0, 0, 200, 200}, .requests = &r, .n_requests = 1};
    sm_labels out = place(w, &task);
    sm_box b = label_box(&out.items[0]);
    assert_near(out.items[0].texts[0].angle_deg, 90, 0, "deg");
    assert_near(b.y0, 100, 1e-6, "pt"); // clockwise: it runs down from the point
    assert_near((b.x0 + b.x1) / 2, 100, 1e-6, "pt");
    assert_near(b.y1 - b.y0, out.items[0].texts[0].width_pt, 1e-6, "pt");
}

static void test_without_conflict_resolution_a_name_is_always_drawn(void **state)
{
    world *w = *state;
    sm_label_request r[2] = {make_request(w, "Tugh", POINT_PATH(w, 100, 100), 1),
                             make_request(w, "Gajar", POINT_PATH(w, 100, 100), 2)};
    style_of(&r[0])->conflict_resolution = false;
    sm_box taken = {0, 0, 99, 200};
    sm_label_task task = {.frame_pt = {0, 0, 200, 200}, .requests = r, .n_requests = 2};
    task.taken = &taken, task.n_taken = 1;
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 2);
    const sm_label *free_one = find_label(&out, "Tugh");
    assert_near(free_one->texts[0].at.x, 100, 1e-9, "pt"); // anchor (0, 0.5): starts at the point
    assert_true(label_box(find_label(&out, "Gajar")).x0 > 100);
}

static void test_a_name_may_be_cut_by_the_frame_where_asked(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Tugh", POINT_PATH(w, 100, 100), 1);
    const sm_box frame = {0, 99, 103, 101}; // too low for any letter
    sm_label_task task = {.frame_pt = frame, .requests = &r, .n_requests = 1};
    assert_int_equal(place(w, &task).count, 0);
    style_of(&r)->may_be_cut = true;
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 1);
    sm_scene *scene = sm_scene_create(w->arena, 200, 200);
    sm_label_draw(scene, &out);
    size_t clips = 0;
    for (size_t i = 0; i < scene->count; i++) {
        if (scene->items[i].kind == SM_PRIM_CLIP_BEGIN) {
            sm_box box = sm_path_box(scene->items[i].clip);
            assert_near(box.y0, frame.y0, 0, "pt");
            assert_near(box.x1, frame.x1, 0, "pt");
            clips++;
        }
    }
    assert_int_equal(clips, 2); // halo and letters
}

static void test_a_group_has_one_label(void **state)
{
    world *w = *state;
    sm_label_request r[3] = {make_request(w, "Tugh", POINT_PATH(w, 50, 50), 1),
                             make_request(w, "Tugh", POINT_PATH(w, 150, 150), 2),
                             make_request(w, "Gajar", POINT_PATH(w, 50, 150), 3)};
    for (int i = 0; i < 3; i++) {
        style_of(&r[i])->group = true;
    }
    sm_label_task task = {.frame_pt = {0, 0, 200, 200}, .requests = r, .n_requests = 3};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 2);
    assert_int_equal(find_label(&out, "Tugh")->record, 1);
}

static void test_parts_of_a_group_are_one_line(void **state)
{
    world *w = *state;
    sm_label_request r[2] = {
        make_request(w, "Okhchuchay", LINE_PATH(w, PT(50, 100), PT(70, 100)), 1),
        make_request(w, "Okhchuchay", LINE_PATH(w, PT(70, 100), PT(95, 100)), 2)};
    for (int i = 0; i < 2; i++) {
        style_of(&r[i])->placement = SM_LABEL_LINE;
    }
    sm_label_task task = {.frame_pt = {0, 0, 200, 200}, .requests = r, .n_requests = 2};
    sm_labels out = place(w, &task);
    assert_int_equal(out.n_dropped, 2); // each is shorter than the name
    for (int i = 0; i < 2; i++) {
        style_of(&r[i])->group = true;
    }
    out = place(w, &task);
    assert_int_equal(out.count, 1);
    assert_int_equal(out.n_dropped, 0);
}

static void test_a_line_with_a_point_label_has_it_at_its_middle(void **state)
{
    world *w = *state;
    sm_label_request r =
        make_request(w, "Pass", LINE_PATH(w, PT(50, 100), PT(60, 100), PT(150, 100)), 1);
    sm_label_task task = {.frame_pt = {0, 0, 200, 200}, .requests = &r, .n_requests = 1};
    sm_labels out = place(w, &task);
    assert_near(label_box(&out.items[0]).x0, 100, 4, "pt");
}

// A layer of thousands of events in one town costs neither the time nor the room of its square.
static void test_a_crowd_at_one_point_is_thinned_by_importance(void **state)
{
    world *w = *state;
    enum { N = 3000 };
    sm_label_request *all = sm_arena_zero(w->arena, N + 1, sizeof *all);
    for (int i = 0; i < N; i++) {
        all[i] = make_request(w, "Event", POINT_PATH(w, 100, 100), i + 1);
        style_of(&all[i])->priority = 1000 + i;
    }
    all[N] = make_request(w, "Quiet", POINT_PATH(w, 250, 250), N + 1);
    sm_label_task task = {.frame_pt = {0, 0, 300, 300}, .requests = all, .n_requests = N + 1};
    sm_labels out = place(w, &task);
    assert_sound(&task, &out);
    assert_int_equal(out.count + out.n_dropped, N + 1);
    assert_true(out.count >= 3);
    assert_non_null(find_label(&out, "Quiet"));
    for (size_t i = 0; i < out.count; i++) {
        assert_true(out.items[i].record > N - 40);
    }
}

static void test_a_text_longer_than_the_limit_is_cut_and_dropped(void **state)
{
    world *w = *state;
    char longer[SM_MAX_TEXT_CHARS + 10];
    memset(longer, 'm', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    sm_label_request r = make_request(w, longer, POINT_PATH(w, 100, 100), 1);
    sm_label_task task = {.frame_pt = {0, 0, 200, 200}, .requests = &r, .n_requests = 1};
    sm_labels out = place(w, &task); // cut by cleaning to the limit, too wide for the frame
    assert_int_equal(out.n_dropped, 1);
}

static void test_what_is_not_on_the_figure_is_neither_placed_nor_dropped(void **state)
{
    world *w = *state;
    sm_path empty;
    sm_path_init(&empty, w->arena, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    sm_label_request r[] = {make_request(w, "Far", POINT_PATH(w, 300, 50), 1),
                            make_request(w, "", POINT_PATH(w, 50, 50), 2),
                            make_request(w, "Void", &empty, 3)};
    sm_label_task task = {.frame_pt = {0, 0, 200, 200}, .requests = r, .n_requests = 3};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count + out.n_dropped, 0);
}

static void test_what_is_no_number_is_dropped_by_name(void **state)
{
    world *w = *state;
    const double bad = (double)NAN;
    sm_label_request r[] = {
        make_request(w, "Nowhere", LINE_PATH(w, PT(0, 0), PT(bad, 9)), 1),
        make_request(w, "No size", POINT_PATH(w, 50, 50), 2),
        make_request(w, "Odd", POINT_PATH(w, 150, 50), 3),
    };
    style_of(&r[0])->placement = SM_LABEL_LINE;
    style_of(&r[1])->font.size_pt = bad;
    style_of(&r[2])->priority = bad;
    style_of(&r[2])->space_around_pt = bad;
    style_of(&r[2])->max_displacement_pt = bad;
    style_of(&r[2])->halo_pt = bad;
    sm_label_obstacle o[] = {{LINE_PATH(w, PT(0, 0), PT(bad, 9)), 1, 3, false},
                             {LINE_PATH(w, PT(0, 0), PT(9, 9)), bad, bad, false},
                             {NULL, 1, 1, false}};
    sm_label_task task = {.frame_pt = {0, 0, 200, 200}, .requests = r, .n_requests = 3};
    task.obstacles = o, task.n_obstacles = 3;
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 1);
    assert_string_equal(out.items[0].name, "Odd");
    assert_int_equal(out.n_dropped, 2);
}

static void test_a_frame_without_room_or_of_no_numbers(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Tugh", POINT_PATH(w, 0, 0), 1);
    const double bad = (double)NAN;
    const sm_box frames[] = {{0, 0, 0, 0}, SM_BOX_EMPTY, {bad, bad, bad, bad}};
    for (size_t i = 0; i < 3; i++) {
        sm_label_task task = {.frame_pt = frames[i], .requests = &r, .n_requests = 1};
        sm_labels out = place(w, &task);
        assert_int_equal(out.count, 0);
    }
    sm_label_task none = {.frame_pt = {0, 0, 10, 10}};
    sm_labels out = place(w, &none);
    assert_int_equal(out.count + out.n_dropped, 0);
    assert_near(out.cost, 0, 0, "");
}

static void test_a_character_without_glyph_is_an_error_that_names_it(void **state)
{
    world *w = *state;
    // U+12000, a cuneiform sign, is in neither Liberation Sans nor DejaVu Sans.
    sm_label_request r = make_request(w, "A\xF0\x92\x80\x80", POINT_PATH(w, 100, 100), 7);
    sm_label_task task = {.frame_pt = {0, 0, 200, 200}, .requests = &r, .n_requests = 1};
    place(w, &task);
    assert_int_equal(sm_diags_count(&w->diags, SM_ERROR), 1);
    assert_string_contains(w->diags.items[0].message, "U+12000");
    assert_string_contains(w->diags.items[0].message, "places");
    assert_string_equal(w->diags.items[0].at.file, "places.shp");
    assert_int_equal(w->diags.items[0].at.record, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_a_thousand_names_never_overlap),
        WORLD_TEST(test_crowds_gain_on_first_come_in_well_under_a_second),
        WORLD_TEST(test_the_same_request_gives_the_same_labels_in_any_order),
        WORLD_TEST(test_a_lone_point_has_its_name_at_the_upper_right),
        WORLD_TEST(test_a_second_name_stands_below_in_its_own_font),
        WORLD_TEST(test_names_turn_away_from_the_frame),
        WORLD_TEST(test_the_higher_priority_has_the_only_room),
        WORLD_TEST(test_dropped_names_are_told_in_order_of_priority),
        WORLD_TEST(test_a_closed_line_is_not_touched_and_not_jumped),
        WORLD_TEST(test_a_heavy_line_is_left_free_when_there_is_room),
        WORLD_TEST(test_a_closed_area_holds_no_names),
        WORLD_TEST(test_an_area_of_weight_costs_what_is_covered),
        WORLD_TEST(test_letters_keep_off_the_symbols_of_others),
        WORLD_TEST(test_space_around_is_kept),
        WORLD_TEST(test_a_name_moved_far_has_a_leader),
        WORLD_TEST(test_an_anchor_of_the_author_comes_first),
        WORLD_TEST(test_a_turned_name_turns_about_its_point),
        WORLD_TEST(test_without_conflict_resolution_a_name_is_always_drawn),
        WORLD_TEST(test_a_name_may_be_cut_by_the_frame_where_asked),
        WORLD_TEST(test_a_group_has_one_label),
        WORLD_TEST(test_parts_of_a_group_are_one_line),
        WORLD_TEST(test_a_line_with_a_point_label_has_it_at_its_middle),
        WORLD_TEST(test_a_crowd_at_one_point_is_thinned_by_importance),
        WORLD_TEST(test_a_text_longer_than_the_limit_is_cut_and_dropped),
        WORLD_TEST(test_what_is_not_on_the_figure_is_neither_placed_nor_dropped),
        WORLD_TEST(test_what_is_no_number_is_dropped_by_name),
        WORLD_TEST(test_a_frame_without_room_or_of_no_numbers),
        WORLD_TEST(test_a_character_without_glyph_is_an_error_that_names_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
