// Ticking what is understood, and reporting what is not.
#include <string.h>
#include <strings.h>

#include "load/sld_parts.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void say(sld *s, const sm_xml *at, sm_severity severity, const char *rule, const char *mend,
                const char *fmt, va_list args)
{
    const char *message = sm_arena_vprintf(s->arena, fmt, args);
    sm_diags_add(s->diags, severity, rule, (sm_place){s->file, at->line, at->column, -1}, mend,
                 "%s", message);
}

void sld_warn(sld *s, const sm_xml *at, const char *rule, const char *mend, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    say(s, at, SM_WARNING, rule, mend, fmt, args);
    va_end(args);
}

void sld_error(sld *s, const sm_xml *at, const char *rule, const char *mend, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    say(s, at, SM_ERROR, rule, mend, fmt, args);
    va_end(args);
}

void sld_note(sld *s, const sm_xml *at, const char *rule, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    say(s, at, SM_NOTE, rule, NULL, fmt, args);
    va_end(args);
}

bool sld_is(sld *s, const sm_xml *e, const char *name)
{
    if (strcasecmp(e->name, name) != 0) {
        return false;
    }
    if (strcmp(e->name, name) != 0) {
        sld_note(s, e, "N203", "<%s> is read as <%s>", e->name, name);
    }
    sm_xml_use(e);
    return true;
}

void sld_use_all(const sm_xml *e)
{
    sm_xml_use(e);
    for (size_t i = 0; i < e->n_attrs; i++) {
        e->attrs[i].used = true;
    }
    for (const sm_xml *child = e->first_child; child; child = child->next) {
        sld_use_all(child);
    }
}

void sld_use_names(sld *s, const sm_xml *e)
{
    static const char *const names[] = {"PropertyName", "ValueReference", "Literal"};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        for (size_t i = 0; i < COUNT(names); i++) {
            if (sld_is(s, c, names[i])) {
                (void)sm_xml_content(s->arena, c);
            }
        }
        const char *function =
            strcasecmp(c->name, "Function") == 0 ? sm_xml_attr_value(c, "name") : NULL;
        if (function && strcasecmp(function, "geometry") == 0) { // geometry(): the feature's own
            sm_xml_use(c);
        }
    }
}

const sm_xml *sld_find(const sm_xml *e, const char *name)
{
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (strcasecmp(c->name, name) == 0) {
            return c;
        }
    }
    return NULL;
}

const char *sld_href(const sm_xml *e)
{
    const char *href = NULL;
    for (size_t i = 0; i < e->n_attrs; i++) {
        bool is_href = strcmp(e->attrs[i].name, "href") == 0;
        if (is_href || strcmp(e->attrs[i].name, "type") == 0) {
            e->attrs[i].used = true;
        }
        href = is_href ? e->attrs[i].value : href;
    }
    return href;
}

const char *sld_text(sld *s, const sm_xml *e, bool raw)
{
    if (!raw) {
        return sm_xml_content(s->arena, e);
    }
    sm_str all;
    sm_str_init(&all, s->arena);
    for (const sm_xml *c = e->first_child; c; c = c->next) {
        if (!c->name && !c->is_comment) {
            sm_xml_use(c);
            sm_str_puts(&all, c->text);
        }
    }
    return all.text;
}

void sld_children(sld *s, const sm_xml *e, const sld_child *rows, size_t n, void *to)
{
    uint64_t seen = 0;
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        for (size_t i = 0; i < n; i++) {
            if (!sld_is(s, c, rows[i].name)) {
                continue;
            }
            uint64_t bit = (uint64_t)1 << i;
            if (!rows[i].read) {
                (void)sm_xml_content(s->arena,
                                     c); // ticks the text: elements are not expected there
            } else if (!rows[i].many && (seen & bit)) {
                sld_warn(s, c, "W101", "keep one of them", "<%s> is repeated; the first counts",
                         c->name);
                sld_use_all(c);
            } else {
                rows[i].read(s, c, to);
            }
            seen |= bit;
            break;
        }
    }
}

void sld_description(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"Title", NULL, false}, {"Abstract", NULL, false}};
    sld_children(s, e, rows, COUNT(rows), to);
}

// ---- Parameters ---------------------------------------------------------------------------------

void sld_param(sld *s, const sm_xml *e, sm_param *out)
{
    bool empty = false;
    sm_xml_use(e);
    const sm_expr *expr = sld_expr(s, e, &empty);
    if (empty) {
        sld_warn(s, e, "W106", "give a value, or leave it out",
                 "<%s> is empty; the default is used", e->name);
    }
    if (!expr) {
        sld_use_all(e); // said already
    }
    *out = (sm_param){.expr = expr, .line = e->line, .column = e->column};
    s->uses_feature |= expr && expr->uses_feature;
}

static bool is_parameter(const sm_xml *e, bool vendor)
{
    return vendor ? strcasecmp(e->name, "VendorOption") == 0
                  : strcasecmp(e->name, "CssParameter") == 0 ||
                        strcasecmp(e->name, "SvgParameter") == 0;
}

// Something that is not implemented does no harm while it asks for what happens anyway.
static void read_only_value(sld *s, const sm_xml *e, const sld_param_row *row)
{
    const char *value = sm_xml_content(s->arena, e);
    sm_xml_use(e);
    if (strcasecmp(value, row->only) != 0) {
        sld_warn(s, e, "W102", "leave it out",
                 "%s = \"%s\" is not supported (only \"%s\"); left out", row->name, value,
                 row->only);
    }
}

bool sld_named_param(sld *s, const sm_xml *e, bool vendor, const sld_param_row *rows, size_t n,
                     void *to)
{
    if (!is_parameter(e, vendor)) {
        return false;
    }
    const char *name = sm_xml_attr_value(e, "name");
    for (size_t i = 0; name && i < n; i++) {
        if (strcasecmp(rows[i].name, name) != 0) {
            continue;
        }
        if (strcmp(rows[i].name, name) != 0) {
            sld_note(s, e, "N203", "%s is read as %s", name, rows[i].name);
        }
        if (rows[i].only) {
            read_only_value(s, e, &rows[i]);
        } else {
            sm_param *param = (sm_param *)(void *)((char *)to + rows[i].offset);
            sld_param(s, e, param);
            param->own = strncmp(rows[i].name, "sitmap-", strlen("sitmap-")) == 0;
        }
        return true;
    }
    return false;
}

bool sld_is_false(const char *text)
{
    return strcmp(text, "0") == 0 || strcasecmp(text, "false") == 0;
}

const char *sld_option(sld *s, const sm_xml *e, const char *name)
{
    const char *own = is_parameter(e, true) ? sm_xml_attr_value(e, "name") : NULL;
    if (!own || strcasecmp(own, name) != 0) {
        return NULL;
    }
    if (strcmp(own, name) != 0) {
        sld_note(s, e, "N203", "%s is read as %s", own, name);
    }
    sm_xml_use(e);
    return sm_xml_content(s->arena, e);
}

// ---- The report ---------------------------------------------------------------------------------

static const char *const element_names[] = {"StyledLayerDescriptor",
                                            "NamedLayer",
                                            "UserLayer",
                                            "UserStyle",
                                            "FeatureTypeStyle",
                                            "Rule",
                                            "Name",
                                            "Title",
                                            "Abstract",
                                            "Description",
                                            "Localized",
                                            "IsDefault",
                                            "FeatureTypeName",
                                            "SemanticTypeIdentifier",
                                            "LayerFeatureConstraints",
                                            "FeatureTypeConstraint",
                                            "Filter",
                                            "ElseFilter",
                                            "MinScaleDenominator",
                                            "MaxScaleDenominator",
                                            "LegendGraphic",
                                            "PolygonSymbolizer",
                                            "LineSymbolizer",
                                            "PointSymbolizer",
                                            "TextSymbolizer",
                                            "Geometry",
                                            "Fill",
                                            "Stroke",
                                            "Graphic",
                                            "GraphicFill",
                                            "GraphicStroke",
                                            "InitialGap",
                                            "Gap",
                                            "Mark",
                                            "WellKnownName",
                                            "ExternalGraphic",
                                            "OnlineResource",
                                            "Format",
                                            "Size",
                                            "Opacity",
                                            "Rotation",
                                            "AnchorPoint",
                                            "AnchorPointX",
                                            "AnchorPointY",
                                            "Displacement",
                                            "DisplacementX",
                                            "DisplacementY",
                                            "PerpendicularOffset",
                                            "Label",
                                            "Font",
                                            "Halo",
                                            "Radius",
                                            "LabelPlacement",
                                            "PointPlacement",
                                            "LinePlacement",
                                            "IsRepeated",
                                            "IsAligned",
                                            "GeneralizeLine",
                                            "Priority",
                                            "CssParameter",
                                            "SvgParameter",
                                            "VendorOption"};

static const char *const parameter_names[] = {
    "fill",           "fill-opacity",     "stroke",
    "stroke-width",   "stroke-opacity",   "stroke-linejoin",
    "stroke-linecap", "stroke-dasharray", "stroke-dashoffset",
    "font-family",    "font-size",        "font-style",
    "font-weight"};

static const char *const option_names[] = {"sortBy",
                                           "sortByGroup",
                                           "inclusion",
                                           "fallbackOnDefaultMark",
                                           "labelObstacle",
                                           "kerning",
                                           "removeOverlaps",
                                           "minGroupDistance",
                                           "graphicPlacement",
                                           "graphic-resize",
                                           "wordSpacing",
                                           "underlineText",
                                           "strikethroughText",
                                           "displacementMode",
                                           "polygonAlign",
                                           "sitmap-curve",
                                           "ruleEvaluation",
                                           "composite",
                                           "conflictResolution",
                                           "spaceAround",
                                           "partials",
                                           "followLine",
                                           "maxAngleDelta",
                                           "forceLeftToRight",
                                           "maxDisplacement",
                                           "repeat",
                                           "goodnessOfFit",
                                           "autoWrap",
                                           "group",
                                           "labelAllGroup",
                                           "charSpacing",
                                           "graphic-margin",
                                           "distance",
                                           "placement",
                                           "rotateMarker",
                                           "sitmap-hatch",
                                           "sitmap-fit",
                                           "sitmap-arrow",
                                           "sitmap-round",
                                           "sitmap-leader",
                                           "sitmap-uom",
                                           "sitmap-tracking",
                                           "sitmap-spread",
                                           "sitmap-halo-ground",
                                           "sitmap-case",
                                           "sitmap-second-size",
                                           "sitmap-second-color"};

static const char *nearest(sld *s, const char *word, const char *const *words, size_t n)
{
    const char *near = sm_nearest_word(word, words, n);
    return near && strcasecmp(near, word) != 0 ? sm_arena_printf(s->arena, "did you mean %s?", near)
                                               : NULL;
}

static void report_parameter(sld *s, const sm_xml *e)
{
    bool vendor = strcasecmp(e->name, "VendorOption") == 0;
    const char *name = sm_xml_attr_value(e, "name");
    if (!name) {
        sld_warn(s, e, "W102", "name the parameter", "<%s> without a name; left out", e->name);
        return;
    }
    const char *mend = vendor ? nearest(s, name, option_names, COUNT(option_names))
                              : nearest(s, name, parameter_names, COUNT(parameter_names));
    if (vendor && strncmp(name, "sitmap-", 7) == 0) {
        sld_error(s, e, "W102", mend, "there is no option %s here", name);
        return;
    }
    sld_warn(s, e, "W102", mend, "%s %s is not supported here; left out",
             vendor ? "option" : "parameter", name);
}

static void report_element(sld *s, const sm_xml *e)
{
    if (is_parameter(e, true) || is_parameter(e, false)) {
        report_parameter(s, e);
        return;
    }
    sld_warn(s, e, "W101", nearest(s, e->name, element_names, COUNT(element_names)),
             "<%s> is not supported in <%s>; left out", e->name,
             e->parent && e->parent->name ? e->parent->name : "the file");
}

static bool is_blank(const char *text)
{
    return !text[strspn(text, " \t\r\n")];
}

static void report_node(sld *s, const sm_xml *parent, const sm_xml *node)
{
    if (node->name) {
        if (node->used) {
            sld_report(s, node);
        } else {
            report_element(s, node);
        }
    } else if (!node->is_comment && !node->used && !is_blank(node->text)) {
        sld_warn(s, parent, "W101", "remove it, or put it into an element",
                 "text in <%s> is not expected; left out", parent->name);
    }
}

void sld_report(sld *s, const sm_xml *root)
{
    for (size_t i = 0; i < root->n_attrs; i++) {
        const sm_xml_attr *attr = &root->attrs[i];
        if (!attr->used && !attr->ns) { // attributes of other namespaces are for other readers
            sld_warn(s, root, "W102", NULL, "attribute %s of <%s> is not supported; left out",
                     attr->name, root->name);
        }
    }
    for (const sm_xml *c = root->first_child; c; c = c->next) {
        report_node(s, root, c);
    }
}
