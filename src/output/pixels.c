// The page in pixels of cairo, for the formats that hold pixels.
#include "output/pixels.h"

#include <math.h>
#include <string.h>

#include "sitmap/limits.h"

sm_status sm_pixels_check_size(double width, double height, sm_error *err)
{
    const double max_side = 32767; // of cairo's images
    if (!(width >= 1 && height >= 1 && width <= max_side && height <= max_side &&
          width * height <= SM_MAX_PIXELS)) {
        return sm_fail(err, SM_ELIMIT, SM_NOWHERE, "lower the dpi",
                       "%.0f x %.0f pixels: SM_MAX_PIXELS is %d, a side has 1 to %.0f", width,
                       height, SM_MAX_PIXELS, max_side);
    }
    return SM_OK;
}

double sm_pixels_scale(const sm_output *o)
{
    return o->dpi / 72;
}

static double pixels(double length_pt, double dpi)
{
    return round(length_pt / 72 * dpi);
}

sm_status sm_pixels_check(const sm_output *o, sm_error *err)
{
    if (!(o->dpi > 0 && o->dpi <= 1e5)) {
        return sm_fail(err, SM_EINPUT, SM_NOWHERE, NULL, "%g dots per inch", o->dpi);
    }
    return sm_pixels_check_size(pixels(o->pages[0]->width_pt, o->dpi),
                                pixels(o->pages[0]->height_pt, o->dpi), err);
}

// The pixels are ours, so that they outlive the surface.
cairo_surface_t *sm_pixels_begin(sm_output *o)
{
    o->width = (size_t)pixels(o->pages[0]->width_pt, o->dpi);
    o->height = (size_t)pixels(o->pages[0]->height_pt, o->dpi);
    int stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, (int)o->width);
    o->stride = (size_t)stride;
    o->pixels = sm_arena_alloc(o->arena, o->stride * o->height);
    return cairo_image_surface_create_for_data(o->pixels, CAIRO_FORMAT_RGB24, (int)o->width,
                                               (int)o->height, stride);
}

void sm_pixels_paper(sm_output *o, cairo_t *cr, const sm_scene *page)
{
    (void)o, (void)page;
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
}

// Cairo's pixels are words of 0x00RRGGBB: three bytes of each take the place of four.
static void pack_row(uint8_t *row, size_t width)
{
    for (size_t x = 0; x < width; x++) {
        uint32_t pixel;
        memcpy(&pixel, row + 4 * x, 4);
        row[3 * x] = (uint8_t)(pixel >> 16);
        row[3 * x + 1] = (uint8_t)(pixel >> 8);
        row[3 * x + 2] = (uint8_t)pixel;
    }
}

void sm_pixels_pack(sm_output *o)
{
    for (size_t y = 0; y < o->height; y++) {
        pack_row(o->pixels + y * o->stride, o->width);
    }
}
