// The numbers of a study: which layers are counted, and their records.
#include <string.h>

#include "run/run.h"

const sm_layer *run_find_control(const sm_study *study)
{
    if (study->stats.control) {
        return sm_study_layer(study, study->stats.control);
    }
    for (size_t i = 0; i < study->n_layers; i++) {
        const sm_layer *layer = &study->layers[i];
        if (layer->side_field && layer->time == SM_TIME_SNAPSHOTS) {
            return layer;
        }
    }
    return NULL;
}

static sm_status read_layer(sm_run *run, const sm_layer *layer, const sm_features **records,
                            sm_diags *diags, sm_error *err)
{
    *records = layer ? run_read_records(run, layer, diags) : NULL;
    if (layer && !*records) {
        return sm_fail(err, SM_EINPUT, SM_AT_LINE(run->study->path, layer->line), NULL,
                       "layer %s can not be counted: it can not be read", layer->id);
    }
    return SM_OK;
}

static sm_status choose_zones(const sm_run *run, sm_arena *a, const char *zones, sm_stats_input *in,
                              sm_error *err)
{
    const sm_study *study = run->study;
    if (!zones) {
        in->zones = study->stats.zones ? sm_study_layer(study, study->stats.zones) : NULL;
        in->zone_field = study->stats.zone_field;
        in->zone_name = study->stats.zone_name;
        return SM_OK;
    }
    const char *colon = strchr(zones, ':');
    const char *id = sm_arena_strndup(a, zones, colon ? (size_t)(colon - zones) : strlen(zones));
    in->zones = sm_study_layer(study, id);
    in->zone_field = colon ? colon + 1 : NULL;
    if (!in->zones || in->zones->derive != SM_DERIVE_NOTHING) {
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(study->path), "name a <layer> with a file",
                       "zones: layer %s is %s", id, in->zones ? "derived" : "not defined");
    }
    return SM_OK;
}

sm_status sm_run_stats(sm_run *run, sm_arena *a, const char *zones, const int32_t *dates,
                       size_t n_dates, const char *lang, sm_stats **out, sm_diags *diags,
                       sm_error *err)
{
    const sm_study *study = run->study;
    sm_stats_input in = {.study = study,
                         .control = run_find_control(study),
                         .place_name = study->stats.place_name,
                         .lang = lang ? lang : study->lang,
                         .dates = dates,
                         .n_dates = n_dates};
    if (!in.control) {
        return sm_fail(
            err, SM_EINPUT, SM_IN_FILE(study->path),
            "give the control layer side=\"FIELD\", time=\"snapshots\" and date=\"FIELD\"",
            "nothing to count: no layer has sides and snapshots");
    }
    in.places = study->stats.places ? sm_study_layer(study, study->stats.places) : NULL;
    sm_status status = choose_zones(run, a, zones, &in, err);
    status = status ? status : read_layer(run, in.control, &in.records, diags, err);
    status = status ? status : read_layer(run, in.zones, &in.zone_records, diags, err);
    status = status ? status : read_layer(run, in.places, &in.place_records, diags, err);
    return status ? status : sm_stats_make(a, &in, out, diags, err);
}
