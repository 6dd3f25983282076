// Attributes: values, encodings, and every way in which a .dbf can be wrong.
#include "load/layer.h"

// A layer of points with one row per text, in a field of this type and width.
static void save_column(layer *l, char type, int width, int decimals, const char *const *texts)
{
    shapefile f = shapefile_make(SHP_POINT);
    shapefile_field(&f, "F", type, width, decimals);
    for (; *texts; texts++) {
        shapefile_point(&f, 1, 2);
        shapefile_row(&f, ' ', *texts);
    }
    shapefile_save(&f, l->dir, "x");
    test_write_file(beside(l, "x.cpg"), "UTF-8");
}
#define COLUMN(l, type, width, decimals, ...)                                                      \
    save_column(l, type, width, decimals, (const char *const[]){__VA_ARGS__, NULL})

static const sm_value *value(const layer *l, size_t record, size_t field)
{
    assert_true(record - 1 < l->features.count);
    assert_true(field < l->features.items[record - 1].fields->count);
    return &l->features.items[record - 1].values[field];
}

static void assert_text(const layer *l, size_t record, const char *text)
{
    assert_int_equal(value(l, record, 0)->type, SM_VALUE_TEXT);
    assert_string_equal(value(l, record, 0)->text, text);
}

static void assert_null_value(const layer *l, size_t record)
{
    assert_int_equal(value(l, record, 0)->type, SM_VALUE_NULL);
}

// ---- Values -------------------------------------------------------------------------------------

static void test_read_gives_texts_without_padding(void **state)
{
    layer *l = *state;
    COLUMN(l, 'C', 10, 0, "Shusha", "  two ", "          ", "1234567890ab", "a b");
    layer_read(l);
    assert_text(l, 1, "Shusha");
    assert_text(l, 2, "  two");
    assert_null_value(l, 3);
    assert_text(l, 4, "1234567890");
    assert_text(l, 5, "a b");
    assert_no_findings(l);
}

static void test_read_ends_texts_at_a_nul(void **state)
{
    layer *l = *state;
    COLUMN(l, 'C', 6, 0, "abcdef");
    patch(beside(l, "x.dbf"), 65 + 1 + 2, "\0xyz", 4);
    layer_read(l);
    assert_text(l, 1, "ab");
    assert_no_findings(l);
}

static void test_read_gives_numbers_with_their_digits(void **state)
{
    layer *l = *state;
    COLUMN(l, 'N', 20, 4, "12.5000", "  -7", "123456789012345678", "1e3", "+.5", "0", "-0.0000");
    layer_read(l);
    static const double numbers[] = {12.5, -7, 123456789012345678.0, 1000, 0.5, 0, 0};
    static const char *const digits[] = {"12.5000", "-7",     "123456789012345678", "1e3", "+.5",
                                         "0",       "-0.0000"};
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(value(l, i + 1, 0)->type, SM_VALUE_NUMBER);
        assert_near(value(l, i + 1, 0)->number, numbers[i], 0, "");
        assert_string_equal(value(l, i + 1, 0)->text, digits[i]);
    }
    assert_no_findings(l);
}

static void test_read_takes_blank_and_starred_numbers_as_null(void **state)
{
    layer *l = *state;
    COLUMN(l, 'F', 8, 2, "", "********", "  *** ", "5");
    layer_read(l);
    assert_null_value(l, 1);
    assert_null_value(l, 2);
    assert_null_value(l, 3);
    assert_near(value(l, 4, 0)->number, 5, 0, "");
    assert_no_findings(l);
}

static void test_read_counts_numbers_that_are_none(void **state)
{
    layer *l = *state;
    COLUMN(l, 'N', 8, 2, "1", "nan", "inf", "0x1F", "1,5", "1e999", "12abc", "2");
    layer_read(l);
    for (size_t record = 2; record <= 7; record++) {
        assert_null_value(l, record);
    }
    assert_findings(l, "dbf.value");
    assert_int_equal(layer_finding(l, "dbf.value")->at.record, 2);
    assert_string_contains(layer_finding(l, "dbf.value")->message, "F: ");
    assert_string_contains(layer_finding(l, "dbf.value")->message, "(6 in the layer");
    assert_string_contains(layer_finding(l, "dbf.value")->at.file, "/x.dbf");
}

static void test_read_gives_dates(void **state)
{
    layer *l = *state;
    COLUMN(l, 'D', 8, 0, "20201025", "", "00000000", "20200230", "2020-1-2", "19700101", "0");
    layer_read(l);
    assert_int_equal(value(l, 1, 0)->type, SM_VALUE_DATE);
    assert_int_equal(value(l, 1, 0)->day, 18560);
    assert_null_value(l, 2);
    assert_null_value(l, 3);
    assert_null_value(l, 4);
    assert_null_value(l, 5);
    assert_int_equal(value(l, 6, 0)->day, 0);
    assert_null_value(l, 7);
    assert_findings(l, "dbf.value");
    assert_string_contains(layer_finding(l, "dbf.value")->message, "(2 in the layer");
}

static void test_read_gives_iso_dates_of_wide_fields(void **state)
{
    layer *l = *state;
    COLUMN(l, 'D', 10, 0, "2020-10-25");
    layer_read(l);
    assert_int_equal(value(l, 1, 0)->day, 18560);
}

static void test_read_gives_booleans(void **state)
{
    layer *l = *state;
    COLUMN(l, 'L', 1, 0, "T", "y", "F", "n", "?", "", "x");
    layer_read(l);
    static const double expected[] = {1, 1, 0, 0};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(value(l, i + 1, 0)->type, SM_VALUE_BOOL);
        assert_near(value(l, i + 1, 0)->number, expected[i], 0, "");
    }
    assert_null_value(l, 5);
    assert_null_value(l, 6);
    assert_null_value(l, 7);
    assert_findings(l, "dbf.value");
}

static void test_read_passes_over_other_types(void **state)
{
    layer *l = *state;
    COLUMN(l, 'M', 10, 0, "12");
    layer_read(l);
    assert_null_value(l, 1);
    assert_findings(l, "dbf.type");
    assert_string_contains(layer_finding(l, "dbf.type")->message, "field F is of type 'M'");
}

static void test_read_cleans_texts(void **state)
{
    layer *l = *state;
    COLUMN(l, 'C', 10, 0, "a\x1B[1m", "b\tc");
    layer_read(l);
    assert_text(l, 1, "a\xEF\xBF\xBD[1m");
    assert_text(l, 2, "b c");
    assert_findings(l, "dbf.text");
    assert_string_contains(layer_finding(l, "dbf.text")->message, "(1 in the layer");
}

// ---- Fields -------------------------------------------------------------------------------------

static void test_describe_lists_fields(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_POINT);
    shapefile_field(&f, "NAME", 'C', 30, 0);
    shapefile_field(&f, "POP", 'N', 9, 0);
    shapefile_field(&f, "AREA", 'F', 12, 3);
    shapefile_field(&f, "SINCE", 'D', 8, 0);
    shapefile_field(&f, "HELD", 'L', 1, 0);
    shapefile_point(&f, 1, 2);
    shapefile_row(&f, ' ', "A", "12", "1.5", "20200927", "T");
    shapefile_save(&f, l->dir, "x");
    layer_read(l);
    static const struct {
        const char *name;
        sm_value_type type;
        int width, decimals;
    } expected[] = {{"NAME", SM_VALUE_TEXT, 30, 0},
                    {"POP", SM_VALUE_NUMBER, 9, 0},
                    {"AREA", SM_VALUE_NUMBER, 12, 3},
                    {"SINCE", SM_VALUE_DATE, 8, 0},
                    {"HELD", SM_VALUE_BOOL, 1, 0}};
    const sm_fields *fields = sm_source_describe(l->source)->fields;
    assert_int_equal(fields->count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(fields->items[i].name, expected[i].name);
        assert_int_equal(fields->items[i].type, expected[i].type);
        assert_int_equal(fields->items[i].width, expected[i].width);
        assert_int_equal(fields->items[i].decimals, expected[i].decimals);
        assert_int_equal(value(l, 1, i)->type, expected[i].type);
    }
    assert_int_equal(sm_source_describe(l->source)->rows, 1);
}

static void test_open_reports_strange_field_names(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_POINT);
    shapefile_field(&f, "ELEVENBYTES", 'C', 3, 0); // no room for a NUL
    shapefile_field(&f, "", 'C', 3, 0);
    shapefile_field(&f, "A", 'C', 3, 0);
    shapefile_field(&f, "A", 'C', 3, 0);
    shapefile_field(&f, "B\xE4", 'C', 3, 0);
    shapefile_field(&f, "N\xC3\xA4", 'C', 3, 0);
    shapefile_field(&f, "ABCDEFGHI\xC3", 'C', 3, 0); // a character cut at ten bytes
    shapefile_point(&f, 1, 2);
    shapefile_row(&f, ' ', "1", "2", "3", "4", "5", "6", "7");
    shapefile_save(&f, l->dir, "x");
    test_write_file(beside(l, "x.cpg"), "UTF-8");
    layer_read(l);
    static const char *const names[] = {"ELEVENBYTES",   "field_2",   "A",        "A",
                                        "B\xEF\xBF\xBD", "N\xC3\xA4", "ABCDEFGHI"};
    for (size_t i = 0; i < 7; i++) {
        assert_string_equal(l->features.fields->items[i].name, names[i]);
        assert_int_equal(value(l, 1, i)->text[0], '1' + i);
    }
    assert_findings(l, "dbf.field-name");
    assert_int_equal(l->diags.count, 3);
    assert_string_contains(l->diags.items[0].message, "field 2 (field_2) has no name");
    assert_string_contains(l->diags.items[1].message, "field 4 (A) has the name of an earlier");
    assert_string_contains(l->diags.items[2].message, "bytes that are no text");
}

// ---- Encodings ----------------------------------------------------------------------------------

#define SHUSHA_UTF8 "\xC5\x9Eu\xC5\x9F"
#define SHUSHA_1254 "\xDEu\xFE"
#define SHUSHA_AS_1252 "\xC3\x9Eu\xC3\xBE"

// One text; a .cpg (NULL: none) and a language driver id.
static void save_text(layer *l, const char *text, const char *cpg, unsigned char driver)
{
    shapefile f = shapefile_make(SHP_POINT);
    f.driver = driver;
    shapefile_field(&f, "F", 'C', 20, 0);
    shapefile_point(&f, 1, 2);
    shapefile_row(&f, ' ', text);
    shapefile_save(&f, l->dir, "x");
    unlink(beside(l, "x.cpg"));
    if (cpg) {
        test_write_file(beside(l, "x.cpg"), cpg);
    }
    sm_diags_init(&l->diags, l->arena);
}

static void assert_encoding(layer *l, const char *encoding, const char *from)
{
    assert_string_equal(sm_source_describe(l->source)->encoding, encoding);
    assert_string_equal(sm_source_describe(l->source)->encoding_from, from);
}

static void test_open_takes_the_encoding_of_the_cpg(void **state)
{
    layer *l = *state;
    static const char *const cpgs[][2] = {{"UTF-8", SHUSHA_UTF8},
                                          {"utf-8\r\n", SHUSHA_UTF8},
                                          {"65001", SHUSHA_UTF8},
                                          {"1254", SHUSHA_1254},
                                          {"ANSI 1254", SHUSHA_1254},
                                          {"ISO 88599", SHUSHA_1254},
                                          {"\xEF\xBB\xBFUTF-8", SHUSHA_UTF8}};
    for (size_t i = 0; i < sizeof cpgs / sizeof cpgs[0]; i++) {
        save_text(l, cpgs[i][1], cpgs[i][0], 0x57); // the .cpg wins
        layer_read(l);
        assert_text(l, 1, SHUSHA_UTF8);
        assert_string_equal(sm_source_describe(l->source)->encoding_from, ".cpg");
        assert_true(sm_source_describe(l->source)->has_cpg);
        assert_no_findings(l);
    }
}

static void test_open_reports_a_cpg_that_names_nothing(void **state)
{
    layer *l = *state;
    save_text(l, SHUSHA_1254, "Klingon\nx", 0xCA);
    layer_read(l);
    assert_text(l, 1, SHUSHA_UTF8);
    assert_encoding(l, "WINDOWS-1254", "language driver id 0xCA");
    assert_findings(l, "cpg.unknown");
    assert_string_contains(layer_finding(l, "cpg.unknown")->message, "\"Klingon\"");
    char large[66];
    memset(large, ' ', sizeof large);
    memcpy(large, "UTF-8", 5);
    large[65] = '\0';
    save_text(l, SHUSHA_1254, large, 0xCA);
    layer_read(l);
    assert_findings(l, "cpg.unknown");
    assert_string_contains(layer_finding(l, "cpg.unknown")->message, "65 bytes, the limit is 64");
    large[64] = '\0';
    save_text(l, SHUSHA_UTF8, large, 0xCA);
    layer_read(l);
    assert_no_findings(l);
}

static void test_open_takes_the_encoding_of_the_language_driver(void **state)
{
    layer *l = *state;
    save_text(l, SHUSHA_1254, NULL, 0x57);
    layer_read(l);
    assert_text(l, 1, SHUSHA_AS_1252);
    assert_encoding(l, "WINDOWS-1252", "language driver id 0x57");
    assert_no_findings(l);
}

static void test_open_assumes_utf8_when_everything_is(void **state)
{
    layer *l = *state;
    save_text(l, SHUSHA_UTF8, NULL, 0);
    layer_read(l);
    assert_text(l, 1, SHUSHA_UTF8);
    assert_encoding(l, "UTF-8", "assumed");
    assert_findings(l, "dbf.encoding-guess");
    assert_int_equal(layer_finding(l, "dbf.encoding-guess")->severity, SM_WARNING);
}

static void test_open_assumes_1252_when_not_everything_is_utf8(void **state)
{
    layer *l = *state;
    save_text(l, SHUSHA_1254, NULL, 0);
    layer_read(l);
    assert_text(l, 1, SHUSHA_AS_1252);
    assert_encoding(l, "WINDOWS-1252", "assumed");
    assert_findings(l, "dbf.encoding-guess");
}

static void test_open_guesses_in_silence_when_all_is_ascii(void **state)
{
    layer *l = *state;
    save_text(l, "Shusha", NULL, 0);
    layer_read(l);
    assert_encoding(l, "UTF-8", "assumed");
    assert_no_findings(l);
}

static void test_open_obeys_the_study(void **state)
{
    layer *l = *state;
    save_text(l, SHUSHA_1254, "UTF-8", 0x57);
    assert_int_equal(
        sm_source_open(l->arena, l->root, "x.shp", "1254", &l->source, &l->diags, &l->err), SM_OK);
    layer_reread(l);
    assert_text(l, 1, SHUSHA_UTF8);
    assert_encoding(l, "WINDOWS-1254", "study");
    sm_source_close(l->source);
    l->source = NULL;
    assert_int_equal(
        sm_source_open(l->arena, l->root, "x.shp", "UTF-7", &l->source, &l->diags, &l->err),
        SM_EINPUT);
    assert_string_contains(l->err.message, "UTF-7");
}

static void test_read_counts_bytes_that_do_not_fit(void **state)
{
    layer *l = *state;
    COLUMN(l, 'C', 10, 0, "good", SHUSHA_1254, SHUSHA_UTF8, "caf\xE9");
    layer_read(l);
    assert_text(l, 2, "\xEF\xBF\xBDu\xEF\xBF\xBD");
    assert_text(l, 3, SHUSHA_UTF8);
    assert_findings(l, "dbf.encoding");
    assert_int_equal(layer_finding(l, "dbf.encoding")->at.record, 2);
    assert_string_contains(layer_finding(l, "dbf.encoding")->message, "not UTF-8 (2 in the layer");
    layer_reread(l);
    assert_int_equal(l->diags.count, 1);
    assert_int_equal(l->diags.items[0].times, 1);
}

static void test_read_drops_a_character_cut_at_the_end_of_its_field(void **state)
{
    layer *l = *state;
    COLUMN(l, 'C', 4, 0, "abc\xC5\x9F", "ab\xE2\x98\xBA", "a\xF0\x9F\x97\xBA", "ab\xC5\x9F",
           "\xBA\xBA\xBA\xBA");
    layer_read(l);
    assert_text(l, 1, "abc");
    assert_text(l, 2, "ab");
    assert_text(l, 3, "a");
    assert_text(l, 4, "ab\xC5\x9F");
    assert_findings(l, "dbf.encoding"); // of the last one alone
    assert_int_equal(layer_finding(l, "dbf.encoding")->at.record, 5);
}

static void test_read_doubts_an_encoding_when_all_is_utf8(void **state)
{
    layer *l = *state;
    save_text(l, SHUSHA_UTF8, NULL, 0x57);
    layer_read(l);
    assert_findings(l, "dbf.encoding-doubt");
    assert_string_contains(layer_finding(l, "dbf.encoding-doubt")->message, "WINDOWS-1252");
    layer_reread(l);
    assert_int_equal(layer_finding(l, "dbf.encoding-doubt")->times, 1);
}

// ---- Rows ---------------------------------------------------------------------------------------

static void test_read_drops_deleted_rows_with_their_shapes(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_POINT);
    shapefile_field(&f, "F", 'C', 5, 0);
    for (int i = 0; i < 3; i++) {
        shapefile_point(&f, i, i);
        shapefile_row(&f, i == 1 ? '*' : ' ', "x");
    }
    shapefile_save(&f, l->dir, "x");
    layer_read(l);
    assert_int_equal(l->features.count, 2);
    assert_int_equal(l->features.items[1].record, 3);
    assert_near(l->features.items[1].path->points[0].x, 2, 0, "deg");
    assert_findings(l, "dbf.deleted");
    assert_int_equal(layer_finding(l, "dbf.deleted")->severity, SM_NOTE);
    assert_int_equal(layer_finding(l, "dbf.deleted")->at.record, 2);
}

static void test_read_draws_shapes_without_rows(void **state)
{
    layer *l = *state;
    COLUMN(l, 'C', 5, 0, "one", "two", "three");
    patch_le(beside(l, "x.dbf"), 4, 1, 4);
    layer_read(l);
    assert_int_equal(l->features.count, 3);
    assert_text(l, 1, "one");
    assert_null_value(l, 2);
    assert_null_value(l, 3);
    assert_findings(l, "dbf.count");
    assert_string_contains(layer_finding(l, "dbf.count")->message, "1 rows for 3 shapes");
}

static void test_read_ignores_rows_without_shapes(void **state)
{
    layer *l = *state;
    COLUMN(l, 'C', 5, 0, "one", "two", "three");
    cut(beside(l, "x.shx"), -8);
    layer_read(l);
    assert_int_equal(l->features.count, 2);
    assert_findings(l, "dbf.count");
}

static void test_open_counts_rows_by_the_size_of_the_file(void **state)
{
    layer *l = *state;
    COLUMN(l, 'C', 5, 0, "one", "two", "three");
    patch_le(beside(l, "x.dbf"), 4, 0x7FFFFFFF, 4);
    layer_read(l);
    assert_int_equal(sm_source_describe(l->source)->rows, 3);
    assert_text(l, 3, "three");
    assert_findings(l, "dbf.truncated");
    cut(beside(l, "x.dbf"), 65 + 6 + 3);
    layer_read(l);
    assert_int_equal(sm_source_describe(l->source)->rows, 1);
    assert_null_value(l, 2);
}

static void test_read_stops_at_the_first_row_that_fails(void **state)
{
    layer *l = *state;
    COLUMN(l, 'C', 5, 0, "one", "two", "three");
    assert_int_equal(layer_open(l, "x.shp"), SM_OK);
    cut(beside(l, "x.dbf"), 65 + 6 + 2);
    layer_reread(l);
    assert_int_equal(l->features.count, 3);
    assert_text(l, 1, "one");
    assert_null_value(l, 2);
    assert_null_value(l, 3);
    assert_findings(l, "dbf.unreadable");
    assert_int_equal(layer_finding(l, "dbf.unreadable")->at.record, 2);
    assert_int_equal(layer_finding(l, "dbf.unreadable")->times, 1);
}

// ---- Tables that are none -----------------------------------------------------------------------

static void test_open_reads_shapes_without_a_table(void **state)
{
    layer *l = *state;
    COLUMN(l, 'C', 5, 0, "one");
    assert_int_equal(unlink(beside(l, "x.dbf")), 0);
    layer_read(l);
    assert_int_equal(l->features.count, 1);
    assert_int_equal(l->features.fields->count, 0);
    assert_findings(l, "shp.no-dbf");
    assert_false(sm_source_describe(l->source)->has_dbf);
    assert_null(sm_source_describe(l->source)->encoding);
}

static void check_broken(layer *l)
{
    layer_read(l);
    assert_int_equal(l->features.count, 1);
    assert_int_equal(l->features.fields->count, 0);
    assert_findings(l, "dbf.broken");
    assert_false(sm_source_describe(l->source)->has_dbf);
}

static void test_open_refuses_broken_tables(void **state)
{
    layer *l = *state;
    static const struct {
        long offset;
        uint64_t v;
        size_t size;
    } patches[] = {
        {8, 0, 2},         // header length
        {8, 32, 2},        // no room for the end of the fields
        {8, 0xFFFF, 2},    // longer than the file
        {10, 0, 2},        // record length
        {10, 5, 2},        // shorter than its fields
        {32 + 16, 200, 1}, // a field wider than the record
    };
    for (size_t i = 0; i < sizeof patches / sizeof patches[0]; i++) {
        COLUMN(l, 'C', 5, 0, "one");
        patch_le(beside(l, "x.dbf"), patches[i].offset, patches[i].v, patches[i].size);
        check_broken(l);
    }
    static const long sizes[] = {0, 1, 31, 32, 64};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        COLUMN(l, 'C', 5, 0, "one");
        cut(beside(l, "x.dbf"), sizes[i]);
        check_broken(l);
    }
}

static void test_open_reports_rows_wider_than_their_fields(void **state)
{
    layer *l = *state;
    COLUMN(l, 'C', 5, 0, "one");
    patch_le(beside(l, "x.dbf"), 10, 7, 2);
    layer_read(l);
    assert_findings(l, "dbf.width");
    assert_string_contains(layer_finding(l, "dbf.width")->message,
                           "has 7 bytes, its fields fill 6");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LAYER_TEST(test_read_gives_texts_without_padding),
        LAYER_TEST(test_read_ends_texts_at_a_nul),
        LAYER_TEST(test_read_gives_numbers_with_their_digits),
        LAYER_TEST(test_read_takes_blank_and_starred_numbers_as_null),
        LAYER_TEST(test_read_counts_numbers_that_are_none),
        LAYER_TEST(test_read_gives_dates),
        LAYER_TEST(test_read_gives_iso_dates_of_wide_fields),
        LAYER_TEST(test_read_gives_booleans),
        LAYER_TEST(test_read_passes_over_other_types),
        LAYER_TEST(test_read_cleans_texts),
        LAYER_TEST(test_describe_lists_fields),
        LAYER_TEST(test_open_reports_strange_field_names),
        LAYER_TEST(test_open_takes_the_encoding_of_the_cpg),
        LAYER_TEST(test_open_reports_a_cpg_that_names_nothing),
        LAYER_TEST(test_open_takes_the_encoding_of_the_language_driver),
        LAYER_TEST(test_open_assumes_utf8_when_everything_is),
        LAYER_TEST(test_open_assumes_1252_when_not_everything_is_utf8),
        LAYER_TEST(test_open_guesses_in_silence_when_all_is_ascii),
        LAYER_TEST(test_open_obeys_the_study),
        LAYER_TEST(test_read_counts_bytes_that_do_not_fit),
        LAYER_TEST(test_read_drops_a_character_cut_at_the_end_of_its_field),
        LAYER_TEST(test_read_doubts_an_encoding_when_all_is_utf8),
        LAYER_TEST(test_read_drops_deleted_rows_with_their_shapes),
        LAYER_TEST(test_read_draws_shapes_without_rows),
        LAYER_TEST(test_read_ignores_rows_without_shapes),
        LAYER_TEST(test_open_counts_rows_by_the_size_of_the_file),
        LAYER_TEST(test_read_stops_at_the_first_row_that_fails),
        LAYER_TEST(test_open_reads_shapes_without_a_table),
        LAYER_TEST(test_open_refuses_broken_tables),
        LAYER_TEST(test_open_reports_rows_wider_than_their_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
