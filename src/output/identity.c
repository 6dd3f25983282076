// What a file's bytes depend on beside the scene.
#include <cairo.h>
#include <string.h>
#include <tiffio.h>

#include "sitmap/output.h"

const char *sm_output_identity(sm_arena *a)
{
    const char *tiff = TIFFGetVersion(); // "LIBTIFF, Version 4.5.0\nCopyright ..."
    return sm_arena_printf(a, "sitmap %s; cairo %s; %.*s", SM_VERSION, cairo_version_string(),
                           (int)strcspn(tiff, "\n"), tiff);
}
