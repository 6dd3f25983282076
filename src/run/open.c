// Opening a study: description, fonts, style folder.
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run/run.h"
#include "sitmap/plan.h"

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

// "study.xml" below its folder, however the user named it.
static void split_path(sm_arena *a, const char *given, const char **folder, const char **file)
{
    const char *slash = strrchr(given, '/');
    if (is_folder(given)) {
        size_t len = strlen(given);
        while (len > 1 && given[len - 1] == '/') {
            len--;
        }
        *folder = sm_arena_strndup(a, given, len);
        *file = "study.xml";
    } else if (slash) {
        *folder = slash == given ? "/" : sm_arena_strndup(a, given, (size_t)(slash - given));
        *file = slash + 1;
    } else {
        *folder = ".";
        *file = given;
    }
}

static sm_status open_all(sm_run *run, sm_diags *diags, sm_error *err)
{
    const char *folder = NULL, *file = NULL;
    split_path(run->arena, run->options.study, &folder, &file);
    sm_status status = sm_root_open(folder, &run->root, err);
    if (!status && run->options.styles) {
        status = sm_root_open(run->options.styles, &run->styles, err);
    }
    if (!status) {
        status = sm_study_load(run->arena, run->root, file, &run->study, diags, err);
    }
    return status ? status : sm_text_open(NULL, &run->text, err);
}

sm_status sm_run_open(const sm_run_options *options, sm_run **out, sm_diags *diags, sm_error *err)
{
    sm_arena *arena = sm_arena_create();
    sm_run *run = sm_arena_zero(arena, 1, sizeof *run);
    run->arena = arena;
    run->options = *options;
    sm_status status = open_all(run, diags, err);
    if (status) {
        sm_run_close(run);
        return status;
    }
    *out = run;
    return SM_OK;
}

void sm_run_close(sm_run *run)
{
    if (run) {
        run_close_crs(run);
        sm_text_close(run->text);
        sm_root_close(run->styles);
        sm_root_close(run->root);
        sm_arena_destroy(run->arena);
    }
}

const sm_study *sm_run_study(const sm_run *run)
{
    return run->study;
}

static void see(const sm_root *root, sm_arena *a, void (*seen)(void *, const char *), void *context)
{
    size_t n = 0;
    const char *const *asked = root ? sm_root_asked(root, &n) : NULL;
    for (size_t i = 0; i < n; i++) {
        seen(context, sm_arena_printf(a, "%s/%s", sm_root_path(root), asked[i]));
    }
}

void sm_run_inputs(const sm_run *run, void (*seen)(void *context, const char *path), void *context)
{
    if (run && seen) {
        see(run->root, run->arena, seen, context);
        see(run->styles, run->arena, seen, context);
    }
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

// Fonts that the style names and nobody has.
static void check_fonts(sm_run *run, run_style *s)
{
    const char *families = NULL;
    sm_place at;
    for (size_t i = 0; s->style && sm_style_font_at(s->style, i, &families, &at); i++) {
        sm_text_check_families(run->text, families, at, &s->diags);
    }
}

static bool outline(void *text, sm_arena *a, const char *family, uint32_t character, sm_path *out)
{
    return sm_text_outline(text, a, family, character, out);
}

// The study's own folder first, so that a study can replace a shared style.
static void load_style(sm_run *run, const sm_layer *layer, run_style *s)
{
    sm_error own;
    int fd = -1;
    bool in_study = !sm_root_open_file(run->root, layer->style, &fd, NULL, &own);
    const sm_root *root = in_study || !run->styles ? run->root : run->styles;
    if (in_study) {
        close(fd);
    }
    const sm_glyph_source glyphs = {outline, run->text};
    const sm_style_choice choice = {layer->style_name, layer->id, layer->dialect, &glyphs};
    if (sm_style_load(run->arena, root, layer->style, &choice, &s->style, &s->diags, &s->err)) {
        s->style = NULL;
        sm_diags_add_error(&s->diags, "style.unreadable", &s->err);
        return;
    }
    const char *path = sm_arena_printf(run->arena, "%s/%s", sm_root_path(root), layer->style);
    s->digest = sm_digest_file(run->arena, path);
    check_fonts(run, s);
}

static run_style *style_entry(sm_run *run, const sm_layer *layer)
{
    for (run_style *s = run->style_list; s; s = s->next) {
        if (same(s->path, layer->style) && same(s->name, layer->style_name) &&
            same(s->dialect, layer->dialect) && (layer->style_name || same(s->layer, layer->id))) {
            return s;
        }
    }
    run_style *s = sm_arena_zero(run->arena, 1, sizeof *s);
    s->path = layer->style;
    s->name = layer->style_name;
    s->layer = layer->id;
    s->dialect = layer->dialect;
    sm_diags_init(&s->diags, run->arena);
    load_style(run, layer, s);
    s->next = run->style_list;
    run->style_list = s;
    return s;
}

const sm_style *run_layer_style(sm_run *run, const sm_layer *layer)
{
    return style_entry(run, layer)->style;
}

const sm_style *run_find_style(sm_run *run, const sm_layer *layer, const sm_fields *fields,
                               sm_diags *diags)
{
    run_style *s = style_entry(run, layer);
    sm_diags_merge(diags, &s->diags);
    if (s->style) {
        sm_style_bind(s->style, fields, layer->id, diags);
    }
    return s->style;
}

const char *run_style_digest(sm_run *run, const sm_layer *layer)
{
    return layer->style ? style_entry(run, layer)->digest : NULL;
}
