// Every boundary of a polygon layer, once.
#include "tables.h"

static const row rows[] = {
    {NULL, "AM", NULL, "0 0, 0 1, 1 1, 1 0"},
    {NULL, "AM", NULL, "1 0, 1 1, 2 1, 2 0"},
    {NULL, "AZ", NULL, "2 0, 2 1, 3 1, 3 0"},
};

static void test_borders_of_every_feature(void **state)
{
    sm_features in = layer(*state, rows, 3), out;
    assert_int_equal(sm_derive_borders(*state, &in, NULL, &out, NULL), SM_OK);
    assert_int_equal(out.count,
                     6); // two inner ones, and the outer ones of three (one in two parts)
    assert_path(out.items[0].path, "1 0, 1 1");
    assert_string_equal(value_of(*state, &out, 0, "left"), "1");
    assert_string_equal(value_of(*state, &out, 0, "right"), "2");
    assert_string_equal(value_of(*state, &out, 0, "outer"), "");
    assert_string_equal(value_of(*state, &out, 1, "left"), "1");
    assert_string_equal(value_of(*state, &out, 1, "right"), "");
    assert_string_equal(value_of(*state, &out, 1, "outer"), "yes");
}

static void test_borders_between_classes_only(void **state)
{
    sm_features in = layer(*state, rows, 3), out;
    assert_int_equal(sm_derive_borders(*state, &in, "side", &out, NULL), SM_OK);
    assert_int_equal(out.count, 3);
    assert_path(out.items[0].path, "2 0, 2 1");
    assert_string_equal(value_of(*state, &out, 0, "left"), "AM");
    assert_string_equal(value_of(*state, &out, 0, "right"), "AZ");
}

static void test_borders_without_the_field_are_an_error(void **state)
{
    sm_features in = layer(*state, rows, 3), out;
    sm_error err;
    assert_int_equal(sm_derive_borders(*state, &in, "raion", &out, &err), SM_EINPUT);
    assert_string_contains(err.message, "no field 'raion'");
    assert_string_equal(err.file, "control.shp");
}

static void test_borders_of_null_values_are_a_class(void **state)
{
    sm_features in = layer(*state,
                           (row[]){{NULL, NULL, NULL, "0 0, 0 1, 1 1, 1 0"},
                                   {NULL, "AZ", NULL, "1 0, 1 1, 2 1, 2 0"}},
                           2),
                out;
    assert_int_equal(sm_derive_borders(*state, &in, "side", &out, NULL), SM_OK);
    assert_int_equal(out.count, 3);
    assert_string_equal(value_of(*state, &out, 0, "left"), "");
    assert_string_equal(value_of(*state, &out, 0, "right"), "AZ");
    assert_string_equal(value_of(*state, &out, 0, "outer"), "");
}

static void test_borders_of_nothing(void **state)
{
    sm_features in = layer(*state, rows, 0), out;
    assert_int_equal(sm_derive_borders(*state, &in, NULL, &out, NULL), SM_OK);
    assert_int_equal(out.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_borders_of_every_feature),
        ARENA_TEST(test_borders_between_classes_only),
        ARENA_TEST(test_borders_without_the_field_are_an_error),
        ARENA_TEST(test_borders_of_null_values_are_a_class),
        ARENA_TEST(test_borders_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
