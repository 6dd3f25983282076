// sitmap diff: what changed between two figures, two folders of them, or two studies.
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cmd.h"
#include "cli/paths.h"
#include "cli/say.h"
#include "cli/show.h"
#include "sitmap/diff.h"
#include "sitmap/run.h"

const char cmd_diff_details[] =
    "OLD and NEW are two files (PNG, SVG, PDF with all its pages), or two folders whose files\n"
    "are paired by name, or two studies (study.xml or the folder that holds it). Antialiasing\n"
    "and text rasterisation are not differences; a thin line that moved or vanished is.\n\n"
    "Where render left records of the objects beside both files (DIR/.sitmap), diff says what\n"
    "moved: how far the front, which zone changed hands by how much, which name. Without\n"
    "them it counts pixels and says so. Two studies are compared by their records, styles,\n"
    "descriptions and areas.\n\n"
    "Examples:\n"
    "  sitmap diff old.png new.png\n"
    "  sitmap diff -o difference.png old.pdf new.pdf\n"
    "  sitmap diff --review review.html baseline/ out/karabakh-2020/\n"
    "  sitmap diff --format json --ignore 10,190,60,10 baseline/ out/karabakh-2020/\n"
    "  sitmap diff ../before/geodata/karabakh-2020 geodata/karabakh-2020\n\n"
    "Exit status: 0 the same; 1 different; 2 something could not be compared.\n";

typedef struct asked {
    const char *old, *new;
    const char *picture, *review, *styles;
    bool json, quiet;
    sm_diff_options options;
} asked;

enum { MOST_OBJECTS = 40, REVIEW_WIDTH = 1600, MOST_REGIONS = 64 };

// ---- Options ------------------------------------------------------------------------------------

static bool read_regions(sm_arena *a, const char *text, sm_diff_options *o)
{
    size_t n = 0;
    const char *const *words = cli_split(a, text, &n);
    sm_box *boxes = sm_arena_zero(a, n / 4 + 1, sizeof *boxes);
    double v[4];
    bool good = n > 0 && n % 4 == 0 && n / 4 <= MOST_REGIONS;
    for (size_t i = 0; good && i < n; i++) {
        good = sm_parse_double(words[i], strlen(words[i]), &v[i % 4]) && v[i % 4] >= 0;
        if (good && i % 4 == 3) {
            boxes[i / 4] = (sm_box){v[0], v[1], v[0] + v[2], v[1] + v[3]};
        }
    }
    o->ignore_mm = boxes;
    o->n_ignore = n / 4;
    if (!good) {
        cli_refuse(
            "diff: --ignore %s is not x,y,width,height in mm (four numbers a region, at most "
            "%d regions)",
            text, MOST_REGIONS);
    }
    return good;
}

static bool read_tolerance(const char *word, sm_tolerances *t)
{
    size_t name = strcspn(word, "=");
    for (int k = 0; k < SM_N_THING_KINDS; k++) {
        const char *kind = sm_thing_kind_name((sm_thing_kind)k);
        if (strlen(kind) == name && memcmp(kind, word, name) == 0 && word[name]) {
            const char *value = word + name + 1;
            return sm_parse_double(value, strlen(value), &t->mm[k]) && t->mm[k] >= 0;
        }
    }
    return false;
}

static bool read_tolerances(sm_arena *a, const char *text, sm_tolerances *t)
{
    size_t n = 0;
    const char *const *words = cli_split(a, text, &n);
    for (size_t i = 0; i < n; i++) {
        if (!read_tolerance(words[i], t)) {
            cli_refuse("diff: --tolerance %s: write KIND=MM, KIND one of area, line, mark, text, "
                       "furniture",
                       words[i]);
            return false;
        }
    }
    return true;
}

// ---- Files out ----------------------------------------------------------------------------------

static sm_status write_picture(sm_arena *a, const char *path, const sm_picture *picture,
                               sm_error *err)
{
    sm_str png;
    sm_str_init(&png, a);
    sm_status status = sm_picture_encode(picture, &png, err);
    return status ? status : sm_newfile_put(path, png.text, png.len, err);
}

// One picture has the name that was asked for; more of them stand in a folder of that name.
static const char *picture_path(sm_arena *a, const asked *k, const sm_diff *diff,
                                const sm_diff_pair *pair, size_t page)
{
    if (diff->count == 1 && pair->n_pages == 1) {
        return k->picture;
    }
    sm_str flat;
    sm_str_init(&flat, a);
    for (const char *c = pair->name; *c; c++) {
        sm_str_add(&flat, *c == '/' ? "_" : c, 1);
    }
    return sm_arena_printf(a, "%s/%s.%zu.png", k->picture, flat.text, page + 1);
}

static sm_status write_differences(sm_arena *a, const asked *k, const sm_diff *diff, sm_error *err)
{
    bool many = diff->count != 1 || diff->items[0].n_pages > 1;
    sm_status status = many ? sm_make_folders(k->picture, err) : SM_OK;
    for (size_t i = 0; i < diff->count; i++) {
        const sm_diff_pair *pair = &diff->items[i];
        for (size_t p = 0; !status && p < pair->n_pages; p++) {
            const sm_diff_page *page = &pair->pages[p];
            if (page->difference.rgb && (!many || page->verdict != SM_VERDICT_SAME)) {
                status =
                    write_picture(a, picture_path(a, k, diff, pair, p), &page->difference, err);
            }
        }
    }
    return status;
}

static sm_status write_review(sm_arena *a, const asked *k, const sm_diff *diff, sm_error *err)
{
    sm_str html;
    sm_str_init(&html, a);
    sm_diff_review(a, diff, sm_arena_printf(a, "%s → %s", k->old, k->new), &html);
    return sm_newfile_put(k->review, html.text, html.len, err);
}

// ---- Pictures -----------------------------------------------------------------------------------

static void print_pairs(sm_arena *a, const asked *k, const sm_diff *diff)
{
    size_t counts[5] = {0, 0, 0, 0, 0};
    sm_str out;
    sm_str_init(&out, a);
    for (size_t i = 0; i < diff->count; i++) {
        const sm_diff_pair *pair = &diff->items[i];
        counts[pair->verdict]++;
        if (k->json) {
            sm_diff_json(a, pair, &out);
            sm_str_puts(&out, "\n");
        } else if (!k->quiet || pair->verdict != SM_VERDICT_SAME) {
            sm_diff_words(a, pair, MOST_OBJECTS, &out);
        }
    }
    if (!k->json && diff->count > 1) {
        sm_str_printf(&out, "%zu pairs:", diff->count);
        for (int v = 0; v < 5; v++) {
            if (counts[v]) {
                sm_str_printf(&out, " %zu %s", counts[v], sm_verdict_name((sm_verdict)v));
            }
        }
        sm_str_puts(&out, "\n");
    }
    fwrite(out.text, 1, out.len, stdout);
}

static int diff_pictures(sm_arena *a, asked *k)
{
    sm_diff diff;
    sm_error err;
    k->options.keep_difference = k->picture != NULL;
    k->options.shown_width = k->review ? REVIEW_WIDTH : 0;
    if (sm_diff_make(a, k->old, k->new, &k->options, &diff, &err)) {
        return cli_say_error(&err);
    }
    print_pairs(a, k, &diff);
    if ((k->picture && write_differences(a, k, &diff, &err)) ||
        (k->review && write_review(a, k, &diff, &err))) {
        return cli_say_error(&err);
    }
    return sm_diff_status(&diff);
}

// ---- Studies ------------------------------------------------------------------------------------

static bool is_study(sm_arena *a, const char *path)
{
    struct stat st;
    const char *dot = strrchr(path, '.');
    return (dot && strcmp(dot, ".xml") == 0) ||
           stat(sm_arena_printf(a, "%s/study.xml", path), &st) == 0;
}

static void print_study_changes(sm_arena *a, const asked *k, const sm_study_changes *changes)
{
    sm_str out;
    sm_json j;
    sm_str_init(&out, a);
    if (!k->json) {
        for (size_t i = 0; i < changes->count; i++) {
            printf("%s\n", changes->items[i].words);
        }
        printf(changes->count ? "" : "the studies are the same\n");
        return;
    }
    sm_json_init(&j, &out);
    sm_json_begin(&j, NULL, '{');
    sm_json_string(&j, "name", k->new);
    sm_json_string(&j, "verdict", changes->count ? "different" : "same");
    sm_json_begin(&j, "objects", '[');
    for (size_t i = 0; i < changes->count; i++) {
        const sm_study_change *c = &changes->items[i];
        sm_json_begin(&j, NULL, '{');
        sm_json_string(&j, "what", c->what);
        sm_json_string(&j, "change", c->change);
        sm_json_string(&j, "name", c->name);
        sm_json_number(&j, "record", (double)c->record, 0);
        sm_json_string(&j, "date", c->date);
        sm_json_string(&j, "side", c->side);
        sm_json_number(&j, "area_km2", c->area_km2, 6);
        sm_json_string(&j, "words", c->words);
        sm_json_end(&j);
    }
    sm_json_end(&j);
    sm_json_end(&j);
    printf("%s\n", out.text);
}

static int diff_studies(sm_arena *a, const asked *k)
{
    sm_run *runs[2] = {NULL, NULL};
    sm_diags diags;
    sm_error err;
    sm_study_changes changes;
    const char *paths[2] = {k->old, k->new};
    sm_status status = SM_OK;
    sm_diags_init(&diags, a);
    for (int i = 0; i < 2 && !status; i++) {
        const sm_run_options ro = {
            .study = paths[i], .styles = cli_style_folder(a, k->styles), .out = "out"};
        status = sm_run_open(&ro, &runs[i], &diags, &err);
    }
    status = status ? status : sm_run_compare(a, runs[0], runs[1], &changes, &diags, &err);
    cli_say_findings(&diags, true, cli_is_lively(k->quiet));
    if (!status) {
        print_study_changes(a, k, &changes);
    }
    sm_run_close(runs[0]);
    sm_run_close(runs[1]);
    return status ? cli_say_error(&err) : changes.count ? 1 : 0;
}

// ---- The command --------------------------------------------------------------------------------

static int run_asked(sm_arena *a, asked *k)
{
    bool old = is_study(a, k->old), new = is_study(a, k->new);
    if (old != new) {
        return cli_refuse("diff: %s is a study and %s is not", old ? k->old : k->new,
                          old ? k->new : k->old);
    }
    if (old && (k->picture || k->review)) {
        return cli_refuse(
            "diff: two studies have no pictures; render them and compare the outputs");
    }
    return old ? diff_studies(a, k) : diff_pictures(a, k);
}

int cmd_diff(const cli_command *self, int argc, char **argv)
{
    const char *format = "text", *dpi = NULL, *ignore = NULL, *tolerance = NULL;
    const char *paths[2] = {NULL, NULL};
    asked k = {.options = sm_diff_default()};
    const cli_option options[] = {
        {0, "format", "F", "text or json, a line per pair (default: text)", NULL, &format},
        {'o', "out", "PICTURE.png",
         "the difference as a picture; for several pages or files a\nfolder of them", NULL,
         &k.picture},
        {0, "review", "FILE.html", "a page to look at: old beside new, swipe, blink, difference",
         NULL, &k.review},
        {0, "dpi", "N", "resolution for SVG and PDF (default: 200)", NULL, &dpi},
        {0, "ignore", "X,Y,W,H", "regions of the page in mm that may differ; four numbers each",
         NULL, &ignore},
        {0, "tolerance", "KIND=MM,...",
         "least way that counts as a move: area, line, mark (0.02),\ntext, furniture (0.1)", NULL,
         &tolerance},
        {0, "styles", "DIR", "shared style folder, for studies", NULL, &k.styles},
        {'q', "quiet", NULL, "say nothing of pairs that are the same", &k.quiet, NULL},
    };
    int n = cli_parse(self, options, sizeof options / sizeof options[0], argc, argv, paths, 2);
    if (n < 0) {
        return n == -2 ? 0 : 2;
    }
    k.json = strcmp(format, "json") == 0;
    if (n < 2 || (!k.json && strcmp(format, "text") != 0)) {
        return n < 2 ? cli_refuse("diff: which two? give OLD and NEW")
                     : cli_refuse("diff: --format %s is not text or json", format);
    }
    k.old = paths[0];
    k.new = paths[1];
    sm_arena *a = sm_arena_create();
    bool good = cli_read_number("diff", "dpi", dpi, 10, 2400, &k.options.dpi) &&
                (!ignore || read_regions(a, ignore, &k.options)) &&
                (!tolerance || read_tolerances(a, tolerance, &k.options.tolerances));
    int code = good ? run_asked(a, &k) : 2;
    sm_arena_destroy(a);
    return code;
}
