// The files of a layer together: which are found, what is passed over, what is never touched.
#include "load/layer.h"

#include <dirent.h>

static void save_points(layer *l, const char *name)
{
    shapefile f = shapefile_make(SHP_POINT);
    shapefile_field(&f, "N", 'N', 3, 0);
    for (int i = 0; i < 10; i++) {
        char digits[12];
        snprintf(digits, sizeof digits, "%d", i);
        shapefile_point(&f, i, 50 - i);
        shapefile_row(&f, ' ', digits);
    }
    shapefile_save(&f, l->dir, name);
}

static bool next(layer *l, const sm_box *box, size_t *outside, sm_feature *f)
{
    return sm_source_next(l->source, l->scratch, box, outside, f, &l->diags, &l->err);
}

// ---- Streaming ----------------------------------------------------------------------------------

static void test_next_streams_with_a_rewound_arena(void **state)
{
    layer *l = *state;
    save_points(l, "x");
    assert_int_equal(layer_open(l, "x.shp"), SM_OK);
    sm_arena_mark mark = sm_arena_mark_now(l->scratch);
    for (int round = 0; round < 2; round++) {
        sm_feature f;
        long records = 0;
        while (next(l, NULL, NULL, &f)) {
            assert_int_equal(f.record, ++records);
            assert_near(f.path->points[0].x, (double)records - 1, 0, "deg");
            assert_near(f.values[0].number, (double)records - 1, 0, "");
            sm_arena_rewind(l->scratch, mark);
        }
        assert_int_equal(l->err.status, SM_OK);
        assert_int_equal(records, 10);
        assert_false(next(l, NULL, NULL, &f)); // the end stays the end
        sm_source_rewind(l->source);
    }
    assert_no_findings(l);
}

static void test_next_passes_over_what_is_outside(void **state)
{
    layer *l = *state;
    save_points(l, "x");
    assert_int_equal(layer_open(l, "x.shp"), SM_OK);
    sm_box box = {2, 0, 4, 47.5};
    sm_feature f;
    size_t outside = 0;
    assert_true(next(l, &box, &outside, &f));
    assert_int_equal(f.record, 4); // (3, 47); (2, 48) is above the box
    assert_true(next(l, &box, &outside, &f));
    assert_int_equal(f.record, 5); // (4, 46), on the edge
    assert_false(next(l, &box, &outside, &f));
    assert_int_equal(outside, 8);
    sm_source_rewind(l->source);
    assert_true(next(l, &box, NULL, &f));
}

static void test_next_keeps_a_polygon_around_the_box(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_POLYGON);
    shapefile_shape(&f, PARTS(0), POINTS({0, 0}, {0, 100}, {100, 100}, {100, 0}, {0, 0}));
    shapefile_shape(&f, PARTS(0), POINTS({60, 60}, {60, 70}, {70, 70}, {70, 60}, {60, 60}));
    shapefile_null(&f);
    shapefile_save(&f, l->dir, "x");
    assert_int_equal(layer_open(l, "x.shp"), SM_OK);
    sm_box box = {40, 40, 50, 50};
    sm_feature feature;
    size_t outside = 0;
    assert_true(next(l, &box, &outside, &feature));
    assert_int_equal(feature.record, 1); // all of its vertices lie outside
    assert_true(next(l, &box, &outside, &feature));
    assert_int_equal(feature.record, 3); // a null shape lies nowhere
    assert_false(next(l, &box, &outside, &feature));
    assert_int_equal(outside, 1);
}

static void test_read_all_shares_one_arena_with_findings(void **state)
{
    layer *l = *state;
    save_points(l, "x");
    patch_double(beside(l, "x.shp"), 100 + 28 * 4 + 12, (double)NAN); // x of record 5
    assert_int_equal(layer_read(l)->count, 9);
    assert_string_equal(l->features.name, "x.shp");
    assert_findings(l, "shp.coordinate");
    for (size_t i = 0; i < 9; i++) {
        const sm_feature *f = &l->features.items[i];
        assert_near(f->path->points[0].x, (double)f->record - 1, 0, "deg");
        assert_near(f->values[0].number, (double)f->record - 1, 0, "");
    }
}

static void test_features_outlive_their_source(void **state)
{
    layer *l = *state;
    save_points(l, "x");
    layer_read(l);
    sm_source_close(l->source);
    l->source = NULL;
    sm_source_close(NULL);
    assert_string_equal(l->features.fields->items[0].name, "N");
    assert_near(l->features.items[9].values[0].number, 9, 0, "");
    assert_near(l->features.items[9].path->points[0].y, 41, 0, "deg");
}

// ---- Which files --------------------------------------------------------------------------------

static void test_open_finds_siblings_in_folders_and_capitals(void **state)
{
    layer *l = *state;
    static const char *const names[][2] = {
        {"x.shp", "X.SHP"}, {"x.shx", "X.SHX"}, {"x.dbf", "X.DBF"}};
    save_points(l, "x");
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(rename(beside(l, names[i][0]), beside(l, names[i][1])), 0);
    }
    assert_int_equal(layer_open(l, "X.SHP"), SM_OK);
    assert_true(sm_source_describe(l->source)->has_shx);
    assert_true(sm_source_describe(l->source)->has_dbf);
    assert_int_equal(rename(beside(l, "X.DBF"), beside(l, "X.dbf")), 0);
    assert_int_equal(layer_open(l, "X.SHP"), SM_OK);
    assert_true(sm_source_describe(l->source)->has_dbf);
    assert_int_equal(mkdir(beside(l, "sub"), 0777), 0);
    save_points(l, "sub/y");
    assert_int_equal(layer_open(l, "sub/y.shp"), SM_OK);
    assert_true(sm_source_describe(l->source)->has_dbf);
    assert_string_equal(sm_source_describe(l->source)->path, "sub/y.shp");
    assert_no_findings(l);
}

static void test_open_refuses_siblings_that_are_no_files(void **state)
{
    layer *l = *state;
    save_points(l, "x");
    assert_int_equal(unlink(beside(l, "x.shx")), 0);
    assert_int_equal(unlink(beside(l, "x.dbf")), 0);
    assert_int_equal(mkfifo(beside(l, "x.shx"), 0666), 0);
    assert_int_equal(symlink("/etc/passwd", beside(l, "x.dbf")), 0);
    assert_int_equal(symlink("/etc/passwd", beside(l, "x.prj")), 0);
    assert_int_equal(layer_read(l)->count, 10);
    assert_findings(l, "file.refused", "shp.no-shx", "shp.no-dbf");
    assert_int_equal(l->diags.count, 5);
    assert_string_contains(l->diags.items[0].message, "not a regular file; taken as missing");
    assert_null(sm_source_describe(l->source)->crs_wkt);
}

static void test_open_refuses_a_shp_that_is_no_file(void **state)
{
    layer *l = *state;
    assert_int_equal(mkfifo(beside(l, "x.shp"), 0666), 0);
    assert_int_equal(layer_open(l, "x.shp"), SM_EINPUT);
}

static void test_open_reads_the_prj(void **state)
{
    layer *l = *state;
    save_points(l, "x");
    layer_read(l);
    assert_false(sm_source_describe(l->source)->has_prj);
    assert_null(sm_source_describe(l->source)->crs_wkt);
    test_write_file(beside(l, "x.prj"), "\xEF\xBB\xBFGEOGCS[\"GCS_WGS_1984\"]");
    layer_read(l);
    assert_true(sm_source_describe(l->source)->has_prj);
    assert_string_equal(sm_source_describe(l->source)->crs_wkt, "GEOGCS[\"GCS_WGS_1984\"]");
    assert_no_findings(l);
}

static void test_open_refuses_a_prj_that_is_no_text(void **state)
{
    layer *l = *state;
    save_points(l, "x");
    test_write_bytes(beside(l, "x.prj"), "GEOGCS\0[]", 9);
    layer_read(l);
    assert_findings(l, "prj.broken");
    assert_true(sm_source_describe(l->source)->has_prj);
    assert_null(sm_source_describe(l->source)->crs_wkt);
    cut(beside(l, "x.prj"), 65537);
    layer_read(l);
    assert_int_equal(l->diags.count, 2);
    assert_string_contains(l->diags.items[1].message, "65537 bytes, the limit is 65536");
}

static void test_open_only_notices_a_qix(void **state)
{
    layer *l = *state;
    save_points(l, "x");
    layer_read(l);
    assert_false(sm_source_describe(l->source)->has_qix);
    test_write_file(beside(l, "x.qix"), "SQT nonsense");
    test_write_file(beside(l, "x.sbn"), "nonsense");
    assert_int_equal(layer_read(l)->count, 10);
    assert_true(sm_source_describe(l->source)->has_qix);
    assert_no_findings(l);
}

static size_t count_entries(const char *dir)
{
    DIR *d = opendir(dir);
    assert_non_null(d);
    size_t n = 0;
    while (readdir(d)) {
        n++;
    }
    closedir(d);
    return n;
}

static void test_open_writes_nothing_and_keeps_no_descriptor(void **state)
{
    layer *l = *state;
    save_points(l, "x");
    assert_int_equal(unlink(beside(l, "x.shx")), 0);
    size_t files = count_entries(l->dir), descriptors = count_entries("/proc/self/fd");
    layer_read(l);
    sm_source_close(l->source);
    l->source = NULL;
    assert_int_equal(count_entries("/proc/self/fd"), descriptors);
    patch_le(beside(l, "x.shp"), 32, 31, 4);
    assert_int_equal(layer_open(l, "x.shp"), SM_EINPUT);
    assert_int_equal(count_entries("/proc/self/fd"), descriptors);
    assert_int_equal(count_entries(l->dir), files);
}

static void test_findings_name_the_file_below_the_root(void **state)
{
    layer *l = *state;
    save_points(l, "x");
    assert_int_equal(unlink(beside(l, "x.shx")), 0);
    layer_read(l);
    assert_string_equal(l->diags.items[0].at.file, beside(l, "x.shx"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LAYER_TEST(test_next_streams_with_a_rewound_arena),
        LAYER_TEST(test_next_passes_over_what_is_outside),
        LAYER_TEST(test_next_keeps_a_polygon_around_the_box),
        LAYER_TEST(test_read_all_shares_one_arena_with_findings),
        LAYER_TEST(test_features_outlive_their_source),
        LAYER_TEST(test_open_finds_siblings_in_folders_and_capitals),
        LAYER_TEST(test_open_refuses_siblings_that_are_no_files),
        LAYER_TEST(test_open_refuses_a_shp_that_is_no_file),
        LAYER_TEST(test_open_reads_the_prj),
        LAYER_TEST(test_open_refuses_a_prj_that_is_no_text),
        LAYER_TEST(test_open_only_notices_a_qix),
        LAYER_TEST(test_open_writes_nothing_and_keeps_no_descriptor),
        LAYER_TEST(test_findings_name_the_file_below_the_root),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
