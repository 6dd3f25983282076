// The scene as text. Every writer of pictures has the same list before it; this one is for people
// and for golden tests, so numbers are rounded to what print can show.
#include <math.h>
#include <string.h>

#include "sitmap/scene.h"

static void number(sm_str *out, double v)
{
    double rounded = round(v * 100) / 100;
    sm_str_printf(out, " %g", rounded == 0 ? 0.0 : rounded);
}

static void color(sm_str *out, sm_color c)
{
    sm_str_printf(out, " #%02x%02x%02x", c.r, c.g, c.b);
    if (c.a != 255) {
        sm_str_printf(out, "%02x", c.a);
    }
}

static void path(sm_str *out, const sm_path *p)
{
    for (size_t i = 0; i < p->n_parts; i++) {
        size_t n = 0;
        const sm_point *points = sm_path_part(p, i, &n);
        sm_str_puts(out, " |");
        for (size_t k = 0; k < n; k++) {
            number(out, points[k].x);
            number(out, points[k].y);
        }
    }
}

static void pen(sm_str *out, const sm_pen *p)
{
    static const char *const caps[] = {"butt", "round", "square"};
    static const char *const joins[] = {"miter", "round", "bevel"};
    number(out, p->width_pt);
    color(out, p->color);
    sm_str_printf(out, " %s %s", caps[p->cap], joins[p->join]);
    if (p->n_dash) {
        sm_str_puts(out, " dash");
        for (size_t i = 0; i < p->n_dash; i++) {
            number(out, p->dash_pt[i]);
        }
        if (p->dash_offset_pt != 0) {
            sm_str_puts(out, " from");
            number(out, p->dash_offset_pt);
        }
    }
}

static void text(sm_str *out, const sm_text *t)
{
    sm_str_printf(out, " \"%s\" \"%s\"", t->utf8, t->font.family);
    number(out, t->font.size_pt);
    sm_str_printf(out, "%s%s%s%s", t->font.bold ? " bold" : "", t->font.italic ? " italic" : "",
                  t->font.underline ? " underlined" : "", t->font.strike ? " struck" : "");
    sm_str_puts(out, t->font.unkerned ? " unkerned" : "");
    if (t->font.tracking_pt != 0) {
        sm_str_puts(out, " tracking");
        number(out, t->font.tracking_pt);
    }
    if (t->font.word_pt != 0) {
        sm_str_puts(out, " words");
        number(out, t->font.word_pt);
    }
    color(out, t->color);
    if (t->halo_pt > 0) {
        sm_str_puts(out, " halo");
        number(out, t->halo_pt);
        color(out, t->halo);
    }
    sm_str_puts(out, " at");
    number(out, t->at.x);
    number(out, t->at.y);
    if (t->angle_deg != 0) {
        sm_str_puts(out, " turned");
        number(out, t->angle_deg);
    }
    sm_str_puts(out, " wide");
    number(out, t->width_pt);
}

static void group(sm_str *out, const sm_group *g)
{
    sm_str_printf(out, " %s", g->role);
    if (g->name) {
        sm_str_printf(out, " \"%s\"", g->name);
    }
    if (g->record >= 0) {
        sm_str_printf(out, " #%ld", g->record);
    }
}

// The pixels by a sum that any change of them changes (Fletcher 1982), not one by one.
static void image(sm_str *out, const sm_image *i)
{
    unsigned a = 1, b = 0;
    for (size_t k = 0; k < i->bitmap->width * i->bitmap->height * 4; k++) {
        a = (a + i->bitmap->rgba[k]) % 65521;
        b = (b + a) % 65521;
    }
    sm_str_printf(out, " %zux%zu sum %04x%04x at", i->bitmap->width, i->bitmap->height, b, a);
    const double numbers[] = {i->at.x,   i->at.y,   i->across.x, i->across.y,
                              i->down.x, i->down.y, i->opacity};
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        number(out, numbers[k]);
    }
}

static void prim(sm_str *out, const sm_prim *p)
{
    static const char *const names[] = {"group", "end",    "clip", "end clip",
                                        "fill",  "stroke", "text", "image"};
    sm_str_puts(out, names[p->kind]);
    switch (p->kind) {
    case SM_PRIM_GROUP_BEGIN: group(out, &p->group); break;
    case SM_PRIM_CLIP_BEGIN: path(out, p->clip); break;
    case SM_PRIM_FILL:
        color(out, p->fill.color);
        sm_str_puts(out, p->fill.even_odd ? " even-odd" : "");
        path(out, p->fill.path);
        break;
    case SM_PRIM_STROKE:
        pen(out, &p->stroke.pen);
        path(out, p->stroke.path);
        break;
    case SM_PRIM_TEXT: text(out, &p->text); break;
    case SM_PRIM_IMAGE: image(out, &p->image); break;
    case SM_PRIM_GROUP_END:
    case SM_PRIM_CLIP_END: break;
    }
    sm_str_puts(out, "\n");
}

void sm_scene_dump(const sm_scene *s, sm_str *out)
{
    sm_str_puts(out, "page");
    number(out, s->width_pt);
    number(out, s->height_pt);
    sm_str_puts(out, "\n");
    unsigned depth = 1;
    for (size_t i = 0; i < s->count; i++) {
        const sm_prim *p = &s->items[i];
        depth -= p->kind == SM_PRIM_GROUP_END || p->kind == SM_PRIM_CLIP_END;
        for (unsigned k = 0; k < depth; k++) {
            sm_str_puts(out, "  ");
        }
        prim(out, p);
        depth += p->kind == SM_PRIM_GROUP_BEGIN || p->kind == SM_PRIM_CLIP_BEGIN;
    }
}
