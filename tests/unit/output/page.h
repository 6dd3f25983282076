#ifndef SITMAP_TESTS_UNIT_OUTPUT_PAGE_H
#define SITMAP_TESTS_UNIT_OUTPUT_PAGE_H

// A page to write, and what the tests of all formats do with it.

#include "test.h"

#include "sitmap/output.h"

static sm_text_engine *engine;
static sm_arena *arena;
static sm_error error;

/** Group setup and teardown: engine, arena, and a folder as *state. */
static inline int page_setup(void **state)
{
    arena = sm_arena_create();
    *state = test_dir_make();
    return sm_text_open(NULL, &engine, &error) ? -1 : 0;
}

static inline int page_teardown(void **state)
{
    sm_text_close(engine);
    sm_arena_destroy(arena);
    test_dir_remove(*state);
    return 0;
}

static inline sm_pen pen_of(uint32_t rgb, double width_pt)
{
    return (sm_pen){.color = SM_RGB(rgb), .width_pt = width_pt};
}

static inline sm_text text_at(const char *utf8, double x, double y)
{
    return (sm_text){.utf8 = utf8,
                     .font = {.family = "Liberation Sans", .size_pt = 9},
                     .color = SM_RGB(0x202020),
                     .at = {x, y}};
}

/** A path of `n` points, in the arena. */
static inline sm_path *path_of(sm_shape shape, const sm_point *points, size_t n)
{
    sm_path *path = sm_arena_alloc(arena, sizeof *path);
    sm_path_init(path, arena, SM_SPACE_PAGE, shape);
    for (size_t i = 0; i < n; i++)
        sm_path_add(path, points[i].x, points[i].y);
    return path;
}

#define LINE(...)                                                                                  \
    path_of(SM_SHAPE_LINES, (const sm_point[]){__VA_ARGS__},                                       \
            sizeof((const sm_point[]){__VA_ARGS__}) / sizeof(sm_point))
#define RING(...)                                                                                  \
    path_of(SM_SHAPE_RINGS, (const sm_point[]){__VA_ARGS__},                                       \
            sizeof((const sm_point[]){__VA_ARGS__}) / sizeof(sm_point))

static inline sm_scene *empty_page(double width_mm, double height_mm)
{
    return sm_scene_create(arena, SM_MM(width_mm), SM_MM(height_mm));
}

static inline void add_text(sm_scene *page, sm_text text)
{
    sm_extents e;
    if (sm_text_measure(engine, text.utf8, &text.font, &e, &error))
        fail_msg("%s", error.message);
    text.width_pt = e.width_pt;
    sm_scene_add_text(page, &text);
}

/** A page of 85 x 60 mm with a bit of everything. */
static inline sm_scene *sample_page(void)
{
    sm_scene *page = empty_page(85, 60);
    sm_scene_begin_group(page, "layer", "districts", -1);
    sm_scene_add_rect(page, (sm_box){20, 20, 120, 90}, SM_RGB(0xE0D8C0), NULL);
    sm_scene_add_fill_even_odd(
        page, RING({40, 30}, {100, 30}, {50, 80}, {70, 20}, {90, 80}, {40, 30}), SM_RGB(0x4080C0));
    sm_scene_begin_clip(page, RING({130, 20}, {220, 30}, {180, 100}, {130, 20}));
    sm_scene_add_rect(page, (sm_box){120, 10, 230, 110}, SM_RGB(0x80B060), NULL);
    sm_scene_end_clip(page);
    sm_scene_end_group(page);

    sm_scene_begin_group(page, "layer", "front", -1);
    sm_pen dashed = pen_of(0xC00000, 1.5);
    dashed.dash_pt = (const double[]){4, 2};
    dashed.n_dash = 2;
    dashed.cap = SM_CAP_ROUND;
    sm_scene_add_stroke(page, LINE({10, 100}, {60, 120}, {120, 95}, {230, 140}), &dashed);
    sm_pen thin = pen_of(0x000000, 0.5);
    sm_scene_add_disc(page, (sm_point){200, 60}, 8, SM_RGB(0xFFFFFF), &thin);
    sm_scene_end_group(page);

    sm_text name = text_at("K\xC9\x99lb\xC9\x99j\xC9\x99r", 30, 60);
    name.halo = SM_RGB(0xFFFFFF);
    name.halo_pt = 1;
    add_text(page, name);
    sm_text turned = text_at("Araxes river", 130, 130);
    turned.angle_deg = -20;
    turned.font.italic = true;
    add_text(page, turned);
    sm_text spaced = text_at("KALBAJAR", 20, 150);
    spaced.font.tracking_pt = 5;
    spaced.font.bold = true;
    add_text(page, spaced);
    return page;
}

static inline sm_document sample_document(void)
{
    static const char *extra[][2] = {{"as-of", "2020-10-25"}, {"data", "sha256:0123abcd"}};
    return (sm_document){.title = "Front on <25> October & \"after\" \xC5\x9E",
                         .author = "A. Author",
                         .subject = "Situation",
                         .keywords = "map, front",
                         .creator = "sitmap test",
                         .description = "A map of the front",
                         .lang = "en",
                         .created = 1603584000, // 2020-10-25T00:00:00Z
                         .extra = extra,
                         .n_extra = 2};
}

/** Write pages to `path`; the status is that of sm_output_write. */
static inline sm_status write_pages(const sm_scene *const *pages, size_t n, sm_format format,
                                    double dpi, const sm_document *doc, const char *path)
{
    sm_newfile *file;
    assert_int_equal(sm_newfile_begin(path, &file, &error), SM_OK);
    sm_status status = sm_output_write(engine, pages, n, format, dpi, doc, file, &error);
    if (!status)
        assert_int_equal(sm_newfile_commit(file, &error), SM_OK);
    sm_newfile_close(file);
    return status;
}

/** The status of trying to write one page, into a file that nobody looks at. */
static inline sm_status try_page(const char *dir, const sm_scene *page, sm_format format,
                                 double dpi)
{
    sm_document doc = sample_document();
    return write_pages(&page, 1, format, dpi, &doc, test_path(dir, "tried"));
}

/** Write one page as `dir`/`name`; gives the path, in the arena. */
static inline const char *written(const char *dir, const char *name, const sm_scene *page,
                                  sm_format format, double dpi)
{
    sm_document doc = sample_document();
    const char *path = sm_arena_printf(arena, "%s/%s", dir, name);
    if (write_pages(&page, 1, format, dpi, &doc, path))
        fail_msg("%s: %s", path, error.message);
    return path;
}

/** What a shell command prints; the test fails when the command does. In the arena. */
SM_PRINTF(1, 2)
static inline const char *output_of(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    const char *command = sm_arena_vprintf(arena, fmt, args);
    va_end(args);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    sm_str out;
    sm_str_init(&out, arena);
    char bytes[4096];
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, pipe)) > 0;)
        sm_str_add(&out, bytes, n);
    if (pclose(pipe) != 0)
        fail_msg("failed: %s\n%s", command, out.text);
    return out.text;
}

/** A whole file, in the arena. */
static inline char *bytes_of(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        fail_msg("cannot open %s", path);
    sm_str out;
    sm_str_init(&out, arena);
    char bytes[4096];
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
        sm_str_add(&out, bytes, n);
    fclose(f);
    *len = out.len;
    return out.text;
}

static inline void assert_same_bytes(const char *a, const char *b)
{
    size_t na, nb;
    const char *x = bytes_of(a, &na), *y = bytes_of(b, &nb);
    if (na != nb || memcmp(x, y, na) != 0)
        fail_msg("%s and %s differ", a, b);
}

#endif
