#include "test.h"

#include <locale.h>

#include "sitmap/base.h"

static bool parse(const char *text, double *out)
{
    return sm_parse_double(text, strlen(text), out);
}

static void test_parse_double_reads_decimal_notation(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } cases[] = {
        {"0", 0},
        {"-12.5", -12.5},
        {"+3", 3},
        {" \t7\r\n", 7},
        {"1.", 1},
        {".5", 0.5},
        {"1e3", 1000},
        {"1E-2", 0.01},
        {"12.5e+1", 125},
        {"0.1", 0.1},
        {"000012", 12},
        {"0.000000", 0},
        {"46.7516", 46.7516},
        {"9007199254740993", 9007199254740992.0},
        {"123456789012345678", 123456789012345678.0},
        {"1e-400", 0},
        {"0e999999999999", 0},
        {"1.7976931348623157e308", 1.7976931348623157e308},
        {"4.9e-324", 4.9e-324},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double value = -1;
        assert_true(parse(cases[i].text, &value));
        assert_true(value == cases[i].value);
    }
}

static void test_parse_double_refuses_everything_else(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "",
        " ",
        "nan",
        "NaN",
        "inf",
        "-inf",
        "infinity",
        "0x1F",
        "1,5",
        "1.2.3",
        "1e",
        "e5",
        ".",
        "-",
        "+-1",
        "1 2",
        "12a",
        "1e5.0",
        "1e309",
        "--1",
        "1_000",
        "****",
        "1e+",
        ("\xEF\xBB\xBF"
         "1"),
        "1d3",
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        double value = 42;
        assert_false(parse(refused[i], &value));
        assert_true(value == 42);
    }
    double value;
    assert_false(sm_parse_double("1\0002", 3, &value));
}

static void test_parse_double_reads_only_len_bytes(void **state)
{
    (void)state;
    double value;
    assert_true(sm_parse_double("1234", 2, &value));
    assert_true(value == 12);
}

static void test_parse_double_bounds_digits(void **state)
{
    (void)state;
    char digits[2001];
    memset(digits, '9', sizeof digits);
    double value;
    assert_true(sm_parse_double(digits, 300, &value));
    assert_near(value / 1e300, 1, 1e-15, "");
    assert_false(sm_parse_double(digits, 2000, &value));
    memset(digits, '0', sizeof digits);
    digits[1999] = '7';
    assert_true(sm_parse_double(digits, 2000, &value));
    assert_true(value == 7);
}

static void test_parse_double_ignores_the_locale(void **state)
{
    (void)state;
    static const char *const comma_locales[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8",
                                                "az_AZ.utf8", "ru_RU.UTF-8"};
    for (size_t i = 0; i < sizeof comma_locales / sizeof comma_locales[0]; i++) {
        if (setlocale(LC_ALL, comma_locales[i])) {
            break;
        }
    }
    double value = 0;
    bool ok = parse("12.5", &value);
    bool comma = parse("12,5", &value);
    setlocale(LC_ALL, "C");
    assert_true(ok);
    assert_false(comma);
    assert_true(value == 12.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse_double_reads_decimal_notation),
        cmocka_unit_test(test_parse_double_refuses_everything_else),
        cmocka_unit_test(test_parse_double_reads_only_len_bytes),
        cmocka_unit_test(test_parse_double_bounds_digits),
        cmocka_unit_test(test_parse_double_ignores_the_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
