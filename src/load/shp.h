// shp: the geometry half of a shapefile: header, index, records.
//
//      .shp   header (100 bytes) | record | record | ...        .shx   header | entry | entry ...
//      record number, length (2 x 4 bytes, big-endian) | type, then by type:
//             Point        x y
//             MultiPoint   box, n | n points
//             PolyLine,    box, n parts, n points | index of each part's first point | points
//             Polygon
//             ...Z, ...M   the same, then the other ordinates, which we pass over
//      entry  offset, length of the record, in units of two bytes
//
// Source: Esri, "Shapefile Technical Description", July 1998. Records are read here and not by a
// library, in place from one window on the file: it is as fast as the disk, and every count in a
// record can be compared with the bytes that there are before anything follows it.
#ifndef SITMAP_LOAD_SHP_H
#define SITMAP_LOAD_SHP_H

#include "sitmap/geom.h"

typedef enum sm_shp_body { SM_SHP_NULL, SM_SHP_POINT, SM_SHP_POINTS, SM_SHP_PARTS } sm_shp_body;

typedef struct sm_shp_type {
    int code;
    const char *name;
    sm_shape shape;
    sm_shp_body body;
    bool has_z, has_m;
} sm_shp_type;

/** Where a record lies; both in units of two bytes, as in the file. */
typedef struct sm_shp_entry {
    uint32_t offset; // of its header
    uint32_t length; // of its content
} sm_shp_entry;

/** How often something happened, and where first (from 1). */
typedef struct sm_tally {
    size_t times;
    long first;
} sm_tally;

typedef struct sm_shp {
    sm_arena *arena;  // its own: index and window
    const char *file; // for messages
    int fd;           // owned by the caller
    int64_t size;
    const sm_shp_type *type;
    sm_box header_box;
    sm_shp_entry *entries;
    size_t count;

    unsigned char *window; // bytes of the file from window_start on
    size_t window_len, window_cap;
    int64_t window_start;

    long reported; // bad records up to this one are known already
    sm_tally dropped, turned, unchecked, lengths;
} sm_shp;

/** Check the header. SM_EFORMAT when it is none, SM_EINPUT for a type that has no 2D form. To be
 *  closed in any case. */
sm_status sm_shp_open(sm_shp *shp, int fd, int64_t size, const char *file, sm_diags *diags,
                      sm_error *err) SM_MUST_CHECK;
/** Free index and window; accepts one that is all zero. */
void sm_shp_close(sm_shp *shp);
/** Take the index from a .shx; false (with a finding) when it cannot be right. */
bool sm_shp_index_from(sm_shp *shp, int fd, int64_t size, const char *file, sm_diags *diags);
/** Make the index by walking over the .shp. */
void sm_shp_index_by_scan(sm_shp *shp, sm_diags *diags);

typedef enum sm_shp_outcome {
    SM_SHP_READ,
    SM_SHP_OUTSIDE, // all of it outside the box
    SM_SHP_BAD,     // reported
    SM_SHP_TOO_BIG  // `err` says so
} sm_shp_outcome;

/** Read record `i` (from 0) into a fresh path in `scratch`. `box` may be NULL. */
sm_shp_outcome sm_shp_read(sm_shp *shp, size_t i, const sm_box *box, sm_arena *scratch,
                           sm_path *out, sm_diags *diags, sm_error *err);
/** At the end of the file: say what was mended on the way, once. */
void sm_shp_summarise(sm_shp *shp, sm_diags *diags);

/** `len` bytes of the file from `offset` on, valid until the next call; NULL when they cannot be
 *  read. */
const unsigned char *sm_shp_bytes(sm_shp *shp, int64_t offset, size_t len);

/** Count one more. */
void sm_tally_add(sm_tally *tally, long record);

#endif
