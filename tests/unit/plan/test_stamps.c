// Stamps: what an output was made from, remembered beside it.
#include "unit/test.h"

#include <fcntl.h>
#include <sys/wait.h>

#include "sitmap/plan.h"

static void test_stamps_come_back_as_they_were_saved(void **state)
{
    sm_arena *a = sm_arena_create();
    sm_stamps s;
    sm_error err;
    assert_int_equal(sm_stamps_open(a, *state, NULL, NULL, &s, &err), SM_OK);
    assert_int_equal(s.outputs.count, 0);
    const sm_stamp stamp = {"map.pdf", "map", "k1", "c1", {10, -5, 7}, 0, 0};
    sm_stamps_put(&s, &stamp);
    const sm_stamp again = {"map.pdf", "map", "k2", "c2", {11, 6, 7}, 600000, -86400};
    sm_stamps_put(&s, &again);
    sm_stamps_add_feature(&s, "map", "control.shp", 4, "d4");
    sm_stamps_add_feature(&s, "other", "control.shp", 5, "d5");
    *SM_PUSH(a, &s.origins) = (sm_stamp_origin){"map", "s1", "sitmap 1; 2 3", "f1"};
    *SM_PUSH(a, &s.origins) = (sm_stamp_origin){"other", "s1", "p1", "f1"};
    *SM_PUSH(a, &s.style_files) = (sm_stamp_style){"map", "a b.sld", "d6"};
    sm_stamps_forget_job(&s, "other");
    s.command = "cmd";
    s.study = "/my studies/study.xml";
    assert_int_equal(sm_stamps_save(&s, &err), SM_OK);
    sm_stamps_close(&s);

    sm_stamps t;
    assert_int_equal(sm_stamps_open(a, *state, NULL, NULL, &t, &err), SM_OK);
    assert_int_equal(t.outputs.count, 1);
    const sm_stamp *found = sm_stamps_find(&t, "map.pdf");
    assert_string_equal(found->key, "k2");
    assert_string_equal(found->content, "c2");
    assert_int_equal(found->state.mtime_ns, 6);
    assert_int_equal(found->dpi_milli, 600000);
    assert_int_equal(found->created, -86400);
    assert_int_equal(t.origins.count, 1);
    assert_string_equal(t.origins.items[0].program, "sitmap 1; 2 3");
    assert_string_equal(t.origins.items[0].fonts, "f1");
    assert_int_equal(t.style_files.count, 1);
    assert_string_equal(t.style_files.items[0].path, "a b.sld");
    assert_string_equal(t.study, "/my studies/study.xml");
    assert_null(t.styles);
    assert_int_equal(t.features.count, 1);
    assert_int_equal(t.features.items[0].record, 4);
    assert_string_equal(t.command, "cmd");
    sm_stamps_close(&t);
    sm_arena_destroy(a);
}

static void test_a_damaged_stamp_file_counts_as_none(void **state)
{
    static const char *const damages[] = {
        "",
        "sitmap stamps 1\n",
        "sitmap stamps 2\noutput\tk\tc\t1\t2\n",
        "sitmap stamps 2\ncommand\tx\noutput\tk\tc\tmany\t2\t3\t0\t0\tjob\tpath\n",
        "sitmap stamps 2\noutput\tk\tc\t1\t2\t3\t0\t0\tjob\tpath\nfeature\tcut off",
        "sitmap stamps 2\norigin\tjob\tstudy\n",
        "sitmap stamps 2\nstyle\tjob\tdigest\n"};
    sm_arena *a = sm_arena_create();
    sm_error err;
    for (size_t i = 0; i < sizeof damages / sizeof damages[0]; i++) {
        sm_stamps s;
        assert_int_equal(sm_make_folders(sm_arena_printf(a, "%s/.sitmap", (char *)*state), &err),
                         SM_OK);
        FILE *f = fopen(sm_arena_printf(a, "%s/.sitmap/stamps", (char *)*state), "w");
        assert_non_null(f);
        fputs(damages[i], f);
        fclose(f);
        assert_int_equal(sm_stamps_open(a, *state, NULL, NULL, &s, &err), SM_OK);
        assert_int_equal(s.outputs.count, 0);
        assert_int_equal(s.features.count, 0);
        assert_null(s.command);
        sm_stamps_close(&s);
    }
    sm_arena_destroy(a);
}

static void write_text(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void test_an_output_is_intact_by_content_when_only_its_time_changed(void **state)
{
    sm_arena *a = sm_arena_create();
    const char *path = sm_arena_printf(a, "%s/map.svg", (char *)*state);
    write_text(path, "<svg/>");
    sm_stamp stamp = {"map.svg", "map", "k", sm_digest_file(a, path), {0, 0, 0}, 0, 0};
    assert_true(sm_file_look(path, &stamp.state));
    assert_true(sm_stamp_is_intact(a, *state, &stamp));
    stamp.state.mtime_ns -= 1000;
    assert_true(sm_stamp_is_intact(a, *state, &stamp));
    write_text(path, "<SVG/>");
    assert_false(sm_stamp_is_intact(a, *state, &stamp));
    assert_int_equal(unlink(path), 0);
    assert_false(sm_stamp_is_intact(a, *state, &stamp));
    sm_arena_destroy(a);
}

static void test_nothing_is_untouched_after_any_input_or_output_changed(void **state)
{
    sm_arena *a = sm_arena_create();
    const char *in = sm_arena_printf(a, "%s/in.shp", (char *)*state);
    const char *out = sm_arena_printf(a, "%s/map.svg", (char *)*state);
    sm_stamps s;
    sm_error err;
    write_text(in, "1");
    write_text(out, "2");
    assert_int_equal(sm_stamps_open(a, *state, NULL, NULL, &s, &err), SM_OK);
    sm_stamp_input input = {.path = in};
    sm_stamp stamp = {"map.svg", "map", "k", "c", {0, 0, 0}, 0, 0};
    assert_true(sm_file_look(in, &input.state) && sm_file_look(out, &stamp.state));
    *SM_PUSH(a, &s.inputs) = input;
    sm_stamps_put(&s, &stamp);
    s.command = "as asked";
    assert_true(sm_stamps_untouched(&s, "as asked"));
    assert_false(sm_stamps_untouched(&s, "asked otherwise"));
    write_text(in, "longer");
    assert_false(sm_stamps_untouched(&s, "as asked"));
    assert_true(sm_file_look(in, &s.inputs.items[0].state));
    assert_int_equal(unlink(out), 0);
    assert_false(sm_stamps_untouched(&s, "as asked"));
    sm_stamps_close(&s);
    sm_arena_destroy(a);
}

static void note_waiting(void *context)
{
    *(bool *)context = true;
}

static void test_a_second_run_waits_and_says_so(void **state)
{
    sm_arena *a = sm_arena_create();
    sm_stamps s;
    sm_error err;
    assert_int_equal(sm_stamps_open(a, *state, NULL, NULL, &s, &err), SM_OK);
    pid_t child = fork();
    if (child == 0) {
        close(s.lock); // a copy of the lock came along with the fork
        sm_stamps other;
        bool waited = false;
        sm_status status = sm_stamps_open(a, *state, note_waiting, &waited, &other, &err);
        _exit(status == SM_OK && waited ? 0 : 1);
    }
    usleep(200000);
    assert_int_equal(waitpid(child, NULL, WNOHANG), 0);
    sm_stamps_close(&s);
    int status = 1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    sm_arena_destroy(a);
}

static sm_scene *small_scene(sm_arena *a, double x, uint32_t color, const char *text)
{
    sm_scene *s = sm_scene_create(a, 100, 100);
    sm_scene_add_rect(s, (sm_box){x, 0, 1, 1}, SM_RGB(color), NULL);
    const sm_text t = {.utf8 = text, .font = {.family = "x", .size_pt = 7}};
    sm_scene_add_text(s, &t);
    return s;
}

static const char *digest_of(sm_arena *a, const sm_scene *s)
{
    sm_digest *d = sm_digest_begin();
    sm_digest_scene(d, s);
    return sm_digest_end(d, a);
}

static void test_the_digest_of_a_scene_sees_every_change_and_nothing_else(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    const char *one = digest_of(a, small_scene(a, 0, 0xFF0000, "Aghdam"));
    assert_string_equal(one, digest_of(a, small_scene(a, -0.0 + 0, 0xFF0000, "Aghdam")));
    assert_string_not_equal(one, digest_of(a, small_scene(a, 1e-9, 0xFF0000, "Aghdam")));
    assert_string_not_equal(one, digest_of(a, small_scene(a, 0, 0xFF0001, "Aghdam")));
    assert_string_not_equal(one, digest_of(a, small_scene(a, 0, 0xFF0000, "aghdam")));
    sm_arena_destroy(a);
}

static const char *rest_of(sm_arena *a, double x, uint32_t color, const char *title)
{
    sm_scene *s = sm_scene_create(a, 100, 100);
    const sm_text t = {.utf8 = title, .font = {.family = "x", .size_pt = 7}};
    sm_scene_begin_group(s, "layer", "control", -1);
    sm_scene_begin_group(s, "feature", "Aghdam", 4);
    sm_scene_add_rect(s, (sm_box){x, 0, 1, 1}, SM_RGB(color), NULL);
    sm_scene_end_group(s);
    sm_scene_end_group(s);
    sm_scene_begin_group(s, "title", NULL, -1);
    sm_scene_add_text(s, &t);
    sm_scene_end_group(s);
    sm_digest *d = sm_digest_begin();
    sm_digest_add_rest(d, s);
    return sm_digest_end(d, a);
}

static void test_the_rest_of_a_page_is_all_but_the_shapes_of_features(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    const char *one = rest_of(a, 0, 0xFF0000, "Front");
    assert_string_equal(one, rest_of(a, 0.5, 0xFF0000, "Front"));
    assert_string_not_equal(one, rest_of(a, 0, 0xFF0001, "Front"));
    assert_string_not_equal(one, rest_of(a, 0, 0xFF0000, "front"));
    sm_arena_destroy(a);
}

// The digest of nothing is SHA-256 of the empty message, FIPS 180-4.
static void test_the_digest_is_sha256(void **state)
{
    (void)state;
    sm_arena *a = sm_arena_create();
    assert_string_equal(sm_digest_end(sm_digest_begin(), a),
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    sm_arena_destroy(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_stamps_come_back_as_they_were_saved, test_dir_setup,
                                        test_dir_teardown),
        cmocka_unit_test_setup_teardown(test_a_damaged_stamp_file_counts_as_none, test_dir_setup,
                                        test_dir_teardown),
        cmocka_unit_test_setup_teardown(
            test_an_output_is_intact_by_content_when_only_its_time_changed, test_dir_setup,
            test_dir_teardown),
        cmocka_unit_test_setup_teardown(test_nothing_is_untouched_after_any_input_or_output_changed,
                                        test_dir_setup, test_dir_teardown),
        cmocka_unit_test_setup_teardown(test_a_second_run_waits_and_says_so, test_dir_setup,
                                        test_dir_teardown),
        cmocka_unit_test(test_the_digest_of_a_scene_sees_every_change_and_nothing_else),
        cmocka_unit_test(test_the_rest_of_a_page_is_all_but_the_shapes_of_features),
        cmocka_unit_test(test_the_digest_is_sha256),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
