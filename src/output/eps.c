// Encapsulated PostScript, level 3, through cairo. Its head is mended in memory: cairo dates it by
// the clock and bounds it by the ink, where a figure has the size that was asked for.
#include <cairo-ps.h>
#include <math.h>
#include <string.h>

#include "output/formats.h"

enum { MAX_COMMENT = 200 }; // of the 255 bytes that a line of the head may have

static double scale(const sm_output *o)
{
    (void)o;
    return 1;
}

// Comments are ASCII: other characters become '?'.
static void put_ascii(sm_str *line, const char *at, const char *end, size_t most)
{
    for (size_t n = 0; at < end && n < most; n++) {
        uint32_t c = sm_utf8_next(&at, end);
        char byte = c >= 0x20 && c < 0x7F ? (char)c : '?';
        sm_str_add(line, &byte, 1);
    }
}

static void set_comment(sm_output *o, cairo_surface_t *surface, const char *key, const char *value)
{
    if (!value) {
        return;
    }
    sm_str line;
    sm_str_init(&line, o->arena);
    sm_str_printf(&line, "%%%%%s: ", key);
    put_ascii(&line, value, value + strlen(value), MAX_COMMENT);
    cairo_ps_surface_dsc_comment(surface, line.text);
}

static cairo_surface_t *begin(sm_output *o)
{
    cairo_surface_t *surface = cairo_ps_surface_create_for_stream(
        sm_output_to_memory, o, o->pages[0]->width_pt, o->pages[0]->height_pt);
    cairo_ps_surface_restrict_to_level(surface, CAIRO_PS_LEVEL_3);
    cairo_ps_surface_set_eps(surface, 1);
    set_comment(o, surface, "Title", o->doc->title);
    set_comment(o, surface, "For", o->doc->author);
    return surface;
}

static void put_box(sm_str *out, const char *key, const sm_scene *page)
{
    sm_str_printf(out, "%%%%%s: 0 0 %.0f %.0f\n", key, ceil(page->width_pt), ceil(page->height_pt));
}

static bool begins(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

// What the document was made from: plain comments, a long value as several lines of the same key.
static void put_extra(sm_str *out, const sm_document *doc)
{
    for (size_t i = 0; i < doc->n_extra; i++) {
        const char *value = doc->extra[i][1];
        size_t left = strlen(value);
        do {
            size_t n = left < MAX_COMMENT ? left : MAX_COMMENT;
            while (n < left && n > MAX_COMMENT / 2 && value[n] != ' ') {
                n--;
            }
            sm_str_printf(out, "%%sitmap %s: ", doc->extra[i][0]);
            put_ascii(out, value, value + n, MAX_COMMENT);
            sm_str_puts(out, "\n");
            value += n;
            left -= n;
        } while (left);
    }
}

// One line of cairo's, mended. `line` ends with a newline.
static void put_line(sm_output *o, sm_str *out, const char *line, size_t len)
{
    const sm_scene *page = o->pages[0];
    if (begins(line, "%%CreationDate:")) {
        sm_str_printf(out, "%%%%CreationDate: %s\n", sm_output_date(o->arena, o->doc->created));
        put_extra(out, o->doc);
    } else if (begins(line, "%%BoundingBox:")) {
        put_box(out, "BoundingBox", page);
        sm_str_printf(out, "%%%%HiResBoundingBox: 0 0 %.4f %.4f\n", page->width_pt,
                      page->height_pt);
    } else if (begins(line, "%%PageBoundingBox:")) {
        put_box(out, "PageBoundingBox", page);
    } else {
        sm_str_add(out, line, len);
    }
}

static sm_status end(sm_output *o, sm_error *err)
{
    sm_str out;
    sm_str_init(&out, o->arena);
    for (const char *line = o->bytes.text; *line;) {
        size_t len = strcspn(line, "\n");
        len += line[len] == '\n';
        put_line(o, &out, line, len);
        line += len;
    }
    return sm_newfile_write(o->file, out.text, out.len, err);
}

const sm_backend sm_backend_eps = {
    .suffix = "eps", .tolerance = 0.01, .scale = scale, .begin = begin, .end = end};
