#ifndef SITMAP_TESTS_UNIT_TEST_H
#define SITMAP_TESTS_UNIT_TEST_H

// What every unit test includes first: cmocka with the headers it wants before it, and the few
// assertions that cmocka 1.1 lacks. A failing assertion ends the test function it stands in and
// names the line of the test, not of this file.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/** Two doubles lie within `tolerance` of each other. `unit` ("km", "pt", "deg", "" for none) is
 *  only printed. NaN is near nothing; an infinity is near itself alone. */
#define assert_near(actual, expected, tolerance, unit)                                             \
    test_assert_near((actual), (expected), (tolerance), (unit), #actual, __FILE__, __LINE__)

/** The text `text` contains `part`. */
#define assert_string_contains(text, part)                                                         \
    test_assert_contains((text), (part), true, #text, __FILE__, __LINE__)

/** The text `text` does not contain `part`. */
#define assert_string_lacks(text, part)                                                            \
    test_assert_contains((text), (part), false, #text, __FILE__, __LINE__)

/** The file `path` holds exactly the text `expected`. */
#define assert_file_equal(path, expected)                                                          \
    test_assert_file_equal((path), (expected), __FILE__, __LINE__)

static inline void test_assert_near(double actual, double expected, double tolerance,
                                    const char *unit, const char *what, const char *file, int line)
{
    double distance = fabs(actual - expected);
    if (actual == expected || distance <= tolerance)
        return;
    const char *gap = *unit ? " " : "";
    print_error("%s = %.17g%s%s, expected %.17g%s%s: off by %.3g, allowed %.3g\n", what, actual,
                gap, unit, expected, gap, unit, distance, tolerance);
    _fail(file, line);
}

static inline void test_assert_contains(const char *text, const char *part, bool wanted,
                                        const char *what, const char *file, int line)
{
    if (text && (strstr(text, part) != NULL) == wanted)
        return;
    print_error("%s %s \"%s\"; it is:\n%s\n", what, wanted ? "lacks" : "contains", part,
                text ? text : "(NULL)");
    _fail(file, line);
}

/** The whole file as a text, to be freed; fails the test when it cannot be read. */
static inline char *test_read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        fail_msg("cannot open %s", path);
    size_t size = 0;
    char *text = NULL;
    for (size_t got = 1; got > 0; size += got) {
        text = realloc(text, size + 4096 + 1);
        assert_non_null(text);
        got = fread(text + size, 1, 4096, f);
    }
    fclose(f);
    text[size] = '\0';
    return text;
}

/** Makes the file `path` hold these bytes. */
static inline void test_write_bytes(const char *path, const void *bytes, size_t size)
{
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes, 1, size, f) != size || fclose(f) != 0)
        fail_msg("cannot write %s", path);
}

static inline void test_write_file(const char *path, const char *text)
{
    test_write_bytes(path, text, strlen(text));
}

static inline void test_assert_file_equal(const char *path, const char *expected, const char *file,
                                          int line)
{
    char *text = test_read_file(path);
    bool same = strcmp(text, expected) == 0;
    if (!same)
        print_error("%s holds\n%s\nexpected\n%s\n", path, text, expected);
    free(text);
    if (!same)
        _fail(file, line);
}

/** A folder for the test alone; where it lies is decided by TMPDIR. As setup and teardown:
 *      cmocka_unit_test_setup_teardown(test_x, test_dir_setup, test_dir_teardown)
 *  and in the test `const char *dir = *state;`. */
static inline char *test_dir_make(void)
{
    const char *base = getenv("TMPDIR");
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/sitmap-test-XXXXXX", base ? base : "/tmp");
    if (!mkdtemp(path))
        fail_msg("cannot make %s", path);
    char *copy = strdup(path);
    assert_non_null(copy);
    return copy;
}

static inline int test_dir_remove_entry(const char *path, const struct stat *status, int type,
                                        struct FTW *place)
{
    (void)status, (void)type, (void)place;
    return remove(path);
}

/** Removes the folder with all that is in it, and frees the name. */
static inline void test_dir_remove(char *dir)
{
    nftw(dir, test_dir_remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(dir);
}

static inline int test_dir_setup(void **state)
{
    *state = test_dir_make();
    return 0;
}

static inline int test_dir_teardown(void **state)
{
    test_dir_remove(*state);
    return 0;
}

/** `dir`/`name` in a buffer that lives until the eighth next call: for use within one statement. */
static inline const char *test_path(const char *dir, const char *name)
{
    static char paths[8][PATH_MAX];
    static unsigned turn;
    char *path = paths[turn++ % 8];
    snprintf(path, PATH_MAX, "%s/%s", dir, name);
    return path;
}

#endif
