// Layers on the page: painter's order, one fill for neighbours of one colour, the ground below a
// name.
#include "unit/test.h"

#include "compose/parts.h"

typedef struct world {
    sm_arena *arena;
    sm_layer layer;
    sm_map_layer map_layer;
    sm_map map;
    sm_feature feature;
    sm_fields fields;
} world;

static int setup(void **state)
{
    sm_arena *a = sm_arena_create();
    world *w = sm_arena_zero(a, 1, sizeof *w);
    w->arena = a;
    w->layer = (sm_layer){.id = "control"};
    w->map_layer = (sm_map_layer){.layer = &w->layer};
    w->feature = (sm_feature){.record = 1, .fields = &w->fields};
    w->map =
        (sm_map){.view = {1000, {0, 0}, {0, 0, 100, 100}}, .layers = &w->map_layer, .n_layers = 1};
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    sm_arena_destroy(((world *)*state)->arena);
    return 0;
}

// A square of one colour, with a hatch over it when `hatch_pt` is not 0.
static void add_square(world *w, double x, uint32_t color, double hatch_pt)
{
    sm_path *path = sm_arena_alloc(w->arena, sizeof *path);
    sm_path_init(path, w->arena, SM_SPACE_PAGE, SM_SHAPE_RINGS);
    const sm_point c[] = {{x, 10}, {x + 10, 10}, {x + 10, 20}, {x, 20}, {x, 10}};
    for (size_t i = 0; i < 5; i++) {
        sm_path_add(path, c[i].x, c[i].y);
    }
    sm_symbols *symbols = sm_arena_zero(w->arena, 1, sizeof *symbols);
    sm_symbol *s = SM_PUSH(w->arena, symbols);
    memset(s, 0, sizeof *s);
    s->kind = SM_SYMBOL_POLYGON;
    s->fill.has_color = true;
    s->fill.color = SM_RGB(color);
    if (hatch_pt > 0) {
        s->fill.hatches = sm_arena_zero(w->arena, 1, sizeof *s->fill.hatches);
        s->fill.n_hatches = 1;
        s->fill.hatches[0] =
            (sm_hatch){45, 4 * hatch_pt, {.color = SM_RGB(0), .width_pt = hatch_pt}};
    }
    *SM_PUSH(w->arena, &w->map_layer) = (sm_map_feature){&w->feature, path, symbols};
}

static size_t count_fills(const sm_scene *s, size_t *parts)
{
    size_t n = 0;
    for (size_t i = 0; i < s->count; i++) {
        if (s->items[i].kind == SM_PRIM_FILL) {
            n++;
            *parts += s->items[i].fill.path->n_parts;
        }
    }
    return n;
}

static void test_neighbours_of_one_colour_are_one_fill(void **state)
{
    world *w = *state;
    add_square(w, 10, 0xDDAA7A, 0);
    add_square(w, 20, 0xDDAA7A, 0);
    add_square(w, 30, 0xD5E8F4, 0);
    sm_scene *scene = sm_scene_create(w->arena, 100, 100);
    compose_layers(scene, &w->map);
    size_t parts = 0;
    assert_int_equal(count_fills(scene, &parts), 2);
    assert_int_equal(parts, 3);
}

static void test_a_fill_that_is_not_opaque_is_never_merged(void **state)
{
    world *w = *state;
    add_square(w, 10, 0, 0);
    add_square(w, 15, 0, 0);
    for (size_t i = 0; i < 2; i++) {
        w->map_layer.items[i].symbols->items[0].fill.color.a = 128;
    }
    sm_scene *scene = sm_scene_create(w->arena, 100, 100);
    compose_layers(scene, &w->map);
    size_t parts = 0;
    assert_int_equal(count_fills(scene, &parts), 2);
}

static void test_the_ground_is_the_topmost_colour_with_its_hatch_mixed_in(void **state)
{
    world *w = *state;
    add_square(w, 10, 0xFFFFFF, 0);
    add_square(w, 10, 0xCCCCCC, 0);
    add_square(w, 30, 0xFFFFFF, 1); // a black line of a quarter of the pitch: 255 * 3 / 4 = 191
    sm_color c = compose_ground_at(&w->map, (sm_point){15, 15});
    assert_int_equal(c.r, 0xCC);
    c = compose_ground_at(&w->map, (sm_point){35, 15});
    assert_in_range(c.g, 191, 192);
    c = compose_ground_at(&w->map, (sm_point){90, 90});
    assert_int_equal(c.b, 255);
}

static void test_names_avoid_a_hatch_by_its_ink(void **state)
{
    world *w = *state;
    add_square(w, 10, 0xFFFFFF, 0);
    add_square(w, 30, 0xFFFFFF, 1); // a quarter of the ground is ink
    add_square(w, 50, 0xFFFFFF, 1);
    w->map_layer.items[2].symbols->items[0].fill.hatches[0].pitch_pt = 8;
    sm_label_task task = {.requests = NULL};
    compose_label_obstacles(w->arena, &w->map, &task);
    assert_int_equal(task.n_obstacles, 2);
    assert_true(task.obstacles[0].filled && task.obstacles[1].filled);
    assert_ptr_equal(task.obstacles[0].path, w->map_layer.items[1].path);
    assert_near(task.obstacles[0].weight, HOUSE_WEIGHT_PER_HATCH_MM2 / 4, 1e-12, "");
    assert_near(task.obstacles[1].weight, HOUSE_WEIGHT_PER_HATCH_MM2 / 8, 1e-12, "");
}

static void test_what_is_painted_elsewhere_counts_there(void **state)
{
    world *w = *state;
    add_square(w, 10, 0x113355, 1);
    sm_symbol *s = &w->map_layer.items[0].symbols->items[0];
    s->move_pt = (sm_point){40, 0};
    s->is_obstacle = true;
    assert_int_equal(compose_ground_at(&w->map, (sm_point){15, 15}).r, 255);
    assert_true(compose_ground_at(&w->map, (sm_point){55, 15}).r < 0x14);
    sm_label_task task = {.requests = NULL};
    compose_label_obstacles(w->arena, &w->map, &task);
    assert_int_equal(task.n_obstacles, 2); // hatch and area
    for (size_t i = 0; i < 2; i++) {
        assert_near(sm_path_box(task.obstacles[i].path).x0, 50, 1e-9, "pt");
    }
    assert_true(isinf(task.obstacles[1].weight) && task.obstacles[1].filled);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_neighbours_of_one_colour_are_one_fill, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_a_fill_that_is_not_opaque_is_never_merged, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            test_the_ground_is_the_topmost_colour_with_its_hatch_mixed_in, setup, teardown),
        cmocka_unit_test_setup_teardown(test_names_avoid_a_hatch_by_its_ink, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_is_painted_elsewhere_counts_there, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
