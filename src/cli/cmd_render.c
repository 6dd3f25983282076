// sitmap render: the main job.
#include "cli/cmd.h"
#include "cli/depfile.h"
#include "cli/paths.h"
#include "cli/say.h"
#include "cli/show.h"
#include "cli/twice.h"
#include "sitmap/run.h"

const char cmd_render_details[] =
    "STUDY is a study.xml or the folder that holds it. Every figure that is out of date is\n"
    "written to\n"
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

// A depfile of a render that failed would tell make that all is well.
static int render(const sm_run_options *ro, cli_show *s, const char *depfile, sm_arena *a)
{
    cli_depfile d = {.arena = a};
    s->output = depfile ? cli_depfile_output : NULL;
    s->context = &d;
    int code = cli_render(ro, s, depfile ? cli_depfile_input : NULL, &d);
    s->context = NULL;
    sm_error err;
    if (depfile && code < 2 && cli_depfile_write(&d, depfile, &err)) {
        return cli_say_error(&err);
    }
    return code;
}

int cmd_render(const cli_command *self, int argc, char **argv)
{
    const char *out = "out", *formats = "pdf,svg,png", *only = NULL, *lang = NULL, *dpi = NULL;
    const char *styles = NULL, *study = NULL, *jobs = NULL, *depfile = NULL;
    bool force = false, stateless = false, verify = false;
    cli_show s = {.quiet = false};
    double workers = 0;
    const cli_option options[] = {
        {'o', "out", "DIR", "output folder (default: out)", NULL, &out},
        {'f', "formats", "LIST", "pdf,svg,png,eps,tiff,txt,scene (default: pdf,svg,png)", NULL,
         &formats},
        {0, "only", "ID,...", "only these figures", NULL, &only},
        {0, "lang", "L", "only this language", NULL, &lang},
        {0, "dpi", "N", "resolution of PNG and TIFF files (default: of the preset, else 600)", NULL,
         &dpi},
        {0, "styles", "DIR", "shared style folder (default: the program's own)", NULL, &styles},
        {'j', "jobs", "N", "worker processes (default: one per core)", NULL, &jobs},
        {0, "force", NULL, "make everything, up to date or not", &force, NULL},
        {0, "no-stamps", NULL,
         "make what is asked for and remember nothing: for make, ninja and\nbatch systems, which "
         "keep track themselves (see sitmap plan)",
         &stateless, NULL},
        {0, "depfile", "FILE", "write what the outputs depend on, as make and ninja read it", NULL,
         &depfile},
        {0, "verify", NULL,
         "render once more in another folder, time zone, locale and order,\nand compare the bytes",
         &verify, NULL},
        {'n', "dry-run", NULL, "only list what would be made, and why", &s.dry, NULL},
        {'q', "quiet", NULL, "say nothing but warnings and errors", &s.quiet, NULL},
        {'v', "verbose", NULL, "say why each file is made", &s.verbose, NULL},
    };
    int n = cli_parse(self, options, sizeof options / sizeof options[0], argc, argv, &study, 1);
    if (n < 0) {
        return n == -2 ? 0 : 2;
    }
    sm_run_options ro = {.study = study, .out = out, .lang = lang};
    if (!n) {
        return cli_refuse("render: which study? give its study.xml or its folder");
    }
    ro.force = force;
    ro.stateless = stateless;
    ro.review = !stateless;
    ro.dry = s.dry;
    ro.read_all = depfile != NULL;
    if (s.dry && (verify || depfile)) {
        return cli_refuse("render: a dry run makes nothing to %s",
                          verify ? "verify" : "write a depfile of");
    }
    if (!cli_read_formats("render", formats, &ro) ||
        !cli_read_number("render", "dpi", dpi, 10, 4800, &ro.dpi) ||
        !cli_read_number("render", "jobs", jobs, 1, 512, &workers)) {
        return 2;
    }
    ro.jobs = (int)workers;
    sm_arena *paths = sm_arena_create();
    if (only) {
        ro.only = cli_split(paths, only, &ro.n_only);
    }
    ro.styles = cli_style_folder(paths, styles);
    s.lively = cli_is_lively(s.quiet);
    int code = render(&ro, &s, depfile, paths);
    if (verify && code < 2) {
        int other = cli_render_twice(&ro, s.quiet);
        code = other > code ? other : code;
    }
    sm_arena_destroy(paths);
    return code;
}
