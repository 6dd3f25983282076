// PDF 1.5 through cairo: text stays text, fonts are embedded as subsets, nothing is rasterised.
#include <cairo-pdf.h>
#include <string.h>

#include "output/formats.h"

static double scale(const sm_output *o)
{
    (void)o;
    return 1;
}

// One bad byte would make cairo drop the whole document.
static const char *clean(const sm_output *o, const char *text)
{
    return sm_text_clean(o->arena, text, strlen(text), false, NULL);
}

static void set_if(sm_output *o, cairo_surface_t *surface, cairo_pdf_metadata_t key,
                   const char *value)
{
    if (value) {
        cairo_pdf_surface_set_metadata(surface, key, clean(o, value));
    }
}

// Cairo 1.16 knows no further keys: they follow the keywords, as "key=value".
static const char *keywords(const sm_output *o)
{
    const sm_document *doc = o->doc;
    sm_str list;
    sm_str_init(&list, o->arena);
    sm_str_puts(&list, doc->keywords ? doc->keywords : "");
    for (size_t i = 0; i < doc->n_extra; i++) {
        sm_str_printf(&list, "%s%s=%s", list.len ? ", " : "", doc->extra[i][0], doc->extra[i][1]);
    }
    return list.len ? list.text : NULL;
}

static void set_metadata(sm_output *o, cairo_surface_t *surface)
{
    const sm_document *doc = o->doc;
    const char *date = sm_output_date(o->arena, doc->created);
    set_if(o, surface, CAIRO_PDF_METADATA_TITLE, doc->title);
    set_if(o, surface, CAIRO_PDF_METADATA_AUTHOR, doc->author);
    set_if(o, surface, CAIRO_PDF_METADATA_SUBJECT, doc->subject ? doc->subject : doc->description);
    set_if(o, surface, CAIRO_PDF_METADATA_KEYWORDS, keywords(o));
    set_if(o, surface, CAIRO_PDF_METADATA_CREATOR, doc->creator);
    set_if(o, surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    set_if(o, surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

// A deeper item hangs on the last one of the level above.
static void add_outline(const sm_output *o, cairo_surface_t *surface)
{
    enum { LEVELS = 6 };
    int parents[LEVELS + 1] = {CAIRO_PDF_OUTLINE_ROOT};
    int depth = 0;
    for (size_t i = 0; i < o->doc->n_outline; i++) {
        const sm_outline_item *item = &o->doc->outline[i];
        int level = item->level < 1 ? 1 : item->level > LEVELS ? LEVELS : item->level;
        level = level > depth + 1 ? depth + 1 : level;
        if (strpbrk(item->anchor, "'\\")) {
            continue;
        }
        const char *target = sm_arena_printf(o->arena, "dest='%s'", item->anchor);
        parents[level] =
            cairo_pdf_surface_add_outline(surface, parents[level - 1], clean(o, item->title),
                                          target, (cairo_pdf_outline_flags_t)0);
        depth = level;
    }
}

static cairo_surface_t *begin(sm_output *o)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        sm_output_to_file, o, o->pages[0]->width_pt, o->pages[0]->height_pt);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    set_metadata(o, surface);
    add_outline(o, surface);
    return surface;
}

static void set_page_size(sm_output *o, cairo_t *cr, const sm_scene *page)
{
    (void)cr;
    cairo_pdf_surface_set_size(o->surface, page->width_pt, page->height_pt);
}

const sm_backend sm_backend_pdf = {.suffix = "pdf",
                                   .has_pages = true,
                                   .tolerance = 0.01,
                                   .scale = scale,
                                   .begin = begin,
                                   .page = set_page_size};
