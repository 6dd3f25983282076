// What the readers of rounds.xml share.
#ifndef SITMAP_LOAD_ROUNDS_PARTS_H
#define SITMAP_LOAD_ROUNDS_PARTS_H

#include "load/reader.h"
#include "sitmap/rounds.h"

/** A text as it was read, for the references in its braces: they may point at what comes later. */
typedef struct rounds_said {
    const sm_xml *at;
    const char *text;
} rounds_said;

typedef struct rounds_reader {
    sm_reader base;
    const sm_study *study; // whose sides and figures may be named
    sm_rounds *out;
    struct {
        rounds_said *items;
        size_t count, cap;
    } said;
} rounds_reader;

/** A child element that is nothing but text. */
typedef struct rounds_child {
    const char *name;
    sm_texts *texts;
} rounds_child;

/** Read a text and remember it for check_texts. */
void rounds_text(rounds_reader *r, const sm_xml *e, sm_texts *out);
/** Read `e` if the table names it. */
bool rounds_children(rounds_reader *r, const sm_xml *e, const rounds_child *table, size_t n);
/** The index of what an attribute names; SIZE_MAX after a complaint. */
size_t rounds_reference(rounds_reader *r, const sm_xml *e, const char *attr, const char *what,
                        const char *const *ids, size_t n);
/** Complain about a name that nothing has. */
void rounds_unknown(rounds_reader *r, const sm_xml *e, const char *what, const char *id,
                    const char *const *ids, size_t n);
/** Complain when the id is taken. */
bool rounds_twice(rounds_reader *r, const sm_xml *e, const char *what, const char *id,
                  const char *const *ids, size_t n);

/** Read <round>; false after a complaint that leaves nothing to keep. */
bool rounds_read_round(rounds_reader *r, const sm_xml *e, sm_round *out);

#endif
