/** diff: what changed between two figures, or two folders of them, in pixels and in words.
 *
 *  The pixels come from sitmap/picture.h. Where both figures have a record of their objects beside
 *  them (sitmap/record.h), changed pixels are credited to the objects that the records say have
 *  changed; pixels of text that has not are text rasterisation and no change; what remains was
 *  painted otherwise without a reason in the records. Without records there are pixels only.
 */
#ifndef SITMAP_DIFF_H
#define SITMAP_DIFF_H

#include "sitmap/picture.h"
#include "sitmap/record.h"

#define SM_MAX_DIFF_FILES 10000 // in one folder, with those below it

typedef struct sm_diff_options {
    double dpi; // for SVG and PDF, and PNG that do not say theirs
    sm_compare_rules rules;
    sm_tolerances tolerances;
    const sm_box *ignore_mm; // regions of the page
    size_t n_ignore;
    size_t shown_width;   // keep pictures, at most so wide, as PNG: for the review page; 0: none
    bool keep_difference; // keep the full difference pictures
} sm_diff_options;

/** 200 dpi, the default rules and tolerances, nothing ignored, no pictures. */
sm_diff_options sm_diff_default(void);

typedef enum sm_verdict {
    SM_VERDICT_SAME,
    SM_VERDICT_DIFFERENT,
    SM_VERDICT_ADDED,   // only in the new folder
    SM_VERDICT_REMOVED, // only in the old one
    SM_VERDICT_FAILED   // could not be compared: `why`
} sm_verdict;

/** "same", "different", "added", "removed", "failed". */
const char *sm_verdict_name(sm_verdict v);

typedef struct sm_diff_page {
    sm_verdict verdict;
    size_t width, height; // pixels, the larger of both
    double width_mm, height_mm;
    size_t pixels;         // changed
    sm_box changed_mm;     // around them, from the top left; empty: none
    size_t noise;          // antialiasing and rasterisation
    size_t text;           // of unchanged text, by the records
    size_t tolerated;      // of objects that moved by less than the tolerance of their kind
    size_t ignored;        // changed, in the regions to ignore
    const char *why;       // "170.0 x 205.0 mm, was 170.0 x 200.0 mm"; NULL
    sm_picture difference; // when kept
    sm_str old_png, new_png, difference_png; // when shown
} sm_diff_page;

typedef struct sm_diff_pair {
    const char *name;      // below the folders
    const char *old, *new; // paths; NULL when there is none
    sm_verdict verdict;
    const char *why; // of FAILED, and where page counts differ; NULL
    sm_diff_page *pages;
    size_t n_pages;
    bool identical;     // byte by byte: nothing else was looked at
    bool recorded;      // objects are known
    bool outdated;      // there are records, but one speaks of another version of its file
    sm_changes changes; // what concerns most first
} sm_diff_pair;

typedef struct sm_diff {
    sm_diff_pair *items;
    size_t count, cap;
} sm_diff;

/** Compare two files, or two folders file by file (PNG, SVG, PDF below them; names with a leading
 *  dot are passed over). A pair that can not be compared is FAILED, the others still are. In `a`.
 *  SM_EIO: one of the two is not there; SM_EINPUT: a file and a folder, or no picture in either
 *  folder. */
sm_status sm_diff_make(sm_arena *a, const char *old, const char *new,
                       const sm_diff_options *options, sm_diff *out, sm_error *err) SM_MUST_CHECK;

/** One pair of files. Never fails: then the pair is FAILED. */
void sm_diff_files(sm_arena *a, const char *name, const char *old, const char *new,
                   const sm_diff_options *options, sm_diff_pair *out);

/** The worst verdict of all as exit status: 0 same, 1 different, added or removed, 2 failed. */
int sm_diff_status(const sm_diff *diff);

/** Changed pixels of all pages. */
size_t sm_diff_pixels(const sm_diff_pair *pair);
/** The first line for a person: "figure.png: different, 2799 pixels", and what moved, a line each,
 *  at most
 *  `most` of them. Each ends in a newline. */
void sm_diff_words(sm_arena *a, const sm_diff_pair *pair, size_t most, sm_str *out);
/** {name, verdict, pixels, objects: [...], ...} on one line. */
void sm_diff_json(sm_arena *a, const sm_diff_pair *pair, sm_str *out);

/** The review page: one HTML file that needs nothing else. Pairs that were made with
 *  `shown_width`. */
void sm_diff_review(sm_arena *a, const sm_diff *diff, const char *title, sm_str *out);

#endif
