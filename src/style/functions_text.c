// Functions of text. Positions count characters, not bytes.
#include <string.h>

#include "style/functions.h"

// Byte offset of character `n`, or of the end.
static size_t offset_of(const char *text, double n)
{
    const char *at = text, *end = text + strlen(text);
    for (double i = 0; i < n && at < end; i++) {
        sm_utf8_next(&at, end);
    }
    return (size_t)(at - text);
}

static size_t length_of(const char *text)
{
    const char *end = text + strlen(text);
    size_t n = 0;
    while (text < end) {
        sm_utf8_next(&text, end);
        n++;
    }
    return n;
}

static sm_value part(const sm_call *c, const char *text, double from, double to)
{
    size_t a = offset_of(text, from), b = offset_of(text, to);
    return sm_style_text(a < b ? sm_arena_strndup(c->eval->arena, text + a, b - a) : "");
}

static bool is_null(const sm_call *c, size_t i)
{
    return sm_style_arg(c, i).type == SM_VALUE_NULL;
}

static sm_value call_join(const sm_call *c)
{
    sm_str all;
    sm_str_init(&all, c->eval->arena);
    for (size_t i = 0; i < c->n; i++) {
        sm_str_puts(&all, sm_style_arg_text(c, i));
    }
    return sm_style_text(all.text);
}

static sm_value cased(const sm_call *c, bool upper)
{
    if (is_null(c, 0)) {
        return sm_style_null();
    }
    return sm_style_text(
        sm_text_case(c->eval->arena, sm_style_arg_text(c, 0), upper, c->eval->env->lang));
}

static sm_value call_upper(const sm_call *c)
{
    return cased(c, true);
}

static sm_value call_lower(const sm_call *c)
{
    return cased(c, false);
}

// Every word with a capital and small letters after it.
static sm_value call_capitalize(const sm_call *c)
{
    sm_arena *a = c->eval->arena;
    const char *lang = c->eval->env->lang, *at = sm_style_arg_text(c, 0);
    sm_str out;
    sm_str_init(&out, a);
    while (*at) {
        size_t first = offset_of(at, 1), word = strcspn(at, " \t\n-");
        first = word ? first : 0;
        sm_str_puts(&out, sm_text_case(a, sm_arena_strndup(a, at, first), true, lang));
        sm_str_puts(&out,
                    sm_text_case(a, sm_arena_strndup(a, at + first, word - first), false, lang));
        size_t gap = strspn(at + word, " \t\n-");
        sm_str_add(&out, at + word, gap);
        at += word + gap;
    }
    return sm_style_text(out.text);
}

static sm_value call_substring(const sm_call *c)
{
    double from = 0, to = 0;
    if (!sm_style_arg_number(c, 1, &from) || !sm_style_arg_number(c, 2, &to)) {
        return sm_style_null();
    }
    return part(c, sm_style_arg_text(c, 0), from, to);
}

static sm_value call_substring_start(const sm_call *c)
{
    double from = 0;
    if (!sm_style_arg_number(c, 1, &from)) {
        return sm_style_null();
    }
    const char *text = sm_style_arg_text(c, 0);
    return part(c, text, from, (double)length_of(text));
}

// As in SQL and QGIS: counts from 1, the third argument is a length.
static sm_value call_substr(const sm_call *c)
{
    const char *text = sm_style_arg_text(c, 0);
    double from = 1, length = (double)length_of(text);
    if (!sm_style_arg_number(c, 1, &from) || (c->n > 2 && !sm_style_arg_number(c, 2, &length))) {
        return sm_style_null();
    }
    return part(c, text, from - 1, from - 1 + length);
}

static sm_value call_trim(const sm_call *c)
{
    static const char space[] = " \t\r\n";
    const char *text = sm_style_arg_text(c, 0);
    text += strspn(text, space);
    size_t len = strlen(text);
    while (len && strchr(space, text[len - 1])) {
        len--;
    }
    return sm_style_text(sm_arena_strndup(c->eval->arena, text, len));
}

static sm_value call_length(const sm_call *c)
{
    return sm_style_number((double)length_of(sm_style_arg_text(c, 0)));
}

static sm_value call_starts(const sm_call *c)
{
    const char *text = sm_style_arg_text(c, 0), *with = sm_style_arg_text(c, 1);
    return sm_style_bool(strncmp(text, with, strlen(with)) == 0);
}

static sm_value call_ends(const sm_call *c)
{
    const char *text = sm_style_arg_text(c, 0), *with = sm_style_arg_text(c, 1);
    size_t len = strlen(text), n = strlen(with);
    return sm_style_bool(len >= n && strcmp(text + len - n, with) == 0);
}

// Characters before the place; -1: there is none.
static sm_value index_of(const sm_call *c, const char *text, const char *hit)
{
    double before =
        (double)length_of(sm_arena_strndup(c->eval->arena, text, hit ? (size_t)(hit - text) : 0));
    return sm_style_number(hit ? before : -1);
}

static sm_value call_index(const sm_call *c)
{
    const char *text = sm_style_arg_text(c, 0);
    return index_of(c, text, strstr(text, sm_style_arg_text(c, 1)));
}

static sm_value call_last_index(const sm_call *c)
{
    const char *text = sm_style_arg_text(c, 0), *part = sm_style_arg_text(c, 1);
    const char *hit = NULL;
    for (size_t at = strlen(text) + 1; !hit && at-- > 0;) {
        hit = strncmp(text + at, part, strlen(part)) == 0 ? text + at : NULL;
    }
    return index_of(c, text, hit);
}

static sm_value call_replace(const sm_call *c)
{
    const char *at = sm_style_arg_text(c, 0), *old = sm_style_arg_text(c, 1);
    const char *new_text = sm_style_arg_text(c, 2);
    bool all = c->n < 4 || strcmp(sm_style_arg_text(c, 3), "false") != 0;
    sm_str out;
    sm_str_init(&out, c->eval->arena);
    for (const char *hit; old[0] && (hit = strstr(at, old));) {
        sm_str_add(&out, at, (size_t)(hit - at));
        sm_str_puts(&out, new_text);
        at = hit + strlen(old);
        if (!all) {
            break;
        }
    }
    sm_str_puts(&out, at);
    return sm_style_text(out.text);
}

// GeoServer takes the second argument for a regular expression; here it is text.
static const char *object_to_pattern(const sm_expr *const *args, size_t n)
{
    (void)n;
    bool plain = args[1]->kind != SM_EXPR_LITERAL || !strpbrk(args[1]->text, "\\.[]{}()*+?^$|");
    return plain ? NULL : "regular expressions are not supported";
}

static sm_value call_to_string(const sm_call *c)
{
    return is_null(c, 0) ? sm_style_null() : sm_style_text(sm_style_arg_text(c, 0));
}

static sm_value call_number_format(const sm_call *c)
{
    double x = 0;
    const char *text = NULL;
    if (sm_style_arg_number(c, 1, &x)) {
        text = sm_style_format_number(c->eval->arena, sm_style_arg_text(c, 0), x);
    }
    return text ? sm_style_text(text) : sm_style_null();
}

static const char *object_to_number_format(const sm_expr *const *args, size_t n)
{
    (void)n;
    bool fits = args[0]->kind != SM_EXPR_LITERAL || strpbrk(args[0]->text, "#0");
    return fits ? NULL : "the pattern has neither # nor 0";
}

static bool as_day(const sm_value *v, int32_t *day)
{
    if (v->type == SM_VALUE_DATE) {
        *day = v->day;
        return true;
    }
    return v->type == SM_VALUE_TEXT && sm_parse_date(v->text, strlen(v->text), day);
}

static sm_value call_date_format(const sm_call *c)
{
    sm_value v = sm_style_arg(c, 1);
    int32_t day = 0;
    const char *text = NULL;
    if (as_day(&v, &day)) {
        text = sm_style_format_date(c->eval->arena, sm_style_arg_text(c, 0), day);
    }
    return text ? sm_style_text(text) : sm_style_null();
}

static const char *object_to_date_format(const sm_expr *const *args, size_t n)
{
    (void)n;
    if (args[0]->kind != SM_EXPR_LITERAL) {
        return NULL;
    }
    sm_arena *scratch = sm_arena_create();
    bool fits = sm_style_format_date(scratch, args[0]->text, 0) != NULL;
    sm_arena_destroy(scratch);
    return fits ? NULL : "only y, M, d and quoted text are supported in the pattern";
}

static sm_value env_value(const sm_style_env *env, const char *name)
{
    if (strcmp(name, "wms_scale_denominator") == 0) {
        return sm_style_number(env->scale_denom);
    }
    if (strcmp(name, "figure_width_mm") == 0) {
        return sm_style_number(env->figure_width_mm);
    }
    if (strncmp(name, "color-", 6) == 0) {
        const char *color = sm_palette_color(env->palette, name + 6);
        return color ? sm_style_text(color) : sm_style_null();
    }
    if (strncmp(name, "side-", 5) == 0) {
        double n = 0;
        bool known =
            sm_parse_double(name + 5, strlen(name + 5), &n) && n >= 1 && n <= (double)env->n_sides;
        return known ? sm_style_text(env->sides[(size_t)n - 1]) : sm_style_null();
    }
    const struct {
        const char *name, *value;
    } texts[] = {{"lang", env->lang}, {"date", env->date}, {"variant", env->variant}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (strcmp(name, texts[i].name) == 0 && texts[i].value && texts[i].value[0]) {
            return sm_style_text(texts[i].value);
        }
    }
    return sm_style_null();
}

static sm_value call_env(const sm_call *c)
{
    sm_value v = env_value(c->eval->env, sm_style_arg_text(c, 0));
    return v.type == SM_VALUE_NULL && c->n > 1 ? sm_style_arg(c, 1) : v;
}

static const char *object_to_env(const sm_expr *const *args, size_t n)
{
    static const char *const names[] = {"wms_scale_denominator", "figure_width_mm", "lang", "date",
                                        "variant"};
    const char *name = args[0]->kind == SM_EXPR_LITERAL ? args[0]->text : "";
    bool is_color = strncmp(name, "color-", 6) == 0;
    if (is_color && !sm_palette_color(sm_palette_names()[0], name + 6)) {
        return "palettes have no such role";
    }
    if (n > 1 || !name[0] || is_color || strncmp(name, "side-", 5) == 0) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], args[0]->text) == 0) {
            return NULL;
        }
    }
    return "the names are lang, date, variant, figure_width_mm, wms_scale_denominator, side-1 ... "
           "and color-ROLE";
}

static const sm_function functions[] = {
    {"Concatenate", 0, -1, call_join, SM_SEES_ARGS, NULL},
    {"strConcat", 2, 2, call_join, SM_SEES_ARGS, NULL},
    {"concat", 0, -1, call_join, SM_SEES_ARGS, NULL},
    {"strToUpperCase", 1, 1, call_upper, SM_SEES_ENV, NULL},
    {"upper", 1, 1, call_upper, SM_SEES_ENV, NULL},
    {"strToLowerCase", 1, 1, call_lower, SM_SEES_ENV, NULL},
    {"lower", 1, 1, call_lower, SM_SEES_ENV, NULL},
    {"strCapitalize", 1, 1, call_capitalize, SM_SEES_ENV, NULL},
    {"title", 1, 1, call_capitalize, SM_SEES_ENV, NULL},
    {"strSubstring", 3, 3, call_substring, SM_SEES_ARGS, NULL},
    {"strSubstringStart", 2, 2, call_substring_start, SM_SEES_ARGS, NULL},
    {"substr", 2, 3, call_substr, SM_SEES_ARGS, NULL},
    {"strTrim", 1, 1, call_trim, SM_SEES_ARGS, NULL},
    {"strLength", 1, 1, call_length, SM_SEES_ARGS, NULL},
    {"length", 1, 1, call_length, SM_SEES_ARGS, NULL},
    {"strStartsWith", 2, 2, call_starts, SM_SEES_ARGS, NULL},
    {"strEndsWith", 2, 2, call_ends, SM_SEES_ARGS, NULL},
    {"strIndexOf", 2, 2, call_index, SM_SEES_ARGS, NULL},
    {"strLastIndexOf", 2, 2, call_last_index, SM_SEES_ARGS, NULL},
    {"strReplace", 3, 4, call_replace, SM_SEES_ARGS, object_to_pattern},
    {"to_string", 1, 1, call_to_string, SM_SEES_ARGS, NULL},
    {"numberFormat", 2, 2, call_number_format, SM_SEES_ARGS, object_to_number_format},
    {"dateFormat", 2, 2, call_date_format, SM_SEES_ARGS, object_to_date_format},
    {"env", 1, 2, call_env, SM_SEES_ENV, object_to_env},
};

const sm_function_table sm_style_text_functions = {functions, sizeof functions / sizeof *functions};
