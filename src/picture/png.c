// PNG, straight into the rows that the parent reads. The header is looked at before anything is
// unpacked, for 48 kB may hold 1.5 GB. libpng reads the same files; unpacking them with libdeflate
// into one block of memory and undoing the filters there takes half its time, which is most of the
// time of a comparison.
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "picture/decode.h"
#include "picture/png.h"

enum { SIGNATURE = 8, CHUNK_HEAD = 8, CHUNK_TAIL = 4, IHDR_LEN = 13 };

static uint32_t big_endian(const uint8_t *b)
{
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static sm_status damaged(const picture_job *job, const char *what, sm_error *err)
{
    return sm_fail(err, SM_EFORMAT, SM_IN_FILE(job->path), NULL,
                   "the PNG can not be read: it is damaged or cut off (%s)", what);
}

// ---- Chunks -------------------------------------------------------------------------------------

typedef struct chunk {
    const uint8_t *type, *data;
    size_t len;
} chunk;

static bool is(const chunk *c, const char *type)
{
    return memcmp(c->type, type, 4) == 0;
}

// The chunk at `*at`, and `*at` moved behind it; false: none is whole there, or its sum is wrong.
static bool next_chunk(const picture_job *job, size_t *at, chunk *out)
{
    if (job->len - *at < CHUNK_HEAD + CHUNK_TAIL) {
        return false;
    }
    const uint8_t *head = job->bytes + *at;
    size_t len = big_endian(head);
    if (len > job->len - *at - CHUNK_HEAD - CHUNK_TAIL) {
        return false;
    }
    *out = (chunk){head + 4, head + CHUNK_HEAD, len};
    *at += CHUNK_HEAD + len + CHUNK_TAIL;
    return libdeflate_crc32(0, head + 4, len + 4) == big_endian(head + CHUNK_HEAD + len);
}

// What was found before and in the image data.
typedef struct parts {
    png_form form;
    size_t width, height;
    size_t n_colors; // of the palette
    uint8_t *packed; // all IDAT, one after the other; malloc
    size_t packed_len;
    double dpi; // 0: not stated
} parts;

static sm_status read_header(const picture_job *job, parts *p, sm_error *err)
{
    const uint8_t *ihdr = job->bytes + SIGNATURE;
    if (job->len < SIGNATURE + CHUNK_HEAD + IHDR_LEN || big_endian(ihdr) != IHDR_LEN ||
        memcmp(ihdr + 4, "IHDR", 4) != 0) {
        return sm_fail(err, SM_EFORMAT, SM_IN_FILE(job->path), NULL,
                       "the PNG does not begin with its header");
    }
    const uint8_t *v = ihdr + CHUNK_HEAD;
    sm_status status = picture_check_size(job, big_endian(v), big_endian(v + 4), err);
    if (status) {
        return status;
    }
    p->width = big_endian(v);
    p->height = big_endian(v + 4);
    p->form.depth = v[8];
    p->form.type = v[9];
    p->form.interlaced = v[12] == 1;
    static const uint8_t depths[] = {
        1 | 2 | 4 | 8 | 16, 0, 8 | 16, 1 | 2 | 4 | 8, 8 | 16, 0, 8 | 16};
    bool known = v[9] < sizeof depths && (depths[v[9]] & v[8]) && !(v[8] & (v[8] - 1)) &&
                 v[10] == 0 && v[11] == 0 && v[12] <= 1;
    return known ? SM_OK : damaged(job, "its header names no form of PNG", err);
}

static bool take_palette(parts *p, const chunk *c)
{
    if (p->form.type == PNG_PALETTE) {
        p->n_colors = c->len / 3;
        if (c->len % 3 || !p->n_colors || p->n_colors > 256) {
            return false;
        }
        memcpy(p->form.table, c->data, c->len);
    }
    return true;
}

static bool take_transparency(parts *p, const chunk *c)
{
    if (p->form.type == PNG_PALETTE) {
        png_clear_table(&p->form, c->data, c->len < p->n_colors ? c->len : p->n_colors);
    } else if (p->form.type == PNG_GREY || p->form.type == PNG_RGB) {
        size_t n = png_channels(&p->form);
        if (c->len != 2 * n) {
            return false;
        }
        for (size_t i = 0; i < n; i++) {
            p->form.key[i] = (unsigned)(c->data[2 * i] << 8 | c->data[2 * i + 1]);
        }
        p->form.keyed = true;
    }
    return true;
}

// The resolution that the file states, in pixels per metre.
static void take_resolution(parts *p, const chunk *c)
{
    if (c->len == 9 && c->data[8] == 1) {
        double dpi = big_endian(c->data) * 0.0254;
        p->dpi = dpi >= 1 && dpi <= 1e5 ? dpi : 0;
    }
}

static bool take_chunk(parts *p, const chunk *c)
{
    if (is(c, "IDAT")) {
        memcpy(p->packed + p->packed_len, c->data, c->len);
        p->packed_len += c->len;
    } else if (is(c, "PLTE")) {
        return take_palette(p, c);
    } else if (is(c, "tRNS")) {
        return take_transparency(p, c);
    } else if (is(c, "pHYs") && !p->packed_len) {
        take_resolution(p, c);
    }
    return true;
}

static sm_status read_chunks(const picture_job *job, parts *p, sm_error *err)
{
    chunk c = {job->bytes, job->bytes, 0};
    bool good = true, ended = false;
    for (size_t at = SIGNATURE; good && !ended;) {
        good = next_chunk(job, &at, &c) && take_chunk(p, &c);
        ended = good && is(&c, "IEND");
    }
    good = good && p->packed_len && (p->form.type != PNG_PALETTE || p->n_colors);
    return good ? SM_OK : damaged(job, "a part of it is missing or has a wrong sum", err);
}

// ---- Rows ---------------------------------------------------------------------------------------

// A picture, or one of the seven pictures of an interlaced one (8.2): every dx-th pixel of every
// dy-th row, from x0, y0.
typedef struct pass {
    size_t x0, y0, dx, dy;
} pass;

static const pass whole_picture = {0, 0, 1, 1};
static const pass adam7[7] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                              {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};

static size_t count_from(size_t size, size_t first, size_t step)
{
    return size > first ? (size - first + step - 1) / step : 0;
}

static size_t pass_bytes(const parts *p, const pass *s)
{
    size_t width = count_from(p->width, s->x0, s->dx), height = count_from(p->height, s->y0, s->dy);
    return width ? height * (1 + png_row_bytes(&p->form, width)) : 0;
}

static const pass *passes_of(const parts *p, size_t *n)
{
    *n = p->form.interlaced ? 7 : 1;
    return p->form.interlaced ? adam7 : &whole_picture;
}

static size_t unpacked_bytes(const parts *p)
{
    size_t n = 0, sum = 0;
    const pass *s = passes_of(p, &n);
    for (size_t i = 0; i < n; i++) {
        sum += pass_bytes(p, &s[i]);
    }
    return sum;
}

// `lines`: room for two rows of the picture, so that the unpacked row may lie where it is shown. A
// row that is shown as it is needs none: it moves to its place and is undone there.
static bool show_pass(const parts *p, const pass *s, const uint8_t *raw, uint8_t *lines,
                      uint8_t *rows)
{
    size_t width = count_from(p->width, s->x0, s->dx), n = png_row_bytes(&p->form, width);
    bool as_it_is = s->dx == 1 && png_is_plain(&p->form);
    uint8_t *spare = lines, *above = lines + n;
    memset(above, 0, n);
    for (size_t y = s->y0; width && y < p->height; y += s->dy, raw += 1 + n) {
        uint8_t *shown = rows + (y * p->width + s->x0) * 3, *row = as_it_is ? shown : spare;
        int filter = raw[0];
        memmove(row, raw + 1, n);
        if (!png_undo_filter(filter, row, above, n, png_pixel_bytes(&p->form))) {
            return false;
        }
        if (!as_it_is) {
            png_unpack(&p->form, row, width, s->dx, shown);
        }
        spare = above;
        above = row;
    }
    return true;
}

static bool show_passes(const parts *p, const uint8_t *raw, uint8_t *rows)
{
    size_t n = 0;
    const pass *s = passes_of(p, &n);
    uint8_t *lines = malloc(2 * png_row_bytes(&p->form, p->width) + 16);
    bool good = lines != NULL;
    for (size_t i = 0; good && i < n; i++) {
        good = show_pass(p, &s[i], raw, lines, rows);
        raw += pass_bytes(p, &s[i]);
    }
    free(lines);
    return good;
}

static bool unpack(const parts *p, uint8_t *to, size_t len)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    bool good = d && libdeflate_zlib_decompress(d, p->packed, p->packed_len, to, len, NULL) ==
                         LIBDEFLATE_SUCCESS;
    libdeflate_free_decompressor(d);
    return good;
}

// The unpacked rows lie at the end of the memory that takes the shown ones, which grow from its
// beginning and end where the next unpacked row begins or before. Rows of an interlaced picture
// come in another order: they lie behind.
static sm_status read_rows(picture_job *job, const parts *p, sm_error *err)
{
    size_t shown = p->width * p->height * 3, raw = unpacked_bytes(p);
    size_t room = p->form.interlaced ? shown + raw : shown > raw ? shown : raw;
    sm_status status = picture_begin_rows(job, p->width, p->height, room, err);
    if (status) {
        return status;
    }
    uint8_t *from = job->rows + room - raw;
    return !unpack(p, from, raw)              ? damaged(job, "its image data", err)
           : !show_passes(p, from, job->rows) ? damaged(job, "a row of it", err)
                                              : SM_OK;
}

// ---- The whole ----------------------------------------------------------------------------------

sm_status picture_decode_png(picture_job *job, sm_error *err)
{
    parts p;
    memset(&p, 0, sizeof p);
    sm_status status = read_header(job, &p, err);
    if (status) {
        return status;
    }
    p.packed = malloc(job->len);
    status = p.packed ? read_chunks(job, &p, err)
                      : sm_fail(err, SM_EIO, SM_IN_FILE(job->path), NULL, "no memory for the file");
    if (!status) {
        if (p.form.type == PNG_GREY) {
            png_grey_table(&p.form);
        }
        status = read_rows(job, &p, err);
    }
    job->dpi = p.dpi > 0 ? p.dpi : job->dpi;
    free(p.packed);
    return status;
}
