// JSON text through one writer: commas, escapes and brackets are decided here only.
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sitmap/base.h"

void sm_json_init(sm_json *j, sm_str *out)
{
    *j = (sm_json){.out = out, .depth = 0};
    j->fresh[0] = true;
}

static void quoted(sm_str *out, const char *text)
{
    sm_str_puts(out, "\"");
    for (const char *c = text; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte == '"' || byte == '\\') {
            sm_str_printf(out, "\\%c", byte);
        } else if (byte < 0x20) {
            sm_str_printf(out, "\\u%04x", byte);
        } else {
            sm_str_add(out, c, 1);
        }
    }
    sm_str_puts(out, "\"");
}

static void lead(sm_json *j, const char *key)
{
    if (!j->fresh[j->depth]) {
        sm_str_puts(j->out, ",");
    }
    j->fresh[j->depth] = false;
    if (key) {
        quoted(j->out, key);
        sm_str_puts(j->out, ":");
    }
}

void sm_json_begin(sm_json *j, const char *key, char bracket)
{
    assert(bracket == '{' || bracket == '[');
    assert(j->depth + 1 < sizeof j->fresh / sizeof j->fresh[0]);
    lead(j, key);
    sm_str_add(j->out, &bracket, 1);
    j->depth++;
    j->fresh[j->depth] = true;
    j->brackets[j->depth] = bracket;
}

void sm_json_end(sm_json *j)
{
    assert(j->depth > 0);
    sm_str_puts(j->out, j->brackets[j->depth] == '{' ? "}" : "]");
    j->depth--;
}

void sm_json_string(sm_json *j, const char *key, const char *value)
{
    lead(j, key);
    if (value) {
        quoted(j->out, value);
    } else {
        sm_str_puts(j->out, "null");
    }
}

void sm_json_number(sm_json *j, const char *key, double value, int digits)
{
    lead(j, key);
    if (!isfinite(value)) {
        sm_str_puts(j->out, "null");
        return;
    }
    char text[400];
    int n = snprintf(text, sizeof text, "%.*f", digits, value);
    if (n > 0 && strchr(text, '.')) {
        while (text[n - 1] == '0') {
            n--;
        }
        n -= text[n - 1] == '.';
    }
    text[n > 0 ? n : 0] = '\0';
    sm_str_puts(j->out, strcmp(text, "-0") == 0 ? "0" : text);
}

void sm_json_bool(sm_json *j, const char *key, bool value)
{
    lead(j, key);
    sm_str_puts(j->out, value ? "true" : "false");
}
