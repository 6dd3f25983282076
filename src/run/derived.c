// Derived layers: which snapshots a figure compares, and what comes of it.
#include <math.h>
#include <string.h>

#include "run/run.h"

static const double SLIVER_DEG = 2e-6; // mean width under about 20 cm
static const double M_PER_DEG = 111320;

static void fault(sm_run *run, const sm_layer *layer, sm_diags *diags, const sm_error *err)
{
    const char *in = err->record > 0
                         ? sm_arena_printf(diags->arena, "%s, record %ld: ", err->file, err->record)
                         : "";
    sm_diags_add(diags, SM_ERROR, "derive.failed", SM_AT_LINE(run->study->path, layer->line),
                 err->mend[0] ? err->mend : NULL, "layer %s: %s%s", layer->id, in, err->message);
}

// Dates come from the layer, else from the figure.
static int32_t shown_date(const sm_layer *layer, const sm_figure_job *job)
{
    return layer->has_date ? layer->date : job->figure->date;
}

// A front of a fixed date asks where it still stands: it is compared with the figure's own date.
static bool compared_date(const sm_layer *layer, const sm_figure_job *job, int32_t *since)
{
    if (layer->derive == SM_DERIVE_FRONT && layer->has_date && !layer->has_since) {
        *since = job->figure->date;
        return true;
    }
    if (layer->has_since || job->figure->has_since) {
        *since = layer->has_since ? layer->since : job->figure->since;
        return true;
    }
    return false;
}

typedef struct series {
    const sm_layer *of;
    const sm_features *records;
} series;

static bool snapshot(sm_run *run, sm_arena *a, const sm_layer *layer, const series *s, int32_t day,
                     sm_features *out, int32_t *found, sm_diags *diags)
{
    sm_error err;
    if (sm_derive_snapshot(a, s->records, s->of->date_field, day, out, found, &err)) {
        fault(run, layer, diags, &err);
        return false;
    }
    return true;
}

static void set_number(sm_features *features, const char *name, double value, size_t i)
{
    int field = sm_fields_find(features->fields, name);
    if (field >= 0) {
        ((sm_value *)features->items[i].values)[field] =
            (sm_value){.type = SM_VALUE_NUMBER, .number = value};
    }
}

static void measure(sm_features *features)
{
    for (size_t i = 0; i < features->count; i++) {
        const sm_path *path = features->items[i].path;
        if (path->shape == SM_SHAPE_LINES) {
            set_number(features, "length_km", sm_geodesic_length_km(path), i);
        } else {
            set_number(features, "area_km2", sm_geodesic_area_km2(path), i);
        }
    }
}

static bool derive_front(sm_run *run, sm_arena *a, const sm_layer *layer, const series *s,
                         const sm_figure_job *job, sm_features *out, int32_t *as_of,
                         sm_diags *diags)
{
    sm_features now, then;
    int32_t day = 0, ignored = 0;
    sm_error err;
    bool compares = compared_date(layer, job, &day);
    if (!snapshot(run, a, layer, s, shown_date(layer, job), &now, as_of, diags) ||
        (compares && !snapshot(run, a, layer, s, day, &then, &ignored, diags))) {
        return false;
    }
    if (sm_derive_front(a, &now, compares ? &then : NULL, s->of->side_field, layer->between[0],
                        layer->between[1], layer->tolerance_m / M_PER_DEG, out, &err)) {
        fault(run, layer, diags, &err);
        return false;
    }
    return true;
}

static bool derive_change(sm_run *run, sm_arena *a, const sm_layer *layer, const series *s,
                          const sm_figure_job *job, sm_features *out, int32_t *as_of,
                          sm_diags *diags)
{
    sm_features now, then;
    int32_t day = 0, ignored = 0;
    sm_error err;
    if (!compared_date(layer, job, &day)) {
        sm_diags_add(
            diags, SM_ERROR, "change.since", SM_AT_LINE(run->study->path, job->figure->line),
            "add since=\"DATE\" to the figure or to the layer",
            "layer %s of figure %s shows change since no date", layer->id, job->figure->id);
        return false;
    }
    if (!snapshot(run, a, layer, s, shown_date(layer, job), &now, as_of, diags) ||
        !snapshot(run, a, layer, s, day, &then, &ignored, diags)) {
        return false;
    }
    if (sm_derive_change(a, &then, &now, s->of->side_field, SLIVER_DEG, out, diags, &err)) {
        fault(run, layer, diags, &err);
        return false;
    }
    return true;
}

// What the source layer shows on the day.
static bool on_day(sm_run *run, sm_arena *a, const sm_layer *layer, const series *s, int32_t day,
                   sm_features *out, int32_t *as_of, sm_diags *diags)
{
    *out = *s->records;
    if (s->of->time == SM_TIME_SNAPSHOTS) {
        return snapshot(run, a, layer, s, day, out, as_of, diags);
    }
    if (s->of->time == SM_TIME_INTERVALS) {
        int from = sm_fields_find(out->fields, s->of->from_field);
        int to = sm_fields_find(out->fields, s->of->to_field);
        out->items = sm_arena_alloc(a, (out->count + 1) * sizeof *out->items);
        out->count = 0;
        for (size_t i = 0; i < s->records->count; i++) {
            const sm_feature *f = &s->records->items[i];
            if (sm_time_within(&f->values[from], &f->values[to], day)) {
                out->items[out->count++] = *f;
            }
        }
    }
    return true;
}

static bool derive_borders(sm_run *run, sm_arena *a, const sm_layer *layer, const series *s,
                           const sm_figure_job *job, sm_features *out, int32_t *as_of,
                           sm_diags *diags)
{
    sm_error err;
    sm_features polygons;
    const char *class_field = layer->class_field;
    if (class_field && sm_fields_find(s->records->fields, class_field) < 0) {
        sm_diags_add(diags, SM_ERROR, "layer.field", SM_AT_LINE(run->study->path, layer->line),
                     "name a field of the layer that it is derived from",
                     "layer %s: %s has no field %s for its class", layer->id, s->of->file,
                     class_field);
        return false;
    }
    if (!on_day(run, a, layer, s, job->figure->date, &polygons, as_of, diags)) {
        return false;
    }
    if (sm_derive_borders(a, &polygons, class_field, out, &err)) {
        fault(run, layer, diags, &err);
        return false;
    }
    return true;
}

static bool compute(sm_run *run, const sm_layer *layer, const sm_figure_job *job, run_derived *d)
{
    const sm_layer *of = sm_study_layer(run->study, layer->of);
    const series s = {of, run_read_records(run, of, &d->diags)};
    bool done = s.records != NULL;
    if (done && layer->derive == SM_DERIVE_FRONT) {
        done = derive_front(run, run->arena, layer, &s, job, &d->features, &d->as_of, &d->diags);
    } else if (done && layer->derive == SM_DERIVE_CHANGE) {
        done = derive_change(run, run->arena, layer, &s, job, &d->features, &d->as_of, &d->diags);
    } else if (done) {
        done = derive_borders(run, run->arena, layer, &s, job, &d->features, &d->as_of, &d->diags);
    }
    if (done) {
        measure(&d->features);
    }
    return done;
}

// Borders of a layer without dates are the same on every day.
static int32_t day_that_matters(const sm_run *run, const sm_layer *layer, const sm_figure_job *job)
{
    const sm_layer *of = sm_study_layer(run->study, layer->of);
    bool timeless = layer->derive == SM_DERIVE_BORDERS && of && of->time == SM_TIME_NONE;
    return timeless ? 0 : shown_date(layer, job);
}

bool run_derive(sm_run *run, const sm_layer *layer, const sm_figure_job *job, sm_features *out,
                int32_t *as_of, sm_diags *diags)
{
    int32_t day = day_that_matters(run, layer, job), since = 0;
    bool compares = layer->derive != SM_DERIVE_BORDERS && compared_date(layer, job, &since);
    run_derived *d = run->derived_list;
    while (d &&
           !(d->layer == layer && d->day == day && d->compares == compares && d->since == since)) {
        d = d->next;
    }
    if (!d) {
        d = sm_arena_zero(run->arena, 1, sizeof *d);
        *d = (run_derived){.layer = layer,
                           .day = day,
                           .since = since,
                           .compares = compares,
                           .as_of = INT32_MIN,
                           .next = run->derived_list};
        sm_diags_init(&d->diags, run->arena);
        d->done = compute(run, layer, job, d);
        run->derived_list = d;
    }
    sm_diags_merge(diags, &d->diags);
    *out = d->features;
    *as_of = d->as_of;
    return d->done;
}
