// png: pixels of a PNG file (ISO/IEC 15948), by libpng under limits of our own.
#ifndef SITMAP_LOAD_PNG_H
#define SITMAP_LOAD_PNG_H

#include "sitmap/scene.h"

/** Are these the first bytes of a PNG? */
bool png_is(const char *bytes, size_t len);
/** Unpack: all colour types and depths, interlaced or not, to 8 bits of sRGB; colour profiles are
 *  not applied. More than `max` pixels are refused. False with the reason. In `a`. */
bool png_read(sm_arena *a, const char *bytes, size_t len, size_t max, sm_bitmap *out,
              const char **why);

#endif
