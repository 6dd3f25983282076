// render --verify: the same study once more, under other conditions.
#ifndef SITMAP_CLI_TWICE_H
#define SITMAP_CLI_TWICE_H

#include "sitmap/run.h"

/** After a render with these options: render everything again in processes of their own, in another
 *  folder, time zone, locale, home without a font cache, with other jobs and the last documents
 *  first, and compare each file with what lies in the output folder. Says on standard output which
 *  files differ and from which byte on. Returns the exit status: 0 the same bytes, 1 not, 2 it can
 *  not be told. */
int cli_render_twice(const sm_run_options *options, bool quiet);

#endif
