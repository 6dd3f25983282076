// The jobs of a study, from its description alone: which figure needs which files.
#include <string.h>

#include "sitmap/plan.h"

typedef struct names {
    const char **items;
    size_t count, cap;
} names;

static void add_once(sm_arena *a, names *list, const char *path)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], path) == 0) {
            return;
        }
    }
    *SM_PUSH(a, list) = path;
}

static bool add_if_there(sm_arena *a, names *list, const char *folder, const char *name)
{
    sm_file_state state;
    const char *path = sm_arena_printf(a, "%s/%s", folder, name);
    bool there = sm_file_look(path, &state);
    if (there) {
        add_once(a, list, path);
    }
    return there;
}

// The files that share a name up to the dot.
static void add_family(sm_arena *a, names *list, const char *folder, const char *file,
                       const char *const *suffixes, size_t n)
{
    const char *dot = strrchr(file, '.');
    size_t stem = dot ? (size_t)(dot - file) : strlen(file);
    for (size_t i = 0; i < n; i++) {
        add_if_there(a, list, folder, sm_arena_printf(a, "%.*s%s", (int)stem, file, suffixes[i]));
    }
}

static void add_shapefile(sm_arena *a, names *list, const char *folder, const char *file)
{
    static const char *const parts[] = {".shp", ".shx", ".dbf", ".prj", ".cpg"};
    add_family(a, list, folder, file, parts, sizeof parts / sizeof parts[0]);
}

static void add_ground(sm_arena *a, names *list, const char *folder, const sm_ground *ground)
{
    static const char *const parts[] = {".png", ".pgw", ".pngw", ".wld", ".prj"};
    if (ground) {
        add_family(a, list, folder, ground->file, parts, sizeof parts / sizeof parts[0]);
    }
}

static void add_layer(sm_arena *a, names *list, const sm_study *study, const char *styles,
                      const char *id)
{
    const sm_layer *layer = sm_study_layer(study, id);
    if (!layer) {
        return;
    }
    const sm_layer *of = layer->of ? sm_study_layer(study, layer->of) : layer;
    if (of && of->file) {
        add_shapefile(a, list, study->folder, of->file);
    }
    if (layer->style && !add_if_there(a, list, study->folder, layer->style) && styles) {
        add_if_there(a, list, styles, layer->style);
    }
}

static void add_shape_inputs(sm_arena *a, names *list, const sm_study *study, const char *styles,
                             const sm_figure *f)
{
    add_ground(a, list, study->folder, f->ground);
    add_ground(a, list, study->folder, f->inset ? f->inset->ground : NULL);
    for (size_t i = 0; i < f->n_layers; i++) {
        add_layer(a, list, study, styles, f->layers[i]);
    }
    for (size_t i = 0; f->inset && i < f->inset->n_layers; i++) {
        add_layer(a, list, study, styles, f->inset->layers[i]);
    }
    if (f->extent.layer) {
        add_layer(a, list, study, styles, f->extent.layer);
    }
}

static void add_figure_inputs(sm_arena *a, names *list, const sm_study *study, const char *styles,
                              const sm_figure *f)
{
    add_shape_inputs(a, list, study, styles, f);
    for (size_t i = 0; i < f->n_variants; i++) {
        if (f->shapes[i]) {
            add_shape_inputs(a, list, study, styles, f->shapes[i]);
        }
    }
}

static void add_outputs(sm_arena *a, names *list, const sm_study *study, const sm_figure *f,
                        const char *const *suffixes, size_t n)
{
    for (size_t l = 0; l < study->n_langs; l++) {
        const char *lang = study->langs[l];
        bool other = strcmp(lang, study->lang) != 0;
        for (size_t v = 0; v <= f->n_variants; v++) {
            const char *variant = v ? f->variants[v - 1] : "";
            for (size_t s = 0; s < n; s++) {
                *SM_PUSH(a, list) =
                    sm_arena_printf(a, "%s/%s%s%s%s%s.%s", study->id, f->id, other ? "." : "",
                                    other ? lang : "", v ? "." : "", variant, suffixes[s]);
            }
        }
    }
}

// Labels hold still through a series, so a figure may depend on what its neighbours draw.
static void add_series_inputs(sm_arena *a, names *list, const sm_study *study, const char *styles,
                              const sm_figure *f)
{
    for (size_t k = 0; k < study->n_figures; k++) {
        if (&study->figures[k] == f || study->figures[k].extent.line == f->extent.line) {
            add_figure_inputs(a, list, study, styles, &study->figures[k]);
        }
    }
}

static void add_part_inputs(sm_arena *a, names *list, const sm_study *study, const char *styles,
                            const sm_report_part *part)
{
    const sm_figure *figure = part->figure ? sm_study_figure(study, part->figure) : NULL;
    if (figure) {
        add_series_inputs(a, list, study, styles, figure);
    }
    if (part->rounds) {
        add_if_there(a, list, study->folder, part->rounds);
        add_figure_inputs(a, list, study, styles, &part->map);
        const char *const counted[] = {study->stats.control, study->stats.zones,
                                       study->stats.places};
        for (size_t i = 0; i < sizeof counted / sizeof counted[0]; i++) {
            if (counted[i]) {
                add_layer(a, list, study, styles, counted[i]);
            }
        }
    }
}

// A report has no variants, and fewer formats than figures.
static void add_report_job(sm_arena *a, const sm_study *study, const char *styles,
                           const sm_report *report, const char *const *suffixes, size_t n,
                           sm_jobs *out)
{
    names inputs = {NULL, 0, 0}, outputs = {NULL, 0, 0};
    const char *made[2] = {NULL, NULL};
    size_t n_made = 0;
    for (size_t i = 0; i < n && n_made < 2; i++) {
        bool pdf = strcmp(suffixes[i], "pdf") == 0, svg = strcmp(suffixes[i], "svg") == 0;
        if ((pdf && report->pdf) || (svg && report->svg)) {
            made[n_made++] = suffixes[i];
        }
    }
    const sm_figure like = {.id = report->id};
    add_once(a, &inputs, study->path);
    for (size_t i = 0; i < report->n_parts; i++) {
        add_part_inputs(a, &inputs, study, styles, &report->parts[i]);
    }
    add_outputs(a, &outputs, study, &like, made, n_made);
    if (n_made) {
        *SM_PUSH(a, out) =
            (sm_job){report->id, outputs.items, outputs.count, inputs.items, inputs.count};
    }
}

void sm_plan_jobs(sm_arena *a, const sm_study *study, const char *styles,
                  const char *const *suffixes, size_t n, sm_jobs *out)
{
    *out = (sm_jobs){NULL, 0, 0};
    for (size_t i = 0; i < study->n_figures; i++) {
        const sm_figure *f = &study->figures[i];
        names inputs = {NULL, 0, 0}, outputs = {NULL, 0, 0};
        add_once(a, &inputs, study->path);
        add_series_inputs(a, &inputs, study, styles, f);
        add_outputs(a, &outputs, study, f, suffixes, n);
        *SM_PUSH(a, out) =
            (sm_job){f->id, outputs.items, outputs.count, inputs.items, inputs.count};
    }
    for (size_t i = 0; i < study->n_reports; i++) {
        add_report_job(a, study, styles, &study->reports[i], suffixes, n, out);
    }
}
