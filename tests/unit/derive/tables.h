#ifndef SITMAP_TESTS_UNIT_DERIVE_TABLES_H
#define SITMAP_TESTS_UNIT_DERIVE_TABLES_H

// A small layer of control polygons as text:
//
//     layer(a, (row[]){{"2020-09-27", "AM", "approximate", "0 0, 0 1, 1 1, 1 0"}, ...}, n)

#include "../topo/shapes.h"

#include "sitmap/derive.h"

typedef struct row {
    const char *date, *side, *certainty, *rings; // NULL: null
} row;

static inline sm_value text_value(const char *text)
{
    return (sm_value){.type = text ? SM_VALUE_TEXT : SM_VALUE_NULL, .text = text};
}

static inline sm_features layer(sm_arena *a, const row *rows, size_t n)
{
    static sm_field items[] = {{"date", SM_VALUE_DATE, 10, 0},
                               {"side", SM_VALUE_TEXT, 10, 0},
                               {"certainty", SM_VALUE_TEXT, 20, 0}};
    static const sm_fields fields = {items, 3, 3};
    sm_features out = {.name = "control.shp", .fields = &fields};
    for (size_t i = 0; i < n; i++) {
        sm_path *path = sm_arena_alloc(a, sizeof *path);
        sm_value *values = sm_arena_zero(a, 3, sizeof *values);
        *path = path_of(a, SM_SPACE_LONLAT, SM_SHAPE_RINGS, rows[i].rings);
        if (rows[i].date) {
            values[0].type = SM_VALUE_DATE;
            assert_true(sm_parse_date(rows[i].date, strlen(rows[i].date), &values[0].day));
        }
        values[1] = text_value(rows[i].side);
        values[2] = text_value(rows[i].certainty);
        *SM_PUSH(a, &out) = (sm_feature){(long)i + 1, &fields, values, path};
    }
    return out;
}

/** The value of a field as text; "" for null. */
static inline const char *value_of(sm_arena *a, const sm_features *f, size_t i, const char *field)
{
    int at = sm_fields_find(f->fields, field);
    assert_true(at >= 0 && i < f->count);
    return sm_value_text(a, &f->items[i].values[at]);
}

#endif
