// svg: drawings (SVG 1.1, static shapes) -> flat pieces that are painted as any mark is, so that
// they stay vectors, turn grey with the rest and have no second way of being drawn.
//
//     svg.c        elements: groups, shapes, use
//     svg_path.c   path data, curves and arcs, flattened
//     svg_look.c   presentation attributes, colours, lengths, transforms
//
// Texts, images, gradients, clips, masks and filters are not drawn; what a file holds of them is
// named. Nothing outside the file is read.
#ifndef SITMAP_LOAD_SVG_H
#define SITMAP_LOAD_SVG_H

#include "sitmap/load.h"

/** What QGIS hands to drawings in the place of "param(fill)" and its like. */
typedef struct svg_wishes {
    const char *fill, *outline;                                 // NULL: what the drawing says
    const char *fill_opacity, *outline_opacity, *outline_width; // likewise
} svg_wishes;

/** Read a drawing. `why` says what is wrong with it when false is returned; `missing` names what it
 *  holds and is not drawn ("" for nothing). `height_px` is its own height. All in `a`. */
bool svg_read(sm_arena *a, const char *bytes, size_t len, const svg_wishes *wishes, sm_art *out,
              double *height_px, const char **why, const char **missing);

// ---- Between the files of svg -------------------------------------------------------------------

/** x' = a x + c y + e, y' = b x + d y + f. */
typedef struct svg_matrix {
    double a, b, c, d, e, f;
} svg_matrix;

#define SVG_IDENTITY ((svg_matrix){1, 0, 0, 1, 0, 0})

/** First `inner`, then `outer`. */
svg_matrix svg_join(svg_matrix outer, svg_matrix inner);
sm_point svg_map(const svg_matrix *m, double x, double y);
/** The transform attribute's matrix; what it can not read is passed over. */
svg_matrix svg_transform(const char *text);
/** A length with its unit in user units (px); `whole` is 100 %. */
double svg_length(const char *text, double whole, double fallback);
/** The next number of a list, false at its end or at something else. */
bool svg_number(const char **at, double *out);

/** How a shape looks, inherited from group to group. */
typedef struct svg_look {
    sm_color fill, stroke, color;
    bool has_fill, has_stroke, even_odd, hidden;
    double fill_opacity, stroke_opacity, opacity, width;
    sm_cap cap;
    sm_join join;
    double dash[8];
    size_t n_dash;
} svg_look;

#define SVG_PLAIN_LOOK                                                                             \
    ((svg_look){.fill = {0, 0, 0, 255},                                                            \
                .stroke = {0, 0, 0, 255},                                                          \
                .color = {0, 0, 0, 255},                                                           \
                .has_fill = true,                                                                  \
                .fill_opacity = 1,                                                                 \
                .stroke_opacity = 1,                                                               \
                .opacity = 1,                                                                      \
                .width = 1})

/** A reading of one drawing. */
typedef struct svg {
    sm_arena *arena;
    const sm_xml *root;
    const svg_wishes *wishes;
    sm_art *out;
    sm_str missing;
    double tolerance; // of flattened curves, user units of the outermost element
    size_t n_points;
    int depth; // of use
} svg;

/** Note that something is not drawn, once. */
void svg_miss(svg *s, const char *what);
/** Element with this id; NULL when there is none. */
const sm_xml *svg_find(const sm_xml *from, const char *id);
/** Attributes and style of an element upon what it inherits. */
void svg_read_look(svg *s, const sm_xml *e, svg_look *look);
/** Path data into `out` (LINES; subpaths that are closed end where they began), through `m`. */
void svg_path_data(const svg *s, const char *data, const svg_matrix *m, sm_path *out);
/** An elliptic arc by its centre, a full turn, likewise. */
void svg_ellipse(const svg *s, double cx, double cy, double rx, double ry, const svg_matrix *m,
                 sm_path *out);

#endif
