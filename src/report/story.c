// Paragraphs: runs of text broken into lines, and lines placed as far as there is room.
//
// Lines are as few as can be, and among those ways the one whose line ends are the least ragged is
// taken: least sum of squares of the room left over, found by dynamic programming (Knuth & Plass
// 1981, without hyphenation and without stretching spaces). Words are what stands between spaces;
// what is wider than a line alone is cut by the text stage.
#include "report/parts.h"

report_story *story_new(press *p)
{
    return sm_arena_zero(p->arena, 1, sizeof(report_story));
}

report_para *story_para(press *p, report_story *s, const report_look *look, const char *role)
{
    report_para *para = SM_PUSH(p->arena, &s->paras);
    memset(para, 0, sizeof *para);
    para->look = *look;
    para->role = role;
    s->width_pt = 0;
    return para;
}

void para_run(press *p, report_para *para, const report_look *look, const char *text)
{
    if (text && text[0]) {
        *SM_PUSH(p->arena, para) = (report_run){.text = text, .look = *look};
    }
}

void para_link(press *p, report_para *para, const report_look *look, const char *text,
               const char *link)
{
    *SM_PUSH(p->arena, para) = (report_run){.text = text, .look = *look, .link = link};
}

void para_disc(press *p, report_para *para, size_t round, double radius_pt)
{
    const char *link = sm_arena_printf(p->arena, "#round-%s", p->in->rounds->rounds[round].id);
    *SM_PUSH(p->arena, para) = (report_run){
        .text = "", .look = para->look, .disc = round + 1, .disc_pt = radius_pt, .link = link};
}

report_story *story_of(press *p, const report_look *look, const char *text, size_t round)
{
    report_story *s = story_new(p);
    para_text(p, story_para(p, s, look, "p"), look, text, round);
    return s;
}

// ---- Words --------------------------------------------------------------------------------------

// A stretch of one run that no line end divides.
typedef struct part {
    const report_run *run;
    const char *text;
    double width_pt;
} part;

typedef struct word {
    part *items;
    size_t count, cap;
    double width_pt;
    double space_pt; // between it and the word before
} word;

typedef struct words {
    word *items;
    size_t count, cap;
} words;

static double disc_advance(const report_run *r)
{
    return 2 * r->disc_pt + SM_MM(0.6);
}

static double measure_run(press *p, const report_run *r, const char *text)
{
    return r->disc ? disc_advance(r) : press_width(p, text, &r->look);
}

static void add_part(press *p, word *w, const report_run *r, const char *text)
{
    double width = measure_run(p, r, text);
    *SM_PUSH(p->arena, w) = (part){r, text, width};
    w->width_pt += width;
}

static word *begin_word(press *p, words *all, double space_pt)
{
    word *w = SM_PUSH(p->arena, all);
    *w = (word){.space_pt = space_pt};
    return w;
}

// A line may also end after a hyphen or a dash inside a word.
static size_t piece_length(const char *text, size_t len)
{
    for (size_t i = 1; i + 1 < len; i++) {
        bool dash = len - i > 3 && memcmp(text + i, "\u2014", 3) == 0;
        if (text[i] == '-' && text[i - 1] != ' ') {
            return i + 1;
        }
        if (dash) {
            return i + 3;
        }
    }
    return len;
}

static void split_run(press *p, words *all, const report_run *r, bool *glued)
{
    double space = press_width(p, " ", &r->look);
    const char *at = r->text;
    if (r->disc) {
        add_part(p,
                 *glued ? &all->items[all->count - 1] : begin_word(p, all, all->count ? space : 0),
                 r, "");
        *glued = true;
        return;
    }
    while (*at) {
        size_t spaces = strspn(at, " \n\t");
        size_t len = strcspn(at + spaces, " \n\t");
        at += spaces;
        if (spaces) {
            *glued = false;
        }
        for (size_t done = 0; done < len;) {
            size_t n = piece_length(at + done, len - done);
            bool fresh = !*glued || done > 0;
            double before = done || !all->count ? 0 : space;
            word *w = fresh ? begin_word(p, all, before) : &all->items[all->count - 1];
            add_part(p, w, r, sm_arena_strndup(p->arena, at + done, n));
            done += n;
            *glued = true;
        }
        at += len;
    }
}

// A word that is too wide for any line becomes several, cut where the text stage cuts.
static void cut_word(press *p, const word *in, double width_pt, words *out)
{
    double space = in->space_pt;
    for (size_t i = 0; i < in->count; i++) {
        sm_lines lines = {NULL, NULL, 0};
        sm_font font = look_font(&in->items[i].run->look);
        if (!in->items[i].run->disc && in->items[i].width_pt > width_pt) {
            press_fail(p, sm_text_break(p->text, p->arena, in->items[i].text, &font, width_pt,
                                        &lines, &p->err));
        }
        for (size_t k = 0; k < lines.count; k++) {
            add_part(p, begin_word(p, out, k ? 0 : space), in->items[i].run, lines.items[k]);
        }
        if (!lines.count) {
            add_part(p, begin_word(p, out, i ? 0 : space), in->items[i].run, in->items[i].text);
        }
        space = 0;
    }
}

static words split_para(press *p, const report_para *para, double width_pt)
{
    words all = {NULL, 0, 0}, fitting = {NULL, 0, 0};
    bool glued = false;
    for (size_t i = 0; i < para->count; i++) {
        split_run(p, &all, &para->items[i], &glued);
    }
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].width_pt > width_pt) {
            cut_word(p, &all.items[i], width_pt, &fitting);
        } else {
            *SM_PUSH(p->arena, &fitting) = all.items[i];
        }
    }
    return fitting;
}

// ---- Lines --------------------------------------------------------------------------------------

typedef struct way {
    size_t lines;  // of the best way from here to the end
    double ragged; // its sum of squares
    size_t next;   // first word of the next line
} way;

// Measured widths of joined words differ a little from the sum of the words' own: kerning with the
// space between them. Lines are broken a hair narrower than they may be.
static const double KERNING_PT = 0.15;

static way *best_ways(press *p, const words *w, double width_pt)
{
    way *ways = sm_arena_zero(p->arena, w->count + 1, sizeof *ways);
    for (size_t i = w->count; i-- > 0;) {
        double used = 0;
        ways[i] = (way){SIZE_MAX, 0, i + 1};
        for (size_t k = i; k < w->count; k++) {
            used += w->items[k].width_pt + (k > i ? w->items[k].space_pt : 0);
            if (used > width_pt - KERNING_PT && k > i) {
                break;
            }
            double slack = k + 1 == w->count ? 0 : width_pt - used;
            size_t lines = ways[k + 1].lines + 1;
            double ragged = ways[k + 1].ragged + slack * slack;
            if (lines < ways[i].lines || (lines == ways[i].lines && ragged < ways[i].ragged)) {
                ways[i] = (way){lines, ragged, k + 1};
            }
        }
    }
    return ways;
}

// Right-to-left letters: Hebrew, Arabic and their neighbours, up to the presentation forms.
static bool is_from_right(uint32_t c)
{
    return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFF) || (c >= 0x10800 && c <= 0x10FFF) ||
           (c >= 0x1E800 && c <= 0x1EFFF);
}

// The first letter with a direction decides (UAX 9, rules P2 and P3).
static bool reads_from_right(const report_para *para)
{
    for (size_t i = 0; i < para->count; i++) {
        const char *at = para->items[i].text, *end = at + strlen(at);
        while (at < end) {
            uint32_t c = sm_utf8_next(&at, end);
            if (is_from_right(c)) {
                return true;
            }
            if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c > 0xBF && c < 0x2000) ||
                c >= 0x2C00) {
                return false;
            }
        }
    }
    return false;
}

static void add_piece(press *p, report_line *l, const report_run *r, const char *text)
{
    double width = measure_run(p, r, text);
    *SM_PUSH(p->arena, l) = (report_piece){text, r, 0, width};
}

// Words of one run become one text, so that kerning and shaping see all of it.
static void fill_line(press *p, report_line *l, const words *w, size_t from, size_t to)
{
    sm_str text;
    const report_run *open = NULL;
    sm_str_init(&text, p->arena);
    for (size_t i = from; i < to; i++) {
        for (size_t k = 0; k < w->items[i].count; k++) {
            const part *one = &w->items[i].items[k];
            bool space = k == 0 && i > from && w->items[i].space_pt > 0;
            if (open && space) {
                sm_str_puts(&text, " ");
            }
            if (one->run != open) {
                if (open) {
                    add_piece(p, l, open, text.text);
                }
                sm_str_init(&text, p->arena);
                open = one->run;
            }
            sm_str_puts(&text, one->text);
        }
    }
    if (open) {
        add_piece(p, l, open, text.text);
    }
}

static void set_pieces(report_line *l)
{
    double x = 0;
    for (size_t i = 0; i < l->count; i++) {
        report_piece *piece = &l->items[l->from_right ? l->count - 1 - i : i];
        piece->x_pt = x;
        x += piece->width_pt;
    }
    l->width_pt = x;
}

static void break_para(press *p, report_story *s, size_t at)
{
    const report_para *para = &s->paras.items[at];
    double width = s->width_pt - para->indent_pt;
    words w = split_para(p, para, width);
    const way *ways = best_ways(p, &w, width);
    bool from_right = reads_from_right(para);
    size_t first = s->lines.count;
    for (size_t i = 0; i < w.count;) {
        report_line *l = SM_PUSH(p->arena, &s->lines);
        *l = (report_line){.para = at,
                           .height_pt = SM_MM(para->look.leading_mm),
                           .from_right = from_right,
                           .is_first = i == 0};
        fill_line(p, l, &w, i, ways[i].next);
        set_pieces(l);
        i = ways[i].next;
    }
    if (s->lines.count > first) {
        s->lines.items[first].before_pt = first ? para->before_pt : 0;
        s->lines.items[s->lines.count - 1].is_last = true;
    }
}

double story_break(press *p, report_story *s, double width_pt)
{
    if (fabs(s->width_pt - width_pt) > 1e-9) {
        s->lines.count = 0;
        s->width_pt = width_pt;
        s->at = 0;
        for (size_t i = 0; i < s->paras.count; i++) {
            break_para(p, s, i);
        }
    }
    double height = 0;
    for (size_t i = s->at; i < s->lines.count; i++) {
        height += s->lines.items[i].height_pt + (i > s->at ? s->lines.items[i].before_pt : 0);
    }
    return height;
}

bool story_more(const report_story *s)
{
    return s->at < s->lines.count;
}

// ---- Placing ------------------------------------------------------------------------------------

static double line_x(const report_line *l, const report_para *para, double x_pt, double width_pt)
{
    report_align align = para->align;
    double room = width_pt - para->indent_pt - l->width_pt;
    if (l->from_right && align != ALIGN_CENTRE) {
        align = align == ALIGN_START ? ALIGN_END : ALIGN_START;
        return x_pt + (align == ALIGN_END ? room : 0);
    }
    return x_pt + para->indent_pt +
           (align == ALIGN_START ? 0
            : align == ALIGN_END ? room
                                 : room / 2);
}

static void draw_piece(press *p, const report_piece *piece, double x, double base, double middle)
{
    const report_run *r = piece->run;
    if (r->link) {
        sm_scene_begin_group(p->page, "link", r->link, -1);
    }
    if (r->disc) {
        press_disc(p, r->disc, (sm_point){x + r->disc_pt, middle}, r->disc_pt);
    } else {
        sm_text t = {.utf8 = piece->text,
                     .font = look_font(&r->look),
                     .color = r->look.color,
                     .at = {x, base - r->rise_pt},
                     .width_pt = piece->width_pt,
                     .halo = HOUSE_PAPER,
                     .halo_pt = p->halo_pt};
        sm_scene_add_text(p->page, &t);
    }
    if (r->link) {
        sm_scene_end_group(p->page);
    }
}

static void draw_line(press *p, const report_story *s, const report_line *l, double x_pt,
                      double top)
{
    const report_para *para = &s->paras.items[l->para];
    double x = line_x(l, para, x_pt, s->width_pt);
    double base = top + look_baseline(&para->look);
    double middle = base - 0.36 * para->look.size_pt;
    if (l->is_first && para->hang) {
        double at = l->from_right ? x_pt + s->width_pt : x_pt;
        press_text(p, para->hang, &para->hang_look, (sm_point){at, base},
                   l->from_right ? ALIGN_END : ALIGN_START);
    }
    for (size_t i = 0; i < l->count; i++) {
        draw_piece(p, &l->items[i], x + l->items[i].x_pt, base, middle);
    }
}

static void draw_lines(press *p, const report_story *s, size_t from, size_t to, double x_pt,
                       double y_pt)
{
    size_t i = from;
    double y = y_pt;
    while (i < to) {
        size_t at = s->lines.items[i].para;
        const report_para *para = &s->paras.items[at];
        if (para->anchor && s->lines.items[i].is_first) {
            press_anchor(p, para->anchor);
            sm_scene_begin_group(p->page, "dest", para->anchor, -1);
        }
        bool is_dest = para->anchor && s->lines.items[i].is_first;
        sm_scene_begin_group(p->page, para->role, NULL, -1);
        for (; i < to && s->lines.items[i].para == at; i++) {
            y += i > from ? s->lines.items[i].before_pt : 0;
            draw_line(p, s, &s->lines.items[i], x_pt, y);
            y += s->lines.items[i].height_pt;
        }
        sm_scene_end_group(p->page);
        if (is_dest) {
            sm_scene_end_group(p->page);
        }
    }
}

// May a page end before line `i`? Not inside the first two or the last two lines of a paragraph,
// nor
// after a heading.
static bool may_end_before(const report_story *s, size_t i)
{
    if (i == s->lines.count) {
        return true;
    }
    const report_line *l = &s->lines.items[i];
    if (l->is_first) {
        return !s->paras.items[s->lines.items[i - 1].para].keep_next;
    }
    bool after_first = s->lines.items[i - 1].is_first;
    return !after_first && !l->is_last;
}

double story_place(press *p, report_story *s, double x_pt, double y_pt, double height_pt,
                   bool force)
{
    double used = 0, kept = 0;
    size_t end = s->at;
    for (size_t i = s->at; i < s->lines.count; i++) {
        const report_line *l = &s->lines.items[i];
        used += l->height_pt + (i > s->at ? l->before_pt : 0);
        if (used > height_pt + 0.01 && !(force && end == s->at && i == s->at)) {
            break;
        }
        if (may_end_before(s, i + 1) || (force && end == s->at)) {
            end = i + 1;
            kept = used;
        }
    }
    draw_lines(p, s, s->at, end, x_pt, y_pt);
    s->at = end;
    return kept;
}
