// Palettes: every role has a colour in each, and the sides can be told apart by lightness alone.
#include <math.h>

#include "style/style_of.h"

// L* of CIE 1976 from sRGB.
static double lightness(const char *hex)
{
    sm_color c;
    assert_true(sm_color_parse(hex, &c));
    uint8_t v = sm_color_to_grey(c).r;
    double s = v / 255.0, y = s <= 0.04045 ? s / 12.92 : pow((s + 0.055) / 1.055, 2.4);
    return y > 0.008856 ? 116 * cbrt(y) - 16 : 903.3 * y;
}

static void test_palettes_when_asked_for_a_role(void **state)
{
    (void)state;
    for (const char *const *p = sm_palette_names(); *p; p++) {
        for (size_t i = 0; sm_palette_role(i); i++) {
            (void)lightness(sm_palette_color(*p, sm_palette_role(i)));
        }
        assert_null(sm_palette_color(*p, "side-9"));
    }
    assert_null(sm_palette_color("sepia", "land"));
    assert_null(sm_palette_color(NULL, "land"));
}

static void test_palettes_when_seen_in_grey(void **state)
{
    (void)state;
    for (const char *const *p = sm_palette_names(); *p; p++) {
        double one = lightness(sm_palette_color(*p, "side-1"));
        double two = lightness(sm_palette_color(*p, "side-2"));
        double hatch = lightness(sm_palette_color(*p, "side-2-line"));
        if (fabs(one - two) < 15) {
            fail_msg("%s: the sides differ by %.1f in L*", *p, one - two);
        }
        assert_true(two - hatch > 30); // the hatch is seen on its tint
        assert_true(two - lightness(sm_palette_color(*p, "text")) > 50);
    }
}

static void test_env_when_asked_for_colours_and_sides(void **state)
{
    world *w = *state;
    const char *text =
        ONE_RULE("<Filter><PropertyIsEqualTo>" F2("env", L("side-2"), L("B"))
                     L("AZ") "</PropertyIsEqualTo></Filter><PolygonSymbolizer><Fill>"
                             "<SvgParameter name='fill'>" F2("env", L("color-water"),
                                                             L("#010203")) "</SvgParameter></Fill>"
                                                                           "</PolygonSymbolizer>");
    sm_style *style = load_clean(w, text);
    static const char *const sides[] = {"AM", "AZ"};
    sm_style_env env = test_env;
    assert_int_equal(symbols_in(w, style, &env).count, 0); // no sides: B, which is not AZ
    env.sides = sides;
    env.n_sides = 2;
    assert_int_equal(symbols_in(w, style, &env).items[0].fill.color.r, 1);
    env.palette = "grey";
    assert_int_equal(symbols_in(w, style, &env).items[0].fill.color.r, 0xED);
    (void)load_text(w, ONE_RULE("<PolygonSymbolizer><Fill><SvgParameter name='fill'>" F2(
                           "env", L("color-watre"), L("#010203")) "</SvgParameter></Fill>"
                                                                  "</PolygonSymbolizer>"));
    assert_string_contains(findings(w), "palettes have no such role");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_palettes_when_asked_for_a_role),
        WORLD_TEST(test_palettes_when_seen_in_grey),
        WORLD_TEST(test_env_when_asked_for_colours_and_sides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
