// Where the furniture stands: inset and legend in corners, the scale bar beside them.
#include <math.h>

#include "compose/parts.h"

static sm_box corner_box(sm_box frame, sm_corner corner, double w, double h)
{
    bool west = corner == SM_CORNER_NW || corner == SM_CORNER_SW;
    bool north = corner == SM_CORNER_NW || corner == SM_CORNER_NE;
    double x = west ? frame.x0 : frame.x1 - w, y = north ? frame.y0 : frame.y1 - h;
    return (sm_box){x, y, x + w, y + h};
}

// What a box would hide, judged by the vertices of lines and points below it: the front and places
// carry the message, so they count for more than outlines.
static double hidden_by(const sm_map *map, sm_box box)
{
    double sum = 0;
    for (size_t i = 0; i < map->n_layers; i++) {
        const sm_map_layer *layer = &map->layers[i];
        double weight = layer->layer->derive == SM_DERIVE_FRONT ? 20 : 1;
        for (size_t k = 0; k < layer->count; k++) {
            const sm_path *path = layer->items[k].path;
            double each = path->shape == SM_SHAPE_POINTS ? 10 : weight;
            for (size_t p = 0; p < path->n_points; p++) {
                sum += sm_box_has(box, path->points[p]) ? each : 0;
            }
        }
    }
    return sum;
}

static bool covers(sm_box furniture, sm_box box)
{
    return !sm_box_is_empty(furniture) && sm_box_overlap(furniture, box);
}

static sm_box best_corner(const sm_plan *plan, sm_corner asked, double w, double h)
{
    static const sm_corner order[] = {SM_CORNER_SE, SM_CORNER_SW, SM_CORNER_NE, SM_CORNER_NW};
    if (asked != SM_CORNER_AUTO) {
        return corner_box(plan->layout.frame_pt, asked, w, h);
    }
    sm_box best = SM_BOX_EMPTY;
    double least = (double)INFINITY;
    for (size_t i = 0; i < 4; i++) {
        sm_box box = corner_box(plan->layout.frame_pt, order[i], w, h);
        double cost = hidden_by(&plan->map, box);
        cost += covers(plan->layout.inset_pt, box) || covers(plan->legend_pt, box) ? 1e9 : 0;
        if (cost < least) {
            least = cost;
            best = box;
        }
    }
    return best;
}

static bool is_free(const sm_plan *plan, sm_box box)
{
    return sm_box_contains(plan->layout.frame_pt, box) && !covers(plan->layout.inset_pt, box) &&
           !covers(plan->legend_pt, box) && !covers(plan->table_pt, box);
}

// Candidates along the bottom edge, then along the top, a step apart; the one that hides least
// wins, the bottom first.
static sm_box free_place(const sm_plan *plan, double w, double h)
{
    sm_box f = plan->layout.frame_pt, best = SM_BOX_EMPTY;
    double air = SM_MM(4), least = (double)INFINITY;
    for (int top = 0; top < 2; top++) {
        double y = top ? f.y0 + air : f.y1 - air - h;
        for (double x = f.x0 + air; x + w <= f.x1 - air; x += SM_MM(4)) {
            sm_box box = {x, y, x + w, y + h};
            double cost = hidden_by(&plan->map, box) + (top ? 5 : 0);
            if (is_free(plan, sm_box_grow(box, SM_MM(2))) && cost < least) {
                least = cost;
                best = box;
            }
        }
    }
    return best;
}

// Between the two boxes at the bottom if they leave room there, as close to the left one as the
// house gap allows: the eye finds scale and legend together.
static sm_box scale_bar_place(const sm_plan *plan, double w, double h)
{
    sm_box f = plan->layout.frame_pt;
    double x0 = f.x0, x1 = f.x1, gap = SM_MM(HOUSE_FURNITURE_GAP_MM);
    const sm_box boxes[] = {plan->layout.inset_pt, plan->legend_pt, plan->table_pt};
    int neighbours = 0;
    for (size_t i = 0; i < 3; i++) {
        if (!sm_box_is_empty(boxes[i]) && boxes[i].y1 >= f.y1) {
            neighbours++;
            if (boxes[i].x0 <= f.x0) {
                x0 = boxes[i].x1;
            } else {
                x1 = boxes[i].x0;
            }
        }
    }
    if (neighbours == 2 && x1 - x0 >= w + gap) {
        double x = fmin(x0 + gap, x1 - w - gap / 2);
        return (sm_box){x, f.y1 - SM_MM(3) - h, x + w, f.y1 - SM_MM(3)};
    }
    return free_place(plan, w, h);
}

static void place_north(const sm_figure_job *job, sm_plan *plan)
{
    plan->north_pt = SM_BOX_EMPTY;
    if (job->figure->show.north_arrow) {
        plan->north_pt = free_place(plan, SM_MM(6), SM_MM(14) * job->figure->text_factor);
    }
}

static sm_status place_furniture(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                                 sm_plan *plan, sm_diags *diags, sm_error *err)
{
    double w = 0, h = 0;
    plan->legend_pt = plan->table_pt = plan->scale_bar_pt = SM_BOX_EMPTY;
    sm_status status = SM_OK;
    if (job->figure->show.legend) {
        status = compose_plan_legend(a, text, job, plan, &w, &h, diags, err);
        if (!status && plan->n_legend) {
            plan->legend_pt = best_corner(plan, job->figure->legend_corner, w, h);
        }
    }
    if (!status && plan->table.n_rows) {
        status = compose_plan_table(a, text, job, plan, &w, &h, err);
        plan->table_pt = status ? SM_BOX_EMPTY : best_corner(plan, job->figure->gains.corner, w, h);
    }
    if (!status && job->figure->show.scale_bar) {
        status = compose_plan_scale_bar(a, text, job, plan, &w, &h, err);
        plan->scale_bar_pt = status ? SM_BOX_EMPTY : scale_bar_place(plan, w, h);
    }
    place_north(job, plan);
    return status;
}

// Furniture is never touched by labels; the boxes are grown so that none sits against the line.
static void take_furniture(sm_arena *a, sm_plan *plan)
{
    const sm_box all[] = {plan->legend_pt, plan->table_pt, plan->layout.inset_pt,
                          plan->scale_bar_pt, plan->north_pt};
    sm_box *taken = sm_arena_alloc(a, sizeof all);
    size_t n = 0;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (!sm_box_is_empty(all[i])) {
            taken[n++] = sm_box_grow(all[i], SM_MM(0.8));
        }
    }
    plan->labels.taken = taken;
    plan->labels.n_taken = n;
}

static void check_furniture(const sm_figure_job *job, const sm_plan *plan, sm_diags *diags)
{
    const struct {
        bool asked;
        sm_box box;
        const char *name;
    } all[] = {{job->figure->show.legend && plan->n_legend, plan->legend_pt, "legend"},
               {plan->table.n_rows > 0, plan->table_pt, "table of gains"},
               {job->figure->show.scale_bar, plan->scale_bar_pt, "scale bar"},
               {job->figure->show.north_arrow, plan->north_pt, "north arrow"}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (all[i].asked &&
            (sm_box_is_empty(all[i].box) ||
             !sm_box_contains(sm_box_grow(plan->layout.frame_pt, 0.01), all[i].box))) {
            sm_diags_add(diags, SM_WARNING, "figure.furniture",
                         SM_AT_LINE(job->study->path, job->figure->line),
                         "make the figure larger, its texts shorter, or leave it out with <show>",
                         "figure %s has no room for its %s", job->figure->id, all[i].name);
        }
    }
    const struct {
        sm_box upper, lower;
        const char *what;
    } pairs[] = {{plan->legend_pt, plan->layout.inset_pt, "legend covers the inset"},
                 {plan->table_pt, plan->layout.inset_pt, "table of gains covers the inset"},
                 {plan->table_pt, plan->legend_pt, "table of gains covers the legend"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (!sm_box_is_empty(pairs[i].upper) &&
            covers(pairs[i].lower, sm_box_grow(pairs[i].upper, -0.5))) {
            sm_diags_add(
                diags, SM_WARNING, "figure.furniture",
                SM_AT_LINE(job->study->path, job->figure->line),
                "give one of them another corner, make the figure larger or its texts shorter",
                "figure %s: the %s", job->figure->id, pairs[i].what);
        }
    }
}

sm_status sm_compose_plan(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                          sm_plan *plan, sm_diags *diags, sm_error *err)
{
    sm_status status = place_furniture(a, text, job, plan, diags, err);
    if (status) {
        return status;
    }
    check_furniture(job, plan, diags);
    plan->labels = plan->inset_labels = (sm_label_task){.frame_pt = plan->map.view.frame_pt};
    compose_label_requests(a, &plan->map, job->figure->text_factor, &plan->labels,
                           &plan->label_layer);
    compose_label_obstacles(a, &plan->map, &plan->labels);
    compose_callouts(a, job, &plan->map, &plan->labels, diags);
    take_furniture(a, plan);
    if (plan->inset.n_layers) {
        compose_label_requests(a, &plan->inset, job->figure->text_factor, &plan->inset_labels,
                               NULL);
        compose_label_obstacles(a, &plan->inset, &plan->inset_labels);
    }
    return SM_OK;
}
