// study.xml -> sm_study. Layers and figures have files of their own; here is the frame: identity,
// sides, and the references that hold all of it together.
#include <string.h>

#include "load/reader.h"
#include "load/study_parts.h"
#include "sitmap/limits.h"

extern const unsigned char sm_study_rng[];
extern const size_t sm_study_rng_len;

static const char *const known_words[] = {"study",
                                          "title",
                                          "author",
                                          "licence",
                                          "disclaimer",
                                          "side",
                                          "name",
                                          "layer",
                                          "front",
                                          "change",
                                          "borders",
                                          "ground",
                                          "opacity",
                                          "figures",
                                          "figure",
                                          "subtitle",
                                          "caption",
                                          "alt",
                                          "credit",
                                          "draw",
                                          "extent",
                                          "legend",
                                          "entry",
                                          "show",
                                          "inset",
                                          "callout",
                                          "text",
                                          "id",
                                          "lang",
                                          "langs",
                                          "file",
                                          "style",
                                          "style-name",
                                          "where",
                                          "time",
                                          "date",
                                          "from",
                                          "to",
                                          "encoding",
                                          "crs",
                                          "optional",
                                          "of",
                                          "between",
                                          "since",
                                          "tolerance-km",
                                          "class",
                                          "width",
                                          "height",
                                          "variants",
                                          "text-factor",
                                          "preset",
                                          "lon",
                                          "lat",
                                          "scale",
                                          "west",
                                          "south",
                                          "east",
                                          "north",
                                          "fit",
                                          "margin",
                                          "corner",
                                          "layers",
                                          "rule",
                                          "graticule",
                                          "legend",
                                          "scale-bar",
                                          "north-arrow",
                                          "credits",
                                          "note",
                                          "at",
                                          "dx",
                                          "dy",
                                          "xml:lang",
                                          "each-date",
                                          "each-zone",
                                          "key",
                                          "since-previous",
                                          "stats",
                                          "control",
                                          "zones",
                                          "zone",
                                          "places",
                                          "place",
                                          "checks",
                                          "facts",
                                          "exception",
                                          "silence",
                                          "before",
                                          "after",
                                          "opening",
                                          "reason",
                                          "min-text",
                                          "min-line",
                                          "page",
                                          "report",
                                          "formats",
                                          "contents",
                                          "summary",
                                          "rounds",
                                          "map",
                                          "section",
                                          "p",
                                          "lead",
                                          "ref",
                                          NULL};

static void read_side(sm_reader *r, const sm_xml *e, sm_study *study)
{
    sm_side side = {.id = sm_reader_id(r, e, "id"), .line = e->line};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "name")) {
            sm_reader_text(r, c, &side.name);
        }
    }
    if (!side.id) {
        return;
    }
    if (sm_study_side(study, side.id)) {
        sm_reader_complain(r, e, "study.twice", "give it another id", "side %s is defined twice",
                           side.id);
        return;
    }
    size_t cap = study->n_sides; // grown one at a time: a study has a handful
    study->sides = sm_grow(r->arena, study->sides, study->n_sides, &cap, sizeof *study->sides);
    study->sides[study->n_sides++] = side;
}

static void add_author(sm_reader *r, const sm_xml *e, sm_study *study)
{
    size_t cap = study->n_authors;
    study->authors =
        sm_grow(r->arena, (void *)study->authors, study->n_authors, &cap, sizeof *study->authors);
    study->authors[study->n_authors++] = sm_xml_content(r->arena, e);
}

static void read_identity(sm_reader *r, const sm_xml *root, sm_study *study)
{
    study->id = sm_reader_id(r, root, "id");
    study->lang = sm_reader_attr(r, root, "lang");
    study->lang = study->lang ? study->lang : "en";
    r->lang = study->lang;
    study->palette = sm_reader_attr(r, root, "palette");
    const char *langs = sm_reader_attr(r, root, "langs");
    sm_reader_words(r, langs ? langs : study->lang, &study->langs, &study->n_langs);
}

static void read_child(sm_reader *r, const sm_xml *e, sm_study *study)
{
    if (sm_reader_is(e, "title")) {
        sm_reader_text(r, e, &study->title);
    } else if (sm_reader_is(e, "disclaimer")) {
        sm_reader_text(r, e, &study->disclaimer);
    } else if (sm_reader_is(e, "author")) {
        add_author(r, e, study);
    } else if (sm_reader_is(e, "licence")) {
        study->licence = sm_xml_content(r->arena, e);
    } else if (sm_reader_is(e, "side")) {
        read_side(r, e, study);
    } else if (sm_reader_is(e, "layer") || sm_reader_is(e, "front") || sm_reader_is(e, "change") ||
               sm_reader_is(e, "borders")) {
        sm_study_read_layer(r, e, study);
    } else if (sm_reader_is(e, "ground")) {
        sm_study_read_ground(r, e, study);
    } else if (sm_reader_is(e, "figures")) {
        sm_study_read_figures(r, e, study);
    } else if (sm_reader_is(e, "stats")) {
        sm_study_read_stats(r, e, study);
    } else if (sm_reader_is(e, "checks")) {
        sm_study_read_checks(r, e, study);
    } else if (sm_reader_is(e, "report")) {
        sm_study_read_report(r, e, study);
    }
}

static void read_study(sm_reader *r, const sm_xml *root, sm_study *study)
{
    if (!sm_reader_is(root, "study")) {
        sm_reader_complain(r, root, "study.root", "the outermost element of a study is <study>",
                           "<%s> is not a study", root->name);
        return;
    }
    read_identity(r, root, study);
    for (const sm_xml *c = sm_xml_first(root); c; c = sm_xml_next(c)) {
        read_child(r, c, study);
    }
    sm_reader_finish(r, root);
    sm_study_lay_grounds(r, root, study);
    sm_study_check_layers(r, root, study);
    sm_study_check_figures(r, root, study);
    sm_study_check_reports(r, root, study);
    sm_study_check_numbers(r, root, study);
}

static const char *folder_of(sm_arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? sm_arena_strndup(a, path, (size_t)(slash - path)) : ".";
}

sm_status sm_study_load(sm_arena *a, const sm_root *root, const char *path, sm_study **out,
                        sm_diags *diags, sm_error *err)
{
    char *bytes = NULL;
    size_t len = 0;
    const sm_xml *xml = NULL;
    const char *shown = sm_arena_printf(a, "%s/%s", sm_root_path(root), path);
    sm_status status = sm_root_read(root, path, SM_MAX_XML_BYTES, a, &bytes, &len, err);
    if (!status) {
        status = sm_xml_parse(a, shown, bytes, len, &xml, diags, err);
    }
    if (status) {
        return status;
    }
    sm_reader r = {.arena = a, .file = shown, .diags = diags, .known_words = known_words};
    sm_study *study = sm_arena_zero(a, 1, sizeof *study);
    *study = (sm_study){.arena = a, .path = shown, .folder = folder_of(a, shown)};
    size_t before = sm_diags_count(diags, SM_ERROR);
    read_study(&r, xml, study);
    // The schema is the editors' view of the same rules; what it alone finds must not be lost.
    if (sm_diags_count(diags, SM_ERROR) == before) {
        status = sm_xml_validate(shown, bytes, len, sm_study_rng, sm_study_rng_len, diags, err);
        if (status) {
            return status;
        }
        sm_study_expand(&r, root, study);
        sm_study_list_variants(&r, study);
    }
    size_t mistakes = sm_diags_count(diags, SM_ERROR) - before;
    if (mistakes) {
        return sm_fail(err, SM_EINPUT, SM_IN_FILE(shown), NULL, "%zu mistake%s in the description",
                       mistakes, mistakes == 1 ? "" : "s");
    }
    *out = study;
    return SM_OK;
}
