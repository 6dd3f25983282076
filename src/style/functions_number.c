// Functions of numbers. An argument that is no number makes the result null, as does a result that
// is not finite.
#include <math.h>

#include "style/functions.h"

static const double PI = 3.14159265358979323846;

// Results that are 0 or more arguments folded with one operation.
static sm_value fold(const sm_call *c, double (*op)(double, double))
{
    double total = 0, x = 0;
    for (size_t i = 0; i < c->n; i++) {
        if (!sm_style_arg_number(c, i, &x)) {
            return sm_style_null();
        }
        total = i ? op(total, x) : x;
    }
    return c->n ? sm_style_number(total) : sm_style_null();
}

static sm_value map(const sm_call *c, double (*op)(double))
{
    double x = 0;
    return sm_style_arg_number(c, 0, &x) ? sm_style_number(op(x)) : sm_style_null();
}

static double plus(double a, double b)
{
    return a + b;
}

static double minus(double a, double b)
{
    return a - b;
}

static double times(double a, double b)
{
    return a * b;
}

static double over(double a, double b)
{
    return a / b;
}

// Half away from zero upwards, as java.lang.Math.round does.
static double nearest(double x)
{
    return floor(x + 0.5);
}

static double to_degrees(double x)
{
    return x * 180 / PI;
}

static double to_radians(double x)
{
    return x * PI / 180;
}

#define FOLD(name, op)                                                                             \
    static sm_value name(const sm_call *c)                                                         \
    {                                                                                              \
        return fold(c, op);                                                                        \
    }
#define MAP(name, op)                                                                              \
    static sm_value name(const sm_call *c)                                                         \
    {                                                                                              \
        return map(c, op);                                                                         \
    }

FOLD(call_add, plus)
FOLD(call_sub, minus)
FOLD(call_mul, times)
FOLD(call_div, over)
FOLD(call_min, fmin)
FOLD(call_max, fmax)
FOLD(call_pow, pow)
FOLD(call_modulo, fmod)
FOLD(call_atan2, atan2)
MAP(call_round, nearest)
MAP(call_rint, rint)
MAP(call_floor, floor)
MAP(call_ceil, ceil)
MAP(call_abs, fabs)
MAP(call_sqrt, sqrt)
MAP(call_sin, sin)
MAP(call_cos, cos)
MAP(call_tan, tan)
MAP(call_to_degrees, to_degrees)
MAP(call_to_radians, to_radians)
MAP(call_trunc, trunc)

static double itself(double x)
{
    return x;
}

MAP(call_number, itself)

static sm_value call_pi(const sm_call *c)
{
    (void)c;
    return sm_style_number(PI);
}

static const sm_function functions[] = {
    {"Add", 2, 2, call_add, SM_SEES_ARGS, NULL},
    {"Sub", 2, 2, call_sub, SM_SEES_ARGS, NULL},
    {"Mul", 2, 2, call_mul, SM_SEES_ARGS, NULL},
    {"Div", 2, 2, call_div, SM_SEES_ARGS, NULL},
    {"min", 1, -1, call_min, SM_SEES_ARGS, NULL},
    {"max", 1, -1, call_max, SM_SEES_ARGS, NULL},
    {"pow", 2, 2, call_pow, SM_SEES_ARGS, NULL},
    {"modulo", 2, 2, call_modulo, SM_SEES_ARGS, NULL},
    {"atan2", 2, 2, call_atan2, SM_SEES_ARGS, NULL},
    {"round", 1, 1, call_round, SM_SEES_ARGS, NULL},
    {"roundDouble", 1, 1, call_round, SM_SEES_ARGS, NULL},
    {"rint", 1, 1, call_rint, SM_SEES_ARGS, NULL},
    {"floor", 1, 1, call_floor, SM_SEES_ARGS, NULL},
    {"ceil", 1, 1, call_ceil, SM_SEES_ARGS, NULL},
    {"abs", 1, 1, call_abs, SM_SEES_ARGS, NULL},
    {"abs_2", 1, 1, call_abs, SM_SEES_ARGS, NULL},
    {"abs_3", 1, 1, call_abs, SM_SEES_ARGS, NULL},
    {"abs_4", 1, 1, call_abs, SM_SEES_ARGS, NULL},
    {"sqrt", 1, 1, call_sqrt, SM_SEES_ARGS, NULL},
    {"sin", 1, 1, call_sin, SM_SEES_ARGS, NULL},
    {"cos", 1, 1, call_cos, SM_SEES_ARGS, NULL},
    {"tan", 1, 1, call_tan, SM_SEES_ARGS, NULL},
    {"toDegrees", 1, 1, call_to_degrees, SM_SEES_ARGS, NULL},
    {"toRadians", 1, 1, call_to_radians, SM_SEES_ARGS, NULL},
    {"pi", 0, 0, call_pi, SM_SEES_ARGS, NULL},
    {"parseDouble", 1, 1, call_number, SM_SEES_ARGS, NULL},
    {"parseInt", 1, 1, call_trunc, SM_SEES_ARGS, NULL},
    {"to_real", 1, 1, call_number, SM_SEES_ARGS, NULL},
    {"to_int", 1, 1, call_round, SM_SEES_ARGS, NULL},
};

const sm_function_table sm_style_number_functions = {functions,
                                                     sizeof functions / sizeof *functions};
