#include "load/sibling.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

bool siblings_of(sm_arena *a, const sm_root *root, const char *path, const char *suffix,
                 siblings *out)
{
    size_t len = strlen(path), tail = strlen(suffix);
    if (len <= tail || strcasecmp(path + len - tail, suffix) != 0) {
        return false;
    }
    char first = path[len - tail + 1];
    *out = (siblings){a, root, sm_arena_strndup(a, path, len - tail), first >= 'A' && first <= 'Z'};
    return true;
}

static const char *named(const siblings *s, const char *suffix, bool is_upper)
{
    char *path = sm_arena_printf(s->arena, "%s%s", s->stem, suffix);
    for (char *c = path + strlen(s->stem); is_upper && *c; c++) {
        *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    }
    return path;
}

const char *siblings_name(const siblings *s, const char *suffix)
{
    return named(s, suffix, s->is_upper);
}

const char *siblings_shown(const siblings *s, const char *path)
{
    return sm_arena_printf(s->arena, "%s/%s", sm_root_path(s->root), path);
}

bool siblings_open(const siblings *s, const char *suffix, int *fd, int64_t *size, const char **path,
                   sm_diags *diags)
{
    for (int i = 0; i < 2; i++) {
        sm_error err;
        *path = named(s, suffix, s->is_upper != (i == 1));
        if (sm_root_open_file(s->root, *path, fd, size, &err) == SM_OK) {
            return true;
        }
        if (err.status != SM_EIO || errno != ENOENT) {
            sm_diags_add(diags, SM_WARNING, "file.refused", SM_IN_FILE(siblings_shown(s, *path)),
                         err.mend, "%s; taken as missing", err.message);
            return false;
        }
    }
    *path = siblings_name(s, suffix);
    return false;
}

bool siblings_have(const siblings *s, const char *suffix, sm_diags *diags)
{
    int fd;
    const char *path;
    bool there = siblings_open(s, suffix, &fd, NULL, &path, diags);
    if (there) {
        close(fd);
    }
    return there;
}

const char *siblings_read(const siblings *s, const char *suffix, size_t max, const char *rule,
                          const char **found, sm_diags *diags)
{
    int fd;
    const char *path;
    bool is_there = siblings_open(s, suffix, &fd, NULL, &path, diags);
    *found = is_there ? path : NULL;
    if (!is_there) {
        return NULL;
    }
    close(fd);
    char *text = NULL;
    size_t len = 0;
    sm_error err;
    if (sm_root_read(s->root, path, max, s->arena, &text, &len, &err)) {
        sm_diags_add(diags, SM_WARNING, rule, SM_IN_FILE(siblings_shown(s, path)), NULL,
                     "%s; the file is not used", err.message);
        return NULL;
    }
    if (strlen(text) < len) {
        sm_diags_add(diags, SM_WARNING, rule, SM_IN_FILE(siblings_shown(s, path)),
                     "save it as plain text", "the file holds a zero byte and is not used");
        return NULL;
    }
    return strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? text + 3 : text;
}
