// Graphics behind labels.
#include "label/world.h"

#define MARGIN 2.0

static sm_shield *make_shield(world *w, sm_shield_fit fit)
{
    sm_shield *s = sm_arena_zero(w->arena, 1, sizeof *s);
    const sm_point square[] = {{-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}, {-0.5, -0.5}};
    *s = (sm_shield){.mark = {.path = make_path(w, SM_SHAPE_RINGS, square, 5),
                              .size_pt = 6,
                              .anchor = {0.5, 0.5},
                              .has_fill = true,
                              .fill = SM_RGB(0xFFCC00)},
                     .fit = fit,
                     .top_pt = MARGIN,
                     .right_pt = MARGIN,
                     .bottom_pt = MARGIN,
                     .left_pt = MARGIN};
    return s;
}

static sm_label_request centred(world *w, sm_shield_fit fit)
{
    sm_label_request r = make_request(w, "M 12", POINT_PATH(w, 100, 100), 1);
    style_of(&r)->anchor = (sm_point){0.5, 0.5};
    style_of(&r)->conflict_resolution = false; // exactly where the style says
    style_of(&r)->shield = make_shield(w, fit);
    return r;
}

// Box of the shield as drawn, and whether it comes before every letter and halo.
static sm_box drawn_shield(world *w, const sm_label_request *r, sm_box *letters)
{
    sm_label_task task = {.frame_pt = {0, 0, 300, 300}, .requests = r, .n_requests = 1};
    sm_labels out = place(w, &task);
    sm_scene *scene = sm_scene_create(w->arena, 300, 300);
    sm_label_draw(scene, &out);
    sm_box shield = SM_BOX_EMPTY;
    bool text = false;
    *letters = SM_BOX_EMPTY;
    for (size_t i = 0; i < scene->count; i++) {
        const sm_prim *p = &scene->items[i];
        if (p->kind == SM_PRIM_FILL) {
            assert_false(text);
            shield = sm_path_box(p->fill.path);
        } else if (p->kind == SM_PRIM_TEXT) {
            sm_extents e;
            text = true;
            assert_int_equal(sm_text_measure(w->text, p->text.utf8, &p->text.font, &e, &w->err),
                             SM_OK);
            *letters = (sm_box){p->text.at.x, p->text.at.y + e.ink_pt.y0, p->text.at.x + e.width_pt,
                                p->text.at.y + e.ink_pt.y1};
        }
    }
    return shield;
}

static void test_a_stretched_shield_is_the_label_and_its_margins(void **state)
{
    world *w = *state;
    sm_box letters;
    sm_label_request r = centred(w, SM_SHIELD_STRETCH);
    sm_box shield = drawn_shield(w, &r, &letters);
    assert_near(letters.x0 - shield.x0, MARGIN, 0.01, "pt");
    assert_near(shield.x1 - letters.x1, MARGIN, 0.01, "pt");
    assert_near(letters.y0 - shield.y0, MARGIN, 0.2, "pt");
    assert_near(shield.y1 - letters.y1, MARGIN, 0.2, "pt");
    assert_near((shield.x0 + shield.x1) / 2, 100, 0.01, "pt");
    assert_near((shield.y0 + shield.y1) / 2, 100, 0.01, "pt");
}

static void test_a_proportional_shield_stays_square(void **state)
{
    world *w = *state;
    sm_box letters;
    sm_label_request r = centred(w, SM_SHIELD_PROPORTIONAL);
    sm_box shield = drawn_shield(w, &r, &letters);
    double wide = letters.x1 - letters.x0 + 2 * MARGIN;
    assert_near(shield.x1 - shield.x0, wide, 0.01, "pt");
    assert_near(shield.y1 - shield.y0, wide, 0.01, "pt");
}

static void test_a_shield_keeps_its_own_size(void **state)
{
    world *w = *state;
    sm_box letters;
    sm_label_request r = centred(w, SM_SHIELD_NONE);
    sm_box shield = drawn_shield(w, &r, &letters);
    assert_near(shield.x1 - shield.x0, 6, 1e-9, "pt");
    assert_near((shield.x0 + shield.x1) / 2, (letters.x0 + letters.x1) / 2, 0.01, "pt");
}

static void test_others_keep_off_a_shield(void **state)
{
    world *w = *state;
    sm_label_request r[] = {make_request(w, "M 12", POINT_PATH(w, 100, 100), 1),
                            make_request(w, "Goris", POINT_PATH(w, 104, 104), 2)};
    style_of(&r[0])->shield = make_shield(w, SM_SHIELD_STRETCH);
    sm_label_task task = {.frame_pt = {0, 0, 300, 300}, .requests = r, .n_requests = 2};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 2);
    assert_sound(&task, &out);
    const sm_label *road = find_label(&out, "M 12");
    assert_int_equal(road->n_boxes, 1);
    assert_near(road->boxes[0].x1 - road->boxes[0].x0, label_width(w, r[0].style) + 2 * MARGIN,
                0.01, "pt");
}

static void test_a_turned_shield_turns_with_its_letters(void **state)
{
    world *w = *state;
    sm_box letters;
    sm_label_request r = centred(w, SM_SHIELD_STRETCH);
    sm_box level = drawn_shield(w, &r, &letters);
    style_of(&r)->rotation_deg = 90;
    sm_box turned = drawn_shield(w, &r, &letters);
    assert_near(turned.x1 - turned.x0, level.y1 - level.y0, 0.01, "pt");
    assert_near(turned.y1 - turned.y0, level.x1 - level.x0, 0.01, "pt");
}

static void test_a_shield_lies_along_its_line(void **state)
{
    world *w = *state;
    sm_box letters;
    sm_label_request r =
        make_request(w, "M 12", LINE_PATH(w, PT(150, 20), PT(150, 280)), 1); // upright
    style_of(&r)->placement = SM_LABEL_LINE;
    style_of(&r)->shield = make_shield(w, SM_SHIELD_STRETCH);
    sm_box shield = drawn_shield(w, &r, &letters);
    assert_near(shield.y1 - shield.y0, label_width(w, r.style) + 2 * MARGIN, 0.01, "pt");
    assert_true(shield.x1 - shield.x0 < shield.y1 - shield.y0);
    assert_near((shield.y0 + shield.y1) / 2, 150, 1, "pt");
    assert_near((shield.x0 + shield.x1) / 2, 150, 2, "pt");
}

static void test_a_shield_that_stands_apart_is_at_the_point(void **state)
{
    world *w = *state;
    sm_box letters;
    sm_label_request r = centred(w, SM_SHIELD_STRETCH);
    sm_shield *s = make_shield(w, SM_SHIELD_STRETCH);
    s->apart = true;
    s->mark.shift_pt = (sm_point){0, -10}; // up
    style_of(&r)->shield = s;
    style_of(&r)->shift_pt = (sm_point){20, 0};
    sm_box shield = drawn_shield(w, &r, &letters);
    assert_near((shield.x0 + shield.x1) / 2, 100, 1e-9, "pt");
    assert_near((shield.y0 + shield.y1) / 2, 90, 1e-9, "pt");
    assert_near(shield.x1 - shield.x0, label_width(w, r.style) + 2 * MARGIN, 0.01, "pt");
    assert_near(letters.x0 - 120 + label_width(w, r.style) / 2, 0, 0.01, "pt");
    // Another name keeps off it.
    sm_label_request two[] = {r, make_request(w, "Goris", POINT_PATH(w, 100, 101), 2)};
    style_of(&two[0])->conflict_resolution = true;
    sm_label_task task = {.frame_pt = {0, 0, 300, 300}, .requests = two, .n_requests = 2};
    sm_labels out = place(w, &task);
    assert_sound(&task, &out);
    const sm_label *road = find_label(&out, "M 12"), *town = find_label(&out, "Goris");
    assert_int_equal(road->n_boxes, 2);
    assert_false(sm_box_overlap(road->boxes[1], town->boxes[0]));
}

static void test_a_shield_apart_leaves_leaders_and_fit_to_the_letters(void **state)
{
    world *w = *state;
    // A point in a bay of furniture: the name stands outside of it, and has a leader.
    const sm_box taken[] = {{60, 60, 95, 140}, {105, 60, 140, 140}, {95, 105, 105, 140}};
    sm_label_request r = make_request(w, "Goris", POINT_PATH(w, 100, 100), 1);
    sm_shield *s = make_shield(w, SM_SHIELD_NONE);
    s->apart = true;
    style_of(&r)->shield = s;
    style_of(&r)->max_displacement_pt = 120;
    style_of(&r)->leader_pt = 0.5;
    style_of(&r)->leader_min_pt = 1;
    sm_label_task task = {.frame_pt = {0, 0, 300, 300},
                          .requests = &r,
                          .n_requests = 1,
                          .taken = taken,
                          .n_taken = 3};
    sm_labels out = place(w, &task);
    assert_int_equal(out.count, 1);
    assert_true(out.items[0].leader.n_points > 0);
    // In an area the letters alone must fit.
    sm_label_request area = make_request(w, "ab", make_rect(w, (sm_box){140, 140, 160, 160}), 2);
    s->mark.size_pt = 60;
    style_of(&area)->shield = s;
    style_of(&area)->goodness_of_fit = 1;
    task = (sm_label_task){.frame_pt = {0, 0, 300, 300}, .requests = &area, .n_requests = 1};
    assert_int_equal(place(w, &task).count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_a_stretched_shield_is_the_label_and_its_margins),
        WORLD_TEST(test_a_proportional_shield_stays_square),
        WORLD_TEST(test_a_shield_keeps_its_own_size),
        WORLD_TEST(test_others_keep_off_a_shield),
        WORLD_TEST(test_a_turned_shield_turns_with_its_letters),
        WORLD_TEST(test_a_shield_lies_along_its_line),
        WORLD_TEST(test_a_shield_that_stands_apart_is_at_the_point),
        WORLD_TEST(test_a_shield_apart_leaves_leaders_and_fit_to_the_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
