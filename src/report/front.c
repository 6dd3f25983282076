// The parts of a report beside the summary: head, contents, figures, sections.
#include "report/parts.h"

static void place_flowing(press *p, report_story *s, double x, double width)
{
    story_break(p, s, width);
    press_need(p, SM_MM(12));
    p->y_pt += story_place(p, s, x, p->y_pt, press_room(p), true);
    while (story_more(s)) {
        press_new_page(p);
        p->y_pt += story_place(p, s, x, p->y_pt, press_room(p), true);
    }
}

static const char *author_list(const press *p)
{
    sm_str out;
    sm_str_init(&out, p->arena);
    for (size_t i = 0; i < p->in->study->n_authors; i++) {
        sm_str_printf(&out, "%s%s", i ? ", " : "", p->in->study->authors[i]);
    }
    return out.text;
}

void report_front(press *p)
{
    const sm_report *r = p->in->report;
    report_grid g = press_grid(p);
    if (!r->title.count) {
        return;
    }
    report_look subtitle = LOOK_LEAD;
    subtitle.color = HOUSE_GREY;
    report_story *s = story_new(p);
    report_para *title = story_para(p, s, &LOOK_TITLE, "h1");
    title->keep_next = true;
    para_run(p, title, &LOOK_TITLE, press_in(p, &r->title));
    const struct {
        const report_look *look;
        const char *text;
        double before_mm;
    } lines[] = {{&subtitle, press_in(p, &r->subtitle), 1.2},
                 {&LOOK_BODY, author_list(p), 2.6},
                 {&LOOK_LEAD, press_in(p, &r->lead), 5.25}};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (lines[i].text[0]) {
            report_para *para = story_para(p, s, lines[i].look, "p");
            para->before_pt = SM_MM(lines[i].before_mm);
            para_text(p, para, lines[i].look, lines[i].text, SIZE_MAX);
        }
    }
    place_flowing(p, s, g.left_pt, fmin(g.width_pt, SM_MM(HOUSE_MEASURE_MM)));
    p->y_pt += SM_MM(7);
}

// ---- Contents -----------------------------------------------------------------------------------

static const char *figure_caption(const press *p, const sm_figure *figure)
{
    const sm_figure_job job = {p->in->study, figure, p->in->lang, ""};
    const char *text = press_in(p, &figure->caption);
    text = text[0] ? text : press_in(p, &figure->title);
    return sm_compose_expand(p->arena, text, &job, NULL);
}

// The first sentence names a figure in a list.
static const char *first_sentence(const press *p, const char *text)
{
    const char *stop = strstr(text, ". ");
    return stop ? sm_arena_strndup(p->arena, text, (size_t)(stop - text)) : text;
}

static void add_entry(press *p, report_table *t, const char *title, const char *anchor)
{
    report_grid g = press_grid(p);
    report_row *r = table_row(p, t, 0.6, 0.6);
    size_t page = press_page_of(p, anchor);
    const char *link = page ? sm_arena_printf(p->arena, "#%s", anchor) : NULL;
    report_story *s = story_new(p);
    para_link(p, story_para(p, s, &LOOK_BODY, "item"), &LOOK_BODY, title, link);
    row_cell(p, r, g.chart_pt, g.chart_w_pt - SM_MM(12), s);
    report_story *number = story_new(p);
    report_para *para = story_para(p, number, &LOOK_BODY, "p");
    para->align = ALIGN_END;
    para_link(p, para, &LOOK_BODY, sm_arena_printf(p->arena, "%zu", page), link);
    row_cell(p, r, g.chart_pt + g.chart_w_pt - SM_MM(10), SM_MM(10), number);
    r->rule_mm = HOUSE_HAIR_MM;
    r->rule_color = HOUSE_PALE;
    r->rule_x0_pt = g.chart_pt;
}

static void add_figures(press *p, report_table *t)
{
    const sm_report *report = p->in->report;
    for (size_t i = 0; i < report->n_parts; i++) {
        if (report->parts[i].kind == SM_PART_FIGURE) {
            const sm_figure *f = sm_study_figure(p->in->study, report->parts[i].figure);
            size_t number = press_figure_number(p, f->id, strlen(f->id));
            const char *name =
                press_words(p, "figure", sm_arena_printf(p->arena, "%zu", number), NULL);
            add_entry(
                p, t,
                sm_arena_printf(p->arena, "%s. %s", name, first_sentence(p, figure_caption(p, f))),
                sm_arena_printf(p->arena, "figure-%s", f->id));
        }
    }
}

// Headings are known from the layout before this one.
static void add_headings(press *p, report_table *t)
{
    for (size_t i = 0; i < p->n_past; i++) {
        if (p->past[i].level == 1 && strncmp(p->past[i].anchor, "figure-", 7) != 0) {
            add_entry(p, t, p->past[i].title, p->past[i].anchor);
        }
    }
}

static void place_list(press *p, const char *title, void add(press *, report_table *))
{
    report_table *t = table_new(p, HOUSE_RULE_MM);
    add(p, t);
    if (t->count) {
        report_row *first = &t->items[0];
        row_label(p, first, title, NULL);
        first->items[first->count - 1].spans_pt = SM_MM(10);
        table_place(p, t);
        p->y_pt += SM_MM(HOUSE_STEP_MM);
    }
}

void report_contents(press *p)
{
    place_list(p, press_word(p, "figures"), add_figures);
    place_list(p, press_word(p, "sections"), add_headings);
}

// ---- Figures ------------------------------------------------------------------------------------

static report_story *caption_story(press *p, const sm_figure *figure)
{
    report_story *s = story_new(p);
    report_look strong = LOOK_BODY;
    strong.bold = true;
    size_t number = press_figure_number(p, figure->id, strlen(figure->id));
    report_para *para = story_para(p, s, &LOOK_BODY, "caption");
    para_run(
        p, para, &strong,
        sm_arena_printf(p->arena, "%s. ",
                        press_words(p, "figure", sm_arena_printf(p->arena, "%zu", number), NULL)));
    para_run(p, para, &LOOK_BODY, figure_caption(p, figure));
    return s;
}

static void complain_size(press *p, const sm_report_part *part, const sm_figure *figure)
{
    sm_diags_add(p->diags, SM_ERROR, "report.figure", SM_AT_LINE(p->in->study->path, part->line),
                 "make the figure smaller or the page larger",
                 "figure %s (%g by %g mm) and its caption do not fit on the page of report %s "
                 "(%g by %g mm)",
                 figure->id, figure->width_mm, figure->height_mm, p->in->report->id,
                 p->in->report->width_mm, p->in->report->height_mm);
    sm_error err;
    press_fail(p, sm_fail(&err, SM_EINPUT, SM_AT_LINE(p->in->study->path, part->line), NULL,
                          "a figure does not fit on the page"));
}

void report_figure(press *p, size_t at)
{
    const sm_report_part *part = &p->in->report->parts[at];
    const sm_figure *figure = sm_study_figure(p->in->study, part->figure);
    const sm_scene *scene = p->in->figures[at];
    report_grid g = press_grid(p);
    if (!scene) {
        return;
    }
    report_story *caption = caption_story(p, figure);
    double high = story_break(p, caption, g.width_pt), gap = SM_MM(HOUSE_STEP_MM);
    press_need(p, scene->height_pt + gap + high);
    if (scene->height_pt + gap + high > press_room(p) ||
        scene->width_pt > SM_MM(p->in->report->width_mm)) {
        complain_size(p, part, figure);
        return;
    }
    const char *anchor = sm_arena_printf(p->arena, "figure-%s", figure->id);
    size_t number = press_figure_number(p, figure->id, strlen(figure->id));
    const char *name = press_words(p, "figure", sm_arena_printf(p->arena, "%zu", number), NULL);
    press_heading(
        p, sm_arena_printf(p->arena, "%s. %s", name, first_sentence(p, figure_caption(p, figure))),
        anchor, 1);
    double x = g.left_pt + (g.width_pt - scene->width_pt) / 2;
    sm_scene_begin_group(p->page, "dest", anchor, -1);
    sm_scene_begin_group(p->page, "figure", figure->id, -1);
    sm_scene_append(p->page, scene, x, p->y_pt);
    sm_scene_end_group(p->page);
    sm_scene_end_group(p->page);
    p->y_pt += scene->height_pt + gap;
    p->y_pt += story_place(p, caption, g.left_pt, p->y_pt, high + 1, true) + gap;
}

// ---- Sections -----------------------------------------------------------------------------------

void report_section(press *p, size_t at)
{
    const sm_report_part *part = &p->in->report->parts[at];
    report_grid g = press_grid(p);
    const char *title = press_in(p, &part->title);
    if (title[0]) {
        press_section_head(p, title, sm_arena_printf(p->arena, "section-%zu", at), NULL);
    }
    for (size_t i = 0; i < part->n_paragraphs; i++) {
        report_story *s = story_of(p, &LOOK_BODY, press_in(p, &part->paragraphs[i]), SIZE_MAX);
        place_flowing(p, s, g.left_pt, fmin(g.width_pt, SM_MM(HOUSE_MEASURE_MM)));
        p->y_pt += SM_MM(2.1);
    }
}
