// Names in the languages of other programs.
#ifndef SITMAP_CLI_QUOTE_H
#define SITMAP_CLI_QUOTE_H

#include "sitmap/base.h"

/** A path in a rule of GNU make, and in the depfile that ninja reads. */
const char *cli_quote_make(sm_arena *a, const char *path);
/** A path in a build statement of ninja. */
const char *cli_quote_ninja(sm_arena *a, const char *path);
/** A word of a shell command inside a rule of make or ninja. */
const char *cli_quote_shell(sm_arena *a, const char *word);

#endif
