// See parts.h.
#include "parts.h"

#include <string.h>

int sm_derive_name_number(sm_arena *a, sm_derive_names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++) {
        if (strcmp(names->items[i], name) == 0) {
            return (int)i;
        }
    }
    *SM_PUSH(a, names) = name;
    return (int)names->count - 1;
}

const sm_fields *sm_derive_fields(sm_arena *a, const sm_field *fields, size_t n)
{
    sm_fields *table = sm_arena_alloc(a, sizeof *table);
    *table = (sm_fields){.items = sm_arena_alloc(a, n * sizeof *fields), .count = n, .cap = n};
    memcpy(table->items, fields, n * sizeof *fields);
    return table;
}

int sm_derive_find_field(const sm_features *in, const char *name, sm_error *err)
{
    int field = sm_fields_find(in->fields, name);
    if (field < 0) {
        sm_fail(err, SM_EINPUT, SM_IN_FILE(in->name), "name a field of the layer",
                "the layer has no field '%s'", name);
    }
    return field;
}

sm_value sm_derive_text(const char *text)
{
    return (sm_value){.type = text ? SM_VALUE_TEXT : SM_VALUE_NULL, .text = text};
}

sm_value sm_derive_date(const sm_features *in)
{
    for (size_t i = 0; in->count && i < in->fields->count; i++) {
        if (in->fields->items[i].type == SM_VALUE_DATE) {
            return in->items[0].values[i];
        }
    }
    return (sm_value){.type = SM_VALUE_NULL};
}

const char *sm_derive_value(sm_arena *a, const sm_feature *f, int field)
{
    if (field < 0 || f->values[field].type == SM_VALUE_NULL) {
        return NULL;
    }
    return sm_value_text(a, &f->values[field]);
}

void sm_derive_add(sm_arena *a, sm_features *out, sm_value *values, const sm_path *path)
{
    *SM_PUSH(a, out) = (sm_feature){
        .record = (long)out->count, .fields = out->fields, .values = values, .path = path};
}
