// Every path case runs twice: with openat2, and after a seccomp filter that answers ENOSYS to it,
// as an older kernel does, with the walk by hand.
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>

#include "sitmap/base.h"

static char *outer; // holds secret.txt and the root `in`
static sm_root *root;
static sm_arena *arena;

static void make_link(const char *to, const char *name)
{
    assert_int_equal(symlink(to, test_path(outer, name)), 0);
}

static void make_socket(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    close(fd);
}

static int setup(void **state)
{
    (void)state;
    outer = test_dir_make();
    arena = sm_arena_create();
    mkdir(test_path(outer, "in"), 0777);
    mkdir(test_path(outer, "in/sub"), 0777);
    mkdir(test_path(outer, "in/sub/deep"), 0777);
    test_write_file(test_path(outer, "secret.txt"), "secret");
    test_write_file(test_path(outer, "in/a.txt"), "hello");
    test_write_file(test_path(outer, "in/sub/b.txt"), "below");
    assert_int_equal(mkfifo(test_path(outer, "in/fifo"), 0666), 0);
    make_socket(test_path(outer, "in/socket"));
    make_link("a.txt", "in/link");
    make_link("../a.txt", "in/sub/uplink");
    make_link("sub", "in/folderlink");
    make_link("../secret.txt", "in/escape");
    make_link("/etc/passwd", "in/absolute");
    make_link("..", "in/out");
    make_link("loop2", "in/loop1");
    make_link("loop1", "in/loop2");
    make_link("gone.txt", "in/dangling");
    make_link("/proc/self/fd/0", "in/magic");
    sm_error err;
    assert_int_equal(sm_root_open(test_path(outer, "in"), &root, &err), SM_OK);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sm_root_close(root);
    sm_arena_destroy(arena);
    test_dir_remove(outer);
    return 0;
}

typedef struct path_case {
    const char *path;
    sm_status status;
    const char *text; // what the file holds, or what the message contains
} path_case;

static const path_case cases[] = {
    {"a.txt", SM_OK, "hello"},
    {"./a.txt", SM_OK, "hello"},
    {"sub/b.txt", SM_OK, "below"},
    {"sub//b.txt", SM_OK, "below"},
    {"sub/../a.txt", SM_OK, "hello"},
    {"sub/deep/../../a.txt", SM_OK, "hello"},
    {"link", SM_OK, "hello"},
    {"sub/uplink", SM_OK, "hello"},
    {"folderlink/b.txt", SM_OK, "below"},
    {"folderlink/../a.txt", SM_OK, "hello"},
    {"folderlink/uplink", SM_OK, "hello"},
    {"", SM_EINPUT, "missing"},
    {"/etc/passwd", SM_EINPUT, "absolute"},
    {"../secret.txt", SM_EINPUT, "leaves"},
    {"sub/../../secret.txt", SM_EINPUT, "leaves"},
    {"..", SM_EINPUT, "leaves"},
    {"escape", SM_EINPUT, "leaves"},
    {"out/secret.txt", SM_EINPUT, "leaves"},
    {"absolute", SM_EINPUT, "leaves"},
    {"magic", SM_EINPUT, "leaves"},
    {"loop1", SM_EINPUT, "symbolic links"},
    {"fifo", SM_EINPUT, "regular"},
    {"socket", SM_EINPUT, "regular"},
    {"sub", SM_EINPUT, "regular"},
    {"sub/", SM_EINPUT, "regular"},
    {".", SM_EINPUT, "regular"},
    {"sub/..", SM_EINPUT, "regular"},
    {"http://example.org/a.txt", SM_EINPUT, "addresses"},
    {"file:///etc/passwd", SM_EINPUT, "addresses"},
    {"a\n.txt", SM_EINPUT, "control"},
    {"a.txt\x7F", SM_EINPUT, "control"},
    {"none.txt", SM_EIO, "No such file"},
    {"none/a.txt", SM_EIO, "No such file"},
    {"dangling", SM_EIO, "No such file"},
    {"a.txt/b", SM_EIO, "Not a directory"},
};

static void check_case(const path_case *c)
{
    sm_error err = {0};
    char *bytes = NULL;
    size_t len = 0;
    sm_status status = sm_root_read(root, c->path, 100, arena, &bytes, &len, &err);
    if (status != c->status) {
        fail_msg("%s: status %d, expected %d: %s", c->path, status, c->status, err.message);
    }
    if (status) {
        assert_int_equal(err.status, status);
        assert_string_contains(err.message, c->text);
    } else {
        assert_string_equal(bytes, c->text);
        assert_int_equal(len, strlen(c->text));
    }
}

static void check_cases(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check_case(&cases[i]);
    }
}

static void check_long_paths(void)
{
    char path[2 * PATH_MAX];
    sm_error err;
    int fd;
    memset(path, 'x', sizeof path);
    path[300] = '\0';
    assert_int_equal(sm_root_open_file(root, path, &fd, NULL, &err), SM_EIO);
    path[300] = 'x';
    path[sizeof path - 1] = '\0';
    assert_int_equal(sm_root_open_file(root, path, &fd, NULL, &err), SM_EINPUT);
}

static size_t count_descriptors(void)
{
    size_t n = 0;
    for (int fd = 0; fd < 256; fd++) {
        n += fcntl(fd, F_GETFD) >= 0;
    }
    return n;
}

static void test_open_file_keeps_inside_the_root(void **state)
{
    (void)state;
    size_t before = count_descriptors();
    check_cases();
    check_long_paths();
    assert_int_equal(count_descriptors(), before);
}

static void answer_enosys_to_openat2(void)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof code / sizeof code[0], code};
    assert_int_equal(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
    assert_int_equal(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), 0);
    assert_int_equal(syscall(SYS_openat2, 0, NULL, NULL, 0), -1);
    assert_int_equal(errno, ENOSYS);
}

static void check_deep_folders(void)
{
    sm_str path;
    sm_str_init(&path, arena);
    for (int i = 0; i < 70; i++) {
        sm_str_puts(&path, "d/");
    }
    sm_error err;
    const char *whole = sm_arena_printf(arena, "%s/in/%s", outer, path.text);
    assert_int_equal(sm_make_folders(whole, &err), SM_OK);
    sm_str_puts(&path, "x");
    int fd;
    assert_int_equal(sm_root_open_file(root, path.text, &fd, NULL, &err), SM_EIO);
}

static void check_folders(void)
{
    static const char *const refused[] = {"..", "out", "../out", "/tmp", "nowhere", "a.txt"};
    const char *const *names;
    size_t n;
    sm_error err;
    test_write_file(test_path(outer, "in/list/b.svg"), "b");
    test_write_file(test_path(outer, "in/list/a.svg"), "a");
    test_write_file(test_path(outer, "in/list/.hidden"), "h");
    assert_int_equal(sm_root_list(root, "list", arena, &names, &n, &err), SM_OK);
    assert_int_equal(n, 2);
    assert_string_equal(names[0], "a.svg");
    assert_string_equal(names[1], "b.svg");
    assert_int_equal(sm_root_list(root, "list/", arena, &names, &n, &err), SM_OK);
    assert_int_equal(n, 2);
    assert_int_equal(sm_root_list(root, "", arena, &names, &n, &err), SM_OK);
    assert_true(n > 2);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_int_not_equal(sm_root_list(root, refused[i], arena, &names, &n, &err), SM_OK);
    }
}

// Runs last: the filter stays for the rest of the process.
static void test_open_file_keeps_inside_when_kernel_is_old(void **state)
{
    (void)state;
    answer_enosys_to_openat2();
    size_t before = count_descriptors();
    check_cases();
    check_long_paths();
    check_deep_folders();
    check_folders();
    assert_int_equal(count_descriptors(), before);
}

static void test_root_open_refuses_what_is_no_folder(void **state)
{
    (void)state;
    sm_root *none = NULL;
    sm_error err;
    assert_int_equal(sm_root_open(test_path(outer, "in/a.txt"), &none, &err), SM_EIO);
    assert_string_contains(err.message, "Not a directory");
    assert_int_equal(sm_root_open(test_path(outer, "nowhere"), &none, &err), SM_EIO);
    assert_string_contains(err.file, "nowhere");
    assert_null(none);
    assert_string_equal(sm_root_path(root), test_path(outer, "in"));
    sm_root_close(NULL);
}

static void test_open_file_tells_the_size_and_reads_from_the_start(void **state)
{
    (void)state;
    int fd;
    int64_t size;
    sm_error err;
    assert_int_equal(sm_root_open_file(root, "a.txt", &fd, &size, &err), SM_OK);
    assert_int_equal(size, 5);
    assert_int_equal(lseek(fd, 0, SEEK_CUR), 0);
    assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
    close(fd);
}

static void test_read_refuses_files_over_the_limit(void **state)
{
    (void)state;
    char *bytes;
    size_t len;
    sm_error err;
    assert_int_equal(sm_root_read(root, "a.txt", 5, arena, &bytes, &len, &err), SM_OK);
    assert_int_equal(sm_root_read(root, "a.txt", 4, arena, &bytes, &len, &err), SM_ELIMIT);
    assert_string_contains(err.message, "5 bytes, the limit is 4");
    assert_string_equal(err.file, "a.txt");
}

static void test_list_keeps_inside_the_root(void **state)
{
    (void)state;
    sm_error err;
    assert_int_equal(sm_make_folders(test_path(outer, "in/list"), &err), SM_OK);
    size_t before = count_descriptors();
    check_folders();
    assert_int_equal(count_descriptors(), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_root_open_refuses_what_is_no_folder),
        cmocka_unit_test(test_open_file_tells_the_size_and_reads_from_the_start),
        cmocka_unit_test(test_read_refuses_files_over_the_limit),
        cmocka_unit_test(test_list_keeps_inside_the_root),
        cmocka_unit_test(test_open_file_keeps_inside_the_root),
        cmocka_unit_test(test_open_file_keeps_inside_when_kernel_is_old),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
