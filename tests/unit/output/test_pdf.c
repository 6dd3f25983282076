// PDF as poppler's tools see it.
#include <signal.h>
#include <sys/resource.h>

#include <zlib.h>

#include "output/picture.h"

static const char *sample_pdf(void **state)
{
    return written(*state, "sample.pdf", sample_page(), SM_FORMAT_PDF, 72);
}

static void test_text_is_text(void **state)
{
    const char *text = output_of("pdftotext -raw '%s' -", sample_pdf(state));
    assert_string_contains(text, "K\xC9\x99lb\xC9\x99j\xC9\x99r");
    assert_string_contains(text, "Araxes river");
}

static void test_spaced_letters_are_read_as_a_word(void **state)
{
    const char *text = output_of("pdftotext '%s' -", sample_pdf(state));
    assert_string_contains(text, "KALBAJAR");
    sm_scene *page = empty_page(120, 20);
    sm_text line = text_at("NAGORNO KARABAKH x", 10, 20);
    line.font.tracking_pt = 8;
    add_text(page, line);
    const char *path = written(*state, "spaced.pdf", page, SM_FORMAT_PDF, 72);
    text = output_of("pdftotext -raw '%s' -", path);
    assert_string_contains(text, "NAGORNO");
    assert_string_contains(text, "KARABAKH");
}

static void test_spaced_letters_stand_where_they_should(void **state)
{
    sm_scene *page = empty_page(120, 20);
    sm_text line = text_at("HHHHHH", 10, 20);
    line.font.tracking_pt = 8;
    add_text(page, line);
    const char *path = written(*state, "where.pdf", page, SM_FORMAT_PDF, 72);
    const char *boxes = output_of("pdftotext -bbox '%s' - | grep HHHHHH", path);
    // H is 0.722 em: 6 * 6.498 + 5 * 8 = 78.99
    double x0 = strtod(strstr(boxes, "xMin=\"") + 6, NULL);
    double x1 = strtod(strstr(boxes, "xMax=\"") + 6, NULL);
    assert_near(x0, 10, 0.05, "pt");
    assert_near(x1, 88.99, 0.1, "pt");
}

static void test_right_to_left_and_spaced_text_survive(void **state)
{
    sm_scene *page = empty_page(120, 20);
    sm_text line = text_at("ab \xD7\x90\xD7\x91\xD7\x92 cd", 10, 20);
    line.font.tracking_pt = 1;
    add_text(page, line);
    line = text_at("\xF0\x93\x80\x80 \xEF\xBF\xBF\xFF end", 10, 40);
    add_text(page, line);
    const char *path = written(*state, "mixed.pdf", page, SM_FORMAT_PDF, 72);
    const char *text = output_of("pdftotext '%s' -", path);
    assert_string_contains(text, "ab");
    assert_string_contains(text, "\xD7\x90"); // alef, then bet, then gimel
    assert_true(strstr(text, "\xD7\x90") < strstr(text, "\xD7\x91"));
    assert_true(strstr(text, "\xD7\x91") < strstr(text, "\xD7\x92"));
    assert_string_contains(text, "cd");
    assert_string_contains(text, "end");
}

// What draws the first page, as text.
static const char *page_stream(const char *path)
{
    size_t len;
    const char *pdf = bytes_of(path, &len), *data = NULL;
    for (size_t i = 0; !data && i + 7 < len; i++)
        data = memcmp(pdf + i, "stream\n", 7) == 0 ? pdf + i + 7 : NULL;
    assert_non_null(data);
    enum { ROOM = 1 << 20 };
    z_stream z = {.next_in = (Bytef *)(uintptr_t)data,
                  .avail_in = (uInt)(len - (size_t)(data - pdf)),
                  .next_out = sm_arena_zero(arena, ROOM, 1),
                  .avail_out = ROOM - 1};
    const char *text = (const char *)z.next_out;
    assert_int_equal(inflateInit(&z), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    inflateEnd(&z);
    return text;
}

// Tools differ in how they turn pointed letters round; what the file says must be right.
static void test_a_pointed_letter_is_written_with_its_text(void **state)
{
    sm_scene *page = empty_page(50, 20);
    add_text(page, text_at("\xD7\xA9\xD6\xB8\xD7\x9C", 10, 20)); // shin with qamats, lamed
    const char *path = written(*state, "pointed.pdf", page, SM_FORMAT_PDF, 72);
    assert_string_contains(page_stream(path), "/ActualText <feff05e905b8>");
}

static void test_fonts_are_embedded_subsets(void **state)
{
    const char *fonts = output_of("pdffonts '%s' | tail -n +3", sample_pdf(state));
    size_t n = 0;
    for (const char *line = fonts; *line; line = strchr(line, '\n') + 1, n++) {
        char name[64], rest[256];
        assert_int_equal(sscanf(line, "%63s %255[^\n]", name, rest), 2);
        assert_true(name[6] == '+');                  // a subset
        assert_non_null(strstr(rest, "yes yes yes")); // embedded, subset, Unicode
        assert_null(strstr(rest, "Type 3"));
    }
    assert_true(n >= 3);
}

static void test_nothing_is_rasterised(void **state)
{
    sm_scene *page = sample_page();
    sm_scene_add_rect(page, (sm_box){30, 30, 90, 90}, (sm_color){200, 0, 0, 100}, NULL);
    const char *path = written(*state, "vector.pdf", page, SM_FORMAT_PDF, 72);
    const char *images = output_of("pdfimages -list '%s' | tail -n +3", path);
    assert_string_equal(images, "");
}

static void test_what_the_document_says_of_itself(void **state)
{
    const char *info = output_of("pdfinfo -isodates '%s'", sample_pdf(state));
    assert_string_contains(info, "Front on <25> October & \"after\" \xC5\x9E\n");
    assert_string_contains(info, "A. Author\n");
    assert_string_contains(info, "Situation\n");
    assert_string_contains(info, "map, front, as-of=2020-10-25, data=sha256:0123abcd\n");
    assert_string_contains(info, "sitmap test\n");
    assert_string_contains(info, "CreationDate:    2020-10-25T00:00:00Z\n");
    assert_string_contains(info, "ModDate:         2020-10-25T00:00:00Z\n");
    assert_string_contains(info, "PDF version:     1.5\n");
    assert_string_contains(info, "Pages:           1\n");
}

static void test_a_document_that_says_nothing(void **state)
{
    sm_scene *page = sample_page();
    sm_document silent = {.created = 0};
    const char *path = sm_arena_printf(arena, "%s/silent.pdf", (const char *)*state);
    const sm_scene *pages[] = {page};
    assert_int_equal(write_pages(pages, 1, SM_FORMAT_PDF, 72, &silent, path), SM_OK);
    const char *info = output_of("pdfinfo -isodates '%s'", path);
    assert_string_lacks(info, "Title");
    assert_string_lacks(info, "Keywords");
    assert_string_contains(info, "CreationDate:    1970-01-01T00:00:00Z\n");
}

static void test_bad_bytes_in_what_it_says(void **state)
{
    sm_document doc = {.title = "a\xFF\x01\xEF\xBF\xBF"
                                "b\n",
                       .author = "\xC0\xAF"};
    const char *path = sm_arena_printf(arena, "%s/bytes.pdf", (const char *)*state);
    const sm_scene *pages[] = {sample_page()};
    assert_int_equal(write_pages(pages, 1, SM_FORMAT_PDF, 72, &doc, path), SM_OK);
    assert_string_contains(output_of("pdfinfo '%s'", path), "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
                                                            "b");
}

// "Page    1 size: 240.94 x 170.08 pts"
static void assert_page_size(const char *info, int page, double width_mm, double height_mm)
{
    const char *line = strstr(info, sm_arena_printf(arena, "Page %4d size:", page));
    assert_non_null(line);
    char *end = NULL;
    double width = strtod(strchr(line, ':') + 1, &end);
    double height = strtod(strchr(end, 'x') + 1, NULL);
    assert_near(width / SM_PT_PER_MM, width_mm, 0.01, "mm");
    assert_near(height / SM_PT_PER_MM, height_mm, 0.01, "mm");
}

static void test_pages_have_their_own_sizes(void **state)
{
    const double sizes[][2] = {{85, 60}, {210, 297}, {170, 204.9}};
    const sm_scene *pages[3];
    for (size_t i = 0; i < 3; i++) {
        sm_scene *page = empty_page(sizes[i][0], sizes[i][1]);
        add_text(page, text_at(sm_arena_printf(arena, "sheet%zu", i), 20, 20));
        pages[i] = page;
    }
    sm_document doc = sample_document();
    const char *path = sm_arena_printf(arena, "%s/pages.pdf", (const char *)*state);
    assert_int_equal(write_pages(pages, 3, SM_FORMAT_PDF, 72, &doc, path), SM_OK);
    const char *info = output_of("pdfinfo -f 1 -l 3 '%s'", path);
    assert_string_contains(info, "Pages:           3\n");
    for (int i = 0; i < 3; i++) {
        assert_page_size(info, i + 1, sizes[i][0], sizes[i][1]);
        const char *text = output_of("pdftotext -f %d -l %d '%s' -", i + 1, i + 1, path);
        assert_string_contains(text, sm_arena_printf(arena, "sheet%d", i));
    }
}

static void test_poppler_draws_what_png_shows(void **state)
{
    const char *dir = *state, *pdf = sample_pdf(state);
    output_of("pdftocairo -png -scale-to-x 510 -scale-to-y 360 -singlefile '%s' '%s/poppler'", pdf,
              dir);
    picture theirs = read_png(test_path(dir, "poppler.png"));
    picture ours = read_png(written(dir, "ours.png", sample_page(), SM_FORMAT_PNG, 152.4));
    assert_near(differing(&ours, &theirs), 0, 0.003, "");
    cairo_surface_destroy(ours.surface);
    cairo_surface_destroy(theirs.surface);
}

static void test_a_failing_disk_is_the_error_that_is_told(void **state)
{
    (void)state;
    sm_scene *page = sample_page();
    const sm_scene *pages[] = {page};
    sm_document doc = sample_document();
    sm_newfile *file;
    for (int f = SM_FORMAT_PDF; f <= SM_FORMAT_EPS; f++) {
        assert_int_equal(sm_newfile_begin(test_path(*state, "full"), &file, &error), SM_OK);
        struct rlimit before, small = {64, RLIM_INFINITY};
        getrlimit(RLIMIT_FSIZE, &before);
        small.rlim_max = before.rlim_max;
        setrlimit(RLIMIT_FSIZE, &small);
        sm_status status = sm_output_write(engine, pages, 1, (sm_format)f, 72, &doc, file, &error);
        setrlimit(RLIMIT_FSIZE, &before);
        sm_newfile_close(file);
        assert_int_equal(status, SM_EIO);
        // cairo's own temporary file is full first for EPS
        assert_string_contains(error.message, f == SM_FORMAT_EPS ? "error while writing"
                                                                 : "write: File too large");
        assert_int_not_equal(access(test_path(*state, "full"), F_OK), 0);
    }
}

int main(void)
{
    signal(SIGXFSZ, SIG_IGN);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_is_text),
        cmocka_unit_test(test_spaced_letters_are_read_as_a_word),
        cmocka_unit_test(test_spaced_letters_stand_where_they_should),
        cmocka_unit_test(test_right_to_left_and_spaced_text_survive),
        cmocka_unit_test(test_a_pointed_letter_is_written_with_its_text),
        cmocka_unit_test(test_fonts_are_embedded_subsets),
        cmocka_unit_test(test_nothing_is_rasterised),
        cmocka_unit_test(test_what_the_document_says_of_itself),
        cmocka_unit_test(test_a_document_that_says_nothing),
        cmocka_unit_test(test_bad_bytes_in_what_it_says),
        cmocka_unit_test(test_pages_have_their_own_sizes),
        cmocka_unit_test(test_poppler_draws_what_png_shows),
        cmocka_unit_test(test_a_failing_disk_is_the_error_that_is_told),
    };
    return cmocka_run_group_tests_name("output/pdf", tests, page_setup, page_teardown);
}
