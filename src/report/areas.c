// Areas as computed: of the side that is followed per date, and of every side per zone and date.
#include "report/parts.h"

// Fractions of the chart's width: right edges of the columns of numbers, left edge of the bars.
static const double EDGES[] = {0.28, 0.41, 0.54, 0.66};
static const double BAR_EDGE = 0.69;

static report_story *number_story(press *p, const report_look *look, const char *text)
{
    report_story *s = story_of(p, look, text, SIZE_MAX);
    s->paras.items[0].align = ALIGN_END;
    return s;
}

static void add_numbers(press *p, report_row *r, const report_look *look, const char *const *texts)
{
    report_grid g = press_grid(p);
    for (size_t i = 0; i < 4; i++) {
        double left =
            i ? g.chart_pt + g.chart_w_pt * EDGES[i - 1] : g.chart_pt + g.chart_w_pt * 0.17;
        double right = g.chart_pt + g.chart_w_pt * EDGES[i];
        row_cell(p, r, left + SM_MM(1), right - left - SM_MM(1), number_story(p, look, texts[i]));
    }
}

typedef struct share {
    const sm_party *held, *gained;
    double part; // still held
} share;

static void draw_share(press *p, const report_cell *c, sm_box area)
{
    const share *s = c->data;
    double now = area.x0 + (area.x1 - area.x0) * fmin(1, fmax(0, s->part));
    double y0 = area.y0 + SM_MM(0.6), y1 = area.y0 + SM_MM(2.9);
    sm_scene_add_rect(p->page, (sm_box){area.x0, y0, now, y1}, s->held->tint, NULL);
    sm_scene_add_rect(p->page, (sm_box){now, y0, area.x1, y1}, s->gained->tint, NULL);
    if (s->part < 1) {
        press_line(p, (sm_point){now, y0}, (sm_point){now, y1}, 0.5, HOUSE_INK);
    }
}

static const char *count(const press *p, double value, int decimals)
{
    return sm_compose_count(p->arena, value, decimals, p->in->lang);
}

static void add_date(press *p, report_table *t, int32_t date, double base, double before,
                     double now, bool first, const share *bar)
{
    report_grid g = press_grid(p);
    report_row *r = table_row(p, t, 0.5, 0.5);
    row_cell(
        p, r, g.chart_pt, g.chart_w_pt * 0.17 + SM_MM(2),
        story_of(p, &LOOK_TEXT, sm_compose_day_month(p->arena, date, p->in->lang, false), SIZE_MAX))
        ->role = "th";
    const char *const texts[] = {count(p, now, 0), first ? "–" : count(p, base - now, 0),
                                 first ? "–" : count(p, now - before, 0),
                                 count(p, 100 * (base - now) / base, 1)};
    add_numbers(p, r, &LOOK_TEXT, texts);
    report_cell *c =
        row_cell(p, r, g.chart_pt + g.chart_w_pt * BAR_EDGE, g.chart_w_pt * (1 - BAR_EDGE), NULL);
    c->draw = draw_share;
    c->draw_pt = SM_MM(HOUSE_STEP_MM);
    c->data = bar;
    r->rule_mm = HOUSE_HAIR_MM;
    r->rule_color = HOUSE_PALE;
    r->rule_x0_pt = g.chart_pt;
}

static void add_dates_head(press *p, report_table *t, const sm_party *held, const sm_party *gained,
                           const char *remark)
{
    report_grid g = press_grid(p);
    report_row *r = table_row(p, t, 1.2, 1);
    report_look grey = LOOK_SMALL_GREY;
    int year = 0, month = 0, day = 0;
    sm_split_date(p->in->rounds->base, &year, &month, &day);
    row_label(p, r, press_word(p, "area-held"), remark);
    r->items[0].spans_pt = SM_MM(24);
    row_cell(p, r, g.chart_pt, g.chart_w_pt * 0.17,
             story_of(p, &grey, sm_arena_printf(p->arena, "%d", year), SIZE_MAX));
    const char *base = sm_compose_day_month(p->arena, p->in->rounds->base, p->in->lang, true);
    const char *const texts[] = {press_ground(p, held),
                                 press_words(p, "since-base", press_ground(p, gained), base),
                                 press_word(p, "change"), press_word(p, "share-changed")};
    add_numbers(p, r, &grey, texts);
    r->rule_mm = HOUSE_THIN_MM;
    r->rule_x0_pt = g.chart_pt;
    t->n_head = t->count;
}

static void place_dates(press *p, const sm_party *held, const sm_party *gained)
{
    const sm_stats *stats = p->in->stats;
    size_t n = 0;
    const int32_t *dates = sm_report_dates(p->arena, p->in->study, p->in->rounds, &n);
    const sm_stats_row *base = sm_stats_find(stats, dates[0], held->side, SM_STATS_TOTAL);
    if (!base || !(base->area_km2 > 0)) {
        return;
    }
    report_table *t = table_new(p, HOUSE_RULE_MM);
    const char *whole = count(p, base->area_km2, 0);
    add_dates_head(p, t, held, gained,
                   press_words(p, "area-of", whole,
                               sm_compose_day_month(p->arena, dates[0], p->in->lang, false)));
    double before = base->area_km2;
    for (size_t i = 0; i < n; i++) {
        const sm_stats_row *row = sm_stats_find(stats, dates[i], held->side, SM_STATS_TOTAL);
        share *bar = sm_arena_zero(p->arena, 1, sizeof *bar);
        if (row) {
            *bar = (share){held, gained, row->area_km2 / base->area_km2};
            add_date(p, t, dates[i], base->area_km2, before, row->area_km2, i == 0, bar);
            before = row->area_km2;
        }
    }
    t->whole = true;
    press_skip(p, HOUSE_HALF_MM);
    table_place(p, t);
    p->y_pt += SM_MM(HOUSE_HALF_MM);
}

// ---- Zones --------------------------------------------------------------------------------------

// Dates go side by side, as many as the page is wide: held, gained, and the change of the first.
typedef struct zones {
    const int32_t *dates;
    size_t first, count;       // of the dates in this table
    const char *held, *gained; // sides
    double name_pt, number_pt;
} zones;

static double number_x(const press *p, const zones *z, size_t date, size_t number)
{
    // The first date of the first table has no change.
    double x = press_grid(p).chart_pt + z->name_pt;
    for (size_t i = z->first; i < date; i++) {
        x += z->number_pt * (i == 0 ? 2 : 3);
    }
    return x + z->number_pt * (double)number;
}

static void add_zone_number(press *p, report_row *r, const zones *z, size_t date, size_t number,
                            const report_look *look, const char *text)
{
    double gap = SM_MM(0.6);
    row_cell(p, r, number_x(p, z, date, number) + gap, z->number_pt - gap,
             number_story(p, look, text));
}

static void draw_group_rule(press *p, const report_cell *c, sm_box area)
{
    (void)c;
    press_line(p, (sm_point){area.x0 + SM_MM(2), area.y1 + SM_MM(0.3)},
               (sm_point){area.x1, area.y1 + SM_MM(0.3)}, HOUSE_HAIR_MM, HOUSE_INK);
}

static void add_zone_heads(press *p, report_table *t, const zones *z)
{
    report_grid g = press_grid(p);
    report_row *days = table_row(p, t, 1.2, 0.6);
    row_label(p, days, press_word(p, "zones"), press_words(p, "zones-note", z->held, z->gained));
    days->items[0].spans_pt = SM_MM(40);
    for (size_t i = z->first; i < z->first + z->count; i++) {
        double x = number_x(p, z, i, 0), width = z->number_pt * (i == 0 ? 2 : 3);
        report_cell *c =
            row_cell(p, days, x, width,
                     number_story(p, &LOOK_SMALL_STRONG,
                                  sm_compose_day_month(p->arena, z->dates[i], p->in->lang, true)));
        c->draw = draw_group_rule;
    }
    report_row *sides = table_row(p, t, 0.2, 0.8);
    row_cell(p, sides, g.chart_pt, z->name_pt,
             story_of(p, &LOOK_SMALL_GREY, press_word(p, "zone"), SIZE_MAX));
    for (size_t i = z->first; i < z->first + z->count; i++) {
        add_zone_number(p, sides, z, i, 0, &LOOK_SMALL_GREY, z->held);
        add_zone_number(p, sides, z, i, 1, &LOOK_SMALL_GREY, z->gained);
        if (i > 0) {
            add_zone_number(p, sides, z, i, 2, &LOOK_SMALL_GREY, press_word(p, "change"));
        }
    }
    sides->rule_mm = HOUSE_THIN_MM;
    sides->rule_x0_pt = g.chart_pt;
    t->n_head = t->count;
}

static double area_of(const press *p, const zones *z, size_t date, const char *side,
                      const char *zone)
{
    const sm_stats_row *row = sm_stats_find(p->in->stats, z->dates[date], side, zone);
    return row ? row->area_km2 : (double)NAN;
}

static const char *area_text(const press *p, double km2)
{
    return !isfinite(km2) ? "–" : km2 < 0.5 && km2 > -0.5 ? "0" : count(p, km2, 0);
}

static void add_zone(press *p, report_table *t, const zones *z, const sm_stats_zone *zone,
                     const char *name)
{
    report_grid g = press_grid(p);
    report_row *r = table_row(p, t, 0.3, 0.3);
    bool total = strcmp(zone->id, SM_STATS_TOTAL) == 0;
    const report_look *look = total ? &LOOK_SMALL_STRONG : &LOOK_SMALL;
    row_cell(p, r, g.chart_pt, z->name_pt, story_of(p, look, name, SIZE_MAX))->role = "th";
    for (size_t i = z->first; i < z->first + z->count; i++) {
        double held = area_of(p, z, i, z->held, zone->id);
        add_zone_number(p, r, z, i, 0, look, area_text(p, held));
        add_zone_number(p, r, z, i, 1, look, area_text(p, area_of(p, z, i, z->gained, zone->id)));
        if (i > 0) {
            double before = area_of(p, z, i - 1, z->held, zone->id);
            add_zone_number(p, r, z, i, 2, look, area_text(p, held - before));
        }
    }
    r->rule_mm = HOUSE_HAIR_MM;
    r->rule_color = HOUSE_PALE;
    r->rule_x0_pt = g.chart_pt;
}

// A zone is worth a row when the side that is followed ever held ground in it.
static bool is_worth(const press *p, const zones *z, const sm_stats_zone *zone, size_t n_dates)
{
    bool held = strcmp(zone->id, SM_STATS_TOTAL) == 0;
    for (size_t i = 0; i < n_dates; i++) {
        held |= area_of(p, z, i, z->held, zone->id) >= 0.5;
    }
    return held;
}

static void place_zones(press *p, zones *z, size_t n_dates)
{
    const sm_stats *stats = p->in->stats;
    report_table *t = table_new(p, HOUSE_RULE_MM);
    add_zone_heads(p, t, z);
    for (size_t i = 0; i < stats->n_zones; i++) {
        const sm_stats_zone *zone = &stats->zones[i];
        const char *name = strcmp(zone->id, SM_STATS_TOTAL) == 0     ? press_word(p, "total")
                           : strcmp(zone->id, SM_STATS_OUTSIDE) == 0 ? press_word(p, "outside")
                           : zone->name                              ? zone->name
                                                                     : zone->id;
        if (is_worth(p, z, zone, n_dates)) {
            add_zone(p, t, z, zone, name);
        }
    }
    t->whole = true;
    press_skip(p, HOUSE_HALF_MM);
    table_place(p, t);
    p->y_pt += SM_MM(HOUSE_HALF_MM);
}

void summary_areas(press *p)
{
    const sm_party *held = NULL, *gained = NULL;
    if (!p->in->stats || !press_sides(p, &held, &gained)) {
        return;
    }
    place_dates(p, held, gained);
    if (p->in->stats->n_zones <= 2) {
        return; // only outside and total: no zones
    }
    size_t n = 0;
    zones z = {.dates = sm_report_dates(p->arena, p->in->study, p->in->rounds, &n),
               .held = held->side,
               .gained = gained->side,
               .name_pt = SM_MM(29),
               .number_pt = SM_MM(11.1)};
    double room = press_grid(p).chart_w_pt - z.name_pt;
    for (size_t first = 0; first < n; first += z.count) {
        z.first = first;
        z.count = (size_t)fmax(1, floor((room / z.number_pt + (first == 0 ? 1 : 0)) / 3 + 1e-9));
        z.count = first + z.count > n ? n - first : z.count;
        place_zones(p, &z, n);
    }
}
