// Pairs of files and folders: verdicts and words, with records of their objects and without.
#include "test.h"

#include <cairo-pdf.h>
#include <sys/stat.h>

#include "sitmap/diff.h"

// ---- Pictures of 72 x 72 pt, as PNG at 144 dpi, with cairo
// ----------------------------------------

typedef struct scene {
    double front_y;   // of a line across the page; 0: none
    const char *word; // at 10, 60
    bool outlined;    // the word drawn as outlines: another rasteriser
    bool red;         // ground
    double shift;     // of the word, to the right
} scene;

static void draw(cairo_t *cr, const scene *s)
{
    cairo_set_source_rgb(cr, s->red ? 0.95 : 0.85, 0.88, s->red ? 0.85 : 0.95);
    cairo_paint(cr);
    cairo_set_source_rgb(cr, 0, 0, 0);
    cairo_set_line_width(cr, 0.85);
    if (s->front_y > 0) {
        cairo_move_to(cr, 0, s->front_y);
        cairo_line_to(cr, 72, s->front_y);
        cairo_stroke(cr);
    }
    cairo_select_font_face(cr, "Liberation Sans", CAIRO_FONT_SLANT_NORMAL,
                           CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cr, 9);
    cairo_move_to(cr, 10.13 + s->shift, 60.21);
    if (s->word && s->outlined) {
        cairo_text_path(cr, s->word);
        cairo_fill(cr);
    } else if (s->word) {
        cairo_show_text(cr, s->word);
    }
}

static void write_png(const char *path, const scene *s, int pixels)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels, pixels);
    cairo_t *cr = cairo_create(surface);
    cairo_scale(cr, 2, 2);
    draw(cr, s);
    cairo_destroy(cr);
    cairo_surface_write_to_png(surface, path);
    cairo_surface_destroy(surface);
}

static void write_pdf(const char *path, const scene *pages, int n)
{
    cairo_surface_t *surface = cairo_pdf_surface_create(path, 72, 72);
    cairo_t *cr = cairo_create(surface);
    for (int i = 0; i < n; i++) {
        draw(cr, &pages[i]);
        cairo_show_page(cr);
    }
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
}

// The record that the program would leave of it: 1 pt is 1 km.
static void write_record(const char *path, const scene *s)
{
    sm_arena *a = sm_arena_create();
    sm_str text;
    sm_str_init(&text, a);
    sm_str_printf(&text,
                  "sitmap-record 1\npage 7200 7200\nmap 2834645.669 0 0 0 0 7200 7200 1\ncrs\tx\n"
                  "thing area 0 1\tlayer\tground\tAZ\tfill %s\n"
                  "part rings 0 0 7200 0 0 7200 -7200 0 0 -7200\n",
                  s->red ? "red" : "blue");
    if (s->front_y > 0) {
        sm_str_printf(&text, "thing line 85 1\tfront\tfront\t\tline\npart lines 0 %d 7200 0\n",
                      (int)(s->front_y * 100));
    }
    if (s->word) {
        sm_str_printf(&text,
                      "thing text 0 4\tlabel\t\t%s\t9 pt\n"
                      "part rings %d 5100 4000 0 0 1300 -4000 0 0 -1300\n",
                      s->word, 1000 + (int)lround(s->shift * 100));
    }
    test_write_file(path, text.text);
    sm_arena_destroy(a);
}

typedef struct fixture {
    char *dir;
    sm_arena *arena;
    sm_diff_options options;
    sm_diff_pair pair;
    sm_str words;
} fixture;

static int setup(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    f->dir = test_dir_make();
    f->arena = sm_arena_create();
    f->options = sm_diff_default();
    f->options.dpi = 144;
    const char *const folders[] = {"old", "new", "old/.sitmap", "new/.sitmap"};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(mkdir(test_path(f->dir, folders[i]), 0700), 0);
    }
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    test_dir_remove(f->dir);
    sm_arena_destroy(f->arena);
    free(f);
    return 0;
}

static const char *path_of(fixture *f, const char *name)
{
    return sm_arena_printf(f->arena, "%s/%s", f->dir, name);
}

static void compare_files(fixture *f, const char *old, const char *new)
{
    sm_diff_files(f->arena, "x", path_of(f, old), path_of(f, new), &f->options, &f->pair);
    sm_str_init(&f->words, f->arena);
    sm_diff_words(f->arena, &f->pair, 40, &f->words);
}

static void compare(fixture *f, const scene *old, const scene *new, bool recorded)
{
    write_png(path_of(f, "old/x.png"), old, 144);
    write_png(path_of(f, "new/x.png"), new, 144);
    if (recorded) {
        write_record(path_of(f, "old/.sitmap/x.record"), old);
        write_record(path_of(f, "new/.sitmap/x.record"), new);
    }
    compare_files(f, "old/x.png", "new/x.png");
}

#define VERDICT(f, v) assert_string_equal(sm_verdict_name((f)->pair.verdict), sm_verdict_name(v))

// ---- With records -------------------------------------------------------------------------------

static void test_identical_files_are_the_same(void **state)
{
    fixture *f = *state;
    const scene s = {20, "Hadrut", false, false, 0};
    compare(f, &s, &s, true);
    VERDICT(f, SM_VERDICT_SAME);
    assert_true(f->pair.identical);
    assert_string_equal(f->words.text, "x: same\n");
}

static void test_front_that_moved_is_named_with_its_distance(void **state)
{
    fixture *f = *state;
    const scene old = {20, "Hadrut", false, false, 0}, new = {32.4, "Hadrut", false, false, 0};
    compare(f, &old, &new, true);
    VERDICT(f, SM_VERDICT_DIFFERENT);
    assert_string_contains(f->words.text, "front line: moved up to 12.4 km (4.4 mm on the page), ");
    assert_string_lacks(f->words.text, "painted otherwise");
    assert_true(f->pair.changes.items[0].pixels > 200);
}

static void test_text_of_another_rasteriser_is_the_same(void **state)
{
    fixture *f = *state;
    const scene old = {20, "Hadrut", false, false, 0}, new = {20, "Hadrut", true, false, 0};
    compare(f, &old, &new, true);
    VERDICT(f, SM_VERDICT_SAME);
    assert_string_contains(f->words.text, "rasterisation");
}

static void test_other_letters_in_the_same_box_are_named(void **state)
{
    fixture *f = *state;
    const scene old = {20, "Hadrut", false, false, 0}, new = {20, "Fuzuli", false, false, 0};
    compare(f, &old, &new, true);
    VERDICT(f, SM_VERDICT_DIFFERENT);
    assert_string_contains(f->words.text, "label Hadrut: removed");
    assert_string_contains(f->words.text, "label Fuzuli: added");
}

// A picture that does not hold what its record says: letters that vanished are no rasterisation.
static void test_letters_that_vanished_are_told_from_rasterisation(void **state)
{
    fixture *f = *state;
    const scene with = {20, "Hadrut", false, false, 0}, without = {20, NULL, false, false, 0};
    write_png(path_of(f, "old/x.png"), &with, 144);
    write_png(path_of(f, "new/x.png"), &without, 144);
    write_record(path_of(f, "old/.sitmap/x.record"), &with);
    write_record(path_of(f, "new/.sitmap/x.record"), &with);
    compare_files(f, "old/x.png", "new/x.png");
    VERDICT(f, SM_VERDICT_DIFFERENT);
    assert_string_contains(f->words.text, "label Hadrut: painted otherwise");
}

static void test_fill_of_another_colour_is_named(void **state)
{
    fixture *f = *state;
    const scene old = {20, "Hadrut", false, false, 0}, new = {20, "Hadrut", false, true, 0};
    compare(f, &old, &new, true);
    VERDICT(f, SM_VERDICT_DIFFERENT);
    assert_string_contains(f->words.text, "ground AZ: fill red, was fill blue");
}

static void test_tolerance_of_a_kind_silences_that_kind_only(void **state)
{
    fixture *f = *state;
    const scene old = {20, NULL, false, false, 0}, new = {21.5, NULL, false, false, 0}; // 0.53 mm
    compare(f, &old, &new, true);
    VERDICT(f, SM_VERDICT_DIFFERENT);
    f->options.tolerances.mm[SM_THING_TEXT] = 5;
    compare(f, &old, &new, true);
    VERDICT(f, SM_VERDICT_DIFFERENT);
    f->options.tolerances.mm[SM_THING_TEXT] = 0.1;
    f->options.tolerances.mm[SM_THING_LINE] = 0.5;
    compare(f, &old, &new, true);
    VERDICT(f, SM_VERDICT_DIFFERENT);
    f->options.tolerances.mm[SM_THING_LINE] = 0.6;
    compare(f, &old, &new, true);
    VERDICT(f, SM_VERDICT_SAME);
    assert_string_contains(f->words.text, "less than the tolerance");
}

static void test_label_that_moved_is_named_unless_tolerated(void **state)
{
    fixture *f = *state;
    const scene old = {20, "Hadrut", false, false, 0}, new = {20, "Hadrut", false, false, 5.67};
    compare(f, &old, &new, true);
    VERDICT(f, SM_VERDICT_DIFFERENT);
    assert_string_contains(f->words.text, "  label Hadrut: moved 2.0 mm, ");
    assert_string_lacks(f->words.text, "front line: moved");
    assert_string_lacks(f->words.text, "painted otherwise");
    f->options.tolerances.mm[SM_THING_LINE] = 5;
    compare(f, &old, &new, true);
    VERDICT(f, SM_VERDICT_DIFFERENT);
    f->options.tolerances.mm[SM_THING_TEXT] = 2.1;
    compare(f, &old, &new, true);
    VERDICT(f, SM_VERDICT_SAME);
    assert_string_contains(f->words.text, "less than the tolerance");
}

static void test_damaged_record_is_no_record(void **state)
{
    fixture *f = *state;
    const scene old = {20, "Hadrut", false, false, 0}, new = {32.4, "Hadrut", false, false, 0};
    compare(f, &old, &new, true);
    test_write_file(path_of(f, "old/.sitmap/x.record"), "sitmap-record 1\npage 1\n");
    compare_files(f, "old/x.png", "new/x.png");
    VERDICT(f, SM_VERDICT_DIFFERENT);
    assert_string_contains(f->words.text, "pixels only");
}

// ---- Without ------------------------------------------------------------------------------------

static void test_without_records_there_are_pixels_and_it_says_so(void **state)
{
    fixture *f = *state;
    const scene old = {20, "Hadrut", false, false, 0}, new = {32.4, "Hadrut", true, false, 0};
    compare(f, &old, &new, false);
    VERDICT(f, SM_VERDICT_DIFFERENT);
    assert_string_contains(f->words.text, "x: different, ");
    assert_string_contains(f->words.text, "pixels only: there is no record");
    // A line across the page went from 20 pt, 7.1 mm, to 32.4 pt, 11.4 mm, and is 0.3 mm wide.
    const sm_box *b = &f->pair.pages[0].changed_mm;
    assert_near(b->x1 - b->x0, 25.4, 0.01, "mm");
    assert_near(b->y0, 7.05 - 0.15, 0.3, "mm");
    assert_near(b->y1, 11.43 + 0.15, 0.3, "mm");
    assert_string_contains(f->words.text, " within 25.4 x ");
}

static void test_region_to_ignore_hides_what_is_in_it(void **state)
{
    fixture *f = *state;
    const scene old = {20, "Hadrut", false, false, 0}, new = {20, "Fuzuli", false, false, 0};
    const sm_box words = {2, 15, 25.4, 25.4}, other = {0, 0, 25.4, 5};
    f->options.ignore_mm = &other;
    f->options.n_ignore = 1;
    compare(f, &old, &new, false);
    VERDICT(f, SM_VERDICT_DIFFERENT);
    f->options.ignore_mm = &words;
    compare(f, &old, &new, true);
    VERDICT(f, SM_VERDICT_SAME);
    assert_string_contains(f->words.text, "regions to ignore");
}

static void test_other_size_is_told_in_mm(void **state)
{
    fixture *f = *state;
    const scene s = {20, NULL, false, false, 0};
    write_png(path_of(f, "a.png"), &s, 144);
    write_png(path_of(f, "b.png"), &s, 170);
    compare_files(f, "a.png", "b.png");
    VERDICT(f, SM_VERDICT_DIFFERENT);
    assert_string_contains(
        f->words.text, "30.0 x 30.0 mm (170 x 170 pixels), was 25.4 x 25.4 mm (144 x 144 pixels)");
}

static void test_each_page_has_its_verdict_and_counts_must_agree(void **state)
{
    fixture *f = *state;
    const scene old[] = {
        {20, "one", false, false, 0}, {20, "two", false, false, 0}, {20, "3", false, false, 0}};
    const scene new[] = {{20, "one", false, false, 0}, {40, "two", false, false, 0}};
    write_pdf(path_of(f, "old.pdf"), old, 3);
    write_pdf(path_of(f, "new.pdf"), new, 2);
    compare_files(f, "old.pdf", "new.pdf");
    VERDICT(f, SM_VERDICT_DIFFERENT);
    assert_int_equal(f->pair.n_pages, 2);
    assert_int_equal(f->pair.pages[0].verdict, SM_VERDICT_SAME);
    assert_int_equal(f->pair.pages[1].verdict, SM_VERDICT_DIFFERENT);
    assert_string_contains(f->words.text, "x: different, ");
    assert_string_contains(f->words.text, ": 2 pages, was 3");
    assert_string_contains(f->words.text, "  page 2: ");
}

static void test_broken_file_can_not_be_compared(void **state)
{
    fixture *f = *state;
    const scene s = {20, NULL, false, false, 0};
    write_png(path_of(f, "a.png"), &s, 144);
    test_write_file(path_of(f, "b.png"), "\x89PNG\r\n\x1A\nrubbish");
    compare_files(f, "a.png", "b.png");
    VERDICT(f, SM_VERDICT_FAILED);
    assert_string_contains(f->words.text, "b.png: ");
    compare_files(f, "b.png", "b.png"); // nor with itself
    VERDICT(f, SM_VERDICT_FAILED);
}

// ---- Folders ------------------------------------------------------------------------------------

static void test_folders_pair_by_name(void **state)
{
    fixture *f = *state;
    const scene s = {20, "Hadrut", false, false, 0}, other = {50, "Hadrut", false, false, 0};
    sm_diff diff;
    sm_error err;
    mkdir(path_of(f, "old/deep"), 0700);
    mkdir(path_of(f, "new/deep"), 0700);
    write_png(path_of(f, "old/deep/a.png"), &s, 144);
    write_png(path_of(f, "new/deep/a.png"), &s, 144);
    write_png(path_of(f, "old/b.png"), &s, 144);
    write_png(path_of(f, "new/b.png"), &other, 144);
    write_png(path_of(f, "old/gone.png"), &s, 144);
    write_png(path_of(f, "new/fresh.png"), &s, 144);
    test_write_file(path_of(f, "new/notes.txt"), "not a picture");
    write_png(path_of(f, "new/.sitmap/hidden.png"), &s, 144);
    assert_int_equal(
        sm_diff_make(f->arena, path_of(f, "old"), path_of(f, "new"), &f->options, &diff, &err),
        SM_OK);
    static const struct {
        const char *name;
        sm_verdict verdict;
    } expected[] = {{"b.png", SM_VERDICT_DIFFERENT},
                    {"deep/a.png", SM_VERDICT_SAME},
                    {"fresh.png", SM_VERDICT_ADDED},
                    {"gone.png", SM_VERDICT_REMOVED}};
    assert_int_equal(diff.count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(diff.items[i].name, expected[i].name);
        assert_int_equal(diff.items[i].verdict, expected[i].verdict);
    }
    assert_int_equal(sm_diff_status(&diff), 1);
}

static void test_file_against_folder_and_empty_folders_are_refused(void **state)
{
    fixture *f = *state;
    sm_diff diff;
    sm_error err;
    const scene s = {20, NULL, false, false, 0};
    assert_int_equal(
        sm_diff_make(f->arena, path_of(f, "old"), path_of(f, "new"), &f->options, &diff, &err),
        SM_EINPUT);
    write_png(path_of(f, "a.png"), &s, 144);
    assert_int_equal(
        sm_diff_make(f->arena, path_of(f, "old"), path_of(f, "a.png"), &f->options, &diff, &err),
        SM_EINPUT);
    assert_int_equal(
        sm_diff_make(f->arena, path_of(f, "none"), path_of(f, "a.png"), &f->options, &diff, &err),
        SM_EIO);
}

// ---- For programs -------------------------------------------------------------------------------

static void test_json_and_review_page_say_the_same_and_escape_names(void **state)
{
    fixture *f = *state;
    const scene old = {20, "</script>", false, false, 0}, new = {32.4, "Hadrut", false, false, 0};
    f->options.shown_width = 100;
    compare(f, &old, &new, true);
    sm_diff diff = {&f->pair, 1, 1};
    sm_str json, html;
    sm_str_init(&json, f->arena);
    sm_str_init(&html, f->arena);
    sm_diff_json(f->arena, &f->pair, &json);
    sm_diff_review(f->arena, &diff, "a title", &html);
    assert_string_contains(json.text, "\"name\":\"x\",\"verdict\":\"different\",\"pixels\":");
    assert_string_contains(json.text, "\"words\":\"front line: moved up to 12.4 km");
    assert_string_contains(html.text, "\"words\":\"front line: moved up to 12.4 km");
    assert_string_contains(html.text, "label \\u003c/script>: removed");
    assert_string_contains(html.text, "\"old\":\"data:image/png;base64,iVBORw0KGgo");
    assert_string_lacks(html.text, "@DATA@");
    assert_string_lacks(html.text, "http:");
    assert_string_lacks(html.text, "https:");
}

int main(void)
{
#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        WITH(test_identical_files_are_the_same),
        WITH(test_front_that_moved_is_named_with_its_distance),
        WITH(test_text_of_another_rasteriser_is_the_same),
        WITH(test_other_letters_in_the_same_box_are_named),
        WITH(test_letters_that_vanished_are_told_from_rasterisation),
        WITH(test_fill_of_another_colour_is_named),
        WITH(test_tolerance_of_a_kind_silences_that_kind_only),
        WITH(test_label_that_moved_is_named_unless_tolerated),
        WITH(test_damaged_record_is_no_record),
        WITH(test_without_records_there_are_pixels_and_it_says_so),
        WITH(test_region_to_ignore_hides_what_is_in_it),
        WITH(test_other_size_is_told_in_mm),
        WITH(test_each_page_has_its_verdict_and_counts_must_agree),
        WITH(test_broken_file_can_not_be_compared),
        WITH(test_folders_pair_by_name),
        WITH(test_file_against_folder_and_empty_folders_are_refused),
        WITH(test_json_and_review_page_say_the_same_and_escape_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
