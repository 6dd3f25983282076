/** compose: prepared features + styles -> the scene of one figure.
 *
 *  One figure's story:
 *
 *      sm_compose_layout   how big the map frame is once title and credits have their room
 *      (run prepares every layer for that frame)
 *      sm_compose_plan     legend, inset, scale bar get their places; labels become a task
 *      (the label stage places the labels of all figures of the series together)
 *      sm_compose_draw     everything becomes primitives
 *
 *  Measures are those of docs/figure.md, one table in compose/house.h; `text_factor` of the figure
 *  scales type and its leading, never lines, hatches or the map.
 */
#ifndef SITMAP_COMPOSE_H
#define SITMAP_COMPOSE_H

#include "sitmap/carto.h"
#include "sitmap/label.h"
#include "sitmap/paint.h"
#include "sitmap/study.h"
#include "sitmap/style.h"
#include "sitmap/text.h"

/** One feature on the page. */
typedef struct sm_map_feature {
    const sm_feature *feature;
    const sm_path *path; // page space, clipped to the padded frame
    const sm_symbols *symbols;
} sm_map_feature;

/** One layer as drawn on one figure. */
typedef struct sm_map_layer {
    const sm_layer *layer;
    const sm_style *style;
    sm_map_feature *items; // by record, or as sm_compose_sort has them
    size_t count, cap;
    size_t selected;      // passed file, filter and time rule
    size_t outside;       // of these, not on the page
    size_t unstyled;      // of these, no rule of the style wants them
    double area_km2;      // of the selected features: geodesic, 0 for lines and points
    double length_km;     // of the selected features
    int32_t as_of;        // date of the snapshot used; INT32_MIN for timeless layers
    bool in_degrees;      // what its coordinates are in; else metres
    sm_point data_unit_m; // one unit of them in the middle of the map, see sm_style_env
} sm_map_layer;

/** A picture below the layers of a map, as laid on the page. */
typedef struct sm_map_ground {
    const char *id;
    sm_image image; // opaque: mixed with the paper
} sm_map_ground;

/** A prepared map: the main one, or the inset's. */
typedef struct sm_map {
    sm_view view;
    const sm_map_ground *ground; // NULL: paper
    sm_map_layer *layers;        // in drawing order
    size_t n_layers;
} sm_map;

/** What is being made: one figure in one language and variant. */
typedef struct sm_figure_job {
    const sm_study *study;
    const sm_figure *figure;
    const char *lang;
    const char *variant; // "" or "grey"
} sm_figure_job;

/** Room on the page. */
typedef struct sm_layout {
    double width_pt, height_pt;
    sm_box frame_pt; // the neat line
    sm_box inset_pt; // empty without inset; placed in its corner
    sm_lines title, subtitle, credits;
} sm_layout;

/** Find the room. Fails with SM_EINPUT when title and credits leave no room for a map. */
sm_status sm_compose_layout(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                            sm_layout *out, sm_error *err) SM_MUST_CHECK;

typedef struct sm_legend_row {
    const char *layer; // NULL: a heading
    bool is_ground;    // the swatch is a piece of the ground, and `layer` its id
    sm_lines text;
    sm_symbols symbols; // all rules of the row, lowest first
    sm_shape shape;
    double height_pt;
    double x_pt, y_pt; // upper left, from that of the box
} sm_legend_row;

/** A table of texts in a box: the first column left, the others right; the first row are heads, the
 *  last one sums. */
typedef struct sm_map_table {
    const char *title;     // above it; NULL: none
    const char **cells;    // row by row
    size_t n_rows, n_cols; // 0 rows: no table
    sm_lines title_lines;  // filled in by sm_compose_plan, as are the widths
    double *cols_pt;
} sm_map_table;

typedef struct sm_plan {
    sm_layout layout;
    sm_map map;
    sm_map inset;                  // n_layers 0: none
    const sm_path *locator;        // the main frame's outline on the inset, page space; may be NULL
    const sm_graticule *graticule; // may be NULL
    double ground_scale;           // ground metres per plane metre at the centre
    double north_deg;              // true north at the centre, clockwise from up
    sm_legend_row *legend;
    size_t n_legend;
    sm_map_table table;
    sm_box legend_pt, table_pt, scale_bar_pt, north_pt; // empty: not drawn
    double scale_bar_km;
    sm_label_task labels;       // for the label stage
    sm_label_task inset_labels; // for the label stage
    size_t *label_layer;        // index into map.layers for each request, for counts
} sm_plan;

/** Place the furniture and ask for labels. `plan` comes with layout, map, inset, locator,
 *  graticule, table,
 *  ground_scale and north_deg filled in. A legend entry that names a rule the style lacks, and a
 *  callout that points at no feature on the page, are findings. */
sm_status sm_compose_plan(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                          sm_plan *plan, sm_diags *diags, sm_error *err) SM_MUST_CHECK;

/** Draw all of it. The scene lives in `a`. */
sm_status sm_compose_draw(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                          const sm_plan *plan, const sm_labels *labels,
                          const sm_labels *inset_labels, sm_scene **out,
                          sm_error *err) SM_MUST_CHECK;

/** The legend's rows alone, without a box, as a scene of their own size: the key of several maps
 *  stands
 *  beside them. The figure's legend_width_mm is the widest that it may be. */
sm_status sm_compose_key(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                         const sm_plan *plan, sm_scene **out, sm_diags *diags,
                         sm_error *err) SM_MUST_CHECK;

/** A text of the study with its placeholders filled in: {date}, {since} (in words of the language),
 *  {area}, {length} (of `layer`, two significant figures; NULL: left as they are), {scale},
 *  {side-1} ... (names of the sides in the order of the study). */
const char *sm_compose_expand(sm_arena *a, const char *text, const sm_figure_job *job,
                              const sm_map_layer *layer);

/** Put the features of a layer into the order in which the topmost FeatureTypeStyle that sorts them
 *  paints: the last one lies on top. Others are painted in their own order all the same. */
void sm_compose_sort(sm_map_layer *layer);

/** What the style's expressions may ask for on this figure. */
sm_style_env sm_compose_env(sm_arena *a, const sm_figure_job *job, double scale_denom);

/** A date in words: "25 October 2020"; languages without a table get the ISO form. */
const char *sm_compose_date(sm_arena *a, int32_t day, const char *lang);
/** Without the year: "25 October", short "25 Oct"; the space does not break. */
const char *sm_compose_day_month(sm_arena *a, int32_t day, const char *lang, bool is_short);
/** A span of days: "9–10 October", "30 Sep – 2 Oct". */
const char *sm_compose_days(sm_arena *a, int32_t from, int32_t to, const char *lang, bool is_short);
/** A number as it is printed: thousands grouped, true minus, the language's decimal sign. */
const char *sm_compose_count(sm_arena *a, double value, int decimals, const char *lang);

#endif
