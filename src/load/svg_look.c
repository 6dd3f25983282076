// How a shape looks: attributes, the style attribute, colours, lengths, transforms.
// Source: SVG 1.1, chapters 4, 7 and 11.
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "load/svg.h"

static const double PI = 3.14159265358979323846;

// ---- Numbers ------------------------------------------------------------------------------------

bool svg_number(const char **at, double *out)
{
    const char *p = *at + strspn(*at, " \t\r\n,");
    const char *end = p + (*p == '+' || *p == '-');
    end += strspn(end, "0123456789");
    if (*end == '.') {
        end += 1 + strspn(end + 1, "0123456789");
    }
    if (*end == 'e' || *end == 'E') {
        const char *digits = end + 1 + (end[1] == '+' || end[1] == '-');
        size_t n = strspn(digits, "0123456789");
        end = n ? digits + n : end;
    }
    char text[64];
    size_t len = (size_t)(end - p), skip = *p == '+';
    if (len >= sizeof text || len == skip) {
        return false;
    }
    memcpy(text, p, len);
    text[len] = '\0';
    *at = end;
    return sm_parse_double(text + skip, len - skip, out);
}

double svg_length(const char *text, double whole, double fallback)
{
    static const struct {
        const char *unit;
        double px;
    } units[] = {{"px", 1},          {"pt", 96.0 / 72}, {"pc", 16}, {"mm", 96 / 25.4},
                 {"cm", 960 / 25.4}, {"in", 96},        {"", 1}};
    double x = 0;
    if (!text || !svg_number(&text, &x)) {
        return fallback;
    }
    if (*text == '%') {
        return x / 100 * whole;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strncmp(text, units[i].unit, 2) == 0) {
            return x * units[i].px;
        }
    }
    return x;
}

// ---- Transforms ---------------------------------------------------------------------------------

svg_matrix svg_join(svg_matrix o, svg_matrix i)
{
    return (svg_matrix){o.a * i.a + o.c * i.b,       o.b * i.a + o.d * i.b,
                        o.a * i.c + o.c * i.d,       o.b * i.c + o.d * i.d,
                        o.a * i.e + o.c * i.f + o.e, o.b * i.e + o.d * i.f + o.f};
}

sm_point svg_map(const svg_matrix *m, double x, double y)
{
    return (sm_point){m->a * x + m->c * y + m->e, m->b * x + m->d * y + m->f};
}

static svg_matrix turned(const double *v, int n)
{
    double t = v[0] * PI / 180, x = n > 2 ? v[1] : 0, y = n > 2 ? v[2] : 0;
    svg_matrix turn = {cos(t), sin(t), -sin(t), cos(t), 0, 0};
    svg_matrix to = {1, 0, 0, 1, x, y}, from = {1, 0, 0, 1, -x, -y};
    return svg_join(svg_join(to, turn), from);
}

static svg_matrix one_transform(const char *name, size_t len, const double *v, int n)
{
    if (len == 6 && strncmp(name, "matrix", 6) == 0 && n == 6) {
        return (svg_matrix){v[0], v[1], v[2], v[3], v[4], v[5]};
    }
    if (len == 9 && strncmp(name, "translate", 9) == 0) {
        return (svg_matrix){1, 0, 0, 1, v[0], n > 1 ? v[1] : 0};
    }
    if (len == 5 && strncmp(name, "scale", 5) == 0) {
        return (svg_matrix){v[0], 0, 0, n > 1 ? v[1] : v[0], 0, 0};
    }
    if (len == 6 && strncmp(name, "rotate", 6) == 0) {
        return turned(v, n);
    }
    if (len == 5 && strncmp(name, "skew", 4) == 0) {
        double t = tan(v[0] * PI / 180);
        return name[4] == 'X' ? (svg_matrix){1, 0, t, 1, 0, 0} : (svg_matrix){1, t, 0, 1, 0, 0};
    }
    return SVG_IDENTITY;
}

svg_matrix svg_transform(const char *text)
{
    svg_matrix all = SVG_IDENTITY;
    while (text && *text) {
        const char *name = text + strspn(text, " \t\r\n,");
        size_t len = strcspn(name, "( \t\r\n");
        const char *at = strchr(name, '(');
        double v[6] = {0};
        int n = 0;
        if (!at) {
            break;
        }
        at++;
        while (n < 6 && svg_number(&at, &v[n])) {
            n++;
        }
        all = n ? svg_join(all, one_transform(name, len, v, n)) : all;
        text = strchr(at, ')');
        text = text ? text + 1 : NULL;
    }
    return all;
}

// ---- Colours ------------------------------------------------------------------------------------

static bool rgb_color(const char *text, sm_color *out)
{
    double v[3] = {0};
    for (int i = 0; i < 3; i++) {
        if (!svg_number(&text, &v[i])) {
            return false;
        }
        v[i] *= *text == '%' ? 2.55 : 1;
        text += *text == '%';
        v[i] = fmin(255, fmax(0, v[i]));
    }
    *out = (sm_color){(uint8_t)lround(v[0]), (uint8_t)lround(v[1]), (uint8_t)lround(v[2]), 255};
    return true;
}

// A gradient is drawn in its first colour, which is said.
static bool gradient_color(svg *s, const char *id, sm_color *out)
{
    const sm_xml *g = svg_find(s->root, id);
    svg_miss(s, g ? g->name : "a gradient");
    for (const sm_xml *stop = g ? sm_xml_first(g) : NULL; stop; stop = sm_xml_next(stop)) {
        const char *style = sm_xml_attr_value(stop, "style");
        const char *value = sm_xml_attr_value(stop, "stop-color");
        const char *at = style ? strstr(style, "stop-color:") : NULL;
        if (at) {
            at += strlen("stop-color:");
            at += strspn(at, " ");
            value = sm_arena_strndup(s->arena, at, strcspn(at, "; "));
        }
        if (value && sm_color_parse(value, out)) {
            return true;
        }
    }
    *out = SM_RGB(0x808080);
    return true;
}

static const char *url_id(svg *s, const char *text)
{
    const char *id = strchr(text, '#');
    return sm_arena_strndup(s->arena, id ? id + 1 : "", id ? strcspn(id + 1, ")'\" ") : 0);
}

// "param(fill) #FFF": what the style asks for, else the colour that follows.
static const char *without_param(const char *text, const char *name, const char *wish)
{
    size_t len = strlen(name);
    if (strncmp(text, "param(", 6) != 0) {
        return text;
    }
    const char *end = strchr(text, ')');
    bool mine = end && (size_t)(end - text - 6) == len && strncmp(text + 6, name, len) == 0;
    if (mine && wish) {
        return wish;
    }
    return end ? end + 1 + strspn(end + 1, " ") : "";
}

static void read_color(svg *s, const char *text, sm_color *out, bool *has, const svg_look *look)
{
    sm_color c;
    if (strcmp(text, "none") == 0 || strcmp(text, "transparent") == 0) {
        *has = false;
    } else if (strncmp(text, "url(", 4) == 0) {
        *has = gradient_color(s, url_id(s, text), out);
    } else if (strcasecmp(text, "currentColor") == 0) {
        *has = true;
        *out = look->color;
    } else if (strncasecmp(text, "rgb(", 4) == 0) {
        *has = rgb_color(text + 4, out) || *has;
    } else if (sm_color_parse(text, &c)) {
        *has = true;
        *out = c;
    }
}

// ---- Properties ---------------------------------------------------------------------------------

static void read_dash(const char *text, svg_look *look)
{
    look->n_dash = 0;
    while (look->n_dash < 8 && svg_number(&text, &look->dash[look->n_dash])) {
        look->n_dash++;
    }
}

static double share(const char *text, const char *param, const char *wish, double fallback)
{
    const char *own = without_param(text, param, wish);
    double x = svg_length(own, 1, fallback);
    return fmin(1, fmax(0, x));
}

static void read_stroke_property(svg *s, const char *name, const char *value, svg_look *look)
{
    const svg_wishes *w = s->wishes;
    if (strcmp(name, "stroke") == 0) {
        read_color(s, without_param(value, "outline", w->outline), &look->stroke, &look->has_stroke,
                   look);
    } else if (strcmp(name, "stroke-width") == 0) {
        look->width =
            svg_length(without_param(value, "outline-width", w->outline_width), 100, look->width);
    } else if (strcmp(name, "stroke-opacity") == 0) {
        look->stroke_opacity =
            share(value, "outline-opacity", w->outline_opacity, look->stroke_opacity);
    } else if (strcmp(name, "stroke-linecap") == 0) {
        look->cap = strcmp(value, "round") == 0    ? SM_CAP_ROUND
                    : strcmp(value, "square") == 0 ? SM_CAP_SQUARE
                                                   : SM_CAP_BUTT;
    } else if (strcmp(name, "stroke-linejoin") == 0) {
        look->join = strcmp(value, "round") == 0   ? SM_JOIN_ROUND
                     : strcmp(value, "bevel") == 0 ? SM_JOIN_BEVEL
                                                   : SM_JOIN_MITER;
    } else if (strcmp(name, "stroke-dasharray") == 0) {
        read_dash(value, look);
    }
}

static void read_property(svg *s, const char *name, const char *value, svg_look *look)
{
    static const char *const effects[] = {"filter", "mask", "clip-path"};
    const svg_wishes *w = s->wishes;
    bool unused = false;
    for (size_t i = 0; i < sizeof effects / sizeof *effects; i++) {
        if (strcmp(name, effects[i]) == 0 && strcmp(value, "none") != 0) {
            svg_miss(s, effects[i]);
        }
    }
    if (strcmp(name, "fill") == 0) {
        read_color(s, without_param(value, "fill", w->fill), &look->fill, &look->has_fill, look);
    } else if (strcmp(name, "color") == 0) {
        read_color(s, value, &look->color, &unused, look);
    } else if (strcmp(name, "fill-opacity") == 0) {
        look->fill_opacity = share(value, "fill-opacity", w->fill_opacity, look->fill_opacity);
    } else if (strcmp(name, "opacity") == 0) {
        look->opacity *= share(value, "opacity", NULL, 1);
    } else if (strcmp(name, "fill-rule") == 0) {
        look->even_odd = strcmp(value, "evenodd") == 0;
    } else if (strcmp(name, "display") == 0 || strcmp(name, "visibility") == 0) {
        look->hidden |= strcmp(value, "none") == 0 || strcmp(value, "hidden") == 0;
    } else {
        read_stroke_property(s, name, value, look);
    }
}

static const char *trimmed(svg *s, const char *text, size_t len)
{
    static const char space[] = " \t\r\n";
    while (len && strchr(space, *text)) {
        text++, len--;
    }
    while (len && strchr(space, text[len - 1])) {
        len--;
    }
    return sm_arena_strndup(s->arena, text, len);
}

// "fill:#fff;stroke:none"
static void read_style(svg *s, const char *style, svg_look *look)
{
    while (*style) {
        size_t len = strcspn(style, ";");
        const char *colon = memchr(style, ':', len);
        if (colon) {
            size_t before = (size_t)(colon - style);
            read_property(s, trimmed(s, style, before), trimmed(s, colon + 1, len - before - 1),
                          look);
        }
        style += len + (style[len] == ';');
    }
}

void svg_read_look(svg *s, const sm_xml *e, svg_look *look)
{
    for (size_t i = 0; i < e->n_attrs; i++) {
        const sm_xml_attr *attr = &e->attrs[i];
        if (!attr->ns && strcmp(attr->name, "style") != 0) {
            read_property(s, attr->name, attr->value, look);
        }
    }
    const char *style = sm_xml_attr_value(e, "style");
    if (style) {
        read_style(s, style, look);
    }
    if (sm_xml_attr_value(e, "class")) {
        svg_miss(s, "a style sheet");
    }
}
