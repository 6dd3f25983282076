// The corpus of pairs (tests/unit/picture/pairs.h): how long a comparison takes of each. With a
// folder, the pairs are left there as PNG for other programs: N.old.png, N.new.png, and a list.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "unit/picture/pairs.h"

static double milliseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void write_picture(const sm_picture *p, const char *dir, size_t number, const char *which)
{
    sm_arena *a = sm_arena_create();
    sm_str png;
    sm_error err;
    sm_str_init(&png, a);
    FILE *f = fopen(sm_arena_printf(a, "%s/%zu.%s.png", dir, number, which), "wb");
    if (!f || sm_picture_encode(p, &png, &err) || fwrite(png.text, 1, png.len, f) != png.len ||
        fclose(f)) {
        fprintf(stderr, "%s can not be written to\n", dir);
        exit(1);
    }
    sm_arena_destroy(a);
}

int main(int argc, char **argv)
{
    const sm_compare_rules rules = sm_compare_default();
    for (size_t i = 0; i < N_PAIRS; i++) {
        sm_arena *a = sm_arena_create();
        sm_picture old = draw_picture(a, pairs[i].old, 200);
        sm_picture new = draw_picture(a, pairs[i].new, 200);
        if (argc > 1) {
            write_picture(&old, argv[1], i, "old");
            write_picture(&new, argv[1], i, "new");
            printf("%zu\t%s\t%s\n", i, pairs[i].changed ? "different" : "same", pairs[i].name);
        } else {
            sm_comparison c;
            double began = milliseconds();
            sm_picture_compare(a, &old, &new, &rules, &c);
            printf("%-44s %6.1f ms, %zu pixels\n", pairs[i].name, milliseconds() - began,
                   c.changed);
        }
        sm_arena_destroy(a);
    }
    return 0;
}
