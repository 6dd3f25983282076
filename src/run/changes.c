// Two studies: what differs in their data, styles, pages and descriptions.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "run/run.h"
#include "sitmap/plan.h"

typedef struct comparing {
    sm_arena *arena;
    sm_run *old, *new;
    sm_diags *diags;
    sm_study_changes *out;
} comparing;

static sm_study_change *add(comparing *c, const char *what, const char *change, const char *name)
{
    sm_study_change *item = SM_PUSH(c->arena, c->out);
    *item = (sm_study_change){
        .what = what, .change = change, .name = name, .record = -1, .area_km2 = NAN};
    item->words = sm_arena_printf(c->arena, "%s %s: %s", what, name, change);
    return item;
}

// ---- Ground -------------------------------------------------------------------------------------

static void add_ground(comparing *c, const sm_stats *s, const sm_stats_row *row, double km2)
{
    char date[11];
    if (fabs(km2) < 1e-6) {
        return;
    }
    const sm_stats_zone *zone = sm_stats_zone_find(s, row->zone);
    const char *name = zone && zone->name ? zone->name : row->zone;
    sm_format_date(row->date, date);
    sm_study_change *item = add(c, "ground", "changed", name);
    item->date = sm_arena_strdup(c->arena, date);
    item->side = row->side;
    item->area_km2 = km2;
    item->words = sm_arena_printf(c->arena, "%s, %s: %s %s%.2f km²", name, date, row->side,
                                  km2 < 0 ? "−" : "+", fabs(km2));
}

static void compare_ground(comparing *c)
{
    sm_stats *old = NULL, *new = NULL;
    sm_error unheard; // a study need not have anything to count
    if (sm_run_stats(c->old, c->arena, NULL, NULL, 0, NULL, &old, c->diags, &unheard) ||
        sm_run_stats(c->new, c->arena, NULL, NULL, 0, NULL, &new, c->diags, &unheard)) {
        return;
    }
    for (size_t i = 0; i < new->n_rows; i++) {
        const sm_stats_row *row = &new->rows[i];
        const sm_stats_row *then = sm_stats_find(old, row->date, row->side, row->zone);
        add_ground(c, new, row, row->area_km2 - (then ? then->area_km2 : 0));
    }
    for (size_t i = 0; i < old->n_rows; i++) {
        const sm_stats_row *row = &old->rows[i];
        if (!sm_stats_find(new, row->date, row->side, row->zone)) {
            add_ground(c, old, row, -row->area_km2);
        }
    }
}

// ---- Records ------------------------------------------------------------------------------------

typedef struct print {
    const char *digest;
    long record;
    bool paired;
} print;

static const char *digest_feature(sm_arena *a, const sm_feature *f)
{
    sm_digest *d = sm_digest_begin();
    sm_digest_path(d, f->path);
    for (size_t i = 0; i < f->fields->count; i++) {
        sm_digest_text(d, f->fields->items[i].name);
        sm_digest_number(d, f->values[i].type);
        sm_digest_text(d, sm_value_text(a, &f->values[i]));
    }
    return sm_digest_end(d, a);
}

static int by_digest(const void *one, const void *other)
{
    const print *a = one, *b = other;
    int d = strcmp(a->digest, b->digest);
    return d ? d : (a->record > b->record) - (a->record < b->record);
}

static int by_record(const void *one, const void *other)
{
    const print *a = one, *b = other;
    return (a->record > b->record) - (a->record < b->record);
}

static print *fingerprints(sm_arena *a, const sm_features *f)
{
    print *list = sm_arena_zero(a, f->count + 1, sizeof *list);
    for (size_t i = 0; i < f->count; i++) {
        list[i] = (print){digest_feature(a, &f->items[i]), f->items[i].record, false};
    }
    qsort(list, f->count, sizeof *list, by_digest);
    return list;
}

// Equal records are set aside wherever they stand: an insertion does not change those behind it.
static void set_equal_aside(print *old, size_t n, print *new, size_t m)
{
    for (size_t i = 0, k = 0; i < n && k < m;) {
        int d = strcmp(old[i].digest, new[k].digest);
        old[i].paired |= d == 0;
        new[k].paired |= d == 0;
        i += d <= 0;
        k += d >= 0;
    }
}

static void add_record(comparing *c, const sm_layer *layer, const char *change, long record)
{
    sm_study_change *item = add(c, "data", change, layer->id);
    item->record = record;
    item->words = sm_arena_printf(c->arena, "layer %s: record %ld %s", layer->id, record, change);
}

static void compare_records(comparing *c, const sm_layer *layer, const sm_features *then,
                            const sm_features *now)
{
    sm_arena *scratch = sm_arena_create();
    print *old = fingerprints(scratch, then), *new = fingerprints(scratch, now);
    set_equal_aside(old, then->count, new, now->count);
    qsort(old, then->count, sizeof *old, by_record);
    qsort(new, now->count, sizeof *new, by_record);
    for (size_t i = 0, k = 0; i < then->count || k < now->count;) {
        if (i < then->count && old[i].paired) {
            i++;
        } else if (k < now->count && new[k].paired) {
            k++;
        } else {
            long d = i == then->count ? 1 : k == now->count ? -1 : old[i].record - new[k].record;
            add_record(c, layer,
                       d < 0   ? "removed"
                       : d > 0 ? "added"
                               : "changed",
                       d <= 0 ? old[i].record : new[k].record);
            i += d <= 0;
            k += d >= 0;
        }
    }
    sm_arena_destroy(scratch);
}

static void compare_layer(comparing *c, const sm_layer *layer)
{
    const sm_layer *then = sm_study_layer(c->old->study, layer->id);
    if (!then) {
        add(c, "data", "added", layer->id)->words =
            sm_arena_printf(c->arena, "layer %s: added", layer->id);
    } else if (layer->file && then->file) {
        const sm_features *old = run_read_records(c->old, then, c->diags);
        const sm_features *new = run_read_records(c->new, layer, c->diags);
        if (old && new) {
            compare_records(c, layer, old, new);
        }
    }
}

static void compare_layers(comparing *c)
{
    const sm_study *old = c->old->study, *new = c->new->study;
    for (size_t i = 0; i < new->n_layers; i++) {
        compare_layer(c, &new->layers[i]);
    }
    for (size_t i = 0; i < old->n_layers; i++) {
        if (!sm_study_layer(new, old->layers[i].id)) {
            add(c, "data", "removed", old->layers[i].id)->words =
                sm_arena_printf(c->arena, "layer %s: removed", old->layers[i].id);
        }
    }
}

// ---- Pictures -----------------------------------------------------------------------------------

static void compare_pictures(comparing *c)
{
    const sm_study *old = c->old->study, *new = c->new->study;
    for (size_t i = 0; i < new->n_grounds; i++) {
        const sm_ground *is = &new->grounds[i], *was = sm_study_ground(old, is->id);
        const run_ground *now = run_find_ground(c->new, is, c->diags);
        const run_ground *then = was ? run_find_ground(c->old, was, c->diags) : NULL;
        if (!was) {
            add(c, "data", "added", is->id)->words =
                sm_arena_printf(c->arena, "ground %s: added", is->id);
        } else if (now && then && strcmp(now->digest, then->digest) != 0) {
            add(c, "data", "changed", is->id)->words =
                sm_arena_printf(c->arena, "ground %s: another picture", is->id);
        }
    }
    for (size_t i = 0; i < old->n_grounds; i++) {
        if (!sm_study_ground(new, old->grounds[i].id)) {
            add(c, "data", "removed", old->grounds[i].id)->words =
                sm_arena_printf(c->arena, "ground %s: removed", old->grounds[i].id);
        }
    }
}

// ---- Styles and description ---------------------------------------------------------------------

static const char *digest_below(sm_arena *a, const sm_root *root, const char *path)
{
    return root ? sm_digest_file(a, sm_arena_printf(a, "%s/%s", sm_root_path(root), path)) : NULL;
}

// The study's own folder first, as when it is loaded.
static const char *digest_style(sm_arena *a, const sm_run *run, const char *style)
{
    const char *own = digest_below(a, run->root, style);
    return own ? own : digest_below(a, run->styles, style);
}

static bool was_seen(const sm_study *study, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (sm_same_text(study->layers[i].style, study->layers[at].style)) {
            return true;
        }
    }
    return false;
}

static void compare_styles(comparing *c)
{
    const sm_study *study = c->new->study;
    for (size_t i = 0; i < study->n_layers; i++) {
        const char *style = study->layers[i].style;
        const sm_layer *then = sm_study_layer(c->old->study, study->layers[i].id);
        if (then && style && then->style && !was_seen(study, i) &&
            !sm_same_text(digest_style(c->arena, c->old, then->style),
                          digest_style(c->arena, c->new, style))) {
            add(c, "style", "changed", style);
        }
    }
}

// ---- Pages --------------------------------------------------------------------------------------

static void add_page(comparing *c, const sm_figure *f, const char *is, const char *was)
{
    sm_study_change *item = add(c, "page", "changed", f->id);
    item->words = sm_arena_printf(c->arena, "page of %s: %s, was %s", f->id, is, was);
}

static const char *size_words(sm_arena *a, const sm_figure *f)
{
    return sm_arena_printf(a, "%g x %g mm", f->width_mm, f->height_mm);
}

static const char *layer_words(sm_arena *a, const sm_figure *f)
{
    sm_str out;
    sm_str_init(&out, a);
    sm_str_puts(&out, "draws");
    if (f->ground) {
        sm_str_printf(&out, " %s", f->ground->id);
    }
    for (size_t i = 0; i < f->n_layers; i++) {
        sm_str_printf(&out, " %s", f->layers[i]);
    }
    return out.text;
}

static const char *date_words(sm_arena *a, const sm_figure *f)
{
    char date[11];
    sm_format_date(f->date, date);
    return sm_arena_printf(a, "as of %s", date);
}

static const char *crs_words(sm_arena *a, const sm_figure *f)
{
    return f->crs ? sm_arena_printf(a, "drawn in %s", f->crs) : "drawn in the study's own CRS";
}

// What a reader of the page sees first; the rest is the description.
static void compare_pages(comparing *c)
{
    static const char *(*const aspects[])(sm_arena *, const sm_figure *) = {size_words, date_words,
                                                                            crs_words, layer_words};
    for (size_t i = 0; i < c->new->study->n_figures; i++) {
        const sm_figure *f = &c->new->study->figures[i];
        const sm_figure *then = sm_study_figure(c->old->study, f->id);
        for (size_t k = 0; then && k < sizeof aspects / sizeof aspects[0]; k++) {
            const char *is = aspects[k](c->arena, f), *was = aspects[k](c->arena, then);
            if (strcmp(is, was) != 0) {
                add_page(c, f, is, was);
            }
        }
    }
}

static void compare_description(comparing *c)
{
    const sm_study *old = c->old->study, *new = c->new->study;
    for (size_t i = 0; i < new->n_figures; i++) {
        if (!sm_study_figure(old, new->figures[i].id)) {
            add(c, "description", "added",
                sm_arena_printf(c->arena, "figure %s", new->figures[i].id));
        }
    }
    for (size_t i = 0; i < old->n_figures; i++) {
        if (!sm_study_figure(new, old->figures[i].id)) {
            add(c, "description", "removed",
                sm_arena_printf(c->arena, "figure %s", old->figures[i].id));
        }
    }
    if (!sm_same_text(sm_digest_file(c->arena, old->path), sm_digest_file(c->arena, new->path))) {
        add(c, "description", "changed", "study.xml");
    }
}

sm_status sm_run_compare(sm_arena *a, sm_run *old, sm_run *new, sm_study_changes *out,
                         sm_diags *diags, sm_error *err)
{
    *out = (sm_study_changes){NULL, 0, 0};
    comparing c = {a, old, new, diags, out};
    compare_ground(&c);
    compare_layers(&c);
    compare_pictures(&c);
    compare_styles(&c);
    compare_pages(&c);
    compare_description(&c);
    return sm_diags_count(diags, SM_ERROR)
               ? sm_fail(err, SM_EINPUT, SM_NOWHERE, NULL, "the studies could not be read whole")
               : SM_OK;
}
