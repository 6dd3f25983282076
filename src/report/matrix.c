// Factors by rounds: squares for how far each favoured a settlement, and why.
#include "report/parts.h"

static const double SQUARE_MM = 1.5, SQUARE_GAP_MM = 0.6;

static double squares_width(void)
{
    return SM_MM(3 * SQUARE_MM + 2 * SQUARE_GAP_MM);
}

static void draw_squares(press *p, sm_point at, int score)
{
    const sm_pen edge = {.color = HOUSE_INK, .width_pt = SM_MM(0.15)};
    for (int i = 0; i < 3; i++) {
        double x = at.x + i * SM_MM(SQUARE_MM + SQUARE_GAP_MM);
        sm_box box = {x, at.y, x + SM_MM(SQUARE_MM), at.y + SM_MM(SQUARE_MM)};
        sm_scene_add_rect(p->page, box, i < score ? HOUSE_INK : HOUSE_PAPER, &edge);
    }
}

static void draw_score(press *p, const report_cell *c, sm_box area)
{
    const sm_reading *reading = c->data;
    double middle = look_baseline(&LOOK_TEXT) - 0.36 * LOOK_TEXT.size_pt;
    draw_squares(p, (sm_point){area.x0, area.y0 + middle - SM_MM(SQUARE_MM) / 2}, reading->score);
}

static const sm_reading *find_reading(const sm_round *round, size_t factor)
{
    for (size_t i = 0; i < round->n_readings; i++) {
        if (round->readings[i].factor == factor) {
            return &round->readings[i];
        }
    }
    return NULL;
}

// Scores take a column of their own when any reading has one.
static bool has_scores(const press *p)
{
    const sm_rounds *r = p->in->rounds;
    for (size_t i = 0; i < r->n_rounds; i++) {
        for (size_t k = 0; k < r->rounds[i].n_readings; k++) {
            if (r->rounds[i].readings[k].score >= 0) {
                return true;
            }
        }
    }
    return false;
}

static void add_factor(press *p, report_table *t, report_tier tier, size_t factor, bool scored)
{
    report_row *r = table_row(p, t, 1.2, 1.2);
    row_label(p, r, press_in(p, &p->in->rounds->factors[factor].name), NULL);
    double indent = scored ? squares_width() + SM_MM(2) : 0;
    for (size_t i = 0; i < tier.count; i++) {
        const sm_reading *reading = find_reading(&p->in->rounds->rounds[tier.first + i], factor);
        const char *text = reading ? press_in(p, &reading->text) : "";
        double x = tier_x(p, i);
        row_cell(p, r, x + indent, tier_width(p) - indent,
                 story_of(p, &LOOK_TEXT, text[0] ? text : "–", tier.first + i));
        if (reading && reading->score >= 0) {
            report_cell *c = row_cell(p, r, x, indent, NULL);
            c->draw = draw_score;
            c->draw_pt = SM_MM(HOUSE_STEP_MM);
            c->data = reading;
        }
    }
    r->rule_mm = factor + 1 == p->in->rounds->n_factors ? HOUSE_THIN_MM : HOUSE_HAIR_MM;
    r->rule_color = factor + 1 == p->in->rounds->n_factors ? HOUSE_INK : HOUSE_PALE;
    r->rule_x0_pt = t->x0_pt;
}

static void explain_squares(press *p)
{
    report_grid g = press_grid(p);
    double width = squares_width(), gap = SM_MM(1.2);
    const char *to = press_word(p, "to");
    double to_pt = press_width(p, to, &LOOK_SMALL_GREY);
    double used = 2 * width + to_pt + 3 * gap;
    report_story *s = story_of(p, &LOOK_SMALL_GREY, press_word(p, "score-note"), SIZE_MAX);
    double high = story_break(p, s, g.chart_w_pt - used);
    press_need(p, high + SM_MM(1.2));
    p->y_pt += SM_MM(1.2);
    double base = p->y_pt + look_baseline(&LOOK_SMALL_GREY);
    double top = base - 0.36 * LOOK_SMALL_GREY.size_pt - SM_MM(SQUARE_MM) / 2;
    draw_squares(p, (sm_point){g.chart_pt, top}, 1);
    press_text(p, to, &LOOK_SMALL_GREY, (sm_point){g.chart_pt + width + gap, base}, ALIGN_START);
    draw_squares(p, (sm_point){g.chart_pt + width + 2 * gap + to_pt, top}, 3);
    p->y_pt += story_place(p, s, g.chart_pt + used, p->y_pt, high + 1, true);
}

void summary_matrix(press *p, report_tier tier)
{
    const sm_rounds *r = p->in->rounds;
    if (!r->n_factors) {
        return;
    }
    bool scored = has_scores(p);
    report_table *t = table_new(p, HOUSE_RULE_MM);
    table_round_heads(p, t, tier, press_word(p, "factor"), false);
    for (size_t i = 0; i < r->n_factors; i++) {
        add_factor(p, t, tier, i, scored);
    }
    if (t->count > t->n_head) {
        t->items[t->count - 1].keep_next = false;
    }
    t->whole = true;
    bool last = tier.first + tier.count == r->n_rounds;
    t->tail_pt = scored && last ? SM_MM(5) : 0;
    press_skip(p, HOUSE_HALF_MM);
    table_place(p, t);
    if (scored && last) {
        explain_squares(p);
    }
}
