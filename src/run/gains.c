// The table of a change map: ground that each side gained in each zone since the figure's date of
// comparison. Zones by their gains; those that are not listed stand together, so that it adds up.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "run/run.h"

static const double LEAST_KM2 = 0.5; // what is printed as 0 is not listed

typedef struct gains {
    const sm_stats *stats;
    sm_arena *arena;
    int32_t date;
    const char **sides; // those that gained anything
    size_t n_sides;
    size_t *zones; // listed, by their gains
    size_t n_zones;
} gains;

static double gained(const gains *g, const char *side, const char *zone)
{
    const sm_stats_row *row = sm_stats_find(g->stats, g->date, side, zone);
    return row && row->gained_km2 > 0 ? row->gained_km2 : 0; // NAN: no date before
}

static double gained_by_all(const gains *g, size_t zone)
{
    double sum = 0;
    for (size_t i = 0; i < g->n_sides; i++) {
        sum += gained(g, g->sides[i], g->stats->zones[zone].id);
    }
    return sum;
}

static void find_sides(gains *g)
{
    g->sides = sm_arena_alloc(g->arena, (g->stats->n_sides + 1) * sizeof *g->sides);
    for (size_t i = 0; i < g->stats->n_sides; i++) {
        if (gained(g, g->stats->sides[i], SM_STATS_TOTAL) >= LEAST_KM2) {
            g->sides[g->n_sides++] = g->stats->sides[i];
        }
    }
}

// The last two zones are outside and total.
static void find_zones(gains *g, size_t most)
{
    size_t n = g->stats->n_zones > 2 ? g->stats->n_zones - 2 : 0;
    g->zones = sm_arena_alloc(g->arena, (n + 1) * sizeof *g->zones);
    for (size_t i = 0; i < n; i++) {
        double km2 = gained_by_all(g, i);
        size_t at = g->n_zones++;
        for (; at > 0 && gained_by_all(g, g->zones[at - 1]) < km2; at--) {
            g->zones[at] = g->zones[at - 1];
        }
        g->zones[at] = i;
    }
    g->n_zones = g->n_zones < most ? g->n_zones : most;
    while (g->n_zones && gained_by_all(g, g->zones[g->n_zones - 1]) < LEAST_KM2) {
        g->n_zones--;
    }
}

static const char *number(const gains *g, double km2)
{
    return km2 < LEAST_KM2 ? "" : sm_arena_printf(g->arena, "%.0f", km2);
}

static const char **add_row(const gains *g, sm_map_table *t, const char *name)
{
    const char **row = &t->cells[t->n_rows++ * t->n_cols];
    row[0] = name;
    for (size_t i = 0; i < g->n_sides; i++) {
        row[i + 1] = "";
    }
    return row;
}

// What is gained in no zone of the list; false when nothing is.
static bool find_rest(const gains *g, double *rest)
{
    bool any = false;
    for (size_t i = 0; i < g->n_sides; i++) {
        rest[i] = gained(g, g->sides[i], SM_STATS_TOTAL);
        for (size_t k = 0; k < g->n_zones; k++) {
            rest[i] -= gained(g, g->sides[i], g->stats->zones[g->zones[k]].id);
        }
        any |= rest[i] >= LEAST_KM2;
    }
    return any;
}

static void fill(const gains *g, const sm_study *study, const char *lang, sm_map_table *t)
{
    static const char *const words[][3] = {{"en", "elsewhere", "total"},
                                           {"uk", "деінде", "усього"}};
    size_t w = strcmp(lang, words[1][0]) == 0;
    double *rest = sm_arena_alloc(g->arena, (g->n_sides + 1) * sizeof *rest);
    t->n_cols = g->n_sides + 1;
    t->cells = sm_arena_alloc(g->arena, (g->n_zones + 3) * t->n_cols * sizeof *t->cells);
    const char **row = add_row(g, t, "");
    for (size_t i = 0; i < g->n_sides; i++) {
        const sm_side *side = sm_study_side(study, g->sides[i]);
        const char *name = side ? sm_texts_in(&side->name, lang, NULL) : NULL;
        row[i + 1] = name ? name : g->sides[i];
    }
    for (size_t k = 0; k < g->n_zones; k++) {
        const sm_stats_zone *zone = &g->stats->zones[g->zones[k]];
        row = add_row(g, t, zone->name ? zone->name : zone->id);
        for (size_t i = 0; i < g->n_sides; i++) {
            row[i + 1] = number(g, gained(g, g->sides[i], zone->id));
        }
    }
    if (find_rest(g, rest) && g->n_zones) {
        row = add_row(g, t, words[w][1]);
        for (size_t i = 0; i < g->n_sides; i++) {
            row[i + 1] = number(g, rest[i]);
        }
    }
    row = add_row(g, t, words[w][2]);
    for (size_t i = 0; i < g->n_sides; i++) {
        row[i + 1] = number(g, gained(g, g->sides[i], SM_STATS_TOTAL));
    }
}

// The first figure of a series has nothing to compare with, and no table.
static bool has_since(const sm_run *run, const sm_figure_job *job, sm_diags *diags)
{
    const sm_figure *f = job->figure;
    if (!f->has_since && !f->each.since_previous) {
        sm_diags_add(diags, SM_ERROR, "change.since", SM_AT_LINE(run->study->path, f->gains.line),
                     "add since=\"DATE\" to the figure", "<gains> of figure %s counts from no date",
                     f->id);
    }
    return f->has_since;
}

sm_status run_count_gains(sm_run *run, sm_arena *a, const sm_figure_job *job, sm_map_table *out,
                          sm_diags *diags, sm_error *err)
{
    const sm_figure *f = job->figure;
    *out = (sm_map_table){.n_rows = 0};
    if (!f->gains.line || !has_since(run, job, diags)) {
        return SM_OK;
    }
    const int32_t dates[] = {f->since, f->date};
    sm_stats *stats = NULL;
    sm_status status = sm_run_stats(run, a, NULL, dates, 2, job->lang, &stats, diags, err);
    if (status) {
        return status;
    }
    gains g = {.stats = stats, .arena = a, .date = f->date};
    find_sides(&g);
    find_zones(&g, (size_t)f->gains.rows);
    const char *title = sm_texts_in(&f->gains.title, job->lang, NULL);
    out->title = title ? sm_compose_expand(a, title, job, NULL) : NULL;
    if (g.n_sides) {
        fill(&g, run->study, job->lang, out);
    }
    return SM_OK;
}
