// Labels that hold still over the figures of a series.
#include "label/world.h"

#define FRAME ((sm_box){0, 0, 300, 300})

enum { FIGURES = 4, NAMES = 60 };

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static sm_label_request *names(world *w, size_t n)
{
    uint32_t seed = 21;
    sm_label_request *all = sm_arena_zero(w->arena, n, sizeof *all);
    for (size_t i = 0; i < n; i++) {
        double x = next(&seed) % 300, y = next(&seed) % 300;
        const char *name = sm_arena_printf(w->arena, "Name%u", next(&seed) % 100);
        all[i] = make_request(w, name, POINT_PATH(w, x, y), (long)i + 1);
    }
    return all;
}

static void place_series(world *w, const sm_label_task *tasks, size_t n, sm_labels *out)
{
    assert_int_equal(sm_label_place_series(w->arena, w->text, tasks, n, out, &w->diags, &w->err),
                     SM_OK);
    double cost = 0, greedy = 0;
    for (size_t f = 0; f < n; f++) {
        assert_sound(&tasks[f], &out[f]);
        cost += out[f].cost;
        greedy += out[f].cost_greedy;
    }
    assert_true(cost <= greedy + 1e-9);
}

static const sm_label *of_record(const sm_labels *labels, long record)
{
    for (size_t i = 0; i < labels->count; i++) {
        if (labels->items[i].record == record && !labels->items[i].is_callout) {
            return &labels->items[i];
        }
    }
    return NULL;
}

// The front moves from figure to figure, everything else stays.
static void test_names_keep_their_places_while_the_front_moves(void **state)
{
    world *w = *state;
    sm_label_request *all = names(w, NAMES);
    sm_label_task tasks[FIGURES];
    sm_label_obstacle fronts[FIGURES];
    sm_labels out[FIGURES] = {0}, alone[FIGURES];
    for (int f = 0; f < FIGURES; f++) {
        double x = 60 + 50 * f;
        fronts[f] = (sm_label_obstacle){LINE_PATH(w, PT(x, 0), PT(x + 20, 300)), 1, 12, false};
        tasks[f] = (sm_label_task){.frame_pt = FRAME,
                                   .requests = all,
                                   .n_requests = NAMES,
                                   .obstacles = &fronts[f],
                                   .n_obstacles = 1};
        alone[f] = place(w, &tasks[f]);
    }
    place_series(w, tasks, FIGURES, out);
    int moved = 0, moved_alone = 0;
    for (long record = 1; record <= NAMES; record++) {
        const sm_label *first = of_record(&out[0], record), *lone = of_record(&alone[0], record);
        for (int f = 1; f < FIGURES; f++) {
            const sm_label *l = of_record(&out[f], record), *a = of_record(&alone[f], record);
            moved += first && l && l->candidate != first->candidate;
            moved_alone += lone && a && a->candidate != lone->candidate;
        }
    }
    assert_true(moved_alone > 5);
    assert_true(moved <= moved_alone / 5);
}

static void test_where_it_must_a_name_moves_on_one_figure_alone(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Fuzuli", POINT_PATH(w, 100, 100), 1);
    sm_label_task tasks[FIGURES];
    sm_labels out[FIGURES] = {0};
    // On three figures the right side is much better, on the last one it is taken.
    sm_label_obstacle left = {make_rect(w, (sm_box){0, 0, 98, 300}), 0, 2, true};
    sm_box taken = {101, 0, 300, 300};
    for (int f = 0; f < FIGURES; f++) {
        tasks[f] = (sm_label_task){.frame_pt = FRAME,
                                   .requests = &r,
                                   .n_requests = 1,
                                   .obstacles = &left,
                                   .n_obstacles = f < 3 ? 1 : 0,
                                   .taken = &taken,
                                   .n_taken = f < 3 ? 0 : 1};
    }
    style_of(&r)->halo_pt = 0;
    place_series(w, tasks, FIGURES, out);
    for (int f = 0; f < FIGURES; f++) {
        assert_int_equal(out[f].count, 1);
        sm_box b = label_box(&out[f].items[0]);
        assert_true(f < 3 ? b.x0 > 100 : b.x1 < 101);
    }
    assert_int_equal(out[0].items[0].candidate, out[1].items[0].candidate);
    assert_int_equal(out[0].items[0].candidate, out[2].items[0].candidate);
}

// A position that is a little worse, but free on all figures, serves all.
static void test_one_place_for_all_is_worth_a_little(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Fuzuli", POINT_PATH(w, 100, 100), 1);
    sm_label_task tasks[2];
    sm_labels out[2] = {0};
    sm_box taken = {101, 0, 300, 300};
    for (int f = 0; f < 2; f++) {
        tasks[f] = (sm_label_task){.frame_pt = FRAME,
                                   .requests = &r,
                                   .n_requests = 1,
                                   .taken = &taken,
                                   .n_taken = f ? 1 : 0};
    }
    place_series(w, tasks, 2, out);
    assert_int_equal(out[0].items[0].candidate, out[1].items[0].candidate);
    assert_true(label_box(&out[0].items[0]).x1 < 101);
}

static void test_a_second_name_may_come_and_go(void **state)
{
    world *w = *state;
    const sm_path *at = POINT_PATH(w, 150, 150);
    sm_label_request r[2] = {make_request(w, "Lachin\nBerdzor", at, 7),
                             make_request(w, "Lachin", at, 7)};
    sm_label_task tasks[2];
    sm_labels out[2] = {0};
    for (int f = 0; f < 2; f++) {
        tasks[f] = (sm_label_task){.frame_pt = FRAME, .requests = &r[f], .n_requests = 1};
    }
    place_series(w, tasks, 2, out);
    assert_int_equal(out[0].items[0].n_texts, 2);
    assert_int_equal(out[1].items[0].n_texts, 1);
    assert_int_equal(out[0].items[0].candidate, out[1].items[0].candidate);
}

static void test_callouts_are_shared_by_name(void **state)
{
    world *w = *state;
    sm_callout_request c[2] = {
        {.name = "a", .at = {150, 150}, .title = "3 Oct: Talish", .text_factor = 1},
        {.name = "b", .at = {100, 100}, .title = "9 Oct: Hadrut", .text_factor = 1}};
    sm_label_task tasks[2] = {{.frame_pt = FRAME, .callouts = c, .n_callouts = 2},
                              {.frame_pt = FRAME, .callouts = c, .n_callouts = 1}};
    sm_labels out[2] = {0};
    place_series(w, tasks, 2, out);
    assert_int_equal(out[0].count, 2);
    assert_int_equal(out[1].count, 1);
    assert_int_equal(find_label(&out[0], "a")->candidate, find_label(&out[1], "a")->candidate);
}

static void test_a_series_of_one_is_a_figure(void **state)
{
    world *w = *state;
    sm_label_request *all = names(w, NAMES);
    sm_label_task task = {.frame_pt = FRAME, .requests = all, .n_requests = NAMES};
    sm_labels series = {0}, alone = place(w, &task);
    place_series(w, &task, 1, &series);
    assert_string_equal(describe(w, &alone), describe(w, &series));
    assert_int_equal(
        sm_label_place_series(w->arena, w->text, &task, 0, &series, &w->diags, &w->err), SM_OK);
}

static void test_a_series_is_the_same_twice(void **state)
{
    world *w = *state;
    sm_label_request *all = names(w, NAMES);
    sm_label_task tasks[2];
    for (int f = 0; f < 2; f++) {
        tasks[f] =
            (sm_label_task){.frame_pt = FRAME, .requests = all + 10 * f, .n_requests = NAMES - 10};
    }
    sm_labels a[2] = {0}, b[2] = {0};
    place_series(w, tasks, 2, a);
    place_series(w, tasks, 2, b);
    for (int f = 0; f < 2; f++) {
        assert_string_equal(describe(w, &a[f]), describe(w, &b[f]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_names_keep_their_places_while_the_front_moves),
        WORLD_TEST(test_where_it_must_a_name_moves_on_one_figure_alone),
        WORLD_TEST(test_one_place_for_all_is_worth_a_little),
        WORLD_TEST(test_a_second_name_may_come_and_go),
        WORLD_TEST(test_callouts_are_shared_by_name),
        WORLD_TEST(test_a_series_of_one_is_a_figure),
        WORLD_TEST(test_a_series_is_the_same_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
