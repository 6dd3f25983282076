// Expressions: OGC Filter 1.0/1.1 section "expressions", the functions of SE 1.1, mixed content.
#include <string.h>
#include <strings.h>

#include "load/sld_parts.h"

typedef struct expr_list {
    const sm_expr **items;
    size_t count, cap;
    bool failed;
} expr_list;

static void push(sld *s, expr_list *list, const sm_expr *e)
{
    if (e) {
        *SM_PUSH(s->arena, list) = e;
    } else {
        list->failed = true;
    }
}

static const sm_expr *call(sld *s, const sm_xml *at, const char *name, const expr_list *args)
{
    const sm_function *f = sm_function_find(name);
    int least = 0, most = 0, n = (int)args->count;
    sm_function_name(f, &least, &most);
    if (n < least || (most >= 0 && n > most)) {
        sld_warn(s, at, "W103", NULL, "%s has %d arguments, but takes %s%d; left out", name, n,
                 most < 0   ? "at least "
                 : most > n ? "from "
                            : "at most ",
                 most > n || most < 0 ? least : most);
        return NULL;
    }
    const char *objection = sm_function_objection(f, args->items, args->count);
    if (objection) {
        sld_warn(s, at, "W103", objection, "%s can not do this; left out", name);
        return NULL;
    }
    return sm_expr_call(s->arena, f, args->items, args->count);
}

// ---- Leaves -------------------------------------------------------------------------------------

static const sm_expr *literal(sld *s, const sm_xml *e)
{
    if (sm_xml_first(e)) {
        sld_warn(s, e, "W103", NULL, "a literal geometry is not supported; left out");
        sld_use_all(e);
        return NULL;
    }
    return sm_expr_literal(s->arena, sld_text(s, e, s->in_label));
}

// The last step of an XPath, without its prefix.
static const char *last_step(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *step = slash ? slash + 1 : path;
    const char *colon = strrchr(step, ':');
    return colon ? colon + 1 : step;
}

static const sm_expr *field(sld *s, const char *name)
{
    sm_expr *p = sm_expr_property(s->arena, name);
    *SM_PUSH(s->style->arena, &s->style->properties) = (sm_style_property){p, s->rule};
    return p;
}

static const sm_expr *property(sld *s, const sm_xml *e)
{
    const char *name = last_step(sm_xml_content(s->arena, e));
    if (!name[0]) {
        sld_warn(s, e, "W103", "name a field", "<%s> is empty; left out", e->name);
        return NULL;
    }
    return field(s, name);
}

// ---- Functions ----------------------------------------------------------------------------------

static const sm_expr *with_fallback(sld *s, const sm_xml *e, const sm_expr *value)
{
    const char *fallback = sm_xml_attr_value(e, "fallbackValue");
    if (!value || !fallback || !fallback[0]) {
        return value;
    }
    expr_list args = {NULL, 0, 0, false};
    push(s, &args, value);
    push(s, &args, sm_expr_literal(s->arena, fallback));
    return call(s, e, "coalesce", &args);
}

static void push_children(sld *s, const sm_xml *e, expr_list *args)
{
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        push(s, args, sld_expr_element(s, c));
    }
}

static const sm_expr *function(sld *s, const sm_xml *e)
{
    const char *name = sm_xml_attr_value(e, "name");
    const sm_function *f = name ? sm_function_find(name) : NULL;
    if (!f) {
        size_t n = 0;
        const char *const *names = sm_function_names(s->arena, &n);
        const char *near = name ? sm_nearest_word(name, names, n) : NULL;
        sld_warn(s, e, "W103", near ? sm_arena_printf(s->arena, "did you mean %s?", near) : NULL,
                 "function %s is not supported; %s", name ? name : "without a name",
                 s->in_filter ? "the rule is off" : "left out");
        sld_use_all(e);
        return NULL;
    }
    int least = 0, most = 0;
    const char *spelling = sm_function_name(f, &least, &most);
    if (strcmp(spelling, name) != 0) {
        sld_note(s, e, "N203", "function %s is read as %s", name, spelling);
    }
    expr_list args = {NULL, 0, 0, false};
    if (sm_function_of_geometry(f)) {
        sld_use_names(s, e); // its argument names the geometry, whatever the file calls it
    } else {
        push_children(s, e, &args);
    }
    return args.failed ? NULL : with_fallback(s, e, call(s, e, spelling, &args));
}

static const sm_expr *operation(sld *s, const sm_xml *e, const char *name)
{
    expr_list args = {NULL, 0, 0, false};
    push_children(s, e, &args);
    return args.failed ? NULL : call(s, e, name, &args);
}

static const sm_expr *add(sld *s, const sm_xml *e)
{
    return operation(s, e, "Add");
}

static const sm_expr *sub(sld *s, const sm_xml *e)
{
    return operation(s, e, "Sub");
}

static const sm_expr *mul(sld *s, const sm_xml *e)
{
    return operation(s, e, "Mul");
}

static const sm_expr *over(sld *s, const sm_xml *e)
{
    return operation(s, e, "Div");
}

// ---- The functions of SE 1.1 as elements --------------------------------------------------------

static void push_values(sld *s, const sm_xml *e, expr_list *args);

static void push_value(sld *s, const sm_xml *e, expr_list *args)
{
    static const char *const values[] = {"LookupValue", "Value", "Threshold", "Data",
                                         "StringValue"};
    static const char *const pairs[] = {"MapItem", "InterpolationPoint"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (sld_is(s, e, values[i])) {
            push(s, args, sld_expr(s, e, NULL));
            return;
        }
    }
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (sld_is(s, e, pairs[i])) {
            push_values(s, e, args);
            return;
        }
    }
}

static void push_values(sld *s, const sm_xml *e, expr_list *args)
{
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        push_value(s, c, args);
    }
}

static void push_attr(sld *s, const sm_xml *e, const char *name, expr_list *args)
{
    const char *value = sm_xml_attr_value(e, name);
    if (value) {
        push(s, args, sm_expr_literal(s->arena, value));
    }
}

static const sm_expr *transformation(sld *s, const sm_xml *e, const char *name)
{
    static const char *const attrs[] = {"thresholdsBelongTo", "threshholdsBelongTo", "method",
                                        "mode"};
    expr_list args = {NULL, 0, 0, false};
    push_values(s, e, &args);
    for (size_t i = 0; i < sizeof attrs / sizeof *attrs; i++) {
        push_attr(s, e, attrs[i], &args);
    }
    return args.failed ? NULL : with_fallback(s, e, call(s, e, name, &args));
}

static const sm_expr *categorize(sld *s, const sm_xml *e)
{
    return transformation(s, e, "Categorize");
}

static const sm_expr *interpolate(sld *s, const sm_xml *e)
{
    return transformation(s, e, "Interpolate");
}

static const sm_expr *recode(sld *s, const sm_xml *e)
{
    return transformation(s, e, "Recode");
}

static const sm_expr *concatenate(sld *s, const sm_xml *e)
{
    return transformation(s, e, "Concatenate");
}

// Those that take their values by name (11.6): as many as `names` lists, in the function's order;
// the later ones may be missing.
static const sm_expr *with_parts(sld *s, const sm_xml *e, const char *function,
                                 const char *const *names, size_t n)
{
    expr_list args = {NULL, 0, 0, false};
    for (size_t i = 0; i < n; i++) {
        const sm_xml *part = sld_find(e, names[i]);
        if (part && sld_is(s, part, names[i])) {
            push(s, &args, sld_expr(s, part, NULL));
        }
    }
    return args.failed || !args.count ? NULL : with_fallback(s, e, call(s, e, function, &args));
}

static const sm_expr *change_case(sld *s, const sm_xml *e)
{
    static const char *const names[] = {"StringValue"};
    const char *direction = sm_xml_attr_value(e, "direction");
    bool lower = direction && strcasecmp(direction, "toLower") == 0;
    return with_parts(s, e, lower ? "strToLowerCase" : "strToUpperCase", names, 1);
}

static const sm_expr *string_length(sld *s, const sm_xml *e)
{
    static const char *const names[] = {"StringValue"};
    return with_parts(s, e, "strLength", names, 1);
}

static const sm_expr *substring(sld *s, const sm_xml *e)
{
    static const char *const names[] = {"StringValue", "Position", "Length"};
    return with_parts(s, e, "substr", names, 3);
}

static const sm_expr *format_number(sld *s, const sm_xml *e)
{
    static const char *const names[] = {"Pattern", "NumericValue"};
    return with_parts(s, e, "numberFormat", names, 2);
}

// Old QGIS wraps expressions in a Filter.
static const sm_expr *unwrap(sld *s, const sm_xml *e)
{
    return sld_expr(s, e, NULL);
}

static const struct expr_element {
    const char *name;
    const sm_expr *(*read)(sld *s, const sm_xml *e);
} elements[] = {
    {"Literal", literal},
    {"PropertyName", property},
    {"ValueReference", property},
    {"Function", function},
    {"Add", add},
    {"Sub", sub},
    {"Mul", mul},
    {"Div", over},
    {"Categorize", categorize},
    {"Interpolate", interpolate},
    {"Recode", recode},
    {"Concatenate", concatenate},
    {"ChangeCase", change_case},
    {"StringLength", string_length},
    {"Substring", substring},
    {"FormatNumber", format_number},
    {"Filter", unwrap},
};

const sm_expr *sld_expr_element(sld *s, const sm_xml *e)
{
    enum { N = sizeof elements / sizeof *elements };
    const char *names[N];
    for (size_t i = 0; i < N; i++) {
        if (sld_is(s, e, elements[i].name)) {
            return elements[i].read(s, e);
        }
        names[i] = elements[i].name;
    }
    const char *near = sm_nearest_word(e->name, names, N);
    sld_warn(s, e, "W103", near ? sm_arena_printf(s->arena, "did you mean %s?", near) : NULL,
             "<%s> is not an expression; left out", e->name);
    sld_use_all(e);
    return NULL;
}

static const char SPACE[] = " \t\r\n";

static const char *trimmed(sld *s, const char *text)
{
    text += strspn(text, SPACE);
    size_t len = strlen(text);
    while (len && strchr(SPACE, text[len - 1])) {
        len--;
    }
    return sm_arena_strndup(s->arena, text, len);
}

static bool holds_something(const sm_xml *node)
{
    return node->name || node->is_cdata ||
           (!node->is_comment && node->text[strspn(node->text, SPACE)]);
}

// In a label white space parts words: runs of it are one space (GeoTools), but none at the label's
// ends; and lines of the file between two elements are no text.
static const char *spaced(sld *s, const char *text, bool is_first, bool is_last)
{
    sm_str out;
    sm_str_init(&out, s->arena);
    if (!text[strspn(text, SPACE)] && strchr(text, '\n')) {
        return "";
    }
    while (*text) {
        size_t gap = strspn(text, SPACE), word = strcspn(text + gap, SPACE);
        bool inside = (out.len || !is_first) && (word || !is_last);
        sm_str_puts(&out, gap && inside ? " " : "");
        sm_str_add(&out, text + gap, word);
        text += gap + word;
    }
    return out.text;
}

static const sm_expr *text_node(sld *s, const sm_xml *node, bool is_first, bool is_last)
{
    sm_xml_use(node);
    const char *text = node->is_cdata ? node->text
                       : s->in_label  ? spaced(s, node->text, is_first, is_last)
                                      : trimmed(s, node->text);
    return text[0] ? sm_expr_literal(s->arena, text) : NULL;
}

const sm_expr *sld_expr(sld *s, const sm_xml *e, bool *empty)
{
    expr_list parts = {NULL, 0, 0, false};
    const sm_xml *last = NULL; // that holds something
    for (const sm_xml *c = e->first_child; c; c = c->next) {
        last = holds_something(c) ? c : last;
    }
    bool is_first = true, is_last = !last;
    for (const sm_xml *c = e->first_child; c; c = c->next) {
        is_last |= c == last;
        if (c->name) {
            push(s, &parts, sld_expr_element(s, c));
        } else if (!c->is_comment) {
            const sm_expr *text = text_node(s, c, is_first, is_last);
            if (text) {
                push(s, &parts, text);
            }
        }
        is_first &= !holds_something(c);
    }
    if (empty) {
        *empty = !parts.failed && parts.count == 0;
    }
    if (parts.failed || parts.count == 0) {
        return NULL;
    }
    return parts.count == 1 ? parts.items[0] : call(s, e, "Concatenate", &parts);
}

const sm_expr *sld_template(sld *s, const sm_xml *e, const char *text)
{
    expr_list parts = {NULL, 0, 0, false};
    while (*text) {
        size_t plain = (size_t)(strstr(text, "${") ? strstr(text, "${") - text : 0);
        plain = strstr(text, "${") ? plain : strlen(text);
        if (plain) {
            push(s, &parts, sm_expr_literal(s->arena, sm_arena_strndup(s->arena, text, plain)));
            text += plain;
            continue;
        }
        size_t length = strcspn(text + 2, "}()' +*/");
        if (!length || text[2 + length] != '}') {
            return NULL;
        }
        push(s, &parts, field(s, sm_arena_strndup(s->arena, text + 2, length)));
        text += length + 3;
    }
    return call(s, e, "Concatenate", &parts);
}
