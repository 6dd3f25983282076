// Fields and values of features.
#include <string.h>
#include <strings.h>

#include "sitmap/study.h"

const char *sm_value_text(sm_arena *a, const sm_value *v)
{
    switch (v->type) {
    case SM_VALUE_NULL: return "";
    case SM_VALUE_TEXT: return v->text;
    case SM_VALUE_NUMBER: return v->text ? v->text : sm_arena_printf(a, "%.15g", v->number);
    case SM_VALUE_BOOL: return v->number != 0 ? "true" : "false";
    case SM_VALUE_DATE: {
        char *text = sm_arena_alloc(a, 11);
        sm_format_date(v->day, text);
        return text;
    }
    }
    return "";
}

enum { DBF_NAME = 10 }; // a DBF cuts field names after ten bytes

int sm_fields_find(const sm_fields *fields, const char *name)
{
    int folded = -1, cut = -1, n_cut = 0;
    for (size_t i = 0; i < fields->count; i++) {
        const char *field = fields->items[i].name;
        if (strcmp(field, name) == 0) {
            return (int)i;
        }
        if (folded < 0 && strcasecmp(field, name) == 0) {
            folded = (int)i;
        }
        if (strlen(name) > DBF_NAME && strncasecmp(field, name, DBF_NAME) == 0) {
            cut = (int)i;
            n_cut++;
        }
    }
    return folded >= 0 ? folded : n_cut == 1 ? cut : -1;
}
