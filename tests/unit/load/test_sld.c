// Style files: which style is taken, what is said of what is not understood, and that nothing is
// passed over in silence.
#include <dirent.h>

#include "style/style_of.h"

#define LINE "<LineSymbolizer><Stroke/></LineSymbolizer>"
#define LAYER(name, styles) "<NamedLayer><Name>" name "</Name>" styles "</NamedLayer>"
#define STYLE(name, more)                                                                          \
    "<UserStyle><Name>" name "</Name>" more "<FeatureTypeStyle><Rule><Name>" name "</Name>" LINE   \
    "</Rule></FeatureTypeStyle></UserStyle>"

// ---- Which style --------------------------------------------------------------------------------

static void assert_taken(world *w, const char *text, const char *name, const char *expected)
{
    sm_style *style = load_named(w, text, name);
    assert_non_null(style);
    assert_string_equal(sm_style_rule_name(style, 0), expected);
}

static const char three[] =
    SLD(LAYER("roads", STYLE("a", "") STYLE("b", "<IsDefault>1</IsDefault>"))
            LAYER("rivers", STYLE("c", "")));

static void test_style_when_several(void **state)
{
    world *w = *state;
    assert_taken(w, three, NULL, "b");
    assert_string_contains(findings(w), "note[N201]");
    assert_taken(w, three, "rivers", "c");
    assert_taken(w, three, "roads", "b");
    assert_taken(w, three, "a", "a");
    assert_taken(w, SLD(LAYER("x", STYLE("only", ""))), NULL, "only");
    assert_string_lacks(findings(w), "N201");
    assert_taken(w, SLD("<UserLayer><Name>u</Name>" STYLE("s", "") "</UserLayer>"), NULL, "s");
    assert_string_contains(findings(w), "note[N201]");
}

static sm_status status_of(world *w, const char *text, const char *name, sm_error *err)
{
    sm_style *style = NULL;
    sm_diags_init(&w->diags, w->arena);
    return sm_style_parse(w->arena, "s.sld", text, strlen(text), &(sm_style_choice){.name = name},
                          &style, &w->diags, err);
}

static void test_style_when_there_is_none(void **state)
{
    world *w = *state;
    sm_error err;
    assert_int_equal(status_of(w, three, "rivres", &err), SM_EINPUT);
    assert_string_equal(err.message, "the file has no layer or style \"rivres\"");
    assert_string_equal(err.mend, "did you mean rivers?");
    assert_int_equal(status_of(w, SLD(""), NULL, &err), SM_EINPUT);
    assert_int_equal(status_of(w, SLD("<NamedLayer><Name>x</Name></NamedLayer>"), NULL, &err),
                     SM_EINPUT);
    assert_int_equal(status_of(w, "<qgis/>", NULL, &err), SM_EFORMAT);
    assert_int_equal(err.line, 1);
    assert_int_equal(status_of(w, "<StyledLayerDescriptor>", NULL, &err), SM_EFORMAT);
    sm_style *style = NULL;
    assert_int_equal(sm_style_load(w->arena, w->root, "missing.sld", NULL, &style, &w->diags, &err),
                     SM_EIO);
    assert_int_equal(sm_style_load(w->arena, w->root, "../s.sld", NULL, &style, &w->diags, &err),
                     SM_EINPUT);
    assert_null(style);
}

static void test_style_when_the_other_is_faulty(void **state)
{
    world *w = *state;
    sm_style *style = load_named(
        w, SLD(LAYER("good", STYLE("g", "")) LAYER("bad", STYLE("b", "<Bogus/>"))), "good");
    assert_non_null(style);
    assert_int_equal(sm_diags_count(&w->diags, SM_WARNING), 0);
}

static void test_dialect_when_detected(void **state)
{
    world *w = *state;
    assert_int_equal(load_text(w, QGIS_RULE(LINE))->dialect, SM_DIALECT_QGIS);
    assert_string_contains(findings(w), "note[N202]");
    assert_int_equal(load_text(w, ONE_RULE(LINE))->dialect, SM_DIALECT_STD);
    // other names of layer and style: somebody edited it for another program
    const char *edited =
        "<StyledLayerDescriptor version='1.1.0' "
        "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
        "xmlns:se='http://www.opengis.net/se' xsi:schemaLocation='x "
        "http://schemas.opengis.net/sld/1.1.0/StyledLayerDescriptor.xsd'>"
        "<NamedLayer><se:Name>l</se:Name>" STYLE("m", "") "</NamedLayer>"
                                                          "</StyledLayerDescriptor>";
    assert_int_equal(load_text(w, edited)->dialect, SM_DIALECT_STD);
}

static sm_dialect dialect_of(world *w, const char *text, const char *asked)
{
    sm_style *style = NULL;
    sm_error err;
    const sm_style_choice choice = {.dialect = asked};
    sm_diags_init(&w->diags, w->arena);
    assert_int_equal(
        sm_style_parse(w->arena, "s.sld", text, strlen(text), &choice, &style, &w->diags, &err),
        SM_OK);
    return style->dialect;
}

static void test_dialect_when_asked_for(void **state)
{
    world *w = *state;
    assert_int_equal(dialect_of(w, QGIS_RULE(LINE), "std"), SM_DIALECT_STD);
    assert_string_contains(findings(w), "note[N202]: read in the dialect std, as the study says");
    assert_int_equal(dialect_of(w, ONE_RULE(LINE), "qgis"), SM_DIALECT_QGIS);
    assert_int_equal(dialect_of(w, ONE_RULE(LINE), NULL), SM_DIALECT_STD);
    assert_string_contains(findings(w), "it does not name the schema");
}

static void test_style_when_named_like_the_layer(void **state)
{
    world *w = *state;
    sm_style *style = NULL;
    sm_error err;
    const char *wishes[][2] = {{"rivers", "c"}, {"lakes", "b"}};
    for (size_t i = 0; i < 2; i++) {
        const sm_style_choice choice = {.layer = wishes[i][0]};
        assert_int_equal(sm_style_parse(w->arena, "s.sld", three, strlen(three), &choice, &style,
                                        &w->diags, &err),
                         SM_OK);
        assert_string_equal(sm_style_rule_name(style, 0), wishes[i][1]);
    }
}

static void test_versions_when_mixed(void **state)
{
    world *w = *state;
    const char *old =
        "<sld:StyledLayerDescriptor version='1.0.0' "
        "xmlns:sld='http://www.opengis.net/sld' xmlns:ogc='http://www.opengis.net/ogc'>"
        "<sld:NamedLayer><sld:Name>l</sld:Name><sld:UserStyle><sld:FeatureTypeStyle>"
        "<sld:FeatureTypeName>Feature</sld:FeatureTypeName><sld:Rule><ogc:Filter>"
        "<ogc:PropertyIsEqualTo><ogc:PropertyName>rank</ogc:PropertyName>"
        "<ogc:Literal>2</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>"
        "<sld:LineSymbolizer><sld:Stroke><sld:CssParameter name='stroke-width'>"
        "<ogc:Literal>3</ogc:Literal></sld:CssParameter></sld:Stroke>"
        "</sld:LineSymbolizer></sld:Rule></sld:FeatureTypeStyle></sld:UserStyle>"
        "</sld:NamedLayer></sld:StyledLayerDescriptor>";
    assert_near(symbol_of(w, old)->stroke.pen.width_pt, 3 * SM_PT_PER_PX, 1e-9, "pt");
    // a value wrapped in a Filter, as QGIS wrote it once
    assert_near(symbol_of(w, ONE_RULE("<LineSymbolizer><Stroke><SvgParameter name='stroke-width'>"
                                      "<Filter><Add>" L("1")
                                          P("rank") "</Add></Filter>"
                                                    "</SvgParameter></Stroke></LineSymbolizer>"))
                    ->stroke.pen.width_pt,
                3 * SM_PT_PER_PX, 1e-9, "pt");
    (void)symbol_of(w, ONE_RULE("<linesymbolizer><STROKE/></linesymbolizer>"));
    assert_string_contains(findings(w), "note[N203]: <linesymbolizer> is read as <LineSymbolizer>");
}

// ---- Nothing in silence -------------------------------------------------------------------------

#define POINT_GRAPHIC                                                                              \
    "<Graphic><Mark><WellKnownName>circle</WellKnownName><Fill>"                                   \
    "<SvgParameter name='fill'>#ffffff</SvgParameter></Fill><Stroke>"                              \
    "<SvgParameter name='stroke-width'>1</SvgParameter></Stroke></Mark><Opacity>1</Opacity>"       \
    "<Size>8</Size><Rotation>0</Rotation><AnchorPoint><AnchorPointX>0</AnchorPointX>"              \
    "<AnchorPointY>0</AnchorPointY></AnchorPoint><Displacement><DisplacementX>0</DisplacementX>"   \
    "<DisplacementY>0</DisplacementY></Displacement></Graphic>"

#define DOT "<Graphic><Mark><Fill/></Mark></Graphic>"

// Everything that is understood, in two halves (a string literal is at most 4095 bytes long).
static const char first_half[] = //
    "<StyledLayerDescriptor version='1.1.0'><Name>n</Name><Description><Title>t</Title>"
    "<Abstract>a</Abstract></Description><NamedLayer><Name>l</Name><LayerFeatureConstraints>"
    "<FeatureTypeConstraint><FeatureTypeName>f</FeatureTypeName><Filter><PropertyIsNull>"
    "<PropertyName>none</PropertyName></PropertyIsNull></Filter></FeatureTypeConstraint>"
    "</LayerFeatureConstraints><UserStyle><Name>s</Name><Title>t</Title><Abstract>a</Abstract>"
    "<IsDefault>1</IsDefault><FeatureTypeStyle><Name>f</Name><FeatureTypeName>x</FeatureTypeName>"
    "<SemanticTypeIdentifier>y</SemanticTypeIdentifier><Rule><Name>r</Name><Title>t"
    "<Localized lang='az'>u</Localized></Title><Abstract>a</Abstract><Description><Title>t</Title>"
    "</Description><LegendGraphic>" DOT "</LegendGraphic><Filter><And>"
    "<PropertyIsEqualTo><PropertyName>name</PropertyName><Literal>x</Literal></PropertyIsEqualTo>"
    "<PropertyIsBetween><PropertyName>rank</PropertyName><LowerBoundary><Literal>1</Literal>"
    "</LowerBoundary><UpperBoundary><Literal>2</Literal></UpperBoundary></PropertyIsBetween>"
    "<Not><PropertyIsLike><PropertyName>name</PropertyName><Literal>x</Literal></PropertyIsLike>"
    "</Not><DWithin><PropertyName>g</PropertyName><Polygon srsName='EPSG:4326'><exterior>"
    "<LinearRing><posList>0 0 1 0 1 1 0 0</posList></LinearRing></exterior></Polygon>"
    "<Distance units='m'>5</Distance></DWithin><BBOX><PropertyName>g</PropertyName><Envelope>"
    "<lowerCorner>0 0</lowerCorner><upperCorner>1 1</upperCorner></Envelope></BBOX>"
    "<Intersects><PropertyName>g</PropertyName><Literal><Box><coord><X>0</X><Y>0</Y></coord>"
    "<coord><X>1</X><Y>1</Y></coord></Box></Literal></Intersects>"
    "</And></Filter><MinScaleDenominator>1</MinScaleDenominator>"
    "<MaxScaleDenominator>2</MaxScaleDenominator><PolygonSymbolizer><Geometry>"
    "<Function name='centroid'><PropertyName>g</PropertyName></Function></Geometry><Fill>"
    "<GraphicFill>" DOT "</GraphicFill></Fill><Stroke>"
    "<SvgParameter name='stroke-dasharray'>4 2</SvgParameter></Stroke><PerpendicularOffset>1"
    "</PerpendicularOffset><VendorOption "
    "name='graphic-margin'>1</VendorOption></PolygonSymbolizer>";

static const char second_half[] = //
    "<LineSymbolizer><Geometry><PropertyName>g</PropertyName></Geometry><Stroke><GraphicStroke>" DOT
    "<InitialGap>1</InitialGap><Gap>9</Gap></GraphicStroke></Stroke>"
    "<VendorOption "
    "name='placement'>points</VendorOption></LineSymbolizer><PointSymbolizer>" POINT_GRAPHIC
    "</PointSymbolizer><PointSymbolizer><Graphic><ExternalGraphic><InlineContent "
    "encoding='base64'>PHN2ZyB3aWR0aD0nOScgaGVpZ2h0PSc5Jz48cmVj"
    "dCB3aWR0aD0nOScgaGVpZ2h0PSc5Jy8+PC9zdmc+</InlineContent><Format>image/svg+xml</Format>"
    "</ExternalGraphic><Size>9</Size></Graphic></PointSymbolizer>"
    "<TextSymbolizer><Label><Function name='strConcat'>"
    "<PropertyName>name</PropertyName><Literal>x</Literal></Function></Label><Font>"
    "<SvgParameter name='font-family'>F</SvgParameter><SvgParameter name='font-size'><Mul>"
    "<Literal>2</Literal><Literal>9</Literal></Mul></SvgParameter></Font><LabelPlacement>"
    "<PointPlacement><AnchorPoint><AnchorPointX>0</AnchorPointX></AnchorPoint><Displacement>"
    "<DisplacementX>1</DisplacementX></Displacement><Rotation>0</Rotation></PointPlacement>"
    "</LabelPlacement><Halo><Radius>1</Radius><Fill><SvgParameter name='fill'>#ffffff"
    "</SvgParameter></Fill></Halo><Fill><SvgParameter name='fill'><Recode fallbackValue='#000000'>"
    "<LookupValue><PropertyName>name</PropertyName></LookupValue><MapItem><Data>x</Data>"
    "<Value>#ff0000</Value></MapItem></Recode></SvgParameter></Fill><Priority>1</Priority>"
    "<VendorOption name='group'>yes</VendorOption><VendorOption name='partials'>false"
    "</VendorOption></TextSymbolizer><TextSymbolizer><Label>x</Label><LabelPlacement>"
    "<LinePlacement><PerpendicularOffset>1</PerpendicularOffset><IsRepeated>true</IsRepeated>"
    "<InitialGap>1</InitialGap><Gap>9</Gap><IsAligned>true</IsAligned><GeneralizeLine>false"
    "</GeneralizeLine></LinePlacement></LabelPlacement></TextSymbolizer></Rule><Rule><ElseFilter/"
    ">" LINE "</Rule><VendorOption name='ruleEvaluation'>all</VendorOption></FeatureTypeStyle>"
    "</UserStyle></NamedLayer></StyledLayerDescriptor>";

static char everything[sizeof first_half + sizeof second_half];

// The text with `more` put in at `at`.
static const char *with(world *w, size_t at, const char *more)
{
    return sm_arena_printf(w->arena, "%.*s%s%s", (int)at, everything, more, everything + at);
}

// Put in at every place, right after a tag.
static void try_everywhere(world *w, const char *made_up)
{
    size_t tried = 0;
    for (const char *tag = everything; (tag = strchr(tag, '<')); tag++) {
        const char *end = strchr(tag, '>');
        if (!end[1]) {
            continue; // beyond the root
        }
        const char *text = with(w, (size_t)(end + 1 - everything), made_up);
        assert_non_null(load_text(w, text));
        if (!sm_diags_count(&w->diags, SM_WARNING) && !sm_diags_count(&w->diags, SM_ERROR)) {
            fail_msg("nothing is said of %s after %.*s\n%s", made_up, (int)(end + 1 - tag), tag,
                     findings(w));
        }
        tried++;
    }
    assert_true(tried > 250);
}

static void test_report_when_an_element_is_made_up(void **state)
{
    world *w = *state;
    (void)load_clean(w, everything);
    try_everywhere(w, "<bogus/>");
    try_everywhere(w, "<bogus><Stroke/>and text</bogus>");
}

static void test_report_when_a_parameter_is_made_up(void **state)
{
    try_everywhere(*state, "<SvgParameter name='bogus'>1</SvgParameter>");
    try_everywhere(*state, "<CssParameter name='font-color'>#000000</CssParameter>");
    try_everywhere(*state, "<VendorOption name='bogus'>1</VendorOption>");
    try_everywhere(*state, "<VendorOption name='sitmap-bogus'>1</VendorOption>");
}

static void test_report_when_an_attribute_is_made_up(void **state)
{
    world *w = *state;
    for (const char *tag = everything; (tag = strchr(tag, '<')); tag++) {
        if (tag[1] == '/') {
            continue;
        }
        size_t name = 1 + strcspn(tag + 1, " />");
        const char *text = with(w, (size_t)(tag + name - everything), " bogus='1'");
        assert_non_null(load_text(w, text));
        if (!strstr(findings(w), "warning[W102]: attribute bogus")) {
            fail_msg("nothing is said of an attribute of %.*s>\n%s", (int)name, tag, findings(w));
        }
    }
}

static void test_report_when_text_is_made_up(void **state)
{
    world *w = *state;
    static const char *const tags[] = {"<Rule>",   "<UserStyle>",     "<LineSymbolizer>",
                                       "<Stroke>", "<Graphic>",       "<Mark>",
                                       "<And>",    "<LabelPlacement>"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        const char *tag = strstr(everything, tags[i]);
        const char *text = with(w, (size_t)(tag + strlen(tags[i]) - everything), "stray");
        assert_non_null(load_text(w, text));
        if (!strstr(findings(w), "warning[W101]: text in <")) {
            fail_msg("nothing is said of text in %s\n%s", tags[i], findings(w));
        }
    }
}

static void test_report_when_a_parameter_is_misspelt(void **state)
{
    static const struct {
        const char *content, *said;
    } cases[] = {
        {"<Stroke><CssParameter name='stoke'>#000</CssParameter></Stroke>",
         "warning[W102]: parameter stoke is not supported here; left out; did you mean stroke?"},
        {"<Stroke><CssParameter name='fill'>#000</CssParameter></Stroke>",
         "warning[W102]: parameter fill"},
        {"<Stroke><CssParameter>#000</CssParameter></Stroke>", "warning[W102]"},
        {"<Stoke/>", "warning[W101]: <Stoke> is not supported in <LineSymbolizer>; left out; did "
                     "you mean Stroke?"},
        {"<Stroke/><VendorOption name='lablAllGroup'>x</VendorOption>",
         "did you mean labelAllGroup?"},
        {"<Stroke/><VendorOption name='sitmap-fitt'>x</VendorOption>",
         "error[W102]: there is no option sitmap-fitt here; did you mean sitmap-fit?"},
        {"<Stroke><SvgParameter name='Stroke-Width'>2</SvgParameter></Stroke>",
         "note[N203]: Stroke-Width is read as stroke-width"},
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = sm_arena_printf(
            w->arena, ONE_RULE("<LineSymbolizer>%s</LineSymbolizer>"), cases[i].content);
        assert_non_null(load_text(w, text));
        assert_string_contains(findings(w), cases[i].said);
    }
}

// ---- The other findings -------------------------------------------------------------------------

static void test_findings_when_something_is_wrong(void **state)
{
    static const struct {
        const char *content, *said;
    } cases[] = {
        {"<RasterSymbolizer/>", "warning[W101]: <RasterSymbolizer> is not supported in <Rule>"},
        {"<MinScaleDenominator>9</MinScaleDenominator><MaxScaleDenominator>8</MaxScaleDenominator>",
         "warning[W109]"},
        {"<MinScaleDenominator>x</MinScaleDenominator>" LINE, "warning[W106]"},
        {"<LineSymbolizer><Geometry><Function name='buffer'/></Geometry><Stroke/></LineSymbolizer>",
         "warning[W105]"},
        {"<TextSymbolizer><Label>Placeholder</Label></TextSymbolizer>", "warning[W111]"},
        {"<!-- Parser Error: syntax error -->" LINE, "warning[W110]"},
        {"<!-- SymbolLayerV2 FontMarker not implemented yet -->", "warning[W110]"},
        {"<PointSymbolizer/>", "warning[W106]"},
        {"<LineSymbolizer/>", "warning[W106]"},
        {"<TextSymbolizer/>", "warning[W106]"},
        {"<PolygonSymbolizer><Fill><GraphicFill/></Fill></PolygonSymbolizer>", "warning[W101]"},
        {"<LineSymbolizer><Stroke><GraphicStroke/></Stroke></LineSymbolizer>", "warning[W101]"},
        {"<LineSymbolizer><Stroke/><VendorOption name='placement'>x</VendorOption>"
         "</LineSymbolizer>",
         "warning[W106]"},
        {"<TextSymbolizer><Label>x</Label><LabelPlacement><LinePlacement/></LabelPlacement>"
         "<Graphic/><VendorOption name='followLine'>true</VendorOption></TextSymbolizer>",
         "warning[W101]: a Graphic behind a label that follows a curve"},
        {"<TextSymbolizer><Label><![CDATA[ ]]></Label><Graphic/></TextSymbolizer>",
         "warning[W101]: a Graphic behind a label without text"},
        {"<TextSymbolizer><Label>x</Label><Font><CssParameter name='font-family'>" P(
             "name") "</CssParameter></Font></TextSymbolizer>",
         "warning[W106]: a font family"},
        {"<PointSymbolizer><Graphic><Mark><WellKnownName>shape://${strToLowerCase(name)}"
         "</WellKnownName></Mark></Graphic></PointSymbolizer>",
         "warning[W104]: the mark \"shape://${strToLowerCase(name)}\""},
        {"<PointSymbolizer><Graphic><Mark><OnlineResource/><MarkIndex>3</MarkIndex></Mark></"
         "Graphic>"
         "</PointSymbolizer>",
         "warning[W104]: a mark from a file"},
        {"<PointSymbolizer><Graphic><Mark><WellKnownName>ttf://DejaVu Sans#x"
         "</WellKnownName><Fill/></Mark></Graphic></PointSymbolizer>",
         "warning[W104]: the character \"x\" of a font"},
        {"<PointSymbolizer><Graphic><Mark><WellKnownName>ttf://DejaVu Sans#0x2694"
         "</WellKnownName><Fill/></Mark></Graphic></PointSymbolizer>",
         "warning[W107]: U+2694 of the font \"DejaVu Sans\""}, // nobody to ask here
        {"<LineSymbolizer><Stroke><GraphicFill/></Stroke></LineSymbolizer>", "warning[W101]"},
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_non_null(load_text(w, sm_arena_printf(w->arena, ONE_RULE("%s"), cases[i].content)));
        if (!strstr(findings(w), cases[i].said)) {
            fail_msg("%s: expected %s, got %s", cases[i].content, cases[i].said, findings(w));
        }
    }
}

static void test_findings_when_of_a_feature_type_style(void **state)
{
    world *w = *state;
#define FILTERED                                                                                   \
    "<Rule><Filter><PropertyIsNull>" P("name") "</PropertyIsNull></Filter>" LINE "</Rule>"
    (void)load_text(w, QGIS_FTS("<Rule>" LINE "</Rule>" FILTERED));
    assert_string_contains(findings(w), "warning[W112]");
    (void)load_text(w, ONE_FTS("<Rule>" LINE "</Rule>" FILTERED));
    assert_string_lacks(findings(w), "W112");
    (void)load_text(
        w, QGIS_FTS("<Rule><TextSymbolizer><Label>x</Label></TextSymbolizer></Rule>" FILTERED
                    "<Rule><ElseFilter/>" LINE "</Rule>"));
    assert_string_lacks(findings(w), "W112");
#undef FILTERED
#define OPTION(name, value)                                                                        \
    ONE_FTS("<Rule>" LINE "</Rule><VendorOption name='" name "'>" value "</VendorOption>")
    (void)load_text(w, OPTION("composite", "multiply"));
    assert_string_contains(findings(w), "warning[W101]: composite");
    (void)load_clean(w, OPTION("composite", "source-over"));
    (void)load_clean(w, ONE_RULE("<LineSymbolizer><Stroke/><VendorOption name='composite'>"
                                 "source-over</VendorOption></LineSymbolizer>"));
    (void)load_text(w, OPTION("ruleEvaluation", "last"));
    assert_string_contains(findings(w), "warning[W106]");
    (void)load_clean(w, OPTION("sortBy", "name"));
    (void)load_text(w, OPTION("sortby", "name"));
    assert_string_contains(findings(w), "note[N203]: sortby is read as sortBy");
    (void)load_text(w, OPTION("sortBye", "name"));
    assert_string_contains(findings(w), "did you mean sortBy?");
#undef OPTION
}

static void test_symbolizer_when_its_geometry_is_not_understood(void **state)
{
    world *w = *state;
    sm_style *style = load_text(
        w, ONE_RULE("<LineSymbolizer><Geometry><Function name='buffer'/></Geometry><Stroke/>"
                    "</LineSymbolizer><LineSymbolizer><Geometry><Function name='endPoint'/>"
                    "</Geometry><Stroke/></LineSymbolizer>"));
    sm_symbols all = symbols_in(w, style, &test_env);
    assert_int_equal(all.count, 1);
    assert_int_equal(all.items[0].geometry, SM_GEOM_END_POINT);
}

// A font of one character: a triangle for U+2694.
static bool one_glyph(void *context, sm_arena *a, const char *family, uint32_t character,
                      sm_path *out)
{
    const sm_point triangle[] = {{-0.5, -0.5}, {0, 0.5}, {0.5, -0.5}, {-0.5, -0.5}};
    (void)a;
    if (strcmp(family, context) != 0 || character != 0x2694) {
        return false;
    }
    for (size_t i = 0; i < 4; i++) {
        sm_path_add(out, triangle[i].x, triangle[i].y);
    }
    return true;
}

static void test_mark_when_it_is_a_character(void **state)
{
    static const char *const marks[] = {
        "<WellKnownName>ttf://War Symbols#0x2694</WellKnownName>",
        "<WellKnownName>ttf://War Symbols#U+2694</WellKnownName>",
        "<WellKnownName>ttf://War Symbols#\\u2694</WellKnownName>",
        "<OnlineResource href='ttf://War Symbols'/><Format>ttf</Format><MarkIndex>9876</MarkIndex>",
    };
    world *w = *state;
    const sm_glyph_source glyphs = {one_glyph, (void *)(uintptr_t) "War Symbols"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *text =
            sm_arena_printf(w->arena,
                            ONE_RULE("<PointSymbolizer><Graphic><Mark>%s<Fill/></Mark>"
                                     "<Size>20</Size></Graphic></PointSymbolizer>"),
                            marks[i]);
        sm_style *style = NULL;
        sm_error err;
        sm_diags_init(&w->diags, w->arena);
        assert_int_equal(sm_style_parse(w->arena, "s.sld", text, strlen(text),
                                        &(sm_style_choice){.glyphs = &glyphs}, &style, &w->diags,
                                        &err),
                         SM_OK);
        assert_int_equal(sm_diags_count(&w->diags, SM_WARNING), 0);
        sm_symbols all = symbols_in(w, style, &test_env);
        assert_int_equal(all.items[0].marks[0].path->n_points, 4);
    }
}

static void test_place_when_a_finding_has_lines(void **state)
{
    world *w = *state;
    (void)load_text(w, "<StyledLayerDescriptor>\n<NamedLayer><UserStyle>\n"
                       "  <Bogus/>\n</UserStyle></NamedLayer></StyledLayerDescriptor>");
    assert_string_contains(findings(w), "s.sld:3:3: warning[W101]");
}

// ---- The styles that we ship --------------------------------------------------------------------

static void check_shipped(world *w, const char *folder)
{
    sm_root *root = NULL;
    sm_error err;
    size_t n = 0;
    assert_int_equal(sm_root_open(folder, &root, &err), SM_OK);
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));) {
        const char *end = strrchr(entry->d_name, '.');
        if (!end || strcmp(end, ".sld") != 0) {
            continue;
        }
        sm_style *style = NULL;
        sm_diags_init(&w->diags, w->arena);
        if (sm_style_load(w->arena, root, entry->d_name, NULL, &style, &w->diags, &err)) {
            fail_msg("%s/%s: %s", folder, entry->d_name, err.message);
        }
        if (sm_diags_count(&w->diags, SM_WARNING)) {
            fail_msg("%s: %s", folder, findings(w));
        }
        n++;
    }
    closedir(dir);
    sm_root_close(root);
    assert_true(n > 5);
}

static void test_shipped_styles_when_read(void **state)
{
    check_shipped(*state, "styles/karabakh");
    check_shipped(*state, "styles/neutral");
}

int main(void)
{
    strcpy(everything, first_half);
    strcat(everything, second_half);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_style_when_several),
        WORLD_TEST(test_style_when_there_is_none),
        WORLD_TEST(test_style_when_the_other_is_faulty),
        WORLD_TEST(test_dialect_when_detected),
        WORLD_TEST(test_dialect_when_asked_for),
        WORLD_TEST(test_style_when_named_like_the_layer),
        WORLD_TEST(test_versions_when_mixed),
        WORLD_TEST(test_report_when_an_element_is_made_up),
        WORLD_TEST(test_report_when_a_parameter_is_made_up),
        WORLD_TEST(test_report_when_an_attribute_is_made_up),
        WORLD_TEST(test_report_when_text_is_made_up),
        WORLD_TEST(test_report_when_a_parameter_is_misspelt),
        WORLD_TEST(test_findings_when_something_is_wrong),
        WORLD_TEST(test_findings_when_of_a_feature_type_style),
        WORLD_TEST(test_symbolizer_when_its_geometry_is_not_understood),
        WORLD_TEST(test_place_when_a_finding_has_lines),
        WORLD_TEST(test_shipped_styles_when_read),
        WORLD_TEST(test_mark_when_it_is_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
