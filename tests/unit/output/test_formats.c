// Names of formats, sizes of pages, and the promise that the same page gives the same bytes.
#include <sys/wait.h>

#include "output/page.h"

#include "sitmap/limits.h"

static void test_formats_have_names(void **state)
{
    (void)state;
    const char *names[] = {"pdf", "svg", "png", "eps"};
    for (int i = 0; i < 4; i++) {
        sm_format f;
        assert_true(sm_format_parse(names[i], &f));
        assert_string_equal(sm_format_suffix(f), names[i]);
    }
    sm_format f = SM_FORMAT_EPS;
    assert_false(sm_format_parse("PDF", &f));
    assert_false(sm_format_parse("", &f));
    assert_false(sm_format_parse("jpeg", &f));
    assert_int_equal(f, SM_FORMAT_EPS);
}

static void test_page_sizes(void **state)
{
    const double refused[] = {NAN, INFINITY, 0, -5, 0.99, SM_MAX_PAGE_PT + 1};
    for (int f = SM_FORMAT_PDF; f <= SM_FORMAT_TIFF; f++) {
        for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
            sm_scene *wide = sm_scene_create(arena, refused[i], 100);
            sm_scene *high = sm_scene_create(arena, 100, refused[i]);
            assert_int_equal(try_page(*state, wide, (sm_format)f, 72), SM_ELIMIT);
            assert_int_equal(try_page(*state, high, (sm_format)f, 72), SM_ELIMIT);
            assert_string_contains(error.message, "SM_MAX_PAGE_PT");
        }
        sm_scene *least = sm_scene_create(arena, SM_MIN_PAGE_PT, SM_MIN_PAGE_PT);
        sm_scene *most = sm_scene_create(arena, SM_MAX_PAGE_PT, 72);
        assert_int_equal(try_page(*state, least, (sm_format)f, 72), SM_OK);
        assert_int_equal(try_page(*state, most, (sm_format)f, 72), SM_OK);
    }
}

static void test_numbers_of_pages(void **state)
{
    sm_scene *page = sample_page();
    const sm_scene *pages[] = {page, page};
    sm_document doc = sample_document();
    const char *path = sm_arena_printf(arena, "%s/pages", (const char *)*state);
    for (int f = SM_FORMAT_PDF; f <= SM_FORMAT_TIFF; f++) {
        assert_int_equal(write_pages(pages, 0, (sm_format)f, 72, &doc, path), SM_EINPUT);
        sm_status two = write_pages(pages, 2, (sm_format)f, 72, &doc, path);
        assert_int_equal(two, f == SM_FORMAT_PDF ? SM_OK : SM_EINPUT);
    }
    assert_string_contains(error.message, "2 pages do not make one tiff file");
}

static void test_words_for_a_manuscript(void **state)
{
    const char *extra[][2] = {{"as-of", "2020-10-25"}};
    sm_document doc = {.title = "Front",
                       .subject = "What it shows.",
                       .description = "Що видно: \u00b12 km",
                       .credits = "one\ntwo",
                       .extra = extra,
                       .n_extra = 1};
    const sm_scene *pages[] = {sample_page()};
    const char *path = sm_arena_printf(arena, "%s/words.txt", (const char *)*state);
    assert_int_equal(write_pages(pages, 1, SM_FORMAT_TEXT, 72, &doc, path), SM_OK);
    assert_file_equal(path, "TITLE\nFront\n\nCAPTION\nWhat it shows.\n\n"
                            "ALTERNATIVE TEXT\nЩо видно: ±2 km\n\n"
                            "SOURCES AND NOTES\none\ntwo\n\nas-of=2020-10-25\n");
}

static void test_the_drawing_list_is_a_format(void **state)
{
    sm_format f;
    assert_true(sm_format_parse("scene", &f));
    assert_int_equal(f, SM_FORMAT_SCENE);
    assert_string_equal(sm_format_suffix(f), "scene");
    sm_scene *page = sample_page();
    const sm_scene *pages[] = {page, page};
    sm_document doc = sample_document();
    const char *path = sm_arena_printf(arena, "%s/list.scene", (const char *)*state);
    assert_int_equal(write_pages(pages, 2, f, 72, &doc, path), SM_OK);
    sm_str twice;
    sm_str_init(&twice, arena);
    sm_scene_dump(page, &twice);
    sm_scene_dump(page, &twice);
    assert_file_equal(path, twice.text);
}

static void test_an_empty_page_is_a_file(void **state)
{
    for (int f = SM_FORMAT_PDF; f <= SM_FORMAT_TIFF; f++) {
        size_t len;
        bytes_of(written(*state, "empty", empty_page(50, 50), (sm_format)f, 72), &len);
        assert_true(len > 100);
    }
}

static void test_dates_out_of_range_are_kept_in_it(void **state)
{
    const struct {
        int64_t seconds;
        const char *expected;
    } cases[] = {
        {1603584000 + 3600 * 13 + 60 * 5 + 9, "2020-10-25T13:05:09Z"},
        {-1, "1970-01-01T00:00:00Z"},
        {INT64_MIN, "1970-01-01T00:00:00Z"},
        {253402300799, "9999-12-31T23:59:59Z"},
        {INT64_MAX, "9999-12-31T00:00:00Z"},
    };
    const sm_scene *pages[] = {empty_page(50, 50)};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sm_document doc = {.created = cases[i].seconds};
        const char *path = sm_arena_printf(arena, "%s/dated.svg", (const char *)*state);
        assert_int_equal(write_pages(pages, 1, SM_FORMAT_SVG, 72, &doc, path), SM_OK);
        size_t len;
        assert_string_contains(bytes_of(path, &len), cases[i].expected);
    }
}

static void test_drawing_twice_gives_the_same_bytes(void **state)
{
    for (int f = SM_FORMAT_PDF; f <= SM_FORMAT_TIFF; f++) {
        const char *first = written(*state, "first", sample_page(), (sm_format)f, 200);
        written(*state, "other", empty_page(30, 30), SM_FORMAT_PDF, 72);
        const char *second = written(*state, "second", sample_page(), (sm_format)f, 200);
        assert_same_bytes(first, second);
    }
}

// ---- Other processes, other environments --------------------------------------------------------

// Serbian has other letters in DejaVu Serif Italic; Pango would choose them by LANGUAGE.
static sm_scene *cyrillic_page(void)
{
    sm_scene *page = sample_page();
    sm_text line = text_at("\xD0\xB1\xD0\xB3\xD0\xB4\xD0\xBF\xD1\x82 \xD8\xB4", 30, 90);
    line.font.family = "DejaVu Serif";
    line.font.italic = true;
    sm_scene_add_text(page, &line);
    return page;
}

// In the child no assertion may fail: cmocka would go on with the next test, in both processes.
static bool wrote(sm_text_engine *text, const sm_scene *page, sm_format f, const char *path)
{
    sm_document doc = sample_document();
    sm_newfile *file = NULL;
    bool good = sm_newfile_begin(path, &file, NULL) == SM_OK &&
                sm_output_write(text, &page, 1, f, 150, &doc, file, NULL) == SM_OK &&
                sm_newfile_commit(file, NULL) == SM_OK;
    sm_newfile_close(file);
    return good;
}

static bool wrote_all(const char *dir, const char *who)
{
    sm_scene *page = cyrillic_page();
    sm_text_engine *fresh = NULL;
    bool good = sm_text_open(NULL, &fresh, NULL) == SM_OK;
    for (int f = SM_FORMAT_PDF; good && f <= SM_FORMAT_TIFF; f++)
        good = wrote(fresh, page, (sm_format)f, sm_arena_printf(arena, "%s/%s.%d", dir, who, f));
    sm_text_close(fresh);
    return good;
}

static void assert_child_succeeds(pid_t child)
{
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void write_all_as(const char *dir, const char *who, const char *const (*env)[2])
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        for (; (*env)[0]; env++)
            setenv((*env)[0], (*env)[1], 1);
        _exit(!wrote_all(dir, who));
    }
    assert_child_succeeds(child);
}

// This runs first: the children must not inherit fonts that are loaded already.
static void test_bytes_do_not_depend_on_the_environment(void **state)
{
    const char *const plain[][2] = {{"LC_ALL", "C"}, {"TZ", "UTC"}, {NULL, NULL}};
    const char *const strange[][2] = {
        {"LC_ALL", "de_DE.UTF-8"}, {"LANG", "ar_EG.UTF-8"},    {"LANGUAGE", "sr:ar"},
        {"PANGO_LANGUAGE", "sr"},  {"FC_LANG", "ar"},          {"TZ", "Asia/Baku"},
        {"HOME", "/nonexistent"},  {"SOURCE_DATE_EPOCH", "1"}, {NULL, NULL}};
    write_all_as(*state, "plain", plain);
    write_all_as(*state, "strange", strange);
    for (int f = SM_FORMAT_PDF; f <= SM_FORMAT_TIFF; f++) {
        assert_same_bytes(sm_arena_printf(arena, "%s/plain.%d", (const char *)*state, f),
                          sm_arena_printf(arena, "%s/strange.%d", (const char *)*state, f));
    }
}

static void test_a_process_that_forked_after_measuring_still_draws(void **state)
{
    sm_font font = {.family = "Liberation Sans", .size_pt = 9};
    sm_extents e;
    assert_int_equal(sm_text_measure(engine, "x", &font, &e, &error), SM_OK);
    const char *before = written(*state, "before.png", cyrillic_page(), SM_FORMAT_PNG, 150);
    const char *after = sm_arena_printf(arena, "%s/after.png", (const char *)*state);
    sm_scene *page = cyrillic_page();
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        alarm(20);
        _exit(!wrote(engine, page, SM_FORMAT_PNG, after));
    }
    assert_child_succeeds(child);
    assert_same_bytes(before, after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_do_not_depend_on_the_environment),
        cmocka_unit_test(test_formats_have_names),
        cmocka_unit_test(test_page_sizes),
        cmocka_unit_test(test_numbers_of_pages),
        cmocka_unit_test(test_words_for_a_manuscript),
        cmocka_unit_test(test_the_drawing_list_is_a_format),
        cmocka_unit_test(test_an_empty_page_is_a_file),
        cmocka_unit_test(test_dates_out_of_range_are_kept_in_it),
        cmocka_unit_test(test_drawing_twice_gives_the_same_bytes),
        cmocka_unit_test(test_a_process_that_forked_after_measuring_still_draws),
    };
    return cmocka_run_group_tests_name("output/formats", tests, page_setup, page_teardown);
}
