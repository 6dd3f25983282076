// sld_parts: what the files of the style reader hand each other.
//
//     sld.c          which style of the file, layers
//     sld_rule.c     rules and FeatureTypeStyles
//     sld_symbol.c   symbolizers, fills, strokes, graphics
//     sld_mark.c     marks of graphics
//     sld_image.c    images of graphics
//     sld_text.c     labels
//     sld_expr.c     expressions
//     sld_filter.c   filters
//     sld_gml.c      geometries in filters
//     sld_walk.c     tables of children and parameters, ticking, reporting what stays unticked
//
// Elements go by local name whatever their namespace. Readers tick what they understand; sld_report
// names the rest, so nothing is passed over in silence.
#ifndef SITMAP_LOAD_SLD_PARTS_H
#define SITMAP_LOAD_SLD_PARTS_H

#include "sitmap/limits.h"
#include "sitmap/load.h"
#include "sitmap/sld.h"

typedef struct sld {
    sm_arena *arena;
    const char *file;
    const sm_root *root;           // where images are; NULL: nowhere
    const sm_glyph_source *glyphs; // NULL: none
    sm_diags *diags;
    sm_style *style;
    bool qgis;
    bool in_label;     // white space in literals counts
    size_t rule;       // being read: properties belong to it
    bool uses_feature; // something of the rule does
    bool told_unit;    // that sitmap-uom is ours alone
    bool in_filter;    // what is not understood puts the rule off
    bool no_default;   // a graphic that can not be drawn is no square (fallbackOnDefaultMark)
} sld;

// ---- sld_walk.c ---------------------------------------------------------------------------------

void sld_warn(sld *s, const sm_xml *at, const char *rule, const char *mend, const char *fmt, ...)
    SM_PRINTF(5, 6);
void sld_note(sld *s, const sm_xml *at, const char *rule, const char *fmt, ...) SM_PRINTF(4, 5);
void sld_error(sld *s, const sm_xml *at, const char *rule, const char *mend, const char *fmt, ...)
    SM_PRINTF(5, 6);

/** Is this the element's name? Ticks it; another case of letters is noted. */
bool sld_is(sld *s, const sm_xml *e, const char *name);
/** Tick an element with all below it: it was reported, or does not matter. */
void sld_use_all(const sm_xml *e);
/** Tick the children that only name the feature's geometry, or give a number to a function of
 *  it. */
void sld_use_names(sld *s, const sm_xml *e);
/** First child of that name, or NULL; ticks nothing. */
const sm_xml *sld_find(const sm_xml *e, const char *name);
/** The address of an OnlineResource, in whatever namespace; NULL without one. Ticks it. */
const char *sld_href(const sm_xml *e);
/** Text of an element without its child elements; white space at the ends stays when `raw`. */
const char *sld_text(sld *s, const sm_xml *e, bool raw);

typedef struct sld_child {
    const char *name;
    void (*read)(sld *s, const sm_xml *e, void *to); // NULL: ticked with its text
    bool many;                                       // may be repeated
} sld_child;

/** Hand every child that the table knows to its reader. The others stay unticked. */
void sld_children(sld *s, const sm_xml *e, const sld_child *rows, size_t n, void *to);

/** A parameter by name: `offset` of an sm_param in the struct. `only`: its one supported value, the
 *  default, for what is not implemented. */
typedef struct sld_param_row {
    const char *name;
    size_t offset;
    const char *only;
} sld_param_row;

/** Is this CssParameter or SvgParameter (or VendorOption when `vendor`) in the table? Reads it. */
bool sld_named_param(sld *s, const sm_xml *e, bool vendor, const sld_param_row *rows, size_t n,
                     void *to);
/** Text of a VendorOption when it has this name, else NULL. Ticks it. */
const char *sld_option(sld *s, const sm_xml *e, const char *name);
/** Does an option's text say no: "0", "false"? */
bool sld_is_false(const char *text);
/** Value of an element as a parameter. */
void sld_param(sld *s, const sm_xml *e, sm_param *out);

/** Everything that stays unticked: W101, W102. */
void sld_report(sld *s, const sm_xml *root);

// ---- sld_expr.c, sld_filter.c -------------------------------------------------------------------

/** The expression that an element holds: text, CDATA, Literal, PropertyName, functions, or several
 *  of them joined. NULL when it is empty or was complained about; `*empty` (may be NULL) tells
 *  which. */
const sm_expr *sld_expr(sld *s, const sm_xml *e, bool *empty);
/** Expression of an element that is one itself. */
const sm_expr *sld_expr_element(sld *s, const sm_xml *e);
/** Expression of a text with fields in it, as GeoServer writes them: "shape://${kind}". NULL when
 *  what stands in the braces is no plain name. */
const sm_expr *sld_template(sld *s, const sm_xml *e, const char *text);
/** Filter of a Filter element; NULL after a complaint. */
const sm_filter *sld_filter(sld *s, const sm_xml *e);

// ---- sld_gml.c ----------------------------------------------------------------------------------

/** A geometry of GML 2 or 3 (envelopes to multipolygons) in longitude and latitude; NULL with
 *  `*why` when it is none of these, or in a CRS other than WGS 84. */
const sm_path *sld_gml(sld *s, const sm_xml *e, const char **why);

// ---- sld_rule.c, sld_symbol.c, sld_text.c
// -------------------------------------------------------------------

/** A FeatureTypeStyle, appended to the style with its rules. */
void sld_feature_type_style(sld *s, const sm_xml *e, void *to);
/** The option `composite`, when the element is that: only the usual way of painting is known. */
void sld_composite(sld *s, const sm_xml *e);
/** The option `inclusion` of a rule or a symbolizer. */
sm_inclusion sld_inclusion(sld *s, const sm_xml *e);
/** Symbolizers of a rule, as rows for sld_children; `to` is an sm_symbolizers. */
extern const sld_child sld_symbolizers[];
extern const size_t sld_n_symbolizers;

/** What can not be drawn, for a reader to say. */
typedef struct sld_lack {
    const char *rule, *what, *mend;
} sld_lack;

/** The mark of a Mark into a graphic; false with what is lacking when it can not be drawn. */
bool sld_mark(sld *s, const sm_xml *e, sm_graphic_style *g, sld_lack *lack);
/** The image of an ExternalGraphic into a graphic; false with the reason when it can not be
 *  drawn. */
bool sld_image(sld *s, const sm_xml *e, sm_graphic_style *g, const char **why);
/** A Graphic. */
sm_graphic_style *sld_graphic(sld *s, const sm_xml *e);
/** A Graphic as a point symbolizer, for legends. */
void sld_legend_graphic(sld *s, const sm_xml *e, sm_symbolizers *out);
/** Fill and Stroke; `to` is an sm_fill_style, an sm_stroke_style. sld_fill_plain knows no
 *  GraphicFill, sld_stroke_plain no GraphicStroke: those of marks and labels. */
void sld_fill(sld *s, const sm_xml *e, void *to);
void sld_fill_plain(sld *s, const sm_xml *e, void *to);
void sld_stroke_plain(sld *s, const sm_xml *e, void *to);
/** AnchorPoint and Displacement: X and Y of two neighbouring sm_params. */
void sld_anchor(sld *s, const sm_xml *e, sm_param *x, sm_param *y);
void sld_displacement(sld *s, const sm_xml *e, sm_param *x, sm_param *y);
/** uom, Geometry and sitmap-uom, which all symbolizers share. */
void sld_unit(sld *s, const sm_xml *e, sm_symbolizer *out);
/** Content of a TextSymbolizer; `to` is an sm_symbolizer. */
void sld_text_symbolizer(sld *s, const sm_xml *e, void *to);
void sld_geometry(sld *s, const sm_xml *e, void *to);
/** A Description that nobody shows: its Title and Abstract are ticked. */
void sld_description(sld *s, const sm_xml *e, void *to);

#endif
