// Meridians and parallels of a figure: lines, where they meet the frame, where they meet each
// other. Degrees are counted in whole sixtieths of a minute, so that 45.5 is the same meridian
// every time.
#include <math.h>

#include "sitmap/carto.h"

enum { MAX_LINES = 200 }; // of one direction: more is a mistake, not a graticule

static const double steps_deg[] = {1.0 / 60, 2.0 / 60, 5.0 / 60, 10.0 / 60, 15.0 / 60, 0.5,
                                   1,        2,        5,        10,        15,        30};

// Multiples of the step within low..high, as numbers first..last of steps.
typedef struct range {
    long first, last;
} range;

static range multiples(double low, double high, double step)
{
    const double hair = 1e-9; // a line on the very edge counts as inside
    return (range){lround(ceil(low / step - hair)), lround(floor(high / step + hair))};
}

static long how_many(range r)
{
    return r.last >= r.first ? r.last - r.first + 1 : 0;
}

// The coarsest step that shows at least three meridians: with these steps, at most six or seven.
static double choose_step(sm_box box)
{
    size_t n = sizeof steps_deg / sizeof *steps_deg;
    for (size_t i = n; i-- > 0;) {
        if (how_many(multiples(box.x0, box.x1, steps_deg[i])) >= 3) {
            return steps_deg[i];
        }
    }
    return steps_deg[0];
}

// The longitudes shown along the middle of the frame, or the whole reach where there are none.
static sm_box middle_of(const sm_prepare *p)
{
    sm_box plane = sm_view_plane_box(&p->view, 0), reach = p->reach_deg;
    double y = (plane.y0 + plane.y1) / 2;
    sm_point ends[3] = {{plane.x0, y}, {(plane.x0 + plane.x1) / 2, y}, {plane.x1, y}};
    if (sm_crs_inverse(p->crs, ends, 3)) {
        return reach;
    }
    double west = ends[1].x + remainder(ends[0].x - ends[1].x, 360);
    double east = ends[1].x + remainder(ends[2].x - ends[1].x, 360);
    return west < east ? (sm_box){west, reach.y0, east, reach.y1} : reach;
}

static double plain_lon(double lon)
{
    double turned = remainder(lon, 360);
    return turned == -180 ? 180 : turned;
}

// ---- Lines and ticks ----------------------------------------------------------------------------

typedef struct maker {
    sm_arena *a, *scratch;
    const sm_prepare *prepare;
    sm_graticule *out;
} maker;

static char edge_at(sm_box frame, sm_point p, bool meridian)
{
    const double hair = 1e-6;
    bool left = fabs(p.x - frame.x0) < hair, right = fabs(p.x - frame.x1) < hair;
    bool top = fabs(p.y - frame.y0) < hair, bottom = fabs(p.y - frame.y1) < hair;
    if ((top || bottom) && (meridian || !(left || right))) {
        return top ? 't' : 'b';
    }
    return left ? 'l' : right ? 'r' : '\0';
}

static void add_tick(maker *m, sm_point at, bool meridian, double deg)
{
    char edge = edge_at(m->prepare->view.frame_pt, at, meridian);
    if (!edge) {
        return;
    }
    sm_graticule *g = m->out;
    g->ticks = sm_grow(m->a, g->ticks, g->n_ticks, &g->cap_ticks, sizeof *g->ticks);
    g->ticks[g->n_ticks++] = (sm_graticule_tick){meridian, deg, edge, at};
}

// The line from `a` to `b` (lon/lat) as it shows; nothing when it does not.
static void add_line(maker *m, sm_point a, sm_point b, bool meridian, double deg)
{
    enum { PIECES = 32 }; // a parallel may be a whole circle: its two ends alone would not tell
    sm_arena_mark mark = sm_arena_mark_now(m->scratch);
    sm_path line;
    sm_path_init(&line, m->scratch, SM_SPACE_LONLAT, SM_SHAPE_LINES);
    for (int i = 0; i <= PIECES; i++) {
        double t = (double)i / PIECES;
        sm_path_add(&line, a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
    }
    sm_graticule_line new = {.meridian = meridian, .deg = deg};
    sm_path_init(&new.path, m->a, SM_SPACE_PAGE, SM_SHAPE_LINES);
    if (sm_prepare_path(m->prepare, m->scratch, &line, &new.path, NULL) != SM_PREPARED_OUTSIDE) {
        sm_graticule *g = m->out;
        g->lines = sm_grow(m->a, g->lines, g->n_lines, &g->cap_lines, sizeof *g->lines);
        g->lines[g->n_lines++] = new;
        for (size_t i = 0; i < new.path.n_parts; i++) {
            size_t n = 0;
            const sm_point *p = sm_path_part(&new.path, i, &n);
            add_tick(m, p[0], meridian, deg);
            add_tick(m, p[n - 1], meridian, deg);
        }
    }
    sm_arena_rewind(m->scratch, mark);
}

static void add_crosses(maker *m, range lons, range lats, double step)
{
    sm_graticule *g = m->out;
    const sm_view *view = &m->prepare->view;
    for (long i = lons.first; i <= lons.last; i++) {
        for (long k = lats.first; k <= lats.last; k++) {
            sm_point at = {(double)i * step, (double)k * step};
            if (sm_crs_forward(m->prepare->crs, &at, 1)) {
                continue;
            }
            at = sm_view_to_page(view, at);
            if (sm_box_has(view->frame_pt, at)) {
                g->crosses =
                    sm_grow(m->a, g->crosses, g->n_crosses, &g->cap_crosses, sizeof *g->crosses);
                g->crosses[g->n_crosses++] = at;
            }
        }
    }
}

// -------------------------------------------------------------------------------------------------

// Every meridian once, also when the reach is more than a turn.
static range meridians(sm_box reach, double step)
{
    if (reach.x1 - reach.x0 < 360) {
        return multiples(reach.x0, reach.x1, step);
    }
    range r = multiples(-180, 180, step);
    r.first += fabs((double)r.first * step + 180) < 1e-9 ? 1 : 0;
    return r;
}

static void fill(maker *m, range lons, range lats, double step)
{
    sm_box reach = m->prepare->reach_deg;
    double west = fmax(reach.x0, reach.x1 - reach.x0 < 360 ? reach.x0 : -180);
    double east = fmin(reach.x1, west + 360);
    for (long i = lons.first; i <= lons.last; i++) {
        double lon = (double)i * step;
        add_line(m, (sm_point){lon, reach.y0}, (sm_point){lon, reach.y1}, true, plain_lon(lon));
    }
    for (long i = lats.first; i <= lats.last; i++) {
        double lat = (double)i * step;
        if (fabs(lat) < 90) {
            add_line(m, (sm_point){west, lat}, (sm_point){east, lat}, false, lat);
        }
    }
    add_crosses(m, lons, lats, step);
}

sm_status sm_graticule_make(sm_arena *a, const sm_crs *crs, const sm_view *view, double step_deg,
                            sm_graticule *out, sm_error *err)
{
    if (!(step_deg >= 0 && step_deg <= 90)) {
        return sm_fail(err, SM_EINPUT, SM_NOWHERE, "0 lets the program choose",
                       "a graticule step of %g degrees is not between 0 and 90", step_deg);
    }
    sm_prepare prepare = sm_prepare_default(crs, *view, 0);
    prepare.grid_pt = 0; // ends of lines lie on the frame itself
    double step = step_deg > 0 ? step_deg : choose_step(middle_of(&prepare));
    range lons = meridians(prepare.reach_deg, step);
    range lats = multiples(prepare.reach_deg.y0, prepare.reach_deg.y1, step);
    if (how_many(lons) > MAX_LINES || how_many(lats) > MAX_LINES) {
        return sm_fail(err, SM_EINPUT, SM_NOWHERE, "choose a larger step, or 0",
                       "a graticule step of %g degrees draws more than %d lines", step, MAX_LINES);
    }
    *out = (sm_graticule){.step_deg = step};
    maker m = {.a = a, .scratch = sm_arena_create(), .prepare = &prepare, .out = out};
    fill(&m, lons, lats, step);
    sm_arena_destroy(m.scratch);
    return SM_OK;
}
