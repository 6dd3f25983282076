// A .shp as it stands in the file, before reading mends anything: rings open, wound and degenerate
// as they are. Streamed: memory for the largest record.
#ifndef SITMAP_CHECK_RAW_H
#define SITMAP_CHECK_RAW_H

#include <stdio.h>
#include <string.h>

#include "sitmap/geom.h"

/** Layout: Esri, "Shapefile Technical Description", July 1998. */
typedef struct check_raw {
    sm_arena *arena;
    FILE *shp, *shx; // shx NULL: the records one after the other
    int64_t size, at;
    int type; // 1 point, 3 line, 5 polygon, 8 multipoint; 0 what is not looked at
    size_t n_entries, next;
    unsigned char *bytes; // reused from record to record, as are points and starts
    size_t cap;
    sm_point *points;
    size_t cap_points;
    uint32_t *starts;
    size_t cap_starts;
} check_raw;

/** One record: parts as in the file. */
typedef struct check_record_shape {
    long record;
    sm_point *points;
    size_t n_points;
    const uint32_t *starts;
    size_t n_parts;
} check_record_shape;

/** Open layer file `path` below the root; false when it can not be read (reading says so). */
bool check_raw_open(sm_arena *a, const sm_root *root, const char *path, check_raw *out);
/** Next record whose counts fit its length; others are passed over (reading reports them). The
 *  points are valid until the next call. */
bool check_raw_next(check_raw *raw, check_record_shape *out);
/** Close. */
void check_raw_close(check_raw *raw);

/** "folder/name.shp" with another suffix, in `a`; upper case when the .shp's is. */
const char *check_sibling(sm_arena *a, const char *path, const char *suffix);
/** Open a file below the root as a stream; NULL when it can not be. `size` may be NULL. */
FILE *check_open(const sm_root *root, const char *path, int64_t *size);

static inline uint32_t check_le32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint32_t check_be32(const unsigned char *p)
{
    return (uint32_t)p[3] | (uint32_t)p[2] << 8 | (uint32_t)p[1] << 16 | (uint32_t)p[0] << 24;
}

static inline double check_le_double(const unsigned char *p)
{
    uint64_t bits = check_le32(p) | (uint64_t)check_le32(p + 4) << 32;
    double v;
    memcpy(&v, &bits, sizeof v);
    return v;
}

#endif
