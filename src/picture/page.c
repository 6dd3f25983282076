// What a page is decoded into: a surface, or rows.
#include <sys/mman.h>
#include <unistd.h>

#include "picture/decode.h"
#include "sitmap/limits.h"

sm_status picture_check_size(const picture_job *job, double width, double height, sm_error *err)
{
    if (!(width >= 1 && height >= 1)) {
        return sm_fail(err, SM_EFORMAT, SM_IN_FILE(job->path), NULL,
                       "the picture has no size: %g x %g pixels", width, height);
    }
    // Cairo holds a side in 15 bits.
    if (!(width * height <= SM_MAX_PIXELS && width <= 32767 && height <= 32767)) {
        return sm_fail(err, SM_ELIMIT, SM_IN_FILE(job->path), "choose a smaller --dpi",
                       "the picture has %g x %g pixels: SM_MAX_PIXELS is %d", width, height,
                       SM_MAX_PIXELS);
    }
    return SM_OK;
}

sm_status picture_begin_page(picture_job *job, double width_pt, double height_pt, cairo_t **cr,
                             sm_error *err)
{
    // Whole pixels; a page that is a hair larger than they are gets no row of its own.
    double scale = job->dpi / 72;
    double width = (double)(int64_t)(width_pt > 0 && width_pt < 1e9 ? width_pt * scale + 0.5 : 0);
    double height =
        (double)(int64_t)(height_pt > 0 && height_pt < 1e9 ? height_pt * scale + 0.5 : 0);
    sm_status status = picture_check_size(job, width, height, err);
    if (status) {
        return status;
    }
    job->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    *cr = cairo_create(job->surface);
    cairo_set_source_rgb(*cr, 1, 1, 1);
    cairo_paint(*cr);
    cairo_scale(*cr, scale, scale);
    return SM_OK;
}

sm_status picture_begin_rows(picture_job *job, size_t width, size_t height, size_t room,
                             sm_error *err)
{
    bool shared = job->memory >= 0;
    void *rows = MAP_FAILED;
    if (!shared || !ftruncate(job->memory, PICTURE_ROWS_AT + (off_t)room)) {
        rows = mmap(NULL, room, PROT_READ | PROT_WRITE,
                    shared ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS, job->memory,
                    shared ? PICTURE_ROWS_AT : 0);
    }
    if (rows == MAP_FAILED) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(job->path), NULL, "no memory for %zu x %zu pixels",
                       width, height);
    }
    job->rows = rows;
    job->width = width;
    job->height = height;
    job->room = room;
    return SM_OK;
}
