// The parts of a figure, each in its own file; figure.c and plan.c put them together.
#ifndef SITMAP_COMPOSE_PARTS_H
#define SITMAP_COMPOSE_PARTS_H

#include <stdio.h>

#include "compose/house.h"
#include "sitmap/compose.h"

/** What every drawing part needs. */
typedef struct composer {
    sm_arena *arena;
    sm_text_engine *text;
    const sm_figure_job *job;
    const sm_plan *plan;
    sm_scene *scene;
    double factor; // of text
    sm_color halo; // of the texts that follow, while halo_pt is not 0
    double halo_pt;
} composer;

typedef enum text_anchor { TEXT_LEFT, TEXT_CENTRE, TEXT_RIGHT } text_anchor;

/** One line of text with its anchor at `at`; the error of measuring is returned. */
sm_status compose_text(composer *c, const char *utf8, const sm_font *font, sm_color color,
                       sm_point at, text_anchor anchor, double angle_deg,
                       sm_error *err) SM_MUST_CHECK;

/** A number with the language's decimal sign. */
const char *compose_number(sm_arena *a, double value, const char *lang);
/** "1 : 1 200 000". */
const char *compose_scale(sm_arena *a, double denominator);
/** sm_compose_expand with {scale}. */
const char *compose_expand(sm_arena *a, const char *text, const sm_figure_job *job,
                           const sm_map_layer *layer, const sm_plan *plan);

/** All layers of a map on its ground, clipped to its frame. */
void compose_layers(sm_scene *scene, const sm_map *map);

/** Collect the legend's rows and the size of its box. */
sm_status compose_plan_legend(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                              sm_plan *plan, double *width_pt, double *height_pt, sm_diags *diags,
                              sm_error *err) SM_MUST_CHECK;
/** Draw box and rows. */
sm_status compose_draw_legend(composer *c, sm_error *err) SM_MUST_CHECK;

/** Widths of the table's columns, and the size of its box. */
sm_status compose_plan_table(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                             sm_plan *plan, double *width_pt, double *height_pt,
                             sm_error *err) SM_MUST_CHECK;
/** Draw box, title, rows and rules. */
sm_status compose_draw_table(composer *c, sm_error *err) SM_MUST_CHECK;

/** Choose the bar's length, and the size of bar and figures. */
sm_status compose_plan_scale_bar(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                                 sm_plan *plan, double *width_pt, double *height_pt,
                                 sm_error *err) SM_MUST_CHECK;
/** Draw bar, figures and ratio. */
sm_status compose_draw_scale_bar(composer *c, sm_error *err) SM_MUST_CHECK;

/** Crosses inside the frame. */
void compose_draw_crosses(composer *c, const sm_labels *labels);
/** Ticks and degrees around the frame. */
sm_status compose_draw_ticks(composer *c, sm_error *err) SM_MUST_CHECK;
/** An arrow to true north. */
sm_status compose_draw_north(composer *c, sm_error *err) SM_MUST_CHECK;
/** Title, subtitle, credits. */
sm_status compose_draw_head_and_foot(composer *c, sm_error *err) SM_MUST_CHECK;

/** Label requests of all layers of a map, their type scaled; `label_layer` (may be NULL) gets their
 *  layer's index. */
void compose_label_requests(sm_arena *a, const sm_map *map, double text_factor, sm_label_task *task,
                            size_t **label_layer);
/** Lines, symbols and hatches that labels should not cover. */
void compose_label_obstacles(sm_arena *a, const sm_map *map, sm_label_task *task);
/** Share of the ground that the lines of a hatch cover, 0 to 1. */
double compose_hatch_ink(const sm_hatch *hatch);
/** The colour below a point of a map. */
sm_color compose_ground_at(const sm_map *map, sm_point at);
/** The labels with the halos that want it in the colour of their ground. */
void compose_ground_halos(sm_arena *a, const sm_map *map, const sm_label_task *task,
                          const sm_labels *labels, sm_labels *out);
/** Callouts of the figure as requests; those that point at nothing are findings. */
void compose_callouts(sm_arena *a, const sm_figure_job *job, const sm_map *map, sm_label_task *task,
                      sm_diags *diags);

#endif
