#include "cli/say.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bool cli_is_lively(bool quiet)
{
    const char *no_color = getenv("NO_COLOR");
    return !quiet && isatty(STDERR_FILENO) && !(no_color && no_color[0]);
}

static const char *paint(sm_severity severity)
{
    static const char *const colors[] = {"\033[36m", "\033[33m", "\033[31m"};
    return colors[severity];
}

void cli_say_findings(const sm_diags *diags, bool quiet, bool lively)
{
    sm_arena *a = sm_arena_create();
    for (size_t i = 0; i < diags->count; i++) {
        const sm_diag *d = &diags->items[i];
        if (d->severity > SM_NOTE || !quiet) {
            fprintf(stderr, "%s%s%s\n", lively ? paint(d->severity) : "", sm_diag_text(a, d),
                    lively ? "\033[0m" : "");
        }
    }
    if (diags->hidden) {
        fprintf(stderr, "and %zu more\n", diags->hidden);
    }
    sm_arena_destroy(a);
}

int cli_say_error(const sm_error *err)
{
    sm_arena *a = sm_arena_create();
    fprintf(stderr, "sitmap: %s\n", sm_error_text(a, err));
    sm_arena_destroy(a);
    return 2;
}

void cli_json_findings(sm_json *j, sm_arena *a, const sm_diags *diags)
{
    sm_json_begin(j, "findings", '[');
    for (size_t i = 0; i < diags->count; i++) {
        sm_json_string(j, NULL, sm_diag_text(a, &diags->items[i]));
    }
    sm_json_end(j);
}
