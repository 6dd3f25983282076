// Filters: comparisons, LIKE, and the two ways of treating null.
#include <math.h>
#include <string.h>

#include "sitmap/sld.h"

static bool as_date(const sm_value *v, int32_t *day)
{
    if (v->type == SM_VALUE_DATE) {
        *day = v->day;
        return true;
    }
    return v->type == SM_VALUE_TEXT && sm_parse_date(v->text, strlen(v->text), day);
}

static int sign(double x)
{
    return (x > 0) - (x < 0);
}

static const char *folded(sm_arena *a, const char *text, bool fold)
{
    return fold ? sm_text_case(a, text, false, "") : text;
}

// UTF-8 sorts as its code points do, so bytes are enough.
static int compare_text(sm_arena *a, const sm_value *x, const sm_value *y, bool ignore_case)
{
    const char *s = folded(a, sm_value_text(a, x), ignore_case);
    const char *t = folded(a, sm_value_text(a, y), ignore_case);
    int order = strcmp(s, t);
    return (order > 0) - (order < 0);
}

static bool is_numeric(const sm_value *v)
{
    return v->type == SM_VALUE_NUMBER || v->type == SM_VALUE_BOOL;
}

// The stricter type decides: with a date, dates; with a number, numbers; else text.
int sm_value_compare(sm_arena *scratch, const sm_value *a, const sm_value *b, bool ignore_case)
{
    int32_t p = 0, q = 0;
    double x = 0, y = 0;
    if ((a->type == SM_VALUE_DATE || b->type == SM_VALUE_DATE) && as_date(a, &p) &&
        as_date(b, &q)) {
        return (p > q) - (p < q);
    }
    if ((is_numeric(a) || is_numeric(b)) && sm_value_number(a, &x) && sm_value_number(b, &y)) {
        return sign(x - y);
    }
    return compare_text(scratch, a, b, ignore_case);
}

static sm_truth truth(bool b)
{
    return b ? SM_TRUE : SM_FALSE;
}

static sm_truth null_truth(const sm_filter *f, const sm_value *a, const sm_value *b, bool three)
{
    if (three) {
        return SM_UNKNOWN;
    }
    bool same = a->type == b->type;
    return truth((f->op == SM_EQ && same) || (f->op == SM_NE && !same));
}

static bool holds(sm_compare op, int order)
{
    switch (op) {
    case SM_EQ: return order == 0;
    case SM_NE: return order != 0;
    case SM_LT: return order < 0;
    case SM_LE: return order <= 0;
    case SM_GT: return order > 0;
    case SM_GE: return order >= 0;
    }
    return false;
}

static sm_truth compare(const sm_filter *f, sm_eval *c, bool three)
{
    sm_value a = sm_expr_eval(f->a, c), b = sm_expr_eval(f->b, c);
    if (a.type == SM_VALUE_NULL || b.type == SM_VALUE_NULL) {
        return null_truth(f, &a, &b, three);
    }
    return truth(holds(f->op, sm_value_compare(c->arena, &a, &b, f->ignore_case)));
}

static sm_truth between(const sm_filter *f, sm_eval *c, bool three)
{
    sm_value v = sm_expr_eval(f->a, c), lo = sm_expr_eval(f->b, c), hi = sm_expr_eval(f->c, c);
    if (v.type == SM_VALUE_NULL || lo.type == SM_VALUE_NULL || hi.type == SM_VALUE_NULL) {
        return three ? SM_UNKNOWN : SM_FALSE;
    }
    return truth(sm_value_compare(c->arena, &v, &lo, false) >= 0 &&
                 sm_value_compare(c->arena, &v, &hi, false) <= 0);
}

static bool starts(const char *text, const char *with)
{
    return with[0] && strncmp(text, with, strlen(with)) == 0;
}

// The next unit of a pattern: a wildcard, or a literal character (escaped or not).
typedef struct pattern_unit {
    bool any, one;
    const char *at; // literal character
    size_t len;
    const char *next;
} pattern_unit;

static size_t char_len(const char *text)
{
    const char *at = text;
    sm_utf8_next(&at, text + strlen(text));
    return (size_t)(at - text);
}

static pattern_unit read_unit(const sm_filter *f, const char *p)
{
    if (starts(p, f->escape) && p[strlen(f->escape)]) {
        p += strlen(f->escape);
    } else if (starts(p, f->any)) {
        return (pattern_unit){.any = true, .next = p + strlen(f->any)};
    } else if (starts(p, f->one)) {
        return (pattern_unit){.one = true, .next = p + strlen(f->one)};
    }
    size_t len = char_len(p);
    return (pattern_unit){.at = p, .len = len, .next = p + len};
}

// Whole-string match; on a mismatch the last wildcard takes one character more, so the cost is at
// most length times length.
static bool like(const sm_filter *f, const char *pattern, const char *text)
{
    const char *retry_pattern = NULL, *retry_text = NULL;
    const char *p = pattern, *t = text;
    for (;;) {
        if (*p) {
            pattern_unit u = read_unit(f, p);
            if (u.any) {
                p = retry_pattern = u.next;
                retry_text = t;
                continue;
            }
            size_t len = *t ? char_len(t) : 0;
            if (len && (u.one || (u.len == len && memcmp(u.at, t, len) == 0))) {
                p = u.next;
                t += len;
                continue;
            }
        } else if (!*t) {
            return true;
        }
        if (!retry_text || !*retry_text) {
            return false;
        }
        retry_text += char_len(retry_text);
        p = retry_pattern;
        t = retry_text;
    }
}

static sm_truth is_like(const sm_filter *f, sm_eval *c, bool three)
{
    sm_value v = sm_expr_eval(f->a, c), pattern = sm_expr_eval(f->b, c);
    if (v.type == SM_VALUE_NULL || pattern.type == SM_VALUE_NULL) {
        return three ? SM_UNKNOWN : SM_FALSE;
    }
    return truth(like(f, folded(c->arena, sm_value_text(c->arena, &pattern), f->ignore_case),
                      folded(c->arena, sm_value_text(c->arena, &v), f->ignore_case)));
}

static sm_truth has_id(const sm_filter *f, const sm_eval *c)
{
    for (size_t i = 0; c->feature && i < f->n_records; i++) {
        if (f->records[i] == c->feature->record) {
            return SM_TRUE;
        }
    }
    return SM_FALSE;
}

static bool relates(const sm_filter *f, const sm_eval *c)
{
    const sm_path *own = c->feature ? c->feature->path : NULL;
    return own && own->n_points && sm_topo_relates(own, f->geometry, f->relation);
}

// Lon/lat as metres on the plane that touches WGS 84 at `at`: right to a percent within some
// hundred kilometres. Radii of curvature after Snyder 1987, equations 4-18 and 4-20.
static sm_path flattened(sm_arena *a, const sm_path *path, sm_point at)
{
    const double deg = 3.14159265358979323846 / 180, radius = 6378137, e2 = 0.00669437999014;
    double w = 1 - e2 * sin(at.y * deg) * sin(at.y * deg);
    double north = radius * (1 - e2) / (w * sqrt(w)), east = radius / sqrt(w) * cos(at.y * deg);
    sm_path out;
    sm_path_copy(a, path, &out);
    for (size_t i = 0; i < out.n_points; i++) {
        out.points[i].x = (out.points[i].x - at.x) * deg * east;
        out.points[i].y = (out.points[i].y - at.y) * deg * north;
    }
    return out;
}

static bool is_near(const sm_filter *f, const sm_eval *c)
{
    const sm_path *own = c->feature ? c->feature->path : NULL;
    if (!own || !own->n_points) {
        return false;
    }
    sm_box box = sm_path_box(f->geometry);
    sm_point at = {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    sm_path a = flattened(c->arena, own, at), b = flattened(c->arena, f->geometry, at);
    return sm_topo_distance(&a, &b) <= f->distance_m;
}

// AND is false as soon as one is false, OR true as soon as one is true; else one unknown decides.
static sm_truth combine(const sm_filter *f, sm_eval *c, bool three, sm_truth decisive)
{
    sm_truth result = decisive == SM_FALSE ? SM_TRUE : SM_FALSE;
    for (size_t i = 0; i < f->n_items; i++) {
        sm_truth t = sm_filter_eval(f->items[i], c, three);
        if (t == decisive) {
            return t;
        }
        result = t == SM_UNKNOWN ? t : result;
    }
    return result;
}

static sm_truth negate(sm_truth t)
{
    return t == SM_UNKNOWN ? t : truth(t == SM_FALSE);
}

sm_truth sm_filter_eval(const sm_filter *f, sm_eval *c, bool three_valued)
{
    switch (f->kind) {
    case SM_FILTER_ALL: return SM_TRUE;
    case SM_FILTER_AND: return combine(f, c, three_valued, SM_FALSE);
    case SM_FILTER_OR: return combine(f, c, three_valued, SM_TRUE);
    case SM_FILTER_NOT: return negate(sm_filter_eval(f->items[0], c, three_valued));
    case SM_FILTER_COMPARE: return compare(f, c, three_valued);
    case SM_FILTER_BETWEEN: return between(f, c, three_valued);
    case SM_FILTER_LIKE: return is_like(f, c, three_valued);
    case SM_FILTER_NULL: return truth(sm_expr_eval(f->a, c).type == SM_VALUE_NULL);
    case SM_FILTER_IDS: return has_id(f, c);
    case SM_FILTER_SPATIAL: return truth(relates(f, c));
    case SM_FILTER_NEAR: return truth(is_near(f, c));
    }
    return SM_FALSE;
}
