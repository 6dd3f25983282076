// World files as they are written, and pictures whose files lack, break or hide something.
#include "test.h"

#include <png.h>

#include "sitmap/load.h"

// ---- World files --------------------------------------------------------------------------------

static sm_error err;

static sm_status parse(const char *text, sm_affine *out)
{
    err = (sm_error){.status = SM_OK};
    return sm_world_parse(text, "x.pgw", out, &err);
}

// The example of Esri's documentation: pixels of 20.17541308822119 m, the centre of the upper left
// one at 424178.11472601280548, 4313415.90726399607956.
static void test_world_of_the_documentation(void **state)
{
    (void)state;
    sm_affine m;
    assert_int_equal(parse("20.17541308822119\n0.00000000000000\n0.00000000000000\n"
                           "-20.17541308822119\n424178.11472601280548\n4313415.90726399607956\n",
                           &m),
                     SM_OK);
    sm_point centre = sm_affine_apply(&m, (sm_point){0.5, 0.5});
    assert_near(centre.x, 424178.11472601280548, 1e-9, "m");
    assert_near(centre.y, 4313415.90726399607956, 1e-8, "m");
    sm_point third = sm_affine_apply(&m, (sm_point){2.5, 1.5});
    assert_near(third.x - centre.x, 2 * 20.17541308822119, 1e-8, "m");
    assert_near(third.y - centre.y, -20.17541308822119, 1e-8, "m");
}

// Lines are A D B E C F: x = A column + B row + C, y = D column + E row + F.
static void test_world_with_rotation(void **state)
{
    (void)state;
    sm_affine m;
    assert_int_equal(parse("3\r\n4\r\n-8\r\n6\r\n100\r\n200", &m), SM_OK);
    sm_point p = sm_affine_apply(&m, (sm_point){10.5, 1.5});
    assert_near(p.x, 3 * 10 - 8 * 1 + 100, 1e-12, "m");
    assert_near(p.y, 4 * 10 + 6 * 1 + 200, 1e-12, "m");
}

static void test_world_takes_blank_lines_and_exponents(void **state)
{
    (void)state;
    sm_affine m;
    assert_int_equal(parse("\n 1e-3 \n0\n\n0\n+1.E-3\n-10\n50\n\n  \n", &m), SM_OK);
    assert_near(m.a, 1e-3, 0, "deg");
    assert_near(m.e, 1e-3, 0, "deg"); // rows may run north
}

static void test_world_that_is_malformed(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
        int line;
    } cases[] = {
        {"", "six lines, here are 0", 0},
        {"1\n0\n0\n-1\n10\n", "six lines, here are 5", 0},
        {"1\n0\n0\n-1\n10\n50\n7\n", "seventh", 7},
        {"1\n0\nnorth\n-1\n10\n50\n", "\"north\" is not a number", 3},
        {"0,5\n0\n0\n-1\n10\n50\n", "\"0,5\" is not a number", 1},
        {"1 0\n0\n-1\n10\n50\n", "\"1 0\" is not a number", 1},
        {"1\n0\n0\n-1\nnan\n50\n", "\"nan\"", 5},
        {"1\n0\n0\n-1\n10\n1e99\n", "\"1e99\"", 6},
        {"0x1\n0\n0\n-1\n10\n50\n", "\"0x1\"", 1},
        {"1\n0\n0\n0\n10\n50\n", "no area", 0},
        {"0\n0\n0\n0\n10\n50\n", "no area", 0},
        {"2\n4\n1\n2\n10\n50\n", "no area", 0}, // rows run as columns
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sm_affine m = {9, 9, 9, 9, 9, 9};
        assert_int_not_equal(parse(cases[i].text, &m), SM_OK);
        assert_string_contains(err.message, cases[i].says);
        assert_int_equal(err.line, cases[i].line);
        assert_string_contains(err.file, "x.pgw");
        assert_near(m.a, 9, 0, ""); // untouched
    }
}

// ---- Pictures -----------------------------------------------------------------------------------

typedef struct place {
    char *dir;
    sm_root *root;
    sm_arena *arena;
    sm_diags diags;
    sm_ground_file file;
} place;

static int setup(void **state)
{
    place *p = calloc(1, sizeof *p);
    p->dir = test_dir_make();
    p->arena = sm_arena_create();
    sm_diags_init(&p->diags, p->arena);
    *state = p;
    return sm_root_open(p->dir, &p->root, NULL) != SM_OK;
}

static int teardown(void **state)
{
    place *p = *state;
    sm_root_close(p->root);
    sm_arena_destroy(p->arena);
    test_dir_remove(p->dir);
    free(p);
    return 0;
}

static const uint8_t four[] = {255, 0, 0, 255, 0, 255, 0, 128, 0, 0, 255, 0, 9, 8, 7, 255};

static void save_png(const place *p, const char *name)
{
    png_image image = {
        .version = PNG_IMAGE_VERSION, .width = 2, .height = 2, .format = PNG_FORMAT_RGBA};
    assert_true(png_image_write_to_file(&image, test_path(p->dir, name), 0, four, 0, NULL));
}

static void save(const place *p, const char *name, const char *text)
{
    test_write_file(test_path(p->dir, name), text);
}

static sm_status read_it(place *p, const char *name)
{
    err = (sm_error){.status = SM_OK};
    return sm_ground_read(p->arena, p->root, name, &p->file, &p->diags, &err);
}

static void test_read_takes_pixels_place_and_crs(void **state)
{
    place *p = *state;
    save_png(p, "hills.png");
    save(p, "hills.pgw", "2\n0\n0\n-2\n11\n19\n");
    save(p, "hills.prj", "\xEF\xBB\xBFGEOGCS[]");
    assert_int_equal(read_it(p, "hills.png"), SM_OK);
    assert_int_equal(p->file.pixels.width, 2);
    assert_memory_equal(p->file.pixels.rgba, four, sizeof four);
    sm_point corner = sm_affine_apply(&p->file.from_pixel, (sm_point){0, 0});
    assert_near(corner.x, 10, 0, "m");
    assert_near(corner.y, 20, 0, "m");
    assert_string_equal(p->file.world, "hills.pgw");
    assert_string_equal(p->file.prj, "hills.prj");
    assert_string_equal(p->file.crs_wkt, "GEOGCS[]");
    assert_int_equal(p->diags.count, 0);
}

static void test_read_knows_three_names_of_world_files(void **state)
{
    place *p = *state;
    save_png(p, "x.png");
    save(p, "x.wld", "3\n0\n0\n-3\n0\n0\n");
    assert_int_equal(read_it(p, "x.png"), SM_OK);
    assert_string_equal(p->file.world, "x.wld");
    assert_null(p->file.prj);
    assert_null(p->file.crs_wkt);
    save(p, "x.pngw", "2\n0\n0\n-2\n0\n0\n");
    assert_int_equal(read_it(p, "x.png"), SM_OK);
    assert_string_equal(p->file.world, "x.pngw");
    save(p, "x.PGW", "1\n0\n0\n-1\n0\n0\n");
    assert_int_equal(read_it(p, "x.png"), SM_OK);
    assert_string_equal(p->file.world, "x.PGW");
    assert_near(p->file.from_pixel.a, 1, 0, "m");
}

static void test_read_needs_a_world_file(void **state)
{
    place *p = *state;
    save_png(p, "x.png");
    assert_int_equal(read_it(p, "x.png"), SM_EIO);
    assert_string_contains(err.file, "/x.pgw");
    assert_string_contains(err.message, ".pgw, .pngw, .wld");
    assert_string_contains(err.mend, "WORLDFILE");
    save(p, "x.pgw", "1\n0\n0\n");
    assert_int_equal(read_it(p, "x.png"), SM_EFORMAT);
    assert_string_contains(err.file, "/x.pgw");
    test_write_bytes(test_path(p->dir, "x.pgw"), "1\n0\n0\n-1\n\0\n0\n", 13);
    assert_int_equal(read_it(p, "x.png"), SM_EIO);
    assert_int_equal(p->diags.count, 1);
    assert_string_contains(p->diags.items[0].message, "zero byte");
}

static void test_read_refuses_what_is_no_whole_png(void **state)
{
    place *p = *state;
    save_png(p, "x.png");
    save(p, "x.pgw", "1\n0\n0\n-1\n0\n0\n");
    assert_int_equal(truncate(test_path(p->dir, "x.png"), 60), 0);
    assert_int_equal(read_it(p, "x.png"), SM_EFORMAT);
    assert_string_contains(err.message, "damaged or cut off");
    assert_string_contains(err.file, "/x.png");
    save(p, "x.png", "GIF89a");
    assert_int_equal(read_it(p, "x.png"), SM_EFORMAT);
    assert_string_contains(err.message, "not a PNG");
    assert_int_equal(read_it(p, "lost.png"), SM_EIO);
    assert_int_equal(read_it(p, "x.jpg"), SM_EINPUT);
    assert_int_equal(read_it(p, "../x.png"), SM_EINPUT);
}

// 20,000 x 20,000 pixels by the header alone: refused before they are unpacked.
static void test_read_looks_at_the_size_first(void **state)
{
    place *p = *state;
    save_png(p, "x.png");
    save(p, "x.pgw", "1\n0\n0\n-1\n0\n0\n");
    char *bytes = test_read_file(test_path(p->dir, "x.png"));
    static const uint8_t header[] = {0, 0, 0x4E, 0x20, 0,    0,    0x4E, 0x20, 8,
                                     6, 0, 0,    0,    0xE3, 0x70, 0x46, 0x39};
    memcpy(bytes + 16, header, sizeof header);
    test_write_bytes(test_path(p->dir, "x.png"), bytes, 80);
    free(bytes);
    assert_int_equal(read_it(p, "x.png"), SM_EFORMAT);
    assert_string_contains(err.message, "more than 48 million pixels");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_world_of_the_documentation),
        cmocka_unit_test(test_world_with_rotation),
        cmocka_unit_test(test_world_takes_blank_lines_and_exponents),
        cmocka_unit_test(test_world_that_is_malformed),
        cmocka_unit_test_setup_teardown(test_read_takes_pixels_place_and_crs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_read_knows_three_names_of_world_files, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_read_needs_a_world_file, setup, teardown),
        cmocka_unit_test_setup_teardown(test_read_refuses_what_is_no_whole_png, setup, teardown),
        cmocka_unit_test_setup_teardown(test_read_looks_at_the_size_first, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
