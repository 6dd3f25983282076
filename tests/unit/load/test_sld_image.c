// Images in styles: pixels against another decoder's, drawings as vectors in the right place, and
// what is said of those that can not be drawn.
#include <glib.h>

#include "style/style_of.h"

#include "sitmap/picture.h"

#define POINT_OF(graphic)                                                                          \
    ONE_RULE("<PointSymbolizer><Graphic>" graphic "</Graphic></PointSymbolizer>")
#define FILE_OF(href)                                                                              \
    "<ExternalGraphic><OnlineResource xmlns:xlink='http://www.w3.org/1999/xlink' "                 \
    "xlink:type='simple' xlink:href='" href "'/></ExternalGraphic>"

// ---- Pixels -------------------------------------------------------------------------------------

static const char *const pngs[][2] = {
    {"5x6 color 0 depth 1",
     "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAGAQAAAAAjgGnmAAAAFElEQVR42mPQYHzAdIG5gMWBwQMAEsgC24nS"
     "+HcAAAAASUVORK5CYII="},
    {"5x6 color 0 depth 4",
     "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAGBAAAAADrYOaWAAAAIUlEQVR42mP4vr2A8aWKMlOB7gJmWz9Olm3C"
     "hgzRmx4AAGapCBFr90CGAAAAAElFTkSuQmCC"},
    {"5x6 color 0 depth 8",
     "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAGCAAAAAAukAuXAAAALUlEQVR42mMwDz659xcj/0O1dh0mj7S4zLnM"
     "3pn8kXEswsaH6tQZbsl825UGAOxyDSNs94LwAAAAAElFTkSuQmCC"},
    {"3x6 color 0 depth 16",
     "iVBORw0KGgoAAAANSUhEUgAAAAMAAAAGEAAAAABzHqeTAAAAM0lEQVR42mO4vPKHx7a1jFf07zL5z2O6Gm2Z"
     "yNfMrOi5WluDk2VnRMj5Pn4GFSGtuRzdAHFXDybTjrD2AAAAAElFTkSuQmCC"},
    {"4x6 color 2 depth 8",
     "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAGCAIAAABrW6giAAAAWUlEQVR42gFOALH/AOcHj3+JOF6wlCNVUQGC"
     "VosUkhloCpYOrYsCLYHV7k/dbevQZ2oGA/OnIn22Bz+X0h5nbQTUhu6IPkq4D4903/sAgUIEE2/rVxPBZrEy"
     "Avkhc/tj1EoAAAAASUVORK5CYII="},
    {"5x6 color 3 depth 2",
     "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAGAgMAAAB2lbzYAAAADFBMVEX/AAAA/wAAAP8JY8gvAA+NAAAAGklE"
     "QVR42mMoZ2B8M4Xp6wFm7cssnxsYHBwAPWIGqDDYHtwAAAAASUVORK5CYII="},
    {"3x6 color 4 depth 8",
     "iVBORw0KGgoAAAANSUhEUgAAAAMAAAAGCAQAAACs7OyHAAAANUlEQVR42gEqANX/AFZVbYmqggG8rfKN5z4C"
     "PpiHan9YA6igHo1/sgScZbEC2pEAlzrqjTcXjoYSXKfod5sAAAAASUVORK5CYII="},
    {"4x6 color 6 depth 8",
     "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAGCAYAAADkOT91AAAAcUlEQVR42gFmAJn/AJcGBy7TOhRgetdSO+ZV"
     "e1EBNN7Blk0W4J3prnPam/WP2QKUwguKn65IBhbM3Kl/xse3AwEuUhlNnRX9JifdK30/xwUENv/zCpRQi9dN"
     "ULXsD1nmfACUt/zwTjOnJ1hbTEijnDaWR+4u476i7GIAAAAASUVORK5CYII="},
    {"3x3 color 6 depth 16",
     "iVBORw0KGgoAAAANSUhEUgAAAAMAAAADEAYAAAAGuGn8AAAAVklEQVR42gFLALT/AECqadlIihBCodNpLls3"
     "mQzdglDXGNx+nQGBUyD65LXcP//JwP4EYylRSn7Nbm+5f4QCd2XshfGiLW+fzNXDXrU7gHxO10Q29keYV2Al"
     "n3RTd3MAAAAASUVORK5CYII="},
    {"9x9 color 2 depth 8 interlaced",
     "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAJCAIAAAEY9KHRAAABEUlEQVR42gEGAfn+AM1YLZ+YmQHNeztj9pEC"
     "/fVzA+Gd4wQAP+Jowqxf2UEAWqLgcBgkAcyt/NCq6gJqx89hi8kDw93L34sHHBtYQ5XDOeiMBGDYVy9SqxhK"
     "3VIPD/oeNwB3+ANzeqDTrIy8UWgBVKbg6TbxQuUxkLuDApINvPzl8uYrz1Y8fANvsQYANt8QYInfK3cEh5LO"
     "O2ARZ9PrgaTOAL5U7Ss/wVpPgNpvGv3JssRUFC6CM4gqRynjewFLZotUGlm3NheBiG/tKidzpKvPiwkgKFq5"
     "9wYCYbxx3xQmepnQsx27QUr2m48R5u2zMDB4q3wzA3ZHed8y8doCcUc2wxbfr33CjMMa/gOMxXN8Dw/0e1hn"
     "G9wOAAAAAElFTkSuQmCC"},
    {"5x5 color 3 depth 1 interlaced",
     "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFAQMAAAHApoQwAAAADFBMVEX/AAAA/wAAAP8JY8gvAA+NAAAAHklE"
     "QVR42mNgYGRgcmBuYGFgSGA8wMTAnMBiwcAAABoaAo29mmxkAAAAAElFTkSuQmCC"},
    {"tRNS", "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAEAQAAAACBiqPTAAAAAnRSTlMAAQGU/a4AAAAQSURBVHjaY3BgVGBy"
             "YDYAAANsANf0DX5eAAAAAElFTkSuQmCC"},
    {"plte trns",
     "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAEAgMAAADUn3btAAAADFBMVEX/AAAA/wAAAP8JY8gvAA+NAAAAAnRS"
     "TlOAAE0QVXMAAAAQSURBVHjaY2Bh7GE6yFwJAAWwAdGUjniqAAAAAElFTkSuQmCC"},
};

static const sm_mark *mark_of(world *w, const char *text)
{
    const sm_symbol *symbol = symbol_of(w, text);
    assert_int_equal(symbol->n_marks, 1);
    return &symbol->marks[0];
}

// Another decoder's picture stands on white.
static void assert_pixels(const char *what, const sm_bitmap *ours, const char *path)
{
    sm_picture theirs;
    sm_error err;
    assert_int_equal(sm_picture_read(path, 72, 0, &theirs, NULL, &err), SM_OK);
    assert_int_equal(ours->width, theirs.width);
    assert_int_equal(ours->height, theirs.height);
    for (size_t i = 0; i < ours->width * ours->height; i++) {
        for (size_t k = 0; k < 3; k++) {
            int alpha = ours->rgba[4 * i + 3];
            int on_white = (ours->rgba[4 * i + k] * alpha + 255 * (255 - alpha) + 127) / 255;
            if (abs(on_white - theirs.rgb[3 * i + k]) > 1) {
                fail_msg("%s: pixel %zu channel %zu is %d, not %d", what, i, k, on_white,
                         theirs.rgb[3 * i + k]);
            }
        }
    }
    sm_picture_release(&theirs);
}

static void test_png_when_of_any_kind(void **state)
{
    world *w = *state;
    for (size_t i = 0; i < sizeof pngs / sizeof *pngs; i++) {
        gsize len = 0;
        guchar *bytes = g_base64_decode(pngs[i][1], &len);
        const char *path = test_path(w->dir, "a.png");
        FILE *f = fopen(path, "wb");
        assert_non_null(f);
        assert_int_equal(fwrite(bytes, 1, len, f), len);
        fclose(f);
        g_free(bytes);
        const sm_mark *mark = mark_of(w, POINT_OF(FILE_OF("a.png")));
        assert_non_null(mark->bitmap);
        assert_near(mark->size_pt, (double)mark->bitmap->height * SM_PT_PER_PX, 1e-9, "pt");
        assert_pixels(pngs[i][0], mark->bitmap, path);
    }
}

static void test_png_when_damaged(void **state)
{
    world *w = *state;
    gsize len = 0;
    guchar *bytes = g_base64_decode(pngs[7][1], &len);
    for (size_t cut = 8; cut + 12 < len; cut++) { // the last chunk may be missing
        const char *path = test_path(w->dir, "a.png");
        FILE *f = fopen(path, "wb");
        assert_non_null(f);
        assert_int_equal(fwrite(bytes, 1, cut, f), cut);
        fclose(f);
        assert_non_null(load_text(w, POINT_OF(FILE_OF("a.png"))));
        assert_string_contains(findings(w), "W108");
    }
    g_free(bytes);
}

static void test_image_when_inline(void **state)
{
    world *w = *state;
    const char *text =
        sm_arena_printf(w->arena,
                        POINT_OF("<ExternalGraphic><InlineContent encoding='base64'>%s"
                                 "</InlineContent><Format>image/png</Format></ExternalGraphic>"
                                 "<Size>10</Size>"),
                        pngs[4][1]);
    const sm_mark *mark = mark_of(w, text);
    assert_non_null(mark->bitmap);
    assert_near(mark->size_pt, 10 * SM_PT_PER_PX, 1e-9, "pt");
    mark = mark_of(w, POINT_OF("<ExternalGraphic><InlineContent encoding='xml'>"
                               "<svg:svg xmlns:svg='http://www.w3.org/2000/svg' viewBox='0 0 4 2'>"
                               "<svg:rect width='4' height='2' fill='#102030'/></svg:svg>"
                               "</InlineContent></ExternalGraphic>"));
    assert_non_null(mark->art);
    assert_int_equal(mark->art->count, 1);
    assert_near(mark->art->aspect, 2, 1e-9, "");
    // QGIS embeds a file in the address
    static const char svg[] = "<svg width='3' height='3'><path d='M0 0H3V3z'/></svg>";
    char *coded = g_base64_encode((const guchar *)svg, strlen(svg));
    text = sm_arena_printf(w->arena, POINT_OF(FILE_OF("base64:%s")), coded);
    g_free(coded);
    assert_int_equal(mark_of(w, text)->art->count, 1);
}

// ---- Drawings -----------------------------------------------------------------------------------

static const sm_art *art_in(world *w, const char *href, const char *svg)
{
    test_write_file(test_path(w->dir, "d.svg"), svg);
    const char *text = sm_arena_printf(w->arena, POINT_OF(FILE_OF("%s") "<Size>20</Size>"), href);
    const sm_mark *mark = mark_of(w, text);
    assert_non_null(mark->art);
    return mark->art;
}

static const sm_art *art_of(world *w, const char *svg)
{
    return art_in(w, "d.svg", svg);
}

static void assert_box(const sm_art_piece *piece, double x0, double y0, double x1, double y1)
{
    sm_box b = sm_path_box(piece->path);
    assert_near(b.x0, x0, 0.001, "");
    assert_near(b.y0, y0, 0.001, "");
    assert_near(b.x1, x1, 0.001, "");
    assert_near(b.y1, y1, 0.001, "");
}

#define SVG(content)                                                                               \
    "<?xml version='1.0'?>\n<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x'>\n"                 \
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20' viewBox='0 0 200 "             \
    "100'>" content "</svg>"

// Boxes are in heights of the drawing about its middle, y up.
static void test_svg_when_shapes(void **state)
{
    world *w = *state;
    static const struct {
        const char *svg;
        double x0, y0, x1, y1;
    } cases[] = {
        {SVG("<rect x='0' y='0' width='100' height='50'/>"), -1, 0, 0, 0.5},
        {SVG("<rect x='0' y='0' width='100' height='50' rx='10'/>"), -1, 0, 0, 0.5},
        {SVG("<circle cx='100' cy='50' r='25'/>"), -0.25, -0.25, 0.25, 0.25},
        {SVG("<ellipse cx='100' cy='50' rx='25' ry='50'/>"), -0.25, -0.5, 0.25, 0.5},
        {SVG("<polygon points='0,0 100,0 100,100'/>"), -1, -0.5, 0, 0.5},
        {SVG("<path d='M100 50h50v-50H100z'/>"), 0, 0, 0.5, 0.5},
        {SVG("<path d='m 100,50 50,0 0,-50 -50,0 z'/>"), 0, 0, 0.5, 0.5},
        // a cubic arch reaches three quarters of its control points' height
        {SVG("<path d='M0 100C0 0 100 0 100 100Z'/>"), -1, -0.5, 0, 0.25},
        {SVG("<path d='M0 100Q50 0 100 100z'/>"), -1, -0.5, 0, 0},
        // S mirrors the control point: a full wave
        {SVG("<path d='M0 50C0 0 50 0 50 50S100 100 100 50z'/>"), -1, -0.375, 0, 0.375},
        // half a circle of radius 50 over the x axis, both ways of turning, flags run together
        {SVG("<path d='M50 50A50 50 0 0 1 150 50z'/>"), -0.5, 0, 0.5, 0.5},
        {SVG("<path d='M50 50a50 50 0 00100 0z'/>"), -0.5, -0.5, 0.5, 0},
        // too small a radius grows until it reaches
        {SVG("<path d='M50 50A1 1 0 0 1 150 50z'/>"), -0.5, 0, 0.5, 0.5},
        {SVG("<g transform='translate(100 50) scale(2)'><rect width='25' height='25' "
             "transform='rotate(90)'/></g>"),
         -0.5, -0.5, 0, 0},
        {SVG("<defs><rect id='r' width='10' height='10'/></defs><use href='#r' x='100' y='40'/>"),
         0, 0, 0.1, 0.1},
        {SVG("<rect x='25%' y='0' width='50' height='50'/>"), -0.75, 0, -0.25, 0.5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const sm_art *art = art_of(w, cases[i].svg);
        if (art->count != 1) {
            fail_msg("%s: %zu pieces", cases[i].svg, art->count);
        }
        assert_box(&art->items[0], cases[i].x0, cases[i].y0, cases[i].x1, cases[i].y1);
        assert_near(art->aspect, 2, 1e-9, "");
    }
}

static void test_svg_when_styled(void **state)
{
    world *w = *state;
    const sm_art *art = art_of(
        w, SVG("<g fill='none' stroke='rgb(255,0,0)' style='stroke-width:10;stroke-opacity:0.5'>"
               "<path d='M0 0L100 0'/><rect width='10' height='10' fill='#0f0' stroke='none'/>"
               "<rect width='10' height='10' display='none'/></g>"));
    assert_int_equal(art->count, 2);
    assert_true(art->items[0].is_outline);
    assert_int_equal(art->items[0].path->shape, SM_SHAPE_LINES);
    assert_near(art->items[0].width, 0.1, 1e-9, "heights");
    assert_int_equal(art->items[0].color.r, 255);
    assert_int_equal(art->items[0].color.a, 128);
    assert_false(art->items[1].is_outline);
    assert_int_equal(art->items[1].color.g, 255);
}

// QGIS's drawings name what the style may colour.
static void test_svg_when_coloured_by_the_style(void **state)
{
    world *w = *state;
    const char *svg = SVG("<circle cx='50' cy='50' r='20' fill='param(fill) #ffffff' "
                          "fill-opacity='param(fill-opacity)' stroke='param(outline) #000' "
                          "stroke-width='param(outline-width) 4'/>");
    const sm_art *plain = art_of(w, svg);
    assert_int_equal(plain->items[0].color.b, 255);
    assert_near(plain->items[1].width, 0.04, 1e-9, "heights");
    const sm_art *art = art_in(
        w, "d.svg?fill=%23ff8000&amp;fill-opacity=0.5&amp;outline=#0000ff&amp;outline-width=8",
        svg);
    assert_int_equal(art->items[0].color.g, 128);
    assert_int_equal(art->items[0].color.a, 128);
    assert_int_equal(art->items[1].color.b, 255);
    assert_near(art->items[1].width, 0.08, 1e-9, "heights");
}

static void test_svg_when_it_holds_more(void **state)
{
    world *w = *state;
    static const char *const cases[][2] = {
        {SVG("<text>x</text>"), "<text>"},
        {SVG("<rect width='9' height='9' fill='url(#g)'/><linearGradient id='g'>"
             "<stop stop-color='#010203'/></linearGradient>"),
         "linearGradient"},
        {SVG("<image href='x.png'/>"), "<image>"},
        {SVG("<rect width='9' height='9' filter='url(#f)'/>"), "filter"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        test_write_file(test_path(w->dir, "d.svg"), cases[i][0]);
        assert_non_null(load_text(w, POINT_OF(FILE_OF("d.svg"))));
        assert_string_contains(findings(w), "warning[W101]");
        assert_string_contains(findings(w), cases[i][1]);
    }
}

// ---- What can not be drawn ----------------------------------------------------------------------

static void test_image_when_it_can_not_be_drawn(void **state)
{
    world *w = *state;
    static const char *const cases[][2] = {
        {FILE_OF("http://example.org/x.svg"), "nothing is fetched from the network"},
        {FILE_OF("HTTPS://example.org/x.svg"), "nothing is fetched from the network"},
        {FILE_OF("missing.svg"), "missing.svg"},
        {FILE_OF("../secret.svg"), "../secret.svg"},
        {FILE_OF("/etc/hostname"), "/etc/hostname"},
        {FILE_OF("file:///etc/hostname"), "/etc/hostname"},
        {FILE_OF("${name}.svg"), "no file fits it"},
        {FILE_OF("notes.txt"), "notes.txt"},
        {FILE_OF("data:image/png;base64,@@@@"), "base64 is damaged"},
        {"<ExternalGraphic><Format>image/png</Format></ExternalGraphic>", "names no file"},
        {"<ExternalGraphic><InlineContent encoding='base64'>!</InlineContent></ExternalGraphic>",
         "neither base64 nor xml"},
    };
    test_write_file(test_path(w->dir, "notes.txt"), "no picture");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = sm_arena_printf(
            w->arena, POINT_OF("%s<Mark><WellKnownName>circle</WellKnownName><Fill/></Mark>"),
            cases[i][0]);
        sm_style *style = load_text(w, text);
        assert_non_null(style);
        assert_int_equal(sm_diags_count(&w->diags, SM_WARNING), 0);
        assert_string_contains(findings(w), "N206"); // the circle is what the file offers instead
        assert_non_null(load_text(w, sm_arena_printf(w->arena, POINT_OF("%s"), cases[i][0])));
        assert_string_contains(findings(w), "warning[W108]");
        assert_string_contains(findings(w), cases[i][1]);
    }
}

// ---- Addresses with fields ----------------------------------------------------------------------

static void test_address_when_fields_are_in_it(void **state)
{
    world *w = *state;
    sm_error err;
    assert_int_equal(sm_make_folders(test_path(w->dir, "icons"), &err), SM_OK);
    test_write_file(test_path(w->dir, "icons/town-Hadrut.svg"),
                    SVG("<rect width='200' height='100' fill='#112233'/>"));
    test_write_file(test_path(w->dir, "icons/town-Fuzuli.svg"),
                    SVG("<rect width='200' height='100' fill='#445566'/>"));
    test_write_file(test_path(w->dir, "icons/hill-Hadrut.svg"), "no drawing");
    const char *named = POINT_OF(FILE_OF("icons/town-${name}.svg"));
    const sm_mark *mark = mark_of(w, named);
    assert_int_equal(mark->art->items[0].color.r, 0x11);
    assert_near(mark->size_pt, 20 * SM_PT_PER_PX, 1e-9, "pt"); // its own height
    // Not every file that fits is a drawing, and not every feature has a file.
    sm_style *style = load_text(w, POINT_OF(FILE_OF("icons/${name_en}.svg")));
    assert_string_contains(findings(w), "warning[W108]: the image icons/hill-Hadrut.svg");
    sm_symbols all = symbols_in(w, style, &test_env);
    assert_string_contains(findings(w), "warning[W108]: there is no image icons/Shusha.svg; a "
                                        "square stands in");
    assert_null(all.items[0].marks[0].art);
    assert_true(all.items[0].marks[0].has_fill);
}

static void test_address_when_its_fields_name_nothing(void **state)
{
    static const char *const cases[][2] = {
        {"nowhere/${name}.svg", "there is no such folder"},
        {"${name}.gif", "no file fits it"},
        {"${name}/x.svg", "write it as folder/"},
        {"x-${name.svg", "write it as folder/"},
        {"d.svg?fill=${name}", "write it as folder/"},
        {"http://a/${name}.png", "nothing is fetched from the network"},
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sm_style *style =
            load_text(w, sm_arena_printf(w->arena, POINT_OF(FILE_OF("%s")), cases[i][0]));
        assert_string_contains(findings(w), cases[i][1]);
        assert_null(symbols_in(w, style, &test_env).items[0].marks[0].art);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_png_when_of_any_kind),
        WORLD_TEST(test_png_when_damaged),
        WORLD_TEST(test_image_when_inline),
        WORLD_TEST(test_svg_when_shapes),
        WORLD_TEST(test_svg_when_styled),
        WORLD_TEST(test_svg_when_coloured_by_the_style),
        WORLD_TEST(test_svg_when_it_holds_more),
        WORLD_TEST(test_image_when_it_can_not_be_drawn),
        WORLD_TEST(test_address_when_fields_are_in_it),
        WORLD_TEST(test_address_when_its_fields_name_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
