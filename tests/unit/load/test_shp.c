// Geometry: every type, and every way in which a .shp or .shx can be wrong.
#include "load/layer.h"

#include "sitmap/limits.h"

#define SQUARE POINTS({0, 0}, {0, 10}, {10, 10}, {10, 0}, {0, 0})

static const sm_point *part_of(const sm_feature *f, size_t part, size_t *n)
{
    assert_true(part < f->path->n_parts);
    return sm_path_part(f->path, part, n);
}

static void assert_part(const sm_feature *f, size_t part, const sm_point *expected, size_t n)
{
    size_t have;
    const sm_point *p = part_of(f, part, &have);
    assert_int_equal(have, n);
    for (size_t i = 0; i < n; i++) {
        assert_near(p[i].x, expected[i].x, 0, "deg");
        assert_near(p[i].y, expected[i].y, 0, "deg");
    }
}

// ---- Types --------------------------------------------------------------------------------------

static void test_read_knows_every_type(void **state)
{
    layer *l = *state;
    static const struct {
        int type;
        const char *name;
        sm_shape shape;
        bool has_z, has_m;
    } types[] = {
        {SHP_POINT, "Point", SM_SHAPE_POINTS, false, false},
        {SHP_LINE, "PolyLine", SM_SHAPE_LINES, false, false},
        {SHP_POLYGON, "Polygon", SM_SHAPE_RINGS, false, false},
        {SHP_MULTIPOINT, "MultiPoint", SM_SHAPE_POINTS, false, false},
        {SHP_POINT_Z, "PointZ", SM_SHAPE_POINTS, true, true},
        {SHP_LINE_Z, "PolyLineZ", SM_SHAPE_LINES, true, true},
        {SHP_POLYGON_Z, "PolygonZ", SM_SHAPE_RINGS, true, true},
        {SHP_MULTIPOINT_Z, "MultiPointZ", SM_SHAPE_POINTS, true, true},
        {SHP_POINT_M, "PointM", SM_SHAPE_POINTS, false, true},
        {SHP_LINE_M, "PolyLineM", SM_SHAPE_LINES, false, true},
        {SHP_POLYGON_M, "PolygonM", SM_SHAPE_RINGS, false, true},
        {SHP_MULTIPOINT_M, "MultiPointM", SM_SHAPE_POINTS, false, true},
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        shapefile f = shapefile_make(types[i].type);
        shapefile_shape(&f, PARTS(0), SQUARE);
        shapefile_null(&f);
        shapefile_save(&f, l->dir, "x");
        const sm_features *all = layer_read(l);
        const sm_source_info *info = sm_source_describe(l->source);
        assert_int_equal(all->count, 2);
        assert_string_equal(info->type_name, types[i].name);
        assert_int_equal(info->shape_type, types[i].type);
        assert_int_equal(info->shape, types[i].shape);
        assert_int_equal(info->has_z, types[i].has_z);
        assert_int_equal(info->has_m, types[i].has_m);
        assert_int_equal(all->items[0].path->shape, types[i].shape);
        assert_int_equal(all->items[0].path->space, SM_SPACE_LONLAT);
        size_t n = types[i].type % 10 == SHP_POINT ? 1 : 5;
        assert_part(&all->items[0], 0,
                    (const sm_point[]){{0, 0}, {0, 10}, {10, 10}, {10, 0}, {0, 0}}, n);
        assert_int_equal(all->items[1].path->n_points, 0);
        assert_int_equal(all->items[1].path->shape, types[i].shape);
    }
    assert_findings(l, "shp.no-dbf");
}

static void test_read_takes_types_without_their_m_block(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_LINE_Z);
    bytes content = shape_content(SHP_LINE, PARTS(0), POINTS({1, 2}, {3, 4}));
    content.data[0] = SHP_LINE_Z;
    shapefile_record(&f, &content);
    free(content.data);
    shapefile_save(&f, l->dir, "x");
    const sm_features *all = layer_read(l);
    assert_int_equal(all->count, 1);
    assert_part(&all->items[0], 0, POINTS({1, 2}, {3, 4}));
}

static void test_open_refuses_other_types_by_name(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_POINT);
    shapefile_save(&f, l->dir, "x");
    patch_le(beside(l, "x.shp"), 32, 31, 4);
    assert_int_equal(layer_open(l, "x.shp"), SM_EINPUT);
    assert_string_contains(l->err.message, "MultiPatch");
    assert_string_contains(l->err.file, "x.shp");
    patch_le(beside(l, "x.shp"), 32, 77, 4);
    assert_int_equal(layer_open(l, "x.shp"), SM_EFORMAT);
    assert_string_contains(l->err.message, "77");
}

static void test_open_accepts_a_file_of_null_shapes(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_NULL);
    shapefile_null(&f);
    shapefile_save(&f, l->dir, "x");
    const sm_features *all = layer_read(l);
    assert_int_equal(all->count, 1);
    assert_int_equal(all->items[0].path->n_points, 0);
    assert_string_equal(sm_source_describe(l->source)->type_name, "Null");
}

static void test_open_refuses_what_is_no_shapefile(void **state)
{
    layer *l = *state;
    test_write_file(beside(l, "x.shp"), "short");
    assert_int_equal(layer_open(l, "x.shp"), SM_EFORMAT);
    assert_string_contains(l->err.message, "shorter");
    shapefile f = shapefile_make(SHP_POINT);
    shapefile_save(&f, l->dir, "x");
    cut(beside(l, "x.shp"), 99);
    assert_int_equal(layer_open(l, "x.shp"), SM_EFORMAT);
    test_write_bytes(beside(l, "x.shp"), (char[200]){0}, 200);
    assert_int_equal(layer_open(l, "x.shp"), SM_EFORMAT);
    assert_string_contains(l->err.message, "first bytes");
    assert_int_equal(layer_open(l, "none.shp"), SM_EIO);
    assert_int_equal(layer_open(l, "x.dbf"), SM_EINPUT);
    assert_int_equal(layer_open(l, "x"), SM_EINPUT);
    assert_int_equal(layer_open(l, "../x.shp"), SM_EINPUT);
}

static void test_open_reads_an_empty_layer(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_POINT);
    shapefile_save(&f, l->dir, "x");
    assert_int_equal(layer_read(l)->count, 0);
    assert_findings(l, "shp.no-dbf");
}

// ---- Parts and rings ----------------------------------------------------------------------------

static void test_read_splits_parts(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_LINE);
    shapefile_shape(&f, PARTS(0, 2, 5),
                    POINTS({0, 0}, {1, 0}, {2, 0}, {2, 1}, {2, 2}, {5, 5}, {6, 6}));
    shapefile_save(&f, l->dir, "x");
    const sm_features *all = layer_read(l);
    assert_int_equal(all->items[0].path->n_parts, 3);
    assert_part(&all->items[0], 0, POINTS({0, 0}, {1, 0}));
    assert_part(&all->items[0], 1, POINTS({2, 0}, {2, 1}, {2, 2}));
    assert_part(&all->items[0], 2, POINTS({5, 5}, {6, 6}));
}

static void test_read_closes_rings(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_POLYGON);
    shapefile_shape(&f, PARTS(0), POINTS({0, 0}, {0, 1}, {1, 1}));
    shapefile_save(&f, l->dir, "x");
    assert_part(&layer_read(l)->items[0], 0, POINTS({0, 0}, {0, 1}, {1, 1}, {0, 0}));
    assert_findings(l, "shp.no-dbf");
}

static void test_read_drops_degenerate_parts(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_POLYGON);
    shapefile_shape(&f, PARTS(0), SQUARE);
    // A ring of two points, one without area, an empty one, a good one, an empty one at the end.
    shapefile_shape(&f, PARTS(0, 2, 6, 6, 11),
                    POINTS({0, 0}, {1, 1}, {3, 3}, {4, 4}, {5, 5}, {3, 3}, {0, 0}, {0, 5}, {5, 5},
                           {5, 0}, {0, 0}));
    shapefile_save(&f, l->dir, "x");
    const sm_features *all = layer_read(l);
    assert_int_equal(all->items[1].path->n_parts, 1);
    assert_part(&all->items[1], 0, POINTS({0, 0}, {0, 5}, {5, 5}, {5, 0}, {0, 0}));
    assert_findings(l, "shp.no-dbf", "shp.degenerate");
    const sm_diag *d = layer_finding(l, "shp.degenerate");
    assert_int_equal(d->at.record, 2);
    assert_int_equal(d->severity, SM_NOTE);
    assert_string_contains(d->message, "(4 in the layer");
}

static void test_read_drops_lines_of_one_point(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_LINE);
    shapefile_shape(&f, PARTS(0, 1), POINTS({0, 0}, {1, 1}, {2, 2}));
    shapefile_save(&f, l->dir, "x");
    const sm_features *all = layer_read(l);
    assert_int_equal(all->items[0].path->n_parts, 1);
    assert_part(&all->items[0], 0, POINTS({1, 1}, {2, 2}));
    assert_non_null(layer_finding(l, "shp.degenerate"));
}

static void test_read_turns_rings_and_says_so_once(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_POLYGON);
    for (int i = 0; i < 3; i++) {
        shapefile_shape(
            &f, PARTS(0, 5),
            POINTS({0, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}, {2, 2}, {4, 2}, {4, 4}, {2, 4}, {2, 2}));
    }
    shapefile_save(&f, l->dir, "x");
    const sm_features *all = layer_read(l);
    assert_part(&all->items[0], 0, POINTS({0, 0}, {0, 9}, {9, 9}, {9, 0}, {0, 0}));
    assert_part(&all->items[0], 1, POINTS({2, 2}, {4, 2}, {4, 4}, {2, 4}, {2, 2}));
    assert_findings(l, "shp.no-dbf", "shp.winding");
    assert_string_contains(layer_finding(l, "shp.winding")->message, "(3 in the layer");
    assert_int_equal(layer_finding(l, "shp.winding")->at.record, 1);
    layer_reread(l);
    assert_int_equal(l->diags.count, 2);
}

// ---- Records that cannot be read ----------------------------------------------------------------

// Three squares; the record in the middle begins at byte 236 and its content at 244.
enum { MIDDLE = 100 + 136, CONTENT = MIDDLE + 8 };

static void save_three_squares(layer *l)
{
    shapefile f = shapefile_make(SHP_POLYGON);
    for (int i = 0; i < 3; i++) {
        shapefile_shape(&f, PARTS(0), SQUARE);
    }
    assert_int_equal(f.shp.len, 3 * 136);
    shapefile_save(&f, l->dir, "x");
}

// The middle record must be reported under this rule; the others stay.
static void assert_middle_is_left_out(layer *l, const char *rule, const char *message)
{
    const sm_features *all = layer_read(l);
    assert_int_equal(all->count, 2);
    assert_int_equal(all->items[0].record, 1);
    assert_int_equal(all->items[1].record, 3);
    assert_int_equal(all->items[1].path->n_points, 5);
    assert_findings(l, "shp.no-dbf", rule);
    const sm_diag *d = layer_finding(l, rule);
    assert_int_equal(d->at.record, 2);
    assert_int_equal(d->severity, SM_WARNING);
    assert_string_contains(d->at.file, "/x.shp");
    assert_string_contains(d->message, message);
    assert_true(strlen(d->mend) > 0);
}

static void test_read_reports_another_type(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    patch_le(beside(l, "x.shp"), CONTENT, SHP_LINE, 4);
    assert_middle_is_left_out(l, "shp.type", "type 3 in a file of type Polygon (5)");
}

static void test_read_reports_too_many_points(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    patch_le(beside(l, "x.shp"), CONTENT + 40, 6, 4);
    assert_middle_is_left_out(l, "shp.truncated", "has 128 bytes, its shape needs 144");
}

static void test_read_reports_absurd_counts(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    patch_le(beside(l, "x.shp"), CONTENT + 36, 0xFFFFFFFFFFFFFFFF, 8);
    assert_middle_is_left_out(l, "shp.truncated", "its shape needs 85899345944"); // 20 * 2^32 + 24
}

static void test_read_reports_points_without_parts(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    patch_le(beside(l, "x.shp"), CONTENT + 36, 0, 4);
    assert_middle_is_left_out(l, "shp.parts", "5 points, but no parts");
}

static void test_read_reports_parts_out_of_order(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    patch_le(beside(l, "x.shp"), CONTENT + 44, 1, 4);
    assert_middle_is_left_out(l, "shp.parts", "part 1 begins at point 1 of 5");
}

static void test_read_reports_parts_beyond_the_points(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_LINE);
    shapefile_shape(&f, PARTS(0), POINTS({0, 0}, {1, 1}));
    shapefile_shape(&f, PARTS(0, 5), POINTS({0, 0}, {1, 1}, {2, 2}, {3, 3}));
    shapefile_shape(&f, PARTS(0, 3, 2), POINTS({0, 0}, {1, 1}, {2, 2}, {3, 3}));
    shapefile_save(&f, l->dir, "x");
    assert_int_equal(layer_read(l)->count, 1);
    assert_findings(l, "shp.no-dbf", "shp.parts");
    assert_int_equal(l->diags.count, 3);
    assert_string_contains(l->diags.items[1].message, "part 2 begins at point 5 of 4");
    assert_string_contains(l->diags.items[2].message, "part 3 begins at point 2 of 4");
}

static void check_coordinate(layer *l, double v, const char *message)
{
    save_three_squares(l);
    patch_double(beside(l, "x.shp"), CONTENT + 48 + 2 * 16 + 8, v);
    assert_middle_is_left_out(l, "shp.coordinate", message);
    sm_diags_init(&l->diags, l->arena);
}

static void test_read_reports_vertices_that_are_no_place(void **state)
{
    layer *l = *state;
    check_coordinate(l, (double)NAN, "point 3");
    check_coordinate(l, (double)INFINITY, "point 3 (10, inf)");
    check_coordinate(l, -(double)INFINITY, "point 3");
    check_coordinate(l, 1.0000001e15, "point 3");
    check_coordinate(l, -1e38, "point 3 (10, -1e+38)");
}

static void test_read_accepts_the_largest_coordinate(void **state)
{
    layer *l = *state;
    shapefile f = shapefile_make(SHP_POINT);
    shapefile_point(&f, SM_MAX_COORDINATE, -SM_MAX_COORDINATE);
    shapefile_save(&f, l->dir, "x");
    assert_part(&layer_read(l)->items[0], 0, POINTS({1e15, -1e15}));
}

static void test_read_does_not_believe_boxes(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    for (int i = 0; i < 4; i++) {
        patch_double(beside(l, "x.shp"), CONTENT + 4 + 8 * i, (double)NAN);
        patch_double(beside(l, "x.shp"), 36 + 8 * i, -1e300);
    }
    assert_int_equal(layer_read(l)->count, 3);
    assert_findings(l, "shp.no-dbf");
    assert_near(sm_source_describe(l->source)->header_box.x0, -1e300, 0, "");
}

static void test_read_reports_each_bad_record_once(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    patch_le(beside(l, "x.shp"), CONTENT, SHP_LINE, 4);
    layer_read(l);
    layer_reread(l);
    assert_int_equal(layer_finding(l, "shp.type")->times, 1);
}

// The limit is on what a record may hold; a sparse file shows it without the bytes.
static void test_read_limits_vertices_of_a_record(void **state)
{
    layer *l = *state;
    bytes content = {NULL, 0, 0};
    put_le(&content, SHP_MULTIPOINT, 4);
    put_box(&content, NULL, 0);
    put_le(&content, SM_MAX_RECORD_VERTICES + 1, 4);
    shapefile f = shapefile_make(SHP_MULTIPOINT);
    shapefile_record(&f, &content);
    free(content.data);
    shapefile_save(&f, l->dir, "x");
    uint32_t words = (40 + 16 * (SM_MAX_RECORD_VERTICES + 1u)) / 2;
    patch_be32(beside(l, "x.shp"), 104, words);
    patch_be32(beside(l, "x.shx"), 104, words);
    cut(beside(l, "x.shp"), 108 + 2 * (long)words);
    assert_int_equal(layer_open(l, "x.shp"), SM_OK);
    sm_feature feature;
    assert_false(sm_source_next(l->source, l->scratch, NULL, NULL, &feature, &l->diags, &l->err));
    assert_int_equal(l->err.status, SM_ELIMIT);
    assert_string_contains(l->err.message, "SM_MAX_RECORD_VERTICES");
    assert_int_equal(l->err.record, 1);
    assert_int_equal(sm_source_read_all(l->arena, l->source, &l->features, &l->diags, NULL),
                     SM_ELIMIT);
}

// ---- Files cut short, and indexes that lie ------------------------------------------------------

static void test_read_reports_records_that_were_cut_off(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    cut(beside(l, "x.shp"), -1);
    assert_int_equal(layer_read(l)->count, 2);
    assert_findings(l, "shp.no-dbf", "shp.length", "shp.truncated");
    assert_int_equal(layer_finding(l, "shp.truncated")->at.record, 3);
    assert_string_contains(layer_finding(l, "shp.length")->message,
                           "says 508 bytes, the file has 507");
}

static void test_read_reports_each_record_beyond_the_end(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    cut(beside(l, "x.shp"), 240);
    assert_int_equal(layer_read(l)->count, 1);
    assert_int_equal(l->diags.count, 4); // no-dbf, length, records 2 and 3
}

static void test_read_scans_when_there_is_no_index(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    assert_int_equal(unlink(beside(l, "x.shx")), 0);
    const sm_features *all = layer_read(l);
    assert_int_equal(all->count, 3);
    assert_part(&all->items[2], 0, SQUARE);
    assert_findings(l, "shp.no-dbf", "shp.no-shx");
    assert_false(sm_source_describe(l->source)->has_shx);
    assert_int_equal(access(beside(l, "x.shx"), F_OK), -1); // nothing is written beside the input
}

static void test_read_scans_up_to_where_records_end(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    assert_int_equal(unlink(beside(l, "x.shx")), 0);
    append(beside(l, "x.shp"), (char[40]){0}, 40);
    assert_int_equal(layer_read(l)->count, 3);
    assert_findings(l, "shp.no-dbf", "shp.no-shx", "shp.length", "shp.tail");
    assert_string_contains(layer_finding(l, "shp.tail")->message, "byte 508");
}

static void test_read_scans_a_record_that_was_cut_off(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    assert_int_equal(unlink(beside(l, "x.shx")), 0);
    cut(beside(l, "x.shp"), -8);
    assert_int_equal(layer_read(l)->count, 2);
    assert_findings(l, "shp.no-dbf", "shp.no-shx", "shp.length", "shp.truncated");
    assert_int_equal(layer_finding(l, "shp.truncated")->at.record, 3);
}

static void test_read_scans_when_the_index_is_broken(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    patch_be32(beside(l, "x.shx"), 0, 1234);
    assert_int_equal(layer_read(l)->count, 3);
    assert_findings(l, "shp.no-dbf", "shx.broken");
    cut(beside(l, "x.shx"), 99);
    assert_int_equal(layer_read(l)->count, 3);
    cut(beside(l, "x.shx"), 0);
    assert_int_equal(layer_read(l)->count, 3);
}

static void test_read_follows_an_index_with_gaps(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    // The second entry names the third record, and the last is cut off: the middle is unused.
    patch_be32(beside(l, "x.shx"), 108, (100 + 2 * 136) / 2);
    cut(beside(l, "x.shx"), 116);
    patch_double(beside(l, "x.shp"), 100 + 2 * 136 + 8 + 48 + 16, 4); // x of the second point
    const sm_features *all = layer_read(l);
    assert_int_equal(all->count, 2);
    size_t n;
    assert_near(part_of(&all->items[1], 0, &n)[1].x, 4, 0, "deg");
    assert_findings(l, "shp.no-dbf");
}

static void test_read_follows_an_index_in_another_order(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    patch_be32(beside(l, "x.shx"), 100, (100 + 2 * 136) / 2);
    patch_be32(beside(l, "x.shx"), 116, 50);
    patch_double(beside(l, "x.shp"), 100 + 2 * 136 + 8 + 48 + 16, 4);
    const sm_features *all = layer_read(l);
    size_t n;
    assert_near(part_of(&all->items[0], 0, &n)[1].x, 4, 0, "deg");
    assert_near(part_of(&all->items[2], 0, &n)[1].x, 0, 0, "deg");
    assert_findings(l, "shp.no-dbf");
}

static void test_read_scans_when_entries_overlap(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    patch_be32(beside(l, "x.shx"), 108, 50); // the first record again
    assert_int_equal(layer_read(l)->count, 3);
    assert_findings(l, "shp.no-dbf", "shx.overlap");
    patch_be32(beside(l, "x.shx"), 108, (MIDDLE - 2) / 2);
    assert_int_equal(layer_read(l)->count, 3);
}

// 3 MB of entries that name one record of 100,000 points would be 4e10 points.
static void test_read_is_not_led_by_aliased_entries(void **state)
{
    layer *l = *state;
    enum { N = 100000, ENTRIES = 375000 };
    sm_point *points = calloc(N, sizeof *points);
    assert_non_null(points);
    shapefile f = shapefile_make(SHP_MULTIPOINT);
    shapefile_shape(&f, NULL, 0, points, N);
    free(points);
    f.shx.len = 0;
    for (int i = 0; i < ENTRIES; i++) {
        put_be32(&f.shx, 50);
        put_be32(&f.shx, 20 + 8 * N);
    }
    shapefile_save(&f, l->dir, "x");
    assert_int_equal(layer_read(l)->count, 1);
    assert_findings(l, "shp.no-dbf", "shx.overlap");
}

static void test_read_reports_entries_that_point_into_the_header(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    patch_be32(beside(l, "x.shx"), 108, 49);
    assert_middle_is_left_out(l, "shp.truncated", "bytes 98 to 234");
}

static void test_read_reports_entries_far_outside(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    patch_be32(beside(l, "x.shx"), 108, 0xFFFFFFFF);
    patch_be32(beside(l, "x.shx"), 112, 0xFFFFFFFF);
    assert_middle_is_left_out(l, "shp.truncated", "are not in the file of 508 bytes");
}

static void test_read_takes_the_smaller_of_two_lengths(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    patch_be32(beside(l, "x.shp"), MIDDLE + 4, 1000000);
    assert_int_equal(layer_read(l)->count, 3);
    assert_findings(l, "shp.no-dbf", "shx.length");
    assert_int_equal(layer_finding(l, "shx.length")->at.record, 2);
}

static void test_read_reports_a_record_whose_own_length_is_too_small(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    patch_be32(beside(l, "x.shp"), MIDDLE + 4, 1);
    assert_int_equal(layer_read(l)->count, 2);
    assert_findings(l, "shp.no-dbf", "shx.length", "shp.truncated");
    assert_string_contains(layer_finding(l, "shp.truncated")->message, "holds no shape");
}

static void test_read_reports_every_type_that_is_too_short(void **state)
{
    layer *l = *state;
    static const int types[] = {SHP_POINT, SHP_LINE, SHP_POLYGON, SHP_MULTIPOINT, SHP_POINT_Z};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        shapefile f = shapefile_make(types[i]);
        bytes content = {NULL, 0, 0};
        put_le(&content, (uint64_t)types[i], 4);
        put_le(&content, 0, 8);
        shapefile_record(&f, &content);
        free(content.data);
        shapefile_save(&f, l->dir, "x");
        sm_diags_init(&l->diags, l->arena);
        assert_int_equal(layer_read(l)->count, 0);
        assert_findings(l, "shp.no-dbf", "shp.truncated");
        assert_string_contains(layer_finding(l, "shp.truncated")->message, "has 12 bytes");
    }
}

static void test_open_notes_a_header_with_another_length(void **state)
{
    layer *l = *state;
    save_three_squares(l);
    patch_be32(beside(l, "x.shp"), 24, 50);
    assert_int_equal(layer_read(l)->count, 3);
    assert_findings(l, "shp.no-dbf", "shp.length");
}

// Larger than the reader's window on the file, with small records behind it.
static void test_read_takes_large_records(void **state)
{
    layer *l = *state;
    enum { N = 50000 };
    sm_point *points = calloc(N, sizeof *points);
    assert_non_null(points);
    for (int i = 0; i < N; i++) {
        points[i] = (sm_point){i, -i};
    }
    shapefile f = shapefile_make(SHP_MULTIPOINT);
    shapefile_shape(&f, NULL, 0, points, 3);
    shapefile_shape(&f, NULL, 0, points, N);
    shapefile_shape(&f, NULL, 0, points + 7, 2);
    shapefile_shape(&f, NULL, 0, points, N);
    shapefile_save(&f, l->dir, "x");
    const sm_features *all = layer_read(l);
    assert_part(&all->items[1], 0, points, N);
    assert_part(&all->items[2], 0, points + 7, 2);
    assert_part(&all->items[3], 0, points, N);
    free(points);
}

static void test_read_reports_a_file_that_shrinks_meanwhile(void **state)
{
    layer *l = *state;
    enum { N = 50000 };
    sm_point *points = calloc(N, sizeof *points);
    assert_non_null(points);
    shapefile f = shapefile_make(SHP_MULTIPOINT);
    shapefile_shape(&f, NULL, 0, points, 2);
    shapefile_shape(&f, NULL, 0, points, N);
    free(points);
    shapefile_save(&f, l->dir, "x");
    assert_int_equal(layer_open(l, "x.shp"), SM_OK);
    cut(beside(l, "x.shp"), 1000);
    layer_reread(l);
    assert_int_equal(l->features.count, 1);
    assert_findings(l, "shp.no-dbf", "shp.unreadable");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LAYER_TEST(test_read_knows_every_type),
        LAYER_TEST(test_read_takes_types_without_their_m_block),
        LAYER_TEST(test_open_refuses_other_types_by_name),
        LAYER_TEST(test_open_accepts_a_file_of_null_shapes),
        LAYER_TEST(test_open_refuses_what_is_no_shapefile),
        LAYER_TEST(test_open_reads_an_empty_layer),
        LAYER_TEST(test_read_splits_parts),
        LAYER_TEST(test_read_closes_rings),
        LAYER_TEST(test_read_drops_degenerate_parts),
        LAYER_TEST(test_read_drops_lines_of_one_point),
        LAYER_TEST(test_read_turns_rings_and_says_so_once),
        LAYER_TEST(test_read_reports_another_type),
        LAYER_TEST(test_read_reports_too_many_points),
        LAYER_TEST(test_read_reports_absurd_counts),
        LAYER_TEST(test_read_reports_points_without_parts),
        LAYER_TEST(test_read_reports_parts_out_of_order),
        LAYER_TEST(test_read_reports_parts_beyond_the_points),
        LAYER_TEST(test_read_reports_vertices_that_are_no_place),
        LAYER_TEST(test_read_accepts_the_largest_coordinate),
        LAYER_TEST(test_read_does_not_believe_boxes),
        LAYER_TEST(test_read_reports_each_bad_record_once),
        LAYER_TEST(test_read_limits_vertices_of_a_record),
        LAYER_TEST(test_read_reports_records_that_were_cut_off),
        LAYER_TEST(test_read_reports_each_record_beyond_the_end),
        LAYER_TEST(test_read_scans_when_there_is_no_index),
        LAYER_TEST(test_read_scans_up_to_where_records_end),
        LAYER_TEST(test_read_scans_a_record_that_was_cut_off),
        LAYER_TEST(test_read_scans_when_the_index_is_broken),
        LAYER_TEST(test_read_follows_an_index_with_gaps),
        LAYER_TEST(test_read_follows_an_index_in_another_order),
        LAYER_TEST(test_read_scans_when_entries_overlap),
        LAYER_TEST(test_read_is_not_led_by_aliased_entries),
        LAYER_TEST(test_read_reports_entries_that_point_into_the_header),
        LAYER_TEST(test_read_reports_entries_far_outside),
        LAYER_TEST(test_read_takes_the_smaller_of_two_lengths),
        LAYER_TEST(test_read_reports_a_record_whose_own_length_is_too_small),
        LAYER_TEST(test_read_reports_every_type_that_is_too_short),
        LAYER_TEST(test_open_notes_a_header_with_another_length),
        LAYER_TEST(test_read_takes_large_records),
        LAYER_TEST(test_read_reports_a_file_that_shrinks_meanwhile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
