// Files read back as pixels: what is accepted, what is refused and why.
#include "test.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <sys/stat.h>

#include "sitmap/limits.h"
#include "sitmap/picture.h"

static sm_status read_page(const char *path, double dpi, size_t page, sm_picture *out, size_t *n,
                           sm_error *err)
{
    *err = (sm_error){.status = SM_OK};
    return sm_picture_read(path, dpi, page, out, n, err);
}

static void expect_refusal(const char *path, sm_status status, const char *words)
{
    sm_picture p;
    sm_error err;
    assert_int_equal(read_page(path, 100, 0, &p, NULL, &err), status);
    assert_string_contains(err.message, words);
}

// A page of 72 x 36 pt with a black left half.
static void draw(cairo_t *cr)
{
    cairo_rectangle(cr, 0, 0, 36, 36);
    cairo_fill(cr);
}

static void write_pdf(const char *path, int pages)
{
    cairo_surface_t *s = cairo_pdf_surface_create(path, 72, 36);
    cairo_t *cr = cairo_create(s);
    for (int i = 0; i < pages; i++) {
        draw(cr);
        cairo_show_page(cr);
    }
    cairo_destroy(cr);
    cairo_surface_destroy(s);
}

static void write_svg(const char *path)
{
    cairo_surface_t *s = cairo_svg_surface_create(path, 72, 36);
    cairo_t *cr = cairo_create(s);
    draw(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(s);
}

static void write_png(const char *path, int width, int height)
{
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    cairo_t *cr = cairo_create(s);
    cairo_rectangle(cr, 0, 0, width / 2, height);
    cairo_fill(cr);
    cairo_destroy(cr);
    cairo_surface_write_to_png(s, path);
    cairo_surface_destroy(s);
}

static void expect_half_black(const char *path)
{
    sm_picture p;
    sm_error err;
    assert_int_equal(read_page(path, 144, 0, &p, NULL, &err), SM_OK);
    assert_int_equal(p.width, 144);
    assert_int_equal(p.height, 72);
    assert_int_equal(p.rgb[(36 * 144 + 20) * 3], 0);
    assert_int_equal(p.rgb[(36 * 144 + 120) * 3], 255);
    sm_picture_release(&p);
}

static void test_png_svg_and_pdf_give_the_same_picture(void **state)
{
    const char *dir = *state;
    write_pdf(test_path(dir, "a.pdf"), 1);
    write_svg(test_path(dir, "a.svg"));
    write_png(test_path(dir, "a.png"), 144, 72);
    expect_half_black(test_path(dir, "a.pdf"));
    expect_half_black(test_path(dir, "a.svg"));
    expect_half_black(test_path(dir, "a.png")); // transparent on the right: white, as on paper
}

static void test_pages_are_counted_and_the_next_one_is_refused(void **state)
{
    const char *dir = *state;
    sm_picture p;
    sm_error err;
    size_t n = 0;
    write_pdf(test_path(dir, "three.pdf"), 3);
    assert_int_equal(read_page(test_path(dir, "three.pdf"), 20, 2, &p, &n, &err), SM_OK);
    assert_int_equal(n, 3);
    sm_picture_release(&p);
    assert_int_equal(read_page(test_path(dir, "three.pdf"), 20, 3, &p, &n, &err), SM_EINPUT);
    assert_string_contains(err.message, "no page 4");
    sm_picture_release(&p);
}

static void test_pages_beyond_the_limit_are_refused(void **state)
{
    const char *dir = *state;
    sm_picture p;
    sm_error err;
    write_pdf(test_path(dir, "500.pdf"), 500);
    write_pdf(test_path(dir, "501.pdf"), 501);
    assert_int_equal(read_page(test_path(dir, "500.pdf"), 20, 499, &p, NULL, &err), SM_OK);
    expect_refusal(test_path(dir, "501.pdf"), SM_ELIMIT, "SM_MAX_PICTURE_PAGES");
    sm_picture_release(&p);
}

static void put_be(uint8_t *at, uint32_t v)
{
    at[0] = (uint8_t)(v >> 24), at[1] = (uint8_t)(v >> 16), at[2] = (uint8_t)(v >> 8);
    at[3] = (uint8_t)v;
}

// A header alone: what it promises must be refused before anything is unpacked.
static void write_header(const char *path, uint32_t width, uint32_t height)
{
    uint8_t png[33] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n',
                       0,    0,   0,   13,  'I',  'H',  'D',  'R'};
    put_be(png + 16, width);
    put_be(png + 20, height);
    png[24] = 8, png[25] = 2;
    test_write_bytes(path, png, sizeof png);
}

static void test_png_header_decides_before_the_data_does(void **state)
{
    const char *path = test_path(*state, "x.png");
    write_header(path, 20000, 20000);
    expect_refusal(path, SM_ELIMIT, "SM_MAX_PIXELS");
    write_header(path, 40000, 10);
    expect_refusal(path, SM_ELIMIT, "SM_MAX_PIXELS");
    write_header(path, 0, 10);
    expect_refusal(path, SM_EFORMAT, "no size");
    write_header(path, 10000, 10000); // at the limit: the data is missing, and that is said
    expect_refusal(path, SM_EFORMAT, "damaged or cut off");
    test_write_bytes(path, "\x89PNG\r\n\x1A\n rubbish", 16);
    expect_refusal(path, SM_EFORMAT, "its header");
}

static void test_png_that_is_cut_off_is_refused(void **state)
{
    const char *path = test_path(*state, "cut.png");
    struct stat st;
    write_png(path, 64, 64);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(truncate(path, st.st_size / 2), 0);
    expect_refusal(path, SM_EFORMAT, "damaged or cut off");
}

static void test_svg_of_a_thousand_kilometres_is_refused(void **state)
{
    const char *path = test_path(*state, "x.svg");
    test_write_file(path, "<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='1e9'/>");
    expect_refusal(path, SM_ELIMIT, "SM_MAX_PIXELS");
    test_write_file(path, "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='5'/>");
    expect_refusal(path, SM_EFORMAT, "no size");
    test_write_file(path,
                    "<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>");
    expect_refusal(path, SM_EFORMAT, "does not say how large");
    test_write_file(path, "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect");
    expect_refusal(path, SM_EFORMAT, "the SVG can not be read");
}

static void test_svg_does_not_read_its_neighbours(void **state)
{
    const char *dir = *state;
    sm_picture p;
    sm_error err;
    write_png(test_path(dir, "black.png"), 20, 20);
    test_write_file(
        test_path(dir, "x.svg"),
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
        " width='20' height='20'><image width='20' height='20' xlink:href='black.png'/></svg>");
    assert_int_equal(read_page(test_path(dir, "x.svg"), 96, 0, &p, NULL, &err), SM_OK);
    assert_int_equal(p.rgb[0], 255);
    sm_picture_release(&p);
}

static void test_other_files_are_refused_with_their_reason(void **state)
{
    const char *dir = *state, *path = test_path(dir, "x");
    test_write_file(path, "%PDF-1.5\nrubbish");
    expect_refusal(path, SM_EFORMAT, "the PDF can not be read");
    test_write_file(path, "%!PS-Adobe-3.0 EPSF-3.0\n");
    expect_refusal(path, SM_EFORMAT, "compare the PDF");
    test_write_file(path, "plain words");
    expect_refusal(path, SM_EFORMAT, "no PNG, SVG or PDF");
    test_write_file(path, "");
    expect_refusal(path, SM_EFORMAT, "0 bytes");
    expect_refusal(dir, SM_EINPUT, "not a regular file");
    expect_refusal(test_path(dir, "none"), SM_EIO, "No such file");
    assert_int_equal(mkfifo(test_path(dir, "fifo"), 0600), 0);
    expect_refusal(test_path(dir, "fifo"), SM_EINPUT, "not a regular file");
    assert_int_equal(truncate(path, (off_t)SM_MAX_PICTURE_BYTES + 1), 0);
    expect_refusal(path, SM_ELIMIT, "SM_MAX_PICTURE_BYTES");
}

static void test_reduced_picture_is_the_mean(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    uint8_t rgb[4 * 2 * 3];
    for (size_t i = 0; i < sizeof rgb; i++) {
        rgb[i] = (uint8_t)(i / 3 % 4 * 10); // columns 0 10 20 30
    }
    const sm_picture in = {rgb, 4, 2, 100, 0};
    sm_picture out;
    sm_picture_reduce(a, &in, 2, &out);
    assert_int_equal(out.width, 2);
    assert_int_equal(out.height, 1);
    assert_int_equal(out.rgb[0], 5);
    assert_int_equal(out.rgb[3], 25);
    assert_near(out.dpi, 50, 0, "dpi");
    sm_arena_destroy(a);
}

static void test_encoded_picture_reads_back(void **state)
{
    sm_arena *a = sm_arena_create();
    uint8_t rgb[2 * 2 * 3] = {1, 2, 3, 250, 0, 7, 9, 9, 9, 255, 255, 0};
    const sm_picture in = {rgb, 2, 2, 100, 0};
    sm_picture out;
    sm_str png;
    sm_error err;
    sm_str_init(&png, a);
    assert_int_equal(sm_picture_encode(&in, &png, &err), SM_OK);
    test_write_bytes(test_path(*state, "x.png"), png.text, png.len);
    assert_int_equal(read_page(test_path(*state, "x.png"), 100, 0, &out, NULL, &err), SM_OK);
    assert_memory_equal(out.rgb, rgb, sizeof rgb);
    sm_picture_release(&out);
    sm_arena_destroy(a);
}

static void test_objects_are_numbered_in_the_order_of_painting(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_path square, line, dot;
    uint32_t *numbers = NULL;
    sm_error err;
    sm_path_init(&square, a, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    const sm_point ring[] = {{10, 10}, {60, 10}, {60, 60}, {10, 60}, {10, 10}};
    for (size_t i = 0; i < 5; i++) {
        sm_path_add(&square, ring[i].x, ring[i].y);
    }
    sm_path_init(&line, a, SM_SPACE_PAGE, SM_SHAPE_LINES);
    sm_path_add(&line, 0, 30.5);
    sm_path_add(&line, 72, 30.5);
    sm_path_init(&dot, a, SM_SPACE_PAGE, SM_SHAPE_POINTS);
    sm_path_add(&dot, 50, 50);
    sm_path_add(&dot, 5, 5);
    const sm_footprint prints[] = {
        {&square, 0, true, 1}, {&line, 0, false, 300}, {&dot, 6, false, 70000}};
    assert_int_equal(sm_picture_numbers(a, prints, 3, 72, 72, 72, &numbers, &err), SM_OK);
    assert_int_equal(numbers[20 * 72 + 20], 1);
    assert_int_equal(numbers[30 * 72 + 40], 300);
    assert_int_equal(numbers[50 * 72 + 50], 70000);
    assert_int_equal(numbers[5 * 72 + 5], 70000);
    assert_int_equal(numbers[27 * 72 + 28], 1); // no line joins the two points
    assert_int_equal(numbers[70 * 72 + 70], 0);
    sm_arena_destroy(a);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, test_dir_setup, test_dir_teardown)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_png_svg_and_pdf_give_the_same_picture),
        IN_FOLDER(test_pages_are_counted_and_the_next_one_is_refused),
        IN_FOLDER(test_pages_beyond_the_limit_are_refused),
        IN_FOLDER(test_png_header_decides_before_the_data_does),
        IN_FOLDER(test_png_that_is_cut_off_is_refused),
        IN_FOLDER(test_svg_of_a_thousand_kilometres_is_refused),
        IN_FOLDER(test_svg_does_not_read_its_neighbours),
        IN_FOLDER(test_other_files_are_refused_with_their_reason),
        cmocka_unit_test(test_reduced_picture_is_the_mean),
        IN_FOLDER(test_encoded_picture_reads_back),
        cmocka_unit_test(test_objects_are_numbered_in_the_order_of_painting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
