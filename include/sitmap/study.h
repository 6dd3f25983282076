/** study: the model as plain data. Load fills it, every later stage reads it, nobody changes it.
 *
 *  Strings are cleaned UTF-8 in the study's arena. NULL means "not said".
 */
#ifndef SITMAP_STUDY_H
#define SITMAP_STUDY_H

#include "sitmap/geom.h"

// ---------------------------------------------------------------------------------------------
// Texts in several languages

typedef struct sm_lang_text {
    const char *lang; // "en", "az"; never NULL
    const char *text;
} sm_lang_text;

typedef struct sm_texts {
    sm_lang_text *items;
    size_t count, cap;
} sm_texts;

/** The text in `lang`, else in the same language without region, else the first given; NULL when
 *  there is none at all. `exact` (may be NULL) says whether the language itself was there. */
const char *sm_texts_in(const sm_texts *texts, const char *lang, bool *exact);

// ---------------------------------------------------------------------------------------------
// Values and features

typedef enum sm_value_type {
    SM_VALUE_NULL,
    SM_VALUE_TEXT,
    SM_VALUE_NUMBER,
    SM_VALUE_DATE,
    SM_VALUE_BOOL
} sm_value_type;

typedef struct sm_value {
    sm_value_type type;
    double number;    // NUMBER, and 0/1 for BOOL
    int32_t day;      // DATE: days since 1970-01-01
    const char *text; // TEXT; for NUMBER the digits as the file has them, else NULL
} sm_value;

/** The value as text for labels and comparisons: dates in ISO form, null as "". In `a`. */
const char *sm_value_text(sm_arena *a, const sm_value *v);

typedef struct sm_field {
    const char *name;
    sm_value_type type; // never NULL type
    int width, decimals;
} sm_field;

typedef struct sm_fields {
    sm_field *items;
    size_t count, cap;
} sm_fields;

/** Index of a field: exact name, else ignoring case, else the only one that shares the first ten
 *  characters (DBF cuts names); -1 when there is none. */
int sm_fields_find(const sm_fields *fields, const char *name);

/** One feature as a stage hands it on. `values` has fields->count entries. */
typedef struct sm_feature {
    long record; // from 1 in its file; derived features count from 1 too
    const sm_fields *fields;
    const sm_value *values;
    const sm_path *path; // may be empty (null shape)
} sm_feature;

/** A list of features kept in an arena. */
typedef struct sm_features {
    const char *name; // of the layer or file, for messages
    const sm_fields *fields;
    sm_feature *items;
    size_t count, cap;
} sm_features;

// ---------------------------------------------------------------------------------------------
// The study

typedef struct sm_side {
    const char *id;
    sm_texts name;
    int line; // in study.xml, as in all below
} sm_side;

typedef enum sm_time_rule {
    SM_TIME_NONE,      // the layer is timeless
    SM_TIME_SNAPSHOTS, // `date_field`: the newest snapshot not later than the figure's date
    SM_TIME_INTERVALS  // `from_field` <= date < `to_field`; null is open
} sm_time_rule;

typedef enum sm_derivation {
    SM_DERIVE_NOTHING, // an ordinary layer with a file
    SM_DERIVE_FRONT,   // shared boundary of two sides of `of`
    SM_DERIVE_CHANGE,  // what changed hands in `of` since `since`
    SM_DERIVE_BORDERS  // every boundary of the polygons of `of`, each stretch once
} sm_derivation;

/** How a label attribute depends on the language. */
typedef struct sm_lang_field {
    const char *lang; // NULL: for every language not named
    const char *field;
} sm_lang_field;

typedef struct sm_layer {
    const char *id;
    int line;
    sm_texts title;
    const char *file;     // shapefile, relative to the study
    const char *encoding; // overrides .cpg; NULL: as the file says
    const char *crs;      // overrides .prj; NULL: as the file says
    const char *style;    // SLD file, relative to the study or to the style folder; NULL: not drawn
    const char *dialect;  // how the style is read: "std" or "qgis"; NULL: as its file shows
    const char *style_name; // NamedLayer or UserStyle; NULL: as SLD-PROFILE chooses
    const char *where;      // "field=value" pairs joined by ';', all must hold; NULL: everything
    sm_time_rule time;
    const char *date_field, *from_field, *to_field, *side_field;
    sm_derivation derive;
    const char *of;          // source layer of a derivation
    const char *between[2];  // the two sides of a front
    const char *class_field; // borders: polygons equal in this field have no border between them
    bool has_date;           // the derivation shows this date instead of the figure's
    int32_t date;
    bool has_since; // change: since this date; front: stretches unmoved since then are marked
    int32_t since;
    double tolerance_m; // front: how near counts as unmoved
    bool optional;      // may select nothing without an error
} sm_layer;

/** A georeferenced picture that lies under the layers of the figures that draw it. */
typedef struct sm_ground {
    const char *id;
    int line;
    sm_texts title;   // in a legend that asks for it
    sm_texts credit;  // a line at the foot of each figure that shows it
    const char *file; // PNG, relative to the study; its world file lies beside it
    const char *crs;  // overrides .prj; NULL: as the file says
    double opacity;   // 0..1
    bool is_named;    // by some figure
} sm_ground;

typedef struct sm_callout {
    int line;
    const char *layer, *where; // the feature that it points at
    sm_texts title, text;
    double dx_mm, dy_mm; // from the point to the text's nearest corner, y down
} sm_callout;

typedef enum sm_extent_kind {
    SM_EXTENT_CENTRE, // lon, lat, scale
    SM_EXTENT_BOX,    // west south east north
    SM_EXTENT_FIT     // these features with a margin
} sm_extent_kind;

typedef struct sm_extent {
    sm_extent_kind kind;
    int line;
    double lon_deg, lat_deg, scale_denom;
    sm_box box_deg;
    const char *layer, *where;
    double margin_mm;
} sm_extent;

/** Which furniture a figure has. Defaults: everything but the north arrow. */
typedef struct sm_furniture {
    bool title, legend, scale_bar, north_arrow, graticule, inset, credits, note, callouts;
} sm_furniture;

typedef enum sm_corner {
    SM_CORNER_AUTO,
    SM_CORNER_NW,
    SM_CORNER_NE,
    SM_CORNER_SW,
    SM_CORNER_SE
} sm_corner;

typedef struct sm_inset {
    int line;
    double width_mm, height_mm;
    const sm_ground *ground; // below its layers; NULL: none
    const char **layers;     // ids, drawn in order
    size_t n_layers;
    const char *crs;
    sm_extent extent;
    sm_corner corner;
} sm_inset;

typedef struct sm_legend_entry {
    int line;
    const char *layer; // the layer whose rule it shows; NULL: a heading, of the text alone
    const char *rule;  // name of the rule in the style; NULL: all rules of the layer
    sm_texts text;     // replaces the rule's title; "{area}" is the area of the drawn features
} sm_legend_entry;

/** A table on the map: what each side gained in each zone of <stats> since the figure's `since`. */
typedef struct sm_gains {
    int line; // 0: the figure has none
    sm_corner corner;
    sm_texts title; // above it
    double rows;    // zones listed at most, those with the largest gains; the others are summed
} sm_gains;

/** A figure for each date of a layer, each zone of another, or both: expanded when the study is
 *  read, so that later stages only see figures. */
typedef struct sm_each {
    const char *dates;   // layer of snapshots; NULL: the figure has its own date
    const char *zones;   // polygon layer: the extent fits one zone after the other; NULL: none
    const char *key;     // field that tells zones apart, part of the figure's id
    const char *name;    // field that {zone} in texts becomes, "{lang}" replaced; NULL: the key
    bool since_previous; // compare each date with the one before it
} sm_each;

/** What a publisher asks of a figure. docs/figure.md names the pages that say so. */
typedef struct sm_preset {
    const char *name;
    double widths_mm[4]; // the columns; 0: no more. Without any, what lies between least and most
    double least_mm, most_mm;
    double most_height_mm;
    double text_factor; // brings the house's 7 pt to the size that is asked for
    double min_text_pt, min_line_pt;
    double dpi;    // of PNG and TIFF
    bool untitled; // the caption is set by the publisher, below the figure
    bool vectors;  // vectors alone: type may not stand on a picture, so none lies under the map
} sm_preset;

/** The variant that every study has: the figure once more, by luminance. */
#define SM_VARIANT_GREY "grey"

typedef struct sm_figure {
    const char *id; // with "{date}" and "{zone}" until it is expanded
    int line;
    sm_each each;
    int32_t date;
    double width_mm, height_mm;
    sm_texts title, subtitle, caption, alt;
    sm_texts *credits; // lines at the foot, in order
    size_t n_credits;
    const sm_ground *ground; // below the layers; NULL: none
    const char **layers;     // ids, drawn in order
    size_t n_layers;
    const char *crs; // page CRS
    sm_extent extent;
    sm_furniture show;
    sm_corner legend_corner;
    double legend_width_mm;  // 0: as wide as its texts
    int legend_columns;      // 0 and 1: one below the other
    sm_legend_entry *legend; // n_legend 0: every rule that painted something, in drawing order
    size_t n_legend;
    sm_callout *callouts;
    size_t n_callouts;
    sm_inset *inset; // NULL: none
    sm_gains gains;
    double graticule_deg;  // 0: chosen
    const char **variants; // "grey", and those that <variant> defines
    size_t n_variants;
    const struct sm_figure **shapes; // for each variant, what the figure is there; NULL: as here
    int32_t since;                   // has_since: the date that change layers compare with
    bool has_since;
    double text_factor;      // 1: as the style says
    const sm_preset *preset; // NULL: none
} sm_figure;

/** What `sitmap stats` counts, from <stats>. line 0: the study does not say; the first layer of
 *  snapshots with sides is counted then, without zones. */
typedef struct sm_study_stats {
    int line;
    const char *control;    // layer of snapshots with sides
    const char *zones;      // polygon layer, NULL: none
    const char *zone_field; // key of a zone, the csv's column; NULL: "id", else the record number
    const char *zone_name;  // field of its name, "{lang}" replaced; NULL: the key
    const char *places;     // point layer, NULL: none
    const char *place_name; // field of its name, "{lang}" replaced; NULL: the record number
} sm_study_stats;

/** One thing that is not as the rule says, with the reason why that is right. */
typedef struct sm_study_exception {
    int line;
    const char *where; // the features
    bool has_date;
    int32_t date; // on this date only
    const char *reason;
} sm_study_exception;

/** Dated places: each lies on side `before_field` until the day in `date_field`, from then on on
 *  side `after`. On `opening` and before it nothing has changed yet. */
typedef struct sm_study_facts {
    int line;
    const char *layer, *control;
    const char *before_field, *date_field;
    const char *after;
    bool has_opening;
    int32_t opening;
    sm_study_exception *exceptions;
    size_t n_exceptions;
} sm_study_facts;

/** A rule of `sitmap check` that does not hold here. */
typedef struct sm_study_silence {
    int line;
    const char *rule;
    const char *layer; // only findings of this layer; NULL: all
    const char *reason;
} sm_study_silence;

/** What `sitmap check` is told, from <checks>. */
typedef struct sm_study_checks {
    int line;
    double min_text_pt, min_line_pt; // 0: the rule's own
    double page_width_mm, page_height_mm;
    sm_study_facts *facts;
    size_t n_facts;
    sm_study_silence *silences;
    size_t n_silences;
} sm_study_checks;

typedef enum sm_part_kind {
    SM_PART_CONTENTS, // lists of figures and sections, with their pages
    SM_PART_FIGURE,   // a figure of the study with its numbered caption
    SM_PART_SUMMARY,  // the rounds of talks, from a file of their own
    SM_PART_TEXT      // a section in words
} sm_part_kind;

/** One part of a report, in the order of reading. */
typedef struct sm_report_part {
    sm_part_kind kind;
    int line;
    const char *figure; // FIGURE: id
    const char *rounds; // SUMMARY: rounds.xml, relative to the study
    sm_figure map;      // SUMMARY: what the small maps show; n_layers 0: no maps
    double map_mm;      // SUMMARY: their height
    sm_texts title;     // TEXT
    sm_texts *paragraphs;
    size_t n_paragraphs;
} sm_report_part;

/** Pages that join figures, summaries and texts. */
typedef struct sm_report {
    const char *id;
    int line;
    double width_mm, height_mm;     // of the page
    sm_texts title, subtitle, lead; // head of the first page; no title: none
    bool pdf, svg;                  // what is made of it
    sm_report_part *parts;
    size_t n_parts;
} sm_report;

typedef struct sm_study {
    sm_arena *arena;
    const char *path;   // study.xml as given, for messages
    const char *folder; // of study.xml
    const char *id;
    sm_texts title, disclaimer;
    const char **authors;
    size_t n_authors;
    const char *licence;
    const char *palette; // of the styles by role; NULL: their own colours
    const char *lang;    // default language
    const char **langs;  // every language to make, default first
    size_t n_langs;
    sm_side *sides;
    size_t n_sides;
    sm_layer *layers;
    size_t n_layers;
    sm_ground *grounds;
    size_t n_grounds;
    sm_figure *figures;
    size_t n_figures;
    const char **variants; // every variant of some figure, once, without ""
    size_t n_variants;
    sm_study_stats stats;
    sm_study_checks checks;
    sm_report *reports;
    size_t n_reports;
} sm_study;

/** Find by id; NULL when there is none. */
const sm_side *sm_study_side(const sm_study *study, const char *id);
/** The preset of that name, or NULL. */
const sm_preset *sm_preset_find(const char *name);
/** Every preset; their number. Borrowed. */
const sm_preset *sm_presets(size_t *n);

/** Find a layer by id. */
const sm_layer *sm_study_layer(const sm_study *study, const char *id);
/** Find a ground by id. Layers and grounds share their ids: each names one of either. */
const sm_ground *sm_study_ground(const sm_study *study, const char *id);
/** Find a figure by id. */
const sm_figure *sm_study_figure(const sm_study *study, const char *id);

/** What the figure is in a variant: itself in "", in "grey" and in one that it does not have. */
const sm_figure *sm_figure_in(const sm_figure *figure, const char *variant);

/** Find a report by id. */
const sm_report *sm_study_report(const sm_study *study, const char *id);

/** The day of a date value: a DBF date, or text in ISO form. False for null and anything else. */
bool sm_value_day(const sm_value *v, int32_t *day);

/** Time rules. `records` of a layer whose rule is SNAPSHOTS are filtered in two steps: first the
 *  newest date not later than `day` among all records, then the records of that date.
 *  sm_time_newest returns false when none qualifies. */
bool sm_time_newest(const sm_features *features, int date_field, int32_t day, int32_t *newest);
/** The same, one value at a time: `newest` becomes the value's day when that is the newest yet and
 *  not later than `day`; `*found` says whether `newest` holds anything. */
void sm_time_take_newest(const sm_value *v, int32_t day, int32_t *newest, bool *found);
/** Does an interval hold the day? Null ends are open; `to` itself is outside. */
bool sm_time_within(const sm_value *from, const sm_value *to, int32_t day);

/** Does the feature satisfy a `where` of the form "field=value;field=value"? `field` compares as
 *  text. Unknown fields make it false; sm_where_check finds them beforehand. NULL is true. */
bool sm_where_matches(sm_arena *scratch, const char *where, const sm_feature *feature);
/** The first field of `where` that `fields` lacks, in `a`; NULL when all are there; "" when the
 *  text itself is malformed. */
const char *sm_where_unknown_field(sm_arena *a, const char *where, const sm_fields *fields);

#endif
