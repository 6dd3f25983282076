// Marks given as well-known text: wkt://POLYGON((0 0, 1 0, 1 1, 0 0)).
// Source: OGC 06-103r4, section 7.
#include <math.h>
#include <string.h>
#include <strings.h>

#include "style/marks.h"

enum { MAX_POINTS = 2000 };

typedef struct wkt {
    const char *at;
    sm_path *out;
    bool bad;
} wkt;

static void skip(wkt *w)
{
    w->at += strspn(w->at, " \t\r\n");
}

static bool take(wkt *w, char c)
{
    skip(w);
    bool here = *w->at == c;
    w->at += here;
    return here;
}

static void need(wkt *w, char c)
{
    w->bad |= !take(w, c);
}

static double number(wkt *w)
{
    skip(w);
    size_t len = strcspn(w->at, " \t\r\n,()");
    double x = 0;
    w->bad |= !sm_parse_double(w->at, len, &x) || fabs(x) > 1e9;
    w->at += len;
    return x;
}

// (x y, x y, ...) as one part.
static void read_part(wkt *w)
{
    need(w, '(');
    sm_path_begin_part(w->out);
    do {
        double x = number(w), y = number(w);
        sm_path_add(w->out, x, y);
        w->bad |= w->out->n_points > MAX_POINTS;
    } while (!w->bad && take(w, ','));
    need(w, ')');
}

// (part, part, ...), `depth` levels of brackets down.
static void read_parts(wkt *w, int depth)
{
    if (depth == 0) {
        read_part(w);
        return;
    }
    need(w, '(');
    do {
        read_parts(w, depth - 1);
    } while (!w->bad && take(w, ','));
    need(w, ')');
}

// A point becomes a short line, which a round or square cap makes visible.
static void widen_points(sm_path *path)
{
    size_t n = path->n_points;
    sm_point *points = path->points;
    sm_path_init(path, path->arena, path->space, SM_SHAPE_LINES);
    for (size_t i = 0; i < n; i++) {
        sm_path_begin_part(path);
        sm_path_add(path, points[i].x - 0.0005, points[i].y);
        sm_path_add(path, points[i].x + 0.0005, points[i].y);
    }
}

// The arc through three points.
static void add_arc_through(sm_path *out, sm_point a, sm_point b, sm_point c)
{
    const double deg = 180 / 3.14159265358979323846;
    double bx = b.x - a.x, by = b.y - a.y, cx = c.x - a.x, cy = c.y - a.y;
    double d = 2 * (bx * cy - by * cx), bb = bx * bx + by * by, cc = cx * cx + cy * cy;
    if (fabs(d) <= 1e-12 * (bb + cc)) {
        sm_path_add(out, b.x, b.y);
        sm_path_add(out, c.x, c.y);
        return;
    }
    double x = a.x + (cy * bb - by * cc) / d, y = a.y + (bx * cc - cx * bb) / d;
    double r = hypot(a.x - x, a.y - y);
    double from = atan2(a.y - y, a.x - x) * deg, to = atan2(c.y - y, c.x - x) * deg;
    if (d > 0 && to < from) {
        to += 360; // counter-clockwise
    } else if (d < 0 && to > from) {
        to -= 360;
    }
    sm_style_add_arc(out, x, y, r, r, from, to);
}

static void bend(sm_path *path)
{
    sm_path flat = *path;
    sm_path_init(path, path->arena, path->space, SM_SHAPE_LINES);
    for (size_t part = 0; part < flat.n_parts; part++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(&flat, part, &n);
        sm_path_begin_part(path);
        sm_path_add(path, p[0].x, p[0].y);
        for (size_t i = 0; i + 2 < n; i += 2) {
            add_arc_through(path, p[i], p[i + 1], p[i + 2]);
        }
    }
}

static bool parts_fit(sm_path *path)
{
    bool rings = path->shape == SM_SHAPE_RINGS;
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        if (n < (rings ? 4u : 2u) || (rings && (p[0].x != p[n - 1].x || p[0].y != p[n - 1].y))) {
            return false;
        }
    }
    return path->n_parts > 0;
}

static bool scale(sm_path *path)
{
    sm_box box = sm_path_box(path);
    double width = box.x1 - box.x0, height = box.y1 - box.y0;
    double size = height > 0 ? height : width;
    if (!(size > 0)) {
        return false;
    }
    for (size_t i = 0; i < path->n_points; i++) {
        path->points[i].x /= size;
        path->points[i].y /= size;
    }
    return true;
}

bool sm_style_wkt_path(const char *text, sm_path *out)
{
    static const struct {
        const char *name;
        int depth;
        sm_shape shape;
    } types[] = {{"POINT", 0, SM_SHAPE_POINTS},         {"MULTIPOINT", 0, SM_SHAPE_POINTS},
                 {"LINESTRING", 0, SM_SHAPE_LINES},     {"MULTILINESTRING", 1, SM_SHAPE_LINES},
                 {"CIRCULARSTRING", 0, SM_SHAPE_LINES}, {"POLYGON", 1, SM_SHAPE_RINGS},
                 {"MULTIPOLYGON", 2, SM_SHAPE_RINGS}};
    wkt w = {.at = text, .out = out};
    skip(&w);
    size_t len = strspn(w.at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strlen(types[i].name) != len || strncasecmp(types[i].name, w.at, len) != 0) {
            continue;
        }
        w.at += len;
        sm_path_clear(out, SM_SPACE_PAGE, types[i].shape);
        read_parts(&w, types[i].depth);
        skip(&w);
        if (w.bad || *w.at) {
            return false;
        }
        if (types[i].shape == SM_SHAPE_POINTS) {
            widen_points(out);
            return true; // a point has no size that could be scaled
        }
        if (strcmp(types[i].name, "CIRCULARSTRING") == 0) {
            bend(out);
        }
        return parts_fit(out) && scale(out);
    }
    return false;
}
