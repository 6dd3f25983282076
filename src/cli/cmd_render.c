// sitmap render: the main job.
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/paths.h"
#include "cli/say.h"
#include "sitmap/run.h"

const char cmd_render_details[] =
    "STUDY is a study.xml or the folder that holds it. Every figure is written to\n"
    "DIR/STUDY-ID/FIGURE-ID.{pdf,svg,png}, with .LANG and .VARIANT before the suffix where\n"
    "they are not the default. A file is replaced whole or not at all.\n\n"
    "For each figure one line per layer says how many features the layer selects on the\n"
    "figure's date, how many are drawn, lie outside the map, or found no room for a name.\n\n"
    "Examples:\n"
    "  sitmap render geodata/karabakh-2020\n"
    "  sitmap render -f pdf --only situation-2020-10-25 geodata/karabakh-2020\n"
    "  sitmap render -o /tmp/figures --dpi 1200 -f png my-study/study.xml\n\n"
    "Exit status: 0 everything drawn; 1 drawn, but something was skipped or cut (see the\n"
    "warnings); 2 at least one figure could not be made; the others are.\n";

typedef struct show {
    bool quiet, verbose, lively;
    const char *figure;
} show;

static void clear_line(const show *s)
{
    if (s->lively) {
        fputs("\r\033[K", stderr);
    }
}

static void on_figure(void *context, const char *id, size_t done, size_t total)
{
    show *s = context;
    s->figure = id;
    clear_line(s);
    if (!s->quiet) {
        fprintf(stderr, "%s (%zu of %zu)\n", id, done + 1, total);
    }
}

static void on_layer(void *context, const sm_layer_count *c)
{
    const show *s = context;
    if (s->quiet) {
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
    const show *s = context;
    if (!s->quiet) {
        fprintf(stderr, "  no room for the name %s (%s, %s)\n", label, layer, figure);
    }
}

static void on_written(void *context, const char *path)
{
    const show *s = context;
    clear_line(s);
    if (!s->quiet) {
        fprintf(stderr, "  wrote %s\n", path);
    }
}

static bool read_formats(const char *list, sm_run_options *options)
{
    size_t n = 0;
    const char *const *names = cli_split(list, &n);
    for (size_t i = 0; i < n; i++) {
        if (options->n_formats == sizeof options->formats / sizeof options->formats[0] ||
            !sm_format_parse(names[i], &options->formats[options->n_formats])) {
            cli_refuse("render: format %s is not one of pdf, svg, png, eps", names[i]);
            return false;
        }
        options->n_formats++;
    }
    return n > 0;
}

static bool read_dpi(const char *text, double *dpi)
{
    if (text && (!sm_parse_double(text, strlen(text), dpi) || *dpi < 10 || *dpi > 4800)) {
        cli_refuse("render: --dpi %s is not a number from 10 to 4800", text);
        return false;
    }
    return true;
}

static int render(const sm_run_options *options, show *s)
{
    sm_arena *a = sm_arena_create();
    sm_diags diags;
    sm_diags_init(&diags, a);
    sm_run *run = NULL;
    sm_error err;
    sm_run_result result = {0, 0};
    const sm_run_events events = {s, on_figure, on_layer, on_dropped, on_written};
    sm_status status = sm_run_open(options, &run, &diags, &err);
    status = status ? status : sm_run_render(run, &events, &result, &diags, &err);
    clear_line(s);
    cli_say_findings(&diags, s->quiet, s->lively);
    int code = status || result.failed ? 2 : sm_diags_count(&diags, SM_WARNING) ? 1 : 0;
    if (status) {
        cli_say_error(&err);
    } else if (result.failed) {
        fprintf(stderr, "sitmap: %zu figure%s could not be made; %zu files written\n",
                result.failed, result.failed == 1 ? "" : "s", result.written);
    }
    sm_run_close(run);
    sm_arena_destroy(a);
    return code;
}

int cmd_render(const cli_command *self, int argc, char **argv)
{
    const char *out = "out", *formats = "pdf,svg,png", *only = NULL, *lang = NULL, *dpi = NULL;
    const char *styles = NULL, *study = NULL;
    show s = {false, false, false, NULL};
    const cli_option options[] = {
        {'o', "out", "DIR", "output folder (default: out)", NULL, &out},
        {'f', "formats", "LIST", "pdf,svg,png,eps (default: pdf,svg,png)", NULL, &formats},
        {0, "only", "ID,...", "only these figures", NULL, &only},
        {0, "lang", "L", "only this language", NULL, &lang},
        {0, "dpi", "N", "resolution of PNG files (default: 600)", NULL, &dpi},
        {0, "styles", "DIR", "shared style folder (default: the program's own)", NULL, &styles},
        {'q', "quiet", NULL, "say nothing but warnings and errors", &s.quiet, NULL},
        {'v', "verbose", NULL, "say more", &s.verbose, NULL},
    };
    int n = cli_parse(self, options, sizeof options / sizeof options[0], argc, argv, &study, 1);
    if (n < 0) {
        return n == -2 ? 0 : 2;
    }
    sm_run_options ro = {.study = study, .out = out, .lang = lang, .dpi = 600};
    if (!n) {
        return cli_refuse("render: which study? give its study.xml or its folder");
    }
    if (!read_formats(formats, &ro) || !read_dpi(dpi, &ro.dpi)) {
        return 2;
    }
    if (only) {
        ro.only = cli_split(only, &ro.n_only);
    }
    sm_arena *paths = sm_arena_create();
    ro.styles = cli_style_folder(paths, styles);
    s.lively = cli_is_lively(s.quiet);
    int code = render(&ro, &s);
    sm_arena_destroy(paths);
    return code;
}
