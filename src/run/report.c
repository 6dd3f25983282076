// Reports: rounds, numbers and small maps are gathered, pages laid out, files handed over.
#include <string.h>

#include "run/batch.h"

static const sm_report_part *find_summary(const sm_report *report)
{
    for (size_t i = 0; i < report->n_parts; i++) {
        if (report->parts[i].kind == SM_PART_SUMMARY) {
            return &report->parts[i];
        }
    }
    return NULL;
}

static bool shows(const sm_report *report, const sm_figure *figure)
{
    for (size_t i = 0; i < report->n_parts; i++) {
        const sm_report_part *part = &report->parts[i];
        if (part->kind == SM_PART_FIGURE && strcmp(part->figure, figure->id) == 0) {
            return true;
        }
    }
    return false;
}

static bool makes(const sm_run *run, const sm_report *report, sm_format format)
{
    bool offered = (format == SM_FORMAT_PDF && report->pdf) ||
                   (format == SM_FORMAT_SVG && report->svg) || format == SM_FORMAT_SCENE;
    for (size_t i = 0; i < run->options.n_formats; i++) {
        if (run->options.formats[i] == format) {
            return offered;
        }
    }
    return false;
}

// A report is due when it is asked for and at least one of its formats is.
static bool is_due(const sm_run *run, const sm_report *report)
{
    return run_is_wanted(run, report->id) &&
           (makes(run, report, SM_FORMAT_PDF) || makes(run, report, SM_FORMAT_SVG) ||
            makes(run, report, SM_FORMAT_SCENE));
}

size_t run_count_reports(const sm_run *run)
{
    size_t n = 0;
    for (size_t i = 0; i < run->study->n_reports; i++) {
        n += is_due(run, &run->study->reports[i]);
    }
    return n;
}

bool run_is_shown(const sm_run *run, const sm_figure *figure)
{
    for (size_t i = 0; i < run->study->n_reports; i++) {
        if (is_due(run, &run->study->reports[i]) && shows(&run->study->reports[i], figure)) {
            return true;
        }
    }
    return false;
}

// ---- Small maps ---------------------------------------------------------------------------------

typedef struct maps {
    sm_run *run;
    sm_arena *arena;
    const sm_report_part *part;
    const sm_rounds *rounds;
    const char *lang;
    run_figure *figures; // one per round that has a map
    size_t *round;       // which
    size_t n;
    double width_pt, height_pt;
} maps;

// The date of the map before, among the dates that the summary compares.
static int32_t date_before(const maps *m, int32_t date)
{
    size_t n = 0;
    const int32_t *dates = sm_report_dates(m->arena, m->run->study, m->rounds, &n);
    int32_t before = dates[0];
    for (size_t i = 0; i < n && dates[i] < date; i++) {
        before = dates[i];
    }
    return before;
}

// As a figure without furniture, whose margins are those of a bare figure.
static const sm_figure *small_figure(const maps *m, size_t round, double margin_mm)
{
    const sm_figure *of = sm_study_figure(m->run->study, m->rounds->rounds[round].figure);
    sm_figure *small = sm_arena_alloc(m->arena, sizeof *small);
    *small = m->part->map;
    small->id = sm_arena_printf(m->arena, "small map of round %s", m->rounds->rounds[round].id);
    small->date = of->date;
    small->since = date_before(m, of->date);
    small->has_since = small->since < small->date;
    small->width_mm = m->width_pt / SM_PT_PER_MM + 2 * margin_mm;
    small->height_mm = m->height_pt / SM_PT_PER_MM + 2 * margin_mm;
    small->legend_width_mm = sm_report_key_width() / SM_PT_PER_MM + 3.6; // and the air of a box
    return small;
}

// The frame that a bare figure leaves is asked for once, then the figure is made larger by its
// margins.
static sm_status find_margin(const maps *m, size_t round, double *margin_mm, sm_error *err)
{
    sm_layout layout;
    const sm_figure_job job = {m->run->study, small_figure(m, round, 0), m->lang, ""};
    sm_status status = sm_compose_layout(m->arena, m->run->text, &job, &layout, err);
    *margin_mm = status ? 0 : layout.frame_pt.x0 / SM_PT_PER_MM;
    return status;
}

static sm_status plan_maps(maps *m, sm_error *err)
{
    size_t n_rounds = m->rounds->n_rounds;
    m->figures = sm_arena_zero(m->arena, n_rounds + 1, sizeof *m->figures);
    m->round = sm_arena_zero(m->arena, n_rounds + 1, sizeof *m->round);
    sm_status status = SM_OK;
    double margin_mm = 0;
    for (size_t i = 0; i < n_rounds && !status; i++) {
        if (!m->rounds->rounds[i].figure) {
            continue;
        }
        status = m->n ? SM_OK : find_margin(m, i, &margin_mm, err);
        m->round[m->n] = i;
        run_figure *f = &m->figures[m->n++];
        f->job = (sm_figure_job){m->run->study, small_figure(m, i, margin_mm), m->lang, ""};
        sm_diags_init(&f->diags, m->arena);
        if (!status) {
            run_plan_figure(m->run, m->arena, f);
        }
    }
    return status;
}

static sm_status draw_map(maps *m, size_t at, sm_report_map *out, sm_diags *diags, sm_error *err)
{
    run_figure *f = &m->figures[at];
    sm_scene *scene = NULL;
    sm_diags_merge(diags, &f->diags);
    if (f->failed) {
        return sm_fail(err, SM_EINPUT, SM_AT_LINE(m->run->study->path, m->part->line), NULL,
                       "the %s can not be drawn", f->job.figure->id);
    }
    sm_status status = sm_compose_draw(m->arena, m->run->text, &f->job, &f->plan, &f->labels,
                                       &f->inset_labels, &scene, err);
    *out = (sm_report_map){scene, f->plan.layout.frame_pt,
                           1000 / f->plan.ground_scale * sm_view_pt_per_m(&f->plan.map.view)};
    return status;
}

// The key is that of the map on which most is to be explained.
static sm_status draw_key(maps *m, const sm_scene **out, sm_diags *diags, sm_error *err)
{
    double highest = 0;
    sm_status status = SM_OK;
    for (size_t i = 0; i < m->n && !status; i++) {
        sm_scene *key = NULL;
        status = sm_compose_key(m->arena, m->run->text, &m->figures[i].job, &m->figures[i].plan,
                                &key, diags, err);
        if (!status && key->height_pt > highest) {
            highest = key->height_pt;
            *out = key;
        }
    }
    return status;
}

static sm_status make_maps(sm_run *run, sm_arena *a, const sm_report_part *part,
                           const run_report_needs *needs, sm_report_input *in, sm_diags *diags,
                           sm_error *err)
{
    maps m = {.run = run, .arena = a, .part = part, .rounds = in->rounds, .lang = in->lang};
    if (!part->map.n_layers) {
        return SM_OK;
    }
    sm_report_map_size(in->report, in->rounds, &m.width_pt, &m.height_pt);
    sm_report_map *all = sm_arena_zero(a, in->rounds->n_rounds + 1, sizeof *all);
    sm_status status = plan_maps(&m, err);
    if (!status) {
        run_lay_grounds(run, a, m.figures, m.n);
        run_place_labels(run, a, m.figures, m.n);
    }
    for (size_t i = 0; i < m.n && !status; i++) {
        status = draw_map(&m, i, &all[m.round[i]], diags, err);
        if (needs->drawn) {
            needs->drawn(needs->context, &m.figures[i]);
        }
    }
    status = status ? status : draw_key(&m, &in->key, diags, err);
    in->maps = all;
    return status;
}

// ---- Input --------------------------------------------------------------------------------------

// Areas may be unknown: a study of talks alone has no control polygons.
static sm_status count_areas(sm_run *run, sm_arena *a, const run_report_needs *needs,
                             sm_report_input *in, sm_diags *diags, sm_error *err)
{
    if (in->rounds->held == SIZE_MAX || in->rounds->gained == SIZE_MAX) {
        return SM_OK;
    }
    size_t n = 0;
    const int32_t *dates = sm_report_dates(a, run->study, in->rounds, &n);
    sm_stats *stats = NULL;
    sm_status status = sm_run_stats(run, a, NULL, dates, n, in->lang, &stats, diags, err);
    in->stats = stats;
    if (!status && needs->counted) {
        needs->counted(needs->context, stats);
    }
    return status;
}

static sm_status gather_summary(sm_run *run, sm_arena *a, const run_report_needs *needs,
                                sm_report_input *in, sm_diags *diags, sm_error *err)
{
    const sm_report_part *part = find_summary(in->report);
    sm_rounds *rounds = NULL;
    if (!part) {
        return SM_OK;
    }
    sm_status status = sm_rounds_load(a, run->root, part->rounds, run->study, &rounds, diags, err);
    in->rounds = rounds;
    status = status ? status : count_areas(run, a, needs, in, diags, err);
    return status ? status : make_maps(run, a, part, needs, in, diags, err);
}

static sm_status gather_figures(sm_run *run, sm_arena *a, const run_report_needs *needs,
                                sm_report_input *in, sm_error *err)
{
    const sm_report *report = in->report;
    const sm_scene **scenes = sm_arena_zero(a, report->n_parts + 1, sizeof *scenes);
    for (size_t i = 0; i < report->n_parts; i++) {
        const sm_report_part *part = &report->parts[i];
        if (part->kind == SM_PART_FIGURE) {
            scenes[i] = needs->scene(needs->context, part->figure, in->lang);
            if (!scenes[i]) {
                return sm_fail(err, SM_EINPUT, SM_AT_LINE(run->study->path, part->line), NULL,
                               "report %s needs figure %s, which could not be made", report->id,
                               part->figure);
            }
        }
    }
    in->figures = scenes;
    return SM_OK;
}

sm_status run_lay_out_report(sm_run *run, sm_arena *a, const run_report_needs *needs,
                             sm_report_input *in, sm_report_pages *pages, sm_diags *diags,
                             sm_error *err)
{
    sm_status status = gather_summary(run, a, needs, in, diags, err);
    status = status ? status : gather_figures(run, a, needs, in, err);
    return status ? status : sm_report_make(a, run->text, in, pages, diags, err);
}

// ---- Document -----------------------------------------------------------------------------------

static int32_t newest_date(const sm_study *study)
{
    int32_t newest = 0;
    for (size_t i = 0; i < study->n_figures; i++) {
        newest = study->figures[i].date > newest ? study->figures[i].date : newest;
    }
    return newest;
}

static const char *title_of(const sm_report_input *in)
{
    const char *own = sm_texts_in(&in->report->title, in->lang, NULL);
    const char *rounds = in->rounds ? sm_texts_in(&in->rounds->title, in->lang, NULL) : NULL;
    return own ? own : rounds ? rounds : sm_texts_in(&in->study->title, in->lang, NULL);
}

static sm_document describe(sm_arena *a, const sm_report_input *in, const sm_report_pages *pages)
{
    const sm_study *study = in->study;
    sm_str authors;
    sm_str_init(&authors, a);
    for (size_t i = 0; i < study->n_authors; i++) {
        sm_str_printf(&authors, "%s%s", i ? ", " : "", study->authors[i]);
    }
    sm_outline_item *outline = sm_arena_alloc(a, (pages->n_headings + 1) * sizeof *outline);
    for (size_t i = 0; i < pages->n_headings; i++) {
        const sm_report_heading *h = &pages->headings[i];
        outline[i] = (sm_outline_item){h->title, h->anchor, h->level};
    }
    const char *subject = sm_texts_in(&in->report->subtitle, in->lang, NULL);
    return (sm_document){.title = title_of(in),
                         .author = authors.len ? authors.text : NULL,
                         .subject = subject ? subject : sm_texts_in(&study->title, in->lang, NULL),
                         .keywords = study->id,
                         .creator = "sitmap " SM_VERSION,
                         .description = subject ? subject : title_of(in),
                         .lang = in->lang,
                         .created = run_creation_time(newest_date(study)),
                         .outline = outline,
                         .n_outline = pages->n_headings};
}

// SVG has no pages: they stand one below the other.
static const sm_scene *stack(sm_arena *a, const sm_report_pages *pages)
{
    double width = 0, height = 0, y = 0;
    for (size_t i = 0; i < pages->count; i++) {
        width = pages->items[i]->width_pt > width ? pages->items[i]->width_pt : width;
        height += pages->items[i]->height_pt;
    }
    sm_scene *all = sm_scene_create(a, width, height);
    for (size_t i = 0; i < pages->count; i++) {
        sm_scene_begin_group(all, "page", sm_arena_printf(a, "%zu", i + 1), -1);
        sm_scene_append(all, pages->items[i], 0, y);
        sm_scene_end_group(all);
        y += pages->items[i]->height_pt;
    }
    return all;
}

static void submit(run_batch *b, sm_arena *a, run_record *r, const sm_report_input *in,
                   const sm_report_pages *pages)
{
    static const sm_format all[] = {SM_FORMAT_PDF, SM_FORMAT_SVG, SM_FORMAT_SCENE};
    sm_format formats[3];
    size_t n = 0;
    for (size_t i = 0; i < 3; i++) {
        if (makes(b->run, in->report, all[i])) {
            formats[n++] = all[i];
        }
    }
    run_document doc = {
        pages->items, pages->count, stack(a, pages), describe(a, in, pages), formats, n, NULL};
    run_sign(b, a, r, &doc, newest_date(in->study));
    run_submit(b, r, &doc);
}

/** A report and what it is made from. */
typedef struct making {
    run_batch *batch;
    run_record *record;
} making;

static const run_kept *find_kept(const run_batch *b, const char *figure, const char *lang)
{
    for (size_t i = 0; i < b->kept.count; i++) {
        const run_kept *k = &b->kept.items[i];
        if (strcmp(k->figure->id, figure) == 0 && strcmp(k->lang, lang) == 0) {
            return k;
        }
    }
    return NULL;
}

static const sm_scene *lend_scene(void *context, const char *figure, const char *lang)
{
    const making *m = context;
    const run_kept *kept = find_kept(m->batch, figure, lang);
    if (kept && kept->scene) {
        run_join_origins(m->batch->arena, &m->record->features, &m->record->styles, &kept->features,
                         &kept->styles);
    }
    return kept ? kept->scene : NULL;
}

static void note_map(void *context, const run_figure *map)
{
    const making *m = context;
    run_list_origins(m->batch->run, m->batch->arena, map, &m->record->features, &m->record->styles);
}

// Areas are counted from all polygons, also from those that no map shows.
static void note_areas(void *context, const sm_stats *stats)
{
    const making *m = context;
    const sm_layer *control = run_find_control(m->batch->run->study);
    sm_digest *d = sm_digest_begin();
    for (size_t i = 0; i < stats->n_rows; i++) {
        const sm_stats_row *row = &stats->rows[i];
        sm_digest_number(d, row->date);
        sm_digest_text(d, row->side);
        sm_digest_text(d, row->zone);
        sm_digest_add(d, &row->area_km2, sizeof row->area_km2);
    }
    const char *digest = sm_digest_end_short(d, m->batch->arena, 16);
    *SM_PUSH(m->batch->arena, &m->record->features) = (sm_stamp_feature){
        .layer = control && control->file ? control->file : "", .digest = digest};
}

static void make_report(run_batch *b, sm_arena *a, const sm_report *report, const char *lang)
{
    run_record *r = run_add_record(b, report->id, lang, "");
    sm_report_input in = {.study = b->run->study, .report = report, .lang = lang};
    sm_report_pages pages;
    sm_error err;
    making m = {b, r};
    const run_report_needs needs = {lend_scene, note_map, note_areas, &m};
    sm_status status = run_lay_out_report(b->run, a, &needs, &in, &pages, &r->diags, &err);
    if (status) {
        sm_diags_add_error(&r->diags, "report.failed", &err);
    }
    r->failed = status || sm_diags_count(&r->diags, SM_ERROR) > 0;
    if (!r->failed) {
        submit(b, a, r, &in, &pages);
    }
    run_note_done(b, r);
    run_tell(b);
}

void run_render_reports(run_batch *b, const char *lang)
{
    for (size_t i = 0; i < b->run->study->n_reports; i++) {
        if (is_due(b->run, &b->run->study->reports[i])) {
            sm_arena *a = sm_arena_create();
            make_report(b, a, &b->run->study->reports[i], lang);
            sm_arena_destroy(a);
        }
    }
}
