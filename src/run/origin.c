// What a document was made from: the features that it shows and the rest of the page, as digests
// for the file itself and as lists for the stamps; and in words, what of it is another thing now.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "run/batch.h"

enum {
    FEATURE_DIGITS = 16, // enough to tell versions of one feature apart
    ORIGIN_DIGITS = 32   // enough for a file among all that were ever made
};

// ---- Lists --------------------------------------------------------------------------------------

// The rule by its name: another rule beside it in the style is not another feature.
static void add_symbol(sm_digest *d, const sm_style *style, const sm_symbol *s)
{
    const char *rule = sm_style_rule_name(style, s->rule);
    sm_digest_number(d, s->kind);
    sm_digest_text(d, rule);
    sm_digest_number(d, rule ? -1 : (int64_t)s->rule);
    sm_digest_text(d, s->kind == SM_SYMBOL_TEXT ? s->label.text : NULL);
}

static const char *digest_feature(sm_arena *a, const sm_map_layer *layer, const sm_map_feature *f)
{
    sm_digest *d = sm_digest_begin();
    sm_digest_path(d, f->path);
    for (size_t i = 0; i < f->symbols->count; i++) {
        add_symbol(d, layer->style, &f->symbols->items[i]);
    }
    return sm_digest_end_short(d, a, FEATURE_DIGITS);
}

static void list_layer(sm_run *run, sm_arena *a, const sm_map_layer *layer, run_features *features,
                       run_style_files *styles)
{
    const char *file = layer->layer->file ? layer->layer->file : layer->layer->id;
    for (size_t i = 0; i < layer->count; i++) {
        *SM_PUSH(a, features) =
            (sm_stamp_feature){.layer = file,
                               .record = layer->items[i].feature->record,
                               .digest = digest_feature(a, layer, &layer->items[i])};
    }
    const char *digest = run_style_digest(run, layer->layer);
    if (digest) {
        const sm_stamp_style one = {.path = layer->layer->style, .digest = digest};
        run_join_origins(a, NULL, styles, NULL, &(run_style_files){(sm_stamp_style *)&one, 1, 1});
    }
}

static void list_ground(sm_run *run, sm_arena *a, const sm_ground *ground, run_features *features)
{
    sm_diags unheard; // said when the ground was laid
    sm_diags_init(&unheard, a);
    const run_ground *g = run_find_ground(run, ground, &unheard);
    if (g) {
        *SM_PUSH(a, features) = (sm_stamp_feature){
            .layer = ground->file, .record = SM_STAMP_GROUND, .digest = g->digest};
    }
}

void run_list_origins(sm_run *run, sm_arena *a, const run_figure *figure, run_features *features,
                      run_style_files *styles)
{
    const sm_map *maps[] = {&figure->plan.map, &figure->plan.inset};
    const sm_inset *inset = figure->job.figure->inset;
    const sm_ground *grounds[] = {figure->job.figure->ground, inset ? inset->ground : NULL};
    for (size_t m = 0; m < 2; m++) {
        if (maps[m]->ground && grounds[m]) {
            list_ground(run, a, grounds[m], features);
        }
        for (size_t i = 0; i < maps[m]->n_layers; i++) {
            list_layer(run, a, &maps[m]->layers[i], features, styles);
        }
    }
}

static bool has_style(const run_style_files *list, const char *path)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].path, path) == 0) {
            return true;
        }
    }
    return false;
}

void run_join_origins(sm_arena *a, run_features *features, run_style_files *styles,
                      const run_features *from, const run_style_files *styles_from)
{
    for (size_t i = 0; from && i < from->count; i++) {
        *SM_PUSH(a, features) = from->items[i];
    }
    for (size_t i = 0; styles_from && i < styles_from->count; i++) {
        if (!has_style(styles, styles_from->items[i].path)) {
            *SM_PUSH(a, styles) = styles_from->items[i];
        }
    }
}

// ---- Digests of the data ------------------------------------------------------------------------

const char *run_source_file(const sm_study *study, const char *layer)
{
    const sm_layer *l = sm_study_layer(study, layer);
    const sm_layer *of = l && l->of ? sm_study_layer(study, l->of) : NULL;
    return of && of->file ? of->file : layer;
}

typedef struct feature_of_file {
    const char *file;
    const sm_stamp_feature *feature;
} feature_of_file;

// By file, then by what is shown, never by record: their order in the file says nothing.
static int compare_content(const void *a, const void *b)
{
    const feature_of_file *x = a, *y = b;
    int order = strcmp(x->file, y->file);
    order = order ? order : strcmp(x->feature->layer, y->feature->layer);
    return order ? order : strcmp(x->feature->digest, y->feature->digest);
}

static feature_of_file *sort_features(sm_arena *a, const sm_study *study, const run_features *list)
{
    feature_of_file *sorted = sm_arena_alloc(a, (list->count + 1) * sizeof *sorted);
    for (size_t i = 0; i < list->count; i++) {
        sorted[i] =
            (feature_of_file){run_source_file(study, list->items[i].layer), &list->items[i]};
    }
    qsort(sorted, list->count, sizeof *sorted, compare_content);
    return sorted;
}

// A name as one word: what separates words, pairs and comments in any format is written as %20.
static void put_word(sm_str *out, const char *name)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-";
    for (; *name; name++) {
        if (strchr(plain, *name)) {
            sm_str_add(out, name, 1);
        } else {
            sm_str_printf(out, "%%%02X", (unsigned)(unsigned char)*name);
        }
    }
}

// "control.shp:1f2e3d4c5b6a7988 rivers.shp:..." and, through `whole`, all of it as one digest.
static const char *digest_files(sm_arena *a, const sm_study *study, const run_features *list,
                                const char **whole)
{
    const feature_of_file *sorted = sort_features(a, study, list);
    sm_digest *all = sm_digest_begin();
    sm_str out;
    sm_str_init(&out, a);
    for (size_t i = 0; i < list->count;) {
        const char *file = sorted[i].file;
        sm_digest *d = sm_digest_begin();
        for (; i < list->count && strcmp(sorted[i].file, file) == 0; i++) {
            sm_digest_text(d, sorted[i].feature->layer);
            sm_digest_text(d, sorted[i].feature->digest);
        }
        const char *hex = sm_digest_end_short(d, a, FEATURE_DIGITS);
        sm_digest_text(all, file);
        sm_digest_text(all, hex);
        sm_str_puts(&out, out.len ? " " : "");
        put_word(&out, file);
        sm_str_printf(&out, ":%s", hex);
    }
    *whole = sm_digest_end_short(all, a, ORIGIN_DIGITS);
    return out.text;
}

// ---- Signing ------------------------------------------------------------------------------------

// The pixels of a ground are data, how strong they are is said by the description.
static void add_opacity(sm_digest *d, const run_figure *figure)
{
    if (figure && figure->plan.map.ground) {
        sm_digest_number(d, lround(figure->job.figure->ground->opacity * 1000));
    }
    if (figure && figure->plan.inset.ground) {
        sm_digest_number(d, lround(figure->job.figure->inset->ground->opacity * 1000));
    }
}

static const char *digest_rest(sm_arena *a, const run_document *doc)
{
    const sm_document *m = &doc->about;
    const char *const texts[] = {m->title,   m->author,      m->subject, m->keywords,
                                 m->creator, m->description, m->credits, m->lang};
    sm_digest *d = sm_digest_begin();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        sm_digest_text(d, texts[i]);
    }
    for (size_t i = 0; i < doc->n_pages; i++) {
        sm_digest_add_rest(d, doc->pages[i]);
    }
    add_opacity(d, doc->figure);
    return sm_digest_end_short(d, a, ORIGIN_DIGITS);
}

static void put_pair(run_document *doc, const char *key, const char *value)
{
    doc->about.extra[doc->about.n_extra][0] = key;
    doc->about.extra[doc->about.n_extra][1] = value;
    doc->about.n_extra++;
}

void run_sign(run_batch *b, sm_arena *a, run_record *r, run_document *doc, int32_t as_of)
{
    char date[11];
    const char *data = NULL;
    const char *files = digest_files(a, b->run->study, &r->features, &data);
    sm_format_date(as_of, date);
    r->origin = (sm_stamp_origin){.job = r->job,
                                  .study = digest_rest(b->arena, doc),
                                  .program = b->program,
                                  .fonts = b->fonts};
    doc->about.extra = sm_arena_alloc(a, 6 * sizeof *doc->about.extra);
    doc->about.n_extra = 0;
    put_pair(doc, "figure", r->job);
    put_pair(doc, "as-of", sm_arena_strdup(a, date));
    put_pair(doc, "data", data);
    put_pair(doc, "study", r->origin.study);
    put_pair(doc, "program", "sitmap " SM_VERSION);
    put_pair(doc, "files", files); // last, for it may be cut
}

// ---- What changed -------------------------------------------------------------------------------

static int compare_versions(const void *a, const void *b)
{
    const sm_stamp_feature *x = *(const sm_stamp_feature *const *)a;
    const sm_stamp_feature *y = *(const sm_stamp_feature *const *)b;
    int order = strcmp(x->layer, y->layer);
    return order ? order : strcmp(x->digest, y->digest);
}

static int compare_records(const void *a, const void *b)
{
    const sm_stamp_feature *x = *(const sm_stamp_feature *const *)a;
    const sm_stamp_feature *y = *(const sm_stamp_feature *const *)b;
    int order = strcmp(x->layer, y->layer);
    return order ? order : (x->record > y->record) - (x->record < y->record);
}

typedef int compare_pointers(const void *a, const void *b);

// Pointers to the features that have no partner in the other list, sorted.
typedef struct pointers {
    const sm_stamp_feature **items;
    size_t count;
} pointers;

// Takes out of both lists what is equal in both.
static void set_aside(pointers *x, pointers *y, compare_pointers *compare)
{
    qsort(x->items, x->count, sizeof *x->items, compare);
    qsort(y->items, y->count, sizeof *y->items, compare);
    size_t i = 0, k = 0, left_x = 0, left_y = 0;
    while (i < x->count || k < y->count) {
        int order = i == x->count ? 1 : k == y->count ? -1 : compare(&x->items[i], &y->items[k]);
        if (order < 0) {
            x->items[left_x++] = x->items[i++];
        } else if (order > 0) {
            y->items[left_y++] = y->items[k++];
        } else {
            i++;
            k++;
        }
    }
    x->count = left_x;
    y->count = left_y;
}

static pointers point_at(sm_arena *a, const run_features *list)
{
    pointers p = {sm_arena_alloc(a, (list->count + 1) * sizeof *p.items), list->count};
    for (size_t i = 0; i < list->count; i++) {
        p.items[i] = &list->items[i];
    }
    return p;
}

static bool contains(const pointers *sorted, const sm_stamp_feature *f)
{
    return sorted->count &&
           bsearch(&f, sorted->items, sorted->count, sizeof *sorted->items, compare_records);
}

// In the order of drawing: pointers into one list tell it.
static int compare_places(const void *a, const void *b)
{
    const sm_stamp_feature *x = *(const sm_stamp_feature *const *)a;
    const sm_stamp_feature *y = *(const sm_stamp_feature *const *)b;
    return (x > y) - (x < y);
}

void run_compare_features(sm_arena *a, const run_features *then, const run_features *now,
                          run_changes *out)
{
    pointers old = point_at(a, then), new = point_at(a, now);
    set_aside(&old, &new, compare_versions); // wherever in the file it stands now
    pointers was = {sm_arena_alloc(a, (old.count + 1) * sizeof *was.items), old.count};
    if (old.count) {
        memcpy(was.items, old.items, old.count * sizeof *old.items);
        qsort(was.items, was.count, sizeof *was.items, compare_records);
    }
    if (new.count) {
        qsort(new.items, new.count, sizeof *new.items, compare_places);
    }
    for (size_t i = 0; i < new.count; i++) {
        const sm_stamp_feature *f = new.items[i];
        *SM_PUSH(a, out) =
            (run_change){f->layer, f->record, contains(&was, f) ? "changed" : "is new here"};
    }
    pointers fresh = new;
    set_aside(&old, &fresh, compare_records);
    if (old.count) {
        qsort(old.items, old.count, sizeof *old.items, compare_places);
    }
    for (size_t i = 0; i < old.count; i++) {
        const sm_stamp_feature *f = old.items[i];
        *SM_PUSH(a, out) = (run_change){f->layer, f->record, "is gone from here"};
    }
}

// Lines of one job stand together in the stamps.
run_features run_known_features(sm_arena *a, const sm_stamps *stamps, const char *job)
{
    run_features list = {NULL, 0, 0};
    for (size_t i = 0; i < stamps->features.count; i++) {
        if (strcmp(stamps->features.items[i].job, job) == 0) {
            *SM_PUSH(a, &list) = stamps->features.items[i];
        }
    }
    return list;
}

static const char *name_change(sm_arena *a, const run_change *c)
{
    return c->record == SM_STAMP_GROUND ? sm_arena_printf(a, "%s %s", c->layer, c->verb)
           : c->record ? sm_arena_printf(a, "%s record %ld %s", c->layer, c->record, c->verb)
                       : sm_arena_printf(a, "the areas counted from %s changed", c->layer);
}

static const sm_stamp_origin *known_origin(const sm_stamps *stamps, const char *job)
{
    for (size_t i = 0; i < stamps->origins.count; i++) {
        if (strcmp(stamps->origins.items[i].job, job) == 0) {
            return &stamps->origins.items[i];
        }
    }
    return NULL;
}

static const char *known_style(const sm_stamps *stamps, const char *job, const char *path)
{
    for (size_t i = 0; i < stamps->style_files.count; i++) {
        const sm_stamp_style *s = &stamps->style_files.items[i];
        if (strcmp(s->path, path) == 0 && strcmp(s->job, job) == 0) {
            return s->digest;
        }
    }
    return NULL;
}

static void add_reason(sm_arena *a, run_reasons *out, const char *what, const char *file,
                       const char *words)
{
    *SM_PUSH(a, out) = (sm_reason){.what = what, .file = file, .words = words};
}

void run_list_reasons(sm_arena *a, const sm_stamps *stamps, const run_record *r, run_reasons *out)
{
    const sm_stamp_origin *then = known_origin(stamps, r->job);
    for (size_t i = 0; i < r->styles.count; i++) {
        const char *path = r->styles.items[i].path, *old = known_style(stamps, r->job, path);
        if (!old || strcmp(old, r->styles.items[i].digest) != 0) {
            add_reason(a, out, "style", path,
                       sm_arena_printf(a, "%s %s", path, old ? "changed" : "is used now"));
        }
    }
    if (then && strcmp(then->fonts, r->origin.fonts) != 0) {
        add_reason(a, out, "fonts", NULL, "the fonts changed");
    }
    if (then && strcmp(then->program, r->origin.program) != 0) {
        add_reason(a, out, "program", NULL, "the program changed");
    }
    if (then && !out->count && strcmp(then->study, r->origin.study) != 0) {
        add_reason(a, out, "description", NULL, "its description changed");
    }
}

const char *run_explain(sm_arena *a, const sm_stamps *stamps, const run_record *r)
{
    run_features then = run_known_features(a, stamps, r->job);
    run_changes changes = {NULL, 0, 0};
    run_compare_features(a, &then, &r->features, &changes);
    if (changes.count) {
        const char *first = name_change(a, &changes.items[0]);
        return changes.count > 1 ? sm_arena_printf(a, "%s, and %zu more", first, changes.count - 1)
                                 : first;
    }
    run_reasons reasons = {NULL, 0, 0};
    run_list_reasons(a, stamps, r, &reasons);
    return reasons.count
               ? reasons.items[0].words
               : "names moved, records come in another order, or it is asked for otherwise";
}
