// Upper and lower case, against Unicode's data files and the orthographies of the languages.
#include "style/style_of.h"

static void test_upper_when_letters_have_partners(void **state)
{
    static const struct {
        const char *lang, *text, *upper;
    } cases[] = {
        {"en", "Lake Sevan", "LAKE SEVAN"},
        {"az", "Bakı", "BAKI"},
        {"az", "Şəki, Gədəbəy", "ŞƏKİ, GƏDƏBƏY"},
        {"az", "Cəbrayıl", "CƏBRAYIL"},
        {"tr", "Iğdır", "IĞDIR"},
        {"en", "Bakı iran", "BAKI IRAN"},
        {"uk", "Гадрут, Їжак, ґанок, єдність", "ГАДРУТ, ЇЖАК, ҐАНОК, ЄДНІСТЬ"},
        {"ru", "ёлка", "ЁЛКА"},
        {"hy", "Հադրութ", "ՀԱԴՐՈՒԹ"},
        {"hy", "Երևան", "ԵՐԵՒԱՆ"},
        {"el", "Άραξ σάς", "ΆΡΑΞ ΣΆΣ"},
        {"de", "Straße über", "STRASSE ÜBER"},
        {"cs", "žluťoučký kůň", "ŽLUŤOUČKÝ KŮŇ"},
        {"en", "ÿ ž 12 — ", "Ÿ Ž 12 — "},
        {"ka", "თბილისი", "თბილისი"}, // maps write Georgian in one case
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(sm_text_case(w->arena, cases[i].text, true, cases[i].lang),
                            cases[i].upper);
    }
}

static void test_lower_when_letters_have_partners(void **state)
{
    static const struct {
        const char *lang, *text, *lower;
    } cases[] = {
        {"az", "BAKI, İRƏVAN", "bakı, irəvan"},
        {"en", "BAKI", "baki"},
        {"en", "İ", "i\xCC\x87"}, // SpecialCasing.txt: i with a dot above
        {"uk", "ГАДРУТ ҐЄЇ", "гадрут ґєї"},
        {"hy", "ՀԱԴՐՈՒԹ", "հադրութ"},
        {"en", "Ÿ ĀŽ", "ÿ āž"},
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(sm_text_case(w->arena, cases[i].text, false, cases[i].lang),
                            cases[i].lower);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_upper_when_letters_have_partners),
        WORLD_TEST(test_lower_when_letters_have_partners),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
