// Which features are painted first, and what is only for the map or the legend.
#include "style/style_of.h"

#define OPTION(name, value) "<VendorOption name='" name "'>" value "</VendorOption>"
#define LINE "<LineSymbolizer><Stroke/></LineSymbolizer>"
#define POINT "<PointSymbolizer><Graphic/></PointSymbolizer>"
#define FTS(content) "<FeatureTypeStyle><Rule>" LINE "</Rule>" content "</FeatureTypeStyle>"

static sm_style *bound(world *w, const char *text)
{
    sm_style *style = load_text(w, text);
    assert_non_null(style);
    sm_style_bind(style, &test_fields, "l", &w->diags);
    return style;
}

// `name` may be NULL: null.
static sm_feature feature_of(world *w, const char *name, double rank)
{
    sm_feature f = test_feature(w);
    sm_value *v = sm_arena_zero(w->arena, N_FIELDS, sizeof *v);
    v[0] = (sm_value){.type = name ? SM_VALUE_TEXT : SM_VALUE_NULL, .text = name};
    v[1] = (sm_value){.type = SM_VALUE_NUMBER, .number = rank};
    f.values = v;
    return f;
}

static int order(world *w, const sm_style *style, sm_feature a, sm_feature b)
{
    int forth = sm_style_order(w->arena, style, 0, &a, &b);
    int back = sm_style_order(w->arena, style, 0, &b, &a);
    assert_int_equal((forth > 0) - (forth < 0), (back < 0) - (back > 0));
    return (forth > 0) - (forth < 0);
}

static void test_order_by_several_fields(void **state)
{
    world *w = *state;
    const sm_style *style = bound(w, ONE_STYLE(FTS(OPTION("sortBy", "name, rank D"))));
    assert_int_equal(sm_diags_count(&w->diags, SM_WARNING), 0);
    size_t topmost = 9;
    assert_true(sm_style_sorts(style, &topmost));
    assert_int_equal(topmost, 0);
    assert_int_equal(order(w, style, feature_of(w, "Aghdam", 1), feature_of(w, "Fuzuli", 9)), -1);
    assert_int_equal(order(w, style, feature_of(w, "Aghdam", 10), feature_of(w, "Aghdam", 9)), -1);
    assert_int_equal(order(w, style, feature_of(w, "Aghdam", 9), feature_of(w, "Aghdam", 9)), 0);
    assert_int_equal(order(w, style, feature_of(w, NULL, 9), feature_of(w, "Aghdam", 9)), -1);
}

static void test_order_when_another_layer_has_other_fields(void **state)
{
    world *w = *state;
    static sm_field turned[] = {{"rank", SM_VALUE_NUMBER, 10, 0}, {"name", SM_VALUE_TEXT, 40, 0}};
    static const sm_fields others = {turned, 2, 2};
    sm_style *style = bound(w, ONE_STYLE(FTS(OPTION("sortBy", "name"))));
    sm_style_bind(style, &others, "m", &w->diags); // the same style for a second layer
    assert_int_equal(order(w, style, feature_of(w, "Aghdam", 9), feature_of(w, "Fuzuli", 1)), -1);
    sm_feature a = feature_of(w, "x", 0), b = a;
    const sm_value first[] = {{.type = SM_VALUE_NUMBER, .number = 5},
                              {.type = SM_VALUE_TEXT, .text = "Fuzuli"}};
    const sm_value second[] = {{.type = SM_VALUE_NUMBER, .number = 1},
                               {.type = SM_VALUE_TEXT, .text = "Jabrayil"}};
    a.fields = b.fields = &others;
    a.values = first;
    b.values = second;
    assert_int_equal(order(w, style, a, b), -1);
}

static void test_order_when_it_is_none(void **state)
{
    static const struct {
        const char *sort, *finding;
    } cases[] = {
        {"name X", "warning[W106]"},
        {"name D D", "warning[W106]"},
        {"name,,rank", "warning[W106]"},
        {"nam", "did you mean name?"},
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const sm_style *style = bound(
            w, sm_arena_printf(w->arena, ONE_STYLE(FTS(OPTION("sortBy", "%s"))), cases[i].sort));
        assert_string_contains(findings(w), cases[i].finding);
        assert_int_equal(order(w, style, feature_of(w, "A", 1), feature_of(w, "B", 2)), 0);
    }
}

static void test_styles_that_paint_together(void **state)
{
    world *w = *state;
#define IN(group, sort) FTS(OPTION("sortByGroup", group) OPTION("sortBy", sort))
    const sm_style *style = bound(
        w, ONE_STYLE(IN("roads", "rank") IN("roads", "rank") IN("roads", "name") FTS("") FTS("")));
    assert_int_equal(sm_style_paints_until(style, 0), 2);
    assert_int_equal(sm_style_paints_until(style, 2), 3); // sorted otherwise
    assert_int_equal(sm_style_paints_until(style, 3), 4); // in no group
}

static size_t count_in_legend(world *w, const sm_style *style, size_t rule)
{
    sm_feature f = test_feature(w);
    sm_symbols out;
    sm_style_rule_symbols(w->arena, style, rule, &f, &test_env, &out);
    return out.count;
}

static void test_parts_of_a_rule_for_the_map_or_the_legend(void **state)
{
    world *w = *state;
    const sm_style *style = load_clean(
        w,
        ONE_RULE("<LineSymbolizer><Stroke/>" OPTION(
            "inclusion", "mapOnly") "</LineSymbolizer>"
                                    "<PolygonSymbolizer><Fill/>" OPTION(
                                        "inclusion", "legendOnly") "</PolygonSymbolizer>" POINT));
    sm_symbols all = symbols_in(w, style, &test_env);
    assert_int_equal(all.count, 2);
    assert_int_equal(all.items[0].kind, SM_SYMBOL_LINE);
    assert_int_equal(all.items[1].kind, SM_SYMBOL_POINT);
    assert_int_equal(count_in_legend(w, style, 0), 2);
}

static void test_rules_for_the_map_or_the_legend(void **state)
{
    world *w = *state;
    sm_feature f = test_feature(w);
    const sm_style *style =
        load_clean(w, ONE_FTS("<Rule>" LINE OPTION(
                          "inclusion", "legendOnly") "</Rule>"
                                                     "<Rule><ElseFilter/>" POINT OPTION(
                                                         "inclusion", "mapOnly") "</Rule>"));
    sm_symbols all = symbols_in(w, style, &test_env);
    assert_int_equal(all.count, 1); // what paints nothing leaves the feature to the others
    assert_int_equal(all.items[0].kind, SM_SYMBOL_POINT);
    assert_true(sm_style_rule_explains(w->arena, style, 0, &f, &test_env));
    assert_false(sm_style_rule_explains(w->arena, style, 1, &f, &test_env));
    assert_int_equal(count_in_legend(w, style, 0), 1);
    assert_int_equal(count_in_legend(w, style, 1), 0);
    // What is for the legend alone paints nothing, whatever is in it says.
    style = load_clean(
        w,
        ONE_RULE("<LineSymbolizer><Stroke/>" OPTION(
            "inclusion", "mapOnly") "</LineSymbolizer>" POINT OPTION("inclusion", "legendOnly")));
    assert_int_equal(symbols_in(w, style, &test_env).count, 0);
    assert_int_equal(count_in_legend(w, style, 0), 1);
    style = load_clean(w, ONE_FTS("<Rule>" LINE "</Rule>" OPTION("inclusion", "legendOnly")));
    assert_int_equal(symbols_in(w, style, &test_env).count, 0);
    style = load_text(w, ONE_RULE(LINE OPTION("inclusion", "never")));
    assert_string_contains(findings(w), "warning[W106]");
    assert_int_equal(symbols_in(w, style, &test_env).count, 1);
}

#define MOVED_POINT(x)                                                                             \
    "<PointSymbolizer><Graphic><Displacement><DisplacementX>" x                                    \
    "</DisplacementX></Displacement></Graphic></PointSymbolizer>"
#define MOVED_LINE(d)                                                                              \
    "<LineSymbolizer><Stroke/><PerpendicularOffset>" d "</PerpendicularOffset></LineSymbolizer>"

static void test_samples_stay_in_their_swatch(void **state)
{
    world *w = *state;
    sm_feature f = test_feature(w);
    const sm_style *style =
        load_clean(w, ONE_RULE(MOVED_POINT("20") MOVED_POINT("30") MOVED_LINE("-12")));
    sm_symbols out;
    sm_style_rule_symbols(w->arena, style, 0, &f, &test_env, &out);
    assert_near(out.items[0].marks[0].shift_pt.x, -5 * SM_PT_PER_PX, 1e-9, "pt");
    assert_near(out.items[1].marks[0].shift_pt.x, 5 * SM_PT_PER_PX, 1e-9, "pt");
    assert_near(out.items[2].stroke.offset_pt, 0, 1e-9, "pt");
    assert_near(symbols_in(w, style, &test_env).items[2].stroke.offset_pt, -12 * SM_PT_PER_PX, 1e-9,
                "pt"); // on the map
}

static void test_graphic_when_nothing_stands_in_for_it(void **state)
{
    static const char *const names[] = {"circel", "${name}"};
    world *w = *state;
    for (size_t i = 0; i < 2; i++) {
        const sm_style *style = load_text(
            w, sm_arena_printf(w->arena,
                               ONE_RULE("<PointSymbolizer><Graphic><Mark><WellKnownName>%s"
                                        "</WellKnownName><Fill/></Mark></Graphic>" OPTION(
                                            "fallbackOnDefaultMark", "false") "</PointSymbolizer>"),
                               names[i]));
        sm_symbols all = symbols_in(w, style, &test_env);
        assert_string_contains(findings(w), "nothing is");
        assert_int_equal(all.items[0].n_marks, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_order_by_several_fields),
        WORLD_TEST(test_order_when_another_layer_has_other_fields),
        WORLD_TEST(test_order_when_it_is_none),
        WORLD_TEST(test_styles_that_paint_together),
        WORLD_TEST(test_parts_of_a_rule_for_the_map_or_the_legend),
        WORLD_TEST(test_rules_for_the_map_or_the_legend),
        WORLD_TEST(test_samples_stay_in_their_swatch),
        WORLD_TEST(test_graphic_when_nothing_stands_in_for_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
