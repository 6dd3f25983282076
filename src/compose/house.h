// The house measures of a figure, in millimetres and points. docs/figure.md explains them.
#ifndef SITMAP_COMPOSE_HOUSE_H
#define SITMAP_COMPOSE_HOUSE_H

#include "sitmap/geom.h"
#include "sitmap/scene.h"

#define HOUSE_FAMILY "Liberation Sans, DejaVu Sans"

#define HOUSE_INK SM_RGB(0x1A1A1A)
#define HOUSE_SOFT_INK SM_RGB(0x3A3A3A)
#define HOUSE_GREY SM_RGB(0x555555)
#define HOUSE_CROSS SM_RGB(0x8E8C86)
#define HOUSE_PAPER SM_RGB(0xFFFFFF)
#define HOUSE_NO_COLOR ((sm_color){0, 0, 0, 0})

// Page: margins around the neat line and the baselines of the bands above and below it.
#define HOUSE_SIDE_MM 3.6
#define HOUSE_TITLE_BASE_MM 6.2 // first title line
#define HOUSE_TITLE_STEP_MM 5.4
#define HOUSE_SUBTITLE_GAP_MM 4.7 // last title line to first subtitle line
#define HOUSE_SUBTITLE_STEP_MM 3.4
#define HOUSE_HEAD_AIR_MM 7.1 // last head line to the neat line, graticule figures between
#define HOUSE_BARE_TOP_MM 4.2 // without head, with graticule figures
#define HOUSE_BARE_MM 0.5     // without anything
#define HOUSE_FOOT_GAP_MM 7.6 // neat line to the first foot line, graticule figures between
#define HOUSE_FOOT_STEP_MM 2.7
#define HOUSE_FOOT_AIR_MM 1.8 // last foot line to the page's edge
#define HOUSE_LEAST_FRAME_MM 20.0

// Type, points.
#define HOUSE_TITLE_PT 13.0
#define HOUSE_SUBTITLE_PT 8.0
#define HOUSE_TEXT_PT 7.0
#define HOUSE_SMALL_PT 6.0

// Lines.
#define HOUSE_NEAT_MM 0.3
#define HOUSE_SMALL_MAP_MM 60.0 // narrower frames have a neat line as thin as a tick
#define HOUSE_BOX_MM 0.2
#define HOUSE_TICK_MM 1.0
#define HOUSE_TICK_LINE_MM 0.15
#define HOUSE_CROSS_MM 2.0
#define HOUSE_CROSS_LINE_MM 0.12

#define HOUSE_HALO_MM 0.3

// Legend.
#define HOUSE_SWATCH_W_MM 8.0
#define HOUSE_SWATCH_H_MM 3.0
#define HOUSE_NARROW_LEGEND_MM 30.0 // narrower legends have narrower swatches
#define HOUSE_NARROW_SWATCH_MM 5.5
#define HOUSE_LEGEND_PAD_MM 2.4   // box to swatches, left and right
#define HOUSE_LEGEND_AIR_MM 1.5   // box to first and last row
#define HOUSE_LEGEND_TEXT_MM 12.5 // box to text
#define HOUSE_ROW_MM 3.85
#define HOUSE_ROW_MORE_MM 2.75 // every further line of a row

// Scale bar.
#define HOUSE_BAR_H_MM 0.9
#define HOUSE_BAR_LEAST 0.2 // of the frame's width
#define HOUSE_BAR_MOST (1.0 / 3)
#define HOUSE_FURNITURE_GAP_MM 8.0 // between scale bar and its neighbours

// What labels avoid, cost per mm covered.
#define HOUSE_WEIGHT_FRONT 20.0
#define HOUSE_WEIGHT_PER_LINE_MM 4.0   // times the pen's width in mm
#define HOUSE_WEIGHT_PER_HATCH_MM2 0.2 // times the share of the ground that ink covers

static inline sm_font house_font(double size_pt, double factor)
{
    return (sm_font){.family = HOUSE_FAMILY, .size_pt = size_pt * factor};
}

static inline sm_pen house_pen(sm_color color, double width_mm)
{
    return (sm_pen){.color = color, .width_pt = SM_MM(width_mm)};
}

#endif
