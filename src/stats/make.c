// From records to numbers: the snapshots, who holds what, what changed.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/parts.h"

static int by_day(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static size_t sort_once(int32_t *days, size_t n)
{
    size_t kept = 0;
    qsort(days, n, sizeof *days, by_day);
    for (size_t i = 0; i < n; i++) {
        if (!kept || days[kept - 1] != days[i]) {
            days[kept++] = days[i];
        }
    }
    return kept;
}

const int32_t *sm_stats_dates(sm_arena *a, const sm_features *records, const char *date_field,
                              size_t *n)
{
    int field = date_field ? sm_fields_find(records->fields, date_field) : -1;
    int32_t *days = sm_arena_alloc(a, (records->count + 1) * sizeof *days);
    *n = 0;
    for (size_t i = 0; field >= 0 && i < records->count; i++) {
        *n += sm_value_day(&records->items[i].values[field], &days[*n]);
    }
    *n = sort_once(days, *n);
    return days;
}

static sm_status choose_dates(stats_work *w, sm_error *err)
{
    const sm_stats_input *in = w->in;
    sm_stats *s = w->out;
    if (in->n_dates) {
        int32_t *days = sm_arena_alloc(w->arena, in->n_dates * sizeof *days);
        memcpy(days, in->dates, in->n_dates * sizeof *days);
        s->n_dates = sort_once(days, in->n_dates);
        s->dates = days;
    } else {
        s->dates = sm_stats_dates(w->arena, in->records, in->control->date_field, &s->n_dates);
    }
    return s->n_dates ? SM_OK
                      : sm_fail(err, SM_EINPUT, SM_IN_FILE(in->control->file),
                                "fill in the field of its date", "layer %s has no dated record",
                                in->control->id);
}

static sm_status subtract(sm_arena *a, const sm_path *left, const sm_path *right, sm_path *out,
                          sm_error *err)
{
    return sm_topo_overlay(a, left, right, SM_OVERLAY_DIFFERENCE, 0, out, NULL, err);
}

static sm_status compare_days(stats_work *w, const stats_day *before, stats_day *now, sm_error *err)
{
    size_t n = w->out->n_sides;
    sm_status status = SM_OK;
    now->gained = sm_arena_zero(w->arena, n, sizeof *now->gained);
    now->lost = sm_arena_zero(w->arena, n, sizeof *now->lost);
    for (size_t i = 0; i < n && !status; i++) {
        status = subtract(w->arena, &now->held[i], &before->held[i], &now->gained[i], err);
        status = status ? status
                        : subtract(w->arena, &before->held[i], &now->held[i], &now->lost[i], err);
    }
    return status;
}

static sm_status read_day(stats_work *w, stats_day *day, sm_error *err)
{
    const sm_stats_input *in = w->in;
    int32_t found = 0;
    sm_status status = sm_derive_snapshot(w->arena, in->records, in->control->date_field, day->date,
                                          &day->snapshot, &found, err);
    day->held = sm_arena_zero(w->arena, w->out->n_sides, sizeof *day->held);
    return status ? status
                  : sm_stats_holdings(w->arena, in->study, in->control, &day->snapshot, day->held,
                                      w->diags, err);
}

static sm_status read_days(stats_work *w, sm_error *err)
{
    size_t n = w->out->n_dates;
    sm_status status = SM_OK;
    w->days = sm_arena_zero(w->arena, n, sizeof *w->days);
    for (size_t i = 0; i < n && !status; i++) {
        w->days[i].date = w->out->dates[i];
        status = read_day(w, &w->days[i], err);
        if (i && !status) {
            status = compare_days(w, &w->days[i - 1], &w->days[i], err);
        }
    }
    return status;
}

static bool says_approximate(sm_arena *a, const sm_features *records)
{
    int field = sm_fields_find(records->fields, "certainty");
    for (size_t i = 0; field >= 0 && i < records->count; i++) {
        if (strcmp(sm_value_text(a, &records->items[i].values[field]), "approximate") == 0) {
            return true;
        }
    }
    return false;
}

static sm_status need_fields(const sm_stats_input *in, sm_error *err)
{
    const char *const names[] = {in->control->date_field, in->control->side_field};
    for (size_t i = 0; i < 2; i++) {
        if (!names[i] || sm_fields_find(in->records->fields, names[i]) < 0) {
            return sm_fail(err, SM_EINPUT, SM_IN_FILE(in->control->file),
                           "name the fields with side=\"...\" and date=\"...\"",
                           "layer %s has no field of its %s", in->control->id, i ? "side" : "date");
        }
    }
    return SM_OK;
}

static void list_sides(stats_work *w)
{
    const sm_study *study = w->in->study;
    w->out->n_sides = study->n_sides;
    w->out->sides = sm_arena_alloc(w->arena, (study->n_sides + 1) * sizeof *w->out->sides);
    for (size_t i = 0; i < study->n_sides; i++) {
        w->out->sides[i] = study->sides[i].id;
    }
}

sm_status sm_stats_make(sm_arena *a, const sm_stats_input *in, sm_stats **out, sm_diags *diags,
                        sm_error *err)
{
    stats_work w = {.arena = a, .in = in, .diags = diags};
    w.out = sm_arena_zero(a, 1, sizeof *w.out);
    sm_status status = need_fields(in, err);
    if (status) {
        return status;
    }
    list_sides(&w);
    w.out->approximate = says_approximate(a, in->records);
    status = choose_dates(&w, err);
    status = status ? status : read_days(&w, err);
    status = status ? status : stats_read_zones(&w, err);
    status = status ? status : stats_fill_rows(&w, err);
    status = status ? status : stats_measure_fronts(&w, err);
    if (status) {
        return status;
    }
    stats_find_moves(&w);
    *out = w.out;
    return SM_OK;
}

const sm_stats_row *sm_stats_find(const sm_stats *s, int32_t date, const char *side,
                                  const char *zone)
{
    for (size_t i = 0; i < s->n_rows; i++) {
        const sm_stats_row *r = &s->rows[i];
        if (r->date == date && strcmp(r->side, side) == 0 && strcmp(r->zone, zone) == 0) {
            return r;
        }
    }
    return NULL;
}

const sm_stats_zone *sm_stats_zone_find(const sm_stats *s, const char *id)
{
    for (size_t i = 0; i < s->n_zones; i++) {
        if (strcmp(s->zones[i].id, id) == 0) {
            return &s->zones[i];
        }
    }
    return NULL;
}

double sm_stats_front_km(const sm_stats *s, int32_t date, const char *one, const char *other)
{
    for (size_t i = 0; i < s->n_fronts; i++) {
        const sm_stats_front *f = &s->fronts[i];
        bool same = strcmp(f->left, one) == 0 && strcmp(f->right, other) == 0;
        bool turned = strcmp(f->left, other) == 0 && strcmp(f->right, one) == 0;
        if (f->date == date && (same || turned)) {
            return f->length_km;
        }
    }
    return (double)NAN;
}
