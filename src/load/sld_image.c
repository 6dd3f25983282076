// ExternalGraphic: drawings and pixels from files beside the style, or from within it.
#include <math.h>
#include <string.h>
#include <strings.h>

#include "load/png.h"
#include "load/sld_parts.h"
#include "load/svg.h"
#include "sitmap/limits.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

// Where an image comes from, and how QGIS wants it coloured.
typedef struct image_source {
    const char *href; // NULL: inline
    const char *bytes;
    size_t len;
    svg_wishes wishes;
    const char *why;
} image_source;

// ---- Text that holds bytes ----------------------------------------------------------------------

static int digit_of(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

// RFC 4648, white space passed over.
static bool decode_base64(sm_arena *a, const char *text, const char **bytes, size_t *len)
{
    char *out = sm_arena_alloc(a, strlen(text) + 1);
    uint32_t held = 0;
    int bits = 0;
    size_t n = 0;
    for (; *text && *text != '='; text++) {
        int digit = digit_of(*text);
        if (digit < 0 && !strchr(" \t\r\n", *text)) {
            return false;
        }
        if (digit >= 0) {
            held = held << 6 | (uint32_t)digit;
            bits += 6;
        }
        if (bits >= 8) {
            bits -= 8;
            out[n++] = (char)(held >> bits & 255);
        }
    }
    *bytes = out;
    *len = n;
    return n > 0;
}

static int hex_of(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

// RFC 3986, section 2.1.
static char *decode_percent(sm_arena *a, const char *text, size_t len)
{
    char *out = sm_arena_alloc(a, len + 1);
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        bool coded =
            text[i] == '%' && i + 2 < len && hex_of(text[i + 1]) >= 0 && hex_of(text[i + 2]) >= 0;
        out[n++] = coded ? (char)(hex_of(text[i + 1]) * 16 + hex_of(text[i + 2])) : text[i];
        i += coded ? 2 : 0;
    }
    out[n] = '\0';
    return out;
}

// ---- Addresses ----------------------------------------------------------------------------------

// "fill=%23FF0000&outline-width=1": QGIS's own way to colour a drawing. A colour may stand after
// an unescaped '#'.
static void read_wishes(sm_arena *a, const char *query, svg_wishes *out)
{
    const struct {
        const char *name;
        const char **value;
    } wishes[] = {{"fill", &out->fill},
                  {"fill-opacity", &out->fill_opacity},
                  {"outline", &out->outline},
                  {"outline-opacity", &out->outline_opacity},
                  {"outline-width", &out->outline_width}};
    while (*query) {
        size_t len = strcspn(query, "&"), name = strcspn(query, "=&");
        for (size_t i = 0; i < COUNT(wishes); i++) {
            if (strlen(wishes[i].name) == name && strncmp(query, wishes[i].name, name) == 0 &&
                name < len) {
                *wishes[i].value = decode_percent(a, query + name + 1, len - name - 1);
            }
        }
        query += len + (query[len] == '&');
    }
}

static bool starts(const char *text, const char *with)
{
    return strncasecmp(text, with, strlen(with)) == 0;
}

static bool is_remote(const char *href)
{
    return starts(href, "http:") || starts(href, "https:") || starts(href, "ftp:");
}

// Files lie beside the style or below its root; the root keeps all paths inside.
static bool read_file(sld *s, const char *path, image_source *in)
{
    sm_error err;
    char *bytes = NULL;
    const char *slash = strrchr(s->file, '/');
    const char *beside =
        slash ? sm_arena_printf(s->arena, "%.*s/%s", (int)(slash - s->file), s->file, path) : path;
    const char *const places[] = {beside, path};
    for (size_t i = 0; i < 1 + (slash != NULL); i++) {
        if (!sm_root_read(s->root, places[i], SM_MAX_XML_BYTES, s->arena, &bytes, &in->len, &err)) {
            in->bytes = bytes;
            return true;
        }
    }
    in->why = sm_arena_strdup(s->arena, err.message);
    return false;
}

static bool fetch(sld *s, image_source *in)
{
    const char *href = in->href, *comma = strchr(href, ',');
    if (starts(href, "base64:") || (starts(href, "data:") && comma && strstr(href, ";base64,"))) {
        in->why = "its base64 is damaged";
        return decode_base64(s->arena, starts(href, "base64:") ? href + 7 : comma + 1, &in->bytes,
                             &in->len);
    }
    if (is_remote(href)) {
        in->why = "nothing is fetched from the network";
        return false;
    }
    href += starts(href, "file://") ? 7 : starts(href, "file:") ? 5 : 0;
    size_t path = strcspn(href, "?");
    read_wishes(s->arena, href[path] ? href + path + 1 : "", &in->wishes);
    in->why = "there is no folder to find it in";
    return s->root && read_file(s, decode_percent(s->arena, href, path), in);
}

// ---- Images -------------------------------------------------------------------------------------

static const sm_path *frame(sm_arena *a, double aspect)
{
    const double x = aspect / 2, y = 0.5;
    const sm_point corners[] = {{-x, -y}, {x, -y}, {x, y}, {-x, y}, {-x, -y}};
    sm_path *path = sm_arena_alloc(a, sizeof *path);
    sm_path_init(path, a, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    for (size_t i = 0; i < COUNT(corners); i++) {
        sm_path_add(path, corners[i].x, corners[i].y);
    }
    return path;
}

static bool take_pixels(sld *s, image_source *in, sm_image_choice *out)
{
    sm_bitmap *bitmap = sm_arena_alloc(s->arena, sizeof *bitmap);
    if (!png_read(s->arena, in->bytes, in->len, SM_MAX_STYLE_PIXELS, bitmap, &in->why)) {
        return false;
    }
    out->bitmap = bitmap;
    out->own_px = (double)bitmap->height;
    out->frame = frame(s->arena, (double)bitmap->width / (double)bitmap->height);
    return true;
}

static bool take_drawing(sld *s, const sm_xml *e, image_source *in, sm_image_choice *out)
{
    sm_art *art = sm_arena_alloc(s->arena, sizeof *art);
    const char *missing = "";
    if (!svg_read(s->arena, in->bytes, in->len, &in->wishes, art, &out->own_px, &in->why,
                  &missing)) {
        return false;
    }
    if (missing[0]) {
        sld_warn(s, e, "W101", "draw it with plain shapes",
                 "the drawing holds what is not drawn as it is there: %s", missing);
    }
    out->art = art;
    out->frame = frame(s->arena, art->aspect);
    return true;
}

static bool take_image(sld *s, const sm_xml *e, image_source *in, sm_image_choice *out)
{
    *out = (sm_image_choice){.href = in->href};
    return png_is(in->bytes, in->len) ? take_pixels(s, in, out) : take_drawing(s, e, in, out);
}

static const char *name_of(sld *s, const image_source *in)
{
    return in->href ? sm_arena_printf(s->arena, "the image %.60s (%s)", in->href, in->why)
                    : sm_arena_printf(s->arena, "the image (%s)", in->why);
}

// ---- Addresses with fields in them --------------------------------------------------------------
// "icons/${kind}.svg": which files it may mean is seen in the folder, for the features come later.

enum { MOST_IMAGES = 256 };

typedef struct pattern {
    const char *folder;         // with its slash, or ""
    const char *before, *after; // of the name; `after` with a query
} pattern;

static bool read_pattern(sld *s, const char *href, pattern *out)
{
    const char *field = strstr(href, "${"), *slash = field, *end = strrchr(href, '}');
    while (slash > href && slash[-1] != '/') {
        slash--;
    }
    if (!end || end < field || strchr(end, '/') || strcspn(href, "?") < (size_t)(end - href)) {
        return false;
    }
    *out = (pattern){sm_arena_strndup(s->arena, href, (size_t)(slash - href)),
                     sm_arena_strndup(s->arena, slash, (size_t)(field - slash)), end + 1};
    return !memchr(field, '/', (size_t)(end - field));
}

static bool fits(const pattern *p, const char *name)
{
    size_t before = strlen(p->before), after = strcspn(p->after, "?"), n = strlen(name);
    return n > before + after && strncmp(name, p->before, before) == 0 &&
           strncmp(name + n - after, p->after, after) == 0;
}

static void add_choice(sld *s, const sm_xml *e, const pattern *p, const char *name,
                       sm_graphic_style *g)
{
    const char *query = strchr(p->after, '?');
    image_source in = {
        .href = sm_arena_printf(s->arena, "%s%s%s", p->folder, name, query ? query : "")};
    sm_image_choice *choice = &g->images[g->n_images];
    if (fetch(s, &in) && take_image(s, e, &in, choice)) {
        g->n_images++;
    } else {
        sld_warn(s, e, "W108", "put an SVG or PNG file there", "%s can not be drawn",
                 name_of(s, &in));
    }
}

static bool list_beside(sld *s, const char *folder, const char *const **names, size_t *n)
{
    sm_error err;
    const char *slash = strrchr(s->file, '/');
    const char *beside =
        slash ? sm_arena_printf(s->arena, "%.*s%s", (int)(slash - s->file) + 1, s->file, folder)
              : folder;
    return s->root && (!sm_root_list(s->root, beside, s->arena, names, n, &err) ||
                       !sm_root_list(s->root, folder, s->arena, names, n, &err));
}

static bool fetch_choices(sld *s, const sm_xml *e, image_source *in, sm_graphic_style *g)
{
    pattern p;
    const char *const *names = NULL;
    size_t n = 0;
    in->why = "write it as folder/${field}.svg";
    const sm_expr *href = read_pattern(s, in->href, &p) ? sld_template(s, e, in->href) : NULL;
    if (!href) {
        return false;
    }
    g->images = sm_arena_zero(s->arena, MOST_IMAGES, sizeof *g->images);
    in->why = "there is no such folder";
    bool listed = list_beside(s, p.folder, &names, &n);
    for (size_t i = 0; i < n; i++) {
        if (fits(&p, names[i]) && g->n_images == MOST_IMAGES) {
            in->why = "more than 256 files fit it";
            g->n_images = 0;
            break;
        }
        if (fits(&p, names[i])) {
            add_choice(s, e, &p, names[i], g);
        }
        in->why = "no file fits it";
    }
    g->name = (sm_param){.expr = href, .line = e->line, .column = e->column};
    s->uses_feature |= href->uses_feature;
    return listed && g->n_images > 0;
}

// ---- The element --------------------------------------------------------------------------------

static void read_resource(sld *s, const sm_xml *e, void *to)
{
    (void)s;
    ((image_source *)to)->href = sld_href(e);
}

static void write_xml(sm_str *out, const sm_xml *e)
{
    if (!e->name) {
        return; // texts of drawings are not drawn
    }
    sm_str_printf(out, "<%s", e->name);
    for (size_t i = 0; i < e->n_attrs; i++) {
        if (e->attrs[i].ns && strcmp(e->attrs[i].name, "href") != 0) {
            continue;
        }
        sm_str_printf(out, " %s=\"", e->attrs[i].name);
        for (const char *c = e->attrs[i].value; *c; c++) {
            const char *escaped = *c == '"' ? "&quot;" : *c == '&' ? "&amp;" : "&lt;";
            if (strchr("\"&<", *c)) {
                sm_str_puts(out, escaped);
            } else {
                sm_str_add(out, c, 1);
            }
        }
        sm_str_puts(out, "\"");
    }
    sm_str_puts(out, ">");
    for (const sm_xml *c = e->first_child; c; c = c->next) {
        write_xml(out, c);
    }
    sm_str_printf(out, "</%s>", e->name);
}

static void read_inline(sld *s, const sm_xml *e, void *to)
{
    image_source *in = to;
    const char *encoding = sm_xml_attr_value(e, "encoding");
    const sm_xml *child = sm_xml_first(e);
    if (child && (!encoding || strcasecmp(encoding, "xml") == 0)) {
        sm_str text;
        sm_str_init(&text, s->arena);
        write_xml(&text, child);
        in->bytes = text.text;
        in->len = text.len;
        sld_use_all(child);
    } else if (!decode_base64(s->arena, sm_xml_content(s->arena, e), &in->bytes, &in->len)) {
        in->bytes = NULL;
        in->why = "its inline content is neither base64 nor xml";
    }
}

static void use(const sm_image_choice *image, sm_graphic_style *g)
{
    g->art = image->art;
    g->bitmap = image->bitmap;
    g->own_px = image->own_px;
    g->shape.path = image->frame;
}

bool sld_image(sld *s, const sm_xml *e, sm_graphic_style *g, const char **why)
{
    static const sld_child rows[] = {{"OnlineResource", read_resource, false},
                                     {"InlineContent", read_inline, false},
                                     {"Format", NULL, false}};
    image_source in = {.why = "it names no file"};
    sm_image_choice image = {.href = NULL};
    bool found = false;
    sld_children(s, e, rows, COUNT(rows), &in);
    if (!in.bytes && in.href && strstr(in.href, "${") && !is_remote(in.href)) {
        found = fetch_choices(s, e, &in, g);
        image = g->n_images ? g->images[0] : image;
    } else if (in.bytes || (in.href && fetch(s, &in))) {
        found = take_image(s, e, &in, &image);
    }
    if (found) {
        use(&image, g);
    } else {
        g->images = NULL;
        *why = name_of(s, &in);
    }
    return found;
}
