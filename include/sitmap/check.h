/** check: study, features and pages -> findings with place and mend.
 *
 *  Every rule has an id, a severity and an explanation in one table; a study can silence a rule
 *  with a reason. Some faults are found here, others by the stages that read and draw: those
 *  findings come in through `found` and are explained by the same table. docs/check.md is made from
 *  it.
 */
#ifndef SITMAP_CHECK_H
#define SITMAP_CHECK_H

#include "sitmap/scene.h"
#include "sitmap/study.h"
#include "sitmap/style.h"

typedef enum sm_check_group {
    SM_CHECK_DESCRIPTION,
    SM_CHECK_FILES,
    SM_CHECK_GEOMETRY,
    SM_CHECK_TOPOLOGY,
    SM_CHECK_TIME,
    SM_CHECK_FACTS,
    SM_CHECK_PAGE
} sm_check_group;

typedef struct sm_check_rule {
    const char *id;
    sm_severity severity;
    sm_check_group group;
    const char *title;       // one line, what is wrong
    const char *explanation; // why it matters and what to do, whole sentences
} sm_check_rule;

/** The rules in the order of the manual. */
size_t sm_check_rule_count(void);
/** Rule `i`. */
const sm_check_rule *sm_check_rule_at(size_t i);
/** By id; NULL when there is none. */
const sm_check_rule *sm_check_rule_find(const char *id);
/** "geometry" */
const char *sm_check_group_name(sm_check_group group);
/** The page of one rule as Markdown; of all of them for NULL (docs/check.md). */
void sm_check_explain(const sm_check_rule *rule, sm_str *out);

/** One page as it would be drawn. */
typedef struct sm_check_page {
    const char *what, *id;   // "figure" or "report", and which
    int line;                // in study.xml
    const sm_preset *preset; // its limits; NULL: those of print in general
    bool has_figures;        // figures of the study are part of the page; they are pages themselves
    const sm_ground *ground; // below its map; NULL: none
    double ground_ppi;       // pixels of its picture per inch of the page; 0: none show
    const char *lang, *variant;
    const sm_scene *scene;
    const char *const *dropped; // labels without room
    const char *const *dropped_layer;
    const long *dropped_record;
    size_t n_dropped;
} sm_check_page;

/** What to look at. */
typedef struct sm_check_input {
    const sm_study *study;
    const sm_root *root;   // the study's folder
    const sm_diags *found; // what reading, deriving and drawing complained of; may be NULL
    void *context;         // of the functions
    /** All records of a layer with a file, in lon/lat; NULL when it can not be read. */
    const sm_features *(*records)(void *context, const sm_layer *layer);
    /** The style of a layer; NULL when it can not be read. */
    const sm_style *(*style)(void *context, const sm_layer *layer);
    /** Characters of a text for which no font has a glyph, and the first of them. May be NULL. */
    size_t (*missing_glyphs)(void *context, const sm_text *text, uint32_t *first);
    const sm_check_page *pages;
    size_t n_pages;
} sm_check_input;

/** A finding that the study silences, with the reason it gives. */
typedef struct sm_check_excused {
    sm_diag diag;
    const char *reason;
} sm_check_excused;

typedef struct sm_check_result {
    sm_diags findings; // in the order of the rules
    struct {
        sm_check_excused *items;
        size_t count, cap;
    } excused;
} sm_check_result;

/** Run every rule. A layer that can not be read is not looked at further. In `a`. Cost: near-linear
 *  in the vertices; geometry is checked in one pass over each file with memory for its largest
 *  record, topology takes about 100 bytes per vertex of the layer it looks at. */
void sm_check_run(sm_arena *a, const sm_check_input *in, sm_check_result *out);

/** Does a file of a finding (NULL: none) belong to the layer? Suffixes differ, folders may be
 *  prefixed. */
bool sm_check_is_of_layer(const char *file, const sm_layer *layer);

/** Findings as JSON (docs/check.schema.json). */
void sm_check_json(const char *study_id, const sm_check_result *result, sm_str *out);
/** Places of the findings as GeoJSON (RFC 7946); findings without a place have a null geometry. */
void sm_check_geojson(const sm_check_result *result, sm_str *out);
/** Places of the findings as a point shapefile: bytes of its files by suffix: .shp .shx .dbf .prj
 *  .cpg. Findings without a place are null shapes. */
typedef struct sm_check_shapefile {
    sm_str shp, shx, dbf, prj, cpg;
} sm_check_shapefile;
/** Make them; all five in `a`. */
void sm_check_to_shapefile(sm_arena *a, const sm_check_result *result, sm_check_shapefile *out);

/** Difference of two colours: CIEDE2000 on sRGB colours under D65. Source: Sharma, Wu & Dalal
 *  2005. */
double sm_check_color_difference(sm_color a, sm_color b);
/** The same from L*a*b* coordinates (for the published test data). */
double sm_check_ciede2000(const double lab1[3], const double lab2[3]);

typedef enum sm_vision {
    SM_VISION_NORMAL,
    SM_VISION_PROTAN, // no long-wave cones
    SM_VISION_DEUTAN, // no middle-wave cones
    SM_VISION_TRITAN, // no short-wave cones
    SM_VISION_GREY    // printed or copied in grey
} sm_vision;

/** A colour as it looks to somebody. Source: Machado, Oliveira & Fernandes 2009, severity 1.0, in
 *  linear RGB; grey by luminance. */
sm_color sm_check_simulate(sm_color c, sm_vision vision);

#endif
