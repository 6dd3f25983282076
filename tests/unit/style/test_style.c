// Rules: which draw, in what order, what the legend shows, what the fields must hold.
#include "style/style_of.h"

#define LINE(color)                                                                                \
    "<LineSymbolizer><Stroke><CssParameter name='stroke'>" color                                   \
    "</CssParameter></Stroke></LineSymbolizer>"
#define RULE(content) "<Rule>" content "</Rule>"
#define FTS(rules) "<FeatureTypeStyle>" rules "</FeatureTypeStyle>"
#define RANK_IS(n) "<Filter><PropertyIsEqualTo>" P("rank") L(n) "</PropertyIsEqualTo></Filter>"
#define OPTION(name, value) "<VendorOption name='" name "'>" value "</VendorOption>"
#define MIN(n) "<MinScaleDenominator>" n "</MinScaleDenominator>"
#define MAX(n) "<MaxScaleDenominator>" n "</MaxScaleDenominator>"
#define A "#aa0000"
#define B "#bb0000"
#define C "#cc0000"

// The red parts of the lines drawn, in order, as letters: "abc" for A, B, C.
static const char *drawn(world *w, const sm_style *style, const sm_style_env *env)
{
    sm_symbols all = symbols_in(w, style, env);
    sm_str out;
    sm_str_init(&out, w->arena);
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].kind == SM_SYMBOL_LINE) {
            sm_str_printf(&out, "%c", "?abc"[(all.items[i].stroke.pen.color.r - 0x99) / 0x11]);
        }
    }
    return out.text;
}

static const char *drawn_by(world *w, const char *text)
{
    return drawn(w, load_clean(w, text), &test_env);
}

static void test_rules_when_filtered(void **state)
{
    world *w = *state;
    assert_string_equal(
        drawn_by(w, ONE_FTS(RULE(LINE(A)) RULE(RANK_IS("2") LINE(B)) RULE(RANK_IS("3") LINE(C)))),
        "ab");
    assert_string_equal(drawn_by(w, ONE_FTS(RULE(LINE(B) LINE(A)))), "ba");
}

static void test_else_when_others_match(void **state)
{
    world *w = *state;
    assert_string_equal(
        drawn_by(w, ONE_FTS(RULE(RANK_IS("2") LINE(A)) RULE("<ElseFilter/>" LINE(B)))), "a");
    assert_string_equal(
        drawn_by(w, ONE_FTS(RULE(RANK_IS("3") LINE(A)) RULE("<ElseFilter/>" LINE(B)))), "b");
    // what does not draw at this scale does not count
    assert_string_equal(
        drawn_by(w, ONE_FTS(RULE(RANK_IS("2") MAX("1000") LINE(A)) RULE("<ElseFilter/>" LINE(B)))),
        "b");
    // and each FeatureTypeStyle is for itself
    assert_string_equal(
        drawn_by(w, ONE_STYLE(FTS(RULE(RANK_IS("2") LINE(A))) FTS(RULE("<ElseFilter/>" LINE(B))))),
        "ab");
}

static void test_else_when_labels_match(void **state)
{
    world *w = *state;
#define LABELLED                                                                                   \
    RULE(RANK_IS("2") "<TextSymbolizer><Label>x</Label></TextSymbolizer>")                         \
    RULE("<ElseFilter/>" LINE(B))
    assert_string_equal(drawn_by(w, ONE_FTS(LABELLED)), "");
    assert_string_equal(drawn_by(w, QGIS_FTS(LABELLED)), "b");
#undef LABELLED
}

static void test_rules_when_first_counts(void **state)
{
    world *w = *state;
    assert_string_equal(drawn_by(w, ONE_FTS(RULE(RANK_IS("3") LINE(A)) RULE(LINE(B)) RULE(LINE(C))
                                                OPTION("ruleEvaluation", "first"))),
                        "b");
    assert_string_equal(
        drawn_by(w, ONE_FTS(RULE(LINE(B)) RULE(LINE(C)) OPTION("ruleEvaluation", "all"))), "bc");
}

static void test_scale_when_at_the_limits(void **state)
{
    world *w = *state;
    sm_style *style = load_clean(w, ONE_FTS(RULE(MIN("1000") MAX("2000") LINE(A))));
    static const struct {
        double scale;
        const char *drawn;
    } cases[] = {{999, ""}, {1000, "a"}, {1999, "a"}, {2000, ""}};
    for (size_t i = 0; i < 4; i++) {
        sm_style_env env = test_env;
        env.scale_denom = cases[i].scale;
        assert_string_equal(drawn(w, style, &env), cases[i].drawn);
    }
}

static void test_order_when_several_styles(void **state)
{
    world *w = *state;
    sm_symbols all = symbols_of(w, ONE_STYLE(FTS(RULE(LINE(A)) RULE(LINE(B))) FTS(RULE(LINE(C)))));
    assert_int_equal(all.count, 3);
    assert_int_equal(all.items[0].fts, 0);
    assert_int_equal(all.items[1].fts, 0);
    assert_int_equal(all.items[1].rule, 1);
    assert_int_equal(all.items[2].fts, 1);
    assert_int_equal(all.items[2].rule, 2);
}

static void test_layer_when_constrained(void **state)
{
    world *w = *state;
#define CONSTRAINED(filter)                                                                        \
    SLD("<NamedLayer><Name>l</Name><LayerFeatureConstraints><FeatureTypeConstraint>" filter        \
        "</FeatureTypeConstraint></LayerFeatureConstraints><UserStyle>" FTS(                       \
            RULE(LINE(A))) "</UserStyle></NamedLayer>")
    assert_string_equal(drawn_by(w, CONSTRAINED(RANK_IS("2"))), "a");
    assert_string_equal(drawn_by(w, CONSTRAINED(RANK_IS("3"))), "");
    assert_false(sm_style_is_constant(load_clean(w, CONSTRAINED(RANK_IS("2")))));
    sm_style *style = load_text(w, CONSTRAINED("<Filter><Nonsense/></Filter>"));
    assert_string_equal(drawn(w, style, &test_env), "");
#undef CONSTRAINED
}

static void test_constant_when_no_field_is_named(void **state)
{
    world *w = *state;
    assert_true(sm_style_is_constant(load_clean(w, ONE_RULE(LINE(A)))));
    assert_true(sm_style_is_constant(load_clean(
        w, ONE_RULE("<TextSymbolizer><Label>" F1("env", L("lang")) "</Label></TextSymbolizer>"))));
    static const char *const vary[] = {
        RANK_IS("2") LINE(A),
        "<Filter><FeatureId fid='a.1'/></Filter>" LINE(A),
        "<TextSymbolizer><Label>" P("name") "</Label></TextSymbolizer>",
        "<TextSymbolizer><Label>" F1("area", P("geom")) "</Label></TextSymbolizer>",
        "<Filter><Not><PropertyIsNull>" P("name") "</PropertyIsNull></Not></Filter>" LINE(A),
    };
    for (size_t i = 0; i < sizeof vary / sizeof *vary; i++) {
        const char *text = sm_arena_printf(w->arena, ONE_RULE("%s"), vary[i]);
        assert_false(sm_style_is_constant(load_clean(w, text)));
    }
}

// ---- Fields -------------------------------------------------------------------------------------

static void test_bind_when_a_field_is_missing(void **state)
{
    world *w = *state;
    sm_style *style =
        load_clean(w, ONE_FTS(RULE("<Filter><Or><PropertyIsEqualTo>" P("rnak")
                                       L("2") "</PropertyIsEqualTo><PropertyIsNull>" P(
                                           "nosuch") "</PropertyIsNull></Or></Filter>" LINE(A))
                                  RULE(LINE(B))));
    sm_style_bind(style, &test_fields, "places", &w->diags);
    assert_int_equal(sm_diags_count(&w->diags, SM_WARNING), 1); // once per rule
    assert_string_contains(findings(w), "warning[W113]: layer places has no field rnak");
    assert_string_contains(findings(w), "did you mean rank?");
    assert_string_equal(drawn(w, style, &test_env), "b");
}

static void test_bind_when_a_name_is_cut(void **state)
{
    world *w = *state;
    static sm_field items[] = {{"population", SM_VALUE_NUMBER, 10, 0}};
    static const sm_fields fields = {items, 1, 1};
    sm_style *style = load_clean(
        w, ONE_RULE("<TextSymbolizer><Label>" P("population_2020") "</Label></TextSymbolizer>"));
    sm_style_bind(style, &fields, "towns", &w->diags);
    assert_string_contains(findings(w), "population is taken");
    sm_value v = {.type = SM_VALUE_NUMBER, .number = 5};
    sm_path empty;
    sm_path_init(&empty, w->arena, SM_SPACE_LONLAT, SM_SHAPE_POINTS);
    const sm_feature f = {1, &fields, &v, &empty};
    sm_symbols out;
    sm_style_resolve(w->arena, style, &f, &test_env, &out, &w->diags);
    assert_string_equal(out.items[0].label.text, "5");
}

static void test_bind_when_the_name_has_a_language(void **state)
{
    world *w = *state;
#define LABEL(name) ONE_RULE("<TextSymbolizer><Label>" P(name) "</Label></TextSymbolizer>")
    sm_style *style = load_clean(w, LABEL("name_{lang}"));
    sm_style_bind(style, &test_fields, "places", &w->diags);
    assert_int_equal(sm_diags_count(&w->diags, SM_WARNING), 0);
    style = load_clean(w, LABEL("title_{lang}"));
    sm_style_bind(style, &test_fields, "places", &w->diags);
    assert_string_contains(findings(w), "warning[W113]");
#undef LABEL
}

// ---- Legend -------------------------------------------------------------------------------------

static void test_legend_when_titled(void **state)
{
    world *w = *state;
    sm_style *style = load_clean(
        w,
        ONE_FTS(RULE(
            "<Name>one</Name><Title>First<Localized lang='az'>Birinci</Localized></Title>" LINE(A))
                    RULE("<Name>two</Name><Description><Title>Second</Title>"
                         "<Abstract>long</Abstract></Description>" LINE(B))
                        RULE("<Name>three</Name>" LINE(C)) RULE(LINE(C))));
    assert_int_equal(sm_style_rule_count(style), 4);
    assert_string_equal(sm_style_rule_name(style, 0), "one");
    assert_string_equal(sm_style_rule_title(style, 0, "en"), "First");
    assert_string_equal(sm_style_rule_title(style, 0, "az"), "Birinci");
    assert_string_equal(sm_style_rule_title(style, 0, "uk"), "First");
    assert_string_equal(sm_style_rule_title(style, 1, "en"), "Second");
    assert_string_equal(sm_style_rule_title(style, 2, "en"), "three");
    assert_null(sm_style_rule_title(style, 3, "en"));
    assert_null(sm_style_rule_name(style, 3));
}

static void test_legend_when_symbols_are_asked(void **state)
{
    world *w = *state;
    sm_style *style =
        load_clean(w, ONE_FTS(RULE(RANK_IS("9") LINE(A) LINE(B)) RULE(
                          "<LegendGraphic><Graphic><Mark><Fill/></Mark><Size>9</Size></Graphic>"
                          "</LegendGraphic>" LINE(C))));
    sm_symbols out;
    sm_style_rule_symbols(w->arena, style, 0, NULL, &test_env, &out); // filters do not matter
    assert_int_equal(out.count, 2);
    assert_int_equal(out.items[1].stroke.pen.color.r, 0xbb);
    sm_style_rule_symbols(w->arena, style, 1, NULL, &test_env, &out);
    assert_int_equal(out.count, 1);
    assert_int_equal(out.items[0].kind, SM_SYMBOL_POINT);
}

static void test_legend_when_values_need_a_feature(void **state)
{
    world *w = *state;
    sm_style *style =
        load_clean(w, ONE_RULE("<LineSymbolizer><Stroke><CssParameter name='stroke-width'>" P(
                          "rank") "</CssParameter></Stroke></LineSymbolizer>"));
    sm_symbols out;
    sm_style_rule_symbols(w->arena, style, 0, NULL, &test_env, &out);
    assert_near(out.items[0].stroke.pen.width_pt, SM_PT_PER_PX, 1e-9, "pt");
    sm_feature f = test_feature(w);
    sm_style_rule_symbols(w->arena, style, 0, &f, &test_env, &out);
    assert_near(out.items[0].stroke.pen.width_pt, 2 * SM_PT_PER_PX, 1e-9, "pt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_rules_when_filtered),
        WORLD_TEST(test_else_when_others_match),
        WORLD_TEST(test_else_when_labels_match),
        WORLD_TEST(test_rules_when_first_counts),
        WORLD_TEST(test_scale_when_at_the_limits),
        WORLD_TEST(test_order_when_several_styles),
        WORLD_TEST(test_layer_when_constrained),
        WORLD_TEST(test_constant_when_no_field_is_named),
        WORLD_TEST(test_bind_when_a_field_is_missing),
        WORLD_TEST(test_bind_when_a_name_is_cut),
        WORLD_TEST(test_bind_when_the_name_has_a_language),
        WORLD_TEST(test_legend_when_titled),
        WORLD_TEST(test_legend_when_symbols_are_asked),
        WORLD_TEST(test_legend_when_values_need_a_feature),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
