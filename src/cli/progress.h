// The line at the bottom of a terminal: how far a render is, and how long it will take.
#ifndef SITMAP_CLI_PROGRESS_H
#define SITMAP_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_progress {
    double began_s; // when the first document was done; 0: none yet
    size_t first;   // how many were done then
} cli_progress;

/** "[=====>    ]  12 of 100, 7 s left" in `out`; `now_s` is any clock. Before two documents are
 *  done no time is named. */
void cli_progress_line(cli_progress *p, double now_s, size_t done, size_t total, char *out,
                       size_t size);

#endif
