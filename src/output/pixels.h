// The page in pixels: what PNG and TIFF share. Their sm_backend differs in what becomes of them.
#ifndef SITMAP_OUTPUT_PIXELS_H
#define SITMAP_OUTPUT_PIXELS_H

#include "output/formats.h"

#define SM_PIXEL_TOLERANCE 0.05 // of curves, in pixels

/** SM_ELIMIT when a picture would be empty or too large. */
sm_status sm_pixels_check_size(double width, double height, sm_error *err);

/** The rows of an sm_backend. White paper, no transparency; 0x00RRGGBB a pixel. */
double sm_pixels_scale(const sm_output *o);
sm_status sm_pixels_check(const sm_output *o, sm_error *err);
cairo_surface_t *sm_pixels_begin(sm_output *o);
void sm_pixels_paper(sm_output *o, cairo_t *cr, const sm_scene *page);

/** All of them, with what becomes of the pixels: .suffix, then this, then .end. */
#define SM_PIXELS_ROW                                                                              \
    .is_raster = true, .tolerance = SM_PIXEL_TOLERANCE, .scale = sm_pixels_scale,                  \
    .check = sm_pixels_check, .begin = sm_pixels_begin, .page = sm_pixels_paper

/** When the page is drawn: three bytes a pixel, R, G, B, in place; rows stay `stride` apart. */
void sm_pixels_pack(sm_output *o);

#endif
