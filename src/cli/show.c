#include "cli/show.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/opt.h"
#include "cli/say.h"

static void clear_line(const cli_show *s)
{
    if (s->lively) {
        fputs("\r\033[K", stderr);
    }
}

static void on_figure(void *context, const char *id, size_t done, size_t total)
{
    const cli_show *s = context;
    clear_line(s);
    if (!s->quiet && !s->brief) {
        fprintf(stderr, "%s (%zu of %zu)\n", id, done + 1, total);
    }
}

static void on_layer(void *context, const sm_layer_count *c)
{
    const cli_show *s = context;
    if (s->quiet || s->brief) {
        return;
    }
    char as_of[32] = "";
    if (c->as_of != INT32_MIN) {
        char date[11];
        sm_format_date(c->as_of, date);
        snprintf(as_of, sizeof as_of, ", as of %s", date);
    }
    fprintf(stderr, "  %-20s %4zu selected, %4zu drawn, %4zu outside", c->layer, c->selected,
            c->drawn, c->outside);
    if (c->unstyled) {
        fprintf(stderr, ", %zu without a rule", c->unstyled);
    }
    fprintf(stderr, ", %zu unlabelled%s\n", c->unlabelled, as_of);
}

static void on_dropped(void *context, const char *figure, const char *layer, const char *label)
{
    const cli_show *s = context;
    if (!s->quiet && !s->brief) {
        fprintf(stderr, "  no room for the name %s (%s, %s)\n", label, layer, figure);
    }
}

static void on_due(void *context, const char *path, const char *reason)
{
    const cli_show *s = context;
    if (s->dry) {
        printf("%s: %s\n", path, reason);
    } else if (s->verbose && !s->quiet) {
        fprintf(stderr, "  %s: %s\n", path, reason);
    }
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void on_progress(void *context, size_t done, size_t total)
{
    cli_show *s = context;
    char line[120];
    if (s->lively && !s->dry && done < total) {
        cli_progress_line(&s->progress, seconds(), done, total, line, sizeof line);
        clear_line(s);
        fputs(line, stderr);
        fflush(stderr);
    }
}

static void on_output(void *context, const char *path)
{
    const cli_show *s = context;
    if (s->output) {
        s->output(s->context, path);
    }
}

static void on_waiting(void *context)
{
    (void)context;
    fputs("sitmap: another run works on this output folder; waiting for it\n", stderr);
}

static void on_written(void *context, const char *path)
{
    const cli_show *s = context;
    clear_line(s);
    if (!s->quiet) {
        fprintf(stderr, "  wrote %s\n", path);
    }
}

bool cli_read_formats(const char *command, const char *list, sm_run_options *options)
{
    size_t n = 0;
    sm_arena *a = sm_arena_create();
    const char *const *names = cli_split(a, list, &n);
    bool fine = n > 0;
    for (size_t i = 0; fine && i < n; i++) {
        if (options->n_formats == sizeof options->formats / sizeof options->formats[0] ||
            !sm_format_parse(names[i], &options->formats[options->n_formats])) {
            cli_refuse("%s: format %s is not one of pdf, svg, png, eps, scene", command, names[i]);
            fine = false;
        }
        options->n_formats++;
    }
    sm_arena_destroy(a);
    return fine;
}

bool cli_read_number(const char *command, const char *option, const char *text, double least,
                     double most, double *out)
{
    if (text && (!sm_parse_double(text, strlen(text), out) || *out < least || *out > most)) {
        cli_refuse("%s: --%s %s is not a number from %g to %g", command, option, text, least, most);
        return false;
    }
    return true;
}

int cli_render(const sm_run_options *options, cli_show *s,
               void (*seen)(void *context, const char *path), void *context)
{
    sm_arena *a = sm_arena_create();
    sm_diags diags;
    sm_diags_init(&diags, a);
    sm_run *run = NULL;
    sm_error err;
    sm_run_result result = {0, 0, 0};
    s->progress = (cli_progress){0, 0};
    const sm_run_events events = {s,          on_figure,  on_layer,  on_dropped, on_due,
                                  on_written, on_waiting, on_output, on_progress};
    sm_status status = sm_run_open(options, &run, &diags, &err);
    status = status ? status : sm_run_render(run, &events, &result, &diags, &err);
    clear_line(s);
    cli_say_findings(&diags, !s->verbose, s->lively);
    int code = status || result.failed ? 2 : sm_diags_count(&diags, SM_WARNING) ? 1 : 0;
    if (status) {
        cli_say_error(&err);
    } else if (result.failed) {
        fprintf(stderr, "sitmap: %zu figure%s could not be made; %zu files written\n",
                result.failed, result.failed == 1 ? "" : "s", result.written);
    }
    if (!s->quiet && !status && !s->dry) {
        fprintf(stderr, "%zu files written, %zu up to date\n", result.written, result.fresh);
    }
    sm_run_inputs(run, seen, context);
    sm_run_close(run);
    sm_arena_destroy(a);
    return code;
}
