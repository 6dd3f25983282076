// Every boundary of a polygon layer, each stretch once.
#include "parts.h"

static const sm_field fields[] = {
    {"left", SM_VALUE_TEXT, 80, 0},
    {"right", SM_VALUE_TEXT, 80, 0},
    {"outer", SM_VALUE_TEXT, 3, 0},
};

enum { LEFT, RIGHT, OUTER, N_FIELDS };

// The class of each polygon; null values are a class like any other, written as null again.
static sm_classed *classify(sm_arena *a, const sm_features *in, int field, sm_derive_names *names)
{
    sm_classed *out = sm_arena_alloc(a, in->count * sizeof *out);
    for (size_t i = 0; i < in->count; i++) {
        const sm_feature *f = &in->items[i];
        const char *name =
            field < 0 ? sm_arena_printf(a, "%ld", f->record) : sm_derive_value(a, f, field);
        int cls = field < 0 ? (int)i : sm_derive_name_number(a, names, name ? name : "");
        if (field < 0) {
            *SM_PUSH(a, names) = name;
        }
        out[i] = (sm_classed){f->path, cls};
    }
    return out;
}

static sm_value class_value(const sm_derive_names *names, int cls)
{
    bool known = cls >= 0 && (size_t)cls < names->count && names->items;
    const char *name = known ? names->items[cls] : NULL;
    return sm_derive_text(name && *name ? name : NULL);
}

sm_status sm_derive_borders(sm_arena *a, const sm_features *polygons, const char *class_field,
                            sm_features *out, sm_error *err)
{
    int field = class_field ? sm_derive_find_field(polygons, class_field, err) : -1;
    if (class_field && field < 0) {
        return SM_EINPUT;
    }
    sm_derive_names names = {0};
    sm_stretches stretches;
    sm_classed *classed = classify(a, polygons, field, &names);
    sm_status status =
        sm_topo_boundaries(a, classed, polygons->count, SM_DERIVE_SNAP_DEG, &stretches, err);
    if (status) {
        return status;
    }
    *out = (sm_features){.name = polygons->name, .fields = sm_derive_fields(a, fields, N_FIELDS)};
    for (size_t i = 0; i < stretches.count; i++) {
        const sm_stretch *s = &stretches.items[i];
        sm_value *values = sm_arena_zero(a, N_FIELDS, sizeof *values);
        values[LEFT] = class_value(&names, s->left);
        values[RIGHT] = class_value(&names, s->right);
        values[OUTER] = sm_derive_text(s->left < 0 || s->right < 0 ? "yes" : NULL);
        sm_derive_add(a, out, values, &s->line);
    }
    return SM_OK;
}
