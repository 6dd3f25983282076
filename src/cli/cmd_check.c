// sitmap check: faults in description, files, geometry, topology, dates, facts and pages.
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/paths.h"
#include "cli/say.h"
#include "sitmap/run.h"

const char cmd_check_details[] =
    "Reads everything, plans every page and report, and tells each fault with its place, its\n"
    "cause and how to mend it. No figure is made. A study silences a rule with <checks><silence\n"
    "rule=... reason=.../> and declares exceptions of its facts; -v shows both with their "
    "reasons.\n\n"
    "Examples:\n"
    "  sitmap check geodata/karabakh-2020\n"
    "  sitmap check --format json my-study\n"
    "  sitmap check -o faults.geojson my-study       places of the faults, to open in QGIS\n"
    "  sitmap check --explain ring.crossing          what a rule means; all of them: --explain "
    "all\n\n"
    "JSON follows docs/check.schema.json; its study is null when the description has mistakes,\n"
    "which are all that is looked at then.\n\n"
    "Exit status: 0 no fault; 1 faults found; 2 the study can not be read.\n";

typedef struct wishes {
    const char *study, *format, *out, *figures, *explain;
    bool verbose;
} wishes;

static int explain(const char *id)
{
    const sm_check_rule *rule = sm_check_rule_find(id);
    if (!rule && strcmp(id, "all") != 0) {
        const char *ids[512];
        size_t n = sm_check_rule_count() < 512 ? sm_check_rule_count() : 512;
        for (size_t i = 0; i < n; i++) {
            ids[i] = sm_check_rule_at(i)->id;
        }
        const char *near = sm_nearest_word(id, ids, n);
        return cli_refuse("check: there is no rule %s%s%s%s", id, near ? "; did you mean " : "",
                          near ? near : "", near ? "?" : "; --explain all lists them");
    }
    sm_arena *a = sm_arena_create();
    sm_str text;
    sm_str_init(&text, a);
    sm_check_explain(rule, &text);
    fputs(text.text, stdout);
    sm_arena_destroy(a);
    return 0;
}

static sm_status write_shapefile(sm_arena *a, const char *path, const sm_check_result *result,
                                 sm_error *err)
{
    sm_check_shapefile parts;
    sm_check_to_shapefile(a, result, &parts);
    const struct {
        const char *suffix;
        const sm_str *bytes;
    } all[] = {{"shp", &parts.shp},
               {"shx", &parts.shx},
               {"dbf", &parts.dbf},
               {"prj", &parts.prj},
               {"cpg", &parts.cpg}};
    sm_status status = SM_OK;
    for (size_t i = 0; i < sizeof all / sizeof all[0] && !status; i++) {
        const char *part = sm_arena_printf(a, "%.*s%s", (int)strlen(path) - 3, path, all[i].suffix);
        status = sm_newfile_put(part, all[i].bytes->text, all[i].bytes->len, err);
    }
    return status;
}

static bool ends_in(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);
    return n > m && strcmp(text + n - m, end) == 0;
}

static sm_status write_places(sm_arena *a, const char *path, const sm_check_result *result,
                              sm_error *err)
{
    if (ends_in(path, ".shp")) {
        return write_shapefile(a, path, result, err);
    }
    sm_str text;
    sm_str_init(&text, a);
    sm_check_geojson(result, &text);
    return sm_newfile_put(path, text.text, text.len, err);
}

static void print_text(sm_arena *a, const sm_check_result *result, const wishes *w)
{
    for (size_t i = 0; i < result->findings.count; i++) {
        const sm_diag *d = &result->findings.items[i];
        if (d->severity > SM_NOTE || w->verbose) {
            printf("%s\n", sm_diag_text(a, d));
        }
    }
    for (size_t i = 0; w->verbose && i < result->excused.count; i++) {
        printf("excused: %s; because: %s\n", sm_diag_text(a, &result->excused.items[i].diag),
               result->excused.items[i].reason);
    }
    printf("%zu errors, %zu warnings, %zu excused with a reason\n",
           sm_diags_count(&result->findings, SM_ERROR),
           sm_diags_count(&result->findings, SM_WARNING) -
               sm_diags_count(&result->findings, SM_ERROR),
           result->excused.count);
}

static void print_json(sm_arena *a, const char *id, const sm_check_result *result)
{
    sm_str text;
    sm_str_init(&text, a);
    sm_check_json(id, result, &text);
    printf("%s\n", text.text);
}

static void print(sm_arena *a, const char *id, const sm_check_result *result, const wishes *w)
{
    if (strcmp(w->format, "json") == 0) {
        print_json(a, id, result);
    } else {
        print_text(a, result, w);
    }
}

static int report(sm_arena *a, sm_run *run, const sm_diags *description, const wishes *w)
{
    sm_check_result result;
    sm_error err;
    sm_run_check(run, a, description, &result);
    print(a, sm_run_study(run)->id, &result, w);
    if (w->out && write_places(a, w->out, &result, &err)) {
        return cli_say_error(&err);
    }
    size_t written = 0;
    if (w->figures && sm_run_check_figures(run, &result, w->figures, &written, &err)) {
        return cli_say_error(&err);
    }
    return sm_diags_count(&result.findings, SM_WARNING) ? 1 : 0;
}

// A description with mistakes is no study yet, but its mistakes are findings.
static int report_description(sm_arena *a, const sm_diags *description, const wishes *w)
{
    const sm_check_result result = {.findings = *description};
    print(a, NULL, &result, w);
    return 2;
}

static int check(sm_arena *a, const wishes *w, const sm_run_options *options)
{
    sm_diags description;
    sm_run *run = NULL;
    sm_error err;
    sm_diags_init(&description, a);
    sm_status status = sm_run_open(options, &run, &description, &err);
    if (status) {
        return description.count ? report_description(a, &description, w) : cli_say_error(&err);
    }
    int code = report(a, run, &description, w);
    sm_run_close(run);
    return code;
}

int cmd_check(const cli_command *self, int argc, char **argv)
{
    wishes w = {.format = "text"};
    const char *styles = NULL;
    const cli_option options[] = {
        {0, "format", "F", "text or json (default: text)", NULL, &w.format},
        {'o', "out", "FILE", "write the places of the faults: FILE.geojson or FILE.shp", NULL,
         &w.out},
        {0, "figures", "DIR", "draw the spot of each fault: DIR/NNN-RULE.png, at most a hundred",
         NULL, &w.figures},
        {0, "explain", "RULE", "explain a rule and do nothing else", NULL, &w.explain},
        {0, "styles", "DIR", "shared style folder (default: the program's own)", NULL, &styles},
        {'v', "verbose", NULL, "also notes, and what is excused", &w.verbose, NULL},
    };
    int n = cli_parse(self, options, sizeof options / sizeof options[0], argc, argv, &w.study, 1);
    if (n < 0) {
        return n == -2 ? 0 : 2;
    }
    if (w.explain) {
        return explain(w.explain);
    }
    if (!n) {
        return cli_refuse("check: which study? give its study.xml or its folder");
    }
    if (strcmp(w.format, "text") != 0 && strcmp(w.format, "json") != 0) {
        return cli_refuse("check: --format %s is not text or json", w.format);
    }
    if (w.out && !ends_in(w.out, ".geojson") && !ends_in(w.out, ".shp")) {
        return cli_refuse("check: -o %s: the file's name ends in .geojson or .shp", w.out);
    }
    sm_arena *a = sm_arena_create();
    sm_run_options ro = {.study = w.study, .out = "out"};
    ro.styles = cli_style_folder(a, styles);
    int code = check(a, &w, &ro);
    sm_arena_destroy(a);
    return code;
}
