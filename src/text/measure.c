// How large one line is.
#include "text/engine.h"

// Ink of a glyph at (0, 0), y down.
static sm_box glyph_ink(PangoFont *font, PangoGlyph glyph)
{
    PangoRectangle ink;
    pango_font_get_glyph_extents(font, glyph, &ink, NULL);
    if (ink.width <= 0 || ink.height <= 0) {
        return SM_BOX_EMPTY;
    }
    return (sm_box){pango_units_to_double(ink.x), pango_units_to_double(ink.y),
                    pango_units_to_double(ink.x + ink.width),
                    pango_units_to_double(ink.y + ink.height)};
}

static sm_box piece_ink(const sm_text_piece *piece)
{
    sm_box all = SM_BOX_EMPTY;
    double x = piece->x_pt;
    for (int i = 0; i < piece->n_glyphs; i++) {
        const PangoGlyphGeometry *geometry = &piece->glyphs[i].geometry;
        sm_box ink = glyph_ink(piece->font, piece->glyphs[i].glyph);
        double dx = x + pango_units_to_double(geometry->x_offset);
        double dy = pango_units_to_double(geometry->y_offset);
        if (!sm_box_is_empty(ink)) {
            all = sm_box_union(all, (sm_box){ink.x0 + dx, ink.y0 + dy, ink.x1 + dx, ink.y1 + dy});
        }
        x += pango_units_to_double(geometry->width);
    }
    return all;
}

static void count_missing(const sm_text_piece *piece, sm_extents *out)
{
    for (int i = 0; i < piece->n_glyphs; i++) {
        uint32_t character = 0;
        if (sm_text_is_missing(piece->glyphs[i].glyph, &character) && out->missing++ == 0) {
            out->first_missing = character;
        }
    }
}

sm_status sm_text_measure(sm_text_engine *t, const char *utf8, const sm_font *font, sm_extents *out,
                          sm_error *err)
{
    sm_arena_mark mark = sm_arena_mark_now(t->scratch);
    sm_text_line line;
    sm_status status = sm_text_set_line(t, utf8, font, &line, err);
    if (!status) {
        *out = (sm_extents){.width_pt = line.width_pt,
                            .ascent_pt = line.face->ascent_pt,
                            .descent_pt = line.face->descent_pt,
                            .ink_pt = SM_BOX_EMPTY};
        for (size_t i = 0; i < line.count; i++) {
            out->ink_pt = sm_box_union(out->ink_pt, piece_ink(&line.items[i]));
            count_missing(&line.items[i], out);
        }
    }
    sm_arena_rewind(t->scratch, mark);
    return status;
}

// Outlines are measured large and scaled down, for a rasteriser counts in sixty-fourths of a unit.
static double height_of(sm_text_engine *t, const char *letter, const sm_font *font)
{
    const double large_pt = 500;
    sm_font large = *font;
    large.size_pt = large_pt;
    large.tracking_pt = 0;
    sm_extents e;
    if (sm_text_measure(t, letter, &large, &e, NULL) || sm_box_is_empty(e.ink_pt)) {
        return 0;
    }
    return -e.ink_pt.y0 * font->size_pt / large_pt;
}

void sm_text_heights(sm_text_engine *t, const sm_font *font, double *cap_pt, double *x_pt)
{
    sm_text_face *face = NULL;
    *cap_pt = *x_pt = 0;
    if (sm_text_find_face(t, font, &face, NULL)) {
        return;
    }
    if (face->cap_pt == 0) {
        face->cap_pt = height_of(t, "H", font);
        face->x_pt = height_of(t, "x", font);
    }
    *cap_pt = face->cap_pt;
    *x_pt = face->x_pt;
}
