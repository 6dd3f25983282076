/** raster: a picture in its own CRS -> pixels of the page.
 *
 *  Inverse mapping: for each pixel of the page it is asked where in the picture its colour lies,
 *  page -> plane -> lon/lat -> the picture's CRS -> its pixels. The way is computed exactly on a
 *  grid and between its nodes by bilinear interpolation, on a finer grid where that misses by more
 *  than an eighth of a pixel of the picture (or a 32nd of a pixel of the page, whichever is more).
 */
#ifndef SITMAP_RASTER_H
#define SITMAP_RASTER_H

#include "sitmap/carto.h"
#include "sitmap/scene.h"

/** A picture with its place. */
typedef struct sm_raster {
    const sm_bitmap *pixels;
    sm_affine from_pixel; // pixels to its CRS, 0, 0 the upper left corner; must be invertible
    const sm_crs *crs;    // NULL: longitude and latitude on WGS 84
} sm_raster;

/** Pixels of the picture per inch of the page, the mean over what of it the frame shows; 0 when
 *  that is nothing (or less than a millimetre). `page` is the CRS of the view. */
double sm_raster_density(const sm_raster *r, const sm_crs *page, const sm_view *view);

/** How it is to be laid on the page. */
typedef struct sm_raster_wish {
    double dpi;     // lowered where the frame would hold more pixels than SM_MAX_GROUND_PIXELS
    sm_color paper; // shows through what is not opaque
    double opacity; // 0..1
} sm_raster_wish;

/** The part of the picture that the frame shows, in a grid of pixels that begins at the corner of
 *  the page, so that a page of that many dots per inch takes them as they are. Each pixel is the
 *  mean of what it covers of the picture, or between four pixels of it where these are larger: a
 *  tent as wide as the pixel on the picture, in the colours as they are coded. Transparency counts
 *  in the mean and is mixed with the paper at the end: the result is opaque. Its edges may lie
 *  outside of the frame by less than a pixel. False, and `out` untouched, when nothing shows.
 *  In `a`. */
bool sm_raster_lay(sm_arena *a, const sm_raster *r, const sm_crs *page, const sm_view *view,
                   const sm_raster_wish *wish, sm_image *out);

#endif
