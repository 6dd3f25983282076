#ifndef SITMAP_TESTS_STYLE_OF_H
#define SITMAP_TESTS_STYLE_OF_H

// Styles from texts, and features to try them on.

#include "test.h"

#include "sitmap/load.h"
#include "sitmap/sld.h"

#define L(v) "<Literal>" v "</Literal>"
#define P(name) "<PropertyName>" name "</PropertyName>"
#define F0(f) "<Function name='" f "'/>"
#define F1(f, a) "<Function name='" f "'>" a "</Function>"
#define F2(f, a, b) F1(f, a b)
#define F3(f, a, b, c) F1(f, a b c)

#define SLD(layers) "<StyledLayerDescriptor version='1.1.0'>" layers "</StyledLayerDescriptor>"
#define ONE_STYLE(ftss)                                                                            \
    SLD("<NamedLayer><Name>l</Name><UserStyle>" ftss "</UserStyle></NamedLayer>")
#define ONE_FTS(rules) ONE_STYLE("<FeatureTypeStyle>" rules "</FeatureTypeStyle>")
#define ONE_RULE(content) ONE_FTS("<Rule>" content "</Rule>")

// As QGIS writes it: version, schema, equal names.
#define QGIS_FTS(rules)                                                                            \
    "<StyledLayerDescriptor xmlns='http://www.opengis.net/sld' version='1.1.0' "                   \
    "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:se='http://www.opengis.net/se' "  \
    "xsi:schemaLocation='http://www.opengis.net/sld "                                              \
    "http://schemas.opengis.net/sld/1.1.0/StyledLayerDescriptor.xsd'><NamedLayer>"                 \
    "<se:Name>l</se:Name><UserStyle><se:Name>l</se:Name><se:FeatureTypeStyle>" rules               \
    "</se:FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>"
#define QGIS_RULE(content) QGIS_FTS("<Rule>" content "</Rule>")

typedef struct world {
    sm_arena *arena;
    sm_diags diags;
    char *dir;
    sm_root *root;
} world;

static inline int world_setup(void **state)
{
    world *w = calloc(1, sizeof *w);
    sm_error err;
    assert_non_null(w);
    w->arena = sm_arena_create();
    sm_diags_init(&w->diags, w->arena);
    w->dir = test_dir_make();
    assert_int_equal(sm_root_open(w->dir, &w->root, &err), SM_OK);
    *state = w;
    return 0;
}

static inline int world_teardown(void **state)
{
    world *w = *state;
    sm_root_close(w->root);
    test_dir_remove(w->dir);
    sm_arena_destroy(w->arena);
    free(w);
    return 0;
}

#define WORLD_TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

/** The style in this text; the findings replace those of the text before. NULL when it can not be
 *  read at all. */
static inline sm_style *load_named(world *w, const char *text, const char *name)
{
    sm_style *style = NULL;
    sm_error err;
    test_write_file(test_path(w->dir, "s.sld"), text);
    sm_diags_init(&w->diags, w->arena);
    sm_status status = sm_style_load(w->arena, w->root, "s.sld", &(sm_style_choice){.name = name},
                                     &style, &w->diags, &err);
    return status ? NULL : style;
}

static inline sm_style *load_text(world *w, const char *text)
{
    return load_named(w, text, NULL);
}

/** All findings as text. */
static inline const char *findings(world *w)
{
    sm_str all;
    sm_str_init(&all, w->arena);
    for (size_t i = 0; i < w->diags.count; i++) {
        sm_str_printf(&all, "%s\n", sm_diag_text(w->arena, &w->diags.items[i]));
    }
    return all.text;
}

/** A style that must be read without warning. */
static inline sm_style *load_clean(world *w, const char *text)
{
    sm_style *style = load_text(w, text);
    assert_non_null(style);
    if (sm_diags_count(&w->diags, SM_WARNING)) {
        fail_msg("unexpected: %s", findings(w));
    }
    return style;
}

// A feature with a field of each type:
//     name "Hadrut"   rank 2   since 2020-10-09   none (null)   name_en "Shusha"   name_az "Şuşa"
#define N_FIELDS 6

static sm_field test_field_items[N_FIELDS] = {
    {"name", SM_VALUE_TEXT, 40, 0},    {"rank", SM_VALUE_NUMBER, 10, 0},
    {"since", SM_VALUE_DATE, 8, 0},    {"none", SM_VALUE_TEXT, 10, 0},
    {"name_en", SM_VALUE_TEXT, 40, 0}, {"name_az", SM_VALUE_TEXT, 40, 0},
};
static const sm_fields test_fields = {test_field_items, N_FIELDS, N_FIELDS};

static inline sm_feature test_feature(world *w)
{
    sm_value *v = sm_arena_zero(w->arena, N_FIELDS, sizeof *v);
    v[0] = (sm_value){.type = SM_VALUE_TEXT, .text = "Hadrut"};
    v[1] = (sm_value){.type = SM_VALUE_NUMBER, .number = 2, .text = "2"};
    v[2] = (sm_value){.type = SM_VALUE_DATE, .day = 18544}; // 2020-10-09
    v[4] = (sm_value){.type = SM_VALUE_TEXT, .text = "Shusha"};
    v[5] = (sm_value){.type = SM_VALUE_TEXT, .text = "Şuşa"};
    sm_path *path = sm_arena_alloc(w->arena, sizeof *path);
    sm_path_init(path, w->arena, SM_SPACE_LONLAT, SM_SHAPE_RINGS);
    const sm_point square[] = {{0, 0}, {0, 2}, {2, 2}, {2, 0}, {0, 0}};
    for (size_t i = 0; i < 5; i++) {
        sm_path_add(path, square[i].x, square[i].y);
    }
    return (sm_feature){.record = 7, .fields = &test_fields, .values = v, .path = path};
}

static const sm_style_env test_env = {
    .scale_denom = 1e6, .figure_width_mm = 170, .lang = "en", .date = "2020-10-25", .variant = ""};

/** Symbols of the feature in an environment; findings are added. */
static inline sm_symbols symbols_in(world *w, const sm_style *style, const sm_style_env *env)
{
    sm_feature f = test_feature(w);
    sm_symbols out;
    sm_style_resolve(w->arena, style, &f, env, &out, &w->diags);
    return out;
}

static inline sm_symbols symbols_of(world *w, const char *text)
{
    return symbols_in(w, load_clean(w, text), &test_env);
}

/** The only symbol of a text. */
static inline const sm_symbol *symbol_of(world *w, const char *text)
{
    sm_symbols all = symbols_of(w, text);
    assert_int_equal(all.count, 1);
    return &all.items[0];
}

#endif
