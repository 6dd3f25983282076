// Joining lines end to end where exactly two ends meet.
#include <stdlib.h>

#include "sitmap/topo.h"

// One end of one line; end 2 i is the start of line i, end 2 i + 1 its finish.
typedef struct line_end {
    sm_point p, next; // the end, and the point beside it
    size_t end;
} line_end;

static int compare_points(sm_point p, sm_point q)
{
    if (p.x != q.x) {
        return p.x < q.x ? -1 : 1;
    }
    return (p.y > q.y) - (p.y < q.y);
}

static int by_place(const void *a, const void *b)
{
    const line_end *e = a, *f = b;
    int order = compare_points(e->p, f->p);
    if (!order) {
        order = compare_points(e->next, f->next);
    }
    if (order) {
        return order;
    }
    return (e->end > f->end) - (e->end < f->end);
}

typedef struct joiner {
    const sm_path *lines;
    line_end *ends;  // sorted by place
    size_t *partner; // of each end: the end that it meets, or itself
    bool *used;      // of each line
    sm_path *out;
} joiner;

static void find_partners(joiner *j)
{
    size_t n = 2 * j->lines->n_parts;
    for (size_t i = 0; i < n; i++) {
        j->partner[i] = i;
    }
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i + 1;
             k < n && j->ends[k].p.x == j->ends[i].p.x && j->ends[k].p.y == j->ends[i].p.y; k++) {
        }
        if (k - i == 2) {
            j->partner[j->ends[i].end] = j->ends[i + 1].end;
            j->partner[j->ends[i + 1].end] = j->ends[i].end;
        }
    }
}

// Append the line that begins at `end`, without its first point when it goes on from another.
static void add_line(joiner *j, size_t end, bool goes_on)
{
    size_t n = 0;
    const sm_point *p = sm_path_part(j->lines, end / 2, &n);
    for (size_t i = goes_on ? 1 : 0; i < n; i++) {
        sm_point q = end % 2 ? p[n - 1 - i] : p[i];
        sm_path_add(j->out, q.x, q.y);
    }
    j->used[end / 2] = true;
}

static void walk_from(joiner *j, size_t end)
{
    sm_path_begin_part(j->out);
    add_line(j, end, false);
    for (;;) {
        size_t finish = end ^ 1, next = j->partner[finish];
        if (next == finish || j->used[next / 2]) {
            return;
        }
        add_line(j, next, true);
        end = next;
    }
}

static void collect_ends(joiner *j)
{
    for (size_t i = 0; i < j->lines->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(j->lines, i, &n);
        sm_point none[2] = {{0, 0}, {0, 0}};
        j->used[i] = n < 2; // no line at all
        p = n < 2 ? none : p;
        n = n < 2 ? 2 : n;
        j->ends[2 * i] = (line_end){p[0], p[1], 2 * i};
        j->ends[2 * i + 1] = (line_end){p[n - 1], p[n - 2], 2 * i + 1};
    }
}

void sm_topo_join_lines(sm_arena *a, const sm_path *lines, sm_path *out)
{
    sm_arena *scratch = sm_arena_create();
    size_t n = lines->n_parts;
    joiner j = {.lines = lines,
                .ends = sm_arena_alloc(scratch, 2 * n * sizeof(line_end)),
                .partner = sm_arena_alloc(scratch, 2 * n * sizeof(size_t)),
                .used = sm_arena_alloc(scratch, n * sizeof(bool)),
                .out = out};
    sm_path_init(out, a, lines->space, SM_SHAPE_LINES);
    collect_ends(&j);
    qsort(j.ends, 2 * n, sizeof *j.ends, by_place);
    find_partners(&j);
    // Open chains from their smaller end; then what is left: circles, from their smallest end.
    for (int circles = 0; circles < 2; circles++) {
        for (size_t i = 0; i < 2 * n; i++) {
            size_t end = j.ends[i].end;
            if (!j.used[end / 2] && (circles || j.partner[end] == end)) {
                walk_from(&j, end);
            }
        }
    }
    sm_arena_destroy(scratch);
}
