// Where the files are that come with the program.
#ifndef SITMAP_CLI_PATHS_H
#define SITMAP_CLI_PATHS_H

#include "sitmap/base.h"

/** The shared style folder: `asked` if given, else share/sitmap/styles beside the program's bin
 *  folder, else `styles` beside the folder of an uninstalled program. NULL when there is none. In
 *  `a`. */
const char *cli_style_folder(sm_arena *a, const char *asked);

/** The study that `sitmap new` copies, beside the styles. NULL when there is none. In `a`. */
const char *cli_starter_folder(sm_arena *a);

#endif
