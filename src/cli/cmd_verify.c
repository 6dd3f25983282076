// sitmap verify: is a file what a render would make now?
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/paths.h"
#include "cli/say.h"
#include "cli/show.h"

const char cmd_verify_details[] =
    "Says of each FILE, made by sitmap render, whether it is what a render would make now:\n"
    "\"current\", \"stale\" and why (which shapefile, and how many features of this map; style,\n"
    "description, fonts, program), or \"changed by hand\". Of a folder, of all outputs in it.\n"
    "The study is that of the stamps beside the file (DIR/STUDY-ID/.sitmap). For a file that was\n"
    "copied elsewhere name it with --study; the file itself says which figure it is.\n"
    "Nothing is made.\n\n"
    "Examples:\n"
    "  sitmap verify out/karabakh-2020\n"
    "  sitmap verify out/karabakh-2020/situation-2020-10-25.pdf\n"
    "  sitmap verify --study geodata/karabakh-2020 paper/figure1.pdf\n\n"
    "Exit status: 0 all are current; 1 at least one is not; 2 at least one can not be told.\n";

static const char *const verdicts[] = {"current", "stale", "changed by hand", "missing",
                                       "can not tell"};

static void print_line(const sm_verified *f)
{
    printf("%s: %s", f->path, verdicts[f->verdict]);
    for (size_t i = 0; i < f->n_reasons; i++) {
        printf("%s%s", i ? "; " : ": ", f->reasons[i].words);
    }
    printf("\n");
}

static void print_json(sm_arena *a, const sm_verified *f)
{
    sm_str out;
    sm_json j;
    sm_str_init(&out, a);
    sm_json_init(&j, &out);
    sm_json_begin(&j, NULL, '{');
    sm_json_string(&j, "name", f->path);
    sm_json_string(&j, "verdict", verdicts[f->verdict]);
    sm_json_begin(&j, "reasons", '[');
    for (size_t i = 0; i < f->n_reasons; i++) {
        const sm_reason *r = &f->reasons[i];
        sm_json_begin(&j, NULL, '{');
        sm_json_string(&j, "what", r->what);
        sm_json_string(&j, "file", r->file);
        sm_json_number(&j, "features", (double)r->features, 0);
        sm_json_string(&j, "words", r->words);
        sm_json_end(&j);
    }
    sm_json_end(&j);
    sm_json_end(&j);
    printf("%s\n", out.text);
}

static int status_of(const sm_verified_files *files)
{
    int status = 0;
    for (size_t i = 0; i < files->count; i++) {
        sm_verify_verdict verdict = files->items[i].verdict;
        int one = verdict == SM_VERIFY_UNKNOWN ? 2 : verdict != SM_VERIFY_CURRENT;
        status = one > status ? one : status;
    }
    return status;
}

static int verify(sm_arena *a, const sm_run_options *ro, const char *const *paths, size_t n,
                  bool json, bool quiet)
{
    sm_verified_files files;
    sm_diags diags;
    sm_diags_init(&diags, a);
    sm_run_verify(a, ro, paths, n, &files, &diags);
    for (size_t i = 0; i < files.count; i++) {
        if (json) {
            print_json(a, &files.items[i]);
        } else if (!quiet || files.items[i].verdict != SM_VERIFY_CURRENT) {
            print_line(&files.items[i]);
        }
    }
    cli_say_findings(&diags, true, cli_is_lively(quiet));
    return status_of(&files);
}

int cmd_verify(const cli_command *self, int argc, char **argv)
{
    const char *study = NULL, *styles = NULL, *dpi = NULL, *format = "text";
    bool quiet = false;
    const cli_option options[] = {
        {0, "study", "STUDY", "the study of files that have no stamps beside them", NULL, &study},
        {0, "styles", "DIR", "shared style folder (default: the program's own)", NULL, &styles},
        {0, "dpi", "N", "resolution of pictures that do not say theirs (default: 600)", NULL, &dpi},
        {0, "format", "F", "text, or json (a line per file)", NULL, &format},
        {'q', "quiet", NULL, "only files that are not current", &quiet, NULL},
    };
    sm_arena *a = sm_arena_create();
    const char **paths = sm_arena_alloc(a, (size_t)(argc + 1) * sizeof *paths);
    int n = cli_parse(self, options, sizeof options / sizeof options[0], argc, argv, paths, argc);
    sm_run_options ro = {.study = study};
    bool json = strcmp(format, "json") == 0;
    int code = n == -2 ? 0 : 2;
    if (n == 0) {
        cli_refuse("verify: which files? give outputs or their folder");
    } else if (n > 0 && !json && strcmp(format, "text") != 0) {
        cli_refuse("verify: --format %s is not text or json", format);
    } else if (n > 0 && cli_read_number("verify", "dpi", dpi, 10, 4800, &ro.dpi)) {
        ro.styles = cli_style_folder(a, styles);
        code = verify(a, &ro, paths, (size_t)n, json, quiet);
    }
    sm_arena_destroy(a);
    return code;
}
