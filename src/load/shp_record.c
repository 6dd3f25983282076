// One record of a .shp: from bytes nobody vouches for to a path everybody may rely on.
#include <assert.h>
#include <math.h>
#include <stdio.h>

#include "load/bytes.h"
#include "load/rings.h"
#include "load/shp.h"
#include "sitmap/limits.h"

enum { RECORD_HEADER = 8, POINT = 16, BOX = 32 };

// One reading: the bytes of the record's content, and views into them.
typedef struct record {
    sm_shp *shp;
    sm_diags *diags;
    long number; // from 1
    const unsigned char *content;
    size_t len;
    const unsigned char *parts, *points;
    size_t n_parts, n_points;
} record;

// Always false, so that a check can end in it. Later passes over the file do not repeat it.
SM_PRINTF(3, 4)
static bool complain(const record *r, const char *rule, const char *fmt, ...)
{
    if (r->number <= r->shp->reported) {
        return false;
    }
    sm_error text;
    va_list args;
    va_start(args, fmt);
    vsnprintf(text.message, sizeof text.message, fmt, args);
    va_end(args);
    sm_diags_add(r->diags, SM_WARNING, rule, SM_AT_RECORD(r->shp->file, r->number),
                 "the feature is left out; mend the layer and save it again", "%s", text.message);
    r->shp->reported = r->number;
    return false;
}

// ---- Finding the bytes --------------------------------------------------------------------------

static bool find_content(record *r, sm_shp_entry entry)
{
    int64_t offset = (int64_t)entry.offset * 2;
    size_t len = (size_t)entry.length * 2;
    int64_t end = offset + RECORD_HEADER + (int64_t)len;
    if (offset < 100 || end > r->shp->size) {
        return complain(r, "shp.truncated", "bytes %lld to %lld are not in the file of %lld bytes",
                        (long long)offset, (long long)end, (long long)r->shp->size);
    }
    const unsigned char *bytes = sm_shp_bytes(r->shp, offset, RECORD_HEADER + len);
    if (!bytes) {
        return complain(r, "shp.unreadable", "the record cannot be read");
    }
    size_t said = (size_t)sm_be32(bytes + 4) * 2;
    if (said != len) {
        sm_tally_add(&r->shp->lengths, r->number);
    }
    r->content = bytes + RECORD_HEADER;
    r->len = said < len ? said : len;
    return r->len >= 4 || complain(r, "shp.truncated", "the record holds no shape");
}

// ---- By type: where the parts and points are ----------------------------------------------------

static bool too_short(const record *r, uint64_t needed)
{
    return complain(r, "shp.truncated", "the record has %zu bytes, its shape needs %llu", r->len,
                    (unsigned long long)needed);
}

static bool find_null(record *r)
{
    r->n_points = 0;
    return true;
}

static bool find_point(record *r)
{
    if (r->len < 4 + POINT) {
        return too_short(r, 4 + POINT);
    }
    r->points = r->content + 4;
    r->n_points = 1;
    return true;
}

static bool find_points(record *r)
{
    const size_t head = 4 + BOX + 4;
    if (r->len < head) {
        return too_short(r, head);
    }
    r->n_points = sm_le32(r->content + head - 4);
    r->points = r->content + head;
    uint64_t needed = head + (uint64_t)r->n_points * POINT;
    return needed <= r->len || too_short(r, needed);
}

static bool check_parts(const record *r)
{
    if (r->n_parts == 0 && r->n_points > 0) {
        return complain(r, "shp.parts", "the shape has %zu points, but no parts", r->n_points);
    }
    uint32_t before = 0;
    for (size_t i = 0; i < r->n_parts; i++) {
        uint32_t start = sm_le32(r->parts + i * 4);
        if (start > r->n_points || start < before || (i == 0 && start != 0)) {
            return complain(r, "shp.parts", "part %zu begins at point %u of %zu", i + 1, start,
                            r->n_points);
        }
        before = start;
    }
    return true;
}

static bool find_parts(record *r)
{
    const size_t head = 4 + BOX + 8;
    if (r->len < head) {
        return too_short(r, head);
    }
    r->n_parts = sm_le32(r->content + head - 8);
    r->n_points = sm_le32(r->content + head - 4);
    uint64_t needed = head + (uint64_t)r->n_parts * 4 + (uint64_t)r->n_points * POINT;
    if (needed > r->len) {
        return too_short(r, needed);
    }
    r->parts = r->content + head;
    r->points = r->parts + r->n_parts * 4;
    return check_parts(r);
}

static bool find_points_of(record *r)
{
    static bool (*const finders[])(record *) = {[SM_SHP_NULL] = find_null,
                                                [SM_SHP_POINT] = find_point,
                                                [SM_SHP_POINTS] = find_points,
                                                [SM_SHP_PARTS] = find_parts};
    assert(r->content);
    uint32_t code = sm_le32(r->content);
    if (code == 0) {
        return find_null(r);
    }
    if (code != (uint32_t)r->shp->type->code) {
        return complain(r, "shp.type", "a shape of type %d in a file of type %s (%d)", (int)code,
                        r->shp->type->name, r->shp->type->code);
    }
    return finders[r->shp->type->body](r);
}

// ---- Points -------------------------------------------------------------------------------------

static sm_point point_at(const record *r, size_t i)
{
    const unsigned char *p = r->points + i * POINT;
    return (sm_point){sm_le_double(p), sm_le_double(p + 8)};
}

static bool is_usable(sm_point p)
{
    return fabs(p.x) <= SM_MAX_COORDINATE && fabs(p.y) <= SM_MAX_COORDINATE; // false for NaN
}

static bool complain_of_point(const record *r)
{
    size_t i = 0;
    while (is_usable(point_at(r, i))) {
        i++;
    }
    sm_point p = point_at(r, i);
    return complain(r, "shp.coordinate", "point %zu (%g, %g) is not a place", i + 1, p.x, p.y);
}

// The box of all points; false when one of them is no place at all. The box in the record is not
// asked: it can be wrong, and a wrong one would hide the feature.
static bool measure(const record *r, sm_box *box)
{
    sm_box b = SM_BOX_EMPTY;
    bool usable = true;
    for (size_t i = 0; i < r->n_points; i++) {
        sm_point p = point_at(r, i);
        b.x0 = p.x < b.x0 ? p.x : b.x0;
        b.x1 = p.x > b.x1 ? p.x : b.x1;
        b.y0 = p.y < b.y0 ? p.y : b.y0;
        b.y1 = p.y > b.y1 ? p.y : b.y1;
        usable &= is_usable(p);
    }
    *box = b;
    return usable || complain_of_point(r);
}

// ---- Paths --------------------------------------------------------------------------------------

static void copy_points(const record *r, size_t from, size_t n, sm_path *out)
{
    sm_point *to = sm_path_extend(out, n);
    for (size_t i = 0; i < n; i++) {
        to[i] = point_at(r, from + i);
    }
}

static size_t part_start(const record *r, size_t i)
{
    return i < r->n_parts ? sm_le32(r->parts + i * 4) : r->n_points;
}

static void drop_part(const record *r, sm_path *out)
{
    sm_path_drop_part(out);
    sm_tally_add(&r->shp->dropped, r->number);
}

static void build_points(const record *r, sm_arena *scratch, sm_path *out)
{
    (void)scratch;
    copy_points(r, 0, r->n_points, out);
}

static void build_lines(const record *r, sm_arena *scratch, sm_path *out)
{
    (void)scratch;
    for (size_t i = 0; i < r->n_parts; i++) {
        size_t from = part_start(r, i), n = part_start(r, i + 1) - from;
        sm_path_begin_part(out);
        copy_points(r, from, n, out);
        if (n < 2) {
            drop_part(r, out);
        }
    }
}

static void close_ring(sm_path *out, size_t ring)
{
    size_t n;
    const sm_point *p = sm_path_part(out, ring, &n);
    if (n > 0 && (p[0].x != p[n - 1].x || p[0].y != p[n - 1].y)) {
        sm_path_add(out, p[0].x, p[0].y);
    }
}

// Append a ring; false when nothing of it would be seen. Its area is wanted later.
static bool build_ring(const record *r, size_t i, sm_path *out, double *area)
{
    size_t from = part_start(r, i), ring = out->n_parts, n;
    sm_path_begin_part(out);
    copy_points(r, from, part_start(r, i + 1) - from, out);
    close_ring(out, ring);
    const sm_point *p = sm_path_part(out, ring, &n);
    *area = n >= 4 ? sm_ring_area(p, n) : 0;
    return n >= 4 && !sm_ring_is_flat(p, n);
}

static void build_rings(const record *r, sm_arena *scratch, sm_path *out)
{
    double *areas = sm_arena_alloc(scratch, r->n_parts * sizeof *areas);
    for (size_t i = 0; i < r->n_parts; i++) {
        if (!build_ring(r, i, out, &areas[out->n_parts])) {
            drop_part(r, out);
        }
    }
    switch (sm_rings_orient(scratch, out, areas)) {
    case SM_RINGS_RIGHT: break;
    case SM_RINGS_TURNED: sm_tally_add(&r->shp->turned, r->number); break;
    case SM_RINGS_UNCHECKED: sm_tally_add(&r->shp->unchecked, r->number); break;
    }
}

static void build(const record *r, sm_arena *scratch, sm_path *out)
{
    static void (*const builders[])(const record *, sm_arena *,
                                    sm_path *) = {[SM_SHAPE_POINTS] = build_points,
                                                  [SM_SHAPE_LINES] = build_lines,
                                                  [SM_SHAPE_RINGS] = build_rings};
    sm_shape shape = r->shp->type->shape;
    sm_path_init(out, scratch, SM_SPACE_LONLAT, shape);
    if (r->n_points == 0) {
        return;
    }
    // Room for everything at once: a point more per ring is the most that closing adds.
    sm_path_extend(out, r->n_points + r->n_parts);
    sm_path_clear(out, SM_SPACE_LONLAT, shape);
    builders[shape](r, scratch, out);
}

// How many points the record has, before all of it is fetched; 0 when its first bytes do not say.
static size_t announced_points(const record *r, sm_shp_entry entry)
{
    static const size_t at[] = {[SM_SHP_POINTS] = 4 + BOX, [SM_SHP_PARTS] = 4 + BOX + 4};
    sm_shp_body body = r->shp->type->body;
    if (body != SM_SHP_POINTS && body != SM_SHP_PARTS) {
        return 0;
    }
    size_t head = RECORD_HEADER + at[body] + 4, len = (size_t)entry.length * 2;
    const unsigned char *bytes = sm_shp_bytes(r->shp, (int64_t)entry.offset * 2, head);
    size_t n = bytes ? sm_le32(bytes + head - 4) : 0;
    return n <= len / POINT ? n : 0; // else it is a record cut short
}

sm_shp_outcome sm_shp_read(sm_shp *shp, size_t i, const sm_box *box, sm_arena *scratch,
                           sm_path *out, sm_diags *diags, sm_error *err)
{
    record r = {.shp = shp, .diags = diags, .number = (long)i + 1};
    size_t announced = announced_points(&r, shp->entries[i]);
    if (announced > SM_MAX_RECORD_VERTICES) {
        sm_fail(err, SM_ELIMIT, SM_AT_RECORD(shp->file, r.number), "split the feature",
                "the record has %zu vertices, the limit is %d (SM_MAX_RECORD_VERTICES)", announced,
                SM_MAX_RECORD_VERTICES);
        return SM_SHP_TOO_BIG;
    }
    if (!find_content(&r, shp->entries[i]) || !find_points_of(&r)) {
        return SM_SHP_BAD;
    }
    sm_box own;
    if (!measure(&r, &own)) {
        return SM_SHP_BAD;
    }
    if (box && r.n_points > 0 && !sm_box_overlap(own, *box)) {
        return SM_SHP_OUTSIDE;
    }
    build(&r, scratch, out);
    return SM_SHP_READ;
}

// ---- Summary ------------------------------------------------------------------------------------

void sm_shp_summarise(sm_shp *shp, sm_diags *diags)
{
    const struct {
        sm_tally *tally;
        sm_severity severity;
        const char *rule, *what, *mend;
    } rows[] = {
        {&shp->dropped, SM_NOTE, "shp.degenerate",
         "parts with too few points or without area are left out", NULL},
        {&shp->turned, SM_NOTE, "shp.winding",
         "polygons have rings the wrong way round; which are holes follows from where they lie",
         NULL},
        {&shp->unchecked, SM_WARNING, "shp.winding-unchecked",
         "polygons have too many rings side by side; their direction is taken as it is",
         "split these features into single polygons"},
        {&shp->lengths, SM_WARNING, "shx.length",
         "records have another length in the .shx; the smaller one is taken",
         "save the layer again"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        sm_tally *t = rows[i].tally;
        if (t->times > 0 && t->first > 0) {
            sm_diags_add(diags, rows[i].severity, rows[i].rule, SM_AT_RECORD(shp->file, t->first),
                         rows[i].mend, "%s (%zu in the layer, the first is named)", rows[i].what,
                         t->times);
            t->first = -1; // said
        }
    }
}
