/** output: scene -> bytes of a file. Cairo plays the list; formats differ at the page edges only.
 *
 *  One page's story: begin(document, size) -> play every primitive -> end page -> finish. All
 *  numbers are checked before cairo sees them, coordinates against SM_MAX_DEVICE; cairo's sticky
 *  status is checked after each primitive, so an error names the object. docs/output.md says what
 *  each format guarantees.
 */
#ifndef SITMAP_OUTPUT_H
#define SITMAP_OUTPUT_H

#include "sitmap/scene.h"
#include "sitmap/text.h"

typedef enum sm_format {
    SM_FORMAT_PDF,
    SM_FORMAT_SVG,
    SM_FORMAT_PNG,
    SM_FORMAT_EPS,
    SM_FORMAT_TIFF,
    SM_FORMAT_TEXT, // what a manuscript needs beside the picture: caption, alt text, sources
    SM_FORMAT_SCENE // the drawing list as text, for tests and for comparing by eye
} sm_format;

/** "pdf" -> SM_FORMAT_PDF; false when unknown. */
bool sm_format_parse(const char *name, sm_format *out);
/** The suffix without dot. */
const char *sm_format_suffix(sm_format f);
/** Whether it holds pixels, so that the dpi matters. */
bool sm_format_is_raster(sm_format f);

/** A line of the outline that viewers show; `anchor` is the name of a group "dest" on some page. */
typedef struct sm_outline_item {
    const char *title, *anchor;
    int level; // 1 and on
} sm_outline_item;

/** What a document says of itself. NULL parts are left out. */
typedef struct sm_document {
    const char *title, *author, *subject, *keywords, *creator;
    const char *description; // alt text: SVG desc, PNG and TIFF description
    const char *credits;     // lines of sources and of the disclaimer; text
    const char *lang;        // "en"
    int64_t created; // seconds since 1970: SOURCE_DATE_EPOCH or the figure's date, never the clock
    const char *(*extra)[2]; // further keys and values: as-of date, data hash
    size_t n_extra;
    const sm_outline_item *outline; // PDF
    size_t n_outline;
} sm_document;

/** Write pages (one for SVG, PNG, EPS, TIFF) into a new file. `dpi` matters for PNG and TIFF: width
 *  in pixels = round(width_mm / 25.4 * dpi). The same scene gives the same bytes. What fails leaves
 *  `file` not committed, so the target untouched. */
sm_status sm_output_write(sm_text_engine *text, const sm_scene *const *pages, size_t n_pages,
                          sm_format format, double dpi, const sm_document *doc, sm_newfile *file,
                          sm_error *err) SM_MUST_CHECK;

/** Encode 8-bit RGB rows as PNG. One function: a faster encoder may take its place. */
sm_status sm_png_write(const uint8_t *rgb, size_t width, size_t height, size_t stride, double dpi,
                       const sm_document *doc, sm_newfile *file, sm_error *err) SM_MUST_CHECK;

/** Read back what a file of any of these formats says of itself: the values of `extra` under these
 *  keys, NULL where it has none. The file may be broken or from elsewhere. `dpi`: of PNG and TIFF,
 *  else 0. Values are cleaned; in `a`. SM_EIO, SM_ELIMIT: it can not be read. */
sm_status sm_output_read_pairs(sm_arena *a, const char *path, const char *const *keys, size_t n,
                               const char **values, double *dpi, sm_error *err) SM_MUST_CHECK;

/** Program and library versions that the bytes depend on, as one text to compare. In `a`. */
const char *sm_output_identity(sm_arena *a);

#endif
