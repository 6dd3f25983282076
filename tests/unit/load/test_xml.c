#include "test.h"

#include "sitmap/limits.h"
#include "sitmap/load.h"

static sm_arena *arena;
static sm_diags diags;
static sm_error err;
static const sm_xml *root;

static int setup(void **state)
{
    (void)state;
    arena = sm_arena_create();
    sm_diags_init(&diags, arena);
    err = (sm_error){0};
    root = NULL;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sm_arena_destroy(arena);
    return 0;
}

static sm_status parse_bytes(const char *bytes, size_t len)
{
    return sm_xml_parse(arena, "f.xml", bytes, len, &root, &diags, &err);
}

static sm_status parse(const char *text)
{
    return parse_bytes(text, strlen(text));
}

static char *repeat(const char *text, size_t times)
{
    sm_str s;
    sm_str_init(&s, arena);
    for (size_t i = 0; i < times; i++) {
        sm_str_puts(&s, text);
    }
    return s.text;
}

// ---- The tree -----------------------------------------------------------------------------------

static void test_parse_builds_the_tree(void **state)
{
    (void)state;
    assert_int_equal(parse("<?xml version=\"1.0\"?>\n"
                           "<!-- before -->\n"
                           "<a x='1' y=\"&lt;&#x41;&amp;\">\n"
                           "  <b>text</b><!-- note -->\n"
                           "  <c/>\n"
                           "</a>\n"
                           "<!-- after -->"),
                     SM_OK);
    assert_string_equal(root->name, "a");
    assert_null(root->parent);
    assert_null(root->next);
    assert_int_equal(root->n_attrs, 2);
    assert_string_equal(root->attrs[1].value, "<A&");
    const sm_xml *b = root->first_child;
    assert_string_equal(b->name, "b");
    assert_string_equal(b->first_child->text, "text");
    assert_ptr_equal(b->parent, root);
    assert_true(b->next->is_comment);
    assert_string_equal(b->next->text, " note ");
    assert_string_equal(b->next->next->name, "c");
    assert_null(b->next->next->next);
    assert_int_equal(diags.count, 0);
}

static void test_parse_keeps_white_space_only_when_alone(void **state)
{
    (void)state;
    assert_int_equal(parse("<a>\n <b> </b>\n <!-- c -->\n</a>"), SM_OK);
    const sm_xml *b = root->first_child;
    assert_string_equal(b->name, "b");
    assert_string_equal(b->first_child->text, " ");
    assert_true(b->next->is_comment);
    assert_null(b->next->next);
}

static void test_parse_knows_where_elements_begin(void **state)
{
    (void)state;
    assert_int_equal(parse("<!-- <x> -->\n"
                           "<a><?p <y> ?><b\n"
                           "   k='>'\n"
                           "/><![CDATA[<z>]]>\n"
                           " \xC3\xA9\xC3\xA9<c/></a>"),
                     SM_OK);
    const sm_xml *b = sm_xml_first(root), *c = sm_xml_next(b);
    assert_int_equal(root->line, 2);
    assert_int_equal(root->column, 1);
    assert_int_equal(b->line, 2);
    assert_int_equal(b->column, 14);
    assert_int_equal(c->line, 5);
    assert_int_equal(c->column, 4); // characters, not bytes
}

static void test_parse_counts_lines_beyond_65535(void **state)
{
    (void)state;
    const char *text = sm_arena_printf(arena, "<a>%s<b/>x<!-- c --></a>", repeat("\n", 70000));
    assert_int_equal(parse(text), SM_OK);
    const sm_xml *b = sm_xml_first(root);
    assert_int_equal(b->line, 70001);
    assert_int_equal(b->next->next->line, 70001);
}

static void test_parse_keeps_namespaces(void **state)
{
    (void)state;
    assert_int_equal(parse("<a xmlns='urn:one' xmlns:t='urn:two' p='1' t:p='2' xml:lang='az'>"
                           "<t:b/><c xmlns=''/></a>"),
                     SM_OK);
    assert_string_equal(root->ns, "urn:one");
    assert_string_equal(sm_xml_first(root)->ns, "urn:two");
    assert_null(sm_xml_next(sm_xml_first(root))->ns);
    assert_string_equal(sm_xml_attr_value(root, "p"), "1");
    assert_string_equal(sm_xml_attr_value(root, "xml:lang"), "az");
    assert_null(sm_xml_attr_value(root, "lang"));
    assert_null(sm_xml_attr_value(root, "t:p"));
}

static void test_attr_value_marks_what_was_asked_for(void **state)
{
    (void)state;
    assert_int_equal(parse("<a x='1' y='2'/>"), SM_OK);
    assert_string_equal(sm_xml_attr_value(root, "y"), "2");
    assert_null(sm_xml_attr_value(root, "z"));
    assert_false(root->attrs[0].used);
    assert_true(root->attrs[1].used);
    assert_false(root->used);
    sm_xml_use(root);
    assert_true(root->used);
}

static const char *content_of(const char *text)
{
    assert_int_equal(parse(text), SM_OK);
    return sm_xml_content(arena, root);
}

static void test_content_joins_and_trims(void **state)
{
    (void)state;
    assert_string_equal(content_of("<a>\n  one <!-- no --> two\n</a>"), "one  two");
    assert_string_equal(content_of("<a/>"), "");
    assert_string_equal(content_of("<a>   </a>"), "");
    assert_string_equal(content_of("<a> x<b>inner</b>y </a>"), "xy");
    assert_string_equal(content_of("<a>1 &lt; 2 &#x263A;</a>"), "1 < 2 \xE2\x98\xBA");
    assert_true(root->first_child->used);
}

static void test_content_keeps_cdata_as_it_is(void **state)
{
    (void)state;
    assert_string_equal(content_of("<a> <![CDATA[ <x> ]]> </a>"), " <x> ");
    assert_string_equal(content_of("<a>  p<![CDATA[ ]]></a>"), "p ");
    assert_string_equal(content_of("<a><![CDATA[ ]]>p  </a>"), " p");
    assert_string_equal(content_of("<a><![CDATA[]]>  p</a>"), "p");
}

static void test_parse_cleans_texts(void **state)
{
    (void)state;
    // U+0085 and U+FDD0 are allowed by XML; an override is closed.
    assert_int_equal(parse("<a x='&#x85;&#xFDD0;'>&#x202E;abc</a>"), SM_OK);
    assert_string_equal(root->attrs[0].value, "\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_string_equal(sm_xml_content(arena, root), "\xE2\x80\xAE"
                                                     "abc\xE2\x80\xAC");
}

static void test_parse_does_not_cut_long_texts(void **state)
{
    (void)state;
    const char *words = repeat("word \xC4\x9F ", 5000);
    const char *unbroken = repeat("\xE2\x98\xBA", 5000);
    assert_string_equal(content_of(sm_arena_printf(arena, "<a>%s.</a>", words)),
                        sm_arena_printf(arena, "%s.", words));
    assert_string_equal(content_of(sm_arena_printf(arena, "<a>%s</a>", unbroken)), unbroken);
}

// ---- Encodings ----------------------------------------------------------------------------------

static void test_parse_reads_declared_encodings(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>\xC5\x9E</a>",
        "\xEF\xBB\xBF<?xml version=\"1.0\" encoding='utf-8'?><a>\xC5\x9E</a>",
        "\xEF\xBB\xBF<a>\xC5\x9E</a>",
        "<?xml version=\"1.0\" encoding=\"windows-1254\"?><a>\xDE</a>",
        "<?xml version=\"1.0\" encoding = 'ISO-8859-9' standalone='yes'?><a>\xDE</a>",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_string_equal(content_of(texts[i]), "\xC5\x9E"); // S with cedilla
    }
}

// XML 1.0, 4.3.3: every processor reads UTF-16.
static void test_parse_reads_utf16(void **state)
{
    static const char little[] = "\xFF\xFE<\0a\0>\0\x5E\x01<\0/\0a\0>\0";
    static const char big[] = "\xFE\xFF\0<\0a\0>\x01\x5E\0<\0/\0a\0>";
    (void)state;
    assert_int_equal(parse_bytes(little, sizeof little - 1), SM_OK);
    assert_string_equal(sm_xml_content(arena, root), "\xC5\x9E");
    assert_int_equal(parse_bytes(big, sizeof big - 1), SM_OK);
    assert_string_equal(sm_xml_content(arena, root), "\xC5\x9E");
}

static void check_refused(const char *bytes, size_t len, sm_status status, const char *message)
{
    root = NULL;
    assert_int_equal(parse_bytes(bytes, len), status);
    assert_int_equal(err.status, status);
    assert_string_contains(err.message, message);
    assert_string_equal(err.file, "f.xml");
    assert_null(root);
}

static void refuse(const char *text, sm_status status, const char *message)
{
    check_refused(text, strlen(text), status, message);
}

static void test_parse_refuses_bytes_of_other_encodings(void **state)
{
    (void)state;
    refuse("<a>\n\n\xDE</a>", SM_EFORMAT, "0xDE is not UTF-8");
    assert_int_equal(err.line, 3);
    refuse("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>\xDE</a>", SM_EFORMAT, "not UTF-8");
    refuse("<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>", SM_EFORMAT, "\"UTF-7\"");
    refuse("<?xml version=\"1.0\" encoding=\"windows-1253\"?><a>\xAA</a>", SM_EFORMAT,
           "not WINDOWS-1253");
    check_refused("\xFF\xFE<\0a\0\0\xD8>\0", 10, SM_EFORMAT, "begins as UTF-16");
    check_refused("<\0a\0/\0>\0", 8, SM_EFORMAT, "0x00");
    check_refused("<a/>\0<b/>", 9, SM_EFORMAT, "0x00");
}

static void test_parse_trusts_only_the_declaration_it_decoded_by(void **state)
{
    (void)state;
    // The parser itself must not convert again, whatever the text says.
    assert_int_equal(parse("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><a/>"),
                     SM_OK);
    refuse("<?xml version=\"encoding='UTF-8'\" encoding=\"UTF-16\"?><a/>", SM_EFORMAT,
           "well-formed");
}

// ---- What is refused ----------------------------------------------------------------------------

static void test_parse_reports_mistakes_with_their_place(void **state)
{
    (void)state;
    refuse("<a>\n <b>\n</a>", SM_EFORMAT, "not well-formed");
    assert_int_equal(err.line, 3);
    assert_int_equal(diags.count, 1);
    assert_string_equal(diags.items[0].rule, "xml.syntax");
    assert_int_equal(diags.items[0].severity, SM_ERROR);
    assert_int_equal(diags.items[0].at.line, 3);
    assert_int_equal(diags.items[0].at.column, 5);
    assert_string_contains(diags.items[0].message, "b line 2 and a");
}

static void test_parse_refuses_what_is_not_well_formed(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "   ",
        "text",
        "<a",
        "<a>",
        "<a/><b/>",
        "<a x=1/>",
        "<a x='1' x='2'/>",
        "<a>&unknown;</a>",
        "<a x='<'/>",
        "<a>\x01</a>",
        "<a><![CDATA[</a>",
        "<a/>text",
        "<1/>",
        "<a><!-- -- --></a>",
        "<?xml version='1.0'><a/>",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        refuse(texts[i], SM_EFORMAT, "not well-formed");
    }
}

static void test_parse_reports_undeclared_prefixes(void **state)
{
    (void)state;
    assert_int_equal(parse("<a><t:b/></a>"), SM_OK);
    assert_int_equal(diags.count, 1);
    assert_string_contains(diags.items[0].message, "prefix t");
}

static void test_parse_refuses_doctype(void **state)
{
    (void)state;
    refuse("<!DOCTYPE a><a/>", SM_EFORMAT, "document type");
    refuse("<?xml version='1.0'?>\n<!-- -->\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
           SM_EFORMAT, "document type");
    assert_int_equal(err.line, 3);
    refuse("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", SM_EFORMAT,
           "document type");
    refuse("<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z '&x;&x;&x;'>]><a b='&z;'>&z;</a>", SM_EFORMAT,
           "document type");
    assert_int_equal(parse("<a><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE b>]]></a>"), SM_OK);
}

static void test_parse_limits_depth(void **state)
{
    (void)state;
    const char *fits = sm_arena_printf(arena, "%s%s", repeat("<a>", SM_MAX_XML_DEPTH),
                                       repeat("</a>", SM_MAX_XML_DEPTH));
    assert_int_equal(parse(fits), SM_OK);
}

static void test_parse_refuses_more_depth(void **state)
{
    (void)state;
    const char *deep = sm_arena_printf(arena, "%s%s", repeat("<a>\n", SM_MAX_XML_DEPTH + 1),
                                       repeat("</a>", SM_MAX_XML_DEPTH + 1));
    refuse(deep, SM_ELIMIT, "SM_MAX_XML_DEPTH");
    assert_int_equal(err.line, SM_MAX_XML_DEPTH + 1);
    refuse(repeat("<a>", 90000), SM_ELIMIT, "SM_MAX_XML_DEPTH");
}

static void test_parse_limits_elements(void **state)
{
    (void)state;
    const char *most = repeat("<b/>", SM_MAX_XML_ELEMENTS - 1);
    assert_int_equal(parse(sm_arena_printf(arena, "<a>%s</a>", most)), SM_OK);
    refuse(sm_arena_printf(arena, "<a><b/>%s</a>", most), SM_ELIMIT, "SM_MAX_XML_ELEMENTS");
}

static char *attributes(int n)
{
    sm_str s;
    sm_str_init(&s, arena);
    for (int i = 0; i < n; i++) {
        sm_str_printf(&s, " a%d = '%d'", i, i);
    }
    return s.text;
}

static void test_parse_limits_attributes(void **state)
{
    (void)state;
    const char *most = attributes(SM_MAX_XML_ATTRIBUTES);
    assert_int_equal(parse(sm_arena_printf(arena, "<a><b%s/><b%s/></a>", most, most)), SM_OK);
    assert_int_equal(sm_xml_first(root)->n_attrs, SM_MAX_XML_ATTRIBUTES);
    const char *many = attributes(SM_MAX_XML_ATTRIBUTES + 1);
    refuse(sm_arena_printf(arena, "<a>\n<b%s/></a>", many), SM_ELIMIT, "SM_MAX_XML_ATTRIBUTES");
    assert_int_equal(err.line, 2);
}

// However the text hides such a tag from the scan: the parser may see it after its first mistake.
static void test_parse_limits_attributes_behind_mistakes(void **state)
{
    (void)state;
    static const char *const hidden[] = {"<a><?1 <b%s/> ?></a>", "<a><!-- \x01 <b%s/> --></a>",
                                         "<a x='<b%s/>'/>", "<a><![CDATA[ \x01 <b%s/> ]]></a>",
                                         "<a><!x <b%s/>></a>"};
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
        const char *at = strstr(hidden[i], "%s");
        const char *text = sm_arena_printf(arena, "%.*s%s%s", (int)(at - hidden[i]), hidden[i],
                                           attributes(300), at + 2);
        refuse(text, SM_ELIMIT, "SM_MAX_XML_ATTRIBUTES");
    }
}

static char *namespaces(int n)
{
    sm_str s;
    sm_str_init(&s, arena);
    for (int i = 0; i < n; i++) {
        sm_str_printf(&s, " xmlns:p%d='u'", i);
    }
    return s.text;
}

static void test_parse_limits_namespaces(void **state)
{
    (void)state;
    const char *most = namespaces(SM_MAX_XML_NAMESPACES);
    assert_int_equal(parse(sm_arena_printf(arena, "<a%s><b%s/></a>", most, most)), SM_OK);
    const char *many = namespaces(SM_MAX_XML_NAMESPACES + 1);
    refuse(sm_arena_printf(arena, "<a>\n<b%s/></a>", many), SM_ELIMIT, "SM_MAX_XML_NAMESPACES");
    assert_int_equal(err.line, 2);
}

static void test_parse_limits_start_tags(void **state)
{
    (void)state;
    const char *most = repeat("x", SM_MAX_XML_TAG_BYTES - strlen("<a b=''/>"));
    assert_int_equal(parse(sm_arena_printf(arena, "<a b='%s'/>", most)), SM_OK);
    refuse(sm_arena_printf(arena, "<a b='%sx'/>", most), SM_ELIMIT, "SM_MAX_XML_TAG_BYTES");
    assert_int_equal(parse(sm_arena_printf(arena, "<a>%s%s</a>", most, most)), SM_OK);
}

static void test_parse_limits_bytes(void **state)
{
    (void)state;
    const char *text = sm_arena_printf(arena, "<a>%s</a>", repeat(" ", SM_MAX_XML_BYTES - 7));
    assert_int_equal(parse(text), SM_OK);
    refuse(sm_arena_printf(arena, "%s ", text), SM_ELIMIT, "SM_MAX_XML_BYTES");
}

// ---- Schema -------------------------------------------------------------------------------------

static const char schema[] = "<element name='a' xmlns='http://relaxng.org/ns/structure/1.0'>"
                             "<oneOrMore><element name='b'><attribute name='n'/></element>"
                             "</oneOrMore></element>";

static sm_status validate(const char *text, const char *rng)
{
    return sm_xml_validate("f.xml", text, strlen(text), (const unsigned char *)rng, strlen(rng),
                           &diags, &err);
}

static void test_validate_accepts_what_the_schema_allows(void **state)
{
    (void)state;
    assert_int_equal(validate("<a><b n='1'/><b n='2'/></a>", schema), SM_OK);
    assert_int_equal(diags.count, 0);
}

static void test_validate_reports_with_the_place(void **state)
{
    (void)state;
    assert_int_equal(validate("<a>\n<b n='1'/>\n  <c/></a>", schema), SM_OK);
    assert_true(diags.count > 0);
    assert_string_equal(diags.items[0].rule, "xml.schema");
    assert_int_equal(diags.items[0].severity, SM_ERROR);
    assert_int_equal(diags.items[0].at.line, 3);
    assert_int_equal(diags.items[0].at.column, 3);
    assert_string_contains(diags.items[0].message, "c");
}

static void test_validate_has_the_guards_of_parse(void **state)
{
    (void)state;
    assert_int_equal(validate("<!DOCTYPE a><a/>", schema), SM_EFORMAT);
    assert_int_equal(validate("<a>", schema), SM_EFORMAT);
    assert_int_equal(validate(sm_arena_printf(arena, "<a%s/>", attributes(300)), schema),
                     SM_ELIMIT);
}

static void test_validate_fails_when_the_schema_is_broken(void **state)
{
    (void)state;
    assert_int_equal(validate("<a/>", "<element"), SM_EFORMAT);
    assert_int_equal(validate("<a/>", "<grammar xmlns='http://relaxng.org/ns/structure/1.0'/>"),
                     SM_EFORMAT);
    assert_string_contains(err.message, "schema");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_parse_builds_the_tree),
        TEST(test_parse_keeps_white_space_only_when_alone),
        TEST(test_parse_knows_where_elements_begin),
        TEST(test_parse_counts_lines_beyond_65535),
        TEST(test_parse_keeps_namespaces),
        TEST(test_attr_value_marks_what_was_asked_for),
        TEST(test_content_joins_and_trims),
        TEST(test_content_keeps_cdata_as_it_is),
        TEST(test_parse_cleans_texts),
        TEST(test_parse_does_not_cut_long_texts),
        TEST(test_parse_reads_utf16),
        TEST(test_parse_reads_declared_encodings),
        TEST(test_parse_refuses_bytes_of_other_encodings),
        TEST(test_parse_trusts_only_the_declaration_it_decoded_by),
        TEST(test_parse_reports_mistakes_with_their_place),
        TEST(test_parse_refuses_what_is_not_well_formed),
        TEST(test_parse_reports_undeclared_prefixes),
        TEST(test_parse_refuses_doctype),
        TEST(test_parse_limits_depth),
        TEST(test_parse_refuses_more_depth),
        TEST(test_parse_limits_elements),
        TEST(test_parse_limits_attributes),
        TEST(test_parse_limits_attributes_behind_mistakes),
        TEST(test_parse_limits_namespaces),
        TEST(test_parse_limits_start_tags),
        TEST(test_parse_limits_bytes),
        TEST(test_validate_accepts_what_the_schema_allows),
        TEST(test_validate_reports_with_the_place),
        TEST(test_validate_has_the_guards_of_parse),
        TEST(test_validate_fails_when_the_schema_is_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
