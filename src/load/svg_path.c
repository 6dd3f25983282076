// Path data: commands, curves, arcs. Source: SVG 1.1, sections 8.3 and F.6; the number of chords of
// a curve from its second differences (Wang 1984).
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "load/svg.h"

static const double PI = 3.14159265358979323846;

typedef struct walker {
    const svg *svg;
    const svg_matrix *m;
    sm_path *out;
    sm_point at, start; // user units
    sm_point control;   // of the last curve, for S and T
    char last;
    double scale; // user units of the outermost element per own unit
} walker;

static void add(walker *w, double x, double y)
{
    sm_point p = svg_map(w->m, x, y);
    if (fabs(p.x) < 1e7 && fabs(p.y) < 1e7) { // false for what is no number
        sm_path_add(w->out, p.x, p.y);
    }
}

static void begin(walker *w, sm_point p)
{
    sm_path_begin_part(w->out);
    add(w, p.x, p.y);
    w->at = w->start = p;
}

static void line_to(walker *w, sm_point p)
{
    add(w, p.x, p.y);
    w->at = p;
}

// Chords of a curve whose second differences are at most `bend` (already times n (n - 1) / 8).
static int chords(const walker *w, double bend)
{
    double n = ceil(sqrt(bend * w->scale / w->svg->tolerance));
    return n >= 1 ? (int)fmin(n, 500) : 1;
}

static double bend_of(sm_point a, sm_point b, sm_point c)
{
    return hypot(a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y);
}

static void cubic(walker *w, sm_point b, sm_point c, sm_point d)
{
    sm_point a = w->at;
    int n = chords(w, 0.75 * fmax(bend_of(a, b, c), bend_of(b, c, d)));
    for (int i = 1; i < n; i++) {
        double t = (double)i / n, u = 1 - t;
        double ka = u * u * u, kb = 3 * u * u * t, kc = 3 * u * t * t, kd = t * t * t;
        add(w, ka * a.x + kb * b.x + kc * c.x + kd * d.x,
            ka * a.y + kb * b.y + kc * c.y + kd * d.y);
    }
    line_to(w, d);
    w->control = c;
}

static void quadratic(walker *w, sm_point b, sm_point c)
{
    sm_point a = w->at;
    int n = chords(w, 0.25 * bend_of(a, b, c));
    for (int i = 1; i < n; i++) {
        double t = (double)i / n, u = 1 - t;
        add(w, u * u * a.x + 2 * u * t * b.x + t * t * c.x,
            u * u * a.y + 2 * u * t * b.y + t * t * c.y);
    }
    line_to(w, c);
    w->control = b;
}

typedef struct arc {
    double rx, ry, turn; // turn in radians
    bool large, sweep;
} arc;

static double between(double ux, double uy, double vx, double vy)
{
    return atan2(ux * vy - uy * vx, ux * vx + uy * vy);
}

// From end points to the centre: F.6.5; radii that are too small grow: F.6.6.
static void arc_to(walker *w, arc k, sm_point to)
{
    sm_point from = w->at;
    k.rx = fabs(k.rx);
    k.ry = fabs(k.ry);
    if (!(k.rx > 0) || !(k.ry > 0) || (from.x == to.x && from.y == to.y)) {
        line_to(w, to);
        return;
    }
    double c = cos(k.turn), s = sin(k.turn);
    double dx = (from.x - to.x) / 2, dy = (from.y - to.y) / 2;
    double x = c * dx + s * dy, y = -s * dx + c * dy;
    double grow = x * x / (k.rx * k.rx) + y * y / (k.ry * k.ry);
    if (grow > 1) {
        k.rx *= sqrt(grow);
        k.ry *= sqrt(grow);
    }
    double rx2 = k.rx * k.rx, ry2 = k.ry * k.ry;
    double rest = rx2 * ry2 / (rx2 * y * y + ry2 * x * x) - 1;
    double f = (k.large == k.sweep ? -1 : 1) * sqrt(fmax(0, rest));
    double ox = f * k.rx * y / k.ry, oy = -f * k.ry * x / k.rx;
    double cx = c * ox - s * oy + (from.x + to.x) / 2, cy = s * ox + c * oy + (from.y + to.y) / 2;
    double t0 = atan2((y - oy) / k.ry, (x - ox) / k.rx);
    double dt = between((x - ox) / k.rx, (y - oy) / k.ry, (-x - ox) / k.rx, (-y - oy) / k.ry);
    dt += k.sweep && dt < 0 ? 2 * PI : !k.sweep && dt > 0 ? -2 * PI : 0;
    int n = chords(w, fmax(k.rx, k.ry) * dt * dt / 8);
    for (int i = 1; i < n; i++) {
        double t = t0 + dt * i / n, ex = k.rx * cos(t), ey = k.ry * sin(t);
        add(w, cx + c * ex - s * ey, cy + s * ex + c * ey);
    }
    line_to(w, to);
}

static void close_path(walker *w)
{
    size_t n = 0;
    const sm_point *p = w->out->n_parts ? sm_path_part(w->out, w->out->n_parts - 1, &n) : NULL;
    if (n && (p[0].x != p[n - 1].x || p[0].y != p[n - 1].y)) {
        sm_path_add(w->out, p[0].x, p[0].y);
    }
    w->at = w->start;
}

// A curve that goes on smoothly mirrors the last control point.
static sm_point mirrored(const walker *w, const char *kinds)
{
    bool goes_on = w->last && strchr(kinds, w->last);
    return goes_on ? (sm_point){2 * w->at.x - w->control.x, 2 * w->at.y - w->control.y} : w->at;
}

static int count_of(char kind)
{
    static const char kinds[] = "MLHVCSQTAZ";
    static const int counts[] = {2, 2, 1, 1, 6, 4, 4, 2, 7, 0};
    const char *at = kind ? strchr(kinds, kind) : NULL;
    return at ? counts[at - kinds] : -1;
}

static void obey(walker *w, char kind, const double *v, sm_point base)
{
    sm_point p[3];
    for (size_t i = 0; i < 3; i++) {
        p[i] = (sm_point){v[2 * i] + base.x, v[2 * i + 1] + base.y};
    }
    switch (kind) {
    case 'M': begin(w, p[0]); break;
    case 'L': line_to(w, p[0]); break;
    case 'H': line_to(w, (sm_point){v[0] + base.x, w->at.y}); break;
    case 'V': line_to(w, (sm_point){w->at.x, v[0] + base.y}); break;
    case 'C': cubic(w, p[0], p[1], p[2]); break;
    case 'S': cubic(w, mirrored(w, "CS"), p[0], p[1]); break;
    case 'Q': quadratic(w, p[0], p[1]); break;
    case 'T': quadratic(w, mirrored(w, "QT"), p[0]); break;
    case 'A':
        arc_to(w, (arc){v[0], v[1], v[2] * PI / 180, v[3] != 0, v[4] != 0},
               (sm_point){v[5] + base.x, v[6] + base.y});
        break;
    case 'Z': close_path(w); break;
    default: break;
    }
    w->last = kind;
}

// Flags of arcs may stand together: "a1 1 0 01.5.5".
static bool read_value(const char **at, char kind, int i, double *out)
{
    if (kind == 'A' && (i == 3 || i == 4)) {
        *at += strspn(*at, " \t\r\n,");
        if (**at != '0' && **at != '1') {
            return false;
        }
        *out = *(*at)++ - '0';
        return true;
    }
    return svg_number(at, out);
}

static bool read_values(const char **at, char kind, double *v)
{
    for (int i = 0; i < count_of(kind); i++) {
        if (!read_value(at, kind, i, &v[i])) {
            return false;
        }
    }
    return true;
}

static walker walk(const svg *s, const svg_matrix *m, sm_path *out)
{
    return (walker){.svg = s, .m = m, .out = out, .scale = sqrt(fabs(m->a * m->d - m->b * m->c))};
}

// An error ends the path where it stands, as the standard asks (section F.2).
void svg_path_data(const svg *s, const char *data, const svg_matrix *m, sm_path *out)
{
    walker w = walk(s, m, out);
    char kind = 0;
    bool relative = false;
    for (;;) {
        data += strspn(data, " \t\r\n,");
        if (isalpha((unsigned char)*data)) {
            kind = (char)toupper((unsigned char)*data);
            relative = *data != kind;
            data++;
        } else if (!*data || !kind || kind == 'Z') {
            return;
        }
        double v[7] = {0};
        if (count_of(kind) < 0 || (!w.last && kind != 'M') || !read_values(&data, kind, v)) {
            return;
        }
        if (w.last == 'Z' && kind != 'M' && kind != 'Z') {
            begin(&w, w.at);
        }
        obey(&w, kind, v, relative ? w.at : (sm_point){0, 0});
        kind = kind == 'M' ? 'L' : kind; // further pairs of a move are lines
    }
}

void svg_ellipse(const svg *s, double cx, double cy, double rx, double ry, const svg_matrix *m,
                 sm_path *out)
{
    walker w = walk(s, m, out);
    int n = (int)fmax(12, chords(&w, fmax(rx, ry) * 4 * PI * PI / 8));
    sm_path_begin_part(out);
    for (int i = 0; i < n; i++) {
        add(&w, cx + rx * cos(2 * PI * i / n), cy + ry * sin(2 * PI * i / n));
    }
    close_path(&w);
}
