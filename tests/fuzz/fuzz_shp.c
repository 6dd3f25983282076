// A shapefile of any bytes: .shx, .dbf, .cpg, .prj and .shp packed as files.h says, in this order.
// What is read must keep the promises of sitmap/load.h.
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz/files.h"
#include "sitmap/limits.h"
#include "sitmap/load.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_part(const sm_path *path, size_t part)
{
    static const size_t least[] = {
        [SM_SHAPE_POINTS] = 1, [SM_SHAPE_LINES] = 2, [SM_SHAPE_RINGS] = 4};
    size_t n;
    const sm_point *p = sm_path_part(path, part, &n);
    assert(n >= least[path->shape]);
    for (size_t i = 0; i < n; i++) {
        assert(fabs(p[i].x) <= SM_MAX_COORDINATE && fabs(p[i].y) <= SM_MAX_COORDINATE);
    }
    if (path->shape == SM_SHAPE_RINGS) {
        assert(p[0].x == p[n - 1].x && p[0].y == p[n - 1].y);
    }
}

static void check_value(const sm_value *v, sm_value_type type)
{
    assert(v->type == SM_VALUE_NULL || v->type == type);
    assert(v->type != SM_VALUE_NUMBER || isfinite(v->number));
    if (v->type == SM_VALUE_TEXT || v->type == SM_VALUE_NUMBER) {
        assert(v->text && sm_utf8_valid(v->text, strlen(v->text)));
    }
}

static void check_feature(const sm_feature *f, const sm_source_info *info)
{
    assert(f->record >= 1 && (size_t)f->record <= info->count);
    assert(f->fields == info->fields);
    assert(f->path->shape == info->shape);
    for (size_t i = 0; i < f->path->n_parts; i++) {
        check_part(f->path, i);
    }
    for (size_t i = 0; i < f->fields->count; i++) {
        check_value(&f->values[i], f->fields->items[i].type);
    }
}

static size_t read_features(sm_source *s, const sm_box *box, size_t file_size, sm_diags *diags)
{
    sm_arena *scratch = sm_arena_create();
    sm_arena_mark mark = sm_arena_mark_now(scratch);
    sm_feature f;
    sm_error err;
    size_t n = 0, outside = 0, points = 0;
    long before = 0;
    while (sm_source_next(s, scratch, box, &outside, &f, diags, &err)) {
        check_feature(&f, sm_source_describe(s));
        assert(f.record > before);
        before = f.record;
        points += f.path->n_points;
        n++;
        sm_arena_rewind(scratch, mark);
    }
    assert(points <= file_size / 4); // no more than the bytes there are, rings closed
    assert(n + outside <= sm_source_describe(s)->count);
    sm_arena_destroy(scratch);
    return n;
}

static void read_layer(size_t file_size)
{
    sm_arena *a = sm_arena_create();
    sm_diags diags;
    sm_diags_init(&diags, a);
    sm_error err;
    sm_root *root;
    sm_source *s;
    assert(sm_root_open(packed_folder, &root, &err) == SM_OK);
    if (sm_source_open(a, root, "x.shp", NULL, &s, &diags, &err) == SM_OK) {
        sm_box box = {-10, -10, 10, 10};
        size_t all = read_features(s, NULL, file_size, &diags);
        sm_source_rewind(s);
        assert(read_features(s, &box, file_size, &diags) <= all);
        sm_source_close(s);
    } else {
        assert(err.status != SM_OK && err.message[0]);
    }
    sm_root_close(root);
    sm_arena_destroy(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"x.shx", "x.dbf", "x.cpg", "x.prj"};
    packed_make_folder();
    packed p = {data, size};
    for (size_t i = 0; i < 4; i++) {
        packed_write(names[i], packed_next(&p));
    }
    packed_file shp = packed_last(&p);
    packed_write("x.shp", shp);
    read_layer(shp.len);
    for (size_t i = 0; i < 4; i++) {
        unlink(packed_path(names[i]));
    }
    unlink(packed_path("x.shp"));
    return 0;
}
