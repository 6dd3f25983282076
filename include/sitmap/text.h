/** text: string + font + width -> measured lines; the same lines are drawn by output.
 *
 *  pangocairo is known here and in output. Fonts come from named folders through a private
 *  fontconfig configuration, never from the machine's, and the languages of the environment do not
 *  count; hinting and rounding of positions are off, so a line has the same width in every format
 *  and at every dpi.
 */
#ifndef SITMAP_TEXT_H
#define SITMAP_TEXT_H

#include "sitmap/scene.h"

typedef struct sm_text_engine sm_text_engine;

/** Open the fonts of these folders, not of folders inside them (NULL-terminated list; NULL: the
 *  default folders of the packages fonts-liberation2, fonts-liberation and fonts-dejavu-core). Of
 *  files with the same name the first folder's counts. Nothing is loaded before the first measure.
 *  SM_EIO when no folder holds a font. An engine is used by one thread at a time. */
sm_status sm_text_open(const char *const *font_folders, sm_text_engine **out,
                       sm_error *err) SM_MUST_CHECK;
/** Close; NULL is accepted. */
void sm_text_close(sm_text_engine *t);

/** W107 for each family of a comma-separated list that no folder holds, with what stands in for it;
 *  generic names ("sans-serif") mean what there is. Loads the fonts; says nothing when they can not
 *  be loaded, which is an error of the first measure. */
void sm_text_check_families(sm_text_engine *t, const char *families, sm_place at, sm_diags *diags);

typedef struct sm_extents {
    double width_pt;              // advance, tracking included (not after the last character)
    double ascent_pt, descent_pt; // of the font, both positive
    sm_box ink_pt;                // of the glyphs, from the baseline's start, y down
    size_t missing;               // characters without a glyph in any font of the folders
    uint32_t first_missing;       // the first of them
} sm_extents;

/** Measure one line. */
sm_status sm_text_measure(sm_text_engine *t, const char *utf8, const sm_font *font, sm_extents *out,
                          sm_error *err) SM_MUST_CHECK;

/** A cluster: what moves as one along a curve. */
typedef struct sm_cluster {
    const char *utf8; // its text, in the arena
    double x_pt;      // from the start of the line
    double width_pt;
} sm_cluster;

/** The clusters of one line in visual order, kerning kept, tracking included; in `a`. */
sm_status sm_text_clusters(sm_text_engine *t, sm_arena *a, const char *utf8, const sm_font *font,
                           sm_cluster **out, size_t *n, sm_error *err) SM_MUST_CHECK;

typedef struct sm_lines {
    const char **items; // each line's text, in the arena
    double *width_pt;
    size_t count;
} sm_lines;

/** Break text at `width_pt` (0: only at newlines) by Unicode line breaking; a word that is wider
 *  alone is broken at characters. In `a`. */
sm_status sm_text_break(sm_text_engine *t, sm_arena *a, const char *utf8, const sm_font *font,
                        double width_pt, sm_lines *out, sm_error *err) SM_MUST_CHECK;

/** The outline of a character of exactly this family as RINGS in a square of side 1 about (0, 0), y
 *  up, flat to a thousandth; false when no folder holds the family, or it lacks the character or
 *  draws nothing for it. In `a`. */
bool sm_text_outline(sm_text_engine *t, sm_arena *a, const char *family, uint32_t character,
                     sm_path *out);

/** Cap height and x-height of the font in points (from the outlines of H and x). */
void sm_text_heights(sm_text_engine *t, const sm_font *font, double *cap_pt, double *x_pt);

struct _cairo;

/** Draw one line as it was measured, its halo first, on `cr`, a cairo_t in page space; the one door
 *  through which output meets text. Cairo's status is the caller's to check. A character without a
 *  glyph is drawn as an empty box. */
sm_status sm_text_show(sm_text_engine *t, struct _cairo *cr, const sm_text *text,
                       sm_error *err) SM_MUST_CHECK;

/** Library version and font files (path, size, time): what measures and glyphs depend on, as one
 *  text to compare. Nothing is loaded for it. In `a`. */
const char *sm_text_identity(const sm_text_engine *t, sm_arena *a);

/** Families asked for that no folder holds, with what was used instead: notes, each once. */
void sm_text_report(const sm_text_engine *t, sm_diags *diags);

#endif
