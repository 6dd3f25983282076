// What a file's bytes depend on beside the scene.
#include <cairo.h>

#include "sitmap/output.h"

const char *sm_output_identity(sm_arena *a)
{
    return sm_arena_printf(a, "sitmap %s; cairo %s", SM_VERSION, cairo_version_string());
}
