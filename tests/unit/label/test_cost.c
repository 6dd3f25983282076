// The ground: ways across it and places on it.
#include "label/world.h"

static sm_label_ground ground_of(world *w, const sm_label_obstacle *o, size_t n,
                                 const sm_box *taken, size_t n_taken)
{
    sm_label_task task = {.frame_pt = {0, 0, 200, 200},
                          .obstacles = o,
                          .n_obstacles = n,
                          .taken = taken,
                          .n_taken = n_taken};
    sm_label_ground g;
    sm_label_ground_init(&g, w->arena, &task);
    return g;
}

static sm_label_candidate box_at(world *w, sm_box box)
{
    sm_box *boxes = sm_arena_alloc(w->arena, sizeof *boxes);
    *boxes = box;
    return (sm_label_candidate){.boxes = boxes, .n_boxes = 1, .shrink = 1, .ink = 1};
}

static double crossing(sm_label_ground *g, sm_point a, sm_point b)
{
    return sm_label_ground_crossing(g, a, b, b);
}

static void test_a_front_costs_more_to_cross_than_a_border_and_that_more_than_nothing(void **state)
{
    world *w = *state;
    sm_label_obstacle o[] = {{LINE_PATH(w, PT(50, 0), PT(50, 200)), 2, INFINITY, false},
                             {LINE_PATH(w, PT(100, 0), PT(100, 200)), 0.5, 1.4, false},
                             {LINE_PATH(w, PT(150, 0), PT(150, 200)), 0.5, 0.5, false}};
    sm_label_ground g = ground_of(w, o, 3, NULL, 0);
    double front = crossing(&g, PT(40, 90), PT(60, 110));
    double border = crossing(&g, PT(90, 90), PT(110, 110));
    double river = crossing(&g, PT(140, 90), PT(160, 110));
    assert_near(border, 2.8, 1e-12, ""); // twice the weight per millimetre
    assert_near(river, 1, 1e-12, "");
    assert_true(front > border);
    assert_near(crossing(&g, PT(60, 90), PT(90, 110)), 0, 0, "");
    assert_near(crossing(&g, PT(40, 90), PT(160, 110)), front + border + river, 1e-12, "");
}

static void test_no_way_leads_through_furniture_or_symbols(void **state)
{
    world *w = *state;
    sm_label_obstacle o = {POINT_PATH(w, 100, 100), 3, 1, false};
    sm_box taken = {20, 20, 40, 40};
    sm_label_ground g = ground_of(w, &o, 1, &taken, 1);
    assert_true(isinf(crossing(&g, PT(10, 30), PT(60, 30))));
    assert_true(isinf(crossing(&g, PT(90, 102), PT(110, 102))));
    assert_near(crossing(&g, PT(90, 104), PT(110, 104)), 0, 0, "");
    assert_near(crossing(&g, PT(90, 100), PT(99, 100)), 0, 0, ""); // it points at this one
}

static void test_a_place_near_anothers_symbol_costs_more(void **state)
{
    world *w = *state;
    sm_label_obstacle o = {POINT_PATH(w, 100, 100), 1, 1, false};
    sm_label_ground g = ground_of(w, &o, 1, NULL, 0);
    double last = 10;
    for (double gap = 0.5; gap < 4; gap += 1) {
        sm_label_candidate c = box_at(w, (sm_box){101 + gap, 95, 130, 105});
        assert_true(sm_label_ground_admit(&g, &c, NULL));
        assert_true(c.cost < last || (last == 0 && c.cost == 0));
        last = c.cost;
    }
    assert_near(last, 0, 1e-12, "");
    sm_label_candidate own = box_at(w, (sm_box){101.5, 95, 130, 105});
    assert_true(sm_label_ground_admit(&g, &own, &PT(100, 100)));
    assert_near(own.cost, 0, 1e-12, "");
}

static void test_a_place_must_be_in_the_frame_and_off_furniture(void **state)
{
    world *w = *state;
    sm_box taken = {50, 50, 60, 60};
    sm_label_ground g = ground_of(w, NULL, 0, &taken, 1);
    const struct {
        sm_box box;
        double margin;
        bool stands;
    } cases[] = {
        {{10, 10, 40, 20}, 0, true},
        {{1, 10, 40, 20}, 0, false}, // half a millimetre to the neat line
        {{1.5, 10, 40, 20}, 0, true},
        {{1.5, 10, 40, 20}, 2, false},
        {{61, 50, 90, 60}, 0, true},
        {{61, 50, 90, 60}, 2, false},
        {{(double)NAN, 10, 40, 20}, 0, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sm_label_candidate c = box_at(w, cases[i].box);
        c.margin = cases[i].margin;
        assert_int_equal(sm_label_ground_admit(&g, &c, NULL), cases[i].stands);
    }
}

static void test_covering_a_line_costs_its_length(void **state)
{
    world *w = *state;
    sm_label_obstacle o = {LINE_PATH(w, PT(0, 100), PT(200, 100)), 0, 3, false};
    sm_label_ground g = ground_of(w, &o, 1, NULL, 0);
    sm_label_candidate c = box_at(w, (sm_box){50, 95, 50 + SM_MM(10), 105});
    assert_true(sm_label_ground_admit(&g, &c, NULL));
    assert_near(c.cost, 30, 0.2, "");
    sm_label_candidate spaced = box_at(w, (sm_box){50, 95, 50 + SM_MM(10), 105});
    spaced.ink = 0.5; // letters that stand apart cover half of it
    assert_true(sm_label_ground_admit(&g, &spaced, NULL));
    assert_near(spaced.cost, 15, 0.1, "");
}

static void test_a_line_far_away_is_not_kept(void **state)
{
    world *w = *state;
    sm_label_obstacle o = {LINE_PATH(w, PT(-1e12, 300), PT(1e12, 300)), 1, INFINITY, false};
    sm_label_ground g = ground_of(w, &o, 1, NULL, 0);
    assert_int_equal(g.pieces.count, 0);
    o.path = LINE_PATH(w, PT(-1e9, 100), PT(1e9, 100));
    g = ground_of(w, &o, 1, NULL, 0);
    assert_int_equal(g.pieces.count, 1);
    assert_true(g.pieces.items[0].b.x < 300);
}

static void test_symbols_at_one_point_are_one(void **state)
{
    world *w = *state;
    sm_label_obstacle o[3] = {{POINT_PATH(w, 100, 100), 1, 1, false},
                              {POINT_PATH(w, 100, 100), 3, 1, false},
                              {POINT_PATH(w, 100, 101), 2, 1, false}};
    sm_label_ground g = ground_of(w, o, 3, NULL, 0);
    assert_int_equal(g.pieces.count, 2);
    assert_near(g.pieces.items[0].radius, 3, 0, "pt");
}

static void test_labels_exclude_each_other_by_the_wider_margin(void **state)
{
    world *w = *state;
    sm_label_ground g = ground_of(w, NULL, 0, NULL, 0);
    sm_label_candidate a = box_at(w, (sm_box){20, 20, 40, 30}),
                       b = box_at(w, (sm_box){20, 33, 40, 43});
    a.margin = 1;
    b.margin = 4;
    assert_true(sm_label_ground_admit(&g, &a, NULL) && sm_label_ground_admit(&g, &b, NULL));
    assert_true(sm_label_conflict(&a, &b) && sm_label_conflict(&b, &a));
    b.margin = 2;
    assert_true(sm_label_ground_admit(&g, &b, NULL));
    assert_false(sm_label_conflict(&a, &b) || sm_label_conflict(&b, &a));
}

// One beside the other they would read as one name.
static void test_labels_side_by_side_keep_a_millimetre(void **state)
{
    world *w = *state;
    sm_label_ground g = ground_of(w, NULL, 0, NULL, 0);
    sm_label_candidate a = box_at(w, (sm_box){20, 20, 40, 30});
    for (int k = 0; k < 3; k++) {
        double gap = SM_MM(1) + (k ? 0.1 : -0.1);
        sm_label_candidate b = box_at(w, (sm_box){40 + gap, 20, 80, 30});
        a.margin = b.margin = k == 2 ? -4 : 0.5;
        assert_true(sm_label_ground_admit(&g, &a, NULL) && sm_label_ground_admit(&g, &b, NULL));
        assert_int_equal(sm_label_conflict(&a, &b), k == 0);
        assert_int_equal(sm_label_conflict(&b, &a), k == 0);
    }
}

static void test_names_that_keep_apart_keep_apart_from_each_other_only(void **state)
{
    world *w = *state;
    sm_label_ground g = ground_of(w, NULL, 0, NULL, 0);
    sm_label_candidate a = box_at(w, (sm_box){20, 20, 40, 30}),
                       b = box_at(w, (sm_box){20, 35, 40, 45});
    a.apart = 7;
    assert_true(sm_label_ground_admit(&g, &a, NULL) && sm_label_ground_admit(&g, &b, NULL));
    assert_false(sm_label_conflict(&a, &b) || sm_label_conflict(&b, &a));
    b.apart = 6;
    assert_true(sm_label_ground_admit(&g, &b, NULL));
    assert_true(sm_label_conflict(&a, &b) && sm_label_conflict(&b, &a));
}

static void test_leaders_exclude_letters_and_other_leaders(void **state)
{
    world *w = *state;
    sm_label_ground g = ground_of(w, NULL, 0, NULL, 0);
    sm_label_candidate a = box_at(w, (sm_box){20, 20, 40, 30}),
                       b = box_at(w, (sm_box){60, 20, 80, 30});
    a.has_leader = true;
    a.leader[0] = PT(42, 25), a.leader[1] = PT(100, 25);
    assert_true(sm_label_ground_admit(&g, &a, NULL) && sm_label_ground_admit(&g, &b, NULL));
    assert_true(sm_label_conflict(&a, &b) && sm_label_conflict(&b, &a));
    a.leader[1] = PT(100, 60);
    b.has_leader = true;
    b.leader[0] = PT(70, 32), b.leader[1] = PT(60, 60);
    assert_true(sm_label_ground_admit(&g, &a, NULL) && sm_label_ground_admit(&g, &b, NULL));
    assert_true(sm_label_conflict(&a, &b));
    b.leader[0] = PT(82, 25), b.leader[1] = PT(120, 25);
    assert_true(sm_label_ground_admit(&g, &b, NULL));
    assert_false(sm_label_conflict(&a, &b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_a_front_costs_more_to_cross_than_a_border_and_that_more_than_nothing),
        WORLD_TEST(test_no_way_leads_through_furniture_or_symbols),
        WORLD_TEST(test_a_place_near_anothers_symbol_costs_more),
        WORLD_TEST(test_a_place_must_be_in_the_frame_and_off_furniture),
        WORLD_TEST(test_covering_a_line_costs_its_length),
        WORLD_TEST(test_a_line_far_away_is_not_kept),
        WORLD_TEST(test_symbols_at_one_point_are_one),
        WORLD_TEST(test_labels_exclude_each_other_by_the_wider_margin),
        WORLD_TEST(test_labels_side_by_side_keep_a_millimetre),
        WORLD_TEST(test_names_that_keep_apart_keep_apart_from_each_other_only),
        WORLD_TEST(test_leaders_exclude_letters_and_other_leaders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
