// What the derivations share: sides as classes, small tables of fields. Inside derive only.
#ifndef SITMAP_SRC_DERIVE_PARTS_H
#define SITMAP_SRC_DERIVE_PARTS_H

#include "sitmap/derive.h"

/** Vertices nearer than this are one: a millimetre on the ground, in degrees. */
#define SM_DERIVE_SNAP_DEG 1e-8

/** The values of a text field, numbered by first appearance. */
typedef struct sm_derive_names {
    const char **items;
    size_t count, cap;
} sm_derive_names;

/** The number of a name, added when new. */
int sm_derive_name_number(sm_arena *a, sm_derive_names *names, const char *name);

/** A table of fields in `a`; the array is copied. */
const sm_fields *sm_derive_fields(sm_arena *a, const sm_field *fields, size_t n);

/** Index of the field, or -1 and an SM_EINPUT that names layer and field. */
int sm_derive_find_field(const sm_features *in, const char *name, sm_error *err);

/** A text value; NULL gives null. */
sm_value sm_derive_text(const char *text);

/** The value of the first date field of the first feature; null when there is none. */
sm_value sm_derive_date(const sm_features *in);

/** A text value of a feature, cleaned of nothing; NULL for null and for index -1. */
const char *sm_derive_value(sm_arena *a, const sm_feature *f, int field);

/** Append a feature that takes over `values` (as many as fields). */
void sm_derive_add(sm_arena *a, sm_features *out, sm_value *values, const sm_path *path);

#endif
