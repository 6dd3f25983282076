// One figure, from paper to neat line.
#include <string.h>

#include "compose/parts.h"

static void draw_box(composer *c, sm_box box, double width_mm)
{
    sm_pen pen = house_pen(HOUSE_INK, width_mm);
    sm_scene_add_rect(c->scene, box, HOUSE_NO_COLOR, &pen);
}

// The inset is a small map of its own; the main frame shows on it as a dark line on a light one.
static void draw_inset(composer *c, const sm_labels *labels)
{
    const sm_plan *plan = c->plan;
    if (!plan->inset.n_layers) {
        return;
    }
    sm_scene_begin_group(c->scene, "inset", NULL, -1);
    sm_scene_add_rect(c->scene, plan->layout.inset_pt, HOUSE_PAPER, NULL);
    compose_layers(c->scene, &plan->inset);
    if (plan->locator) {
        sm_pen casing = house_pen(HOUSE_PAPER, 1.0), line = house_pen(HOUSE_INK, 0.4);
        sm_scene_add_stroke(c->scene, plan->locator, &casing);
        sm_scene_add_stroke(c->scene, plan->locator, &line);
    }
    sm_label_draw(c->scene, labels);
    draw_box(c, plan->layout.inset_pt, HOUSE_BOX_MM);
    sm_scene_end_group(c->scene);
}

// A neat line as heavy as a page's would be the heaviest thing on a small map.
static double neat_mm(const sm_plan *plan)
{
    sm_box f = plan->layout.frame_pt;
    return f.x1 - f.x0 < SM_MM(HOUSE_SMALL_MAP_MM) ? HOUSE_TICK_LINE_MM : HOUSE_NEAT_MM;
}

static sm_status draw_furniture(composer *c, const sm_labels *inset_labels, sm_error *err)
{
    draw_inset(c, inset_labels);
    sm_status status = compose_draw_legend(c, err);
    status = status ? status : compose_draw_table(c, err);
    status = status ? status : compose_draw_scale_bar(c, err);
    status = status ? status : compose_draw_north(c, err);
    if (!status) {
        sm_scene_begin_group(c->scene, "frame", NULL, -1);
        draw_box(c, c->plan->layout.frame_pt, neat_mm(c->plan));
        sm_scene_end_group(c->scene);
    }
    status = status ? status : compose_draw_ticks(c, err);
    return status ? status : compose_draw_head_and_foot(c, err);
}

sm_status sm_compose_draw(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                          const sm_plan *plan, const sm_labels *labels,
                          const sm_labels *inset_labels, sm_scene **out, sm_error *err)
{
    composer c = {.arena = a,
                  .text = text,
                  .job = job,
                  .plan = plan,
                  .scene = sm_scene_create(a, plan->layout.width_pt, plan->layout.height_pt),
                  .factor = job->figure->text_factor};
    sm_box page = {0, 0, plan->layout.width_pt, plan->layout.height_pt};
    sm_scene_add_rect(c.scene, page, HOUSE_PAPER, NULL);
    compose_layers(c.scene, &plan->map);
    compose_draw_crosses(&c, labels);
    sm_labels grounded;
    compose_ground_halos(a, &plan->map, &plan->labels, labels, &grounded);
    sm_label_draw(c.scene, &grounded);
    sm_status status = draw_furniture(&c, inset_labels, err);
    if (status) {
        return status;
    }
    if (strcmp(job->variant, SM_VARIANT_GREY) == 0) {
        sm_scene_map_colors(c.scene, sm_color_to_grey);
    }
    *out = c.scene;
    return SM_OK;
}
