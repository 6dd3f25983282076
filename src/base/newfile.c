// Files out: the old one or the new one, whole, whatever stops the program.
//
//     begin   a file without a name in the target's folder (O_TMPFILE); killed, it is gone
//     write   through write(2) alone
//     commit  fsync, give it a random name, rename that over the target, fsync the folder
//
// linkat cannot replace a file, therefore the random name in between. Where a file system has no
// O_TMPFILE, or /proc is missing, the random name is there from the beginning. A name that outlived
// its program is removed by the next one that writes into the folder: the living hold a lock.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sitmap/base.h"

#define TEMP_PREFIX ".sitmap-"
#define TEMP_SUFFIX ".tmp"
enum {
    RANDOM_HEX = 16,
    TEMP_LEN = sizeof TEMP_PREFIX - 1 + RANDOM_HEX + sizeof TEMP_SUFFIX - 1,
    NAME_TRIES = 16
};

struct sm_newfile {
    sm_arena *arena;
    const char *path; // as the caller gave it, for messages
    const char *name; // last component of it
    int folder, fd;
    char temp[TEMP_LEN + 1]; // empty while the file has no name
    sm_error failure;        // the first; status SM_OK while there is none
};

static sm_status fail_io(sm_error *err, const char *path, const char *doing)
{
    return sm_fail(err, SM_EIO, SM_IN_FILE(path), NULL, "cannot %s: %s", doing, strerror(errno));
}

// ---- Temporary names ----------------------------------------------------------------------------

// Random, so that two programs do not meet; nothing secret depends on it.
static void pick_temp_name(char out[TEMP_LEN + 1])
{
    uint64_t random = 0;
    if (getrandom(&random, sizeof random, GRND_NONBLOCK) != (ssize_t)sizeof random) {
        random = (uint64_t)getpid() << 32 ^ (uint64_t)(uintptr_t)out;
    }
    snprintf(out, TEMP_LEN + 1, TEMP_PREFIX "%016llx" TEMP_SUFFIX, (unsigned long long)random);
}

static bool is_temp_name(const char *name)
{
    size_t prefix = sizeof TEMP_PREFIX - 1;
    return strlen(name) == TEMP_LEN && strncmp(name, TEMP_PREFIX, prefix) == 0 &&
           strspn(name + prefix, "0123456789abcdef") == RANDOM_HEX &&
           strcmp(name + prefix + RANDOM_HEX, TEMP_SUFFIX) == 0;
}

// Whoever writes a file holds a lock on it until its end, also when it is killed: a temporary name
// whose file can be locked belongs to nobody any more.
static void remove_if_orphan(int folder, const char *name)
{
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat st;
    if (fd < 0) {
        return;
    }
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && flock(fd, LOCK_EX | LOCK_NB) == 0) {
        unlinkat(folder, name, 0);
    }
    close(fd);
}

static void sweep(int folder)
{
    int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        if (fd >= 0) {
            close(fd);
        }
        return; // a folder that we may write but not list
    }
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (is_temp_name(entry->d_name)) {
            remove_if_orphan(folder, entry->d_name);
        }
    }
    closedir(dir);
}

// ---- Begin --------------------------------------------------------------------------------------

static int create_unnamed(int folder)
{
    // Only /proc can give the file a name later without privileges.
    if (access("/proc/self/fd", X_OK) != 0) {
        return -1;
    }
    int fd = openat(folder, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    if (fd >= 0) {
        flock(fd, LOCK_EX | LOCK_NB);
    }
    return fd;
}

// A file may have been swept up between its creation and its lock: then it has no name any more.
static bool is_still_ours(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && st.st_nlink > 0;
}

static int create_named(sm_newfile *f)
{
    for (int tries = 0; tries < NAME_TRIES; tries++) {
        pick_temp_name(f->temp);
        int fd =
            openat(f->folder, f->temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST) {
            break;
        }
        if (fd >= 0) {
            flock(fd, LOCK_EX | LOCK_NB);
            if (is_still_ours(fd)) {
                return fd;
            }
            close(fd);
        }
    }
    f->temp[0] = '\0';
    return -1;
}

// Devices and folders are not replaced; a symbolic link is, not what it points to.
static sm_status check_target(const sm_newfile *f, sm_error *err)
{
    struct stat st;
    if (fstatat(f->folder, f->name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
        return SM_OK;
    }
    if (S_ISREG(st.st_mode) || S_ISLNK(st.st_mode)) {
        return SM_OK;
    }
    return sm_fail(err, SM_EINPUT, SM_IN_FILE(f->path), "choose another name",
                   "something stands there that is not a regular file");
}

static sm_status open_folder(sm_newfile *f, sm_error *err)
{
    const char *slash = strrchr(f->path, '/');
    f->name = slash ? slash + 1 : f->path;
    if (!*f->name || strcmp(f->name, ".") == 0 || strcmp(f->name, "..") == 0) {
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(f->path), NULL, "not the name of a file");
    }
    const char *folder = slash == f->path ? "/"
                         : slash ? sm_arena_strndup(f->arena, f->path, (size_t)(slash - f->path))
                                 : ".";
    f->folder = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    return f->folder < 0 ? fail_io(err, f->path, "open its folder") : SM_OK;
}

static sm_status begin(sm_newfile *f, sm_error *err)
{
    sm_status status = open_folder(f, err);
    if (!status) {
        status = check_target(f, err);
    }
    if (status) {
        return status;
    }
    sweep(f->folder);
    f->fd = create_unnamed(f->folder);
    if (f->fd < 0) {
        f->fd = create_named(f);
    }
    return f->fd < 0 ? fail_io(err, f->path, "create a file in its folder") : SM_OK;
}

sm_status sm_newfile_begin(const char *path, sm_newfile **out, sm_error *err)
{
    sm_arena *a = sm_arena_create();
    sm_newfile *f = sm_arena_alloc(a, sizeof *f);
    *f = (sm_newfile){.arena = a, .path = sm_arena_strdup(a, path), .folder = -1, .fd = -1};
    sm_status status = begin(f, err);
    if (status) {
        sm_newfile_close(f);
        return status;
    }
    *out = f;
    return SM_OK;
}

// ---- Write --------------------------------------------------------------------------------------

// The first failure stays: what comes after it must not pass for success.
static sm_status remember(sm_newfile *f, const char *doing)
{
    return fail_io(&f->failure, f->path, doing);
}

static sm_status tell(const sm_newfile *f, sm_error *err)
{
    if (f->failure.status && err) {
        *err = f->failure;
    }
    return f->failure.status;
}

static sm_status write_all(sm_newfile *f, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(f->fd, bytes, len);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            errno = n == 0 ? ENOSPC : errno;
            return remember(f, "write");
        }
        bytes += n;
        len -= (size_t)n;
    }
    return SM_OK;
}

sm_status sm_newfile_write(sm_newfile *f, const void *bytes, size_t len, sm_error *err)
{
    if (!f->failure.status) {
        write_all(f, bytes, len);
    }
    return tell(f, err);
}

// ---- Commit -------------------------------------------------------------------------------------

static int sync_fd(int fd)
{
    int result;
    do {
        result = fsync(fd);
    } while (result != 0 && errno == EINTR);
    return result;
}

// Some file systems report a failed write only when a descriptor is closed. Ours stays open, for
// it holds the lock: a second descriptor of the same file is closed in its place.
static int close_copy(int fd)
{
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    return copy < 0 ? -1 : close(copy);
}

static int give_name(sm_newfile *f)
{
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", f->fd);
    for (int tries = 0; tries < NAME_TRIES; tries++) {
        pick_temp_name(f->temp);
        if (linkat(AT_FDCWD, self, f->folder, f->temp, AT_SYMLINK_FOLLOW) == 0) {
            return 0;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    f->temp[0] = '\0';
    return -1;
}

// The folder's own descriptor only names it (O_PATH); to sync it, it must be opened. A folder that
// may not be read cannot be synced, nor can one of a file system that does not know of it.
static int sync_folder(int folder)
{
    int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return errno == EACCES ? 0 : -1;
    }
    int result = sync_fd(fd);
    int why = errno;
    close(fd);
    errno = why;
    return result == 0 || why == EINVAL || why == ENOTSUP ? 0 : -1;
}

static sm_status commit(sm_newfile *f)
{
    if (sync_fd(f->fd) != 0) {
        return remember(f, "write to the disk");
    }
    if (close_copy(f->fd) != 0) {
        return remember(f, "finish writing");
    }
    if (!f->temp[0] && give_name(f) != 0) {
        return remember(f, "give the new file a name");
    }
    if (renameat(f->folder, f->temp, f->folder, f->name) != 0) {
        return remember(f, "put the new file in place");
    }
    f->temp[0] = '\0';
    if (sync_folder(f->folder) != 0) {
        return remember(f, "write its folder to the disk, though the new file is in place");
    }
    return SM_OK;
}

sm_status sm_newfile_commit(sm_newfile *f, sm_error *err)
{
    if (!f->failure.status) {
        commit(f);
    }
    return tell(f, err);
}

void sm_newfile_close(sm_newfile *f)
{
    if (!f) {
        return;
    }
    if (f->temp[0]) {
        unlinkat(f->folder, f->temp, 0);
    }
    if (f->fd >= 0) {
        close(f->fd);
    }
    if (f->folder >= 0) {
        close(f->folder);
    }
    sm_arena_destroy(f->arena);
}

sm_status sm_newfile_put(const char *path, const void *bytes, size_t len, sm_error *err)
{
    sm_newfile *file = NULL;
    sm_status status = sm_newfile_begin(path, &file, err);
    status = status ? status : sm_newfile_write(file, bytes, len, err);
    status = status ? status : sm_newfile_commit(file, err);
    sm_newfile_close(file);
    return status;
}

// ---- Folders ------------------------------------------------------------------------------------

// An existing folder is as good as a new one.
static int make_folder(const char *path)
{
    if (mkdir(path, 0777) == 0) {
        return 0;
    }
    int why = errno;
    struct stat st;
    bool is_there = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
    errno = why;
    return is_there ? 0 : -1;
}

sm_status sm_make_folders(const char *path, sm_error *err)
{
    if (!*path) {
        return sm_fail(err, SM_EINPUT, SM_NOWHERE, NULL, "the name of a folder is missing");
    }
    sm_arena *a = sm_arena_create();
    char *part = sm_arena_strdup(a, path);
    sm_status status = SM_OK;
    for (char *c = part; !status && *c; c++) {
        char after = c[1];
        if (*c == '/' || (after != '/' && after != '\0')) {
            continue; // not the end of a component
        }
        c[1] = '\0';
        if (make_folder(part) != 0) {
            status = fail_io(err, part, "make the folder");
        }
        c[1] = after;
    }
    sm_arena_destroy(a);
    return status;
}
