// The parts of study.xml that have a file of their own.
#ifndef SITMAP_LOAD_STUDY_PARTS_H
#define SITMAP_LOAD_STUDY_PARTS_H

#include "load/reader.h"

/** Read one <layer>, <front>, <change> or <borders> into the study. */
void sm_study_read_layer(sm_reader *r, const sm_xml *e, sm_study *study);
/** References between layers and sides, once all are known. */
void sm_study_check_layers(sm_reader *r, const sm_xml *root, const sm_study *study);
/** Read one <ground> into the study. */
void sm_study_read_ground(sm_reader *r, const sm_xml *e, sm_study *study);
/** Once all figures and grounds are known: take grounds out of the figures' lists of layers and put
 *  them below, with their credits. A ground that is not the first of its list is a mistake; one
 *  that the figure's preset does not want is left out with a warning. */
void sm_study_lay_grounds(sm_reader *r, const sm_xml *root, sm_study *study);
/** Read <figures>: what is said before the first <figure> holds for all of them. */
void sm_study_read_figures(sm_reader *r, const sm_xml *e, sm_study *study);
/** Fill study->variants, once all figures are there. */
void sm_study_list_variants(sm_reader *r, sm_study *study);
/** References of figures to layers, and what every figure needs. */
void sm_study_check_figures(sm_reader *r, const sm_xml *root, const sm_study *study);
/** Read <extent> (and the extent of an inset). */
void sm_study_read_extent(sm_reader *r, const sm_xml *e, sm_extent *out);
/** Read <stats>. */
void sm_study_read_stats(sm_reader *r, const sm_xml *e, sm_study *study);
/** Read <checks>: facts with their exceptions, silenced rules, measures of the page. */
void sm_study_read_checks(sm_reader *r, const sm_xml *e, sm_study *study);
/** References of both, once all layers and sides are known. */
void sm_study_check_numbers(sm_reader *r, const sm_xml *root, const sm_study *study);
/** Read <report>. */
void sm_study_read_report(sm_reader *r, const sm_xml *e, sm_study *study);
/** References of reports to figures and layers, once all are known. */
void sm_study_check_reports(sm_reader *r, const sm_xml *root, const sm_study *study);

/** Replace every figure that stands for a series by its figures, one per date and zone found in the
 *  data. What can not be read is a finding. */
void sm_study_expand(sm_reader *r, const sm_root *root, sm_study *study);

#endif
