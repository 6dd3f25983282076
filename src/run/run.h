// What the files of this folder share: one opened study.
#ifndef SITMAP_RUN_RUN_H
#define SITMAP_RUN_RUN_H

#include "sitmap/carto.h"
#include "sitmap/compose.h"
#include "sitmap/derive.h"
#include "sitmap/load.h"
#include "sitmap/raster.h"
#include "sitmap/report.h"
#include "sitmap/run.h"

/** A style as loaded once, with what was found wrong with it. */
typedef struct run_style {
    const char *path, *name, *layer, *dialect;
    sm_style *style;    // NULL when it could not be read
    const char *digest; // of its file; NULL likewise
    sm_diags diags;
    sm_error err;
    struct run_style *next;
} run_style;

/** All records of a control layer, read once for every derivation and date. */
typedef struct run_records {
    const sm_layer *layer;
    sm_features features;
    sm_diags diags;
    sm_error err;
    sm_status status;
    struct run_records *next;
} run_records;

/** A CRS as opened once. PROJ's database costs more than a small layer. */
typedef struct run_crs {
    const char *text; // as given, or the WKT
    sm_crs *crs;
    bool is_lonlat;
    struct run_crs *next;
} run_crs;

/** A derived layer as computed once: figures of one date, variants and languages share it. */
typedef struct run_derived {
    const sm_layer *layer;
    int32_t day, since;
    bool compares, done;
    sm_features features;
    int32_t as_of;
    sm_diags diags;
    struct run_derived *next;
} run_derived;

/** The picture of a ground as read once. */
typedef struct run_ground {
    const sm_ground *ground;
    sm_ground_file file;
    sm_raster raster;
    const char *digest; // of all that it is read from; NULL when it can not be used
    sm_diags diags;
    struct run_ground *next;
} run_ground;

struct sm_run {
    sm_arena *arena;
    sm_run_options options;
    sm_root *root, *styles; // styles may be NULL
    sm_study *study;
    sm_text_engine *text;
    run_style *style_list;
    run_records *record_list;
    run_crs *crs_list;
    run_derived *derived_list;
    run_ground *ground_list;
};

/** One figure on its way: what the stages have made of it so far. */
typedef struct run_figure {
    sm_figure_job job;
    const sm_crs *crs, *inset_crs; // the run owns them
    sm_plan plan;
    sm_diags diags;
    sm_labels labels, inset_labels;
    bool failed;
} run_figure;

/** The style of a layer, from the cache; its findings are merged into `diags`. NULL when it can not
 *  be read (then `diags` has an error). */
const sm_style *run_find_style(sm_run *run, const sm_layer *layer, const sm_fields *fields,
                               sm_diags *diags);

/** The same before any of the layer's fields are known; without findings. */
const sm_style *run_layer_style(sm_run *run, const sm_layer *layer);

/** The layer whose areas are counted: what <stats> says, else the first one with sides and
 *  snapshots; NULL when there is none. */
const sm_layer *run_find_control(const sm_study *study);

/** Digest of a layer's style file as it was loaded; NULL when it can not be read. */
const char *run_style_digest(sm_run *run, const sm_layer *layer);

/** All records of a layer in lon/lat, from the cache; findings are merged into `diags`. */
const sm_features *run_read_records(sm_run *run, const sm_layer *layer, sm_diags *diags);

/** A page's or a layer's CRS from the cache; the run owns it. */
sm_status run_find_crs(sm_run *run, const char *text, const sm_crs **crs,
                       sm_error *err) SM_MUST_CHECK;
/** The same for the WKT of `file`; `*crs` is NULL when no conversion is needed. */
sm_status run_find_wkt(sm_run *run, const char *wkt, const char *file, const sm_crs **crs,
                       sm_error *err) SM_MUST_CHECK;
/** Close all of them. */
void run_close_crs(sm_run *run);

/** CRS of data: `crs` of the study (NULL: not said), else the text of the .prj beside `file`, else
 *  lon/lat with a warning, unless there is a .prj that can not be used. `*out` NULL: lon/lat. */
sm_status run_find_data_crs(sm_run *run, const char *crs, const char *file, const char *wkt,
                            bool has_prj, const sm_crs **out, sm_diags *diags,
                            sm_error *err) SM_MUST_CHECK;

/** Open a layer's shapefile and find its CRS (`*crs` NULL: lon/lat already). */
sm_status run_open_source(sm_run *run, sm_arena *a, const sm_layer *layer, sm_source **source,
                          const sm_crs **crs, sm_diags *diags, sm_error *err) SM_MUST_CHECK;

/** Features of a layer in lon/lat on a figure's date, one by one: reads, filters, derives. `take`
 *  is called with features that are gone afterwards. Faults go to `diags`. */
typedef void run_take(void *context, const sm_feature *feature);
void run_each_feature(sm_run *run, sm_arena *scratch, const sm_layer *layer,
                      const sm_figure_job *job, const sm_box *lonlat, sm_map_layer *counts,
                      run_take *take, void *context, sm_diags *diags);

/** The derived features of a layer for a figure, from the cache; false after a finding. */
bool run_derive(sm_run *run, const sm_layer *layer, const sm_figure_job *job, sm_features *out,
                int32_t *as_of, sm_diags *diags);

/** Prepare one layer for a view; farther out than `usual` if its style wants whole features. */
void run_prepare_layer(sm_run *run, sm_arena *a, const sm_layer *layer, const sm_figure_job *job,
                       const sm_prepare *usual, sm_map_layer *out, sm_diags *diags);

/** The picture of a ground, from the cache; findings are merged into `diags`. NULL when it can not
 *  be used (then `diags` has an error). */
const run_ground *run_find_ground(sm_run *run, const sm_ground *ground, sm_diags *diags);

/** Lay the grounds under the maps of planned figures, as vector formats hold them; figures of one
 *  view share the pixels, which live in `a`. Pictures that can not be used fail the figure; one
 *  that does not show is a warning. */
void run_lay_grounds(sm_run *run, sm_arena *a, run_figure *figures, size_t n);
/** Copy the pixels of a figure's grounds into `a`, where they outlive the series. */
void run_keep_grounds(sm_arena *a, run_figure *figure);
/** The scene of a figure for pixels of this size: its grounds are laid anew, at the resolution of
 *  the file. `*out` NULL: it has none that would be another one. In `a`. */
sm_status run_draw_for_pixels(sm_run *run, sm_arena *a, const run_figure *figure, double dpi,
                              sm_scene **out, sm_error *err) SM_MUST_CHECK;
/** Pixels of the ground's picture per inch of the figure, as it would be printed at best: no more
 *  than vector formats hold. 0: it has none. */
double run_ground_ppi(sm_run *run, const run_figure *figure);

/** The table of <gains> of a figure; no rows when it has none or nobody gained anything. In `a`. */
sm_status run_count_gains(sm_run *run, sm_arena *a, const sm_figure_job *job, sm_map_table *out,
                          sm_diags *diags, sm_error *err) SM_MUST_CHECK;

/** The page CRS and view of an extent for a frame. */
sm_status run_find_view(sm_run *run, sm_arena *a, const sm_figure_job *job, const char *crs_text,
                        const sm_extent *extent, sm_box frame_pt, const sm_crs **crs, sm_view *view,
                        sm_diags *diags, sm_error *err) SM_MUST_CHECK;

/** Figures that share frame and view in one language and variant, planned, with their labels
 *  placed. Those that failed say so. They are gone when the function returns. */
typedef void run_take_series(void *context, sm_arena *a, run_figure *figures, size_t n);
/** Every series of which a figure or report is asked for. */
void run_each_series(sm_run *run, const char *lang, const char *variant, run_take_series *take,
                     void *context);

/** What laying out a report asks for and tells. */
typedef struct run_report_needs {
    /** Lend the scene of a figure; NULL when there is none. */
    const sm_scene *(*scene)(void *context, const char *figure, const char *lang);
    void (*drawn)(void *context, const run_figure *map);   // a small map; may be NULL
    void (*counted)(void *context, const sm_stats *stats); // areas; may be NULL
    void *context;
} run_report_needs;

/** Lay out a report; `in` has its study, report and language. */
sm_status run_lay_out_report(sm_run *run, sm_arena *a, const run_report_needs *needs,
                             sm_report_input *in, sm_report_pages *pages, sm_diags *diags,
                             sm_error *err) SM_MUST_CHECK;

/** Everything up to the label task. Sets `failed` after an error. */
void run_plan_figure(sm_run *run, sm_arena *a, run_figure *figure);
/** W114 when the drawn figure holds patterns that are too dense to be drawn mark by mark. */
void run_tell_dense(const sm_run *run, const run_figure *f, const sm_scene *scene, sm_diags *diags);

#endif
