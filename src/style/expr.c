// Expressions: building and evaluating.
#include <math.h>
#include <string.h>
#include <strings.h>

#include "style/functions.h"

static const sm_function_table *const tables[] = {
    &sm_style_number_functions, &sm_style_logic_functions,   &sm_style_text_functions,
    &sm_style_map_functions,    &sm_style_feature_functions,
};

enum { N_TABLES = sizeof tables / sizeof *tables };

static const sm_function *find_by(const char *name, int (*compare)(const char *, const char *))
{
    for (size_t t = 0; t < N_TABLES; t++) {
        for (size_t i = 0; i < tables[t]->count; i++) {
            if (compare(tables[t]->items[i].name, name) == 0) {
                return &tables[t]->items[i];
            }
        }
    }
    return NULL;
}

const sm_function *sm_function_find(const char *name)
{
    const sm_function *f = find_by(name, strcmp);
    return f ? f : find_by(name, strcasecmp);
}

const char *sm_function_name(const sm_function *f, int *least, int *most)
{
    *least = f->least;
    *most = f->most;
    return f->name;
}

bool sm_function_of_geometry(const sm_function *f)
{
    return f->sees == SM_SEES_FEATURE;
}

const char *sm_function_objection(const sm_function *f, const sm_expr *const *args, size_t n)
{
    return f->objection ? f->objection(args, n) : NULL;
}

const char *const *sm_function_names(sm_arena *a, size_t *n)
{
    size_t count = 0;
    for (size_t t = 0; t < N_TABLES; t++) {
        count += tables[t]->count;
    }
    const char **names = sm_arena_alloc(a, count * sizeof *names);
    *n = 0;
    for (size_t t = 0; t < N_TABLES; t++) {
        for (size_t i = 0; i < tables[t]->count; i++) {
            names[(*n)++] = tables[t]->items[i].name;
        }
    }
    return names;
}

sm_expr *sm_expr_literal(sm_arena *a, const char *text)
{
    sm_expr *e = sm_arena_zero(a, 1, sizeof *e);
    e->kind = SM_EXPR_LITERAL;
    e->constant = true;
    e->text = text;
    e->is_number = sm_parse_double(text, strlen(text), &e->number);
    return e;
}

sm_expr *sm_expr_property(sm_arena *a, const char *name)
{
    sm_expr *e = sm_arena_zero(a, 1, sizeof *e);
    e->kind = SM_EXPR_PROPERTY;
    e->uses_feature = true;
    e->text = name;
    e->per_language = strstr(name, "{lang}") != NULL;
    e->field = -1;
    return e;
}

sm_expr *sm_expr_call(sm_arena *a, const sm_function *f, const sm_expr **args, size_t n)
{
    sm_expr *e = sm_arena_zero(a, 1, sizeof *e);
    e->kind = SM_EXPR_CALL;
    e->function = f;
    e->args = args;
    e->n_args = n;
    e->constant = f->sees == SM_SEES_ARGS;
    e->uses_feature = f->sees == SM_SEES_FEATURE;
    for (size_t i = 0; i < n; i++) {
        e->constant &= args[i]->constant;
        e->uses_feature |= args[i]->uses_feature;
    }
    return e;
}

// The name with the language in the place of "{lang}".
static const char *name_in(sm_arena *a, const char *name, const char *lang)
{
    const char *at = strstr(name, "{lang}");
    return sm_arena_printf(a, "%.*s%s%s", (int)(at - name), name, lang, at + strlen("{lang}"));
}

static const sm_value *field_value(const sm_eval *c, int field)
{
    const sm_value *v = field >= 0 ? &c->feature->values[field] : NULL;
    bool blank = v && v->type == SM_VALUE_TEXT && !v->text[0];
    return v && v->type != SM_VALUE_NULL && !blank ? v : NULL;
}

// A name that a feature lacks in one language it has in English, or nobody knows it.
static sm_value language_value(const sm_expr *e, sm_eval *c)
{
    const char *langs[] = {c->env->lang, "en"};
    bool any = false;
    for (size_t i = 0; i < 2; i++) {
        int field = sm_fields_find(c->feature->fields, name_in(c->arena, e->text, langs[i]));
        const sm_value *v = field_value(c, field);
        if (v) {
            return *v;
        }
        any |= field >= 0;
    }
    c->missing |= !any;
    return sm_style_null();
}

static sm_value property_value(const sm_expr *e, sm_eval *c)
{
    if (!c->feature) {
        return sm_style_null();
    }
    if (e->per_language) {
        return language_value(e, c);
    }
    int field =
        c->bound == c->feature->fields ? e->field : sm_fields_find(c->feature->fields, e->text);
    c->missing |= field < 0;
    return field >= 0 ? c->feature->values[field] : sm_style_null();
}

sm_value sm_expr_eval(const sm_expr *e, sm_eval *c)
{
    switch (e->kind) {
    case SM_EXPR_LITERAL: return sm_style_text(e->text);
    case SM_EXPR_PROPERTY: return property_value(e, c);
    case SM_EXPR_CALL: return e->function->call(&(sm_call){e->args, e->n_args, c});
    }
    return sm_style_null();
}

bool sm_value_number(const sm_value *v, double *out)
{
    switch (v->type) {
    case SM_VALUE_NUMBER:
    case SM_VALUE_BOOL: *out = v->number; return true;
    case SM_VALUE_TEXT: return sm_parse_double(v->text, strlen(v->text), out);
    case SM_VALUE_NULL:
    case SM_VALUE_DATE: return false;
    }
    return false;
}

sm_value sm_style_null(void)
{
    return (sm_value){.type = SM_VALUE_NULL};
}

sm_value sm_style_number(double x)
{
    return isfinite(x) ? (sm_value){.type = SM_VALUE_NUMBER, .number = x} : sm_style_null();
}

sm_value sm_style_bool(bool b)
{
    return (sm_value){.type = SM_VALUE_BOOL, .number = b};
}

sm_value sm_style_text(const char *text)
{
    return (sm_value){.type = SM_VALUE_TEXT, .text = text};
}

sm_value sm_style_arg(const sm_call *c, size_t i)
{
    return sm_expr_eval(c->args[i], c->eval);
}

const char *sm_style_arg_text(const sm_call *c, size_t i)
{
    sm_value v = sm_style_arg(c, i);
    return sm_value_text(c->eval->arena, &v);
}

bool sm_style_arg_number(const sm_call *c, size_t i, double *out)
{
    const sm_expr *e = c->args[i];
    if (e->kind == SM_EXPR_LITERAL) {
        *out = e->number;
        return e->is_number;
    }
    sm_value v = sm_expr_eval(e, c->eval);
    return sm_value_number(&v, out);
}
