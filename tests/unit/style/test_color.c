#include "test.h"

#include "sitmap/style.h"

static void assert_color(const char *text, unsigned r, unsigned g, unsigned b, unsigned a)
{
    sm_color c;
    if (!sm_color_parse(text, &c) || c.r != r || c.g != g || c.b != b || c.a != a) {
        fail_msg("%s is read as %u %u %u %u", text, c.r, c.g, c.b, c.a);
    }
}

static void test_parse_when_hexadecimal(void **state)
{
    (void)state;
    assert_color("#D5e8F4", 0xD5, 0xE8, 0xF4, 255);
    assert_color("#fa0", 0xFF, 0xAA, 0x00, 255);
    assert_color("#11223344", 0x11, 0x22, 0x33, 0x44);
}

static void test_parse_when_named(void **state)
{
    (void)state;
    assert_color("red", 255, 0, 0, 255);
    assert_color("DarkSlateGrey", 47, 79, 79, 255);
    assert_color("green", 0, 128, 0, 255); // SVG's, not X11's
    assert_color("yellowgreen", 154, 205, 50, 255);
}

static void test_parse_when_malformed(void **state)
{
    static const char *const bad[] = {"",           "#",       "#12",        "#12345G", "#1234567",
                                      "#123456789", "reddish", "rgb(1,2,3)", "12345"};
    (void)state;
    sm_color c;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(sm_color_parse(bad[i], &c));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse_when_hexadecimal),
        cmocka_unit_test(test_parse_when_named),
        cmocka_unit_test(test_parse_when_malformed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
