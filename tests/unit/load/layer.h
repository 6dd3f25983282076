#ifndef SITMAP_TESTS_UNIT_LOAD_LAYER_H
#define SITMAP_TESTS_UNIT_LOAD_LAYER_H

// A layer under test: a folder, what opening and reading it gave, and what was said about it.

#include "load/shapefile.h"

#include "sitmap/load.h"

typedef struct layer {
    char *dir;
    sm_arena *arena, *scratch;
    sm_root *root;
    sm_source *source;
    sm_features features;
    sm_diags diags;
    sm_error err;
} layer;

static inline int layer_setup(void **state)
{
    layer *l = calloc(1, sizeof *l);
    assert_non_null(l);
    l->dir = test_dir_make();
    l->arena = sm_arena_create();
    l->scratch = sm_arena_create();
    sm_diags_init(&l->diags, l->arena);
    assert_int_equal(sm_root_open(l->dir, &l->root, &l->err), SM_OK);
    *state = l;
    return 0;
}

static inline int layer_teardown(void **state)
{
    layer *l = *state;
    sm_source_close(l->source);
    sm_root_close(l->root);
    sm_arena_destroy(l->scratch);
    sm_arena_destroy(l->arena);
    test_dir_remove(l->dir);
    free(l);
    return 0;
}

#define LAYER_TEST(name) cmocka_unit_test_setup_teardown(name, layer_setup, layer_teardown)

static inline sm_status layer_open(layer *l, const char *path)
{
    sm_source_close(l->source);
    l->source = NULL;
    return sm_source_open(l->arena, l->root, path, NULL, &l->source, &l->diags, &l->err);
}

/** Read all of what is open, from the start. */
static inline const sm_features *layer_reread(layer *l)
{
    sm_status status = sm_source_read_all(l->arena, l->source, &l->features, &l->diags, &l->err);
    if (status) {
        fail_msg("%s", l->err.message);
    }
    return &l->features;
}

/** Open x.shp and read all of it. */
static inline const sm_features *layer_read(layer *l)
{
    if (layer_open(l, "x.shp")) {
        fail_msg("%s", l->err.message);
    }
    return layer_reread(l);
}

static inline const sm_diag *layer_finding(const layer *l, const char *rule)
{
    for (size_t i = 0; i < l->diags.count; i++) {
        if (strcmp(l->diags.items[i].rule, rule) == 0) {
            return &l->diags.items[i];
        }
    }
    return NULL;
}

static inline void layer_show(const layer *l)
{
    for (size_t i = 0; i < l->diags.count; i++) {
        print_error("%s\n", sm_diag_text(l->arena, &l->diags.items[i]));
    }
}

/** Nothing was said but findings of these rules (NULL-terminated), each at least once. */
static inline void layer_check(const layer *l, const char *const *rules)
{
    size_t known = 0;
    for (size_t i = 0; rules[i]; i++) {
        if (!layer_finding(l, rules[i])) {
            layer_show(l);
            fail_msg("no finding of rule %s", rules[i]);
        }
        for (size_t k = 0; k < l->diags.count; k++) {
            known += strcmp(l->diags.items[k].rule, rules[i]) == 0;
        }
    }
    if (known != l->diags.count) {
        layer_show(l);
        fail_msg("%zu findings that were not expected", l->diags.count - known);
    }
}
#define assert_findings(l, ...) layer_check((l), (const char *const[]){__VA_ARGS__, NULL})
#define assert_no_findings(l) layer_check((l), (const char *const[]){NULL})

/** The path of a file beside the layer. */
static inline const char *beside(const layer *l, const char *name)
{
    return test_path(l->dir, name);
}

#endif
