// What a format is: a row of a table. Cairo already is the table of drawing functions, so formats
// differ only in how a document begins, how a page gets its size, and how the bytes end up.
#ifndef SITMAP_OUTPUT_FORMATS_H
#define SITMAP_OUTPUT_FORMATS_H

#include <cairo.h>

#include "sitmap/output.h"

/** One document being written. */
typedef struct sm_output {
    sm_text_engine *text;
    const sm_scene *const *pages;
    size_t n_pages;
    double dpi;
    const sm_document *doc;
    sm_newfile *file;
    sm_arena *arena; // of this document
    cairo_surface_t *surface;
    sm_str bytes;    // of formats that are mended before they are written
    uint8_t *pixels; // of formats that hold pixels
    size_t width, height, stride;
    sm_error failure; // of the file; cairo only knows that writing failed
} sm_output;

/** Story: begin once; then for each page: page, drawing; then end once, after cairo has finished
 *  the surface without an error. */
typedef struct sm_backend {
    const char *suffix;
    bool has_pages;                                                // more than one page is possible
    bool is_raster;                                                // the dpi matters
    double tolerance;                                              // of curves, in device units
    double (*scale)(const sm_output *o);                           // device units per point
    sm_status (*check)(const sm_output *o, sm_error *err);         // optional: what the format asks
    cairo_surface_t *(*begin)(sm_output *o);                       // required
    void (*page)(sm_output *o, cairo_t *cr, const sm_scene *page); // optional
    sm_status (*end)(sm_output *o, sm_error *err);                 // optional
} sm_backend;

extern const sm_backend sm_backend_pdf, sm_backend_svg, sm_backend_png, sm_backend_eps,
    sm_backend_tiff;

/** For cairo's streams: straight into the file; or into `bytes`. The closure is an sm_output. */
cairo_status_t sm_output_to_file(void *output, const unsigned char *bytes, unsigned len);
cairo_status_t sm_output_to_memory(void *output, const unsigned char *bytes, unsigned len);

/** What a manuscript needs beside the picture, as lines of UTF-8 text. */
void sm_output_describe(const sm_document *doc, sm_str *out);

/** "2020-10-25T00:00:00Z", in `a`. */
const char *sm_output_date(sm_arena *a, int64_t seconds);

#endif
