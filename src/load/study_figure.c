// <figures> and <figure>: what stands in <figures> before the first <figure> holds for all of them,
// so a series differs only in what really differs.
#include <math.h>
#include <string.h>

#include "load/study_parts.h"

static const double LEAST_MM = 10, MOST_MM = 5000;

static const char *const corners[] = {"auto", "nw", "ne", "sw", "se", NULL};

static bool read_box(sm_reader *r, const sm_xml *e, sm_box *box)
{
    bool west = sm_reader_number(r, e, "west", -180, 180, &box->x0);
    bool south = sm_reader_number(r, e, "south", -90, 90, &box->y0);
    bool east = sm_reader_number(r, e, "east", -180, 180, &box->x1);
    bool north = sm_reader_number(r, e, "north", -90, 90, &box->y1);
    return west && south && east && north && box->x0 < box->x1 && box->y0 < box->y1;
}

void sm_study_read_extent(sm_reader *r, const sm_xml *e, sm_extent *out)
{
    sm_extent x = {.line = e->line};
    bool has_lon = sm_reader_number(r, e, "lon", -180, 180, &x.lon_deg);
    bool has_lat = sm_reader_number(r, e, "lat", -90, 90, &x.lat_deg);
    bool has_scale = sm_reader_number(r, e, "scale", 100, 1e9, &x.scale_denom);
    bool has_box = read_box(r, e, &x.box_deg);
    x.layer = sm_reader_attr(r, e, "fit");
    x.where = sm_reader_attr(r, e, "where");
    x.margin_mm = 5;
    sm_reader_number(r, e, "margin", 0, 500, &x.margin_mm);
    bool has_centre = has_lon && has_lat && has_scale;
    if (has_centre + has_box + (x.layer != NULL) != 1) {
        sm_reader_complain(r, e, "study.extent",
                           "give lon, lat and scale; or west, south, east and north, in this order "
                           "of size; or fit=\"LAYER\"",
                           "<extent> does not say one extent");
        out->line = e->line; // one there is, though it is wrong
        return;
    }
    x.kind = has_centre ? SM_EXTENT_CENTRE : has_box ? SM_EXTENT_BOX : SM_EXTENT_FIT;
    *out = x;
}

static void read_show(sm_reader *r, const sm_xml *e, sm_furniture *show)
{
    sm_reader_bool(r, e, "title", &show->title);
    sm_reader_bool(r, e, "legend", &show->legend);
    sm_reader_bool(r, e, "scale-bar", &show->scale_bar);
    sm_reader_bool(r, e, "north-arrow", &show->north_arrow);
    sm_reader_bool(r, e, "graticule", &show->graticule);
    sm_reader_bool(r, e, "inset", &show->inset);
    sm_reader_bool(r, e, "credits", &show->credits);
    sm_reader_bool(r, e, "note", &show->note);
    sm_reader_bool(r, e, "callouts", &show->callouts);
}

static void read_entry(sm_reader *r, const sm_xml *e, sm_legend_entry *out)
{
    *out = (sm_legend_entry){.line = e->line,
                             .layer = sm_reader_need(r, e, "layer"),
                             .rule = sm_reader_attr(r, e, "rule")};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "text")) {
            sm_reader_text(r, c, &out->text);
        }
    }
}

static void read_heading(sm_reader *r, const sm_xml *e, sm_legend_entry *out)
{
    *out = (sm_legend_entry){.line = e->line};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "text")) {
            sm_reader_text(r, c, &out->text);
        }
    }
}

static void read_legend(sm_reader *r, const sm_xml *e, sm_figure *figure)
{
    struct {
        sm_legend_entry *items;
        size_t count, cap;
    } entries = {NULL, 0, 0};
    int corner = sm_reader_word(r, e, "corner", corners);
    figure->legend_corner = corner < 0 ? SM_CORNER_AUTO : (sm_corner)corner;
    sm_reader_number(r, e, "width", LEAST_MM, 500, &figure->legend_width_mm);
    double columns = figure->legend_columns;
    sm_reader_number(r, e, "columns", 1, 6, &columns);
    figure->legend_columns = (int)columns;
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "entry")) {
            read_entry(r, c, SM_PUSH(r->arena, &entries));
        } else if (sm_reader_is(c, "heading")) {
            read_heading(r, c, SM_PUSH(r->arena, &entries));
        }
    }
    figure->legend = entries.items;
    figure->n_legend = entries.count;
}

static void read_gains(sm_reader *r, const sm_xml *e, sm_figure *figure)
{
    sm_gains gains = {.line = e->line, .rows = 10};
    int corner = sm_reader_word(r, e, "corner", corners);
    gains.corner = corner < 0 ? SM_CORNER_AUTO : (sm_corner)corner;
    sm_reader_number(r, e, "rows", 1, 100, &gains.rows);
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "title")) {
            sm_reader_text(r, c, &gains.title);
        }
    }
    figure->gains = gains;
}

static void read_inset(sm_reader *r, const sm_xml *e, sm_figure *figure)
{
    sm_inset *inset = sm_arena_zero(r->arena, 1, sizeof *inset);
    *inset = (sm_inset){.line = e->line, .width_mm = 40, .height_mm = 30};
    sm_reader_number(r, e, "width", LEAST_MM, 500, &inset->width_mm);
    sm_reader_number(r, e, "height", LEAST_MM, 500, &inset->height_mm);
    int corner = sm_reader_word(r, e, "corner", corners);
    inset->corner = corner < 0 ? SM_CORNER_AUTO : (sm_corner)corner;
    inset->crs = sm_reader_attr(r, e, "crs");
    const char *layers = sm_reader_need(r, e, "layers");
    if (layers) {
        sm_reader_words(r, layers, &inset->layers, &inset->n_layers);
    }
    bool has_extent = false;
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "extent")) {
            has_extent = true;
            sm_study_read_extent(r, c, &inset->extent);
        }
    }
    if (!has_extent) {
        sm_reader_complain(r, e, "study.missing", "add <extent .../>", "<inset> has no extent");
        return;
    }
    figure->inset = inset;
}

static void read_callout(sm_reader *r, const sm_xml *e, sm_callout *out)
{
    *out = (sm_callout){.line = e->line,
                        .layer = sm_reader_need(r, e, "layer"),
                        .where = sm_reader_need(r, e, "where")};
    sm_reader_number(r, e, "dx", -500, 500, &out->dx_mm);
    sm_reader_number(r, e, "dy", -500, 500, &out->dy_mm);
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "title")) {
            sm_reader_text(r, c, &out->title);
        } else if (sm_reader_is(c, "text")) {
            sm_reader_text(r, c, &out->text);
        }
    }
}

// What the publisher asks for holds unless the study says otherwise.
static void read_preset(sm_reader *r, const sm_xml *e, sm_figure *f)
{
    const char *name = sm_reader_attr(r, e, "preset");
    const sm_preset *preset = name ? sm_preset_find(name) : NULL;
    if (preset) {
        f->preset = preset;
        f->text_factor = preset->text_factor;
        f->show.title &= !preset->untitled;
    } else if (name) {
        size_t n = 0;
        const sm_preset *all = sm_presets(&n);
        const char **names = sm_arena_alloc(r->arena, n * sizeof *names);
        for (size_t i = 0; i < n; i++) {
            names[i] = all[i].name;
        }
        const char *near = sm_nearest_word(name, names, n);
        sm_reader_complain(r, e, "study.preset",
                           near ? sm_arena_printf(r->arena, "did you mean %s?", near)
                                : "docs/figure.md lists them",
                           "preset %s is not known", name);
    }
}

static void read_attributes(sm_reader *r, const sm_xml *e, sm_figure *f)
{
    read_preset(r, e, f);
    sm_reader_number(r, e, "width", LEAST_MM, MOST_MM, &f->width_mm);
    sm_reader_number(r, e, "height", LEAST_MM, MOST_MM, &f->height_mm);
    sm_reader_number(r, e, "text-factor", 0.5, 3, &f->text_factor);
    sm_reader_number(r, e, "graticule", 1 / 60.0, 90, &f->graticule_deg);
    f->has_since |= sm_reader_date(r, e, "since", &f->since);
    const char *crs = sm_reader_attr(r, e, "crs");
    const char *variants = sm_reader_attr(r, e, "variants");
    f->crs = crs ? crs : f->crs;
    if (variants) {
        sm_reader_words(r, variants, &f->variants, &f->n_variants);
    }
    for (size_t i = 0; variants && i < f->n_variants; i++) {
        if (strcmp(f->variants[i], SM_VARIANT_GREY) != 0) {
            sm_reader_complain(r, e, "study.variant",
                               "write grey, or define it by <variant id=...>",
                               "variant %s is not known", f->variants[i]);
        }
    }
}

// A text given for one figure replaces the series' text in every language.
typedef struct once {
    bool title, subtitle, caption, alt, credit, callout;
} once;

static void replace(bool *begun, void *field, size_t size)
{
    if (!*begun) {
        memset(field, 0, size);
        *begun = true;
    }
}

static void read_credit(sm_reader *r, const sm_xml *e, sm_figure *f)
{
    // Lines in several languages share a number: n="1" xml:lang="en", n="1" xml:lang="az".
    double line = (double)f->n_credits + 1;
    bool numbered = sm_reader_number(r, e, "n", 1, 20, &line);
    size_t at = (size_t)line - 1;
    if (numbered && at > f->n_credits) {
        sm_reader_complain(r, e, "study.credit", "count the lines from 1",
                           "credit %g follows credit %zu", line, f->n_credits);
        return;
    }
    if (at == f->n_credits) {
        size_t cap = f->n_credits;
        f->credits = sm_grow(r->arena, f->credits, f->n_credits, &cap, sizeof *f->credits);
        f->credits[f->n_credits++] = (sm_texts){NULL, 0, 0};
    }
    sm_reader_text(r, e, &f->credits[at]);
}

static void add_callout(sm_reader *r, const sm_xml *e, sm_figure *f)
{
    size_t cap = f->n_callouts;
    f->callouts = sm_grow(r->arena, f->callouts, f->n_callouts, &cap, sizeof *f->callouts);
    read_callout(r, e, &f->callouts[f->n_callouts++]);
}

static bool read_text_child(sm_reader *r, const sm_xml *c, sm_figure *f, once *seen)
{
    struct {
        const char *name;
        sm_texts *texts;
        bool *begun;
    } const table[] = {{"title", &f->title, &seen->title},
                       {"subtitle", &f->subtitle, &seen->subtitle},
                       {"caption", &f->caption, &seen->caption},
                       {"alt", &f->alt, &seen->alt}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (sm_reader_is(c, table[i].name)) {
            replace(table[i].begun, table[i].texts, sizeof *table[i].texts);
            sm_reader_text(r, c, table[i].texts);
            return true;
        }
    }
    return false;
}

static void read_child(sm_reader *r, const sm_xml *c, sm_figure *f, once *seen)
{
    if (read_text_child(r, c, f, seen)) {
        return;
    }
    if (sm_reader_is(c, "extent")) {
        sm_study_read_extent(r, c, &f->extent);
    } else if (sm_reader_is(c, "draw")) {
        const char *ids = sm_xml_content(r->arena, c);
        sm_reader_words(r, ids ? ids : "", &f->layers, &f->n_layers);
    } else if (sm_reader_is(c, "show")) {
        read_show(r, c, &f->show);
    } else if (sm_reader_is(c, "legend")) {
        read_legend(r, c, f);
    } else if (sm_reader_is(c, "inset")) {
        read_inset(r, c, f);
    } else if (sm_reader_is(c, "gains")) {
        read_gains(r, c, f);
    } else if (sm_reader_is(c, "credit")) {
        replace(&seen->credit, &f->n_credits, sizeof f->n_credits);
        read_credit(r, c, f);
    } else if (sm_reader_is(c, "callout")) {
        replace(&seen->callout, &f->n_callouts, sizeof f->n_callouts);
        add_callout(r, c, f);
    }
}

static void read_each(sm_reader *r, const sm_xml *e, sm_figure *f)
{
    f->each = (sm_each){.dates = sm_reader_attr(r, e, "each-date"),
                        .zones = sm_reader_attr(r, e, "each-zone"),
                        .key = sm_reader_attr(r, e, "key"),
                        .name = sm_reader_attr(r, e, "name")};
    sm_reader_bool(r, e, "since-previous", &f->each.since_previous);
    if (f->each.zones && !f->each.key) {
        sm_reader_complain(r, e, "study.each", "add key=\"FIELD\"",
                           "a figure for each zone needs the field that tells zones apart");
    }
}

static bool has_placeholder(const char *id, const char *placeholder, bool wanted)
{
    return (strstr(id, placeholder) != NULL) == wanted;
}

// The id of a series names every figure of it, so it must vary with what the series varies.
static const char *read_id(sm_reader *r, const sm_xml *e, const sm_each *each)
{
    if (!each->dates && !each->zones) {
        return sm_reader_id(r, e, "id");
    }
    const char *id = sm_reader_need(r, e, "id");
    if (id && (!has_placeholder(id, "{date}", each->dates != NULL) ||
               !has_placeholder(id, "{zone}", each->zones != NULL))) {
        sm_reader_complain(r, e, "study.each",
                           "write {date} with each-date, {zone} with each-zone, and only then",
                           "the id \"%s\" does not vary as its figures do", id);
        return NULL;
    }
    return id;
}

typedef struct elements {
    const sm_xml **items;
    size_t count, cap;
} elements;

static const char *read_variant_id(sm_reader *r, const sm_xml *e, const sm_figure *f)
{
    const char *id = sm_reader_id(r, e, "id");
    for (size_t i = 0; id && i < f->n_variants; i++) {
        if (strcmp(f->variants[i], id) == 0) {
            sm_reader_complain(r, e, "study.twice", "give it another id",
                               "variant %s is defined twice", id);
            return NULL;
        }
    }
    return id;
}

// What stands in <variant> replaces what the figure says, as a figure replaces what its series
// says.
static void read_variants(sm_reader *r, const elements *variants, sm_figure *f)
{
    size_t n = f->n_variants, most = n + variants->count;
    const char **names = sm_arena_zero(r->arena, most + 1, sizeof *names);
    f->shapes = sm_arena_zero(r->arena, most + 1, sizeof *f->shapes);
    for (size_t i = 0; i < n; i++) {
        names[i] = f->variants[i];
    }
    f->variants = names;
    for (size_t i = 0; i < variants->count; i++) {
        const sm_xml *e = variants->items[i];
        const char *id = read_variant_id(r, e, f);
        if (id) {
            sm_figure *shape = sm_arena_alloc(r->arena, sizeof *shape);
            once seen = {0};
            *shape = *f;
            shape->line = e->line;
            read_attributes(r, e, shape);
            for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
                read_child(r, c, shape, &seen);
            }
            shape->variants = NULL;
            shape->n_variants = 0;
            names[f->n_variants] = id;
            f->shapes[f->n_variants++] = shape;
        }
    }
}

static void read_figure(sm_reader *r, const sm_xml *e, const sm_figure *common,
                        const elements *variants, sm_study *study)
{
    sm_figure f = *common;
    once seen = {0};
    f.line = e->line;
    read_each(r, e, &f);
    f.id = read_id(r, e, &f.each);
    if (!f.each.dates && sm_reader_need(r, e, "date")) {
        sm_reader_date(r, e, "date", &f.date);
    }
    read_attributes(r, e, &f);
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        read_child(r, c, &f, &seen);
    }
    read_variants(r, variants, &f);
    if (!f.id) {
        return;
    }
    const sm_figure *twin = sm_study_figure(study, f.id);
    if (twin) {
        sm_reader_complain(r, e, "study.twice", "give it another id", "figure %s is defined twice",
                           f.id);
        return;
    }
    size_t cap = study->n_figures;
    study->figures =
        sm_grow(r->arena, study->figures, study->n_figures, &cap, sizeof *study->figures);
    study->figures[study->n_figures++] = f;
}

void sm_study_read_figures(sm_reader *r, const sm_xml *e, sm_study *study)
{
    sm_figure common = {.width_mm = 170, .height_mm = 200, .text_factor = 1};
    common.show = (sm_furniture){.title = true,
                                 .legend = true,
                                 .scale_bar = true,
                                 .graticule = true,
                                 .inset = true,
                                 .credits = true,
                                 .note = true,
                                 .callouts = true};
    once seen = {0};
    read_attributes(r, e, &common);
    elements variants = {NULL, 0, 0};
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "variant")) {
            *SM_PUSH(r->arena, &variants) = c;
        }
    }
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "figure")) {
            read_figure(r, c, &common, &variants, study);
        } else if (!sm_reader_is(c, "variant")) {
            read_child(r, c, &common, &seen);
        }
    }
}

static void complain_at(sm_reader *r, const sm_xml *root, int line, const char *mend,
                        const char *message)
{
    sm_xml place = *root;
    place.line = line;
    place.column = 0;
    sm_reader_complain(r, &place, "study.reference", mend, "%s", message);
}

static void check_reference(sm_reader *r, const sm_xml *root, const sm_study *study, int line,
                            const char *id, const char *what)
{
    if (id && sm_study_ground(study, id)) {
        complain_at(r, root, line, "name a layer: a ground has no features",
                    sm_arena_printf(r->arena, "%s names %s, which is a ground", what, id));
    } else if (id && !sm_study_layer(study, id)) {
        size_t n = study->n_layers + study->n_grounds;
        const char **ids = sm_arena_alloc(r->arena, (n + 1) * sizeof *ids);
        for (size_t i = 0; i < n; i++) {
            ids[i] =
                i < study->n_layers ? study->layers[i].id : study->grounds[i - study->n_layers].id;
        }
        const char *near = sm_nearest_word(id, ids, n);
        complain_at(
            r, root, line,
            near ? sm_arena_printf(r->arena, "did you mean %s?", near) : "define it as a layer",
            sm_arena_printf(r->arena, "%s names the layer %s, which is not defined", what, id));
    }
}

static void check_shape(sm_reader *r, const sm_xml *root, const sm_study *study, const sm_figure *f)
{
    for (size_t i = 0; i < f->n_layers; i++) {
        check_reference(r, root, study, f->line, f->layers[i], "the figure");
    }
    for (size_t i = 0; i < f->n_legend; i++) {
        if (!f->legend[i].layer || (f->ground && strcmp(f->legend[i].layer, f->ground->id) == 0)) {
            continue; // a heading, or the ground
        }
        check_reference(r, root, study, f->legend[i].line, f->legend[i].layer, "the legend");
    }
    for (size_t i = 0; i < f->n_callouts; i++) {
        check_reference(r, root, study, f->callouts[i].line, f->callouts[i].layer, "the callout");
    }
    for (size_t i = 0; f->inset && i < f->inset->n_layers; i++) {
        check_reference(r, root, study, f->inset->line, f->inset->layers[i], "the inset");
    }
    check_reference(r, root, study, f->extent.line, f->extent.layer, "the extent");
    if (!f->n_layers) {
        complain_at(r, root, f->line, "list layer ids in <draw>, lowest first",
                    sm_arena_printf(r->arena, "figure %s draws nothing", f->id));
    }
    check_reference(r, root, study, f->line, f->each.dates, "each-date");
    check_reference(r, root, study, f->line, f->each.zones, "each-zone");
    if (!f->extent.line && !f->each.zones) {
        complain_at(r, root, f->line, "add <extent .../>",
                    sm_arena_printf(r->arena, "figure %s has no extent", f->id));
    }
}

static void check_figure(sm_reader *r, const sm_xml *root, const sm_study *study,
                         const sm_figure *f)
{
    check_shape(r, root, study, f);
    for (size_t i = 0; i < f->n_variants; i++) {
        if (f->shapes[i]) {
            check_shape(r, root, study, f->shapes[i]);
        }
    }
}

void sm_study_check_figures(sm_reader *r, const sm_xml *root, const sm_study *study)
{
    for (size_t i = 0; i < study->n_figures; i++) {
        check_figure(r, root, study, &study->figures[i]);
    }
    if (!study->n_figures) {
        complain_at(r, root, root->line, "add <figures><figure .../></figures>",
                    "the study has no figure");
    }
}

static bool is_listed(const sm_study *study, const char *variant)
{
    for (size_t i = 0; i < study->n_variants; i++) {
        if (strcmp(study->variants[i], variant) == 0) {
            return true;
        }
    }
    return false;
}

void sm_study_list_variants(sm_reader *r, sm_study *study)
{
    size_t cap = 0;
    for (size_t i = 0; i < study->n_figures; i++) {
        const sm_figure *f = &study->figures[i];
        for (size_t k = 0; k < f->n_variants; k++) {
            if (!is_listed(study, f->variants[k])) {
                study->variants = sm_grow(r->arena, study->variants, study->n_variants, &cap,
                                          sizeof *study->variants);
                study->variants[study->n_variants++] = f->variants[k];
            }
        }
    }
}
