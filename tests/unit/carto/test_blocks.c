// Runs the blocks of tests/carto/*.txt (their README tells the language): all of them, or the one
// file that is given, when called by tests/tools/run-carto.
#include "../topo/shapes.h"

#include <glob.h>

#include "sitmap/carto.h"

typedef struct runner {
    const char *file;
    int line;
    sm_arena *arena;
    sm_crs *crs;
    sm_status opened;
    sm_error err;
    double tolerance;
    sm_point place; // accepted last
    double measure; // area or length
    bool measured;
    int failures;
} runner;

static void fail_block(runner *r, const char *fmt, ...) SM_PRINTF(2, 3);
static void fail_block(runner *r, const char *fmt, ...)
{
    va_list args;
    char text[400];
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    print_error("%s:%d: %s\n", r->file, r->line, text);
    r->failures++;
}

static void check_near(runner *r, const char *what, double actual, double expected)
{
    if (!(fabs(actual - expected) <= r->tolerance)) {
        fail_block(r, "%s is %.10g, expected %.10g: off by %.3g, allowed %g", what, actual,
                   expected, fabs(actual - expected), r->tolerance);
    }
}

static void open_crs(runner *r, const char *text)
{
    sm_crs_close(r->crs);
    r->crs = NULL;
    r->opened = sm_crs_open(text, &r->crs, &r->err);
}

static void expect_refused(runner *r, const char *part)
{
    if (r->opened == SM_OK) {
        fail_block(r, "the CRS was accepted");
    } else if (!strstr(r->err.message, part)) {
        fail_block(r, "the message is '%s'", r->err.message);
    }
}

static void expect_plane(runner *r, double x, double y)
{
    sm_point p = r->place;
    if (sm_crs_forward(r->crs, &p, 1)) {
        fail_block(r, "no place in the plane");
        return;
    }
    check_near(r, "x", p.x, x);
    check_near(r, "y", p.y, y);
    if (sm_crs_inverse(r->crs, &p, 1) || fabs(remainder(p.x - r->place.x, 360)) > 1e-7 ||
        fabs(p.y - r->place.y) > 1e-7) {
        fail_block(r, "the way back leads to %.12g %.12g", p.x, p.y);
    }
}

static void expect(runner *r, const char *rest)
{
    char *end;
    double x = strtod(rest, &end);
    if (strcmp(rest, "failure") == 0) {
        sm_point p = r->place;
        if (sm_crs_forward(r->crs, &p, 1) != 1 || !isnan(p.x) || !isnan(p.y)) {
            fail_block(r, "it has a place: %g %g", p.x, p.y);
        }
    } else if (r->measured) {
        check_near(r, "it", r->measure, x);
    } else {
        expect_plane(r, x, strtod(end, NULL));
    }
}

static void expect_factors(runner *r, double scale, double angle)
{
    sm_point p = r->place;
    sm_crs_forward(r->crs, &p, 1);
    check_near(r, "scale", sm_crs_ground_scale(r->crs, p), scale);
    check_near(r, "convergence", sm_crs_convergence(r->crs, p), angle);
}

static void run_line(runner *r, const char *word, const char *rest)
{
    char *end;
    double x = strtod(rest, &end), y = strtod(end, NULL);
    bool needs_crs = strcmp(word, "accept") == 0 || strcmp(word, "factors") == 0;
    if (needs_crs && !r->crs) {
        fail_block(r, "the CRS was refused: %s", r->err.message);
    } else if (strcmp(word, "crs") == 0) {
        open_crs(r, rest);
    } else if (strcmp(word, "refused") == 0) {
        expect_refused(r, rest);
    } else if (strcmp(word, "tolerance") == 0) {
        r->tolerance = x;
    } else if (strcmp(word, "accept") == 0) {
        r->place = (sm_point){x, y};
        r->measured = false;
    } else if (strcmp(word, "expect") == 0) {
        expect(r, rest);
    } else if (strcmp(word, "factors") == 0) {
        expect_factors(r, x, y);
    } else if (strcmp(word, "area") == 0 || strcmp(word, "length") == 0) {
        sm_path p = path_of(r->arena, SM_SPACE_LONLAT, SM_SHAPE_LINES, rest);
        r->measure = *word == 'a' ? sm_geodesic_area_km2(&p) : sm_geodesic_length_km(&p);
        r->measured = true;
    } else {
        fail_block(r, "unknown word '%s'", word);
    }
}

static int run_file(const char *path)
{
    runner r = {.file = path, .arena = sm_arena_create()};
    char *text = test_read_file(path);
    for (char *line = text, *next; line; line = next) {
        next = strchr(line, '\n');
        if (next) {
            *next++ = '\0';
        }
        r.line++;
        char *rest = line + strcspn(line, " ");
        if (*line && *line != '#') {
            if (*rest) {
                *rest++ = '\0';
            }
            run_line(&r, line, rest);
        }
    }
    free(text);
    sm_crs_close(r.crs);
    sm_arena_destroy(r.arena);
    return r.failures;
}

static void test_blocks_of_all_files(void **state)
{
    (void)state;
    glob_t files;
    int failures = 0;
    assert_int_equal(glob("tests/carto/*.txt", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        failures += run_file(files.gl_pathv[i]);
    }
    globfree(&files);
    assert_int_equal(failures, 0);
}

int main(int argc, char **argv)
{
    if (argc == 2) {
        return run_file(argv[1]) != 0;
    }
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_blocks_of_all_files)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
