// What hangs together is one patch, whatever its shape.
#include "test.h"

#include "picture/compare.h"

// `.` same, `w` weak, `S` strong in; `.` same, `n` noise, `C` change out. At 25.4 dpi a pixel is
// 1 mm.
static void settle(const char *drawn, size_t width, size_t height, double long_mm, size_t speck,
                   const char *expected)
{
    uint8_t marks[256];
    char shown[257];
    assert_true(width * height < sizeof marks);
    for (size_t i = 0; i < width * height; i++) {
        marks[i] = drawn[i] == 'w'   ? PICTURE_WEAK
                   : drawn[i] == 'S' ? SM_MARK_CHANGED
                                     : SM_MARK_SAME;
    }
    sm_comparison c = {marks, width, height, 0, 0};
    const sm_compare_rules rules = {.long_mm = long_mm, .speck = speck};
    picture_settle_patches(&c, 25.4, &rules);
    for (size_t i = 0; i < width * height; i++) {
        shown[i] = ".nC"[marks[i]];
    }
    shown[width * height] = '\0';
    assert_string_equal(shown, expected);
}

static void test_corners_join_and_length_is_the_diagonal(void **state)
{
    (void)state;
    settle("w....."
           ".w...."
           "..w..."
           "...w.."
           "......"
           "w.w.ww",
           6, 6, 4, 2,
           "C....."
           ".C...."
           "..C..."
           "...C.."
           "......"
           "n.n.nn");
}

static void test_arms_that_meet_below_are_one_patch(void **state)
{
    (void)state;
    settle("S...S"
           "w.S.w"
           "w.w.w"
           "wwwww",
           5, 4, 9, 3,
           "C...C"
           "n.C.n"
           "n.n.n"
           "nnnnn");
    settle("S...S"
           "w.S.w"
           "w...w"
           "wwwww",
           5, 4, 9, 3,
           "n...n"
           "n.n.n"
           "n...n"
           "nnnnn");
}

static void test_spiral_is_one_patch(void **state)
{
    (void)state;
    settle("wwwwwww"
           "w.....w"
           "w.www.w"
           "w.w...w"
           "w.wwwww"
           "w......"
           "Sww.SSw",
           7, 7, 50, 2,
           "nnnnnnn"
           "n.....n"
           "n.nnn.n"
           "n.n...n"
           "n.nnnnn"
           "n......"
           "nnn.CCn");
}

static void test_no_marks_are_left_alone(void **state)
{
    (void)state;
    settle("....", 2, 2, 0, 0, "....");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_corners_join_and_length_is_the_diagonal),
        cmocka_unit_test(test_arms_that_meet_below_are_one_patch),
        cmocka_unit_test(test_spiral_is_one_patch),
        cmocka_unit_test(test_no_marks_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
