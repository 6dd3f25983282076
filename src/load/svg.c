// See svg.h.
#include "load/svg.h"

#include <math.h>
#include <string.h>

enum { MOST_POINTS = 200000, MOST_USES = 8 };

void svg_miss(svg *s, const char *what)
{
    if (!strstr(s->missing.text, what)) {
        sm_str_printf(&s->missing, "%s%s", s->missing.len ? ", " : "", what);
    }
}

const sm_xml *svg_find(const sm_xml *from, const char *id)
{
    const char *own = sm_xml_attr_value(from, "id");
    if (own && strcmp(own, id) == 0) {
        return from;
    }
    for (const sm_xml *c = sm_xml_first(from); c; c = sm_xml_next(c)) {
        const sm_xml *found = svg_find(c, id);
        if (found) {
            return found;
        }
    }
    return NULL;
}

// ---- Pieces -------------------------------------------------------------------------------------

static bool is_closed(const sm_point *p, size_t n)
{
    return n >= 4 && p[0].x == p[n - 1].x && p[0].y == p[n - 1].y;
}

static void add_part(sm_path *out, const sm_point *p, size_t n, bool close)
{
    sm_path_begin_part(out);
    for (size_t i = 0; i < n; i++) {
        sm_path_add(out, p[i].x, p[i].y);
    }
    if (close && !is_closed(p, n)) {
        sm_path_add(out, p[0].x, p[0].y);
    }
}

// The subpaths that a fill, an outline of closed ones or one of open ones takes.
static sm_path *choose(svg *s, const sm_path *all, bool for_fill, bool closed)
{
    sm_path *out = sm_arena_alloc(s->arena, sizeof *out);
    bool rings = for_fill || closed;
    sm_path_init(out, s->arena, SM_SPACE_PAGE, rings ? SM_SHAPE_RINGS : SM_SHAPE_LINES);
    for (size_t i = 0; i < all->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(all, i, &n);
        if (for_fill ? n >= 3 : n >= 2 && is_closed(p, n) == closed) {
            add_part(out, p, n, rings);
        }
    }
    return out;
}

static sm_color with_opacity(sm_color c, double opacity)
{
    c.a = (uint8_t)lround(c.a * opacity);
    return c;
}

static void add_piece(svg *s, const sm_path *path, const sm_art_piece *like)
{
    if (path->n_points) {
        sm_art_piece *piece = SM_PUSH(s->arena, s->out);
        *piece = *like;
        piece->path = path;
    }
}

static void add_outline(svg *s, const sm_path *path, const svg_look *look, double scale)
{
    sm_art_piece piece = {.is_outline = true,
                          .color = with_opacity(look->stroke, look->stroke_opacity * look->opacity),
                          .width = look->width * scale,
                          .cap = look->cap,
                          .join = look->join,
                          .n_dash = look->n_dash};
    for (size_t i = 0; i < look->n_dash; i++) {
        piece.dash[i] = look->dash[i] * scale;
    }
    add_piece(s, choose(s, path, false, true), &piece);
    add_piece(s, choose(s, path, false, false), &piece);
}

static void add_shape(svg *s, const sm_path *path, const svg_look *look, const svg_matrix *m)
{
    if (look->hidden) {
        return;
    }
    if (look->has_fill) {
        sm_art_piece piece = {.color = with_opacity(look->fill, look->fill_opacity * look->opacity),
                              .even_odd = look->even_odd};
        add_piece(s, choose(s, path, true, true), &piece);
    }
    double scale = sqrt(fabs(m->a * m->d - m->b * m->c));
    if (look->has_stroke && look->width > 0 && scale > 0) {
        add_outline(s, path, look, scale);
    }
}

// ---- Shapes -------------------------------------------------------------------------------------

static double attr(const sm_xml *e, const char *name, double fallback)
{
    return svg_length(sm_xml_attr_value(e, name), 100, fallback);
}

static void draw_path(svg *s, const sm_xml *e, const svg_matrix *m, sm_path *out)
{
    const char *data = sm_xml_attr_value(e, "d");
    svg_path_data(s, data ? data : "", m, out);
}

static void draw_rect(svg *s, const sm_xml *e, const svg_matrix *m, sm_path *out)
{
    double x = attr(e, "x", 0), y = attr(e, "y", 0);
    double w = attr(e, "width", 0), h = attr(e, "height", 0);
    double rx = attr(e, "rx", attr(e, "ry", 0)), ry = attr(e, "ry", rx);
    if (!(w > 0) || !(h > 0)) {
        return;
    }
    rx = fmin(fmax(rx, 0), w / 2);
    ry = fmin(fmax(ry, 0), h / 2);
    const char *d =
        sm_arena_printf(s->arena,
                        "M%.9g %.9gh%.9ga%.9g %.9g 0 0 1 %.9g %.9gv%.9ga%.9g %.9g 0 0 1 %.9g %.9g"
                        "h%.9ga%.9g %.9g 0 0 1 %.9g %.9gv%.9ga%.9g %.9g 0 0 1 %.9g %.9gz",
                        x + rx, y, w - 2 * rx, rx, ry, rx, ry, h - 2 * ry, rx, ry, -rx, ry,
                        2 * rx - w, rx, ry, -rx, -ry, 2 * ry - h, rx, ry, rx, -ry);
    svg_path_data(s, d, m, out);
}

static void draw_circle(svg *s, const sm_xml *e, const svg_matrix *m, sm_path *out)
{
    double r = attr(e, "r", 0);
    if (r > 0) {
        svg_ellipse(s, attr(e, "cx", 0), attr(e, "cy", 0), r, r, m, out);
    }
}

static void draw_ellipse(svg *s, const sm_xml *e, const svg_matrix *m, sm_path *out)
{
    double rx = attr(e, "rx", 0), ry = attr(e, "ry", 0);
    if (rx > 0 && ry > 0) {
        svg_ellipse(s, attr(e, "cx", 0), attr(e, "cy", 0), rx, ry, m, out);
    }
}

static void draw_line(svg *s, const sm_xml *e, const svg_matrix *m, sm_path *out)
{
    const char *d = sm_arena_printf(s->arena, "M%.9g %.9gL%.9g %.9g", attr(e, "x1", 0),
                                    attr(e, "y1", 0), attr(e, "x2", 0), attr(e, "y2", 0));
    svg_path_data(s, d, m, out);
}

static void draw_polyline(svg *s, const sm_xml *e, const svg_matrix *m, sm_path *out)
{
    const char *points = sm_xml_attr_value(e, "points");
    const char *close = strcmp(e->name, "polygon") == 0 ? "z" : "";
    svg_path_data(s, sm_arena_printf(s->arena, "M%s%s", points ? points : "", close), m, out);
}

static const struct shape_element {
    const char *name;
    void (*draw)(svg *s, const sm_xml *e, const svg_matrix *m, sm_path *out);
} shapes[] = {{"path", draw_path},       {"rect", draw_rect}, {"circle", draw_circle},
              {"ellipse", draw_ellipse}, {"line", draw_line}, {"polyline", draw_polyline},
              {"polygon", draw_polyline}};

// Elements that draw nothing where they stand.
static const char *const silent[] = {"defs",           "title",
                                     "desc",           "metadata",
                                     "namedview",      "symbol",
                                     "clipPath",       "marker",
                                     "linearGradient", "radialGradient",
                                     "filter",         "mask",
                                     "pattern",        "RDF",
                                     "perspective",    "grid"};

static bool is_silent(const sm_xml *e)
{
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        if (strcmp(silent[i], e->name) == 0) {
            return true;
        }
    }
    return false;
}

// ---- Elements -----------------------------------------------------------------------------------

static void draw_element(svg *s, const sm_xml *e, svg_look look, svg_matrix m);

static void draw_children(svg *s, const sm_xml *e, const svg_look *look, const svg_matrix *m)
{
    for (const sm_xml *c = sm_xml_first(e); c && s->n_points <= MOST_POINTS; c = sm_xml_next(c)) {
        draw_element(s, c, *look, *m);
    }
}

static const char *href_of(const sm_xml *e)
{
    for (size_t i = 0; i < e->n_attrs; i++) {
        if (strcmp(e->attrs[i].name, "href") == 0) {
            return e->attrs[i].value;
        }
    }
    return "";
}

static void draw_use(svg *s, const sm_xml *e, const svg_look *look, svg_matrix m)
{
    const char *href = href_of(e);
    const sm_xml *target = href[0] == '#' ? svg_find(s->root, href + 1) : NULL;
    if (!target || s->depth >= MOST_USES) {
        svg_miss(s, "use of something else");
        return;
    }
    m = svg_join(m, (svg_matrix){1, 0, 0, 1, attr(e, "x", 0), attr(e, "y", 0)});
    s->depth++;
    if (strcmp(target->name, "symbol") == 0) {
        draw_children(s, target, look, &m);
    } else {
        draw_element(s, target, *look, m);
    }
    s->depth--;
}

static void draw_element(svg *s, const sm_xml *e, svg_look look, svg_matrix m)
{
    if (is_silent(e)) {
        return;
    }
    svg_read_look(s, e, &look);
    m = svg_join(m, svg_transform(sm_xml_attr_value(e, "transform")));
    if (strcmp(e->name, "g") == 0 || strcmp(e->name, "a") == 0 || strcmp(e->name, "switch") == 0) {
        draw_children(s, e, &look, &m);
        return;
    }
    if (strcmp(e->name, "use") == 0) {
        draw_use(s, e, &look, m);
        return;
    }
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (strcmp(shapes[i].name, e->name) == 0) {
            sm_path path;
            sm_path_init(&path, s->arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
            shapes[i].draw(s, e, &m, &path);
            s->n_points += path.n_points;
            add_shape(s, &path, &look, &m);
            return;
        }
    }
    svg_miss(s, sm_arena_printf(s->arena, "<%s>", e->name));
}

// ---- The file -----------------------------------------------------------------------------------

typedef struct view_box {
    double x, y, width, height;
} view_box;

static bool read_view_box(const sm_xml *root, view_box *out, double *height_px)
{
    const char *text = sm_xml_attr_value(root, "viewBox");
    view_box v = {0, 0, 0, 0};
    bool stated = text && svg_number(&text, &v.x) && svg_number(&text, &v.y) &&
                  svg_number(&text, &v.width) && svg_number(&text, &v.height);
    double w = svg_length(sm_xml_attr_value(root, "width"), v.width, v.width);
    double h = svg_length(sm_xml_attr_value(root, "height"), v.height, v.height);
    *out = stated ? v : (view_box){0, 0, w, h};
    *height_px = h;
    return out->width > 0 && out->height > 0 && h > 0 && out->width < 1e6 && out->height < 1e6;
}

// From the view box to the unit box of marks: height 1, centred, y up.
static void normalise(sm_art *art, const view_box *v)
{
    art->aspect = v->width / v->height;
    for (size_t i = 0; i < art->count; i++) {
        sm_art_piece *piece = &art->items[i];
        sm_path *path = (sm_path *)(uintptr_t)piece->path;
        for (size_t k = 0; k < path->n_points; k++) {
            path->points[k].x = (path->points[k].x - v->x - v->width / 2) / v->height;
            path->points[k].y = -(path->points[k].y - v->y - v->height / 2) / v->height;
        }
        piece->width /= v->height;
        for (size_t k = 0; k < piece->n_dash; k++) {
            piece->dash[k] /= v->height;
        }
    }
}

// Drawing programs write a DOCTYPE without content of its own, which our parser refuses: blanks
// take its place, so that lines keep their numbers.
static char *without_doctype(sm_arena *a, const char *bytes, size_t len)
{
    char *copy = sm_arena_strndup(a, bytes, len);
    char *at = memmem(copy, len, "<!DOCTYPE", 9);
    char *root = memmem(copy, len, "<svg", 4);
    char *end = at ? memchr(at, '>', len - (size_t)(at - copy)) : NULL;
    char *bracket = at ? memchr(at, '[', len - (size_t)(at - copy)) : NULL;
    if (end && (!root || at < root) && (!bracket || bracket > end)) {
        for (; at <= end; at++) {
            *at = *at == '\n' ? '\n' : ' ';
        }
    }
    return copy;
}

bool svg_read(sm_arena *a, const char *bytes, size_t len, const svg_wishes *wishes, sm_art *out,
              double *height_px, const char **why, const char **missing)
{
    const double tolerance = 0.0005; // of the height: 0.01 mm on a drawing of 20 mm
    sm_diags unheard;
    sm_error err;
    svg s = {.arena = a, .wishes = wishes, .out = out};
    view_box box;
    *out = (sm_art){NULL, 0, 0, 1};
    sm_diags_init(&unheard, a);
    sm_str_init(&s.missing, a);
    if (sm_xml_parse(a, "svg", without_doctype(a, bytes, len), len, &s.root, &unheard, &err)) {
        *why = sm_arena_strdup(a, err.message);
        return false;
    }
    if (strcmp(s.root->name, "svg") != 0 || !read_view_box(s.root, &box, height_px)) {
        *why = strcmp(s.root->name, "svg") != 0 ? "it is no SVG" : "it has no size";
        return false;
    }
    s.tolerance = tolerance * box.height;
    svg_look look = SVG_PLAIN_LOOK;
    svg_matrix identity = SVG_IDENTITY;
    svg_read_look(&s, s.root, &look);
    draw_children(&s, s.root, &look, &identity);
    if (s.n_points > MOST_POINTS) {
        *why = "it has more than 200,000 points";
        return false;
    }
    normalise(out, &box);
    *missing = s.missing.text;
    return true;
}
