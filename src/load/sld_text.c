// TextSymbolizers.
#include <string.h>
#include <strings.h>

#include "load/sld_parts.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static sm_text_style *style_of(void *to)
{
    return &((sm_symbolizer *)to)->text;
}

static bool holds_placeholder(const sm_expr *e)
{
    return e && e->kind == SM_EXPR_LITERAL && strcmp(e->text, "Placeholder") == 0;
}

static void read_label(sld *s, const sm_xml *e, void *to)
{
    sm_text_style *t = style_of(to);
    s->in_label = true;
    sld_param(s, e, &t->label);
    s->in_label = false;
    if (holds_placeholder(t->label.expr)) {
        sld_warn(s, e, "W111", "write the label in the unit of the field, or set it again here",
                 "the exporter could not write this label's expression; \"Placeholder\" is drawn");
    }
}

// ---- Font ---------------------------------------------------------------------------------------

static const sld_param_row font_params[] = {
    {"font-size", offsetof(sm_text_style, size), NULL},
    {"font-style", offsetof(sm_text_style, style), NULL},
    {"font-weight", offsetof(sm_text_style, weight), NULL},
};

// Several families in one value or in several parameters: the later ones are fallbacks.
static bool read_family(sld *s, const sm_xml *e, sm_text_style *t)
{
    const char *name = sm_xml_attr_value(e, "name");
    bool is_param =
        strcasecmp(e->name, "CssParameter") == 0 || strcasecmp(e->name, "SvgParameter") == 0;
    if (!is_param || !name || strcasecmp(name, "font-family") != 0) {
        return false;
    }
    sm_param family = {0};
    sld_param(s, e, &family);
    if (family.expr && family.expr->kind != SM_EXPR_LITERAL) {
        sld_warn(s, e, "W106", "name the family", "a font family that is computed; left out");
    } else if (family.expr && t->family) {
        t->family = sm_arena_printf(s->arena, "%s, %s", t->family, family.expr->text);
    } else if (family.expr) {
        t->family = family.expr->text;
    }
    return true;
}

static void read_font(sld *s, const sm_xml *e, void *to)
{
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (!read_family(s, c, style_of(to))) {
            (void)sld_named_param(s, c, false, font_params, COUNT(font_params), style_of(to));
        }
    }
}

// ---- Halo, fill, priority -----------------------------------------------------------------------

static void read_radius(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &style_of(to)->halo_radius);
}

static void halo_fill(sld *s, const sm_xml *e, void *to)
{
    sld_fill_plain(s, e, &style_of(to)->halo);
}

static void read_halo(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"Radius", read_radius, false}, {"Fill", halo_fill, false}};
    style_of(to)->has_halo = true;
    sld_children(s, e, rows, COUNT(rows), to);
}

static void read_fill(sld *s, const sm_xml *e, void *to)
{
    sld_fill_plain(s, e, &style_of(to)->fill);
}

static void read_priority(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &style_of(to)->priority);
}

static void read_shield(sld *s, const sm_xml *e, void *to)
{
    style_of(to)->shield = sld_graphic(s, e);
}

// ---- Placement ----------------------------------------------------------------------------------

static void read_anchor(sld *s, const sm_xml *e, void *to)
{
    sld_anchor(s, e, &style_of(to)->anchor_x, &style_of(to)->anchor_y);
}

static void read_displacement(sld *s, const sm_xml *e, void *to)
{
    sld_displacement(s, e, &style_of(to)->shift_x, &style_of(to)->shift_y);
}

static void read_rotation(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &style_of(to)->rotation);
}

static void point_placement(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"AnchorPoint", read_anchor, false},
                                     {"Displacement", read_displacement, false},
                                     {"Rotation", read_rotation, false}};
    sld_children(s, e, rows, COUNT(rows), to);
}

static void read_offset(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &style_of(to)->offset);
}

static void read_repeated(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &style_of(to)->repeated);
}

static void read_initial_gap(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &style_of(to)->initial_gap);
}

static void read_gap(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &style_of(to)->gap);
}

static void read_aligned(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &style_of(to)->aligned);
}

static void read_generalize(sld *s, const sm_xml *e, void *to)
{
    sld_param(s, e, &style_of(to)->generalize);
}

static void line_placement(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"PerpendicularOffset", read_offset, false},
                                     {"IsRepeated", read_repeated, false},
                                     {"Repeat", read_repeated, false},
                                     {"InitialGap", read_initial_gap, false},
                                     {"Gap", read_gap, false},
                                     {"IsAligned", read_aligned, false},
                                     {"GeneralizeLine", read_generalize, false}};
    style_of(to)->on_line = true;
    sld_children(s, e, rows, COUNT(rows), to);
}

static void read_placement(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"PointPlacement", point_placement, false},
                                     {"LinePlacement", line_placement, false}};
    sld_children(s, e, rows, COUNT(rows), to);
}

// ---- Options ------------------------------------------------------------------------------------

static const sld_param_row options[] = {
    {"conflictResolution", offsetof(sm_text_style, conflict), NULL},
    {"spaceAround", offsetof(sm_text_style, space_around), NULL},
    {"followLine", offsetof(sm_text_style, follow_line), NULL},
    {"maxAngleDelta", offsetof(sm_text_style, max_angle), NULL},
    {"maxDisplacement", offsetof(sm_text_style, max_displacement), NULL},
    {"repeat", offsetof(sm_text_style, repeat), NULL},
    {"goodnessOfFit", offsetof(sm_text_style, goodness), NULL},
    {"autoWrap", offsetof(sm_text_style, wrap), NULL},
    {"group", offsetof(sm_text_style, group), NULL},
    {"charSpacing", offsetof(sm_text_style, tracking), NULL},
    {"wordSpacing", offsetof(sm_text_style, words), NULL},
    {"underlineText", offsetof(sm_text_style, underline), NULL},
    {"strikethroughText", offsetof(sm_text_style, strike), NULL},
    {"sitmap-tracking", offsetof(sm_text_style, tracking), NULL},
    {"sitmap-spread", offsetof(sm_text_style, spread), NULL},
    {"sitmap-curve", offsetof(sm_text_style, curve), NULL},
    {"sitmap-halo-ground", offsetof(sm_text_style, halo_ground), NULL},
    {"sitmap-case", offsetof(sm_text_style, letter_case), NULL},
    {"sitmap-leader", offsetof(sm_text_style, leader), NULL},
    {"sitmap-second-size", offsetof(sm_text_style, second_size), NULL},
    {"sitmap-second-color", offsetof(sm_text_style, second_color), NULL},
    {"graphic-resize", offsetof(sm_text_style, shield_fit), NULL},
    {"graphic-margin", offsetof(sm_text_style, shield_margin), NULL},
    {"displacementMode", offsetof(sm_text_style, directions), NULL},
    {"polygonAlign", offsetof(sm_text_style, align), NULL},
    {"partials", offsetof(sm_text_style, partials), NULL},
    {"forceLeftToRight", offsetof(sm_text_style, left_to_right), NULL},
    {"labelAllGroup", offsetof(sm_text_style, all_group), NULL},
    {"allowOverruns", 0, "false"},
    {"removeOverlaps", offsetof(sm_text_style, remove_overlaps), NULL},
    {"kerning", offsetof(sm_text_style, kerning), NULL},
    {"minGroupDistance", offsetof(sm_text_style, group_apart), NULL},
    {"graphicPlacement", offsetof(sm_text_style, shield_place), NULL},
};

// Not given, or no for every feature.
static bool is_off(const sm_param *p)
{
    return !p->expr || (p->expr->kind == SM_EXPR_LITERAL && sld_is_false(p->expr->text));
}

static bool is_blank(const sm_param *label)
{
    const sm_expr *e = label->expr;
    return e && e->kind == SM_EXPR_LITERAL && !e->text[strspn(e->text, " \t\r\n")];
}

static void check_shield(sld *s, const sm_xml *e, sm_text_style *t)
{
    if (t->shield && is_blank(&t->label)) {
        sld_warn(s, sld_find(e, "Graphic"), "W101", "use a PointSymbolizer",
                 "a Graphic behind a label without text is not supported; left out");
    }
    bool level = t->aligned.expr && is_off(&t->aligned);
    bool bent = t->on_line && !level && !is_off(&t->follow_line);
    if (t->shield && (bent || t->curve.expr)) {
        sld_warn(s, sld_find(e, "Graphic"), "W101",
                 bent ? "leave followLine out" : "leave sitmap-curve out",
                 "a Graphic behind a label that follows a curve is not supported; left out");
        t->shield = NULL;
    }
}

void sld_text_symbolizer(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"Name", NULL, false},
                                     {"Description", sld_description, false},
                                     {"Geometry", sld_geometry, false},
                                     {"Label", read_label, false},
                                     {"Font", read_font, false},
                                     {"LabelPlacement", read_placement, false},
                                     {"Halo", read_halo, false},
                                     {"Fill", read_fill, false},
                                     {"Graphic", read_shield, false},
                                     {"Priority", read_priority, false}};
    sld_children(s, e, rows, COUNT(rows), to);
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        (void)sld_named_param(s, c, true, options, COUNT(options), style_of(to));
    }
    check_shield(s, e, style_of(to));
    if (!sld_find(e, "Label")) { // what is wrong with one has been said
        sld_warn(s, e, "W106", "give it a Label", "a label without text draws nothing");
    }
}
