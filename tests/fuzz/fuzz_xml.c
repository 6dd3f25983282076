// Any bytes as XML: the tree keeps the promises of sitmap/load.h, and nobody needs long for it.
#include <assert.h>
#include <string.h>

#include "sitmap/limits.h"
#include "sitmap/load.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char schema[] =
    "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><start><ref name='any'/></start>"
    "<define name='any'><element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute>"
    "<text/><ref name='any'/></choice></zeroOrMore></element></define></grammar>";

static void check_text(const char *text)
{
    assert(text && sm_utf8_valid(text, strlen(text)));
    for (const char *c = text; *c; c++) {
        assert((unsigned char)*c >= 0x20 || *c == '\n');
    }
}

static size_t check_element(sm_arena *a, const sm_xml *e, int depth)
{
    size_t n = 1;
    assert(depth <= SM_MAX_XML_DEPTH && e->n_attrs <= SM_MAX_XML_ATTRIBUTES);
    assert(e->line >= 1 && e->column >= 1);
    check_text(e->name);
    for (size_t i = 0; i < e->n_attrs; i++) {
        check_text(e->attrs[i].value);
    }
    check_text(sm_xml_content(a, e));
    for (const sm_xml *c = e->first_child; c; c = c->next) {
        assert(c->parent == e && !c->name == (c->text != NULL));
        if (c->text) {
            check_text(c->text);
        }
    }
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        n += check_element(a, c, depth + 1);
    }
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sm_arena *a = sm_arena_create();
    sm_diags diags;
    sm_diags_init(&diags, a);
    sm_error err;
    const sm_xml *root = NULL;
    const char *bytes = sm_arena_strndup(a, (const char *)data, size);
    if (sm_xml_parse(a, "f.xml", bytes, size, &root, &diags, &err) == SM_OK) {
        assert(check_element(a, root, 1) <= SM_MAX_XML_ELEMENTS);
        sm_status status = sm_xml_validate("f.xml", bytes, size, (const unsigned char *)schema,
                                           sizeof schema - 1, &diags, &err);
        assert(status == SM_OK);
    } else {
        assert(!root && err.status != SM_OK && err.message[0]);
    }
    sm_arena_destroy(a);
    return 0;
}
