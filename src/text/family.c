// Which families are tried for a wish such as "Arial, 'Source Sans', serif".
#include <string.h>

#include <glib.h>

#include "text/engine.h"

static const char *const default_families[] = {"Liberation Sans", "DejaVu Sans"};

// Generic names mean "whatever you have". The others name faces whose metrics Liberation shares:
// what is set in their place has the same width, but it is another face, and that is said.
static const struct {
    const char *asked, *instead;
    bool generic;
} stand_ins[] = {
    {"sans", "Liberation Sans", true},       {"sans-serif", "Liberation Sans", true},
    {"sansserif", "Liberation Sans", true},  {"serif", "Liberation Serif", true},
    {"mono", "Liberation Mono", true},       {"monospace", "Liberation Mono", true},
    {"monospaced", "Liberation Mono", true}, {"Arial", "Liberation Sans", false},
    {"Helvetica", "Liberation Sans", false}, {"Times New Roman", "Liberation Serif", false},
    {"Times", "Liberation Serif", false},    {"Courier New", "Liberation Mono", false},
    {"Courier", "Liberation Mono", false},
};

// Names of families differ in case and blanks only by mistake.
static bool is_same(const char *a, const char *b)
{
    for (;;) {
        while (*a == ' ') {
            a++;
        }
        while (*b == ' ') {
            b++;
        }
        if (g_ascii_tolower(*a) != g_ascii_tolower(*b)) {
            return false;
        }
        if (!*a) {
            return true;
        }
        a++;
        b++;
    }
}

bool sm_text_is_of_family(PangoFont *font, const char *family)
{
    PangoFontDescription *desc = pango_font_describe(font);
    bool same = is_same(pango_font_description_get_family(desc), family);
    pango_font_description_free(desc);
    return same;
}

// The family as its fonts write it; NULL when no folder holds it.
static const char *find(const sm_text_engine *t, const char *family)
{
    for (size_t i = 0; i < t->families.count; i++) {
        if (is_same(t->families.items[i], family)) {
            return t->families.items[i];
        }
    }
    return NULL;
}

static const char *find_stand_in(const sm_text_engine *t, const char *family, bool *generic)
{
    for (size_t i = 0; i < sizeof stand_ins / sizeof stand_ins[0]; i++) {
        if (is_same(stand_ins[i].asked, family)) {
            *generic = stand_ins[i].generic;
            return find(t, stand_ins[i].instead);
        }
    }
    return NULL;
}

static void add(sm_str *list, const char *family)
{
    if (list->len) {
        sm_str_puts(list, ",");
    }
    sm_str_puts(list, family);
}

typedef struct wish {
    sm_str list;     // families to try
    size_t n_absent; // of the engine, before this wish
} wish;

static void add_wish(sm_text_engine *t, wish *w, const char *family)
{
    bool generic = false;
    const char *found = find(t, family);
    if (!found) {
        found = find_stand_in(t, family, &generic);
        for (size_t i = 0; !generic && i < t->absent.count; i++) {
            generic = is_same(t->absent.items[i].family, family); // said already
        }
        if (!generic) {
            *SM_PUSH(t->arena, &t->absent) = (sm_text_absent){family, found};
        }
    }
    if (found) {
        add(&w->list, found);
    }
}

// Does the first default exist, or the second? Else any family of the folders is the default.
static void add_defaults(sm_text_engine *t, wish *w)
{
    for (size_t i = 0; i < sizeof default_families / sizeof default_families[0]; i++) {
        const char *found = find(t, default_families[i]);
        if (found) {
            add(&w->list, found);
        }
    }
    if (!w->list.len) {
        add(&w->list, t->families.items[0]);
    }
}

static const char *first_of(sm_arena *a, const char *list)
{
    return sm_arena_strndup(a, list, strcspn(list, ","));
}

// One entry of the list, without blanks and quotes around it.
static const char *trim(sm_arena *a, const char *text, size_t len)
{
    static const char around[] = " \t'\"";
    while (len && strchr(around, text[0])) {
        text++;
        len--;
    }
    while (len && strchr(around, text[len - 1])) {
        len--;
    }
    return sm_arena_strndup(a, text, len);
}

// The next entry that says something; NULL at the end.
static const char *next_entry(sm_arena *a, const char **rest)
{
    while (**rest) {
        size_t len = strcspn(*rest, ",");
        const char *entry = trim(a, *rest, len);
        *rest += len + ((*rest)[len] == ',');
        if (*entry) {
            return entry;
        }
    }
    return NULL;
}

const char *sm_text_resolve_family(sm_text_engine *t, const char *wish_list)
{
    wish w = {.n_absent = t->absent.count};
    sm_str_init(&w.list, t->arena);
    const char *family = NULL;
    for (const char *rest = wish_list ? wish_list : ""; (family = next_entry(t->arena, &rest));) {
        add_wish(t, &w, family);
    }
    add_defaults(t, &w);
    for (size_t i = w.n_absent; i < t->absent.count; i++) {
        if (!t->absent.items[i].instead) {
            t->absent.items[i].instead = first_of(t->arena, w.list.text);
        }
    }
    return w.list.text;
}

static void add_absent(const sm_text_engine *t, const char *family, const char *instead,
                       sm_place at, sm_diags *diags)
{
    bool generic = false;
    const char *own = find_stand_in(t, family, &generic);
    if (!generic && !find(t, family)) {
        sm_diags_add(diags, SM_WARNING, "W107", at, "install the font, or name one that is there",
                     "no font folder holds the family \"%s\"; %s is used", family,
                     own ? own : instead);
    }
}

void sm_text_check_families(sm_text_engine *t, const char *families, sm_place at, sm_diags *diags)
{
    const sm_font any = {.size_pt = 10};
    sm_text_face *face = NULL;
    sm_error err;
    if (sm_text_find_face(t, &any, &face, &err)) {
        return;
    }
    const char *family = NULL, *instead = NULL; // the first of the list that is there
    for (const char *rest = families; !instead && (family = next_entry(diags->arena, &rest));) {
        bool generic = false;
        instead = find(t, family);
        instead = instead ? instead : find_stand_in(t, family, &generic);
    }
    instead = instead ? instead : find(t, default_families[0]);
    for (const char *rest = families; (family = next_entry(diags->arena, &rest));) {
        add_absent(t, family, instead ? instead : t->families.items[0], at, diags);
    }
}

void sm_text_report(const sm_text_engine *t, sm_diags *diags)
{
    for (size_t i = 0; i < t->absent.count; i++) {
        const sm_text_absent *a = &t->absent.items[i];
        sm_diags_add(diags, SM_NOTE, "text.missing-family", SM_NOWHERE,
                     "install the font, or name one that is there",
                     "no font folder holds the family \"%s\"; %s is used", a->family, a->instead);
    }
}
