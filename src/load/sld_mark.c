// Marks: well-known names, names that depend on the feature, characters of fonts.
#include <string.h>
#include <strings.h>

#include "load/sld_parts.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void mark_stroke(sld *s, const sm_xml *e, void *to)
{
    sm_graphic_style *g = to;
    sld_stroke_plain(s, e, &g->stroke);
    if (s->qgis && !sm_xml_first(e)) {
        g->stroke.present = false; // QGIS writes <Stroke/> for "no outline"
    }
}

static void mark_fill(sld *s, const sm_xml *e, void *to)
{
    sld_fill_plain(s, e, &((sm_graphic_style *)to)->fill);
}

static void check_visible(sld *s, const sm_xml *e, const sm_graphic_style *g)
{
    bool line = g->shape.path->shape == SM_SHAPE_LINES;
    if (!g->stroke.present && (line || !g->fill.present)) {
        sld_warn(s, e, "W106", line ? "give it a Stroke" : "give it a Fill or a Stroke",
                 "a mark of which nothing can be seen");
    }
}

// ---- Characters of fonts ------------------------------------------------------------------------

static const char TTF[] = "ttf://";

// "0x2694", "U+2694", "\\u2694" or a number.
static bool read_character(const char *text, uint32_t *out)
{
    static const char *const hex[] = {"0x", "0X", "U+", "u+", "\\u"};
    unsigned base = 10;
    uint32_t value = 0;
    for (size_t i = 0; i < COUNT(hex) && base == 10; i++) {
        if (strncmp(text, hex[i], 2) == 0) {
            base = 16;
            text += 2;
        }
    }
    const char *first = text;
    for (; *text; text++) {
        const char *digits = "0123456789abcdef", *digit = strchr(digits, *text | 0x20);
        digit = *text >= '0' && *text <= '9' ? digits + (*text - '0') : digit;
        if (!digit || (unsigned)(digit - digits) >= base || value > 0x10FFFF) {
            return false;
        }
        value = value * base + (unsigned)(digit - digits);
    }
    *out = value;
    return text > first && value > 0 && value <= 0x10FFFF;
}

static bool find_glyph(sld *s, const char *family, const char *character, sm_graphic_style *g,
                       sld_lack *lack)
{
    uint32_t code = 0;
    sm_path *path = sm_arena_alloc(s->arena, sizeof *path);
    *lack =
        (sld_lack){"W104", sm_arena_printf(s->arena, "the character \"%s\" of a font", character),
                   "write it as ttf://Family#0x2694"};
    if (!read_character(character, &code)) {
        return false;
    }
    sm_path_init(path, s->arena, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    g->shape = (sm_shape_mark){.path = path};
    *lack = (sld_lack){"W107", sm_arena_printf(s->arena, "U+%04X of the font \"%s\"", code, family),
                       "install the font, or name one that has the character"};
    return s->glyphs && s->glyphs->outline(s->glyphs->context, s->arena, family, code, path);
}

// ttf://Family with a MarkIndex, as SE 1.1 and QGIS write it.
static bool find_indexed_glyph(sld *s, const sm_xml *e, const sm_xml *resource, sm_graphic_style *g,
                               sld_lack *lack)
{
    const char *href = sld_href(resource);
    const sm_xml *index = sld_find(e, "MarkIndex");
    if (href && index && strncmp(href, TTF, strlen(TTF)) == 0) {
        return find_glyph(s, href + strlen(TTF), sm_xml_content(s->arena, index), g, lack);
    }
    *lack = (sld_lack){"W104", "a mark from a file", "use a well-known name"};
    return false;
}

// ---- Names --------------------------------------------------------------------------------------

static bool find_computed(sld *s, const sm_xml *e, const char *text, sm_graphic_style *g,
                          sld_lack *lack)
{
    if (sm_xml_first(e)) {
        sld_param(s, e, &g->name);
    } else {
        const sm_expr *name = sld_template(s, e, text);
        g->name = (sm_param){.expr = name, .line = e->line, .column = e->column};
        s->uses_feature |= name && name->uses_feature;
    }
    *lack = (sld_lack){"W104", sm_arena_printf(s->arena, "the mark \"%s\"", text),
                       "compute it by Filter functions: <WellKnownName><ogc:Function ..."};
    return g->name.expr && sm_mark_find(s->arena, "square", s->style->dialect, &g->shape);
}

static bool find_named(sld *s, const char *text, sm_graphic_style *g, sld_lack *lack)
{
    const char *hash = strchr(text, '#');
    if (strncmp(text, TTF, strlen(TTF)) == 0 && hash) {
        const char *family = text + strlen(TTF);
        family = sm_arena_strndup(s->arena, family, (size_t)(hash - family));
        return find_glyph(s, family, hash + 1, g, lack);
    }
    if (sm_mark_find(s->arena, text, s->style->dialect, &g->shape)) {
        return true;
    }
    size_t n = 0;
    const char *const *names = sm_mark_names(s->arena, &n);
    const char *near = sm_nearest_word(text, names, n);
    *lack = (sld_lack){"W104", sm_arena_printf(s->arena, "the mark \"%s\"", text),
                       near ? sm_arena_printf(s->arena, "did you mean %s?", near) : NULL};
    return false;
}

bool sld_mark(sld *s, const sm_xml *e, sm_graphic_style *g, sld_lack *lack)
{
    static const sld_child rows[] = {
        {"WellKnownName", NULL, false}, {"OnlineResource", NULL, false},
        {"Format", NULL, false},        {"MarkIndex", NULL, false},
        {"Fill", mark_fill, false},     {"Stroke", mark_stroke, false}};
    const sm_xml *resource = sld_find(e, "OnlineResource"), *name = sld_find(e, "WellKnownName");
    const char *text = name ? sm_xml_content(s->arena, name) : "";
    bool found = false;
    if (resource) {
        found = find_indexed_glyph(s, e, resource, g, lack);
    } else if (sld_find(e, "InlineContent")) {
        *lack = (sld_lack){"W104", "a mark that is written in the style", "use a well-known name"};
    } else if (name && (sm_xml_first(name) || strstr(text, "${"))) {
        found = find_computed(s, name, text, g, lack);
    } else {
        found = find_named(s, text[0] ? text : "square", g, lack);
    }
    if (found) {
        sld_children(s, e, rows, COUNT(rows), g);
        check_visible(s, e, g);
    }
    return found;
}
