// CRS of pages and layers, opened once.
#include <string.h>

#include "run/run.h"

static run_crs *find(sm_run *run, const char *text)
{
    run_crs *c = run->crs_list;
    while (c && strcmp(c->text, text) != 0) {
        c = c->next;
    }
    return c;
}

static const sm_crs *keep(sm_run *run, const char *text, sm_crs *crs, bool is_lonlat)
{
    run_crs *c = sm_arena_alloc(run->arena, sizeof *c);
    *c = (run_crs){sm_arena_strdup(run->arena, text), crs, is_lonlat, run->crs_list};
    run->crs_list = c;
    return crs;
}

sm_status run_find_crs(sm_run *run, const char *text, const sm_crs **crs, sm_error *err)
{
    const run_crs *known = find(run, text);
    sm_crs *opened = NULL;
    sm_status status = known ? SM_OK : sm_crs_open(text, &opened, err);
    if (!status) {
        *crs = known ? known->crs : keep(run, text, opened, false);
    }
    return status;
}

sm_status run_find_wkt(sm_run *run, const char *wkt, const char *file, const sm_crs **crs,
                       sm_error *err)
{
    const run_crs *known = find(run, wkt);
    sm_crs *opened = NULL;
    bool is_lonlat = known && known->is_lonlat;
    sm_status status = known ? SM_OK : sm_crs_open_wkt(wkt, file, &opened, &is_lonlat, err);
    if (!status) {
        const sm_crs *kept = known ? known->crs : keep(run, wkt, opened, is_lonlat);
        *crs = is_lonlat ? NULL : kept;
    }
    return status;
}

void run_close_crs(sm_run *run)
{
    for (run_crs *c = run->crs_list; c; c = c->next) {
        sm_crs_close(c->crs);
    }
    run->crs_list = NULL;
}
