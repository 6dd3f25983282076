// What the files of this folder share.
//
//      look     a face, a size, a colour
//      run      text of one look; several make a paragraph
//      story    paragraphs that may not fit and go on on the next page
//      row      cells side by side, each a story and perhaps a drawing; several make a table
//      press    the pages so far, and how much room the current one has left
//
// A failure (a font that can not be measured) sticks to the press as cairo's do to a context:
// drawing
// goes on, and whoever began the report asks once at the end.
#ifndef SITMAP_REPORT_PARTS_H
#define SITMAP_REPORT_PARTS_H

#include <math.h>
#include <string.h>

#include "report/house.h"
#include "sitmap/report.h"

// ---- Looks and stories --------------------------------------------------------------------------

typedef struct report_look {
    double size_pt, leading_mm;
    bool bold, italic;
    sm_color color;
} report_look;

// The looks of the house.
extern const report_look LOOK_TITLE, LOOK_LEAD, LOOK_SECOND_TITLE, LOOK_SECOND_LEAD, LOOK_HEAD,
    LOOK_TEXT, LOOK_STRONG, LOOK_GREY, LOOK_KEPT, LOOK_SMALL, LOOK_SMALL_STRONG, LOOK_SMALL_GREY,
    LOOK_KEY_NUMBER, LOOK_SOURCE, LOOK_BODY, LOOK_SIDE;

typedef struct report_run {
    const char *text;
    report_look look;
    double rise_pt;   // above the baseline
    size_t disc;      // round whose disc stands here, counted from 1; 0: text
    double disc_pt;   // its radius
    const char *link; // "#anchor" or an address; NULL: none
} report_run;

typedef enum report_align { ALIGN_START, ALIGN_END, ALIGN_CENTRE } report_align;

typedef struct report_para {
    report_run *items;
    size_t count, cap;
    report_look look; // of the paragraph: its leading
    double before_pt, indent_pt;
    report_align align;
    bool keep_next;   // never the last on a page
    const char *hang; // stands in the indent of the first line; NULL: nothing
    report_look hang_look;
    const char *role;   // "p", "h1", ...
    const char *anchor; // NULL: none
} report_para;

typedef struct report_piece {
    const char *text;
    const report_run *run;
    double x_pt, width_pt;
} report_piece;

typedef struct report_line {
    report_piece *items;
    size_t count, cap;
    size_t para;
    double height_pt, before_pt;
    double width_pt;
    bool from_right; // written from right to left
    bool is_first, is_last;
} report_line;

typedef struct report_story {
    struct {
        report_para *items;
        size_t count, cap;
    } paras;
    struct {
        report_line *items;
        size_t count, cap;
    } lines;
    double width_pt; // that the lines are broken for; 0: not yet
    size_t at;       // first line that is not placed yet
} report_story;

// ---- Press --------------------------------------------------------------------------------------

typedef struct report_anchor {
    const char *name;
    size_t page;
} report_anchor;

typedef struct report_anchors {
    report_anchor *items;
    size_t count, cap;
} report_anchors;

typedef struct press press;

/** Heads that a page begins with: called on each new page while set. */
typedef void report_page_head(press *p, void *context);

struct press {
    sm_arena *arena;
    sm_text_engine *text;
    const sm_report_input *in;
    sm_report_pages *out;
    sm_scene *page; // NULL before the first
    double y_pt;    // where the next block begins
    double top_pt;  // below the heads of this page
    double bottom_pt;
    double halo_pt;               // of texts that may stand on lines; 0: none
    const char *running, *beside; // running head, left and right
    report_page_head *head;       // of the current table; NULL: none
    void *head_context;
    const report_anchors *known;   // of the layout before
    const sm_report_heading *past; // of the layout before
    size_t n_past;
    report_anchors found;
    sm_diags *diags;
    sm_status status; // sticky
    sm_error err;
};

/** Left edge, width of the type area, of the label column's neighbour, and of the columns. */
typedef struct report_grid {
    double left_pt, width_pt;    // type area
    double label_pt;             // width of the label column
    double chart_pt, chart_w_pt; // right of the label column
} report_grid;

report_grid press_grid(const press *p);
/** Start a page. */
void press_new_page(press *p);
/** Go to a new page unless `height_pt` is left on this one, or nothing is on it yet. */
void press_need(press *p, double height_pt);
/** How much is left. */
double press_room(const press *p);
/** Is nothing below the heads of this page? */
bool press_is_fresh(const press *p);
/** Air before a block, none at the top of a page. */
void press_skip(press *p, double mm);
/** A horizontal rule at the current height. */
void press_rule(press *p, double x0_pt, double x1_pt, double width_mm, sm_color color);
/** Feet with page numbers on all pages, once their number is known. */
void press_number_pages(press *p);
/** Remember a heading for the outline and the contents; gives its anchor's name. */
const char *press_heading(press *p, const char *title, const char *anchor_name, int level);
/** Remember that an anchor stands on the current page. */
void press_anchor(press *p, const char *name);
/** The page (from 1) of an anchor, as the layout before found it; 0: not in this report. */
size_t press_page_of(const press *p, const char *anchor_name);
/** Fail, once. */
void press_fail(press *p, sm_status status);

/** Width of one line of text. */
double press_width(press *p, const char *text, const report_look *look);
/** One line of text at a baseline. */
void press_text(press *p, const char *text, const report_look *look, sm_point at,
                report_align align);
/** A disc with its round's number. */
void press_disc(press *p, size_t number, sm_point centre, double radius_pt);
/** A thin or thick line. */
void press_line(press *p, sm_point a, sm_point b, double width_mm, sm_color color);
/** The baseline in a line of this look, from its top. */
double look_baseline(const report_look *look);
/** The font of a look. */
sm_font look_font(const report_look *look);

/** The text in the report's language; "" when there is none. */
const char *press_in(const press *p, const sm_texts *texts);
/** A word of the program's own, in the report's language, or as rounds.xml says it. */
const char *press_word(const press *p, const char *key);
/** The same with {0} and {1} replaced. */
const char *press_words(const press *p, const char *key, const char *zero, const char *one);

// ---- Stories ------------------------------------------------------------------------------------

/** An empty story. */
report_story *story_new(press *p);
/** A new paragraph at its end. */
report_para *story_para(press *p, report_story *s, const report_look *look, const char *role);
/** Text as it is. */
void para_run(press *p, report_para *para, const report_look *look, const char *text);
/** Text with its braces filled in for a round (SIZE_MAX: the last). */
void para_text(press *p, report_para *para, const report_look *look, const char *text,
               size_t round);
/** The disc of a round, counted from 0. */
void para_disc(press *p, report_para *para, size_t round, double radius_pt);
/** A run that links somewhere. */
void para_link(press *p, report_para *para, const report_look *look, const char *text,
               const char *link);
/** Shorthand: a story of one paragraph with braces. */
report_story *story_of(press *p, const report_look *look, const char *text, size_t round);

/** Break into lines of this width (again only when it differs); gives the height of what is left.
 *  */
double story_break(press *p, report_story *s, double width_pt);
/** Draw what fits into the height, from the top of (x, y); gives the height used. Lines that must
 *  stay together go together. `force`: at least one line. */
double story_place(press *p, report_story *s, double x_pt, double y_pt, double height_pt,
                   bool force);
/** Does anything remain? */
bool story_more(const report_story *s);

/** Filling braces: what each number is in a round. */
typedef struct report_holding {
    bool known;
    int32_t date, since;                   // of the map, and of the map before
    double base_km2, held_km2, change_km2; // change against the map before
} report_holding;

/** Ground held on a round's map (SIZE_MAX: on the last that is known). */
report_holding press_holding(const press *p, size_t round);
/** The figure's number in the study, from 1; 0: no such figure. */
size_t press_figure_number(const press *p, const char *id, size_t len);
/** Number of a round's map date within the rounds, or its own days: the day counted from the first
 *  of
 *  the timeline. */
int32_t press_day(const press *p, size_t round);

// ---- Tables -------------------------------------------------------------------------------------

typedef struct report_cell report_cell;
/** Draws something into a cell; `area` is the cell without paddings. */
typedef void report_cell_draw(press *p, const report_cell *c, sm_box area);

struct report_cell {
    double x_pt, width_pt;
    report_story *text;     // NULL: none
    double top_pt;          // of the text, below the row's
    double spans_pt;        // how far its text may hang down beside the rows below
    report_cell_draw *draw; // NULL: none
    double draw_pt;         // height that the drawing needs
    const void *data;
    size_t number;
    const char *role; // "td", "th"
};

typedef struct report_row {
    report_cell *items;
    size_t count, cap;
    double above_pt, below_pt;
    double rule_mm; // under the row; 0: none
    sm_color rule_color;
    double rule_x0_pt, rule_x1_pt;
    bool keep_next;
} report_row;

typedef struct report_table {
    report_row *items;
    size_t count, cap;
    size_t n_head;   // rows that every page repeats
    double rule_mm;  // above the first row, on every page
    bool whole;      // rather on the next page than on two, if a page can hold it
    double tail_pt;  // room for what follows at once
    double floor_pt; // how far down texts hang that span rows, on this page
    double x0_pt, x1_pt;
} report_table;

/** A table over the type area with a rule above. */
report_table *table_new(press *p, double rule_mm);
/** A row with the house's air. */
report_row *table_row(press *p, report_table *t, double above_mm, double below_mm);
/** A cell. */
report_cell *row_cell(press *p, report_row *r, double x_pt, double width_pt, report_story *text);
/** Height of a row as it stands. */
double row_height(press *p, report_row *r);
/** Draw all rows, on as many pages as it takes. */
void table_place(press *p, report_table *t);

/** Items in columns, whole, balanced; those that do not fit go on on the next page. */
void press_columns(press *p, report_story **items, size_t n, size_t n_columns, double x_pt,
                   double width_pt, double gap_pt);

// ---- Rounds -------------------------------------------------------------------------------------

/** Rounds that stand side by side. */
typedef struct report_tier {
    size_t first, count;
} report_tier;

size_t tier_count(const press *p);
report_tier tier_at(const press *p, size_t i);
/** Column of the round at place `i` of a tier. */
double tier_x(const press *p, size_t i);
double tier_width(const press *p);

/** A label cell in the label column: a bold name, and a grey remark below. */
void row_label(press *p, report_row *r, const char *name, const char *remark);
/** The head of a table of rounds: discs and names. */
void table_round_heads(press *p, report_table *t, report_tier tier, const char *label,
                       bool with_dates);

/** Colours and names of who held and who gained; false when the rounds do not say. */
bool press_sides(const press *p, const sm_party **held, const sm_party **gained);
/** Whose ground it is, in words. */
const char *press_ground(const press *p, const sm_party *party);

/** Title and lead of the first page of a summary. */
void summary_head(press *p);
/** Time axis with rounds, truces, area and places; drop lines reach down to the heads of the
 *  columns. */
void summary_timeline(press *p, report_tier t);
/** A column for each round: map, numbers, what was agreed, what followed. */
void summary_columns(press *p, report_tier t);
/** Factors by rounds. */
void summary_matrix(press *p, report_tier t);
/** Positions of parties. */
void summary_positions(press *p, report_tier t);
/** Head of the positions' page. */
void summary_positions_head(press *p);
/** Negotiation theories. */
void summary_theories(press *p);
/** Areas per date, and per zone and date. */
void summary_areas(press *p);
/** What each round was, in full. */
void summary_record(press *p, report_tier t);
/** Head of the record. */
void summary_record_head(press *p);
/** Where sources differ; sources. */
void summary_notes(press *p);

/** Title, subtitle, authors, lead of a report. */
void report_front(press *p);
/** Lists with page numbers. */
void report_contents(press *p);
/** A figure on a page of its own, with its caption. */
void report_figure(press *p, size_t part);
/** A section in words. */
void report_section(press *p, size_t part);
/** A heading of the second rank with a rule above. */
void press_section_head(press *p, const char *title, const char *anchor_name, const char *lead);

#endif
