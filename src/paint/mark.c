// One mark: the unit shape about its anchor, sized, turned, moved, and turned again with the line.
#include <math.h>

#include "paint/parts.h"

typedef struct turn {
    double cos, sin;
} turn;

static turn clockwise(double deg)
{
    double t = deg * 3.14159265358979323846 / 180;
    return (turn){cos(t), sin(t)};
}

// y down: positive angles turn clockwise.
static sm_point apply(turn t, sm_point p)
{
    return (sm_point){p.x * t.cos - p.y * t.sin, p.x * t.sin + p.y * t.cos};
}

static void place(const sm_mark *mark, sm_point at, double turn_deg, sm_path *path)
{
    turn own = clockwise(mark->rotation_deg), line = clockwise(turn_deg);
    for (size_t i = 0; i < path->n_points; i++) {
        sm_point p = path->points[i];
        p.x = (p.x + 0.5 - mark->anchor.x) * mark->size_pt;
        p.y = -(p.y + 0.5 - mark->anchor.y) * mark->size_pt;
        p = apply(own, p);
        p.x += mark->shift_pt.x;
        p.y += mark->shift_pt.y;
        p = apply(line, p);
        path->points[i] = (sm_point){at.x + p.x, at.y + p.y};
    }
}

double paint_mark_reach(const sm_mark *mark)
{
    double reach = 0;
    for (size_t i = 0; i < mark->path->n_points; i++) {
        sm_point p = mark->path->points[i];
        reach = fmax(reach, hypot(p.x + 0.5 - mark->anchor.x, p.y + 0.5 - mark->anchor.y));
    }
    double pen = mark->has_pen ? mark->pen.width_pt : 0; // a mitre reaches further than half
    return reach * mark->size_pt + hypot(mark->shift_pt.x, mark->shift_pt.y) + pen;
}

void sm_paint_mark(sm_scene *scene, sm_point at, double turn_deg, const sm_mark *mark)
{
    if (!mark->path || !mark->path->n_points || !(mark->size_pt > 0)) {
        return;
    }
    sm_path path;
    sm_path_copy(scene->arena, mark->path, &path);
    path.space = SM_SPACE_PAGE;
    place(mark, at, turn_deg, &path);
    if (mark->has_fill && path.shape == SM_SHAPE_RINGS) {
        sm_scene_add_fill_even_odd(scene, &path, mark->fill);
    }
    if (mark->has_pen) {
        sm_scene_add_stroke(scene, &path, &mark->pen);
    }
}
