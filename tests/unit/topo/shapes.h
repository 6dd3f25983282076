#ifndef SITMAP_TESTS_UNIT_SHAPES_H
#define SITMAP_TESTS_UNIT_SHAPES_H

// Geometry as text, so that tests of topo, carto and derive read as geometry:
//
//     rings(a, "0 0, 0 10, 10 10, 10 0; 2 2, 4 2, 4 4, 2 4")     closes each ring by itself
//     lines(a, "0 0, 5 5; 7 7, 9 9")
//     assert_path(&out, "0 0, 5 5")                                numbers as %.9g prints them

#include "../test.h"

#include "sitmap/geom.h"

static inline sm_path path_of(sm_arena *a, sm_space space, sm_shape shape, const char *text)
{
    sm_path p;
    sm_path_init(&p, a, space, shape);
    for (const char *at = text; *at;) {
        char *end;
        double x = strtod(at, &end), y = strtod(end, &end);
        sm_path_add(&p, x, y);
        end += strspn(end, " ");
        if ((*end == ';' || !*end) && shape == SM_SHAPE_RINGS) {
            sm_point first = p.points[p.starts[p.n_parts - 1]];
            sm_path_add(&p, first.x, first.y);
        }
        if (*end == ';') {
            sm_path_begin_part(&p);
        }
        at = *end ? end + 1 : end;
    }
    return p;
}

static inline sm_path rings(sm_arena *a, const char *text)
{
    return path_of(a, SM_SPACE_PLANE, SM_SHAPE_RINGS, text);
}

static inline sm_path lines(sm_arena *a, const char *text)
{
    return path_of(a, SM_SPACE_PLANE, SM_SHAPE_LINES, text);
}

static inline sm_path points(sm_arena *a, const char *text)
{
    return path_of(a, SM_SPACE_PLANE, SM_SHAPE_POINTS, text);
}

static inline const char *path_text(sm_arena *a, const sm_path *path)
{
    sm_str s;
    sm_str_init(&s, a);
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        for (size_t k = 0; k < n; k++) {
            sm_str_printf(&s, "%s%.9g %.9g", k ? ", " : i ? "; " : "", p[k].x + 0.0, p[k].y + 0.0);
        }
    }
    return s.text ? s.text : "";
}

#define assert_path(path, expected)                                                                \
    do {                                                                                           \
        sm_arena *path_arena = sm_arena_create();                                                  \
        assert_string_equal(path_text(path_arena, (path)), (expected));                            \
        sm_arena_destroy(path_arena);                                                              \
    } while (0)

/** Sum of the rings' signed areas, counter-clockwise positive. */
static inline double path_area(const sm_path *path)
{
    double area = 0;
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        area += sm_ring_area(p, n);
    }
    return area;
}

/** A generator with a stated seed (xorshift64*, Vigna 2016): 0 <= value < 1. */
static inline double next_random(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (double)((*seed * 0x2545F4914F6CDD1Du) >> 11) / 9007199254740992.0;
}

static inline int arena_setup(void **state)
{
    *state = sm_arena_create();
    return 0;
}

static inline int arena_teardown(void **state)
{
    sm_arena_destroy(*state);
    return 0;
}

#define ARENA_TEST(function) cmocka_unit_test_setup_teardown(function, arena_setup, arena_teardown)

#endif
