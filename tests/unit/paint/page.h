#ifndef SITMAP_TESTS_PAGE_H
#define SITMAP_TESTS_PAGE_H

// Paths and pages for the tests of paint.

#include "test.h"

#include "sitmap/paint.h"

#define PT(x, y) ((sm_point){(x), (y)})
#define RING(a, ...)                                                                               \
    page_path((a), SM_SHAPE_RINGS, (const sm_point[]){__VA_ARGS__},                                \
              sizeof((const sm_point[]){__VA_ARGS__}) / sizeof(sm_point))
#define LINE_OF(a, ...)                                                                            \
    page_path((a), SM_SHAPE_LINES, (const sm_point[]){__VA_ARGS__},                                \
              sizeof((const sm_point[]){__VA_ARGS__}) / sizeof(sm_point))

typedef struct page {
    sm_arena *arena;
    sm_scene *scene;
    sm_paint_frame frame;
} page;

static inline int page_setup(void **state)
{
    page *p = calloc(1, sizeof *p);
    assert_non_null(p);
    p->arena = sm_arena_create();
    p->scene = sm_scene_create(p->arena, 200, 200);
    p->frame = (sm_paint_frame){{-1000, -1000, 1000, 1000}, {0, 0}};
    *state = p;
    return 0;
}

static inline int page_teardown(void **state)
{
    page *p = *state;
    sm_arena_destroy(p->arena);
    free(p);
    return 0;
}

#define PAGE_TEST(f) cmocka_unit_test_setup_teardown(f, page_setup, page_teardown)

static inline sm_path *page_path(sm_arena *a, sm_shape shape, const sm_point *points, size_t n)
{
    sm_path *path = sm_arena_alloc(a, sizeof *path);
    sm_path_init(path, a, SM_SPACE_PAGE, shape);
    for (size_t i = 0; i < n; i++) {
        sm_path_add(path, points[i].x, points[i].y);
    }
    return path;
}

/** A rectangle, clockwise as seen. */
static inline sm_path *page_rect(sm_arena *a, double x0, double y0, double x1, double y1)
{
    return RING(a, PT(x0, y0), PT(x1, y0), PT(x1, y1), PT(x0, y1), PT(x0, y0));
}

/** A square mark of this size, filled. */
static inline sm_mark page_mark(sm_arena *a, double size)
{
    return (sm_mark){.path = page_rect(a, -0.5, -0.5, 0.5, 0.5),
                     .size_pt = size,
                     .anchor = {0.5, 0.5},
                     .has_fill = true,
                     .fill = SM_RGB(0x000000)};
}

static inline sm_pen page_pen(void)
{
    return (sm_pen){.color = SM_RGB(0x000000), .width_pt = 1};
}

/** The i-th primitive of a kind. */
static inline const sm_prim *page_prim(const page *p, sm_prim_kind kind, size_t i)
{
    for (size_t k = 0; k < p->scene->count; k++) {
        if (p->scene->items[k].kind == kind && i-- == 0) {
            return &p->scene->items[k];
        }
    }
    fail_msg("no such primitive on the page");
    return NULL;
}

static inline size_t page_count(const page *p, sm_prim_kind kind)
{
    size_t n = 0;
    for (size_t k = 0; k < p->scene->count; k++) {
        n += p->scene->items[k].kind == kind;
    }
    return n;
}

static inline sm_point page_centre(const sm_path *path)
{
    sm_box b = sm_path_box(path);
    return PT((b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2);
}

static inline void assert_point(sm_point actual, double x, double y)
{
    assert_near(actual.x, x, 1e-6, "pt");
    assert_near(actual.y, y, 1e-6, "pt");
}

#endif
