// Parameters: evaluated, checked, turned into points.
#include <math.h>
#include <string.h>
#include <strings.h>

#include "style/resolve.h"

static double unit_in_pt(sm_unit unit, const sm_style_env *env)
{
    const double ground_m = env->scale_denom > 0 ? 1000 * SM_PT_PER_MM / env->scale_denom : 0;
    switch (unit) {
    case SM_UNIT_PX: return SM_PT_PER_PX;
    case SM_UNIT_METRE: return ground_m;
    case SM_UNIT_FOOT: return 0.3048 * ground_m;
    case SM_UNIT_MM: return SM_PT_PER_MM;
    case SM_UNIT_PT: return 1;
    }
    return 1;
}

void sm_style_use_unit(sm_resolver *r, sm_unit unit)
{
    r->unit = unit;
    r->unit_pt = unit_in_pt(unit, r->eval.env);
}

static bool speaks(const sm_resolver *r, const sm_param *p)
{
    return r->diags && p->expr && p->expr->constant == r->checking;
}

static sm_place place_of(const sm_resolver *r, const sm_param *p)
{
    return (sm_place){r->style->file, p->line, p->column, -1};
}

typedef struct saying {
    sm_severity severity;
    const char *rule, *mend, *end;
} saying;

static void tell(sm_resolver *r, const sm_param *p, saying how, const char *fmt, va_list args)
{
    if (speaks(r, p)) {
        const char *text = sm_arena_vprintf(r->eval.arena, fmt, args);
        sm_severity severity = p->own ? SM_ERROR : how.severity;
        sm_diags_add(r->diags, severity, how.rule, place_of(r, p), how.mend, "%s%s", text,
                     p->own ? "" : how.end);
    }
}

void sm_style_complain(sm_resolver *r, const sm_param *p, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    tell(r, p, (saying){SM_WARNING, "W106", NULL, "; the default is used"}, fmt, args);
    va_end(args);
}

void sm_style_warn(sm_resolver *r, const sm_param *p, const char *rule, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    tell(r, p, (saying){SM_WARNING, rule, NULL, ""}, fmt, args);
    va_end(args);
}

void sm_style_refuse(sm_resolver *r, const sm_param *p, const char *mend, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    tell(r, p, (saying){SM_ERROR, "W106", mend, ""}, fmt, args);
    va_end(args);
}

void sm_style_below_minimum(sm_resolver *r, const sm_param *p, const char *what, double is_mm,
                            double least_mm)
{
    bool on_ground = r->unit == SM_UNIT_METRE || r->unit == SM_UNIT_FOOT;
    const double tolerance_mm = 0.001;
    if (r->checking && speaks(r, p) && !on_ground && is_mm < least_mm - tolerance_mm) {
        sm_diags_add(r->diags, SM_WARNING, "W114", place_of(r, p),
                     "make it larger, or expect it to break up in print",
                     "%s of %.3g mm, below the least of %.3g mm; drawn as asked", what, is_mm,
                     least_mm);
    }
}

bool sm_style_param_value(sm_resolver *r, const sm_param *p, sm_value *out)
{
    if (!p->expr) {
        return false;
    }
    *out = sm_expr_eval(p->expr, &r->eval);
    if (out->type == SM_VALUE_NULL) {
        if (r->eval.feature || p->expr->constant) {
            sm_style_complain(r, p, "no value");
        }
        return false;
    }
    return true;
}

double sm_style_param_number(sm_resolver *r, const sm_param *p, double fallback)
{
    return sm_style_param_within(r, p, -1e9, 1e9, fallback);
}

double sm_style_param_within(sm_resolver *r, const sm_param *p, double lo, double hi,
                             double fallback)
{
    sm_value v;
    double x = 0;
    if (p->expr && p->expr->kind == SM_EXPR_LITERAL && p->expr->is_number) {
        x = p->expr->number;
    } else if (!sm_style_param_value(r, p, &v)) {
        return fallback;
    } else if (!sm_value_number(&v, &x)) {
        sm_style_complain(r, p, "\"%s\" is not a number", sm_value_text(r->eval.arena, &v));
        return fallback;
    }
    if (x < lo || x > hi) {
        sm_style_complain(r, p, "%g is out of range", x);
        return fallback;
    }
    return x;
}

// "12", "12px", "300m", "300ft".
static bool length_of(const sm_resolver *r, const char *text, double *pt)
{
    static const struct {
        const char *suffix;
        sm_unit unit;
    } units[] = {{"px", SM_UNIT_PX}, {"ft", SM_UNIT_FOOT}, {"m", SM_UNIT_METRE}};
    double x = 0;
    size_t len = strlen(text);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t tail = strlen(units[i].suffix);
        if (len > tail && strcasecmp(text + len - tail, units[i].suffix) == 0 &&
            sm_parse_double(text, len - tail, &x)) {
            *pt = x * unit_in_pt(units[i].unit, r->eval.env);
            return true;
        }
    }
    return false;
}

double sm_style_param_length(sm_resolver *r, const sm_param *p, double fallback_px)
{
    const double largest_pt = 1e5;
    const double fallback = fallback_px * SM_PT_PER_PX;
    sm_value v;
    double x = 0, pt = 0;
    if (p->expr && p->expr->kind == SM_EXPR_LITERAL && p->expr->is_number) {
        pt = p->expr->number * r->unit_pt;
    } else if (!sm_style_param_value(r, p, &v)) {
        return fallback;
    } else if (sm_value_number(&v, &x)) {
        pt = x * r->unit_pt;
    } else if (!length_of(r, sm_value_text(r->eval.arena, &v), &pt)) {
        sm_style_complain(r, p, "\"%s\" is not a length", sm_value_text(r->eval.arena, &v));
        return fallback;
    }
    if (!(fabs(pt) <= largest_pt)) {
        sm_style_complain(r, p, "a length of %g points is out of range", pt);
        return fallback;
    }
    return pt;
}

const char *sm_style_param_text(sm_resolver *r, const sm_param *p)
{
    static const char space[] = " \t\r\n";
    sm_value v;
    if (!sm_style_param_value(r, p, &v)) {
        return NULL;
    }
    const char *text = sm_value_text(r->eval.arena, &v);
    text += strspn(text, space);
    size_t len = strlen(text);
    if (len && strchr(space, text[len - 1])) {
        while (len && strchr(space, text[len - 1])) {
            len--;
        }
        text = sm_arena_strndup(r->eval.arena, text, len);
    }
    return text;
}

int sm_style_param_word(sm_resolver *r, const sm_param *p, const char *const *words, int fallback)
{
    const char *text = sm_style_param_text(r, p);
    if (!text) {
        return fallback;
    }
    for (int i = 0; words[i]; i++) {
        if (strcasecmp(words[i], text) == 0) {
            return i;
        }
    }
    sm_style_complain(r, p, "\"%s\" is not a known word here", text);
    return fallback;
}

bool sm_style_param_bool(sm_resolver *r, const sm_param *p, bool fallback)
{
    static const char *const words[] = {"false", "no", "0", "true", "yes", "1", NULL};
    return sm_style_param_word(r, p, words, fallback ? 3 : 0) >= 3;
}

sm_color sm_style_param_color(sm_resolver *r, const sm_param *color, const sm_param *opacity,
                              double factor, sm_color fallback)
{
    sm_color c = fallback;
    const char *text = sm_style_param_text(r, color);
    if (text && !sm_color_parse(text, &c)) {
        sm_style_complain(r, color, "\"%s\" is not a colour", text);
    }
    double alpha = factor * sm_style_param_within(r, opacity, 0, 1, 1) * c.a;
    c.a = (uint8_t)floor(alpha + 0.5);
    return c;
}

bool sm_style_numbers(const char *text, double *out, size_t max, size_t *n)
{
    static const char gap[] = " ,\t\r\n";
    *n = 0;
    for (text += strspn(text, gap); *text; text += strspn(text, gap)) {
        size_t len = strcspn(text, gap);
        if (*n == max || !sm_parse_double(text, len, &out[*n])) {
            return false;
        }
        ++*n;
        text += len;
    }
    return true;
}
