// SVG as xmllint and librsvg see it.
#include "output/picture.h"

static const char *sample_svg(void **state)
{
    return written(*state, "sample.svg", sample_page(), SM_FORMAT_SVG, 72);
}

// The string value of an XPath expression; `s:` is the SVG namespace for name tests by local-name.
static const char *xpath(const char *path, const char *expression)
{
    char *value =
        sm_arena_strdup(arena, output_of("xmllint --xpath 'string(%s)' '%s'", expression, path));
    size_t len = strlen(value);
    if (len && value[len - 1] == '\n')
        value[len - 1] = '\0';
    return value;
}

static void test_svg_is_well_formed(void **state)
{
    assert_string_equal(output_of("xmllint --noout --nonet '%s' 2>&1", sample_svg(state)), "");
}

static void test_size_is_exact(void **state)
{
    const char *path = sample_svg(state);
    // 85 mm = 240.944882 pt, 60 mm = 170.078740 pt
    assert_string_equal(xpath(path, "/*/@width"), "240.944882pt");
    assert_string_equal(xpath(path, "/*/@height"), "170.07874pt");
    assert_string_equal(xpath(path, "/*/@viewBox"), "0 0 240.944882 170.07874");
}

static void test_what_the_picture_says_of_itself(void **state)
{
    const char *path = sample_svg(state);
    assert_string_equal(xpath(path, "/*/*[1][local-name()=\"title\"]"),
                        "Front on <25> October & \"after\" \xC5\x9E");
    assert_string_equal(xpath(path, "/*/*[2][local-name()=\"desc\"]"), "A map of the front");
    assert_string_equal(xpath(path, "/*/@role"), "img");
    assert_string_equal(xpath(path, "/*/@*[name()=\"xml:lang\"]"), "en");
    assert_string_equal(xpath(path, "id(/*/@aria-labelledby)"), ""); // no DTD says what an id is
    assert_string_equal(xpath(path, "/*/@aria-labelledby"), "title desc");
    assert_string_equal(xpath(path, "//*[@id=\"desc\"]"), "A map of the front");
    assert_string_equal(xpath(path, "//*[name()=\"dc:creator\"]"), "A. Author");
    assert_string_equal(xpath(path, "//*[name()=\"dc:date\"]"), "2020-10-25T00:00:00Z");
    assert_string_equal(xpath(path, "//*[@*[name()=\"s:key\"]=\"as-of\"]"), "2020-10-25");
}

static void test_a_silent_document_is_well_formed(void **state)
{
    sm_document doc = {.description = "only \x01 this \xFF"};
    const char *path = sm_arena_printf(arena, "%s/silent.svg", (const char *)*state);
    const sm_scene *pages[] = {sample_page()};
    assert_int_equal(write_pages(pages, 1, SM_FORMAT_SVG, 72, &doc, path), SM_OK);
    assert_string_equal(output_of("xmllint --noout '%s' 2>&1", path), "");
    assert_string_equal(xpath(path, "/*/@aria-labelledby"), "desc");
    assert_string_equal(xpath(path, "//*[local-name()=\"title\"]"), "");
}

static void test_ids_are_unique_and_references_have_targets(void **state)
{
    const char *path = sample_svg(state);
    output_of("cd '%s' && grep -o ' id=\"[^\"]*\"' '%s' | cut -d'\"' -f2 | sort > ids",
              (const char *)*state, path);
    assert_string_equal(output_of("uniq -d '%s/ids'", (const char *)*state), "");
    const char *dangling = output_of("cd '%s' && grep -oE 'href=\"#[^\"]*|url\\(#[^)]*' '%s' | "
                                     "sed 's/.*#//' | sort -u | comm -23 - ids",
                                     (const char *)*state, path);
    assert_string_equal(dangling, "");
    assert_true(atoi(output_of("grep -c 'href=\"#i' '%s'", path)) > 10);
}

static void test_nothing_is_rasterised_or_fetched(void **state)
{
    size_t len;
    const char *svg = bytes_of(sample_svg(state), &len);
    assert_string_lacks(svg, "<image");
    assert_string_lacks(svg, "href=\"http");
    assert_string_lacks(svg, "data:");
    assert_string_lacks(svg, "<script");
}

static void test_librsvg_draws_what_png_shows(void **state)
{
    const char *dir = *state;
    output_of("rsvg-convert -d 152.4 -p 152.4 -b white -o '%s/rsvg.png' '%s'", dir,
              sample_svg(state));
    picture theirs = read_png(test_path(dir, "rsvg.png"));
    picture ours = read_png(written(dir, "ours.png", sample_page(), SM_FORMAT_PNG, 152.4));
    assert_near(differing(&ours, &theirs), 0, 0.0002, "");
    cairo_surface_destroy(ours.surface);
    cairo_surface_destroy(theirs.surface);
}

static void test_bytes_do_not_depend_on_what_was_drawn_before(void **state)
{
    const char *dir = *state;
    const char *first = written(dir, "first.svg", sample_page(), SM_FORMAT_SVG, 72);
    for (int i = 0; i < 7; i++)
        written(dir, "between", sample_page(), (sm_format)(i % 4), 72);
    const char *second = written(dir, "second.svg", sample_page(), SM_FORMAT_SVG, 72);
    assert_same_bytes(first, second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_svg_is_well_formed),
        cmocka_unit_test(test_size_is_exact),
        cmocka_unit_test(test_what_the_picture_says_of_itself),
        cmocka_unit_test(test_a_silent_document_is_well_formed),
        cmocka_unit_test(test_ids_are_unique_and_references_have_targets),
        cmocka_unit_test(test_nothing_is_rasterised_or_fetched),
        cmocka_unit_test(test_librsvg_draws_what_png_shows),
        cmocka_unit_test(test_bytes_do_not_depend_on_what_was_drawn_before),
    };
    return cmocka_run_group_tests_name("output/svg", tests, page_setup, page_teardown);
}
