/** record: which object was painted where on a figure, kept beside the figure; and what moved
 *  between two of them.
 *
 *  Rendering leaves DIR/STUDY-ID/.sitmap/JOB.record: a text file, lengths in 1/100 pt. It names the
 *  files it speaks of by size and sum, so that it is not believed of others: a render that ended
 *  half-way, or that made one format alone, leaves files of another time. The reader believes
 *  nothing: counts, sizes and numbers are checked.
 */
#ifndef SITMAP_RECORD_H
#define SITMAP_RECORD_H

#include "sitmap/geom.h"

#define SM_MAX_RECORD_BYTES (64u << 20) // of one file
#define SM_MAX_RECORD_THINGS 500000     // objects in it
#define SM_MAX_RECORD_POINTS 10000000   // of all their paths
#define SM_MAX_RECORD_FRONTS 64         // layers that are fronts
#define SM_MAX_RECORD_HOLDINGS 10000    // sides times zones
#define SM_MAX_RECORD_FILES 64
#define SM_MAX_STRETCHES 12 // of one front that moved, that are told

typedef enum sm_thing_kind {
    SM_THING_AREA,
    SM_THING_LINE,
    SM_THING_MARK,
    SM_THING_TEXT,
    SM_THING_FURNITURE // a box with things in it: legend, scale, title, inset, ...
} sm_thing_kind;

enum { SM_N_THING_KINDS = SM_THING_FURNITURE + 1 };

/** "area", "line", "mark", "text", "furniture". */
const char *sm_thing_kind_name(sm_thing_kind kind);

/** One object. Two of two records are the same object when role, layer, record and name agree. */
typedef struct sm_thing {
    sm_thing_kind kind;
    const char *role;  // "front", "change", "borders", "layer", "label", "legend", "scale", ...
    const char *layer; // id; "" outside the map
    const char *name;  // for a person; may be ""
    long record;       // of the source, or -1
    const char *look;  // colours, pens, face; of furniture a digest of what it holds
    double width_pt;   // of its line
    sm_path path;      // page space; of text and furniture their boxes
} sm_thing;

/** Ground of a side in a zone on the figure's date, as `sitmap stats` counts it. */
typedef struct sm_holding {
    const char *side, *zone, *name;
    double area_km2;
} sm_holding;

/** A file that shows what the record says, as sm_picture_sum counts it. */
typedef struct sm_record_file {
    const char *name; // in the folder of the outputs
    uint64_t bytes;
    uint32_t sum;
} sm_record_file;

typedef struct sm_record {
    sm_arena *arena;
    double width_pt, height_pt;
    sm_view view;        // of the map; scale_denom 0: the page holds no map
    double ground_scale; // ground metres per plane metre at its centre
    const char *crs;
    struct {
        sm_thing *items;
        size_t count, cap;
    } things; // in the order of painting
    struct {
        sm_holding *items;
        size_t count, cap;
    } holdings;
    struct {
        sm_record_file *items;
        size_t count, cap;
    } files;
} sm_record;

/** An empty record, living in `a`. */
void sm_record_init(sm_record *r, sm_arena *a, double width_pt, double height_pt);
/** The record as text. Tabs and line ends in texts become spaces. */
void sm_record_write(const sm_record *r, sm_str *out);
/** One more file, after the text of a record. */
void sm_record_write_file(const sm_record_file *f, sm_str *out);
/** Read it back; `file` is for messages. SM_EFORMAT names the line, SM_ELIMIT the limit. */
sm_status sm_record_parse(sm_arena *a, const char *file, const char *bytes, size_t len,
                          sm_record *out, sm_error *err) SM_MUST_CHECK;

// ---------------------------------------------------------------------------------------------
// What moved

typedef enum sm_change_kind {
    SM_CHANGE_NONE, // said of fronts and furniture only
    SM_CHANGE_ADDED,
    SM_CHANGE_REMOVED,
    SM_CHANGE_MOVED,
    SM_CHANGE_LOOK,   // other colours, other pen, other content
    SM_CHANGE_GROUND, // a side holds more or less of a zone
    SM_CHANGE_PIXELS  // painted otherwise, though the records agree; found by diff
} sm_change_kind;

/** "unchanged", "added", "removed", "moved", "restyled", "ground", "repainted". */
const char *sm_change_kind_name(sm_change_kind kind);

typedef struct sm_change {
    sm_change_kind kind;
    sm_thing_kind thing;
    const char *role, *layer, *name;
    long record;
    double moved_mm;    // on the page; NAN: not said
    double moved_km;    // on the ground, where both maps have one view
    size_t n_stretches; // of a whole front that moved; 0 otherwise
    size_t stretch;     // 1 .. n_stretches when this is one of them, in the order of the line
    double length_mm, length_km; // of a stretch
    const char *near;            // of a stretch: the name nearest to where it moved most, or ""
    sm_point at_mm;              // that place on the page
    double area_km2;             // of GROUND: more is positive
    const char *side;
    const char *was, *is; // looks, of LOOK
    sm_box box_pt;        // of the object, old and new; empty for GROUND
    size_t pixels;        // changed pixels on this object; filled in by diff
} sm_change;

#define SM_TOLERATED SIZE_MAX

typedef struct sm_changes {
    sm_change *items;
    size_t count, cap;
    bool same_page, same_view;
    size_t *old_change, *new_change; // per thing: 1 + index of its change; 0: none;
                                     // SM_TOLERATED: it moved by less than the tolerance
} sm_changes;

/** Least way in mm, per kind of thing, that is called a move. */
typedef struct sm_tolerances {
    double mm[SM_N_THING_KINDS];
} sm_tolerances;

/** area, line, mark 0.02 mm; text and furniture 0.1 mm. */
sm_tolerances sm_tolerances_default(void);

/** Compare two records. Fronts of a layer are compared as one line: how far the farthest point of
 *  either lies from the other (Hausdorff distance of the polylines, sampled every 1 pt; inner loop
 *  with early break after Taha & Hanbury 2015). A front that moved is told as a whole, and then by
 *  its stretches: those parts that lie aside by more than the tolerance of a line, the
 *  SM_MAX_STRETCHES that moved farthest. Other objects one by one. In `a`. */
void sm_record_compare(sm_arena *a, const sm_record *old, const sm_record *new,
                       const sm_tolerances *tolerances, sm_changes *out);

/** A change in words: "front: moved up to 12.4 km (10.3 mm)", "Fuzuli: AZ +310 km²". In `a`. */
const char *sm_change_words(sm_arena *a, const sm_change *change);

/** Largest distance from a point of `from` (sampled every `step`) to `to`; INFINITY when `to` is
 *  empty,
 *  0 when `from` is. Of lines so long that this would take seconds not every sample is looked
 *  at. */
double sm_record_farthest(const sm_path *from, const sm_path *to, double step);

#endif
