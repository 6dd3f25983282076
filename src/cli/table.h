// Tables for people: columns as wide as their widest cell, by what a terminal shows of UTF-8.
#ifndef SITMAP_CLI_TABLE_H
#define SITMAP_CLI_TABLE_H

#include "sitmap/base.h"

/** Columns that a terminal needs for the text: combining marks none, East Asian wide characters two
 *  (Unicode Standard Annex 11; the common blocks). */
int cli_columns(const char *utf8);

/** Rows of cells in `a`. Filled row by row, printed at the end. */
typedef struct cli_table {
    sm_arena *arena;
    size_t n_columns;
    bool left_aligned[32];
    struct {
        const char **items;
        size_t count, cap;
    } cells;
} cli_table;

/** An empty table; the first `n_left` columns are aligned left, the others right. At most 32. */
void cli_table_init(cli_table *t, sm_arena *a, size_t n_columns, size_t n_left);
/** The next cell; NULL is an empty one. */
void cli_table_cell(cli_table *t, const char *text);
/** The next cell, a number with `digits` decimals; not finite: "-". */
void cli_table_number(cli_table *t, double value, int digits);
/** Fill the row up with empty cells. */
void cli_table_end_row(cli_table *t);
/** The lines, two spaces between columns, no blanks at their ends; each begins with `indent`. */
void cli_table_write(const cli_table *t, const char *indent, sm_str *out);

#endif
