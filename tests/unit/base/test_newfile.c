// The system calls of newfile.c are wrapped by the linker (see flags.mk): each can be made to fail
// at its k-th use, as a full or broken disk does.
#include "test.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "sitmap/base.h"

// ---- Faults -------------------------------------------------------------------------------------

typedef struct fault {
    int countdown; // 1: the next call fails; 0: none does
    int error;
    int times; // how many calls fail from there on
} fault;

static fault on_write, on_fsync, on_linkat, on_renameat, on_tmpfile;
static bool short_writes;

static bool hits(fault *f)
{
    if (f->countdown == 0 || --f->countdown > 0) {
        return false;
    }
    f->countdown = --f->times > 0;
    errno = f->error;
    return true;
}

ssize_t __real_write(int fd, const void *bytes, size_t len);
ssize_t __wrap_write(int fd, const void *bytes, size_t len);
ssize_t __wrap_write(int fd, const void *bytes, size_t len)
{
    if (fd <= 2) {
        return __real_write(fd, bytes, len);
    }
    return hits(&on_write) ? -1 : __real_write(fd, bytes, short_writes && len > 7 ? 7 : len);
}

int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __wrap_fsync(int fd)
{
    return hits(&on_fsync) ? -1 : __real_fsync(fd);
}

int __real_linkat(int from, const char *old, int to, const char *new, int flags);
int __wrap_linkat(int from, const char *old, int to, const char *new, int flags);
int __wrap_linkat(int from, const char *old, int to, const char *new, int flags)
{
    return hits(&on_linkat) ? -1 : __real_linkat(from, old, to, new, flags);
}

int __real_renameat(int from, const char *old, int to, const char *new);
int __wrap_renameat(int from, const char *old, int to, const char *new);
int __wrap_renameat(int from, const char *old, int to, const char *new)
{
    return hits(&on_renameat) ? -1 : __real_renameat(from, old, to, new);
}

int __real_openat(int folder, const char *path, int flags, mode_t mode);
int __wrap_openat(int folder, const char *path, int flags, mode_t mode);
int __wrap_openat(int folder, const char *path, int flags, mode_t mode)
{
    if ((flags & O_TMPFILE) == O_TMPFILE && hits(&on_tmpfile)) {
        return -1;
    }
    return __real_openat(folder, path, flags, mode);
}

// ---- Set up -------------------------------------------------------------------------------------

static char *dir;
static sm_error err;

static int setup(void **state)
{
    (void)state;
    on_write = on_fsync = on_linkat = on_renameat = on_tmpfile = (fault){0, 0, 0};
    short_writes = false;
    dir = test_dir_make();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    test_dir_remove(dir);
    return 0;
}

static size_t count_entries(void)
{
    DIR *d = opendir(dir);
    assert_non_null(d);
    size_t n = 0;
    while (readdir(d)) {
        n++;
    }
    closedir(d);
    return n - 2; // "." and ".."
}

// As on a file system without O_TMPFILE.
static void use_named_files(void)
{
    on_tmpfile = (fault){1, EOPNOTSUPP, 1000};
}

static sm_status write_text(const char *name, const char *text)
{
    sm_newfile *f;
    sm_status status = sm_newfile_begin(test_path(dir, name), &f, &err);
    if (status) {
        return status;
    }
    status = sm_newfile_write(f, text, strlen(text), &err);
    sm_status end = sm_newfile_commit(f, &err);
    assert_true(!status || status == end);
    sm_newfile_close(f);
    return end;
}

// ---- What works ---------------------------------------------------------------------------------

static void check_new_and_replaced(void)
{
    assert_int_equal(write_text("a", "first"), SM_OK);
    assert_file_equal(test_path(dir, "a"), "first");
    assert_int_equal(write_text("a", "second, longer"), SM_OK);
    assert_file_equal(test_path(dir, "a"), "second, longer");
    assert_int_equal(write_text("b", ""), SM_OK);
    assert_file_equal(test_path(dir, "b"), "");
    assert_int_equal(count_entries(), 2);
}

static void test_commit_makes_and_replaces(void **state)
{
    (void)state;
    check_new_and_replaced();
}

static void test_commit_makes_and_replaces_without_tmpfile(void **state)
{
    (void)state;
    use_named_files();
    check_new_and_replaced();
}

static void test_begin_takes_a_name_without_folder(void **state)
{
    (void)state;
    char *before = getcwd(NULL, 0);
    assert_non_null(before);
    assert_int_equal(chdir(dir), 0);
    sm_newfile *f;
    sm_status status = sm_newfile_begin("plain", &f, &err);
    assert_int_equal(chdir(before), 0);
    free(before);
    assert_int_equal(status, SM_OK);
    assert_int_equal(sm_newfile_commit(f, &err), SM_OK); // wherever the program went meanwhile
    sm_newfile_close(f);
    assert_file_equal(test_path(dir, "plain"), "");
}

static void test_commit_follows_the_umask(void **state)
{
    (void)state;
    mode_t before = umask(027);
    assert_int_equal(write_text("a", "x"), SM_OK);
    use_named_files();
    assert_int_equal(write_text("b", "x"), SM_OK);
    umask(before);
    struct stat st;
    assert_int_equal(stat(test_path(dir, "a"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    assert_int_equal(stat(test_path(dir, "b"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
}

static void test_commit_replaces_a_symlink_not_its_target(void **state)
{
    (void)state;
    test_write_file(test_path(dir, "real"), "kept");
    assert_int_equal(symlink("real", test_path(dir, "link")), 0);
    assert_int_equal(write_text("link", "new"), SM_OK);
    assert_file_equal(test_path(dir, "real"), "kept");
    struct stat st;
    assert_int_equal(lstat(test_path(dir, "link"), &st), 0);
    assert_true(S_ISREG(st.st_mode));
}

static void test_write_goes_on_after_short_and_interrupted_writes(void **state)
{
    (void)state;
    short_writes = true;
    on_write = (fault){2, EINTR, 3};
    on_fsync = (fault){1, EINTR, 2};
    assert_int_equal(write_text("a", "a text that takes several writes of seven bytes"), SM_OK);
    assert_file_equal(test_path(dir, "a"), "a text that takes several writes of seven bytes");
}

static void test_commit_tries_another_name_when_taken(void **state)
{
    (void)state;
    on_linkat = (fault){1, EEXIST, 2};
    assert_int_equal(write_text("a", "x"), SM_OK);
    assert_file_equal(test_path(dir, "a"), "x");
}

static void test_close_without_commit_leaves_nothing(void **state)
{
    (void)state;
    test_write_file(test_path(dir, "a"), "old");
    for (int named = 0; named < 2; named++) {
        sm_newfile *f;
        assert_int_equal(sm_newfile_begin(test_path(dir, "a"), &f, &err), SM_OK);
        assert_int_equal(sm_newfile_write(f, "new", 3, &err), SM_OK);
        assert_int_equal(count_entries(), named ? 2 : 1);
        sm_newfile_close(f);
        assert_int_equal(count_entries(), 1);
        assert_file_equal(test_path(dir, "a"), "old");
        use_named_files();
    }
    sm_newfile_close(NULL);
}

// ---- What fails ---------------------------------------------------------------------------------

static void check_failure(fault *where, int countdown, int error)
{
    test_write_file(test_path(dir, "a"), "old");
    *where = (fault){countdown, error, 1};
    assert_int_equal(write_text("a", "new"), SM_EIO);
    assert_int_equal(where->countdown, 0);
    assert_string_contains(err.message, strerror(error));
    assert_string_contains(err.file, "/a");
    assert_int_equal(count_entries(), 1);
}

static void test_commit_leaves_the_old_file_when_a_call_fails(void **state)
{
    (void)state;
    fault *const calls[] = {&on_write, &on_fsync, &on_linkat, &on_renameat};
    static const int errors[] = {ENOSPC, EIO, EROFS, EDQUOT};
    for (size_t i = 0; i < 4; i++) {
        for (size_t j = 0; j < 4; j++) {
            check_failure(calls[i], 1, errors[j]);
            assert_file_equal(test_path(dir, "a"), "old");
        }
    }
    on_tmpfile = (fault){1, EOPNOTSUPP, 1000};
    fault *const calls_when_named[] = {&on_write, &on_fsync, &on_renameat};
    for (size_t i = 0; i < 3; i++) {
        check_failure(calls_when_named[i], 1, ENOSPC);
        assert_file_equal(test_path(dir, "a"), "old");
    }
}

static void test_commit_fails_when_only_the_folder_cannot_be_synced(void **state)
{
    (void)state;
    check_failure(&on_fsync, 2, EIO);
    assert_string_contains(err.message, "in place");
    assert_file_equal(test_path(dir, "a"), "new"); // whole, though perhaps not yet on the disk
    on_fsync = (fault){2, EINVAL, 1};              // a file system that cannot sync folders
    assert_int_equal(write_text("a", "newer"), SM_OK);
}

static void test_write_remembers_the_first_failure(void **state)
{
    (void)state;
    sm_newfile *f;
    assert_int_equal(sm_newfile_begin(test_path(dir, "a"), &f, &err), SM_OK);
    on_write = (fault){1, ENOSPC, 1};
    assert_int_equal(sm_newfile_write(f, "x", 1, &err), SM_EIO);
    assert_int_equal(sm_newfile_write(f, "x", 1, NULL), SM_EIO);
    err = (sm_error){0};
    assert_int_equal(sm_newfile_commit(f, &err), SM_EIO);
    assert_string_contains(err.message, strerror(ENOSPC));
    sm_newfile_close(f);
    assert_int_equal(count_entries(), 0);
}

static void test_write_reports_a_file_size_limit(void **state)
{
    (void)state;
    struct rlimit before, limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    limit = before;
    limit.rlim_cur = 100;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    char text[300];
    memset(text, 'x', sizeof text);
    text[299] = '\0';
    sm_status status = write_text("a", text);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);
    assert_int_equal(status, SM_EIO);
    assert_string_contains(err.message, strerror(EFBIG));
    assert_int_equal(count_entries(), 0);
}

static void test_begin_refuses_impossible_targets(void **state)
{
    (void)state;
    sm_newfile *f = NULL;
    assert_int_equal(mkdir(test_path(dir, "sub"), 0777), 0);
    assert_int_equal(mkfifo(test_path(dir, "fifo"), 0666), 0);
    assert_int_equal(sm_newfile_begin(test_path(dir, "sub"), &f, &err), SM_EINPUT);
    assert_int_equal(sm_newfile_begin(test_path(dir, "fifo"), &f, &err), SM_EINPUT);
    assert_int_equal(sm_newfile_begin("/dev/full", &f, &err), SM_EINPUT);
    assert_int_equal(sm_newfile_begin(test_path(dir, ""), &f, &err), SM_EINPUT);
    assert_int_equal(sm_newfile_begin(test_path(dir, ".."), &f, &err), SM_EINPUT);
    assert_int_equal(sm_newfile_begin("", &f, &err), SM_EINPUT);
    assert_int_equal(sm_newfile_begin(test_path(dir, "none/a"), &f, &err), SM_EIO);
    assert_string_contains(err.message, "No such file");
    assert_int_equal(sm_newfile_begin("/proc/sitmap", &f, &err), SM_EIO);
    assert_null(f);
}

// ---- Two programs, and dead ones ----------------------------------------------------------------

static void test_begin_sweeps_up_after_the_dead_only(void **state)
{
    (void)state;
    const char *dead = ".sitmap-0123456789abcdef.tmp";
    const char *alive = ".sitmap-00000000000000aa.tmp";
    static const char *const foreign[] = {".sitmap-0123456789abcdeg.tmp", ".sitmap-01.tmp",
                                          "sitmap-0123456789abcdef.tmp",
                                          ".sitmap-0123456789abcdef.tmq"};
    test_write_file(test_path(dir, dead), "half");
    test_write_file(test_path(dir, alive), "half");
    for (size_t i = 0; i < 4; i++) {
        test_write_file(test_path(dir, foreign[i]), "user's");
    }
    int lock = open(test_path(dir, alive), O_RDONLY);
    assert_int_equal(flock(lock, LOCK_EX), 0);
    assert_int_equal(write_text("a", "x"), SM_OK);
    assert_int_equal(access(test_path(dir, dead), F_OK), -1);
    assert_int_equal(access(test_path(dir, alive), F_OK), 0);
    close(lock);
    assert_int_equal(count_entries(), 6);
}

static void test_begin_leaves_the_files_of_another_writer(void **state)
{
    (void)state;
    use_named_files();
    sm_newfile *f;
    assert_int_equal(sm_newfile_begin(test_path(dir, "a"), &f, &err), SM_OK);
    assert_int_equal(sm_newfile_write(f, "first", 5, &err), SM_OK);
    assert_int_equal(write_text("a", "second"), SM_OK);
    assert_int_equal(sm_newfile_commit(f, &err), SM_OK);
    sm_newfile_close(f);
    assert_file_equal(test_path(dir, "a"), "first");
    assert_int_equal(count_entries(), 1);
}

static void write_until_killed(void)
{
    for (;;) {
        sm_newfile *f;
        if (sm_newfile_begin(test_path(dir, "a"), &f, NULL)) {
            _exit(1);
        }
        for (int i = 0; i < 20; i++) {
            if (sm_newfile_write(f, "0123456789", 10, NULL)) {
                _exit(1);
            }
        }
        if (sm_newfile_commit(f, NULL)) {
            _exit(1);
        }
        sm_newfile_close(f);
    }
}

static void test_kill_leaves_a_whole_file(void **state)
{
    (void)state;
    test_write_file(test_path(dir, "a"), "old");
    for (unsigned i = 0; i < 20; i++) {
        if (i == 10) {
            use_named_files();
        }
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            write_until_killed();
        }
        usleep(2000 + i * 977 % 5000);
        kill(child, SIGKILL);
        int status;
        waitpid(child, &status, 0);
        assert_true(WIFSIGNALED(status));
        char *text = test_read_file(test_path(dir, "a"));
        assert_true(strlen(text) == 200 || strcmp(text, "old") == 0);
        free(text);
    }
    assert_int_equal(write_text("b", "x"), SM_OK);
    assert_int_equal(count_entries(), 2);
}

// ---- Folders ------------------------------------------------------------------------------------

static void test_make_folders_makes_parents(void **state)
{
    (void)state;
    struct stat st;
    assert_int_equal(sm_make_folders(test_path(dir, "x/y//z/"), &err), SM_OK);
    assert_int_equal(stat(test_path(dir, "x/y/z"), &st), 0);
    assert_true(S_ISDIR(st.st_mode));
    assert_int_equal(sm_make_folders(test_path(dir, "x/y"), &err), SM_OK);
    assert_int_equal(sm_make_folders("/", &err), SM_OK);
    assert_int_equal(symlink("x", test_path(dir, "link")), 0);
    assert_int_equal(sm_make_folders(test_path(dir, "link/w"), &err), SM_OK);
    assert_int_equal(stat(test_path(dir, "x/w"), &st), 0);
}

static void test_make_folders_fails_when_a_file_is_in_the_way(void **state)
{
    (void)state;
    test_write_file(test_path(dir, "a"), "");
    assert_int_equal(sm_make_folders(test_path(dir, "a"), &err), SM_EIO);
    assert_string_contains(err.message, "File exists");
    assert_int_equal(sm_make_folders(test_path(dir, "a/b"), &err), SM_EIO);
    assert_int_equal(sm_make_folders("", &err), SM_EINPUT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_commit_makes_and_replaces),
        TEST(test_commit_makes_and_replaces_without_tmpfile),
        TEST(test_begin_takes_a_name_without_folder),
        TEST(test_commit_follows_the_umask),
        TEST(test_commit_replaces_a_symlink_not_its_target),
        TEST(test_write_goes_on_after_short_and_interrupted_writes),
        TEST(test_commit_tries_another_name_when_taken),
        TEST(test_close_without_commit_leaves_nothing),
        TEST(test_commit_leaves_the_old_file_when_a_call_fails),
        TEST(test_commit_fails_when_only_the_folder_cannot_be_synced),
        TEST(test_write_remembers_the_first_failure),
        TEST(test_write_reports_a_file_size_limit),
        TEST(test_begin_refuses_impossible_targets),
        TEST(test_begin_sweeps_up_after_the_dead_only),
        TEST(test_begin_leaves_the_files_of_another_writer),
        TEST(test_kill_leaves_a_whole_file),
        TEST(test_make_folders_makes_parents),
        TEST(test_make_folders_fails_when_a_file_is_in_the_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
