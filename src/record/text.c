// The record as text, and back. A line begins with a word; texts at its end are parted by tabs:
//
//   sitmap-record 1
//   page 48189 58110
//   map 1200000 0 0 1020 5400 47169 53200 0.9999
//   crs +proj=lcc ...
//   thing line 85 -1 <tab> front <tab> front <tab> <tab> line 0.85 #1a1a1a
//   part lines 1020 5400 12 -3 4 9 ...          the first point, then steps
//   holding 310.25 <tab> AZ <tab> fuzuli <tab> Fuzuli
//   file 204800 3735928559 <tab> situation.png   size and sum
#include <math.h>
#include <string.h>

#include "sitmap/limits.h"
#include "sitmap/record.h"

static const char *const kind_names[] = {"area", "line", "mark", "text", "furniture"};
static const char *const shape_names[] = {"points", "lines", "rings"};

const char *sm_thing_kind_name(sm_thing_kind kind)
{
    return kind_names[kind];
}

void sm_record_init(sm_record *r, sm_arena *a, double width_pt, double height_pt)
{
    *r = (sm_record){.arena = a, .width_pt = width_pt, .height_pt = height_pt, .crs = ""};
}

// ---- Writing ------------------------------------------------------------------------------------

static long long hundredths(double pt)
{
    return llround(pt * 100);
}

static void text_field(sm_str *out, const char *text)
{
    sm_str_puts(out, "\t");
    for (const char *c = text ? text : ""; *c; c++) {
        sm_str_add(out, (unsigned char)*c < ' ' ? " " : c, 1);
    }
}

static void write_path(const sm_path *path, sm_str *out)
{
    for (size_t i = 0; i < path->n_parts; i++) {
        size_t n = 0;
        const sm_point *p = sm_path_part(path, i, &n);
        long long x = 0, y = 0;
        sm_str_printf(out, "part %s", shape_names[path->shape]);
        for (size_t k = 0; k < n; k++) {
            long long to_x = hundredths(p[k].x), to_y = hundredths(p[k].y);
            sm_str_printf(out, " %lld %lld", to_x - x, to_y - y);
            x = to_x, y = to_y;
        }
        sm_str_puts(out, "\n");
    }
}

static void write_thing(const sm_thing *t, sm_str *out)
{
    sm_str_printf(out, "thing %s %lld %ld", kind_names[t->kind], hundredths(t->width_pt),
                  t->record);
    text_field(out, t->role);
    text_field(out, t->layer);
    text_field(out, t->name);
    text_field(out, t->look);
    sm_str_puts(out, "\n");
    write_path(&t->path, out);
}

void sm_record_write_file(const sm_record_file *f, sm_str *out)
{
    sm_str_printf(out, "file %llu %lu", (unsigned long long)f->bytes, (unsigned long)f->sum);
    text_field(out, f->name);
    sm_str_puts(out, "\n");
}

void sm_record_write(const sm_record *r, sm_str *out)
{
    sm_str_printf(out, "sitmap-record 1\npage %lld %lld\n", hundredths(r->width_pt),
                  hundredths(r->height_pt));
    if (r->view.scale_denom > 0) {
        sm_box f = r->view.frame_pt;
        sm_str_printf(out, "map %.6f %.4f %.4f %lld %lld %lld %lld %.9f\ncrs", r->view.scale_denom,
                      r->view.centre_m.x, r->view.centre_m.y, hundredths(f.x0), hundredths(f.y0),
                      hundredths(f.x1), hundredths(f.y1), r->ground_scale);
        text_field(out, r->crs);
        sm_str_puts(out, "\n");
    }
    for (size_t i = 0; i < r->things.count; i++) {
        write_thing(&r->things.items[i], out);
    }
    for (size_t i = 0; i < r->holdings.count; i++) {
        const sm_holding *h = &r->holdings.items[i];
        sm_str_printf(out, "holding %.6f", h->area_km2);
        text_field(out, h->side);
        text_field(out, h->zone);
        text_field(out, h->name);
        sm_str_puts(out, "\n");
    }
    for (size_t i = 0; i < r->files.count; i++) {
        sm_record_write_file(&r->files.items[i], out);
    }
}

// ---- Reading ------------------------------------------------------------------------------------

// Of a vertex: what lies outside the page was clipped near to it.
static const double MOST_PT = 1e5;

typedef struct reader {
    sm_arena *arena;
    const char *file;
    int line;
    const char *at, *end; // of the rest of this line
    sm_record *record;
    size_t n_points;
    const char *fronts[SM_MAX_RECORD_FRONTS]; // layers
    size_t n_fronts;
    const char *limit; // set when one was exceeded
} reader;

static bool take_word(reader *r, const char **word, size_t *len)
{
    while (r->at < r->end && *r->at == ' ') {
        r->at++;
    }
    *word = r->at;
    while (r->at < r->end && *r->at != ' ' && *r->at != '\t') {
        r->at++;
    }
    *len = (size_t)(r->at - *word);
    return *len > 0;
}

static bool take_number(reader *r, double most, double *out)
{
    const char *word;
    size_t len;
    return take_word(r, &word, &len) && sm_parse_double(word, len, out) && fabs(*out) <= most;
}

static bool take_pt(reader *r, double *out)
{
    if (!take_number(r, 1e9, out)) {
        return false;
    }
    *out /= 100;
    return true;
}

static bool take_name(reader *r, const char *const *names, size_t n, int *out)
{
    const char *word;
    size_t len;
    take_word(r, &word, &len);
    for (size_t i = 0; i < n; i++) {
        if (strlen(names[i]) == len && memcmp(names[i], word, len) == 0) {
            *out = (int)i;
            return true;
        }
    }
    return false;
}

static bool take_text(reader *r, const char **out)
{
    if (r->at == r->end || *r->at != '\t') {
        return false;
    }
    const char *from = ++r->at;
    while (r->at < r->end && *r->at != '\t') {
        r->at++;
    }
    *out = sm_text_clean(r->arena, from, (size_t)(r->at - from), false, NULL);
    return true;
}

static bool read_page(reader *r)
{
    double w = 0, h = 0;
    bool good = take_pt(r, &w) && take_pt(r, &h) && w >= SM_MIN_PAGE_PT && w <= SM_MAX_PAGE_PT &&
                h >= SM_MIN_PAGE_PT && h <= SM_MAX_PAGE_PT;
    r->record->width_pt = w;
    r->record->height_pt = h;
    return good;
}

static bool read_map(reader *r)
{
    sm_view *v = &r->record->view;
    return take_number(r, 1e12, &v->scale_denom) && v->scale_denom > 0 &&
           take_number(r, SM_MAX_COORDINATE, &v->centre_m.x) &&
           take_number(r, SM_MAX_COORDINATE, &v->centre_m.y) && take_pt(r, &v->frame_pt.x0) &&
           take_pt(r, &v->frame_pt.y0) && take_pt(r, &v->frame_pt.x1) &&
           take_pt(r, &v->frame_pt.y1) && take_number(r, 1e3, &r->record->ground_scale) &&
           r->record->ground_scale > 0;
}

static bool read_crs(reader *r)
{
    return take_text(r, &r->record->crs);
}

// Each front is compared with all of its stretches, so there may not be many.
static bool is_known_front(reader *r, const char *layer)
{
    size_t i = 0;
    while (i < r->n_fronts && strcmp(r->fronts[i], layer) != 0) {
        i++;
    }
    if (i == r->n_fronts && i < SM_MAX_RECORD_FRONTS) {
        r->fronts[r->n_fronts++] = layer;
    }
    return i < SM_MAX_RECORD_FRONTS;
}

static bool read_thing(reader *r)
{
    sm_thing t = {.width_pt = 0};
    int kind = 0;
    double record = 0;
    if (!take_name(r, kind_names, SM_N_THING_KINDS, &kind) || !take_pt(r, &t.width_pt) ||
        !take_number(r, 4e9, &record) || !take_text(r, &t.role) || !take_text(r, &t.layer) ||
        !take_text(r, &t.name) || !take_text(r, &t.look)) {
        return false;
    }
    if (r->record->things.count == SM_MAX_RECORD_THINGS) {
        r->limit = "SM_MAX_RECORD_THINGS";
        return false;
    }
    if (strcmp(t.role, "front") == 0 && !is_known_front(r, t.layer)) {
        r->limit = "SM_MAX_RECORD_FRONTS";
        return false;
    }
    t.kind = (sm_thing_kind)kind;
    t.record = (long)record;
    sm_path_init(&t.path, r->arena, SM_SPACE_PAGE, SM_SHAPE_POINTS);
    *SM_PUSH(r->arena, &r->record->things) = t;
    return true;
}

static bool read_part(reader *r)
{
    int shape = 0;
    if (!r->record->things.count || !take_name(r, shape_names, 3, &shape)) {
        return false;
    }
    sm_path *path = &r->record->things.items[r->record->things.count - 1].path;
    path->shape = (sm_shape)shape;
    sm_path_begin_part(path);
    double x = 0, y = 0, dx = 0, dy = 0;
    while (take_pt(r, &dx)) {
        if (!take_pt(r, &dy)) {
            return false;
        }
        if (r->n_points++ == SM_MAX_RECORD_POINTS) {
            r->limit = "SM_MAX_RECORD_POINTS";
            return false;
        }
        x += dx, y += dy;
        if (!(fabs(x) <= MOST_PT && fabs(y) <= MOST_PT)) {
            return false;
        }
        sm_path_add(path, x, y);
    }
    return path->n_points > path->starts[path->n_parts - 1];
}

static bool read_holding(reader *r)
{
    sm_holding h = {.area_km2 = 0};
    if (r->record->holdings.count == SM_MAX_RECORD_HOLDINGS) {
        r->limit = "SM_MAX_RECORD_HOLDINGS";
        return false;
    }
    bool good = take_number(r, 1e9, &h.area_km2) && take_text(r, &h.side) &&
                take_text(r, &h.zone) && take_text(r, &h.name);
    if (good) {
        *SM_PUSH(r->arena, &r->record->holdings) = h;
    }
    return good;
}

static bool read_file(reader *r)
{
    double bytes = 0, sum = 0;
    sm_record_file f = {.name = ""};
    if (r->record->files.count == SM_MAX_RECORD_FILES) {
        r->limit = "SM_MAX_RECORD_FILES";
        return false;
    }
    // Whole numbers below 2^53, which a double holds.
    bool good = take_number(r, 1e15, &bytes) && bytes >= 0 && bytes == floor(bytes) &&
                take_number(r, UINT32_MAX, &sum) && sum >= 0 && sum == floor(sum) &&
                take_text(r, &f.name);
    if (good) {
        f.bytes = (uint64_t)bytes;
        f.sum = (uint32_t)sum;
        *SM_PUSH(r->arena, &r->record->files) = f;
    }
    return good;
}

static const struct {
    const char *word;
    bool (*read)(reader *r);
} lines[] = {{"page", read_page},   {"map", read_map},   {"crs", read_crs},
             {"thing", read_thing}, {"part", read_part}, {"holding", read_holding},
             {"file", read_file}};

static bool read_line(reader *r)
{
    const char *word;
    size_t len;
    if (!take_word(r, &word, &len)) {
        return r->at == r->end;
    }
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (strlen(lines[i].word) == len && memcmp(lines[i].word, word, len) == 0) {
            return lines[i].read(r) && r->at == r->end;
        }
    }
    return false;
}

static sm_status refuse(const reader *r, sm_error *err)
{
    return r->limit ? sm_fail(err, SM_ELIMIT, SM_AT_LINE(r->file, r->line), NULL,
                              "the record exceeds %s", r->limit)
                    : sm_fail(err, SM_EFORMAT, SM_AT_LINE(r->file, r->line), "render again",
                              "the record can not be understood here");
}

sm_status sm_record_parse(sm_arena *a, const char *file, const char *bytes, size_t len,
                          sm_record *out, sm_error *err)
{
    static const char head[] = "sitmap-record 1\n";
    sm_record_init(out, a, 0, 0);
    reader r = {.arena = a, .file = file, .line = 1, .record = out};
    if (len < sizeof head - 1 || memcmp(bytes, head, sizeof head - 1) != 0) {
        return refuse(&r, err);
    }
    const char *end = bytes + len;
    for (const char *line = bytes + sizeof head - 1; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        r.at = line;
        r.end = stop ? stop : end;
        r.line++;
        if (!stop || !read_line(&r)) {
            return refuse(&r, err);
        }
        line = stop + 1;
    }
    return out->width_pt > 0 ? SM_OK : refuse(&r, err);
}
