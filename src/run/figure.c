// One figure up to the point where its labels are asked for.
#include <math.h>
#include <string.h>

#include "run/run.h"

// Half the widest pen, hatch ends and marks: nothing drawn for a feature reaches farther.
static const double PAD_PT = 6 * SM_PT_PER_MM;

static void prepare_map(sm_run *run, sm_arena *a, const sm_figure_job *job, const sm_crs *crs,
                        const char *const *ids, size_t n, sm_map *map, sm_diags *diags)
{
    sm_prepare prepare = sm_prepare_default(crs, map->view, PAD_PT);
    map->layers = sm_arena_zero(a, n + 1, sizeof *map->layers);
    map->n_layers = n;
    for (size_t i = 0; i < n; i++) {
        const sm_layer *layer = sm_study_layer(run->study, ids[i]);
        if (layer->style) {
            run_prepare_layer(run, a, layer, job, &prepare, &map->layers[i], diags);
        } else {
            map->layers[i].layer = layer;
            sm_diags_add(diags, SM_ERROR, "layer.style", SM_AT_LINE(run->study->path, layer->line),
                         "give it style=\"FILE.sld\" or take it out of <draw>",
                         "layer %s is drawn but has no style", layer->id);
        }
    }
}

// The outline of the main frame as it looks on the inset: its edges are straight on the main map
// only.
static const sm_path *frame_on_inset(sm_arena *a, const sm_view *main_view, const sm_crs *main_crs,
                                     const sm_view *inset_view, const sm_crs *inset_crs)
{
    enum { PER_EDGE = 24 };
    sm_path line;
    sm_path_init(&line, a, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    sm_box f = main_view->frame_pt;
    const sm_point corner[] = {
        {f.x0, f.y0}, {f.x1, f.y0}, {f.x1, f.y1}, {f.x0, f.y1}, {f.x0, f.y0}};
    for (int e = 0; e < 4; e++) {
        for (int i = 0; i < PER_EDGE; i++) {
            double t = (double)i / PER_EDGE;
            sm_point p = {corner[e].x + (corner[e + 1].x - corner[e].x) * t,
                          corner[e].y + (corner[e + 1].y - corner[e].y) * t};
            p = sm_view_to_plane(main_view, p);
            if (sm_crs_inverse(main_crs, &p, 1) || sm_crs_forward(inset_crs, &p, 1)) {
                return NULL;
            }
            p = sm_view_to_page(inset_view, p);
            sm_path_add(&line, p.x, p.y);
        }
    }
    sm_path_add(&line, line.points[0].x, line.points[0].y);
    sm_path *clipped = sm_arena_alloc(a, sizeof *clipped);
    sm_path_init(clipped, a, SM_SPACE_PAGE, SM_SHAPE_LINES);
    line.shape = SM_SHAPE_LINES;
    sm_topo_clip(&line, inset_view->frame_pt, clipped);
    return clipped;
}

static sm_status prepare_inset(sm_run *run, sm_arena *a, run_figure *f, sm_error *err)
{
    const sm_inset *inset = f->job.figure->inset;
    if (!inset || sm_box_is_empty(f->plan.layout.inset_pt)) {
        return SM_OK;
    }
    sm_status status =
        run_find_view(run, a, &f->job, inset->crs, &inset->extent, f->plan.layout.inset_pt,
                      &f->inset_crs, &f->plan.inset.view, &f->diags, err);
    if (!status) {
        prepare_map(run, a, &f->job, f->inset_crs, inset->layers, inset->n_layers, &f->plan.inset,
                    &f->diags);
        f->plan.locator =
            frame_on_inset(a, &f->plan.map.view, f->crs, &f->plan.inset.view, f->inset_crs);
    }
    return status;
}

static sm_status make_graticule(sm_arena *a, run_figure *f, sm_error *err)
{
    if (!f->job.figure->show.graticule) {
        return SM_OK;
    }
    sm_graticule *g = sm_arena_zero(a, 1, sizeof *g);
    f->plan.graticule = g;
    return sm_graticule_make(a, f->crs, &f->plan.map.view, f->job.figure->graticule_deg, g, err);
}

static bool has_errors(const run_figure *f)
{
    return sm_diags_count(&f->diags, SM_ERROR) > 0;
}

static sm_status plan(sm_run *run, sm_arena *a, run_figure *f, sm_error *err)
{
    const sm_figure *figure = f->job.figure;
    sm_status status = sm_compose_layout(a, run->text, &f->job, &f->plan.layout, err);
    status =
        status ? status
               : run_find_view(run, a, &f->job, figure->crs, &figure->extent,
                               f->plan.layout.frame_pt, &f->crs, &f->plan.map.view, &f->diags, err);
    if (status) {
        return status;
    }
    prepare_map(run, a, &f->job, f->crs, figure->layers, figure->n_layers, &f->plan.map, &f->diags);
    if (has_errors(f)) {
        return SM_OK; // what follows could only complain about the same fault once more
    }
    f->plan.ground_scale = sm_crs_ground_scale(f->crs, f->plan.map.view.centre_m);
    f->plan.north_deg = sm_crs_convergence(f->crs, f->plan.map.view.centre_m);
    status = run_count_gains(run, a, &f->job, &f->plan.table, &f->diags, err);
    status = status ? status : prepare_inset(run, a, f, err);
    status = status ? status : make_graticule(a, f, err);
    return status ? status : sm_compose_plan(a, run->text, &f->job, &f->plan, &f->diags, err);
}

static bool is_blank(const sm_map *map)
{
    for (size_t i = 0; i < map->n_layers; i++) {
        if (map->layers[i].count) {
            return false;
        }
    }
    return true;
}

void run_plan_figure(sm_run *run, sm_arena *a, run_figure *f)
{
    sm_error err;
    if (plan(run, a, f, &err)) {
        sm_diags_add_error(&f->diags, "figure.failed", &err);
    } else if (!has_errors(f) && is_blank(&f->plan.map)) {
        sm_diags_add(
            &f->diags, SM_ERROR, "figure.blank", SM_AT_LINE(run->study->path, f->job.figure->line),
            "correct the extent or the layers", "figure %s would be blank", f->job.figure->id);
    }
    f->failed = has_errors(f);
}

void run_tell_dense(const sm_run *run, const run_figure *f, const sm_scene *scene, sm_diags *diags)
{
    if (scene->n_dense) {
        sm_diags_add(
            diags, SM_WARNING, "W114", SM_AT_LINE(run->study->path, f->job.figure->line),
            "make the pattern of the style coarser",
            "figure %s: %zu patterns have more marks than a page can hold: areas are drawn "
            "as a tint, lines without their marks",
            f->job.figure->id, scene->n_dense);
    }
}
