// sibling: the files that lie beside one and share its name but for the suffix.
#ifndef SITMAP_LOAD_SIBLING_H
#define SITMAP_LOAD_SIBLING_H

#include "sitmap/base.h"

typedef struct siblings {
    sm_arena *arena;
    const sm_root *root;
    const char *stem; // without the suffix
    bool is_upper;    // LAKES.SHP has LAKES.DBF beside it
} siblings;

/** The family of `path`; false when it does not end in `suffix`, in either case. */
bool siblings_of(sm_arena *a, const sm_root *root, const char *path, const char *suffix,
                 siblings *out);
/** The stem with another suffix, in the case of the first file's. */
const char *siblings_name(const siblings *s, const char *suffix);
/** A path as the user knows it: with the root's folder. */
const char *siblings_shown(const siblings *s, const char *path);
/** Open stem + suffix, in the case of the first file's suffix first. False when there is none, or
 *  after a finding when there is one that may not be read. `path` is the name that was found, else
 *  that of the first try. The caller closes the descriptor. */
bool siblings_open(const siblings *s, const char *suffix, int *fd, int64_t *size, const char **path,
                   sm_diags *diags);
/** Is there one? */
bool siblings_have(const siblings *s, const char *suffix, sm_diags *diags);
/** The text of a small file without byte order mark; NULL when it is missing or, after a finding by
 *  `rule`, when it is no text or has more than `max` bytes. `*path` is its name, NULL when it is
 *  missing. */
const char *siblings_read(const siblings *s, const char *suffix, size_t max, const char *rule,
                          const char **path, sm_diags *diags);

#endif
