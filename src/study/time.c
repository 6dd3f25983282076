// Time rules: which records of a dated layer belong to a day.
#include <string.h>

#include "sitmap/study.h"

bool sm_value_day(const sm_value *v, int32_t *day)
{
    if (v->type == SM_VALUE_DATE) {
        *day = v->day;
        return true;
    }
    return v->type == SM_VALUE_TEXT && sm_parse_date(v->text, strlen(v->text), day);
}

void sm_time_take_newest(const sm_value *v, int32_t day, int32_t *newest, bool *found)
{
    int32_t its = 0;
    if (sm_value_day(v, &its) && its <= day && (!*found || its > *newest)) {
        *newest = its;
        *found = true;
    }
}

bool sm_time_newest(const sm_features *features, int date_field, int32_t day, int32_t *newest)
{
    bool found = false;
    for (size_t i = 0; i < features->count; i++) {
        sm_time_take_newest(&features->items[i].values[date_field], day, newest, &found);
    }
    return found;
}

bool sm_time_within(const sm_value *from, const sm_value *to, int32_t day)
{
    int32_t begin = 0, end = 0;
    bool begun = !sm_value_day(from, &begin) || begin <= day;
    bool over = sm_value_day(to, &end) && end <= day;
    return begun && !over;
}
