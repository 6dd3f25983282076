// Widths from the Helvetica AFM (see fonts.h); heights from the head of Liberation Sans: 2048
// units an em, ascender 1854, descender 434, H 1409 high, x 1082 high.
#include "text/fonts.h"

#include "sitmap/limits.h"

static void test_width_is_the_sum_of_advances(void **state)
{
    (void)state;
    // H a d r u t: 722 + 556 + 556 + 333 + 556 + 278 = 3001
    assert_near(width_of("Hadrut", sans(10)), 30.01, 0.02, "pt");
    assert_near(width_of("Hadrut", sans(100)), 300.1, 0.2, "pt");
}

static void test_width_is_proportional_to_size(void **state)
{
    (void)state;
    double large = width_of("Jabrayil, 25 October 2020", sans(1000));
    for (double size = 4; size < 30; size += 0.7) {
        assert_near(width_of("Jabrayil, 25 October 2020", sans(size)), large * size / 1000, 0.02,
                    "pt");
    }
}

static void test_pairs_are_kerned(void **state)
{
    (void)state;
    double both = width_of("AV", sans(100));
    double apart = width_of("A", sans(100)) + width_of("V", sans(100));
    assert_near(apart, 133.4, 0.1, "pt");
    assert_true(both < apart - 5 && both > apart - 10);
}

static void test_pairs_are_not_kerned_where_that_is_asked(void **state)
{
    (void)state;
    sm_font plain = sans(100);
    plain.unkerned = true;
    assert_near(width_of("AV", plain), width_of("A", plain) + width_of("V", plain), 1e-6, "pt");
    plain.tracking_pt = 2;
    assert_near(width_of("AV", plain), width_of("A", plain) + width_of("V", plain) + 2, 1e-6, "pt");
}

static void test_tracking_stands_between_letters_only(void **state)
{
    (void)state;
    sm_font spaced = sans(10);
    spaced.tracking_pt = 3;
    assert_near(width_of("HHHH", spaced), width_of("HHHH", sans(10)) + 3 * 3, 1e-9, "pt");
    assert_near(width_of("H", spaced), width_of("H", sans(10)), 1e-9, "pt");
}

static void test_words_are_spaced_at_spaces_only(void **state)
{
    (void)state;
    sm_font spaced = sans(10);
    spaced.word_pt = 4;
    assert_near(width_of("on a map", spaced), width_of("on a map", sans(10)) + 2 * 4, 1e-9, "pt");
    assert_near(width_of("map", spaced), width_of("map", sans(10)), 1e-9, "pt");
}

static void test_outline_of_a_character(void **state)
{
    sm_path out;
    sm_arena *a = sm_arena_create();
    (void)state;
    // Liberation Sans: I is an upright bar of 1409 by 191 units (x from 191 to 382).
    assert_true(sm_text_outline(engine, a, "Liberation Sans", 'I', &out));
    sm_box box = sm_path_box(&out);
    assert_near(box.y0, -0.5, 1e-9, "");
    assert_near(box.y1, 0.5, 1e-9, "");
    assert_near(box.x1 - box.x0, 191.0 / 1409, 1e-3, "");
    assert_near(box.x0 + box.x1, 0, 1e-9, "");
    assert_int_equal(out.n_parts, 1);
    assert_true(sm_text_outline(engine, a, "Liberation Sans", 'O', &out));
    assert_int_equal(out.n_parts, 2);
    // A triangle points up: its one corner at the top.
    assert_true(sm_text_outline(engine, a, "DejaVu Sans", 0x25B2, &out));
    size_t at_top = 0;
    for (size_t i = 0; i + 1 < out.n_points; i++) {
        at_top += out.points[i].y > 0;
    }
    assert_int_equal(at_top, 1);
    // What stands in for text must not stand in for a mark.
    assert_false(sm_text_outline(engine, a, "Arial", 'I', &out));
    assert_false(sm_text_outline(engine, a, "Liberation Sans", 0x2694, &out));
    assert_false(sm_text_outline(engine, a, "Liberation Sans", ' ', &out));
    assert_false(sm_text_outline(engine, a, "No Such Font", 'I', &out));
    sm_arena_destroy(a);
}

static void test_tracking_crosses_a_change_of_font(void **state)
{
    (void)state;
    const char *mixed = "H\xD4\xB1H"; // Armenian AYB, from DejaVu
    sm_font spaced = sans(10);
    spaced.tracking_pt = 2;
    assert_near(width_of(mixed, spaced), width_of(mixed, sans(10)) + 2 * 2, 1e-9, "pt");
}

static void test_tracked_letters_form_no_ligature(void **state)
{
    (void)state;
    sm_font spaced = sans(10);
    spaced.tracking_pt = 1;
    double letters = 2 * width_of("f", sans(10)) + width_of("i", sans(10));
    assert_near(width_of("ffi", spaced), letters + 2 * 1, 0.4, "pt"); // kerning of f f
}

static void test_heights_are_those_of_the_font(void **state)
{
    (void)state;
    sm_extents e = measured("x", sans(10));
    assert_near(e.ascent_pt, 10 * 1854.0 / 2048, 0.01, "pt");
    assert_near(e.descent_pt, 10 * 434.0 / 2048, 0.01, "pt");
}

static void test_cap_height_and_x_height(void **state)
{
    (void)state;
    sm_font font = sans(8);
    double cap, x;
    for (int again = 0; again < 2; again++) {
        sm_text_heights(engine, &font, &cap, &x);
        assert_near(cap, 8 * 1409.0 / 2048, 0.005, "pt");
        assert_near(x, 8 * 1082.0 / 2048, 0.005, "pt");
    }
}

static void test_cap_height_of_an_impossible_font(void **state)
{
    (void)state;
    sm_font font = sans(0);
    double cap = 1, x = 1;
    sm_text_heights(engine, &font, &cap, &x);
    assert_near(cap, 0, 0, "pt");
    assert_near(x, 0, 0, "pt");
}

static void test_ink_lies_where_the_letter_is(void **state)
{
    (void)state;
    sm_extents e = measured("H", sans(100));
    assert_near(e.ink_pt.y1, 0, 0.05, "pt"); // stands on the baseline
    assert_near(e.ink_pt.y0, -100 * 1409.0 / 2048, 0.05, "pt");
    assert_true(e.ink_pt.x0 > 5 && e.ink_pt.x0 < 12); // side bearing
    assert_near(e.width_pt - e.ink_pt.x1, e.ink_pt.x0, 0.5, "pt");
}

static void test_ink_of_a_second_letter_is_moved(void **state)
{
    (void)state;
    double dot = measured(".", sans(100)).ink_pt.x0;
    sm_extents e = measured("  .", sans(100));
    assert_near(e.ink_pt.x0, dot + 2 * 27.8, 0.1, "pt");
}

static void test_empty_text_has_no_width_but_height(void **state)
{
    (void)state;
    sm_extents e = measured("", sans(10));
    assert_near(e.width_pt, 0, 0, "pt");
    assert_true(sm_box_is_empty(e.ink_pt));
    assert_true(e.ascent_pt > 8);
}

static void test_missing_glyphs_are_counted(void **state)
{
    (void)state;
    // Egyptian hieroglyph A001, and a CJK ideograph
    sm_extents e = measured("a\xF0\x93\x80\x80"
                            "b\xE4\xB8\xAD",
                            sans(10));
    assert_int_equal(e.missing, 2);
    assert_int_equal(e.first_missing, 0x13000);
    assert_true(e.width_pt > 2 * 5.56);
}

static void test_letters_of_the_region_have_glyphs(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "K\xC9\x99lb\xC9\x99"
        "c\xC9\x99r \xC5\x9Eu\xC5\x9F"
        "a \xC4\x9E\xC4\x9F\xC4\xB0\xC4\xB1"
        "\xC3\x96\xC3\xB6\xC3\x9C\xC3\xBC\xC3\x87\xC3\xA7 \xC6\x8F", // Azerbaijani
        "\xD5\x8D\xD5\xBF\xD5\xA5\xD6\x83\xD5\xA1\xD5\xB6\xD5\xA1\xD5\xAF\xD5\xA5\xD6\x80\xD5\xBF",
        "\xD0\x9D\xD0\xB0\xD0\xB3\xD0\xBE\xD1\x80\xD0\xBD\xD1\x8B\xD0\xB9 \xD0\x81\xD1\x91",
        "\xE1\x83\xA5\xE1\x83\x90\xE1\x83\xA0\xE1\x83\x97\xE1\x83\xA3\xE1\x83\x9A\xE1\x83\x98",
        "\xE2\x80\x93\xE2\x80\x94\xC2\xB0\xE2\x80\xB2\xC3\x97\xE2\x88\x92\xC2\xB2\xE2\x84\x96",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        for (int face = 0; face < 4; face++) {
            sm_font font = sans(9);
            font.bold = face & 1;
            font.italic = face & 2;
            sm_extents e = measured(texts[i], font);
            if (e.missing)
                fail_msg("text %zu, face %d: U+%04X is missing", i, face, e.first_missing);
        }
    }
}

static void test_bold_is_wider(void **state)
{
    (void)state;
    sm_font bold = sans(10);
    bold.bold = true;
    // Helvetica-Bold AFM: H 722, a 556, d 611, r 389, u 611, t 333 = 3222
    assert_near(width_of("Hadrut", bold), 32.22, 0.02, "pt");
}

static void test_control_bytes_and_bad_utf8_do_no_harm(void **state)
{
    (void)state;
    measured("a\x01\xFF\xC0\xAF\xED\xA0\x80\xEF\xBF\xBF"
             "b",
             sans(10));
    assert_near(width_of("a\nb", sans(10)), width_of("a b", sans(10)), 1e-9, "pt");
    assert_near(width_of("a\xE2\x80\xA8"
                         "b",
                         sans(10)),
                width_of("a b", sans(10)), 1e-9, "pt");
}

static void test_many_combining_marks_are_bounded(void **state)
{
    (void)state;
    const char *marks = repeated("\xCC\x81", SM_MAX_TEXT_CHARS - 1);
    assert_near(width_of(sm_arena_printf(arena, "a%s", marks), sans(10)), 5.56, 0.5, "pt");
}

static void test_a_text_of_the_largest_length(void **state)
{
    (void)state;
    assert_near(width_of(repeated("H", SM_MAX_TEXT_CHARS), sans(10)), 7222, 10, "pt");
}

static void test_a_longer_text_is_refused(void **state)
{
    (void)state;
    sm_font font = sans(10);
    sm_extents e = {.width_pt = -7};
    const char *text = repeated("\xC9\x99", SM_MAX_TEXT_CHARS + 1);
    assert_int_equal(sm_text_measure(engine, text, &font, &e, &error), SM_ELIMIT);
    assert_string_contains(error.message, "SM_MAX_TEXT_CHARS");
    assert_near(e.width_pt, -7, 0, "pt"); // untouched
}

static void test_font_sizes_at_the_limits(void **state)
{
    (void)state;
    assert_near(width_of("H", sans(SM_MIN_FONT_PT)), 0.0722, 0.001, "pt");
    assert_near(width_of("H", sans(SM_MAX_FONT_PT)), 722, 1, "pt");
}

static void test_impossible_fonts_are_refused(void **state)
{
    (void)state;
    const double sizes[] = {0, -1, 0.09, 1001, NAN, INFINITY, -INFINITY};
    sm_extents e;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        sm_font font = sans(sizes[i]);
        assert_int_equal(sm_text_measure(engine, "x", &font, &e, &error), SM_ELIMIT);
        assert_string_contains(error.message, "SM_MAX_FONT_PT");
    }
    const double trackings[] = {NAN, INFINITY, 1001, -1001};
    for (size_t i = 0; i < sizeof trackings / sizeof trackings[0]; i++) {
        sm_font font = sans(10);
        font.tracking_pt = trackings[i];
        assert_int_equal(sm_text_measure(engine, "x", &font, &e, &error), SM_ELIMIT);
    }
}

static void test_markup_is_text(void **state)
{
    (void)state;
    assert_near(width_of("<b>H</b>", sans(10)),
                width_of("<b>H", sans(10)) + width_of("</b>", sans(10)), 0.2, "pt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_width_is_the_sum_of_advances),
        cmocka_unit_test(test_width_is_proportional_to_size),
        cmocka_unit_test(test_pairs_are_kerned),
        cmocka_unit_test(test_pairs_are_not_kerned_where_that_is_asked),
        cmocka_unit_test(test_tracking_stands_between_letters_only),
        cmocka_unit_test(test_words_are_spaced_at_spaces_only),
        cmocka_unit_test(test_outline_of_a_character),
        cmocka_unit_test(test_tracking_crosses_a_change_of_font),
        cmocka_unit_test(test_tracked_letters_form_no_ligature),
        cmocka_unit_test(test_heights_are_those_of_the_font),
        cmocka_unit_test(test_cap_height_and_x_height),
        cmocka_unit_test(test_cap_height_of_an_impossible_font),
        cmocka_unit_test(test_ink_lies_where_the_letter_is),
        cmocka_unit_test(test_ink_of_a_second_letter_is_moved),
        cmocka_unit_test(test_empty_text_has_no_width_but_height),
        cmocka_unit_test(test_missing_glyphs_are_counted),
        cmocka_unit_test(test_letters_of_the_region_have_glyphs),
        cmocka_unit_test(test_bold_is_wider),
        cmocka_unit_test(test_control_bytes_and_bad_utf8_do_no_harm),
        cmocka_unit_test(test_many_combining_marks_are_bounded),
        cmocka_unit_test(test_a_text_of_the_largest_length),
        cmocka_unit_test(test_a_longer_text_is_refused),
        cmocka_unit_test(test_font_sizes_at_the_limits),
        cmocka_unit_test(test_impossible_fonts_are_refused),
        cmocka_unit_test(test_markup_is_text),
    };
    return cmocka_run_group_tests_name("text/measure", tests, engine_setup, engine_teardown);
}
