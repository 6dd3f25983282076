#include "cli/twice.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/opt.h"
#include "cli/say.h"

enum { MOST_BYTES = 512 << 20 };

typedef struct again {
    sm_arena *arena;
    const sm_run_options *options;
    const char *folder; // of this comparison, below /tmp
    const char *study, *styles;
} again;

typedef struct words {
    const char **items;
    size_t count, cap;
} words;

// ---- The other conditions -----------------------------------------------------------------------

static const char *const other_conditions[] = {"TZ=Pacific/Apia", "LC_ALL=tr_TR.UTF-8",
                                               "LANG=tr_TR.UTF-8", "LANGUAGE=tr", "NO_COLOR="};

static bool is_overridden(const char *variable)
{
    static const char *const names[] = {
        "TZ=", "LC_", "LANG=", "LANGUAGE=", "NO_COLOR=", "HOME=", "XDG_CACHE_HOME="};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strncmp(variable, names[i], strlen(names[i])) == 0) {
            return true;
        }
    }
    return false;
}

extern char **environ;

static const char **other_environment(const again *r)
{
    words env = {NULL, 0, 0};
    for (char **e = environ; *e; e++) {
        if (!is_overridden(*e)) {
            *SM_PUSH(r->arena, &env) = *e;
        }
    }
    for (size_t i = 0; i < sizeof other_conditions / sizeof other_conditions[0]; i++) {
        *SM_PUSH(r->arena, &env) = other_conditions[i];
    }
    *SM_PUSH(r->arena, &env) = sm_arena_printf(r->arena, "HOME=%s/home", r->folder);
    *SM_PUSH(r->arena, &env) = NULL;
    return env.items;
}

static const char *list_formats(const again *r)
{
    sm_str s;
    sm_str_init(&s, r->arena);
    for (size_t i = 0; i < r->options->n_formats; i++) {
        sm_str_printf(&s, "%s%s", i ? "," : "", sm_format_suffix(r->options->formats[i]));
    }
    return s.text;
}

static const char **command(const again *r, const char *only)
{
    words argv = {NULL, 0, 0};
    const char *const head[] = {"sitmap", "render", "-q", "--no-stamps",   "-j",     "3",
                                "-o",     "again",  "-f", list_formats(r), "--only", only};
    for (size_t i = 0; i < sizeof head / sizeof head[0]; i++) {
        *SM_PUSH(r->arena, &argv) = head[i];
    }
    if (r->styles) {
        *SM_PUSH(r->arena, &argv) = "--styles";
        *SM_PUSH(r->arena, &argv) = r->styles;
    }
    if (r->options->lang) {
        *SM_PUSH(r->arena, &argv) = "--lang";
        *SM_PUSH(r->arena, &argv) = r->options->lang;
    }
    if (r->options->dpi > 0) {
        *SM_PUSH(r->arena, &argv) = "--dpi";
        *SM_PUSH(r->arena, &argv) = sm_arena_printf(r->arena, "%.17g", r->options->dpi);
    }
    *SM_PUSH(r->arena, &argv) = "--";
    *SM_PUSH(r->arena, &argv) = r->study;
    *SM_PUSH(r->arena, &argv) = NULL;
    return argv.items;
}

// A render of its own in the other folder; its exit status, 2 when it could not be started.
static int run_again(const again *r, const char *only)
{
    const char **argv = command(r, only), **env = other_environment(r);
    pid_t pid = fork();
    if (pid == 0) {
        if (!chdir(r->folder)) {
            execve("/proc/self/exe", (char *const *)argv, (char *const *)env);
        }
        _exit(2);
    }
    int status = 0;
    if (pid < 0 || waitpid(pid, &status, 0) < 0) {
        return cli_refuse("render: can not render again: %s", strerror(errno));
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}

// ---- Comparing ----------------------------------------------------------------------------------

typedef struct content {
    char *bytes;
    size_t len;
} content;

static bool read_file(sm_arena *a, const char *folder, const char *name, content *out)
{
    sm_root *root = NULL;
    sm_error err;
    sm_status status = sm_root_open(folder, &root, &err);
    status =
        status ? status : sm_root_read(root, name, MOST_BYTES, a, &out->bytes, &out->len, &err);
    if (status) {
        printf("%s/%s: can not be read\n", folder, name);
    }
    sm_root_close(root);
    return !status;
}

static bool is_same(const again *r, const char *name, const char *study)
{
    sm_arena *a = sm_arena_create(); // both files are large
    const char *first = sm_arena_printf(a, "%s/%s", r->options->out, study);
    const char *second = sm_arena_printf(a, "%s/again/%s", r->folder, study);
    content x, y;
    bool same = read_file(a, first, name, &x) && read_file(a, second, name, &y);
    size_t at = 0;
    while (same && at < x.len && at < y.len && x.bytes[at] == y.bytes[at]) {
        at++;
    }
    if (same && (at < x.len || at < y.len)) {
        printf("%s/%s: made again it differs from byte %zu on\n", first, name, at + 1);
        same = false;
    }
    sm_arena_destroy(a);
    return same;
}

static int compare_all(const again *r, const char *study, bool quiet)
{
    size_t n = 0, differ = 0;
    DIR *dir = opendir(sm_arena_printf(r->arena, "%s/again/%s", r->folder, study));
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (e->d_name[0] != '.') {
            n++;
            differ += !is_same(r, e->d_name, study);
        }
    }
    if (dir) {
        closedir(dir);
    }
    if (!quiet && !differ) {
        printf("%zu files, the same bytes when made again\n", n);
    }
    return differ > 0;
}

// ---- Both halves --------------------------------------------------------------------------------

static words list_documents(const again *r, const sm_study *study)
{
    words ids = {NULL, 0, 0};
    for (size_t i = 0; i < r->options->n_only; i++) {
        *SM_PUSH(r->arena, &ids) = r->options->only[i];
    }
    for (size_t i = 0; !r->options->n_only && i < study->n_figures; i++) {
        *SM_PUSH(r->arena, &ids) = study->figures[i].id;
    }
    for (size_t i = 0; !r->options->n_only && i < study->n_reports; i++) {
        *SM_PUSH(r->arena, &ids) = study->reports[i].id;
    }
    return ids;
}

static const char *join(sm_arena *a, const words *ids, size_t from, size_t to)
{
    sm_str s;
    sm_str_init(&s, a);
    for (size_t i = from; i < to; i++) {
        sm_str_printf(&s, "%s%s", i > from ? "," : "", ids->items[i]);
    }
    return s.text;
}

static int make_and_compare(const again *r, const sm_study *study, bool quiet)
{
    words ids = list_documents(r, study);
    size_t half = ids.count / 2;
    int worst = run_again(r, join(r->arena, &ids, half, ids.count));
    if (half && worst < 2) {
        int other = run_again(r, join(r->arena, &ids, 0, half));
        worst = other > worst ? other : worst;
    }
    return worst < 2 ? compare_all(r, study->id, quiet) : worst;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
    (void)st, (void)kind, (void)ftw;
    return remove(path);
}

static const char *absolute(sm_arena *a, const char *path)
{
    char *real = path ? realpath(path, NULL) : NULL;
    const char *copy = sm_arena_strdup(a, real);
    free(real);
    return copy;
}

// The study stands under another name there, too.
static int prepare(again *r, const sm_study *study)
{
    const char *file = strrchr(study->path, '/'), *folder = absolute(r->arena, study->folder);
    const char *link = sm_arena_printf(r->arena, "%s/study", r->folder);
    r->styles = absolute(r->arena, r->options->styles);
    r->study = sm_arena_printf(r->arena, "study/%s", file ? file + 1 : study->path);
    if (!folder || symlink(folder, link)) {
        return cli_refuse("render: can not name the study anew: %s", strerror(errno));
    }
    return 0;
}

int cli_render_twice(const sm_run_options *options, bool quiet)
{
    char folder[] = "/tmp/sitmap-again-XXXXXX";
    sm_arena *a = sm_arena_create();
    again r = {.arena = a, .options = options, .folder = folder};
    sm_diags unheard; // the first render told them
    sm_run *run = NULL;
    sm_error err;
    sm_diags_init(&unheard, a);
    int code = 2;
    if (!mkdtemp(folder)) {
        code = cli_refuse("render: can not make a folder in /tmp: %s", strerror(errno));
    } else {
        code = sm_run_open(options, &run, &unheard, &err) ? cli_say_error(&err)
                                                          : prepare(&r, sm_run_study(run));
        code = code ? code : make_and_compare(&r, sm_run_study(run), quiet);
        nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    }
    sm_run_close(run);
    sm_arena_destroy(a);
    return code;
}
