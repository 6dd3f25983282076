// Pages as they would be drawn: names without room, missing glyphs, type and lines too fine for
// print, figures larger than the page.
#include <math.h>
#include <string.h>

#include "check/parts.h"

// Journals ask for 6 to 8 pt at final size and refuse lines under a quarter of a point.
static const double MIN_TEXT_PT = 6;
static const double MIN_LINE_PT = 0.25;
static const double PAGE_MM[2] = {210, 297}; // A4, ISO 216
static const double ROUNDING = 1e-6;
// Publishers ask for 300; below two thirds of it pixels and softness are seen at reading distance.
static const double MIN_GROUND_PPI = 200;

static bool is_in(const sm_report *report, const sm_figure *figure)
{
    for (size_t i = 0; i < report->n_parts; i++) {
        if (report->parts[i].figure && strcmp(report->parts[i].figure, figure->id) == 0) {
            return true;
        }
    }
    return false;
}

static void compare_with_page(check *c, const sm_figure *figure, double w, double h,
                              const char *whose, const char *mend)
{
    bool upright = figure->width_mm <= w + ROUNDING && figure->height_mm <= h + ROUNDING;
    bool turned = figure->width_mm <= h + ROUNDING && figure->height_mm <= w + ROUNDING;
    if (!upright && !turned) {
        check_say(c, "page.too-large", check_line(c, figure->line), CHECK_NO_PLACE, mend,
                  "figure %s is %g by %g mm, the page%s %g by %g", figure->id, figure->width_mm,
                  figure->height_mm, whose, w, h);
    }
}

// The page is the one that <checks> names, else that of a report with the figure, else A4.
static void look_at_size(check *c, const sm_figure *figure)
{
    const sm_study *study = c->in->study;
    bool reported = false;
    if (study->checks.page_width_mm > 0) {
        compare_with_page(c, figure, study->checks.page_width_mm, study->checks.page_height_mm,
                          " of <checks>", "make it smaller, or correct page=\"WIDTH HEIGHT\"");
        return;
    }
    for (size_t i = 0; i < study->n_reports; i++) {
        const sm_report *r = &study->reports[i];
        if (is_in(r, figure)) {
            compare_with_page(c, figure, r->width_mm, r->height_mm,
                              sm_arena_printf(c->arena, " of report %s", r->id),
                              "make it smaller, or the report's page larger");
            reported = true;
        }
    }
    if (!reported) {
        compare_with_page(c, figure, PAGE_MM[0], PAGE_MM[1], " (A4)",
                          "make it smaller, or say page=\"WIDTH HEIGHT\" in <checks>");
    }
}

static bool is_width_of(const sm_preset *preset, double width_mm)
{
    bool fits = width_mm >= preset->least_mm - ROUNDING && width_mm <= preset->most_mm + ROUNDING;
    for (size_t i = 0; i < sizeof preset->widths_mm / sizeof preset->widths_mm[0]; i++) {
        fits |= preset->widths_mm[i] > 0 && fabs(preset->widths_mm[i] - width_mm) <= ROUNDING;
    }
    return fits;
}

static const char *widths_of(check *c, const sm_preset *preset)
{
    if (preset->most_mm > 0) {
        return sm_arena_printf(c->arena, "%g to %g", preset->least_mm, preset->most_mm);
    }
    sm_str text;
    sm_str_init(&text, c->arena);
    for (size_t i = 0; i < sizeof preset->widths_mm / sizeof preset->widths_mm[0]; i++) {
        if (preset->widths_mm[i] > 0) {
            sm_str_printf(&text, "%s%g", i ? ", " : "", preset->widths_mm[i]);
        }
    }
    return text.text;
}

static void look_at_preset(check *c, const sm_figure *figure)
{
    const sm_preset *preset = figure->preset;
    if (!preset) {
        return;
    }
    if (!is_width_of(preset, figure->width_mm)) {
        check_say(c, "page.preset", check_line(c, figure->line), CHECK_NO_PLACE,
                  "make the figure as wide as a column",
                  "figure %s is %g mm wide, columns of %s have %s mm", figure->id, figure->width_mm,
                  preset->name, widths_of(c, preset));
    }
    if (figure->height_mm > preset->most_height_mm + ROUNDING) {
        check_say(c, "page.preset", check_line(c, figure->line), CHECK_NO_PLACE,
                  "make the figure lower", "figure %s is %g mm high, %s takes %g mm at most",
                  figure->id, figure->height_mm, preset->name, preset->most_height_mm);
    }
}

static void look_at_measures(check *c, const sm_figure *figure)
{
    look_at_size(c, figure);
    look_at_preset(c, figure);
}

static const char *page_name(const check *c, const sm_check_page *p)
{
    return sm_arena_printf(
        c->arena, "%s %s%s%s%s%s", p->what, p->id, strcmp(p->lang, c->in->study->lang) ? "." : "",
        strcmp(p->lang, c->in->study->lang) ? p->lang : "", p->variant[0] ? "." : "", p->variant);
}

static void look_at_dropped(check *c, const sm_check_page *p)
{
    for (size_t i = 0; i < p->n_dropped; i++) {
        const sm_layer *layer =
            p->dropped_layer[i] ? sm_study_layer(c->in->study, p->dropped_layer[i]) : NULL;
        bool is_record = layer && layer->time != SM_TIME_SNAPSHOTS; // else it counts what is drawn
        sm_place at = layer && layer->file
                          ? check_record(c, layer, is_record ? p->dropped_record[i] : -1)
                          : check_line(c, p->line);
        check_say(c, "page.label-dropped", at, CHECK_NO_PLACE,
                  "give it a higher priority, smaller type, or leave it out by a filter",
                  "%s: \"%s\" finds no room", page_name(c, p), p->dropped[i]);
    }
}

/** Where in the page's groups the walk stands. */
typedef struct walk {
    check *c;
    const sm_check_page *page;
    const sm_group *groups[64];
    size_t depth, skip_from; // groups deeper than that are looked at on a page of their own
    double min_text, min_line;
    // what was found
    size_t small, thin;
    double smallest, thinnest;
    const char *small_text, *thin_in;
} walk;

static const char *innermost_layer(const walk *w)
{
    for (size_t i = w->depth; i > 0; i--) {
        const sm_group *g = i <= sizeof w->groups / sizeof w->groups[0] ? w->groups[i - 1] : NULL;
        if (g && g->name && strcmp(g->role, "layer") == 0) {
            return g->name;
        }
    }
    const sm_group *g = w->depth ? w->groups[0] : NULL;
    return g ? g->role : "page";
}

static void look_at_glyphs(walk *w, const sm_text *text)
{
    check *c = w->c;
    uint32_t first = 0;
    size_t n = c->in->missing_glyphs ? c->in->missing_glyphs(c->in->context, text, &first) : 0;
    if (n) {
        check_say(c, "page.glyph-missing", check_line(c, w->page->line), CHECK_NO_PLACE,
                  "name a font family that has it, or spell the text differently",
                  "%s: no font has U+%04X of \"%s\"", page_name(c, w->page), (unsigned)first,
                  text->utf8);
    }
}

// A size that is too fine in a style has been told with its line there.
static bool is_told_of_style(const walk *w)
{
    const sm_layer *layer = sm_study_layer(w->c->in->study, innermost_layer(w));
    return layer && check_has_found(w->c, "W114", layer->style);
}

static void look_at_text(walk *w, const sm_text *text)
{
    bool visible = text->color.a > 0;
    if (visible && text->font.size_pt < w->min_text - ROUNDING && !is_told_of_style(w)) {
        if (!w->small++ || text->font.size_pt < w->smallest) {
            w->smallest = text->font.size_pt;
            w->small_text = text->utf8;
        }
    }
    if (visible) {
        look_at_glyphs(w, text);
    }
}

static void look_at_stroke(walk *w, const sm_pen *pen)
{
    if (pen->color.a > 0 && pen->width_pt < w->min_line - ROUNDING && !is_told_of_style(w)) {
        if (!w->thin++ || pen->width_pt < w->thinnest) {
            w->thinnest = pen->width_pt;
            w->thin_in = innermost_layer(w);
        }
    }
}

static bool is_study_figure(const walk *w, const sm_group *g)
{
    return w->page->has_figures && strcmp(g->role, "figure") == 0 && g->name &&
           sm_study_figure(w->c->in->study, g->name);
}

static void enter_group(walk *w, const sm_group *g)
{
    if (w->depth < sizeof w->groups / sizeof w->groups[0]) {
        w->groups[w->depth] = g;
    }
    w->depth++;
    if (w->skip_from == SIZE_MAX && is_study_figure(w, g)) {
        w->skip_from = w->depth;
    }
}

static void leave_group(walk *w)
{
    w->depth -= w->depth > 0;
    w->skip_from = w->depth < w->skip_from ? SIZE_MAX : w->skip_from;
}

static void look_at_prim(walk *w, const sm_prim *prim)
{
    bool seen = w->skip_from == SIZE_MAX;
    if (prim->kind == SM_PRIM_GROUP_BEGIN) {
        enter_group(w, &prim->group);
    } else if (prim->kind == SM_PRIM_GROUP_END) {
        leave_group(w);
    } else if (prim->kind == SM_PRIM_TEXT && seen) {
        look_at_text(w, &prim->text);
    } else if (prim->kind == SM_PRIM_STROKE && seen) {
        look_at_stroke(w, &prim->stroke.pen);
    }
}

static void look_at_scene(check *c, const sm_check_page *p)
{
    const sm_study_checks *k = &c->in->study->checks;
    const sm_preset *preset = p->preset;
    double text = preset ? preset->min_text_pt : MIN_TEXT_PT;
    double line = preset ? preset->min_line_pt : MIN_LINE_PT;
    walk w = {.c = c,
              .page = p,
              .skip_from = SIZE_MAX,
              .min_text = k->min_text_pt > 0 ? k->min_text_pt : text,
              .min_line = k->min_line_pt > 0 ? k->min_line_pt : line};
    for (size_t i = 0; i < p->scene->count; i++) {
        look_at_prim(&w, &p->scene->items[i]);
    }
    if (w.small) {
        check_say(c, "page.text-small", check_line(c, p->line), CHECK_NO_PLACE,
                  "set it larger, or say min-text=\"...\" in <checks>",
                  "%s: %zu texts are smaller than %g pt, the smallest %.2f pt: \"%s\"",
                  page_name(c, p), w.small, w.min_text, w.smallest, w.small_text);
    }
    if (w.thin) {
        check_say(c, "page.line-thin", check_line(c, p->line), CHECK_NO_PLACE,
                  "draw it wider, or say min-line=\"...\" in <checks>",
                  "%s: %zu lines are thinner than %g pt, the thinnest %.3f pt in %s",
                  page_name(c, p), w.thin, w.min_line, w.thinnest, w.thin_in);
    }
}

static void look_at_ground(check *c, const sm_check_page *p)
{
    if (p->ground_ppi > 0 && p->ground_ppi < MIN_GROUND_PPI) {
        check_say(c, "ground.coarse", check_line(c, p->ground->line), CHECK_NO_PLACE,
                  "take a picture with smaller pixels, or make the figure smaller",
                  "%s: ground %s has %.0f pixels per inch of the page, print wants %.0f",
                  page_name(c, p), p->ground->id, p->ground_ppi, MIN_GROUND_PPI);
    }
}

void check_page(check *c)
{
    for (size_t i = 0; i < c->in->study->n_figures; i++) {
        const sm_figure *figure = &c->in->study->figures[i];
        look_at_measures(c, figure);
        for (size_t k = 0; k < figure->n_variants; k++) {
            if (figure->shapes[k]) {
                look_at_measures(c, figure->shapes[k]);
            }
        }
    }
    for (size_t i = 0; i < c->in->n_pages; i++) {
        look_at_dropped(c, &c->in->pages[i]);
        look_at_ground(c, &c->in->pages[i]);
        if (c->in->pages[i].scene) {
            look_at_scene(c, &c->in->pages[i]);
        }
    }
}
