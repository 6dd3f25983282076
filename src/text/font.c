// Fonts: files of named folders through a fontconfig configuration of our own, and the faces made
// of them. Nothing of the machine's configuration is read: neither its fonts nor its rules, which
// would substitute, hint and embolden as the owner of the machine likes.
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>
#include <pango/pangofc-fontmap.h>

#include "sitmap/limits.h"
#include "text/engine.h"

// Version 2 of Liberation holds the letters of Azerbaijani and all of Cyrillic, version 1 does not;
// where a machine has both, the files of the folder named first are taken.
static const char *const default_folders[] = {
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/truetype/dejavu",
    NULL,
};

// ---- Folders ------------------------------------------------------------------------------------

typedef struct names {
    char **items;
    size_t count, cap;
} names;

static bool is_font_name(const char *name)
{
    static const char *const suffixes[] = {".ttf", ".otf", ".ttc", ".otc"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof suffixes / sizeof suffixes[0]; i++) {
        if (g_ascii_strcasecmp(dot, suffixes[i]) == 0) {
            return true;
        }
    }
    return false;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool has_name(const names *files, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(base_name(files->items[i]), name) == 0) {
            return true;
        }
    }
    return false;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// Only regular files: FreeType would wait for ever on a FIFO.
static void list_folder(sm_arena *a, const char *folder, names *files)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    if (!dir) {
        return;
    }
    size_t before = files->count;
    for (const char *name; (name = g_dir_read_name(dir));) {
        if (is_font_name(name) && !has_name(files, before, name)) {
            char *path = sm_arena_printf(a, "%s/%s", folder, name);
            if (g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
                *SM_PUSH(a, files) = path;
            }
        }
    }
    g_dir_close(dir);
    if (files->count > before) {
        qsort(files->items + before, files->count - before, sizeof *files->items, compare_names);
    }
}

// ---- Open and close -----------------------------------------------------------------------------

sm_status sm_text_open(const char *const *font_folders, sm_text_engine **out, sm_error *err)
{
    const char *const *folders = font_folders ? font_folders : default_folders;
    sm_arena *a = sm_arena_create();
    names files = {NULL, 0, 0};
    for (size_t i = 0; folders[i]; i++) {
        list_folder(a, folders[i], &files);
    }
    if (files.count == 0) {
        sm_status status =
            sm_fail(err, SM_EIO, SM_IN_FILE(folders[0]),
                    font_folders ? "name a folder with .ttf or .otf files"
                                 : "install the packages fonts-liberation2 and fonts-dejavu-core",
                    "no folder holds a font");
        sm_arena_destroy(a);
        return status;
    }
    sm_text_engine *t = sm_arena_zero(a, 1, sizeof *t);
    t->arena = a;
    t->scratch = sm_arena_create();
    t->files = files.items;
    t->n_files = files.count;
    *out = t;
    return SM_OK;
}

static void unload(sm_text_engine *t)
{
    for (sm_text_face *face = t->faces; face; face = face->next) {
        pango_font_description_free(face->desc);
    }
    t->faces = NULL;
    g_clear_pointer(&t->spaced, pango_attr_list_unref);
    g_clear_pointer(&t->unkerned[0], pango_attr_list_unref);
    g_clear_pointer(&t->unkerned[1], pango_attr_list_unref);
    g_clear_object(&t->layout);
    g_clear_object(&t->context);
    if (t->map) {
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(t->map), NULL); // it forgets to release it
    }
    g_clear_object(&t->map);
    g_clear_pointer(&t->config, FcConfigDestroy);
}

void sm_text_close(sm_text_engine *t)
{
    if (!t) {
        return;
    }
    unload(t);
    sm_arena_destroy(t->scratch);
    sm_arena_destroy(t->arena);
}

// ---- Load ---------------------------------------------------------------------------------------

static void note_families(sm_text_engine *t)
{
    const FcFontSet *fonts = FcConfigGetFonts(t->config, FcSetApplication);
    for (int i = 0; fonts && i < fonts->nfont; i++) {
        FcChar8 *name = NULL;
        for (int k = 0; FcPatternGetString(fonts->fonts[i], FC_FAMILY, k, &name) == FcResultMatch;
             k++) {
            *SM_PUSH(t->arena, &t->families) = sm_arena_strdup(t->arena, (const char *)name);
        }
    }
}

// Files one by one: adding a folder would look for fontconfig's caches, complain on standard error
// that it may write none, and take the files in the folder's own order.
static sm_status load_config(sm_text_engine *t, sm_error *err)
{
    t->config = FcConfigCreate();
    for (size_t i = 0; i < t->n_files; i++) {
        FcConfigAppFontAddFile(t->config, (const FcChar8 *)t->files[i]);
    }
    note_families(t);
    if (t->families.count == 0) {
        return sm_fail(err, SM_EIO, SM_IN_FILE(t->files[0]), NULL,
                       "none of the font files can be read as a font");
    }
    return SM_OK;
}

static PangoAttrList *with_features(const char *features)
{
    PangoAttrList *list = pango_attr_list_new();
    pango_attr_list_insert(list, pango_attr_font_features_new(features));
    return list;
}

// A new font map makes fontconfig load the machine's configuration in a thread, scan all its fonts
// and write caches into the home folder, unless the process has a configuration already: so it
// gets ours.
static void load_pango(sm_text_engine *t)
{
    FcConfigSetCurrent(t->config);
    t->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(t->map), t->config);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(t->map), 72); // points are units
    t->context = pango_font_map_create_context(t->map);
    // "und" counts as a language of every script. Any real one would let Pango ask the environment
    // for a language of the other scripts, and that chooses fonts and forms of letters.
    pango_context_set_language(t->context, pango_language_from_string("und"));
    pango_context_set_round_glyph_positions(t->context, FALSE);

    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(t->context, options);
    cairo_font_options_destroy(options);

    t->layout = pango_layout_new(t->context);
    pango_layout_set_single_paragraph_mode(t->layout, TRUE);
    t->spaced = with_features("liga 0, clig 0");
    t->unkerned[0] = with_features("kern 0");
    t->unkerned[1] = with_features("kern 0, liga 0, clig 0");
}

static sm_status load(sm_text_engine *t, sm_error *err)
{
    if (t->layout) {
        return SM_OK;
    }
    sm_status status = load_config(t, err);
    if (status) {
        unload(t);
        return status;
    }
    load_pango(t);
    return SM_OK;
}

// ---- Faces --------------------------------------------------------------------------------------

static sm_status check_font(const sm_font *font, sm_error *err)
{
    if (!(font->size_pt >= SM_MIN_FONT_PT && font->size_pt <= SM_MAX_FONT_PT)) {
        return sm_fail(err, SM_ELIMIT, SM_NOWHERE, NULL,
                       "a font size of %g pt: SM_MIN_FONT_PT is %g, SM_MAX_FONT_PT is %g",
                       font->size_pt, SM_MIN_FONT_PT, SM_MAX_FONT_PT);
    }
    if (!(fabs(font->tracking_pt) <= SM_MAX_FONT_PT)) {
        return sm_fail(err, SM_ELIMIT, SM_NOWHERE, NULL,
                       "letters spaced by %g pt: SM_MAX_FONT_PT is %g", font->tracking_pt,
                       SM_MAX_FONT_PT);
    }
    if (!(fabs(font->word_pt) <= SM_MAX_FONT_PT)) {
        return sm_fail(err, SM_ELIMIT, SM_NOWHERE, NULL,
                       "words spaced by %g pt: SM_MAX_FONT_PT is %g", font->word_pt,
                       SM_MAX_FONT_PT);
    }
    return SM_OK;
}

static bool is_face_of(const sm_text_face *face, const sm_font *font)
{
    return face->asked.size_pt == font->size_pt && face->asked.bold == font->bold &&
           face->asked.italic == font->italic &&
           strcmp(face->asked.family, font->family ? font->family : "") == 0;
}

static PangoFontDescription *describe(const char *families, const sm_font *font)
{
    PangoFontDescription *desc = pango_font_description_new();
    pango_font_description_set_family(desc, families);
    pango_font_description_set_weight(desc, font->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(desc, font->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(desc, font->size_pt * PANGO_SCALE);
    return desc;
}

static sm_text_face *make_face(sm_text_engine *t, const sm_font *font)
{
    sm_text_face *face = sm_arena_zero(t->arena, 1, sizeof *face);
    face->asked = *font;
    face->asked.family = sm_arena_strdup(t->arena, font->family ? font->family : "");
    face->desc = describe(sm_text_resolve_family(t, font->family), font);
    PangoFontMetrics *metrics = pango_context_get_metrics(t->context, face->desc, NULL);
    face->ascent_pt = pango_units_to_double(pango_font_metrics_get_ascent(metrics));
    face->descent_pt = pango_units_to_double(pango_font_metrics_get_descent(metrics));
    face->under.top_pt = pango_units_to_double(pango_font_metrics_get_underline_position(metrics));
    face->under.thick_pt =
        pango_units_to_double(pango_font_metrics_get_underline_thickness(metrics));
    face->through.top_pt =
        pango_units_to_double(pango_font_metrics_get_strikethrough_position(metrics));
    face->through.thick_pt =
        pango_units_to_double(pango_font_metrics_get_strikethrough_thickness(metrics));
    pango_font_metrics_unref(metrics);
    return face;
}

sm_status sm_text_find_face(sm_text_engine *t, const sm_font *font, sm_text_face **out,
                            sm_error *err)
{
    sm_status status = check_font(font, err);
    if (!status) {
        status = load(t, err);
    }
    if (status) {
        return status;
    }
    sm_text_face **link = &t->faces;
    while (*link && !is_face_of(*link, font)) {
        link = &(*link)->next;
    }
    sm_text_face *face = *link;
    if (face) {
        *link = face->next;
    } else {
        face = make_face(t, font);
    }
    face->next = t->faces;
    t->faces = face;
    *out = face;
    return SM_OK;
}
