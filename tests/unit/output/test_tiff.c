// TIFF, read back with libtiff: the pixels of the PNG, its size on paper, its texts.
#include <tiffio.h>

#include "output/page.h"
#include "output/picture.h"

enum { DPI = 300 };

static const char *sample_tiff(void **state)
{
    return written(*state, "sample.tiff", sample_page(), SM_FORMAT_TIFF, DPI);
}

static void test_pixels_are_those_of_the_png(void **state)
{
    picture png = read_png(written(*state, "same.png", sample_page(), SM_FORMAT_PNG, DPI));
    TIFF *t = TIFFOpen(sample_tiff(state), "r");
    assert_non_null(t);
    uint32_t width = 0, height = 0;
    uint16_t bits = 0, samples = 0, compression = 0;
    TIFFGetField(t, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(t, TIFFTAG_IMAGELENGTH, &height);
    TIFFGetField(t, TIFFTAG_BITSPERSAMPLE, &bits);
    TIFFGetField(t, TIFFTAG_SAMPLESPERPIXEL, &samples);
    TIFFGetField(t, TIFFTAG_COMPRESSION, &compression);
    assert_int_equal(width, 1004); // 85 mm at 300 dpi: 1003.94
    assert_int_equal(height, 709); // 60 mm: 708.66
    assert_int_equal(bits, 8);
    assert_int_equal(samples, 3); // no alpha: PLOS refuses it
    assert_int_equal(compression, COMPRESSION_LZW);
    uint8_t *row = sm_arena_alloc(arena, (size_t)TIFFScanlineSize(t));
    for (uint32_t y = 0; y < height; y++) {
        assert_int_equal(TIFFReadScanline(t, row, y, 0), 1);
        for (uint32_t x = 0; x < width; x++) {
            uint32_t rgb = (uint32_t)(row[3 * x] << 16 | row[3 * x + 1] << 8 | row[3 * x + 2]);
            assert_int_equal(rgb, pixel(&png, (int)x, (int)y));
        }
    }
    TIFFClose(t);
    cairo_surface_destroy(png.surface);
}

static void test_tags_say_resolution_and_texts(void **state)
{
    TIFF *t = TIFFOpen(sample_tiff(state), "r");
    assert_non_null(t);
    float x_dpi = 0, y_dpi = 0;
    uint16_t unit = 0;
    const char *name = NULL, *date = NULL, *artist = NULL;
    TIFFGetField(t, TIFFTAG_XRESOLUTION, &x_dpi);
    TIFFGetField(t, TIFFTAG_YRESOLUTION, &y_dpi);
    TIFFGetField(t, TIFFTAG_RESOLUTIONUNIT, &unit);
    TIFFGetField(t, TIFFTAG_DOCUMENTNAME, &name);
    TIFFGetField(t, TIFFTAG_DATETIME, &date);
    TIFFGetField(t, TIFFTAG_ARTIST, &artist);
    assert_near(x_dpi, DPI, 1e-4, "dpi");
    assert_near(y_dpi, DPI, 1e-4, "dpi");
    assert_int_equal(unit, RESUNIT_INCH);
    assert_string_contains(name, "Front on <25> October");
    assert_string_equal(artist, "A. Author");
    assert_string_equal(date, "2020:10:25 00:00:00");
    TIFFClose(t);
}

static void test_bytes_are_the_same_twice(void **state)
{
    size_t n = 0, m = 0;
    const char *one = bytes_of(sample_tiff(state), &n);
    const char *two = bytes_of(written(*state, "two.tiff", sample_page(), SM_FORMAT_TIFF, DPI), &m);
    assert_int_equal(n, m);
    assert_memory_equal(one, two, n);
    assert_memory_equal(one, "II*", 4); // little-endian on every machine
}

static void test_too_many_pixels_are_refused(void **state)
{
    assert_int_equal(try_page(*state, empty_page(50, 50), SM_FORMAT_TIFF, 50000), SM_ELIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pixels_are_those_of_the_png),
        cmocka_unit_test(test_tags_say_resolution_and_texts),
        cmocka_unit_test(test_bytes_are_the_same_twice),
        cmocka_unit_test(test_too_many_pixels_are_refused),
    };
    return cmocka_run_group_tests_name("output/tiff", tests, page_setup, page_teardown);
}
