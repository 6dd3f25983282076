/** stats: dated control polygons and zones -> areas, shares, changes, lengths of the front, places
 *  that changed hands. The numbers of `sitmap stats` and of the report alike.
 *
 *  Areas are those of the polygons as they stand in the files, on the ellipsoid of WGS 84, edges
 *  straight in longitude and latitude (sm_geodesic_area_km2). Where one side's polygons of a date
 *  overlap they count once; a polygon that is not valid is mended by sm_topo_overlay's rule and
 *  reported. All in lon/lat.
 */
#ifndef SITMAP_STATS_H
#define SITMAP_STATS_H

#include "sitmap/study.h"

#define SM_STATS_TOTAL "total"     // the zone of the sums
#define SM_STATS_OUTSIDE "outside" // the zone of what lies in no zone

/** What to count. */
typedef struct sm_stats_input {
    const sm_study *study;
    const sm_layer *control;    // layer of snapshots with sides
    const sm_features *records; // all of its records
    const sm_layer *zones;      // polygon layer, NULL: only totals
    const sm_features *zone_records;
    const sm_layer *places; // point layer, NULL: none
    const sm_features *place_records;
    const char *zone_field; // key; NULL: "id" if the layer has it, else the record number
    const char *zone_name;  // field of the name, "{lang}" replaced; NULL: the key
    const char *place_name; // likewise
    const char *lang;
    const int32_t *dates; // n_dates 0: every date of the series
    size_t n_dates;
} sm_stats_input;

/** Ground of one side in one zone on one date. Areas in km2. */
typedef struct sm_stats_row {
    int32_t date;
    const char *side;
    const char *zone; // key of the zone, SM_STATS_OUTSIDE or SM_STATS_TOTAL
    double area_km2;
    double
        share_pct; // of the zone's own area; of all sides' ground for outside and total; NAN: of 0
    double change_km2;           // against the date before; NAN on the first date
    double gained_km2, lost_km2; // gained - lost = change; NAN on the first date
} sm_stats_row;

typedef struct sm_stats_zone {
    const char *id;   // as in the rows
    const char *name; // in the language asked for; NULL for outside and total
    double
        area_km2;   // of its polygons; for outside and total of all sides' ground on the first date
    bool contested; // more than one side holds or held some of it
} sm_stats_zone;

/** Boundary between two sides. */
typedef struct sm_stats_front {
    int32_t date;
    const char *left, *right;
    double length_km; // 0: they do not touch
} sm_stats_front;

/** A place that is on another side than on the date before. */
typedef struct sm_stats_move {
    int32_t since, date;
    long record;
    const char *name;
    const char *from, *to; // sides; NULL: nobody's ground
} sm_stats_move;

typedef struct sm_stats {
    const int32_t *dates; // rising
    size_t n_dates;
    const char **sides; // in the order of the study
    size_t n_sides;
    sm_stats_zone *zones; // as in the layer, then outside, then total
    size_t n_zones;
    sm_stats_row *rows; // n_dates * n_zones * n_sides, in that order
    size_t n_rows;
    sm_stats_front *fronts;
    size_t n_fronts;
    struct {
        sm_stats_move *items;
        size_t count, cap;
    } moves;
    double residual_km2; // largest |sum over zones and outside - total| of a side and date
    bool approximate;    // the layer says of a polygon that it is approximate
} sm_stats;

/** Count everything. Findings: polygons that were mended, zones that overlap (then sums over zones
 *  exceed the total). Fails with SM_EINPUT when the layer lacks a field or a date has no snapshot,
 *  and as sm_topo_overlay does. In `a`. Cost: one overlay per side, date and zone that meet. */
sm_status sm_stats_make(sm_arena *a, const sm_stats_input *in, sm_stats **out, sm_diags *diags,
                        sm_error *err) SM_MUST_CHECK;

/** The row of a date, side and zone; NULL when there is none. */
const sm_stats_row *sm_stats_find(const sm_stats *s, int32_t date, const char *side,
                                  const char *zone);
/** A zone by its key; NULL when there is none. */
const sm_stats_zone *sm_stats_zone_find(const sm_stats *s, const char *id);
/** Length between two sides in either order; NAN when the date or a side is unknown. */
double sm_stats_front_km(const sm_stats *s, int32_t date, const char *one, const char *other);

/** The sides' polygons of one date, each side's as one valid path (empty: it holds nothing);
 *  `paths` has study->n_sides entries. For stats and check. Mended polygons are findings. */
sm_status sm_stats_holdings(sm_arena *a, const sm_study *study, const sm_layer *control,
                            const sm_features *snapshot, sm_path *paths, sm_diags *diags,
                            sm_error *err) SM_MUST_CHECK;
/** The dates of a series, rising, each once. In `a`. */
const int32_t *sm_stats_dates(sm_arena *a, const sm_features *records, const char *date_field,
                              size_t *n);
/** Union of polygon paths, pairwise as in a tournament; in `a`. */
sm_status sm_stats_union(sm_arena *a, const sm_path *const *paths, size_t n, sm_path *out,
                         sm_error *err) SM_MUST_CHECK;

#endif
