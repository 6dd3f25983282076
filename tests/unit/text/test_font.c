// Opening folders, and what is taken from them.
#include <malloc.h>
#include <sys/stat.h>

#include "text/fonts.h"

#define LIBERATION "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
#define DEJAVU "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"

static sm_text_engine *open_folders(const char *const *folders)
{
    sm_text_engine *t;
    if (sm_text_open(folders, &t, &error))
        fail_msg("%s", error.message);
    return t;
}

static void link_font(const char *font, const char *dir, const char *name)
{
    if (symlink(font, test_path(dir, name)) != 0)
        fail_msg("cannot link %s", font);
}

static void test_open_fails_when_no_folder_holds_a_font(void **state)
{
    const char *dir = *state;
    test_write_file(test_path(dir, "readme.txt"), "no font");
    const char *const folders[] = {dir, "/nonexistent", NULL};
    sm_text_engine *t = NULL;
    assert_int_equal(sm_text_open(folders, &t, &error), SM_EIO);
    assert_null(t);
    assert_string_contains(error.message, "no folder holds a font");
    assert_string_contains(error.mend, ".ttf");
    const char *const none[] = {NULL};
    assert_int_equal(sm_text_open(none, &t, &error), SM_EIO);
}

static void test_measure_fails_when_files_are_no_fonts(void **state)
{
    const char *dir = *state;
    test_write_file(test_path(dir, "broken.ttf"), "not a font");
    const char *const folders[] = {dir, NULL};
    sm_text_engine *t = open_folders(folders);
    sm_font font = sans(10);
    sm_extents e;
    for (int again = 0; again < 2; again++) {
        assert_int_equal(sm_text_measure(t, "x", &font, &e, &error), SM_EIO);
        assert_string_contains(error.message, "can be read");
    }
    sm_text_close(t);
}

static void test_a_fifo_does_not_block(void **state)
{
    const char *dir = *state;
    assert_int_equal(mkfifo(test_path(dir, "pipe.ttf"), 0600), 0);
    const char *const folders[] = {dir, NULL};
    sm_text_engine *t = NULL;
    assert_int_equal(sm_text_open(folders, &t, &error), SM_EIO);
}

static void test_fonts_of_a_folder_are_all_there_is(void **state)
{
    const char *dir = *state;
    link_font(DEJAVU, dir, "only.TTF");
    const char *const folders[] = {dir, NULL};
    sm_text_engine *t = open_folders(folders);
    sm_font font = sans(10);
    sm_extents e;
    assert_int_equal(sm_text_measure(t, "Hadrut", &font, &e, &error), SM_OK);
    assert_true(fabs(e.width_pt - 30.01) > 1); // DejaVu is wider
    sm_text_close(t);
}

static void test_of_files_with_one_name_the_first_folder_counts(void **state)
{
    const char *dir = *state;
    char first[PATH_MAX], second[PATH_MAX];
    snprintf(first, sizeof first, "%s/first", dir);
    snprintf(second, sizeof second, "%s/second", dir);
    assert_int_equal(sm_make_folders(first, &error), SM_OK);
    assert_int_equal(sm_make_folders(second, &error), SM_OK);
    link_font(DEJAVU, first, "font.ttf");
    link_font(LIBERATION, second, "font.ttf");
    const char *const folders[] = {first, second, NULL}, *const turned[] = {second, first, NULL};
    sm_font font = sans(10);
    sm_extents e;
    sm_text_engine *t = open_folders(folders);
    assert_int_equal(sm_text_measure(t, "Hadrut", &font, &e, &error), SM_OK);
    assert_true(fabs(e.width_pt - 30.01) > 1);
    sm_text_close(t);
    t = open_folders(turned);
    assert_int_equal(sm_text_measure(t, "Hadrut", &font, &e, &error), SM_OK);
    assert_near(e.width_pt, 30.01, 0.02, "pt");
    sm_text_close(t);
}

static void test_close_accepts_null_and_an_unused_engine(void **state)
{
    (void)state;
    sm_text_close(NULL);
    sm_text_close(open_folders(NULL));
}

static void open_and_close(int times)
{
    sm_font font = sans(10);
    sm_extents e;
    for (int i = 0; i < times; i++) {
        sm_text_engine *t = open_folders(NULL);
        assert_int_equal(sm_text_measure(t, "Hadrut", &font, &e, &error), SM_OK);
        sm_text_close(t);
    }
}

// A configuration that is not released costs 170 kB. (Under sanitizers mallinfo2 knows nothing.)
static void test_engines_come_and_go_without_growth(void **state)
{
    (void)state;
    open_and_close(3);
    size_t before = mallinfo2().uordblks;
    open_and_close(10);
    size_t after = mallinfo2().uordblks;
    assert_true(after < before + 100 * 1024);
}

static void test_two_engines_do_not_mix(void **state)
{
    const char *dir = *state;
    link_font(DEJAVU, dir, "font.ttf");
    const char *const folders[] = {dir, NULL};
    sm_text_engine *other = open_folders(folders);
    sm_font font = sans(10);
    sm_extents e;
    double before = width_of("Hadrut", font);
    assert_int_equal(sm_text_measure(other, "Hadrut", &font, &e, &error), SM_OK);
    assert_near(width_of("Hadrut", font), before, 0, "pt");
    sm_text_close(other);
    font.size_pt = 10.5;
    assert_near(width_of("Hadrut", font), before * 1.05, 0.02, "pt");
}

static void test_many_faces_are_kept_apart(void **state)
{
    (void)state;
    for (int again = 0; again < 2; again++) {
        for (int i = 1; i <= 120; i++) {
            assert_near(width_of("Hadrut", sans(i / 4.0)), 3.001 * i / 4, 0.02, "pt");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_open_fails_when_no_folder_holds_a_font, test_dir_setup,
                                        test_dir_teardown),
        cmocka_unit_test_setup_teardown(test_measure_fails_when_files_are_no_fonts, test_dir_setup,
                                        test_dir_teardown),
        cmocka_unit_test_setup_teardown(test_a_fifo_does_not_block, test_dir_setup,
                                        test_dir_teardown),
        cmocka_unit_test_setup_teardown(test_fonts_of_a_folder_are_all_there_is, test_dir_setup,
                                        test_dir_teardown),
        cmocka_unit_test_setup_teardown(test_of_files_with_one_name_the_first_folder_counts,
                                        test_dir_setup, test_dir_teardown),
        cmocka_unit_test(test_close_accepts_null_and_an_unused_engine),
        cmocka_unit_test(test_engines_come_and_go_without_growth),
        cmocka_unit_test_setup_teardown(test_two_engines_do_not_mix, test_dir_setup,
                                        test_dir_teardown),
        cmocka_unit_test(test_many_faces_are_kept_apart),
    };
    return cmocka_run_group_tests_name("text/font", tests, engine_setup, engine_teardown);
}
