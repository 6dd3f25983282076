// See png.h. libpng's simplified interface (png.h of libpng 1.6, section 5) turns every kind of PNG
// into the one that is asked for.
#include "load/png.h"

#include <png.h>
#include <string.h>

enum { SIGNATURE = 8, MILLION = 1000000 };

bool png_is(const char *bytes, size_t len)
{
    return len > SIGNATURE && memcmp(bytes, "\x89PNG\r\n\x1a\n", SIGNATURE) == 0;
}

bool png_read(sm_arena *a, const char *bytes, size_t len, size_t max, sm_bitmap *out,
              const char **why)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    *why = "the PNG is damaged or cut off";
    if (!png_image_begin_read_from_memory(&image, bytes, len)) {
        return false;
    }
    // Looked at before anything is unpacked, for 48 kB may hold 1.5 GB.
    if ((double)image.width * (double)image.height > (double)max) {
        *why = sm_arena_printf(a, "the PNG has more than %zu million pixels", max / MILLION);
        png_image_free(&image);
        return false;
    }
    image.format = PNG_FORMAT_RGBA;
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB; // else 16 bits are taken for linear light
    uint8_t *rgba = sm_arena_alloc(a, PNG_IMAGE_SIZE(image));
    bool fine = png_image_finish_read(&image, NULL, rgba, 0, NULL) != 0;
    png_image_free(&image);
    if (fine) {
        *out = (sm_bitmap){rgba, image.width, image.height};
    }
    return fine;
}
