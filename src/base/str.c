// A string that grows in an arena.
#include <stdio.h>
#include <string.h>

#include "sitmap/base.h"

void sm_str_init(sm_str *s, sm_arena *a)
{
    *s = (sm_str){.arena = a, .text = sm_arena_strdup(a, ""), .len = 0, .cap = 1};
}

static void reserve(sm_str *s, size_t more)
{
    if (s->cap - s->len > more) {
        return;
    }
    size_t cap = s->cap * 2 > s->len + more + 1 ? s->cap * 2 : s->len + more + 1;
    char *grown = sm_arena_alloc(s->arena, cap);
    memcpy(grown, s->text, s->len + 1);
    s->text = grown;
    s->cap = cap;
}

void sm_str_add(sm_str *s, const char *text, size_t len)
{
    reserve(s, len);
    memcpy(s->text + s->len, text, len);
    s->len += len;
    s->text[s->len] = '\0';
}

void sm_str_puts(sm_str *s, const char *text)
{
    sm_str_add(s, text, strlen(text));
}

void sm_str_printf(sm_str *s, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    if (n > 0) {
        reserve(s, (size_t)n + 1);
        vsnprintf(s->text + s->len, (size_t)n + 1, fmt, again);
        s->len += (size_t)n;
    }
    va_end(again);
    va_end(args);
}

bool sm_same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}
