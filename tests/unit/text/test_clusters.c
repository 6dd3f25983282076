// Clusters against the widths of whole texts; what a cluster is follows from UAX 29.
#include "text/fonts.h"

static sm_cluster *clusters;
static size_t n;

static void cut(const char *text, sm_font font)
{
    if (sm_text_clusters(engine, arena, text, &font, &clusters, &n, &error))
        fail_msg("%s", error.message);
}

static double end_of_last(void)
{
    return clusters[n - 1].x_pt + clusters[n - 1].width_pt;
}

static void test_clusters_of_latin_are_letters(void **state)
{
    (void)state;
    cut("Hadrut", sans(10));
    assert_int_equal(n, 6);
    assert_string_equal(clusters[0].utf8, "H");
    assert_string_equal(clusters[5].utf8, "t");
    assert_near(clusters[0].x_pt, 0, 0, "pt");
    assert_near(clusters[1].x_pt, 7.22, 0.01, "pt");
}

static void test_clusters_add_up_to_the_width(void **state)
{
    (void)state;
    const char *texts[] = {"AVATAR To",
                           "K\xC9\x99lb\xC9\x99"
                           "c\xC9\x99r",
                           "fi ffi",
                           "\xD4\xB1"
                           "A\xD0\x96",
                           "x"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        for (double tracking = 0; tracking < 3; tracking += 1.25) {
            sm_font font = sans(11);
            font.tracking_pt = tracking;
            cut(texts[i], font);
            assert_near(end_of_last(), width_of(texts[i], font), 1e-9, "pt");
            for (size_t k = 1; k < n; k++) {
                assert_near(clusters[k].x_pt, clusters[k - 1].x_pt + clusters[k - 1].width_pt, 1e-9,
                            "pt");
            }
        }
    }
}

static void test_clusters_keep_kerning(void **state)
{
    (void)state;
    cut("AV", sans(100));
    assert_true(clusters[1].x_pt < 66.7 - 5);
}

static void test_a_combining_mark_stays_with_its_letter(void **state)
{
    (void)state;
    cut("xa\xCC\x8Bz", sans(10)); // a with a double acute has no composed form
    assert_int_equal(n, 3);
    assert_string_equal(clusters[1].utf8, "a\xCC\x8B");
}

static void test_right_to_left_text_is_in_visual_order(void **state)
{
    (void)state;
    cut("\xD7\x90\xD7\x91\xD7\x92", sans(10)); // alef bet gimel
    assert_int_equal(n, 3);
    assert_string_equal(clusters[0].utf8, "\xD7\x92");
    assert_string_equal(clusters[2].utf8, "\xD7\x90");
}

static void test_points_stay_with_their_letters_right_to_left(void **state)
{
    (void)state;
    cut("\xD7\x90\xD6\xB8\xD7\x91\xD7\x92\xD6\xB8", sans(10)); // alef qamats, bet, gimel qamats
    assert_int_equal(n, 3);
    assert_string_equal(clusters[0].utf8, "\xD7\x92\xD6\xB8");
    assert_string_equal(clusters[1].utf8, "\xD7\x91");
    assert_string_equal(clusters[2].utf8, "\xD7\x90\xD6\xB8");
}

static void test_mixed_directions_lose_no_text(void **state)
{
    (void)state;
    const char *text = "ab \xD7\x90\xD7\x91 12 \xD8\xA7\xD9\x84\xD8\xB3 z";
    cut(text, sans(10));
    size_t len = 0;
    for (size_t i = 0; i < n; i++)
        len += strlen(clusters[i].utf8);
    assert_int_equal(len, strlen(text));
}

static void test_no_clusters_of_no_text(void **state)
{
    (void)state;
    cut("", sans(10));
    assert_int_equal(n, 0);
}

static void test_clusters_of_an_impossible_font(void **state)
{
    (void)state;
    sm_font font = sans(NAN);
    n = 77;
    assert_int_equal(sm_text_clusters(engine, arena, "x", &font, &clusters, &n, &error), SM_ELIMIT);
    assert_int_equal(n, 77);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clusters_of_latin_are_letters),
        cmocka_unit_test(test_clusters_add_up_to_the_width),
        cmocka_unit_test(test_clusters_keep_kerning),
        cmocka_unit_test(test_a_combining_mark_stays_with_its_letter),
        cmocka_unit_test(test_right_to_left_text_is_in_visual_order),
        cmocka_unit_test(test_points_stay_with_their_letters_right_to_left),
        cmocka_unit_test(test_mixed_directions_lose_no_text),
        cmocka_unit_test(test_no_clusters_of_no_text),
        cmocka_unit_test(test_clusters_of_an_impossible_font),
    };
    return cmocka_run_group_tests_name("text/clusters", tests, engine_setup, engine_teardown);
}
