// Graphics behind labels.
//
//     +---------------------+   the shield's box: letters and margins, or the graphic's own size,
//     |   top               |   whichever is larger; the graphic stands in its middle
//     |  left LETTERS right |
//     |   bottom            |
//     +---------------------+
//
// One that stands apart is at the label's point, wherever the letters are.
#include <math.h>
#include <string.h>

#include "label/parts.h"

// Width and height of a mark with its outline.
static sm_point size_of(const sm_mark *mark)
{
    sm_box box = sm_path_box(mark->path);
    double pen = mark->has_pen ? mark->pen.width_pt : 0;
    double stretch = mark->stretch > 0 ? mark->stretch : 1;
    return (sm_point){(box.x1 - box.x0) * mark->size_pt * stretch + pen,
                      (box.y1 - box.y0) * mark->size_pt + pen};
}

// The mark at the size that holds `wide` by `high`.
static sm_mark fitted(const sm_shield *shield, double wide, double high)
{
    sm_mark mark = shield->mark;
    double pen = mark.has_pen ? mark.pen.width_pt : 0;
    sm_point size = size_of(&mark);
    if (shield->fit == SM_SHIELD_NONE || !(size.x > pen) || !(size.y > pen)) {
        return mark;
    }
    double across = wide / (size.x - pen), along = high / (size.y - pen);
    if (shield->fit == SM_SHIELD_PROPORTIONAL) {
        mark.size_pt *= fmax(across, along);
    } else {
        mark.size_pt *= along;
        mark.stretch = across / along;
    }
    return mark;
}

void sm_label_shield_fit(sm_label_block *block)
{
    const sm_shield *s = block->shield;
    bool fits = s->fit != SM_SHIELD_NONE;
    double left = fits ? s->left_pt : 0, right = fits ? s->right_pt : 0;
    double top = fits ? s->top_pt : 0, bottom = fits ? s->bottom_pt : 0;
    double wide = block->width + left + right, high = block->up + block->down + top + bottom;
    block->shield_mark = fitted(s, wide, high);
    if (s->apart) {
        return; // takes no room from the letters
    }
    sm_point size = size_of(&block->shield_mark);
    double more_x = fmax(0, size.x - wide) / 2, more_y = fmax(0, size.y - high) / 2;
    block->pad_left = left + more_x;
    block->pad_right = right + more_x;
    block->pad_up = top + more_y;
    block->pad_down = bottom + more_y;
    block->width += block->pad_left + block->pad_right;
    block->up += block->pad_up;
    block->down += block->pad_down;
}

void sm_label_shield_set(sm_arena *a, const sm_label_block *block, sm_point corner,
                         sm_label_candidate *out)
{
    sm_mark *mark = sm_arena_alloc(a, sizeof *mark);
    *mark = block->shield_mark;
    mark->anchor = (sm_point){0.5, 0.5};
    mark->shift_pt = (sm_point){0, 0};
    sm_box box = {corner.x, corner.y - block->up, corner.x + block->width, corner.y + block->down};
    out->shield = mark;
    out->shield_at = (sm_point){(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    out->boxes[0] = box;
    out->n_boxes = 1;
}

void sm_label_shield_beside(sm_arena *a, const sm_label_block *block, sm_point at,
                            sm_label_candidate *out)
{
    if (!block->shield || !block->shield->apart) {
        return;
    }
    sm_mark *mark = sm_arena_alloc(a, sizeof *mark);
    *mark = block->shield_mark;
    sm_point size = size_of(mark);
    double half_x = size.x / 2, half_y = size.y / 2;
    sm_point middle = {at.x + mark->shift_pt.x + (0.5 - mark->anchor.x) * size.x,
                       at.y + mark->shift_pt.y - (0.5 - mark->anchor.y) * size.y};
    if (mark->rotation_deg != 0) {
        half_x = half_y = hypot(half_x, half_y);
    }
    sm_box *boxes = sm_arena_alloc(a, (out->n_boxes + 1) * sizeof *boxes);
    memcpy(boxes, out->boxes, out->n_boxes * sizeof *boxes);
    boxes[out->n_boxes++] =
        (sm_box){middle.x - half_x, middle.y - half_y, middle.x + half_x, middle.y + half_y};
    out->boxes = boxes;
    out->n_apart = 1;
    out->shield = mark;
    out->shield_at = at;
}
