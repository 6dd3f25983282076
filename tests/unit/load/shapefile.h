#ifndef SITMAP_TESTS_UNIT_LOAD_SHAPEFILE_H
#define SITMAP_TESTS_UNIT_LOAD_SHAPEFILE_H

// A small writer of shapefiles, after the two formats' descriptions and not after our reader, and
// the tools that break what it wrote: patch bytes at an offset, cut the end off, add to it.
//
//     shapefile f = shapefile_make(SHP_POLYGON);
//     shapefile_shape(&f, PARTS({0}), POINTS({0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}));
//     shapefile_field(&f, "NAME", 'C', 10, 0);
//     shapefile_row(&f, ' ', "Shusha");
//     shapefile_save(&f, dir, "lakes");
//     patch_be32(test_path(dir, "lakes.shx"), 100, 7);

#include "test.h"

#include "sitmap/geom.h"

enum {
    SHP_NULL = 0,
    SHP_POINT = 1,
    SHP_LINE = 3,
    SHP_POLYGON = 5,
    SHP_MULTIPOINT = 8,
    SHP_POINT_Z = 11,
    SHP_LINE_Z = 13,
    SHP_POLYGON_Z = 15,
    SHP_MULTIPOINT_Z = 18,
    SHP_POINT_M = 21,
    SHP_LINE_M = 23,
    SHP_POLYGON_M = 25,
    SHP_MULTIPOINT_M = 28
};

typedef struct bytes {
    unsigned char *data;
    size_t len, cap;
} bytes;

static inline void put(bytes *b, const void *data, size_t len)
{
    if (b->len + len > b->cap) {
        b->cap = (b->len + len) * 2;
        b->data = realloc(b->data, b->cap);
        assert_non_null(b->data);
    }
    if (len > 0) {
        memcpy(b->data + b->len, data, len);
    }
    b->len += len;
}

static inline void put_be32(bytes *b, uint32_t v)
{
    unsigned char raw[4] = {(unsigned char)(v >> 24), (unsigned char)(v >> 16),
                            (unsigned char)(v >> 8), (unsigned char)v};
    put(b, raw, 4);
}

static inline void put_le(bytes *b, uint64_t v, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)(v >> (8 * i));
        put(b, &byte, 1);
    }
}

static inline void put_double(bytes *b, double v)
{
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    put_le(b, bits, 8);
}

// ---- The files ----------------------------------------------------------------------------------

typedef struct shapefile {
    int type;
    bytes shp, shx;     // without their headers
    bytes fields, rows; // of the .dbf, without its header
    size_t n_records, n_fields, n_rows, row_len;
    size_t widths[32];
    unsigned char driver; // language driver id
} shapefile;

static inline shapefile shapefile_make(int type)
{
    return (shapefile){.type = type, .row_len = 1};
}

static inline void shapefile_free(shapefile *f)
{
    free(f->shp.data);
    free(f->shx.data);
    free(f->fields.data);
    free(f->rows.data);
}

/** Append a record with this content (type and all). */
static inline void shapefile_record(shapefile *f, const bytes *content)
{
    put_be32(&f->shx, (uint32_t)((100 + f->shp.len) / 2));
    put_be32(&f->shx, (uint32_t)(content->len / 2));
    put_be32(&f->shp, (uint32_t)++f->n_records);
    put_be32(&f->shp, (uint32_t)(content->len / 2));
    put(&f->shp, content->data, content->len);
}

static inline void put_points(bytes *b, const sm_point *points, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        put_double(b, points[i].x);
        put_double(b, points[i].y);
    }
}

// The ordinates behind the points: a range, then one number for each point.
static inline void put_ordinates(bytes *b, size_t n, double value)
{
    put_double(b, value);
    put_double(b, value);
    for (size_t i = 0; i < n; i++) {
        put_double(b, value);
    }
}

static inline void put_box(bytes *b, const sm_point *points, size_t n)
{
    sm_box box = SM_BOX_EMPTY;
    for (size_t i = 0; i < n; i++) {
        box = sm_box_add(box, points[i]);
    }
    put_double(b, box.x0);
    put_double(b, box.y0);
    put_double(b, box.x1);
    put_double(b, box.y1);
}

/** Content of a record of any type but Null. `parts` is used by lines and polygons. */
static inline bytes shape_content(int type, const uint32_t *parts, size_t n_parts,
                                  const sm_point *points, size_t n)
{
    bytes b = {NULL, 0, 0};
    int flat = type % 10;
    bool has_z = type > 10 && type<20, has_m = type> 20;
    put_le(&b, (uint64_t)type, 4);
    if (flat == SHP_POINT) {
        put_points(&b, points, 1);
        for (int i = 0; i < (has_z ? 2 : has_m); i++) {
            put_double(&b, 9);
        }
        return b;
    }
    put_box(&b, points, n);
    if (flat != SHP_MULTIPOINT) {
        put_le(&b, n_parts, 4);
    }
    put_le(&b, n, 4);
    for (size_t i = 0; i < n_parts && flat != SHP_MULTIPOINT; i++) {
        put_le(&b, parts[i], 4);
    }
    put_points(&b, points, n);
    for (int i = 0; i < (has_z ? 2 : has_m); i++) {
        put_ordinates(&b, n, 9);
    }
    return b;
}

#define PARTS(...)                                                                                 \
    ((const uint32_t[]){__VA_ARGS__}), (sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))
#define POINTS(...)                                                                                \
    ((const sm_point[]){__VA_ARGS__}), (sizeof((const sm_point[]){__VA_ARGS__}) / sizeof(sm_point))

static inline void shapefile_shape(shapefile *f, const uint32_t *parts, size_t n_parts,
                                   const sm_point *points, size_t n)
{
    bytes content = shape_content(f->type, parts, n_parts, points, n);
    shapefile_record(f, &content);
    free(content.data);
}

static inline void shapefile_point(shapefile *f, double x, double y)
{
    sm_point p = {x, y};
    shapefile_shape(f, NULL, 0, &p, 1);
}

static inline void shapefile_null(shapefile *f)
{
    bytes content = {NULL, 0, 0};
    put_le(&content, SHP_NULL, 4);
    shapefile_record(f, &content);
    free(content.data);
}

static inline void shapefile_field(shapefile *f, const char *name, char type, int width,
                                   int decimals)
{
    char raw[32] = {0};
    memcpy(raw, name, strnlen(name, 11));
    raw[11] = type;
    raw[16] = (char)width;
    raw[17] = (char)decimals;
    put(&f->fields, raw, sizeof raw);
    f->widths[f->n_fields++] = (size_t)width;
    f->row_len += (size_t)width;
}

/** A row: the mark (' ' or '*'), then one text per field, padded with blanks. */
static inline void shapefile_row(shapefile *f, int mark, ...)
{
    va_list args;
    va_start(args, mark);
    const char byte = (char)mark;
    put(&f->rows, &byte, 1);
    for (size_t i = 0; i < f->n_fields; i++) {
        char padded[256];
        memset(padded, ' ', sizeof padded);
        const char *text = va_arg(args, const char *);
        memcpy(padded, text, strnlen(text, f->widths[i]));
        put(&f->rows, padded, f->widths[i]);
    }
    va_end(args);
    f->n_rows++;
}

// ---- Saving -------------------------------------------------------------------------------------

static inline bytes main_header(int type, size_t body)
{
    bytes b = {NULL, 0, 0};
    put_be32(&b, 9994);
    for (int i = 0; i < 5; i++) {
        put_be32(&b, 0);
    }
    put_be32(&b, (uint32_t)((100 + body) / 2));
    put_le(&b, 1000, 4);
    put_le(&b, (uint64_t)type, 4);
    for (int i = 0; i < 8; i++) {
        put_double(&b, i < 4 ? i : 0);
    }
    return b;
}

static inline void save_main(int type, const bytes *body, const char *path)
{
    bytes b = main_header(type, body->len);
    put(&b, body->data, body->len);
    test_write_bytes(path, b.data, b.len);
    free(b.data);
}

static inline void save_dbf(const shapefile *f, const char *path)
{
    bytes b = {NULL, 0, 0};
    unsigned char start[4] = {3, 120, 10, 25}; // dBASE III, 25 October 2020
    unsigned char rest[20] = {0};
    rest[17] = f->driver;
    put(&b, start, 4);
    put_le(&b, f->n_rows, 4);
    put_le(&b, 33 + f->fields.len, 2);
    put_le(&b, f->row_len, 2);
    put(&b, rest, sizeof rest);
    put(&b, f->fields.data, f->fields.len);
    put(&b, "\r", 1);
    put(&b, f->rows.data, f->rows.len);
    put(&b, "\x1A", 1);
    test_write_bytes(path, b.data, b.len);
    free(b.data);
}

/** Write dir/name.shp, .shx and, when there are fields, .dbf; frees `f`. */
static inline void shapefile_save(shapefile *f, const char *dir, const char *name)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s.shp", dir, name);
    save_main(f->type, &f->shp, path);
    snprintf(path, sizeof path, "%s/%s.shx", dir, name);
    save_main(f->type, &f->shx, path);
    if (f->n_fields > 0) {
        snprintf(path, sizeof path, "%s/%s.dbf", dir, name);
        save_dbf(f, path);
    }
    shapefile_free(f);
}

// ---- Breaking -----------------------------------------------------------------------------------

/** Overwrite bytes at an offset. */
static inline void patch(const char *path, long offset, const void *data, size_t len)
{
    FILE *f = fopen(path, "r+b");
    if (!f || fseek(f, offset, SEEK_SET) != 0 || fwrite(data, 1, len, f) != len || fclose(f) != 0) {
        fail_msg("cannot patch %s", path);
    }
}

static inline void patch_be32(const char *path, long offset, uint32_t v)
{
    bytes b = {NULL, 0, 0};
    put_be32(&b, v);
    patch(path, offset, b.data, b.len);
    free(b.data);
}

static inline void patch_le(const char *path, long offset, uint64_t v, size_t size)
{
    bytes b = {NULL, 0, 0};
    put_le(&b, v, size);
    patch(path, offset, b.data, b.len);
    free(b.data);
}

static inline void patch_double(const char *path, long offset, double v)
{
    bytes b = {NULL, 0, 0};
    put_double(&b, v);
    patch(path, offset, b.data, b.len);
    free(b.data);
}

/** Keep the first `size` bytes, or, when negative, cut so many off the end. */
static inline void cut(const char *path, long size)
{
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(truncate(path, size < 0 ? st.st_size + size : size), 0);
}

static inline void append(const char *path, const void *data, size_t len)
{
    FILE *f = fopen(path, "ab");
    if (!f || fwrite(data, 1, len, f) != len || fclose(f) != 0) {
        fail_msg("cannot append to %s", path);
    }
}

#endif
