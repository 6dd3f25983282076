// sitmap watch: render again on every save.
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/paths.h"
#include "cli/say.h"
#include "cli/show.h"

const char cmd_watch_details[] =
    "Renders STUDY, then waits and renders again whenever one of its files is saved: the\n"
    "description, a style, any part of a shapefile. Files saved together (the parts of a\n"
    "shapefile, a burst of saves, an editor that writes a copy and renames it) give one render;\n"
    "only outputs that really change are made, and then OUT/STUDY-ID/review.html, which shows "
    "what\n"
    "this save changed. Faults are shown and waited out. Ctrl-C ends it.\n\n"
    "Example:\n"
    "  sitmap watch -f svg geodata/karabakh-2020\n";

// Parts of a shapefile arrive one after another: quiet for this long means that a save is over.
enum { QUIET_MS = 250, MOST_FOLDERS = 64 };

typedef struct watched {
    int inotify;
    sm_arena *arena;
    struct {
        const char *path;
        int wd;
    } folders[MOST_FOLDERS];
    size_t n_folders;
    const char *study;
} watched;

static void add_folder(watched *w, const char *folder)
{
    for (size_t i = 0; i < w->n_folders; i++) {
        if (strcmp(w->folders[i].path, folder) == 0) {
            return;
        }
    }
    if (w->n_folders < MOST_FOLDERS) {
        const uint32_t events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE | IN_MOVED_FROM;
        int wd = inotify_add_watch(w->inotify, folder, events | IN_ONLYDIR);
        if (wd >= 0) {
            w->folders[w->n_folders].path = sm_arena_strdup(w->arena, folder);
            w->folders[w->n_folders++].wd = wd;
        }
    }
}

static void add_file(void *context, const char *path)
{
    watched *w = context;
    sm_arena *a = sm_arena_create(); // the watch lasts: what is known already must leave nothing
    const char *slash = strrchr(path, '/');
    add_folder(w, slash ? sm_arena_strndup(a, path, (size_t)(slash - path)) : ".");
    sm_arena_destroy(a);
}

// Editors' own files say nothing: swap files, backups, hidden copies, our stamps.
static bool is_noise(const char *name)
{
    size_t len = strlen(name);
    return !len || name[0] == '.' || name[len - 1] == '~' || strstr(name, ".swp") ||
           strcmp(name, "4913") == 0;
}

// Reads what is there; true when something worth a render happened, its name in `name`.
static bool read_events(const watched *w, char *name, size_t size)
{
    _Alignas(struct inotify_event) char buffer[8192];
    bool real = false;
    ssize_t n = read(w->inotify, buffer, sizeof buffer);
    for (ssize_t at = 0; n > 0 && at < n;) {
        const struct inotify_event *e = (const struct inotify_event *)(buffer + at);
        if (e->mask & IN_Q_OVERFLOW) {
            real = true;
            snprintf(name, size, "many files");
        } else if (e->len && !is_noise(e->name)) {
            real = true;
            snprintf(name, size, "%s", e->name);
        }
        at += (ssize_t)(sizeof *e + e->len);
    }
    return real;
}

// Waits for a save and for the quiet after it; false when waiting is not possible any more.
static bool wait_for_save(const watched *w, char *name, size_t size)
{
    struct pollfd fd = {w->inotify, POLLIN, 0};
    bool saved = false;
    for (;;) {
        int ready = poll(&fd, 1, saved ? QUIET_MS : -1);
        if (ready < 0 && errno != EINTR) {
            return false;
        }
        if (ready == 0 && saved) {
            return true;
        }
        saved |= ready > 0 && read_events(w, name, size);
    }
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void render_once(watched *w, const sm_run_options *ro, cli_show *s, const char *name)
{
    double began = seconds();
    int status = cli_render(ro, s, add_file, w);
    if (!s->quiet) {
        fprintf(stderr, "%s%srendered in %.2f s%s\n", name, name[0] ? " saved: " : "",
                seconds() - began, status ? ", with faults" : "");
    }
}

static int watch(const sm_run_options *ro, cli_show *s)
{
    char name[256] = "";
    watched w = {.inotify = inotify_init1(IN_CLOEXEC | IN_NONBLOCK), .arena = sm_arena_create()};
    if (w.inotify < 0) {
        sm_arena_destroy(w.arena);
        return cli_refuse("watch: can not watch files: %s", strerror(errno));
    }
    // The folder first: a study that can not be read yet is waited for as well.
    add_folder(&w, ro->study);
    add_file(&w, ro->study);
    do {
        render_once(&w, ro, s, name);
    } while (wait_for_save(&w, name, sizeof name));
    close(w.inotify);
    sm_arena_destroy(w.arena);
    return 2;
}

int cmd_watch(const cli_command *self, int argc, char **argv)
{
    const char *out = "out", *formats = "pdf,svg,png", *dpi = NULL, *styles = NULL, *study = NULL;
    const char *only = NULL;
    bool no_review = false;
    cli_show s = {.brief = true};
    const cli_option options[] = {
        {'o', "out", "DIR", "output folder (default: out)", NULL, &out},
        {'f', "formats", "LIST", "pdf,svg,png,eps,tiff,txt,scene (default: pdf,svg,png)", NULL,
         &formats},
        {0, "only", "ID,...", "only these figures", NULL, &only},
        {0, "dpi", "N", "resolution of PNG and TIFF files (default: of the preset, else 600)", NULL,
         &dpi},
        {0, "styles", "DIR", "shared style folder (default: the program's own)", NULL, &styles},
        {0, "no-review", NULL, "leave no page that shows what a save changed", &no_review, NULL},
        {'q', "quiet", NULL, "say nothing but warnings and errors", &s.quiet, NULL},
    };
    int n = cli_parse(self, options, sizeof options / sizeof options[0], argc, argv, &study, 1);
    if (n < 0) {
        return n == -2 ? 0 : 2;
    }
    sm_run_options ro = {.study = study, .out = out, .review = !no_review};
    if (!n) {
        return cli_refuse("watch: which study? give its study.xml or its folder");
    }
    if (!cli_read_formats("watch", formats, &ro) ||
        !cli_read_number("watch", "dpi", dpi, 10, 4800, &ro.dpi)) {
        return 2;
    }
    sm_arena *paths = sm_arena_create();
    if (only) {
        ro.only = cli_split(paths, only, &ro.n_only);
    }
    ro.styles = cli_style_folder(paths, styles);
    s.lively = cli_is_lively(s.quiet);
    int code = watch(&ro, &s);
    sm_arena_destroy(paths);
    return code;
}
