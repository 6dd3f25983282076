// What a figure leaves beside its files: the record of its objects, and, before they are replaced,
// the files and the record of the time before.
//
//   out/STUDY-ID/.sitmap/JOB.record            of the files that it names
//   out/STUDY-ID/.sitmap/previous/JOB.record   of the files before the last change
//   out/STUDY-ID/.sitmap/previous/JOB.SUFFIX
//
// The record is written when its files are there. Until then, and when one of them failed, the old
// record names files that are not there any more: then it is not believed.
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "run/batch.h"
#include "sitmap/picture.h"
#include "sitmap/record.h"

static const char *record_path(const run_batch *b, const run_record *r)
{
    return sm_arena_printf(b->arena, "%s/.sitmap/%s.record", b->folder, r->job);
}

// The record as it lies there, when it says the same of the objects; else false.
static bool read_same(run_batch *b, const run_record *r, sm_arena *a, sm_record *out)
{
    sm_root *root = NULL;
    char *bytes = NULL;
    size_t len = 0, n = strlen(r->objects);
    sm_error err;
    bool same = !sm_root_open(b->folder, &root, &err) &&
                !sm_root_read(root, sm_arena_printf(a, ".sitmap/%s.record", r->job),
                              SM_MAX_RECORD_BYTES, a, &bytes, &len, &err) &&
                len >= n && memcmp(bytes, r->objects, n) == 0 &&
                (len == n || strncmp(bytes + n, "file ", 5) == 0) &&
                !sm_record_parse(a, r->job, bytes, len, out, &err);
    sm_root_close(root);
    return same;
}

// ---- Before the outputs are made ----------------------------------------------------------------

// A second name for the file as it is: replacing a file gives its name to another one.
static void keep(const char *from, const char *to)
{
    unlink(to);
    if (link(from, to) && errno != ENOENT) {
        unlink(to); // no links here: the review page does without this file
    }
}

static void keep_previous(run_batch *b, run_record *r)
{
    sm_error err;
    const char *previous = sm_arena_printf(b->arena, "%s/.sitmap/previous", b->folder);
    if (sm_make_folders(previous, &err)) {
        return;
    }
    keep(record_path(b, r), sm_arena_printf(b->arena, "%s/%s.record", previous, r->job));
    for (size_t i = 0; i < r->n_outputs; i++) {
        const char *path = r->outputs[i].path;
        keep(sm_arena_printf(b->arena, "%s/%s", b->folder, path),
             sm_arena_printf(b->arena, "%s/%s", previous, path));
    }
    r->changed = true;
}

void run_keep_previous(run_batch *b, run_record *r, const run_document *doc)
{
    if (!doc->figure || b->run->options.stateless) {
        return;
    }
    sm_arena *a = sm_arena_create();
    sm_record then;
    sm_str text;
    sm_str_init(&text, a);
    run_write_objects(b->run, doc, a, &text);
    r->objects = sm_arena_strndup(b->arena, text.text, text.len);
    if (!read_same(b, r, a, &then)) {
        keep_previous(b, r);
    }
    sm_arena_destroy(a);
}

// ---- After it -----------------------------------------------------------------------------------

static bool is_output(const run_record *r, const char *name)
{
    for (size_t i = 0; i < r->n_outputs; i++) {
        if (strcmp(r->outputs[i].path, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool any_made(const run_record *r)
{
    for (size_t i = 0; i < r->n_outputs; i++) {
        if (r->outputs[i].state == RUN_MADE) {
            return true;
        }
    }
    return false;
}

static void add_files(run_batch *b, const run_record *r, sm_arena *a, sm_str *text)
{
    sm_record then;
    for (size_t i = 0; i < r->n_outputs; i++) {
        const run_output *o = &r->outputs[i];
        sm_record_file f = {.name = o->path};
        bool shows = o->state == RUN_MADE || o->state == RUN_FRESH;
        if (shows &&
            sm_picture_sum(sm_arena_printf(a, "%s/%s", b->folder, o->path), &f.bytes, &f.sum)) {
            sm_record_write_file(&f, text);
        }
    }
    // Formats that were not asked for this time: they still show these objects.
    for (size_t i = 0; read_same(b, r, a, &then) && i < then.files.count; i++) {
        if (!is_output(r, then.files.items[i].name)) {
            sm_record_write_file(&then.files.items[i], text);
        }
    }
}

void run_leave_record(run_batch *b, run_record *r)
{
    if (!r->objects || !any_made(r)) {
        return;
    }
    sm_arena *a = sm_arena_create();
    sm_str text;
    sm_error err;
    sm_str_init(&text, a);
    sm_str_puts(&text, r->objects);
    add_files(b, r, a, &text);
    if (sm_newfile_put(record_path(b, r), text.text, text.len, &err)) {
        sm_diags_add_error(&r->diags, "record.failed", &err);
    }
    sm_arena_destroy(a);
}
