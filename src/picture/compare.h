// What the files of the comparison share: pixels, their distance, marks of our own.
#ifndef SITMAP_PICTURE_COMPARE_H
#define SITMAP_PICTURE_COMPARE_H

#include "sitmap/picture.h"

// A mark until it is known what hangs together: part of a change or noise.
enum { PICTURE_WEAK = 3 };

static inline const uint8_t *picture_at(const sm_picture *p, size_t x, size_t y)
{
    return p->rgb + (y * p->width + x) * 3;
}

static inline float picture_luma_of(float r, float g, float b)
{
    return r * 0.29889531f + g * 0.58662247f + b * 0.11448223f;
}

static inline float picture_luma(const uint8_t *c)
{
    return picture_luma_of(c[0], c[1], c[2]);
}

/** Weak and strong marks become changes or noise, by the patches that they form. */
void picture_settle_patches(sm_comparison *out, double dpi, const sm_compare_rules *rules);

#endif
