// What the rules of check look at: records, styles, and every page as it would be drawn.
#include <string.h>

#include "run/run.h"

typedef struct page_list {
    sm_check_page *items;
    size_t count, cap;
} page_list;

typedef struct checking {
    sm_run *run;
    sm_arena *arena;
    sm_diags found;
    page_list pages;
} checking;

static const sm_features *find_records(void *context, const sm_layer *layer)
{
    checking *c = context;
    return layer->file ? run_read_records(c->run, layer, &c->found) : NULL;
}

static const sm_style *find_style(void *context, const sm_layer *layer)
{
    checking *c = context;
    static const sm_fields none = {NULL, 0, 0};
    sm_diags ignored; // a style is bound to the fields of its layer when it is drawn
    sm_diags_init(&ignored, c->arena);
    const sm_features *records = find_records(c, layer);
    return layer->style ? run_find_style(c->run, layer, records ? records->fields : &none, &ignored)
                        : NULL;
}

static size_t count_missing(void *context, const sm_text *text, uint32_t *first)
{
    checking *c = context;
    sm_extents e;
    sm_error ignored; // a text that can not be measured is a finding of the page
    if (sm_text_measure(c->run->text, text->utf8, &text->font, &e, &ignored)) {
        return 0;
    }
    *first = e.first_missing;
    return e.missing;
}

static void keep_dropped(sm_arena *a, const sm_labels *labels, sm_check_page *page)
{
    size_t n = labels->n_dropped;
    const char **names = sm_arena_alloc(a, (n + 1) * sizeof *names);
    const char **layers = sm_arena_alloc(a, (n + 1) * sizeof *layers);
    long *records = sm_arena_alloc(a, (n + 1) * sizeof *records);
    for (size_t i = 0; i < n; i++) {
        names[i] = sm_arena_strdup(a, labels->dropped[i]);
        layers[i] = sm_arena_strdup(a, labels->dropped_layer[i]);
        records[i] = labels->dropped_record[i];
    }
    page->dropped = names;
    page->dropped_layer = layers;
    page->dropped_record = records;
    page->n_dropped = n;
}

static void add_page(checking *c, run_figure *f)
{
    sm_scene *scene = NULL;
    sm_error err;
    double ppi = f->failed ? 0 : run_ground_ppi(c->run, f);
    f->plan.map.ground = f->plan.inset.ground =
        NULL; // no rule looks at pixels, which end with the series
    if (!f->failed && sm_compose_draw(c->arena, c->run->text, &f->job, &f->plan, &f->labels,
                                      &f->inset_labels, &scene, &err)) {
        sm_diags_add_error(&f->diags, "figure.failed", &err);
    }
    if (scene) {
        run_tell_dense(c->run, f, scene, &f->diags);
    }
    sm_diags_merge(&c->found, &f->diags);
    if (scene) {
        sm_check_page *page = SM_PUSH(c->arena, &c->pages);
        *page = (sm_check_page){.what = "figure",
                                .id = f->job.figure->id,
                                .line = f->job.figure->line,
                                .preset = f->job.figure->preset,
                                .ground = f->job.figure->ground,
                                .ground_ppi = ppi,
                                .lang = f->job.lang,
                                .variant = f->job.variant,
                                .scene = scene};
        keep_dropped(c->arena, &f->labels, page);
    }
}

static void take_series(void *context, sm_arena *a, run_figure *figures, size_t n)
{
    (void)a;
    for (size_t i = 0; i < n; i++) {
        add_page(context, &figures[i]);
    }
}

// ---- Reports ------------------------------------------------------------------------------------

static const sm_scene *find_scene(void *context, const char *figure, const char *lang)
{
    const checking *c = context;
    for (size_t i = 0; i < c->pages.count; i++) {
        const sm_check_page *p = &c->pages.items[i];
        if (!p->has_figures && !p->variant[0] && strcmp(p->id, figure) == 0 &&
            strcmp(p->lang, lang) == 0) {
            return p->scene;
        }
    }
    return NULL;
}

static void add_report(checking *c, const sm_report *report, const char *lang)
{
    sm_report_input in = {.study = c->run->study, .report = report, .lang = lang};
    const run_report_needs needs = {.scene = find_scene, .context = c};
    sm_report_pages pages;
    sm_error err;
    if (run_lay_out_report(c->run, c->arena, &needs, &in, &pages, &c->found, &err)) {
        sm_diags_add_error(&c->found, "report.failed", &err);
        return;
    }
    for (size_t i = 0; i < pages.count; i++) {
        *SM_PUSH(c->arena, &c->pages) = (sm_check_page){.what = "report",
                                                        .id = report->id,
                                                        .line = report->line,
                                                        .has_figures = true,
                                                        .lang = lang,
                                                        .variant = "",
                                                        .scene = pages.items[i]};
    }
}

void sm_run_check(sm_run *run, sm_arena *a, const sm_diags *description, sm_check_result *out)
{
    checking c = {.run = run, .arena = a};
    sm_diags_init(&c.found, a);
    if (description) {
        sm_diags_merge(&c.found, description);
    }
    for (size_t i = 0; i < run->study->n_langs; i++) {
        run_each_series(run, run->study->langs[i], "", take_series, &c);
        for (size_t v = 0; v < run->study->n_variants; v++) {
            const char *variant = run->study->variants[v];
            if (strcmp(variant, SM_VARIANT_GREY) != 0) { // the same but for the colours
                run_each_series(run, run->study->langs[i], variant, take_series, &c);
            }
        }
        for (size_t k = 0; k < run->study->n_reports; k++) {
            add_report(&c, &run->study->reports[k], run->study->langs[i]);
        }
    }
    const sm_check_input in = {.study = run->study,
                               .root = run->root,
                               .found = &c.found,
                               .context = &c,
                               .records = find_records,
                               .style = find_style,
                               .missing_glyphs = count_missing,
                               .pages = c.pages.items,
                               .n_pages = c.pages.count};
    sm_check_run(a, &in, out);
}
