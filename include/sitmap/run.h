/** run: the stages of one job, in order.
 *
 *  A run opens a study once: its description, fonts, styles and CRS are shared by all figures. It
 *  never prints: what a person should see comes through sm_run_events.
 */
#ifndef SITMAP_RUN_H
#define SITMAP_RUN_H

#include "sitmap/check.h"
#include "sitmap/compose.h"
#include "sitmap/output.h"
#include "sitmap/stats.h"

typedef struct sm_run sm_run;

/** Resolution of pictures for which nobody asks for another. */
#define SM_RUN_DPI 600.0

typedef struct sm_run_options {
    const char *study;       // study.xml or its folder, as given
    const char *styles;      // the shared style folder; NULL: only the study's own
    const char *out;         // output folder
    const char *const *only; // figure ids; NULL: all
    size_t n_only;
    const char *lang; // NULL: every language of the study
    sm_format formats[8];
    size_t n_formats;
    double dpi;     // 0: what the figure's preset asks for, else SM_RUN_DPI
    int jobs;       // worker processes; 0: one per core
    bool force;     // make everything, up to date or not
    bool dry;       // only say what would be made
    bool stateless; // neither read nor keep stamps, take no lock: for other engines
    bool review;    // leave review.html when a figure changed
    bool read_all;  // read every input even if nothing changed: sm_run_inputs is asked afterwards
} sm_run_options;

/** What happened to one layer of one figure. */
typedef struct sm_layer_count {
    const char *figure, *layer;
    size_t selected, drawn, outside, unstyled, unlabelled;
    int32_t as_of; // snapshot used, INT32_MIN for timeless layers
} sm_layer_count;

/** Calls are made in a stable order, whatever the number of jobs, from the caller's thread. Each
 *  may be NULL. */
typedef struct sm_run_events {
    void *context;
    void (*figure)(void *context, const char *id, size_t done, size_t total); // before each figure
    void (*layer)(void *context, const sm_layer_count *count);
    void (*dropped)(void *context, const char *figure, const char *layer, const char *label);
    /** An output that is made (or, in a dry run, would be), and why: "not made yet", "control.shp
     *  record 4 changed", ... */
    void (*due)(void *context, const char *path, const char *reason);
    void (*written)(void *context, const char *path);
    void (*waiting)(void *context);                  // another run holds the output folder
    void (*output)(void *context, const char *path); // each of those asked for, made or up to date
    /** How many documents are done; called whenever one of them is, in no stable order. */
    void (*progress)(void *context, size_t done, size_t total);
} sm_run_events;

typedef struct sm_run_result {
    size_t written; // files
    size_t fresh;   // files that were up to date
    size_t failed;  // figures of which at least one output could not be made
} sm_run_result;

/** Open the study. Findings of the description go to `diags`. The study may not be usable
 *  (SM_EINPUT) although its file is there. */
sm_status sm_run_open(const sm_run_options *options, sm_run **out, sm_diags *diags,
                      sm_error *err) SM_MUST_CHECK;
/** Close; NULL is accepted. */
void sm_run_close(sm_run *run);
/** The study that was opened. Borrowed. */
const sm_study *sm_run_study(const sm_run *run);

/** Every file asked for so far, found or not, as the user would name it; `seen` NULL or a run that
 *  is NULL: nothing happens. */
void sm_run_inputs(const sm_run *run, void (*seen)(void *context, const char *path), void *context);

/** Make the figures. One figure's fault never stops the others: findings go to `diags`, the figure
 *  counts as failed. SM_EINPUT when `only` names a figure that is not there; SM_EIO when the output
 *  folder can not be made. */
sm_status sm_run_render(sm_run *run, const sm_run_events *events, sm_run_result *result,
                        sm_diags *diags, sm_error *err) SM_MUST_CHECK;

/** Check everything (sitmap/check.h): what reading and drawing complain of, and the rules of its
 *  own. Every figure is planned and composed, nothing is written. `description` (may be NULL) are
 *  the findings of sm_run_open. In `a`. */
void sm_run_check(sm_run *run, sm_arena *a, const sm_diags *description, sm_check_result *out);

/** A picture of each finding that has a place: `folder`/NNN-RULE.png, counted in the order of the
 *  findings. The records round the place stand as they are in their file, with a ring at the place.
 *  The first hundred are drawn; `*written`: how many were. The folder is made if it is not there.
 */
sm_status sm_run_check_figures(sm_run *run, const sm_check_result *result, const char *folder,
                               size_t *written, sm_error *err) SM_MUST_CHECK;

/** A new study: the files of the folder `starter`, copied into `folder`, which is made if it is not
 *  there. `*id` (in `a`): what the study is called, the folder's name. SM_EINPUT when the folder
 *  holds something; SM_EIO when it can not be made or read. */
sm_status sm_run_new(sm_arena *a, const char *starter, const char *folder, const char **id,
                     sm_error *err) SM_MUST_CHECK;

/** The numbers of the study (sitmap/stats.h), as its <stats> says. `zones` (may be NULL) is another
 *  polygon layer as "LAYER" or "LAYER:FIELD" of its keys; n_dates 0: every date of the series;
 *  `lang` NULL: the study's. In `a`. SM_EINPUT when the study has nothing to count. */
sm_status sm_run_stats(sm_run *run, sm_arena *a, const char *zones, const int32_t *dates,
                       size_t n_dates, const char *lang, sm_stats **out, sm_diags *diags,
                       sm_error *err) SM_MUST_CHECK;

/** Why a file is not what a render would make now. */
typedef struct sm_reason {
    const char *what;  // "data", "style", "fonts", "program", "description", "figure", "labels"
    const char *file;  // shapefile or style, as the study names it; NULL: none
    size_t features;   // of data: how many on this map changed, came or went; 0: not known
    const char *words; // for a person
} sm_reason;

typedef enum sm_verify_verdict {
    SM_VERIFY_CURRENT,
    SM_VERIFY_STALE,
    SM_VERIFY_BY_HAND, // not what was made; `reasons` say if it is stale as well
    SM_VERIFY_MISSING, // made once, not there now
    SM_VERIFY_UNKNOWN  // can not tell; the one reason says why
} sm_verify_verdict;

typedef struct sm_verified {
    const char *path;
    sm_verify_verdict verdict;
    sm_reason *reasons;
    size_t n_reasons;
} sm_verified;

typedef struct sm_verified_files {
    sm_verified *items;
    size_t count, cap;
} sm_verified_files;

/** Is each file what a render would make now? `paths` are outputs, or folders of outputs that have
 *  stamps (or whose own folders have). The study is that of the stamps beside the file, unless
 *  `options` names one; `options->dpi` counts for files that do not say theirs. Files stay in the
 *  order asked for. Findings of the studies go to `diags`. In `a`. */
void sm_run_verify(sm_arena *a, const sm_run_options *options, const char *const *paths, size_t n,
                   sm_verified_files *out, sm_diags *diags);

/** One difference between two studies. */
typedef struct sm_study_change {
    const char *what;        // "ground", "data", "style", "description"
    const char *change;      // "added", "removed", "changed"
    const char *name;        // of the layer, style file, figure; of the zone
    long record;             // of data, -1: the whole layer
    const char *date, *side; // of ground, else NULL
    double area_km2;         // of ground: more is positive; else NAN
    const char *words;       // one line for a person
} sm_study_change;

typedef struct sm_study_changes {
    sm_study_change *items;
    size_t count, cap;
} sm_study_changes;

/** What differs between two opened studies: areas of sides per zone and date as sm_run_stats counts
 *  them, records of each layer (by number, once equal ones are set aside), style files by content,
 *  the description. In `a`. */
sm_status sm_run_compare(sm_arena *a, sm_run *old, sm_run *new, sm_study_changes *out,
                         sm_diags *diags, sm_error *err) SM_MUST_CHECK;

#endif
