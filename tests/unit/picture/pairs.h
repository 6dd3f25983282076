#ifndef SITMAP_TESTS_UNIT_PICTURE_PAIRS_H
#define SITMAP_TESTS_UNIT_PICTURE_PAIRS_H

// The corpus: pairs of pictures that a reader calls the same, and pairs that he does not. Drawn
// with cairo here, never with the code under test. Lengths in points on a page of 100 x 60 mm.

#include <string.h>

#include <cairo.h>

#include "sitmap/picture.h"

typedef void drawing(cairo_t *cr);

typedef struct pair {
    const char *name;
    drawing *old, *new;
    bool changed;     // what a reader says
    double least_dpi; // below it the pixels do not tell; 0: they always do
} pair;

static void map_below(cairo_t *cr)
{
    cairo_set_source_rgb(cr, 0.96, 0.94, 0.88);
    cairo_rectangle(cr, 10, 10, 260, 150);
    cairo_fill(cr);
    cairo_set_source_rgb(cr, 0.2, 0.3, 0.5);
    cairo_set_line_width(cr, 0.5);
    cairo_move_to(cr, 20, 30);
    for (int i = 1; i < 24; i++) {
        cairo_line_to(cr, 20 + i * 10, 30 + (i * 37 % 23));
    }
    cairo_stroke(cr);
}

// The same words as glyphs of a font or as outlines: two rasterisers.
typedef enum setting { GLYPHS, OUTLINES } setting;

static void words(cairo_t *cr, setting how, double shift)
{
    cairo_font_options_t *o = cairo_font_options_create();
    cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(cr, o);
    cairo_font_options_destroy(o);
    cairo_set_source_rgb(cr, 0.1, 0.1, 0.1);
    static const struct {
        double size, y;
        const char *text;
    } lines[] = {{6, 70, "Front compiled from dated announcements; approximate throughout"},
                 {7, 85, "Hadrut Jabrayil Fuzuli Aghdam Shusha Khankendi"},
                 {9, 102, "Gained since 10 October: about 310 km2"},
                 {13, 122, "Situation as of 25 October"}};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        cairo_select_font_face(cr, "Liberation Sans", CAIRO_FONT_SLANT_NORMAL,
                               lines[i].size > 10 ? CAIRO_FONT_WEIGHT_BOLD
                                                  : CAIRO_FONT_WEIGHT_NORMAL);
        cairo_set_font_size(cr, lines[i].size);
        cairo_move_to(cr, 20 + shift, lines[i].y);
        if (how == OUTLINES) {
            cairo_text_path(cr, lines[i].text);
            cairo_fill(cr);
        } else {
            cairo_show_text(cr, lines[i].text);
        }
    }
}

static void plain(cairo_t *cr)
{
    map_below(cr);
    words(cr, GLYPHS, 0);
}

static void outlined(cairo_t *cr)
{
    map_below(cr);
    words(cr, OUTLINES, 0);
}

static void words_moved(cairo_t *cr)
{
    map_below(cr);
    words(cr, GLYPHS, 1.2);
}

// `px` device pixels to the right, so that the same is asked at each resolution.
static void line(cairo_t *cr, double width, double px, double dx, double dy, double grey)
{
    double step = 1, none = 0;
    plain(cr);
    cairo_device_to_user_distance(cr, &step, &none);
    cairo_set_source_rgb(cr, grey, grey, grey);
    cairo_set_line_width(cr, width);
    cairo_move_to(cr, 150 + px * step, 20);
    cairo_rel_line_to(cr, dx, dy);
    cairo_stroke(cr);
}

static void upright(cairo_t *cr)
{
    line(cr, 0.25, 0, 0, 60, 0);
}
static void upright_moved(cairo_t *cr)
{
    line(cr, 0.25, 1, 0, 60, 0);
}
static void pale(cairo_t *cr)
{
    line(cr, 0.25, 0, 0, 60, 0.7);
}
static void pale_moved(cairo_t *cr)
{
    line(cr, 0.25, 1, 0, 60, 0.7);
}
static void sloping(cairo_t *cr)
{
    line(cr, 0.25, 0, 40, 55, 0);
}
static void sloping_moved(cairo_t *cr)
{
    line(cr, 0.25, 1, 40, 55, 0);
}
static void sloping_nudged(cairo_t *cr)
{
    line(cr, 0.25, 0.25, 40, 55, 0);
}
// Cairo's coarser coverage, 4 x 4 samples of a pixel: another rasteriser of lines.
static void sloping_coarse(cairo_t *cr)
{
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_FAST);
    sloping(cr);
}
static void wide(cairo_t *cr)
{
    line(cr, 0.85, 0, 30, 25, 0.2);
}
static void dash(cairo_t *cr)
{
    line(cr, 0.85, 0, 5.7, 0, 0);
}

static void fills(cairo_t *cr, bool swapped)
{
    for (int i = 0; i < 2; i++) {
        bool rose = (i == 0) != swapped;
        cairo_set_source_rgb(cr, rose ? 0.93 : 0.86, 0.87, rose ? 0.86 : 0.93);
        cairo_rectangle(cr, 20 + 60 * i, 20, 60, 100);
        cairo_fill(cr);
    }
    words(cr, GLYPHS, 0);
}

static void fills_one(cairo_t *cr)
{
    fills(cr, false);
}
static void fills_other(cairo_t *cr)
{
    fills(cr, true);
}

static void dot(cairo_t *cr)
{
    plain(cr);
    cairo_set_source_rgb(cr, 0, 0, 0);
    cairo_arc(cr, 200, 60, SM_MM(0.5), 0, 6.2832);
    cairo_fill(cr);
}

static void number_text(cairo_t *cr, const char *text)
{
    plain(cr);
    cairo_set_source_rgb(cr, 0.1, 0.1, 0.1);
    cairo_set_font_size(cr, 7);
    cairo_move_to(cr, 30, 20);
    cairo_show_text(cr, text);
}

static void number_620(cairo_t *cr)
{
    number_text(cr, "about 620 km2");
}
static void number_630(cairo_t *cr)
{
    number_text(cr, "about 630 km2");
}

static const pair pairs[] = {
    {"identical", plain, plain, false, 0},
    {"text as outlines", plain, outlined, false, 0},
    {"slope nudged by 1/4 pixel", sloping, sloping_nudged, false, 0},
    {"lines by another rasteriser", sloping, sloping_coarse, false, 0},
    {"0.25 pt line moved by 1 pixel", upright, upright_moved, true, 0},
    {"pale 0.25 pt line moved by 1 pixel", pale, pale_moved, true, 0},
    {"sloping 0.25 pt line moved by 1 pixel", sloping, sloping_moved, true, 0},
    {"0.3 mm line gone", wide, plain, true, 0},
    {"0.25 pt line gone", sloping, plain, true, 0},
    {"pale 0.25 pt line gone", pale, plain, true, 0},
    {"2 mm of a line gone", dash, plain, true, 0},
    {"two fills swapped", fills_one, fills_other, true, 0},
    {"1 mm dot gone", dot, plain, true, 0},
    {"a figure in 7 pt text changed", number_620, number_630, true, 200},
    {"words moved by 0.4 mm", plain, words_moved, true, 0},
};
enum { N_PAIRS = sizeof pairs / sizeof pairs[0] };

static sm_picture draw_picture(sm_arena *a, drawing *draw, double dpi)
{
    int width = (int)(100 / 25.4 * dpi), height = (int)(60 / 25.4 * dpi);
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cr = cairo_create(s);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, dpi / 72, dpi / 72);
    draw(cr);
    cairo_destroy(cr);
    cairo_surface_flush(s);
    sm_picture p = {sm_arena_alloc(a, (size_t)(width * height * 3)), (size_t)width, (size_t)height,
                    dpi, 0};
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            uint32_t pixel;
            memcpy(&pixel,
                   cairo_image_surface_get_data(s) + y * cairo_image_surface_get_stride(s) + x * 4,
                   4);
            uint8_t *to = p.rgb + (y * width + x) * 3;
            to[0] = (uint8_t)(pixel >> 16), to[1] = (uint8_t)(pixel >> 8), to[2] = (uint8_t)pixel;
        }
    }
    cairo_surface_destroy(s);
    return p;
}

#endif
