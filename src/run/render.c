// Figures in series: plan all, place their labels together, draw and write those that were asked for.
//
// Figures of one frame, view and language form a series, whatever was asked for: a label holds still
// through the series, so the position on one map depends on all of them and never on the command.
#include <stdlib.h>
#include <string.h>

#include "run/run.h"

typedef struct batch {
    sm_run *run;
    sm_arena *arena;
    const sm_run_events *events;
    sm_run_result *result;
    run_figure *figures;
    size_t n_figures;
    size_t done, total;
    sm_diags *diags;
} batch;

static bool is_wanted(const sm_run *run, const char *id)
{
    for (size_t i = 0; i < run->options.n_only; i++) {
        if (strcmp(run->options.only[i], id) == 0) {
            return true;
        }
    }
    return run->options.n_only == 0;
}

static bool same_series(const run_figure *a, const run_figure *b)
{
    const sm_view *v = &a->plan.map.view, *w = &b->plan.map.view;
    return memcmp(&v->frame_pt, &w->frame_pt, sizeof v->frame_pt) == 0 &&
           memcmp(&v->centre_m, &w->centre_m, sizeof v->centre_m) == 0 &&
           memcmp(&v->scale_denom, &w->scale_denom, sizeof v->scale_denom) == 0;
}

static void plan_all(batch *b, const char *lang, const char *variant)
{
    const sm_study *study = b->run->study;
    b->figures = sm_arena_zero(b->arena, study->n_figures, sizeof *b->figures);
    b->n_figures = study->n_figures;
    for (size_t i = 0; i < study->n_figures; i++) {
        run_figure *f = &b->figures[i];
        f->job = (sm_figure_job){study, &study->figures[i], lang, variant};
        sm_diags_init(&f->diags, b->arena);
        run_plan_figure(b->run, b->arena, f);
    }
}

typedef struct series {
    run_figure **items;
    size_t count, cap;
} series;

// Copies results back: the label stage works on arrays of tasks.
static sm_status place(batch *b, const series *s, bool inset, sm_error *err)
{
    sm_label_task *tasks = sm_arena_zero(b->arena, s->count, sizeof *tasks);
    sm_labels *labels = sm_arena_zero(b->arena, s->count, sizeof *labels);
    sm_diags found;
    sm_diags_init(&found, b->arena);
    for (size_t i = 0; i < s->count; i++) {
        tasks[i] = inset ? s->items[i]->plan.inset_labels : s->items[i]->plan.labels;
    }
    sm_status status =
        sm_label_place_series(b->arena, b->run->text, tasks, s->count, labels, &found, err);
    for (size_t i = 0; !status && i < s->count; i++) {
        run_figure *f = s->items[i];
        *(inset ? &f->inset_labels : &f->labels) = labels[i];
        sm_diags_merge(&f->diags, &found);
        f->failed |= sm_diags_count(&found, SM_ERROR) > 0;
    }
    return status;
}

static void place_series(batch *b, const series *s)
{
    sm_error err;
    sm_status status = place(b, s, false, &err);
    status = status ? status : place(b, s, true, &err);
    for (size_t i = 0; status && i < s->count; i++) {
        sm_diags_add_error(&s->items[i]->diags, "label.failed", &err);
        s->items[i]->failed = true;
    }
}

static bool has_earlier(const batch *b, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (!b->figures[k].failed && same_series(&b->figures[k], &b->figures[i])) {
            return true;
        }
    }
    return false;
}

// A series with a wanted figure is placed whole; the others are left alone.
static void place_labels(batch *b)
{
    for (size_t i = 0; i < b->n_figures; i++) {
        series s = {NULL, 0, 0};
        bool wanted = false;
        if (b->figures[i].failed || has_earlier(b, i)) {
            continue;
        }
        for (size_t k = i; k < b->n_figures; k++) {
            if (!b->figures[k].failed && same_series(&b->figures[i], &b->figures[k])) {
                *SM_PUSH(b->arena, &s) = &b->figures[k];
                wanted |= is_wanted(b->run, b->figures[k].job.figure->id);
            }
        }
        if (wanted) {
            place_series(b, &s);
        }
    }
}

static size_t count_unlabelled(const run_figure *f, const char *layer)
{
    size_t n = 0;
    for (size_t i = 0; i < f->labels.n_dropped; i++) {
        n += strcmp(f->labels.dropped_layer[i], layer) == 0;
    }
    return n;
}

static void report(const batch *b, const run_figure *f)
{
    const sm_run_events *e = b->events;
    for (size_t i = 0; e->layer && i < f->plan.map.n_layers; i++) {
        const sm_map_layer *l = &f->plan.map.layers[i];
        const sm_layer_count count = {.figure = f->job.figure->id,
                                      .layer = l->layer->id,
                                      .selected = l->selected,
                                      .drawn = l->count,
                                      .outside = l->outside,
                                      .unstyled = l->unstyled,
                                      .unlabelled = count_unlabelled(f, l->layer->id),
                                      .as_of = l->as_of};
        e->layer(e->context, &count);
    }
    for (size_t i = 0; e->dropped && i < f->labels.n_dropped; i++) {
        e->dropped(e->context, f->job.figure->id, f->labels.dropped_layer[i], f->labels.dropped[i]);
    }
}

static const char *expanded(sm_arena *a, const sm_texts *texts, const sm_figure_job *job)
{
    const char *text = sm_texts_in(texts, job->lang, NULL);
    return text ? sm_compose_expand(a, text, job, NULL) : NULL;
}

// Nothing reads the clock: the date of drawing is the one that a reproducible build is given, else the
// date that the figure shows.
static int64_t creation_time(const sm_figure *figure)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    double seconds = 0;
    if (epoch && sm_parse_double(epoch, strlen(epoch), &seconds) && seconds >= 0 && seconds < 4e11) {
        return (int64_t)seconds;
    }
    return (int64_t)figure->date * 86400;
}

static sm_document describe(sm_arena *a, const sm_figure_job *job)
{
    const sm_study *study = job->study;
    char date[11];
    sm_str authors;
    sm_str_init(&authors, a);
    for (size_t i = 0; i < study->n_authors; i++) {
        sm_str_printf(&authors, "%s%s", i ? ", " : "", study->authors[i]);
    }
    sm_format_date(job->figure->date, date);
    return (sm_document){.title = expanded(a, &job->figure->title, job),
                         .author = authors.len ? authors.text : NULL,
                         .subject = expanded(a, &job->figure->caption, job),
                         .keywords = sm_arena_printf(a, "%s, as of %s", study->id, date),
                         .creator = "sitmap",
                         .description = expanded(a, &job->figure->alt, job),
                         .lang = job->lang,
                         .created = creation_time(job->figure)};
}

static const char *output_path(batch *b, const sm_figure_job *job, sm_format format)
{
    bool other_lang = strcmp(job->lang, job->study->lang) != 0;
    return sm_arena_printf(b->arena, "%s/%s/%s%s%s%s%s.%s", b->run->options.out, job->study->id,
                           job->figure->id, other_lang ? "." : "", other_lang ? job->lang : "",
                           job->variant[0] ? "." : "", job->variant, sm_format_suffix(format));
}

static sm_status write_one(batch *b, const sm_figure_job *job, const sm_scene *scene,
                           sm_format format, sm_error *err)
{
    sm_newfile *file = NULL;
    const char *path = output_path(b, job, format);
    const sm_document doc = describe(b->arena, job);
    sm_status status = sm_newfile_begin(path, &file, err);
    status = status ? status
                    : sm_output_write(b->run->text, &scene, 1, format, b->run->options.dpi, &doc,
                                      file, err);
    status = status ? status : sm_newfile_commit(file, err);
    sm_newfile_close(file);
    if (!status) {
        b->result->written++;
        if (b->events->written) {
            b->events->written(b->events->context, path);
        }
    }
    return status;
}

static void draw(batch *b, run_figure *f)
{
    sm_scene *scene = NULL;
    sm_error err;
    if (sm_compose_draw(b->arena, b->run->text, &f->job, &f->plan, &f->labels, &f->inset_labels,
                        &scene, &err)) {
        sm_diags_add_error(&f->diags, "figure.failed", &err);
        f->failed = true;
        return;
    }
    for (size_t i = 0; i < b->run->options.n_formats; i++) {
        if (write_one(b, &f->job, scene, b->run->options.formats[i], &err)) {
            sm_diags_add_error(&f->diags, "output.failed", &err);
            f->failed = true;
        }
    }
}

static bool has_variant(const sm_figure *figure, const char *variant)
{
    for (size_t i = 0; i < figure->n_variants; i++) {
        if (strcmp(figure->variants[i], variant) == 0) {
            return true;
        }
    }
    return !variant[0];
}

static bool is_due(const batch *b, const sm_figure *figure, const char *variant)
{
    return is_wanted(b->run, figure->id) && has_variant(figure, variant);
}

static void render_all(batch *b, const char *variant)
{
    for (size_t i = 0; i < b->n_figures; i++) {
        run_figure *f = &b->figures[i];
        if (is_due(b, f->job.figure, variant)) {
            if (b->events->figure) {
                b->events->figure(b->events->context, f->job.figure->id, b->done, b->total);
            }
            if (!f->failed) {
                report(b, f);
                draw(b, f);
            }
            b->done++;
            b->result->failed += f->failed;
            sm_diags_merge(b->diags, &f->diags);
        }
        sm_crs_close(f->crs);
    }
}

static size_t count_due(const batch *b, const char *variant)
{
    size_t n = 0;
    for (size_t i = 0; i < b->run->study->n_figures; i++) {
        n += is_due(b, &b->run->study->figures[i], variant);
    }
    return n;
}

static const char *const variants[] = {"", "grey"};

static void render_language(batch *b, const char *lang)
{
    for (size_t v = 0; v < sizeof variants / sizeof variants[0]; v++) {
        if (count_due(b, variants[v])) {
            b->arena = sm_arena_create();
            plan_all(b, lang, variants[v]);
            place_labels(b);
            render_all(b, variants[v]);
            sm_arena_destroy(b->arena);
        }
    }
}

static bool is_known(const sm_study *study, const char *id)
{
    return sm_study_figure(study, id) != NULL;
}

static sm_status check_only(const sm_run *run, sm_error *err)
{
    const sm_study *study = run->study;
    const char **ids = sm_arena_alloc(run->arena, (study->n_figures + 1) * sizeof *ids);
    for (size_t i = 0; i < study->n_figures; i++) {
        ids[i] = study->figures[i].id;
    }
    for (size_t i = 0; i < run->options.n_only; i++) {
        const char *id = run->options.only[i];
        if (!is_known(study, id)) {
            const char *near = sm_nearest_word(id, ids, study->n_figures);
            return sm_fail(err, SM_EINPUT, SM_IN_FILE(study->path),
                           near ? sm_arena_printf(run->arena, "did you mean %s?", near) : NULL,
                           "the study has no figure %s", id);
        }
    }
    return SM_OK;
}

static const char *const *chosen_languages(const sm_run *run, size_t *n)
{
    *n = run->options.lang ? 1 : run->study->n_langs;
    return run->options.lang ? &run->options.lang : run->study->langs;
}

sm_status sm_run_render(sm_run *run, const sm_run_events *events, sm_run_result *result,
                        sm_diags *diags, sm_error *err)
{
    *result = (sm_run_result){0, 0};
    sm_status status = check_only(run, err);
    status = status ? status
                    : sm_make_folders(sm_arena_printf(run->arena, "%s/%s", run->options.out,
                                                      run->study->id),
                                      err);
    if (status) {
        return status;
    }
    batch b = {.run = run, .events = events, .result = result, .diags = diags};
    size_t n_langs = 0;
    const char *const *langs = chosen_languages(run, &n_langs);
    for (size_t v = 0; v < sizeof variants / sizeof variants[0]; v++) {
        b.total += n_langs * count_due(&b, variants[v]);
    }
    for (size_t i = 0; i < n_langs; i++) {
        render_language(&b, langs[i]);
    }
    sm_text_report(run->text, diags);
    return SM_OK;
}
