// A picture with its place on the ground: the PNG, and beside it a world file and a .prj.
#include <math.h>
#include <string.h>

#include "load/png.h"
#include "load/sibling.h"
#include "sitmap/limits.h"
#include "sitmap/load.h"

// ---- The world file -----------------------------------------------------------------------------

enum { N_NUMBERS = 6 };

static sm_status read_numbers(const char *text, const char *file, double numbers[N_NUMBERS],
                              sm_error *err)
{
    int n = 0, line = 1;
    for (const char *at = text; *at; line++) {
        size_t len = strcspn(at, "\r\n");
        bool is_blank = strspn(at, " \t") >= len;
        if (!is_blank && n == N_NUMBERS) {
            return sm_fail(err, SM_EFORMAT, SM_AT_LINE(file, line), "keep the six of the picture",
                           "a world file has six numbers, this is a seventh");
        }
        if (!is_blank &&
            (!sm_parse_double(at, len, &numbers[n]) || !(fabs(numbers[n]) <= SM_MAX_COORDINATE))) {
            return sm_fail(err, SM_EFORMAT, SM_AT_LINE(file, line),
                           "write one decimal number, with a point", "\"%.*s\" is not a number",
                           (int)(len < 40 ? len : 40), at);
        }
        n += !is_blank;
        at += len;
        at += at[0] == '\r' && at[1] == '\n' ? 2 : *at != '\0';
    }
    return n == N_NUMBERS ? SM_OK
                          : sm_fail(err, SM_EFORMAT, SM_IN_FILE(file),
                                    "write pixel width, two rotations, pixel height (negative), "
                                    "and x and y of the centre of the upper left pixel",
                                    "a world file has six lines, here are %d", n);
}

sm_status sm_world_parse(const char *text, const char *file, sm_affine *from_pixel, sm_error *err)
{
    double v[N_NUMBERS]; // in the order of the file: A D B E C F
    sm_affine back;
    sm_status status = read_numbers(text, file, v, err);
    if (status) {
        return status;
    }
    // The file speaks of centres of pixels, we of their corners.
    const sm_affine m = {v[0], v[2], v[4] - (v[0] + v[2]) / 2,
                         v[1], v[3], v[5] - (v[1] + v[3]) / 2};
    if (!sm_affine_invert(&m, &back)) {
        return sm_fail(
            err, SM_EINPUT, SM_IN_FILE(file),
            "the pixel sizes on lines 1 and 4 may not both be 0, nor rows run as columns",
            "the picture would have no area on the ground");
    }
    *from_pixel = m;
    return SM_OK;
}

static sm_status read_world(const siblings *beside, sm_ground_file *out, sm_diags *diags,
                            sm_error *err)
{
    static const char *const suffixes[] = {".pgw", ".pngw", ".wld"};
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        const char *text = siblings_read(beside, suffixes[i], SM_MAX_WORLD_BYTES, "ground.world",
                                         &out->world, diags);
        if (text) {
            return sm_world_parse(text, siblings_shown(beside, out->world), &out->from_pixel, err);
        }
    }
    return sm_fail(err, SM_EIO, SM_IN_FILE(siblings_shown(beside, siblings_name(beside, ".pgw"))),
                   "save the picture with a world file, as gdal_translate -co WORLDFILE=YES does",
                   "no world file that can be read (.pgw, .pngw, .wld) says where %s lies",
                   out->path);
}

// ---- The whole ----------------------------------------------------------------------------------

static sm_status read_pixels(sm_arena *a, const sm_root *root, const siblings *beside,
                             sm_ground_file *out, sm_error *err)
{
    sm_place at = SM_IN_FILE(siblings_shown(beside, out->path));
    sm_arena *packed = sm_arena_create();
    char *bytes = NULL;
    size_t len = 0;
    const char *why = "not a PNG";
    sm_status status =
        sm_root_read(root, out->path, SM_MAX_GROUND_BYTES, packed, &bytes, &len, err);
    if (!status && (!png_is(bytes, len) ||
                    !png_read(a, bytes, len, SM_MAX_GROUND_PIXELS, &out->pixels, &why))) {
        status = sm_fail(err, SM_EFORMAT, at, "save the picture again as PNG", "%s", why);
    }
    sm_arena_destroy(packed);
    return status;
}

sm_status sm_ground_read(sm_arena *a, const sm_root *root, const char *path, sm_ground_file *out,
                         sm_diags *diags, sm_error *err)
{
    siblings beside;
    sm_ground_file file = {.path = sm_arena_strdup(a, path)};
    if (!siblings_of(a, root, path, ".png", &beside)) {
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(path), "name a .png with a world file beside it",
                       "not the name of a PNG");
    }
    sm_status status = read_pixels(a, root, &beside, &file, err);
    status = status ? status : read_world(&beside, &file, diags, err);
    if (!status) {
        file.crs_wkt =
            siblings_read(&beside, ".prj", SM_MAX_PRJ_BYTES, "prj.broken", &file.prj, diags);
        *out = file;
    }
    return status;
}
