// The corpus of pairs, at four resolutions, and what weaker rules would miss.
#include "test.h"

#include "pairs.h"

static sm_comparison compare(sm_arena *a, const pair *p, double dpi, const sm_compare_rules *rules)
{
    sm_picture old = draw_picture(a, p->old, dpi), new = draw_picture(a, p->new, dpi);
    sm_comparison c;
    sm_picture_compare(a, &old, &new, rules, &c);
    return c;
}

static const double resolutions[] = {100, 150, 200, 300, 600};
enum { N_RESOLUTIONS = sizeof resolutions / sizeof resolutions[0] };

static void test_every_pair_has_its_verdict(void **state)
{
    (void)state;
    const sm_compare_rules rules = sm_compare_default();
    for (size_t i = 0; i < N_PAIRS; i++) {
        for (size_t d = 0; d < N_RESOLUTIONS; d++) {
            sm_arena *a = sm_arena_create();
            sm_comparison c = compare(a, &pairs[i], resolutions[d], &rules);
            bool told = resolutions[d] >= pairs[i].least_dpi;
            if (told && (c.changed > 0) != pairs[i].changed) {
                fail_msg("%s at %g dpi: %zu pixels changed, %zu noise", pairs[i].name,
                         resolutions[d], c.changed, c.noise);
            }
            sm_arena_destroy(a);
        }
    }
}

// Either direction: what vanishes one way appears the other.
static void test_verdict_is_the_same_when_old_and_new_change_places(void **state)
{
    (void)state;
    const sm_compare_rules rules = sm_compare_default();
    for (size_t i = 0; i < N_PAIRS; i++) {
        sm_arena *a = sm_arena_create();
        const pair turned = {pairs[i].name, pairs[i].new, pairs[i].old, pairs[i].changed, 0};
        sm_comparison one = compare(a, &pairs[i], 150, &rules);
        sm_comparison other = compare(a, &turned, 150, &rules);
        assert_int_equal(one.changed, other.changed);
        sm_arena_destroy(a);
    }
}

static bool is_wrong(const pair *p, const sm_compare_rules *rules)
{
    sm_arena *a = sm_arena_create();
    bool wrong = (compare(a, p, 200, rules).changed > 0) != p->changed;
    sm_arena_destroy(a);
    return wrong;
}

// Rules that are bent: the first see too little, the others too much.
enum { LOOSE = 5, N_BENT = 9 };

static void bend(sm_compare_rules bent[N_BENT])
{
    for (size_t i = 0; i < N_BENT; i++) {
        bent[i] = sm_compare_default();
    }
    bent[0].threshold = 0.9;
    bent[1].strong = 2, bent[1].long_mm = 40;
    bent[2].weak = 0.5;
    bent[3].long_mm = 100;
    bent[4].speck = 200;
    bent[5].long_mm = 1;
    bent[6].strong = 0.05;
    bent[7].weak = 0.01;
    bent[8].speck = 1;
}

// No rule is idle: each one, bent alone, gives a wrong verdict somewhere. And no pair passes by
// accident: each one that is different becomes the same when some rule is loosened, each one that
// is the same becomes different when some rule is sharpened.
static void test_each_rule_and_each_pair_depend_on_each_other(void **state)
{
    (void)state;
    sm_compare_rules bent[N_BENT];
    bool rule_works[N_BENT] = {false};
    bend(bent);
    for (size_t i = 1; i < N_PAIRS; i++) { // the first is identical, whatever the rules
        bool depends = false;
        for (size_t k = 0; k < N_BENT; k++) {
            bool wrong = is_wrong(&pairs[i], &bent[k]);
            rule_works[k] = rule_works[k] || wrong;
            depends = depends || (wrong && (k < LOOSE) == pairs[i].changed);
        }
        if (!depends) {
            fail_msg("%s: its verdict depends on no rule", pairs[i].name);
        }
    }
    for (size_t k = 0; k < N_BENT; k++) {
        if (!rule_works[k]) {
            fail_msg("bent rule %zu goes unnoticed", k);
        }
    }
}

// A pair that a reader calls the same must give a comparison something to overlook.
static void test_pairs_that_are_the_same_differ_in_pixels(void **state)
{
    (void)state;
    const sm_compare_rules rules = sm_compare_default();
    for (size_t i = 1; i < N_PAIRS; i++) {
        for (size_t d = 0; d < N_RESOLUTIONS && !pairs[i].changed; d++) {
            sm_arena *a = sm_arena_create();
            sm_comparison c = compare(a, &pairs[i], resolutions[d], &rules);
            if (c.noise < 100) {
                fail_msg("%s at %g dpi: only %zu pixels of noise", pairs[i].name, resolutions[d],
                         c.noise);
            }
            sm_arena_destroy(a);
        }
    }
}

static void test_sizes_that_differ_are_a_change_where_one_is_missing(void **state)
{
    (void)state;
    uint8_t white[8 * 6 * 3];
    memset(white, 255, sizeof white);
    sm_arena *a = sm_arena_create();
    const sm_picture old = {white, 8, 5, 100, 0}, new = {white, 6, 6, 100, 0};
    const sm_compare_rules rules = sm_compare_default();
    sm_comparison c;
    sm_picture_compare(a, &old, &new, &rules, &c);
    assert_int_equal(c.width, 8);
    assert_int_equal(c.height, 6);
    assert_int_equal(c.changed, 8 * 6 - 6 * 5);
    sm_arena_destroy(a);
}

static void test_difference_shows_a_vanished_dot_in_blue(void **state)
{
    (void)state;
    uint8_t with[20 * 20 * 3], without[20 * 20 * 3];
    memset(with, 255, sizeof with);
    memset(without, 255, sizeof without);
    for (size_t y = 8; y < 12; y++) {
        memset(with + (y * 20 + 8) * 3, 0, 12);
    }
    sm_arena *a = sm_arena_create();
    const sm_picture old = {with, 20, 20, 100, 0}, new = {without, 20, 20, 100, 0};
    const sm_compare_rules rules = sm_compare_default();
    sm_comparison c;
    sm_picture shown;
    sm_picture_compare(a, &old, &new, &rules, &c);
    sm_picture_difference(a, &old, &new, &c, 1, &shown);
    const uint8_t *middle = shown.rgb + (10 * 20 + 10) * 3, *beside = shown.rgb + (10 * 20 + 2) * 3;
    assert_true(middle[2] > middle[0] + 100);
    assert_int_equal(beside[0], 255);
    sm_arena_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_pair_has_its_verdict),
        cmocka_unit_test(test_verdict_is_the_same_when_old_and_new_change_places),
        cmocka_unit_test(test_each_rule_and_each_pair_depend_on_each_other),
        cmocka_unit_test(test_pairs_that_are_the_same_differ_in_pixels),
        cmocka_unit_test(test_sizes_that_differ_are_a_change_where_one_is_missing),
        cmocka_unit_test(test_difference_shows_a_vanished_dot_in_blue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
