// Positions of a name inside its area: level, where the area is wide, spread over about two thirds
// of the room from border to border (Imhof 1975).
//
//          ____________
//     ____/            \__        c: a place to stand; its chord runs from border to border over
//    |   <---- c ------->  \      the whole height of the letters; the name is set at its middle
//     \________/\__________|
#include <math.h>
#include <string.h>

#include "label/parts.h"
#include "sitmap/topo.h"

#define SPAN (2.0 / 3)
#define TRACKING_LEAST 0.2
#define TRACKING_MOST_PER_EM 0.7 // in large areas; small ones stay closer
#define TRACKING_SMALL_PER_EM 0.35
#define TRACKING_GROWTH 0.0125 // per mm of the area's inner radius
#define SNAP SM_MM(0.5)        // places are shared between figures, so they are on a grid
#define OFF_CENTRE_COST 2.0
#define UNBALANCED_COST 1.0
#define SPAN_COST 2.5
#define OUTSIDE_COST 12.0
#define BROKEN_COST 1.0
#define BESIDE_COST 3.0
#define BESIDE_COST_PER_MM 0.5
#define BESIDE_GAP SM_MM(0.4)
#define SMALL_AREA 3.0 // times the room that the name needs
#define KEEP_FREE SM_MM(0.7)
#define APART SM_MM(2.5)
#define LINE_LEADING 1.09

enum { MAX_MASK_CELLS = 60000, WANTED_PLACES = 90, TRACKINGS = 3, VARIANTS = 2, DIRECTIONS = 16 };

typedef struct area {
    const sm_label_request *request;
    sm_label_raster mask; // 1 inside
    sm_box box;
    double radius; // of the largest circle inside
    sm_point pole;
    double turn_deg; // of the name, clockwise
} area;

// A block whose lines can be spread: width at any tracking is width + gain * more tracking.
typedef struct spreadable {
    sm_label_block block;
    double *gain;
    double cost;
    int variant;
} spreadable;

// A place to stand: where it is and how much room it has.
typedef struct place {
    sm_point at;
    double chord; // from border to border
    double cost;
    int slot;
} place;

static sm_status measure_gain(sm_label_maker *m, const sm_label_request *r, spreadable *s)
{
    s->gain = sm_arena_zero(m->arena, s->block.n, sizeof *s->gain);
    for (size_t i = 0; i < s->block.n; i++) {
        sm_label_line wider = s->block.lines[i];
        wider.font.tracking_pt += 1;
        sm_status status = sm_label_measure_line(m, (sm_label_source){r->layer, r->at}, &wider);
        if (status) {
            return status;
        }
        s->gain[i] = wider.width - s->block.lines[i].width;
    }
    return SM_OK;
}

// The space nearest to the middle of the text; NULL when there is none.
static const char *middle_space(const char *text)
{
    size_t length = strlen(text), best = length;
    const char *found = NULL;
    for (const char *p = strchr(text, ' '); p; p = strchr(p + 1, ' ')) {
        size_t at = (size_t)(p - text), off = at * 2 > length ? at * 2 - length : length - at * 2;
        if (p != text && p[1] && off < best) {
            best = off;
            found = p;
        }
    }
    return found;
}

// The first line in two; false when it has no space.
static sm_status break_name(sm_label_maker *m, const sm_label_request *r, const spreadable *whole,
                            spreadable *out, bool *broken)
{
    const sm_label_line *name = &whole->block.lines[0];
    const char *space = middle_space(name->utf8);
    *broken = space != NULL;
    if (!space) {
        return SM_OK;
    }
    *out = *whole;
    out->block.n = whole->block.n + 1;
    out->block.lines = sm_arena_zero(m->arena, out->block.n, sizeof *out->block.lines);
    memcpy(out->block.lines + 1, whole->block.lines, whole->block.n * sizeof *name);
    out->block.lines[0] = *name;
    out->block.lines[0].utf8 = sm_arena_strndup(m->arena, name->utf8, (size_t)(space - name->utf8));
    out->block.lines[1].utf8 = sm_arena_strdup(m->arena, space + 1);
    for (size_t i = 0; i < 2; i++) {
        sm_status status =
            sm_label_measure_line(m, (sm_label_source){r->layer, r->at}, &out->block.lines[i]);
        if (status) {
            return status;
        }
    }
    sm_label_block_stack(&out->block, LINE_LEADING);
    out->cost = BROKEN_COST;
    out->variant = 1;
    return measure_gain(m, r, out);
}

// ---- Room ---------------------------------------------------------------------------------------

static bool all_inside(const area *ar, sm_box box)
{
    double size = (box.x1 - box.x0) * (box.y1 - box.y0) / (ar->mask.cell * ar->mask.cell);
    return sm_label_raster_sum(&ar->mask, box) > size - 1e-6;
}

// How far from `at` the strip stays inside, in whole cells, walking by (dx, dy).
static double walk(const area *ar, sm_box strip, double dx, double dy)
{
    double step = ar->mask.cell, way = 0;
    size_t most = ar->mask.nx + ar->mask.ny;
    for (size_t i = 0; i < most && all_inside(ar, strip); i++) {
        way += step;
        strip = (sm_box){strip.x0 + dx * step, strip.y0 + dy * step, strip.x1 + dx * step,
                         strip.y1 + dy * step};
    }
    return way;
}

static double snap(double v, double origin)
{
    return origin + SNAP * floor((v - origin) / SNAP + 0.5);
}

// Slots of places: position on the grid of snapped places, 13 bits each way.
static int slot_of(sm_point p, sm_box frame)
{
    int x = (int)fmin(fmax((p.x - frame.x0) / SNAP + 0.5, 0), 8191);
    int y = (int)fmin(fmax((p.y - frame.y0) / SNAP + 0.5, 0), 8191);
    return y * 8192 + x;
}

static place place_at(const sm_label_maker *m, const area *ar, const sm_label_block *b, sm_point at)
{
    double h = (b->lines[0].cap + b->lines[b->n - 1].drop) / 2, c = ar->mask.cell;
    sm_box column = {at.x - c / 2, at.y - h, at.x + c / 2, at.y + h};
    double left = walk(ar, column, -1, 0), right = walk(ar, column, 1, 0);
    sm_box frame = m->task->frame_pt;
    sm_point mid = {snap(at.x + (right - left) / 2, frame.x0), snap(at.y, frame.y0)};
    sm_box row = {mid.x - c, mid.y - c / 2, mid.x + c, mid.y + c / 2};
    double up = walk(ar, row, 0, -1), down = walk(ar, row, 0, 1), height = up + down;
    double inner = fmin(left + right, height) / 2;
    place p = {.at = mid, .chord = left + right, .slot = slot_of(mid, frame)};
    p.cost = OFF_CENTRE_COST * (1 - fmin(1, inner / fmax(ar->radius, c)));
    p.cost += height > 0 ? UNBALANCED_COST * fabs(up - down) / height : UNBALANCED_COST;
    return p;
}

// A turned name has no level chord to stand on: near the middle of the area is best.
static place turned_place_at(const sm_label_maker *m, const area *ar, sm_point at)
{
    sm_box frame = m->task->frame_pt;
    sm_point mid = {snap(at.x, frame.x0), snap(at.y, frame.y0)};
    sm_point middle = {(ar->box.x0 + ar->box.x1) / 2, (ar->box.y0 + ar->box.y1) / 2};
    double off = sm_distance(mid, middle) / fmax(ar->radius, ar->mask.cell);
    return (place){.at = mid, .cost = OFF_CENTRE_COST * fmin(1, off), .slot = slot_of(mid, frame)};
}

// ---- Offers -------------------------------------------------------------------------------------

static double most_tracking(const area *ar, const sm_font *font)
{
    double per_em = TRACKING_SMALL_PER_EM + TRACKING_GROWTH * ar->radius / SM_PT_PER_MM;
    return font->size_pt * fmin(per_em, TRACKING_MOST_PER_EM);
}

// More tracking for the name so that it spans two thirds of the chord; what stands below it keeps
// its own.
static double wanted_tracking(const area *ar, const spreadable *s, double chord)
{
    const sm_label_line *name = &s->block.lines[0];
    double gain = s->gain[0], own = name->font.tracking_pt;
    double wanted = gain > 0 ? own + (SPAN * chord - name->width) / gain : own;
    return fmin(fmax(wanted, TRACKING_LEAST), most_tracking(ar, &name->font));
}

static sm_label_block spread_block(sm_label_maker *m, const spreadable *s, double tracking)
{
    sm_label_block b = s->block;
    b.lines = sm_arena_alloc(m->arena, b.n * sizeof *b.lines);
    memcpy(b.lines, s->block.lines, b.n * sizeof *b.lines);
    for (size_t i = 0; i < (s->variant ? 2u : 1u); i++) {
        b.lines[i].width += s->gain[i] * (tracking - b.lines[i].font.tracking_pt);
        b.lines[i].font.tracking_pt = tracking;
    }
    sm_label_block_stack(&b, LINE_LEADING);
    return b;
}

static double share_inside(const area *ar, const sm_label_candidate *c)
{
    double inside = 0, all = 0, cell = ar->mask.cell;
    for (size_t i = 0; i < c->n_boxes; i++) {
        sm_box b = c->boxes[i];
        inside += sm_label_raster_sum(&ar->mask, b) * cell * cell;
        all += (b.x1 - b.x0) * (b.y1 - b.y0);
    }
    return all > 0 ? inside / all : 0;
}

static double wanted_share(const sm_label_style *style)
{
    double wanted = style->goodness_of_fit;
    return wanted >= 0 && wanted <= 1 ? wanted : 0.5;
}

// Names of areas lie behind the others: close to a name of a place they would read as part of it.
static double area_margin(const sm_label_style *style)
{
    double margin = sm_label_margin(style);
    return margin < 0 ? margin : fmax(margin, KEEP_FREE);
}

static bool has_slot(const sm_label_candidates *list, int slot)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].slot == slot) {
            return true;
        }
    }
    return false;
}

// The ground shows between letters that stand apart.
static double name_ink(const spreadable *s, const sm_label_block *spread)
{
    const sm_label_line *name = &spread->lines[0];
    double apart = s->gain[0] * name->font.tracking_pt;
    return name->width > 0 ? fmin(1, fmax(0, 1 - apart / name->width)) : 1;
}

static void offer(sm_label_maker *m, const area *ar, const spreadable *s, const place *p,
                  double tracking, int slot, sm_label_candidates *out)
{
    sm_label_block b = s->block;
    double cost = p->cost + s->cost;
    if (ar->request->style->spread && ar->turn_deg == 0) {
        b = spread_block(m, s, tracking);
        double span = p->chord > 0 ? b.lines[0].width / p->chord / SPAN : 2;
        cost += SPAN_COST * fmin(1, fabs(1 - span));
    }
    sm_label_candidate c = {
        .slot = slot, .cost = cost, .margin = area_margin(ar->request->style), .apart = APART};
    double baseline = p->at.y + (b.lines[0].cap - b.lines[b.n - 1].drop) / 2;
    sm_label_block_set(m->arena, &b, p->at.x, 0.5, baseline, &c);
    c.ink = name_ink(s, &b);
    if (ar->turn_deg != 0) {
        sm_label_candidate_turn(m->arena, &c, p->at, ar->turn_deg);
    }
    double inside = share_inside(ar, &c);
    if (inside < wanted_share(ar->request->style)) {
        return;
    }
    c.cost += OUTSIDE_COST * fmax(0, 1 - inside);
    sm_label_shield_beside(m->arena, &b, p->at, &c);
    if (sm_label_ground_admit(m->ground, &c, NULL)) {
        *SM_PUSH(m->arena, out) = c;
    }
}

static void stand_at(sm_label_maker *m, const area *ar, const spreadable *s, sm_point at,
                     sm_label_candidates *out)
{
    place p = ar->turn_deg == 0 ? place_at(m, ar, &s->block, at) : turned_place_at(m, ar, at);
    double wide = wanted_tracking(ar, s, p.chord);
    int first = (p.slot * VARIANTS + s->variant) * TRACKINGS;
    if (has_slot(out, first) || has_slot(out, first + 1) || has_slot(out, first + 2)) {
        return;
    }
    size_t n =
        ar->request->style->spread && ar->turn_deg == 0 && wide > TRACKING_LEAST ? TRACKINGS : 1;
    for (size_t k = 0; k < n; k++) {
        double tracking = wide + (TRACKING_LEAST - wide) * (double)k / (TRACKINGS - 1);
        offer(m, ar, s, &p, tracking, first + (int)k, out);
    }
}

static void stand_everywhere(sm_label_maker *m, const area *ar, const spreadable *s,
                             sm_label_candidates *out)
{
    stand_at(m, ar, s, ar->pole, out);
    if (ar->turn_deg != 0) {
        stand_at(m, ar, s, (sm_point){(ar->box.x0 + ar->box.x1) / 2, (ar->box.y0 + ar->box.y1) / 2},
                 out);
    }
    double cells = sm_label_raster_sum(&ar->mask, ar->box);
    // In steps of two, so that an area that changes a little from date to date keeps its grid, and
    // its name can keep its place.
    double wanted = ar->mask.cell * sqrt(cells / WANTED_PLACES);
    double step = SM_MM(2) * exp2(floor(log2(fmax(1, wanted / SM_MM(2)))));
    sm_point o = {m->task->frame_pt.x0, m->task->frame_pt.y0};
    double c = ar->mask.cell / 4;
    for (double y = o.y + step * ceil((ar->box.y0 - o.y) / step); y < ar->box.y1; y += step) {
        for (double x = o.x + step * ceil((ar->box.x0 - o.x) / step); x < ar->box.x1; x += step) {
            if (all_inside(ar, (sm_box){x - c, y - c, x + c, y + c})) {
                stand_at(m, ar, s, (sm_point){x, y}, out);
            }
        }
    }
}

// ---- Beside -------------------------------------------------------------------------------------

// A name is put beside its area only if the area is small, as a lake is, and seen whole: beside a
// large one, or a piece of one, it would name the neighbour.
static bool may_leave(const sm_label_maker *m, const area *ar, const sm_label_block *b)
{
    double cell = ar->mask.cell, size = sm_label_raster_sum(&ar->mask, ar->box) * cell * cell;
    return ar->request->style->max_displacement_pt > 0 &&
           size < SMALL_AREA * b->width * (b->up + b->down) &&
           sm_box_contains(sm_box_grow(m->task->frame_pt, -0.1), ar->box);
}

// As near as this direction allows: from the middle outwards until no letter is on the area.
static bool set_beside(sm_label_maker *m, const area *ar, const sm_label_block *b, double angle,
                       sm_label_candidate *c)
{
    double most = ar->box.x1 - ar->box.x0 + ar->box.y1 - ar->box.y0 + b->width;
    for (double way = 0; way <= most; way += ar->mask.cell) {
        double x = ar->pole.x + way * cos(angle), y = ar->pole.y + way * sin(angle);
        double top = y - (b->up + b->down) / 2;
        sm_box all = {x - b->width / 2, top, x + b->width / 2, top + b->up + b->down};
        if (sm_label_raster_sum(&ar->mask, sm_box_grow(all, BESIDE_GAP)) < 0.01) {
            sm_point near = sm_label_nearest_in_box(all, ar->pole);
            c->cost += BESIDE_COST_PER_MM * sm_distance(near, ar->pole) / SM_PT_PER_MM;
            double side = cos(angle), align = side > 0.3 ? 0 : side < -0.3 ? 1 : 0.5;
            sm_label_block_set(m->arena, b, all.x0 + align * b->width, align, top + b->up, c);
            sm_label_shield_beside(m->arena, b, ar->pole, c);
            return true;
        }
    }
    return false;
}

static void stand_beside(sm_label_maker *m, const area *ar, const sm_label_block *block,
                         sm_label_candidates *out)
{
    for (int i = 0; i < DIRECTIONS; i++) {
        sm_label_candidate c = {
            .slot = -1 - i, .cost = BESIDE_COST, .margin = sm_label_margin(ar->request->style)};
        if (set_beside(m, ar, block, 2 * M_PI * i / DIRECTIONS, &c) &&
            sm_label_ground_admit(m->ground, &c, NULL)) {
            *SM_PUSH(m->arena, out) = c;
        }
    }
}

// ---- Turned -------------------------------------------------------------------------------------

// So that it reads from left to right, or upwards.
static double upright(double deg)
{
    double turned = fmod(fmod(deg, 180) + 180, 180);
    return turned >= 90 ? turned - 180 : turned;
}

static sm_status find_turn(const sm_label_maker *m, const sm_path *main, area *ar)
{
    const sm_label_style *style = ar->request->style;
    double axis = 0;
    if (style->align != SM_ALIGN_MANUAL) {
        sm_status status = sm_topo_long_axis(m->scratch, main, &axis, m->err);
        if (status) {
            return status;
        }
        axis = upright(axis);
    }
    if (style->align == SM_ALIGN_ORTHO) {
        axis = fabs(axis) > 45 ? -90 : 0;
    }
    ar->turn_deg = axis + (isfinite(style->rotation_deg) ? style->rotation_deg : 0);
    return SM_OK;
}

// ---- Along the middle ---------------------------------------------------------------------------

// What stays inside of the area.
static sm_status stand_along(sm_label_maker *m, const area *ar, const sm_label_block *block,
                             const sm_path *main, sm_label_candidates *out)
{
    sm_label_candidates all = {NULL, 0, 0};
    sm_status status = sm_label_curve_candidates(m, ar->request, block, main, &all);
    for (size_t i = 0; !status && i < all.count; i++) {
        sm_label_candidate *c = &all.items[i];
        double inside = share_inside(ar, c);
        c->apart = APART;
        c->cost += OUTSIDE_COST * fmax(0, 1 - inside);
        if (inside >= wanted_share(ar->request->style)) {
            *SM_PUSH(m->arena, out) = *c;
        }
    }
    return status;
}

// ---- The whole ----------------------------------------------------------------------------------

sm_status sm_label_area_candidates(sm_label_maker *m, const sm_label_request *request,
                                   const sm_label_block *block, const sm_path *visible,
                                   sm_label_candidates *out)
{
    sm_path main;
    sm_label_main_parts(m->scratch, visible, &main);
    area ar = {.request = request, .box = sm_path_box(&main)};
    sm_label_raster_init(&ar.mask, m->scratch, ar.box, 1, MAX_MASK_CELLS);
    sm_label_raster_fill(&ar.mask, m->scratch, &main, 1);
    sm_label_raster_seal(&ar.mask);
    ar.pole = sm_topo_label_point(m->scratch, &main, 0.5, &ar.radius);
    spreadable whole = {.block = *block}, broken;
    sm_status status = find_turn(m, &main, &ar);
    if (!status && request->style->curved) {
        status = stand_along(m, &ar, block, &main, out);
    }
    if (status || out->count) {
        return status;
    }
    status = measure_gain(m, request, &whole);
    if (status) {
        return status;
    }
    stand_everywhere(m, &ar, &whole, out);
    bool can_break = false;
    status = break_name(m, request, &whole, &broken, &can_break);
    if (!status && can_break) {
        stand_everywhere(m, &ar, &broken, out);
    }
    if (!status && may_leave(m, &ar, block)) {
        stand_beside(m, &ar, block, out);
    }
    return status;
}
