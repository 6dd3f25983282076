// The player of scenes: what it paints, seen as pixels, and what it refuses.
#include "output/draw.h"
#include "output/picture.h"

#include "sitmap/limits.h"

#define DPI 144.0
#define WHITE 0xFFFFFFu
#define INK 0x102030u

static const char *dir;

static picture drawn(const sm_scene *page)
{
    return read_png(written(dir, "drawn.png", page, SM_FORMAT_PNG, DPI));
}

static void forget(picture *p)
{
    cairo_surface_destroy(p->surface);
}

static void assert_color(const sm_scene *page, double x_pt, double y_pt, uint32_t expected)
{
    picture p = drawn(page);
    uint32_t actual = color_at(&p, x_pt, y_pt, DPI);
    forget(&p);
    if (channel_gap(actual, expected) > 2)
        fail_msg("#%06x at %g, %g, expected #%06x", actual, x_pt, y_pt, expected);
}

static sm_scene *page_with_fill(const sm_path *path, bool even_odd)
{
    sm_scene *page = empty_page(50, 50);
    if (even_odd)
        sm_scene_add_fill_even_odd(page, path, SM_RGB(INK));
    else
        sm_scene_add_fill(page, path, SM_RGB(INK));
    return page;
}

// A scene whose second primitive is bad, inside groups that name it.
static sm_scene *page_in_groups(void)
{
    sm_scene *page = empty_page(50, 50);
    sm_scene_begin_group(page, "layer", "other", -1);
    sm_scene_add_rect(page, (sm_box){1, 1, 2, 2}, SM_RGB(INK), NULL);
    sm_scene_end_group(page);
    sm_scene_begin_group(page, "layer", "control", -1);
    sm_scene_begin_group(page, "feature", "Hadrut", 17);
    return page;
}

static void close_groups(sm_scene *page)
{
    sm_scene_end_group(page);
    sm_scene_end_group(page);
}

static void assert_refused(sm_scene *page, sm_status status, const char *why)
{
    const sm_format formats[] = {SM_FORMAT_PDF, SM_FORMAT_SVG, SM_FORMAT_PNG, SM_FORMAT_EPS,
                                 SM_FORMAT_TIFF};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(try_page(dir, page, formats[i], DPI), status);
        assert_string_contains(error.message, why);
        assert_string_contains(error.message, "feature \"Hadrut\" of layer \"control\"");
        assert_string_lacks(error.message, "other");
        assert_int_equal(error.record, 17);
    }
}

static void assert_line_refused(const sm_path *path, const sm_pen *pen, sm_status status,
                                const char *why)
{
    sm_scene *page = page_in_groups();
    sm_scene_add_stroke(page, path, pen);
    close_groups(page);
    assert_refused(page, status, why);
}

// ---- What is painted ----------------------------------------------------------------------------

static void test_fill_rules(void **state)
{
    (void)state;
    // two squares, both the same way round, one inside the other
    sm_path *rings = RING({10, 10}, {90, 10}, {90, 90}, {10, 90}, {10, 10});
    sm_path_append(rings, RING({40, 40}, {60, 40}, {60, 60}, {40, 60}, {40, 40}));
    assert_color(page_with_fill(rings, false), 50, 50, INK);
    assert_color(page_with_fill(rings, true), 50, 50, WHITE);
    assert_color(page_with_fill(rings, true), 20, 50, INK);
}

static void test_clips_nest(void **state)
{
    (void)state;
    sm_scene *page = empty_page(50, 50);
    sm_scene_begin_clip(page, RING({10, 10}, {60, 10}, {60, 60}, {10, 60}, {10, 10}));
    sm_scene_begin_clip(page, RING({40, 40}, {90, 40}, {90, 90}, {40, 90}, {40, 40}));
    sm_scene_add_rect(page, (sm_box){0, 0, 100, 100}, SM_RGB(INK), NULL);
    sm_scene_end_clip(page);
    sm_scene_add_rect(page, (sm_box){0, 0, 20, 20}, SM_RGB(0xFF0000), NULL);
    sm_scene_end_clip(page);
    sm_scene_add_rect(page, (sm_box){80, 80, 100, 100}, SM_RGB(0x00FF00), NULL);
    assert_color(page, 50, 50, INK);
    assert_color(page, 70, 70, WHITE);
    assert_color(page, 30, 30, WHITE);
    assert_color(page, 15, 15, 0xFF0000);
    assert_color(page, 5, 5, WHITE);
    assert_color(page, 90, 90, 0x00FF00);
}

static void test_an_empty_clip_hides_all(void **state)
{
    (void)state;
    sm_scene *page = empty_page(50, 50);
    sm_path nothing;
    sm_path_init(&nothing, arena, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    sm_scene_begin_clip(page, &nothing);
    sm_scene_add_rect(page, (sm_box){0, 0, 100, 100}, SM_RGB(INK), NULL);
    sm_scene_end_clip(page);
    assert_color(page, 50, 50, WHITE);
}

static void test_colours_are_mixed_by_alpha(void **state)
{
    (void)state;
    sm_scene *page = empty_page(50, 50);
    sm_scene_add_rect(page, (sm_box){0, 0, 100, 100}, (sm_color){0, 0, 0, 51}, NULL);
    assert_color(page, 50, 50, 0xCCCCCC); // 255 * (1 - 51 / 255) = 204
}

static void test_a_stroke_is_as_wide_as_its_pen(void **state)
{
    (void)state;
    sm_scene *page = empty_page(50, 50);
    sm_pen pen = pen_of(INK, 10);
    sm_scene_add_line(page, (sm_point){20, 50}, (sm_point){80, 50}, &pen);
    assert_color(page, 50, 45.5, INK);
    assert_color(page, 50, 54.5, INK);
    assert_color(page, 50, 44, WHITE);
    assert_color(page, 18, 50, WHITE); // butt
    pen.cap = SM_CAP_SQUARE;
    sm_scene_add_line(page, (sm_point){20, 80}, (sm_point){80, 80}, &pen);
    assert_color(page, 15.5, 76, INK);
    pen.cap = SM_CAP_ROUND;
    sm_scene_add_line(page, (sm_point){20, 20}, (sm_point){80, 20}, &pen);
    assert_color(page, 15.7, 20, INK);
    assert_color(page, 16, 16, WHITE);
}

static void test_rings_are_closed_with_a_join(void **state)
{
    (void)state;
    sm_scene *page = empty_page(50, 50);
    sm_pen pen = pen_of(INK, 10);
    sm_scene_add_stroke(page, RING({30, 30}, {80, 30}, {80, 80}, {30, 80}, {30, 30}), &pen);
    assert_color(page, 26, 26, INK); // the corner where the ring begins is mitred
}

static void test_joins(void **state)
{
    (void)state;
    const struct {
        sm_join join;
        uint32_t corner, bevel; // right in the corner; between the bevel and the round
    } cases[] = {
        {SM_JOIN_MITER, INK, INK}, {SM_JOIN_ROUND, WHITE, INK}, {SM_JOIN_BEVEL, WHITE, WHITE}};
    for (size_t i = 0; i < 3; i++) {
        sm_scene *page = empty_page(50, 50);
        sm_pen pen = pen_of(INK, 20);
        pen.join = cases[i].join;
        sm_scene_add_stroke(page, LINE({20, 90}, {20, 20}, {90, 20}), &pen);
        assert_color(page, 11, 11, cases[i].corner);
        assert_color(page, 14, 14, cases[i].bevel); // 8.5 from the corner; the bevel is 7.1 from it
    }
}

static void test_dashes_begin_at_their_offset(void **state)
{
    (void)state;
    sm_scene *page = empty_page(50, 50);
    sm_pen pen = pen_of(INK, 4);
    pen.dash_pt = (const double[]){10, 20};
    pen.n_dash = 2;
    sm_scene_add_line(page, (sm_point){10, 20}, (sm_point){130, 20}, &pen);
    pen.dash_offset_pt = 10;
    sm_scene_add_line(page, (sm_point){10, 60}, (sm_point){130, 60}, &pen);
    assert_color(page, 15, 20, INK);
    assert_color(page, 25, 20, WHITE);
    assert_color(page, 45, 20, INK);
    assert_color(page, 15, 60, WHITE);
    assert_color(page, 35, 60, INK);
}

static void test_points_and_short_parts_paint_nothing(void **state)
{
    (void)state;
    sm_scene *page = empty_page(50, 50);
    sm_pen pen = pen_of(INK, 30);
    pen.cap = SM_CAP_ROUND;
    sm_scene_add_stroke(page, LINE({50, 50}), &pen);
    sm_scene_add_fill(page, RING({0, 0}, {99, 99}, {0, 0}), SM_RGB(INK));
    assert_color(page, 50, 50, WHITE);
}

// ---- Long strokes -------------------------------------------------------------------------------

// A spiral of `n` points around (70, 70), turning once in 500.
static sm_path *spiral(size_t n, sm_shape shape)
{
    sm_path *path = sm_arena_alloc(arena, sizeof *path);
    sm_path_init(path, arena, SM_SPACE_PAGE, shape);
    for (size_t i = 0; i < n; i++) {
        double turn = 2 * 3.14159265358979 * (double)i / 500;
        double r = 5 + 60 * (double)i / (double)n;
        sm_path_add(path, 70 + r * cos(turn), 70 + r * sin(turn));
    }
    if (shape == SM_SHAPE_RINGS)
        sm_path_add(path, path->points[0].x, path->points[0].y);
    return path;
}

// The same points in parts of 1000, which share their ends.
static sm_path *in_parts(const sm_path *path)
{
    sm_path *parts = sm_arena_alloc(arena, sizeof *parts);
    sm_path_init(parts, arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    for (size_t i = 0; i + 1 < path->n_points; i++) {
        if (i % 999 == 0) {
            sm_path_begin_part(parts);
            sm_path_add(parts, path->points[i].x, path->points[i].y);
        }
        sm_path_add(parts, path->points[i + 1].x, path->points[i + 1].y);
    }
    return parts;
}

static double gap_between(const sm_path *a, const sm_path *b, const sm_pen *pen)
{
    sm_scene *page = empty_page(50, 50), *other = empty_page(50, 50);
    sm_scene_add_stroke(page, a, pen);
    sm_scene_add_stroke(other, b, pen);
    picture p = drawn(page), q = drawn(other);
    double gap = differing(&p, &q);
    forget(&p);
    forget(&q);
    return gap;
}

static void test_a_stroke_longer_than_a_run_looks_the_same(void **state)
{
    (void)state;
    sm_pen pen = pen_of(INK, 0.2);
    sm_path *line = spiral(120000, SM_SHAPE_LINES), *ring = spiral(120000, SM_SHAPE_RINGS);
    assert_near(gap_between(line, in_parts(line), &pen), 0, 0, "");
    assert_near(gap_between(ring, in_parts(ring), &pen), 0, 0.0001, ""); // the closing join
}

static void test_dashes_go_on_from_run_to_run(void **state)
{
    (void)state;
    // 120,000 points on a straight line of 120 pt: the third run would begin with a dash again
    sm_path *line = sm_arena_alloc(arena, sizeof *line);
    sm_path_init(line, arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    for (int i = 0; i <= 120000; i++)
        sm_path_add(line, 10 + i / 1000.0, 50);
    for (int opaque = 0; opaque < 2; opaque++) {
        sm_pen pen = pen_of(INK, 4);
        pen.color.a = opaque ? 255 : 128;
        pen.dash_pt = (const double[]){7, 7};
        pen.n_dash = 2;
        pen.dash_offset_pt = 3;
        assert_near(gap_between(line, LINE({10, 50}, {130, 50}), &pen), 0, 0, "");
    }
}

static void test_corners_between_runs_are_joined(void **state)
{
    (void)state;
    // Point 49,999 is a corner and the end of the first run.
    sm_path *line = sm_arena_alloc(arena, sizeof *line);
    sm_path_init(line, arena, SM_SPACE_PAGE, SM_SHAPE_LINES);
    for (int i = 0; i < 49999; i++)
        sm_path_add(line, 20, 90 - i / 49999.0 * 70);
    sm_path_add(line, 20, 20);
    sm_path_add(line, 90, 20);
    sm_scene *page = empty_page(50, 50);
    sm_pen pen = pen_of(INK, 20);
    sm_scene_add_stroke(page, line, &pen);
    assert_color(page, 11, 11, INK);
}

static void test_a_long_ring_is_closed_with_a_join(void **state)
{
    (void)state;
    // A square that begins at its corner (20, 20), 15,000 points to a side.
    const double turns[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    sm_path *ring = sm_arena_alloc(arena, sizeof *ring);
    sm_path_init(ring, arena, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    double x = 20, y = 20;
    for (int i = 0; i < 60000; i++) {
        sm_path_add(ring, x, y);
        x += turns[i / 15000][0] * 70 / 15000;
        y += turns[i / 15000][1] * 70 / 15000;
    }
    sm_path_add(ring, 20, 20);
    sm_scene *page = empty_page(50, 50);
    sm_pen pen = pen_of(INK, 20);
    sm_scene_add_stroke(page, ring, &pen);
    assert_color(page, 11, 11, INK);
    assert_color(page, 99, 11, INK);
}

// ---- What is refused ----------------------------------------------------------------------------

static void test_coordinates_that_are_no_numbers(void **state)
{
    (void)state;
    const double bad[] = {NAN, INFINITY, -INFINITY, 1e300, SM_MAX_DEVICE * 1.01};
    sm_pen pen = pen_of(INK, 1);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_line_refused(LINE({1, 1}, {bad[i], 5}), &pen, SM_EGEOM, "coordinate");
        assert_line_refused(LINE({1, 1}, {5, bad[i]}), &pen, SM_EGEOM, "SM_MAX_DEVICE");
        sm_scene *page = page_in_groups();
        sm_scene_add_fill(page, RING({1, 1}, {bad[i], 1}, {5, 5}, {1, 1}), SM_RGB(INK));
        close_groups(page);
        assert_refused(page, SM_EGEOM, "coordinate");
        page = page_in_groups();
        sm_scene_begin_clip(page, RING({1, 1}, {5, bad[i]}, {5, 5}, {1, 1}));
        sm_scene_add_fill(page, RING({1, 1}, {2, 1}, {5, 5}, {1, 1}), SM_RGB(INK));
        sm_scene_end_clip(page);
        close_groups(page);
        assert_refused(page, SM_EGEOM, "coordinate");
    }
}

static void test_coordinates_at_the_limit(void **state)
{
    (void)state;
    sm_scene *page = empty_page(50, 50);
    sm_pen pen = pen_of(INK, 10);
    double far_pt = SM_MAX_DEVICE;
    sm_scene_add_line(page, (sm_point){-far_pt, 50}, (sm_point){far_pt, 50}, &pen);
    assert_int_equal(try_page(dir, page, SM_FORMAT_PDF, 72), SM_OK);
    assert_int_equal(try_page(dir, page, SM_FORMAT_PNG, 72), SM_OK);
    assert_int_equal(try_page(dir, page, SM_FORMAT_PNG, 73), SM_EGEOM); // device units count
    page = empty_page(50, 50);
    sm_scene_add_line(page, (sm_point){-far_pt / 2, 50}, (sm_point){far_pt / 2, 50}, &pen);
    assert_color(page, 50, 50, INK);
    assert_color(page, 50, 30, WHITE);
}

static void test_bad_dashes(void **state)
{
    (void)state;
    const struct {
        double dash[3];
        size_t n;
        sm_status status;
        const char *why;
    } cases[] = {
        {{0, 0}, 2, SM_ELIMIT, "SM_MIN_DASH_SUM_PT"},
        {{0.05, 0.04}, 2, SM_ELIMIT, "SM_MIN_DASH_SUM_PT"},
        {{4, -1}, 2, SM_EINPUT, "dash"},
        {{NAN, 2}, 2, SM_EINPUT, "dash"},
        {{INFINITY, 2}, 2, SM_EINPUT, "dash"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sm_pen pen = pen_of(INK, 1);
        pen.dash_pt = cases[i].dash;
        pen.n_dash = cases[i].n;
        assert_line_refused(LINE({1, 1}, {50, 50}), &pen, cases[i].status, cases[i].why);
    }
    sm_pen pen = pen_of(INK, 1);
    double many[SM_MAX_DASHES + 1];
    for (size_t i = 0; i <= SM_MAX_DASHES; i++)
        many[i] = 1;
    pen.dash_pt = many;
    pen.n_dash = SM_MAX_DASHES + 1;
    assert_line_refused(LINE({1, 1}, {50, 50}), &pen, SM_ELIMIT, "SM_MAX_DASHES");
    pen.n_dash = 2;
    pen.dash_offset_pt = NAN;
    assert_line_refused(LINE({1, 1}, {50, 50}), &pen, SM_EINPUT, "dash offset");
}

static void test_dashes_at_the_limits(void **state)
{
    (void)state;
    sm_scene *page = empty_page(50, 50);
    double many[SM_MAX_DASHES];
    for (size_t i = 0; i < SM_MAX_DASHES; i++)
        many[i] = 1;
    sm_pen pen = pen_of(INK, 1);
    pen.dash_pt = many;
    pen.n_dash = SM_MAX_DASHES;
    sm_scene_add_line(page, (sm_point){5, 5}, (sm_point){90, 90}, &pen);
    pen.dash_pt = (const double[]){0.1, 0};
    pen.n_dash = 2;
    sm_scene_add_line(page, (sm_point){5, 5}, (sm_point){90, 5}, &pen);
    pen.dash_pt = (const double[]){0, 3}; // dots, with round caps
    pen.cap = SM_CAP_ROUND;
    sm_scene_add_line(page, (sm_point){5, 15}, (sm_point){90, 15}, &pen);
    pen.dash_pt = (const double[]){3}; // an odd number counts twice
    pen.n_dash = 1;
    pen.dash_offset_pt = -7;
    sm_scene_add_line(page, (sm_point){5, 25}, (sm_point){90, 25}, &pen);
    for (int f = SM_FORMAT_PDF; f <= SM_FORMAT_EPS; f++)
        assert_int_equal(try_page(dir, page, (sm_format)f, DPI), SM_OK);
}

static void test_bad_widths(void **state)
{
    (void)state;
    const double bad[] = {INFINITY, 1e6};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        sm_pen pen = pen_of(INK, bad[i]);
        assert_line_refused(LINE({1, 1}, {50, 50}), &pen, SM_EINPUT, "width");
    }
}

static void test_bad_texts(void **state)
{
    (void)state;
    sm_text cases[7];
    for (size_t i = 0; i < 7; i++)
        cases[i] = text_at("Shusha", 10, 10);
    cases[0].at.x = NAN;
    cases[1].at.y = 1e9;
    cases[2].angle_deg = INFINITY;
    cases[3].halo_pt = NAN;
    cases[4].font.size_pt = 0;
    cases[5].font.size_pt = 5000;
    cases[6].font.tracking_pt = NAN;
    const sm_status expected[] = {SM_EGEOM,  SM_EGEOM,  SM_EGEOM, SM_EGEOM,
                                  SM_ELIMIT, SM_ELIMIT, SM_EGEOM};
    for (size_t i = 0; i < 7; i++) {
        cases[i].halo = SM_RGB(0xFFFFFF);
        sm_scene *page = page_in_groups();
        sm_scene_add_text(page, &cases[i]);
        close_groups(page);
        assert_refused(page, expected[i], "");
    }
}

static void test_a_text_that_would_leave_the_device(void **state)
{
    (void)state;
    sm_text text = text_at("", 10, 10);
    char *letters = sm_arena_alloc(arena, SM_MAX_TEXT_CHARS + 1);
    memset(letters, 'W', SM_MAX_TEXT_CHARS);
    letters[SM_MAX_TEXT_CHARS] = '\0';
    text.utf8 = letters;
    text.font.size_pt = 1000;
    sm_scene *page = page_in_groups();
    sm_scene_add_text(page, &text);
    close_groups(page);
    assert_refused(page, SM_EGEOM, "length of a text");
}

static void test_what_cairo_refuses_is_told_with_its_object(void **state)
{
    (void)state;
    sm_scene *page = page_in_groups();
    sm_pen pen = pen_of(INK, 1);
    sm_scene_add_line(page, (sm_point){1, 1}, (sm_point){5, 5}, &pen);
    close_groups(page);
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 9, 9);
    const struct {
        cairo_status_t cairo;
        sm_status ours;
    } cases[] = {{CAIRO_STATUS_NO_MEMORY, SM_EIO},
                 {CAIRO_STATUS_WRITE_ERROR, SM_EIO},
                 {CAIRO_STATUS_INVALID_DASH, SM_EINPUT},
                 {CAIRO_STATUS_SUCCESS, SM_OK}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(sm_output_cairo_failure(cases[i].cairo, SM_NOWHERE, "x", &error),
                         cases[i].ours);
    }
    cairo_t *cr = cairo_create(image);
    cairo_restore(cr); // one too many: sticks to the context
    assert_int_equal(sm_output_play(engine, cr, page, 1, &error), SM_EINPUT);
    assert_string_contains(error.message, "cannot draw a part: cairo_restore");
    cairo_destroy(cr);
    cairo_surface_destroy(image);
}

static void test_clips_that_do_not_match(void **state)
{
    (void)state;
    sm_scene *page = empty_page(50, 50);
    sm_scene_end_clip(page);
    assert_int_equal(try_page(dir, page, SM_FORMAT_PDF, 72), SM_EINPUT);
    assert_string_contains(error.message, "did not begin");
    page = empty_page(50, 50);
    sm_scene_begin_clip(page, RING({1, 1}, {9, 1}, {9, 9}, {1, 1}));
    assert_int_equal(try_page(dir, page, SM_FORMAT_PDF, 72), SM_EINPUT);
    assert_string_contains(error.message, "does not end");
}

static void test_a_long_name_in_a_message_keeps_its_characters_whole(void **state)
{
    (void)state;
    sm_scene *page = empty_page(50, 50);
    sm_str name;
    sm_str_init(&name, arena);
    sm_str_puts(&name, "x");
    for (int i = 0; i < 300; i++)
        sm_str_puts(&name, "\xC9\x99");
    for (int i = 0; i < 5; i++)
        sm_scene_begin_group(page, "group", name.text, -1);
    sm_pen pen = pen_of(INK, 1);
    sm_scene_add_stroke(page, LINE({1, 1}, {(double)NAN, 5}), &pen);
    for (int i = 0; i < 5; i++)
        sm_scene_end_group(page);
    assert_int_equal(try_page(dir, page, SM_FORMAT_PDF, 72), SM_EGEOM);
    assert_true(sm_utf8_valid(error.message, strlen(error.message)));
    assert_int_equal(error.record, -1);
}

static int setup(void **state)
{
    int status = page_setup(state);
    dir = *state;
    return status;
}

static const uint8_t two_pixels[8] = {255, 0, 0, 255, 0, 0, 255, 128};
static const sm_bitmap two_colours = {two_pixels, 2, 1};

static sm_image image_at(double x, double y)
{
    return (sm_image){&two_colours, {x, y}, {20, 0}, {0, 10}, 1};
}

static void test_a_picture_stands_where_it_should(void **state)
{
    (void)state;
    sm_scene *page = empty_page(50, 50);
    sm_image image = image_at(10, 10);
    sm_scene_add_image(page, &image);
    assert_color(page, 12, 12, 0xFF0000);
    assert_color(page, 28, 18, 0x7F7FFF); // half blue on white
    assert_color(page, 9, 12, WHITE);
    assert_color(page, 31, 12, WHITE);
    assert_color(page, 12, 21, WHITE);
    sm_scene_map_colors(page, sm_color_to_grey);
    assert_color(page, 12, 12, 0x7F7F7F);
    assert_int_equal(two_pixels[0], 255); // the pixels are a copy
    image.opacity = 0;
    sm_scene *none = empty_page(50, 50);
    sm_scene_add_image(none, &image);
    assert_int_equal(none->count, 0);
}

static void test_bad_pictures(void **state)
{
    (void)state;
    sm_image image = image_at(10, 10);
    image.at.x = (double)NAN;
    sm_scene *page = page_in_groups();
    sm_scene_add_image(page, &image);
    close_groups(page);
    assert_refused(page, SM_EGEOM, "the place of a picture");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fill_rules),
        cmocka_unit_test(test_clips_nest),
        cmocka_unit_test(test_an_empty_clip_hides_all),
        cmocka_unit_test(test_colours_are_mixed_by_alpha),
        cmocka_unit_test(test_a_stroke_is_as_wide_as_its_pen),
        cmocka_unit_test(test_rings_are_closed_with_a_join),
        cmocka_unit_test(test_joins),
        cmocka_unit_test(test_dashes_begin_at_their_offset),
        cmocka_unit_test(test_points_and_short_parts_paint_nothing),
        cmocka_unit_test(test_a_stroke_longer_than_a_run_looks_the_same),
        cmocka_unit_test(test_dashes_go_on_from_run_to_run),
        cmocka_unit_test(test_corners_between_runs_are_joined),
        cmocka_unit_test(test_a_long_ring_is_closed_with_a_join),
        cmocka_unit_test(test_coordinates_that_are_no_numbers),
        cmocka_unit_test(test_coordinates_at_the_limit),
        cmocka_unit_test(test_bad_dashes),
        cmocka_unit_test(test_dashes_at_the_limits),
        cmocka_unit_test(test_bad_widths),
        cmocka_unit_test(test_bad_texts),
        cmocka_unit_test(test_a_text_that_would_leave_the_device),
        cmocka_unit_test(test_what_cairo_refuses_is_told_with_its_object),
        cmocka_unit_test(test_clips_that_do_not_match),
        cmocka_unit_test(test_a_picture_stands_where_it_should),
        cmocka_unit_test(test_bad_pictures),
        cmocka_unit_test(test_a_long_name_in_a_message_keeps_its_characters_whole),
    };
    return cmocka_run_group_tests_name("output/draw", tests, setup, page_teardown);
}
