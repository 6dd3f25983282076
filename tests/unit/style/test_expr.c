// Expressions, through the label that they make. Expected values: Java's Math and the SE 1.1 text
// for the functions, arithmetic by hand.
#include "style/style_of.h"

#define MAP(d, v) "<MapItem><Data>" d "</Data><Value>" v "</Value></MapItem>"
#define AT(d, v) "<InterpolationPoint><Data>" d "</Data><Value>" v "</Value></InterpolationPoint>"
#define LOOKUP(e) "<LookupValue>" e "</LookupValue>"

static const char *label_in(world *w, const char *expr, const sm_style_env *env)
{
    const char *text = sm_arena_printf(
        w->arena, ONE_RULE("<TextSymbolizer><Label>%s</Label></TextSymbolizer>"), expr);
    sm_symbols all = symbols_in(w, load_clean(w, text), env);
    assert_int_equal(all.count, 1);
    return all.items[0].label.text;
}

typedef struct expr_case {
    const char *expr, *expected;
} expr_case;

static void check_all(world *w, const expr_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *actual = label_in(w, cases[i].expr, &test_env);
        if (strcmp(actual, cases[i].expected) != 0) {
            fail_msg("%s gives \"%s\", expected \"%s\"", cases[i].expr, actual, cases[i].expected);
        }
    }
}

#define CHECK_ALL(state, cases) check_all(*(state), cases, sizeof(cases) / sizeof *(cases))

static void test_numbers_when_computed(void **state)
{
    static const expr_case cases[] = {
        {"<Add>" L("2") L("3") "</Add>", "5"},
        {"<Sub>" P("rank") L("3") "</Sub>", "-1"},
        {"<Mul>" L("1.5") P("rank") "</Mul>", "3"},
        {"<Div>" L("1") L("4") "</Div>", "0.25"},
        {"<Div>" L("1") L("0") "</Div>", ""},
        {F1("round", L("2.5")), "3"},
        {F1("round", L("-2.5")), "-2"},
        {F1("rint", L("2.5")), "2"},
        {F1("floor", L("-1.5")), "-2"},
        {F1("ceil", L("1.2")), "2"},
        {F1("abs", L("-7")), "7"},
        {F2("pow", L("2"), L("10")), "1024"},
        {F1("sqrt", L("-1")), ""},
        {F2("modulo", L("7"), L("4")), "3"},
        {F3("min", L("4"), P("rank"), L("9")), "2"},
        {F3("max", L("4"), P("rank"), L("9")), "9"},
        {F1("floor", F1("toDegrees", F0("pi"))), "180"},
        {F1("round", F1("sin", F1("toRadians", L("90")))), "1"},
        {F1("parseInt", L("7.9")), "7"},
        {F1("parseDouble", L("7.5")), "7.5"},
        {F1("parseDouble", P("name")), ""},
    };
    CHECK_ALL(state, cases);
}

static void test_logic_when_chosen(void **state)
{
    static const expr_case cases[] = {
        {F3("if_then_else", F2("equalTo", P("rank"), L("2")), L("a"), L("b")), "a"},
        {F3("if_then_else", F2("greaterThan", P("rank"), L("2")), L("a"), L("b")), "b"},
        {F3("if_then_else", F2("lessThan", P("since"), L("2020-10-10")), L("a"), L("b")), "a"},
        {F3("if_then_else", F2("lessEqualThan", P("since"), F1("env", L("date"))), L("a"), L("b")),
         "a"},
        {F3("if_then_else", F2("greaterThan", P("since"), F1("env", L("date"))), L("a"), L("b")),
         "b"},
        {F1("isNull", P("none")), "true"},
        {F1("isNull", P("name")), "false"},
        {F1("not", F1("isNull", P("none"))), "false"},
        {F2("notEqual", P("none"), L("x")), "true"},
        {F2("lessThan", P("none"), L("x")), "false"},
        {F3("between", P("rank"), L("2"), L("3")), "true"},
        {F3("in2", P("name"), L("Shusha"), L("Hadrut")), "true"},
        {F3("in", P("name"), L("Shusha"), L("hadrut")), "false"},
        {F2("coalesce", P("none"), L("z")), "z"},
    };
    CHECK_ALL(state, cases);
}

static void test_text_when_cut_and_joined(void **state)
{
    static const expr_case cases[] = {
        {"\n  A  " P("name") " (" P("rank") "\n B)\n", "A Hadrut (2 B)"},
        {P("name") " " P("rank"), "Hadrut 2"},
        {"\n" P("name") "\n  " P("rank") "\n", "Hadrut2"}, // laid out, not written
        {"<![CDATA[A ]]>" P("name") "<![CDATA[ B]]>", "A Hadrut B"},
        {P("name") L(" ") P("rank"), "Hadrut 2"},
        {P("since"), "2020-10-09"},
        {F2("strConcat", L("a"), L("b")), "ab"},
        {F3("Concatenate", L("a"), P("none"), L("c")), "ac"},
        {"<Concatenate><StringValue>a</StringValue><StringValue>" P(
             "rank") "</StringValue></Concatenate>",
         "a2"},
        {F1("strToUpperCase", P("name_az")), "ŞUŞA"},
        {F1("strToLowerCase", P("name")), "hadrut"},
        {F1("strCapitalize", L("gIRMIZI bazar")), "Girmizi Bazar"},
        {F3("strSubstring", P("name_az"), L("1"), L("3")), "uş"},
        {F2("strSubstringStart", P("name_az"), L("2")), "şa"},
        {F3("substr", P("name"), L("2"), L("3")), "adr"},
        {F1("strTrim", L("  x ")), "x"},
        {F1("strLength", P("name_az")), "4"},
        {F3("strReplace", P("name"), L("d"), L("DD")), "HaDDrut"},
        {F2("strStartsWith", P("name"), L("Had")), "true"},
        {F2("strStartsWith", P("name"), L("Hadrut!")), "false"},
        {F2("strEndsWith", P("name"), L("rut")), "true"},
        {F2("strEndsWith", P("name"), L("ru")), "false"},
        {F2("strIndexOf", P("name_az"), L("a")), "3"}, // of "Şuşa", in characters
        {F2("strIndexOf", P("name"), L("x")), "-1"},
        {F2("strLastIndexOf", L("a-b-c"), L("-")), "3"},
        {"<ChangeCase direction='toUpper'><StringValue>" P("name") "</StringValue></ChangeCase>",
         "HADRUT"},
        {"<ChangeCase direction='toLower'><StringValue>ABC</StringValue></ChangeCase>", "abc"},
        {"<StringLength><StringValue>" P("name_az") "</StringValue></StringLength>", "4"},
        {"<Substring><StringValue>" P("name") "</StringValue><Position>2</Position><Length>3"
                                              "</Length></Substring>",
         "adr"},
        {"<FormatNumber><NumericValue>" L("1234.5") "</NumericValue><Pattern>#,##0.00</Pattern>"
                                                    "</FormatNumber>",
         "1,234.50"},
        {F1("strReplace", L("a-a") L("a") L("b") L("false")), "b-a"},
    };
    CHECK_ALL(state, cases);
}

static void test_formats_when_patterned(void **state)
{
    static const expr_case cases[] = {
        {F2("numberFormat", L("#,##0.0"), L("1234567.25")), "1,234,567.2"},
        {F2("numberFormat", L("0.00"), L("3.14159")), "3.14"},
        {F2("numberFormat", L("#.##"), L("0.5")), ".5"},
        {F2("numberFormat", L("0.##"), L("2")), "2"},
        {F2("numberFormat", L("000"), L("7")), "007"},
        {F2("numberFormat", L("# km"), L("12.4")), "12 km"},
        {F2("numberFormat", L("0"), L("-0.2")), "0"},
        {F2("numberFormat", L("0"), L("-3")), "-3"},
        {F2("dateFormat", L("dd.MM.yyyy"), P("since")), "09.10.2020"},
        {F2("dateFormat", L("d.M.yy"), L("2020-01-05")), "5.1.20"},
        {F2("dateFormat", L("yyyy &apos;year&apos;"), P("since")), "2020 year"},
        {F2("dateFormat", L("yyyy"), P("name")), ""},
    };
    CHECK_ALL(state, cases);
}

static void test_transformations_when_looked_up(void **state)
{
    static const expr_case cases[] = {
        {"<Recode fallbackValue='z'>" LOOKUP(P("name")) MAP("Hadrut", "h")
             MAP("x", "y") "</Recode>",
         "h"},
        {"<Recode fallbackValue='z'>" LOOKUP(P("rank")) MAP("1", "h") "</Recode>", "z"},
        {F1("Recode", P("rank") L("1") L("one") L("2.0") L("two")), "two"},
        {"<Categorize fallbackValue='z'>" LOOKUP(P(
             "rank")) "<Value>low</Value><Threshold>2</Threshold><Value>high</Value></Categorize>",
         "high"},
        {"<Categorize fallbackValue='z' thresholdsBelongTo='preceding'>" LOOKUP(P(
             "rank")) "<Value>low</Value><Threshold>2</Threshold><Value>high</Value></Categorize>",
         "low"},
        {F1("Categorize", P("rank") L("a") L("1") L("b") L("3") L("c")), "b"},
        {"<Interpolate fallbackValue='0'>" LOOKUP(P("rank")) AT("0", "10")
             AT("4", "20") "</Interpolate>",
         "15"},
        {F1("Interpolate", L("9") L("0") L("10") L("4") L("20")), "20"},
        {F1("Interpolate", L("-9") L("0") L("10") L("4") L("20")), "10"},
        {F1("Interpolate", L("2") L("0") L("#000000") L("4") L("#ffffff") L("color")), "#808080"},
        // half a cosine from 0 to 1 is (1 - cos 60 degrees) / 2 at a third
        {F1("Interpolate", L("1") L("0") L("0") L("3") L("1") L("numeric") L("cosine")), "0.25"},
    };
    CHECK_ALL(state, cases);
}

static void test_geometry_when_measured(void **state)
{
    // the feature is a square of 2 by 2
    static const expr_case cases[] = {
        {F1("area", P("the_geom")), "4"},
        {F1("geomLength", P("the_geom")), "8"},
        {F1("dimension", P("the_geom")), "2"},
        {F1("geometryType", P("the_geom")), "Polygon"},
    };
    CHECK_ALL(state, cases);
}

static void test_environment_when_asked(void **state)
{
    static const expr_case cases[] = {
        {F1("env", L("lang")), "en"},
        {F1("env", L("date")), "2020-10-25"},
        {F1("env", L("wms_scale_denominator")), "1000000"},
        {F1("env", L("figure_width_mm")), "170"},
        {F2("env", L("variant"), L("colour")), "colour"},
        {F2("env", L("other"), L("d")), "d"},
    };
    CHECK_ALL(state, cases);
}

static void test_language_when_in_field_name(void **state)
{
    world *w = *state;
    sm_style_env az = test_env, uk = test_env;
    az.lang = "az";
    uk.lang = "uk";
    assert_string_equal(label_in(w, P("name_{lang}"), &test_env), "Shusha");
    assert_string_equal(label_in(w, P("name_{lang}"), &az), "Şuşa");
    assert_string_equal(label_in(w, P("name_{lang}"), &uk), "Shusha");
}

static void test_label_when_parts_are_empty(void **state)
{
    static const expr_case cases[] = {
        {P("name") "<![CDATA[\n]]>" P("name_en"), "Hadrut\nShusha"},
        {P("name") "<![CDATA[\n]]>" P("none"), "Hadrut"},
        {P("none") "<![CDATA[\n]]>" P("name"), "Hadrut"},
        {P("name") "<![CDATA[\n  \n]]>" P("rank"), "Hadrut\n2"},
    };
    CHECK_ALL(state, cases);
}

static void test_field_names_when_spelt_otherwise(void **state)
{
    static const expr_case cases[] = {
        {P("NAME"), "Hadrut"},
        {P("app:name"), "Hadrut"},
        {P("layer/app:name"), "Hadrut"},
        {"<ValueReference>name</ValueReference>", "Hadrut"},
    };
    CHECK_ALL(state, cases);
}

static void test_functions_when_not_possible(void **state)
{
    static const char *const bad[] = {
        F1("strToUperCase", P("name")),
        F1("pow", L("2")),
        F2("dateFormat", L("EEEE"), P("since")),
        F3("strReplace", P("name"), L("[a-z]"), L("")),
        F2("numberFormat", L("x"), L("1")),
        F1("env", L("langue")),
        F1("Interpolate", L("1") L("0") L("0") L("3") L("1") L("cubic")),
        "<Propertyname2/>",
        "<PropertyName/>",
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *text = sm_arena_printf(
            w->arena, ONE_RULE("<TextSymbolizer><Label>%s</Label></TextSymbolizer>"), bad[i]);
        assert_non_null(load_text(w, text));
        assert_string_contains(findings(w), "warning[W103]");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_numbers_when_computed),
        WORLD_TEST(test_logic_when_chosen),
        WORLD_TEST(test_text_when_cut_and_joined),
        WORLD_TEST(test_formats_when_patterned),
        WORLD_TEST(test_transformations_when_looked_up),
        WORLD_TEST(test_geometry_when_measured),
        WORLD_TEST(test_environment_when_asked),
        WORLD_TEST(test_language_when_in_field_name),
        WORLD_TEST(test_label_when_parts_are_empty),
        WORLD_TEST(test_field_names_when_spelt_otherwise),
        WORLD_TEST(test_functions_when_not_possible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
