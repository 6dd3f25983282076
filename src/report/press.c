// Pages: what every one begins and ends with, and how much room is left.
#include "report/parts.h"

// Compound literals are no constants, so the house's inks are spelt out for the looks.
#define INK                                                                                        \
    {                                                                                              \
        0x1A, 0x1A, 0x1A, 255                                                                      \
    }
#define GREY                                                                                       \
    {                                                                                              \
        0x5C, 0x5C, 0x5C, 255                                                                      \
    }

const report_look LOOK_TITLE = {22, 8.75, true, false, INK};
const report_look LOOK_LEAD = {10, 4.375, false, false, INK};
const report_look LOOK_SECOND_TITLE = {13, 5.25, true, false, INK};
const report_look LOOK_SECOND_LEAD = {8, 3.5, false, false, INK};
const report_look LOOK_HEAD = {9, 4.2, true, false, INK};
const report_look LOOK_TEXT = {7.5, 3.5, false, false, INK};
const report_look LOOK_STRONG = {7.5, 3.5, true, false, INK};
const report_look LOOK_GREY = {7, 3.5, false, false, GREY};
const report_look LOOK_KEPT = {7.5, 3.5, false, true, GREY};
const report_look LOOK_SMALL = {7, 3.2, false, false, INK};
const report_look LOOK_SMALL_STRONG = {7, 3.2, true, false, INK};
const report_look LOOK_SMALL_GREY = {6.5, 3.2, false, false, GREY};
const report_look LOOK_KEY_NUMBER = {13, 4.9, true, false, INK};
const report_look LOOK_SOURCE = {6.5, 3.0, false, false, GREY};
const report_look LOOK_BODY = {9, 4.2, false, false, INK};
const report_look LOOK_SIDE = {6.5, 3.5, true, false, INK};

sm_font look_font(const report_look *look)
{
    return (sm_font){.family = HOUSE_FAMILY,
                     .size_pt = look->size_pt,
                     .bold = look->bold,
                     .italic = look->italic,
                     .tracking_pt = look->size_pt > 20 ? -SM_MM(0.15) : 0};
}

// Ascent 0.905 and descent 0.212 of the em, the line's middle in the leading's.
double look_baseline(const report_look *look)
{
    return (SM_MM(look->leading_mm) + 0.693 * look->size_pt) / 2;
}

void press_fail(press *p, sm_status status)
{
    p->status = p->status ? p->status : status;
}

double press_width(press *p, const char *text, const report_look *look)
{
    sm_extents e = {0};
    sm_font font = look_font(look);
    sm_error err;
    if (!p->status && text[0]) {
        p->status = sm_text_measure(p->text, text, &font, &e, &err);
        if (p->status) {
            p->err = err;
        }
    }
    return e.width_pt;
}

void press_text(press *p, const char *text, const report_look *look, sm_point at,
                report_align align)
{
    double width = press_width(p, text, look);
    double back = align == ALIGN_START ? 0 : align == ALIGN_END ? width : width / 2;
    sm_text t = {.utf8 = text,
                 .font = look_font(look),
                 .color = look->color,
                 .at = {at.x - back, at.y},
                 .width_pt = width};
    sm_scene_add_text(p->page, &t);
}

void press_line(press *p, sm_point a, sm_point b, double width_mm, sm_color color)
{
    sm_pen pen = {.color = color, .width_pt = SM_MM(width_mm)};
    sm_scene_add_line(p->page, a, b, &pen);
}

void press_disc(press *p, size_t number, sm_point centre, double radius_pt)
{
    report_look look = LOOK_STRONG;
    const char *text = sm_arena_printf(p->arena, "%zu", number);
    look.size_pt = radius_pt * (number < 10 ? 1.45 : 1.15);
    look.color = HOUSE_PAPER;
    sm_scene_add_disc(p->page, centre, radius_pt, HOUSE_INK, NULL);
    press_text(p, text, &look, (sm_point){centre.x, centre.y + 0.36 * look.size_pt}, ALIGN_CENTRE);
}

report_grid press_grid(const press *p)
{
    double width = SM_MM(p->in->report->width_mm - 2 * HOUSE_SIDE_MM);
    double label = SM_MM(HOUSE_LABEL_MM);
    report_grid g = {.left_pt = SM_MM(HOUSE_SIDE_MM), .width_pt = width, .label_pt = label};
    g.chart_pt = g.left_pt + label + SM_MM(HOUSE_GUTTER_MM);
    g.chart_w_pt = g.left_pt + width - g.chart_pt;
    return g;
}

// ---- Pages --------------------------------------------------------------------------------------

static const char *foot_text(const press *p)
{
    const char *own = p->in->rounds ? press_in(p, &p->in->rounds->disclaimer) : "";
    return own[0] ? own : press_in(p, &p->in->study->disclaimer);
}

static report_story *foot_story(press *p)
{
    report_look look = LOOK_SMALL_GREY;
    look.leading_mm = 2.8;
    report_story *s = story_of(p, &look, foot_text(p), SIZE_MAX);
    story_break(p, s, press_grid(p).width_pt - SM_MM(16));
    return s;
}

static double foot_top(press *p)
{
    report_story *s = foot_story(p);
    double lines = s->lines.count > 1 ? (double)s->lines.count - 1 : 0;
    return SM_MM(p->in->report->height_mm - HOUSE_FOOT_MM) - lines * SM_MM(2.8);
}

// The running head shortens what is beside it rather than meet it.
static void running_head(press *p)
{
    report_grid g = press_grid(p);
    double y = SM_MM(HOUSE_TOP_MM), right = g.left_pt + g.width_pt;
    sm_scene_begin_group(p->page, "title", NULL, -1);
    press_line(p, (sm_point){g.left_pt, y}, (sm_point){right, y}, HOUSE_BAR_MM, HOUSE_INK);
    report_story *left = story_of(p, &LOOK_GREY, p->running, SIZE_MAX);
    report_story *beside = story_of(p, &LOOK_GREY, p->beside, SIZE_MAX);
    for (size_t i = 0; i < beside->paras.count; i++) {
        beside->paras.items[i].align = ALIGN_END;
    }
    double gap = SM_MM(4), left_w = press_width(p, p->running, &LOOK_GREY) + 1;
    left_w = fmin(left_w, g.width_pt / 2 - gap);
    double right_w = g.width_pt - left_w - gap;
    double high = fmax(story_break(p, left, left_w), story_break(p, beside, right_w));
    story_place(p, left, g.left_pt, y + SM_MM(2.2), high, true);
    story_place(p, beside, right - right_w, y + SM_MM(2.2), high, true);
    sm_scene_end_group(p->page);
    p->y_pt = fmax(SM_MM(HOUSE_BODY_MM), y + SM_MM(3.2) + high);
}

void press_new_page(press *p)
{
    const sm_report *report = p->in->report;
    double w = SM_MM(report->width_mm), h = SM_MM(report->height_mm);
    p->page = sm_scene_create(p->arena, w, h);
    *SM_PUSH(p->arena, p->out) = p->page;
    sm_scene_add_rect(p->page, (sm_box){0, 0, w, h}, HOUSE_PAPER, NULL);
    sm_scene_begin_group(p->page, "document", NULL, -1); // ended with the foot
    p->bottom_pt = foot_top(p) - SM_MM(1.75);
    running_head(p);
    p->top_pt = p->y_pt;
    if (p->head) {
        p->head(p, p->head_context);
        p->top_pt = p->y_pt;
    }
}

double press_room(const press *p)
{
    return p->page ? p->bottom_pt - p->y_pt : 0;
}

bool press_is_fresh(const press *p)
{
    return p->page && p->y_pt <= p->top_pt + 0.01;
}

void press_need(press *p, double height_pt)
{
    if (!p->page || (press_room(p) < height_pt && !press_is_fresh(p))) {
        press_new_page(p);
    }
}

void press_skip(press *p, double mm)
{
    if (p->page && !press_is_fresh(p)) {
        p->y_pt += SM_MM(mm);
    }
}

void press_rule(press *p, double x0_pt, double x1_pt, double width_mm, sm_color color)
{
    press_line(p, (sm_point){x0_pt, p->y_pt}, (sm_point){x1_pt, p->y_pt}, width_mm, color);
}

// Two pages tell their number as "1 / 2"; a page alone needs none.
static void draw_foot(press *p, size_t at)
{
    report_grid g = press_grid(p);
    report_look number = LOOK_SMALL_STRONG;
    double y = foot_top(p), right = g.left_pt + g.width_pt;
    sm_scene_begin_group(p->page, "credits", NULL, -1);
    press_line(p, (sm_point){g.left_pt, y}, (sm_point){right, y}, HOUSE_HAIR_MM, HOUSE_PALE);
    report_story *s = foot_story(p);
    story_place(p, s, g.left_pt, y + SM_MM(1.05), SM_MM(100), true);
    if (p->out->count > 1) {
        const char *text = sm_arena_printf(p->arena, "%zu / %zu", at + 1, p->out->count);
        press_text(p, text, &number, (sm_point){right, y + SM_MM(1.05) + SM_MM(2.2)}, ALIGN_END);
    }
    sm_scene_end_group(p->page);
}

void press_number_pages(press *p)
{
    for (size_t i = 0; i < p->out->count; i++) {
        p->page = (sm_scene *)p->out->items[i];
        sm_scene_end_group(p->page);
        draw_foot(p, i);
    }
}

// ---- Anchors and headings -----------------------------------------------------------------------

void press_anchor(press *p, const char *name)
{
    *SM_PUSH(p->arena, &p->found) = (report_anchor){name, p->out->count - 1};
}

size_t press_page_of(const press *p, const char *anchor_name)
{
    for (size_t i = 0; p->known && i < p->known->count; i++) {
        if (strcmp(p->known->items[i].name, anchor_name) == 0) {
            return p->known->items[i].page + 1;
        }
    }
    return 0;
}

const char *press_heading(press *p, const char *title, const char *anchor_name, int level)
{
    sm_report_pages *out = p->out;
    out->headings = sm_grow(p->arena, out->headings, out->n_headings, &out->cap_headings,
                            sizeof *out->headings);
    out->headings[out->n_headings++] =
        (sm_report_heading){title, anchor_name, level, out->count - 1};
    press_anchor(p, anchor_name);
    return anchor_name;
}

void press_section_head(press *p, const char *title, const char *anchor_name, const char *lead)
{
    report_grid g = press_grid(p);
    report_story *s = story_new(p);
    para_text(p, story_para(p, s, &LOOK_SECOND_TITLE, "h1"), &LOOK_SECOND_TITLE, title, SIZE_MAX);
    if (lead && lead[0]) {
        report_para *para = story_para(p, s, &LOOK_SECOND_LEAD, "p");
        para->before_pt = SM_MM(HOUSE_HALF_MM);
        para_text(p, para, &LOOK_SECOND_LEAD, lead, SIZE_MAX);
    }
    s->paras.items[0].keep_next = true;
    press_skip(p, HOUSE_STEP_MM);
    double high = story_break(p, s, fmin(g.width_pt, SM_MM(178)));
    press_need(p, high + SM_MM(30));
    press_heading(p, title, anchor_name, 1);
    sm_scene_begin_group(p->page, "dest", anchor_name, -1);
    p->y_pt += story_place(p, s, g.left_pt, p->y_pt, press_room(p), true);
    sm_scene_end_group(p->page);
    while (story_more(s)) {
        press_new_page(p);
        p->y_pt += story_place(p, s, g.left_pt, p->y_pt, press_room(p), true);
    }
    p->y_pt += SM_MM(HOUSE_HALF_MM);
}
