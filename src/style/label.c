// Labels: text, fonts and the wishes of placement.
#include <math.h>
#include <string.h>
#include <strings.h>

#include "sitmap/limits.h"
#include "style/resolve.h"

static const char DEFAULT_FAMILY[] = "Liberation Sans, DejaVu Sans";
static const double LEAST_TEXT_PT = 6, LEAST_HALO_MM = 0.2;
static const double DEFAULT_FONT_PX = 10;

// Lines without text vanish, so that a name without a second form has one line.
static const char *without_empty_lines(sm_arena *a, const char *text)
{
    static const char space[] = " \t\r";
    sm_str out;
    sm_str_init(&out, a);
    for (const char *at = text; *at;) {
        size_t len = strcspn(at, "\n"), end = len;
        const char *next = at + len + (at[len] == '\n');
        size_t start = strspn(at, space);
        while (end > start && strchr(space, at[end - 1])) {
            end--;
        }
        if (end > start) {
            sm_str_puts(&out, out.len ? "\n" : "");
            sm_str_add(&out, at + start, end - start);
        }
        at = next;
    }
    return out.text;
}

static const char *label_text(sm_resolver *r, const sm_text_style *t)
{
    static const char *const cases[] = {"none", "upper", "lower", NULL};
    sm_arena *a = r->eval.arena;
    if (!t->label.expr) {
        return "";
    }
    sm_value v = sm_expr_eval(t->label.expr, &r->eval);
    const char *text = sm_value_text(a, &v);
    int letter_case = sm_style_param_word(r, &t->letter_case, cases, 0);
    if (letter_case > 0) {
        text = sm_text_case(a, text, letter_case == 1, r->eval.env->lang);
    }
    return without_empty_lines(a, text);
}

static double font_size(sm_resolver *r, const sm_param *p, double fallback_px)
{
    double size = sm_style_param_length(r, p, fallback_px);
    if (!(size >= SM_MIN_FONT_PT && size <= SM_MAX_FONT_PT)) {
        sm_style_complain(r, p, "a text of %g points", size);
        size = fallback_px * SM_PT_PER_PX;
    }
    sm_style_below_minimum(r, p, "text", size / SM_PT_PER_MM, LEAST_TEXT_PT / SM_PT_PER_MM);
    return size;
}

static double spacing(sm_resolver *r, const sm_param *p)
{
    double space = sm_style_param_length(r, p, 0);
    if (!(fabs(space) <= SM_MAX_FONT_PT)) {
        sm_style_complain(r, p, "letters or words %g points apart", space);
        space = 0;
    }
    return space;
}

static void fonts(sm_resolver *r, const sm_text_style *t, sm_label_style *out)
{
    static const char *const styles[] = {"normal", "italic", "oblique", NULL};
    static const char *const weights[] = {"normal", "400", "bold", "700", NULL};
    out->font = (sm_font){
        .family = t->family ? t->family : DEFAULT_FAMILY,
        .size_pt = font_size(r, &t->size, DEFAULT_FONT_PX),
        .bold = sm_style_param_word(r, &t->weight, weights, 0) >= 2,
        .italic = sm_style_param_word(r, &t->style, styles, 0) > 0,
        .tracking_pt = spacing(r, &t->tracking),
        .word_pt = spacing(r, &t->words),
        .underline = sm_style_param_bool(r, &t->underline, false),
        .strike = sm_style_param_bool(r, &t->strike, false),
        .unkerned = !sm_style_param_bool(r, &t->kerning, true),
    };
    out->second_font = out->font;
    if (t->second_size.expr || t->second_color.expr) {
        out->second_font = (sm_font){.family = out->font.family, .size_pt = out->font.size_pt};
    }
    if (t->second_size.expr) {
        out->second_font.size_pt = font_size(r, &t->second_size, DEFAULT_FONT_PX);
    }
}

static void colors(sm_resolver *r, const sm_text_style *t, sm_label_style *out)
{
    const sm_param none = {0};
    out->color = sm_style_param_color(r, &t->fill.color, &t->fill.opacity, 1, SM_RGB(0x000000));
    out->second_color = t->second_color.expr
                            ? sm_style_param_color(r, &t->second_color, &none, 1, out->color)
                            : out->color;
    if (t->has_halo) {
        out->halo_pt = fmax(0, sm_style_param_length(r, &t->halo_radius, 1));
        out->halo = sm_style_param_color(r, &t->halo.color, &t->halo.opacity, 1, SM_RGB(0xFFFFFF));
        sm_style_below_minimum(r, &t->halo_radius, "a halo", out->halo_pt / SM_PT_PER_MM,
                               out->halo_pt > 0 ? LEAST_HALO_MM : 0);
    }
}

// QGIS writes the y offset of a label the other way round unless it is centred on its point.
static bool displaced_down(const sm_resolver *r, const sm_label_style *l)
{
    bool centred = l->anchor.x == 0.5 && l->anchor.y == 0.5;
    return r->style->dialect == SM_DIALECT_QGIS && !centred && l->max_displacement_pt <= 0;
}

static void placement(sm_resolver *r, const sm_text_style *t, sm_label_style *out)
{
    out->placement = t->on_line ? SM_LABEL_LINE : SM_LABEL_POINT;
    out->anchor.x = sm_style_param_within(r, &t->anchor_x, -100, 100, 0);
    out->anchor.y = sm_style_param_within(r, &t->anchor_y, -100, 100, 0.5);
    out->shift_pt.x = sm_style_param_length(r, &t->shift_x, 0);
    out->shift_pt.y = sm_style_param_length(r, &t->shift_y, 0);
    out->rotation_deg = sm_style_param_number(r, &t->rotation, 0);
    out->offset_pt = sm_style_param_length(r, &t->offset, 0);
    out->repeated = sm_style_param_bool(r, &t->repeated, false);
    out->repeat_pt = fmax(0, sm_style_param_length(r, &t->gap, 0));
    out->initial_gap_pt = fmax(0, sm_style_param_length(r, &t->initial_gap, 0));
    out->level = !sm_style_param_bool(r, &t->aligned, true);
    out->generalize = sm_style_param_bool(r, &t->generalize, false);
    out->gap_between = out->repeat_pt > 0;
    double repeat = sm_style_param_length(r, &t->repeat, 0);
    if (repeat > 0) {
        out->gap_between = false;
        out->repeated = true;
        out->repeat_pt = repeat;
    }
}

// "N, SW, ..."
static unsigned directions(sm_resolver *r, const sm_param *p)
{
    static const char *const names[] = {"N", "NE", "E", "SE", "S", "SW", "W", "NW"};
    const char *text = sm_style_param_text(r, p), *at = text;
    unsigned all = 0;
    while (at && *at) {
        at += strspn(at, ", ");
        size_t len = strcspn(at, ", "), i = 0;
        while (i < 8 && !(strlen(names[i]) == len && strncasecmp(names[i], at, len) == 0)) {
            i++;
        }
        if (len && i == 8) {
            sm_style_complain(r, p, "\"%s\" is not a list of N, NE, E, SE, S, SW, W, NW", text);
            return 0;
        }
        all |= len ? 1U << i : 0;
        at += len;
    }
    return all;
}

// A feature without one is as important as a style without one.
static double priority(sm_resolver *r, const sm_param *p)
{
    const double usual = 1000;
    bool none = p->expr && sm_expr_eval(p->expr, &r->eval).type == SM_VALUE_NULL;
    return none ? usual : sm_style_param_number(r, p, usual);
}

static void wishes(sm_resolver *r, const sm_text_style *t, sm_label_style *out)
{
    static const char *const curves[] = {"none", "area", NULL};
    static const char *const aligns[] = {"manual", "ortho", "mbr", NULL};
    out->directions = directions(r, &t->directions);
    out->align = (sm_area_align)sm_style_param_word(r, &t->align, aligns, SM_ALIGN_MANUAL);
    out->priority = priority(r, &t->priority);
    out->conflict_resolution = sm_style_param_bool(r, &t->conflict, true);
    out->space_around_pt = sm_style_param_length(r, &t->space_around, 0);
    out->follow_line = sm_style_param_bool(r, &t->follow_line, false);
    out->max_angle_deg = sm_style_param_within(r, &t->max_angle, 0, 360, 22.5);
    out->max_displacement_pt = fmax(0, sm_style_param_length(r, &t->max_displacement, 0));
    out->goodness_of_fit = sm_style_param_within(r, &t->goodness, 0, 1, 0.5);
    out->wrap_pt = fmax(0, sm_style_param_length(r, &t->wrap, 0));
    out->group = sm_style_param_bool(r, &t->group, false);
    out->group_apart_pt = fmax(0, sm_style_param_length(r, &t->group_apart, 0));
    out->once_each = sm_style_param_bool(r, &t->remove_overlaps, false);
    out->all_of_group = sm_style_param_bool(r, &t->all_group, false);
    out->any_direction = !sm_style_param_bool(r, &t->left_to_right, true);
    out->may_be_cut = sm_style_param_bool(r, &t->partials, false);
    out->curved = sm_style_param_word(r, &t->curve, curves, 0) == 1;
    out->spread = sm_style_param_bool(r, &t->spread, false);
    out->halo_from_ground = sm_style_param_bool(r, &t->halo_ground, false);
}

// "width_mm colour [min_mm]"
static void leader(sm_resolver *r, const sm_param *p, sm_label_style *out)
{
    const char *text = sm_style_param_text(r, p);
    if (!text) {
        return;
    }
    const double default_min_mm = 1;
    sm_arena *a = r->eval.arena;
    size_t first = strcspn(text, " "), gap = first + strspn(text + first, " ");
    size_t second = gap + strcspn(text + gap, " "), n = 0;
    double width = 0, least = default_min_mm;
    bool fits = sm_parse_double(text, first, &width) && width > 0 && width < 10 &&
                sm_color_parse(sm_arena_strndup(a, text + gap, second - gap), &out->leader_color);
    if (fits && text[second]) {
        fits = sm_style_numbers(text + second, &least, 1, &n) && n == 1 && least >= 0;
    }
    if (!fits) {
        sm_style_refuse(r, p, "write it as \"width_mm colour\" or \"width_mm colour min_mm\"",
                        "\"%s\" is not a leader line", text);
        return;
    }
    out->leader_pt = SM_MM(width);
    out->leader_min_pt = SM_MM(least);
}

static void shield(sm_resolver *r, const sm_text_style *t, sm_label_style *out)
{
    static const char *const fits[] = {"none", "proportional", "stretch", NULL};
    static const char *const places[] = {"label", "independent", NULL};
    const double default_px = 6;
    double margin[4];
    sm_shield *own = sm_arena_zero(r->eval.arena, 1, sizeof *own);
    if (!t->shield || !sm_style_mark(r, t->shield, default_px, &own->mark)) {
        return;
    }
    own->apart = sm_style_param_word(r, &t->shield_place, places, 0) == 1;
    own->fit = (sm_shield_fit)sm_style_param_word(r, &t->shield_fit, fits, SM_SHIELD_NONE);
    sm_style_margins(r, &t->shield_margin, margin);
    own->top_pt = margin[0];
    own->right_pt = margin[1];
    own->bottom_pt = margin[2];
    own->left_pt = margin[3];
    out->shield = own;
    if (!out->text[0] && r->eval.feature && t->label.expr && !t->label.expr->constant) {
        sm_style_complain(r, &t->label, "no text, so the Graphic behind it is not drawn");
    }
}

void sm_style_label(sm_resolver *r, const sm_text_style *t, sm_label_style *out)
{
    *out = (sm_label_style){.text = label_text(r, t)};
    fonts(r, t, out);
    colors(r, t, out);
    wishes(r, t, out);
    placement(r, t, out);
    if (displaced_down(r, out)) {
        out->shift_pt.y = -out->shift_pt.y;
    }
    leader(r, &t->leader, out);
    shield(r, t, out);
}
