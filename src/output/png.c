// PNG: an encoder for pictures of maps.
//
// Maps are flat colours with thin lines, and a row is mostly the row above. zlib finds that by
// itself while two rows fit into its window of 32 kB, so no filter is used: on figures of 19 and 78
// megapixels files came out an eighth smaller than with filter 2 (Up), in the same time. Level 3
// takes half the time of level 6, for files an eighth larger.
// Source: W3C, Portable Network Graphics (PNG) Specification, third edition.
#define ZLIB_CONST
#include <math.h>
#include <string.h>
#include <zlib.h>

#include "output/formats.h"
#include "output/pixels.h"

enum { COMPRESSION = 3, CHUNK = 256 * 1024, MAX_KEY = 79 };

// ---- Chunks -------------------------------------------------------------------------------------

static void put_u32(uint8_t out[4], uint32_t v)
{
    out[0] = (uint8_t)(v >> 24);
    out[1] = (uint8_t)(v >> 16);
    out[2] = (uint8_t)(v >> 8);
    out[3] = (uint8_t)v;
}

static sm_status put_chunk(sm_newfile *file, const char type[4], const void *data, size_t len,
                           sm_error *err)
{
    uint8_t head[8], tail[4];
    put_u32(head, (uint32_t)len);
    memcpy(head + 4, type, 4);
    uLong crc = crc32(0, head + 4, 4);
    put_u32(tail, (uint32_t)(len ? crc32(crc, data, (uInt)len) : crc));
    sm_status status = sm_newfile_write(file, head, sizeof head, err);
    if (!status && len) {
        status = sm_newfile_write(file, data, len, err);
    }
    return status ? status : sm_newfile_write(file, tail, sizeof tail, err);
}

static sm_status put_header(sm_newfile *file, size_t width, size_t height, double dpi,
                            sm_error *err)
{
    static const uint8_t signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    uint8_t header[13] = {[8] = 8, [9] = 2}; // 8 bits, RGB
    put_u32(header, (uint32_t)width);
    put_u32(header + 4, (uint32_t)height);
    uint8_t size[9] = {[8] = 1}; // per metre
    put_u32(size, (uint32_t)lround(dpi / 0.0254));
    put_u32(size + 4, (uint32_t)lround(dpi / 0.0254));
    const uint8_t intent = 1; // relative colorimetric

    sm_status status = sm_newfile_write(file, signature, sizeof signature, err);
    if (!status) {
        status = put_chunk(file, "IHDR", header, sizeof header, err);
    }
    if (!status) {
        status = put_chunk(file, "sRGB", &intent, 1, err);
    }
    return status ? status : put_chunk(file, "pHYs", size, sizeof size, err);
}

// ---- Texts --------------------------------------------------------------------------------------

static bool is_ascii(const char *text)
{
    for (; *text; text++) {
        if (*text < 0x20 || *text > 0x7E) {
            return false;
        }
    }
    return true;
}

// A keyword: 1 to 79 printable characters.
static const char *keyword(sm_arena *a, const char *key)
{
    sm_str word;
    sm_str_init(&word, a);
    for (; *key && word.len < MAX_KEY; key++) {
        sm_str_add(&word, *key > 0x20 && *key < 0x7F ? key : "-", 1);
    }
    return word.len ? word.text : "-";
}

static sm_status put_text(sm_newfile *file, const char *key, const char *value, sm_error *err)
{
    if (!value) {
        return SM_OK;
    }
    sm_arena *a = sm_arena_create();
    const char *clean = sm_text_clean(a, value, strlen(value), false, NULL);
    bool plain = is_ascii(clean);
    sm_str chunk;
    sm_str_init(&chunk, a);
    sm_str_puts(&chunk, key);
    sm_str_add(&chunk, "\0\0\0\0", plain ? 1 : 5); // iTXt: not compressed, no language named
    sm_str_puts(&chunk, clean);
    sm_status status = put_chunk(file, plain ? "tEXt" : "iTXt", chunk.text, chunk.len, err);
    sm_arena_destroy(a);
    return status;
}

static sm_status put_extra(sm_newfile *file, const sm_document *doc, sm_error *err)
{
    sm_arena *a = sm_arena_create();
    sm_status status = SM_OK;
    for (size_t i = 0; !status && i < doc->n_extra; i++) {
        status = put_text(file, keyword(a, doc->extra[i][0]), doc->extra[i][1], err);
    }
    sm_arena_destroy(a);
    return status;
}

static sm_status put_texts(sm_newfile *file, const sm_document *doc, sm_error *err)
{
    sm_arena *a = sm_arena_create();
    const char *const texts[][2] = {
        {"Title", doc->title},
        {"Author", doc->author},
        {"Description", doc->description},
        {"Subject", doc->subject},
        {"Keywords", doc->keywords},
        {"Software", doc->creator},
        {"Language", doc->lang},
        {"Creation Time", sm_output_date(a, doc->created)},
    };
    sm_status status = SM_OK;
    for (size_t i = 0; !status && i < sizeof texts / sizeof texts[0]; i++) {
        status = put_text(file, texts[i][0], texts[i][1], err);
    }
    sm_arena_destroy(a);
    return status ? status : put_extra(file, doc, err);
}

// ---- Pixels -------------------------------------------------------------------------------------

// The compressed stream, cut into chunks.
typedef struct stream {
    z_stream z;
    uint8_t *out; // CHUNK bytes
    sm_newfile *file;
} stream;

static sm_status put_data(stream *s, sm_error *err)
{
    size_t len = CHUNK - s->z.avail_out;
    s->z.next_out = s->out;
    s->z.avail_out = CHUNK;
    return len ? put_chunk(s->file, "IDAT", s->out, len, err) : SM_OK;
}

static sm_status deflate_bytes(stream *s, const uint8_t *bytes, size_t len, int flush,
                               sm_error *err)
{
    s->z.next_in = bytes;
    s->z.avail_in = (uInt)len;
    for (;;) {
        int result = deflate(&s->z, flush);
        if (s->z.avail_out && (flush == Z_NO_FLUSH || result == Z_STREAM_END)) {
            return SM_OK;
        }
        sm_status status = put_data(s, err);
        if (status) {
            return status;
        }
    }
}

static sm_status put_rows(stream *s, const uint8_t *rgb, size_t len, size_t height, size_t stride,
                          sm_error *err)
{
    const uint8_t no_filter = 0;
    sm_status status = SM_OK;
    for (size_t y = 0; !status && y < height; y++) {
        status = deflate_bytes(s, &no_filter, 1, Z_NO_FLUSH, err);
        if (!status) {
            status = deflate_bytes(s, rgb + y * stride, len, Z_NO_FLUSH, err);
        }
    }
    if (!status) {
        status = deflate_bytes(s, NULL, 0, Z_FINISH, err);
    }
    return status ? status : put_data(s, err);
}

static sm_status put_pixels(sm_newfile *file, const uint8_t *rgb, size_t width, size_t height,
                            size_t stride, sm_error *err)
{
    sm_arena *a = sm_arena_create();
    stream s = {.out = sm_arena_alloc(a, CHUNK), .file = file};
    s.z.next_out = s.out;
    s.z.avail_out = CHUNK;
    sm_status status = SM_OK;
    if (deflateInit2(&s.z, COMPRESSION, Z_DEFLATED, MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        status = sm_fail(err, SM_EIO, SM_NOWHERE, NULL, "no memory for the PNG encoder");
    } else {
        status = put_rows(&s, rgb, width * 3, height, stride, err);
        deflateEnd(&s.z);
    }
    sm_arena_destroy(a);
    return status;
}

sm_status sm_png_write(const uint8_t *rgb, size_t width, size_t height, size_t stride, double dpi,
                       const sm_document *doc, sm_newfile *file, sm_error *err)
{
    sm_status status = sm_pixels_check_size((double)width, (double)height, err);
    if (!status) {
        status = put_header(file, width, height, dpi, err);
    }
    if (!status) {
        status = put_texts(file, doc, err);
    }
    if (!status) {
        status = put_pixels(file, rgb, width, height, stride, err);
    }
    return status ? status : put_chunk(file, "IEND", NULL, 0, err);
}

static sm_status end(sm_output *o, sm_error *err)
{
    sm_pixels_pack(o);
    return sm_png_write(o->pixels, o->width, o->height, o->stride, o->dpi, o->doc, o->file, err);
}

const sm_backend sm_backend_png = {.suffix = "png", SM_PIXELS_ROW, .end = end};
