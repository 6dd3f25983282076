// The player of a scene, and the few facts about cairo that every format needs.
#ifndef SITMAP_OUTPUT_DRAW_H
#define SITMAP_OUTPUT_DRAW_H

#include <cairo.h>

#include "sitmap/output.h"

/** Play all primitives of a page on `cr`, whose units are points times `scale`. Everything is
 *  checked before cairo sees it; the error names the object that failed. */
sm_status sm_output_play(sm_text_engine *text, cairo_t *cr, const sm_scene *page, double scale,
                         sm_error *err) SM_MUST_CHECK;

/** Turn cairo's status into a failure (SM_OK for success). `what` says what was being done. */
sm_status sm_output_cairo_failure(cairo_status_t cairo, sm_place at, const char *what,
                                  sm_error *err);

#endif
