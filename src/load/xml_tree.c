// Looking into the tree that xml.c built. Looking marks: what stays unmarked at the end was not
// understood by anybody, and is reported.
#include <string.h>

#include "sitmap/load.h"

#define XML_NAMESPACE "http://www.w3.org/XML/1998/namespace"

static bool is_named(const sm_xml_attr *attr, const char *name)
{
    if (strncmp(name, "xml:", 4) == 0) {
        return attr->ns && strcmp(attr->ns, XML_NAMESPACE) == 0 &&
               strcmp(attr->name, name + 4) == 0;
    }
    return !attr->ns && strcmp(attr->name, name) == 0;
}

const char *sm_xml_attr_value(const sm_xml *element, const char *name)
{
    for (size_t i = 0; i < element->n_attrs; i++) {
        if (is_named(&element->attrs[i], name)) {
            element->attrs[i].used = true;
            return element->attrs[i].value;
        }
    }
    return NULL;
}

// The tree is const for readers except for their marks; its nodes were never const objects.
void sm_xml_use(const sm_xml *node)
{
    ((sm_xml *)(uintptr_t)node)->used = true;
}

static const sm_xml *element_from(const sm_xml *node)
{
    while (node && !node->name) {
        node = node->next;
    }
    return node;
}

const sm_xml *sm_xml_first(const sm_xml *element)
{
    return element_from(element->first_child);
}

const sm_xml *sm_xml_next(const sm_xml *element)
{
    return element_from(element->next);
}

// ---- Content ------------------------------------------------------------------------------------

static bool is_text(const sm_xml *node)
{
    return node->text && !node->is_comment;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Append a text, and tell how much of the whole must stay at either end: what CDATA brought.
static void join(sm_str *all, const sm_xml *node, size_t *keep_from, size_t *keep_to)
{
    if (node->is_cdata && node->text[0]) {
        *keep_from = *keep_from < all->len ? *keep_from : all->len;
        *keep_to = all->len + strlen(node->text);
    }
    sm_str_puts(all, node->text);
}

const char *sm_xml_content(sm_arena *a, const sm_xml *element)
{
    sm_str all;
    sm_str_init(&all, a);
    size_t keep_from = SIZE_MAX, keep_to = 0;
    for (const sm_xml *child = element->first_child; child; child = child->next) {
        if (is_text(child)) {
            join(&all, child, &keep_from, &keep_to);
            sm_xml_use(child);
        }
    }
    size_t from = 0, to = all.len;
    while (from < to && from < keep_from && is_space(all.text[from])) {
        from++;
    }
    while (to > from && to > keep_to && is_space(all.text[to - 1])) {
        to--;
    }
    all.text[to] = '\0';
    return all.text + from;
}
