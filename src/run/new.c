// A new study: the starter, copied, with an id of its own.
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sitmap/run.h"

#define DESCRIPTION "study.xml"
#define STARTER_ID "starter"

enum { LONGEST_ID = 100, MOST_BYTES = 16 << 20 };

// The last part of the path; what the grammar of ids does not take becomes a hyphen, and several of
// them one, for two would end a comment of XML.
static const char *id_from(sm_arena *a, const char *folder)
{
    char *path = realpath(folder, NULL);
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *name = slash && slash[1] ? slash + 1 : STARTER_ID;
    char *id = sm_arena_zero(a, strnlen(name, LONGEST_ID) + 1, 1), *end = id;
    for (size_t i = 0; i < LONGEST_ID && name[i]; i++) {
        bool fits = isalnum((unsigned char)name[i]) || name[i] == '_' || (i && name[i] == '.');
        if (fits) {
            *end++ = name[i];
        } else if (end == id || end[-1] != '-') {
            *end++ = '-';
        }
    }
    free(path);
    return id;
}

static sm_status refuse_unless_empty(const char *folder, sm_error *err)
{
    DIR *dir = opendir(folder);
    if (!dir) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(folder), NULL, "cannot read the folder: %s",
                       strerror(errno));
    }
    bool empty = true;
    for (struct dirent *e = readdir(dir); e && empty; e = readdir(dir)) {
        empty = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
    }
    closedir(dir);
    return empty ? SM_OK
                 : sm_fail(err, SM_EINPUT, SM_IN_FILE(folder), "name a folder that is not there",
                           "the folder is not empty, and a new study replaces nothing");
}

// The starter's id stands in its description and nowhere else.
static void rename_study(sm_arena *a, const char *id, const char **bytes, size_t *len)
{
    sm_str text;
    sm_str_init(&text, a);
    const char *from = *bytes;
    for (const char *at; (at = strstr(from, STARTER_ID)); from = at + strlen(STARTER_ID)) {
        sm_str_add(&text, from, (size_t)(at - from));
        sm_str_puts(&text, id);
    }
    sm_str_puts(&text, from);
    *bytes = text.text;
    *len = text.len;
}

static sm_status copy(sm_arena *a, const sm_root *starter, const char *name, const char *folder,
                      const char *id, sm_error *err)
{
    char *content = NULL;
    size_t len = 0;
    sm_status status = sm_root_read(starter, name, MOST_BYTES, a, &content, &len, err);
    if (status) {
        return status;
    }
    const char *bytes = content;
    if (strcmp(name, DESCRIPTION) == 0) {
        rename_study(a, id, &bytes, &len);
    }
    return sm_newfile_put(sm_arena_printf(a, "%s/%s", folder, name), bytes, len, err);
}

// Its files, not its folders: those hold what the data were made from.
static sm_status copy_files(sm_arena *a, const char *from, const sm_root *starter,
                            const char *folder, const char *id, sm_error *err)
{
    DIR *dir = opendir(from);
    if (!dir) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(from), NULL, "cannot read the folder: %s",
                       strerror(errno));
    }
    sm_status status = SM_OK;
    for (struct dirent *e; !status && (e = readdir(dir));) {
        struct stat st;
        const char *path = sm_arena_printf(a, "%s/%s", from, e->d_name);
        if (stat(path, &st) == 0 && S_ISREG(st.st_mode)) {
            status = copy(a, starter, e->d_name, folder, id, err);
        }
    }
    closedir(dir);
    return status;
}

sm_status sm_run_new(sm_arena *a, const char *starter, const char *folder, const char **id,
                     sm_error *err)
{
    sm_root *root = NULL;
    sm_status status = sm_root_open(starter, &root, err);
    if (!status) {
        status = sm_make_folders(folder, err);
    }
    if (!status) {
        status = refuse_unless_empty(folder, err);
    }
    if (!status) {
        *id = id_from(a, folder);
        status = copy_files(a, starter, root, folder, *id, err);
    }
    sm_root_close(root);
    return status;
}
