// Files in. A study is a file from somebody else: the names in it must not reach outside the folder
// that the user named, and must not make us wait for a FIFO or wake a device.
//
// The kernel keeps the walk inside (openat2 with RESOLVE_BENEATH, Linux 5.6). Where it does not
// know that call, or a container forbids it, we walk component by component and follow symbolic
// links ourselves.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sitmap/base.h"

enum {
    OPEN_FLAGS = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY,
    MAX_LINKS = 40,  // followed in one path, as the kernel does
    MAX_FOLDERS = 64 // below the root
};

typedef struct paths {
    const char **items;
    size_t count, cap;
} paths;

struct sm_root {
    sm_arena *arena;
    const char *path;
    int fd;
    paths *asked; // apart, because asking does not change what a root is
};

// ---- The root -----------------------------------------------------------------------------------

sm_status sm_root_open(const char *path, sm_root **out, sm_error *err)
{
    int fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(path), NULL, "cannot open the folder: %s",
                       strerror(errno));
    }
    sm_arena *a = sm_arena_create();
    sm_root *root = sm_arena_alloc(a, sizeof *root);
    *root = (sm_root){a, sm_arena_strdup(a, path), fd, sm_arena_zero(a, 1, sizeof(paths))};
    *out = root;
    return SM_OK;
}

void sm_root_close(sm_root *root)
{
    if (root) {
        close(root->fd);
        sm_arena_destroy(root->arena);
    }
}

const char *sm_root_path(const sm_root *root)
{
    return root->path;
}

const char *const *sm_root_asked(const sm_root *root, size_t *n)
{
    *n = root->asked->count;
    return root->asked->items;
}

static void remember(const sm_root *root, const char *path)
{
    for (size_t i = 0; i < root->asked->count; i++) {
        if (strcmp(root->asked->items[i], path) == 0) {
            return;
        }
    }
    *SM_PUSH(root->arena, root->asked) = sm_arena_strdup(root->arena, path);
}

// ---- What a path may look like ------------------------------------------------------------------

static bool has_control(const char *path)
{
    for (const unsigned char *c = (const unsigned char *)path; *c; c++) {
        if (*c < 0x20 || *c == 0x7F) {
            return true;
        }
    }
    return false;
}

static sm_status check_spelling(const char *path, sm_error *err)
{
    static const char inside[] = "name a file in the same folder or below it";
    const char *wrong = NULL;
    if (!path || !*path) {
        wrong = "a file name is missing";
    } else if (has_control(path)) {
        wrong = "a file name may not hold control characters";
    } else if (strstr(path, "://")) {
        wrong = "addresses are not opened, only files";
    } else if (*path == '/') {
        wrong = "absolute paths are not opened";
    } else if (strlen(path) >= PATH_MAX) {
        wrong = "the path is too long";
    }
    return wrong ? sm_fail(err, SM_EINPUT, SM_IN_FILE(path), inside, "%s", wrong) : SM_OK;
}

// ---- Walking by hand ----------------------------------------------------------------------------

// The folders entered so far, innermost last: ".." goes back to one that we came through, whatever
// somebody renames meanwhile. Entry 0 is the root's own descriptor.
typedef struct walk {
    int fds[MAX_FOLDERS];
    size_t n;
    int links;
    char rest[PATH_MAX]; // what is still to be walked
} walk;

static int refuse(int why)
{
    errno = why;
    return -1;
}

static void go_up(walk *w)
{
    close(w->fds[--w->n]);
}

// Put the link's text before what is still to be walked.
static int follow_link(walk *w, const char *link, size_t len)
{
    if (++w->links > MAX_LINKS) {
        return refuse(ELOOP);
    }
    if (len == 0 || link[0] == '/') {
        return refuse(EXDEV);
    }
    size_t rest = strlen(w->rest);
    if (len + 1 + rest >= sizeof w->rest) {
        return refuse(ENAMETOOLONG);
    }
    memmove(w->rest + len + 1, w->rest, rest + 1);
    memcpy(w->rest, link, len);
    w->rest[len] = '/';
    return 0;
}

// Cut the first component off `rest`; empty at the end.
static void next_name(walk *w, char name[NAME_MAX + 1], bool *last)
{
    size_t skip = strspn(w->rest, "/");
    size_t len = strcspn(w->rest + skip, "/");
    size_t take = len <= NAME_MAX ? len : NAME_MAX;
    memcpy(name, w->rest + skip, take);
    name[take] = '\0';
    memmove(w->rest, w->rest + skip + len, strlen(w->rest + skip + len) + 1);
    *last = w->rest[strspn(w->rest, "/")] == '\0';
}

static int enter(walk *w, const char *name)
{
    if (w->n == MAX_FOLDERS) {
        return refuse(ENAMETOOLONG);
    }
    int fd = openat(w->fds[w->n - 1], name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0) {
        w->fds[w->n++] = fd;
    }
    return fd < 0 ? -1 : 0;
}

// One step: 0 to go on, -1 to give up (errno), 1 when `*fd` is the file.
static int step(walk *w, int *fd)
{
    char name[NAME_MAX + 1], link[PATH_MAX];
    bool last;
    next_name(w, name, &last);
    if (name[0] == '\0' || strcmp(name, ".") == 0) {
        return last ? refuse(EISDIR) : 0;
    }
    if (strcmp(name, "..") == 0) {
        if (w->n == 1) {
            return refuse(EXDEV);
        }
        go_up(w);
        return last ? refuse(EISDIR) : 0;
    }
    ssize_t len = readlinkat(w->fds[w->n - 1], name, link, sizeof link);
    if (len >= 0) {
        return follow_link(w, link, (size_t)len);
    }
    if (!last) {
        return enter(w, name);
    }
    *fd = openat(w->fds[w->n - 1], name, OPEN_FLAGS | O_NOFOLLOW);
    return *fd < 0 ? -1 : 1;
}

static int open_by_hand(int root, const char *path)
{
    walk w = {.fds = {root}, .n = 1};
    memcpy(w.rest, path, strlen(path) + 1); // check_spelling has seen its length
    int fd = -1, done = 0;
    while (done == 0) {
        done = step(&w, &fd);
    }
    int why = errno;
    while (w.n > 1) {
        go_up(&w);
    }
    errno = why;
    return fd;
}

// ---- Opening ------------------------------------------------------------------------------------

static int open_beneath(int root, const char *path)
{
    struct open_how how = {.flags = OPEN_FLAGS, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
    // EAGAIN: something was renamed during a walk with "..", and the kernel cannot be sure.
    for (int tries = 0; tries < 16; tries++) {
        int fd = (int)syscall(SYS_openat2, root, path, &how, sizeof how);
        if (fd >= 0) {
            return fd;
        }
        if (errno == ENOSYS || errno == EPERM) {
            break;
        }
        if (errno != EAGAIN && errno != EINTR) {
            return -1;
        }
    }
    return open_by_hand(root, path);
}

// What the kernel's refusal means for the user.
static sm_status refusal(const char *path, int why, sm_error *err)
{
    switch (why) {
    case EXDEV:
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(path), "copy the file into the folder",
                       "the path leaves its folder");
    case ELOOP:
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(path), "name the file itself",
                       "the path runs through symbolic links that cannot be followed");
    case ENXIO:
    case ENODEV:
    case EISDIR: return sm_fail(err, SM_EINPUT, SM_IN_FILE(path), NULL, "not a regular file");
    default:
        return sm_fail(err, SM_EIO, SM_IN_FILE(path), NULL, "cannot open the file: %s",
                       strerror(why));
    }
}

sm_status sm_root_open_file(const sm_root *root, const char *path, int *fd, int64_t *size,
                            sm_error *err)
{
    sm_status status = check_spelling(path, err);
    if (status) {
        return status;
    }
    remember(root, path);
    int opened = open_beneath(root->fd, path);
    if (opened < 0) {
        int why = errno;
        status = refusal(path, why, err);
        errno = why; // a caller may ask whether the file is only missing
        return status;
    }
    struct stat st;
    if (fstat(opened, &st) != 0 || !S_ISREG(st.st_mode)) {
        close(opened);
        return refusal(path, EISDIR, err);
    }
    *fd = opened;
    if (size) {
        *size = st.st_size;
    }
    return SM_OK;
}

// ---- Folders ------------------------------------------------------------------------------------

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

sm_status sm_root_list(const sm_root *root, const char *folder, sm_arena *a,
                       const char *const **names, size_t *n, sm_error *err)
{
    struct {
        const char **items;
        size_t count, cap;
    } found = {NULL, 0, 0};
    sm_status status = folder[0] ? check_spelling(folder, err) : SM_OK;
    if (status) {
        return status;
    }
    int fd = folder[0] ? open_beneath(root->fd, folder)
                       : openat(root->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (!dir) {
        int why = errno;
        if (fd >= 0) {
            close(fd);
        }
        return refusal(folder, why, err);
    }
    for (const struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] != '.') {
            *SM_PUSH(a, &found) = sm_arena_strdup(a, entry->d_name);
        }
    }
    closedir(dir);
    if (found.count) {
        qsort(found.items, found.count, sizeof *found.items, by_name);
    }
    *names = found.items;
    *n = found.count;
    return SM_OK;
}

// ---- Reading whole files ------------------------------------------------------------------------

long sm_read_fully(int fd, void *bytes, size_t want)
{
    size_t have = 0;
    while (have < want) {
        ssize_t n = read(fd, (char *)bytes + have, want - have);
        if (n == 0) {
            break;
        }
        if (n < 0 && errno != EINTR) {
            return -1;
        }
        have += n > 0 ? (size_t)n : 0;
    }
    return (long)have;
}

sm_status sm_root_read(const sm_root *root, const char *path, size_t max, sm_arena *a, char **bytes,
                       size_t *len, sm_error *err)
{
    int fd;
    int64_t size = 0;
    sm_status status = sm_root_open_file(root, path, &fd, &size, err);
    if (status) {
        return status;
    }
    if ((uint64_t)size > max) {
        close(fd);
        return sm_fail(err, SM_ELIMIT, SM_IN_FILE(path), NULL,
                       "the file has %lld bytes, the limit is %zu", (long long)size, max);
    }
    sm_arena_mark before = sm_arena_mark_now(a);
    char *text = sm_arena_alloc(a, (size_t)size + 1);
    long have = sm_read_fully(fd, text, (size_t)size);
    int why = errno;
    close(fd);
    if (have < 0) {
        sm_arena_rewind(a, before);
        return sm_fail(err, SM_EIO, SM_IN_FILE(path), NULL, "cannot read the file: %s",
                       strerror(why));
    }
    text[have] = '\0';
    *bytes = text;
    *len = (size_t)have;
    return SM_OK;
}
