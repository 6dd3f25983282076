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

static inline float picture_luma(const uint8_t *c)
{
    return (float)c[0] * 0.29889531f + (float)c[1] * 0.58662247f + (float)c[2] * 0.11448223f;
}

/** Weak and strong marks become changes or noise, by the patches that they form. */
void picture_settle_patches(sm_comparison *out, double dpi, const sm_compare_rules *rules);

#endif
