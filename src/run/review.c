// out/STUDY-ID/review.html: what this run changed. Of each figure that looks other than before one
// pair is compared; a figure that is new has no old picture and is not shown.
#include <stdio.h>
#include <string.h>

#include "run/batch.h"
#include "sitmap/diff.h"

enum { REVIEW_WIDTH = 1400, REVIEW_DPI = 150 };

// PNG first: it needs no drawing.
static const run_output *choose_output(const run_record *r)
{
    static const char *const suffixes[] = {".png", ".pdf", ".svg"};
    for (size_t s = 0; s < sizeof suffixes / sizeof suffixes[0]; s++) {
        for (size_t i = 0; i < r->n_outputs; i++) {
            const char *path = r->outputs[i].path, *dot = strrchr(path, '.');
            if (r->outputs[i].state == RUN_MADE && dot && strcmp(dot, suffixes[s]) == 0) {
                return &r->outputs[i];
            }
        }
    }
    return NULL;
}

static void add_pair(run_batch *b, sm_arena *a, const run_record *r, const sm_diff_options *options,
                     sm_diff *diff)
{
    sm_file_state state;
    const run_output *o = r->changed ? choose_output(r) : NULL;
    const char *old = o ? sm_arena_printf(a, "%s/.sitmap/previous/%s", b->folder, o->path) : NULL;
    if (o && sm_file_look(old, &state)) {
        sm_diff_files(a, o->path, old, sm_arena_printf(a, "%s/%s", b->folder, o->path), options,
                      SM_PUSH(a, diff));
    }
}

void run_review(run_batch *b)
{
    sm_arena *a = sm_arena_create();
    sm_diff_options options = sm_diff_default();
    sm_diff diff = {NULL, 0, 0};
    options.dpi = REVIEW_DPI;
    options.shown_width = REVIEW_WIDTH;
    for (size_t i = 0; i < b->records.count; i++) {
        add_pair(b, a, b->records.items[i], &options, &diff);
    }
    bool any = sm_diff_status(&diff) != 0;
    const char *path = sm_arena_printf(b->arena, "%s/review.html", b->folder);
    sm_str html;
    sm_error err;
    sm_str_init(&html, a);
    if (any) {
        sm_diff_review(a, &diff, sm_arena_printf(a, "%s: what changed", b->run->study->id), &html);
        if (sm_newfile_put(path, html.text, html.len, &err)) {
            sm_diags_add_error(b->diags, "review.failed", &err);
        } else if (b->events->written) {
            b->events->written(b->events->context, path);
        }
    }
    sm_arena_destroy(a);
}
