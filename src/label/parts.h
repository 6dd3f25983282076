// parts: what the files of label/ hand each other.
//
//     requests --candidates_*.c--> candidates --conflict.c--> problem --optimise.c--> choice
//                     |                                                     |
//                  cost.c: may it stand there, what does it cover        place.c --> sm_labels
//
// Costs have one scale (docs/labels.md): 0 the best position of all, about 10 a bad one; what is
// covered is added; leaving a label out costs SM_LABEL_DROP and more.
#ifndef SITMAP_LABEL_PARTS_H
#define SITMAP_LABEL_PARTS_H

#include "sitmap/label.h"

#define SM_LABEL_DROP 40.0      // leaving out a label of the lowest priority
#define SM_LABEL_DROP_STEP 80.0 // and this much more per class of priority above it
#define SM_LABEL_STAY 6.0       // leaving the position that a label has on the other figures

/** qsort that accepts nothing. */
void sm_label_sort(void *items, size_t n, size_t size, int (*compare)(const void *, const void *));

// ---- geometry.c ---------------------------------------------------------------------------------

/** The part of the segment a-b inside the box, as parameters along it; false when outside. */
bool sm_label_clip_segment(sm_box box, sm_point a, sm_point b, double *from, double *to);
/** Distance between a segment and a box; 0 when they share a point. */
double sm_label_segment_box_distance(sm_point a, sm_point b, sm_box box);
/** The point of the box nearest to `p`. */
sm_point sm_label_nearest_in_box(sm_box box, sm_point p);
/** `p` turned clockwise on the page about a point. */
sm_point sm_label_turned_point(sm_point about, double angle_deg, sm_point p);
/** Box around `rect` (relative to `origin`) turned clockwise on the page by `angle_deg`. */
sm_box sm_label_turned_box(sm_point origin, double angle_deg, sm_box rect);

// ---- grid.c: which of many boxes are near a box -------------------------------------------------

typedef struct sm_label_ids {
    uint32_t *items;
    size_t count, cap;
} sm_label_ids;

typedef struct sm_label_grid {
    sm_arena *arena;
    sm_box box;
    double cell;
    size_t nx, ny;
    uint32_t *head; // per cell, index + 1 into nodes; 0: none
    struct sm_label_grid_nodes {
        struct sm_label_grid_node {
            uint32_t id, next;
        } * items;
        size_t count, cap;
    } nodes;
    uint32_t *seen; // per id, the number of the last search that met it
    uint32_t n_ids, search;
} sm_label_grid;

/** An empty grid over `box`; what lies outside is kept in the outermost cells. */
void sm_label_grid_init(sm_label_grid *g, sm_arena *a, sm_box box, double cell, size_t n_ids);
/** Enter `id` (below n_ids) with its box; may be done in pieces. */
void sm_label_grid_add(sm_label_grid *g, sm_box box, uint32_t id);
/** All ids whose cells the box touches, each once, in an order that depends on the calls alone. */
void sm_label_grid_find(sm_label_grid *g, sm_box box, sm_label_ids *out);

// ---- raster.c: amounts on a coarse grid, and their sum over any box -----------------------------

typedef struct sm_label_raster {
    sm_point origin;
    double cell;
    size_t nx, ny;
    double *sum; // (nx + 1) * (ny + 1); amounts while filling, sums from the corner once sealed
} sm_label_raster;

/** Cover `box` with cells of `cell` points, or larger ones so that there are at most
 * `max_cells`. */
void sm_label_raster_init(sm_label_raster *r, sm_arena *a, sm_box box, double cell,
                          size_t max_cells);
/** Spread `per_pt` along lines of this half width. */
void sm_label_raster_line(sm_label_raster *r, const sm_path *lines, double half_width,
                          double per_pt);
/** Add `amount` to every cell whose centre is inside the rings (even-odd). */
void sm_label_raster_fill(sm_label_raster *r, sm_arena *scratch, const sm_path *rings,
                          double amount);
/** End of filling; from here on only sums. */
void sm_label_raster_seal(sm_label_raster *r);
/** Sum over a box; cells that it cuts count by their share. */
double sm_label_raster_sum(const sm_label_raster *r, sm_box box);

// Between names side by side, or two of them read as one.
#define SM_LABEL_SIDE_GAP SM_MM(1.0)

// ---- candidates ---------------------------------------------------------------------------------

/** One position of one label on one figure. */
typedef struct sm_label_candidate {
    int slot;    // the same slot is the same position on every figure of a series
    double cost; // of the position, and of what it covers
    sm_text *texts;
    size_t n_texts;
    sm_box *boxes;
    size_t n_boxes;
    size_t n_apart; // the last of them: of a graphic that stands apart from the letters
    double shrink; // letters that stand askew fill this share of their boxes' sides; upright ones 1
    double ink;    // share of the boxes that letters fill: little in widely spaced names, else 1
    bool has_leader;
    sm_point leader[2];
    double margin;         // kept free around the boxes
    bool cut;              // may be cut by the frame
    const sm_mark *shield; // behind the letters, or NULL
    sm_point shield_at;
    const sm_label_request *group; // whose copies keep group_apart_pt between them; NULL: none
    double apart; // kept free to others that keep apart: two area names, stacked, would read as one
    sm_box bounds; // of boxes and leader, margin included
} sm_label_candidate;

typedef struct sm_label_candidates {
    sm_label_candidate *items;
    size_t count, cap;
} sm_label_candidates;

// ---- cost.c: the ground -------------------------------------------------------------------------

/** A piece of an obstacle's line, or a point symbol (a = b). */
typedef struct sm_label_piece {
    sm_point a, b;
    double radius;
    double weight; // INFINITY: no label may touch it
    bool is_symbol;
} sm_label_piece;

typedef struct sm_label_ground {
    sm_box frame;
    const sm_box *taken;
    size_t n_taken;
    sm_label_raster soft;   // cost per cell
    sm_label_raster closed; // 1 per cell inside an area that no label may touch
    bool has_closed;
    struct sm_label_pieces {
        sm_label_piece *items;
        size_t count, cap;
    } pieces, symbols;  // symbols become pieces once all are known
    sm_label_grid grid; // of pieces
    sm_label_ids found;
    sm_arena *arena;
} sm_label_ground;

/** Take in obstacles, furniture and the symbols of all requests. */
void sm_label_ground_init(sm_label_ground *g, sm_arena *a, const sm_label_task *task);
/** What the straight way a-b crosses; INFINITY when it meets furniture or a symbol other than the
 *  one at `target`. */
double sm_label_ground_crossing(sm_label_ground *g, sm_point a, sm_point b, sm_point target);
/** May the candidate stand here? When it may, what it covers and crosses is added to its cost and
 *  its bounds are set. `own`: the point whose symbol may be touched and from which its label should
 *  not be cut off; NULL: none. */
bool sm_label_ground_admit(sm_label_ground *g, sm_label_candidate *c, const sm_point *own);

/** What of a candidate's cost comes from covering the line that it names: a plate on its road
 *  covers nothing else. */
double sm_label_own_cost(sm_arena *scratch, const sm_label_request *request,
                         const sm_label_candidate *c);

// ---- block.c: measured lines of a label ---------------------------------------------------------

typedef struct sm_label_line {
    const char *utf8;
    sm_font font;
    sm_color color;
    double width;    // advance at the font's own tracking
    double up, down; // ink above and below the baseline
    double cap;      // height of capitals
    double drop;     // from the first baseline to this one
} sm_label_line;

typedef struct sm_label_block {
    sm_label_line *lines;
    size_t n;
    double width;
    double up, down; // from the first baseline to the top and the bottom of the ink
    double halo_pt;
    sm_color halo;
    const sm_shield *shield; // NULL: none
    sm_mark shield_mark;     // at its size
    // How far the shield reaches out from the letters; part of width, up and down.
    double pad_left, pad_right, pad_up, pad_down;
} sm_label_block;

/** What candidate makers work with. */
typedef struct sm_label_maker {
    sm_arena *arena;   // of candidates
    sm_arena *scratch; // rewound after each label
    sm_text_engine *text;
    const sm_label_task *task;
    sm_label_ground *ground;
    sm_diags *diags;
    sm_error *err;
} sm_label_maker;

/** Where a label came from, for findings. */
typedef struct sm_label_source {
    const char *layer;
    sm_place at;
} sm_label_source;

/** Measure one line (`utf8`, `font` and `color` are set); characters without a glyph are
 * reported. */
sm_status sm_label_measure_line(sm_label_maker *m, sm_label_source from,
                                sm_label_line *line) SM_MUST_CHECK;
/** Lines of a style's text: cleaned, wrapped, measured and stacked. No line: nothing to show. */
sm_status sm_label_block_of_style(sm_label_maker *m, const sm_label_request *request,
                                  sm_label_block *out) SM_MUST_CHECK;
/** Stack measured lines: `leading` times the mean of both sizes from baseline to baseline. */
void sm_label_block_stack(sm_label_block *block, double leading);
/** What the letters cover. */
sm_box sm_label_letters_box(const sm_label_candidate *c);
/** Set the block's lines as texts and boxes: `x` is where the block's left edge (align 0), middle
 *  (0.5) or right edge (1) stands, `baseline` that of its first line. */
void sm_label_block_set(sm_arena *a, const sm_label_block *block, double x, double align,
                        double baseline, sm_label_candidate *out);
/** Size of a block's shield, and the room that it takes, from its stacked lines. */
void sm_label_shield_fit(sm_label_block *block);
/** Set the shield; `corner` is the block's left edge on its first baseline. One box is what the
 *  label covers then. */
void sm_label_shield_set(sm_arena *a, const sm_label_block *block, sm_point corner,
                         sm_label_candidate *out);
/** Set a shield that stands apart at the label's point; no other. Its box is added to the
 *  candidate's, which must not be turned afterwards. */
void sm_label_shield_beside(sm_arena *a, const sm_label_block *block, sm_point at,
                            sm_label_candidate *out);
/** What a style wants free around its letters: halo and space; negative: it may overlap. */
double sm_label_margin(const sm_label_style *style);
/** A text with this line's looks. */
sm_text sm_label_line_text(const sm_label_line *line, const sm_label_block *block);

// ---- candidates_*.c -----------------------------------------------------------------------------

/** Positions around a point. */
void sm_label_point_candidates(sm_label_maker *m, const sm_label_request *request,
                               const sm_label_block *block, sm_point at, sm_label_candidates *out);
/** The one position of a label that takes no part in the choice: exactly where the style says. */
void sm_label_exact_candidate(sm_label_maker *m, const sm_label_request *request,
                              const sm_label_block *block, sm_point at, sm_label_candidate *out);
/** Turn a candidate that is set level clockwise about a point. */
void sm_label_candidate_turn(sm_arena *a, sm_label_candidate *c, sm_point about, double angle_deg);
/** The parts of at least half the size of the largest, and what lies inside them: a name on an
 *  exclave would name the exclave. Winding does not matter. In `a`. */
void sm_label_main_parts(sm_arena *a, const sm_path *rings, sm_path *out);
/** Positions inside an area. `visible`: its rings inside the frame. */
sm_status sm_label_area_candidates(sm_label_maker *m, const sm_label_request *request,
                                   const sm_label_block *block, const sm_path *visible,
                                   sm_label_candidates *out) SM_MUST_CHECK;

/** Positions along the middle of an area, of which `rings` is what is seen; none when the middle
 *  makes no line. */
sm_status sm_label_curve_candidates(sm_label_maker *m, const sm_label_request *request,
                                    const sm_label_block *block, const sm_path *rings,
                                    sm_label_candidates *out) SM_MUST_CHECK;

/** A stretch of line that wants a label of its own. */
typedef struct sm_label_run {
    sm_point *points; // evenly spaced, smoothed
    size_t n;
    double step;     // between neighbours
    double from, to; // the part of it that this copy of the label may use
} sm_label_run;

typedef struct sm_label_runs {
    sm_label_run *items;
    size_t count, cap;
} sm_label_runs;

/** The runs of a line label `width` wide, one per copy, the most central first. */
void sm_label_line_runs(sm_label_maker *m, const sm_label_request *request, double width,
                        sm_label_runs *out);
/** Positions along one run. */
sm_status sm_label_line_candidates(sm_label_maker *m, const sm_label_request *request,
                                   const sm_label_run *run, sm_label_candidates *out) SM_MUST_CHECK;
/** Positions of a level name whose middle is on one run. */
void sm_label_level_candidates(sm_label_maker *m, const sm_label_request *request,
                               const sm_label_block *block, const sm_label_run *run,
                               sm_label_candidates *out);
/** Positions of a call-out. */
sm_status sm_label_callout_candidates(sm_label_maker *m, const sm_callout_request *request,
                                      sm_label_candidates *out) SM_MUST_CHECK;

// ---- optimise.c ---------------------------------------------------------------------------------

/** Units choose one of their candidates or none. Candidates of unit u are first[u]..first[u+1]-1;
 *  those that cannot stand beside candidate c are near[near_start[c]]..near[near_start[c+1]-1]. */
typedef struct sm_label_problem {
    size_t n_units;
    size_t *first;
    double *drop; // per unit: cost of choosing none
    double *cost; // per candidate; never above its unit's drop
    uint32_t *unit_of;
    size_t *near_start;
    uint32_t *near;
} sm_label_problem;

#define SM_LABEL_NONE (-1)

/** Give each unit in turn its cheapest candidate that is still free. */
void sm_label_solve_greedy(sm_arena *scratch, const sm_label_problem *p, int32_t *chosen);
/** Improve a choice; never makes it worse. */
void sm_label_improve(sm_arena *scratch, const sm_label_problem *p, int32_t *chosen);
/** The same without the random part: for small repairs of a choice that is good already. */
void sm_label_polish(sm_arena *scratch, const sm_label_problem *p, int32_t *chosen);
/** Cost of a choice. */
double sm_label_choice_cost(const sm_label_problem *p, const int32_t *chosen);

// ---- conflict.c ---------------------------------------------------------------------------------

/** Are they copies of one label, nearer to each other than its style allows? */
bool sm_label_crowd(const sm_label_candidate *a, const sm_label_candidate *b);
/** Can the two not stand beside each other? */
bool sm_label_conflict(const sm_label_candidate *a, const sm_label_candidate *b);

/** A candidate of the problem on the figures of a series: NULL where it cannot stand. */
typedef struct sm_label_option {
    const sm_label_candidate **on; // per figure
} sm_label_option;

/** Fill near_start and near of `p`: options conflict when they do on any figure. False when there
 *  are too many conflicts to list. */
bool sm_label_find_conflicts(sm_arena *a, sm_arena *scratch, const sm_label_option *options,
                             size_t n_figures, sm_box frame, sm_label_problem *p);

#endif
