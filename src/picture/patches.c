// What hangs together. Marked pixels are gathered as runs of a row; runs that touch, also at a
// corner, are joined in a forest of parents (Rosenfeld and Pfaltz, Sequential operations in digital
// picture processing, 1966; paths halved after Tarjan and van Leeuwen, Worst-case analysis of set
// union algorithms, 1984). The cost goes with the runs, not with the pixels in them.
#include <stdlib.h>
#include <string.h>

#include "picture/compare.h"

// A side of a picture has at most 32767 pixels.
typedef struct run {
    uint16_t x0, x1, y; // x1: the last
    uint32_t parent;
} run;

typedef struct runs {
    run *items;
    size_t count, cap;
} runs;

typedef struct patch {
    uint16_t x0, x1, y0, y1;
    size_t strong;
} patch;

static uint32_t find_root(runs *r, uint32_t i)
{
    while (r->items[i].parent != i) {
        r->items[i].parent = r->items[r->items[i].parent].parent;
        i = r->items[i].parent;
    }
    return i;
}

// The earlier root stays.
static void join(runs *r, uint32_t a, uint32_t b)
{
    a = find_root(r, a);
    b = find_root(r, b);
    r->items[a > b ? a : b].parent = a < b ? a : b;
}

static bool is_marked(uint8_t mark)
{
    return mark == PICTURE_WEAK || mark == SM_MARK_CHANGED;
}

// Weak and changed are the marks that have this bit: eight pixels are looked at in one.
static bool is_any_marked(const uint8_t *eight)
{
    uint64_t marks;
    memcpy(&marks, eight, sizeof marks);
    return marks & 0x0202020202020202u;
}

static size_t skip_unmarked(const uint8_t *marks, size_t x, size_t width)
{
    while (x + 8 <= width && !is_any_marked(marks + x)) {
        x += 8;
    }
    while (x < width && !is_marked(marks[x])) {
        x++;
    }
    return x;
}

static void find_runs(sm_arena *a, const sm_comparison *c, size_t y, runs *out)
{
    const uint8_t *marks = c->marks + y * c->width;
    for (size_t x = skip_unmarked(marks, 0, c->width); x < c->width;
         x = skip_unmarked(marks, x, c->width)) {
        size_t from = x;
        while (x < c->width && is_marked(marks[x])) {
            x++;
        }
        uint32_t self = (uint32_t)out->count;
        *SM_PUSH(a, out) = (run){(uint16_t)from, (uint16_t)(x - 1), (uint16_t)y, self};
    }
}

// Runs [above, here) are those of the row before, [here, count) those of this row.
static void join_rows(runs *r, size_t above, size_t here)
{
    for (size_t i = above, k = here; i < here && k < r->count;) {
        const run *a = &r->items[i], *b = &r->items[k];
        if (a->x0 <= b->x1 + 1 && b->x0 <= a->x1 + 1) {
            join(r, (uint32_t)i, (uint32_t)k);
        }
        if (a->x1 < b->x1) {
            i++;
        } else {
            k++;
        }
    }
}

static size_t count_strong(const sm_comparison *c, const run *r)
{
    const uint8_t *marks = c->marks + r->y * c->width;
    size_t n = 0;
    for (size_t x = r->x0; x <= r->x1; x++) {
        n += marks[x] == SM_MARK_CHANGED;
    }
    return n;
}

static void grow(patch *p, const run *r, size_t strong)
{
    p->x0 = r->x0 < p->x0 ? r->x0 : p->x0;
    p->x1 = r->x1 > p->x1 ? r->x1 : p->x1;
    p->y0 = r->y < p->y0 ? r->y : p->y0;
    p->y1 = r->y > p->y1 ? r->y : p->y1;
    p->strong += strong;
}

// A patch is a change when it is longer than any letter; else its strong pixels are, unless they
// are too few to be seen.
static void settle(sm_comparison *c, const run *r, bool is_long, bool is_speck)
{
    uint8_t *marks = c->marks + r->y * c->width;
    size_t n = 0;
    for (size_t x = r->x0; x <= r->x1; x++) {
        bool changed = is_long || (marks[x] == SM_MARK_CHANGED && !is_speck);
        marks[x] = changed ? SM_MARK_CHANGED : SM_MARK_NOISE;
        n += changed;
    }
    c->changed += n;
    c->noise += (size_t)(r->x1 - r->x0 + 1) - n;
}

static void settle_runs(sm_arena *a, sm_comparison *c, runs *r, double long_px, size_t speck)
{
    patch *patches = sm_arena_alloc(a, r->count * sizeof *patches);
    for (size_t i = 0; i < r->count; i++) {
        const run *self = &r->items[i];
        patches[i] = (patch){self->x0, self->x1, self->y, self->y, 0};
        grow(&patches[find_root(r, (uint32_t)i)], self, count_strong(c, self)); // is never later
    }
    for (size_t i = 0; i < r->count; i++) {
        const patch *p = &patches[find_root(r, (uint32_t)i)];
        double dx = p->x1 - p->x0, dy = p->y1 - p->y0;
        settle(c, &r->items[i], dx * dx + dy * dy >= long_px * long_px, p->strong < speck);
    }
}

void picture_settle_patches(sm_comparison *out, double dpi, const sm_compare_rules *rules)
{
    sm_arena *a = sm_arena_create();
    runs found = {NULL, 0, 0};
    size_t above = 0;
    for (size_t y = 0; y < out->height; y++) {
        size_t here = found.count;
        find_runs(a, out, y, &found);
        join_rows(&found, above, here);
        above = here;
    }
    if (found.count) {
        settle_runs(a, out, &found, rules->long_mm / 25.4 * dpi, rules->speck);
    }
    sm_arena_destroy(a);
}
