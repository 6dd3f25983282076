// The optimiser on problems small enough to try every choice.
#include "test.h"

#include "label/parts.h"

enum { MAX_UNITS = 8, MAX_CANDIDATES = 64 };

// A problem written down as a table of conflicts.
typedef struct table {
    size_t first[MAX_UNITS + 1];
    double drop[MAX_UNITS];
    double cost[MAX_CANDIDATES];
    uint32_t unit_of[MAX_CANDIDATES];
    bool bad[MAX_CANDIDATES][MAX_CANDIDATES];
    size_t near_start[MAX_CANDIDATES + 1];
    uint32_t near[MAX_CANDIDATES * MAX_CANDIDATES];
    sm_label_problem problem;
} table;

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

static void finish(table *t, size_t n_units)
{
    size_t n = t->first[n_units], k = 0;
    for (size_t c = 0; c < n; c++) {
        for (size_t d = 0; d < n; d++) {
            if (t->bad[c][d] || t->bad[d][c]) {
                t->near[k++] = (uint32_t)d;
            }
        }
        t->near_start[c + 1] = k;
    }
    t->problem =
        (sm_label_problem){n_units, t->first, t->drop, t->cost, t->unit_of, t->near_start, t->near};
}

static bool is_legal(const table *t, const int32_t *chosen)
{
    for (size_t u = 0; u < t->problem.n_units; u++) {
        for (size_t v = 0; v < u; v++) {
            if (chosen[u] >= 0 && chosen[v] >= 0 &&
                (t->bad[chosen[u]][chosen[v]] || t->bad[chosen[v]][chosen[u]])) {
                return false;
            }
        }
    }
    return true;
}

// The best of all choices, by trying them all.
static double best_of_all(const table *t, size_t unit, int32_t *chosen)
{
    if (unit == t->problem.n_units) {
        return is_legal(t, chosen) ? sm_label_choice_cost(&t->problem, chosen) : (double)INFINITY;
    }
    chosen[unit] = SM_LABEL_NONE;
    double best = best_of_all(t, unit + 1, chosen);
    for (size_t c = t->first[unit]; c < t->first[unit + 1]; c++) {
        chosen[unit] = (int32_t)c;
        best = fmin(best, best_of_all(t, unit + 1, chosen));
    }
    return best;
}

// Three names in a row. The first one's favourite place shuts out the second, whose other place
// shuts out the third: one after the other, somebody is lost; together they need only move up.
static void test_greedy_loses_a_name_that_improvement_keeps(void **state)
{
    (void)state;
    static table t;
    memset(&t, 0, sizeof t);
    const double cost[] = {0, 1, 0, 1, 0, 1};
    for (size_t c = 0; c < 6; c++) {
        t.cost[c] = cost[c];
        t.unit_of[c] = (uint32_t)(c / 2);
    }
    t.first[1] = 2, t.first[2] = 4, t.first[3] = 6;
    t.drop[0] = t.drop[1] = t.drop[2] = 40;
    t.bad[0][2] = t.bad[0][3] = true; // the first's favourite is over both places of the second
    t.bad[3][4] = t.bad[3][5] = true; // the second's other place is over both of the third
    finish(&t, 3);
    int32_t chosen[MAX_UNITS];
    sm_label_solve_greedy(arena, &t.problem, chosen);
    assert_near(sm_label_choice_cost(&t.problem, chosen), 40, 1e-12, "");
    sm_label_improve(arena, &t.problem, chosen);
    assert_true(is_legal(&t, chosen));
    assert_near(sm_label_choice_cost(&t.problem, chosen), 1, 1e-12, "");
    assert_int_equal(chosen[0], 1);
}

// The search is a heuristic: the optimum nearly always, and else what nobody would notice.
static void test_random_problems_reach_the_optimum_or_nearly(void **state)
{
    (void)state;
    int missed = 0;
    static table t;
    uint32_t seed = 7;
    for (int round = 0; round < 150; round++) {
        memset(&t, 0, sizeof t);
        size_t n = 6, c = 0;
        for (size_t u = 0; u < n; u++) {
            seed = seed * 1664525u + 1013904223u;
            t.drop[u] = 40 + 80 * (double)((seed >> 10) % 3);
            for (size_t k = 0; k < 3; k++, c++) {
                seed = seed * 1664525u + 1013904223u;
                t.cost[c] = (double)((seed >> 12) % 100) / 10;
                t.unit_of[c] = (uint32_t)u;
            }
            t.first[u + 1] = c;
        }
        for (size_t i = 0; i < c; i++) {
            for (size_t k = 0; k < i; k++) {
                seed = seed * 1664525u + 1013904223u;
                t.bad[i][k] = t.unit_of[i] != t.unit_of[k] && (seed >> 10) % 100 < 45;
            }
        }
        finish(&t, n);
        int32_t chosen[MAX_UNITS], any[MAX_UNITS];
        sm_label_solve_greedy(arena, &t.problem, chosen);
        assert_true(is_legal(&t, chosen));
        double greedy = sm_label_choice_cost(&t.problem, chosen);
        sm_label_improve(arena, &t.problem, chosen);
        assert_true(is_legal(&t, chosen));
        double reached = sm_label_choice_cost(&t.problem, chosen);
        assert_true(reached <= greedy);
        double best = best_of_all(&t, 0, any);
        assert_near(reached, best, 0.01 * best, "");
        missed += reached > best + 1e-9;
    }
    assert_true(missed <= 2);
}

static void test_polish_never_makes_worse(void **state)
{
    (void)state;
    static table t;
    memset(&t, 0, sizeof t);
    t.cost[0] = 3, t.cost[1] = 1;
    t.first[1] = 2;
    t.drop[0] = 40;
    finish(&t, 1);
    int32_t chosen[] = {0};
    sm_label_polish(arena, &t.problem, chosen);
    assert_int_equal(chosen[0], 1);
}

static void test_nothing_to_choose_is_no_trouble(void **state)
{
    (void)state;
    static table t;
    memset(&t, 0, sizeof t);
    finish(&t, 0);
    int32_t chosen[1];
    sm_label_solve_greedy(arena, &t.problem, chosen);
    sm_label_improve(arena, &t.problem, chosen);
    t.drop[0] = 40; // one unit without candidates
    finish(&t, 1);
    sm_label_solve_greedy(arena, &t.problem, chosen);
    sm_label_improve(arena, &t.problem, chosen);
    assert_int_equal(chosen[0], SM_LABEL_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_greedy_loses_a_name_that_improvement_keeps),
        cmocka_unit_test(test_random_problems_reach_the_optimum_or_nearly),
        cmocka_unit_test(test_polish_never_makes_worse),
        cmocka_unit_test(test_nothing_to_choose_is_no_trouble),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
