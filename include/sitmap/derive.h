/** derive: dated control polygons -> front line, ground gained and lost, borders, as ordinary
 *  features that are styled like any other. All in lon/lat.
 */
#ifndef SITMAP_DERIVE_H
#define SITMAP_DERIVE_H

#include "sitmap/study.h"
#include "sitmap/topo.h"

/** The snapshot of a series: features of the newest date not later than `day`. SM_EINPUT when there
 *  is none (the message names the first date there is). Shares paths and values with `in`. */
sm_status sm_derive_snapshot(sm_arena *a, const sm_features *in, const char *date_field,
                             int32_t day, sm_features *out, int32_t *found,
                             sm_error *err) SM_MUST_CHECK;

/** The front: boundary between side `left` and side `right` of one snapshot. Features (LINES) with
 *  the fields
 *      side_left, side_right  TEXT  walking along the line, side `left` is on the left
 *      certainty              TEXT  from the polygons ("approximate" wins over others)
 *      unmoved                TEXT  "yes", "no", or null without `earlier`
 *      date                   DATE  of the snapshot
 *      length_km              NUMBER 0: filled by run with geodesic lengths
 *  `earlier` (may be NULL): another snapshot; stretches within `tolerance_deg` of its front are
 *  unmoved = yes, the rest no. The front's corners are as the polygons have them. An empty front
 *  (sides that do not touch) is SM_EINPUT. */
sm_status sm_derive_front(sm_arena *a, const sm_features *snapshot, const sm_features *earlier,
                          const char *side_field, const char *left, const char *right,
                          double tolerance_deg, sm_features *out, sm_error *err) SM_MUST_CHECK;

/** What changed hands between two snapshots: for each ordered pair of sides the intersection of
 *  the earlier holder's and the later holder's polygons. Features (RINGS) with
 *      side TEXT (holds it now), from_side TEXT (held it then), since DATE, date DATE,
 *      area_km2 NUMBER (0, filled by run)
 *  Slivers narrower than `sliver_deg` (area / perimeter) are dropped and reported as notes with
 *  their place. No change at all gives an empty list. */
sm_status sm_derive_change(sm_arena *a, const sm_features *earlier, const sm_features *later,
                           const char *side_field, double sliver_deg, sm_features *out,
                           sm_diags *diags, sm_error *err) SM_MUST_CHECK;

/** Every boundary of a polygon layer, each stretch once. Features (LINES) with
 *      left TEXT, right TEXT  value of `class_field` on either side, null outside the layer
 *      outer TEXT             "yes" where there is nothing on one side
 *  `class_field` NULL: every feature is a class of its own (its record number). */
sm_status sm_derive_borders(sm_arena *a, const sm_features *polygons, const char *class_field,
                            sm_features *out, sm_error *err) SM_MUST_CHECK;

#endif
