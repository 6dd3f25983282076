/** paint: one resolved symbol and one page path -> primitives. The map and its legend call the same
 *  functions, so a swatch cannot lie.
 */
#ifndef SITMAP_PAINT_H
#define SITMAP_PAINT_H

#include "sitmap/scene.h"
#include "sitmap/style.h"

/** Where patterns start and what may be drawn. */
typedef struct sm_paint_frame {
    sm_box clip_pt;    // nothing need be drawn outside (already padded paths come in)
    sm_point phase_pt; // hatches and grids are anchored here: the frame's lower left corner
} sm_paint_frame;

/** Fill rings: colour, hatch lines clipped to the rings (never a pattern, never an image), grids of
 *  marks clipped likewise. */
void sm_paint_fill(sm_scene *scene, const sm_path *rings, const sm_fill *fill,
                   const sm_paint_frame *frame);
/** Stroke lines or rings: offset, pen, and marks along the whole line with constant pitch (a mark
 *  at a vertex takes the mean direction over its own width). */
void sm_paint_stroke(sm_scene *scene, const sm_path *lines, const sm_stroke *stroke,
                     const sm_paint_frame *frame);
/** One mark at a point, turned by a further `turn_deg` clockwise. */
void sm_paint_mark(sm_scene *scene, sm_point at, double turn_deg, const sm_mark *mark);
/** What a symbol draws on instead of the feature's own geometry: the path itself, or what its
 *  geometry function asks for, in `a`. Labels need it too. */
const sm_path *sm_paint_geometry(sm_arena *a, const sm_path *path, const sm_symbol *symbol);
/** Is a POLYGON or LINE symbol painted where the feature is: on its own geometry or boundary, and
 *  not moved? */
bool sm_paint_stays(const sm_symbol *symbol);
/** A symbol of kind POLYGON, LINE or POINT on a path; a POINT symbol on lines stands at the middle,
 *  on rings at an interior point; geometry functions are applied. TEXT symbols draw nothing. */
void sm_paint_symbol(sm_scene *scene, const sm_path *path, const sm_symbol *symbol,
                     const sm_paint_frame *frame);

#endif
