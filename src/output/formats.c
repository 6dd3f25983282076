// The document around the pages.
#include "output/formats.h"

#include <math.h>
#include <string.h>

#include "output/draw.h"
#include "sitmap/limits.h"

static const sm_backend *const backends[] = {
    [SM_FORMAT_PDF] = &sm_backend_pdf,   [SM_FORMAT_SVG] = &sm_backend_svg,
    [SM_FORMAT_PNG] = &sm_backend_png,   [SM_FORMAT_EPS] = &sm_backend_eps,
    [SM_FORMAT_TIFF] = &sm_backend_tiff,
};

// Formats of words, which cairo has no part in.
static const char *const word_suffixes[] = {"txt", "scene"};

static bool is_of_words(sm_format format)
{
    return format >= SM_FORMAT_TEXT;
}

const char *sm_format_suffix(sm_format f)
{
    return is_of_words(f) ? word_suffixes[f - SM_FORMAT_TEXT] : backends[f]->suffix;
}

bool sm_format_parse(const char *name, sm_format *out)
{
    for (sm_format f = SM_FORMAT_PDF; f <= SM_FORMAT_SCENE; f++) {
        if (strcmp(sm_format_suffix(f), name) == 0) {
            *out = f;
            return true;
        }
    }
    return false;
}

bool sm_format_is_raster(sm_format f)
{
    return !is_of_words(f) && backends[f]->is_raster;
}

// ---- For the formats ----------------------------------------------------------------------------

cairo_status_t sm_output_to_file(void *output, const unsigned char *bytes, unsigned len)
{
    sm_output *o = output;
    return sm_newfile_write(o->file, bytes, len, &o->failure) ? CAIRO_STATUS_WRITE_ERROR
                                                              : CAIRO_STATUS_SUCCESS;
}

cairo_status_t sm_output_to_memory(void *output, const unsigned char *bytes, unsigned len)
{
    sm_output *o = output;
    sm_str_add(&o->bytes, (const char *)bytes, len);
    return CAIRO_STATUS_SUCCESS;
}

const char *sm_output_date(sm_arena *a, int64_t seconds)
{
    const int64_t day_s = 86400;
    int64_t day = seconds / day_s - (seconds % day_s < 0), rest = seconds - day * day_s;
    const int64_t last_day = 2932896; // 9999-12-31, the last that formats can write
    if (day < 0 || day > last_day) {
        day = day < 0 ? 0 : last_day;
        rest = 0;
    }
    char date[11];
    sm_format_date((int32_t)day, date);
    return sm_arena_printf(a, "%sT%02d:%02d:%02dZ", date, (int)(rest / 3600), (int)(rest / 60 % 60),
                           (int)(rest % 60));
}

// ---- One document -------------------------------------------------------------------------------

static bool is_page_length(double pt)
{
    return pt >= SM_MIN_PAGE_PT && pt <= SM_MAX_PAGE_PT;
}

static sm_status check(const sm_output *o, const sm_backend *backend, sm_error *err)
{
    if (o->n_pages == 0 || (o->n_pages > 1 && !backend->has_pages)) {
        return sm_fail(err, SM_EINPUT, SM_NOWHERE, "write them as PDF",
                       "%zu pages do not make one %s file", o->n_pages, backend->suffix);
    }
    for (size_t i = 0; i < o->n_pages; i++) {
        double width = o->pages[i]->width_pt, height = o->pages[i]->height_pt;
        if (!is_page_length(width) || !is_page_length(height)) {
            return sm_fail(err, SM_ELIMIT, SM_NOWHERE, NULL,
                           "a page of %g x %g pt: SM_MIN_PAGE_PT is %g, SM_MAX_PAGE_PT is %g",
                           width, height, SM_MIN_PAGE_PT, SM_MAX_PAGE_PT);
        }
    }
    return backend->check ? backend->check(o, err) : SM_OK;
}

static sm_status draw_page(sm_output *o, const sm_backend *backend, const sm_scene *page,
                           sm_error *err)
{
    cairo_t *cr = cairo_create(o->surface);
    if (backend->page) {
        backend->page(o, cr, page);
    }
    cairo_set_tolerance(cr, backend->tolerance);
    sm_status status = sm_output_play(o->text, cr, page, backend->scale(o), err);
    if (!status) {
        cairo_show_page(cr);
        status = sm_output_cairo_failure(cairo_status(cr), SM_NOWHERE, "cannot end a page", err);
    }
    cairo_destroy(cr);
    return status;
}

static sm_status draw_pages(sm_output *o, const sm_backend *backend, sm_error *err)
{
    sm_status status = sm_output_cairo_failure(cairo_surface_status(o->surface), SM_NOWHERE,
                                               "cannot begin a page", err);
    for (size_t i = 0; !status && i < o->n_pages; i++) {
        status = draw_page(o, backend, o->pages[i], err);
    }
    return status;
}

// Some formats report a full disk only when they finish.
static sm_status finish(sm_output *o, const sm_backend *backend, sm_error *err)
{
    cairo_surface_finish(o->surface);
    sm_status status = sm_output_cairo_failure(cairo_surface_status(o->surface), SM_NOWHERE,
                                               "cannot finish the file", err);
    return !status && backend->end ? backend->end(o, err) : status;
}

static sm_status write_document(sm_output *o, const sm_backend *backend, sm_error *err)
{
    o->surface = backend->begin(o);
    sm_status status = draw_pages(o, backend, err);
    if (!status) {
        status = finish(o, backend, err);
    }
    cairo_surface_destroy(o->surface);
    if (status && o->failure.status && err) {
        *err = o->failure; // the cause, where cairo only knew that writing failed
    }
    return o->failure.status ? o->failure.status : status;
}

static sm_status write_words(const sm_scene *const *pages, size_t n_pages, sm_format format,
                             const sm_document *doc, sm_newfile *file, sm_error *err)
{
    sm_arena *a = sm_arena_create();
    sm_str text;
    sm_str_init(&text, a);
    if (format == SM_FORMAT_TEXT) {
        sm_output_describe(doc, &text);
    }
    for (size_t i = 0; format == SM_FORMAT_SCENE && i < n_pages; i++) {
        sm_scene_dump(pages[i], &text);
    }
    sm_status status = sm_newfile_write(file, text.text, text.len, err);
    sm_arena_destroy(a);
    return status;
}

sm_status sm_output_write(sm_text_engine *text, const sm_scene *const *pages, size_t n_pages,
                          sm_format format, double dpi, const sm_document *doc, sm_newfile *file,
                          sm_error *err)
{
    if (is_of_words(format)) {
        return write_words(pages, n_pages, format, doc, file, err);
    }
    const sm_backend *backend = backends[format];
    sm_output o = {
        .text = text, .pages = pages, .n_pages = n_pages, .dpi = dpi, .doc = doc, .file = file};
    sm_status status = check(&o, backend, err);
    if (status) {
        return status;
    }
    o.arena = sm_arena_create();
    sm_str_init(&o.bytes, o.arena);
    status = write_document(&o, backend, err);
    sm_arena_destroy(o.arena);
    return status;
}
