// Digests of scenes: whatever changes how a text looks changes them, or an output would pass for up
// to date.
#include "unit/test.h"

#include "sitmap/plan.h"

static sm_text plain(void)
{
    return (sm_text){.utf8 = "Fuzuli",
                     .font = {.family = "Liberation Sans", .size_pt = 7},
                     .color = SM_RGB(0x111111),
                     .at = {20, 30},
                     .width_pt = 18};
}

static const char *digest_of(sm_arena *a, const sm_text *text, bool rest)
{
    sm_scene *scene = sm_scene_create(a, 100, 100);
    sm_scene_begin_group(scene, "label", "Fuzuli", 1);
    sm_scene_add_text(scene, text);
    sm_scene_end_group(scene);
    sm_digest *d = sm_digest_begin();
    if (rest) {
        sm_digest_add_rest(d, scene);
    } else {
        sm_digest_scene(d, scene);
    }
    return sm_digest_end(d, a);
}

static void test_a_text_that_looks_otherwise_has_another_digest(void **state)
{
    sm_arena *a = sm_arena_create();
    enum { LOOKS = 10, WAYS = 13 };
    sm_text ways[WAYS];
    (void)state;
    for (size_t i = 0; i < WAYS; i++) {
        ways[i] = plain();
    }
    ways[0].font.bold = true;
    ways[1].font.italic = true;
    ways[2].font.underline = true;
    ways[3].font.strike = true;
    ways[4].font.unkerned = true;
    ways[5].font.size_pt = 7.5;
    ways[6].font.tracking_pt = 1;
    ways[7].font.word_pt = 1;
    ways[8].font.family = "DejaVu Sans";
    ways[9].color = SM_RGB(0x222222);
    ways[10].utf8 = "Jabrayil"; // of a feature, so not of the rest of the page
    ways[11].at.x = 21;
    ways[12].angle_deg = 5;
    const sm_text before = plain();
    for (size_t i = 0; i < WAYS; i++) {
        assert_string_not_equal(digest_of(a, &before, false), digest_of(a, &ways[i], false));
        bool same = strcmp(digest_of(a, &before, true), digest_of(a, &ways[i], true)) == 0;
        assert_int_equal(same, i >= LOOKS);
    }
    sm_arena_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_text_that_looks_otherwise_has_another_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
