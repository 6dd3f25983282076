// Colours of a whole scene at once: the grey variant.
#include <math.h>

#include "sitmap/scene.h"

// IEC 61966-2-1, the sRGB transfer function and its inverse.
static double to_linear(uint8_t coded)
{
    double c = coded / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static uint8_t to_coded(double linear)
{
    double c = linear <= 0.0031308 ? linear * 12.92 : 1.055 * pow(linear, 1 / 2.4) - 0.055;
    return (uint8_t)lround(c * 255);
}

sm_color sm_color_to_grey(sm_color c)
{
    double y = 0.2126 * to_linear(c.r) + 0.7152 * to_linear(c.g) + 0.0722 * to_linear(c.b);
    uint8_t v = to_coded(y);
    return (sm_color){v, v, v, c.a};
}

static const sm_bitmap *mapped(sm_arena *a, const sm_bitmap *bitmap, sm_color (*map)(sm_color))
{
    size_t n = bitmap->width * bitmap->height;
    uint8_t *rgba = sm_arena_alloc(a, n * 4);
    for (size_t i = 0; i < n; i++) {
        const uint8_t *p = bitmap->rgba + 4 * i;
        sm_color c = map((sm_color){p[0], p[1], p[2], p[3]});
        rgba[4 * i] = c.r;
        rgba[4 * i + 1] = c.g;
        rgba[4 * i + 2] = c.b;
        rgba[4 * i + 3] = c.a;
    }
    sm_bitmap *out = sm_arena_alloc(a, sizeof *out);
    *out = (sm_bitmap){rgba, bitmap->width, bitmap->height};
    return out;
}

void sm_scene_map_colors(sm_scene *s, sm_color (*map)(sm_color))
{
    for (size_t i = 0; i < s->count; i++) {
        sm_prim *prim = &s->items[i];
        if (prim->kind == SM_PRIM_FILL) {
            prim->fill.color = map(prim->fill.color);
        } else if (prim->kind == SM_PRIM_STROKE) {
            prim->stroke.pen.color = map(prim->stroke.pen.color);
        } else if (prim->kind == SM_PRIM_TEXT) {
            prim->text.color = map(prim->text.color);
            prim->text.halo = map(prim->text.halo);
        } else if (prim->kind == SM_PRIM_IMAGE) {
            prim->image.bitmap = mapped(s->arena, prim->image.bitmap, map);
        }
    }
}
