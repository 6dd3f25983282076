// Dates: readable, present, in order; snapshots complete and there when a figure asks; ground that
// goes back and forth.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check/parts.h"
#include "sitmap/carto.h"
#include "sitmap/derive.h"
#include "sitmap/stats.h"
#include "sitmap/topo.h"

static const double LEAST_KM2 = 0.01; // ground that counts as having changed hands
static const double LEAST_WIDTH_KM = 0.05;
static const double LEAST_COMMON_KM2 = 1e-6; // of polygons of overlapping intervals

static const sm_features *records_of(check *c, const sm_layer *layer)
{
    return layer->derive == SM_DERIVE_NOTHING ? c->in->records(c->in->context, layer) : NULL;
}

static const char *day_text(check *c, int32_t day)
{
    char *text = sm_arena_alloc(c->arena, 11);
    sm_format_date(day, text);
    return text;
}

// ---- Values -------------------------------------------------------------------------------------

static void look_at_value(check *c, const sm_layer *layer, const sm_feature *f, int field)
{
    const sm_value *v = &f->values[field];
    int32_t day = 0;
    if (v->type != SM_VALUE_NULL && !sm_value_day(v, &day) && sm_value_text(c->arena, v)[0]) {
        check_say(c, "time.unreadable", check_record(c, layer, f->record), CHECK_NO_PLACE,
                  "use a date field, or text as 2020-10-25", "\"%s\" in field %s is not a date",
                  sm_value_text(c->arena, v), f->fields->items[field].name);
    } else if (layer->time == SM_TIME_SNAPSHOTS && !sm_value_day(v, &day)) {
        check_say(c, "time.undated", check_record(c, layer, f->record), CHECK_NO_PLACE,
                  "fill in its date, or delete the record",
                  "layer %s: a record without a date belongs to no snapshot and is never drawn",
                  layer->id);
    }
}

static void look_at_order(check *c, const sm_layer *layer, const sm_feature *f, int from, int to)
{
    int32_t begin = 0, end = 0;
    if (from >= 0 && to >= 0 && sm_value_day(&f->values[from], &begin) &&
        sm_value_day(&f->values[to], &end) && begin >= end) {
        check_say(c, "time.backwards", check_record(c, layer, f->record), CHECK_NO_PLACE,
                  "exchange the two dates, or correct one",
                  "the interval ends on %s, before it begins "
                  "on %s or at once: it is never drawn",
                  day_text(c, end), day_text(c, begin));
    }
}

static void look_at_dates(check *c, const sm_layer *layer, const sm_features *records)
{
    const char *const names[] = {layer->date_field, layer->from_field, layer->to_field};
    int fields[3];
    for (size_t k = 0; k < 3; k++) {
        fields[k] = names[k] ? sm_fields_find(records->fields, names[k]) : -1;
    }
    for (size_t i = 0; i < records->count; i++) {
        for (size_t k = 0; k < 3; k++) {
            if (fields[k] >= 0) {
                look_at_value(c, layer, &records->items[i], fields[k]);
            }
        }
        look_at_order(c, layer, &records->items[i], fields[1], fields[2]);
    }
}

// ---- Intervals of the same ground ---------------------------------------------------------------

/** A record of an interval layer, to be compared with its neighbours from west to east. */
typedef struct span {
    const sm_feature *feature;
    sm_box box;
    int32_t from, to;
} span;

static int by_west(const void *a, const void *b)
{
    const span *x = a, *y = b;
    if (x->box.x0 != y->box.x0) {
        return x->box.x0 < y->box.x0 ? -1 : 1;
    }
    return (x->feature->record > y->feature->record) - (x->feature->record < y->feature->record);
}

static bool same_shape(const sm_path *a, const sm_path *b)
{
    return a->n_points == b->n_points &&
           memcmp(a->points, b->points, a->n_points * sizeof *a->points) == 0;
}

static bool share_ground(const sm_path *a, const sm_path *b)
{
    if (same_shape(a, b)) {
        return true;
    }
    if (a->shape != SM_SHAPE_RINGS) {
        return false;
    }
    sm_arena *scratch = sm_arena_create();
    sm_path both;
    sm_error err;
    bool shares = !sm_topo_overlay(scratch, a, b, SM_OVERLAY_INTERSECTION, 0, &both, NULL, &err) &&
                  sm_geodesic_area_km2(&both) > LEAST_COMMON_KM2;
    sm_arena_destroy(scratch);
    return shares;
}

static void compare_spans(check *c, const sm_layer *layer, const span *a, const span *b)
{
    bool meet = a->from < b->to && b->from < a->to && sm_box_overlap(a->box, b->box);
    if (meet && share_ground(a->feature->path, b->feature->path)) {
        const span *first = a->feature->record < b->feature->record ? a : b;
        const span *second = first == a ? b : a;
        sm_box both = sm_box_intersection(a->box, b->box);
        check_say(c, "time.overlap", check_record(c, layer, second->feature->record),
                  (sm_point){(both.x0 + both.x1) / 2, (both.y0 + both.y1) / 2},
                  "end one interval where the other begins",
                  "layer %s: records %ld and %ld hold the same ground at the same time", layer->id,
                  first->feature->record, second->feature->record);
    }
}

static void look_at_intervals(check *c, const sm_layer *layer, const sm_features *records)
{
    int from = sm_fields_find(records->fields, layer->from_field);
    int to = sm_fields_find(records->fields, layer->to_field);
    span *spans = sm_arena_alloc(c->arena, (records->count + 1) * sizeof *spans);
    size_t n = 0;
    for (size_t i = 0; from >= 0 && to >= 0 && i < records->count; i++) {
        const sm_feature *f = &records->items[i];
        span s = {f, sm_path_box(f->path), INT32_MIN, INT32_MAX};
        sm_value_day(&f->values[from], &s.from);
        sm_value_day(&f->values[to], &s.to);
        if (f->path->n_points && s.from < s.to) {
            spans[n++] = s;
        }
    }
    qsort(spans, n, sizeof *spans, by_west);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = i + 1; k < n && spans[k].box.x0 <= spans[i].box.x1; k++) {
            compare_spans(c, layer, &spans[i], &spans[k]);
        }
    }
}

// ---- Snapshots ----------------------------------------------------------------------------------

static bool has_side(check *c, const sm_features *records, int side, const char *id, int date,
                     const int32_t *day)
{
    for (size_t i = 0; i < records->count; i++) {
        const sm_feature *f = &records->items[i];
        int32_t its = 0;
        bool there = strcmp(sm_value_text(c->arena, &f->values[side]), id) == 0;
        if (there && (!day || (sm_value_day(&f->values[date], &its) && its == *day))) {
            return true;
        }
    }
    return false;
}

static void look_at_sides(check *c, const sm_layer *layer, const sm_features *records,
                          const int32_t *days, size_t n)
{
    int side = sm_fields_find(records->fields, layer->side_field);
    int date = sm_fields_find(records->fields, layer->date_field);
    for (size_t i = 0; side >= 0 && i < c->in->study->n_sides; i++) {
        const char *id = c->in->study->sides[i].id;
        for (size_t k = 0; k < n && has_side(c, records, side, id, date, NULL); k++) {
            if (!has_side(c, records, side, id, date, &days[k])) {
                check_say(c, "time.side-missing", check_record(c, layer, -1), CHECK_NO_PLACE,
                          "add its polygon for that date, or silence the rule if it held nothing",
                          "layer %s: side %s has no polygon on %s, though it has on other dates",
                          layer->id, id, day_text(c, days[k]));
            }
        }
    }
}

// Does the figure draw the layer, or something derived from it?
static bool shows(const sm_study *study, const sm_figure *figure, const sm_layer *layer)
{
    for (size_t i = 0; i < figure->n_layers; i++) {
        const sm_layer *l = sm_study_layer(study, figure->layers[i]);
        if (l == layer || (l && l->of && strcmp(l->of, layer->id) == 0 && !l->has_date)) {
            return true;
        }
    }
    return false;
}

// The newest of the days that is not later; false when all are.
static bool newest(const int32_t *days, size_t n, int32_t day, int32_t *found)
{
    bool any = false;
    for (size_t i = 0; i < n && days[i] <= day; i++) {
        *found = days[i];
        any = true;
    }
    return any;
}

static void look_at_figure(check *c, const sm_layer *layer, const sm_figure *figure,
                           const int32_t *days, size_t n)
{
    int32_t found = 0;
    if (!newest(days, n, figure->date, &found)) {
        check_say(c, "figure.early", check_line(c, figure->line), CHECK_NO_PLACE,
                  "give the figure a later date, or add a snapshot",
                  "figure %s of %s precedes the first snapshot of layer %s, %s", figure->id,
                  day_text(c, figure->date), layer->id, day_text(c, days[0]));
    } else if (found != figure->date) {
        check_say(c, "time.stale", check_line(c, figure->line), CHECK_NO_PLACE,
                  "add a snapshot of that date, or silence the rule",
                  "figure %s of %s shows layer %s as of %s: that date has no snapshot", figure->id,
                  day_text(c, figure->date), layer->id, day_text(c, found));
    }
    if (figure->has_since && (!newest(days, n, figure->since, &found) || found != figure->since)) {
        check_say(c, "time.stale", check_line(c, figure->line), CHECK_NO_PLACE,
                  "compare with the date of a snapshot",
                  "figure %s compares with %s, of which layer %s has no snapshot", figure->id,
                  day_text(c, figure->since), layer->id);
    }
}

// ---- Back and forth -----------------------------------------------------------------------------

static bool is_ground(const sm_path *path, double *km2)
{
    *km2 = sm_geodesic_area_km2(path);
    double km = sm_geodesic_length_km(path);
    return *km2 > LEAST_KM2 && 2 * *km2 / km > LEAST_WIDTH_KM;
}

// Ground that a side lost between days i-1 and i and holds again on day k.
static void look_for_return(check *c, const sm_layer *layer, const char *side, const sm_path *held,
                            size_t n_sides, const int32_t *days, size_t n, size_t i)
{
    sm_arena *scratch = sm_arena_create();
    sm_path lost, back;
    sm_error err;
    double km2 = 0;
    sm_status status = sm_topo_overlay(scratch, &held[(i - 1) * n_sides], &held[i * n_sides],
                                       SM_OVERLAY_DIFFERENCE, 0, &lost, NULL, &err);
    for (size_t k = i + 1; k < n && !status && is_ground(&lost, &km2); k++) {
        status = sm_topo_overlay(scratch, &lost, &held[k * n_sides], SM_OVERLAY_INTERSECTION, 0,
                                 &back, NULL, &err);
        if (!status && is_ground(&back, &km2)) {
            check_say(c, "time.back-and-forth", check_record(c, layer, -1),
                      sm_topo_label_point(scratch, &back, 1e-4, NULL),
                      "see whether one of the outlines is a slip; if it is true, silence the rule",
                      "layer %s: %.3g km² go from %s to another side on %s and back on %s",
                      layer->id, km2, side, day_text(c, days[i]), day_text(c, days[k]));
            break;
        }
    }
    sm_arena_destroy(scratch);
}

static void look_for_returns(check *c, const sm_layer *layer, const sm_features *records,
                             const int32_t *days, size_t n)
{
    size_t n_sides = c->in->study->n_sides;
    sm_path *held = sm_arena_zero(c->arena, n * n_sides + 1, sizeof *held);
    sm_diags ignored;
    sm_diags_init(&ignored, c->arena);
    for (size_t i = 0; i < n; i++) {
        sm_features snapshot;
        sm_error err;
        int32_t found = 0;
        if (sm_derive_snapshot(c->arena, records, layer->date_field, days[i], &snapshot, &found,
                               &err) ||
            sm_stats_holdings(c->arena, c->in->study, layer, &snapshot, &held[i * n_sides],
                              &ignored, &err)) {
            return; // reading and geometry have said why
        }
    }
    for (size_t side = 0; side < n_sides; side++) {
        for (size_t i = 1; i + 1 < n; i++) {
            look_for_return(c, layer, c->in->study->sides[side].id, held + side, n_sides, days, n,
                            i);
        }
    }
}

static void look_at_snapshots(check *c, const sm_layer *layer, const sm_features *records,
                              bool told)
{
    const sm_study *study = c->in->study;
    size_t n = 0;
    const int32_t *days = sm_stats_dates(c->arena, records, layer->date_field, &n);
    for (size_t i = 0; n && i < study->n_figures; i++) {
        if (shows(study, &study->figures[i], layer)) {
            look_at_figure(c, layer, &study->figures[i], days, n);
        }
    }
    if (!told && layer->side_field && sm_fields_find(records->fields, layer->side_field) >= 0) {
        look_at_sides(c, layer, records, days, n);
        look_for_returns(c, layer, records, days, n);
    }
}

// Of layers that show the same records only their figures differ.
static bool is_told(const sm_study *study, size_t layer)
{
    for (size_t i = 0; i < layer; i++) {
        if (check_shows_same(&study->layers[i], &study->layers[layer])) {
            return true;
        }
    }
    return false;
}

void check_time(check *c)
{
    for (size_t i = 0; i < c->in->study->n_layers; i++) {
        const sm_layer *layer = &c->in->study->layers[i];
        bool told = is_told(c->in->study, i);
        const sm_features *records = layer->time != SM_TIME_NONE ? records_of(c, layer) : NULL;
        if (records && !told) {
            look_at_dates(c, layer, records);
        }
        if (records && layer->time == SM_TIME_INTERVALS && !told) {
            look_at_intervals(c, layer, records);
        } else if (records && layer->time == SM_TIME_SNAPSHOTS) {
            look_at_snapshots(c, layer, records, told);
        }
    }
}
