/** base: what every stage stands on: arenas, errors as values, diagnostics, strings, files.
 *
 *  Nothing here knows of maps. Nothing here prints or exits.
 */
#ifndef SITMAP_BASE_H
#define SITMAP_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SM_MUST_CHECK __attribute__((warn_unused_result))
#define SM_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

// ---------------------------------------------------------------------------------------------
// Arenas: an arena in a signature says who owns the result. What came from it is never freed alone.

typedef struct sm_arena sm_arena;
typedef struct sm_arena_mark {
    void *block;
    size_t used;
} sm_arena_mark;

/** A new empty arena. Never NULL: see sm_set_oom_hook. */
sm_arena *sm_arena_create(void);

/** Free the arena and all that came from it. NULL is accepted. */
void sm_arena_destroy(sm_arena *a);

/** `size` bytes, aligned for any type, not initialised. Never NULL; size 0 gives a valid
 *  pointer. */
void *sm_arena_alloc(sm_arena *a, size_t size);

/** `count * size` bytes of zeros; an overflow of the product is out of memory. */
void *sm_arena_zero(sm_arena *a, size_t count, size_t size);

/** Remember how full the arena is; sm_arena_rewind frees all that came after. Marks nest. */
sm_arena_mark sm_arena_mark_now(const sm_arena *a);
/** Free everything allocated since `mark` was taken from this same arena. */
void sm_arena_rewind(sm_arena *a, sm_arena_mark mark);

/** Bytes obtained from the system for this arena (for limits and benchmarks). */
size_t sm_arena_size(const sm_arena *a);

/** Copy of a string, or of its first `len` bytes; NUL-terminated. NULL gives NULL. */
char *sm_arena_strdup(sm_arena *a, const char *text);
/** Copy of `len` bytes plus a NUL. */
char *sm_arena_strndup(sm_arena *a, const char *text, size_t len);
/** printf into the arena. */
char *sm_arena_printf(sm_arena *a, const char *fmt, ...) SM_PRINTF(2, 3);
/** vprintf into the arena. */
char *sm_arena_vprintf(sm_arena *a, const char *fmt, va_list args) SM_PRINTF(2, 0);

/** What to call when memory is out; it must not return. The default writes one line and exits
 *  with status 2. The one process-wide setting: `cli` sets it before anything else, tests too. */
void sm_set_oom_hook(void (*hook)(size_t wanted));

/** Grow an array inside an arena so that one more item fits: returns the (possibly moved) items.
 *  Use through SM_PUSH. The old copy stays in the arena until it is rewound. */
void *sm_grow(sm_arena *a, void *items, size_t count, size_t *cap, size_t item_size);

/** Append a slot to `v`, any struct with the fields items, count, cap (size_t); gives its address.
 *  The slot is not initialised. */
#define SM_PUSH(a, v)                                                                              \
    ((v)->items = sm_grow((a), (v)->items, (v)->count, &(v)->cap, sizeof *(v)->items),             \
     &(v)->items[(v)->count++])

// ---------------------------------------------------------------------------------------------
// Errors: born once, carried up, told once.

typedef enum sm_status {
    SM_OK = 0,
    SM_EIO,     // the system said no
    SM_EFORMAT, // a file is not what its format says
    SM_EINPUT,  // well-formed, but means nothing (unknown name, impossible value)
    SM_EGEOM,   // geometry or projection
    SM_ELIMIT   // a limit of limits.h was exceeded
} sm_status;

/** Where something is wrong. Unknown parts are NULL, 0, 0, -1. `record` counts from 1 as ogrinfo's
 *  FID + 1 does and as QGIS's row numbers do. */
typedef struct sm_place {
    const char *file;
    int line;
    int column;
    long record;
} sm_place;

#define SM_NOWHERE ((sm_place){NULL, 0, 0, -1})
#define SM_IN_FILE(f) ((sm_place){(f), 0, 0, -1})
#define SM_AT_LINE(f, l) ((sm_place){(f), (l), 0, -1})
#define SM_AT_RECORD(f, r) ((sm_place){(f), 0, 0, (r)})

/** One failure. Owns its text, so that it outlives any arena. */
typedef struct sm_error {
    sm_status status;
    int line;
    int column;
    long record;
    char file[256];
    char message[512]; // one line: what is wrong, and why
    char mend[256];    // what to change; may be empty
} sm_error;

/** Fill `err` (NULL: dropped) and return `status`, so that a function can end in
 *  `return sm_fail(...)`. `mend` may be NULL. Text is cleaned of control bytes. */
sm_status sm_fail(sm_error *err, sm_status status, sm_place at, const char *mend, const char *fmt,
                  ...) SM_PRINTF(5, 6);
#ifdef __clang_analyzer__ // which looks at one file and does not know that the result is `status`
#define sm_fail(err, status, ...) ((sm_fail)(err, status, __VA_ARGS__), (status))
#endif

/** Say where, unless `err` (may be NULL) says it already. */
void sm_error_locate(sm_error *err, sm_place at);

/** "file:line: message (mend)" on one line, allocated in `a`. */
char *sm_error_text(sm_arena *a, const sm_error *err);

// ---------------------------------------------------------------------------------------------
// Diagnostics: mistakes in the user's files are collected, not first-fail.

typedef enum sm_severity { SM_NOTE, SM_WARNING, SM_ERROR } sm_severity;

typedef struct sm_diag {
    sm_severity severity;
    const char *rule; // stable id, for example "W101" or "study.unknown-field"
    sm_place at;
    double lon_deg, lat_deg; // NAN when no place on the ground belongs to it
    const char *message;
    const char *mend; // "" when there is nothing to add
    size_t times;     // how often the same thing was said of the same place
} sm_diag;

typedef struct sm_diags {
    sm_arena *arena;
    sm_diag *items;
    size_t count, cap;
    size_t hidden; // errors and warnings of one file past the limit of 100
} sm_diags;

/** An empty list whose texts live in `a`. */
void sm_diags_init(sm_diags *d, sm_arena *a);

/** Add one finding. The same rule, place and message said again only counts up `times`. After 100
 *  findings of one file the rest is counted in `hidden`. `mend` may be NULL. */
void sm_diags_add(sm_diags *d, sm_severity severity, const char *rule, sm_place at,
                  const char *mend, const char *fmt, ...) SM_PRINTF(6, 7);
/** The same, with a place on the ground. */
void sm_diags_add_at(sm_diags *d, sm_severity severity, const char *rule, sm_place at,
                     double lon_deg, double lat_deg, const char *mend, const char *fmt, ...)
    SM_PRINTF(8, 9);
/** Add a failure that some function returned as a value. */
void sm_diags_add_error(sm_diags *d, const char *rule, const sm_error *err);

/** Add all findings of `from` that `into` does not have yet. */
void sm_diags_merge(sm_diags *into, const sm_diags *from);

/** How many findings are at least as severe as `severity`. */
size_t sm_diags_count(const sm_diags *d, sm_severity severity);

/** "file:line:column: error[rule]: message; mend" on one line, allocated in `a`. */
char *sm_diag_text(sm_arena *a, const sm_diag *diag);

// ---------------------------------------------------------------------------------------------
// Strings

typedef struct sm_str {
    sm_arena *arena;
    char *text; // always NUL-terminated
    size_t len, cap;
} sm_str;

/** An empty string growing in `a`. */
void sm_str_init(sm_str *s, sm_arena *a);
/** Append `len` bytes. */
void sm_str_add(sm_str *s, const char *text, size_t len);
/** Append a string. */
void sm_str_puts(sm_str *s, const char *text);
/** Append formatted text. */
void sm_str_printf(sm_str *s, const char *fmt, ...) SM_PRINTF(2, 3);

/** Make text from a file safe to show, to shape and to print: invalid UTF-8, C0 and C1 controls
 *  (tab and newline become a space, unless `keep_newlines`), noncharacters and surrogates become
 *  U+FFFD; bidirectional overrides and isolates are closed. At most SM_MAX_TEXT_CHARS characters
 *  and 16 combining marks in a row; the rest is cut. `changed` (may be NULL): whether anything but
 *  white space had to be replaced or cut. Result in `a`. */
char *sm_text_clean(sm_arena *a, const char *bytes, size_t len, bool keep_newlines, bool *changed);

/** Decode one character at `*at`, advance it; 0 at `end`, U+FFFD for a bad byte (advances 1). */
uint32_t sm_utf8_next(const char **at, const char *end);

/** Is this valid UTF-8 without surrogates? */
bool sm_utf8_valid(const char *bytes, size_t len);

/** Parse a whole string as a decimal number, independent of locale: optional sign, digits, point,
 *  exponent; surrounding white space allowed; no hex, nan, inf, empty. */
bool sm_parse_double(const char *text, size_t len, double *out);

/** Parse an ISO date "2020-10-25" (years 1..9999, real days) into a day number, days since
 *  1970-01-01 in the proleptic Gregorian calendar. */
bool sm_parse_date(const char *text, size_t len, int32_t *day);
/** The date "2020-10-25" of a day number; `out` holds at least 11 bytes. */
void sm_format_date(int32_t day, char out[11]);
/** Year, month 1-12, day 1-31 of a day number. */
void sm_split_date(int32_t day, int *year, int *month, int *mday);

/** Whether two texts are equal; NULL equals NULL alone. */
bool sm_same_text(const char *a, const char *b);

/** The candidate nearest to `word` by edit distance (at most a third of its length), or NULL:
 *  for "did you mean". Case does not count. */
const char *sm_nearest_word(const char *word, const char *const *candidates, size_t count);

// ---------------------------------------------------------------------------------------------
// Files in: one routine for data, siblings, styles and graphics.

/** A folder that reading may not leave. */
typedef struct sm_root sm_root;

/** Open a folder as a root. `path` as the user gave it on the command line. */
sm_status sm_root_open(const char *path, sm_root **out, sm_error *err) SM_MUST_CHECK;
/** Close; NULL is accepted. */
void sm_root_close(sm_root *root);
/** The path it was opened with. */
const char *sm_root_path(const sm_root *root);

/** Every path that was asked for below the root so far, found or not, each once, in the order of
 *  the first asking: what a result may depend on. Borrowed until the next asking. */
const char *const *sm_root_asked(const sm_root *root, size_t *n);

/** Open a regular file below the root for reading: absolute paths, paths that leave the root (also
 *  by links), devices, FIFOs, folders, control bytes and URLs are refused (SM_EINPUT); a missing
 *  file is SM_EIO. The caller closes the descriptor. `size` may be NULL. */
sm_status sm_root_open_file(const sm_root *root, const char *path, int *fd, int64_t *size,
                            sm_error *err) SM_MUST_CHECK;

/** Names of what is in a folder below the root ("" is the root itself), sorted, in `a`; hidden ones
 *  are left out. Paths are refused as for files; SM_EIO: there is no such folder. */
sm_status sm_root_list(const sm_root *root, const char *folder, sm_arena *a,
                       const char *const **names, size_t *n, sm_error *err) SM_MUST_CHECK;

/** As many bytes as there are, at most `want`, however many calls that takes; -1 with errno. */
long sm_read_fully(int fd, void *bytes, size_t want);

/** Read a whole file below the root into `a`, NUL-terminated; SM_ELIMIT over `max` bytes. */
sm_status sm_root_read(const sm_root *root, const char *path, size_t max, sm_arena *a, char **bytes,
                       size_t *len, sm_error *err) SM_MUST_CHECK;

// ---------------------------------------------------------------------------------------------
// Files out: the old one or the new one, whole.

/** A file being written. Story: begin, write any number of times, commit, close. Without commit,
 *  close leaves the target as it was and nothing beside it. A symlink as target is replaced. */
typedef struct sm_newfile sm_newfile;

/** Start a file that will replace `path` (its folder must exist). */
sm_status sm_newfile_begin(const char *path, sm_newfile **out, sm_error *err) SM_MUST_CHECK;
/** Append bytes; a failure is remembered and returned by commit too. */
sm_status sm_newfile_write(sm_newfile *f, const void *bytes, size_t len,
                           sm_error *err) SM_MUST_CHECK;
/** fsync, put in place, fsync the folder. */
sm_status sm_newfile_commit(sm_newfile *f, sm_error *err) SM_MUST_CHECK;
/** End; after a failure or without commit the target is untouched. NULL is accepted. */
void sm_newfile_close(sm_newfile *f);

/** The whole story for bytes that are there: `path` holds them, or is untouched. */
sm_status sm_newfile_put(const char *path, const void *bytes, size_t len,
                         sm_error *err) SM_MUST_CHECK;

/** Make a folder and its parents, as mkdir -p. */
sm_status sm_make_folders(const char *path, sm_error *err) SM_MUST_CHECK;

// ---------------------------------------------------------------------------------------------
// JSON out

/** Writer of JSON text: begin, members and items in order, end; commas and escapes are its own. */
typedef struct sm_json {
    sm_str *out;
    unsigned depth;
    bool fresh[32];    // nothing written yet at this depth
    char brackets[32]; // the bracket that opened it
} sm_json;

/** Write into `out`. */
void sm_json_init(sm_json *j, sm_str *out);
/** Open an object or array ('{' or '['); `key` is NULL inside arrays and at the top. */
void sm_json_begin(sm_json *j, const char *key, char bracket);
/** Close the innermost one. */
void sm_json_end(sm_json *j);
/** A string member; a NULL value is null. */
void sm_json_string(sm_json *j, const char *key, const char *value);
/** A number member with at most `digits` after the point; not finite is null. */
void sm_json_number(sm_json *j, const char *key, double value, int digits);
/** A true/false member. */
void sm_json_bool(sm_json *j, const char *key, bool value);

#endif
