// Lengths of the front, and places that are on another side than before.
#include "sitmap/carto.h"
#include "stats/parts.h"

// Sides that share no boundary have a front of length 0.
static sm_status front_length(const stats_day *day, const sm_layer *control, size_t left,
                              size_t right, const char *const *sides, double *km, sm_error *err)
{
    *km = 0;
    if (!day->held[left].n_points || !day->held[right].n_points) {
        return SM_OK;
    }
    sm_arena *scratch = sm_arena_create();
    sm_features front;
    sm_status status = sm_derive_front(scratch, &day->snapshot, NULL, control->side_field,
                                       sides[left], sides[right], 0, &front, err);
    for (size_t i = 0; !status && i < front.count; i++) {
        *km += sm_geodesic_length_km(front.items[i].path);
    }
    sm_arena_destroy(scratch);
    return status == SM_EINPUT ? SM_OK : status;
}

sm_status stats_measure_fronts(stats_work *w, sm_error *err)
{
    sm_stats *s = w->out;
    sm_status status = SM_OK;
    size_t pairs = s->n_sides ? s->n_sides * (s->n_sides - 1) / 2 : 0;
    s->fronts = sm_arena_zero(w->arena, s->n_dates * pairs + 1, sizeof *s->fronts);
    for (size_t day = 0; day < s->n_dates; day++) {
        for (size_t i = 0; i < s->n_sides; i++) {
            for (size_t k = i + 1; k < s->n_sides && !status; k++) {
                sm_stats_front *f = &s->fronts[s->n_fronts++];
                *f = (sm_stats_front){s->dates[day], s->sides[i], s->sides[k], 0};
                status =
                    front_length(&w->days[day], w->in->control, i, k, s->sides, &f->length_km, err);
            }
        }
    }
    return status;
}

static const char *side_of(const stats_work *w, const stats_day *day, sm_point at)
{
    for (size_t i = 0; i < w->out->n_sides; i++) {
        if (sm_path_contains(&day->held[i], at)) {
            return w->out->sides[i];
        }
    }
    return NULL;
}

static const char *name_of(const stats_work *w, const sm_feature *f, int field)
{
    const char *name = field >= 0 ? sm_value_text(w->arena, &f->values[field]) : "";
    return name[0] ? name : sm_arena_printf(w->arena, "record %ld", f->record);
}

static void follow_place(stats_work *w, const sm_feature *f, int field)
{
    const char *before = side_of(w, &w->days[0], f->path->points[0]);
    for (size_t day = 1; day < w->out->n_dates; day++) {
        const char *now = side_of(w, &w->days[day], f->path->points[0]);
        if (now != before) { // both point into the list of sides
            *SM_PUSH(w->arena, &w->out->moves) = (sm_stats_move){w->out->dates[day - 1],
                                                                 w->out->dates[day],
                                                                 f->record,
                                                                 name_of(w, f, field),
                                                                 before,
                                                                 now};
        }
        before = now;
    }
}

void stats_find_moves(stats_work *w)
{
    const sm_features *places = w->in->places ? w->in->place_records : NULL;
    int field =
        places ? stats_lang_field(w->arena, places->fields, w->in->place_name, w->in->lang) : -1;
    for (size_t i = 0; places && i < places->count; i++) {
        const sm_feature *f = &places->items[i];
        if (f->path->shape == SM_SHAPE_POINTS && f->path->n_points) {
            follow_place(w, f, field);
        }
    }
}
