// What the files of this folder share.
#ifndef SITMAP_STATS_PARTS_H
#define SITMAP_STATS_PARTS_H

#include "sitmap/derive.h"
#include "sitmap/stats.h"
#include "sitmap/topo.h"

/** One date of the series. */
typedef struct stats_day {
    int32_t date;
    sm_features snapshot;
    sm_path *held;          // per side
    sm_path *gained, *lost; // per side, against the day before; NULL on the first
} stats_day;

/** A zone with its polygons; several records may share a key. */
typedef struct stats_zone {
    const char *id, *name;
    struct {
        const sm_path **items;
        size_t count, cap;
    } parts;
} stats_zone;

typedef struct stats_zones {
    stats_zone *items;
    size_t count, cap;
    sm_path all; // union
} stats_zones;

typedef struct stats_work {
    sm_arena *arena;
    const sm_stats_input *in;
    stats_day *days;
    stats_zones zones;
    sm_stats *out;
    sm_diags *diags;
} stats_work;

/** Area that two valid polygons share. */
sm_status stats_common_km2(const sm_path *a, const sm_path *b, double *km2, sm_error *err);
/** A polygon made valid if it is not, with a finding. */
sm_status stats_mend(sm_arena *a, const sm_path *in, const char *file, long record, sm_path *out,
                     sm_diags *diags, sm_error *err);
/** Gather the zones. */
sm_status stats_read_zones(stats_work *w, sm_error *err);
/** Fill rows. */
sm_status stats_fill_rows(stats_work *w, sm_error *err);
/** Lengths of the front. */
sm_status stats_measure_fronts(stats_work *w, sm_error *err);
/** Places on another side than before. */
void stats_find_moves(stats_work *w);
/** The field for a language: "name_{lang}" -> "name_en". */
int stats_lang_field(sm_arena *a, const sm_fields *fields, const char *pattern, const char *lang);

#endif
