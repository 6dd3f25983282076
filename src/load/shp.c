// Header and index of a .shp; the records are read in shp_record.c.
#include "load/shp.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "load/bytes.h"

enum { HEADER = 100, RECORD_HEADER = 8, MAGIC = 9994, WINDOW = 256 * 1024 };

static const sm_shp_type types[] = {
    {0, "Null", SM_SHAPE_POINTS, SM_SHP_NULL, false, false},
    {1, "Point", SM_SHAPE_POINTS, SM_SHP_POINT, false, false},
    {3, "PolyLine", SM_SHAPE_LINES, SM_SHP_PARTS, false, false},
    {5, "Polygon", SM_SHAPE_RINGS, SM_SHP_PARTS, false, false},
    {8, "MultiPoint", SM_SHAPE_POINTS, SM_SHP_POINTS, false, false},
    {11, "PointZ", SM_SHAPE_POINTS, SM_SHP_POINT, true, true},
    {13, "PolyLineZ", SM_SHAPE_LINES, SM_SHP_PARTS, true, true},
    {15, "PolygonZ", SM_SHAPE_RINGS, SM_SHP_PARTS, true, true},
    {18, "MultiPointZ", SM_SHAPE_POINTS, SM_SHP_POINTS, true, true},
    {21, "PointM", SM_SHAPE_POINTS, SM_SHP_POINT, false, true},
    {23, "PolyLineM", SM_SHAPE_LINES, SM_SHP_PARTS, false, true},
    {25, "PolygonM", SM_SHAPE_RINGS, SM_SHP_PARTS, false, true},
    {28, "MultiPointM", SM_SHAPE_POINTS, SM_SHP_POINTS, false, true},
};
enum { MULTIPATCH = 31 };

static const sm_shp_type *find_type(uint32_t code)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if ((uint32_t)types[i].code == code) {
            return &types[i];
        }
    }
    return NULL;
}

void sm_tally_add(sm_tally *tally, long record)
{
    if (tally->times++ == 0) {
        tally->first = record;
    }
}

// ---- Bytes of the file --------------------------------------------------------------------------

// All of `len` bytes, or false.
static bool read_at(int fd, void *bytes, size_t len, int64_t offset)
{
    size_t have = 0;
    while (have < len) {
        ssize_t n = pread(fd, (char *)bytes + have, len - have, offset + (int64_t)have);
        if (n == 0 || (n < 0 && errno != EINTR)) {
            return false;
        }
        have += n > 0 ? (size_t)n : 0;
    }
    return true;
}

static bool move_window(sm_shp *shp, int64_t offset, size_t len)
{
    size_t want = len > WINDOW ? len : WINDOW;
    if ((int64_t)want > shp->size - offset) {
        want = (size_t)(shp->size - offset);
    }
    if (want > shp->window_cap) {
        // Grown by half at least, as what it had stays in the arena.
        size_t cap = shp->window_cap + shp->window_cap / 2;
        shp->window_cap = cap > want ? cap : want;
        shp->window = sm_arena_alloc(shp->arena, shp->window_cap);
    }
    bool ok = read_at(shp->fd, shp->window, want, offset);
    shp->window_start = offset;
    shp->window_len = ok ? want : 0;
    return ok;
}

const unsigned char *sm_shp_bytes(sm_shp *shp, int64_t offset, size_t len)
{
    if (offset < 0 || offset > shp->size || (int64_t)len > shp->size - offset) {
        return NULL;
    }
    int64_t at = offset - shp->window_start;
    bool there = at >= 0 && at + (int64_t)len <= (int64_t)shp->window_len;
    if (!there && !move_window(shp, offset, len)) {
        return NULL;
    }
    return shp->window + (offset - shp->window_start);
}

// ---- Header -------------------------------------------------------------------------------------

static sm_status check_type(sm_shp *shp, uint32_t code, sm_error *err)
{
    shp->type = find_type(code);
    if (shp->type) {
        return SM_OK;
    }
    if (code == MULTIPATCH) {
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(shp->file), "convert the layer to polygons",
                       "MultiPatch shapes (surfaces in space) cannot be drawn");
    }
    return sm_fail(err, SM_EFORMAT, SM_IN_FILE(shp->file), NULL,
                   "shape type %d is not one of a shapefile", (int)code);
}

static void check_length(const sm_shp *shp, const unsigned char *header, sm_diags *diags)
{
    int64_t said = (int64_t)sm_be32(header + 24) * 2;
    if (said != shp->size) {
        sm_diags_add(diags, SM_WARNING, "shp.length", SM_IN_FILE(shp->file),
                     "copy the file again, or save the layer again",
                     "the header says %lld bytes, the file has %lld; what is there is read",
                     (long long)said, (long long)shp->size);
    }
}

sm_status sm_shp_open(sm_shp *shp, int fd, int64_t size, const char *file, sm_diags *diags,
                      sm_error *err)
{
    *shp = (sm_shp){.arena = sm_arena_create(), .file = file, .fd = fd, .size = size};
    const unsigned char *header = sm_shp_bytes(shp, 0, HEADER);
    if (!header || sm_be32(header) != MAGIC) {
        return sm_fail(err, SM_EFORMAT, SM_IN_FILE(file), NULL, "not a shapefile (%s)",
                       size < HEADER ? "shorter than its header" : "wrong first bytes");
    }
    sm_status status = check_type(shp, sm_le32(header + 32), err);
    if (!status) {
        shp->header_box = (sm_box){sm_le_double(header + 36), sm_le_double(header + 44),
                                   sm_le_double(header + 52), sm_le_double(header + 60)};
        check_length(shp, header, diags);
    }
    return status;
}

void sm_shp_close(sm_shp *shp)
{
    sm_arena_destroy(shp->arena);
    *shp = (sm_shp){.arena = NULL};
}

// ---- Index from the .shx ------------------------------------------------------------------------

static int64_t end_of(sm_shp_entry e)
{
    return ((int64_t)e.offset + e.length) * 2 + RECORD_HEADER;
}

static int by_offset(const void *a, const void *b)
{
    const sm_shp_entry *x = a, *y = b;
    return (x->offset > y->offset) - (x->offset < y->offset);
}

// Do two records claim the same bytes? A few megabytes of entries that all name one large record
// would otherwise stand for years of work. Entries outside the file cost nothing: they are
// reported when their turn comes.
static bool entries_overlap(const sm_shp *shp)
{
    sm_arena_mark mark = sm_arena_mark_now(shp->arena);
    sm_shp_entry *sorted = sm_arena_alloc(shp->arena, shp->count * sizeof *sorted);
    size_t n = 0;
    bool in_order = true;
    for (size_t i = 0; i < shp->count; i++) {
        if (shp->entries[i].offset * (int64_t)2 >= HEADER && end_of(shp->entries[i]) <= shp->size) {
            sorted[n++] = shp->entries[i];
            in_order &= n < 2 || sorted[n - 1].offset > sorted[n - 2].offset;
        }
    }
    if (!in_order) {
        qsort(sorted, n, sizeof *sorted, by_offset);
    }
    bool overlap = false;
    for (size_t i = 1; i < n && !overlap; i++) {
        overlap = end_of(sorted[i - 1]) > (int64_t)sorted[i].offset * 2;
    }
    sm_arena_rewind(shp->arena, mark);
    return overlap;
}

static bool refuse_index(sm_shp *shp, const char *rule, const char *file, const char *why,
                         sm_diags *diags)
{
    shp->entries = NULL;
    shp->count = 0;
    sm_diags_add(diags, SM_WARNING, rule, SM_IN_FILE(file),
                 "save the layer again, so that its .shx is made anew",
                 "%s; it is not used, the records of the .shp are read one after the other", why);
    return false;
}

bool sm_shp_index_from(sm_shp *shp, int fd, int64_t size, const char *file, sm_diags *diags)
{
    unsigned char header[HEADER];
    if (size < HEADER || !read_at(fd, header, HEADER, 0) || sm_be32(header) != MAGIC) {
        return refuse_index(shp, "shx.broken", file, "not the index of a shapefile", diags);
    }
    size_t n = (size_t)((size - HEADER) / RECORD_HEADER);
    shp->entries = sm_arena_alloc(shp->arena, n * sizeof *shp->entries);
    shp->count = n;
    if (!read_at(fd, shp->entries, n * sizeof *shp->entries, HEADER)) {
        return refuse_index(shp, "shx.broken", file, "the index cannot be read", diags);
    }
    for (size_t i = 0; i < n; i++) {
        const unsigned char *raw = (const unsigned char *)&shp->entries[i];
        shp->entries[i] = (sm_shp_entry){sm_be32(raw), sm_be32(raw + 4)};
    }
    if (entries_overlap(shp)) {
        return refuse_index(shp, "shx.overlap", file, "entries of the index overlap", diags);
    }
    return true;
}

// ---- Index by scan ------------------------------------------------------------------------------

void sm_shp_index_by_scan(sm_shp *shp, sm_diags *diags)
{
    struct {
        sm_shp_entry *items;
        size_t count, cap;
    } found = {NULL, 0, 0};
    int64_t offset = HEADER;
    unsigned char header[RECORD_HEADER];
    while (offset + RECORD_HEADER <= shp->size && read_at(shp->fd, header, RECORD_HEADER, offset)) {
        sm_shp_entry entry = {(uint32_t)(offset / 2), sm_be32(header + 4)};
        if (entry.length < 2) {
            break; // not even a shape's type: no record begins here
        }
        *SM_PUSH(shp->arena, &found) = entry;
        offset = end_of(entry);
    }
    shp->entries = found.items;
    shp->count = found.count;
    if (offset < shp->size) {
        sm_diags_add(diags, SM_WARNING, "shp.tail", SM_IN_FILE(shp->file), "save the layer again",
                     "no record begins at byte %lld; the rest of the file is left out",
                     (long long)offset);
    }
}
