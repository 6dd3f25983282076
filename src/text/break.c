// Text to lines: greedily, at the opportunities of Unicode's line breaking algorithm (UAX 14),
// which Pango finds. Its own wrapping is not used, for it would not know of tracking as we set it.
#include <string.h>

#include "text/engine.h"

// One character of a paragraph.
typedef struct letter {
    int at;                            // its byte
    double width_pt;                   // of the cluster that starts here; 0 inside a cluster
    bool is_white, may_break, may_cut; // before it: a line may end, a word may be cut in need
    bool is_soft_hyphen;
} letter;

typedef struct paragraph {
    const char *text;
    letter *items; // one more than there are characters: the end
    size_t count;
    double tracking_pt, hyphen_pt;
} paragraph;

enum { SOFT_HYPHEN = 0xAD };

static const double rounding_pt = 0.001; // a line set to its own width must not break

// ---- A paragraph taken apart --------------------------------------------------------------------

// The last piece of a line is not tracked; but where lines end is what we are about to find out.
static void add_widths(const sm_text_line *line, double tracking_pt, double *width_at)
{
    for (size_t i = 0; i < line->count; i++) {
        double more = i + 1 == line->count ? tracking_pt : 0;
        width_at[line->items[i].start] = line->items[i].width_pt + more;
    }
}

static void take_letters(sm_text_engine *t, const sm_text_line *line, paragraph *p)
{
    size_t len = strlen(line->text);
    double *width_at = sm_arena_zero(t->scratch, len + 1, sizeof *width_at);
    add_widths(line, p->tracking_pt, width_at);
    int n_attrs = 0;
    const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly(t->layout, &n_attrs);
    p->text = line->text;
    p->items = sm_arena_zero(t->scratch, (size_t)n_attrs, sizeof *p->items);
    p->count = (size_t)n_attrs - 1;
    const char *at = line->text, *end = at + len;
    for (size_t i = 0; i <= p->count; i++) {
        int byte = (int)(at - line->text);
        p->items[i] = (letter){.at = byte,
                               .width_pt = width_at[byte],
                               .is_white = attrs[i].is_white,
                               .may_break = attrs[i].is_line_break,
                               .may_cut = attrs[i].is_cursor_position,
                               .is_soft_hyphen = sm_utf8_next(&at, end) == SOFT_HYPHEN};
    }
}

static bool has_soft_hyphen(const paragraph *p)
{
    for (size_t i = 0; i < p->count; i++) {
        if (p->items[i].is_soft_hyphen) {
            return true;
        }
    }
    return false;
}

// ---- Where a line ends --------------------------------------------------------------------------

// Width of what a line that ends before `end` shows beyond its letters.
static double hyphen_at(const paragraph *p, size_t end)
{
    return p->items[end - 1].is_soft_hyphen ? p->hyphen_pt : 0;
}

// The line from `start` ends before the letter returned: at the last opportunity where it fits,
// else at the last cut between clusters, else after one cluster.
static size_t find_end(const paragraph *p, size_t start, double room_pt)
{
    double pen = 0, ink = 0; // `ink`: without white space at the end
    size_t fit = 0, cut = 0;
    for (size_t i = start; i <= p->count; i++) {
        const letter *l = &p->items[i];
        if (i > start && ink > room_pt && (l->may_cut || i == p->count)) {
            return fit ? fit : cut ? cut : i;
        }
        if (i > start && l->may_break && ink + hyphen_at(p, i) <= room_pt) {
            fit = i;
        }
        if (i > start && l->may_cut) {
            cut = i;
        }
        pen += l->width_pt;
        if (!l->is_white) {
            ink = pen - p->tracking_pt;
        }
    }
    return p->count;
}

static const char *line_text(sm_arena *a, const paragraph *p, size_t start, size_t end)
{
    bool hyphen = end < p->count && p->items[end - 1].is_soft_hyphen;
    while (end > start && p->items[end - 1].is_white) {
        end--;
    }
    int from = p->items[start].at, to = p->items[end].at;
    return sm_arena_printf(a, "%.*s%s", to - from, p->text + from, hyphen ? "-" : "");
}

// ---- Lines out ----------------------------------------------------------------------------------

typedef struct texts {
    const char **items;
    size_t count, cap;
} texts;

static void break_paragraph(sm_arena *a, const paragraph *p, double width_pt, texts *lines)
{
    size_t start = 0;
    do {
        size_t end = width_pt > 0 ? find_end(p, start, width_pt + rounding_pt) : p->count;
        *SM_PUSH(a, lines) = line_text(a, p, start, end);
        start = end;
        while (start < p->count && p->items[start].is_white) {
            start++;
        }
    } while (start < p->count);
}

static sm_status take_paragraph(sm_text_engine *t, sm_arena *a, const char *text,
                                const sm_font *font, double width_pt, texts *lines, sm_error *err)
{
    sm_text_line line;
    sm_extents hyphen = {.width_pt = 0};
    sm_status status = sm_text_measure(t, "-", font, &hyphen, err);
    if (!status) {
        status = sm_text_set_line(t, text, font, &line, err);
    }
    if (status) {
        return status;
    }
    paragraph p = {.tracking_pt = font->tracking_pt};
    take_letters(t, &line, &p);
    p.hyphen_pt = has_soft_hyphen(&p) ? hyphen.width_pt : 0;
    break_paragraph(a, &p, width_pt, lines);
    return SM_OK;
}

static sm_status measure_lines(sm_text_engine *t, sm_arena *a, const texts *lines,
                               const sm_font *font, sm_lines *out, sm_error *err)
{
    sm_lines result = {lines->items, NULL, lines->count};
    result.width_pt = sm_arena_zero(a, lines->count, sizeof *result.width_pt);
    for (size_t i = 0; i < lines->count; i++) {
        sm_extents e;
        sm_status status = sm_text_measure(t, lines->items[i], font, &e, err);
        if (status) {
            return status;
        }
        result.width_pt[i] = e.width_pt;
    }
    *out = result;
    return SM_OK;
}

sm_status sm_text_break(sm_text_engine *t, sm_arena *a, const char *utf8, const sm_font *font,
                        double width_pt, sm_lines *out, sm_error *err)
{
    texts lines = {NULL, 0, 0};
    for (const char *at = utf8;; at++) {
        sm_arena_mark mark = sm_arena_mark_now(t->scratch);
        size_t len = strcspn(at, "\n");
        const char *text = sm_arena_strndup(t->scratch, at, len);
        sm_status status = take_paragraph(t, a, text, font, width_pt, &lines, err);
        sm_arena_rewind(t->scratch, mark);
        if (status) {
            return status;
        }
        at += len;
        if (!*at) {
            break;
        }
    }
    return measure_lines(t, a, &lines, font, out, err);
}
