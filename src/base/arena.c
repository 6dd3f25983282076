// Arenas: blocks in a chain, filled from the front. A mark is a block and a fill level; rewinding
// frees the blocks that came later, so a scratch arena reused per feature settles at its peak.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sitmap/base.h"

enum { FIRST_BLOCK = 16 * 1024, LARGEST_STEP = 4 * 1024 * 1024 };

typedef struct block {
    struct block *older;
    size_t size, used; // of `data`
    max_align_t data[];
} block;

struct sm_arena {
    block *newest;
    block *spare; // one rewound block kept, so that a loop does not malloc and free each time
    size_t total;
};

static void say_and_exit(size_t wanted)
{
    char line[96];
    int n = snprintf(line, sizeof line, "sitmap: out of memory (%zu bytes wanted)\n", wanted);
    if (n > 0 && write(STDERR_FILENO, line, (size_t)n) < 0) {
        _exit(2);
    }
    _exit(2);
}

static void (*oom_hook)(size_t wanted) = say_and_exit;

void sm_set_oom_hook(void (*hook)(size_t wanted))
{
    oom_hook = hook ? hook : say_and_exit;
}

static void *must_malloc(size_t size)
{
    void *p = malloc(size);
    if (!p) {
        oom_hook(size);
        abort(); // a hook that returns is a bug of ours
    }
    return p;
}

sm_arena *sm_arena_create(void)
{
    sm_arena *a = must_malloc(sizeof *a);
    *a = (sm_arena){NULL, NULL, 0};
    return a;
}

void sm_arena_destroy(sm_arena *a)
{
    if (!a) {
        return;
    }
    for (block *b = a->newest; b;) {
        block *older = b->older;
        free(b);
        b = older;
    }
    free(a->spare);
    free(a);
}

// Blocks double up to a step, so that the number of blocks stays logarithmic and small arenas
// small.
static void add_block(sm_arena *a, size_t size)
{
    size_t want = a->newest ? a->newest->size * 2 : FIRST_BLOCK;
    if (want > LARGEST_STEP) {
        want = LARGEST_STEP;
    }
    if (want < size) {
        want = size;
    }
    block *b = a->spare;
    if (b && b->size >= size) {
        a->spare = NULL;
    } else {
        if (want > SIZE_MAX - sizeof *b) {
            oom_hook(want);
            abort();
        }
        b = must_malloc(sizeof *b + want);
        b->size = want;
        a->total += want;
    }
    b->older = a->newest;
    b->used = 0;
    a->newest = b;
}

void *sm_arena_alloc(sm_arena *a, size_t size)
{
    const size_t unit = sizeof(max_align_t);
    if (size > SIZE_MAX - unit) {
        oom_hook(size);
        abort();
    }
    size_t rounded = size ? (size + unit - 1) / unit * unit : unit;
    if (!a->newest || a->newest->size - a->newest->used < rounded) {
        add_block(a, rounded);
    }
    void *p = (char *)a->newest->data + a->newest->used;
    a->newest->used += rounded;
    return p;
}

void *sm_arena_zero(sm_arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) {
        oom_hook(SIZE_MAX);
        abort();
    }
    return memset(sm_arena_alloc(a, count * size), 0, count * size);
}

sm_arena_mark sm_arena_mark_now(const sm_arena *a)
{
    return (sm_arena_mark){a->newest, a->newest ? a->newest->used : 0};
}

void sm_arena_rewind(sm_arena *a, sm_arena_mark mark)
{
    while (a->newest != mark.block) {
        block *b = a->newest;
        a->newest = b->older;
        if (!a->spare || a->spare->size < b->size) {
            block *old = a->spare;
            a->spare = b;
            b = old;
        }
        if (b) {
            a->total -= b->size;
            free(b);
        }
    }
    if (a->newest) {
        a->newest->used = mark.used;
    }
}

size_t sm_arena_size(const sm_arena *a)
{
    return a->total;
}

char *sm_arena_strndup(sm_arena *a, const char *text, size_t len)
{
    char *copy = sm_arena_alloc(a, len + 1);
    if (len) {
        memcpy(copy, text, len);
    }
    copy[len] = '\0';
    return copy;
}

char *sm_arena_strdup(sm_arena *a, const char *text)
{
    return text ? sm_arena_strndup(a, text, strlen(text)) : NULL;
}

char *sm_arena_vprintf(sm_arena *a, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    if (n < 0) {
        return sm_arena_strdup(a, "");
    }
    char *text = sm_arena_alloc(a, (size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, fmt, args);
    return text;
}

char *sm_arena_printf(sm_arena *a, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    char *text = sm_arena_vprintf(a, fmt, args);
    va_end(args);
    return text;
}

void *sm_grow(sm_arena *a, void *items, size_t count, size_t *cap, size_t item_size)
{
    if (count < *cap) {
        return items;
    }
    size_t more = *cap ? *cap * 2 : 8;
    if (more > SIZE_MAX / item_size) {
        oom_hook(SIZE_MAX);
        abort();
    }
    void *grown = sm_arena_alloc(a, more * item_size);
    if (count) {
        memcpy(grown, items, count * item_size);
    }
    *cap = more;
    return grown;
}
