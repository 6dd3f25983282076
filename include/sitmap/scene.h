/** scene: a page as a flat list of drawing primitives, and its text dump.
 *
 *  The tree in the middle of the program: compose and report build it, output plays it, check
 *  inspects it, diff compares it, tests read its dump. Everything is in page space (points, y
 *  down). A primitive decides nothing: colours are mixed, dashes are in points, text is one line
 *  already measured.
 *
 *  Groups say what an object is: `begin` ... primitives ... `end`, nested. Clips likewise.
 */
#ifndef SITMAP_SCENE_H
#define SITMAP_SCENE_H

#include "sitmap/geom.h"

typedef struct sm_color {
    uint8_t r, g, b, a; // sRGB, a = 255 opaque
} sm_color;

#define SM_RGB(hex)                                                                                \
    ((sm_color){(uint8_t)(((hex) >> 16) & 255), (uint8_t)(((hex) >> 8) & 255),                     \
                (uint8_t)((hex)&255), 255})

typedef struct sm_pen {
    sm_color color;
    double width_pt;
    sm_cap cap;
    sm_join join;
    const double *dash_pt; // NULL: solid
    size_t n_dash;
    double dash_offset_pt;
} sm_pen;

/** A face at a size. `family` is a comma-separated list, first found wins per character. */
typedef struct sm_font {
    const char *family;
    double size_pt;
    bool bold, italic;
    double tracking_pt; // added after every character
    double word_pt;     // added to every space
    bool underline, strike;
    bool unkerned; // every letter at its own advance
} sm_font;

/** One line of text with its baseline starting at `at`, turned clockwise by `angle_deg`. */
typedef struct sm_text {
    const char *utf8; // cleaned by sm_text_clean
    sm_font font;
    sm_color color;
    sm_color halo;  // drawn under all glyphs of the line; halo_pt 0: none
    double halo_pt; // radius
    sm_point at;
    double angle_deg;
    double width_pt; // as measured, for readers of the scene
} sm_text;

/** Pixels: 8-bit red, green, blue, alpha (not premultiplied), rows from the top. */
typedef struct sm_bitmap {
    const uint8_t *rgba;
    size_t width, height;
} sm_bitmap;

/** A picture on the page: its upper left corner, and where its width and height lead from there. */
typedef struct sm_image {
    const sm_bitmap *bitmap;
    sm_point at, across, down;
    double opacity; // 0..1
} sm_image;

typedef enum sm_prim_kind {
    SM_PRIM_GROUP_BEGIN,
    SM_PRIM_GROUP_END,
    SM_PRIM_CLIP_BEGIN, // until the matching end only what is inside `path` is painted
    SM_PRIM_CLIP_END,
    SM_PRIM_FILL,   // rings, non-zero rule
    SM_PRIM_STROKE, // lines or rings
    SM_PRIM_TEXT,
    SM_PRIM_IMAGE // the one primitive that is no vector
} sm_prim_kind;

/** What a group is: `role` from a small vocabulary (frame, layer, feature, label, legend, scale,
 *  title, graticule, inset, ...), `name` for a person ("control", "Hadrut"), `record` of the
 *  source feature or -1. */
typedef struct sm_group {
    const char *role;
    const char *name;
    long record;
} sm_group;

typedef struct sm_prim {
    sm_prim_kind kind;
    union {
        sm_group group;
        struct {
            const sm_path *path;
            sm_color color;
            bool even_odd;
        } fill;
        struct {
            const sm_path *path;
            sm_pen pen;
        } stroke;
        const sm_path *clip;
        sm_text text;
        sm_image image;
    };
} sm_prim;

typedef struct sm_scene {
    sm_arena *arena;
    double width_pt, height_pt;
    sm_prim *items;
    size_t count, cap;
    size_t n_dense; // patterns of more marks than a page can hold: a tint, or nothing along a line
} sm_scene;

/** An empty page of this size, living in `a`. */
sm_scene *sm_scene_create(sm_arena *a, double width_pt, double height_pt);

/** Open a group; `role` and `name` are copied; name may be NULL. */
void sm_scene_begin_group(sm_scene *s, const char *role, const char *name, long record);
/** Close the innermost group. */
void sm_scene_end_group(sm_scene *s);
/** Clip to rings until the matching end. The path is copied. */
void sm_scene_begin_clip(sm_scene *s, const sm_path *rings);
/** End the innermost clip. */
void sm_scene_end_clip(sm_scene *s);
/** Fill rings by the non-zero rule. The path is copied; empty paths and wholly transparent colours
 *  add nothing. */
void sm_scene_add_fill(sm_scene *s, const sm_path *rings, sm_color color);
/** Fill rings by the even-odd rule (for data whose winding is not to be trusted). */
void sm_scene_add_fill_even_odd(sm_scene *s, const sm_path *rings, sm_color color);
/** Stroke lines or rings. Path and dashes are copied. A width of 0 or less adds nothing. */
void sm_scene_add_stroke(sm_scene *s, const sm_path *path, const sm_pen *pen);
/** Add one line of text; strings are copied. Empty text adds nothing. */
void sm_scene_add_text(sm_scene *s, const sm_text *text);

/** Add a picture; the pixels are borrowed and must outlive the scene. One without pixels, area or
 *  opacity adds nothing. */
void sm_scene_add_image(sm_scene *s, const sm_image *image);

/** Shorthand: a filled and/or stroked rectangle, a straight line, a disc (polygonised circle
 *  within 0.005 pt). NULL pen: no stroke; colour with a = 0: no fill. */
void sm_scene_add_rect(sm_scene *s, sm_box box, sm_color fill, const sm_pen *pen);
/** A straight line. */
void sm_scene_add_line(sm_scene *s, sm_point a, sm_point b, const sm_pen *pen);
/** A disc or ring around `centre`. */
void sm_scene_add_disc(sm_scene *s, sm_point centre, double radius_pt, sm_color fill,
                       const sm_pen *pen);

/** Append all primitives of `part`, moved by (dx, dy) points; used to set figures into pages and
 *  insets into figures. */
void sm_scene_append(sm_scene *s, const sm_scene *part, double dx_pt, double dy_pt);

/** Map every colour of the scene (for grey variants). */
void sm_scene_map_colors(sm_scene *s, sm_color (*map)(sm_color));
/** sRGB colour of the same relative luminance (Y of linear RGB, IEC 61966-2-1); alpha kept. */
sm_color sm_color_to_grey(sm_color c);

/** Box that a primitive can paint (pen and halo included; text by its measured width and size);
 *  SM_BOX_EMPTY for groups and clips. */
sm_box sm_prim_box(const sm_prim *prim);

/** The scene as text, one primitive a line, indented by group, numbers rounded to 0.01 pt: for
 *  golden tests and for people. */
void sm_scene_dump(const sm_scene *s, sm_str *out);

#endif
