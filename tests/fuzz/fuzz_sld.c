// Any bytes as a style: it is read, bound, resolved and painted; what comes out is finite and
// nobody needs long for it.
#include <assert.h>
#include <math.h>
#include <string.h>

#include "sitmap/limits.h"
#include "sitmap/load.h"
#include "sitmap/paint.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static sm_field field_items[] = {
    {"name", SM_VALUE_TEXT, 40, 0},
    {"rank", SM_VALUE_NUMBER, 10, 0},
    {"since", SM_VALUE_DATE, 8, 0},
    {"name_en", SM_VALUE_TEXT, 40, 0},
};
static const sm_fields fields = {field_items, 4, 4};

static const sm_value values[] = {
    {.type = SM_VALUE_TEXT, .text = "Şuşa"},
    {.type = SM_VALUE_NUMBER, .number = 2, .text = "2"},
    {.type = SM_VALUE_DATE, .day = 18544},
    {.type = SM_VALUE_NULL},
};

static const sm_point shape[] = {{10, 10}, {90, 12}, {60, 50}, {90, 90}, {20, 80}, {10, 10}};

static void check_path(const sm_path *path)
{
    assert(path->space == SM_SPACE_PAGE && sm_path_finite(path));
}

static void check_pen(const sm_pen *pen)
{
    double sum = 0;
    assert(pen->width_pt > 0 && isfinite(pen->width_pt) && isfinite(pen->dash_offset_pt));
    for (size_t i = 0; i < pen->n_dash; i++) {
        assert(pen->dash_pt[i] >= 0 && isfinite(pen->dash_pt[i]));
        sum += pen->dash_pt[i];
    }
    assert(pen->n_dash <= SM_MAX_DASHES && pen->n_dash % 2 == 0);
    assert(pen->n_dash == 0 || sum >= SM_MIN_DASH_SUM_PT);
}

static void check_scene(const sm_scene *scene)
{
    for (size_t i = 0; i < scene->count; i++) {
        const sm_prim *p = &scene->items[i];
        if (p->kind == SM_PRIM_FILL) {
            check_path(p->fill.path);
        } else if (p->kind == SM_PRIM_STROKE) {
            check_path(p->stroke.path);
            check_pen(&p->stroke.pen);
        }
    }
}

static void check_label(const sm_label_style *l)
{
    assert(l->text && sm_utf8_valid(l->text, strlen(l->text)));
    assert(l->font.size_pt >= SM_MIN_FONT_PT && l->font.size_pt <= SM_MAX_FONT_PT);
    assert(l->second_font.size_pt >= SM_MIN_FONT_PT && l->second_font.size_pt <= SM_MAX_FONT_PT);
    assert(isfinite(l->halo_pt) && l->halo_pt >= 0 && isfinite(l->priority));
    assert(isfinite(l->shift_pt.x) && isfinite(l->shift_pt.y) && isfinite(l->offset_pt));
}

static void paint(sm_arena *a, const sm_style *style, sm_shape kind, sm_diags *diags)
{
    static const sm_style_env env = {.scale_denom = 1e6,
                                     .figure_width_mm = 170,
                                     .lang = "az",
                                     .date = "2020-10-25",
                                     .variant = "",
                                     .palette = "grey"};
    static const sm_paint_frame frame = {{0, 0, 100, 100}, {0, 100}};
    sm_path path;
    sm_path_init(&path, a, SM_SPACE_PAGE, kind);
    for (size_t i = 0; i < sizeof shape / sizeof *shape; i++) {
        sm_path_add(&path, shape[i].x, shape[i].y);
    }
    const sm_feature feature = {1, &fields, values, &path};
    sm_scene *scene = sm_scene_create(a, 100, 100);
    sm_symbols symbols;
    sm_style_resolve(a, style, &feature, &env, &symbols, diags);
    for (size_t i = 0; i < symbols.count && i < 16; i++) {
        sm_paint_symbol(scene, &path, &symbols.items[i], &frame);
        if (symbols.items[i].kind == SM_SYMBOL_TEXT) {
            check_label(&symbols.items[i].label);
        }
    }
    check_scene(scene);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sm_arena *a = sm_arena_create();
    sm_diags diags;
    sm_diags_init(&diags, a);
    sm_error err;
    sm_style *style = NULL;
    const char *bytes = sm_arena_strndup(a, (const char *)data, size);
    if (sm_style_parse(a, "f.sld", bytes, size, NULL, &style, &diags, &err) == SM_OK) {
        sm_style_bind(style, &fields, "layer", &diags);
        for (int kind = SM_SHAPE_POINTS; kind <= SM_SHAPE_RINGS; kind++) {
            paint(a, style, (sm_shape)kind, &diags);
        }
        for (size_t i = 0; i < sm_style_rule_count(style) && i < 16; i++) {
            sm_symbols legend;
            (void)sm_style_rule_title(style, i, "az");
            sm_style_rule_symbols(a, style, i, NULL, NULL, &legend);
        }
    } else {
        assert(!style && err.status != SM_OK && err.message[0]);
    }
    sm_arena_destroy(a);
    return 0;
}
