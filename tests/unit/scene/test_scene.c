// The scene: what goes in comes out, and owns itself.
#include "unit/test.h"

#include "sitmap/scene.h"

static void test_the_dump_reads_as_the_page_was_built(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_scene *s = sm_scene_create(a, 100, 50);
    const double dash[] = {2, 1};
    sm_pen pen = {.color = SM_RGB(0x112233),
                  .width_pt = 0.5,
                  .cap = SM_CAP_ROUND,
                  .dash_pt = dash,
                  .n_dash = 2};
    sm_scene_begin_group(s, "layer", "front", -1);
    sm_scene_add_rect(s, (sm_box){1, 2, 3, 4.005}, SM_RGB(0xFFFFFF), NULL);
    sm_scene_add_line(s, (sm_point){0, 0}, (sm_point){10, -0.001}, &pen);
    sm_scene_end_group(s);
    sm_text t = {.utf8 = "Hadrut",
                 .font = {.family = "Liberation Sans", .size_pt = 8, .bold = true},
                 .color = SM_RGB(0),
                 .halo = SM_RGB(0xFFFFFF),
                 .halo_pt = 0.85,
                 .at = {5, 6},
                 .width_pt = 25.126};
    sm_scene_add_text(s, &t);
    sm_str out;
    sm_str_init(&out, a);
    sm_scene_dump(s, &out);
    assert_string_equal(
        out.text, "page 100 50\n"
                  "  group layer \"front\"\n"
                  "    fill #ffffff | 1 2 3 2 3 4.01 1 4.01 1 2\n"
                  "    stroke 0.5 #112233 round miter dash 2 1 | 0 0 10 0\n"
                  "  end\n"
                  "  text \"Hadrut\" \"Liberation Sans\" 8 bold #000000 halo 0.85 #ffffff at 5 6 "
                  "wide 25.13\n");
    sm_arena_destroy(a);
}

static void test_primitives_own_copies_of_what_they_were_given(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_scene *s = sm_scene_create(a, 10, 10);
    double dash[] = {1, 2};
    char name[] = "Fuzuli";
    sm_path line;
    sm_path_init(&line, a, SM_SPACE_PAGE, SM_SHAPE_LINES);
    sm_path_add(&line, 1, 1);
    sm_path_add(&line, 2, 2);
    const sm_pen pen = {.color = SM_RGB(0), .width_pt = 1, .dash_pt = dash, .n_dash = 2};
    sm_scene_add_stroke(s, &line, &pen);
    const sm_text t = {.utf8 = name, .font = {.family = name, .size_pt = 7}};
    sm_scene_add_text(s, &t);
    line.points[0].x = 99;
    dash[0] = 99;
    name[0] = 'X';
    assert_near(s->items[0].stroke.path->points[0].x, 1, 0, "pt");
    assert_near(s->items[0].stroke.pen.dash_pt[0], 1, 0, "pt");
    assert_string_equal(s->items[1].text.utf8, "Fuzuli");
    assert_string_equal(s->items[1].text.font.family, "Fuzuli");
    sm_arena_destroy(a);
}

static void test_nothing_to_see_adds_nothing(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_scene *s = sm_scene_create(a, 10, 10);
    sm_path empty;
    sm_path_init(&empty, a, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    const sm_pen none = {.color = SM_RGB(0), .width_pt = 0};
    const sm_text blank = {.utf8 = ""};
    sm_scene_begin_group(s, "layer", "empty", -1);
    sm_scene_add_fill(s, &empty, SM_RGB(0));
    sm_scene_add_rect(s, (sm_box){0, 0, 1, 1}, (sm_color){1, 2, 3, 0}, &none);
    sm_scene_add_text(s, &blank);
    sm_scene_end_group(s);
    assert_int_equal(s->count, 0);
    sm_arena_destroy(a);
}

static void test_a_part_is_set_into_a_page_where_it_is_wanted(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_scene *part = sm_scene_create(a, 10, 10), *page = sm_scene_create(a, 100, 100);
    sm_scene_add_rect(part, (sm_box){0, 0, 1, 1}, SM_RGB(0), NULL);
    const sm_text t = {.utf8 = "a", .font = {.family = "x", .size_pt = 7}, .at = {1, 2}};
    sm_scene_add_text(part, &t);
    sm_scene_append(page, part, 20, 30);
    assert_near(page->items[0].fill.path->points[0].x, 20, 0, "pt");
    assert_near(page->items[1].text.at.y, 32, 0, "pt");
    assert_near(part->items[0].fill.path->points[0].x, 0, 0, "pt");
    sm_arena_destroy(a);
}

// A circle's polygon may lie inside it by the stated 0.005 pt and never outside.
static void test_a_disc_is_round_to_a_two_hundredth_of_a_point(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_scene *s = sm_scene_create(a, 100, 100);
    sm_scene_add_disc(s, (sm_point){50, 50}, 20, SM_RGB(0), NULL);
    const sm_path *p = s->items[0].fill.path;
    for (size_t i = 1; i < p->n_points; i++) {
        sm_point m = {(p->points[i - 1].x + p->points[i].x) / 2,
                      (p->points[i - 1].y + p->points[i].y) / 2};
        double miss = 20 - sm_distance(m, (sm_point){50, 50});
        assert_in_range((long)(miss * 1e6), 0, 5000);
    }
    sm_arena_destroy(a);
}

// Pure red: Y = 0.2126, whose sRGB code is 1.055 * 0.2126^(1/2.4) - 0.055 = 0.4980, 127 of 255.
static void test_grey_has_the_luminance_of_the_colour(void **state)
{
    (void)state;
    const sm_color grey = sm_color_to_grey(SM_RGB(0xFF0000));
    assert_int_equal(grey.r, 127);
    assert_int_equal(grey.g, 127);
    const sm_color white = sm_color_to_grey(SM_RGB(0xFFFFFF));
    assert_int_equal(white.b, 255);
    const sm_color half = sm_color_to_grey((sm_color){0, 0, 0, 128});
    assert_int_equal(half.a, 128);
}

static void test_boxes_hold_pens_halos_and_turned_text(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_scene *s = sm_scene_create(a, 100, 100);
    const sm_pen pen = {.color = SM_RGB(0), .width_pt = 2, .join = SM_JOIN_ROUND};
    sm_scene_add_line(s, (sm_point){10, 10}, (sm_point){20, 10}, &pen);
    const sm_text t = {.utf8 = "abc",
                       .font = {.family = "x", .size_pt = 12},
                       .at = {50, 50},
                       .angle_deg = -90,
                       .width_pt = 30,
                       .halo_pt = 1};
    sm_scene_add_text(s, &t);
    const sm_box line = sm_prim_box(&s->items[0]), text = sm_prim_box(&s->items[1]);
    assert_true(line.x0 <= 9 && line.y1 >= 11);
    assert_true(text.y0 <= 20 && text.x0 <= 50 - 12);
    assert_true(text.y0 >= 18);
    sm_arena_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_dump_reads_as_the_page_was_built),
        cmocka_unit_test(test_primitives_own_copies_of_what_they_were_given),
        cmocka_unit_test(test_nothing_to_see_adds_nothing),
        cmocka_unit_test(test_a_part_is_set_into_a_page_where_it_is_wanted),
        cmocka_unit_test(test_a_disc_is_round_to_a_two_hundredth_of_a_point),
        cmocka_unit_test(test_grey_has_the_luminance_of_the_colour),
        cmocka_unit_test(test_boxes_hold_pens_halos_and_turned_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
