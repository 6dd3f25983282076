// TIFF: for the journals that ask for it. LZW, which loses nothing and which all of them take, with
// the horizontal predictor. Source: Adobe, TIFF Revision 6.0, 1992, sections 8, 13, 14 and 20.
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tiffio.h>

#include "output/formats.h"
#include "output/pixels.h"

enum { STRIP_BYTES = 256 * 1024, BYTES_A_PIXEL = 3 };

// ---- A file in memory: TIFF is written back and forth, a new file only onward
// --------------------

typedef struct memory {
    sm_str bytes;
    toff_t at;
} memory;

static tmsize_t read_nothing(thandle_t handle, void *bytes, tmsize_t len)
{
    (void)handle, (void)bytes, (void)len;
    return 0;
}

static tmsize_t write_memory(thandle_t handle, void *bytes, tmsize_t len)
{
    memory *m = handle;
    size_t onto = m->bytes.len - (size_t)m->at, all = (size_t)len;
    size_t over = onto < all ? onto : all;
    memcpy(m->bytes.text + m->at, bytes, over);
    sm_str_add(&m->bytes, (const char *)bytes + over, all - over);
    m->at += (toff_t)len;
    return len;
}

// Places beyond the end are filled when something is written there.
static toff_t seek_memory(thandle_t handle, toff_t offset, int whence)
{
    memory *m = handle;
    toff_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? m->at : (toff_t)m->bytes.len;
    m->at = from + offset;
    while ((toff_t)m->bytes.len < m->at) {
        sm_str_add(&m->bytes, "\0", 1);
    }
    return m->at;
}

static int close_memory(thandle_t handle)
{
    (void)handle;
    return 0;
}

static toff_t size_of_memory(thandle_t handle)
{
    const memory *m = handle;
    return (toff_t)m->bytes.len;
}

// ---- Tags ---------------------------------------------------------------------------------------

static void set_text(TIFF *t, sm_arena *a, uint32_t tag, const char *text)
{
    if (text && *text) {
        TIFFSetField(t, tag, sm_text_clean(a, text, strlen(text), false, NULL));
    }
}

// TIFF has no keys of one's own: further pairs stand below the description, one a line.
static const char *description(sm_arena *a, const sm_document *doc)
{
    sm_str text;
    sm_str_init(&text, a);
    sm_str_puts(&text, doc->description ? doc->description : "");
    for (size_t i = 0; i < doc->n_extra; i++) {
        if (doc->extra[i][1]) {
            sm_str_printf(&text, "%s%s=%s", text.len ? "; " : "", doc->extra[i][0],
                          doc->extra[i][1]);
        }
    }
    return text.text;
}

// "2020:10:25 00:00:00", out of "2020-10-25T00:00:00Z".
static const char *tiff_date(sm_arena *a, int64_t seconds)
{
    char *date = sm_arena_strndup(a, sm_output_date(a, seconds), 19);
    date[4] = date[7] = ':';
    date[10] = ' ';
    return date;
}

static void set_texts(TIFF *t, sm_arena *a, const sm_document *doc)
{
    set_text(t, a, TIFFTAG_DOCUMENTNAME, doc->title);
    set_text(t, a, TIFFTAG_IMAGEDESCRIPTION, description(a, doc));
    set_text(t, a, TIFFTAG_ARTIST, doc->author);
    set_text(t, a, TIFFTAG_SOFTWARE, doc->creator);
    set_text(t, a, TIFFTAG_DATETIME, tiff_date(a, doc->created));
}

static void set_picture(TIFF *t, const sm_output *o)
{
    size_t row = o->width * BYTES_A_PIXEL;
    uint32_t rows = row < STRIP_BYTES ? (uint32_t)(STRIP_BYTES / row) : 1;
    TIFFSetField(t, TIFFTAG_IMAGEWIDTH, (uint32_t)o->width);
    TIFFSetField(t, TIFFTAG_IMAGELENGTH, (uint32_t)o->height);
    TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, 8);
    TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, BYTES_A_PIXEL);
    TIFFSetField(t, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
    TIFFSetField(t, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(t, TIFFTAG_COMPRESSION, COMPRESSION_LZW);
    TIFFSetField(t, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
    TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, rows);
    TIFFSetField(t, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    TIFFSetField(t, TIFFTAG_XRESOLUTION, o->dpi);
    TIFFSetField(t, TIFFTAG_YRESOLUTION, o->dpi);
}

// ---- The file -----------------------------------------------------------------------------------

static bool write_picture(TIFF *t, const sm_output *o)
{
    set_picture(t, o);
    set_texts(t, o->arena, o->doc);
    for (size_t y = 0; y < o->height; y++) {
        if (TIFFWriteScanline(t, o->pixels + y * o->stride, (uint32_t)y, 0) != 1) {
            return false;
        }
    }
    return TIFFWriteDirectory(t) == 1;
}

static sm_status end(sm_output *o, sm_error *err)
{
    memory m = {.at = 0};
    sm_str_init(&m.bytes, o->arena);
    sm_pixels_pack(o);
    // Little-endian whatever the machine, so that the bytes are the same on all.
    TIFF *t = TIFFClientOpen("figure", "wl", &m, read_nothing, write_memory, seek_memory,
                             close_memory, size_of_memory, NULL, NULL);
    bool done = t && write_picture(t, o);
    if (t) {
        TIFFClose(t);
    }
    if (!done) {
        return sm_fail(err, SM_EIO, SM_NOWHERE, NULL, "libtiff cannot encode the picture");
    }
    return sm_newfile_write(o->file, m.bytes.text, m.bytes.len, err);
}

const sm_backend sm_backend_tiff = {.suffix = "tiff", SM_PIXELS_ROW, .end = end};
