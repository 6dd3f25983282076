// The pool: every ticket is answered once, whatever happens to its worker.
#include "unit/test.h"

#include <signal.h>

#include "run/pool.h"

typedef struct answers {
    int count[40];
    sm_status status[40];
    char text[40][600];
} answers;

static void on_done(void *context, size_t ticket, const run_outcome *outcome)
{
    answers *l = context;
    l->count[ticket]++;
    l->status[ticket] = outcome->status;
    snprintf(l->text[ticket], sizeof l->text[ticket], "%s",
             outcome->status ? outcome->err.message : outcome->content);
}

static void work(void *context, run_outcome *outcome)
{
    int ticket = *(int *)context;
    if (ticket == 3) {
        raise(SIGKILL);
    }
    if (ticket == 5) {
        _exit(2);
    }
    if (ticket == 7) {
        outcome->status = sm_fail(&outcome->err, SM_EIO, SM_NOWHERE, NULL, "disk full");
        return;
    }
    usleep((useconds_t)((40 - ticket) % 7 * 1000));
    snprintf(outcome->content, sizeof outcome->content, "made %d", ticket);
}

static void run_with(int size)
{
    sm_arena *a = sm_arena_create();
    answers l = {{0}, {SM_OK}, {""}};
    run_pool pool;
    run_pool_init(&pool, a, size, on_done, &l);
    for (int i = 0; i < 40; i++) {
        run_pool_start(&pool, (size_t)i, work, &i);
    }
    run_pool_drain(&pool);
    for (int i = 0; i < 40; i++) {
        assert_int_equal(l.count[i], 1);
        bool fails = i == 3 || i == 5 || i == 7;
        assert_int_equal(l.status[i], fails ? SM_EIO : SM_OK);
        if (!fails) {
            assert_string_equal(l.text[i], sm_arena_printf(a, "made %d", i));
        }
    }
    assert_string_contains(l.text[3], "killed");
    assert_string_contains(l.text[5], "ended early");
    assert_string_equal(l.text[7], "disk full");
    sm_arena_destroy(a);
}

static void test_all_tickets_are_answered_by_one_worker(void **state)
{
    (void)state;
    run_with(1);
}

static void test_all_tickets_are_answered_by_many_workers(void **state)
{
    (void)state;
    run_with(8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_tickets_are_answered_by_one_worker),
        cmocka_unit_test(test_all_tickets_are_answered_by_many_workers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
