// PNG read by a reader of our own that follows the specification (chunks, CRC, filters), and by
// libpng through cairo.
#include <zlib.h>

#include "output/picture.h"

#include "sitmap/limits.h"

#define DPI 300.0

// ---- A small reader -----------------------------------------------------------------------------

typedef struct chunk {
    char type[5];
    const uint8_t *data;
    size_t len;
} chunk;

static uint32_t u32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

// Bit by bit, from annex D of the specification.
static uint32_t crc_of(const uint8_t *p, size_t n)
{
    uint32_t c = 0xFFFFFFFFu;
    for (size_t i = 0; i < n; i++) {
        c ^= p[i];
        for (int k = 0; k < 8; k++)
            c = c & 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
    }
    return ~c;
}

static size_t read_chunks(const char *path, chunk *out, size_t max)
{
    size_t len, n = 0;
    const uint8_t *p = (const uint8_t *)bytes_of(path, &len), *end = p + len;
    assert_memory_equal(p, "\x89PNG\r\n\x1A\n", 8);
    for (p += 8; p < end; n++) {
        assert_true(n < max && end - p >= 12);
        size_t size = u32(p);
        assert_true((size_t)(end - p) >= size + 12);
        assert_int_equal(u32(p + 8 + size), crc_of(p + 4, size + 4));
        out[n] = (chunk){.data = p + 8, .len = size};
        memcpy(out[n].type, p + 4, 4);
        p += size + 12;
    }
    return n;
}

static const chunk *find(const chunk *chunks, size_t n, const char *type)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(chunks[i].type, type) == 0)
            return &chunks[i];
    }
    fail_msg("no chunk %s", type);
    return NULL;
}

// The value of a text chunk; NULL when the key is not there.
static const char *text_of(const chunk *chunks, size_t n, const char *key)
{
    for (size_t i = 0; i < n; i++) {
        bool plain = strcmp(chunks[i].type, "tEXt") == 0,
             utf8 = strcmp(chunks[i].type, "iTXt") == 0;
        if ((plain || utf8) && strcmp((const char *)chunks[i].data, key) == 0) {
            size_t skip = strlen(key) + (plain ? 1 : 5);
            if (utf8)
                assert_memory_equal(chunks[i].data + strlen(key) + 1, "\0\0\0\0", 4);
            return sm_arena_strndup(arena, (const char *)chunks[i].data + skip,
                                    chunks[i].len - skip);
        }
    }
    return NULL;
}

static uint8_t paeth(int a, int b, int c)
{
    int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);
    return (uint8_t)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
}

// Undo the filters of table 9.1.
static void unfilter(uint8_t *row, const uint8_t *above, size_t len, int filter)
{
    for (size_t i = 0; i < len; i++) {
        int a = i >= 3 ? row[i - 3] : 0, b = above[i], c = i >= 3 ? above[i - 3] : 0;
        const int add[] = {0, a, b, (a + b) / 2, paeth(a, b, c)};
        assert_in_range(filter, 0, 4);
        row[i] = (uint8_t)(row[i] + add[filter]);
    }
}

static uint8_t *decode(const chunk *chunks, size_t n, size_t width, size_t height)
{
    size_t row = width * 3, total = 0;
    uLongf size = (row + 1) * height;
    uint8_t *raw = sm_arena_alloc(arena, size), *rgb = sm_arena_alloc(arena, row * height);
    for (size_t i = 0; i < n; i++)
        total += strcmp(chunks[i].type, "IDAT") == 0 ? chunks[i].len : 0;
    uint8_t *packed = sm_arena_alloc(arena, total), *to = packed;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(chunks[i].type, "IDAT") == 0) {
            memcpy(to, chunks[i].data, chunks[i].len);
            to += chunks[i].len;
        }
    }
    assert_int_equal(uncompress(raw, &size, packed, total), Z_OK);
    assert_int_equal(size, (row + 1) * height);
    const uint8_t *above = sm_arena_zero(arena, row, 1);
    for (size_t y = 0; y < height; y++) {
        memcpy(rgb + y * row, raw + y * (row + 1) + 1, row);
        unfilter(rgb + y * row, above, row, raw[y * (row + 1)]);
        above = rgb + y * row;
    }
    return rgb;
}

// ---- Chunks -------------------------------------------------------------------------------------

static void test_chunks_come_in_order(void **state)
{
    chunk chunks[64];
    size_t n = read_chunks(written(*state, "a.png", sample_page(), SM_FORMAT_PNG, DPI), chunks, 64);
    assert_string_equal(chunks[0].type, "IHDR");
    assert_string_equal(chunks[n - 1].type, "IEND");
    assert_string_equal(chunks[n - 2].type, "IDAT");
    const uint8_t *header = find(chunks, n, "IHDR")->data;
    assert_int_equal(u32(header), 1004);    // 85 mm at 300 dpi: 1003.94
    assert_int_equal(u32(header + 4), 709); // 60 mm: 708.66
    assert_memory_equal(header + 8, "\x08\x02\x00\x00\x00", 5);
    assert_int_equal(find(chunks, n, "sRGB")->len, 1);
    const uint8_t *size = find(chunks, n, "pHYs")->data;
    assert_int_equal(u32(size), 11811); // 300 / 0.0254
    assert_int_equal(u32(size + 4), 11811);
    assert_int_equal(size[8], 1);
}

static void test_texts(void **state)
{
    chunk chunks[64];
    size_t n = read_chunks(written(*state, "a.png", sample_page(), SM_FORMAT_PNG, DPI), chunks, 64);
    assert_string_equal(text_of(chunks, n, "Title"), "Front on <25> October & \"after\" \xC5\x9E");
    assert_string_equal(text_of(chunks, n, "Author"), "A. Author");
    assert_string_equal(text_of(chunks, n, "Description"), "A map of the front");
    assert_string_equal(text_of(chunks, n, "Software"), "sitmap test");
    assert_string_equal(text_of(chunks, n, "Creation Time"), "2020-10-25T00:00:00Z");
    assert_string_equal(text_of(chunks, n, "as-of"), "2020-10-25");
    assert_string_equal(text_of(chunks, n, "data"), "sha256:0123abcd");
    assert_null(text_of(chunks, n, "Comment"));
}

static void test_strange_keys_become_keywords(void **state)
{
    const char *extra[][2] = {
        {"", "nothing"},
        {"a b\n\xC9\x99", "odd"},
        {"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
         "kkk",
         "long"},
        {"v", "\xFF\x01\n"},
    };
    sm_document doc = {.extra = extra, .n_extra = 4};
    const char *path = sm_arena_printf(arena, "%s/odd.png", (const char *)*state);
    const sm_scene *pages[] = {empty_page(10, 10)};
    assert_int_equal(write_pages(pages, 1, SM_FORMAT_PNG, 72, &doc, path), SM_OK);
    chunk chunks[64];
    size_t n = read_chunks(path, chunks, 64);
    assert_string_equal(text_of(chunks, n, "-"), "nothing");
    assert_string_equal(text_of(chunks, n, "a-b---"), "odd");
    assert_string_equal(text_of(chunks, n, "v"), "\xEF\xBF\xBD\xEF\xBF\xBD ");
    for (size_t i = 0; i < n; i++) {
        if (strcmp(chunks[i].type, "tEXt") == 0)
            assert_in_range(strlen((const char *)chunks[i].data), 1, 79);
    }
}

// ---- Pixels -------------------------------------------------------------------------------------

static void test_both_readers_see_the_same(void **state)
{
    const char *path = written(*state, "a.png", sample_page(), SM_FORMAT_PNG, DPI);
    chunk chunks[64];
    size_t n = read_chunks(path, chunks, 64);
    const uint8_t *rgb = decode(chunks, n, 1004, 709);
    picture p = read_png(path);
    assert_int_equal(p.width, 1004);
    assert_int_equal(p.height, 709);
    for (int y = 0; y < 709; y++) {
        for (int x = 0; x < 1004; x++, rgb += 3) {
            uint32_t v = (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2];
            if (v != pixel(&p, x, y))
                fail_msg("pixel %d, %d", x, y);
        }
    }
    cairo_surface_destroy(p.surface);
}

static void test_colours_and_places_are_exact(void **state)
{
    sm_scene *page = empty_page(25.4, 25.4); // an inch
    sm_scene_add_rect(page, (sm_box){18, 36, 54, 54}, SM_RGB(0x12AB9F), NULL);
    picture p = read_png(written(*state, "a.png", page, SM_FORMAT_PNG, 100));
    assert_int_equal(p.width, 100);
    // a quarter and three quarters of the width, a half and three quarters of the height
    assert_int_equal(pixel(&p, 25, 50), 0x12AB9F);
    assert_int_equal(pixel(&p, 74, 74), 0x12AB9F);
    assert_int_equal(pixel(&p, 24, 50), 0xFFFFFF);
    assert_int_equal(pixel(&p, 75, 50), 0xFFFFFF);
    assert_int_equal(pixel(&p, 25, 49), 0xFFFFFF);
    assert_int_equal(pixel(&p, 25, 75), 0xFFFFFF);
    cairo_surface_destroy(p.surface);
}

static void test_widths_of_figures(void **state)
{
    const struct {
        double width_mm, dpi;
        int pixels;
    } cases[] = {
        {85, 600, 2008}, {170, 300, 2008}, {170, 150, 1004}, {85, 72.5, 243}, {180, 96, 680}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sm_scene *page = empty_page(cases[i].width_mm, 10);
        picture p = read_png(written(*state, "w.png", page, SM_FORMAT_PNG, cases[i].dpi));
        assert_int_equal(p.width, cases[i].pixels);
        cairo_surface_destroy(p.surface);
    }
}

static sm_status encode(const char *path, const uint8_t *rgb, size_t width, size_t height,
                        size_t stride)
{
    sm_document doc = {.created = 0};
    sm_newfile *file;
    assert_int_equal(sm_newfile_begin(path, &file, &error), SM_OK);
    sm_status status = sm_png_write(rgb, width, height, stride, 72, &doc, file, &error);
    if (!status)
        assert_int_equal(sm_newfile_commit(file, &error), SM_OK);
    sm_newfile_close(file);
    return status;
}

// Noise does not compress: its data fills several chunks.
static void test_noise_comes_back(void **state)
{
    enum { WIDTH = 701, HEIGHT = 503, STRIDE = WIDTH * 3 + 5 };
    uint8_t *rgb = sm_arena_alloc(arena, STRIDE * HEIGHT);
    uint32_t random = 12345;
    for (size_t i = 0; i < STRIDE * HEIGHT; i++) {
        random = random * 1664525 + 1013904223;
        rgb[i] = (uint8_t)(random >> 24);
    }
    const char *path = sm_arena_printf(arena, "%s/noise.png", (const char *)*state);
    assert_int_equal(encode(path, rgb, WIDTH, HEIGHT, STRIDE), SM_OK);
    chunk chunks[64];
    size_t n = read_chunks(path, chunks, 64);
    assert_true(n > 8);
    const uint8_t *back = decode(chunks, n, WIDTH, HEIGHT);
    for (size_t y = 0; y < HEIGHT; y++)
        assert_memory_equal(back + y * WIDTH * 3, rgb + y * STRIDE, WIDTH * 3);
}

static void test_sizes_of_pictures(void **state)
{
    const uint8_t one[3] = {1, 2, 3};
    const char *path = sm_arena_printf(arena, "%s/one.png", (const char *)*state);
    assert_int_equal(encode(path, one, 1, 1, 3), SM_OK);
    picture p = read_png(path);
    assert_int_equal(pixel(&p, 0, 0), 0x010203);
    cairo_surface_destroy(p.surface);
    const size_t refused[][2] = {{0, 5}, {5, 0}, {40000, 5}, {5, 40000}, {20000, 20000}};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_int_equal(encode(path, one, refused[i][0], refused[i][1], 3), SM_ELIMIT);
        assert_string_contains(error.message, "SM_MAX_PIXELS");
    }
}

static void test_dpi_out_of_range(void **state)
{
    const double refused[] = {0, -1, NAN, INFINITY, 1e6};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_int_equal(try_page(*state, empty_page(50, 50), SM_FORMAT_PNG, refused[i]),
                         SM_EINPUT);
    // 10,000 x 10,000 pixels are SM_MAX_PIXELS; a page of 20 inches
    sm_scene *page = empty_page(508, 508);
    assert_int_equal(try_page(*state, page, SM_FORMAT_PNG, 500.1), SM_ELIMIT);
    assert_string_contains(error.message, "SM_MAX_PIXELS");
    assert_string_contains(error.mend, "dpi");
    assert_int_equal(try_page(*state, empty_page(50, 50), SM_FORMAT_PNG, 0.1),
                     SM_ELIMIT); // 0 pixels
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chunks_come_in_order),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_strange_keys_become_keywords),
        cmocka_unit_test(test_both_readers_see_the_same),
        cmocka_unit_test(test_colours_and_places_are_exact),
        cmocka_unit_test(test_widths_of_figures),
        cmocka_unit_test(test_noise_comes_back),
        cmocka_unit_test(test_sizes_of_pictures),
        cmocka_unit_test(test_dpi_out_of_range),
    };
    return cmocka_run_group_tests_name("output/png", tests, page_setup, page_teardown);
}
