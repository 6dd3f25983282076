// dbf: the attribute half of a shapefile, a dBASE table.
//
// Shapelib reads header, fields and rows, through hooks on a descriptor that we have opened and
// checked, so that it opens nothing by name (it would look for a .cpg on its own). What a value
// means is decided here: shapelib's numbers go through atof, which takes "nan", "0x1F" and the
// locale's comma, and its integers overflow.
#ifndef SITMAP_LOAD_DBF_H
#define SITMAP_LOAD_DBF_H

#include "load/charset.h"
#include "load/shp.h"
#include "sitmap/study.h"

typedef struct sm_dbf sm_dbf;

/** Open the table on `fd` (the caller closes it). NULL after a finding when it cannot be used. */
sm_dbf *sm_dbf_open(sm_arena *a, int fd, int64_t size, const char *file, sm_diags *diags);
/** Close; NULL is accepted. */
void sm_dbf_close(sm_dbf *dbf);

/** Rows that are really there. */
size_t sm_dbf_rows(const sm_dbf *dbf);
/** The language driver id of the header; 0 when it says nothing. */
unsigned char sm_dbf_driver(const sm_dbf *dbf);

typedef enum sm_dbf_texts {
    SM_DBF_ASCII, // every encoding of the list reads them alike
    SM_DBF_UTF8,  // not ASCII alone, and all of it valid UTF-8
    SM_DBF_OTHER
} sm_dbf_texts;

/** Look at all texts of the table: what may their encoding be? */
sm_dbf_texts sm_dbf_inspect(sm_dbf *dbf);

/** From here on texts are decoded with `decoder`. Names and types of the fields go to `fields`. */
void sm_dbf_begin(sm_dbf *dbf, sm_decoder *decoder, sm_fields *fields, sm_diags *diags);

/** Read the values of row `i` (from 0) into `values`, one per field; texts in `scratch`. False when
 *  the row is deleted. A row that is not there has null values. */
bool sm_dbf_read(sm_dbf *dbf, size_t i, sm_arena *scratch, sm_value *values, sm_diags *diags);

/** At the end of the file: say which values could not be understood, per field. */
void sm_dbf_summarise(sm_dbf *dbf, sm_diags *diags);

#endif
