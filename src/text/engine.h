// What the files of text share: the engine, the faces it has met, and a line cut into pieces.
#ifndef SITMAP_TEXT_ENGINE_H
#define SITMAP_TEXT_ENGINE_H

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include "sitmap/text.h"

/** A rule along a line of text: its upper edge, above the baseline, and its thickness. */
typedef struct sm_text_rule {
    double top_pt, thick_pt;
} sm_text_rule;

/** A font as somebody asked for it, resolved once; thousands of labels share a handful. */
typedef struct sm_text_face {
    struct sm_text_face *next;
    sm_font asked; // the family is a copy; tracking is not part of a face
    PangoFontDescription *desc;
    double ascent_pt, descent_pt;
    sm_text_rule under, through; // where a rule goes
    double cap_pt, x_pt;         // 0 until asked for
} sm_text_face;

/** A family that no folder holds. */
typedef struct sm_text_absent {
    const char *family, *instead;
} sm_text_absent;

struct sm_text_engine {
    sm_arena *arena;   // lives as long as the engine
    sm_arena *scratch; // rewound at the end of every call
    char **files;      // font files in the order of their folders, then by name
    size_t n_files;
    // What follows is made by the first use.
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
    PangoLayout *layout;
    PangoAttrList *spaced;      // for tracked text: ligatures off
    PangoAttrList *unkerned[2]; // without kerning; with tracking too
    struct {
        const char **items;
        size_t count, cap;
    } families; // as the fonts write them, each once
    struct {
        sm_text_absent *items;
        size_t count, cap;
    } absent;
    sm_text_face *faces; // the last used first
};

/** The face of a font, loading the fonts when it is the first. Size and tracking are checked. */
sm_status sm_text_find_face(sm_text_engine *t, const sm_font *font, sm_text_face **out,
                            sm_error *err) SM_MUST_CHECK;

/** Is the font of this very family, not of one that stands in for it? */
bool sm_text_is_of_family(PangoFont *font, const char *family);

/** Families to try for a comma-separated wish: those of it that exist (or stand-ins), then the
 *  defaults. Families that do not exist are noted in `t->absent`. Lives in `t->arena`. */
const char *sm_text_resolve_family(sm_text_engine *t, const char *wish);

/** One cluster of a line that is set: the glyphs that stand for some characters, never parted. */
typedef struct sm_text_piece {
    PangoFont *font;
    size_t run;     // pieces of one run share font and direction, and their text is connected
    bool backward;  // right to left
    int start, end; // its bytes of the line's text
    const PangoGlyphInfo *glyphs;
    int n_glyphs;
    double x_pt;     // from the start of the line
    double width_pt; // advance; tracking included, but for the last piece of the line
} sm_text_piece;

/** A line set in glyphs, in visual order. Everything that measures or draws goes through it, so
 *  that what is drawn is what was measured. Valid until the next line is set or `scratch` is
 *  rewound. */
typedef struct sm_text_line {
    const char *text; // cleaned
    const sm_text_face *face;
    sm_text_piece *items;
    size_t count, cap;
    double width_pt;
} sm_text_line;

/** Is the piece a space between words? */
bool sm_text_is_space(const sm_text_line *line, const sm_text_piece *piece);

/** Set one line. A newline in it counts as a space. */
sm_status sm_text_set_line(sm_text_engine *t, const char *utf8, const sm_font *font,
                           sm_text_line *out, sm_error *err) SM_MUST_CHECK;

/** Does the font map have no glyph for this? Then what character it is. */
bool sm_text_is_missing(PangoGlyph glyph, uint32_t *character);

#endif
