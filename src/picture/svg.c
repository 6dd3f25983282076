// SVG, through librsvg: from memory and without a base, so that it can not read the neighbours that
// a href names; without the flag that lifts the library's own limits.
#include <librsvg/rsvg.h>

#include "picture/decode.h"

// A unit without a name is a CSS pixel, 96 to the inch.
static const double CSS_DPI = 96;

static sm_status draw(picture_job *job, RsvgHandle *handle, sm_error *err)
{
    gdouble width = 0, height = 0;
    rsvg_handle_set_dpi(handle, CSS_DPI);
    if (!rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height)) {
        return sm_fail(err, SM_EFORMAT, SM_IN_FILE(job->path),
                       "give its root element width and height in pt, mm or px",
                       "the SVG does not say how large it is");
    }
    cairo_t *cr = NULL;
    double width_pt = width * 72 / CSS_DPI, height_pt = height * 72 / CSS_DPI;
    sm_status status = picture_begin_page(job, width_pt, height_pt, &cr, err);
    if (status) {
        return status;
    }
    const RsvgRectangle page = {0, 0, width_pt, height_pt};
    GError *why = NULL;
    if (!rsvg_handle_render_document(handle, cr, &page, &why)) {
        status = sm_fail(err, SM_EFORMAT, SM_IN_FILE(job->path), NULL,
                         "the SVG can not be drawn: %s", why ? why->message : "unknown reason");
        g_clear_error(&why);
    }
    cairo_destroy(cr);
    return status;
}

sm_status picture_decode_svg(picture_job *job, sm_error *err)
{
    GError *why = NULL;
    RsvgHandle *handle = rsvg_handle_new_from_data(job->bytes, job->len, &why);
    if (!handle) {
        sm_fail(err, SM_EFORMAT, SM_IN_FILE(job->path), NULL, "the SVG can not be read: %s",
                why ? why->message : "unknown reason");
        g_clear_error(&why);
        return SM_EFORMAT;
    }
    sm_status status = draw(job, handle, err);
    g_object_unref(handle);
    return status;
}
