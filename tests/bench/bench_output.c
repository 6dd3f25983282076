// What drawing and encoding one figure costs, as ratios, for the seconds are the machine's.
//
// The figure has the size of a full page at 600 dpi, 4016 x 4843 pixels, and what a situation map
// has: tinted areas with long wavy outlines, a hatch, dashed borders, names with halos.
#include <cairo.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sitmap/output.h"

enum { WIDTH = 4016, HEIGHT = 4843, ROUNDS = 3 };

#define DPI 600.0
#define PI 3.14159265358979323846
#define TARGET "bench_output.tmp"

static void give_up(const char *what)
{
    fprintf(stderr, "bench_output: %s\n", what);
    exit(2);
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

// ---- The figure ---------------------------------------------------------------------------------

// A closed outline of `n` points around a centre, wavy at three scales.
static void outline(sm_path *path, double x, double y, double r, int n, int seed)
{
    sm_path_begin_part(path);
    for (int i = 0; i <= n; i++) {
        double t = 2 * PI * (i % n) / n;
        double wave = sin(3 * t + seed) * 0.15 + sin(17 * t + 2 * seed) * 0.05 +
                      sin(140 * t + 3 * seed) * 0.01;
        sm_path_add(path, x + r * (1 + wave) * cos(t), y + r * (1 + wave) * sin(t));
    }
}

static void add_areas(sm_scene *page, sm_arena *a)
{
    static const uint32_t tints[] = {0xD8E8F4, 0xDCA878, 0xF4F2EA, 0xE8DCC8};
    sm_path path;
    sm_path_init(&path, a, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    const double dashes[] = {4, 1.5, 1, 1.5};
    sm_pen pen = {.color = SM_RGB(0x606060), .width_pt = 0.6, .dash_pt = dashes, .n_dash = 4};
    for (int i = 0; i < 48; i++) {
        sm_path_clear(&path, SM_SPACE_PAGE, SM_SHAPE_RINGS);
        outline(&path, 50 + i % 6 * 76, 50 + i / 6 * 68, 45, 2000, i);
        sm_scene_add_fill(page, &path, SM_RGB(tints[i % 4]));
        sm_scene_add_stroke(page, &path, &pen);
    }
}

static void add_hatch(sm_scene *page)
{
    sm_pen pen = {.color = SM_RGB(0x3070A0), .width_pt = 0.4};
    for (int i = 0; i < 60; i++) {
        double x = 100 + i * 4.2;
        sm_scene_add_line(page, (sm_point){x, 480}, (sm_point){x + 80, 400}, &pen);
    }
}

static void add_names(sm_scene *page)
{
    for (int i = 0; i < 150; i++) {
        char name[32];
        snprintf(name, sizeof name, "Settlement %d", i);
        sm_text text = {.utf8 = name,
                        .font = {.family = "Liberation Sans", .size_pt = 6 + i % 3},
                        .color = SM_RGB(0x202020),
                        .halo = SM_RGB(0xFFFFFF),
                        .halo_pt = 0.8,
                        .at = {10 + i % 8 * 58, 20 + i / 8 * 30},
                        .width_pt = 40};
        sm_scene_add_text(page, &text);
    }
}

static sm_scene *figure(sm_arena *a)
{
    sm_scene *page = sm_scene_create(a, WIDTH * 72 / DPI, HEIGHT * 72 / DPI);
    add_areas(page, a);
    add_hatch(page);
    add_names(page);
    return page;
}

// ---- What is timed ------------------------------------------------------------------------------

typedef struct job {
    sm_text_engine *text;
    const sm_scene *page;
    cairo_surface_t *image; // the figure read back, as cairo keeps it
    uint8_t *rgb;           // and as rows of RGB
    sm_document doc;
} job;

static double time_format(const job *j, sm_format format)
{
    sm_newfile *file;
    double start = now_s();
    if (sm_newfile_begin(TARGET, &file, NULL) ||
        sm_output_write(j->text, &j->page, 1, format, DPI, &j->doc, file, NULL) ||
        sm_newfile_commit(file, NULL)) {
        give_up("cannot write the figure");
    }
    sm_newfile_close(file);
    return now_s() - start;
}

static double time_pdf(const job *j)
{
    return time_format(j, SM_FORMAT_PDF);
}

static double time_svg(const job *j)
{
    return time_format(j, SM_FORMAT_SVG);
}

static double time_png(const job *j)
{
    return time_format(j, SM_FORMAT_PNG);
}

static double time_encoder(const job *j)
{
    sm_newfile *file;
    double start = now_s();
    if (sm_newfile_begin(TARGET, &file, NULL) ||
        sm_png_write(j->rgb, WIDTH, HEIGHT, WIDTH * 3, DPI, &j->doc, file, NULL) ||
        sm_newfile_commit(file, NULL)) {
        give_up("cannot encode the figure");
    }
    sm_newfile_close(file);
    return now_s() - start;
}

static double time_libpng(const job *j)
{
    double start = now_s();
    if (cairo_surface_write_to_png(j->image, TARGET) != CAIRO_STATUS_SUCCESS) {
        give_up("cairo cannot encode the figure");
    }
    return now_s() - start;
}

static double best(const job *j, double (*timed)(const job *))
{
    double least = INFINITY;
    for (int i = 0; i < ROUNDS; i++) {
        least = fmin(least, timed(j));
    }
    return least;
}

static void read_back(job *j, sm_arena *a)
{
    time_png(j);
    j->image = cairo_image_surface_create_from_png(TARGET);
    if (cairo_image_surface_get_width(j->image) != WIDTH ||
        cairo_image_surface_get_height(j->image) != HEIGHT) {
        give_up("the figure has another size");
    }
    const uint8_t *data = cairo_image_surface_get_data(j->image);
    int stride = cairo_image_surface_get_stride(j->image);
    uint8_t *rgb = j->rgb = sm_arena_alloc(a, (size_t)WIDTH * HEIGHT * 3);
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++, rgb += 3) {
            uint32_t pixel;
            memcpy(&pixel, data + (ptrdiff_t)y * stride + (ptrdiff_t)x * 4, 4);
            rgb[0] = (uint8_t)(pixel >> 16);
            rgb[1] = (uint8_t)(pixel >> 8);
            rgb[2] = (uint8_t)pixel;
        }
    }
}

int main(void)
{
    sm_arena *a = sm_arena_create();
    job j = {.page = figure(a)};
    if (sm_text_open(NULL, &j.text, NULL)) {
        give_up("no fonts");
    }
    read_back(&j, a);
    double png = best(&j, time_png), encoder = best(&j, time_encoder);
    printf("encoding, of a whole PNG            %.2f\n", encoder / png);
    printf("our encoder, of libpng by cairo     %.2f\n", encoder / best(&j, time_libpng));
    printf("a whole PDF, of a whole PNG         %.2f\n", best(&j, time_pdf) / png);
    printf("a whole SVG, of a whole PNG         %.2f\n", best(&j, time_svg) / png);
    remove(TARGET);
    cairo_surface_destroy(j.image);
    sm_text_close(j.text);
    sm_arena_destroy(a);
    return 0;
}
