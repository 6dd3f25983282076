#include "cli/table.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static bool within(uint32_t c, const uint32_t (*ranges)[2], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (c >= ranges[i][0] && c <= ranges[i][1]) {
            return true;
        }
    }
    return false;
}

int cli_columns(const char *utf8)
{
    static const uint32_t none[][2] = {{0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},
                                       {0x610, 0x61A},   {0x64B, 0x65F},   {0x1AB0, 0x1AFF},
                                       {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x20D0, 0x20FF},
                                       {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};
    static const uint32_t wide[][2] = {{0x1100, 0x115F}, {0x2E80, 0xA4CF},   {0xAC00, 0xD7A3},
                                       {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
                                       {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};
    int columns = 0;
    const char *at = utf8, *end = utf8 + strlen(utf8);
    while (at < end) {
        uint32_t c = sm_utf8_next(&at, end);
        columns += within(c, none, sizeof none / sizeof none[0])   ? 0
                   : within(c, wide, sizeof wide / sizeof wide[0]) ? 2
                                                                   : 1;
    }
    return columns;
}

void cli_table_init(cli_table *t, sm_arena *a, size_t n_columns, size_t n_left)
{
    assert(n_columns > 0 && n_columns <= sizeof t->left_aligned / sizeof t->left_aligned[0]);
    *t = (cli_table){.arena = a, .n_columns = n_columns};
    for (size_t i = 0; i < n_left; i++) {
        t->left_aligned[i] = true;
    }
}

void cli_table_cell(cli_table *t, const char *text)
{
    *SM_PUSH(t->arena, &t->cells) = text ? text : "";
}

void cli_table_number(cli_table *t, double value, int digits)
{
    if (!isfinite(value)) {
        cli_table_cell(t, "-");
        return;
    }
    double unit = pow(10, -digits);
    value = fabs(value) < unit / 2 ? 0 : value; // no "-0.0"
    cli_table_cell(t, sm_arena_printf(t->arena, "%.*f", digits, value));
}

void cli_table_end_row(cli_table *t)
{
    while (t->cells.count % t->n_columns) {
        cli_table_cell(t, "");
    }
}

static void write_cell(const cli_table *t, size_t column, const char *text, int width, sm_str *out)
{
    int gap = width - cli_columns(text);
    const char *lead = column ? "  " : "";
    if (t->left_aligned[column]) {
        sm_str_printf(out, "%s%s%*s", lead, text, gap, "");
    } else {
        sm_str_printf(out, "%s%*s%s", lead, gap, "", text);
    }
}

static void cut_blanks(sm_str *out)
{
    while (out->len && out->text[out->len - 1] == ' ') {
        out->text[--out->len] = '\0';
    }
    sm_str_puts(out, "\n");
}

void cli_table_write(const cli_table *t, const char *indent, sm_str *out)
{
    int widths[32] = {0};
    for (size_t i = 0; i < t->cells.count; i++) {
        int w = cli_columns(t->cells.items[i]);
        widths[i % t->n_columns] = w > widths[i % t->n_columns] ? w : widths[i % t->n_columns];
    }
    for (size_t i = 0; i < t->cells.count; i++) {
        size_t column = i % t->n_columns;
        if (column == 0) {
            sm_str_puts(out, indent);
        }
        write_cell(t, column, t->cells.items[i], widths[column], out);
        if (column + 1 == t->n_columns) {
            cut_blanks(out);
        }
    }
}
