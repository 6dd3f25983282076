// info about the picture of a ground.
#ifndef SITMAP_CLI_INFO_GROUND_H
#define SITMAP_CLI_INFO_GROUND_H

#include "sitmap/base.h"

/** Print what a PNG with a world file is and where it lies; what is wrong goes to `diags`. */
sm_status cli_info_ground(sm_arena *a, const sm_root *root, const char *path, bool json,
                          sm_diags *diags, sm_error *err) SM_MUST_CHECK;

#endif
