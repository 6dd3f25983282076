// One report: its parts in order, laid out again until the page numbers in its texts are true.
#include "report/parts.h"

// Every tier has its own timeline and columns; the comparisons follow when all rounds are known.
static void place_summary(press *p)
{
    size_t tiers = tier_count(p);
    summary_head(p);
    for (size_t i = 0; i < tiers; i++) {
        summary_timeline(p, tier_at(p, i));
        summary_columns(p, tier_at(p, i));
        if (i + 1 < tiers) {
            press_new_page(p);
        }
    }
    for (size_t i = 0; i < tiers; i++) {
        summary_matrix(p, tier_at(p, i));
    }
    if (press_room(p) < (p->bottom_pt - p->top_pt) / 2) {
        press_new_page(p);
    }
    summary_positions_head(p);
    for (size_t i = 0; i < tiers; i++) {
        summary_positions(p, tier_at(p, i));
    }
    summary_theories(p);
    summary_areas(p);
    summary_record_head(p);
    for (size_t i = 0; i < tiers; i++) {
        summary_record(p, tier_at(p, i));
    }
    summary_notes(p);
}

// From here on the pages bear the summary's name.
static void begin_summary(press *p)
{
    const char *own = press_in(p, &p->in->rounds->running);
    p->running = own[0] ? own : press_word(p, "running");
    if (!press_is_fresh(p)) {
        press_new_page(p);
    }
}

// A report that is a summary alone has the summary's running head.
static void name_heads(press *p)
{
    const sm_rounds *r = p->in->rounds;
    const char *title = press_in(p, &p->in->report->title);
    const char *own = r ? press_in(p, &r->running) : "";
    p->running = title[0] ? title : own[0] ? own : press_word(p, "running");
    p->beside = r ? press_in(p, &r->period) : press_in(p, &p->in->study->title);
}

static void place_part(press *p, size_t at)
{
    switch (p->in->report->parts[at].kind) {
    case SM_PART_CONTENTS: report_contents(p); break;
    case SM_PART_FIGURE: report_figure(p, at); break;
    case SM_PART_SUMMARY:
        if (p->in->rounds) {
            begin_summary(p);
            place_summary(p);
            name_heads(p); // what follows bears the report's name again
        }
        break;
    case SM_PART_TEXT: report_section(p, at); break;
    }
}

static void lay_out(press *p)
{
    name_heads(p);
    press_new_page(p);
    report_front(p);
    for (size_t i = 0; i < p->in->report->n_parts && !p->status; i++) {
        place_part(p, i);
    }
    press_number_pages(p);
}

static bool same_anchors(const report_anchors *a, const report_anchors *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++) {
        same =
            a->items[i].page == b->items[i].page && strcmp(a->items[i].name, b->items[i].name) == 0;
    }
    return same;
}

// A page number that grows by a digit could in theory push its text to and fro for ever.
enum { MOST_LAYOUTS = 5 };

sm_status sm_report_make(sm_arena *a, sm_text_engine *text, const sm_report_input *in,
                         sm_report_pages *out, sm_diags *diags, sm_error *err)
{
    report_anchors known = {NULL, 0, 0};
    sm_report_pages pages = {NULL, 0, 0, NULL, 0, 0}, past = pages;
    for (int i = 0; i < MOST_LAYOUTS; i++) {
        press p = {.arena = a,
                   .text = text,
                   .in = in,
                   .out = &pages,
                   .known = &known,
                   .past = past.headings,
                   .n_past = past.n_headings,
                   .diags = diags};
        pages = (sm_report_pages){NULL, 0, 0, NULL, 0, 0};
        lay_out(&p);
        if (p.status) {
            if (p.err.status) {
                *err = p.err;
                return p.status;
            }
            return sm_fail(err, p.status, SM_AT_LINE(in->study->path, in->report->line), NULL,
                           "report %s can not be laid out", in->report->id);
        }
        bool done = same_anchors(&known, &p.found);
        known = p.found;
        past = pages;
        if (done) {
            break;
        }
    }
    *out = pages;
    return SM_OK;
}
