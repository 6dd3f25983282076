// Dates of a layer: intervals that meet and overlap, snapshots without a side, ground that returns.
#include "test.h"

#include "unit/check/bench.h"
#include "unit/topo/shapes.h"

typedef struct row {
    const char *from, *to, *side, *rings; // of snapshots `from` is the date; NULL: null
} row;

static sm_value day_value(const char *date)
{
    sm_value v = {.type = SM_VALUE_NULL};
    if (date) {
        v.type = SM_VALUE_DATE;
        assert_true(sm_parse_date(date, strlen(date), &v.day));
    }
    return v;
}

static void look(bench *b, sm_time_rule rule, const row *rows, size_t n)
{
    static sm_field items[] = {
        {"from", SM_VALUE_DATE, 8, 0}, {"to", SM_VALUE_DATE, 8, 0}, {"side", SM_VALUE_TEXT, 2, 0}};
    static const sm_fields fields = {items, 3, 3};
    sm_features *records = sm_arena_zero(b->arena, 1, sizeof *records);
    records->name = "x.shp";
    records->fields = &fields;
    for (size_t i = 0; i < n; i++) {
        sm_path *path = sm_arena_alloc(b->arena, sizeof *path);
        *path = path_of(b->arena, SM_SPACE_LONLAT, SM_SHAPE_RINGS, rows[i].rings);
        sm_value *v = sm_arena_zero(b->arena, 3, sizeof *v);
        v[0] = day_value(rows[i].from);
        v[1] = day_value(rows[i].to);
        v[2] = (sm_value){.type = SM_VALUE_TEXT, .text = rows[i].side};
        *SM_PUSH(b->arena, records) = (sm_feature){(long)i + 1, &fields, v, path};
    }
    b->layer.time = rule;
    bool snapshots = rule == SM_TIME_SNAPSHOTS;
    b->layer.date_field = snapshots ? "from" : NULL;
    b->layer.side_field = snapshots ? "side" : NULL;
    b->layer.from_field = snapshots ? NULL : "from";
    b->layer.to_field = snapshots ? NULL : "to";
    b->study.sides = b->sides;
    b->study.n_sides = 2;
    b->records = records;
    bench_check(b, NULL);
}

#define LOOK(b, rule, ...)                                                                         \
    look((b), (rule), (const row[]){__VA_ARGS__}, sizeof((row[]){__VA_ARGS__}) / sizeof(row))

#define WEST "0 0, 0 1, 1 1, 1 0"
#define EAST "1 0, 1 1, 2 1, 2 0"

static void test_an_interval_may_begin_when_another_ends(void **state)
{
    bench b = bench_open(*state);
    LOOK(&b, SM_TIME_INTERVALS, {"2020-01-01", "2020-02-01", "", WEST},
         {"2020-02-01", NULL, "", WEST});
    assert_not_found(&b, "time.overlap");
    LOOK(&b, SM_TIME_INTERVALS, {"2020-01-01", "2020-02-02", "", WEST},
         {"2020-02-01", NULL, "", WEST});
    assert_found(&b, "time.overlap", 2, 0.5, 0.5);
    bench_close(&b);
}

// At the same time, but side by side: they share a border and no ground.
static void test_neighbours_do_not_overlap(void **state)
{
    bench b = bench_open(*state);
    LOOK(&b, SM_TIME_INTERVALS, {NULL, NULL, "", WEST}, {NULL, NULL, "", EAST});
    assert_not_found(&b, "time.overlap");
    LOOK(&b, SM_TIME_INTERVALS, {NULL, NULL, "", WEST}, {NULL, NULL, "", "0.5 0, 0.5 1, 2 1, 2 0"});
    assert_found(&b, "time.overlap", 2, 0.75, 0.5);
    bench_close(&b);
}

static void test_an_interval_without_length_is_backwards(void **state)
{
    bench b = bench_open(*state);
    LOOK(&b, SM_TIME_INTERVALS, {"2020-01-02", "2020-01-02", "", WEST},
         {"2020-01-01", "2020-01-02", "", EAST});
    assert_found(&b, "time.backwards", 1, (double)NAN, 0);
    bench_close(&b);
}

static void test_a_snapshot_that_lacks_a_side(void **state)
{
    bench b = bench_open(*state);
    LOOK(&b, SM_TIME_SNAPSHOTS, {"2020-01-01", NULL, "A", WEST}, {"2020-01-01", NULL, "B", EAST},
         {"2020-02-01", NULL, "A", WEST}, {NULL, NULL, "B", EAST});
    const sm_diag *d = NULL;
    assert_int_equal(bench_count(&b, "time.side-missing", &d), 1);
    assert_string_contains(d->message, "side B has no polygon on 2020-02-01");
    assert_found(&b, "time.undated", 4, (double)NAN, 0);
    bench_close(&b);
}

// The east goes to A and back to B; on the third date alone it is a return.
static void test_ground_that_goes_and_comes_back(void **state)
{
    bench b = bench_open(*state);
#define BOTH "0 0, 0 1, 1 1, 2 1, 2 0, 1 0"
#define FAR "2 0, 2 1, 3 1, 3 0"
#define EAST_AND_FAR "1 0, 1 1, 2 1, 3 1, 3 0, 2 0"
    const row rows[] = {
        {"2020-01-01", NULL, "A", WEST}, {"2020-01-01", NULL, "B", EAST_AND_FAR},
        {"2020-02-01", NULL, "A", BOTH}, {"2020-02-01", NULL, "B", FAR},
        {"2020-03-01", NULL, "A", WEST}, {"2020-03-01", NULL, "B", EAST_AND_FAR},
    };
    look(&b, SM_TIME_SNAPSHOTS, rows, 4);
    assert_not_found(&b, "time.back-and-forth");
    look(&b, SM_TIME_SNAPSHOTS, rows, 6);
    const sm_diag *d = NULL;
    assert_int_equal(bench_count(&b, "time.back-and-forth", &d), 1);
    assert_string_contains(d->message, "from B to another side on 2020-02-01 and back on "
                                       "2020-03-01");
    assert_true(d->lon_deg > 1 && d->lon_deg < 2 && d->lat_deg > 0 && d->lat_deg < 1);
    bench_close(&b);
}

// A figure between two snapshots shows an older day than it says; one before the first, nothing.
static void test_figures_without_a_snapshot_of_their_date(void **state)
{
    static const char *const drawn[] = {"x"};
    bench b = bench_open(*state);
    sm_figure figures[3];
    static const char *const dates[] = {"2020-01-01", "2020-01-15", "2019-12-31"};
    for (size_t i = 0; i < 3; i++) {
        figures[i] = (sm_figure){.id = dates[i],
                                 .line = (int)i + 10,
                                 .date = day_value(dates[i]).day,
                                 .width_mm = 100,
                                 .height_mm = 100,
                                 .layers = (const char **)drawn,
                                 .n_layers = 1};
    }
    b.study.figures = figures;
    b.study.n_figures = 3;
    LOOK(&b, SM_TIME_SNAPSHOTS, {"2020-01-01", NULL, "A", WEST}, {"2020-01-01", NULL, "B", EAST});
    const sm_diag *d = NULL;
    assert_int_equal(bench_count(&b, "time.stale", &d), 1);
    assert_int_equal(d->at.line, 11);
    assert_int_equal(bench_count(&b, "figure.early", &d), 1);
    assert_int_equal(d->at.line, 12);
    bench_close(&b);
}

#define DIR_TEST(f) cmocka_unit_test_setup_teardown(f, test_dir_setup, test_dir_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(test_an_interval_may_begin_when_another_ends),
        DIR_TEST(test_neighbours_do_not_overlap),
        DIR_TEST(test_an_interval_without_length_is_backwards),
        DIR_TEST(test_a_snapshot_that_lacks_a_side),
        DIR_TEST(test_ground_that_goes_and_comes_back),
        DIR_TEST(test_figures_without_a_snapshot_of_their_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
