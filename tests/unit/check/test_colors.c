// Differences of colours against the published test data, and how colour-blind readers see.
#include "test.h"

#include "sitmap/check.h"

// Sharma, Wu & Dalal 2005, table 1: pairs that go through every branch of the formula. Pairs 9 to
// 16 lie where the mean hue jumps.
static const struct {
    double one[3], other[3], difference;
} pairs[] = {
    {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
    {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
    {{50, 2.8361, -74.0200}, {50, 0, -82.7485}, 3.4412},
    {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
    {{50, -1.1848, -84.8006}, {50, 0, -82.7485}, 1.0000},
    {{50, -0.9009, -85.5211}, {50, 0, -82.7485}, 1.0000},
    {{50, 0, 0}, {50, -1, 2}, 2.3669},
    {{50, -1, 2}, {50, 0, 0}, 2.3669},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0010}, 7.1792},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0011}, 7.2195},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0012}, 7.2195},
    {{50, -0.0010, 2.4900}, {50, 0.0009, -2.4900}, 4.8045},
    {{50, -0.0010, 2.4900}, {50, 0.0010, -2.4900}, 4.8045},
    {{50, -0.0010, 2.4900}, {50, 0.0011, -2.4900}, 4.7461},
    {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
    {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
    {{50, 2.5, 0}, {61, -5, 29}, 22.8977},
    {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
    {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
    {{50, 2.5, 0}, {50, 3.1736, 0.5854}, 1.0000},
    {{50, 2.5, 0}, {50, 3.2972, 0}, 1.0000},
    {{50, 2.5, 0}, {50, 1.8634, 0.5757}, 1.0000},
    {{50, 2.5, 0}, {50, 3.2592, 0.3350}, 1.0000},
    {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
    {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
    {{61.2901, 3.7196, -5.3901}, {61.4292, 2.2480, -4.9620}, 1.8731},
    {{35.0831, -44.1164, 3.7933}, {35.0232, -40.0716, 1.5901}, 1.8645},
    {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
    {{36.4612, 47.8580, 18.3852}, {36.2715, 50.5065, 21.2231}, 1.4146},
    {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
    {{90.9257, -0.5406, -0.9208}, {88.6381, -0.8985, -0.7239}, 1.5381},
    {{6.7747, -0.2908, -2.4247}, {5.8714, -0.0985, -2.2286}, 0.6377},
    {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
};

static void test_difference_of_the_published_pairs(void **state)
{
    (void)state;
    assert_int_equal(sizeof pairs / sizeof pairs[0], 34);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        double there = sm_check_ciede2000(pairs[i].one, pairs[i].other);
        double back = sm_check_ciede2000(pairs[i].other, pairs[i].one);
        assert_near(there, pairs[i].difference, 5e-5, "");
        assert_near(back, there, 1e-12, ""); // it does not matter which comes first
    }
}

static void test_difference_of_colors_in_bytes(void **state)
{
    (void)state;
    const sm_color white = SM_RGB(0xFFFFFF), black = SM_RGB(0x000000), red = SM_RGB(0xFF0000);
    assert_near(sm_check_color_difference(white, black), 100, 0.01, "");
    assert_near(sm_check_color_difference(red, red), 0, 1e-12, "");
    // One step of a channel is below what anybody sees.
    assert_true(sm_check_color_difference(red, SM_RGB(0xFE0000)) < 1);
}

static void assert_seen(sm_vision vision, uint32_t rgb, uint32_t as)
{
    sm_color c = sm_check_simulate(SM_RGB(rgb), vision), e = SM_RGB(as);
    assert_near(c.r, e.r, 1, "of 255");
    assert_near(c.g, e.g, 1, "of 255");
    assert_near(c.b, e.b, 1, "of 255");
}

// Computed from table 1 of Machado, Oliveira & Fernandes 2009 (severity 1.0) by another program.
static void test_colors_as_the_color_blind_see_them(void **state)
{
    (void)state;
    static const struct {
        sm_vision vision;
        uint32_t red, green, blue, pale;
    } rows[] = {{SM_VISION_PROTAN, 0x6D5F00, 0xFFE500, 0x0059FF, 0xE0E7F9},
                {SM_VISION_DEUTAN, 0xA39000, 0xEFD63A, 0x003DFB, 0xDAE1F8},
                {SM_VISION_TRITAN, 0xFF000F, 0x00F7D9, 0x006B96, 0xC0ECED}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_seen(rows[i].vision, 0xFF0000, rows[i].red);
        assert_seen(rows[i].vision, 0x00FF00, rows[i].green);
        assert_seen(rows[i].vision, 0x0000FF, rows[i].blue);
        assert_seen(rows[i].vision, 0xCCE8F8, rows[i].pale);
        for (uint32_t level = 0; level < 256; level += 15) { // the rows of a matrix sum to one
            assert_seen(rows[i].vision, level * 0x010101, level * 0x010101);
        }
    }
}

// Red and green of one lightness: a pair that everybody knows to be hard.
static void test_red_and_green_come_near_to_each_other(void **state)
{
    (void)state;
    const sm_color red = SM_RGB(0xCC6666), green = SM_RGB(0x8F8F3D);
    sm_color one = sm_check_simulate(red, SM_VISION_DEUTAN);
    sm_color other = sm_check_simulate(green, SM_VISION_DEUTAN);
    double all = sm_check_color_difference(red, green);
    assert_true(all > 30);
    assert_true(sm_check_color_difference(one, other) < all / 2);
    assert_seen(SM_VISION_NORMAL, 0xCC6666, 0xCC6666);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_difference_of_the_published_pairs),
        cmocka_unit_test(test_difference_of_colors_in_bytes),
        cmocka_unit_test(test_colors_as_the_color_blind_see_them),
        cmocka_unit_test(test_red_and_green_come_near_to_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
