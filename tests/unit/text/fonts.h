#ifndef SITMAP_TESTS_UNIT_TEXT_FONTS_H
#define SITMAP_TESTS_UNIT_TEXT_FONTS_H

// One engine with the default fonts and one arena for all tests of a file. Widths are known from
// the metrics that Liberation shares with Helvetica: its AFM file counts in thousandths of an em
// (H 722, a 556, d 556, r 333, u 556, t 278, i 222, l 222, n 556, o 556, e 556, space 278,
// A 667, V 667).

#include "test.h"

#include "sitmap/text.h"

static sm_text_engine *engine;
static sm_arena *arena;
static sm_error error;

static inline int engine_setup(void **state)
{
    (void)state;
    arena = sm_arena_create();
    return sm_text_open(NULL, &engine, &error) ? -1 : 0;
}

static inline int engine_teardown(void **state)
{
    (void)state;
    sm_text_close(engine);
    sm_arena_destroy(arena);
    return 0;
}

static inline sm_font sans(double size_pt)
{
    return (sm_font){.family = "Liberation Sans", .size_pt = size_pt};
}

static inline sm_extents measured(const char *text, sm_font font)
{
    sm_extents e;
    if (sm_text_measure(engine, text, &font, &e, &error))
        fail_msg("measure \"%s\": %s", text, error.message);
    return e;
}

static inline double width_of(const char *text, sm_font font)
{
    return measured(text, font).width_pt;
}

/** `text` repeated, in the arena. */
static inline char *repeated(const char *text, size_t times)
{
    sm_str s;
    sm_str_init(&s, arena);
    for (size_t i = 0; i < times; i++)
        sm_str_puts(&s, text);
    return s.text;
}

#endif
