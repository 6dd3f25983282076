// The head of an EPS file, by the Document Structuring Conventions (Adobe, version 3.0).
#include "output/page.h"

static const char *sample_eps(void **state)
{
    size_t len;
    return bytes_of(written(*state, "sample.eps", sample_page(), SM_FORMAT_EPS, 72), &len);
}

static void test_the_head_names_size_title_and_date(void **state)
{
    const char *eps = sample_eps(state);
    assert_int_equal(strncmp(eps, "%!PS-Adobe-3.0 EPSF-3.0\n", 24), 0);
    assert_string_contains(eps, "\n%%BoundingBox: 0 0 241 171\n");
    assert_string_contains(eps, "\n%%HiResBoundingBox: 0 0 240.9449 170.0787\n");
    assert_string_contains(eps, "\n%%Title: Front on <25> October & \"after\" ?\n");
    assert_string_contains(eps, "\n%%For: A. Author\n");
    assert_string_contains(eps, "\n%%CreationDate: 2020-10-25T00:00:00Z\n");
    assert_string_contains(eps, "\n%sitmap as-of: 2020-10-25\n%sitmap data: sha256:0123abcd\n");
}

static void test_no_line_of_the_head_is_too_long(void **state)
{
    char title[2000];
    memset(title, 'x', sizeof title - 1);
    title[sizeof title - 1] = '\0';
    memcpy(title + 50, "\n%%BoundingBox: 1 1 2 2\n", 24);
    const char *extra[][2] = {{"files", title}};
    sm_document doc = {.title = title, .extra = extra, .n_extra = 1};
    const char *path = sm_arena_printf(arena, "%s/long.eps", (const char *)*state);
    const sm_scene *pages[] = {sample_page()};
    assert_int_equal(write_pages(pages, 1, SM_FORMAT_EPS, 72, &doc, path), SM_OK);
    size_t len;
    const char *eps = bytes_of(path, &len), *line = eps;
    for (; strncmp(line, "%%EndComments", 13) != 0; line = strchr(line, '\n') + 1)
        assert_true(strcspn(line, "\n") <= 255);
    assert_string_lacks(eps, "\n%%BoundingBox: 1 1 2 2");
}

static void test_opaque_colours_stay_vectors(void **state)
{
    const char *eps = sample_eps(state);
    assert_string_lacks(eps, "/ImageType");
    assert_string_contains(eps, "%%BeginResource: font");
}

// Cairo would put some rows around it, another number of them in each process, if it were told what
// lies beyond its edge.
static void test_an_image_is_written_as_it_is(void **state)
{
    static uint8_t rgba[356 * 278 * 4];
    memset(rgba, 255, sizeof rgba);
    const sm_bitmap bitmap = {rgba, 356, 278};
    const sm_image image = {&bitmap, {9.907659, 37.65}, {235.141771, 0}, {0, 183.621944}, 1};
    sm_scene *page = sm_scene_create(arena, 260, 260);
    sm_scene_add_image(page, &image);
    size_t len;
    const char *eps = bytes_of(written(*state, "image.eps", page, SM_FORMAT_EPS, 72), &len);
    assert_string_contains(eps, "/ImageType");
    assert_string_contains(eps, "[ 235.141771 0 0 -183.621944 9.907659 221.271944 ] concat");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_head_names_size_title_and_date),
        cmocka_unit_test(test_no_line_of_the_head_is_too_long),
        cmocka_unit_test(test_opaque_colours_stay_vectors),
        cmocka_unit_test(test_an_image_is_written_as_it_is),
    };
    return cmocka_run_group_tests_name("output/eps", tests, page_setup, page_teardown);
}
