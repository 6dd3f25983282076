// Clipping at a box: checked by hand on small figures, and on many random ones against the identity
// area(clip) = area of the intersection, which GEOS computes in another way.
#include "shapes.h"

#include "sitmap/topo.h"

static const sm_box ten = {0, 0, 10, 10};

static sm_path clipped(sm_arena *a, const sm_path *in, sm_box box)
{
    sm_path out;
    sm_path_init(&out, a, in->space, in->shape);
    sm_topo_clip(in, box, &out);
    return out;
}

static void test_clip_keeps_points_inside_and_on_the_edge(void **state)
{
    sm_path in = points(*state, "5 5, 10 0, 11 5, 5 -1");
    sm_path out = clipped(*state, &in, ten);
    assert_path(&out, "5 5, 10 0");
}

static void test_clip_copies_what_lies_inside(void **state)
{
    sm_path in = rings(*state, "1 1, 1 9, 9 9, 9 1; 3 3, 5 3, 5 5");
    sm_path out = clipped(*state, &in, ten);
    assert_path(&out, "1 1, 1 9, 9 9, 9 1, 1 1; 3 3, 5 3, 5 5, 3 3");
}

static void test_clip_drops_what_lies_outside(void **state)
{
    sm_path in = rings(*state, "11 1, 11 9, 19 9");
    sm_path out = clipped(*state, &in, ten);
    assert_int_equal(out.n_parts, 0);
    assert_int_equal(out.n_points, 0);
}

static void test_clip_splits_a_line_that_leaves_and_returns(void **state)
{
    sm_path in = lines(*state, "-5 5, 5 5, 15 5, 15 8, 5 8");
    sm_path out = clipped(*state, &in, ten);
    assert_path(&out, "0 5, 5 5, 10 5; 10 8, 5 8");
}

static void test_clip_keeps_the_direction_of_a_line(void **state)
{
    sm_path in = lines(*state, "15 5, -5 5");
    sm_path out = clipped(*state, &in, ten);
    assert_path(&out, "10 5, 0 5");
}

static void test_clip_drops_a_line_that_touches_a_corner(void **state)
{
    sm_path in = lines(*state, "-5 5, 5 15"); // touches the corner 0 10 only
    sm_path out = clipped(*state, &in, ten);
    assert_int_equal(out.n_parts, 0);
}

static void test_clip_drops_a_line_that_passes_a_corner(void **state)
{
    sm_path in = lines(*state, "-5 6, 5 16"); // both boxes overlap, the line does not
    sm_path out = clipped(*state, &in, ten);
    assert_int_equal(out.n_parts, 0);
}

static void test_clip_goes_on_after_a_line_was_outside(void **state)
{
    sm_path in = lines(*state, "5 5, 5 20, 20 20, 20 5, 5 5");
    sm_path out = clipped(*state, &in, ten);
    assert_path(&out, "5 5, 5 10; 10 5, 5 5");
}

static void test_clip_closes_a_ring_along_the_box(void **state)
{
    sm_path in = rings(*state, "5 5, 5 15, 15 15, 15 5");
    sm_path out = clipped(*state, &in, ten);
    assert_int_equal(out.n_parts, 1);
    assert_near(path_area(&out), -25, 1e-12, "");
    sm_box box = sm_path_box(&out);
    assert_true(box.x0 == 5 && box.y0 == 5 && box.x1 == 10 && box.y1 == 10);
}

static void test_clip_fills_the_box_when_a_ring_holds_it(void **state)
{
    sm_path in = rings(*state, "-1 -1, -1 11, 11 11, 11 -1");
    sm_path out = clipped(*state, &in, ten);
    assert_near(path_area(&out), -100, 1e-12, "");
}

static void test_clip_drops_a_ring_that_passes_a_corner(void **state)
{
    sm_path in = rings(*state, "-5 6, 4 15, -5 15"); // its box overlaps, its ground does not
    sm_path out = clipped(*state, &in, ten);
    assert_int_equal(out.n_parts, 0);
}

static void test_clip_keeps_the_hole_of_a_ring(void **state)
{
    sm_path in = rings(*state, "-5 -5, -5 5, 5 5, 5 -5; -3 -3, 3 -3, 3 3, -3 3");
    sm_path out = clipped(*state, &in, ten);
    assert_int_equal(out.n_parts, 2);
    assert_near(path_area(&out), -25 + 9, 1e-12, "");
}

static void test_clip_of_nothing_is_nothing(void **state)
{
    sm_path in, out;
    sm_path_init(&in, *state, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    sm_path_init(&out, *state, SM_SPACE_LONLAT, SM_SHAPE_LINES);
    sm_path_add(&out, 1, 1);
    sm_topo_clip(&in, ten, &out);
    assert_int_equal(out.n_points, 0);
    assert_int_equal(out.space, SM_SPACE_PAGE);
    assert_int_equal(out.shape, SM_SHAPE_RINGS);
}

static void test_clip_cuts_a_shared_edge_at_one_place(void **state)
{
    uint64_t seed = 7;
    for (int i = 0; i < 200; i++) {
        double x0 = next_random(&seed) * 10, y0 = next_random(&seed) * 10;
        double x1 = 10 + next_random(&seed) * 10, y1 = 5 + next_random(&seed) * 10;
        sm_path there, back, out_there, out_back;
        sm_path_init(&there, *state, SM_SPACE_PAGE, SM_SHAPE_LINES);
        sm_path_init(&back, *state, SM_SPACE_PAGE, SM_SHAPE_LINES);
        sm_path_add(&there, x0, y0);
        sm_path_add(&there, x1, y1);
        sm_path_add(&back, x1, y1);
        sm_path_add(&back, x0, y0);
        out_there = clipped(*state, &there, ten);
        out_back = clipped(*state, &back, ten);
        assert_int_equal(out_there.n_points, 2);
        assert_memory_equal(&out_there.points[1], &out_back.points[0], sizeof(sm_point));
    }
}

// A star about `centre`: valid, concave, clockwise.
static sm_path star(sm_arena *a, uint64_t *seed, int spikes)
{
    sm_path p;
    sm_path_init(&p, a, SM_SPACE_PLANE, SM_SHAPE_RINGS);
    double cx = next_random(seed) * 14 - 2, cy = next_random(seed) * 14 - 2;
    for (int i = 0; i < spikes; i++) {
        double angle = -6.283185307179586 * i / spikes, r = 0.5 + next_random(seed) * 8;
        sm_path_add(&p, cx + r * cos(angle), cy + r * sin(angle));
    }
    sm_path_add(&p, p.points[0].x, p.points[0].y);
    return p;
}

static void test_clip_agrees_with_geos_on_random_stars(void **state)
{
    uint64_t seed = 20200927;
    sm_path box = rings(*state, "0 0, 0 10, 10 10, 10 0");
    for (int i = 0; i < 300; i++) {
        sm_path in = star(*state, &seed, 5 + i % 40), both;
        sm_path out = clipped(*state, &in, ten);
        assert_int_equal(
            sm_topo_overlay(*state, &in, &box, SM_OVERLAY_INTERSECTION, 0, &both, NULL, NULL),
            SM_OK);
        assert_near(path_area(&out), path_area(&both), 1e-9, "");
        assert_true(sm_path_finite(&out));
        assert_true(out.n_points == 0 || sm_box_contains(ten, sm_path_box(&out)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_clip_keeps_points_inside_and_on_the_edge),
        ARENA_TEST(test_clip_copies_what_lies_inside),
        ARENA_TEST(test_clip_drops_what_lies_outside),
        ARENA_TEST(test_clip_splits_a_line_that_leaves_and_returns),
        ARENA_TEST(test_clip_keeps_the_direction_of_a_line),
        ARENA_TEST(test_clip_drops_a_line_that_touches_a_corner),
        ARENA_TEST(test_clip_drops_a_line_that_passes_a_corner),
        ARENA_TEST(test_clip_goes_on_after_a_line_was_outside),
        ARENA_TEST(test_clip_closes_a_ring_along_the_box),
        ARENA_TEST(test_clip_fills_the_box_when_a_ring_holds_it),
        ARENA_TEST(test_clip_drops_a_ring_that_passes_a_corner),
        ARENA_TEST(test_clip_keeps_the_hole_of_a_ring),
        ARENA_TEST(test_clip_of_nothing_is_nothing),
        ARENA_TEST(test_clip_cuts_a_shared_edge_at_one_place),
        ARENA_TEST(test_clip_agrees_with_geos_on_random_stars),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
