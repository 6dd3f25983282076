// From string and font to glyphs.
#include <string.h>

#include "sitmap/limits.h"
#include "text/engine.h"

bool sm_text_is_missing(PangoGlyph glyph, uint32_t *character)
{
    if (glyph == PANGO_GLYPH_EMPTY || !(glyph & PANGO_GLYPH_UNKNOWN_FLAG)) {
        return false;
    }
    *character = glyph & ~(PangoGlyph)PANGO_GLYPH_UNKNOWN_FLAG;
    return true;
}

// ---- Text in ------------------------------------------------------------------------------------

static size_t count_chars(const char *text)
{
    size_t n = 0;
    for (; *text; text++) {
        n += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return n;
}

static sm_status check_text(const char *utf8, sm_error *err)
{
    size_t n = count_chars(utf8);
    if (n > SM_MAX_TEXT_CHARS) {
        return sm_fail(err, SM_ELIMIT, SM_NOWHERE, "make the text shorter",
                       "a line of %zu characters: SM_MAX_TEXT_CHARS is %d", n, SM_MAX_TEXT_CHARS);
    }
    return SM_OK;
}

// ---- Pieces -------------------------------------------------------------------------------------

// For each byte of the text: may a piece begin here? HarfBuzz counts a combining mark as a cluster
// of its own where the font draws it with a glyph of its own.
static const bool *find_starts(sm_text_engine *t, const char *text)
{
    const char *end = text + strlen(text);
    bool *starts = sm_arena_zero(t->scratch, (size_t)(end - text) + 1, sizeof *starts);
    int n = 0;
    const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly(t->layout, &n);
    const char *at = text;
    for (int i = 0; i < n; i++) {
        starts[at - text] = attrs[i].is_cursor_position;
        sm_utf8_next(&at, end);
    }
    return starts;
}

// The glyphs of a run stand in visual order, each with the offset of its cluster in the run's
// text: rising left to right, falling right to left.
//
//     log_clusters   0 1 1 3 |          5 3 3 0
//     bytes          [0,1) [1,3) [3,..  [5,..) [3,5) [0,3)
//
// So a piece ends where the cluster after it, or right to left its own last one, may begin.
static int piece_end(const PangoGlyphItem *run, int first, bool backward, const bool *starts)
{
    const int *clusters = run->glyphs->log_clusters;
    int i = first + 1;
    for (; i < run->glyphs->num_glyphs; i++) {
        int later = backward ? clusters[i - 1] : clusters[i];
        if (clusters[i] != clusters[i - 1] && starts[run->item->offset + later]) {
            break;
        }
    }
    return i;
}

static double advance(const PangoGlyphInfo *glyphs, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++) {
        sum += pango_units_to_double(glyphs[i].geometry.width);
    }
    return sum;
}

static void add_run(sm_arena *a, const PangoGlyphItem *run, size_t index, const bool *starts,
                    sm_text_line *line)
{
    const int *clusters = run->glyphs->log_clusters;
    const int offset = run->item->offset, n = run->glyphs->num_glyphs;
    bool backward = run->item->analysis.level & 1;
    int left = run->item->length; // where the piece to the left starts
    for (int i = 0, next; i < n; i = next) {
        next = piece_end(run, i, backward, starts);
        int start = backward ? clusters[next - 1] : clusters[i];
        int right = next < n ? clusters[next] : run->item->length;
        const PangoGlyphInfo *glyphs = run->glyphs->glyphs + i;
        *SM_PUSH(a, line) = (sm_text_piece){.font = run->item->analysis.font,
                                            .run = index,
                                            .backward = backward,
                                            .start = offset + start,
                                            .end = offset + (backward ? left : right),
                                            .glyphs = glyphs,
                                            .n_glyphs = next - i,
                                            .width_pt = advance(glyphs, next - i)};
        left = start;
    }
}

bool sm_text_is_space(const sm_text_line *line, const sm_text_piece *piece)
{
    return piece->end - piece->start == 1 && line->text[piece->start] == ' ';
}

static void place(sm_text_line *line, const sm_font *font)
{
    double x = 0;
    for (size_t i = 0; i < line->count; i++) {
        line->items[i].x_pt = x;
        if (i + 1 < line->count) {
            line->items[i].width_pt += font->tracking_pt;
        }
        if (sm_text_is_space(line, &line->items[i])) {
            line->items[i].width_pt += font->word_pt;
        }
        x += line->items[i].width_pt;
    }
    line->width_pt = x;
}

sm_status sm_text_set_line(sm_text_engine *t, const char *utf8, const sm_font *font,
                           sm_text_line *out, sm_error *err)
{
    sm_text_face *face = NULL;
    sm_status status = check_text(utf8, err);
    if (!status) {
        status = sm_text_find_face(t, font, &face, err);
    }
    if (status) {
        return status;
    }
    // Text comes in cleaned; once more costs little beside shaping, and Pango and cairo must never
    // see what is not.
    const char *text = sm_text_clean(t->scratch, utf8, strlen(utf8), false, NULL);
    pango_layout_set_font_description(t->layout, face->desc);
    bool spaced = font->tracking_pt != 0;
    pango_layout_set_attributes(t->layout, font->unkerned ? t->unkerned[spaced]
                                           : spaced       ? t->spaced
                                                          : NULL);
    pango_layout_set_text(t->layout, text, -1);

    sm_text_line line = {.text = text, .face = face};
    PangoLayoutLine *set = pango_layout_get_line_readonly(t->layout, 0);
    const bool *starts = find_starts(t, text);
    size_t index = 0;
    for (const GSList *l = set->runs; l; l = l->next) {
        add_run(t->scratch, l->data, index++, starts, &line);
    }
    place(&line, font);
    *out = line;
    return SM_OK;
}
