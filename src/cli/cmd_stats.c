// sitmap stats: what each side holds.
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/paths.h"
#include "cli/say.h"
#include "cli/stats_text.h"
#include "sitmap/run.h"

const char cmd_stats_details[] =
    "Prints the area that each side holds, in all and per zone, on each date of the control\n"
    "layer: geodesic km2, share of the zone, change since the date before, ground gained and\n"
    "lost, length of the front, and the places that changed hands. <stats> in study.xml names\n"
    "the layers; docs/stats.md says how everything is measured.\n\n"
    "Examples:\n"
    "  sitmap stats geodata/karabakh-2020\n"
    "  sitmap stats --format csv geodata/karabakh-2020 > held.csv\n"
    "  sitmap stats --zones hadrut:name_en --dates 2020-09-27,2020-11-08 geodata/karabakh-2020\n\n"
    "Exit status: 0 done; 1 done, but faults were found (mended polygons, overlapping zones);\n"
    "2 the numbers could not be made.\n";

typedef struct wishes {
    const char *format, *zones, *lang;
    int32_t *dates;
    size_t n_dates;
    bool all, quiet;
} wishes;

static void print(const sm_study *study, const sm_stats *s, const wishes *w, sm_arena *a)
{
    const char *lang = w->lang ? w->lang : study->lang;
    sm_str out;
    sm_str_init(&out, a);
    if (strcmp(w->format, "csv") == 0) {
        cli_stats_csv(s, &out);
    } else if (strcmp(w->format, "json") == 0) {
        cli_stats_json(study, s, lang, &out);
    } else {
        cli_stats_text(study, s, lang, w->all, &out);
    }
    fwrite(out.text, 1, out.len, stdout);
}

static int count(sm_arena *a, const char *path, const wishes *w)
{
    const sm_run_options options = {.study = path, .styles = cli_style_folder(a, NULL)};
    sm_run *run = NULL;
    sm_stats *stats = NULL;
    sm_diags diags;
    sm_error err;
    sm_diags_init(&diags, a);
    sm_status status = sm_run_open(&options, &run, &diags, &err);
    if (!status) {
        status =
            sm_run_stats(run, a, w->zones, w->dates, w->n_dates, w->lang, &stats, &diags, &err);
    }
    if (!status) {
        print(sm_run_study(run), stats, w, a);
    }
    cli_say_findings(&diags, w->quiet, cli_is_lively(w->quiet));
    int code = status ? cli_say_error(&err) : sm_diags_count(&diags, SM_WARNING) ? 1 : 0;
    sm_run_close(run);
    return code;
}

// 0 or, after a complaint, 2.
static int read_dates(sm_arena *a, const char *list, wishes *w)
{
    const char *const *words = cli_split(a, list, &w->n_dates);
    w->dates = sm_arena_alloc(a, (w->n_dates + 1) * sizeof *w->dates);
    for (size_t i = 0; i < w->n_dates; i++) {
        if (!sm_parse_date(words[i], strlen(words[i]), &w->dates[i])) {
            return cli_refuse("stats: --dates %s: write dates as 2020-10-25", words[i]);
        }
    }
    return 0;
}

static bool is_format(const char *name)
{
    return strcmp(name, "text") == 0 || strcmp(name, "csv") == 0 || strcmp(name, "json") == 0;
}

int cmd_stats(const cli_command *self, int argc, char **argv)
{
    wishes w = {.format = "text"};
    const char *dates = NULL, *path = NULL;
    const cli_option options[] = {
        {0, "zones", "LAYER[:FIELD]", "count by this polygon layer; FIELD holds the zone's key",
         NULL, &w.zones},
        {0, "dates", "D,D", "only these dates (default: all of the series)", NULL, &dates},
        {0, "format", "F", "text, csv or json (default: text)", NULL, &w.format},
        {0, "lang", "L", "language of names", NULL, &w.lang},
        {0, "all", NULL, "in text, also zones that one side held throughout", &w.all, NULL},
        {'q', "quiet", NULL, "no notes", &w.quiet, NULL},
    };
    int n = cli_parse(self, options, sizeof options / sizeof options[0], argc, argv, &path, 1);
    if (n < 0) {
        return n == -2 ? 0 : 2;
    }
    if (!n || !is_format(w.format)) {
        return n ? cli_refuse("stats: --format %s is not text, csv or json", w.format)
                 : cli_refuse("stats: which study? give its folder or study.xml");
    }
    sm_arena *a = sm_arena_create();
    int code = dates ? read_dates(a, dates, &w) : 0;
    code = code ? code : count(a, path, &w);
    sm_arena_destroy(a);
    return code;
}
