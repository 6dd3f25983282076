// Day numbers are checked against `date -u -d 2020-10-25 +%s` divided by 86400, and over the whole
// range against the rule of the calendar itself: the next day is one more.
#include "test.h"

#include "sitmap/base.h"

static bool parse(const char *text, int32_t *day)
{
    return sm_parse_date(text, strlen(text), day);
}

static void test_parse_date_knows_day_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t day;
    } cases[] = {
        {"1970-01-01", 0},      {"1969-12-31", -1},      {"2020-09-27", 18532},
        {"2020-10-25", 18560},  {"2020-11-10", 18576},   {"2000-02-29", 11016},
        {"1900-03-01", -25508}, {"0001-01-01", -719162}, {"9999-12-31", 2932896},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int32_t day = 1;
        assert_true(parse(cases[i].text, &day));
        assert_int_equal(day, cases[i].day);
        char text[11];
        sm_format_date(day, text);
        assert_string_equal(text, cases[i].text);
    }
}

static void test_parse_date_refuses_what_is_no_day(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "",           "2020-02-30", "2019-02-29",  "1900-02-29",       "2020-13-01",
        "2020-00-10", "2020-04-31", "2020-01-00",  "0000-01-01",       "20201025",
        "2020/10/25", "2020-10-5",  " 2020-10-25", "2020-10-25 ",      "25-10-2020",
        "2020-1-025", "202a-10-25", "-020-10-25",  "2020-10-25T00:00",
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        int32_t day = 7;
        assert_false(parse(refused[i], &day));
        assert_int_equal(day, 7);
    }
}

static void test_split_date_counts_every_day(void **state)
{
    (void)state;
    int year = 1, month = 1, mday = 0;
    for (int32_t day = -719162; day <= 2932896; day++) {
        int y, m, d;
        sm_split_date(day, &y, &m, &d);
        bool next_day = y == year && m == month && d == mday + 1;
        bool next_month = d == 1 && ((y == year && m == month + 1) || (y == year + 1 && m == 1));
        assert_true(next_day || (next_month && mday >= 28));
        year = y, month = m, mday = d;
    }
    assert_int_equal(year * 10000 + month * 100 + mday, 99991231);
}

static void test_format_date_stays_in_its_buffer_for_any_number(void **state)
{
    (void)state;
    char text[11];
    sm_format_date(INT32_MAX, text);
    assert_string_equal(text, "9999-12-31");
    sm_format_date(INT32_MIN, text);
    assert_string_equal(text, "0001-01-01");
    int y, m, d;
    sm_split_date(-719163, &y, &m, &d); // the day before year 1
    assert_int_equal(y, 0);
    assert_int_equal(m * 100 + d, 1231);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse_date_knows_day_numbers),
        cmocka_unit_test(test_parse_date_refuses_what_is_no_day),
        cmocka_unit_test(test_split_date_counts_every_day),
        cmocka_unit_test(test_format_date_stays_in_its_buffer_for_any_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
