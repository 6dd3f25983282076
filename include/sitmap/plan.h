/** plan: what is out of date.
 *
 *  Beside its outputs a study leaves one small file, `.sitmap/stamps`, that says what each output
 *  was made from: a key (digest of the scene that was drawn, of the format and of the program), the
 *  file's own size, time and digest, the files that were read, and a digest per feature, so that a
 *  later run can say why an output is made again. The key is of the scene, so an edit that changes
 *  nothing on a figure (another date's polygon, an unused attribute, the order of records) leaves
 *  it alone. Each output also carries in itself what it was made from: the digest of the features
 *  that it shows and the digest of the rest of the page.
 */
#ifndef SITMAP_PLAN_H
#define SITMAP_PLAN_H

#include "sitmap/scene.h"
#include "sitmap/study.h"

// ---------------------------------------------------------------------------------------------
// Jobs: what another engine (make, ninja, a batch system) needs to run a study.

/** One figure in all its languages, variants and formats. */
typedef struct sm_job {
    const char *id;       // what --only takes
    const char **outputs; // paths below the output folder
    size_t n_outputs;
    const char **inputs; // paths as the study names them, in a stable order; only files that exist
    size_t n_inputs;
} sm_job;

typedef struct sm_jobs {
    sm_job *items;
    size_t count, cap;
} sm_jobs;

/** The jobs of a study. A figure depends on the description, the styles and every layer that it or
 *  a figure of its series draws. `styles` (may be NULL) is the shared style folder; `suffixes` the
 *  formats, n of them. In `a`. */
void sm_plan_jobs(sm_arena *a, const sm_study *study, const char *styles,
                  const char *const *suffixes, size_t n, sm_jobs *out);

// ---------------------------------------------------------------------------------------------
// Digests (SHA-256)

typedef struct sm_digest sm_digest;

/** A new digest; end it with sm_digest_end. */
sm_digest *sm_digest_begin(void);
/** Add bytes. */
void sm_digest_add(sm_digest *d, const void *bytes, size_t len);
/** Add a string with its end, so that "ab","c" differs from "a","bc"; NULL differs from "". */
void sm_digest_text(sm_digest *d, const char *text);
/** Add a whole number. */
void sm_digest_number(sm_digest *d, int64_t value);
/** Finish and free; 64 hexadecimal digits in `a`. */
const char *sm_digest_end(sm_digest *d, sm_arena *a);
/** The same, only the first `digits` of them. */
const char *sm_digest_end_short(sm_digest *d, sm_arena *a, size_t digits);
/** Add a path's points and parts. */
void sm_digest_path(sm_digest *d, const sm_path *path);
/** Add everything that a scene paints, bit for bit. */
void sm_digest_scene(sm_digest *d, const sm_scene *scene);
/** Add what the description and the styles decide: all that is painted outside the layers and names
 *  of the map, and the looks (colours, pens, faces) found in these, each once. Together with the
 *  features this is the whole page. */
void sm_digest_add_rest(sm_digest *d, const sm_scene *scene);
/** Digest of a file's content; NULL when it can not be read. In `a`. */
const char *sm_digest_file(sm_arena *a, const char *path);

// ---------------------------------------------------------------------------------------------
// Stamps

/** A file as the file system saw it. */
typedef struct sm_file_state {
    int64_t size, mtime_ns, inode;
} sm_file_state;

/** The state of a file that is not there: as much of an input as one that is. */
#define SM_FILE_ABSENT ((sm_file_state){-1, 0, 0})

/** False when it is not there; `out` is then SM_FILE_ABSENT. */
bool sm_file_look(const char *path, sm_file_state *out);

typedef struct sm_stamp {
    const char *path;    // as written, below the stamp's folder
    const char *job;     // figure, language, variant
    const char *key;     // what it was made from
    const char *content; // digest of its bytes
    sm_file_state state;
    int64_t dpi_milli; // thousandths of a dot per inch; 0: of no matter
    int64_t created;   // the time written into it
} sm_stamp;

typedef struct sm_stamp_input {
    const char *path;
    sm_file_state state;
} sm_stamp_input;

/** Stands for the record of a ground, which has none. */
#define SM_STAMP_GROUND (-1L)

typedef struct sm_stamp_feature {
    const char *job, *layer; // the layer's file, or its id if it is derived
    long record;             // 0: areas counted from all of the layer; SM_STAMP_GROUND
    const char *digest;
} sm_stamp_feature;

/** A style file that a job used, as it was then. */
typedef struct sm_stamp_style {
    const char *job, *path, *digest;
} sm_stamp_style;

/** What else a job was made from. */
typedef struct sm_stamp_origin {
    const char *job;
    const char *study;   // digest of sm_digest_add_rest and the document's texts
    const char *program; // versions, and the program's own file
    const char *fonts;
} sm_stamp_origin;

typedef struct sm_stamps {
    sm_arena *arena;
    const char *folder;
    const char *command; // what was asked for last time: a digest of options and program
    const char *study;   // absolute path of the description; NULL: not known
    const char *styles;  // absolute path of the shared style folder; NULL: none
    struct {
        sm_stamp *items;
        size_t count, cap;
    } outputs;
    struct {
        sm_stamp_input *items;
        size_t count, cap;
    } inputs;
    struct {
        sm_stamp_feature *items;
        size_t count, cap;
    } features;
    struct {
        sm_stamp_style *items;
        size_t count, cap;
    } style_files;
    struct {
        sm_stamp_origin *items;
        size_t count, cap;
    } origins;
    int lock; // descriptor
} sm_stamps;

/** Lock the output folder for this process and read its stamps (none, or a file that is damaged:
 *  empty stamps, everything is made again). When another process holds the lock: calls `waiting`
 *  (may be NULL) once, then waits. */
sm_status sm_stamps_open(sm_arena *a, const char *folder, void (*waiting)(void *context),
                         void *context, sm_stamps *out, sm_error *err) SM_MUST_CHECK;
/** Read the stamps of a folder without locking or making anything: what was known at some moment.
 *  Empty where there are none. */
void sm_stamps_look(sm_arena *a, const char *folder, sm_stamps *out);
/** Stamp of an output, or NULL. */
const sm_stamp *sm_stamps_find(const sm_stamps *stamps, const char *path);
/** Replace or add a stamp. Strings are copied. */
void sm_stamps_put(sm_stamps *stamps, const sm_stamp *stamp);
/** Forget features, styles and origin of a job, before new ones are added. */
void sm_stamps_forget_job(sm_stamps *stamps, const char *job);
/** Add one. Strings are copied. */
void sm_stamps_add_feature(sm_stamps *stamps, const char *job, const char *layer, long record,
                           const char *digest);
/** Write the file anew, whole. */
sm_status sm_stamps_save(const sm_stamps *stamps, sm_error *err) SM_MUST_CHECK;
/** Give the lock back. */
void sm_stamps_close(sm_stamps *stamps);

/** Is every input as it was when the stamps were written, and every output? Then nothing need be
 *  planned at all. `command` must be the same too. */
bool sm_stamps_untouched(const sm_stamps *stamps, const char *command);

/** Is this output what its stamp says, by size and time, and if these differ by content? */
bool sm_stamp_is_intact(sm_arena *scratch, const char *folder, const sm_stamp *stamp);

#endif
