#include "cli/quote.h"

#include <string.h>

// Every character of `special` gets `mark` before it; '$' is doubled.
static const char *mark_each(sm_arena *a, const char *path, const char *special, char mark)
{
    sm_str s;
    sm_str_init(&s, a);
    for (const char *c = path; *c; c++) {
        if (*c == '$') {
            sm_str_puts(&s, "$");
        } else if (strchr(special, *c)) {
            sm_str_add(&s, &mark, 1);
        }
        sm_str_add(&s, c, 1);
    }
    return s.text;
}

const char *cli_quote_make(sm_arena *a, const char *path)
{
    return mark_each(a, path, " #:", '\\');
}

const char *cli_quote_ninja(sm_arena *a, const char *path)
{
    return mark_each(a, path, " :", '$');
}

const char *cli_quote_shell(sm_arena *a, const char *word)
{
    sm_str s;
    sm_str_init(&s, a);
    sm_str_puts(&s, "'");
    for (const char *c = word; *c; c++) {
        if (*c == '\'') {
            sm_str_puts(&s, "'\\''");
        } else {
            sm_str_puts(&s, *c == '$' ? "$" : "");
            sm_str_add(&s, c, 1);
        }
    }
    sm_str_puts(&s, "'");
    return s.text;
}
