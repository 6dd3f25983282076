// Decoders: bytes of one file -> one page.
#ifndef SITMAP_PICTURE_DECODE_H
#define SITMAP_PICTURE_DECODE_H

#include <cairo.h>
#include <sys/types.h>

#include "sitmap/picture.h"

/** What a decoder is asked for, and what it answers: rows, or a surface that the worker copies. */
typedef struct picture_job {
    const char *path; // for messages
    const uint8_t *bytes;
    size_t len;
    double dpi; // asked for; a PNG may know better
    size_t page;
    size_t n_pages;
    int memory;               // a worker: the file that rows are put into for the parent; or -1
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

/** Where rows begin in that file: at a page of memory, so that they can be mapped by themselves. */
enum { PICTURE_ROWS_AT = 1 << 16 };

/** Rows for a picture of this size, which the parent of a worker will see; `room` bytes of them, at
 *  least width * height * 3, can be written. SM_EIO: no memory. Who waits for the job gives them
 *  back, after a failure too: munmap of `room` bytes. */
sm_status picture_begin_rows(picture_job *job, size_t width, size_t height, size_t room,
                             sm_error *err) SM_MUST_CHECK;

/** SM_ELIMIT when a picture of this size has too many pixels, SM_EFORMAT when it has none. */
sm_status picture_check_size(const picture_job *job, double width, double height,
                             sm_error *err) SM_MUST_CHECK;

/** Decode in a process of its own, with limits on its time and memory, and read nothing but what is
 *  in the job. After success: await it. */
sm_status picture_start_worker(picture_job *job, picture_decode *decode, pid_t *pid,
                               sm_error *err) SM_MUST_CHECK;

/** The rows are in the job then. SM_ELIMIT: it took too long; SM_EFORMAT: it broke down; or what
 *  the decoder says. */
sm_status picture_await_worker(picture_job *job, pid_t pid, sm_error *err) SM_MUST_CHECK;

#endif
