#ifndef SITMAP_TESTS_FUZZ_FILES_H
#define SITMAP_TESTS_FUZZ_FILES_H

// Several files in one input. Each begins with its length in two bytes, the low one first; the last
// file takes what is left. A length that is too large means the rest.
//
//     | length | bytes of the first | length | bytes of the second | ... | bytes of the last

#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct packed {
    const uint8_t *at;
    size_t left;
} packed;

typedef struct packed_file {
    const uint8_t *bytes;
    size_t len;
} packed_file;

static inline packed_file packed_take(packed *p, size_t len)
{
    packed_file file = {p->at, len < p->left ? len : p->left};
    p->at += file.len;
    p->left -= file.len;
    return file;
}

static inline packed_file packed_next(packed *p)
{
    packed_file length = packed_take(p, 2);
    size_t len = length.len == 2 ? (size_t)(length.bytes[0] | length.bytes[1] << 8) : 0;
    return packed_take(p, len);
}

static inline packed_file packed_last(packed *p)
{
    return packed_take(p, p->left);
}

// ---- A folder to put them in, for readers that open files
// ----------------------------------------

static char packed_folder[] = "/tmp/sitmap-fuzz-XXXXXX";

static inline void packed_remove_folder(void)
{
    rmdir(packed_folder);
}

/** Make it, once. */
static inline void packed_make_folder(void)
{
    static int made;
    if (!made) {
        made = mkdtemp(packed_folder) != NULL;
        assert(made);
        atexit(packed_remove_folder);
    }
}

/** Where a file of that name is; good until the next call. */
static inline const char *packed_path(const char *name)
{
    static char path[64];
    snprintf(path, sizeof path, "%s/%s", packed_folder, name);
    return path;
}

/** Put a file there. An empty one is a missing one, so that the fuzzer reaches what happens without
 *  it. */
static inline void packed_write(const char *name, packed_file file)
{
    if (file.len == 0) {
        return;
    }
    FILE *f = fopen(packed_path(name), "wb");
    assert(f && fwrite(file.bytes, 1, file.len, f) == file.len);
    fclose(f);
}

#endif
