// Figures that stand for a series: one per date of a layer of snapshots, per zone of a polygon
// layer, or per date and zone. Dates and zones come from the data, so an atlas is one figure in
// study.xml.
#include <stdlib.h>
#include <string.h>

#include "load/study_parts.h"

enum { MOST_FIGURES = 100000 };

typedef struct zone {
    const char *key;
    sm_lang_text *names; // one per language of the study
} zone;

typedef struct zones {
    zone *items;
    size_t count, cap;
} zones;

typedef struct dates {
    int32_t *items;
    size_t count, cap;
} dates;

typedef struct figures {
    sm_figure *items;
    size_t count, cap;
} figures;

static void complain(sm_reader *r, const sm_figure *f, const char *mend, const char *message)
{
    sm_diags_add(r->diags, SM_ERROR, "study.each", SM_AT_LINE(r->file, f->line), mend,
                 "figure %s: %s", f->id, message);
}

// ---- What is in the data ------------------------------------------------------------------------

typedef void take_feature(void *context, const sm_feature *f);

static bool each_feature(sm_reader *r, const sm_root *root, const sm_figure *f,
                         const sm_layer *layer, take_feature *take, void *context)
{
    sm_source *source = NULL;
    sm_error err = {.status = SM_OK};
    sm_arena *scratch = sm_arena_create();
    sm_diags ignored; // run reads the layer again and tells what is wrong with it
    sm_diags_init(&ignored, scratch);
    bool done = layer->file && !sm_source_open(scratch, root, layer->file, layer->encoding, &source,
                                               &ignored, &err);
    sm_feature feature;
    while (done && sm_source_next(source, scratch, NULL, NULL, &feature, &ignored, &err)) {
        if (sm_where_matches(scratch, layer->where, &feature)) {
            take(context, &feature);
        }
    }
    sm_source_close(source);
    sm_arena_destroy(scratch);
    if (!done || err.status) {
        complain(r, f, NULL,
                 sm_arena_printf(r->arena, "layer %s can not be read: %s", layer->id,
                                 layer->file ? err.message : "it is derived"));
    }
    return done && !err.status;
}

typedef struct collecting {
    sm_arena *arena;
    const sm_study *study;
    const sm_figure *figure;
    const char *date_field;
    dates days;
    zones zones;
    bool lacks_field;
} collecting;

static void take_date(void *context, const sm_feature *f)
{
    collecting *c = context;
    int field = sm_fields_find(f->fields, c->date_field);
    int32_t day = 0;
    c->lacks_field |= field < 0;
    if (field < 0 || !sm_value_day(&f->values[field], &day)) {
        return;
    }
    for (size_t i = 0; i < c->days.count; i++) {
        if (c->days.items[i] == day) {
            return;
        }
    }
    *SM_PUSH(c->arena, &c->days) = day;
}

static const char *replaced(sm_arena *a, const char *text, const char *what, const char *by)
{
    sm_str out;
    size_t len = strlen(what);
    sm_str_init(&out, a);
    for (const char *at = text; *at;) {
        if (strncmp(at, what, len) == 0) {
            sm_str_puts(&out, by);
            at += len;
        } else {
            sm_str_add(&out, at++, 1);
        }
    }
    return out.text;
}

static const char *zone_name(const collecting *c, const sm_feature *f, const char *key,
                             const char *lang)
{
    const char *name = c->figure->each.name;
    int field = name ? sm_fields_find(f->fields, replaced(c->arena, name, "{lang}", lang)) : -1;
    if (name && field < 0) {
        field = sm_fields_find(f->fields, replaced(c->arena, name, "{lang}", c->study->lang));
    }
    const char *text = field < 0 ? "" : sm_value_text(c->arena, &f->values[field]);
    return text[0] ? sm_arena_strdup(c->arena, text) : key;
}

static void take_zone(void *context, const sm_feature *f)
{
    collecting *c = context;
    int field = sm_fields_find(f->fields, c->figure->each.key);
    c->lacks_field |= field < 0;
    const char *key = field < 0 ? "" : sm_value_text(c->arena, &f->values[field]);
    bool known = !key[0];
    for (size_t i = 0; i < c->zones.count && !known; i++) {
        known = strcmp(c->zones.items[i].key, key) == 0;
    }
    if (known) {
        return;
    }
    zone *z = SM_PUSH(c->arena, &c->zones);
    z->key = sm_arena_strdup(c->arena, key);
    z->names = sm_arena_alloc(c->arena, (c->study->n_langs + 1) * sizeof *z->names);
    for (size_t i = 0; i < c->study->n_langs; i++) {
        const char *lang = c->study->langs[i];
        z->names[i] = (sm_lang_text){lang, zone_name(c, f, z->key, lang)};
    }
}

static int by_day(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static bool collect(sm_reader *r, const sm_root *root, const sm_study *study, const sm_figure *f,
                    collecting *c)
{
    *c = (collecting){.arena = r->arena, .study = study, .figure = f};
    const sm_layer *dated = f->each.dates ? sm_study_layer(study, f->each.dates) : NULL;
    if (dated) {
        c->date_field = dated->date_field;
        if (!c->date_field) {
            complain(r, f, "name a layer with time=\"snapshots\"", "its layer of dates has none");
            return false;
        }
        if (!each_feature(r, root, f, dated, take_date, c)) {
            return false;
        }
        if (c->days.count) {
            qsort(c->days.items, c->days.count, sizeof *c->days.items, by_day);
        }
    }
    if (f->each.zones &&
        !each_feature(r, root, f, sm_study_layer(study, f->each.zones), take_zone, c)) {
        return false;
    }
    if (c->lacks_field) {
        complain(r, f, "correct the field's name", "the layer lacks the field of its series");
    }
    return !c->lacks_field;
}

// ---- The figures --------------------------------------------------------------------------------

// An id becomes a file name: what may not stand in one becomes '-'.
static const char *as_id(sm_arena *a, const char *key)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    char *id = sm_arena_strdup(a, key);
    for (char *c = id; *c; c++) {
        *c = strchr(allowed, *c) ? *c : '-';
    }
    return id;
}

// Texts of one zone: `{zone}` is its name in the text's language.
static void name_zone(sm_arena *a, const sm_study *study, const zone *z, sm_texts *texts)
{
    sm_texts own = {NULL, 0, 0};
    for (size_t i = 0; i < texts->count; i++) {
        sm_lang_text t = texts->items[i];
        const char *name = z->key;
        for (size_t k = 0; k < study->n_langs; k++) {
            name = strcmp(z->names[k].lang, t.lang) == 0 ? z->names[k].text : name;
        }
        t.text = replaced(a, t.text, "{zone}", name);
        *SM_PUSH(a, &own) = t;
    }
    *texts = own;
}

static void set_zone(sm_reader *r, const sm_study *study, const zone *z, sm_figure *f)
{
    double margin = f->extent.line ? f->extent.margin_mm : 5;
    f->id = replaced(r->arena, f->id, "{zone}", as_id(r->arena, z->key));
    f->extent = (sm_extent){.kind = SM_EXTENT_FIT,
                            .line = f->line,
                            .layer = f->each.zones,
                            .where = sm_arena_printf(r->arena, "%s=%s", f->each.key, z->key),
                            .margin_mm = margin};
    name_zone(r->arena, study, z, &f->title);
    name_zone(r->arena, study, z, &f->subtitle);
    name_zone(r->arena, study, z, &f->caption);
    name_zone(r->arena, study, z, &f->alt);
}

static void set_date(sm_reader *r, const collecting *c, size_t i, sm_figure *f)
{
    char date[11];
    f->date = c->days.items[i];
    sm_format_date(f->date, date);
    f->id = replaced(r->arena, f->id, "{date}", date);
    if (f->each.since_previous && i > 0) {
        f->since = c->days.items[i - 1];
        f->has_since = true;
    }
}

// One figure of the series, in all its shapes.
static sm_figure make_one(sm_reader *r, const sm_study *study, const collecting *c,
                          const sm_figure *f, size_t z, size_t d)
{
    sm_figure one = *f;
    if (f->each.zones) {
        set_zone(r, study, &c->zones.items[z], &one);
    }
    if (f->each.dates) {
        set_date(r, c, d, &one);
    }
    one.shapes = sm_arena_zero(r->arena, f->n_variants + 1, sizeof *one.shapes);
    for (size_t i = 0; i < f->n_variants; i++) {
        if (f->shapes[i]) {
            sm_figure *shape = sm_arena_alloc(r->arena, sizeof *shape);
            *shape = make_one(r, study, c, f->shapes[i], z, d);
            one.shapes[i] = shape;
        }
    }
    return one;
}

static bool is_taken(const figures *all, const char *id)
{
    for (size_t i = 0; i < all->count; i++) {
        if (strcmp(all->items[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static void expand(sm_reader *r, const sm_root *root, const sm_study *study, const sm_figure *f,
                   figures *out)
{
    collecting c;
    if (!collect(r, root, study, f, &c)) {
        return;
    }
    // A first date has nothing before it to be compared with.
    size_t first = f->each.since_previous && !f->has_since && c.days.count ? 1 : 0;
    size_t n_days = f->each.dates ? c.days.count : 1, n_zones = f->each.zones ? c.zones.count : 1;
    if (n_days <= first || !n_zones || n_days * n_zones > MOST_FIGURES) {
        complain(r, f, NULL,
                 n_days * n_zones > MOST_FIGURES ? "it stands for over 100,000 figures"
                                                 : "it stands for no figure at all");
        return;
    }
    for (size_t z = 0; z < n_zones; z++) {
        for (size_t d = first; d < n_days; d++) {
            sm_figure one = make_one(r, study, &c, f, z, d);
            if (is_taken(out, one.id)) {
                complain(r, f, "choose a key that differs from zone to zone",
                         sm_arena_printf(r->arena, "two of its figures are called %s", one.id));
                return;
            }
            *SM_PUSH(r->arena, out) = one;
        }
    }
}

void sm_study_expand(sm_reader *r, const sm_root *root, sm_study *study)
{
    figures all = {NULL, 0, 0};
    for (size_t i = 0; i < study->n_figures; i++) {
        const sm_figure *f = &study->figures[i];
        if (f->each.dates || f->each.zones) {
            expand(r, root, study, f, &all);
        } else {
            *SM_PUSH(r->arena, &all) = *f;
        }
    }
    study->figures = all.items;
    study->n_figures = all.count;
}
