// Fills: the colour, then hatches, then marks.
#include "paint/parts.h"

void sm_paint_fill(sm_scene *scene, const sm_path *rings, const sm_fill *fill,
                   const sm_paint_frame *frame)
{
    if (!rings->n_points || rings->shape != SM_SHAPE_RINGS) {
        return;
    }
    if (fill->has_color) {
        sm_scene_add_fill(scene, rings, fill->color);
    }
    for (size_t i = 0; i < fill->n_hatches; i++) {
        paint_hatch(scene, rings, &fill->hatches[i], frame);
    }
    if (fill->n_marks) {
        paint_grid(scene, rings, fill, frame);
    }
}
