// What a primitive can paint, as a box.
#include <math.h>

#include "sitmap/scene.h"

// Text is judged by its font size: ascent and descent of the usual faces stay under one em and a
// third of one.
static sm_box text_box(const sm_text *t)
{
    double up = t->font.size_pt, down = t->font.size_pt / 3;
    double turn = t->angle_deg * 3.14159265358979323846 / 180, c = cos(turn), s = sin(turn);
    const sm_point corners[] = {{0, -up}, {t->width_pt, -up}, {0, down}, {t->width_pt, down}};
    sm_box box = SM_BOX_EMPTY;
    for (size_t i = 0; i < 4; i++) {
        box = sm_box_add(box, (sm_point){t->at.x + corners[i].x * c - corners[i].y * s,
                                         t->at.y + corners[i].x * s + corners[i].y * c});
    }
    return sm_box_grow(box, t->halo_pt);
}

// A mitred corner reaches at most the mitre limit (10, cairo's default) times half the pen.
static double reach(const sm_pen *pen)
{
    return pen->join == SM_JOIN_MITER ? 5 * pen->width_pt : pen->width_pt;
}

static sm_box image_box(const sm_image *i)
{
    sm_box box = sm_box_add(SM_BOX_EMPTY, i->at);
    sm_point right = {i->at.x + i->across.x, i->at.y + i->across.y};
    box = sm_box_add(box, right);
    box = sm_box_add(box, (sm_point){i->at.x + i->down.x, i->at.y + i->down.y});
    return sm_box_add(box, (sm_point){right.x + i->down.x, right.y + i->down.y});
}

sm_box sm_prim_box(const sm_prim *prim)
{
    switch (prim->kind) {
    case SM_PRIM_FILL: return sm_path_box(prim->fill.path);
    case SM_PRIM_STROKE:
        return sm_box_grow(sm_path_box(prim->stroke.path), reach(&prim->stroke.pen));
    case SM_PRIM_TEXT: return text_box(&prim->text);
    case SM_PRIM_IMAGE: return image_box(&prim->image);
    case SM_PRIM_GROUP_BEGIN:
    case SM_PRIM_GROUP_END:
    case SM_PRIM_CLIP_BEGIN:
    case SM_PRIM_CLIP_END: break;
    }
    return SM_BOX_EMPTY;
}
