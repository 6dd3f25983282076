// batch: one render command. Documents (figures, reports) come in one by one, in order; each output
// that
// is out of date goes to a worker; what happened is told in the same order, whoever finishes first.
#ifndef SITMAP_RUN_BATCH_H
#define SITMAP_RUN_BATCH_H

#include "run/pool.h"
#include "run/run.h"
#include "sitmap/plan.h"

/** Features as one figure or report shows them; no job is named. */
typedef struct run_features {
    sm_stamp_feature *items;
    size_t count, cap;
} run_features;

/** Style files, each once; no job is named. */
typedef struct run_style_files {
    sm_stamp_style *items;
    size_t count, cap;
} run_style_files;

typedef enum run_state { RUN_FRESH, RUN_DUE, RUN_WORKING, RUN_MADE, RUN_FAILED } run_state;

/** One output file of a document. */
typedef struct run_output {
    const char *path; // below the study's output folder
    const char *key;
    const char *reason; // why it is made again; NULL when it is fresh
    run_state state;
    int64_t dpi_milli, created; // as in sm_stamp
} run_output;

/** What is to be told of one document, once all its outputs are done. */
typedef struct run_record {
    const char *id;  // of the figure or report
    const char *job; // id, language and variant: the stem of its files
    sm_layer_count *layers;
    size_t n_layers;
    const char **dropped, **dropped_layer;
    size_t n_dropped;
    run_features features;
    run_style_files styles;
    sm_stamp_origin origin;
    run_output *outputs;
    size_t n_outputs;
    sm_diags diags;
    bool failed;
    const char *objects; // text of its record; NULL: it has none
    bool changed;        // it looks other than before; the files of then are kept
    size_t pending;
    bool submitted; // no more outputs will be started
    bool done;      // counted as such
} run_record;

/** One document, ready to be written. */
typedef struct run_document {
    const sm_scene *const *pages;
    size_t n_pages;
    const sm_scene *single; // all pages one below the other, for formats that hold one; may be NULL
    sm_document about;
    const sm_format *formats;
    size_t n_formats;
    const run_figure *figure; // NULL: not a figure
} run_document;

/** A figure's scene that a report will show. */
typedef struct run_kept {
    const sm_figure *figure;
    const char *lang;
    const sm_scene *scene; // NULL: it could not be drawn
    run_features features;
    run_style_files styles;
} run_kept;

typedef struct run_batch {
    sm_run *run;
    sm_arena *arena; // lives as long as the batch: records and keys
    const sm_run_events *events;
    sm_run_result *result;
    sm_diags *diags;
    sm_stamps stamps;            // as they were, and as outputs are made
    const char *folder;          // out/STUDY-ID
    const char *program, *fonts; // what they are: part of every key
    run_pool pool;
    struct {
        run_record **items;
        size_t count, cap;
    } records;
    struct {
        run_kept *items;
        size_t count, cap;
    } kept;
    size_t told, done, total;
    struct run_verification *verification; // not NULL: nothing is made, files are judged
} run_batch;

/** Is this figure or report asked for? */
bool run_is_wanted(const sm_run *run, const char *id);

/** A new record at the end of the list; its texts live in the batch. `id` is kept. */
run_record *run_add_record(run_batch *b, const char *id, const char *lang, const char *variant);

/** Add what a figure shows, on its map and its inset, and the styles that it used. In `a`. */
void run_list_origins(sm_run *run, sm_arena *a, const run_figure *figure, run_features *features,
                      run_style_files *styles);
/** Add those of `from` that `into` does not have yet. */
void run_join_origins(sm_arena *a, run_features *features, run_style_files *styles,
                      const run_features *from, const run_style_files *styles_from);

/** Write into the document what it was made from, in `a`, and note it in the record, whose features
 *  and styles are known. `as_of`: the day that the document shows. */
void run_sign(run_batch *b, sm_arena *a, run_record *record, run_document *document, int32_t as_of);

/** A feature that differs between two versions of a document. */
typedef struct run_change {
    const char *layer;
    long record;      // as in sm_stamp_feature
    const char *verb; // "changed", "is new here", "is gone from here"
} run_change;

typedef struct run_changes {
    run_change *items;
    size_t count, cap;
} run_changes;

/** Which features differ, whatever their order in the file: those that are shown now, in the order
 *  of drawing, then those that are gone. In `a`. */
void run_compare_features(sm_arena *a, const run_features *then, const run_features *now,
                          run_changes *out);
/** The features that the stamps know of a job. In `a`. */
run_features run_known_features(sm_arena *a, const sm_stamps *stamps, const char *job);
/** The shapefile behind a feature's layer: that of its source if it is derived. */
const char *run_source_file(const sm_study *study, const char *layer);

typedef struct run_reasons {
    sm_reason *items;
    size_t count, cap;
} run_reasons;

/** What beside features is another thing than the stamps know: styles, fonts, program, else the
 *  description. In `a`. */
void run_list_reasons(sm_arena *a, const sm_stamps *stamps, const run_record *record,
                      run_reasons *out);
/** In words, why a document that `stamps` know came out otherwise. In `a`. */
const char *run_explain(sm_arena *a, const sm_stamps *stamps, const run_record *record);

/** Decide for each format whether it is out of date, and make those that are. The document is only
 *  used
 *  until this returns. A record that has failed already makes nothing. */
void run_submit(run_batch *b, run_record *record, const run_document *document);

/** The key of a document in one format: digest of all that its bytes depend on. In `a`. */
const char *run_key(const run_batch *b, sm_arena *a, const run_document *document, sm_format format,
                    int64_t dpi_milli, int64_t created);
/** Write one file, whole or not at all. */
sm_status run_write(const run_batch *b, const run_document *document, sm_format format, double dpi,
                    const char *path, sm_error *err) SM_MUST_CHECK;

/** Judge the files of this document that were asked for. */
void run_verify(run_batch *b, const run_record *record, const run_document *document);

/** A batch without stamps and workers, in `a`; `events` and `result` are the caller's. */
run_batch run_begin_batch(sm_run *run, sm_arena *a, const sm_run_events *events,
                          sm_run_result *result, sm_diags *diags);
/** Every document that is wanted, through run_submit. */
void run_all_documents(run_batch *b);

/** The text of the record of a figure's objects (sitmap/record.h), without files. */
void run_write_objects(sm_run *run, const run_document *document, sm_arena *a, sm_str *out);

/** Before the outputs of a figure are made: keep the files of the time before when its objects are
 *  others. */
void run_keep_previous(run_batch *b, run_record *record, const run_document *document);

/** After they were made: the record of the objects, which names those that succeeded. */
void run_leave_record(run_batch *b, run_record *record);

/** After the outputs are made: a page that shows what changed, old beside new. */
void run_review(run_batch *b);

/** A worker has ended: the pool's `done`. */
void run_finish(void *batch, size_t ticket, const run_outcome *outcome);

/** All outputs of a document are made or failed, or none had to be: progress is told, once. */
void run_note_done(run_batch *b, run_record *record);

/** Tell what is finished, in order. */
void run_tell(run_batch *b);

/** Figures of all series in one language and variant. */
void run_render_figures(run_batch *b, const char *lang, const char *variant);
/** How many figures are wanted in a variant. */
size_t run_count_figures(const sm_run *run, const char *variant);

/** Place the labels of figures of one frame together; those that failed are left out. */
void run_place_labels(sm_run *run, sm_arena *a, run_figure *figures, size_t n);

/** Reports in one language. Figures come first: their scenes have been kept. */
void run_render_reports(run_batch *b, const char *lang);
/** How many reports are wanted. */
size_t run_count_reports(const sm_run *run);
/** Does a wanted report show this figure? */
bool run_is_shown(const sm_run *run, const sm_figure *figure);

/** Creation time to write into files: SOURCE_DATE_EPOCH, else the given day. Never the clock. */
int64_t run_creation_time(int32_t day);

#endif
