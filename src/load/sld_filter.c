// Filters: OGC Filter Encoding 1.0 and 1.1.
#include <string.h>
#include <strings.h>

#include "load/sld_parts.h"

static const sm_filter *read_operator(sld *s, const sm_xml *e);

static sm_filter *make(sld *s, sm_filter_kind kind)
{
    sm_filter *f = sm_arena_zero(s->arena, 1, sizeof *f);
    f->kind = kind;
    return f;
}

static bool attr_is_false(const sm_xml *e, const char *name)
{
    const char *value = sm_xml_attr_value(e, name);
    return value && (strcasecmp(value, "false") == 0 || strcmp(value, "0") == 0);
}

// Exactly `n` child expressions.
static bool operands(sld *s, const sm_xml *e, const sm_expr **out, size_t n)
{
    size_t count = 0;
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        const sm_expr *x = sld_expr_element(s, c);
        if (!x) {
            return false;
        }
        if (count < n) {
            out[count] = x;
        }
        s->uses_feature |= x->uses_feature;
        count++;
    }
    if (count != n) {
        sld_warn(s, e, "W103", NULL, "<%s> holds %zu expressions instead of %zu; the rule is off",
                 e->name, count, n);
    }
    return count == n;
}

static const sm_filter *read_compare(sld *s, const sm_xml *e, sm_compare op)
{
    sm_filter *f = make(s, SM_FILTER_COMPARE);
    const sm_expr *sides[2];
    f->op = op;
    f->ignore_case = attr_is_false(e, "matchCase");
    if (!operands(s, e, sides, 2)) {
        return NULL;
    }
    f->a = sides[0];
    f->b = sides[1];
    return f;
}

// A boundary holds one expression.
static const sm_expr *boundary(sld *s, const sm_xml *e, const char *name)
{
    const sm_xml *b = sld_find(e, name);
    const sm_expr *x = b && sld_is(s, b, name) ? sld_expr(s, b, NULL) : NULL;
    if (!x) {
        sld_warn(s, e, "W103", NULL, "<%s> lacks its %s; the rule is off", e->name, name);
    }
    return x;
}

static const sm_filter *read_between(sld *s, const sm_xml *e, sm_compare unused)
{
    (void)unused;
    sm_filter *f = make(s, SM_FILTER_BETWEEN);
    f->b = boundary(s, e, "LowerBoundary");
    f->c = boundary(s, e, "UpperBoundary");
    for (const sm_xml *c = sm_xml_first(e); c && !f->a; c = sm_xml_next(c)) {
        bool is_boundary =
            strcasecmp(c->name, "LowerBoundary") == 0 || strcasecmp(c->name, "UpperBoundary") == 0;
        f->a = is_boundary ? NULL : sld_expr_element(s, c);
    }
    if (!f->a || !f->b || !f->c) {
        return NULL;
    }
    s->uses_feature |= f->a->uses_feature || f->b->uses_feature || f->c->uses_feature;
    return f;
}

static const char *attr_or(const sm_xml *e, const char *name, const char *fallback)
{
    const char *value = sm_xml_attr_value(e, name);
    return value ? value : fallback;
}

static const sm_filter *read_like(sld *s, const sm_xml *e, sm_compare unused)
{
    (void)unused;
    sm_filter *f = make(s, SM_FILTER_LIKE);
    const sm_expr *sides[2];
    f->ignore_case = attr_is_false(e, "matchCase");
    f->any = attr_or(e, "wildCard", "*");
    f->one = attr_or(e, "singleChar", ".");
    f->escape = attr_or(e, "escapeChar", attr_or(e, "escape", "!"));
    if (!operands(s, e, sides, 2)) {
        return NULL;
    }
    f->a = sides[0];
    f->b = sides[1];
    return f;
}

static const sm_filter *read_null(sld *s, const sm_xml *e, sm_compare unused)
{
    (void)unused;
    sm_filter *f = make(s, SM_FILTER_NULL);
    return operands(s, e, &f->a, 1) ? f : NULL;
}

static const sm_filter *read_logic(sld *s, const sm_xml *e, sm_filter_kind kind)
{
    struct {
        const sm_filter **items;
        size_t count, cap;
    } parts = {NULL, 0, 0};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        const sm_filter *part = read_operator(s, c);
        if (!part) {
            return NULL;
        }
        *SM_PUSH(s->arena, &parts) = part;
    }
    if (parts.count == 0 || (kind == SM_FILTER_NOT && parts.count > 1)) {
        sld_warn(s, e, "W103", NULL, "<%s> holds %zu conditions; the rule is off", e->name,
                 parts.count);
        return NULL;
    }
    sm_filter *f = make(s, kind);
    f->items = parts.items;
    f->n_items = parts.count;
    return f;
}

static const sm_filter *read_and(sld *s, const sm_xml *e, sm_compare unused)
{
    (void)unused;
    return read_logic(s, e, SM_FILTER_AND);
}

static const sm_filter *read_or(sld *s, const sm_xml *e, sm_compare unused)
{
    (void)unused;
    return read_logic(s, e, SM_FILTER_OR);
}

static const sm_filter *read_not(sld *s, const sm_xml *e, sm_compare unused)
{
    (void)unused;
    return read_logic(s, e, SM_FILTER_NOT);
}

// "districts.12" is record 12, as GeoServer numbers shapefiles.
static const sm_filter *read_id(sld *s, const sm_xml *e, sm_compare unused)
{
    (void)unused;
    static const char *const attrs[] = {"fid", "id", "rid"};
    const char *id = NULL;
    for (size_t i = 0; !id && i < sizeof attrs / sizeof *attrs; i++) {
        id = sm_xml_attr_value(e, attrs[i]);
    }
    const char *dot = id ? strrchr(id, '.') : NULL;
    const char *digits = dot ? dot + 1 : id;
    double number = 0;
    if (!digits || !sm_parse_double(digits, strlen(digits), &number) || number < 1 ||
        number > 1e9 || number != (double)(long)number) {
        sld_warn(s, e, "W103", "end it in the number of the record",
                 "the id \"%s\" names no record; the rule is off", id ? id : "");
        return NULL;
    }
    sm_filter *f = make(s, SM_FILTER_IDS);
    long *record = sm_arena_alloc(s->arena, sizeof *record);
    *record = (long)number;
    f->records = record;
    f->n_records = 1;
    s->uses_feature = true;
    return f;
}

// ---- Spatial operators --------------------------------------------------------------------------

static bool names_geometry(const sm_xml *e)
{
    return strcasecmp(e->name, "PropertyName") == 0 || strcasecmp(e->name, "ValueReference") == 0;
}

static bool is_distance(const sm_xml *e)
{
    return strcasecmp(e->name, "Distance") == 0;
}

// The literal geometry of an operator, within <Literal> or not; the property is the feature's own.
static const sm_path *read_geometry(sld *s, const sm_xml *e)
{
    const sm_path *path = NULL;
    const char *why = "it holds no geometry";
    sld_use_names(s, e);
    for (const sm_xml *c = sm_xml_first(e); c && !path; c = sm_xml_next(c)) {
        bool wrapped = strcasecmp(c->name, "Literal") == 0 && sm_xml_first(c);
        if (!names_geometry(c) && !is_distance(c)) {
            path = sld_gml(s, wrapped ? sm_xml_first(c) : c, &why);
        }
    }
    if (!path) {
        sld_warn(s, e, "W103", "write it as gml in longitude and latitude",
                 "<%s>: %s; the rule is off", e->name, why);
    }
    s->uses_feature = true;
    return path;
}

static const sm_filter *read_relation(sld *s, const sm_xml *e, sm_relation relation)
{
    sm_filter *f = make(s, SM_FILTER_SPATIAL);
    f->relation = relation;
    f->geometry = read_geometry(s, e);
    return f->geometry ? f : NULL;
}

#define RELATION(name, relation)                                                                   \
    static const sm_filter *name(sld *s, const sm_xml *e, sm_compare unused)                       \
    {                                                                                              \
        (void)unused;                                                                              \
        return read_relation(s, e, relation);                                                      \
    }
RELATION(read_intersects, SM_RELATION_INTERSECTS)
RELATION(read_disjoint, SM_RELATION_DISJOINT)
RELATION(read_within, SM_RELATION_WITHIN)
RELATION(read_contains, SM_RELATION_CONTAINS)
RELATION(read_touches, SM_RELATION_TOUCHES)
RELATION(read_crosses, SM_RELATION_CROSSES)
RELATION(read_overlaps, SM_RELATION_OVERLAPS)
RELATION(read_equals, SM_RELATION_EQUALS)

static bool read_metres(sld *s, const sm_xml *e, double *out)
{
    static const struct {
        const char *name;
        double metres;
    } units[] = {{"m", 1},
                 {"metre", 1},
                 {"meter", 1},
                 {"meters", 1},
                 {"metres", 1},
                 {"km", 1000},
                 {"kilometers", 1000},
                 {"kilometres", 1000},
                 {"kilometre", 1000},
                 {"feet", 0.3048},
                 {"ft", 0.3048},
                 {"statute miles", 1609.344},
                 {"nautical miles", 1852}};
    const sm_xml *d = sld_find(e, "Distance");
    const char *text = d && sld_is(s, d, "Distance") ? sm_xml_content(s->arena, d) : "";
    const char *unit = d ? sm_xml_attr_value(d, "units") : NULL;
    unit = d && !unit ? sm_xml_attr_value(d, "uom") : unit;
    double x = 0;
    if (!sm_parse_double(text, strlen(text), &x) || x < 0) {
        return false;
    }
    for (size_t i = 0; unit && i < sizeof units / sizeof *units; i++) {
        if (strcasecmp(unit, units[i].name) == 0) {
            *out = x * units[i].metres;
            return true;
        }
    }
    return false;
}

static const sm_filter *read_near(sld *s, const sm_xml *e, sm_compare unused)
{
    (void)unused;
    sm_filter *f = make(s, SM_FILTER_NEAR);
    f->geometry = read_geometry(s, e);
    if (f->geometry && !read_metres(s, e, &f->distance_m)) {
        sld_warn(s, e, "W103", "write <Distance units=\"km\">5</Distance>",
                 "<%s> has no distance in metres, kilometres, feet or miles; the rule is off",
                 e->name);
        return NULL;
    }
    return f->geometry ? f : NULL;
}

static const sm_filter *read_beyond(sld *s, const sm_xml *e, sm_compare unused)
{
    const sm_filter *near = read_near(s, e, unused);
    sm_filter *f = make(s, SM_FILTER_NOT);
    const sm_filter **item = sm_arena_alloc(s->arena, sizeof *item);
    *item = near;
    f->items = item;
    f->n_items = 1;
    return near ? f : NULL;
}

static const struct filter_element {
    const char *name;
    const sm_filter *(*read)(sld *s, const sm_xml *e, sm_compare op);
    sm_compare op;
} elements[] = {
    {"PropertyIsEqualTo", read_compare, SM_EQ},
    {"PropertyIsNotEqualTo", read_compare, SM_NE},
    {"PropertyIsLessThan", read_compare, SM_LT},
    {"PropertyIsLessThanOrEqualTo", read_compare, SM_LE},
    {"PropertyIsGreaterThan", read_compare, SM_GT},
    {"PropertyIsGreaterThanOrEqualTo", read_compare, SM_GE},
    {"PropertyIsBetween", read_between, SM_EQ},
    {"PropertyIsLike", read_like, SM_EQ},
    {"PropertyIsNull", read_null, SM_EQ},
    {"And", read_and, SM_EQ},
    {"Or", read_or, SM_EQ},
    {"Not", read_not, SM_EQ},
    {"FeatureId", read_id, SM_EQ},
    {"GmlObjectId", read_id, SM_EQ},
    {"ResourceId", read_id, SM_EQ},
    {"BBOX", read_intersects, SM_EQ},
    {"Intersects", read_intersects, SM_EQ},
    {"Disjoint", read_disjoint, SM_EQ},
    {"Within", read_within, SM_EQ},
    {"Contains", read_contains, SM_EQ},
    {"Touches", read_touches, SM_EQ},
    {"Crosses", read_crosses, SM_EQ},
    {"Overlaps", read_overlaps, SM_EQ},
    {"Equals", read_equals, SM_EQ},
    {"DWithin", read_near, SM_EQ},
    {"Beyond", read_beyond, SM_EQ},
};

static const sm_filter *read_operator(sld *s, const sm_xml *e)
{
    enum { N = sizeof elements / sizeof *elements };
    const char *names[N];
    for (size_t i = 0; i < N; i++) {
        if (sld_is(s, e, elements[i].name)) {
            return elements[i].read(s, e, elements[i].op);
        }
        names[i] = elements[i].name;
    }
    const char *near = sm_nearest_word(e->name, names, N);
    sld_warn(s, e, "W103", near ? sm_arena_printf(s->arena, "did you mean %s?", near) : NULL,
             "<%s> is not supported in a filter; the rule is off", e->name);
    return NULL;
}

static bool all_are_ids(const sm_xml *e)
{
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (strcasecmp(c->name, "FeatureId") != 0 && strcasecmp(c->name, "GmlObjectId") != 0 &&
            strcasecmp(c->name, "ResourceId") != 0) {
            return false;
        }
    }
    return true;
}

const sm_filter *sld_filter(sld *s, const sm_xml *e)
{
    const sm_filter *f = NULL;
    const sm_xml *first = sm_xml_first(e);
    sm_xml_use(e);
    if (!first) {
        sld_warn(s, e, "W103", "remove it, or say what it asks for",
                 "an empty filter lets everything pass");
        return make(s, SM_FILTER_ALL);
    }
    s->in_filter = true;
    if (all_are_ids(e)) {
        f = read_logic(s, e, SM_FILTER_OR);
    } else if (sm_xml_next(first)) {
        sld_warn(s, e, "W103", "join them by And or Or",
                 "a filter of several conditions; the rule is off");
    } else {
        f = read_operator(s, first);
    }
    s->in_filter = false;
    if (!f) {
        sld_use_all(e);
    }
    return f;
}
