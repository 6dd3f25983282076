// A picture laid on the page: where each of its pixels comes to lie, judged by the projection
// itself; how pixels are averaged, and what transparency does. In +proj=eqc +R=6371000 a degree is
// 111194.9266 m everywhere.
#include "test.h"

#include "sitmap/limits.h"
#include "sitmap/raster.h"

#define PLAIN "+proj=eqc +R=6371000"
#define DEGREE_M 111194.92664455873
#define KARABAKH "+proj=lcc +lat_1=38.8 +lat_2=40.6 +lat_0=39.7 +lon_0=46.75 +datum=WGS84 +units=m"

static const sm_color WHITE = {255, 255, 255, 255};

static sm_arena *arena;
static sm_crs *page, *own; // of the page, of the picture

static int setup(void **state)
{
    (void)state;
    arena = sm_arena_create();
    page = own = NULL;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sm_crs_close(page);
    sm_crs_close(own);
    sm_arena_destroy(arena);
    return 0;
}

static sm_crs *open_crs(const char *text)
{
    sm_crs *crs = NULL;
    assert_int_equal(sm_crs_open(text, &crs, NULL), SM_OK);
    return crs;
}

// ---- Pictures -----------------------------------------------------------------------------------

typedef void color_at(size_t x, size_t y, uint8_t rgba[4]);

static const sm_bitmap *picture(size_t width, size_t height, color_at *color)
{
    uint8_t *rgba = sm_arena_alloc(arena, width * height * 4);
    for (size_t i = 0; i < width * height; i++) {
        color(i % width, i / width, rgba + 4 * i);
    }
    sm_bitmap *b = sm_arena_alloc(arena, sizeof *b);
    *b = (sm_bitmap){rgba, width, height};
    return b;
}

// Red is the column, green the row.
static void number(size_t x, size_t y, uint8_t rgba[4])
{
    const uint8_t c[4] = {(uint8_t)x, (uint8_t)y, 0, 255};
    memcpy(rgba, c, 4);
}

static void squares(size_t x, size_t y, uint8_t rgba[4])
{
    memset(rgba, (x + y) % 2 ? 255 : 0, 3);
    rgba[3] = 255;
}

// A light colour with holes, whose hidden colour is black.
static void holes(size_t x, size_t y, uint8_t rgba[4])
{
    bool hole = x / 5 % 2 && y / 5 % 2;
    const uint8_t c[4] = {240, 230, 220, 255};
    memcpy(rgba, hole ? (const uint8_t[4]){0, 0, 0, 0} : c, 4);
}

// West, north and the size of a pixel, in the units of its CRS.
static sm_raster at_corner(const sm_bitmap *pixels, double west, double north, double size)
{
    return (sm_raster){pixels, {size, 0, west, 0, -size, north}, own};
}

static const uint8_t *pixel(const sm_image *image, size_t x, size_t y)
{
    return image->bitmap->rgba + (y * image->bitmap->width + x) * 4;
}

static bool lay(const sm_raster *r, const sm_view *view, double dpi, sm_image *out)
{
    const sm_raster_wish wish = {dpi, WHITE, 1};
    return sm_raster_lay(arena, r, page, view, &wish, out);
}

// A frame of w x h points at the corner of the page, a point of it `metres` of the plane wide, its
// upper left corner at x, y.
static sm_view frame(double w, double h, double metres, double x, double y)
{
    return (sm_view){metres * SM_MM(1000), {x + w / 2 * metres, y - h / 2 * metres}, {0, 0, w, h}};
}

// ---- Pixels -------------------------------------------------------------------------------------

static void test_pixels_of_one_grid_are_kept(void **state)
{
    (void)state;
    page = open_crs(PLAIN);
    own = open_crs(PLAIN);
    sm_raster r = at_corner(picture(40, 30, number), 5000, 9000, 100);
    sm_view view = frame(40, 30, 100, 5000, 9000);
    sm_image image;
    assert_true(lay(&r, &view, 72, &image));
    assert_int_equal(image.bitmap->width, 40);
    assert_int_equal(image.bitmap->height, 30);
    assert_memory_equal(image.bitmap->rgba, r.pixels->rgba, 40 * 30 * 4);
    assert_near(image.across.x, 40, 1e-9, "pt");
    assert_near(image.at.x, 0, 0, "pt");
}

// The frame begins within the picture, which ends within the frame: only what is shared is kept.
static void test_only_what_shows_is_kept(void **state)
{
    (void)state;
    page = open_crs(PLAIN);
    own = open_crs(PLAIN);
    sm_raster r = at_corner(picture(40, 30, number), 5000, 9000, 100);
    sm_view view = frame(100, 80, 100, 5000 + 1500, 9000 + 2000);
    sm_image image;
    view.frame_pt = (sm_box){200, 300, 300, 380};
    assert_true(lay(&r, &view, 72, &image));
    assert_int_equal(image.bitmap->width, 25);
    assert_int_equal(image.bitmap->height, 30);
    assert_near(image.at.x, 200, 1e-9, "pt");
    assert_near(image.at.y, 320, 1e-9, "pt");
    assert_int_equal(pixel(&image, 0, 0)[0], 15);
    assert_int_equal(pixel(&image, 24, 29)[1], 29);
    view.centre_m.x += 1e6;
    assert_false(lay(&r, &view, 72, &image));
    assert_near(sm_raster_density(&r, page, &view), 0, 0, "ppi");
}

// The grid of the page begins at its corner: a frame that does not, takes part of a pixel more.
static void test_the_grid_is_that_of_the_page(void **state)
{
    (void)state;
    page = open_crs(PLAIN);
    own = open_crs(PLAIN);
    sm_raster r = at_corner(picture(100, 100, number), 0, 10000, 100);
    sm_view view = frame(20, 20, 100, 3000, 8000);
    sm_image image;
    view.frame_pt = (sm_box){10.3, 10.3, 30.3, 30.3};
    assert_true(lay(&r, &view, 144, &image));
    assert_near(image.at.x, 10, 1e-9, "pt");
    assert_int_equal(image.bitmap->width, 41);
    assert_near(image.at.x + image.across.x, 30.5, 1e-9, "pt");
}

// Squares of one pixel, sixteen of which are one pixel of the page: grey, not a pattern.
static void test_what_is_finer_than_the_page_is_averaged(void **state)
{
    (void)state;
    page = open_crs(PLAIN);
    own = open_crs(PLAIN);
    sm_raster r = at_corner(picture(400, 400, squares), 0, 0, 25);
    for (double metres = 90; metres < 340; metres += 37) {
        sm_view view = frame(floor(8000 / metres), floor(8000 / metres), metres, 1011, -1013);
        sm_image image;
        assert_true(lay(&r, &view, 72, &image));
        for (size_t i = 0; i < image.bitmap->width * image.bitmap->height; i++) {
            assert_near(image.bitmap->rgba[4 * i], 127.5, 7, "");
        }
        assert_near(sm_raster_density(&r, page, &view), 72 * metres / 25, 1e-6, "ppi");
    }
}

static void test_what_is_coarser_runs_smoothly(void **state)
{
    (void)state;
    page = open_crs(PLAIN);
    own = open_crs(PLAIN);
    sm_raster r = at_corner(picture(10, 10, number), 0, 0, 1000);
    sm_view view = frame(100, 100, 100, 0, 0);
    sm_image image;
    assert_true(lay(&r, &view, 72, &image));
    assert_int_equal(image.bitmap->width, 100);
    for (size_t x = 5; x < 95; x++) {
        assert_near(pixel(&image, x, 50)[0], ((double)x + 0.5) / 10 - 0.5, 0.5, "");
    }
    assert_int_equal(pixel(&image, 0, 50)[0], 0); // to its very edge
    assert_int_equal(pixel(&image, 99, 50)[0], 9);
    assert_near(sm_raster_density(&r, page, &view), 7.2, 1e-9, "ppi");
}

// ---- Transparency -------------------------------------------------------------------------------

// Black is in the file, but nobody sees it: no pixel may be darker than the colour itself.
static void test_holes_have_no_dark_rims(void **state)
{
    (void)state;
    page = open_crs(PLAIN);
    own = open_crs(PLAIN);
    sm_raster r = at_corner(picture(60, 60, holes), 0, 0, 100);
    for (double metres = 30; metres < 400; metres += 45) {
        sm_view view = frame(5000 / metres, 5000 / metres, metres, 333, -333);
        sm_image image;
        bool paper = false;
        assert_true(lay(&r, &view, 72, &image));
        for (size_t i = 0; i < image.bitmap->width * image.bitmap->height; i++) {
            const uint8_t *p = image.bitmap->rgba + 4 * i;
            assert_true(p[0] >= 240 && p[1] >= 230 && p[2] >= 220);
            assert_int_equal(p[3], 255);
            paper |= p[2] == 255;
        }
        assert_true(paper || metres > 100);
    }
}

static void test_opacity_mixes_with_the_paper(void **state)
{
    (void)state;
    page = open_crs(PLAIN);
    own = open_crs(PLAIN);
    sm_raster r = at_corner(picture(60, 60, holes), 0, 0, 100);
    sm_view view = frame(60, 60, 100, 0, 0);
    const sm_raster_wish wish = {72, {100, 0, 255, 255}, 0.25};
    sm_image image;
    assert_true(sm_raster_lay(arena, &r, page, &view, &wish, &image));
    assert_int_equal(pixel(&image, 0, 0)[0], 135); // 100 * 3/4 + 240 / 4
    assert_int_equal(pixel(&image, 0, 0)[1], 58);  // 57.5
    assert_int_equal(pixel(&image, 7, 7)[0], 100);
    assert_int_equal(pixel(&image, 7, 7)[2], 255);
    assert_near(image.opacity, 1, 0, "");
}

// ---- The way through the projections ------------------------------------------------------------

// Where the colour says that a pixel of the page comes from, against the projections themselves.
static void compare(const sm_raster *r, const sm_view *view, double dpi, double tolerance)
{
    sm_image image;
    sm_affine to_pixel;
    size_t compared = 0;
    assert_true(lay(r, view, dpi, &image));
    assert_true(sm_affine_invert(&r->from_pixel, &to_pixel));
    for (size_t y = 0; y < image.bitmap->height; y += 7) {
        for (size_t x = 0; x < image.bitmap->width; x += 5) {
            sm_point pt = {image.at.x + ((double)x + 0.5) * 72 / dpi,
                           image.at.y + ((double)y + 0.5) * 72 / dpi};
            sm_point p = sm_view_to_plane(view, pt);
            assert_int_equal(sm_crs_inverse(page, &p, 1), 0);
            assert_int_equal(own ? sm_crs_forward(own, &p, 1) : 0, 0);
            p = sm_affine_apply(&to_pixel, p);
            if (p.x > 1 && p.y > 1 && p.x < 254 && p.y < 254) {
                // A mean of numbers is the number of the middle; it is rounded once.
                assert_near(pixel(&image, x, y)[0], p.x - 0.5, tolerance, "px");
                assert_near(pixel(&image, x, y)[1], p.y - 0.5, tolerance, "px");
                compared++;
            }
        }
    }
    assert_true(compared > 1000);
}

// Half of the last digit of the colour, and an eighth of a pixel that the mesh may miss.
static const double EXACT = 0.5 + 0.125 + 1e-6;

static void test_longitudes_on_a_conic(void **state)
{
    (void)state;
    page = open_crs(KARABAKH);
    sm_raster r = at_corner(picture(255, 255, number), 44, 42, 0.02);
    sm_view view = {1200000, {0, 0}, {10, 60, 465, 540}};
    compare(&r, &view, 100, EXACT);
}

static void test_a_zone_of_utm_turned_by_its_world_file(void **state)
{
    (void)state;
    page = open_crs(KARABAKH);
    own = open_crs("EPSG:32638");
    const sm_raster r = {picture(255, 255, number), {900, 500, 500000, 450, -1000, 4400000}, own};
    sm_view view = {1500000, {0, 0}, {10, 60, 465, 540}};
    compare(&r, &view, 90, EXACT);
}

// A quarter of the globe bends far within a cell of the mesh.
static void test_a_quarter_of_the_globe(void **state)
{
    (void)state;
    page = open_crs("+proj=laea +lat_0=50 +lon_0=20 +datum=WGS84");
    sm_raster r = at_corner(picture(255, 255, number), -40, 85, 0.5);
    sm_view view = {40000000, {0, 0}, {0, 0, 400, 300}};
    compare(&r, &view, 150, EXACT);
}

// Sources in longitude may run from -180 or from 0; the page lies across either seam.
static void test_seams_of_longitude(void **state)
{
    (void)state;
    page = open_crs("+proj=laea +lat_0=10 +lon_0=180 +datum=WGS84");
    sm_view view = {60000000, {0, 0}, {0, 0, 200, 100}};
    const double wests[] = {-180, 0, 180};
    for (size_t i = 0; i < 3; i++) {
        sm_image image;
        sm_raster r = at_corner(picture(200, 100, number), wests[i], 90, 1.8);
        assert_true(lay(&r, &view, 72, &image));
        assert_int_equal(image.bitmap->width, 200);
        for (size_t y = 0; y < 100; y++) {
            for (size_t x = 0; x < 200; x++) {
                sm_point p = sm_view_to_plane(&view, (sm_point){(double)x + 0.5, (double)y + 0.5});
                assert_int_equal(sm_crs_inverse(page, &p, 1), 0);
                double column = fmod(p.x - wests[i] + 720, 360) / 1.8;
                if (column > 2 && column < 198) {
                    assert_near(pixel(&image, x, y)[0], column - 0.5, EXACT + 0.1, "px");
                }
            }
        }
    }
}

// Around the globe is paper.
static void test_the_edge_of_the_globe(void **state)
{
    (void)state;
    page = open_crs("+proj=ortho +lat_0=40 +lon_0=40 +R=6371000");
    sm_raster r = at_corner(picture(240, 120, number), -180, 90, 1.5);
    sm_view view = {6371000 / (100 / SM_PT_PER_MM / 1000), {0, 0}, {0, 0, 240, 240}};
    sm_image image;
    assert_true(lay(&r, &view, 72, &image));
    size_t painted = 0;
    for (size_t i = 0; i < image.bitmap->width * image.bitmap->height; i++) {
        painted += image.bitmap->rgba[4 * i + 2] == 0;
    }
    assert_near((double)painted / (3.14159265 * 100 * 100), 1, 0.01, "of a disc");
    assert_near(image.across.x, 200, 2, "pt");
}

// ---- Limits -------------------------------------------------------------------------------------

static void test_a_poster_has_fewer_dots(void **state)
{
    (void)state;
    page = open_crs(PLAIN);
    own = open_crs(PLAIN);
    sm_raster r = at_corner(picture(10, 10, number), 0, 0, 100);
    sm_view view = frame(14000, 14000, 100, 0, 0);
    sm_image image;
    assert_true(lay(&r, &view, 2400, &image));
    double dpi = (double)image.bitmap->width / image.across.x * 72;
    assert_near(dpi * dpi * 14000 / 72 * 14000 / 72 / SM_MAX_GROUND_PIXELS, 1, 0.01, "");
}

// Rows and columns that nearly run alike: a sliver, whose work is bounded all the same.
static void test_a_sheared_sliver_is_no_endless_work(void **state)
{
    (void)state;
    page = open_crs(PLAIN);
    own = open_crs(PLAIN);
    const sm_raster r = {picture(2000, 2000, number), {100, 100, 0, 100, 100.001, 0}, own};
    sm_view view = frame(400, 400, 1000, 0, 400000);
    sm_image image;
    lay(&r, &view, 72, &image);
    sm_raster_density(&r, page, &view);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_pixels_of_one_grid_are_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(test_only_what_shows_is_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_grid_is_that_of_the_page, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_is_finer_than_the_page_is_averaged, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_what_is_coarser_runs_smoothly, setup, teardown),
        cmocka_unit_test_setup_teardown(test_holes_have_no_dark_rims, setup, teardown),
        cmocka_unit_test_setup_teardown(test_opacity_mixes_with_the_paper, setup, teardown),
        cmocka_unit_test_setup_teardown(test_longitudes_on_a_conic, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_zone_of_utm_turned_by_its_world_file, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_a_quarter_of_the_globe, setup, teardown),
        cmocka_unit_test_setup_teardown(test_seams_of_longitude, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_edge_of_the_globe, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_poster_has_fewer_dots, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_sheared_sliver_is_no_endless_work, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
