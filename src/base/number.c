// Numbers from text: decimal notation only, whatever the locale.
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sitmap/base.h"

// More digits than any double needs to be rounded correctly (767), and a bound for the buffer.
enum { MAX_DIGITS = 800, MAX_EXPONENT = 100000 };

typedef struct scanner {
    const char *at, *end;
} scanner;

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool take(scanner *s, const char *any_of)
{
    bool here = s->at < s->end && *s->at && strchr(any_of, *s->at);
    s->at += here;
    return here;
}

static bool take_sign(scanner *s)
{
    bool minus = s->at < s->end && *s->at == '-';
    take(s, "+-");
    return minus;
}

// The digits of a number without its point, and how many stand after the point.
typedef struct decimal {
    char digits[MAX_DIGITS + 32]; // room for the exponent that is written behind them
    size_t n;
    bool any; // leading zeros are digits too, but are not kept
    int exponent;
} decimal;

static bool take_digits(scanner *s, decimal *d, int exponent_step)
{
    for (; s->at < s->end && is_digit(*s->at); s->at++) {
        d->any = true;
        d->exponent += exponent_step;
        if (d->n == 0 && *s->at == '0') {
            continue;
        }
        if (d->n == MAX_DIGITS) {
            return false;
        }
        d->digits[d->n++] = *s->at;
    }
    return true;
}

static bool take_exponent(scanner *s, decimal *d)
{
    if (!take(s, "eE")) {
        return true;
    }
    bool minus = take_sign(s);
    if (s->at == s->end || !is_digit(*s->at)) {
        return false;
    }
    int value = 0;
    for (; s->at < s->end && is_digit(*s->at); s->at++) {
        value = value < MAX_EXPONENT ? value * 10 + (*s->at - '0') : value;
    }
    d->exponent += minus ? -value : value;
    return true;
}

// strtod rounds correctly but takes the locale's decimal mark. "12.5e3" is handed over as "125e2":
// without a mark the locale has no say.
static double convert(decimal *d)
{
    if (d->n == 0) {
        return 0;
    }
    snprintf(d->digits + d->n, sizeof d->digits - d->n, "e%d", d->exponent);
    return strtod(d->digits, NULL);
}

bool sm_parse_double(const char *text, size_t len, double *out)
{
    scanner s = {text, text + len};
    while (s.at < s.end && is_space(*s.at)) {
        s.at++;
    }
    while (s.end > s.at && is_space(s.end[-1])) {
        s.end--;
    }
    if (s.end - s.at > INT32_MAX / 2) {
        return false;
    }
    decimal d = {.n = 0};
    bool minus = take_sign(&s);
    bool ok = take_digits(&s, &d, 0) && (!take(&s, ".") || take_digits(&s, &d, -1)) && d.any &&
              take_exponent(&s, &d) && s.at == s.end;
    if (!ok) {
        return false;
    }
    double value = convert(&d);
    if (!isfinite(value)) {
        return false;
    }
    *out = minus ? -value : value;
    return true;
}
