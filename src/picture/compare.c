// The comparison; sitmap/picture.h says how and after whom.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sitmap/picture.h"

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

static const uint8_t *at(const sm_picture *p, size_t x, size_t y)
{
    return p->rgb + (y * p->width + x) * 3;
}

static float luma(const uint8_t *c)
{
    return (float)c[0] * 0.29889531f + (float)c[1] * 0.58662247f + (float)c[2] * 0.11448223f;
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

// What surrounds a pixel: the mean of 3 x 3 and the luma's range.
typedef struct surroundings {
    yiq mean;
    float darkest, lightest; // of a cell that is not known yet: darkest > lightest
} surroundings;

static const surroundings UNKNOWN = {{0, 0, 0}, 1, 0};

static surroundings look(const sm_picture *p, window w)
{
    surroundings s = {{0, 0, 0}, 1e9f, -1e9f};
    int sum[3] = {0, 0, 0};
    for (size_t y = w.y0; y < w.y1; y++) {
        const uint8_t *c = at(p, w.x0, y);
        for (size_t x = w.x0; x < w.x1; x++, c += 3) {
            float l = luma(c);
            sum[0] += c[0];
            sum[1] += c[1];
            sum[2] += c[2];
            s.darkest = l < s.darkest ? l : s.darkest;
            s.lightest = l > s.lightest ? l : s.lightest;
        }
    }
    float n = (float)((w.x1 - w.x0) * (w.y1 - w.y0));
    s.mean = to_yiq((float)sum[0] / n, (float)sum[1] / n, (float)sum[2] / n);
    return s;
}

// ---- Antialiasing, after Vysniauskas ------------------------------------------------------------

static bool has_many_like(const sm_picture *p, size_t x, size_t y)
{
    window w = around(x, y, p->width, p->height);
    const uint8_t *self = at(p, x, y);
    size_t like = w.x1 - w.x0 < 3 || w.y1 - w.y0 < 3;
    for (size_t j = w.y0; j < w.y1; j++) {
        for (size_t i = w.x0; i < w.x1; i++) {
            like += (i != x || j != y) && memcmp(at(p, i, j), self, 3) == 0;
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
    float self = luma(at(p, x, y));
    extremes e = {x, y, x, y, w.x1 - w.x0 < 3 || w.y1 - w.y0 < 3, 0, 0};
    for (size_t j = w.y0; j < w.y1; j++) {
        for (size_t i = w.x0; i < w.x1; i++) {
            float d = luma(at(p, i, j)) - self;
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

enum { WEAK = 3 }; // a mark of our own, until it is known what hangs together

typedef struct side {
    const sm_picture *picture;
    surroundings *rows; // three rows: the one before, this one, the next
    size_t holds[3];    // which row each is; they are filled as they are asked for
} side;

typedef struct comparing {
    side old, new;
    sm_compare_rules rules;
    size_t width, height; // that both share
    sm_comparison *out;
} comparing;

static const surroundings *look_at(comparing *c, side *s, size_t x, size_t y)
{
    surroundings *row = &s->rows[y % 3 * c->width], *cell = &row[x];
    if (s->holds[y % 3] != y) {
        s->holds[y % 3] = y;
        for (size_t i = 0; i < c->width; i++) {
            row[i] = UNKNOWN;
        }
    }
    if (cell->darkest > cell->lightest) {
        *cell = look(s->picture, around(x, y, c->width, c->height));
    }
    return cell;
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
    return share_of(distance2(d), a, b, (float)c->rules.threshold);
}

static float largest_imbalance(comparing *c, size_t x, size_t y)
{
    window w = around(x, y, c->width, c->height);
    float most = 0;
    for (size_t j = w.y0; j < w.y1; j++) {
        for (size_t i = w.x0; i < w.x1; i++) {
            float share = imbalance(c, i, j);
            most = share > most ? share : most;
        }
    }
    return most;
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
    return share_of(distance2(d), self, look_at(c, there, x, y), (float)c->rules.threshold);
}

static uint8_t judge(comparing *c, size_t x, size_t y)
{
    const sm_picture *old = c->old.picture, *new = c->new.picture;
    float limit = (float)(c->rules.threshold * c->rules.threshold), strong = (float)c->rules.strong;
    if (pixel_distance2(at(old, x, y), at(new, x, y)) <= limit) {
        return SM_MARK_SAME;
    }
    if (gap(c, &c->old, &c->new, x, y) >= strong || gap(c, &c->new, &c->old, x, y) >= strong) {
        return SM_MARK_CHANGED;
    }
    float share = largest_imbalance(c, x, y);
    bool noise = share < (float)c->rules.weak;
    if (!noise && share < 2 * (float)c->rules.weak) {
        noise = is_antialiased(old, new, x, y) && is_antialiased(new, old, x, y);
    }
    return noise ? SM_MARK_NOISE : WEAK;
}

static void judge_row(comparing *c, size_t y)
{
    const uint8_t *a = at(c->old.picture, 0, y), *b = at(c->new.picture, 0, y);
    uint8_t *marks = c->out->marks + y * c->out->width;
    if (memcmp(a, b, c->width * 3) == 0) {
        return;
    }
    for (size_t x = 0; x < c->width; x++, a += 3, b += 3) {
        if (a[0] != b[0] || a[1] != b[1] || a[2] != b[2]) {
            marks[x] = judge(c, x, y);
        }
    }
}

// ---- What hangs together ------------------------------------------------------------------------

typedef struct spots {
    uint32_t *items; // a picture has at most SM_MAX_PIXELS
    size_t count, cap;
} spots;

typedef struct patch {
    size_t x0, y0, x1, y1;
    size_t strong;
} patch;

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

// Collects the weak and strong pixels that touch `start`; strikes them off the map by a bit.
enum { SEEN = 4 };

static patch collect(sm_arena *a, sm_comparison *out, size_t start, spots *found)
{
    size_t width = out->width;
    patch p = {start % width, start / width, start % width, start / width, 0};
    found->count = 0;
    *SM_PUSH(a, found) = (uint32_t)start;
    out->marks[start] |= SEEN;
    for (size_t k = 0; k < found->count; k++) {
        size_t x = found->items[k] % width, y = found->items[k] / width;
        window w = around(x, y, width, out->height);
        p.x0 = smaller(p.x0, x);
        p.x1 = larger(p.x1, x);
        p.y1 = larger(p.y1, y);
        p.strong += (out->marks[found->items[k]] & ~SEEN) == SM_MARK_CHANGED;
        for (size_t j = w.y0; j < w.y1; j++) {
            for (size_t i = w.x0; i < w.x1; i++) {
                size_t other = j * width + i;
                if (out->marks[other] == WEAK || out->marks[other] == SM_MARK_CHANGED) {
                    out->marks[other] |= SEEN;
                    *SM_PUSH(a, found) = (uint32_t)other;
                }
            }
        }
    }
    return p;
}

// A patch is a change when it is longer than any letter; else its strong pixels are, unless they
// are too few to be seen.
static void settle(sm_comparison *out, const spots *found, bool is_long, bool is_speck)
{
    for (size_t k = 0; k < found->count; k++) {
        uint8_t *mark = &out->marks[found->items[k]];
        bool strong = (*mark & ~SEEN) == SM_MARK_CHANGED;
        bool changed = is_long || (strong && !is_speck);
        *mark = (uint8_t)((changed ? SM_MARK_CHANGED : SM_MARK_NOISE) | SEEN);
    }
}

static void settle_patches(sm_comparison *out, double dpi, const sm_compare_rules *rules)
{
    sm_arena *a = sm_arena_create();
    spots found = {NULL, 0, 0};
    double long_px = rules->long_mm / 25.4 * dpi;
    size_t n = out->width * out->height;
    for (size_t i = 0; i < n; i++) {
        if (out->marks[i] == WEAK || out->marks[i] == SM_MARK_CHANGED) {
            patch p = collect(a, out, i, &found);
            settle(out, &found, hypot((double)(p.x1 - p.x0), (double)(p.y1 - p.y0)) >= long_px,
                   p.strong < rules->speck);
        }
    }
    for (size_t i = 0; i < n; i++) {
        out->marks[i] &= (uint8_t)~SEEN;
    }
    sm_arena_destroy(a);
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
    }
}

static void count(sm_comparison *out)
{
    for (size_t i = 0; i < out->width * out->height; i++) {
        out->changed += out->marks[i] == SM_MARK_CHANGED;
        out->noise += out->marks[i] == SM_MARK_NOISE;
    }
}

void sm_picture_compare(sm_arena *a, const sm_picture *old, const sm_picture *new,
                        const sm_compare_rules *rules, sm_comparison *out)
{
    *out = (sm_comparison){.width = larger(old->width, new->width),
                           .height = larger(old->height, new->height)};
    out->marks = sm_arena_zero(a, out->width * out->height, 1);
    comparing c = {{old, NULL, {SIZE_MAX, SIZE_MAX, SIZE_MAX}},
                   {new, NULL, {SIZE_MAX, SIZE_MAX, SIZE_MAX}},
                   *rules,
                   smaller(old->width, new->width),
                   smaller(old->height, new->height),
                   out};
    c.old.rows = sm_arena_alloc(a, 3 * c.width * sizeof *c.old.rows);
    c.new.rows = sm_arena_alloc(a, 3 * c.width * sizeof *c.new.rows);
    for (size_t y = 0; y < c.height; y++) {
        judge_row(&c, y);
    }
    settle_patches(out, new->dpi, rules);
    mark_beyond(out, c.width, c.height);
    count(out);
}

// ---- The difference for the eye -----------------------------------------------------------------

static const uint8_t white[3] = {255, 255, 255};

static const uint8_t *at_or_white(const sm_picture *p, size_t x, size_t y)
{
    return x < p->width && y < p->height ? at(p, x, y) : white;
}

static void pale(const uint8_t *from, uint8_t *to)
{
    uint8_t grey = (uint8_t)(204 + luma(from) / 5);
    memset(to, grey, 3);
}

static void disc(sm_picture *out, size_t x, size_t y, int reach, const uint8_t *color)
{
    for (int dy = -reach; dy <= reach; dy++) {
        for (int dx = -reach; dx <= reach; dx++) {
            size_t px = x + (size_t)dx, py = y + (size_t)dy; // below 0 wraps past the width
            if (dx * dx + dy * dy <= reach * reach && px < out->width && py < out->height) {
                memcpy(out->rgb + (py * out->width + px) * 3, color, 3);
            }
        }
    }
}

void sm_picture_difference(sm_arena *a, const sm_picture *old, const sm_picture *new,
                           const sm_comparison *c, int reach, sm_picture *out)
{
    static const uint8_t noise[3] = {235, 200, 60}, came[3] = {200, 30, 40},
                         went[3] = {20, 80, 200};
    *out = (sm_picture){sm_arena_alloc(a, c->width * c->height * 3), c->width, c->height, new->dpi};
    for (size_t i = 0; i < c->width * c->height; i++) {
        pale(at_or_white(new, i % c->width, i / c->width), out->rgb + i * 3);
        if (c->marks[i] == SM_MARK_NOISE) {
            memcpy(out->rgb + i * 3, noise, 3);
        }
    }
    for (size_t i = 0; i < c->width * c->height; i++) {
        size_t x = i % c->width, y = i / c->width;
        if (c->marks[i] == SM_MARK_CHANGED) {
            bool darker = luma(at_or_white(new, x, y)) <= luma(at_or_white(old, x, y));
            disc(out, x, y, reach, darker ? came : went);
        }
    }
}
