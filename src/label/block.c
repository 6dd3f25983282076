// Lines of a label: cleaned, broken, measured, stacked.
#include <math.h>
#include <string.h>

#include "label/parts.h"
#include "sitmap/limits.h"

#define LABEL_LEADING 1.09 // 2.5 mm from a 7 pt name to a 6 pt second name

static bool usable_font(const sm_font *font)
{
    return font->size_pt >= SM_MIN_FONT_PT && font->size_pt <= SM_MAX_FONT_PT &&
           isfinite(font->tracking_pt);
}

static void report_missing(sm_label_maker *m, sm_label_source from, const sm_label_line *line,
                           uint32_t missing)
{
    sm_diags_add(m->diags, SM_ERROR, "label.missing-glyph", from.at,
                 "add a font that has it to the style's font-family",
                 "layer '%s': no font has U+%04X of '%s'", from.layer ? from.layer : "", missing,
                 line->utf8);
}

sm_status sm_label_measure_line(sm_label_maker *m, sm_label_source from, sm_label_line *line)
{
    sm_extents e;
    sm_status status = sm_text_measure(m->text, line->utf8, &line->font, &e, m->err);
    if (status) {
        return status;
    }
    if (e.missing) {
        report_missing(m, from, line, e.first_missing);
    }
    double x_height = 0;
    sm_text_heights(m->text, &line->font, &line->cap, &x_height);
    line->width = e.width_pt;
    line->up = fmax(-e.ink_pt.y0, x_height);
    line->down = fmax(e.ink_pt.y1, 0);
    return SM_OK;
}

void sm_label_block_stack(sm_label_block *block, double leading)
{
    block->width = block->up = block->down = 0;
    double drop = 0;
    for (size_t i = 0; i < block->n; i++) {
        sm_label_line *line = &block->lines[i];
        if (i) {
            drop += leading * (line->font.size_pt + block->lines[i - 1].font.size_pt) / 2;
        }
        line->drop = drop;
        block->width = fmax(block->width, line->width);
        block->up = fmax(block->up, line->up - drop);
        block->down = fmax(block->down, line->down + drop);
    }
    if (block->shield && block->n) {
        sm_label_shield_fit(block);
    }
}

// The first line of the text as written is the name; what stands below it has the second font.
static sm_status add_lines(sm_label_maker *m, const sm_label_style *style, const char *text,
                           bool second, sm_label_block *block)
{
    sm_font font = second && usable_font(&style->second_font) ? style->second_font : style->font;
    double wrap = style->wrap_pt > 0 && isfinite(style->wrap_pt) ? style->wrap_pt : 0;
    sm_lines broken;
    sm_status status = sm_text_break(m->text, m->arena, text, &font, wrap, &broken, m->err);
    if (status) {
        return status;
    }
    for (size_t i = 0; i < broken.count && block->n < SM_MAX_TEXT_LINES; i++) {
        if (broken.items[i][0]) {
            block->lines[block->n++] =
                (sm_label_line){.utf8 = broken.items[i],
                                .font = font,
                                .color = second ? style->second_color : style->color};
        }
    }
    return SM_OK;
}

static sm_status add_text(sm_label_maker *m, const sm_label_style *style, sm_label_block *block)
{
    char *text = sm_text_clean(m->arena, style->text, strlen(style->text), true, NULL);
    for (char *line = text, *end; line; line = end) {
        end = strchr(line, '\n');
        if (end) {
            *end++ = '\0';
        }
        sm_status status = add_lines(m, style, line, block->n > 0, block);
        if (status) {
            return status;
        }
    }
    return SM_OK;
}

sm_status sm_label_block_of_style(sm_label_maker *m, const sm_label_request *request,
                                  sm_label_block *out)
{
    const sm_label_style *style = request->style;
    sm_label_block block = {.halo_pt = style->halo_pt > 0 ? style->halo_pt : 0,
                            .halo = style->halo,
                            .shield = style->shield};
    block.lines = sm_arena_zero(m->arena, SM_MAX_TEXT_LINES, sizeof *block.lines);
    if (style->text && usable_font(&style->font)) {
        sm_status status = add_text(m, style, &block);
        if (status) {
            return status;
        }
    }
    for (size_t i = 0; i < block.n; i++) {
        sm_status status = sm_label_measure_line(m, (sm_label_source){request->layer, request->at},
                                                 &block.lines[i]);
        if (status) {
            return status;
        }
    }
    sm_label_block_stack(&block, LABEL_LEADING);
    *out = block;
    return SM_OK;
}

double sm_label_margin(const sm_label_style *style)
{
    double halo = style->halo_pt > 0 ? style->halo_pt : 0;
    return halo + (isfinite(style->space_around_pt) ? style->space_around_pt : 0);
}

sm_text sm_label_line_text(const sm_label_line *line, const sm_label_block *block)
{
    return (sm_text){.utf8 = line->utf8,
                     .font = line->font,
                     .color = line->color,
                     .halo = block->halo,
                     .halo_pt = block->halo_pt,
                     .width_pt = line->width};
}

sm_box sm_label_letters_box(const sm_label_candidate *c)
{
    sm_box all = SM_BOX_EMPTY;
    for (size_t i = 0; i + c->n_apart < c->n_boxes; i++) {
        all = sm_box_union(all, c->boxes[i]);
    }
    return all;
}

void sm_label_block_set(sm_arena *a, const sm_label_block *block, double x, double align,
                        double baseline, sm_label_candidate *out)
{
    out->texts = sm_arena_alloc(a, block->n * sizeof *out->texts);
    out->boxes = sm_arena_alloc(a, block->n * sizeof *out->boxes);
    out->n_texts = out->n_boxes = block->n;
    out->shrink = out->ink = 1;
    double edge = x + (1 - align) * block->pad_left - align * block->pad_right;
    for (size_t i = 0; i < block->n; i++) {
        const sm_label_line *line = &block->lines[i];
        double left = edge - align * line->width, y = baseline + line->drop;
        out->texts[i] = sm_label_line_text(line, block);
        out->texts[i].at = (sm_point){left, y};
        out->boxes[i] = (sm_box){left, y - line->up, left + line->width, y + line->down};
    }
    if (block->shield && !block->shield->apart) {
        sm_label_shield_set(a, block, (sm_point){x - align * block->width, baseline}, out);
    }
}
