// Lines written out by hand: each character of Liberation Mono is 1229 units wide, of 2048 to the
// em. Where a line may end is what UAX 14 says.
#include "text/fonts.h"

#include "sitmap/limits.h"

#define COLUMN (10 * 1229 / 2048.0) // of the font below

static sm_lines lines;

static sm_font mono(void)
{
    return (sm_font){.family = "Liberation Mono", .size_pt = 10};
}

static void set(const char *text, double width_pt)
{
    sm_font font = mono();
    if (sm_text_break(engine, arena, text, &font, width_pt, &lines, &error))
        fail_msg("%s", error.message);
}

// Lines joined by '|'.
static const char *joined(void)
{
    sm_str s;
    sm_str_init(&s, arena);
    for (size_t i = 0; i < lines.count; i++)
        sm_str_printf(&s, "%s%s", i ? "|" : "", lines.items[i]);
    return s.text;
}

#define assert_lines(text, columns, expected)                                                      \
    do {                                                                                           \
        set((text), (columns)*COLUMN);                                                             \
        assert_string_equal(joined(), (expected));                                                 \
    } while (0)

static void test_words_fill_lines_greedily(void **state)
{
    (void)state;
    assert_lines("the front on 25 October 2020", 10, "the front|on 25|October|2020");
    assert_lines("the front on 25 October 2020", 12, "the front on|25 October|2020");
    assert_lines("the front on 25 October 2020", 40, "the front on 25 October 2020");
}

static void test_a_line_that_just_fits_is_kept(void **state)
{
    (void)state;
    assert_lines("0123456789", 10, "0123456789");
    assert_lines("01234 6789", 10, "01234 6789");
    assert_lines("01234 6789 ", 10, "01234 6789"); // a space at the end takes no room
}

static void test_every_line_fits_and_is_measured(void **state)
{
    (void)state;
    const char *text = "Approximate line of contact between the parties over the districts of "
                       "Jabrayil, Hadrut, Fuzuli and Aghdam";
    for (double columns = 4; columns < 60; columns += 1.7) {
        set(text, columns * COLUMN);
        for (size_t i = 0; i < lines.count; i++) {
            assert_true(lines.width_pt[i] <= columns * COLUMN + 0.01);
            assert_near(lines.width_pt[i], width_of(lines.items[i], mono()), 1e-9, "pt");
        }
    }
}

static void test_newlines_always_break(void **state)
{
    (void)state;
    assert_lines("one\ntwo three\n\nfour", 0, "one|two three||four");
    assert_lines("one\ntwo three\n\nfour", 6, "one|two|three||four");
    assert_lines("one\n", 0, "one|");
}

static void test_a_width_that_is_none_breaks_at_newlines_only(void **state)
{
    (void)state;
    assert_lines("a b c", -1, "a b c");
    assert_lines("a b c", (double)NAN, "a b c");
}

static void test_a_long_word_is_cut(void **state)
{
    (void)state;
    assert_lines("a incomprehensibilities b", 10, "a|incomprehe|nsibilitie|s b");
    assert_lines("abc", 0.5, "a|b|c"); // one cluster at least
}

static void test_a_cut_spares_combining_marks(void **state)
{
    (void)state;
    assert_lines("a\xCC\x8B"
                 "b\xCC\x8B"
                 "c\xCC\x8B",
                 1, "a\xCC\x8B|b\xCC\x8B|c\xCC\x8B");
}

static void test_hyphens_dashes_and_no_break_spaces(void **state)
{
    (void)state;
    assert_lines("Nagorno-Karabakh", 10, "Nagorno-|Karabakh");
    assert_lines("25\xC2\xA0October 2020", 8, "25\xC2\xA0Octob|er 2020");
    assert_lines("a 1 200\xC2\xA0km", 8, "a 1|200\xC2\xA0km");
}

static void test_a_soft_hyphen_shows_only_at_a_break(void **state)
{
    (void)state;
    assert_lines("nego\xC2\xADtiation", 8, "nego\xC2\xAD-|tiation");
    assert_lines("nego\xC2\xADtiation", 12, "nego\xC2\xADtiation");
    // with its hyphen the first part needs five columns
    assert_lines("x nego\xC2\xADtiation", 7, "x nego\xC2\xAD-|tiation");
    assert_lines("x nego\xC2\xADtiation", 6, "x|nego\xC2\xAD-|tiatio|n");
}

static void test_spaces_at_a_break_are_dropped(void **state)
{
    (void)state;
    assert_lines("one    two", 5, "one|two");
    assert_lines("   ", 5, "");
}

static void test_tracking_counts(void **state)
{
    (void)state;
    sm_font font = mono();
    font.tracking_pt = 4; // two columns and one gap are 16 pt wide, three and two 26 pt
    assert_int_equal(sm_text_break(engine, arena, "ab cd", &font, 16.1, &lines, &error), SM_OK);
    assert_string_equal(joined(), "ab|cd");
    assert_int_equal(sm_text_break(engine, arena, "abc", &font, 15.9, &lines, &error), SM_OK);
    assert_string_equal(joined(), "a|b|c");
    assert_int_equal(sm_text_break(engine, arena, "abc", &font, 26.01, &lines, &error), SM_OK);
    assert_string_equal(joined(), "abc");
}

static void test_no_text_is_one_empty_line(void **state)
{
    (void)state;
    set("", 100);
    assert_int_equal(lines.count, 1);
    assert_string_equal(lines.items[0], "");
    assert_near(lines.width_pt[0], 0, 0, "pt");
}

static void test_a_paragraph_over_the_limit_is_refused(void **state)
{
    (void)state;
    sm_font font = mono();
    const char *half = repeated("w ", SM_MAX_TEXT_CHARS / 2);
    const char *good = sm_arena_printf(arena, "%s\n%s", half, half);
    const char *bad = sm_arena_printf(arena, "%s\n%sw", half, half);
    assert_int_equal(sm_text_break(engine, arena, good, &font, 10 * COLUMN, &lines, &error), SM_OK);
    assert_int_equal(lines.count, 200); // "w w w w w" five to a line, 500 in each half
    assert_int_equal(sm_text_break(engine, arena, bad, &font, 10 * COLUMN, &lines, &error),
                     SM_ELIMIT);
    assert_string_contains(error.message, "SM_MAX_TEXT_CHARS");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_fill_lines_greedily),
        cmocka_unit_test(test_a_line_that_just_fits_is_kept),
        cmocka_unit_test(test_every_line_fits_and_is_measured),
        cmocka_unit_test(test_newlines_always_break),
        cmocka_unit_test(test_a_width_that_is_none_breaks_at_newlines_only),
        cmocka_unit_test(test_a_long_word_is_cut),
        cmocka_unit_test(test_a_cut_spares_combining_marks),
        cmocka_unit_test(test_hyphens_dashes_and_no_break_spaces),
        cmocka_unit_test(test_a_soft_hyphen_shows_only_at_a_break),
        cmocka_unit_test(test_spaces_at_a_break_are_dropped),
        cmocka_unit_test(test_tracking_counts),
        cmocka_unit_test(test_no_text_is_one_empty_line),
        cmocka_unit_test(test_a_paragraph_over_the_limit_is_refused),
    };
    return cmocka_run_group_tests_name("text/break", tests, engine_setup, engine_teardown);
}
