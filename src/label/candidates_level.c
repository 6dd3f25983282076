// Positions of a level name on its line: its middle is on the line, or beside it.
#include <math.h>

#include "label/parts.h"

#define STEP SM_MM(2)
#define OFF_MIDDLE_COST 1.0
enum { MOST_STARTS = 51 };

// The sample at `way` along the run, and the direction there.
static sm_point sample(const sm_label_run *run, double way, sm_point *along)
{
    double at = fmin(fmax(way / run->step, 0), (double)(run->n - 1));
    size_t i = (size_t)(at + 0.5), before = i ? i - 1 : 0, after = i + 1 < run->n ? i + 1 : i;
    sm_point a = run->points[before], b = run->points[after];
    double length = fmax(1e-9, sm_distance(a, b));
    *along = (sm_point){(b.x - a.x) / length, (b.y - a.y) / length};
    return run->points[i];
}

// Where the block's middle is: the style's offset from the line, up for a level line, or left of an
// upright one.
static sm_point middle(const sm_label_run *run, double way, double offset)
{
    sm_point along, p = sample(run, way, &along);
    double turn = along.x < 0 || (along.x == 0 && along.y > 0) ? -1 : 1;
    return (sm_point){p.x + turn * along.y * offset, p.y - turn * along.x * offset};
}

void sm_label_level_candidates(sm_label_maker *m, const sm_label_request *r,
                               const sm_label_block *block, const sm_label_run *run,
                               sm_label_candidates *out)
{
    const sm_label_style *s = r->style;
    double room = run->to - run->from, n = fmin(2 * floor(room / STEP / 2) + 1, MOST_STARTS);
    if (room < block->width) {
        return; // as along a line
    }
    for (double i = 0; i < n; i++) {
        double share = n > 1 ? i / (n - 1) : 0.5;
        sm_point p = middle(run, run->from + room * share, s->offset_pt);
        sm_label_candidate c = {.slot = (int)i,
                                .cost = OFF_MIDDLE_COST * fabs(2 * share - 1),
                                .margin = sm_label_margin(s),
                                .group = s->group_apart_pt > 0 ? r : NULL,
                                .cut = s->may_be_cut};
        double position = c.cost;
        double baseline = p.y + (block->up - block->down) / 2;
        sm_label_block_set(m->arena, block, p.x, 0.5, baseline, &c);
        sm_label_shield_beside(m->arena, block, p, &c);
        if (sm_label_ground_admit(m->ground, &c, NULL)) {
            c.cost = fmax(position, c.cost - sm_label_own_cost(m->scratch, r, &c));
            *SM_PUSH(m->arena, out) = c;
        }
    }
}
