// The index against looking at every item.
#include "shapes.h"

#include "topo/boxtree.h"

typedef struct count {
    const sm_boxtree *tree;
    sm_box box;
    size_t found, stop_at;
} count;

static bool note(void *self, uint32_t item)
{
    count *c = self;
    assert_true(sm_box_overlap(c->box, sm_boxtree_item_box(c->tree, item)));
    return ++c->found != c->stop_at;
}

static sm_path random_line(sm_arena *a, size_t n, uint64_t seed)
{
    sm_path p;
    sm_path_init(&p, a, SM_SPACE_PLANE, SM_SHAPE_LINES);
    for (size_t i = 0; i < n; i++) {
        sm_path_add(&p, next_random(&seed), next_random(&seed));
    }
    return p;
}

static void test_boxtree_query_finds_all_points_and_no_other(void **state)
{
    static const size_t sizes[] = {0, 1, 7, 8, 9, 64, 65, 1000};
    uint64_t seed = 5;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        sm_path p = random_line(*state, sizes[s], s + 1);
        sm_boxtree tree;
        sm_boxtree_points(&tree, *state, p.points, p.n_points);
        for (int run = 0; run < 50; run++) {
            double x = next_random(&seed), y = next_random(&seed), d = next_random(&seed) / 4;
            count c = {.tree = &tree, .box = {x - d, y - d, x + d, y + d}};
            size_t expected = 0;
            for (size_t i = 0; i < p.n_points; i++) {
                expected += sm_box_has(c.box, p.points[i]);
            }
            assert_true(sm_boxtree_query(&tree, c.box, note, &c));
            assert_int_equal(c.found, expected);
        }
    }
}

static void test_boxtree_query_stops_when_told(void **state)
{
    sm_path p = random_line(*state, 100, 1);
    sm_boxtree tree;
    sm_boxtree_points(&tree, *state, p.points, p.n_points);
    count c = {.tree = &tree, .box = {0, 0, 1, 1}, .stop_at = 5};
    assert_false(sm_boxtree_query(&tree, c.box, note, &c));
    assert_int_equal(c.found, 5);
}

typedef struct near_count {
    const sm_path *p;
    sm_point a, b;
    double reach;
    size_t found;
} near_count;

static bool note_near(void *self, uint32_t item)
{
    near_count *c = self;
    c->found += sm_point_segment_distance(c->p->points[item], c->a, c->b) <= c->reach;
    return true;
}

static void test_boxtree_corridor_misses_nothing(void **state)
{
    uint64_t seed = 6;
    sm_path p = random_line(*state, 2000, 3);
    sm_boxtree tree;
    sm_boxtree_points(&tree, *state, p.points, p.n_points);
    for (int run = 0; run < 200; run++) {
        near_count c = {.p = &p,
                        .a = {next_random(&seed), next_random(&seed)},
                        .b = {next_random(&seed), next_random(&seed)},
                        .reach = next_random(&seed) / 20};
        size_t expected = 0;
        for (size_t i = 0; i < p.n_points; i++) {
            expected += sm_point_segment_distance(p.points[i], c.a, c.b) <= c.reach;
        }
        sm_boxtree_corridor(&tree, c.a, c.b, c.reach, note_near, &c);
        assert_int_equal(c.found, expected);
    }
}

static void test_boxtree_distance_is_the_smallest(void **state)
{
    uint64_t seed = 8;
    sm_path p = random_line(*state, 300, 4);
    sm_boxtree tree;
    sm_boxtree_segments(&tree, *state, &p);
    assert_int_equal(tree.n_items, 299);
    for (int run = 0; run < 200; run++) {
        sm_point at = {3 * next_random(&seed) - 1, 3 * next_random(&seed) - 1};
        assert_near(sm_boxtree_distance(&tree, at, -1), sm_path_distance(&p, at), 0, "");
        assert_true(sm_boxtree_distance(&tree, at, 1000) < 1000);
    }
}

static void test_boxtree_of_parts_has_no_segment_between_them(void **state)
{
    sm_path p = lines(*state, "0 0, 1 0; 9 9, 9 8; 5 5");
    sm_boxtree tree;
    sm_boxtree_segments(&tree, *state, &p);
    assert_int_equal(tree.n_items, 2);
    assert_near(sm_boxtree_distance(&tree, (sm_point){5, 5}, -1), 5, 0, "");
    p = lines(*state, "");
    sm_boxtree_segments(&tree, *state, &p);
    assert_true(isinf(sm_boxtree_distance(&tree, (sm_point){5, 5}, -1)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_boxtree_query_finds_all_points_and_no_other),
        ARENA_TEST(test_boxtree_query_stops_when_told),
        ARENA_TEST(test_boxtree_corridor_misses_nothing),
        ARENA_TEST(test_boxtree_distance_is_the_smallest),
        ARENA_TEST(test_boxtree_of_parts_has_no_segment_between_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
