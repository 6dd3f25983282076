/** report: texts, tables, numbers and figure scenes -> scenes of pages.
 *
 *  The pages of one report in one language. Texts flow: a paragraph that does not fit goes on on
 *  the
 *  next page, a table repeats its head there, a heading stays with what follows. Layout is done
 *  until
 *  the page numbers that the texts name are those of the pages they stand on.
 *
 *  Pages speak through groups (sm_scene_begin_group): role "link" with the name "#ANCHOR" or a web
 *  address, role "dest" with an anchor's name, roles "document" "h1" "h2" "h3" "p" "table" "tr"
 *  "th"
 *  "td" "figure" "caption" "note" "item" for structure.
 */
#ifndef SITMAP_REPORT_H
#define SITMAP_REPORT_H

#include "sitmap/compose.h"
#include "sitmap/rounds.h"
#include "sitmap/stats.h"

/** A small map of one round. */
typedef struct sm_report_map {
    const sm_scene *scene; // NULL: none
    sm_box frame_pt;       // the neat line, in the scene's page
    double pt_per_km;      // on the ground, at the centre
} sm_report_map;

typedef struct sm_report_input {
    const sm_study *study;
    const sm_report *report;
    const char *lang;
    const sm_scene *const *figures; // one per part; NULL where the part is no figure
    // Of the summary, when the report has one:
    const sm_rounds *rounds;   // NULL: none
    const sm_stats *stats;     // NULL: areas are unknown
    const sm_report_map *maps; // one per round; NULL: none
    const sm_scene *key;       // what the maps' symbols mean; NULL: nothing
} sm_report_input;

/** A line of the outline that viewers show. */
typedef struct sm_report_heading {
    const char *title;
    const char *anchor; // a "dest" group on the page
    int level;          // 1 and on
    size_t page;        // from 0
} sm_report_heading;

typedef struct sm_report_pages {
    const sm_scene **items;
    size_t count, cap;
    sm_report_heading *headings;
    size_t n_headings, cap_headings;
} sm_report_pages;

/** Width and height in points that the neat lines of the small maps should have. */
void sm_report_map_size(const sm_report *report, const sm_rounds *rounds, double *width_pt,
                        double *height_pt);
/** Width in points of the column that holds the maps' key. */
double sm_report_key_width(void);

/** The dates whose areas a summary prints: the base and each round's map, rising, each once; in
 *  `a`. */
const int32_t *sm_report_dates(sm_arena *a, const sm_study *study, const sm_rounds *rounds,
                               size_t *n);

/** Make the pages, in `a`. What can not be set as asked (a figure larger than the page) is a
 *  finding
 *  and SM_EINPUT. */
sm_status sm_report_make(sm_arena *a, sm_text_engine *text, const sm_report_input *in,
                         sm_report_pages *out, sm_diags *diags, sm_error *err) SM_MUST_CHECK;

#endif
