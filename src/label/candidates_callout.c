// Positions of a call-out: a block on quiet ground, and a leader to its point.
//
//     title (bold)  <-- the leader starts beside the end of the title that faces the point, or
//     text          of the last line when the block stands above it; lines are flush to that side
#include <math.h>
#include <string.h>

#include "label/parts.h"
#include "sitmap/limits.h"

#define HOUSE_FAMILY "Liberation Sans, DejaVu Sans"
#define TITLE_PT 7.0
#define TEXT_PT 6.0
#define LEADING 1.205 // 2.55 mm between lines of 6 pt
#define WRAP SM_MM(32)
#define WRAP_STEP SM_MM(1)
#define LEADER_GAP SM_MM(0.8) // between leader and letters
#define KEEP_FREE SM_MM(1.5)  // around the block
#define RING_FIRST SM_MM(8)
#define RING_STEP SM_MM(4)
#define LENGTH_COST_PER_MM 0.2 // of the leader, beyond the first ring
#define WISH_COST_PER_MM 0.6   // away from where the author wished the block
#define LEVEL 0.01             // points
#define OVER_COST 1.5          // block straight above or below: the leader meets it in the middle

enum { RINGS = 9, DIRECTIONS = 24, NEAR_RINGS = 5, NEAR_DIRECTIONS = 12 };

typedef struct wish {
    sm_point offset;
    int slot;
    double cost;
} wish;

// Broken at the house width, then as narrow as the same number of lines allows, so that no line is
// left with a single word.
static sm_status break_evenly(sm_label_maker *m, const char *text, const sm_font *font,
                              double factor, sm_lines *out)
{
    double width = WRAP * factor;
    sm_status status = sm_text_break(m->text, m->arena, text, font, width, out, m->err);
    for (double w = width - WRAP_STEP * factor; !status && w > width / 2; w -= WRAP_STEP * factor) {
        sm_lines narrower;
        status = sm_text_break(m->text, m->arena, text, font, w, &narrower, m->err);
        if (status || narrower.count > out->count) {
            break;
        }
        *out = narrower;
    }
    return status;
}

static sm_status add_lines(sm_label_maker *m, const sm_callout_request *r, const char *text,
                           bool title, sm_label_block *block)
{
    sm_font font = {.family = r->family ? r->family : HOUSE_FAMILY,
                    .size_pt = (title ? TITLE_PT : TEXT_PT) * r->text_factor,
                    .bold = title};
    char *clean = sm_text_clean(m->arena, text, strlen(text), true, NULL);
    sm_lines broken;
    sm_status status = strchr(clean, '\n')
                           ? sm_text_break(m->text, m->arena, clean, &font, 0, &broken, m->err)
                           : break_evenly(m, clean, &font, r->text_factor, &broken);
    for (size_t i = 0; !status && i < broken.count && block->n < SM_MAX_TEXT_LINES; i++) {
        sm_label_line *line = &block->lines[block->n];
        *line = (sm_label_line){.utf8 = broken.items[i],
                                .font = font,
                                .color = title ? SM_RGB(0x1A1A1A) : SM_RGB(0x333333)};
        if (line->utf8[0]) {
            status = sm_label_measure_line(m, (sm_label_source){r->name, SM_NOWHERE}, line);
            block->n++;
        }
    }
    return status;
}

static sm_status block_of(sm_label_maker *m, const sm_callout_request *r, sm_label_block *out)
{
    *out = (sm_label_block){.halo_pt = r->halo_pt > 0 ? r->halo_pt : 0, .halo = r->halo};
    out->lines = sm_arena_zero(m->arena, SM_MAX_TEXT_LINES, sizeof *out->lines);
    double size = TITLE_PT * r->text_factor;
    if (!(size >= 2 * SM_MIN_FONT_PT && size <= SM_MAX_FONT_PT)) {
        return SM_OK;
    }
    sm_status status = r->title ? add_lines(m, r, r->title, true, out) : SM_OK;
    if (!status && r->text) {
        status = add_lines(m, r, r->text, false, out);
    }
    sm_label_block_stack(out, LEADING);
    return status;
}

// `offset` is from the point to the nearest corner of the block; straight to the side, the first
// line is level with the point.
static sm_box place_block(sm_label_maker *m, const sm_label_block *block, sm_point at,
                          sm_point offset, sm_label_candidate *c)
{
    bool right = offset.x >= 0, level = fabs(offset.y) < LEVEL;
    double x = at.x + offset.x, y = at.y + offset.y;
    double baseline = level          ? at.y + block->lines[0].cap / 2
                      : offset.y > 0 ? y + block->up
                                     : y - block->down;
    sm_label_block_set(m->arena, block, x, right ? 0 : 1, baseline, c);
    double left = right ? x : x - block->width, top = baseline - block->up;
    return (sm_box){left, top, left + block->width, top + block->up + block->down};
}

// Beside the line that is nearer to the point, level with the middle of its capitals; a block over
// or under its point is met from there instead.
static sm_point leader_start(const sm_label_block *block, const sm_label_candidate *c, sm_box box,
                             sm_point at, bool *over)
{
    *over = at.x > box.x0 - LEADER_GAP && at.x < box.x1 + LEADER_GAP;
    if (*over) {
        bool above = at.y > box.y1;
        return (sm_point){fmin(fmax(at.x, box.x0), box.x1),
                          above ? box.y1 + LEADER_GAP : box.y0 - LEADER_GAP};
    }
    size_t line = at.y > box.y1 ? block->n - 1 : 0;
    sm_box side = c->boxes[line];
    double y = c->texts[line].at.y - block->lines[line].cap / 2;
    return (sm_point){at.x < box.x0 ? side.x0 - LEADER_GAP : side.x1 + LEADER_GAP, y};
}

static bool set_leader(const sm_callout_request *r, const sm_label_block *block, sm_box box,
                       sm_label_candidate *c)
{
    bool over = false;
    sm_point from = leader_start(block, c, box, r->at, &over);
    double length = sm_distance(from, r->at), keep = fmax(0, r->clearance_pt);
    if (!(length > keep + LEADER_GAP)) {
        return false;
    }
    c->has_leader = true;
    c->leader[0] = from;
    c->leader[1] = (sm_point){r->at.x + (from.x - r->at.x) * keep / length,
                              r->at.y + (from.y - r->at.y) * keep / length};
    c->cost += LENGTH_COST_PER_MM * fmax(0, length - RING_FIRST) / SM_PT_PER_MM;
    c->cost += over ? OVER_COST : 0;
    return true;
}

static void offer(sm_label_maker *m, const sm_callout_request *r, const sm_label_block *block,
                  wish w, sm_label_candidates *out)
{
    sm_label_candidate c = {
        .slot = w.slot, .cost = w.cost, .margin = fmax(KEEP_FREE, block->halo_pt)};
    sm_box box = place_block(m, block, r->at, w.offset, &c);
    if (set_leader(r, block, box, &c) && sm_label_ground_admit(m->ground, &c, NULL)) {
        *SM_PUSH(m->arena, out) = c;
    }
}

static sm_point on_circle(double radius, int i, int n)
{
    double t = 2 * M_PI * i / n;
    const sm_point p = {radius * cos(t), radius * sin(t)};
    return p;
}

static void around_wish(sm_label_maker *m, const sm_callout_request *r, const sm_label_block *block,
                        sm_label_candidates *out)
{
    offer(m, r, block, (wish){r->wish_pt, 0, 0}, out);
    for (int ring = 1; ring <= NEAR_RINGS; ring++) {
        for (int i = 0; i < NEAR_DIRECTIONS; i++) {
            double away = SM_MM(2) * ring;
            sm_point d = on_circle(away, i, NEAR_DIRECTIONS);
            wish w = {{r->wish_pt.x + d.x, r->wish_pt.y + d.y},
                      1 + (ring - 1) * NEAR_DIRECTIONS + i,
                      WISH_COST_PER_MM * away / SM_PT_PER_MM};
            offer(m, r, block, w, out);
        }
    }
}

static void around_point(sm_label_maker *m, const sm_callout_request *r,
                         const sm_label_block *block, double surcharge, sm_label_candidates *out)
{
    for (int ring = 0; ring < RINGS; ring++) {
        for (int i = 0; i < DIRECTIONS; i++) {
            sm_point offset = on_circle(RING_FIRST + ring * RING_STEP, i, DIRECTIONS);
            offer(m, r, block, (wish){offset, 1000 + ring * DIRECTIONS + i, surcharge}, out);
        }
    }
}

sm_status sm_label_callout_candidates(sm_label_maker *m, const sm_callout_request *r,
                                      sm_label_candidates *out)
{
    sm_label_block block;
    sm_status status = block_of(m, r, &block);
    if (status || !block.n || !sm_box_has(m->task->frame_pt, r->at)) {
        return status;
    }
    bool free_choice = r->wish_pt.x == 0 && r->wish_pt.y == 0;
    if (!free_choice && isfinite(r->wish_pt.x) && isfinite(r->wish_pt.y)) {
        around_wish(m, r, &block, out);
    }
    double far = WISH_COST_PER_MM * 2 * (NEAR_RINGS + 1);
    around_point(m, r, &block, free_choice ? 0 : far, out);
    return SM_OK;
}
