// <ground>: a georeferenced picture, and which figures it lies under.
//
// A figure names it in <draw> as it names a layer. Later stages find it apart from the layers,
// since it has no features, no dates and no style.
#include <string.h>

#include "load/study_parts.h"

void sm_study_read_ground(sm_reader *r, const sm_xml *e, sm_study *study)
{
    sm_ground ground = {.id = sm_reader_id(r, e, "id"),
                        .line = e->line,
                        .file = sm_reader_need(r, e, "file"),
                        .crs = sm_reader_attr(r, e, "crs"),
                        .opacity = 1};
    sm_reader_number(r, e, "opacity", 0.01, 1, &ground.opacity);
    for (const sm_xml *c = sm_xml_first(e); c; c = sm_xml_next(c)) {
        if (sm_reader_is(c, "title")) {
            sm_reader_text(r, c, &ground.title);
        } else if (sm_reader_is(c, "credit")) {
            sm_reader_text(r, c, &ground.credit);
        }
    }
    if (!ground.id) {
        return;
    }
    if (sm_study_layer(study, ground.id) || sm_study_ground(study, ground.id)) {
        sm_reader_complain(r, e, "study.twice", "give it another id",
                           "%s is defined twice: layers and grounds share their ids", ground.id);
        return;
    }
    size_t cap = study->n_grounds;
    study->grounds =
        sm_grow(r->arena, study->grounds, study->n_grounds, &cap, sizeof *study->grounds);
    study->grounds[study->n_grounds++] = ground;
}

// ---- Under which maps ---------------------------------------------------------------------------

// The lists may be shared between figures: a list of the layers alone takes their place.
static const sm_ground *take_ground(sm_reader *r, const sm_xml *root, const sm_study *study,
                                    int line, const char ***ids, size_t *n)
{
    const sm_ground *first = NULL;
    const char **layers = sm_arena_alloc(r->arena, (*n + 1) * sizeof *layers);
    size_t n_layers = 0;
    for (size_t i = 0; i < *n; i++) {
        const sm_ground *ground = sm_study_ground(study, (*ids)[i]);
        if (!ground) {
            layers[n_layers++] = (*ids)[i];
        } else if (i == 0) {
            first = ground;
        } else {
            sm_xml place = *root;
            place.line = line;
            place.column = 0;
            sm_reader_complain(r, &place, "study.ground", "name one ground, before all layers",
                               "ground %s would lie above %s", ground->id, (*ids)[i - 1]);
        }
        if (ground) {
            ((sm_ground *)ground)->is_named = true; // of a study that is still being read
        }
    }
    *ids = layers;
    *n = n_layers;
    return first;
}

static void add_credit(sm_reader *r, sm_figure *f, const sm_ground *ground)
{
    if (ground && ground->credit.count) {
        sm_texts *credits = sm_arena_alloc(r->arena, (f->n_credits + 1) * sizeof *credits);
        for (size_t i = 0; i < f->n_credits; i++) {
            credits[i] = f->credits[i];
        }
        credits[f->n_credits++] = ground->credit;
        f->credits = credits;
    }
}

// A legend explains what is on the map.
static void drop_entries(sm_reader *r, sm_figure *f, const char *id)
{
    sm_legend_entry *kept = sm_arena_alloc(r->arena, (f->n_legend + 1) * sizeof *kept);
    size_t n = 0;
    for (size_t i = 0; i < f->n_legend; i++) {
        if (!f->legend[i].layer || strcmp(f->legend[i].layer, id) != 0) {
            kept[n++] = f->legend[i];
        }
    }
    f->legend = kept;
    f->n_legend = n;
}

static const sm_ground *unless_vectors(sm_reader *r, sm_figure *f, const sm_ground *ground)
{
    if (!ground || !f->preset || !f->preset->vectors) {
        return ground;
    }
    sm_diags_add(r->diags, SM_WARNING, "ground.preset", SM_AT_LINE(r->file, f->line),
                 "take it out of <draw>, or choose another preset",
                 "figure %s: ground %s is left out, for preset %s wants no type on pictures", f->id,
                 ground->id, f->preset->name);
    drop_entries(r, f, ground->id);
    return NULL;
}

static void lay_under(sm_reader *r, const sm_xml *root, const sm_study *study, sm_figure *f)
{
    const sm_ground *main_map = take_ground(r, root, study, f->line, &f->layers, &f->n_layers);
    f->ground = unless_vectors(r, f, main_map);
    add_credit(r, f, f->ground);
    if (f->inset) {
        sm_inset *inset = sm_arena_alloc(r->arena, sizeof *inset);
        *inset = *f->inset; // figures of another preset share it
        const sm_ground *ground =
            take_ground(r, root, study, inset->line, &inset->layers, &inset->n_layers);
        inset->ground = unless_vectors(r, f, ground);
        add_credit(r, f, inset->ground == f->ground ? NULL : inset->ground);
        f->inset = inset;
    }
}

void sm_study_lay_grounds(sm_reader *r, const sm_xml *root, sm_study *study)
{
    for (size_t i = 0; i < study->n_figures; i++) {
        sm_figure *f = &study->figures[i];
        lay_under(r, root, study, f);
        for (size_t k = 0; k < f->n_variants; k++) {
            if (f->shapes[k]) {
                lay_under(r, root, study, (sm_figure *)f->shapes[k]);
            }
        }
    }
    for (size_t i = 0; i < study->n_reports; i++) {
        for (size_t k = 0; k < study->reports[i].n_parts; k++) {
            lay_under(r, root, study, &study->reports[i].parts[k].map);
        }
    }
}
