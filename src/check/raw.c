#include "check/raw.h"

#include <string.h>

enum { HEADER = 100, RECORD_HEADER = 8, MAX_RECORD = 1 << 30 };

FILE *check_open(const sm_root *root, const char *path, int64_t *size)
{
    int fd = -1;
    int64_t bytes = 0;
    sm_error err;
    if (sm_root_open_file(root, path, &fd, &bytes, &err)) {
        return NULL;
    }
    if (size) {
        *size = bytes;
    }
    return fdopen(fd, "rb");
}

const char *check_sibling(sm_arena *a, const char *path, const char *suffix)
{
    size_t len = strlen(path);
    bool upper = len > 4 && path[len - 1] == 'P';
    char *name = sm_arena_printf(a, "%.*s%s", (int)(len > 4 ? len - 4 : len), path, suffix);
    for (char *c = name + strlen(name) - strlen(suffix); upper && *c; c++) {
        *c = (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
    }
    return name;
}

// Z and M variants begin like the plain type.
static int plain_type(uint32_t code)
{
    uint32_t base = code % 10;
    return code <= 28 && (base == 1 || base == 3 || base == 5 || base == 8) ? (int)base : 0;
}

static void open_index(check_raw *raw, const sm_root *root, const char *path)
{
    int64_t size = 0;
    raw->shx = check_open(root, check_sibling(raw->arena, path, ".shx"), &size);
    if (raw->shx && (size < HEADER || fseeko(raw->shx, HEADER, SEEK_SET))) {
        fclose(raw->shx);
        raw->shx = NULL;
    }
    raw->n_entries = raw->shx ? (size_t)(size - HEADER) / RECORD_HEADER : SIZE_MAX;
}

bool check_raw_open(sm_arena *a, const sm_root *root, const char *path, check_raw *out)
{
    unsigned char header[HEADER];
    *out = (check_raw){.arena = a, .at = HEADER};
    out->shp = check_open(root, path, &out->size);
    if (!out->shp || fread(header, 1, HEADER, out->shp) != HEADER || check_be32(header) != 9994) {
        check_raw_close(out);
        return false;
    }
    out->type = plain_type(check_le32(header + 32));
    open_index(out, root, path);
    return true;
}

void check_raw_close(check_raw *raw)
{
    if (raw->shp) {
        fclose(raw->shp);
    }
    if (raw->shx) {
        fclose(raw->shx);
    }
    raw->shp = raw->shx = NULL;
}

static bool seek(check_raw *raw, int64_t offset)
{
    if (offset != raw->at && fseeko(raw->shp, (off_t)offset, SEEK_SET)) {
        return false;
    }
    raw->at = offset;
    return true;
}

static bool take(check_raw *raw, size_t len)
{
    if (len > raw->cap) {
        raw->cap = len + len / 2;
        raw->bytes = sm_arena_alloc(raw->arena, raw->cap);
    }
    raw->at += (int64_t)len;
    return fread(raw->bytes, 1, len, raw->shp) == len;
}

// The content of the next record into `bytes`; false at the end of the file.
static bool read_content(check_raw *raw, size_t *len)
{
    unsigned char entry[RECORD_HEADER];
    int64_t offset = raw->at;
    if (raw->shx) {
        if (fread(entry, 1, sizeof entry, raw->shx) != sizeof entry) {
            return false;
        }
        offset = (int64_t)check_be32(entry) * 2;
    }
    *len = 0;
    if (offset < HEADER || offset + RECORD_HEADER > raw->size) {
        return raw->shx != NULL; // this entry leads nowhere; others may not
    }
    if (!seek(raw, offset) || !take(raw, RECORD_HEADER)) {
        return false;
    }
    int64_t want = (int64_t)check_be32(raw->bytes + 4) * 2;
    if (want < 4 || want > MAX_RECORD || raw->at + want > raw->size) {
        return raw->shx != NULL;
    }
    *len = (size_t)want;
    return take(raw, *len);
}

static void copy_points(check_raw *raw, const unsigned char *from, check_record_shape *out)
{
    if (out->n_points + 1 > raw->cap_points) {
        raw->cap_points = out->n_points + out->n_points / 2 + 16;
        raw->points = sm_arena_alloc(raw->arena, raw->cap_points * sizeof *raw->points);
    }
    for (size_t i = 0; i < out->n_points; i++) {
        raw->points[i] =
            (sm_point){check_le_double(from + i * 16), check_le_double(from + i * 16 + 8)};
    }
    out->points = raw->points;
}

static uint32_t *room_for_starts(check_raw *raw, size_t n)
{
    if (n > raw->cap_starts) {
        raw->cap_starts = n + n / 2 + 16;
        raw->starts = sm_arena_alloc(raw->arena, raw->cap_starts * sizeof *raw->starts);
    }
    return raw->starts;
}

static bool parse_parts(check_raw *raw, size_t len, check_record_shape *out)
{
    size_t head = 44;
    if (len < head) {
        return false;
    }
    out->n_parts = check_le32(raw->bytes + 36);
    out->n_points = check_le32(raw->bytes + 40);
    uint64_t need = head + (uint64_t)out->n_parts * 4 + (uint64_t)out->n_points * 16;
    if (need > len || !out->n_parts) {
        return false;
    }
    uint32_t *starts = room_for_starts(raw, out->n_parts + 1);
    for (size_t i = 0; i < out->n_parts; i++) {
        starts[i] = check_le32(raw->bytes + head + i * 4);
        if (starts[i] > out->n_points || (i ? starts[i] < starts[i - 1] : starts[i] != 0)) {
            return false;
        }
    }
    starts[out->n_parts] = (uint32_t)out->n_points;
    out->starts = starts;
    copy_points(raw, raw->bytes + head + out->n_parts * 4, out);
    return true;
}

static bool parse(check_raw *raw, size_t len, check_record_shape *out)
{
    if (len < 4 || plain_type(check_le32(raw->bytes)) != raw->type) {
        return false;
    }
    if (raw->type == 3 || raw->type == 5) {
        return parse_parts(raw, len, out);
    }
    size_t head = raw->type == 1 ? 4 : 40;
    if (raw->type == 0 || len < head) {
        return false;
    }
    out->n_points = raw->type == 1 ? 1 : check_le32(raw->bytes + 36);
    if (head + (uint64_t)out->n_points * 16 > len) {
        return false;
    }
    copy_points(raw, raw->bytes + head, out);
    return true;
}

bool check_raw_next(check_raw *raw, check_record_shape *out)
{
    size_t len = 0;
    while (raw->next < raw->n_entries && read_content(raw, &len)) {
        *out = (check_record_shape){.record = (long)++raw->next};
        if (parse(raw, len, out)) {
            return true;
        }
    }
    return false;
}
