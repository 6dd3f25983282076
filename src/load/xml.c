// XML from strangers, through libxml2, into a plain tree.
//
//     decode   to UTF-8 here, by the allow-list of charset.h: the parser converts nothing
//     scan     limits that must hold before the parser starts, and where the tags are
//     parse    in memory, without network, entities, DTD
//     copy     the document into the arena, then libxml2 is gone
//
// Hazards of libxml2 2.9 that shape this file:
// - a DTD brings entities, which xmlNodeListGetString expands without bound when NOENT is off: the
//   parser is stopped at the DOCTYPE. Afterwards the document is there and "well-formed": only our
//   own flag tells.
// - stopping the parser inside an error callback frees text that its caller still reads: errors
//   only set a flag.
// - node->line ends at 65535 without XML_PARSE_BIG_LINES, and is the line where a tag ends.
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <string.h>

#include "load/charset.h"
#include "load/xml_scan.h"
#include "sitmap/limits.h"
#include "sitmap/load.h"

// ---- Encoding -----------------------------------------------------------------------------------

typedef struct text_span {
    const char *bytes;
    size_t len;
} text_span;

static bool begins(text_span t, const char *with, size_t n)
{
    return t.len >= n && memcmp(t.bytes, with, n) == 0;
}

static text_span without(text_span t, size_t n)
{
    return (text_span){t.bytes + n, t.len - n};
}

// The value of encoding="..." in the XML declaration; empty when it says nothing.
static text_span declared_encoding(text_span t)
{
    text_span none = {"", 0};
    const char *end = begins(t, "<?xml", 5) ? memmem(t.bytes, t.len, "?>", 2) : NULL;
    const char *at = end ? memmem(t.bytes, (size_t)(end - t.bytes), "encoding", 8) : NULL;
    const char *open = at ? at + 8 : NULL;
    while (open && open < end && *open != '"' && *open != '\'') {
        open++;
    }
    if (!open || open >= end) {
        return none;
    }
    const char *close = memchr(open + 1, *open, (size_t)(end - open - 1));
    return close ? (text_span){open + 1, (size_t)(close - open - 1)} : none;
}

static sm_status decode(sm_arena *a, const char *file, const char *encoding, size_t encoding_len,
                        text_span *t, sm_error *err)
{
    const sm_charset *charset = sm_charset_find(encoding, encoding_len);
    if (!charset) {
        return sm_fail(err, SM_EFORMAT, SM_AT_LINE(file, 1), "save it as UTF-8",
                       "the encoding \"%.*s\" is not known", (int)encoding_len, encoding);
    }
    sm_decoder d;
    sm_status status = sm_decoder_open(&d, charset, err);
    if (status) {
        return status;
    }
    bool fits;
    t->bytes = sm_decoder_text(&d, a, t->bytes, t->len, &fits);
    t->len = strlen(t->bytes);
    sm_decoder_close(&d);
    if (!fits && !sm_charset_is_utf8(charset)) {
        return sm_fail(err, SM_EFORMAT, SM_IN_FILE(file), "save it as UTF-8",
                       "the file holds bytes that are not %s, as its first line says",
                       charset->name);
    }
    return SM_OK;
}

static int line_of(text_span t, size_t offset)
{
    int line = 1;
    for (size_t i = 0; i < offset; i++) {
        line += t.bytes[i] == '\n';
    }
    return line;
}

// The first byte that is not UTF-8; t.len when there is none.
static size_t first_bad_byte(text_span t)
{
    const char *end = t.bytes + t.len;
    for (const char *at = t.bytes; at < end;) {
        const char *before = at;
        if (sm_utf8_next(&at, end) == 0xFFFD && at - before == 1) {
            return (size_t)(before - t.bytes);
        }
    }
    return t.len;
}

static sm_status bad_byte(const char *file, text_span t, size_t at, sm_error *err)
{
    return sm_fail(err, SM_EFORMAT, SM_AT_LINE(file, line_of(t, at)),
                   "save it as UTF-8, or name its encoding in the first line",
                   "byte 0x%02X is not UTF-8", (unsigned char)t.bytes[at]);
}

// XML 1.0, 4.3.3: UTF-16 begins with a byte order mark.
static bool is_utf16(text_span t)
{
    return begins(t, "\xFF\xFE", 2) || begins(t, "\xFE\xFF", 2);
}

static sm_status from_utf16(sm_arena *a, const char *file, text_span *t, sm_error *err)
{
    bool fits = false;
    char *text = sm_utf16_text(a, t->bytes + 2, t->len - 2, begins(*t, "\xFE\xFF", 2), &fits);
    if (!text || !fits) {
        return sm_fail(err, SM_EFORMAT, SM_IN_FILE(file), "save it as UTF-8",
                       "the file begins as UTF-16 and holds bytes that are not");
    }
    *t = (text_span){text, strlen(text)};
    return SM_OK;
}

// Make `t` UTF-8 without byte order mark.
static sm_status to_utf8(sm_arena *a, const char *file, text_span *t, sm_error *err)
{
    if (begins(*t, "\xEF\xBB\xBF", 3)) {
        *t = without(*t, 3);
    }
    if (is_utf16(*t)) { // whatever its first line says
        return from_utf16(a, file, t, err);
    }
    const char *nul = memchr(t->bytes, '\0', t->len);
    if (nul) {
        return bad_byte(file, *t, (size_t)(nul - t->bytes), err);
    }
    text_span declared = declared_encoding(*t);
    if (declared.len > 0) {
        sm_status status = decode(a, file, declared.bytes, declared.len, t, err);
        if (status) {
            return status;
        }
    }
    size_t bad = first_bad_byte(*t);
    return bad < t->len ? bad_byte(file, *t, bad, err) : SM_OK;
}

// ---- Parsing ------------------------------------------------------------------------------------

// One file on its way through libxml2. Hangs at ctxt->_private.
typedef struct parsing {
    const char *file;
    sm_diags *diags;
    bool has_doctype, is_too_deep;
    int stop_line; // where one of these two stopped the parser
    bool is_broken;
    int line, column; // of the first mistake
} parsing;

static sm_severity severity_of(xmlErrorLevel level)
{
    return level == XML_ERR_WARNING ? SM_WARNING : SM_ERROR;
}

static void add_finding(sm_diags *diags, const char *rule, sm_place at, const xmlError *e)
{
    const char *text = e->message ? e->message : "unknown mistake";
    size_t len = strcspn(text, "\n");
    sm_diags_add(diags, severity_of(e->level), rule, at, NULL, "%.*s", (int)len, text);
}

// What follows the first mistake is mostly its echo, and stays unsaid.
static void on_error(void *data, xmlErrorPtr e)
{
    parsing *p = ((xmlParserCtxtPtr)data)->_private;
    if (p->is_broken || p->has_doctype || p->is_too_deep) {
        return;
    }
    add_finding(p->diags, "xml.syntax", (sm_place){p->file, e->line, e->int2, -1}, e);
    if (e->level == XML_ERR_FATAL) {
        p->is_broken = true;
        p->line = e->line;
        p->column = e->int2;
    }
}

static void stop(xmlParserCtxtPtr ctxt, parsing *p)
{
    p->stop_line = ctxt->input->line;
    xmlStopParser(ctxt);
}

static void on_doctype(void *data, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    parsing *p = ((xmlParserCtxtPtr)data)->_private;
    p->has_doctype = true;
    stop(data, p);
}

// Each prefix is looked up among all namespaces declared around it: depth has to end early.
static void on_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                       int n_namespaces, const xmlChar **namespaces, int n_attributes,
                       int n_defaulted, const xmlChar **attributes)
{
    xmlParserCtxtPtr ctxt = data;
    parsing *p = ctxt->_private;
    if (ctxt->nodeNr >= SM_MAX_XML_DEPTH) {
        p->is_too_deep = true;
        stop(ctxt, p);
        return;
    }
    xmlSAX2StartElementNs(ctxt, name, prefix, uri, n_namespaces, namespaces, n_attributes,
                          n_defaulted, attributes);
}

static sm_status verdict(const parsing *p, const xmlDoc *doc, const xmlParserCtxt *ctxt,
                         sm_error *err)
{
    if (p->has_doctype) {
        return sm_fail(err, SM_EFORMAT, SM_AT_LINE(p->file, p->stop_line),
                       "remove the line <!DOCTYPE ...>",
                       "a document type declaration is not accepted");
    }
    if (p->is_too_deep) {
        return sm_fail(err, SM_ELIMIT, SM_AT_LINE(p->file, p->stop_line), NULL,
                       "elements are nested deeper than SM_MAX_XML_DEPTH (limit %d)",
                       SM_MAX_XML_DEPTH);
    }
    if (p->is_broken || !doc || !ctxt->wellFormed) {
        const sm_place at = {p->file, p->line, p->column, -1};
        return sm_fail(err, SM_EFORMAT, at, NULL, "the file is not well-formed XML");
    }
    return SM_OK;
}

static sm_status parse(const char *file, text_span t, xmlDocPtr *out, sm_diags *diags,
                       sm_error *err)
{
    xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
    if (!ctxt) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(file), NULL, "no memory for the XML parser");
    }
    parsing p = {.file = file, .diags = diags};
    ctxt->_private = &p;
    ctxt->sax->internalSubset = on_doctype;
    ctxt->sax->startElementNs = on_element;
    ctxt->sax->serror = on_error;
    xmlDocPtr doc = xmlCtxtReadMemory(ctxt, t.bytes, (int)t.len, NULL, "UTF-8",
                                      XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_IGNORE_ENC);
    sm_status status = verdict(&p, doc, ctxt, err);
    xmlFreeParserCtxt(ctxt);
    if (status) {
        xmlFreeDoc(doc);
        doc = NULL;
    }
    *out = doc;
    return status;
}

// ---- Walking the document -----------------------------------------------------------------------

// The next node in document order after `node` within `root`; NULL at the end.
static xmlNodePtr next_node(xmlNodePtr root, xmlNodePtr node)
{
    if (node->type == XML_ELEMENT_NODE && node->children) {
        return node->children;
    }
    while (node != root && !node->next) {
        node = node->parent;
    }
    return node == root ? NULL : node->next;
}

// Give each element its spot.
static void place_elements(xmlNodePtr root, const sm_xml_spots *spots)
{
    size_t i = 0;
    for (xmlNodePtr node = root; node; node = next_node(root, node)) {
        if (node->type == XML_ELEMENT_NODE && i < spots->count) {
            node->_private = &spots->items[i++];
        }
    }
}

// ---- Copying ------------------------------------------------------------------------------------

// Neighbours mostly share their namespace: its last copy is kept.
typedef struct copier {
    sm_arena *arena;
    const xmlNs *ns;
    const char *ns_copy;
} copier;

static const char *copy_ns(copier *k, const xmlNs *ns)
{
    if (ns && ns != k->ns) {
        k->ns = ns;
        k->ns_copy = sm_arena_strdup(k->arena, (const char *)ns->href);
    }
    return ns ? k->ns_copy : NULL;
}

// Texts here may be longer than a label may be, and must not be cut: they are cleaned in pieces
// that end at white space where possible.
static const char *clean(sm_arena *a, const char *text)
{
    enum { PIECE = SM_MAX_TEXT_CHARS / 2 };
    size_t len = strlen(text);
    if (len <= PIECE) {
        return sm_text_clean(a, text, len, true, NULL);
    }
    sm_str all;
    sm_str_init(&all, a);
    while (len > 0) {
        size_t n = len < PIECE ? len : PIECE;
        size_t cut = n;
        while (n < len && cut > PIECE / 2 && text[cut - 1] != ' ' && text[cut - 1] != '\n') {
            cut--;
        }
        n = n < len && cut > PIECE / 2 ? cut : n;
        while (n < len && ((unsigned char)text[n] & 0xC0) == 0x80) {
            n++; // not within a character
        }
        sm_str_puts(&all, sm_text_clean(a, text, n, true, NULL));
        text += n;
        len -= n;
    }
    return all.text;
}

static void copy_attributes(copier *k, xmlNodePtr node, sm_xml *e)
{
    for (xmlAttrPtr attr = node->properties; attr; attr = attr->next) {
        e->n_attrs++;
    }
    e->attrs = sm_arena_alloc(k->arena, e->n_attrs * sizeof *e->attrs);
    sm_xml_attr *out = e->attrs;
    for (xmlAttrPtr attr = node->properties; attr; attr = attr->next) {
        xmlChar *value = xmlNodeListGetString(node->doc, attr->children, 1);
        *out++ = (sm_xml_attr){.name = sm_arena_strdup(k->arena, (const char *)attr->name),
                               .ns = copy_ns(k, attr->ns),
                               .value = clean(k->arena, value ? (const char *)value : "")};
        xmlFree(value);
    }
}

static sm_xml *copy_element(copier *k, xmlNodePtr node)
{
    sm_xml *e = sm_arena_zero(k->arena, 1, sizeof *e);
    e->name = sm_arena_strdup(k->arena, (const char *)node->name);
    e->ns = copy_ns(k, node->ns);
    const sm_xml_spot *spot = node->_private;
    if (spot) {
        e->line = spot->line;
        e->column = spot->column;
    }
    copy_attributes(k, node, e);
    return e;
}

static sm_xml *copy_text(copier *k, xmlNodePtr node)
{
    sm_xml *t = sm_arena_zero(k->arena, 1, sizeof *t);
    t->text = clean(k->arena, node->content ? (const char *)node->content : "");
    t->is_comment = node->type == XML_COMMENT_NODE;
    t->is_cdata = node->type == XML_CDATA_SECTION_NODE;
    t->line = (int)xmlGetLineNo(node);
    return t;
}

// White space beside elements only lays the file out; alone in an element, or between two of them
// on one line, it may be meant.
static bool is_layout(const xmlNode *node)
{
    const char *text = node->content ? (const char *)node->content : "";
    bool blank = text[strspn(text, " \t\r\n")] == '\0';
    bool between = node->prev && node->next && !strchr(text, '\n');
    return blank && (node->prev || node->next) && !between;
}

// The copy of a node, or NULL for what the tree does not keep.
static sm_xml *copy_node(copier *k, xmlNodePtr node)
{
    switch (node->type) {
    case XML_ELEMENT_NODE: return copy_element(k, node);
    case XML_TEXT_NODE: return is_layout(node) ? NULL : copy_text(k, node);
    case XML_CDATA_SECTION_NODE:
    case XML_COMMENT_NODE: return copy_text(k, node);
    default: return NULL;
    }
}

// Recursion is bounded: the depth has been checked.
static sm_xml *copy_tree(copier *k, xmlNodePtr node, sm_xml *parent)
{
    sm_xml *copy = copy_node(k, node);
    if (!copy) {
        return NULL;
    }
    copy->parent = parent;
    sm_xml **tail = &copy->first_child;
    xmlNodePtr first = node->type == XML_ELEMENT_NODE ? node->children : NULL;
    for (xmlNodePtr child = first; child; child = child->next) {
        *tail = copy_tree(k, child, copy);
        tail = *tail ? &(*tail)->next : tail;
    }
    return copy;
}

// ---- The whole ----------------------------------------------------------------------------------

// A document that has passed all guards; its elements know their spots, which live in `a`.
static sm_status read_document(sm_arena *a, const char *file, const char *bytes, size_t len,
                               xmlDocPtr *out, sm_diags *diags, sm_error *err)
{
    if (len > SM_MAX_XML_BYTES) {
        return sm_fail(err, SM_ELIMIT, SM_IN_FILE(file), NULL,
                       "the file has more bytes than SM_MAX_XML_BYTES (limit %u)",
                       SM_MAX_XML_BYTES);
    }
    text_span text = {bytes, len};
    sm_xml_spots spots;
    sm_status status = to_utf8(a, file, &text, err);
    if (!status) {
        status = sm_xml_scan(a, file, text.bytes, text.len, &spots, err);
    }
    if (!status) {
        status = parse(file, text, out, diags, err);
    }
    if (!status) {
        place_elements(xmlDocGetRootElement(*out), &spots);
    }
    return status;
}

sm_status sm_xml_parse(sm_arena *a, const char *file, const char *bytes, size_t len,
                       const sm_xml **root, sm_diags *diags, sm_error *err)
{
    sm_arena *scratch = sm_arena_create();
    xmlDocPtr doc = NULL;
    sm_status status = read_document(scratch, file, bytes, len, &doc, diags, err);
    if (!status) {
        copier k = {.arena = a};
        *root = copy_tree(&k, xmlDocGetRootElement(doc), NULL);
        xmlFreeDoc(doc);
    }
    sm_arena_destroy(scratch);
    return status;
}

// ---- Validating ---------------------------------------------------------------------------------

/** libxml2 stops at the first mistake and then complains of every element round it: what it says
 *  first is what is wrong, the innermost element is where. */
typedef struct validation {
    const char *file;
    sm_arena *arena;
    const char *message; // NULL: nothing is wrong
    sm_place at;
} validation;

static void on_schema_finding(void *data, xmlErrorPtr e)
{
    validation *v = data;
    xmlNodePtr node = e->node;
    while (node && node->type != XML_ELEMENT_NODE) {
        node = node->parent;
    }
    if (node && node->_private && v->at.line <= 0) {
        const sm_xml_spot *spot = node->_private;
        v->at = (sm_place){v->file, spot->line, spot->column, -1};
    }
    if (!v->message && e->message) {
        v->message = sm_arena_strndup(v->arena, e->message, strcspn(e->message, "\n"));
    }
}

static void on_schema_mistake(void *data, xmlErrorPtr e)
{
    sm_error *first = data;
    if (first->status == SM_OK && e->message) {
        sm_fail(first, SM_EFORMAT, SM_NOWHERE, NULL, "%.*s", (int)strcspn(e->message, "\n"),
                e->message);
    }
}

// Parsed by our own routine first: given bytes, libxml2 prints what it finds in them.
static sm_status parse_schema(const unsigned char *rng, size_t len, xmlRelaxNGPtr *out,
                              sm_diags *diags, sm_error *err)
{
    xmlDocPtr doc = NULL;
    sm_status status = parse("schema", (text_span){(const char *)rng, len}, &doc, diags, err);
    if (status) {
        return status;
    }
    sm_error mistake = {.status = SM_OK};
    xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewDocParserCtxt(doc); // has a copy of it
    if (parser) {
        xmlRelaxNGSetParserStructuredErrors(parser, on_schema_mistake, &mistake);
        *out = xmlRelaxNGParse(parser);
        xmlRelaxNGFreeParserCtxt(parser);
    }
    xmlFreeDoc(doc);
    return *out ? SM_OK
                : sm_fail(err, SM_EFORMAT, SM_IN_FILE("schema"), NULL,
                          "the schema inside the program is broken: %s", mistake.message);
}

static sm_status validate(xmlRelaxNGPtr schema, xmlDocPtr doc, validation *v, sm_error *err)
{
    xmlRelaxNGValidCtxtPtr valid = xmlRelaxNGNewValidCtxt(schema);
    int result = -1;
    if (valid) {
        xmlRelaxNGSetValidStructuredErrors(valid, on_schema_finding, v);
        result = xmlRelaxNGValidateDoc(valid, doc);
        xmlRelaxNGFreeValidCtxt(valid);
    }
    return result >= 0 ? SM_OK
                       : sm_fail(err, SM_EFORMAT, SM_IN_FILE(v->file), NULL,
                                 "the file could not be compared with its schema");
}

sm_status sm_xml_validate(const char *file, const char *bytes, size_t len, const unsigned char *rng,
                          size_t rng_len, sm_diags *diags, sm_error *err)
{
    sm_arena *scratch = sm_arena_create();
    validation v = {file, scratch, NULL, SM_IN_FILE(file)};
    xmlDocPtr doc = NULL;
    xmlRelaxNGPtr schema = NULL;
    sm_status status = read_document(scratch, file, bytes, len, &doc, diags, err);
    if (!status) {
        status = parse_schema(rng, rng_len, &schema, diags, err);
    }
    if (!status) {
        status = validate(schema, doc, &v, err);
    }
    if (v.message) {
        sm_diags_add(diags, SM_ERROR, "xml.schema", v.at, NULL, "%s", v.message);
    }
    xmlRelaxNGFree(schema);
    xmlFreeDoc(doc);
    sm_arena_destroy(scratch);
    return status;
}
