// How long a vertex takes from lon/lat to the page, beside PROJ alone, and in a layer's
// simplification. Medians of five, in nanoseconds a vertex, on one million vertices: the outline of
// a jagged coast, and a partition of it into rings that share their borders.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "sitmap/carto.h"

#define KARABAKH "+proj=lcc +lat_1=38.8 +lat_2=40.6 +lat_0=39.7 +lon_0=46.75 +datum=WGS84 +units=m"

enum { VERTICES = 1000000, RUNS = 5, SIDE = 100 };

static double now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

// A generator with a stated seed (xorshift64*, Vigna 2016): -0.5 <= value < 0.5.
static double jitter(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (double)((*seed * 0x2545F4914F6CDD1Du) >> 11) / 9007199254740992.0 - 0.5;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double times[RUNS])
{
    qsort(times, RUNS, sizeof *times, by_value);
    return times[RUNS / 2];
}

// One ring about 46.75 39.7, `radius` degrees, jagged at every scale that matters to a page.
static void make_coast(sm_path *p, double radius)
{
    uint64_t seed = 20201110;
    sm_path_clear(p, SM_SPACE_LONLAT, SM_SHAPE_RINGS);
    for (int i = 0; i + 1 < VERTICES; i++) {
        double angle = -6.283185307179586 * i / (VERTICES - 1);
        double r = radius * (1 + 0.1 * sin(37 * angle) + 0.002 * jitter(&seed));
        sm_path_add(p, 46.75 + r * cos(angle), 39.7 + r * 0.77 * sin(angle));
    }
    sm_path_add(p, p->points[0].x, p->points[0].y);
}

typedef struct bench {
    sm_arena *a;
    sm_crs *crs;
    sm_prepare prepare;
    sm_path coast, page;
} bench;

static double time_project(const bench *b, sm_point *points, bool checked)
{
    double times[RUNS];
    for (int run = 0; run < RUNS; run++) {
        for (size_t i = 0; i < VERTICES; i++) {
            points[i] = b->coast.points[i];
        }
        double start = now_ns();
        if (checked) {
            sm_crs_forward(b->crs, points, VERTICES);
        } else {
            for (size_t i = 0; i < VERTICES; i++) { // as a simple program would: point by point
                sm_crs_forward(b->crs, &points[i], 1);
            }
        }
        times[run] = (now_ns() - start) / VERTICES;
    }
    return median(times);
}

static double time_prepare(bench *b, size_t *kept)
{
    double times[RUNS];
    sm_arena *scratch = sm_arena_create();
    for (int run = 0; run < RUNS; run++) {
        double start = now_ns();
        sm_prepare_path(&b->prepare, scratch, &b->coast, &b->page, NULL);
        times[run] = (now_ns() - start) / VERTICES;
    }
    *kept = b->page.n_points;
    sm_arena_destroy(scratch);
    return median(times);
}

// SIDE x SIDE cells whose edges have `pieces` jagged pieces, on a page of 500 points; each edge is
// walked by two cells.
static size_t make_cells(sm_arena *a, sm_path **cells)
{
    enum { PIECES = VERTICES / SIDE / SIDE / 4 };
    size_t total = 0;
    for (int c = 0; c < SIDE * SIDE; c++) {
        sm_path *p = cells[c];
        int corner[5][2] = {{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}};
        sm_path_init(p, a, SM_SPACE_PAGE, SM_SHAPE_RINGS);
        for (int side = 0; side < 4; side++) {
            for (int i = 0; i < PIECES; i++) {
                int from = side < 2 ? i : PIECES - i; // the same numbers from either cell
                int x0 = corner[side < 2 ? side : side + 1][0];
                int y0 = corner[side < 2 ? side : side + 1][1];
                bool upright = side % 2 == 0;
                double x = (c / SIDE + x0) * 5.0 + (upright ? 0 : from * 5.0 / PIECES);
                double y = (c % SIDE + y0) * 5.0 + (upright ? from * 5.0 / PIECES : 0);
                double wave = from && from < PIECES ? 0.1 * sin(x * 91.7 + y * 57.3) : 0;
                sm_path_add(p, x + (upright ? wave : 0), y + (upright ? 0 : wave));
            }
        }
        sm_path_add(p, p->points[0].x, p->points[0].y);
        total += p->n_points;
    }
    return total;
}

static double time_simplify(sm_arena *a, double tol, size_t *before, size_t *after)
{
    double times[RUNS];
    sm_path **cells = sm_arena_alloc(a, SIDE * SIDE * sizeof *cells);
    for (int c = 0; c < SIDE * SIDE; c++) {
        cells[c] = sm_arena_alloc(a, sizeof **cells);
    }
    sm_arena *scratch = sm_arena_create();
    for (int run = 0; run < RUNS; run++) {
        *before = make_cells(a, cells);
        double start = now_ns();
        sm_topo_simplify_layer(scratch, cells, SIDE * SIDE, tol);
        times[run] = (now_ns() - start) / (double)*before;
        *after = 0;
        for (int c = 0; c < SIDE * SIDE; c++) {
            *after += cells[c]->n_points;
        }
    }
    sm_arena_destroy(scratch);
    return median(times);
}

static void report(const char *what, double ns, double base)
{
    printf("%-52s %8.1f ns/vertex  %6.2f of PROJ\n", what, ns, ns / base);
}

int main(void)
{
    sm_error err;
    bench b = {.a = sm_arena_create()};
    if (sm_crs_open(KARABAKH, &b.crs, &err)) {
        printf("%s\n", err.message);
        return 1;
    }
    sm_view view = {1200000, {0, 0}, {0, 0, 480, 480}};
    b.prepare = sm_prepare_default(b.crs, view, 10);
    sm_path_init(&b.coast, b.a, SM_SPACE_LONLAT, SM_SHAPE_RINGS);
    sm_path_init(&b.page, b.a, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    sm_point *points = sm_arena_alloc(b.a, VERTICES * sizeof *points);
    size_t kept, before, after;

    make_coast(&b.coast, 1);
    double base = time_project(&b, points, false);
    report("PROJ there and back, point by point", base, base);
    report("PROJ there and back, in batches", time_project(&b, points, true), base);
    report("prepare: all inside of the frame", time_prepare(&b, &kept), base);
    printf("    %d vertices become %zu on a grid of 0.01 pt\n", VERTICES, kept);
    make_coast(&b.coast, 1.25);
    report("prepare: partly inside", time_prepare(&b, &kept), base);
    make_coast(&b.coast, 20);
    report("prepare: all around the frame", time_prepare(&b, &kept), base);
    for (double tol = 0.05; tol < 1; tol *= 5) {
        char what[80];
        double ns = time_simplify(b.a, tol, &before, &after);
        snprintf(what, sizeof what, "simplify_layer %.2f pt: %zu -> %zu", tol, before, after);
        report(what, ns, base);
    }
    sm_crs_close(b.crs);
    sm_arena_destroy(b.a);
    return 0;
}
