// A line of text onto a cairo context: the very glyphs that were measured.
//
// On paper formats text stays text. A pixel image gets the outlines instead, because cairo sets
// glyphs of images on whole pixels, which would make the spacing depend on the dpi.
#include "text/engine.h"

static const double pi = 3.14159265358979323846;

// What cairo is told of one run: glyphs in visual order, clusters in the order of the text.
typedef struct glyphs {
    cairo_glyph_t *items;
    size_t count, cap;
    struct {
        cairo_text_cluster_t *items;
        size_t count, cap;
    } clusters;
} glyphs;

static void set_font(cairo_t *cr, PangoFont *font)
{
    cairo_set_scaled_font(cr, pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)));
}

static bool is_drawn(PangoGlyph glyph)
{
    return glyph != PANGO_GLYPH_EMPTY && !(glyph & PANGO_GLYPH_UNKNOWN_FLAG);
}

static int add_glyphs(sm_arena *a, const sm_text_piece *piece, glyphs *out)
{
    size_t before = out->count;
    double x = piece->x_pt;
    for (int i = 0; i < piece->n_glyphs; i++) {
        const PangoGlyphInfo *g = &piece->glyphs[i];
        if (is_drawn(g->glyph)) {
            *SM_PUSH(a, out) =
                (cairo_glyph_t){g->glyph, x + pango_units_to_double(g->geometry.x_offset),
                                pango_units_to_double(g->geometry.y_offset)};
        }
        x += pango_units_to_double(g->geometry.width);
    }
    return (int)(out->count - before);
}

// ---- Outlines -----------------------------------------------------------------------------------

// A box where a glyph is missing: a reader of the map shall see that something is.
static void add_box(cairo_t *cr, const sm_text_piece *piece, double size_pt)
{
    double pen = size_pt * 0.05, height = size_pt * 0.7;
    double x0 = piece->x_pt + pen, x1 = piece->x_pt + piece->width_pt - pen;
    if (x1 - x0 <= 2 * pen) {
        return;
    }
    cairo_rectangle(cr, x0, 0, x1 - x0, -height);
    cairo_rectangle(cr, x1 - pen, -pen, 2 * pen - (x1 - x0), 2 * pen - height); // the other way
}

static void add_boxes(cairo_t *cr, const sm_text_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        uint32_t character = 0;
        if (line->items[i].n_glyphs &&
            sm_text_is_missing(line->items[i].glyphs[0].glyph, &character)) {
            add_box(cr, &line->items[i], line->face->asked.size_pt);
        }
    }
}

static void add_rule(cairo_t *cr, const sm_text_line *line, sm_text_rule rule)
{
    cairo_rectangle(cr, 0, -rule.top_pt, line->width_pt, rule.thick_pt);
}

static void add_rules(cairo_t *cr, const sm_text_line *line, const sm_font *font)
{
    if (font->underline) {
        add_rule(cr, line, line->face->under);
    }
    if (font->strike) {
        add_rule(cr, line, line->face->through);
    }
}

static void add_outlines(cairo_t *cr, sm_arena *a, const sm_text_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        glyphs g = {NULL, 0, 0, {NULL, 0, 0}};
        add_glyphs(a, &line->items[i], &g);
        if (g.count) {
            set_font(cr, line->items[i].font);
            cairo_glyph_path(cr, g.items, (int)g.count);
        }
    }
    add_boxes(cr, line);
}

// ---- Text ---------------------------------------------------------------------------------------

// Spaced letters would be read back as so many words. A cluster of several glyphs is written into a
// PDF together with the text that it stands for, so a word is made one cluster.
static bool joins_word(const sm_text_line *line, size_t i)
{
    const sm_text_piece *piece = &line->items[i], *before = &line->items[i - 1];
    return !sm_text_is_space(line, piece) && !sm_text_is_space(line, before) && !piece->backward;
}

static void reverse(cairo_text_cluster_t *clusters, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        cairo_text_cluster_t other = clusters[i];
        clusters[i] = clusters[n - 1 - i];
        clusters[n - 1 - i] = other;
    }
}

// The pieces [first, end) are one run.
static void show_run(cairo_t *cr, sm_arena *a, const sm_text_line *line, size_t first, size_t end,
                     bool whole_words)
{
    glyphs g = {NULL, 0, 0, {NULL, 0, 0}};
    int start = line->items[first].start, stop = line->items[first].end;
    for (size_t i = first; i < end; i++) {
        const sm_text_piece *piece = &line->items[i];
        cairo_text_cluster_t cluster = {piece->end - piece->start, add_glyphs(a, piece, &g)};
        if (whole_words && i > first && joins_word(line, i)) {
            cairo_text_cluster_t *word = &g.clusters.items[g.clusters.count - 1];
            word->num_bytes += cluster.num_bytes;
            word->num_glyphs += cluster.num_glyphs;
        } else {
            *SM_PUSH(a, &g.clusters) = cluster;
        }
        start = piece->start < start ? piece->start : start;
        stop = piece->end > stop ? piece->end : stop;
    }
    bool backward = line->items[first].backward;
    if (backward) {
        reverse(g.clusters.items, g.clusters.count);
    }
    set_font(cr, line->items[first].font);
    cairo_show_text_glyphs(cr, line->text + start, stop - start, g.items, (int)g.count,
                           g.clusters.items, (int)g.clusters.count,
                           backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
}

static void show_runs(cairo_t *cr, sm_arena *a, const sm_text_line *line, bool whole_words)
{
    for (size_t first = 0, end; first < line->count; first = end) {
        end = first + 1;
        while (end < line->count && line->items[end].run == line->items[first].run) {
            end++;
        }
        show_run(cr, a, line, first, end, whole_words);
    }
}

// ---- Both ---------------------------------------------------------------------------------------

static void set_color(cairo_t *cr, sm_color c)
{
    cairo_set_source_rgba(cr, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
}

static void draw_halo(cairo_t *cr, sm_arena *a, const sm_text_line *line, const sm_text *text)
{
    add_outlines(cr, a, line);
    add_rules(cr, line, &text->font);
    set_color(cr, text->halo);
    cairo_set_line_width(cr, 2 * text->halo_pt);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(cr, NULL, 0, 0);
    cairo_stroke(cr);
}

static void draw_line(cairo_t *cr, sm_arena *a, const sm_text_line *line, const sm_text *text)
{
    set_color(cr, text->color);
    if (cairo_surface_get_type(cairo_get_target(cr)) == CAIRO_SURFACE_TYPE_IMAGE) {
        add_outlines(cr, a, line);
    } else {
        show_runs(cr, a, line, text->font.tracking_pt > 0);
        add_boxes(cr, line);
    }
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_WINDING);
    cairo_fill(cr);
    add_rules(cr, line, &text->font);
    cairo_fill(cr);
}

sm_status sm_text_show(sm_text_engine *t, struct _cairo *cr, const sm_text *text, sm_error *err)
{
    sm_arena_mark mark = sm_arena_mark_now(t->scratch);
    sm_text_line line;
    sm_status status = sm_text_set_line(t, text->utf8, &text->font, &line, err);
    if (!status) {
        cairo_save(cr);
        cairo_new_path(cr);
        cairo_translate(cr, text->at.x, text->at.y);
        cairo_rotate(cr, text->angle_deg * pi / 180);
        if (text->halo_pt > 0 && text->halo.a) {
            draw_halo(cr, t->scratch, &line, text);
        }
        draw_line(cr, t->scratch, &line, text);
        cairo_restore(cr);
    }
    sm_arena_rewind(t->scratch, mark);
    return status;
}
