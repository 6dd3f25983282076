#include "load/xml_scan.h"

#include <string.h>

#include "sitmap/limits.h"

typedef struct scan {
    const char *file;
    const char *at, *end;
    int line, column; // of `at`
} scan;

static sm_place place_of(const scan *s, int line)
{
    return SM_AT_LINE(s->file, line);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void step(scan *s)
{
    if (*s->at == '\n') {
        s->line++;
        s->column = 1;
    } else {
        s->column += ((unsigned char)*s->at & 0xC0) != 0x80;
    }
    s->at++;
}

static bool starts_with(const scan *s, const char *word)
{
    size_t n = strlen(word);
    return (size_t)(s->end - s->at) >= n && memcmp(s->at, word, n) == 0;
}

static void skip_past(scan *s, const char *word)
{
    while (s->at < s->end && !starts_with(s, word)) {
        step(s);
    }
    for (size_t n = strlen(word); n > 0 && s->at < s->end; n--) {
        step(s);
    }
}

// ---- Attributes and elements --------------------------------------------------------------------

// Does an attribute's value begin after this '='?
static bool opens_value(const char *equals, const char *end)
{
    const char *c = equals + 1;
    while (c < end && is_space(*c)) {
        c++;
    }
    return c < end && (*c == '"' || *c == '\'');
}

static sm_status too_many(const scan *whole, const char *at, size_t limit, const char *what,
                          sm_error *err)
{
    int line = 1;
    for (const char *c = whole->at; c < at; c++) {
        line += *c == '\n';
    }
    return sm_fail(err, SM_ELIMIT, place_of(whole, line), NULL, "%s (limit %zu)", what, limit);
}

// What a parser takes for a tag after it met a mistake is its own affair, but a tag never reaches
// over the next '<'. So attributes are counted from each '<' to the next, comments and text alike:
// the count is never too small, and nobody writes 256 of ="..." into a text. Namespaces have a
// limit of their own because each prefix is looked up among all that are declared around it.
static sm_status count_attributes(const scan *whole, sm_error *err)
{
    size_t values = 0, namespaces = 0;
    for (const char *c = whole->at; c < whole->end; c++) {
        if (*c == '<') {
            values = namespaces = 0;
        }
        values += *c == '=' && opens_value(c, whole->end);
        namespaces += *c == 'x' && whole->end - c > 5 && memcmp(c, "xmlns", 5) == 0;
        if (values > SM_MAX_XML_ATTRIBUTES) {
            return too_many(whole, c, SM_MAX_XML_ATTRIBUTES,
                            "an element has more attributes than SM_MAX_XML_ATTRIBUTES", err);
        }
        if (namespaces > SM_MAX_XML_NAMESPACES) {
            return too_many(whole, c, SM_MAX_XML_NAMESPACES,
                            "an element declares more namespaces than SM_MAX_XML_NAMESPACES", err);
        }
    }
    return SM_OK;
}

static sm_status count_elements(const scan *whole, sm_error *err)
{
    size_t elements = 0;
    for (const char *c = whole->at; c < whole->end; c++) {
        elements += *c == '<' && c + 1 < whole->end && !strchr("/!?", c[1]);
        if (elements > SM_MAX_XML_ELEMENTS) {
            return too_many(whole, c, SM_MAX_XML_ELEMENTS,
                            "the file has more elements than SM_MAX_XML_ELEMENTS", err);
        }
    }
    return SM_OK;
}

// ---- Tags ---------------------------------------------------------------------------------------

// To the '>' outside quotes, or to the next '<', which no tag may hold.
static void skip_tag(scan *s)
{
    char quote = '\0';
    step(s);
    while (s->at < s->end && *s->at != '<' && (quote || *s->at != '>')) {
        if (quote ? *s->at == quote : *s->at == '"' || *s->at == '\'') {
            quote = quote ? '\0' : *s->at;
        }
        step(s);
    }
}

static sm_status start_tag(scan *s, sm_arena *a, sm_xml_spots *spots, sm_error *err)
{
    const char *start = s->at;
    *SM_PUSH(a, spots) = (sm_xml_spot){s->line, s->column};
    int line = s->line;
    skip_tag(s); // up to the last byte
    if (s->at - start >= (ptrdiff_t)SM_MAX_XML_TAG_BYTES) {
        return sm_fail(err, SM_ELIMIT, place_of(s, line), NULL,
                       "a start tag has more bytes than SM_MAX_XML_TAG_BYTES (limit %u)",
                       SM_MAX_XML_TAG_BYTES);
    }
    return SM_OK;
}

// Markup without elements in it: how it begins and ends.
static const struct {
    const char *start, *end;
} opaque[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}, {"</", ">"}};

static sm_status markup(scan *s, sm_arena *a, sm_xml_spots *spots, sm_error *err)
{
    for (size_t i = 0; i < sizeof opaque / sizeof opaque[0]; i++) {
        if (starts_with(s, opaque[i].start)) {
            skip_past(s, opaque[i].start);
            skip_past(s, opaque[i].end);
            return SM_OK;
        }
    }
    return start_tag(s, a, spots, err);
}

sm_status sm_xml_scan(sm_arena *a, const char *file, const char *text, size_t len,
                      sm_xml_spots *spots, sm_error *err)
{
    scan s = {file, text, text + len, 1, 1};
    *spots = (sm_xml_spots){NULL, 0, 0};
    sm_status status = count_attributes(&s, err);
    if (!status) {
        status = count_elements(&s, err);
    }
    while (!status && s.at < s.end) {
        if (*s.at == '<') {
            status = markup(&s, a, spots, err);
        } else {
            step(&s);
        }
    }
    return status;
}
