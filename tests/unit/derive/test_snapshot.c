// The newest date not later than the day asked for.
#include "tables.h"

static const row rows[] = {
    {"2020-10-10", "AM", NULL, "0 0, 0 1, 1 1"}, {"2020-09-27", "AM", NULL, "0 0, 0 1, 1 1"},
    {"2020-10-10", "AZ", NULL, "0 0, 0 1, 1 1"}, {"2020-11-08", "AM", NULL, "0 0, 0 1, 1 1"},
    {NULL, "AZ", NULL, "0 0, 0 1, 1 1"},
};

static sm_status snapshot(sm_arena *a, const char *date, sm_features *out, char found[11],
                          sm_error *err)
{
    sm_features in = layer(a, rows, 5);
    int32_t day, newest = 0;
    assert_true(sm_parse_date(date, 10, &day));
    sm_status status = sm_derive_snapshot(a, &in, "date", day, out, &newest, err);
    sm_format_date(newest, found);
    return status;
}

static void test_snapshot_takes_the_date_itself(void **state)
{
    sm_features out;
    char found[11];
    assert_int_equal(snapshot(*state, "2020-10-10", &out, found, NULL), SM_OK);
    assert_string_equal(found, "2020-10-10");
    assert_int_equal(out.count, 2);
    assert_int_equal(out.items[0].record, 1);
    assert_int_equal(out.items[1].record, 3);
    assert_string_equal(out.name, "control.shp");
}

static void test_snapshot_takes_the_newest_before(void **state)
{
    sm_features out;
    char found[11];
    assert_int_equal(snapshot(*state, "2020-11-07", &out, found, NULL), SM_OK);
    assert_string_equal(found, "2020-10-10");
    assert_int_equal(snapshot(*state, "2030-01-01", &out, found, NULL), SM_OK);
    assert_string_equal(found, "2020-11-08");
    assert_int_equal(out.count, 1);
}

static void test_snapshot_before_the_first_names_it(void **state)
{
    sm_features out = {.count = 77};
    sm_error err;
    char found[11];
    assert_int_equal(snapshot(*state, "2020-09-26", &out, found, &err), SM_EINPUT);
    assert_string_contains(err.message, "2020-09-26");
    assert_string_contains(err.message, "the first date is 2020-09-27");
    assert_int_equal(out.count, 77);
}

static void test_snapshot_without_field_or_dates(void **state)
{
    sm_features in = layer(*state, &rows[4], 1), out;
    int32_t found;
    sm_error err;
    assert_int_equal(sm_derive_snapshot(*state, &in, "day", 0, &out, &found, &err), SM_EINPUT);
    assert_string_contains(err.message, "no field 'day'");
    assert_int_equal(sm_derive_snapshot(*state, &in, "date", 0, &out, &found, &err), SM_EINPUT);
    assert_string_contains(err.message, "no record has a date");
}

// A date may be text in ISO form; a text that is no date belongs to no snapshot.
static void test_snapshot_takes_dates_that_are_texts(void **state)
{
    static const char *const texts[] = {"2020-09-27", "2020-10-10", "spring"};
    sm_features in = layer(*state, rows, 3), out;
    int32_t day = 0, found = 0;
    for (size_t i = 0; i < 3; i++) {
        ((sm_value *)in.items[i].values)[0] = text_value(texts[i]);
    }
    assert_true(sm_parse_date("2020-10-25", 10, &day));
    assert_int_equal(sm_derive_snapshot(*state, &in, "date", day, &out, &found, NULL), SM_OK);
    assert_int_equal(out.count, 1);
    assert_int_equal(out.items[0].record, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_snapshot_takes_the_date_itself),
        ARENA_TEST(test_snapshot_takes_the_newest_before),
        ARENA_TEST(test_snapshot_before_the_first_names_it),
        ARENA_TEST(test_snapshot_without_field_or_dates),
        ARENA_TEST(test_snapshot_takes_dates_that_are_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
