// The parts of study.xml that have a file of their own.
#ifndef SITMAP_LOAD_STUDY_PARTS_H
#define SITMAP_LOAD_STUDY_PARTS_H

#include "load/reader.h"

/** Read one <layer>, <front>, <change> or <borders> into the study. */
void sm_study_read_layer(sm_reader *r, const sm_xml *e, sm_study *study);
/** References between layers and sides, once all are known. */
void sm_study_check_layers(sm_reader *r, const sm_xml *root, const sm_study *study);
/** Read <figures>: what is said before the first <figure> holds for all of them. */
void sm_study_read_figures(sm_reader *r, const sm_xml *e, sm_study *study);
/** References of figures to layers, and what every figure needs. */
void sm_study_check_figures(sm_reader *r, const sm_xml *root, const sm_study *study);
/** Read <extent> (and the extent of an inset). */
void sm_study_read_extent(sm_reader *r, const sm_xml *e, sm_extent *out);

#endif
