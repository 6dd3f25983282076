// Every form of PNG, read as libpng reads it (through cairo); what is broken is refused.
#include "test.h"

#include <cairo.h>
#include <zlib.h>

#include "sitmap/picture.h"

typedef struct form {
    unsigned type, depth, channels;
} form;

static const form forms[] = {{0, 1, 1}, {0, 2, 1},  {0, 4, 1},  {0, 8, 1}, {0, 16, 1},
                             {2, 8, 3}, {2, 16, 3}, {3, 1, 1},  {3, 2, 1}, {3, 4, 1},
                             {3, 8, 1}, {4, 8, 2},  {4, 16, 2}, {6, 8, 4}, {6, 16, 4}};
enum { N_FORMS = sizeof forms / sizeof forms[0] };

typedef struct file {
    uint8_t bytes[1 << 17];
    size_t len;
} file;

static void put_be(uint8_t *at, uint32_t v)
{
    at[0] = (uint8_t)(v >> 24), at[1] = (uint8_t)(v >> 16), at[2] = (uint8_t)(v >> 8);
    at[3] = (uint8_t)v;
}

static void add_chunk(file *f, const char *type, const void *data, size_t len)
{
    uint8_t *at = f->bytes + f->len;
    put_be(at, (uint32_t)len);
    memcpy(at + 4, type, 4);
    memcpy(at + 8, data, len);
    put_be(at + 8 + len, (uint32_t)crc32(0, at + 4, (uInt)len + 4));
    f->len += len + 12;
}

static void begin(file *f, uint32_t width, uint32_t height, const form *k, uint8_t interlace)
{
    uint8_t ihdr[13] = {[8] = (uint8_t)k->depth, [9] = (uint8_t)k->type, [12] = interlace};
    memcpy(f->bytes, "\x89PNG\r\n\x1A\n", 8);
    f->len = 8;
    put_be(ihdr, width);
    put_be(ihdr + 4, height);
    add_chunk(f, "IHDR", ihdr, sizeof ihdr);
}

static uint32_t seed;

static uint8_t random_byte(void)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint8_t)(seed >> 24);
}

static void add_colors(file *f, const form *k, bool transparent)
{
    uint8_t palette[256 * 3], alpha[256];
    for (size_t i = 0; i < sizeof palette; i++) {
        palette[i] = random_byte();
    }
    for (size_t i = 0; i < sizeof alpha; i++) {
        alpha[i] = random_byte();
    }
    if (k->type == 3) {
        add_chunk(f, "PLTE", palette, 3u << k->depth);
    }
    if (transparent && k->type == 3) {
        add_chunk(f, "tRNS", alpha, 1); // the others are opaque
    } else if (transparent && k->type < 3) {
        const uint8_t key[6] = {0, 1, 0, 1, 0, 1};
        add_chunk(f, "tRNS", key, 2 * k->channels);
    }
}

// Filters 0 to 4 in turn, over bytes that are mostly 0: any bytes are a picture.
static size_t add_rows(uint8_t *raw, size_t width, size_t height, const form *k)
{
    size_t n = 0;
    for (size_t y = 0; width && y < height; y++) {
        raw[n++] = (uint8_t)((y * 3 + width) % 5);
        for (size_t i = 0; i < (width * k->channels * k->depth + 7) / 8; i++) {
            raw[n++] = (i / 40 + y) % 3 == 0 ? random_byte() : 0;
        }
    }
    return n;
}

static void add_image(file *f, uint32_t width, uint32_t height, const form *k, bool interlaced)
{
    static const uint32_t passes[7][4] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                                          {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
    static uint8_t raw[1 << 17], packed[1 << 17];
    size_t n = interlaced ? 0 : add_rows(raw, width, height, k);
    for (size_t i = 0; interlaced && i < 7; i++) {
        const uint32_t *p = passes[i];
        n += add_rows(raw + n, width > p[0] ? (width - p[0] + p[2] - 1) / p[2] : 0,
                      height > p[1] ? (height - p[1] + p[3] - 1) / p[3] : 0, k);
    }
    uLongf len = sizeof packed;
    assert_int_equal(compress(packed, &len, raw, (uLong)n), Z_OK);
    add_chunk(f, "IDAT", packed, len / 2);
    add_chunk(f, "IDAT", packed + len / 2, len - len / 2);
    add_chunk(f, "IEND", "", 0);
}

// As cairo shows it on white: libpng, and another way to mix.
static void expect_as_cairo(const char *path, const sm_picture *p, const char *what)
{
    cairo_surface_t *image = cairo_image_surface_create_from_png(path);
    assert_int_equal(cairo_surface_status(image), CAIRO_STATUS_SUCCESS);
    assert_int_equal(cairo_image_surface_get_width(image), p->width);
    cairo_surface_t *page =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)p->width, (int)p->height);
    cairo_t *cr = cairo_create(page);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_set_source_surface(cr, image, 0, 0);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_flush(page);
    const uint8_t *data = cairo_image_surface_get_data(page);
    size_t stride = (size_t)cairo_image_surface_get_stride(page);
    for (size_t i = 0; i < p->width * p->height * 3; i++) {
        size_t x = i / 3 % p->width, y = i / 3 / p->width;
        uint32_t pixel;
        memcpy(&pixel, data + y * stride + x * 4, 4);
        int expected = (int)(pixel >> (16 - 8 * (i % 3)) & 255);
        if (abs(expected - p->rgb[i]) > 1) {
            fail_msg("%s: pixel %zu, %zu is %d, libpng has %d", what, x, y, p->rgb[i], expected);
        }
    }
    cairo_surface_destroy(page);
    cairo_surface_destroy(image);
}

static void check_form(const char *dir, const form *k, uint32_t width, bool interlaced,
                       bool transparent)
{
    static file f;
    char what[80];
    sm_picture p;
    sm_error err;
    snprintf(what, sizeof what, "type %u depth %u width %u%s%s", k->type, k->depth, width,
             interlaced ? " interlaced" : "", transparent ? " transparent" : "");
    begin(&f, width, 23, k, interlaced);
    add_colors(&f, k, transparent);
    add_image(&f, width, 23, k, interlaced);
    const char *path = test_path(dir, "x.png");
    test_write_bytes(path, f.bytes, f.len);
    if (sm_picture_read(path, 100, 0, &p, NULL, &err)) {
        fail_msg("%s: %s", what, err.message);
    }
    expect_as_cairo(path, &p, what);
    sm_picture_release(&p);
}

static void test_every_form_is_read_as_libpng_reads_it(void **state)
{
    static const uint32_t widths[] = {1, 3, 8, 131};
    for (size_t i = 0; i < N_FORMS; i++) {
        for (size_t w = 0; w < 4; w++) {
            for (unsigned bits = 0; bits < 4; bits++) {
                check_form(*state, &forms[i], widths[w], bits & 1, bits & 2);
            }
        }
    }
}

// ---- What is broken -----------------------------------------------------------------------------

static const form rgb = {2, 8, 3};

static void expect_refusal(const char *dir, const file *f, const char *words)
{
    const char *path = test_path(dir, "bad.png");
    sm_picture p;
    sm_error err;
    test_write_bytes(path, f->bytes, f->len);
    assert_int_equal(sm_picture_read(path, 100, 0, &p, NULL, &err), SM_EFORMAT);
    assert_string_contains(err.message, words);
}

static void make(file *f, const form *k, uint32_t width, uint32_t told, uint8_t interlace)
{
    begin(f, told, 23, k, interlace);
    add_image(f, width, 23, k, interlace);
}

static void test_broken_parts_are_refused(void **state)
{
    static file f;
    make(&f, &rgb, 20, 20, 0);
    for (size_t at = 29; at < f.len; at += 17) { // behind the header: its fields are looked at
        f.bytes[at] ^= 1;
        expect_refusal(*state, &f, "damaged or cut off");
        f.bytes[at] ^= 1;
    }
    f.len -= 12;
    expect_refusal(*state, &f, "part of it is missing");
    make(&f, &rgb, 20, 19, 0); // more rows than there is room for
    expect_refusal(*state, &f, "image data");
    make(&f, &rgb, 20, 21, 0);
    expect_refusal(*state, &f, "image data");
    begin(&f, 20, 23, &rgb, 0);
    add_chunk(&f, "IEND", "", 0);
    expect_refusal(*state, &f, "part of it is missing");
}

static void test_filter_that_does_not_exist_is_refused(void **state)
{
    static file f;
    uint8_t raw[7] = {5}, packed[64];
    uLongf len = sizeof packed;
    begin(&f, 2, 1, &rgb, 0);
    assert_int_equal(compress(packed, &len, raw, sizeof raw), Z_OK);
    add_chunk(&f, "IDAT", packed, len);
    add_chunk(&f, "IEND", "", 0);
    expect_refusal(*state, &f, "a row of it");
}

static void test_forms_that_do_not_exist_are_refused(void **state)
{
    static const form wrong[] = {{1, 8, 1}, {2, 4, 3}, {3, 16, 1}, {0, 3, 1}, {7, 8, 1}, {4, 0, 2}};
    static file f;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        make(&f, &wrong[i], 4, 4, 0);
        expect_refusal(*state, &f, "no form of PNG");
    }
    make(&f, &rgb, 4, 4, 2);
    expect_refusal(*state, &f, "no form of PNG");
}

static void test_palette_that_is_missing_or_odd_is_refused(void **state)
{
    static file f;
    const form palette = {3, 8, 1};
    make(&f, &palette, 4, 4, 0);
    expect_refusal(*state, &f, "part of it is missing");
    begin(&f, 4, 23, &palette, 0);
    add_chunk(&f, "PLTE", "1234", 4);
    add_image(&f, 4, 23, &palette, false);
    expect_refusal(*state, &f, "part of it is missing");
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, test_dir_setup, test_dir_teardown)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_every_form_is_read_as_libpng_reads_it),
        IN_FOLDER(test_broken_parts_are_refused),
        IN_FOLDER(test_filter_that_does_not_exist_is_refused),
        IN_FOLDER(test_forms_that_do_not_exist_are_refused),
        IN_FOLDER(test_palette_that_is_missing_or_odd_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
