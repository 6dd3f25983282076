// Patterns of Java's DecimalFormat and SimpleDateFormat, as far as style files use them.
#include <math.h>
#include <string.h>

#include "style/functions.h"

// What a number pattern says: "#,##0.0##" has at least one digit before the point and one to three
// after it, in groups of three.
typedef struct number_pattern {
    const char *prefix, *suffix;
    int least_integer, least_fraction, most_fraction, group;
} number_pattern;

static bool read_number_pattern(sm_arena *a, const char *text, number_pattern *p)
{
    size_t before = strcspn(text, "#0,.");
    size_t len = strspn(text + before, "#0,.");
    *p = (number_pattern){.prefix = sm_arena_strndup(a, text, before),
                          .suffix = text + before + len};
    bool fraction = false, comma = false, any = false;
    for (size_t i = before; i < before + len; i++) {
        char c = text[i];
        fraction |= c == '.';
        comma |= c == ',';
        p->group = c == ',' ? 0 : p->group + (comma && !fraction && c != '.');
        if (c == '#' || c == '0') {
            any = true;
            p->least_integer += !fraction && c == '0';
            p->least_fraction += fraction && c == '0';
            p->most_fraction += fraction;
        }
    }
    return any && p->most_fraction <= 15 && p->least_integer <= 30;
}

static void add_grouped(sm_str *out, const char *digits, size_t n, int group)
{
    for (size_t i = 0; i < n; i++) {
        if (i && group > 0 && (n - i) % (size_t)group == 0) {
            sm_str_puts(out, ",");
        }
        sm_str_add(out, digits + i, 1);
    }
}

const char *sm_style_format_number(sm_arena *a, const char *pattern, double x)
{
    number_pattern p;
    if (!read_number_pattern(a, pattern, &p) || fabs(x) > 1e15) {
        return NULL;
    }
    char *text = sm_arena_printf(a, "%.*f", p.most_fraction, fabs(x));
    size_t integer = strcspn(text, "."), len = strlen(text);
    size_t least = integer + (p.least_fraction ? 1 + (size_t)p.least_fraction : 0);
    while (len > least && len > integer && strchr("0.", text[len - 1])) {
        len--;
    }
    const char *digits = text;
    if (p.least_integer == 0 && integer == 1 && text[0] == '0' && len > integer) {
        digits++, integer--, len--;
    }
    sm_str out;
    sm_str_init(&out, a);
    bool zero = strspn(text, "0.") >= strlen(text);
    sm_str_printf(&out, "%s%s", x < 0 && !zero ? "-" : "", p.prefix);
    const char *padded = digits;
    if ((int)integer < p.least_integer) {
        padded =
            sm_arena_printf(a, "%0*d%.*s", p.least_integer - (int)integer, 0, (int)integer, digits);
    }
    size_t shown = (int)integer < p.least_integer ? (size_t)p.least_integer : integer;
    add_grouped(&out, padded, shown, p.group);
    sm_str_add(&out, digits + integer, len - integer);
    sm_str_puts(&out, p.suffix);
    return out.text;
}

static bool add_date_part(sm_str *out, char letter, size_t n, int32_t day)
{
    int year = 0, month = 0, mday = 0;
    sm_split_date(day, &year, &month, &mday);
    switch (letter) {
    case 'y': sm_str_printf(out, n == 2 ? "%02d" : "%04d", n == 2 ? year % 100 : year); return true;
    case 'M': sm_str_printf(out, n == 1 ? "%d" : "%02d", month); return n <= 2;
    case 'd': sm_str_printf(out, n == 1 ? "%d" : "%02d", mday); return n <= 2;
    default: return false;
    }
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// 'text' in quotes stands as it is; two quotes are one.
static size_t add_quoted(sm_str *out, const char *at)
{
    size_t len = strcspn(at + 1, "'");
    if (len) {
        sm_str_add(out, at + 1, len);
    } else {
        sm_str_puts(out, "'");
    }
    return 1 + len + (at[1 + len] == '\'');
}

const char *sm_style_format_date(sm_arena *a, const char *pattern, int32_t day)
{
    sm_str out;
    sm_str_init(&out, a);
    for (const char *at = pattern; *at;) {
        size_t n = 1;
        if (*at == '\'') {
            n = add_quoted(&out, at);
        } else if (is_letter(*at)) {
            while (at[n] == *at) {
                n++;
            }
            if (!add_date_part(&out, *at, n, day)) {
                return NULL;
            }
        } else {
            sm_str_add(&out, at, 1);
        }
        at += n;
    }
    return out.text;
}
