/** label: which names stand where on one figure. Requests and obstacles in, placed text out.
 *
 *  A request is one label that a style asked for. Every request gets candidate positions with
 *  costs; the choice over the whole map is one optimisation, deterministic, so that the sum of what
 *  a reader loses (names dropped, by priority; bad positions; covered lines) is least. What finds
 *  no room is dropped and reported by name.
 *
 *  Everything is in page space. Sources of the method: Imhof 1975 and Yoeli 1972 (positions and
 *  their order), Christensen, Marks & Shieber 1995 (optimisation over candidates).
 */
#ifndef SITMAP_LABEL_H
#define SITMAP_LABEL_H

#include "sitmap/scene.h"
#include "sitmap/style.h"
#include "sitmap/text.h"

typedef struct sm_label_request {
    const char *layer;           // id, for reports and groups
    long record;                 // tells requests of a layer apart
    sm_place at;                 // the record whose text it is, for findings
    const char *name;            // for reports: the first line of the text
    const sm_label_style *style; // text, fonts, placement
    const sm_path *path;         // what it names: POINTS (first point), LINES or RINGS, clipped to
                                 // the padded frame
    double clearance_pt;         // POINTS: radius of the symbol that stands there
    double own_weight;           // LINES: weight of the line itself as an obstacle, which a name
                                 // that stands astride it is not charged for
    size_t order;                // style order, breaks ties between equal priorities
} sm_label_request;

/** A call-out: a block of text on quiet ground with a leader to a point. */
typedef struct sm_callout_request {
    const char *name;
    sm_point at;
    double clearance_pt; // the leader ends this far before the point
    const char *title;   // bold line(s); may be NULL
    const char *text;    // smaller lines, newlines kept; may be NULL
    sm_point wish_pt;    // wished offset of the block's nearest corner from the point; (0,0): free
    double text_factor;
    const char *family; // of the type; NULL: Liberation Sans and what stands in for it
    double halo_pt;     // 0: none
    sm_color halo;
} sm_callout_request;

/** What labels should not cover. `weight` is the cost of covering one millimetre of its length (or
 *  one square millimetre of its area for RINGS with `filled`); INFINITY: never. POINTS are discs of
 *  the half width that are never covered. */
typedef struct sm_label_obstacle {
    const sm_path *path;
    double half_width_pt;
    double weight;
    bool filled;
} sm_label_obstacle;

typedef struct sm_label_task {
    sm_box frame_pt; // labels stay inside
    const sm_label_request *requests;
    size_t n_requests;
    const sm_callout_request *callouts;
    size_t n_callouts;
    const sm_label_obstacle *obstacles;
    size_t n_obstacles;
    const sm_box *taken; // furniture: never touched
    size_t n_taken;
} sm_label_task;

/** One placed label (or call-out). */
typedef struct sm_label {
    const char *layer;
    const char *name;
    long record;
    bool is_callout;
    sm_text *texts; // in drawing order; halos of one label are all drawn before its glyphs
    size_t n_texts;
    sm_box *boxes; // what it covers, without halo; a curved label has one per cluster
    size_t n_boxes;
    const sm_mark *shield; // below all halos and letters; or NULL
    sm_point shield_at;
    sm_path leader; // LINES, empty when there is none
    sm_pen leader_pen;
    sm_pen leader_casing; // drawn below all leaders; width 0: none
    double cost;          // docs/labels.md has the scale
    int candidate;        // which of its candidates, for stability tests
    sm_box cut_pt;        // drawn within this box alone; empty: whole
} sm_label;

typedef struct sm_labels {
    sm_label *items; // in drawing order
    size_t count, cap;
    const char **dropped; // names that found no room, in order of priority
    long *dropped_record;
    const char **dropped_layer;
    size_t n_dropped;
    double cost;        // what the optimisation reached
    double cost_greedy; // what first come, first served (by priority) would have reached
    size_t n_greedy;    // how many labels that would have placed
    double
        lost_greedy; // and what the names it leaves out are worth (docs/labels.md, "leaving out")
    double lost;     // what the names that are left out here are worth
} sm_labels;

/** Place all labels of a figure. Missing glyphs are SM_ERROR findings that name the layer, record
 *  and character. In `a`. */
sm_status sm_label_place(sm_arena *a, sm_text_engine *text, const sm_label_task *task,
                         sm_labels *out, sm_diags *diags, sm_error *err) SM_MUST_CHECK;

/** Labels that hold still: place the labels of all figures of a series (same frame) together. A
 *  label that several tasks share (same layer and record, or call-out name) gets one position that
 *  serves all of them, unless that costs more than it is worth on one of them; `n` tasks, `n`
 *  results. With n = 1 this is sm_label_place. Costs compare over the whole series: the sum of
 *  `cost` is at most the sum of `cost_greedy`. */
sm_status sm_label_place_series(sm_arena *a, sm_text_engine *text, const sm_label_task *tasks,
                                size_t n, sm_labels *out, sm_diags *diags,
                                sm_error *err) SM_MUST_CHECK;

/** Draw in five passes, so that nothing of one label bites another's letters: casings of leaders,
 *  leaders, shields, halos (texts whose colour is wholly transparent; groups "halo"), glyphs
 *  (groups "label", with name and record). */
void sm_label_draw(sm_scene *scene, const sm_labels *labels);

#endif
