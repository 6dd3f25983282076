// Building a scene: every primitive owns copies, so callers may reuse their paths and strings.
#include <assert.h>
#include <math.h>
#include <string.h>

#include "sitmap/scene.h"

sm_scene *sm_scene_create(sm_arena *a, double width_pt, double height_pt)
{
    sm_scene *s = sm_arena_zero(a, 1, sizeof *s);
    s->arena = a;
    s->width_pt = width_pt;
    s->height_pt = height_pt;
    return s;
}

static sm_prim *add(sm_scene *s, sm_prim_kind kind)
{
    sm_prim *prim = SM_PUSH(s->arena, s);
    memset(prim, 0, sizeof *prim);
    prim->kind = kind;
    return prim;
}

static const sm_path *keep(sm_scene *s, const sm_path *path)
{
    assert(path->space == SM_SPACE_PAGE);
    sm_path *copy = sm_arena_alloc(s->arena, sizeof *copy);
    sm_path_copy(s->arena, path, copy);
    return copy;
}

void sm_scene_begin_group(sm_scene *s, const char *role, const char *name, long record)
{
    add(s, SM_PRIM_GROUP_BEGIN)->group =
        (sm_group){sm_arena_strdup(s->arena, role), sm_arena_strdup(s->arena, name), record};
}

// A group that holds nothing would be noise in dumps and a lie to whoever counts objects.
void sm_scene_end_group(sm_scene *s)
{
    if (s->count && s->items[s->count - 1].kind == SM_PRIM_GROUP_BEGIN) {
        s->count--;
        return;
    }
    add(s, SM_PRIM_GROUP_END);
}

void sm_scene_begin_clip(sm_scene *s, const sm_path *rings)
{
    const sm_path *kept = keep(s, rings);
    add(s, SM_PRIM_CLIP_BEGIN)->clip = kept;
}

void sm_scene_end_clip(sm_scene *s)
{
    add(s, SM_PRIM_CLIP_END);
}

static void add_fill(sm_scene *s, const sm_path *rings, sm_color color, bool even_odd)
{
    assert(rings->shape == SM_SHAPE_RINGS);
    if (!rings->n_points || !color.a) {
        return;
    }
    const sm_path *kept = keep(s, rings);
    sm_prim *prim = add(s, SM_PRIM_FILL);
    prim->fill.path = kept;
    prim->fill.color = color;
    prim->fill.even_odd = even_odd;
}

void sm_scene_add_fill(sm_scene *s, const sm_path *rings, sm_color color)
{
    add_fill(s, rings, color, false);
}

void sm_scene_add_fill_even_odd(sm_scene *s, const sm_path *rings, sm_color color)
{
    add_fill(s, rings, color, true);
}

void sm_scene_add_stroke(sm_scene *s, const sm_path *path, const sm_pen *pen)
{
    if (!path->n_points || !(pen->width_pt > 0) || !pen->color.a) {
        return;
    }
    const sm_path *kept = keep(s, path);
    sm_pen own = *pen;
    if (pen->n_dash) {
        double *dash = sm_arena_alloc(s->arena, pen->n_dash * sizeof *dash);
        memcpy(dash, pen->dash_pt, pen->n_dash * sizeof *dash);
        own.dash_pt = dash;
    }
    sm_prim *prim = add(s, SM_PRIM_STROKE);
    prim->stroke.path = kept;
    prim->stroke.pen = own;
}

void sm_scene_add_text(sm_scene *s, const sm_text *text)
{
    if (!text->utf8 || !text->utf8[0]) {
        return;
    }
    sm_text own = *text;
    own.utf8 = sm_arena_strdup(s->arena, text->utf8);
    own.font.family = sm_arena_strdup(s->arena, text->font.family);
    add(s, SM_PRIM_TEXT)->text = own;
}

void sm_scene_add_image(sm_scene *s, const sm_image *image)
{
    double area = image->across.x * image->down.y - image->across.y * image->down.x;
    if (image->bitmap->width && image->bitmap->height && area != 0 && image->opacity > 0) {
        add(s, SM_PRIM_IMAGE)->image = *image;
    }
}

void sm_scene_add_rect(sm_scene *s, sm_box box, sm_color fill, const sm_pen *pen)
{
    sm_path path;
    sm_path_init(&path, s->arena, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    sm_path_add(&path, box.x0, box.y0);
    sm_path_add(&path, box.x1, box.y0);
    sm_path_add(&path, box.x1, box.y1);
    sm_path_add(&path, box.x0, box.y1);
    sm_path_add(&path, box.x0, box.y0);
    sm_scene_add_fill(s, &path, fill);
    if (pen) {
        sm_scene_add_stroke(s, &path, pen);
    }
}

void sm_scene_add_line(sm_scene *s, sm_point a, sm_point b, const sm_pen *pen)
{
    sm_path path;
    sm_path_init(&path, s->arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    sm_path_add(&path, a.x, a.y);
    sm_path_add(&path, b.x, b.y);
    sm_scene_add_stroke(s, &path, pen);
}

// A polygon's edge of angle 2h misses its circle by r (1 - cos h); half of the miss would do.
void sm_scene_add_disc(sm_scene *s, sm_point centre, double radius_pt, sm_color fill,
                       const sm_pen *pen)
{
    if (!(radius_pt > 0)) {
        return;
    }
    const double miss_pt = 0.005, pi = 3.14159265358979323846;
    double half = acos(fmax(0.0, 1 - miss_pt / radius_pt));
    int n = (int)fmin(720, fmax(12, ceil(pi / half)));
    sm_path path;
    sm_path_init(&path, s->arena, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    for (int i = 0; i < n; i++) {
        double t = 2 * pi * i / n;
        sm_path_add(&path, centre.x + radius_pt * cos(t), centre.y + radius_pt * sin(t));
    }
    sm_path_add(&path, path.points[0].x, path.points[0].y);
    sm_scene_add_fill(s, &path, fill);
    if (pen) {
        sm_scene_add_stroke(s, &path, pen);
    }
}

static const sm_path *moved(sm_scene *s, const sm_path *path, double dx, double dy)
{
    sm_path *copy = sm_arena_alloc(s->arena, sizeof *copy);
    sm_path_copy(s->arena, path, copy);
    for (size_t i = 0; i < copy->n_points; i++) {
        copy->points[i].x += dx;
        copy->points[i].y += dy;
    }
    return copy;
}

void sm_scene_append(sm_scene *s, const sm_scene *part, double dx_pt, double dy_pt)
{
    for (size_t i = 0; i < part->count; i++) {
        sm_prim prim = part->items[i];
        switch (prim.kind) {
        case SM_PRIM_FILL: prim.fill.path = moved(s, prim.fill.path, dx_pt, dy_pt); break;
        case SM_PRIM_STROKE: prim.stroke.path = moved(s, prim.stroke.path, dx_pt, dy_pt); break;
        case SM_PRIM_CLIP_BEGIN: prim.clip = moved(s, prim.clip, dx_pt, dy_pt); break;
        case SM_PRIM_TEXT:
            prim.text.at.x += dx_pt;
            prim.text.at.y += dy_pt;
            break;
        case SM_PRIM_IMAGE:
            prim.image.at.x += dx_pt;
            prim.image.at.y += dy_pt;
            break;
        case SM_PRIM_GROUP_BEGIN:
        case SM_PRIM_GROUP_END:
        case SM_PRIM_CLIP_END: break;
        }
        *SM_PUSH(s->arena, s) = prim;
    }
}
