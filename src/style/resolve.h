// resolve: parameters -> numbers in points, colours, words; shared by the files that make symbols.
#ifndef SITMAP_STYLE_RESOLVE_H
#define SITMAP_STYLE_RESOLVE_H

#include "sitmap/sld.h"

/** One evaluation of one symbolizer. */
typedef struct sm_resolver {
    sm_eval eval;
    const sm_style *style;
    sm_diags *diags; // NULL: silent
    bool checking;   // at load: complain of what is constant; later: of what features bring
    sm_unit unit;    // of the symbolizer
    double unit_pt;  // points of one unit
} sm_resolver;

/** Set the unit; px, metre, ... at the environment's scale. */
void sm_style_use_unit(sm_resolver *r, sm_unit unit);

/** W106 at the parameter, unless it is not its time: what does not depend on features or
 *  environment is said once, at load. */
void sm_style_complain(sm_resolver *r, const sm_param *p, const char *fmt, ...) SM_PRINTF(3, 4);
/** A warning of another rule. */
void sm_style_warn(sm_resolver *r, const sm_param *p, const char *rule, const char *fmt, ...)
    SM_PRINTF(4, 5);
/** The same as an error: values of our own extensions. */
void sm_style_refuse(sm_resolver *r, const sm_param *p, const char *mend, const char *fmt, ...)
    SM_PRINTF(4, 5);
/** W114, at load only, unless the unit is on the ground. */
void sm_style_below_minimum(sm_resolver *r, const sm_param *p, const char *what, double is_mm,
                            double least_mm);

/** The value, false when the parameter was not given or has no value (complained about). */
bool sm_style_param_value(sm_resolver *r, const sm_param *p, sm_value *out);
/** A number; `fallback` when there is none. */
double sm_style_param_number(sm_resolver *r, const sm_param *p, double fallback);
/** A number within [lo, hi], else `fallback` and a complaint. */
double sm_style_param_within(sm_resolver *r, const sm_param *p, double lo, double hi,
                             double fallback);
/** A length in points; `fallback_px` in OGC pixels. */
double sm_style_param_length(sm_resolver *r, const sm_param *p, double fallback_px);
/** Text, trimmed; NULL when there is none. */
const char *sm_style_param_text(sm_resolver *r, const sm_param *p);
/** One of a NULL-terminated list of words (case does not count): its index, else `fallback`. */
int sm_style_param_word(sm_resolver *r, const sm_param *p, const char *const *words, int fallback);
/** true or false. */
bool sm_style_param_bool(sm_resolver *r, const sm_param *p, bool fallback);
/** A colour with its opacity and a further factor. */
sm_color sm_style_param_color(sm_resolver *r, const sm_param *color, const sm_param *opacity,
                              double factor, sm_color fallback);
/** Numbers separated by commas or white space, at most `max`; false when one is none or there are
 *  too many. */
bool sm_style_numbers(const char *text, double *out, size_t max, size_t *n);

/** Pen of a stroke; `opacity` is the graphic's. */
sm_pen sm_style_pen(sm_resolver *r, const sm_stroke_style *s, double opacity);
/** Shape of a graphic's mark. */
sm_shape_mark sm_style_shape(sm_resolver *r, const sm_graphic_style *g);
/** Mark of a graphic; false when it is not to be drawn. `default_px` is the Size when not given. */
bool sm_style_mark(sm_resolver *r, const sm_graphic_style *g, double default_px, sm_mark *out);
/** Margins in the order of CSS - all; top and bottom, right and left; top, sides, bottom; top,
 *  right, bottom, left - as top, right, bottom, left. */
void sm_style_margins(sm_resolver *r, const sm_param *p, double out_pt[4]);
/** Fill, with patterns. */
sm_fill sm_style_fill(sm_resolver *r, const sm_fill_style *f, const sm_param *hatch);
/** Stroke of a line or polygon, with marks. */
sm_stroke sm_style_stroke(sm_resolver *r, const sm_symbolizer *s);
/** Label. */
void sm_style_label(sm_resolver *r, const sm_text_style *t, sm_label_style *out);

#endif
