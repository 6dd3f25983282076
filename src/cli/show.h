// One render for a person to see: events become lines on standard error.
#ifndef SITMAP_CLI_SHOW_H
#define SITMAP_CLI_SHOW_H

#include "cli/progress.h"
#include "sitmap/run.h"

typedef struct cli_show {
    bool quiet, verbose, lively, dry;
    bool brief; // only what was written, for watch
    cli_progress progress;
    void (*output)(void *context, const char *path); // each output asked for; may be NULL
    void *context;                                   // of `output`
} cli_show;

/** Open the study, render, say what happened; returns the exit status. The paths that were asked
 *  for (study and styles, as far as they could be opened) are given to `seen` (may be NULL). */
int cli_render(const sm_run_options *options, cli_show *show,
               void (*seen)(void *context, const char *path), void *context);

/** Options that render and watch share, read into `options`; false after a complaint. NULL texts
 *  are left at their defaults. */
bool cli_read_formats(const char *command, const char *list, sm_run_options *options);
bool cli_read_number(const char *command, const char *option, const char *text, double least,
                     double most, double *out);

#endif
