// Links, destinations, outline and structure of a PDF, from the roles of groups.
#include "output/picture.h"

static void add_group(sm_scene *page, const char *role, const char *name, const char *text,
                      double y)
{
    sm_scene_begin_group(page, role, name, -1);
    add_text(page, text_at(text, 20, y));
    sm_scene_end_group(page);
}

static sm_scene *tagged_page(void)
{
    sm_scene *page = empty_page(80, 60);
    sm_scene_begin_group(page, "document", NULL, -1);
    add_group(page, "h1", NULL, "Heading", 20);
    add_group(page, "link", "https://example.org/a", "Away", 40);
    add_group(page, "link", "#below", "Down", 60);
    add_group(page, "dest", "below", "Here", 90);
    sm_scene_begin_group(page, "table", NULL, -1);
    sm_scene_begin_group(page, "tr", NULL, -1);
    add_group(page, "td", NULL, "Cell", 120);
    sm_scene_end_group(page);
    sm_scene_end_group(page);
    sm_scene_end_group(page);
    return page;
}

static void test_structure_when_groups_have_roles(void **state)
{
    const char *path = written(*state, "tags.pdf", tagged_page(), SM_FORMAT_PDF, 72);
    assert_string_contains(output_of("pdfinfo '%s'", path), "Tagged:          yes");
    const char *tree = output_of("pdfinfo -struct '%s'", path);
    const char *const wanted[] = {"Document", "H1", "Table", "TR", "TD", "Link"};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        assert_string_contains(tree, wanted[i]);
    }
    assert_string_contains(output_of("pdfinfo -dests '%s'", path), "\"below\"");
    assert_string_contains(output_of("pdfinfo -url '%s'", path), "https://example.org/a");
}

static void test_structure_when_no_group_has_a_role(void **state)
{
    sm_scene *page = empty_page(80, 60);
    add_group(page, "layer", "control", "plain", 20);
    const char *path = written(*state, "plain.pdf", page, SM_FORMAT_PDF, 72);
    assert_string_contains(output_of("pdfinfo '%s'", path), "Tagged:          no");
}

// A quote would end cairo's attribute, and what follows it would be an attribute of its own.
static void test_names_when_they_can_not_be_quoted(void **state)
{
    sm_scene *page = empty_page(80, 60);
    add_group(page, "link", "https://example.org/'b' rect=[0 0 1 1]", "Odd", 20);
    add_group(page, "dest", "o'clock", "Odd too", 40);
    add_group(page, "link", "", "Nowhere", 60);
    const char *path = written(*state, "odd.pdf", page, SM_FORMAT_PDF, 72);
    assert_string_contains(output_of("pdftotext '%s' -", path), "Odd too");
    assert_string_lacks(output_of("pdfinfo -url '%s'", path), "example");
    assert_string_lacks(output_of("pdfinfo -dests '%s'", path), "clock");
}

static void test_groups_when_deeper_than_tags_are_kept(void **state)
{
    sm_scene *page = empty_page(80, 60);
    for (int i = 0; i < 100; i++) {
        sm_scene_begin_group(page, "p", NULL, -1);
    }
    add_text(page, text_at("deep", 20, 20));
    for (int i = 0; i < 100; i++) {
        sm_scene_end_group(page);
    }
    const char *path = written(*state, "deep.pdf", page, SM_FORMAT_PDF, 72);
    assert_string_contains(output_of("pdftotext '%s' -", path), "deep");
}

static void test_other_formats_when_groups_have_roles(void **state)
{
    static const sm_format formats[] = {SM_FORMAT_SVG, SM_FORMAT_PNG, SM_FORMAT_EPS};
    for (size_t i = 0; i < 3; i++) {
        const char *name = sm_arena_printf(arena, "tags.%s", sm_format_suffix(formats[i]));
        char *bytes = test_read_file(written(*state, name, tagged_page(), formats[i], 72));
        assert_string_lacks(bytes, "example.org");
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_structure_when_groups_have_roles),
        cmocka_unit_test(test_structure_when_no_group_has_a_role),
        cmocka_unit_test(test_names_when_they_can_not_be_quoted),
        cmocka_unit_test(test_groups_when_deeper_than_tags_are_kept),
        cmocka_unit_test(test_other_formats_when_groups_have_roles),
    };
    return cmocka_run_group_tests_name("output/pdf_tags", tests, page_setup, page_teardown);
}
