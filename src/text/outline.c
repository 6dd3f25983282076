// The outline of one character, for marks.
#include <math.h>
#include <string.h>

#include "text/engine.h"

static const double LARGE_PT = 500, FLAT = 0.25; // of a point at that size

static void add_outline(cairo_t *cr, const sm_text_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        const sm_text_piece *piece = &line->items[i];
        cairo_set_scaled_font(cr, pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(piece->font)));
        for (int k = 0; k < piece->n_glyphs; k++) {
            cairo_glyph_t glyph = {piece->glyphs[k].glyph, 0, 0};
            cairo_glyph_path(cr, &glyph, 1);
        }
    }
}

static void copy_rings(cairo_t *cr, sm_path *out)
{
    cairo_path_t *flat = cairo_copy_path_flat(cr);
    sm_point start = {0, 0};
    for (int i = 0; i < flat->num_data; i += flat->data[i].header.length) {
        const cairo_path_data_t *d = &flat->data[i];
        switch (d->header.type) {
        case CAIRO_PATH_MOVE_TO:
            start = (sm_point){d[1].point.x, d[1].point.y};
            if (i + d->header.length <
                flat->num_data) { // what follows a closed ring may be nothing
                sm_path_begin_part(out);
                sm_path_add(out, start.x, start.y);
            }
            break;
        case CAIRO_PATH_LINE_TO: sm_path_add(out, d[1].point.x, d[1].point.y); break;
        case CAIRO_PATH_CLOSE_PATH: sm_path_add(out, start.x, start.y); break;
        case CAIRO_PATH_CURVE_TO: break; // none in a flat path
        }
    }
    cairo_path_destroy(flat);
}

// Into a square of side 1 about (0, 0), y up; false when there is nothing to see.
static bool fit(sm_path *path)
{
    sm_box box = sm_path_box(path);
    double side = fmax(box.x1 - box.x0, box.y1 - box.y0);
    for (size_t i = 0; i < path->n_points && side > 0; i++) {
        sm_point *p = &path->points[i];
        p->x = (p->x - (box.x0 + box.x1) / 2) / side;
        p->y = ((box.y0 + box.y1) / 2 - p->y) / side;
    }
    return side > 0;
}

bool sm_text_outline(sm_text_engine *t, sm_arena *a, const char *family, uint32_t character,
                     sm_path *out)
{
    char utf8[8] = {0};
    uint32_t unknown = 0;
    const sm_font font = {.family = family, .size_pt = LARGE_PT};
    sm_arena_mark mark = sm_arena_mark_now(t->scratch);
    sm_text_line line = {.count = 0};
    g_unichar_to_utf8(character, utf8);
    bool found = !sm_text_set_line(t, utf8, &font, &line, NULL) && line.count == 1 &&
                 line.items[0].n_glyphs > 0 &&
                 !sm_text_is_missing(line.items[0].glyphs[0].glyph, &unknown) &&
                 sm_text_is_of_family(line.items[0].font, family);
    sm_path_init(out, a, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    if (found) {
        cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
        cairo_t *cr = cairo_create(surface);
        cairo_set_tolerance(cr, FLAT);
        add_outline(cr, &line);
        copy_rings(cr, out);
        cairo_destroy(cr);
        cairo_surface_destroy(surface);
    }
    sm_arena_rewind(t->scratch, mark);
    return found && fit(out);
}
