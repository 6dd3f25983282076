// A column for each round: its map, the ground held as numbers, what was agreed, what followed.
#include "report/parts.h"

// ---- Head ---------------------------------------------------------------------------------------

typedef struct head {
    const char *days;
    double days_pt; // width; 0: they stand below the name
} head;

static void draw_head(press *p, const report_cell *c, sm_box area)
{
    const head *h = c->data;
    double r = SM_MM(HOUSE_DISC_MM), y = area.y0;
    press_line(p, (sm_point){area.x0, y}, (sm_point){area.x1, y}, HOUSE_RULE_MM, HOUSE_INK);
    press_disc(p, c->number + 1, (sm_point){area.x0 + r, y + SM_MM(1.4) + r}, r);
    if (h->days_pt > 0) {
        double base = y + SM_MM(1.4) + look_baseline(&LOOK_HEAD);
        press_text(p, h->days, &LOOK_GREY, (sm_point){area.x1, base}, ALIGN_END);
    }
}

static void add_head(press *p, report_row *r, size_t round, double x, double width)
{
    const sm_round *this = &p->in->rounds->rounds[round];
    head *h = sm_arena_zero(p->arena, 1, sizeof *h);
    report_story *s = story_new(p);
    report_para *name = story_para(p, s, &LOOK_HEAD, "h2");
    double indent = SM_MM(2 * HOUSE_DISC_MM + 1);
    h->days = sm_compose_days(p->arena, this->from, this->to, p->in->lang, true);
    h->days_pt = press_width(p, h->days, &LOOK_GREY) + SM_MM(2);
    name->indent_pt = indent;
    name->anchor = sm_arena_printf(p->arena, "round-%s", this->id);
    para_text(p, name, &LOOK_HEAD, press_in(p, &this->name), round);
    double natural = press_width(p, press_in(p, &this->name), &LOOK_HEAD) + indent + 1;
    if (natural + h->days_pt > width) {
        h->days_pt = 0;
        report_para *days = story_para(p, s, &LOOK_GREY, "p");
        days->indent_pt = indent;
        para_run(p, days, &LOOK_GREY, h->days);
    }
    report_cell *c = row_cell(p, r, x, width - h->days_pt, s);
    c->top_pt = SM_MM(1.4);
    report_cell *rule = row_cell(p, r, x, width, NULL);
    rule->draw = draw_head;
    rule->draw_pt = SM_MM(1.4 + 2 * HOUSE_DISC_MM);
    rule->data = h;
    rule->number = round;
}

static void draw_rule_above(press *p, const report_cell *c, sm_box area)
{
    (void)c;
    press_line(p, (sm_point){area.x0, area.y0}, (sm_point){area.x1, area.y0}, HOUSE_RULE_MM,
               HOUSE_INK);
}

static bool has_maps(const press *p)
{
    for (size_t i = 0; p->in->maps && i < p->in->rounds->n_rounds; i++) {
        if (p->in->maps[i].scene) {
            return true;
        }
    }
    return false;
}

static void add_heads(press *p, report_table *t, report_tier tier)
{
    report_row *r = table_row(p, t, 0, 0);
    if (has_maps(p) && p->in->key) {
        report_grid g = press_grid(p);
        report_cell *key = row_cell(p, r, g.left_pt, g.label_pt,
                                    story_of(p, &LOOK_STRONG, press_word(p, "map-key"), SIZE_MAX));
        key->top_pt = SM_MM(1.4);
        key->draw = draw_rule_above;
        key->role = "th";
    }
    for (size_t i = 0; i < tier.count; i++) {
        add_head(p, r, tier.first + i, tier_x(p, i), tier_width(p));
    }
    r->keep_next = true;
}

// ---- Map ----------------------------------------------------------------------------------------

// Which figure shows it, and where.
static void add_situation(press *p, report_row *r, size_t round, double x)
{
    const sm_round *this = &p->in->rounds->rounds[round];
    const sm_figure *figure = this->figure ? sm_study_figure(p->in->study, this->figure) : NULL;
    report_story *s = story_new(p);
    report_para *para = story_para(p, s, &LOOK_GREY, "p");
    if (figure) {
        const char *date = sm_compose_day_month(p->arena, figure->date, p->in->lang, false);
        para_run(p, para, &LOOK_GREY, press_words(p, "situation-on", date, NULL));
        para_run(p, para, &LOOK_GREY, " · ");
        para_text(p, para, &LOOK_GREY, sm_arena_printf(p->arena, "{figure %s}", figure->id), round);
    } else {
        para_run(p, para, &LOOK_GREY, "–");
    }
    row_cell(p, r, x, tier_width(p), s);
}

static void draw_scale(press *p, const sm_report_map *map, sm_point at)
{
    double most = (map->frame_pt.x1 - map->frame_pt.x0) * 0.4;
    double unit = pow(10, floor(log10(most / map->pt_per_km)));
    double km = unit;
    for (int i = 0; i < 2; i++) {
        double next = i == 0 ? 5 * unit : 2 * unit;
        if (next * map->pt_per_km <= most) {
            km = next;
            break;
        }
    }
    double end = at.x + km * map->pt_per_km, tick = SM_MM(0.6);
    press_line(p, at, (sm_point){end, at.y}, HOUSE_THIN_MM, HOUSE_INK);
    press_line(p, (sm_point){at.x, at.y - tick}, (sm_point){at.x, at.y + tick}, HOUSE_THIN_MM,
               HOUSE_INK);
    press_line(p, (sm_point){end, at.y - tick}, (sm_point){end, at.y + tick}, HOUSE_THIN_MM,
               HOUSE_INK);
    report_look look = LOOK_SMALL;
    look.size_pt = 6;
    press_text(p,
               sm_arena_printf(p->arena, "%s km", sm_compose_count(p->arena, km, 0, p->in->lang)),
               &look, (sm_point){end + SM_MM(1), at.y + 0.36 * look.size_pt}, ALIGN_START);
}

static void draw_map(press *p, const report_cell *c, sm_box area)
{
    const sm_report_map *map = c->data;
    double x = area.x0 - map->frame_pt.x0, y = area.y0 - map->frame_pt.y0;
    sm_scene_append(p->page, map->scene, x, y);
    if (c->number == 0 && map->pt_per_km > 0) {
        double bottom = area.y0 + map->frame_pt.y1 - map->frame_pt.y0;
        draw_scale(p, map, (sm_point){area.x0 + SM_MM(2), bottom - SM_MM(2.5)});
    }
}

static void draw_key(press *p, const report_cell *c, sm_box area)
{
    (void)c;
    sm_scene_append(p->page, p->in->key, area.x0, area.y0);
}

static double highest_map(const press *p, report_tier tier)
{
    double high = 0;
    for (size_t i = 0; i < tier.count; i++) {
        const sm_report_map *map = &p->in->maps[tier.first + i];
        high = fmax(high, map->scene ? map->frame_pt.y1 - map->frame_pt.y0 : 0);
    }
    return high;
}

static void add_maps(press *p, report_table *t, report_tier tier)
{
    report_row *above = table_row(p, t, 0, 0.9);
    for (size_t i = 0; i < tier.count; i++) {
        add_situation(p, above, tier.first + i, tier_x(p, i));
    }
    above->keep_next = true;
    if (!has_maps(p)) {
        return;
    }
    report_row *r = table_row(p, t, 0, HOUSE_HALF_MM);
    if (p->in->key && tier.count) {
        // The key begins beside the line above the maps.
        report_grid g = press_grid(p);
        report_row *beside = &t->items[t->count - 2];
        report_cell *key = row_cell(p, beside, g.left_pt, g.label_pt, NULL);
        key->draw = draw_key;
        double below = SM_MM(0.9 + HOUSE_HALF_MM) + highest_map(p, tier);
        key->draw_pt = fmax(p->in->key->height_pt - below, 0.01);
    }
    for (size_t i = 0; i < tier.count; i++) {
        const sm_report_map *map = &p->in->maps[tier.first + i];
        if (map->scene) {
            report_cell *c = row_cell(p, r, tier_x(p, i), tier_width(p), NULL);
            c->draw = draw_map;
            c->draw_pt = map->frame_pt.y1 - map->frame_pt.y0;
            c->data = map;
            c->number = tier.first + i;
            c->role = "figure";
        }
    }
    r->keep_next = true;
}

// ---- Numbers ------------------------------------------------------------------------------------

static double round_to(double km2)
{
    return round(km2 / 10) * 10;
}

static report_story *end_story(press *p, const report_look *look, const char *text)
{
    report_story *s = story_of(p, look, text, SIZE_MAX);
    s->paras.items[0].align = ALIGN_END;
    return s;
}

// Two texts share a column: each has the room that it needs, or half.
static void add_pair(press *p, report_row *r, double x, const report_look *left_look,
                     const char *left, const report_look *right_look, const char *right)
{
    double width = tier_width(p), gap = SM_MM(2);
    double a = press_width(p, left, left_look) + 1, b = press_width(p, right, right_look) + 1;
    if (a + b + gap > width) {
        a = b = (width - gap) / 2;
    }
    row_cell(p, r, x, a, story_of(p, left_look, left, SIZE_MAX));
    row_cell(p, r, x + width - b, b, end_story(p, right_look, right));
}

static void add_names(press *p, report_row *r, report_tier tier, const sm_party *held,
                      const sm_party *gained)
{
    report_look left = LOOK_SIDE, right = LOOK_SIDE;
    left.color = held->ink;
    right.color = gained->ink;
    left.leading_mm = right.leading_mm = 3.2;
    const char *base = sm_compose_day_month(p->arena, p->in->rounds->base, p->in->lang, true);
    for (size_t i = 0; i < tier.count; i++) {
        add_pair(p, r, tier_x(p, i), &left, press_ground(p, held), &right,
                 press_words(p, "since", press_ground(p, gained), base));
    }
    r->keep_next = true;
}

static void add_numbers(press *p, report_row *r, report_tier tier)
{
    for (size_t i = 0; i < tier.count; i++) {
        report_holding h = press_holding(p, tier.first + i);
        const char *left = "–", *right = "–";
        if (h.known) {
            left = sm_compose_count(p->arena, round_to(h.held_km2), 0, p->in->lang);
            right = sm_compose_count(p->arena, round_to(h.base_km2 - h.held_km2), 0, p->in->lang);
        }
        add_pair(p, r, tier_x(p, i), &LOOK_KEY_NUMBER, left, &LOOK_KEY_NUMBER, right);
    }
    r->keep_next = true;
}

static void hatch(press *p, sm_box box, sm_color color)
{
    sm_path lines;
    sm_path_init(&lines, p->arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    double high = box.y1 - box.y0, pitch = SM_MM(0.9) * 1.41421356;
    for (double x = box.x0 - high; x < box.x1; x += pitch) {
        double x0 = fmax(x, box.x0), x1 = fmin(x + high, box.x1);
        if (x1 > x0) {
            sm_path_begin_part(&lines);
            sm_path_add(&lines, x0, box.y1 - (x0 - x));
            sm_path_add(&lines, x1, box.y1 - (x1 - x));
        }
    }
    const sm_pen pen = {.color = color, .width_pt = SM_MM(0.2)};
    sm_scene_add_stroke(p->page, &lines, &pen);
}

// The whole bar is what was held at first; what changed since the map before is hatched.
static void draw_bar(press *p, const report_cell *c, sm_box area)
{
    const sm_party *held = NULL, *gained = NULL;
    report_holding h = press_holding(p, c->number);
    if (!press_sides(p, &held, &gained) || !h.known) {
        return;
    }
    double wide = area.x1 - area.x0, high = SM_MM(2.6);
    double now = area.x0 + wide * fmin(1, h.held_km2 / h.base_km2);
    double before = area.x0 + wide * fmin(1, fmax(0, (h.held_km2 - h.change_km2) / h.base_km2));
    sm_box left = {area.x0, area.y0, now, area.y0 + high};
    sm_scene_add_rect(p->page, left, held->tint, NULL);
    sm_scene_add_rect(p->page, (sm_box){now, area.y0, area.x1, area.y0 + high}, gained->tint, NULL);
    if (before > now) {
        hatch(p, (sm_box){now, area.y0, before, area.y0 + high}, gained->pen);
    }
    press_line(p, (sm_point){now, area.y0}, (sm_point){now, area.y0 + high}, 0.5, HOUSE_INK);
}

static void add_bars(press *p, report_row *r, report_tier tier)
{
    for (size_t i = 0; i < tier.count; i++) {
        report_cell *c = row_cell(p, r, tier_x(p, i), tier_width(p), NULL);
        c->draw = draw_bar;
        c->draw_pt = SM_MM(2.6);
        c->number = tier.first + i;
    }
    r->keep_next = true;
}

static void add_changes(press *p, report_row *r, report_tier tier)
{
    for (size_t i = 0; i < tier.count; i++) {
        report_holding h = press_holding(p, tier.first + i);
        report_look strong = LOOK_STRONG;
        strong.size_pt = 8;
        report_story *s = story_new(p);
        report_para *para = story_para(p, s, &LOOK_TEXT, "p");
        if (h.known) {
            const char *km2 = sm_compose_count(p->arena, round_to(h.change_km2), 0, p->in->lang);
            const char *share = sm_arena_printf(
                p->arena, "%s%%",
                sm_compose_count(p->arena, 100 * fabs(h.change_km2) / h.base_km2, 0, p->in->lang));
            const char *since = sm_compose_day_month(p->arena, h.since, p->in->lang, true);
            para_run(p, para, &strong,
                     sm_arena_printf(p->arena, "%s\u00A0%s ", km2, press_word(p, "km2")));
            para_run(p, para, &LOOK_GREY, press_words(p, "change-since", since, share));
        } else {
            para_run(p, para, &LOOK_TEXT, "–");
        }
        row_cell(p, r, tier_x(p, i), tier_width(p), s);
    }
}

static void add_area(press *p, report_table *t, report_tier tier)
{
    const sm_party *held = NULL, *gained = NULL;
    if (!press_sides(p, &held, &gained)) {
        return;
    }
    report_holding h = press_holding(p, SIZE_MAX);
    report_row *names = table_row(p, t, 0, 0);
    const char *whole = sm_compose_count(p->arena, h.base_km2, 0, p->in->lang);
    const char *base = sm_compose_day_month(p->arena, p->in->rounds->base, p->in->lang, false);
    add_names(p, names, tier, held, gained);
    // The label stands beside all of these rows and is part of none: it may be taller than the
    // first.
    report_row *numbers = table_row(p, t, 0, 0.4);
    add_numbers(p, numbers, tier);
    report_row *bars = table_row(p, t, 0, 0.9);
    add_bars(p, bars, tier);
    report_row *changes = table_row(p, t, 0, HOUSE_HALF_MM);
    add_changes(p, changes, tier);
    double below = 0;
    for (size_t i = t->count - 3; i < t->count; i++) {
        below += row_height(p, &t->items[i]);
    }
    report_row *first = &t->items[t->count - 4];
    row_label(p, first, press_word(p, "area-held"),
              h.known ? press_words(p, "area-rounded", whole, base) : "");
    first->items[first->count - 1].spans_pt = below;
}

// ---- Texts --------------------------------------------------------------------------------------

static void add_texts(press *p, report_table *t, report_tier tier, const char *key, size_t offset,
                      double below_mm)
{
    report_row *r = table_row(p, t, 0, below_mm);
    bool any = false;
    for (size_t i = 0; i < tier.count; i++) {
        const sm_round *round = &p->in->rounds->rounds[tier.first + i];
        const sm_texts *texts = (const sm_texts *)((const char *)round + offset);
        report_story *s = story_new(p);
        report_para *above = story_para(p, s, &LOOK_STRONG, "h3");
        para_run(p, above, &LOOK_STRONG, press_word(p, key));
        above->keep_next = true;
        const char *text = press_in(p, texts);
        any |= text[0] != '\0';
        para_text(p, story_para(p, s, &LOOK_TEXT, "p"), &LOOK_TEXT, text[0] ? text : "–",
                  tier.first + i);
        row_cell(p, r, tier_x(p, i), tier_width(p), s);
    }
    t->count -= any ? 0 : 1;
}

void summary_columns(press *p, report_tier tier)
{
    report_table *t = table_new(p, 0);
    add_heads(p, t, tier);
    add_maps(p, t, tier);
    add_area(p, t, tier);
    add_texts(p, t, tier, "agreed", offsetof(sm_round, agreed), HOUSE_HALF_MM / 2);
    add_texts(p, t, tier, "followed", offsetof(sm_round, followed), HOUSE_HALF_MM);
    table_place(p, t);
}
