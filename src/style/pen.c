// Strokes: pens with dashes, and marks along the line.
#include <math.h>
#include <string.h>

#include "sitmap/limits.h"
#include "style/resolve.h"

static const double LEAST_PERIOD_PT = 2 * SM_MIN_DASH_SUM_PT; // sitmap-fit may shorten it
static const double THINNEST_PT = 0.3;                        // the least that printers accept
static const double SOLID_MM = 0.106, DASHED_MM = 0.15, GAP_MM = 0.25;
static const double MOST_ROUND_MM = 5;
static const double LEAST_PITCH_PT = 0.14; // 0.05 mm: closer marks are a line

// Qt's pen styles, which QGIS writes as they stand although they count in pen widths.
static bool is_pen_preset(const double *dash, size_t n)
{
    static const double presets[][6] = {{4, 2}, {1, 2}, {4, 2, 1, 2}, {4, 2, 1, 2, 1, 2}};
    static const size_t counts[] = {2, 2, 4, 6};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        if (n == counts[i] && memcmp(dash, presets[i], n * sizeof *dash) == 0) {
            return true;
        }
    }
    return false;
}

// Sum of a pattern, or -1 when it can not be drawn.
static double pattern_sum(const double *dash, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        if (dash[i] < 0) {
            return -1;
        }
        sum += dash[i];
    }
    return sum;
}

// The pattern in points, an even number of entries; false for a solid line.
static bool read_dash(sm_resolver *r, const sm_stroke_style *s, double width_pt, double *dash,
                      size_t *n)
{
    const char *text = sm_style_param_text(r, &s->dash);
    if (!text || strcmp(text, "none") == 0) {
        return false;
    }
    if (!sm_style_numbers(text, dash, SM_MAX_DASHES, n) || (*n % 2 && 2 * *n > SM_MAX_DASHES)) {
        sm_style_complain(r, &s->dash, "\"%s\" is not a pattern of at most %d lengths", text,
                          SM_MAX_DASHES);
        return false;
    }
    bool widths = r->style->dialect == SM_DIALECT_QGIS && is_pen_preset(dash, *n);
    for (size_t i = 0; i < *n; i++) {
        dash[i] *= widths ? width_pt : r->unit_pt;
    }
    if (*n % 2) {
        memcpy(dash + *n, dash, *n * sizeof *dash);
        *n *= 2;
    }
    double sum = pattern_sum(dash, *n);
    if (sum != 0 && (sum < LEAST_PERIOD_PT || sum > 1e5)) {
        sm_style_complain(r, &s->dash, "\"%s\" can not be drawn as dashes", text);
        return false;
    }
    return sum > 0;
}

static double read_width(sm_resolver *r, const sm_param *p)
{
    double width = sm_style_param_length(r, p, 1);
    if (width < 0) {
        sm_style_complain(r, p, "a width below 0");
        return SM_PT_PER_PX;
    }
    if (width == 0) {
        if (r->checking && r->diags && p->expr && p->expr->constant) {
            const sm_place at = {r->style->file, p->line, p->column, -1};
            sm_diags_add(r->diags, SM_NOTE, "N207", at, NULL,
                         "width 0 is drawn as the thinnest line that prints, %g pt", THINNEST_PT);
        }
        return THINNEST_PT;
    }
    return width;
}

static void check_minima(sm_resolver *r, const sm_stroke_style *s, const sm_pen *pen)
{
    bool dashed = pen->n_dash > 0;
    sm_style_below_minimum(r, &s->width, dashed ? "a dashed line" : "a line",
                           pen->width_pt / SM_PT_PER_MM, dashed ? DASHED_MM : SOLID_MM);
    double cap = pen->cap == SM_CAP_BUTT ? 0 : pen->width_pt;
    for (size_t i = 1; i < pen->n_dash; i += 2) {
        sm_style_below_minimum(r, &s->dash, "a gap between dashes",
                               (pen->dash_pt[i] - cap) / SM_PT_PER_MM, GAP_MM);
    }
}

sm_pen sm_style_pen(sm_resolver *r, const sm_stroke_style *s, double opacity)
{
    static const char *const joins[] = {"miter", "mitre", "round", "bevel", NULL};
    static const sm_join join_of[] = {SM_JOIN_MITER, SM_JOIN_MITER, SM_JOIN_ROUND, SM_JOIN_BEVEL};
    static const char *const caps[] = {"butt", "round", "square", NULL};
    double dash[2 * SM_MAX_DASHES] = {0};
    size_t n = 0;
    sm_pen pen = {.width_pt = read_width(r, &s->width)};
    pen.color = sm_style_param_color(r, &s->color, &s->opacity, opacity, SM_RGB(0x000000));
    pen.join = join_of[sm_style_param_word(r, &s->join, joins, 0)];
    pen.cap = (sm_cap)sm_style_param_word(r, &s->cap, caps, 0);
    if (read_dash(r, s, pen.width_pt, dash, &n)) {
        double *kept = sm_arena_alloc(r->eval.arena, n * sizeof *kept);
        memcpy(kept, dash, n * sizeof *kept);
        pen.dash_pt = kept;
        pen.n_dash = n;
        pen.dash_offset_pt = sm_style_param_length(r, &s->dash_offset, 0);
    }
    check_minima(r, s, &pen);
    return pen;
}

// ---- Marks along the line -----------------------------------------------------------------------

static void sort(double *items, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        for (size_t k = i; k > 0 && items[k - 1] > items[k]; k--) {
            double held = items[k];
            items[k] = items[k - 1];
            items[k - 1] = held;
        }
    }
}

// GeoServer's idiom: each dash holds marks every Size, the first at Size / 2.
static void place_in_dashes(sm_resolver *r, const double *dash, size_t n, double offset,
                            double size, sm_stroke *out)
{
    enum { MOST = 64 };
    double centres[MOST], start = 0, period = pattern_sum(dash, n);
    size_t count = 0;
    for (size_t i = 0; i < n; start += dash[i++]) {
        for (size_t k = 0; i % 2 == 0 && dash[i] > 0 && count < MOST; k++) {
            double at = (double)k * size;
            if (k > 0 && at + size > dash[i] + 1e-6) {
                break;
            }
            double centre = fmod(start + at + size / 2 - offset, period);
            centres[count++] = centre < 0 ? centre + period : centre;
        }
    }
    if (!count) {
        return;
    }
    sort(centres, count);
    double *also = sm_arena_alloc(r->eval.arena, count * sizeof *also);
    for (size_t i = 1; i < count; i++) {
        also[i - 1] = centres[i] - centres[0];
    }
    out->gap_pt = period;
    out->initial_gap_pt = centres[0];
    out->also_pt = also;
    out->n_also = count - 1;
}

static void place_marks(sm_resolver *r, const sm_stroke_style *s, double size, sm_stroke *out)
{
    double dash[2 * SM_MAX_DASHES] = {0};
    size_t n = 0;
    out->gap_pt = size;
    out->initial_gap_pt = size / 2;
    if (read_dash(r, s, size, dash, &n)) {
        place_in_dashes(r, dash, n, sm_style_param_length(r, &s->dash_offset, 0), size, out);
    } else if (s->gap.expr) {
        out->gap_pt = sm_style_param_length(r, &s->gap, 0);
        out->initial_gap_pt = sm_style_param_length(r, &s->initial_gap, 0);
    }
    if (!(out->gap_pt >= LEAST_PITCH_PT) || out->initial_gap_pt < 0) {
        sm_style_complain(r, s->gap.expr ? &s->gap : &s->dash, "marks can not stand so close");
        out->gap_pt = fmax(size, LEAST_PITCH_PT);
        out->initial_gap_pt = size / 2;
        out->n_also = 0;
    }
}

// "tail neck head length [fill]" in mm. Without a fill the arrow is of the line's colour, without
// an outline.
static void read_arrow(sm_resolver *r, const sm_param *p, sm_stroke *out)
{
    const char *text = sm_style_param_text(r, p);
    if (!text) {
        return;
    }
    size_t len = strlen(text), fill = len;
    while (fill && !strchr(" ,", text[fill - 1])) {
        fill--;
    }
    sm_color color = out->pen.color;
    bool own = fill > 0 && sm_color_parse(text + fill, &color);
    own |= fill > 0 && strcmp(text + fill, "none") == 0;
    color.a = strcmp(text + fill, "none") == 0 ? 0 : color.a;
    double mm[4] = {0};
    size_t n = 0;
    if (!sm_style_numbers(sm_arena_strndup(r->eval.arena, text, own ? fill : len), mm, 4, &n) ||
        n != 4 ||
        !(mm[0] >= 0 && mm[1] >= mm[0] && mm[2] >= mm[1] && mm[3] > 0 && mm[2] < 100 &&
          mm[3] < 100)) {
        sm_style_refuse(r, p,
                        "write it as \"tail neck head length\" in mm, each at least the one before "
                        "but for the length, and a colour or none if the body is not the line's",
                        "\"%s\" is not an arrow", text);
        return;
    }
    out->arrow = (sm_arrow){SM_MM(mm[0]), SM_MM(mm[1]), SM_MM(mm[2]), SM_MM(mm[3]), color};
    out->has_pen = own;
}

sm_stroke sm_style_stroke(sm_resolver *r, const sm_symbolizer *s)
{
    static const char *const fits[] = {"none", "centre", "pitch", NULL};
    const double default_px = 6;
    sm_stroke out = {.place = s->place, .upright_marks = s->upright};
    if (!s->stroke.present) {
        return out;
    }
    double offset = sm_style_param_length(r, &s->offset, 0);
    out.offset_pt = r->style->dialect == SM_DIALECT_QGIS ? -offset : offset;
    out.round_pt = SM_MM(sm_style_param_within(r, &s->round, 0, MOST_ROUND_MM, 0));
    out.fit = (sm_fit)sm_style_param_word(r, &s->fit, fits, SM_FIT_NONE);
    if (!s->stroke.graphic) {
        out.has_pen = true;
        out.pen = sm_style_pen(r, &s->stroke, 1);
        read_arrow(r, &s->arrow, &out);
        if (s->stroke.pattern) {
            const sm_fill_style pattern = {.graphic = s->stroke.pattern};
            sm_fill *fill = sm_arena_alloc(r->eval.arena, sizeof *fill);
            *fill = sm_style_fill(r, &pattern, NULL);
            out.fill = fill;
        }
        return out;
    }
    sm_mark *mark = sm_arena_alloc(r->eval.arena, sizeof *mark);
    if (sm_style_mark(r, s->stroke.graphic, default_px, mark)) {
        out.marks = mark;
        out.n_marks = 1;
        place_marks(r, &s->stroke, mark->size_pt, &out);
    }
    return out;
}
