// reader: typed access to a description (study.xml, rounds.xml) with every mistake collected.
//
// A reader marks what it asked for; sm_reader_finish reports what nobody asked for, with the
// nearest known word. So an element or attribute that is not understood is never passed over in
// silence.
#ifndef SITMAP_LOAD_READER_H
#define SITMAP_LOAD_READER_H

#include "sitmap/load.h"

typedef struct sm_reader {
    sm_arena *arena;
    const char *file;
    sm_diags *diags;
    const char *lang;               // of texts without xml:lang
    const char *const *known_words; // for "did you mean", NULL-terminated
    const char *manual;             // where the file is explained; NULL: docs/study.md
} sm_reader;

/** Complain about an element. */
void sm_reader_complain(sm_reader *r, const sm_xml *at, const char *rule, const char *mend,
                        const char *fmt, ...) SM_PRINTF(5, 6);
/** An attribute, or NULL. An empty value is a mistake. */
const char *sm_reader_attr(sm_reader *r, const sm_xml *e, const char *name);
/** An attribute that must be there; NULL after a complaint. */
const char *sm_reader_need(sm_reader *r, const sm_xml *e, const char *name);
/** An id: one to 100 letters, digits, '-', '_', '.', not starting with '.'; NULL after a
 *  complaint. */
const char *sm_reader_id(sm_reader *r, const sm_xml *e, const char *name);
/** A number within [lo, hi]; false when missing or wrong (complained about), `out` untouched. */
bool sm_reader_number(sm_reader *r, const sm_xml *e, const char *name, double lo, double hi,
                      double *out);
/** An ISO date; false when missing or wrong. */
bool sm_reader_date(sm_reader *r, const sm_xml *e, const char *name, int32_t *out);
/** yes/no; `out` untouched when missing or wrong. */
void sm_reader_bool(sm_reader *r, const sm_xml *e, const char *name, bool *out);
/** One of a NULL-terminated list of words: its index, or -1 when missing or wrong. */
int sm_reader_word(sm_reader *r, const sm_xml *e, const char *name, const char *const *words);
/** Words separated by white space. */
void sm_reader_words(sm_reader *r, const char *text, const char ***out, size_t *n);
/** Add the content of `e` to texts under its xml:lang; the same language twice is a mistake. */
void sm_reader_text(sm_reader *r, const sm_xml *e, sm_texts *out);
/** Is this the name of the element? Marks it used when it is. */
bool sm_reader_is(const sm_xml *e, const char *name);
/** Report everything that was not used. */
void sm_reader_finish(sm_reader *r, const sm_xml *root);

#endif
