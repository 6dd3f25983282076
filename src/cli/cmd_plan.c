// sitmap plan: the jobs of a study for other engines.
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/paths.h"
#include "cli/quote.h"
#include "cli/say.h"
#include "cli/show.h"
#include "sitmap/plan.h"

const char cmd_plan_details[] =
    "Prints one job per figure and report with the files that it needs and makes, so that GNU\n"
    "make, ninja, GNU parallel or a batch system can run a large study. The rules call sitmap\n"
    "render --no-stamps, which makes what it is told to and remembers nothing.\n\n"
    "Examples:\n"
    "  sitmap plan geodata/karabakh-2020\n"
    "  sitmap plan --format make geodata/karabakh-2020 > maps.mk && make -j4 -f maps.mk\n"
    "  sitmap plan --format ninja geodata/karabakh-2020 > build.ninja && ninja\n"
    "  sitmap plan --format json geodata/karabakh-2020\n";

typedef struct printing {
    const sm_jobs *jobs;
    const char *out, *study, *formats, *styles;
    sm_arena *arena;
} printing;

static void print_command(const printing *p, const sm_job *job)
{
    printf("sitmap render -q --no-stamps -j 1 -f %s -o %s --only %s", p->formats,
           cli_quote_shell(p->arena, p->out), cli_quote_shell(p->arena, job->id));
    if (p->styles) {
        printf(" --styles %s", cli_quote_shell(p->arena, p->styles));
    }
    printf(" %s\n", cli_quote_shell(p->arena, p->study));
}

typedef const char *quote_path(sm_arena *a, const char *path);

static void print_paths(const printing *p, const char *const *paths, size_t n, const char *folder,
                        quote_path *quote)
{
    for (size_t i = 0; i < n; i++) {
        const char *path = folder ? sm_arena_printf(p->arena, "%s/%s", folder, paths[i]) : paths[i];
        printf(" %s", quote(p->arena, path));
    }
}

static void print_make(const printing *p)
{
    printf("# Made by sitmap plan; needs GNU make 4.3 (grouped targets).\n.PHONY: all\nall:");
    for (size_t i = 0; i < p->jobs->count; i++) {
        print_paths(p, p->jobs->items[i].outputs, p->jobs->items[i].n_outputs, p->out,
                    cli_quote_make);
    }
    printf("\n");
    for (size_t i = 0; i < p->jobs->count; i++) {
        const sm_job *job = &p->jobs->items[i];
        printf("\n");
        print_paths(p, job->outputs, job->n_outputs, p->out, cli_quote_make);
        printf(" &:");
        print_paths(p, job->inputs, job->n_inputs, NULL, cli_quote_make);
        printf("\n\t");
        print_command(p, job);
    }
}

static void print_ninja(const printing *p)
{
    printf("# Made by sitmap plan.\n");
    for (size_t i = 0; i < p->jobs->count; i++) {
        const sm_job *job = &p->jobs->items[i];
        printf("\nrule make%zu\n  description = figure %s\n  command = ", i, job->id);
        print_command(p, job);
        printf("build");
        print_paths(p, job->outputs, job->n_outputs, p->out, cli_quote_ninja);
        printf(": make%zu", i);
        print_paths(p, job->inputs, job->n_inputs, NULL, cli_quote_ninja);
        printf("\n");
    }
}

static void json_list(sm_json *j, const char *key, const char *const *paths, size_t n)
{
    sm_json_begin(j, key, '[');
    for (size_t i = 0; i < n; i++) {
        sm_json_string(j, NULL, paths[i]);
    }
    sm_json_end(j);
}

static void print_json(const printing *p)
{
    for (size_t i = 0; i < p->jobs->count; i++) {
        const sm_job *job = &p->jobs->items[i];
        sm_str out;
        sm_json j;
        sm_str_init(&out, p->arena);
        sm_json_init(&j, &out);
        sm_json_begin(&j, NULL, '{');
        sm_json_string(&j, "id", job->id);
        json_list(&j, "outputs", job->outputs, job->n_outputs);
        json_list(&j, "inputs", job->inputs, job->n_inputs);
        sm_json_end(&j);
        printf("%s\n", out.text);
    }
}

static void print_table(const printing *p)
{
    for (size_t i = 0; i < p->jobs->count; i++) {
        const sm_job *job = &p->jobs->items[i];
        printf("%s\n", job->id);
        for (size_t k = 0; k < job->n_outputs; k++) {
            printf("  makes  %s/%s\n", p->out, job->outputs[k]);
        }
        for (size_t k = 0; k < job->n_inputs; k++) {
            printf("  needs  %s\n", job->inputs[k]);
        }
    }
}

static const struct {
    const char *name;
    void (*print)(const printing *p);
} printers[] = {
    {"table", print_table}, {"json", print_json}, {"make", print_make}, {"ninja", print_ninja}};

static int plan(printing *p, size_t printer, const sm_run_options *options)
{
    sm_diags diags;
    sm_error err;
    sm_run *run = NULL;
    sm_jobs jobs;
    sm_diags_init(&diags, p->arena);
    sm_status status = sm_run_open(options, &run, &diags, &err);
    if (!status) {
        size_t n = 0;
        const char *const *suffixes = cli_split(p->arena, p->formats, &n);
        sm_plan_jobs(p->arena, sm_run_study(run), options->styles, suffixes, n, &jobs);
        p->jobs = &jobs;
        printers[printer].print(p);
        p->jobs = NULL;
    }
    cli_say_findings(&diags, false, cli_is_lively(false));
    sm_run_close(run);
    return status ? cli_say_error(&err) : 0;
}

int cmd_plan(const cli_command *self, int argc, char **argv)
{
    const char *out = "out", *formats = "pdf,svg,png", *format = "table", *styles = NULL;
    const char *study = NULL;
    const cli_option options[] = {
        {0, "format", "F", "table, json (a line per job), make or ninja (default: table)", NULL,
         &format},
        {'o', "out", "DIR", "output folder (default: out)", NULL, &out},
        {'f', "formats", "LIST", "pdf,svg,png,eps,tiff,txt,scene (default: pdf,svg,png)", NULL,
         &formats},
        {0, "styles", "DIR", "shared style folder (default: the program's own)", NULL, &styles},
    };
    int n = cli_parse(self, options, sizeof options / sizeof options[0], argc, argv, &study, 1);
    if (n < 0) {
        return n == -2 ? 0 : 2;
    }
    sm_run_options ro = {.study = study, .out = out};
    size_t printer = 0, n_printers = sizeof printers / sizeof printers[0];
    while (printer < n_printers && strcmp(printers[printer].name, format) != 0) {
        printer++;
    }
    if (!n || printer == n_printers) {
        return n ? cli_refuse("plan: --format %s is not table, json, make or ninja", format)
                 : cli_refuse("plan: which study? give its study.xml or its folder");
    }
    if (!cli_read_formats("plan", formats, &ro)) {
        return 2;
    }
    sm_arena *a = sm_arena_create();
    ro.styles = cli_style_folder(a, styles);
    printing p = {.out = out, .study = study, .formats = formats, .styles = styles, .arena = a};
    int code = plan(&p, printer, &ro);
    sm_arena_destroy(a);
    return code;
}
