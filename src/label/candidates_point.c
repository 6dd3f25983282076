// Positions of a name around its point.
//
//        10  6  11          Imhof's order, upper right first (The American Cartographer 2(2), 1975,
//      2  \  |  /  0        p. 132; costs after Yoeli 1972), with one change: level right and left
//      5 --- o --- 1        rank beside the diagonals of their side, since both read as well in
//      4  /  |  \  3        print, and first for names of two lines, whose middle is at the symbol.
//        12  7  13
#include <math.h>

#include "label/parts.h"

#define GAP SM_MM(0.6)        // between symbol and letters
#define LEADER_GAP SM_MM(0.4) // between leader and symbol, and leader and letters
#define LEADER_SHORTEST SM_MM(0.6)
#define FAR_COST_PER_MM 2.0 // away from the symbol without a leader
#define LEADER_COST 2.5     // having to need one
#define LEADER_COST_PER_MM 0.5
#define AUTHOR_COST 2.0 // any other position than the one that the style asks for

typedef enum row_kind {
    ROW_ABOVE, // last baseline a little above the point, as written on a line through it
    ROW_TOP,   // wholly above the symbol
    ROW_LEVEL, // middle at the point
    ROW_FIRST, // first line level with the point
    ROW_BELOW, // first line a little below the point
    ROW_BOTTOM // wholly below the symbol
} row_kind;

typedef struct position {
    double side;  // 1: right of the point, -1: left, 0: above or below
    double slide; // side 0: share of the width by which it is moved to the right
    row_kind row;
    double cost, cost_tall; // for one line, and for several
    sm_direction to;
} position;

static const position positions[] = {
    {1, 0, ROW_ABOVE, 0.0, 0.7, SM_TO_NE},     // upper right
    {1, 0, ROW_LEVEL, 0.4, 0.0, SM_TO_E},      // right
    {-1, 0, ROW_ABOVE, 0.9, 1.2, SM_TO_NW},    // upper left
    {1, 0, ROW_BELOW, 0.7, 0.9, SM_TO_SE},     // lower right
    {-1, 0, ROW_BELOW, 1.5, 1.6, SM_TO_SW},    // lower left
    {-1, 0, ROW_LEVEL, 1.2, 0.5, SM_TO_W},     // left
    {0, 0, ROW_TOP, 1.8, 1.9, SM_TO_N},        // above
    {0, 0, ROW_BOTTOM, 2.2, 2.1, SM_TO_S},     // below
    {1, 0, ROW_FIRST, 0.5, 0.2, SM_TO_E},      // right, first line level
    {-1, 0, ROW_FIRST, 1.3, 0.7, SM_TO_W},     // left, first line level
    {0, -0.25, ROW_TOP, 2.2, 2.3, SM_TO_N},    // above, to the left
    {0, 0.25, ROW_TOP, 2.0, 2.1, SM_TO_N},     // above, to the right
    {0, -0.25, ROW_BOTTOM, 2.6, 2.5, SM_TO_S}, // below, to the left
    {0, 0.25, ROW_BOTTOM, 2.4, 2.3, SM_TO_S},  // below, to the right
};

enum { N_POSITIONS = sizeof positions / sizeof *positions, N_FAR = 8, DISTANCES = 3, AUTHOR = 99 };

// Where the first baseline must be for a row at distance `d` from the point.
static double baseline_of(row_kind row, const sm_label_block *b, double y, double d)
{
    double last_drop = b->lines[b->n - 1].drop, cap = b->lines[0].cap;
    switch (row) {
    case ROW_ABOVE: return y - 0.5 * d - last_drop;
    case ROW_TOP: return y - d - b->down;
    case ROW_LEVEL: return y + (cap - last_drop) / 2;
    case ROW_FIRST: return y + cap / 2;
    case ROW_BELOW: return y + 0.5 * d + cap;
    case ROW_BOTTOM: break;
    }
    return y + d + b->up;
}

static double align_of(const position *p)
{
    return p->side > 0 ? 0 : p->side < 0 ? 1 : 0.5;
}

// On the diagonals the letters start where the symbol curves away.
static double reach_of(const position *p, double d)
{
    bool diagonal = p->row == ROW_ABOVE || p->row == ROW_BELOW;
    return diagonal ? d * sqrt(0.5) : d;
}

// From beside the nearest letter towards the point, ending before the symbol. Not for less than
// `least` between symbol and letters, and not for a mere dot.
static bool set_leader(sm_label_candidate *c, sm_point at, double clearance, double least)
{
    sm_box near = sm_box_grow(sm_label_letters_box(c), LEADER_GAP);
    sm_point from = sm_label_nearest_in_box(near, at);
    double length = sm_distance(from, at), keep = clearance + LEADER_GAP;
    if (length + LEADER_GAP - clearance < least || length - keep < LEADER_SHORTEST) {
        return false;
    }
    c->leader[0] = from;
    c->leader[1] =
        (sm_point){at.x + (from.x - at.x) * keep / length, at.y + (from.y - at.y) * keep / length};
    c->has_leader = true;
    return true;
}

static double far_cost(sm_label_candidate *c, const sm_label_style *style, sm_point at,
                       double clearance, double away)
{
    double away_mm = away / SM_PT_PER_MM;
    if (style->leader_pt > 0 && set_leader(c, at, clearance, style->leader_min_pt)) {
        return LEADER_COST + LEADER_COST_PER_MM * away_mm;
    }
    return FAR_COST_PER_MM * away_mm;
}

static void offer(sm_label_maker *m, const sm_label_request *r, sm_label_candidate *c, sm_point at,
                  sm_label_candidates *out)
{
    double before = c->cost;
    if (sm_label_ground_admit(m->ground, c, &at)) {
        c->cost = fmax(before, c->cost - sm_label_own_cost(m->scratch, r, c));
        *SM_PUSH(m->arena, out) = *c;
    }
}

static void add_position(sm_label_maker *m, const sm_label_request *r, const sm_label_block *block,
                         sm_point at, size_t i, size_t distance, double away, double surcharge,
                         sm_label_candidates *out)
{
    const position *p = &positions[i];
    if (r->style->directions && !(r->style->directions & p->to)) {
        return;
    }
    double d = r->clearance_pt + GAP + away;
    double x = at.x + p->side * reach_of(p, d) + p->slide * block->width;
    double y = baseline_of(p->row, block, at.y, d);
    sm_label_candidate c = {.slot = (int)(distance * N_POSITIONS + i),
                            .cost = (block->n > 1 ? p->cost_tall : p->cost) + surcharge,
                            .margin = sm_label_margin(r->style),
                            .cut = r->style->may_be_cut};
    sm_label_block_set(m->arena, block, x, align_of(p), y, &c);
    sm_label_shield_beside(m->arena, block, at, &c);
    if (away > 0) {
        c.cost += far_cost(&c, r->style, at, r->clearance_pt, away);
    }
    offer(m, r, &c, at, out);
}

// Rows of boxes along the line stand for the slanted text.
void sm_label_candidate_turn(sm_arena *a, sm_label_candidate *c, sm_point about, double angle_deg)
{
    enum { SLICES = 6 };
    sm_box *boxes = sm_arena_alloc(a, c->n_boxes * SLICES * sizeof *boxes);
    double area = 0, covered = 0;
    for (size_t i = 0; i < c->n_boxes * SLICES; i++) {
        sm_box b = c->boxes[i / SLICES];
        double w = (b.x1 - b.x0) / SLICES, x = b.x0 + w * (double)(i % SLICES) - about.x;
        boxes[i] = sm_label_turned_box(about, angle_deg,
                                       (sm_box){x, b.y0 - about.y, x + w, b.y1 - about.y});
        area += w * (b.y1 - b.y0);
        covered += (boxes[i].x1 - boxes[i].x0) * (boxes[i].y1 - boxes[i].y0);
    }
    for (size_t i = 0; i < c->n_texts; i++) {
        c->texts[i].at = sm_label_turned_point(about, angle_deg, c->texts[i].at);
        c->texts[i].angle_deg = angle_deg;
    }
    if (c->shield) {
        sm_mark *turned = sm_arena_alloc(a, sizeof *turned);
        *turned = *c->shield;
        turned->rotation_deg += angle_deg;
        c->shield = turned;
        c->shield_at = sm_label_turned_point(about, angle_deg, c->shield_at);
    }
    c->boxes = boxes;
    c->n_boxes *= SLICES;
    c->shrink = covered > 0 ? sqrt(area / covered) : 1;
}

void sm_label_exact_candidate(sm_label_maker *m, const sm_label_request *r,
                              const sm_label_block *block, sm_point at, sm_label_candidate *out)
{
    const sm_label_style *s = r->style;
    double height = block->up + block->down;
    double x = at.x + s->shift_pt.x, top = at.y - s->shift_pt.y - (1 - s->anchor.y) * height;
    *out = (sm_label_candidate){.slot = AUTHOR, .margin = sm_label_margin(s), .cut = s->may_be_cut};
    sm_label_block_set(m->arena, block, x, s->anchor.x, top + block->up, out);
    if (s->rotation_deg != 0 && isfinite(s->rotation_deg)) {
        sm_label_candidate_turn(m->arena, out, at, s->rotation_deg);
    }
    sm_label_shield_beside(m->arena, block, at, out);
}

// (0, 0.5) without displacement is what a style says that does not care.
static bool has_wish(const sm_label_style *s)
{
    return s->anchor.x != 0 || s->anchor.y != 0.5 || s->shift_pt.x != 0 || s->shift_pt.y != 0 ||
           s->rotation_deg != 0;
}

void sm_label_point_candidates(sm_label_maker *m, const sm_label_request *r,
                               const sm_label_block *block, sm_point at, sm_label_candidates *out)
{
    const sm_label_style *s = r->style;
    bool wish = has_wish(s);
    if (wish) {
        sm_label_candidate c;
        sm_label_exact_candidate(m, r, block, at, &c);
        offer(m, r, &c, at, out);
    }
    if (s->rotation_deg != 0) {
        return;
    }
    double surcharge = wish ? AUTHOR_COST : 0;
    for (size_t i = 0; i < N_POSITIONS; i++) {
        add_position(m, r, block, at, i, 0, 0, surcharge, out);
    }
    double most =
        s->max_displacement_pt > 0 && isfinite(s->max_displacement_pt) ? s->max_displacement_pt : 0;
    for (size_t k = 1; k < DISTANCES && most > 0; k++) {
        double away = most * (double)k / (DISTANCES - 1);
        for (size_t i = 0; i < N_FAR; i++) {
            add_position(m, r, block, at, i, k, away, surcharge, out);
        }
    }
}
