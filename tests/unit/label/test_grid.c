#include "test.h"

#include "label/parts.h"

static sm_arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = sm_arena_create();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sm_arena_destroy(arena);
    return 0;
}

static bool has(const sm_label_ids *ids, uint32_t id)
{
    for (size_t i = 0; i < ids->count; i++) {
        if (ids->items[i] == id) {
            return true;
        }
    }
    return false;
}

static void test_a_search_meets_all_that_overlap_once(void **state)
{
    (void)state;
    enum { N = 200 };
    sm_box boxes[N];
    sm_label_grid g;
    sm_label_grid_init(&g, arena, (sm_box){0, 0, 100, 100}, 7, N);
    uint32_t seed = 3;
    for (uint32_t i = 0; i < N; i++) {
        double v[4];
        for (int k = 0; k < 4; k++) {
            seed = seed * 1664525u + 1013904223u;
            v[k] = (double)(seed >> 16) / 65536 * 100;
        }
        boxes[i] = (sm_box){v[0], v[1], v[0] + v[2] / 4, v[1] + v[3] / 4};
        sm_label_grid_add(&g, boxes[i], i);
    }
    for (uint32_t i = 0; i < N; i++) {
        sm_label_ids found = {NULL, 0, 0};
        sm_label_grid_find(&g, boxes[i], &found);
        for (uint32_t k = 0; k < N; k++) {
            if (sm_box_overlap(boxes[i], boxes[k])) {
                assert_true(has(&found, k));
            }
        }
        for (size_t k = 1; k < found.count; k++) {
            for (size_t m = 0; m < k; m++) {
                assert_int_not_equal(found.items[k], found.items[m]);
            }
        }
    }
}

static void test_what_lies_outside_is_kept_at_the_edge(void **state)
{
    (void)state;
    sm_label_grid g;
    sm_label_ids found = {NULL, 0, 0};
    sm_label_grid_init(&g, arena, (sm_box){0, 0, 10, 10}, 1, 1);
    sm_label_grid_add(&g, (sm_box){1e9, -1e9, 2e9, -9e8}, 0);
    sm_label_grid_find(&g, (sm_box){1e9, -1e9, 1e9, -1e9}, &found);
    assert_int_equal(found.count, 1);
}

static void test_a_huge_or_empty_frame_costs_little(void **state)
{
    (void)state;
    sm_label_grid g;
    sm_label_grid_init(&g, arena, (sm_box){0, 0, 1e12, 1}, 1, 0);
    assert_true(g.nx * g.ny < 1 << 20);
    sm_label_grid_init(&g, arena, SM_BOX_EMPTY, 1, 0);
    assert_int_equal(g.nx * g.ny, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_search_meets_all_that_overlap_once),
        cmocka_unit_test(test_what_lies_outside_is_kept_at_the_edge),
        cmocka_unit_test(test_a_huge_or_empty_frame_costs_little),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
