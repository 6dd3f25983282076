// The three transformations of SE 1.1, section 11.6: Categorize, Interpolate, Recode. Their
// elements and GeoServer's functions of the same names take the same arguments here:
//
//     Categorize(x, value0, threshold1, value1, ...[, "succeeding" | "preceding"])
//     Interpolate(x, data1, value1, data2, value2, ...
//                 [, "numeric" | "color"][, "linear" | "cosine"])
//     Recode(x, data1, value1, data2, value2, ...)
#include <math.h>
#include <string.h>
#include <strings.h>

#include "style/functions.h"

static bool is_word(const sm_expr *e, const char *word)
{
    return e->kind == SM_EXPR_LITERAL && strcasecmp(e->text, word) == 0;
}

static sm_value call_categorize(const sm_call *c)
{
    sm_value x = sm_style_arg(c, 0);
    bool preceding = is_word(c->args[c->n - 1], "preceding");
    size_t end = c->n - (preceding || is_word(c->args[c->n - 1], "succeeding"));
    if (x.type == SM_VALUE_NULL) {
        return x;
    }
    size_t chosen = 1;
    for (size_t i = 2; i + 1 < end; i += 2) {
        sm_value threshold = sm_style_arg(c, i);
        double limit = 0;
        if (sm_value_number(&threshold, &limit)) {
            threshold = sm_style_number(limit);
        }
        int order = sm_value_compare(c->eval->arena, &x, &threshold, false);
        if (order > 0 || (order == 0 && !preceding)) {
            chosen = i + 1;
        }
    }
    return sm_style_arg(c, chosen);
}

static sm_value call_recode(const sm_call *c)
{
    sm_value x = sm_style_arg(c, 0);
    for (size_t i = 1; i + 1 < c->n && x.type != SM_VALUE_NULL; i += 2) {
        sm_value data = sm_style_arg(c, i);
        if (data.type != SM_VALUE_NULL && sm_value_compare(c->eval->arena, &x, &data, false) == 0) {
            return sm_style_arg(c, i + 1);
        }
    }
    return sm_style_null();
}

static double mix(double a, double b, double t)
{
    return a + (b - a) * t;
}

static uint8_t mix_byte(uint8_t a, uint8_t b, double t)
{
    return (uint8_t)floor(mix(a, b, t) + 0.5);
}

static sm_value mix_colors(const sm_call *c, size_t from, size_t to, double t)
{
    sm_color a, b;
    if (!sm_color_parse(sm_style_arg_text(c, from), &a) ||
        !sm_color_parse(sm_style_arg_text(c, to), &b)) {
        return sm_style_null();
    }
    return sm_style_text(sm_arena_printf(c->eval->arena, "#%02x%02x%02x", mix_byte(a.r, b.r, t),
                                         mix_byte(a.g, b.g, t), mix_byte(a.b, b.b, t)));
}

static sm_value mix_numbers(const sm_call *c, size_t from, size_t to, double t)
{
    double a = 0, b = 0;
    if (!sm_style_arg_number(c, from, &a) || !sm_style_arg_number(c, to, &b)) {
        return sm_style_null();
    }
    return sm_style_number(mix(a, b, t));
}

typedef struct interpolation {
    size_t end; // of the pairs
    bool color, cosine;
} interpolation;

static interpolation read_interpolation(const sm_call *c)
{
    interpolation how = {.end = c->n};
    for (; how.end > 1; how.end--) {
        const sm_expr *last = c->args[how.end - 1];
        bool color = is_word(last, "color") || is_word(last, "colour");
        bool cosine = is_word(last, "cosine");
        if (!color && !cosine && !is_word(last, "numeric") && !is_word(last, "linear")) {
            break;
        }
        how.color |= color;
        how.cosine |= cosine;
    }
    return how;
}

static sm_value call_interpolate(const sm_call *c)
{
    const double pi = 3.14159265358979323846;
    interpolation how = read_interpolation(c);
    double x = 0, lo = 0, hi = 0;
    if (!sm_style_arg_number(c, 0, &x)) {
        return sm_style_null();
    }
    size_t i = 1;
    while (i + 3 < how.end && sm_style_arg_number(c, i + 2, &hi) && x > hi) {
        i += 2;
    }
    bool last = i + 3 >= how.end;
    if (!sm_style_arg_number(c, i, &lo) || (!last && !sm_style_arg_number(c, i + 2, &hi))) {
        return sm_style_null();
    }
    double t = last || x <= lo ? 0 : fmin(1, (x - lo) / (hi - lo));
    t = how.cosine ? (1 - cos(t * pi)) / 2 : t;
    size_t to = last ? i + 1 : i + 3;
    return how.color ? mix_colors(c, i + 1, to, t) : mix_numbers(c, i + 1, to, t);
}

static const char *object_to_interpolate(const sm_expr *const *args, size_t n)
{
    for (size_t i = n - 2; i < n; i++) {
        if (is_word(args[i], "cubic")) {
            return "cubic interpolation is not supported";
        }
    }
    return NULL;
}

static const sm_function functions[] = {
    {"Categorize", 2, -1, call_categorize, SM_SEES_ARGS, NULL},
    {"Interpolate", 3, -1, call_interpolate, SM_SEES_ARGS, object_to_interpolate},
    {"Recode", 3, -1, call_recode, SM_SEES_ARGS, NULL},
};

const sm_function_table sm_style_map_functions = {functions, sizeof functions / sizeof *functions};
