// The timeline: lanes over one axis of days, from the top:
//
//      rounds    (1) names before their discs, or after them, or in a second line
//      truces    a bar, a cross where it broke, and how
//      area      a band, stepped at the dates of the maps, which are the dates it is known for
//      places    a dot: taken; a ring: disputed
//      axis      days, the rounds' in bold
//
// A line drops from each round's disc onto the head of its column below.
#include <stdlib.h>

#include "report/parts.h"

typedef struct spot {
    double at_pt; // on the axis
    double width_pt, height_pt, reach_pt;
    report_story *text;
    size_t row;
    bool after; // the text stands after it
    bool after_only, after_first;
    bool hollow;
    size_t round; // SIZE_MAX: none
    bool in_tier;
} spot;

typedef struct spots {
    spot *items;
    size_t count, cap;
} spots;

typedef struct chart {
    press *p;
    report_tier tier;
    double x_pt, width_pt, per_day_pt;
    double top_pt, rounds_pt, truces_pt, band_pt, places_pt, axis_pt,
        end_pt; // upper edges of lanes
    spots rounds, truces, places;
} chart;

static const double LABEL_GAP_MM = 1.0, MOST_LABEL_MM = 46;

static double x_of(const chart *c, double days)
{
    return c->x_pt + (days - c->p->in->rounds->first) * c->per_day_pt;
}

// ---- Where labels stand -------------------------------------------------------------------------

static sm_box interval(const spot *s, bool after)
{
    double text = s->text ? s->width_pt + SM_MM(LABEL_GAP_MM) : 0;
    return after ? (sm_box){s->at_pt - s->reach_pt, 0, s->at_pt + s->reach_pt + text, 1}
                 : (sm_box){s->at_pt - s->reach_pt - text, 0, s->at_pt + s->reach_pt, 1};
}

// In a lower line, the drop lines of what stands above must pass as well.
static bool is_clear(const spots *all, size_t at, size_t row, bool after, bool mind_drops)
{
    sm_box mine = interval(&all->items[at], after);
    for (size_t i = 0; i < at; i++) {
        const spot *other = &all->items[i];
        sm_box theirs = interval(other, other->after);
        bool same = other->row == row && mine.x0 < theirs.x1 + SM_MM(0.8) &&
                    theirs.x0 < mine.x1 + SM_MM(0.8);
        bool drop = mind_drops && other->row < row && other->at_pt > mine.x0 - 1 &&
                    other->at_pt < mine.x1 + 1 && other->reach_pt > 0;
        if (same || drop) {
            return false;
        }
    }
    return true;
}

// The drop lines of rounds pass through the lane of the truces.
static bool meets_drop(const chart *c, const spots *all, size_t at, bool after)
{
    const spot *s = &all->items[at];
    sm_box mine = interval(s, after);
    double x0 = after ? s->at_pt + s->reach_pt : mine.x0;
    double x1 = after ? mine.x1 : s->at_pt - s->reach_pt;
    for (size_t i = 0; all == &c->truces && i < c->rounds.count; i++) {
        const spot *round = &c->rounds.items[i];
        if (round->reach_pt > 0 && round->at_pt > x0 && round->at_pt < x1) {
            return true;
        }
    }
    return false;
}

static bool try_row(const chart *c, spots *all, size_t at, size_t row, bool mind_drops)
{
    const spot *s = &all->items[at];
    int turns = s->after_only ? 1 : 2;
    for (int turn = 0; turn < turns; turn++) {
        int after = s->after_only || (turn == 0) == s->after_first;
        if (mind_drops && meets_drop(c, all, at, after == 1)) {
            continue;
        }
        sm_box mine = interval(&all->items[at], after == 1);
        bool inside =
            (after == 1 || mine.x0 >= c->x_pt - 1.5) && mine.x1 <= c->x_pt + c->width_pt + 1.5;
        if (inside && is_clear(all, at, row, after == 1, mind_drops)) {
            all->items[at].row = row;
            all->items[at].after = after == 1;
            return true;
        }
    }
    return false;
}

static void place_spots(const chart *c, spots *all)
{
    for (size_t i = 0; i < all->count; i++) {
        bool done = false;
        for (size_t row = 0; row <= i + 1 && !done; row++) {
            done = try_row(c, all, i, row, true);
        }
        for (size_t row = 0; row <= i + 1 && !done; row++) {
            done = try_row(c, all, i, row, false);
        }
        if (!done) {
            all->items[i].row = i + 1;
            all->items[i].after = all->items[i].at_pt < c->x_pt + c->width_pt / 2;
        }
    }
}

static double row_top(const spots *all, size_t row)
{
    double top = 0;
    for (size_t r = 0; r < row; r++) {
        double high = 0;
        for (size_t i = 0; i < all->count; i++) {
            high = fmax(high, all->items[i].row == r ? all->items[i].height_pt : 0);
        }
        top += high;
    }
    return top;
}

static double lane_height(const spots *all)
{
    size_t last = 0;
    for (size_t i = 0; i < all->count; i++) {
        last = all->items[i].row > last ? all->items[i].row : last;
    }
    return all->count ? row_top(all, last + 1) : 0;
}

// A label of two lines, as wide as it must be.
static void set_label(const chart *c, spot *s, const char *name, bool strong, const char *mark,
                      size_t round)
{
    press *p = c->p;
    report_look look = strong ? LOOK_STRONG : LOOK_TEXT;
    look.size_pt = 8;
    report_story *text = story_new(p);
    if (name[0]) {
        para_text(p, story_para(p, text, &look, "p"), &look, name, round);
    }
    para_text(p, story_para(p, text, &LOOK_GREY, "p"), &LOOK_GREY, mark, round);
    double room = fmin(SM_MM(MOST_LABEL_MM), c->width_pt - 2 * s->reach_pt - SM_MM(2));
    story_break(p, text, room);
    for (size_t i = 0; i < text->lines.count; i++) {
        s->width_pt = fmax(s->width_pt, text->lines.items[i].width_pt);
    }
    s->width_pt += 0.3;
    s->text = text;
    s->height_pt = story_break(p, text, s->width_pt);
}

static void turn_labels(press *p, spots *all)
{
    for (size_t i = 0; i < all->count; i++) {
        spot *s = &all->items[i];
        for (size_t k = 0; s->text && k < s->text->paras.count; k++) {
            s->text->paras.items[k].align = s->after ? ALIGN_START : ALIGN_END;
        }
        s->height_pt = s->text ? story_break(p, s->text, s->width_pt) : s->height_pt;
    }
}

static int by_place(const void *a, const void *b)
{
    double x = ((const spot *)a)->at_pt, y = ((const spot *)b)->at_pt;
    return (x > y) - (x < y);
}

static void sort_spots(spots *all)
{
    if (all->count) {
        qsort(all->items, all->count, sizeof *all->items, by_place);
    }
}

// ---- What there is ------------------------------------------------------------------------------

static double round_x(const chart *c, const sm_round *round, double reach)
{
    double x = x_of(c, round->to + 0.5);
    return fmin(fmax(x, c->x_pt + reach), c->x_pt + c->width_pt - reach);
}

static void gather_begin(chart *c)
{
    press *p = c->p;
    const sm_rounds *r = p->in->rounds;
    if (r->begins.count && c->tier.first == 0) {
        spot *s = SM_PUSH(p->arena, &c->rounds);
        *s = (spot){.at_pt = c->x_pt - SM_MM(LABEL_GAP_MM), .round = SIZE_MAX, .after_only = true};
        set_label(c, s, press_in(p, &r->begins), true,
                  sm_compose_day_month(p->arena, r->first, p->in->lang, false), SIZE_MAX);
    }
}

static void gather_rounds(chart *c)
{
    press *p = c->p;
    const sm_rounds *r = p->in->rounds;
    gather_begin(c);
    for (size_t i = 0; i < r->n_rounds; i++) {
        bool own = i >= c->tier.first && i < c->tier.first + c->tier.count;
        double reach = SM_MM(own ? HOUSE_DISC_MM : HOUSE_SMALL_DISC_MM);
        spot *s = SM_PUSH(p->arena, &c->rounds);
        *s = (spot){.at_pt = round_x(c, &r->rounds[i], reach),
                    .reach_pt = reach,
                    .round = i,
                    .height_pt = 2 * reach,
                    .in_tier = own};
        if (own) {
            const char *mark = press_in(p, &r->rounds[i].mark);
            const char *days =
                sm_compose_days(p->arena, r->rounds[i].from, r->rounds[i].to, p->in->lang, true);
            set_label(c, s, press_in(p, &r->rounds[i].name), true, mark[0] ? mark : days, i);
        }
    }
    for (size_t i = 0; i < r->n_truces; i++) {
        const sm_truce *t = &r->truces[i];
        if (t->round == SIZE_MAX && t->name.count && c->tier.first == 0) {
            spot *s = SM_PUSH(p->arena, &c->rounds);
            *s = (spot){.at_pt = x_of(c, t->from + t->from_hour / 24),
                        .hollow = true,
                        .reach_pt = SM_MM(HOUSE_SMALL_DISC_MM),
                        .round = SIZE_MAX};
            set_label(c, s, press_in(p, &t->name), false, press_in(p, &t->mark), SIZE_MAX);
        }
    }
}

static void gather_places(chart *c)
{
    press *p = c->p;
    const sm_rounds *r = p->in->rounds;
    for (size_t i = 0; i < r->n_captures; i++) {
        const sm_capture *x = &r->captures[i];
        spot *s = SM_PUSH(p->arena, &c->places);
        *s = (spot){.at_pt = x_of(c, x->day + 0.5),
                    .reach_pt = SM_MM(1.1),
                    .round = SIZE_MAX,
                    .hollow = x->disputed};
        const char *mark = press_in(p, &x->mark);
        set_label(c, s, press_in(p, &x->name), true,
                  mark[0] ? mark : sm_compose_day_month(p->arena, x->day, p->in->lang, true),
                  SIZE_MAX);
    }
}

static bool has_area(const press *p)
{
    return p->in->rounds->held != SIZE_MAX;
}

static void gather_truces(chart *c);

static void lay_lanes(chart *c)
{
    press *p = c->p;
    gather_rounds(c);
    gather_truces(c);
    gather_places(c);
    sort_spots(&c->rounds);
    sort_spots(&c->places);
    sort_spots(&c->truces);
    place_spots(c, &c->rounds);
    place_spots(c, &c->truces);
    place_spots(c, &c->places);
    turn_labels(p, &c->rounds);
    turn_labels(p, &c->truces);
    turn_labels(p, &c->places);
    double lane = SM_MM(HOUSE_LANE_MM), half = SM_MM(HOUSE_HALF_MM);
    c->rounds_pt = half;
    c->truces_pt = c->rounds_pt + fmax(lane_height(&c->rounds), 2 * lane) + half;
    c->band_pt = c->truces_pt + lane_height(&c->truces) + (c->truces.count ? half : 0);
    c->places_pt = c->band_pt + (has_area(p) ? SM_MM(HOUSE_BAND_MM) : 0) + half;
    c->axis_pt = c->places_pt + lane_height(&c->places) + (c->places.count ? half : 0);
    c->end_pt = c->axis_pt + SM_MM(5.5);
}

// ---- Truces -------------------------------------------------------------------------------------

static const double CROSS_MM = 0.75, LEAST_BAR_MM = 1.5;

typedef struct bar {
    double begin_pt, end_pt;
    bool broken;
} bar;

static bar truce_bar(const chart *c, const sm_truce *t)
{
    double right = c->x_pt + c->width_pt;
    bar b = {.begin_pt = x_of(c, t->from + t->from_hour / 24), .broken = t->to != INT32_MAX};
    b.begin_pt = fmin(fmax(b.begin_pt, c->x_pt), right - SM_MM(LEAST_BAR_MM));
    b.end_pt = b.broken ? fmin(right, x_of(c, t->to + t->to_hour / 24)) : right;
    b.end_pt = fmax(b.end_pt, b.begin_pt + SM_MM(LEAST_BAR_MM));
    return b;
}

// Bar and cross are what the text stands beside.
static void gather_truces(chart *c)
{
    press *p = c->p;
    const sm_rounds *r = p->in->rounds;
    for (size_t i = 0; i < r->n_truces; i++) {
        bar b = truce_bar(c, &r->truces[i]);
        double end = b.end_pt + (b.broken ? SM_MM(1.1 + CROSS_MM) : 0);
        spot *s = SM_PUSH(p->arena, &c->truces);
        *s = (spot){.at_pt = (b.begin_pt + end) / 2,
                    .reach_pt = (end - b.begin_pt) / 2,
                    .height_pt = SM_MM(HOUSE_LANE_MM),
                    .round = i,
                    .after_first = true};
        const char *fate = press_in(p, &r->truces[i].fate);
        if (fate[0]) {
            set_label(c, s, "", false, fate, SIZE_MAX);
        }
    }
}

static void draw_spot_text(press *p, const spot *s, double top)
{
    if (s->text) {
        double gap = s->reach_pt + SM_MM(LABEL_GAP_MM);
        double x = s->after ? s->at_pt + gap : s->at_pt - gap - s->width_pt;
        p->halo_pt = 1.2;
        story_place(p, s->text, x, top, s->height_pt + 1, true);
        p->halo_pt = 0;
    }
}

static void draw_cross(press *p, sm_point at, double half)
{
    press_line(p, (sm_point){at.x - half, at.y - half}, (sm_point){at.x + half, at.y + half}, 0.4,
               HOUSE_INK);
    press_line(p, (sm_point){at.x - half, at.y + half}, (sm_point){at.x + half, at.y - half}, 0.4,
               HOUSE_INK);
}

static void draw_truces(const chart *c)
{
    press *p = c->p;
    for (size_t i = 0; i < c->truces.count; i++) {
        const spot *s = &c->truces.items[i];
        bar b = truce_bar(c, &p->in->rounds->truces[s->round]);
        double top = c->top_pt + c->truces_pt + row_top(&c->truces, s->row);
        double y = top + SM_MM(HOUSE_LANE_MM) / 2;
        press_line(p, (sm_point){b.begin_pt, y}, (sm_point){b.end_pt, y}, 0.9, HOUSE_INK);
        if (b.broken) {
            draw_cross(p, (sm_point){b.end_pt + SM_MM(1.1), y}, SM_MM(CROSS_MM));
        }
        draw_spot_text(p, s, top);
    }
}

// ---- Area ---------------------------------------------------------------------------------------

typedef struct step {
    double from_pt, to_pt; // along the axis
    double level_pt;       // below the band's upper edge
    double km2;
    int32_t date;
} step;

typedef struct steps {
    step *items;
    size_t count, cap;
} steps;

static steps find_steps(const chart *c)
{
    press *p = c->p;
    steps all = {NULL, 0, 0};
    const sm_party *held = NULL, *gained = NULL;
    size_t n = 0;
    const int32_t *dates = sm_report_dates(p->arena, p->in->study, p->in->rounds, &n);
    if (!press_sides(p, &held, &gained) || !p->in->stats) {
        return all;
    }
    for (size_t i = 0; i < n; i++) {
        const sm_stats_row *now = sm_stats_find(p->in->stats, dates[i], held->side, SM_STATS_TOTAL);
        if (!now) {
            continue;
        }
        double from = all.count ? x_of(c, dates[i]) : c->x_pt;
        from = fmin(fmax(from, c->x_pt), c->x_pt + c->width_pt);
        if (all.count) {
            all.items[all.count - 1].to_pt = from;
        }
        *SM_PUSH(p->arena, &all) = (step){from, c->x_pt + c->width_pt, 0, now->area_km2, dates[i]};
    }
    double most = 1e-9;
    for (size_t i = 0; i < all.count; i++) {
        most = fmax(most, all.items[i].km2);
    }
    for (size_t i = 0; i < all.count; i++) {
        all.items[i].level_pt = SM_MM(HOUSE_BAND_MM) * (1 - all.items[i].km2 / most);
    }
    return all;
}

static void stroke_steps(const chart *c, const steps *all)
{
    sm_path path;
    sm_path_init(&path, c->p->arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    double top = c->top_pt + c->band_pt;
    for (size_t i = 0; i < all->count; i++) {
        sm_path_add(&path, all->items[i].from_pt, top + all->items[i].level_pt);
        sm_path_add(&path, all->items[i].to_pt, top + all->items[i].level_pt);
    }
    const sm_pen casing = {.color = HOUSE_PAPER, .width_pt = SM_MM(0.85)};
    const sm_pen pen = {.color = HOUSE_INK, .width_pt = SM_MM(0.45)};
    sm_scene_add_stroke(c->p->page, &path, &casing);
    sm_scene_add_stroke(c->p->page, &path, &pen);
}

// Past the drop lines that would cross a text here.
static double clear_of_drops(const chart *c, double x, double width)
{
    for (size_t i = 0; i < c->rounds.count; i++) {
        const spot *s = &c->rounds.items[i];
        if (s->reach_pt > 0 && s->at_pt > x - SM_MM(0.6) && s->at_pt < x + width - SM_MM(1)) {
            x = s->at_pt + SM_MM(1);
        }
    }
    return x;
}

typedef struct boxes {
    sm_box *items;
    size_t count, cap;
} boxes;

// A text of the band, unless it would meet another: the table has every number.
static bool try_label(const chart *c, boxes *done, const char *text, const report_look *look,
                      sm_point at, report_align align)
{
    double width = press_width(c->p, text, look), left = align == ALIGN_END ? at.x - width : at.x;
    sm_box box = {left - SM_MM(0.5), at.y - look->size_pt, left + width + SM_MM(0.5),
                  at.y + look->size_pt / 3};
    for (size_t i = 0; i < done->count; i++) {
        if (sm_box_overlap(box, done->items[i])) {
            return false;
        }
    }
    if (box.x0 < c->x_pt || box.x1 > c->x_pt + c->width_pt) {
        return false;
    }
    *SM_PUSH(c->p->arena, done) = box;
    press_text(c->p, text, look, at, align);
    return true;
}

// The number stands below its step; a step too short for it lends the room of the one before.
static void label_steps(const chart *c, const steps *all, boxes *done)
{
    press *p = c->p;
    report_look look = LOOK_STRONG;
    for (size_t i = 0; i < all->count; i++) {
        const step *s = &all->items[i];
        const char *km2 = sm_compose_count(p->arena, s->km2, 0, p->in->lang);
        double width = press_width(p, km2, &look) + SM_MM(2);
        double base = c->top_pt + c->band_pt + s->level_pt + SM_MM(3.3);
        double x = clear_of_drops(c, s->from_pt + SM_MM(1), width);
        if (s->to_pt - x >= width) {
            try_label(c, done, km2, &look, (sm_point){x, base}, ALIGN_START);
            continue;
        }
        const char *day = sm_compose_day_month(p->arena, s->date, p->in->lang, true);
        const char *from = press_words(p, "from-date", day, NULL);
        sm_point end = {s->from_pt - SM_MM(1), base};
        if (try_label(c, done, km2, &look, end, ALIGN_END)) {
            end.x -= width - SM_MM(0.8);
            try_label(c, done, from, &LOOK_TEXT, end, ALIGN_END);
        }
    }
}

static void name_sides(const chart *c, const steps *all, const sm_party *held,
                       const sm_party *gained, boxes *done)
{
    press *p = c->p;
    report_look look = LOOK_SMALL_STRONG;
    double top = c->top_pt + c->band_pt, bottom = top + SM_MM(HOUSE_BAND_MM);
    look.color = held->ink;
    try_label(c, done, press_words(p, "held-by", press_ground(p, held), NULL), &look,
              (sm_point){c->x_pt + SM_MM(1), bottom - SM_MM(1.2)}, ALIGN_START);
    // The other side's name stands where its band is high enough, as far right as that goes.
    const char *name = press_words(p, "held-by", press_ground(p, gained), NULL);
    double width = press_width(p, name, &look);
    look.color = gained->ink;
    for (size_t i = all->count; i-- > 0;) {
        const step *s = &all->items[i];
        if (s->level_pt > SM_MM(3.4) && s->to_pt - s->from_pt > width + SM_MM(2)) {
            try_label(c, done, name, &look, (sm_point){s->to_pt - SM_MM(1), top + SM_MM(2.7)},
                      ALIGN_END);
            return;
        }
    }
}

static void draw_band(const chart *c)
{
    press *p = c->p;
    const sm_party *held = NULL, *gained = NULL;
    if (!press_sides(p, &held, &gained)) {
        return;
    }
    steps all = find_steps(c);
    double top = c->top_pt + c->band_pt, bottom = top + SM_MM(HOUSE_BAND_MM);
    sm_box whole = {c->x_pt, top, c->x_pt + c->width_pt, bottom};
    if (!all.count) {
        const double dots[] = {0.6, 1.6};
        const sm_pen edge = {.color = HOUSE_GREY, .width_pt = 0.5, .dash_pt = dots, .n_dash = 2};
        sm_scene_add_rect(p->page, whole, HOUSE_NO_COLOR, &edge);
        press_text(p, press_word(p, "area-unknown"), &LOOK_GREY,
                   (sm_point){whole.x0 + SM_MM(1), top + SM_MM(3.5)}, ALIGN_START);
        return;
    }
    sm_scene_begin_group(p->page, "layer", "area", -1);
    for (size_t i = 0; i < all.count; i++) {
        const step *s = &all.items[i];
        sm_scene_add_rect(p->page, (sm_box){s->from_pt, top, s->to_pt, top + s->level_pt},
                          gained->tint, NULL);
        sm_scene_add_rect(p->page, (sm_box){s->from_pt, top + s->level_pt, s->to_pt, bottom},
                          held->tint, NULL);
    }
    press_line(p, (sm_point){whole.x0, bottom}, (sm_point){whole.x1, bottom}, HOUSE_THIN_MM,
               HOUSE_INK);
    stroke_steps(c, &all);
    sm_scene_end_group(p->page);
}

static void label_band(const chart *c)
{
    const sm_party *held = NULL, *gained = NULL;
    steps all = find_steps(c);
    if (press_sides(c->p, &held, &gained) && all.count) {
        boxes done = {NULL, 0, 0};
        label_steps(c, &all, &done);
        name_sides(c, &all, held, gained, &done);
    }
}

// ---- Axis ---------------------------------------------------------------------------------------

static bool is_round_day(const chart *c, int32_t day)
{
    for (size_t i = 0; i < c->p->in->rounds->n_rounds; i++) {
        if (c->p->in->rounds->rounds[i].to == day) {
            return true;
        }
    }
    return false;
}

typedef struct tick {
    int rank; // 0: rounds and the first day, 1: first of a month, 2: every fifth day
    double x0, x1;
} tick;

typedef struct ticks {
    tick *items;
    size_t count, cap;
} ticks;

static bool is_free(const ticks *done, double x0, double x1)
{
    for (size_t i = 0; i < done->count; i++) {
        if (x0 < done->items[i].x1 + SM_MM(1) && done->items[i].x0 < x1 + SM_MM(1)) {
            return false;
        }
    }
    return true;
}

static int rank_of(const chart *c, int32_t day)
{
    int year = 0, month = 0, mday = 0;
    sm_split_date(day, &year, &month, &mday);
    double month_mm = 30 * c->per_day_pt / SM_PT_PER_MM;
    if (is_round_day(c, day) || day == c->p->in->rounds->first) {
        return 0;
    }
    if (mday == 1) {
        return month_mm >= 10 || month == 1 || (month % 3 == 1 && month_mm >= 4) ? 1 : 3;
    }
    return mday % 5 == 0 && mday < 30 && c->per_day_pt >= SM_MM(1) ? 2 : 3;
}

static void label_day(const chart *c, int32_t day, ticks *done)
{
    press *p = c->p;
    int year = 0, month = 0, mday = 0;
    sm_split_date(day, &year, &month, &mday);
    bool round = is_round_day(c, day), first = day == p->in->rounds->first;
    report_look look = round ? LOOK_SMALL_STRONG : LOOK_SMALL;
    look.color = round ? HOUSE_INK : HOUSE_GREY;
    bool named = mday == 1 || first || c->per_day_pt < SM_MM(1);
    const char *text = named ? sm_compose_day_month(p->arena, day, p->in->lang, true)
                             : sm_arena_printf(p->arena, "%d", mday);
    double width = press_width(p, text, &look), x = x_of(c, day + (first ? 0 : 0.5));
    double x0 = first ? x : mday == 1 ? x - SM_MM(1) : x - width / 2;
    x0 = round ? x - width - SM_MM(0.7) : x0; // its drop line passes here
    x0 = fmin(fmax(x0, c->x_pt), c->x_pt + c->width_pt - width);
    if (is_free(done, x0, x0 + width)) {
        press_text(p, text, &look, (sm_point){x0, c->top_pt + c->axis_pt + SM_MM(4.6)},
                   ALIGN_START);
        *SM_PUSH(p->arena, done) = (tick){0, x0, x0 + width};
    }
}

static void draw_axis(const chart *c)
{
    press *p = c->p;
    const sm_rounds *r = p->in->rounds;
    double y = c->top_pt + c->axis_pt;
    press_line(p, (sm_point){c->x_pt, y}, (sm_point){c->x_pt + c->width_pt, y}, HOUSE_THIN_MM,
               HOUSE_INK);
    bool daily = c->per_day_pt >= SM_MM(0.8);
    for (int32_t day = r->first; day <= r->last + 1; day++) {
        int year = 0, month = 0, mday = 0;
        sm_split_date(day, &year, &month, &mday);
        bool major = mday == 1 || day == r->first;
        if (daily || (major && rank_of(c, day) < 3)) {
            double long_mm = major ? 1.9 : 0.9;
            press_line(p, (sm_point){x_of(c, day), y}, (sm_point){x_of(c, day), y + SM_MM(long_mm)},
                       HOUSE_HAIR_MM, HOUSE_INK);
        }
    }
    ticks done = {NULL, 0, 0};
    for (int rank = 0; rank < 3; rank++) {
        for (int32_t day = r->first; day <= r->last; day++) {
            if (rank_of(c, day) == rank) {
                label_day(c, day, &done);
            }
        }
    }
}

// ---- Drawing ------------------------------------------------------------------------------------

// A line to the axis, and for the tier's own rounds on to the column: straight where the column
// lies
// below, else by a bend.
static void drop(const chart *c, const spot *s, double from)
{
    press *p = c->p;
    double end = c->top_pt + c->end_pt, axis = c->top_pt + c->axis_pt;
    if (s->hollow) {
        const double dashes[] = {1.6, 1.2};
        const sm_pen dashed = {
            .color = HOUSE_INK, .width_pt = SM_MM(0.2), .dash_pt = dashes, .n_dash = 2};
        sm_scene_add_line(p->page, (sm_point){s->at_pt, from},
                          (sm_point){s->at_pt, c->top_pt + c->places_pt - SM_MM(HOUSE_HALF_MM)},
                          &dashed);
        return;
    }
    sm_path path;
    sm_path_init(&path, p->arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    sm_path_add(&path, s->at_pt, from);
    if (!s->in_tier) {
        sm_path_add(&path, s->at_pt, axis);
    } else {
        size_t at = s->round - c->tier.first;
        double x0 = tier_x(p, at), x1 = x0 + tier_width(p);
        double x = fmin(fmax(s->at_pt, x0 + SM_MM(2)), x1), bend = end + SM_MM(1.5);
        if (s->at_pt < x0 || s->at_pt > x1) {
            bend += SM_MM(0.7) * (double)(at % 3);
            sm_path_add(&path, s->at_pt, bend);
            sm_path_add(&path, x, bend);
        } else {
            x = s->at_pt;
        }
        sm_path_add(&path, x, end + SM_MM(HOUSE_DROP_MM));
    }
    const sm_pen casing = {.color = HOUSE_PAPER, .width_pt = SM_MM(0.8)};
    const sm_pen pen = {.color = s->in_tier ? HOUSE_INK : HOUSE_PALE, .width_pt = SM_MM(0.3)};
    sm_scene_add_stroke(p->page, &path, &casing);
    sm_scene_add_stroke(p->page, &path, &pen);
}

static void draw_rounds(const chart *c, bool lines)
{
    press *p = c->p;
    for (size_t i = 0; i < c->rounds.count; i++) {
        const spot *s = &c->rounds.items[i];
        double top = c->top_pt + c->rounds_pt + row_top(&c->rounds, s->row);
        sm_point centre = {s->at_pt, top + SM_MM(HOUSE_HALF_MM)};
        if (s->reach_pt > 0 && lines) {
            drop(c, s, centre.y + s->reach_pt);
        } else if (!lines) {
            draw_spot_text(p, s, top);
            const sm_pen ring = {.color = HOUSE_INK, .width_pt = SM_MM(0.35)};
            if (s->hollow) {
                sm_scene_add_disc(p->page, centre, s->reach_pt, HOUSE_PAPER, &ring);
            } else if (s->round != SIZE_MAX) {
                press_disc(p, s->round + 1, centre, s->reach_pt);
            }
        }
    }
}

static void draw_places(const chart *c)
{
    press *p = c->p;
    for (size_t i = 0; i < c->places.count; i++) {
        const spot *s = &c->places.items[i];
        double top = c->top_pt + c->places_pt + row_top(&c->places, s->row);
        sm_point dot = {s->at_pt, top + SM_MM(HOUSE_HALF_MM)};
        double from = c->top_pt + c->places_pt - SM_MM(HOUSE_HALF_MM);
        press_line(p, (sm_point){dot.x, from}, dot, HOUSE_THIN_MM, HOUSE_INK);
        const sm_pen ring = {.color = HOUSE_INK, .width_pt = SM_MM(0.3)};
        sm_scene_add_disc(p->page, dot, SM_MM(0.9), s->hollow ? HOUSE_PAPER : HOUSE_INK, &ring);
        draw_spot_text(p, s, top);
    }
}

static void lane_label(const chart *c, double y, const char *name, const char *remark)
{
    press *p = c->p;
    report_grid g = press_grid(p);
    report_look small = LOOK_SMALL_GREY;
    report_story *s = story_new(p);
    small.leading_mm = 3.0;
    para_text(p, story_para(p, s, &LOOK_STRONG, "p"), &LOOK_STRONG, name, SIZE_MAX);
    para_text(p, story_para(p, s, &small, "p"), &small, remark, SIZE_MAX);
    double high = story_break(p, s, g.label_pt);
    story_place(p, s, g.left_pt, c->top_pt + y, high + 1, true);
}

static void draw_lane_labels(const chart *c)
{
    press *p = c->p;
    const sm_rounds *r = p->in->rounds;
    report_holding h = press_holding(p, SIZE_MAX);
    lane_label(c, c->rounds_pt, press_word(p, "rounds-truces"), press_word(p, "local-time"));
    if (has_area(p)) {
        const char *whole = sm_compose_count(p->arena, h.base_km2, 0, p->in->lang);
        const char *base = sm_compose_day_month(p->arena, r->base, p->in->lang, false);
        lane_label(c, c->band_pt, press_word(p, "area-held"),
                   h.known ? press_words(p, "area-of", whole, base) : "");
    }
    if (c->places.count) {
        lane_label(c, c->places_pt, press_word(p, "places"), press_word(p, "places-note"));
    }
}

void summary_timeline(press *p, report_tier tier)
{
    const sm_rounds *r = p->in->rounds;
    report_grid g = press_grid(p);
    if (!r->has_span) {
        return;
    }
    chart c = {.p = p, .tier = tier, .x_pt = g.chart_pt, .width_pt = g.chart_w_pt};
    c.per_day_pt = c.width_pt / (r->last - r->first + 1);
    lay_lanes(&c);
    press_need(p, c.end_pt + SM_MM(HOUSE_DROP_MM));
    c.top_pt = p->y_pt;
    press_rule(p, g.left_pt, g.left_pt + g.width_pt, HOUSE_RULE_MM, HOUSE_INK);
    sm_scene_begin_group(p->page, "figure", "timeline", -1);
    draw_band(&c);
    draw_rounds(&c, true);
    draw_truces(&c);
    draw_places(&c);
    draw_axis(&c);
    label_band(&c);
    draw_rounds(&c, false);
    draw_lane_labels(&c);
    sm_scene_end_group(p->page);
    p->y_pt += c.end_pt + SM_MM(HOUSE_DROP_MM);
}
