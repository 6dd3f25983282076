// Any bytes as a world file: refused, or a place where a small picture can be laid under a map,
// wherever that is: within the frame, opaque, and soon.
#include <assert.h>
#include <math.h>
#include <string.h>

#include "sitmap/load.h"
#include "sitmap/raster.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const uint8_t rgba[4 * 3 * 4] = {255, 0, 0, 255, 9, 9, 9, 0, 0, 200, 0, 128, 1, 2, 3, 255};

static void check_image(const sm_image *image, sm_box frame, double dpi)
{
    double pixel = 72 / dpi + 1e-6;
    sm_point end = {image->at.x + image->across.x, image->at.y + image->down.y};
    assert(image->at.x > frame.x0 - pixel && image->at.y > frame.y0 - pixel);
    assert(end.x < frame.x1 + pixel && end.y < frame.y1 + pixel);
    for (size_t i = 0; i < image->bitmap->width * image->bitmap->height; i++) {
        assert(image->bitmap->rgba[i * 4 + 3] == 255);
    }
}

static void lay(sm_arena *a, const sm_affine *from_pixel, sm_crs *page, sm_crs *own, sm_view view)
{
    const sm_bitmap pixels = {rgba, 4, 3};
    const sm_raster raster = {&pixels, *from_pixel, own};
    const sm_raster_wish wish = {90, {255, 255, 255, 255}, 0.7};
    sm_image image;
    double density = sm_raster_density(&raster, page, &view);
    assert(density >= 0);
    if (sm_raster_lay(a, &raster, page, &view, &wish, &image)) {
        check_image(&image, view.frame_pt, wish.dpi);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sm_arena *a = sm_arena_create();
    sm_affine from_pixel, back;
    sm_error err;
    if (!sm_world_parse(sm_arena_strndup(a, (const char *)data, size), "x.pgw", &from_pixel,
                        &err)) {
        sm_crs *plain = NULL, *globe = NULL;
        assert(sm_affine_invert(&from_pixel, &back));
        assert(!sm_crs_open("+proj=eqc +R=6371000", &plain, &err));
        assert(!sm_crs_open("+proj=ortho +lat_0=40 +lon_0=40 +R=6371000", &globe, &err));
        lay(a, &from_pixel, plain, plain, (sm_view){1e6, {5e6, 4.4e6}, {10.3, 20, 90, 81.7}});
        lay(a, &from_pixel, globe, NULL, (sm_view){4e8, {0, 0}, {0, 0, 100, 100}});
        sm_crs_close(plain);
        sm_crs_close(globe);
    } else {
        assert(err.message[0]);
    }
    sm_arena_destroy(a);
    return 0;
}
