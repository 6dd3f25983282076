// Title and subtitle above the neat line, credits and disclaimer below it.
#include <math.h>

#include "compose/parts.h"

sm_status compose_text(composer *c, const char *utf8, const sm_font *font, sm_color color,
                       sm_point at, text_anchor anchor, double angle_deg, sm_error *err)
{
    sm_extents e;
    sm_status status = sm_text_measure(c->text, utf8, font, &e, err);
    if (status) {
        return status;
    }
    if (e.missing) {
        return sm_fail(err, SM_EINPUT, SM_AT_LINE(c->job->study->path, c->job->figure->line),
                       "use characters that the fonts have",
                       "figure %s: no font has a glyph for U+%04X in \"%s\"", c->job->figure->id,
                       (unsigned)e.first_missing, utf8);
    }
    double back = anchor == TEXT_LEFT ? 0 : anchor == TEXT_CENTRE ? e.width_pt / 2 : e.width_pt;
    double turn = angle_deg * 3.14159265358979323846 / 180;
    sm_text text = {.utf8 = utf8,
                    .font = *font,
                    .color = color,
                    .at = {at.x - back * cos(turn), at.y - back * sin(turn)},
                    .halo = c->halo,
                    .halo_pt = c->halo_pt,
                    .angle_deg = angle_deg,
                    .width_pt = e.width_pt};
    sm_scene_add_text(c->scene, &text);
    return SM_OK;
}

static sm_status draw_lines(composer *c, const sm_lines *lines, const sm_font *font, sm_color color,
                            double first_mm, double step_mm, sm_error *err)
{
    sm_status status = SM_OK;
    for (size_t i = 0; i < lines->count && !status; i++) {
        sm_point at = {SM_MM(HOUSE_SIDE_MM), SM_MM(first_mm + step_mm * (double)i)};
        status = compose_text(c, lines->items[i], font, color, at, TEXT_LEFT, 0, err);
    }
    return status;
}

static sm_status draw_title(composer *c, sm_error *err)
{
    const sm_layout *l = &c->plan->layout;
    double f = c->factor;
    double last = HOUSE_TITLE_BASE_MM * f;
    sm_font font = house_font(HOUSE_TITLE_PT, f);
    font.bold = true;
    sm_scene_begin_group(c->scene, "title", NULL, -1);
    sm_status status =
        draw_lines(c, &l->title, &font, HOUSE_INK, last, HOUSE_TITLE_STEP_MM * f, err);
    if (!status && l->subtitle.count) {
        last += l->title.count ? HOUSE_TITLE_STEP_MM * f * ((double)l->title.count - 1) : 0;
        sm_font sub = house_font(HOUSE_SUBTITLE_PT, f);
        status = draw_lines(c, &l->subtitle, &sub, HOUSE_SOFT_INK, last + HOUSE_SUBTITLE_GAP_MM * f,
                            HOUSE_SUBTITLE_STEP_MM * f, err);
    }
    sm_scene_end_group(c->scene);
    return status;
}

sm_status compose_draw_head_and_foot(composer *c, sm_error *err)
{
    sm_status status = draw_title(c, err);
    if (status) {
        return status;
    }
    sm_font small = house_font(HOUSE_SMALL_PT, c->factor);
    double first = c->plan->layout.frame_pt.y1 / SM_PT_PER_MM + HOUSE_FOOT_GAP_MM * c->factor;
    sm_scene_begin_group(c->scene, "credits", NULL, -1);
    status = draw_lines(c, &c->plan->layout.credits, &small, HOUSE_GREY, first,
                        HOUSE_FOOT_STEP_MM * c->factor, err);
    sm_scene_end_group(c->scene);
    return status;
}
