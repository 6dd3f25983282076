/** sld: the tree of one OGC style, as `load` builds it and `style` evaluates it.
 *
 *  Plain data in one arena. `load` fills it from SLD 1.0 (OGC 02-070) or SE 1.1 (OGC 05-077r4) and
 *  calls sm_style_seal; after that only sm_style_bind changes it.
 */
#ifndef SITMAP_SLD_H
#define SITMAP_SLD_H

#include "sitmap/style.h"
#include "sitmap/topo.h"

// ---------------------------------------------------------------------------------------------
// Expressions

typedef enum sm_expr_kind { SM_EXPR_LITERAL, SM_EXPR_PROPERTY, SM_EXPR_CALL } sm_expr_kind;

typedef struct sm_function sm_function;

struct sm_expr {
    sm_expr_kind kind;
    bool constant;     // the same whatever the feature and the environment
    bool uses_feature; // looks at fields, geometry or number of the feature
    const char *text;  // LITERAL: the text; PROPERTY: the name, "{lang}" stands for the language
    double number;     // LITERAL: its number when `is_number`
    bool is_number;
    bool per_language;           // PROPERTY: the name has a "{lang}"
    int field;                   // PROPERTY: index in the bound fields, -1 none
    const sm_function *function; // CALL
    const sm_expr **args;
    size_t n_args;
};

/** What an evaluation sees. */
typedef struct sm_eval {
    sm_arena *arena;           // of texts made on the way
    const sm_feature *feature; // NULL: every property is null
    const sm_fields *bound;    // the fields that sm_expr.field counts in; may be NULL
    const sm_style_env *env;   // never NULL
    bool missing;              // set when a property names a field that is not there
} sm_eval;

/** A text. */
sm_expr *sm_expr_literal(sm_arena *a, const char *text);
/** The value of a field. */
sm_expr *sm_expr_property(sm_arena *a, const char *name);
/** A function of these arguments; their number has been checked against the arity. */
sm_expr *sm_expr_call(sm_arena *a, const sm_function *f, const sm_expr **args, size_t n);
/** Function by name (case counts first, then not); NULL when there is none. */
const sm_function *sm_function_find(const char *name);
/** Spelling in the table; least and most arguments (-1: any number). */
const char *sm_function_name(const sm_function *f, int *least, int *most);
/** Does it measure the feature's geometry, whatever its argument is called? */
bool sm_function_of_geometry(const sm_function *f);
/** Why the function can not do these arguments, as far as they are literals; NULL when it can. */
const char *sm_function_objection(const sm_function *f, const sm_expr *const *args, size_t n);
/** Names of all functions, for "did you mean"; in `a`. */
const char *const *sm_function_names(sm_arena *a, size_t *n);
/** Evaluate. Texts live in `c->arena`, the feature, or the style. */
sm_value sm_expr_eval(const sm_expr *e, sm_eval *c);
/** The value as a number: numbers, texts that are numbers, truth as 0 and 1. */
bool sm_value_number(const sm_value *v, double *out);
/** Upper case (lower when not `upper`) of Latin, Greek, Cyrillic and Armenian letters by the
 *  Unicode Character Database 14.0; `lang` "az" and "tr" keep i and dotless i apart. In `a`. */
const char *sm_text_case(sm_arena *a, const char *text, bool upper, const char *lang);

// ---------------------------------------------------------------------------------------------
// Filters

typedef enum sm_filter_kind {
    SM_FILTER_ALL, // always true
    SM_FILTER_AND,
    SM_FILTER_OR,
    SM_FILTER_NOT,
    SM_FILTER_COMPARE, // a op b
    SM_FILTER_BETWEEN, // b <= a <= c
    SM_FILTER_LIKE,
    SM_FILTER_NULL,
    SM_FILTER_IDS,
    SM_FILTER_SPATIAL, // the feature's geometry to `geometry`
    SM_FILTER_NEAR     // no further from `geometry` than `distance_m`
} sm_filter_kind;

typedef enum sm_compare { SM_EQ, SM_NE, SM_LT, SM_LE, SM_GT, SM_GE } sm_compare;

struct sm_filter {
    sm_filter_kind kind;
    sm_compare op;
    bool ignore_case;
    const sm_filter **items; // AND, OR, NOT
    size_t n_items;
    const sm_expr *a, *b, *c;
    const char *any, *one, *escape; // LIKE
    const long *records;            // IDS
    size_t n_records;
    sm_relation relation;    // SPATIAL
    const sm_path *geometry; // SPATIAL, NEAR: lon/lat
    double distance_m;       // NEAR
};

typedef enum sm_truth { SM_FALSE, SM_TRUE, SM_UNKNOWN } sm_truth;

/** Does the filter hold? `three_valued`: comparisons with null are unknown, as in SQL and QGIS;
 *  else null equals only null and orderings with it are false, as in GeoServer. */
sm_truth sm_filter_eval(const sm_filter *f, sm_eval *c, bool three_valued);
/** Compare two values: dates, then numbers, then text; -1, 0, 1. Null must not come here. */
int sm_value_compare(sm_arena *scratch, const sm_value *a, const sm_value *b, bool ignore_case);

// ---------------------------------------------------------------------------------------------
// Symbolizers. Parameters that the file did not give have no `expr`.

typedef struct sm_param {
    const sm_expr *expr;
    int line, column;
    bool own; // of an option sitmap-...: what is wrong with it is an error
} sm_param;

typedef enum sm_unit { SM_UNIT_PX, SM_UNIT_METRE, SM_UNIT_FOOT, SM_UNIT_MM, SM_UNIT_PT } sm_unit;

typedef struct sm_graphic_style sm_graphic_style;

typedef struct sm_fill_style {
    bool present;
    sm_param color, opacity;
    const sm_graphic_style *graphic; // NULL: plain
} sm_fill_style;

typedef struct sm_stroke_style {
    bool present;
    sm_param color, width, opacity, join, cap, dash, dash_offset;
    const sm_graphic_style *graphic; // GraphicStroke
    const sm_graphic_style *pattern; // GraphicFill
    sm_param initial_gap, gap;
} sm_stroke_style;

/** What a well-known name stands for. */
typedef struct sm_shape_mark {
    const sm_path *path; // unit box
    const char
        *lines_deg;  // as a polygon's pattern: families of lines, "0 90"; NULL: marks in a grid
    bool diagonal;   // its pitch is Size / sqrt 2
    bool turns_back; // QGIS turns it counter-clockwise as a polygon's pattern
    double tile_px;  // Size for want of one as a polygon's pattern; 0: 16
} sm_shape_mark;

/** One of the images that a name with fields in it may mean. */
typedef struct sm_image_choice {
    const char *href; // as the name comes out
    const sm_art *art;
    const sm_bitmap *bitmap;
    const sm_path *frame;
    double own_px;
} sm_image_choice;

/** A Graphic: the first drawable alternative, with its placement. */
struct sm_graphic_style {
    sm_param name;           // of a mark that depends on the feature; then `shape` is a square
    sm_shape_mark shape;     // of an image: its frame
    const sm_art *art;       // ExternalGraphic: a drawing, or
    const sm_bitmap *bitmap; // pixels; both NULL: a mark
    double own_px;           // height of an image for want of a Size
    sm_image_choice *images; // of an image whose address depends on the feature: `name`; else NULL
    size_t n_images;
    sm_fill_style fill;
    sm_stroke_style stroke;
    sm_param size, rotation, opacity;
    sm_param anchor_x, anchor_y, shift_x, shift_y;
    sm_param margin; // graphic-margin of the symbolizer
    sm_param distance;
    bool no_default; // where its mark is not known nothing is drawn, rather than a square
    bool missing;    // nothing ever is
    int line, column;
};

typedef struct sm_text_style {
    sm_param label;
    const char *family; // comma-separated, NULL: the default
    sm_param size, style, weight;
    sm_param second_size, second_color, tracking, words, letter_case, underline, strike;
    sm_fill_style fill;
    bool has_halo;
    sm_param halo_radius;
    sm_fill_style halo;
    bool on_line; // LinePlacement
    sm_param anchor_x, anchor_y, shift_x, shift_y, rotation;
    sm_param offset, repeated, initial_gap, gap, aligned, generalize;
    sm_param priority;
    sm_param conflict, space_around, follow_line, max_angle, max_displacement, repeat;
    sm_param partials, left_to_right, all_group, group_apart, remove_overlaps, kerning;
    sm_param goodness, wrap, group, spread, curve, halo_ground, leader;
    const sm_graphic_style *shield; // Graphic behind the label
    sm_param shield_fit, shield_margin, shield_place;
    sm_param directions, align;
} sm_text_style;

typedef enum sm_inclusion { SM_MAP_AND_LEGEND, SM_MAP_ONLY, SM_LEGEND_ONLY } sm_inclusion;

typedef struct sm_symbolizer {
    sm_symbol_kind kind;
    sm_inclusion inclusion;
    sm_geometry_function geometry;
    sm_param geometry_x, geometry_y; // OFFSET: both; BUFFER: x
    sm_unit unit;
    int line, column;
    sm_fill_style fill;
    sm_stroke_style stroke;
    sm_param offset;
    sm_param shift_x, shift_y;         // POLYGON: Displacement
    sm_param hatch, fit, arrow, round; // sitmap-hatch, sitmap-fit, sitmap-arrow, sitmap-round
    sm_param obstacle;                 // labelObstacle
    sm_mark_place place;
    bool upright;
    const sm_graphic_style *graphic; // POINT
    sm_text_style text;
} sm_symbolizer;

typedef struct sm_symbolizers {
    sm_symbolizer *items;
    size_t count, cap;
} sm_symbolizers;

typedef struct sm_style_rule {
    const char *name;
    sm_texts title;
    size_t fts;
    int line, column;
    double min_scale, max_scale; // [min, max)
    const sm_filter *filter;     // NULL: every feature
    bool is_else;
    bool disabled;     // its filter was not understood
    bool lacks_field;  // it names a field that the layer does not have
    bool uses_feature; // its filter or a parameter does
    sm_symbolizers symbolizers;
    sm_symbolizers legend; // LegendGraphic
} sm_style_rule;

/** A property that a rule names. */
typedef struct sm_style_property {
    sm_expr *expr;
    size_t rule;
} sm_style_property;

typedef enum sm_dialect { SM_DIALECT_STD, SM_DIALECT_QGIS } sm_dialect;

struct sm_style {
    sm_arena *arena;
    const char *file, *name;
    sm_dialect dialect;
    const sm_filter *constraint; // of the whole layer; NULL: none
    struct sm_style_rules {
        sm_style_rule *items;
        size_t count, cap;
    } rules; // of all FeatureTypeStyles, in order
    struct sm_style_ftss {
        struct sm_style_fts {
            bool first_match; // ruleEvaluation = first
            struct sm_style_sort {
                struct sm_style_sort_key {
                    const char *field;
                    bool descending;
                } * items;
                size_t count, cap;
            } sort;                 // sortBy
            const char *sort_group; // sortByGroup; NULL: none
            size_t rule_from, rule_to;
        } * items;
        size_t count, cap;
    } ftss;
    struct sm_style_properties {
        sm_style_property *items;
        size_t count, cap;
    } properties;
    const sm_fields *bound;
    bool uses_feature;
};

/** Shape of a WellKnownName (any of the spellings in docs/sld.md); false when unknown. Paths live
 *  in
 *  `a`. A wkt:// that is not understood is unknown too. */
bool sm_mark_find(sm_arena *a, const char *name, sm_dialect dialect, sm_shape_mark *out);
/** Names of all marks, for "did you mean"; in `a`. */
const char *const *sm_mark_names(sm_arena *a, size_t *n);

/** End of building: note what depends on features, and say what is wrong with every parameter that
 *  does not (W106) or is below the physical minima of docs/figure.md (W114). */
void sm_style_seal(sm_style *style, sm_diags *diags);

#endif
