// Tables: rows of cells, each a story. A row goes to the next page whole, unless it is taller than
// a
// page: then its cells go on there. Heads repeat.
#include "report/parts.h"

report_table *table_new(press *p, double rule_mm)
{
    report_grid g = press_grid(p);
    report_table *t = sm_arena_zero(p->arena, 1, sizeof *t);
    t->rule_mm = rule_mm;
    t->x0_pt = g.left_pt;
    t->x1_pt = g.left_pt + g.width_pt;
    return t;
}

report_row *table_row(press *p, report_table *t, double above_mm, double below_mm)
{
    report_row *r = SM_PUSH(p->arena, t);
    *r = (report_row){.above_pt = SM_MM(above_mm),
                      .below_pt = SM_MM(below_mm),
                      .rule_color = HOUSE_INK,
                      .rule_x0_pt = t->x0_pt,
                      .rule_x1_pt = t->x1_pt};
    return r;
}

report_cell *row_cell(press *p, report_row *r, double x_pt, double width_pt, report_story *text)
{
    report_cell *c = SM_PUSH(p->arena, r);
    *c = (report_cell){.x_pt = x_pt, .width_pt = width_pt, .text = text, .role = "td"};
    return c;
}

static double cell_height(press *p, const report_cell *c)
{
    double text = c->text ? story_break(p, c->text, c->width_pt) : 0;
    double beside = fmax(0, text - c->spans_pt);
    return fmax(text > 0 ? c->top_pt + beside : 0, c->draw_pt);
}

double row_height(press *p, report_row *r)
{
    double high = 0;
    for (size_t i = 0; i < r->count; i++) {
        high = fmax(high, cell_height(p, &r->items[i]));
    }
    return r->above_pt + high + r->below_pt;
}

// Rows that must not part: from `i` on to the first that does not keep with the next.
static double group_height(press *p, report_table *t, size_t i, size_t end)
{
    double high = 0;
    do {
        high += row_height(p, &t->items[i]);
    } while (t->items[i++].keep_next && i < end);
    return high;
}

static void draw_cell(press *p, report_table *t, const report_cell *c, double top, double room,
                      bool first, bool force)
{
    sm_scene_begin_group(p->page, c->role, NULL, -1);
    if (c->draw && first) {
        c->draw(p, c, (sm_box){c->x_pt, top, c->x_pt + c->width_pt, top + room});
    }
    if (c->text) {
        double down = first ? c->top_pt : 0;
        t->floor_pt = fmax(t->floor_pt, top + down + story_break(p, c->text, c->width_pt));
        story_place(p, c->text, c->x_pt, top + down, room - down + c->spans_pt, force);
    }
    sm_scene_end_group(p->page);
}

static bool row_more(const report_row *r)
{
    for (size_t i = 0; i < r->count; i++) {
        if (r->items[i].text && story_more(r->items[i].text)) {
            return true;
        }
    }
    return false;
}

static void end_row(press *p, const report_row *r)
{
    if (r->rule_mm > 0) {
        press_rule(p, r->rule_x0_pt, r->rule_x1_pt, r->rule_mm, r->rule_color);
    }
}

// A row as far as it goes; the rest of its texts on the pages after.
static void place_row(press *p, report_table *t, report_row *r)
{
    bool first = true;
    do {
        if (!first) {
            sm_scene_end_group(p->page);
            press_new_page(p);
        }
        double whole = row_height(p, r), room = press_room(p);
        bool fits = whole <= room + 0.01;
        double high = fits ? whole - r->above_pt - r->below_pt
                           : fmax(room - r->above_pt - r->below_pt, SM_MM(HOUSE_STEP_MM));
        bool force = !fits && press_is_fresh(p);
        sm_scene_begin_group(p->page, "tr", NULL, -1);
        for (size_t i = 0; i < r->count; i++) {
            draw_cell(p, t, &r->items[i], p->y_pt + r->above_pt, high, first, force);
        }
        sm_scene_end_group(p->page);
        p->y_pt += r->above_pt + high + r->below_pt;
        end_row(p, r);
        for (size_t i = 0; i < r->count; i++) {
            r->items[i].draw_pt = 0;
            r->items[i].top_pt = 0;
        }
        first = false;
    } while (row_more(r));
}

// Heads are drawn again and again: their stories start anew each time.
static void draw_head(press *p, void *context)
{
    report_table *t = context;
    t->floor_pt = 0;
    sm_scene_begin_group(p->page, "table", NULL, -1);
    press_rule(p, t->x0_pt, t->x1_pt, t->rule_mm, HOUSE_INK);
    for (size_t i = 0; i < t->n_head; i++) {
        report_row *r = &t->items[i];
        double tops[64] = {0}, draws[64] = {0};
        for (size_t k = 0; k < r->count && k < 64; k++) {
            tops[k] = r->items[k].top_pt;
            draws[k] = r->items[k].draw_pt;
            if (r->items[k].text) {
                r->items[k].text->at = 0;
            }
        }
        double whole = row_height(p, r), high = whole - r->above_pt - r->below_pt;
        sm_scene_begin_group(p->page, "tr", NULL, -1);
        for (size_t k = 0; k < r->count; k++) {
            draw_cell(p, t, &r->items[k], p->y_pt + r->above_pt, high, true, true);
        }
        sm_scene_end_group(p->page);
        p->y_pt += whole;
        end_row(p, r);
        for (size_t k = 0; k < r->count && k < 64; k++) {
            r->items[k].top_pt = tops[k];
            r->items[k].draw_pt = draws[k];
        }
    }
}

static double whole_height(press *p, report_table *t)
{
    double high = t->tail_pt;
    for (size_t i = 0; i < t->count; i++) {
        high += row_height(p, &t->items[i]);
    }
    return high;
}

// What a page holds below its running head; a table taller than that parts where it must.
static double whole_page(const press *p)
{
    return p->page ? p->bottom_pt - p->top_pt : 0;
}

void table_place(press *p, report_table *t)
{
    double head = 0;
    for (size_t i = 0; i < t->n_head; i++) {
        head += row_height(p, &t->items[i]);
    }
    if (t->n_head < t->count) {
        head += group_height(p, t, t->n_head, t->count);
    }
    press_need(p, t->whole ? fmin(whole_height(p, t), whole_page(p)) : head);
    draw_head(p, t);
    for (size_t i = t->n_head; i < t->count; i++) {
        double high = group_height(p, t, i, t->count);
        p->head = NULL;
        if (high > press_room(p) + 0.01 && !press_is_fresh(p) && i > t->n_head) {
            sm_scene_end_group(p->page);
            p->head = draw_head;
            p->head_context = t;
            press_new_page(p);
        }
        p->head = draw_head;
        p->head_context = t;
        place_row(p, t, &t->items[i]);
        p->head = NULL;
    }
    sm_scene_end_group(p->page);
    p->y_pt = fmax(p->y_pt, fmin(t->floor_pt + SM_MM(1), p->bottom_pt));
}

// ---- Items in columns ---------------------------------------------------------------------------

// How many items from `from` on fill the columns up to `high`; `full` says whether all columns were
// needed.
static size_t fill_columns(const double *heights, size_t from, size_t n, size_t n_columns,
                           double high, double gap)
{
    size_t i = from;
    for (size_t c = 0; c < n_columns && i < n; c++) {
        double used = 0;
        size_t first = i;
        while (i < n && used + (i > first ? gap : 0) + heights[i] <= high + 0.01) {
            used += (i > first ? gap : 0) + heights[i];
            i++;
        }
    }
    return i;
}

// The least height that still takes items [from, to), by halving.
static double least_height(const double *heights, size_t from, size_t to, size_t n_columns,
                           double most, double gap)
{
    double low = 0, high = most;
    for (int i = 0; i < 30; i++) {
        double middle = (low + high) / 2;
        if (fill_columns(heights, from, to, n_columns, middle, gap) >= to) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return high;
}

typedef struct columns {
    report_story **items;
    const double *heights;
    size_t n_columns;
    double x_pt, width_pt, step_pt, gap_pt;
} columns;

static double draw_columns(press *p, const columns *c, size_t from, size_t to, double high)
{
    size_t i = from;
    double deepest = 0;
    for (size_t k = 0; k < c->n_columns && i < to; k++) {
        double used = 0;
        size_t first = i;
        while (i < to && (i == first || used + c->gap_pt + c->heights[i] <= high + 0.01)) {
            used += i > first ? c->gap_pt : 0;
            story_place(p, c->items[i], c->x_pt + (double)k * c->step_pt, p->y_pt + used,
                        c->heights[i] + 1, true);
            used += c->heights[i++];
        }
        deepest = fmax(deepest, used);
    }
    return deepest;
}

void press_columns(press *p, report_story **items, size_t n, size_t n_columns, double x_pt,
                   double width_pt, double gap_pt)
{
    double gutter = SM_MM(HOUSE_GUTTER_MM);
    double each = (width_pt - gutter * ((double)n_columns - 1)) / (double)n_columns;
    double *heights = sm_arena_alloc(p->arena, (n + 1) * sizeof *heights);
    for (size_t i = 0; i < n; i++) {
        heights[i] = story_break(p, items[i], each);
    }
    const columns c = {items, heights, n_columns, x_pt, each, each + gutter, gap_pt};
    for (size_t i = 0; i < n;) {
        double room = press_room(p);
        size_t to = fill_columns(heights, i, n, n_columns, room, gap_pt);
        if (to == i && !press_is_fresh(p)) {
            press_new_page(p);
            continue;
        }
        if (to == i) { // taller than a page: it must go on on the next one
            p->y_pt += story_place(p, items[i], x_pt, p->y_pt, room, true);
            heights[i] = story_break(p, items[i], each);
            i += !story_more(items[i]);
            if (i < n) {
                press_new_page(p);
            }
            continue;
        }
        double high = least_height(heights, i, to, n_columns, room, gap_pt);
        p->y_pt += draw_columns(p, &c, i, to, high);
        i = to;
        if (i < n) {
            press_new_page(p);
        }
    }
}
