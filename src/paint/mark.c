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

// Where the mark stands: what all of its points go through.
typedef struct stand {
    const sm_mark *mark;
    sm_point at, shift;
    turn own, line;
} stand;

// The anchor of a drawing that is wider than high counts in its own width.
static stand stand_at(const sm_mark *mark, sm_point at, double turn_deg)
{
    return (stand){mark, at, mark->shift_pt, clockwise(mark->rotation_deg), clockwise(turn_deg)};
}

static sm_point place(const stand *s, sm_point p)
{
    double wide = s->mark->art || s->mark->bitmap ? 2 * sm_path_box(s->mark->path).x1 : 1;
    double stretch = s->mark->stretch > 0 ? s->mark->stretch : 1;
    p.x = (p.x + (0.5 - s->mark->anchor.x) * wide) * s->mark->size_pt * stretch;
    p.y = -(p.y + 0.5 - s->mark->anchor.y) * s->mark->size_pt;
    p = apply(s->own, p);
    p.x += s->shift.x;
    p.y += s->shift.y;
    p = apply(s->line, p);
    return (sm_point){s->at.x + p.x, s->at.y + p.y};
}

static sm_path placed(sm_arena *a, const stand *s, const sm_path *in)
{
    sm_path path;
    sm_path_copy(a, in, &path);
    path.space = SM_SPACE_PAGE;
    for (size_t i = 0; i < path.n_points; i++) {
        path.points[i] = place(s, path.points[i]);
    }
    return path;
}

// ---- Images -------------------------------------------------------------------------------------

static void paint_piece(sm_scene *scene, const stand *s, const sm_art_piece *piece)
{
    sm_path path = placed(scene->arena, s, piece->path);
    sm_color color = piece->color;
    color.a = (uint8_t)lround(color.a * s->mark->opacity);
    if (!piece->is_outline && piece->even_odd) {
        sm_scene_add_fill_even_odd(scene, &path, color);
    } else if (!piece->is_outline) {
        sm_scene_add_fill(scene, &path, color);
    } else {
        const double least_pt = 0.05; // shorter patterns are a line
        double dash[8] = {0}, sum = 0;
        sm_pen pen = {.color = color,
                      .width_pt = piece->width * s->mark->size_pt,
                      .cap = piece->cap,
                      .join = piece->join,
                      .dash_pt = dash};
        for (size_t i = 0; i < piece->n_dash; i++) {
            dash[i] = fmax(0, piece->dash[i] * s->mark->size_pt);
            sum += dash[i];
        }
        pen.n_dash = sum > least_pt * (double)piece->n_dash ? piece->n_dash : 0;
        sm_scene_add_stroke(scene, &path, &pen);
    }
}

static void paint_bitmap(sm_scene *scene, const stand *s)
{
    sm_box box = sm_path_box(s->mark->path);
    sm_point corner = place(s, (sm_point){box.x0, box.y1});
    sm_point right = place(s, (sm_point){box.x1, box.y1});
    sm_point below = place(s, (sm_point){box.x0, box.y0});
    const sm_image image = {.bitmap = s->mark->bitmap,
                            .at = corner,
                            .across = {right.x - corner.x, right.y - corner.y},
                            .down = {below.x - corner.x, below.y - corner.y},
                            .opacity = s->mark->opacity};
    sm_scene_add_image(scene, &image);
}

double paint_mark_reach(const sm_mark *mark)
{
    double reach = 0;
    for (size_t i = 0; i < mark->path->n_points; i++) {
        sm_point p = mark->path->points[i];
        reach = fmax(reach, hypot(p.x + 0.5 - mark->anchor.x, p.y + 0.5 - mark->anchor.y));
    }
    if (mark->art || mark->bitmap) {
        sm_box box = sm_path_box(mark->path);
        reach = fmax(reach, hypot(box.x1 - box.x0, 1) * (0.5 + fabs(mark->anchor.x - 0.5)));
    }
    double pen = mark->has_pen ? mark->pen.width_pt : 0; // a mitre reaches further than half
    return reach * mark->size_pt + hypot(mark->shift_pt.x, mark->shift_pt.y) + pen;
}

void sm_paint_mark(sm_scene *scene, sm_point at, double turn_deg, const sm_mark *mark)
{
    if (!mark->path || !mark->path->n_points || !(mark->size_pt > 0)) {
        return;
    }
    const stand s = stand_at(mark, at, turn_deg);
    for (size_t i = 0; mark->art && i < mark->art->count; i++) {
        paint_piece(scene, &s, &mark->art->items[i]);
    }
    if (mark->bitmap) {
        paint_bitmap(scene, &s);
    }
    if (mark->art || mark->bitmap) {
        return;
    }
    sm_path path = placed(scene->arena, &s, mark->path);
    if (mark->has_fill && path.shape == SM_SHAPE_RINGS) {
        sm_scene_add_fill_even_odd(scene, &path, mark->fill);
    }
    if (mark->has_pen) {
        sm_scene_add_stroke(scene, &path, &mark->pen);
    }
}
