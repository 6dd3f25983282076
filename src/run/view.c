// From an extent to a view: which CRS, which scale, which centre.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "run/run.h"

static const int EDGE_SAMPLES = 32;
static const double LEAST_SPAN_M = 100; // a single point still gets a map

typedef struct fitting {
    sm_box lonlat;
    const sm_extent *extent;
    sm_path points; // vertices, lon/lat
    sm_arena *scratch;
} fitting;

static void take_vertices(void *context, const sm_feature *f)
{
    fitting *fit = context;
    if (!sm_where_matches(fit->scratch, fit->extent->where, f)) {
        return;
    }
    sm_box box = sm_path_box(f->path);
    if (!sm_box_is_empty(box)) {
        fit->lonlat = sm_box_union(fit->lonlat, box);
        sm_point *room = sm_path_extend(&fit->points, f->path->n_points);
        memcpy(room, f->path->points, f->path->n_points * sizeof *room);
    }
}

static void add_box_edges(sm_path *points, sm_box b)
{
    for (int i = 0; i <= EDGE_SAMPLES; i++) {
        double t = (double)i / EDGE_SAMPLES;
        double x = b.x0 + (b.x1 - b.x0) * t, y = b.y0 + (b.y1 - b.y0) * t;
        sm_path_add(points, x, b.y0);
        sm_path_add(points, x, b.y1);
        sm_path_add(points, b.x0, y);
        sm_path_add(points, b.x1, y);
    }
}

static sm_status find_points(sm_run *run, sm_arena *a, const sm_figure_job *job, fitting *fit,
                             sm_diags *diags, sm_error *err)
{
    const sm_extent *e = fit->extent;
    if (e->kind == SM_EXTENT_CENTRE) {
        fit->lonlat = (sm_box){e->lon_deg, e->lat_deg, e->lon_deg, e->lat_deg};
        sm_path_add(&fit->points, e->lon_deg, e->lat_deg);
    } else if (e->kind == SM_EXTENT_BOX) {
        fit->lonlat = e->box_deg;
        add_box_edges(&fit->points, e->box_deg);
    } else {
        sm_map_layer ignored = {0};
        run_each_feature(run, a, sm_study_layer(run->study, e->layer), job, NULL, &ignored,
                         take_vertices, fit, diags);
    }
    if (fit->points.n_points) {
        return SM_OK;
    }
    return sm_fail(err, SM_EINPUT, SM_AT_LINE(run->study->path, e->line),
                   "name a layer and a filter that select something",
                   "the extent fits layer %s%s%s, which selects nothing", e->layer,
                   e->where ? " where " : "", e->where ? e->where : "");
}

// Without a crs: equal area around the middle of the map, or Equal Earth for most of a globe.
static const char *default_crs(sm_arena *a, sm_box lonlat)
{
    double lon = (lonlat.x0 + lonlat.x1) / 2, lat = (lonlat.y0 + lonlat.y1) / 2;
    if (lonlat.x1 - lonlat.x0 > 120 || lonlat.y1 - lonlat.y0 > 90) {
        return sm_arena_printf(a, "+proj=eqearth +lon_0=%.4f +datum=WGS84 +units=m", lon);
    }
    return sm_arena_printf(a, "+proj=laea +lat_0=%.4f +lon_0=%.4f +datum=WGS84 +units=m", lat, lon);
}

static sm_box finite_box(const sm_path *points)
{
    sm_box box = SM_BOX_EMPTY;
    for (size_t i = 0; i < points->n_points; i++) {
        if (isfinite(points->points[i].x) && isfinite(points->points[i].y)) {
            box = sm_box_add(box, points->points[i]);
        }
    }
    return box;
}

static double fitting_scale(sm_box plane, sm_box frame, double margin_mm)
{
    double w = frame.x1 - frame.x0 - 2 * SM_MM(margin_mm);
    double h = frame.y1 - frame.y0 - 2 * SM_MM(margin_mm);
    double across = fmax(plane.x1 - plane.x0, LEAST_SPAN_M) * SM_MM(1000) / fmax(w, 1);
    double up = fmax(plane.y1 - plane.y0, LEAST_SPAN_M) * SM_MM(1000) / fmax(h, 1);
    return fmax(across, up);
}

sm_status run_find_view(sm_run *run, sm_arena *a, const sm_figure_job *job, const char *crs_text,
                        const sm_extent *extent, sm_box frame_pt, const sm_crs **crs, sm_view *view,
                        sm_diags *diags, sm_error *err)
{
    fitting fit = {.lonlat = SM_BOX_EMPTY, .extent = extent, .scratch = a};
    sm_arena *points = sm_arena_create();
    sm_path_init(&fit.points, points, SM_SPACE_LONLAT, SM_SHAPE_POINTS);
    sm_status status = find_points(run, a, job, &fit, diags, err);
    if (!status) {
        status = run_find_crs(run, crs_text ? crs_text : default_crs(a, fit.lonlat), crs, err);
        if (status) {
            sm_error_locate(err, SM_AT_LINE(run->study->path, job->figure->line));
        }
    }
    if (!status) {
        sm_crs_forward(*crs, fit.points.points, fit.points.n_points);
        sm_box plane = finite_box(&fit.points);
        if (sm_box_is_empty(plane)) {
            status =
                sm_fail(err, SM_EGEOM, SM_AT_LINE(run->study->path, extent->line),
                        "choose a crs that covers the extent", "the extent can not be projected");
        } else {
            *view = (sm_view){
                .centre_m = {(plane.x0 + plane.x1) / 2, (plane.y0 + plane.y1) / 2},
                .frame_pt = frame_pt,
                .scale_denom =
                    extent->kind == SM_EXTENT_CENTRE
                        ? extent->scale_denom
                        : fitting_scale(plane, frame_pt,
                                        extent->kind == SM_EXTENT_FIT ? extent->margin_mm : 0)};
        }
    }
    sm_arena_destroy(points);
    return status;
}
