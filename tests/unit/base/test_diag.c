// Errors and findings: what a person reads.
#include "unit/test.h"

#include "sitmap/base.h"
#include "sitmap/limits.h"

static void test_an_error_carries_place_cause_and_mend(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_error err;
    sm_status status = sm_fail(&err, SM_EFORMAT, SM_AT_RECORD("control.shp", 3), "redraw it",
                               "ring %d is open", 2);
    assert_int_equal(status, SM_EFORMAT);
    assert_string_equal(sm_error_text(a, &err),
                        "control.shp: record 3: error: ring 2 is open; redraw it");
    sm_arena_destroy(a);
}

static void test_control_bytes_of_a_file_never_reach_a_terminal(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_error err;
    sm_status status =
        sm_fail(&err, SM_EINPUT, SM_IN_FILE("a\033[31m.shp"), NULL, "bad \033]0;x\007 name");
    assert_int_equal(status, SM_EINPUT);
    assert_null(strchr(err.message, '\033'));
    assert_null(strchr(err.file, '\033'));
    sm_diags d;
    sm_diags_init(&d, a);
    sm_diags_add(&d, SM_ERROR, "x", SM_NOWHERE, NULL, "bad \033[2J");
    assert_null(strchr(d.items[0].message, '\033'));
    sm_arena_destroy(a);
}

static void test_the_same_finding_is_told_once_and_counted(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_diags d;
    sm_diags_init(&d, a);
    for (int i = 0; i < 3; i++) {
        sm_diags_add(&d, SM_WARNING, "W101", SM_AT_LINE("a.sld", 7), "remove it", "unknown <x>");
    }
    sm_diags_add(&d, SM_WARNING, "W101", SM_AT_LINE("a.sld", 8), "remove it", "unknown <x>");
    assert_int_equal(d.count, 2);
    assert_string_equal(sm_diag_text(a, &d.items[0]),
                        "a.sld:7: warning[W101]: unknown <x>; remove it (3 times)");
    assert_int_equal(d.items[1].times, 1);
    sm_arena_destroy(a);
}

static void test_a_file_gets_a_hundred_findings_then_a_count(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_diags d;
    sm_diags_init(&d, a);
    for (int i = 1; i <= SM_MAX_FINDINGS_PER_FILE + 25; i++) {
        sm_diags_add(&d, SM_ERROR, "r", SM_AT_LINE("one.xml", i), NULL, "wrong");
    }
    sm_diags_add(&d, SM_ERROR, "r", SM_AT_LINE("other.xml", 1), NULL, "wrong");
    assert_int_equal(d.count, SM_MAX_FINDINGS_PER_FILE + 1);
    assert_int_equal(d.hidden, 25);
    sm_arena_destroy(a);
}

static void test_counting_and_merging_respect_severity_and_sameness(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_diags d, e;
    sm_diags_init(&d, a);
    sm_diags_init(&e, a);
    sm_diags_add(&d, SM_NOTE, "n", SM_NOWHERE, NULL, "note");
    sm_diags_add(&d, SM_ERROR, "e", SM_NOWHERE, NULL, "error");
    sm_diags_add(&e, SM_ERROR, "e", SM_NOWHERE, NULL, "error");
    sm_diags_add(&e, SM_WARNING, "w", SM_NOWHERE, NULL, "warning");
    sm_diags_merge(&d, &e);
    assert_int_equal(d.count, 3);
    assert_int_equal(sm_diags_count(&d, SM_NOTE), 3);
    assert_int_equal(sm_diags_count(&d, SM_WARNING), 2);
    assert_int_equal(sm_diags_count(&d, SM_ERROR), 1);
    sm_arena_destroy(a);
}

static void test_json_is_escaped_and_bracketed(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_str out;
    sm_json j;
    sm_str_init(&out, a);
    sm_json_init(&j, &out);
    sm_json_begin(&j, NULL, '{');
    sm_json_string(&j, "a\"b", "x\\y\n\x01\xC6\x8F");
    sm_json_string(&j, "none", NULL);
    sm_json_begin(&j, "list", '[');
    sm_json_number(&j, NULL, 1.50, 4);
    sm_json_number(&j, NULL, -0.0, 2);
    sm_json_number(&j, NULL, (double)NAN, 2);
    sm_json_bool(&j, NULL, true);
    sm_json_begin(&j, NULL, '[');
    sm_json_end(&j);
    sm_json_end(&j);
    sm_json_number(&j, "last", 120, 0);
    sm_json_end(&j);
    assert_string_equal(out.text, "{\"a\\\"b\":\"x\\\\y\\u000a\\u0001\xC6\x8F\",\"none\":null,"
                                  "\"list\":[1.5,0,null,true,[]],\"last\":120}");
    sm_arena_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_error_carries_place_cause_and_mend),
        cmocka_unit_test(test_control_bytes_of_a_file_never_reach_a_terminal),
        cmocka_unit_test(test_the_same_finding_is_told_once_and_counted),
        cmocka_unit_test(test_a_file_gets_a_hundred_findings_then_a_count),
        cmocka_unit_test(test_counting_and_merging_respect_severity_and_sameness),
        cmocka_unit_test(test_json_is_escaped_and_bracketed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
