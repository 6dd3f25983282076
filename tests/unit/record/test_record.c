// Records: written and read back, guards of the reader, and what moved.
#include "test.h"

#include "sitmap/record.h"

// ---- The file -----------------------------------------------------------------------------------

static sm_thing *add_thing(sm_record *r, sm_thing_kind kind, const char *role, const char *layer,
                           const char *name, long record)
{
    sm_thing *t = SM_PUSH(r->arena, &r->things);
    *t = (sm_thing){.kind = kind,
                    .role = role,
                    .layer = layer,
                    .name = name,
                    .record = record,
                    .look = "line #000000 1.00 pt",
                    .width_pt = 1};
    sm_path_init(&t->path, r->arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    return t;
}

static void add_points(sm_thing *t, const sm_point *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sm_path_add(&t->path, p[i].x, p[i].y);
    }
}
#define POINTS(t, ...)                                                                             \
    add_points((t), (const sm_point[]){__VA_ARGS__},                                               \
               sizeof((const sm_point[]){__VA_ARGS__}) / sizeof(sm_point))

static void make(sm_record *r, sm_arena *a)
{
    sm_record_init(r, a, 400, 500);
    r->view =
        (sm_view){.scale_denom = 1200000, .centre_m = {100, -200}, .frame_pt = {10, 50, 390, 480}};
    r->ground_scale = 0.999;
    r->crs = "+proj=lcc";
}

static void test_record_reads_back_what_was_written(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_record r, back;
    sm_str text, again;
    sm_error err;
    make(&r, a);
    POINTS(add_thing(&r, SM_THING_LINE, "front", "front", "a\tb", 3), {10.126, 20}, {11, -5});
    *SM_PUSH(a, &r.holdings) = (sm_holding){"AZ", "z1", "Fuzuli", 310.25};
    *SM_PUSH(a, &r.files) = (sm_record_file){"a b.png", 268435456, UINT32_MAX};
    sm_str_init(&text, a);
    sm_str_init(&again, a);
    sm_record_write(&r, &text);
    assert_int_equal(sm_record_parse(a, "x", text.text, text.len, &back, &err), SM_OK);
    sm_record_write(&back, &again);
    assert_string_equal(again.text, text.text);
    assert_near(back.view.scale_denom, 1200000, 0, "");
    assert_near(back.things.items[0].path.points[0].x, 10.13, 1e-9, "pt");
    assert_near(back.things.items[0].path.points[1].y, -5, 1e-9, "pt");
    assert_string_equal(back.things.items[0].name, "a b");
    assert_near(back.holdings.items[0].area_km2, 310.25, 0, "km2");
    assert_string_equal(back.files.items[0].name, "a b.png");
    assert_int_equal(back.files.items[0].bytes, 268435456);
    assert_int_equal(back.files.items[0].sum, UINT32_MAX);
    sm_arena_destroy(a);
}

static void test_reader_refuses_what_is_not_a_record(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int line;
    } cases[] = {
        {"", 1},
        {"sitmap-record 2\npage 100 100\n", 1},
        {"sitmap-record 1\n", 1},             // no page
        {"sitmap-record 1\npage 100 100", 2}, // cut off
        {"sitmap-record 1\npage 100\n", 2},
        {"sitmap-record 1\npage 100 nan\n", 2},
        {"sitmap-record 1\npage 0 100\n", 2},
        {"sitmap-record 1\npage 10000 10000\nmap -1 0 0 0 0 1 1 1\n", 3},
        {"sitmap-record 1\npage 10000 10000\nmap 1 0 0 0 0 1 1 0\n", 3},
        {"sitmap-record 1\npage 10000 10000\npart lines 1 1 1 1\n", 3}, // of nothing
        {"sitmap-record 1\npage 10000 10000\nthing blob 1 1\ta\tb\tc\td\n", 3},
        {"sitmap-record 1\npage 10000 10000\nthing line 1 1\ta\tb\tc\n", 3},
        {"sitmap-record 1\npage 10000 10000\nthing line 1 1\ta\tb\tc\td\ne\n", 4},
        {"sitmap-record 1\npage 10000 10000\nthing line 1 1\ta\tb\tc\td\npart lines 1\n", 4},
        {"sitmap-record 1\npage 10000 10000\nthing line 1 1\ta\tb\tc\td\npart lines\n", 4},
        {"sitmap-record 1\npage 10000 10000\nthing line 1 1\ta\tb\tc\td\npart lines 1 2e300\n", 4},
        {"sitmap-record 1\npage 10000 10000\nholding inf\ta\tb\tc\n", 3},
        {"sitmap-record 1\npage 10000 10000\nfile 1.5 2\ta\n", 3},
        {"sitmap-record 1\npage 10000 10000\nfile -1 2\ta\n", 3},
        {"sitmap-record 1\npage 10000 10000\nfile 1 4294967296\ta\n", 3},
        {"sitmap-record 1\npage 10000 10000\nfile 1 2\n", 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sm_arena *a = sm_arena_create();
        sm_record r;
        sm_error err;
        assert_int_equal(sm_record_parse(a, "x", cases[i].text, strlen(cases[i].text), &r, &err),
                         SM_EFORMAT);
        if (i != 2) {
            assert_int_equal(err.line, cases[i].line);
        }
        sm_arena_destroy(a);
    }
}

static sm_status parse_many(const char *line, const char *after, size_t n, const char **limit)
{
    static const char *const limits[] = {"SM_MAX_RECORD_FRONTS", "SM_MAX_RECORD_HOLDINGS",
                                         "SM_MAX_RECORD_FILES"};
    sm_arena *a = sm_arena_create();
    sm_record r;
    sm_str text;
    sm_error err = {.status = SM_OK};
    sm_str_init(&text, a);
    sm_str_puts(&text, "sitmap-record 1\npage 10000 10000\n");
    for (size_t i = 0; i < n; i++) {
        sm_str_printf(&text, "%s%zu%s", line, i, after);
    }
    sm_status status = sm_record_parse(a, "x", text.text, text.len, &r, &err);
    *limit = strstr(err.message, limits[0])   ? limits[0]
             : strstr(err.message, limits[1]) ? limits[1]
             : strstr(err.message, limits[2]) ? limits[2]
                                              : "";
    sm_arena_destroy(a);
    return status;
}

static void test_reader_stops_at_its_limits(void **state)
{
    (void)state;
    const char *limit = NULL;
    assert_int_equal(parse_many("thing line 1 1\tfront\tl", "\t\t\n", 64, &limit), SM_OK);
    assert_int_equal(parse_many("thing line 1 1\tfront\tl", "\t\t\n", 65, &limit), SM_ELIMIT);
    assert_string_equal(limit, "SM_MAX_RECORD_FRONTS");
    assert_int_equal(parse_many("holding 1\tA\tz", "\t\n", 10000, &limit), SM_OK);
    assert_int_equal(parse_many("holding 1\tA\tz", "\t\n", 10001, &limit), SM_ELIMIT);
    assert_string_equal(limit, "SM_MAX_RECORD_HOLDINGS");
    assert_int_equal(parse_many("file 1 1\ta", "\n", 64, &limit), SM_OK);
    assert_int_equal(parse_many("file 1 1\ta", "\n", 65, &limit), SM_ELIMIT);
    assert_string_equal(limit, "SM_MAX_RECORD_FILES");
}

static void test_reader_stops_at_its_limit_of_objects(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_record r;
    sm_str text;
    sm_error err;
    sm_str_init(&text, a);
    sm_str_puts(&text, "sitmap-record 1\npage 10000 10000\n");
    for (size_t i = 0; i < SM_MAX_RECORD_THINGS; i++) {
        sm_str_puts(&text, "thing line 1 1\t\t\t\t\n");
    }
    assert_int_equal(sm_record_parse(a, "x", text.text, text.len, &r, &err), SM_OK);
    sm_str_puts(&text, "thing line 1 1\t\t\t\t\n");
    assert_int_equal(sm_record_parse(a, "x", text.text, text.len, &r, &err), SM_ELIMIT);
    assert_string_contains(err.message, "SM_MAX_RECORD_THINGS");
    sm_arena_destroy(a);
}

// ---- What moved ---------------------------------------------------------------------------------

typedef struct two {
    sm_arena *arena;
    sm_record old, new;
    sm_changes changes;
} two;

static void begin(two *t)
{
    t->arena = sm_arena_create();
    make(&t->old, t->arena);
    make(&t->new, t->arena);
}

static const sm_change *compare(two *t, sm_change_kind kind, size_t *n)
{
    const sm_tolerances tolerances = sm_tolerances_default();
    const sm_change *first = NULL;
    *n = 0;
    sm_record_compare(t->arena, &t->old, &t->new, &tolerances, &t->changes);
    for (size_t i = 0; i < t->changes.count; i++) {
        if (t->changes.items[i].kind == kind) {
            first = first ? first : &t->changes.items[i];
            (*n)++;
        }
    }
    return first;
}

// At 1 : 1 200 000 a point of 1/72 in is 423.33 m on the map, 0.999 of that on the ground.
static void test_front_that_bulges_says_its_kilometres(void **state)
{
    (void)state;
    two t;
    size_t n = 0;
    begin(&t);
    POINTS(add_thing(&t.old, SM_THING_LINE, "front", "front", "", 1), {50, 100}, {100, 100});
    POINTS(add_thing(&t.old, SM_THING_LINE, "front", "front", "", 2), {100, 100}, {150, 100});
    // Other stretches, other numbers: still one front.
    POINTS(add_thing(&t.new, SM_THING_LINE, "front", "front", "", 7), {50, 100}, {90, 100},
           {100, 130}, {110, 100}, {150, 100});
    const sm_change *c = compare(&t, SM_CHANGE_MOVED, &n);
    assert_int_equal(n, 2); // the whole line, and its one stretch
    assert_near(c->moved_mm, 30 * 25.4 / 72, 1e-6, "mm");
    assert_near(c->moved_km, 30 * 0.42333333 * 0.999, 1e-3, "km");
    assert_string_equal(sm_change_words(t.arena, c),
                        "front line: moved up to 12.7 km (11 mm on the page)");
    assert_int_equal(t.changes.new_change[0], 1);
    assert_int_equal(t.changes.old_change[1], 1);
    sm_arena_destroy(t.arena);
}

static void test_front_under_another_view_says_no_kilometres(void **state)
{
    (void)state;
    two t;
    size_t n = 0;
    begin(&t);
    t.new.view.scale_denom = 1000000;
    POINTS(add_thing(&t.old, SM_THING_LINE, "front", "front", "", 1), {50, 100}, {150, 100});
    POINTS(add_thing(&t.new, SM_THING_LINE, "front", "front", "", 1), {50, 120}, {150, 120});
    const sm_change *c = compare(&t, SM_CHANGE_MOVED, &n);
    assert_int_equal(n, 2);
    assert_true(isnan(c->moved_km));
    assert_string_equal(sm_change_words(t.arena, c), "front line: moved up to 7.1 mm");
    assert_string_equal(sm_change_words(t.arena, c + 1),
                        "front line, stretch 1: moved up to 7.1 mm over 35.3 mm");
    sm_arena_destroy(t.arena);
}

// Two bulges with a straight piece between them; the first goes on in the next part of the line.
static void test_front_is_told_by_stretches(void **state)
{
    (void)state;
    two t;
    size_t n = 0;
    begin(&t);
    POINTS(add_thing(&t.old, SM_THING_LINE, "front", "front", "", 1), {50, 100}, {350, 100});
    POINTS(add_thing(&t.new, SM_THING_LINE, "front", "front", "", 1), {50, 100}, {60, 110},
           {100, 110});
    POINTS(add_thing(&t.new, SM_THING_LINE, "front", "front", "", 2), {100, 110}, {110, 100},
           {200, 100}, {220, 130}, {240, 100}, {350, 100});
    POINTS(add_thing(&t.new, SM_THING_MARK, "layer", "places", "Hadrut", 1), {215, 140});
    t.new.things.items[2].path.shape = SM_SHAPE_POINTS;
    POINTS(add_thing(&t.new, SM_THING_TEXT, "label", "", "Fuzuli", -1), {80, 115}, {90, 118});
    compare(&t, SM_CHANGE_MOVED, &n);
    assert_int_equal(n, 3);
    const sm_change *c = t.changes.items;
    assert_int_equal(c[0].n_stretches, 2);
    assert_int_equal(c[0].stretch, 0);
    const double km = 0.42333333 * 0.999; // of a point
    assert_int_equal(c[1].stretch, 1);
    assert_near(c[1].moved_km, 10 * km, 0.01, "km");
    assert_near(c[1].length_km, (40 + 2 * sqrt(200)) * km, 2 * km, "km"); // a sample at each end
    assert_string_equal(c[1].near, "Fuzuli");
    assert_int_equal(c[2].stretch, 2);
    assert_near(c[2].moved_km, 30 * km, 0.01, "km");
    assert_near(c[2].at_mm.x, 220 * 25.4 / 72, 0.01, "mm");
    assert_string_equal(sm_change_words(t.arena, &c[0]),
                        "front line: moved up to 12.7 km in 2 stretches (11 mm on the page)");
    assert_string_equal(
        sm_change_words(t.arena, &c[2]),
        "front line, stretch 2 near Hadrut: moved up to 12.7 km over 29.7 km (11 mm on the page)");
    sm_arena_destroy(t.arena);
}

// What the old line has and the new one lacks is a stretch too, of its own.
static void test_pocket_that_is_gone_is_a_stretch(void **state)
{
    (void)state;
    two t;
    size_t n = 0;
    begin(&t);
    POINTS(add_thing(&t.old, SM_THING_LINE, "front", "front", "", 1), {50, 100}, {350, 100});
    POINTS(add_thing(&t.old, SM_THING_LINE, "front", "front", "", 2), {100, 200}, {120, 200},
           {110, 220}, {100, 200});
    POINTS(add_thing(&t.new, SM_THING_LINE, "front", "front", "", 1), {50, 100}, {350, 100});
    compare(&t, SM_CHANGE_MOVED, &n);
    assert_int_equal(n, 2);
    assert_near(t.changes.items[1].moved_mm, 120 * 25.4 / 72, 0.01, "mm");
    sm_arena_destroy(t.arena);
}

static void test_of_many_stretches_the_farthest_are_told(void **state)
{
    (void)state;
    two t;
    size_t n = 0;
    begin(&t);
    sm_thing *old = add_thing(&t.old, SM_THING_LINE, "front", "front", "", 1);
    sm_thing *new = add_thing(&t.new, SM_THING_LINE, "front", "front", "", 1);
    for (int i = 0; i <= 40; i++) {
        sm_path_add(&old->path, 10 + 9 * i, 100);
        sm_path_add(&new->path, 10 + 9 * i, i % 2 ? 100 + 0.1 * i : 100);
        sm_path_add(&new->path, 18.5 + 9 * i, 100);
    }
    compare(&t, SM_CHANGE_MOVED, &n);
    assert_int_equal(t.changes.items[0].n_stretches, 20);
    assert_int_equal(n, 1 + SM_MAX_STRETCHES);
    for (size_t i = 1; i < n; i++) {
        assert_int_equal(t.changes.items[i].stretch, 8 + i); // in the order of the line
    }
    sm_arena_destroy(t.arena);
}

static void test_front_that_only_got_vertices_is_unchanged(void **state)
{
    (void)state;
    two t;
    size_t n = 0;
    begin(&t);
    POINTS(add_thing(&t.old, SM_THING_LINE, "front", "front", "", 1), {50, 100}, {150, 100});
    POINTS(add_thing(&t.new, SM_THING_LINE, "front", "front", "", 1), {50, 100}, {77, 100},
           {150, 100});
    assert_non_null(compare(&t, SM_CHANGE_NONE, &n));
    assert_int_equal(t.changes.count, 1);
    sm_arena_destroy(t.arena);
}

static void test_front_that_is_gone_is_removed(void **state)
{
    (void)state;
    two t;
    size_t n = 0;
    begin(&t);
    POINTS(add_thing(&t.old, SM_THING_LINE, "front", "north", "", 1), {50, 100}, {150, 100});
    const sm_change *c = compare(&t, SM_CHANGE_REMOVED, &n);
    assert_int_equal(n, 1);
    assert_string_equal(sm_change_words(t.arena, c), "front line north: removed");
    sm_arena_destroy(t.arena);
}

static void test_label_moves_beyond_its_tolerance_only(void **state)
{
    (void)state;
    static const struct {
        double pt;
        size_t moved;
    } cases[] = {{0.2, 0}, {0.4, 1}, {5.669, 1}};
    for (size_t i = 0; i < 3; i++) {
        two t;
        size_t n = 0;
        double d = cases[i].pt;
        begin(&t);
        POINTS(add_thing(&t.old, SM_THING_TEXT, "label", "", "Hadrut", 4), {50, 100}, {80, 108});
        POINTS(add_thing(&t.new, SM_THING_TEXT, "label", "", "Hadrut", 4), {50 + d, 100},
               {80 + d, 108});
        const sm_change *c = compare(&t, SM_CHANGE_MOVED, &n);
        assert_int_equal(n, cases[i].moved);
        if (i == 2) {
            assert_string_equal(sm_change_words(t.arena, c), "label Hadrut: moved 2.0 mm");
        }
        sm_arena_destroy(t.arena);
    }
}

static void test_colour_that_changed_says_both(void **state)
{
    (void)state;
    two t;
    size_t n = 0;
    begin(&t);
    sm_thing *old = add_thing(&t.old, SM_THING_AREA, "layer", "control", "AM", 1);
    sm_thing *new = add_thing(&t.new, SM_THING_AREA, "layer", "control", "AM", 1);
    POINTS(old, {0, 0}, {9, 0}, {9, 9}, {0, 0});
    POINTS(new, {0, 0}, {9, 0}, {9, 9}, {0, 0});
    old->look = "fill #ff0000";
    new->look = "fill #0000ff";
    const sm_change *c = compare(&t, SM_CHANGE_LOOK, &n);
    assert_int_equal(n, 1);
    assert_string_equal(sm_change_words(t.arena, c), "control AM: fill #0000ff, was fill #ff0000");
    sm_arena_destroy(t.arena);
}

static void test_ground_that_changed_hands_is_counted_per_zone(void **state)
{
    (void)state;
    two t;
    size_t n = 0;
    begin(&t);
    *SM_PUSH(t.arena, &t.old.holdings) = (sm_holding){"AZ", "z1", "Fuzuli", 100};
    *SM_PUSH(t.arena, &t.new.holdings) = (sm_holding){"AZ", "z1", "Fuzuli", 410};
    *SM_PUSH(t.arena, &t.old.holdings) = (sm_holding){"AM", "z2", "Lachin", 5};
    const sm_change *c = compare(&t, SM_CHANGE_GROUND, &n);
    assert_int_equal(n, 2);
    assert_string_equal(sm_change_words(t.arena, c), "Fuzuli: AZ +310.0 km²");
    assert_string_equal(sm_change_words(t.arena, c + 1), "Lachin: AM −5.0 km²");
    sm_arena_destroy(t.arena);
}

static void test_repeated_names_pair_in_order(void **state)
{
    (void)state;
    two t;
    size_t n = 0;
    begin(&t);
    for (int i = 0; i < 2; i++) {
        POINTS(add_thing(&t.old, SM_THING_TEXT, "label", "", "Aras", 4), {50 + 50 * i, 9},
               {60 + 50 * i, 19});
        POINTS(add_thing(&t.new, SM_THING_TEXT, "label", "", "Aras", 4), {50 + 50 * i, 9},
               {60 + 50 * i, 19});
    }
    POINTS(add_thing(&t.new, SM_THING_TEXT, "label", "", "Aras", 4), {200, 9}, {210, 19});
    compare(&t, SM_CHANGE_ADDED, &n);
    assert_int_equal(n, 1);
    assert_int_equal(t.changes.count, 1);
    sm_arena_destroy(t.arena);
}

// The early break must not change the result: against a plain double loop over a pair of walks.
static void test_farthest_agrees_with_the_plain_definition(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    uint32_t seed = 7;
    for (int round = 0; round < 20; round++) {
        sm_path one, other;
        sm_path *paths[] = {&one, &other};
        for (int k = 0; k < 2; k++) {
            sm_path_init(paths[k], a, SM_SPACE_PAGE, SM_SHAPE_LINES);
            for (int i = 0; i < 12; i++) {
                seed = seed * 1664525u + 1013904223u;
                sm_path_add(paths[k], seed >> 24, seed >> 16 & 255);
            }
        }
        double most = 0;
        for (size_t i = 1; i < one.n_points; i++) {
            sm_point p = one.points[i - 1], q = one.points[i];
            size_t steps = (size_t)ceil(sm_distance(p, q));
            for (size_t s = 0; s <= steps; s++) {
                double f = steps ? (double)s / (double)steps : 0;
                most = fmax(most, sm_path_distance(&other, (sm_point){p.x + (q.x - p.x) * f,
                                                                      p.y + (q.y - p.y) * f}));
            }
        }
        assert_near(sm_record_farthest(&one, &other, 1), most, 1e-9, "pt");
    }
    sm_arena_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_record_reads_back_what_was_written),
        cmocka_unit_test(test_reader_refuses_what_is_not_a_record),
        cmocka_unit_test(test_reader_stops_at_its_limits),
        cmocka_unit_test(test_reader_stops_at_its_limit_of_objects),
        cmocka_unit_test(test_front_that_bulges_says_its_kilometres),
        cmocka_unit_test(test_front_under_another_view_says_no_kilometres),
        cmocka_unit_test(test_front_is_told_by_stretches),
        cmocka_unit_test(test_pocket_that_is_gone_is_a_stretch),
        cmocka_unit_test(test_of_many_stretches_the_farthest_are_told),
        cmocka_unit_test(test_front_that_only_got_vertices_is_unchanged),
        cmocka_unit_test(test_front_that_is_gone_is_removed),
        cmocka_unit_test(test_label_moves_beyond_its_tolerance_only),
        cmocka_unit_test(test_colour_that_changed_says_both),
        cmocka_unit_test(test_ground_that_changed_hands_is_counted_per_zone),
        cmocka_unit_test(test_repeated_names_pair_in_order),
        cmocka_unit_test(test_farthest_agrees_with_the_plain_definition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
