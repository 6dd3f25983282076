// See png.h. The size is looked at before anything is unpacked, for 48 kB may hold 1.5 GB.
#include "load/png.h"

#include <string.h>
#include <zlib.h>

enum { SIGNATURE = 8, MOST_PIXELS = 16000000 };

typedef struct png {
    const uint8_t *bytes;
    size_t len;
    size_t width, height;
    int depth, color, interlaced;
    const uint8_t *palette, *alpha; // PLTE, tRNS
    size_t n_palette, n_alpha;
    uint8_t *packed; // all IDAT, one after another
    size_t n_packed;
    uint8_t *rgba;
} png;

static uint32_t big_endian(const uint8_t *b)
{
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

bool png_is(const char *bytes, size_t len)
{
    return len > SIGNATURE && memcmp(bytes, "\x89PNG\r\n\x1a\n", SIGNATURE) == 0;
}

static int channels(const png *p)
{
    static const int of_color[] = {1, 0, 3, 1, 2, 0, 4};
    return of_color[p->color];
}

static bool read_header(png *p, const uint8_t *data, size_t len)
{
    if (len != 13 || p->width) {
        return false;
    }
    p->width = big_endian(data);
    p->height = big_endian(data + 4);
    p->depth = data[8];
    p->color = data[9];
    p->interlaced = data[12];
    bool deep = p->depth == 8 || p->depth == 16;
    bool flat = p->depth == 1 || p->depth == 2 || p->depth == 4;
    bool known =
        p->color <= 6 && channels(p) > 0 && data[10] == 0 && data[11] == 0 && p->interlaced <= 1;
    bool fits = p->color == 0 ? deep || flat : p->color == 3 ? flat || p->depth == 8 : deep;
    return known && fits && p->width > 0 && p->height > 0 &&
           (double)p->width * (double)p->height <= MOST_PIXELS;
}

static bool read_chunk(png *p, const char *type, const uint8_t *data, size_t len)
{
    if (memcmp(type, "IHDR", 4) == 0) {
        return read_header(p, data, len);
    }
    if (memcmp(type, "PLTE", 4) == 0) {
        p->palette = data;
        p->n_palette = len / 3;
    } else if (memcmp(type, "tRNS", 4) == 0) {
        p->alpha = data;
        p->n_alpha = len;
    } else if (memcmp(type, "IDAT", 4) == 0) {
        memcpy(p->packed + p->n_packed, data, len);
        p->n_packed += len;
    }
    return true;
}

static bool read_chunks(png *p)
{
    size_t at = SIGNATURE;
    while (p->len - at >= 12) {
        size_t len = big_endian(p->bytes + at);
        const char *type = (const char *)p->bytes + at + 4;
        if (len > p->len - at - 12 || !read_chunk(p, type, p->bytes + at + 8, len)) {
            return false;
        }
        if (memcmp(type, "IEND", 4) == 0) {
            break;
        }
        at += len + 12;
    }
    return p->width > 0 && p->n_packed > 0 && (p->color != 3 || p->palette);
}

// ---- Passes: the whole picture, or the seven of Adam7 -------------------------------------------

typedef struct pass {
    size_t x0, y0, dx, dy;
} pass;

static const pass whole = {0, 0, 1, 1};
static const pass adam7[] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                             {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};

static size_t steps(size_t size, size_t from, size_t by)
{
    return size > from ? (size - from + by - 1) / by : 0;
}

static size_t row_bytes(const png *p, const pass *s)
{
    size_t bits = (size_t)(channels(p) * p->depth);
    return (steps(p->width, s->x0, s->dx) * bits + 7) / 8;
}

static size_t pass_bytes(const png *p, const pass *s)
{
    size_t rows = steps(p->height, s->y0, s->dy), row = row_bytes(p, s);
    return row ? rows * (row + 1) : 0;
}

// ---- Rows ---------------------------------------------------------------------------------------

static uint8_t paeth(int a, int b, int c)
{
    int p = a + b - c, pa = p > a ? p - a : a - p, pb = p > b ? p - b : b - p;
    int pc = p > c ? p - c : c - p;
    return (uint8_t)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
}

// Undo the filter of a row in place; `above` is NULL for the first.
static bool unfilter(uint8_t *row, const uint8_t *above, size_t n, size_t step, int filter)
{
    for (size_t i = 0; i < n; i++) {
        int a = i >= step ? row[i - step] : 0, b = above ? above[i] : 0;
        int c = above && i >= step ? above[i - step] : 0;
        int add = filter == 1   ? a
                  : filter == 2 ? b
                  : filter == 3 ? (a + b) / 2
                  : filter == 4 ? paeth(a, b, c)
                                : 0;
        row[i] = (uint8_t)(row[i] + add);
    }
    return filter <= 4;
}

// Sample `i` of a row, as it stands in the file.
static unsigned sample(const png *p, const uint8_t *row, size_t i)
{
    if (p->depth == 16) {
        return (unsigned)row[2 * i] << 8 | row[2 * i + 1];
    }
    size_t bit = i * (size_t)p->depth;
    unsigned shift = (unsigned)(8 - p->depth) - (unsigned)(bit % 8);
    return (unsigned)row[bit / 8] >> shift & ((1u << p->depth) - 1);
}

static uint8_t eight_bits(const png *p, unsigned v)
{
    return (uint8_t)(p->depth == 16 ? v >> 8 : v * 255 / ((1u << p->depth) - 1));
}

// One colour of a picture without alpha may be transparent: tRNS.
static bool is_transparent(const png *p, const unsigned *v, size_t n)
{
    if (p->n_alpha < 2 * n) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        unsigned key = (unsigned)p->alpha[2 * i] << 8 | p->alpha[2 * i + 1];
        if (key != v[i]) {
            return false;
        }
    }
    return true;
}

static void put_pixel(const png *p, const uint8_t *row, size_t i, uint8_t *out)
{
    size_t n = (size_t)channels(p);
    unsigned v[4] = {0};
    for (size_t k = 0; k < n; k++) {
        v[k] = sample(p, row, i * n + k);
    }
    if (p->color == 3) {
        unsigned index = v[0] < p->n_palette ? v[0] : 0;
        memcpy(out, p->palette + (size_t)3 * index, 3);
        out[3] = index < p->n_alpha ? p->alpha[index] : 255;
        return;
    }
    bool grey = n < 3;
    for (size_t k = 0; k < 3; k++) {
        out[k] = eight_bits(p, v[grey ? 0 : k]);
    }
    bool has_alpha = n == 2 || n == 4;
    out[3] = has_alpha ? eight_bits(p, v[n - 1]) : is_transparent(p, v, n) ? 0 : 255;
}

static bool put_pass(const png *p, const pass *s, uint8_t *data)
{
    size_t row = row_bytes(p, s), columns = steps(p->width, s->x0, s->dx);
    size_t step = (size_t)(channels(p) * p->depth + 7) / 8;
    const uint8_t *above = NULL;
    for (size_t y = s->y0; row && y < p->height; y += s->dy) {
        if (!unfilter(data + 1, above, row, step, data[0])) {
            return false;
        }
        for (size_t i = 0; i < columns; i++) {
            put_pixel(p, data + 1, i, p->rgba + (y * p->width + s->x0 + i * s->dx) * 4);
        }
        above = data + 1;
        data += row + 1;
    }
    return true;
}

static bool unpack(sm_arena *a, png *p)
{
    const pass *passes = p->interlaced ? adam7 : &whole;
    size_t n = p->interlaced ? sizeof adam7 / sizeof *adam7 : 1, total = 0;
    for (size_t i = 0; i < n; i++) {
        total += pass_bytes(p, &passes[i]);
    }
    uint8_t *data = sm_arena_alloc(a, total + 1), *at = data;
    uLongf got = (uLongf)total;
    int status = uncompress(data, &got, p->packed, (uLong)p->n_packed);
    if (status != Z_OK || got != total) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (!put_pass(p, &passes[i], at)) {
            return false;
        }
        at += pass_bytes(p, &passes[i]);
    }
    return true;
}

bool png_read(sm_arena *a, const char *bytes, size_t len, sm_bitmap *out, const char **why)
{
    png p = {.bytes = (const uint8_t *)bytes, .len = len};
    p.packed = sm_arena_alloc(a, len);
    if (!read_chunks(&p)) {
        *why = "the PNG is damaged, or has more than 16 million pixels";
        return false;
    }
    p.rgba = sm_arena_zero(a, p.width * p.height, 4);
    if (!unpack(a, &p)) {
        *why = "the PNG is damaged or cut off";
        return false;
    }
    *out = (sm_bitmap){p.rgba, p.width, p.height};
    return true;
}
