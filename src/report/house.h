// The house measures of report pages, in millimetres and points. docs/rounds.md explains them.
//
//      15      39 43                                    195 mm on A4
//      | label | g |  column  | g |  column  | g |  column  |
//
// Rows, gaps and blocks are multiples of half the baseline step where possible.
#ifndef SITMAP_REPORT_HOUSE_H
#define SITMAP_REPORT_HOUSE_H

#include "sitmap/geom.h"
#include "sitmap/scene.h"

#define HOUSE_FAMILY "Liberation Sans, DejaVu Sans"

#define HOUSE_INK SM_RGB(0x1A1A1A)
#define HOUSE_GREY SM_RGB(0x5C5C5C)
#define HOUSE_PALE SM_RGB(0xB8B8B4)
#define HOUSE_PAPER SM_RGB(0xFFFFFF)
#define HOUSE_NO_COLOR ((sm_color){0, 0, 0, 0})

// Grid.
#define HOUSE_SIDE_MM 15.0
#define HOUSE_TOP_MM 12.25 // head bar
#define HOUSE_FOOT_MM 14.0 // foot rule above the lower edge
#define HOUSE_BODY_MM 19.0 // first line of the body below the upper edge
#define HOUSE_LABEL_MM 24.0
#define HOUSE_GUTTER_MM 4.0
#define HOUSE_LEAST_COLUMN_MM 35.0 // narrower columns go into a second tier
#define HOUSE_MOST_MAP_MM 74.0
#define HOUSE_STEP_MM 3.5
#define HOUSE_HALF_MM 1.75
#define HOUSE_MEASURE_MM 152.0 // longest line of running text

// Rules.
#define HOUSE_BAR_MM 0.9
#define HOUSE_RULE_MM 0.45
#define HOUSE_THIN_MM 0.2
#define HOUSE_HAIR_MM 0.12

// Round discs.
#define HOUSE_DISC_MM 2.1       // radius beside a heading and on the time axis
#define HOUSE_SMALL_DISC_MM 1.6 // in tables

// Timeline.
#define HOUSE_BAND_MM 21.0
#define HOUSE_LANE_MM 3.5
#define HOUSE_DROP_MM 5.0 // axis to the heads of the columns

// Step lines of positions.
#define HOUSE_STEP_LINE_MM 0.9
#define HOUSE_OFFER_LINE_MM 0.5

#endif
