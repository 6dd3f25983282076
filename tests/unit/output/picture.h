#ifndef SITMAP_TESTS_UNIT_OUTPUT_PICTURE_H
#define SITMAP_TESTS_UNIT_OUTPUT_PICTURE_H

// Pictures read back by libpng, through cairo, and compared as eyes do.

#include <cairo.h>

#include "output/page.h"

typedef struct picture {
    int width, height, stride;
    const uint8_t *data; // words of xRGB
    cairo_surface_t *surface;
} picture;

static inline picture read_png(const char *path)
{
    cairo_surface_t *s = cairo_image_surface_create_from_png(path);
    if (cairo_surface_status(s) != CAIRO_STATUS_SUCCESS)
        fail_msg("%s: %s", path, cairo_status_to_string(cairo_surface_status(s)));
    return (picture){cairo_image_surface_get_width(s), cairo_image_surface_get_height(s),
                     cairo_image_surface_get_stride(s), cairo_image_surface_get_data(s), s};
}

static inline uint32_t pixel(const picture *p, int x, int y)
{
    assert_true(x >= 0 && x < p->width && y >= 0 && y < p->height);
    uint32_t v;
    memcpy(&v, p->data + y * p->stride + 4 * x, 4);
    return v & 0xFFFFFF;
}

/** The colour at a place in points. */
static inline uint32_t color_at(const picture *p, double x_pt, double y_pt, double dpi)
{
    return pixel(p, (int)(x_pt * dpi / 72), (int)(y_pt * dpi / 72));
}

static inline int channel_gap(uint32_t a, uint32_t b)
{
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int gap = abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
        most = gap > most ? gap : most;
    }
    return most;
}

/** Share of pixels that differ by more than a quarter of the range: other programs smooth edges
 *  differently, but put them in the same place. They also round the size of a picture up. */
static inline double differing(const picture *a, const picture *b)
{
    assert_in_range(abs(a->width - b->width), 0, 1);
    assert_in_range(abs(a->height - b->height), 0, 1);
    int width = a->width < b->width ? a->width : b->width;
    int height = a->height < b->height ? a->height : b->height;
    size_t n = 0;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++)
            n += channel_gap(pixel(a, x, y), pixel(b, x, y)) > 64;
    }
    return (double)n / width / height;
}

#endif
