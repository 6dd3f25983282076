// PDF, through poppler: one page, at our size.
#include <poppler.h>

#include "picture/decode.h"
#include "sitmap/limits.h"

static sm_status draw(picture_job *job, PopplerDocument *document, sm_error *err)
{
    PopplerPage *page = poppler_document_get_page(document, (int)job->page);
    if (!page) {
        return sm_fail(err, SM_EFORMAT, SM_IN_FILE(job->path), NULL,
                       "page %zu of the PDF can not be read", job->page + 1);
    }
    double width_pt = 0, height_pt = 0;
    cairo_t *cr = NULL;
    poppler_page_get_size(page, &width_pt, &height_pt);
    sm_status status = picture_begin_page(job, width_pt, height_pt, &cr, err);
    if (!status) {
        poppler_page_render(page, cr);
        cairo_destroy(cr);
    }
    g_object_unref(page);
    return status;
}

static sm_status choose_page(picture_job *job, PopplerDocument *document, sm_error *err)
{
    int n = poppler_document_get_n_pages(document);
    if (n < 1 || n > SM_MAX_PICTURE_PAGES) {
        return sm_fail(err, n < 1 ? SM_EFORMAT : SM_ELIMIT, SM_IN_FILE(job->path), NULL,
                       "the PDF has %d pages: at least 1 and at most %d (SM_MAX_PICTURE_PAGES)", n,
                       SM_MAX_PICTURE_PAGES);
    }
    job->n_pages = (size_t)n;
    if (job->page >= job->n_pages) {
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(job->path), NULL, "the PDF has no page %zu",
                       job->page + 1);
    }
    return draw(job, document, err);
}

sm_status picture_decode_pdf(picture_job *job, sm_error *err)
{
    GError *why = NULL;
    GBytes *bytes = g_bytes_new_static(job->bytes, job->len);
    PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, &why);
    sm_status status =
        document ? choose_page(job, document, err)
                 : sm_fail(err, SM_EFORMAT, SM_IN_FILE(job->path), NULL,
                           "the PDF can not be read: %s", why ? why->message : "unknown reason");
    g_clear_error(&why);
    g_clear_object(&document);
    g_bytes_unref(bytes);
    return status;
}
