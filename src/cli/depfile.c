#include "cli/depfile.h"

#include "cli/quote.h"
#include "sitmap/plan.h"

void cli_depfile_output(void *depfile, const char *path)
{
    cli_depfile *d = depfile;
    *SM_PUSH(d->arena, &d->outputs) = sm_arena_strdup(d->arena, path);
}

void cli_depfile_input(void *depfile, const char *path)
{
    cli_depfile *d = depfile;
    sm_file_state state;
    if (sm_file_look(path, &state)) {
        *SM_PUSH(d->arena, &d->inputs) = sm_arena_strdup(d->arena, path);
    }
}

static void put_paths(sm_str *out, const cli_paths *paths, const char *before, const char *after)
{
    for (size_t i = 0; i < paths->count; i++) {
        sm_str_printf(out, "%s%s%s", before, cli_quote_make(out->arena, paths->items[i]), after);
    }
}

sm_status cli_depfile_write(const cli_depfile *d, const char *path, sm_error *err)
{
    sm_str text;
    sm_str_init(&text, d->arena);
    put_paths(&text, &d->outputs, "", " ");
    sm_str_puts(&text, ":");
    put_paths(&text, &d->inputs, " \\\n  ", "");
    sm_str_puts(&text, "\n");
    put_paths(&text, &d->inputs, "", ":\n");
    return sm_newfile_put(path, text.text, text.len, err);
}
