// Texts are written as bytes; what they become follows from the Unicode Standard (table 3-7 for
// well-formed UTF-8, section 23.7 for noncharacters, annex 9 for directions), not from a run.
#include "test.h"

#include "sitmap/base.h"
#include "sitmap/limits.h"

#define BAD "\xEF\xBF\xBD" // U+FFFD

static sm_arena *arena;
static bool changed;

static int setup(void **state)
{
    (void)state;
    arena = sm_arena_create();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sm_arena_destroy(arena);
    return 0;
}

static const char *clean(const char *text)
{
    return sm_text_clean(arena, text, strlen(text), false, &changed);
}

static const char *clean_lines(const char *text)
{
    return sm_text_clean(arena, text, strlen(text), true, &changed);
}

static char *repeat(const char *text, size_t times)
{
    sm_str s;
    sm_str_init(&s, arena);
    for (size_t i = 0; i < times; i++) {
        sm_str_puts(&s, text);
    }
    return s.text;
}

static size_t count_chars(const char *text)
{
    size_t n = 0;
    for (const char *end = text + strlen(text); sm_utf8_next(&text, end) != 0;) {
        n++;
    }
    return n;
}

static void test_clean_keeps_text_when_good(void **state)
{
    (void)state;
    const char *good = "A\xC4\x9F"
                       "dam \xD0\x90\xD0\x91 \xD5\x80\xD5\xA1 \xF0\x9F\x97\xBA e\xCC\x81";
    assert_string_equal(clean(good), good);
    assert_false(changed);
    assert_string_equal(clean(""), "");
    assert_false(changed);
}

static void test_clean_replaces_bytes_when_not_utf8(void **state)
{
    (void)state;
    assert_string_equal(clean("a\xFF"
                              "b"),
                        "a" BAD "b");
    assert_true(changed);
    assert_string_equal(clean("\xC0\xAF"), BAD BAD);                 // overlong '/'
    assert_string_equal(clean("\xED\xA0\x80"), BAD BAD BAD);         // surrogate D800
    assert_string_equal(clean("\xF4\x90\x80\x80"), BAD BAD BAD BAD); // over 10FFFF
    assert_string_equal(clean("x\xE2\x82"), "x" BAD BAD);            // cut short
}

static void test_clean_replaces_controls_and_noncharacters(void **state)
{
    (void)state;
    assert_string_equal(clean("a\x1B[31m"), "a" BAD "[31m");
    assert_true(changed);
    assert_string_equal(clean("\x7F"), BAD);
    assert_string_equal(clean("\xC2\x9B"), BAD);        // C1
    assert_string_equal(clean("\xC2\xA0"), "\xC2\xA0"); // the first after C1
    assert_string_equal(clean("\xEF\xB7\x90"), BAD);    // FDD0
    assert_string_equal(clean("\xEF\xB7\xAF"), BAD);    // FDEF
    assert_string_equal(clean("\xEF\xB7\xB0"), "\xEF\xB7\xB0");
    assert_string_equal(clean("\xEF\xBF\xBE"), BAD);     // FFFE
    assert_string_equal(clean("\xF0\x9F\xBF\xBF"), BAD); // 1FFFF
    assert_string_equal(sm_text_clean(arena, "a\0b", 3, false, &changed), "a" BAD "b");
}

static void test_clean_turns_white_space_into_spaces(void **state)
{
    (void)state;
    assert_string_equal(clean("a\tb\nc\r\nd\re"), "a b c d e");
    assert_false(changed);
    assert_string_equal(clean_lines("a\tb\nc\r\nd"), "a b\nc\nd");
    assert_string_equal(clean_lines("a\xE2\x80\xA8"
                                    "b"),
                        "a\nb"); // U+2028 is a line's end too
    assert_false(changed);
}

#define RLO "\xE2\x80\xAE"
#define LRE "\xE2\x80\xAA"
#define PDF "\xE2\x80\xAC"
#define RLI "\xE2\x81\xA7"
#define PDI "\xE2\x81\xA9"

static void test_clean_closes_directions(void **state)
{
    (void)state;
    assert_string_equal(clean("a" RLO "b"), "a" RLO "b" PDF);
    assert_string_equal(clean(RLI "a"), RLI "a" PDI);
    assert_string_equal(clean(RLI "a" RLO "b"), RLI "a" RLO "b" PDF PDI);
    assert_string_equal(clean(RLO "a" PDF "b"), RLO "a" PDF "b");
    // An isolate's end ends the embedding inside; an embedding's end does not end an isolate.
    assert_string_equal(clean(RLI LRE "a" PDI "b"), RLI LRE "a" PDF PDI "b");
    assert_string_equal(clean(RLI "a" PDF "b"), RLI "a"
                                                    "b" PDI);
    assert_string_equal(clean_lines(RLO "a\nb"), RLO "a" PDF "\nb");
    assert_false(changed);
}

static void test_clean_drops_closers_that_close_nothing(void **state)
{
    (void)state;
    assert_string_equal(clean("a" PDF "b" PDI), "ab");
    assert_true(changed);
}

static void test_clean_bounds_nesting_of_directions(void **state)
{
    (void)state;
    const char *text = clean(repeat(RLO, 40));
    assert_true(changed);
    assert_int_equal(count_chars(text), 32); // 16 opened, 16 closed
}

static void test_clean_cuts_when_too_long(void **state)
{
    (void)state;
    assert_int_equal(strlen(clean(repeat("x", SM_MAX_TEXT_CHARS))), SM_MAX_TEXT_CHARS);
    assert_false(changed);
    assert_int_equal(strlen(clean(repeat("x", SM_MAX_TEXT_CHARS + 1))), SM_MAX_TEXT_CHARS);
    assert_true(changed);
    assert_int_equal(count_chars(clean(repeat("\xC4\x9F", 2000))), SM_MAX_TEXT_CHARS);
    const char *closed = sm_arena_printf(arena, RLO RLI "%s", repeat("x", 2000));
    assert_true(count_chars(clean(closed)) <= SM_MAX_TEXT_CHARS);
    assert_string_contains(clean(closed), "x" PDI PDF);
}

static void test_clean_cuts_marks_in_a_row(void **state)
{
    (void)state;
    const char *acute = "\xCC\x81";
    const char *many = sm_arena_printf(arena, "a%sb%s", repeat(acute, 40), repeat(acute, 16));
    const char *expected = sm_arena_printf(arena, "a%sb%s", repeat(acute, 16), repeat(acute, 16));
    assert_string_equal(clean(many), expected);
    assert_true(changed);
    // Marks of other scripts: Arabic fatha, Devanagari virama, variation selector 17.
    assert_int_equal(count_chars(clean(repeat("\xD9\x8E", 20))), 16);
    assert_int_equal(count_chars(clean(repeat("\xE0\xA5\x8D", 20))), 16);
    assert_int_equal(count_chars(clean(repeat("\xF3\xA0\x84\x80", 20))), 16);
}

static void test_utf8_next_walks_over_anything(void **state)
{
    (void)state;
    const char bytes[] = "a\xC4\x9F\xFF\xE2\x82\xAC\xF0\x9F\x97\xBA\xE2";
    const uint32_t expected[] = {'a', 0x11F, 0xFFFD, 0x20AC, 0x1F5FA, 0xFFFD};
    const char *at = bytes, *end = bytes + sizeof bytes - 1;
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(sm_utf8_next(&at, end), expected[i]);
    }
    assert_ptr_equal(at, end);
    assert_int_equal(sm_utf8_next(&at, end), 0);
}

static void test_utf8_valid_knows_the_limits(void **state)
{
    (void)state;
    static const char *const valid[] = {"",
                                        "a",
                                        "\xC2\x80",
                                        "\xDF\xBF",
                                        "\xE0\xA0\x80",
                                        "\xED\x9F\xBF",
                                        "\xEE\x80\x80",
                                        "\xF0\x90\x80\x80",
                                        "\xF4\x8F\xBF\xBF"};
    static const char *const invalid[] = {"\x80",
                                          "\xC1\xBF",
                                          "\xE0\x9F\xBF",
                                          "\xED\xA0\x80",
                                          "\xED\xBF\xBF",
                                          "\xF0\x8F\xBF\xBF",
                                          "\xF4\x90\x80\x80",
                                          "\xF8\x88\x80\x80\x80",
                                          "\xC2",
                                          "\xE2\x82",
                                          "a\xFE"};
    for (size_t i = 0; i < sizeof valid / sizeof valid[0]; i++) {
        assert_true(sm_utf8_valid(valid[i], strlen(valid[i])));
    }
    for (size_t i = 0; i < sizeof invalid / sizeof invalid[0]; i++) {
        assert_false(sm_utf8_valid(invalid[i], strlen(invalid[i])));
    }
    assert_true(sm_utf8_valid("a\0b", 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean_keeps_text_when_good),
        cmocka_unit_test(test_clean_replaces_bytes_when_not_utf8),
        cmocka_unit_test(test_clean_replaces_controls_and_noncharacters),
        cmocka_unit_test(test_clean_turns_white_space_into_spaces),
        cmocka_unit_test(test_clean_closes_directions),
        cmocka_unit_test(test_clean_drops_closers_that_close_nothing),
        cmocka_unit_test(test_clean_bounds_nesting_of_directions),
        cmocka_unit_test(test_clean_cuts_when_too_long),
        cmocka_unit_test(test_clean_cuts_marks_in_a_row),
        cmocka_unit_test(test_utf8_next_walks_over_anything),
        cmocka_unit_test(test_utf8_valid_knows_the_limits),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
