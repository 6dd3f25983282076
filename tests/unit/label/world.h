#ifndef SITMAP_TESTS_UNIT_LABEL_WORLD_H
#define SITMAP_TESTS_UNIT_LABEL_WORLD_H

// What label tests share: an arena and a text engine, short ways to write paths, styles and
// requests, and the checks that hold for every figure.

#include "test.h"

#include "label/parts.h"

#define PT(x, y) ((sm_point){(x), (y)})

typedef struct world {
    sm_arena *arena;
    sm_text_engine *text;
    sm_diags diags;
    sm_error err;
} world;

static inline int world_setup(void **state)
{
    world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->arena = sm_arena_create();
    sm_diags_init(&w->diags, w->arena);
    assert_int_equal(sm_text_open(NULL, &w->text, &w->err), SM_OK);
    *state = w;
    return 0;
}

static inline int world_teardown(void **state)
{
    world *w = *state;
    sm_text_close(w->text);
    sm_arena_destroy(w->arena);
    free(w);
    return 0;
}

static inline const sm_path *make_path(world *w, sm_shape shape, const sm_point *p, size_t n)
{
    sm_path *path = sm_arena_alloc(w->arena, sizeof *path);
    sm_path_init(path, w->arena, SM_SPACE_PAGE, shape);
    for (size_t i = 0; i < n; i++) {
        sm_path_add(path, p[i].x, p[i].y);
    }
    return path;
}

#define POINT_PATH(w, x, y) make_path((w), SM_SHAPE_POINTS, (sm_point[]){PT((x), (y))}, 1)
#define LINE_PATH(w, ...)                                                                          \
    make_path((w), SM_SHAPE_LINES, (sm_point[]){__VA_ARGS__},                                      \
              sizeof((sm_point[]){__VA_ARGS__}) / sizeof(sm_point))
#define RING_PATH(w, ...)                                                                          \
    make_path((w), SM_SHAPE_RINGS, (sm_point[]){__VA_ARGS__},                                      \
              sizeof((sm_point[]){__VA_ARGS__}) / sizeof(sm_point))

static inline const sm_path *make_rect(world *w, sm_box b)
{
    return RING_PATH(w, PT(b.x0, b.y0), PT(b.x1, b.y0), PT(b.x1, b.y1), PT(b.x0, b.y1),
                     PT(b.x0, b.y0));
}

/** A plain style; the test changes what it is about. */
static inline sm_label_style *make_style(world *w, const char *text)
{
    sm_label_style *s = sm_arena_alloc(w->arena, sizeof *s);
    *s = (sm_label_style){.text = sm_arena_strdup(w->arena, text),
                          .font = {.family = "Liberation Sans", .size_pt = 7},
                          .second_font = {.family = "Liberation Sans", .size_pt = 6},
                          .color = SM_RGB(0x1A1A1A),
                          .second_color = SM_RGB(0x3A3A3A),
                          .halo = SM_RGB(0xFFFFFF),
                          .halo_pt = 0.5,
                          .anchor = {0, 0.5},
                          .priority = 1000,
                          .max_angle_deg = 22.5,
                          .goodness_of_fit = 0.5,
                          .conflict_resolution = true};
    return s;
}

static inline sm_label_request make_request(world *w, const char *text, const sm_path *path,
                                            long record)
{
    return (sm_label_request){.layer = "places",
                              .record = record,
                              .at = SM_AT_RECORD("places.shp", record),
                              .name = text,
                              .style = make_style(w, text),
                              .path = path,
                              .clearance_pt = path->shape == SM_SHAPE_POINTS ? 1.5 : 0,
                              .order = (size_t)record};
}

/** The style of a request made above, to be changed. */
static inline sm_label_style *style_of(const sm_label_request *r)
{
    return (sm_label_style *)r->style;
}

static inline sm_labels place(world *w, const sm_label_task *task)
{
    sm_labels out = {0};
    assert_int_equal(sm_label_place(w->arena, w->text, task, &out, &w->diags, &w->err), SM_OK);
    return out;
}

static inline const sm_label *find_label(const sm_labels *labels, const char *name)
{
    for (size_t i = 0; i < labels->count; i++) {
        if (strcmp(labels->items[i].name, name) == 0) {
            return &labels->items[i];
        }
    }
    return NULL;
}

static inline sm_box label_box(const sm_label *label)
{
    sm_box all = SM_BOX_EMPTY;
    for (size_t i = 0; i < label->n_boxes; i++) {
        all = sm_box_union(all, label->boxes[i]);
    }
    return all;
}

static inline double label_width(world *w, const sm_label_style *s)
{
    sm_extents e;
    assert_int_equal(sm_text_measure(w->text, s->text, &s->font, &e, &w->err), SM_OK);
    return e.width_pt;
}

/** What holds for every figure: letters inside the frame, no letters on letters, furniture and
 *  symbols of others left free. */
static inline void assert_sound(const sm_label_task *task, const sm_labels *labels)
{
    for (size_t i = 0; i < labels->count; i++) {
        const sm_label *a = &labels->items[i];
        for (size_t k = 0; k < a->n_boxes; k++) {
            assert_true(sm_box_contains(task->frame_pt, a->boxes[k]));
            for (size_t t = 0; t < task->n_taken; t++) {
                assert_false(sm_box_overlap(task->taken[t], a->boxes[k]));
            }
            for (size_t j = 0; j < i; j++) {
                const sm_label *b = &labels->items[j];
                for (size_t m = 0; m < b->n_boxes; m++) {
                    if (sm_box_overlap(a->boxes[k], b->boxes[m])) {
                        fail_msg("%s stands on %s", a->name, b->name);
                    }
                }
            }
        }
    }
    for (size_t r = 0; r < task->n_requests; r++) {
        const sm_label_request *q = &task->requests[r];
        for (size_t i = 0; q->path->shape == SM_SHAPE_POINTS && i < labels->count; i++) {
            for (size_t k = 0; k < labels->items[i].n_boxes; k++) {
                sm_box symbol = {q->path->points[0].x, q->path->points[0].y, q->path->points[0].x,
                                 q->path->points[0].y};
                if (sm_box_overlap(symbol, labels->items[i].boxes[k])) {
                    fail_msg("%s stands on the symbol of %s", labels->items[i].name, q->name);
                }
            }
        }
    }
}

/** As text, to compare two results whole. */
static inline const char *describe(world *w, const sm_labels *labels)
{
    sm_str s;
    sm_str_init(&s, w->arena);
    for (size_t i = 0; i < labels->count; i++) {
        const sm_label *l = &labels->items[i];
        sm_str_printf(&s, "%s %ld %s slot %d cost %.6f at %.6f %.6f\n", l->layer, l->record,
                      l->name, l->candidate, l->cost, l->texts[0].at.x, l->texts[0].at.y);
    }
    for (size_t i = 0; i < labels->n_dropped; i++) {
        sm_str_printf(&s, "dropped %s %ld %s\n", labels->dropped_layer[i],
                      labels->dropped_record[i], labels->dropped[i]);
    }
    return s.text ? s.text : "";
}

#define WORLD_TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

#endif
