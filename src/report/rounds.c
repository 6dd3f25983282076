// Rounds side by side: as many columns as the page is wide, the rest in further tiers.
#include "report/parts.h"

static double chart_mm(const sm_report *report)
{
    return report->width_mm - 2 * HOUSE_SIDE_MM - HOUSE_LABEL_MM - HOUSE_GUTTER_MM;
}

static size_t per_tier(const sm_report *report, size_t n_rounds)
{
    double room = chart_mm(report) + HOUSE_GUTTER_MM;
    size_t most = (size_t)fmax(1, floor(room / (HOUSE_LEAST_COLUMN_MM + HOUSE_GUTTER_MM) + 1e-9));
    size_t tiers = (n_rounds + most - 1) / most;
    return tiers ? (n_rounds + tiers - 1) / tiers : 1;
}

// One round alone does not need lines of 150 mm.
static double column_mm(const sm_report *report, size_t n_rounds)
{
    double n = (double)per_tier(report, n_rounds);
    double each = (chart_mm(report) - HOUSE_GUTTER_MM * (n - 1)) / n;
    return fmin(each, 100);
}

void sm_report_map_size(const sm_report *report, const sm_rounds *rounds, double *width_pt,
                        double *height_pt)
{
    double high = 52.5;
    for (size_t i = 0; i < report->n_parts; i++) {
        if (report->parts[i].kind == SM_PART_SUMMARY) {
            high = report->parts[i].map_mm;
        }
    }
    *width_pt = SM_MM(fmin(column_mm(report, rounds->n_rounds), HOUSE_MOST_MAP_MM));
    *height_pt = SM_MM(high);
}

double sm_report_key_width(void)
{
    return SM_MM(HOUSE_LABEL_MM);
}

const int32_t *sm_report_dates(sm_arena *a, const sm_study *study, const sm_rounds *rounds,
                               size_t *n)
{
    int32_t *dates = sm_arena_alloc(a, (rounds->n_rounds + 1) * sizeof *dates);
    *n = 0;
    dates[(*n)++] = rounds->base;
    for (size_t i = 0; i < rounds->n_rounds; i++) {
        const char *id = rounds->rounds[i].figure;
        const sm_figure *figure = id ? sm_study_figure(study, id) : NULL;
        size_t at = *n;
        while (figure && at > 0 && dates[at - 1] > figure->date) {
            at--;
        }
        if (figure && (at == 0 || dates[at - 1] != figure->date)) {
            memmove(&dates[at + 1], &dates[at], (*n - at) * sizeof *dates);
            dates[at] = figure->date;
            (*n)++;
        }
    }
    return dates;
}

size_t tier_count(const press *p)
{
    size_t n = p->in->rounds->n_rounds, each = per_tier(p->in->report, n);
    return (n + each - 1) / each;
}

report_tier tier_at(const press *p, size_t i)
{
    size_t n = p->in->rounds->n_rounds, each = per_tier(p->in->report, n);
    report_tier t = {i * each, each};
    t.count = t.first + each > n ? n - t.first : each;
    return t;
}

double tier_width(const press *p)
{
    return SM_MM(column_mm(p->in->report, p->in->rounds->n_rounds));
}

double tier_x(const press *p, size_t i)
{
    return press_grid(p).chart_pt + (double)i * (tier_width(p) + SM_MM(HOUSE_GUTTER_MM));
}

void row_label(press *p, report_row *r, const char *name, const char *remark)
{
    report_grid g = press_grid(p);
    report_story *s = story_new(p);
    para_text(p, story_para(p, s, &LOOK_STRONG, "th"), &LOOK_STRONG, name, SIZE_MAX);
    if (remark && remark[0]) {
        report_look small = LOOK_SMALL_GREY;
        small.leading_mm = 3.0;
        para_text(p, story_para(p, s, &small, "p"), &small, remark, SIZE_MAX);
    }
    row_cell(p, r, g.left_pt, g.label_pt, s)->role = "th";
}

static void disc_in_head(press *p, const report_cell *c, sm_box area)
{
    double r = SM_MM(HOUSE_SMALL_DISC_MM);
    press_disc(p, c->number + 1, (sm_point){area.x0 + r, area.y0 + SM_MM(1.75)}, r);
}

void table_round_heads(press *p, report_table *t, report_tier tier, const char *label,
                       bool with_dates)
{
    const sm_rounds *rounds = p->in->rounds;
    report_row *r = table_row(p, t, 1.2, 1.2);
    row_label(p, r, label, NULL);
    for (size_t i = 0; i < tier.count; i++) {
        const sm_round *round = &rounds->rounds[tier.first + i];
        report_look name = LOOK_STRONG;
        name.size_pt = 8;
        report_story *s = story_new(p);
        report_para *para = story_para(p, s, &name, "th");
        para->indent_pt = SM_MM(2 * HOUSE_SMALL_DISC_MM + 1);
        para_text(p, para, &name, press_in(p, &round->name), tier.first + i);
        if (with_dates) {
            const char *days = sm_compose_days(p->arena, round->from, round->to, p->in->lang, true);
            para_run(p, para, &LOOK_GREY, sm_arena_printf(p->arena, " %s", days));
        }
        report_cell *c = row_cell(p, r, tier_x(p, i), tier_width(p), s);
        c->role = "th";
        c->draw = disc_in_head;
        c->draw_pt = SM_MM(2 * HOUSE_SMALL_DISC_MM);
        c->number = tier.first + i;
    }
    r->rule_mm = HOUSE_THIN_MM;
    t->n_head = t->count;
}

bool press_sides(const press *p, const sm_party **held, const sm_party **gained)
{
    const sm_rounds *r = p->in->rounds;
    if (r->held == SIZE_MAX || r->gained == SIZE_MAX) {
        return false;
    }
    *held = &r->parties[r->held];
    *gained = &r->parties[r->gained];
    return true;
}

const char *press_ground(const press *p, const sm_party *party)
{
    const char *own = press_in(p, &party->ground);
    return own[0] ? own : press_in(p, &party->name);
}

void summary_head(press *p)
{
    const sm_rounds *r = p->in->rounds;
    report_grid g = press_grid(p);
    report_story *s = story_new(p);
    report_para *title = story_para(p, s, &LOOK_TITLE, "h1");
    para_text(p, title, &LOOK_TITLE, press_in(p, &r->title), SIZE_MAX);
    title->keep_next = true;
    if (r->lead.count) {
        report_para *lead = story_para(p, s, &LOOK_LEAD, "p");
        lead->before_pt = SM_MM(1.2);
        para_text(p, lead, &LOOK_LEAD, press_in(p, &r->lead), SIZE_MAX);
    }
    story_break(p, s, fmin(g.width_pt, SM_MM(HOUSE_MEASURE_MM)));
    press_heading(p, press_in(p, &r->title), "summary", 1);
    sm_scene_begin_group(p->page, "dest", "summary", -1);
    p->y_pt += story_place(p, s, g.left_pt, p->y_pt, press_room(p), true);
    sm_scene_end_group(p->page);
    while (story_more(s)) {
        press_new_page(p);
        p->y_pt += story_place(p, s, g.left_pt, p->y_pt, press_room(p), true);
    }
    p->y_pt += SM_MM(5.25);
}
