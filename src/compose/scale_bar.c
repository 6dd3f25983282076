// The scale bar: round kilometres, a fifth to a third of the frame, true at the map's centre.
#include <math.h>

#include "compose/parts.h"

// Round lengths by preference and where their figures stand. Together the leading digits leave no
// ratio over 5 : 3 between neighbours, so one always fits between a fifth and a third.
typedef struct bar {
    double length;
    int n;
    double marks[4];
} bar;

static const bar bars[] = {
    {4, 4, {0, 1, 2, 4}}, {2, 3, {0, 1, 2}},    {1, 3, {0, 0.5, 1}},
    {3, 4, {0, 1, 2, 3}}, {6, 4, {0, 2, 4, 6}}, {1.5, 4, {0, 0.5, 1, 1.5}},
};

static const bar *choose(double least_km, double most_km, double *unit)
{
    for (size_t i = 0; i < sizeof bars / sizeof bars[0]; i++) {
        *unit = pow(10, floor(log10(most_km / bars[i].length)));
        double km = bars[i].length * *unit;
        if (km >= least_km && km <= most_km) {
            return &bars[i];
        }
    }
    *unit = pow(10, floor(log10(most_km)));
    return &bars[2];
}

static double ground_km_to_pt(const sm_plan *plan)
{
    return 1000 / plan->ground_scale * sm_view_pt_per_m(&plan->map.view);
}

static const bar *chosen(const sm_plan *plan, double *unit)
{
    double frame = plan->layout.frame_pt.x1 - plan->layout.frame_pt.x0;
    double per_km = ground_km_to_pt(plan);
    return choose(frame * HOUSE_BAR_LEAST / per_km, frame * HOUSE_BAR_MOST / per_km, unit);
}

// Under a kilometre the figures count metres.
static const char *figure_text(composer *c, double km, double whole_km, bool last)
{
    bool metres = whole_km < 1;
    const char *number = compose_number(c->arena, metres ? km * 1000 : km, c->job->lang);
    return last ? sm_arena_printf(c->arena, "%s %s", number, metres ? "m" : "km") : number;
}

sm_status compose_plan_scale_bar(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                                 sm_plan *plan, double *width_pt, double *height_pt, sm_error *err)
{
    double unit = 1;
    const bar *b = chosen(plan, &unit);
    double factor = job->figure->text_factor;
    sm_font font = house_font(HOUSE_TEXT_PT, factor);
    sm_extents e;
    composer c = {.arena = a, .job = job};
    plan->scale_bar_km = b->length * unit;
    sm_status status = sm_text_measure(
        text, figure_text(&c, plan->scale_bar_km, plan->scale_bar_km, true), &font, &e, err);
    if (!status) {
        *width_pt = plan->scale_bar_km * ground_km_to_pt(plan) + e.width_pt + SM_MM(1);
        *height_pt = SM_MM(HOUSE_BAR_H_MM) + SM_MM(7) * factor;
    }
    return status;
}

// On busy ground the bar and its figures need an edge as names do, each that of its own ground.
static void take_ground(composer *c, double x, double y)
{
    c->halo = compose_ground_at(&c->plan->map, (sm_point){x, y});
}

static sm_box piece_of(const composer *c, const bar *b, double unit, sm_point at, int i)
{
    double per_km = ground_km_to_pt(c->plan) * unit;
    return (sm_box){at.x + b->marks[i] * per_km, at.y, at.x + b->marks[i + 1] * per_km,
                    at.y + SM_MM(HOUSE_BAR_H_MM)};
}

static void draw_bar(composer *c, const bar *b, double unit, sm_point at)
{
    sm_pen pen = house_pen(HOUSE_INK, HOUSE_TICK_LINE_MM);
    for (int i = 0; i + 1 < b->n; i++) {
        sm_box piece = piece_of(c, b, unit, at, i);
        take_ground(c, (piece.x0 + piece.x1) / 2, at.y);
        sm_box casing = sm_box_grow(piece, c->halo_pt + SM_MM(HOUSE_TICK_LINE_MM));
        sm_scene_add_rect(c->scene, casing, c->halo, NULL);
    }
    for (int i = 0; i + 1 < b->n; i++) {
        sm_scene_add_rect(c->scene, piece_of(c, b, unit, at, i), i % 2 ? HOUSE_PAPER : HOUSE_INK,
                          &pen);
    }
}

static sm_status draw_figures(composer *c, const bar *b, double unit, sm_point at, sm_error *err)
{
    sm_font font = house_font(HOUSE_TEXT_PT, c->factor);
    double per_km = ground_km_to_pt(c->plan);
    sm_status status = SM_OK;
    for (int i = 0; i < b->n && !status; i++) {
        bool last = i + 1 == b->n;
        double km = b->marks[i] * unit;
        const char *text = figure_text(c, km, b->length * unit, last);
        sm_point p = {at.x + km * per_km, at.y - SM_MM(0.9)};
        sm_extents number = {0};
        take_ground(c, p.x, p.y);
        // The unit follows the last figure, whose digits stay centred over the bar's end.
        if (last) {
            status = sm_text_measure(c->text, figure_text(c, km, b->length * unit, false), &font,
                                     &number, err);
            p.x -= number.width_pt / 2;
        }
        status = status ? status
                        : compose_text(c, text, &font, HOUSE_INK, p, last ? TEXT_LEFT : TEXT_CENTRE,
                                       0, err);
    }
    return status;
}

sm_status compose_draw_scale_bar(composer *c, sm_error *err)
{
    sm_box box = c->plan->scale_bar_pt;
    if (sm_box_is_empty(box)) {
        return SM_OK;
    }
    double unit = 1;
    const bar *b = chosen(c->plan, &unit);
    sm_point at = {box.x0 + SM_MM(0.8), box.y0 + SM_MM(3.4) * c->factor};
    sm_font small = house_font(HOUSE_SMALL_PT, c->factor);
    sm_scene_begin_group(c->scene, "scale", NULL, -1);
    c->halo_pt = SM_MM(HOUSE_HALO_MM);
    draw_bar(c, b, unit, at);
    sm_status status = draw_figures(c, b, unit, at, err);
    if (!status) {
        sm_point under = {at.x, at.y + SM_MM(HOUSE_BAR_H_MM) + SM_MM(2.7) * c->factor};
        take_ground(c, under.x + SM_MM(6), under.y);
        status = compose_text(c, compose_scale(c->arena, c->plan->map.view.scale_denom), &small,
                              HOUSE_GREY, under, TEXT_LEFT, 0, err);
    }
    c->halo_pt = 0;
    sm_scene_end_group(c->scene);
    return status;
}
