// What changed hands between two snapshots: for each ordered pair of sides, what the one held then
// and the other holds now.
//
//     earlier of A  ∩  later of B  --drop slivers-->  one feature (from A, to B)
#include <math.h>
#include <string.h>

#include "parts.h"

static const sm_field fields[] = {
    {"side", SM_VALUE_TEXT, 40, 0},       {"from_side", SM_VALUE_TEXT, 40, 0},
    {"since", SM_VALUE_DATE, 10, 0},      {"date", SM_VALUE_DATE, 10, 0},
    {"area_km2", SM_VALUE_NUMBER, 12, 3},
};

enum { SIDE, FROM_SIDE, SINCE, DATE, AREA_KM2, N_FIELDS };

#define GRID_DEG 1e-9 // a tenth of a millimetre

typedef struct change {
    sm_arena *a;
    const sm_features *earlier, *later;
    double sliver_deg;
    sm_diags *diags;
    sm_features *out;
} change;

static void note_mended(change *c, const sm_features *in, const char *side)
{
    sm_diags_add(c->diags, SM_WARNING, "derive.mended", SM_IN_FILE(in->name),
                 "mend the polygon in its file", "an invalid polygon of side '%s' was mended",
                 side);
}

// The ground of one side in one snapshot, its records united.
static sm_status unite_side(change *c, const sm_features *in, int field, const char *side,
                            sm_path *out, sm_error *err)
{
    sm_path_init(out, c->a, SM_SPACE_LONLAT, SM_SHAPE_RINGS);
    bool mended = false;
    sm_status status = SM_OK;
    for (size_t i = 0; !status && i < in->count; i++) {
        const sm_feature *f = &in->items[i];
        const char *value = sm_derive_value(c->a, f, field);
        if (value && strcmp(value, side) == 0 && f->path->n_parts) {
            bool m = false;
            sm_path so_far = *out;
            status =
                sm_topo_overlay(c->a, &so_far, f->path, SM_OVERLAY_UNION, GRID_DEG, out, &m, err);
            mended = mended || m;
            if (status) {
                sm_error_locate(err, SM_AT_RECORD(in->name, f->record));
            }
        }
    }
    if (!status && mended) {
        note_mended(c, in, side);
    }
    return status;
}

// Polygons narrower than the sliver width leave a note with their place.
static bool is_sliver(change *c, const sm_point *shell, size_t n)
{
    double perimeter = sm_line_length(shell, n);
    if (perimeter > 0 && fabs(sm_ring_area(shell, n)) / perimeter >= c->sliver_deg) {
        return false;
    }
    sm_diags_add_at(c->diags, SM_NOTE, "derive.sliver", SM_IN_FILE(c->later->name), shell[0].x,
                    shell[0].y, "let both dates share their border here",
                    "a sliver between the borders of two dates was left out");
    return true;
}

// Rings come as a clockwise shell followed by its holes.
static void drop_slivers(change *c, const sm_path *in, sm_path *out)
{
    bool dropping = false;
    sm_path_init(out, c->a, in->space, in->shape);
    for (size_t i = 0; i < in->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(in, i, &n);
        if (sm_ring_area(p, n) < 0) {
            dropping = is_sliver(c, p, n);
        }
        if (!dropping) {
            sm_path_begin_part(out);
            memcpy(sm_path_extend(out, n), p, n * sizeof *p);
        }
    }
}

static void add_feature(change *c, const char *from, const char *to, const sm_path *rings)
{
    sm_value *values = sm_arena_zero(c->a, N_FIELDS, sizeof *values);
    values[SIDE] = sm_derive_text(to);
    values[FROM_SIDE] = sm_derive_text(from);
    values[SINCE] = sm_derive_date(c->earlier);
    values[DATE] = sm_derive_date(c->later);
    values[AREA_KM2] = (sm_value){.type = SM_VALUE_NUMBER};
    sm_path *own = sm_arena_alloc(c->a, sizeof *own);
    *own = *rings;
    sm_derive_add(c->a, c->out, values, own);
}

static sm_status add_pair(change *c, const char *from, const sm_path *then, const char *to,
                          const sm_path *now, sm_error *err)
{
    sm_path both, clean;
    sm_status status =
        sm_topo_overlay(c->a, then, now, SM_OVERLAY_INTERSECTION, GRID_DEG, &both, NULL, err);
    if (status) {
        return status;
    }
    drop_slivers(c, &both, &clean);
    if (clean.n_parts) {
        add_feature(c, from, to, &clean);
    }
    return SM_OK;
}

static void collect_sides(change *c, const sm_features *in, int field, sm_derive_names *sides)
{
    for (size_t i = 0; i < in->count; i++) {
        const char *side = sm_derive_value(c->a, &in->items[i], field);
        if (side) {
            sm_derive_name_number(c->a, sides, side);
        }
    }
}

static sm_status add_pairs(change *c, int then_field, int now_field, sm_error *err)
{
    sm_derive_names sides = {0};
    sm_status status = SM_OK;
    collect_sides(c, c->earlier, then_field, &sides);
    collect_sides(c, c->later, now_field, &sides);
    sm_path *then = sm_arena_alloc(c->a, sides.count * sizeof *then);
    sm_path *now = sm_arena_alloc(c->a, sides.count * sizeof *now);
    for (size_t i = 0; !status && i < sides.count; i++) {
        status = unite_side(c, c->earlier, then_field, sides.items[i], &then[i], err);
        if (!status) {
            status = unite_side(c, c->later, now_field, sides.items[i], &now[i], err);
        }
    }
    for (size_t i = 0; !status && i < sides.count * sides.count; i++) {
        size_t from = i / sides.count, to = i % sides.count;
        if (from != to && then[from].n_parts && now[to].n_parts) {
            status = add_pair(c, sides.items[from], &then[from], sides.items[to], &now[to], err);
        }
    }
    return status;
}

sm_status sm_derive_change(sm_arena *a, const sm_features *earlier, const sm_features *later,
                           const char *side_field, double sliver_deg, sm_features *out,
                           sm_diags *diags, sm_error *err)
{
    int then_field = sm_derive_find_field(earlier, side_field, err);
    int now_field = then_field < 0 ? -1 : sm_derive_find_field(later, side_field, err);
    if (now_field < 0) {
        return SM_EINPUT;
    }
    sm_features made = {.name = later->name, .fields = sm_derive_fields(a, fields, N_FIELDS)};
    change c = {a, earlier, later, sliver_deg, diags, &made};
    sm_status status = add_pairs(&c, then_field, now_field, err);
    if (!status) {
        *out = made;
    }
    return status;
}
