#include "cli/info_ground.h"

#include <math.h>
#include <stdio.h>

#include "cli/say.h"
#include "sitmap/carto.h"
#include "sitmap/load.h"

typedef struct survey {
    const char *path, *world, *crs; // crs NULL: unknown
    size_t width, height;
    double pixel[2]; // along a row and along a column, in units of the CRS
    sm_box extent;
    bool has_alpha; // something shows through
} survey;

static bool shows_through(const sm_bitmap *b)
{
    for (size_t i = 0; i < b->width * b->height; i++) {
        if (b->rgba[i * 4 + 3] != 255) {
            return true;
        }
    }
    return false;
}

static survey look(const sm_ground_file *file)
{
    const sm_affine *m = &file->from_pixel;
    survey s = {.path = file->path,
                .world = file->world,
                .width = file->pixels.width,
                .height = file->pixels.height,
                .pixel = {hypot(m->a, m->d), hypot(m->b, m->e)},
                .extent = SM_BOX_EMPTY,
                .has_alpha = shows_through(&file->pixels)};
    for (int i = 0; i < 4; i++) {
        const sm_point corner = {i % 2 ? (double)s.width : 0, i / 2 ? (double)s.height : 0};
        s.extent = sm_box_add(s.extent, sm_affine_apply(m, corner));
    }
    return s;
}

static const char *name_crs(sm_arena *a, const sm_root *root, const sm_ground_file *file,
                            sm_diags *diags)
{
    sm_crs *crs = NULL;
    sm_error err;
    if (!file->crs_wkt) {
        return NULL;
    }
    const char *prj = sm_arena_printf(a, "%s/%s", sm_root_path(root), file->prj);
    if (sm_crs_open_wkt(file->crs_wkt, prj, &crs, NULL, &err)) {
        sm_diags_add_error(diags, "prj.unreadable", &err);
        return NULL;
    }
    const char *name = sm_arena_strdup(a, sm_crs_name(crs));
    sm_crs_close(crs);
    return name;
}

static void print_text(const survey *s)
{
    printf("file      %s\n", s->path);
    printf("type      PNG with %s\n", s->world);
    printf("pixels    %zu x %zu%s\n", s->width, s->height, s->has_alpha ? ", with alpha" : "");
    printf("pixel     %.10g x %.10g\n", s->pixel[0], s->pixel[1]);
    printf("crs       %s\n", s->crs ? s->crs : "unknown (no readable .prj)");
    printf("extent    %.6f %.6f %.6f %.6f\n", s->extent.x0, s->extent.y0, s->extent.x1,
           s->extent.y1);
}

static void print_json(sm_arena *a, const survey *s, const sm_diags *diags)
{
    const double box[] = {s->extent.x0, s->extent.y0, s->extent.x1, s->extent.y1};
    sm_str out;
    sm_json j;
    sm_str_init(&out, a);
    sm_json_init(&j, &out);
    sm_json_begin(&j, NULL, '{');
    sm_json_string(&j, "file", s->path);
    sm_json_string(&j, "type", "PNG");
    sm_json_string(&j, "world", s->world);
    sm_json_number(&j, "width", (double)s->width, 0);
    sm_json_number(&j, "height", (double)s->height, 0);
    sm_json_bool(&j, "alpha", s->has_alpha);
    sm_json_string(&j, "crs", s->crs);
    sm_json_begin(&j, "pixel", '[');
    sm_json_number(&j, NULL, s->pixel[0], 12);
    sm_json_number(&j, NULL, s->pixel[1], 12);
    sm_json_end(&j);
    sm_json_begin(&j, "extent", '[');
    for (size_t i = 0; i < 4; i++) {
        sm_json_number(&j, NULL, box[i], 8);
    }
    sm_json_end(&j);
    cli_json_findings(&j, a, diags);
    sm_json_end(&j);
    printf("%s\n", out.text);
}

sm_status cli_info_ground(sm_arena *a, const sm_root *root, const char *path, bool json,
                          sm_diags *diags, sm_error *err)
{
    sm_ground_file file;
    sm_status status = sm_ground_read(a, root, path, &file, diags, err);
    if (status) {
        return status;
    }
    survey s = look(&file);
    s.crs = name_crs(a, root, &file, diags);
    if (json) {
        print_json(a, &s, diags);
    } else {
        print_text(&s);
    }
    return SM_OK;
}
