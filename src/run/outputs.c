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

// ---- Features: what a later run compares --------------------------------------------------------

static void add_symbol(sm_digest *d, const sm_symbol *s)
{
    sm_digest_number(d, s->kind);
    sm_digest_number(d, (int64_t)s->rule);
    sm_digest_text(d, s->kind == SM_SYMBOL_TEXT ? s->label.text : NULL);
}

static const char *digest_feature(sm_arena *a, const sm_map_feature *f)
{
    sm_digest *d = sm_digest_begin();
    sm_digest_path(d, f->path);
    for (size_t i = 0; i < f->symbols->count; i++) {
        add_symbol(d, &f->symbols->items[i]);
    }
    const char *hex = sm_digest_end(d, a);
    return sm_arena_strndup(a, hex, 16); // enough to tell versions of one feature apart
}

static const char *layer_file(const sm_layer *layer)
{
    return layer->file ? layer->file : layer->id;
}

typedef struct change {
    const char *what;
    size_t others;
} change;

static void note(sm_arena *a, change *c, const char *file, long record, const char *verb)
{
    if (c->what) {
        c->others++;
    } else {
        c->what = sm_arena_printf(a, "%s record %ld %s", file, record, verb);
    }
}

static bool same_feature(const sm_stamp_feature *a, const sm_stamp_feature *b)
{
    return a->record == b->record && strcmp(a->layer, b->layer) == 0;
}

// Both lists are in drawing order, so the search goes on where the last one ended.
static const sm_stamp_feature *find_feature(const sm_stamp_feature *list, size_t n, size_t *from,
                                            const sm_stamp_feature *wanted)
{
    for (size_t k = 0; k < n; k++) {
        size_t i = (*from + k) % n;
        if (same_feature(&list[i], wanted)) {
            *from = i + 1;
            return &list[i];
        }
    }
    return NULL;
}

typedef struct features {
    sm_stamp_feature *items;
    size_t count, cap;
} features;

static features features_of_job(sm_arena *a, const sm_stamps *s, const char *job)
{
    features list = {NULL, 0, 0};
    for (size_t i = 0; i < s->features.count; i++) {
        if (strcmp(s->features.items[i].job, job) == 0) {
            *SM_PUSH(a, &list) = s->features.items[i];
        }
    }
    return list;
}

static change compare_features(sm_arena *a, const features *then, const features *now)
{
    change c = {NULL, 0};
    size_t from = 0;
    for (size_t i = 0; i < now->count; i++) {
        const sm_stamp_feature *f = &now->items[i];
        const sm_stamp_feature *old = find_feature(then->items, then->count, &from, f);
        if (!old) {
            note(a, &c, f->layer, f->record, "is new here");
        } else if (strcmp(old->digest, f->digest) != 0) {
            note(a, &c, f->layer, f->record, "changed");
        }
    }
    from = 0;
    for (size_t i = 0; i < then->count; i++) {
        if (!find_feature(now->items, now->count, &from, &then->items[i])) {
            note(a, &c, then->items[i].layer, then->items[i].record, "is gone from here");
        }
    }
    return c;
}

static const char *changed_reason(sm_arena *a, const features *then, const features *now)
{
    change c = compare_features(a, then, now);
    if (!c.what) {
        return "its description, style, labels or the program changed";
    }
    return c.others ? sm_arena_printf(a, "%s, and %zu more", c.what, c.others) : c.what;
}

void run_note_features(run_batch *b, const run_record *record, const sm_map *map)
{
    sm_arena *scratch = sm_arena_create();
    for (size_t i = 0; i < map->n_layers; i++) {
        const sm_map_layer *layer = &map->layers[i];
        for (size_t k = 0; k < layer->count; k++) {
            sm_stamps_add_feature(&b->now, record->job, layer_file(layer->layer),
                                  layer->items[k].feature->record,
                                  digest_feature(scratch, &layer->items[k]));
        }
    }
    sm_arena_destroy(scratch);
}

// ---- Keys and reasons ---------------------------------------------------------------------------

// Formats without pages get all of them as one.
static const sm_scene *const *pages_for(const run_document *doc, sm_format format, size_t *n)
{
    bool one = doc->single && format != SM_FORMAT_PDF;
    *n = one ? 1 : doc->n_pages;
    return one ? &doc->single : doc->pages;
}

static const char *key_of(const run_batch *b, const run_document *doc, sm_format format)
{
    sm_digest *d = sm_digest_begin();
    sm_digest_text(d, b->environment);
    sm_digest_number(d, format);
    sm_digest_number(d, sm_format_is_raster(format) ? (int64_t)(b->run->options.dpi * 1000) : 0);
    const sm_document *m = &doc->about;
    const char *const texts[] = {m->title,   m->author,      m->subject, m->keywords,
                                 m->creator, m->description, m->lang};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        sm_digest_text(d, texts[i]);
    }
    sm_digest_number(d, m->created);
    size_t n_pages = 0;
    const sm_scene *const *pages = pages_for(doc, format, &n_pages);
    for (size_t i = 0; i < n_pages; i++) {
        sm_digest_scene(d, pages[i]);
    }
    return sm_digest_end(d, b->arena);
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
        features then = features_of_job(b->arena, &b->stamps, r->job);
        features now = features_of_job(b->arena, &b->now, r->job);
        return changed_reason(b->arena, &then, &now);
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

static void make_file(void *context, run_outcome *out)
{
    const making *m = context;
    const run_document *doc = m->document;
    sm_newfile *file = NULL;
    size_t n_pages = 0;
    const sm_scene *const *pages = pages_for(doc, m->format, &n_pages);
    sm_status status = sm_newfile_begin(m->path, &file, &out->err);
    status = status ? status
                    : sm_output_write(m->batch->run->text, pages, n_pages, m->format,
                                      m->batch->run->options.dpi, &doc->about, file, &out->err);
    status = status ? status : sm_newfile_commit(file, &out->err);
    sm_newfile_close(file);
    if (!status) {
        const char *content = sm_digest_file(m->batch->arena, m->path);
        snprintf(out->content, sizeof out->content, "%s", content ? content : "");
        sm_file_look(m->path, &out->state);
    }
    out->status = status;
}

// A ticket names a record and one of its outputs.
enum { MOST_OUTPUTS = 16 };

void run_finish(void *context, size_t ticket, const run_outcome *outcome)
{
    run_batch *b = context;
    run_record *r = b->records.items[ticket / MOST_OUTPUTS];
    run_output *o = &r->outputs[ticket % MOST_OUTPUTS];
    r->pending--;
    if (outcome->status) {
        o->state = RUN_FAILED;
        r->failed = true;
        sm_error err = outcome->err;
        if (!err.file[0]) {
            snprintf(err.file, sizeof err.file, "%s/%s", b->folder, o->path);
        }
        sm_diags_add_error(&r->diags, "output.failed", &err);
        return;
    }
    o->state = RUN_MADE;
    const sm_stamp stamp = {o->path, r->job, o->key, outcome->content, outcome->state};
    sm_stamps_put(&b->stamps, &stamp);
}

static void decide(run_batch *b, run_record *r, const run_document *doc)
{
    r->outputs = sm_arena_zero(b->arena, doc->n_formats + 1, sizeof *r->outputs);
    r->n_outputs = doc->n_formats;
    for (size_t i = 0; i < doc->n_formats; i++) {
        run_output *o = &r->outputs[i];
        o->path = sm_arena_printf(b->arena, "%s.%s", r->job, sm_format_suffix(doc->formats[i]));
        o->key = key_of(b, doc, doc->formats[i]);
        o->reason = why_due(b, r, o);
        o->state = o->reason ? RUN_DUE : RUN_FRESH;
    }
}

static bool any_due(const run_record *r)
{
    for (size_t i = 0; i < r->n_outputs; i++) {
        if (r->outputs[i].state == RUN_DUE) {
            return true;
        }
    }
    return false;
}

void run_submit(run_batch *b, run_record *r, const run_document *doc)
{
    if (r->failed) {
        return;
    }
    decide(b, r, doc);
    size_t index = b->records.count - 1;
    while (b->records.items[index] != r) {
        index--;
    }
    if (any_due(r) && !b->run->options.dry) {
        run_leave_record(b, r, doc);
    }
    for (size_t i = 0; i < doc->n_formats && !b->run->options.dry; i++) {
        run_output *o = &r->outputs[i];
        if (o->state == RUN_DUE) {
            making m = {b, doc, sm_arena_printf(b->arena, "%s/%s", b->folder, o->path),
                        doc->formats[i]};
            o->state = RUN_WORKING;
            r->pending++;
            run_pool_start(&b->pool, index * MOST_OUTPUTS + i, make_file, &m);
        }
    }
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
