// Figures in series: plan all, place their labels together, hand over those that were asked for.
//
// Figures of one frame, view and language form a series, whatever was asked for: a label holds
// still through the series, so its position on one map depends on all of them and never on the
// command.
#include <stdlib.h>
#include <string.h>

#include "run/batch.h"

bool run_is_wanted(const sm_run *run, const char *id)
{
    for (size_t i = 0; i < run->options.n_only; i++) {
        if (strcmp(run->options.only[i], id) == 0) {
            return true;
        }
    }
    return run->options.n_only == 0;
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

static bool is_due(const sm_run *run, const sm_figure *figure, const char *variant)
{
    return run_is_wanted(run, figure->id) && has_variant(figure, variant);
}

size_t run_count_figures(const sm_run *run, const char *variant)
{
    size_t n = 0;
    for (size_t i = 0; i < run->study->n_figures; i++) {
        n += is_due(run, &run->study->figures[i], variant);
    }
    return n;
}

// What decides frame and view, as far as the description alone can tell. Titles that wrap
// differently give frames of their own; then the views differ and the label stage sees different
// frames.
static bool same_series(const sm_figure *a, const sm_figure *b)
{
    const sm_extent *x = &a->extent, *y = &b->extent;
    return a->width_mm == b->width_mm && a->height_mm == b->height_mm && a->crs == b->crs &&
           a->text_factor == b->text_factor && x->line == y->line && x->kind == y->kind &&
           sm_same_text(x->layer, y->layer) && sm_same_text(x->where, y->where);
}

typedef struct series {
    run_figure *figures;
    size_t n;
    bool wanted;
} series;

static series gather(sm_run *run, sm_arena *a, size_t first, const char *lang, const char *variant,
                     bool *taken)
{
    const sm_study *study = run->study;
    series s = {sm_arena_zero(a, study->n_figures - first, sizeof *s.figures), 0, false};
    for (size_t i = first; i < study->n_figures; i++) {
        const sm_figure *figure = &study->figures[i];
        const sm_figure *shape = sm_figure_in(figure, variant);
        if (!taken[i] && has_variant(figure, variant) &&
            same_series(sm_figure_in(&study->figures[first], variant), shape)) {
            taken[i] = true;
            s.wanted |=
                run_is_wanted(run, figure->id) || (!variant[0] && run_is_shown(run, figure));
            run_figure *f = &s.figures[s.n++];
            f->job = (sm_figure_job){study, shape, lang, variant};
            sm_diags_init(&f->diags, a);
        }
    }
    return s;
}

// The label stage works on arrays of tasks; figures that failed are left out.
static sm_status place(sm_run *run, sm_arena *a, run_figure *figures, size_t n_figures, bool inset,
                       sm_error *err)
{
    sm_label_task *tasks = sm_arena_zero(a, n_figures, sizeof *tasks);
    sm_labels *labels = sm_arena_zero(a, n_figures, sizeof *labels);
    sm_diags found;
    sm_diags_init(&found, a);
    size_t n = 0;
    for (size_t i = 0; i < n_figures; i++) {
        const sm_plan *plan = &figures[i].plan;
        if (!figures[i].failed) {
            tasks[n++] = inset ? plan->inset_labels : plan->labels;
        }
    }
    sm_status status =
        n ? sm_label_place_series(a, run->text, tasks, n, labels, &found, err) : SM_OK;
    n = 0;
    for (size_t i = 0; !status && i < n_figures; i++) {
        run_figure *f = &figures[i];
        if (!f->failed) {
            *(inset ? &f->inset_labels : &f->labels) = labels[n++];
            sm_diags_merge(&f->diags, &found);
        }
    }
    return status;
}

void run_place_labels(sm_run *run, sm_arena *a, run_figure *figures, size_t n)
{
    sm_error err;
    sm_status status = place(run, a, figures, n, false, &err);
    status = status ? status : place(run, a, figures, n, true, &err);
    for (size_t i = 0; i < n; i++) {
        run_figure *f = &figures[i];
        if (status) {
            sm_diags_add_error(&f->diags, "label.failed", &err);
        }
        f->failed |= sm_diags_count(&f->diags, SM_ERROR) > 0;
    }
}

// ---- Handing over -------------------------------------------------------------------------------

static size_t count_unlabelled(const run_figure *f, const char *layer)
{
    size_t n = 0;
    for (size_t i = 0; i < f->labels.n_dropped; i++) {
        n += strcmp(f->labels.dropped_layer[i], layer) == 0;
    }
    return n;
}

static void count_layers(run_batch *b, run_record *r, const run_figure *f)
{
    const sm_map *map = &f->plan.map;
    r->layers = sm_arena_zero(b->arena, map->n_layers + 1, sizeof *r->layers);
    r->n_layers = map->n_layers;
    for (size_t i = 0; i < map->n_layers; i++) {
        const sm_map_layer *l = &map->layers[i];
        r->layers[i] = (sm_layer_count){.figure = r->id,
                                        .layer = l->layer->id,
                                        .selected = l->selected,
                                        .drawn = l->count,
                                        .outside = l->outside,
                                        .unstyled = l->unstyled,
                                        .unlabelled = count_unlabelled(f, l->layer->id),
                                        .as_of = l->as_of};
    }
}

static void list_dropped(run_batch *b, run_record *r, const run_figure *f)
{
    size_t n = f->labels.n_dropped;
    r->dropped = sm_arena_zero(b->arena, n + 1, sizeof *r->dropped);
    r->dropped_layer = sm_arena_zero(b->arena, n + 1, sizeof *r->dropped_layer);
    r->n_dropped = n;
    for (size_t i = 0; i < n; i++) {
        r->dropped[i] = sm_arena_strdup(b->arena, f->labels.dropped[i]);
        r->dropped_layer[i] = sm_arena_strdup(b->arena, f->labels.dropped_layer[i]);
    }
}

static const char *expanded(sm_arena *a, const sm_texts *texts, const sm_figure_job *job)
{
    const char *text = sm_texts_in(texts, job->lang, NULL);
    return text ? sm_compose_expand(a, text, job, NULL) : NULL;
}

int64_t run_creation_time(int32_t day)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    double seconds = 0;
    if (epoch && sm_parse_double(epoch, strlen(epoch), &seconds) && seconds >= 0 &&
        seconds < 2e11) {
        return (int64_t)seconds;
    }
    return (int64_t)day * 86400;
}

// Whether the figure shows them or not: what is set below it in a journal must not lack them.
static const char *credits(sm_arena *a, const sm_figure_job *job)
{
    sm_str lines;
    sm_str_init(&lines, a);
    for (size_t i = 0; i <= job->figure->n_credits; i++) {
        bool note = i == job->figure->n_credits;
        const sm_texts *texts = note ? &job->study->disclaimer : &job->figure->credits[i];
        const char *line = expanded(a, texts, job);
        if (line && *line) {
            sm_str_printf(&lines, "%s%s", lines.len ? "\n" : "", line);
        }
    }
    return lines.len ? lines.text : NULL;
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
                         .creator = "sitmap " SM_VERSION,
                         .description = expanded(a, &job->figure->alt, job),
                         .credits = credits(a, job),
                         .lang = job->lang,
                         .created = run_creation_time(job->figure->date)};
}

// A scene that a report shows lives as long as the batch.
static const sm_scene *compose(run_batch *b, sm_arena *a, run_figure *f, sm_diags *diags)
{
    sm_scene *scene = NULL;
    sm_error err;
    if (sm_compose_draw(a, b->run->text, &f->job, &f->plan, &f->labels, &f->inset_labels, &scene,
                        &err)) {
        sm_diags_add_error(diags, "figure.failed", &err);
        return NULL;
    }
    run_tell_dense(b->run, f, scene, diags);
    return scene;
}

static bool is_kept(const run_batch *b, const run_figure *f)
{
    return !f->job.variant[0] && run_is_shown(b->run, f->job.figure);
}

static void draw(run_batch *b, run_record *r, run_figure *f)
{
    sm_arena *a = is_kept(b, f) ? b->arena : sm_arena_create();
    if (a == b->arena) {
        run_keep_grounds(a, f);
    }
    const sm_scene *scene = compose(b, a, f, &r->diags);
    r->failed |= !scene;
    if (scene) {
        run_document doc = {&scene,
                            1,
                            NULL,
                            describe(a, &f->job),
                            b->run->options.formats,
                            b->run->options.n_formats,
                            f};
        run_sign(b, a, r, &doc, f->job.figure->date);
        run_submit(b, r, &doc);
    }
    if (a == b->arena) {
        *SM_PUSH(b->arena, &b->kept) =
            (run_kept){f->job.figure, f->job.lang, scene, r->features, r->styles};
    } else {
        sm_arena_destroy(a);
    }
}

// Asked for by a report alone: no file of its own is made.
static void keep(run_batch *b, run_figure *f)
{
    run_keep_grounds(b->arena, f);
    const sm_scene *scene = f->failed ? NULL : compose(b, b->arena, f, &f->diags);
    sm_diags_merge(b->diags, &f->diags);
    run_kept *kept = SM_PUSH(b->arena, &b->kept);
    *kept = (run_kept){.figure = f->job.figure, .lang = f->job.lang, .scene = scene};
    if (scene) {
        run_list_origins(b->run, b->arena, f, &kept->features, &kept->styles);
    }
}

static void hand_over(run_batch *b, run_figure *f)
{
    run_record *r = run_add_record(b, f->job.figure->id, f->job.lang, f->job.variant);
    r->failed = f->failed;
    sm_diags_merge(&r->diags, &f->diags);
    if (!f->failed) {
        count_layers(b, r, f);
        list_dropped(b, r, f);
        run_list_origins(b->run, b->arena, f, &r->features, &r->styles);
        draw(b, r, f);
    }
    run_note_done(b, r);
    run_tell(b);
}

// A series of which nothing is asked for is left alone.
static void render_series(void *context, sm_arena *a, run_figure *figures, size_t n)
{
    run_batch *b = context;
    (void)a;
    for (size_t i = 0; i < n; i++) {
        if (run_is_wanted(b->run, figures[i].job.figure->id)) {
            hand_over(b, &figures[i]);
        } else if (is_kept(b, &figures[i])) {
            keep(b, &figures[i]);
        }
    }
}

void run_each_series(sm_run *run, const char *lang, const char *variant, run_take_series *take,
                     void *context)
{
    const sm_study *study = run->study;
    sm_arena *list = sm_arena_create();
    bool *taken = sm_arena_zero(list, study->n_figures + 1, sizeof *taken);
    for (size_t i = 0; i < study->n_figures; i++) {
        if (!taken[i] && has_variant(&study->figures[i], variant)) {
            sm_arena *a = sm_arena_create();
            series s = gather(run, a, i, lang, variant, taken);
            for (size_t k = 0; s.wanted && k < s.n; k++) {
                run_plan_figure(run, a, &s.figures[k]);
            }
            if (s.wanted) {
                run_lay_grounds(run, a, s.figures, s.n);
                run_place_labels(run, a, s.figures, s.n);
                take(context, a, s.figures, s.n);
            }
            sm_arena_destroy(a);
        }
    }
    sm_arena_destroy(list);
}

void run_render_figures(run_batch *b, const char *lang, const char *variant)
{
    run_each_series(b->run, lang, variant, render_series, b);
}
