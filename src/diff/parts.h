// What the files of this folder share.
#ifndef SITMAP_DIFF_PARTS_H
#define SITMAP_DIFF_PARTS_H

#include "sitmap/diff.h"

/** The first page of a file that has no partner, when pictures are kept. It need not be
 *  readable. */
void diff_show_single(sm_arena *a, sm_diff_pair *pair, const sm_diff_options *options);

#endif
