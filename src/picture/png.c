// PNG: the header is looked at before anything is unpacked, for 48 kB may hold 1.5 GB.
#include <string.h>

#include "picture/decode.h"
#include "sitmap/limits.h"

enum { SIGNATURE = 8, CHUNK_HEAD = 8, CHUNK_TAIL = 4, IHDR_LEN = 13 };

static uint32_t big_endian(const uint8_t *b)
{
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

// The resolution that the file states (pHYs, pixels per metre), 0 when it states none. It stands
// before the image data.
static double stated_dpi(const picture_job *job)
{
    for (size_t at = SIGNATURE; at + CHUNK_HEAD + 9 <= job->len;) {
        const uint8_t *chunk = job->bytes + at;
        size_t len = big_endian(chunk);
        if (memcmp(chunk + 4, "IDAT", 4) == 0 || len > job->len) {
            break;
        }
        if (memcmp(chunk + 4, "pHYs", 4) == 0 && len == 9 && chunk[CHUNK_HEAD + 8] == 1) {
            double dpi = big_endian(chunk + CHUNK_HEAD) * 0.0254;
            return dpi >= 1 && dpi <= 1e5 ? dpi : 0;
        }
        at += CHUNK_HEAD + len + CHUNK_TAIL;
    }
    return 0;
}

typedef struct reading {
    const uint8_t *at;
    size_t left;
} reading;

static cairo_status_t read_bytes(void *closure, unsigned char *data, unsigned int len)
{
    reading *r = closure;
    if (len > r->left) {
        return CAIRO_STATUS_READ_ERROR;
    }
    memcpy(data, r->at, len);
    r->at += len;
    r->left -= len;
    return CAIRO_STATUS_SUCCESS;
}

static void put_on_white(picture_job *job, cairo_surface_t *image, int width, int height)
{
    job->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cr = cairo_create(job->surface);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_set_source_surface(cr, image, 0, 0);
    cairo_paint(cr);
    cairo_destroy(cr);
}

sm_status picture_decode_png(picture_job *job, sm_error *err)
{
    const uint8_t *ihdr = job->bytes + SIGNATURE;
    if (job->len < SIGNATURE + CHUNK_HEAD + IHDR_LEN || big_endian(ihdr) != IHDR_LEN ||
        memcmp(ihdr + 4, "IHDR", 4) != 0) {
        return sm_fail(err, SM_EFORMAT, SM_IN_FILE(job->path), NULL,
                       "the PNG does not begin with its header");
    }
    double width = big_endian(ihdr + 8), height = big_endian(ihdr + 12);
    sm_status status = picture_check_size(job, width, height, err);
    if (status) {
        return status;
    }
    reading r = {job->bytes, job->len};
    cairo_surface_t *image = cairo_image_surface_create_from_png_stream(read_bytes, &r);
    cairo_status_t failure = cairo_surface_status(image);
    if (!failure) {
        put_on_white(job, image, (int)width, (int)height);
    }
    cairo_surface_destroy(image);
    double dpi = stated_dpi(job);
    job->dpi = dpi > 0 ? dpi : job->dpi;
    return failure ? sm_fail(err, SM_EFORMAT, SM_IN_FILE(job->path), NULL,
                             "the PNG can not be read: it is damaged or cut off")
                   : SM_OK;
}
