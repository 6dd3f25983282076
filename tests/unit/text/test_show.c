// Text drawn on an image of cairo's, whose dark pixels are then compared with what was measured.
#include <cairo.h>

#include "text/fonts.h"

enum { SIDE = 400 };

#define SCALE 4.0 // pixels per point
#define INK SM_RGB(0x000000)

static sm_text line_of(const char *utf8, sm_font font)
{
    return (sm_text){.utf8 = utf8, .font = font, .color = INK, .at = {10, 50}};
}

// Box in points around all pixels that are darker than half, and how many they are.
static sm_box ink_of(cairo_surface_t *image, size_t *count)
{
    cairo_surface_flush(image);
    const uint8_t *data = cairo_image_surface_get_data(image);
    int stride = cairo_image_surface_get_stride(image);
    sm_box box = SM_BOX_EMPTY;
    *count = 0;
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            if (data[y * stride + 4 * x] < 128) {
                box = sm_box_union(
                    box, (sm_box){x / SCALE, y / SCALE, (x + 1) / SCALE, (y + 1) / SCALE});
                ++*count;
            }
        }
    }
    return box;
}

static sm_box drawn(const sm_text *text, size_t *count)
{
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIDE, SIDE);
    cairo_t *cr = cairo_create(image);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, SCALE, SCALE);
    sm_status status = sm_text_show(engine, cr, text, &error);
    assert_int_equal(status, SM_OK);
    assert_int_equal(cairo_status(cr), CAIRO_STATUS_SUCCESS);
    sm_box box = ink_of(image, count);
    cairo_destroy(cr);
    cairo_surface_destroy(image);
    return box;
}

static void assert_box(sm_box actual, sm_box expected)
{
    const double pixel = 1 / SCALE;
    assert_near(actual.x0, expected.x0, pixel, "pt");
    assert_near(actual.y0, expected.y0, pixel, "pt");
    assert_near(actual.x1, expected.x1, pixel, "pt");
    assert_near(actual.y1, expected.y1, pixel, "pt");
}

static sm_box expected_box(const sm_text *text)
{
    sm_box ink = measured(text->utf8, text->font).ink_pt;
    return (sm_box){text->at.x + ink.x0, text->at.y + ink.y0, text->at.x + ink.x1,
                    text->at.y + ink.y1};
}

static void test_drawn_ink_is_the_measured_ink(void **state)
{
    (void)state;
    const char *texts[] = {"HAMITx", "K\xC9\x99lb\xC9\x99j\xC9\x99r", "AVATAR",
                           "\xD5\x8D\xD5\xBF\xD5\xA5 H"};
    size_t count;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        for (double tracking = 0; tracking < 5; tracking += 2) {
            sm_font font = sans(12);
            font.tracking_pt = tracking;
            sm_text text = line_of(texts[i], font);
            assert_box(drawn(&text, &count), expected_box(&text));
        }
    }
}

// How much ink there is at one pixel to the point, in square points, and where its middle lies.
static double ink_at(double x, const char *utf8, double size_pt, double *middle)
{
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 60, 30);
    cairo_t *cr = cairo_create(image);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    sm_text text = line_of(utf8, sans(size_pt));
    text.at = (sm_point){x, 20};
    assert_int_equal(sm_text_show(engine, cr, &text, &error), SM_OK);
    cairo_surface_flush(image);
    const uint8_t *data = cairo_image_surface_get_data(image);
    double ink = 0, moment = 0;
    for (int i = 0; i < 60 * 30; i++) {
        double dark = 255 - data[i / 60 * cairo_image_surface_get_stride(image) + i % 60 * 4];
        ink += dark;
        moment += dark * (i % 60);
    }
    cairo_destroy(cr);
    cairo_surface_destroy(image);
    *middle = moment / ink;
    return ink / 255;
}

static double middle_at(double x, const char *utf8)
{
    double middle;
    ink_at(x, utf8, 9, &middle);
    return middle;
}

// Hinting would make the stem of an I one or two pixels wide and full pixels high.
static void test_outlines_are_not_hinted(void **state)
{
    (void)state;
    sm_box box = measured("I", sans(1000)).ink_pt;
    double area_of_em = (box.x1 - box.x0) * (box.y1 - box.y0) / 1e6, middle;
    for (double size = 7; size < 14; size += 0.83) {
        assert_near(ink_at(20.3, "I", size, &middle), area_of_em * size * size,
                    0.03 * area_of_em * size * size, "px");
    }
}

static void test_letters_are_not_set_on_whole_pixels(void **state)
{
    (void)state;
    for (double shift = 0; shift < 1; shift += 0.25) {
        assert_near(middle_at(10 + shift, "oscar") - middle_at(10, "oscar"), shift, 0.1, "px");
    }
    // the second of two letters stands 0.556 em further right: the middle moves by half of that
    assert_near(middle_at(10, "oo") - middle_at(10, "o"), 0.5 * 9 * 0.556, 0.1, "px");
}

static void test_text_turns_clockwise(void **state)
{
    (void)state;
    size_t count;
    sm_text text = line_of("HHHH", sans(12));
    sm_box flat = expected_box(&text);
    text.angle_deg = 90;
    sm_box down = drawn(&text, &count);
    // (x, y) relative to the start becomes (-y, x)
    assert_box(down, (sm_box){10 - (flat.y1 - 50), 50 + (flat.x0 - 10), 10 - (flat.y0 - 50),
                              50 + (flat.x1 - 10)});
}

static void test_a_halo_reaches_as_far_as_its_radius(void **state)
{
    (void)state;
    size_t plain, haloed;
    sm_text text = line_of("HIH", sans(20));
    sm_box ink = drawn(&text, &plain);
    text.halo = INK;
    text.halo_pt = 3;
    assert_box(drawn(&text, &haloed), sm_box_grow(ink, 3));
    assert_true(haloed > plain);
}

static void test_a_halo_lies_under_all_letters(void **state)
{
    (void)state;
    size_t plain, haloed;
    sm_text text = line_of("AVAV", sans(20));
    drawn(&text, &plain);
    text.halo = SM_RGB(0xFFFFFF);
    text.halo_pt = 4; // wider than the gaps: were it drawn letter by letter, it would bite
    drawn(&text, &haloed);
    assert_near((double)haloed, (double)plain, 0.02 * (double)plain, "px");
}

static void test_no_halo_without_radius_or_colour(void **state)
{
    (void)state;
    size_t plain, count;
    sm_text text = line_of("H", sans(20));
    drawn(&text, &plain);
    text.halo = INK;
    drawn(&text, &count);
    assert_int_equal(count, plain);
    text.halo_pt = 3;
    text.halo.a = 0;
    drawn(&text, &count);
    assert_int_equal(count, plain);
}

static void test_a_missing_glyph_is_a_box(void **state)
{
    (void)state;
    size_t count;
    sm_text text = line_of("\xF0\x93\x80\x80", sans(20));
    sm_box box = drawn(&text, &count);
    double width = width_of(text.utf8, text.font);
    assert_box(box, (sm_box){11, 36, 10 + width - 1, 50}); // a twentieth of an em is left free
    double outer = (width - 2) * 14, inner = (width - 4) * 12;
    assert_near((double)count, (outer - inner) * SCALE * SCALE, 40, "px");
}

static void test_empty_text_draws_nothing(void **state)
{
    (void)state;
    size_t count;
    sm_text text = line_of("", sans(20));
    drawn(&text, &count);
    assert_int_equal(count, 0);
    text.utf8 = "  \xC2\xA0 ";
    drawn(&text, &count);
    assert_int_equal(count, 0);
}

static void test_an_impossible_font_is_refused(void **state)
{
    (void)state;
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1);
    cairo_t *cr = cairo_create(image);
    sm_text text = line_of("x", sans(2000));
    assert_int_equal(sm_text_show(engine, cr, &text, &error), SM_ELIMIT);
    assert_int_equal(cairo_status(cr), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cr);
    cairo_surface_destroy(image);
}

static void test_rules_run_along_the_whole_line(void **state)
{
    (void)state;
    size_t plain = 0, under = 0, struck = 0;
    sm_text text = line_of("Hut o", sans(30)); // nothing below the baseline
    text.width_pt = width_of("Hut o", sans(30));
    sm_box letters = drawn(&text, &plain);
    text.font.underline = true;
    sm_box box = drawn(&text, &under);
    // Table post of Liberation Sans: from -67 down, 150 thick, of 2048 units.
    assert_near(box.y1, 50 + (67 + 150) / 2048.0 * 30, 0.25, "pt");
    assert_near(box.x0, 10, 0.5, "pt");
    assert_near(box.x1, 10 + text.width_pt, 0.5, "pt");
    text.font.underline = false;
    text.font.strike = true;
    box = drawn(&text, &struck);
    assert_near(box.y1, letters.y1, 0.3, "pt");
    assert_near(box.x1, 10 + text.width_pt, 0.5, "pt");
    assert_true(under > plain && struck > plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drawn_ink_is_the_measured_ink),
        cmocka_unit_test(test_outlines_are_not_hinted),
        cmocka_unit_test(test_letters_are_not_set_on_whole_pixels),
        cmocka_unit_test(test_text_turns_clockwise),
        cmocka_unit_test(test_a_halo_reaches_as_far_as_its_radius),
        cmocka_unit_test(test_a_halo_lies_under_all_letters),
        cmocka_unit_test(test_no_halo_without_radius_or_colour),
        cmocka_unit_test(test_a_missing_glyph_is_a_box),
        cmocka_unit_test(test_empty_text_draws_nothing),
        cmocka_unit_test(test_rules_run_along_the_whole_line),
        cmocka_unit_test(test_an_impossible_font_is_refused),
    };
    return cmocka_run_group_tests_name("text/show", tests, engine_setup, engine_teardown);
}
