// functions: how the tables of functions are made up; expr.c looks names up in them.
#ifndef SITMAP_STYLE_FUNCTIONS_H
#define SITMAP_STYLE_FUNCTIONS_H

#include "sitmap/sld.h"

/** One call: arguments are evaluated when asked for, so that branches not taken cost nothing. */
typedef struct sm_call {
    const sm_expr *const *args;
    size_t n;
    sm_eval *eval;
} sm_call;

typedef enum sm_function_sees { SM_SEES_ARGS, SM_SEES_FEATURE, SM_SEES_ENV } sm_function_sees;

struct sm_function {
    const char *name;
    int least, most; // arguments; -1: any number
    sm_value (*call)(const sm_call *c);
    sm_function_sees sees; // what it looks at beside its arguments
    /** Why the function can not do these (literal) arguments, or NULL; may be NULL itself. */
    const char *(*objection)(const sm_expr *const *args, size_t n);
};

typedef struct sm_function_table {
    const sm_function *items;
    size_t count;
} sm_function_table;

extern const sm_function_table sm_style_number_functions;
extern const sm_function_table sm_style_logic_functions;
extern const sm_function_table sm_style_text_functions;
extern const sm_function_table sm_style_map_functions;
extern const sm_function_table sm_style_feature_functions;

/** Values made. */
sm_value sm_style_null(void);
sm_value sm_style_number(double x); // null when not finite
sm_value sm_style_bool(bool b);
sm_value sm_style_text(const char *text);

/** Argument `i`: its value; its text ("" for null); its number, false when it is none. */
sm_value sm_style_arg(const sm_call *c, size_t i);
const char *sm_style_arg_text(const sm_call *c, size_t i);
bool sm_style_arg_number(const sm_call *c, size_t i, double *out);

/** Number in a pattern such as "#,##0.00" (java.text.DecimalFormat); NULL when the pattern has none
 *  of '#' and '0'. In `a`. */
const char *sm_style_format_number(sm_arena *a, const char *pattern, double x);
/** Day in a pattern of y, M, d and quoted text (java.text.SimpleDateFormat); NULL when the pattern
 *  has other letters. In `a`. */
const char *sm_style_format_date(sm_arena *a, const char *pattern, int32_t day);

#endif
