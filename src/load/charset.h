// charset: the encodings that a shapefile, a .cpg, a study or an XML declaration may name.
//
// Only names of a fixed list are taken: iconv knows encodings that are not supersets of ASCII, and
// its own names may ask for transliteration or for modules.
#ifndef SITMAP_LOAD_CHARSET_H
#define SITMAP_LOAD_CHARSET_H

#include "sitmap/base.h"

typedef struct sm_charset {
    const char *name;  // as shown and as iconv knows it: "UTF-8", "WINDOWS-1252"
    const char *forms; // other spellings, without prefix and punctuation, each between spaces
} sm_charset;

/** By any usual spelling ("UTF-8", "65001", "ANSI 1252", "88591"); NULL when it is not known. */
const sm_charset *sm_charset_find(const char *name, size_t len);
/** Of a language driver id (byte 29 of a .dbf); NULL when the byte says nothing. */
const sm_charset *sm_charset_of_driver(unsigned char id);
/** Is it UTF-8? */
bool sm_charset_is_utf8(const sm_charset *charset);

/** Converts from one encoding to UTF-8. Story: open, any number of texts, close. */
typedef struct sm_decoder {
    const sm_charset *charset;
    void *iconv; // NULL: nothing to convert
} sm_decoder;

/** SM_EINPUT when this system cannot convert it. */
sm_status sm_decoder_open(sm_decoder *d, const sm_charset *charset, sm_error *err) SM_MUST_CHECK;
/** Close; may be called twice, and on one that is all zero. */
void sm_decoder_close(sm_decoder *d);
/** The text in UTF-8, NUL-terminated, in `a`. Bytes that do not fit become U+FFFD and make `*fits`
 *  false; a UTF-8 text is copied as it is, with what does not fit in it. */
char *sm_decoder_text(sm_decoder *d, sm_arena *a, const char *bytes, size_t len, bool *fits);

/** A text of UTF-16, without its byte order mark, in UTF-8; else as sm_decoder_text. NULL when this
 *  system cannot convert it. */
char *sm_utf16_text(sm_arena *a, const char *bytes, size_t len, bool big_endian, bool *fits);

#endif
