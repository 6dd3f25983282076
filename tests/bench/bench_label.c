// How long placing labels takes: 1,000 names on one page, and a series of eight figures.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sitmap/label.h"

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static double between(uint32_t *seed, double lo, double hi)
{
    return lo + (hi - lo) * (double)(next(seed) & 0xffff) / 65536.0;
}

static void make_name(uint32_t *seed, char out[16])
{
    static const char *const parts[] = {"ka", "ro", "mi", "la", "te", "su", "no", "shu"};
    size_t n = 2 + next(seed) % 3, length = 0;
    for (size_t i = 0; i < n; i++) {
        length += (size_t)snprintf(out + length, 16 - length, "%s", parts[next(seed) % 8]);
    }
    out[0] = (char)(out[0] - 32);
}

static void make_requests(sm_arena *a, size_t n, sm_box frame, sm_label_request *out)
{
    uint32_t seed = 1;
    for (size_t i = 0; i < n; i++) {
        char name[16];
        make_name(&seed, name);
        sm_label_style *style = sm_arena_zero(a, 1, sizeof *style);
        bool major = i % 10 == 0;
        *style = (sm_label_style){
            .text = sm_arena_strdup(a, name),
            .font = {.family = "Liberation Sans", .size_pt = major ? 7 : 5, .bold = major},
            .color = SM_RGB(0x1A1A1A),
            .halo = SM_RGB(0xFFFFFF),
            .halo_pt = 0.5,
            .anchor = {0, 0.5},
            .priority = major ? 2000 : 1000,
            .conflict_resolution = true};
        sm_path *path = sm_arena_alloc(a, sizeof *path);
        sm_path_init(path, a, SM_SPACE_PAGE, SM_SHAPE_POINTS);
        sm_path_add(path, between(&seed, frame.x0, frame.x1), between(&seed, frame.y0, frame.y1));
        out[i] = (sm_label_request){.layer = "places",
                                    .record = (long)i + 1,
                                    .name = style->text,
                                    .style = style,
                                    .path = path,
                                    .clearance_pt = 1,
                                    .order = i};
    }
}

static void run(sm_text_engine *text, size_t n, size_t figures, double width_mm, double height_mm)
{
    sm_arena *a = sm_arena_create();
    sm_box frame = {0, 0, SM_MM(width_mm), SM_MM(height_mm)};
    sm_label_request *requests = sm_arena_zero(a, n, sizeof *requests);
    make_requests(a, n, frame, requests);
    sm_label_task *tasks = sm_arena_zero(a, figures, sizeof *tasks);
    sm_labels *out = sm_arena_zero(a, figures, sizeof *out);
    for (size_t f = 0; f < figures; f++) {
        tasks[f] = (sm_label_task){.frame_pt = frame, .requests = requests, .n_requests = n};
    }
    sm_diags diags;
    sm_diags_init(&diags, a);
    sm_error err;
    double start = now_s();
    if (sm_label_place_series(a, text, tasks, figures, out, &diags, &err)) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    printf("%5zu names x %zu figures on %3.0f x %3.0f mm: %7.1f ms, %zu placed, %zu left out, "
           "cost %.1f; first come, first served: %zu placed, cost %.1f, names worth %.0f more "
           "lost\n",
           n, figures, width_mm, height_mm, (now_s() - start) * 1e3, out[0].count, out[0].n_dropped,
           out[0].cost, out[0].n_greedy, out[0].cost_greedy, out[0].lost_greedy - out[0].lost);
    sm_arena_destroy(a);
}

int main(void)
{
    sm_text_engine *text;
    sm_error err;
    if (sm_text_open(NULL, &text, &err)) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    run(text, 100, 1, 170, 170); // fonts are loaded on first use
    run(text, 100, 1, 170, 170);
    run(text, 300, 1, 170, 170);
    run(text, 1000, 1, 260, 180);
    run(text, 1000, 1, 170, 170);
    run(text, 60, 8, 170, 170);
    run(text, 200, 8, 170, 170);
    sm_text_close(text);
    return 0;
}
