// The graticule: crosses where no name stands, ticks and degrees around the neat line.
#include <math.h>

#include "compose/parts.h"

// Between spaced letters a cross reads as a hyphen.
static bool is_under_name(const sm_labels *labels, sm_box cross)
{
    for (size_t i = 0; i < labels->count; i++) {
        for (size_t k = 0; k < labels->items[i].n_boxes; k++) {
            if (sm_box_overlap(labels->items[i].boxes[k], cross)) {
                return true;
            }
        }
    }
    return false;
}

void compose_draw_crosses(composer *c, const sm_labels *labels)
{
    const sm_graticule *g = c->plan->graticule;
    if (!g) {
        return;
    }
    sm_pen pen = house_pen(HOUSE_CROSS, HOUSE_CROSS_LINE_MM);
    double arm = SM_MM(HOUSE_CROSS_MM) / 2;
    sm_box room = sm_box_grow(c->plan->layout.frame_pt, -arm);
    sm_scene_begin_group(c->scene, "graticule", NULL, -1);
    for (size_t i = 0; i < g->n_crosses; i++) {
        sm_point p = g->crosses[i];
        sm_box cross = {p.x - arm, p.y - arm, p.x + arm, p.y + arm};
        if (sm_box_has(room, p) && !is_under_name(labels, cross)) {
            sm_scene_add_line(c->scene, (sm_point){p.x - arm, p.y}, (sm_point){p.x + arm, p.y},
                              &pen);
            sm_scene_add_line(c->scene, (sm_point){p.x, p.y - arm}, (sm_point){p.x, p.y + arm},
                              &pen);
        }
    }
    sm_scene_end_group(c->scene);
}

// "46° E", "39°30′ N": minutes only where there are any.
static const char *degrees(sm_arena *a, double deg, bool meridian)
{
    int minutes = (int)lround(fabs(deg) * 60);
    const char *hemisphere = minutes == 0 || minutes == 180 * 60 ? ""
                             : meridian                          ? deg < 0 ? " W" : " E"
                             : deg < 0                           ? " S"
                                                                 : " N";
    if (minutes % 60) {
        return sm_arena_printf(a, "%d°%02d′%s", minutes / 60, minutes % 60, hemisphere);
    }
    return sm_arena_printf(a, "%d°%s", minutes / 60, hemisphere);
}

static bool is_on_sides(char edge)
{
    return edge == 'l' || edge == 'r';
}

static sm_status draw_tick(composer *c, const sm_graticule_tick *t, sm_error *err)
{
    sm_pen pen = house_pen(HOUSE_INK, HOUSE_TICK_LINE_MM);
    sm_font font = house_font(HOUSE_SMALL_PT, c->factor);
    double out = SM_MM(HOUSE_TICK_MM), air = SM_MM(0.6), cap = 0, x_height = 0;
    double sign = t->edge == 'l' || t->edge == 't' ? -1 : 1;
    sm_text_heights(c->text, &font, &cap, &x_height);
    const char *text = degrees(c->arena, t->deg, t->meridian);
    sm_point end = t->at_pt, base = t->at_pt;
    double turn = 0;
    if (is_on_sides(t->edge)) {
        end.x += sign * out;
        turn = -90; // both sides read upwards
        base.x = t->edge == 'l' ? end.x - air : end.x + air + cap;
    } else {
        end.y += sign * out;
        base.y = t->edge == 't' ? end.y - air : end.y + air + cap;
    }
    sm_scene_add_line(c->scene, t->at_pt, end, &pen);
    return compose_text(c, text, &font, HOUSE_GREY, base, TEXT_CENTRE, turn, err);
}

// Degrees near a corner would run into the neighbouring edge's; the sides carry parallels only and
// top and bottom meridians only, as readers expect.
static bool is_shown(const composer *c, const sm_graticule_tick *t)
{
    sm_box f = c->plan->layout.frame_pt;
    double air = SM_MM(6) * c->factor;
    bool sides = is_on_sides(t->edge);
    if (sides == t->meridian) {
        return false;
    }
    return sides ? t->at_pt.y > f.y0 + air && t->at_pt.y < f.y1 - air
                 : t->at_pt.x > f.x0 + air && t->at_pt.x < f.x1 - air;
}

sm_status compose_draw_ticks(composer *c, sm_error *err)
{
    const sm_graticule *g = c->plan->graticule;
    sm_status status = SM_OK;
    if (!g) {
        return status;
    }
    sm_scene_begin_group(c->scene, "degrees", NULL, -1);
    for (size_t i = 0; i < g->n_ticks && !status; i++) {
        if (is_shown(c, &g->ticks[i])) {
            status = draw_tick(c, &g->ticks[i], err);
        }
    }
    sm_scene_end_group(c->scene);
    return status;
}

sm_status compose_draw_north(composer *c, sm_error *err)
{
    sm_box box = c->plan->north_pt;
    if (sm_box_is_empty(box)) {
        return SM_OK;
    }
    double turn = c->plan->north_deg * 3.14159265358979323846 / 180;
    sm_point mid = {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    double h = SM_MM(5), w = SM_MM(1.5);
    const sm_point arrow[] = {{0, -h}, {w, h * 0.6}, {0, h * 0.3}, {-w, h * 0.6}, {0, -h}};
    sm_path path;
    sm_path_init(&path, c->arena, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    for (size_t i = 0; i < 5; i++) {
        sm_path_add(&path, mid.x + arrow[i].x * cos(turn) - arrow[i].y * sin(turn),
                    mid.y + arrow[i].x * sin(turn) + arrow[i].y * cos(turn));
    }
    sm_font font = house_font(HOUSE_TEXT_PT, c->factor);
    font.bold = true;
    sm_scene_begin_group(c->scene, "north", NULL, -1);
    sm_scene_add_fill(c->scene, &path, HOUSE_INK);
    sm_status status =
        compose_text(c, "N", &font, HOUSE_INK, (sm_point){mid.x, box.y1}, TEXT_CENTRE, 0, err);
    sm_scene_end_group(c->scene);
    return status;
}
