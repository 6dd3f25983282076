// Two folders: which files belong together.
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "diff/parts.h"

enum { MOST_DEPTH = 8 };

typedef struct names {
    const char **items;
    size_t count, cap;
} names;

static bool is_picture(const char *name)
{
    static const char *const suffixes[] = {".png", ".svg", ".pdf"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof suffixes / sizeof suffixes[0]; i++) {
        if (strcasecmp(dot, suffixes[i]) == 0) {
            return true;
        }
    }
    return false;
}

static sm_status list(sm_arena *a, const char *root, const char *below, int depth, names *out,
                      sm_error *err);

static sm_status list_entry(sm_arena *a, const char *root, const char *name, int depth, names *out,
                            sm_error *err)
{
    struct stat st;
    const char *path = sm_arena_printf(a, "%s/%s", root, name);
    if (lstat(path, &st)) {
        return SM_OK; // gone meanwhile
    }
    if (S_ISDIR(st.st_mode) && depth < MOST_DEPTH) {
        return list(a, root, name, depth + 1, out, err);
    }
    if (S_ISREG(st.st_mode) && is_picture(name)) {
        if (out->count == SM_MAX_DIFF_FILES) {
            return sm_fail(err, SM_ELIMIT, SM_IN_FILE(root), NULL,
                           "the folder holds more than %d pictures (SM_MAX_DIFF_FILES)",
                           SM_MAX_DIFF_FILES);
        }
        *SM_PUSH(a, out) = name;
    }
    return SM_OK;
}

static sm_status list(sm_arena *a, const char *root, const char *below, int depth, names *out,
                      sm_error *err)
{
    const char *path = below[0] ? sm_arena_printf(a, "%s/%s", root, below) : root;
    DIR *folder = opendir(path);
    if (!folder) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(path), NULL, "cannot read the folder: %s",
                       strerror(errno));
    }
    sm_status status = SM_OK;
    for (struct dirent *e = readdir(folder); e && !status; e = readdir(folder)) {
        if (e->d_name[0] != '.') {
            const char *name = below[0] ? sm_arena_printf(a, "%s/%s", below, e->d_name)
                                        : sm_arena_strdup(a, e->d_name);
            status = list_entry(a, root, name, depth, out, err);
        }
    }
    closedir(folder);
    return status;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static sm_status sorted_list(sm_arena *a, const char *root, names *out, sm_error *err)
{
    sm_status status = list(a, root, "", 0, out, err);
    if (!status && out->count) {
        qsort(out->items, out->count, sizeof *out->items, by_name);
    }
    return status;
}

static void add_pair(sm_arena *a, const char *name, const char *old, const char *new,
                     const sm_diff_options *options, sm_diff *out)
{
    sm_diff_pair *pair = SM_PUSH(a, out);
    const char *then = old ? sm_arena_printf(a, "%s/%s", old, name) : NULL;
    const char *now = new ? sm_arena_printf(a, "%s/%s", new, name) : NULL;
    if (old && new) {
        sm_diff_files(a, name, then, now, options, pair);
    } else {
        *pair = (sm_diff_pair){.name = name,
                               .old = then,
                               .new = now,
                               .verdict = old ? SM_VERDICT_REMOVED : SM_VERDICT_ADDED};
        diff_show_single(a, pair, options);
    }
}

static sm_status compare_folders(sm_arena *a, const char *old, const char *new,
                                 const sm_diff_options *options, sm_diff *out, sm_error *err)
{
    names then = {NULL, 0, 0}, now = {NULL, 0, 0};
    sm_status status = sorted_list(a, old, &then, err);
    status = status ? status : sorted_list(a, new, &now, err);
    if (!status && !then.count && !now.count) {
        status = sm_fail(err, SM_EINPUT, SM_IN_FILE(old), NULL,
                         "there is no PNG, SVG or PDF in this folder nor in the other");
    }
    for (size_t i = 0, k = 0; !status && (i < then.count || k < now.count);) {
        int d = i == then.count ? 1 : k == now.count ? -1 : strcmp(then.items[i], now.items[k]);
        add_pair(a, d <= 0 ? then.items[i] : now.items[k], d <= 0 ? old : NULL, d >= 0 ? new : NULL,
                 options, out);
        i += d <= 0;
        k += d >= 0;
    }
    return status;
}

static sm_status look(const char *path, bool *is_folder, sm_error *err)
{
    struct stat st;
    if (stat(path, &st)) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(path), NULL, "cannot be compared: %s",
                       strerror(errno));
    }
    *is_folder = S_ISDIR(st.st_mode);
    return SM_OK;
}

sm_status sm_diff_make(sm_arena *a, const char *old, const char *new,
                       const sm_diff_options *options, sm_diff *out, sm_error *err)
{
    bool folder = false, other = false;
    *out = (sm_diff){NULL, 0, 0};
    sm_status status = look(old, &folder, err);
    status = status ? status : look(new, &other, err);
    if (status) {
        return status;
    }
    if (folder != other) {
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(folder ? old : new), NULL,
                       "this is a folder and %s is a file", folder ? new : old);
    }
    if (folder) {
        return compare_folders(a, old, new, options, out, err);
    }
    const char *slash = strrchr(new, '/');
    sm_diff_files(a, slash ? slash + 1 : new, old, new, options, SM_PUSH(a, out));
    return SM_OK;
}

int sm_diff_status(const sm_diff *diff)
{
    int status = 0;
    for (size_t i = 0; i < diff->count; i++) {
        sm_verdict v = diff->items[i].verdict;
        int one = v == SM_VERDICT_FAILED ? 2 : v == SM_VERDICT_SAME ? 0 : 1;
        status = one > status ? one : status;
    }
    return status;
}
