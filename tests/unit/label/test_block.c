// Lines of a label.
#include "label/world.h"

#include "sitmap/limits.h"

static sm_label_block block_of(world *w, const sm_label_request *r)
{
    sm_label_maker m = {.arena = w->arena,
                        .scratch = w->arena,
                        .text = w->text,
                        .diags = &w->diags,
                        .err = &w->err};
    sm_label_block b;
    assert_int_equal(sm_label_block_of_style(&m, r, &b), SM_OK);
    return b;
}

static sm_label_request text_request(world *w, const char *text)
{
    return make_request(w, text, POINT_PATH(w, 10, 10), 1);
}

static void test_the_name_and_what_stands_below_it(void **state)
{
    world *w = *state;
    sm_label_request r = text_request(w, "Shusha\nShushi");
    sm_label_block b = block_of(w, &r);
    assert_int_equal(b.n, 2);
    assert_near(b.lines[0].font.size_pt, 7, 0, "pt");
    assert_near(b.lines[1].font.size_pt, 6, 0, "pt");
    assert_int_equal(b.lines[1].color.r, 0x3A);
    assert_near(b.lines[0].drop, 0, 0, "pt");
    assert_near(b.width, fmax(b.lines[0].width, b.lines[1].width), 0, "pt");
    assert_near(b.down, b.lines[1].drop + b.lines[1].down, 1e-12, "pt");
    // Liberation Sans has capitals of 1409 units of 2048.
    assert_near(b.lines[0].cap, 7 * 1409.0 / 2048, 0.02, "pt");
}

static void test_empty_lines_leave_no_gap(void **state)
{
    world *w = *state;
    sm_label_request r = text_request(w, "\nShusha\n\nShushi\n");
    sm_label_block b = block_of(w, &r);
    assert_int_equal(b.n, 2);
    assert_string_equal(b.lines[0].utf8, "Shusha");
    assert_near(b.lines[0].font.size_pt, 7, 0, "pt");
}

static void test_long_names_wrap_and_keep_their_font(void **state)
{
    world *w = *state;
    sm_label_request r = text_request(w, "Karmir Shuka and more\nGirmizi Bazar");
    style_of(&r)->wrap_pt = 45;
    sm_label_block b = block_of(w, &r);
    assert_true(b.n >= 3);
    assert_near(b.lines[1].font.size_pt, 7, 0, "pt");
    assert_near(b.lines[b.n - 1].font.size_pt, 6, 0, "pt");
    for (size_t i = 0; i + 1 < b.n; i++) {
        assert_true(b.lines[i].width <= 45);
    }
}

static void test_without_a_second_font_the_first_serves(void **state)
{
    world *w = *state;
    sm_label_request r = text_request(w, "Shusha\nShushi");
    style_of(&r)->second_font = (sm_font){0};
    sm_label_block b = block_of(w, &r);
    assert_near(b.lines[1].font.size_pt, 7, 0, "pt");
}

static void test_there_is_a_limit_of_lines(void **state)
{
    world *w = *state;
    sm_label_request r = text_request(
        w, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21");
    sm_label_block b = block_of(w, &r);
    assert_int_equal(b.n, SM_MAX_TEXT_LINES);
}

static void test_bytes_that_are_no_text_are_cleaned(void **state)
{
    world *w = *state;
    sm_label_request r = text_request(w, "Tu\x01gh\xFF");
    sm_label_block b = block_of(w, &r);
    assert_int_equal(b.n, 1);
    assert_true(sm_utf8_valid(b.lines[0].utf8, strlen(b.lines[0].utf8)));
    r = text_request(w, "   ");
    b = block_of(w, &r);
    assert_true(b.n <= 1 && isfinite(b.up) && isfinite(b.down));
}

static void test_letters_from_right_to_left_have_a_width(void **state)
{
    world *w = *state;
    sm_label_request r = text_request(w, "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"); // shalom
    sm_label_block b = block_of(w, &r);
    assert_true(b.width > 10);
    assert_int_equal(w->diags.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_the_name_and_what_stands_below_it),
        WORLD_TEST(test_empty_lines_leave_no_gap),
        WORLD_TEST(test_long_names_wrap_and_keep_their_font),
        WORLD_TEST(test_without_a_second_font_the_first_serves),
        WORLD_TEST(test_there_is_a_limit_of_lines),
        WORLD_TEST(test_bytes_that_are_no_text_are_cleaned),
        WORLD_TEST(test_letters_from_right_to_left_have_a_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
