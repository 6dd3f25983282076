// A small table in a box on the map.
//
//      +---------------------------+
//      | Title, in one or more     |
//      | lines                     |
//      | -------------  One    Two |   heads
//      | Zone            12      3 |
//      | Another zone     4        |
//      | ------------------------- |
//      | total           16      3 |   sums, bold
//      +---------------------------+
#include <math.h>
#include <string.h>

#include "compose/parts.h"

static const double COLUMN_GAP_MM = 3;
static const double LEAST_TITLE_MM = 30; // narrower titles are hard to read
static const double RULE_MM = 0.8;       // room for a rule between rows

static sm_font cell_font(const sm_map_table *t, size_t row, double factor)
{
    sm_font font = house_font(HOUSE_TEXT_PT, factor);
    font.bold = row + 1 == t->n_rows;
    return font;
}

static sm_status measure_columns(sm_arena *a, sm_text_engine *text, sm_map_table *t, double factor,
                                 sm_error *err)
{
    t->cols_pt = sm_arena_zero(a, t->n_cols + 1, sizeof *t->cols_pt);
    for (size_t i = 0; i < t->n_rows * t->n_cols; i++) {
        sm_font font = cell_font(t, i / t->n_cols, factor);
        sm_extents e;
        sm_status status = sm_text_measure(text, t->cells[i], &font, &e, err);
        if (status) {
            return status;
        }
        double *col = &t->cols_pt[i % t->n_cols];
        *col = fmax(*col, e.width_pt);
    }
    return SM_OK;
}

static double inner_width(const sm_map_table *t)
{
    double width = SM_MM(COLUMN_GAP_MM) * ((double)t->n_cols - 1);
    for (size_t i = 0; i < t->n_cols; i++) {
        width += t->cols_pt[i];
    }
    for (size_t i = 0; i < t->title_lines.count; i++) {
        width = fmax(width, t->title_lines.width_pt[i]);
    }
    return width;
}

static double row_pt(double factor)
{
    return SM_MM(HOUSE_ROW_MM) * factor;
}

sm_status compose_plan_table(sm_arena *a, sm_text_engine *text, const sm_figure_job *job,
                             sm_plan *plan, double *width_pt, double *height_pt, sm_error *err)
{
    sm_map_table *t = &plan->table;
    double factor = job->figure->text_factor;
    sm_font font = house_font(HOUSE_TEXT_PT, factor);
    font.bold = true;
    sm_status status = measure_columns(a, text, t, factor, err);
    t->title_lines.count = 0;
    if (!status && t->title) {
        double room = fmax(inner_width(t), SM_MM(LEAST_TITLE_MM) * factor);
        status = sm_text_break(text, a, t->title, &font, room, &t->title_lines, err);
    }
    if (status) {
        return status;
    }
    *width_pt = inner_width(t) + 2 * SM_MM(HOUSE_LEGEND_PAD_MM);
    *height_pt = row_pt(factor) * (double)(t->n_rows + t->title_lines.count) +
                 2 * SM_MM(RULE_MM + HOUSE_LEGEND_AIR_MM);
    return SM_OK;
}

// Where a column ends: those after it stand to its right.
static double right_of(const composer *c, size_t col)
{
    const sm_map_table *t = &c->plan->table;
    double x = c->plan->table_pt.x1 - SM_MM(HOUSE_LEGEND_PAD_MM);
    for (size_t i = t->n_cols - 1; i > col; i--) {
        x -= t->cols_pt[i] + SM_MM(COLUMN_GAP_MM);
    }
    return x;
}

// `middle`: of the row.
static sm_status draw_cells(composer *c, size_t row, double middle, sm_error *err)
{
    const sm_map_table *t = &c->plan->table;
    sm_font font = cell_font(t, row, c->factor);
    double cap = 0, x_height = 0, left = c->plan->table_pt.x0 + SM_MM(HOUSE_LEGEND_PAD_MM);
    sm_text_heights(c->text, &font, &cap, &x_height);
    sm_status status = SM_OK;
    for (size_t i = 0; i < t->n_cols && !status; i++) {
        const char *cell = t->cells[row * t->n_cols + i];
        const sm_point at = {i ? right_of(c, i) : left, middle + cap / 2};
        if (cell[0]) {
            status =
                compose_text(c, cell, &font, HOUSE_INK, at, i ? TEXT_RIGHT : TEXT_LEFT, 0, err);
        }
    }
    return status;
}

static void draw_rule(composer *c, double y)
{
    const sm_pen pen = house_pen(HOUSE_INK, HOUSE_TICK_LINE_MM);
    double pad = SM_MM(HOUSE_LEGEND_PAD_MM);
    sm_scene_add_line(c->scene, (sm_point){c->plan->table_pt.x0 + pad, y},
                      (sm_point){c->plan->table_pt.x1 - pad, y}, &pen);
}

static sm_status draw_title(composer *c, double *y, sm_error *err)
{
    const sm_lines *lines = &c->plan->table.title_lines;
    sm_font font = house_font(HOUSE_TEXT_PT, c->factor);
    double cap = 0, x_height = 0;
    font.bold = true;
    sm_text_heights(c->text, &font, &cap, &x_height);
    sm_status status = SM_OK;
    for (size_t i = 0; i < lines->count && !status; i++) {
        sm_point at = {c->plan->table_pt.x0 + SM_MM(HOUSE_LEGEND_PAD_MM),
                       *y + row_pt(c->factor) / 2 + cap / 2};
        status = compose_text(c, lines->items[i], &font, HOUSE_INK, at, TEXT_LEFT, 0, err);
        *y += row_pt(c->factor);
    }
    return status;
}

// Rules stand below the heads and above the sums.
static sm_status draw_rows(composer *c, double y, sm_error *err)
{
    const sm_map_table *t = &c->plan->table;
    sm_status status = SM_OK;
    for (size_t row = 0; row < t->n_rows && !status; row++) {
        if (row == 1 || (row > 1 && row + 1 == t->n_rows)) {
            draw_rule(c, y + SM_MM(RULE_MM) / 2);
            y += SM_MM(RULE_MM);
        }
        status = draw_cells(c, row, y + row_pt(c->factor) / 2, err);
        y += row_pt(c->factor);
    }
    return status;
}

sm_status compose_draw_table(composer *c, sm_error *err)
{
    if (sm_box_is_empty(c->plan->table_pt)) {
        return SM_OK;
    }
    const sm_pen pen = house_pen(HOUSE_INK, HOUSE_BOX_MM);
    double y = c->plan->table_pt.y0 + SM_MM(HOUSE_LEGEND_AIR_MM);
    sm_scene_begin_group(c->scene, "table", NULL, -1);
    sm_scene_add_rect(c->scene, c->plan->table_pt, HOUSE_PAPER, &pen);
    sm_status status = draw_title(c, &y, err);
    status = status ? status : draw_rows(c, y, err);
    sm_scene_end_group(c->scene);
    return status;
}
