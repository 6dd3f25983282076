// Zones: records of any polygon layer, those with the same key together.
#include <string.h>

#include "sitmap/carto.h"
#include "stats/parts.h"

int stats_lang_field(sm_arena *a, const sm_fields *fields, const char *pattern, const char *lang)
{
    const char *hole = pattern ? strstr(pattern, "{lang}") : NULL;
    if (!hole) {
        return pattern ? sm_fields_find(fields, pattern) : -1;
    }
    const char *name = sm_arena_printf(a, "%.*s%s%s", (int)(hole - pattern), pattern,
                                       lang ? lang : "", hole + strlen("{lang}"));
    return sm_fields_find(fields, name);
}

static sm_status key_field(const stats_work *w, int *field, sm_error *err)
{
    const sm_stats_input *in = w->in;
    *field = sm_fields_find(in->zone_records->fields, in->zone_field ? in->zone_field : "id");
    if (in->zone_field && *field < 0) {
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(in->zones->file), "name a field of the layer",
                       "layer %s has no field %s for the key of its zones", in->zones->id,
                       in->zone_field);
    }
    return SM_OK;
}

static const char *key_of(sm_arena *a, const sm_feature *f, int field)
{
    const char *key = field >= 0 ? sm_value_text(a, &f->values[field]) : "";
    if (!key[0]) {
        return sm_arena_printf(a, "%ld", f->record);
    }
    bool taken = strcmp(key, SM_STATS_TOTAL) == 0 || strcmp(key, SM_STATS_OUTSIDE) == 0;
    return taken ? sm_arena_printf(a, "%s (%ld)", key, f->record) : key;
}

static stats_zone *zone_of(stats_work *w, const char *id)
{
    for (size_t i = 0; i < w->zones.count; i++) {
        if (strcmp(w->zones.items[i].id, id) == 0) {
            return &w->zones.items[i];
        }
    }
    stats_zone *z = SM_PUSH(w->arena, &w->zones);
    *z = (stats_zone){.id = id, .name = id, .parts = {NULL, 0, 0}};
    return z;
}

static sm_status add_zone(stats_work *w, const sm_feature *f, int key, int name, sm_error *err)
{
    sm_path *valid = sm_arena_alloc(w->arena, sizeof *valid);
    sm_status status =
        stats_mend(w->arena, f->path, w->in->zones->file, f->record, valid, w->diags, err);
    if (status) {
        return status;
    }
    stats_zone *z = zone_of(w, key_of(w->arena, f, key));
    const char *called = name >= 0 ? sm_value_text(w->arena, &f->values[name]) : "";
    z->name = called[0] ? called : z->name;
    *SM_PUSH(w->arena, &z->parts) = valid;
    return SM_OK;
}

// Sums over zones count ground in two zones twice: that must be said.
static void compare_union(stats_work *w)
{
    double sum = 0, all = sm_geodesic_area_km2(&w->zones.all);
    for (size_t i = 0; i < w->zones.count; i++) {
        for (size_t k = 0; k < w->zones.items[i].parts.count; k++) {
            sum += sm_geodesic_area_km2(w->zones.items[i].parts.items[k]);
        }
    }
    if (sum - all > 1e-6) {
        sm_diags_add(w->diags, SM_WARNING, "stats.zones-overlap", SM_IN_FILE(w->in->zones->file),
                     "mend the zones; `sitmap check` names the places",
                     "zones overlap by %.6g km2: sums over zones exceed the totals", sum - all);
    }
}

sm_status stats_read_zones(stats_work *w, sm_error *err)
{
    const sm_features *records = w->in->zones ? w->in->zone_records : NULL;
    int key = -1;
    struct {
        const sm_path **items;
        size_t count, cap;
    } parts = {NULL, 0, 0};
    sm_status status = records ? key_field(w, &key, err) : SM_OK;
    int name =
        records ? stats_lang_field(w->arena, records->fields, w->in->zone_name, w->in->lang) : -1;
    for (size_t i = 0; records && !status && i < records->count; i++) {
        const sm_feature *f = &records->items[i];
        if (f->path->shape == SM_SHAPE_RINGS && f->path->n_points) {
            status = add_zone(w, f, key, name, err);
        }
    }
    for (size_t i = 0; i < w->zones.count && !status; i++) {
        for (size_t k = 0; k < w->zones.items[i].parts.count; k++) {
            *SM_PUSH(w->arena, &parts) = w->zones.items[i].parts.items[k];
        }
    }
    status =
        status ? status : sm_stats_union(w->arena, parts.items, parts.count, &w->zones.all, err);
    if (!status && w->zones.count) {
        compare_union(w);
    }
    return status;
}
