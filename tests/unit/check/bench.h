#ifndef SITMAP_TESTS_UNIT_CHECK_BENCH_H
#define SITMAP_TESTS_UNIT_CHECK_BENCH_H

// A study of one layer in a folder of its own, and what check finds in it.
//
//     bench b = bench_open(dir);
//     shapefile f = shapefile_make(SHP_POLYGON);          a layer from its file
//     ...
//     bench_check(&b, &f);
//     assert_found(&b, "ring.spike", 1, 0.5, 0.25);

#include "unit/load/shapefile.h"

#include "sitmap/check.h"

typedef struct bench {
    sm_arena *arena;
    const char *dir;
    sm_root *root;
    sm_layer layer;
    sm_side sides[2];
    sm_study study;
    const sm_features *records; // NULL: none can be read
    sm_check_result found;
} bench;

static inline const sm_features *bench_records(void *context, const sm_layer *layer)
{
    (void)layer;
    return ((bench *)context)->records;
}

static inline const sm_style *bench_style(void *context, const sm_layer *layer)
{
    (void)context, (void)layer;
    return NULL;
}

static inline bench bench_open(const char *dir)
{
    sm_arena *a = sm_arena_create();
    bench b = {.arena = a, .dir = dir, .layer = {.id = "x", .line = 3, .file = "x.shp"}};
    b.sides[0] = (sm_side){.id = "A"};
    b.sides[1] = (sm_side){.id = "B"};
    assert_int_equal(sm_root_open(dir, &b.root, NULL), SM_OK);
    b.study = (sm_study){.arena = a, .path = "study.xml", .folder = dir, .id = "x", .lang = "en"};
    return b;
}

static inline void bench_close(bench *b)
{
    sm_root_close(b->root);
    sm_arena_destroy(b->arena);
}

/** Save the file, unless it is NULL, and check the study. */
static inline void bench_check(bench *b, shapefile *f)
{
    if (f) {
        shapefile_save(f, b->dir, "x");
        test_write_file(test_path(b->dir, "x.prj"),
                        "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\","
                        "6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],"
                        "UNIT[\"Degree\",0.0174532925199433]]");
    }
    b->study.layers = &b->layer;
    b->study.n_layers = 1;
    const sm_check_input in = {.study = &b->study,
                               .root = b->root,
                               .context = b,
                               .records = bench_records,
                               .style = bench_style};
    sm_check_run(b->arena, &in, &b->found);
}

/** How many findings of a rule; the first one in `out`. */
static inline size_t bench_count(const bench *b, const char *rule, const sm_diag **out)
{
    size_t n = 0;
    for (size_t i = 0; i < b->found.findings.count; i++) {
        const sm_diag *d = &b->found.findings.items[i];
        if (strcmp(d->rule, rule) == 0 && !n++ && out) {
            *out = d;
        }
    }
    return n;
}

/** One finding of the rule, in this record and at this place (NAN: none). */
static inline void assert_found(const bench *b, const char *rule, long record, double lon,
                                double lat)
{
    const sm_diag *d = NULL;
    assert_int_equal(bench_count(b, rule, &d), 1);
    assert_int_equal(d->at.record, record);
    if (isnan(lon)) {
        assert_true(isnan(d->lon_deg));
    } else {
        assert_near(d->lon_deg, lon, 1e-9, "deg");
        assert_near(d->lat_deg, lat, 1e-9, "deg");
    }
}

/** Nothing but that no figure draws the layer. */
static inline void assert_sound(const bench *b)
{
    assert_int_equal(b->found.findings.count, bench_count(b, "study.unused", NULL));
}

static inline void assert_not_found(const bench *b, const char *rule)
{
    assert_int_equal(bench_count(b, rule, NULL), 0);
}

#endif
