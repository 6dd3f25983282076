// Arenas: alignment, growth, marks, and what happens when memory is out.
#include "unit/test.h"

#include "sitmap/base.h"

static void test_every_allocation_is_aligned_and_apart(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    char *last = NULL;
    for (size_t size = 0; size < 300; size++) {
        char *p = sm_arena_alloc(a, size);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        assert_true(p != last);
        memset(p, 0xA5, size);
        last = p;
    }
    sm_arena_destroy(a);
}

static void test_zero_gives_zeros_even_in_reused_memory(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_arena_mark mark = sm_arena_mark_now(a);
    memset(sm_arena_alloc(a, 1000), 0xFF, 1000);
    sm_arena_rewind(a, mark);
    const unsigned char *p = sm_arena_zero(a, 100, 10);
    for (size_t i = 0; i < 1000; i++) {
        assert_int_equal(p[i], 0);
    }
    sm_arena_destroy(a);
}

static void test_rewinding_keeps_what_came_before_and_settles_in_size(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    char *kept = sm_arena_strdup(a, "kept");
    sm_arena_mark mark = sm_arena_mark_now(a);
    size_t after_first = 0;
    for (int round = 0; round < 50; round++) {
        for (int i = 0; i < 100; i++) {
            memset(sm_arena_alloc(a, 5000), round, 5000);
        }
        sm_arena_rewind(a, mark);
        if (round == 1) {
            after_first = sm_arena_size(a);
        }
    }
    assert_string_equal(kept, "kept");
    assert_true(sm_arena_size(a) <= after_first);
    sm_arena_destroy(a);
}

static void test_push_keeps_items_while_it_grows(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    struct {
        int *items;
        size_t count, cap;
    } v = {NULL, 0, 0};
    for (int i = 0; i < 1000; i++) {
        *SM_PUSH(a, &v) = i * i;
    }
    assert_int_equal(v.count, 1000);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(v.items[i], i * i);
    }
    sm_arena_destroy(a);
}

static jmp_buf out_of_memory;
static size_t wanted_bytes;

static void jump_out(size_t wanted)
{
    wanted_bytes = wanted;
    longjmp(out_of_memory, 1);
}

static void test_the_hook_is_called_when_a_size_overflows(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    sm_set_oom_hook(jump_out);
    wanted_bytes = 0;
    if (!setjmp(out_of_memory)) {
        sm_arena_zero(a, SIZE_MAX / 2, 16);
        fail_msg("an overflowing product was allocated");
    }
    assert_true(wanted_bytes > SIZE_MAX / 2);
    sm_set_oom_hook(NULL);
    sm_arena_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_allocation_is_aligned_and_apart),
        cmocka_unit_test(test_zero_gives_zeros_even_in_reused_memory),
        cmocka_unit_test(test_rewinding_keeps_what_came_before_and_settles_in_size),
        cmocka_unit_test(test_push_keeps_items_while_it_grows),
        cmocka_unit_test(test_the_hook_is_called_when_a_size_overflows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
