// What the files of this folder share.
#ifndef SITMAP_CHECK_PARTS_H
#define SITMAP_CHECK_PARTS_H

#include <math.h>

#include "sitmap/check.h"

/** One run: findings are kept per rule, so that a rule with thousands of them hides no other. */
typedef struct check {
    const sm_check_input *in;
    sm_arena *arena;
    sm_diags *by_rule;   // one list per rule of the table
    bool *used_silences; // one per silence of the study
    sm_check_result *out;
} check;

#define CHECK_NO_PLACE ((sm_point){(double)NAN, (double)NAN})

/** Add a finding of a rule of the table. `mend` may be NULL. */
void check_say(check *c, const char *rule, sm_place at, sm_point lonlat, const char *mend,
               const char *fmt, ...) SM_PRINTF(6, 7);

/** A finding that the study excuses by itself. */
void check_excuse(check *c, const char *rule, sm_place at, sm_point lonlat, const char *reason,
                  const char *message);

/** Add the findings of another stage: rules that are checked better here are passed over. */
void check_take_found(check *c, const sm_diags *found);

/** Has another stage found a fault of this rule in this file? */
bool check_has_found(const check *c, const char *rule, const char *file);

/** Do two layers show the same records of the same file by the same rule of time? What is wrong
 *  with them is told once. */
bool check_shows_same(const sm_layer *a, const sm_layer *b);

/** A line of study.xml. */
sm_place check_line(const check *c, int line);
/** A record of a layer's file. */
sm_place check_record(const check *c, const sm_layer *layer, long record);

/** The passes, one file each. */
void check_description(check *c);
void check_files(check *c);
void check_geometry(check *c);
void check_cover(check *c);
void check_time(check *c);
void check_facts(check *c);
void check_page(check *c);
void check_colors(check *c);

/** Is the layer one whose polygons should fit together: control, zones, source of borders? */
bool check_is_cover(const sm_study *study, const sm_layer *layer);

#endif
