// What a render read, for make and ninja.
#ifndef SITMAP_CLI_DEPFILE_H
#define SITMAP_CLI_DEPFILE_H

#include "sitmap/base.h"

typedef struct cli_paths {
    const char **items;
    size_t count, cap;
} cli_paths;

typedef struct cli_depfile {
    sm_arena *arena;
    cli_paths outputs, inputs;
} cli_depfile;

/** Collectors, with a cli_depfile as context: outputs as they are told, and files that were asked
 *  for, of which only those that exist count. */
void cli_depfile_output(void *depfile, const char *path);
void cli_depfile_input(void *depfile, const char *path);

/** Write "outputs: inputs" in the syntax of make, and a rule without a recipe for each input, so
 *  that one that is removed later stops nobody. */
sm_status cli_depfile_write(const cli_depfile *depfile, const char *path,
                            sm_error *err) SM_MUST_CHECK;

#endif
