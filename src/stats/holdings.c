// Who holds what on one date: each side's polygons as one valid path.
#include <string.h>

#include "stats/parts.h"

sm_status stats_mend(sm_arena *a, const sm_path *in, const char *file, long record, sm_path *out,
                     sm_diags *diags, sm_error *err)
{
    const char *reason = NULL;
    sm_point at = {0, 0};
    sm_path nothing;
    if (!in->n_points || sm_topo_is_valid(a, in, &reason, &at)) {
        *out = *in;
        return SM_OK;
    }
    sm_path_init(&nothing, a, in->space, SM_SHAPE_RINGS);
    sm_status status = sm_topo_overlay(a, in, &nothing, SM_OVERLAY_UNION, 0, out, NULL, err);
    if (status) {
        sm_error_locate(err, SM_AT_RECORD(file, record));
    } else {
        sm_diags_add_at(diags, SM_WARNING, "stats.mended", SM_AT_RECORD(file, record), at.x, at.y,
                        "mend it in the shapefile",
                        "the polygon is not valid (%s); it was counted as mended: rings cut at "
                        "their crossings, overlaps counted once",
                        reason);
    }
    return status;
}

sm_status sm_stats_union(sm_arena *a, const sm_path *const *paths, size_t n, sm_path *out,
                         sm_error *err)
{
    if (n == 0) {
        sm_path_init(out, a, SM_SPACE_LONLAT, SM_SHAPE_RINGS);
        return SM_OK;
    }
    if (n == 1) {
        *out = *paths[0];
        return SM_OK;
    }
    sm_path left, right;
    sm_status status = sm_stats_union(a, paths, n / 2, &left, err);
    status = status ? status : sm_stats_union(a, paths + n / 2, n - n / 2, &right, err);
    return status ? status : sm_topo_overlay(a, &left, &right, SM_OVERLAY_UNION, 0, out, NULL, err);
}

static bool is_of(sm_arena *a, const sm_feature *f, int field, const char *side)
{
    return f->path->shape == SM_SHAPE_RINGS && f->path->n_points &&
           strcmp(sm_value_text(a, &f->values[field]), side) == 0;
}

static sm_status holding(sm_arena *a, const sm_layer *control, const sm_features *snapshot,
                         int field, const char *side, sm_path *out, sm_diags *diags, sm_error *err)
{
    struct {
        const sm_path **items;
        size_t count, cap;
    } parts = {NULL, 0, 0};
    for (size_t i = 0; i < snapshot->count; i++) {
        const sm_feature *f = &snapshot->items[i];
        if (is_of(a, f, field, side)) {
            sm_path *valid = sm_arena_alloc(a, sizeof *valid);
            sm_status status = stats_mend(a, f->path, control->file, f->record, valid, diags, err);
            if (status) {
                return status;
            }
            *SM_PUSH(a, &parts) = valid;
        }
    }
    return sm_stats_union(a, parts.items, parts.count, out, err);
}

sm_status sm_stats_holdings(sm_arena *a, const sm_study *study, const sm_layer *control,
                            const sm_features *snapshot, sm_path *paths, sm_diags *diags,
                            sm_error *err)
{
    int field = sm_fields_find(snapshot->fields, control->side_field);
    sm_status status = SM_OK;
    for (size_t i = 0; i < study->n_sides && !status; i++) {
        status = holding(a, control, snapshot, field, study->sides[i].id, &paths[i], diags, err);
    }
    return status;
}
