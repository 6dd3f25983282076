// The render command: languages, variants, stamps. Figures are made in series.c, reports beside
// them.
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "run/batch.h"

static sm_status check_only(const sm_run *run, sm_error *err)
{
    const sm_study *study = run->study;
    size_t n = study->n_figures + study->n_reports;
    const char **ids = sm_arena_alloc(run->arena, (n + 1) * sizeof *ids);
    for (size_t i = 0; i < study->n_figures; i++) {
        ids[i] = study->figures[i].id;
    }
    for (size_t i = 0; i < study->n_reports; i++) {
        ids[study->n_figures + i] = study->reports[i].id;
    }
    for (size_t i = 0; i < run->options.n_only; i++) {
        const char *id = run->options.only[i];
        if (!sm_study_figure(study, id) && !sm_study_report(study, id)) {
            const char *near = sm_nearest_word(id, ids, n);
            return sm_fail(err, SM_EINPUT, SM_IN_FILE(study->path),
                           near ? sm_arena_printf(run->arena, "did you mean %s?", near) : NULL,
                           "the study has no figure or report %s", id);
        }
    }
    return SM_OK;
}

static const char *const *chosen_languages(const sm_run *run, size_t *n)
{
    *n = run->options.lang ? 1 : run->study->n_langs;
    return run->options.lang ? &run->options.lang : run->study->langs;
}

// ---- Stamps -------------------------------------------------------------------------------------

static const char *describe_command(const run_batch *b)
{
    const sm_run_options *o = &b->run->options;
    sm_digest *d = sm_digest_begin();
    sm_digest_text(d, b->program);
    sm_digest_text(d, b->fonts);
    sm_digest_text(d, b->run->study->path);
    sm_digest_text(d, o->styles);
    sm_digest_text(d, o->lang);
    sm_digest_number(d, run_creation_time(0));
    sm_digest_number(d, (int64_t)(o->dpi * 1000));
    for (size_t i = 0; i < o->n_formats; i++) {
        sm_digest_number(d, o->formats[i]);
    }
    for (size_t i = 0; i < o->n_only; i++) {
        sm_digest_text(d, o->only[i]);
    }
    return sm_digest_end(d, b->arena);
}

// A file that changed while it was being read must not pass for what was read: states younger than
// the run are spoilt on purpose, so that the next run looks closer.
typedef struct looking {
    run_batch *batch;
    int64_t began_ns;
} looking;

static void add_input(void *context, const char *path)
{
    const looking *l = context;
    run_batch *b = l->batch;
    sm_stamp_input input = {.path = sm_arena_strdup(b->arena, path)};
    if (sm_file_look(path, &input.state) && input.state.mtime_ns >= l->began_ns) {
        input.state.inode = -1;
    }
    *SM_PUSH(b->arena, &b->stamps.inputs) = input;
}

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

// What is known of the jobs made now replaces what was known of them.
static void remember(run_batch *b, const run_record *r)
{
    sm_stamps_forget_job(&b->stamps, r->job);
    if (!r->origin.job) {
        return; // it could not be drawn
    }
    *SM_PUSH(b->arena, &b->stamps.origins) = r->origin;
    for (size_t i = 0; i < r->styles.count; i++) {
        sm_stamp_style *style = SM_PUSH(b->arena, &b->stamps.style_files);
        *style = r->styles.items[i];
        style->job = r->job;
    }
    for (size_t i = 0; i < r->features.count; i++) {
        sm_stamp_feature *feature = SM_PUSH(b->arena, &b->stamps.features);
        *feature = r->features.items[i];
        feature->job = r->job;
    }
}

static const char *absolute(sm_arena *a, const char *path)
{
    char *real = path ? realpath(path, NULL) : NULL;
    const char *copy = sm_arena_strdup(a, real);
    free(real);
    return copy;
}

static sm_status save_stamps(run_batch *b, const char *command, int64_t began_ns, sm_error *err)
{
    // A run with something to say is never taken for nothing to do: the next one says it again.
    bool clean = !b->result->failed && !sm_diags_count(b->diags, SM_WARNING);
    b->stamps.command = clean ? command : "";
    b->stamps.inputs.count = 0;
    looking l = {b, began_ns};
    sm_run_inputs(b->run, add_input, &l);
    b->stamps.study = absolute(b->arena, b->run->study->path);
    b->stamps.styles = absolute(b->arena, b->run->options.styles);
    for (size_t i = 0; i < b->records.count; i++) {
        remember(b, b->records.items[i]);
    }
    return sm_stamps_save(&b->stamps, err);
}

// A version says little while the program is being worked on, so the program's own file counts
// too.
static const char *describe_program(sm_arena *a)
{
    sm_file_state self;
    sm_file_look("/proc/self/exe", &self);
    return sm_arena_printf(a, "%s; %lld %lld", sm_output_identity(a), (long long)self.size,
                           (long long)self.mtime_ns);
}

static const char *digest_fonts(sm_arena *a, const sm_run *run)
{
    sm_digest *d = sm_digest_begin();
    sm_digest_text(d, sm_text_identity(run->text, a));
    return sm_digest_end(d, a);
}

// ---- The command --------------------------------------------------------------------------------

// 0: the figures as they are.
static const char *variant_at(const sm_study *study, size_t i)
{
    return i ? study->variants[i - 1] : "";
}

void run_all_documents(run_batch *b)
{
    size_t n_langs = 0;
    const char *const *langs = chosen_languages(b->run, &n_langs);
    const sm_study *study = b->run->study;
    for (size_t v = 0; v <= study->n_variants; v++) {
        b->total += n_langs * run_count_figures(b->run, variant_at(study, v));
    }
    b->total += n_langs * run_count_reports(b->run);
    for (size_t i = 0; i < n_langs; i++) {
        for (size_t v = 0; v <= study->n_variants; v++) {
            run_render_figures(b, langs[i], variant_at(study, v));
        }
        run_render_reports(b, langs[i]);
    }
    run_pool_drain(&b->pool);
    run_tell(b);
    sm_text_report(b->run->text, b->diags);
}

// Another engine decides what is made and when: everything asked for is made, nothing is
// remembered.
static sm_status render_stateless(run_batch *b, sm_error *err)
{
    sm_status status = sm_make_folders(b->folder, err);
    b->stamps = (sm_stamps){.arena = b->arena, .folder = b->folder, .lock = -1};
    if (!status) {
        run_all_documents(b);
    }
    return status;
}

static sm_status render(run_batch *b, sm_error *err)
{
    sm_status status = check_only(b->run, err);
    if (!status && b->run->options.stateless) {
        return render_stateless(b, err);
    }
    status = status ? status
                    : sm_stamps_open(b->arena, b->folder, b->events->waiting, b->events->context,
                                     &b->stamps, err);
    if (status) {
        return status;
    }
    int64_t began_ns = now_ns();
    const char *command = describe_command(b);
    if (!b->run->options.force && !b->run->options.read_all &&
        sm_stamps_untouched(&b->stamps, command)) {
        b->result->fresh = b->stamps.outputs.count;
        return SM_OK;
    }
    run_all_documents(b);
    if (b->run->options.review && !b->run->options.dry) {
        run_review(b);
    }
    return b->run->options.dry ? SM_OK : save_stamps(b, command, began_ns, err);
}

run_batch run_begin_batch(sm_run *run, sm_arena *a, const sm_run_events *events,
                          sm_run_result *result, sm_diags *diags)
{
    *result = (sm_run_result){0, 0, 0};
    return (run_batch){.run = run,
                       .arena = a,
                       .events = events,
                       .result = result,
                       .diags = diags,
                       .stamps = {.lock = -1},
                       .folder = sm_arena_printf(a, "%s/%s", run->options.out, run->study->id),
                       .program = describe_program(a),
                       .fonts = digest_fonts(a, run)};
}

sm_status sm_run_render(sm_run *run, const sm_run_events *events, sm_run_result *result,
                        sm_diags *diags, sm_error *err)
{
    sm_arena *a = sm_arena_create();
    run_batch b = run_begin_batch(run, a, events, result, diags);
    run_pool_init(&b.pool, a, run->options.jobs, run_finish, &b);
    sm_status status = render(&b, err);
    sm_stamps_close(&b.stamps);
    sm_arena_destroy(a);
    return status;
}
