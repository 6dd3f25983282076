// Look-ups in the model.
#include <string.h>
#include <strings.h>

#include "sitmap/study.h"

const char *sm_texts_in(const sm_texts *texts, const char *lang, bool *exact)
{
    const char *found = NULL;
    size_t base = lang ? strcspn(lang, "-_") : 0;
    bool is_exact = false;
    for (size_t i = 0; i < texts->count && !is_exact && lang; i++) {
        const sm_lang_text *t = &texts->items[i];
        is_exact = strcasecmp(t->lang, lang) == 0;
        bool related = strncasecmp(t->lang, lang, base) == 0 && strcspn(t->lang, "-_") == base;
        if (is_exact || (related && !found)) {
            found = t->text;
        }
    }
    if (exact) {
        *exact = is_exact;
    }
    return found ? found : texts->count ? texts->items[0].text : NULL;
}

const sm_side *sm_study_side(const sm_study *study, const char *id)
{
    for (size_t i = 0; i < study->n_sides; i++) {
        if (strcmp(study->sides[i].id, id) == 0) {
            return &study->sides[i];
        }
    }
    return NULL;
}

const sm_layer *sm_study_layer(const sm_study *study, const char *id)
{
    for (size_t i = 0; i < study->n_layers; i++) {
        if (strcmp(study->layers[i].id, id) == 0) {
            return &study->layers[i];
        }
    }
    return NULL;
}

const sm_ground *sm_study_ground(const sm_study *study, const char *id)
{
    for (size_t i = 0; i < study->n_grounds; i++) {
        if (strcmp(study->grounds[i].id, id) == 0) {
            return &study->grounds[i];
        }
    }
    return NULL;
}

const sm_figure *sm_study_figure(const sm_study *study, const char *id)
{
    for (size_t i = 0; i < study->n_figures; i++) {
        if (strcmp(study->figures[i].id, id) == 0) {
            return &study->figures[i];
        }
    }
    return NULL;
}

const sm_figure *sm_figure_in(const sm_figure *figure, const char *variant)
{
    for (size_t i = 0; i < figure->n_variants; i++) {
        if (strcmp(figure->variants[i], variant) == 0 && figure->shapes[i]) {
            return figure->shapes[i];
        }
    }
    return figure;
}

const sm_report *sm_study_report(const sm_study *study, const char *id)
{
    for (size_t i = 0; i < study->n_reports; i++) {
        if (strcmp(study->reports[i].id, id) == 0) {
            return &study->reports[i];
        }
    }
    return NULL;
}
