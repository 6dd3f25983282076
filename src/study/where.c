// The small selection language of study.xml: "field=value;field=value", all must hold.
#include <string.h>

#include "sitmap/study.h"

typedef struct term {
    const char *field, *value;
    size_t field_len, value_len;
} term;

static void trim(const char **text, size_t *len)
{
    while (*len && (**text == ' ' || **text == '\t')) {
        ++*text;
        --*len;
    }
    while (*len && ((*text)[*len - 1] == ' ' || (*text)[*len - 1] == '\t')) {
        --*len;
    }
}

// Takes the next term off `*at`; false when it is malformed.
static bool next_term(const char **at, term *out)
{
    size_t len = strcspn(*at, ";");
    const char *equals = memchr(*at, '=', len);
    if (!equals || equals == *at) {
        return false;
    }
    *out = (term){*at, equals + 1, (size_t)(equals - *at), len - (size_t)(equals - *at) - 1};
    trim(&out->field, &out->field_len);
    trim(&out->value, &out->value_len);
    *at += len + ((*at)[len] == ';');
    return out->field_len > 0;
}

bool sm_where_matches(sm_arena *scratch, const char *where, const sm_feature *feature)
{
    sm_arena_mark mark = sm_arena_mark_now(scratch);
    bool matches = true;
    for (const char *at = where ? where : ""; *at && matches;) {
        term t;
        matches = next_term(&at, &t);
        if (matches) {
            int field =
                sm_fields_find(feature->fields, sm_arena_strndup(scratch, t.field, t.field_len));
            const char *has = field < 0 ? "" : sm_value_text(scratch, &feature->values[field]);
            matches =
                field >= 0 && strlen(has) == t.value_len && memcmp(has, t.value, t.value_len) == 0;
        }
    }
    sm_arena_rewind(scratch, mark);
    return matches;
}

const char *sm_where_unknown_field(sm_arena *a, const char *where, const sm_fields *fields)
{
    for (const char *at = where ? where : ""; *at;) {
        term t;
        if (!next_term(&at, &t)) {
            return "";
        }
        const char *name = sm_arena_strndup(a, t.field, t.field_len);
        if (sm_fields_find(fields, name) < 0) {
            return name;
        }
    }
    return NULL;
}
