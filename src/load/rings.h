// rings: which way round. See rings.c.
#ifndef SITMAP_LOAD_RINGS_H
#define SITMAP_LOAD_RINGS_H

#include "sitmap/geom.h"

typedef enum sm_rings_verdict {
    SM_RINGS_RIGHT,
    SM_RINGS_TURNED,   // at least one ring was turned round
    SM_RINGS_UNCHECKED // too many rings beside each other: left as they were
} sm_rings_verdict;

/** Turn rings so that outer ones run clockwise (y up) and holes counter-clockwise. `areas` are the
 *  signed areas of the rings (sm_ring_area), none zero. Rings that lie inside an even number of
 *  others are outer. Cost: points times the logarithm of the rings, plus the pairs of an edge and a
 *  ring's sample point at the same height, which are bounded. */
sm_rings_verdict sm_rings_orient(sm_arena *scratch, sm_path *rings, const double *areas);

#endif
