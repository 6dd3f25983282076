// The comparison; sitmap/picture.h says how and after whom.
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
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

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

// ---- Surroundings in one picture ----------------------------------------------------------------

// Most pixels are the same in both pictures and their surroundings are never asked for. Where they
// are, so many of a row are found at once, value by value: the compiler makes vectors of that.
enum { BLOCK = 32, COLUMNS = BLOCK + 2 };

// The columns of the pixels of a block, the one before and the one behind them. A column has three
// pixels, at the edge of the picture two, and outside of it none.
typedef struct columns {
    float pixels[COLUMNS];
    float r[COLUMNS], g[COLUMNS], b[COLUMNS]; // sums
    float darkest[COLUMNS], lightest[COLUMNS];
} columns;

static void look_down(const sm_picture *p, window w, size_t first, columns *out)
{
    size_t n = w.x1 - w.x0;
    float height = (float)(w.y1 - w.y0);
    uint8_t r[COLUMNS] = {0}, g[COLUMNS] = {0}, b[COLUMNS] = {0};
    for (size_t i = 0; i < COLUMNS; i++) {
        bool inside = first <= i && i < first + n;
        out->pixels[i] = inside ? height : 0;
        out->r[i] = out->g[i] = out->b[i] = 0;
        out->darkest[i] = 1e9f;
        out->lightest[i] = -1e9f;
    }
    for (size_t y = w.y0; y < w.y1; y++) {
        const uint8_t *row = picture_at(p, w.x0, y);
        for (size_t i = first; i < first + n; i++, row += 3) {
            r[i] = row[0], g[i] = row[1], b[i] = row[2];
        }
        for (size_t i = 0; i < COLUMNS; i++) {
            float l = picture_luma_of(r[i], g[i], b[i]);
            out->r[i] += r[i];
            out->g[i] += g[i];
            out->b[i] += b[i];
            out->darkest[i] = lower(out->darkest[i], l);
            out->lightest[i] = higher(out->lightest[i], l);
        }
    }
    for (size_t i = 0; i < COLUMNS; i++) {
        out->darkest[i] = out->pixels[i] > 0 ? out->darkest[i] : 1e9f;
    }
}

// What surrounds the pixels of a block: the means of 3 x 3 and the luma's range.
typedef struct squares {
    float y[BLOCK], i[BLOCK], q[BLOCK];
    float range[BLOCK];
} squares;

static float sum3(const float *v)
{
    return v[0] + v[1] + v[2];
}

static void join_columns(const columns *s, squares *out)
{
    for (size_t i = 0; i < BLOCK; i++) {
        float area =
            higher(sum3(s->pixels + i), 1); // behind the last pixel of a row there are none
        yiq mean = to_yiq(sum3(s->r + i) / area, sum3(s->g + i) / area, sum3(s->b + i) / area);
        out->y[i] = mean.y;
        out->i[i] = mean.i;
        out->q[i] = mean.q;
    }
    for (size_t i = 0; i < BLOCK; i++) {
        const float *dark = s->darkest + i, *light = s->lightest + i;
        out->range[i] =
            higher(higher(light[0], light[1]), light[2]) - lower(lower(dark[0], dark[1]), dark[2]);
    }
}

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

// ---- Surroundings in both pictures --------------------------------------------------------------

enum { OLD, NEW };

typedef struct place {
    yiq mean[2];     // of 3 x 3 pixels, old and new
    float contrast;  // the wider of both ranges of luma, 0..1
    float imbalance; // by how much the ink has become more or less
} place;

// What is known of a block of places.
typedef enum known {
    UNKNOWN,
    KNOWN,
    FLAT // each picture has one colour there: half a map does
} known;

typedef struct comparing {
    const sm_picture *pictures[2];
    const sm_compare_rules *rules;
    size_t width, height; // that both share
    sm_comparison *out;
    size_t noise;    // pixels so far
    place *places;   // three rows: the one before, this one, the next
    known *blocks;   // of each of them
    size_t holds[3]; // which row each is
} comparing;

static size_t count_blocks(size_t width)
{
    return (width + BLOCK - 1) / BLOCK;
}

static void begin_row(comparing *c, size_t y)
{
    if (c->holds[y % 3] != y) {
        c->holds[y % 3] = y;
        size_t n = count_blocks(c->width);
        memset(c->blocks + y % 3 * n, 0, n * sizeof *c->blocks);
    }
}

static place *place_at(const comparing *c, size_t x, size_t y)
{
    return c->places + y % 3 * c->width + x;
}

// A change as a share of the contrast there, 1 at most; what is too faint to see is none.
static float share_of(float change2, float contrast, float threshold)
{
    float change = sqrtf(change2);
    if (change < threshold / 3) {
        return 0;
    }
    return change >= contrast ? 1 : change / contrast;
}

static place make_place(const comparing *c, yiq old, yiq new, float contrast)
{
    const yiq d = {old.y - new.y, old.i - new.i, old.q - new.q};
    float imbalance = share_of(distance2(d), contrast, (float)c->rules->threshold);
    return (place){{old, new}, contrast, imbalance};
}

static void look_at_flat(const comparing *c, window w, place *out, size_t n)
{
    const uint8_t *old = picture_at(c->pictures[OLD], w.x0, w.y0);
    const uint8_t *new = picture_at(c->pictures[NEW], w.x0, w.y0);
    place one = make_place(c, to_yiq(old[0], old[1], old[2]), to_yiq(new[0], new[1], new[2]), 0);
    for (size_t i = 0; i < n; i++) {
        out[i] = one;
    }
}

static void look_at_each(const comparing *c, window w, size_t first, place *out, size_t n)
{
    columns down;
    squares s[2];
    for (size_t k = 0; k < 2; k++) {
        look_down(c->pictures[k], w, first, &down);
        join_columns(&down, &s[k]);
    }
    for (size_t i = 0; i < n; i++) {
        const yiq old = {s[OLD].y[i], s[OLD].i[i], s[OLD].q[i]};
        const yiq new = {s[NEW].y[i], s[NEW].i[i], s[NEW].q[i]};
        out[i] = make_place(c, old, new, higher(s[OLD].range[i], s[NEW].range[i]) / 255);
    }
}

static known look(comparing *c, size_t from, size_t y)
{
    size_t to = smaller(from + BLOCK, c->width);
    window w = around(from, y, c->width, c->height);
    w.x1 = smaller(to + 1, c->width);
    if (is_one_color(c->pictures[OLD], w) && is_one_color(c->pictures[NEW], w)) {
        look_at_flat(c, w, place_at(c, from, y), to - from);
        return FLAT;
    }
    look_at_each(c, w, w.x0 + 1 - from, place_at(c, from, y), to - from);
    return KNOWN;
}

static known look_into(comparing *c, size_t x, size_t y)
{
    known *block = c->blocks + y % 3 * count_blocks(c->width) + x / BLOCK;
    if (*block == UNKNOWN) {
        *block = look(c, x / BLOCK * BLOCK, y);
    }
    return *block;
}

static void look_around(comparing *c, window w)
{
    for (size_t y = w.y0; y < w.y1; y++) {
        look_into(c, w.x0, y);
        look_into(c, w.x1 - 1, y);
    }
}

// ---- One pixel ----------------------------------------------------------------------------------

static float largest_imbalance(const comparing *c, window w)
{
    float most = 0;
    for (size_t y = w.y0; y < w.y1; y++) {
        const place *row = place_at(c, 0, y);
        for (size_t x = w.x0; x < w.x1; x++) {
            most = higher(most, row[x].imbalance);
        }
    }
    return most;
}

static float outside(float v, float low, float high)
{
    return v < low ? low - v : v > high ? v - high : 0;
}

// How far the mean in one picture lies outside all means around the same place in the other: ink
// that found no partner within a pixel.
static float gap(const comparing *c, size_t here, const place *at, window w)
{
    yiq self = at->mean[here];
    yiq low = {1e9f, 1e9f, 1e9f}, high = {-1e9f, -1e9f, -1e9f};
    for (size_t y = w.y0; y < w.y1; y++) {
        const place *row = place_at(c, 0, y);
        for (size_t x = w.x0; x < w.x1; x++) {
            yiq m = row[x].mean[1 - here];
            low = (yiq){lower(low.y, m.y), lower(low.i, m.i), lower(low.q, m.q)};
            high = (yiq){higher(high.y, m.y), higher(high.i, m.i), higher(high.q, m.q)};
        }
    }
    const yiq d = {outside(self.y, low.y, high.y), outside(self.i, low.i, high.i),
                   outside(self.q, low.q, high.q)};
    return share_of(distance2(d), at->contrast, (float)c->rules->threshold);
}

// No gap is wider than the way to the same place, and most ways are short.
static bool has_gap(const comparing *c, const place *at, window w)
{
    float strong = (float)c->rules->strong;
    return at->imbalance >= strong &&
           (gap(c, OLD, at, w) >= strong || gap(c, NEW, at, w) >= strong);
}

static uint8_t judge(comparing *c, size_t x, size_t y)
{
    const sm_picture *old = c->pictures[OLD], *new = c->pictures[NEW];
    float limit = (float)(c->rules->threshold * c->rules->threshold);
    if (pixel_distance2(picture_at(old, x, y), picture_at(new, x, y)) <= limit) {
        return SM_MARK_SAME;
    }
    window w = around(x, y, c->width, c->height);
    look_around(c, w);
    if (has_gap(c, place_at(c, x, y), w)) {
        return SM_MARK_CHANGED;
    }
    float weak = (float)c->rules->weak, share = largest_imbalance(c, w);
    bool noise = share < weak;
    if (!noise && share < 2 * weak) {
        noise = is_antialiased(old, new, x, y) && is_antialiased(new, old, x, y);
    }
    return noise ? SM_MARK_NOISE : PICTURE_WEAK;
}

// ---- Rows ---------------------------------------------------------------------------------------

// How many pixels from x on have the surroundings of this one, and all that surrounds those.
static size_t count_alike(comparing *c, size_t x, size_t y)
{
    size_t end = x / BLOCK * BLOCK + BLOCK;
    if (x % BLOCK != 1 || end > c->width) {
        return 1;
    }
    for (size_t j = y ? y - 1 : 0; j < c->height && j <= y + 1; j++) {
        if (look_into(c, x, j) != FLAT) {
            return 1;
        }
    }
    return end - 1 - x;
}

// The next pixel from x on that differs.
static size_t skip_same(const uint8_t *a, const uint8_t *b, size_t x, size_t width)
{
    while (x + BLOCK <= width && memcmp(a + x * 3, b + x * 3, (size_t)BLOCK * 3) == 0) {
        x += BLOCK;
    }
    while (x < width && memcmp(a + x * 3, b + x * 3, 3) == 0) {
        x++;
    }
    return x;
}

static void judge_row(comparing *c, size_t y)
{
    const uint8_t *a = picture_at(c->pictures[OLD], 0, y), *b = picture_at(c->pictures[NEW], 0, y);
    uint8_t *marks = c->out->marks + y * c->out->width;
    memset(marks, SM_MARK_SAME, c->out->width);
    for (size_t j = y ? y - 1 : 0; j < c->height && j <= y + 1; j++) {
        begin_row(c, j);
    }
    for (size_t x = skip_same(a, b, 0, c->width), n = 1; x < c->width;
         x = skip_same(a, b, x + n, c->width)) {
        n = count_alike(c, x, y);
        uint8_t mark = judge(c, x, y);
        memset(marks + x, mark, n);
        c->noise += mark == SM_MARK_NOISE ? n : 0;
    }
}

// ---- The whole ----------------------------------------------------------------------------------

sm_compare_rules sm_compare_default(void)
{
    return (sm_compare_rules){
        .threshold = 0.03, .strong = 0.15, .weak = 0.12, .long_mm = 5, .speck = 6};
}

static void mark_beyond(sm_comparison *out, size_t width, size_t height)
{
    for (size_t y = 0; y < out->height; y++) {
        size_t from = y < height ? width : 0;
        memset(out->marks + y * out->width + from, SM_MARK_CHANGED, out->width - from);
        out->changed += out->width - from;
    }
}

// A share of the rows, for a thread of its own. Who has judged a strip takes the next one, for the
// busy ones of a map lie together. Each row is judged by itself, so the marks are the same however
// many threads there are.
typedef struct share {
    comparing c; // with places of its own
    atomic_size_t *next;
    pthread_t thread;
    bool apart; // there is a thread
} share;

enum { MOST_SHARES = 16, STRIP = 64 };

static void *judge_strips(void *context)
{
    share *s = context;
    for (size_t y; (y = atomic_fetch_add(s->next, STRIP)) < s->c.height;) {
        for (size_t end = smaller(y + STRIP, s->c.height); y < end; y++) {
            judge_row(&s->c, y);
        }
    }
    return NULL;
}

static size_t count_shares(size_t height)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t n = cores < 1 ? 1 : smaller((size_t)cores, MOST_SHARES);
    return larger(1, smaller(n, height / STRIP));
}

static void judge_rows(sm_arena *a, const comparing *c)
{
    share shares[MOST_SHARES];
    atomic_size_t next = 0;
    size_t n = count_shares(c->height);
    for (size_t i = 0; i < n; i++) {
        share *s = &shares[i];
        *s = (share){.c = *c, .next = &next};
        s->c.places = sm_arena_alloc(a, 3 * c->width * sizeof *s->c.places);
        s->c.blocks = sm_arena_alloc(a, 3 * count_blocks(c->width) * sizeof *s->c.blocks);
        s->apart = i + 1 < n && pthread_create(&s->thread, NULL, judge_strips, s) == 0;
        if (!s->apart) {
            judge_strips(s);
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (shares[i].apart) {
            pthread_join(shares[i].thread, NULL);
        }
        c->out->noise += shares[i].c.noise;
    }
}

void sm_picture_compare(sm_arena *a, const sm_picture *old, const sm_picture *new,
                        const sm_compare_rules *rules, sm_comparison *out)
{
    *out = (sm_comparison){.width = larger(old->width, new->width),
                           .height = larger(old->height, new->height)};
    out->marks = sm_arena_alloc(a, out->width * out->height);
    const comparing c = {.pictures = {old, new},
                         .rules = rules,
                         .width = smaller(old->width, new->width),
                         .height = smaller(old->height, new->height),
                         .out = out,
                         .holds = {SIZE_MAX, SIZE_MAX, SIZE_MAX}};
    judge_rows(a, &c);
    memset(out->marks + c.height * out->width, SM_MARK_SAME, (out->height - c.height) * out->width);
    picture_settle_patches(out, new->dpi, rules);
    mark_beyond(out, c.width, c.height);
}
