/** style: feature + rules -> resolved pens, fills, marks and label styles.
 *
 *  The tree (sld.h) mirrors OGC SLD 1.0 (02-070) and SE 1.1 (05-077r4); load builds it. Parameters
 *  are expressions; sm_style_resolve evaluates them for one feature at one scale.
 *  Lengths in the tree are in OGC pixels (1 px = 0.28 mm), in ground metres or in paper mm, as
 *  `uom` says; lengths in resolved symbols are in points.
 */
#ifndef SITMAP_STYLE_H
#define SITMAP_STYLE_H

#include "sitmap/scene.h"
#include "sitmap/study.h"

#define SM_PT_PER_PX (0.28 * SM_PT_PER_MM)

// ---------------------------------------------------------------------------------------------
// Expressions and filters (OGC Filter 1.0 / 1.1)

typedef struct sm_expr sm_expr;     // sld.h
typedef struct sm_filter sm_filter; // sld.h

/** What an evaluation may look at beside the feature. */
typedef struct sm_style_env {
    double scale_denom;
    double figure_width_mm;
    sm_point
        data_unit_m;     // metres on the ground of one unit of the layer's coordinates, to the east
                         // and to the north, in the middle of the map; 0: not known
    const char *lang;    // "en"
    const char *date;    // ISO date of the figure, or ""
    const char *variant; // "" or "grey"
    const char *palette; // "colour", ...; NULL: the styles' own colours
    const char *const *sides; // ids in the order of the study
    size_t n_sides;
} sm_style_env;

/** Colour of a role ("side-1", "water", ...) in a palette; NULL when there is no such palette or
 *  role. */
const char *sm_palette_color(const char *palette, const char *role);
/** Names of the palettes, NULL at the end. */
const char *const *sm_palette_names(void);
/** The i-th role; NULL at the end. */
const char *sm_palette_role(size_t i);

// ---------------------------------------------------------------------------------------------
// Resolved symbols: what compose draws. All lengths in points, all colours mixed with opacity.

/** One fill or outline of a drawing, in the unit box of marks. */
typedef struct sm_art_piece {
    const sm_path *path;
    bool is_outline, even_odd;
    sm_color color;
    double width; // of the outline, heights of the drawing
    sm_cap cap;
    sm_join join;
    double dash[8]; // likewise
    size_t n_dash;
} sm_art_piece;

/** A drawing that came from a file: pieces in painter's order, 1 high, `aspect` wide. */
typedef struct sm_art {
    sm_art_piece *items;
    size_t count, cap;
    double aspect;
} sm_art;

/** One mark: a unit shape scaled to `size_pt` (its height), turned clockwise, then moved. */
typedef struct sm_mark {
    const sm_path *path; // unit box -0.5..0.5, y up; rings are filled and stroked, lines stroked
    double size_pt;
    double rotation_deg; // clockwise
    sm_point anchor;     // 0.5,0.5 = centre
    sm_point shift_pt;   // x right, y down
    double stretch;      // its width is drawn this many times as wide; 0: as it is
    bool has_fill, has_pen;
    sm_color fill;
    sm_pen pen;
    const sm_art *art;       // drawn instead of the shape, which is its frame then; or NULL
    const sm_bitmap *bitmap; // likewise
    double opacity;          // of art and bitmap
} sm_mark;

/** A family of parallel lines: "hatch". Clipped to the polygon, phase fixed to the frame's
 *  corner. */
typedef struct sm_hatch {
    double angle_deg; // counter-clockwise from the x axis: 45 is "/"
    double pitch_pt;  // distance between neighbouring lines, measured across them
    sm_pen pen;
} sm_hatch;

typedef struct sm_fill {
    bool has_color;
    sm_color color;
    sm_hatch *hatches; // drawn over the colour
    size_t n_hatches;
    sm_mark *marks; // grid of marks; pitch below
    size_t n_marks;
    double grid_dx_pt, grid_dy_pt;
} sm_fill;

typedef enum sm_fit { SM_FIT_NONE, SM_FIT_CENTRE, SM_FIT_PITCH } sm_fit;

/** Where marks stand on a line. */
typedef enum sm_mark_place {
    SM_PLACE_ALONG, // every gap_pt
    SM_PLACE_FIRST, // the line's first point
    SM_PLACE_LAST,
    SM_PLACE_CENTRE,  // half way
    SM_PLACE_VERTICES // every vertex
} sm_mark_place;

/** An arrow of advance drawn along a line: a body that widens from its tail to its neck, and a head
 *  whose tip is the line's last point. */
typedef struct sm_arrow {
    double tail_pt, neck_pt; // widths of the body at its ends
    double head_pt;          // width of the head
    double length_pt;        // of the head; 0: no arrow
    sm_color fill;
} sm_arrow;

typedef struct sm_stroke {
    sm_arrow arrow; // drawn instead of the line; the pen is its outline then
    bool has_pen;
    sm_pen pen;
    const sm_fill *fill; // painted where the pen goes, instead of its colour; NULL: the colour
    double round_pt;     // corners are rounded, and leave the line by no more than this
    double offset_pt;    // + = left of the line, outward of a ring
    sm_mark *marks;      // along the line; x axis along, y up = left
    size_t n_marks;
    sm_mark_place place;
    double gap_pt, initial_gap_pt; // centre to centre; first centre
    const double *also_pt;         // further centres within each gap, after the first; NULL: none
    size_t n_also;
    sm_fit fit; // of marks, and of the pen's dashes
    bool upright_marks;
} sm_stroke;

typedef enum sm_label_placement {
    SM_LABEL_POINT, // at a point, or inside a polygon
    SM_LABEL_LINE   // along a line
} sm_label_placement;

/** How a name lies in its area. */
typedef enum sm_area_align {
    SM_ALIGN_MANUAL, // level, or turned as the style says
    SM_ALIGN_ORTHO,  // level or upright, whichever is nearer to the area's long axis
    SM_ALIGN_AXIS    // along the area's long axis
} sm_area_align;

/** Directions that a name may be moved in from its point. */
typedef enum sm_direction {
    SM_TO_N = 1,
    SM_TO_NE = 2,
    SM_TO_E = 4,
    SM_TO_SE = 8,
    SM_TO_S = 16,
    SM_TO_SW = 32,
    SM_TO_W = 64,
    SM_TO_NW = 128
} sm_direction;

/** How a graphic behind a label takes the label's size. */
typedef enum sm_shield_fit {
    SM_SHIELD_NONE,         // it has its own
    SM_SHIELD_PROPORTIONAL, // it grows or shrinks as a whole until the label fits
    SM_SHIELD_STRETCH       // as wide and as high as the label
} sm_shield_fit;

/** A graphic behind a label: a road's shield, a plate. Centred on the label and its margins. */
typedef struct sm_shield {
    sm_mark mark;
    sm_shield_fit fit;
    double top_pt, right_pt, bottom_pt, left_pt; // margins around the letters; not for NONE
    bool
        apart; // at the label's point with the anchor and shift of its own, whatever the letters do
} sm_shield;

typedef struct sm_label_style {
    const char *text; // resolved; newline separates lines
    sm_font font;
    sm_font second_font; // for lines after the first; same as font unless the style says
    sm_color color;
    sm_color second_color;
    double halo_pt;
    sm_color halo;
    bool halo_from_ground; // the halo takes the colour of the ground below the placed label
    sm_label_placement placement;
    sm_point anchor;   // 0..1, (0,0) = lower left of the text box at the point
    sm_point shift_pt; // x right, y up
    double rotation_deg;
    double offset_pt; // from the line, + = left of reading direction
    bool repeated;
    double repeat_pt, initial_gap_pt;
    bool gap_between; // repeat_pt is from the end of one to the beginning of the next
    bool follow_line;
    bool level;      // level letters on the line, instead of along it
    bool generalize; // along the line without its small bends
    double max_angle_deg;
    double priority;
    bool conflict_resolution; // false: always drawn, reserves no room
    double space_around_pt;
    double max_displacement_pt; // 0: exactly at the anchor; more: other candidate positions allowed
    unsigned directions;        // sm_direction: where else it may stand; 0: anywhere
    sm_area_align align;
    double goodness_of_fit;
    double wrap_pt;
    bool group;
    double group_apart_pt; // least distance of copies of one label; 0: none
    bool once_each;        // where lines of a group lie on each other they count once
    bool all_of_group;     // each part of a group of lines has a label, not the longest alone
    bool any_direction;    // along a line as it runs, even upside down
    bool may_be_cut;       // by the frame
    bool spread;           // area names: space letters to span about two thirds of the area
    bool curved;           // area names: along the middle of the area
    double leader_pt;      // width of a leader line; 0: none
    sm_color leader_color;
    double leader_min_pt;
    const sm_shield *shield; // NULL: none
} sm_label_style;

typedef enum sm_symbol_kind {
    SM_SYMBOL_POLYGON,
    SM_SYMBOL_LINE,
    SM_SYMBOL_POINT,
    SM_SYMBOL_TEXT
} sm_symbol_kind;

typedef enum sm_geometry_function {
    SM_GEOM_ITSELF,
    SM_GEOM_CENTROID,
    SM_GEOM_INTERIOR_POINT,
    SM_GEOM_START_POINT,
    SM_GEOM_END_POINT,
    SM_GEOM_VERTICES,
    SM_GEOM_BOUNDARY,
    SM_GEOM_OFFSET, // moved
    SM_GEOM_BUFFER  // the area around it; of an area with a distance below 0, its inner part
} sm_geometry_function;

typedef struct sm_symbol {
    sm_symbol_kind kind;
    sm_geometry_function geometry;
    sm_point move_pt;   // OFFSET, and Displacement of a polygon: x right, y down
    double distance_pt; // BUFFER
    size_t fts;         // painter's order: FeatureTypeStyle first, then feature, then rule
    size_t rule;        // index within the style, for the legend
    bool is_obstacle;   // no label may cover what it paints
    sm_fill fill;       // POLYGON
    sm_stroke stroke;   // POLYGON, LINE
    sm_mark *marks;     // POINT (usually one)
    size_t n_marks;
    sm_label_style label; // TEXT
} sm_symbol;

typedef struct sm_symbols {
    sm_symbol *items;
    size_t count, cap;
} sm_symbols;

// ---------------------------------------------------------------------------------------------
// The style

typedef struct sm_style sm_style; // sld.h

/** Check a style against the fields of its layer: W113 for names that are not there, once per rule.
 *  `layer` is for messages. */
void sm_style_bind(sm_style *style, const sm_fields *fields, const char *layer, sm_diags *diags);

/** Symbols that paint this feature, in painter's order inside the feature. Allocated in `a`, valid
 *  as long as it is. The list is empty when no rule matches. Values out of range are W106, once per
 *  place in the style. */
void sm_style_resolve(sm_arena *a, const sm_style *style, const sm_feature *feature,
                      const sm_style_env *env, sm_symbols *out, sm_diags *diags);

/** The i-th list of font families that the style names, and where; false at the end. */
bool sm_style_font_at(const sm_style *style, size_t i, const char **families, sm_place *at);

/** Does the style look at any field at all? False: one symbol list serves every feature. */
bool sm_style_is_constant(const sm_style *style);

/** Does some symbol depend on where a feature ends, or reach far from it: arrows, marks at ends,
 *  buffers? Then a feature that is cut at the frame would be drawn wrong. */
bool sm_style_wants_whole(const sm_style *style);

/** In which order FeatureTypeStyles paint (sortBy, sortByGroup); without a style (NULL) in that of
 *  the records. Those from `fts` on that paint
 *  together: this one, or all of a group, up to the one returned (exclusive). */
size_t sm_style_paints_until(const sm_style *style, size_t fts);
/** The topmost one that sorts features; false: none does. */
bool sm_style_sorts(const sm_style *style, size_t *fts);
/** Which of two features one paints first: below 0 a, above 0 b, 0: it does not matter to it. Nulls
 *  come first. `scratch` of texts made on the way. */
int sm_style_order(sm_arena *scratch, const sm_style *style, size_t fts, const sm_feature *a,
                   const sm_feature *b);

/** Rules of the style in order, for the legend. */
size_t sm_style_rule_count(const sm_style *style);
/** Name (stable, for study.xml) of a rule; may be NULL. */
const char *sm_style_rule_name(const sm_style *style, size_t rule);
/** Title for the legend in a language (Title, else Name); NULL: not in the legend. */
const char *sm_style_rule_title(const sm_style *style, size_t rule, const char *lang);
/** Symbols of one rule for a legend swatch: expressions see `feature` (an example that the rule
 *  painted, or NULL). */
void sm_style_rule_symbols(sm_arena *a, const sm_style *style, size_t rule,
                           const sm_feature *feature, const sm_style_env *env, sm_symbols *out);
/** Is the rule in the legend for this feature though it paints nothing on the map (inclusion =
 *  legendOnly)? */
bool sm_style_rule_explains(sm_arena *a, const sm_style *style, size_t rule,
                            const sm_feature *feature, const sm_style_env *env);

/** Parse "#rgb", "#rrggbb", "#rrggbbaa" or an SVG colour name. */
bool sm_color_parse(const char *text, sm_color *out);

#endif
