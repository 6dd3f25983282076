// Which outputs of a document are out of date, why, and what became of them.
#include <stdio.h>
#include <string.h>

#include "run/batch.h"

run_record *run_add_record(run_batch *b, const char *id, const char *lang, const char *variant)
{
    const sm_study *study = b->run->study;
    bool other_lang = strcmp(lang, study->lang) != 0;
    run_record *r = sm_arena_zero(b->arena, 1, sizeof *r);
    r->id = id;
    r->job = sm_arena_printf(b->arena, "%s%s%s%s%s", id, other_lang ? "." : "",
                             other_lang ? lang : "", variant[0] ? "." : "", variant);
    sm_diags_init(&r->diags, b->arena);
    *SM_PUSH(b->arena, &b->records) = r;
    return r;
}

// ---- Keys and reasons ---------------------------------------------------------------------------

// Formats without pages get all of them as one.
static const sm_scene *const *pages_for(const run_document *doc, sm_format format, size_t *n)
{
    bool one = doc->single && format != SM_FORMAT_PDF;
    *n = one ? 1 : doc->n_pages;
    return one ? &doc->single : doc->pages;
}

static double dpi_for(const run_batch *b, const run_document *doc)
{
    const sm_preset *preset = doc->figure ? doc->figure->job.figure->preset : NULL;
    double asked = b->run->options.dpi;
    return asked > 0 ? asked : preset ? preset->dpi : SM_RUN_DPI;
}

static int64_t dpi_that_matters(const run_batch *b, const run_document *doc, sm_format format)
{
    return sm_format_is_raster(format) ? (int64_t)(dpi_for(b, doc) * 1000) : 0;
}

const char *run_key(const run_batch *b, sm_arena *a, const run_document *doc, sm_format format,
                    int64_t dpi_milli, int64_t created)
{
    sm_digest *d = sm_digest_begin();
    sm_digest_text(d, b->program);
    sm_digest_text(d, b->fonts);
    sm_digest_number(d, format);
    sm_digest_number(d, dpi_milli);
    sm_digest_number(d, created);
    const sm_document *m = &doc->about;
    const char *const texts[] = {m->title,   m->author,      m->subject, m->keywords,
                                 m->creator, m->description, m->credits, m->lang};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        sm_digest_text(d, texts[i]);
    }
    for (size_t i = 0; i < m->n_extra; i++) {
        sm_digest_text(d, m->extra[i][0]);
        sm_digest_text(d, m->extra[i][1]);
    }
    size_t n_pages = 0;
    const sm_scene *const *pages = pages_for(doc, format, &n_pages);
    for (size_t i = 0; i < n_pages; i++) {
        sm_digest_scene(d, pages[i]);
    }
    return sm_digest_end(d, a);
}

static const char *why_due(run_batch *b, const run_record *r, const run_output *o)
{
    const sm_stamp *stamp = sm_stamps_find(&b->stamps, o->path);
    sm_file_state state;
    if (b->run->options.force || b->run->options.stateless) {
        return "everything was asked for";
    }
    if (!stamp) {
        return "not made yet";
    }
    if (!sm_file_look(sm_arena_printf(b->arena, "%s/%s", b->folder, o->path), &state)) {
        return "it was deleted";
    }
    if (strcmp(stamp->key, o->key) != 0) {
        return run_explain(b->arena, &b->stamps, r);
    }
    return sm_stamp_is_intact(b->arena, b->folder, stamp) ? NULL : "it was changed by hand";
}

// ---- Making -------------------------------------------------------------------------------------

typedef struct making {
    run_batch *batch;
    const run_document *document;
    const char *path;
    sm_format format;
} making;

sm_status run_write(const run_batch *b, const run_document *doc, sm_format format, double dpi,
                    const char *path, sm_error *err)
{
    sm_newfile *file = NULL;
    size_t n_pages = 0;
    const sm_scene *const *pages = pages_for(doc, format, &n_pages);
    sm_arena *a = sm_arena_create();
    sm_scene *fine = NULL;
    sm_status status = SM_OK;
    if (doc->figure && sm_format_is_raster(format)) {
        status = run_draw_for_pixels(b->run, a, doc->figure, dpi, &fine, err);
    }
    const sm_scene *const only[] = {fine};
    status = status ? status : sm_newfile_begin(path, &file, err);
    status = status ? status
                    : sm_output_write(b->run->text, fine ? only : pages, n_pages, format, dpi,
                                      &doc->about, file, err);
    status = status ? status : sm_newfile_commit(file, err);
    sm_newfile_close(file);
    sm_arena_destroy(a);
    return status;
}

static void make_file(void *context, run_outcome *out)
{
    const making *m = context;
    const run_batch *b = m->batch;
    out->status = run_write(b, m->document, m->format, dpi_for(b, m->document), m->path, &out->err);
    if (!out->status) {
        const char *content = sm_digest_file(b->arena, m->path);
        snprintf(out->content, sizeof out->content, "%s", content ? content : "");
        sm_file_look(m->path, &out->state);
    }
}

// A ticket names a record and one of its outputs.
enum { MOST_OUTPUTS = 16 };

void run_note_done(run_batch *b, run_record *r)
{
    if (!r->pending && !r->done) {
        r->done = true;
        b->done++;
        if (b->events->progress) {
            b->events->progress(b->events->context, b->done, b->total);
        }
    }
}

static void note_outcome(run_batch *b, run_record *r, run_output *o, const run_outcome *outcome)
{
    if (outcome->status) {
        o->state = RUN_FAILED;
        r->failed = true;
        sm_error err = outcome->err;
        sm_error_locate(&err, SM_IN_FILE(sm_arena_printf(b->arena, "%s/%s", b->folder, o->path)));
        sm_diags_add_error(&r->diags, "output.failed", &err);
        return;
    }
    o->state = RUN_MADE;
    const sm_stamp stamp = {.path = o->path,
                            .job = r->job,
                            .key = o->key,
                            .content = outcome->content,
                            .state = outcome->state,
                            .dpi_milli = o->dpi_milli,
                            .created = o->created};
    sm_stamps_put(&b->stamps, &stamp);
}

void run_finish(void *context, size_t ticket, const run_outcome *outcome)
{
    run_batch *b = context;
    run_record *r = b->records.items[ticket / MOST_OUTPUTS];
    note_outcome(b, r, &r->outputs[ticket % MOST_OUTPUTS], outcome);
    if (--r->pending == 0) {
        run_leave_record(b, r);
    }
    if (r->submitted) {
        run_note_done(b, r);
    }
}

static void decide(run_batch *b, run_record *r, const run_document *doc)
{
    r->outputs = sm_arena_zero(b->arena, doc->n_formats + 1, sizeof *r->outputs);
    r->n_outputs = doc->n_formats;
    for (size_t i = 0; i < doc->n_formats; i++) {
        run_output *o = &r->outputs[i];
        o->path = sm_arena_printf(b->arena, "%s.%s", r->job, sm_format_suffix(doc->formats[i]));
        o->dpi_milli = dpi_that_matters(b, doc, doc->formats[i]);
        o->created = doc->about.created;
        o->key = run_key(b, b->arena, doc, doc->formats[i], o->dpi_milli, o->created);
        o->reason = why_due(b, r, o);
        o->state = o->reason ? RUN_DUE : RUN_FRESH;
    }
}

static size_t count_due(const run_record *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n_outputs; i++) {
        n += r->outputs[i].state == RUN_DUE;
    }
    return n;
}

void run_submit(run_batch *b, run_record *r, const run_document *doc)
{
    if (r->failed) {
        return;
    }
    if (b->verification) {
        run_verify(b, r, doc);
        return;
    }
    decide(b, r, doc);
    size_t index = b->records.count - 1;
    while (b->records.items[index] != r) {
        index--;
    }
    bool dry = b->run->options.dry;
    r->pending = dry ? 0 : count_due(r); // before any is started, for one may be done at once
    if (r->pending) {
        run_keep_previous(b, r, doc);
    }
    for (size_t i = 0; i < doc->n_formats && !dry; i++) {
        run_output *o = &r->outputs[i];
        if (o->state == RUN_DUE) {
            making m = {b, doc, sm_arena_printf(b->arena, "%s/%s", b->folder, o->path),
                        doc->formats[i]};
            o->state = RUN_WORKING;
            run_pool_start(&b->pool, index * MOST_OUTPUTS + i, make_file, &m);
        }
    }
    r->submitted = true;
}

// ---- Telling ------------------------------------------------------------------------------------

static void tell_outputs(const run_batch *b, const run_record *r)
{
    const sm_run_events *e = b->events;
    for (size_t i = 0; i < r->n_outputs; i++) {
        const run_output *o = &r->outputs[i];
        const char *path = sm_arena_printf(b->arena, "%s/%s", b->folder, o->path);
        if (o->reason && e->due) {
            e->due(e->context, path, o->reason);
        }
        if (e->output) {
            e->output(e->context, path);
        }
        b->result->fresh += o->state == RUN_FRESH;
        if (o->state == RUN_MADE) {
            b->result->written++;
            if (e->written) {
                e->written(e->context, path);
            }
        }
    }
}

static void tell(run_batch *b, const run_record *r)
{
    const sm_run_events *e = b->events;
    if (e->figure) {
        e->figure(e->context, r->job, b->told, b->total);
    }
    for (size_t i = 0; e->layer && i < r->n_layers; i++) {
        e->layer(e->context, &r->layers[i]);
    }
    for (size_t i = 0; e->dropped && i < r->n_dropped; i++) {
        e->dropped(e->context, r->job, r->dropped_layer[i], r->dropped[i]);
    }
    tell_outputs(b, r);
    b->result->failed += r->failed;
    sm_diags_merge(b->diags, &r->diags);
}

void run_tell(run_batch *b)
{
    while (b->told < b->records.count && !b->records.items[b->told]->pending) {
        tell(b, b->records.items[b->told]);
        b->told++;
    }
}
