// Marks and symbols on the page; places worked out by hand.
#include "paint/page.h"

// Where the first vertex of the mark's box, its lower left corner (-0.5, -0.5), comes to stand.
static sm_point corner(page *p, sm_mark mark, double turn)
{
    size_t before = page_count(p, SM_PRIM_FILL);
    sm_paint_mark(p->scene, PT(100, 100), turn, &mark);
    return page_prim(p, SM_PRIM_FILL, before)->fill.path->points[0];
}

static void test_mark_when_sized_and_turned(void **state)
{
    page *p = *state;
    sm_mark m = page_mark(p->arena, 10);
    assert_point(corner(p, m, 0), 95, 105); // y up in the mark, down on the page
    m.rotation_deg = 90;                    // clockwise: lower left goes to upper left
    assert_point(corner(p, m, 0), 95, 95);
    assert_point(corner(p, m, 90), 105, 95);
}

static void test_mark_when_moved(void **state)
{
    page *p = *state;
    sm_mark m = page_mark(p->arena, 10);
    m.anchor = PT(0, 0); // its lower left corner on the point
    assert_point(corner(p, m, 0), 100, 100);
    m.anchor = PT(1, 1);
    assert_point(corner(p, m, 0), 90, 110);
    m.anchor = PT(0.5, 0.5);
    m.shift_pt = PT(3, 4); // right and down
    assert_point(corner(p, m, 0), 98, 109);
    m.rotation_deg = 90; // does not turn the shift
    assert_point(corner(p, m, 0), 98, 99);
    m.rotation_deg = 0;
    // turned with a line that runs down, the shift (3, 4) becomes (-4, 3)
    assert_point(corner(p, m, 90), 100 - 4 - 5, 100 + 3 - 5);
}

static void test_mark_when_only_stroked(void **state)
{
    page *p = *state;
    const sm_mark bar = {.path = LINE_OF(p->arena, PT(-0.5, 0), PT(0.5, 0)),
                         .size_pt = 10,
                         .anchor = {0.5, 0.5},
                         .has_fill = true,
                         .fill = SM_RGB(0),
                         .has_pen = true,
                         .pen = page_pen()};
    sm_paint_mark(p->scene, PT(0, 0), 0, &bar);
    assert_int_equal(page_count(p, SM_PRIM_FILL), 0);
    assert_int_equal(page_count(p, SM_PRIM_STROKE), 1);
    sm_mark none = bar;
    none.size_pt = 0;
    sm_paint_mark(p->scene, PT(0, 0), 0, &none);
    assert_int_equal(page_count(p, SM_PRIM_STROKE), 1);
}

// ---- Symbols ------------------------------------------------------------------------------------

static sm_symbol point_symbol(page *p, sm_geometry_function f)
{
    sm_mark *mark = sm_arena_alloc(p->arena, sizeof *mark);
    *mark = page_mark(p->arena, 2);
    return (sm_symbol){.kind = SM_SYMBOL_POINT, .geometry = f, .marks = mark, .n_marks = 1};
}

// Centres of the marks that a point symbol puts on a path.
static size_t marks_on(page *p, const sm_path *path, sm_geometry_function f, sm_point *centres)
{
    size_t before = page_count(p, SM_PRIM_FILL);
    sm_symbol s = point_symbol(p, f);
    sm_paint_symbol(p->scene, path, &s, &p->frame);
    size_t n = page_count(p, SM_PRIM_FILL) - before;
    for (size_t i = 0; i < n; i++) {
        centres[i] = page_centre(page_prim(p, SM_PRIM_FILL, before + i)->fill.path);
    }
    return n;
}

static void test_point_when_on_lines(void **state)
{
    page *p = *state;
    sm_point c[8];
    const sm_path *bent = LINE_OF(p->arena, PT(0, 0), PT(10, 0), PT(10, 20));
    assert_int_equal(marks_on(p, bent, SM_GEOM_ITSELF, c), 1);
    assert_point(c[0], 10, 5); // half of 30 along
    assert_int_equal(marks_on(p, bent, SM_GEOM_START_POINT, c), 1);
    assert_point(c[0], 0, 0);
    assert_int_equal(marks_on(p, bent, SM_GEOM_END_POINT, c), 1);
    assert_point(c[0], 10, 20);
    assert_int_equal(marks_on(p, bent, SM_GEOM_VERTICES, c), 3);
    assert_point(c[1], 10, 0);
}

static void test_point_when_on_polygons(void **state)
{
    page *p = *state;
    sm_point c[8];
    assert_int_equal(marks_on(p, page_rect(p->arena, 0, 0, 10, 4), SM_GEOM_ITSELF, c), 1);
    assert_point(c[0], 5, 2);
    // a U whose centroid lies in its mouth
    const sm_path *u = RING(p->arena, PT(0, 0), PT(2, 0), PT(2, 18), PT(18, 18), PT(18, 0),
                            PT(20, 0), PT(20, 20), PT(0, 20), PT(0, 0));
    assert_int_equal(marks_on(p, u, SM_GEOM_CENTROID, c), 1);
    assert_false(sm_path_contains(u, c[0]));
    assert_int_equal(marks_on(p, u, SM_GEOM_INTERIOR_POINT, c), 1);
    assert_true(sm_path_contains(u, c[0]));
    assert_int_equal(marks_on(p, u, SM_GEOM_VERTICES, c), 8);
}

static void test_point_when_on_points(void **state)
{
    page *p = *state;
    sm_point c[8];
    const sm_point two[] = {{1, 1}, {5000, 1}};
    const sm_path *points = page_path(p->arena, SM_SHAPE_POINTS, two, 2);
    assert_int_equal(marks_on(p, points, SM_GEOM_ITSELF, c), 1); // the other is off the frame
    assert_point(c[0], 1, 1);
}

static void test_polygon_when_painted(void **state)
{
    page *p = *state;
    const sm_symbol s = {.kind = SM_SYMBOL_POLYGON,
                         .fill = {.has_color = true, .color = SM_RGB(0xFFFFFF)},
                         .stroke = {.has_pen = true, .pen = page_pen()}};
    sm_paint_symbol(p->scene, page_rect(p->arena, 0, 0, 9, 9), &s, &p->frame);
    assert_int_equal(p->scene->count, 2);
    assert_int_equal(p->scene->items[0].kind, SM_PRIM_FILL);
    assert_int_equal(p->scene->items[1].kind, SM_PRIM_STROKE);
}

static void test_line_when_on_a_boundary(void **state)
{
    page *p = *state;
    const sm_symbol s = {.kind = SM_SYMBOL_LINE,
                         .geometry = SM_GEOM_BOUNDARY,
                         .stroke = {.has_pen = true, .pen = page_pen()}};
    sm_paint_symbol(p->scene, page_rect(p->arena, 0, 0, 9, 9), &s, &p->frame);
    assert_int_equal(page_prim(p, SM_PRIM_STROKE, 0)->stroke.path->shape, SM_SHAPE_LINES);
}

static void test_symbol_when_nothing_is_there(void **state)
{
    page *p = *state;
    sm_path empty;
    sm_path_init(&empty, p->arena, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    const sm_symbol text = {.kind = SM_SYMBOL_TEXT};
    const sm_symbol polygon = {.kind = SM_SYMBOL_POLYGON,
                               .fill = {.has_color = true, .color = SM_RGB(0)},
                               .stroke = {.has_pen = true, .pen = page_pen()}};
    sm_paint_symbol(p->scene, &empty, &polygon, &p->frame);
    sm_paint_symbol(p->scene, page_rect(p->arena, 0, 0, 9, 9), &text, &p->frame);
    assert_int_equal(p->scene->count, 0);
}

// ---- Grids --------------------------------------------------------------------------------------

static void test_grid_when_marks_fill_a_polygon(void **state)
{
    page *p = *state;
    sm_mark mark = page_mark(p->arena, 2);
    const sm_fill fill = {.marks = &mark, .n_marks = 1, .grid_dx_pt = 10, .grid_dy_pt = 5};
    const sm_path *rect = page_rect(p->arena, 9, 4, 31, 11);
    sm_paint_fill(p->scene, rect, &fill, &p->frame);
    // x = 10 20 30, y = 5 10 inside; none beside them comes near
    assert_int_equal(page_count(p, SM_PRIM_FILL), 6);
    assert_int_equal(p->scene->items[0].kind, SM_PRIM_CLIP_BEGIN);
    assert_int_equal(p->scene->items[p->scene->count - 1].kind, SM_PRIM_CLIP_END);
    for (size_t i = 0; i < 6; i++) {
        sm_point c = page_centre(page_prim(p, SM_PRIM_FILL, i)->fill.path);
        assert_point(c, 10 * (double)(i % 3 + 1), 5 * (double)(i / 3 + 1));
    }
}

static void test_grid_when_marks_touch_from_outside(void **state)
{
    page *p = *state;
    sm_mark mark = page_mark(p->arena, 4);
    const sm_fill fill = {.marks = &mark, .n_marks = 1, .grid_dx_pt = 100, .grid_dy_pt = 100};
    // the mark at (100, 100) reaches 2 to each side: its centre is outside, its edge inside
    sm_paint_fill(p->scene, page_rect(p->arena, 101, 90, 110, 110), &fill, &p->frame);
    assert_int_equal(page_count(p, SM_PRIM_FILL), 1);
    sm_paint_fill(p->scene, page_rect(p->arena, 90, 101, 110, 110), &fill, &p->frame);
    assert_int_equal(page_count(p, SM_PRIM_FILL), 2);
}

// A circle of more vertices than anybody sees on a mark of half a point.
static sm_mark fine_circle(page *p)
{
    enum { N = 200 };
    sm_point points[N + 1];
    for (int i = 0; i <= N; i++) {
        double t = 2 * M_PI * (i % N) / N;
        points[i] = PT(0.5 * cos(t), 0.5 * sin(t));
    }
    sm_mark mark = page_mark(p->arena, 0.5);
    mark.path = page_path(p->arena, SM_SHAPE_RINGS, points, N + 1);
    return mark;
}

static void test_grid_when_marks_are_very_many(void **state)
{
    page *p = *state;
    sm_mark mark = fine_circle(p);
    sm_fill fill = {.marks = &mark, .n_marks = 1, .grid_dx_pt = 1, .grid_dy_pt = 1};
    sm_paint_fill(p->scene, page_rect(p->arena, 0, 0, 160, 160), &fill, &p->frame);
    assert_int_equal(p->scene->n_dense, 0);
    assert_in_range(page_count(p, SM_PRIM_FILL), 160 * 160, 161 * 161);
    const sm_path *drawn = page_prim(p, SM_PRIM_FILL, 0)->fill.path;
    assert_in_range(drawn->n_points, 6, 30);
    assert_near(fabs(sm_ring_area(drawn->points, drawn->n_points)), M_PI / 16, 0.02, "pt2");
}

static void test_grid_when_marks_are_too_many(void **state)
{
    page *p = *state;
    sm_mark mark = fine_circle(p);
    sm_fill fill = {.marks = &mark, .n_marks = 1, .grid_dx_pt = 0.6, .grid_dy_pt = 0.6};
    sm_paint_fill(p->scene, page_rect(p->arena, 0, 0, 900, 900), &fill, &p->frame);
    assert_int_equal(p->scene->n_dense, 1); // to be said
    assert_int_equal(page_count(p, SM_PRIM_FILL), 1);
    // The share of ink: a circle of half a point in a cell of 0.6.
    assert_near(page_prim(p, SM_PRIM_FILL, 0)->fill.color.a / 255.0, M_PI / 16 / 0.36, 0.005, "");
    sm_stroke stroke = {.marks = &mark, .n_marks = 1, .gap_pt = 0.001, .initial_gap_pt = 0};
    sm_paint_stroke(p->scene, LINE_OF(p->arena, PT(0, 0), PT(900, 0)), &stroke, &p->frame);
    assert_int_equal(p->scene->n_dense, 2);
}

static void test_grid_when_it_can_not_be_drawn(void **state)
{
    page *p = *state;
    sm_mark mark = page_mark(p->arena, 4);
    sm_fill fill = {.marks = &mark, .n_marks = 1, .grid_dx_pt = 0, .grid_dy_pt = 10};
    const sm_path *rect = page_rect(p->arena, 0, 0, 900, 900);
    sm_paint_fill(p->scene, rect, &fill, &p->frame);
    assert_int_equal(p->scene->count, 0);
    fill.grid_dx_pt = fill.grid_dy_pt = 0.001;
    sm_paint_fill(p->scene, rect, &fill, &p->frame);
    assert_int_equal(p->scene->count, 1);
    assert_int_equal(page_prim(p, SM_PRIM_FILL, 0)->fill.color.a, 255); // marks over marks
}

// ---- Images -------------------------------------------------------------------------------------

static sm_mark image_mark(page *p)
{
    sm_mark mark = page_mark(p->arena, 10);
    mark.path = page_rect(p->arena, -1, -0.5, 1, 0.5); // twice as wide as high
    mark.opacity = 0.5;
    return mark;
}

static void test_bitmap_when_placed(void **state)
{
    page *p = *state;
    static const uint8_t pixels[8] = {255, 0, 0, 255, 0, 0, 255, 255};
    const sm_bitmap bitmap = {pixels, 2, 1};
    sm_mark mark = image_mark(p);
    mark.bitmap = &bitmap;
    sm_paint_mark(p->scene, PT(100, 100), 0, &mark);
    const sm_image *image = &page_prim(p, SM_PRIM_IMAGE, 0)->image;
    assert_point(image->at, 90, 95);
    assert_point(image->across, 20, 0);
    assert_point(image->down, 0, 10);
    assert_near(image->opacity, 0.5, 1e-9, "");
    mark.anchor = PT(0, 0); // its lower left corner stands at the point
    mark.rotation_deg = 90;
    sm_paint_mark(p->scene, PT(100, 100), 0, &mark);
    image = &page_prim(p, SM_PRIM_IMAGE, 1)->image;
    assert_point(image->at, 110, 100);
    assert_point(image->across, 0, 20);
    assert_point(image->down, -10, 0);
}

static void test_art_when_placed(void **state)
{
    page *p = *state;
    sm_art_piece pieces[] = {
        {.path = page_rect(p->arena, -1, -0.5, 0, 0.5), .color = {255, 0, 0, 255}},
        {.path = LINE_OF(p->arena, PT(0, 0), PT(1, 0)),
         .is_outline = true,
         .color = {0, 0, 255, 255},
         .width = 0.2,
         .dash = {0.3, 0.1},
         .n_dash = 2}};
    const sm_art art = {pieces, 2, 2, 2};
    sm_mark mark = image_mark(p);
    mark.art = &art;
    sm_paint_mark(p->scene, PT(50, 50), 0, &mark);
    assert_int_equal(p->scene->count, 2);
    const sm_prim *fill = page_prim(p, SM_PRIM_FILL, 0);
    sm_box box = sm_path_box(fill->fill.path);
    assert_near(box.x0, 40, 1e-9, "pt");
    assert_near(box.x1, 50, 1e-9, "pt");
    assert_int_equal(fill->fill.color.a, 128);
    const sm_prim *stroke = page_prim(p, SM_PRIM_STROKE, 0);
    assert_near(stroke->stroke.pen.width_pt, 2, 1e-9, "pt");
    assert_near(stroke->stroke.pen.dash_pt[0], 3, 1e-9, "pt");
    assert_point(stroke->stroke.path->points[1], 60, 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_mark_when_sized_and_turned),
        PAGE_TEST(test_mark_when_moved),
        PAGE_TEST(test_mark_when_only_stroked),
        PAGE_TEST(test_point_when_on_lines),
        PAGE_TEST(test_point_when_on_polygons),
        PAGE_TEST(test_point_when_on_points),
        PAGE_TEST(test_polygon_when_painted),
        PAGE_TEST(test_line_when_on_a_boundary),
        PAGE_TEST(test_symbol_when_nothing_is_there),
        PAGE_TEST(test_grid_when_marks_fill_a_polygon),
        PAGE_TEST(test_grid_when_marks_touch_from_outside),
        PAGE_TEST(test_grid_when_marks_are_very_many),
        PAGE_TEST(test_grid_when_marks_are_too_many),
        PAGE_TEST(test_grid_when_it_can_not_be_drawn),
        PAGE_TEST(test_bitmap_when_placed),
        PAGE_TEST(test_art_when_placed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
