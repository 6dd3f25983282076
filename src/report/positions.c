// Positions as stepped lines:
//
//      ======+                       a line stays level while a position is kept,
//      text  +======+                and drops a step when it is given up for a smaller one;
//            text   +======          the text hangs below its own step
//                   text
//
// What a party could think of is dashed; what was written into the final text is solid, with a dot.
#include "report/parts.h"

typedef struct strip {
    const sm_party *party;
    const sm_position *now; // NULL: not said
    sm_issue_kind kind;
    int level, before; // before: of the round before; equal in the first
    bool is_first, is_last;
} strip;

static const sm_position *find_position(const press *p, size_t round, size_t party, size_t issue)
{
    const sm_round *r = &p->in->rounds->rounds[round];
    for (size_t i = 0; i < r->n_positions; i++) {
        if (r->positions[i].party == party && r->positions[i].issue == issue) {
            return &r->positions[i];
        }
    }
    return NULL;
}

// What is not said leaves the line where it was.
static int level_of(const press *p, size_t round, size_t party, size_t issue)
{
    for (size_t i = round + 1; i-- > 0;) {
        const sm_position *position = find_position(p, i, party, issue);
        if (position) {
            return position->level;
        }
    }
    return 0;
}

static void draw_steps(press *p, const strip *s, sm_box area)
{
    double step = SM_MM(HOUSE_STEP_MM), pen_pt = SM_MM(HOUSE_STEP_LINE_MM);
    double half = SM_MM(HOUSE_GUTTER_MM) / 2, top = area.y0 + pen_pt / 2;
    double y = top + s->level * step, y_before = top + s->before * step;
    double x0 = s->is_first ? area.x0 : area.x0 - half;
    double x1 = s->is_last ? area.x1 : area.x1 + half;
    if (s->level > 0) {
        sm_color wedge = s->party->tint;
        wedge.r = (uint8_t)(255 - (255 - wedge.r) / 4);
        wedge.g = (uint8_t)(255 - (255 - wedge.g) / 4);
        wedge.b = (uint8_t)(255 - (255 - wedge.b) / 4);
        sm_scene_add_rect(p->page, (sm_box){x0, top - pen_pt / 2, x1, y}, wedge, NULL);
    }
    sm_path path;
    sm_path_init(&path, p->arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    if (s->before != s->level) {
        sm_path_add(&path, x0, y_before);
    }
    sm_path_add(&path, x0, y);
    sm_path_add(&path, x1, y);
    const sm_pen pen = {
        .color = s->party->pen, .width_pt = pen_pt, .cap = SM_CAP_BUTT, .join = SM_JOIN_MITER};
    sm_scene_add_stroke(p->page, &path, &pen);
}

static void draw_offer(press *p, const strip *s, sm_box area)
{
    const double dashes[] = {SM_MM(2), SM_MM(1)};
    double y = area.y0 + SM_MM(HOUSE_STEP_LINE_MM) / 2;
    sm_pen pen = {.color = s->party->pen, .width_pt = SM_MM(HOUSE_OFFER_LINE_MM)};
    if (s->now->agreed) {
        double r = SM_MM(0.9);
        sm_scene_add_disc(p->page, (sm_point){area.x0 + r, y}, r, s->party->pen, NULL);
    } else {
        pen.dash_pt = dashes;
        pen.n_dash = 2;
    }
    sm_scene_add_line(p->page, (sm_point){area.x0, y}, (sm_point){area.x1, y}, &pen);
}

static void draw_strip(press *p, const report_cell *c, sm_box area)
{
    const strip *s = c->data;
    if (s->kind == SM_ISSUE_STEPS) {
        draw_steps(p, s, area);
    } else if (s->now) {
        draw_offer(p, s, area);
    }
}

static report_story *position_story(press *p, const sm_position *position, size_t round)
{
    report_story *s = story_new(p);
    report_para *para = story_para(p, s, &LOOK_TEXT, "p");
    const char *text = position ? press_in(p, &position->text) : "";
    if (position && position->kept) {
        para_run(p, para, &LOOK_KEPT, press_word(p, "unchanged"));
        para_run(p, para, &LOOK_TEXT, text[0] ? "; " : "");
    }
    para_text(p, para, &LOOK_TEXT, text, round);
    if (!para->count) {
        para_run(p, para, &LOOK_TEXT, "–");
    }
    return s;
}

static void add_issue(press *p, report_table *t, report_tier tier, size_t party, size_t issue)
{
    const sm_rounds *rounds = p->in->rounds;
    report_row *r = table_row(p, t, 0.4, 1.3);
    row_label(p, r, press_in(p, &rounds->issues[issue].name),
              press_in(p, &rounds->issues[issue].note));
    for (size_t i = 0; i < tier.count; i++) {
        size_t round = tier.first + i;
        strip *s = sm_arena_zero(p->arena, 1, sizeof *s);
        *s = (strip){.party = &rounds->parties[party],
                     .now = find_position(p, round, party, issue),
                     .kind = rounds->issues[issue].kind,
                     .level = level_of(p, round, party, issue),
                     .is_first = i == 0,
                     .is_last = i + 1 == tier.count};
        s->before = i ? level_of(p, round - 1, party, issue) : s->level;
        report_cell *c =
            row_cell(p, r, tier_x(p, i), tier_width(p), position_story(p, s->now, round));
        double down = s->kind == SM_ISSUE_STEPS ? s->level * SM_MM(HOUSE_STEP_MM) : 0;
        c->draw = draw_strip;
        c->draw_pt = down + SM_MM(HOUSE_STEP_LINE_MM);
        c->top_pt = down + SM_MM(HOUSE_STEP_LINE_MM + 0.7);
        c->data = s;
    }
}

static void add_party(press *p, report_table *t, report_tier tier, size_t party)
{
    report_grid g = press_grid(p);
    report_look name = LOOK_HEAD;
    name.size_pt = 9.5;
    name.color = p->in->rounds->parties[party].ink;
    report_row *r = table_row(p, t, 1.4, 0.6);
    row_cell(p, r, g.left_pt, g.width_pt,
             story_of(p, &name, press_in(p, &p->in->rounds->parties[party].name), SIZE_MAX))
        ->role = "th";
    r->keep_next = true;
    for (size_t i = 0; i < p->in->rounds->n_issues; i++) {
        add_issue(p, t, tier, party, i);
    }
    t->items[t->count - 1].rule_mm = HOUSE_THIN_MM;
}

// ---- On the ground ------------------------------------------------------------------------------

static void draw_ground(press *p, const report_cell *c, sm_box area)
{
    const sm_party *held = NULL, *gained = NULL;
    report_holding h = press_holding(p, c->number);
    if (!press_sides(p, &held, &gained) || !h.known) {
        return;
    }
    double now = area.x0 + (area.x1 - area.x0) * fmin(1, h.held_km2 / h.base_km2);
    double bottom = area.y0 + SM_MM(2.6);
    sm_scene_add_rect(p->page, (sm_box){area.x0, area.y0, now, bottom}, held->tint, NULL);
    sm_scene_add_rect(p->page, (sm_box){now, area.y0, area.x1, bottom}, gained->tint, NULL);
    press_line(p, (sm_point){now, area.y0}, (sm_point){now, bottom}, 0.5, HOUSE_INK);
}

static void add_ground(press *p, report_table *t, report_tier tier)
{
    const sm_party *held = NULL, *gained = NULL;
    if (!press_sides(p, &held, &gained)) {
        return;
    }
    report_row *r = table_row(p, t, 1.4, 1.2);
    const char *base = sm_compose_day_month(p->arena, p->in->rounds->base, p->in->lang, true);
    row_label(p, r, press_word(p, "on-the-ground"), press_words(p, "base-is-all", base, NULL));
    for (size_t i = 0; i < tier.count; i++) {
        report_holding h = press_holding(p, tier.first + i);
        report_story *s = story_new(p);
        report_para *para = story_para(p, s, &LOOK_TEXT, "p");
        if (h.known) {
            double share = 100 * h.held_km2 / h.base_km2;
            para_run(p, para, &LOOK_STRONG,
                     sm_arena_printf(p->arena, "%s%% ",
                                     sm_compose_count(p->arena, share, 0, p->in->lang)));
            para_run(p, para, &LOOK_GREY,
                     i ? "" : press_words(p, "still-held", press_ground(p, held), NULL));
        } else {
            para_run(p, para, &LOOK_TEXT, "–");
        }
        report_cell *c = row_cell(p, r, tier_x(p, i), tier_width(p), s);
        c->draw = draw_ground;
        c->draw_pt = SM_MM(2.6);
        c->top_pt = SM_MM(2.9);
        c->number = tier.first + i;
    }
    r->rule_mm = HOUSE_THIN_MM;
}

void summary_positions_head(press *p)
{
    const sm_rounds *r = p->in->rounds;
    const char *title = press_in(p, &r->positions_title);
    press_section_head(p, title[0] ? title : press_word(p, "positions"), "positions",
                       press_in(p, &r->positions_lead));
}

void summary_positions(press *p, report_tier tier)
{
    const sm_rounds *r = p->in->rounds;
    report_table *t = table_new(p, HOUSE_RULE_MM);
    table_round_heads(p, t, tier, press_word(p, "position"), true);
    add_ground(p, t, tier);
    for (size_t i = 0; r->n_issues && i < r->n_parties; i++) {
        add_party(p, t, tier, i);
    }
    if (t->count > t->n_head) {
        table_place(p, t);
        p->y_pt += SM_MM(HOUSE_HALF_MM);
    }
}
