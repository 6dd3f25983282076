// Decoders: bytes of one file -> one page. They run in the worker process (worker.c) and nowhere
// else.
#ifndef SITMAP_PICTURE_DECODE_H
#define SITMAP_PICTURE_DECODE_H

#include <cairo.h>

#include "sitmap/picture.h"

/** What a decoder is asked for, and what it answers: rows, or a surface that the worker copies. */
typedef struct picture_job {
    const char *path; // for messages
    const uint8_t *bytes;
    size_t len;
    double dpi; // asked for; a PNG may know better
    size_t page;
    size_t n_pages;
    int memory;               // the file that rows are put into for the parent
    cairo_surface_t *surface; // RGB24, on white; NULL when there are rows
    uint8_t *rows;            // as of sm_picture, in `room` bytes
    size_t width, height, room;
} picture_job;

typedef sm_status picture_decode(picture_job *job, sm_error *err);

picture_decode picture_decode_png, picture_decode_svg, picture_decode_pdf;

/** A white surface for a page of this size in points at the job's dpi, with a context scaled to
 *  pixels. SM_EFORMAT when the size is none, SM_ELIMIT when it is too large. */
sm_status picture_begin_page(picture_job *job, double width_pt, double height_pt, cairo_t **cr,
                             sm_error *err) SM_MUST_CHECK;

/** Rows for a picture of this size, which the parent will see; `room` bytes of them, width * height
 *  * 3 at least, can be written. SM_EIO: no memory. */
sm_status picture_begin_rows(picture_job *job, size_t width, size_t height, size_t room,
                             sm_error *err) SM_MUST_CHECK;

/** SM_ELIMIT when a picture of this size has too many pixels, SM_EFORMAT when it has none. */
sm_status picture_check_size(const picture_job *job, double width, double height,
                             sm_error *err) SM_MUST_CHECK;

#endif
