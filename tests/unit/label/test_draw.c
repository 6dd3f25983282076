// From placed labels to primitives.
#include "label/world.h"

static sm_scene *drawn(world *w, const sm_label_task *task)
{
    sm_labels out = place(w, task);
    sm_scene *scene = sm_scene_create(w->arena, 300, 300);
    sm_label_draw(scene, &out);
    return scene;
}

static void test_all_halos_come_before_all_letters(void **state)
{
    world *w = *state;
    sm_label_request r[2] = {make_request(w, "Lachin\nBerdzor", POINT_PATH(w, 100, 100), 1),
                             make_request(w, "Goris", POINT_PATH(w, 60, 100), 2)};
    sm_label_task task = {.frame_pt = {0, 0, 300, 300}, .requests = r, .n_requests = 2};
    sm_scene *scene = drawn(w, &task);
    size_t halos = 0, letters = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const sm_prim *p = &scene->items[i];
        if (p->kind != SM_PRIM_TEXT) {
            continue;
        }
        bool halo = p->text.halo_pt > 0, letter = p->text.color.a > 0;
        assert_true(halo != letter);
        assert_false(halo && letters);
        halos += halo;
        letters += letter;
    }
    assert_int_equal(halos, 3);
    assert_int_equal(letters, 3);
}

static void test_each_label_is_a_group_with_name_and_record(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Goris", POINT_PATH(w, 60, 100), 12);
    sm_label_task task = {.frame_pt = {0, 0, 300, 300}, .requests = &r, .n_requests = 1};
    sm_scene *scene = drawn(w, &task);
    size_t labels = 0;
    int depth = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const sm_prim *p = &scene->items[i];
        depth += (p->kind == SM_PRIM_GROUP_BEGIN) - (p->kind == SM_PRIM_GROUP_END);
        if (p->kind == SM_PRIM_GROUP_BEGIN && strcmp(p->group.role, "label") == 0) {
            labels++;
            assert_string_equal(p->group.name, "Goris");
            assert_int_equal(p->group.record, 12);
        }
    }
    assert_int_equal(labels, 1);
    assert_int_equal(depth, 0);
}

static void test_without_halo_nothing_is_drawn_twice(void **state)
{
    world *w = *state;
    sm_label_request r = make_request(w, "Goris", POINT_PATH(w, 60, 100), 12);
    style_of(&r)->halo_pt = 0;
    sm_label_task task = {.frame_pt = {0, 0, 300, 300}, .requests = &r, .n_requests = 1};
    sm_scene *scene = drawn(w, &task);
    assert_int_equal(scene->count, 3); // begin, text, end
}

static void test_leaders_lie_below_letters_and_casings_below_leaders(void **state)
{
    world *w = *state;
    sm_callout_request c = {
        .name = "a", .at = {150, 150}, .title = "3 Oct", .text = "announced", .text_factor = 1};
    sm_label_task task = {.frame_pt = {0, 0, 300, 300}, .callouts = &c, .n_callouts = 1};
    sm_scene *scene = drawn(w, &task);
    double widths[2] = {0, 0};
    size_t strokes = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const sm_prim *p = &scene->items[i];
        if (p->kind == SM_PRIM_STROKE) {
            assert_true(strokes < 2);
            widths[strokes++] = p->stroke.pen.width_pt;
        }
        if (p->kind == SM_PRIM_TEXT) {
            assert_int_equal(strokes, 2);
        }
    }
    assert_near(widths[0], SM_MM(0.55), 1e-9, "pt");
    assert_near(widths[1], SM_MM(0.18), 1e-9, "pt");
}

static void test_no_labels_draw_nothing(void **state)
{
    world *w = *state;
    sm_label_task task = {.frame_pt = {0, 0, 300, 300}};
    assert_int_equal(drawn(w, &task)->count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_all_halos_come_before_all_letters),
        WORLD_TEST(test_each_label_is_a_group_with_name_and_record),
        WORLD_TEST(test_without_halo_nothing_is_drawn_twice),
        WORLD_TEST(test_leaders_lie_below_letters_and_casings_below_leaders),
        WORLD_TEST(test_no_labels_draw_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
