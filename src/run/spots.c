// Pictures of faults: the records round the place of a finding, with a ring where it is.
//
//      +-----------------------------+
//      | rule: message               |
//      | file, record                |
//      | +-------------------------+ |      the finding's own record in blue, the others of its
//      | |     \     |             | |      layer grey, all other layers as thin lines; every
//      | |      \  (( )) --------  | |      vertex is a dot
//      | |  1 km   |               | |
//      | +-------------------------+ |
//      +-----------------------------+
#include <math.h>
#include <string.h>

#include "run/run.h"
#include "sitmap/output.h"

static const double WIDTH_PT = SM_MM(110), MARGIN_PT = SM_MM(4), MAP_HEIGHT_PT = SM_MM(80);
static const double DPI = 150;
static const double M_PER_DEG = 111320;
static const double LEAST_RADIUS_M = 20, MOST_RADIUS_M = 500000;
enum { NEAR_VERTICES = 5, MOST_PICTURES = 100 };

static const sm_color INK = {0x22, 0x22, 0x22, 255}, PALE = {0x8A, 0x8A, 0x8A, 255};
static const sm_color OWN = {0x00, 0x72, 0xB2, 255}, MARK = {0xD5, 0x5E, 0x00, 255};
static const sm_color WHITE = {255, 255, 255, 255};

typedef struct spot {
    sm_run *run;
    sm_arena *arena;
    const sm_diag *diag;
    const sm_layer *layer;      // whose file the finding names; NULL: none
    const sm_features *records; // of the layer; NULL: none can be read
    const sm_feature *own;      // the finding's; NULL: it names none
    sm_scene *scene;
    sm_box frame_pt;
    double pt_per_deg;  // of latitude
    double squeeze;     // of longitudes
    sm_path clip, page; // reused
} spot;

// ---- How far to look ----------------------------------------------------------------------------

// The distances of the nearest vertices, rising.
typedef struct nearest {
    double m[NEAR_VERTICES];
    size_t n;
} nearest;

static void take_distance(nearest *near, double m)
{
    size_t i = near->n < NEAR_VERTICES ? near->n++ : NEAR_VERTICES - 1;
    if (i == NEAR_VERTICES - 1 && near->n == NEAR_VERTICES && near->m[i] > 0 && near->m[i] <= m) {
        return;
    }
    for (; i > 0 && near->m[i - 1] > m; i--) {
        near->m[i] = near->m[i - 1];
    }
    near->m[i] = m;
}

static sm_point offset_deg(const spot *s, sm_point p)
{
    return (sm_point){(p.x - s->diag->lon_deg) * s->squeeze, p.y - s->diag->lat_deg};
}

static void look_near(const spot *s, const sm_path *path, nearest *near)
{
    for (size_t k = 0; k < path->n_points; k++) {
        sm_point d = offset_deg(s, path->points[k]);
        take_distance(near, hypot(d.x, d.y) * M_PER_DEG);
    }
}

// Twice as far as the fifth vertex of its record, or of its layer when the record is a point or not
// known: the fault's own corners and what is round them.
static double radius_m(const spot *s)
{
    nearest near = {.n = 0};
    if (s->own && s->own->path->n_points > NEAR_VERTICES) {
        look_near(s, s->own->path, &near);
    }
    bool alone = near.n > 0;
    for (size_t i = 0; !alone && s->records && i < s->records->count; i++) {
        look_near(s, s->records->items[i].path, &near);
    }
    double m = near.n ? 2 * near.m[near.n - 1] : 1000;
    return fmin(fmax(m, LEAST_RADIUS_M), MOST_RADIUS_M);
}

// ---- The records --------------------------------------------------------------------------------

static sm_point to_page(const spot *s, sm_point p)
{
    sm_point d = offset_deg(s, p);
    return (sm_point){(s->frame_pt.x0 + s->frame_pt.x1) / 2 + d.x * s->pt_per_deg,
                      (s->frame_pt.y0 + s->frame_pt.y1) / 2 - d.y * s->pt_per_deg};
}

static bool clip_to_frame(spot *s, const sm_path *path, sm_shape shape)
{
    sm_path_clear(&s->page, SM_SPACE_PAGE, shape);
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        sm_path_begin_part(&s->page);
        for (size_t k = 0; k < n; k++) {
            sm_point at = to_page(s, p[k]);
            sm_path_add(&s->page, at.x, at.y);
        }
    }
    sm_path_clear(&s->clip, SM_SPACE_PAGE, shape);
    sm_topo_clip(&s->page, s->frame_pt, &s->clip);
    return s->clip.n_points > 0;
}

static void draw_dots(spot *s, const sm_path *path, sm_color color, double radius_pt)
{
    if (clip_to_frame(s, path, SM_SHAPE_POINTS)) {
        for (size_t i = 0; i < s->clip.n_points; i++) {
            sm_scene_add_disc(s->scene, s->clip.points[i], radius_pt, color, NULL);
        }
    }
}

static void draw_outline(spot *s, const sm_path *path, sm_color color, double width_pt)
{
    const sm_pen pen = {.color = color, .width_pt = width_pt, .join = SM_JOIN_ROUND};
    if (path->shape != SM_SHAPE_POINTS && clip_to_frame(s, path, SM_SHAPE_LINES)) {
        sm_scene_add_stroke(s->scene, &s->clip, &pen);
    }
}

// A light veil for each, so that overlaps are darker and gaps stay white.
static void draw_fill(spot *s, const sm_path *path, sm_color color)
{
    color.a = 50;
    if (path->shape == SM_SHAPE_RINGS && clip_to_frame(s, path, SM_SHAPE_RINGS)) {
        sm_scene_add_fill_even_odd(s->scene, &s->clip, color);
    }
}

static sm_value date_of(const sm_layer *layer, const sm_feature *f)
{
    int field =
        layer->time == SM_TIME_SNAPSHOTS ? sm_fields_find(f->fields, layer->date_field) : -1;
    const sm_value none = {.type = SM_VALUE_NULL};
    return field < 0 ? none : f->values[field];
}

// Of a series only the date of the finding's own record.
static bool is_of_date(const sm_layer *layer, const sm_feature *f, const sm_feature *own)
{
    sm_value mine = {.type = SM_VALUE_NULL}, its = date_of(layer, f);
    int32_t day = 0, its_day = 0;
    if (own) {
        mine = date_of(layer, own);
    }
    return !sm_value_day(&mine, &day) || (sm_value_day(&its, &its_day) && its_day == day);
}

static void draw_layer(spot *s)
{
    const sm_features *records = s->records;
    for (size_t i = 0; records && records->items && i < records->count; i++) {
        const sm_feature *f = &records->items[i];
        bool is_own = f == s->own;
        if (is_of_date(s->layer, f, s->own)) {
            draw_fill(s, f->path, is_own ? OWN : PALE);
            draw_outline(s, f->path, is_own ? OWN : INK, is_own ? 1.2 : 0.5);
            draw_dots(s, f->path, is_own ? OWN : INK, f->path->shape == SM_SHAPE_POINTS ? 2 : 1.1);
        }
    }
}

static void draw_others(spot *s)
{
    const sm_study *study = s->run->study;
    sm_diags ignored;
    sm_diags_init(&ignored, s->arena);
    for (size_t i = 0; i < study->n_layers; i++) {
        const sm_layer *layer = &study->layers[i];
        bool other = layer->file && (!s->layer || strcmp(layer->file, s->layer->file) != 0);
        const sm_features *records = other ? run_read_records(s->run, layer, &ignored) : NULL;
        for (size_t k = 0; records && k < records->count; k++) {
            draw_outline(s, records->items[k].path, PALE, 0.3);
        }
    }
}

// ---- Words and marks ----------------------------------------------------------------------------

static sm_status add_text(spot *s, const char *utf8, double size_pt, bool bold, sm_color color,
                          double *y, sm_error *err)
{
    const sm_font font = {
        .family = "Liberation Sans, DejaVu Sans", .size_pt = size_pt, .bold = bold};
    sm_lines lines;
    sm_status status =
        sm_text_break(s->run->text, s->arena, utf8, &font, WIDTH_PT - 2 * MARGIN_PT, &lines, err);
    for (size_t i = 0; !status && i < lines.count; i++) {
        *y += 1.25 * size_pt;
        const sm_text text = {.utf8 = lines.items[i],
                              .font = font,
                              .color = color,
                              .at = {MARGIN_PT, *y},
                              .width_pt = lines.width_pt[i]};
        if (s->scene) {
            sm_scene_add_text(s->scene, &text);
        }
    }
    return status;
}

// With no scene yet only the height is found.
static sm_status add_words(spot *s, double *y, sm_error *err)
{
    const sm_diag *d = s->diag;
    char *where = sm_arena_printf(
        s->arena, "%s%s at %.6f, %.6f", d->at.file ? d->at.file : "",
        d->at.record > 0 ? sm_arena_printf(s->arena, ", record %ld,", d->at.record) : "",
        d->lon_deg, d->lat_deg);
    *y = MARGIN_PT - 2;
    sm_status status = add_text(s, d->rule ? d->rule : "finding", 9, true, MARK, y, err);
    status = status ? status : add_text(s, d->message, 8, false, INK, y, err);
    status = status ? status
                    : add_text(s, sm_text_clean(s->arena, where, strlen(where), false, NULL), 7,
                               false, PALE, y, err);
    *y += 4;
    return status;
}

static void draw_mark(spot *s)
{
    const sm_point at = {(s->frame_pt.x0 + s->frame_pt.x1) / 2,
                         (s->frame_pt.y0 + s->frame_pt.y1) / 2};
    const sm_color none = {0, 0, 0, 0};
    const sm_pen casing = {.color = WHITE, .width_pt = 3.4}, pen = {.color = MARK, .width_pt = 1.6};
    const sm_pen *const pens[] = {&casing, &pen};
    for (size_t i = 0; i < 2; i++) {
        sm_scene_add_disc(s->scene, at, 11, none, pens[i]);
        for (int k = 0; k < 4; k++) {
            double x = k == 0 ? 1 : k == 1 ? -1 : 0, y = k == 2 ? 1 : k == 3 ? -1 : 0;
            sm_scene_add_line(s->scene, (sm_point){at.x + 11 * x, at.y + 11 * y},
                              (sm_point){at.x + 19 * x, at.y + 19 * y}, pens[i]);
        }
    }
}

static sm_status draw_scale(spot *s, sm_error *err)
{
    double pt_per_m = s->pt_per_deg / M_PER_DEG;
    double most = (s->frame_pt.x1 - s->frame_pt.x0) / 4 / pt_per_m;
    double unit = pow(10, floor(log10(most)));
    double m = most >= 5 * unit ? 5 * unit : most >= 2 * unit ? 2 * unit : unit;
    sm_point a = {s->frame_pt.x0 + 8, s->frame_pt.y1 - 8}, b = {a.x + m * pt_per_m, a.y};
    const sm_pen casing = {.color = WHITE, .width_pt = 4}, pen = {.color = INK, .width_pt = 1.4};
    const char *label = m >= 1000 ? sm_arena_printf(s->arena, "%g km", m / 1000)
                                  : sm_arena_printf(s->arena, "%g m", m);
    const sm_font font = {.family = "Liberation Sans, DejaVu Sans", .size_pt = 7};
    sm_extents e;
    sm_scene_add_line(s->scene, a, b, &casing);
    sm_scene_add_line(s->scene, a, b, &pen);
    sm_status status = sm_text_measure(s->run->text, label, &font, &e, err);
    if (!status) {
        const sm_text text = {.utf8 = label,
                              .font = font,
                              .color = INK,
                              .halo = WHITE,
                              .halo_pt = 1.5,
                              .at = {a.x, a.y - 4},
                              .width_pt = e.width_pt};
        sm_scene_add_text(s->scene, &text);
    }
    return status;
}

// ---- One picture --------------------------------------------------------------------------------

static sm_status draw(spot *s, sm_error *err)
{
    double top = 0, y = 0;
    sm_status status = add_words(s, &top, err);
    if (status) {
        return status;
    }
    s->frame_pt = (sm_box){MARGIN_PT, top, WIDTH_PT - MARGIN_PT, top + MAP_HEIGHT_PT};
    s->scene = sm_scene_create(s->arena, WIDTH_PT, top + MAP_HEIGHT_PT + MARGIN_PT);
    s->squeeze = fmax(cos(s->diag->lat_deg * M_PI / 180), 0.01);
    s->pt_per_deg = MAP_HEIGHT_PT / 2 / radius_m(s) * M_PER_DEG;
    sm_scene_add_rect(s->scene, (sm_box){0, 0, s->scene->width_pt, s->scene->height_pt}, WHITE,
                      NULL);
    draw_others(s);
    draw_layer(s);
    draw_mark(s);
    const sm_pen rim = {.color = INK, .width_pt = 0.6};
    sm_scene_add_rect(s->scene, s->frame_pt, (sm_color){0, 0, 0, 0}, &rim);
    status = draw_scale(s, err);
    return status ? status : add_words(s, &y, err);
}

static const sm_layer *layer_of(const sm_study *study, const sm_diag *d)
{
    for (size_t i = 0; i < study->n_layers; i++) {
        if (study->layers[i].file && sm_check_is_of_layer(d->at.file, &study->layers[i])) {
            return &study->layers[i];
        }
    }
    return NULL;
}

static sm_status write_picture(sm_run *run, const sm_scene *scene, const char *path,
                               const sm_diag *d, sm_error *err)
{
    const sm_document doc = {
        .title = d->rule, .description = d->message, .creator = "sitmap " SM_VERSION, .created = 0};
    sm_newfile *file = NULL;
    sm_status status = sm_newfile_begin(path, &file, err);
    if (!status) {
        status = sm_output_write(run->text, &scene, 1, SM_FORMAT_PNG, DPI, &doc, file, err);
    }
    status = status ? status : sm_newfile_commit(file, err);
    sm_newfile_close(file);
    return status;
}

static const sm_feature *find_record(const sm_features *records, long record)
{
    for (size_t i = 0; record > 0 && i < records->count; i++) {
        if (records->items[i].record == record) {
            return &records->items[i];
        }
    }
    return NULL;
}

static void find_records(spot *s)
{
    sm_diags ignored; // told by the findings themselves
    sm_diags_init(&ignored, s->arena);
    s->layer = layer_of(s->run->study, s->diag);
    s->records = s->layer ? run_read_records(s->run, s->layer, &ignored) : NULL;
    s->own = s->records ? find_record(s->records, s->diag->at.record) : NULL;
}

static sm_status picture(sm_run *run, sm_arena *a, const sm_diag *d, const char *path,
                         sm_error *err)
{
    spot s = {.run = run, .arena = a, .diag = d};
    find_records(&s);
    sm_path_init(&s.clip, a, SM_SPACE_PAGE, SM_SHAPE_LINES);
    sm_path_init(&s.page, a, SM_SPACE_PAGE, SM_SHAPE_LINES);
    sm_status status = draw(&s, err);
    return status ? status : write_picture(run, s.scene, path, d, err);
}

sm_status sm_run_check_figures(sm_run *run, const sm_check_result *result, const char *folder,
                               size_t *written, sm_error *err)
{
    *written = 0;
    sm_status status = sm_make_folders(folder, err);
    for (size_t i = 0; !status && i < result->findings.count && *written < MOST_PICTURES; i++) {
        const sm_diag *d = &result->findings.items[i];
        if (isfinite(d->lon_deg) && isfinite(d->lat_deg)) {
            sm_arena *a = sm_arena_create();
            const char *path = sm_arena_printf(a, "%s/%03zu-%s.png", folder, *written + 1,
                                               d->rule ? d->rule : "finding");
            status = picture(run, a, d, path, err);
            sm_arena_destroy(a);
            *written += !status;
        }
    }
    return status;
}
