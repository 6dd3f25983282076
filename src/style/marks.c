// Well-known marks. Each is a row of the table below, in a small language of its own:
//
//     x,y            a vertex, in thousandths of the mark's height, y up
//     |              the next part begins
//     e x y rx ry from to   an elliptic arc, degrees counter-clockwise
//     p n r start    a regular polygon of n corners on a circle of radius r
//     s n r r2 start a star of n tips on radius r, with notches on radius r2
//
// Names are compared in small letters without "_" and without a prefix, except that "extshape://"
// leaves "ext:". Shapes after the figures in OGC 05-077r4 section 11.3.2 and the users' manuals of
// GeoServer and QGIS.
#include "style/marks.h"

#include <math.h>
#include <string.h>

static const double PI = 3.14159265358979323846;

typedef struct mark_row {
    const char *name;
    bool rings;       // else lines: stroked, never filled
    const char *std;  // shape by the standard, as GeoServer draws it
    const char *qgis; // where QGIS draws another; NULL: the same
    bool qgis_lines;  // that one is lines
} mark_row;

#define PLUS "-500,0 500,0 | 0,-500 0,500"
#define TIMES "-500,-500 500,500 | -500,500 500,-500"
#define ARROW_UP "0,500 250,0 50,0 50,-500 -50,-500 -50,0 -250,0"

static const mark_row rows[] = {
    {"square", true, "-500,-500 500,-500 500,500 -500,500", NULL, false},
    {"circle", true, "e 0 0 500 500 0 360", NULL, false},
    {"triangle", true, "-577.35,-500 577.35,-500 0,500", "-500,-500 500,-500 0,500", false},
    {"star", true, "s 5 552.79 211.15 90 dy -52.79", "s 5 500 190.98 90", false},
    {"cross", true,
     "-500,-125 -125,-125 -125,-500 125,-500 125,-125 500,-125 500,125 125,125 125,500 -125,500 "
     "-125,125 -500,125",
     PLUS, true},
    {"x", true,
     "-500,-300 -300,-500 0,-200 300,-500 500,-300 200,0 500,300 300,500 0,200 -300,500 -500,300 "
     "-200,0",
     TIMES, true},
    {"arrow", true, "0,-500 500,0 0,500 0,100 -500,100 -500,-100 0,-100",
     "0,500 250,250 125,250 125,-500 -125,-500 -125,250 -250,250", false},
    // shape:// of GeoServer
    {"vertline", false, "0,-500 0,500", NULL, false},
    {"horline", false, "-500,0 500,0", NULL, false},
    {"slash", false, "-500,-500 500,500", NULL, false},
    {"backslash", false, "-500,500 500,-500", NULL, false},
    {"dot", true, "e 0 0 1 1 0 360", NULL, false},
    {"plus", false, PLUS, NULL, false},
    {"times", false, TIMES, NULL, false},
    {"oarrow", false, "-500,200 0,0 -500,-200", NULL, false},
    {"carrow", true, "-500,200 0,0 -500,-200", NULL, false},
    {"coarrow", false, "-500,300 500,0 -500,-300", NULL, false},
    {"ccarrow", true, "-500,300 500,0 -500,-300", NULL, false},
    // QGIS
    {"line", false, "0,-500 0,500", NULL, false},
    {"cross2", false, TIMES, NULL, false},
    {"crossfill", true,
     "-500,-100 -100,-100 -100,-500 100,-500 100,-100 500,-100 500,100 100,100 100,500 -100,500 "
     "-100,100 -500,100",
     NULL, false},
    {"diamond", true, "p 4 500 90", NULL, false},
    {"shield", true, "500,-250 500,500 -500,500 -500,-250 0,-500", NULL, false},
    {"pentagon", true, "p 5 500 90", NULL, false},
    {"hexagon", true, "p 6 500 90", NULL, false},
    {"octagon", true, "p 8 541.196 67.5", NULL, false},
    {"decagon", true, "p 10 500 90", NULL, false},
    {"rectangle", true, "-500,-250 500,-250 500,250 -500,250", NULL, false},
    {"equilateraltriangle", true, "p 3 500 90", NULL, false},
    {"regularstar", true, "s 5 500 190.98 90", NULL, false},
    {"heart", true, "0,-500 -450,0 e -225 212 225 225 180 25 0,300 e 225 212 225 225 155 0 450,0",
     NULL, false},
    {"arrowhead", false, "-500,-500 0,0 -500,500", NULL, false},
    {"filledarrowhead", true, "-500,-500 0,0 -500,500", NULL, false},
    {"asteriskfill", true, "s 8 500 190 90", NULL, false},
    {"semicircle", true, "e 0 0 500 500 0 180", NULL, false},
    {"thirdcircle", true, "0,0 e 0 0 500 500 90 210", NULL, false},
    {"quartercircle", true, "0,0 e 0 0 500 500 90 180", NULL, false},
    {"halfsquare", true, "-500,-500 0,-500 0,500 -500,500", NULL, false},
    {"diagonalhalfsquare", true, "-500,500 -500,-500 500,-500", NULL, false},
    {"halfarc", false, "e 0 0 500 500 0 180", NULL, false},
    {"thirdarc", false, "e 0 0 500 500 90 210", NULL, false},
    {"quarterarc", false, "e 0 0 500 500 90 180", NULL, false},
    {"righthalftriangle", true, "0,-500 500,-500 0,500", NULL, false},
    {"lefthalftriangle", true, "0,-500 -500,-500 0,500", NULL, false},
    {"roundedsquare", true,
     "e 325 325 175 175 0 90 e -325 325 175 175 90 180 e -325 -325 175 175 180 270 e 325 -325 175 "
     "175 270 360",
     NULL, false},
    {"squarewithcorners", true,
     "-303.6,500 -500,303.6 -500,-303.6 -303.6,-500 303.6,-500 500,-303.6 500,303.6 303.6,500",
     NULL, false},
    {"trapezoid", true, "250,250 500,-250 -500,-250 -250,250", NULL, false},
    {"stardiamond", true, "s 4 500 190 90", NULL, false},
    {"parallelogramright", true, "250,-250 500,250 -250,250 -500,-250", NULL, false},
    {"parallelogramleft", true, "500,-250 250,250 -500,250 -250,-250", NULL, false},
    // extshape:// of GeoServer: fronts of the weather map stand on the line
    {"ext:triangle", true, "-250,0 250,0 0,350", NULL, false},
    {"ext:emicircle", true, "e 0 0 250 220 0 180", NULL, false},
    {"ext:triangleemicircle", true, "-395,0 -250,-175 -145,0 | e 250 0 125 110 0 180", NULL, false},
    {"ext:narrow", true, ARROW_UP, NULL, false},
    {"ext:sarrow", true, "0,-500 -250,0 -50,0 -50,500 50,500 50,0 250,0", NULL, false},
    {"ext:arrow", true, ARROW_UP, NULL, false},
};

enum { N_ROWS = sizeof rows / sizeof *rows };

// As a polygon's pattern these are families of lines.
static const struct pattern_row {
    const char *name, *lines_deg;
    bool diagonal, turns_back;
} patterns[] = {
    {"horline", "0", false, true},     {"line", "90", false, true},
    {"vertline", "90", false, false},  {"slash", "45", true, false},
    {"backslash", "135", true, false}, {"plus", "0 90", false, false},
    {"cross", "0 90", false, false},   {"times", "45 135", true, false},
    {"x", "45 135", true, false},
};

// ---- The little language ------------------------------------------------------------------------

typedef struct pen_walk {
    const char *at;
    sm_path *path;
} pen_walk;

static double number(pen_walk *w)
{
    w->at += strspn(w->at, " ,");
    size_t len = strcspn(w->at, " ,|");
    double x = 0;
    bool fits = sm_parse_double(w->at, len, &x);
    w->at += len;
    return fits ? x : 0;
}

void sm_style_add_arc(sm_path *path, double x, double y, double rx, double ry, double from_deg,
                      double to_deg)
{
    int n = (int)ceil(fabs(to_deg - from_deg) / 5);
    for (int i = 0; i <= n; i++) {
        double t = (from_deg + (to_deg - from_deg) * i / n) * PI / 180;
        sm_path_add(path, x + rx * cos(t), y + ry * sin(t));
    }
}

static void add_arc(pen_walk *w)
{
    double x = number(w), y = number(w), rx = number(w), ry = number(w);
    double from = number(w), to = number(w);
    sm_style_add_arc(w->path, x / 1000, y / 1000, rx / 1000, ry / 1000, from, to);
}

static void add_star(pen_walk *w, bool notched)
{
    int tips = (int)number(w), n = notched ? 2 * tips : tips;
    double outer = number(w) / 1000, inner = notched ? number(w) / 1000 : 0, start = number(w);
    for (int i = 0; i < n; i++) {
        double t = (start + 360.0 * i / n) * PI / 180;
        double r = notched && i % 2 ? inner : outer;
        sm_path_add(w->path, r * cos(t), r * sin(t));
    }
}

// "dy -50" moves what has been drawn so far.
static void move_up(pen_walk *w)
{
    w->at++;
    double dy = number(w) / 1000;
    for (size_t i = 0; i < w->path->n_points; i++) {
        w->path->points[i].y += dy;
    }
}

static void add_vertex(pen_walk *w)
{
    double x = number(w);
    sm_path_add(w->path, x / 1000, number(w) / 1000);
}

static void close_part(sm_path *path)
{
    size_t n = 0;
    const sm_point *p = sm_path_part(path, path->n_parts - 1, &n);
    if (p[0].x != p[n - 1].x || p[0].y != p[n - 1].y) {
        sm_path_add(path, p[0].x, p[0].y);
    }
}

static void draw_shape(const char *shape, sm_path *out)
{
    pen_walk w = {shape, out};
    bool rings = out->shape == SM_SHAPE_RINGS;
    for (; *w.at; w.at += strspn(w.at, " ")) {
        switch (*w.at) {
        case '|':
            if (rings) {
                close_part(out);
            }
            sm_path_begin_part(out);
            w.at++;
            break;
        case 'e': w.at++, add_arc(&w); break;
        case 'p': w.at++, add_star(&w, false); break;
        case 's': w.at++, add_star(&w, true); break;
        case 'd': w.at++, move_up(&w); break;
        default: add_vertex(&w); break;
        }
    }
    if (rings) {
        close_part(out);
    }
}

// ---- Names --------------------------------------------------------------------------------------

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static const char *key_of(sm_arena *a, const char *name)
{
    static const char *const prefixes[][2] = {
        {"shape://", ""}, {"extshape://", "ext:"}, {"qgis://", ""}};
    sm_str key;
    sm_str_init(&key, a);
    name = sm_text_case(a, name, false, "");
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (starts(name, prefixes[i][0])) {
            name += strlen(prefixes[i][0]);
            sm_str_puts(&key, prefixes[i][1]);
            break;
        }
    }
    for (; *name; name++) {
        if (*name != '_') {
            sm_str_add(&key, name, 1);
        }
    }
    return key.text;
}

static void draw_row(sm_arena *a, const mark_row *row, bool qgis, sm_shape_mark *out)
{
    bool other = qgis && row->qgis;
    bool rings = other ? !row->qgis_lines : row->rings;
    sm_path *path = sm_arena_alloc(a, sizeof *path);
    sm_path_init(path, a, SM_SPACE_PAGE, rings ? SM_SHAPE_RINGS : SM_SHAPE_LINES);
    draw_shape(other ? row->qgis : row->std, path);
    out->path = path;
}

static void find_pattern(const char *key, sm_shape_mark *out)
{
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        if (strcmp(patterns[i].name, key) == 0) {
            out->lines_deg = patterns[i].lines_deg;
            out->diagonal = patterns[i].diagonal;
            out->turns_back = patterns[i].turns_back;
        }
    }
}

// Qt's dense brushes: squares in a grid of 4 px that cover the share of the ground which the
// brush's pixels cover. Vectors: the brush itself would be an image.
static bool find_brush(sm_arena *a, const char *name, sm_shape_mark *out)
{
    static const double shares[] = {0.94, 0.88, 0.63, 0.50, 0.37, 0.12, 0.06};
    const double tile_px = 4;
    if (!starts(name, "dense") || name[5] < '1' || name[5] > '7' || name[6]) {
        return false;
    }
    double half = sqrt(shares[name[5] - '1']) / 2;
    sm_path *path = sm_arena_alloc(a, sizeof *path);
    sm_path_init(path, a, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    const double corners[][2] = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}};
    for (size_t i = 0; i < 5; i++) {
        sm_path_add(path, corners[i][0] * half, corners[i][1] * half);
    }
    *out = (sm_shape_mark){.path = path, .tile_px = tile_px};
    return true;
}

bool sm_mark_find(sm_arena *a, const char *name, sm_dialect dialect, sm_shape_mark *out)
{
    if (starts(name, "wkt://")) {
        sm_path *path = sm_arena_alloc(a, sizeof *path);
        sm_path_init(path, a, SM_SPACE_PAGE, SM_SHAPE_RINGS);
        *out = (sm_shape_mark){.path = path};
        return sm_style_wkt_path(name + strlen("wkt://"), path);
    }
    if (starts(name, "brush://")) {
        return find_brush(a, name + strlen("brush://"), out);
    }
    const char *key = key_of(a, name);
    for (size_t i = 0; i < N_ROWS; i++) {
        if (strcmp(rows[i].name, key) == 0) {
            *out = (sm_shape_mark){0};
            draw_row(a, &rows[i], dialect == SM_DIALECT_QGIS, out);
            find_pattern(key, out);
            return true;
        }
    }
    return false;
}

const char *const *sm_mark_names(sm_arena *a, size_t *n)
{
    const char **names = sm_arena_alloc(a, N_ROWS * sizeof *names);
    for (size_t i = 0; i < N_ROWS; i++) {
        names[i] = rows[i].name;
    }
    *n = N_ROWS;
    return names;
}
