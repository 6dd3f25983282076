// From a layer of the study to its features in lon/lat: open, filter by `where` and time, convert.
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "run/run.h"

// A file of the study as the user would name it, with another ending if `suffix` is given.
static const char *shown(const sm_run *run, const char *file, const char *suffix)
{
    const char *dot = strrchr(file, '.');
    size_t stem = suffix && dot ? (size_t)(dot - file) : strlen(file);
    return sm_arena_printf(run->arena, "%s/%.*s%s", sm_root_path(run->root), (int)stem, file,
                           suffix ? suffix : "");
}

sm_status run_find_data_crs(sm_run *run, const char *crs, const char *file, const char *wkt,
                            bool has_prj, const sm_crs **out, sm_diags *diags, sm_error *err)
{
    *out = NULL;
    if (crs) {
        return strcmp(crs, "EPSG:4326") == 0 ? SM_OK : run_find_crs(run, crs, out, err);
    }
    if (!wkt) {
        if (has_prj) {
            return SM_OK; // reading has told why it is not used
        }
        bool is_shape = strlen(file) > 4 && strcasecmp(file + strlen(file) - 4, ".shp") == 0;
        sm_diags_add(diags, SM_WARNING, "prj.missing", SM_IN_FILE(shown(run, file, NULL)),
                     sm_arena_printf(diags->arena, "add a .prj, or crs=\"EPSG:4326\" to the %s",
                                     is_shape ? "layer" : "ground"),
                     "no .prj beside the %s: longitude and latitude on WGS 84 assumed",
                     is_shape ? "shapefile" : "picture");
        return SM_OK;
    }
    return run_find_wkt(run, wkt, shown(run, file, ".prj"), out, err);
}

// A CRS that is not understood is another fault than a file that can not be read.
static const char *rule_of(const sm_error *err)
{
    size_t len = strlen(err->file);
    return len > 4 && strcmp(err->file + len - 4, ".prj") == 0 ? "prj.unreadable"
                                                               : "layer.unreadable";
}

sm_status run_open_source(sm_run *run, sm_arena *a, const sm_layer *layer, sm_source **source,
                          const sm_crs **crs, sm_diags *diags, sm_error *err)
{
    *crs = NULL;
    sm_status status =
        sm_source_open(a, run->root, layer->file, layer->encoding, source, diags, err);
    if (status) {
        return status;
    }
    const sm_source_info *info = sm_source_describe(*source);
    status = run_find_data_crs(run, layer->crs, layer->file, info->crs_wkt, info->has_prj, crs,
                               diags, err);
    if (status) {
        sm_source_close(*source);
    }
    return status;
}

// Longitudes beyond the circle mean that the .prj (or its absence) lies.
static bool is_plausible(const sm_feature *f, const char *file, sm_diags *diags)
{
    sm_box box = sm_path_box(f->path);
    if (!f->path->n_points ||
        (box.x0 >= -360 && box.x1 <= 360 && box.y0 >= -90.000001 && box.y1 <= 90.000001)) {
        return true;
    }
    sm_diags_add(diags, SM_ERROR, "prj.implausible", SM_AT_RECORD(file, f->record),
                 "give the layer its true crs in the study, or mend the .prj",
                 "coordinates up to %.0f, %.0f can not be longitude and latitude", box.x1, box.y1);
    return false;
}

static bool to_lonlat(const sm_crs *crs, const char *file, sm_feature *f, sm_diags *diags)
{
    sm_error err;
    if (crs && sm_crs_path_to_lonlat(crs, (sm_path *)f->path, file, f->record, &err)) {
        sm_diags_add_error(diags, "crs.convert", &err);
        return false;
    }
    return is_plausible(f, file, diags);
}

// A field that a layer's rule names must exist, and the message says which ones do.
static int need_field(const sm_run *run, const sm_layer *layer, const sm_fields *fields,
                      const char *name, const char *what, sm_diags *diags)
{
    int field = name ? sm_fields_find(fields, name) : -1;
    if (name && field < 0) {
        sm_str have;
        sm_str_init(&have, diags->arena);
        for (size_t i = 0; i < fields->count; i++) {
            sm_str_printf(&have, "%s%s", i ? ", " : "", fields->items[i].name);
        }
        sm_diags_add(diags, SM_ERROR, "layer.field", SM_AT_LINE(run->study->path, layer->line),
                     sm_arena_printf(diags->arena, "it has: %s", have.text),
                     "layer %s: %s has no field %s for its %s", layer->id, layer->file, name, what);
    }
    return field;
}

typedef struct rules {
    const sm_layer *layer;
    const char *file;
    int date, from, to, side;
    int32_t day, newest;
    bool has_newest, usable;
} rules;

static bool known_where(sm_run *run, const sm_layer *layer, const sm_fields *fields,
                        sm_diags *diags)
{
    const char *unknown = sm_where_unknown_field(diags->arena, layer->where, fields);
    if (unknown) {
        sm_diags_add(diags, SM_ERROR, "layer.where", SM_AT_LINE(run->study->path, layer->line),
                     "write where=\"field=value;field=value\" with fields of the layer",
                     unknown[0] ? "layer %s: no field %s" : "layer %s: where is malformed%s",
                     layer->id, unknown);
    }
    return !unknown;
}

static rules find_rules(sm_run *run, const sm_layer *layer, const sm_source_info *info, int32_t day,
                        sm_diags *diags)
{
    size_t before = sm_diags_count(diags, SM_ERROR);
    rules r = {.layer = layer, .file = shown(run, layer->file, NULL), .day = day};
    bool snapshots = layer->time == SM_TIME_SNAPSHOTS, spans = layer->time == SM_TIME_INTERVALS;
    r.date =
        need_field(run, layer, info->fields, snapshots ? layer->date_field : NULL, "date", diags);
    r.from = need_field(run, layer, info->fields, spans ? layer->from_field : NULL, "from", diags);
    r.to = need_field(run, layer, info->fields, spans ? layer->to_field : NULL, "to", diags);
    r.side = need_field(run, layer, info->fields, layer->side_field, "side", diags);
    known_where(run, layer, info->fields, diags);
    r.usable = sm_diags_count(diags, SM_ERROR) == before;
    return r;
}

static bool check_day(const rules *r, const sm_feature *f, int field, sm_diags *diags)
{
    const sm_value *v = field >= 0 ? &f->values[field] : NULL;
    int32_t day = 0;
    if (!v || v->type == SM_VALUE_NULL || sm_value_day(v, &day)) {
        return true;
    }
    sm_diags_add(diags, SM_ERROR, "time.unreadable", SM_AT_RECORD(r->file, f->record),
                 "use a date field, or text as 2020-10-25", "\"%s\" in field %s is not a date",
                 sm_value_text(diags->arena, v), f->fields->items[field].name);
    return false;
}

static void check_side(sm_run *run, const rules *r, const sm_feature *f, sm_diags *diags)
{
    if (r->side < 0) {
        return;
    }
    const char *side = sm_value_text(diags->arena, &f->values[r->side]);
    if (!sm_study_side(run->study, side)) {
        sm_diags_add(diags, SM_ERROR, "side.unknown", SM_AT_RECORD(r->file, f->record),
                     "correct the value, or define the side with <side id=...>",
                     "layer %s: \"%s\" is not a side of the study", r->layer->id, side);
    }
}

static bool in_time(const rules *r, const sm_feature *f)
{
    int32_t day = 0;
    switch (r->layer->time) {
    case SM_TIME_NONE: return true;
    case SM_TIME_SNAPSHOTS:
        return sm_value_day(&f->values[r->date], &day) && r->has_newest && day == r->newest;
    case SM_TIME_INTERVALS: return sm_time_within(&f->values[r->from], &f->values[r->to], r->day);
    }
    return false;
}

// First round over a layer of snapshots: which one is it?
static void find_newest(sm_source *source, sm_arena *scratch, rules *r, sm_diags *diags)
{
    sm_feature f;
    sm_error err = {.status = SM_OK};
    sm_arena_mark mark = sm_arena_mark_now(scratch);
    while (sm_source_next(source, scratch, NULL, NULL, &f, diags, &err)) {
        check_day(r, &f, r->date, diags);
        if (sm_where_matches(scratch, r->layer->where, &f)) {
            sm_time_take_newest(&f.values[r->date], r->day, &r->newest, &r->has_newest);
        }
        sm_arena_rewind(scratch, mark);
    }
    sm_source_rewind(source);
}

typedef struct reading {
    sm_run *run;
    sm_source *source;
    const sm_crs *crs;
    const sm_box *box;
    sm_map_layer *counts;
    run_take *take;
    void *context;
    sm_diags *diags;
} reading;

static void read_features(const reading *rd, sm_arena *scratch, const rules *r)
{
    sm_feature f;
    sm_error err = {.status = SM_OK};
    size_t outside = 0;
    sm_arena_mark mark = sm_arena_mark_now(scratch);
    while (sm_source_next(rd->source, scratch, rd->box, &outside, &f, rd->diags, &err)) {
        check_side(rd->run, r, &f, rd->diags);
        bool dated = check_day(r, &f, r->from, rd->diags) && check_day(r, &f, r->to, rd->diags);
        if (dated && sm_where_matches(scratch, r->layer->where, &f) && in_time(r, &f) &&
            to_lonlat(rd->crs, r->file, &f, rd->diags)) {
            rd->counts->selected++;
            rd->take(rd->context, &f);
        }
        sm_arena_rewind(scratch, mark);
    }
    if (err.status) {
        sm_diags_add_error(rd->diags, "shp.unreadable", &err);
    }
    // Passed over by their box alone: they count as selected when nothing could have excluded them.
    bool unconditional = !r->layer->where && r->layer->time == SM_TIME_NONE;
    rd->counts->outside += unconditional ? outside : 0;
    rd->counts->selected += unconditional ? outside : 0;
}

static void read_layer(sm_run *run, sm_arena *scratch, const sm_layer *layer,
                       const sm_figure_job *job, const sm_box *lonlat, sm_map_layer *counts,
                       run_take *take, void *context, sm_diags *diags)
{
    sm_source *source = NULL;
    const sm_crs *crs = NULL;
    sm_error err;
    if (run_open_source(run, scratch, layer, &source, &crs, diags, &err)) {
        sm_diags_add_error(diags, rule_of(&err), &err);
        return;
    }
    rules r = find_rules(run, layer, sm_source_describe(source), job->figure->date, diags);
    if (r.usable && layer->time == SM_TIME_SNAPSHOTS) {
        find_newest(source, scratch, &r, diags);
        counts->as_of = r.has_newest ? r.newest : INT32_MIN;
    }
    counts->in_degrees = !crs;
    if (r.usable) {
        const reading rd = {run, source, crs, crs ? NULL : lonlat, counts, take, context, diags};
        read_features(&rd, scratch, &r);
    }
    sm_source_close(source);
}

void run_each_feature(sm_run *run, sm_arena *scratch, const sm_layer *layer,
                      const sm_figure_job *job, const sm_box *lonlat, sm_map_layer *counts,
                      run_take *take, void *context, sm_diags *diags)
{
    counts->as_of = INT32_MIN;
    if (layer->derive == SM_DERIVE_NOTHING) {
        read_layer(run, scratch, layer, job, lonlat, counts, take, context, diags);
        return;
    }
    counts->in_degrees = true;
    sm_features derived;
    if (!run_derive(run, layer, job, &derived, &counts->as_of, diags)) {
        return;
    }
    const char *unknown = sm_where_unknown_field(scratch, layer->where, derived.fields);
    if (unknown) {
        known_where(run, layer, derived.fields, diags);
        return;
    }
    for (size_t i = 0; i < derived.count; i++) {
        if (sm_where_matches(scratch, layer->where, &derived.items[i])) {
            counts->selected++;
            take(context, &derived.items[i]);
        }
    }
}

static int compare_places(const void *a, const void *b)
{
    const sm_feature *x = a, *y = b;
    size_t n = x->path->n_points < y->path->n_points ? x->path->n_points : y->path->n_points;
    for (size_t i = 0; i < n; i++) {
        sm_point p = x->path->points[i], q = y->path->points[i];
        if (p.x != q.x || p.y != q.y) {
            return p.x < q.x || (p.x == q.x && p.y < q.y) ? -1 : 1;
        }
    }
    if (x->path->n_points != y->path->n_points) {
        return x->path->n_points < y->path->n_points ? -1 : 1;
    }
    return (x->record > y->record) - (x->record < y->record);
}

// Everything of a control layer, whatever its date: derivations compare dates.
static void read_records(sm_run *run, run_records *all)
{
    sm_source *source = NULL;
    const sm_crs *crs = NULL;
    all->status =
        run_open_source(run, run->arena, all->layer, &source, &crs, &all->diags, &all->err);
    if (all->status) {
        sm_diags_add_error(&all->diags, rule_of(&all->err), &all->err);
        return;
    }
    rules r = find_rules(run, all->layer, sm_source_describe(source), 0, &all->diags);
    all->status =
        r.usable ? sm_source_read_all(run->arena, source, &all->features, &all->diags, &all->err)
                 : SM_EINPUT;
    size_t kept = 0;
    for (size_t i = 0; !all->status && i < all->features.count; i++) {
        sm_feature *f = &all->features.items[i];
        if (!sm_where_matches(run->arena, all->layer->where, f)) {
            continue;
        }
        if (!to_lonlat(crs, r.file, f, &all->diags)) {
            all->status = SM_EINPUT;
        }
        check_side(run, &r, f, &all->diags);
        check_day(&r, f, r.date, &all->diags);
        all->features.items[kept++] = *f;
    }
    all->features.count = kept;
    if (kept) { // where lines and areas that are derived begin must not hang on the file's order
        qsort(all->features.items, kept, sizeof *all->features.items, compare_places);
    }
    if (all->status && r.usable && all->err.status) {
        sm_diags_add_error(&all->diags, "layer.unreadable", &all->err);
    }
    sm_source_close(source);
}

const sm_features *run_read_records(sm_run *run, const sm_layer *layer, sm_diags *diags)
{
    run_records *all = run->record_list;
    while (all && all->layer != layer) {
        all = all->next;
    }
    if (!all) {
        all = sm_arena_zero(run->arena, 1, sizeof *all);
        all->layer = layer;
        sm_diags_init(&all->diags, run->arena);
        read_records(run, all);
        all->next = run->record_list;
        run->record_list = all;
    }
    sm_diags_merge(diags, &all->diags);
    return all->status ? NULL : &all->features;
}
