// Graphics: marks at points, and the patterns that marks make in polygons.
#include <math.h>
#include <string.h>

#include "style/resolve.h"

static const double LEAST_HATCH_MM = 0.6, LEAST_HATCH_LINE_MM = 0.12;
static const double LEAST_PITCH_PT = 0.14; // 0.05 mm: closer lines are a tint

static sm_point turned(sm_point p, double clockwise_deg)
{
    double t = clockwise_deg * 3.14159265358979323846 / 180;
    return (sm_point){p.x * cos(t) - p.y * sin(t), p.x * sin(t) + p.y * cos(t)};
}

sm_shape_mark sm_style_shape(sm_resolver *r, const sm_graphic_style *g)
{
    sm_shape_mark shape = g->shape;
    const char *name = g->images ? NULL : sm_style_param_text(r, &g->name);
    if (name && !sm_mark_find(r->eval.arena, name, r->style->dialect, &shape)) {
        sm_style_warn(r, &g->name, "W104", "the mark \"%s\" is not known; %s", name,
                      g->no_default ? "nothing is drawn" : "a square stands in");
        shape = g->shape;
        shape.path = g->no_default ? NULL : shape.path;
    }
    return shape;
}

// The graphic with the image that its address means for this feature; without one, a square.
static sm_graphic_style with_image(sm_resolver *r, const sm_graphic_style *g)
{
    sm_graphic_style own = *g;
    const char *href = sm_style_param_text(r, &g->name);
    size_t i = 0;
    while (href && i < g->n_images && strcmp(g->images[i].href, href) != 0) {
        i++;
    }
    own.images = NULL;
    own.name = (sm_param){.expr = NULL};
    if (i < g->n_images) {
        const sm_image_choice *image = &g->images[i];
        own.art = image->art;
        own.bitmap = image->bitmap;
        own.shape.path = image->frame;
        own.own_px = image->own_px;
    } else {
        sm_style_warn(r, &g->name, "W108", "there is no image %s; %s", href,
                      g->no_default ? "nothing is drawn" : "a square stands in");
        own.art = NULL;
        own.bitmap = NULL;
        own.missing = g->no_default;
        (void)sm_mark_find(r->eval.arena, "square", r->style->dialect, &own.shape);
        own.fill.present = own.stroke.present = true;
    }
    return own;
}

bool sm_style_mark(sm_resolver *r, const sm_graphic_style *g, double default_px, sm_mark *out)
{
    if (g->images) {
        const sm_graphic_style own = with_image(r, g);
        return sm_style_mark(r, &own, default_px, out);
    }
    *out = (sm_mark){.path = sm_style_shape(r, g).path, .art = g->art, .bitmap = g->bitmap};
    bool image = g->art || g->bitmap;
    if (!out->path || g->missing) {
        return false;
    }
    out->size_pt = image && !g->size.expr ? g->own_px * SM_PT_PER_PX
                                          : sm_style_param_length(r, &g->size, default_px);
    if (!(out->size_pt > 0)) {
        sm_style_complain(r, &g->size, "a Size of 0 or less draws nothing");
        return false;
    }
    out->rotation_deg = sm_style_param_number(r, &g->rotation, 0);
    out->anchor.x = sm_style_param_within(r, &g->anchor_x, -100, 100, 0.5);
    out->anchor.y = sm_style_param_within(r, &g->anchor_y, -100, 100, 0.5);
    out->shift_pt.x = sm_style_param_length(r, &g->shift_x, 0);
    out->shift_pt.y = sm_style_param_length(r, &g->shift_y, 0);
    if (r->style->dialect == SM_DIALECT_QGIS) {
        out->shift_pt = turned(out->shift_pt, out->rotation_deg);
    }
    double opacity = sm_style_param_within(r, &g->opacity, 0, 1, 1);
    out->opacity = opacity;
    out->has_fill = g->fill.present;
    if (out->has_fill) {
        out->fill =
            sm_style_param_color(r, &g->fill.color, &g->fill.opacity, opacity, SM_RGB(0x808080));
    }
    out->has_pen = g->stroke.present;
    if (out->has_pen) {
        out->pen = sm_style_pen(r, &g->stroke, opacity);
    }
    return true;
}

// ---- Hatches ------------------------------------------------------------------------------------

static sm_hatch *add_hatches(sm_resolver *r, sm_fill *out, size_t n)
{
    out->hatches = sm_arena_zero(r->eval.arena, n, sizeof *out->hatches);
    out->n_hatches = n;
    return out->hatches;
}

// Pitch and width of the lines, against what prints.
static void check_hatch(sm_resolver *r, const sm_param *pitch, const sm_hatch *h)
{
    sm_style_below_minimum(r, pitch, "a hatch's pitch", h->pitch_pt / SM_PT_PER_MM, LEAST_HATCH_MM);
    sm_style_below_minimum(r, pitch, "a hatch's line", h->pen.width_pt / SM_PT_PER_MM,
                           LEAST_HATCH_LINE_MM);
}

static void hatch_from_lines(sm_resolver *r, const sm_graphic_style *g, const sm_shape_mark *shape,
                             const sm_pen *pen, sm_fill *out)
{
    bool qgis = r->style->dialect == SM_DIALECT_QGIS;
    double size = sm_style_param_length(r, &g->size, qgis ? 8 : 16);
    bool across = shape->diagonal && (g->size.expr || !qgis);
    double pitch = across ? size / sqrt(2) : size;
    double turn = sm_style_param_number(r, &g->rotation, 0);
    double angles[4] = {0};
    size_t n = 0;
    if (!(pitch >= LEAST_PITCH_PT)) {
        sm_style_complain(r, &g->size, "lines can not lie so close: no hatch is drawn");
        return;
    }
    if (!sm_style_numbers(shape->lines_deg, angles, 4, &n)) {
        return;
    }
    sm_hatch *hatches = add_hatches(r, out, n);
    for (size_t i = 0; i < n; i++) {
        bool back = qgis && shape->turns_back;
        hatches[i] = (sm_hatch){angles[i] + (back ? turn : -turn), pitch, *pen};
        check_hatch(r, &g->size, &hatches[i]);
    }
}

// "angle pitch_mm; angle pitch_mm"
static void hatch_from_option(sm_resolver *r, const sm_param *p, const sm_pen *pen, sm_fill *out)
{
    enum { MOST = 4 };
    sm_hatch families[MOST];
    size_t count = 0;
    const char *text = sm_style_param_text(r, p), *at = text;
    while (at && *at) {
        size_t len = strcspn(at, ";"), n = 0;
        double pair[2] = {0};
        if (count == MOST ||
            !sm_style_numbers(sm_arena_strndup(r->eval.arena, at, len), pair, 2, &n) || n != 2 ||
            !(SM_MM(pair[1]) >= LEAST_PITCH_PT) || !(fabs(pair[0]) <= 360)) {
            sm_style_refuse(r, p,
                            "write it as \"angle pitch_mm\" or \"angle pitch_mm; angle pitch_mm\"",
                            "\"%s\" is not a hatch", text);
            return;
        }
        families[count] = (sm_hatch){pair[0], SM_MM(pair[1]), *pen};
        check_hatch(r, p, &families[count++]);
        at += len + (at[len] == ';');
    }
    if (count) {
        memcpy(add_hatches(r, out, count), families, count * sizeof *families);
    }
}

// ---- Grids of marks -----------------------------------------------------------------------------

void sm_style_margins(sm_resolver *r, const sm_param *p, double out_pt[4])
{
    double m[4] = {0};
    size_t n = 0;
    const char *text = sm_style_param_text(r, p);
    if (text && (!sm_style_numbers(text, m, 4, &n) || n == 0)) {
        sm_style_complain(r, p, "\"%s\" is not one to four margins", text);
        n = 0;
    }
    out_pt[0] = n > 0 ? m[0] * r->unit_pt : 0;
    out_pt[1] = n > 1 ? m[1] * r->unit_pt : out_pt[0];
    out_pt[2] = n > 2 ? m[2] * r->unit_pt : out_pt[0];
    out_pt[3] = n > 3 ? m[3] * r->unit_pt : out_pt[1];
}

static void grid_pitch(sm_resolver *r, const sm_graphic_style *g, double size, sm_fill *out)
{
    double pair[2] = {0}, margin[4];
    size_t n = 0;
    const char *text = sm_style_param_text(r, &g->distance);
    if (text && sm_style_numbers(text, pair, 2, &n) && n == 2) {
        out->grid_dx_pt = pair[0] * r->unit_pt;
        out->grid_dy_pt = pair[1] * r->unit_pt;
        return;
    }
    if (text) {
        sm_style_complain(r, &g->distance, "\"%s\" is not two distances", text);
    }
    sm_style_margins(r, &g->margin, margin);
    // QGIS writes its distances between centres as margins in px, less the size in mm.
    double tile = r->style->dialect == SM_DIALECT_QGIS && g->margin.expr ? 0.28 * size : size;
    out->grid_dx_pt = tile + margin[1] + margin[3];
    out->grid_dy_pt = tile + margin[0] + margin[2];
}

static void grid_of_marks(sm_resolver *r, const sm_graphic_style *g, const sm_shape_mark *shape,
                          sm_fill *out)
{
    const double default_px = shape->tile_px > 0 ? shape->tile_px : 16;
    sm_mark *mark = sm_arena_alloc(r->eval.arena, sizeof *mark);
    if (!sm_style_mark(r, g, default_px, mark)) {
        return;
    }
    grid_pitch(r, g, mark->size_pt, out);
    if (!(out->grid_dx_pt >= LEAST_PITCH_PT) || !(out->grid_dy_pt >= LEAST_PITCH_PT)) {
        sm_style_complain(r, g->margin.expr ? &g->margin : &g->size,
                          "marks can not stand so close");
        out->grid_dx_pt = out->grid_dy_pt = fmax(mark->size_pt, 1);
    }
    out->marks = mark;
    out->n_marks = 1;
}

static sm_pen hatch_pen(sm_resolver *r, const sm_graphic_style *g)
{
    if (g && g->stroke.present) {
        return sm_style_pen(r, &g->stroke, sm_style_param_within(r, &g->opacity, 0, 1, 1));
    }
    return (sm_pen){.color = SM_RGB(0x000000), .width_pt = SM_MM(0.18)};
}

sm_fill sm_style_fill(sm_resolver *r, const sm_fill_style *f, const sm_param *hatch)
{
    sm_fill out = {0};
    out.has_color = f->present && (!f->graphic || f->color.expr);
    if (out.has_color) {
        out.color = sm_style_param_color(r, &f->color, &f->opacity, 1, SM_RGB(0x808080));
    }
    const sm_graphic_style *g = f->graphic;
    const sm_shape_mark shape = g ? sm_style_shape(r, g) : (sm_shape_mark){0};
    if (hatch && hatch->expr) {
        sm_pen pen = hatch_pen(r, g);
        hatch_from_option(r, hatch, &pen, &out);
    } else if (g && shape.lines_deg && g->stroke.present && !g->missing) {
        sm_pen pen = hatch_pen(r, g);
        hatch_from_lines(r, g, &shape, &pen, &out);
    } else if (g) {
        grid_of_marks(r, g, &shape, &out);
    }
    return out;
}
