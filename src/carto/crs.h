// What carto's files tell each other of a CRS. Inside carto only.
#ifndef SITMAP_SRC_CARTO_CRS_H
#define SITMAP_SRC_CARTO_CRS_H

#include "sitmap/carto.h"

/** The central meridian, degrees: half a turn from it lies the cut of cylindrical and conic
 *  maps. */
double sm_crs_lon_0(const sm_crs *crs);

#endif
