// Pictures out: PNG bytes, smaller copies, object numbers.
#include <assert.h>
#include <string.h>

#include <cairo.h>

#include "sitmap/limits.h"
#include "sitmap/picture.h"

static cairo_status_t append(void *out, const unsigned char *bytes, unsigned int len)
{
    sm_str_add(out, (const char *)bytes, len);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *to_surface(const sm_picture *p)
{
    cairo_surface_t *s =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)p->width, (int)p->height);
    uint8_t *to = cairo_surface_status(s) ? NULL : cairo_image_surface_get_data(s);
    size_t stride = to ? (size_t)cairo_image_surface_get_stride(s) : 0;
    for (size_t y = 0; to && y < p->height; y++) {
        for (size_t x = 0; x < p->width; x++) {
            const uint8_t *c = p->rgb + (y * p->width + x) * 3;
            uint32_t pixel = (uint32_t)c[0] << 16 | (uint32_t)c[1] << 8 | c[2];
            memcpy(to + y * stride + x * 4, &pixel, sizeof pixel);
        }
    }
    cairo_surface_mark_dirty(s);
    return s;
}

sm_status sm_picture_encode(const sm_picture *picture, sm_str *out, sm_error *err)
{
    cairo_surface_t *s = to_surface(picture);
    cairo_status_t failure = cairo_surface_status(s);
    failure = failure ? failure : cairo_surface_write_to_png_stream(s, append, out);
    cairo_surface_destroy(s);
    return failure ? sm_fail(err, SM_EIO, SM_NOWHERE, NULL, "cannot encode a picture: %s",
                             cairo_status_to_string(failure))
                   : SM_OK;
}

static void mean(const sm_picture *in, size_t x0, size_t y0, size_t k, uint8_t *out)
{
    size_t x1 = x0 + k < in->width ? x0 + k : in->width;
    size_t y1 = y0 + k < in->height ? y0 + k : in->height;
    size_t sum[3] = {0, 0, 0}, n = (x1 - x0) * (y1 - y0);
    assert(n);
    for (size_t y = y0; y < y1; y++) {
        for (size_t x = x0; x < x1; x++) {
            for (size_t c = 0; c < 3; c++) {
                sum[c] += in->rgb[(y * in->width + x) * 3 + c];
            }
        }
    }
    for (size_t c = 0; c < 3; c++) {
        out[c] = (uint8_t)((sum[c] + n / 2) / n);
    }
}

void sm_picture_reduce(sm_arena *a, const sm_picture *in, size_t width, sm_picture *out)
{
    size_t k = (in->width + width - 1) / width;
    size_t w = (in->width + k - 1) / k, h = (in->height + k - 1) / k;
    *out = (sm_picture){sm_arena_alloc(a, w * h * 3), w, h, in->dpi / (double)k, 0};
    for (size_t y = 0; y < h; y++) {
        for (size_t x = 0; x < w; x++) {
            mean(in, x * k, y * k, k, out->rgb + (y * w + x) * 3);
        }
    }
}

// ---- Object numbers -----------------------------------------------------------------------------

// Cairo wraps coordinates that are too large. To number pixels it does no harm to bend a line far
// outside.
static double within(double v, double most)
{
    return v > most ? most : v < -most ? -most : v;
}

static void trace(cairo_t *cr, const sm_path *path, double most)
{
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        for (size_t k = 0; k < n; k++) {
            double x = within(p[k].x, most), y = within(p[k].y, most);
            (k && path->shape != SM_SHAPE_POINTS ? cairo_line_to : cairo_move_to)(cr, x, y);
            cairo_line_to(cr, x, y); // of a point: a dot, for caps are round
        }
        if (n && path->shape == SM_SHAPE_RINGS) {
            cairo_close_path(cr);
        }
    }
}

static void paint(cairo_t *cr, const sm_footprint *f, double dpi)
{
    cairo_set_source_rgb(cr, (f->number >> 16 & 255) / 255.0, (f->number >> 8 & 255) / 255.0,
                         (f->number & 255) / 255.0);
    double least_pt = 3 * 72 / dpi;
    trace(cr, f->path, SM_MAX_DEVICE * 72 / dpi);
    if (f->filled) {
        cairo_fill_preserve(cr);
    }
    cairo_set_line_width(cr, f->width_pt > least_pt ? f->width_pt : least_pt);
    cairo_stroke(cr);
}

sm_status sm_picture_numbers(sm_arena *a, const sm_footprint *prints, size_t n, size_t width,
                             size_t height, double dpi, uint32_t **out, sm_error *err)
{
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    cairo_t *cr = cairo_create(s);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_scale(cr, dpi / 72, dpi / 72);
    for (size_t i = 0; i < n; i++) {
        paint(cr, &prints[i], dpi);
    }
    cairo_status_t failure = cairo_status(cr);
    cairo_surface_flush(s);
    const uint8_t *from = cairo_image_surface_get_data(s);
    size_t stride = (size_t)cairo_image_surface_get_stride(s);
    *out = sm_arena_alloc(a, width * height * sizeof **out);
    for (size_t y = 0; !failure && y < height; y++) {
        for (size_t x = 0; x < width; x++) {
            uint32_t pixel;
            memcpy(&pixel, from + y * stride + x * 4, sizeof pixel);
            (*out)[y * width + x] = pixel & 0xFFFFFF;
        }
    }
    cairo_destroy(cr);
    cairo_surface_destroy(s);
    return failure ? sm_fail(err, SM_EIO, SM_NOWHERE, NULL, "cannot number the objects: %s",
                             cairo_status_to_string(failure))
                   : SM_OK;
}
