// Bytes and characters are those of the Unicode Consortium's mapping tables for each code page.
#include "test.h"

#include "load/charset.h"

static sm_arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = sm_arena_create();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sm_arena_destroy(arena);
    return 0;
}

static const char *name_of(const char *spelling)
{
    const sm_charset *charset = sm_charset_find(spelling, strlen(spelling));
    return charset ? charset->name : "none";
}

static void test_find_knows_usual_spellings(void **state)
{
    (void)state;
    static const char *const spellings[][2] = {
        {"UTF-8", "UTF-8"},
        {"utf8", "UTF-8"},
        {"65001", "UTF-8"},
        {" UTF-8 \t", "UTF-8"},
        {"CP65001", "UTF-8"},
        {"ISO-8859-1", "ISO-8859-1"},
        {"ISO 88591", "ISO-8859-1"},
        {"88591", "ISO-8859-1"},
        {"8859_15", "ISO-8859-15"},
        {"ISO8859-15", "ISO-8859-15"},
        {"885911", "ISO-8859-11"},
        {"1252", "WINDOWS-1252"},
        {"ANSI 1252", "WINDOWS-1252"},
        {"windows-1254", "WINDOWS-1254"},
        {"CP1251", "WINDOWS-1251"},
        {"OEM 866", "CP866"},
        {"437", "CP437"},
        {"IBM850", "CP850"},
        {"932", "CP932"},
        {"Shift_JIS", "CP932"},
        {"936", "CP936"},
        {"GBK", "CP936"},
        {"949", "CP949"},
        {"Big5", "CP950"},
        {"KOI8-R", "KOI8-R"},
        {"macintosh", "MACINTOSH"},
        {"US-ASCII", "US-ASCII"},
        {"latin1", "ISO-8859-1"},
    };
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        assert_string_equal(name_of(spellings[i][0]), spellings[i][1]);
    }
}

static void test_find_refuses_other_names(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "",      "   ",         "UTF-16",
        "UTF-7", "EBCDIC-US",   "UTF-8//TRANSLIT",
        "1",     "125",         "12520",
        "ANSI",  "CP",          "a name that is much too long to be one",
        "UCS-4", "ISO-2022-JP", "8 65001 ",
        "HZ",    "\xC3\xA9",
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_string_equal(name_of(refused[i]), "none");
    }
}

static void test_charset_of_driver_follows_the_table(void **state)
{
    (void)state;
    assert_string_equal(sm_charset_of_driver(0x01)->name, "CP437");
    assert_string_equal(sm_charset_of_driver(0x03)->name, "WINDOWS-1252");
    assert_string_equal(sm_charset_of_driver(0x26)->name, "CP866");
    assert_string_equal(sm_charset_of_driver(0x4D)->name, "CP936");
    assert_string_equal(sm_charset_of_driver(0x57)->name, "WINDOWS-1252");
    assert_string_equal(sm_charset_of_driver(0xC9)->name, "WINDOWS-1251");
    assert_string_equal(sm_charset_of_driver(0xCA)->name, "WINDOWS-1254");
    assert_null(sm_charset_of_driver(0x00));
    assert_null(sm_charset_of_driver(0xFF));
    for (int id = 0; id < 256; id++) { // every entry of the table names an encoding that we have
        const sm_charset *charset = sm_charset_of_driver((unsigned char)id);
        assert_true(!charset || charset->name[0]);
    }
}

static const char *decode(const char *charset, const char *text, bool *fits)
{
    sm_decoder d;
    sm_error err;
    assert_int_equal(sm_decoder_open(&d, sm_charset_find(charset, strlen(charset)), &err), SM_OK);
    const char *out = sm_decoder_text(&d, arena, text, strlen(text), fits);
    sm_decoder_close(&d);
    sm_decoder_close(&d);
    return out;
}

static void test_decode_converts(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"1252", "caf\xE9 \x80", "caf\xC3\xA9 \xE2\x82\xAC"},
        {"1254",
         "A\xF0"
         "dam \xDEu\xFE"
         "a",
         "A\xC4\x9F"
         "dam \xC5\x9Eu\xC5\x9F"
         "a"},
        {"1251", "\xC3\xE0", "\xD0\x93\xD0\xB0"},
        {"866", "\x83\xA0", "\xD0\x93\xD0\xB0"},
        {"KOI8-R", "\xE7\xC1", "\xD0\x93\xD0\xB0"},
        {"437", "\x84", "\xC3\xA4"},
        {"850", "\x84", "\xC3\xA4"},
        {"932", "\x93\x8C\x8B\x9E", "\xE6\x9D\xB1\xE4\xBA\xAC"},
        {"936", "\xB1\xB1\xBE\xA9", "\xE5\x8C\x97\xE4\xBA\xAC"},
        {"949", "\xBC\xAD\xBF\xEF", "\xEC\x84\x9C\xEC\x9A\xB8"},
        {"950", "\xA5\xFE", "\xE5\x85\xA8"},
        {"1258", "a\xEC", "\xC3\xA1"}, // a combining accent comes after its letter
        {"UTF-8", "\xC5\x9E", "\xC5\x9E"},
        {"1252", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool fits = false;
        assert_string_equal(decode(cases[i][0], cases[i][1], &fits), cases[i][2]);
        assert_true(fits);
    }
}

static void test_decode_tells_bytes_that_do_not_fit(void **state)
{
    (void)state;
    bool fits;
    assert_string_equal(decode("1253",
                               "a\xAA"
                               "b",
                               &fits),
                        "a\xEF\xBF\xBD"
                        "b");
    assert_false(fits);
    assert_string_equal(decode("932", "ab\x93", &fits), "ab\xEF\xBF\xBD"); // half a character
    assert_false(fits);
    assert_string_equal(decode("ASCII", "a\xE9", &fits), "a\xEF\xBF\xBD");
    assert_false(fits);
    decode("UTF-8", "a\xE9", &fits); // stays as it is, for the text cleaner
    assert_false(fits);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find_knows_usual_spellings),
        cmocka_unit_test(test_find_refuses_other_names),
        cmocka_unit_test(test_charset_of_driver_follows_the_table),
        cmocka_unit_test(test_decode_converts),
        cmocka_unit_test(test_decode_tells_bytes_that_do_not_fit),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
