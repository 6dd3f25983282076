// From lon/lat to the page: the hot path of the program. No allocation per vertex: three work paths
// in the scratch arena grow to the size of the feature once.
//
//  lon/lat --clip to reach--> near --project--> plane --densify, view--> page --clip, snap--> out
//
// Clipping in lon/lat first saves the projection of what cannot show (most of a world file), and
// keeps edges away from the antimeridian of the projection, where the plane is torn.
#include <assert.h>
#include <math.h>
#include <string.h>

#include "sitmap/carto.h"

#include "crs.h"

enum { MAX_DEPTH = 12 }; // an edge becomes at most 2^12 pieces

#define WORLD_LON 540.0 // more than a turn to either side: never in the way

// ---- The reach: what part of the world can show -------------------------------------------------

enum { SAMPLES = 33 }; // along each side of the frame and across it

static sm_box padded_frame(const sm_prepare *p)
{
    return sm_box_grow(p->view.frame_pt, p->pad_pt);
}

// Longitudes count from a turn's half before `lon_0` to a half after.
static double unwrap(double lon, double lon_0)
{
    return lon_0 + remainder(lon - lon_0, 360);
}

// Lon/lat of a lattice over the padded frame; false when some of the frame shows no place at all.
static bool sample_frame(const sm_prepare *p, sm_point samples[SAMPLES][SAMPLES])
{
    sm_box plane = sm_view_plane_box(&p->view, p->pad_pt);
    for (int i = 0; i < SAMPLES; i++) {
        for (int k = 0; k < SAMPLES; k++) {
            double u = (double)i / (SAMPLES - 1), v = (double)k / (SAMPLES - 1);
            samples[i][k] = (sm_point){plane.x0 + u * (plane.x1 - plane.x0),
                                       plane.y0 + v * (plane.y1 - plane.y0)};
        }
    }
    if (sm_crs_inverse(p->crs, samples[0], (size_t)SAMPLES * SAMPLES)) {
        return false;
    }
    double lon_0 = samples[SAMPLES / 2][SAMPLES / 2].x;
    for (int i = 0; i < SAMPLES; i++) {
        for (int k = 0; k < SAMPLES; k++) {
            samples[i][k].x = unwrap(samples[i][k].x, lon_0);
        }
    }
    return true;
}

// Box of the samples, grown by the largest step between neighbours: no curve between two samples
// runs farther out than that.
static sm_box box_of_samples(sm_point samples[SAMPLES][SAMPLES])
{
    sm_box box = SM_BOX_EMPTY;
    double dx = 0, dy = 0;
    for (int i = 0; i < SAMPLES; i++) {
        for (int k = 0; k < SAMPLES; k++) {
            sm_point here = samples[i][k];
            sm_point right = samples[i + 1 < SAMPLES ? i + 1 : i][k];
            sm_point up = samples[i][k + 1 < SAMPLES ? k + 1 : k];
            box = sm_box_add(box, here);
            dx = fmax(dx, fmax(fabs(right.x - here.x), fabs(up.x - here.x)));
            dy = fmax(dy, fmax(fabs(right.y - here.y), fabs(up.y - here.y)));
        }
    }
    return (sm_box){box.x0 - dx, fmax(box.y0 - dy, -90), box.x1 + dx, fmin(box.y1 + dy, 90)};
}

static bool shows(const sm_prepare *p, sm_point lonlat)
{
    return sm_crs_forward(p->crs, &lonlat, 1) == 0 &&
           sm_box_has(sm_view_plane_box(&p->view, p->pad_pt), lonlat);
}

// Is the plane torn along the meridian opposite to the central one? Azimuthal planes are not.
static bool is_torn(const sm_crs *crs)
{
    double lon_0 = sm_crs_lon_0(crs);
    for (int lat = -60; lat <= 60; lat += 30) {
        sm_point west_east[2] = {{lon_0 - 180 + 1e-6, lat}, {lon_0 + 180 - 1e-6, lat}};
        if (sm_crs_forward(crs, west_east, 2) == 0 &&
            sm_distance(west_east[0], west_east[1]) > 1000) {
            return true;
        }
    }
    return false;
}

static void set_reach(sm_prepare *p)
{
    sm_point samples[SAMPLES][SAMPLES];
    sm_box world = {-WORLD_LON, -90, WORLD_LON, 90};
    bool known = sample_frame(p, samples);
    sm_box box = known ? box_of_samples(samples) : world;
    double lon_0 = known ? samples[SAMPLES / 2][SAMPLES / 2].x : 0;
    if (known && shows(p, (sm_point){lon_0, 90})) {
        box = (sm_box){-WORLD_LON, box.y0, WORLD_LON, 90};
    }
    if (known && shows(p, (sm_point){lon_0, -90})) {
        box = (sm_box){-WORLD_LON, -90, WORLD_LON, box.y1};
    }
    if (box.x1 - box.x0 > 300) {
        box.x0 = -WORLD_LON;
        box.x1 = WORLD_LON;
    }
    p->turns = box.x0 > -WORLD_LON;
    if (!p->turns && is_torn(p->crs)) {
        // A hair inside of the tear, so that both banks stay on their own side.
        box.x0 = sm_crs_lon_0(p->crs) - 180 + 1e-7;
        box.x1 = sm_crs_lon_0(p->crs) + 180 - 1e-7;
        p->turns = true;
    }
    p->reach_deg = box;
}

sm_box sm_prepare_lonlat_box(const sm_prepare *p)
{
    sm_box box = p->reach_deg;
    if (box.x0 < -180 || box.x1 > 180) {
        box.x0 = -WORLD_LON;
        box.x1 = WORLD_LON;
    }
    return box;
}

// ---- How much the projection bends --------------------------------------------------------------

// Second differences of x and y (as one vector's length) at lon/lat `at`, summed so that they bound
// the bend in every direction: |f_xx| + 2 |f_xy| + |f_yy|, in metres per square degree; 0 where the
// projection is not defined.
static double bend_at(const sm_crs *crs, sm_point at)
{
    const double h = 0.01; // degrees: far above the rounding of PROJ, far below what bends visibly
    sm_point p[9];
    for (int i = 0; i < 9; i++) {
        int column = i % 3 - 1, row = i / 3 - 1;
        p[i] = (sm_point){at.x + h * column, at.y + h * row};
    }
    if (sm_crs_forward(crs, p, 9)) {
        return 0;
    }
    double xx = hypot(p[3].x - 2 * p[4].x + p[5].x, p[3].y - 2 * p[4].y + p[5].y);
    double yy = hypot(p[1].x - 2 * p[4].x + p[7].x, p[1].y - 2 * p[4].y + p[7].y);
    double xy = hypot(p[0].x + p[8].x - p[2].x - p[6].x, p[0].y + p[8].y - p[2].y - p[6].y) / 4;
    return (xx + 2 * xy + yy) / (h * h);
}

static void set_bend(sm_prepare *p)
{
    enum { STEPS = 8 };
    sm_box b = p->reach_deg;
    double most = 0;
    for (int i = 0; i <= STEPS; i++) {
        for (int k = 0; k <= STEPS; k++) {
            sm_point at = {b.x0 + (b.x1 - b.x0) * i / STEPS, b.y0 + (b.y1 - b.y0) * k / STEPS};
            most = fmax(most, bend_at(p->crs, at));
        }
    }
    // Twice the largest of 81 samples: third derivatives are small over one map.
    p->bend_pt_per_deg2 = 2 * most * sm_view_pt_per_m(&p->view);
}

sm_prepare sm_prepare_default(const sm_crs *crs, sm_view view, double pad_pt)
{
    sm_prepare p = {.crs = crs, .view = view, .pad_pt = pad_pt, .bend_pt = 0.02, .grid_pt = 0.01};
    set_reach(&p);
    set_bend(&p);
    return p;
}

// ---- One path -----------------------------------------------------------------------------------

typedef struct job {
    const sm_prepare *p;
    double safe_deg;    // shorter edges cannot bend visibly
    double safe_pt;     // nor can edges this short on the page (and on the ground)
    double scale;       // points per metre
    sm_point origin_pt; // page position of the plane's origin
    sm_path near;       // lon/lat, clipped to the reach
    sm_path plane;      // the same, projected
    sm_path page;
    size_t bad;
    bool cut;
} job;

typedef struct vertex {
    sm_point deg, pt;
} vertex;

static sm_point to_page(const job *j, sm_point plane_m)
{
    return (sm_point){j->origin_pt.x + plane_m.x * j->scale, j->origin_pt.y - plane_m.y * j->scale};
}

static bool is_bad(sm_point p)
{
    return isnan(p.x);
}

// Neighbours walk a shared edge in opposite directions and must divide it alike, hence no a + (b -
// a) t.
static bool vertex_between(const job *j, vertex a, vertex b, double t, vertex *out)
{
    double s = 1 - t;
    out->deg = (sm_point){a.deg.x * s + b.deg.x * t, a.deg.y * s + b.deg.y * t};
    sm_point plane = out->deg;
    bool fine = sm_crs_forward(j->p->crs, &plane, 1) == 0;
    out->pt = to_page(j, plane);
    return fine;
}

static double length_deg(vertex a, vertex b)
{
    return fmax(fabs(b.deg.x - a.deg.x), fabs(b.deg.y - a.deg.y));
}

// Still far apart on the page, though next to each other on the ground: the plane is torn between.
static bool is_torn_between(const job *j, vertex a, vertex b)
{
    const double m_per_deg = 111320, generous = 20;
    return sm_distance(a.pt, b.pt) > generous * length_deg(a, b) * m_per_deg * j->scale;
}

static bool bends(const job *j, vertex a, vertex b, vertex v)
{
    return sm_point_segment_distance(v.pt, a.pt, b.pt) > j->p->bend_pt;
}

// The middle of an S-shaped edge lies on its chord, so a second place is looked at, the same one
// from either end.
static bool is_straight(const job *j, vertex a, vertex b, vertex middle)
{
    bool forth = a.deg.x < b.deg.x || (a.deg.x == b.deg.x && a.deg.y < b.deg.y);
    vertex aside;
    return !bends(j, a, b, middle) && vertex_between(j, a, b, forth ? 0.25 : 0.75, &aside) &&
           !bends(j, a, b, aside);
}

// Add what lies between a and b, both excluded.
static void densify(job *j, vertex a, vertex b, int depth)
{
    vertex middle;
    double deg = length_deg(a, b);
    if (deg <= j->safe_deg || (deg < 1 && sm_distance(a.pt, b.pt) <= j->safe_pt)) {
        return;
    }
    if (depth == MAX_DEPTH) {
        if (j->page.shape == SM_SHAPE_LINES && is_torn_between(j, a, b)) {
            sm_path_begin_part(&j->page);
            j->cut = true;
        }
        return;
    }
    if (!vertex_between(j, a, b, 0.5, &middle) || is_straight(j, a, b, middle)) {
        return;
    }
    densify(j, a, middle, depth + 1);
    sm_path_add(&j->page, middle.pt.x, middle.pt.y);
    densify(j, middle, b, depth + 1);
}

// The chain of vertices first..last of the work paths as one part on the page.
static void add_chain(job *j, size_t first, size_t last)
{
    const sm_point *deg = j->near.points, *plane = j->plane.points;
    vertex a = {deg[first], to_page(j, plane[first])};
    sm_path_begin_part(&j->page);
    sm_path_add(&j->page, a.pt.x, a.pt.y);
    for (size_t i = first + 1; i <= last; i++) {
        vertex b = {deg[i], to_page(j, plane[i])};
        if (length_deg(a, b) > j->safe_deg) {
            densify(j, a, b, 0);
        }
        sm_path_add(&j->page, b.pt.x, b.pt.y);
        a = b;
    }
}

// Lines end at a bad vertex and begin anew after it.
static void add_line(job *j, size_t start, size_t end)
{
    size_t first = start;
    for (size_t i = start; i <= end; i++) {
        if (i < end && !is_bad(j->plane.points[i])) {
            continue;
        }
        if (i - first >= 2) {
            add_chain(j, first, i - 1);
        }
        first = i + 1;
    }
}

// Rings go on to their next good vertex: the work arrays are compacted in place.
static void add_ring(job *j, size_t start, size_t end)
{
    sm_point *deg = j->near.points, *plane = j->plane.points;
    size_t kept = start;
    for (size_t i = start; i + 1 < end; i++) {
        if (!is_bad(plane[i])) {
            deg[kept] = deg[i];
            plane[kept++] = plane[i];
        }
    }
    if (kept - start < 3) {
        return;
    }
    deg[kept] = deg[start]; // the closing point's place, or one that was cut out
    plane[kept] = plane[start];
    add_chain(j, start, kept);
}

static void add_points(job *j)
{
    for (size_t i = 0; i < j->plane.n_points; i++) {
        if (!is_bad(j->plane.points[i])) {
            sm_point p = to_page(j, j->plane.points[i]);
            sm_path_add(&j->page, p.x, p.y);
        }
    }
}

static void add_near_to_page(job *j)
{
    for (size_t i = 0; i < j->near.n_parts && j->near.shape != SM_SHAPE_POINTS; i++) {
        size_t start = j->near.starts[i];
        size_t end = i + 1 < j->near.n_parts ? j->near.starts[i + 1] : j->near.n_points;
        if (j->near.shape == SM_SHAPE_LINES) {
            add_line(j, start, end);
        } else if (end > start) {
            add_ring(j, start, end);
        }
    }
    if (j->near.shape == SM_SHAPE_POINTS) {
        add_points(j);
    }
}

// ---- Into the reach -----------------------------------------------------------------------------

// Without vertices that are no place at all: clipping computes with every one of them.
static void copy_finite(const sm_path *in, sm_path *out, size_t *bad)
{
    for (size_t i = 0; i < in->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(in, i, &n);
        sm_path_begin_part(out);
        for (size_t k = 0; k < n; k++) {
            if (isfinite(p[k].x) && isfinite(p[k].y)) {
                sm_path_add(out, p[k].x, p[k].y);
            } else {
                ++*bad;
                if (in->shape == SM_SHAPE_LINES) {
                    sm_path_begin_part(out);
                }
            }
        }
        size_t first = out->starts[out->n_parts - 1], end = out->n_points;
        if (in->shape == SM_SHAPE_RINGS && end > first && isnan(p[0].x + p[0].y)) {
            sm_point again = out->points[first]; // the closing point went with the first
            sm_path_add(out, again.x, again.y);
        }
    }
}

static void shift_lon(sm_path *path, double by_deg)
{
    for (size_t i = 0; by_deg != 0 && i < path->n_points; i++) {
        path->points[i].x += by_deg;
    }
}

// Project the part of `lonlat` that shows when it is turned by `turn_deg`, and put it on the page.
static void add_turned(job *j, const sm_path *lonlat, sm_box box, double turn_deg)
{
    sm_box reach = j->p->reach_deg;
    reach.x0 -= turn_deg;
    reach.x1 -= turn_deg;
    if (!sm_box_overlap(box, reach)) {
        return;
    }
    if (sm_box_contains(reach, box)) {
        sm_path_clear(&j->near, lonlat->space, lonlat->shape);
        sm_path_append(&j->near, lonlat);
    } else {
        sm_topo_clip(lonlat, reach, &j->near);
        j->cut = true;
    }
    if (!j->near.n_points) {
        return;
    }
    shift_lon(&j->near, turn_deg);
    sm_path_clear(&j->plane, SM_SPACE_PLANE, lonlat->shape);
    memcpy(sm_path_extend(&j->plane, j->near.n_points), j->near.points,
           j->near.n_points * sizeof *j->near.points);
    j->bad += sm_crs_forward(j->p->crs, j->plane.points, j->plane.n_points);
    add_near_to_page(j);
}

// ---- Onto the page ------------------------------------------------------------------------------

// The padded frame with its sides moved inwards onto the grid, so that snapping leads nowhere out.
static sm_box clip_box(const sm_prepare *p)
{
    sm_box b = padded_frame(p);
    double cell = p->grid_pt;
    if (!(cell > 0)) {
        return b;
    }
    return (sm_box){ceil(b.x0 / cell) * cell, ceil(b.y0 / cell) * cell, floor(b.x1 / cell) * cell,
                    floor(b.y1 / cell) * cell};
}

static sm_prepared finish(job *j, sm_path *out)
{
    sm_box frame = clip_box(j->p);
    if (sm_box_contains(frame, sm_path_box(&j->page))) {
        sm_path_append(out, &j->page);
    } else {
        sm_topo_clip(&j->page, frame, out);
        j->cut = true;
    }
    sm_topo_snap(out, j->p->grid_pt, NULL);
    if (!out->n_points) {
        return SM_PREPARED_OUTSIDE;
    }
    return j->cut || j->bad ? SM_PREPARED_CUT : SM_PREPARED_INSIDE;
}

static job new_job(const sm_prepare *p, sm_arena *scratch, sm_shape shape)
{
    job j = {.p = p,
             .scale = sm_view_pt_per_m(&p->view),
             .origin_pt = sm_view_to_page(&p->view, (sm_point){0, 0}),
             .safe_pt = 20 * p->bend_pt};
    j.safe_deg = p->bend_pt_per_deg2 > 0 ? sqrt(8 * p->bend_pt / p->bend_pt_per_deg2) : 0;
    sm_path_init(&j.near, scratch, SM_SPACE_LONLAT, shape);
    sm_path_init(&j.plane, scratch, SM_SPACE_PLANE, shape);
    sm_path_init(&j.page, scratch, SM_SPACE_PAGE, shape);
    return j;
}

sm_prepared sm_prepare_path(const sm_prepare *p, sm_arena *scratch, const sm_path *lonlat,
                            sm_path *out, size_t *bad)
{
    assert(lonlat->space == SM_SPACE_LONLAT && lonlat != out);
    sm_arena_mark mark = sm_arena_mark_now(scratch);
    job j = new_job(p, scratch, lonlat->shape);
    sm_path finite;
    sm_path_clear(out, SM_SPACE_PAGE, lonlat->shape);
    if (!sm_path_finite(lonlat)) {
        sm_path_init(&finite, scratch, SM_SPACE_LONLAT, lonlat->shape);
        copy_finite(lonlat, &finite, &j.bad);
        lonlat = &finite;
    }
    sm_box box = sm_path_box(lonlat);
    for (int turn = p->turns ? -1 : 0; turn <= (p->turns ? 1 : 0); turn++) {
        add_turned(&j, lonlat, box, turn * 360.0);
    }
    sm_prepared result = finish(&j, out);
    if (bad) {
        *bad += j.bad;
    }
    if (out->arena != scratch) {
        sm_arena_rewind(scratch, mark);
    }
    return result;
}
