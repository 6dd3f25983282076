// The table: ground per date, zone and side. Every area is measured by itself; that they add up is
// a result, not an assumption, and the largest miss is kept.
#include <math.h>

#include "sitmap/carto.h"
#include "stats/parts.h"

sm_status stats_common_km2(const sm_path *a, const sm_path *b, double *km2, sm_error *err)
{
    *km2 = 0;
    if (!sm_box_overlap(sm_path_box(a), sm_path_box(b))) {
        return SM_OK;
    }
    sm_arena *scratch = sm_arena_create();
    sm_path both;
    sm_status status = sm_topo_overlay(scratch, a, b, SM_OVERLAY_INTERSECTION, 0, &both, NULL, err);
    *km2 = status ? 0 : sm_geodesic_area_km2(&both);
    sm_arena_destroy(scratch);
    return status;
}

static sm_status area_in_zone(const stats_zone *zone, const sm_path *ground, double *km2,
                              sm_error *err)
{
    *km2 = 0;
    for (size_t i = 0; i < zone->parts.count; i++) {
        double part = 0;
        sm_status status = stats_common_km2(zone->parts.items[i], ground, &part, err);
        if (status) {
            return status;
        }
        *km2 += part;
    }
    return SM_OK;
}

static sm_status area_outside(const stats_work *w, const sm_path *ground, double *km2,
                              sm_error *err)
{
    sm_arena *scratch = sm_arena_create();
    sm_path rest;
    sm_status status =
        sm_topo_overlay(scratch, ground, &w->zones.all, SM_OVERLAY_DIFFERENCE, 0, &rest, NULL, err);
    *km2 = status ? 0 : sm_geodesic_area_km2(&rest);
    sm_arena_destroy(scratch);
    return status;
}

// Zone number n_zones - 2 is outside, n_zones - 1 the total.
static sm_status measure(const stats_work *w, size_t zone, const sm_path *ground, double *km2,
                         sm_error *err)
{
    if (!ground->n_points || zone == w->zones.count + 1) {
        *km2 = sm_geodesic_area_km2(ground);
        return SM_OK;
    }
    return zone < w->zones.count ? area_in_zone(&w->zones.items[zone], ground, km2, err)
                                 : area_outside(w, ground, km2, err);
}

static sm_stats_row *row_at(const sm_stats *s, size_t day, size_t zone, size_t side)
{
    return &s->rows[(day * s->n_zones + zone) * s->n_sides + side];
}

static sm_status fill_row(stats_work *w, size_t day, size_t zone, size_t side, sm_error *err)
{
    sm_stats *s = w->out;
    const stats_day *d = &w->days[day];
    sm_stats_row *r = row_at(s, day, zone, side);
    *r = (sm_stats_row){.date = d->date,
                        .side = s->sides[side],
                        .zone = s->zones[zone].id,
                        .share_pct = (double)NAN,
                        .change_km2 = (double)NAN,
                        .gained_km2 = (double)NAN,
                        .lost_km2 = (double)NAN};
    sm_status status = measure(w, zone, &d->held[side], &r->area_km2, err);
    if (!day || status) {
        return status;
    }
    status = measure(w, zone, &d->gained[side], &r->gained_km2, err);
    status = status ? status : measure(w, zone, &d->lost[side], &r->lost_km2, err);
    r->change_km2 = r->area_km2 - row_at(s, day - 1, zone, side)->area_km2;
    return status;
}

static void name_zones(stats_work *w)
{
    sm_stats *s = w->out;
    size_t n = w->zones.count;
    s->n_zones = n + 2;
    s->zones = sm_arena_zero(w->arena, s->n_zones, sizeof *s->zones);
    for (size_t i = 0; i < n; i++) {
        const stats_zone *z = &w->zones.items[i];
        s->zones[i] = (sm_stats_zone){.id = z->id, .name = z->name};
        for (size_t k = 0; k < z->parts.count; k++) {
            s->zones[i].area_km2 += sm_geodesic_area_km2(z->parts.items[k]);
        }
    }
    s->zones[n].id = SM_STATS_OUTSIDE;
    s->zones[n + 1].id = SM_STATS_TOTAL;
}

static double held_by_all(const sm_stats *s, size_t day, size_t zone)
{
    double sum = 0;
    for (size_t side = 0; side < s->n_sides; side++) {
        sum += row_at(s, day, zone, side)->area_km2;
    }
    return sum;
}

static void fill_shares(stats_work *w)
{
    sm_stats *s = w->out;
    size_t n = w->zones.count;
    for (size_t day = 0; day < s->n_dates; day++) {
        for (size_t zone = 0; zone < s->n_zones; zone++) {
            double whole = zone < n ? s->zones[zone].area_km2 : held_by_all(s, day, zone);
            for (size_t side = 0; side < s->n_sides && whole > 0; side++) {
                sm_stats_row *r = row_at(s, day, zone, side);
                r->share_pct = 100 * r->area_km2 / whole;
            }
        }
    }
    for (size_t zone = n; zone < s->n_zones; zone++) {
        s->zones[zone].area_km2 = held_by_all(s, 0, zone);
    }
}

// Contested: two sides have had more than a square metre of it.
static bool is_contested(const sm_stats *s, size_t zone)
{
    size_t holders = 0;
    for (size_t side = 0; side < s->n_sides; side++) {
        bool held = false;
        for (size_t day = 0; day < s->n_dates; day++) {
            held |= row_at(s, day, zone, side)->area_km2 > 1e-6;
        }
        holders += held;
    }
    return holders > 1;
}

static void find_residual(stats_work *w)
{
    sm_stats *s = w->out;
    for (size_t day = 0; day < s->n_dates; day++) {
        for (size_t side = 0; side < s->n_sides; side++) {
            double sum = 0;
            for (size_t zone = 0; zone + 1 < s->n_zones; zone++) {
                sum += row_at(s, day, zone, side)->area_km2;
            }
            double miss = fabs(sum - row_at(s, day, s->n_zones - 1, side)->area_km2);
            s->residual_km2 = fmax(s->residual_km2, miss);
        }
    }
}

sm_status stats_fill_rows(stats_work *w, sm_error *err)
{
    sm_stats *s = w->out;
    name_zones(w);
    s->n_rows = s->n_dates * s->n_zones * s->n_sides;
    s->rows = sm_arena_zero(w->arena, s->n_rows + 1, sizeof *s->rows);
    for (size_t i = 0; i < s->n_rows; i++) {
        size_t side = i % s->n_sides, zone = i / s->n_sides % s->n_zones;
        sm_status status = fill_row(w, i / s->n_sides / s->n_zones, zone, side, err);
        if (status) {
            return status;
        }
    }
    fill_shares(w);
    find_residual(w);
    for (size_t zone = 0; zone < s->n_zones; zone++) {
        s->zones[zone].contested = is_contested(s, zone);
    }
    return SM_OK;
}
