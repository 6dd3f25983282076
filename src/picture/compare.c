// The comparison; sitmap/picture.h says how and after whom.
#include <math.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "picture/compare.h"

// ---- Colour distance ----------------------------------------------------------------------------

typedef struct yiq {
    float y, i, q;
} yiq;

static yiq to_yiq(float r, float g, float b)
{
    return (yiq){r * 0.29889531f + g * 0.58662247f + b * 0.11448223f,
                 r * 0.59597799f - g * 0.27417610f - b * 0.32180189f,
                 r * 0.21147017f - g * 0.52261711f + b * 0.31114694f};
}

// Distance of black and white in the weighted norm below.
static const float MOST = 35215.0f;

static float distance2(yiq d)
{
    return (0.5053f * d.y * d.y + 0.299f * d.i * d.i + 0.1957f * d.q * d.q) / MOST;
}

static float pixel_distance2(const uint8_t *a, const uint8_t *b)
{
    return distance2(to_yiq((float)(a[0] - b[0]), (float)(a[1] - b[1]), (float)(a[2] - b[2])));
}

// ---- Windows ------------------------------------------------------------------------------------

typedef struct window {
    size_t x0, y0, x1, y1; // x1, y1: behind the last
} window;

static window around(size_t x, size_t y, size_t width, size_t height)
{
    return (window){x ? x - 1 : 0, y ? y - 1 : 0, x + 2 < width ? x + 2 : width,
                    y + 2 < height ? y + 2 : height};
}

// fminf and fmaxf mind NaN, which costs a call.
static float lower(float a, float b)
{
    return a < b ? a : b;
}

static float higher(float a, float b)
{
    return a > b ? a : b;
}

// What surrounds a pixel: the mean of 3 x 3 and the luma's range.
typedef struct surroundings {
    yiq mean;
    float darkest, lightest;
} surroundings;

// Most pixels are the same in both pictures and their surroundings are never asked for. Where they
// are, so many of a row are found at once.
enum { BLOCK = 32 };

// A column of three pixels, or of two at the edge.
typedef struct column {
    int sum[3];
    float darkest, lightest;
} column;

static column look_down(const sm_picture *p, size_t x, size_t y0, size_t y1)
{
    column s = {{0, 0, 0}, 1e9f, -1e9f};
    for (size_t y = y0; y < y1; y++) {
        const uint8_t *c = picture_at(p, x, y);
        float l = picture_luma(c);
        for (size_t k = 0; k < 3; k++) {
            s.sum[k] += c[k];
        }
        s.darkest = lower(s.darkest, l);
        s.lightest = higher(s.lightest, l);
    }
    return s;
}

static surroundings join_columns(const column *columns, size_t n, float height)
{
    column s = columns[0];
    for (size_t i = 1; i < n; i++) {
        for (size_t k = 0; k < 3; k++) {
            s.sum[k] += columns[i].sum[k];
        }
        s.darkest = lower(s.darkest, columns[i].darkest);
        s.lightest = higher(s.lightest, columns[i].lightest);
    }
    float area = (float)n * height;
    return (surroundings){
        to_yiq((float)s.sum[0] / area, (float)s.sum[1] / area, (float)s.sum[2] / area), s.darkest,
        s.lightest};
}

// What is known of the surroundings in a block of a row.
typedef enum known {
    UNKNOWN,
    KNOWN,
    FLAT // one colour, all of them: half a map is
} known;

static bool is_one_color(const sm_picture *p, window w)
{
    const uint8_t *first = picture_at(p, w.x0, w.y0);
    bool same = true;
    for (size_t y = w.y0; same && y < w.y1; y++) {
        const uint8_t *row = picture_at(p, w.x0, y);
        same = memcmp(row, first, 3) == 0 && memcmp(row, row + 3, (w.x1 - w.x0 - 1) * 3) == 0;
    }
    return same;
}

// The surroundings of the pixels [x0, x1) of row y, as many as a block at most, in a picture of
// width x height.
static known look(const sm_picture *p, size_t x0, size_t x1, size_t y, size_t width, size_t height,
                  surroundings *out)
{
    column columns[BLOCK + 2];
    window all = around(x0, y, width, height);
    all.x1 = x1 < width ? x1 + 1 : x1;
    if (is_one_color(p, all)) {
        column one = look_down(p, x0, y, y + 1);
        surroundings s = join_columns(&one, 1, 1);
        for (size_t x = x0; x < x1; x++) {
            out[x] = s;
        }
        return FLAT;
    }
    for (size_t x = all.x0; x < all.x1; x++) {
        columns[x - all.x0] = look_down(p, x, all.y0, all.y1);
    }
    for (size_t x = x0; x < x1; x++) {
        window w = around(x, y, width, height);
        out[x] = join_columns(columns + (w.x0 - all.x0), w.x1 - w.x0, (float)(w.y1 - w.y0));
    }
    return KNOWN;
}

// ---- Antialiasing, after Vysniauskas ------------------------------------------------------------

static bool has_many_like(const sm_picture *p, size_t x, size_t y)
{
    window w = around(x, y, p->width, p->height);
    const uint8_t *self = picture_at(p, x, y);
    size_t like = w.x1 - w.x0 < 3 || w.y1 - w.y0 < 3;
    for (size_t j = w.y0; j < w.y1; j++) {
        for (size_t i = w.x0; i < w.x1; i++) {
            like += (i != x || j != y) && memcmp(picture_at(p, i, j), self, 3) == 0;
        }
    }
    return like > 2;
}

typedef struct extremes {
    size_t dark_x, dark_y, light_x, light_y, equal;
    float dark, light;
} extremes;

static extremes neighbours(const sm_picture *p, size_t x, size_t y)
{
    window w = around(x, y, p->width, p->height);
    float self = picture_luma(picture_at(p, x, y));
    extremes e = {x, y, x, y, w.x1 - w.x0 < 3 || w.y1 - w.y0 < 3, 0, 0};
    for (size_t j = w.y0; j < w.y1; j++) {
        for (size_t i = w.x0; i < w.x1; i++) {
            float d = picture_luma(picture_at(p, i, j)) - self;
            e.equal += d == 0 && (i != x || j != y);
            if (d < e.dark) {
                e.dark = d, e.dark_x = i, e.dark_y = j;
            } else if (d > e.light) {
                e.light = d, e.light_x = i, e.light_y = j;
            }
        }
    }
    return e;
}

// Between a darker and a lighter neighbour, one of which belongs to an even area in both pictures.
static bool is_antialiased(const sm_picture *p, const sm_picture *other, size_t x, size_t y)
{
    extremes e = neighbours(p, x, y);
    if (e.equal > 2 || e.dark == 0 || e.light == 0) {
        return false;
    }
    return (has_many_like(p, e.dark_x, e.dark_y) && has_many_like(other, e.dark_x, e.dark_y)) ||
           (has_many_like(p, e.light_x, e.light_y) && has_many_like(other, e.light_x, e.light_y));
}

// ---- One pixel ----------------------------------------------------------------------------------

typedef struct side {
    const sm_picture *picture;
    surroundings *rows; // three rows: the one before, this one, the next
    known *blocks;      // of each of them
    size_t holds[3];    // which row each is
} side;

typedef struct comparing {
    side old, new;
    const sm_compare_rules *rules;
    size_t width, height; // that both share
    sm_comparison *out;
} comparing;

static size_t count_blocks(size_t width)
{
    return (width + BLOCK - 1) / BLOCK;
}

static void begin_row(comparing *c, side *s, size_t y)
{
    if (s->holds[y % 3] != y) {
        s->holds[y % 3] = y;
        size_t n = count_blocks(c->width);
        memset(s->blocks + y % 3 * n, 0, n * sizeof *s->blocks);
    }
}

static known look_into(comparing *c, side *s, size_t x, size_t y)
{
    known *block = s->blocks + y % 3 * count_blocks(c->width) + x / BLOCK;
    if (*block == UNKNOWN) {
        size_t from = x / BLOCK * BLOCK, to = from + BLOCK < c->width ? from + BLOCK : c->width;
        *block = look(s->picture, from, to, y, c->width, c->height, s->rows + y % 3 * c->width);
    }
    return *block;
}

static const surroundings *look_at(comparing *c, side *s, size_t x, size_t y)
{
    look_into(c, s, x, y);
    return s->rows + y % 3 * c->width + x;
}

// A change as a share of the contrast there, 1 at most; what is too faint to see is none.
static float share_of(float change2, const surroundings *a, const surroundings *b, float threshold)
{
    float change = sqrtf(change2);
    float one = a->lightest - a->darkest, other = b->lightest - b->darkest;
    float contrast = (one > other ? one : other) / 255;
    if (change < threshold / 3) {
        return 0;
    }
    return change >= contrast ? 1 : change / contrast;
}

// By how much the ink around a pixel has become more or less.
static float imbalance(comparing *c, size_t x, size_t y)
{
    const surroundings *a = look_at(c, &c->old, x, y), *b = look_at(c, &c->new, x, y);
    const yiq d = {a->mean.y - b->mean.y, a->mean.i - b->mean.i, a->mean.q - b->mean.q};
    return share_of(distance2(d), a, b, (float)c->rules->threshold);
}

// The largest around a pixel; one that is `enough` is as good.
static float largest_imbalance(comparing *c, size_t x, size_t y, float enough)
{
    window w = around(x, y, c->width, c->height);
    float most = 0;
    for (size_t j = w.y0; j < w.y1; j++) {
        for (size_t i = w.x0; i < w.x1 && most < enough; i++) {
            float share = imbalance(c, i, j);
            most = share > most ? share : most;
        }
    }
    return most;
}

static float outside(float v, float low, float high)
{
    return v < low ? low - v : v > high ? v - high : 0;
}

// How far the mean here lies outside all means around the same place in the other picture: ink that
// found no partner within a pixel.
static float gap(comparing *c, side *here, side *there, size_t x, size_t y)
{
    const surroundings *self = look_at(c, here, x, y);
    window w = around(x, y, c->width, c->height);
    yiq low = {1e9f, 1e9f, 1e9f}, high = {-1e9f, -1e9f, -1e9f};
    for (size_t j = w.y0; j < w.y1; j++) {
        for (size_t i = w.x0; i < w.x1; i++) {
            yiq m = look_at(c, there, i, j)->mean;
            low = (yiq){lower(low.y, m.y), lower(low.i, m.i), lower(low.q, m.q)};
            high = (yiq){higher(high.y, m.y), higher(high.i, m.i), higher(high.q, m.q)};
        }
    }
    const yiq d = {outside(self->mean.y, low.y, high.y), outside(self->mean.i, low.i, high.i),
                   outside(self->mean.q, low.q, high.q)};
    return share_of(distance2(d), self, look_at(c, there, x, y), (float)c->rules->threshold);
}

static bool has_gap(comparing *c, size_t x, size_t y)
{
    const surroundings *a = look_at(c, &c->old, x, y), *b = look_at(c, &c->new, x, y);
    const yiq d = {a->mean.y - b->mean.y, a->mean.i - b->mean.i, a->mean.q - b->mean.q};
    float least = (float)c->rules->threshold / 3, strong = (float)c->rules->strong;
    // No gap is wider than the way to the same place, and most ways are too short to see.
    return distance2(d) >= least * least &&
           (gap(c, &c->old, &c->new, x, y) >= strong || gap(c, &c->new, &c->old, x, y) >= strong);
}

static uint8_t judge(comparing *c, size_t x, size_t y)
{
    const sm_picture *old = c->old.picture, *new = c->new.picture;
    float limit = (float)(c->rules->threshold * c->rules->threshold);
    if (pixel_distance2(picture_at(old, x, y), picture_at(new, x, y)) <= limit) {
        return SM_MARK_SAME;
    }
    if (has_gap(c, x, y)) {
        return SM_MARK_CHANGED;
    }
    float weak = (float)c->rules->weak, share = largest_imbalance(c, x, y, 2 * weak);
    bool noise = share < weak;
    if (!noise && share < 2 * weak) {
        noise = is_antialiased(old, new, x, y) && is_antialiased(new, old, x, y);
    }
    return noise ? SM_MARK_NOISE : PICTURE_WEAK;
}

// How many pixels from x on have the surroundings of this one, and all that surrounds those.
static size_t count_alike(comparing *c, size_t x, size_t y)
{
    size_t end = x / BLOCK * BLOCK + BLOCK;
    if (x % BLOCK != 1 || end > c->width) {
        return 1;
    }
    for (size_t j = y ? y - 1 : 0; j < c->height && j <= y + 1; j++) {
        if (look_into(c, &c->old, x, j) != FLAT || look_into(c, &c->new, x, j) != FLAT) {
            return 1;
        }
    }
    return end - 1 - x;
}

static void judge_row(comparing *c, size_t y)
{
    const uint8_t *a = picture_at(c->old.picture, 0, y), *b = picture_at(c->new.picture, 0, y);
    uint8_t *marks = c->out->marks + y * c->out->width;
    if (memcmp(a, b, c->width * 3) == 0) {
        return;
    }
    for (size_t j = y ? y - 1 : 0; j < c->height && j <= y + 1; j++) {
        begin_row(c, &c->old, j);
        begin_row(c, &c->new, j);
    }
    for (size_t x = 0, n = 1; x < c->width; x += n) {
        n = 1;
        const uint8_t *p = a + x * 3, *q = b + x * 3;
        if (p[0] != q[0] || p[1] != q[1] || p[2] != q[2]) {
            n = count_alike(c, x, y);
            memset(marks + x, judge(c, x, y), n);
        }
    }
}

// ---- The whole ----------------------------------------------------------------------------------

sm_compare_rules sm_compare_default(void)
{
    return (sm_compare_rules){
        .threshold = 0.03, .strong = 0.15, .weak = 0.12, .long_mm = 5, .speck = 6};
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void mark_beyond(sm_comparison *out, size_t width, size_t height)
{
    for (size_t y = 0; y < out->height; y++) {
        size_t from = y < height ? width : 0;
        memset(out->marks + y * out->width + from, SM_MARK_CHANGED, out->width - from);
    }
}

static void count(sm_comparison *out)
{
    size_t changed = 0, noise = 0;
    for (size_t i = 0; i < out->width * out->height; i++) {
        changed += out->marks[i] == SM_MARK_CHANGED;
        noise += out->marks[i] == SM_MARK_NOISE;
    }
    out->changed = changed;
    out->noise = noise;
}

// Rows [y0, y1) of the comparison, by a thread of its own. `c` has rooms that are its own.
typedef struct band {
    comparing c;
    size_t y0, y1;
    pthread_t thread;
    bool apart; // there is a thread
} band;

enum { MOST_BANDS = 16, LEAST_BAND = 64 };

static void *judge_band(void *context)
{
    band *b = context;
    for (size_t y = b->y0; y < b->y1; y++) {
        judge_row(&b->c, y);
    }
    return NULL;
}

static side make_side(sm_arena *a, const sm_picture *p, size_t width)
{
    side s = {p, NULL, NULL, {SIZE_MAX, SIZE_MAX, SIZE_MAX}};
    s.rows = sm_arena_alloc(a, 3 * width * sizeof *s.rows);
    s.blocks = sm_arena_zero(a, 3 * count_blocks(width), sizeof *s.blocks);
    return s;
}

static size_t count_bands(size_t height)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t n = cores < 1 ? 1 : smaller((size_t)cores, MOST_BANDS);
    return larger(1, smaller(n, height / LEAST_BAND));
}

// Each row is judged by itself, so the marks are the same however many threads there are.
static void judge_rows(sm_arena *a, const comparing *c)
{
    band bands[MOST_BANDS];
    size_t n = count_bands(c->height);
    for (size_t i = 0; i < n; i++) {
        band *b = &bands[i];
        *b = (band){.c = *c, .y0 = c->height * i / n, .y1 = c->height * (i + 1) / n};
        b->c.old = make_side(a, c->old.picture, c->width);
        b->c.new = make_side(a, c->new.picture, c->width);
        b->apart = i + 1 < n && pthread_create(&b->thread, NULL, judge_band, b) == 0;
        if (!b->apart) {
            judge_band(b);
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (bands[i].apart) {
            pthread_join(bands[i].thread, NULL);
        }
    }
}

void sm_picture_compare(sm_arena *a, const sm_picture *old, const sm_picture *new,
                        const sm_compare_rules *rules, sm_comparison *out)
{
    *out = (sm_comparison){.width = larger(old->width, new->width),
                           .height = larger(old->height, new->height)};
    out->marks = sm_arena_zero(a, out->width * out->height, 1);
    const comparing c = {.old = {.picture = old},
                         .new = {.picture = new},
                         .rules = rules,
                         .width = smaller(old->width, new->width),
                         .height = smaller(old->height, new->height),
                         .out = out};
    judge_rows(a, &c);
    picture_settle_patches(out, new->dpi, rules);
    mark_beyond(out, c.width, c.height);
    count(out);
}
