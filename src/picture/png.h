// What the two halves of the PNG reader share: png.c has the chunks, png_rows.c the rows.
// Source: W3C, Portable Network Graphics (PNG) Specification, third edition.
#ifndef SITMAP_PICTURE_PNG_H
#define SITMAP_PICTURE_PNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PNG_GREY = 0, PNG_RGB = 2, PNG_PALETTE = 3, PNG_GREY_ALPHA = 4, PNG_RGBA = 6 };

/** What IHDR, PLTE and tRNS say of the samples. */
typedef struct png_form {
    unsigned depth, type; // a pair that the specification allows
    bool interlaced;
    bool keyed;            // the colour `key` is transparent
    unsigned key[3];       // of GREY the first alone
    uint8_t table[256][3]; // of PALETTE and of GREY up to 8 bits: colours on white
} png_form;

size_t png_channels(const png_form *f);
/** Of a row of so many pixels, without the byte that names its filter. */
size_t png_row_bytes(const png_form *f, size_t width);
/** How far back a filter looks. */
size_t png_pixel_bytes(const png_form *f);

/** Whether its rows are RGB of 8 bits, opaque: what is shown. */
bool png_is_plain(const png_form *f);

/** Undo filter 0 to 4 of a row of `n` bytes in place; `above` is the row before it, of zeros for
 *  the first. False: there is no such filter. */
bool png_undo_filter(int filter, uint8_t *row, const uint8_t *above, size_t n, size_t bpp);

/** A row of `width` pixels as RGB on white, every `step` pixels of `out`. */
void png_unpack(const png_form *f, const uint8_t *row, size_t width, size_t step, uint8_t *out);

/** Fill the table for GREY. */
void png_grey_table(png_form *f);
/** Put the first `n` colours of the table on white, by their alpha. */
void png_clear_table(png_form *f, const uint8_t *alpha, size_t n);

#endif
