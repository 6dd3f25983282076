// Style files: OGC SLD 1.0 (02-070) and SLD 1.1 with SE 1.1 (05-078r4, 05-077r4), in the spellings
// that QGIS, GeoServer and MapServer write.
#include <math.h>
#include <string.h>
#include <strings.h>

#include "load/sld_parts.h"
#include "sitmap/limits.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

// ---- Which style --------------------------------------------------------------------------------

typedef struct candidate {
    const sm_xml *layer, *style;
} candidate;

typedef struct candidates {
    candidate *items;
    size_t count, cap;
} candidates;

static bool is_layer(const sm_xml *e)
{
    return strcasecmp(e->name, "NamedLayer") == 0 || strcasecmp(e->name, "UserLayer") == 0;
}

static void collect(sld *s, const sm_xml *root, candidates *out)
{
    for (const sm_xml *l = sm_xml_first(root); l; l = sm_xml_next(l)) {
        for (const sm_xml *u = is_layer(l) ? sm_xml_first(l) : NULL; u; u = sm_xml_next(u)) {
            if (strcasecmp(u->name, "UserStyle") == 0) {
                *SM_PUSH(s->arena, out) = (candidate){l, u};
            }
        }
    }
}

static const char *name_of(sld *s, const sm_xml *e)
{
    const sm_xml *name = sld_find(e, "Name");
    return name ? sm_xml_content(s->arena, name) : "";
}

static bool is_default(sld *s, const sm_xml *style)
{
    const sm_xml *flag = sld_find(style, "IsDefault");
    const char *text = flag ? sm_xml_content(s->arena, flag) : "0";
    return strcmp(text, "1") == 0 || strcasecmp(text, "true") == 0;
}

// The layer's default style, else its first.
static const candidate *first_of_layer(sld *s, const candidates *all, const sm_xml *layer)
{
    const candidate *first = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const candidate *c = &all->items[i];
        if (c->layer == layer && is_default(s, c->style)) {
            return c;
        }
        first = !first && c->layer == layer ? c : first;
    }
    return first;
}

static const candidate *choose(sld *s, const candidates *all, const sm_style_choice *wish)
{
    const char *name = wish->name;
    for (size_t i = 0; !name && wish->layer && i < all->count; i++) {
        if (strcmp(name_of(s, all->items[i].layer), wish->layer) == 0) {
            return first_of_layer(s, all, all->items[i].layer);
        }
    }
    for (size_t i = 0; name && i < all->count; i++) {
        if (strcmp(name_of(s, all->items[i].layer), name) == 0) {
            return first_of_layer(s, all, all->items[i].layer);
        }
    }
    for (size_t i = 0; name && i < all->count; i++) {
        if (strcmp(name_of(s, all->items[i].style), name) == 0) {
            return &all->items[i];
        }
    }
    return name || !all->count ? NULL : first_of_layer(s, all, all->items[0].layer);
}

static sm_status no_style(sld *s, const candidates *all, const char *name, sm_error *err)
{
    if (!name) {
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(s->file), NULL,
                       "there is no NamedLayer with a UserStyle in the file");
    }
    const char **names = sm_arena_alloc(s->arena, (2 * all->count + 1) * sizeof *names);
    for (size_t i = 0; i < all->count; i++) {
        names[2 * i] = name_of(s, all->items[i].layer);
        names[2 * i + 1] = name_of(s, all->items[i].style);
    }
    const char *near = sm_nearest_word(name, names, 2 * all->count);
    return sm_fail(err, SM_EINPUT, SM_IN_FILE(s->file),
                   near ? sm_arena_printf(s->arena, "did you mean %s?", near) : NULL,
                   "the file has no layer or style \"%s\"", name);
}

// ---- Dialect ------------------------------------------------------------------------------------

static const char *attr_of_any_space(const sm_xml *e, const char *name)
{
    for (size_t i = 0; i < e->n_attrs; i++) {
        if (strcmp(e->attrs[i].name, name) == 0) {
            return e->attrs[i].value;
        }
    }
    return "";
}

// QGIS says 1.1.0, names the schema, and gives layer and style the same name. Why the file is not
// QGIS's; NULL when it is.
static const char *not_by_qgis(sld *s, const sm_xml *root, const candidate *c)
{
    const sm_xml *name = sld_find(c->layer, "Name");
    if (strcmp(attr_of_any_space(root, "version"), "1.1.0") != 0) {
        return "its version is not 1.1.0";
    }
    if (!strstr(attr_of_any_space(root, "schemaLocation"), "schemas.opengis.net/sld/1.1.0")) {
        return "it does not name the schema of 1.1.0";
    }
    bool equal = name && name->ns && strcmp(name->ns, "http://www.opengis.net/se") == 0 &&
                 strcmp(name_of(s, c->layer), name_of(s, c->style)) == 0;
    return equal ? NULL : "layer and style do not have one se:Name";
}

static void choose_dialect(sld *s, const sm_xml *root, const candidate *c,
                           const sm_style_choice *wish)
{
    const char *why = not_by_qgis(s, root, c);
    s->qgis = wish->dialect ? strcmp(wish->dialect, "qgis") == 0 : !why;
    s->style->dialect = s->qgis ? SM_DIALECT_QGIS : SM_DIALECT_STD;
    if (wish->dialect) {
        sld_note(s, root, "N202", "read in the dialect %s, as the study says", wish->dialect);
    } else if (why) {
        sld_note(s, root, "N202", "read as the standard and GeoServer do: %s", why);
    } else {
        sld_note(s, root, "N202",
                 "read as QGIS writes it: version 1.1.0 with its schema, and equal "
                 "names of layer and style");
    }
}

static void find_comments(sld *s, const sm_xml *e)
{
    for (const sm_xml *c = e->first_child; c; c = c->next) {
        if (c->name) {
            find_comments(s, c);
        } else if (c->is_comment &&
                   (strstr(c->text, "Parser Error") || strstr(c->text, "not implemented yet"))) {
            sld_warn(s, c, "W110", "compare with the original style",
                     "the exporter lost something here: \"%.80s\"", c->text);
        }
    }
}

// ---- The file -----------------------------------------------------------------------------------

// LayerFeatureConstraints limit the layer to features that pass their filter.
static void read_constraint(sld *s, const sm_xml *e, void *to)
{
    const sm_xml *f = sld_find(e, "Filter");
    const sld_child rows[] = {{"FeatureTypeName", NULL, false}};
    sld_children(s, e, rows, COUNT(rows), NULL);
    if (f && sld_is(s, f, "Filter")) {
        *(const sm_filter **)to = sld_filter(s, f);
        if (!*(const sm_filter **)to) {
            sld_warn(s, e, "W103", NULL, "the layer's filter is not understood; nothing is drawn");
            sm_filter *nothing = sm_arena_zero(s->arena, 1, sizeof *nothing);
            nothing->kind = SM_FILTER_OR; // of no conditions: false
            *(const sm_filter **)to = nothing;
        }
    }
}

static void read_constraints(sld *s, const sm_xml *e, void *to)
{
    static const sld_child rows[] = {{"FeatureTypeConstraint", read_constraint, false}};
    sld_children(s, e, rows, COUNT(rows), to);
}

static void read_style(sld *s, const candidate *c)
{
    static const sld_child layer_rows[] = {
        {"Name", NULL, false},
        {"Description", sld_description, false},
        {"LayerFeatureConstraints", read_constraints, false},
    };
    static const sld_child style_rows[] = {{"Name", NULL, false},
                                           {"Title", NULL, false},
                                           {"Abstract", NULL, false},
                                           {"IsDefault", NULL, false},
                                           {"Description", sld_description, false},
                                           {"FeatureTypeStyle", sld_feature_type_style, true}};
    if (strcasecmp(c->layer->name, "UserLayer") == 0) {
        sld_note(s, c->layer, "N201", "a UserLayer is read as if it were a NamedLayer");
    }
    sm_xml_use(c->layer);
    sm_xml_use(c->style);
    s->style->name = name_of(s, c->style);
    sld_children(s, c->layer, layer_rows, COUNT(layer_rows), &s->style->constraint);
    s->style->uses_feature = s->style->constraint != NULL;
    sld_children(s, c->style, style_rows, COUNT(style_rows), NULL);
}

// What was not chosen is not judged.
static void use_other_styles(const candidate *chosen, const sm_xml *root)
{
    for (const sm_xml *l = sm_xml_first(root); l; l = sm_xml_next(l)) {
        if (is_layer(l) && l != chosen->layer) {
            sld_use_all(l);
        }
    }
    for (const sm_xml *u = sm_xml_first(chosen->layer); u; u = sm_xml_next(u)) {
        if (strcasecmp(u->name, "UserStyle") == 0 && u != chosen->style) {
            sld_use_all(u);
        }
    }
}

static void read_root(sld *s, const sm_xml *root, const candidates *all, const candidate *chosen)
{
    static const sld_child rows[] = {{"Name", NULL, false},
                                     {"Title", NULL, false},
                                     {"Abstract", NULL, false},
                                     {"Description", sld_description, false}};
    (void)sm_xml_attr_value(root, "version");
    sld_children(s, root, rows, COUNT(rows), NULL);
    use_other_styles(chosen, root);
    if (all->count > 1) {
        sld_note(s, chosen->style, "N201", "of %zu styles, \"%s\" of layer \"%s\" is taken",
                 all->count, name_of(s, chosen->style), name_of(s, chosen->layer));
    }
}

static sm_status parse(sld *s, const char *bytes, size_t len, const sm_xml **doc, sm_error *err)
{
    sm_status status = sm_xml_parse(s->arena, s->file, bytes, len, doc, s->diags, err);
    if (!status && strcasecmp((*doc)->name, "StyledLayerDescriptor") != 0) {
        status =
            sm_fail(err, SM_EFORMAT, SM_AT_LINE(s->file, (*doc)->line), "export the style as SLD",
                    "<%s> is not a StyledLayerDescriptor", (*doc)->name);
    }
    return status;
}

static sm_status read_file(sm_arena *a, const sm_root *root, const char *file, const char *bytes,
                           size_t len, const sm_style_choice *choice, sm_style **out,
                           sm_diags *diags, sm_error *err)
{
    const sm_style_choice none = {.name = NULL};
    const sm_style_choice *wish = choice ? choice : &none;
    sld s = {.arena = a, .file = sm_arena_strdup(a, file), .root = root, .diags = diags};
    s.glyphs = wish->glyphs;
    const sm_xml *doc = NULL;
    candidates all = {NULL, 0, 0};
    sm_status status = parse(&s, bytes, len, &doc, err);
    if (status) {
        return status;
    }
    collect(&s, doc, &all);
    const candidate *chosen = choose(&s, &all, wish);
    if (!chosen) {
        return no_style(&s, &all, wish->name, err);
    }
    s.style = sm_arena_zero(a, 1, sizeof *s.style);
    s.style->arena = a;
    s.style->file = s.file;
    sm_xml_use(doc);
    read_root(&s, doc, &all, chosen);
    choose_dialect(&s, doc, chosen, wish);
    read_style(&s, chosen);
    find_comments(&s, chosen->style);
    sld_report(&s, doc);
    sm_style_seal(s.style, diags);
    *out = s.style;
    return SM_OK;
}

sm_status sm_style_parse(sm_arena *a, const char *file, const char *bytes, size_t len,
                         const sm_style_choice *choice, sm_style **out, sm_diags *diags,
                         sm_error *err)
{
    return read_file(a, NULL, file, bytes, len, choice, out, diags, err);
}

sm_status sm_style_load(sm_arena *a, const sm_root *root, const char *path,
                        const sm_style_choice *choice, sm_style **out, sm_diags *diags,
                        sm_error *err)
{
    char *bytes = NULL;
    size_t len = 0;
    sm_status status = sm_root_read(root, path, SM_MAX_XML_BYTES, a, &bytes, &len, err);
    return status ? status : read_file(a, root, path, bytes, len, choice, out, diags, err);
}
