// SVG 1.1 through cairo: vector throughout, letters as outlines, each defined once. What cairo
// writes is mended in memory: its ids count the surfaces of the whole process, and it says nothing
// of what the picture shows.
#include <cairo-svg.h>
#include <stdlib.h>
#include <string.h>

#include "output/formats.h"

static double scale(const sm_output *o)
{
    (void)o;
    return 1;
}

static cairo_surface_t *begin(sm_output *o)
{
    return cairo_svg_surface_create_for_stream(sm_output_to_memory, o, o->pages[0]->width_pt,
                                               o->pages[0]->height_pt);
}

// ---- Ids ----------------------------------------------------------------------------------------

// An id as it stands in the text.
typedef struct id {
    const char *text;
    size_t len;
    size_t number; // from 1, in order of appearance
} id;

typedef struct ids {
    id *items;
    size_t count, cap;
} ids;

static int compare_ids(const void *a, const void *b)
{
    const id *x = a, *y = b;
    int order = memcmp(x->text, y->text, x->len < y->len ? x->len : y->len);
    return order ? order : (x->len > y->len) - (x->len < y->len);
}

static ids collect_ids(sm_arena *a, const char *svg)
{
    static const char key[] = " id=\"";
    ids found = {NULL, 0, 0};
    for (const char *at = svg; (at = strstr(at, key));) {
        at += sizeof key - 1;
        size_t len = strcspn(at, "\""), number = found.count + 1;
        *SM_PUSH(a, &found) = (id){at, len, number};
        at += len;
    }
    if (found.count) {
        qsort(found.items, found.count, sizeof *found.items, compare_ids);
    }
    return found;
}

// Where the next id or reference to one begins; `*len` is its length.
static const char *next_name(const char *at, size_t *len)
{
    static const struct {
        const char *before, *end;
    } places[] = {{" id=\"", "\""}, {"href=\"#", "\""}, {"url(#", ")"}};
    for (; (at = strpbrk(at, " hu")); at++) {
        for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
            size_t skip = strlen(places[i].before);
            if (strncmp(at, places[i].before, skip) == 0) {
                *len = strcspn(at + skip, places[i].end);
                return at + skip;
            }
        }
    }
    return NULL;
}

static void put_renumbered(sm_arena *a, const char *svg, sm_str *out)
{
    ids known = collect_ids(a, svg);
    size_t len = 0;
    for (const char *name; (name = next_name(svg, &len)); svg = name + len) {
        id wanted = {name, len, 0};
        const id *found = known.count ? bsearch(&wanted, known.items, known.count,
                                                sizeof *known.items, compare_ids)
                                      : NULL;
        sm_str_add(out, svg, (size_t)(name - svg));
        if (found) {
            sm_str_printf(out, "i%zu", found->number);
        } else {
            sm_str_add(out, name, len);
        }
    }
    sm_str_puts(out, svg);
}

// ---- What the picture says of itself ------------------------------------------------------------

static void put_escaped(sm_str *out, const char *text)
{
    const char *clean = sm_text_clean(out->arena, text, strlen(text), false, NULL);
    for (; *clean; clean++) {
        switch (*clean) {
        case '&': sm_str_puts(out, "&amp;"); break;
        case '<': sm_str_puts(out, "&lt;"); break;
        case '>': sm_str_puts(out, "&gt;"); break;
        case '"': sm_str_puts(out, "&quot;"); break;
        default: sm_str_add(out, clean, 1); break;
        }
    }
}

static void put_element(sm_str *out, const char *start, const char *text, const char *end)
{
    if (text) {
        sm_str_puts(out, start);
        put_escaped(out, text);
        sm_str_puts(out, end);
    }
}

static void put_root_attributes(sm_str *out, const sm_document *doc)
{
    put_element(out, " xml:lang=\"", doc->lang, "\"");
    if (doc->title || doc->description) {
        sm_str_printf(out, " role=\"img\" aria-labelledby=\"%s%s%s\"", doc->title ? "title" : "",
                      doc->title && doc->description ? " " : "", doc->description ? "desc" : "");
    }
}

// Dublin Core, as editors of SVG read and write it; what it has no word for is in our own one.
static void put_metadata(sm_str *out, sm_arena *a, const sm_document *doc)
{
    sm_str_puts(out, "<metadata>\n<rdf:RDF "
                     "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
                     "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                     "xmlns:s=\"urn:sitmap:document\">\n<rdf:Description rdf:about=\"\">\n");
    put_element(out, "<dc:title>", doc->title, "</dc:title>\n");
    put_element(out, "<dc:creator>", doc->author, "</dc:creator>\n");
    put_element(out, "<dc:description>", doc->subject, "</dc:description>\n");
    put_element(out, "<dc:subject>", doc->keywords, "</dc:subject>\n");
    put_element(out, "<dc:language>", doc->lang, "</dc:language>\n");
    put_element(out, "<dc:date>", sm_output_date(a, doc->created), "</dc:date>\n");
    put_element(out, "<s:creator>", doc->creator, "</s:creator>\n");
    for (size_t i = 0; i < doc->n_extra; i++) {
        put_element(out, "<s:entry s:key=\"", doc->extra[i][0], "\">");
        put_escaped(out, doc->extra[i][1]);
        sm_str_puts(out, "</s:entry>\n");
    }
    sm_str_puts(out, "</rdf:Description>\n</rdf:RDF>\n</metadata>\n");
}

static void put_description(sm_str *out, sm_arena *a, const sm_document *doc)
{
    put_element(out, "<title id=\"title\">", doc->title, "</title>\n");
    put_element(out, "<desc id=\"desc\">", doc->description, "</desc>\n");
    put_metadata(out, a, doc);
}

// ---- The mended file ----------------------------------------------------------------------------

static sm_status end(sm_output *o, sm_error *err)
{
    const char *svg = o->bytes.text, *root = strstr(svg, "<svg "), *close = NULL;
    close = root ? strchr(root, '>') : NULL;
    if (!close) {
        return sm_fail(err, SM_EFORMAT, SM_NOWHERE, NULL, "cairo wrote an SVG without <svg>");
    }
    sm_str out;
    sm_str_init(&out, o->arena);
    sm_str_add(&out, svg, (size_t)(close - svg));
    put_root_attributes(&out, o->doc);
    sm_str_puts(&out, ">\n");
    put_description(&out, o->arena, o->doc);
    put_renumbered(o->arena, close + 1 + (close[1] == '\n'), &out);
    return sm_newfile_write(o->file, out.text, out.len, err);
}

const sm_backend sm_backend_svg = {
    .suffix = "svg", .tolerance = 0.01, .scale = scale, .begin = begin, .end = end};
