#ifndef SITMAP_TESTS_FUZZ_FILES_H
#define SITMAP_TESTS_FUZZ_FILES_H

// Several files in one input. Each begins with its length in two bytes, the low one first; the last
// file takes what is left. A length that is too large means the rest.
//
//     | length | bytes of the first | length | bytes of the second | ... | bytes of the last

#include <stddef.h>
#include <stdint.h>

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

#endif
