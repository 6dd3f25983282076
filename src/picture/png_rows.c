// The rows of a PNG: filters undone, samples of any kind as RGB on white.
#include <stdlib.h>
#include <string.h>

#include "picture/png.h"

// ---- Filters (chapter 9) ------------------------------------------------------------------------

static inline void undo_sub_by(uint8_t *row, size_t n, size_t bpp)
{
    uint8_t left[8] = {0};
    for (size_t i = 0; i + bpp <= n; i += bpp) {
        for (size_t k = 0; k < bpp; k++) {
            left[k] = (uint8_t)(left[k] + row[i + k]);
            row[i + k] = left[k];
        }
    }
}

static void undo_up(uint8_t *row, const uint8_t *above, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        row[i] = (uint8_t)(row[i] + above[i]);
    }
}

static void undo_average(uint8_t *row, const uint8_t *above, size_t n, size_t bpp)
{
    for (size_t i = 0; i < n; i++) {
        int left = i < bpp ? 0 : row[i - bpp];
        row[i] = (uint8_t)(row[i] + ((left + above[i]) >> 1));
    }
}

static int nearest_of(int left, int above, int corner)
{
    int a = abs(above - corner), b = abs(left - corner), c = abs(left + above - 2 * corner);
    int best = b <= c ? above : corner;
    return a <= b && a <= c ? left : best;
}

// Most rows of most files. What the pixel before has become is kept at hand.
static inline void undo_paeth_each(uint8_t *row, const uint8_t *above, size_t n, size_t bpp)
{
    int left[8], corner[8];
    for (size_t k = 0; k < bpp; k++) {
        left[k] = row[k - bpp];
        corner[k] = above[k - bpp];
    }
    for (size_t i = 0; i < n; i += bpp) {
        for (size_t k = 0; k < bpp; k++) {
            int up = above[i + k];
            left[k] = (row[i + k] + nearest_of(left[k], up, corner[k])) & 255;
            corner[k] = up;
            row[i + k] = (uint8_t)left[k];
        }
    }
}

enum { STRETCH = 8 }; // pixels

// Whether a stretch is that of the row above, as in most of a map: the pixels before it are the
// same, which makes the one above the nearest, and nothing is added to it.
static inline bool repeats_above(const uint8_t *row, const uint8_t *above, size_t bpp)
{
    uint64_t any = 0;
    for (size_t k = 0; k < bpp; k++) {
        uint64_t added;
        memcpy(&added, row + k * sizeof added, sizeof added);
        any |= added;
    }
    return any == 0 && memcmp(row - bpp, above - bpp, bpp) == 0;
}

static inline void undo_paeth_by(uint8_t *row, const uint8_t *above, size_t n, size_t bpp)
{
    undo_up(row, above, bpp); // where there is no left
    size_t step = STRETCH * bpp, i = bpp;
    for (; i + step <= n; i += step) {
        if (repeats_above(row + i, above + i, bpp)) {
            memcpy(row + i, above + i, step);
        } else {
            undo_paeth_each(row + i, above + i, step, bpp);
        }
    }
    undo_paeth_each(row + i, above + i, n - i, bpp);
}

// With `bpp` known to the compiler the neighbours stay in registers.
static void undo_sub(uint8_t *row, size_t n, size_t bpp)
{
    switch (bpp) {
    case 1: undo_sub_by(row, n, 1); break;
    case 3: undo_sub_by(row, n, 3); break;
    case 4: undo_sub_by(row, n, 4); break;
    default: undo_sub_by(row, n, bpp); break;
    }
}

static void undo_paeth(uint8_t *row, const uint8_t *above, size_t n, size_t bpp)
{
    switch (bpp) {
    case 1: undo_paeth_by(row, above, n, 1); break;
    case 3: undo_paeth_by(row, above, n, 3); break;
    case 4: undo_paeth_by(row, above, n, 4); break;
    default: undo_paeth_by(row, above, n, bpp); break;
    }
}

bool png_undo_filter(int filter, uint8_t *row, const uint8_t *above, size_t n, size_t bpp)
{
    switch (filter) {
    case 0: return true;
    case 1: undo_sub(row, n, bpp); return true;
    case 2: undo_up(row, above, n); return true;
    case 3: undo_average(row, above, n, bpp); return true;
    case 4: undo_paeth(row, above, n, bpp); return true;
    default: return false;
    }
}

// ---- Samples ------------------------------------------------------------------------------------

size_t png_channels(const png_form *f)
{
    static const uint8_t channels[] = {1, 0, 3, 1, 2, 0, 4};
    return channels[f->type];
}

size_t png_row_bytes(const png_form *f, size_t width)
{
    return (width * png_channels(f) * f->depth + 7) / 8;
}

size_t png_pixel_bytes(const png_form *f)
{
    size_t bits = png_channels(f) * f->depth;
    return bits < 8 ? 1 : bits / 8;
}

static uint8_t on_white(unsigned v, unsigned alpha)
{
    return (uint8_t)((v * alpha + 255 * (255 - alpha) + 127) / 255);
}

// One sample of 1 to 8 bits is a number of the table.
static void unpack_table(const png_form *f, const uint8_t *row, size_t width, size_t step,
                         uint8_t *out)
{
    unsigned depth = f->depth, mask = (1u << depth) - 1, per_byte = 8 / depth;
    for (size_t x = 0; x < width; x++, out += 3 * step) {
        unsigned shift = 8 - depth - (unsigned)(x % per_byte) * depth;
        memcpy(out, f->table[row[x / per_byte] >> shift & mask], 3);
    }
}

// The sample as it is compared with the transparent colour, and as it is shown.
static unsigned whole(const uint8_t *sample, size_t bytes)
{
    return bytes == 2 ? (unsigned)(sample[0] << 8 | sample[1]) : sample[0];
}

static bool is_key(const png_form *f, const uint8_t *pixel, size_t channels, size_t bytes)
{
    bool same = f->keyed;
    for (size_t c = 0; same && c < channels; c++) {
        same = whole(pixel + c * bytes, bytes) == f->key[c];
    }
    return same;
}

// Whole bytes; of 16 bits the upper 8 are shown.
static void unpack_wide(const png_form *f, const uint8_t *row, size_t width, size_t step,
                        uint8_t *out)
{
    size_t channels = png_channels(f), bytes = f->depth / 8;
    bool has_alpha = f->type & 4, grey = channels < 3;
    for (size_t x = 0; x < width; x++, out += 3 * step, row += channels * bytes) {
        unsigned alpha = has_alpha                         ? row[(channels - 1) * bytes]
                         : is_key(f, row, channels, bytes) ? 0
                                                           : 255;
        for (size_t c = 0; c < 3; c++) {
            uint8_t v = row[grey ? 0 : c * bytes];
            out[c] = alpha == 255 ? v : on_white(v, alpha);
        }
    }
}

bool png_is_plain(const png_form *f)
{
    return f->type == PNG_RGB && f->depth == 8 && !f->keyed;
}

void png_unpack(const png_form *f, const uint8_t *row, size_t width, size_t step, uint8_t *out)
{
    if (f->depth <= 8 && (f->type == PNG_GREY || f->type == PNG_PALETTE)) {
        unpack_table(f, row, width, step, out);
    } else if (png_is_plain(f) && step == 1) {
        memcpy(out, row, 3 * width);
    } else {
        unpack_wide(f, row, width, step, out);
    }
}

// ---- Tables -------------------------------------------------------------------------------------

void png_grey_table(png_form *f)
{
    unsigned most = (1u << f->depth) - 1;
    for (unsigned v = 0; f->depth <= 8 && v <= most; v++) {
        bool clear = f->keyed && v == f->key[0];
        memset(f->table[v], clear ? 255 : (int)(v * 255 / most), 3);
    }
}

void png_clear_table(png_form *f, const uint8_t *alpha, size_t n)
{
    for (size_t i = 0; i < n && i < 256; i++) {
        for (size_t c = 0; c < 3; c++) {
            f->table[i][c] = on_white(f->table[i][c], alpha[i]);
        }
    }
}
