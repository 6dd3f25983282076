// Geometry of every record as it stands in its file, one pass per file: rings open, degenerate,
// wrongly wound, holes outside, crossings, repeated vertices, spikes, slivers, coordinates out of
// their world.
//
// Reading mends some of this on the fly, so the files are read raw here. Lengths are in metres; for
// files in degrees they are taken on a sphere, which is good enough for a threshold.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check/grid.h"
#include "check/parts.h"
#include "check/raw.h"
#include "sitmap/carto.h"
#include "sitmap/limits.h"
#include "sitmap/topo.h"

static const double M_PER_DEG = 111320;
static const double SPIKE_DEG = 1;       // sharper is no corner but a slip of the hand
static const double SPIKE_M = 1;         // shorter ones are noise of rounding
static const double SLIVER_WIDTH_M = 5;  // mean width of a ring
static const double SLIVER_ROUND = 0.01; // 4 pi area / perimeter squared: 1 is a disc

/** What is known of the file that is being read. */
typedef struct file_pass {
    check *c;
    const sm_layer *layer;
    sm_crs *crs; // NULL: degrees
    bool has_crs_text;
    sm_arena *scratch;
    size_t vertices, outside;
    sm_box box;
    long first_outside;
    sm_point example;
    // of the record being looked at
    long record;
    bool clean;
} file_pass;

static bool is_usable(sm_point p)
{
    return fabs(p.x) <= SM_MAX_COORDINATE && fabs(p.y) <= SM_MAX_COORDINATE; // false for NaN
}

static bool is_degrees(sm_point p)
{
    return fabs(p.x) <= 360 && fabs(p.y) <= 90.000001;
}

static sm_point lonlat_of(const file_pass *f, sm_point p)
{
    if (f->crs) {
        return sm_crs_inverse(f->crs, &p, 1) ? CHECK_NO_PLACE : p;
    }
    return is_degrees(p) ? p : CHECK_NO_PLACE;
}

static void say(file_pass *f, const char *rule, sm_point at, const char *mend, const char *message)
{
    f->clean = false;
    check_say(f->c, rule, check_record(f->c, f->layer, f->record), lonlat_of(f, at), mend, "%s",
              message);
}

// Length of a step in metres.
static double step_m(const file_pass *f, sm_point a, sm_point b)
{
    if (f->crs) {
        return sm_distance(a, b);
    }
    double east = (b.x - a.x) * cos((a.y + b.y) / 2 * M_PI / 180);
    return M_PER_DEG * hypot(east, b.y - a.y);
}

// ---- Vertices -----------------------------------------------------------------------------------

static bool in_domain(const file_pass *f, sm_point p)
{
    if (!f->crs) {
        return is_degrees(p);
    }
    return sm_crs_inverse(f->crs, &p, 1) == 0;
}

static void look_at_domain(file_pass *f, const check_record_shape *r)
{
    size_t before = f->outside, first = 0;
    for (size_t i = 0; i < r->n_points; i++) {
        sm_point p = r->points[i];
        if (is_usable(p)) {
            f->vertices++;
            f->box = sm_box_add(f->box, p);
            if (!in_domain(f, p)) {
                first = f->outside++ == before ? i : first;
            }
        }
    }
    if (f->outside > before) {
        f->clean = false;
        f->first_outside = f->first_outside ? f->first_outside : r->record;
        f->example = r->points[first];
        check_say(f->c, "vertex.domain", check_record(f->c, f->layer, r->record), CHECK_NO_PLACE,
                  "correct the coordinates, or the crs of the layer",
                  "vertex %zu (%.10g, %.10g) lies outside of what the layer's CRS can hold",
                  first + 1, r->points[first].x, r->points[first].y);
    }
}

static void look_at_repeats(file_pass *f, const sm_point *p, size_t n)
{
    size_t times = 0, first = 0;
    for (size_t i = 1; i < n; i++) {
        if (p[i].x == p[i - 1].x && p[i].y == p[i - 1].y) {
            first = times++ ? first : i;
        }
    }
    if (times) {
        say(f, "vertex.duplicate", p[first], "remove the repeated vertices",
            sm_arena_printf(f->c->arena,
                            "vertex %zu stands where the one before stands (%zu in all)", first + 1,
                            times));
    }
}

// ---- One ring -----------------------------------------------------------------------------------

static double corner_deg(const file_pass *f, sm_point a, sm_point b, sm_point c)
{
    double k = f->crs ? 1 : cos(b.y * M_PI / 180);
    double ux = (a.x - b.x) * k, uy = a.y - b.y, vx = (c.x - b.x) * k, vy = c.y - b.y;
    return fabs(atan2(ux * vy - uy * vx, ux * vx + uy * vy)) * 180 / M_PI;
}

// Distinct neighbours only: repeated vertices have been reported already.
static void look_for_spikes(file_pass *f, const sm_point *p, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        sm_point a = p[i - 1], b = p[i], c = i + 1 < n ? p[i + 1] : p[1];
        double shorter = fmin(step_m(f, a, b), step_m(f, b, c));
        if (shorter > SPIKE_M && corner_deg(f, a, b, c) < SPIKE_DEG) {
            say(f, "ring.spike", b, "remove the vertex at its tip",
                sm_arena_printf(f->c->arena, "a spike %.0f m long at vertex %zu", shorter, i + 1));
            return;
        }
    }
}

static double perimeter_m(const file_pass *f, const sm_point *p, size_t n)
{
    double sum = 0;
    for (size_t i = 1; i < n; i++) {
        sum += step_m(f, p[i - 1], p[i]);
    }
    return sum;
}

static void look_for_sliver(file_pass *f, const sm_point *p, size_t n, double area)
{
    double k = f->crs ? 1 : M_PER_DEG * M_PER_DEG * cos(p[0].y * M_PI / 180);
    double m2 = fabs(area) * k, around = perimeter_m(f, p, n), width = 2 * m2 / around;
    if (width < SLIVER_WIDTH_M && 4 * M_PI * m2 / (around * around) < SLIVER_ROUND) {
        say(f, "ring.sliver", p[0], "remove the ring, or join it to its neighbour",
            sm_arena_printf(f->c->arena, "a sliver %.0f m long and %.2g m wide", around / 2,
                            width));
    }
}

/** A ring that is worth comparing with others. */
typedef struct ring {
    const sm_point *points;
    size_t n;
    double area; // positive when counter-clockwise
    sm_box box;
    size_t depth; // how many rings it lies in
} ring;

static sm_box box_of(const sm_point *p, size_t n)
{
    sm_box b = SM_BOX_EMPTY;
    for (size_t i = 0; i < n; i++) {
        b = sm_box_add(b, p[i]);
    }
    return b;
}

// A ring's own faults; false when it is none.
static bool look_at_ring(file_pass *f, const sm_point *p, size_t n, ring *out)
{
    bool closed = n > 0 && p[0].x == p[n - 1].x && p[0].y == p[n - 1].y;
    if (n && !closed) {
        say(f, "ring.open", p[n - 1], "close it: repeat the first vertex at the end",
            "the ring ends elsewhere than it begins; it is drawn closed");
    }
    *out =
        (ring){.points = p, .n = n, .area = n >= 3 ? sm_ring_area(p, n) : 0, .box = box_of(p, n)};
    if (n < 4 || sm_ring_is_flat(p, n)) {
        if (closed || !n) {
            say(f, "ring.degenerate", n ? p[0] : CHECK_NO_PLACE, "remove it",
                sm_arena_printf(f->c->arena, "a ring of %zu vertices without area; it is left out",
                                n));
        }
        return false;
    }
    look_at_repeats(f, p, n);
    look_for_spikes(f, p, n);
    look_for_sliver(f, p, n, out->area);
    return closed;
}

// ---- Rings together -----------------------------------------------------------------------------

static bool holds(const ring *r, sm_point p)
{
    bool inside = false;
    for (size_t i = 1; i < r->n; i++) {
        sm_point a = r->points[i - 1], b = r->points[i];
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) {
            inside = !inside;
        }
    }
    return inside;
}

// Rings may touch in a vertex, so that three points far from each other vote.
static bool lies_in(const ring *inner, const ring *outer)
{
    size_t votes = 0;
    if (!sm_box_contains(outer->box, inner->box)) {
        return false;
    }
    for (size_t i = 0; i < 3; i++) {
        size_t at = i * (inner->n - 1) / 3;
        sm_point a = inner->points[at], b = inner->points[at + 1];
        votes += holds(outer, (sm_point){(a.x + b.x) / 2, (a.y + b.y) / 2});
    }
    return votes >= 2;
}

// Esri asks for outer rings clockwise; a counter-clockwise ring that lies in none is a stray hole
// if the feature has proper outer rings, and else an outer ring the wrong way round.
static void look_at_nesting(file_pass *f, ring *rings, size_t n)
{
    bool has_outer = false;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < n; k++) {
            rings[i].depth += i != k && lies_in(&rings[i], &rings[k]);
        }
        has_outer |= rings[i].depth % 2 == 0 && rings[i].area < 0;
    }
    for (size_t i = 0; i < n; i++) {
        bool is_outer = rings[i].depth % 2 == 0, clockwise = rings[i].area < 0;
        if (is_outer && rings[i].area > 0 && has_outer) {
            say(f, "ring.hole-outside", rings[i].points[0], "move it inside, or turn it round",
                "a ring wound as a hole lies in no outer ring; it is drawn as an area");
        } else if (is_outer != clockwise && rings[i].area != 0) {
            say(f, "ring.winding", rings[i].points[0], "turn the ring round",
                is_outer ? "an outer ring is wound as a hole; it is drawn as an area"
                         : "a hole is wound as an outer ring; it is drawn as a hole");
        }
    }
}

// ---- Crossings ----------------------------------------------------------------------------------

typedef struct crossing_search {
    const check_segment *segments;
    const uint32_t *next; // the segment that follows in its ring
    size_t n, crossings, touches;
    sm_point first;
} crossing_search;

static double turn(sm_point a, sm_point b, sm_point p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

static void take_crossing(crossing_search *s, sm_point at)
{
    bool earlier = at.x < s->first.x || (at.x == s->first.x && at.y < s->first.y);
    s->first = !s->crossings++ || earlier ? at : s->first;
}

static void look_at_pair(void *context, size_t i, size_t k)
{
    crossing_search *s = context;
    if (s->next[i] == k || s->next[k] == i) {
        return;
    }
    const check_segment *u = &s->segments[i], *v = &s->segments[k];
    double va = turn(u->a, u->b, v->a), vb = turn(u->a, u->b, v->b);
    double ua = turn(v->a, v->b, u->a), ub = turn(v->a, v->b, u->b);
    if (((va > 0) != (vb > 0)) && ((ua > 0) != (ub > 0)) && va != 0 && vb != 0 && ua != 0 &&
        ub != 0) {
        double t = va / (va - vb);
        take_crossing(s,
                      (sm_point){v->a.x + (v->b.x - v->a.x) * t, v->a.y + (v->b.y - v->a.y) * t});
    } else if (sm_segments_cross(u->a, u->b, v->a, v->b)) {
        s->touches++;
    }
}

static size_t add_segments(const ring *r, check_segment *to, uint32_t *next, size_t from)
{
    size_t n = from;
    for (size_t i = 1; i < r->n; i++) {
        sm_point a = r->points[i - 1], b = r->points[i];
        if (a.x != b.x || a.y != b.y) {
            to[n] = (check_segment){a, b};
            next[n] = (uint32_t)n + 1;
            n++;
        }
    }
    if (n > from) {
        next[n - 1] = (uint32_t)from;
    }
    return n;
}

static void search_crossings(sm_arena *scratch, crossing_search *s)
{
    enum { FEW = 24 };
    if (s->n <= FEW) {
        for (size_t i = 0; i < s->n; i++) {
            for (size_t k = i + 1; k < s->n; k++) {
                look_at_pair(s, i, k);
            }
        }
        return;
    }
    check_grid grid;
    check_grid_build(scratch, s->segments, s->n, 0, &grid);
    check_grid_pairs(&grid, 0, look_at_pair, s);
}

// Rings that touch themselves or each other may or may not be valid: GEOS decides.
static void ask_geos(file_pass *f, const ring *rings, size_t n)
{
    sm_path path;
    const char *reason = NULL;
    sm_point at = CHECK_NO_PLACE;
    sm_path_init(&path, f->scratch, SM_SPACE_LONLAT, SM_SHAPE_RINGS);
    for (size_t i = 0; i < n; i++) {
        sm_path_begin_part(&path);
        for (size_t k = 0; k < rings[i].n; k++) {
            sm_path_add(&path, rings[i].points[k].x, rings[i].points[k].y);
        }
    }
    if (!sm_topo_is_valid(f->scratch, &path, &reason, &at)) {
        say(f, "ring.crossing", at, "move the vertices apart, or split the feature",
            sm_arena_printf(f->c->arena, "the polygon touches itself: %s", reason));
    }
}

static void look_for_crossings(file_pass *f, const ring *rings, size_t n)
{
    size_t total = 0;
    for (size_t i = 0; i < n; i++) {
        total += rings[i].n;
    }
    check_segment *segments = sm_arena_alloc(f->scratch, (total + 1) * sizeof *segments);
    uint32_t *next = sm_arena_alloc(f->scratch, (total + 1) * sizeof *next);
    crossing_search s = {.segments = segments, .next = next};
    for (size_t i = 0; i < n; i++) {
        s.n = add_segments(&rings[i], segments, next, s.n);
    }
    search_crossings(f->scratch, &s);
    if (s.crossings) {
        say(f, "ring.crossing", s.first,
            "move the vertices so that the outline does not cross itself",
            "the outline crosses itself");
    } else if (s.touches && f->clean) {
        ask_geos(f, rings, n);
    }
}

// ---- Records and files --------------------------------------------------------------------------

static void look_at_polygon(file_pass *f, const check_record_shape *r)
{
    ring *rings = sm_arena_alloc(f->scratch, (r->n_parts + 1) * sizeof *rings);
    size_t n = 0;
    for (size_t i = 0; i < r->n_parts; i++) {
        n += look_at_ring(f, r->points + r->starts[i], r->starts[i + 1] - r->starts[i], &rings[n]);
    }
    look_at_nesting(f, rings, n);
    look_for_crossings(f, rings, n);
}

static bool all_usable(const check_record_shape *r)
{
    for (size_t i = 0; i < r->n_points; i++) {
        if (!is_usable(r->points[i])) {
            return false;
        }
    }
    return true;
}

static void look_at_record(file_pass *f, int type, const check_record_shape *r)
{
    f->record = r->record;
    f->clean = true;
    look_at_domain(f, r);
    if (!f->clean || !all_usable(r)) {
        return; // lengths and crossings would mean nothing
    }
    if (type == 5) {
        look_at_polygon(f, r);
    } else if (type == 3) {
        for (size_t i = 0; i < r->n_parts; i++) {
            look_at_repeats(f, r->points + r->starts[i], r->starts[i + 1] - r->starts[i]);
        }
    }
}

static void open_crs(file_pass *f)
{
    char *wkt = NULL;
    size_t len = 0;
    bool is_lonlat = false;
    sm_error err;
    if (f->layer->crs) {
        f->has_crs_text = true;
        if (strcmp(f->layer->crs, "EPSG:4326") != 0 && sm_crs_open(f->layer->crs, &f->crs, &err)) {
            f->crs = NULL;
        }
        return;
    }
    const char *path = check_sibling(f->scratch, f->layer->file, ".prj");
    if (sm_root_read(f->c->in->root, path, SM_MAX_PRJ_BYTES, f->c->arena, &wkt, &len, &err) ||
        sm_crs_open_wkt(wkt, path, &f->crs, &is_lonlat, &err)) {
        f->crs = NULL;
        return;
    }
    f->has_crs_text = true;
    if (is_lonlat) {
        sm_crs_close(f->crs);
        f->crs = NULL;
    }
}

// One word about the whole file instead of one about every record.
static void judge_crs(file_pass *f, sm_diags *domain, const sm_diags *before)
{
    const sm_place at = check_record(f->c, f->layer, -1);
    if (f->outside * 2 > f->vertices) {
        domain->count = before->count;
        domain->hidden = before->hidden;
        check_say(f->c, "prj.implausible", at, CHECK_NO_PLACE,
                  "give the layer its true crs in the study, or mend the .prj",
                  "coordinates such as %.10g, %.10g can not be %s", f->example.x, f->example.y,
                  f->crs ? "in the CRS of the .prj" : "longitude and latitude");
    } else if (f->crs && f->vertices > 1 && is_degrees((sm_point){f->box.x0, f->box.y0}) &&
               is_degrees((sm_point){f->box.x1, f->box.y1})) {
        check_say(f->c, "prj.implausible", at, CHECK_NO_PLACE,
                  "give the layer crs=\"EPSG:4326\" in the study, or mend the .prj",
                  "the CRS counts in metres, yet all coordinates look like degrees");
    }
}

static sm_diags *list_of(check *c, const char *rule)
{
    size_t i = 0;
    while (strcmp(sm_check_rule_at(i)->id, rule) != 0) {
        i++;
    }
    return &c->by_rule[i];
}

static void look_at_file(check *c, const sm_layer *layer)
{
    sm_arena *files = sm_arena_create(), *scratch = sm_arena_create();
    file_pass f = {.c = c, .layer = layer, .scratch = scratch, .box = SM_BOX_EMPTY};
    check_raw raw;
    check_record_shape record;
    if (check_raw_open(files, c->in->root, layer->file, &raw)) {
        sm_diags *domain = list_of(c, "vertex.domain");
        const sm_diags before = *domain;
        open_crs(&f);
        sm_arena_mark mark = sm_arena_mark_now(scratch);
        while (check_raw_next(&raw, &record)) {
            look_at_record(&f, raw.type, &record);
            sm_arena_rewind(scratch, mark);
        }
        judge_crs(&f, domain, &before);
        check_raw_close(&raw);
    }
    sm_crs_close(f.crs);
    sm_arena_destroy(scratch);
    sm_arena_destroy(files);
}

static bool is_first_of_file(const sm_study *study, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (study->layers[k].file && strcmp(study->layers[k].file, study->layers[i].file) == 0) {
            return false;
        }
    }
    return true;
}

void check_geometry(check *c)
{
    const sm_study *study = c->in->study;
    for (size_t i = 0; i < study->n_layers; i++) {
        if (study->layers[i].file && is_first_of_file(study, i)) {
            look_at_file(c, &study->layers[i]);
        }
    }
}
