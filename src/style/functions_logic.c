// Functions that compare and choose.
#include <string.h>
#include <strings.h>

#include "style/functions.h"

static bool truth(const sm_call *c, size_t i)
{
    sm_value v = sm_style_arg(c, i);
    double x = 0;
    if (v.type == SM_VALUE_TEXT && strcasecmp(v.text, "true") == 0) {
        return true;
    }
    return sm_value_number(&v, &x) && x != 0;
}

// -1, 0, 1; false when one of them is null.
static bool order(const sm_call *c, int *out)
{
    sm_value a = sm_style_arg(c, 0), b = sm_style_arg(c, 1);
    if (a.type == SM_VALUE_NULL || b.type == SM_VALUE_NULL) {
        return false;
    }
    *out = sm_value_compare(c->eval->arena, &a, &b, false);
    return true;
}

static bool equal(const sm_call *c, size_t i, size_t k)
{
    sm_value a = sm_style_arg(c, i), b = sm_style_arg(c, k);
    if (a.type == SM_VALUE_NULL || b.type == SM_VALUE_NULL) {
        return a.type == b.type;
    }
    return sm_value_compare(c->eval->arena, &a, &b, false) == 0;
}

static sm_value call_if(const sm_call *c)
{
    return sm_style_arg(c, truth(c, 0) ? 1 : 2);
}

static sm_value call_equal(const sm_call *c)
{
    return sm_style_bool(equal(c, 0, 1));
}

static sm_value call_not_equal(const sm_call *c)
{
    return sm_style_bool(!equal(c, 0, 1));
}

static sm_value call_less(const sm_call *c)
{
    int o = 0;
    return sm_style_bool(order(c, &o) && o < 0);
}

static sm_value call_less_equal(const sm_call *c)
{
    int o = 0;
    return sm_style_bool(order(c, &o) && o <= 0);
}

static sm_value call_greater(const sm_call *c)
{
    int o = 0;
    return sm_style_bool(order(c, &o) && o > 0);
}

static sm_value call_greater_equal(const sm_call *c)
{
    int o = 0;
    return sm_style_bool(order(c, &o) && o >= 0);
}

static sm_value call_is_null(const sm_call *c)
{
    return sm_style_bool(sm_style_arg(c, 0).type == SM_VALUE_NULL);
}

static sm_value call_not(const sm_call *c)
{
    return sm_style_bool(!truth(c, 0));
}

static sm_value call_between(const sm_call *c)
{
    sm_value v = sm_style_arg(c, 0), lo = sm_style_arg(c, 1), hi = sm_style_arg(c, 2);
    if (v.type == SM_VALUE_NULL || lo.type == SM_VALUE_NULL || hi.type == SM_VALUE_NULL) {
        return sm_style_bool(false);
    }
    return sm_style_bool(sm_value_compare(c->eval->arena, &v, &lo, false) >= 0 &&
                         sm_value_compare(c->eval->arena, &v, &hi, false) <= 0);
}

static sm_value call_in(const sm_call *c)
{
    for (size_t i = 1; i < c->n; i++) {
        if (equal(c, 0, i)) {
            return sm_style_bool(true);
        }
    }
    return sm_style_bool(false);
}

static sm_value call_coalesce(const sm_call *c)
{
    sm_value v = sm_style_null();
    for (size_t i = 0; i < c->n && v.type == SM_VALUE_NULL; i++) {
        v = sm_style_arg(c, i);
    }
    return v;
}

static const sm_function functions[] = {
    {"if_then_else", 3, 3, call_if, SM_SEES_ARGS, NULL},
    {"equalTo", 2, 2, call_equal, SM_SEES_ARGS, NULL},
    {"notEqual", 2, 2, call_not_equal, SM_SEES_ARGS, NULL},
    {"lessThan", 2, 2, call_less, SM_SEES_ARGS, NULL},
    {"lessEqualThan", 2, 2, call_less_equal, SM_SEES_ARGS, NULL},
    {"greaterThan", 2, 2, call_greater, SM_SEES_ARGS, NULL},
    {"greaterEqualThan", 2, 2, call_greater_equal, SM_SEES_ARGS, NULL},
    {"isNull", 1, 1, call_is_null, SM_SEES_ARGS, NULL},
    {"not", 1, 1, call_not, SM_SEES_ARGS, NULL},
    {"between", 3, 3, call_between, SM_SEES_ARGS, NULL},
    {"in", 2, -1, call_in, SM_SEES_ARGS, NULL},
    {"in2", 3, 3, call_in, SM_SEES_ARGS, NULL},
    {"in3", 4, 4, call_in, SM_SEES_ARGS, NULL},
    {"in4", 5, 5, call_in, SM_SEES_ARGS, NULL},
    {"in5", 6, 6, call_in, SM_SEES_ARGS, NULL},
    {"in6", 7, 7, call_in, SM_SEES_ARGS, NULL},
    {"in7", 8, 8, call_in, SM_SEES_ARGS, NULL},
    {"in8", 9, 9, call_in, SM_SEES_ARGS, NULL},
    {"in9", 10, 10, call_in, SM_SEES_ARGS, NULL},
    {"in10", 11, 11, call_in, SM_SEES_ARGS, NULL},
    {"coalesce", 1, -1, call_coalesce, SM_SEES_ARGS, NULL},
};

const sm_function_table sm_style_logic_functions = {functions,
                                                    sizeof functions / sizeof *functions};
