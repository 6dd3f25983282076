// marks: shapes of well-known marks, from the table and from well-known text.
#ifndef SITMAP_STYLE_MARKS_H
#define SITMAP_STYLE_MARKS_H

#include "sitmap/sld.h"

/** Append an elliptic arc about (x, y) from one angle to another (degrees, counter-clockwise) to
 *  the newest part. */
void sm_style_add_arc(sm_path *path, double x, double y, double rx, double ry, double from_deg,
                      double to_deg);

/** Shape of well-known text (POINT to MULTIPOLYGON, CIRCULARSTRING), scaled to height 1 (width 1
 *  when it has no height); false when it can not be read. */
bool sm_style_wkt_path(const char *text, sm_path *out);

#endif
