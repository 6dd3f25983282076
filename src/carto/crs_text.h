// What a CRS text may say, before PROJ sees a byte of it. Inside carto only.
#ifndef SITMAP_SRC_CARTO_CRS_TEXT_H
#define SITMAP_SRC_CARTO_CRS_TEXT_H

#include "sitmap/base.h"

enum { SM_CRS_TEXT_BYTES = 512, SM_CRS_WORDS = 32 };

/** A CRS text that passed the guard: either an EPSG code, or the words of one projection. */
typedef struct sm_crs_words {
    char epsg[8];                   // digits; "" when `argv` holds a projection
    char text[SM_CRS_TEXT_BYTES];   // where the words stand
    const char *argv[SM_CRS_WORDS]; // "proj=lcc", "lat_1=38.8", ...: degrees in, metres out
    int argc;
} sm_crs_words;

/** Check "EPSG:n" or "+proj=..." against the allow-list; the error names the offending word. */
sm_status sm_crs_words_parse(const char *text, sm_crs_words *out, sm_error *err) SM_MUST_CHECK;

/** Refuse the WKT of a .prj that could make PROJ open files, or is no text at all. */
sm_status sm_crs_wkt_check(const char *wkt, const char *file, sm_error *err) SM_MUST_CHECK;

/** The central meridian in a PROJ definition ("... lon_0=46.75 ...", "... zone=38 ..."),
 *  degrees. */
double sm_crs_central_meridian(const char *definition);

#endif
