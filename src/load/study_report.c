// <report>: which pages are made of figures, rounds and words.
#include <string.h>

#include "load/study_parts.h"

static const double LEAST_MM = 100, MOST_MM = 1500;

typedef struct paper {
    const char *name;
    double width_mm, height_mm;
} paper;

static const paper papers[] = {
    {"A4", 210, 297},
    {"A3", 297, 420},
    {"A5", 148, 210},
    {"letter", 215.9, 279.4},
    {"legal", 215.9, 355.6},
    {"A4-landscape", 297, 210},
    {"letter-landscape", 279.4, 215.9},
};

enum { N_PAPERS = sizeof papers / sizeof papers[0] };

static void read_page(sm_reader *r, const sm_xml *e, sm_report *report)
{
    const char *names[N_PAPERS + 1] = {NULL};
    for (size_t i = 0; i < N_PAPERS; i++) {
        names[i] = papers[i].name;
    }
    int page = sm_reader_word(r, e, "page", names);
    report->width_mm = papers[page < 0 ? 0 : page].width_mm;
    report->height_mm = papers[page < 0 ? 0 : page].height_mm;
    sm_reader_number(r, e, "width", LEAST_MM, MOST_MM, &report->width_mm);
    sm_reader_number(r, e, "height", LEAST_MM, MOST_MM, &report->height_mm);
}

static void read_formats(sm_reader *r, const sm_xml *e, sm_report *report)
{
    const char *text = sm_reader_attr(r, e, "formats");
    const char **words = NULL;
    size_t n = 0;
    report->pdf = !text;
    sm_reader_words(r, text ? text : "", &words, &n);
    for (size_t i = 0; i < n; i++) {
        bool pdf = strcmp(words[i], "pdf") == 0, svg = strcmp(words[i], "svg") == 0;
        report->pdf |= pdf;
        report->svg |= svg;
        if (!pdf && !svg) {
            sm_reader_complain(r, e, "study.word", "one or more of: pdf, svg",
                               "a report can not be made as %s", words[i]);
        }
    }
}

static void read_map(sm_reader *r, const sm_xml *e, sm_report_part *part)
{
    sm_reader_number(r, e, "height", 20, 300, &part->map_mm);
    part->map.line = e->line;
    part->map.text_factor = 1;
    part->map.crs = sm_reader_attr(r, e, "crs");
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "extent")) {
            sm_study_read_extent(r, c, &part->map.extent);
        } else if (sm_reader_is(c, "draw")) {
            const char *ids = sm_xml_content(r->arena, c);
            sm_reader_words(r, ids ? ids : "", &part->map.layers, &part->map.n_layers);
        }
    }
    if (!part->map.extent.line || !part->map.n_layers) {
        sm_reader_complain(r, e, "study.missing", "add <draw>LAYERS</draw> and <extent .../>",
                           "<map> does not say what it shows");
        part->map.n_layers = 0;
    }
}

static const sm_report_part *summary_of(const sm_report *report)
{
    for (size_t i = 0; report && i < report->n_parts; i++) {
        if (report->parts[i].kind == SM_PART_SUMMARY) {
            return &report->parts[i];
        }
    }
    return NULL;
}

// A summary may be another report's: then it is described once.
static void read_summary(sm_reader *r, const sm_xml *e, const sm_study *study, sm_report_part *part)
{
    const char *of = sm_reader_attr(r, e, "of");
    part->map_mm = 52.5;
    if (!of) {
        part->rounds = sm_reader_need(r, e, "rounds");
        for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
            if (sm_reader_is(c, "map")) {
                read_map(r, c, part);
            }
        }
        return;
    }
    const sm_report_part *other = summary_of(sm_study_report(study, of));
    if (!other) {
        sm_reader_complain(r, e, "study.reference", "name a report above this one that has one",
                           "report %s has no summary", of);
        return;
    }
    int line = part->line;
    *part = *other;
    part->line = line;
}

static void read_section(sm_reader *r, const sm_xml *e, sm_report_part *part)
{
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "title")) {
            sm_reader_text(r, c, &part->title);
        } else if (sm_reader_is(c, "p")) {
            // A paragraph in several languages: n="1" xml:lang="en", n="1" xml:lang="az".
            double at = (double)part->n_paragraphs + 1;
            sm_reader_number(r, c, "n", 1, (double)part->n_paragraphs + 1, &at);
            if ((size_t)at > part->n_paragraphs) {
                size_t cap = part->n_paragraphs;
                part->paragraphs = sm_grow(r->arena, part->paragraphs, part->n_paragraphs, &cap,
                                           sizeof *part->paragraphs);
                part->paragraphs[part->n_paragraphs++] = (sm_texts){NULL, 0, 0};
            }
            sm_reader_text(r, c, &part->paragraphs[(size_t)at - 1]);
        }
    }
}

static void read_part(sm_reader *r, const sm_xml *e, const sm_study *study, sm_report *report)
{
    static const char *const kinds[] = {"contents", "figure", "summary", "section"};
    sm_report_part part = {.line = e->line};
    size_t kind = 0;
    while (kind < 4 && !sm_reader_is(e, kinds[kind])) {
        kind++;
    }
    if (kind == 4) {
        return;
    }
    part.kind = (sm_part_kind)kind;
    if (part.kind == SM_PART_FIGURE) {
        part.figure = sm_reader_need(r, e, "ref");
    } else if (part.kind == SM_PART_SUMMARY) {
        if (summary_of(report)) {
            sm_reader_complain(r, e, "study.twice", "make another report of it",
                               "a report has one summary at most");
            return;
        }
        read_summary(r, e, study, &part);
    } else if (part.kind == SM_PART_TEXT) {
        read_section(r, e, &part);
    }
    size_t cap = report->n_parts;
    report->parts = sm_grow(r->arena, report->parts, report->n_parts, &cap, sizeof *report->parts);
    report->parts[report->n_parts++] = part;
}

void sm_study_read_report(sm_reader *r, const sm_xml *e, sm_study *study)
{
    sm_report report = {.id = sm_reader_id(r, e, "id"), .line = e->line};
    read_page(r, e, &report);
    read_formats(r, e, &report);
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "title")) {
            sm_reader_text(r, c, &report.title);
        } else if (sm_reader_is(c, "subtitle")) {
            sm_reader_text(r, c, &report.subtitle);
        } else if (sm_reader_is(c, "lead")) {
            sm_reader_text(r, c, &report.lead);
        } else {
            read_part(r, c, study, &report);
        }
    }
    if (!report.id) {
        return;
    }
    if (sm_study_report(study, report.id)) {
        sm_reader_complain(r, e, "study.twice", "give it another id", "report %s is defined twice",
                           report.id);
        return;
    }
    size_t cap = study->n_reports;
    study->reports =
        sm_grow(r->arena, study->reports, study->n_reports, &cap, sizeof *study->reports);
    study->reports[study->n_reports++] = report;
}

static void complain_at(sm_reader *r, const sm_xml *root, int line, const char *mend,
                        const char *message)
{
    sm_xml place = *root;
    place.line = line;
    place.column = 0;
    sm_reader_complain(r, &place, "study.reference", mend, "%s", message);
}

static void check_figure_ref(sm_reader *r, const sm_xml *root, const sm_study *study,
                             const sm_report_part *part)
{
    if (part->kind != SM_PART_FIGURE || !part->figure || sm_study_figure(study, part->figure)) {
        return;
    }
    const char **ids = sm_arena_alloc(r->arena, (study->n_figures + 1) * sizeof *ids);
    for (size_t i = 0; i < study->n_figures; i++) {
        ids[i] = study->figures[i].id;
    }
    const char *near = sm_nearest_word(part->figure, ids, study->n_figures);
    complain_at(r, root, part->line,
                near ? sm_arena_printf(r->arena, "did you mean %s?", near) : "name a figure's id",
                sm_arena_printf(r->arena, "the report names the figure %s, which is not defined",
                                part->figure));
}

static void check_part(sm_reader *r, const sm_xml *root, const sm_study *study,
                       const sm_report_part *part)
{
    check_figure_ref(r, root, study, part);
    for (size_t i = 0; i < part->map.n_layers; i++) {
        if (!sm_study_layer(study, part->map.layers[i])) {
            complain_at(r, root, part->map.line, "define it as a layer",
                        sm_arena_printf(r->arena,
                                        "the map names the layer %s, which is not defined",
                                        part->map.layers[i]));
        }
    }
    if (part->map.n_layers && part->map.extent.layer &&
        !sm_study_layer(study, part->map.extent.layer)) {
        complain_at(r, root, part->map.extent.line, "define it as a layer",
                    sm_arena_printf(r->arena, "the extent names the layer %s, which is not defined",
                                    part->map.extent.layer));
    }
}

// Figures and reports become files of the same folder.
static void check_name(sm_reader *r, const sm_xml *root, const sm_study *study,
                       const sm_report *report)
{
    if (sm_study_figure(study, report->id)) {
        complain_at(r, root, report->line, "give one of them another id",
                    sm_arena_printf(r->arena, "%s is a report and a figure", report->id));
    }
    if (!report->n_parts) {
        complain_at(r, root, report->line, "add <figure>, <summary>, <section> or <contents>",
                    sm_arena_printf(r->arena, "report %s has no part", report->id));
    }
}

void sm_study_check_reports(sm_reader *r, const sm_xml *root, const sm_study *study)
{
    for (size_t i = 0; i < study->n_reports; i++) {
        const sm_report *report = &study->reports[i];
        check_name(r, root, study, report);
        for (size_t k = 0; k < report->n_parts; k++) {
            check_part(r, root, study, &report->parts[k]);
        }
    }
}
