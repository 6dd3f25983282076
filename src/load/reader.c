#include "load/reader.h"

#include <stdio.h>
#include <string.h>

#include "sitmap/limits.h"

void sm_reader_complain(sm_reader *r, const sm_xml *at, const char *rule, const char *mend,
                        const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    const char *message = sm_arena_vprintf(r->arena, fmt, args);
    va_end(args);
    sm_place place = {r->file, at->line, at->column, -1};
    sm_diags_add(r->diags, SM_ERROR, rule, place, mend, "%s", message);
}

const char *sm_reader_attr(sm_reader *r, const sm_xml *e, const char *name)
{
    const char *value = sm_xml_attr_value(e, name);
    if (value && !value[strspn(value, " \t\r\n")]) {
        sm_reader_complain(r, e, "study.empty", "give a value or leave the attribute out",
                           "attribute %s of <%s> is empty", name, e->name);
        return NULL;
    }
    return value;
}

const char *sm_reader_need(sm_reader *r, const sm_xml *e, const char *name)
{
    const char *value = sm_reader_attr(r, e, name);
    if (!value && !sm_xml_attr_value(e, name)) {
        sm_reader_complain(r, e, "study.missing", NULL, "<%s> lacks the attribute %s", e->name,
                           name);
    }
    return value;
}

const char *sm_reader_id(sm_reader *r, const sm_xml *e, const char *name)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    const char *id = sm_reader_need(r, e, name);
    if (id && (strlen(id) > 100 || id[0] == '.' || id[strspn(id, allowed)])) {
        sm_reader_complain(r, e, "study.id",
                           "use 1 to 100 of the letters a-z, A-Z, digits, '-', '_' and '.'",
                           "\"%s\" can not be an id: it becomes the name of a file", id);
        return NULL;
    }
    return id;
}

bool sm_reader_number(sm_reader *r, const sm_xml *e, const char *name, double lo, double hi,
                      double *out)
{
    const char *text = sm_reader_attr(r, e, name);
    double value = 0;
    if (!text) {
        return false;
    }
    if (!sm_parse_double(text, strlen(text), &value) || value < lo || value > hi) {
        sm_reader_complain(r, e, "study.number", sm_arena_printf(r->arena, "give %g to %g", lo, hi),
                           "%s=\"%s\" of <%s> is not a number within its range", name, text,
                           e->name);
        return false;
    }
    *out = value;
    return true;
}

bool sm_reader_date(sm_reader *r, const sm_xml *e, const char *name, int32_t *out)
{
    const char *text = sm_reader_attr(r, e, name);
    if (!text) {
        return false;
    }
    if (!sm_parse_date(text, strlen(text), out)) {
        sm_reader_complain(r, e, "study.date", "write it as 2020-10-25",
                           "%s=\"%s\" of <%s> is not a date", name, text, e->name);
        return false;
    }
    return true;
}

int sm_reader_word(sm_reader *r, const sm_xml *e, const char *name, const char *const *words)
{
    const char *text = sm_reader_attr(r, e, name);
    if (!text) {
        return -1;
    }
    sm_str all;
    sm_str_init(&all, r->arena);
    for (int i = 0; words[i]; i++) {
        if (strcmp(text, words[i]) == 0) {
            return i;
        }
        sm_str_printf(&all, "%s%s", i ? ", " : "", words[i]);
    }
    sm_reader_complain(r, e, "study.word", sm_arena_printf(r->arena, "one of: %s", all.text),
                       "%s=\"%s\" of <%s> is not known", name, text, e->name);
    return -1;
}

void sm_reader_bool(sm_reader *r, const sm_xml *e, const char *name, bool *out)
{
    static const char *const words[] = {"no", "yes", NULL};
    int word = sm_reader_word(r, e, name, words);
    if (word >= 0) {
        *out = word == 1;
    }
}

void sm_reader_words(sm_reader *r, const char *text, const char ***out, size_t *n)
{
    struct {
        const char **items;
        size_t count, cap;
    } words = {NULL, 0, 0};
    static const char space[] = " \t\r\n";
    for (const char *at = text + strspn(text, space); *at;) {
        size_t len = strcspn(at, space);
        *SM_PUSH(r->arena, &words) = sm_arena_strndup(r->arena, at, len);
        at += len;
        at += strspn(at, space);
    }
    *out = words.items;
    *n = words.count;
}

void sm_reader_text(sm_reader *r, const sm_xml *e, sm_texts *out)
{
    const char *lang = sm_reader_attr(r, e, "xml:lang");
    const char *text = sm_xml_content(r->arena, e);
    if (!text || !text[0]) {
        sm_reader_complain(r, e, "study.empty", "write the text or remove the element",
                           "<%s> is empty", e->name);
        return;
    }
    lang = lang ? lang : r->lang;
    for (size_t i = 0; i < out->count; i++) {
        if (strcmp(out->items[i].lang, lang) == 0) {
            sm_reader_complain(r, e, "study.twice", "keep one of them, or set xml:lang",
                               "<%s> is given twice in the language %s", e->name, lang);
            return;
        }
    }
    *SM_PUSH(r->arena, out) = (sm_lang_text){lang, text};
}

bool sm_reader_is(const sm_xml *e, const char *name)
{
    if (strcmp(e->name, name) != 0) {
        return false;
    }
    sm_xml_use(e);
    return true;
}

static size_t count_words(const char *const *words)
{
    size_t n = 0;
    while (words[n]) {
        n++;
    }
    return n;
}

static const char *did_you_mean(sm_reader *r, const char *word)
{
    const char *near = sm_nearest_word(word, r->known_words, count_words(r->known_words));
    return near ? sm_arena_printf(r->arena, "did you mean %s?", near)
                : sm_arena_printf(r->arena, "remove it, or see %s for what is known",
                                  r->manual ? r->manual : "docs/study.md");
}

static bool is_annotation(const sm_xml_attr *attr)
{
    return attr->ns && strcmp(attr->ns, "http://www.w3.org/XML/1998/namespace") != 0;
}

// Text between the elements of a container means that somebody forgot a tag.
static void stray_text(sm_reader *r, const sm_xml *e)
{
    for (const sm_xml *child = e->first_child; child; child = child->next) {
        if (child->text && !child->is_comment && !child->used &&
            child->text[strspn(child->text, " \t\r\n")]) {
            sm_reader_complain(r, e, "study.text", "put it into an element or remove it",
                               "stray text \"%.40s\" in <%s>", child->text, e->name);
        }
    }
}

void sm_reader_finish(sm_reader *r, const sm_xml *e)
{
    for (size_t i = 0; i < e->n_attrs; i++) {
        const sm_xml_attr *attr = &e->attrs[i];
        if (!attr->used && !is_annotation(attr)) {
            sm_reader_complain(r, e, "study.unknown", did_you_mean(r, attr->name),
                               "<%s> knows no attribute %s", e->name, attr->name);
        }
    }
    if (sm_xml_first(e)) {
        stray_text(r, e);
    }
    for (const sm_xml *child = sm_xml_first(e); child; child = sm_xml_next(child)) {
        if (child->used) {
            sm_reader_finish(r, child);
        } else {
            sm_reader_complain(r, child, "study.unknown", did_you_mean(r, child->name),
                               "<%s> knows no element <%s> here", e->name, child->name);
        }
    }
}
