// Resolved symbols: every parameter in points, both dialects. 1 px = 0.28 mm (OGC 05-077r4,
// 11.1.2).
#include "style/style_of.h"

#define PX (0.28 * 72 / 25.4)
#define MM (72 / 25.4)
#define CSS(name, value) "<SvgParameter name='" name "'>" value "</SvgParameter>"
#define OPTION(name, value) "<VendorOption name='" name "'>" value "</VendorOption>"
#define STROKE(content) "<Stroke>" content "</Stroke>"
#define LINE(content) "<LineSymbolizer>" content "</LineSymbolizer>"
#define POLYGON(content) "<PolygonSymbolizer>" content "</PolygonSymbolizer>"
#define MARK(name, content) "<Mark><WellKnownName>" name "</WellKnownName>" content "</Mark>"
#define GRAPHIC(content) "<Graphic>" content "</Graphic>"
#define POINT(content) "<PointSymbolizer>" GRAPHIC(content) "</PointSymbolizer>"
#define TEXT(content) "<TextSymbolizer><Label>x</Label>" content "</TextSymbolizer>"
#define GRAPHIC_FILL(content)                                                                      \
    POLYGON("<Fill><GraphicFill>" GRAPHIC(content) "</GraphicFill></Fill>")
#define METRE "uom='http://www.opengeospatial.org/se/units/metre'"
#define FOOT "uom='http://www.opengeospatial.org/se/units/foot'"

static void assert_color(sm_color c, unsigned hex, unsigned alpha)
{
    unsigned actual = (unsigned)c.r << 16 | (unsigned)c.g << 8 | c.b;
    assert_int_equal(actual, hex);
    assert_int_equal(c.a, alpha);
}

// The symbol of a text that may be warned about.
static const sm_symbol *loose(world *w, const char *text)
{
    sm_style *style = load_text(w, text);
    assert_non_null(style);
    sm_symbols all = symbols_in(w, style, &test_env);
    assert_int_equal(all.count, 1);
    return &all.items[0];
}

// ---- Strokes ------------------------------------------------------------------------------------

static void test_stroke_when_default(void **state)
{
    const sm_symbol *s = symbol_of(*state, ONE_RULE(LINE(STROKE(""))));
    assert_int_equal(s->kind, SM_SYMBOL_LINE);
    assert_true(s->stroke.has_pen);
    assert_near(s->stroke.pen.width_pt, PX, 1e-9, "pt");
    assert_color(s->stroke.pen.color, 0x000000, 255);
    assert_int_equal(s->stroke.pen.cap, SM_CAP_BUTT);
    assert_int_equal(s->stroke.pen.join, SM_JOIN_MITER);
    assert_int_equal(s->stroke.pen.n_dash, 0);
}

static void test_stroke_when_all_is_said(void **state)
{
    const sm_pen pen =
        symbol_of(
            *state,
            ONE_RULE(LINE(STROKE(
                CSS("stroke", "#ff8000") CSS("stroke-width", "2.5") CSS("stroke-opacity", "0.5")
                    CSS("stroke-linejoin", "mitre") CSS("stroke-linecap", "round")
                        CSS("stroke-dasharray", "10, 8 9") CSS("stroke-dashoffset", "4")))))
            ->stroke.pen;
    assert_near(pen.width_pt, 2.5 * PX, 1e-9, "pt");
    assert_color(pen.color, 0xff8000, 128);
    assert_int_equal(pen.cap, SM_CAP_ROUND);
    assert_int_equal(pen.n_dash, 6); // an odd pattern is doubled
    const double expected[] = {10, 8, 9, 10, 8, 9};
    for (size_t i = 0; i < 6; i++) {
        assert_near(pen.dash_pt[i], expected[i] * PX, 1e-9, "pt");
    }
    assert_near(pen.dash_offset_pt, 4 * PX, 1e-9, "pt");
}

static void test_unit_when_on_the_ground(void **state)
{
    world *w = *state;
    // at 1 : 1 000 000 a kilometre is a millimetre
    const char *metre = ONE_RULE("<LineSymbolizer " METRE
                                 ">" STROKE(CSS("stroke-width", "1000")) "</LineSymbolizer>");
    assert_near(symbol_of(w, metre)->stroke.pen.width_pt, MM, 1e-9, "pt");
    const char *foot = ONE_RULE("<LineSymbolizer " FOOT
                                ">" STROKE(CSS("stroke-width", "1000")) "</LineSymbolizer>");
    assert_near(symbol_of(w, foot)->stroke.pen.width_pt, 0.3048 * MM, 1e-9, "pt");
    const char *bare = ONE_RULE(
        "<LineSymbolizer uom='#metre'>" STROKE(CSS("stroke-width", "1000")) "</LineSymbolizer>");
    assert_near(symbol_of(w, bare)->stroke.pen.width_pt, MM, 1e-9, "pt");
    assert_string_contains(findings(w), "note[N204]");
}

static void test_unit_when_in_the_value(void **state)
{
    world *w = *state;
    assert_near(
        symbol_of(w, ONE_RULE(LINE(STROKE(CSS("stroke-width", "3px")))))->stroke.pen.width_pt,
        3 * PX, 1e-9, "pt");
    assert_near(
        symbol_of(w, ONE_RULE(LINE(STROKE(CSS("stroke-width", "2000m")))))->stroke.pen.width_pt,
        2 * MM, 1e-9, "pt");
    assert_near(
        symbol_of(w, ONE_RULE(LINE(STROKE(CSS("stroke-width", "1000ft")))))->stroke.pen.width_pt,
        0.3048 * MM, 1e-9, "pt");
}

static void test_unit_when_ours(void **state)
{
    world *w = *state;
    const char *mm = ONE_RULE(LINE(STROKE(CSS("stroke-width", "0.8")) OPTION("sitmap-uom", "mm")));
    assert_near(symbol_of(w, mm)->stroke.pen.width_pt, 0.8 * MM, 1e-9, "pt");
    const char *pt = ONE_RULE(LINE(STROKE(CSS("stroke-width", "0.8")) OPTION("sitmap-uom", "pt")));
    assert_near(symbol_of(w, pt)->stroke.pen.width_pt, 0.8, 1e-9, "pt");
}

static void test_width_when_zero(void **state)
{
    world *w = *state;
    const sm_symbol *s = symbol_of(w, ONE_RULE(LINE(STROKE(CSS("stroke-width", "0")))));
    assert_near(s->stroke.pen.width_pt, 0.3, 1e-9, "pt");
    assert_string_contains(findings(w), "note[N207]");
}

static void test_value_when_computed(void **state)
{
    world *w = *state;
    const char *text =
        ONE_RULE(LINE(STROKE(CSS("stroke-width", "<Mul>" P("rank") L("3") "</Mul>") CSS(
            "stroke", F3("if_then_else", F2("equalTo", P("name"), L("Hadrut")), L("#102030"),
                         L("#000000"))))));
    const sm_symbol *s = symbol_of(w, text);
    assert_near(s->stroke.pen.width_pt, 6 * PX, 1e-9, "pt");
    assert_color(s->stroke.pen.color, 0x102030, 255);
}

static void test_dash_when_a_pen_preset(void **state)
{
    world *w = *state;
#define DASHED(pattern) LINE(STROKE(CSS("stroke-width", "5") CSS("stroke-dasharray", pattern)))
    assert_near(symbol_of(w, ONE_RULE(DASHED("4 2")))->stroke.pen.dash_pt[0], 4 * PX, 1e-9, "pt");
    assert_near(symbol_of(w, QGIS_RULE(DASHED("4 2")))->stroke.pen.dash_pt[0], 20 * PX, 1e-9, "pt");
    assert_near(symbol_of(w, QGIS_RULE(DASHED("4 2 1 2")))->stroke.pen.dash_pt[3], 10 * PX, 1e-9,
                "pt");
    assert_near(symbol_of(w, QGIS_RULE(DASHED("4 3")))->stroke.pen.dash_pt[0], 4 * PX, 1e-9, "pt");
    assert_int_equal(symbol_of(w, ONE_RULE(DASHED("0 0")))->stroke.pen.n_dash, 0);
#undef DASHED
}

static void test_offset_when_dialects_differ(void **state)
{
    world *w = *state;
#define SHIFTED LINE(STROKE("") "<PerpendicularOffset>4</PerpendicularOffset>")
    assert_near(symbol_of(w, ONE_RULE(SHIFTED))->stroke.offset_pt, 4 * PX, 1e-9, "pt");
    assert_near(symbol_of(w, QGIS_RULE(SHIFTED))->stroke.offset_pt, -4 * PX, 1e-9, "pt");
#undef SHIFTED
}

// ---- Marks along lines --------------------------------------------------------------------------

#define TOOTH GRAPHIC(MARK("triangle", "<Fill/>") "<Size>8</Size>")

static void test_marks_when_in_dashes(void **state)
{
    // dashes of 8 every 28: one mark in each, half a size from its start
    const sm_stroke s =
        symbol_of(*state,
                  ONE_RULE(LINE(STROKE("<GraphicStroke>" TOOTH "<Gap>50</Gap></GraphicStroke>" CSS(
                      "stroke-dasharray", "8 20")))))
            ->stroke;
    assert_false(s.has_pen);
    assert_int_equal(s.n_marks, 1);
    assert_near(s.gap_pt, 28 * PX, 1e-9, "pt");
    assert_near(s.initial_gap_pt, 4 * PX, 1e-9, "pt");
    assert_int_equal(s.n_also, 0);
}

static void test_marks_when_several_in_a_dash(void **state)
{
    // "16 4 8 12" moved back by 6: marks at 4 12 24 become 38 6 18, of 40
    const sm_stroke s =
        symbol_of(*state, ONE_RULE(LINE(STROKE("<GraphicStroke>" TOOTH "</GraphicStroke>" CSS(
                              "stroke-dasharray", "16 4 8 12") CSS("stroke-dashoffset", "6")))))
            ->stroke;
    assert_near(s.gap_pt, 40 * PX, 1e-9, "pt");
    assert_near(s.initial_gap_pt, 6 * PX, 1e-9, "pt");
    assert_int_equal(s.n_also, 2);
    assert_near(s.also_pt[0], 12 * PX, 1e-9, "pt");
    assert_near(s.also_pt[1], 32 * PX, 1e-9, "pt");
}

static void test_marks_when_gap_is_given(void **state)
{
    world *w = *state;
    const sm_stroke s =
        symbol_of(w, ONE_RULE(LINE(STROKE("<GraphicStroke>" TOOTH "<InitialGap>3</InitialGap>"
                                          "<Gap>30</Gap></GraphicStroke>"))))
            ->stroke;
    assert_near(s.gap_pt, 30 * PX, 1e-9, "pt");
    assert_near(s.initial_gap_pt, 3 * PX, 1e-9, "pt");
    assert_string_contains(findings(w), "note[N205]");
}

static void test_marks_when_nothing_is_said(void **state)
{
    const sm_stroke s =
        symbol_of(*state, ONE_RULE(LINE(STROKE("<GraphicStroke>" TOOTH "</GraphicStroke>") OPTION(
                              "placement", "lastPoint") OPTION("rotateMarker", "0")
                                            OPTION("sitmap-fit", "pitch"))))
            ->stroke;
    assert_near(s.gap_pt, 8 * PX, 1e-9, "pt");
    assert_near(s.initial_gap_pt, 4 * PX, 1e-9, "pt");
    assert_int_equal(s.place, SM_PLACE_LAST);
    assert_true(s.upright_marks);
    assert_int_equal(s.fit, SM_FIT_PITCH);
}

// ---- Points -------------------------------------------------------------------------------------

static void test_mark_when_placed(void **state)
{
    world *w = *state;
#define TURNED                                                                                     \
    POINT(MARK(                                                                                    \
        "square",                                                                                  \
        "<Fill>" CSS("fill", "#0000ff") "</Fill>" STROKE(                                          \
            "")) "<Opacity>0.5</Opacity><Size>10</Size><Rotation>90</Rotation>"                    \
                 "<AnchorPoint><AnchorPointX>0</AnchorPointX><AnchorPointY>1</AnchorPointY></"     \
                 "AnchorPoint>"                                                                    \
                 "<Displacement><DisplacementX>2</DisplacementX><DisplacementY>3</DisplacementY>"  \
                 "</Displacement>")
    const sm_mark m = symbol_of(w, ONE_RULE(TURNED))->marks[0];
    assert_near(m.size_pt, 10 * PX, 1e-9, "pt");
    assert_near(m.rotation_deg, 90, 1e-9, "deg");
    assert_near(m.anchor.x, 0, 1e-9, "");
    assert_near(m.anchor.y, 1, 1e-9, "");
    assert_near(m.shift_pt.x, 2 * PX, 1e-9, "pt");
    assert_near(m.shift_pt.y, 3 * PX, 1e-9, "pt"); // down
    assert_color(m.fill, 0x0000ff, 128);
    assert_color(m.pen.color, 0x000000, 128);
    const sm_mark q = symbol_of(w, QGIS_RULE(TURNED))->marks[0]; // moves with the mark
    assert_near(q.shift_pt.x, -3 * PX, 1e-9, "pt");
    assert_near(q.shift_pt.y, 2 * PX, 1e-9, "pt");
#undef TURNED
}

static void test_mark_when_empty_stroke(void **state)
{
    world *w = *state;
#define BARE POINT(MARK("circle", "<Fill/><Stroke/>"))
    const sm_mark std = symbol_of(w, ONE_RULE(BARE))->marks[0];
    assert_true(std.has_pen && std.has_fill);
    assert_color(std.fill, 0x808080, 255);
    assert_near(std.size_pt, 6 * PX, 1e-9, "pt");
    const sm_mark qgis = symbol_of(w, QGIS_RULE(BARE))->marks[0];
    assert_false(qgis.has_pen);
    assert_true(qgis.has_fill);
#undef BARE
}

static void test_graphic_when_without_mark(void **state)
{
    const sm_mark m = symbol_of(*state, ONE_RULE(POINT("")))->marks[0];
    assert_color(m.fill, 0x808080, 255);
    assert_color(m.pen.color, 0x000000, 255);
    assert_near(m.size_pt, 6 * PX, 1e-9, "pt");
    assert_int_equal(m.path->n_points, 5);
}

static void test_graphic_when_alternatives(void **state)
{
    world *w = *state;
#define IMAGE "<ExternalGraphic><OnlineResource/><Format>image/svg+xml</Format></ExternalGraphic>"
    const sm_mark m = symbol_of(w, ONE_RULE(POINT(IMAGE MARK("nosuch", "<Fill/>") MARK(
                                       "circle", "<Fill/>") MARK("square", "<Fill/>"))))
                          ->marks[0];
    assert_true(m.path->n_points > 20); // the circle
    assert_string_contains(findings(w), "note[N206]");
    const sm_mark alone = loose(w, ONE_RULE(POINT(IMAGE)))->marks[0];
    assert_int_equal(alone.path->n_points, 5); // the square
    assert_string_contains(findings(w), "warning[W108]");
#undef IMAGE
}

// ---- Fills --------------------------------------------------------------------------------------

static void test_fill_when_plain(void **state)
{
    world *w = *state;
    assert_color(symbol_of(w, ONE_RULE(POLYGON("<Fill/>")))->fill.color, 0x808080, 255);
    const sm_symbol *s = symbol_of(
        w, ONE_RULE(POLYGON("<Fill>" CSS("fill", "#112233") CSS("fill-opacity", "0.2") "</Fill>")));
    assert_color(s->fill.color, 0x112233, 51);
    assert_false(s->stroke.has_pen);
    const sm_symbol *hollow = symbol_of(w, ONE_RULE(POLYGON(STROKE(""))));
    assert_false(hollow->fill.has_color);
    assert_true(hollow->stroke.has_pen);
}

typedef struct hatch_case {
    const char *mark, *rotation;
    size_t families;
    double std_deg, qgis_deg, pitch_px; // of a Size of 10
} hatch_case;

static sm_fill hatch_fill(world *w, const hatch_case *c, bool qgis)
{
    const char *content = sm_arena_printf(
        w->arena,
        GRAPHIC_FILL(MARK("%s", STROKE(CSS("stroke", "#00ff00")
                                           CSS("stroke-width", "2"))) "<Size>10</Size>"
                                                                      "<Rotation>%s</Rotation>"),
        c->mark, c->rotation);
    return symbol_of(w, sm_arena_printf(w->arena, qgis ? QGIS_RULE("%s") : ONE_RULE("%s"), content))
        ->fill;
}

static void test_hatch_when_marks_are_lines(void **state)
{
    static const hatch_case cases[] = {
        {"horline", "0", 1, 0, 0, 10},
        {"horline", "30", 1, -30, 30, 10},
        {"shape://horline", "30", 1, -30, 30, 10},
        {"line", "10", 1, 80, 100, 10},
        {"shape://vertline", "0", 1, 90, 90, 10},
        {"shape://slash", "0", 1, 45, 45, 7.0710678118654755},
        {"shape://backslash", "0", 1, 135, 135, 7.0710678118654755},
        {"shape://plus", "20", 2, -20, -20, 10},
        {"shape://times", "0", 2, 45, 45, 7.0710678118654755},
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int qgis = 0; qgis < 2; qgis++) {
            sm_fill f = hatch_fill(w, &cases[i], qgis);
            assert_int_equal(f.n_hatches, cases[i].families);
            assert_near(f.hatches[0].angle_deg, qgis ? cases[i].qgis_deg : cases[i].std_deg, 1e-9,
                        "deg");
            assert_near(f.hatches[0].pitch_pt, cases[i].pitch_px * PX, 1e-9, "pt");
            assert_near(f.hatches[0].pen.width_pt, 2 * PX, 1e-9, "pt");
            assert_color(f.hatches[0].pen.color, 0x00ff00, 255);
            assert_false(f.has_color);
        }
    }
}

static void test_hatch_when_said_exactly(void **state)
{
    const sm_fill f =
        symbol_of(
            *state,
            ONE_RULE(POLYGON("<Fill><GraphicFill>" GRAPHIC(MARK(
                "shape://slash",
                STROKE(CSS("stroke", "#2E86BE") CSS(
                    "stroke-width",
                    "0.643")))) "</GraphicFill>" CSS("fill",
                                                     "#ffffff") "</Fill>" OPTION("sitmap-hatch",
                                                                                 "45 1.15; 135 "
                                                                                 "2"))))
            ->fill;
    assert_true(f.has_color);
    assert_int_equal(f.n_hatches, 2);
    assert_near(f.hatches[0].angle_deg, 45, 1e-9, "deg");
    assert_near(f.hatches[0].pitch_pt, 1.15 * MM, 1e-9, "pt");
    assert_near(f.hatches[1].angle_deg, 135, 1e-9, "deg");
    assert_near(f.hatches[1].pitch_pt, 2 * MM, 1e-9, "pt");
    assert_near(f.hatches[1].pen.width_pt, 0.18 * MM, 1e-3, "pt");
}

static void test_hatch_when_a_bare_brush(void **state)
{
    const sm_fill f =
        symbol_of(*state, QGIS_RULE(GRAPHIC_FILL(MARK("slash", STROKE(CSS("stroke", "#ff0000"))))))
            ->fill;
    assert_near(f.hatches[0].pitch_pt, 8 * PX, 1e-9, "pt");
    assert_near(f.hatches[0].pen.width_pt, PX, 1e-9, "pt");
}

static void test_grid_when_margins(void **state)
{
    world *w = *state;
#define DOTS(options)                                                                              \
    POLYGON("<Fill><GraphicFill>" GRAPHIC(                                                         \
        MARK("circle", "<Fill/>") "<Size>4</Size>") "</GraphicFill></Fill>" options)
    sm_fill f = symbol_of(w, ONE_RULE(DOTS("")))->fill;
    assert_int_equal(f.n_marks, 1);
    assert_near(f.grid_dx_pt, 4 * PX, 1e-9, "pt");
    f = symbol_of(w, ONE_RULE(DOTS(OPTION("graphic-margin", "1 2 3 4"))))->fill;
    assert_near(f.grid_dx_pt, (4 + 2 + 4) * PX, 1e-9, "pt");
    assert_near(f.grid_dy_pt, (4 + 1 + 3) * PX, 1e-9, "pt");
    f = symbol_of(w, ONE_RULE(DOTS(OPTION("graphic-margin", "5"))))->fill;
    assert_near(f.grid_dx_pt, 14 * PX, 1e-9, "pt");
    f = symbol_of(w, QGIS_RULE(DOTS(OPTION("graphic-margin", "5"))))->fill;
    assert_near(f.grid_dx_pt, (2 * 5 + 0.28 * 4) * PX, 1e-9, "pt");
    f = symbol_of(w, ONE_RULE(DOTS(OPTION("distance", "20,30"))))->fill;
    assert_near(f.grid_dx_pt, 20 * PX, 1e-9, "pt");
    assert_near(f.grid_dy_pt, 30 * PX, 1e-9, "pt");
#undef DOTS
}

// ---- Labels -------------------------------------------------------------------------------------

static void test_label_when_default(void **state)
{
    const sm_label_style l = symbol_of(*state, ONE_RULE(TEXT("")))->label;
    assert_string_equal(l.text, "x");
    assert_near(l.font.size_pt, 10 * PX, 1e-9, "pt");
    assert_false(l.font.bold || l.font.italic);
    assert_color(l.color, 0x000000, 255);
    assert_near(l.halo_pt, 0, 1e-9, "pt");
    assert_int_equal(l.placement, SM_LABEL_POINT);
    assert_near(l.anchor.x, 0, 1e-9, "");
    assert_near(l.anchor.y, 0.5, 1e-9, "");
    assert_near(l.priority, 1000, 1e-9, "");
    assert_true(l.conflict_resolution);
    assert_near(l.goodness_of_fit, 0.5, 1e-9, "");
    assert_near(l.max_angle_deg, 22.5, 1e-9, "deg");
    assert_near(l.leader_pt, 0, 1e-9, "pt");
}

#define WIDE_HALO "<Halo><Radius>2</Radius><Fill>" CSS("fill", "#ffeedd") "</Fill></Halo>"

static void test_label_when_all_is_said(void **state)
{
    const sm_label_style l =
        symbol_of(
            *state,
            ONE_RULE(TEXT(
                "<Font>" CSS("font-family", "Liberation Sans") CSS("font-family", "DejaVu Sans")
                    CSS("font-size", "12.5") CSS("font-style", "italic")
                        CSS("font-weight", "bold") "</Font>" WIDE_HALO "<Fill>" CSS(
                            "fill",
                            "#102030") "</Fill><Priority>77</Priority>" OPTION("spaceAround", "-3")
                            OPTION("maxDisplacement", "40") OPTION("conflictResolution", "false")
                                OPTION("autoWrap", "60") OPTION("group", "yes") OPTION(
                                    "goodnessOfFit", "0.9") OPTION("sitmap-tracking", "1")
                                    OPTION("sitmap-spread", "true") OPTION("sitmap-case", "upper")
                                        OPTION("sitmap-second-size", "8")
                                            OPTION("sitmap-second-color", "#445566")
                                                OPTION("sitmap-leader", "0.15 #1A1A1A 2"))))
            ->label;
    assert_string_equal(l.text, "X");
    assert_string_equal(l.font.family, "Liberation Sans, DejaVu Sans");
    assert_near(l.font.size_pt, 12.5 * PX, 1e-9, "pt");
    assert_true(l.font.bold && l.font.italic);
    assert_near(l.font.tracking_pt, PX, 1e-9, "pt");
    assert_near(l.second_font.size_pt, 8 * PX, 1e-9, "pt");
    assert_false(l.second_font.bold || l.second_font.italic);
    assert_color(l.second_color, 0x445566, 255);
    assert_near(l.halo_pt, 2 * PX, 1e-9, "pt");
    assert_color(l.halo, 0xffeedd, 255);
    assert_near(l.priority, 77, 1e-9, "");
    assert_near(l.space_around_pt, -3 * PX, 1e-9, "pt");
    assert_near(l.max_displacement_pt, 40 * PX, 1e-9, "pt");
    assert_false(l.conflict_resolution);
    assert_near(l.wrap_pt, 60 * PX, 1e-9, "pt");
    assert_true(l.group && l.spread);
    assert_near(l.leader_pt, 0.15 * MM, 1e-9, "pt");
    assert_near(l.leader_min_pt, 2 * MM, 1e-9, "pt");
    assert_color(l.leader_color, 0x1A1A1A, 255);
}

#define PLACED(content)                                                                            \
    TEXT("<LabelPlacement><PointPlacement>" content "</PointPlacement></LabelPlacement>")
#define ANCHOR(x, y)                                                                               \
    "<AnchorPoint><AnchorPointX>" x "</AnchorPointX><AnchorPointY>" y                              \
    "</AnchorPointY></AnchorPoint>"
#define UP_5                                                                                       \
    "<Displacement><DisplacementX>1</DisplacementX><DisplacementY>5</DisplacementY></"             \
    "Displacement>"

static void test_label_when_displaced(void **state)
{
    world *w = *state;
    assert_near(symbol_of(w, ONE_RULE(PLACED(ANCHOR("0", "0") UP_5)))->label.shift_pt.y, 5 * PX,
                1e-9, "pt");
    assert_near(symbol_of(w, QGIS_RULE(PLACED(ANCHOR("0", "0") UP_5)))->label.shift_pt.y, -5 * PX,
                1e-9, "pt");
    assert_near(symbol_of(w, QGIS_RULE(PLACED(ANCHOR("0.5", "0.5") UP_5)))->label.shift_pt.y,
                5 * PX, 1e-9, "pt");
}

static void test_label_when_on_a_line(void **state)
{
    const sm_label_style l =
        symbol_of(*state, ONE_RULE(TEXT("<LabelPlacement><LinePlacement>"
                                        "<PerpendicularOffset>3</PerpendicularOffset>"
                                        "<Repeat>true</Repeat><InitialGap>10</InitialGap>"
                                        "<Gap>50</Gap><IsAligned>true</IsAligned>"
                                        "</LinePlacement></LabelPlacement>" OPTION(
                                            "followLine", "true") OPTION("maxAngleDelta", "12"))))
            ->label;
    assert_int_equal(l.placement, SM_LABEL_LINE);
    assert_near(l.offset_pt, 3 * PX, 1e-9, "pt");
    assert_true(l.repeated && l.follow_line);
    assert_near(l.repeat_pt, 50 * PX, 1e-9, "pt");
    assert_near(l.initial_gap_pt, 10 * PX, 1e-9, "pt");
    assert_near(l.max_angle_deg, 12, 1e-9, "deg");
}

// ---- Options of GeoServer -----------------------------------------------------------------------

static void test_label_when_letters_and_words_are_set(void **state)
{
    const sm_label_style l =
        symbol_of(*state, ONE_RULE(TEXT(OPTION("wordSpacing", "5") OPTION("charSpacing", "2")
                                            OPTION("underlineText", "true")
                                                OPTION("strikethroughText", "true")
                                                    OPTION("kerning", "false"))))
            ->label;
    assert_near(l.font.word_pt, 5 * PX, 1e-9, "pt");
    assert_near(l.font.tracking_pt, 2 * PX, 1e-9, "pt");
    assert_true(l.font.underline && l.font.strike && l.font.unkerned);
}

static void test_label_when_it_is_one_of_a_group(void **state)
{
    sm_label_style l =
        symbol_of(*state, ONE_RULE(TEXT(OPTION("group", "yes") OPTION("removeOverlaps", "true")
                                            OPTION("minGroupDistance", "30"))))
            ->label;
    assert_true(l.group && l.once_each);
    assert_near(l.group_apart_pt, 30 * PX, 1e-9, "pt");
    l = symbol_of(*state, ONE_RULE(TEXT(OPTION("minGroupDistance", "-1"))))->label;
    assert_false(l.once_each || l.font.unkerned || l.level || l.generalize);
    assert_near(l.group_apart_pt, 0, 0, "pt");
}

static void test_label_when_it_is_not_along_its_line(void **state)
{
    const sm_label_style l =
        symbol_of(*state, ONE_RULE(TEXT("<LabelPlacement><LinePlacement><IsAligned>false"
                                        "</IsAligned><GeneralizeLine>true</GeneralizeLine>"
                                        "</LinePlacement></LabelPlacement>")))
            ->label;
    assert_true(l.level && l.generalize);
}

static void test_label_when_directions_are_named(void **state)
{
    const sm_label_style l = symbol_of(*state, ONE_RULE(TEXT(OPTION("displacementMode", "N, sw,E")
                                                                 OPTION("polygonAlign", "mbr"))))
                                 ->label;
    assert_int_equal(l.directions, SM_TO_N | SM_TO_SW | SM_TO_E);
    assert_int_equal(l.align, SM_ALIGN_AXIS);
    const sm_symbol *plain = symbol_of(*state, ONE_RULE(TEXT("")));
    assert_int_equal(plain->label.directions, 0);
    assert_int_equal(plain->label.align, SM_ALIGN_MANUAL);
}

static void test_label_when_a_graphic_is_behind_it(void **state)
{
    const sm_shield *s =
        symbol_of(*state, ONE_RULE(TEXT(GRAPHIC(MARK("square", "<Fill/>") "<Size>9</Size>") OPTION(
                              "graphic-resize", "stretch") OPTION("graphic-margin", "1 2 3 4"))))
            ->label.shield;
    assert_non_null(s);
    assert_int_equal(s->fit, SM_SHIELD_STRETCH);
    assert_near(s->mark.size_pt, 9 * PX, 1e-9, "pt");
    assert_near(s->top_pt, 1 * PX, 1e-9, "pt");
    assert_near(s->right_pt, 2 * PX, 1e-9, "pt");
    assert_near(s->bottom_pt, 3 * PX, 1e-9, "pt");
    assert_near(s->left_pt, 4 * PX, 1e-9, "pt");
    assert_false(s->apart);
    s = symbol_of(*state, ONE_RULE(TEXT(GRAPHIC(MARK("square", "<Fill/>"))
                                            OPTION("graphicPlacement", "independent"))))
            ->label.shield;
    assert_true(s->apart);
}

static void test_label_when_a_graphic_has_no_text_to_be_behind(void **state)
{
    world *w = *state;
    (void)loose(w, ONE_RULE("<TextSymbolizer><Label>" P("none") "</Label>" GRAPHIC(
                       MARK("square", "<Fill/>")) "</TextSymbolizer>"));
    assert_string_contains(findings(w), "warning[W106]: no text, so the Graphic");
    (void)loose(w, ONE_RULE("<TextSymbolizer><Label>" P("name") "</Label>" GRAPHIC(
                       MARK("square", "<Fill/>")) "</TextSymbolizer>"));
    assert_string_lacks(findings(w), "W106");
}

static void test_symbol_when_an_obstacle(void **state)
{
    assert_true(symbol_of(*state, ONE_RULE(LINE("<Stroke/>" OPTION("labelObstacle", "true"))))
                    ->is_obstacle);
    assert_false(symbol_of(*state, ONE_RULE(LINE("<Stroke/>")))->is_obstacle);
}

static void test_stroke_when_it_has_a_pattern(void **state)
{
    const sm_stroke s =
        symbol_of(*state,
                  ONE_RULE(LINE(STROKE("<GraphicFill>" GRAPHIC(MARK(
                      "shape://slash",
                      STROKE(CSS("stroke",
                                 "#aa0000"))) "<Size>8</Size>") "</GraphicFill>" CSS("stroke-width",
                                                                                     "12")))))
            ->stroke;
    assert_near(s.pen.width_pt, 12 * PX, 1e-9, "pt");
    assert_int_equal(s.fill->n_hatches, 1);
    assert_near(s.fill->hatches[0].angle_deg, 45, 1e-9, "degrees");
    assert_near(s.fill->hatches[0].pitch_pt, 8 * PX / sqrt(2), 1e-9, "pt");
    assert_color(s.fill->hatches[0].pen.color, 0xAA0000, 255);
    assert_false(s.fill->has_color);
}

static void test_mark_when_a_field_names_it(void **state)
{
    static const char *const names[] = {
        "shape://${name_en}", "<Function name='if_then_else'><Function name='equalTo'>" P("name")
                                  L("Hadrut") "</Function>" L("star") L("circle") "</Function>"};
    world *w = *state;
    sm_shape_mark star;
    assert_true(sm_mark_find(w->arena, "star", SM_DIALECT_STD, &star));
    const sm_symbol *s =
        symbol_of(w, sm_arena_printf(w->arena, ONE_RULE(POINT(MARK("%s", "<Fill/>"))), names[1]));
    assert_int_equal(s->marks[0].path->n_points, star.path->n_points);
    // "shape://Shusha" is none: said, and a square stands in.
    s = loose(w, sm_arena_printf(w->arena, ONE_RULE(POINT(MARK("%s", "<Fill/>"))), names[0]));
    assert_int_equal(s->marks[0].path->n_points, 5);
    assert_string_contains(findings(w), "warning[W104]: the mark \"shape://Shusha\" is not known");
}

static void test_geometry_when_it_is_moved_or_grown(void **state)
{
    // At 1 : 1 000 000 a kilometre is a millimetre; a degree here is 80 km by 111 km.
    const sm_style_env env = {.scale_denom = 1e6,
                              .lang = "en",
                              .date = "",
                              .variant = "",
                              .data_unit_m = {80000, 111000}};
    world *w = *state;
    sm_style *style = load_clean(
        w, ONE_RULE(POLYGON("<Geometry>" F3("offset", P("geom"), L("0.5"), L("0.1")) "</Geometry>"
                                                                                     "<Fill/>")
                        POLYGON("<Geometry>" F2("buffer", P("geom"), L("0.1")) "</Geometry>"
                                                                               "<Fill/>")));
    sm_symbols all = symbols_in(w, style, &env);
    assert_int_equal(all.count, 2);
    assert_near(all.items[0].move_pt.x, 40 * MM, 1e-9, "pt");
    assert_near(all.items[0].move_pt.y, -11.1 * MM, 1e-9, "pt"); // up
    assert_near(all.items[1].distance_pt, sqrt(8 * 11.1) * MM, 1e-9, "pt");
    assert_true(sm_style_wants_whole(style));
    assert_false(sm_style_wants_whole(load_clean(w, ONE_RULE(LINE("<Stroke/>")))));
    assert_true(sm_style_wants_whole(
        load_clean(w, ONE_RULE(LINE("<Stroke/>" OPTION("sitmap-arrow", "1 2 3 4"))))));
}

static void test_stroke_when_its_corners_are_rounded(void **state)
{
    const sm_symbol *s =
        symbol_of(*state, ONE_RULE(LINE("<Stroke/>" OPTION("sitmap-round", "0.4"))));
    assert_near(s->stroke.round_pt, 0.4 * MM, 1e-9, "pt"); // mm, whatever the unit
    assert_near(symbol_of(*state, ONE_RULE(LINE("<Stroke/>")))->stroke.round_pt, 0, 0, "pt");
}

static double rotation_on(world *w, const char *function, sm_point unit_m)
{
    const sm_point bend[] = {{0, 0}, {1, 1}, {1, 3}};
    sm_feature f = test_feature(w);
    sm_path line;
    sm_path_init(&line, w->arena, SM_SPACE_LONLAT, SM_SHAPE_LINES);
    for (size_t i = 0; i < 3; i++) {
        sm_path_add(&line, bend[i].x, bend[i].y);
    }
    f.path = &line;
    sm_style_env env = test_env;
    env.data_unit_m = unit_m;
    const sm_style *style = load_clean(
        w,
        sm_arena_printf(w->arena,
                        ONE_RULE(POINT(MARK("arrow", "<Fill/>") "<Rotation><Function name='%s'>" P(
                            "the_geom") "</Function></Rotation>")),
                        function));
    sm_symbols all;
    sm_style_resolve(w->arena, style, &f, &env, &all, &w->diags);
    return all.items[0].marks[0].rotation_deg;
}

static void test_rotation_when_it_follows_the_ends_of_a_line(void **state)
{
    assert_near(rotation_on(*state, "startAngle", (sm_point){0, 0}), -45, 1e-9, "deg");
    assert_near(rotation_on(*state, "endAngle", (sm_point){0, 0}), -90, 1e-9, "deg"); // up
    // On the map a degree of longitude is half as long here.
    assert_near(rotation_on(*state, "startAngle", (sm_point){55, 110}), -atan2(2, 1) * 180 / M_PI,
                1e-9, "deg");
}

static void test_polygon_when_displaced(void **state)
{
#define DISPLACED                                                                                  \
    POLYGON("<Fill/><Displacement><DisplacementX>3</DisplacementX><DisplacementY>2"                \
            "</DisplacementY></Displacement>")
    const sm_symbol *s = symbol_of(*state, ONE_RULE(DISPLACED));
    assert_near(s->move_pt.x, 3 * PX, 1e-9, "pt");
    assert_near(s->move_pt.y, -2 * PX, 1e-9, "pt"); // up
    s = symbol_of(*state, QGIS_RULE(DISPLACED));
    assert_near(s->move_pt.y, 2 * PX, 1e-9, "pt");
    assert_true(sm_style_wants_whole(load_clean(*state, ONE_RULE(DISPLACED))));
}

static void test_constant_when_out_of_range(void **state)
{
    static const struct {
        const char *content, *rule;
    } cases[] = {
        {LINE(STROKE(CSS("stroke", "#12345G"))), "warning[W106]"},
        {LINE(STROKE(CSS("stroke-width", "-1"))), "warning[W106]"},
        {LINE(STROKE(CSS("stroke-width", "wide"))), "warning[W106]"},
        {LINE(STROKE(CSS("stroke-width", ""))), "warning[W106]"},
        {LINE(STROKE(CSS("stroke-width", "1e300"))), "warning[W106]"},
        {LINE(STROKE(CSS("stroke-opacity", "1.5"))), "warning[W106]"},
        {LINE(STROKE(CSS("stroke-linejoin", "sharp"))), "warning[W106]"},
        {LINE(STROKE(CSS("stroke-dasharray", "4 -2"))), "warning[W106]"},
        {LINE(STROKE(CSS("stroke-dasharray", "4 x"))), "warning[W106]"},
        {LINE(STROKE(CSS("stroke-dasharray", "0.01 0.01"))), "warning[W106]"},
        {LINE(STROKE(CSS("stroke-dasharray", "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"))),
         "warning[W106]"},
        {LINE(STROKE("") OPTION("sitmap-fit", "tight")), "error[W106]"},
        {LINE(STROKE("") OPTION("sitmap-uom", "inch")), "error[W106]"},
        {LINE(STROKE("") OPTION("sitmap-round", "-1")), "error[W106]"},
        {LINE(STROKE("") OPTION("sitmap-round", "much")), "error[W106]"},
        {LINE(STROKE("") OPTION("sitmap-fitt", "pitch")), "error[W102]"},
        {LINE("<Stroke/><Stroke/>"), "warning[W101]"},
        {"<LineSymbolizer uom='furlong'><Stroke/></LineSymbolizer>", "warning[W106]"},
        {POLYGON("<Fill/>" OPTION("sitmap-hatch", "45")), "error[W106]"},
        {POLYGON("<Fill/>" OPTION("sitmap-hatch", "45 0")), "error[W106]"},
        {POLYGON("<Fill/>" OPTION("sitmap-hatch", "45 1; 1; 2")), "error[W106]"},
        {GRAPHIC_FILL(MARK("shape://slash", "")), "warning[W106]"},
        {GRAPHIC_FILL(MARK("shape://slash", STROKE("")) "<Size>0</Size>"), "warning[W106]"},
        {POINT(MARK("circle", "<Fill/>") "<Size>-3</Size>"), "warning[W106]"},
        {POINT(MARK("circle", "")), "warning[W106]"},
        {POINT(MARK("circel", "<Fill/>")), "did you mean circle?"},
        {TEXT("<Font>" CSS("font-size", "0") "</Font>"), "warning[W106]"},
        {TEXT("<Font>" CSS("font-weight", "heavy") "</Font>"), "warning[W106]"},
        {TEXT(OPTION("sitmap-leader", "thin red")), "error[W106]"},
        {TEXT(OPTION("goodnessOfFit", "2")), "warning[W106]"},
        {TEXT(OPTION("removeOverlaps", "maybe")), "warning[W106]"},
        {TEXT(OPTION("graphicPlacement", "above") GRAPHIC(MARK("square", "<Fill/>"))),
         "warning[W106]"},
        {TEXT(OPTION("allowOverruns", "true")), "warning[W102]"},
        {TEXT(OPTION("displacementMode", "N, up")), "warning[W106]"},
        {TEXT(OPTION("wordSpacing", "99999")), "warning[W106]"},
        {TEXT(GRAPHIC(MARK("square", "<Fill/>")) OPTION("graphic-resize", "grow")),
         "warning[W106]"},
        {TEXT(OPTION("sitmap-curve", "yes")), "error[W106]"},
        {TEXT(OPTION("sitmap-spread", "wide")), "error[W106]"},
        {TEXT(OPTION("sitmap-tracking", "wide")), "error[W106]"},
        {TEXT(OPTION("followline2", "true")), "warning[W102]"},
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        (void)loose(w, sm_arena_printf(w->arena, ONE_RULE("%s"), cases[i].content));
        if (!strstr(findings(w), cases[i].rule)) {
            fail_msg("%s: expected %s, got %s", cases[i].content, cases[i].rule, findings(w));
        }
    }
}

static void test_constant_when_below_what_prints(void **state)
{
    static const char *const small[] = {
        LINE(STROKE(CSS("stroke-width", "0.3"))),
        LINE(STROKE(CSS("stroke-width", "0.5") CSS("stroke-dasharray", "9 9"))),
        LINE(STROKE(CSS("stroke-width", "1") CSS("stroke-dasharray", "9 0.5"))),
        TEXT("<Font>" CSS("font-size", "7") "</Font>"),
        TEXT("<Halo><Radius>0.5</Radius></Halo>"),
        POLYGON("<Fill><GraphicFill>" GRAPHIC(
            MARK("slash", STROKE(""))) "</GraphicFill></Fill>" OPTION("sitmap-hatch", "45 0.5")),
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        (void)loose(w, sm_arena_printf(w->arena, ONE_RULE("%s"), small[i]));
        if (!strstr(findings(w), "warning[W114]")) {
            fail_msg("no W114 for %s", small[i]);
        }
    }
}

static void test_value_when_a_feature_brings_it(void **state)
{
    world *w = *state;
    sm_style *style = load_clean(w, ONE_RULE(LINE(STROKE(CSS("stroke-width", P("name"))))));
    sm_symbols all = symbols_in(w, style, &test_env);
    assert_near(all.items[0].stroke.pen.width_pt, PX, 1e-9, "pt");
    assert_string_contains(findings(w), "warning[W106]: \"Hadrut\" is not a length");
    size_t before = w->diags.count;
    (void)symbols_in(w, style, &test_env);
    assert_int_equal(w->diags.count, before); // counted, not repeated
}

static void test_brush_when_dense(void **state)
{
    world *w = *state;
    static const double shares[] = {0.94, 0.88, 0.63, 0.50, 0.37, 0.12, 0.06};
    for (int i = 1; i <= 7; i++) {
        const char *mark = sm_arena_printf(w->arena, "brush://dense%d", i);
        const char *text =
            sm_arena_printf(w->arena,
                            ONE_RULE("<PolygonSymbolizer><Fill><GraphicFill><Graphic><Mark>"
                                     "<WellKnownName>%s</WellKnownName><Fill/></Mark></Graphic>"
                                     "</GraphicFill></Fill></PolygonSymbolizer>"),
                            mark);
        const sm_fill *fill = &symbol_of(w, text)->fill;
        assert_int_equal(fill->n_marks, 1);
        assert_near(fill->grid_dx_pt, 4 * SM_PT_PER_PX, 1e-9, "pt");
        double size = fill->marks[0].size_pt;
        size_t n = 0;
        const sm_point *p = sm_path_part(fill->marks[0].path, 0, &n);
        double ink = fabs(sm_ring_area(p, n)) * size * size;
        assert_near(ink / (fill->grid_dx_pt * fill->grid_dy_pt), shares[i - 1], 1e-9, "");
    }
}

#define ARROW(value)                                                                               \
    ONE_RULE("<LineSymbolizer><Stroke><SvgParameter name='stroke'>#0000ff</SvgParameter></Stroke>" \
             "<VendorOption name='sitmap-arrow'>" value "</VendorOption></LineSymbolizer>")

static void test_arrow_when_asked_for(void **state)
{
    world *w = *state;
    const sm_stroke *s = &symbol_of(w, ARROW("0.7 2 5 4"))->stroke;
    assert_near(s->arrow.tail_pt, SM_MM(0.7), 1e-9, "pt");
    assert_near(s->arrow.neck_pt, SM_MM(2), 1e-9, "pt");
    assert_near(s->arrow.head_pt, SM_MM(5), 1e-9, "pt");
    assert_near(s->arrow.length_pt, SM_MM(4), 1e-9, "pt");
    assert_int_equal(s->arrow.fill.b, 255);
    assert_false(s->has_pen);
    s = &symbol_of(w, ARROW("0.7 2 5 4 #ff0000"))->stroke;
    assert_int_equal(s->arrow.fill.r, 255);
    assert_true(s->has_pen);
    s = &symbol_of(w, ARROW("0.7 2 5 4 none"))->stroke;
    assert_int_equal(s->arrow.fill.a, 0);
    assert_true(s->has_pen);
    static const char *const wrong[] = {"",        "1",         "1 2 3",       "3 2 5 4",
                                        "1 2 5 0", "1 2 5 4 5", "1 2 5 4 bleu"};
    for (size_t i = 1; i < sizeof wrong / sizeof *wrong; i++) {
        assert_non_null(load_text(w, sm_arena_printf(w->arena, ARROW("%s"), wrong[i])));
        assert_string_contains(findings(w), "error[W106]");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_arrow_when_asked_for),
        WORLD_TEST(test_brush_when_dense),
        WORLD_TEST(test_stroke_when_default),
        WORLD_TEST(test_stroke_when_all_is_said),
        WORLD_TEST(test_unit_when_on_the_ground),
        WORLD_TEST(test_unit_when_in_the_value),
        WORLD_TEST(test_unit_when_ours),
        WORLD_TEST(test_width_when_zero),
        WORLD_TEST(test_value_when_computed),
        WORLD_TEST(test_dash_when_a_pen_preset),
        WORLD_TEST(test_offset_when_dialects_differ),
        WORLD_TEST(test_marks_when_in_dashes),
        WORLD_TEST(test_marks_when_several_in_a_dash),
        WORLD_TEST(test_marks_when_gap_is_given),
        WORLD_TEST(test_marks_when_nothing_is_said),
        WORLD_TEST(test_mark_when_placed),
        WORLD_TEST(test_mark_when_empty_stroke),
        WORLD_TEST(test_graphic_when_without_mark),
        WORLD_TEST(test_graphic_when_alternatives),
        WORLD_TEST(test_fill_when_plain),
        WORLD_TEST(test_hatch_when_marks_are_lines),
        WORLD_TEST(test_hatch_when_said_exactly),
        WORLD_TEST(test_hatch_when_a_bare_brush),
        WORLD_TEST(test_grid_when_margins),
        WORLD_TEST(test_label_when_default),
        WORLD_TEST(test_label_when_all_is_said),
        WORLD_TEST(test_label_when_displaced),
        WORLD_TEST(test_label_when_on_a_line),
        WORLD_TEST(test_constant_when_out_of_range),
        WORLD_TEST(test_constant_when_below_what_prints),
        WORLD_TEST(test_value_when_a_feature_brings_it),
        WORLD_TEST(test_label_when_letters_and_words_are_set),
        WORLD_TEST(test_label_when_it_is_one_of_a_group),
        WORLD_TEST(test_label_when_it_is_not_along_its_line),
        WORLD_TEST(test_label_when_directions_are_named),
        WORLD_TEST(test_label_when_a_graphic_is_behind_it),
        WORLD_TEST(test_label_when_a_graphic_has_no_text_to_be_behind),
        WORLD_TEST(test_symbol_when_an_obstacle),
        WORLD_TEST(test_stroke_when_it_has_a_pattern),
        WORLD_TEST(test_mark_when_a_field_names_it),
        WORLD_TEST(test_geometry_when_it_is_moved_or_grown),
        WORLD_TEST(test_stroke_when_its_corners_are_rounded),
        WORLD_TEST(test_rotation_when_it_follows_the_ends_of_a_line),
        WORLD_TEST(test_polygon_when_displaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
