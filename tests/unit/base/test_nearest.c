#include "test.h"

#include "sitmap/base.h"

static const char *const words[] = {"title", "legend", "layer", "figure", "graticule", "id"};

static const char *nearest(const char *word)
{
    return sm_nearest_word(word, words, sizeof words / sizeof words[0]);
}

static void test_nearest_word_finds_one_mistake(void **state)
{
    (void)state;
    assert_string_equal(nearest("titel"), "title");   // swapped
    assert_string_equal(nearest("legnd"), "legend");  // missing
    assert_string_equal(nearest("layeer"), "layer");  // added
    assert_string_equal(nearest("fugure"), "figure"); // replaced
    assert_string_equal(nearest("TITLE"), "title");   // case
    assert_string_equal(nearest("graticle"), "graticule");
}

static void test_nearest_word_gives_nothing_when_far(void **state)
{
    (void)state;
    assert_null(nearest("scale"));
    assert_null(nearest(""));
    assert_null(nearest("xd"));      // a third of two letters is none
    assert_null(nearest("xitxlxx")); // four of seven
    assert_null(sm_nearest_word("title", NULL, 0));
}

static void test_nearest_word_prefers_the_nearest_then_the_first(void **state)
{
    (void)state;
    static const char *const similar[] = {"layers", "layer", "lawyer"};
    assert_string_equal(sm_nearest_word("layer", similar, 3), "layer");
    static const char *const equal[] = {"boat", "coat"};
    assert_string_equal(sm_nearest_word("goat", equal, 2), "boat");
}

static void test_nearest_word_survives_long_words(void **state)
{
    (void)state;
    char longest[2000];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    const char *candidates[] = {longest, "abc"};
    assert_null(nearest(longest));
    assert_string_equal(sm_nearest_word("abcd", candidates, 2), "abc");
    longest[63] = '\0';
    assert_ptr_equal(sm_nearest_word(longest, candidates, 2), longest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nearest_word_finds_one_mistake),
        cmocka_unit_test(test_nearest_word_gives_nothing_when_far),
        cmocka_unit_test(test_nearest_word_prefers_the_nearest_then_the_first),
        cmocka_unit_test(test_nearest_word_survives_long_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
