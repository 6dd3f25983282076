// Dated places against the drawn control: each lies on the side that its own date implies.
#include <math.h>
#include <string.h>

#include "check/parts.h"
#include "sitmap/derive.h"
#include "sitmap/stats.h"

/** One <facts> with what it needs. */
typedef struct facts_pass {
    check *c;
    const sm_study_facts *facts;
    const sm_layer *places, *control;
    const sm_features *place_records, *control_records;
    int before, date, side;
    bool *used; // exceptions
} facts_pass;

static bool find_field(facts_pass *p, const sm_layer *layer, const sm_features *records,
                       const char *name, int *field)
{
    *field = sm_fields_find(records->fields, name);
    if (*field < 0) {
        check_say(p->c, "facts.field", check_line(p->c, p->facts->line), CHECK_NO_PLACE,
                  "name a field of the layer", "layer %s has no field %s", layer->id, name);
    }
    return *field >= 0;
}

static bool open_pass(facts_pass *p)
{
    const sm_check_input *in = p->c->in;
    p->places = sm_study_layer(in->study, p->facts->layer);
    p->control = sm_study_layer(in->study, p->facts->control);
    p->place_records = p->places ? in->records(in->context, p->places) : NULL;
    p->control_records = p->control ? in->records(in->context, p->control) : NULL;
    if (!p->place_records || !p->control_records || !p->control->side_field) {
        return false;
    }
    bool before = find_field(p, p->places, p->place_records, p->facts->before_field, &p->before);
    bool date = find_field(p, p->places, p->place_records, p->facts->date_field, &p->date);
    p->side = sm_fields_find(p->control_records->fields, p->control->side_field);
    return before && date && p->side >= 0;
}

// "" for a place that the facts say nothing of.
static const char *expected(const facts_pass *p, const sm_feature *place, int32_t day)
{
    const char *before = sm_value_text(p->c->arena, &place->values[p->before]);
    int32_t changed = 0;
    if (p->facts->has_opening && day <= p->facts->opening) {
        return before;
    }
    bool dated = sm_value_day(&place->values[p->date], &changed);
    return before[0] && dated && changed <= day ? p->facts->after : before;
}

static const char *drawn(const facts_pass *p, const sm_features *snapshot, sm_point at)
{
    for (size_t i = 0; i < snapshot->count; i++) {
        const sm_feature *f = &snapshot->items[i];
        if (f->path->shape == SM_SHAPE_RINGS && sm_path_contains(f->path, at)) {
            return sm_value_text(p->c->arena, &f->values[p->side]);
        }
    }
    return NULL;
}

static const sm_study_exception *exception_for(facts_pass *p, const sm_feature *place, int32_t day)
{
    for (size_t i = 0; i < p->facts->n_exceptions; i++) {
        const sm_study_exception *x = &p->facts->exceptions[i];
        if ((!x->has_date || x->date == day) && sm_where_matches(p->c->arena, x->where, place)) {
            p->used[i] = true;
            return x;
        }
    }
    return NULL;
}

static const char *name_of(const facts_pass *p, const sm_feature *place)
{
    static const char *const usual[] = {"name_en", "name", "id"};
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
        int field = sm_fields_find(place->fields, usual[i]);
        const char *name = field < 0 ? "" : sm_value_text(p->c->arena, &place->values[field]);
        if (name[0]) {
            return name;
        }
    }
    return sm_arena_printf(p->c->arena, "record %ld", place->record);
}

static void look_at_place(facts_pass *p, const sm_features *snapshot, int32_t day,
                          const sm_feature *place)
{
    const char *want = expected(p, place, day);
    sm_point at = place->path->points[0];
    const char *have = want[0] ? drawn(p, snapshot, at) : want;
    if (have && strcmp(have, want) == 0) {
        return;
    }
    char date[11];
    sm_format_date(day, date);
    const char *message = sm_arena_printf(
        p->c->arena, "%s lies on %s%s on %s, its own date says %s", name_of(p, place),
        have ? "the ground of " : "no side's ground", have ? have : "", date, want);
    const sm_study_exception *x = exception_for(p, place, day);
    if (x) {
        check_excuse(p->c, "facts.side", check_record(p->c, p->places, place->record), at,
                     x->reason, message);
    } else {
        check_say(p->c, "facts.side", check_record(p->c, p->places, place->record), at,
                  "move the front, correct the date, or declare an <exception> with its reason",
                  "%s", message);
    }
}

static void look_at_day(facts_pass *p, int32_t day)
{
    sm_features snapshot;
    sm_error err;
    int32_t found = 0;
    if (sm_derive_snapshot(p->c->arena, p->control_records, p->control->date_field, day, &snapshot,
                           &found, &err)) {
        return;
    }
    for (size_t i = 0; i < p->place_records->count; i++) {
        const sm_feature *place = &p->place_records->items[i];
        if (place->path->shape == SM_SHAPE_POINTS && place->path->n_points) {
            look_at_place(p, &snapshot, day, place);
        }
    }
}

static void report_unused(facts_pass *p)
{
    for (size_t i = 0; i < p->facts->n_exceptions; i++) {
        const sm_study_exception *x = &p->facts->exceptions[i];
        if (!p->used[i]) {
            check_say(p->c, "facts.exception-unused", check_line(p->c, x->line), CHECK_NO_PLACE,
                      "remove it",
                      "the exception for %s is not needed: the map agrees with the facts",
                      x->where);
        }
    }
}

static void look_at_facts(check *c, const sm_study_facts *facts)
{
    facts_pass p = {.c = c, .facts = facts};
    if (!facts->layer || !facts->control || !facts->before_field || !facts->date_field ||
        !facts->after || !open_pass(&p)) {
        return;
    }
    p.used = sm_arena_zero(c->arena, facts->n_exceptions + 1, sizeof *p.used);
    size_t n = 0;
    const int32_t *days = sm_stats_dates(c->arena, p.control_records, p.control->date_field, &n);
    for (size_t i = 0; i < n; i++) {
        look_at_day(&p, days[i]);
    }
    report_unused(&p);
}

void check_facts(check *c)
{
    for (size_t i = 0; i < c->in->study->checks.n_facts; i++) {
        look_at_facts(c, &c->in->study->checks.facts[i]);
    }
}
