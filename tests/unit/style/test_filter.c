// Filters: OGC 04-095 section 9 and 10; null as the two programs that write SLD treat it.
#include "style/style_of.h"

#define COMPARE(op, a, b) "<" op ">" a b "</" op ">"
#define EQUAL(a, b) COMPARE("PropertyIsEqualTo", a, b)
#define NOT(f) "<Not>" f "</Not>"
#define LIKE(attrs, pattern) "<PropertyIsLike " attrs ">" P("name") L(pattern) "</PropertyIsLike>"
#define STARS "wildCard='*' singleChar='?' escape='!'"
#define BETWEEN(v, lo, hi)                                                                         \
    "<PropertyIsBetween>" v "<LowerBoundary>" lo "</LowerBoundary><UpperBoundary>" hi              \
    "</UpperBoundary></PropertyIsBetween>"

typedef struct filter_case {
    const char *filter;
    bool std, qgis;
} filter_case;

static bool holds(world *w, const char *filter, bool qgis)
{
    static const char rule[] = "<Filter>%s</Filter><LineSymbolizer><Stroke/></LineSymbolizer>";
    const char *content = sm_arena_printf(w->arena, rule, filter);
    const char *text = sm_arena_printf(w->arena, qgis ? QGIS_RULE("%s") : ONE_RULE("%s"), content);
    return symbols_of(w, text).count == 1;
}

static void check_all(world *w, const filter_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (holds(w, cases[i].filter, false) != cases[i].std) {
            fail_msg("std: %s should be %d", cases[i].filter, cases[i].std);
        }
        if (holds(w, cases[i].filter, true) != cases[i].qgis) {
            fail_msg("qgis: %s should be %d", cases[i].filter, cases[i].qgis);
        }
    }
}

#define CHECK_ALL(state, cases) check_all(*(state), cases, sizeof(cases) / sizeof *(cases))

static void test_comparisons_when_typed(void **state)
{
    static const filter_case cases[] = {
        {EQUAL(P("rank"), L("2.0")), true, true}, // a numeric field compares as a number
        {EQUAL(P("rank"), L("2x")), false, false},
        {EQUAL(P("name"), L("Hadrut")), true, true},
        {EQUAL(P("name"), L("hadrut")), false, false},
        {"<PropertyIsEqualTo matchCase='false'>" P("name") L("hADRUT") "</PropertyIsEqualTo>", true,
         true},
        {COMPARE("PropertyIsNotEqualTo", P("name"), L("Shusha")), true, true},
        {COMPARE("PropertyIsLessThan", P("rank"), L("10")), true, true},
        {COMPARE("PropertyIsLessThan", L("10"), P("rank")), false, false},
        {COMPARE("PropertyIsLessThanOrEqualTo", P("rank"), L("2")), true, true},
        {COMPARE("PropertyIsGreaterThan", P("rank"), L("2")), false, false},
        {COMPARE("PropertyIsGreaterThanOrEqualTo", P("rank"), L("2")), true, true},
        {COMPARE("PropertyIsLessThan", P("since"), L("2020-10-10")), true, true},
        {COMPARE("PropertyIsLessThanOrEqualTo", P("since"), F1("env", L("date"))), true, true},
        {EQUAL(P("since"), L("2020-10-09")), true, true},
        {EQUAL(F1("strLength", P("name")), L("6")), true, true},
        {EQUAL(F1("isNull", P("none")), L("true")), true, true},
        {BETWEEN(P("rank"), L("2"), L("3")), true, true},
        {BETWEEN(P("rank"), L("1"), L("2")), true, true},
        {BETWEEN(P("rank"), L("2.1"), L("3")), false, false},
        {"<FeatureId fid='layer.7'/>", true, true},
        {"<FeatureId fid='layer.8'/><FeatureId fid='layer.7'/>", true, true},
        {"<FeatureId fid='layer.8'/>", false, false},
    };
    CHECK_ALL(state, cases);
}

static void test_like_when_patterned(void **state)
{
    static const filter_case cases[] = {
        {LIKE(STARS, "Had*"), true, true},
        {LIKE(STARS, "*rut"), true, true},
        {LIKE(STARS, "*d*t"), true, true},
        {LIKE(STARS, "Hadru?"), true, true},
        {LIKE(STARS, "Hadrut?"), false, false},
        {LIKE(STARS, "adru"), false, false}, // the whole string, not a part
        {LIKE(STARS, "Hadrut*"), true, true},
        {LIKE(STARS, "Had!*"), false, false},
        {LIKE(STARS, "H!adrut"), true, true}, // an escaped letter is itself
        {LIKE(STARS, "hadrut"), false, false},
        {LIKE(STARS " matchCase='false'", "hADR*"), true, true},
        {LIKE("wildCard='%' singleChar='_' escapeChar='\\'", "H_dr%"), true, true},
        {LIKE(STARS, "**a*a*a*a*a*a*a*a*a*b"), false, false},
    };
    CHECK_ALL(state, cases);
}

static void test_null_when_compared(void **state)
{
    static const filter_case cases[] = {
        {"<PropertyIsNull>" P("none") "</PropertyIsNull>", true, true},
        {"<PropertyIsNull>" P("name") "</PropertyIsNull>", false, false},
        {EQUAL(P("none"), L("x")), false, false},
        {EQUAL(P("none"), P("none")), true, false},
        {COMPARE("PropertyIsNotEqualTo", P("none"), L("x")), true, false},
        {NOT(EQUAL(P("none"), L("x"))), true, false},
        {NOT(COMPARE("PropertyIsLessThan", P("none"), L("1"))), true, false},
        {NOT(BETWEEN(P("none"), L("1"), L("2"))), true, false},
        {NOT("<PropertyIsLike " STARS ">" P("none") L("*") "</PropertyIsLike>"), true, false},
    };
    CHECK_ALL(state, cases);
}

static void test_logic_when_nested(void **state)
{
    static const char yes[] = EQUAL(P("rank"), L("2"));
    static const filter_case cases[] = {
        {"<And>" EQUAL(P("rank"), L("2")) EQUAL(P("name"), L("Hadrut")) "</And>", true, true},
        {"<And>" EQUAL(P("rank"), L("2")) EQUAL(P("name"), L("x")) "</And>", false, false},
        {"<Or>" EQUAL(P("rank"), L("1")) EQUAL(P("name"), L("Hadrut")) "</Or>", true, true},
        {"<Or>" EQUAL(P("none"), L("1")) EQUAL(P("rank"), L("2")) "</Or>", true, true},
        {NOT("<And>" EQUAL(P("none"), L("1")) EQUAL(P("rank"), L("3")) "</And>"), true, true},
        {NOT("<Or>" EQUAL(P("none"), L("1")) EQUAL(P("rank"), L("3")) "</Or>"), true, false},
        {NOT(NOT(EQUAL(P("rank"), L("2")))), true, true},
        {yes, true, true},
    };
    CHECK_ALL(state, cases);
}

static void test_rule_when_filter_is_not_understood(void **state)
{
    static const char *const bad[] = {
        "<BBOX>" P("geom") "<Envelope/></BBOX>",
        "<And/>",
        NOT(EQUAL(P("rank"), L("2")) EQUAL(P("rank"), L("3"))),
        EQUAL(P("rank"), ""),
        EQUAL(P("rank"), L("1") L("2")),
        EQUAL(P("rank"), F1("nosuch", L("1"))),
        EQUAL(P("rank"), L("2")) EQUAL(P("rank"), L("2")),
        "<PropertyIsBetween>" P("rank") "<LowerBoundary>" L("1") "</LowerBoundary>"
                                                                 "</PropertyIsBetween>",
        "<FeatureId fid='layer'/>",
        "<PropertyIsEqualto2/>",
        "<And>" EQUAL(P("rank"), L("2")) "<Bogus/></And>",
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *text = sm_arena_printf(
            w->arena, ONE_RULE("<Filter>%s</Filter><LineSymbolizer><Stroke/></LineSymbolizer>"),
            bad[i]);
        sm_style *style = load_text(w, text);
        assert_non_null(style);
        assert_string_contains(findings(w), "warning[W103]");
        if (symbols_in(w, style, &test_env).count) {
            fail_msg("drawn although not understood: %s", bad[i]);
        }
    }
}

static void test_rule_when_filter_is_empty(void **state)
{
    world *w = *state;
    sm_style *style = load_text(w, ONE_RULE("<Filter/><LineSymbolizer><Stroke/></LineSymbolizer>"));
    assert_string_contains(findings(w), "warning[W103]");
    assert_int_equal(symbols_in(w, style, &test_env).count, 1);
}

// ---- Spatial operators; the feature is the square (0 0, 2 2)
// --------------------------------------

#define NEAR_TO(op, distance, geometry) "<" op ">" P("geom") geometry distance "</" op ">"
#define SPATIAL(op, geometry) NEAR_TO(op, "", geometry)
#define POINT(x, y) "<Point><pos>" x " " y "</pos></Point>"
#define BOX(a, b)                                                                                  \
    "<Envelope><lowerCorner>" a "</lowerCorner><upperCorner>" b "</upperCorner></Envelope>"
#define POLYGON(list)                                                                              \
    "<Polygon><exterior><LinearRing><posList>" list "</posList></LinearRing></exterior></Polygon>"
#define KM(d) "<Distance units='km'>" d "</Distance>"

static void test_relations_when_spatial(void **state)
{
    static const filter_case cases[] = {
        {SPATIAL("BBOX", BOX("1 1", "9 9")), true, true},
        {SPATIAL("BBOX", BOX("3 1", "9 9")), false, false},
        {SPATIAL("BBOX", "<Box><coordinates>1,1 9,9</coordinates></Box>"), true, true},
        {SPATIAL("BBOX",
                 "<Box><coord><X>3</X><Y>1</Y></coord><coord><X>9</X><Y>9</Y></coord></Box>"),
         false, false},
        {SPATIAL("Intersects", POINT("1", "1")), true, true},
        {SPATIAL("Intersects", L(POINT("1", "3"))), false, false},
        {SPATIAL("Disjoint", POINT("1", "3")), true, true},
        {SPATIAL("Contains", POINT("1", "1")), true, true},
        {SPATIAL("Contains", POINT("2", "1")), false, false}, // on the edge is not inside
        {SPATIAL("Touches", POINT("2", "1")), true, true},
        {SPATIAL("Within", POLYGON("-1 -1 -1 3 3 3 3 -1 -1 -1")), true, true},
        {SPATIAL("Within", POLYGON("1 -1 1 3 3 3 3 -1 1 -1")), false, false},
        {SPATIAL("Overlaps", POLYGON("1 -1 1 3 3 3 3 -1 1 -1")), true, true},
        {SPATIAL("Equals", POLYGON("0 0 2 0 2 2 0 2 0 0")), true, true},
        {SPATIAL("Crosses", "<LineString><posList>-1 1 3 1</posList></LineString>"), true, true},
        // a hole around the feature
        {SPATIAL("Intersects",
                 "<Polygon><outerBoundaryIs><LinearRing><coordinates>-9,-9 9,-9 9,9 -9,9 -9,-9"
                 "</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing>"
                 "<coordinates>-3,-3 3,-3 3,3 -3,3 -3,-3</coordinates></LinearRing>"
                 "</innerBoundaryIs></Polygon>"),
         false, false},
        {SPATIAL("Intersects",
                 "<MultiPoint><pointMember>" POINT(
                     "9", "9") "</pointMember>"
                               "<pointMember>" POINT("1", "1") "</pointMember></MultiPoint>"),
         true, true},
        // the urn counts latitude first
        {SPATIAL("Contains",
                 "<Point srsName='urn:ogc:def:crs:EPSG::4326'><pos>1.5 0.5</pos></Point>"),
         true, true},
        // one degree of the equator is 111.32 km, of its meridian 110.57 km
        {NEAR_TO("DWithin", KM("111.4"), POINT("3", "1")), true, true},
        {NEAR_TO("DWithin", KM("111.2"), POINT("3", "1")), false, false},
        {NEAR_TO("DWithin", KM("110.7"), POINT("1", "3")), true, true},
        {NEAR_TO("DWithin", KM("110.4"), POINT("1", "3")), false, false},
        {NEAR_TO("Beyond", KM("100"), POINT("1", "3")), true, true},
        {NEAR_TO("Beyond", KM("120"), POINT("1", "3")), false, false},
    };
    CHECK_ALL(state, cases);
}

static void test_relations_when_not_understood(void **state)
{
    world *w = *state;
    static const char *const cases[][2] = {
        {SPATIAL("Intersects", "<Point srsName='EPSG:32638'><pos>1 1</pos></Point>"),
         "other than WGS 84"},
        {SPATIAL("Intersects", "<Point><pos>1</pos></Point>"), "odd number"},
        {SPATIAL("Intersects", "<Point><pos>a b</pos></Point>"), "no number"},
        {SPATIAL("Intersects", "<Point><pos>1 100</pos></Point>"), "no longitude"},
        {SPATIAL("Intersects", POLYGON("0 0 1 1 2 0")), "not closed"},
        {SPATIAL("Intersects", BOX("0 0", "")), "without two corners"},
        {SPATIAL("Intersects", "<Circle/>"), "no geometry"},
        {SPATIAL("Intersects", ""), "no geometry"},
        {NEAR_TO("DWithin", "<Distance units='furlongs'>1</Distance>", POINT("1", "1")),
         "no distance"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sm_style *style = load_text(
            w,
            sm_arena_printf(
                w->arena, ONE_RULE("<Filter>%s</Filter><LineSymbolizer><Stroke/></LineSymbolizer>"),
                cases[i][0]));
        assert_non_null(style);
        assert_string_contains(findings(w), "warning[W103]");
        assert_string_contains(findings(w), cases[i][1]);
        assert_int_equal(symbols_in(w, style, &test_env).count, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_comparisons_when_typed),
        WORLD_TEST(test_relations_when_spatial),
        WORLD_TEST(test_relations_when_not_understood),
        WORLD_TEST(test_like_when_patterned),
        WORLD_TEST(test_null_when_compared),
        WORLD_TEST(test_logic_when_nested),
        WORLD_TEST(test_rule_when_filter_is_not_understood),
        WORLD_TEST(test_rule_when_filter_is_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
