// One date of a dated layer.
#include "parts.h"

static sm_status no_snapshot(const sm_features *in, int field, int32_t day, sm_error *err)
{
    int32_t first = INT32_MAX;
    for (size_t i = 0; i < in->count; i++) {
        int32_t day_of = 0;
        if (sm_value_day(&in->items[i].values[field], &day_of) && day_of < first) {
            first = day_of;
        }
    }
    char wanted[11], begins[11];
    sm_format_date(day, wanted);
    if (first == INT32_MAX) {
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(in->name), "give each record a date",
                       "no record has a date in the field '%s'", in->fields->items[field].name);
    }
    sm_format_date(first, begins);
    return sm_fail(err, SM_EINPUT, SM_IN_FILE(in->name), "ask for this date or a later one",
                   "nothing is known for %s: the first date is %s", wanted, begins);
}

sm_status sm_derive_snapshot(sm_arena *a, const sm_features *in, const char *date_field,
                             int32_t day, sm_features *out, int32_t *found, sm_error *err)
{
    int32_t newest = 0;
    int field = sm_derive_find_field(in, date_field, err);
    if (field < 0) {
        return SM_EINPUT;
    }
    if (!sm_time_newest(in, field, day, &newest)) {
        return no_snapshot(in, field, day, err);
    }
    *out = (sm_features){.name = in->name, .fields = in->fields};
    for (size_t i = 0; i < in->count; i++) {
        int32_t its = 0;
        if (sm_value_day(&in->items[i].values[field], &its) && its == newest) {
            *SM_PUSH(a, out) = in->items[i];
        }
    }
    *found = newest;
    return SM_OK;
}
